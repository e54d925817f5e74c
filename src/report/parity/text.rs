//! The result of a replay as text for a terminal.

use std::collections::BTreeMap;
use std::fmt::Write;

use similar::TextDiff;

use super::groups::groups;
use super::whence::whence;
use super::{rules, summary, tape};
use crate::parity::{Bound, Certificate, Counts, Difference, Kind, Replay, RouteResult, Verdict};
use crate::report::page::{Ink, Page};

/// Most targets without a route in the table, while all their answers are identical.
const SHOWN_STRANGE_ROUTES: usize = 6;
/// Longest name of a route in the table, in characters.
const ROUTE_WIDTH: usize = 48;
/// How many kinds of difference are shown; the JSON has all that were kept.
const SHOWN_GROUPS: usize = 20;
/// How many lines of each list of notes are shown.
const SHOWN_NOTES: usize = 20;

/// The result for people: the verdict first, then the counts, what differs, and what was allowed to.
pub fn text(replay: &Replay, color: bool) -> String {
    let mut report = Report { page: Page::new(color) };
    report.verdict(replay);
    report.routes(&replay.certificate.routes);
    report.differences(&replay.certificate);
    report.tape(&replay.certificate);
    report.rules(&replay.certificate);
    report.noise(replay);
    report.transport(replay);
    report.bound(&replay.certificate);
    report.page.into_text()
}

/// The page of a replay.
struct Report {
    page: Page,
}

impl Report {
    fn verdict(&mut self, replay: &Replay) {
        let certificate = &replay.certificate;
        let ink = match certificate.verdict {
            Verdict::Certified => Ink::Green,
            Verdict::Differs => Ink::Red,
            Verdict::Undecided => Ink::Yellow,
        };
        let word = self.page.paint(ink, summary::word(certificate.verdict));
        self.page.line(&format!("{word}: {}", summary::counts(certificate)));
        self.page.line(&tape::drop_in(certificate));
        if let Some(failure) = &replay.failure {
            self.page.line(&format!("the replay ended early: {failure}"));
        }
    }

    fn routes(&mut self, routes: &[RouteResult]) {
        let titles = ["route", "status", "requests", "identical", "equivalent", "differing", "beyond", "undecided", ""];
        let mut rows: Vec<[String; 9]> = vec![titles.map(str::to_owned)];
        // Known routes and those with something to say first; the rest are targets that no route names, of which a few will do.
        let (known, strange): (Vec<&RouteResult>, Vec<&RouteResult>) =
            routes.iter().partition(|route| route.handler.is_some() || route.counts.identical != route.counts.requests);
        let shown = SHOWN_STRANGE_ROUTES.min(strange.len());
        for route in known.into_iter().chain(strange[..shown].iter().copied()) {
            for (index, (status, counts)) in route.statuses.iter().enumerate() {
                let name =
                    if index == 0 { shortened(&format!("{} {}", route.method, route.path)) } else { String::new() };
                rows.push(row(name, status, *counts, if index == 0 { whence(route) } else { String::new() }));
            }
        }
        let mut widths = [0; 9];
        for row in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        self.page.line("");
        for (number, row) in rows.iter().enumerate() {
            let mut line = String::new();
            for (column, cell) in row.iter().enumerate() {
                let pad = " ".repeat(widths[column] - cell.chars().count());
                let text = if (2..8).contains(&column) { format!("{pad}{cell}") } else { format!("{cell}{pad}") };
                let _ = write!(line, "{text}  ");
            }
            let line =
                if number == 0 { self.page.paint(Ink::Faint, line.trim_end()) } else { line.trim_end().to_owned() };
            self.page.line(&line);
        }
        if strange.len() > shown {
            self.page
                .line(&format!("… and {} further targets that no route names, all identical", strange.len() - shown));
        }
    }

    fn differences(&mut self, certificate: &Certificate) {
        if certificate.differences.is_empty() {
            return;
        }
        self.page.heading("differences (original → new)");
        let groups = groups(&certificate.differences);
        for group in groups.iter().take(SHOWN_GROUPS) {
            self.request(&group.first[0]);
            for difference in group.first {
                self.difference(difference);
            }
            if !group.others.is_empty() {
                let named: Vec<String> = group.others.iter().take(5).map(|request| format!("#{request}")).collect();
                let dots = if group.others.len() > named.len() { ", …" } else { "" };
                let count = group.others.len();
                let line = format!("    {count} more {} in the same places: {}{dots}", verb(count), named.join(", "));
                let line = self.page.paint(Ink::Faint, &line);
                self.page.line(&line);
            }
        }
        if groups.len() > SHOWN_GROUPS {
            self.page.line(&format!(
                "  and {} more kinds of difference; --format json lists them",
                groups.len() - SHOWN_GROUPS
            ));
        }
    }

    fn request(&mut self, difference: &Difference) {
        let mut line = format!("  #{} {} {}", difference.request, difference.method, difference.target.escape_debug());
        if let Some(id) = &difference.id {
            let _ = write!(line, " ({id})");
        }
        let handler = match (&difference.handler, &difference.file, difference.line) {
            (Some(handler), Some(file), Some(number)) => {
                self.page.paint(Ink::Faint, &format!("  {file}:{number} {handler}"))
            }
            _ => String::new(),
        };
        self.page.line(&format!("{line}{handler}"));
    }

    fn difference(&mut self, difference: &Difference) {
        let Difference { kind, path, old, new, .. } = difference;
        match kind {
            Kind::Text | Kind::Noise | Kind::Undecided if old.contains('\n') || new.contains('\n') => {
                self.page.line(&format!("    {} {path}:", kind.name()));
                self.text_diff(old, new);
            }
            _ => self.page.line(&format!("    {}", summary::difference(difference))),
        }
    }

    fn text_diff(&mut self, old: &str, new: &str) {
        let diff = TextDiff::from_lines(old, new);
        for change in diff.iter_all_changes() {
            let text = change.value().trim_end_matches('\n').escape_debug().to_string();
            let line = match change.tag() {
                similar::ChangeTag::Equal => format!("        {text}"),
                similar::ChangeTag::Delete => self.page.paint(Ink::Red, &format!("      - {text}")),
                similar::ChangeTag::Insert => self.page.paint(Ink::Green, &format!("      + {text}")),
            };
            self.page.line(&line);
        }
    }

    fn tape(&mut self, certificate: &Certificate) {
        if !certificate.missing.is_empty() {
            self.page.heading("missing for a certificate");
            for gap in certificate.missing.iter().take(SHOWN_NOTES) {
                let line = self.page.paint(Ink::Yellow, &format!("  {}", tape::gap(gap)));
                self.page.line(&line);
            }
            self.more(certificate.missing.len());
        }
        if !certificate.unasked.is_empty() {
            self.page.heading("routes without a request");
            for route in certificate.unasked.iter().take(SHOWN_NOTES) {
                self.page.line(&format!("  {route}"));
            }
            self.more(certificate.unasked.len());
        }
        let Some(branches) = &certificate.branches else { return };
        self.page.heading(&tape::coverage(branches));
        for function in branches.missing.iter().take(SHOWN_NOTES) {
            for (number, line) in tape::unreached(function).iter().enumerate() {
                self.page.line(&format!("{}{line}", if number == 0 { "  " } else { "      " }));
            }
        }
        self.more(branches.missing.len());
    }

    fn rules(&mut self, certificate: &Certificate) {
        if certificate.rules.is_empty() {
            return;
        }
        self.page.heading("rules of .pivotrc");
        for rule in &certificate.rules {
            let line = format!("  {}", rules::line(rule));
            let line = if rule.hidden == 0 { self.page.paint(Ink::Yellow, &line) } else { line };
            self.page.line(&line);
        }
    }

    fn noise(&mut self, replay: &Replay) {
        if !replay.second_original {
            self.page
                .line("\nthe original ran once: what may differ is known from the manifest only, and from the time");
        }
        if replay.noise.is_empty() {
            return;
        }
        self.page.heading("allowed to differ, within limits");
        for seen in replay.noise.iter().take(SHOWN_NOTES) {
            let line = format!("  {} {}: {}; {} ({}×)", seen.route, seen.path, seen.why, seen.limits, seen.count);
            self.page.line(&line);
        }
        self.more(replay.noise.len());
    }

    fn transport(&mut self, replay: &Replay) {
        if replay.transport.is_empty() {
            return;
        }
        self.page.heading("transport (listed, judged only with --judge)");
        // What became of many values is one thing: the reason phrases of a server that has no choice of them, say.
        let mut alike: BTreeMap<(&str, &str), (&str, usize, u64)> = BTreeMap::new();
        for (note, count) in &replay.transport {
            let (_, values, times) = alike.entry((&note.what, &note.new)).or_insert((&note.old, 0, 0));
            *values += 1;
            *times += count;
        }
        for ((what, new), (old, values, times)) in alike.iter().take(SHOWN_NOTES) {
            let others = if *values > 1 { format!(" and {} more", values - 1) } else { String::new() };
            self.page.line(&format!("  {what}: {old}{others} → {new} ({times}×)"));
        }
        self.more(alike.len());
    }

    fn more(&mut self, count: usize) {
        if count > SHOWN_NOTES {
            self.page.line(&format!("  and {} more", count - SHOWN_NOTES));
        }
    }

    fn bound(&mut self, certificate: &Certificate) {
        let Some(Bound { confidence, rate }) = certificate.bound else { return };
        self.page.line(&format!(
            "\nif these requests are a random sample of the traffic, at most {:.3} % of it does not match ({:.0} % confidence)",
            rate * 100.0,
            confidence * 100.0,
        ));
    }
}

fn row(name: String, status: &str, counts: Counts, whence: String) -> [String; 9] {
    let Counts { requests, identical, equivalent, differing, beyond, undecided } = counts;
    let number = |count: u64| if count == 0 { "·".to_owned() } else { count.to_string() };
    [
        name,
        status.to_owned(),
        requests.to_string(),
        number(identical),
        number(equivalent),
        number(differing),
        number(beyond),
        number(undecided),
        whence,
    ]
}

fn verb(count: usize) -> &'static str {
    if count == 1 { "differs" } else { "differ" }
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= ROUTE_WIDTH {
        return name.to_owned();
    }
    let mut start: String = name.chars().take(ROUTE_WIDTH - 1).collect();
    start.push('…');
    start
}
