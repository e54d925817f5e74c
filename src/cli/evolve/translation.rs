//! A program as far as it can be translated.

use anyhow::Result;

use super::status::{Answer, answer};
use crate::cli::program::Loaded;
use crate::ir::{Block, GlobalId, GlobalKind, Local, Program, Stmt, StmtKind, Type};
use crate::library::Library;
use crate::lower::{LoweredProgram, Refusal};
use crate::manifest::RouteStatus;
use crate::model::Model;
use crate::plan::Plan;
use crate::service::Route;
use crate::source::{Finding, Place};

/// A program, planned, with what of it moves.
pub struct Translation<'a> {
    /// What its names mean.
    pub model: Model<'a>,
    /// The planned program.
    pub plan: Plan,
    /// Its routes with who answers them.
    pub routes: Vec<(Route, Answer)>,
    /// What is refused, and what is worth knowing.
    pub findings: Vec<Finding>,
    /// Why nothing can move at all.
    pub hopeless: Option<Refusal>,
}

impl<'a> Translation<'a> {
    /// Translates a program.
    ///
    /// # Errors
    /// pivot's own data cannot be read.
    pub fn of(loaded: &'a Loaded) -> Result<Self> {
        let model = loaded.model();
        let library = Library::load()?;
        let mut lowered = crate::lower::lower(&model, &loaded.sources, &library);
        forward_refused(&mut lowered);
        let findings = findings(&lowered);
        let routes = crate::service::routes(&model);
        let plan = crate::plan::plan(lowered.program, &library);
        let routes = routes.into_iter().map(|route| {
            let answer = answer(&plan, &model, &route);
            (route, answer)
        });
        Ok(Self { routes: routes.collect(), plan, findings, hopeless: lowered.init_refused, model })
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
            return Some("no route can be native".to_owned());
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
    let mut found: Vec<Finding> = refusals.map(Refusal::finding).collect();
    found
        .extend(lowered.notes.iter().map(|note| Finding { severity: crate::source::Severity::Note, ..note.finding() }));
    found.sort_by_key(|finding| finding.place.map(|place| (place.file, place.span.start)));
    found.dedup();
    found
}

/// A function that is refused as a whole has no statements: the original runs it. What it reaches is unknown, so it may reach all of the state.
fn forward_refused(lowered: &mut LoweredProgram) {
    let state: Vec<GlobalId> = state(&lowered.program);
    for (id, refusal) in &lowered.refused_functions {
        let function = &mut lowered.program.functions[id.0 as usize];
        if function.body.is_empty() {
            function.body = forward(refusal.place, refusal.reason.clone(), state.clone());
            while function.locals.len() < function.params {
                function.locals.push(Local { name: String::new(), ty: Type::Never });
            }
        }
    }
}

/// The module-level variables that are no constants.
pub fn state(program: &Program) -> Vec<GlobalId> {
    let globals =
        program.globals.iter().enumerate().filter(|(_, global)| !matches!(global.kind, GlobalKind::Constant(_)));
    globals.map(|(index, _)| GlobalId(u32::try_from(index).unwrap_or(u32::MAX))).collect()
}

/// A block that hands the request to the original.
pub fn forward(place: Place, reason: String, touches: Vec<GlobalId>) -> Block {
    vec![Stmt { span: place.span, comments: Vec::new(), trailing: None, kind: StmtKind::Forward { reason, touches } }]
}
