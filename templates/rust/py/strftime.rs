//! `strftime`, as the C library writes it in the C locale.

use super::beyond::beyond;
use super::calendar::{Civil, DAYS, MONTHS, days_from_civil, is_leap};

/// A format applied to a moment. `zone` is what `%Z` and `%z` give.
pub fn strftime(format: &str, moment: &Civil, zone: (&str, &str)) -> String {
    let mut out = String::with_capacity(format.len() + 16);
    let mut chars = format.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let mut written = String::from(c);
        let mut flags = Flags::default();
        while let Some(flag) = chars.next_if(|c| "_-0^#".contains(*c)) {
            written.push(flag);
            match flag {
                '^' => flags.upper = true,
                // The C library does something else with it for each code.
                '#' => beyond("a format with a #"),
                pad => flags.pad = Some(pad),
            }
        }
        while let Some(digit) = chars.next_if(char::is_ascii_digit) {
            written.push(digit);
            flags.width = flags.width * 10 + digit as usize - '0' as usize;
            if flags.width > 1000 {
                beyond("a format this wide");
            }
        }
        if let Some(modifier) = chars.next_if(|c| matches!(c, 'E' | 'O')) {
            written.push(modifier);
        }
        let code = chars.next();
        written.extend(code);
        match code.and_then(|code| directive(code, &flags, moment, zone)) {
            Some(text) => out.push_str(&text),
            None => out.push_str(&written),
        }
    }
    out
}

#[derive(Default, Clone, Copy)]
struct Flags {
    pad: Option<char>,
    upper: bool,
    width: usize,
}

impl Flags {
    /// A number in at least `digits` places.
    fn number(&self, value: i64, digits: usize, default: char) -> String {
        let pad = match self.pad.unwrap_or(default) {
            '-' => return value.to_string(),
            '_' => ' ',
            other => other,
        };
        let places = digits.max(self.width);
        let (sign, digits) = if value < 0 { ("-", value.unsigned_abs()) } else { ("", value.unsigned_abs()) };
        if pad == ' ' {
            return format!("{:>places$}", format!("{sign}{digits}"));
        }
        format!("{sign}{digits:0>width$}", width = places.saturating_sub(sign.len()))
    }

    fn text(&self, text: &str) -> String {
        let text = if self.upper { text.to_ascii_uppercase() } else { text.to_owned() };
        let pad = if self.pad == Some('0') { '0' } else { ' ' };
        let missing = self.width.saturating_sub(text.len());
        let missing = if self.pad == Some('-') { 0 } else { missing };
        pad.to_string().repeat(missing) + &text
    }

    /// A format made of others.
    fn composed(&self, format: &str, moment: &Civil) -> String {
        self.text(&strftime(format, moment, ("", "")))
    }
}

fn directive(code: char, flags: &Flags, moment: &Civil, zone: (&str, &str)) -> Option<String> {
    let day_name = DAYS[moment.weekday as usize];
    let month_name = MONTHS[moment.month as usize - 1];
    let hour_12 = (moment.hour + 11) % 12 + 1;
    let sunday = (moment.weekday + 1) % 7;
    Some(match code {
        'a' => flags.text(&day_name[..3]),
        'A' => flags.text(day_name),
        'b' | 'h' => flags.text(&month_name[..3]),
        'B' => flags.text(month_name),
        'c' => flags.composed("%a %b %e %H:%M:%S %Y", moment),
        'C' => flags.number(moment.year.div_euclid(100), 1, '0'),
        'd' => flags.number(moment.day, 2, '0'),
        'D' | 'x' => flags.composed("%m/%d/%y", moment),
        'e' => flags.number(moment.day, 2, '_'),
        'F' => flags.composed("%Y-%m-%d", moment),
        'g' => flags.number(iso_week(moment).0.rem_euclid(100), 2, '0'),
        'G' => flags.number(iso_week(moment).0, 1, '0'),
        'H' => flags.number(moment.hour, 2, '0'),
        'I' => flags.number(hour_12, 2, '0'),
        'j' => flags.number(moment.yearday, 3, '0'),
        'k' => flags.number(moment.hour, 2, '_'),
        'l' => flags.number(hour_12, 2, '_'),
        'm' => flags.number(moment.month, 2, '0'),
        'M' => flags.number(moment.minute, 2, '0'),
        'n' => flags.text("\n"),
        'p' => flags.text(if moment.hour < 12 { "AM" } else { "PM" }),
        'P' => Flags { upper: false, ..*flags }.text(if moment.hour < 12 { "am" } else { "pm" }),
        'r' => flags.composed("%I:%M:%S %p", moment),
        'R' => flags.composed("%H:%M", moment),
        's' => beyond("seconds of local time"),
        'S' => flags.number(moment.second, 2, '0'),
        't' => flags.text("\t"),
        'T' | 'X' => flags.composed("%H:%M:%S", moment),
        'u' => flags.number(moment.weekday + 1, 1, '0'),
        'U' => flags.number((moment.yearday + 6 - sunday) / 7, 2, '0'),
        'V' => flags.number(iso_week(moment).1, 2, '0'),
        'w' => flags.number(sunday, 1, '0'),
        'W' => flags.number((moment.yearday + 6 - moment.weekday) / 7, 2, '0'),
        'y' => flags.number(moment.year.rem_euclid(100), 2, '0'),
        'Y' => flags.number(moment.year, 1, '0'),
        'z' => zone.1.to_owned(),
        'Z' => flags.text(zone.0),
        '%' => flags.text("%"),
        _ => return None,
    })
}

/// The year and the week of ISO 8601.
fn iso_week(moment: &Civil) -> (i64, i64) {
    let week = (moment.yearday - 1 - moment.weekday + 10) / 7;
    let weeks = |year: i64| {
        let first = (days_from_civil(year, 1, 1) + 3).rem_euclid(7);
        52 + i64::from(first == 3 || first == 2 && is_leap(year))
    };
    match week {
        0 => (moment.year - 1, weeks(moment.year - 1)),
        53.. if week > weeks(moment.year) => (moment.year + 1, 1),
        _ => (moment.year, week),
    }
}
