//! `int` of any size: parsed, compared, looked up and printed. What is computed with it is in `big_int`.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::beyond::beyond;
use super::error::{Error, Result, overflow_error, value_error};
use super::repr::repr_str;
use super::unicode_decimal::decimal_value;
use super::unicode_space::is_space;

/// Python refuses to convert more digits than this between text and `int`.
const MAX_DIGITS: usize = 4300;

/// A Python `int`.
#[derive(Clone, PartialEq, Eq)]
pub struct Int(Held);

/// One form per value: what fits 64 bits is always `Small`.
#[derive(Clone, PartialEq, Eq)]
enum Held {
    Small(i64),
    Big(Box<Big>),
}

#[derive(Clone, PartialEq, Eq)]
struct Big {
    negative: bool,
    /// The magnitude in 32-bit digits, the lowest first, without leading zeros.
    limbs: Vec<u32>,
}

impl Int {
    /// The integer of that value.
    pub fn new(value: i64) -> Int {
        Int(Held::Small(value))
    }

    /// The value, where it fits 64 bits.
    pub fn small(&self) -> Option<i64> {
        match &self.0 {
            Held::Small(value) => Some(*value),
            Held::Big(_) => None,
        }
    }

    /// The value as a 64-bit integer, or beyond.
    pub fn to_i64(&self) -> i64 {
        self.small().unwrap_or_else(|| beyond("an integer past 64 bits"))
    }

    /// The value, where it fits 128 bits.
    pub fn to_i128(&self) -> Option<i128> {
        match &self.0 {
            Held::Small(value) => Some(i128::from(*value)),
            Held::Big(big) => {
                if big.limbs.len() > 4 {
                    return None;
                }
                let magnitude = big.limbs.iter().rev().fold(0_u128, |value, limb| value << 32 | u128::from(*limb));
                let value = i128::try_from(magnitude).ok()?;
                Some(if big.negative { -value } else { value })
            }
        }
    }

    /// `float(self)`
    pub fn to_f64(&self) -> Result<f64> {
        match &self.0 {
            Held::Small(value) => Ok(*value as f64),
            Held::Big(big) => {
                let value = nearest_float(&big.limbs);
                if value.is_infinite() {
                    return Err(overflow_error("int too large to convert to float"));
                }
                Ok(if big.negative { -value } else { value })
            }
        }
    }

    /// `bool(self)`
    pub fn truth(&self) -> bool {
        self.0 != Held::Small(0)
    }

    /// The sign and the magnitude in 32-bit digits, the lowest first.
    pub fn limbs(&self) -> (bool, Vec<u32>) {
        match &self.0 {
            Held::Small(value) => {
                let magnitude = value.unsigned_abs();
                (*value < 0, vec![magnitude as u32, (magnitude >> 32) as u32])
            }
            Held::Big(big) => (big.negative, big.limbs.clone()),
        }
    }

    /// The integer of that sign and magnitude, in 32-bit digits, the lowest first.
    pub fn from_limbs(negative: bool, mut limbs: Vec<u32>) -> Int {
        while limbs.last() == Some(&0) {
            limbs.pop();
        }
        if limbs.len() <= 2 {
            let magnitude = limbs.iter().rev().fold(0_i128, |value, limb| value << 32 | i128::from(*limb));
            if let Ok(value) = i64::try_from(if negative { -magnitude } else { magnitude }) {
                return Int(Held::Small(value));
            }
        }
        Int(Held::Big(Box::new(Big { negative, limbs })))
    }

    /// The integer with these decimal digits.
    pub fn from_digits(negative: bool, digits: &str) -> Int {
        let digits = digits.trim_start_matches('0');
        if digits.is_empty() {
            return Int(Held::Small(0));
        }
        if digits.len() <= 19 {
            let magnitude = digits.bytes().fold(0_i128, |value, digit| value * 10 + i128::from(digit - b'0'));
            if let Ok(value) = i64::try_from(if negative { -magnitude } else { magnitude }) {
                return Int(Held::Small(value));
            }
        }
        let mut limbs = Vec::new();
        for chunk in digits.as_bytes().chunks(9) {
            let scale = 10_u32.pow(chunk.len() as u32);
            let value = chunk.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
            push_digit(&mut limbs, scale, value);
        }
        Int::from_limbs(negative, limbs)
    }
}

impl From<i64> for Int {
    fn from(value: i64) -> Int {
        Int(Held::Small(value))
    }
}

impl From<i128> for Int {
    fn from(value: i128) -> Int {
        match i64::try_from(value) {
            Ok(small) => Int(Held::Small(small)),
            Err(_) => Int::from_digits(value < 0, &value.unsigned_abs().to_string()),
        }
    }
}

impl From<bool> for Int {
    fn from(value: bool) -> Int {
        Int(Held::Small(i64::from(value)))
    }
}

impl PartialEq<i64> for Int {
    fn eq(&self, other: &i64) -> bool {
        self.small() == Some(*other)
    }
}

impl PartialOrd<i64> for Int {
    fn partial_cmp(&self, other: &i64) -> Option<Ordering> {
        Some(self.cmp(&Int::from(*other)))
    }
}

/// Equal integers hash alike, and a small one like its `i64`.
impl Hash for Int {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match &self.0 {
            Held::Small(value) => value.hash(state),
            Held::Big(big) => big.limbs.hash(state),
        }
    }
}

/// An integer of any size is looked up among keys of 64 bits.
impl indexmap::Equivalent<i64> for Int {
    fn equivalent(&self, key: &i64) -> bool {
        self.small() == Some(*key)
    }
}

impl Default for Int {
    fn default() -> Int {
        Int::from(0_i64)
    }
}

impl Ord for Int {
    fn cmp(&self, other: &Int) -> Ordering {
        match (&self.0, &other.0) {
            (Held::Small(a), Held::Small(b)) => a.cmp(b),
            (Held::Small(_), Held::Big(b)) => {
                if b.negative {
                    Ordering::Greater
                } else {
                    Ordering::Less
                }
            }
            (Held::Big(_), Held::Small(_)) => other.cmp(self).reverse(),
            (Held::Big(a), Held::Big(b)) => match (a.negative, b.negative) {
                (false, true) => Ordering::Greater,
                (true, false) => Ordering::Less,
                (negative, _) => {
                    let longer = a.limbs.len().cmp(&b.limbs.len());
                    let magnitude = longer.then_with(|| a.limbs.iter().rev().cmp(b.limbs.iter().rev()));
                    if negative { magnitude.reverse() } else { magnitude }
                }
            },
        }
    }
}

impl PartialOrd for Int {
    fn partial_cmp(&self, other: &Int) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Int {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Held::Small(value) => fmt::Display::fmt(value, f),
            Held::Big(big) => f.pad_integral(!big.negative, "", &decimal(&big.limbs)),
        }
    }
}

impl fmt::Debug for Int {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// `int(text)`
pub fn int_parse(text: &str) -> Result<Int> {
    let bytes = text.as_bytes();
    // What clients send almost always: a few ASCII digits.
    if !bytes.is_empty() && bytes.len() <= 18 && bytes.iter().all(u8::is_ascii_digit) {
        return Ok(Int::from(bytes.iter().fold(0, |value, digit| value * 10 + i64::from(digit - b'0'))));
    }
    int_parse_base(text, 10)
}

/// `int(text)` where a value past 64 bits is beyond.
pub fn int_parse_i64(text: &str) -> Result<i64> {
    int_parse(text).map(|value| value.to_i64())
}

/// `int(text, base)`
pub fn int_parse_base(text: &str, base: i64) -> Result<Int> {
    if base != 0 && !(2..=36).contains(&base) {
        return Err(value_error("int() base must be >= 2 and <= 36, or 0"));
    }
    let invalid = || invalid_literal(text, base);
    let ascii = to_ascii(text);
    let trimmed = ascii.trim_matches(is_c_space);
    let (negative, rest) = match trimmed.as_bytes().first() {
        Some(b'-') => (true, &trimmed[1..]),
        Some(b'+') => (false, &trimmed[1..]),
        _ => (false, trimmed),
    };
    let prefix = match rest.get(..2).map(str::to_ascii_lowercase).as_deref() {
        Some("0x") => 16,
        Some("0o") => 8,
        Some("0b") => 2,
        _ => 0,
    };
    let (radix, digits) = if prefix != 0 && (base == 0 || base == prefix) {
        (prefix, rest[2..].strip_prefix('_').unwrap_or(&rest[2..]))
    } else if base == 0 {
        // `int('010', 0)` is refused, `int('00', 0)` is not.
        if rest.starts_with('0') && rest.bytes().any(|b| b != b'0' && b != b'_') {
            return Err(invalid());
        }
        (10, rest)
    } else {
        (base, rest)
    };
    let mut plain = String::with_capacity(digits.len());
    let mut after_digit = false;
    for byte in digits.bytes() {
        if byte == b'_' {
            if !after_digit {
                return Err(invalid());
            }
            after_digit = false;
            continue;
        }
        if !char::from(byte).is_digit(radix as u32) {
            return Err(invalid());
        }
        plain.push(char::from(byte));
        after_digit = true;
    }
    if !after_digit {
        return Err(invalid());
    }
    if !(radix as u64).is_power_of_two() && plain.len() > MAX_DIGITS {
        return Err(value_error(format!(
            "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion: value has {} digits; use sys.set_int_max_str_digits() to increase the limit",
            plain.len()
        )));
    }
    if radix == 10 {
        return Ok(Int::from_digits(negative, &plain));
    }
    let mut limbs = Vec::new();
    for digit in plain.chars().filter_map(|c| c.to_digit(radix as u32)) {
        push_digit(&mut limbs, radix as u32, digit);
    }
    Ok(Int::from_limbs(negative, limbs))
}

/// `int(number)` of a float: towards zero.
pub fn int_from_float(value: f64) -> Result<Int> {
    if value.is_nan() {
        return Err(value_error("cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        return Err(overflow_error("cannot convert float infinity to integer"));
    }
    let whole = value.trunc();
    if whole.abs() < 9.0e18 {
        return Ok(Int::from(whole as i64));
    }
    Ok(Int::from_digits(whole < 0.0, &format!("{:.0}", whole.abs())))
}

/// `str(n)`: Python refuses more than 4300 digits.
pub fn int_str(value: &Int) -> Result<String> {
    // 32 bits are less than 10 digits: what is longer than this is too long whatever its digits are.
    let is_too_long = |text: &str| text.trim_start_matches('-').len() > MAX_DIGITS;
    let text = match &value.0 {
        Held::Big(big) if big.limbs.len() > MAX_DIGITS / 9 => None,
        _ => Some(value.to_string()).filter(|text| !is_too_long(text)),
    };
    text.ok_or_else(|| {
        value_error(format!(
            "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"
        ))
    })
}

fn invalid_literal(text: &str, base: i64) -> Error {
    // CPython cuts what it quotes at 200 characters.
    let quoted: String = repr_str(text).chars().take(200).collect();
    value_error(format!("invalid literal for int() with base {base}: {quoted}"))
}

/// Digits of any script as ASCII, spaces of any kind as a space, anything else that is not ASCII as `?`.
///
/// As in `CPython` a text that is ASCII already stays as it is: `int("\x1c1")` is refused, `int("\x1c١")` is not.
pub fn to_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let ascii = text.chars().map(|c| match c {
        _ if is_space(c) => ' ',
        _ if c.is_ascii() => c,
        _ => decimal_value(c).map_or('?', |digit| char::from(b'0' + digit)),
    });
    Cow::Owned(ascii.collect())
}

/// What C's `isspace` accepts.
pub fn is_c_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ')
}

/// `limbs * radix + digit`
fn push_digit(limbs: &mut Vec<u32>, radix: u32, digit: u32) {
    let mut carry = u64::from(digit);
    for limb in limbs.iter_mut() {
        let value = u64::from(*limb) * u64::from(radix) + carry;
        *limb = value as u32;
        carry = value >> 32;
    }
    if carry > 0 {
        limbs.push(carry as u32);
    }
}

/// The decimal digits of a magnitude.
fn decimal(limbs: &[u32]) -> String {
    const CHUNK: u64 = 1_000_000_000;
    let mut rest = limbs.to_vec();
    let mut chunks = Vec::new();
    while !rest.is_empty() {
        let mut remainder = 0;
        for limb in rest.iter_mut().rev() {
            let value = remainder << 32 | u64::from(*limb);
            *limb = (value / CHUNK) as u32;
            remainder = value % CHUNK;
        }
        chunks.push(remainder);
        while rest.last() == Some(&0) {
            rest.pop();
        }
    }
    let digits: String = chunks.iter().rev().map(|chunk| format!("{chunk:09}")).collect();
    digits.trim_start_matches('0').to_owned()
}

/// The float that is nearest to a magnitude, of two the even one.
fn nearest_float(limbs: &[u32]) -> f64 {
    // The upper three digits have more bits than a float; the lowest of them says whether anything follows.
    let upper = limbs.len().saturating_sub(3);
    let top = limbs[upper..].iter().rev().fold(0_u128, |value, limb| value << 32 | u128::from(*limb));
    let rest = u128::from(limbs[..upper].iter().any(|limb| *limb != 0));
    i32::try_from(upper * 32).map_or(f64::INFINITY, |shift| {
        if shift > 1024 { f64::INFINITY } else { (top | rest) as f64 * 2_f64.powi(shift) }
    })
}
