//! What a recording has seen, for people.

use std::fmt::Write;
use std::path::Path;

use crate::traffic::record::Seen;

/// The exchanges by route and kind of answer, then what is not on the tape and why.
pub fn text(seen: &Seen, tape: &Path) -> String {
    let mut text = format!("{} on {}\n", count(seen.recorded, "exchange", "exchanges"), tape.display());
    let width = seen.routes.keys().map(|route| route.chars().count()).max().unwrap_or(0);
    let mut routes: Vec<_> = seen.routes.iter().collect();
    routes.sort_by_key(|(route, counts)| (std::cmp::Reverse(counts.exchanges), (*route).clone()));
    for (route, counts) in routes {
        let statuses: Vec<String> = counts
            .statuses
            .iter()
            .map(|(class, number)| match class {
                0 => format!("{number} without an answer"),
                class => format!("{number} × {class}xx"),
            })
            .collect();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {route:width$}  {:>7}  {}", counts.exchanges, statuses.join(", "));
    }
    let unrecorded = [
        (seen.too_long, "connection", "connections", "with a body longer than --max-body: not recorded from there on"),
        (seen.left, "request", "requests", "whose client left before the answer: not recorded"),
        (
            seen.other,
            "connection",
            "connections",
            "with something else than HTTP/1 (WebSocket, HTTP/2): passed through",
        ),
        (seen.unsampled, "connection", "connections", "outside of the sample: passed through"),
        (
            seen.unreachable,
            "connection",
            "connections",
            "for which the service could not be reached: answered with 502",
        ),
        (seen.unsearched, "body", "bodies", "compressed, and so not searched for credentials"),
    ];
    for (number, one, many, what) in unrecorded {
        if number > 0 {
            let _ = writeln!(text, "{} {what}", count(number, one, many));
        }
    }
    text
}

fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
