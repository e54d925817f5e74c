//! `max`, `min` and `sum` in the forms that the stubs name.

use super::arith::add;
use super::extreme::{max_of_two, min_of_two};
use super::number::Number;
use super::order::sum_int;

/// `max(a, b, c)`
pub fn max_3<T: PartialOrd>(a: T, b: T, c: T) -> T {
    max_of_two(max_of_two(a, b), c)
}

/// `min(a, b, c)`
pub fn min_3<T: PartialOrd>(a: T, b: T, c: T) -> T {
    min_of_two(min_of_two(a, b), c)
}

/// `max(a, b)` of numbers that are kept apart.
pub fn number_max_2(a: Number, b: Number) -> Number {
    max_of_two(a, b)
}

/// `min(a, b)` of numbers that are kept apart.
pub fn number_min_2(a: Number, b: Number) -> Number {
    min_of_two(a, b)
}

/// `sum(items, start)`
pub fn sum_int_start(items: impl IntoIterator<Item = i64>, start: i64) -> i64 {
    add(start, sum_int(items))
}

/// `sum(items)` of truth values.
pub fn sum_bool(items: impl IntoIterator<Item = bool>) -> i64 {
    sum_int(items.into_iter().map(i64::from))
}
