//! Files that import each other, read as one.

use super::File;
use crate::library::Library;
use crate::model::bodies::{Bodies, Body, BodyId};
use crate::model::calls::Calls;
use crate::model::effects::Effects;
use crate::model::values::Values;
use crate::model::{self, Model, ModuleSource};
use crate::source::Place;

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

    /// The innermost function that a place lies in.
    pub fn around(&self, place: Place) -> Option<BodyId> {
        let within = |body: &Body<'_>| body.def.is_some() && body.file == place.file && body.span.contains(place.span);
        let bodies = self.graph.bodies.iter().filter(|(_, body)| within(body));
        bodies.min_by_key(|(_, body)| body.span.end - body.span.start).map(|(id, _)| id)
    }
}
