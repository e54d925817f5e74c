//! `time`: the clocks in nanoseconds.

use super::time::time_perf_counter;

/// `time.monotonic_ns()`
pub fn time_monotonic_ns() -> i64 {
    time_perf_counter_ns()
}

/// `time.perf_counter_ns()`
pub fn time_perf_counter_ns() -> i64 {
    (time_perf_counter() * 1e9) as i64
}
