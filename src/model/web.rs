//! Variables, split where one Python name is used as several: def-use webs.
//!
//! ```python
//! user_id = parts[3]        # one web
//! user_id = int(user_id)    # another: no use sees both
//! ```
//!
//! A web is a set of bindings with every use that one of them reaches (Muchnick, *Advanced Compiler Design and Implementation*, 16.3.3). A name that
//! a nested function captures stays one web.

use std::collections::{BTreeSet, HashMap};

use crate::python::ast::{Expr, ExprKind};

/// Names one web of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WebId(pub u32);

/// The webs of one body.
#[derive(Clone, Debug, Default)]
pub struct Webs {
    /// The web of each binding and use, by the offset where the identifier starts.
    pub(super) of: HashMap<u32, WebId>,
    /// The Python name of each web.
    pub(super) names: Vec<String>,
    /// Webs of which some use may come before any binding (or after `del`).
    pub(super) unbound: BTreeSet<WebId>,
    /// The web of each captured name.
    pub(super) captured: HashMap<String, WebId>,
    /// How many bindings each web has.
    pub(super) bindings: Vec<u32>,
    /// Offsets of bindings inside a loop or `try`, which run more than once or not at all.
    pub(super) assigned: HashMap<WebId, Vec<u32>>,
}

impl Webs {
    /// The web of the identifier that starts at that offset.
    pub fn at(&self, offset: u32) -> Option<WebId> {
        self.of.get(&offset).copied()
    }

    /// The web that a nested function or lambda sees for a captured name.
    pub fn captured(&self, name: &str) -> Option<WebId> {
        self.captured.get(name).copied()
    }

    /// The Python name.
    pub fn name(&self, web: WebId) -> &str {
        &self.names[web.0 as usize]
    }

    /// Number of webs.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether some use may come before any binding.
    pub fn may_be_unbound(&self, web: WebId) -> bool {
        self.unbound.contains(&web)
    }

    /// Whether every binding and use lies inside a span.
    pub fn within(&self, web: WebId, span: crate::source::Span) -> bool {
        self.of.iter().all(|(offset, known)| *known != web || (span.start <= *offset && *offset < span.end))
    }

    /// Whether anything reads it.
    pub fn is_used(&self, web: WebId) -> bool {
        self.of.values().filter(|known| **known == web).count() > self.bindings(web) as usize
    }

    /// How many places bind it.
    pub fn bindings(&self, web: WebId) -> u32 {
        self.bindings[web.0 as usize]
    }

    /// The offsets of its bindings, in source order.
    pub fn binding_offsets(&self, web: WebId) -> &[u32] {
        self.assigned.get(&web).map_or(&[], Vec::as_slice)
    }
}

/// The names that a target binds, with where they stand.
pub fn target_names(target: &Expr, names: &mut Vec<(String, u32)>) {
    match &target.kind {
        ExprKind::Name(name) => names.push((name.clone(), target.span.start)),
        ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| target_names(item, names)),
        ExprKind::Starred(inner) => target_names(inner, names),
        _ => {}
    }
}
