//! `int()` of text that may be missing.

use super::error::{Result, type_error};
use super::int::{Int, int_parse, int_parse_i64};

/// `int(text)` that must fit 64 bits, where `text` may be None.
pub fn int_parse_optional(text: Option<&str>) -> Result<i64> {
    int_parse_i64(present(text)?)
}

/// `int(text)` of any size, where `text` may be None.
pub fn big_int_parse_optional(text: Option<&str>) -> Result<Int> {
    int_parse(present(text)?)
}

fn present(text: Option<&str>) -> Result<&str> {
    text.ok_or_else(|| {
        type_error("int() argument must be a string, a bytes-like object or a real number, not 'NoneType'")
    })
}
