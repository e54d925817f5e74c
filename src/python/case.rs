//! Names in another case.

/// `InsufficientFunds` → `insufficient_funds`, `HTTPError` → `http_error`
pub fn snake(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (position, c) in chars.iter().enumerate() {
        let behind_word = position > 0 && !chars[position - 1].is_uppercase();
        let before_word = position > 0 && chars.get(position + 1).is_some_and(|next| next.is_lowercase());
        if c.is_uppercase() && (behind_word || before_word) && !out.ends_with('_') {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::snake;

    #[test]
    fn words_are_kept_together() {
        for (name, wanted) in
            [("Color", "color"), ("InsufficientFunds", "insufficient_funds"), ("HTTPError", "http_error"), ("A", "a")]
        {
            assert_eq!(snake(name), wanted);
        }
    }
}
