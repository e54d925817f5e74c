//! `copy` on a value of unknown shape.

use std::collections::HashMap;

use super::beyond::beyond;
use super::dict::Dict;
use super::shared::Shared;
use super::value::Value;

/// `copy.copy(v)`
pub fn value_copy_copy(value: &Value) -> Value {
    match value {
        Value::List(values) => Value::List(values.copy()),
        Value::Dict(items) => Value::Dict(items.copy()),
        Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) => value.clone(),
    }
}

/// `copy.deepcopy(v)`: what is in it twice is in the copy twice, and not two copies of it.
pub fn value_deepcopy(value: &Value) -> Value {
    deep(value, &mut HashMap::new(), 0)
}

fn deep(value: &Value, copies: &mut HashMap<usize, Value>, depth: usize) -> Value {
    if depth > 300 {
        beyond("a copy nested too deep");
    }
    match value {
        Value::List(values) => {
            let address = std::ptr::from_ref::<Vec<Value>>(&values.read()) as usize;
            if let Some(copy) = copies.get(&address) {
                return copy.clone();
            }
            let copy = Shared::new(Vec::new());
            copies.insert(address, Value::List(copy.clone()));
            let values = values.read().clone();
            for value in &values {
                let value = deep(value, copies, depth + 1);
                copy.write().push(value);
            }
            Value::List(copy)
        }
        Value::Dict(items) => {
            let address = std::ptr::from_ref::<Dict<String, Value>>(&items.read()) as usize;
            if let Some(copy) = copies.get(&address) {
                return copy.clone();
            }
            let copy = Shared::new(Dict::new());
            copies.insert(address, Value::Dict(copy.clone()));
            let items = items.read().clone();
            for (key, value) in &items {
                let value = deep(value, copies, depth + 1);
                copy.write().insert(key.clone(), value);
            }
            Value::Dict(copy)
        }
        Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) => value.clone(),
    }
}
