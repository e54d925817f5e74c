//! What a program asks of an exception that it caught.

use super::error::{Error, Result};

/// `type(e).__name__`
pub fn exception_class_name(error: &Error) -> String {
    error.class().name.to_owned()
}

/// The value, or the exception where there is none.
pub fn some_or_raise<T>(value: Option<T>, error: Error) -> Result<T> {
    value.ok_or(error)
}
