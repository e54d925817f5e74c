//! `a, b = value`: tuples by their types, lists by their length at run time.

use super::body::Body;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, CompareOp, ExprKind, FormatPart, StmtKind};
use crate::python::ast;
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// `a, b = value`
    pub(super) fn unpack(
        &mut self,
        items: &'a [ast::Expr],
        value: Value,
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<()> {
        let starred = items.iter().position(|item| matches!(item.kind, ast::ExprKind::Starred(_)));
        let value = if self.named_tuple(&value.ty).is_some() {
            let kept = if super::stmt::is_pure(&value.expr) && !self.is_bound_by(items, &value) {
                value
            } else {
                self.keep(value, out)
            };
            self.as_tuple(kept, span)?
        } else {
            value
        };
        match self.low.heap.resolve(&value.ty) {
            Ty::Never => {
                // Its variables are bound to what comes in a later pass.
                Ok(())
            }
            Ty::Tuple(_) if starred.is_some() => self.unpack_known(items, value, span, out),
            Ty::Tuple(types) => {
                if types.len() != items.len() {
                    return self.refuse(span, "unpack", "the number of targets is not that of the values");
                }
                self.unpack_tuple(items, value, &types, span, out)
            }
            Ty::Object(node) if self.is_list(node) => self.unpack_list(items, value, span, out),
            Ty::Str => {
                let (iter, element) = self.iterate_value(value)?;
                let characters = self.collect(iter, element, span)?;
                self.unpack_list(items, characters, span, out)
            }
            other => {
                let reason = format!("{} is unpacked", self.low.heap.describe(&other));
                self.transient(Ty::Never, span, "unpack", reason).map(|_| ())
            }
        }
    }

    /// The length is tested first, with the error that Python raises; then every target gets its item.
    fn unpack_list(&mut self, items: &'a [ast::Expr], value: Value, span: Span, out: &mut ir::Block) -> Lowered<()> {
        let ty = self.low.heap.resolve(&value.ty);
        let element = self.element_type(&ty);
        let list = if self.is_bound_by(items, &value) { self.keep(value, out) } else { value };
        let starred = items.iter().position(|item| matches!(item.kind, ast::ExprKind::Starred(_)));
        let least = items.len() - usize::from(starred.is_some());
        let count = i64::try_from(least).unwrap_or(i64::MAX);
        let at_least = if starred.is_some() { "at least " } else { "" };
        let few = format!("not enough values to unpack (expected {at_least}{count}, got ");
        let many = format!("too many values to unpack (expected {count})");
        let mut tests = vec![(CompareOp::Lt, Some(few)), (CompareOp::Gt, None)];
        if starred.is_some() {
            tests.pop();
        }
        for (op, few) in tests {
            let ty = self.computed_int(span, 0);
            let length = self.value(ty.clone(), span, ExprKind::Len(Box::new(list.expr.clone()))).expr;
            let text = match few {
                Some(few) => ExprKind::Format(vec![
                    FormatPart::Literal(few),
                    FormatPart::Str(length.clone()),
                    FormatPart::Literal(")".to_owned()),
                ]),
                None => ExprKind::Str(many.clone()),
            };
            let text = self.value(Ty::Str, span, text).expr;
            let exception =
                ExprKind::NewException { class: "ValueError".to_owned(), args: vec![text], fields: Vec::new() };
            let exception = self.value(Ty::Exception, span, exception).expr;
            let expected = self.value(ty, span, ExprKind::Int(count)).expr;
            let test = ExprKind::Compare { op, left: Box::new(length), right: Box::new(expected) };
            let test = ir::Expr { ty: ir::Type::Bool, span, kind: test };
            let then = vec![self.plain(span, StmtKind::Raise(exception))];
            if count > 0 || op == CompareOp::Gt {
                out.push(self.plain(span, StmtKind::If { test, then, otherwise: Vec::new() }));
            }
        }
        // All items are taken before the first target is bound: a target may change the list.
        let simple = items.iter().all(|item| match &item.kind {
            ast::ExprKind::Starred(target) => self.web_of(target).is_some(),
            _ => self.web_of(item).is_some(),
        });
        let mut taken = Vec::new();
        for (position, item) in items.iter().enumerate() {
            let (target, value) = match &item.kind {
                ast::ExprKind::Starred(target) => {
                    (&**target, self.middle(&list, &element, position, items.len() - position - 1, item.span)?)
                }
                _ => {
                    let from_end = starred.is_some_and(|star| star < position);
                    let index = if from_end { -to_int(items.len() - position) } else { to_int(position) };
                    let ty = self.computed_int(span, 1);
                    let index = self.value(ty, span, ExprKind::Int(index)).expr;
                    (item, self.helper(element.clone(), span, "list_getitem", vec![list.expr.clone(), index], &[]))
                }
            };
            if simple {
                self.store(target, value, span, out)?;
            } else {
                let value = self.keep(value, out);
                taken.push((target, value));
            }
        }
        for (target, value) in taken {
            self.store(target, value, span, out)?;
        }
        Ok(())
    }

    /// Whether a value is computed, or is that of a variable that one of the targets binds.
    fn is_bound_by(&self, items: &[ast::Expr], value: &Value) -> bool {
        let ExprKind::Local(local) = value.expr.kind else { return true };
        items.iter().any(|item| {
            let target = if let ast::ExprKind::Starred(target) = &item.kind { target } else { item };
            self.web_of(target).is_none_or(|web| self.web_locals.get(&web) == Some(&local))
        })
    }

    /// What `*rest` gets: all but so many at the beginning and at the end, as a list of its own.
    fn middle(&mut self, list: &Value, element: &Ty, before: usize, after: usize, span: Span) -> Lowered<Value> {
        let node = self.node(span, 14, NodeShape::List(Ty::Never));
        self.low.heap.grow_element(node, element);
        let own = self.element_type(&self.low.heap.resolve(&Ty::Object(node))) == *element;
        let taken = if own { node } else { self.node(span, 15, NodeShape::List(element.clone())) };
        let mut args = vec![list.expr.clone()];
        for (bound, from_end) in [(before, false), (after, true)] {
            args.push(if bound == 0 {
                self.value(Ty::None, span, ExprKind::None).expr
            } else {
                let ty = self.computed_int(span, 1);
                let at = if from_end { -to_int(bound) } else { to_int(bound) };
                self.value(ty, span, ExprKind::Int(at)).expr
            });
        }
        let part = self.helper(Ty::Object(taken), span, "list_slice", args, &[]);
        if own {
            return Ok(part);
        }
        // It is held with other values later on.
        let (iter, element) = self.iterate_value(part)?;
        let list = self.collect(iter, element, span)?;
        if let Some(collected) = self.node_of(&list.ty) {
            self.low.heap.unify(collected, node);
        }
        Ok(Value { ty: self.low.heap.resolve(&Ty::Object(node)), ..list })
    }

    /// `first, *rest = pair` of a tuple.
    fn unpack_known(&mut self, items: &'a [ast::Expr], value: Value, span: Span, out: &mut ir::Block) -> Lowered<()> {
        let tuple = self.keep(value, out);
        let mut values = self.tuple_items(&tuple).unwrap_or_default();
        let starred = items.iter().position(|item| matches!(item.kind, ast::ExprKind::Starred(_))).unwrap_or(0);
        let after = items.len() - starred - 1;
        if values.len() < starred + after {
            return self.refuse(span, "unpack", "the number of targets is not that of the values");
        }
        let last = values.split_off(values.len() - after);
        let middle = values.split_off(starred);
        let node = self.node(span, 14, NodeShape::List(Ty::Never));
        for item in &middle {
            self.low.heap.grow_element(node, &item.ty);
        }
        let element = self.element_type(&self.low.heap.resolve(&Ty::Object(node)));
        let mut coerced = Vec::new();
        for item in middle {
            coerced.push(self.coerce(item, &element)?);
        }
        let middle = self.value(Ty::Object(node), span, ExprKind::List(coerced));
        let values = values.into_iter().chain([middle]).chain(last);
        for (item, value) in items.iter().zip(values) {
            let target = if let ast::ExprKind::Starred(target) = &item.kind { target } else { item };
            self.store(target, value, span, out)?;
        }
        Ok(())
    }

    pub(super) fn unpack_tuple(
        &mut self,
        items: &'a [ast::Expr],
        value: Value,
        types: &[Ty],
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<()> {
        let mut patterns = Vec::new();
        let mut stores = Vec::new();
        for (item, ty) in items.iter().zip(types) {
            let local = match (&item.kind, self.web_of(item)) {
                // Declared here, so not for a variable that is seen outside of this suite.
                (ast::ExprKind::Name(_), Some(web))
                    if self.variables.webs.bindings(web) == 1
                        && self.suites.last().is_none_or(|suite| self.variables.webs.within(web, *suite)) =>
                {
                    let grown = self.grow_web(web, ty);
                    self.forget(web);
                    if grown == *ty || !self.low.last_pass {
                        self.web_local(web)
                    } else {
                        return self.refuse(span, "mixed-types", "unpacked into a variable of another type");
                    }
                }
                _ => {
                    let local = self.temporary(ty);
                    stores.push((item, local, ty.clone()));
                    local
                }
            };
            patterns.push(ir::Pattern::Local(local));
        }
        out.push(self.plain(span, StmtKind::Unpack { pattern: ir::Pattern::Tuple(patterns), value: value.expr }));
        for (item, local, ty) in stores {
            let value = self.local(local, ty, span);
            self.store(item, value, span, out)?;
        }
        Ok(())
    }
}

fn to_int(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
