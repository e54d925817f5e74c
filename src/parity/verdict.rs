//! What a replay found.

use serde::{Deserialize, Serialize};

use super::branches::Coverage;
use super::{Gap, RouteResult, RuleUse, Subject};

/// The schema number of [`Certificate`].
pub const SCHEMA: u64 = 1;

/// The result of a replay as it is published.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Certificate {
    /// Always [`SCHEMA`].
    pub schema: u64,
    /// The verdict over all requests.
    pub verdict: Verdict,
    /// How many requests were replayed; the five counts below add up to it.
    pub requests: u64,
    /// Answers that are equal byte for byte, apart from noise within its limits.
    pub identical: u64,
    /// Answers that are equal as JSON only.
    pub equivalent: u64,
    /// Answers that differ.
    pub differing: u64,
    /// Answers to requests that the new service could not serve natively.
    pub beyond: u64,
    /// Answers about which nothing can be said: the originals disagree, or a server did not answer.
    pub undecided: u64,
    /// What the sample says about all traffic; `None` without requests.
    pub bound: Option<Bound>,
    /// The counts by route and status class.
    pub routes: Vec<RouteResult>,
    /// What the user allowed to differ, and what that hid; left out where there are no such rules.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleUse>,
    /// Whether the new service can take the original's place for clients that look at no transport difference below.
    pub drop_in: bool,
    /// The transport differences that were not judged, and how often each was seen.
    pub transport: Vec<Transport>,
    /// What the tape has too little of for a certificate.
    pub missing: Vec<Gap>,
    /// The manifest's routes that no request was for, as `METHOD /path`.
    pub unasked: Vec<String>,
    /// The original's branches that the tape reached, if they were to be seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branches: Option<Coverage>,
    /// The differences, in the order of the tape.
    pub differences: Vec<Difference>,
    /// What was compared.
    pub subject: Subject,
    /// The SHA-256 of the certificate's own text with nothing in this place: an edit shows. Put in when it is written.
    pub digest: String,
}

/// A transport difference as it is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Transport {
    /// What: a header's name, the reason phrase, the version.
    pub what: String,
    /// The original's.
    pub old: String,
    /// The new service's.
    pub new: String,
    /// How often it was seen.
    pub count: u64,
}

/// Whether a client could tell the services apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// No: every answer matched.
    Certified,
    /// Yes.
    Differs,
    /// Not known for every request.
    Undecided,
}

/// An upper bound of the share of requests whose answers do not match, if the tape is a random sample of the traffic.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bound {
    /// How sure the bound is, as a probability.
    pub confidence: f64,
    /// The bound, from 0 to 1.
    pub rate: f64,
}

/// One place at which an answer differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The request's number on the tape, from 1.
    pub request: u64,
    /// In what way.
    pub kind: Kind,
    /// Where in the answer: a JSON path, a header's name, a line of a text, a byte.
    pub path: String,
    /// The original's value.
    pub old: String,
    /// The new service's value; the second original's where the originals disagree.
    pub new: String,
    /// The tape's name for the request, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The request's method.
    pub method: String,
    /// The request's target.
    pub target: String,
    /// The request's route, as `METHOD /path`.
    pub route: String,
    /// The Python function that answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handler: Option<String>,
    /// The file of that function.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line of that function, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

/// In what way an answer differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Another status.
    Status,
    /// The connection ended in another way: complete, cut off, not HTTP.
    Ending,
    /// A header is missing, extra or has another value.
    Header,
    /// A JSON value has another type.
    Type,
    /// A JSON value of the same type is another.
    Value,
    /// A JSON member or item is missing.
    Missing,
    /// There is a JSON member or item more.
    Extra,
    /// A value that may differ is outside of its limits.
    Noise,
    /// Another text.
    Text,
    /// Other bytes.
    Binary,
    /// A transport difference that the options ask to judge.
    Transport,
    /// The new service could not serve the request natively.
    Beyond,
    /// The originals disagree, or a server did not answer.
    Undecided,
}

impl Kind {
    /// The name that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Ending => "ending",
            Self::Header => "header",
            Self::Type => "type",
            Self::Value => "value",
            Self::Missing => "missing",
            Self::Extra => "extra",
            Self::Noise => "noise",
            Self::Text => "text",
            Self::Binary => "binary",
            Self::Transport => "transport",
            Self::Beyond => "beyond",
            Self::Undecided => "undecided",
        }
    }
}

/// What a replay means for the process that ran it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Certified: exit code 0.
    Certified,
    /// Compared, and not certified: exit code 1.
    Objection,
    /// A server died; the tape was not compared to its end: exit code 2.
    Failed,
}

/// The longest value that a difference shows, in characters.
const SHOWN: usize = 200;

/// A value for showing: cut in the middle of a text that is too long, with the number of characters left out.
pub(super) fn shorten(text: &str) -> String {
    let count = text.chars().count();
    if count <= SHOWN {
        return text.to_owned();
    }
    let head: String = text.chars().take(SHOWN * 3 / 4).collect();
    let tail: String = text.chars().skip(count - SHOWN / 4).collect();
    format!("{head}… {} more …{tail}", count - SHOWN)
}
