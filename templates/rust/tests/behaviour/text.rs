//! Text.

use crate::dispatch::{Helpers, Raises};

pub fn add(h: &mut Helpers) {
    h.add("str_lower", |s: String| py::str_lower(&s));
    h.add("str_upper", |s: String| py::str_upper(&s));
    h.add("str_title", |s: String| py::str_title(&s));
    h.add("str_capitalize", |s: String| py::str_capitalize(&s));
    h.add("str_swapcase", |s: String| py::str_swapcase(&s));
    h.add("str_isdigit", |s: String| py::str_isdigit(&s));
    h.add("str_isdecimal", |s: String| py::str_isdecimal(&s));
    h.add("str_isnumeric", |s: String| py::str_isnumeric(&s));
    h.add("str_isalpha", |s: String| py::str_isalpha(&s));
    h.add("str_isalnum", |s: String| py::str_isalnum(&s));
    h.add("str_isspace", |s: String| py::str_isspace(&s));
    h.add("str_isascii", |s: String| py::str_isascii(&s));
    h.add("str_isprintable", |s: String| py::str_isprintable(&s));
    h.add("str_islower", |s: String| py::str_islower(&s));
    h.add("str_isupper", |s: String| py::str_isupper(&s));
    h.add("str_istitle", |s: String| py::str_istitle(&s));
    h.add("str_len", |s: String| py::str_len(&s));
    h.add("str_split_whitespace", |s: String| py::str_split_whitespace(&s));
    h.add("str_splitlines", |s: String| py::str_splitlines(&s));
    h.add("str_strip", |s: String| py::str_strip(&s));
    h.add("str_lstrip", |s: String| py::str_lstrip(&s));
    h.add("str_rstrip", |s: String| py::str_rstrip(&s));
    h.add("str_encode", |s: String| py::str_encode(&s));
    h.add("str_repr", |s: String| py::repr_str(&s));
    h.add("str_contains", |s: String, t: String| py::str_contains(&s, &t));
    h.add("str_count", |s: String, t: String| py::str_count(&s, &t));
    h.add("str_find", |s: String, t: String| py::str_find(&s, &t));
    h.add("str_rfind", |s: String, t: String| py::str_rfind(&s, &t));
    h.add("str_startswith", |s: String, t: String| py::str_startswith(&s, &t));
    h.add("str_endswith", |s: String, t: String| py::str_endswith(&s, &t));
    h.add("str_removeprefix", |s: String, t: String| py::str_removeprefix(&s, &t));
    h.add("str_removesuffix", |s: String, t: String| py::str_removesuffix(&s, &t));
    h.add("str_strip_chars", |s: String, t: String| py::str_strip_chars(&s, &t));
    h.add("str_lstrip_chars", |s: String, t: String| py::str_lstrip_chars(&s, &t));
    h.add("str_rstrip_chars", |s: String, t: String| py::str_rstrip_chars(&s, &t));
    h.add("str_split", |s: String, t: String| Raises(py::str_split(&s, &t)));
    h.add("str_rsplit", |s: String, t: String| Raises(py::str_rsplit(&s, &t)));
    h.add("str_partition", |s: String, t: String| Raises(py::str_partition(&s, &t)));
    h.add("str_rpartition", |s: String, t: String| Raises(py::str_rpartition(&s, &t)));
    h.add("str_index", |s: String, t: String| Raises(py::str_index(&s, &t)));
    h.add("str_rindex", |s: String, t: String| Raises(py::str_rindex(&s, &t)));
    h.add("str_ljust", |s: String, n: i64| py::str_ljust(&s, n));
    h.add("str_rjust", |s: String, n: i64| py::str_rjust(&s, n));
    h.add("str_center", |s: String, n: i64| py::str_center(&s, n));
    h.add("str_zfill", |s: String, n: i64| py::str_zfill(&s, n));
    h.add("str_mul", |s: String, n: i64| py::str_mul(&s, n));
    h.add("str_expandtabs", |s: String, n: i64| py::str_expandtabs(&s, n));
    h.add("str_split_whitespace_max", |s: String, n: i64| py::str_split_whitespace_max(&s, n));
    h.add("str_rsplit_whitespace_max", |s: String, n: i64| py::str_rsplit_whitespace_max(&s, n));
    h.add("str_getitem", |s: String, n: i64| Raises(py::str_getitem(&s, n)));
    h.add("str_ljust_fill", |s: String, n: i64, f: String| Raises(py::str_ljust_fill(&s, n, &f)));
    h.add("str_rjust_fill", |s: String, n: i64, f: String| Raises(py::str_rjust_fill(&s, n, &f)));
    h.add("str_center_fill", |s: String, n: i64, f: String| Raises(py::str_center_fill(&s, n, &f)));
    h.add("str_split_max", |s: String, t: String, n: i64| Raises(py::str_split_max(&s, &t, n)));
    h.add("str_rsplit_max", |s: String, t: String, n: i64| Raises(py::str_rsplit_max(&s, &t, n)));
    h.add("str_find_range", |s: String, t: String, a: Option<i64>, b: Option<i64>| py::str_find_range(&s, &t, a, b));
    h.add("str_rfind_range", |s: String, t: String, a: Option<i64>, b: Option<i64>| py::str_rfind_range(&s, &t, a, b));
    h.add("str_count_range", |s: String, t: String, a: Option<i64>, b: Option<i64>| py::str_count_range(&s, &t, a, b));
    h.add("str_startswith_range", |s: String, t: String, a: Option<i64>, b: Option<i64>| {
        py::str_startswith_range(&s, &t, a, b)
    });
    h.add("str_endswith_range", |s: String, t: String, a: Option<i64>, b: Option<i64>| {
        py::str_endswith_range(&s, &t, a, b)
    });
    h.add("str_index_range", |s: String, t: String, a: Option<i64>, b: Option<i64>| {
        Raises(py::str_index_range(&s, &t, a, b))
    });
    h.add("str_rindex_range", |s: String, t: String, a: Option<i64>, b: Option<i64>| {
        Raises(py::str_rindex_range(&s, &t, a, b))
    });
    h.add("str_slice", |s: String, a: Option<i64>, b: Option<i64>| py::str_slice(&s, a, b));
    h.add("str_slice_step", |s: String, a: Option<i64>, b: Option<i64>, step: i64| {
        Raises(py::str_slice_step(&s, a, b, step))
    });
    h.add("str_splitlines_keepends", |s: String| py::str_splitlines_keepends(&s));
    h.add("str_replace", |s: String, old: String, new: String| py::str_replace(&s, &old, &new));
    h.add("str_replace_count", |s: String, old: String, new: String, n: i64| py::str_replace_count(&s, &old, &new, n));
    h.add("str_join", |s: String, parts: Vec<String>| py::str_join(&s, &parts));
    h.add("str_iter", |s: String| py::str_iter(&s).collect::<Vec<String>>());
    h.add("str_reversed", |s: String| py::str_reversed(&s));
    h.add("str_startswith_any", |s: String, all: Vec<String>| py::str_startswith_any(&s, &all));
    h.add("str_endswith_any", |s: String, all: Vec<String>| py::str_endswith_any(&s, &all));
    h.add("str_add", |a: String, b: String| a + &b);
    h.add("str_lt", |a: String, b: String| a < b);
    h.add("str_le", |a: String, b: String| a <= b);
    h.add("ord", |s: String| Raises(py::ord(&s)));
    h.add("chr", |n: i64| Raises(py::chr(n)));
    h.add("format_str", |s: String, spec: String| Raises(py::format_str(&s, &spec)));
    h.add("format_int", |n: i64, spec: String| Raises(py::format_int(n, &spec)));
    h.add("format_float", |x: f64, spec: String| Raises(py::format_float(x, &spec)));
    h.add("format_bool", |b: bool, spec: String| Raises(py::format_bool(b, &spec)));
    h.add("format_spec", |s: String, spec: String| Raises(py::format_str(&s, &spec)));
    h.add("format_spec", |n: py::Int, spec: String| Raises(py::format_big_int(&n, &spec)));
    h.add("format_spec", |x: f64, spec: String| Raises(py::format_float(x, &spec)));
    h.add("format_none", |(): (), spec: String| Raises(py::format_other("None", "NoneType", &spec)));
    h.add("bytes_decode", |b: Vec<u8>| Raises(py::bytes_decode(&b)));
    h.add("bytes_repr", |b: Vec<u8>| py::repr_bytes(&b));
    h.add("bytes_hex", |b: Vec<u8>| py::hex_digits(&b));
    h.add("json_dumps_str", |s: String| py::json_dumps(&s));
    h.add("json_dumps_str_unicode", |s: String| Raises(py::json_dumps_with(&s, &py::JsonOptions::default().unicode())));
    h.add("json_loads", |s: String| Raises(py::json_loads(&s)));
    h.add("json_loads_mutated", |s: String| Raises(py::json_loads(&s)));
    h.add("json_loads_dumps", |s: String| Raises(py::json_loads(&s).map(|v| py::json_dumps(&v))));
    h.add("json_loads_attributes", |s: String| {
        let error = py::json_loads(&s).expect_err("an error");
        (
            py::json_decode_error_msg(&error),
            py::json_decode_error_pos(&error),
            py::json_decode_error_lineno(&error),
            py::json_decode_error_colno(&error),
        )
    });
    h.add("str_ascii", |s: String| py::str_ascii(&s));
    h.add("str_casefold", |s: String| py::str_casefold(&s));
    h.add("str_isidentifier", |s: String| py::str_isidentifier(&s));
}
