//! `hashlib`: digests.

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

/// What `hashlib.sha256(…)` and its like return: takes more data, and gives the digest of all of it.
#[derive(Debug, Clone)]
pub struct Hash(Algorithm);

#[derive(Debug, Clone)]
enum Algorithm {
    Md5(Md5),
    Sha1(Sha1),
    Sha224(Sha224),
    Sha256(Sha256),
    Sha384(Sha384),
    Sha512(Sha512),
}

/// `hashlib.sha256()`
impl Default for Hash {
    fn default() -> Hash {
        Hash(Algorithm::Sha256(Sha256::new()))
    }
}

macro_rules! each {
    ($hash:expr, $state:ident => $do:expr) => {
        match $hash {
            Algorithm::Md5($state) => $do,
            Algorithm::Sha1($state) => $do,
            Algorithm::Sha224($state) => $do,
            Algorithm::Sha256($state) => $do,
            Algorithm::Sha384($state) => $do,
            Algorithm::Sha512($state) => $do,
        }
    };
}

impl Hash {
    /// `h.update(data)`
    pub fn update(&mut self, data: &[u8]) {
        each!(&mut self.0, state => state.update(data));
    }

    /// `h.digest()`
    pub fn digest(&self) -> Vec<u8> {
        each!(&self.0, state => state.clone().finalize().to_vec())
    }

    /// `h.hexdigest()`
    pub fn hexdigest(&self) -> String {
        hex_digits(&self.digest())
    }

    /// `h.copy()`
    #[must_use]
    pub fn copy(&self) -> Hash {
        self.clone()
    }

    /// `h.digest_size`
    pub fn digest_size(&self) -> i64 {
        self.digest().len() as i64
    }

    /// `h.name`
    pub fn name(&self) -> String {
        match &self.0 {
            Algorithm::Md5(_) => "md5",
            Algorithm::Sha1(_) => "sha1",
            Algorithm::Sha224(_) => "sha224",
            Algorithm::Sha256(_) => "sha256",
            Algorithm::Sha384(_) => "sha384",
            Algorithm::Sha512(_) => "sha512",
        }
        .to_owned()
    }
}

/// Two lowercase hex digits for each byte.
pub fn hex_digits(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    out
}

/// `hashlib.md5(data)`
pub fn hashlib_md5(data: &[u8]) -> Hash {
    Hash(Algorithm::Md5(Md5::new_with_prefix(data)))
}

/// `hashlib.sha1(data)`
pub fn hashlib_sha1(data: &[u8]) -> Hash {
    Hash(Algorithm::Sha1(Sha1::new_with_prefix(data)))
}

/// `hashlib.sha224(data)`
pub fn hashlib_sha224(data: &[u8]) -> Hash {
    Hash(Algorithm::Sha224(Sha224::new_with_prefix(data)))
}

/// `hashlib.sha256(data)`
pub fn hashlib_sha256(data: &[u8]) -> Hash {
    Hash(Algorithm::Sha256(Sha256::new_with_prefix(data)))
}

/// `hashlib.sha384(data)`
pub fn hashlib_sha384(data: &[u8]) -> Hash {
    Hash(Algorithm::Sha384(Sha384::new_with_prefix(data)))
}

/// `hashlib.sha512(data)`
pub fn hashlib_sha512(data: &[u8]) -> Hash {
    Hash(Algorithm::Sha512(Sha512::new_with_prefix(data)))
}
