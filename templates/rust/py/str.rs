//! `str` by code point: length, index, slice, search.

use super::error::{Result, index_error, value_error};
use super::slice::slice_indices;

/// `len(s)`
pub fn str_len(s: &str) -> i64 {
    (if s.is_ascii() { s.len() } else { s.chars().count() }) as i64
}

/// `s[i]`
pub fn str_getitem(s: &str, index: i64) -> Result<String> {
    let at = if index < 0 { index + str_len(s) } else { index };
    let found = usize::try_from(at)
        .ok()
        .and_then(|at| if s.is_ascii() { s.as_bytes().get(at).map(|b| char::from(*b)) } else { s.chars().nth(at) });
    found.map(String::from).ok_or_else(|| index_error("string index out of range"))
}

/// `s[start:stop]`
pub fn str_slice(s: &str, start: Option<i64>, stop: Option<i64>) -> String {
    let length = str_len(s);
    let (start, stop) = bounds(length, start, stop);
    if start >= stop {
        return String::new();
    }
    if length as usize == s.len() {
        return s[start..stop].to_owned();
    }
    s.chars().skip(start).take(stop - start).collect()
}

/// `s[start:stop:step]`
pub fn str_slice_step(s: &str, start: Option<i64>, stop: Option<i64>, step: i64) -> Result<String> {
    let chars: Vec<char> = s.chars().collect();
    Ok(slice_indices(chars.len(), start, stop, step)?.map(|i| chars[i]).collect())
}

fn bounds(length: i64, start: Option<i64>, stop: Option<i64>) -> (usize, usize) {
    let clamp = |i: i64| (if i < 0 { i.saturating_add(length).max(0) } else { i.min(length) }) as usize;
    (start.map_or(0, clamp), stop.map_or(length as usize, clamp))
}

/// The characters of `s` as strings, as `for c in s` gives them.
pub fn str_iter(s: &str) -> impl Iterator<Item = String> {
    s.chars().map(String::from)
}

/// `needle in s`
pub fn str_contains(s: &str, needle: &str) -> bool {
    s.contains(needle)
}

/// `s.find(needle)`
pub fn str_find(s: &str, needle: &str) -> i64 {
    s.find(needle).map_or(-1, |at| str_len(&s[..at]))
}

/// `s.find(needle, start, stop)`
pub fn str_find_range(s: &str, needle: &str, start: Option<i64>, stop: Option<i64>) -> i64 {
    searched(s, start, stop).map_or(-1, |(part, from)| match str_find(&part, needle) {
        -1 => -1,
        at => at + from,
    })
}

/// `s.rfind(needle)`
pub fn str_rfind(s: &str, needle: &str) -> i64 {
    s.rfind(needle).map_or(-1, |at| str_len(&s[..at]))
}

/// `s.index(needle)`
pub fn str_index(s: &str, needle: &str) -> Result<i64> {
    match str_find(s, needle) {
        -1 => Err(value_error("substring not found")),
        at => Ok(at),
    }
}

/// `s.rindex(needle)`
pub fn str_rindex(s: &str, needle: &str) -> Result<i64> {
    match str_rfind(s, needle) {
        -1 => Err(value_error("substring not found")),
        at => Ok(at),
    }
}

/// `s.count(needle)`
pub fn str_count(s: &str, needle: &str) -> i64 {
    if needle.is_empty() { str_len(s) + 1 } else { s.matches(needle).count() as i64 }
}

/// `s.startswith(prefix)`
pub fn str_startswith(s: &str, prefix: &str) -> bool {
    s.starts_with(prefix)
}

/// `s.endswith(suffix)`
pub fn str_endswith(s: &str, suffix: &str) -> bool {
    s.ends_with(suffix)
}

/// What `[start:stop]` leaves to search in, and where it starts; `None` when it starts past the end.
fn searched(s: &str, start: Option<i64>, stop: Option<i64>) -> Option<(String, i64)> {
    let length = str_len(s);
    let (from, to) = bounds(length, start, stop);
    let inside = from <= to && start.is_none_or(|start| start <= length);
    inside.then(|| (str_slice(s, start, stop), from as i64))
}

/// `s.startswith(prefix, start, stop)`
pub fn str_startswith_range(s: &str, prefix: &str, start: Option<i64>, stop: Option<i64>) -> bool {
    searched(s, start, stop).is_some_and(|(part, _)| part.starts_with(prefix))
}

/// `s.endswith(suffix, start, stop)`
pub fn str_endswith_range(s: &str, suffix: &str, start: Option<i64>, stop: Option<i64>) -> bool {
    searched(s, start, stop).is_some_and(|(part, _)| part.ends_with(suffix))
}

/// `s.count(needle, start, stop)`
pub fn str_count_range(s: &str, needle: &str, start: Option<i64>, stop: Option<i64>) -> i64 {
    searched(s, start, stop).map_or(0, |(part, _)| str_count(&part, needle))
}

/// `s.rfind(needle, start, stop)`
pub fn str_rfind_range(s: &str, needle: &str, start: Option<i64>, stop: Option<i64>) -> i64 {
    searched(s, start, stop).map_or(-1, |(part, from)| match str_rfind(&part, needle) {
        -1 => -1,
        at => at + from,
    })
}

/// `s.index(needle, start, stop)`
pub fn str_index_range(s: &str, needle: &str, start: Option<i64>, stop: Option<i64>) -> Result<i64> {
    match str_find_range(s, needle, start, stop) {
        -1 => Err(value_error("substring not found")),
        at => Ok(at),
    }
}

/// `s.rindex(needle, start, stop)`
pub fn str_rindex_range(s: &str, needle: &str, start: Option<i64>, stop: Option<i64>) -> Result<i64> {
    match str_rfind_range(s, needle, start, stop) {
        -1 => Err(value_error("substring not found")),
        at => Ok(at),
    }
}

/// `s[::-1]`
pub fn str_reversed(s: &str) -> String {
    s.chars().rev().collect()
}

/// `s.replace(old, new)`
pub fn str_replace(s: &str, old: &str, new: &str) -> String {
    s.replace(old, new)
}

/// `s.replace(old, new, count)`
pub fn str_replace_count(s: &str, old: &str, new: &str, count: i64) -> String {
    match usize::try_from(count) {
        Ok(count) => s.replacen(old, new, count),
        Err(_) => s.replace(old, new),
    }
}

/// `s.removeprefix(prefix)`
pub fn str_removeprefix(s: &str, prefix: &str) -> String {
    s.strip_prefix(prefix).unwrap_or(s).to_owned()
}

/// `s.removesuffix(suffix)`
pub fn str_removesuffix(s: &str, suffix: &str) -> String {
    s.strip_suffix(suffix).unwrap_or(s).to_owned()
}

/// `s * n`
pub fn str_mul(s: &str, n: i64) -> String {
    s.repeat(super::beyond::repeats(s.len(), n))
}

/// `s.join(parts)`
pub fn str_join<T: AsRef<str>>(s: &str, parts: impl IntoIterator<Item = T>) -> String {
    let mut out = String::new();
    for (i, part) in parts.into_iter().enumerate() {
        if i > 0 {
            out.push_str(s);
        }
        out.push_str(part.as_ref());
    }
    out
}

/// `ord(c)`
pub fn ord(c: &str) -> Result<i64> {
    let mut chars = c.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Ok(i64::from(u32::from(c))),
        _ => Err(super::error::type_error(format!(
            "ord() expected a character, but string of length {} found",
            str_len(c)
        ))),
    }
}

/// `chr(n)`
pub fn chr(n: i64) -> Result<String> {
    if i32::try_from(n).is_err() {
        return Err(super::error::overflow_error("Python int too large to convert to C int"));
    }
    if !(0..=0x10_ffff).contains(&n) {
        return Err(value_error("chr() arg not in range(0x110000)"));
    }
    match char::from_u32(n as u32) {
        Some(c) => Ok(c.to_string()),
        None => super::beyond::beyond("a lone surrogate"),
    }
}
