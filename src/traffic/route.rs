//! Routes and the requests that belong to them.

/// The length of the literal text of a route if a path is one of its paths.
///
/// Parameters are `<name>`, `<type:name>` and `{name}`, each a part of the path; one at the end takes the rest of the
/// path, since `http.server` code finds such routes by their start (`self.path.startswith('/api/user/')`).
/// `*` is what a handler does with all other paths: it has no literal text.
pub fn weight(route: &str, path: &str) -> Option<usize> {
    if route == "*" {
        return Some(0);
    }
    let (mut route, mut path, mut weight) = (route, path, 0);
    loop {
        let literal = route.find(['<', '{']).unwrap_or(route.len());
        path = path.strip_prefix(&route[..literal])?;
        weight += literal;
        if literal == route.len() {
            // A literal route weighs more than one with the same text and a parameter.
            return path.is_empty().then_some(weight + 1);
        }
        let close = route[literal..].find(['>', '}'])?;
        route = &route[literal + close + 1..];
        if route.is_empty() {
            return Some(weight);
        }
        path = &path[path.find('/').unwrap_or(path.len())..];
    }
}

/// The first two parts of a target's path: where there is no manifest they stand for the route. What looks like an
/// identifier is taken out.
pub fn start(target: &str) -> String {
    let path = target.split(['?', '#']).next().unwrap_or("");
    let is_id = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_digit())
            || (part.len() >= 8 && part.contains(|c: char| c.is_ascii_digit()))
    };
    let mut parts = path.split('/');
    let kept: Vec<&str> = parts.by_ref().take(3).map(|part| if is_id(part) { "…" } else { part }).collect();
    let more = parts.next().is_some() && kept.last() != Some(&"…");
    kept.join("/") + if more { "/…" } else { "" }
}
