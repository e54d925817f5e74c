//! `str(x)` and `format(x, spec)` of a value of any type.

use super::beyond::beyond;
use super::error::{Error, Result, SYSTEM_EXIT};
use super::float::float_repr;
use super::format_float::format_float;
use super::format_int::{format_big_int, format_bool, format_int};
use super::format_str::format_str;
use super::int::Int;
use super::repr::{Repr, repr};
use super::value::Value;

/// A value that `format()` takes.
pub trait Formatted {
    /// `format(self, spec)`
    fn formatted(&self, spec: &str) -> Result<String>;

    /// `str(self)`
    fn text(&self) -> String;
}

macro_rules! formatted {
    ($($type:ty: |$value:ident, $spec:ident| $format:expr, $text:expr;)*) => {
        $(impl Formatted for $type {
            fn formatted(&self, $spec: &str) -> Result<String> {
                let $value = self;
                $format
            }

            fn text(&self) -> String {
                let $value = self;
                $text
            }
        })*
    };
}

formatted! {
    i64: |value, spec| format_int(*value, spec), value.to_string();
    f64: |value, spec| format_float(*value, spec), float_repr(*value);
    bool: |value, spec| format_bool(*value, spec), repr(value);
    Int: |value, spec| format_big_int(value, spec), value.to_string();
    str: |value, spec| format_str(value, spec), value.to_owned();
    String: |value, spec| format_str(value, spec), value.clone();
}

impl<T: Formatted + ?Sized> Formatted for &T {
    fn formatted(&self, spec: &str) -> Result<String> {
        (**self).formatted(spec)
    }

    fn text(&self) -> String {
        (**self).text()
    }
}

/// `format(value, spec)` with a spec that fits the type.
pub fn formatted<T: Formatted + ?Sized>(value: &T, spec: &str) -> String {
    value.formatted(spec).unwrap_or_else(|_| beyond("a format that does not fit its value"))
}

/// `f"{x:.2f}"`
pub fn float_fixed(value: f64, places: usize) -> String {
    if value.is_nan() { "nan".to_owned() } else { format!("{value:.places$}") }
}

/// `str(value)`
pub fn text<T: Formatted + ?Sized>(value: &T) -> String {
    value.text()
}

/// `str(value)` of a value that may be None.
pub fn str_or_none<T: Formatted>(value: Option<T>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| value.text())
}

/// What `sys.exit(code)` raises. A number is the exit code, None is 0, a text is shown.
pub fn sys_exit(code: Value) -> Error {
    let shown = text(&code);
    let status = match code {
        Value::None => return Error::bare(&SYSTEM_EXIT),
        Value::Bool(code) => i64::from(code),
        Value::Int(code) => code.to_i64(),
        Value::Float(_) | Value::Str(_) | Value::List(_) | Value::Dict(_) => return Error::new(&SYSTEM_EXIT, shown),
    };
    Error::new(&SYSTEM_EXIT, shown).with_payload(status)
}

/// Shows the members of a record as those of a dict.
pub struct RecordRepr<'a> {
    out: &'a mut String,
    empty: bool,
}

impl<'a> RecordRepr<'a> {
    /// Begins.
    pub fn new(out: &'a mut String) -> RecordRepr<'a> {
        out.push('{');
        RecordRepr { out, empty: true }
    }

    /// A member.
    #[must_use]
    pub fn field<T: Repr + ?Sized>(mut self, key: &str, value: &T) -> RecordRepr<'a> {
        if !self.empty {
            self.out.push_str(", ");
        }
        self.empty = false;
        key.push_repr(self.out);
        self.out.push_str(": ");
        value.push_repr(self.out);
        self
    }

    /// A member that may be missing.
    #[must_use]
    pub fn optional<T: Repr>(self, key: &str, value: &Option<T>) -> RecordRepr<'a> {
        match value {
            Some(value) => self.field(key, value),
            None => self,
        }
    }

    /// Ends.
    pub fn finish(self) {
        self.out.push('}');
    }
}
