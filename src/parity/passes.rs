//! One server after another: for services that share what a reset command puts back.
//!
//! Each pass resets, starts one server, sends it the whole tape and stops it. Its answers wait in a file, so that memory does not grow with the tape.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Seek, Write};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::asked::{Asked, Silent};
use crate::server::{self, Interrupt};
use crate::traffic::{Exchange, Response};

/// A command that puts back what the services write to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reset {
    /// Program and arguments; not a shell's command line.
    pub command: Vec<String>,
    /// The directory that it runs in.
    pub folder: std::path::PathBuf,
}

impl Reset {
    /// Runs it to its end.
    ///
    /// # Errors
    /// It cannot be started or fails, or the user interrupts.
    pub fn run(&self, interrupt: &Interrupt) -> Result<()> {
        let words = self.command.join(" ");
        let (program, arguments) = self.command.split_first().context("the reset command is empty")?;
        let mut command = std::process::Command::new(program);
        command.args(arguments).current_dir(&self.folder);
        let done = server::run(command, 10, interrupt).with_context(|| format!("cannot reset with `{words}`"))?;
        if !done.status.success() {
            bail!("the reset command failed ({}): {words}\n{}", done.status, done.last_lines);
        }
        Ok(())
    }
}

/// The answers of one server, in the order of the tape.
#[derive(Debug)]
pub(super) struct Spool {
    file: BufWriter<File>,
    /// How many there are.
    pub(super) length: u64,
}

#[derive(Debug, Serialize, Deserialize)]
struct Line {
    response: Option<Response>,
    silent: Option<Silent>,
    doubtful: bool,
    seconds: f64,
    beyond: bool,
    ended: Option<String>,
}

impl Spool {
    pub(super) fn new() -> Result<Self> {
        let file = tempfile::tempfile().context("cannot create a temporary file")?;
        Ok(Self { file: BufWriter::new(file), length: 0 })
    }

    /// Keeps an answer; whether its server still runs.
    pub(super) fn keep(&mut self, asked: Asked) -> Result<bool> {
        let (response, silent) = match asked.replies {
            Ok(replies) => (replies.into_iter().next(), None),
            Err(silent) => (None, Some(silent)),
        };
        let Asked { doubtful, seconds, beyond, ended, .. } = asked;
        let runs = silent.is_none() && ended.is_none();
        serde_json::to_writer(&mut self.file, &Line { response, silent, doubtful, seconds, beyond, ended })
            .context("cannot write to a temporary file")?;
        self.file.write_all(b"\n").context("cannot write to a temporary file")?;
        self.length += 1;
        Ok(runs)
    }

    /// The answers from the first one on.
    pub(super) fn read(self) -> Result<Answers> {
        let mut file = self.file.into_inner().context("cannot write to a temporary file")?;
        file.rewind()?;
        Ok(Answers(BufReader::new(file)))
    }
}

/// The answers of one server, read again.
#[derive(Debug)]
pub(super) struct Answers(BufReader<File>);

impl Answers {
    fn next(&mut self) -> Result<Option<Line>> {
        let mut text = Vec::new();
        if self.0.read_until(b'\n', &mut text).context("cannot read a temporary file")? == 0 {
            return Ok(None);
        }
        Ok(Some(serde_json::from_slice(&text).context("a temporary file was changed")?))
    }
}

/// The next exchange with the answers of all servers; `None` where one of them was not asked any more.
pub(super) fn together(number: u64, exchange: Exchange, spools: &mut [Answers]) -> Result<Option<Asked>> {
    let mut asked =
        Asked { number, exchange, replies: Ok(Vec::new()), doubtful: false, seconds: 0.0, beyond: false, ended: None };
    for spool in spools {
        let Some(line) = spool.next()? else { return Ok(None) };
        match (line.response, line.silent) {
            (Some(response), _) => {
                if let Ok(replies) = &mut asked.replies {
                    replies.push(response);
                }
            }
            (None, Some(silent)) => asked.replies = asked.replies.and(Err(silent)),
            (None, None) => return Ok(None),
        }
        asked.doubtful |= line.doubtful;
        asked.seconds = asked.seconds.max(line.seconds);
        asked.beyond |= line.beyond;
        asked.ended = asked.ended.or(line.ended);
    }
    Ok(Some(asked))
}
