//! `JUnit` XML, as Jenkins and GitLab read it: a suite a route, a case for each class of the original's status.

use std::fmt::Write;

use super::summary;
use super::whence::whence;
use crate::parity::{Certificate, Counts, Difference, Replay, RouteResult};

/// How many differences of a route stand in its failure.
const SHOWN: usize = 20;

/// The result as `JUnit` XML. A route with differing answers has failures; one with answers that could not be judged has errors.
pub fn junit(replay: &Replay) -> String {
    let certificate = &replay.certificate;
    let cases = || certificate.routes.iter().flat_map(|route| route.statuses.values());
    let (failures, errors) = (cases().filter(|one| fails(one)).count(), cases().filter(|one| errs(one)).count());
    let early = usize::from(replay.failure.is_some());
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        xml,
        "<testsuites name=\"pivot parity\" tests=\"{}\" failures=\"{failures}\" errors=\"{}\">",
        cases().count() + early,
        errors + early
    );
    if let Some(failure) = &replay.failure {
        let _ = writeln!(
            xml,
            "  <testsuite name=\"replay\" tests=\"1\" failures=\"0\" errors=\"1\">\n    <testcase classname=\"replay\" name=\"the tape is replayed to its end\">\n      \
             <error message=\"{}\"/>\n    </testcase>\n  </testsuite>",
            escape(failure)
        );
    }
    certificate.routes.iter().for_each(|route| suite(&mut xml, route, certificate));
    xml.push_str("</testsuites>\n");
    xml
}

fn suite(xml: &mut String, route: &RouteResult, certificate: &Certificate) {
    let name = format!("{} {}", route.method, route.path);
    let (failures, errors) = (
        route.statuses.values().filter(|one| fails(one)).count(),
        route.statuses.values().filter(|one| errs(one)).count(),
    );
    let _ = writeln!(
        xml,
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\">",
        escape(&name),
        route.statuses.len()
    );
    let differences: Vec<&Difference> = certificate.differences.iter().filter(|one| one.route == name).collect();
    for (status, counts) in &route.statuses {
        let file = route.file.as_ref().map_or_else(String::new, |file| format!(" file=\"{}\"", escape(file)));
        let line = route.line.map_or_else(String::new, |line| format!(" line=\"{line}\""));
        let case = format!("    <testcase classname=\"{}\" name=\"answers {status}\"{file}{line}", escape(&name));
        let Some((tag, message)) = objection(counts) else {
            let _ = writeln!(xml, "{case}/>");
            continue;
        };
        let _ = writeln!(
            xml,
            "{case}>\n      <{tag} message=\"{}\">{}</{tag}>\n    </testcase>",
            escape(&message),
            shown(route, &differences)
        );
    }
    xml.push_str("  </testsuite>\n");
}

/// What keeps answers from being certified; equivalent ones are reported by the verdict alone.
fn objection(counts: &Counts) -> Option<(&'static str, String)> {
    let Counts { requests, differing, beyond, undecided, .. } = *counts;
    if fails(counts) {
        let beyond = if beyond > 0 { format!(", {beyond} not served natively") } else { String::new() };
        return Some(("failure", format!("{differing} of {requests} answers differ{beyond}")));
    }
    errs(counts).then(|| ("error", format!("{undecided} of {requests} answers are undecided")))
}

fn fails(counts: &Counts) -> bool {
    counts.differing + counts.beyond > 0
}

fn errs(counts: &Counts) -> bool {
    !fails(counts) && counts.undecided > 0
}

fn shown(route: &RouteResult, differences: &[&Difference]) -> String {
    let mut text = whence(route);
    for difference in differences.iter().take(SHOWN) {
        let Difference { request, method, target, .. } = difference;
        let _ = write!(text, "\n#{request} {method} {target}: {}", summary::difference(difference));
    }
    if differences.len() > SHOWN {
        let _ = write!(text, "\nand {} more", differences.len() - SHOWN);
    }
    escape(text.trim_start())
}

/// Text for XML 1.0: markup escaped, characters that XML cannot hold shown as U+FFFD.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            other if other < ' ' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}
