//! Fields whose value does not follow from the requests.

use serde::{Deserialize, Serialize};

/// One field of an answer that flows from a clock, a random source or the like, found by reading the code.
///
/// ```python
/// user['processed_at'] = int(time.time())   # $.processed_at, clock, int
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Volatile {
    /// The route, as `METHOD /path` or only the path as in the manifest's routes; absent for all routes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
    /// Where in the answer.
    #[serde(rename = "where")]
    pub place: Place,
    /// For a body a JSON path (`$.a`, `$.a[*].b`, `$['a b'][0]`), for a header its name.
    pub path: String,
    /// What the value flows from.
    pub source: Source,
    /// Its JSON type: `int`, `float`, `string`, `bool`, or another name where nothing more is known.
    #[serde(rename = "type")]
    pub type_name: String,
}

/// A part of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// The body.
    Body,
    /// A header.
    Header,
}

/// What a volatile value flows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The wall clock or a monotonic clock.
    Clock,
    /// A random source.
    Random,
    /// A UUID or another generated identifier.
    Uuid,
    /// The process id.
    Pid,
    /// `hash()` of a string, `id()`, or the order of a set: different in every process.
    Hash,
}
