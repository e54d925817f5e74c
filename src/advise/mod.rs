//! Where each function should run, and why; what the code is, and how much of it can run at the same time.
//!
//! The rules stand in `docs/analysis.md`; every reason says what was counted. The entry point is [`advise`].

mod analysis;
mod concurrency;
mod functions;
mod kind;
mod programs;
mod target;
mod work;

pub use analysis::{
    Analysis, Concurrency, Function, IoCall, Potential, Refused, Route, ServiceType, Standing, StateGroup, Target, Verdict,
};
pub use work::Work;

use crate::library::Library;
use crate::measure::FunctionMeasure;
use crate::python::ast::Module;
use crate::source::{Finding, Progress, Sources};

use functions::Unit;

/// A file that was read.
#[derive(Debug)]
pub struct File<'a> {
    /// The name under which others import it.
    pub name: String,
    /// Its tree.
    pub module: &'a Module,
    /// The modules that its top level imports, by dotted name.
    pub imports: Vec<String>,
    /// Its functions.
    pub measures: &'a [FunctionMeasure],
}

/// The stack for walking the deepest tree that the parser allows.
const STACK: usize = 256 << 20;

/// Analyses files; those of one unit import each other.
pub fn advise(units: &[Vec<File<'_>>], sources: &Sources, library: &Library, findings: Vec<Finding>, progress: &dyn Progress) -> Analysis {
    stacker::grow(STACK, || on_large_stack(units, sources, library, findings, progress))
}

fn on_large_stack(units: &[Vec<File<'_>>], sources: &Sources, library: &Library, findings: Vec<Finding>, progress: &dyn Progress) -> Analysis {
    let mut analysis = Analysis {
        files: sources.iter().map(|(id, _)| id).collect(),
        functions: Vec::new(),
        routes: Vec::new(),
        state_groups: Vec::new(),
        service_type: ServiceType::Library,
        concurrency: Concurrency { potential: Potential::Low, reason: String::new() },
        verdict: Verdict { target: Target::Python, reason: String::new() },
        findings,
    };
    let mut kinds = Vec::new();
    let mut handlers = Vec::new();
    for files in units {
        let unit = Unit::of(files, sources, library);
        kinds.push(kind::of(&unit));
        let programs = programs::of(&unit, files, sources, library);
        handlers.extend(concurrency::handlers(&unit));
        let mut functions = functions::of(&unit, files, sources, &programs);
        target::decide(&unit, &mut functions);
        analysis.functions.extend(functions);
        analysis.findings.extend(programs.findings);
        progress.advance(u64::try_from(files.len()).unwrap_or(u64::MAX));
    }
    analysis.functions.sort_by_key(|function| (function.file, function.measure.line));
    analysis.service_type = kind::join(&kinds);
    analysis.concurrency = concurrency::of(analysis.service_type, &handlers, &analysis.functions);
    analysis.verdict = target::of_all(&analysis.functions);
    analysis
}
