//! NaN among what containers compare.
//!
//! Python's containers ask `x is y or x == y`: NaN is among the items of a list if that very object is. Floats are held by value here, so two NaN cannot be told
//! apart; but one that is no NaN is equal to what it equals, whichever object it is. So one side of such a comparison is made sure to be no NaN, where the program
//! does not show it: NaN is *beyond*. What holds floats that cannot be reached one by one is refused.

use super::body::Body;
use super::heap::{NodeId, NodeShape};
use super::refusal::Lowered;
use super::ty::Ty;
use crate::ir::{self, ExprKind};
use crate::source::Span;

impl Body<'_, '_> {
    /// A value that a container compares with its items.
    pub(super) fn no_nan(&mut self, expr: ir::Expr, ty: &Ty) -> Lowered<ir::Expr> {
        let ty = self.low.heap.resolve(ty);
        if !self.holds_floats(&ty, &mut Vec::new()) || is_never_nan(&expr) {
            return Ok(expr);
        }
        let span = expr.span;
        match (&ty, expr.kind) {
            (Ty::Float, kind) => {
                let expr = ir::Expr { kind, ..expr };
                Ok(self.helper(Ty::Float, span, "float_not_nan", vec![expr], &[]).expr)
            }
            (Ty::Number, ExprKind::Convert(inner)) if matches!(inner.ty, ir::Type::Float | ir::Type::Number) => {
                let from = if inner.ty == ir::Type::Float { Ty::Float } else { Ty::Number };
                let inner = self.no_nan(*inner, &from)?;
                Ok(ir::Expr { kind: ExprKind::Convert(Box::new(inner)), ..expr })
            }
            (Ty::Number, kind) => {
                let expr = ir::Expr { kind, ..expr };
                Ok(self.helper(Ty::Number, span, "number_not_nan", vec![expr], &[]).expr)
            }
            (Ty::Tuple(types), ExprKind::Tuple(items)) => {
                let items: Lowered<Vec<ir::Expr>> =
                    items.into_iter().zip(types).map(|(item, ty)| self.no_nan(item, ty)).collect();
                Ok(ir::Expr { kind: ExprKind::Tuple(items?), ..expr })
            }
            (Ty::Object(node), ExprKind::List(items)) => {
                let NodeShape::List(element) = self.low.heap.shape(*node).clone() else {
                    return Ok(ir::Expr { kind: ExprKind::List(items), ..expr });
                };
                let items: Lowered<Vec<ir::Expr>> = items.into_iter().map(|item| self.no_nan(item, &element)).collect();
                Ok(ir::Expr { kind: ExprKind::List(items?), ..expr })
            }
            (ty, kind) => {
                let what = self.low.heap.describe(ty);
                let reason =
                    format!("floats in a {what} are compared: NaN is equal to itself there, if it is the same object");
                self.transient(Ty::Never, span, "nan-identity", reason)?;
                Ok(ir::Expr { kind, ..expr })
            }
        }
    }

    /// Two values that are compared item by item: one of them holds no NaN.
    pub(super) fn one_without_nan(
        &mut self,
        left: ir::Expr,
        right: ir::Expr,
        ty: &Ty,
    ) -> Lowered<(ir::Expr, ir::Expr)> {
        if !matches!(self.low.heap.resolve(ty), Ty::Tuple(_) | Ty::Object(_) | Ty::Optional(_)) {
            return Ok((left, right));
        }
        if let Ty::Optional(inner) = self.low.heap.resolve(ty)
            && !matches!(*inner, Ty::Tuple(_) | Ty::Object(_))
        {
            return Ok((left, right));
        }
        let display = |expr: &ir::Expr| matches!(expr.kind, ExprKind::Tuple(_) | ExprKind::List(_));
        if is_never_nan(&right) || display(&right) && !is_never_nan(&left) && !display(&left) {
            return Ok((left, self.no_nan(right, ty)?));
        }
        Ok((self.no_nan(left, ty)?, right))
    }

    /// Sets of such members are put together or compared: refused where equal ones can be told apart (`1`, `1.0` and `True`, `0.0` and `-0.0`, one NaN and another), because
    /// which of them stays is Python's own affair.
    pub(super) fn no_lookalikes(&mut self, element: &Ty, span: Span) -> Lowered<()> {
        let element = self.low.heap.resolve(element);
        if element != Ty::Json && !self.holds_floats(&element, &mut Vec::new()) {
            return Ok(());
        }
        let what = self.low.heap.describe(&element);
        let reason = format!("sets of {what} are put together or compared, where equal members can differ");
        self.transient(Ty::Never, span, "mixed-types", reason).map(|_| ())
    }

    /// Whether a value holds floats that are compared with it.
    fn holds_floats(&self, ty: &Ty, seen: &mut Vec<NodeId>) -> bool {
        match self.low.heap.resolve(ty) {
            Ty::Float | Ty::Number => true,
            Ty::Tuple(items) => items.iter().any(|item| self.holds_floats(item, seen)),
            Ty::Optional(inner) => self.holds_floats(&inner, seen),
            Ty::Object(node) => {
                if seen.contains(&node) {
                    return false;
                }
                seen.push(node);
                match self.low.heap.shape(node).clone() {
                    NodeShape::List(item) | NodeShape::Set(item) | NodeShape::Dict(_, item) => {
                        self.holds_floats(&item, seen)
                    }
                    NodeShape::Record(fields) => fields.iter().any(|(_, ty)| self.holds_floats(ty, seen)),
                    NodeShape::Instance(..) => false,
                }
            }
            Ty::Never
            | Ty::None
            | Ty::Bool
            | Ty::Int(_)
            | Ty::Exact
            | Ty::Str
            | Ty::Bytes
            | Ty::Enum(_)
            | Ty::Json
            | Ty::Encodable
            | Ty::Exception
            | Ty::Function(_)
            | Ty::Pattern(_)
            | Ty::Match(_)
            | Ty::Library(_)
            | Ty::Unknown(_) => false,
        }
    }
}

/// Whether an expression holds no NaN, whatever happens.
pub(super) fn is_never_nan(expr: &ir::Expr) -> bool {
    match &expr.kind {
        ExprKind::Float(value) => !value.is_nan(),
        ExprKind::Int(_) | ExprKind::Str(_) | ExprKind::Bool(_) | ExprKind::None => true,
        ExprKind::Negate(inner) => is_never_nan(inner),
        ExprKind::Convert(inner) => matches!(inner.ty, ir::Type::Int | ir::Type::Bool) || is_never_nan(inner),
        ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().all(is_never_nan),
        _ => false,
    }
}
