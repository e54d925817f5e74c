//! What a process prints.

use std::collections::VecDeque;
use std::io::Read;
use std::process::Child;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How much of the output is kept, in bytes.
const KEPT: usize = 64 * 1024;

/// How long the last words of a process that has ended are waited for.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// How much of a line is shown, in characters.
const WIDTH: usize = 500;

/// The end of what a process printed. It is read all the time, so that a chatty one never blocks on a full pipe.
#[derive(Clone, Debug, Default)]
pub(super) struct Output(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    kept: Mutex<Kept>,
    closed: Condvar,
}

#[derive(Debug, Default)]
struct Kept {
    bytes: VecDeque<u8>,
    /// Pipes that are not read to their end yet.
    open: usize,
}

impl Output {
    /// What a process prints on both of its streams, which are pipes.
    pub(super) fn of(child: &mut Child) -> Self {
        let output = Self::default();
        if let Some(pipe) = child.stdout.take() {
            output.drain(pipe);
        }
        if let Some(pipe) = child.stderr.take() {
            output.drain(pipe);
        }
        output
    }

    /// Reads a pipe to its end in a thread of its own.
    fn drain(&self, mut pipe: impl Read + Send + 'static) {
        let output = self.clone();
        output.0.kept.lock().unwrap_or_else(PoisonError::into_inner).open += 1;
        std::thread::spawn(move || {
            let mut chunk = [0; 8192];
            while let Ok(read) = pipe.read(&mut chunk) {
                if read == 0 {
                    break;
                }
                output.push(&chunk[..read]);
            }
            output.0.kept.lock().unwrap_or_else(PoisonError::into_inner).open -= 1;
            output.0.closed.notify_all();
        });
    }

    /// The last lines of a process that has ended, all of which are here: every pipe is at its end. Only a process that left the group
    /// can keep one open longer than is waited for.
    pub(super) fn whole(&self, count: usize) -> String {
        let kept = self.0.kept.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.0.closed.wait_timeout_while(kept, LAST_WORDS, |kept| kept.open > 0));
        self.last_lines(count)
    }

    fn push(&self, bytes: &[u8]) {
        let kept = &mut self.0.kept.lock().unwrap_or_else(PoisonError::into_inner).bytes;
        kept.extend(bytes);
        let surplus = kept.len().saturating_sub(KEPT);
        kept.drain(..surplus);
    }

    /// The last lines, indented for a message; empty when nothing was printed.
    pub(super) fn last_lines(&self, count: usize) -> String {
        let kept = self.0.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes: Vec<u8> = kept.bytes.iter().copied().collect();
        let text = String::from_utf8_lossy(&bytes);
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        let from = lines.len().saturating_sub(count);
        let shown = |line: &&str| format!("    {}", line.chars().take(WIDTH).collect::<String>());
        let indented: Vec<String> = lines[from..].iter().map(shown).collect();
        indented.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_is_kept() {
        let output = Output::default();
        output.push(&vec![b'x'; 2 * KEPT]);
        output.push(b"\nfirst\n\nlast\n");
        assert_eq!(output.last_lines(2), "    first\n    last");
        let kept = output.0.kept.lock().expect("not poisoned").bytes.len();
        assert_eq!(kept, KEPT);
    }
}
