//! Files of Hurl: <https://hurl.dev/docs/grammar.html>.

use std::fmt::Write as _;
use std::io::Write;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::plain::{Abilities, Plain};
use super::url::Base;
use super::{Notes, Sink};
use crate::traffic::Exchange;

const HURL: Abilities = Abilities { tool: "hurl", repeats: true, raw_target: false, unicode: true };

pub(super) struct Writer<W> {
    output: W,
    base: Option<Base>,
    number: u64,
    notes: Notes,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(output: W, base: Option<Base>) -> Self {
        Self { output, base, number: 0, notes: Notes::default() }
    }
}

impl<W: Write> Sink for Writer<W> {
    fn write(&mut self, exchange: Exchange) -> Result<()> {
        self.number += 1;
        self.notes.add_beside_request(&Exchange { response: None, ..exchange.clone() }, self.number);
        let plain = Plain::new(&exchange.request, self.base.as_ref(), HURL)?;
        for name in ["User-Agent", "Accept"] {
            if !plain.has(name) {
                self.notes.add(format!("request without {name}: hurl sends its own"));
            }
        }
        // Cookies of answers would be sent with later requests.
        let first = if self.number == 1 { "# hurl --no-cookie-store FILE\n" } else { "" };
        let mut text = format!("{first}\n{}", entry(&plain));
        if let Some(response) = exchange.response {
            self.notes.add("answer left out, but for its status");
            if response.answered() {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "HTTP {}", response.status);
            }
        }
        self.output.write_all(text.as_bytes()).context("cannot write the file")
    }

    fn finish(&mut self) -> Result<()> {
        self.output.flush().context("cannot write the file")
    }

    fn notes(&self) -> Notes {
        self.notes.clone()
    }
}

fn entry(request: &Plain<'_>) -> String {
    let mut text = format!("{} {}\n", request.method, request.url);
    for (name, value) in &request.headers {
        let _ = writeln!(text, "{}: {}", escaped(name), escaped(value));
    }
    match std::str::from_utf8(request.body) {
        Ok("") => {}
        Ok(body) => {
            let _ = writeln!(text, "`{}`", escaped(body));
        }
        Err(_) => {
            let _ = writeln!(text, "base64,{};", STANDARD.encode(request.body));
        }
    }
    text
}

/// A text in which nothing has a meaning of its own: no comment, no escape, no template.
fn escaped(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '#' | '`' => {
                if character == '`' {
                    found.push_str("\\u{60}");
                } else {
                    found.push('\\');
                    found.push(character);
                }
            }
            '\n' => found.push_str("\\n"),
            '\r' => found.push_str("\\r"),
            '\t' => found.push_str("\\t"),
            '{' if found.ends_with('{') => found.push_str("\\u{7b}"),
            character if character.is_control() => {
                let _ = write!(found, "\\u{{{:x}}}", u32::from(character));
            }
            character => found.push(character),
        }
    }
    found
}
