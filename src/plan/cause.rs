//! What forwards a function in the first place, for the reasons of what follows from it: the state before a refusal is the original's because of the refusal.

use crate::ir::{ExprKind, Program, Stmt, StmtKind, walk};
use crate::source::{FileId, Place};

/// A reason to forward, with the place of what is refused.
#[derive(Clone, Debug)]
pub(super) struct Cause {
    pub(super) code: &'static str,
    pub(super) text: String,
    pub(super) place: Place,
}

/// The first cause in each function, or in what it calls.
pub(super) fn causes(program: &Program) -> Vec<Option<Cause>> {
    let mut found: Vec<Option<Cause>> = vec![None; program.functions.len()];
    loop {
        let mut changed = false;
        for (index, function) in program.functions.iter().enumerate() {
            if found[index].is_none() {
                found[index] = first(&function.body, function.place.file, &found);
                changed |= found[index].is_some();
            }
        }
        if !changed {
            return found;
        }
    }
}

/// The first cause in statements, or in a function that they call.
pub(super) fn first(block: &[Stmt], file: FileId, known: &[Option<Cause>]) -> Option<Cause> {
    let mut cause = None;
    walk::each_statement(block, &mut |stmt| {
        if cause.is_some() {
            return;
        }
        if let StmtKind::Forward { code, reason, place, .. } = &stmt.kind {
            let place = place.unwrap_or(Place { file, span: stmt.span });
            cause = Some(Cause { code, text: reason.clone(), place });
        }
        walk::each_own_expr(&stmt.kind, &mut |own| {
            walk::expr(own, &mut |expr| {
                if let ExprKind::Call { function, .. } | ExprKind::New { init: Some(function), .. } = &expr.kind {
                    cause = cause.take().or_else(|| known[function.0 as usize].clone());
                }
            });
        });
    });
    cause
}
