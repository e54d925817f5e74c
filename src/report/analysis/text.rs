//! The analysis for people: the verdict first, then functions, routes, state, findings.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::advise::{Analysis, Function, Refused, Standing, Target};
use crate::report::page::{Ink, Page};
use crate::report::{explain, finding};
use crate::source::{FileId, Finding, Severity, Sources};

/// How many functions are shown; the JSON has all.
const SHOWN_FUNCTIONS: usize = 40;
/// How many findings are shown.
const SHOWN_FINDINGS: usize = 30;

/// The analysis for people.
pub fn text(analysis: &Analysis, sources: &Sources, color: bool) -> String {
    let mut report = Report { page: Page::new(color), sources, below: common_folder(sources) };
    report.headline(analysis);
    report.functions(&analysis.functions);
    report.routes(analysis);
    report.state(analysis);
    report.findings(&analysis.findings);
    report.page.into_text()
}

/// The page of an analysis.
struct Report<'s> {
    page: Page,
    sources: &'s Sources,
    /// The folder of all files; places are named from there.
    below: PathBuf,
}

impl Report<'_> {
    fn headline(&mut self, analysis: &Analysis) {
        let kind = match analysis.service_type.name() {
            "web_api" => "web API",
            other => other,
        };
        let lines: usize = analysis.files.iter().map(|file| self.sources.get(*file).text().lines().count()).sum();
        let target = self.page.paint(ink(analysis.verdict.target), analysis.verdict.target.name());
        let kind = self.page.paint(Ink::Bold, kind);
        self.page.line(&format!(
            "{kind}: {}, {}, {} → {target}",
            plural(analysis.files.len(), "file"),
            plural(lines, "line"),
            plural(analysis.functions.len(), "function"),
        ));
        if !self.below.as_os_str().is_empty() {
            let below = self.below.display().to_string();
            self.page.line(&format!("  in           {below}"));
        }
        self.page.line(&format!("  target       {}: {}", analysis.verdict.target.name(), analysis.verdict.reason));
        self.page.line(&format!(
            "  concurrency  {}: {}",
            analysis.concurrency.potential.name(),
            analysis.concurrency.reason
        ));
        if !analysis.routes.is_empty() {
            let native = |standing: fn(&crate::advise::Route) -> &Standing| {
                analysis.routes.iter().filter(|route| standing(route).is_native()).count()
            };
            let (go, rust) = (native(|route| &route.go), native(|route| &route.rust));
            self.page.line(&format!("  routes       {}: {go} native in Go, {rust} in Rust", analysis.routes.len()));
        }
        let errors = analysis.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        if errors > 0 {
            let errors = self.page.paint(Ink::Red, &plural(errors, "error"));
            self.page.line(&format!("  findings     {errors}, see below"));
        }
    }

    fn functions(&mut self, functions: &[Function]) {
        if functions.is_empty() {
            return;
        }
        // What moves and waits or computes most comes first.
        let mut sorted: Vec<&Function> = functions.iter().collect();
        sorted.sort_by_key(|function| {
            let work = function.work;
            let stays = function.verdict.target == Target::Python && function.refused.is_empty();
            let weight = u64::from(work.arithmetic_in_loops)
                + u64::from(work.loops) * 2
                + u64::try_from(function.io.len()).unwrap_or(0) * 3;
            let measure = &function.measure;
            (
                stays,
                function.reached_from.is_empty(),
                std::cmp::Reverse(weight + u64::from(measure.complexity)),
                function.file,
                measure.line,
            )
        });
        let several = functions.iter().any(|function| function.file != functions[0].file);
        let mut rows: Vec<[String; 7]> =
            vec![["function", "line", "complexity", "cognitive", "io", "target", "why"].map(str::to_owned)];
        for function in sorted.iter().take(SHOWN_FUNCTIONS) {
            rows.push([
                function.measure.qualified_name.clone(),
                if several {
                    self.place(function.file, function.measure.line)
                } else {
                    function.measure.line.to_string()
                },
                function.measure.complexity.to_string(),
                function.measure.cognitive.to_string(),
                if function.io.is_empty() { "·".to_owned() } else { function.io.len().to_string() },
                function.verdict.target.name().to_owned(),
                function.verdict.reason.clone(),
            ]);
        }
        self.page.line("");
        self.table(&rows, several, &sorted);
        if functions.len() > SHOWN_FUNCTIONS {
            let more = format!("and {} more functions; --format json lists them", functions.len() - SHOWN_FUNCTIONS);
            self.page.line(&format!("  {more}"));
        }
    }

    fn table(&mut self, rows: &[[String; 7]], several: bool, functions: &[&Function]) {
        let mut widths = [0; 7];
        for row in rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        for (number, row) in rows.iter().enumerate() {
            let mut line = String::new();
            for (column, cell) in row.iter().enumerate() {
                let pad = " ".repeat(widths[column] - cell.chars().count());
                let right = (2..5).contains(&column) || (column == 1 && !several);
                let cell = if column == 5 && number > 0 {
                    self.page.paint(ink(functions[number - 1].verdict.target), cell)
                } else {
                    cell.clone()
                };
                let text = if right { format!("{pad}{cell}") } else { format!("{cell}{pad}") };
                let _ = write!(line, "{text}  ");
            }
            let line = if number == 0 { self.page.paint(Ink::Faint, line.trim_end()) } else { line };
            self.page.line(&line);
        }
    }

    fn routes(&mut self, analysis: &Analysis) {
        if analysis.routes.is_empty() {
            return;
        }
        self.page.heading("routes");
        let width =
            analysis.routes.iter().map(|route| route.method.len() + route.path.chars().count() + 1).max().unwrap_or(0);
        for route in &analysis.routes {
            let name = format!("{} {}", route.method, route.path);
            let pad = " ".repeat(width - name.chars().count());
            let line = self.sources.get(route.place.file).line(route.place.span.start);
            let whence =
                self.page.paint(Ink::Faint, &format!("{} {}", self.place(route.place.file, line), route.handler));
            let word = |report: &Self, standing: &Standing| {
                if standing.is_native() {
                    report.page.paint(Ink::Green, "native ")
                } else {
                    report.page.paint(Ink::Yellow, "bridged")
                }
            };
            let (go, rust) = (word(self, &route.go), word(self, &route.rust));
            self.page.line(&format!("  {name}{pad}  go {go}  rust {rust}  {whence}"));
            if route.go.blocked_by == route.rust.blocked_by {
                self.blocked("", &route.go.blocked_by);
            } else {
                self.blocked("go: ", &route.go.blocked_by);
                self.blocked("rust: ", &route.rust.blocked_by);
            }
        }
    }

    fn blocked(&mut self, target: &str, blocked_by: &[Refused]) {
        for refused in blocked_by {
            let place = self.place(refused.place.file, refused.line);
            self.page.line(&format!("      {target}{place}: {}", refused.reason));
        }
    }

    fn state(&mut self, analysis: &Analysis) {
        if analysis.state_groups.is_empty() {
            return;
        }
        self.page.heading("state that binds routes together");
        for group in &analysis.state_groups {
            let line = self.sources.get(group.place.file).line(group.place.span.start);
            let place = self.place(group.place.file, line);
            self.page.line(&format!("  {} ({place}): {}", group.variables.join(", "), group.routes.join(", ")));
            match &group.blocked_by {
                Some(refused) => {
                    let place = self.place(refused.place.file, refused.line);
                    self.page.line(&format!("      stays: {place}: {}", refused.reason));
                }
                None => self.page.line("      can move as one"),
            }
        }
    }

    fn findings(&mut self, findings: &[Finding]) {
        if findings.is_empty() {
            return;
        }
        self.page.heading("findings");
        let mut sorted: Vec<&Finding> = findings.iter().collect();
        sorted.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), finding.place));
        for finding in sorted.iter().take(SHOWN_FINDINGS) {
            let finding = finding::render(finding, self.sources, self.page.is_coloured());
            self.page.line(&finding);
            self.page.line("");
        }
        if findings.len() > SHOWN_FINDINGS {
            self.page.line(&format!("  and {} more; --format json lists them", findings.len() - SHOWN_FINDINGS));
        }
        if let Some(pointer) = explain::pointer(findings.iter().map(|finding| finding.code)) {
            self.page.line(&pointer);
        }
    }

    fn place(&self, file: FileId, line: u32) -> String {
        let path = self.sources.get(file).path();
        format!("{}:{line}", path.strip_prefix(&self.below).unwrap_or(path).display())
    }
}

/// The deepest folder that all files lie in.
fn common_folder(sources: &Sources) -> PathBuf {
    let mut folders = sources.iter().filter_map(|(_, source)| source.path().parent());
    let Some(first) = folders.next() else { return PathBuf::new() };
    let common = folders.fold(first, |common, folder| {
        common.ancestors().find(|ancestor| folder.starts_with(ancestor)).unwrap_or(Path::new(""))
    });
    common.to_path_buf()
}

fn ink(target: Target) -> Ink {
    match target {
        Target::Go => Ink::Blue,
        Target::Rust => Ink::Yellow,
        Target::Python => Ink::Faint,
    }
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("{count} {noun}") } else { format!("{count} {noun}s") }
}
