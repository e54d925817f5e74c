//! The arguments of a caught exception as values.

use super::beyond::beyond;
use super::error::{Argument, Error, OS_ERROR, Result, UNICODE_ERROR, index_error};
use super::int::int_parse;
use super::value::Value;

/// `e.args[i]`; an argument that is neither a number nor text, and one of an exception that keeps its text alone, is beyond.
pub fn error_arg(error: &Error, i: i64) -> Result<Value> {
    if error.is(&OS_ERROR) || error.is(&UNICODE_ERROR) {
        beyond("the arguments of an exception that keeps its text alone");
    }
    let args = error.args();
    let at = usize::try_from(if i < 0 { i + args.len() as i64 } else { i }).ok();
    match at.and_then(|at| args.get(at)) {
        None => Err(index_error("tuple index out of range")),
        Some(Argument::Str(text)) => Ok(Value::from(text.as_str())),
        Some(Argument::Other(repr)) => Ok(value_of_repr(repr)),
    }
}

/// The value whose `repr` is given.
fn value_of_repr(repr: &str) -> Value {
    match repr {
        "None" => return Value::None,
        "True" => return Value::from(true),
        "False" => return Value::from(false),
        _ => {}
    }
    if repr.starts_with(['\'', '"']) {
        return Value::from(text_of_repr(repr.get(1..repr.len() - 1).unwrap_or_default()));
    }
    if repr.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit())
        && let Ok(int) = int_parse(repr)
    {
        return Value::from(int);
    }
    match repr.parse::<f64>() {
        Ok(float) => Value::from(float),
        Err(_) => beyond("an argument that is neither a number nor text"),
    }
}

/// The text of which this is the `repr`, without its quotes.
fn text_of_repr(repr: &str) -> String {
    let mut text = String::with_capacity(repr.len());
    let mut chars = repr.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        let width = match chars.next() {
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            Some('n') => {
                text.push('\n');
                continue;
            }
            Some('r') => {
                text.push('\r');
                continue;
            }
            Some('t') => {
                text.push('\t');
                continue;
            }
            Some(other) => {
                text.push(other);
                continue;
            }
            None => break,
        };
        let digits: String = chars.by_ref().take(width).collect();
        match u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32) {
            Some(c) => text.push(c),
            None => beyond("text with a lone surrogate"),
        }
    }
    text
}
