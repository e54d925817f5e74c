//! Stops a server whose pivot was killed.

use std::process::{Child, ChildStdin, Command, Stdio};

/// Waits for the end of its input, which is pivot's end, then stops the process group `$1`.
const SCRIPT: &str = r#"trap '' INT TERM HUP
read -r _
kill -s TERM -- "-$1" 2>/dev/null || exit 0
sleep 2
kill -s KILL -- "-$1" 2>/dev/null"#;

/// A small process that stops a process group when pivot ends without having done so, even by `SIGKILL`.
///
/// The kernel closes pivot's end of a pipe however pivot ends. The other way to know, Linux's `PR_SET_PDEATHSIG`, exists
/// on Linux only, reaches no children of children, fires when the spawning *thread* ends, and needs unsafe code.
#[derive(Debug)]
pub(super) struct Guard {
    watcher: Child,
    _pipe: Option<ChildStdin>,
}

impl Guard {
    /// Watches over a process group; `None` on a machine without `sh`, where only pivot itself stops its servers.
    pub(super) fn watch(group: u32) -> Option<Self> {
        let mut command = Command::new("sh");
        command.args(["-c", SCRIPT, "pivot-guard", &group.to_string()]).current_dir("/");
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        // A terminal's Ctrl-C reaches pivot's process group; the watcher must outlive pivot.
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut watcher = command.spawn().ok()?;
        let pipe = watcher.stdin.take();
        Some(Self { watcher, _pipe: pipe })
    }
}

impl Drop for Guard {
    /// The group is stopped already: its number may soon belong to others, so the watcher goes before its pipe closes.
    fn drop(&mut self) {
        let _ = self.watcher.kill();
        let _ = self.watcher.wait();
    }
}
