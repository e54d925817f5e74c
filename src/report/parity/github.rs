//! Annotations of GitHub Actions: workflow commands that put a message beside the Python line.

use std::fmt::Write;

use super::groups::groups;
use super::{rules, summary, tape};
use crate::parity::{Kind, Replay, Verdict};

/// How many annotations are written: GitHub shows ten errors and ten warnings a step.
const SHOWN: usize = 10;

/// The result as workflow commands (`::error file=…,line=…,title=…::…`), a line each.
pub fn github(replay: &Replay) -> String {
    let certificate = &replay.certificate;
    let mut text = String::new();
    let groups = groups(&certificate.differences);
    for group in groups.iter().take(SHOWN) {
        let first = &group.first[0];
        let level = if group.first.iter().all(|one| one.kind == Kind::Undecided) { "warning" } else { "error" };
        let place = match (&first.file, first.line) {
            (Some(file), Some(line)) => format!("file={},line={line},", property(file)),
            _ => String::new(),
        };
        let mut lines: Vec<String> = vec![format!("#{} {} {}", first.request, first.method, first.target)];
        lines.extend(group.first.iter().map(summary::difference));
        if !group.others.is_empty() {
            lines.push(format!("{} more in the same places", group.others.len()));
        }
        let _ = writeln!(text, "::{level} {place}title={}::{}", property(&first.route), data(&lines.join("\n")));
    }
    for rule in certificate.rules.iter().filter(|rule| rule.hidden == 0) {
        let (file, line) = rules::place(rule);
        let _ = writeln!(
            text,
            "::warning file={},line={line},title=stale rule::{}",
            property(file),
            data(&rules::line(rule))
        );
    }
    for gap in certificate.missing.iter().take(SHOWN) {
        let _ = writeln!(text, "::warning title=missing for a certificate::{}", data(&tape::gap(gap)));
    }
    let level = match certificate.verdict {
        Verdict::Certified => "notice",
        Verdict::Undecided => "warning",
        Verdict::Differs => "error",
    };
    let mut line = format!("{}: {}", summary::word(certificate.verdict), summary::counts(certificate));
    if let Some(failure) = &replay.failure {
        let _ = write!(line, "; the replay ended early: {failure}");
    }
    let _ = writeln!(text, "::{level} title=pivot parity::{}", data(&line));
    text
}

/// The message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
