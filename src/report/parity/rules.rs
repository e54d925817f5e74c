//! What the rules of `.pivotrc` did, a line each.

use crate::parity::RuleUse;

/// `GET /user/<id> $.rank, ignored: hid 3 of 12 (.pivotrc:7)`
pub(super) fn line(rule: &RuleUse) -> String {
    let RuleUse { origin, route, path, rule: what, reached, hidden, .. } = rule;
    let route = route.as_deref().unwrap_or("all routes");
    let did = match (reached, hidden) {
        (0, _) => "stale, no answer has it".to_owned(),
        (reached, 0) => format!("stale, hid none of {reached}"),
        (reached, hidden) => format!("hid {hidden} of {reached}"),
    };
    format!("{route} {path}, {what}: {did} ({origin})")
}

/// File and line of a rule.
pub(super) fn place(rule: &RuleUse) -> (&str, &str) {
    rule.origin.rsplit_once(':').unwrap_or((&rule.origin, "1"))
}
