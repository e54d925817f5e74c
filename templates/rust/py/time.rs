//! `time`: the clock.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use std::sync::OnceLock;

use super::error::{Result, value_error};

/// `time.time()`
pub fn time_time() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_nanos() as f64 * 1e-9)
}

/// `time.time_ns()`
pub fn time_time_ns() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as i64)
}

fn since_start() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

/// `time.perf_counter()`
pub fn time_perf_counter() -> f64 {
    since_start().as_nanos() as f64 * 1e-9
}

/// `time.monotonic()`
pub fn time_monotonic() -> f64 {
    time_perf_counter()
}

/// `time.sleep(seconds)`
pub fn time_sleep(seconds: f64) -> Result<()> {
    if seconds < 0.0 {
        return Err(value_error("sleep length must be non-negative"));
    }
    if seconds.is_nan() {
        return Err(value_error("Invalid value NaN (not a number)"));
    }
    std::thread::sleep(Duration::from_secs_f64(seconds.min(1e9)));
    Ok(())
}
