//! Which requests have to wait for which.
//!
//! What one client sends stays in its order. Clients are known by their cookies and tokens, else by their address; requests that tell nothing of it are one client's.
//! And whoever carries what a server made up (the session that a log-in opened, the number of an order) waits for the answer that had it.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::binding::is_made_up;
use crate::traffic::{Exchange, Request};

/// How many made-up values are remembered: a tape has no end.
const MOST: usize = 100_000;
/// Shorter words are no ids.
const SHORTEST: usize = 3;

/// Headers that proxies put a client's address in.
const ADDRESS: &[&str] = &["x-forwarded-for", "x-real-ip", "forwarded"];

/// Sorts the exchanges of a tape into lanes: each lane is sent in its order, lanes beside each other.
#[derive(Debug)]
pub(super) struct Sessions {
    lanes: usize,
    /// By made-up value: the last exchange in whose answer it was recorded.
    makers: HashMap<u64, u64>,
}

/// Where an exchange goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) lane: usize,
    /// The number of the exchange that has to be answered first, if it may be in another lane.
    pub(super) after: Option<u64>,
}

impl Sessions {
    pub(super) fn new(lanes: usize) -> Self {
        Self { lanes, makers: HashMap::new() }
    }

    /// The place of the next exchange of the tape.
    pub(super) fn place(&mut self, number: u64, exchange: &Exchange) -> Slot {
        if self.lanes == 1 {
            return Slot { lane: 0, after: None };
        }
        let request = &exchange.request;
        let lane = usize::try_from(client(request) % self.lanes as u64).unwrap_or(0);
        let mut after = None;
        let mut carried = |text: &str| {
            words(text).for_each(|word| after = after.max(self.makers.get(&hashed(word)).copied()));
        };
        carried(&request.target);
        request.headers.iter().for_each(|(_, value)| carried(value));
        carried(&String::from_utf8_lossy(&request.body));
        if let Some(response) = &exchange.response {
            let values = response.headers.iter().map(|(_, value)| value.as_str());
            let body = String::from_utf8_lossy(&response.body);
            for word in values.chain([body.as_ref()]).flat_map(words) {
                let key = hashed(word);
                if self.makers.len() < MOST || self.makers.contains_key(&key) {
                    self.makers.insert(key, number);
                }
            }
        }
        Slot { lane, after }
    }
}

/// Who sends a request.
fn client(request: &Request) -> u64 {
    let mut known: Vec<&str> = ["cookie", "authorization"].into_iter().flat_map(|name| request.header(name)).collect();
    if known.is_empty() {
        known = ADDRESS.iter().flat_map(|name| request.header(name)).take(1).collect();
    }
    hashed(&known)
}

fn hashed(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The words of a text that a server may have made up: ids, tokens, longer numbers.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    text.split(move |c: char| !is_part(c))
        .filter(move |word| word.len() >= SHORTEST && (is_number(word) || is_made_up(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::traffic::Response;

    fn exchange(headers: &[(&str, &str)], target: &str, answer: &str) -> Exchange {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let response: Response =
            serde_json::from_value(serde_json::json!({"status": 200, "body": answer})).expect("an answer");
        let request = Request { method: "GET".into(), target: target.into(), headers, ..Request::default() };
        Exchange { request, response: Some(response), time: None, latency_ms: None }
    }

    #[test]
    fn a_client_stays_in_its_lane_and_a_token_waits_for_its_log_in() {
        let mut sessions = Sessions::new(64);
        let alice = [("Cookie", "session=f00dfeed01")];
        let place = |sessions: &mut Sessions, number, exchange| sessions.place(number, &exchange);
        let login = place(&mut sessions, 1, exchange(&[], "/login", r#"{"session": "f00dfeed01", "user": 4711}"#));
        let first = place(&mut sessions, 2, exchange(&alice, "/me", ""));
        let other = place(&mut sessions, 3, exchange(&[("Cookie", "session=0badcafe02")], "/me", ""));
        let second = place(&mut sessions, 4, exchange(&alice, "/orders", ""));
        let anonymous = place(&mut sessions, 5, exchange(&[], "/users/4711", ""));
        assert_eq!((first.after, second.after, other.after, anonymous.after), (Some(1), Some(1), None, Some(1)));
        assert_eq!((first.lane, login.lane), (second.lane, anonymous.lane));
        assert_ne!(first.lane, other.lane);
    }

    #[test]
    fn addresses_tell_clients_apart_that_have_no_cookies() {
        let lane =
            |address: &str| Sessions::new(1024).place(1, &exchange(&[("X-Forwarded-For", address)], "/", "")).lane;
        assert_eq!(lane("10.0.0.1"), lane("10.0.0.1"));
        assert_ne!(lane("10.0.0.1"), lane("10.0.0.2"));
        assert_eq!(Sessions::new(1).place(1, &exchange(&[], "/", "")), Slot { lane: 0, after: None });
    }
}
