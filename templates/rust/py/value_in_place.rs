//! `op=` of a value of unknown shape: lists and dicts change where they are, anything else gives a new value.

use super::error::Result;
use super::value::Value;
use super::value_arith::{
    unsupported, value_add, value_and, value_floordiv, value_lshift, value_mod, value_mul, value_or, value_pow,
    value_rshift, value_sub, value_truediv, value_xor,
};

/// How the message begins that names the operator.
const UNSUPPORTED: &str = "unsupported operand type(s) for ";

/// An operator whose operands, when they do not fit, are told with the assigning operator.
fn in_place(a: &Value, operator: &str, b: &Value, operate: fn(&Value, &Value) -> Result<Value>) -> Result<Value> {
    operate(a, b).map_err(|error| {
        if error.to_string().starts_with(UNSUPPORTED) {
            return unsupported(a, b, operator);
        }
        error
    })
}

/// `a += b`
pub fn value_iadd(a: &Value, b: &Value) -> Result<Value> {
    if matches!(a, Value::List(_)) {
        a.extend(b)?;
        return Ok(a.clone());
    }
    in_place(a, "+=", b, value_add)
}

/// `a -= b`
pub fn value_isub(a: &Value, b: &Value) -> Result<Value> {
    in_place(a, "-=", b, value_sub)
}

/// `a *= b`
pub fn value_imul(a: &Value, b: &Value) -> Result<Value> {
    if matches!(a, Value::Dict(_)) {
        return Err(unsupported(a, b, "*="));
    }
    let product = in_place(a, "*=", b, value_mul)?;
    if let (Value::List(items), Value::List(repeated)) = (a, &product) {
        items.write().clone_from(&repeated.read());
        return Ok(a.clone());
    }
    Ok(product)
}

/// `a /= b`
pub fn value_itruediv(a: &Value, b: &Value) -> Result<Value> {
    in_place(a, "/=", b, value_truediv)
}

/// `a //= b`
pub fn value_ifloordiv(a: &Value, b: &Value) -> Result<Value> {
    in_place(a, "//=", b, value_floordiv)
}

/// `a %= b`
pub fn value_imod(a: &Value, b: &Value) -> Result<Value> {
    in_place(a, "%=", b, value_mod)
}

/// `a **= b`
pub fn value_ipow(a: &Value, b: &Value) -> Result<Value> {
    in_place(a, "**=", b, value_pow)
}

/// `a <<= b`
pub fn value_ilshift(a: &Value, b: &Value) -> Result<Value> {
    in_place(a, "<<=", b, value_lshift)
}

/// `a >>= b`
pub fn value_irshift(a: &Value, b: &Value) -> Result<Value> {
    in_place(a, ">>=", b, value_rshift)
}

/// `a &= b`
pub fn value_iand(a: &Value, b: &Value) -> Result<Value> {
    in_place(a, "&=", b, value_and)
}

/// `a |= b`
pub fn value_ior(a: &Value, b: &Value) -> Result<Value> {
    if matches!(a, Value::Dict(_)) {
        a.update(b)?;
        return Ok(a.clone());
    }
    in_place(a, "|=", b, value_or)
}

/// `a ^= b`
pub fn value_ixor(a: &Value, b: &Value) -> Result<Value> {
    in_place(a, "^=", b, value_xor)
}
