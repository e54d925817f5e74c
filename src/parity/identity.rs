//! The same made-up value stands for the same thing.
//!
//! Each server makes up ids of its own; whatever they are, one that an original uses twice has to be used twice by the new service, and two that it tells apart have to
//! be two.

use std::collections::HashMap;

use super::binding::is_made_up;
use super::noise::Kinds;
use super::verdict::{Kind, shorten};
use super::walk::Finding;

/// How many values are remembered: a tape has no end.
const MOST: usize = 100_000;
/// Shorter values may be equal by chance.
const SHORTEST: usize = 8;

/// A value that each server made up by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeUp {
    /// Where it stands.
    pub path: String,
    /// The first original's.
    pub first: String,
    /// The second original's.
    pub second: String,
    /// The new service's.
    pub new: String,
}

impl MadeUp {
    /// The value, if the originals made it up and chance does not make such a one twice.
    pub(super) fn of(path: String, [first, second, new]: [String; 3]) -> Option<Self> {
        let fits =
            first != second && [&first, &second, &new].iter().all(|one| one.len() >= SHORTEST && is_made_up(one));
        fits.then_some(Self { path, first, second, new })
    }
}

/// Which made-up values belong together.
#[derive(Debug, Default)]
pub(super) struct Identities {
    /// By the first original's value: the second's and the new service's.
    known: HashMap<String, (String, String)>,
    /// By the new service's value: the first original's.
    owners: HashMap<String, String>,
}

impl Identities {
    /// Remembers a value, or tells that it is another than before.
    pub(super) fn check(&mut self, value: &MadeUp) -> Option<Finding> {
        let MadeUp { path, first, second, new } = value;
        let finding = |limits: String| {
            let old = format!("{} (allowed: {limits})", shorten(first));
            Some(Finding { kind: Kind::Noise, path: path.clone(), old, new: shorten(new) })
        };
        match (self.known.get(first), self.owners.get(new)) {
            (Some((other, before)), _) if other == second && before != new => {
                finding(format!("{}, which stood for it before", shorten(before)))
            }
            (None, Some(owner)) if self.is_unique(value) => finding(format!("another one than for {}", shorten(owner))),
            (None, None) if self.known.len() < MOST => {
                self.known.insert(first.clone(), (second.clone(), new.clone()));
                self.owners.insert(new.clone(), first.clone());
                None
            }
            _ => None,
        }
    }

    /// Whether chance does not make two equal ones among as many as are known: it would once in a million tapes.
    fn is_unique(&self, value: &MadeUp) -> bool {
        let MadeUp { first, second, .. } = value;
        let free = first.chars().zip(second.chars()).filter(|(one, other)| one != other).count();
        let choices = Kinds::of(first).and(Kinds::of(second)).size();
        let known = f64::from(u32::try_from(self.known.len()).unwrap_or(u32::MAX)) + 1.0;
        let free = f64::from(u32::try_from(free).unwrap_or(u32::MAX));
        free * choices.log10() - 2.0 * known.log10() >= 6.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Identities, MadeUp};

    fn seen(identities: &mut Identities, values: [&str; 3]) -> Option<String> {
        let value = MadeUp::of("$.id".to_owned(), values.map(str::to_owned)).expect("made up");
        identities.check(&value).map(|finding| finding.old)
    }

    #[test]
    fn one_value_stands_for_one_thing() {
        let mut identities = Identities::default();
        assert_eq!(seen(&mut identities, ["aaaa1111", "bbbb1111", "cccc1111"]), None);
        assert_eq!(seen(&mut identities, ["aaaa1111", "bbbb1111", "cccc1111"]), None);
        assert_eq!(seen(&mut identities, ["aaaa2222", "bbbb2222", "cccc2222"]), None);
        let other = seen(&mut identities, ["aaaa1111", "bbbb1111", "cccc2222"]);
        assert_eq!(other.as_deref(), Some("aaaa1111 (allowed: cccc1111, which stood for it before)"));
        let twice = seen(&mut identities, ["aaaa3333", "bbbb4444", "cccc2222"]);
        assert_eq!(twice.as_deref(), Some("aaaa3333 (allowed: another one than for aaaa2222)"));
        let by_chance = seen(&mut identities, ["ORD-4a7e95", "ORD-4a7e11", "cccc2222"]);
        assert_eq!(by_chance, None, "two characters are soon the same again");
    }

    #[test]
    fn what_the_originals_share_or_chance_repeats_is_no_identity() {
        for values in
            [["aaaa1111", "aaaa1111", "cccc1111"], ["a1", "b1", "c1"], ["1234567890", "1234567891", "1234567892"]]
        {
            assert_eq!(MadeUp::of(String::new(), values.map(str::to_owned)), None, "{values:?}");
        }
    }
}
