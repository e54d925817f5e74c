//! `datetime.datetime.strptime`

use super::beyond::beyond;
use super::datetime::{DateTime, datetime_datetime};
use super::error::{Result, value_error};
use super::repr::repr_str;
use super::unicode_space::is_space;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// `datetime.datetime.strptime(text, format)`, for formats of `%Y`, `%m`, `%d`, `%H`, `%M`, `%S`, `%f`, `%b` and `%%`.
pub fn datetime_datetime_strptime(text: &str, format: &str) -> Result<DateTime> {
    if text.chars().any(|c| !c.is_ascii() && (c.is_numeric() || "ſ\u{212a}İı".contains(c))) {
        beyond("a time in other than ASCII digits and letters");
    }
    let mut parser = Parser {
        text: text.chars().collect(),
        format: format.chars().collect(),
        fields: Fields { year: 1900, month: 1, day: 1, ..Fields::default() },
    };
    let Some(end) = parser.matched(0, 0) else {
        let text = format!("time data {} does not match format {}", repr_str(text), repr_str(format));
        return Err(value_error(text));
    };
    if end < parser.text.len() {
        let rest: String = parser.text[end..].iter().collect();
        return Err(value_error(format!("unconverted data remains: {rest}")));
    }
    let Fields { year, month, day, hour, minute, second, microsecond } = parser.fields;
    datetime_datetime(year, month, day, hour, minute, second, microsecond)
}

#[derive(Default)]
struct Fields {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    microsecond: i64,
}

/// Matches a text with a format as the regular expression does that CPython makes of the format.
struct Parser {
    text: Vec<char>,
    format: Vec<char>,
    fields: Fields,
}

impl Parser {
    /// Where the text ends that the format from `f` on matches at `at`.
    fn matched(&mut self, at: usize, mut f: usize) -> Option<usize> {
        let Some(&c) = self.format.get(f) else { return Some(at) };
        if is_space(c) {
            f += self.format[f..].iter().take_while(|c| is_space(**c)).count();
            let most = self.text[at..].iter().take_while(|c| is_space(**c)).count();
            return (1..=most).rev().find_map(|length| self.matched(at + length, f));
        }
        if c == '%' {
            match self.format.get(f + 1) {
                Some('%') | None => f += 1,
                Some(name) => return self.directive(at, f, *name),
            }
        }
        let same = self.text.get(at).is_some_and(|known| known.to_lowercase().eq(c.to_lowercase()));
        if same { self.matched(at + 1, f + 1) } else { None }
    }

    fn directive(&mut self, at: usize, f: usize, name: char) -> Option<usize> {
        for length in self.lengths(at, name) {
            let part: String = self.text[at..at + length].iter().collect();
            let number = part.trim_start().parse().unwrap_or(0);
            match name {
                'Y' => self.fields.year = number,
                'm' => self.fields.month = number,
                'd' => self.fields.day = number,
                'H' => self.fields.hour = number,
                'M' => self.fields.minute = number,
                'S' => self.fields.second = number,
                'f' => self.fields.microsecond = (length..6).fold(number, |value, _| value * 10),
                _ => self.fields.month = month(&part).unwrap_or(1),
            }
            if let Some(end) = self.matched(at + length, f + 2) {
                return Some(end);
            }
        }
        None
    }

    /// How long what a directive matches can be, in the order in which CPython tries them.
    fn lengths(&self, at: usize, name: char) -> Vec<usize> {
        let digit = |i: usize| self.text.get(at + i).and_then(|c| c.to_digit(10));
        let (a, b) = (digit(0), digit(1));
        let two = a.zip(b).map(|(a, b)| 10 * a + b);
        let pair = |low: u32, high: u32| two.is_some_and(|two| (low..=high).contains(&two));
        let one = |low: u32| a.is_some_and(|a| a >= low);
        let choices: Vec<(bool, usize)> = match name {
            'Y' => vec![((0..4).all(|i| digit(i).is_some()), 4)],
            'm' => vec![(pair(1, 12), 2), (one(1), 1)],
            'd' => {
                let spaced = self.text.get(at) == Some(&' ') && b.is_some_and(|b| b >= 1);
                vec![(pair(1, 31), 2), (one(1), 1), (spaced, 2)]
            }
            'H' => vec![(pair(0, 23), 2), (one(0), 1)],
            'M' => vec![(pair(0, 59), 2), (one(0), 1)],
            'S' => vec![(pair(0, 61), 2), (one(0), 1)],
            'f' => (1..=6).rev().map(|length| ((0..length).all(|i| digit(i).is_some()), length)).collect(),
            _ => {
                let part: Option<String> = self.text.get(at..at + 3).map(|part| part.iter().collect());
                vec![(part.is_some_and(|part| month(&part).is_some()), 3)]
            }
        };
        choices.into_iter().filter(|(fits, _)| *fits).map(|(_, length)| length).collect()
    }
}

fn month(name: &str) -> Option<i64> {
    let at = MONTHS.iter().position(|known| known.eq_ignore_ascii_case(name))?;
    i64::try_from(at + 1).ok()
}
