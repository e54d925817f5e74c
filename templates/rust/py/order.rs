//! Sorting, minimum, maximum and sum.

use std::cmp::Ordering;

use super::beyond::beyond;
use super::error::{Result, value_error};
use super::number::Number;

/// How two values are sorted. Not-a-number has no place in an order: it is beyond.
pub fn order<T: PartialOrd + ?Sized>(a: &T, b: &T) -> Ordering {
    a.partial_cmp(b).unwrap_or_else(|| beyond("an order of nan"))
}

/// `xs.sort()`
pub fn list_sort<T: PartialOrd>(xs: &mut [T]) {
    xs.sort_by(order);
}

/// `xs.sort(reverse=True)`: equal values keep their order.
pub fn list_sort_reverse<T: PartialOrd>(xs: &mut [T]) {
    xs.sort_by(|a, b| order(b, a));
}

/// `xs.sort(key=key)`: each key is made once, in order.
pub fn list_sort_by<T, K: PartialOrd>(xs: &mut Vec<T>, key: impl FnMut(&T) -> K) {
    *xs = sorted_by(std::mem::take(xs), key);
}

/// `xs.sort(key=key, reverse=True)`: equal keys keep their order.
pub fn list_sort_by_reverse<T, K: PartialOrd>(xs: &mut Vec<T>, key: impl FnMut(&T) -> K) {
    *xs = sorted_by_reverse(std::mem::take(xs), key);
}

/// `sorted(xs)`
pub fn sorted<T: PartialOrd>(xs: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut xs: Vec<T> = xs.into_iter().collect();
    list_sort(&mut xs);
    xs
}

/// `sorted(xs, reverse=True)`
pub fn sorted_reverse<T: PartialOrd>(xs: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut xs: Vec<T> = xs.into_iter().collect();
    list_sort_reverse(&mut xs);
    xs
}

/// `sorted(xs, key=key)`
pub fn sorted_by<T, K: PartialOrd>(xs: impl IntoIterator<Item = T>, key: impl FnMut(&T) -> K) -> Vec<T> {
    by_key(xs, key, order)
}

/// `sorted(xs, key=key, reverse=True)`: equal keys keep their order.
pub fn sorted_by_reverse<T, K: PartialOrd>(xs: impl IntoIterator<Item = T>, key: impl FnMut(&T) -> K) -> Vec<T> {
    by_key(xs, key, |a, b| order(b, a))
}

/// Each key is made once, in order, as Python does.
fn by_key<T, K>(
    xs: impl IntoIterator<Item = T>,
    mut key: impl FnMut(&T) -> K,
    compare: impl Fn(&K, &K) -> Ordering,
) -> Vec<T> {
    let mut pairs: Vec<(K, T)> = xs.into_iter().map(|x| (key(&x), x)).collect();
    pairs.sort_by(|(a, _), (b, _)| compare(a, b));
    pairs.into_iter().map(|(_, x)| x).collect()
}

/// `min(xs)`: the first of the least.
pub fn min<T: PartialOrd>(xs: impl IntoIterator<Item = T>) -> Result<T> {
    xs.into_iter()
        .reduce(|best, x| if x < best { x } else { best })
        .ok_or_else(|| value_error("min() arg is an empty sequence"))
}

/// `max(xs)`: the first of the greatest.
pub fn max<T: PartialOrd>(xs: impl IntoIterator<Item = T>) -> Result<T> {
    xs.into_iter()
        .reduce(|best, x| if x > best { x } else { best })
        .ok_or_else(|| value_error("max() arg is an empty sequence"))
}

/// `min(xs, key=key)`
pub fn min_by<T, K: PartialOrd>(xs: impl IntoIterator<Item = T>, mut key: impl FnMut(&T) -> K) -> Result<T> {
    xs.into_iter()
        .map(|x| (key(&x), x))
        .reduce(|best, x| if x.0 < best.0 { x } else { best })
        .map(|(_, x)| x)
        .ok_or_else(|| value_error("min() arg is an empty sequence"))
}

/// `max(xs, key=key)`
pub fn max_by<T, K: PartialOrd>(xs: impl IntoIterator<Item = T>, mut key: impl FnMut(&T) -> K) -> Result<T> {
    xs.into_iter()
        .map(|x| (key(&x), x))
        .reduce(|best, x| if x.0 > best.0 { x } else { best })
        .map(|(_, x)| x)
        .ok_or_else(|| value_error("max() arg is an empty sequence"))
}

/// `min(a, b)`
pub fn min_2<T: PartialOrd>(a: T, b: T) -> T {
    if b < a { b } else { a }
}

/// `max(a, b)`
pub fn max_2<T: PartialOrd>(a: T, b: T) -> T {
    if b > a { b } else { a }
}

/// `sum(xs)` of integers.
pub fn sum_int(xs: impl IntoIterator<Item = i64>) -> i64 {
    let sum = xs.into_iter().fold(0_i128, |sum, x| sum + i128::from(x));
    i64::try_from(sum).unwrap_or_else(|_| beyond("an integer past 64 bits"))
}

/// `sum(xs)` of floats, as `CPython` up to 3.11 adds: one after another. The sum of none is the integer 0.
pub fn sum_float(xs: impl IntoIterator<Item = f64>) -> Number {
    match xs.into_iter().fold(None, |sum, x| Some(sum.unwrap_or(0.0) + x)) {
        Some(sum) => Number::Float(sum),
        None => Number::Int(0),
    }
}

/// `sum(xs, start)` of floats, as `CPython` up to 3.11 adds.
pub fn sum_float_start(xs: impl IntoIterator<Item = f64>, start: f64) -> f64 {
    xs.into_iter().fold(start, |sum, x| sum + x)
}

/// `sum(xs)` of floats, as `CPython` from 3.12 on adds: with Neumaier's compensation.
pub fn sum_float_compensated(xs: impl IntoIterator<Item = f64>) -> f64 {
    let mut sum = 0.0_f64;
    let mut compensation = 0.0;
    for x in xs {
        let next = sum + x;
        if sum.abs() >= x.abs() {
            compensation += (sum - next) + x;
        } else {
            compensation += (x - next) + sum;
        }
        sum = next;
    }
    if compensation != 0.0 && compensation.is_finite() { sum + compensation } else { sum }
}
