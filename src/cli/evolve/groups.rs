//! State groups, with the routes that share them and the line that holds each back.

use std::collections::BTreeSet;

use super::status::Answer;
use crate::ir::{GlobalId, StmtKind, walk};
use crate::manifest::RouteStatus;
use crate::plan::{Plan, state_groups};
use crate::service::Route;
use crate::source::Place;

/// Module-level variables that move as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Their names.
    pub variables: Vec<String>,
    /// Indexes of the routes that reach them.
    pub routes: Vec<usize>,
    /// Why they stay with the original, and where; none when they move.
    pub held_back: Option<(String, Option<Place>)>,
}

/// The groups of a plan. `reached` are the variables that each route reaches.
pub fn groups(plan: &Plan, routes: &[(Route, Answer)], reached: &[BTreeSet<GlobalId>]) -> Vec<Group> {
    let name = |id: &GlobalId| plan.global(*id).name.clone();
    let group = |variables: BTreeSet<GlobalId>| {
        let touching: Vec<usize> = (0..routes.len()).filter(|index| !reached[*index].is_disjoint(&variables)).collect();
        let names: Vec<String> = variables.iter().map(name).collect();
        let stays = variables.iter().any(|id| plan.theirs.contains(id));
        let held_back = stays.then(|| reason(plan, &variables, &names, touching.iter().map(|index| &routes[*index].1)));
        Group { variables: names, routes: touching, held_back }
    };
    state_groups(plan).into_iter().map(group).collect()
}

/// The first reason of a route that is more than that the state stays; else that of the code which no request reaches natively any more.
fn reason<'a>(
    plan: &Plan,
    variables: &BTreeSet<GlobalId>,
    names: &[String],
    answers: impl Iterator<Item = &'a Answer>,
) -> (String, Option<Place>) {
    let bridged: Vec<&Answer> = answers.filter(|answer| answer.status == RouteStatus::Bridged).collect();
    let follows = |reason: &str| names.iter().any(|name| reason.starts_with(&format!("`{name}` is state that")));
    if let Some(answer) = bridged.iter().find(|answer| !follows(&answer.reason)) {
        return (answer.reason.clone(), answer.place);
    }
    if let Some((reason, place)) = refused(plan, variables) {
        return (reason, Some(place));
    }
    bridged.first().map_or_else(
        || ("code that is not translated reaches it".to_owned(), None),
        |answer| (answer.reason.clone(), answer.place),
    )
}

/// The refusal that holds variables back: one that says so, or the only one that there is.
fn refused(plan: &Plan, variables: &BTreeSet<GlobalId>) -> Option<(String, Place)> {
    let mut all = Vec::new();
    for function in &plan.program.functions {
        walk::each_statement(&function.body, &mut |stmt| {
            if let StmtKind::Forward { code, reason, place, touches } = &stmt.kind
                && *code != "state"
            {
                let own = Place { file: function.place.file, span: stmt.span };
                all.push((reason, touches, place.unwrap_or(own)));
            }
        });
    }
    let touching = all.iter().find(|(_, touches, _)| touches.iter().any(|id| variables.contains(id)));
    let only = if let [only] = all.as_slice() { Some(only) } else { None };
    touching.or(only).map(|(reason, _, place)| ((*reason).clone(), *place))
}
