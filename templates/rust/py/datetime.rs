//! `datetime.datetime`

use std::cmp::Ordering;
use std::fmt;

use super::calendar::{Civil, days_from_civil};
use super::date::{Date, Dated, datetime_date};
use super::error::{Error, OS_ERROR, Result, overflow_error, type_error, value_error};
use super::local_time::local_offset;
use super::repr::Repr;
use super::strftime::strftime;
use super::time::time_time_ns;
use super::timedelta::{TimeDelta, datetime_timedelta_total_seconds};
use super::timezone::TimeZone;

const SECOND: i64 = 1_000_000;
/// 0001-01-01 00:00:00 and 10000-01-01 00:00:00 in microseconds since 1970.
const FIRST: i64 = -62_135_596_800 * SECOND;
const END: i64 = 253_402_300_800 * SECOND;

/// `datetime.datetime`
#[derive(Debug, Clone, Copy)]
pub struct DateTime {
    /// Microseconds since 1970-01-01 00:00:00 of the same zone.
    micros: i64,
    zone: Option<TimeZone>,
}

/// `datetime.min`
impl Default for DateTime {
    fn default() -> DateTime {
        DateTime { micros: FIRST, zone: None }
    }
}

/// `datetime.datetime(year, month, day, hour, minute, second, microsecond)`
pub fn datetime_datetime(
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    microsecond: i64,
) -> Result<DateTime> {
    datetime_date(year, month, day)?;
    for (name, value, limit) in
        [("hour", hour, 24), ("minute", minute, 60), ("second", second, 60), ("microsecond", microsecond, SECOND)]
    {
        if !(0..limit).contains(&value) {
            return Err(value_error(format!("{name} must be in 0..{}", limit - 1)));
        }
    }
    let seconds = days_from_civil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
    Ok(DateTime { micros: seconds * SECOND + microsecond, zone: None })
}

/// `datetime.datetime.now()`
pub fn datetime_datetime_now() -> DateTime {
    let micros = time_time_ns().div_euclid(1000);
    DateTime { micros: micros + local_offset(micros.div_euclid(SECOND)) * SECOND, zone: None }
}

/// `datetime.datetime.now(tz)`
pub fn datetime_datetime_now_tz(tz: &TimeZone) -> DateTime {
    DateTime { micros: time_time_ns().div_euclid(1000) + tz.offset(), zone: Some(*tz) }
}

/// `datetime.datetime.utcnow()`
pub fn datetime_datetime_utcnow() -> DateTime {
    DateTime { micros: time_time_ns().div_euclid(1000), zone: None }
}

/// `datetime.datetime.utcfromtimestamp(timestamp)`
pub fn datetime_datetime_utcfromtimestamp(timestamp: f64) -> Result<DateTime> {
    let micros = micros_of(timestamp)?;
    checked(micros)?;
    Ok(DateTime { micros, zone: None })
}

/// `datetime.datetime.fromtimestamp(timestamp)`
pub fn datetime_datetime_fromtimestamp(timestamp: f64) -> Result<DateTime> {
    let utc = micros_of(timestamp)?;
    let local = |micros: i64| micros.saturating_add(local_offset(micros.div_euclid(SECOND)) * SECOND);
    checked(local(utc))?;
    // CPython looks a day back for a change of the clocks.
    checked(local(utc - 86_400 * SECOND))?;
    Ok(DateTime { micros: local(utc), zone: None })
}

/// `datetime.datetime.fromtimestamp(timestamp, tz)`
pub fn datetime_datetime_fromtimestamp_utc(timestamp: f64, tz: &TimeZone) -> Result<DateTime> {
    let utc = DateTime { micros: micros_of(timestamp)?, zone: Some(*tz) };
    checked(utc.micros)?;
    utc.moved(i128::from(tz.offset()))
}

/// Microseconds, rounded half to even.
fn micros_of(timestamp: f64) -> Result<i64> {
    if timestamp.is_nan() {
        return Err(value_error("Invalid value NaN (not a number)"));
    }
    let mut whole = timestamp.trunc();
    let mut micros = (timestamp.fract() * 1e6).round_ties_even();
    if micros >= 1e6 {
        micros -= 1e6;
        whole += 1.0;
    } else if micros < 0.0 {
        micros += 1e6;
        whole -= 1.0;
    }
    if !(-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&whole) {
        return Err(overflow_error("timestamp out of range for platform time_t"));
    }
    // Years that the C library does not count.
    if whole.abs() > 6.7e16 {
        return Err(Error::new(&OS_ERROR, "[Errno 75] Value too large for defined data type"));
    }
    let seconds = whole as i64;
    if !(FIRST / SECOND..END / SECOND).contains(&seconds) {
        let year = Civil::from_seconds(seconds).year;
        return Err(value_error(format!("year {year} is out of range")));
    }
    Ok(seconds * SECOND + micros as i64)
}

fn checked(micros: i64) -> Result<()> {
    if (FIRST..END).contains(&micros) {
        return Ok(());
    }
    let year = Civil::from_seconds(micros.div_euclid(SECOND)).year;
    Err(value_error(format!("year {year} is out of range")))
}

impl DateTime {
    /// The same time in a zone.
    #[must_use]
    pub fn with_zone(self, zone: Option<TimeZone>) -> DateTime {
        DateTime { zone, ..self }
    }

    fn civil(&self) -> Civil {
        Civil::from_seconds(self.micros.div_euclid(SECOND))
    }

    fn microsecond(&self) -> i64 {
        self.micros.rem_euclid(SECOND)
    }

    fn moved(self, micros: i128) -> Result<DateTime> {
        match i64::try_from(i128::from(self.micros) + micros) {
            Ok(micros) if (FIRST..END).contains(&micros) => Ok(DateTime { micros, ..self }),
            _ => Err(overflow_error("date value out of range")),
        }
    }

    /// Microseconds since 1970-01-01 00:00:00 UTC, of a time without zone as if it were UTC.
    fn utc(&self) -> i64 {
        self.micros - self.zone.map_or(0, TimeZone::offset)
    }

    fn written(&self, separator: char) -> String {
        let Civil { hour, minute, second, .. } = self.civil();
        let mut out = format!("{}{separator}{hour:02}:{minute:02}:{second:02}", self.date());
        if self.microsecond() != 0 {
            out += &format!(".{:06}", self.microsecond());
        }
        out + &self.zone.map(|zone| zone.written(":")).unwrap_or_default()
    }
}

impl Dated for DateTime {
    fn date(&self) -> Date {
        let Civil { year, month, day, .. } = self.civil();
        Date { year, month, day }
    }
}

/// `d.isoformat()`
pub fn datetime_datetime_isoformat(datetime: &DateTime) -> String {
    datetime.written('T')
}

/// `str(d)`
pub fn datetime_datetime_str(datetime: &DateTime) -> String {
    datetime.to_string()
}

/// `d.strftime(format)`, where `d` is a date: its midnight.
pub fn datetime_date_strftime(date: &Date, format: &str) -> String {
    let days = days_from_civil(date.year, date.month, date.day);
    datetime_datetime_strftime(&DateTime { micros: days * 86_400 * SECOND, zone: None }, format)
}

/// `d.strftime(format)`
pub fn datetime_datetime_strftime(datetime: &DateTime, format: &str) -> String {
    // What the C library does not know of, Python writes first.
    let mut plain = String::with_capacity(format.len());
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '%' { chars.next() } else { None }) {
            ('%', Some('f')) => plain += &format!("{:06}", datetime.microsecond()),
            ('%', Some('z')) => plain += &datetime.zone.map(|zone| zone.written("")).unwrap_or_default(),
            ('%', Some('Z')) => plain += &datetime.zone.map(|zone| zone.to_string()).unwrap_or_default(),
            (c, code) => {
                plain.push(c);
                plain.extend(code);
            }
        }
    }
    strftime(&plain, &datetime.civil(), ("", ""))
}

/// `d.timestamp()`
pub fn datetime_datetime_timestamp(datetime: &DateTime) -> f64 {
    if datetime.zone.is_some() {
        let since = TimeDelta::new(i128::from(datetime.utc()));
        return since.map_or(f64::NAN, |since| datetime_timedelta_total_seconds(&since));
    }
    let local = |seconds: i64| seconds + local_offset(seconds);
    let wanted = datetime.micros.div_euclid(SECOND);
    let a = local(wanted) - wanted;
    let first = wanted - a;
    let seconds = if local(first) == wanted {
        let b = local(first - 86_400) - (first - 86_400);
        if local(wanted - b) == wanted { wanted - b } else { first }
    } else {
        let b = local(first) - first;
        if local(wanted - b) == wanted { wanted - b } else { first.max(wanted - b) }
    };
    seconds as f64 + datetime.microsecond() as f64 / 1e6
}

/// `d.date()`
pub fn datetime_datetime_date(datetime: &DateTime) -> Date {
    datetime.date()
}

/// `d + delta`
pub fn datetime_datetime_add(datetime: &DateTime, delta: &TimeDelta) -> Result<DateTime> {
    datetime.moved(delta.total())
}

/// `d - delta`
pub fn datetime_datetime_sub_delta(datetime: &DateTime, delta: &TimeDelta) -> Result<DateTime> {
    datetime.moved(-delta.total())
}

/// `a - b`
pub fn datetime_datetime_sub(a: &DateTime, b: &DateTime) -> Result<TimeDelta> {
    if a.zone.is_some() != b.zone.is_some() {
        return Err(type_error("can't subtract offset-naive and offset-aware datetimes"));
    }
    TimeDelta::new(i128::from(a.utc()) - i128::from(b.utc()))
}

/// `a < b`
pub fn datetime_datetime_lt(a: &DateTime, b: &DateTime) -> Result<bool> {
    match a.partial_cmp(b) {
        Some(order) => Ok(order == Ordering::Less),
        None => Err(type_error("can't compare offset-naive and offset-aware datetimes")),
    }
}

/// `d.year`
pub fn datetime_datetime_year(datetime: &DateTime) -> i64 {
    datetime.civil().year
}

/// `d.month`
pub fn datetime_datetime_month(datetime: &DateTime) -> i64 {
    datetime.civil().month
}

/// `d.day`
pub fn datetime_datetime_day(datetime: &DateTime) -> i64 {
    datetime.civil().day
}

/// `d.hour`
pub fn datetime_datetime_hour(datetime: &DateTime) -> i64 {
    datetime.civil().hour
}

/// `d.minute`
pub fn datetime_datetime_minute(datetime: &DateTime) -> i64 {
    datetime.civil().minute
}

/// `d.second`
pub fn datetime_datetime_second(datetime: &DateTime) -> i64 {
    datetime.civil().second
}

/// `d.microsecond`
pub fn datetime_datetime_microsecond(datetime: &DateTime) -> i64 {
    datetime.microsecond()
}

/// Of a time with a zone and one without, neither is before the other.
impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &DateTime) -> Option<Ordering> {
        (self.zone.is_some() == other.zone.is_some()).then(|| self.utc().cmp(&other.utc()))
    }
}

impl PartialEq for DateTime {
    fn eq(&self, other: &DateTime) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written(' '))
    }
}

impl Repr for DateTime {
    fn push_repr(&self, out: &mut String) {
        let Civil { year, month, day, hour, minute, second, .. } = self.civil();
        *out += &format!("datetime.datetime({year}, {month}, {day}, {hour}, {minute}");
        if second != 0 || self.microsecond() != 0 {
            *out += &format!(", {second}");
        }
        if self.microsecond() != 0 {
            *out += &format!(", {}", self.microsecond());
        }
        if let Some(zone) = self.zone {
            out.push_str(", tzinfo=");
            zone.push_repr(out);
        }
        out.push(')');
    }
}
