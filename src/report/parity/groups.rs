//! Differences put together.

use std::collections::HashMap;

use crate::parity::{Difference, Kind};

/// Requests whose answers differ in the same places.
pub(super) struct Group<'a> {
    /// The differences of the first of them.
    pub(super) first: &'a [Difference],
    /// The numbers of the others.
    pub(super) others: Vec<u64>,
}

/// Puts requests together whose answers differ in the same places of the same route.
pub(super) fn groups(differences: &[Difference]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut known: HashMap<Vec<(Kind, &str, &str)>, usize> = HashMap::new();
    for request in differences.chunk_by(|one, other| one.request == other.request) {
        let places = request.iter().map(|d| (d.kind, d.path.as_str(), d.route.as_str())).collect();
        if let Some(group) = known.get(&places) {
            groups[*group].others.push(request[0].request);
        } else {
            known.insert(places, groups.len());
            groups.push(Group { first: request, others: Vec::new() });
        }
    }
    groups
}
