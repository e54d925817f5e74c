//! `hmac.compare_digest`

use super::error::{Result, type_error};

/// `hmac.compare_digest(a, b)` of text.
pub fn hmac_compare_digest(a: &str, b: &str) -> Result<bool> {
    if !a.is_ascii() || !b.is_ascii() {
        return Err(type_error("comparing strings with non-ASCII characters is not supported"));
    }
    Ok(hmac_compare_digest_bytes(a.as_bytes(), b.as_bytes()))
}

/// `hmac.compare_digest(a, b)`: it takes as long whatever the bytes are.
pub fn hmac_compare_digest_bytes(a: &[u8], b: &[u8]) -> bool {
    let different = a.iter().zip(b).fold(0, |different, (a, b)| std::hint::black_box(different | a ^ b));
    a.len() == b.len() && different == 0
}
