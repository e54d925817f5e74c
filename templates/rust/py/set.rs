//! `set`: membership and what is made of two sets. Its order is not Python's, so none of it may reach an answer.

use std::hash::Hash;

use indexmap::{Equivalent, IndexSet};

use super::dict::missing_key;
use super::error::Result;
use super::repr::Repr;

/// A Python `set`.
#[derive(Debug, Clone)]
pub struct Set<T>(IndexSet<T>);

impl<T> Set<T> {
    /// `set()`
    pub fn new() -> Set<T> {
        Set(IndexSet::new())
    }

    /// `len(s)`
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// `not s`
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The values, in no order that Python would have.
    pub fn iter(&self) -> indexmap::set::Iter<'_, T> {
        self.0.iter()
    }

    /// `s.clear()`
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

impl<T: Hash + Eq> Set<T> {
    /// `value in s`
    pub fn contains<Q: Hash + Equivalent<T> + ?Sized>(&self, value: &Q) -> bool {
        self.0.contains(value)
    }

    /// `s.add(value)`
    pub fn add(&mut self, value: T) {
        self.0.insert(value);
    }

    /// `s.discard(value)`
    pub fn discard<Q: Hash + Equivalent<T> + ?Sized>(&mut self, value: &Q) {
        self.0.swap_remove(value);
    }

    /// `s.remove(value)`
    pub fn remove<Q: Hash + Equivalent<T> + Repr + ?Sized>(&mut self, value: &Q) -> Result<()> {
        if self.0.swap_remove(value) { Ok(()) } else { Err(missing_key(value)) }
    }

    /// `s.update(values)`
    pub fn update(&mut self, values: impl IntoIterator<Item = T>) {
        self.0.extend(values);
    }

    /// `s <= other`
    pub fn issubset(&self, other: &Set<T>) -> bool {
        self.0.is_subset(&other.0)
    }

    /// `s >= other`
    pub fn issuperset(&self, other: &Set<T>) -> bool {
        self.0.is_superset(&other.0)
    }

    /// `s.isdisjoint(other)`
    pub fn isdisjoint(&self, other: &Set<T>) -> bool {
        self.0.is_disjoint(&other.0)
    }
}

impl<T: Hash + Eq + Clone> Set<T> {
    /// `s | other`
    #[must_use]
    pub fn union(&self, other: &Set<T>) -> Set<T> {
        self.0.union(&other.0).cloned().collect()
    }

    /// `s & other`
    #[must_use]
    pub fn intersection(&self, other: &Set<T>) -> Set<T> {
        self.0.intersection(&other.0).cloned().collect()
    }

    /// `s - other`
    #[must_use]
    pub fn difference(&self, other: &Set<T>) -> Set<T> {
        self.0.difference(&other.0).cloned().collect()
    }

    /// `s ^ other`
    #[must_use]
    pub fn symmetric_difference(&self, other: &Set<T>) -> Set<T> {
        self.0.symmetric_difference(&other.0).cloned().collect()
    }
}

impl<T> Default for Set<T> {
    fn default() -> Set<T> {
        Set::new()
    }
}

impl<T: Hash + Eq> PartialEq for Set<T> {
    fn eq(&self, other: &Set<T>) -> bool {
        self.0 == other.0
    }
}

impl<T: Hash + Eq> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Set<T> {
        Set(values.into_iter().collect())
    }
}

impl<T: Hash + Eq, const N: usize> From<[T; N]> for Set<T> {
    fn from(values: [T; N]) -> Set<T> {
        values.into_iter().collect()
    }
}

impl<T> IntoIterator for Set<T> {
    type Item = T;
    type IntoIter = indexmap::set::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Set<T> {
    type Item = &'a T;
    type IntoIter = indexmap::set::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
