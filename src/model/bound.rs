//! Which names a module binds for certain.
//!
//! ```python
//! if os.environ.get("DEBUG"):
//!     LEVEL = 2            # a function that reads `LEVEL` may find nothing
//! ```

use std::collections::HashSet;

use super::web::target_names;
use crate::python::ast::{Expr, ExprKind, Stmt, StmtKind};

/// The names that are bound whenever the end of a body is reached; `None` when it is never reached.
pub fn bound_for_certain(body: &[Stmt]) -> Option<HashSet<String>> {
    let mut found = HashSet::new();
    for stmt in body {
        match &stmt.kind {
            StmtKind::Raise { .. } | StmtKind::Return(_) | StmtKind::Break | StmtKind::Continue => return None,
            StmtKind::Expr(value) if is_exit(value) => return None,
            StmtKind::Assign { targets, .. } => targets.iter().for_each(|target| names(target, &mut found)),
            StmtKind::AugAssign { target, .. } | StmtKind::AnnAssign { target, value: Some(_), .. } => {
                names(target, &mut found);
            }
            StmtKind::ImportFrom { names, .. } => {
                found.extend(names.iter().map(|alias| alias.asname.as_ref().unwrap_or(&alias.name).name.clone()));
            }
            StmtKind::With { items, body, .. } => {
                items.iter().filter_map(|item| item.target.as_ref()).for_each(|target| names(target, &mut found));
                if items.iter().any(|item| item.swallows) {
                    continue;
                }
                found.extend(bound_for_certain(body)?);
            }
            StmtKind::If { body, orelse, .. } => {
                if super::main_guard(stmt).is_some() {
                    found.extend(bound_for_certain(body).unwrap_or_default());
                } else {
                    found.extend(both(bound_for_certain(body), bound_for_certain(orelse))?);
                }
            }
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                let guarded = bound_for_certain(body).and_then(|mut inside| {
                    inside.extend(bound_for_certain(orelse)?);
                    Some(inside)
                });
                let all = handlers.iter().fold(guarded, |known, handler| both(known, bound_for_certain(&handler.body)));
                let last = bound_for_certain(finalbody);
                found.extend(all?);
                found.extend(last?);
            }
            StmtKind::Delete(targets) => {
                let mut gone = HashSet::new();
                targets.iter().for_each(|target| names(target, &mut gone));
                found.retain(|name| !gone.contains(name));
            }
            _ => {}
        }
    }
    Some(found)
}

fn both(a: Option<HashSet<String>>, b: Option<HashSet<String>>) -> Option<HashSet<String>> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.intersection(&b).cloned().collect()),
        (one, None) | (None, one) => one,
    }
}

fn names(target: &Expr, found: &mut HashSet<String>) {
    let mut all = Vec::new();
    target_names(target, &mut all);
    found.extend(all.into_iter().map(|(name, _)| name));
}

/// Whether an expression is written `sys.exit(…)`.
pub fn is_exit(expr: &Expr) -> bool {
    let ExprKind::Call { func, .. } = &expr.kind else { return false };
    matches!(&func.kind, ExprKind::Attribute { value, attr } if attr.name == "exit" && matches!(&value.kind, ExprKind::Name(name) if name == "sys"))
}
