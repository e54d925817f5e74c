//! `:=` in a condition of a comprehension, as one more `for`.
//!
//! ```python
//! [y for x in xs if (y := f(x)) > 2]      # [y for x in xs for y in [f(x)] if y > 2]
//! ```
//!
//! The condition evaluates it first, and nothing else in the function has the name.

use super::Maker;
use super::names;
use crate::python::ast::{Comprehension, Expr, ExprKind, Module, Stmt, StmtKind};
use crate::python::visit_mut::{self, Change};
use crate::source::Span;

/// Writes out what can be.
pub fn write_out(module: &mut Module) {
    let Module { body, expr_count, stmt_count, .. } = module;
    let mut make = Maker { exprs: expr_count, stmts: stmt_count };
    functions(body, &mut make);
}

fn functions(body: &mut [Stmt], make: &mut Maker<'_>) {
    for stmt in body {
        match &mut stmt.kind {
            StmtKind::FunctionDef(def) => {
                let mentioned = names::mentioned(&def.body);
                let parameters = names::bindings(&def.parameters, &[]);
                let is_own =
                    |name: &str, inside: usize| mentioned.get(name) == Some(&inside) && !parameters.contains_key(name);
                visit_mut::suite(&mut def.body, &mut Rewrite { make, is_own: &is_own });
            }
            StmtKind::ClassDef(class) => functions(&mut class.body, make),
            _ => {}
        }
    }
}

struct Rewrite<'r, 'm> {
    make: &'r mut Maker<'m>,
    /// Whether a name is mentioned so often in the function, and is none of its parameters.
    is_own: &'r dyn Fn(&str, usize) -> bool,
}

/// The `:=` that a condition evaluates first.
fn first(condition: &mut Expr) -> Option<&mut Expr> {
    if matches!(condition.kind, ExprKind::NamedExpr { .. }) {
        return Some(condition);
    }
    match &mut condition.kind {
        ExprKind::Compare { left: inner, .. }
        | ExprKind::BinOp { left: inner, .. }
        | ExprKind::UnaryOp { operand: inner, .. } => first(inner),
        ExprKind::BoolOp { values, .. } => first(values.first_mut()?),
        _ => None,
    }
}

impl Change for Rewrite<'_, '_> {
    fn expr(&mut self, expr: &mut Expr) {
        let mentions = names::mentioned(&[Stmt {
            id: crate::python::ast::StmtId(0),
            span: expr.span,
            kind: StmtKind::Expr(expr.clone()),
        }]);
        let (ExprKind::ListComp { generators, .. }
        | ExprKind::SetComp { generators, .. }
        | ExprKind::DictComp { generators, .. }
        | ExprKind::GeneratorExp { generators, .. }) = &mut expr.kind
        else {
            return;
        };
        let mut index = 0;
        while index < generators.len() {
            let split = generators[index].ifs.iter_mut().enumerate().find_map(|(at, condition)| {
                // No name stands right before a condition, and what is bound there is bound outside of it.
                let start = condition.span.start;
                let named = first(condition)?;
                let ExprKind::NamedExpr { target, value } = &named.kind else { return None };
                let ExprKind::Name(name) = &target.kind else { return None };
                let inside = mentions.get(name).copied().unwrap_or(0);
                if !(self.is_own)(name, inside) {
                    return None;
                }
                let (mut target, value) = ((**target).clone(), (**value).clone());
                let read = self.make.expr(target.span, target.kind.clone());
                *named = read;
                target.span = Span::new(start.saturating_sub(1), start);
                Some((at, target, value))
            });
            index += 1;
            if let Some((at, target, value)) = split {
                let ifs = generators[index - 1].ifs.split_off(at);
                let iter = self.make.expr(value.span, ExprKind::List(vec![value]));
                generators.insert(index, Comprehension { target, iter, ifs, is_async: false });
            }
        }
    }
}
