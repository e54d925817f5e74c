//! What only the transport shows.

use super::answers::Answers;
use super::options::Judge;
use crate::traffic::{Ending, Response};

/// A difference that proxies make and take away on the way, so that it says nothing about the service.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TransportNote {
    /// What differs, for example `HTTP version` or a header's name.
    pub what: String,
    /// The original's.
    pub old: String,
    /// The new service's.
    pub new: String,
}

/// The headers of one connection (RFC 9110, section 7.6.1), those that RFC 2616 named, and the trailers' announcement.
const HOP_BY_HOP: [&str; 9] = [
    "connection",
    "keep-alive",
    "proxy-connection",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Whether a header (in lower case) is left to the transport.
pub(super) fn is_transport(name: &str) -> bool {
    HOP_BY_HOP.contains(&name) || matches!(name, "date" | "server" | "content-length")
}

/// Whether the body ends with the connection.
pub(super) fn ends_with_connection(response: &Response) -> bool {
    framing(response) == "until close"
}

fn framing(response: &Response) -> &'static str {
    if response.header("transfer-encoding").any(|value| value.to_ascii_lowercase().contains("chunked")) {
        "chunked"
    } else if response.header("content-length").next().is_some() {
        "Content-Length"
    } else if matches!(response.status, 204 | 304) {
        "none"
    } else {
        "until close"
    }
}

fn end(response: &Response) -> &'static str {
    if matches!(response.closed, Ending::Reset(_)) { "reset" } else { "closed" }
}

/// Lists the transport differences between the first original and the new service.
pub(super) fn compare_transport(answers: Answers<'_>) -> Vec<TransportNote> {
    let Answers { first, new, .. } = answers;
    let mut notes = Vec::new();
    let mut note = |what: &str, old: String, new: String| {
        if old != new {
            notes.push(TransportNote { what: what.to_owned(), old, new });
        }
    };
    note("connection end", end(first).to_owned(), end(new).to_owned());
    if !first.answered() || !new.answered() {
        return notes;
    }
    note("HTTP version", format!("HTTP/1.{}", first.version), format!("HTTP/1.{}", new.version));
    if first.status == new.status {
        note("reason phrase", first.reason.clone(), new.reason.clone());
    }
    note("body framing", framing(first).to_owned(), framing(new).to_owned());
    let present = |response: &Response, name: &str| {
        let present = response.header(name).next().is_some();
        if present { "present" } else { "absent" }.to_owned()
    };
    note("date", present(first, "date"), present(new, "date"));
    for name in ["server"].into_iter().chain(HOP_BY_HOP) {
        // How the body is framed is said above already.
        if name != "transfer-encoding" {
            let value = |response: &Response| {
                let values: Vec<&str> = response.header(name).collect();
                if values.is_empty() { "absent".to_owned() } else { values.join(", ") }
            };
            note(name, value(first), value(new));
        }
    }
    notes
}

impl TransportNote {
    /// Whether the options ask to judge it.
    pub(super) fn is_judged(&self, judge: Judge) -> bool {
        match self.what.as_str() {
            "connection end" | "body framing" => judge.framing,
            "HTTP version" => judge.version,
            "reason phrase" => judge.reason,
            "date" => judge.date,
            "server" => judge.server,
            _ => judge.hop_by_hop,
        }
    }
}
