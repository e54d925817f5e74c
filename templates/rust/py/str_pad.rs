//! `str` to a width: ljust, rjust, center, zfill, expandtabs.

use super::beyond::repeats;
use super::error::{Result, type_error};
use super::str::str_len;

fn fill_char(fill: &str) -> Result<char> {
    let mut chars = fill.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Ok(c),
        _ => Err(type_error("The fill character must be exactly one character long")),
    }
}

fn pad(s: &str, left: i64, right: i64, fill: char) -> String {
    let [left, right] = [left, right].map(|count| repeats(fill.len_utf8(), count));
    let mut out = String::with_capacity(s.len() + (left + right) * fill.len_utf8());
    out.extend(std::iter::repeat_n(fill, left));
    out.push_str(s);
    out.extend(std::iter::repeat_n(fill, right));
    out
}

/// `s.ljust(width)`
pub fn str_ljust(s: &str, width: i64) -> String {
    pad(s, 0, (width - str_len(s)).max(0), ' ')
}

/// `s.ljust(width, fill)`
pub fn str_ljust_fill(s: &str, width: i64, fill: &str) -> Result<String> {
    Ok(pad(s, 0, (width - str_len(s)).max(0), fill_char(fill)?))
}

/// `s.rjust(width)`
pub fn str_rjust(s: &str, width: i64) -> String {
    pad(s, (width - str_len(s)).max(0), 0, ' ')
}

/// `s.rjust(width, fill)`
pub fn str_rjust_fill(s: &str, width: i64, fill: &str) -> Result<String> {
    Ok(pad(s, (width - str_len(s)).max(0), 0, fill_char(fill)?))
}

/// `s.center(width)`
pub fn str_center(s: &str, width: i64) -> String {
    center(s, width, ' ')
}

/// `s.center(width, fill)`
pub fn str_center_fill(s: &str, width: i64, fill: &str) -> Result<String> {
    Ok(center(s, width, fill_char(fill)?))
}

fn center(s: &str, width: i64, fill: char) -> String {
    let missing = (width - str_len(s)).max(0);
    // The odd one goes left when the width is odd too.
    let left = missing / 2 + (missing & width & 1);
    pad(s, left, missing - left, fill)
}

/// `s.zfill(width)`
pub fn str_zfill(s: &str, width: i64) -> String {
    let missing = (width - str_len(s)).max(0);
    match s.strip_prefix(['+', '-']) {
        Some(rest) => format!("{}{}", &s[..1], pad(rest, missing, 0, '0')),
        None => pad(s, missing, 0, '0'),
    }
}

/// `s.expandtabs(size)`
pub fn str_expandtabs(s: &str, size: i64) -> String {
    let size = usize::try_from(size).unwrap_or(0);
    let mut out = String::new();
    let mut column = 0;
    for c in s.chars() {
        match c {
            '\t' => {
                let spaces = if size == 0 { 0 } else { repeats(1, (size - column % size) as i64) };
                out.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\n' | '\r' => {
                out.push(c);
                column = 0;
            }
            _ => {
                out.push(c);
                column += 1;
            }
        }
    }
    out
}
