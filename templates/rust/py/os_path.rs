//! `os.path` of Unix.

/// `os.path.join(a, b)`
pub fn os_path_join(a: &str, b: &str) -> String {
    if b.starts_with('/') {
        b.to_owned()
    } else if a.is_empty() || a.ends_with('/') {
        format!("{a}{b}")
    } else {
        format!("{a}/{b}")
    }
}

/// `os.path.join(a, b, c)`
pub fn os_path_join_3(a: &str, b: &str, c: &str) -> String {
    os_path_join(&os_path_join(a, b), c)
}

/// `os.path.split(path)`
pub fn os_path_split(path: &str) -> (String, String) {
    let at = path.rfind('/').map_or(0, |at| at + 1);
    let (head, tail) = path.split_at(at);
    let trimmed = head.trim_end_matches('/');
    (if trimmed.is_empty() { head } else { trimmed }.to_owned(), tail.to_owned())
}

/// `os.path.dirname(path)`
pub fn os_path_dirname(path: &str) -> String {
    os_path_split(path).0
}

/// `os.path.basename(path)`
pub fn os_path_basename(path: &str) -> String {
    os_path_split(path).1
}

/// `os.path.isabs(path)`
pub fn os_path_isabs(path: &str) -> bool {
    path.starts_with('/')
}

/// `os.path.splitext(path)`
pub fn os_path_splitext(path: &str) -> (String, String) {
    let start = path.rfind('/').map_or(0, |at| at + 1);
    if let Some(dot) = path[start..].rfind('.') {
        // Leading dots are no extension.
        if path[start..start + dot].chars().any(|c| c != '.') {
            return (path[..start + dot].to_owned(), path[start + dot..].to_owned());
        }
    }
    (path.to_owned(), String::new())
}

/// `os.path.normpath(path)`
pub fn os_path_normpath(path: &str) -> String {
    if path.is_empty() {
        return ".".to_owned();
    }
    let slashes = path.len() - path.trim_start_matches('/').len();
    // Two slashes at the start mean something else than one or three.
    let root = match slashes {
        0 => "",
        2 => "//",
        _ => "/",
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part != ".." || (root.is_empty() && parts.is_empty()) || parts.last() == Some(&"..") {
            parts.push(part);
        } else {
            parts.pop();
        }
    }
    let joined = format!("{root}{}", parts.join("/"));
    if joined.is_empty() { ".".to_owned() } else { joined }
}
