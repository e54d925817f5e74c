//! Names for types, from the Python names around them.

pub use crate::python::case::snake;

/// The singular of a plural name: `users` → `user`, `entries` → `entry`, `addresses` → `address`; `users_by_id` → `user`.
pub fn singular(name: &str) -> String {
    let name = name.trim_matches('_');
    let lower = name.to_lowercase();
    let base = lower.split("_by_").next().unwrap_or(&lower);
    for suffix in ["_db", "_table", "_list", "_map", "_dict", "_cache", "_store", "_index"] {
        if let Some(stem) = base.strip_suffix(suffix) {
            return singular(stem);
        }
    }
    if let Some(stem) = base.strip_suffix("ies")
        && stem.len() > 1
    {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes"] {
        if base.ends_with(ending) {
            return base[..base.len() - 2].to_owned();
        }
    }
    if base.ends_with('s') && !base.ends_with("ss") && !base.ends_with("us") && !base.ends_with("is") && base.len() > 2
    {
        return base[..base.len() - 1].to_owned();
    }
    base.to_owned()
}

/// `user_profile` → `UserProfile`
pub fn pascal(name: &str) -> String {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(|part| {
            let upper = part.chars().all(|c| !c.is_lowercase());
            let mut chars = part.chars();
            let first: String = chars.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
            let rest: String = if upper { chars.as_str().to_lowercase() } else { chars.as_str().to_owned() };
            format!("{first}{rest}")
        })
        .collect()
}

/// The name of what a function answers: `handle_get_users` → `GetUsersResponse`, `send_error_response` → `ErrorResponse`.
pub fn response(function: &str) -> String {
    let mut stem = function.trim_matches('_');
    for prefix in ["handle_", "send_", "do_", "serve_", "make_", "build_", "render_", "write_"] {
        if let Some(rest) = stem.strip_prefix(prefix) {
            stem = rest;
            break;
        }
    }
    let stem = stem.trim_end_matches("_response").trim_end_matches("_handler").trim_end_matches("_json");
    format!("{}Response", pascal(stem))
}
