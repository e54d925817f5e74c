//! `datetime.timezone`

use std::fmt;

use super::error::{Result, value_error};
use super::repr::{Repr, repr};
use super::timedelta::TimeDelta;

/// `datetime.timezone`: a fixed offset from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeZone(i64);

/// `datetime.timezone.utc`
pub fn datetime_utc() -> TimeZone {
    TimeZone(0)
}

/// `datetime.timezone(offset)`
pub fn datetime_timezone(offset: &TimeDelta) -> Result<TimeZone> {
    if offset.total().abs() >= 86_400_000_000 {
        return Err(value_error(format!(
            "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {}.",
            repr(offset)
        )));
    }
    Ok(TimeZone(offset.total() as i64))
}

impl TimeZone {
    /// Microseconds ahead of UTC.
    pub fn offset(self) -> i64 {
        self.0
    }

    /// The offset with `separator` between its parts: `+02:00`.
    pub fn written(self, separator: &str) -> String {
        let sign = if self.0 < 0 { '-' } else { '+' };
        let microseconds = self.0.abs();
        let seconds = microseconds / 1_000_000;
        let mut out = format!("{sign}{:02}{separator}{:02}", seconds / 3600, seconds / 60 % 60);
        if microseconds % 60_000_000 != 0 {
            out += &format!("{separator}{:02}", seconds % 60);
        }
        if microseconds % 1_000_000 != 0 {
            out += &format!(".{:06}", microseconds % 1_000_000);
        }
        out
    }
}

/// `str(tz)`
impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UTC")?;
        if self.0 == 0 { Ok(()) } else { f.write_str(&self.written(":")) }
    }
}

impl Repr for TimeZone {
    fn push_repr(&self, out: &mut String) {
        out.push_str("datetime.timezone");
        match TimeDelta::new(i128::from(self.0)) {
            Ok(offset) if self.0 != 0 => {
                out.push('(');
                offset.push_repr(out);
                out.push(')');
            }
            _ => out.push_str(".utc"),
        }
    }
}
