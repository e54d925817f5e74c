//! Where the Python of a route is.

use crate::manifest::RouteStatus;
use crate::parity::RouteResult;

/// Who answers a route, and where the Python for it is.
pub(super) fn whence(route: &RouteResult) -> String {
    let status = match route.status {
        Some(RouteStatus::Native) => "native",
        Some(RouteStatus::Bridged) => "bridged",
        None => return String::new(),
    };
    match (&route.file, route.line) {
        (Some(file), Some(line)) => format!("{status}  {file}:{line}"),
        _ => status.to_owned(),
    }
}
