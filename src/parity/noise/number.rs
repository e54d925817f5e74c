//! Numbers that may differ.

use super::{Judged, Window};
use crate::manifest::Source;

/// Units in which services write the time, as parts of a second.
const UNITS: [(f64, &str); 4] = [(1.0, "seconds"), (1e3, "milliseconds"), (1e6, "microseconds"), (1e9, "nanoseconds")];
/// Seconds since the epoch that look like a date of ours: from 2001 to 2099.
const DATES: std::ops::Range<f64> = 1e9..4.1e9;
/// Fractions up to this many digits look rounded on purpose, so that many more digits are another format. One pair of
/// numbers does not tell more; those of the whole tape do, see [`crate::parity::Format`].
const ROUNDED: usize = 2;
/// How many digits more are none that the original rounds away: as many as are zero by chance in both once in a million.
const SPARE: usize = 3;
/// How many digits a number holds for sure: `DBL_DIG` of C11 5.2.4.2.2 is 15, and the next one is there in most cases.
const DIGITS: usize = 16;

/// Judges a number of the new server by those of the two originals; all three are JSON tokens of the same type.
///
/// `source` is what the manifest says that the value flows from. Without it only what the originals disagree on may
/// differ, and a value that is the present time in all three: two originals that are asked in the same second agree on it.
pub fn judge_numbers(first: &str, second: &str, new: &str, source: Option<Source>, window: Window) -> Judged {
    if first == new && second == new {
        return Judged::Same;
    }
    let (Ok(one), Ok(other), Ok(value)) = (first.parse::<f64>(), second.parse::<f64>(), new.parse::<f64>()) else {
        return plainly(first, second, new);
    };
    if !(one.is_finite() && other.is_finite() && value.is_finite()) {
        return plainly(first, second, new);
    }
    let (low, high) = (one.min(other), one.max(other));
    if let Some((unit, name)) = unit_of(low).filter(|(unit, _)| (high - low) <= window.width * unit) {
        let is_now = (high / unit - window.now).abs() <= window.width;
        let clock = source == Some(Source::Clock) || (source.is_none() && (first != second || is_now));
        if clock {
            let slack = window.width * unit;
            let limits = format!("a time in {name} within {:.0} s of the originals'", window.width);
            let fits = value >= low - slack && value <= high + slack && digits_fit(first, second, new);
            return if fits { Judged::Fits(limits) } else { Judged::Breaks(limits) };
        }
    }
    if first == second && source.is_none() {
        return plainly(first, second, new);
    }
    let (fits, limits) = match source {
        Some(Source::Random | Source::Uuid | Source::Hash) => (true, "a number of the same type".to_owned()),
        Some(Source::Pid) => (value > 0.0, "a positive number".to_owned()),
        Some(Source::Clock) | None => {
            // What is measured may be much smaller in a faster server, and is never of another sign or magnitude.
            let spread = 10.0 * (high - low).max(high.abs()).max(low.abs());
            let from = if low >= 0.0 { 0.0 } else { low - spread };
            let to = if high <= 0.0 { 0.0 } else { (high + spread).max(longest(high, window)) };
            // Shown with three digits: the limits are no more exact than that.
            let shown = |limit: f64| format!("{limit:.2e}").parse().unwrap_or(limit);
            (value >= from && value <= to, format!("a number from {} to {}", shown(from), shown(to)))
        }
    };
    match (fits, digits_fit(first, second, new)) {
        (true, true) => Judged::Fits(limits),
        (true, false) => Judged::Breaks(format!("{limits}, rounded as the originals round")),
        (false, _) => Judged::Breaks(limits),
    }
}

/// The longest time that can have been measured within the request, in the unit of what an original measured: the largest
/// unit that this fits in. A server that stood still for a moment measures far more than ten times as much.
fn longest(measured: f64, window: Window) -> f64 {
    let limits = UNITS.into_iter().map(|(unit, _)| window.asked * unit);
    let mut limits = limits;
    limits.find(|limit| measured <= *limit).unwrap_or_default()
}

/// The new value has to be equal, if the originals are.
fn plainly(first: &str, second: &str, new: &str) -> Judged {
    match (first == second, first == new) {
        (true, true) => Judged::Same,
        (true, false) => Judged::Breaks("the originals' number".to_owned()),
        (false, _) => Judged::Unlike,
    }
}

/// Whether a text is a number that is judged as such: a decimal fraction, or the time as a whole number. Other digits may
/// be a code of fixed length, which is a format and not a quantity.
pub(super) fn is_quantity(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && digits(fraction)
        && (whole == "0" || !whole.starts_with('0'))
        && (text.contains('.') || text.parse().ok().and_then(unit_of).is_some())
}

fn unit_of(value: f64) -> Option<(f64, &'static str)> {
    UNITS.into_iter().find(|(unit, _)| DATES.contains(&(value / unit)))
}

/// Whether the new number has about as many decimals as the originals' where those look rounded: the last ones may be zero
/// and not be written.
fn digits_fit(first: &str, second: &str, new: &str) -> bool {
    let most = decimals(first).max(decimals(second));
    most > ROUNDED || decimals(new) <= most + SPARE
}

/// How many digits behind the point a number needs, as far as it can hold them all.
pub(in crate::parity) fn decimals(text: &str) -> usize {
    let unsigned = text.trim_start_matches('-');
    let (digits, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let exponent: i64 = exponent.parse().unwrap_or(0);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    let length = |text: &str| i64::try_from(text.len()).unwrap_or(i64::MAX);
    let needed = if fraction.is_empty() && whole == "0" { 0 } else { length(fraction) - exponent };
    // Digits before the point take from what the number holds. That a small number holds more decimals is no format.
    let before = if whole == "0" { 0 } else { (length(whole) + exponent).max(0) };
    let held = i64::try_from(DIGITS).unwrap_or(i64::MAX) - before;
    usize::try_from(needed.min(held)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Window = Window { now: 1_700_000_000.5, width: 6.0, asked: 0.001 };

    fn fits(first: &str, second: &str, new: &str, source: Option<Source>) -> bool {
        matches!(judge_numbers(first, second, new, source, NOW), Judged::Fits(_))
    }

    #[test]
    fn clocks_fit_within_the_window() {
        for new in ["1700000001", "1699999994"] {
            assert!(fits("1700000000", "1700000000", new, Some(Source::Clock)), "{new}");
            assert!(fits("1700000000", "1700000001", new, None), "{new}");
            assert!(fits("1700000000", "1700000000", new, None), "{new}: all three are the present");
        }
        assert!(!fits("1700000000", "1700000000", "1700000010", Some(Source::Clock)));
        assert!(!fits("1700000000", "1700000001", "1700000010", None));
        assert!(!fits("1600000000", "1600000000", "1600000001", None), "the past does not go on");
        assert!(fits("1700000000123", "1700000000124", "1700000001999", None));
        assert!(!fits("1700000000123", "1700000000124", "1700000001", None), "seconds for milliseconds");
        assert!(!fits("1700000000.12", "1700000000.13", "1700000000.1234567", None), "not rounded");
    }

    #[test]
    fn measured_numbers_fit_by_magnitude() {
        assert!(fits("12.5", "14.25", "0.5", None));
        assert!(!fits("12.5", "14.25", "1000.5", None));
        assert!(!fits("12.5", "14.25", "-1.5", None));
        assert!(!fits("12.5", "14.25", "3.123456", None));
        assert!(fits("0.00012302398681640625", "0.0001", "0.000003098", None));
    }

    #[test]
    fn measured_times_fit_within_the_request() {
        assert!(fits("0.00003", "0.00002", "0.00099", Some(Source::Clock)));
        assert!(!fits("0.00003", "0.00002", "0.00101", Some(Source::Clock)));
        assert!(fits("0.03", "0.02", "0.99", Some(Source::Clock)), "milliseconds");
        assert!(!fits("0.03", "0.02", "1.01", Some(Source::Clock)));
    }

    #[test]
    fn what_the_originals_agree_on_does_not_differ() {
        assert!(matches!(judge_numbers("5", "5", "6", None, NOW), Judged::Breaks(_)));
        assert_eq!(judge_numbers("5", "5", "5", None, NOW), Judged::Same);
        assert!(matches!(judge_numbers("NaN", "NaN", "1.0", None, NOW), Judged::Breaks(_)));
        assert_eq!(judge_numbers("NaN", "2.0", "1.0", None, NOW), Judged::Unlike);
    }

    #[test]
    fn random_numbers_keep_their_format() {
        assert!(fits("5", "5", "99999", Some(Source::Random)));
        assert!(!fits("0.25", "0.5", "0.123456", Some(Source::Random)));
        assert!(!fits("5", "6", "-1", Some(Source::Pid)));
    }

    #[test]
    fn decimals_are_counted_in_any_notation() {
        let expected = [
            ("0", 0),
            ("1", 0),
            ("-1.50", 1),
            ("1e-05", 5),
            ("1.25e-05", 7),
            ("1.5e3", 0),
            ("0.001", 3),
            ("1.2345678901234567e-05", 16),
        ];
        for (text, needed) in expected {
            assert_eq!(decimals(text), needed, "{text}");
        }
        assert_eq!(decimals("1795296162.5128648"), 6, "ten digits before the point");
        assert_eq!(decimals("0.00012302398681640625"), 16);
    }

    #[test]
    fn the_notation_of_a_rounded_number_is_no_difference() {
        assert!(fits("0.02", "0.01", "1e-05", Some(Source::Random)), "five decimals beside two");
        assert!(!fits("0.02", "0.01", "1.25e-05", Some(Source::Random)), "seven decimals beside two");
    }
}
