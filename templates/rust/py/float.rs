//! `float`: its text, its parsing, its rounding.

use super::error::{Error, Result, overflow_error, value_error};
use super::int::{Int, int_from_float, is_c_space, to_ascii};
use super::repr::repr_str;

/// A float that is compared with the items of a container. Python would look whether a NaN is the very object that is in there, and nothing tells two of
/// them apart here: NaN is beyond.
pub fn float_not_nan(value: f64) -> f64 {
    if value.is_nan() {
        super::beyond::beyond("whether two NaN are the same object");
    }
    value
}

/// `repr(x)`, which is also `str(x)`: the shortest digits that give the same float.
pub fn float_repr(value: f64) -> String {
    let mut out = String::with_capacity(24);
    push_float(&mut out, value);
    out
}

/// Appends `repr(x)`.
pub fn push_float(out: &mut String, value: f64) {
    if value.is_nan() {
        return out.push_str("nan");
    }
    if value.is_infinite() {
        return out.push_str(if value > 0.0 { "inf" } else { "-inf" });
    }
    let mut buffer = ryu::Buffer::new();
    let shortest = buffer.format_finite(value);
    let bytes = shortest.as_bytes();
    // ryu writes the digits of Python; only where it sets the point may differ.
    if !bytes.contains(&b'e') {
        let whole = bytes.iter().take_while(|b| **b != b'.').count();
        if whole <= 16 && !(shortest.starts_with("0.0000") || shortest.starts_with("-0.0000")) {
            return out.push_str(shortest);
        }
    }
    let (digits, point) = float_digits(value);
    if value.is_sign_negative() {
        out.push('-');
    }
    push_layout(out, &digits, point);
}

/// Digits with the point after `point` of them, in Python's layout.
fn push_layout(out: &mut String, digits: &str, point: i32) {
    if (-3..=16).contains(&point) {
        let count = digits.len() as i32;
        if point <= 0 {
            out.push_str("0.");
            out.extend(std::iter::repeat_n('0', -point as usize));
            out.push_str(digits);
        } else if point >= count {
            out.push_str(digits);
            out.extend(std::iter::repeat_n('0', (point - count) as usize));
            out.push_str(".0");
        } else {
            out.push_str(&digits[..point as usize]);
            out.push('.');
            out.push_str(&digits[point as usize..]);
        }
        return;
    }
    out.push_str(&digits[..1]);
    if digits.len() > 1 {
        out.push('.');
        out.push_str(&digits[1..]);
    }
    let exponent = point - 1;
    out.push('e');
    out.push(if exponent < 0 { '-' } else { '+' });
    if exponent.abs() < 10 {
        out.push('0');
    }
    out.push_str(&exponent.abs().to_string());
}

/// The shortest digits of a finite float and how many of them stand before the point.
pub fn float_digits(value: f64) -> (String, i32) {
    if value == 0.0 {
        return ("0".to_owned(), 1);
    }
    let mut buffer = ryu::Buffer::new();
    let text = buffer.format_finite(value.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let leading = all.len() - all.trim_start_matches('0').len();
    let digits = all.trim_matches('0');
    let point = whole.len() as i32 - leading as i32 + exponent.parse::<i32>().unwrap_or(0);
    (digits.to_owned(), point)
}

/// `float(text)`
pub fn float_parse(text: &str) -> Result<f64> {
    parse_ascii(to_ascii(text).trim_matches(is_c_space)).ok_or_else(|| could_not_convert(text))
}

fn could_not_convert(text: &str) -> Error {
    value_error(format!("could not convert string to float: {}", repr_str(text)))
}

fn parse_ascii(text: &str) -> Option<f64> {
    let bytes = text.as_bytes();
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if unsigned.bytes().any(|b| b.is_ascii_alphabetic() && !b.eq_ignore_ascii_case(&b'e')) {
        let value = match unsigned.to_ascii_lowercase().as_str() {
            "inf" | "infinity" => f64::INFINITY,
            "nan" => f64::NAN,
            _ => return None,
        };
        return Some(if bytes[0] == b'-' { -value } else { value });
    }
    // An underscore stands between two digits.
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    if (0..bytes.len()).any(|i| bytes[i] == b'_' && !(i > 0 && digit(i - 1) && digit(i + 1))) {
        return None;
    }
    if !unsigned.bytes().next().is_some_and(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    if bytes.contains(&b'_') { text.replace('_', "").parse().ok() } else { text.parse().ok() }
}

/// `round(x)`: half to even.
pub fn float_round(value: f64) -> Result<Int> {
    if value.is_nan() {
        return Err(value_error("cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        return Err(overflow_error("cannot convert float infinity to integer"));
    }
    int_from_float(value.round_ties_even())
}

/// `round(x, digits)`: half to even of the exact decimal value.
pub fn float_round_digits(value: f64, digits: i64) -> f64 {
    if !value.is_finite() || digits > 323 {
        return value;
    }
    if digits < -308 {
        return 0_f64.copysign(value);
    }
    let text = if digits >= 0 { format!("{value:.*}", digits as usize) } else { round_whole(value, -digits as usize) };
    let rounded: f64 = text.parse().unwrap_or(value);
    if rounded.is_infinite() {
        // OverflowError in Python, for a handful of floats at the end of their range.
        super::beyond::beyond("a rounded value too large for a float");
    }
    if rounded == 0.0 { 0_f64.copysign(value) } else { rounded }
}

/// The exact value rounded to a multiple of `10 ** places`, half to even.
fn round_whole(value: f64, places: usize) -> String {
    let exact = format!("{:.1074}", value.abs());
    let (whole, fraction) = exact.split_once('.').unwrap_or((&exact, ""));
    let whole = format!("{whole:0>width$}", width = places + 1);
    let (kept, dropped) = whole.split_at(whole.len() - places);
    let half = format!("5{}", "0".repeat(places - 1));
    let more = fraction.bytes().any(|b| b != b'0');
    let odd = kept.as_bytes().last().is_some_and(|b| b & 1 == 1);
    let up = match dropped.cmp(half.as_str()) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => more || odd,
        std::cmp::Ordering::Less => false,
    };
    let mut digits: Vec<u8> = kept.bytes().collect();
    if up {
        let mut at = digits.len();
        loop {
            if at == 0 {
                digits.insert(0, b'1');
                break;
            }
            at -= 1;
            if digits[at] == b'9' {
                digits[at] = b'0';
            } else {
                digits[at] += 1;
                break;
            }
        }
    }
    let sign = if value < 0.0 { "-" } else { "" };
    format!("{sign}{}e{places}", String::from_utf8_lossy(&digits))
}

/// `x.is_integer()`
pub fn float_is_integer(value: f64) -> bool {
    value.is_finite() && value == value.floor()
}

/// `round(n, digits)` of an integer: half to even.
pub fn int_round_digits(value: i64, digits: i64) -> i64 {
    if digits >= 0 {
        return value;
    }
    if digits < -18 {
        return if digits == -19 && value.unsigned_abs() > 5_000_000_000_000_000_000 {
            super::beyond::beyond("an integer past 64 bits")
        } else {
            0
        };
    }
    let unit = 10_i64.pow(-digits as u32);
    let floor = value.div_euclid(unit);
    let rest = value.rem_euclid(unit);
    let up = rest > unit - rest || (rest == unit - rest && floor & 1 == 1);
    (floor + i64::from(up)).checked_mul(unit).unwrap_or_else(|| super::beyond::beyond("an integer past 64 bits"))
}
