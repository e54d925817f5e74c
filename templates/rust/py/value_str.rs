//! The methods of a string on a value of unknown shape, and its conversions to numbers and text.

use std::sync::Arc;

use super::error::{Error, Result, type_error};
use super::float::{float_parse, float_round, float_round_digits, int_round_digits};
use super::format_float::format_float;
use super::format_int::{format_big_int, format_bool};
use super::format_str::{format_other, format_str};
use super::int::{Int, int_from_float, int_parse, int_parse_base};
use super::repr::repr;
use super::str_case::{str_isdigit, str_lower, str_title, str_upper};
use super::str_split::{str_split, str_split_whitespace, str_strip};
use super::text::Formatted;
use super::value::Value;

impl Value {
    fn text(&self, method: &str) -> Result<&Arc<str>> {
        match self {
            Value::Str(text) => Ok(text),
            _ => Err(self.no_attribute(method)),
        }
    }

    /// `v.strip()`
    pub fn strip(&self) -> Result<String> {
        self.text("strip").map(|text| str_strip(text))
    }

    /// `v.lower()`
    pub fn lower(&self) -> Result<String> {
        self.text("lower").map(|text| str_lower(text))
    }

    /// `v.upper()`
    pub fn upper(&self) -> Result<String> {
        self.text("upper").map(|text| str_upper(text))
    }

    /// `v.title()`
    pub fn title(&self) -> Result<String> {
        self.text("title").map(|text| str_title(text))
    }

    /// `v.isdigit()`
    pub fn isdigit(&self) -> Result<bool> {
        self.text("isdigit").map(|text| str_isdigit(text))
    }

    /// `v.encode()`
    pub fn encode(&self) -> Result<Vec<u8>> {
        self.text("encode").map(|text| text.as_bytes().to_vec())
    }

    /// `v.split()`
    pub fn split(&self) -> Result<Vec<String>> {
        self.text("split").map(|text| str_split_whitespace(text))
    }

    /// `v.split(separator)`
    pub fn split_by(&self, separator: &str) -> Result<Vec<String>> {
        str_split(self.text("split")?, separator)
    }

    /// `v.replace(old, new)`
    pub fn replace(&self, old: &Value, new: &Value) -> Result<String> {
        let text = self.text("replace")?;
        for (position, argument) in [old, new].into_iter().enumerate() {
            if !argument.is_str() {
                return Err(type_error(format!(
                    "replace() argument {} must be str, not {}",
                    position + 1,
                    none_or_type(argument)
                )));
            }
        }
        Ok(text.replace(old.as_str(), new.as_str()))
    }

    /// `v.startswith(prefix)`
    pub fn startswith(&self, prefix: &Value) -> Result<bool> {
        self.affix(prefix, "startswith", |text, prefix| text.starts_with(prefix))
    }

    /// `v.endswith(suffix)`
    pub fn endswith(&self, suffix: &Value) -> Result<bool> {
        self.affix(suffix, "endswith", |text, suffix| text.ends_with(suffix))
    }

    fn affix(&self, affix: &Value, method: &str, test: impl Fn(&str, &str) -> bool) -> Result<bool> {
        let text = self.text(method)?;
        match affix {
            Value::Str(affix) => Ok(test(text, affix)),
            _ => {
                Err(type_error(format!("{method} first arg must be str or a tuple of str, not {}", affix.type_name())))
            }
        }
    }

    /// `int(v)`
    pub fn to_int(&self) -> Result<Int> {
        match self {
            Value::Bool(value) => Ok(Int::from(*value)),
            Value::Int(value) => Ok(value.clone()),
            Value::Float(value) => int_from_float(*value),
            Value::Str(text) => int_parse(text),
            Value::None | Value::List(_) | Value::Dict(_) => Err(type_error(format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                self.type_name()
            ))),
        }
    }

    /// `int(v, base)`
    pub fn to_int_base(&self, base: i64) -> Result<Int> {
        match self {
            Value::Str(text) => int_parse_base(text, base),
            // A base that is none is found first.
            _ if base != 0 && !(2..=36).contains(&base) => int_parse_base("", base),
            _ => Err(type_error("int() can't convert non-string with explicit base")),
        }
    }

    /// `float(v)`
    pub fn to_float(&self) -> Result<f64> {
        match self {
            Value::Bool(value) => Ok(f64::from(*value)),
            Value::Int(value) => value.to_f64(),
            Value::Float(value) => Ok(*value),
            Value::Str(text) => float_parse(text),
            Value::None | Value::List(_) | Value::Dict(_) => Err(type_error(format!(
                "float() argument must be a string or a real number, not '{}'",
                self.type_name()
            ))),
        }
    }

    /// `round(v)`
    pub fn round(&self) -> Result<Value> {
        match self {
            Value::Bool(value) => Ok(Value::from(i64::from(*value))),
            Value::Int(_) => Ok(self.clone()),
            Value::Float(value) => float_round(*value).map(Value::Int),
            _ => Err(self.no_round()),
        }
    }

    /// `round(v, digits)`
    pub fn round_digits(&self, digits: &Value) -> Result<Value> {
        if !(self.is_int() || self.is_float()) {
            return Err(self.no_round());
        }
        if digits.is_none() {
            return self.round();
        }
        let Some(n) = digits.index() else {
            return Err(type_error(format!("'{}' object cannot be interpreted as an integer", digits.type_name())));
        };
        match self {
            Value::Float(value) => Ok(Value::Float(float_round_digits(*value, n))),
            _ => Ok(Value::from(int_round_digits(self.as_int(), n))),
        }
    }

    fn no_round(&self) -> Error {
        type_error(format!("type {} doesn't define __round__ method", self.type_name()))
    }

    /// `format(v, spec)`
    pub fn format(&self, spec: &str) -> Result<String> {
        match self {
            Value::Bool(value) => format_bool(*value, spec),
            Value::Int(value) => format_big_int(value, spec),
            Value::Float(value) => format_float(*value, spec),
            Value::Str(text) => format_str(text, spec),
            Value::None | Value::List(_) | Value::Dict(_) => format_other(&repr(self), self.type_name(), spec),
        }
    }

    /// `separator.join(v)`
    pub fn join(&self, separator: &str) -> Result<String> {
        let parts = self.iter().map_err(|_| type_error("can only join an iterable"))?;
        let mut out = String::new();
        for (i, part) in parts.iter().enumerate() {
            let Value::Str(text) = part else {
                return Err(type_error(format!(
                    "sequence item {i}: expected str instance, {} found",
                    part.type_name()
                )));
            };
            if i > 0 {
                out.push_str(separator);
            }
            out.push_str(text);
        }
        Ok(out)
    }
}

impl Formatted for Value {
    fn formatted(&self, spec: &str) -> Result<String> {
        self.format(spec)
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

/// The type of an argument in the words of CPython's argument parser.
fn none_or_type(value: &Value) -> &'static str {
    if value.is_none() { "None" } else { value.type_name() }
}
