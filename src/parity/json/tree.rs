//! A JSON text as a tree of its tokens.

use std::collections::BTreeMap;
use std::fmt::Write;

/// A value and where it stands in its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Offset of its first byte.
    pub start: usize,
    /// Offset just past its last byte.
    pub end: usize,
    /// The value.
    pub value: Value,
}

/// A JSON value. Numbers keep the text in which they are written.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A number without fraction and exponent.
    Int(String),
    /// Any other number; also `NaN`, `Infinity` and `-Infinity`.
    Float(String),
    /// A string in UTF-16 code units, as JSON defines it: a lone surrogate is one.
    String(Vec<u16>),
    /// A list.
    Array(Vec<Node>),
    /// The members in their order, duplicate keys included.
    Object(Vec<Member>),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Offset of the key's opening quote.
    pub key_start: usize,
    /// Offset just past the key's closing quote.
    pub key_end: usize,
    /// The key in UTF-16 code units.
    pub key: Vec<u16>,
    /// The value.
    pub node: Node,
}

/// The types that a client of a JSON service tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number without fraction and exponent.
    Int,
    /// Any other number.
    Float,
    /// A string.
    String,
    /// A list.
    Array,
    /// An object.
    Object,
}

impl Type {
    /// The name that reports and the manifest use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "bool",
            Self::Int => "int",
            Self::Float => "float",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

impl Value {
    /// The value's type.
    pub fn type_of(&self) -> Type {
        match self {
            Self::Null => Type::Null,
            Self::Bool(_) => Type::Bool,
            Self::Int(_) => Type::Int,
            Self::Float(_) => Type::Float,
            Self::String(_) => Type::String,
            Self::Array(_) => Type::Array,
            Self::Object(_) => Type::Object,
        }
    }
}

impl Node {
    /// A text that is the same for equal values whatever the order of keys, white space, escapes and zeros of floats.
    pub fn canonical(&self) -> String {
        let mut text = String::new();
        self.write_canonical(&mut text);
        text
    }

    fn write_canonical(&self, text: &mut String) {
        match &self.value {
            Value::Null => text.push_str("null"),
            Value::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
            Value::Int(digits) => text.push_str(digits),
            Value::Float(digits) => text.push_str(&decimal(digits)),
            Value::String(units) => write_units(text, units),
            Value::Array(items) => {
                text.push('[');
                for item in items {
                    item.write_canonical(text);
                    text.push(',');
                }
                text.push(']');
            }
            Value::Object(members) => {
                text.push('{');
                // Values of a repeated key stay in their order: most readers take the last.
                let mut sorted: BTreeMap<&[u16], Vec<&Node>> = BTreeMap::new();
                for member in members {
                    sorted.entry(&member.key).or_default().push(&member.node);
                }
                for (key, nodes) in sorted {
                    for node in nodes {
                        write_units(text, key);
                        text.push(':');
                        node.write_canonical(text);
                        text.push(',');
                    }
                }
                text.push('}');
            }
        }
    }
}

/// A string for people and for comparing: quoted, lone surrogates as `\udXXX`.
pub(super) fn write_units(text: &mut String, units: &[u16]) {
    text.push('"');
    for unit in char::decode_utf16(units.iter().copied()) {
        match unit {
            Ok(character @ ('"' | '\\')) => {
                text.push('\\');
                text.push(character);
            }
            Ok(character) if u32::from(character) < 0x20 => {
                let _ = write!(text, "\\u{:04x}", u32::from(character));
            }
            Ok(character) => text.push(character),
            Err(lone) => {
                let _ = write!(text, "\\u{:04x}", lone.unpaired_surrogate());
            }
        }
    }
    text.push('"');
}

/// The exact value of a float's text: sign, digits without leading and trailing zeros, exponent of ten.
///
/// Compared by value and not as 64-bit floats: two texts that only a rounding makes equal are not equal.
pub(super) fn decimal(text: &str) -> String {
    let (sign, unsigned) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let (Ok(exponent), true) = (exponent.parse::<i64>(), whole.bytes().all(|byte| byte.is_ascii_digit())) else {
        return text.to_owned();
    };
    let digits = format!("{whole}{fraction}");
    let leading = digits.trim_start_matches('0');
    let significant = leading.trim_end_matches('0');
    if significant.is_empty() {
        return format!("{sign}0.");
    }
    let shifted = i64::try_from(leading.len() - significant.len()).unwrap_or(0)
        - i64::try_from(fraction.len()).unwrap_or(0)
        + exponent;
    format!("{sign}{significant}e{shifted}.")
}
