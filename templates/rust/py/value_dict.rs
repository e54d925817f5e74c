//! The methods of a dict on a value of unknown shape; any other value has no such attribute.

use super::beyond::beyond;
use super::dict::{Dict, missing_key};
use super::error::{Error, KEY_ERROR, Result, type_error, value_error};
use super::shared::Shared;
use super::value::{Lookup, Value};

impl Value {
    fn dict(&self, method: &str) -> Result<&Shared<Dict<String, Value>>> {
        match self {
            Value::Dict(items) => Ok(items),
            _ => Err(self.no_attribute(method)),
        }
    }

    /// `v.get(key)`
    pub fn get<K: Lookup + ?Sized>(&self, key: &K) -> Result<Value> {
        self.get_default(key, Value::None)
    }

    /// `v.get(key, default)`
    pub fn get_default<K: Lookup + ?Sized>(&self, key: &K, default: impl Into<Value>) -> Result<Value> {
        let items = self.dict("get")?;
        match key.name() {
            Some(name) => Ok(items.read().get(name).cloned().unwrap_or_else(|| default.into())),
            None => key.value().as_key().map(|_| default.into()),
        }
    }

    /// `v.keys()`
    pub fn keys(&self) -> Result<Vec<Value>> {
        Ok(self.dict("keys")?.read().keys().map(|key| Value::from(key.as_str())).collect())
    }

    /// The keys of `v.keys()`, which are strings.
    pub fn key_names(&self) -> Result<Vec<String>> {
        Ok(self.dict("keys")?.read().keys().cloned().collect())
    }

    /// The items of `v.items()`, whose keys are strings.
    pub fn pairs(&self) -> Result<Vec<(String, Value)>> {
        Ok(self.dict("items")?.read().iter().map(|(key, value)| (key.clone(), value.clone())).collect())
    }

    /// `v.values()`
    pub fn values(&self) -> Result<Vec<Value>> {
        Ok(self.dict("values")?.read().values().cloned().collect())
    }

    /// `v.items()`
    pub fn items(&self) -> Result<Vec<(Value, Value)>> {
        let items = self.dict("items")?.read();
        Ok(items.iter().map(|(key, value)| (Value::from(key.as_str()), value.clone())).collect())
    }

    /// `v.setdefault(key, default)`
    pub fn setdefault<K: Lookup + ?Sized>(&self, key: &K, default: impl Into<Value>) -> Result<Value> {
        let items = self.dict("setdefault")?;
        let key = key.value();
        key.as_key()?;
        Ok(items.write().setdefault(key.key(), default.into()).clone())
    }

    /// `v.update(other)`
    pub fn update(&self, other: &Value) -> Result<()> {
        let items = self.dict("update")?;
        let new = match other {
            Value::Dict(other) => other.read().clone(),
            Value::List(pairs) if pairs.read().is_empty() => return Ok(()),
            Value::Str(text) if text.is_empty() => return Ok(()),
            Value::List(_) | Value::Str(_) => to_dict(other, "update")?,
            Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) => return Err(not_iterable(other)),
        };
        items.write().update(new);
        Ok(())
    }

    /// `v.pop()` of a list.
    pub fn pop(&self) -> Result<Value> {
        match self {
            Value::List(values) => super::list::list_pop(&mut values.write()),
            Value::Dict(_) => Err(type_error("pop expected at least 1 argument, got 0")),
            _ => Err(self.no_attribute("pop")),
        }
    }

    /// `v.pop(key)` of a dict or a list.
    pub fn pop_at<K: Lookup + ?Sized>(&self, key: &K) -> Result<Value> {
        match self {
            Value::Dict(items) => match key.name() {
                Some(name) => items.write().pop(name),
                None if items.read().is_empty() => Err(missing_key(&key.value())),
                None => Err(key.missing()),
            },
            Value::List(values) => {
                let key = key.value();
                let Some(i) = key.index() else {
                    return Err(type_error(format!(
                        "'{}' object cannot be interpreted as an integer",
                        key.type_name()
                    )));
                };
                super::list::list_pop_at(&mut values.write(), i)
            }
            _ => Err(self.no_attribute("pop")),
        }
    }

    /// `v.pop(key, default)` of a dict.
    pub fn pop_default<K: Lookup + ?Sized>(&self, key: &K, default: impl Into<Value>) -> Result<Value> {
        match self {
            Value::Dict(_) => match self.pop_at(key) {
                Err(error) if error.is(&KEY_ERROR) => Ok(default.into()),
                found => found,
            },
            Value::List(_) => Err(type_error("pop expected at most 1 argument, got 2")),
            _ => Err(self.no_attribute("pop")),
        }
    }

    /// `dict(v)`
    pub fn to_dict(&self) -> Result<Value> {
        match self {
            Value::Dict(items) => Ok(Value::from(items.read().clone())),
            _ => to_dict(self, "dict").map(Value::from),
        }
    }

    /// What `**` takes apart: it has to be a dict.
    pub fn mapping(&self) -> Result<Value> {
        match self {
            Value::Dict(_) => Ok(self.clone()),
            _ => Err(type_error(format!("'{}' object is not a mapping", self.type_name()))),
        }
    }

    /// `v.clear()`
    pub fn clear(&self) -> Result<()> {
        match self {
            Value::Dict(items) => items.write().clear(),
            Value::List(values) => values.write().clear(),
            _ => return Err(self.no_attribute("clear")),
        }
        Ok(())
    }

    /// `v.copy()`
    pub fn copy(&self) -> Result<Value> {
        match self {
            Value::Dict(items) => Ok(Value::Dict(items.copy())),
            Value::List(values) => Ok(Value::List(values.copy())),
            _ => Err(self.no_attribute("copy")),
        }
    }
}

/// A dict whose keys may be of any type: those of a value are strings.
impl From<Dict<Value, Value>> for Value {
    fn from(items: Dict<Value, Value>) -> Value {
        Value::from(items.into_iter().map(|(key, value)| (key.key(), value)).collect::<Dict<String, Value>>())
    }
}

fn not_iterable(value: &Value) -> Error {
    type_error(format!("'{}' object is not iterable", value.type_name()))
}

/// The dict of a sequence of pairs.
fn to_dict(pairs: &Value, _caller: &str) -> Result<Dict<String, Value>> {
    let mut items = Dict::new();
    for (i, pair) in pairs.iter()?.iter().enumerate() {
        let Ok(both) = pair.iter() else {
            return Err(type_error(format!("cannot convert dictionary update sequence element #{i} to a sequence")));
        };
        let [key, value] = both.as_slice() else {
            return Err(value_error(format!(
                "dictionary update sequence element #{i} has length {}; 2 is required",
                both.len()
            )));
        };
        key.as_key()?;
        if !key.is_str() {
            beyond("a key that is not a string");
        }
        items.insert(key.key(), value.clone());
    }
    Ok(items)
}
