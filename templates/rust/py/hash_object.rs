//! The methods and attributes of a `hashlib` object.

use super::hash::Hash;

/// `h.hexdigest()`
pub fn hash_hexdigest(hash: &Hash) -> String {
    hash.hexdigest()
}

/// `h.digest()`
pub fn hash_digest(hash: &Hash) -> Vec<u8> {
    hash.digest()
}

/// `h.update(data)`
pub fn hash_update(hash: &mut Hash, data: &[u8]) {
    hash.update(data);
}

/// `h.copy()`
pub fn hash_copy(hash: &Hash) -> Hash {
    hash.copy()
}

/// `h.digest_size`
pub fn hash_digest_size(hash: &Hash) -> i64 {
    hash.digest_size()
}

/// `h.name`
pub fn hash_name(hash: &Hash) -> String {
    hash.name()
}
