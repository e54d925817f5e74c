//! Numbers that a server gives to what it keeps: they are bound with the place that they came from, since another `17` is a quantity.

/// A live number, with where it came from.
#[derive(Clone, Debug)]
pub(super) struct Number {
    /// The JSON key that it stood under; empty for a part of a path.
    key: String,
    /// The word before it in the path that it was made at or stood in, in the singular: `order` of `POST /orders`.
    near: String,
    live: String,
}

/// Ends of the keys that hold the number of something.
const KEYS: &[&str] = &["id", "number", "key", "ref", "pk"];

impl Number {
    /// The number under a JSON key in the answer to a request of `path`; `None` for a quantity.
    pub(super) fn under_key(key: &str, path: &str, live: &str) -> Option<Self> {
        let key = singular(&plain(key));
        let near = path.rsplit('/').find(|part| !part.is_empty() && !is_number(part)).unwrap_or("");
        KEYS.iter().any(|end| key.ends_with(end)).then(|| Self {
            key,
            near: singular(&plain(near)),
            live: live.to_owned(),
        })
    }

    /// The number that follows `before` in a path.
    pub(super) fn in_path(before: &str, live: &str) -> Self {
        Self { key: String::new(), near: singular(&plain(before)), live: live.to_owned() }
    }

    /// Whether both came from the same place.
    pub(super) fn is_of(&self, other: &Self) -> bool {
        self.key == other.key && self.near == other.near
    }

    /// Whether it is what a request has under `key`: `order_id` for the `id` of an order.
    fn fits_key(&self, key: &str) -> bool {
        let key = singular(&plain(key));
        let owner = key.strip_suffix("id").unwrap_or("");
        key == self.key && !key.is_empty() || !owner.is_empty() && self.is_about(owner)
    }

    /// Whether it is the number of an `owner`.
    fn is_about(&self, owner: &str) -> bool {
        if matches!(self.key.as_str(), "" | "id") {
            self.near == owner
        } else {
            self.key.strip_suffix("id") == Some(owner)
        }
    }
}

/// The live number for what a request has under a key.
pub(super) fn under_key<'a>(known: &'a [Number], key: &str) -> Option<&'a str> {
    known.iter().rev().find(|number| number.fits_key(key)).map(|number| number.live.as_str())
}

/// The live number for a part of a path behind `before`; where no name tells, the only one that there is.
pub(super) fn in_path<'a>(known: &'a [Number], before: &str) -> Option<&'a str> {
    let owner = singular(&plain(before));
    let named = known.iter().rev().find(|number| number.is_about(&owner));
    let only = known.iter().all(|number| number.live == known[0].live).then(|| known.last()).flatten();
    named.or(only).map(|number| number.live.as_str())
}

pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A name in lower-case letters and digits: `order_id`, `orderId` and `Order-ID` are one.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn singular(name: &str) -> String {
    match name.strip_suffix("ies") {
        Some(stem) if !stem.is_empty() => format!("{stem}y"),
        _ => name.strip_suffix('s').filter(|stem| !stem.ends_with('s')).unwrap_or(name).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Number, in_path, under_key};

    #[test]
    fn a_number_is_found_by_the_name_of_what_it_numbers() {
        let order = Number::under_key("id", "/shop/orders", "1").expect("an id");
        let user = Number::under_key("user_id", "/register", "2").expect("an id");
        let known = [order, user];
        assert_eq!(under_key(&known, "orderId"), Some("1"));
        assert_eq!(under_key(&known, "user_id"), Some("2"));
        assert_eq!(under_key(&known, "quantity"), None);
        assert_eq!(in_path(&known, "orders"), Some("1"));
        assert_eq!(in_path(&known, "users"), Some("2"));
        assert_eq!(in_path(&known, "boxes"), None, "two candidates, and no name tells");
        assert_eq!(in_path(&known[..1], "boxes"), Some("1"));
    }

    #[test]
    fn quantities_are_no_ids() {
        assert!(Number::under_key("count", "/orders", "1").is_none());
        assert!(Number::under_key("total", "/orders", "1").is_none());
    }
}
