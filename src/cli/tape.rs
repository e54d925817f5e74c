//! `pivot tape`: work with recordings.

mod output;
mod synthesize;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::builder::PossibleValuesParser;
use clap::{Subcommand, ValueEnum};

use self::output::Output;
use super::result;
use crate::report::tape as report;
use crate::traffic::choose::{Filter, HeaderPattern, RoutePattern, Seen, StatusPattern};
use crate::traffic::formats::{self, Format, ReadOptions, Source, time};
use crate::traffic::stats::Stats;

/// Converts, shows, counts, filters and thins out recordings of requests.
///
/// The format of a file is recognised by its name and content, or said with --from. What the other format cannot hold is
/// an error if it changes a request, and said on stderr otherwise. `-` is stdin or stdout.
///
/// Exit code 0: done. 2: it could not be done; then no file is written.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Clone, Debug, Subcommand)]
enum Action {
    /// Write a recording in another format.
    Convert {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        output: To,
    },
    /// Print exchanges for people.
    Show {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        choice: Choice,
        /// How many bytes of a body are printed.
        #[arg(long, value_name = "N", default_value = "4096")]
        body: usize,
    },
    /// Count requests by method, route and status; sizes, sessions, times.
    Stats {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        choice: Choice,
        /// What goes to stdout.
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
    },
    /// Keep the exchanges that are asked for: of each option one of its values, and of all options.
    Filter {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        choice: Choice,
        #[command(flatten)]
        output: To,
    },
    /// Keep the first of equal requests: same method, target, headers in order (names in any case) and body.
    Dedupe {
        #[command(flatten)]
        input: Input,
        /// A header that does not count.
        #[arg(long, value_name = "NAME")]
        ignore_header: Vec<String>,
        /// Keep every request that may change something (POST, PUT, …), equal or not.
        #[arg(long)]
        safe: bool,
        #[command(flatten)]
        output: To,
    },
    /// Make requests that reach every branch of a service: what its code looks up and compares with is tried on the original.
    Synthesize(synthesize::Args),
}

/// What is read.
#[derive(Clone, Debug, clap::Args)]
struct Input {
    /// The recording; - is stdin.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Its format; recognised without it.
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(names(Format::is_read)))]
    from: Option<String>,
    /// A value of a variable of a Postman collection.
    #[arg(long, value_name = "NAME=VALUE", value_parser = parse_variable)]
    variable: Vec<(String, String)>,
}

/// What is written.
#[derive(Clone, Debug, clap::Args)]
struct To {
    /// The file to write, whole or not at all; - is stdout.
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    /// Its format; without it the one that its name says, or else a tape.
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(names(Format::is_written)))]
    to: Option<String>,
    /// Where requests go in formats with whole URLs; without it to what their Host says.
    #[arg(long, value_name = "URL")]
    base: Option<String>,
}

/// Which exchanges are taken.
#[derive(Clone, Debug, clap::Args)]
struct Choice {
    /// By name.
    #[arg(long, value_name = "ID")]
    id: Vec<String>,
    /// By route: `[METHOD ]/path/<id>`.
    #[arg(long, value_name = "ROUTE", value_parser = |text: &str| RoutePattern::parse(text))]
    route: Vec<RoutePattern>,
    /// By method.
    #[arg(long, value_name = "METHOD")]
    method: Vec<String>,
    /// By status of the answer: 404 or 4xx.
    #[arg(long, value_name = "STATUS", value_parser = |text: &str| StatusPattern::parse(text))]
    status: Vec<StatusPattern>,
    /// By a header of the request: NAME or 'NAME: VALUE'.
    #[arg(long, value_name = "HEADER", value_parser = |text: &str| Ok::<_, String>(HeaderPattern::parse(text)))]
    header: Vec<HeaderPattern>,
    /// From a time on, such as 2025-01-31T12:00:00Z.
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    since: Option<f64>,
    /// Until before a time.
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    until: Option<f64>,
}

/// A form of the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Runs the command.
///
/// # Errors
/// What exit code 2 stands for.
pub fn run(args: &Args) -> Result<ExitCode> {
    let done = match &args.action {
        Action::Convert { input, output } => {
            if output.to.is_none() && Format::of_name(&output.output).is_none() && !is_tape(&output.output) {
                bail!("which format? --to {}", names(Format::is_written).collect::<Vec<_>>().join("|"));
            }
            copy(input, output, |_| true).map(drop)
        }
        Action::Show { input, choice, body } => show(input, &choice.filter(), *body),
        Action::Stats { input, choice, format } => count(input, &choice.filter(), *format),
        Action::Filter { input, choice, output } => {
            let filter = choice.filter();
            copy(input, output, |exchange| filter.takes(exchange)).map(|(kept, all)| {
                say(&format!("kept {kept} of {all} exchanges\n"));
            })
        }
        Action::Dedupe { input, ignore_header, safe, output } => {
            let mut seen = Seen::new(ignore_header.clone(), *safe);
            copy(input, output, |exchange| seen.is_new(&exchange.request)).map(|(kept, all)| {
                let but = if ignore_header.is_empty() { String::new() } else { format!(" (but {})", ignore_header.join(", ")) };
                let safe = if *safe { "; those that may change something are all kept" } else { "" };
                say(&format!(
                    "kept {kept} of {all} exchanges: requests are equal in method, target, headers{but} and body{safe}\n"
                ));
            })
        }
        Action::Synthesize(args) => synthesize(args),
    };
    match done {
        // That nobody reads on is no error.
        Err(error)
            if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) =>
        {
            Ok(ExitCode::SUCCESS)
        }
        done => done.map(|()| ExitCode::SUCCESS),
    }
}

/// Makes a tape, and says what it reaches.
fn synthesize(args: &synthesize::Args) -> Result<()> {
    // Before the work: what cannot be written is known at once.
    let output = Output::open(&args.output)?;
    let found = synthesize::run(args)?;
    let mut sink = formats::write(Format::Tape, output.writer()?, None)?;
    let (count, tried, coverage) = (found.exchanges.len(), found.tried, found.coverage);
    found.exchanges.into_iter().try_for_each(|exchange| sink.write(exchange))?;
    sink.finish()?;
    drop(sink);
    output.keep()?;
    say(&crate::report::parity::synthesis(&coverage, count, tried));
    Ok(())
}

impl Input {
    fn open(&self) -> Result<Box<dyn Source>> {
        let variables: BTreeMap<String, String> = self.variable.iter().cloned().collect();
        let options = ReadOptions { format: self.from.as_deref().and_then(format), variables };
        if self.file == Path::new("-") {
            return formats::read("stdin", io::stdin(), None, &options);
        }
        formats::open(&self.file, &options)
    }
}

impl Choice {
    fn filter(&self) -> Filter {
        Filter {
            ids: self.id.clone(),
            routes: self.route.clone(),
            methods: self.method.clone(),
            statuses: self.status.clone(),
            headers: self.header.clone(),
            since: self.since,
            until: self.until,
        }
    }
}

/// Writes the exchanges that are taken; gives how many these are, and how many there were.
fn copy(input: &Input, to: &To, mut takes: impl FnMut(&crate::traffic::Exchange) -> bool) -> Result<(u64, u64)> {
    let mut source = input.open()?;
    let format = to.to.as_deref().and_then(format).or(Format::of_name(&to.output)).unwrap_or(Format::Tape);
    let output = Output::open(&to.output)?;
    let mut sink = formats::write(format, output.writer()?, to.base.as_deref())?;
    let (mut kept, mut all) = (0, 0);
    for exchange in source.by_ref() {
        let exchange = exchange?;
        all += 1;
        if takes(&exchange) {
            kept += 1;
            sink.write(exchange)?;
        }
    }
    sink.finish()?;
    let notes = [source.notes(), sink.notes()];
    drop(sink);
    output.keep()?;
    for notes in notes {
        say(&report::notes(&notes));
    }
    Ok((kept, all))
}

fn show(input: &Input, filter: &Filter, body: usize) -> Result<()> {
    let mut source = input.open()?;
    let mut output = io::BufWriter::new(io::stdout().lock());
    let mut between = "";
    for exchange in source.by_ref() {
        let exchange = exchange?;
        if filter.takes(&exchange) {
            write!(output, "{between}{}", report::exchange(&exchange, body))?;
            between = "\n";
        }
    }
    output.flush()?;
    say(&report::notes(&source.notes()));
    Ok(())
}

fn count(input: &Input, filter: &Filter, format: ReportFormat) -> Result<()> {
    let mut source = input.open()?;
    let mut stats = Stats::default();
    for exchange in source.by_ref() {
        let exchange = exchange?;
        if filter.takes(&exchange) {
            stats.add(&exchange);
        }
    }
    let text = match format {
        ReportFormat::Text => report::stats(&stats),
        ReportFormat::Json => serde_json::to_string_pretty(&stats)? + "\n",
    };
    result::print(&text)?;
    say(&report::notes(&source.notes()));
    Ok(())
}

fn say(text: &str) {
    // Nobody has to read it.
    let _ = io::stderr().write_all(text.as_bytes());
}

fn names(which: fn(Format) -> bool) -> impl Iterator<Item = &'static str> {
    Format::ALL.into_iter().filter(move |format| which(*format)).map(Format::name)
}

fn format(name: &str) -> Option<Format> {
    Format::ALL.into_iter().find(|format| format.name() == name)
}

/// Whether a file is called like a tape.
fn is_tape(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "jsonl" || extension == "ndjson" || extension == "tape")
}

fn parse_variable(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

fn parse_time(text: &str) -> Result<f64> {
    time::seconds(text).context("write a time as RFC 3339 has it, for example 2025-01-31T12:00:00Z")
}
