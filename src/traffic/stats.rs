//! What a recording holds, in numbers.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::formats::time;
use super::route::start;
use super::{Exchange, Request};

/// How many routes are told apart; further ones are counted together.
const ROUTES: usize = 200;
/// How many methods are told apart.
const METHODS: usize = 30;

/// The numbers.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Stats {
    /// All exchanges.
    pub requests: u64,
    /// Those with an answer.
    pub answers: u64,
    /// By method.
    pub methods: BTreeMap<String, u64>,
    /// By method and start of the path.
    pub routes: BTreeMap<String, RouteStats>,
    /// By status; 0: the connection ended without one.
    pub statuses: BTreeMap<u16, u64>,
    /// Bodies of requests.
    pub request_bodies: Sizes,
    /// Bodies of answers.
    pub answer_bodies: Sizes,
    /// Different values of `Cookie` and `Authorization` together: about one a client that logged in.
    pub sessions: u64,
    /// Requests that have neither.
    pub without_session: u64,
    /// The earliest time.
    pub first: Option<String>,
    /// The latest time.
    pub last: Option<String>,
    /// From the one to the other, in seconds.
    pub span_s: Option<f64>,
    /// Exchanges without a time that can be read.
    pub without_time: u64,
    /// Answers' times, in milliseconds.
    pub latency: Latency,
    #[serde(skip)]
    known: HashSet<[u8; 32]>,
    #[serde(skip)]
    ends: Option<(f64, f64)>,
}

/// One route's numbers.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RouteStats {
    /// All exchanges.
    pub requests: u64,
    /// By status.
    pub statuses: BTreeMap<u16, u64>,
}

/// Lengths of bodies, in bytes.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Sizes {
    /// Bodies that are not empty.
    pub bodies: u64,
    /// All together.
    pub total: u64,
    /// The longest.
    pub longest: u64,
}

/// How long answers took.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Latency {
    /// Exchanges that say it.
    pub known: u64,
    /// All together.
    pub total_ms: f64,
    /// The longest.
    pub longest_ms: f64,
}

impl Stats {
    /// Counts an exchange.
    pub fn add(&mut self, exchange: &Exchange) {
        let Exchange { request, response, time, latency_ms } = exchange;
        self.requests += 1;
        *entry(&mut self.methods, request.method.clone(), METHODS, "other") += 1;
        let route = format!("{} {}", request.method, start(&request.target));
        let route = entry(&mut self.routes, route, ROUTES, "other routes");
        route.requests += 1;
        self.request_bodies.add(request.body.len());
        if let Some(response) = response {
            self.answers += 1;
            *route.statuses.entry(response.status).or_default() += 1;
            *self.statuses.entry(response.status).or_default() += 1;
            self.answer_bodies.add(response.body.len());
        }
        match session(request) {
            Some(session) => self.sessions += u64::from(self.known.insert(session)),
            None => self.without_session += 1,
        }
        match time.as_deref().and_then(time::seconds) {
            Some(at) => self.at(at, time.as_deref().unwrap_or("")),
            None => self.without_time += 1,
        }
        if let Some(latency) = latency_ms {
            self.latency.known += 1;
            self.latency.total_ms += latency;
            self.latency.longest_ms = self.latency.longest_ms.max(*latency);
        }
    }

    fn at(&mut self, at: f64, text: &str) {
        let (first, last) = self.ends.unwrap_or((f64::INFINITY, f64::NEG_INFINITY));
        if at < first {
            self.first = Some(text.to_owned());
        }
        if at > last {
            self.last = Some(text.to_owned());
        }
        let ends = (first.min(at), last.max(at));
        self.ends = Some(ends);
        self.span_s = Some(ends.1 - ends.0);
    }
}

impl Sizes {
    fn add(&mut self, length: usize) {
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        self.bodies += u64::from(length > 0);
        self.total = self.total.saturating_add(length);
        self.longest = self.longest.max(length);
    }
}

/// The value of a key, or of the one that stands for all that there is no room for.
fn entry<'a, T: Default>(map: &'a mut BTreeMap<String, T>, key: String, most: usize, rest: &str) -> &'a mut T {
    let key = if map.len() >= most && !map.contains_key(&key) { rest.to_owned() } else { key };
    map.entry(key).or_default()
}

/// What tells a client from others.
fn session(request: &Request) -> Option<[u8; 32]> {
    let mut hash = Sha256::new();
    let mut has_one = false;
    for name in ["cookie", "authorization"] {
        for value in request.header(name) {
            hash.update(value.len().to_le_bytes());
            hash.update(value);
            has_one = true;
        }
        hash.update(name);
    }
    has_one.then(|| hash.finalize().into())
}
