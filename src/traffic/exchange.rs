//! A request and the answer to it.

use serde::{Deserialize, Serialize};

use super::wire;

/// Header fields in their order on the wire, names as they were written; latin-1.
pub type Headers = Vec<(String, String)>;

/// A request and, where it was recorded, the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// What was asked.
    pub request: Request,
    /// What was answered; `None` on a tape of requests only.
    pub response: Option<Response>,
    /// When the request was sent, in the notation of RFC 3339.
    pub time: Option<String>,
    /// From the last byte sent to the last byte received, in milliseconds.
    pub latency_ms: Option<f64>,
}

/// What a client asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The tape's name for it; its number on the tape (from 1) where the tape gives none.
    pub id: String,
    /// The method, as it stands on the wire.
    pub method: String,
    /// The request target, as it stands on the wire: never decoded, cleaned or escaped.
    pub target: String,
    /// The header fields.
    pub headers: Headers,
    /// The body; a `Content-Length` is added when it is sent if the headers frame it in no way.
    pub body: Vec<u8>,
}

/// What a server answers. A connection that ends without an answer is one too: see [`Response::answered`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// The status code; 0 when no status line came, the body then being all bytes that did come.
    pub status: u16,
    /// The reason phrase.
    #[serde(default)]
    pub reason: String,
    /// The minor version of HTTP/1.
    #[serde(default = "minor_one")]
    pub version: u8,
    /// The header fields.
    #[serde(default, with = "wire::headers")]
    pub headers: Headers,
    /// Fields sent after a chunked body.
    #[serde(default, with = "wire::headers", skip_serializing_if = "Vec::is_empty")]
    pub trailers: Headers,
    /// The body without its framing.
    #[serde(default, with = "wire::body")]
    pub body: Vec<u8>,
    /// How it ended.
    #[serde(default)]
    pub closed: Ending,
}

fn minor_one() -> u8 {
    1
}

/// How an answer ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "how", content = "after")]
pub enum Ending {
    /// As its framing says: RFC 9112, section 6.3.
    #[default]
    Complete,
    /// The server closed the connection after that many bytes of the answer, before its end.
    Closed(u64),
    /// The connection was reset after that many bytes of the answer.
    Reset(u64),
    /// The rest did not come in time; that many bytes did.
    Timeout(u64),
    /// Not HTTP/1, or framed so that its end is unknown.
    Malformed(u64),
    /// Longer than the client reads.
    TooLong(u64),
}

impl Response {
    /// Whether there is a status line.
    pub fn answered(&self) -> bool {
        self.status != 0
    }

    /// The values of a header field, in order.
    pub fn header<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

impl Request {
    /// The values of a header field, in order.
    pub fn header<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Whether the method promises to change nothing (RFC 9110, section 9.2.1).
    pub fn is_safe(&self) -> bool {
        matches!(self.method.as_str(), "GET" | "HEAD" | "OPTIONS" | "TRACE")
    }
}
