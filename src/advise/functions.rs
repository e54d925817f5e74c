//! The facts about each function: measures, effects, input and output, work, who reaches it.

use std::collections::HashMap;

use super::{File, Function, IoCall, Program, Refused, Target, Verdict, Work};
use crate::library::{EffectSet, Library};
use crate::model::bodies::{Bodies, Body, BodyId};
use crate::model::calls::Calls;
use crate::model::effects::{Effects, IO};
use crate::model::values::Values;
use crate::model::{self, Model, ModuleSource};
use crate::source::{FileId, Place, Sources};

/// Files that import each other, with what their names mean.
#[derive(Debug)]
pub struct Unit<'a> {
    /// The model.
    pub model: Model<'a>,
    /// What runs, with the call graph and the effects.
    pub graph: Graph<'a>,
}

/// Bodies, calls and effects of a model.
#[derive(Debug)]
pub struct Graph<'a> {
    /// Everything that runs.
    pub bodies: Bodies<'a>,
    /// Who calls whom.
    pub calls: Calls,
    /// What it does.
    pub effects: Effects,
}

impl<'a> Unit<'a> {
    /// Reads the names, calls and effects of files.
    pub fn of(files: &[File<'a>], library: &Library) -> Self {
        let modules: Vec<ModuleSource<'a>> = files
            .iter()
            .map(|file| ModuleSource {
                name: file.name.clone(),
                is_package: file.is_package,
                is_main: false,
                tree: file.module,
            })
            .collect();
        let model = model::build(&modules);
        let bodies = Bodies::of(&model);
        let (calls, effects) = {
            let values = Values::of(&model, library, &bodies);
            let calls = Calls::of(&model, library, &bodies, &values);
            let effects = Effects::of(&model, &bodies, &values, &calls);
            (calls, effects)
        };
        Self { model, graph: Graph { bodies, calls, effects } }
    }

    /// Every function that a body reaches, itself included, through calls of which the callee is known or the only method of its name.
    pub fn reached(&self, from: BodyId) -> Vec<BodyId> {
        let mut found = vec![from];
        let mut seen = std::collections::HashSet::from([from]);
        let mut next = 0;
        while let Some(current) = found.get(next).copied() {
            next += 1;
            for body in self.graph.calls.sites(current).iter().flat_map(|site| self.graph.calls.likely(site)) {
                if seen.insert(body) {
                    found.push(body);
                }
            }
        }
        found
    }
}

impl Unit<'_> {
    /// The innermost function that a place lies in.
    pub fn around(&self, place: Place) -> Option<BodyId> {
        let within = |body: &Body<'_>| body.def.is_some() && body.file == place.file && body.span.contains(place.span);
        let bodies = self.graph.bodies.iter().filter(|(_, body)| within(body));
        bodies.min_by_key(|(_, body)| body.span.end - body.span.start).map(|(id, _)| id)
    }
}

/// The functions of a unit, in the order of its bodies; where they should run is decided later.
pub fn of(unit: &Unit<'_>, files: &[File<'_>], sources: &Sources, programs: &[Program]) -> Vec<Function> {
    let Graph { bodies, calls, effects } = &unit.graph;
    let mut measures: HashMap<(FileId, u32), _> = HashMap::new();
    for file in files {
        measures.extend(file.measures.iter().map(|measure| ((file.module.file, measure.id.0), measure)));
    }
    let mut reached_from: HashMap<BodyId, Vec<String>> = HashMap::new();
    for (id, name) in super::concurrency::handler_bodies(unit) {
        for body in unit.reached(id) {
            reached_from.entry(body).or_default().push(name.clone());
        }
    }
    let mut refused: HashMap<BodyId, Vec<Refused>> = HashMap::new();
    for one in programs.iter().flat_map(|program| &program.refused) {
        if let Some(id) = unit.around(one.place) {
            refused.entry(id).or_default().push(one.clone());
        }
    }
    let io: EffectSet = IO.into_iter().collect();
    let mut functions = Vec::new();
    for (id, body) in bodies.iter() {
        let Some(stmt) = body.stmt else { continue };
        let Some(measure) = measures.get(&(body.file, stmt.0)) else { continue };
        let source = sources.get(body.file);
        let calls_io = effects.io_sites(calls, id);
        functions.push(Function {
            file: body.file,
            measure: (*measure).clone(),
            io: calls_io
                .iter()
                .map(|site| IoCall {
                    line: source.line(site.span.start),
                    name: site.name.clone(),
                    effects: effects.of_site(site).intersection(io).iter().collect(),
                    certain: site.certain,
                })
                .collect(),
            effects: effects.own(id),
            all_effects: effects.all(id),
            work: Work::of(body.stmts),
            reached_from: reached_from.remove(&id).unwrap_or_default(),
            refused: refused.remove(&id).unwrap_or_default(),
            verdict: Verdict { target: Target::Python, reason: String::new() },
        });
    }
    functions
}
