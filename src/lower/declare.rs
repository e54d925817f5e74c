//! Where locals are declared: at their first assignment where that is before every use and in the same block, otherwise at the innermost block that has them all.

use std::collections::{HashMap, HashSet};

use crate::ir::{Block, Expr, ExprKind, Local, LocalId, Pattern, StmtKind, Target, walk};

/// Turns first assignments into declarations.
pub fn declare(block: &mut Block, locals: &[Local], params: usize) {
    let mut bound: HashSet<LocalId> = (0..u32::try_from(params).unwrap_or(0)).map(LocalId).collect();
    patterns(block, &mut bound);
    let mut assigned = HashSet::new();
    assigned_in(block, &mut assigned);
    let mut wanted: Vec<LocalId> = assigned.into_iter().filter(|local| !bound.contains(local)).collect();
    wanted.sort();
    let _ = locals;
    for local in wanted {
        place(block, local);
    }
}

/// Declares one local in the innermost block that has every occurrence.
fn place(block: &mut Block, local: LocalId) {
    let users: Vec<usize> = (0..block.len()).filter(|index| mentions(&block[*index].kind, local)).collect();
    let Some(first) = users.first().copied() else { return };
    if let StmtKind::Assign { target: Target::Local(target), value } = &block[first].kind
        && *target == local
        && !uses(value, local)
    {
        let value = value.clone();
        block[first].kind = StmtKind::Let { local, value: Some(value) };
        return;
    }
    if let [only] = users.as_slice() {
        // All of it is inside one statement: one of its blocks may have it all.
        let statement = &mut block[*only];
        let outside = uses_itself(&statement.kind, local);
        let mut inner: Vec<&mut Block> = walk::blocks_mut(&mut statement.kind);
        let with: Vec<usize> =
            (0..inner.len()).filter(|index| inner[*index].iter().any(|stmt| mentions(&stmt.kind, local))).collect();
        if let (false, [single]) = (outside, with.as_slice()) {
            place(inner[*single], local);
            return;
        }
    }
    let span = block[first].span;
    // The comments stay above the statement that they were written for.
    let declaration = crate::ir::Stmt {
        span,
        comments: Vec::new(),
        trailing: None,
        gap: false,
        kind: StmtKind::Let { local, value: None },
    };
    block.insert(first, declaration);
}

fn mentions(kind: &StmtKind, local: LocalId) -> bool {
    if uses_itself(kind, local) || own_target(kind) == Some(local) {
        return true;
    }
    walk::blocks(kind).iter().any(|block| block.iter().any(|stmt| mentions(&stmt.kind, local)))
}

fn own_target(kind: &StmtKind) -> Option<LocalId> {
    match kind {
        StmtKind::Assign { target: Target::Local(local), .. } | StmtKind::Reraise(local) => Some(*local),
        _ => None,
    }
}

/// Whether a statement itself, its blocks apart, uses a local.
fn uses_itself(kind: &StmtKind, local: LocalId) -> bool {
    let mut found = false;
    walk::each_own_expr(kind, &mut |own| found |= uses(own, local));
    found
}

fn uses(expr: &Expr, local: LocalId) -> bool {
    let mut found = false;
    walk::expr(expr, &mut |inner| found |= matches!(inner.kind, ExprKind::Local(used) if used == local));
    if !found {
        // Statements inside of expressions (a walrus) assign.
        walk::expr(expr, &mut |inner| {
            if let ExprKind::Block(block, _) = &inner.kind {
                found |= block.iter().any(|stmt| mentions(&stmt.kind, local));
            }
        });
    }
    found
}

fn bind(pattern: &Pattern, bound: &mut HashSet<LocalId>) {
    match pattern {
        Pattern::Local(local) => {
            bound.insert(*local);
        }
        Pattern::Tuple(items) => items.iter().for_each(|item| bind(item, bound)),
        Pattern::Ignore => {}
    }
}

/// Locals that a construct binds by itself.
fn patterns(block: &Block, bound: &mut HashSet<LocalId>) {
    for stmt in block {
        match &stmt.kind {
            StmtKind::Let { local, .. } | StmtKind::IfSome { local, .. } | StmtKind::Unwrap { local, .. } => {
                bound.insert(*local);
            }
            StmtKind::Unpack { pattern, .. } | StmtKind::For { pattern, .. } => bind(pattern, bound),
            StmtKind::Try { handlers, .. } => bound.extend(handlers.iter().filter_map(|handler| handler.local)),
            _ => {}
        }
        for inner in walk::blocks(&stmt.kind) {
            patterns(inner, bound);
        }
    }
}

/// Locals that statements assign.
fn assigned_in(block: &Block, assigned: &mut HashSet<LocalId>) {
    let mut counts: HashMap<LocalId, u32> = HashMap::new();
    for stmt in block {
        if let StmtKind::Assign { target: Target::Local(local), .. } = &stmt.kind {
            *counts.entry(*local).or_default() += 1;
        }
        walk::each_own_expr(&stmt.kind, &mut |own| {
            walk::expr(own, &mut |inner| {
                if let ExprKind::Block(block, _) = &inner.kind {
                    assigned_in(block, assigned);
                }
            });
        });
        for inner in walk::blocks(&stmt.kind) {
            assigned_in(inner, assigned);
        }
    }
    assigned.extend(counts.into_keys());
}
