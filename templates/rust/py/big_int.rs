//! Arithmetic with `int` of any size.

use num_bigint::{BigInt, BigUint, Sign};

use super::arith::int_truediv;
use super::beyond::beyond;
use super::error::{Result, index_error, overflow_error, value_error, zero_division_error};
use super::int::{Int, int_from_float, int_str};

/// An integer with more bits is not computed: it would fill the memory.
const MOST_BITS: i64 = 1 << 33;

pub(super) fn wide(value: &Int) -> BigInt {
    if let Some(small) = value.small() {
        return BigInt::from(small);
    }
    let (negative, limbs) = value.limbs();
    BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, BigUint::new(limbs))
}

pub(super) fn held(value: &BigInt) -> Int {
    match i64::try_from(value) {
        Ok(small) => Int::from(small),
        Err(_) => Int::from_limbs(value.sign() == Sign::Minus, value.magnitude().to_u32_digits()),
    }
}

pub(super) fn fills_memory() -> ! {
    beyond("an integer that fills the memory")
}

/// The result of 64 bits, or else that of any size.
fn either(a: &Int, b: &Int, small: impl Fn(i64, i64) -> Option<i64>, big: impl Fn(BigInt, BigInt) -> BigInt) -> Int {
    if let (Some(a), Some(b)) = (a.small(), b.small())
        && let Some(result) = small(a, b)
    {
        return Int::from(result);
    }
    held(&big(wide(a), wide(b)))
}

/// The integer with these decimal digits.
pub fn big_int_literal(digits: &str) -> Int {
    Int::from_digits(digits.starts_with('-'), digits.trim_start_matches('-'))
}

/// `a + b`
pub fn big_int_add(a: &Int, b: &Int) -> Int {
    either(a, b, i64::checked_add, |a, b| a + b)
}

/// `a - b`
pub fn big_int_sub(a: &Int, b: &Int) -> Int {
    either(a, b, i64::checked_sub, |a, b| a - b)
}

/// `a * b`
pub fn big_int_mul(a: &Int, b: &Int) -> Int {
    either(a, b, i64::checked_mul, |a, b| a * b)
}

/// `-a`
pub fn big_int_neg(a: &Int) -> Int {
    big_int_sub(&Int::default(), a)
}

/// `~a`
pub fn big_int_invert(a: &Int) -> Int {
    big_int_sub(&Int::from(-1_i64), a)
}

/// `abs(a)`
pub fn big_int_abs(a: &Int) -> Int {
    if *a < 0 { big_int_neg(a) } else { a.clone() }
}

fn divided(a: &Int, b: &Int) -> (Int, Int) {
    if let (Some(a), Some(b)) = (a.small(), b.small())
        && let (Some(quotient), Some(rest)) = (a.checked_div(b), a.checked_rem(b))
    {
        let below = rest != 0 && (rest < 0) != (b < 0);
        return (Int::from(quotient - i64::from(below)), Int::from(if below { rest + b } else { rest }));
    }
    let (a, b) = (wide(a), wide(b));
    let (mut quotient, mut rest) = (&a / &b, &a % &b);
    if rest.sign() != Sign::NoSign && rest.sign() != b.sign() {
        quotient -= 1;
        rest += b;
    }
    (held(&quotient), held(&rest))
}

/// `a // b`
pub fn big_int_floordiv(a: &Int, b: &Int) -> Result<Int> {
    Ok(big_int_divmod(a, b)?.0)
}

/// `a // b` where `b` is not 0.
pub fn big_int_quotient(a: &Int, b: &Int) -> Int {
    divided(a, b).0
}

/// `a % b`
pub fn big_int_modulo(a: &Int, b: &Int) -> Result<Int> {
    if b.truth() { Ok(divided(a, b).1) } else { Err(zero_division_error("integer modulo by zero")) }
}

/// `a % b` where `b` is not 0.
pub fn big_int_rest(a: &Int, b: &Int) -> Int {
    divided(a, b).1
}

/// `divmod(a, b)`
pub fn big_int_divmod(a: &Int, b: &Int) -> Result<(Int, Int)> {
    if b.truth() { Ok(divided(a, b)) } else { Err(zero_division_error("integer division or modulo by zero")) }
}

/// `a / b`: the float nearest to the exact quotient.
pub fn big_int_truediv(a: &Int, b: &Int) -> Result<f64> {
    if let (Some(a), Some(b)) = (a.small(), b.small()) {
        return int_truediv(a, b);
    }
    if !b.truth() {
        return Err(zero_division_error("division by zero"));
    }
    if !a.truth() {
        return Ok(if *b < 0 { -0.0 } else { 0.0 });
    }
    let negative = (*a < 0) != (*b < 0);
    let (mut a, mut b) = (wide(a).into_parts().1, wide(b).into_parts().1);
    // As in CPython: the quotient gets two bits more than a float has, and the last one says whether anything follows.
    let difference = a.bits() as i64 - b.bits() as i64;
    if difference > 1025 {
        return Err(overflow_error("integer division result too large for a float"));
    }
    if difference < -1100 {
        return Ok(if negative { -0.0 } else { 0.0 });
    }
    let shift = difference.max(-1021) - 55;
    if shift <= 0 {
        a <<= shift.unsigned_abs();
    } else {
        b <<= shift.unsigned_abs();
    }
    let quotient = &a / &b;
    let rest = u64::from(&quotient * &b != a);
    let quotient = quotient.to_u64_digits().first().copied().unwrap_or_default();
    let magnitude = scaled(quotient | rest, shift);
    if magnitude.is_infinite() {
        return Err(overflow_error("integer division result too large for a float"));
    }
    Ok(if negative { -magnitude } else { magnitude })
}

/// `value * 2**shift`, rounded once.
fn scaled(value: u64, shift: i64) -> f64 {
    // A float has 53 bits, and below 2**-1022 fewer: what is cut off is rounded here, half to even.
    let spare = (-1074 - shift).max(11 - i64::from(value.leading_zeros())).max(0) as u32;
    let (value, shift) = if spare == 0 || spare >= 64 {
        (value, shift)
    } else {
        let (kept, cut) = (value >> spare, value & ((1 << spare) - 1));
        let half = 1_u64 << (spare - 1);
        (kept + u64::from(cut > half || cut == half && kept & 1 == 1), shift + i64::from(spare))
    };
    // Two factors: 2**shift alone may be no float.
    let first = (shift / 2) as i32;
    value as f64 * 2_f64.powi(first) * 2_f64.powi(shift as i32 - first)
}

/// `a ** b` for an exponent that is not negative; a float, which a negative one gives, is beyond.
pub fn big_int_pow(a: &Int, b: &Int) -> Int {
    if *b < 0 {
        beyond("an integer to a negative power");
    }
    let even = wide(b).magnitude().iter_u32_digits().next().is_none_or(|digit| digit % 2 == 0);
    match a.small() {
        Some(0) => return Int::from(i64::from(!b.truth())),
        Some(1) => return a.clone(),
        Some(-1) => return Int::from(if even { 1_i64 } else { -1 }),
        _ => {}
    }
    let base = wide(a);
    match b.small().and_then(|b| u32::try_from(b).ok()) {
        Some(exponent) if i64::from(exponent) <= MOST_BITS / base.bits() as i64 => held(&base.pow(exponent)),
        _ => fills_memory(),
    }
}

/// `pow(a, b, m)`
pub fn big_int_pow_modulo(a: &Int, b: &Int, m: &Int) -> Result<Int> {
    if !m.truth() {
        return Err(value_error("pow() 3rd argument cannot be 0"));
    }
    let modulus = wide(m);
    let positive = BigInt::from_biguint(Sign::Plus, modulus.magnitude().clone());
    let mut base = wide(a) % &positive;
    let mut exponent = wide(b);
    if exponent.sign() == Sign::Minus {
        let inverse = base.modinv(&positive);
        base = inverse.ok_or_else(|| value_error("base is not invertible for the given modulus"))?;
        exponent = -exponent;
    }
    Ok(held(&base.modpow(&exponent, &modulus)))
}

/// `a << b`
pub fn big_int_lshift(a: &Int, b: &Int) -> Result<Int> {
    if *b < 0 {
        return Err(value_error("negative shift count"));
    }
    if !a.truth() {
        return Ok(Int::default());
    }
    match b.small() {
        Some(count) if count <= MOST_BITS => Ok(held(&(wide(a) << count))),
        _ => fills_memory(),
    }
}

/// `a >> b`
pub fn big_int_rshift(a: &Int, b: &Int) -> Result<Int> {
    if *b < 0 {
        return Err(value_error("negative shift count"));
    }
    let count = b.small().unwrap_or(i64::MAX);
    match a.small() {
        Some(small) => Ok(Int::from(small >> count.min(63))),
        None => Ok(held(&(wide(a) >> count))),
    }
}

/// `a & b`
pub fn big_int_and(a: &Int, b: &Int) -> Int {
    either(a, b, |a, b| Some(a & b), |a, b| a & b)
}

/// `a | b`
pub fn big_int_or(a: &Int, b: &Int) -> Int {
    either(a, b, |a, b| Some(a | b), |a, b| a | b)
}

/// `a ^ b`
pub fn big_int_xor(a: &Int, b: &Int) -> Int {
    either(a, b, |a, b| Some(a ^ b), |a, b| a ^ b)
}

/// `float(a)`
pub fn big_int_float(a: &Int) -> Result<f64> {
    a.to_f64()
}

/// `str(a)`
pub fn big_int_text(a: &Int) -> Result<String> {
    int_str(a)
}

/// `int(x)`
pub fn big_int_of_float(x: f64) -> Result<Int> {
    int_from_float(x)
}

/// `round(x)`
pub fn big_int_of_rounded(x: f64) -> Result<Int> {
    int_from_float(x.round_ties_even())
}

/// `a` as an index.
pub fn big_int_index(a: &Int) -> Result<i64> {
    a.small().ok_or_else(|| index_error("cannot fit 'int' into an index-sized integer"))
}

/// `a` as a number of repetitions.
pub fn big_int_size(a: &Int) -> Result<i64> {
    a.small().ok_or_else(|| overflow_error("cannot fit 'int' into an index-sized integer"))
}

/// `a` as a bound of a slice: beyond the ends it is at the ends.
pub fn big_int_clamp(a: &Int) -> i64 {
    a.small().unwrap_or(if *a < 0 { i64::MIN } else { i64::MAX })
}

/// How `a` compares with `x`, exactly: -1, 0 or 1; with NaN `unordered`.
pub fn big_int_compare_float(a: &Int, x: f64, unordered: i64) -> i64 {
    if x.is_nan() {
        return unordered;
    }
    let Ok(whole) = int_from_float(x.floor()) else { return if x > 0.0 { -1 } else { 1 } };
    match a.cmp(&whole) {
        std::cmp::Ordering::Equal if x > x.floor() => -1,
        order => order as i64,
    }
}
