//! Compares header fields.

use std::collections::BTreeMap;

use super::answers::{Answers, Report};
use super::noise::{Judged, Window, judge_texts};
use super::rules::Rules;
use super::transport::is_transport;
use super::verdict::{Kind, shorten};
use super::walk::{Allowance, why};
use crate::traffic::Headers;

/// Compares the fields as a multiset: names without case, each with all its values; the order of fields of different
/// names carries no meaning (RFC 9110, section 5.3).
pub(super) fn compare_headers(answers: Answers<'_>, rules: &Rules<'_>, window: Window, report: &mut Report) {
    // Of an answer without a body the length is a statement about the resource; otherwise the body speaks for itself.
    let length_matters = answers.method == "HEAD" || answers.first.status == 304;
    let judged = |name: &str| !is_transport(name) || (name == "content-length" && length_matters);
    let fields = [answers.first, answers.second, answers.new].map(|answer| group(&answer.headers, judged));
    compare_fields(&fields, "", rules, window, report);
}

/// Compares the fields after chunked bodies.
pub(super) fn compare_trailers(answers: Answers<'_>, rules: &Rules<'_>, window: Window, report: &mut Report) {
    let fields = [answers.first, answers.second, answers.new].map(|answer| group(&answer.trailers, |_| true));
    compare_fields(&fields, "trailer ", rules, window, report);
}

type Fields<'a> = BTreeMap<String, Vec<&'a str>>;

fn group(headers: &Headers, judged: impl Fn(&str) -> bool) -> Fields<'_> {
    let mut fields = Fields::new();
    for (name, value) in headers {
        let name = name.to_ascii_lowercase();
        if judged(&name) {
            fields.entry(name).or_default().push(value);
        }
    }
    for values in fields.values_mut() {
        values.sort_unstable();
    }
    fields
}

fn compare_fields(fields: &[Fields<'_>; 3], prefix: &str, rules: &Rules<'_>, window: Window, report: &mut Report) {
    let [first, second, new] = fields;
    let mut names: Vec<&String> = fields.iter().flat_map(BTreeMap::keys).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let values = |fields: &Fields<'_>| fields.get(name).map(|values| values.join(", "));
        let shown = |fields: &Fields<'_>| values(fields).map_or_else(|| "absent".to_owned(), |text| quote(&text));
        let path = format!("{prefix}{name}");
        let count = |fields: &Fields<'_>| fields.get(name).map_or(0, Vec::len);
        if count(first) != count(second) {
            report.find(Kind::Undecided, &path, shown(first), shown(second));
            continue;
        }
        if count(first) != count(new) {
            report.find(Kind::Header, &path, shown(first), shown(new));
            continue;
        }
        let source = rules.header_source(name);
        for index in 0..count(first) {
            let (one, other, value) = (first[name][index], second[name][index], new[name][index]);
            match judge_texts(one, other, value, source, window) {
                Judged::Same => {}
                Judged::Fits(limits) => {
                    report.allowances.push(Allowance { path: path.clone(), why: why(source), limits });
                }
                Judged::Breaks(_) if one == other && source.is_none() => {
                    report.find(Kind::Header, &path, quote(one), quote(value));
                }
                Judged::Breaks(limits) => {
                    report.find(Kind::Noise, &path, format!("{} (allowed: {limits})", quote(one)), quote(value));
                }
                Judged::Unlike => report.find(Kind::Undecided, &path, quote(one), quote(other)),
            }
        }
    }
}

/// A value in quotes, so that an empty one and blanks at its ends are seen.
fn quote(value: &str) -> String {
    format!("\"{}\"", shorten(value).escape_debug())
}
