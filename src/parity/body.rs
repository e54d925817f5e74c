//! Compares bodies.

use super::answers::{Answers, Report};
use super::json::{self, Path, Value};
use super::noise::{Judged, Window, judge_texts};
use super::rules::Rules;
use super::verdict::Kind;
use super::walk::{Allowance, Texts, Walk, why};
use crate::manifest::Place;
use crate::traffic::Response;

/// How many lines of a text are shown before and from its first difference on.
const LINES: (usize, usize) = (2, 12);
/// How many bytes of a binary body are shown from its first difference on.
const BYTES: usize = 16;

/// Compares bodies: byte by byte, else as JSON, else as text, else as bytes.
pub(super) fn compare_bodies(answers: Answers<'_>, rules: &Rules<'_>, window: Window, report: &mut Report) {
    let [first, second, new] = [answers.first, answers.second, answers.new].map(|answer| answer.body.as_slice());
    if first == new && second == new {
        return;
    }
    let trees = (json::read(first), json::read(second), json::read(new));
    let texts = (std::str::from_utf8(first), std::str::from_utf8(second), std::str::from_utf8(new));
    match (trees, texts) {
        ((Some(one), Some(other), Some(value)), (Ok(first), Ok(second), Ok(new)))
            if is_json(answers.first, &one.value) =>
        {
            let mut walk = Walk::new(Texts { first, second, new }, rules, window);
            walk.compare(&one, &other, &value);
            report.inexact |= !walk.exact;
            report.findings.append(&mut walk.findings);
            report.allowances.append(&mut walk.allowances);
            report.made_up.append(&mut walk.made_up);
            report.formats.append(&mut walk.formats);
        }
        (_, (Ok(first), Ok(second), Ok(new))) => compare_texts([first, second, new], rules, window, report),
        _ if first == second => {
            let offset = first_difference(first, new);
            report.find(Kind::Binary, &format!("byte {offset}"), hex(first, offset), hex(new, offset));
        }
        _ => {
            let offset = first_difference(first, second);
            report.find(Kind::Undecided, &format!("byte {offset}"), hex(first, offset), hex(second, offset));
        }
    }
}

/// Whether a body that reads as JSON is meant as such: it says so, or it is a list or an object.
fn is_json(response: &Response, value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::Object(_))
        || response.header("content-type").any(|value| value.to_ascii_lowercase().contains("json"))
}

fn compare_texts(texts: [&str; 3], rules: &Rules<'_>, window: Window, report: &mut Report) {
    let source = rules.source(Place::Body, &Path::default(), "string");
    let [first, second, new] = texts.map(|text| text.split('\n').collect::<Vec<_>>());
    if texts[0] == texts[1] && source.is_none() && first.len() != new.len() {
        return text_difference(Kind::Text, &first, &new, report);
    }
    if first.len() != second.len() {
        return text_difference(Kind::Undecided, &first, &second, report);
    }
    let sorted = |lines: &[&str]| -> Vec<String> {
        let mut lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        lines.sort_unstable();
        lines
    };
    let allow = |limits: String| Allowance { path: "text".to_owned(), why: why(source), limits };
    if first != second && sorted(&first) == sorted(&second) {
        if sorted(&first) == sorted(&new) {
            report.allowances.push(allow("the same lines in any order".to_owned()));
        } else {
            text_difference(Kind::Noise, &first, &new, report);
        }
        return;
    }
    if first.len() != new.len() {
        return text_difference(Kind::Text, &first, &new, report);
    }
    for index in 0..first.len() {
        let kind = match judge_texts(first[index], second[index], new[index], source, window) {
            Judged::Same => continue,
            Judged::Fits(limits) => {
                report.allowances.push(allow(limits));
                continue;
            }
            Judged::Unlike => return text_difference(Kind::Undecided, &first, &second, report),
            Judged::Breaks(_) if first[index] == second[index] && source.is_none() => Kind::Text,
            Judged::Breaks(_) => Kind::Noise,
        };
        let shown = |lines: &[&str]| excerpt(lines, index);
        return report.find(kind, &format!("line {}", index + 1), shown(&first), shown(&new));
    }
}

/// Reports the first line in which two texts differ, with some lines around it.
fn text_difference(kind: Kind, old: &[&str], new: &[&str], report: &mut Report) {
    let same = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    report.find(kind, &format!("line {}", same + 1), excerpt(old, same), excerpt(new, same));
}

fn excerpt(lines: &[&str], at: usize) -> String {
    let from = at.saturating_sub(LINES.0).min(lines.len());
    let to = (at + LINES.1).min(lines.len());
    lines[from..to].iter().map(|line| super::verdict::shorten(line)).collect::<Vec<_>>().join("\n")
}

fn first_difference(old: &[u8], new: &[u8]) -> usize {
    old.iter().zip(new).take_while(|(old, new)| old == new).count()
}

fn hex(bytes: &[u8], from: usize) -> String {
    let shown = &bytes[from..(from + BYTES).min(bytes.len())];
    let digits: Vec<String> = shown.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{} (of {} bytes)", if digits.is_empty() { "end".to_owned() } else { digits.join(" ") }, bytes.len())
}
