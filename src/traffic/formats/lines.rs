//! Lines with their numbers.

use std::io::BufRead;

use anyhow::{Context, Result};

/// Reads bytes a line at a time.
pub(super) struct Lines<R> {
    name: String,
    input: R,
    number: u64,
    buffer: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(name: &str, input: R) -> Self {
        Self { name: name.to_owned(), input, number: 0, buffer: Vec::new() }
    }

    /// The next line with its line break; a byte order mark before the first one is taken off.
    pub(super) fn next(&mut self) -> Result<Option<&[u8]>> {
        self.buffer.clear();
        let name = &self.name;
        let length = self.input.read_until(b'\n', &mut self.buffer).with_context(|| format!("cannot read {name}"))?;
        if length == 0 {
            return Ok(None);
        }
        self.number += 1;
        if self.number == 1 && self.buffer.starts_with(b"\xef\xbb\xbf") {
            self.buffer.drain(..3);
        }
        Ok(Some(&self.buffer))
    }

    /// The next line that is not blank, without white space around it.
    pub(super) fn next_text(&mut self) -> Result<Option<&[u8]>> {
        loop {
            match self.next()? {
                None => return Ok(None),
                Some(line) if line.trim_ascii().is_empty() => {}
                Some(_) => return Ok(Some(self.buffer.trim_ascii())),
            }
        }
    }

    /// The number of the line that was read last, from 1.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Where that line stands.
    pub(super) fn place(&self) -> String {
        self.at(self.number)
    }

    /// A line of this file.
    pub(super) fn at(&self, line: u64) -> String {
        format!("{}:{line}", self.name)
    }
}
