//! Writes command lines that send exactly the request: what curl would add of itself is switched off.

use std::io::Write;

use anyhow::{Context, Result, bail};

use crate::traffic::Exchange;
use crate::traffic::formats::plain::{Abilities, Plain};
use crate::traffic::formats::shell::quote;
use crate::traffic::formats::url::Base;
use crate::traffic::formats::{Notes, Sink};

const CURL: Abilities = Abilities { tool: "curl", repeats: true, raw_target: true, unicode: true };
/// The longest word of a command line, in bytes (Linux: 32 pages).
const LONGEST: usize = 128 * 1024 - 1;
/// From this length on curl asks the server before it sends a body.
const ASKS: usize = 1024 * 1024;

pub(in crate::traffic::formats) struct Writer<W> {
    output: W,
    base: Option<Base>,
    number: u64,
    notes: Notes,
}

impl<W: Write> Writer<W> {
    pub(in crate::traffic::formats) fn new(output: W, base: Option<Base>) -> Self {
        Self { output, base, number: 0, notes: Notes::default() }
    }
}

impl<W: Write> Sink for Writer<W> {
    fn write(&mut self, exchange: Exchange) -> Result<()> {
        self.number += 1;
        self.notes.add_beside_request(&exchange, self.number);
        let request = &exchange.request;
        let plain = Plain::new(request, self.base.as_ref(), CURL)?;
        let command = command(&plain)
            .with_context(|| format!("request {} ({} {})", request.id, request.method, request.target))?;
        self.output.write_all(command.as_bytes()).context("cannot write the commands")
    }

    fn finish(&mut self) -> Result<()> {
        self.output.flush().context("cannot write the commands")
    }

    fn notes(&self) -> Notes {
        self.notes.clone()
    }
}

fn command(request: &Plain<'_>) -> Result<String> {
    let mut words = vec!["curl".to_owned()];
    match request.method {
        "GET" if request.body.is_empty() => {}
        "HEAD" if !request.body.is_empty() => bail!("curl sends no body with HEAD"),
        "HEAD" => words.push("--head".to_owned()),
        method => words.push(format!("-X {}", quote(method))),
    }
    if request.url.contains(['[', ']', '{', '}']) {
        words.push("--globoff".to_owned());
    }
    if request.url.contains("/.") {
        words.push("--path-as-is".to_owned());
    }
    words.push(quote(&request.url));
    let mut lines = vec![words.join(" ")];
    for (name, value) in &request.headers {
        let header = if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") };
        lines.push(format!("-H {}", quote(&header)));
    }
    // What curl sends of itself.
    for name in ["User-Agent", "Accept"] {
        if !request.has(name) {
            lines.push(format!("-H '{name}:'"));
        }
    }
    if !request.body.is_empty() {
        if !request.has("Content-Type") {
            lines.push("-H 'Content-Type:'".to_owned());
        }
        if request.body.len() >= ASKS && !request.has("Expect") {
            lines.push("-H 'Expect:'".to_owned());
        }
        let Some(body) = std::str::from_utf8(request.body).ok().filter(|body| !body.contains('\0')) else {
            bail!("the body is binary, which a command line cannot hold");
        };
        if body.len() > LONGEST {
            bail!("the body has {} bytes, more than a command line holds", body.len());
        }
        lines.push(format!("--data-raw {}", quote(body)));
    }
    Ok(lines.join(" \\\n  ") + "\n")
}
