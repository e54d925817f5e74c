//! Compares the answers to one request.

use super::body::compare_bodies;
use super::headers::{compare_headers, compare_trailers};
use super::noise::Window;
use super::rules::Rules;
use super::transport::{TransportNote, compare_transport, ends_with_connection};
use super::verdict::Kind;
use super::walk::{Allowance, Finding};
use crate::traffic::{Ending, Response};

/// The answers to one request: of the two originals and of the new service.
#[derive(Clone, Copy, Debug)]
pub struct Answers<'a> {
    /// The request's method.
    pub method: &'a str,
    /// The first original's.
    pub first: &'a Response,
    /// The second original's.
    pub second: &'a Response,
    /// The new service's.
    pub new: &'a Response,
    /// Whether one of them may never have seen the request: [`crate::traffic::Client::is_doubtful`].
    pub doubtful: bool,
}

/// What a comparison says of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Byte-equal apart from allowed differences.
    Identical,
    /// Equal as JSON.
    Equivalent,
    /// Not equal.
    Differing,
    /// Unknown.
    Undecided,
}

/// The result of one comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Over all parts.
    pub class: Class,
    /// Where the answers differ.
    pub findings: Vec<Finding>,
    /// Where they were allowed to differ.
    pub allowances: Vec<Allowance>,
    /// What only the transport shows.
    pub transport: Vec<TransportNote>,
}

/// What is found while comparing.
#[derive(Default)]
pub(super) struct Report {
    pub(super) findings: Vec<Finding>,
    pub(super) allowances: Vec<Allowance>,
    pub(super) inexact: bool,
}

impl Report {
    pub(super) fn find(&mut self, kind: Kind, path: &str, old: impl Into<String>, new: impl Into<String>) {
        self.findings.push(Finding { kind, path: path.to_owned(), old: old.into(), new: new.into() });
    }
}

/// Compares the answers to one request within a time window.
pub fn compare(answers: Answers<'_>, rules: &Rules<'_>, window: Window) -> Comparison {
    let mut report = Report::default();
    let transport = compare_transport(answers);
    for note in transport.iter().filter(|note| note.is_judged(rules.judge)) {
        report.find(Kind::Transport, &note.what, &note.old, &note.new);
    }
    // Without a whole answer from each there is nothing to compare.
    if compare_endings(answers, &mut report) {
        compare_status(answers, &mut report);
        compare_headers(answers, rules, window, &mut report);
        compare_trailers(answers, rules, window, &mut report);
        compare_bodies(answers, rules, window, &mut report);
    }
    let class = if report.findings.iter().any(|finding| finding.kind != Kind::Undecided) {
        Class::Differing
    } else if !report.findings.is_empty() {
        Class::Undecided
    } else if report.inexact {
        Class::Equivalent
    } else {
        Class::Identical
    };
    Comparison { class, findings: report.findings, allowances: report.allowances, transport }
}

/// How an answer ended, as far as a client of HTTP can tell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Complete,
    Cut,
    Malformed,
    None,
}

fn end(response: &Response) -> End {
    match response.closed {
        Ending::Complete => End::Complete,
        // Python closes a connection with an unread request body in it by a reset, right after the whole answer.
        Ending::Reset(_) if response.answered() && ends_with_connection(response) => End::Complete,
        Ending::Closed(_) | Ending::Reset(_) => End::Cut,
        Ending::Malformed(_) => End::Malformed,
        Ending::Timeout(_) | Ending::TooLong(_) => End::None,
    }
}

/// Whether the answers ended alike, so that their parts can be compared.
fn compare_endings(answers: Answers<'_>, report: &mut Report) -> bool {
    const PATH: &str = "connection";
    let Answers { first, second, new, .. } = answers;
    if let Some(silent) = [first, second].into_iter().find(|answer| end(answer) == End::None) {
        report.find(Kind::Undecided, PATH, describe(silent), describe(new));
        return false;
    }
    if end(new) == End::None {
        report.find(Kind::Undecided, PATH, describe(first), describe(new));
        return false;
    }
    if end(first) != end(second) {
        report.find(Kind::Undecided, PATH, describe(first), describe(second));
        return false;
    }
    if end(first) != end(new) {
        let kind = if answers.doubtful { Kind::Undecided } else { Kind::Ending };
        report.find(kind, PATH, describe(first), describe(new));
        return false;
    }
    true
}

/// An answer's end in words.
fn describe(response: &Response) -> String {
    let status = if response.answered() { format!("status {}, ", response.status) } else { String::new() };
    match response.closed {
        Ending::Complete => format!("{status}complete"),
        Ending::Closed(0) => "closed without an answer".to_owned(),
        Ending::Reset(0) => "reset without an answer".to_owned(),
        Ending::Closed(bytes) => format!("{status}closed after {bytes} bytes, before its end"),
        Ending::Reset(bytes) => format!("{status}reset after {bytes} bytes, before its end"),
        Ending::Timeout(0) => "no answer in time".to_owned(),
        Ending::Timeout(bytes) => format!("{status}not complete in time, {bytes} bytes came"),
        Ending::Malformed(bytes) => format!("{bytes} bytes that are not HTTP"),
        Ending::TooLong(bytes) => format!("{status}longer than {bytes} bytes"),
    }
}

fn compare_status(answers: Answers<'_>, report: &mut Report) {
    let Answers { first, second, new, .. } = answers;
    let text = |answer: &Response| format!("{} {}", answer.status, answer.reason).trim_end().to_owned();
    if first.status != second.status {
        report.find(Kind::Undecided, "status", text(first), text(second));
    } else if first.status != new.status {
        report.find(Kind::Status, "status", text(first), text(new));
    }
}
