//! Comparing values some of which have no order: `TypeError`.

use super::error::{Error, Result, STOP_ITERATION, value_error};
use super::int::Int;
use super::number::Number;
use super::value::Value;

/// What `<` can be asked of.
pub trait Compare: PartialEq {
    /// `self < other`
    fn less(&self, other: &Self) -> Result<bool>;

    /// `self > other`
    fn greater(&self, other: &Self) -> Result<bool> {
        other.less(self)
    }
}

macro_rules! ordered {
    ($($type:ty)*) => {
        $(impl Compare for $type {
            fn less(&self, other: &Self) -> Result<bool> {
                Ok(self < other)
            }
        })*
    };
}

ordered! { bool i64 f64 String Vec<u8> Int Number }

impl Compare for Value {
    fn less(&self, other: &Self) -> Result<bool> {
        self.lt(other)
    }

    fn greater(&self, other: &Self) -> Result<bool> {
        self.gt(other)
    }
}

macro_rules! tuples {
    ($($name:ident)*; $($at:tt)*) => {
        /// The first items that differ decide.
        impl<$($name: Compare),*> Compare for ($($name,)*) {
            fn less(&self, other: &Self) -> Result<bool> {
                $(if self.$at != other.$at {
                    return self.$at.less(&other.$at);
                })*
                Ok(false)
            }

            fn greater(&self, other: &Self) -> Result<bool> {
                $(if self.$at != other.$at {
                    return self.$at.greater(&other.$at);
                })*
                Ok(false)
            }
        }
    };
}

tuples! { A; 0 }
tuples! { A B; 0 1 }
tuples! { A B C; 0 1 2 }
tuples! { A B C D; 0 1 2 3 }

/// `max(items, key=key)`: each key is compared before the next one is made.
pub fn try_max_by<T, K: Compare>(items: impl IntoIterator<Item = T>, key: impl FnMut(&T) -> Result<K>) -> Result<T> {
    extreme_by(items, key, Compare::greater)?.ok_or_else(|| value_error("max() arg is an empty sequence"))
}

/// `min(items, key=key)`: each key is compared before the next one is made.
pub fn try_min_by<T, K: Compare>(items: impl IntoIterator<Item = T>, key: impl FnMut(&T) -> Result<K>) -> Result<T> {
    extreme_by(items, key, Compare::less)?.ok_or_else(|| value_error("min() arg is an empty sequence"))
}

fn extreme_by<T, K>(
    items: impl IntoIterator<Item = T>,
    mut key: impl FnMut(&T) -> Result<K>,
    better: impl Fn(&K, &K) -> Result<bool>,
) -> Result<Option<T>> {
    let mut best: Option<(K, T)> = None;
    for item in items {
        let new = key(&item)?;
        match &best {
            Some((old, _)) if !better(&new, old)? => {}
            _ => best = Some((new, item)),
        }
    }
    Ok(best.map(|(_, item)| item))
}

/// `max(items, default=default)`
pub fn max_default<T: Compare + Clone>(items: &[T], default: &T) -> Result<T> {
    Ok(max_of(items.iter().cloned())?.unwrap_or_else(|| default.clone()))
}

/// `min(items, default=default)`
pub fn min_default<T: Compare + Clone>(items: &[T], default: &T) -> Result<T> {
    Ok(min_of(items.iter().cloned())?.unwrap_or_else(|| default.clone()))
}

/// `max(items, default=None)`
pub fn max_of<T: Compare>(items: impl IntoIterator<Item = T>) -> Result<Option<T>> {
    best(items, Compare::greater)
}

/// `min(items, default=None)`
pub fn min_of<T: Compare>(items: impl IntoIterator<Item = T>) -> Result<Option<T>> {
    best(items, Compare::less)
}

/// `max(items)`, where comparing can raise.
pub fn value_max_of<T: Compare>(items: impl IntoIterator<Item = T>) -> Result<T> {
    max_of(items)?.ok_or_else(|| value_error("max() arg is an empty sequence"))
}

/// `min(items)`, where comparing can raise.
pub fn value_min_of<T: Compare>(items: impl IntoIterator<Item = T>) -> Result<T> {
    min_of(items)?.ok_or_else(|| value_error("min() arg is an empty sequence"))
}

/// `max(items, key=key)`, where comparing can raise.
pub fn value_max_by<T, K: Compare>(items: impl IntoIterator<Item = T>, key: impl FnMut(&T) -> K) -> Result<T> {
    value_max_by_or_none(items, key)?.ok_or_else(|| value_error("max() arg is an empty sequence"))
}

/// `min(items, key=key)`, where comparing can raise.
pub fn value_min_by<T, K: Compare>(items: impl IntoIterator<Item = T>, key: impl FnMut(&T) -> K) -> Result<T> {
    value_min_by_or_none(items, key)?.ok_or_else(|| value_error("min() arg is an empty sequence"))
}

/// `max(items, key=key, default=None)`, where comparing can raise.
pub fn value_max_by_or_none<T, K: Compare>(
    items: impl IntoIterator<Item = T>,
    mut key: impl FnMut(&T) -> K,
) -> Result<Option<T>> {
    let keyed = items.into_iter().map(|item| (key(&item), item));
    Ok(best(keyed, |item, best| item.0.greater(&best.0))?.map(|(_, item)| item))
}

/// `min(items, key=key, default=None)`, where comparing can raise.
pub fn value_min_by_or_none<T, K: Compare>(
    items: impl IntoIterator<Item = T>,
    mut key: impl FnMut(&T) -> K,
) -> Result<Option<T>> {
    let keyed = items.into_iter().map(|item| (key(&item), item));
    Ok(best(keyed, |item, best| item.0.less(&best.0))?.map(|(_, item)| item))
}

fn best<T>(items: impl IntoIterator<Item = T>, better: impl Fn(&T, &T) -> Result<bool>) -> Result<Option<T>> {
    let mut items = items.into_iter();
    let Some(mut best) = items.next() else { return Ok(None) };
    for item in items {
        if better(&item, &best)? {
            best = item;
        }
    }
    Ok(Some(best))
}

/// `next(iter(items))`
pub fn next_iter<T: Clone>(items: &[T]) -> Result<T> {
    items.first().cloned().ok_or_else(|| Error::bare(&STOP_ITERATION))
}
