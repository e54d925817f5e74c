//! `a, b = value`: tuples by their types, lists by their length at run time.

use super::body::Body;
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
        match self.low.heap.resolve(&value.ty) {
            Ty::Never => {
                // Its variables are bound to what comes in a later pass.
                Ok(())
            }
            Ty::Object(node) if self.is_list(node) && !self.has_own_errors(node) && starred.is_some() => {
                self.unpack_list(items, starred, value, span, out)
            }
            other if starred.is_some() => {
                let reason = format!("`*` in an assignment target, of {}", self.low.heap.describe(&other));
                self.transient(Ty::Never, span, "starred-target", reason).map(|_| ())
            }
            Ty::Tuple(types) => {
                if types.len() != items.len() {
                    return self.refuse(span, "unpack", "the number of targets is not that of the values");
                }
                self.unpack_tuple(items, value, &types, span, out)
            }
            Ty::Object(node) if self.is_list(node) => self.unpack_list(items, None, value, span, out),
            other => {
                let reason = format!("{} is unpacked", self.low.heap.describe(&other));
                self.transient(Ty::Never, span, "unpack", reason).map(|_| ())
            }
        }
    }

    /// The length is tested first, with the error that Python raises; then every target gets its item.
    /// The target with a `*` gets what the others leave.
    fn unpack_list(
        &mut self,
        items: &'a [ast::Expr],
        starred: Option<usize>,
        value: Value,
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<()> {
        let element = self.element_type(&self.low.heap.resolve(&value.ty));
        let own = |body: &mut Self, item: &ast::Expr, local| match body.web_of(unstarred(item)) {
            Some(web) => body.web_local(web) != local,
            None => false,
        };
        let list = match value.expr.kind {
            // None of the targets.
            ExprKind::Local(local) if items.iter().all(|item| own(self, item, local)) => value,
            _ => self.keep(value, out),
        };
        let count = i64::try_from(items.len() - usize::from(starred.is_some())).unwrap_or(i64::MAX);
        let least = if starred.is_some() { "at least " } else { "" };
        let few = format!("not enough values to unpack (expected {least}{count}, got ");
        let many = format!("too many values to unpack (expected {count})");
        for (op, few) in [(CompareOp::Lt, Some(few)), (CompareOp::Gt, None)] {
            if few.is_none() && starred.is_some() || few.is_some() && count == 0 {
                continue;
            }
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
            out.push(self.plain(span, StmtKind::If { test, then, otherwise: Vec::new() }));
        }
        // All items are taken before the first target is bound: a target may change the list.
        let simple = items.iter().all(|item| self.web_of(unstarred(item)).is_some());
        let mut taken = Vec::new();
        for (position, item) in items.iter().enumerate() {
            let behind = starred.is_some_and(|starred| position > starred);
            let from = if behind { items.len() } else { 0 };
            let at = i64::try_from(position).unwrap_or(0) - i64::try_from(from).unwrap_or(0);
            let ty = self.computed_int(span, 1);
            let index = self.value(ty.clone(), span, ExprKind::Int(at)).expr;
            let (item, value) = match &item.kind {
                ast::ExprKind::Starred(rest) => {
                    let end = i64::try_from(position + 1).unwrap_or(0) - i64::try_from(items.len()).unwrap_or(0);
                    let stop = if end == 0 {
                        self.value(Ty::None, span, ExprKind::None).expr
                    } else {
                        self.value(ty, span, ExprKind::Int(end)).expr
                    };
                    let node = self.fresh_list(&element, rest.span);
                    let dynamic = self.low.heap.is_dynamic(node);
                    if dynamic {
                        // What it is a part of is held in the same way.
                        self.low.heap.make_dynamic(&list.ty);
                    }
                    let held = self.element_type(&self.low.heap.resolve(&Ty::Object(node)));
                    let value = if dynamic || held != self.low.heap.resolve(&element) {
                        let reason = "the rest of a list is held with other values";
                        self.transient(Ty::Object(node), span, "mixed-types", reason)?
                    } else {
                        let args = vec![list.expr.clone(), index, stop];
                        self.helper(Ty::Object(node), span, "list_slice", args, &[])
                    };
                    (&**rest, value)
                }
                _ => (item, self.helper(element.clone(), span, "list_getitem", vec![list.expr.clone(), index], &[])),
            };
            if simple {
                self.store(item, value, span, out)?;
            } else {
                let value = self.keep(value, out);
                taken.push((item, value));
            }
        }
        for (item, value) in taken {
            self.store(item, value, span, out)?;
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

/// The target behind a `*`.
fn unstarred(item: &ast::Expr) -> &ast::Expr {
    match &item.kind {
        ast::ExprKind::Starred(inner) => inner,
        _ => item,
    }
}
