//! `time.gmtime` and `time.strftime`

use super::calendar::Civil;
use super::error::{Error, OS_ERROR, Result, overflow_error, value_error};
use super::strftime::strftime;
use super::time::time_time_ns;

/// `time.struct_time`, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StructTime(Civil);

/// `time.gmtime()`
pub fn time_gmtime_now() -> StructTime {
    StructTime(Civil::from_seconds(time_time_ns().div_euclid(1_000_000_000)))
}

/// `time.gmtime(seconds)`
pub fn time_gmtime(seconds: f64) -> Result<StructTime> {
    if seconds.is_nan() {
        return Err(value_error("Invalid value NaN (not a number)"));
    }
    let seconds = seconds.floor();
    if !(-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&seconds) {
        return Err(overflow_error("timestamp out of range for platform time_t"));
    }
    // Years that the C library does not count.
    if seconds.abs() > 6.7e16 {
        return Err(Error::new(&OS_ERROR, "[Errno 75] Value too large for defined data type"));
    }
    Ok(StructTime(Civil::from_seconds(seconds as i64)))
}

/// `time.strftime(format, t)`
pub fn time_strftime(format: &str, t: &StructTime) -> String {
    strftime(format, &t.0, ("GMT", "+0000"))
}

impl StructTime {
    /// What it is on the calendar.
    pub fn civil(&self) -> &Civil {
        &self.0
    }
}
