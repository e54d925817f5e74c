//! Integers as text: the presentation types `b c d o x X n` and none, and those of floats.

use super::error::{Result, overflow_error, value_error};
use super::format_float::format_float_as;
use super::format_spec::{FormatSpec, unknown_code};
use super::int::{Int, int_str};

/// `format(value, spec)` of an integer.
pub fn format_int(value: i64, spec: &str) -> Result<String> {
    format_big_int(&Int::from(value), spec)
}

/// `format(value, spec)` of an integer of any size.
pub fn format_big_int(value: &Int, spec: &str) -> Result<String> {
    format_int_as(value, &FormatSpec::parse(spec, "int")?, "int")
}

/// The same with a spec that has been read.
pub fn format_int_as(value: &Int, spec: &FormatSpec, type_name: &str) -> Result<String> {
    if matches!(spec.kind, Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%')) {
        return format_float_as(value.to_f64()?, spec, type_name);
    }
    if spec.precision.is_some() {
        return Err(value_error("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(value_error("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    let negative = *value < 0;
    let (prefix, digits, group) = match spec.kind {
        None | Some('d' | 'n') => ("", int_str(value)?.trim_start_matches('-').to_owned(), 3),
        Some('c') => return character(value, spec),
        Some('b') => ("0b", bits(value, 1), 4),
        Some('o') => ("0o", bits(value, 3), 4),
        Some('x') => ("0x", bits(value, 4), 4),
        Some('X') => ("0X", bits(value, 4).to_uppercase(), 4),
        Some(kind) => return Err(unknown_code(kind, type_name)),
    };
    let prefix = format!("{}{}", spec.sign_of(negative), if spec.alternate { prefix } else { "" });
    Ok(spec.pad_number(&prefix, &digits, "", group))
}

/// The magnitude in base 2, 8 or 16: a digit for so many bits.
fn bits(value: &Int, size: u32) -> String {
    let (_, limbs) = value.limbs();
    let bit = |at: u32| limbs.get((at / 32) as usize).map_or(0, |limb| limb >> (at % 32) & 1);
    let length = limbs.len() as u32 * 32;
    let digits = (0..length.div_ceil(size)).rev().map(|digit| (0..size).map(|at| bit(digit * size + at) << at).sum());
    let text: String = digits.filter_map(|digit: u32| char::from_digit(digit, 16)).collect();
    match text.trim_start_matches('0') {
        "" => "0".to_owned(),
        digits => digits.to_owned(),
    }
}

fn character(value: &Int, spec: &FormatSpec) -> Result<String> {
    if spec.sign.is_some() {
        return Err(value_error("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(value_error("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    if value.small().is_none() {
        return Err(overflow_error("Python int too large to convert to C long"));
    }
    let code = value.small().and_then(|code| u32::try_from(code).ok()).filter(|code| *code <= 0x10_ffff);
    let Some(code) = code else { return Err(overflow_error("%c arg not in range(0x110000)")) };
    match char::from_u32(code) {
        Some(c) => Ok(spec.pad(c.encode_utf8(&mut [0; 4]), '<')),
        None => super::beyond::beyond("a lone surrogate"),
    }
}

/// `format(value, spec)` of a bool.
pub fn format_bool(value: bool, spec: &str) -> Result<String> {
    if spec.is_empty() {
        return Ok(if value { "True" } else { "False" }.to_owned());
    }
    format_int_as(&Int::from(value), &FormatSpec::parse(spec, "bool")?, "bool")
}
