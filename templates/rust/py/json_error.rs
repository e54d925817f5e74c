//! The attributes of a `json.JSONDecodeError`.

use super::decode::JsonDecodeError;
use super::error::Error;

/// `e.msg`
pub fn json_decode_error_msg(error: &Error) -> String {
    fields(error).msg.clone()
}

/// `e.doc`
pub fn json_decode_error_doc(error: &Error) -> String {
    fields(error).doc.clone()
}

/// `e.pos`
pub fn json_decode_error_pos(error: &Error) -> i64 {
    fields(error).pos
}

/// `e.lineno`
pub fn json_decode_error_lineno(error: &Error) -> i64 {
    fields(error).lineno
}

/// `e.colno`
pub fn json_decode_error_colno(error: &Error) -> i64 {
    fields(error).colno
}

fn fields(error: &Error) -> &JsonDecodeError {
    error.payload().unwrap_or_else(|| super::beyond::beyond("a JSONDecodeError that json did not make"))
}
