//! Programs that run and end: the original and the new one with the same arguments and input.
//!
//! Standard output and the exit code must be the same to the byte, and so must standard error, but for a traceback: of that only the last line counts, which says what was
//! raised. The original runs twice, with another hash seed each time: what differs between the two it does not decide itself.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

/// How a program is started.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// What follows its name on the command line.
    #[serde(default)]
    pub arguments: Vec<String>,
    /// What it reads.
    #[serde(default)]
    pub stdin: String,
}

/// What a program leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// Standard output.
    pub stdout: Vec<u8>,
    /// Standard error, a traceback shortened to its last line.
    pub stderr: Vec<u8>,
    /// The exit code; none for one that a signal ended.
    pub code: Option<i32>,
}

/// What became of one start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Match {
    /// Both left the same behind.
    Identical,
    /// They did not.
    Differing,
    /// The original does not do the same twice.
    Undecided,
}

/// A start with what both programs made of it.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The start.
    pub start: Start,
    /// The original's end.
    pub old: End,
    /// The new program's end.
    pub new: End,
    /// Whether they are the same.
    pub result: Match,
}

/// The starts of a file: one JSON object a line.
///
/// # Errors
/// The file cannot be read, or a line is no start.
pub fn starts(path: &Path) -> Result<Vec<Start>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = |(index, line): (usize, &str)| {
        serde_json::from_str(line).with_context(|| {
            format!(
                "{}:{}: not a run of a program, such as {{\"arguments\": [\"--all\"], \"stdin\": \"text\"}}",
                path.display(),
                index + 1
            )
        })
    };
    let starts: Vec<Start> = lines.map(read).collect::<Result<_>>()?;
    if starts.is_empty() {
        bail!("{} has no runs", path.display());
    }
    Ok(starts)
}

/// Runs both programs once for each start, in a folder; the original twice.
///
/// # Errors
/// A program cannot be started, or does not end in time.
pub fn compare(
    old: &[String],
    new: &[String],
    folder: &Path,
    starts: &[Start],
    patience: Duration,
) -> Result<Vec<Compared>> {
    let one = |start: &Start| {
        let first = run(old, folder, start, "0", patience)?;
        let again = run(old, folder, start, "1", patience)?;
        let new = run(new, folder, start, "0", patience)?;
        let result = match (first == again, first == new) {
            (false, _) => Match::Undecided,
            (true, true) => Match::Identical,
            (true, false) => Match::Differing,
        };
        Ok(Compared { start: start.clone(), old: first, new, result })
    };
    starts.iter().map(one).collect()
}

fn run(words: &[String], folder: &Path, start: &Start, seed: &str, patience: Duration) -> Result<End> {
    let (program, fixed) = words.split_first().context("there is no command for the program")?;
    let is_path = program.contains('/') && !Path::new(program).is_absolute();
    let program = if is_path { folder.join(program).canonicalize().unwrap_or_default() } else { program.into() };
    let mut child = Command::new(&program)
        .args(fixed)
        .args(&start.arguments)
        .current_dir(folder)
        .env("PYTHONHASHSEED", seed)
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", words.join(" ")))?;
    let (input, text) = (child.stdin.take(), start.stdin.clone());
    // A program may end before it has read everything.
    let writing = thread::spawn(move || input.map(|mut input| input.write_all(text.as_bytes())));
    let stdout = reading(child.stdout.take());
    let stderr = reading(child.stderr.take());
    let status = wait(&mut child, patience).with_context(|| format!("`{}` did not end in time", words.join(" ")));
    let _ = writing.join();
    let (stdout, stderr) = (stdout.join().unwrap_or_default(), stderr.join().unwrap_or_default());
    Ok(End { stdout, stderr: without_traceback(&stderr), code: status?.code() })
}

fn reading(stream: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read until then is what there is.
        let _ = stream.map(|mut stream| stream.read_to_end(&mut bytes));
        bytes
    })
}

fn wait(child: &mut Child, patience: Duration) -> Result<std::process::ExitStatus> {
    let end = Instant::now() + patience;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if Instant::now() >= end {
            child.kill()?;
            child.wait()?;
            bail!("it was stopped after {} seconds", patience.as_secs());
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// The text before a traceback, and its last line.
fn without_traceback(stderr: &[u8]) -> Vec<u8> {
    let lines: Vec<&[u8]> = stderr.split_inclusive(|byte| *byte == b'\n').collect();
    let Some(at) = lines.iter().position(|line| line.starts_with(b"Traceback (most recent call last):")) else {
        return stderr.to_vec();
    };
    lines[..at].iter().chain(lines.last()).copied().flatten().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::without_traceback;

    #[test]
    fn of_a_traceback_only_the_last_line_counts() {
        let text = b"a note\nTraceback (most recent call last):\n  File \"x.py\", line 1, in <module>\nKeyError: 'x'\n";
        assert_eq!(without_traceback(text), b"a note\nKeyError: 'x'\n");
        assert_eq!(without_traceback(b"plain"), b"plain");
    }
}
