//! URLs, headers, identifiers and encodings.

use crate::dispatch::{Helpers, Raises};

pub fn add(h: &mut Helpers) {
    h.add("parse_result_geturl", |s: String| {
        let url = py::urllib_parse_urlparse(&s);
        Raises(url.map(|url| py::parse_result_geturl(&url)))
    });
    h.add("parse_result_hostname", |s: String| {
        Raises(py::urllib_parse_urlparse(&s).map(|url| py::parse_result_hostname(&url)))
    });
    h.add("parse_result_port", |s: String| {
        Raises(py::urllib_parse_urlparse(&s).and_then(|url| py::parse_result_port(&url)))
    });
    h.add("parse_result_username", |s: String| {
        Raises(py::urllib_parse_urlparse(&s).map(|url| py::parse_result_username(&url)))
    });
    h.add("parse_result_password", |s: String| {
        Raises(py::urllib_parse_urlparse(&s).map(|url| py::parse_result_password(&url)))
    });
    h.add("uuid_hex", |s: String| Raises(py::uuid_uuid(&s).map(|uuid| py::uuid_hex(&uuid))));
    h.add("uuid_bytes", |s: String| Raises(py::uuid_uuid(&s).map(|uuid| py::uuid_bytes(&uuid))));
    h.add("hash_digest", |data: Vec<u8>| py::hash_digest(&py::hashlib_sha256(&data)));
    h.add("hash_update", |a: Vec<u8>, b: Vec<u8>| {
        let mut hash = py::hashlib_sha256(&a);
        py::hash_update(&mut hash, &b);
        py::hash_hexdigest(&hash)
    });
}
