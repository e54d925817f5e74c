//! A running server.

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::group::Group;
use super::output::Output;
use super::owner::{Owner, owner};
use super::ready::{Probe, probe};
use super::{Address, Interrupt, Launch, free_port};

/// How long one question for readiness waits for its answer.
const PROBE: Duration = Duration::from_secs(2);
/// How often a start is repeated on another port because somebody took the first.
const STARTS: u32 = 3;

/// How long somebody else may answer on the port before it is taken for what the server's command had started elsewhere (a container, say). A server that finds its port taken
/// ends long before.
const ELSEWHERE: Duration = Duration::from_secs(5);

/// A server that pivot started, with its whole process group. Dropping it stops the group.
#[derive(Debug)]
pub struct Server {
    name: String,
    group: Group,
    address: Address,
    output: Output,
}

/// How a server ended that should still be running.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Exit code or signal in words.
    pub how: String,
    /// Its last lines, indented; empty when it printed nothing.
    pub last_lines: String,
}

impl Server {
    /// Starts a server on a free port of this machine and waits until it answers.
    ///
    /// # Errors
    /// The program cannot be started, it ends before it answers (with its last lines), it does not answer in time, or
    /// the user interrupts.
    pub fn start(launch: &Launch, interrupt: &Interrupt) -> Result<Self> {
        for _ in 1..STARTS {
            let mut server = Self::spawn(launch)?;
            match server.wait_until_ready(launch, interrupt) {
                Ok(()) => return Ok(server),
                // Between our look for a free port and the server's own bind somebody else took it.
                Err(_) if server.ended().is_some_and(|ended| ended.last_lines.contains("ddress already in use")) => {}
                Err(error) => return Err(error),
            }
        }
        let mut server = Self::spawn(launch)?;
        server.wait_until_ready(launch, interrupt)?;
        Ok(server)
    }

    fn spawn(launch: &Launch) -> Result<Self> {
        let port = free_port()?;
        let mut group = Group::spawn(&mut launch.command(port)?).with_context(|| {
            format!("cannot start {}: {} (in {})", launch.name, launch.command.join(" "), launch.folder.display())
        })?;
        let output = Output::of(group.leader());
        Ok(Self { name: launch.name.clone(), group, address: Address::loopback(port), output })
    }

    fn wait_until_ready(&mut self, launch: &Launch, interrupt: &Interrupt) -> Result<()> {
        let deadline = Instant::now() + launch.patience;
        let mut pause = Duration::from_millis(2);
        let mut answered_by_other: Option<Instant> = None;
        loop {
            if interrupt.is_set() {
                bail!("interrupted while {} was starting", self.name);
            }
            let found = probe(self.address.port, PROBE.min(launch.patience));
            let owner = if found == Probe::NotYet { Owner::Server } else { owner(self.address.port, self.group.id()) };
            let is_its_own = match owner {
                Owner::Server => true,
                Owner::Earlier => false,
                Owner::Later => answered_by_other.get_or_insert_with(Instant::now).elapsed() >= ELSEWHERE,
            };
            // Asked after the probe: what answered on that port could be somebody else.
            if let Some(ended) = self.ended() {
                bail!("{} ended before it answered ({}){}", self.name, ended.how, last_words(&ended.last_lines));
            }
            let answers = found == Probe::Answers || (found == Probe::Listening && Instant::now() >= deadline);
            if answers && is_its_own {
                return Ok(());
            }
            if Instant::now() >= deadline {
                bail!(
                    "{} did not answer on port {} within {} s{}\ndoes its command take {{port}}, and does it listen on 127.0.0.1?",
                    self.name,
                    self.address.port,
                    launch.patience.as_secs(),
                    last_words(&self.output.last_lines(10)),
                );
            }
            sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(50));
        }
    }

    /// What messages call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it listens.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Its process id, which is the id of its process group too.
    pub fn id(&self) -> u32 {
        self.group.id()
    }

    /// Whether it has ended, and how.
    pub fn ended(&mut self) -> Option<Ended> {
        let status = self.group.ended()?;
        Some(Ended { how: describe(status), last_lines: self.output.whole(10) })
    }

    /// Asks it to end, without waiting; so that several servers end at the same time.
    pub fn ask_to_end(&self) {
        self.group.ask_to_end();
    }
}

fn describe(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("exit code {code}"),
        (None, Some(signal)) => format!("signal {signal}"),
        (None, None) => status.to_string(),
    }
}

/// The end of a message: what the server printed last.
fn last_words(lines: &str) -> String {
    if lines.is_empty() { "; it printed nothing".to_owned() } else { format!("; its last lines:\n{lines}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::process::Pid;

    fn launch(command: &[&str]) -> Launch {
        let command = command.iter().map(ToString::to_string).collect();
        Launch::new("the server", command, ".").expect("the command takes a port")
    }

    #[test]
    fn a_server_that_ends_says_why() {
        let launch = launch(&["sh", "-c", "echo no module named flask >&2; exit 3", "{port}"]);
        let error = Server::start(&launch, &Interrupt::never()).expect_err("it ends").to_string();
        assert!(error.contains("exit code 3") && error.contains("no module named flask"), "{error}");
    }

    #[test]
    fn what_comes_late_is_waited_for() {
        // The child keeps the pipe open after the server has ended, as a loaded machine would hold back what is in it.
        let launch = launch(&["sh", "-c", "(sleep 0.4; echo at last >&2) & exit 3", "{port}"]);
        let error = Server::start(&launch, &Interrupt::never()).expect_err("it ends").to_string();
        assert!(error.contains("exit code 3") && error.contains("at last"), "{error}");
    }

    #[test]
    fn anothers_answers_on_the_port_are_not_taken_for_the_servers() -> Result<()> {
        // The first time somebody else, whom the server did not start, holds the port before the server binds it; the second time nobody does.
        let folder = tempfile::tempdir()?;
        let server = "import http.server, sys; http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), http.server.BaseHTTPRequestHandler).serve_forever()";
        let script = format!(
            "if mkdir first 2>/dev/null; then (setsid timeout 20 python3 -c \"{server}\" $0 & echo $! > other) & sleep 1; fi; exec python3 -c \"{server}\" $0"
        );
        let launch = Launch::new("the server", vec!["sh".into(), "-c".into(), script, "{port}".into()], folder.path())?;
        let mut server = Server::start(&launch, &Interrupt::never())?;
        assert!(folder.path().join("first").is_dir(), "somebody took the first port");
        assert_eq!(owner(server.address.port, server.group.id()), Owner::Server);
        assert!(server.ended().is_none());
        let other = std::fs::read_to_string(folder.path().join("other"))?;
        if let Some(other) = Pid::from_raw(other.trim().parse()?) {
            let _ = rustix::process::kill_process(other, rustix::process::Signal::TERM);
        }
        Ok(())
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = Server::start(&launch(&["./no-such-program", "{port}"]), &Interrupt::never()).expect_err("missing");
        assert!(error.to_string().contains("./no-such-program"), "{error}");
    }

    #[test]
    fn a_server_that_never_listens_is_given_up() {
        let mut launch = launch(&["sh", "-c", "sleep 60", "{port}"]);
        launch.patience = Duration::from_millis(50);
        let error = Server::start(&launch, &Interrupt::never()).expect_err("it does not listen").to_string();
        assert!(error.contains("did not answer"), "{error}");
    }

    #[test]
    fn children_of_the_server_end_with_it() -> Result<()> {
        // The outer shell serves nothing: only the processes matter here.
        let launch = launch(&["sh", "-c", "trap '' TERM; sleep 60 & sleep 60", "{port}"]);
        let mut server = Server::spawn(&launch)?;
        assert!(server.ended().is_none());
        let group = Pid::from_raw(i32::try_from(server.id())?).context("a process id")?;
        rustix::process::test_kill_process_group(group)?;
        drop(server);
        // A killed child stays visible until init has reaped it.
        let deadline = Instant::now() + Duration::from_secs(20);
        while rustix::process::test_kill_process_group(group).is_ok() {
            assert!(Instant::now() < deadline, "the group is still there");
            sleep(Duration::from_millis(10));
        }
        Ok(())
    }
}
