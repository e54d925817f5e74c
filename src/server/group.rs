//! A process with all of its children.

use std::process::{Child, Command, ExitStatus};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use super::guard::Guard;

/// How long a process may take to end after `SIGTERM` before it is killed.
const GRACE: Duration = Duration::from_secs(3);

/// A process and what it starts: a process group of its own. Dropping it ends the group, and so does a watcher should pivot be killed.
#[derive(Debug)]
pub(super) struct Group {
    child: Child,
    // Dropped after the body of `drop` has stopped the group.
    _guard: Option<Guard>,
}

impl Group {
    /// Starts a command as the leader of a group.
    pub(super) fn spawn(command: &mut Command) -> std::io::Result<Self> {
        std::os::unix::process::CommandExt::process_group(command, 0);
        let child = command.spawn()?;
        let guard = Guard::watch(child.id());
        Ok(Self { child, _guard: guard })
    }

    /// The leader.
    pub(super) fn leader(&mut self) -> &mut Child {
        &mut self.child
    }

    /// The leader's process id, which is the group's.
    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    /// How the leader ended, if it has.
    pub(super) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Asks all of them to end, without waiting.
    pub(super) fn ask_to_end(&self) {
        self.signal(Signal::TERM);
    }

    /// A group without processes is no error.
    fn signal(&self, signal: Signal) {
        if let Some(id) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process_group(id, signal);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.ask_to_end();
        let deadline = Instant::now() + GRACE;
        while matches!(self.child.try_wait(), Ok(None)) && Instant::now() < deadline {
            sleep(Duration::from_millis(5));
        }
        // Also after a clean end: its children may have ignored the signal.
        self.signal(Signal::KILL);
        let _ = self.child.wait();
    }
}
