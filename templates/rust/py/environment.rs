//! `os.environ`, `os.getenv` and the process.

use std::ffi::OsString;

use super::beyond::beyond;
use super::dict::missing_key;
use super::error::Result;
use super::value::Value;

/// `os.environ`
#[derive(Debug, Clone, Copy)]
pub struct Environ;

/// `os.environ`
pub fn os_environ() -> Environ {
    Environ
}

/// `os.environ[key]`
pub fn os_environ_getitem(_environ: &Environ, key: &str) -> Result<String> {
    os_getenv(key).ok_or_else(|| missing_key(key))
}

/// `os.environ[key]`
pub fn os_environ_item(key: &str) -> Result<String> {
    os_getenv(key).ok_or_else(|| missing_key(key))
}

/// `key in os.environ`
pub fn os_environ_contains(_environ: &Environ, key: &str) -> bool {
    os_getenv(key).is_some()
}

/// `os.environ.get(key)`
pub fn os_environ_get(_environ: &Environ, key: &str) -> Option<String> {
    os_getenv(key)
}

/// `os.environ.get(key, default)`
pub fn os_environ_get_default(_environ: &Environ, key: &str, default: &str) -> String {
    os_getenv_default(key, default)
}

/// `os.environ.get(key, default)` with a default that is not text.
pub fn os_environ_get_value(_environ: &Environ, key: &str, default: &Value) -> Value {
    os_getenv_value(key, default)
}

/// `os.getenv(key)`
pub fn os_getenv(key: &str) -> Option<String> {
    // The system has no such names; asked for them, some systems end the process.
    if key.is_empty() || key.contains(['=', '\0']) {
        return None;
    }
    std::env::var_os(key).map(text)
}

/// `os.getenv(key, default)`
pub fn os_getenv_default(key: &str, default: &str) -> String {
    os_getenv(key).unwrap_or_else(|| default.to_owned())
}

/// `os.getenv(key, default)` with a default that is not text.
pub fn os_getenv_value(key: &str, default: &Value) -> Value {
    os_getenv(key).map_or_else(|| default.clone(), Value::from)
}

/// `os.getpid()`
pub fn os_getpid() -> i64 {
    i64::from(std::process::id())
}

fn text(value: OsString) -> String {
    value.into_string().unwrap_or_else(|_| beyond("a lone surrogate"))
}
