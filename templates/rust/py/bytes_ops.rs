//! `bytes`: search, split, strip, and the letters of ASCII in it.

use super::error::{Result, value_error};
use super::slice::{position, slice_indices, slice_range};

fn find(data: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() { Some(0) } else { data.windows(part.len()).position(|window| window == part) }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

/// `data[i]`
pub fn bytes_getitem(data: &[u8], i: i64) -> Result<i64> {
    Ok(i64::from(data[position(data.len(), i, "index out of range")?]))
}

/// `data[start:stop]`
pub fn bytes_slice(data: &[u8], start: Option<i64>, stop: Option<i64>) -> Vec<u8> {
    data[slice_range(data.len(), start, stop)].to_vec()
}

/// `data[start:stop:step]`
pub fn bytes_slice_step(data: &[u8], start: Option<i64>, stop: Option<i64>, step: i64) -> Result<Vec<u8>> {
    Ok(slice_indices(data.len(), start, stop, step)?.map(|i| data[i]).collect())
}

/// `part in data`
pub fn bytes_contains(data: &[u8], part: &[u8]) -> bool {
    find(data, part).is_some()
}

/// `data.find(part)`
pub fn bytes_find(data: &[u8], part: &[u8]) -> i64 {
    find(data, part).map_or(-1, |at| at as i64)
}

/// `data.rfind(part)`
pub fn bytes_rfind(data: &[u8], part: &[u8]) -> i64 {
    if part.is_empty() {
        return data.len() as i64;
    }
    data.windows(part.len()).rposition(|window| window == part).map_or(-1, |at| at as i64)
}

/// `data.index(part)`
pub fn bytes_index(data: &[u8], part: &[u8]) -> Result<i64> {
    find(data, part).map(|at| at as i64).ok_or_else(|| value_error("subsection not found"))
}

/// `data.count(part)`
pub fn bytes_count(data: &[u8], part: &[u8]) -> i64 {
    if part.is_empty() { data.len() as i64 + 1 } else { cut(data, part).len() as i64 - 1 }
}

/// `data.startswith(part)`
pub fn bytes_startswith(data: &[u8], part: &[u8]) -> bool {
    data.starts_with(part)
}

/// `data.endswith(part)`
pub fn bytes_endswith(data: &[u8], part: &[u8]) -> bool {
    data.ends_with(part)
}

/// `data * n`
pub fn bytes_mul(data: &[u8], n: i64) -> Vec<u8> {
    data.repeat(super::beyond::repeats(data.len(), n))
}

/// `separator.join(parts)`
pub fn bytes_join(separator: &[u8], parts: &[Vec<u8>]) -> Vec<u8> {
    parts.join(separator)
}

fn cut<'a>(data: &'a [u8], separator: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut rest = data;
    while let Some(at) = find(rest, separator) {
        parts.push(&rest[..at]);
        rest = &rest[at + separator.len()..];
    }
    parts.push(rest);
    parts
}

/// `data.split(separator)`
pub fn bytes_split(data: &[u8], separator: &[u8]) -> Result<Vec<Vec<u8>>> {
    if separator.is_empty() {
        return Err(value_error("empty separator"));
    }
    Ok(cut(data, separator).into_iter().map(<[u8]>::to_vec).collect())
}

/// `data.split()`
pub fn bytes_split_whitespace(data: &[u8]) -> Vec<Vec<u8>> {
    data.split(|b| is_space(*b)).filter(|part| !part.is_empty()).map(<[u8]>::to_vec).collect()
}

/// `data.splitlines()`
pub fn bytes_splitlines(data: &[u8]) -> Vec<Vec<u8>> {
    let mut lines = Vec::new();
    let mut rest = data;
    while !rest.is_empty() {
        let end = rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
        lines.push(rest[..end].to_vec());
        rest = &rest[end..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.get(1..)).unwrap_or(&[]);
    }
    lines
}

/// `data.partition(separator)`
pub fn bytes_partition(data: &[u8], separator: &[u8]) -> Result<(Vec<u8>, Vec<u8>, Vec<u8>)> {
    if separator.is_empty() {
        return Err(value_error("empty separator"));
    }
    Ok(match find(data, separator) {
        Some(at) => (data[..at].to_vec(), separator.to_vec(), data[at + separator.len()..].to_vec()),
        None => (data.to_vec(), Vec::new(), Vec::new()),
    })
}

/// `data.replace(old, new)`
pub fn bytes_replace(data: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    if !old.is_empty() {
        return cut(data, old).join(new);
    }
    let mut out = new.to_vec();
    for byte in data {
        out.push(*byte);
        out.extend_from_slice(new);
    }
    out
}

fn left(data: &[u8]) -> &[u8] {
    &data[data.iter().take_while(|b| is_space(**b)).count()..]
}

fn right(data: &[u8]) -> &[u8] {
    &data[..data.len() - data.iter().rev().take_while(|b| is_space(**b)).count()]
}

/// `data.strip()`
pub fn bytes_strip(data: &[u8]) -> Vec<u8> {
    right(left(data)).to_vec()
}

/// `data.lstrip()`
pub fn bytes_lstrip(data: &[u8]) -> Vec<u8> {
    left(data).to_vec()
}

/// `data.rstrip()`
pub fn bytes_rstrip(data: &[u8]) -> Vec<u8> {
    right(data).to_vec()
}

/// `data.lower()`
pub fn bytes_lower(data: &[u8]) -> Vec<u8> {
    data.to_ascii_lowercase()
}

/// `data.upper()`
pub fn bytes_upper(data: &[u8]) -> Vec<u8> {
    data.to_ascii_uppercase()
}

/// `data.title()`
pub fn bytes_title(data: &[u8]) -> Vec<u8> {
    let mut in_word = false;
    data.iter()
        .map(|byte| {
            let cased = if in_word { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() };
            in_word = byte.is_ascii_alphabetic();
            cased
        })
        .collect()
}

/// `data.isdigit()`
pub fn bytes_isdigit(data: &[u8]) -> bool {
    !data.is_empty() && data.iter().all(u8::is_ascii_digit)
}

/// `data.isalpha()`
pub fn bytes_isalpha(data: &[u8]) -> bool {
    !data.is_empty() && data.iter().all(u8::is_ascii_alphabetic)
}

/// `bytes(numbers)`
pub fn bytes_from_list(numbers: &[i64]) -> Result<Vec<u8>> {
    numbers
        .iter()
        .map(|number| u8::try_from(*number).map_err(|_| value_error("bytes must be in range(0, 256)")))
        .collect()
}

/// `bytes.fromhex(text)`
pub fn bytes_fromhex(text: &str) -> Result<Vec<u8>> {
    let bad = |at: usize| value_error(format!("non-hexadecimal number found in fromhex() arg at position {at}"));
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: usize| chars.get(at).and_then(|c| c.to_digit(16));
    let mut out = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if chars[at].is_ascii() && is_space(chars[at] as u8) {
            at += 1;
            continue;
        }
        match (digit(at), digit(at + 1)) {
            (Some(high), Some(low)) => out.push((high * 16 + low) as u8),
            (None, _) => return Err(bad(at)),
            (Some(_), None) => return Err(bad(at + 1)),
        }
        at += 2;
    }
    Ok(out)
}

/// `data.hex()`
pub fn bytes_hex(data: &[u8]) -> String {
    data.iter().map(|byte| format!("{byte:02x}")).collect()
}
