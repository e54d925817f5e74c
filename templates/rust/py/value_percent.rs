//! Values of unknown shape in `text % values`.

use super::error::{Result, type_error};
use super::int::Int;
use super::value::Value;

/// The integer that `text % (v,)` writes for `%d`, `%i`, `%u`, `%x`, `%X` or `%o`; `letter` says which.
pub fn value_percent_int(value: &Value, letter: &str) -> Result<Int> {
    let decimal = matches!(letter, "d" | "i" | "u");
    if value.is_int() || (decimal && value.is_float()) {
        return value.to_int();
    }
    let wanted = if decimal { "a real number" } else { "an integer" };
    Err(type_error(format!("%{letter} format: {wanted} is required, not {}", value.type_name())))
}

/// The float that `text % (v,)` writes for `%f`, `%e` or `%g`.
pub fn value_percent_float(value: &Value) -> Result<f64> {
    if !value.is_int() && !value.is_float() {
        return Err(type_error(format!("must be real number, not {}", value.type_name())));
    }
    value.to_float()
}
