//! What a program asks of an exception that it caught.

use super::error::{Error, Result, key_error};

/// `type(e).__name__`
pub fn exception_class_name(error: &Error) -> String {
    error.class().name.to_owned()
}

/// The value, or the exception where there is none.
pub fn some_or_raise<T>(value: Option<T>, error: Error) -> Result<T> {
    value.ok_or(error)
}

/// `KeyError(key)` of a key whose `repr` that is.
#[cold]
pub fn new_key_error(repr: &str) -> Error {
    key_error(repr).with_text(repr)
}
