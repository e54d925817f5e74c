//! Whether a variable that is declared without a value is set more than once on some path.

use crate::ir::{Block, LocalId, Stmt, StmtKind, Target};

/// Whether `local` may be set twice.
pub fn twice(block: &Block, local: LocalId) -> bool {
    most(block, local) > 1
}

/// How often `local` is set at most; a loop counts twice.
fn most(block: &Block, local: LocalId) -> usize {
    block.iter().map(|stmt| of(stmt, local)).sum()
}

fn of(stmt: &Stmt, local: LocalId) -> usize {
    match &stmt.kind {
        StmtKind::Assign { target: Target::Local(set), .. } => usize::from(*set == local),
        StmtKind::If { then, otherwise, .. } | StmtKind::IfSome { then, otherwise, .. } => {
            most(then, local).max(most(otherwise, local))
        }
        StmtKind::Unwrap { otherwise, .. } => most(otherwise, local),
        StmtKind::While { body, .. } | StmtKind::For { body, .. } => {
            if declares(body, local) {
                most(body, local)
            } else {
                2 * most(body, local)
            }
        }
        StmtKind::Try { body, handlers, otherwise, finally } => {
            let handled = handlers.iter().map(|handler| most(&handler.body, local)).max().unwrap_or(0);
            most(body, local) + handled.max(most(otherwise, local)) + most(finally, local)
        }
        StmtKind::Assign { .. }
        | StmtKind::Let { .. }
        | StmtKind::Unpack { .. }
        | StmtKind::Expr(_)
        | StmtKind::Break
        | StmtKind::Continue
        | StmtKind::Return(_)
        | StmtKind::Raise(_)
        | StmtKind::Reraise(_)
        | StmtKind::Forward { .. } => 0,
    }
}

fn declares(block: &Block, local: LocalId) -> bool {
    block.iter().any(|stmt| matches!(&stmt.kind, StmtKind::Let { local: declared, .. } if *declared == local))
}
