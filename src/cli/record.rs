//! `pivot record`: a capturing proxy.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use indicatif::ProgressBar;

use super::config::milliseconds;
use super::result;
use crate::report::record as report;
use crate::server::{Address, Interrupt, Launch, Server};
use crate::traffic::record::{Counts, Options, Recorder, Redaction, TapeFile};

/// Stands between clients and the service, and writes what they say to a tape.
///
/// Clients use the address of --listen; every byte goes on as it came. Ctrl-C ends the recording: requests under way are
/// answered and written first. A tape that exists is continued.
///
/// Exit code 0: recorded. 2: it could not be done.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// The running service: http://HOST:PORT.
    #[arg(long, value_name = "URL", required_unless_present = "command", conflicts_with = "command")]
    pub upstream: Option<String>,
    /// Where clients connect to; port 0 takes a free one.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8000")]
    pub listen: String,
    /// The tape to write, or to continue.
    #[arg(short, long, value_name = "FILE", default_value = "tape.jsonl")]
    pub output: PathBuf,
    /// End after so many exchanges.
    #[arg(long, value_name = "N")]
    pub limit: Option<u64>,
    /// End after a time, such as 30s, 10m or 2h.
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub duration: Option<Duration>,
    /// Record the exchanges of that share of clients (by address) only: 0 to 1.
    #[arg(long, value_name = "SHARE", default_value = "1", value_parser = parse_share)]
    pub sample: f64,
    /// The longest body to record, in MiB; exchanges with longer ones pass through unrecorded.
    #[arg(long, value_name = "MIB", default_value = "16")]
    pub max_body: u32,
    /// Hide the value of a further header.
    #[arg(long, value_name = "NAME")]
    pub redact_header: Vec<String>,
    /// Hide the value of a further JSON key, form field or query parameter.
    #[arg(long, value_name = "NAME")]
    pub redact_field: Vec<String>,
    /// Write credentials to the tape as they are.
    #[arg(long, conflicts_with_all = ["redact_header", "redact_field"])]
    pub no_redact: bool,
    /// A command that starts the service and takes {port}; it is stopped at the end.
    #[arg(last = true, value_name = "COMMAND")]
    pub command: Vec<String>,
}

/// Runs the command. `quiet` is about what stderr shows meanwhile.
///
/// # Errors
/// What exit code 2 stands for. The tape holds what was recorded until then.
pub fn run(args: &Args, quiet: bool) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start threads")?;
    runtime.block_on(record(args, quiet))
}

async fn record(args: &Args, quiet: bool) -> Result<ExitCode> {
    let interrupt = Interrupt::listen()?;
    let (upstream, _server) = service(args, &interrupt)?;
    let options = Options {
        upstream,
        redaction: redaction(args)?,
        longest_body: usize::try_from(args.max_body).unwrap_or(usize::MAX).saturating_mul(1 << 20),
        exchanges: args.limit,
        duration: args.duration,
        sample: args.sample,
    };
    let recorder = Recorder::listen(&args.listen, options)
        .await
        .map_err(|error| anyhow!("{error:#}\nname another address with --listen HOST:PORT; port 0 takes a free one"))?;
    let listen = recorder.address()?;
    let tape = TapeFile::open(&args.output, |bytes| {
        say(&format!("{}: the last line was not whole; its {bytes} bytes are removed", args.output.display()));
    })?;
    say(&format!("recording http://{listen} to {}; Ctrl-C ends it", args.output.display()));
    let counts = Arc::new(Counts::default());
    let shown = tokio::spawn(show(Arc::clone(&counts), quiet));
    let done = recorder.run(tape, Arc::clone(&counts), &interrupt).await;
    shown.abort();
    result::print(&report::text(&counts.seen(), &args.output))?;
    done.map(|()| ExitCode::SUCCESS)
}

/// The service to stand before; one that a command starts ends with the second value.
fn service(args: &Args, interrupt: &Interrupt) -> Result<(Address, Option<Server>)> {
    if let Some(url) = &args.upstream {
        let address = Address::parse(url)?;
        if !address.base.is_empty() {
            bail!("{url}: the recorder passes targets on as they are; name the service without a path");
        }
        return Ok((address, None));
    }
    let launch = Launch::new("the service", args.command.clone(), Path::new("."))?;
    let server = tokio::task::block_in_place(|| Server::start(&launch, interrupt))?;
    Ok((server.address().clone(), Some(server)))
}

fn redaction(args: &Args) -> Result<Redaction> {
    if args.no_redact {
        return Ok(Redaction::none());
    }
    let mut key = [0; 16];
    getrandom::fill(&mut key).context("cannot get random bytes for the pseudonyms of credentials")?;
    Ok(Redaction::new(&args.redact_header, &args.redact_field, key))
}

/// Shows the count while the recording runs, where somebody looks.
async fn show(counts: Arc<Counts>, quiet: bool) {
    if quiet || !io::stderr().is_terminal() {
        return;
    }
    let bar = ProgressBar::new_spinner();
    let mut ticks = tokio::time::interval(Duration::from_millis(500));
    loop {
        ticks.tick().await;
        let seen = counts.seen();
        let mut routes: Vec<_> = seen.routes.iter().collect();
        routes.sort_by_key(|(route, counts)| (std::cmp::Reverse(counts.exchanges), (*route).clone()));
        let routes = routes.iter().take(4).map(|(route, counts)| format!("{route} {}", counts.exchanges));
        bar.set_message(format!("{} recorded  {}", seen.recorded, routes.collect::<Vec<_>>().join("  ")));
        bar.tick();
    }
}

fn say(text: &str) {
    // Nobody has to read it.
    let _ = writeln!(io::stderr(), "{text}");
}

fn parse_time(text: &str) -> Result<Duration, String> {
    milliseconds(text)
        .map(Duration::from_millis)
        .ok_or_else(|| "write a number with ms, s, m or h, for example 10m".to_owned())
}

fn parse_share(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(share) if share > 0.0 && share <= 1.0 => Ok(share),
        _ => Err("write a share above 0 and up to 1, for example 0.1".to_owned()),
    }
}
