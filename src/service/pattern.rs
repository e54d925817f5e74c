//! Regular expressions as routes.

/// `^/users/(?P<user_id>\d+)$` as `/users/<user_id>`; as far as it can be read.
pub fn of_regex(regex: &str) -> String {
    let mut text = String::new();
    let mut unnamed = 0;
    let mut rest = regex.trim_start_matches('^');
    let open_end = !rest.ends_with('$') && !rest.ends_with("\\Z");
    rest = rest.trim_end_matches('$').trim_end_matches("\\Z").trim_end_matches("/?");
    while let Some(first) = rest.chars().next() {
        match first {
            '(' => {
                let end = closing(rest);
                let group = &rest[1..end];
                let name =
                    group.strip_prefix("?P<").and_then(|after| after.split_once('>')).map(|(name, _)| name.to_owned());
                if group.starts_with("?:") && !group.contains('\\') && !group.contains('[') {
                    // An alternative or an optional end; the first one stands for all.
                    text.push_str(group[2..].split('|').next().unwrap_or(""));
                } else {
                    unnamed += usize::from(name.is_none());
                    let name =
                        name.unwrap_or_else(|| if unnamed == 1 { "id".to_owned() } else { format!("id{unnamed}") });
                    text.extend(["<", &name, ">"]);
                }
                rest = after_quantifier(rest.get(end + 1..).unwrap_or(""));
            }
            '[' => {
                let end = rest.find(']').unwrap_or(rest.len() - 1);
                text.push('*');
                rest = after_quantifier(&rest[end + 1..]);
            }
            '\\' => {
                let escaped = rest[1..].chars().next();
                let size = 1 + escaped.map_or(0, char::len_utf8);
                match escaped {
                    Some(class) if class.is_ascii_alphanumeric() => text.push('*'),
                    Some(literal) => text.push(literal),
                    None => {}
                }
                rest = after_quantifier(&rest[size..]);
            }
            '.' => {
                text.push('*');
                rest = after_quantifier(&rest[1..]);
            }
            literal => {
                text.push(literal);
                rest = &rest[literal.len_utf8()..];
            }
        }
    }
    if open_end && !text.ends_with(['*', '>']) {
        text.push('*');
    }
    text
}

/// The place of the parenthesis that closes the first one.
fn closing(text: &str) -> usize {
    let mut depth = 0;
    let mut escaped = false;
    for (index, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return index;
                }
            }
            _ => {}
        }
    }
    text.len()
}

fn after_quantifier(text: &str) -> &str {
    let text = match text.chars().next() {
        Some('+' | '*' | '?') => &text[1..],
        Some('{') => text.find('}').map_or(text, |end| &text[end + 1..]),
        _ => text,
    };
    text.strip_prefix('?').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::of_regex;

    #[test]
    fn a_regular_expression_reads_like_a_route() {
        for (regex, route) in [
            (r"^/users/(\d+)$", "/users/<id>"),
            (r"^/users/(?P<user_id>[^/]+)/orders/(\w+)/?$", "/users/<user_id>/orders/<id>"),
            (r"/static/.*", "/static/*"),
            (r"^/a\.json$", "/a.json"),
            (r"^/api", "/api*"),
            ("(", "<id>"),
        ] {
            assert_eq!(of_regex(regex), route, "{regex}");
        }
    }
}
