//! `base64.b64decode` of nothing but base64.

use super::base64::{BINASCII_ERROR, base64_b64decode_bytes};
use super::error::{Error, Result, value_error};

/// `base64.b64decode(text, validate=True)`
pub fn base64_b64decode_validate(text: &str) -> Result<Vec<u8>> {
    if !text.is_ascii() {
        return Err(value_error("string argument should contain only ASCII characters"));
    }
    let error = |message: &str| Error::new(&BINASCII_ERROR, message);
    if text.starts_with('=') {
        return Err(error("Leading padding not allowed"));
    }
    let (mut count, mut pads) = (0, 0);
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'=' {
            pads += 1;
            if count % 4 >= 2 && count % 4 + pads >= 4 {
                if at + 1 < text.len() {
                    return Err(error("Excess data after padding"));
                }
                break;
            }
            continue;
        }
        if !(byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/') {
            return Err(error("Only base64 data is allowed"));
        }
        if pads > 0 {
            return Err(error("Discontinuous padding not allowed"));
        }
        count += 1;
    }
    base64_b64decode_bytes(text.as_bytes())
}
