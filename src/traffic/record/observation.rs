//! The exchanges in the bytes of one connection.

use std::collections::VecDeque;
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use super::question::{Question, Questions};
use crate::traffic::framing::{Assembly, Progress};
use crate::traffic::{Ending, Exchange, Request, Response};

/// How much is recorded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// The longest body, in bytes.
    pub longest_body: usize,
    /// The number of exchanges.
    pub exchanges: Option<u64>,
}

/// What happened on a connection.
#[derive(Debug)]
pub(super) enum Event {
    /// The client sent bytes.
    Asked(Vec<u8>),
    /// The service sent bytes.
    Answered(Vec<u8>),
    /// The service closed its side.
    Closed,
    /// The service broke the connection off.
    Reset,
    /// The client is gone: nobody reads the answer.
    Left,
}

/// Why a connection is not read any further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// It is not HTTP/1, or no longer.
    Other,
    /// A body is longer than what is recorded.
    TooLong,
}

/// Reads one connection.
#[derive(Debug)]
pub(super) struct Observation {
    questions: Questions,
    pending: VecDeque<Pending>,
    longest_body: usize,
    unread: Option<Unread>,
    left: u64,
}

/// A request whose exchange is not complete.
#[derive(Debug)]
struct Pending {
    method: String,
    time: SystemTime,
    request: Option<(Request, Instant)>,
    assembly: Option<Assembly>,
    response: Option<(Response, Instant)>,
}

/// Room for a head beside the longest body.
const HEAD: usize = 1 << 20;

impl Observation {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            questions: Questions::default(),
            pending: VecDeque::new(),
            longest_body: limits.longest_body,
            unread: None,
            left: 0,
        }
    }

    /// Whether nothing is under way.
    pub(super) fn is_idle(&self) -> bool {
        self.unread.is_some() || (self.pending.is_empty() && !self.questions.is_underway())
    }

    /// Why the connection is not read any further, if so.
    pub(super) fn unread(&self) -> Option<Unread> {
        self.unread
    }

    /// How many requests have been left without an answer.
    pub(super) fn left(&self) -> u64 {
        self.left
    }

    /// Takes what happened, and gives the exchanges that are complete with it.
    pub(super) fn take(&mut self, event: Event, now: Instant) -> Vec<Exchange> {
        if self.unread.is_some() {
            return Vec::new();
        }
        match event {
            Event::Asked(bytes) => self.asked(&bytes, now),
            Event::Answered(bytes) => self.answered(&bytes, now),
            Event::Closed => self.ended(Ending::Closed, now),
            Event::Reset => self.ended(Ending::Reset, now),
            Event::Left => {
                self.leave();
            }
        }
        self.complete()
    }

    fn asked(&mut self, bytes: &[u8], now: Instant) {
        self.questions.push(bytes);
        loop {
            match self.questions.next() {
                Question::Partial => break,
                Question::Head(method) => {
                    let assembly = Some(Assembly::new(&method));
                    let time = SystemTime::now();
                    self.pending.push_back(Pending { method, time, request: None, assembly, response: None });
                }
                Question::Complete(request) => {
                    if let Some(last) = self.pending.back_mut() {
                        last.request = Some((request, now));
                    }
                }
                Question::Other => {
                    self.unread = Some(Unread::Other);
                    break;
                }
            }
        }
        if self.questions.held() > self.longest_body + HEAD {
            self.unread = Some(Unread::TooLong);
        }
    }

    fn answered(&mut self, bytes: &[u8], now: Instant) {
        let mut bytes = bytes.to_vec();
        while !bytes.is_empty() {
            let Some(pending) = self.pending.iter_mut().find(|pending| pending.response.is_none()) else {
                self.unread = Some(Unread::Other);
                return;
            };
            let Some(assembly) = &mut pending.assembly else { return };
            match assembly.push(&bytes) {
                Progress::Partial if assembly.received() > self.longest_body + HEAD => {
                    self.unread = Some(Unread::TooLong);
                    return;
                }
                Progress::Partial => return,
                Progress::Malformed => {
                    self.unread = Some(Unread::Other);
                    return;
                }
                Progress::Complete => {
                    bytes = assembly.take_rest();
                    let Some(assembly) = pending.assembly.take() else { return };
                    let response = assembly.finish(Ending::Complete);
                    let tunnel = response.status == 101
                        || (pending.method == "CONNECT" && (200..300).contains(&response.status));
                    pending.response = Some((response, now));
                    if tunnel {
                        self.unread = Some(Unread::Other);
                        return;
                    }
                }
            }
        }
    }

    /// The service ended the connection: for the answer under way that is its end, or it is cut off.
    fn ended(&mut self, how: fn(u64) -> Ending, now: Instant) {
        if let Some(pending) = self.pending.iter_mut().find(|pending| pending.response.is_none())
            && let Some(assembly) = pending.assembly.take()
        {
            let received = u64::try_from(assembly.received()).unwrap_or(u64::MAX);
            let ending = if assembly.ends_with_connection() { Ending::Complete } else { how(received) };
            pending.response = Some((assembly.finish(ending), now));
        }
    }

    /// Gives up what is under way: the client is gone, or the connection is at its end.
    pub(super) fn leave(&mut self) {
        let unanswered = self.pending.iter().filter(|pending| pending.response.is_none() || pending.request.is_none());
        self.left += u64::try_from(unanswered.count()).unwrap_or(0);
        self.pending.retain(|pending| pending.response.is_some() && pending.request.is_some());
    }

    fn complete(&mut self) -> Vec<Exchange> {
        let mut found = Vec::new();
        while self.pending.front().is_some_and(|first| first.request.is_some() && first.response.is_some()) {
            let Some(Pending { time, request: Some((request, asked)), response: Some((response, answered)), .. }) =
                self.pending.pop_front()
            else {
                break;
            };
            if request.body.len().max(response.body.len()) > self.longest_body {
                self.unread = Some(Unread::TooLong);
                break;
            }
            found.push(Exchange {
                request,
                response: Some(response),
                time: Some(humantime::format_rfc3339_millis(time).to_string()),
                latency_ms: Some(milliseconds(answered.saturating_duration_since(asked))),
            });
        }
        found
    }
}

/// Milliseconds with three digits: microseconds are what the clock is good for.
fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1e6).round() / 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { longest_body: 100, exchanges: None };

    fn asked(text: &str) -> Event {
        Event::Asked(text.into())
    }

    fn answered(text: &str) -> Event {
        Event::Answered(text.into())
    }

    fn run(events: Vec<Event>) -> (Observation, Vec<(String, u16, Ending)>) {
        let mut observation = Observation::new(LIMITS);
        let mut found = Vec::new();
        for event in events {
            for exchange in observation.take(event, Instant::now()) {
                let response = exchange.response.expect("answered");
                found.push((exchange.request.target, response.status, response.closed));
            }
        }
        (observation, found)
    }

    const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    #[test]
    fn pipelined_exchanges_are_paired() {
        let (observation, found) = run(vec![
            asked("GET /a HTTP/1.1\r\n\r\nHEAD /b HTTP/1.1\r\n\r\nGET /c"),
            answered(OK),
            asked(" HTTP/1.1\r\n\r\n"),
            answered("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 No\r\nContent-Length: 9\r\n\r\nHTTP/1.1 200"),
            answered(" OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"),
        ]);
        let expected = [("/a", 200), ("/b", 404), ("/c", 200)]
            .map(|(target, status)| (target.to_owned(), status, Ending::Complete));
        assert_eq!(found, expected);
        assert!(observation.is_idle());
    }

    #[test]
    fn an_answer_that_ends_early_is_an_answer() {
        let (_, found) =
            run(vec![asked("GET /a HTTP/1.1\r\n\r\n"), answered("HTTP/1.0 200 OK\r\n\r\nabc"), Event::Closed]);
        assert_eq!(found, [("/a".to_owned(), 200, Ending::Complete)]);
        let (_, found) = run(vec![asked("GET /a HTTP/1.1\r\n\r\n"), Event::Closed]);
        assert_eq!(found, [("/a".to_owned(), 0, Ending::Closed(0))]);
        let (observation, found) = run(vec![asked("GET /a HTTP/1.1\r\n\r\n"), Event::Left]);
        assert_eq!((found.len(), observation.left()), (0, 1));
    }

    #[test]
    fn an_early_answer_waits_for_its_request() {
        let (_, found) = run(vec![
            asked("POST /a HTTP/1.1\r\nContent-Length: 4\r\n\r\nab"),
            answered("HTTP/1.1 413 No\r\nContent-Length: 0\r\n\r\n"),
            asked("cd"),
        ]);
        assert_eq!(found, [("/a".to_owned(), 413, Ending::Complete)]);
    }

    #[test]
    fn what_cannot_be_recorded_is_told() {
        let (observation, _) = run(vec![asked("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]);
        assert_eq!(observation.unread(), Some(Unread::Other));
        let upgrade = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\u{1}\u{2}";
        let (observation, found) = run(vec![asked("GET /ws HTTP/1.1\r\n\r\n"), answered(upgrade)]);
        assert_eq!((observation.unread(), found.len()), (Some(Unread::Other), 1));
        let long = format!("HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n{}", "x".repeat(101));
        let (observation, found) = run(vec![asked("GET / HTTP/1.1\r\n\r\n"), answered(&long)]);
        assert_eq!((observation.unread(), found.len()), (Some(Unread::TooLong), 0));
    }
}
