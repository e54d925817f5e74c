//! Writes a HAR, an entry at a time.

use std::io::Write;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::entry::{Content, Entry, Own, Pair, PostData, Request as Asked, Response as Answer};
use crate::traffic::formats::url::{self, Base};
use crate::traffic::formats::{Notes, Sink};
use crate::traffic::{Ending, Exchange, Headers, Request, Response};

pub(in crate::traffic::formats) struct Writer<W> {
    output: W,
    base: Option<Base>,
    first: bool,
    notes: Notes,
}

impl<W: Write> Writer<W> {
    pub(in crate::traffic::formats) fn new(mut output: W, base: Option<Base>) -> Result<Self> {
        let creator = json!({"name": "pivot", "version": env!("CARGO_PKG_VERSION")});
        write!(output, "{{\"log\":{{\"version\":\"1.2\",\"creator\":{creator},\"entries\":[")
            .context("cannot write the HAR")?;
        Ok(Self { output, base, first: true, notes: Notes::default() })
    }
}

impl<W: Write> Sink for Writer<W> {
    fn write(&mut self, exchange: Exchange) -> Result<()> {
        let Request { id, method, target, .. } = &exchange.request;
        let url = url::whole(&exchange.request, self.base.as_ref())
            .with_context(|| format!("request {id} ({method} {target})"))?;
        let entry = entry(exchange, url, &mut self.notes);
        let text = serde_json::to_string(&entry)?;
        let comma = if self.first { "" } else { "," };
        self.first = false;
        write!(self.output, "{comma}\n{text}").context("cannot write the HAR")
    }

    fn finish(&mut self) -> Result<()> {
        self.output.write_all(b"\n]}}\n").context("cannot write the HAR")?;
        self.output.flush().context("cannot write the HAR")
    }

    fn notes(&self) -> Notes {
        self.notes.clone()
    }
}

fn entry(exchange: Exchange, url: String, notes: &mut Notes) -> Entry {
    let Exchange { request, response, time, latency_ms } = exchange;
    let answered = response.is_some();
    let (trailers, closed) =
        response.as_ref().map_or_else(Default::default, |answer| (answer.trailers.clone(), answer.closed));
    let own = Own {
        id: request.id.clone(),
        target: request.target.clone(),
        time: time.clone(),
        latency_ms,
        answered,
        trailers,
        closed,
    };
    // The format wants a time. What the tape says of it is in the entry's own part.
    let started = time.unwrap_or_else(|| "1970-01-01T00:00:00.000Z".to_owned());
    let took = latency_ms.unwrap_or(0.0);
    Entry {
        started_date_time: Some(started),
        time: Some(took),
        request: Some(asked(request, url, notes)),
        response: Some(answer(response.unwrap_or_else(none))),
        cache: Some(json!({})),
        timings: Some(json!({"send": 0, "wait": took, "receive": 0})),
        pivot: Some(own),
    }
}

fn asked(request: Request, url: String, notes: &mut Notes) -> Asked {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let query = query.split('&').filter(|part| !part.is_empty()).map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        json!({"name": name, "value": value})
    });
    let mime = request.header("content-type").next().unwrap_or("").to_owned();
    let size = request.body.len().into();
    let post_data = (!request.body.is_empty()).then(|| {
        let (text, encoding) = text(request.body);
        if encoding.is_some() {
            notes
                .add("binary request body written as base64: HAR names no way for it, other tools may take it as text");
        }
        PostData { mime_type: Some(mime), text: Some(text), encoding, params: Some(Vec::new()) }
    });
    Asked {
        method: Some(request.method),
        url: Some(url.clone()),
        http_version: Some("HTTP/1.1".to_owned()),
        query_string: Some(query.collect()),
        headers: Some(pairs(request.headers)),
        cookies: Some(json!([])),
        headers_size: Some((-1).into()),
        body_size: Some(size),
        post_data,
    }
}

fn answer(response: Response) -> Answer {
    let size = serde_json::Number::from(response.body.len());
    let mime = response.header("content-type").next().unwrap_or("").to_owned();
    let location = response.header("location").next().unwrap_or("").to_owned();
    let (text, encoding) = text(response.body);
    Answer {
        status: Some(response.status),
        status_text: Some(response.reason),
        http_version: Some(format!("HTTP/1.{}", response.version)),
        headers: Some(pairs(response.headers)),
        cookies: Some(json!([])),
        content: Some(Content { size: Some(size.clone()), mime_type: Some(mime), text: Some(text), encoding }),
        redirect_url: Some(location),
        headers_size: Some((-1).into()),
        body_size: Some(size),
    }
}

/// Bytes as text, with the encoding that was needed for it.
fn text(bytes: Vec<u8>) -> (String, Option<String>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(binary) => (STANDARD.encode(binary.into_bytes()), Some("base64".to_owned())),
    }
}

fn pairs(headers: Headers) -> Vec<Pair> {
    headers.into_iter().map(|(name, value)| Pair { name: Some(name), value: Some(value) }).collect()
}

/// What stands for an answer where there is none, as browsers write it.
fn none() -> Response {
    Response {
        status: 0,
        reason: String::new(),
        version: 1,
        headers: Headers::new(),
        trailers: Headers::new(),
        body: Vec::new(),
        closed: Ending::Complete,
    }
}
