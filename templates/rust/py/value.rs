//! A value of unknown JSON shape. What is done with it raises what `CPython` raises, in `CPython`'s words.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::beyond::beyond;
use super::dict::{Dict, missing_key};
use super::encode::{Encoder, JsonKey, ToJson};
use super::error::{Error, Result, attribute_error, type_error};
use super::int::Int;
use super::number::{Number, compare_int_float};
use super::repr::{Repr, repr};
use super::shared::Shared;
use super::slice::position;
use super::str::str_getitem;

/// `None`, a bool, an int, a float, a string, or a list or dict of such values.
///
/// Lists and dicts are references, as in Python: a clone is another reference to the same object.
#[derive(Debug, Clone, Default)]
pub enum Value {
    /// `None`
    #[default]
    None,
    /// `True`, `False`
    Bool(bool),
    /// An integer of any size.
    Int(Int),
    /// A float.
    Float(f64),
    /// A string.
    Str(Arc<str>),
    /// A list.
    List(Shared<Vec<Value>>),
    /// A dict with string keys.
    Dict(Shared<Dict<String, Value>>),
}

/// Deeper than this, `CPython` may run out of its stack.
const MAX_DEPTH: usize = 900;

impl Value {
    /// `type(v).__name__`
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::None => "NoneType",
            Value::Bool(_) => "bool",
            Value::Int(_) => "int",
            Value::Float(_) => "float",
            Value::Str(_) => "str",
            Value::List(_) => "list",
            Value::Dict(_) => "dict",
        }
    }

    /// `v is None`
    pub fn is_none(&self) -> bool {
        matches!(self, Value::None)
    }

    /// `isinstance(v, bool)`
    pub fn is_bool(&self) -> bool {
        matches!(self, Value::Bool(_))
    }

    /// `isinstance(v, int)`: a bool is one.
    pub fn is_int(&self) -> bool {
        matches!(self, Value::Int(_) | Value::Bool(_))
    }

    /// `isinstance(v, float)`
    pub fn is_float(&self) -> bool {
        matches!(self, Value::Float(_))
    }

    /// `isinstance(v, str)`
    pub fn is_str(&self) -> bool {
        matches!(self, Value::Str(_))
    }

    /// `isinstance(v, list)`
    pub fn is_list(&self) -> bool {
        matches!(self, Value::List(_))
    }

    /// `isinstance(v, dict)`
    pub fn is_dict(&self) -> bool {
        matches!(self, Value::Dict(_))
    }

    /// The bool, of a value that is known to be one.
    pub fn as_bool(&self) -> bool {
        self.truth()
    }

    /// The integer, of a value that is known to be one; past 64 bits it is beyond.
    pub fn as_int(&self) -> i64 {
        match self {
            Value::Bool(value) => i64::from(*value),
            Value::Int(value) => value.to_i64(),
            _ => unreachable!("a value that was tested to be an int"),
        }
    }

    /// The integer of any size, of a value that is known to be one.
    pub fn as_big_int(&self) -> Int {
        match self {
            Value::Bool(value) => Int::from(*value),
            Value::Int(value) => value.clone(),
            _ => unreachable!("a value that was tested to be an int"),
        }
    }

    /// The float, of a value that is known to be one.
    pub fn as_float(&self) -> f64 {
        match self {
            Value::Float(value) => *value,
            _ => unreachable!("a value that was tested to be a float"),
        }
    }

    /// The number, of a value that is known to be an int or a float.
    pub fn as_number(&self) -> Number {
        match self {
            Value::Float(value) => Number::Float(*value),
            _ => Number::Int(self.as_int()),
        }
    }

    /// The string, of a value that is known to be one.
    pub fn as_str(&self) -> &str {
        match self {
            Value::Str(value) => value,
            _ => unreachable!("a value that was tested to be a str"),
        }
    }

    /// The list, of a value that is known to be one.
    pub fn as_list(&self) -> Shared<Vec<Value>> {
        match self {
            Value::List(values) => values.clone(),
            _ => unreachable!("a value that was tested to be a list"),
        }
    }

    /// The dict, of a value that is known to be one.
    pub fn as_dict(&self) -> Shared<Dict<String, Value>> {
        match self {
            Value::Dict(items) => items.clone(),
            _ => unreachable!("a value that was tested to be a dict"),
        }
    }

    /// `bool(v)`
    pub fn truth(&self) -> bool {
        match self {
            Value::None => false,
            Value::Bool(value) => *value,
            Value::Int(value) => value.truth(),
            Value::Float(value) => *value != 0.0,
            Value::Str(value) => !value.is_empty(),
            Value::List(values) => !values.read().is_empty(),
            Value::Dict(items) => !items.read().is_empty(),
        }
    }

    /// `len(v)`
    pub fn len(&self) -> Result<i64> {
        match self {
            Value::Str(value) => Ok(super::str::str_len(value)),
            Value::List(values) => Ok(values.read().len() as i64),
            Value::Dict(items) => Ok(items.read().len() as i64),
            Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
                Err(type_error(format!("object of type '{}' has no len()", self.type_name())))
            }
        }
    }

    /// `v[key]`
    pub fn getitem<K: Lookup + ?Sized>(&self, key: &K) -> Result<Value> {
        match self {
            Value::Dict(items) => match key.name() {
                Some(name) => items.read().get(name).cloned().ok_or_else(|| missing_key(name)),
                None => Err(key.missing()),
            },
            Value::List(values) => {
                let i = key.list_index()?;
                let values = values.read();
                Ok(values[position(values.len(), i, "list index out of range")?].clone())
            }
            Value::Str(text) => match key.value().index() {
                Some(i) => Ok(Value::from(str_getitem(text, i)?)),
                None => {
                    let key = key.value();
                    Err(type_error(format!("string indices must be integers, not '{}'", key.type_name())))
                }
            },
            Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
                Err(type_error(format!("'{}' object is not subscriptable", self.type_name())))
            }
        }
    }

    /// `v[key] = value`
    pub fn setitem<K: Lookup + ?Sized>(&self, key: &K, value: impl Into<Value>) -> Result<()> {
        match self {
            Value::Dict(items) => {
                let key = key.value();
                key.as_key()?;
                items.write().insert(key.key(), value.into());
                Ok(())
            }
            Value::List(values) => {
                let i = key.list_index()?;
                let mut values = values.write();
                let at = position(values.len(), i, "list assignment index out of range")?;
                values[at] = value.into();
                Ok(())
            }
            Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) => {
                Err(type_error(format!("'{}' object does not support item assignment", self.type_name())))
            }
        }
    }

    /// `del v[key]`
    pub fn delitem<K: Lookup + ?Sized>(&self, key: &K) -> Result<()> {
        match self {
            Value::Dict(items) => match key.name() {
                Some(name) => items.write().delete(name),
                None => Err(key.missing()),
            },
            Value::List(values) => {
                let i = key.list_index()?;
                let mut values = values.write();
                let at = position(values.len(), i, "list assignment index out of range")?;
                values.remove(at);
                Ok(())
            }
            Value::Str(_) if key.value().is_int() => Err(type_error("'str' object doesn't support item deletion")),
            Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) => {
                Err(type_error(format!("'{}' object does not support item deletion", self.type_name())))
            }
        }
    }

    /// `item in v`
    pub fn contains<K: Lookup + ?Sized>(&self, item: &K) -> Result<bool> {
        match self {
            Value::Dict(items) => match item.name() {
                Some(name) => Ok(items.read().contains(name)),
                None => item.value().as_key().map(|_| false),
            },
            Value::List(values) => {
                let item = item.value();
                Ok(values.read().contains(&item))
            }
            Value::Str(text) => match item.name() {
                Some(part) => Ok(text.contains(part)),
                None => Err(type_error(format!(
                    "'in <string>' requires string as left operand, not {}",
                    item.value().type_name()
                ))),
            },
            Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
                Err(type_error(format!("argument of type '{}' is not iterable", self.type_name())))
            }
        }
    }

    /// The values that `for x in v` gives.
    pub fn iter(&self) -> Result<Vec<Value>> {
        match self {
            Value::List(values) => Ok(values.read().clone()),
            Value::Dict(items) => Ok(items.read().keys().map(|key| Value::from(key.as_str())).collect()),
            Value::Str(text) => Ok(text.chars().map(|c| Value::from(c.to_string())).collect()),
            Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
                Err(type_error(format!("'{}' object is not iterable", self.type_name())))
            }
        }
    }

    /// `a < b`, `a <= b`, `a > b`, `a >= b`: whether the order of the two is one of `wanted`. `operator` is for the error.
    pub fn compare(&self, other: &Value, operator: &str, wanted: &[Ordering]) -> Result<bool> {
        match self.ordering(other, 0) {
            Ok(ordering) => Ok(ordering.is_some_and(|ordering| wanted.contains(&ordering))),
            Err((a, b)) => Err(type_error(format!("'{operator}' not supported between instances of '{a}' and '{b}'"))),
        }
    }

    /// `a < b`
    pub fn lt(&self, other: &Value) -> Result<bool> {
        self.compare(other, "<", &[Ordering::Less])
    }

    /// `a <= b`
    pub fn le(&self, other: &Value) -> Result<bool> {
        self.compare(other, "<=", &[Ordering::Less, Ordering::Equal])
    }

    /// `a > b`
    pub fn gt(&self, other: &Value) -> Result<bool> {
        self.compare(other, ">", &[Ordering::Greater])
    }

    /// `a >= b`
    pub fn ge(&self, other: &Value) -> Result<bool> {
        self.compare(other, ">=", &[Ordering::Greater, Ordering::Equal])
    }

    /// The order of two values, `None` when one of them is not a number; or the types that have none.
    fn ordering(
        &self,
        other: &Value,
        depth: usize,
    ) -> std::result::Result<Option<Ordering>, (&'static str, &'static str)> {
        if depth > MAX_DEPTH {
            beyond("a comparison nested too deep");
        }
        if let (Some(a), Some(b)) = (self.numeric(), other.numeric()) {
            return Ok(a.order(&b));
        }
        match (self, other) {
            (Value::Str(a), Value::Str(b)) => Ok(Some(a.cmp(b))),
            (Value::List(a), Value::List(b)) => {
                let (a, b) = (a.read().clone(), b.read().clone());
                for (a, b) in a.iter().zip(&b) {
                    if !a.equals(b, depth + 1) {
                        return a.ordering(b, depth + 1);
                    }
                }
                Ok(Some(a.len().cmp(&b.len())))
            }
            _ => Err((self.type_name(), other.type_name())),
        }
    }

    /// What a container asks of its items: `a is b or a == b`. A float that is shared is not told from an equal one, so NaN is beyond.
    fn same(&self, other: &Value, depth: usize) -> bool {
        if let (Value::Float(a), Value::Float(b)) = (self, other)
            && a.is_nan()
            && b.is_nan()
        {
            beyond("whether two NaN are the same object");
        }
        self.equals(other, depth)
    }

    /// `a == b` of values that no container holds.
    pub(super) fn equals(&self, other: &Value, depth: usize) -> bool {
        if depth > MAX_DEPTH {
            beyond("a comparison nested too deep");
        }
        match (self, other) {
            (Value::None, Value::None) => true,
            (Value::Str(a), Value::Str(b)) => a == b,
            (Value::List(a), Value::List(b)) => {
                if a.is(b) {
                    return true;
                }
                let (a, b) = (a.read(), b.read());
                a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| a.same(b, depth + 1))
            }
            (Value::Dict(a), Value::Dict(b)) => {
                if a.is(b) {
                    return true;
                }
                let (a, b) = (a.read(), b.read());
                a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| a.same(b, depth + 1)))
            }
            _ => match (self.numeric(), other.numeric()) {
                (Some(a), Some(b)) => a.order(&b) == Some(Ordering::Equal),
                _ => false,
            },
        }
    }

    fn numeric(&self) -> Option<Numeric<'_>> {
        match self {
            Value::Bool(value) => Some(Numeric::Bool(*value)),
            Value::Int(value) => Some(Numeric::Int(value)),
            Value::Float(value) => Some(Numeric::Float(*value)),
            Value::None | Value::Str(_) | Value::List(_) | Value::Dict(_) => None,
        }
    }

    /// The value as an index: an int or a bool.
    pub fn index(&self) -> Option<i64> {
        match self {
            Value::Bool(value) => Some(i64::from(*value)),
            Value::Int(value) => Some(value.small().unwrap_or_else(|| beyond("an index past 64 bits"))),
            Value::None | Value::Float(_) | Value::Str(_) | Value::List(_) | Value::Dict(_) => None,
        }
    }

    /// The value as a key that is looked up: a list or a dict raises.
    pub fn as_key(&self) -> Result<&Value> {
        match self {
            Value::List(_) | Value::Dict(_) => Err(type_error(format!("unhashable type: '{}'", self.type_name()))),
            _ => Ok(self),
        }
    }

    /// The value as a key of a dict or an element of a set: a list or a dict raises.
    pub fn into_key(self) -> Result<Value> {
        self.as_key()?;
        if self.is_float() && self.as_float().is_nan() {
            beyond("nan as a key");
        }
        Ok(self)
    }

    /// The string, as a key; any other key is beyond what the dict of a value holds.
    pub fn key(&self) -> String {
        match self {
            Value::Str(name) => name.to_string(),
            _ => beyond("a key that is not a string"),
        }
    }

    /// `'int' object has no attribute 'get'`
    #[cold]
    pub fn no_attribute(&self, name: &str) -> Error {
        attribute_error(format!("'{}' object has no attribute '{name}'", self.type_name()))
    }
}

/// What can be looked up in a value.
pub trait Lookup {
    /// The key, where it is a string.
    fn name(&self) -> Option<&str>;

    /// The key as a value.
    fn value(&self) -> Value;

    /// `KeyError(key)`, or that it cannot be a key.
    #[cold]
    fn missing(&self) -> Error {
        let key = self.value();
        key.as_key().err().unwrap_or_else(|| missing_key(&key))
    }

    /// The key as an index into a list.
    fn list_index(&self) -> Result<i64> {
        let key = self.value();
        key.index()
            .ok_or_else(|| type_error(format!("list indices must be integers or slices, not {}", key.type_name())))
    }
}

impl Lookup for str {
    fn name(&self) -> Option<&str> {
        Some(self)
    }

    fn value(&self) -> Value {
        Value::from(self)
    }
}

impl Lookup for String {
    fn name(&self) -> Option<&str> {
        Some(self)
    }

    fn value(&self) -> Value {
        Value::from(self.as_str())
    }
}

impl Lookup for i64 {
    fn name(&self) -> Option<&str> {
        None
    }

    fn value(&self) -> Value {
        Value::from(*self)
    }
}

impl Lookup for Value {
    fn name(&self) -> Option<&str> {
        match self {
            Value::Str(name) => Some(name),
            Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::List(_) | Value::Dict(_) => None,
        }
    }

    fn value(&self) -> Value {
        self.clone()
    }
}

enum Numeric<'a> {
    Bool(bool),
    Int(&'a Int),
    Float(f64),
}

impl Numeric<'_> {
    fn order(&self, other: &Numeric<'_>) -> Option<Ordering> {
        match (self, other) {
            (Numeric::Float(a), Numeric::Float(b)) => a.partial_cmp(b),
            (Numeric::Float(a), b) => order_int_float(&b.int(), *a).map(Ordering::reverse),
            (a, Numeric::Float(b)) => order_int_float(&a.int(), *b),
            (a, b) => Some(a.int().cmp(&b.int())),
        }
    }

    fn int(&self) -> Int {
        match self {
            Numeric::Bool(value) => Int::from(*value),
            Numeric::Int(value) => (*value).clone(),
            Numeric::Float(_) => unreachable!("only called of integers"),
        }
    }
}

fn order_int_float(a: &Int, b: f64) -> Option<Ordering> {
    if let Some(a) = a.small() {
        return compare_int_float(a, b);
    }
    if b.is_nan() {
        return None;
    }
    if b.is_infinite() {
        return Some(if b > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    // A big integer has no fraction to lose against: compare with the whole part.
    super::int::int_from_float(b).ok().map(|b| a.cmp(&b))
}

/// `a == b` as containers ask it: numbers by value whatever their type, lists and dicts by content.
impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        self.same(other, 0)
    }
}

/// Not for `nan`, which Python's dicts find by identity: it is beyond as a key.
impl Eq for Value {}

/// Equal values hash alike, and a string like a `str`, an integer like an `i64`. Lists and dicts cannot be keys.
impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Value::None => 0x6e6f_6e65_u32.hash(state),
            Value::Bool(value) => i64::from(*value).hash(state),
            Value::Int(value) => value.hash(state),
            Value::Float(value) => match super::int::int_from_float(*value) {
                Ok(int) if int.to_f64().is_ok_and(|whole| whole == *value) => int.hash(state),
                Err(_) if value.is_nan() => beyond("nan as a key"),
                Ok(_) | Err(_) => value.to_bits().hash(state),
            },
            Value::Str(value) => value.hash(state),
            Value::List(_) | Value::Dict(_) => beyond("a key that cannot be hashed"),
        }
    }
}

impl indexmap::Equivalent<String> for Value {
    fn equivalent(&self, key: &String) -> bool {
        matches!(self, Value::Str(name) if **name == **key)
    }
}

impl indexmap::Equivalent<i64> for Value {
    fn equivalent(&self, key: &i64) -> bool {
        *self == Value::from(*key)
    }
}

impl indexmap::Equivalent<Int> for Value {
    fn equivalent(&self, key: &Int) -> bool {
        *self == Value::Int(key.clone())
    }
}

impl JsonKey for Value {
    fn push_key(&self, e: &mut Encoder) {
        match self {
            Value::Str(name) => name.push_key(e),
            _ => {
                e.raw("\"");
                self.encode_json(e);
                e.raw("\"");
            }
        }
    }
}

/// The order of values that are sorted: what cannot be compared is beyond.
impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Value) -> Option<Ordering> {
        self.ordering(other, 0).unwrap_or_else(|_| beyond("an order of values of different types"))
    }
}

impl Repr for Value {
    fn push_repr(&self, out: &mut String) {
        match self {
            Value::None => out.push_str("None"),
            Value::Bool(value) => value.push_repr(out),
            Value::Int(value) => value.push_repr(out),
            Value::Float(value) => value.push_repr(out),
            Value::Str(value) => value.push_repr(out),
            Value::List(values) => values.push_repr(out),
            Value::Dict(items) => items.push_repr(out),
        }
    }

    fn push_text(&self, out: &mut String) {
        match self {
            Value::Str(text) => out.push_str(text),
            value => value.push_repr(out),
        }
    }
}

/// `str(v)`
impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Str(text) => f.write_str(text),
            _ => f.write_str(&repr(self)),
        }
    }
}

impl ToJson for Value {
    fn encode_json(&self, e: &mut Encoder) {
        match self {
            Value::None => e.null(),
            Value::Bool(value) => e.bool(*value),
            Value::Int(value) => value.encode_json(e),
            Value::Float(value) => e.float(*value),
            Value::Str(value) => e.str(value),
            Value::List(values) => values.encode_json(e),
            Value::Dict(items) => items.encode_json(e),
        }
    }
}

impl From<()> for Value {
    fn from((): ()) -> Value {
        Value::None
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Value {
        Value::Int(Int::from(value))
    }
}

impl From<Int> for Value {
    fn from(value: Int) -> Value {
        Value::Int(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Value {
        Value::Float(value)
    }
}

impl From<Number> for Value {
    fn from(value: Number) -> Value {
        match value {
            Number::Int(value) => Value::from(value),
            Number::Float(value) => Value::Float(value),
        }
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Value {
        Value::Str(Arc::from(value))
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Value {
        Value::from(value.as_str())
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(values: Vec<T>) -> Value {
        Value::List(Shared::new(values.into_iter().map(Into::into).collect()))
    }
}

impl From<String> for Value {
    fn from(value: String) -> Value {
        Value::Str(Arc::from(value))
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::None, Into::into)
    }
}

impl From<Dict<String, Value>> for Value {
    fn from(items: Dict<String, Value>) -> Value {
        Value::Dict(Shared::new(items))
    }
}
