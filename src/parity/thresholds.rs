//! What a tape has to have for its verdict to be a certificate.

use serde::Serialize;

use super::branches::Coverage;
use super::routes::RouteResult;
use crate::manifest::Route;

/// The least that a tape has to have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// Requests of each route of the manifest, and of each class of status that a route answered with.
    pub requests: u64,
    /// The share of the original's branches that the tape has to reach, in percent.
    pub branches: f64,
}

impl Default for Thresholds {
    /// No condition: routes without a request are listed all the same, and branches are not measured unless asked for.
    fn default() -> Self {
        Self { requests: 0, branches: 0.0 }
    }
}

/// Something that a tape has too little of.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gap {
    /// Of what: `requests` or `branches`.
    pub what: &'static str,
    /// The route, as `METHOD /path`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
    /// The class of status, as `4xx`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// How much the tape has: a number of requests, or percent.
    pub found: f64,
    /// How much it has to have.
    pub wanted: f64,
}

/// The routes that no request of the tape was for, as `METHOD /path`. What a handler does with all other paths is none of them.
pub(super) fn unasked(known: &[Route], results: &[RouteResult]) -> Vec<String> {
    let is_asked = |route: &&Route| results.iter().any(|one| one.method == route.method && one.path == route.path);
    let missing = known.iter().filter(|route| !route.path.contains('*') && !is_asked(route));
    let mut names: Vec<String> = missing.map(|route| format!("{} {}", route.method, route.path)).collect();
    names.dedup();
    names
}

impl Thresholds {
    /// What is missing.
    pub(super) fn gaps(&self, known: &[Route], results: &[RouteResult], coverage: Option<&Coverage>) -> Vec<Gap> {
        #[expect(clippy::cast_precision_loss, reason = "a tape has fewer requests than a float counts")]
        let gap = |route: String, status: Option<String>, found: u64| Gap {
            what: "requests",
            route: Some(route),
            status,
            found: found as f64,
            wanted: self.requests as f64,
        };
        let mut gaps = Vec::new();
        let mut seen: Vec<(&str, &str)> = Vec::new();
        // What a handler does with all other paths is no route that a tape has to have.
        for route in known.iter().filter(|route| !route.path.contains('*')) {
            let key = (route.method.as_str(), route.path.as_str());
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let result = results.iter().find(|one| (one.method.as_str(), one.path.as_str()) == key);
            let name = || format!("{} {}", route.method, route.path);
            match result {
                None if self.requests > 0 => gaps.push(gap(name(), None, 0)),
                None => {}
                Some(result) => {
                    let few = result.statuses.iter().filter(|(_, counts)| counts.requests < self.requests);
                    gaps.extend(few.map(|(status, counts)| gap(name(), Some(status.clone()), counts.requests)));
                }
            }
        }
        if let Some(coverage) = coverage
            && coverage.percent() < self.branches
        {
            gaps.push(Gap {
                what: "branches",
                route: None,
                status: None,
                found: coverage.percent(),
                wanted: self.branches,
            });
        }
        gaps
    }
}
