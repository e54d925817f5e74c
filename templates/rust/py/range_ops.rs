//! What is asked of a `range` that nothing walks over.

/// `len(range(start, stop, step))`
pub fn range_len(start: i64, stop: i64, step: i64) -> i64 {
    let (start, stop, step) = (i128::from(start), i128::from(stop), i128::from(step));
    let length = if step > 0 { (stop - start + step - 1) / step } else { (start - stop - step - 1) / -step };
    i64::try_from(length.max(0)).unwrap_or_else(|_| super::beyond::beyond("an integer past 64 bits"))
}

/// `list(range(start, stop, step))`
pub fn range_list(start: i64, stop: i64, step: i64) -> Vec<i64> {
    let length = super::beyond::repeats(1, range_len(start, stop, step)) as i64;
    (0..length).map(|i| start + i * step).collect()
}

/// `n in range(start, stop, step)`
pub fn range_contains(start: i64, stop: i64, step: i64, n: i64) -> bool {
    let within = if step > 0 { start <= n && n < stop } else { stop < n && n <= start };
    within && (i128::from(n) - i128::from(start)) % i128::from(step) == 0
}
