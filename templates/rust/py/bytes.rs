//! `bytes` and text: decode and encode.

use super::error::{Error, Result, UNICODE_DECODE_ERROR, UNICODE_ENCODE_ERROR};
use super::latin1::{latin1_decode, latin1_encode};

/// `data.decode()`
pub fn bytes_decode(data: &[u8]) -> Result<String> {
    match std::str::from_utf8(data) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(decode_error(data, error.valid_up_to(), error.error_len())),
    }
}

/// `data.decode()` of bytes that nothing else uses.
pub fn bytes_decode_owned(data: Vec<u8>) -> Result<String> {
    String::from_utf8(data).map_err(|error| {
        let at = error.utf8_error();
        decode_error(error.as_bytes(), at.valid_up_to(), at.error_len())
    })
}

#[cold]
fn decode_error(data: &[u8], start: usize, length: Option<usize>) -> Error {
    let (end, reason) = match length {
        None => (data.len(), "unexpected end of data"),
        Some(_) if matches!(data[start], 0x80..=0xc1 | 0xf5..) => (start + 1, "invalid start byte"),
        Some(length) => (start + length, "invalid continuation byte"),
    };
    let text = if end - start == 1 {
        format!("'utf-8' codec can't decode byte 0x{:02x} in position {start}: {reason}", data[start])
    } else {
        format!("'utf-8' codec can't decode bytes in position {start}-{}: {reason}", end - 1)
    };
    Error::new(&UNICODE_DECODE_ERROR, text)
}

/// `data.decode(errors="replace")`
pub fn bytes_decode_replace(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

/// `data.decode(errors="ignore")`
pub fn bytes_decode_ignore(data: &[u8]) -> String {
    data.utf8_chunks().map(|chunk| chunk.valid()).collect()
}

/// `data.decode("latin-1")`
pub fn bytes_decode_latin1(data: &[u8]) -> String {
    latin1_decode(data)
}

/// `data.decode("ascii")`
pub fn bytes_decode_ascii(data: &[u8]) -> Result<String> {
    match data.iter().position(|b| !b.is_ascii()) {
        None => Ok(latin1_decode(data)),
        Some(at) => Err(Error::new(
            &UNICODE_DECODE_ERROR,
            format!("'ascii' codec can't decode byte 0x{:02x} in position {at}: ordinal not in range(128)", data[at]),
        )),
    }
}

/// `text.encode()`
pub fn str_encode(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

/// `text.encode("latin-1")`
pub fn str_encode_latin1(text: &str) -> Result<Vec<u8>> {
    latin1_encode(text).map_err(|_| encode_error(text, "latin-1", 256))
}

/// `text.encode("ascii")`
pub fn str_encode_ascii(text: &str) -> Result<Vec<u8>> {
    if text.is_ascii() { Ok(text.as_bytes().to_vec()) } else { Err(encode_error(text, "ascii", 128)) }
}

#[cold]
fn encode_error(text: &str, codec: &str, limit: u32) -> Error {
    let chars: Vec<char> = text.chars().collect();
    let outside = |c: &char| u32::from(*c) >= limit;
    let start = chars.iter().position(outside).unwrap_or(0);
    let end = start + chars[start..].iter().take_while(|c| outside(c)).count();
    let reason = format!("ordinal not in range({limit})");
    let message = if end - start == 1 {
        let code = u32::from(chars[start]);
        let shown = match code {
            0..=0xff => format!("\\x{code:02x}"),
            0x100..=0xffff => format!("\\u{code:04x}"),
            _ => format!("\\U{code:08x}"),
        };
        format!("'{codec}' codec can't encode character '{shown}' in position {start}: {reason}")
    } else {
        format!("'{codec}' codec can't encode characters in position {start}-{}: {reason}", end - 1)
    };
    Error::new(&UNICODE_ENCODE_ERROR, message)
}
