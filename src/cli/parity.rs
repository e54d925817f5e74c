//! `pivot parity`: replay a tape against the original and the new service.

mod certify;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Result, anyhow, bail};
use clap::ValueEnum;

use super::config::Config;
use super::named::cannot_read;
use super::paths::{resolve, tidy};
use super::progress::progress;
use super::result;
use crate::manifest::{FILE_NAME, Kind, Manifest};
use crate::parity::runs;
use crate::parity::{
    Judge, Options, Origin, Outcome, Pace, Replay, Reset, Sending, Setup, Thresholds, replay, self_test,
};
use crate::report::{parity as report, runs as run_report};
use crate::server::{Address, Launch, split_command};
use crate::traffic::formats::{self, ReadOptions};

/// Replays a tape against the original and the new service and compares every answer.
///
/// Exit code 0: certified. 1: answers differ or stay undecided. 2: it could not be done, or a server died on the way.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// The folder that `pivot evolve` wrote; both services are started as its pivot.json says.
    #[arg(value_name = "PROJECT", default_value = ".")]
    pub project: PathBuf,
    /// The tape: JSON Lines of exchanges or of requests such as {"method":"GET","target":"/"}; or a HAR, a file of
    /// `GoReplay`, curl commands, or another format that `pivot tape` reads. For a program its runs, JSON Lines such as
    /// `{"arguments":["--all"],"stdin":"text"}`.
    #[arg(long, value_name = "FILE", required_unless_present_any = ["self_test", "verify"])]
    pub requests: Option<PathBuf>,
    /// Start nothing: corrupt sample answers, and the recorded answers of the tape if one is named, in every way that the comparison claims to see, and show that each is seen.
    #[arg(long, conflicts_with_all = ["old", "new", "reports", "output"])]
    pub self_test: bool,
    /// Start nothing: say whether the original's sources, the project and the tape still are what a certificate says. Exit code 1: they are not.
    #[arg(long, value_name = "CERTIFICATE", conflicts_with_all = ["old", "new", "reports", "output", "self_test"])]
    pub verify: Option<PathBuf>,
    /// The original: a URL, or a command that takes {port}; it is started twice.
    #[arg(long, value_name = "URL|COMMAND")]
    pub old: Option<String>,
    /// The new service: a URL, or a command that takes {port}.
    #[arg(long, value_name = "URL|COMMAND")]
    pub new: Option<String>,
    /// What goes to stdout.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write a further report of the same run.
    #[arg(long = "report", value_name = "FORMAT=FILE", value_parser = parse_report)]
    pub reports: Vec<(Format, PathBuf)>,
    /// Write the certificate (JSON) to a file.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Certify also answers that are equal only as JSON: another order of keys, other white space.
    #[arg(long)]
    pub allow_equivalent: bool,
    /// Judge a transport difference that is only listed otherwise.
    #[arg(long, value_enum, value_name = "WHAT")]
    pub judge: Vec<Transport>,
    /// How long a server may take for an answer, in seconds.
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = parse_seconds)]
    pub timeout: Duration,
    /// How many clients are sent for at the same time; what one client sends stays in its order.
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub concurrency: u16,
    /// Show which branches of the original the tape reaches; the original runs once more for it.
    #[arg(long)]
    pub coverage: bool,
    /// Certify only with so many requests of each route, and of each class of status that a route answered with.
    #[arg(long, value_name = "N")]
    pub min_requests: Option<u64>,
    /// Certify only if the tape reaches so much of the original's branches, in percent.
    #[arg(long, value_name = "PERCENT", value_parser = parse_percent)]
    pub min_branches: Option<f64>,
    /// When requests are sent.
    #[arg(long, value_enum, default_value_t = Speed::Fast)]
    pub pace: Speed,
    /// Run the servers one after another, and this command before each: it puts back what they share, such as a database. Not a shell's command line.
    #[arg(long, value_name = "COMMAND")]
    pub reset: Option<String>,
    /// Send requests that may change something (POST, PUT, …) to servers that are not on this machine.
    #[arg(long)]
    pub allow_effects: bool,
    /// The settings to use instead of the nearest .pivotrc from the original's sources upwards.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// A form of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// The certificate.
    Json,
    /// A page for the browser, in one file.
    Html,
    /// A comment for a pull request.
    Markdown,
    /// Test results for Jenkins, GitLab and others.
    Junit,
    /// Annotations for GitHub Actions.
    Github,
}

/// When requests are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Speed {
    /// As fast as the servers answer.
    Fast,
    /// At the pace at which they were recorded.
    Recorded,
}

/// A transport difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Transport {
    /// Whether there is a Date.
    Date,
    /// The Server header.
    Server,
    /// Connection, Keep-Alive and the other headers of one connection.
    HopByHop,
    /// Content-Length, chunks or the end of the connection.
    Framing,
    /// The reason phrase.
    Reason,
    /// HTTP/1.0 or HTTP/1.1.
    Version,
}

/// Runs the command. `color` is about stdout, `quiet` about the progress bar.
///
/// # Errors
/// What exit code 2 stands for; a server that dies on the way is reported instead.
pub fn run(args: &Args, color: bool, quiet: bool) -> Result<ExitCode> {
    for path in args.reports.iter().map(|(_, path)| path).chain(&args.output) {
        result::check(path)?;
    }
    if args.self_test {
        return test_itself(args, color);
    }
    if let Some(certificate) = &args.verify {
        return certify::verify(args, certificate);
    }
    let Some(requests) = &args.requests else { bail!("name a tape with --requests") };
    let manifest = manifest(args)?;
    check_tape(requests)?;
    if let Some(manifest) = manifest.as_ref().filter(|manifest| manifest.kind == Kind::Program) {
        return run_program(args, requests, manifest, color);
    }
    let config = config(args, manifest.as_ref())?;
    let known = config.thresholds();
    let thresholds = Thresholds {
        requests: args.min_requests.unwrap_or(known.requests),
        branches: args.min_branches.unwrap_or(known.branches),
    };
    let setup = setup(args, manifest.as_ref())?;
    check_effects(args, requests, &setup)?;
    let options = Options {
        allow_equivalent: args.allow_equivalent,
        judge: judge(&args.judge),
        patience: args.timeout,
        rules: config.rules().to_vec(),
        sending: Sending {
            concurrency: args.concurrency.into(),
            pace: match args.pace {
                Speed::Fast => Pace::Fast,
                Speed::Recorded => Pace::Recorded,
            },
        },
        reset: reset(args, &config)?,
        traced: traced(args, manifest.as_ref(), thresholds)?,
        thresholds,
        subject: certify::subject(args, manifest.as_ref(), requests)?,
        ..Options::default()
    };
    let replay = replay(requests, &setup, manifest.as_ref(), &options, progress(quiet).as_ref())?;
    result::print(&render(&replay, args.format, color)?)?;
    for (format, path) in &args.reports {
        result::write(path, &render(&replay, *format, false)?)?;
    }
    if let Some(path) = &args.output {
        result::write(path, &report::json(&replay, certify::digest)?)?;
    }
    match replay.outcome() {
        Outcome::Certified => Ok(ExitCode::SUCCESS),
        Outcome::Objection => Ok(ExitCode::from(1)),
        Outcome::Failed => bail!("{}", replay.failure.unwrap_or_default()),
    }
}

/// Compares two programs that run and end.
fn run_program(args: &Args, requests: &Path, manifest: &Manifest, color: bool) -> Result<ExitCode> {
    // A command given here is about here; one of the manifest is about the project, where both are run.
    let words = |option: Option<&String>, known: &[String]| {
        let Some(line) = option else { return Ok(known.to_vec()) };
        let mut words = split_command(line)?;
        for word in words.iter_mut().filter(|word| word.contains('/') && Path::new(word.as_str()).exists()) {
            *word = std::path::absolute(&*word)?.to_string_lossy().into_owned();
        }
        Ok::<_, anyhow::Error>(words)
    };
    let (old, new) = (words(args.old.as_ref(), &manifest.run.old)?, words(args.new.as_ref(), &manifest.run.new)?);
    if args.new.is_none() {
        check_built(manifest, &new, &args.project)?;
    }
    let runs = runs::compare(&old, &new, &args.project, &runs::starts(requests)?, args.timeout)?;
    let render = |format: Format, color: bool| match format {
        Format::Text => Ok(run_report::text(&runs, color)),
        Format::Json => run_report::json(&runs),
        Format::Html | Format::Markdown | Format::Junit | Format::Github => {
            bail!("the comparison of a program is written as text or json")
        }
    };
    result::print(&render(args.format, color)?)?;
    for (format, path) in &args.reports {
        result::write(path, &render(*format, false)?)?;
    }
    if let Some(path) = &args.output {
        result::write(path, &run_report::json(&runs)?)?;
    }
    Ok(ExitCode::from(u8::from(runs.iter().any(|run| run.result != runs::Match::Identical))))
}

/// Tests the comparison with corrupted answers.
fn test_itself(args: &Args, color: bool) -> Result<ExitCode> {
    let test = match &args.requests {
        Some(path) => {
            check_tape(path)?;
            self_test(formats::open(path, &ReadOptions::default())?)?
        }
        None => self_test(std::iter::empty())?,
    };
    result::print(&report::self_test(&test, color))?;
    Ok(if test.passed() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The project's manifest, with the routes' files as they are shown; none is needed where both services are named.
fn manifest(args: &Args) -> Result<Option<Manifest>> {
    if args.old.is_some() && args.new.is_some() && !args.project.join(FILE_NAME).exists() {
        return Ok(None);
    }
    let read = Manifest::read(&args.project);
    let mut manifest =
        read.map_err(|error| anyhow!("{error:#}\nname a project's folder, or both services with --old and --new"))?;
    let (here, project) = (resolve(Path::new("."))?, resolve(&args.project)?);
    for route in &mut manifest.routes {
        route.file = shown(&here, &tidy(&project.join(&route.file)));
    }
    Ok(Some(manifest))
}

/// The settings: those by which `pivot evolve` read the original.
fn config(args: &Args, manifest: Option<&Manifest>) -> Result<Config> {
    let source = manifest.and_then(|manifest| manifest.sources.first());
    let source = source.map(|source| tidy(&args.project.join(&source.path)));
    Config::find(args.config.as_deref(), source.as_deref().unwrap_or(&args.project))
}

/// The original's source files, if its branches are to be seen: the manifest's, or those that the command names.
fn traced(args: &Args, manifest: Option<&Manifest>, thresholds: Thresholds) -> Result<Option<Vec<PathBuf>>> {
    if !args.coverage && thresholds.branches <= 0.0 {
        return Ok(None);
    }
    let sources: Vec<PathBuf> = match (&args.old, manifest) {
        (Some(line), _) => {
            let is_source = |word: &String| {
                Path::new(word).extension().is_some_and(|kind| kind == "py") && Path::new(word).is_file()
            };
            split_command(line)?.iter().filter(|word| is_source(word)).map(PathBuf::from).collect()
        }
        (None, Some(manifest)) => manifest.sources.iter().map(|source| args.project.join(&source.path)).collect(),
        (None, None) => Vec::new(),
    };
    if sources.is_empty() {
        bail!(
            "the branches of the original cannot be seen: its Python files are not known\nname a project, or a command such as `python3 app.py {{port}}`"
        );
    }
    Ok(Some(sources))
}

/// The reset command: run from here if it is named here, else from the folder of the `.pivotrc` that names it.
fn reset(args: &Args, config: &Config) -> Result<Option<Reset>> {
    if let Some(line) = &args.reset {
        let command = split_command(line)?;
        if command.is_empty() {
            bail!("--reset is empty; name a command, such as --reset ./reset-database.sh");
        }
        return Ok(Some(Reset { command, folder: PathBuf::from(".") }));
    }
    let command = match config.texts("original.reset") {
        Some([line]) => split_command(line)?,
        Some(words) => words.to_vec(),
        None => return Ok(None),
    };
    if command.is_empty() {
        return config.refuse("original.reset", "is empty");
    }
    let folder = config.file.as_deref().and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
    Ok(Some(Reset { command, folder: folder.unwrap_or(Path::new(".")).to_path_buf() }))
}

/// A file as its reader finds it: from the working directory, or absolute where it is not inside.
fn shown(here: &Path, file: &Path) -> String {
    file.strip_prefix(here).unwrap_or(file).to_string_lossy().into_owned()
}

/// A tape is read twice, first to see whether it is one.
fn check_tape(path: &Path) -> Result<()> {
    let metadata = path.metadata().map_err(|error| cannot_read(path, &error))?;
    if !metadata.is_file() {
        bail!("{} is not a file; name a tape, which is JSON Lines", path.display());
    }
    Ok(())
}

fn setup(args: &Args, manifest: Option<&Manifest>) -> Result<Setup> {
    let origin = |name: &str, option: Option<&String>, command: fn(&Manifest) -> &Vec<String>| {
        let (command, folder) = match (option, manifest) {
            (Some(url), _) if url.starts_with("http://") || url.starts_with("https://") => {
                return Ok(Origin::Running(Address::parse(url)?));
            }
            // A command given here is about here; one of the manifest is about the project.
            (Some(line), _) => (split_command(line)?, Path::new(".")),
            (None, Some(manifest)) => {
                let words = command(manifest);
                check_built(manifest, words, &args.project)?;
                (words.clone(), args.project.as_path())
            }
            (None, None) => bail!("{name} is not named"),
        };
        Launch::new(name, command, folder).map(Origin::Command)
    };
    Ok(Setup {
        old: origin("the original", args.old.as_ref(), |manifest| &manifest.run.old)?,
        new: origin("the new service", args.new.as_ref(), |manifest| &manifest.run.new)?,
    })
}

/// A service that the project is to build is there.
fn check_built(manifest: &Manifest, words: &[String], folder: &Path) -> Result<()> {
    let program = words.first().map_or("", String::as_str);
    let is_built = !program.starts_with("./") || folder.join(program).exists();
    if !is_built && !manifest.build.is_empty() {
        let (build, folder) = (manifest.build.join(" "), folder.display());
        bail!(
            "{folder} is not built: there is no {program} in it\nbuild it with `{build}` in that folder, or `pivot evolve` it again"
        );
    }
    Ok(())
}

/// Requests that may change something go to other machines only when asked.
fn check_effects(args: &Args, requests: &Path, setup: &Setup) -> Result<()> {
    let remote = [&setup.old, &setup.new].into_iter().find_map(|origin| match origin {
        Origin::Running(address) if !address.is_loopback() => Some(address),
        Origin::Running(_) | Origin::Command(_) => None,
    });
    let (Some(address), false) = (remote, args.allow_effects) else { return Ok(()) };
    for exchange in formats::open(requests, &ReadOptions::default())? {
        let request = exchange?.request;
        if !request.is_safe() {
            bail!(
                "request {} ({} {}) may change something at {address}, which is not on this machine; \
                 --allow-effects sends it nevertheless",
                request.id,
                request.method,
                request.target,
            );
        }
    }
    Ok(())
}

fn judge(asked: &[Transport]) -> Judge {
    let has = |what: Transport| asked.contains(&what);
    Judge {
        date: has(Transport::Date),
        server: has(Transport::Server),
        hop_by_hop: has(Transport::HopByHop),
        framing: has(Transport::Framing),
        reason: has(Transport::Reason),
        version: has(Transport::Version),
    }
}

fn render(replay: &Replay, format: Format, color: bool) -> Result<String> {
    match format {
        Format::Text => Ok(report::text(replay, color)),
        Format::Json => report::json(replay, certify::digest),
        Format::Html => report::html(replay),
        Format::Markdown => Ok(report::markdown(replay)),
        Format::Junit => Ok(report::junit(replay)),
        Format::Github => Ok(report::github(replay)),
    }
}

fn parse_report(text: &str) -> Result<(Format, PathBuf), String> {
    let (format, path) = text.split_once('=').ok_or("write FORMAT=FILE, for example json=parity.json")?;
    let format = Format::from_str(format, true)
        .map_err(|_| format!("{format} is not one of text, json, html, markdown, junit, github"))?;
    Ok((format, PathBuf::from(path)))
}

fn parse_percent(text: &str) -> Result<f64, String> {
    match text.trim_end_matches('%').parse() {
        Ok(percent) if (0.0..=100.0).contains(&percent) => Ok(percent),
        _ => Err("write a number from 0 to 100".to_owned()),
    }
}

fn parse_seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "write a number of seconds".to_owned())?;
    match Duration::try_from_secs_f64(seconds) {
        Ok(duration) if !duration.is_zero() && seconds <= 86_400.0 => Ok(duration),
        _ => Err("write seconds above 0 and up to a day".to_owned()),
    }
}
