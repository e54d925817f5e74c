//! A page for the browser: one file, nothing loaded from elsewhere.

use anyhow::Result;
use askama::Template;

use super::groups::groups;
use super::whence::whence;
use super::{rules, summary, tape};
use crate::parity::{Bound, Certificate, Counts, Kind, NoiseSeen, Replay, Verdict};

#[derive(Template)]
#[template(path = "report/parity.html")]
struct Page<'a> {
    verdict: &'static str,
    counts: String,
    failure: Option<&'a str>,
    bound: Option<String>,
    bar: Vec<Part>,
    routes: Vec<RouteRow>,
    kinds: Vec<&'static str>,
    differences: Vec<DifferenceCard>,
    drop_in: String,
    missing: Vec<String>,
    coverage: Option<String>,
    unreached: Vec<Vec<String>>,
    rules: Vec<String>,
    noise: &'a [NoiseSeen],
    transport: Vec<TransportRow<'a>>,
    second_original: bool,
}

/// A part of a stacked bar.
struct Part {
    class: &'static str,
    count: u64,
    /// Of the whole bar, in percent.
    width: String,
}

struct RouteRow {
    name: String,
    whence: String,
    counts: Counts,
    bar: Vec<Part>,
    statuses: String,
}

struct DifferenceCard {
    route: String,
    request: u64,
    target: String,
    place: String,
    more: String,
    kinds: String,
    rows: Vec<DifferenceRow>,
}

struct DifferenceRow {
    kind: &'static str,
    path: String,
    old: String,
    new: String,
}

struct TransportRow<'a> {
    what: &'a str,
    old: &'a str,
    new: &'a str,
    count: u64,
}

/// The result as a page for the browser.
///
/// # Errors
/// None that a replay can cause; the template writes to memory.
pub fn html(replay: &Replay) -> Result<String> {
    let certificate = &replay.certificate;
    let page = Page {
        verdict: summary::word(certificate.verdict),
        counts: summary::counts(certificate),
        failure: replay.failure.as_deref(),
        bound: certificate.bound.map(|Bound { confidence, rate }| {
            format!(
                "If these requests are a random sample of the traffic, at most {:.3} % of it does not match ({:.0} % confidence).",
                rate * 100.0,
                confidence * 100.0
            )
        }),
        bar: bar(total(certificate)),
        routes: certificate
            .routes
            .iter()
            .map(|route| RouteRow {
                name: format!("{} {}", route.method, route.path),
                whence: whence(route),
                counts: route.counts,
                bar: bar(route.counts),
                statuses: route
                    .statuses
                    .iter()
                    .map(|(status, counts)| format!("{status} {}×", counts.requests))
                    .collect::<Vec<_>>()
                    .join(", "),
            })
            .collect(),
        kinds: kinds(certificate),
        differences: cards(certificate),
        drop_in: tape::drop_in(certificate),
        missing: certificate.missing.iter().map(tape::gap).collect(),
        coverage: certificate.branches.as_ref().map(tape::coverage),
        unreached: certificate.branches.iter().flat_map(|one| &one.missing).map(tape::unreached).collect(),
        rules: certificate.rules.iter().map(rules::line).collect(),
        noise: &replay.noise,
        transport: replay
            .transport
            .iter()
            .map(|(note, count)| TransportRow { what: &note.what, old: &note.old, new: &note.new, count: *count })
            .collect(),
        second_original: replay.second_original,
    };
    Ok(page.render()?)
}

fn total(certificate: &Certificate) -> Counts {
    let Certificate { requests, identical, equivalent, differing, beyond, undecided, .. } = *certificate;
    Counts { requests, identical, equivalent, differing, beyond, undecided }
}

fn bar(counts: Counts) -> Vec<Part> {
    let Counts { requests, identical, equivalent, differing, beyond, undecided } = counts;
    [
        ("identical", identical),
        ("equivalent", equivalent),
        ("differing", differing),
        ("beyond", beyond),
        ("undecided", undecided),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(class, count)| {
        // In thousandths, so that no float is needed for what is drawn.
        let share = u128::from(count) * 100_000 / u128::from(requests.max(1));
        Part { class, count, width: format!("{}.{:03}", share / 1000, share % 1000) }
    })
    .collect()
}

fn kinds(certificate: &Certificate) -> Vec<&'static str> {
    let mut kinds: Vec<Kind> = Vec::new();
    for difference in &certificate.differences {
        if !kinds.contains(&difference.kind) {
            kinds.push(difference.kind);
        }
    }
    let mut names: Vec<&'static str> = kinds.into_iter().map(Kind::name).collect();
    names.sort_unstable();
    names
}

fn cards(certificate: &Certificate) -> Vec<DifferenceCard> {
    groups(&certificate.differences)
        .iter()
        .map(|group| {
            let first = &group.first[0];
            let place = match (&first.handler, &first.file, first.line) {
                (Some(handler), Some(file), Some(line)) => format!("{file}:{line} {handler}"),
                _ => String::new(),
            };
            let others: Vec<String> = group.others.iter().take(12).map(|request| format!("#{request}")).collect();
            let dots = if group.others.len() > others.len() { ", …" } else { "" };
            let mut kinds: Vec<&str> = group.first.iter().map(|one| one.kind.name()).collect();
            kinds.dedup();
            DifferenceCard {
                route: first.route.clone(),
                request: first.request,
                target: format!("{} {}", first.method, first.target),
                place,
                more: if others.is_empty() {
                    String::new()
                } else {
                    format!("{} more in the same places: {}{dots}", group.others.len(), others.join(", "))
                },
                kinds: kinds.join(" "),
                rows: group
                    .first
                    .iter()
                    .map(|one| DifferenceRow {
                        kind: one.kind.name(),
                        path: one.path.clone(),
                        old: if one.kind == Kind::Extra { "nothing".to_owned() } else { one.old.clone() },
                        new: if one.kind == Kind::Missing { "nothing".to_owned() } else { one.new.clone() },
                    })
                    .collect(),
            }
        })
        .collect()
}

impl Page<'_> {
    fn sign(&self) -> &'static str {
        match self.verdict {
            word if word == summary::word(Verdict::Certified) => "✓",
            word if word == summary::word(Verdict::Differs) => "✕",
            _ => "?",
        }
    }
}
