//! Upper, lower and title case of Unicode 14, which `CPython` 3.11 knows: Rust's tables less what later versions added.

use super::ranges::in_ranges;

/// Appends `c.lower()` of one character.
pub fn push_lower(out: &mut String, c: char) {
    if !c.is_ascii() && in_ranges(&LATER, c) { out.push(c) } else { out.extend(c.to_lowercase()) }
}

/// Appends `c.upper()` of one character.
pub fn push_upper(out: &mut String, c: char) {
    if !c.is_ascii() && in_ranges(&LATER, c) { out.push(c) } else { out.extend(c.to_uppercase()) }
}

/// Appends `c.title()` of one character.
pub fn push_title(out: &mut String, c: char) {
    if c.is_ascii() {
        return out.push(c.to_ascii_uppercase());
    }
    if in_ranges(&OWN_TITLE, c) {
        return out.push(c);
    }
    match TITLE.binary_search_by_key(&c, |(from, _)| *from) {
        Ok(at) => out.push_str(TITLE[at].1),
        Err(_) => push_upper(out, c),
    }
}

/// `c.islower()` of one character.
pub fn is_lower(c: char) -> bool {
    c.is_lowercase() != (!c.is_ascii() && in_ranges(&OTHER_LOWER, c))
}

/// `c.isupper()` of one character.
pub fn is_upper(c: char) -> bool {
    c.is_uppercase() && (c.is_ascii() || !in_ranges(&LATER, c))
}

/// Whether `c` is in title case and not in upper case.
pub fn is_title(c: char) -> bool {
    !c.is_ascii() && in_ranges(&TITLE_CASED, c)
}

/// `s.lower()`: a sigma at the end of a word has a form of its own.
pub fn lower_with_sigma(s: &str) -> String {
    let standard = s.to_lowercase();
    let mut out = String::with_capacity(standard.len());
    let mut at = 0;
    for c in s.chars() {
        let length: usize = c.to_lowercase().map(char::len_utf8).sum();
        if c == '\u{3a3}' {
            out.push_str(&standard[at..at + length]);
        } else {
            push_lower(&mut out, c);
        }
        at += length;
    }
    out
}

/// Characters whose case a later version of Unicode added.
#[rustfmt::skip]
static LATER: [(u32, u32); 10] = [
    (0x19B, 0x19B), (0x264, 0x264), (0x1C89, 0x1C8A), (0xA7CB, 0xA7CF), (0xA7D2, 0xA7D5), (0xA7DA, 0xA7DC),
    (0x10D50, 0x10D65), (0x10D70, 0x10D85), (0x16EA0, 0x16EB8), (0x16EBB, 0x16ED3),
];

/// Characters that are their own title case, though not their own upper case.
#[rustfmt::skip]
static OWN_TITLE: [(u32, u32); 12] = [
    (0x1C5, 0x1C5), (0x1C8, 0x1C8), (0x1CB, 0x1CB), (0x1F2, 0x1F2), (0x10D0, 0x10FA), (0x10FD, 0x10FF),
    (0x1F88, 0x1F8F), (0x1F98, 0x1F9F), (0x1FA8, 0x1FAF), (0x1FBC, 0x1FBC), (0x1FCC, 0x1FCC), (0x1FFC, 0x1FFC),
];

/// Characters in title case.
#[rustfmt::skip]
static TITLE_CASED: [(u32, u32); 10] = [
    (0x1C5, 0x1C5), (0x1C8, 0x1C8), (0x1CB, 0x1CB), (0x1F2, 0x1F2), (0x1F88, 0x1F8F), (0x1F98, 0x1F9F),
    (0x1FA8, 0x1FAF), (0x1FBC, 0x1FBC), (0x1FCC, 0x1FCC), (0x1FFC, 0x1FFC),
];

/// Characters that only one of Python and Rust takes for lower case.
#[rustfmt::skip]
static OTHER_LOWER: [(u32, u32); 12] = [
    (0x295, 0x295), (0x10FC, 0x10FC), (0x1C8A, 0x1C8A), (0xA7CD, 0xA7CD), (0xA7CF, 0xA7CF), (0xA7DB, 0xA7DB),
    (0xA7F1, 0xA7F4), (0xAB69, 0xAB69), (0x10D70, 0x10D85), (0x16EBB, 0x16ED3), (0x1DF25, 0x1DF2A),
    (0x1E030, 0x1E06D),
];

#[rustfmt::skip]
static TITLE: [(char, &str); 58] = [
    ('\u{df}', "\u{53}\u{73}"), ('\u{1c4}', "\u{1c5}"), ('\u{1c6}', "\u{1c5}"), ('\u{1c7}', "\u{1c8}"),
    ('\u{1c9}', "\u{1c8}"), ('\u{1ca}', "\u{1cb}"), ('\u{1cc}', "\u{1cb}"), ('\u{1f1}', "\u{1f2}"),
    ('\u{1f3}', "\u{1f2}"), ('\u{587}', "\u{535}\u{582}"), ('\u{1f80}', "\u{1f88}"), ('\u{1f81}', "\u{1f89}"),
    ('\u{1f82}', "\u{1f8a}"), ('\u{1f83}', "\u{1f8b}"), ('\u{1f84}', "\u{1f8c}"), ('\u{1f85}', "\u{1f8d}"),
    ('\u{1f86}', "\u{1f8e}"), ('\u{1f87}', "\u{1f8f}"), ('\u{1f90}', "\u{1f98}"), ('\u{1f91}', "\u{1f99}"),
    ('\u{1f92}', "\u{1f9a}"), ('\u{1f93}', "\u{1f9b}"), ('\u{1f94}', "\u{1f9c}"), ('\u{1f95}', "\u{1f9d}"),
    ('\u{1f96}', "\u{1f9e}"), ('\u{1f97}', "\u{1f9f}"), ('\u{1fa0}', "\u{1fa8}"), ('\u{1fa1}', "\u{1fa9}"),
    ('\u{1fa2}', "\u{1faa}"), ('\u{1fa3}', "\u{1fab}"), ('\u{1fa4}', "\u{1fac}"), ('\u{1fa5}', "\u{1fad}"),
    ('\u{1fa6}', "\u{1fae}"), ('\u{1fa7}', "\u{1faf}"), ('\u{1fb2}', "\u{1fba}\u{345}"), ('\u{1fb3}', "\u{1fbc}"),
    ('\u{1fb4}', "\u{386}\u{345}"), ('\u{1fb7}', "\u{391}\u{342}\u{345}"), ('\u{1fc2}', "\u{1fca}\u{345}"),
    ('\u{1fc3}', "\u{1fcc}"), ('\u{1fc4}', "\u{389}\u{345}"), ('\u{1fc7}', "\u{397}\u{342}\u{345}"),
    ('\u{1ff2}', "\u{1ffa}\u{345}"), ('\u{1ff3}', "\u{1ffc}"), ('\u{1ff4}', "\u{38f}\u{345}"),
    ('\u{1ff7}', "\u{3a9}\u{342}\u{345}"), ('\u{fb00}', "\u{46}\u{66}"), ('\u{fb01}', "\u{46}\u{69}"),
    ('\u{fb02}', "\u{46}\u{6c}"), ('\u{fb03}', "\u{46}\u{66}\u{69}"), ('\u{fb04}', "\u{46}\u{66}\u{6c}"),
    ('\u{fb05}', "\u{53}\u{74}"), ('\u{fb06}', "\u{53}\u{74}"), ('\u{fb13}', "\u{544}\u{576}"),
    ('\u{fb14}', "\u{544}\u{565}"), ('\u{fb15}', "\u{544}\u{56b}"), ('\u{fb16}', "\u{54e}\u{576}"),
    ('\u{fb17}', "\u{544}\u{56d}"),
];
