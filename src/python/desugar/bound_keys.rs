//! Methods of an object as key functions.
//!
//! ```python
//! best = max(scores, key=scores.get)        # max(scores, key=lambda item: scores.get(item))
//! rows.sort(key=self.rank)                  # rows.sort(key=lambda item: self.rank(item))
//! ```
//!
//! Nothing binds the object's name anew while the call runs, so that it may be read for each item.

use std::collections::BTreeMap;

use super::Maker;
use super::map_filter::fresh;
use super::names;
use crate::python::ast::{Expr, ExprKind, Identifier, Module, Parameter, Parameters};
use crate::python::visit_mut::{self, Change};
use crate::source::Span;

/// Writes every such key as a lambda.
pub fn write_out(module: &mut Module) {
    let mentioned = names::mentioned(&module.body);
    let bound = names::bound_anywhere(&module.body);
    let item = fresh(&mentioned, "item");
    let Module { body, expr_count, stmt_count, .. } = module;
    let make = Maker { exprs: expr_count, stmts: stmt_count };
    visit_mut::suite(body, &mut Rewrite { make, bound, item });
}

struct Rewrite<'m> {
    make: Maker<'m>,
    bound: BTreeMap<String, usize>,
    item: String,
}

impl Change for Rewrite<'_> {
    fn expr(&mut self, expr: &mut Expr) {
        let ExprKind::Call { func, keywords, .. } = &mut expr.kind else { return };
        let sorts = match &func.kind {
            ExprKind::Name(name) => matches!(name.as_str(), "max" | "min" | "sorted") && !self.bound.contains_key(name),
            ExprKind::Attribute { attr, .. } => attr.name == "sort",
            _ => false,
        };
        let key = keywords.iter_mut().find(|one| one.name.as_ref().is_some_and(|name| name.name == "key"));
        let Some(key) = key.filter(|_| sorts) else { return };
        let ExprKind::Attribute { value, attr } = &key.value.kind else { return };
        // `str.lower` is no method of an object.
        let ExprKind::Name(object) = &value.kind else { return };
        if !self.bound.contains_key(object) {
            return;
        }
        // At places within the method's name: no other name stands there.
        let at = attr.span;
        let parameter = Identifier { name: self.item.clone(), span: at };
        let args = vec![Parameter { name: parameter, annotation: None, default: None }];
        let parameters = Parameters { args, ..Parameters::default() };
        let use_at = Span { start: at.start + 1, ..at };
        let item = self.make.expr(use_at, ExprKind::Name(self.item.clone()));
        let method = Box::new(key.value.clone());
        let call = ExprKind::Call { func: method, args: vec![item], keywords: Vec::new() };
        let body = Box::new(self.make.expr(key.value.span, call));
        key.value.kind = ExprKind::Lambda { parameters: Box::new(parameters), body };
    }
}
