//! Where each function should run, and why; what the code is, and how much of it can run at the same time.
//!
//! The rules stand in `docs/analysis.md`; every reason says what was counted. The entry point is `advise`.

mod analysis;
mod concurrency;
mod functions;
mod handlers;
mod kind;
mod state;
mod target;
mod unit;
mod work;

pub use analysis::{
    Analysis, Concurrency, Function, IoCall, Potential, Program, Refused, Route, ServiceType, Standing, StateGroup,
    Target, Verdict, effect_names,
};
pub use work::Work;

use crate::library::Library;
use crate::measure::FunctionMeasure;
use crate::python::ast::Module;
use crate::source::{Finding, Progress, Sources};

use unit::Unit;

/// A file that was read.
#[derive(Debug)]
pub struct File<'a> {
    /// The name under which others import it.
    pub name: String,
    /// Whether it is the `__init__.py` of a package.
    pub is_package: bool,
    /// Its tree.
    pub module: &'a Module,
    /// Its functions.
    pub measures: &'a [FunctionMeasure],
}

/// The stack for walking the deepest tree that the parser allows.
const STACK: usize = 256 << 20;

/// What is analysed.
#[derive(Debug)]
pub struct Input<'a> {
    /// The files; those of one unit import each other.
    pub units: Vec<Vec<File<'a>>>,
    /// Their texts.
    pub sources: &'a Sources,
    /// What Python's library does.
    pub library: &'a Library,
    /// The services among the files.
    pub programs: Vec<Program>,
    /// What is wrong with the files.
    pub findings: Vec<Finding>,
}

/// Analyses files.
pub fn advise(input: &Input<'_>, progress: &dyn Progress) -> Analysis {
    stacker::grow(STACK, || on_large_stack(input, progress))
}

fn on_large_stack(input: &Input<'_>, progress: &dyn Progress) -> Analysis {
    let Input { units, sources, library, programs, findings } = input;
    let mut functions = Vec::new();
    let mut state_groups = Vec::new();
    let mut kinds = Vec::new();
    let mut handlers = Vec::new();
    for files in units {
        let unit = Unit::of(files, library);
        kinds.push(kind::of(&unit));
        handlers.extend(concurrency::handlers(&unit));
        let mut found = functions::of(&unit, files, sources, programs);
        target::decide(&unit, &mut found);
        functions.extend(found);
        for program in programs {
            state_groups.extend(state::groups(&unit, &program.routes));
        }
        progress.advance(u64::try_from(files.len()).unwrap_or(u64::MAX));
    }
    functions.sort_by_key(|function| (function.file, function.measure.line));
    let service_type = kind::join(&kinds);
    let mut findings = findings.clone();
    findings.extend(programs.iter().flat_map(|program| program.findings.iter().cloned()));
    Analysis {
        files: sources.iter().map(|(id, _)| id).collect(),
        routes: programs.iter().flat_map(|program| program.routes.iter().cloned()).collect(),
        state_groups,
        service_type,
        concurrency: concurrency::of(service_type, &handlers, &functions),
        verdict: target::of_all(&functions),
        functions,
        findings,
    }
}
