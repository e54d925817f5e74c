//! One entry, as far as pivot uses it.

use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use crate::traffic::{Ending, Headers, wire};

/// An entry. Fields that an exporter left out are empty; fields that pivot does not use are not here.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Entry {
    pub(super) started_date_time: Option<String>,
    pub(super) time: Option<f64>,
    pub(super) request: Option<Request>,
    pub(super) response: Option<Response>,
    pub(super) cache: Option<Value>,
    pub(super) timings: Option<Value>,
    #[serde(rename = "_pivot", skip_serializing_if = "Option::is_none")]
    pub(super) pivot: Option<Own>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Request {
    pub(super) method: Option<String>,
    pub(super) url: Option<String>,
    pub(super) http_version: Option<String>,
    pub(super) headers: Option<Vec<Pair>>,
    pub(super) query_string: Option<Value>,
    pub(super) cookies: Option<Value>,
    pub(super) headers_size: Option<Number>,
    pub(super) body_size: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) post_data: Option<PostData>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct PostData {
    pub(super) mime_type: Option<String>,
    pub(super) text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) encoding: Option<String>,
    pub(super) params: Option<Vec<Pair>>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Response {
    pub(super) status: Option<u16>,
    pub(super) status_text: Option<String>,
    pub(super) http_version: Option<String>,
    pub(super) headers: Option<Vec<Pair>>,
    pub(super) cookies: Option<Value>,
    pub(super) content: Option<Content>,
    #[serde(rename = "redirectURL")]
    pub(super) redirect_url: Option<String>,
    pub(super) headers_size: Option<Number>,
    pub(super) body_size: Option<Number>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Content {
    pub(super) size: Option<Number>,
    pub(super) mime_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) encoding: Option<String>,
}

/// A header or a parameter.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Pair {
    pub(super) name: Option<String>,
    pub(super) value: Option<String>,
}

/// What pivot adds to an entry.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Own {
    pub(super) id: String,
    pub(super) target: String,
    pub(super) time: Option<String>,
    pub(super) latency_ms: Option<f64>,
    /// Whether the tape holds an answer; the format always does.
    pub(super) answered: bool,
    #[serde(default, with = "wire::headers", skip_serializing_if = "Vec::is_empty")]
    pub(super) trailers: Headers,
    #[serde(default)]
    pub(super) closed: Ending,
}
