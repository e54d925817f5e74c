//! Points in time as text.

/// A point in time read from text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stamp {
    /// Seconds since the Unix epoch, taking a time without zone as UTC.
    pub(super) seconds: f64,
    /// The notation: the text with its digits and names blanked out.
    pub(super) layout: String,
    /// The smallest step of the notation, in seconds.
    pub(super) step: f64,
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

impl Stamp {
    /// Reads ISO 8601 as Python's `isoformat` writes it, and the three dates of HTTP (RFC 9110, section 5.6.7) and of
    /// `asctime`; `None` for anything else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.len() < 10 || text.len() > 40 || !text.is_ascii() {
            return None;
        }
        iso(text).or_else(|| named(text))
    }
}

/// `2024-01-31`, `2024-01-31T10:20:30.123456+00:00`, with a blank instead of the `T`, with `Z`.
fn iso(text: &str) -> Option<Stamp> {
    let bytes = text.as_bytes();
    let date = text.get(..10)?;
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let days = days(number(&date[..4])?, number(&date[5..7])?, number(&date[8..])?)?;
    let Some(separator) = bytes.get(10) else { return stamp(text, days * 86400.0, 86400.0) };
    if !matches!(separator, b'T' | b' ' | b't') {
        return None;
    }
    let rest = &text[11..];
    let zone_at = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(zone_at);
    let offset = zone_offset(zone)?;
    let (seconds, step) = clock(time.trim_end())?;
    stamp(text, days * 86400.0 + seconds - offset, step)
}

/// `Wed, 21 Oct 2015 07:28:00 GMT`, `Wed, 21-Oct-15 07:28:00 GMT`, `Wed Oct 21 07:28:00 2015`.
fn named(text: &str) -> Option<Stamp> {
    let words: Vec<&str> = text.split([' ', '-', ',']).filter(|word| !word.is_empty()).collect();
    let (day, month, year, time) = match words.as_slice() {
        [week, day, month, year, time, "GMT" | "UTC" | "+0000"] if DAYS.iter().any(|day| week.starts_with(day)) => {
            (day, month, year, time)
        }
        [week, month, day, time, year] if DAYS.contains(week) => (day, month, year, time),
        _ => return None,
    };
    let month = f64::from(u32::try_from(MONTHS.iter().position(|name| name == month)? + 1).ok()?);
    let year = number(year)?;
    let year = if year < 100.0 { year + 2000.0 } else { year };
    let (seconds, step) = clock(time)?;
    stamp(text, days(year, month, number(day)?)? * 86400.0 + seconds, step)
}

fn stamp(text: &str, seconds: f64, step: f64) -> Option<Stamp> {
    seconds.is_finite().then(|| Stamp { seconds, layout: layout(text), step })
}

/// Digits become `9`, names of days and months `Www` and `Mmm`, so that only the notation is left.
fn layout(text: &str) -> String {
    let mut layout: String = text.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
    for (names, blank) in [(&DAYS[..], "Www"), (&MONTHS[..], "Mmm")] {
        for name in names {
            layout = layout.replace(name, blank);
        }
    }
    layout
}

/// `10:20`, `10:20:30`, `10:20:30.123456`: seconds of the day and the smallest step.
fn clock(text: &str) -> Option<(f64, f64)> {
    let parts: Vec<&str> = text.split(':').collect();
    let (hours, minutes, seconds) = match parts.as_slice() {
        [hours, minutes] => (hours, minutes, "0"),
        [hours, minutes, seconds] => (hours, minutes, *seconds),
        _ => return None,
    };
    let (whole, fraction) = seconds.split_once(['.', ',']).unwrap_or((seconds, ""));
    let fraction_value =
        if fraction.is_empty() { 0.0 } else { number(fraction)? * 0.1_f64.powi(i32::try_from(fraction.len()).ok()?) };
    let (hours, minutes, whole) = (number(hours)?, number(minutes)?, number(whole)?);
    let step = if parts.len() == 2 { 60.0 } else { 1.0 };
    (hours < 24.0 && minutes < 60.0 && whole < 61.0)
        .then_some((hours * 3600.0 + minutes * 60.0 + whole + fraction_value, step))
}

/// Nothing, `Z`, `+01:00`, `+0100`: seconds east of UTC.
fn zone_offset(zone: &str) -> Option<f64> {
    let Some(sign) = zone.chars().next().filter(|sign| !matches!(sign, 'Z' | 'z')) else {
        return (zone.len() <= 1).then_some(0.0);
    };
    let digits = zone[1..].replace(':', "");
    let (hours, minutes) = (digits.get(..2)?, digits.get(2..4)?);
    let offset = number(hours)? * 3600.0 + number(minutes)? * 60.0;
    (digits.len() == 4).then_some(if sign == '-' { -offset } else { offset })
}

fn number(digits: &str) -> Option<f64> {
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
fn days(year: f64, month: f64, day: f64) -> Option<f64> {
    if !(1.0..=12.0).contains(&month) || !(1.0..=31.0).contains(&day) {
        return None;
    }
    // Counted in years that start in March, in which the leap day is the last.
    let year = if month <= 2.0 { year - 1.0 } else { year };
    let month = if month <= 2.0 { month + 9.0 } else { month - 3.0 };
    let leap = (year / 4.0).floor() - (year / 100.0).floor() + (year / 400.0).floor();
    Some(year * 365.0 + leap + ((153.0 * month + 2.0) / 5.0).floor() + day - 1.0 - 719_468.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notations_of_the_same_second() {
        for text in [
            "2015-10-21T07:28:00",
            "2015-10-21 07:28:00.000",
            "2015-10-21T07:28:00Z",
            "2015-10-21T09:28:00+02:00",
            "2015-10-21T02:28-0500",
            "Wed, 21 Oct 2015 07:28:00 GMT",
            "Wed, 21-Oct-15 07:28:00 GMT",
            "Wed Oct 21 07:28:00 2015",
        ] {
            let stamp = Stamp::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert!((stamp.seconds - 1_445_412_480.0).abs() < 1e-6, "{text} {}", stamp.seconds);
        }
        assert_eq!(Stamp::parse("2000-02-29").map(|stamp| stamp.seconds), Some(951_782_400.0));
    }

    #[test]
    fn what_is_no_time() {
        for text in [
            "2015-13-21",
            "2015-10-21x",
            "2015-10-21T25:00:00",
            "1234567890",
            "2015-10-21T07:28:00+1",
            "Wed, 21 Okt 2015 07:28:00 GMT",
        ] {
            assert_eq!(Stamp::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_notation_is_part_of_it() {
        let layout = |text| Stamp::parse(text).expect("a time").layout;
        assert_eq!(layout("2015-10-21T07:28:00.123Z"), layout("2016-01-01T00:00:00.000Z"));
        assert_ne!(layout("2015-10-21T07:28:00.123Z"), layout("2015-10-21T07:28:00.123456Z"));
        assert_ne!(layout("2015-10-21T07:28:00Z"), layout("2015-10-21T07:28:00+00:00"));
        assert_eq!(layout("Wed, 21 Oct 2015 07:28:00 GMT"), layout("Fri, 01 Jan 2016 07:28:00 GMT"));
    }
}
