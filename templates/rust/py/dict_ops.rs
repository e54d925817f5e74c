//! Dicts made of other things.

use std::hash::Hash;

use super::dict::Dict;

/// `dict(pairs)`
pub fn dict_from_pairs<K: Hash + Eq, V>(pairs: impl IntoIterator<Item = (K, V)>) -> Dict<K, V> {
    pairs.into_iter().collect()
}

/// `dict.fromkeys(keys, item)`
pub fn dict_fromkeys<K: Hash + Eq, V: Clone>(keys: impl IntoIterator<Item = K>, item: V) -> Dict<K, V> {
    keys.into_iter().map(|key| (key, item.clone())).collect()
}

/// `a | b`
pub fn dict_or<K: Hash + Eq + Clone, V: Clone>(a: &Dict<K, V>, b: &Dict<K, V>) -> Dict<K, V> {
    let mut both = a.clone();
    both.update(b.clone());
    both
}
