//! Modules of the library.

use crate::dispatch::Helpers;

pub fn add(h: &mut Helpers) {
    h.add("hashlib_md5", |data: Vec<u8>| py::hashlib_md5(&data).hexdigest());
    h.add("hashlib_sha1", |data: Vec<u8>| py::hashlib_sha1(&data).hexdigest());
    h.add("hashlib_sha224", |data: Vec<u8>| py::hashlib_sha224(&data).hexdigest());
    h.add("hashlib_sha256", |data: Vec<u8>| py::hashlib_sha256(&data).hexdigest());
    h.add("hashlib_sha384", |data: Vec<u8>| py::hashlib_sha384(&data).hexdigest());
    h.add("hashlib_sha512", |data: Vec<u8>| py::hashlib_sha512(&data).hexdigest());
    h.add("hashlib_sha256_digest", |data: Vec<u8>| py::hashlib_sha256(&data).digest());
    h.add("hashlib_sha256_update", |a: Vec<u8>, b: Vec<u8>| {
        let mut hash = py::hashlib_sha256(&a);
        hash.update(&b);
        hash.hexdigest()
    });
    h.add("handler_date_time_string", |t: i64| py::http_date(t));
    h.add("handler_date_time_string", |t: f64| py::http_date(t.floor() as i64));
    h.add("handler_responses", |code: i64| py::http_response(code));
}
