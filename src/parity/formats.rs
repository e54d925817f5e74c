//! What differs from run to run keeps its format.
//!
//! One pair of values does not show a format: of a hundred clocks one ends in two zeros that nobody rounded to, and of two thousand pairs of hexadecimal tokens of eight
//! characters one has no letter. All values of a field together tell how unlikely that is.

use std::collections::BTreeMap;

use super::noise::{Kinds, decimals};
use super::verdict::Kind;
use super::walk::Finding;

/// What the originals never showed is another format if chance would hide it no more often than once in so many fields.
const ONCE_IN: f64 = 1e6;
/// How many fields are remembered: a tape has no end.
const MOST: usize = 10_000;

/// The format of three values that may differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Format {
    /// Where they stand, with `[*]` for the items of lists.
    pub path: String,
    shown: Shown,
}

#[derive(Clone, Debug, PartialEq)]
enum Shown {
    /// How many decimals numbers have: the larger number of the two originals', and the new service's.
    Decimals { old: usize, new: usize },
    /// Tokens: the originals' and the new service's.
    Tokens { old: [String; 2], new: String },
}

impl Format {
    /// Of numbers as JSON writes them.
    pub(super) fn of_numbers(path: String, [first, second, new]: [&str; 3]) -> Self {
        let old = decimals(first).max(decimals(second));
        Self { path, shown: Shown::Decimals { old, new: decimals(new) } }
    }

    /// Of texts that are a token each.
    pub(super) fn of_tokens(path: String, [first, second, new]: [&str; 3]) -> Option<Self> {
        let is_token =
            |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-' || c == b'_');
        let shown = Shown::Tokens { old: [first, second].map(str::to_owned), new: new.to_owned() };
        [first, second, new].into_iter().all(is_token).then_some(Self { path, shown })
    }
}

/// What the originals showed in one field so far.
#[derive(Debug, Default)]
struct Field {
    numbers: i32,
    decimals: usize,
    tokens: i32,
    characters: usize,
    kinds: Kinds,
    /// What all tokens begin and end with.
    around: Option<[String; 2]>,
}

impl Field {
    fn add_token(&mut self, token: &str) {
        self.tokens = self.tokens.saturating_add(1);
        self.characters = self.characters.saturating_add(token.len());
        self.kinds = self.kinds.and(Kinds::of(token));
        let [start, end] = self.around.get_or_insert_with(|| [token.to_owned(), token.to_owned()]);
        let same = start.bytes().zip(token.bytes()).take_while(|(one, other)| one == other).count();
        start.truncate(same);
        let same = end.bytes().rev().zip(token.bytes().rev()).take_while(|(one, other)| one == other).count();
        end.drain(..end.len() - same);
    }

    /// The begin or end that all tokens share, but for a new one, and that is none by chance: 16 characters are possible at least.
    fn lacks(&self, token: &str) -> Option<&str> {
        let [start, end] = self.around.as_ref()?;
        let fixed = |text: &&String| {
            let length = i32::try_from(text.len()).unwrap_or(i32::MAX);
            16_f64.powi(length.saturating_mul(self.tokens - 1)) >= ONCE_IN
        };
        let start = Some(start).filter(fixed).filter(|start| !token.starts_with(*start));
        let end = Some(end).filter(fixed).filter(|end| !token.ends_with(*end));
        start.or(end).map(String::as_str)
    }
}

/// The formats of all fields.
#[derive(Debug, Default)]
pub(super) struct Formats {
    fields: BTreeMap<(String, String), Field>,
}

impl Formats {
    /// Remembers the values of a field of a route, or tells that the new service's is none that the original would give.
    pub(super) fn check(&mut self, route: &str, format: &Format) -> Option<Finding> {
        let key = (route.to_owned(), format.path.clone());
        if self.fields.len() >= MOST && !self.fields.contains_key(&key) {
            return None;
        }
        let field = self.fields.entry(key).or_default();
        let (old, new) = match &format.shown {
            &Shown::Decimals { old, new } => {
                field.numbers = field.numbers.saturating_add(2);
                field.decimals = field.decimals.max(old);
                let further = i32::try_from(new.saturating_sub(field.decimals)).unwrap_or(0);
                if 10_f64.powi(further.saturating_mul(field.numbers)) < ONCE_IN {
                    return None;
                }
                let old = format!("at most {} decimals in {} values of the originals", field.decimals, field.numbers);
                (old, format!("{new} decimals"))
            }
            Shown::Tokens { old, new } => {
                old.iter().for_each(|token| field.add_token(token));
                let shown = Kinds::of(new);
                if let Some(part) = field.lacks(new) {
                    (format!("`{part}` in {} values of the originals", field.tokens), new.clone())
                } else if field.kinds.chance(shown, field.characters) * ONCE_IN > 1.0 {
                    return None;
                } else {
                    let old = format!("{} in {} characters of the originals", field.kinds.name(), field.characters);
                    (old, field.kinds.and(shown).name().to_owned())
                }
            }
        };
        Some(Finding { kind: Kind::Noise, path: format.path.clone(), old, new })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(formats: &mut Formats, numbers: [&str; 3]) -> bool {
        formats.check("GET /", &Format::of_numbers("$.at".to_owned(), numbers)).is_some()
    }

    fn token_seen(formats: &mut Formats, tokens: [&str; 3]) -> bool {
        formats.check("GET /", &Format::of_tokens("$.id".to_owned(), tokens).expect("tokens")).is_some()
    }

    #[test]
    fn a_token_without_letters_by_chance_is_no_number() {
        let mut formats = Formats::default();
        assert!(!token_seen(&mut formats, ["04821344", "77120411", "4f821b44"]));
        assert!(!token_seen(&mut formats, ["4f821b44", "77120411", "a1b2c3d4"]));
        assert!(token_seen(&mut formats, ["4f821b44", "77120411", "A1B2C3D4"]));
    }

    #[test]
    fn what_all_tokens_share_stays() {
        let mut formats = Formats::default();
        assert!(!token_seen(&mut formats, ["u-4f821b", "u-771204", "u-a1b2c3"]));
        assert!(!token_seen(&mut formats, ["u-4f821c", "u-77120d", "u-a1b2c4"]));
        assert!(token_seen(&mut formats, ["u-5f821c", "u-17120d", "v-a1b2c4"]));
    }

    #[test]
    fn what_has_only_digits_is_a_number() {
        let mut formats = Formats::default();
        for at in 0..4 {
            assert_eq!(token_seen(&mut formats, ["048213", "771204", "a1b2c3"]), at >= 2, "after {at}: 36 digits");
        }
    }

    #[test]
    fn a_clock_that_ends_in_zeros_by_chance_is_not_rounded() {
        let mut formats = Formats::default();
        assert!(!seen(&mut formats, ["1795296162.5185", "1795296162.1234", "1795296162.5128648"]));
        assert!(!seen(&mut formats, ["1795296162.5185123", "1795296162.1234", "1795296162.5128648"]));
        assert!(!seen(&mut formats, ["1795296162.5", "1795296162.5", "1795296162.5128648"]));
    }

    #[test]
    fn what_is_always_rounded_is_rounded() {
        let mut formats = Formats::default();
        assert!(seen(&mut formats, ["1795296162.51", "1795296162.52", "1795296162.5128648"]));
        let mut formats = Formats::default();
        for at in 0..4 {
            let found = seen(&mut formats, ["12.3451", "12.3452", "12.34567"]);
            assert_eq!(found, at >= 2, "after {at}: one digit more, six values");
            assert!(!seen(&mut Formats::default(), ["12.3451", "12.3452", "12.3453"]));
        }
    }
}
