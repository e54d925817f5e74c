//! `pivot analyze`: what is here, what it costs, what should move where, and why.

mod find;
mod module_name;
mod programs;
mod read;
mod starts;
mod units;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::ValueEnum;

use super::progress::progress;
use super::result;
use crate::advise::{Analysis, Input, advise};
use crate::library::Library;
use crate::report::analysis as report;
use crate::source::Sources;

/// Measures Python code and says which function should move to Go, which to Rust, which should stay, and why.
///
/// A file is read with the modules of the project that it imports; a folder is read with everything below it, but for hidden folders,
/// `node_modules` and virtual environments.
///
/// Exit code 0: done, also when a file has syntax errors, which are among the findings. 2: a path cannot be read, or is not Python.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// Files and folders.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// What goes to stdout.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write a further report of the same run.
    #[arg(long = "report", value_name = "FORMAT=FILE", value_parser = parse_report)]
    pub reports: Vec<(Format, PathBuf)>,
    /// Write the analysis (JSON) to a file.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Print nothing but errors.
    #[arg(short, long)]
    pub quiet: bool,
}

/// A form of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs: docs/schema/analysis.schema.json.
    Json,
}

/// Runs the command. `color` is about stdout.
///
/// # Errors
/// What exit code 2 stands for.
pub fn run(args: &Args, color: bool) -> Result<ExitCode> {
    for path in args.reports.iter().map(|(_, path)| path).chain(&args.output) {
        result::check(path)?;
    }
    let progress = progress(args.quiet);
    let found = find::files(&args.paths)?;
    let read = read::read(&args.paths, found, progress.as_ref())?;
    let library = Library::load().context("pivot's own stubs cannot be read")?;
    progress.start("analysing", Some(u64::try_from(read.files.len()).unwrap_or(u64::MAX)));
    let input = Input {
        units: units::units(&args.paths, &read),
        sources: &read.sources,
        library: &library,
        programs: programs::programs(&read)?,
        findings: read.findings.clone(),
    };
    let analysis = advise(&input, progress.as_ref());
    progress.finish();
    for (format, path) in &args.reports {
        result::write(path, &render(&analysis, &read.sources, *format, false)?)?;
    }
    if let Some(path) = &args.output {
        result::write(path, &report::json(&analysis, &read.sources)?)?;
    }
    if !args.quiet {
        result::print(&render(&analysis, &read.sources, args.format, color)?)?;
    }
    // Everything goes with the process: giving it back piece by piece would take as long as reading it.
    std::mem::forget(input);
    std::mem::forget(analysis);
    std::mem::forget(read);
    Ok(ExitCode::SUCCESS)
}

fn render(analysis: &Analysis, sources: &Sources, format: Format, color: bool) -> Result<String> {
    match format {
        Format::Text => Ok(report::text(analysis, sources, color)),
        Format::Json => report::json(analysis, sources),
    }
}

fn parse_report(text: &str) -> Result<(Format, PathBuf), String> {
    let (format, path) = text.split_once('=').ok_or("write FORMAT=FILE, for example json=analysis.json")?;
    let format = Format::from_str(format, true).map_err(|_| format!("{format} is not text or json"))?;
    Ok((format, PathBuf::from(path)))
}
