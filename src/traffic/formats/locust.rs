//! Locustfiles: <https://docs.locust.io/en/stable/writing-a-locustfile.html>.

use std::fmt::Write as _;
use std::io::Write;

use anyhow::{Context, Result};

use super::plain::{Abilities, Plain};
use super::url::Base;
use super::{Notes, Sink};
use crate::traffic::Exchange;

const LOCUST: Abilities = Abilities { tool: "locust", repeats: false, raw_target: false, unicode: false };

const HEAD: &str = r#"from http.cookiejar import DefaultCookiePolicy

from locust import HttpUser, task
from urllib3.util import SKIP_HEADER


class Tape(HttpUser):
    # Every request has its whole URL.
    host = ""

    def on_start(self):
        # Nothing but what is on the tape is sent: no headers of the library, no cookies of earlier answers.
        self.client.headers.clear()
        self.client.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.client.trust_env = False

    @task
    def play(self):
        send = self.client.request
"#;

pub(super) struct Writer<W> {
    output: W,
    base: Option<Base>,
    number: u64,
    notes: Notes,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(mut output: W, base: Option<Base>) -> Result<Self> {
        output.write_all(HEAD.as_bytes()).context("cannot write the locustfile")?;
        Ok(Self { output, base, number: 0, notes: Notes::default() })
    }
}

impl<W: Write> Sink for Writer<W> {
    fn write(&mut self, exchange: Exchange) -> Result<()> {
        self.number += 1;
        self.notes.add_beside_request(&exchange, self.number);
        let plain = Plain::new(&exchange.request, self.base.as_ref(), LOCUST)?;
        if plain.body.is_empty() && !matches!(plain.method, "GET" | "HEAD") && !plain.has("Content-Length") {
            self.notes.add("request without body and Content-Length: locust sends Content-Length: 0");
        }
        self.output.write_all(call(&plain).as_bytes()).context("cannot write the locustfile")
    }

    fn finish(&mut self) -> Result<()> {
        self.output.flush().context("cannot write the locustfile")
    }

    fn notes(&self) -> Notes {
        self.notes.clone()
    }
}

fn call(request: &Plain<'_>) -> String {
    let mut text = String::from("        send(\n");
    let literal = |text: &str| format!("\"{}\"", escaped(text.as_bytes()));
    // Writing to a string cannot fail.
    let _ = writeln!(text, "            {},\n            {},", literal(request.method), literal(&request.url));
    text.push_str("            headers={\n");
    for (name, value) in &request.headers {
        let _ = writeln!(text, "                {}: {},", literal(name), literal(value));
    }
    // What the library sends of itself.
    for name in ["User-Agent", "Accept-Encoding"] {
        if !request.has(name) {
            let _ = writeln!(text, "                \"{name}\": SKIP_HEADER,");
        }
    }
    text.push_str("            },\n");
    if !request.body.is_empty() {
        let _ = writeln!(text, "            data=b\"{}\",", escaped(request.body));
    }
    text.push_str("            allow_redirects=False,\n        )\n");
    text
}

/// Bytes within a literal of Python.
fn escaped(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for byte in bytes {
        match byte {
            b'"' | b'\\' => {
                text.push('\\');
                text.push(char::from(*byte));
            }
            b'\n' => text.push_str("\\n"),
            b'\r' => text.push_str("\\r"),
            b'\t' => text.push_str("\\t"),
            0x20..=0x7e => text.push(char::from(*byte)),
            _ => {
                let _ = write!(text, "\\x{byte:02x}");
            }
        }
    }
    text
}
