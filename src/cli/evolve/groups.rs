//! State groups, with the routes that share them and the line that holds each back.

use std::collections::BTreeSet;

use super::status::Answer;
use crate::ir::GlobalId;
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
        let held_back = stays.then(|| reason(&names, touching.iter().map(|index| &routes[*index].1)));
        Group { variables: names, routes: touching, held_back }
    };
    state_groups(plan).into_iter().map(group).collect()
}

/// The first reason of a route that is more than that the state stays.
fn reason<'a>(names: &[String], answers: impl Iterator<Item = &'a Answer>) -> (String, Option<Place>) {
    let bridged: Vec<&Answer> = answers.filter(|answer| answer.status == RouteStatus::Bridged).collect();
    let follows =
        |answer: &&&Answer| names.iter().any(|name| answer.reason.starts_with(&format!("`{name}` is state that")));
    let first = bridged.iter().find(|answer| !follows(answer)).or(bridged.first());
    first.map_or_else(
        || ("code that is not translated reaches it".to_owned(), None),
        |answer| (answer.reason.clone(), answer.place),
    )
}
