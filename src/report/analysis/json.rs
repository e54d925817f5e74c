//! The analysis as JSON: only ever added to.

use anyhow::Result;
use serde::Serialize;

use crate::advise::{self, Analysis};
use crate::source::{FileId, Finding, Severity, Sources};

/// The number of the format; it grows when a reader of an older one would be misled.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    files: Vec<String>,
    functions: Vec<Function<'a>>,
    routes: Vec<Route<'a>>,
    state_groups: Vec<StateGroup<'a>>,
    service_type: &'static str,
    concurrency_potential: &'static str,
    concurrency_reason: &'a str,
    target: &'static str,
    target_reason: &'a str,
    findings: Vec<FindingRow<'a>>,
}

#[derive(Serialize)]
struct Function<'a> {
    name: &'a str,
    qualified_name: &'a str,
    file: String,
    line: u32,
    end_line: u32,
    complexity: u32,
    ruff_complexity: u32,
    cognitive: u32,
    io_ops: usize,
    target: &'static str,
    reason: &'a str,
    effects: Vec<&'static str>,
    own_effects: Vec<&'static str>,
    parameters: u32,
    statements: u32,
    loops: u32,
    loop_depth: u32,
    arithmetic: u32,
    arithmetic_in_loops: u32,
    sorts: u32,
    io_calls: Vec<IoCall<'a>>,
    reached_from: &'a [String],
    refused: Vec<Refused<'a>>,
}

#[derive(Serialize)]
struct IoCall<'a> {
    line: u32,
    callee: &'a str,
    effects: Vec<&'static str>,
    certain: bool,
}

#[derive(Serialize)]
struct Refused<'a> {
    file: String,
    line: u32,
    code: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct Route<'a> {
    method: &'a str,
    path: &'a str,
    handler: &'a str,
    file: String,
    line: u32,
    go: Standing<'a>,
    rust: Standing<'a>,
}

#[derive(Serialize)]
struct Standing<'a> {
    status: &'static str,
    blocked_by: Vec<Refused<'a>>,
}

#[derive(Serialize)]
struct StateGroup<'a> {
    variables: &'a [String],
    routes: &'a [String],
    file: String,
    line: u32,
    blocked_by: Option<Refused<'a>>,
}

#[derive(Serialize)]
struct FindingRow<'a> {
    code: &'a str,
    severity: &'static str,
    file: Option<String>,
    line: Option<u32>,
    column: Option<u32>,
    title: &'a str,
    hint: &'a str,
}

/// The analysis as JSON, ending in a line break.
///
/// # Errors
/// None that an analysis can cause; serialization to memory does not fail.
pub fn json(analysis: &Analysis, sources: &Sources) -> Result<String> {
    let path = |file: FileId| sources.get(file).path().display().to_string();
    let refused = |refused: &'_ advise::Refused| -> (String, u32) { (path(refused.place.file), refused.line) };
    let document = Document {
        schema: SCHEMA,
        files: analysis.files.iter().map(|file| path(*file)).collect(),
        functions: analysis.functions.iter().map(|one| function(one, path(one.file), &refused)).collect(),
        routes: analysis
            .routes
            .iter()
            .map(|route| Route {
                method: &route.method,
                path: &route.path,
                handler: &route.handler,
                file: path(route.place.file),
                line: sources.get(route.place.file).line(route.place.span.start),
                go: standing(&route.go, &refused),
                rust: standing(&route.rust, &refused),
            })
            .collect(),
        state_groups: analysis
            .state_groups
            .iter()
            .map(|group| StateGroup {
                variables: &group.variables,
                routes: &group.routes,
                file: path(group.place.file),
                line: sources.get(group.place.file).line(group.place.span.start),
                blocked_by: group.blocked_by.as_ref().map(|one| row(one, &refused)),
            })
            .collect(),
        service_type: analysis.service_type.name(),
        concurrency_potential: analysis.concurrency.potential.name(),
        concurrency_reason: &analysis.concurrency.reason,
        target: analysis.verdict.target.name(),
        target_reason: &analysis.verdict.reason,
        findings: analysis.findings.iter().map(|one| finding(one, sources)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    Ok(text)
}

type PlaceOf<'f> = &'f dyn Fn(&advise::Refused) -> (String, u32);

fn row<'a>(refused: &'a advise::Refused, place: PlaceOf<'_>) -> Refused<'a> {
    let (file, line) = place(refused);
    Refused { file, line, code: refused.code, reason: &refused.reason }
}

fn standing<'a>(standing: &'a advise::Standing, place: PlaceOf<'_>) -> Standing<'a> {
    Standing {
        status: if standing.is_native() { "native" } else { "bridged" },
        blocked_by: standing.blocked_by.iter().map(|refused| row(refused, place)).collect(),
    }
}

fn function<'a>(function: &'a advise::Function, file: String, place: PlaceOf<'_>) -> Function<'a> {
    let measure = &function.measure;
    let work = function.work;
    Function {
        name: &measure.name,
        qualified_name: &measure.qualified_name,
        file,
        line: measure.line,
        end_line: measure.end_line,
        complexity: measure.complexity,
        ruff_complexity: measure.ruff_complexity,
        cognitive: measure.cognitive,
        io_ops: function.io.len(),
        target: function.verdict.target.name(),
        reason: &function.verdict.reason,
        effects: advise::effect_names(function.all_effects),
        own_effects: advise::effect_names(function.effects),
        parameters: measure.parameters,
        statements: measure.statements,
        loops: work.loops,
        loop_depth: work.depth,
        arithmetic: work.arithmetic,
        arithmetic_in_loops: work.arithmetic_in_loops,
        sorts: work.sorts,
        io_calls: function
            .io
            .iter()
            .map(|call| IoCall {
                line: call.line,
                callee: &call.name,
                effects: call.effects.iter().map(|effect| effect.name()).collect(),
                certain: call.certain,
            })
            .collect(),
        reached_from: &function.reached_from,
        refused: function.refused.iter().map(|refused| row(refused, place)).collect(),
    }
}

fn finding<'a>(finding: &'a Finding, sources: &Sources) -> FindingRow<'a> {
    let position = finding.place.map(|place| sources.get(place.file).position(place.span.start));
    FindingRow {
        code: finding.code,
        severity: severity(finding.severity),
        file: finding.place.map(|place| sources.get(place.file).path().display().to_string()),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
        title: &finding.title,
        hint: &finding.hint,
    }
}

/// The name in reports.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
