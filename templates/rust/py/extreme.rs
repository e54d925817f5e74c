//! `max` and `min` in the forms that cannot raise.

/// `max(a, b)`: `b` only when it is greater.
pub fn max_of_two<T: PartialOrd>(a: T, b: T) -> T {
    if b > a { b } else { a }
}

/// `min(a, b)`: `b` only when it is less.
pub fn min_of_two<T: PartialOrd>(a: T, b: T) -> T {
    if b < a { b } else { a }
}

/// `max(items, default=None)`
pub fn max_or_none<T: PartialOrd>(items: impl IntoIterator<Item = T>) -> Option<T> {
    items.into_iter().reduce(max_of_two)
}

/// `min(items, default=None)`
pub fn min_or_none<T: PartialOrd>(items: impl IntoIterator<Item = T>) -> Option<T> {
    items.into_iter().reduce(min_of_two)
}

/// `max(items, key=key, default=None)`
pub fn max_by_or_none<T, K: PartialOrd>(items: impl IntoIterator<Item = T>, mut key: impl FnMut(&T) -> K) -> Option<T> {
    let keyed = items.into_iter().map(|item| (key(&item), item));
    keyed.reduce(|best, item| if item.0 > best.0 { item } else { best }).map(|(_, item)| item)
}

/// `min(items, key=key, default=None)`
pub fn min_by_or_none<T, K: PartialOrd>(items: impl IntoIterator<Item = T>, mut key: impl FnMut(&T) -> K) -> Option<T> {
    let keyed = items.into_iter().map(|item| (key(&item), item));
    keyed.reduce(|best, item| if item.0 < best.0 { item } else { best }).map(|(_, item)| item)
}
