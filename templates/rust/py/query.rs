//! `urllib.parse`: quoting, and the fields of a query.

use super::dict::Dict;

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// `urllib.parse.quote(text)`
pub fn urllib_parse_quote(text: &str) -> String {
    quote(text.as_bytes(), "/")
}

/// `urllib.parse.quote(text, safe)`
pub fn urllib_parse_quote_safe(text: &str, safe: &str) -> String {
    quote(text.as_bytes(), safe)
}

/// `urllib.parse.quote(data)`
pub fn urllib_parse_quote_bytes(data: &[u8]) -> String {
    quote(data, "/")
}

/// `urllib.parse.quote_plus(text)`
pub fn urllib_parse_quote_plus(text: &str) -> String {
    quote(text.as_bytes(), " ").replace(' ', "+")
}

fn quote(bytes: &[u8], safe: &str) -> String {
    let mut out = String::with_capacity(bytes.len());
    for &byte in bytes {
        let kept = byte.is_ascii_alphanumeric()
            || matches!(byte, b'_' | b'.' | b'-' | b'~')
            || byte.is_ascii() && safe.as_bytes().contains(&byte);
        if kept {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

/// `urllib.parse.unquote(text)`: what is no UTF-8 becomes a replacement character.
pub fn urllib_parse_unquote(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        // Escapes are decoded within runs of ASCII: other text between them ends a character.
        let end = rest.find(|c: char| !c.is_ascii()).unwrap_or(rest.len());
        out.push_str(&String::from_utf8_lossy(&unescape(&rest.as_bytes()[..end])));
        rest = &rest[end..];
        let end = rest.find(|c: char| c.is_ascii()).unwrap_or(rest.len());
        out.push_str(&rest[..end]);
        rest = &rest[end..];
    }
    out
}

fn unescape(bytes: &[u8]) -> Vec<u8> {
    let digit = |at: usize| bytes.get(at).and_then(|b| char::from(*b).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

/// `urllib.parse.unquote_plus(text)`
pub fn urllib_parse_unquote_plus(text: &str) -> String {
    urllib_parse_unquote(&text.replace('+', " "))
}

fn fields(query: &str, keep_blank: bool) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|field| !field.is_empty())
        .filter_map(|field| {
            let (name, value) = match field.split_once('=') {
                Some(both) => both,
                None if keep_blank => (field, ""),
                None => return None,
            };
            let wanted = keep_blank || !value.is_empty();
            wanted.then(|| (urllib_parse_unquote_plus(name), urllib_parse_unquote_plus(value)))
        })
        .collect()
}

fn grouped(fields: Vec<(String, String)>) -> Dict<String, Vec<String>> {
    let mut groups = Dict::new();
    for (name, value) in fields {
        groups.setdefault(name, Vec::new()).push(value);
    }
    groups
}

/// `urllib.parse.parse_qsl(query)`
pub fn urllib_parse_parse_qsl(query: &str) -> Vec<(String, String)> {
    fields(query, false)
}

/// `urllib.parse.parse_qsl(query, keep_blank_values=True)`
pub fn urllib_parse_parse_qsl_keep_blank(query: &str) -> Vec<(String, String)> {
    fields(query, true)
}

/// `urllib.parse.parse_qs(query)`
pub fn urllib_parse_parse_qs(query: &str) -> Dict<String, Vec<String>> {
    grouped(fields(query, false))
}

/// `urllib.parse.parse_qs(query, keep_blank_values=True)`
pub fn urllib_parse_parse_qs_keep_blank(query: &str) -> Dict<String, Vec<String>> {
    grouped(fields(query, true))
}

/// `urllib.parse.urlencode(pairs)`
pub fn urllib_parse_urlencode(pairs: &[(String, String)]) -> String {
    join(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// `urllib.parse.urlencode(mapping)`
pub fn urllib_parse_urlencode_dict(mapping: &Dict<String, String>) -> String {
    join(mapping.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

fn join<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let parts: Vec<String> = pairs
        .map(|(name, value)| format!("{}={}", urllib_parse_quote_plus(name), urllib_parse_quote_plus(value)))
        .collect();
    parts.join("&")
}
