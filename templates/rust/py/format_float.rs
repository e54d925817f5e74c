//! Floats as text: the presentation types `e f g n %` and none.

use super::error::{Result, value_error};
use super::float::float_repr;
use super::format_spec::{FormatSpec, unknown_code};

/// `format(value, spec)` of a float.
pub fn format_float(value: f64, spec: &str) -> Result<String> {
    format_float_as(value, &FormatSpec::parse(spec, "float")?, "float")
}

/// The same with a spec that has been read.
pub fn format_float_as(value: f64, spec: &FormatSpec, type_name: &str) -> Result<String> {
    if !matches!(spec.kind, None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%')) {
        return Err(unknown_code(spec.kind.unwrap_or(' '), type_name));
    }
    if spec.precision.is_some_and(|precision| precision > i32::MAX as usize) {
        return Err(value_error("precision too big"));
    }
    let body = unsigned(value.abs(), spec.kind, spec.precision, spec.alternate);
    let mut negative = value.is_sign_negative() && !value.is_nan();
    if spec.no_negative_zero && body.bytes().all(|b| !matches!(b, b'1'..=b'9' | b'i')) {
        negative = false;
    }
    let whole = body.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = body.split_at(whole);
    if digits.is_empty() {
        // inf and nan have no digits to group.
        let plain = FormatSpec { grouping: None, ..spec.clone() };
        return Ok(plain.pad_number(spec.sign_of(negative), "", rest, 3));
    }
    Ok(spec.pad_number(spec.sign_of(negative), digits, rest, 3))
}

/// The text of a float that is not negative.
pub fn unsigned(value: f64, kind: Option<char>, precision: Option<usize>, alternate: bool) -> String {
    let upper = matches!(kind, Some('E' | 'F' | 'G'));
    if !value.is_finite() {
        let percent = if kind == Some('%') { "%" } else { "" };
        let text = if value.is_nan() { "nan" } else { "inf" };
        return if upper { text.to_ascii_uppercase() } else { format!("{text}{percent}") };
    }
    let text = match kind {
        Some('f' | 'F') => fixed(value, precision.unwrap_or(6), alternate),
        Some('%') => fixed(value * 100.0, precision.unwrap_or(6), alternate) + "%",
        Some('e' | 'E') => scientific(value, precision.unwrap_or(6), alternate),
        Some(_) => general(value, precision.unwrap_or(6).max(1), alternate, false),
        None => match precision {
            None => float_repr(value),
            Some(precision) => general(value, precision.max(1), alternate, true),
        },
    };
    if upper { text.to_ascii_uppercase() } else { text }
}

fn fixed(value: f64, precision: usize, alternate: bool) -> String {
    let mut text = format!("{value:.precision$}");
    if alternate && precision == 0 {
        text.push('.');
    }
    text
}

fn scientific(value: f64, precision: usize, alternate: bool) -> String {
    let text = format!("{value:.precision$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let point = if alternate && precision == 0 { "." } else { "" };
    format!("{mantissa}{point}{}", exponent_text(exponent.parse().unwrap_or(0)))
}

fn exponent_text(exponent: i32) -> String {
    format!("e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
}

/// `g`: `precision` significant digits, fixed or scientific. `keep_point`: at least one digit after the point, as `repr` has it.
fn general(value: f64, precision: usize, alternate: bool, keep_point: bool) -> String {
    let rounded = format!("{value:.*e}", precision - 1);
    let (mantissa, exponent) = rounded.split_once('e').unwrap_or((&rounded, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let mut digits = mantissa.replace('.', "");
    if !alternate {
        digits.truncate(digits.trim_end_matches('0').len().max(1));
    }
    // With a point to keep, one digit of the precision stands after it.
    let limit = precision as i32 - i32::from(keep_point);
    let scientific = exponent < -4 || exponent >= limit;
    let point_at = exponent + 1;
    if scientific {
        let (first, rest) = digits.split_at(1);
        let point = if !rest.is_empty() || alternate { "." } else { "" };
        return format!("{first}{point}{rest}{}", exponent_text(exponent));
    }
    let mut text = String::new();
    if point_at <= 0 {
        text.push_str("0.");
        text.extend(std::iter::repeat_n('0', -point_at as usize));
        text.push_str(&digits);
        return text;
    }
    let point_at = point_at as usize;
    if digits.len() <= point_at {
        text.push_str(&digits);
        text.extend(std::iter::repeat_n('0', point_at - digits.len()));
        if keep_point {
            text.push_str(".0");
        } else if alternate {
            text.push('.');
        }
    } else {
        text.push_str(&digits[..point_at]);
        text.push('.');
        text.push_str(&digits[point_at..]);
    }
    text
}
