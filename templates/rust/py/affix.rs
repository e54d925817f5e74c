//! Text that begins or ends with one of several.

/// `s.startswith((a, b, …))`
pub fn str_startswith_any<T: AsRef<str>>(s: &str, affixes: &[T]) -> bool {
    affixes.iter().any(|affix| s.starts_with(affix.as_ref()))
}

/// `s.endswith((a, b, …))`
pub fn str_endswith_any<T: AsRef<str>>(s: &str, affixes: &[T]) -> bool {
    affixes.iter().any(|affix| s.ends_with(affix.as_ref()))
}
