//! Keys that may be None, among keys that never are.
//!
//! ```python
//! sessions.get(self.token())   # None where there is no token
//! if token in sessions: …      # so `token` is not None there
//! ```
//!
//! Also `query.get("page", [1])[0]`, where the list in the default only lives until its item is taken.

use super::body::Body;
use super::heap::{NodeId, NodeShape};
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind};
use crate::python::ast::{self, Constant};
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// Whether a value may be None, and nothing among keys of that type is.
    pub(super) fn may_be_no_key(&self, wanted: &Value, among: &Ty) -> bool {
        let among = self.low.heap.resolve(among);
        match self.low.heap.resolve(&wanted.ty) {
            Ty::Optional(inner) => *inner == among || matches!((&*inner, &among), (Ty::Int(_), Ty::Int(_))),
            _ => false,
        }
    }

    /// What an optional key holds; None is the key that is missing.
    pub(super) fn key_or_raise(&mut self, key: Value) -> Value {
        let Ty::Optional(inner) = self.low.heap.resolve(&key.ty) else { return key };
        let span = key.span();
        let none = self.value(Ty::None, span, ExprKind::None).expr;
        let exception = ExprKind::NewException { class: "KeyError".into(), args: vec![none], fields: Vec::new() };
        let exception = self.value(Ty::Exception, span, exception).expr;
        self.helper(*inner, span, "some_or_raise", vec![key.expr, exception], &["KeyError"])
    }

    /// What an optional value holds, where it is known to hold something.
    pub(super) fn present(&mut self, value: &Value) -> Value {
        let inner = self.low.heap.resolve(&value.ty).present();
        self.value(inner, value.span(), ExprKind::Convert(Box::new(value.expr.clone())))
    }

    /// `d.get(key)`, `d.get(key, default)`, `d.pop(key)`, `d.pop(key, default)` with a key that may be None.
    pub(super) fn lookup_of_optional(
        &mut self,
        node: NodeId,
        receiver: Value,
        name: &str,
        arguments: Vec<Value>,
        span: Span,
    ) -> Lowered<Value> {
        let mut arguments = arguments.into_iter();
        let (Some(wanted), default) = (arguments.next(), arguments.next()) else { return Ok(receiver) };
        if name == "pop" && default.is_none() {
            let wanted = self.key_or_raise(wanted);
            return self.dict_call(node, receiver, name, vec![wanted], span);
        }
        // The key is looked at before the dict.
        if !super::order::commute(&receiver.expr, &wanted.expr) {
            return self.refuse(span, "evaluation-order", "a computed key that may be None, of a computed dict");
        }
        if default.as_ref().is_some_and(|default| !super::order::is_harmless(&default.expr)) {
            return self.refuse(span, "evaluation-order", "a computed default of a key that may be None");
        }
        let (wanted, bound) = self.bound(wanted);
        let none = ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::IsNone(Box::new(wanted.expr.clone())) };
        let mut values = vec![self.present(&wanted)];
        values.extend(default.clone());
        let found = self.dict_call(node, receiver, name, values, span)?;
        let missing = match default {
            Some(default) => default,
            None => self.value(Ty::None, span, ExprKind::None),
        };
        let ty = self.low.heap.join(&found.ty, &missing.ty);
        let (found, missing) = (self.coerce(found, &ty)?, self.coerce(missing, &ty)?);
        let kind = ExprKind::Cond { test: Box::new(none), then: Box::new(missing), otherwise: Box::new(found) };
        let body = self.value(ty, span, kind);
        Ok(self.with_bound(bound, body))
    }

    /// `d.get(key, [default])[0]` of lists of something else than the default: the list in the default is never made, so that the lists stay what they are.
    pub(super) fn first_or_default(
        &mut self,
        value: &'a ast::Expr,
        slice: &'a ast::Expr,
        span: Span,
    ) -> Lowered<Option<Value>> {
        let Some((object, key, default)) = default_list(value, slice) else { return Ok(None) };
        let object = self.lowered(object)?;
        let Ty::Object(node) = self.low.heap.resolve(&object.ty) else { return Ok(None) };
        let NodeShape::Dict(_, items) = self.low.heap.shape(node).clone() else { return Ok(None) };
        let items = self.low.heap.resolve(&items);
        let Ty::Object(list) = items else { return Ok(None) };
        let NodeShape::List(element) = self.low.heap.shape(list).clone() else { return Ok(None) };
        let element = self.low.heap.resolve(&element);
        let default = self.expr(default)?;
        if element == Ty::Never
            || self.low.heap.join(&element, &default.ty) == element
            || !super::order::is_harmless(&default.expr)
        {
            return Ok(None);
        }
        let default = match (&element, &default.expr.kind) {
            // The int makes its way through text.
            (Ty::Str, ExprKind::Int(int)) if self.inside_int => {
                let text = ExprKind::Str(int.to_string());
                self.value(Ty::Str, span, text)
            }
            _ => default,
        };
        let key = self.expr(key)?;
        let found = self.dict_call(node, object, "get", vec![key], span)?;
        let ty = self.low.heap.join(&element, &default.ty);
        let local = self.temporary(&found.ty);
        let read = self.local(local, found.ty.clone(), span);
        let none = ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::IsNone(Box::new(read.expr.clone())) };
        let list = self.present(&read);
        let first = ExprKind::Int(0);
        let first = ir::Expr { ty: ir::Type::Int, span, kind: first };
        let item = self.helper(element, span, "list_getitem", vec![list.expr, first], &["IndexError"]);
        let (item, default) = (self.coerce(item, &ty)?, self.coerce(default, &ty)?);
        let kind = ExprKind::Cond { test: Box::new(none), then: Box::new(default), otherwise: Box::new(item) };
        let body = self.value(ty.clone(), span, kind);
        let kind = ExprKind::Let { local, value: Box::new(found.expr), body: Box::new(body.expr) };
        Ok(Some(self.value(ty, span, kind)))
    }
}

/// The parts of `object.get(key, [default])[0]`.
fn default_list<'a>(value: &'a ast::Expr, slice: &ast::Expr) -> Option<(&'a ast::Expr, &'a ast::Expr, &'a ast::Expr)> {
    let ast::ExprKind::Constant(Constant::Int(index)) = &slice.kind else { return None };
    let ast::ExprKind::Call { func, args, keywords } = &value.kind else { return None };
    let ast::ExprKind::Attribute { value: object, attr } = &func.kind else { return None };
    let [key, list] = args.as_slice() else { return None };
    let ast::ExprKind::List(items) = &list.kind else { return None };
    let [default] = items.as_slice() else { return None };
    let plain = attr.name == "get" && keywords.is_empty() && *index == num_bigint::BigInt::from(0);
    (plain && !matches!(default.kind, ast::ExprKind::Starred(_))).then_some((object, key, default))
}
