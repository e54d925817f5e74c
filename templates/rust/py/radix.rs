//! Integers in other bases, and as bits and bytes.

use super::beyond::beyond;
use super::error::{Result, overflow_error, value_error};

fn signed(a: i64, text: &str) -> String {
    if a < 0 { format!("-{text}") } else { text.to_owned() }
}

/// `bin(a)`
pub fn bin(a: i64) -> String {
    signed(a, &format!("{:#b}", a.unsigned_abs()))
}

/// `oct(a)`
pub fn oct(a: i64) -> String {
    signed(a, &format!("{:#o}", a.unsigned_abs()))
}

/// `hex(a)`
pub fn hex(a: i64) -> String {
    signed(a, &format!("{:#x}", a.unsigned_abs()))
}

/// `a.bit_length()`
pub fn int_bit_length(a: i64) -> i64 {
    i64::from(64 - a.unsigned_abs().leading_zeros())
}

/// `a.bit_count()`
pub fn int_bit_count(a: i64) -> i64 {
    i64::from(a.unsigned_abs().count_ones())
}

/// `a.to_bytes(length, order)`
pub fn int_to_bytes(a: i64, length: i64, order: &str) -> Result<Vec<u8>> {
    if length < 0 {
        return Err(value_error("length argument must be non-negative"));
    }
    if a < 0 {
        return Err(overflow_error("can't convert negative int to unsigned"));
    }
    let length = length as usize;
    let bytes = a.to_be_bytes();
    let used = bytes.iter().skip_while(|byte| **byte == 0).count();
    if used > length {
        return Err(overflow_error("int too big to convert"));
    }
    let mut out = vec![0; length - used];
    out.extend_from_slice(&bytes[8 - used..]);
    if order == "little" {
        out.reverse();
    }
    Ok(out)
}

/// `int.from_bytes(data, order)`
pub fn int_from_bytes(data: &[u8], order: &str) -> i64 {
    let fold = |value: i64, byte: &u8| {
        value
            .checked_mul(256)
            .and_then(|value| value.checked_add(i64::from(*byte)))
            .unwrap_or_else(|| beyond("an integer past 64 bits"))
    };
    if order == "little" { data.iter().rev().fold(0, fold) } else { data.iter().fold(0, fold) }
}
