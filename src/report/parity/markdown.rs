//! Markdown for a pull request (GitHub Flavored Markdown).

use std::fmt::Write;

use super::groups::groups;
use super::whence::whence;
use super::{rules, summary, tape};
use crate::parity::{Bound, Counts, Replay, RouteResult, Verdict};

/// How many kinds of difference are shown.
const SHOWN: usize = 20;

/// The result as a comment for a pull request: the verdict, a table of the routes, the differences folded.
pub fn markdown(replay: &Replay) -> String {
    let certificate = &replay.certificate;
    let sign = match certificate.verdict {
        Verdict::Certified => "✅",
        Verdict::Differs => "❌",
        Verdict::Undecided => "⚠️",
    };
    let mut text =
        format!("### {sign} parity: {}\n\n{}\n", summary::word(certificate.verdict), summary::counts(certificate));
    if let Some(failure) = &replay.failure {
        let _ = write!(text, "\nThe replay ended early: {}\n", code(failure));
    }
    text.push_str("\n| route | requests | identical | equivalent | differing | beyond | undecided | |\n|---|--:|--:|--:|--:|--:|--:|---|\n");
    let (shown, plain): (Vec<&RouteResult>, Vec<&RouteResult>) =
        certificate.routes.iter().partition(|one| one.handler.is_some() || one.counts.identical != one.counts.requests);
    for route in shown {
        let Counts { requests, identical, equivalent, differing, beyond, undecided } = route.counts;
        let number = |count: u64| if count == 0 { "·".to_owned() } else { count.to_string() };
        // A table splits at `|` even in code.
        let name = code(&format!("{} {}", route.method, route.path)).replace('|', "\\|");
        let _ = writeln!(
            text,
            "| {name} | {requests} | {} | {} | {} | {} | {} | {} |",
            number(identical),
            number(equivalent),
            number(differing),
            number(beyond),
            number(undecided),
            escape(&whence(route)),
        );
    }
    if !plain.is_empty() {
        let _ = write!(text, "\nand {} further targets that no route names, all identical\n", plain.len());
    }
    let _ = write!(text, "\n{}\n", tape::drop_in(certificate));
    if let Some(branches) = &certificate.branches {
        let _ = write!(text, "\n{}\n", tape::coverage(branches));
    }
    if !certificate.missing.is_empty() {
        text.push_str("\nMissing for a certificate:\n\n");
        for gap in certificate.missing.iter().take(SHOWN) {
            let _ = writeln!(text, "- {}", code(&tape::gap(gap)));
        }
    }
    if !certificate.rules.is_empty() {
        let _ = write!(text, "\nRules of .pivotrc:\n\n");
        for rule in &certificate.rules {
            let _ = writeln!(text, "- {}", code(&rules::line(rule)));
        }
    }
    let groups = groups(&certificate.differences);
    if !groups.is_empty() {
        let _ = write!(text, "\n<details open><summary>differences (original → new)</summary>\n\n");
        for group in groups.iter().take(SHOWN) {
            let first = &group.first[0];
            let place = match (&first.handler, &first.file, first.line) {
                (Some(handler), Some(file), Some(line)) => format!(" in {}", code(&format!("{file}:{line} {handler}"))),
                _ => String::new(),
            };
            let request = code(&format!("{} {}", first.method, first.target));
            let _ = writeln!(text, "- #{} {request}{place}", first.request);
            for difference in group.first {
                let _ = writeln!(text, "  - {}", code(&summary::difference(difference)));
            }
            if !group.others.is_empty() {
                let _ = writeln!(text, "  - {} more in the same places", group.others.len());
            }
        }
        if groups.len() > SHOWN {
            let _ = writeln!(text, "- and {} more kinds of difference", groups.len() - SHOWN);
        }
        text.push_str("\n</details>\n");
    }
    if let Some(Bound { confidence, rate }) = certificate.bound {
        let (rate, confidence) = (rate * 100.0, confidence * 100.0);
        let _ = write!(
            text,
            "\nIf these requests are a random sample of the traffic, at most {rate:.3} % of it does not match ({confidence:.0} % confidence).\n"
        );
    }
    text
}

/// A code span; line breaks become `⏎`, and as many backticks stand around it as it needs (`CommonMark`, section 6.1).
fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| {
            if c == '\n' {
                '⏎'
            } else if c.is_control() {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect();
    let (mut longest, mut run) = (0, 0);
    for character in text.chars() {
        run = if character == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#') {
            out.push('\\');
        }
        out.push(if character.is_control() { ' ' } else { character });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn code_spans_hold_any_text() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("``"), "``` `` ```");
        assert_eq!(code("a|b\nc"), "`a|b⏎c`");
    }
}
