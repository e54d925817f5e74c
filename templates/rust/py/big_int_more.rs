//! Functions and methods of `int` of any size, and `math` of it.

use num_bigint::{BigInt, BigUint, Sign};

use super::big_int::{big_int_abs, big_int_mul, big_int_quotient, fills_memory, held, wide};
use super::error::{Result, overflow_error, value_error};
use super::format_int::format_big_int;
use super::int::Int;

/// More factors are not multiplied: the product would fill the memory.
const MOST_FACTORS: i64 = 1 << 27;

/// `round(a, digits)`: only negative digits change it.
pub fn big_int_round_digits(a: &Int, digits: i64) -> Int {
    if digits >= 0 {
        return a.clone();
    }
    let value = wide(a);
    let places = digits.unsigned_abs();
    if places as f64 > value.bits() as f64 * 0.302 + 2.0 {
        return Int::default();
    }
    let unit = BigInt::from(10).pow(u32::try_from(places).unwrap_or_else(|_| fills_memory()));
    let (mut quotient, mut rest) = (&value / &unit, &value % &unit);
    if rest.sign() == Sign::Minus {
        quotient -= 1;
        rest += &unit;
    }
    rest <<= 1;
    if rest > unit || rest == unit && quotient.bit(0) {
        quotient += 1;
    }
    held(&(quotient * unit))
}

/// `sum(items)`
pub fn big_int_sum(items: &[Int]) -> Int {
    items.iter().fold(Int::default(), |sum, item| super::big_int::big_int_add(&sum, item))
}

/// `sum(items)`
pub fn big_int_sum_of_ints(items: &[i64]) -> Int {
    Int::from(items.iter().map(|item| i128::from(*item)).sum::<i128>())
}

/// `a.bit_length()`
pub fn big_int_bit_length(a: &Int) -> i64 {
    wide(a).bits() as i64
}

/// `a.bit_count()`
pub fn big_int_bit_count(a: &Int) -> i64 {
    wide(a).magnitude().count_ones() as i64
}

/// `a.to_bytes(length, order)`
pub fn big_int_to_bytes(a: &Int, length: i64, order: &str) -> Result<Vec<u8>> {
    if length < 0 {
        return Err(value_error("length argument must be non-negative"));
    }
    if *a < 0 {
        return Err(overflow_error("can't convert negative int to unsigned"));
    }
    let mut bytes = if a.truth() { wide(a).magnitude().to_bytes_le() } else { Vec::new() };
    if bytes.len() as i64 > length {
        return Err(overflow_error("int too big to convert"));
    }
    bytes.resize(length as usize, 0);
    if order == "big" {
        bytes.reverse();
    }
    Ok(bytes)
}

/// `int.from_bytes(data, order)`
pub fn big_int_from_bytes(data: &[u8], order: &str) -> Int {
    held(&BigInt::from(if order == "little" { BigUint::from_bytes_le(data) } else { BigUint::from_bytes_be(data) }))
}

fn prefixed(a: &Int, prefix: &str, radix: u32) -> String {
    format!("{}{prefix}{}", if *a < 0 { "-" } else { "" }, wide(a).magnitude().to_str_radix(radix))
}

/// `bin(a)`
pub fn big_int_bin(a: &Int) -> String {
    prefixed(a, "0b", 2)
}

/// `oct(a)`
pub fn big_int_oct(a: &Int) -> String {
    prefixed(a, "0o", 8)
}

/// `hex(a)`
pub fn big_int_hex(a: &Int) -> String {
    prefixed(a, "0x", 16)
}

/// `format(a, spec)`
pub fn big_int_format(a: &Int, spec: &str) -> Result<String> {
    format_big_int(a, spec)
}

/// `math.gcd(a, b)`
pub fn big_int_gcd(a: &Int, b: &Int) -> Int {
    let (mut a, mut b) = (wide(a).into_parts().1, wide(b).into_parts().1);
    while b.bits() > 0 {
        let rest = a % &b;
        (a, b) = (b, rest);
    }
    held(&BigInt::from(a))
}

/// `math.lcm(a, b)`
pub fn big_int_lcm(a: &Int, b: &Int) -> Int {
    if !a.truth() || !b.truth() {
        return Int::default();
    }
    big_int_abs(&big_int_mul(&big_int_quotient(a, &big_int_gcd(a, b)), b))
}

/// `math.factorial(n)`
pub fn big_int_factorial(n: &Int) -> Result<Int> {
    let Some(n) = n.small() else {
        // CPython looks at the size before the sign.
        return Err(overflow_error("factorial() argument should not exceed 9223372036854775807"));
    };
    if n < 0 {
        return Err(value_error("factorial() not defined for negative values"));
    }
    Ok(held(&falling(&BigInt::from(n), n)))
}

/// `math.isqrt(n)`
pub fn big_int_isqrt(n: &Int) -> Result<Int> {
    if *n < 0 { Err(value_error("isqrt() argument must be nonnegative")) } else { Ok(held(&wide(n).sqrt())) }
}

/// `math.comb(n, k)`
pub fn big_int_comb(n: &Int, k: &Int) -> Result<Int> {
    not_negative(n, k)?;
    if k > n {
        return Ok(Int::default());
    }
    let (n, k) = (wide(n), wide(k));
    let fewer = (&n - &k).min(k);
    let count = i64::try_from(&fewer).unwrap_or_else(|_| fills_memory());
    Ok(held(&(falling(&n, count) / falling(&fewer, count))))
}

/// `math.perm(n, k)`
pub fn big_int_perm(n: &Int, k: &Int) -> Result<Int> {
    not_negative(n, k)?;
    if k > n {
        return Ok(Int::default());
    }
    Ok(held(&falling(&wide(n), k.small().unwrap_or_else(|| fills_memory()))))
}

/// `n * (n - 1) * …` of `count` factors.
fn falling(n: &BigInt, count: i64) -> BigInt {
    if count > MOST_FACTORS {
        fills_memory();
    }
    let mut product = BigInt::from(1);
    let mut factor = n.clone();
    for _ in 0..count {
        product *= &factor;
        factor -= 1;
    }
    product
}

fn not_negative(n: &Int, k: &Int) -> Result<()> {
    if *n < 0 {
        return Err(value_error("n must be a non-negative integer"));
    }
    if *k < 0 {
        return Err(value_error("k must be a non-negative integer"));
    }
    Ok(())
}
