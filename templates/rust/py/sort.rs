//! Sorting by a comparison that can raise.

use std::cmp::Ordering;

use super::beyond::beyond;
use super::compare::Compare;
use super::error::Result;

/// Below this length `CPython` sorts by insertion, and a comparison that raises is the one that raises here.
const SHORT: usize = 64;

/// `xs.sort()`: as in Python an error leaves the list as far as it is sorted.
pub fn try_list_sort<T: Compare>(xs: &mut [T]) -> Result<()> {
    sort(xs, |x| x)
}

/// `xs.sort(reverse=True)`: equal values keep their order.
pub fn try_list_sort_reverse<T: Compare>(xs: &mut [T]) -> Result<()> {
    sort_reverse(xs, |x| x)
}

/// `xs.sort(key=key)`: each key is made once, in order.
pub fn try_list_sort_by<T, K: Compare>(xs: &mut Vec<T>, key: impl FnMut(&T) -> Result<K>) -> Result<()> {
    by_key(xs, key, |pairs| sort(pairs, |(key, _)| key))
}

/// `xs.sort(key=key, reverse=True)`: equal keys keep their order.
pub fn try_list_sort_by_reverse<T, K: Compare>(xs: &mut Vec<T>, key: impl FnMut(&T) -> Result<K>) -> Result<()> {
    by_key(xs, key, |pairs| sort_reverse(pairs, |(key, _)| key))
}

/// `sorted(xs)`
pub fn try_sorted<T: Compare>(xs: impl IntoIterator<Item = T>) -> Result<Vec<T>> {
    let mut xs: Vec<T> = xs.into_iter().collect();
    try_list_sort(&mut xs)?;
    Ok(xs)
}

/// `sorted(xs, reverse=True)`: equal values keep their order.
pub fn try_sorted_reverse<T: Compare>(xs: impl IntoIterator<Item = T>) -> Result<Vec<T>> {
    let mut xs: Vec<T> = xs.into_iter().collect();
    try_list_sort_reverse(&mut xs)?;
    Ok(xs)
}

/// `sorted(xs, key=key)`: each key is made once, in order.
pub fn try_sorted_by<T, K: Compare>(
    xs: impl IntoIterator<Item = T>,
    key: impl FnMut(&T) -> Result<K>,
) -> Result<Vec<T>> {
    let mut xs: Vec<T> = xs.into_iter().collect();
    try_list_sort_by(&mut xs, key)?;
    Ok(xs)
}

/// `sorted(xs, key=key, reverse=True)`: equal keys keep their order.
pub fn try_sorted_by_reverse<T, K: Compare>(
    xs: impl IntoIterator<Item = T>,
    key: impl FnMut(&T) -> Result<K>,
) -> Result<Vec<T>> {
    let mut xs: Vec<T> = xs.into_iter().collect();
    try_list_sort_by_reverse(&mut xs, key)?;
    Ok(xs)
}

fn by_key<T, K>(
    xs: &mut Vec<T>,
    key: impl FnMut(&T) -> Result<K>,
    sort: impl FnOnce(&mut [(K, T)]) -> Result<()>,
) -> Result<()> {
    let keys = xs.iter().map(key).collect::<Result<Vec<K>>>()?;
    let mut pairs: Vec<(K, T)> = keys.into_iter().zip(std::mem::take(xs)).collect();
    let sorted = sort(&mut pairs);
    *xs = pairs.into_iter().map(|(_, x)| x).collect();
    sorted
}

/// `CPython` turns the list around, sorts it, and turns it around again.
fn sort_reverse<T, K: Compare>(xs: &mut [T], key: impl Fn(&T) -> &K) -> Result<()> {
    xs.reverse();
    let sorted = sort(xs, key);
    xs.reverse();
    sorted
}

fn sort<T, K: Compare>(xs: &mut [T], key: impl Fn(&T) -> &K) -> Result<()> {
    if xs.len() < SHORT {
        return insertion_sort(xs, key);
    }
    xs.sort_by(|a, b| {
        let (a, b) = (key(a), key(b));
        match (a.less(b), b.less(a)) {
            (Ok(true), _) => Ordering::Less,
            (_, Ok(true)) => Ordering::Greater,
            (Ok(false), Ok(false)) if a == b => Ordering::Equal,
            // What cannot be compared, or nan: where `CPython` meets them depends on its merges.
            _ => beyond("a long list of values without an order"),
        }
    });
    Ok(())
}

/// `list.sort` of a short list, comparison by comparison: the run that it begins with, then insertion by halving.
fn insertion_sort<T, K: Compare>(xs: &mut [T], key: impl Fn(&T) -> &K) -> Result<()> {
    if xs.len() < 2 {
        return Ok(());
    }
    let less = |xs: &[T], a: usize, b: usize| key(&xs[a]).less(key(&xs[b]));
    let descending = less(xs, 1, 0)?;
    let mut run = 2;
    while run < xs.len() && less(xs, run, run - 1)? == descending {
        run += 1;
    }
    if descending {
        xs[..run].reverse();
    }
    for next in run..xs.len() {
        let (mut low, mut high) = (0, next);
        while low < high {
            let middle = usize::midpoint(low, high);
            if less(xs, next, middle)? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        xs[low..=next].rotate_right(1);
    }
    Ok(())
}
