//! What the tape says of the original, and what it lacks.

use crate::parity::branches::{Coverage, Unreached, Way};
use crate::parity::{Certificate, Gap, Verdict};

/// How many ways of a function are shown.
const SHOWN: usize = 5;

/// `drop-in: yes`, with what a client may still notice.
pub(super) fn drop_in(certificate: &Certificate) -> String {
    if !certificate.drop_in {
        let why = match certificate.verdict {
            Verdict::Differs => "answers differ",
            Verdict::Certified | Verdict::Undecided if certificate.missing.is_empty() => "not every answer is decided",
            Verdict::Certified | Verdict::Undecided => "the tape lacks what a certificate needs",
        };
        return format!("drop-in: no, {why}");
    }
    let mut kinds: Vec<&str> = certificate.transport.iter().map(|note| note.what.as_str()).collect();
    kinds.dedup();
    match kinds.as_slice() {
        [] => "drop-in: yes".to_owned(),
        kinds => format!("drop-in: yes, for clients that do not look at {}", kinds.join(", ")),
    }
}

/// What the tape has too little of.
pub(super) fn gap(gap: &Gap) -> String {
    let Gap { route, status, found, wanted, .. } = gap;
    match (route, status) {
        (Some(route), Some(status)) => format!("{route}: {found} of {wanted} requests that are answered {status}"),
        (Some(route), None) => format!("{route}: {found} of {wanted} requests"),
        (None, _) => format!("branches of the original: {found:.1} % of {wanted} %"),
    }
}

/// `34 of 40 branches of the original reached (85.0 %)`
pub(super) fn coverage(coverage: &Coverage) -> String {
    let percent = coverage.percent();
    format!("{} of {} branches of the original reached ({percent:.1} %)", coverage.reached, coverage.all)
}

/// What synthesized requests reach, and what they do not.
pub fn synthesis(branches: &Coverage, requests: usize, tried: usize) -> String {
    let mut text = format!("{requests} requests of {tried} that were tried; {}\n", coverage(branches));
    for lines in branches.missing.iter().map(unreached) {
        for (number, line) in lines.iter().enumerate() {
            text.push_str(if number == 0 { "  " } else { "      " });
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// What was not reached of a function, a line for it and one for each way.
pub(super) fn unreached(function: &Unreached) -> Vec<String> {
    let Unreached { function: name, file, line, all, ways } = function;
    let mut lines = vec![format!("{file}:{line} {name}: {} of {all} not reached", ways.len())];
    lines.extend(ways.iter().take(SHOWN).map(way));
    if ways.len() > SHOWN {
        lines.push(format!("and {} more", ways.len() - SHOWN));
    }
    lines
}

fn way(way: &Way) -> String {
    let Way { line, text, holds } = way;
    let loops = ["for ", "while ", "async for "].iter().any(|word| text.starts_with(word));
    let went = match (loops, holds) {
        (true, true) => "never entered",
        (true, false) => "never left at its end",
        (false, true) => "never true",
        (false, false) => "never false",
    };
    format!("line {line} {went}: {text}")
}
