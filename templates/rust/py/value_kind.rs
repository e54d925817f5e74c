//! What a value of unknown shape is, and what it must be where Python asks for one type.

use super::error::{Result, type_error};
use super::int::Int;
use super::value::Value;

/// `type(v).__name__`
pub fn value_type_name(value: &Value) -> String {
    value.type_name().to_owned()
}

/// `v()`
pub fn value_call(value: &Value) -> Result<()> {
    Err(type_error(format!("'{}' object is not callable", value.type_name())))
}

/// `operator.index(v)`: the value where Python wants an integer, as `range()` does.
pub fn value_index(value: &Value) -> Result<i64> {
    value
        .index()
        .ok_or_else(|| type_error(format!("'{}' object cannot be interpreted as an integer", value.type_name())))
}

/// The text whose method is called.
pub fn value_as_str<'a>(value: &'a Value, method: &str) -> Result<&'a str> {
    match value {
        Value::Str(text) => Ok(text),
        _ => Err(value.no_attribute(method)),
    }
}

/// `format(v, spec)`
pub fn value_format(value: &Value, spec: &str) -> Result<String> {
    value.format(spec)
}

/// `int(v, base)`
pub fn value_int_base(value: &Value, base: i64) -> Result<Int> {
    value.to_int_base(base)
}

/// `tuple(v)`
pub fn value_tuple(value: &Value) -> Result<Vec<Value>> {
    value.iter()
}
