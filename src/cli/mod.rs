//! Arguments, `.pivotrc`, environment, progress and errors; one file per command.

pub mod parity;
pub mod progress;

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
    Parity(parity::Args),
}

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    let Cli { command: Command::Parity(args) } = Cli::parse();
    let color = std::env::var_os("NO_COLOR").is_none() && std::io::stdout().is_terminal();
    parity::run(&args, color, false).unwrap_or_else(|error| {
        // Nothing is left to tell when stderr is closed.
        let _ = writeln!(std::io::stderr(), "error: {error:#}");
        ExitCode::from(2)
    })
}
