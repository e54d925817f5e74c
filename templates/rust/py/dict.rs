//! `dict`: in the order of insertion.

use std::hash::Hash;

use indexmap::map::{IntoIter, Iter, IterMut, Keys, Values, ValuesMut};
use indexmap::{Equivalent, IndexMap};

use super::error::{Argument, Error, KEY_ERROR, Result, key_error};
use super::repr::{Repr, repr};

/// A Python `dict`.
#[derive(Debug, Clone)]
pub struct Dict<K, V>(IndexMap<K, V>);

/// `KeyError(key)`
#[cold]
pub fn missing_key<Q: Repr + ?Sized>(key: &Q) -> Error {
    Error::with_args(&KEY_ERROR, vec![Argument::Other(repr(key))])
}

impl<K, V> Dict<K, V> {
    /// `{}`
    pub fn new() -> Dict<K, V> {
        Dict(IndexMap::new())
    }

    /// `{}` with room for `capacity` items.
    pub fn with_capacity(capacity: usize) -> Dict<K, V> {
        Dict(IndexMap::with_capacity(capacity))
    }

    /// `len(d)`
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// `not d`
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `d.keys()`
    pub fn keys(&self) -> Keys<'_, K, V> {
        self.0.keys()
    }

    /// `d.values()`
    pub fn values(&self) -> Values<'_, K, V> {
        self.0.values()
    }

    /// `d.values()`, to change the values in place.
    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> {
        self.0.values_mut()
    }

    /// `d.items()`
    pub fn iter(&self) -> Iter<'_, K, V> {
        self.0.iter()
    }

    /// `d.items()`, to change the values in place.
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {
        self.0.iter_mut()
    }

    /// The item at a position in the order.
    pub fn get_at(&self, position: usize) -> Option<(&K, &V)> {
        self.0.get_index(position)
    }

    /// `d.clear()`
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Keeps the items for which `keep` is true.
    pub fn retain(&mut self, keep: impl FnMut(&K, &mut V) -> bool) {
        self.0.retain(keep);
    }
}

impl<K: Hash + Eq, V> Dict<K, V> {
    /// `key in d`
    pub fn contains<Q: Hash + Equivalent<K> + ?Sized>(&self, key: &Q) -> bool {
        self.0.contains_key(key)
    }

    /// `d.get(key)`
    pub fn get<Q: Hash + Equivalent<K> + ?Sized>(&self, key: &Q) -> Option<&V> {
        self.0.get(key)
    }

    /// `d.get(key)`, to change the value in place.
    pub fn get_mut<Q: Hash + Equivalent<K> + ?Sized>(&mut self, key: &Q) -> Option<&mut V> {
        self.0.get_mut(key)
    }

    /// `d[key]`
    pub fn item<Q: Hash + Equivalent<K> + Repr + ?Sized>(&self, key: &Q) -> Result<&V> {
        self.0.get(key).ok_or_else(|| missing_key(key))
    }

    /// `d[key]`, to change the value in place.
    pub fn item_mut<Q: Hash + Equivalent<K> + Repr + ?Sized>(&mut self, key: &Q) -> Result<&mut V> {
        self.0.get_mut(key).ok_or_else(|| missing_key(key))
    }

    /// `d[key] = value`: a key that is there keeps its place.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        self.0.insert(key, value)
    }

    /// `del d[key]`
    pub fn delete<Q: Hash + Equivalent<K> + Repr + ?Sized>(&mut self, key: &Q) -> Result<()> {
        self.pop(key).map(drop)
    }

    /// `d.pop(key)`
    pub fn pop<Q: Hash + Equivalent<K> + Repr + ?Sized>(&mut self, key: &Q) -> Result<V> {
        self.0.shift_remove(key).ok_or_else(|| missing_key(key))
    }

    /// `d.pop(key, None)`
    pub fn remove<Q: Hash + Equivalent<K> + ?Sized>(&mut self, key: &Q) -> Option<V> {
        self.0.shift_remove(key)
    }

    /// `d.popitem()`
    pub fn popitem(&mut self) -> Result<(K, V)> {
        self.0.pop().ok_or_else(|| key_error("popitem(): dictionary is empty"))
    }

    /// `d.setdefault(key, default)`
    pub fn setdefault(&mut self, key: K, default: V) -> &mut V {
        self.0.entry(key).or_insert(default)
    }

    /// `d.update(other)`
    pub fn update(&mut self, other: impl IntoIterator<Item = (K, V)>) {
        self.0.extend(other);
    }
}

impl<K, V> Default for Dict<K, V> {
    fn default() -> Dict<K, V> {
        Dict::new()
    }
}

/// Equal whatever the order, as in Python.
impl<K: Hash + Eq, V: PartialEq> PartialEq for Dict<K, V> {
    fn eq(&self, other: &Dict<K, V>) -> bool {
        self.0 == other.0
    }
}

impl<K: Hash + Eq, V> FromIterator<(K, V)> for Dict<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(items: I) -> Dict<K, V> {
        Dict(items.into_iter().collect())
    }
}

impl<K: Hash + Eq, V, const N: usize> From<[(K, V); N]> for Dict<K, V> {
    fn from(items: [(K, V); N]) -> Dict<K, V> {
        items.into_iter().collect()
    }
}

impl<K, V> IntoIterator for Dict<K, V> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;

    fn into_iter(self) -> IntoIter<K, V> {
        self.0.into_iter()
    }
}

impl<'a, K, V> IntoIterator for &'a Dict<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;

    fn into_iter(self) -> Iter<'a, K, V> {
        self.0.iter()
    }
}

impl<'a, K, V> IntoIterator for &'a mut Dict<K, V> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = IterMut<'a, K, V>;

    fn into_iter(self) -> IterMut<'a, K, V> {
        self.0.iter_mut()
    }
}

impl<K: Repr, V: Repr> Repr for Dict<K, V> {
    fn push_repr(&self, out: &mut String) {
        out.push('{');
        for (i, (key, value)) in self.0.iter().enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            key.push_repr(out);
            out.push_str(": ");
            value.push_repr(out);
        }
        out.push('}');
    }
}
