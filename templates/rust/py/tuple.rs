//! `tuple`s whose elements are of one type.

use super::error::Result;
use super::slice::position;

/// `items[i]`
pub fn tuple_getitem<T: Clone>(items: &[T], i: i64) -> Result<T> {
    Ok(items[position(items.len(), i, "tuple index out of range")?].clone())
}
