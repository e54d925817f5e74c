//! `base64`, `binascii`

use super::error::{Class, Error, Result, VALUE_ERROR, value_error};

/// `binascii.Error`
pub static BINASCII_ERROR: Class = Class::new("Error", &VALUE_ERROR);

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// `base64.b64encode(data)`
pub fn base64_b64encode(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len().div_ceil(3) * 4);
    for group in data.chunks(3) {
        let bits = group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for i in 0..4 {
            let six = (bits >> (18 - 6 * i)) & 63;
            out.push(if i <= group.len() { STANDARD[six as usize] } else { b'=' });
        }
    }
    out
}

/// `base64.urlsafe_b64encode(data)`
pub fn base64_urlsafe_b64encode(data: &[u8]) -> Vec<u8> {
    let mut out = base64_b64encode(data);
    for byte in &mut out {
        match byte {
            b'+' => *byte = b'-',
            b'/' => *byte = b'_',
            _ => {}
        }
    }
    out
}

/// `base64.b16encode(data)`
pub fn base64_b16encode(data: &[u8]) -> Vec<u8> {
    data.iter().flat_map(|byte| format!("{byte:02X}").into_bytes()).collect()
}

/// `binascii.hexlify(data)`
pub fn binascii_hexlify(data: &[u8]) -> Vec<u8> {
    data.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect()
}

/// `binascii.unhexlify(text)`
pub fn binascii_unhexlify(text: &str) -> Result<Vec<u8>> {
    ascii(text)?;
    if text.len() % 2 == 1 {
        return Err(Error::new(&BINASCII_ERROR, "Odd-length string"));
    }
    let digit = |byte: u8| char::from(byte).to_digit(16);
    text.as_bytes()
        .chunks(2)
        .map(|pair| match (digit(pair[0]), digit(pair[1])) {
            (Some(high), Some(low)) => Ok((high * 16 + low) as u8),
            _ => Err(Error::new(&BINASCII_ERROR, "Non-hexadecimal digit found")),
        })
        .collect()
}

fn ascii(text: &str) -> Result<()> {
    if text.is_ascii() { Ok(()) } else { Err(value_error("string argument should contain only ASCII characters")) }
}

/// `base64.b64decode(text)`
pub fn base64_b64decode(text: &str) -> Result<Vec<u8>> {
    ascii(text)?;
    decode(text.as_bytes())
}

/// `base64.b64decode(data)`
pub fn base64_b64decode_bytes(data: &[u8]) -> Result<Vec<u8>> {
    decode(data)
}

/// `base64.urlsafe_b64decode(text)`
pub fn base64_urlsafe_b64decode(text: &str) -> Result<Vec<u8>> {
    ascii(text)?;
    decode(text.replace('-', "+").replace('_', "/").as_bytes())
}

fn value(byte: u8) -> Option<u32> {
    STANDARD.iter().position(|known| *known == byte).map(|at| at as u32)
}

/// As `binascii.a2b_base64` does it without `strict_mode`: what is not of the alphabet is skipped.
fn decode(data: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::with_capacity(data.len() * 3 / 4);
    let (mut bits, mut count, mut pads) = (0_u32, 0, 0);
    for &byte in data {
        if byte == b'=' {
            pads += 1;
            if count >= 2 && count + pads >= 4 {
                // A whole group: what follows it is ignored.
                return Ok(out);
            }
            continue;
        }
        let Some(six) = value(byte) else { continue };
        pads = 0;
        bits = bits << 6 | six;
        count += 1;
        match count {
            2 => out.push((bits >> 4) as u8),
            3 => out.push((bits >> 2) as u8),
            4 => {
                out.push(bits as u8);
                bits = 0;
                count = 0;
            }
            _ => {}
        }
    }
    if count == 0 {
        return Ok(out);
    }
    if count == 1 {
        let characters = out.len() / 3 * 4 + 1;
        return Err(Error::new(
            &BINASCII_ERROR,
            format!(
                "Invalid base64-encoded string: number of data characters ({characters}) cannot be 1 more than a multiple of 4"
            ),
        ));
    }
    Err(Error::new(&BINASCII_ERROR, "Incorrect padding"))
}
