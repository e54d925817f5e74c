//! `uuid`

use std::fmt;

use super::error::{Result, value_error};
use super::random_bytes::fill_random;
use super::repr::Repr;

/// A UUID.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uuid(u128);

/// `uuid.uuid4()`
pub fn uuid_uuid4() -> Uuid {
    let mut bytes = [0; 16];
    fill_random(&mut bytes);
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    Uuid(u128::from_be_bytes(bytes))
}

/// `uuid.UUID(text)`
pub fn uuid_uuid(text: &str) -> Result<Uuid> {
    let stripped = text.replace("urn:", "").replace("uuid:", "");
    let digits = stripped.trim_matches(['{', '}']).replace('-', "");
    if digits.chars().count() != 32 {
        return Err(value_error("badly formed hexadecimal UUID string"));
    }
    // Python reads it as it reads any number in base 16, underscores and all.
    match u128::from_str_radix(&digits, 16) {
        Ok(value) if digits.bytes().all(|b| b.is_ascii_hexdigit()) => Ok(Uuid(value)),
        _ => Err(super::int::int_parse_base(&digits, 16)
            .err()
            .unwrap_or_else(|| super::beyond::beyond("a UUID with signs or underscores"))),
    }
}

impl Uuid {
    /// `u.hex`
    pub fn hex(&self) -> String {
        format!("{:032x}", self.0)
    }

    /// `u.bytes`
    pub fn bytes(&self) -> Vec<u8> {
        self.0.to_be_bytes().to_vec()
    }

    /// `u.version`
    pub fn version(&self) -> Option<i64> {
        let standard = (self.0 >> 62) & 3 == 2;
        standard.then_some(((self.0 >> 76) & 0xf) as i64)
    }
}

/// `str(u)`
impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hex = self.hex();
        write!(f, "{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }
}

impl Repr for Uuid {
    fn push_repr(&self, out: &mut String) {
        out.push_str(&format!("UUID('{self}')"));
    }
}
