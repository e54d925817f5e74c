//! `datetime.datetime.fromisoformat`

use super::calendar::{Civil, days_from_civil, is_leap};
use super::datetime::{DateTime, datetime_datetime};
use super::error::{Result, value_error};
use super::repr::repr_str;
use super::timedelta::TimeDelta;
use super::timezone::{TimeZone, datetime_timezone};

/// `datetime.datetime.fromisoformat(text)`
pub fn datetime_datetime_fromisoformat(text: &str) -> Result<DateTime> {
    let invalid = || value_error(format!("Invalid isoformat string: {}", repr_str(text)));
    let bytes = text.as_bytes();
    let (date_part, time_part) = split(text).ok_or_else(invalid)?;
    let (year, month, day) = iso_date(&bytes[..date_part]).ok_or_else(invalid)?;
    let mut clock = Clock::default();
    let mut offset = None;
    if let Some(start) = time_part {
        (clock, offset) = time(&bytes[start..]).ok_or_else(invalid)?;
    }
    let zone: Option<TimeZone> = match offset {
        Some(offset) => Some(datetime_timezone(&TimeDelta::new(i128::from(offset))?)?),
        None => None,
    };
    let moment = datetime_datetime(year, month, day, clock.hour, clock.minute, clock.second, clock.microsecond)?;
    Ok(moment.with_zone(zone))
}

/// Where the date ends, and where the time begins if there is one.
fn split(text: &str) -> Option<(usize, Option<usize>)> {
    let bytes = text.as_bytes();
    if bytes.len() < 7 {
        return None;
    }
    let end = separator(bytes)?.min(bytes.len());
    if end == bytes.len() {
        return Some((end, None));
    }
    // One character, whichever it is, stands between date and time.
    let between = text.get(end..)?.chars().next()?;
    Some((end, Some(end + between.len_utf8())))
}

fn separator(text: &[u8]) -> Option<usize> {
    if text.len() == 7 {
        return Some(7);
    }
    let digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    match (text[4], text[5]) {
        (b'-', b'W') => {
            if text.get(8) != Some(&b'-') {
                return Some(8);
            }
            match text.len() {
                9 => None,
                11.. if digit(10) => Some(8),
                _ => Some(10),
            }
        }
        (b'-', _) => Some(10),
        (b'W', _) => {
            let digits_end = (7..text.len()).find(|at| !digit(*at)).unwrap_or(text.len());
            Some(match digits_end {
                ..9 => digits_end,
                even if even % 2 == 0 => 7,
                _ => 8,
            })
        }
        _ => Some(8),
    }
}

/// `count` digits at `at`.
fn number(text: &[u8], at: &mut usize, count: usize) -> Option<i64> {
    let digits = text.get(*at..*at + count)?;
    *at += count;
    digits.iter().try_fold(0, |value, b| b.is_ascii_digit().then(|| value * 10 + i64::from(b - b'0')))
}

/// Year, month and day of a date in a form of ISO 8601.
pub fn iso_date(text: &[u8]) -> Option<(i64, i64, i64)> {
    let mut at = 0;
    let year = number(text, &mut at, 4)?;
    let dashed = text.get(at) == Some(&b'-');
    at += usize::from(dashed);
    if text.get(at) == Some(&b'W') {
        at += 1;
        let week = number(text, &mut at, 2)?;
        let mut day = 1;
        if at < text.len() {
            if dashed {
                if text[at] != b'-' {
                    return None;
                }
                at += 1;
            }
            day = number(text, &mut at, 1)?;
        }
        return week_date(year, week, day);
    }
    let month = number(text, &mut at, 2)?;
    if dashed {
        if text.get(at) != Some(&b'-') {
            return None;
        }
        at += 1;
    }
    let day = number(text, &mut at, 2)?;
    (at == text.len()).then_some((year, month, day))
}

/// A day of a week of ISO 8601.
fn week_date(year: i64, week: i64, day: i64) -> Option<(i64, i64, i64)> {
    let first = (days_from_civil(year, 1, 1) + 3).rem_euclid(7);
    let long = first == 3 || first == 2 && is_leap(year);
    let known = (1..=9999).contains(&year) && (1..=52 + i64::from(long)).contains(&week) && (1..=7).contains(&day);
    if !known {
        return None;
    }
    let fourth = days_from_civil(year, 1, 4);
    let monday = fourth - (fourth + 3).rem_euclid(7);
    let moment = Civil::from_seconds((monday + (week - 1) * 7 + day - 1) * 86_400);
    Some((moment.year, moment.month, moment.day))
}

#[derive(Default, Clone, Copy)]
struct Clock {
    hour: i64,
    minute: i64,
    second: i64,
    microsecond: i64,
}

/// The time, and the offset from UTC in microseconds.
fn time(text: &[u8]) -> Option<(Clock, Option<i64>)> {
    let zone = text.iter().position(|b| matches!(b, b'+' | b'-' | b'Z'));
    let (time, rest) = text.split_at(zone.unwrap_or(text.len()));
    let (clock, whole) = clock(time)?;
    match rest {
        [] => whole.then_some((clock, None)),
        // What CPython did not read of the time does not matter to it where a zone follows.
        [b'Z'] => Some((clock, Some(0))),
        [b'Z', ..] => None,
        [sign, offset @ ..] => {
            let (Clock { hour, minute, second, microsecond }, whole) = self::clock(offset)?;
            let offset = ((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond;
            whole.then_some((clock, Some(if *sign == b'-' { -offset } else { offset })))
        }
    }
}

/// `HH[:?MM[:?SS[(.|,)f+]]]`, and whether that is all of the text.
fn clock(text: &[u8]) -> Option<(Clock, bool)> {
    let mut clock = Clock::default();
    let mut at = 0;
    let mut coloned = false;
    for part in 0..3 {
        let value = number(text, &mut at, 2)?;
        match part {
            0 => clock.hour = value,
            1 => clock.minute = value,
            _ => clock.second = value,
        }
        let Some(next) = text.get(at) else { return Some((clock, true)) };
        if part == 0 {
            coloned = *next == b':';
        }
        at += 1;
        if at == text.len() {
            return Some((clock, false));
        }
        match next {
            b':' if coloned && part < 2 => {}
            b'.' | b',' => break,
            _ if !coloned => at -= 1,
            _ => return None,
        }
    }
    let count = (text.len() - at).min(6);
    clock.microsecond = number(text, &mut at, count)? * 10_i64.pow(6 - count as u32);
    Some((clock, text[at..].iter().all(u8::is_ascii_digit)))
}
