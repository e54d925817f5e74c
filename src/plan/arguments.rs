//! What a call does to the objects that it is given.

use std::collections::HashSet;

use super::{effect, summary};
use crate::ir::{FunctionId, Program};

/// The parameters of a function through which it may change something that its caller sees.
pub fn changed_arguments(program: &Program, function: FunctionId) -> Vec<usize> {
    let summaries = summary::summaries(program);
    let Some(summary) = summaries.get(function.0 as usize) else { return Vec::new() };
    let function = &program.functions[function.0 as usize];
    let changed = |local: &crate::ir::Local| {
        let mut reached = HashSet::new();
        let dynamic = effect::reached(program, &local.ty, &mut reached);
        (dynamic && summary.changes_dynamic) || reached.iter().any(|object| summary.changes.contains(object))
    };
    let parameters = function.locals.iter().take(function.params).enumerate();
    parameters.filter(|(_, local)| changed(local)).map(|(index, _)| index).collect()
}
