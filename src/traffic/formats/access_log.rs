//! Access logs: Apache's common and combined formats, <https://httpd.apache.org/docs/2.4/logs.html>, which nginx writes
//! too, <https://nginx.org/en/docs/http/ngx_http_log_module.html>.
//!
//! A log has no bodies and few headers, so only GET and HEAD can be sent again as they were.

use std::io::BufRead;

use anyhow::{Context, Result, bail};

use super::lines::Lines;
use super::plain::is_token;
use super::{Notes, Source};
use crate::traffic::{Exchange, Headers, Request, tape, wire};

pub(super) struct Reader<R> {
    lines: Lines<R>,
    exchanges: u64,
    notes: Notes,
}

/// The fields of an entry that a request is made of.
struct Entry {
    time: String,
    request: Vec<u8>,
    referer: Option<Vec<u8>>,
    agent: Option<Vec<u8>>,
}

/// Whether a line is an entry.
pub(super) fn is_entry(line: &[u8]) -> bool {
    parse(line).is_ok()
}

impl<R: BufRead> Reader<R> {
    pub(super) fn new(name: &str, input: R) -> Self {
        Self { lines: Lines::new(name, input), exchanges: 0, notes: Notes::default() }
    }

    fn read(&mut self) -> Result<Option<Exchange>> {
        loop {
            let Some(line) = self.lines.next_text()? else { return Ok(None) };
            let entry = parse(line);
            let entry = entry.with_context(|| self.lines.place())?;
            let Some(exchange) = self.exchange(entry) else { continue };
            self.exchanges += 1;
            let mut exchange = exchange;
            exchange.request.id = self.exchanges.to_string();
            tape::check(&exchange.request).with_context(|| self.lines.place())?;
            return Ok(Some(exchange));
        }
    }

    /// The request of an entry, if it is one that can be sent again.
    fn exchange(&mut self, entry: Entry) -> Option<Exchange> {
        let line = wire::latin1(&entry.request);
        let words: Vec<&str> = line.split(' ').collect();
        let [method, target, version] = words.as_slice() else {
            self.notes.add("entry left out: it holds no request line");
            return None;
        };
        if !is_token(method) || target.is_empty() || !version.starts_with("HTTP/") || line.contains(char::is_control) {
            self.notes.add("entry left out: it holds no request line");
            return None;
        }
        if !matches!(*method, "GET" | "HEAD") {
            let known = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
            let method = known.into_iter().find(|known| known == method).unwrap_or("another method");
            self.notes.add(format!("entry left out: {method}, whose body a log does not hold"));
            return None;
        }
        self.notes.add("answer left out: a log holds its status and length only");
        let fields = [("Referer", entry.referer), ("User-Agent", entry.agent)];
        let headers: Headers = fields
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), wire::latin1(&value.filter(|value| value != b"-")?))))
            .collect();
        let (method, target) = ((*method).to_owned(), (*target).to_owned());
        let request = Request { id: String::new(), method, target, headers, body: Vec::new() };
        Some(Exchange { request, response: None, time: Some(entry.time), latency_ms: None })
    }
}

/// `HOST IDENT USER [TIME] "REQUEST" STATUS LENGTH`, and `"REFERER" "AGENT"` in the combined format; what a server adds
/// behind that is left.
fn parse(line: &[u8]) -> Result<Entry> {
    let open = line.iter().position(|byte| *byte == b'[').context("the entry has no [time]")?;
    if line[..open].split(|byte| *byte == b' ').filter(|word| !word.is_empty()).count() < 3 {
        bail!("an entry begins with host, identity and user");
    }
    let close = line[open..].iter().position(|byte| *byte == b']').context("the [time] has no end")? + open;
    let time = time(&line[open + 1..close])?;
    let (request, rest) = quoted(&line[close + 1..])?.context("the entry has no \"request\"")?;
    let mut words = rest.trim_ascii_start().splitn(3, |byte| *byte == b' ');
    let is_status = |word: &[u8]| word.len() == 3 && word.iter().all(u8::is_ascii_digit);
    let is_length = |word: &[u8]| word == b"-" || (!word.is_empty() && word.iter().all(u8::is_ascii_digit));
    let (status, length) = (words.next().unwrap_or(b""), words.next().unwrap_or(b""));
    if !is_status(status) || !is_length(length) {
        bail!("status and length have to follow the request");
    }
    let rest = words.next().unwrap_or(b"");
    let (referer, agent) = match quoted(rest)? {
        None => (None, None),
        Some((referer, rest)) => match quoted(rest)? {
            Some((agent, _)) => (Some(referer), Some(agent)),
            None => bail!("a referer stands without a user agent"),
        },
    };
    Ok(Entry { time, request, referer, agent })
}

/// The quoted text that comes next, and what follows it.
fn quoted(text: &[u8]) -> Result<Option<(Vec<u8>, &[u8])>> {
    let Some(text) = text.trim_ascii_start().strip_prefix(b"\"") else { return Ok(None) };
    let mut bytes = Vec::new();
    let mut at = 0;
    loop {
        match text.get(at) {
            None => bail!("a quoted text has no end"),
            Some(b'"') => return Ok(Some((bytes, &text[at + 1..]))),
            Some(b'\\') => {
                let (byte, length) = escaped(&text[at + 1..])?;
                bytes.push(byte);
                at += 1 + length;
            }
            Some(byte) => {
                bytes.push(*byte);
                at += 1;
            }
        }
    }
}

/// The byte of an escape, and how long it is after its backslash.
fn escaped(text: &[u8]) -> Result<(u8, usize)> {
    Ok(match text {
        [b'x', high, low, ..] => {
            let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
            let (Some(high), Some(low)) = (digit(high), digit(low)) else { bail!("\\x needs two hexadecimal digits") };
            (high * 16 + low, 3)
        }
        [b'n', ..] => (b'\n', 1),
        [b'r', ..] => (b'\r', 1),
        [b't', ..] => (b'\t', 1),
        [b'v', ..] => (0x0b, 1),
        [b'b', ..] => (0x08, 1),
        [b'f', ..] => (0x0c, 1),
        [sign @ (b'"' | b'\\'), ..] => (*sign, 1),
        _ => bail!("an escape is not known"),
    })
}

/// `10/Oct/2000:13:55:36 -0700` in the notation of RFC 3339.
fn time(text: &[u8]) -> Result<String> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let text = std::str::from_utf8(text).ok().filter(|text| text.is_ascii() && text.len() == 26);
    let parts = text.and_then(|text| {
        let month = MONTHS.iter().position(|month| *month == &text[3..6])? + 1;
        let (day, year, clock, offset) = (&text[..2], &text[7..11], &text[12..20], &text[21..26]);
        Some(format!("{year}-{month:02}-{day}T{clock}{}:{}", &offset[..3], &offset[3..]))
    });
    let Some(time) = parts.filter(|time| super::time::seconds(time).is_some()) else {
        bail!("the time is not of the form 10/Oct/2000:13:55:36 -0700");
    };
    Ok(time)
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Exchange>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

impl<R: BufRead> Source for Reader<R> {
    fn notes(&self) -> Notes {
        self.notes.clone()
    }
}
