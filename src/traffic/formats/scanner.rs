//! Walks through a large JSON document without holding it: values are cut out as text, one at a time.

use std::io::BufRead;

use anyhow::{Context, Result, bail};

/// Reads JSON's structure from a stream.
pub(super) struct Scanner<R> {
    name: String,
    input: R,
    line: u64,
    started: bool,
}

impl<R: BufRead> Scanner<R> {
    pub(super) fn new(name: &str, input: R) -> Self {
        Self { name: name.to_owned(), input, line: 1, started: false }
    }

    /// Where it reads now.
    pub(super) fn place(&self) -> String {
        self.at(self.line)
    }

    pub(super) fn at(&self, line: u64) -> String {
        format!("{}:{line}", self.name)
    }

    /// The line that it reads now, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    fn peek(&mut self) -> Result<Option<u8>> {
        if !self.started {
            self.started = true;
            let name = &self.name;
            let start = self.input.fill_buf().with_context(|| format!("cannot read {name}"))?;
            if start.starts_with(b"\xef\xbb\xbf") {
                self.input.consume(3);
            }
        }
        let name = &self.name;
        Ok(self.input.fill_buf().with_context(|| format!("cannot read {name}"))?.first().copied())
    }

    fn bump(&mut self, byte: u8) {
        self.input.consume(1);
        self.line += u64::from(byte == b'\n');
    }

    /// The next byte that is no white space, which stays.
    pub(super) fn next(&mut self) -> Result<Option<u8>> {
        while let Some(byte) = self.peek()? {
            if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
                return Ok(Some(byte));
            }
            self.bump(byte);
        }
        Ok(None)
    }

    /// Takes a sign if it comes next.
    pub(super) fn take(&mut self, sign: u8) -> Result<bool> {
        let comes = self.next()? == Some(sign);
        if comes {
            self.bump(sign);
        }
        Ok(comes)
    }

    /// Takes a sign that has to come next.
    pub(super) fn expect(&mut self, sign: u8) -> Result<()> {
        if self.take(sign)? {
            return Ok(());
        }
        match self.next()? {
            Some(other) => {
                bail!("{}: {:?} stands where {:?} has to", self.place(), char::from(other), char::from(sign))
            }
            None => bail!("{}: the file ends where {:?} has to stand", self.place(), char::from(sign)),
        }
    }

    /// The next key of an object and its `:`; `None` for the end of the object, which is taken. `first` is whether none
    /// came before.
    pub(super) fn key(&mut self, first: bool) -> Result<Option<String>> {
        if self.take(b'}')? {
            return Ok(None);
        }
        if !first {
            self.expect(b',')?;
        }
        if self.next()? != Some(b'"') {
            // That is the error.
            self.expect(b'"')?;
        }
        let text = self.value()?;
        let key = serde_json::from_slice(&text).with_context(|| self.place())?;
        self.expect(b':')?;
        Ok(Some(key))
    }

    /// The next value's text. Whether it is JSON is seen by whoever reads it.
    pub(super) fn value(&mut self) -> Result<Vec<u8>> {
        let mut text = Vec::new();
        let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
        self.next()?;
        while let Some(byte) = self.peek()? {
            if in_string {
                in_string = escaped || byte != b'"';
                escaped = byte == b'\\' && !escaped;
            } else {
                match byte {
                    b'"' => in_string = true,
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' | b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' if depth == 0 => break,
                    b'}' | b']' => depth -= 1,
                    _ => {}
                }
            }
            self.bump(byte);
            text.push(byte);
            if depth == 0 && !in_string && matches!(byte, b'"' | b'}' | b']') {
                break;
            }
        }
        if text.is_empty() {
            bail!("{}: a value is missing", self.place());
        }
        Ok(text)
    }
}
