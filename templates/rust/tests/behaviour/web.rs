//! URLs, headers, identifiers and encodings.

use crate::dispatch::{Helpers, Raises};

type Pairs = Vec<(String, String)>;

/// Headers as they come in a request.
fn headers(pairs: &Pairs) -> py::Headers {
    let block: String = pairs.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let latin1: Vec<u8> = block.chars().map(|c| u8::try_from(u32::from(c)).expect("latin-1")).collect();
    py::Headers::parse(&latin1)
}

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
    h.add("headers_get", |h: Pairs, name: String| py::headers_get(&headers(&h), &name));
    h.add("headers_getitem", |h: Pairs, name: String| py::headers_getitem(&headers(&h), &name));
    h.add("headers_get_default", |h: Pairs, name: String, default: String| {
        py::headers_get_default(&headers(&h), &name, &default)
    });
    h.add("headers_get_value", |h: Pairs, name: String, default: py::Value| {
        py::headers_get_value(&headers(&h), &name, &default)
    });
    h.add("headers_get_all", |h: Pairs, name: String| py::headers_get_all(&headers(&h), &name));
    h.add("headers_contains", |h: Pairs, name: String| py::headers_contains(&headers(&h), &name));
    h.add("headers_len", |h: Pairs| py::headers_len(&headers(&h)));
    h.add("headers_items", |h: Pairs| py::headers_items(&headers(&h)));
    h.add("headers_keys", |h: Pairs| py::headers_keys(&headers(&h)));
    h.add("headers_values", |h: Pairs| py::headers_values(&headers(&h)));
    h.add("headers_get_content_type", |h: Pairs| py::headers_get_content_type(&headers(&h)));
    h.add("http_status_phrase", |code: i64| py::http_status_phrase(code));
    h.add("http_status_description", |code: i64| py::http_status_description(code));
    h.add("hmac_compare_digest", |a: String, b: String| Raises(py::hmac_compare_digest(&a, &b)));
    h.add("hmac_compare_digest_bytes", |a: Vec<u8>, b: Vec<u8>| py::hmac_compare_digest_bytes(&a, &b));
    h.add("zlib_crc32", |data: Vec<u8>| py::zlib_crc32(&data));
    h.add("base64_b64decode_validate", |s: String| Raises(py::base64_b64decode_validate(&s)));
    h.add("bytes_add", |a: Vec<u8>, b: Vec<u8>| py::bytes_add(&a, &b));
    h.add("bytes_slice_step", |data: Vec<u8>, a: Option<i64>, b: Option<i64>, step: i64| {
        Raises(py::bytes_slice_step(&data, a, b, step))
    });
    h.add("int_parse_bytes", |data: Vec<u8>| Raises(py::int_parse_bytes(&data)));
}
