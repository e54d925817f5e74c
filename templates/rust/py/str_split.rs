//! `str` in parts: split, partition, lines, strip.

use super::error::{Result, value_error};
use super::unicode_space::is_space;

fn owned<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<String> {
    parts.map(str::to_owned).collect()
}

/// `s.split(separator)`
pub fn str_split(s: &str, separator: &str) -> Result<Vec<String>> {
    str_split_max(s, separator, -1)
}

/// `s.split(separator, maxsplit)`
pub fn str_split_max(s: &str, separator: &str, maxsplit: i64) -> Result<Vec<String>> {
    if separator.is_empty() {
        return Err(value_error("empty separator"));
    }
    Ok(match usize::try_from(maxsplit) {
        Ok(maxsplit) => owned(s.splitn(maxsplit.saturating_add(1), separator)),
        Err(_) => owned(s.split(separator)),
    })
}

/// `s.rsplit(separator)`
pub fn str_rsplit(s: &str, separator: &str) -> Result<Vec<String>> {
    str_rsplit_max(s, separator, -1)
}

/// `s.rsplit(separator, maxsplit)`
pub fn str_rsplit_max(s: &str, separator: &str, maxsplit: i64) -> Result<Vec<String>> {
    if separator.is_empty() {
        return Err(value_error("empty separator"));
    }
    let mut parts = match usize::try_from(maxsplit) {
        Ok(maxsplit) => owned(s.rsplitn(maxsplit.saturating_add(1), separator)),
        Err(_) => owned(s.rsplit(separator)),
    };
    parts.reverse();
    Ok(parts)
}

/// `s.split()`
pub fn str_split_whitespace(s: &str) -> Vec<String> {
    owned(s.split(is_space).filter(|part| !part.is_empty()))
}

/// `s.split(None, maxsplit)`
pub fn str_split_whitespace_max(s: &str, maxsplit: i64) -> Vec<String> {
    if maxsplit < 0 {
        return str_split_whitespace(s);
    }
    let mut parts = Vec::new();
    let mut rest = s.trim_start_matches(is_space);
    while !rest.is_empty() {
        if parts.len() as i64 == maxsplit {
            parts.push(rest.to_owned());
            break;
        }
        let end = rest.find(is_space).unwrap_or(rest.len());
        parts.push(rest[..end].to_owned());
        rest = rest[end..].trim_start_matches(is_space);
    }
    parts
}

/// `s.rsplit(None, maxsplit)`
pub fn str_rsplit_whitespace_max(s: &str, maxsplit: i64) -> Vec<String> {
    if maxsplit < 0 {
        return str_split_whitespace(s);
    }
    let mut parts = Vec::new();
    let mut rest = s.trim_end_matches(is_space);
    while !rest.is_empty() {
        if parts.len() as i64 == maxsplit {
            parts.push(rest.to_owned());
            break;
        }
        let start = rest.char_indices().rev().find(|(_, c)| is_space(*c)).map_or(0, |(at, c)| at + c.len_utf8());
        parts.push(rest[start..].to_owned());
        rest = rest[..start].trim_end_matches(is_space);
    }
    parts.reverse();
    parts
}

/// `s.splitlines()`
pub fn str_splitlines(s: &str) -> Vec<String> {
    lines(s, false)
}

/// `s.splitlines(True)`
pub fn str_splitlines_keepends(s: &str) -> Vec<String> {
    lines(s, true)
}

fn lines(s: &str, keepends: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut chars = s.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            continue;
        }
        let mut end = at + c.len_utf8();
        if c == '\r' && chars.next_if(|(_, c)| *c == '\n').is_some() {
            end += 1;
        }
        lines.push(s[start..if keepends { end } else { at }].to_owned());
        start = end;
    }
    if start < s.len() {
        lines.push(s[start..].to_owned());
    }
    lines
}

/// `s.partition(separator)`
pub fn str_partition(s: &str, separator: &str) -> Result<(String, String, String)> {
    if separator.is_empty() {
        return Err(value_error("empty separator"));
    }
    Ok(match s.split_once(separator) {
        Some((before, after)) => (before.to_owned(), separator.to_owned(), after.to_owned()),
        None => (s.to_owned(), String::new(), String::new()),
    })
}

/// `s.rpartition(separator)`
pub fn str_rpartition(s: &str, separator: &str) -> Result<(String, String, String)> {
    if separator.is_empty() {
        return Err(value_error("empty separator"));
    }
    Ok(match s.rsplit_once(separator) {
        Some((before, after)) => (before.to_owned(), separator.to_owned(), after.to_owned()),
        None => (String::new(), String::new(), s.to_owned()),
    })
}

/// `s.strip()`
pub fn str_strip(s: &str) -> String {
    s.trim_matches(is_space).to_owned()
}

/// `s.lstrip()`
pub fn str_lstrip(s: &str) -> String {
    s.trim_start_matches(is_space).to_owned()
}

/// `s.rstrip()`
pub fn str_rstrip(s: &str) -> String {
    s.trim_end_matches(is_space).to_owned()
}

/// `s.strip(chars)`
pub fn str_strip_chars(s: &str, chars: &str) -> String {
    s.trim_matches(|c| chars.contains(c)).to_owned()
}

/// `s.lstrip(chars)`
pub fn str_lstrip_chars(s: &str, chars: &str) -> String {
    s.trim_start_matches(|c| chars.contains(c)).to_owned()
}

/// `s.rstrip(chars)`
pub fn str_rstrip_chars(s: &str, chars: &str) -> String {
    s.trim_end_matches(|c| chars.contains(c)).to_owned()
}
