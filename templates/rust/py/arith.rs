//! Arithmetic as Python defines it: integers that overflow are beyond, division floors, zero divisors raise.

use super::beyond::beyond;
use super::error::{Result, overflow_error, value_error, zero_division_error};

const OVERFLOW: &str = "an integer past 64 bits";

/// `a + b`
pub fn add(a: i64, b: i64) -> i64 {
    a.checked_add(b).unwrap_or_else(|| beyond(OVERFLOW))
}

/// `a - b`
pub fn sub(a: i64, b: i64) -> i64 {
    a.checked_sub(b).unwrap_or_else(|| beyond(OVERFLOW))
}

/// `a * b`
pub fn mul(a: i64, b: i64) -> i64 {
    a.checked_mul(b).unwrap_or_else(|| beyond(OVERFLOW))
}

/// `-a`
pub fn neg(a: i64) -> i64 {
    a.checked_neg().unwrap_or_else(|| beyond(OVERFLOW))
}

/// `abs(a)`
pub fn abs(a: i64) -> i64 {
    a.checked_abs().unwrap_or_else(|| beyond(OVERFLOW))
}

/// `a // b`
pub fn floordiv(a: i64, b: i64) -> Result<i64> {
    if b == 0 {
        return Err(zero_division_error("integer division or modulo by zero"));
    }
    Ok(floor_quotient(a, b))
}

/// `a // b` where `b` is not 0.
pub fn floor_quotient(a: i64, b: i64) -> i64 {
    let quotient = a.checked_div(b).unwrap_or_else(|| beyond(OVERFLOW));
    if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient }
}

/// `a % b` where `b` is not 0.
pub fn floor_rest(a: i64, b: i64) -> i64 {
    let rest = a.wrapping_rem(b);
    if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest }
}

/// `a % b`: the sign is the divisor's.
pub fn modulo(a: i64, b: i64) -> Result<i64> {
    if b == 0 {
        return Err(zero_division_error("integer modulo by zero"));
    }
    Ok(floor_rest(a, b))
}

/// `divmod(a, b)`
pub fn int_divmod(a: i64, b: i64) -> Result<(i64, i64)> {
    Ok((floordiv(a, b)?, modulo(a, b)?))
}

/// `a ** b` for an exponent that is not negative.
pub fn pow(a: i64, b: i64) -> i64 {
    debug_assert!(b >= 0);
    match a {
        0 => i64::from(b == 0),
        1 => 1,
        -1 => 1 - 2 * (b & 1),
        _ => u32::try_from(b).ok().and_then(|b| a.checked_pow(b)).unwrap_or_else(|| beyond(OVERFLOW)),
    }
}

/// `a ** b` for a negative exponent: a float.
pub fn int_pow_negative(a: i64, b: i64) -> Result<f64> {
    float_pow(a as f64, b as f64)
}

/// `pow(a, b, m)` for an exponent that is not negative.
pub fn int_pow_modulo(a: i64, b: i64, m: i64) -> Result<i64> {
    if m == 0 {
        return Err(value_error("pow() 3rd argument cannot be 0"));
    }
    if b < 0 {
        beyond("a modular inverse");
    }
    let modulus = i128::from(m).abs();
    let mut base = i128::from(a).rem_euclid(modulus);
    let mut result = 1 % modulus;
    let mut exponent = b;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % modulus;
        }
        base = base * base % modulus;
        exponent >>= 1;
    }
    let result = if m < 0 && result != 0 { result - modulus } else { result };
    Ok(result as i64)
}

/// `a << b`
pub fn int_lshift(a: i64, b: i64) -> Result<i64> {
    if b < 0 {
        return Err(value_error("negative shift count"));
    }
    if a == 0 {
        return Ok(0);
    }
    let shifted = i128::from(a) << b.min(64);
    Ok(i64::try_from(shifted).unwrap_or_else(|_| beyond(OVERFLOW)))
}

/// `a >> b`
pub fn int_rshift(a: i64, b: i64) -> Result<i64> {
    if b < 0 {
        return Err(value_error("negative shift count"));
    }
    Ok(a >> b.min(63))
}

/// `a / b` of integers: the nearest float to the exact quotient.
pub fn int_truediv(a: i64, b: i64) -> Result<f64> {
    const EXACT: u64 = 1 << 53;
    if b == 0 {
        return Err(zero_division_error("division by zero"));
    }
    if a.unsigned_abs() <= EXACT && b.unsigned_abs() <= EXACT {
        return Ok(a as f64 / b as f64);
    }
    truediv_wide(i128::from(a), i128::from(b))
}

/// `a / b` of integers where `b` is not 0.
pub fn int_ratio(a: i64, b: i64) -> f64 {
    int_truediv(a, b).unwrap_or(f64::NAN)
}

/// `a / b` of integers whose magnitude fits 64 bits.
pub fn truediv_wide(a: i128, b: i128) -> Result<f64> {
    if b == 0 {
        return Err(zero_division_error("division by zero"));
    }
    if a == 0 {
        return Ok(if b < 0 { -0.0 } else { 0.0 });
    }
    if a.unsigned_abs() > u128::from(u64::MAX) || b.unsigned_abs() > u128::from(u64::MAX) {
        beyond(OVERFLOW);
    }
    let magnitude = divide(a.unsigned_abs(), b.unsigned_abs());
    Ok(if (a < 0) == (b < 0) { magnitude } else { -magnitude })
}

/// The quotient, rounded once, half to even.
fn divide(a: u128, b: u128) -> f64 {
    // Scaled so that the quotient has 55 or 56 bits: 53, one for rounding, and the last one says whether more follows.
    let bits = |n: u128| 128 - n.leading_zeros();
    let shift = 55_i32 - (bits(a) as i32 - bits(b) as i32);
    let (a, b) = if shift >= 0 { (a << shift, b) } else { (a, b << -shift) };
    let quotient = (a / b) | u128::from(a % b != 0);
    quotient as f64 * 2_f64.powi(-shift)
}

/// `a / b` of floats.
pub fn float_truediv(a: f64, b: f64) -> Result<f64> {
    if b == 0.0 {
        return Err(zero_division_error("float division by zero"));
    }
    Ok(a / b)
}

/// `a // b` of floats.
pub fn float_floordiv(a: f64, b: f64) -> Result<f64> {
    if b == 0.0 {
        return Err(zero_division_error("float floor division by zero"));
    }
    Ok(float_div_rem(a, b).0)
}

/// `a // b` of floats where `b` is not 0.
pub fn float_floor_quotient(a: f64, b: f64) -> f64 {
    float_div_rem(a, b).0
}

/// `a % b` of floats where `b` is not 0.
pub fn float_floor_rest(a: f64, b: f64) -> f64 {
    float_div_rem(a, b).1
}

/// `a % b` of floats.
pub fn float_modulo(a: f64, b: f64) -> Result<f64> {
    if b == 0.0 {
        return Err(zero_division_error("float modulo"));
    }
    Ok(float_div_rem(a, b).1)
}

/// `divmod(a, b)` of floats.
pub fn float_divmod(a: f64, b: f64) -> Result<(f64, f64)> {
    if b == 0.0 {
        return Err(zero_division_error("float divmod()"));
    }
    Ok(float_div_rem(a, b))
}

/// `CPython`'s `float_divmod`, step by step.
fn float_div_rem(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0_f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0_f64.copysign(a / b), rest);
    }
    let floor = quotient.floor();
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, rest)
}

/// `a ** b` of floats whose result is a float.
pub fn float_pow(a: f64, b: f64) -> Result<f64> {
    if a == 0.0 && b < 0.0 && b.is_finite() {
        return Err(zero_division_error("0.0 cannot be raised to a negative power"));
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b != b.floor() {
        beyond("a complex number");
    }
    let result = a.powf(b);
    if result.is_infinite() && a.is_finite() && b.is_finite() {
        return Err(overflow_error("(34, 'Numerical result out of range')"));
    }
    Ok(result)
}
