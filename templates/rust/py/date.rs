//! `datetime.date`

use std::fmt;

use super::calendar::{days_from_civil, days_in_month};
use super::error::{Result, value_error};
use super::repr::Repr;

/// `datetime.date`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// `d.year`
    pub year: i64,
    /// `d.month`
    pub month: i64,
    /// `d.day`
    pub day: i64,
}

/// `date.min`
impl Default for Date {
    fn default() -> Date {
        Date { year: 1, month: 1, day: 1 }
    }
}

/// What has a place in the calendar.
pub trait Dated {
    /// Its day.
    fn date(&self) -> Date;
}

impl Dated for Date {
    fn date(&self) -> Date {
        *self
    }
}

/// `datetime.date(year, month, day)`
pub fn datetime_date(year: i64, month: i64, day: i64) -> Result<Date> {
    if !(1..=9999).contains(&year) {
        return Err(value_error(format!("year {year} is out of range")));
    }
    if !(1..=12).contains(&month) {
        return Err(value_error("month must be in 1..12"));
    }
    if !(1..=days_in_month(year, month)).contains(&day) {
        return Err(value_error("day is out of range for month"));
    }
    Ok(Date { year, month, day })
}

/// `d.isoformat()`
pub fn datetime_date_isoformat(date: &Date) -> String {
    date.to_string()
}

/// `d.weekday()`: Monday is 0.
pub fn datetime_date_weekday<D: Dated>(date: &D) -> i64 {
    let Date { year, month, day } = date.date();
    (days_from_civil(year, month, day) + 3).rem_euclid(7)
}

/// `str(d)`
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Repr for Date {
    fn push_repr(&self, out: &mut String) {
        *out += &format!("datetime.date({}, {}, {})", self.year, self.month, self.day);
    }
}
