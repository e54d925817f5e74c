//! `latin-1`: each byte is the character of that number.

/// `bytes.decode("latin-1")`
pub fn latin1_decode(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.is_ascii() => text.to_owned(),
        _ => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}

/// `text.encode("latin-1")`, or the position of the first character that has none.
pub fn latin1_encode(text: &str) -> std::result::Result<Vec<u8>, usize> {
    if text.is_ascii() {
        return Ok(text.as_bytes().to_vec());
    }
    text.chars().enumerate().map(|(at, c)| u8::try_from(u32::from(c)).map_err(|_| at)).collect()
}
