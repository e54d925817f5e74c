//! Strings as text of a width.

use super::error::{Result, type_error, value_error};
use super::format_spec::{FormatSpec, unknown_code};

/// `format(value, spec)` of a string.
pub fn format_str(value: &str, spec: &str) -> Result<String> {
    format_str_as(value, &FormatSpec::parse(spec, "str")?)
}

fn format_str_as(value: &str, spec: &FormatSpec) -> Result<String> {
    if let Some(kind) = spec.kind.filter(|kind| *kind != 's') {
        return Err(unknown_code(kind, "str"));
    }
    match spec.sign {
        None => {}
        Some(' ') => return Err(value_error("Space not allowed in string format specifier")),
        Some(_) => return Err(value_error("Sign not allowed in string format specifier")),
    }
    if spec.no_negative_zero {
        return Err(value_error("Negative zero coercion (z) not allowed in string format specifier"));
    }
    if spec.alternate {
        return Err(value_error("Alternate form (#) not allowed in string format specifier"));
    }
    if spec.align == Some('=') {
        return Err(value_error("'=' alignment not allowed in string format specifier"));
    }
    match spec.precision {
        Some(precision) => Ok(spec.pad(&value.chars().take(precision).collect::<String>(), '<')),
        None => Ok(spec.pad(value, '<')),
    }
}

/// `format(None, spec)`, and of any type that has no format of its own.
pub fn format_other(text: &str, type_name: &str, spec: &str) -> Result<String> {
    if spec.is_empty() {
        return Ok(text.to_owned());
    }
    Err(type_error(format!("unsupported format string passed to {type_name}.__format__")))
}
