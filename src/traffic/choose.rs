//! Which exchanges of a recording are taken.

use std::collections::HashSet;

use anyhow::{Result, bail};
use sha2::{Digest, Sha256};

use super::formats::time;
use super::route::weight;
use super::{Exchange, Request};

/// What an exchange has to be like: of each list one, and of all lists that are not empty.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Names of exchanges.
    pub ids: Vec<String>,
    /// Routes.
    pub routes: Vec<RoutePattern>,
    /// Methods.
    pub methods: Vec<String>,
    /// Statuses of answers.
    pub statuses: Vec<StatusPattern>,
    /// Header fields of the request.
    pub headers: Vec<HeaderPattern>,
    /// Not before that time, in seconds since 1970.
    pub since: Option<f64>,
    /// Before that time, in seconds since 1970.
    pub until: Option<f64>,
}

/// `[METHOD ]/path/<id>`: parameters are `<name>` and `{name}`, one at the end takes the rest of the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoutePattern {
    method: Option<String>,
    path: String,
}

/// A status such as 404, or a class such as 4xx.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusPattern {
    /// One status; 0 for a connection that ended without one.
    One(u16),
    /// Its first digit.
    Class(u16),
}

/// A header field by name, and by value if there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderPattern {
    name: String,
    value: Option<String>,
}

impl RoutePattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// It has no path.
    pub fn parse(text: &str) -> Result<Self> {
        let (method, path) = match text.trim().split_once(' ') {
            Some((method, path)) => (Some(method.to_owned()).filter(|method| method != "*"), path.trim()),
            None => (None, text.trim()),
        };
        if !path.starts_with(['/', '*', '<', '{']) {
            bail!("write a path, for example /api/user/<id> or 'GET /api/users'");
        }
        Ok(Self { method, path: path.to_owned() })
    }

    /// Whether a request belongs to it.
    pub fn matches(&self, request: &Request) -> bool {
        let path = request.target.split(['?', '#']).next().unwrap_or("");
        self.method.as_ref().is_none_or(|method| *method == request.method) && weight(&self.path, path).is_some()
    }
}

impl StatusPattern {
    /// Reads `404` or `4xx`.
    ///
    /// # Errors
    /// It is neither.
    pub fn parse(text: &str) -> Result<Self> {
        let class =
            text.strip_suffix("xx").and_then(|digit| digit.parse().ok()).filter(|digit| (1..=9).contains(digit));
        match (class, text.parse()) {
            (Some(class), _) => Ok(Self::Class(class)),
            (None, Ok(status)) if status <= 999 => Ok(Self::One(status)),
            _ => bail!("write a status such as 404, or a class such as 4xx"),
        }
    }

    fn matches(self, status: u16) -> bool {
        match self {
            Self::One(wanted) => status == wanted,
            Self::Class(class) => status / 100 == class,
        }
    }
}

impl HeaderPattern {
    /// Reads `Name` or `Name: value`.
    pub fn parse(text: &str) -> Self {
        match text.split_once(':') {
            Some((name, value)) => Self { name: name.trim().to_owned(), value: Some(value.trim().to_owned()) },
            None => Self { name: text.trim().to_owned(), value: None },
        }
    }

    fn matches(&self, request: &Request) -> bool {
        request.header(&self.name).any(|value| self.value.as_ref().is_none_or(|wanted| value == wanted))
    }
}

impl Filter {
    /// Whether an exchange is taken. One without an answer has no status, and one without a time is at none.
    pub fn takes(&self, exchange: &Exchange) -> bool {
        let Exchange { request, response, time: at, .. } = exchange;
        let status = response.as_ref().map(|response| response.status);
        let at = at.as_deref().and_then(time::seconds);
        (self.ids.is_empty() || self.ids.contains(&request.id))
            && (self.routes.is_empty() || self.routes.iter().any(|route| route.matches(request)))
            && (self.methods.is_empty() || self.methods.contains(&request.method))
            && (self.statuses.is_empty()
                || status.is_some_and(|status| self.statuses.iter().any(|wanted| wanted.matches(status))))
            && (self.headers.is_empty() || self.headers.iter().any(|header| header.matches(request)))
            && self.since.is_none_or(|since| at.is_some_and(|at| at >= since))
            && self.until.is_none_or(|until| at.is_some_and(|at| at < until))
    }
}

/// Tells requests that came before. It holds 32 bytes for each different one.
#[derive(Debug, Default)]
pub struct Seen {
    ignored: Vec<String>,
    safe_only: bool,
    known: HashSet<[u8; 32]>,
}

impl Seen {
    /// Requests are equal that have the same method, target, header fields (names in any case) and body. Header fields of
    /// the names `ignored` do not count. With `safe_only`, requests that may change something are never equal.
    pub fn new(ignored: Vec<String>, safe_only: bool) -> Self {
        Self { ignored, safe_only, known: HashSet::new() }
    }

    /// Whether no equal request came before.
    pub fn is_new(&mut self, request: &Request) -> bool {
        if self.safe_only && !request.is_safe() {
            return true;
        }
        let mut hash = Sha256::new();
        let mut part = |bytes: &[u8]| {
            // With its length, so that no two requests run together to the same bytes.
            hash.update(bytes.len().to_le_bytes());
            hash.update(bytes);
        };
        part(request.method.as_bytes());
        part(request.target.as_bytes());
        for (name, value) in &request.headers {
            if !self.ignored.iter().any(|ignored| ignored.eq_ignore_ascii_case(name)) {
                part(name.to_ascii_lowercase().as_bytes());
                part(value.as_bytes());
            }
        }
        part(b"");
        part(&request.body);
        self.known.insert(hash.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::traffic::Response;

    fn exchange(method: &str, target: &str, status: u16) -> Exchange {
        let request = Request { method: method.into(), target: target.into(), id: "7".into(), ..Request::default() };
        let response = Response {
            status,
            reason: String::new(),
            version: 1,
            headers: Vec::new(),
            trailers: Vec::new(),
            body: Vec::new(),
            closed: crate::traffic::Ending::Complete,
        };
        let time = Some("1970-01-01T00:01:00Z".to_owned());
        Exchange { request, response: Some(response), time, latency_ms: None }
    }

    #[test]
    fn of_each_list_one() -> Result<()> {
        let filter = Filter {
            routes: vec![RoutePattern::parse("/none")?, RoutePattern::parse("GET /user/<id>")?],
            statuses: vec![StatusPattern::parse("2xx")?, StatusPattern::parse("404")?],
            since: Some(60.0),
            until: Some(61.0),
            ..Filter::default()
        };
        assert!(filter.takes(&exchange("GET", "/user/1?x", 204)));
        assert!(filter.takes(&exchange("GET", "/user/1", 404)));
        for (method, target, status) in [("POST", "/user/1", 200), ("GET", "/users", 200), ("GET", "/user/1", 500)] {
            assert!(!filter.takes(&exchange(method, target, status)), "{method} {target} {status}");
        }
        let late = Filter { since: Some(60.5), ..Filter::default() };
        assert!(!late.takes(&exchange("GET", "/", 200)));
        assert!(RoutePattern::parse("users").is_err() && StatusPattern::parse("2x").is_err());
        Ok(())
    }

    #[test]
    fn equal_requests_are_seen_once() {
        let mut seen = Seen::new(vec!["date".into()], false);
        let mut request = exchange("POST", "/a", 200).request;
        assert!(seen.is_new(&request) && !seen.is_new(&request));
        request.headers.push(("Date".into(), "x".into()));
        request.id = "another".into();
        assert!(!seen.is_new(&request));
        request.headers.push(("X".into(), "ab".into()));
        assert!(seen.is_new(&request));
        request.headers[1] = ("x".into(), "a".into());
        request.body = b"b".to_vec();
        assert!(seen.is_new(&request));
        let mut safe = Seen::new(Vec::new(), true);
        assert!(safe.is_new(&request) && safe.is_new(&request));
    }
}
