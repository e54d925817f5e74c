//! Method calls whose arguments put something else where the receiver was.
//!
//! ```python
//! queue.append(reset())   # `reset` binds `queue` to a new list: Python appends to the old one
//! ```

use super::bridge;
use super::effect;
use super::summary::{self, Summary};
use crate::ir::{Expr, ExprKind, FunctionId, Program, Stmt, walk};

/// Python evaluates the receiver first. The targets reach it by its place, after the arguments: where an argument may have replaced it, the statement is forwarded.
pub fn refuse_replaced(program: &mut Program) {
    let summaries = summary::summaries(program);
    for index in 0..program.functions.len() {
        let mut body = std::mem::take(&mut program.functions[index].body);
        let text = "an argument may replace what the method is called on";
        bridge::refuse_where(&mut body, "evaluation-order", text, &summaries, &mut |stmt| replaces(stmt, &summaries));
        program.functions[index].body = body;
    }
}

fn replaces(stmt: &Stmt, summaries: &[Summary]) -> bool {
    let mut found = false;
    walk::each_own_expr(&stmt.kind, &mut |own| {
        walk::expr(own, &mut |expr| {
            if let ExprKind::Library(call) = &expr.kind
                && let Some((receiver, args)) = call.args.split_first()
            {
                found |= called_in(args).any(|function| moves(receiver, &summaries[function.0 as usize]));
            }
        });
    });
    found
}

/// The functions of the program that expressions call.
fn called_in(args: &[Expr]) -> impl Iterator<Item = FunctionId> {
    let mut called = Vec::new();
    for arg in args {
        walk::expr(arg, &mut |inner| match inner.kind {
            ExprKind::Call { function, .. } | ExprKind::New { init: Some(function), .. } => called.push(function),
            _ => {}
        });
    }
    called.into_iter()
}

/// Whether a function may put something else where `place` is.
fn moves(place: &Expr, by: &Summary) -> bool {
    match &place.kind {
        ExprKind::Global(global) => by.binds.contains(global),
        ExprKind::Field { object, field, .. } => {
            let held = effect::object_of(&object.ty);
            held.is_some_and(|held| by.assigns.contains(&(held, *field))) || moves(object, by)
        }
        ExprKind::Library(call) => call.args.first().is_some_and(|container| {
            effect::object_of(&container.ty).is_some_and(|object| by.changes.contains(&object)) || moves(container, by)
        }),
        _ => false,
    }
}
