//! Results by route.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::manifest::{Route, RouteStatus};
use crate::traffic::Request;
use crate::traffic::route::{start, weight};

/// How many routes are told apart where there is no manifest; further ones are counted together.
const MOST: usize = 200;

/// How many answers are of which class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All of them.
    pub requests: u64,
    /// Equal byte for byte.
    pub identical: u64,
    /// Equal as JSON only.
    pub equivalent: u64,
    /// Not equal.
    pub differing: u64,
    /// Not served natively.
    pub beyond: u64,
    /// Unknown.
    pub undecided: u64,
}

/// The results of one route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RouteResult {
    /// The request method.
    pub method: String,
    /// The route's path in the framework's notation, or the start of the targets where there is no manifest.
    pub path: String,
    /// The Python function that answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handler: Option<String>,
    /// Its file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Its line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Who answers in the new service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<RouteStatus>,
    /// Over all status classes.
    #[serde(flatten)]
    pub counts: Counts,
    /// By the class of the original's status: `2xx`, `4xx`, …; `none` for a connection that ended without one.
    pub statuses: BTreeMap<String, Counts>,
}

/// Sorts requests by route.
#[derive(Debug)]
pub(super) struct Routes<'a> {
    known: &'a [Route],
    results: Vec<RouteResult>,
    positions: BTreeMap<(String, String), usize>,
}

impl<'a> Routes<'a> {
    pub(super) fn new(known: &'a [Route]) -> Self {
        Self { known, results: Vec::new(), positions: BTreeMap::new() }
    }

    /// The manifest's routes.
    pub(super) fn known(&self) -> &'a [Route] {
        self.known
    }

    /// The manifest's route for a request: the one with the most literal text, the first of several.
    pub(super) fn find(&self, request: &Request) -> Option<&'a Route> {
        let path = request.target.split(['?', '#']).next().unwrap_or("");
        let mut best: Option<(usize, &Route)> = None;
        for route in self.known {
            let method = route.method == "*" || route.method == request.method;
            if let Some(weight) = method.then(|| weight(&route.path, path)).flatten()
                && best.is_none_or(|(heaviest, _)| weight > heaviest)
            {
                best = Some((weight, route));
            }
        }
        best.map(|(_, route)| route)
    }

    /// The name of a request's route, as `METHOD /path`.
    pub(super) fn name(&self, request: &Request) -> String {
        let (method, path) = self.key(request);
        format!("{method} {path}")
    }

    fn key(&self, request: &Request) -> (String, String) {
        match self.find(request) {
            Some(route) => (route.method.clone(), route.path.clone()),
            None => (request.method.clone(), start(&request.target)),
        }
    }

    /// Counts an answer; `count` adds it to its class.
    pub(super) fn count(&mut self, request: &Request, status: u16, count: impl Fn(&mut Counts)) {
        let mut key = self.key(request);
        if !self.positions.contains_key(&key) && self.positions.len() >= MOST {
            key = ("*".to_owned(), "other routes".to_owned());
        }
        let (method, path) = key.clone();
        let known = self.find(request);
        let position = *self.positions.entry(key).or_insert_with(|| {
            self.results.push(RouteResult {
                method,
                path,
                handler: known.map(|route| route.handler.clone()),
                file: known.map(|route| route.file.clone()),
                line: known.map(|route| route.line),
                status: known.map(|route| route.status),
                counts: Counts::default(),
                statuses: BTreeMap::new(),
            });
            self.results.len() - 1
        });
        let class = if status == 0 { "none".to_owned() } else { format!("{}xx", status / 100) };
        let result = &mut self.results[position];
        for counts in [&mut result.counts, result.statuses.entry(class).or_default()] {
            counts.requests += 1;
            count(counts);
        }
    }

    /// The results, in the order of the manifest and then of the tape.
    pub(super) fn finish(mut self) -> Vec<RouteResult> {
        let rank = |result: &RouteResult| {
            let same = |route: &Route| route.method == result.method && route.path == result.path;
            self.known.iter().position(same).unwrap_or(self.known.len())
        };
        self.results.sort_by_key(rank);
        self.results
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(method: &str, path: &str) -> Route {
        Route {
            method: method.into(),
            path: path.into(),
            handler: path.into(),
            file: "app.py".into(),
            line: 1,
            status: RouteStatus::Native,
            reason: String::new(),
        }
    }

    fn request(method: &str, target: &str) -> Request {
        Request { method: method.into(), target: target.into(), ..Request::default() }
    }

    #[test]
    fn the_most_literal_route_is_found() {
        let known = [
            route("GET", "/api/user/<id>"),
            route("GET", "/api/user/me"),
            route("GET", "/api/user/<int:id>/orders"),
            route("*", "/files/{name}/raw"),
        ];
        let routes = Routes::new(&known);
        for (method, target, expected) in [
            ("GET", "/api/user/7?x=/", Some("/api/user/<id>")),
            ("GET", "/api/user/", Some("/api/user/<id>")),
            ("GET", "/api/user/me", Some("/api/user/me")),
            ("GET", "/api/user/me/orders", Some("/api/user/<int:id>/orders")),
            ("GET", "/api/user/a/b", Some("/api/user/<id>")),
            ("PUT", "/files/a/raw", Some("/files/{name}/raw")),
            ("POST", "/api/user/7", None),
            ("GET", "/api/users", None),
        ] {
            assert_eq!(routes.find(&request(method, target)).map(|route| route.path.as_str()), expected, "{target}");
        }
    }

    #[test]
    fn without_a_manifest_targets_are_grouped_by_their_start() {
        let routes = Routes::new(&[]);
        assert_eq!(routes.name(&request("GET", "/api/user/7?x")), "GET /api/user/…");
        assert_eq!(routes.name(&request("GET", "/api/users?x=1/2")), "GET /api/users");
        assert_eq!(routes.name(&request("GET", "/user/7")), "GET /user/…");
        assert_eq!(routes.name(&request("GET", "/user/7/orders/1")), "GET /user/…");
        assert_eq!(routes.name(&request("GET", "/v1/users/all")), "GET /v1/users/…");
        assert_eq!(routes.name(&request("GET", "/")), "GET /");
    }
}
