//! `with` that is another statement.
//!
//! ```python
//! with suppress(KeyError):        # try:
//!     del seen[key]               #     del seen[key]
//!                                 # except KeyError:
//!                                 #     pass
//! with first, second:             # with first:
//!     work()                      #     with second:
//!                                 #         work()
//! ```
//!
//! A context manager of the module that may end an exception is marked.

use std::collections::HashSet;

use super::Maker;
use super::imports::Imports;
use crate::python::ast::{ExceptHandler, Expr, ExprKind, FunctionDef, Module, Raised, Role, Stmt, StmtKind};
use crate::python::visit_mut::{self, Change};
use crate::source::Span;

/// Writes out every such statement.
pub fn write_out(module: &mut Module, imports: &Imports) {
    let swallowing = swallowing(&module.body);
    let Module { body, expr_count, stmt_count, .. } = module;
    let make = Maker { exprs: expr_count, stmts: stmt_count };
    visit_mut::suite(body, &mut Contexts { make, imports, swallowing });
}

/// The names of the classes, functions and methods that make context managers which may end an exception.
fn swallowing(body: &[Stmt]) -> HashSet<String> {
    let ends = |def: &FunctionDef| {
        matches!(
            def.role,
            Some(Role::Exit { swallows: true, .. } | Role::Generator { raised: Raised::Given { swallows: true }, .. })
        )
    };
    let mut found = HashSet::new();
    for stmt in body {
        match &stmt.kind {
            StmtKind::FunctionDef(def) if ends(def) => drop(found.insert(def.name.name.clone())),
            StmtKind::ClassDef(class) => {
                for stmt in &class.body {
                    let StmtKind::FunctionDef(def) = &stmt.kind else { continue };
                    if ends(def) {
                        let is_exit = def.name.name == "__exit__";
                        found.insert(if is_exit { &class.name } else { &def.name }.name.clone());
                    }
                }
            }
            _ => {}
        }
    }
    found
}

struct Contexts<'c, 'm> {
    make: Maker<'m>,
    imports: &'c Imports,
    swallowing: HashSet<String>,
}

impl Contexts<'_, '_> {
    /// The classes of `suppress(…)`.
    fn suppressed(&self, context: &Expr) -> Option<Vec<Expr>> {
        let ExprKind::Call { func, args, keywords } = &context.kind else { return None };
        let plain = keywords.is_empty()
            && !args.is_empty()
            && args.iter().all(|arg| matches!(arg.kind, ExprKind::Name(_) | ExprKind::Attribute { .. }));
        (plain && self.imports.qualified(func).as_deref() == Some("contextlib.suppress")).then(|| args.clone())
    }
}

impl Change for Contexts<'_, '_> {
    fn stmt(&mut self, stmt: &mut Stmt) {
        let StmtKind::With { items, body, is_async: false } = &mut stmt.kind else { return };
        if items.len() > 1 {
            let rest = items.split_off(1);
            let start = rest[0].context.span.start;
            let inner = StmtKind::With { items: rest, body: std::mem::take(body), is_async: false };
            body.push(self.make.stmt(Span::new(start, stmt.span.end), inner));
        }
        for item in items.iter_mut() {
            let ExprKind::Call { func, .. } = &item.context.kind else { continue };
            item.swallows = match &func.kind {
                ExprKind::Name(name) => self.swallowing.contains(name),
                ExprKind::Attribute { attr, .. } => self.swallowing.contains(&attr.name),
                _ => false,
            };
        }
        let [item] = items.as_slice() else { return };
        let (Some(mut classes), None) = (self.suppressed(&item.context), &item.target) else { return };
        let span = item.context.span;
        let typ = if classes.len() == 1 { classes.remove(0) } else { self.make.expr(span, ExprKind::Tuple(classes)) };
        let pass = self.make.stmt(span, StmtKind::Pass);
        let handler = ExceptHandler { typ: Some(typ), name: None, body: vec![pass], span };
        let body = std::mem::take(body);
        let (handlers, orelse, finalbody) = (vec![handler], Vec::new(), Vec::new());
        stmt.kind = StmtKind::Try { body, handlers, orelse, finalbody, is_star: false };
    }
}
