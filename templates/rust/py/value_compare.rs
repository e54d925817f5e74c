//! The comparisons of values of unknown shape as functions.

use super::error::Result;
use super::value::Value;

/// `a == b`
pub fn value_eq(a: &Value, b: &Value) -> bool {
    a.equals(b, 0)
}

/// `a != b`
pub fn value_ne(a: &Value, b: &Value) -> bool {
    !a.equals(b, 0)
}

/// `a < b`
pub fn value_lt(a: &Value, b: &Value) -> Result<bool> {
    a.lt(b)
}

/// `a <= b`
pub fn value_le(a: &Value, b: &Value) -> Result<bool> {
    a.le(b)
}

/// `a > b`
pub fn value_gt(a: &Value, b: &Value) -> Result<bool> {
    a.gt(b)
}

/// `a >= b`
pub fn value_ge(a: &Value, b: &Value) -> Result<bool> {
    a.ge(b)
}

/// `max(a, b)`: `b` only when it is greater.
pub fn value_max_2(a: &Value, b: &Value) -> Result<Value> {
    Ok(if b.gt(a)? { b } else { a }.clone())
}

/// `min(a, b)`: `b` only when it is less.
pub fn value_min_2(a: &Value, b: &Value) -> Result<Value> {
    Ok(if b.lt(a)? { b } else { a }.clone())
}
