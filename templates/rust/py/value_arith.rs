//! Arithmetic of values of unknown shape.

use super::arith;
use super::beyond::beyond;
use super::error::{Error, Result, type_error, value_error, zero_division_error};
use super::int::Int;
use super::list::list_add;
use super::value::Value;

/// Two numbers, of one type.
enum Pair {
    Ints(i128, i128),
    Floats(f64, f64),
}

const OVERFLOW: &str = "an integer past 128 bits";

fn wide(value: &Int) -> i128 {
    value.to_i128().unwrap_or_else(|| beyond(OVERFLOW))
}

fn held(value: Option<i128>) -> Value {
    Value::Int(Int::from(value.unwrap_or_else(|| beyond(OVERFLOW))))
}

fn pair(a: &Value, b: &Value) -> Result<Option<Pair>> {
    Ok(match (a, b, int(a), int(b)) {
        (_, _, Some(a), Some(b)) => Some(Pair::Ints(wide(&a), wide(&b))),
        (Value::Float(a), Value::Float(b), _, _) => Some(Pair::Floats(*a, *b)),
        (Value::Float(a), _, _, Some(b)) => Some(Pair::Floats(*a, b.to_f64()?)),
        (_, Value::Float(b), Some(a), _) => Some(Pair::Floats(a.to_f64()?, *b)),
        _ => None,
    })
}

fn int(value: &Value) -> Option<Int> {
    match value {
        Value::Bool(value) => Some(Int::from(*value)),
        Value::Int(value) => Some(value.clone()),
        Value::None | Value::Float(_) | Value::Str(_) | Value::List(_) | Value::Dict(_) => None,
    }
}

pub(super) fn unsupported(a: &Value, b: &Value, operator: &str) -> Error {
    type_error(format!("unsupported operand type(s) for {operator}: '{}' and '{}'", a.type_name(), b.type_name()))
}

/// `a + b`
pub fn value_add(a: &Value, b: &Value) -> Result<Value> {
    if let Some(pair) = pair(a, b)? {
        return Ok(match pair {
            Pair::Ints(a, b) => held(a.checked_add(b)),
            Pair::Floats(a, b) => Value::Float(a + b),
        });
    }
    match (a, b) {
        (Value::Str(x), Value::Str(y)) => Ok(Value::from(format!("{x}{y}"))),
        (Value::Str(_), _) => Err(type_error(format!("can only concatenate str (not \"{}\") to str", b.type_name()))),
        (Value::List(x), Value::List(y)) => Ok(Value::from(list_add(&x.read(), &y.read()))),
        (Value::List(_), _) => {
            Err(type_error(format!("can only concatenate list (not \"{}\") to list", b.type_name())))
        }
        _ => Err(unsupported(a, b, "+")),
    }
}

/// `a - b`
pub fn value_sub(a: &Value, b: &Value) -> Result<Value> {
    match pair(a, b)? {
        Some(Pair::Ints(a, b)) => Ok(held(a.checked_sub(b))),
        Some(Pair::Floats(a, b)) => Ok(Value::Float(a - b)),
        None => Err(unsupported(a, b, "-")),
    }
}

/// `a * b`
pub fn value_mul(a: &Value, b: &Value) -> Result<Value> {
    if let Some(pair) = pair(a, b)? {
        return Ok(match pair {
            Pair::Ints(a, b) => held(a.checked_mul(b)),
            Pair::Floats(a, b) => Value::Float(a * b),
        });
    }
    let (sequence, count) = match (a, b) {
        (Value::Str(_) | Value::List(_), count) => (a, count),
        (count, Value::Str(_) | Value::List(_)) => (b, count),
        _ => return Err(unsupported(a, b, "*")),
    };
    let Some(n) = count.index() else {
        return Err(type_error(format!("can't multiply sequence by non-int of type '{}'", count.type_name())));
    };
    Ok(match sequence {
        Value::Str(text) => Value::from(super::str::str_mul(text, n)),
        Value::List(values) => Value::from(super::list::list_mul(&values.read(), n)),
        _ => unreachable!("a sequence"),
    })
}

/// `a / b`
pub fn value_truediv(a: &Value, b: &Value) -> Result<Value> {
    match pair(a, b)? {
        Some(Pair::Ints(a, b)) => arith::truediv_wide(a, b).map(Value::Float),
        Some(Pair::Floats(a, b)) => arith::float_truediv(a, b).map(Value::Float),
        None => Err(unsupported(a, b, "/")),
    }
}

fn floor(a: i128, b: i128) -> i128 {
    let quotient = a / b;
    if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient }
}

/// `a // b`
pub fn value_floordiv(a: &Value, b: &Value) -> Result<Value> {
    match pair(a, b)? {
        Some(Pair::Ints(_, 0)) => Err(zero_division_error("integer division or modulo by zero")),
        Some(Pair::Ints(a, b)) => Ok(held(Some(floor(a, b)))),
        Some(Pair::Floats(a, b)) => arith::float_floordiv(a, b).map(Value::Float),
        None => Err(unsupported(a, b, "//")),
    }
}

/// `a % b`; of a string it is formatting.
pub fn value_mod(a: &Value, b: &Value) -> Result<Value> {
    if let Value::Str(_) = a {
        beyond("formatting by a template that is data");
    }
    match pair(a, b)? {
        Some(Pair::Ints(_, 0)) => Err(zero_division_error("integer modulo by zero")),
        Some(Pair::Ints(a, b)) => Ok(held(floor(a, b).checked_mul(b).and_then(|whole| a.checked_sub(whole)))),
        Some(Pair::Floats(a, b)) => arith::float_modulo(a, b).map(Value::Float),
        None => Err(unsupported(a, b, "%")),
    }
}

/// `divmod(a, b)`
pub fn value_divmod(a: &Value, b: &Value) -> Result<(Value, Value)> {
    match pair(a, b)? {
        Some(Pair::Ints(_, 0)) => Err(zero_division_error("integer division or modulo by zero")),
        Some(Pair::Ints(a, b)) => {
            let quotient = floor(a, b);
            let rest = quotient.checked_mul(b).and_then(|whole| a.checked_sub(whole));
            Ok((held(Some(quotient)), held(rest)))
        }
        Some(Pair::Floats(a, b)) => {
            let (quotient, rest) = arith::float_divmod(a, b)?;
            Ok((Value::Float(quotient), Value::Float(rest)))
        }
        None => Err(unsupported(a, b, "divmod()")),
    }
}

/// `a ** b`
pub fn value_pow(a: &Value, b: &Value) -> Result<Value> {
    match pair(a, b)? {
        Some(Pair::Ints(a, b)) if b >= 0 => {
            // An exponent past 32 bits leaves 0, 1 and -1 only, for which its parity is enough.
            let exponent = u32::try_from(b).unwrap_or(u32::MAX - u32::from(b % 2 == 0));
            Ok(held(a.checked_pow(exponent)))
        }
        Some(Pair::Ints(a, b)) => arith::float_pow(a as f64, b as f64).map(Value::Float),
        Some(Pair::Floats(a, b)) => arith::float_pow(a, b).map(Value::Float),
        None => Err(unsupported(a, b, "** or pow()")),
    }
}

/// `-a`
pub fn value_neg(a: &Value) -> Result<Value> {
    match a {
        Value::Bool(value) => Ok(Value::from(-i64::from(*value))),
        Value::Int(value) => Ok(held(wide(value).checked_neg())),
        Value::Float(value) => Ok(Value::Float(-value)),
        _ => Err(type_error(format!("bad operand type for unary -: '{}'", a.type_name()))),
    }
}

/// `+a`
pub fn value_pos(a: &Value) -> Result<Value> {
    match a {
        Value::Bool(value) => Ok(Value::from(i64::from(*value))),
        Value::Int(_) | Value::Float(_) => Ok(a.clone()),
        _ => Err(type_error(format!("bad operand type for unary +: '{}'", a.type_name()))),
    }
}

/// `~a`
pub fn value_invert(a: &Value) -> Result<Value> {
    match a {
        Value::Bool(value) => Ok(Value::from(!i64::from(*value))),
        Value::Int(value) => Ok(held(Some(!wide(value)))),
        _ => Err(type_error(format!("bad operand type for unary ~: '{}'", a.type_name()))),
    }
}

/// `abs(a)`
pub fn value_abs(a: &Value) -> Result<Value> {
    match a {
        Value::Bool(value) => Ok(Value::from(i64::from(*value))),
        Value::Int(value) => Ok(held(wide(value).checked_abs())),
        Value::Float(value) => Ok(Value::Float(value.abs())),
        _ => Err(type_error(format!("bad operand type for abs(): '{}'", a.type_name()))),
    }
}

fn bits(
    a: &Value,
    b: &Value,
    operator: &str,
    ints: impl Fn(i128, i128) -> Result<Option<i128>>,
    bools: Option<fn(bool, bool) -> bool>,
) -> Result<Value> {
    if let (Value::Bool(a), Value::Bool(b), Some(bools)) = (a, b, bools) {
        return Ok(Value::Bool(bools(*a, *b)));
    }
    match (int(a), int(b)) {
        (Some(a), Some(b)) => ints(wide(&a), wide(&b)).map(held),
        _ => Err(unsupported(a, b, operator)),
    }
}

fn shift(count: i128) -> Result<u32> {
    if count < 0 {
        return Err(value_error("negative shift count"));
    }
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// `a & b`
pub fn value_and(a: &Value, b: &Value) -> Result<Value> {
    bits(a, b, "&", |a, b| Ok(Some(a & b)), Some(|a, b| a & b))
}

/// `a | b`: of two dicts a new one with the items of both.
pub fn value_or(a: &Value, b: &Value) -> Result<Value> {
    if let (Value::Dict(x), Value::Dict(y)) = (a, b) {
        let mut items = x.read().clone();
        items.update(y.read().clone());
        return Ok(Value::from(items));
    }
    bits(a, b, "|", |a, b| Ok(Some(a | b)), Some(|a, b| a | b))
}

/// `a ^ b`
pub fn value_xor(a: &Value, b: &Value) -> Result<Value> {
    bits(a, b, "^", |a, b| Ok(Some(a ^ b)), Some(|a, b| a ^ b))
}

/// `a << b`
pub fn value_lshift(a: &Value, b: &Value) -> Result<Value> {
    let left = |a: i128, b| {
        let count = shift(b)?;
        Ok(if a == 0 { Some(0) } else { a.checked_shl(count).filter(|shifted| shifted >> count == a) })
    };
    bits(a, b, "<<", left, None)
}

/// `a >> b`
pub fn value_rshift(a: &Value, b: &Value) -> Result<Value> {
    bits(a, b, ">>", |a, b| Ok(Some(a >> shift(b)?.min(127))), None)
}

/// `sum(values)`
pub fn value_sum_of(values: impl IntoIterator<Item = Value>) -> Result<Value> {
    values.into_iter().try_fold(Value::from(0_i64), |sum, value| value_add(&sum, &value))
}
