//! What a live answer tells beside the recorded one.

use super::number::{Number, is_number};
use super::{Bindings, is_made_up};
use crate::parity::json::{self, Node, Value};
use crate::traffic::{Request, Response};

/// Header fields that describe the transport; nothing in them comes back in a request.
const TRANSPORT: &[&str] =
    &["date", "server", "content-length", "connection", "keep-alive", "transfer-encoding", "content-type", "age"];

impl Bindings {
    /// Binds what the server made up in this answer.
    pub(in crate::parity) fn learn(&mut self, request: &Request, recorded: &Response, live: &Response) {
        let path = request.target.split(['?', '#']).next().unwrap_or("");
        self.headers(recorded, live);
        if recorded.body == live.body {
            return;
        }
        if let (Some(recorded), Some(live)) = (json::read(&recorded.body), json::read(&live.body)) {
            return self.nodes("", path, &recorded, &live);
        }
        if let (Ok(recorded), Ok(live)) = (std::str::from_utf8(&recorded.body), std::str::from_utf8(&live.body))
            && recorded.lines().count() == live.lines().count()
        {
            recorded.lines().zip(live.lines()).for_each(|(recorded, live)| self.align(recorded, live));
        }
    }

    fn headers(&mut self, recorded: &Response, live: &Response) {
        for (index, (name, value)) in recorded.headers.iter().enumerate() {
            if TRANSPORT.contains(&name.to_ascii_lowercase().as_str()) {
                continue;
            }
            if name.eq_ignore_ascii_case("set-cookie") {
                let Some((cookie, value)) = cookie(value) else { continue };
                let other = live.header(name).filter_map(self::cookie).find(|(known, _)| *known == cookie);
                if let Some((_, live)) = other {
                    self.text(value, live);
                }
                continue;
            }
            let before = recorded.headers[..index].iter().filter(|(known, _)| known.eq_ignore_ascii_case(name)).count();
            if let Some(live) = live.header(name).nth(before) {
                self.text(value, live);
            }
        }
    }

    /// JSON values at the same place.
    fn nodes(&mut self, key: &str, path: &str, recorded: &Node, live: &Node) {
        match (&recorded.value, &live.value) {
            (Value::Object(recorded), Value::Object(live)) => {
                for member in recorded {
                    if let Some(other) = live.iter().find(|other| other.key == member.key) {
                        self.nodes(&String::from_utf16_lossy(&member.key), path, &member.node, &other.node);
                    }
                }
            }
            (Value::Array(recorded), Value::Array(live)) => {
                recorded.iter().zip(live).for_each(|(recorded, live)| self.nodes(key, path, recorded, live));
            }
            (Value::String(recorded), Value::String(live)) => {
                if let (Ok(recorded), Ok(live)) = (String::from_utf16(recorded), String::from_utf16(live)) {
                    self.text(&recorded, &live);
                }
            }
            (Value::Int(recorded), Value::Int(live)) if recorded != live && is_number(recorded) => {
                if let Some(number) = Number::under_key(key, path, live) {
                    self.bind_number(recorded, number);
                }
            }
            _ => {}
        }
    }

    /// A value that is made up as a whole, else the made-up words in it.
    fn text(&mut self, recorded: &str, live: &str) {
        if recorded == live {
            return;
        }
        if is_made_up(recorded) && is_made_up(live) && !recorded.contains('/') {
            self.bind_text(recorded, live);
        }
        self.align(recorded, live);
    }

    fn align(&mut self, recorded: &str, live: &str) {
        if recorded == live {
            return;
        }
        let (recorded, live) = (split(recorded), split(live));
        // Another number of words: nothing says which belongs to which.
        if recorded.len() != live.len() {
            return;
        }
        let mut before = "";
        for (recorded, live) in recorded.into_iter().zip(live) {
            if recorded != live && is_number(recorded) && is_number(live) {
                if !before.is_empty() {
                    self.bind_number(recorded, Number::in_path(before, live));
                }
            } else if recorded != live && is_made_up(recorded) && is_made_up(live) {
                self.bind_text(recorded, live);
            }
            before = recorded;
        }
    }
}

/// The name and value of a `Set-Cookie` field (RFC 6265, section 4.1).
fn cookie(field: &str) -> Option<(&str, &str)> {
    let (name, value) = field.split(';').next()?.split_once('=')?;
    Some((name.trim(), value.trim()))
}

/// The words of a text: what stands between white space, quotes, brackets, slashes and signs of a URL's query.
fn split(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || "\"'<>()[]{}/?&=,;:#".contains(c))
        .filter(|word| !word.is_empty())
        .collect()
}
