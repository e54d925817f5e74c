//! Slices and indexes: negative ones count from the end, slices clamp.

use super::error::{Result, index_error, value_error};

/// The indexes that `[start:stop:step]` takes from a sequence.
pub fn slice_indices(
    length: usize,
    start: Option<i64>,
    stop: Option<i64>,
    step: i64,
) -> Result<Box<dyn Iterator<Item = usize>>> {
    if step == 0 {
        return Err(value_error("slice step cannot be zero"));
    }
    let length = length as i64;
    let (low, high) = if step > 0 { (0, length) } else { (-1, length - 1) };
    let clamp = |i: i64| if i < 0 { i.saturating_add(length).max(low) } else { i.min(high) };
    let start = start.map_or(if step > 0 { low } else { high }, clamp);
    let stop = stop.map_or(if step > 0 { high } else { low }, clamp);
    let stride = usize::try_from(step.unsigned_abs()).unwrap_or(usize::MAX);
    Ok(if step > 0 {
        Box::new((start as usize..stop.max(start) as usize).step_by(stride))
    } else {
        Box::new((stop.min(start) + 1..=start).rev().step_by(stride).map(|i| i as usize))
    })
}

/// The range that `[start:stop]` takes.
pub fn slice_range(length: usize, start: Option<i64>, stop: Option<i64>) -> std::ops::Range<usize> {
    let length = length as i64;
    let clamp = |i: i64| (if i < 0 { i.saturating_add(length).max(0) } else { i.min(length) }) as usize;
    let start = start.map_or(0, clamp);
    let stop = stop.map_or(length as usize, clamp);
    start..stop.max(start)
}

/// The position of index `i`, or an `IndexError` that says `message`.
pub fn position(length: usize, i: i64, message: &'static str) -> Result<usize> {
    let at = if i < 0 { i.saturating_add(length as i64) } else { i };
    match usize::try_from(at) {
        Ok(at) if at < length => Ok(at),
        _ => Err(index_error(message)),
    }
}
