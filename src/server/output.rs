//! What a server prints.

use std::collections::VecDeque;
use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};

/// How much of a server's output is kept, in bytes.
const KEPT: usize = 64 * 1024;

/// How much of a line is shown, in characters.
const WIDTH: usize = 500;

/// The end of what a server printed. It is read all the time, so that a chatty server never blocks on a full pipe.
#[derive(Clone, Debug, Default)]
pub(super) struct Output(Arc<Mutex<VecDeque<u8>>>);

impl Output {
    /// Reads a pipe to its end in a thread of its own.
    pub(super) fn drain(&self, mut pipe: impl Read + Send + 'static) {
        let output = self.clone();
        std::thread::spawn(move || {
            let mut chunk = [0; 8192];
            while let Ok(read) = pipe.read(&mut chunk) {
                if read == 0 {
                    break;
                }
                output.push(&chunk[..read]);
            }
        });
    }

    fn push(&self, bytes: &[u8]) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.extend(bytes);
        let surplus = kept.len().saturating_sub(KEPT);
        kept.drain(..surplus);
    }

    /// The last lines, indented for a message; empty when nothing was printed.
    pub(super) fn last_lines(&self, count: usize) -> String {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes: Vec<u8> = kept.iter().copied().collect();
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
        let kept = output.0.lock().expect("not poisoned").len();
        assert_eq!(kept, KEPT);
    }
}
