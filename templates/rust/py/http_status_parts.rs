//! The attributes of a `http.HTTPStatus`.

use super::beyond::beyond;
use super::http_status::http_response;

/// `status.value`
pub fn http_status_value(status: i64) -> i64 {
    status
}

/// `status.phrase`
pub fn http_status_phrase(status: i64) -> String {
    response(status).0.to_owned()
}

/// `status.description`
pub fn http_status_description(status: i64) -> String {
    response(status).1.to_owned()
}

fn response(status: i64) -> (&'static str, &'static str) {
    http_response(status).unwrap_or_else(|| beyond("a status that HTTP does not have"))
}
