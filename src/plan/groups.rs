//! State groups: module-level variables that requests change, together where they hold the same objects.

use std::collections::{BTreeSet, HashSet};

use super::{Plan, effect};
use crate::ir::{GlobalId, GlobalKind};

/// The groups, in the order of their first variables. What is in a group moves as one, or stays as one.
pub fn state_groups(plan: &Plan) -> Vec<BTreeSet<GlobalId>> {
    let program = &plan.program;
    let mut groups: Vec<(BTreeSet<GlobalId>, HashSet<crate::ir::ObjectId>)> = Vec::new();
    for (index, global) in program.globals.iter().enumerate() {
        let id = GlobalId(u32::try_from(index).unwrap_or(u32::MAX));
        let changes = matches!(global.kind, GlobalKind::State { changes: true });
        if !changes && !plan.theirs.contains(&id) {
            continue;
        }
        let mut objects = HashSet::new();
        effect::reached(program, &global.ty, &mut objects);
        let mut variables = BTreeSet::from([id]);
        // A group that shares an object with this one becomes part of it.
        let (joined, apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(_, known)| !known.is_disjoint(&objects));
        for (more, further) in joined {
            variables.extend(more);
            objects.extend(further);
        }
        groups = apart;
        groups.push((variables, objects));
    }
    let mut groups: Vec<BTreeSet<GlobalId>> = groups.into_iter().map(|(variables, _)| variables).collect();
    groups.sort();
    groups
}
