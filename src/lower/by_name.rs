//! Methods that are called by a name from a table of the program.
//!
//! ```python
//! routes = {("GET", "/people"): "list_people", ("POST", "/people"): "add_person"}
//! name = self.routes.get((self.command, path))
//! getattr(self, name)()       # one of those, each with a call of its own
//! ```

use super::body::Body;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind};
use crate::model::{GlobalIndex, Resolved, Symbol};
use crate::python::ast::{self, Constant, StmtKind};
use crate::python::visit::Node;
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// `getattr(object, name)(…)`; `None` where it is not that.
    pub fn call_by_name(
        &mut self,
        func: &'a ast::Expr,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Option<Value>> {
        let ast::ExprKind::Call { func: getter, args: given, keywords: none } = &func.kind else { return Ok(None) };
        let ([object, name], []) = (given.as_slice(), none.as_slice()) else { return Ok(None) };
        let (true, Some(class)) = (self.is_builtin(getter, "getattr") && self.is_receiver(object), self.class) else {
            return Ok(None);
        };
        let Some(mut names) = self.possible_texts(name) else { return Ok(None) };
        names.sort();
        names.dedup();
        let methods: Option<Vec<_>> =
            names.iter().map(|name| self.low.model.method(class, name).map(|index| (name.clone(), index))).collect();
        let Some(methods) = methods else {
            return self.refuse(func.span, "call", "a method is called by a name that not all of them have");
        };
        let receiver = self.read(object)?;
        let chosen = self.read(name)?;
        match self.low.heap.resolve(&chosen.ty) {
            Ty::Str => {}
            Ty::Never => return Ok(Some(Value { ty: Ty::Never, ..chosen })),
            _ => return self.refuse(func.span, "call", "a method is called by a name that may be None"),
        }
        let (chosen, bound) = self.bound(chosen);
        let mut bounds = vec![bound];
        let mut arguments = self.arguments(args, keywords)?;
        for value in arguments.positional.iter_mut().chain(arguments.keywords.iter_mut().map(|(_, value)| value)) {
            let (read, bound) = self.bound(value.clone());
            *value = read;
            bounds.push(bound);
        }
        let mut arms = Vec::new();
        let mut ty = Ty::Never;
        for (name, index) in methods {
            let instance = self.method_kind(index) == super::method_kind::MethodKind::Instance;
            let call = self.call_function(index, instance.then(|| receiver.clone()), arguments.clone(), span)?;
            ty = self.low.heap.join(&ty, &call.ty);
            arms.push((name, call));
        }
        let Some((_, last)) = arms.pop() else { return Ok(None) };
        // What gives nothing is called for what it does.
        let nothing = ty == Ty::None;
        let mut whole = if nothing { last.expr } else { self.coerce(last, &ty)? };
        for (name, call) in arms.into_iter().rev() {
            let call = if nothing { call.expr } else { self.coerce(call, &ty)? };
            let name = self.value(Ty::Str, span, ExprKind::Str(name)).expr;
            let left = Box::new(chosen.expr.clone());
            let compare = ExprKind::Compare { op: ir::CompareOp::Eq, left, right: Box::new(name) };
            let test = Box::new(ir::Expr { ty: ir::Type::Bool, span, kind: compare });
            let kind = ExprKind::Cond { test, then: Box::new(call), otherwise: Box::new(whole) };
            whole = self.value(ty.clone(), span, kind).expr;
        }
        let mut value = Value { ty, expr: whole };
        for bound in bounds.into_iter().rev() {
            value = self.with_bound(bound, value);
        }
        Ok(Some(value))
    }

    /// Every text that an expression can be, besides None.
    fn possible_texts(&self, expr: &ast::Expr) -> Option<Vec<String>> {
        match &expr.kind {
            ast::ExprKind::Constant(Constant::Str(text)) => Some(vec![text.clone()]),
            ast::ExprKind::Constant(Constant::None) => Some(Vec::new()),
            ast::ExprKind::Name(_) => self.possible_texts(self.only_binding(expr)?),
            ast::ExprKind::Subscript { value, .. } => self.texts_of_table(value),
            ast::ExprKind::Call { func, args, keywords } if keywords.is_empty() => {
                let ast::ExprKind::Attribute { value, attr } = &func.kind else { return None };
                let mut texts = self.texts_of_table(value).filter(|_| attr.name == "get" && !args.is_empty())?;
                if let Some(default) = args.get(1) {
                    texts.extend(self.possible_texts(default)?);
                }
                Some(texts)
            }
            _ => None,
        }
    }

    /// The values of a module's or a class's dict of constant texts, in which everything only looks things up.
    fn texts_of_table(&self, table: &ast::Expr) -> Option<Vec<String>> {
        let index = match self.resolve(table) {
            Some(Resolved::Symbol(Symbol::Global(index))) if self.web_of(table).is_none() => index,
            _ => match &table.kind {
                ast::ExprKind::Attribute { value, attr } => self.class_attribute(value, &attr.name, false)?,
                _ => return None,
            },
        };
        let display = self.only_value(index)?;
        let ast::ExprKind::Dict(items) = &display.kind else { return None };
        items
            .iter()
            .map(|item| match (&item.key, &item.value.kind) {
                (Some(_), ast::ExprKind::Constant(Constant::Str(text))) => Some(text.clone()),
                _ => None,
            })
            .collect()
    }

    /// What the only binding of a variable gives it, where every other use of its name looks something up in it.
    fn only_value(&self, index: GlobalIndex) -> Option<&'a ast::Expr> {
        let info = self.low.model.global(index);
        if info.bindings != 1 || info.rebound_in_function {
            return None;
        }
        let mut found: Option<&'a ast::Expr> = None;
        let (mut all, mut fine) = (0, 0);
        let is_it = |expr: &ast::Expr| match &expr.kind {
            ast::ExprKind::Name(name) => *name == info.name,
            ast::ExprKind::Attribute { attr, .. } => attr.name == info.name,
            _ => false,
        };
        for module in &self.low.model.modules {
            let tree: &'a ast::Module = module.tree;
            for stmt in &tree.body {
                Node::Stmt(stmt).walk(&mut |node| match node {
                    Node::Expr(expr) => {
                        all += usize::from(is_it(expr));
                        fine += usize::from(match &expr.kind {
                            ast::ExprKind::Call { func, .. } => matches!(&func.kind, ast::ExprKind::Attribute { value, attr } if attr.name == "get" && is_it(value)),
                            ast::ExprKind::Subscript { value, .. } => is_it(value),
                            _ => false,
                        });
                    }
                    Node::Stmt(inner) => match &inner.kind {
                        StmtKind::Assign { targets, value } => match targets.as_slice() {
                            [target] if is_it(target) && matches!(target.kind, ast::ExprKind::Name(_)) => {
                                found = Some(value);
                                fine += 1;
                            }
                            // Items that are set are no look-ups.
                            targets => all += 2 * targets.iter().filter(|target| names_it(target, &is_it)).count(),
                        },
                        StmtKind::AugAssign { target, .. } => all += 2 * usize::from(names_it(target, &is_it)),
                        StmtKind::Delete(targets) => {
                            all += 2 * targets.iter().filter(|target| names_it(target, &is_it)).count();
                        }
                        _ => {}
                    },
                    Node::Pattern(_) => {}
                });
            }
        }
        found.filter(|_| all == fine)
    }
}

fn names_it(target: &ast::Expr, is_it: &dyn Fn(&ast::Expr) -> bool) -> bool {
    let mut found = false;
    Node::Expr(target).walk(&mut |node| found |= matches!(node, Node::Expr(expr) if is_it(expr)));
    found
}
