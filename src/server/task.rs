//! A process that is started to come to its end, such as a compiler.

use std::process::{Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Result, bail};

use super::Interrupt;
use super::group::Group;
use super::output::Output;

/// How a process ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Exit code or signal.
    pub status: ExitStatus,
    /// Its last lines on both streams, indented; empty when it printed nothing.
    pub last_lines: String,
}

/// Runs a command to its end, without input. Its group ends with pivot, as a server's does.
///
/// # Errors
/// It cannot be started, or the user interrupts: then it is stopped first.
pub fn run(mut command: Command, lines: usize, interrupt: &Interrupt) -> Result<Done> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut group = Group::spawn(&mut command)?;
    let output = Output::of(group.leader());
    let mut pause = Duration::from_millis(2);
    loop {
        if interrupt.is_set() {
            bail!("interrupted");
        }
        if let Some(status) = group.ended() {
            return Ok(Done { status, last_lines: output.whole(lines) });
        }
        sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_task_says_how_it_ended() -> Result<()> {
        let done = run(shell("echo one; echo two >&2; exit 3"), 5, &Interrupt::never())?;
        assert_eq!(done.status.code(), Some(3));
        assert!(done.last_lines.contains("    one") && done.last_lines.contains("    two"), "{}", done.last_lines);
        let mut missing = Command::new("./no-such-program");
        missing.current_dir("/");
        assert!(run(missing, 5, &Interrupt::never()).is_err());
        Ok(())
    }
}
