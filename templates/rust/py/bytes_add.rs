//! `a + b` of bytes.

/// `a + b`
pub fn bytes_add(a: &[u8], b: &[u8]) -> Vec<u8> {
    [a, b].concat()
}
