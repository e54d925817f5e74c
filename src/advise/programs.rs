//! What the translator says of the services among the files.

use std::collections::{BTreeSet, HashMap};

use super::functions::Unit;
use super::{File, Refused};
use crate::library::Library;
use crate::lower::{self, Refusal};
use crate::model::bodies::BodyId;
use crate::model::{self, ClassIndex, ModuleIndex};
use crate::python::ast::Module;
use crate::source::{FileId, Finding, Sources, Span};

/// The classes of Python's library whose subclasses answer requests.
const HANDLER_CLASSES: &[&str] = &["http.server.BaseHTTPRequestHandler"];

/// What was refused in the services of a unit.
#[derive(Debug, Default)]
pub struct Programs {
    refused: HashMap<FileId, Vec<Refused>>,
    /// What is right but worth knowing.
    pub findings: Vec<Finding>,
}

impl Programs {
    /// What is refused in a body: not in the functions that stand in it.
    pub fn refused_in(&self, file: FileId, span: Span, unit: &Unit<'_>, id: BodyId) -> Vec<Refused> {
        let Some(all) = self.refused.get(&file) else { return Vec::new() };
        let bodies = &unit.graph.bodies;
        let inner: Vec<Span> = bodies.iter().filter(|(_, body)| body.parent == Some(id)).map(|(_, body)| body.span).collect();
        all.iter()
            .filter(|refused| span.contains(refused.place.span) && !inner.iter().any(|inner| inner.contains(refused.place.span)))
            .cloned()
            .collect()
    }
}

/// Lowers every service of a unit.
pub fn of(unit: &Unit<'_>, files: &[File<'_>], sources: &Sources, library: &Library) -> Programs {
    let mut programs = Programs::default();
    for main in mains(unit) {
        let modules = closure(files, main);
        let model = model::build(&modules);
        let lowered = lower::lower(&model, sources, library);
        let whole = lowered.refused_functions.iter().map(|(_, refusal)| refusal);
        let refusals = lowered.refusals.iter().chain(whole).chain(&lowered.init_refused);
        for refusal in refusals {
            let known = programs.refused.entry(refusal.place.file).or_default();
            let refused = refused(refusal, sources);
            if !known.contains(&refused) {
                known.push(refused);
            }
        }
    }
    for refused in programs.refused.values_mut() {
        refused.sort_by_key(|refused| refused.place);
    }
    programs
}

/// A refusal as the analysis has it.
pub fn refused(refusal: &Refusal, sources: &Sources) -> Refused {
    Refused {
        place: refusal.place,
        line: sources.get(refusal.place.file).line(refusal.place.span.start),
        code: refusal.code,
        reason: refusal.reason.clone(),
    }
}

/// The modules that have a class that answers requests.
fn mains(unit: &Unit<'_>) -> BTreeSet<ModuleIndex> {
    let model = &unit.model;
    (0..model.classes.len())
        .map(ClassIndex)
        .filter(|class| model.derives_from(*class, HANDLER_CLASSES))
        .map(|class| model.class(class).module)
        .collect()
}

/// A module and, transitively, those that it imports, the module first.
fn closure<'a>(files: &[File<'a>], main: ModuleIndex) -> Vec<(String, &'a Module)> {
    let by_name: HashMap<&str, usize> = files.iter().enumerate().map(|(index, file)| (file.name.as_str(), index)).collect();
    let mut found = vec![main.0];
    let mut next = 0;
    while let Some(current) = found.get(next).copied() {
        next += 1;
        for name in &files[current].imports {
            if let Some(index) = by_name.get(name.as_str())
                && !found.contains(index)
            {
                found.push(*index);
            }
        }
    }
    found.into_iter().map(|index| (files[index].name.clone(), files[index].module)).collect()
}
