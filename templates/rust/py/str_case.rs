//! `str`: upper, lower and title case, and what the characters are.

use super::unicode_alpha::is_alpha;
use super::unicode_case::{is_lower, is_title, is_upper, lower_with_sigma, push_lower, push_title, push_upper};
use super::unicode_decimal::is_decimal;
use super::unicode_digit::is_digit;
use super::unicode_numeric::is_numeric;
use super::unicode_printable::is_printable;
use super::unicode_space::is_space;

/// `s.lower()`
pub fn str_lower(s: &str) -> String {
    if s.is_ascii() { s.to_ascii_lowercase() } else { lower_with_sigma(s) }
}

/// `s.upper()`
pub fn str_upper(s: &str) -> String {
    if s.is_ascii() {
        return s.to_ascii_uppercase();
    }
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        push_upper(&mut out, c);
    }
    out
}

/// `s.capitalize()`
pub fn str_capitalize(s: &str) -> String {
    let mut chars = s.chars();
    let Some(first) = chars.next() else { return String::new() };
    let mut out = String::with_capacity(s.len());
    push_title(&mut out, first);
    // The first character counts when a sigma looks back for its word.
    let lower = lower_with_sigma(s);
    let skip: usize = first.to_lowercase().map(char::len_utf8).sum();
    let mut lowered_first = String::new();
    push_lower(&mut lowered_first, first);
    out.push_str(&lower[lowered_first.len().min(skip.max(lowered_first.len()))..]);
    out
}

/// `s.title()`
pub fn str_title(s: &str) -> String {
    let lower = lower_with_sigma(s);
    let mut rest = lower.as_str();
    let mut out = String::with_capacity(s.len());
    let mut in_word = false;
    for c in s.chars() {
        let mut lowered = String::new();
        push_lower(&mut lowered, c);
        let (this, after) = rest.split_at(lowered.len());
        rest = after;
        if in_word {
            out.push_str(this);
        } else {
            push_title(&mut out, c);
        }
        in_word = is_cased(c);
    }
    out
}

/// `s.swapcase()`
pub fn str_swapcase(s: &str) -> String {
    let lower = lower_with_sigma(s);
    let mut rest = lower.as_str();
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        let mut lowered = String::new();
        push_lower(&mut lowered, c);
        let (this, after) = rest.split_at(lowered.len());
        rest = after;
        if is_upper(c) {
            out.push_str(this);
        } else if is_lower(c) {
            push_upper(&mut out, c);
        } else {
            out.push(c);
        }
    }
    out
}

fn is_cased(c: char) -> bool {
    is_lower(c) || is_upper(c) || is_title(c)
}

fn all(s: &str, test: impl Fn(char) -> bool) -> bool {
    !s.is_empty() && s.chars().all(test)
}

/// `s.isdigit()`
pub fn str_isdigit(s: &str) -> bool {
    all(s, is_digit)
}

/// `s.isdecimal()`
pub fn str_isdecimal(s: &str) -> bool {
    all(s, is_decimal)
}

/// `s.isnumeric()`
pub fn str_isnumeric(s: &str) -> bool {
    all(s, is_numeric)
}

/// `s.isalpha()`
pub fn str_isalpha(s: &str) -> bool {
    all(s, is_alpha)
}

/// `s.isalnum()`
pub fn str_isalnum(s: &str) -> bool {
    all(s, |c| is_alpha(c) || is_numeric(c) || is_digit(c) || is_decimal(c))
}

/// `s.isspace()`
pub fn str_isspace(s: &str) -> bool {
    all(s, is_space)
}

/// `s.isascii()`
pub fn str_isascii(s: &str) -> bool {
    s.is_ascii()
}

/// `s.isprintable()`
pub fn str_isprintable(s: &str) -> bool {
    s.chars().all(is_printable)
}

/// `s.islower()`
pub fn str_islower(s: &str) -> bool {
    s.chars().any(is_lower) && !s.chars().any(|c| is_upper(c) || is_title(c))
}

/// `s.isupper()`
pub fn str_isupper(s: &str) -> bool {
    s.chars().any(is_upper) && !s.chars().any(|c| is_lower(c) || is_title(c))
}

/// `s.istitle()`
pub fn str_istitle(s: &str) -> bool {
    let mut cased = false;
    let mut in_word = false;
    for c in s.chars() {
        if is_upper(c) || is_title(c) {
            if in_word {
                return false;
            }
            (in_word, cased) = (true, true);
        } else if is_lower(c) {
            if !in_word {
                return false;
            }
            cased = true;
        } else {
            in_word = false;
        }
    }
    cased
}
