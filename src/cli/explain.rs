//! `pivot explain`: what a finding means, and what can be done about it.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::result;
use crate::report::explain;

/// Says what a finding means, why pivot does not translate it, and how to write it so that it is translated.
///
/// Without a code: all codes, each with what it is about. Exit code 0: explained. 2: there is no such code.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// The code of a finding, as `warning[set-order]` shows it.
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
    /// What goes to stdout.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// A form of the explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Runs the command. `color` is about stdout.
///
/// # Errors
/// What exit code 2 stands for.
pub fn run(args: &Args, color: bool) -> Result<ExitCode> {
    let text = match (&args.code, args.format) {
        (Some(code), format) => {
            let Some(section) = explain::section(&code.to_lowercase()) else { bail!("{}", unknown(code)) };
            match format {
                Format::Text => explain::text(&section, color),
                Format::Json => explain::json(&[section])?,
            }
        }
        (None, Format::Text) => explain::list(color),
        (None, Format::Json) => explain::json(&explain::sections().collect::<Vec<_>>())?,
    };
    result::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn unknown(code: &str) -> String {
    let near = explain::nearest(code);
    let hint = if near.is_empty() {
        "`pivot explain` lists all codes".to_owned()
    } else {
        format!("did you mean {}?", near.join(", "))
    };
    format!("there is no finding `{code}`\n{hint}")
}
