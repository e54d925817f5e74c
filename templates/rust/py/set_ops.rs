//! The operations of sets that change one by another.

use std::hash::Hash;

use super::set::Set;

/// `a < b`
pub fn set_lt<T: Hash + Eq>(a: &Set<T>, b: &Set<T>) -> bool {
    a.len() < b.len() && a.issubset(b)
}

/// `set(items)`
pub fn set_from_list<T: Hash + Eq>(items: impl IntoIterator<Item = T>) -> Set<T> {
    items.into_iter().collect()
}

/// `a.difference_update(b)`
pub fn set_difference_update<T: Hash + Eq + Clone>(a: &mut Set<T>, b: &Set<T>) {
    *a = a.difference(b);
}

/// `a.intersection_update(b)`
pub fn set_intersection_update<T: Hash + Eq + Clone>(a: &mut Set<T>, b: &Set<T>) {
    *a = a.intersection(b);
}

/// `a.symmetric_difference_update(b)`
pub fn set_symmetric_difference_update<T: Hash + Eq + Clone>(a: &mut Set<T>, b: &Set<T>) {
    *a = a.symmetric_difference(b);
}
