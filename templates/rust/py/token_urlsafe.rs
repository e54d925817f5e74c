//! `secrets.token_urlsafe`

use super::base64::base64_urlsafe_b64encode;
use super::random_bytes::secrets_token_bytes;

/// `secrets.token_urlsafe(n)`
pub fn secrets_token_urlsafe(n: i64) -> String {
    let encoded = base64_urlsafe_b64encode(&secrets_token_bytes(n));
    encoded.into_iter().filter(|b| *b != b'=').map(char::from).collect()
}
