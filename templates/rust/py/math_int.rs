//! `math` of integers.

use super::beyond::beyond;
use super::error::{Result, value_error};

const OVERFLOW: &str = "an integer past 64 bits";

/// `math.gcd(a, b)`
pub fn math_gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i64::try_from(a).unwrap_or_else(|_| beyond(OVERFLOW))
}

/// `math.lcm(a, b)`
pub fn math_lcm(a: i64, b: i64) -> i64 {
    if a == 0 || b == 0 {
        return 0;
    }
    let (a, b) = (i128::from(a).abs(), i128::from(b).abs());
    let (mut divisor, mut rest) = (a, b);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    i64::try_from(a / divisor * b).unwrap_or_else(|_| beyond(OVERFLOW))
}

/// `math.factorial(n)`
pub fn math_factorial(n: i64) -> Result<i64> {
    if n < 0 {
        return Err(value_error("factorial() not defined for negative values"));
    }
    Ok(product(1..=n.min(21)))
}

/// `math.isqrt(n)`
pub fn math_isqrt(n: i64) -> Result<i64> {
    if n < 0 { Err(value_error("isqrt() argument must be nonnegative")) } else { Ok(n.isqrt()) }
}

/// `math.comb(n, k)`
pub fn math_comb(n: i64, k: i64) -> Result<i64> {
    not_negative(n, k)?;
    if k > n {
        return Ok(0);
    }
    let k = k.min(n - k);
    let mut result = 1_i128;
    for i in 0..i128::from(k) {
        result = result * (i128::from(n) - i) / (i + 1);
        if result > i128::from(i64::MAX) {
            beyond(OVERFLOW);
        }
    }
    Ok(result as i64)
}

/// `math.perm(n, k)`
pub fn math_perm(n: i64, k: i64) -> Result<i64> {
    not_negative(n, k)?;
    if k > n { Ok(0) } else { Ok(product((n - k + 1..=n).rev())) }
}

/// `math.prod(items)`
pub fn math_prod(items: &[i64]) -> i64 {
    if items.contains(&0) { 0 } else { product(items.iter().copied()) }
}

fn not_negative(n: i64, k: i64) -> Result<()> {
    match (n, k) {
        (..0, _) => Err(value_error("n must be a non-negative integer")),
        (_, ..0) => Err(value_error("k must be a non-negative integer")),
        _ => Ok(()),
    }
}

fn product(items: impl IntoIterator<Item = i64>) -> i64 {
    items.into_iter().fold(1, |product: i64, item| product.checked_mul(item).unwrap_or_else(|| beyond(OVERFLOW)))
}
