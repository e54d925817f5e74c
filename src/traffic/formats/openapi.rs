//! Requests from the examples of an `OpenAPI` 3 description: <https://spec.openapis.org/oas/v3.1.1.html>.
//!
//! An operation becomes a request when every parameter that it needs has an example (`example`, the first of `examples`, or
//! the schema's `example`, `default`, first of `examples`); one whose parameter or body has several named examples becomes one for
//! each. Nothing is made up: an operation without an example for something required is left out and named.

use std::io::BufRead;

use anyhow::{Context, Result};

use super::document::{Node, Text};
use super::{Notes, Whole, encode, url};
use crate::traffic::{Headers, Request, tape, wire};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
/// How many references may lead to one another.
const DEPTH: usize = 32;

pub(super) fn read(name: &str, input: impl BufRead) -> Result<Whole> {
    Text::read(name, input)?.with(|root| {
        let version = root.get("openapi").and_then(Node::text);
        if version.is_none_or(|version| !version.starts_with("3.")) {
            return Err(root.error("the document is no description of OpenAPI 3: it has no `openapi` \"3.…\""));
        }
        let mut reader = Reader { root, requests: Vec::new(), notes: Notes::default() };
        let paths = root.get("paths");
        for (path, item) in paths.into_iter().flat_map(Node::entries) {
            let item = reader.follow(item)?;
            for (method, operation) in item.entries().filter(|(method, _)| METHODS.contains(method)) {
                reader.operation(path, item, method, operation)?;
            }
        }
        Ok(Whole::new(reader.requests, reader.notes))
    })
}

struct Reader<'a> {
    root: Node<'a>,
    requests: Vec<Request>,
    notes: Notes,
}

/// A parameter with the values that its examples give it.
struct Parameter<'a> {
    name: &'a str,
    place: &'a str,
    node: Node<'a>,
    values: Vec<(String, Node<'a>)>,
}

/// One choice of examples.
struct Choice<'a> {
    name: String,
    values: Vec<Node<'a>>,
    body: Option<(&'a str, Node<'a>)>,
}

impl<'a> Reader<'a> {
    /// What a `$ref` stands for.
    fn follow(&self, node: Node<'a>) -> Result<Node<'a>> {
        let mut found = node;
        for _ in 0..DEPTH {
            let Some(reference) = found.get("$ref").and_then(Node::text) else { return Ok(found) };
            let Some(pointer) = reference.strip_prefix("#/") else {
                return Err(found.error(format!("{reference:?} is in another file, which is not read")));
            };
            let mut target = Some(self.root);
            for part in pointer.split('/') {
                let part = part.replace("~1", "/").replace("~0", "~");
                target = target.and_then(|target| target.get(&part));
            }
            found = target.ok_or_else(|| found.error(format!("{reference:?} is nowhere in the document")))?;
        }
        Err(node.error("references lead in a circle"))
    }

    fn operation(&mut self, path: &str, item: Node<'a>, method: &str, operation: Node<'a>) -> Result<()> {
        let name = format!("{} {path}", method.to_ascii_uppercase());
        let mut parameters: Vec<Parameter<'a>> = Vec::new();
        for list in [operation, item] {
            for node in list.get("parameters").into_iter().flat_map(Node::items) {
                let node = self.follow(node)?;
                let text = |key: &str| {
                    node.get(key).and_then(Node::text).ok_or_else(|| node.error(format!("a parameter has a `{key}`")))
                };
                let (name, place) = (text("name")?, text("in")?);
                // The operation's own goes before the path's.
                if !parameters.iter().any(|known| known.name == name && known.place == place) {
                    parameters.push(Parameter { name, place, node, values: self.values(node)? });
                }
            }
        }
        let missing = parameters.iter().find(|parameter| {
            let needed = parameter.place == "path" || parameter.node.get("required").is_some_and(Node::is_true);
            needed && parameter.values.is_empty()
        });
        if let Some(parameter) = missing {
            self.notes.add(format!("operation left out: {name} has no example of the parameter {}", parameter.name));
            return Ok(());
        }
        parameters.retain(|parameter| !parameter.values.is_empty());
        let bodies = match operation.get("requestBody") {
            None => Vec::new(),
            Some(body) => {
                let body = self.follow(body)?;
                let bodies = self.bodies(body)?;
                if bodies.is_empty() && body.get("required").is_some_and(Node::is_true) {
                    self.notes.add(format!("operation left out: {name} has no example of its body"));
                    return Ok(());
                }
                bodies
            }
        };
        let id = operation.get("operationId").and_then(Node::text).unwrap_or(&name).to_owned();
        let server = self.server(operation, item)?;
        for choice in choices(&parameters, &bodies) {
            let id = if choice.name.is_empty() { id.clone() } else { format!("{id} {}", choice.name) };
            match request(&server, path, method, &parameters, &choice) {
                Ok(mut request) => {
                    request.id = id;
                    tape::check(&request).with_context(|| operation.place())?;
                    self.requests.push(request);
                }
                Err(why) => self.notes.add(format!("request left out: {id}: {why}")),
            }
        }
        Ok(())
    }

    /// The examples of a parameter or a media type, with their names.
    fn values(&self, node: Node<'a>) -> Result<Vec<(String, Node<'a>)>> {
        if let Some(example) = node.get("example") {
            return Ok(vec![(String::new(), example)]);
        }
        let mut found = Vec::new();
        for (name, example) in node.get("examples").into_iter().flat_map(Node::entries) {
            if let Some(value) = self.follow(example)?.get("value") {
                found.push((name.to_owned(), value));
            }
        }
        if !found.is_empty() {
            return Ok(found);
        }
        if let Some((_, media)) = node.get("content").and_then(|content| content.entries().next()) {
            return self.values(media);
        }
        let Some(schema) = node.get("schema") else { return Ok(found) };
        let schema = self.follow(schema)?;
        let listed = schema.get("examples").and_then(|list| list.items().next());
        let value = schema.get("example").or_else(|| schema.get("default")).or(listed);
        Ok(value.into_iter().map(|value| (String::new(), value)).collect())
    }

    /// The examples of a body: media type, name, value.
    fn bodies(&self, body: Node<'a>) -> Result<Vec<(&'a str, String, Node<'a>)>> {
        for (kind, media) in body.get("content").into_iter().flat_map(Node::entries) {
            let values = self.values(media)?;
            if !values.is_empty() {
                return Ok(values.into_iter().map(|(name, value)| (kind, name, value)).collect());
            }
        }
        Ok(Vec::new())
    }

    /// Host and start of the path: those of the first server, its variables at their defaults.
    fn server(&self, operation: Node<'a>, item: Node<'a>) -> Result<url::Split> {
        let servers = [operation, item, self.root].into_iter().find_map(|node| node.get("servers"));
        let Some(server) = servers.and_then(|servers| servers.items().next()) else { return Ok(nowhere()) };
        let Some(address) = server.get("url") else { return Ok(nowhere()) };
        let mut text = address.text().unwrap_or("").to_owned();
        for (name, variable) in server.get("variables").into_iter().flat_map(Node::entries) {
            if let Some(value) = variable.get("default").and_then(Node::scalar) {
                text = text.replace(&format!("{{{name}}}"), &value);
            }
        }
        if text.is_empty() {
            return Ok(nowhere());
        }
        let mut split = url::Split::parse(&text).with_context(|| address.place())?;
        split.target = split.target.trim_end_matches('/').to_owned();
        Ok(split)
    }
}

fn nowhere() -> url::Split {
    url::Split { authority: None, target: String::new() }
}

/// The first example of everything, then every further named example with the first ones of the rest.
fn choices<'a>(parameters: &[Parameter<'a>], bodies: &[(&'a str, String, Node<'a>)]) -> Vec<Choice<'a>> {
    let firsts: Vec<Node<'a>> = parameters.iter().map(|parameter| parameter.values[0].1).collect();
    let body = |at: usize| bodies.get(at).map(|(kind, _, value)| (*kind, *value));
    let first_name = bodies.first().map_or(String::new(), |(_, name, _)| name.clone());
    let mut found = vec![Choice { name: first_name, values: firsts.clone(), body: body(0) }];
    for (at, parameter) in parameters.iter().enumerate() {
        for (name, value) in parameter.values.iter().skip(1) {
            let mut values = firsts.clone();
            values[at] = *value;
            found.push(Choice { name: name.clone(), values, body: body(0) });
        }
    }
    for (at, (_, name, _)) in bodies.iter().enumerate().skip(1) {
        found.push(Choice { name: name.clone(), values: firsts.clone(), body: body(at) });
    }
    found
}

fn request(
    server: &url::Split,
    path: &str,
    method: &str,
    parameters: &[Parameter<'_>],
    choice: &Choice<'_>,
) -> Result<Request, String> {
    let mut path = path.to_owned();
    let (mut query, mut cookies) = (Vec::new(), Vec::new());
    let mut headers = Headers::new();
    for (parameter, value) in parameters.iter().zip(&choice.values) {
        let Parameter { name, place, node, .. } = parameter;
        let values =
            texts(*value).ok_or_else(|| format!("the example of {name} is not a value or a list of values"))?;
        if node.get("style").and_then(Node::text).is_some_and(|style| !["form", "simple"].contains(&style)) {
            return Err(format!("the style of {name} is neither form nor simple"));
        }
        let encoded: Vec<String> = values.iter().map(|value| encode::percent(value.as_bytes())).collect();
        let apart = node.get("explode").is_none_or(Node::is_true);
        match *place {
            "path" => path = path.replace(&format!("{{{name}}}"), &encoded.join(",")),
            "query" if apart => {
                query.extend(encoded.iter().map(|value| format!("{}={value}", encode::percent(name.as_bytes()))));
            }
            "query" => query.push(format!("{}={}", encode::percent(name.as_bytes()), encoded.join(","))),
            "header" => headers.push(((*name).to_owned(), wire::latin1(values.join(",").as_bytes()))),
            "cookie" => cookies.push(format!("{name}={}", values.join(","))),
            other => return Err(format!("parameters in {other:?} are not known")),
        }
    }
    if path.contains(['{', '}']) {
        return Err("the path has a parameter that is not described".to_owned());
    }
    if !cookies.is_empty() {
        headers.push(("Cookie".to_owned(), wire::latin1(cookies.join("; ").as_bytes())));
    }
    let body = match choice.body {
        None => Vec::new(),
        Some((kind, value)) => {
            headers.push(("Content-Type".to_owned(), wire::latin1(kind.as_bytes())));
            body(kind, value).ok_or_else(|| format!("how its example is written as {kind} is not known"))?
        }
    };
    let mut target = format!("{}{path}", server.target);
    if !query.is_empty() {
        target = format!("{target}?{}", query.join("&"));
    }
    if !target.starts_with('/') || !target.chars().all(|character| character.is_ascii_graphic() && character != '#') {
        return Err(format!("{target:?} is no request target"));
    }
    let url = url::Split { authority: server.authority.clone(), target };
    Ok(url::request(String::new(), method.to_ascii_uppercase(), url, headers, body))
}

/// A value, or the values of a list.
fn texts(value: Node<'_>) -> Option<Vec<String>> {
    if value.is_list() { value.items().map(Node::scalar).collect() } else { Some(vec![value.scalar()?]) }
}

/// The bytes of an example: JSON as it stands in the document, a text as its characters, a form from its fields.
fn body(kind: &str, value: Node<'_>) -> Option<Vec<u8>> {
    let kind = kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    if kind == "application/json" || kind.ends_with("+json") {
        return Some(value.source().as_bytes().to_vec());
    }
    if kind == "application/x-www-form-urlencoded" && value.is_object() {
        let fields: Option<Vec<(&str, String)>> =
            value.entries().map(|(name, field)| Some((name, field.scalar()?))).collect();
        return Some(encode::form(fields?.iter().map(|(name, text)| (*name, text.as_str()))).into_bytes());
    }
    value.text().map(|text| text.as_bytes().to_vec())
}
