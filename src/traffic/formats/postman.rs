//! Postman collections, version 2.1: <https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html>.
//!
//! Requests stand in folders; `{{name}}` is a variable of the innermost folder that has it, or of the collection. Scripts are
//! not run.

use std::collections::BTreeMap;
use std::io::BufRead;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::document::{Node, Text};
use super::{Notes, Whole, encode, url};
use crate::traffic::{Headers, Request, tape, wire};

/// How deep variables may refer to each other.
const DEPTH: usize = 16;

/// What holds within a folder.
#[derive(Clone)]
struct Scope<'a> {
    variables: BTreeMap<String, String>,
    auth: Option<Node<'a>>,
}

pub(super) fn read(name: &str, input: impl BufRead, variables: &BTreeMap<String, String>) -> Result<Whole> {
    Text::read(name, input)?.with(|root| {
        if root.get("item").is_none_or(|items| !items.is_list()) {
            return Err(root.error("a collection has a list of requests and folders, `item`"));
        }
        let schema = root.get("info").and_then(|info| info.get("schema")).and_then(Node::text);
        if schema.is_some_and(|schema| !schema.contains("/v2.1")) {
            return Err(root.error(format!("the collection is not of version 2.1 but {}", schema.unwrap_or(""))));
        }
        let mut reader = Reader { given: variables, requests: Vec::new(), notes: Notes::default() };
        let scope = Scope { variables: variables.clone(), auth: None };
        reader.group(root, &scope)?;
        Ok(Whole::new(reader.requests, reader.notes))
    })
}

struct Reader<'v> {
    given: &'v BTreeMap<String, String>,
    requests: Vec<Request>,
    notes: Notes,
}

impl Reader<'_> {
    /// A folder, or the collection.
    fn group<'a>(&mut self, group: Node<'a>, scope: &Scope<'a>) -> Result<()> {
        let mut scope = scope.clone();
        for variable in group.get("variable").into_iter().flat_map(Node::items) {
            let key = variable.get("key").or_else(|| variable.get("id")).and_then(Node::text);
            let value = variable.get("value").and_then(Node::scalar);
            if let (Some(key), Some(value), false) = (key, value, is_disabled(variable))
                && !self.given.contains_key(key)
            {
                scope.variables.insert(key.to_owned(), value);
            }
        }
        self.inherit(group, &mut scope);
        for item in group.get("item").into_iter().flat_map(Node::items) {
            if item.get("item").is_some() {
                self.group(item, &scope)?;
            } else if is_disabled(item) {
                self.notes.add("request left out: it is disabled");
            } else if let Some(request) = item.get("request") {
                let mut scope = scope.clone();
                self.inherit(item, &mut scope);
                let mut read = self.request(request, &scope)?;
                item.get("name").and_then(Node::text).unwrap_or("").clone_into(&mut read.id);
                tape::check(&read).with_context(|| request.place())?;
                self.requests.push(read);
            } else {
                return Err(item.error("the item is neither a folder nor a request"));
            }
        }
        Ok(())
    }

    fn inherit<'a>(&mut self, item: Node<'a>, scope: &mut Scope<'a>) {
        scope.auth = item.get("auth").or(scope.auth);
        if item.get("event").is_some_and(|events| events.items().next().is_some()) {
            self.notes.add("scripts left out: they are not run");
        }
        if item.get("response").is_some_and(|saved| saved.items().next().is_some()) {
            self.notes.add("saved answers left out");
        }
    }

    fn request(&mut self, request: Node<'_>, scope: &Scope<'_>) -> Result<Request> {
        let method = match request.get("method") {
            Some(method) => scope.text(method)?,
            None => "GET".to_owned(),
        };
        // A request may be its URL alone.
        let alone = request.text().map(|_| request);
        let address = alone.or(request.get("url")).ok_or_else(|| request.error("the request has no `url`"))?;
        let mut url = split(&address_text(address, scope)?, address)?;
        let mut headers = Headers::new();
        if let Some(list) = request.get("header").filter(|list| list.text().is_some()) {
            return Err(list.error("headers as one text are not read; write them as a list"));
        }
        for header in request.get("header").into_iter().flat_map(Node::items).filter(|header| !is_disabled(*header)) {
            let name = header.get("key").ok_or_else(|| header.error("the header has no `key`"))?;
            let name = scope.text(name)?;
            let value = header.get("value").map(|value| scope.text(value)).transpose()?.unwrap_or_default();
            headers.push((wire::latin1(name.as_bytes()), wire::latin1(value.as_bytes())));
        }
        let body = match request.get("body").filter(|body| !is_disabled(*body)) {
            Some(body) => self.body(body, scope, &mut headers)?,
            None => Vec::new(),
        };
        if let Some(auth) = request.get("auth").or(scope.auth) {
            authorize(auth, scope, &mut headers, &mut url.target)?;
        }
        Ok(url::request(String::new(), method, url, headers, body))
    }

    fn body(&mut self, body: Node<'_>, scope: &Scope<'_>, headers: &mut Headers) -> Result<Vec<u8>> {
        let mode = body.get("mode").and_then(Node::text).unwrap_or("");
        let part = body.get(mode);
        let (bytes, kind) = match (mode, part) {
            ("" | "none", _) | (_, None) => return Ok(Vec::new()),
            ("raw", Some(raw)) => {
                let language = body.get("options").and_then(|options| options.get("raw")?.get("language"));
                let kind = match language.and_then(Node::text) {
                    Some("json") => Some("application/json"),
                    Some("xml") => Some("application/xml"),
                    Some("html") => Some("text/html"),
                    Some("javascript") => Some("application/javascript"),
                    _ => Some("text/plain"),
                };
                (scope.text(raw)?, kind)
            }
            ("urlencoded", Some(pairs)) => {
                let mut found = Vec::new();
                for pair in pairs.items().filter(|pair| !is_disabled(*pair)) {
                    let field = |name: &str| pair.get(name).map(|field| scope.text(field)).transpose();
                    found.push((field("key")?.unwrap_or_default(), field("value")?.unwrap_or_default()));
                }
                let encoded = found.iter().map(|(name, value)| {
                    format!("{}={}", encode::percent(name.as_bytes()), encode::percent(value.as_bytes()))
                });
                (encoded.collect::<Vec<_>>().join("&"), Some("application/x-www-form-urlencoded"))
            }
            ("formdata", Some(part)) => {
                return Err(part.error("a form has a boundary that is drawn anew each time; write the body as raw"));
            }
            (mode, Some(part)) => {
                return Err(part.error(format!("a body of the kind {mode:?} is not read; write it as raw")));
            }
        };
        let has_kind = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        if let Some(kind) = kind.filter(|_| !has_kind && !bytes.is_empty()) {
            headers.push(("Content-Type".to_owned(), kind.to_owned()));
        }
        Ok(bytes.into_bytes())
    }
}

fn is_disabled(node: Node<'_>) -> bool {
    node.get("disabled").is_some_and(Node::is_true)
}

fn split(text: &str, place: Node<'_>) -> Result<url::Split> {
    url::Split::parse_loose(text).with_context(|| place.place())
}

/// The URL: put together from its parts, as Postman does; from its text where there are none.
fn address_text(url: Node<'_>, scope: &Scope<'_>) -> Result<String> {
    if url.text().is_some() {
        return Ok(escaped(&scope.text(url)?));
    }
    let Some(host) = url.get("host") else {
        let raw = url.get("raw").ok_or_else(|| url.error("the URL has neither `raw` nor `host`"))?;
        return Ok(escaped(&scope.text(raw)?));
    };
    let join = |node: Node<'_>, sign: &str| -> Result<String> {
        if !node.is_list() {
            return scope.text(node);
        }
        let parts: Result<Vec<String>> = node
            .items()
            .map(|part| part.get("value").map_or_else(|| scope.text(part), |value| scope.text(value)))
            .collect();
        Ok(parts?.join(sign))
    };
    let mut text = join(host, ".")?;
    if !text.contains("://") {
        let protocol = url.get("protocol").map(|protocol| scope.text(protocol)).transpose()?;
        text = format!("{}://{text}", protocol.unwrap_or_else(|| "http".to_owned()));
    }
    if let Some(port) = url.get("port") {
        text = format!("{text}:{}", scope.text(port)?);
    }
    if let Some(path) = url.get("path") {
        let path = join(path, "/")?;
        let values = |name: &str| -> Result<Option<String>> {
            let known = url.get("variable").into_iter().flat_map(Node::items).filter(|known| !is_disabled(*known));
            let found = known.into_iter().find(|known| known.get("key").and_then(Node::text) == Some(name));
            found.and_then(|known| known.get("value")).map(|value| scope.text(value)).transpose()
        };
        let mut segments = Vec::new();
        for segment in path.trim_start_matches('/').split('/') {
            let value = segment.strip_prefix(':').map(values).transpose()?.flatten();
            segments.push(
                value.map_or_else(
                    || segment.to_owned(),
                    |value| encode::percent_but(value.as_bytes(), b"!$&'()*+,;=:@%"),
                ),
            );
        }
        text = format!("{}/{}", text.trim_end_matches('/'), segments.join("/"));
    }
    let mut sign = '?';
    for pair in url.get("query").into_iter().flat_map(Node::items).filter(|pair| !is_disabled(*pair)) {
        let field = |name: &str| pair.get(name).map(|field| scope.text(field)).transpose();
        let key = field("key")?.unwrap_or_default();
        text.push(sign);
        text.push_str(&key);
        if let Some(value) = field("value")? {
            text.push('=');
            text.push_str(&value.replace('&', "%26"));
        }
        sign = '&';
    }
    Ok(escaped(&text))
}

/// What Postman encodes in a URL that people have written: what stands in none.
fn escaped(text: &str) -> String {
    encode::percent_but(text.as_bytes(), b"!$&()*+,;=:@/?%#[]{}|\\^`")
}

impl Scope<'_> {
    /// A text, its variables filled in.
    fn text(&self, node: Node<'_>) -> Result<String> {
        let text = node.scalar().ok_or_else(|| node.error("a text has to stand here"))?;
        self.fill(&text, DEPTH).map_err(|why| node.error(why))
    }

    fn fill(&self, text: &str, depth: usize) -> Result<String, String> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((name, after)) = after.split_once("}}") else { break };
            let name = name.trim();
            let Some(value) = self.variables.get(name) else {
                return Err(format!(
                    "the variable {{{{{name}}}}} has no value in the collection; --variable '{name}=VALUE' gives it one"
                ));
            };
            if depth == 0 {
                return Err(format!("the variable {{{{{name}}}}} stands for itself"));
            }
            filled.push_str(before);
            filled.push_str(&self.fill(value, depth - 1)?);
            if filled.len() > 1 << 24 {
                return Err("the variables make a text of more than 16 MiB".to_owned());
            }
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }
}

/// Adds what an `auth` stands for.
fn authorize(auth: Node<'_>, scope: &Scope<'_>, headers: &mut Headers, target: &mut String) -> Result<()> {
    let kind = auth.get("type").and_then(Node::text).unwrap_or("noauth");
    let field = |name: &str| -> Result<Option<String>> {
        let list = auth.get(kind).into_iter().flat_map(Node::items);
        let found = list.into_iter().find(|pair| pair.get("key").and_then(Node::text) == Some(name));
        found.and_then(|pair| pair.get("value")).map(|value| scope.text(value)).transpose()
    };
    let wanted = |name: &str| -> Result<String> {
        field(name)?.ok_or_else(|| auth.error(format!("the authorization has no `{name}`")))
    };
    let (name, value) = match kind {
        "noauth" => return Ok(()),
        "basic" => {
            let pair = format!("{}:{}", field("username")?.unwrap_or_default(), field("password")?.unwrap_or_default());
            ("Authorization".to_owned(), format!("Basic {}", STANDARD.encode(pair)))
        }
        "bearer" => ("Authorization".to_owned(), format!("Bearer {}", wanted("token")?)),
        "apikey" => {
            let (key, value) = (wanted("key")?, wanted("value")?);
            if field("in")?.as_deref() == Some("query") {
                let sign = if target.contains('?') { '&' } else { '?' };
                target.push(sign);
                target.push_str(&format!("{}={}", encode::percent(key.as_bytes()), encode::percent(value.as_bytes())));
                return Ok(());
            }
            (key, value)
        }
        other => return Err(auth.error(format!("authorization of the kind {other:?} is not read; write its header"))),
    };
    if !headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(&name)) {
        headers.insert(0, (wire::latin1(name.as_bytes()), wire::latin1(value.as_bytes())));
    }
    Ok(())
}
