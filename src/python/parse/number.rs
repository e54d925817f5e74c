//! What a number literal means.

use num_bigint::BigInt;

use crate::python::ast::Constant;

/// CPython refuses decimal integers with more digits than this.
const MAX_DIGITS: usize = 4300;

/// The value of `0x_ff`, `1_000`, `1.5e3`, `2j`; the lexer has checked the form.
pub(super) fn value(text: &str) -> Result<Constant, String> {
    let digits = text.replace('_', "").to_ascii_lowercase();
    let radix = match digits.get(..2) {
        Some("0x") => 16,
        Some("0o") => 8,
        Some("0b") => 2,
        _ => 10,
    };
    let malformed = || format!("invalid number '{text}'");
    if radix != 10 {
        return BigInt::parse_bytes(&digits.as_bytes()[2..], radix).map(Constant::Int).ok_or_else(malformed);
    }
    if let Some(imaginary) = digits.strip_suffix('j') {
        return imaginary.parse().map(Constant::Complex).map_err(|_| malformed());
    }
    if digits.contains(['.', 'e']) {
        return digits.parse().map(Constant::Float).map_err(|_| malformed());
    }
    if digits.len() > MAX_DIGITS {
        return Err(format!("an integer of {} decimal digits: CPython's limit is {MAX_DIGITS}", digits.len()));
    }
    BigInt::parse_bytes(digits.as_bytes(), 10).map(Constant::Int).ok_or_else(malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_mean_what_python_says() {
        assert_eq!(value("0X_fF"), Ok(Constant::Int(255.into())));
        assert_eq!(value("1_000"), Ok(Constant::Int(1000.into())));
        assert_eq!(value("00"), Ok(Constant::Int(0.into())));
        assert_eq!(value("1_0.e-1_0"), Ok(Constant::Float(1e-9)));
        assert_eq!(value(".5J"), Ok(Constant::Complex(0.5)));
        assert_eq!(value("1e999"), Ok(Constant::Float(f64::INFINITY)));
        assert!(value(&"9".repeat(4301)).is_err());
        assert!(value(&format!("0x{}", "f".repeat(9000))).is_ok());
    }
}
