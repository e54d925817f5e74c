//! Values of unknown shape in sets and as keys.

use super::error::Result;
use super::set::Set;
use super::value::Value;

/// `set(v)`
pub fn value_set(value: &Value) -> Result<Set<Value>> {
    value.iter()?.into_iter().map(Value::into_key).collect()
}

/// The value as a key of a dict or an element of a set: a list or a dict raises.
pub fn value_hash_key(value: Value) -> Result<Value> {
    value.into_key()
}
