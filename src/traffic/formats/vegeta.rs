//! Targets of vegeta as JSON: <https://github.com/tsenart/vegeta#-format>, schema
//! <https://github.com/tsenart/vegeta/blob/master/lib/target.schema.json>.

use std::fmt;
use std::io::{BufRead, Write};

use anyhow::{Context, Result, anyhow, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::lines::Lines;
use super::url::{self, Base};
use super::{Notes, Sink, Source, only};
use crate::traffic::{Exchange, Headers, Request, tape, wire};

/// A target; headers by name.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Target {
    method: String,
    url: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    header: Option<Fields>,
}

/// `{"Name": ["value", …]}` in its order.
#[derive(Default)]
struct Fields(Vec<(String, Vec<String>)>);

impl Serialize for Fields {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, values)| (name, values)))
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("headers: {\"Name\": [\"value\"]}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        while let Some((name, values)) = map.next_entry::<String, Vec<String>>()? {
            if fields.0.iter().any(|(known, _)| *known == name) {
                return Err(serde::de::Error::custom(format!("the header {name:?} stands there twice")));
            }
            fields.0.push((name, values));
        }
        Ok(fields)
    }
}

pub(super) struct Reader<R> {
    lines: Lines<R>,
    exchanges: u64,
}

impl<R: BufRead> Reader<R> {
    pub(super) fn new(name: &str, input: R) -> Self {
        Self { lines: Lines::new(name, input), exchanges: 0 }
    }

    fn read(&mut self) -> Result<Option<Exchange>> {
        let Some(line) = self.lines.next_text()? else { return Ok(None) };
        let parsed = serde_json::from_slice::<Target>(line).map_err(|error| {
            let text = error.to_string();
            anyhow!("{} (column {})", text.split(" at line ").next().unwrap_or(&text), error.column())
        });
        self.exchanges += 1;
        let place = || self.lines.place();
        let request = parsed.and_then(|target| request(target, self.exchanges)).with_context(place)?;
        Ok(Some(only(request)))
    }
}

fn request(target: Target, number: u64) -> Result<Request> {
    let split = url::Split::parse(&target.url)?;
    let body = STANDARD.decode(target.body.unwrap_or_default()).context("the body is no base64")?;
    let mut headers = Headers::new();
    for (name, values) in target.header.unwrap_or_default().0 {
        for value in values {
            headers.push((name.clone(), wire::latin1(value.as_bytes())));
        }
    }
    let request = url::request(number.to_string(), target.method, split, headers, body);
    tape::check(&request)?;
    Ok(request)
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Exchange>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

impl<R: BufRead> Source for Reader<R> {
    fn notes(&self) -> Notes {
        Notes::default()
    }
}

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
        self.notes.add_beside_request(&exchange, self.number);
        let request = &exchange.request;
        let place = || format!("request {} ({} {})", request.id, request.method, request.target);
        let target = target(request, self.base.as_ref()).with_context(place)?;
        if request.header("user-agent").next().is_none() {
            self.notes.add("request without User-Agent: vegeta sends its own");
        }
        let mut text = serde_json::to_vec(&target)?;
        text.push(b'\n');
        self.output.write_all(&text).context("cannot write the targets")
    }

    fn finish(&mut self) -> Result<()> {
        self.output.flush().context("cannot write the targets")
    }

    fn notes(&self) -> Notes {
        self.notes.clone()
    }
}

fn target(request: &Request, base: Option<&Base>) -> Result<Target> {
    let url = url::whole(request, base)?;
    if !url::is_canonical(&request.target) {
        bail!("vegeta would change the target: its URLs are those of RFC 3986 in normal form");
    }
    let mut fields = Fields::default();
    for (name, value) in &request.headers {
        let Ok(value) = String::from_utf8(wire::bytes(value)?) else {
            bail!("the header {name} is not UTF-8, and vegeta's JSON holds text");
        };
        match fields.0.iter().position(|(known, _)| known == name) {
            None => fields.0.push((name.clone(), vec![value])),
            // The values of a name are one list.
            Some(at) if at + 1 == fields.0.len() => fields.0[at].1.push(value),
            Some(_) => bail!("other headers stand between two of the name {name}, and vegeta holds headers by name"),
        }
    }
    let body = (!request.body.is_empty()).then(|| STANDARD.encode(&request.body));
    Ok(Target { method: request.method.clone(), url, body, header: Some(fields).filter(|fields| !fields.0.is_empty()) })
}
