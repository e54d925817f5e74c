//! Modules of the library.

use crate::dispatch::{Helpers, Raises};

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
    h.add("bytes_strip", |data: Vec<u8>| py::bytes_strip(&data));
    h.add("bytes_lstrip", |data: Vec<u8>| py::bytes_lstrip(&data));
    h.add("bytes_rstrip", |data: Vec<u8>| py::bytes_rstrip(&data));
    h.add("bytes_lower", |data: Vec<u8>| py::bytes_lower(&data));
    h.add("bytes_upper", |data: Vec<u8>| py::bytes_upper(&data));
    h.add("bytes_title", |data: Vec<u8>| py::bytes_title(&data));
    h.add("bytes_isdigit", |data: Vec<u8>| py::bytes_isdigit(&data));
    h.add("bytes_isalpha", |data: Vec<u8>| py::bytes_isalpha(&data));
    h.add("bytes_hex", |data: Vec<u8>| py::bytes_hex(&data));
    h.add("bytes_splitlines", |data: Vec<u8>| py::bytes_splitlines(&data));
    h.add("bytes_split_whitespace", |data: Vec<u8>| py::bytes_split_whitespace(&data));
    h.add("base64_b64encode", |data: Vec<u8>| py::base64_b64encode(&data));
    h.add("base64_urlsafe_b64encode", |data: Vec<u8>| py::base64_urlsafe_b64encode(&data));
    h.add("base64_b16encode", |data: Vec<u8>| py::base64_b16encode(&data));
    h.add("binascii_hexlify", |data: Vec<u8>| py::binascii_hexlify(&data));
    h.add("urllib_parse_quote_bytes", |data: Vec<u8>| py::urllib_parse_quote_bytes(&data));
    h.add("base64_b64decode_bytes", |data: Vec<u8>| Raises(py::base64_b64decode_bytes(&data)));
    h.add("json_loads_bytes", |data: Vec<u8>| Raises(py::json_loads_bytes(&data)));
    h.add("bytes_contains", |data: Vec<u8>, part: Vec<u8>| py::bytes_contains(&data, &part));
    h.add("bytes_find", |data: Vec<u8>, part: Vec<u8>| py::bytes_find(&data, &part));
    h.add("bytes_rfind", |data: Vec<u8>, part: Vec<u8>| py::bytes_rfind(&data, &part));
    h.add("bytes_count", |data: Vec<u8>, part: Vec<u8>| py::bytes_count(&data, &part));
    h.add("bytes_startswith", |data: Vec<u8>, part: Vec<u8>| py::bytes_startswith(&data, &part));
    h.add("bytes_endswith", |data: Vec<u8>, part: Vec<u8>| py::bytes_endswith(&data, &part));
    h.add("bytes_index", |data: Vec<u8>, part: Vec<u8>| Raises(py::bytes_index(&data, &part)));
    h.add("bytes_split", |data: Vec<u8>, part: Vec<u8>| Raises(py::bytes_split(&data, &part)));
    h.add("bytes_partition", |data: Vec<u8>, part: Vec<u8>| Raises(py::bytes_partition(&data, &part)));
    h.add("urllib_parse_quote", |text: String| py::urllib_parse_quote(&text));
    h.add("urllib_parse_quote_plus", |text: String| py::urllib_parse_quote_plus(&text));
    h.add("urllib_parse_unquote", |text: String| py::urllib_parse_unquote(&text));
    h.add("urllib_parse_unquote_plus", |text: String| py::urllib_parse_unquote_plus(&text));
    h.add("urllib_parse_parse_qs", |text: String| py::urllib_parse_parse_qs(&text));
    h.add("urllib_parse_parse_qs_keep_blank", |text: String| py::urllib_parse_parse_qs_keep_blank(&text));
    h.add("urllib_parse_parse_qsl", |text: String| py::urllib_parse_parse_qsl(&text));
    h.add("urllib_parse_parse_qsl_keep_blank", |text: String| py::urllib_parse_parse_qsl_keep_blank(&text));
    h.add("html_escape", |text: String| py::html_escape(&text));
    h.add("os_path_basename", |text: String| py::os_path_basename(&text));
    h.add("os_path_dirname", |text: String| py::os_path_dirname(&text));
    h.add("os_path_isabs", |text: String| py::os_path_isabs(&text));
    h.add("os_path_normpath", |text: String| py::os_path_normpath(&text));
    h.add("os_path_split", |text: String| py::os_path_split(&text));
    h.add("os_path_splitext", |text: String| py::os_path_splitext(&text));
    h.add("base64_b64decode", |text: String| Raises(py::base64_b64decode(&text)));
    h.add("base64_urlsafe_b64decode", |text: String| Raises(py::base64_urlsafe_b64decode(&text)));
    h.add("binascii_unhexlify", |text: String| Raises(py::binascii_unhexlify(&text)));
    h.add("bytes_fromhex", |text: String| Raises(py::bytes_fromhex(&text)));
    h.add("urllib_parse_quote_safe", |a: String, b: String| py::urllib_parse_quote_safe(&a, &b));
    h.add("os_path_join", |a: String, b: String| py::os_path_join(&a, &b));
    h.add("bin", |a: i64| py::bin(a));
    h.add("oct", |a: i64| py::oct(a));
    h.add("hex", |a: i64| py::hex(a));
    h.add("int_bit_length", |a: i64| py::int_bit_length(a));
    h.add("int_bit_count", |a: i64| py::int_bit_count(a));
    h.add("bytes_add", |a: Vec<u8>, b: Vec<u8>| [a, b].concat());
    h.add("bytes_lt", |a: Vec<u8>, b: Vec<u8>| a < b);
    h.add("bytes_getitem", |data: Vec<u8>, i: i64| Raises(py::bytes_getitem(&data, i)));
    h.add("bytes_slice", |data: Vec<u8>, a: Option<i64>, b: Option<i64>| py::bytes_slice(&data, a, b));
    h.add("bytes_mul", |data: Vec<u8>, n: i64| py::bytes_mul(&data, n));
    h.add("bytes_iter", |data: Vec<u8>| data.into_iter().map(i64::from).collect::<Vec<i64>>());
    h.add("bytes_join", |separator: Vec<u8>, parts: Vec<Vec<u8>>| py::bytes_join(&separator, &parts));
    h.add("bytes_replace", |data: Vec<u8>, old: Vec<u8>, new: Vec<u8>| py::bytes_replace(&data, &old, &new));
    h.add("bytes_from_list", |numbers: Vec<i64>| Raises(py::bytes_from_list(&numbers)));
    h.add("bytes_decode_as", |data: Vec<u8>, encoding: String| Raises(py::bytes_decode_as(&data, &encoding)));
    h.add("bytes_decode_errors", |data: Vec<u8>, encoding: String, errors: String| {
        Raises(py::bytes_decode_errors(&data, &encoding, &errors))
    });
    h.add("str_encode_as", |text: String, encoding: String| Raises(py::str_encode_as(&text, &encoding)));
    h.add("str_encode_errors", |text: String, encoding: String, errors: String| {
        Raises(py::str_encode_errors(&text, &encoding, &errors))
    });
    h.add("urllib_parse_urlencode", |pairs: Vec<(String, String)>| py::urllib_parse_urlencode(&pairs));
    h.add("urllib_parse_urlencode_dict", |mapping: py::Dict<String, String>| py::urllib_parse_urlencode_dict(&mapping));
    h.add("urllib_parse_urljoin", |base: String, url: String| Raises(py::urllib_parse_urljoin(&base, &url)));
    h.add("urllib_parse_urlparse", |url: String| {
        Raises(py::urllib_parse_urlparse(&url).map(|u| (u.scheme, u.netloc, u.path, u.params, u.query, u.fragment)))
    });
    h.add("urllib_parse_urlsplit", |url: String| {
        Raises(py::urllib_parse_urlsplit(&url).map(|u| (u.scheme, u.netloc, u.path, u.query, u.fragment)))
    });
    h.add("urllib_parse_urlparse_geturl", |url: String| Raises(py::urllib_parse_urlparse(&url).map(|u| u.geturl())));
    h.add("urllib_parse_urlparse_host", |url: String| {
        Raises(py::urllib_parse_urlparse(&url).and_then(|u| Ok((u.hostname(), u.port()?, u.username(), u.password()))))
    });
    h.add("html_escape_quote", |text: String, quote: bool| py::html_escape_quote(&text, quote));
    h.add("os_path_join_3", |a: String, b: String, c: String| py::os_path_join_3(&a, &b, &c));
    h.add("uuid_UUID", |text: String| Raises(py::uuid_uuid(&text).map(|u| py::uuid_str(&u))));
    h.add("uuid_uuid", |text: String| Raises(py::uuid_uuid(&text).map(|u| py::uuid_str(&u))));
    h.add("uuid_UUID_version", |text: String| Raises(py::uuid_uuid(&text).map(|u| u.version())));
    h.add("uuid_version", |text: String| Raises(py::uuid_uuid(&text).map(|u| u.version())));
    h.add("int_to_bytes", |a: i64, length: i64, order: String| Raises(py::int_to_bytes(a, length, &order)));
    h.add("int_from_bytes", |data: Vec<u8>, order: String| py::int_from_bytes(&data, &order));
}
