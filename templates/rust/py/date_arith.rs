//! `datetime.date`: reading, adding and comparing.

use super::calendar::{Civil, days_from_civil};
use super::date::{Date, datetime_date};
use super::datetime::{datetime_datetime_date, datetime_datetime_now};
use super::datetime_parse::iso_date;
use super::error::{Result, overflow_error, value_error};
use super::repr::repr_str;
use super::timedelta::TimeDelta;

const DAY: i128 = 86_400_000_000;

/// `datetime.date.fromisoformat(text)`
pub fn datetime_date_fromisoformat(text: &str) -> Result<Date> {
    let invalid = || value_error(format!("Invalid isoformat string: {}", repr_str(text)));
    if !matches!(text.len(), 7 | 8 | 10) {
        return Err(invalid());
    }
    let bytes = text.as_bytes();
    // What stands behind eight digits is not looked at.
    let plain = bytes.len() == 10 && bytes[4] != b'-' && bytes[4] != b'W';
    let (year, month, day) = iso_date(if plain { &bytes[..8] } else { bytes }).ok_or_else(invalid)?;
    datetime_date(year, month, day)
}

/// `datetime.date.today()`
pub fn datetime_date_today() -> Date {
    datetime_datetime_date(&datetime_datetime_now())
}

/// `d.year`
pub fn datetime_date_year(date: &Date) -> i64 {
    date.year
}

/// `d.month`
pub fn datetime_date_month(date: &Date) -> i64 {
    date.month
}

/// `d.day`
pub fn datetime_date_day(date: &Date) -> i64 {
    date.day
}

fn days(date: &Date) -> i64 {
    days_from_civil(date.year, date.month, date.day)
}

fn moved(date: &Date, by: i128) -> Result<Date> {
    let sum = i128::from(days(date)) + by;
    if !(-719_162..=2_932_896).contains(&sum) {
        return Err(overflow_error("date value out of range"));
    }
    let Civil { year, month, day, .. } = Civil::from_seconds(sum as i64 * 86_400);
    Ok(Date { year, month, day })
}

/// `d + delta`: whole days of it.
pub fn datetime_date_add(date: &Date, delta: &TimeDelta) -> Result<Date> {
    moved(date, delta.total().div_euclid(DAY))
}

/// `d - delta`
pub fn datetime_date_sub_delta(date: &Date, delta: &TimeDelta) -> Result<Date> {
    moved(date, -delta.total().div_euclid(DAY))
}

/// `a - b`
pub fn datetime_date_sub(a: &Date, b: &Date) -> TimeDelta {
    let difference = i128::from(days(a) - days(b)) * DAY;
    TimeDelta::new(difference).expect("two dates are less than 10000 years apart")
}

/// `a < b`
pub fn datetime_date_lt(a: &Date, b: &Date) -> bool {
    a < b
}
