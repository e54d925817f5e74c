//! Random bytes of the operating system.

use std::fs::File;
use std::io::Read;
use std::sync::OnceLock;

use super::beyond::beyond;

/// Fills `bytes`.
pub fn fill_random(bytes: &mut [u8]) {
    static SOURCE: OnceLock<Option<File>> = OnceLock::new();
    let source = SOURCE.get_or_init(|| File::open("/dev/urandom").ok());
    let filled = source.as_ref().is_some_and(|mut source| source.read_exact(bytes).is_ok());
    if !filled {
        beyond("random bytes without a source of them");
    }
}

/// `secrets.token_bytes(n)`
pub fn secrets_token_bytes(n: i64) -> Vec<u8> {
    let mut bytes = vec![0; usize::try_from(n).unwrap_or(0)];
    fill_random(&mut bytes);
    bytes
}

/// `secrets.token_hex(n)`
pub fn secrets_token_hex(n: i64) -> String {
    secrets_token_bytes(n).iter().map(|byte| format!("{byte:02x}")).collect()
}
