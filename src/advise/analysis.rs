//! What an analysis found.

use crate::library::{Effect, EffectSet};
use crate::measure::FunctionMeasure;
use crate::source::{FileId, Finding, Place};

use super::Work;

/// Everything that `pivot analyze` has to tell.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The files that were read, in the order in which they were found.
    pub files: Vec<FileId>,
    /// Every function, by file and line.
    pub functions: Vec<Function>,
    /// The routes of the services.
    pub routes: Vec<Route>,
    /// State that binds routes together.
    pub state_groups: Vec<StateGroup>,
    /// What the code is.
    pub service_type: ServiceType,
    /// How much of it can run at the same time.
    pub concurrency: Concurrency,
    /// Where to move it as a whole.
    pub verdict: Verdict,
    /// What is wrong with the sources.
    pub findings: Vec<Finding>,
}

/// A function with its measures and where it should move.
#[derive(Clone, Debug)]
pub struct Function {
    /// The file.
    pub file: FileId,
    /// Complexity and size.
    pub measure: FunctionMeasure,
    /// The call sites that reach database, network, file or process.
    pub io: Vec<IoCall>,
    /// What it does itself.
    pub effects: EffectSet,
    /// What it does with everything that it calls.
    pub all_effects: EffectSet,
    /// What it computes itself.
    pub work: Work,
    /// The request handlers that reach it, by qualified name.
    pub reached_from: Vec<String>,
    /// What the translator refuses in it.
    pub refused: Vec<Refused>,
    /// Where to move it, and why.
    pub verdict: Verdict,
}

/// The names of effects in reports.
pub fn effect_names(effects: EffectSet) -> Vec<&'static str> {
    effects.iter().map(Effect::name).collect()
}

/// A call site that reaches database, network, file or process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IoCall {
    /// Its line.
    pub line: u32,
    /// What is called.
    pub name: String,
    /// What it reaches of those four.
    pub effects: Vec<Effect>,
    /// Whether the callee is known, and not only its name.
    pub certain: bool,
}

/// Something that the translator refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Where.
    pub place: Place,
    /// The line.
    pub line: u32,
    /// The kind of refusal.
    pub code: &'static str,
    /// Why.
    pub reason: String,
}

/// A target, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Where to.
    pub target: Target,
    /// Why, with what was counted.
    pub reason: String,
}

/// Where a function should run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// Go: much waiting, much at a time.
    Go,
    /// Rust: much computing.
    Rust,
    /// It stays: nothing to gain, or it cannot be moved.
    Python,
}

impl Target {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Go => "GO",
            Self::Rust => "RUST",
            Self::Python => "PYTHON",
        }
    }
}

/// What the analysed code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceType {
    /// It answers HTTP requests.
    WebApi,
    /// It is started and ends.
    Program,
    /// Others import it.
    Library,
}

impl ServiceType {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::WebApi => "web_api",
            Self::Program => "program",
            Self::Library => "library",
        }
    }
}

/// How much can run at the same time, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concurrency {
    /// How much.
    pub potential: Potential,
    /// Why, with what was counted.
    pub reason: String,
}

/// A degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Potential {
    /// Requests or calls are independent of each other.
    High,
    /// Some are.
    Medium,
    /// They wait for each other, or there is nothing to overlap.
    Low,
}

impl Potential {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// What the translator says of a service.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// Its routes.
    pub routes: Vec<Route>,
    /// What it refuses.
    pub refused: Vec<Refused>,
    /// The same and more as findings.
    pub findings: Vec<Finding>,
}

/// A route of a service.
#[derive(Clone, Debug)]
pub struct Route {
    /// `GET`
    pub method: String,
    /// `/api/user/<id>`
    pub path: String,
    /// The function that answers, by qualified name.
    pub handler: String,
    /// Where it is dispatched.
    pub place: Place,
    /// The statements that are its own in the functions that dispatch.
    pub branches: Vec<Place>,
    /// In Go.
    pub go: Standing,
    /// In Rust.
    pub rust: Standing,
}

/// Whether a target answers a route itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// What forwards it to the original; empty when it is native.
    pub blocked_by: Vec<Refused>,
}

impl Standing {
    /// Whether the target answers it itself.
    pub fn is_native(&self) -> bool {
        self.blocked_by.is_empty()
    }
}

/// Module-level state that changes, and the routes that it binds together.
#[derive(Clone, Debug)]
pub struct StateGroup {
    /// The variables.
    pub variables: Vec<String>,
    /// The routes, as `METHOD path`.
    pub routes: Vec<String>,
    /// Where the state is bound.
    pub place: Place,
    /// What holds the whole group back; nothing when it can move.
    pub blocked_by: Option<Refused>,
}
