//! Methods of sets.

use super::body::Body;
use super::heap::{NodeId, NodeShape};
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, CompareOp, ExprKind};
use crate::python::ast;
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    pub(super) fn set_method(
        &mut self,
        node: NodeId,
        receiver: Value,
        name: &str,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        let element = self.element_type(&Ty::Object(node));
        if let ([other], []) = (args, keywords)
            && let Some(call) = self.set_with_other(node, &receiver, name, other, span)?
        {
            return Ok(call);
        }
        let arguments = self.arguments(args, keywords)?;
        let single = arguments.single().cloned();
        // What cannot be hashed is no member.
        let unhashable = |value: &Value| -> &[&str] { if value.ty == Ty::Json { &["TypeError"] } else { &[] } };
        match (name, single) {
            ("add", Some(value)) => {
                self.hashable(&value)?;
                let raises = unhashable(&value);
                let value = self.element(node, value)?;
                Ok(self.helper(Ty::None, span, "set_add", vec![receiver.expr, value], raises))
            }
            ("remove", Some(value)) => {
                self.no_member_in_error(&value)?;
                let raises = if value.ty == Ty::Json { &["KeyError", "TypeError"][..] } else { &["KeyError"] };
                let value = self.compared(value, &element)?;
                let value = self.no_nan(value, &element)?;
                Ok(self.helper(Ty::None, span, "set_remove", vec![receiver.expr, value], raises))
            }
            ("discard", Some(value)) => {
                let raises = unhashable(&value);
                let value = self.compared(value, &element)?;
                let value = self.no_nan(value, &element)?;
                Ok(self.helper(Ty::None, span, "set_discard", vec![receiver.expr, value], raises))
            }
            ("clear", None) => Ok(self.helper(Ty::None, span, "set_clear", vec![receiver.expr], &[])),
            _ => self.refuse(span, "method", format!("`.{name}()` of a set in this form")),
        }
    }

    /// Methods of a set that take another, or anything else that can be gone through.
    fn set_with_other(
        &mut self,
        node: NodeId,
        receiver: &Value,
        name: &str,
        other: &'a ast::Expr,
        span: Span,
    ) -> Lowered<Option<Value>> {
        let operator = match name {
            "union" => Some(ast::Operator::BitOr),
            "intersection" => Some(ast::Operator::BitAnd),
            "difference" => Some(ast::Operator::Sub),
            "symmetric_difference" => Some(ast::Operator::BitXor),
            "update" | "issubset" | "issuperset" | "isdisjoint" => None,
            _ => return Ok(None),
        };
        let other = self.set_of(other, span)?;
        if other.ty == Ty::Never {
            return Ok(Some(Value { ty: if name == "update" { Ty::None } else { Ty::Never }, ..other }));
        }
        if let Some(operator) = operator {
            return self.operate(receiver.clone(), operator, other, span).map(Some);
        }
        let theirs = self.element_type(&self.low.heap.resolve(&other.ty));
        if name == "update" {
            self.low.heap.grow_element(node, &theirs);
        }
        let own = self.element_type(&self.low.heap.resolve(&receiver.ty));
        if own != self.element_type(&self.low.heap.resolve(&other.ty)) && own != Ty::Never {
            return self.transient(Ty::Never, span, "mixed-types", "sets of different types").map(Some);
        }
        self.no_lookalikes(&own, span)?;
        let ty = if name == "update" { Ty::None } else { Ty::Bool };
        Ok(Some(self.helper(ty, span, &format!("set_{name}"), vec![receiver.expr.clone(), other.expr], &[])))
    }

    /// A set as it is; anything else that can be gone through as a set.
    fn set_of(&mut self, expr: &'a ast::Expr, span: Span) -> Lowered<Value> {
        let is_view =
            |expr: &ast::Expr| matches!(&expr.kind, ast::ExprKind::Call { .. } | ast::ExprKind::GeneratorExp { .. });
        if !is_view(expr) {
            let value = self.read(expr)?;
            match self.low.heap.resolve(&value.ty) {
                Ty::Never => return Ok(value),
                Ty::Object(node) if matches!(self.low.heap.shape(node), NodeShape::Set(_)) => return Ok(value),
                _ => {
                    let (iter, element) = self.iterate_value(value)?;
                    return self.set_from(iter, element, span);
                }
            }
        }
        let before = std::mem::replace(&mut self.order_is_lost, true);
        let list = self.list_of(expr);
        self.order_is_lost = before;
        let list = list?;
        if list.ty == Ty::Never {
            return Ok(list);
        }
        let (iter, element) = self.iterate_value(list)?;
        self.set_from(iter, element, span)
    }

    /// `{x for x in iter}`
    pub(super) fn set_from(&mut self, iter: ir::Iter, element: Ty, span: Span) -> Lowered<Value> {
        let node = self.node(span, 12, NodeShape::Set(Ty::Never));
        self.low.heap.grow_element(node, &element);
        let local = self.temporary(&element);
        let read = self.local(local, element, span);
        self.hashable(&read)?;
        // The set may hold more than what is put into it here.
        let held = self.element_type(&Ty::Object(node));
        let read = self.coerce(read, &held)?;
        let clause = ir::Clause { pattern: ir::Pattern::Local(local), iter, conditions: Vec::new() };
        let kind = ExprKind::Comprehension {
            kind: ir::ComprehensionKind::Set,
            clauses: vec![clause],
            element: Box::new(read),
            value: None,
        };
        Ok(self.value(Ty::Object(node), span, kind))
    }

    /// Whether both are sets.
    pub(super) fn are_sets(&self, a: NodeId, b: NodeId) -> bool {
        [a, b].into_iter().all(|node| matches!(self.low.heap.shape(node), NodeShape::Set(_)))
    }

    /// `a <= b` of sets: whether `b` has all of `a`; of `a < b` it has more.
    pub(super) fn set_order(&mut self, op: CompareOp, left: Value, right: Value, span: Span) -> Lowered<ir::Expr> {
        let (a, b) = (self.low.heap.resolve(&left.ty), self.low.heap.resolve(&right.ty));
        let (Ty::Object(x), Ty::Object(y)) = (&a, &b) else {
            return self.refuse(span, "ordering", "sets are compared in order");
        };
        let (one, other) = (self.element_type(&a), self.element_type(&b));
        let alike =
            one == other || matches!((&one, &other), (Ty::Never, _) | (_, Ty::Never) | (Ty::Int(_), Ty::Int(_)));
        if !alike {
            return self
                .transient(Ty::Bool, span, "mixed-types", "sets of different types are compared")
                .map(|value| value.expr);
        }
        self.low.heap.unify(*x, *y);
        let element = self.element_type(&self.low.heap.resolve(&a));
        self.no_lookalikes(&element, span)?;
        let helper = if matches!(op, CompareOp::Lt | CompareOp::LtE) { "set_issubset" } else { "set_issuperset" };
        if matches!(op, CompareOp::LtE | CompareOp::GtE) {
            return Ok(self.helper(Ty::Bool, span, helper, vec![left.expr, right.expr], &[]).expr);
        }
        let (left, first) = self.bound(left);
        let (right, second) = self.bound(right);
        let bool_expr = |kind| ir::Expr { ty: ir::Type::Bool, span, kind };
        let size = |of: &ir::Expr| {
            let kind = ExprKind::Len(Box::new(of.clone()));
            Box::new(ir::Expr { ty: ir::Type::Int, span, kind })
        };
        let differ = ExprKind::Compare { op: CompareOp::NotEq, left: size(&left.expr), right: size(&right.expr) };
        let has = self.helper(Ty::Bool, span, helper, vec![left.expr, right.expr], &[]);
        let both = Value { ty: Ty::Bool, expr: bool_expr(ExprKind::And(vec![bool_expr(differ), has.expr])) };
        let both = self.with_bound(second, both);
        Ok(self.with_bound(first, both).expr)
    }
}
