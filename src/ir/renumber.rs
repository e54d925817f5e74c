//! Renumbers the locals of a block: so that blocks of several bodies can follow each other, and where a parameter comes or goes.

use super::walk;
use super::{Block, Expr, ExprKind, Iter, Local, LocalId, Pattern, StmtKind, Target};

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

fn in_iter(iter: &mut Iter, new: Renumber) {
    match iter {
        Iter::Value(value) | Iter::Keys(value) | Iter::Values(value) | Iter::Items(value) | Iter::Reversed(value) => {
            in_expr(value, new);
        }
        Iter::Range { start, stop, .. } => {
            in_expr(start, new);
            in_expr(stop, new);
        }
        Iter::Enumerate(inner, start) => {
            in_iter(inner, new);
            in_expr(start, new);
        }
        Iter::Zip(all) => all.iter_mut().for_each(|one| in_iter(one, new)),
    }
}

fn in_block(block: &mut Block, new: Renumber) {
    for stmt in block {
        match &mut stmt.kind {
            StmtKind::Let { local, value } => {
                give(local, new);
                value.iter_mut().for_each(|value| in_expr(value, new));
            }
            StmtKind::Assign { target, value } => {
                match target {
                    Target::Local(local) => give(local, new),
                    Target::Field { object, .. } => in_expr(object, new),
                    Target::Global(_) => {}
                }
                in_expr(value, new);
            }
            StmtKind::Unpack { pattern, value } => {
                in_pattern(pattern, new);
                in_expr(value, new);
            }
            StmtKind::Expr(value) | StmtKind::Raise(value) => in_expr(value, new),
            StmtKind::If { test, then, otherwise } => {
                in_expr(test, new);
                in_block(then, new);
                in_block(otherwise, new);
            }
            StmtKind::IfSome { value, local, then, otherwise } => {
                in_expr(value, new);
                give(local, new);
                in_block(then, new);
                in_block(otherwise, new);
            }
            StmtKind::Unwrap { value, local, otherwise } => {
                in_expr(value, new);
                give(local, new);
                in_block(otherwise, new);
            }
            StmtKind::While { test, body } => {
                in_expr(test, new);
                in_block(body, new);
            }
            StmtKind::For { pattern, iter, body } => {
                in_pattern(pattern, new);
                in_iter(iter, new);
                in_block(body, new);
            }
            StmtKind::Return(value) => value.iter_mut().for_each(|value| in_expr(value, new)),
            StmtKind::Reraise(local) => give(local, new),
            StmtKind::Try { body, handlers, otherwise, finally } => {
                in_block(body, new);
                for handler in handlers {
                    handler.local.iter_mut().for_each(|local| give(local, new));
                    in_block(&mut handler.body, new);
                }
                in_block(otherwise, new);
                in_block(finally, new);
            }
            StmtKind::Break | StmtKind::Continue | StmtKind::Forward { .. } => {}
        }
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
