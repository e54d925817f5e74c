//! Requests with the live values in place of the recorded ones.

use std::borrow::Cow;

use super::Bindings;
use super::number::{self, is_number};
use crate::parity::json::{self, Node, Value};
use crate::traffic::Request;

/// Header fields that carry nothing that a server made up.
const TRANSPORT: &[&str] =
    &["host", "content-length", "content-type", "transfer-encoding", "connection", "accept", "user-agent"];

impl Bindings {
    /// The request as this side has to be asked.
    pub(in crate::parity) fn rewrite<'r>(&self, request: &'r Request) -> Cow<'r, Request> {
        if self.is_empty() {
            return Cow::Borrowed(request);
        }
        let mut live = request.clone();
        live.target = self.target(&request.target);
        for (name, value) in &mut live.headers {
            if !TRANSPORT.contains(&name.to_ascii_lowercase().as_str()) {
                *value = self.words(value);
            }
        }
        live.body = self.body(request);
        if live.body.len() != request.body.len() {
            for (name, value) in &mut live.headers {
                if name.eq_ignore_ascii_case("content-length") && *value == request.body.len().to_string() {
                    *value = live.body.len().to_string();
                }
            }
        }
        if live == *request { Cow::Borrowed(request) } else { Cow::Owned(live) }
    }

    fn target(&self, target: &str) -> String {
        let (path, query) = target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
        let mut before = "";
        let parts: Vec<String> = path
            .split('/')
            .map(|part| {
                let live = match self.numbers.get(part) {
                    Some(known) => number::in_path(known, before).unwrap_or(part).to_owned(),
                    None => self.value(part),
                };
                before = part;
                live
            })
            .collect();
        let path = parts.join("/");
        query.map_or(path.clone(), |query| format!("{path}?{}", self.pairs(query)))
    }

    /// `key=value&…`: a query, or a form.
    fn pairs(&self, text: &str) -> String {
        let pair = |pair: &str| match pair.split_once('=') {
            Some((key, value)) => {
                let live = self.numbers.get(value).and_then(|known| number::under_key(known, key));
                format!("{key}={}", live.map_or_else(|| self.value(value), str::to_owned))
            }
            None => pair.to_owned(),
        };
        text.split('&').map(pair).collect::<Vec<_>>().join("&")
    }

    /// A percent-encoded value.
    fn value(&self, raw: &str) -> String {
        let decoded = decode(raw);
        match decoded.as_deref().and_then(|decoded| self.texts.get(decoded)) {
            Some(live) => encode(live),
            None => self.words(raw),
        }
    }

    /// Every bound word of a text: the longest first, `a=b` before `a` and `b`.
    fn words(&self, text: &str) -> String {
        if self.texts.is_empty() {
            return text.to_owned();
        }
        if let Some(live) = self.texts.get(text) {
            return live.clone();
        }
        let mut out = String::with_capacity(text.len());
        for run in text.split_inclusive(|c: char| c.is_whitespace() || "\"'<>()[]{},;".contains(c)) {
            let word = run.trim_end_matches(|c: char| c.is_whitespace() || "\"'<>()[]{},;".contains(c));
            out.push_str(&self.part(word, &["=", "/", ":", "?", "&"]));
            out.push_str(&run[word.len()..]);
        }
        out
    }

    fn part(&self, word: &str, separators: &[&str]) -> String {
        if let Some(live) = self.texts.get(word) {
            return live.clone();
        }
        match separators.split_first() {
            // `session=abc=`: the name ends at the first sign, the value may have more of them.
            Some((&"=", rest)) => match word.split_once('=') {
                Some((name, value)) => format!("{}={}", self.part(name, rest), self.part(value, separators)),
                None => self.part(word, rest),
            },
            Some((separator, rest)) => {
                word.split(separator).map(|part| self.part(part, rest)).collect::<Vec<_>>().join(separator)
            }
            None => word.to_owned(),
        }
    }

    fn body(&self, request: &Request) -> Vec<u8> {
        let Ok(text) = std::str::from_utf8(&request.body) else { return request.body.clone() };
        if let Some(tree) = json::read(&request.body) {
            let mut out = String::with_capacity(text.len());
            let mut at = 0;
            self.json("", text, &tree, &mut at, &mut out);
            out.push_str(&text[at..]);
            return out.into_bytes();
        }
        let form = request.header("content-type").any(|kind| kind.to_ascii_lowercase().contains("form-urlencoded"));
        if form { self.pairs(text).into_bytes() } else { self.words(text).into_bytes() }
    }

    /// Copies a JSON text up to the end of a node, with its leaves as they are live.
    fn json(&self, key: &str, text: &str, node: &Node, at: &mut usize, out: &mut String) {
        let live = match &node.value {
            Value::Object(members) => {
                for member in members {
                    self.json(&String::from_utf16_lossy(&member.key), text, &member.node, at, out);
                }
                return;
            }
            Value::Array(items) => {
                items.iter().for_each(|item| self.json(key, text, item, at, out));
                return;
            }
            Value::String(units) => String::from_utf16(units).ok().and_then(|value| {
                let number = if is_number(&value) { self.numbers.get(&value) } else { None };
                let live = number.and_then(|known| number::under_key(known, key)).map(str::to_owned);
                let live = live.unwrap_or_else(|| self.words(&value));
                (live != value).then(|| serde_json::Value::String(live).to_string())
            }),
            Value::Int(value) => {
                self.numbers.get(value).and_then(|known| number::under_key(known, key)).map(str::to_owned)
            }
            _ => None,
        };
        if let Some(live) = live {
            out.push_str(&text[*at..node.start]);
            out.push_str(&live);
            *at = node.end;
        }
    }
}

/// The text behind percent-encoding; `None` where it is none.
fn decode(raw: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        if *first == b'%' {
            let hex = std::str::from_utf8(more.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(hex, 16).ok()?);
            rest = &more[2..];
        } else {
            bytes.push(*first);
            rest = more;
        }
    }
    String::from_utf8(bytes).ok()
}

/// Percent-encodes what is not unreserved (RFC 3986, section 2.3).
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
