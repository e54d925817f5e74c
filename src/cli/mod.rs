//! Arguments, `.pivotrc`, environment, progress and errors; one file per command.

pub mod analyze;
pub mod config;
pub mod dump;
pub mod evolve;
pub mod explain;
mod named;
pub mod parity;
mod paths;
mod program;
pub mod progress;
pub mod record;
mod result;
pub mod tape;

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Moves a Python HTTP service to Go or Rust, one route at a time, and proves every step.
#[derive(Debug, Parser)]
#[command(name = "pivot", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Analyze(analyze::Args),
    Evolve(evolve::Args),
    Record(record::Args),
    Parity(parity::Args),
    Tape(tape::Args),
    Explain(explain::Args),
    #[command(hide = true)]
    Dump(dump::Args),
}

/// The stack of a command in bytes; what is not used of it takes no memory.
const STACK: usize = 512 << 20;

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let color = std::env::var_os("NO_COLOR").is_none() && std::io::stdout().is_terminal();
    // An `if` with hundreds of `elif` is that deep a tree, and every layer walks it.
    let done = stacker::grow(STACK, || match cli.command {
        Command::Analyze(args) => analyze::run(&args, color),
        Command::Evolve(args) => evolve::run(&args, color, false),
        Command::Record(args) => record::run(&args, false),
        Command::Parity(args) => parity::run(&args, color, false),
        Command::Tape(args) => tape::run(&args),
        Command::Explain(args) => explain::run(&args, color),
        Command::Dump(args) => dump::run(&args),
    });
    done.unwrap_or_else(|error| {
        // Nothing is left to tell when stderr is closed.
        let _ = writeln!(std::io::stderr(), "error: {error:#}");
        ExitCode::from(2)
    })
}
