//! Draws requests from what a service's code looks up and compares with.

use serde_json::{Map, Value, json};

use super::chance::Chance;
use super::material::{HEADER, ITEM, Material, PATH};
use crate::traffic::Request;

/// How deep objects and lists stand in each other.
const DEEPEST: usize = 4;
/// How many values are tried one by one in each route's path.
const TRIED: usize = 80;
/// How many words are tried as the first part of a path.
const WORDS: usize = 30;
/// How many values of answers are remembered.
const REMEMBERED: usize = 400;
/// Bodies that are no object, and what is no JSON at all.
const BODIES: &[&[u8]] =
    &[b"", b"{", b"[]", b"null", b"1", b"\"text\"", b"[{}]", b"{}", b"\xff\xfe", b"[1, \"a\"]", b"a=1&b=2"];

/// A request that can be changed in one place.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    method: String,
    /// The route's path, with its parameters.
    route: String,
    parameters: Vec<String>,
    /// The parts of another path than the route's.
    parts: Option<Vec<String>>,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: Body,
}

#[derive(Clone, Debug)]
enum Body {
    None,
    Bytes(Vec<u8>),
    Json(Map<String, Value>),
    Form(Vec<(String, String)>),
}

/// Draws requests.
pub(super) struct Draw<'m> {
    material: &'m Material,
    chance: Chance,
    /// Values of answers, by their keys: later requests carry them.
    answered: Vec<(String, Value)>,
    /// Whether a request was drawn with one of them.
    pub(super) carries: bool,
}

impl<'m> Draw<'m> {
    pub(super) fn new(material: &'m Material, seed: u64) -> Self {
        Self { material, chance: Chance::new(seed), answered: Vec::new(), carries: false }
    }

    /// A request for each route without anything, and with what it could look up: whatever chance does later, these are tried.
    pub(super) fn first(&mut self) -> Vec<Draft> {
        let routes: Vec<(String, String)> = self.routes();
        let mut drafts = Vec::new();
        for (method, route) in &routes {
            let plain =
                Draft { body: Body::None, query: Vec::new(), headers: Vec::new(), ..self.draft_of(method, route) };
            drafts.push(plain.clone());
            if !matches!(method.as_str(), "GET" | "HEAD" | "DELETE" | "OPTIONS") {
                drafts.extend(BODIES.iter().map(|body| Draft { body: Body::Bytes(body.to_vec()), ..plain.clone() }));
                let lengths = ["x", "", "0"].map(|length| vec![("Content-Length".to_owned(), length.to_owned())]);
                drafts.extend(lengths.into_iter().map(|headers| Draft { headers, ..plain.clone() }));
            }
            let known = self.material.values.get(PATH).map_or(&[][..], |values| values.all());
            for value in known.iter().chain(self.material.numbers.all()).take(TRIED) {
                if !plain.parameters.is_empty() {
                    drafts.push(Draft { parameters: vec![plain_text(value); plain.parameters.len()], ..plain.clone() });
                }
            }
            drafts.extend((0..4).map(|_| self.draft_of(method, route)));
        }
        drafts.extend(self.combined());
        drafts
    }

    /// Paths of what parts of the path are compared with, alone and with each other: a dispatch that no route tells.
    fn combined(&mut self) -> Vec<Draft> {
        let known = self.material.values.get(PATH).map_or(&[][..], |values| values.all());
        let words: Vec<String> =
            known.iter().map(plain_text).filter(|word| !word.contains('/') && !word.is_empty()).collect();
        let mut methods: Vec<String> = self.material.routes.iter().map(|(method, _)| method.clone()).collect();
        methods.dedup();
        let mut drafts = Vec::new();
        for method in methods {
            let plain = self.draft_of(&method, "/");
            for first in words.iter().take(WORDS) {
                drafts.push(Draft { parts: Some(vec![first.clone()]), ..plain.clone() });
                for _ in 0..3 {
                    let second = self.parameter("id");
                    drafts.push(Draft { parts: Some(vec![first.clone(), second]), ..plain.clone() });
                }
            }
        }
        drafts
    }

    fn routes(&self) -> Vec<(String, String)> {
        let mut routes = self.material.routes.clone();
        let methods: Vec<String> = routes.iter().map(|(method, _)| method.clone()).collect();
        for method in methods {
            for path in ["/", "/nowhere"] {
                if !routes.contains(&(method.clone(), path.to_owned())) {
                    routes.push((method.clone(), path.to_owned()));
                }
            }
        }
        routes
    }

    /// A new request.
    pub(super) fn draft(&mut self) -> Draft {
        let routes = self.routes();
        let Some((method, route)) = self.chance.one(&routes).cloned() else { return self.draft_of("GET", "/") };
        self.draft_of(&method, &route)
    }

    fn draft_of(&mut self, method: &str, route: &str) -> Draft {
        let route = if route == "*" { "/*".to_owned() } else { route.to_owned() };
        let holes = holes(&route);
        let parameters = holes.iter().map(|name| self.parameter(name)).collect();
        let parts = (route.ends_with('*') || route == "/nowhere").then(|| {
            let count = 1 + self.chance.below(4);
            (0..count).map(|_| self.part()).collect()
        });
        let has_body = !matches!(method, "GET" | "HEAD" | "OPTIONS");
        let query = if self.chance.percent(self.queried(has_body)) { self.query() } else { Vec::new() };
        let body = if has_body { self.body() } else { Body::None };
        Draft { method: method.to_owned(), route, parameters, parts, query, headers: self.headers(), body }
    }

    /// How often of a hundred times a request has a query.
    fn queried(&self, has_body: bool) -> usize {
        match (self.material.queries, has_body) {
            (true, false) => 50,
            (true, true) => 10,
            (false, _) => 2,
        }
    }

    /// A request with one thing changed.
    pub(super) fn changed(&mut self, draft: &Draft) -> Draft {
        let mut draft = draft.clone();
        let holes = holes(&draft.route);
        match self.chance.below(10) {
            0 | 1 if !holes.is_empty() => {
                let at = self.chance.below(holes.len());
                draft.parameters[at] = self.parameter(&holes[at]);
            }
            0..=2 if self.chance.percent(70) => draft.parts = Some(self.parts(&draft)),
            2 => draft.headers = self.headers(),
            3 if !draft.query.is_empty() => {
                let at = self.chance.below(draft.query.len());
                let value = self.value(&draft.query[at].0.clone(), 0);
                draft.query[at].1 = plain_text(&value);
            }
            3 if self.material.queries => draft.query = self.query(),
            3 => draft.query.clear(),
            _ => match &mut draft.body {
                Body::Json(members) => self.change(members),
                Body::Form(pairs) if !pairs.is_empty() => {
                    let at = self.chance.below(pairs.len());
                    pairs[at].1 = plain_text(&self.value(&pairs[at].0.clone(), 0));
                }
                Body::Bytes(_) | Body::Form(_) => draft.body = self.body(),
                Body::None => {
                    if self.material.queries {
                        draft.query = self.query();
                    }
                    draft.parameters = holes.iter().map(|name| self.parameter(name)).collect();
                }
            },
        }
        draft
    }

    /// Another value of a member, or one more, or one less; at times within a member.
    fn change(&mut self, members: &mut Map<String, Value>) {
        let keys: Vec<String> = members.keys().cloned().collect();
        let Some(key) = self.chance.one(&keys).cloned() else { return *members = self.object(None, 0) };
        match self.chance.below(10) {
            0 => {
                members.shift_remove(&key);
            }
            1 => *members = self.object(None, 0),
            2 => {
                let all: Vec<String> = self.material.keys.iter().cloned().collect();
                if let Some(key) = self.chance.one(&all).cloned() {
                    members.insert(key.clone(), self.value(&key, 1));
                }
            }
            number => {
                let inner = match members.get_mut(&key) {
                    Some(Value::Object(inner)) => Some(inner),
                    Some(Value::Array(items)) => items.last_mut().and_then(Value::as_object_mut),
                    _ => None,
                };
                match inner {
                    Some(inner) if number > 5 && !inner.is_empty() => {
                        let keys: Vec<String> = inner.keys().cloned().collect();
                        if let Some(key) = self.chance.one(&keys).cloned() {
                            let value = self.value(&key, DEEPEST - 1);
                            inner.insert(key, value);
                        }
                    }
                    _ => {
                        let value = self.value(&key, 1);
                        members.insert(key, value);
                    }
                }
            }
        }
    }

    /// A part of the path.
    fn parameter(&mut self, name: &str) -> String {
        let known = self.material.values.get(PATH).map_or(&[][..], |values| values.all());
        let value = match self.chance.below(10) {
            0..=2 => self.answer(name),
            3..=5 => self.chance.one(known).cloned(),
            6 | 7 => Some(self.number()),
            _ => None,
        };
        let value = value.unwrap_or_else(|| self.value(name, DEEPEST));
        plain_text(&value).trim_start_matches('/').to_owned()
    }

    /// A part of a path that no route tells.
    fn part(&mut self) -> String {
        let known = self.material.values.get(PATH).map_or(&[][..], |values| values.all());
        let word = if self.chance.percent(50) { self.chance.one(known).map(plain_text) } else { None };
        word.filter(|word| !word.contains('/')).unwrap_or_else(|| self.parameter("id"))
    }

    /// Another path: a part more, less or another one.
    fn parts(&mut self, draft: &Draft) -> Vec<String> {
        let mut parts: Vec<String> = draft.path().split('/').skip(1).map(str::to_owned).collect();
        let at = self.chance.below(parts.len());
        let part = self.part();
        match self.chance.below(6) {
            0 | 1 if parts.len() < 6 => parts.push(part),
            2 if parts.len() > 1 => {
                parts.remove(at);
            }
            _ => match parts.get_mut(at) {
                Some(known) => *known = encode(&part, "/"),
                None => parts.push(part),
            },
        }
        parts
    }

    fn query(&mut self) -> Vec<(String, String)> {
        let mut keys: Vec<String> = self.material.keys.iter().cloned().collect();
        // Some code looks at keys that it does not name: it counts them, or goes through all of them.
        if keys.is_empty() || self.chance.percent(10) {
            keys.extend(('a'..='h').map(String::from));
        }
        let most = if self.chance.percent(50) { 2 } else { keys.len().min(12) };
        let mut pairs = Vec::new();
        for _ in 0..most {
            if let Some(key) = self.chance.one(&keys).cloned() {
                let value = self.value(&key, DEEPEST);
                pairs.push((key, plain_text(&value)));
            }
        }
        pairs
    }

    fn headers(&mut self) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        for name in &self.material.headers {
            if matches!(
                name.to_ascii_lowercase().as_str(),
                "content-length" | "host" | "transfer-encoding" | "connection"
            ) {
                continue;
            }
            let key = format!("{HEADER}{name}");
            let known = self.material.values.get(&key).map_or(&[][..], |values| values.all());
            let value = match self.chance.below(10) {
                0..=2 => continue,
                3..=7 => self.chance.one(known).cloned(),
                8 => self.answer("token"),
                _ => None,
            };
            let value = value.unwrap_or_else(|| self.text());
            let value: String = plain_text(&value).chars().filter(|c| (' '..='~').contains(c)).collect();
            headers.push((name.clone(), value.trim().to_owned()));
        }
        headers
    }

    fn body(&mut self) -> Body {
        match self.chance.below(20) {
            0 => Body::None,
            1 => Body::Bytes(self.chance.one(BODIES).map_or_else(Vec::new, |body| body.to_vec())),
            _ if self.material.forms && self.chance.percent(50) => Body::Form(self.query()),
            _ => Body::Json(self.object(None, 0)),
        }
    }

    /// An object of what is looked up in it: under a key, or in the body itself.
    fn object(&mut self, under: Option<&str>, depth: usize) -> Map<String, Value> {
        let keys: Vec<String> = match under.and_then(|key| self.material.children.get(key)) {
            Some(keys) => keys.iter().cloned().collect(),
            None => self.material.keys.iter().cloned().collect(),
        };
        let missing = self.chance.below(30);
        let mut members = Map::new();
        for key in keys {
            if !self.chance.percent(missing) {
                let value = self.value(&key, depth + 1);
                members.insert(key, value);
            }
        }
        members
    }

    /// A value for a key.
    fn value(&mut self, key: &str, depth: usize) -> Value {
        let items = format!("{key}{ITEM}");
        if depth < DEEPEST && self.chance.percent(70) {
            if let Some(children) = self.material.children.get(&items) {
                let is_object = !children.is_empty();
                let count = self.chance.below(4);
                let item = |draw: &mut Self| {
                    if is_object {
                        Value::Object(draw.object(Some(&items), depth + 1))
                    } else {
                        draw.value(&items, depth + 1)
                    }
                };
                return (0..count).map(|_| item(self)).collect();
            }
            if self.material.children.get(key).is_some_and(|children| !children.is_empty()) {
                return Value::Object(self.object(Some(key), depth));
            }
        }
        let known = self.material.values.get(key).map_or(&[][..], |values| values.all());
        match self.chance.below(100) {
            0..=54 if !known.is_empty() => self.chance.one(known).cloned().unwrap_or(Value::Null),
            55..=69 => self.answer(key).unwrap_or_else(|| self.text()),
            70..=79 => self.number(),
            80..=87 => self.odd(),
            _ => self.text(),
        }
    }

    fn text(&mut self) -> Value {
        self.chance.one(self.material.texts.all()).cloned().unwrap_or_else(|| json!("a"))
    }

    fn number(&mut self) -> Value {
        let number = self.chance.one(self.material.numbers.all()).cloned().unwrap_or_else(|| json!(1));
        if self.chance.percent(20) { json!(number.to_string()) } else { number }
    }

    fn odd(&mut self) -> Value {
        const SMALL: &[i64] = &[0, 1, 2, 3, -1, 10, 100];
        let small = self.chance.one(SMALL).copied().unwrap_or(0);
        let all = [
            json!(small),
            json!(small),
            json!(small.to_string()),
            json!(""),
            json!("a"),
            json!(" "),
            json!(null),
            json!(true),
            json!(false),
            json!(1.5),
            json!([]),
            json!({}),
            json!("2024-01-31"),
        ];
        self.chance.one(&all).cloned().unwrap_or(Value::Null)
    }

    /// What an answer had under this key, or under one that ends like it; else an id of anything.
    fn answer(&mut self, key: &str) -> Option<Value> {
        let last = |name: &str| name.rsplit(['_', '-']).next().unwrap_or(name).to_ascii_lowercase();
        let of_key: Vec<&Value> = self
            .answered
            .iter()
            .filter(|(known, _)| known == key || last(known) == last(key))
            .map(|(_, value)| value)
            .collect();
        let found = if of_key.is_empty() {
            self.chance.one(&self.answered).map(|(_, value)| value.clone())
        } else {
            self.chance.one(&of_key).map(|value| (*value).clone())
        };
        self.carries |= found.is_some();
        found
    }

    /// Remembers what an answer has.
    pub(super) fn learn(&mut self, body: &[u8]) {
        let Ok(value) = serde_json::from_slice::<Value>(body) else { return };
        let mut open = vec![(String::new(), &value)];
        let mut seen = 0;
        while let Some((key, value)) = open.pop() {
            seen += 1;
            if seen > 50 {
                return;
            }
            match value {
                Value::Object(members) => open.extend(members.iter().map(|(key, value)| (key.clone(), value))),
                Value::Array(items) => open.extend(items.iter().take(3).map(|item| (key.clone(), item))),
                Value::String(text) if text.len() > 60 => {}
                Value::String(_) | Value::Number(_) => {
                    let entry = (key, value.clone());
                    if !self.answered.contains(&entry) {
                        if self.answered.len() >= REMEMBERED {
                            self.answered.remove(0);
                        }
                        self.answered.push(entry);
                    }
                }
                Value::Null | Value::Bool(_) => {}
            }
        }
    }

    /// One of several, and whether to use it at all.
    pub(super) fn pick(&mut self, drafts: &[Draft], percent: usize) -> Option<Draft> {
        if self.chance.percent(percent) { self.chance.one(drafts).cloned() } else { None }
    }
}

impl Draft {
    /// The path, encoded.
    fn path(&self) -> String {
        if let Some(parts) = &self.parts {
            let parts: Vec<String> = parts.iter().map(|part| encode(part, "/%")).collect();
            return format!("/{}", parts.join("/"));
        }
        let mut path = String::new();
        let mut parameters = self.parameters.iter();
        let mut rest = self.route.as_str();
        while let Some(at) = rest.find(['<', '{', '*']) {
            path.push_str(&rest[..at]);
            path.push_str(&encode(parameters.next().map_or("", String::as_str), "/"));
            let close =
                if rest[at..].starts_with('*') { Some(at) } else { rest[at..].find(['>', '}']).map(|end| at + end) };
            rest = close.map_or("", |close| &rest[close + 1..]);
        }
        path.push_str(rest);
        if path.starts_with('/') { path } else { format!("/{path}") }
    }

    /// The request as it is sent.
    pub(super) fn request(&self, id: usize) -> Request {
        let mut target = self.path();
        if !self.query.is_empty() {
            target = format!("{target}?{}", pairs(&self.query));
        }
        let mut headers = vec![("Host".to_owned(), "localhost".to_owned())];
        headers.extend(self.headers.iter().cloned());
        let (body, kind) = match &self.body {
            Body::None => (Vec::new(), None),
            Body::Bytes(bytes) => (bytes.clone(), Some("application/json")),
            Body::Json(members) => (Value::Object(members.clone()).to_string().into_bytes(), Some("application/json")),
            Body::Form(fields) => (pairs(fields).into_bytes(), Some("application/x-www-form-urlencoded")),
        };
        if let Some(kind) = kind
            && !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"))
        {
            headers.push(("Content-Type".to_owned(), kind.to_owned()));
        }
        if !body.is_empty() && !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-length")) {
            headers.push(("Content-Length".to_owned(), body.len().to_string()));
        }
        Request { id: id.to_string(), method: self.method.clone(), target, headers, body }
    }
}

/// The names of a route's parameters; `*` is one without a name.
fn holes(route: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = route;
    while let Some(at) = rest.find(['<', '{', '*']) {
        if rest[at..].starts_with('*') {
            names.push(String::new());
            rest = &rest[at + 1..];
            continue;
        }
        let Some(end) = rest[at..].find(['>', '}']) else { break };
        let name = &rest[at + 1..at + end];
        names.push(name.rsplit(':').next().unwrap_or(name).to_owned());
        rest = &rest[at + end + 1..];
    }
    names
}

fn plain_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn pairs(fields: &[(String, String)]) -> String {
    let pair = |(key, value): &(String, String)| format!("{}={}", encode(key, ""), encode(value, ""));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// Percent-encodes what is neither unreserved (RFC 3986, section 2.3) nor allowed here.
fn encode(text: &str, allowed: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || "-._~".contains(c) || (byte.is_ascii() && allowed.contains(c)) {
            out.push(c);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
