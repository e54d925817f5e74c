//! Module-level state that changes while a service runs, and the routes that it binds together.
//!
//! Routes that touch the same state move as one or stay as one: two processes cannot both hold it.

use std::collections::BTreeSet;

use super::unit::Unit;
use super::{Route, StateGroup};
use crate::model::GlobalIndex;
use crate::model::bodies::BodyId;
use crate::source::Place;

/// The state groups of the routes of a unit.
pub fn groups(unit: &Unit<'_>, routes: &[Route]) -> Vec<StateGroup> {
    let touched: Vec<BTreeSet<GlobalIndex>> = routes.iter().map(|route| touched(unit, route)).collect();
    // Each route starts alone with its state; groups that share a variable become one.
    let mut groups: Vec<(BTreeSet<GlobalIndex>, Vec<usize>)> = Vec::new();
    for (index, globals) in touched.into_iter().enumerate().filter(|(_, globals)| !globals.is_empty()) {
        let mut joined = (globals, vec![index]);
        let (sharing, apart): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|(known, _)| !known.is_disjoint(&joined.0));
        for (globals, members) in sharing {
            joined.0.extend(globals);
            joined.1.extend(members);
        }
        joined.1.sort_unstable();
        groups = apart;
        groups.push(joined);
    }
    groups.sort();
    groups.iter().filter_map(|(globals, members)| group(unit, globals, members, routes)).collect()
}

fn group(unit: &Unit<'_>, globals: &BTreeSet<GlobalIndex>, members: &[usize], routes: &[Route]) -> Option<StateGroup> {
    let first = unit.model.global(*globals.first()?);
    let file = unit.model.module(first.module).tree.file;
    let variables = globals.iter().map(|global| {
        let info = unit.model.global(*global);
        info.class.map_or_else(|| info.name.clone(), |class| format!("{}.{}", unit.model.class(class).name, info.name))
    });
    // One route of the group that stays holds all of them.
    let blocked = |route: &Route| route.go.blocked_by.first().or(route.rust.blocked_by.first()).cloned();
    Some(StateGroup {
        variables: variables.collect(),
        routes: members.iter().map(|index| format!("{} {}", routes[*index].method, routes[*index].path)).collect(),
        place: Place { file, span: first.span },
        blocked_by: members.iter().find_map(|index| blocked(&routes[*index])),
    })
}

/// The changing state that a route touches: in its branches, and in the functions that they call.
fn touched(unit: &Unit<'_>, route: &Route) -> BTreeSet<GlobalIndex> {
    let graph = &unit.graph;
    let mut found = BTreeSet::new();
    let mut reached: BTreeSet<BodyId> = BTreeSet::new();
    for branch in &route.branches {
        let Some(around) = unit.around(*branch) else { continue };
        let inside = graph.effects.globals(around).iter().filter(|(_, span)| branch.span.contains(*span));
        found.extend(inside.map(|(global, _)| *global));
        for site in graph.calls.sites(around).iter().filter(|site| branch.span.contains(site.span)) {
            for body in graph.calls.likely(site) {
                reached.extend(unit.reached(body));
            }
        }
    }
    for body in reached {
        found.extend(graph.effects.globals(body).iter().map(|(global, _)| *global));
    }
    found
}
