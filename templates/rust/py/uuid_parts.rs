//! The attributes of a `uuid.UUID`.

use super::uuid::Uuid;

/// `str(u)`
pub fn uuid_str(uuid: &Uuid) -> String {
    uuid.to_string()
}

/// `u.hex`
pub fn uuid_hex(uuid: &Uuid) -> String {
    uuid.hex()
}

/// `u.bytes`
pub fn uuid_bytes(uuid: &Uuid) -> Vec<u8> {
    uuid.bytes()
}

/// `u.version`
pub fn uuid_version(uuid: &Uuid) -> Option<i64> {
    uuid.version()
}
