//! What a recording has seen so far.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::traffic::Exchange;

/// What a recording has seen so far; shared between the recorder and whoever shows it.
#[derive(Debug, Default)]
pub struct Counts(Mutex<Seen>);

/// The numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Exchanges on the tape.
    pub recorded: u64,
    /// Exchanges that passed through and are not on the tape because their body is longer than asked for.
    pub too_long: u64,
    /// Requests whose client left before the answer was there.
    pub left: u64,
    /// Connections that were not HTTP/1, or stopped being so: HTTP/2, WebSocket, a broken request.
    pub other: u64,
    /// Connections of clients that the sample leaves out.
    pub unsampled: u64,
    /// Connections for which the service could not be reached.
    pub unreachable: u64,
    /// Bodies that were not searched for credentials because they are compressed.
    pub unsearched: u64,
    /// By method and target, with ids as `*`.
    pub routes: BTreeMap<String, RouteCounts>,
}

/// The exchanges of one route.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RouteCounts {
    /// All of them.
    pub exchanges: u64,
    /// By the first digit of the status; 0: no answer that is HTTP.
    pub statuses: BTreeMap<u16, u64>,
}

impl Counts {
    /// The numbers of this moment.
    pub fn seen(&self) -> Seen {
        self.lock().clone()
    }

    pub(super) fn change(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.lock());
    }

    pub(super) fn add(&self, exchange: &Exchange) {
        let route = format!("{} {}", exchange.request.method, shape(&exchange.request.target));
        let status = exchange.response.as_ref().map_or(0, |response| response.status / 100);
        let mut seen = self.lock();
        seen.recorded += 1;
        let counts = seen.routes.entry(route).or_default();
        counts.exchanges += 1;
        *counts.statuses.entry(status).or_default() += 1;
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A target without its query, in which each segment that looks like an id is `*`: it holds a digit.
fn shape(target: &str) -> String {
    let path = target.split(['?', '#']).next().unwrap_or(target);
    let segments =
        path.split('/').map(|segment| if segment.bytes().any(|byte| byte.is_ascii_digit()) { "*" } else { segment });
    segments.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn ids_do_not_make_routes() {
        assert_eq!(shape("/api/user/17?full=1"), "/api/user/*");
        assert_eq!(shape("/a/0b9c-4/b"), "/a/*/b");
        assert_eq!(shape("*"), "*");
    }
}
