//! Loops whose body gives the variable that they go through another value: they go on through what it was.

use std::borrow::Cow;
use std::collections::HashSet;

use super::body::Body;
use crate::ir::walk::each_statement;
use crate::ir::{Block, Expr, ExprKind, Iter, LibraryCall, LocalId, Pattern, StmtKind, Target};

/// What stands in for `x.clone()`: no helper of the runtime.
pub const CLONE: &str = "rust_clone";

impl Body<'_> {
    /// What a loop goes through, with a copy of each variable that the body rebinds.
    pub fn kept_apart<'i>(&self, iter: &'i Iter, body: &Block) -> Cow<'i, Iter> {
        let mut set = HashSet::new();
        each_statement(body, &mut |stmt| match &stmt.kind {
            StmtKind::Assign { target: Target::Local(local), .. } => drop(set.insert(*local)),
            StmtKind::Unpack { pattern, .. } | StmtKind::For { pattern, .. } => bound(pattern, &mut set),
            _ => {}
        });
        let mut kept = iter.clone();
        if !set.is_empty() && self.copy_read(&mut kept, &set) { Cow::Owned(kept) } else { Cow::Borrowed(iter) }
    }

    fn copy_read(&self, iter: &mut Iter, set: &HashSet<LocalId>) -> bool {
        match iter {
            Iter::Value(value)
            | Iter::Keys(value)
            | Iter::Values(value)
            | Iter::Items(value)
            | Iter::Reversed(value) => {
                let read = match &value.kind {
                    ExprKind::Convert(inner) => inner,
                    _ => &*value,
                };
                let ExprKind::Local(local) = read.kind else { return false };
                // What a variable was found to hold bears its name, and is borrowed from it.
                let name = |one: &LocalId| self.function.locals.get(one.0 as usize).map(|local| &local.name);
                let rebound = set.iter().any(|one| *one == local || name(one) == name(&local));
                if !rebound || self.types.is_copy(&value.ty) || self.types.is_shared(&value.ty) {
                    return false;
                }
                let call = LibraryCall { helper: CLONE.to_owned(), args: vec![value.clone()], raises: Vec::new() };
                *value = Expr { kind: ExprKind::Library(call), ..value.clone() };
                true
            }
            Iter::Range { .. } => false,
            Iter::Enumerate(inner, _) => self.copy_read(inner, set),
            Iter::Zip(all) => {
                let mut copied = false;
                all.iter_mut().for_each(|one| copied |= self.copy_read(one, set));
                copied
            }
        }
    }
}

fn bound(pattern: &Pattern, set: &mut HashSet<LocalId>) {
    match pattern {
        Pattern::Local(local) => drop(set.insert(*local)),
        Pattern::Tuple(all) => all.iter().for_each(|one| bound(one, set)),
        Pattern::Ignore => {}
    }
}
