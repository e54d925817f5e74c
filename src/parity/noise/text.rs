//! Texts that may differ.

use super::number::{is_quantity, judge_numbers};
use super::stamp::Stamp;
use super::words::{Kinds, narrow, split, token, wide};
use super::{Judged, Window};
use crate::manifest::Source;

/// A word may show characters that the originals' do not, unless that they show none of them is less likely than this.
const CHANCE: f64 = 1e-9;
/// Tokens are at least this long.
const TOKEN: usize = 6;
/// Time zones lie whole quarters of an hour apart; this many seconds.
const QUARTER: f64 = 900.0;

/// Judges a text of the new server by those of the two originals.
///
/// `source` is what the manifest says that the value flows from; see [`super::judge_numbers`].
pub fn judge_texts(first: &str, second: &str, new: &str, source: Option<Source>, window: Window) -> Judged {
    if first == new && second == new {
        return Judged::Same;
    }
    if let Some(judged) = judge_stamps(first, second, new, source, window) {
        return judged;
    }
    let fraction = |text: &str| text.contains('.');
    if is_quantity(first) && is_quantity(second) && fraction(first) == fraction(second) {
        return if is_quantity(new) && fraction(first) == fraction(new) {
            judge_numbers(first, second, new, source, window)
        } else {
            Judged::Breaks("a number written as the originals'".to_owned())
        };
    }
    if first == second && source.is_none() {
        return Judged::Breaks("the originals' text".to_owned());
    }
    if let (Some(one), Some(other)) = (uuid_version(first), uuid_version(second)) {
        let limits = "a UUID of the same version".to_owned();
        let fits = one == other && uuid_version(new) == Some(one);
        return if fits { Judged::Fits(limits) } else { Judged::Breaks(limits) };
    }
    judge_uuids_within(first, second, new, source, window)
        .or_else(|| judge_permutation(first, second, new))
        .unwrap_or_else(|| judge_as_words(first, second, new, source))
}

/// Judges word by word. Where a word ends is not known: the signs of a token are in some of them and not in others.
fn judge_as_words(first: &str, second: &str, new: &str, source: Option<Source>) -> Judged {
    let narrowly = judge_words(first, second, new, source, narrow);
    if let Some(fits @ Judged::Fits(_)) = narrowly {
        return fits;
    }
    if !share_parts(first, second)
        && let Some(fits @ Judged::Fits(_)) = judge_words(first, second, new, source, token)
    {
        return fits;
    }
    narrowly.or_else(|| judge_words(first, second, new, source, wide)).unwrap_or(Judged::Unlike)
}

/// Whether two texts have tokens of which a part is the same, such as `user-` in `user-4f` and `user-07`: the sign then belongs to the text. A single character may be
/// the same by chance; whether it always is, the whole tape shows.
fn share_parts(first: &str, second: &str) -> bool {
    let equal = first == second;
    let (first, second) = (split(first, token).0, split(second, token).0);
    first.iter().zip(&second).filter(|(one, other)| equal || one != other).any(|(one, other)| {
        let (one, other) = (split(one, narrow).0, split(other, narrow).0);
        let shared = |(one, other): (&&str, &&str)| one == other && (equal || one.len() > 1);
        one.iter().zip(&other).any(shared) || one.iter().rev().zip(other.iter().rev()).any(shared)
    })
}

/// Judges points in time; `None` where the originals are none, or are not of the replay's time.
fn judge_stamps(first: &str, second: &str, new: &str, source: Option<Source>, window: Window) -> Option<Judged> {
    let (one, other) = (Stamp::parse(first)?, Stamp::parse(second)?);
    let width = window.width + one.step.max(1.0);
    if one.layout != other.layout {
        return None;
    }
    if (one.seconds - other.seconds).abs() > width {
        let fits = Stamp::parse(new).is_some_and(|stamp| stamp.layout == one.layout);
        let limits = "a point in time in the originals' notation".to_owned();
        return Some(if fits { Judged::Fits(limits) } else { Judged::Breaks(limits) });
    }
    if source.is_none() && first == second {
        // Two originals that are asked in the same second agree on the present time.
        let ago = window.now - one.seconds;
        let zone = (ago / QUARTER).round() * QUARTER;
        if (ago - zone).abs() > width || zone.abs() > 14.0 * 3600.0 {
            return None;
        }
    }
    let limits = format!("a time within {width:.0} s of the originals', in their notation");
    let (low, high) = (one.seconds.min(other.seconds), one.seconds.max(other.seconds));
    let fits = Stamp::parse(new).is_some_and(|stamp| {
        stamp.layout == one.layout && stamp.seconds >= low - width && stamp.seconds <= high + width
    });
    Some(if fits { Judged::Fits(limits) } else { Judged::Breaks(limits) })
}

/// The version digit of a lower- or upper-case UUID (RFC 9562), with its case.
fn uuid_version(text: &str) -> Option<(char, bool)> {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let hex = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let upper = text.bytes().any(|byte| byte.is_ascii_uppercase());
    if lengths != [8, 4, 4, 4, 12] || !hex || (upper && text.bytes().any(|byte| byte.is_ascii_lowercase())) {
        return None;
    }
    Some((groups[2].chars().next()?, upper))
}

/// Judges the UUIDs in texts as such, and the texts around them; `None` where the originals have none. Word by word, a group of a UUID would be taken for a number when
/// chance gave both originals a group without letters.
fn judge_uuids_within(first: &str, second: &str, new: &str, source: Option<Source>, window: Window) -> Option<Judged> {
    let [(one, around_one), (other, around_other), (value, around)] = [first, second, new].map(take_uuids);
    if one.is_empty() || one.len() != other.len() {
        return None;
    }
    let mut limits = "a UUID of the same version".to_owned();
    let fits = |((one, other), value): ((&&str, &&str), &&str)| {
        let fixed = one == other && source.is_none();
        if fixed { one == value } else { uuid_version(one) == uuid_version(value) }
    };
    if value.len() != one.len() || !one.iter().zip(&other).zip(&value).all(fits) {
        return Some(Judged::Breaks(limits));
    }
    match judge_texts(&around_one, &around_other, &around, source, window) {
        Judged::Same => Some(Judged::Fits(limits)),
        Judged::Fits(more) => {
            limits.push_str(" in ");
            limits.push_str(&more);
            Some(Judged::Fits(limits))
        }
        judged @ (Judged::Breaks(_) | Judged::Unlike) => Some(judged),
    }
}

/// The UUIDs in a text, and the text with a sign in the place of each.
fn take_uuids(text: &str) -> (Vec<&str>, String) {
    const LENGTH: usize = 36;
    let (mut uuids, mut around) = (Vec::new(), String::new());
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let free = !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        let found = text.get(at..at + LENGTH).filter(|found| free && uuid_version(found).is_some());
        if let Some(uuid) = found {
            uuids.push(uuid);
            around.push('\u{1a}');
            at += LENGTH;
        } else {
            around.push(first);
            at += first.len_utf8();
        }
    }
    (uuids, around)
}

/// The same words in another order, as from a set that is written as text; `None` where the originals are not that.
fn judge_permutation(first: &str, second: &str, new: &str) -> Option<Judged> {
    fn sorted(text: &str) -> (Vec<&str>, Vec<&str>) {
        let (mut words, mut separators) = split(text, narrow);
        words.sort_unstable();
        separators.sort_unstable();
        (words, separators)
    }
    let expected = sorted(first);
    if first == second || expected != sorted(second) {
        return None;
    }
    let limits = "the same words in any order".to_owned();
    Some(if expected == sorted(new) { Judged::Fits(limits) } else { Judged::Breaks(limits) })
}

/// Judges word by word; `None` where the originals are not built alike.
fn judge_words(first: &str, second: &str, new: &str, source: Option<Source>, word: fn(char) -> bool) -> Option<Judged> {
    let (one, separators) = split(first, word);
    let (other, other_separators) = split(second, word);
    if separators != other_separators {
        return None;
    }
    let (value, value_separators) = split(new, word);
    let mut limits: Vec<String> = Vec::new();
    let mut fits = separators == value_separators;
    for (index, (one, other)) in one.iter().zip(&other).enumerate() {
        let found = value.get(index).copied().unwrap_or("");
        // A word without digits in a volatile text is the text around the value.
        let fixed = one == other && (source.is_none() || !one.bytes().any(|byte| byte.is_ascii_digit()));
        if fixed && separators.len() > 2 {
            fits &= found == *one;
            limits.push((*one).to_owned());
        } else if fixed && source.is_none() {
            fits &= found == *one;
        } else if source.is_none() && Kinds::of(one).and(Kinds::of(other)).is_language() {
            // Two words of a language have no format in common that would tell a third apart.
            if found != *one && found != *other {
                return Some(Judged::Unlike);
            }
            limits.push(format!("{one} or {other}"));
        } else {
            let (allowed, format) = word_fits(one, other, found);
            fits &= allowed;
            limits.push(format);
        }
    }
    let limits = limits.join(" ");
    Some(if fits { Judged::Fits(limits) } else { Judged::Breaks(limits) })
}

/// Whether a word has the format of two others, and the format in words.
fn word_fits(one: &str, other: &str, found: &str) -> (bool, String) {
    let kinds = Kinds::of(one).and(Kinds::of(other));
    let count = |word: &str| word.chars().count();
    let (shortest, longest) = (count(one).min(count(other)), count(one).max(count(other)));
    // A number or a token of varying length varies a little more than two samples show.
    let varies = shortest != longest || (kinds.is_digits() && longest < 8);
    let (from, to) = if varies { (shortest.saturating_sub(2).max(1), longest + 2) } else { (shortest, longest) };
    // A few digits are a number; many may be a token that shows no letter by chance.
    let likely = if kinds.is_digits() && longest < TOKEN {
        Kinds::of(found).is_digits()
    } else {
        kinds.chance(Kinds::of(found), count(one) + count(other)) >= CHANCE
    };
    let fits = (from..=to).contains(&count(found)) && likely;
    let length = if from == to { format!("{from}") } else { format!("{from} to {to}") };
    (fits, format!("<{length} {}>", kinds.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Window = Window { now: 1_700_000_000.0, width: 6.0, asked: 0.001 };

    fn fits(first: &str, second: &str, new: &str, source: Option<Source>) -> bool {
        match judge_texts(first, second, new, source, NOW) {
            Judged::Fits(_) => true,
            Judged::Breaks(_) | Judged::Same => false,
            Judged::Unlike => panic!("{first} and {second} are unlike"),
        }
    }

    #[test]
    fn times_fit_within_the_window_and_in_their_notation() {
        let (one, other) = ("2023-11-14T22:13:20.100000", "2023-11-14T22:13:20.200000");
        assert!(fits(one, other, "2023-11-14T22:13:22.000001", None));
        assert!(!fits(one, other, "2023-11-14T22:14:20.100000", None));
        assert!(!fits(one, other, "2023-11-14T22:13:20.100Z", None));
        let second = "2023-11-14 23:13:20";
        assert!(fits(second, second, "2023-11-14 23:13:21", None), "the present, an hour east of UTC");
        assert!(!fits("2020-11-14 23:13:20", "2020-11-14 23:13:20", "2020-11-14 23:13:21", None), "a constant");
    }

    #[test]
    fn identifiers_fit_by_format() {
        let (one, other) = ("9f1c4b1e-0e6f-4a53-9f60-2d0f1a7a5f11", "0b8e6d0a-93a1-4c55-8a0c-5a3bb1b1f0aa");
        assert!(fits(one, other, "11111111-2222-4333-8444-555555555555", None));
        assert!(fits(one, one, "11111111-2222-4333-8444-555555555555", Some(Source::Uuid)));
        assert!(!fits(one, other, "11111111-2222-1333-8444-555555555555", None), "version 1");
        assert!(!fits(one, other, "9F1C4B1E-0E6F-4A53-9F60-2D0F1A7A5F11", None));
        let place = |id: &str| format!("/carts/{id}");
        let (one, other) = (one.replace("4a53", "4153"), other.replace("4c55", "4355"));
        assert!(
            fits(&place(&one), &place(&other), "/carts/11111111-2222-4abc-8444-555555555555", None),
            "digits by chance"
        );
        assert!(!fits(&place(&one), &place(&other), "/carts/11111111-2222-1abc-8444-555555555555", None), "version 1");
        assert!(!fits(&place(&one), &place(&other), "/cards/11111111-2222-4abc-8444-555555555555", None));
        assert!(!fits(&place(&one), &place(&other), "/carts/", None));
        assert!(fits("sid=a1b2c3d4; Path=/", "sid=00ff00ff; Path=/", "sid=deadbeef; Path=/", None));
        assert!(!fits("sid=a1b2c3d4; Path=/", "sid=00ff00ff; Path=/", "sid=deadbeef; Path=/x", None));
        assert!(!fits("sid=a1b2c3d4; Path=/", "sid=00ff00ff; Path=/", "sid=deadbee; Path=/", None));
        assert!(!fits("sid=a1b2c3d4; Path=/", "sid=00ff00ff; Path=/", "sid=deadbeeX; Path=/", None));
        assert!(!fits("sid=a1b2c3d4; Path=/", "sid=00ff00ff; Path=/", "", None));
        assert!(fits("aZ-b0_", "Q9x-_1", "______", None), "URL-safe Base64");
        let (one, other) = ("Jx0Zy4Qe7TnW1kPdV9aLsA", "b3UuX8mRk2HfC6oYtE5iNg");
        assert!(fits(one, other, "q-7Zs_Kd0WnXb4-LfTy1Ra", None), "signs by chance in one only");
        assert!(fits(
            &format!("sid={one}; Path=/"),
            &format!("sid={other}; Path=/"),
            "sid=q-7Zs_Kd0WnXb4-LfTy1Ra; Path=/",
            None
        ));
        assert!(!fits(
            &format!("sid={one}; Path=/"),
            &format!("sid={other}; Path=/"),
            "xid=q-7Zs_Kd0WnXb4-LfTy1Ra; Path=/",
            None
        ));
        assert!(fits("user-Jx0Z", "user-b3Uu", "user-q7Zs", None));
        assert!(!fits("user-Jx0Z", "user-b3Uu", "usex-q7Zs", None));
        assert!(fits("04821344", "77120411", "4f821b44", None), "hexadecimal, without a letter by chance");
        assert!(!fits("4f821b44", "77a20411", "4F821B44", None), "in capitals");
    }

    #[test]
    fn numbers_as_text_fit_as_numbers() {
        assert!(fits("0.123", "0.0981", "0.001", None));
        assert!(!fits("0.123", "0.0981", "12.5", None));
        assert!(!fits("0.123", "0.0981", "1", None));
        assert!(fits("1700000000", "1700000000", "1700000001", None), "the present");
        assert!(!fits("1600000000", "1600000000", "1600000001", None));
        assert!(fits("048213", "771204", "000001", None), "a code");
        assert!(!fits("12345678", "87654321", "1234567", None));
        assert!(!fits("5.0", "5.0", "5.1", None));
    }

    #[test]
    fn sets_as_text_fit_in_any_order() {
        assert!(fits("{'b', 'a', 'c'}", "{'a', 'c', 'b'}", "{'c', 'b', 'a'}", None));
        assert!(!fits("{'b', 'a', 'c'}", "{'a', 'c', 'b'}", "{'c', 'b', 'd'}", None));
        assert!(!fits("{'b', 'a', 'c'}", "{'a', 'c', 'b'}", "['c', 'b', 'a']", None));
    }

    #[test]
    fn texts_without_a_common_format_are_undecided() {
        assert_eq!(judge_texts("one way", "or (another)", "one way", None, NOW), Judged::Unlike);
        assert_eq!(judge_texts("found", "missing", "whatever", None, NOW), Judged::Unlike);
        assert!(fits("found", "missing", "missing", None));
        assert!(fits("abcdefgh", "zzzzzzzz", "qwertyui", Some(Source::Random)));
    }
}
