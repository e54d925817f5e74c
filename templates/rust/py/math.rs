//! `math` of floats: the C library's functions, with Python's errors.

use super::error::{Error, Result, overflow_error, value_error, zero_division_error};
use super::int::{Int, int_from_float};

#[cold]
fn domain() -> Error {
    value_error("math domain error")
}

/// A result that is too great for a float.
fn ranged(x: f64, result: f64) -> Result<f64> {
    if result.is_infinite() && x.is_finite() { Err(overflow_error("math range error")) } else { Ok(result) }
}

/// A result that is not a number though the argument was one.
fn defined(x: f64, result: f64) -> Result<f64> {
    if result.is_nan() && !x.is_nan() { Err(domain()) } else { Ok(result) }
}

/// `math.inf`
pub fn math_inf() -> f64 {
    f64::INFINITY
}

/// `math.nan`
pub fn math_nan() -> f64 {
    f64::NAN
}

/// `math.floor(x)`
pub fn math_floor(x: f64) -> Result<Int> {
    int_from_float(x.floor())
}

/// `math.ceil(x)`
pub fn math_ceil(x: f64) -> Result<Int> {
    int_from_float(x.ceil())
}

/// `math.trunc(x)`
pub fn math_trunc(x: f64) -> Result<Int> {
    int_from_float(x)
}

/// `math.sqrt(x)`
pub fn math_sqrt(x: f64) -> Result<f64> {
    defined(x, x.sqrt())
}

/// `math.fabs(x)`
pub fn math_fabs(x: f64) -> f64 {
    x.abs()
}

/// `math.isnan(x)`
pub fn math_isnan(x: f64) -> bool {
    x.is_nan()
}

/// `math.isinf(x)`
pub fn math_isinf(x: f64) -> bool {
    x.is_infinite()
}

/// `math.isfinite(x)`
pub fn math_isfinite(x: f64) -> bool {
    x.is_finite()
}

/// `math.copysign(x, y)`
pub fn math_copysign(x: f64, y: f64) -> f64 {
    x.copysign(y)
}

/// `math.fmod(x, y)`
pub fn math_fmod(x: f64, y: f64) -> Result<f64> {
    if y.is_nan() { Ok(x % y) } else { defined(x, x % y) }
}

/// `math.isclose(a, b)`
pub fn math_isclose(a: f64, b: f64) -> bool {
    if a == b {
        return true;
    }
    let difference = (b - a).abs();
    a.is_finite() && b.is_finite() && (difference <= (1e-9 * b).abs() || difference <= (1e-9 * a).abs())
}

/// `math.modf(x)`
pub fn math_modf(x: f64) -> (f64, f64) {
    if x.is_infinite() { (0_f64.copysign(x), x) } else { (x.fract().copysign(x), x.trunc()) }
}

/// `math.exp(x)`
pub fn math_exp(x: f64) -> Result<f64> {
    ranged(x, x.exp())
}

/// `math.expm1(x)`
pub fn math_expm1(x: f64) -> Result<f64> {
    ranged(x, x.exp_m1())
}

/// `math.sinh(x)`
pub fn math_sinh(x: f64) -> Result<f64> {
    ranged(x, x.sinh())
}

/// `math.cosh(x)`
pub fn math_cosh(x: f64) -> Result<f64> {
    ranged(x, x.cosh())
}

/// `math.tanh(x)`
pub fn math_tanh(x: f64) -> f64 {
    x.tanh()
}

/// `math.log(x)`
pub fn math_log(x: f64) -> Result<f64> {
    if x <= 0.0 { Err(domain()) } else { Ok(x.ln()) }
}

/// `math.log(x, base)`
pub fn math_log_base(x: f64, base: f64) -> Result<f64> {
    let (x, base) = (math_log(x)?, math_log(base)?);
    if base == 0.0 { Err(zero_division_error("float division by zero")) } else { Ok(x / base) }
}

/// `math.log2(x)`
pub fn math_log2(x: f64) -> Result<f64> {
    if x <= 0.0 { Err(domain()) } else { Ok(x.log2()) }
}

/// `math.log10(x)`
pub fn math_log10(x: f64) -> Result<f64> {
    if x <= 0.0 { Err(domain()) } else { Ok(x.log10()) }
}

/// `math.log1p(x)`
pub fn math_log1p(x: f64) -> Result<f64> {
    if x <= -1.0 { Err(domain()) } else { Ok(x.ln_1p()) }
}

/// `math.sin(x)`
pub fn math_sin(x: f64) -> Result<f64> {
    defined(x, x.sin())
}

/// `math.cos(x)`
pub fn math_cos(x: f64) -> Result<f64> {
    defined(x, x.cos())
}

/// `math.tan(x)`
pub fn math_tan(x: f64) -> Result<f64> {
    defined(x, x.tan())
}

/// `math.asin(x)`
pub fn math_asin(x: f64) -> Result<f64> {
    defined(x, x.asin())
}

/// `math.acos(x)`
pub fn math_acos(x: f64) -> Result<f64> {
    defined(x, x.acos())
}

/// `math.atan(x)`
pub fn math_atan(x: f64) -> f64 {
    x.atan()
}

/// `math.atan2(y, x)`
pub fn math_atan2(y: f64, x: f64) -> f64 {
    y.atan2(x)
}

/// `math.radians(x)`
pub fn math_radians(x: f64) -> f64 {
    x * (std::f64::consts::PI / 180.0)
}

/// `math.degrees(x)`
pub fn math_degrees(x: f64) -> f64 {
    x * (180.0 / std::f64::consts::PI)
}

/// `math.pow(x, y)`
pub fn math_pow(x: f64, y: f64) -> Result<f64> {
    let result = x.powf(y);
    if x.is_finite() && y.is_finite() {
        if result.is_nan() || result.is_infinite() && x == 0.0 {
            return Err(domain());
        }
        return ranged(x, result);
    }
    Ok(result)
}

/// `math.hypot(a, b)`, as CPython sums the squares.
pub fn math_hypot(a: f64, b: f64) -> f64 {
    let (a, b) = (a.abs(), b.abs());
    if a.is_infinite() || b.is_infinite() {
        return f64::INFINITY;
    }
    let max = a.max(b);
    if a.is_nan() || b.is_nan() || max == 0.0 {
        return a + b;
    }
    // A power of two that brings the greater one between a half and one.
    let scale = match (max.to_bits() >> 52) as i64 - 1022 {
        exponent @ ..1023 if max >= f64::MIN_POSITIVE => f64::from_bits(((1023 - exponent) as u64) << 52),
        1023 => f64::MIN_POSITIVE / 2.0,
        1024 => f64::MIN_POSITIVE / 4.0,
        _ if max >= f64::MIN_POSITIVE / 2.0 => 2_f64.powi(1022),
        _ if max >= f64::MIN_POSITIVE / 4.0 => 2_f64.powi(1023),
        _ => return tiny_hypot(a, b, max),
    };
    let mut sum = Sum { total: 1.0, rests: [0.0; 3] };
    for x in [a, b] {
        sum.add_square(x * scale, 1.0);
    }
    let root = sum.value().sqrt();
    sum.add_square(root, -1.0);
    (root + sum.value() / (2.0 * root)) / scale
}

fn tiny_hypot(a: f64, b: f64, max: f64) -> f64 {
    let (mut sum, mut rest) = (1.0, 0.0);
    for x in [a, b] {
        let square = (x / max) * (x / max);
        let before = sum;
        sum += square;
        rest += (before - sum) + square;
    }
    max * (sum - 1.0 + rest).sqrt()
}

/// A sum of squares, with what is lost in it.
struct Sum {
    total: f64,
    rests: [f64; 3],
}

impl Sum {
    /// Adds `sign * x * x` in parts that are exact.
    fn add_square(&mut self, x: f64, sign: f64) {
        let shifted = x * 134_217_729.0;
        let high = shifted - (shifted - x);
        let low = x - high;
        for (rest, part) in [sign * high * high, sign * 2.0 * high * low].into_iter().enumerate() {
            let before = self.total;
            self.total += part;
            self.rests[rest] += (before - self.total) + part;
        }
        let part = sign * low * low;
        if sign < 0.0 {
            let before = self.total;
            self.total += part;
            self.rests[2] += (before - self.total) + part;
        } else {
            self.rests[2] += part;
        }
    }

    fn value(&self) -> f64 {
        self.total - 1.0 + (self.rests[0] + self.rests[1] + self.rests[2])
    }
}
