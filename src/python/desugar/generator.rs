//! Generator functions, as functions that give all that they yield as a list.
//!
//! ```python
//! def evens(values):              # def evens(values):
//!     for value in values:        #     items = []
//!         if value % 2 == 0:      #     for value in values:
//!             yield value         #         if value % 2 == 0:
//!                                 #             items.append(value)
//!                                 #     return items
//! ```
//!
//! Lowering lets them be called only where nobody can tell: where all that they yield is taken at once, or where neither they nor what is done with
//! each value shows in which order the two run.

use std::collections::BTreeSet;

use super::Maker;
use super::names;
use crate::python::ast::{Expr, ExprKind, FunctionDef, Identifier, Module, Stmt, StmtKind};
use crate::python::visit::Node;
use crate::python::visit_mut::{self, Change};
use crate::source::Span;

/// What the list may be called, the first that the function has no use for.
const NAMES: &[&str] = &["items", "found", "collected", "all_items"];

/// Writes out every generator that can be.
pub fn write_out(module: &mut Module) {
    let Module { body, expr_count, stmt_count, .. } = module;
    let mut make = Maker { exprs: expr_count, stmts: stmt_count };
    for stmt in body {
        match &mut stmt.kind {
            StmtKind::FunctionDef(def) => collect(def, &mut make),
            StmtKind::ClassDef(class) => {
                for stmt in &mut class.body {
                    if let StmtKind::FunctionDef(def) = &mut stmt.kind {
                        collect(def, &mut make);
                    }
                }
            }
            _ => {}
        }
    }
}

fn collect(def: &mut FunctionDef, make: &mut Maker<'_>) {
    if def.is_async || !def.decorators.is_empty() || !can_be_written_out(&def.body) {
        return;
    }
    let used: BTreeSet<String> = names::bindings(&def.parameters, &def.body)
        .into_keys()
        .chain(names::mentioned(&def.body).into_keys())
        .collect();
    let Some(name) = NAMES.iter().find(|name| !used.contains(**name)) else { return };
    let documented = usize::from(crate::python::ast::docstring(&def.body).is_some());
    let (Some(first), Some(last)) = (def.body.get(documented), def.body.last()) else { return };
    // Where no name stands.
    let begin = Span::new(first.span.start.saturating_sub(1), first.span.start);
    let end = Span::new(last.span.end, last.span.end + 1);
    visit_mut::suite(&mut def.body, &mut Collect { make, name });
    let target = make.expr(begin, ExprKind::Name((*name).to_owned()));
    let value = make.expr(begin, ExprKind::List(Vec::new()));
    def.body.insert(documented, make.stmt(begin, StmtKind::Assign { targets: vec![target], value }));
    if !matches!(def.body.last(), Some(Stmt { kind: StmtKind::Return(_) | StmtKind::Raise { .. }, .. })) {
        let all = make.expr(end, ExprKind::Name((*name).to_owned()));
        def.body.push(make.stmt(end, StmtKind::Return(Some(all))));
    }
    def.returns = None;
    def.collects = true;
}

/// Whether a body yields, and only in statements of its own; what a `try` guards may not be asked from another generator.
fn can_be_written_out(body: &[Stmt]) -> bool {
    let (mut yields, mut statements, mut other) = (0, 0, false);
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| match node {
            Node::Expr(Expr { kind: ExprKind::Yield(_) | ExprKind::YieldFrom(_), .. }) => yields += 1,
            Node::Expr(Expr { kind: ExprKind::Await(_), .. }) => other = true,
            Node::Stmt(stmt) => match &stmt.kind {
                StmtKind::Expr(Expr { kind: ExprKind::Yield(_) | ExprKind::YieldFrom(_), .. }) => statements += 1,
                StmtKind::FunctionDef(_) | StmtKind::ClassDef(_) | StmtKind::Return(Some(_)) => other = true,
                StmtKind::With { body, .. } | StmtKind::Try { body, .. } => other |= asks_another(body),
                _ => {}
            },
            Node::Expr(_) | Node::Pattern(_) => {}
        });
    }
    yields > 0 && yields == statements && !other
}

fn asks_another(body: &[Stmt]) -> bool {
    let mut found = false;
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| {
            found |= matches!(node, Node::Expr(Expr { kind: ExprKind::YieldFrom(_), .. }));
        });
    }
    found
}

struct Collect<'c, 'm> {
    make: &'c mut Maker<'m>,
    name: &'c str,
}

impl Change for Collect<'_, '_> {
    fn stmt(&mut self, stmt: &mut Stmt) {
        let span = stmt.span;
        match &mut stmt.kind {
            StmtKind::Return(value @ None) => {
                let at = Span::new(span.start + 1, span.end);
                *value = Some(self.make.expr(at, ExprKind::Name(self.name.to_owned())));
            }
            StmtKind::Expr(expr) => {
                let (method, value) = match &mut expr.kind {
                    ExprKind::Yield(value) => ("append", value.take()),
                    ExprKind::YieldFrom(value) => {
                        let nothing = self.make.expr(span, ExprKind::Invalid);
                        ("extend", Some(Box::new(std::mem::replace(&mut **value, nothing))))
                    }
                    _ => return,
                };
                let value = match value {
                    Some(value) => *value,
                    None => self.make.expr(span, ExprKind::Constant(crate::python::ast::Constant::None)),
                };
                let list = Box::new(self.make.expr(span, ExprKind::Name(self.name.to_owned())));
                let attr = Identifier { name: method.to_owned(), span };
                let func = Box::new(self.make.expr(span, ExprKind::Attribute { value: list, attr }));
                expr.kind = ExprKind::Call { func, args: vec![value], keywords: Vec::new() };
            }
            _ => {}
        }
    }
}
