//! Integers of any size.

use crate::dispatch::{Helpers, Raises};

pub fn add(h: &mut Helpers) {
    h.add("big_int_abs", |a: py::Int| py::big_int_abs(&a));
    h.add("big_int_add", |a: py::Int, b: py::Int| py::big_int_add(&a, &b));
    h.add("big_int_and", |a: py::Int, b: py::Int| py::big_int_and(&a, &b));
    h.add("big_int_bin", |a: py::Int| py::big_int_bin(&a));
    h.add("big_int_bit_count", |a: py::Int| py::big_int_bit_count(&a));
    h.add("big_int_bit_length", |a: py::Int| py::big_int_bit_length(&a));
    h.add("big_int_comb", |n: py::Int, k: py::Int| Raises(py::big_int_comb(&n, &k)));
    h.add("big_int_compare_float", |a: py::Int, x: f64, unordered: i64| py::big_int_compare_float(&a, x, unordered));
    h.add("big_int_divmod", |a: py::Int, b: py::Int| Raises(py::big_int_divmod(&a, &b)));
    h.add("big_int_factorial", |n: py::Int| Raises(py::big_int_factorial(&n)));
    h.add("big_int_floordiv", |a: py::Int, b: py::Int| Raises(py::big_int_floordiv(&a, &b)));
    h.add("big_int_format", |a: py::Int, spec: String| Raises(py::big_int_format(&a, &spec)));
    h.add("big_int_from_bytes", |data: Vec<u8>, order: String| py::big_int_from_bytes(&data, &order));
    h.add("big_int_gcd", |a: py::Int, b: py::Int| py::big_int_gcd(&a, &b));
    h.add("big_int_hex", |a: py::Int| py::big_int_hex(&a));
    h.add("big_int_invert", |a: py::Int| py::big_int_invert(&a));
    h.add("big_int_isqrt", |n: py::Int| Raises(py::big_int_isqrt(&n)));
    h.add("big_int_lcm", |a: py::Int, b: py::Int| py::big_int_lcm(&a, &b));
    h.add("big_int_lshift", |a: py::Int, b: py::Int| Raises(py::big_int_lshift(&a, &b)));
    h.add("big_int_modulo", |a: py::Int, b: py::Int| Raises(py::big_int_modulo(&a, &b)));
    h.add("big_int_mul", |a: py::Int, b: py::Int| py::big_int_mul(&a, &b));
    h.add("big_int_neg", |a: py::Int| py::big_int_neg(&a));
    h.add("big_int_oct", |a: py::Int| py::big_int_oct(&a));
    h.add("big_int_of_float", |x: f64| Raises(py::big_int_of_float(x)));
    h.add("big_int_of_rounded", |x: f64| Raises(py::big_int_of_rounded(x)));
    h.add("big_int_or", |a: py::Int, b: py::Int| py::big_int_or(&a, &b));
    h.add("big_int_perm", |n: py::Int, k: py::Int| Raises(py::big_int_perm(&n, &k)));
    h.add("big_int_pow", |a: py::Int, b: py::Int| py::big_int_pow(&a, &b));
    h.add("big_int_pow_modulo", |a: py::Int, b: py::Int, m: py::Int| Raises(py::big_int_pow_modulo(&a, &b, &m)));
    h.add("big_int_round_digits", |a: py::Int, digits: i64| py::big_int_round_digits(&a, digits));
    h.add("big_int_rshift", |a: py::Int, b: py::Int| Raises(py::big_int_rshift(&a, &b)));
    h.add("big_int_sub", |a: py::Int, b: py::Int| py::big_int_sub(&a, &b));
    h.add("big_int_sum", |items: Vec<py::Value>| {
        py::big_int_sum(&items.iter().map(py::Value::as_big_int).collect::<Vec<_>>())
    });
    h.add("big_int_sum_of_ints", |items: Vec<i64>| py::big_int_sum_of_ints(&items));
    h.add("big_int_text", |a: py::Int| Raises(py::big_int_text(&a)));
    h.add("big_int_to_bytes", |a: py::Int, length: i64, order: String| {
        Raises(py::big_int_to_bytes(&a, length, &order))
    });
    h.add("big_int_truediv", |a: py::Int, b: py::Int| Raises(py::big_int_truediv(&a, &b)));
    h.add("big_int_xor", |a: py::Int, b: py::Int| py::big_int_xor(&a, &b));
}
