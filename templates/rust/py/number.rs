//! A number that is an `int` or a `float`, and stays what it is.

use std::cmp::Ordering;

use super::arith;
use super::encode::{Encoder, ToJson};
use super::error::Result;
use super::float::{float_round, float_round_digits, int_round_digits, push_float};
use super::format_float::format_float;
use super::format_int::format_int;
use super::int::{Int, int_from_float};
use super::repr::Repr;
use super::text::Formatted;

/// An `int` or a `float`.
#[derive(Debug, Clone, Copy)]
pub enum Number {
    /// An `int`.
    Int(i64),
    /// A `float`.
    Float(f64),
}

impl Number {
    /// `float(n)`
    pub fn to_f64(self) -> f64 {
        match self {
            Number::Int(value) => value as f64,
            Number::Float(value) => value,
        }
    }

    /// `bool(n)`
    pub fn truth(self) -> bool {
        match self {
            Number::Int(value) => value != 0,
            Number::Float(value) => value != 0.0,
        }
    }

    fn combine(self, other: Number, ints: impl Fn(i64, i64) -> i64, floats: impl Fn(f64, f64) -> f64) -> Number {
        match (self, other) {
            (Number::Int(a), Number::Int(b)) => Number::Int(ints(a, b)),
            (a, b) => Number::Float(floats(a.to_f64(), b.to_f64())),
        }
    }

    /// `abs(a)`
    #[must_use]
    pub fn abs(self) -> Number {
        match self {
            Number::Int(value) => Number::Int(arith::abs(value)),
            Number::Float(value) => Number::Float(value.abs()),
        }
    }

    /// `a / b`
    pub fn truediv(self, other: impl Into<Number>) -> Result<f64> {
        match (self, other.into()) {
            (Number::Int(a), Number::Int(b)) => arith::int_truediv(a, b),
            (a, b) => arith::float_truediv(a.to_f64(), b.to_f64()),
        }
    }

    /// `a // b`
    pub fn floordiv(self, other: impl Into<Number>) -> Result<Number> {
        match (self, other.into()) {
            (Number::Int(a), Number::Int(b)) => arith::floordiv(a, b).map(Number::Int),
            (a, b) => arith::float_floordiv(a.to_f64(), b.to_f64()).map(Number::Float),
        }
    }

    /// `a % b`
    pub fn modulo(self, other: impl Into<Number>) -> Result<Number> {
        match (self, other.into()) {
            (Number::Int(a), Number::Int(b)) => arith::modulo(a, b).map(Number::Int),
            (a, b) => arith::float_modulo(a.to_f64(), b.to_f64()).map(Number::Float),
        }
    }
}

impl Number {
    /// `a ** b`
    pub fn pow(self, other: impl Into<Number>) -> Result<Number> {
        match (self, other.into()) {
            (Number::Int(a), Number::Int(b)) if b >= 0 => Ok(Number::Int(arith::pow(a, b))),
            (a, b) => arith::float_pow(a.to_f64(), b.to_f64()).map(Number::Float),
        }
    }

    /// `int(n)`
    pub fn to_int(self) -> Result<Int> {
        match self {
            Number::Int(value) => Ok(Int::from(value)),
            Number::Float(value) => int_from_float(value),
        }
    }

    /// `round(n)`
    pub fn round(self) -> Result<Int> {
        match self {
            Number::Int(value) => Ok(Int::from(value)),
            Number::Float(value) => float_round(value),
        }
    }

    /// `round(n, digits)`
    #[must_use]
    pub fn round_digits(self, digits: i64) -> Number {
        match self {
            Number::Int(value) => Number::Int(int_round_digits(value, digits)),
            Number::Float(value) => Number::Float(float_round_digits(value, digits)),
        }
    }

    /// The number, which is compared with the items of a container.
    #[must_use]
    pub fn not_nan(self) -> Number {
        if let Number::Float(value) = self {
            super::float::float_not_nan(value);
        }
        self
    }

    /// `format(n, spec)`
    pub fn format(self, spec: &str) -> Result<String> {
        match self {
            Number::Int(value) => format_int(value, spec),
            Number::Float(value) => format_float(value, spec),
        }
    }
}

/// `sum(xs)` as `CPython` up to 3.11 adds.
pub fn number_sum(xs: impl IntoIterator<Item = Number>) -> Number {
    let mut ints = 0_i128;
    let mut xs = xs.into_iter();
    for x in &mut xs {
        match x {
            Number::Int(value) => ints += i128::from(value),
            Number::Float(value) => {
                return Number::Float(xs.fold(ints as f64 + value, |sum, x| sum + x.to_f64()));
            }
        }
    }
    Number::Int(i64::try_from(ints).unwrap_or_else(|_| super::beyond::beyond("an integer past 64 bits")))
}

/// Compares exactly: an integer is not rounded to a float first.
pub fn compare_int_float(a: i64, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    if b >= 9_223_372_036_854_775_808.0 {
        return Some(Ordering::Less);
    }
    if b < -9_223_372_036_854_775_808.0 {
        return Some(Ordering::Greater);
    }
    let whole = b.floor();
    Some(a.cmp(&(whole as i64)).then(if b > whole { Ordering::Less } else { Ordering::Equal }))
}

macro_rules! operator {
    ($operator:ident, $method:ident, $floats:expr) => {
        impl<T: Into<Number>> std::ops::$operator<T> for Number {
            type Output = Number;

            fn $method(self, other: T) -> Number {
                self.combine(other.into(), arith::$method, $floats)
            }
        }
    };
}

operator!(Add, add, |a, b| a + b);
operator!(Sub, sub, |a, b| a - b);
operator!(Mul, mul, |a, b| a * b);

impl std::ops::Neg for Number {
    type Output = Number;

    fn neg(self) -> Number {
        match self {
            Number::Int(value) => Number::Int(arith::neg(value)),
            Number::Float(value) => Number::Float(-value),
        }
    }
}

impl Default for Number {
    fn default() -> Number {
        Number::Int(0)
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        match (*self, *other) {
            (Number::Int(a), Number::Int(b)) => Some(a.cmp(&b)),
            (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b),
            (Number::Int(a), Number::Float(b)) => compare_int_float(a, b),
            (Number::Float(a), Number::Int(b)) => compare_int_float(b, a).map(Ordering::reverse),
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Number) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Number {
        Number::Int(value)
    }
}

impl From<f64> for Number {
    fn from(value: f64) -> Number {
        Number::Float(value)
    }
}

impl Repr for Number {
    fn push_repr(&self, out: &mut String) {
        match self {
            Number::Int(value) => value.push_repr(out),
            Number::Float(value) => push_float(out, *value),
        }
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&super::repr::repr(self))
    }
}

impl Formatted for Number {
    fn formatted(&self, spec: &str) -> Result<String> {
        self.format(spec)
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

impl ToJson for Number {
    fn encode_json(&self, e: &mut Encoder) {
        match self {
            Number::Int(value) => e.int(*value),
            Number::Float(value) => e.float(*value),
        }
    }
}
