//! Visits statements.

use crate::ir::{Block, Stmt, StmtKind};

/// Calls `visit` on every statement of a block, outer ones first.
pub fn statements<'a>(block: &'a [Stmt], visit: &mut dyn FnMut(&'a Stmt)) {
    for stmt in block {
        visit(stmt);
        for inner in blocks(&stmt.kind) {
            statements(inner, visit);
        }
    }
}

/// The blocks of a statement, in the order in which they run.
pub fn blocks(kind: &StmtKind) -> Vec<&Block> {
    match kind {
        StmtKind::If { then, otherwise, .. } | StmtKind::IfSome { then, otherwise, .. } => vec![then, otherwise],
        StmtKind::Unwrap { otherwise, .. } => vec![otherwise],
        StmtKind::While { body, .. } | StmtKind::For { body, .. } => vec![body],
        StmtKind::Try { body, handlers, otherwise, finally } => {
            let mut all = vec![body];
            all.extend(handlers.iter().map(|handler| &handler.body));
            all.extend([otherwise, finally]);
            all
        }
        StmtKind::Let { .. }
        | StmtKind::Assign { .. }
        | StmtKind::Unpack { .. }
        | StmtKind::Expr(_)
        | StmtKind::Break
        | StmtKind::Continue
        | StmtKind::Return(_)
        | StmtKind::Raise(_)
        | StmtKind::Reraise(_)
        | StmtKind::Forward { .. } => Vec::new(),
    }
}

/// The blocks of a statement, to change them.
pub fn blocks_mut(kind: &mut StmtKind) -> Vec<&mut Block> {
    match kind {
        StmtKind::If { then, otherwise, .. } | StmtKind::IfSome { then, otherwise, .. } => vec![then, otherwise],
        StmtKind::Unwrap { otherwise, .. } => vec![otherwise],
        StmtKind::While { body, .. } | StmtKind::For { body, .. } => vec![body],
        StmtKind::Try { body, handlers, otherwise, finally } => {
            let mut all = vec![body];
            all.extend(handlers.iter_mut().map(|handler| &mut handler.body));
            all.extend([otherwise, finally]);
            all
        }
        StmtKind::Let { .. }
        | StmtKind::Assign { .. }
        | StmtKind::Unpack { .. }
        | StmtKind::Expr(_)
        | StmtKind::Break
        | StmtKind::Continue
        | StmtKind::Return(_)
        | StmtKind::Raise(_)
        | StmtKind::Reraise(_)
        | StmtKind::Forward { .. } => Vec::new(),
    }
}
