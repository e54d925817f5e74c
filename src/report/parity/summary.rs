//! The verdict in a line, without colours.

use crate::parity::{Certificate, Difference, Kind, Verdict};

/// The verdict's word.
pub(super) fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Certified => "certified",
        Verdict::Differs => "differs",
        Verdict::Undecided => "undecided",
    }
}

/// The counts that are not zero: `1,000 answers, 998 identical, 2 differing`.
pub(super) fn counts(certificate: &Certificate) -> String {
    let Certificate { requests, identical, equivalent, differing, beyond, undecided, .. } = *certificate;
    let noun = if requests == 1 { "answer" } else { "answers" };
    let parts: Vec<String> = [
        (identical, "identical"),
        (equivalent, "equivalent (equal only as JSON)"),
        (differing, "differing"),
        (beyond, "beyond native code"),
        (undecided, "undecided"),
    ]
    .iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| format!("{count} {what}"))
    .collect();
    format!("{requests} {noun}, {}", parts.join(", "))
}

/// A difference in a line.
pub(super) fn difference(difference: &Difference) -> String {
    let Difference { kind, path, old, new, .. } = difference;
    let name = kind.name();
    match kind {
        Kind::Missing => format!("{name} {path}: {old} → nothing"),
        Kind::Extra => format!("{name} {path}: nothing → {new}"),
        Kind::Beyond => format!("{name}: {new}"),
        Kind::Undecided if path == "connection" => format!("{name} {path}: {old} | {new}"),
        Kind::Undecided => format!("{name} {path}: the originals disagree: {old} | {new}"),
        Kind::Status
        | Kind::Ending
        | Kind::Header
        | Kind::Type
        | Kind::Value
        | Kind::Noise
        | Kind::Text
        | Kind::Binary
        | Kind::Transport => format!("{name} {path}: {old} → {new}"),
    }
}
