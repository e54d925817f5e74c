//! Renumbers the locals of a block: so that blocks of several bodies can follow each other, and where a parameter comes or goes.

use super::walk;
use super::{Block, Expr, ExprKind, Local, LocalId, Pattern, StmtKind, Target};

/// The new number of a local.
type Renumber<'r> = &'r dyn Fn(LocalId) -> LocalId;

/// The block with every local's number raised.
pub fn raised(mut block: Block, by: u32) -> Block {
    if by > 0 {
        in_block(&mut block, &|local| LocalId(local.0.saturating_add(by)));
    }
    block
}

/// A body without its first local, which nothing in it uses.
pub fn without_first(mut locals: Vec<Local>, mut block: Block) -> (Vec<Local>, Block) {
    if locals.is_empty() {
        return (locals, block);
    }
    locals.remove(0);
    in_block(&mut block, &|local| LocalId(local.0.saturating_sub(1)));
    (locals, block)
}

/// Makes room for one more local at that number.
pub fn with_one_at(block: &mut Block, at: u32) {
    in_block(block, &|local| LocalId(local.0 + u32::from(local.0 >= at)));
}

fn give(local: &mut LocalId, new: Renumber) {
    *local = new(*local);
}

fn in_pattern(pattern: &mut Pattern, new: Renumber) {
    match pattern {
        Pattern::Local(local) => give(local, new),
        Pattern::Tuple(items) => items.iter_mut().for_each(|item| in_pattern(item, new)),
        Pattern::Ignore => {}
    }
}

fn in_block(block: &mut Block, new: Renumber) {
    for stmt in block {
        match &mut stmt.kind {
            StmtKind::Let { local, .. }
            | StmtKind::Assign { target: Target::Local(local), .. }
            | StmtKind::IfSome { local, .. }
            | StmtKind::Unwrap { local, .. }
            | StmtKind::Reraise(local) => give(local, new),
            StmtKind::Unpack { pattern, .. } | StmtKind::For { pattern, .. } => in_pattern(pattern, new),
            StmtKind::Try { handlers, .. } => {
                handlers.iter_mut().filter_map(|handler| handler.local.as_mut()).for_each(|local| give(local, new));
            }
            StmtKind::Assign { .. }
            | StmtKind::Expr(_)
            | StmtKind::If { .. }
            | StmtKind::While { .. }
            | StmtKind::Break
            | StmtKind::Continue
            | StmtKind::Return(_)
            | StmtKind::Raise(_)
            | StmtKind::Forward { .. } => {}
        }
        walk::each_own_expr_mut(&mut stmt.kind, &mut |own| in_expr(own, new));
        walk::blocks_mut(&mut stmt.kind).into_iter().for_each(|inner| in_block(inner, new));
    }
}

fn in_expr(expr: &mut Expr, new: Renumber) {
    walk::expr_mut(expr, &mut |inner| match &mut inner.kind {
        ExprKind::Local(local) | ExprKind::Let { local, .. } => give(local, new),
        ExprKind::Comprehension { clauses, .. } => {
            clauses.iter_mut().for_each(|clause| in_pattern(&mut clause.pattern, new));
        }
        ExprKind::Lambda(lambda) => lambda.params.iter_mut().for_each(|local| give(local, new)),
        ExprKind::Block(block, _) => in_block(block, new),
        _ => {}
    });
}
