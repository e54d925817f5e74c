//! Reads a HAR, an entry at a time.

use std::io::BufRead;

use anyhow::{Context, Result, anyhow, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::IgnoredAny;

use super::entry::{Entry, Own, Pair, PostData, Response as Answer};
use crate::traffic::formats::scanner::Scanner;
use crate::traffic::formats::{Notes, Source, encode, url};
use crate::traffic::{Ending, Exchange, Headers, Request, Response, tape};

/// Where in the document the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    Entries { first: bool },
    End,
}

pub(in crate::traffic::formats) struct Reader<R> {
    input: Scanner<R>,
    state: State,
    exchanges: u64,
    notes: Notes,
}

impl<R: BufRead> Reader<R> {
    pub(in crate::traffic::formats) fn new(name: &str, input: R) -> Self {
        Self { input: Scanner::new(name, input), state: State::Start, exchanges: 0, notes: Notes::default() }
    }

    fn read(&mut self) -> Result<Option<Exchange>> {
        if self.state == State::Start {
            self.find_entries()?;
        }
        let State::Entries { first } = self.state else { return Ok(None) };
        if self.input.take(b']')? {
            self.state = State::End;
            self.rest()?;
            return Ok(None);
        }
        if !first {
            self.input.expect(b',')?;
        }
        self.state = State::Entries { first: false };
        self.input.next()?;
        let line = self.input.line();
        let text = self.input.value()?;
        let entry: Entry = serde_json::from_slice(&text).map_err(|error| {
            let offset = u64::try_from(error.line().saturating_sub(1)).unwrap_or(0);
            let error_text = error.to_string();
            let what = error_text.split(" at line ").next().unwrap_or(&error_text).to_owned();
            anyhow!("{}: {what} (column {} of the line or entry)", self.input.at(line + offset), error.column())
        })?;
        self.exchanges += 1;
        let exchange = self.exchange(entry).with_context(|| self.input.at(line))?;
        Ok(Some(exchange))
    }

    /// Goes to the first of `log.entries`.
    fn find_entries(&mut self) -> Result<()> {
        self.input.expect(b'{')?;
        self.find("log", true)?;
        self.input.expect(b'{')?;
        self.find("entries", true)?;
        self.input.expect(b'[')?;
        self.state = State::Entries { first: true };
        Ok(())
    }

    /// Goes to the value of a key.
    fn find(&mut self, wanted: &str, mut first: bool) -> Result<()> {
        loop {
            match self.input.key(first)? {
                None => bail!(
                    "{}: the object has no `{wanted}`; a HAR is {{\"log\": {{\"entries\": […]}}}}",
                    self.input.place()
                ),
                Some(key) if key == wanted => return Ok(()),
                Some(_) => self.skip()?,
            }
            first = false;
        }
    }

    fn skip(&mut self) -> Result<()> {
        let place = self.input.place();
        let text = self.input.value()?;
        serde_json::from_slice::<IgnoredAny>(&text).map(drop).with_context(|| format!("{place} and what follows"))
    }

    /// Reads on to the end of the document, which has to be one.
    fn rest(&mut self) -> Result<()> {
        for once in ["entries", "log"] {
            while let Some(key) = self.input.key(false)? {
                if key == once {
                    bail!("{}: `{once}` stands there twice", self.input.place());
                }
                self.skip()?;
            }
        }
        match self.input.next()? {
            None => Ok(()),
            Some(_) => bail!("{}: something follows the document", self.input.place()),
        }
    }

    fn exchange(&mut self, entry: Entry) -> Result<Exchange> {
        let Entry { started_date_time, time, request, response, pivot, .. } = entry;
        let asked = request.context("the entry has no `request`")?;
        let method = asked.method.context("the request has no `method`")?;
        let url = url::Split::parse(&asked.url.context("the request has no `url`")?)?;
        let headers = headers(asked.headers, true)?;
        let body = self.body(asked.post_data, &headers)?;
        let (id, target) = match &pivot {
            Some(own) => (own.id.clone(), Some(own.target.clone())),
            None => (self.exchanges.to_string(), None),
        };
        let request = match target {
            // What pivot wrote says all about the request itself.
            Some(target) => Request { id, method, target, headers, body },
            None => url::request(id, method, url, headers, body),
        };
        tape::check(&request)?;
        let response = match response {
            Some(answer) if pivot.as_ref().is_none_or(|own| own.answered) => {
                self.response(answer, &request, pivot.as_ref())?
            }
            Some(_) | None => None,
        };
        Ok(match pivot {
            Some(own) => Exchange { request, response, time: own.time, latency_ms: own.latency_ms },
            None => {
                Exchange { request, response, time: started_date_time, latency_ms: time.filter(|time| *time >= 0.0) }
            }
        })
    }

    /// The body as it was sent; a length that the headers tell otherwise shows that it is not.
    fn body(&mut self, data: Option<PostData>, headers: &Headers) -> Result<Vec<u8>> {
        let body = match data {
            None => Vec::new(),
            Some(PostData { text: Some(text), encoding, params, .. })
                if !text.is_empty() || params.as_ref().is_none_or(Vec::is_empty) =>
            {
                decoded(text, encoding.as_deref())?
            }
            Some(PostData { mime_type, params, .. }) => {
                let params = params.unwrap_or_default();
                let mime = mime_type.unwrap_or_default();
                if !params.is_empty() {
                    if !mime.starts_with("application/x-www-form-urlencoded") {
                        bail!("the body is held as parameters of {mime:?}, from which it cannot be told byte for byte");
                    }
                    self.notes.add("body put together from its form parameters: the HAR does not hold its text");
                }
                let text = |text: &Option<String>| text.clone().unwrap_or_default();
                let pairs: Vec<_> = params.iter().map(|pair| (text(&pair.name), text(&pair.value))).collect();
                encode::form(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))).into_bytes()
            }
        };
        let length = body.len().to_string();
        let told = headers.iter().find(|(name, value)| {
            name.eq_ignore_ascii_case("content-length") && !value.trim().is_empty() && value.trim() != length
        });
        match told {
            Some((_, told)) => bail!(
                "the body is {length} bytes long and its Content-Length says {told}: the HAR does not hold it as it was sent"
            ),
            None => Ok(body),
        }
    }

    /// The answer, where the HAR holds one.
    fn response(&mut self, answer: Answer, request: &Request, own: Option<&Own>) -> Result<Option<Response>> {
        let status = answer.status.unwrap_or(0);
        if status == 0 && own.is_none() {
            self.notes.add("request without an answer");
            return Ok(None);
        }
        let mut fields = headers(answer.headers, false)?;
        let content = answer.content.unwrap_or_default();
        let has_none = request.method == "HEAD" || matches!(status, 204 | 304);
        let body = match content.text {
            Some(text) => decoded(text, content.encoding.as_deref()).context("in the answer")?,
            None if own.is_some() || has_none || content.size.is_some_and(|size| size.as_f64() == Some(0.0)) => {
                Vec::new()
            }
            None => {
                self.notes.add("answer left out: the HAR does not hold its body");
                return Ok(None);
            }
        };
        let coded = |name: &str| {
            ["content-encoding", "transfer-encoding"].iter().any(|coding| name.eq_ignore_ascii_case(coding))
        };
        if own.is_none() && fields.iter().any(|(name, _)| coded(name)) {
            self.notes.add("answer's coding and length left out of its headers: the HAR holds its body decoded");
            fields.retain(|(name, _)| !coded(name) && !name.eq_ignore_ascii_case("content-length"));
        }
        let version =
            u8::from(answer.http_version.as_deref().is_none_or(|version| !version.eq_ignore_ascii_case("HTTP/1.0")));
        let (trailers, closed) =
            own.map_or((Headers::new(), Ending::Complete), |own| (own.trailers.clone(), own.closed));
        let reason = answer.status_text.unwrap_or_default();
        Ok(Some(Response { status, reason, version, headers: fields, trailers, body, closed }))
    }
}

/// The bytes of a text.
fn decoded(text: String, encoding: Option<&str>) -> Result<Vec<u8>> {
    match encoding.unwrap_or("") {
        "" => Ok(text.into_bytes()),
        "base64" => STANDARD.decode(text.trim()).context("the body is said to be base64"),
        other => bail!("the encoding {other:?} of a body is not known"),
    }
}

/// Header fields; those that HTTP/2 has instead of a request line become what they are in HTTP/1.
fn headers(pairs: Option<Vec<Pair>>, of_request: bool) -> Result<Headers> {
    let mut headers = Headers::new();
    for pair in pairs.unwrap_or_default() {
        let name = pair.name.context("a header has no `name`")?;
        let value = pair.value.unwrap_or_default();
        match name.strip_prefix(':') {
            Some("authority") if of_request => headers.insert(0, ("Host".to_owned(), value)),
            Some(_) => {}
            None => headers.push((name, value)),
        }
    }
    for (name, value) in &headers {
        if name.contains(['\r', '\n']) || value.contains(['\r', '\n']) {
            bail!("the header {name:?} holds a line break");
        }
        crate::traffic::wire::bytes(name)?;
        crate::traffic::wire::bytes(value).with_context(|| format!("in the header {name}"))?;
    }
    // With HTTP/2 both may stand there.
    let hosts = headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("host")).count();
    if of_request && hosts == 2 && headers[0].0 == "Host" {
        let same =
            headers.iter().skip(1).any(|(name, value)| name.eq_ignore_ascii_case("host") && *value == headers[0].1);
        if same {
            headers.remove(0);
        }
    }
    Ok(headers)
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Exchange>;

    fn next(&mut self) -> Option<Self::Item> {
        let read = self.read();
        if read.is_err() {
            self.state = State::End;
        }
        read.transpose()
    }
}

impl<R: BufRead> Source for Reader<R> {
    fn notes(&self) -> Notes {
        self.notes.clone()
    }
}
