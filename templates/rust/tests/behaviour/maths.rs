//! `math` and `random`.

use crate::datum::Out;
use crate::dispatch::{Changes, Helpers, Raises};

macro_rules! floats {
    ($h:ident: $($name:ident)*) => {
        $($h.add(stringify!($name), |x: f64| Raises(py::$name(x)));
        $h.add(stringify!($name), |x: i64| Raises(py::$name(x as f64)));)*
    };
}

macro_rules! plain {
    ($h:ident: $($name:ident)*) => {
        $($h.add(stringify!($name), |x: f64| py::$name(x));
        $h.add(stringify!($name), |x: i64| py::$name(x as f64));)*
    };
}

pub fn add(h: &mut Helpers) {
    floats!(h: math_floor math_ceil math_trunc math_sqrt math_exp math_expm1 math_sinh math_cosh math_log math_log2 math_log10 math_log1p math_sin math_cos math_tan math_asin math_acos);
    plain!(h: math_fabs math_isnan math_isinf math_isfinite math_modf math_tanh math_atan math_radians math_degrees);
    h.add("math_copysign", |x: f64, y: f64| py::math_copysign(x, y));
    h.add("math_isclose", |x: f64, y: f64| py::math_isclose(x, y));
    h.add("math_atan2", |x: f64, y: f64| py::math_atan2(x, y));
    h.add("math_hypot", |x: f64, y: f64| py::math_hypot(x, y));
    h.add("math_fmod", |x: f64, y: f64| Raises(py::math_fmod(x, y)));
    h.add("math_pow", |x: f64, y: f64| Raises(py::math_pow(x, y)));
    h.add("math_log_base", |x: f64, y: f64| Raises(py::math_log_base(x, y)));
    h.add("math_gcd", |a: i64, b: i64| py::math_gcd(a, b));
    h.add("math_lcm", |a: i64, b: i64| py::math_lcm(a, b));
    h.add("math_factorial", |n: i64| Raises(py::math_factorial(n)));
    h.add("math_isqrt", |n: i64| Raises(py::math_isqrt(n)));
    h.add("math_comb", |n: i64, k: i64| Raises(py::math_comb(n, k)));
    h.add("math_perm", |n: i64, k: i64| Raises(py::math_perm(n, k)));
    h.add("math_prod", |items: Vec<i64>| py::math_prod(&items));
    h.add("range_len", |start: i64, stop: i64, step: i64| py::range_len(start, stop, step));
    h.add("range_contains", |start: i64, stop: i64, step: i64, n: i64| py::range_contains(start, stop, step, n));
    h.add("random_random", |seed: i64, count: i64| {
        py::random_seed(seed);
        (0..count).map(|_| py::random_random()).collect::<Vec<f64>>()
    });
    h.add("random_uniform", |seed: i64, a: f64, b: f64, count: i64| {
        let mut generator = py::random_generator_seed(seed);
        (0..count).map(|_| py::generator_uniform(&mut generator, a, b)).collect::<Vec<f64>>()
    });
    h.add("random_randint", |seed: i64, a: i64, b: i64, count: i64| {
        let mut generator = py::random_generator_seed(seed);
        Raises((0..count).map(|_| py::generator_randint(&mut generator, a, b)).collect::<py::Result<Vec<i64>>>())
    });
    h.add("random_randrange", |seed: i64, stop: i64, count: i64| {
        py::random_seed(seed);
        Raises((0..count).map(|_| py::random_randrange(stop)).collect::<py::Result<Vec<i64>>>())
    });
    h.add("random_choice", |seed: i64, items: Vec<py::Value>, count: i64| {
        let mut generator = py::random_generator_seed(seed);
        let chosen: py::Result<Vec<py::Value>> =
            (0..count).map(|_| py::generator_choice(&mut generator, &items)).collect();
        Raises(chosen)
    });
    h.add("random_shuffle", |seed: i64, mut items: Vec<py::Value>| {
        py::random_seed(seed);
        py::random_shuffle(&mut items);
        Changes(Ok(()), vec![seed.out(), items.out()])
    });
    h.add("random_sample", |seed: i64, items: Vec<py::Value>, k: i64| {
        py::random_seed(seed);
        Raises(py::random_sample(&items, k))
    });
}
