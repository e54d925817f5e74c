//! `list`: indexes and slices as Python takes them, and what raises.

use super::error::{Result, index_error, value_error};
use super::repr::{Repr, repr};
use super::slice::{position, slice_indices, slice_range};

/// `xs[i]`
pub fn list_getitem<T>(xs: &[T], i: i64) -> Result<&T> {
    Ok(&xs[position(xs.len(), i, "list index out of range")?])
}

/// `xs[i]`, to change it in place.
pub fn list_getitem_mut<T>(xs: &mut [T], i: i64) -> Result<&mut T> {
    let at = position(xs.len(), i, "list index out of range")?;
    Ok(&mut xs[at])
}

/// `xs[i] = value`
pub fn list_setitem<T>(xs: &mut [T], i: i64, value: T) -> Result<()> {
    let at = position(xs.len(), i, "list assignment index out of range")?;
    xs[at] = value;
    Ok(())
}

/// `del xs[i]`
pub fn list_delitem<T>(xs: &mut Vec<T>, i: i64) -> Result<()> {
    let at = position(xs.len(), i, "list assignment index out of range")?;
    xs.remove(at);
    Ok(())
}

/// `xs[start:stop]`
pub fn list_slice<T>(xs: &[T], start: Option<i64>, stop: Option<i64>) -> &[T] {
    &xs[slice_range(xs.len(), start, stop)]
}

/// `xs[start:stop:step]`
pub fn list_slice_step<T: Clone>(xs: &[T], start: Option<i64>, stop: Option<i64>, step: i64) -> Result<Vec<T>> {
    Ok(slice_indices(xs.len(), start, stop, step)?.map(|i| xs[i].clone()).collect())
}

/// `xs[start:stop] = values`
pub fn list_setslice<T>(xs: &mut Vec<T>, start: Option<i64>, stop: Option<i64>, values: Vec<T>) {
    let range = slice_range(xs.len(), start, stop);
    xs.splice(range, values);
}

/// `del xs[start:stop]`
pub fn list_delslice<T>(xs: &mut Vec<T>, start: Option<i64>, stop: Option<i64>) {
    let range = slice_range(xs.len(), start, stop);
    xs.drain(range);
}

/// `xs.pop()`
pub fn list_pop<T>(xs: &mut Vec<T>) -> Result<T> {
    xs.pop().ok_or_else(|| index_error("pop from empty list"))
}

/// `xs.pop(i)`
pub fn list_pop_at<T>(xs: &mut Vec<T>, i: i64) -> Result<T> {
    if xs.is_empty() {
        return Err(index_error("pop from empty list"));
    }
    let at = position(xs.len(), i, "pop index out of range")?;
    Ok(xs.remove(at))
}

/// `xs.insert(i, value)`
pub fn list_insert<T>(xs: &mut Vec<T>, i: i64, value: T) {
    let at = slice_range(xs.len(), Some(i), None).start;
    xs.insert(at, value);
}

/// `xs.remove(value)`
pub fn list_remove<T, Q: ?Sized>(xs: &mut Vec<T>, value: &Q) -> Result<()>
where
    T: PartialEq<Q>,
{
    let at = xs.iter().position(|x| x == value).ok_or_else(|| value_error("list.remove(x): x not in list"))?;
    xs.remove(at);
    Ok(())
}

/// `xs.index(value)`
pub fn list_index<T, Q: Repr + ?Sized>(xs: &[T], value: &Q) -> Result<i64>
where
    T: PartialEq<Q>,
{
    match xs.iter().position(|x| x == value) {
        Some(at) => Ok(at as i64),
        None => Err(value_error(format!("{} is not in list", repr(value)))),
    }
}

/// `xs.index(value, start, stop)`
pub fn list_index_range<T, Q: Repr + ?Sized>(xs: &[T], value: &Q, start: i64, stop: i64) -> Result<i64>
where
    T: PartialEq<Q>,
{
    let range = slice_range(xs.len(), Some(start), Some(stop));
    match xs[range.clone()].iter().position(|x| x == value) {
        Some(at) => Ok((range.start + at) as i64),
        None => Err(value_error(format!("{} is not in list", repr(value)))),
    }
}

/// `xs.count(value)`
pub fn list_count<T, Q: ?Sized>(xs: &[T], value: &Q) -> i64
where
    T: PartialEq<Q>,
{
    xs.iter().filter(|x| **x == *value).count() as i64
}

/// `xs * n`
pub fn list_mul<T: Clone>(xs: &[T], n: i64) -> Vec<T> {
    std::iter::repeat_n(xs, super::beyond::repeats(xs.len(), n)).flatten().cloned().collect()
}

/// `xs + ys`
pub fn list_add<T: Clone>(xs: &[T], ys: &[T]) -> Vec<T> {
    [xs, ys].concat()
}
