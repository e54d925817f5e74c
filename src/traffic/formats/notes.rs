//! What a format has no place for.

use std::collections::BTreeMap;

use crate::traffic::Exchange;

/// What was left out, and how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes(BTreeMap<String, u64>);

impl Notes {
    pub(super) fn add(&mut self, what: impl Into<String>) {
        *self.0.entry(what.into()).or_default() += 1;
    }

    /// Counts what an exchange has beside its request, for a format that holds requests only.
    pub(super) fn add_beside_request(&mut self, exchange: &Exchange, number: u64) {
        if exchange.response.is_some() {
            self.add("answer left out: the format holds requests only");
        }
        if exchange.time.is_some() || exchange.latency_ms.is_some() {
            self.add("time left out: the format has no place for it");
        }
        if exchange.request.id != number.to_string() {
            self.add("id left out: the format has no place for it");
        }
    }

    /// Each kind with its count.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.0.iter().map(|(what, count)| (what.as_str(), *count))
    }
}
