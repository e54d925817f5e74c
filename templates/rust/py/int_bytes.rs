//! `int()` of bytes.

use super::error::{Result, value_error};
use super::int::{Int, int_parse};
use super::repr::repr_bytes;

/// `int(data)`
pub fn int_parse_bytes(data: &[u8]) -> Result<Int> {
    let invalid = || value_error(format!("invalid literal for int() with base 10: {}", repr_bytes(data)));
    match std::str::from_utf8(data) {
        Ok(text) if text.is_ascii() && !data.contains(&0) => match int_parse(text) {
            Err(error) if error.to_string().starts_with("invalid literal") => Err(invalid()),
            result => result,
        },
        _ => Err(invalid()),
    }
}
