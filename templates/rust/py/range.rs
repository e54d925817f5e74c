//! `range` with a step that is known only when it runs.

use super::error::{Result, value_error};

/// `range(start, stop, step)`
pub fn range(start: i64, stop: i64, step: i64) -> Result<impl Iterator<Item = i64>> {
    if step == 0 {
        return Err(value_error("range() arg 3 must not be zero"));
    }
    let mut next = Some(start);
    Ok(std::iter::from_fn(move || {
        let current = next.filter(|current| if step > 0 { *current < stop } else { *current > stop })?;
        next = current.checked_add(step);
        Some(current)
    }))
}
