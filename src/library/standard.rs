//! The names of the modules of Python's library.

/// `sys.stdlib_module_names` of CPython 3.11, one a line.
const NAMES: &str = include_str!("standard.txt");

/// Whether a dotted name is, or lies in, a module of Python's library.
pub fn is_standard(name: &str) -> bool {
    let first = name.split('.').next().unwrap_or(name);
    NAMES.lines().any(|known| known == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_is_known_by_name() {
        assert!(is_standard("json") && is_standard("http.server") && is_standard("_thread"));
        assert!(!is_standard("flask") && !is_standard("handlers"));
    }
}
