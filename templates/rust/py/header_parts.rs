//! The methods of a request's headers as functions.

use super::headers::Headers;
use super::value::Value;

/// `headers.get(name)`
pub fn headers_get(headers: &Headers, name: &str) -> Option<String> {
    headers.get(name).map(str::to_owned)
}

/// `headers[name]`
pub fn headers_getitem(headers: &Headers, name: &str) -> Option<String> {
    headers_get(headers, name)
}

/// `headers.get(name, default)`
pub fn headers_get_default(headers: &Headers, name: &str, default: &str) -> String {
    headers.get(name).unwrap_or(default).to_owned()
}

/// `headers.get(name, default)` with a default that is not text.
pub fn headers_get_value(headers: &Headers, name: &str, default: &Value) -> Value {
    headers.get(name).map_or_else(|| default.clone(), Value::from)
}

/// `headers.get_all(name)`
pub fn headers_get_all(headers: &Headers, name: &str) -> Option<Vec<String>> {
    Some(headers.get_all(name)).filter(|all| !all.is_empty())
}

/// `name in headers`
pub fn headers_contains(headers: &Headers, name: &str) -> bool {
    headers.contains(name)
}

/// `len(headers)`
pub fn headers_len(headers: &Headers) -> i64 {
    headers.len() as i64
}

/// `headers.items()`
pub fn headers_items(headers: &Headers) -> Vec<(String, String)> {
    headers.iter().cloned().collect()
}

/// `headers.keys()`
pub fn headers_keys(headers: &Headers) -> Vec<String> {
    headers.iter().map(|(name, _)| name.clone()).collect()
}

/// `headers.values()`
pub fn headers_values(headers: &Headers) -> Vec<String> {
    headers.iter().map(|(_, value)| value.clone()).collect()
}

/// `headers.get_content_type()`
pub fn headers_get_content_type(headers: &Headers) -> String {
    let value = headers.get("content-type").unwrap_or_default();
    let kind = value.split(';').next().unwrap_or_default().trim().to_lowercase();
    if kind.matches('/').count() == 1 { kind } else { "text/plain".to_owned() }
}
