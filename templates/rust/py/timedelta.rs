//! `datetime.timedelta`

use std::fmt;

use super::error::{Result, overflow_error, value_error};
use super::repr::Repr;

const SECOND: i128 = 1_000_000;
const DAY: i128 = 86_400 * SECOND;

/// `datetime.timedelta`, in microseconds.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TimeDelta(i128);

/// `datetime.timedelta(days, seconds, microseconds, milliseconds, minutes, hours, weeks)`
pub fn datetime_timedelta(
    days: f64,
    seconds: f64,
    microseconds: f64,
    milliseconds: f64,
    minutes: f64,
    hours: f64,
    weeks: f64,
) -> Result<TimeDelta> {
    let (mut sum, mut rest) = (0_i128, 0.0);
    let parts = [
        (microseconds, 1),
        (milliseconds, 1000),
        (seconds, SECOND),
        (minutes, 60 * SECOND),
        (hours, 3600 * SECOND),
        (days, DAY),
        (weeks, 7 * DAY),
    ];
    for (value, unit) in parts {
        if value.is_nan() {
            return Err(value_error("cannot convert float NaN to integer"));
        }
        if value.is_infinite() {
            return Err(overflow_error("cannot convert float infinity to integer"));
        }
        // What is past the greatest timedelta anyway needs no exact sum.
        sum += (value.trunc().clamp(-1e24, 1e24) as i128) * unit;
        let part = value.fract() * unit as f64;
        sum += part.trunc() as i128;
        rest += part.fract();
    }
    let mut whole = rest.round();
    if (whole - rest).abs() == 0.5 {
        // Half way: to the even one of the sums.
        let odd = (sum & 1) as f64;
        whole = 2.0 * ((rest + odd) * 0.5).round() - odd;
    }
    TimeDelta::new(sum + whole as i128)
}

impl TimeDelta {
    /// That many microseconds.
    pub fn new(microseconds: i128) -> Result<TimeDelta> {
        let days = microseconds.div_euclid(DAY);
        if i32::try_from(days).is_err() {
            return Err(overflow_error("Python int too large to convert to C int"));
        }
        if days.abs() > 999_999_999 {
            return Err(overflow_error(format!("days={days}; must have magnitude <= 999999999")));
        }
        Ok(TimeDelta(microseconds))
    }

    /// All of it in microseconds.
    pub fn total(self) -> i128 {
        self.0
    }

    /// Its days, seconds and microseconds; the latter two are not negative.
    pub fn parts(self) -> (i64, i64, i64) {
        let rest = self.0.rem_euclid(DAY);
        (self.0.div_euclid(DAY) as i64, (rest / SECOND) as i64, (rest % SECOND) as i64)
    }
}

/// `d.total_seconds()`
pub fn datetime_timedelta_total_seconds(delta: &TimeDelta) -> f64 {
    if delta.0.unsigned_abs() < 1 << 53 {
        return delta.0 as f64 / 1e6;
    }
    // More bits than a float has, and one that says whether anything is left: converting rounds once.
    let shifted = delta.0.unsigned_abs() << 40;
    let bits = (shifted / 1_000_000) | u128::from(!shifted.is_multiple_of(1_000_000));
    let seconds = bits as f64 / (1_u64 << 40) as f64;
    if delta.0 < 0 { -seconds } else { seconds }
}

/// `a + b`
pub fn datetime_timedelta_add(a: &TimeDelta, b: &TimeDelta) -> Result<TimeDelta> {
    TimeDelta::new(a.0 + b.0)
}

/// `a - b`
pub fn datetime_timedelta_sub(a: &TimeDelta, b: &TimeDelta) -> Result<TimeDelta> {
    TimeDelta::new(a.0 - b.0)
}

/// `a < b`
pub fn datetime_timedelta_lt(a: &TimeDelta, b: &TimeDelta) -> bool {
    a < b
}

/// `d.days`
pub fn datetime_timedelta_days(delta: &TimeDelta) -> i64 {
    delta.parts().0
}

/// `d.seconds`
pub fn datetime_timedelta_seconds(delta: &TimeDelta) -> i64 {
    delta.parts().1
}

/// `d.microseconds`
pub fn datetime_timedelta_microseconds(delta: &TimeDelta) -> i64 {
    delta.parts().2
}

/// `str(d)`
pub fn datetime_timedelta_str(delta: &TimeDelta) -> String {
    delta.to_string()
}

impl fmt::Display for TimeDelta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, seconds, microseconds) = self.parts();
        if days != 0 {
            let plural = if days.abs() == 1 { "" } else { "s" };
            write!(f, "{days} day{plural}, ")?;
        }
        write!(f, "{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)?;
        if microseconds != 0 {
            write!(f, ".{microseconds:06}")?;
        }
        Ok(())
    }
}

impl Repr for TimeDelta {
    fn push_repr(&self, out: &mut String) {
        let (days, seconds, microseconds) = self.parts();
        let named = [("days", days), ("seconds", seconds), ("microseconds", microseconds)];
        let parts: Vec<String> =
            named.iter().filter(|(_, value)| *value != 0).map(|(name, value)| format!("{name}={value}")).collect();
        out.push_str("datetime.timedelta(");
        out.push_str(if parts.is_empty() { "0" } else { "" });
        out.push_str(&parts.join(", "));
        out.push(')');
    }
}
