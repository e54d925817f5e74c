//! Scripts of k6: <https://grafana.com/docs/k6/latest/javascript-api/k6-http/request/>.

use std::io::Write;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::plain::{Abilities, Plain};
use super::url::Base;
use super::{Notes, Sink};
use crate::traffic::Exchange;

const K6: Abilities = Abilities { tool: "k6", repeats: false, raw_target: false, unicode: false };

pub(super) struct Writer<W> {
    output: W,
    base: Option<Base>,
    number: u64,
    notes: Notes,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(mut output: W, base: Option<Base>) -> Result<Self> {
        let head = "import http from 'k6/http';\nimport encoding from 'k6/encoding';\n\nexport default function () {\n";
        output.write_all(head.as_bytes()).context("cannot write the script")?;
        Ok(Self { output, base, number: 0, notes: Notes::default() })
    }
}

impl<W: Write> Sink for Writer<W> {
    fn write(&mut self, exchange: Exchange) -> Result<()> {
        self.number += 1;
        self.notes.add_beside_request(&exchange, self.number);
        let plain = Plain::new(&exchange.request, self.base.as_ref(), K6)?;
        if !plain.has("User-Agent") {
            self.notes.add("request without User-Agent: k6 sends its own");
        }
        if plain.headers.iter().any(|(name, _)| *name != canonical(name)) {
            self.notes.add("header names in another case: k6 sends them as Go writes them (X-Api-Key)");
        }
        let call = call(&plain).with_context(|| format!("request {}", exchange.request.id))?;
        self.output.write_all(call.as_bytes()).context("cannot write the script")
    }

    fn finish(&mut self) -> Result<()> {
        self.output.write_all(b"}\n").context("cannot write the script")?;
        self.output.flush().context("cannot write the script")
    }

    fn notes(&self) -> Notes {
        self.notes.clone()
    }
}

fn call(request: &Plain<'_>) -> Result<String> {
    let text = |text: &str| serde_json::to_string(text);
    let body = match std::str::from_utf8(request.body) {
        Ok("") => "null".to_owned(),
        Ok(body) => text(body)?,
        Err(_) => format!("encoding.b64decode({})", text(&STANDARD.encode(request.body))?),
    };
    let mut headers = Vec::new();
    for (name, value) in &request.headers {
        if *name == "__proto__" {
            bail!("a header {name} cannot be written in JavaScript's notation of objects");
        }
        headers.push(format!("      {}: {},\n", text(name)?, text(value)?));
    }
    let (method, url) = (text(request.method)?, text(&request.url)?);
    // Neither redirects nor cookies of answers make requests that are not on the tape.
    Ok(format!(
        "  http.request({method}, {url}, {body}, {{\n    headers: {{\n{}    }},\n    redirects: 0,\n    jar: new http.CookieJar(),\n  }});\n",
        headers.concat()
    ))
}

/// A header name in Go's notation: each word with a capital letter.
fn canonical(name: &str) -> String {
    let mut start = true;
    let letters = name.chars().map(|letter| {
        let found = if start { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() };
        start = letter == '-';
        found
    });
    letters.collect()
}
