//! Arguments of unknown shape where text or a number is wanted.

use super::error::{Error, Result, attribute_error, type_error};
use super::value::Value;

/// The text; otherwise an exception of that class, whose text is `before`, the name of the value's type where `named` says so,
/// and `after`.
pub fn expect_str(value: &Value, class: &str, before: &str, after: &str, named: bool) -> Result<String> {
    match value {
        Value::Str(text) => Ok(text.to_string()),
        _ => Err(unexpected(value, class, before, after, named)),
    }
}

/// The number as a float.
pub fn expect_float(value: &Value, class: &str, before: &str, after: &str, named: bool) -> Result<f64> {
    match value {
        Value::Bool(_) | Value::Int(_) | Value::Float(_) => value.to_float(),
        Value::None | Value::Str(_) | Value::List(_) | Value::Dict(_) => {
            Err(unexpected(value, class, before, after, named))
        }
    }
}

fn unexpected(value: &Value, class: &str, before: &str, after: &str, named: bool) -> Error {
    let text = if named { format!("{before}{}{after}", value.type_name()) } else { before.to_owned() };
    if class == "AttributeError" { attribute_error(text) } else { type_error(text) }
}
