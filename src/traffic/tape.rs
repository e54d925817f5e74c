//! The tape: exchanges as JSON Lines.
//!
//! ```text
//! {"schema":1}
//! {"id":"1","time":"2025-01-01T00:00:00Z","request":{"method":"GET","target":"/a","headers":[["Host","h"]],"body":""},"response":{…},"latency_ms":0.4}
//! {"method":"GET","target":"/b"}
//! ```
//!
//! The first line is the header; a tape written by hand may leave it out, and its lines may be requests alone. Reader and
//! writer hold one line at a time.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use serde::{Deserialize, Serialize};

use super::wire;
use super::{Exchange, Headers, Request, Response};

/// The schema number that this version of pivot writes and the only one that it reads.
pub const SCHEMA: u64 = 1;

/// One line of a tape: the header, an exchange, or a request alone.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<RequestLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    response: Option<Response>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latency_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<String>,
    #[serde(default, with = "wire::headers", skip_serializing_if = "Vec::is_empty")]
    headers: Headers,
    #[serde(default, with = "wire::body", skip_serializing_if = "Vec::is_empty")]
    body: Vec<u8>,
}

/// A request inside of an exchange.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestLine {
    method: String,
    target: String,
    #[serde(default, with = "wire::headers")]
    headers: Headers,
    #[serde(default, with = "wire::body")]
    body: Vec<u8>,
}

/// Reads a tape, an exchange at a time.
pub struct TapeReader<R> {
    name: String,
    input: R,
    line: u64,
    exchanges: u64,
    buffer: Vec<u8>,
}

impl TapeReader<BufReader<File>> {
    /// Opens a tape.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).with_context(|| format!("cannot read the tape {}", path.display()))?;
        Ok(Self::new(path.display().to_string(), BufReader::new(file)))
    }
}

impl<R: BufRead> TapeReader<R> {
    /// Reads a tape from anywhere; `name` is what messages call it.
    pub fn new(name: impl Into<String>, input: R) -> Self {
        Self { name: name.into(), input, line: 0, exchanges: 0, buffer: Vec::new() }
    }

    fn read(&mut self) -> Result<Option<Exchange>> {
        loop {
            self.buffer.clear();
            let name = &self.name;
            let length =
                self.input.read_until(b'\n', &mut self.buffer).with_context(|| format!("cannot read {name}"))?;
            if length == 0 {
                return Ok(None);
            }
            self.line += 1;
            // A byte order mark is what some editors put first.
            let bytes =
                self.buffer.strip_prefix(b"\xef\xbb\xbf".as_slice()).filter(|_| self.line == 1).unwrap_or(&self.buffer);
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            let place = || format!("{}:{}", self.name, self.line);
            let line: Line = serde_json::from_slice(bytes).map_err(|error| explain(&error)).with_context(place)?;
            let exchange = line.exchange(self.exchanges + 1).with_context(place)?;
            if let Some(exchange) = exchange {
                self.exchanges += 1;
                return Ok(Some(exchange));
            }
        }
    }
}

impl<R: BufRead> Iterator for TapeReader<R> {
    type Item = Result<Exchange>;

    /// The next exchange; an error names the tape and the line (from 1).
    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

/// JSON's own message counts lines from the start of its text, which here is always 1.
fn explain(error: &serde_json::Error) -> anyhow::Error {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    anyhow!(
        "{what} (column {})\na line of a tape is {{\"method\":\"GET\",\"target\":\"/path\",\"headers\":[[\"Name\",\"value\"]],\"body\":\"text\"}} \
         or {{\"request\":{{…}},\"response\":{{…}}}}",
        error.column(),
    )
}

impl Line {
    /// The exchange on this line; `None` for a header.
    fn exchange(self, number: u64) -> Result<Option<Exchange>> {
        let request = match (self.schema, self.request, self.method, self.target) {
            (Some(SCHEMA), None, None, None) => return Ok(None),
            (Some(schema), None, None, None) => {
                bail!(
                    "schema {schema} is not known to pivot {}, which reads tapes of schema {SCHEMA}",
                    env!("CARGO_PKG_VERSION")
                )
            }
            (None, Some(request), None, None) if self.headers.is_empty() && self.body.is_empty() => request,
            (None, None, Some(method), Some(target)) => {
                RequestLine { method, target, headers: self.headers, body: self.body }
            }
            (None, None, None, Some(_)) => bail!("the request has no `method`"),
            (None, None, Some(_), None) => bail!("the request has no `target`"),
            _ => bail!("the line is neither a header, an exchange nor a request"),
        };
        let id = self.id.unwrap_or_else(|| number.to_string());
        let request = Request {
            id,
            method: request.method,
            target: request.target,
            headers: request.headers,
            body: request.body,
        };
        check(&request)?;
        Ok(Some(Exchange { request, response: self.response, time: self.time, latency_ms: self.latency_ms }))
    }
}

/// What cannot be sent as one request is refused: a line break in the head would make it two.
pub(super) fn check(request: &Request) -> Result<()> {
    let parts = [("method", &request.method), ("target", &request.target)];
    let headers = request.headers.iter().flat_map(|(name, value)| [("header name", name), ("header value", value)]);
    for (what, text) in parts.into_iter().chain(headers) {
        if text.contains('\n') || (text.contains('\r') && what != "header value") {
            bail!("the {what} {text:?} holds a line break");
        }
        wire::bytes(text).with_context(|| format!("in the {what}"))?;
    }
    if request.method.is_empty() || request.method.contains(' ') || request.target.is_empty() {
        bail!("a request has a method and a target, for example GET and /");
    }
    Ok(())
}

/// Writes a tape, an exchange at a time.
pub struct TapeWriter<W> {
    output: W,
}

impl<W: Write> TapeWriter<W> {
    /// Starts a tape with its header.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn new(mut output: W) -> Result<Self> {
        output.write_all(&header()?).context("cannot write the tape")?;
        Ok(Self { output })
    }

    /// Adds an exchange.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn write(&mut self, exchange: Exchange) -> Result<()> {
        self.output.write_all(&line(exchange)?).context("cannot write the tape")
    }

    /// Hands what was written on to where it goes.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn flush(&mut self) -> Result<()> {
        self.output.flush().context("cannot write the tape")
    }

    /// Hands the output back, everything written.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn finish(mut self) -> Result<W> {
        self.flush()?;
        Ok(self.output)
    }
}

/// The first line of a tape, with its line break.
pub(super) fn header() -> Result<Vec<u8>> {
    bytes(&Line { schema: Some(SCHEMA), ..Line::default() })
}

/// The line of an exchange, with its line break.
pub(super) fn line(exchange: Exchange) -> Result<Vec<u8>> {
    let Request { id, method, target, headers, body } = exchange.request;
    bytes(&Line {
        id: Some(id),
        time: exchange.time,
        request: Some(RequestLine { method, target, headers, body }),
        response: exchange.response,
        latency_ms: exchange.latency_ms,
        ..Line::default()
    })
}

fn bytes(line: &Line) -> Result<Vec<u8>> {
    let mut text = serde_json::to_vec(line)?;
    text.push(b'\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::traffic::Ending;

    fn read(text: &str) -> Result<Vec<Exchange>> {
        TapeReader::new("tape.jsonl", text.as_bytes()).collect()
    }

    fn message(text: &str) -> String {
        format!("{:#}", read(text).expect_err(text))
    }

    #[test]
    fn reads_what_it_writes() -> Result<()> {
        let request = Request {
            id: "a".into(),
            method: "BREW".into(),
            target: "//a/%zz?q={\"a\":1}\u{ff}".into(),
            headers: vec![("X".into(), String::new()), ("x".into(), "2".into()), ("X".into(), "\u{e9}".into())],
            body: vec![0xff, 0, b'a'],
        };
        let response = Response {
            status: 200,
            reason: "Fine".into(),
            version: 0,
            headers: vec![("A".into(), "b".into())],
            trailers: Headers::new(),
            body: "é".into(),
            closed: Ending::Closed(7),
        };
        let exchange = Exchange { request, response: Some(response), time: Some("t".into()), latency_ms: Some(0.5) };
        let only = Exchange { request: exchange.request.clone(), response: None, time: None, latency_ms: None };
        let mut writer = TapeWriter::new(Vec::new())?;
        writer.write(exchange.clone())?;
        writer.write(only.clone())?;
        let bytes = writer.finish()?;
        assert!(bytes.starts_with(b"{\"schema\":1}\n"), "{}", String::from_utf8_lossy(&bytes));
        assert_eq!(read(std::str::from_utf8(&bytes)?)?, [exchange, only]);
        Ok(())
    }

    #[test]
    fn a_tape_by_hand_needs_little() -> Result<()> {
        let text = "\u{feff}{\"method\":\"GET\",\"target\":\"/\"}\r\n\n{\"method\":\"POST\",\"target\":\"/a\",\"headers\":{\"A\":\"1\",\"B\":[\"2\",\"3\"]},\"body\":{\"base64\":\"/w==\"}}";
        let tape = read(text)?;
        assert_eq!(tape[0].request.id, "1");
        assert_eq!(tape[1].request.id, "2");
        let headers: Vec<String> =
            tape[1].request.headers.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(headers, ["A=1", "B=2", "B=3"]);
        assert_eq!(tape[1].request.body, [0xff]);
        Ok(())
    }

    #[test]
    fn errors_name_the_line() {
        let good = r#"{"method":"GET","target":"/"}"#;
        for (bad, why) in [
            (r#"{"method":"GET","path":"/"}"#, "unknown field `path`"),
            (r#"{"method":"GET"}"#, "no `target`"),
            (r#"{"method":"GET","target":"/\n"}"#, "line break"),
            (r#"{"method":"GET","target":"/中"}"#, "is no byte"),
            (r#"{"method":"GET","target":""}"#, "a method and a target"),
            (r#"{"method":"GET","target":"/","body":1}"#, "a body is text"),
            (r#"{"method":"GET","target":"/","headers":1}"#, "headers"),
            (r#"{"schema":9}"#, "schema 9 is not known"),
            ("{", "EOF"),
        ] {
            let message = message(&format!("{good}\n\n{bad}\n"));
            assert!(message.starts_with("tape.jsonl:3: ") && message.contains(why), "{message}");
        }
    }
}
