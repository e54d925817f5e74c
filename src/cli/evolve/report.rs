//! What `pivot evolve` did, as text and as JSON.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use super::translation::Translation;
use crate::manifest::{Kind, RouteStatus, Target};
use crate::report::{explain, finding};
use crate::source::{Finding, Place, Severity, Sources};

/// A function of a library that no service can offer.
pub struct NotOffered {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub place: Place,
    /// Why.
    pub why: String,
}

/// The outcome of a run.
pub struct Report<'t> {
    target: Target,
    output: String,
    translation: &'t Translation<'t>,
    /// Of a library: its functions that no service can offer.
    pub not_offered: Vec<NotOffered>,
    /// What the original is.
    pub kind: Kind,
    /// Why nothing is written.
    pub refused: Option<String>,
    /// Only what would be done.
    pub dry_run: bool,
    /// The project was built.
    pub built: bool,
    /// Files that `--check` found to differ.
    pub differs: Vec<String>,
    /// Edited files that were kept.
    pub kept: Vec<String>,
    /// Files that are no longer part of the project.
    pub removed: Vec<String>,
}

impl<'t> Report<'t> {
    /// Nothing done yet.
    pub fn new(target: Target, output: &Path, translation: &'t Translation<'t>) -> Self {
        Self {
            target,
            output: output.display().to_string(),
            translation,
            not_offered: Vec::new(),
            kind: Kind::Service,
            refused: None,
            dry_run: false,
            built: false,
            differs: Vec::new(),
            kept: Vec::new(),
            removed: Vec::new(),
        }
    }

    /// For people.
    pub fn text(&self, sources: &Sources, color: bool) -> String {
        let mut text = String::new();
        for finding in &self.translation.findings {
            let _ = writeln!(text, "{}\n", finding::render(finding, sources, color));
        }
        if self.kind != Kind::Program {
            self.routes(&mut text, sources);
        }
        self.state(&mut text, sources);
        let routes = self.translation.routes.len();
        let native = self.translation.native();
        let _ = match &self.refused {
            Some(why) => writeln!(text, "nothing written: {why}"),
            None if !self.differs.is_empty() => {
                writeln!(text, "{} is out of date: {}", self.output, self.differs.join(", "))
            }
            None => {
                let done = if self.dry_run { "would be" } else { "is" };
                let title = super::target::title(self.target);
                let (service, named) = match self.kind {
                    Kind::Service => ("service", "routes"),
                    Kind::Library => ("service of a library", "functions"),
                    Kind::Program => {
                        let _ = writeln!(text, "{} {done} a {title} program", self.output);
                        return self.end(text);
                    }
                };
                writeln!(
                    text,
                    "{} {done} a {title} {service}: {native} of {routes} {named} native, {} bridged to Python",
                    self.output,
                    routes - native
                )
            }
        };
        self.end(text)
    }

    /// With what became of files that were there, and where more is said of the findings.
    fn end(&self, mut text: String) -> String {
        for kept in &self.kept {
            let _ = writeln!(text, "kept {kept}, which was edited: the new text is in {kept}.pivot-new");
        }
        for removed in &self.removed {
            let _ = writeln!(text, "removed {removed}");
        }
        let findings = self.translation.findings.iter().map(|finding| finding.code);
        if let Some(pointer) =
            explain::pointer(findings.chain(self.translation.routes.iter().map(|(_, answer)| answer.code)))
        {
            let _ = writeln!(text, "{pointer}");
        }
        text
    }

    fn routes(&self, text: &mut String, sources: &Sources) {
        let rows: Vec<(String, &str, String)> = self
            .translation
            .routes
            .iter()
            .map(|(route, answer)| {
                let why = match answer.place {
                    Some(place) if !answer.reason.is_empty() => {
                        format!("line {}: {}", sources.get(place.file).line(place.span.start), answer.reason)
                    }
                    _ => answer.reason.clone(),
                };
                let status = match answer.status {
                    RouteStatus::Native => "native",
                    RouteStatus::Bridged => "bridged",
                };
                (format!("{} {}", route.method, route.path), status, why)
            })
            .collect();
        let rows: Vec<(String, &str, String)> = rows
            .into_iter()
            .chain(self.not_offered.iter().map(|function| {
                let line = sources.get(function.place.file).line(function.place.span.start);
                (function.name.clone(), "refused", format!("line {line}: {}", function.why))
            }))
            .collect();
        let width = rows.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or(0);
        for (name, status, why) in rows {
            let _ = writeln!(text, "{}", format!("  {name:width$}  {status:7}  {why}").trim_end());
        }
        text.push('\n');
    }

    /// The state that stays with the original, and what holds it back.
    fn state(&self, text: &mut String, sources: &Sources) {
        let mut any = false;
        for group in &self.translation.groups {
            let Some((why, place)) = &group.held_back else { continue };
            any = true;
            let names: Vec<String> = group.variables.iter().map(|name| format!("`{name}`")).collect();
            let line = place
                .map_or_else(String::new, |place| format!("line {}: ", sources.get(place.file).line(place.span.start)));
            let _ =
                writeln!(text, "state {} stays in Python with the routes that reach it: {line}{why}", names.join(", "));
        }
        if any {
            text.push('\n');
        }
    }

    fn json_state(&self, sources: &Sources) -> Vec<JsonState<'_>> {
        let groups = self.translation.groups.iter();
        let state = |group: &'t super::groups::Group| {
            let place = group.held_back.as_ref().and_then(|(_, place)| *place);
            let name = |index: &usize| {
                let (route, _) = &self.translation.routes[*index];
                format!("{} {}", route.method, route.path)
            };
            JsonState {
                variables: &group.variables,
                routes: group.routes.iter().map(name).collect(),
                status: if group.held_back.is_some() { "original" } else { "native" },
                reason: group.held_back.as_ref().map_or("", |(reason, _)| reason),
                line: place.map(|place| sources.get(place.file).line(place.span.start)),
            }
        };
        groups.map(state).collect()
    }

    /// For programs.
    ///
    /// # Errors
    /// None that a report can cause.
    pub fn json(&self, sources: &Sources) -> Result<String> {
        let document = Document {
            schema: 1,
            target: super::target::name(self.target),
            out: &self.output,
            built: self.built,
            dry_run: self.dry_run,
            refused: self.refused.as_deref(),
            routes: self.json_routes(sources),
            state: self.json_state(sources),
            functions: self.json_functions(sources),
            findings: self.translation.findings.iter().map(|finding| json_finding(finding, sources)).collect(),
            differs: &self.differs,
            kept: &self.kept,
            removed: &self.removed,
        };
        Ok(serde_json::to_string_pretty(&document)? + "\n")
    }

    fn json_routes(&self, sources: &Sources) -> Vec<JsonRoute<'_>> {
        let routes = self.translation.routes.iter();
        let route = |(route, answer): &'t (crate::service::Route, super::status::Answer)| JsonRoute {
            method: &route.method,
            path: &route.path,
            handler: &self.translation.model.function(route.handler).qualified_name,
            status: answer.status,
            reason: &answer.reason,
            line: answer.place.map(|place| sources.get(place.file).line(place.span.start)),
        };
        routes.map(route).collect()
    }

    fn json_functions(&self, sources: &Sources) -> Vec<JsonFunction<'_>> {
        let plan = &self.translation.plan;
        let mut functions = Vec::new();
        for info in &self.translation.model.functions {
            let place = crate::source::Place { file: info.file, span: info.span };
            let index = plan.program.functions.iter().position(|function| function.place == place);
            let forwards = index.is_none_or(|index| plan.functions[index].raise_set.contains(crate::plan::FORWARD));
            functions.push(JsonFunction {
                name: &info.qualified_name,
                file: sources.get(info.file).path().display().to_string(),
                line: sources.get(info.file).line(info.span.start),
                status: if forwards { "original" } else { "native" },
            });
        }
        functions
    }
}

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    target: &'a str,
    out: &'a str,
    built: bool,
    dry_run: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<&'a str>,
    routes: Vec<JsonRoute<'a>>,
    state: Vec<JsonState<'a>>,
    functions: Vec<JsonFunction<'a>>,
    findings: Vec<JsonFinding<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    differs: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    kept: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    removed: &'a [String],
}

#[derive(Serialize)]
struct JsonRoute<'a> {
    method: &'a str,
    path: &'a str,
    handler: &'a str,
    status: RouteStatus,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

#[derive(Serialize)]
struct JsonState<'a> {
    variables: &'a [String],
    routes: Vec<String>,
    status: &'a str,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

#[derive(Serialize)]
struct JsonFunction<'a> {
    name: &'a str,
    file: String,
    line: u32,
    status: &'a str,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    code: &'a str,
    severity: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    title: &'a str,
    hint: &'a str,
}

fn json_finding<'a>(finding: &'a Finding, sources: &Sources) -> JsonFinding<'a> {
    let place = finding.place.map(|place| {
        let file = sources.get(place.file);
        (file.path().display().to_string(), file.position(place.span.start))
    });
    JsonFinding {
        code: finding.code,
        severity: match finding.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        },
        line: place.as_ref().map(|(_, position)| position.line),
        column: place.as_ref().map(|(_, position)| position.column),
        file: place.map(|(file, _)| file),
        title: &finding.title,
        hint: &finding.hint,
    }
}
