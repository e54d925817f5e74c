//! The methods of a list on a value of unknown shape, and what builtin functions make of its elements.

use super::error::{Result, type_error, value_error};
use super::list::{list_count, list_index, list_insert, list_remove};
use super::shared::Shared;
use super::slice::slice_indices;
use super::sort::{try_list_sort, try_sorted};
use super::value::Value;
use super::value_arith::value_add;

impl Value {
    fn list(&self, method: &str) -> Result<&Shared<Vec<Value>>> {
        match self {
            Value::List(values) => Ok(values),
            _ => Err(self.no_attribute(method)),
        }
    }

    /// `v.append(item)`
    pub fn append(&self, item: impl Into<Value>) -> Result<()> {
        self.list("append")?.write().push(item.into());
        Ok(())
    }

    /// `v.extend(items)`
    pub fn extend(&self, items: &Value) -> Result<()> {
        let values = self.list("extend")?;
        let items = items.iter()?;
        values.write().extend(items);
        Ok(())
    }

    /// `v.insert(i, item)`
    pub fn insert(&self, i: &Value, item: impl Into<Value>) -> Result<()> {
        let values = self.list("insert")?;
        let Some(i) = i.index() else {
            return Err(type_error(format!("'{}' object cannot be interpreted as an integer", i.type_name())));
        };
        list_insert(&mut values.write(), i, item.into());
        Ok(())
    }

    /// `v.remove(item)`
    pub fn remove(&self, item: &Value) -> Result<()> {
        list_remove(&mut self.list("remove")?.write(), item)
    }

    /// `v.reverse()`
    pub fn reverse(&self) -> Result<()> {
        self.list("reverse")?.write().reverse();
        Ok(())
    }

    /// `v.sort()`
    pub fn sort(&self) -> Result<()> {
        let values = self.list("sort")?;
        let mut taken = values.read().clone();
        let sorted = try_list_sort(&mut taken);
        *values.write() = taken;
        sorted
    }

    /// `v.sort(reverse=True)`: equal values keep their order.
    pub fn sort_reverse(&self) -> Result<()> {
        let values = self.list("sort")?;
        let mut taken = values.read().clone();
        taken.reverse();
        let sorted = try_list_sort(&mut taken);
        taken.reverse();
        *values.write() = taken;
        sorted
    }

    /// A copy of the items of a list whose method `sort` is called.
    pub fn items_to_sort(&self) -> Result<Vec<Value>> {
        Ok(self.list("sort")?.read().clone())
    }

    /// Puts items in place of what a list holds.
    pub fn refill(&self, items: &[Value]) {
        if let Value::List(values) = self {
            *values.write() = items.to_vec();
        }
    }

    /// `v.count(item)` of a list or a string.
    pub fn count(&self, item: &Value) -> Result<i64> {
        match (self, item) {
            (Value::List(values), _) => Ok(list_count(&values.read(), item)),
            (Value::Str(text), Value::Str(part)) => Ok(super::str::str_count(text, part)),
            (Value::Str(_), _) => Err(type_error(format!("must be str, not {}", item.type_name()))),
            _ => Err(self.no_attribute("count")),
        }
    }

    /// `v.index(item)` of a list or a string.
    pub fn index_of(&self, item: &Value) -> Result<i64> {
        match (self, item) {
            (Value::List(values), _) => list_index(&values.read(), item),
            (Value::Str(text), Value::Str(part)) => super::str::str_index(text, part),
            (Value::Str(_), _) => Err(type_error(format!("must be str, not {}", item.type_name()))),
            _ => Err(self.no_attribute("index")),
        }
    }

    /// `v` where an index is wanted: `range(v)`.
    pub fn operator_index(&self) -> Result<i64> {
        self.index()
            .ok_or_else(|| type_error(format!("'{}' object cannot be interpreted as an integer", self.type_name())))
    }

    /// `list(v)`
    pub fn to_list(&self) -> Result<Value> {
        self.iter().map(Value::from)
    }

    /// `v[start:stop:step]`, where `None` is left out.
    pub fn slice(&self, start: &Value, stop: &Value, step: &Value) -> Result<Value> {
        match self {
            Value::List(values) => {
                let step = nonzero(step)?;
                let values = values.read();
                let taken = slice_indices(values.len(), bound(start)?, bound(stop)?, step)?;
                Ok(Value::from(taken.map(|i| values[i].clone()).collect::<Vec<_>>()))
            }
            Value::Str(text) => {
                let step = nonzero(step)?;
                super::str::str_slice_step(text, bound(start)?, bound(stop)?, step).map(Value::from)
            }
            Value::Dict(_) => Err(type_error("unhashable type: 'slice'")),
            Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
                Err(type_error(format!("'{}' object is not subscriptable", self.type_name())))
            }
        }
    }

    /// `sorted(v)`
    pub fn sorted(&self) -> Result<Vec<Value>> {
        try_sorted(self.iter()?)
    }

    /// `sum(v)`
    pub fn sum(&self) -> Result<Value> {
        let mut sum = Value::from(0);
        for value in self.iter()? {
            sum = value_add(&sum, &value)?;
        }
        Ok(sum)
    }

    /// `min(v)`
    pub fn min(&self) -> Result<Value> {
        pick(self.iter()?, Value::lt)?.ok_or_else(|| value_error("min() arg is an empty sequence"))
    }

    /// `max(v)`
    pub fn max(&self) -> Result<Value> {
        pick(self.iter()?, Value::gt)?.ok_or_else(|| value_error("max() arg is an empty sequence"))
    }

    /// `any(v)`
    pub fn any(&self) -> Result<bool> {
        Ok(self.iter()?.iter().any(Value::truth))
    }

    /// `all(v)`
    pub fn all(&self) -> Result<bool> {
        Ok(self.iter()?.iter().all(Value::truth))
    }

    /// `a, b = v`
    pub fn unpack<const N: usize>(&self) -> Result<[Value; N]> {
        let values =
            self.iter().map_err(|_| type_error(format!("cannot unpack non-iterable {} object", self.type_name())))?;
        let count = values.len();
        values.try_into().map_err(|_| {
            if count > N {
                value_error(format!("too many values to unpack (expected {N})"))
            } else {
                value_error(format!("not enough values to unpack (expected {N}, got {count})"))
            }
        })
    }
}

fn bound(value: &Value) -> Result<Option<i64>> {
    match value {
        Value::None => Ok(None),
        _ => value
            .index()
            .map(Some)
            .ok_or_else(|| type_error("slice indices must be integers or None or have an __index__ method")),
    }
}

/// The step of a slice: Python looks at it first.
fn nonzero(step: &Value) -> Result<i64> {
    match bound(step)? {
        Some(0) => Err(value_error("slice step cannot be zero")),
        step => Ok(step.unwrap_or(1)),
    }
}

/// The first value that none of the others is `better` than.
fn pick(values: Vec<Value>, better: fn(&Value, &Value) -> Result<bool>) -> Result<Option<Value>> {
    let mut best: Option<Value> = None;
    for value in values {
        match &best {
            Some(current) if !better(&value, current)? => {}
            _ => best = Some(value),
        }
    }
    Ok(best)
}
