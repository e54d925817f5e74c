//! Renumbers the locals of a block, so that blocks of several bodies can follow each other.

use crate::ir::{Block, Expr, ExprKind, Iter, LocalId, Pattern, StmtKind, Target};

/// The block with every local's number raised.
pub fn locals(mut block: Block, by: u32) -> Block {
    if by > 0 {
        shift_block(&mut block, by);
    }
    block
}

/// A body without its first local, which nothing in it uses.
pub fn without_first(mut locals: Vec<crate::ir::Local>, mut block: Block) -> (Vec<crate::ir::Local>, Block) {
    if locals.is_empty() {
        return (locals, block);
    }
    locals.remove(0);
    // One less, modulo 2^32.
    shift_block(&mut block, u32::MAX);
    (locals, block)
}

fn shift(local: &mut LocalId, by: u32) {
    local.0 = local.0.wrapping_add(by);
}

fn shift_pattern(pattern: &mut Pattern, by: u32) {
    match pattern {
        Pattern::Local(local) => shift(local, by),
        Pattern::Tuple(items) => items.iter_mut().for_each(|item| shift_pattern(item, by)),
        Pattern::Ignore => {}
    }
}

fn shift_iter(iter: &mut Iter, by: u32) {
    match iter {
        Iter::Value(value) | Iter::Keys(value) | Iter::Values(value) | Iter::Items(value) | Iter::Reversed(value) => {
            shift_expr(value, by);
        }
        Iter::Range { start, stop, .. } => {
            shift_expr(start, by);
            shift_expr(stop, by);
        }
        Iter::Enumerate(inner, start) => {
            shift_iter(inner, by);
            shift_expr(start, by);
        }
        Iter::Zip(all) => all.iter_mut().for_each(|one| shift_iter(one, by)),
    }
}

fn shift_block(block: &mut Block, by: u32) {
    for stmt in block {
        match &mut stmt.kind {
            StmtKind::Let { local, value } => {
                shift(local, by);
                value.iter_mut().for_each(|value| shift_expr(value, by));
            }
            StmtKind::Assign { target, value } => {
                match target {
                    Target::Local(local) => shift(local, by),
                    Target::Field { object, .. } => shift_expr(object, by),
                    Target::Global(_) => {}
                }
                shift_expr(value, by);
            }
            StmtKind::Unpack { pattern, value } => {
                shift_pattern(pattern, by);
                shift_expr(value, by);
            }
            StmtKind::Expr(value) | StmtKind::Raise(value) => shift_expr(value, by),
            StmtKind::If { test, then, otherwise } => {
                shift_expr(test, by);
                shift_block(then, by);
                shift_block(otherwise, by);
            }
            StmtKind::IfSome { value, local, then, otherwise } => {
                shift_expr(value, by);
                shift(local, by);
                shift_block(then, by);
                shift_block(otherwise, by);
            }
            StmtKind::Unwrap { value, local, otherwise } => {
                shift_expr(value, by);
                shift(local, by);
                shift_block(otherwise, by);
            }
            StmtKind::While { test, body } => {
                shift_expr(test, by);
                shift_block(body, by);
            }
            StmtKind::For { pattern, iter, body } => {
                shift_pattern(pattern, by);
                shift_iter(iter, by);
                shift_block(body, by);
            }
            StmtKind::Return(value) => value.iter_mut().for_each(|value| shift_expr(value, by)),
            StmtKind::Reraise(local) => shift(local, by),
            StmtKind::Try { body, handlers, otherwise, finally } => {
                shift_block(body, by);
                for handler in handlers {
                    handler.local.iter_mut().for_each(|local| shift(local, by));
                    shift_block(&mut handler.body, by);
                }
                shift_block(otherwise, by);
                shift_block(finally, by);
            }
            StmtKind::Break | StmtKind::Continue | StmtKind::Forward { .. } => {}
        }
    }
}

fn shift_expr(expr: &mut Expr, by: u32) {
    crate::ir::walk::expr_mut(expr, &mut |inner| match &mut inner.kind {
        ExprKind::Local(local) | ExprKind::Let { local, .. } => shift(local, by),
        ExprKind::Comprehension { clauses, .. } => {
            clauses.iter_mut().for_each(|clause| shift_pattern(&mut clause.pattern, by));
        }
        ExprKind::Lambda(lambda) => lambda.params.iter_mut().for_each(|local| shift(local, by)),
        ExprKind::Block(block, _) => shift_block(block, by),
        _ => {}
    });
}
