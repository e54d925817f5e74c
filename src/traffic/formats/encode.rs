//! Percent-encoding.

use std::fmt::Write;

/// Everything but the unreserved characters of RFC 3986 as `%XX`: what curl and most clients send for a value.
pub(super) fn percent(bytes: &[u8]) -> String {
    percent_but(bytes, b"")
}

/// The same, with further characters left as they are.
pub(super) fn percent_but(bytes: &[u8], left: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(byte) || left.contains(byte) {
            text.push(char::from(*byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// Names and values as `application/x-www-form-urlencoded` (the URL standard's serializer).
pub(super) fn form<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let value = |text: &str| {
        let bytes: Vec<String> = text
            .bytes()
            .map(|byte| match byte {
                b' ' => "+".to_owned(),
                b'*' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
                byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
                byte => format!("%{byte:02X}"),
            })
            .collect();
        bytes.concat()
    };
    let pairs: Vec<String> = pairs.into_iter().map(|(name, text)| format!("{}={}", value(name), value(text))).collect();
    pairs.join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_encoded_as_browsers_do() {
        assert_eq!(form([("a b", "c*~é"), ("", "&=")]), "a+b=c*%7E%C3%A9&=%26%3D");
        assert_eq!(percent(b"a b~/\xff"), "a%20b~%2F%FF");
    }
}
