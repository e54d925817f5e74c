//! A program as far as it can be translated.

use anyhow::Result;

use super::groups::{Group, groups};
use super::select::Selection;
use super::status::{Answer, answer};
use crate::cli::program::Loaded;
use crate::ir::Program;
use crate::library::{Library, Target};
use crate::lower::{Integers, LoweredProgram, Refusal};
use crate::manifest::RouteStatus;
use crate::model::{FunctionIndex, Model};
use crate::plan::{Plan, states_of};
use crate::report::explain;
use crate::service::Route;
use crate::source::{Finding, Place, Sources};

/// A program, planned, with what of it moves.
pub struct Translation<'a> {
    /// What its names mean.
    pub model: Model<'a>,
    /// The planned program.
    pub plan: Plan,
    /// Its routes with who answers them.
    pub routes: Vec<(Route, Answer)>,
    /// The state that requests change.
    pub groups: Vec<Group>,
    /// What is refused, and what is worth knowing.
    pub findings: Vec<Finding>,
    /// Functions that give a member of an Enum, which the target holds as its value.
    pub members_given: Vec<FunctionIndex>,
    /// Why nothing can move at all.
    pub hopeless: Option<Refusal>,
}

impl<'a> Translation<'a> {
    /// Translates a program as far as it goes.
    ///
    /// # Errors
    /// pivot's own data cannot be read.
    pub fn of(loaded: &'a Loaded) -> Result<Self> {
        Self::selected(loaded, &Selection::default())
    }

    /// Translates a program that runs and ends, as a whole.
    ///
    /// # Errors
    /// pivot's own data cannot be read.
    pub fn of_program(loaded: &'a Loaded, target: Target, integers: Integers) -> Result<Self> {
        let model = loaded.model();
        let library = Library::for_target(Some(target))?;
        let lowered = crate::lower::lower(&model, &loaded.sources, &library, integers);
        let mut findings = findings(&lowered);
        let refused = lowered.init_refused.or(lowered.main_refused);
        let (plan, refused) = match (refused, crate::plan::plan_script(lowered.program, &library)) {
            (None, Ok(plan)) => (plan, None),
            (Some(refusal), Ok(plan)) => (plan, Some(refusal)),
            (first, Err((code, reason, place))) => {
                let refusal = first.unwrap_or_else(|| Refusal::new(place, code, reason));
                (crate::plan::plan(Program::default(), &library), Some(refusal))
            }
        };
        if let Some(refusal) = &refused
            && !findings.iter().any(|finding| finding.code == refusal.code && finding.title == refusal.reason)
        {
            findings.push(told(refusal));
        }
        let members_given = lowered.members_given;
        Ok(Self { routes: Vec::new(), groups: Vec::new(), plan, findings, members_given, hopeless: refused, model })
    }

    /// Why a program is not written, if so.
    pub fn refused_program(&self, sources: &Sources) -> Option<String> {
        let refusal = self.hopeless.as_ref()?;
        let line = sources.get(refusal.place.file).line(refusal.place.span.start);
        let file = sources.get(refusal.place.file).path().display();
        Some(format!("a program moves as a whole, and {file}:{line} is not translated: {}", refusal.reason))
    }

    /// Translates what the user wants translated.
    ///
    /// # Errors
    /// A route is named that does not exist, or pivot's own data cannot be read.
    pub fn selected(loaded: &'a Loaded, selection: &Selection) -> Result<Self> {
        let model = loaded.model();
        let library = Library::for_target(selection.target)?;
        let mut lowered = crate::lower::lower(&model, &loaded.sources, &library, selection.integers);
        let findings = findings(&lowered);
        let routes = crate::service::routes(&model);
        let branches: Vec<Vec<Place>> = routes.iter().map(|route| route.branches.concat()).collect();
        let reached = states_of(&lowered.program, &branches);
        selection.apply(&mut lowered.program, &model, &loaded.sources, &routes)?;
        let plan = crate::plan::plan(lowered.program, &library);
        let routes: Vec<(Route, Answer)> = routes
            .into_iter()
            .map(|route| {
                let answer = answer(&plan, &model, &route);
                (route, answer)
            })
            .collect();
        let groups = groups(&plan, &routes, &reached);
        let members_given = lowered.members_given;
        let mut translation =
            Self { routes, groups, plan, findings, members_given, hopeless: lowered.init_refused, model };
        translation.tell();
        Ok(translation)
    }

    /// Adds what holds routes back and is not among the findings: what only the whole program shows.
    pub fn tell(&mut self) {
        let mut further: Vec<Finding> = Vec::new();
        for (_, answer) in &self.routes {
            let Some(place) = answer.place else { continue };
            let is_told =
                self.findings.iter().any(|finding| finding.code == answer.code && finding.title == answer.reason);
            // State is told of by its groups, and what the user asked for is known.
            if !is_told && !["", "state", "bridged"].contains(&answer.code) {
                further.push(told(&Refusal::new(place, answer.code, answer.reason.clone())));
            }
        }
        self.findings.append(&mut further);
        in_order(&mut self.findings);
    }

    /// How many routes are native.
    pub fn native(&self) -> usize {
        self.routes.iter().filter(|(_, answer)| answer.status == RouteStatus::Native).count()
    }

    /// Why nothing is written, if so.
    pub fn refused(&self, min_native: Option<u8>) -> Option<String> {
        if self.routes.is_empty() {
            return Some(
                "there is no request handler in it: pivot moves services built on `http.server.BaseHTTPRequestHandler`"
                    .to_owned(),
            );
        }
        if let Some(refusal) = &self.hopeless {
            return Some(format!("its module-level code cannot be run natively: {}", refusal.reason));
        }
        let native = self.native();
        if native == 0 || self.plan.entries.is_empty() {
            let unstarted = self.plan.program.main.is_none() && self.plan.entries.is_empty();
            let why = if unstarted {
                ": its start-up code is not translated, and does more than start the server"
            } else {
                ""
            };
            return Some(format!("no route can be native{why}"));
        }
        let (share, wanted) = (native * 100, usize::from(min_native.unwrap_or(0)) * self.routes.len());
        (share < wanted).then(|| {
            format!(
                "{native} of {} routes are native, which is less than {} %",
                self.routes.len(),
                min_native.unwrap_or(0)
            )
        })
    }
}

fn findings(lowered: &LoweredProgram) -> Vec<Finding> {
    let refusals = lowered.init_refused.iter().chain(&lowered.main_refused).chain(&lowered.refusals);
    let mut found: Vec<Finding> = refusals.map(told).collect();
    found
        .extend(lowered.notes.iter().map(|note| Finding { severity: crate::source::Severity::Note, ..note.finding() }));
    in_order(&mut found);
    found
}

fn in_order(findings: &mut Vec<Finding>) {
    findings.sort_by_key(|finding| finding.place.map(|place| (place.file, place.span.start)));
    findings.dedup();
}

/// A refusal as a finding; one without advice has that of the table.
fn told(refusal: &Refusal) -> Finding {
    let mut finding = refusal.finding();
    if finding.hint.is_empty() {
        finding.hint = explain::section(finding.code).map_or_else(String::new, |section| section.way_out());
    }
    finding
}
