//! The facts about each function: measures, effects, input and output, work, who reaches it.

use std::collections::HashMap;

use super::unit::{Graph, Unit};
use super::{File, Function, IoCall, Program, Refused, Target, Verdict, Work};
use crate::library::EffectSet;
use crate::model::bodies::BodyId;
use crate::model::effects::IO;
use crate::source::{FileId, Sources};

/// The functions of a unit, in the order of its bodies; where they should run is decided later.
pub fn of(unit: &Unit<'_>, files: &[File<'_>], sources: &Sources, programs: &[Program]) -> Vec<Function> {
    let Graph { bodies, calls, effects } = &unit.graph;
    let mut measures: HashMap<(FileId, u32), _> = HashMap::new();
    for file in files {
        measures.extend(file.measures.iter().map(|measure| ((file.module.file, measure.id.0), measure)));
    }
    let mut reached_from: HashMap<BodyId, Vec<String>> = HashMap::new();
    for (id, name) in super::handlers::handler_bodies(unit) {
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
