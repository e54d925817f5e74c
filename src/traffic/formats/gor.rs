//! Files of `GoReplay`: <https://github.com/buger/goreplay/wiki/Saving-and-Replaying-from-file>.
//!
//! Payloads are separated by a line of three monkeys; the first line of each says what it is: `1 ID NANOSECONDS …` a
//! request, `2` its answer, `3` the answer to a replay.

use std::collections::VecDeque;
use std::io::BufRead;
use std::time::{Duration, UNIX_EPOCH};

use anyhow::{Context, Result, bail};

use super::lines::Lines;
use super::{Notes, Source};
use crate::traffic::framing::{Assembly, Progress};
use crate::traffic::record::{Question, Questions};
use crate::traffic::{Ending, Exchange, Response, tape};

/// Between two payloads, after a line break.
const SEPARATOR: &str = "🐵🙈🙉";
/// How many requests wait for their answers, which come a little later in the file.
const WAITING: usize = 1000;

pub(super) struct Reader<R> {
    lines: Lines<R>,
    waiting: VecDeque<(Vec<u8>, Exchange)>,
    exchanges: u64,
    ended: bool,
    notes: Notes,
}

/// What stands between two separators.
struct Payload {
    /// The number of its first line.
    line: u64,
    header: Vec<u8>,
    bytes: Vec<u8>,
}

/// Whether a line can be the first one of a payload.
pub(super) fn is_header(line: &[u8]) -> bool {
    header(line).is_ok()
}

/// Kind, id and time of a payload.
fn header(line: &[u8]) -> Result<(u8, &[u8], u64)> {
    let mut words = line.split(|byte| *byte == b' ');
    let (kind, id, time) = (words.next(), words.next(), words.next());
    let number = |word: &[u8]| std::str::from_utf8(word).ok().and_then(|word| word.parse::<u64>().ok());
    match (kind, id, time.and_then(number)) {
        (Some([kind @ b'1'..=b'3']), Some(id), Some(time))
            if !id.is_empty() && id.iter().all(u8::is_ascii_alphanumeric) =>
        {
            Ok((*kind, id, time))
        }
        _ => bail!("no payload begins so; its first line is for example `1 6f2a 1482860400000000000`"),
    }
}

impl<R: BufRead> Reader<R> {
    pub(super) fn new(name: &str, input: R) -> Self {
        Self {
            lines: Lines::new(name, input),
            waiting: VecDeque::new(),
            exchanges: 0,
            ended: false,
            notes: Notes::default(),
        }
    }

    fn read(&mut self) -> Result<Option<Exchange>> {
        loop {
            let is_ready = self.ended
                || self.waiting.len() > WAITING
                || self.waiting.front().is_some_and(|(_, exchange)| exchange.response.is_some());
            if is_ready {
                return Ok(self.waiting.pop_front().map(|(_, exchange)| exchange));
            }
            match self.payload()? {
                Some(payload) => {
                    let place = self.lines.at(payload.line);
                    self.take(&payload.header, &payload.bytes).context(place)?;
                }
                None => self.ended = true,
            }
        }
    }

    fn payload(&mut self) -> Result<Option<Payload>> {
        let Some(first) = self.lines.next_text()? else { return Ok(None) };
        let first = first.to_vec();
        let number = self.lines.number();
        let mut bytes = Vec::new();
        loop {
            let Some(line) = self.lines.next()? else {
                bail!("{}: the payload that begins here has no end; the file is cut off", self.lines.at(number));
            };
            if line.trim_ascii_end() == SEPARATOR.as_bytes() && bytes.ends_with(b"\n") {
                // The line break before the separator is the separator's.
                bytes.pop();
                return Ok(Some(Payload { line: number, header: first, bytes }));
            }
            bytes.extend_from_slice(line);
        }
    }

    fn take(&mut self, first: &[u8], bytes: &[u8]) -> Result<()> {
        let (kind, id, time) = header(first)?;
        match kind {
            b'1' => {
                let mut questions = Questions::default();
                questions.push(bytes);
                let mut request = loop {
                    match questions.next() {
                        Question::Head(_) => {}
                        Question::Complete(request) => break request,
                        Question::Partial => bail!("the request is not whole"),
                        Question::Other => bail!("the request is not HTTP/1"),
                    }
                };
                if questions.is_underway() {
                    bail!("{} bytes follow the request's end", questions.held());
                }
                self.exchanges += 1;
                request.id = self.exchanges.to_string();
                tape::check(&request)?;
                let time = UNIX_EPOCH + Duration::from_nanos(time);
                let time = Some(humantime::format_rfc3339_nanos(time).to_string());
                self.waiting.push_back((id.to_vec(), Exchange { request, response: None, time, latency_ms: None }));
            }
            b'2' => {
                let asked =
                    self.waiting.iter_mut().find(|(known, exchange)| known == id && exchange.response.is_none());
                match asked {
                    Some((_, exchange)) => exchange.response = Some(response(&exchange.request.method, bytes)),
                    None => self.notes.add("answer left out: its request does not stand before it"),
                }
            }
            _ => self.notes.add("answer left out: it is that of a replay"),
        }
        Ok(())
    }
}

fn response(method: &str, bytes: &[u8]) -> Response {
    let mut assembly = Assembly::new(method);
    let received = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let closed = match assembly.push(bytes) {
        Progress::Complete => Ending::Complete,
        Progress::Partial if assembly.ends_with_connection() => Ending::Complete,
        Progress::Partial => Ending::Closed(received),
        Progress::Malformed => Ending::Malformed(received),
    };
    assembly.finish(closed)
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Exchange>;

    fn next(&mut self) -> Option<Self::Item> {
        let read = self.read();
        if read.is_err() {
            self.ended = true;
            self.waiting.clear();
        }
        read.transpose()
    }
}

impl<R: BufRead> Source for Reader<R> {
    fn notes(&self) -> Notes {
        self.notes.clone()
    }
}
