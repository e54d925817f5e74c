//! Objects that cannot be one.
//!
//! ```python
//! def group_by(rows, field):
//!     groups = {}
//!     for row in rows:                                        # existed before the call
//!         groups.setdefault(row[field], []).append(row)       # a list made in this call
//! ```

use std::collections::HashSet;

use crate::ir::{Block, Expr, ExprKind, Iter, LocalId, Pattern, StmtKind, Target, walk};

/// Parameters that are never bound again, and what is only ever bound to, or only ever holds, what the call itself makes.
pub(super) struct Apart {
    given: HashSet<LocalId>,
    made: HashSet<LocalId>,
    /// Of `made`: containers whose elements are made in this call too.
    filled: HashSet<LocalId>,
}

impl Apart {
    pub(super) fn of(params: usize, body: &Block) -> Self {
        let mut given: HashSet<_> = (0..u32::try_from(params).unwrap_or(0)).map(LocalId).collect();
        let mut made = HashSet::new();
        let mut bound: HashSet<LocalId> = HashSet::new();
        super::visit::statements(body, &mut |stmt| match &stmt.kind {
            StmtKind::Let { local, value: Some(value) } | StmtKind::Assign { target: Target::Local(local), value } => {
                given.remove(local);
                if is_literal(value) {
                    made.insert(*local);
                } else {
                    bound.insert(*local);
                }
            }
            StmtKind::For { pattern, .. } | StmtKind::Unpack { pattern, .. } => locals(pattern, &mut bound),
            _ => {}
        });
        walk::block(body, &mut |expr| {
            if let ExprKind::Block(inside, _) = &expr.kind {
                super::visit::statements(inside, &mut |stmt| {
                    if let StmtKind::Assign { target: Target::Local(local), .. } = &stmt.kind {
                        bound.insert(*local);
                    }
                });
            }
        });
        made.retain(|local| !bound.contains(local));
        given.retain(|local| !bound.contains(local));
        let filled = made.iter().copied().filter(|local| holds_only_made(*local, body)).collect();
        Self { given, made, filled }
    }

    /// Whether what is iterated and what is changed are two objects.
    pub(super) fn tells(&self, iterated: &Expr, changed: &Expr) -> bool {
        matches!(iterated.kind, ExprKind::Local(local) if self.given.contains(&local)) && self.is_made(changed)
    }

    fn is_made(&self, value: &Expr) -> bool {
        match &value.kind {
            ExprKind::Local(local) => self.made.contains(local),
            ExprKind::Library(call) => {
                matches!(call.helper.as_str(), "dict_setdefault" | "dict_getitem" | "list_getitem")
                    && matches!(call.args[0].kind, ExprKind::Local(local) if self.filled.contains(&local))
            }
            _ => false,
        }
    }
}

/// Whether all that a variable's container ever holds is a literal that is stored on the spot, and nothing else gets hold of the container before the function
/// returns.
fn holds_only_made(container: LocalId, body: &Block) -> bool {
    let is_it = |value: &Expr| matches!(value.kind, ExprKind::Local(local) if local == container);
    let (mut met, mut fit) = (0, 0);
    let mut from_literals = true;
    super::visit::statements(body, &mut |stmt| match &stmt.kind {
        StmtKind::Let { local, value: Some(value) } | StmtKind::Assign { target: Target::Local(local), value } => {
            from_literals &= *local != container || is_empty(value);
        }
        StmtKind::Return(Some(value)) if is_it(value) => fit += 1,
        // Its keys alone are gone through.
        StmtKind::For { iter: Iter::Keys(value), .. } if is_it(value) => fit += 1,
        _ => {}
    });
    walk::block(body, &mut |expr| match &expr.kind {
        ExprKind::Local(local) if *local == container => met += 1,
        ExprKind::Len(one) | ExprKind::Truth(one) | ExprKind::Contains { container: one, .. } if is_it(one) => fit += 1,
        ExprKind::Library(call) if call.args.first().is_some_and(is_it) => {
            let stores_made = match call.helper.as_str() {
                "dict_setitem" | "dict_setdefault" => call.args.get(2).is_some_and(is_literal),
                "list_append" => call.args.get(1).is_some_and(is_literal),
                "dict_getitem" | "list_getitem" => true,
                _ => false,
            };
            fit += usize::from(stores_made);
        }
        _ => {}
    });
    from_literals && met == fit
}

fn locals(pattern: &Pattern, found: &mut HashSet<LocalId>) {
    match pattern {
        Pattern::Local(local) => drop(found.insert(*local)),
        Pattern::Tuple(items) => items.iter().for_each(|item| locals(item, found)),
        Pattern::Ignore => {}
    }
}

fn is_literal(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Convert(inner) => is_literal(inner),
        ExprKind::List(_) | ExprKind::Dict(_) | ExprKind::Record { base: None, .. } => true,
        _ => false,
    }
}

fn is_empty(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Convert(inner) => is_empty(inner),
        ExprKind::List(items) => items.is_empty(),
        ExprKind::Dict(items) => items.is_empty(),
        _ => false,
    }
}
