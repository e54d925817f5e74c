//! `==` of two values: one type on both sides, or values that are never equal.

use super::body::Body;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, CompareOp, ExprKind};
use crate::source::Span;

impl Body<'_, '_> {
    /// `a == b`
    pub fn equality(&mut self, left: Value, right: Value, span: Span) -> Lowered<ir::Expr> {
        if let Some(test) = self.tuples_with_instances(&left, &right, span)? {
            return Ok(test);
        }
        if self.low.last_pass && self.are_disjoint(&left.ty, &right.ty) {
            return self.never_equal(left, right, span);
        }
        let alike = self.low.heap.resolve(&left.ty).present() == self.low.heap.resolve(&right.ty).present();
        let (left, right) = if alike { (left, right) } else { (self.unmixed(left), self.unmixed(right)) };
        let (a, b) = (self.low.heap.resolve(&left.ty), self.low.heap.resolve(&right.ty));
        let ty = match (&a, &b) {
            (Ty::Never, other) | (other, Ty::Never) => other.clone(),
            (Ty::Int(x), Ty::Int(y)) => {
                if self.low.heap.is_big(*x) {
                    a.clone()
                } else if self.low.heap.is_big(*y) {
                    b.clone()
                } else {
                    a.clone()
                }
            }
            (Ty::Exact, Ty::Int(_)) | (Ty::Int(_), Ty::Exact) => Ty::Exact,
            (Ty::Exact, Ty::Float) | (Ty::Float, Ty::Exact) => {
                return self.compared_with_float(CompareOp::Eq, left, right, span);
            }
            (Ty::Exact, Ty::Number) | (Ty::Number, Ty::Exact) => Ty::Json,
            (Ty::Int(_) | Ty::Float | Ty::Number, Ty::Float | Ty::Number) | (Ty::Float | Ty::Number, Ty::Int(_)) => {
                self.mark_computed(&a);
                self.mark_computed(&b);
                Ty::Number
            }
            (Ty::Json, _) | (_, Ty::Json) => Ty::Json,
            (Ty::Optional(_), _) | (_, Ty::Optional(_)) => {
                let (x, y) = (a.present(), b.present());
                if matches!((&x, &y), (Ty::Object(_), Ty::Object(_))) && x != y {
                    return self.refuse(span, "object-equality", "two kinds of objects are compared");
                }
                if self.has_own_equality(&x) || self.has_own_equality(&y) {
                    return self.refuse(span, "object-equality", "instances are compared, or None");
                }
                match (&x, &y) {
                    (Ty::Int(x), Ty::Int(y)) => {
                        let (big_x, big_y) = (self.low.heap.is_big(*x), self.low.heap.is_big(*y));
                        match (&a, &b) {
                            (Ty::Int(_), _) if big_x && !big_y => return self.present_equality(left, right, span),
                            (_, Ty::Int(_)) if big_y && !big_x => return self.present_equality(left, right, span),
                            // The plain side takes the width of the other: no class is made wider or narrower by a comparison.
                            (Ty::Int(_), _) => b.clone(),
                            _ => a.clone(),
                        }
                    }
                    (x, y) if x == y => a.present().optional(),
                    _ => return self.incomparable(&left, &right, span),
                }
            }
            // A count of 0 is as good as none.
            (Ty::Object(x), Ty::Object(y)) if self.is_counter(*x) || self.is_counter(*y) => {
                return self.refuse(span, "counter", "Counters are compared");
            }
            (Ty::Object(x), Ty::Object(y)) if self.low.heap.find(*x) == self.low.heap.find(*y) => {
                if matches!(self.low.heap.shape(*x), NodeShape::Instance(..)) || self.has_own_equality(&a) {
                    return self.refuse(span, "object-equality", "instances are compared");
                }
                a.clone()
            }
            (Ty::Object(x), Ty::Object(y)) => {
                // Held in one way, they can be compared.
                let same_kind = matches!(
                    (self.low.heap.shape(*x), self.low.heap.shape(*y)),
                    (NodeShape::List(_), NodeShape::List(_))
                        | (NodeShape::Dict(..) | NodeShape::Record(_), NodeShape::Dict(..) | NodeShape::Record(_))
                        | (NodeShape::Set(_), NodeShape::Set(_))
                );
                if !same_kind {
                    return self.incomparable(&left, &right, span);
                }
                self.low.heap.unify(*x, *y);
                a.clone()
            }
            (Ty::Tuple(x), Ty::Tuple(y)) if x.len() == y.len() => a.clone(),
            (x, y) if x == y => a.clone(),
            (Ty::Bool, Ty::Int(_) | Ty::Exact | Ty::Float | Ty::Number)
            | (Ty::Int(_) | Ty::Exact | Ty::Float | Ty::Number, Ty::Bool) => {
                let (left, _) = self.bool_as_int(left, a);
                let (right, _) = self.bool_as_int(right, b);
                return self.equality(left, right, span);
            }
            _ => return self.incomparable(&left, &right, span),
        };
        let (left, right) = self.passing_as(left, right, &ty)?;
        let (left, right) = self.one_without_nan(left, right, &ty)?;
        let kind = ExprKind::Compare { op: CompareOp::Eq, left: Box::new(left), right: Box::new(right) };
        Ok(ir::Expr { ty: ir::Type::Bool, span, kind })
    }

    /// `a == b` of an int of any size and a 64-bit int that may be None: the present int is compared, in any size.
    fn present_equality(&mut self, left: Value, right: Value, span: Span) -> Lowered<ir::Expr> {
        let bool_expr = |kind| ir::Expr { ty: ir::Type::Bool, span, kind };
        let (left, first) = self.bound(left);
        let (right, second) = self.bound(right);
        let (optional, plain) = if matches!(left.ty, Ty::Optional(_)) { (left, right) } else { (right, left) };
        let present = optional.ty.present();
        let some = self.value(present, span, ExprKind::Convert(Box::new(optional.expr.clone())));
        let some = self.coerce(some, &plain.ty)?;
        let none = bool_expr(ExprKind::IsNone(Box::new(optional.expr)));
        let equal = ExprKind::Compare { op: CompareOp::Eq, left: Box::new(some), right: Box::new(plain.expr) };
        let both = vec![bool_expr(ExprKind::Not(Box::new(none))), bool_expr(equal)];
        let mut test = bool_expr(ExprKind::And(both));
        for (local, value) in second.into_iter().chain(first) {
            test = bool_expr(ExprKind::Let { local, value: Box::new(value), body: Box::new(test) });
        }
        Ok(test)
    }

    /// Values that may be equal, of types that have no common one.
    fn incomparable(&mut self, left: &Value, right: &Value, span: Span) -> Lowered<ir::Expr> {
        let reason =
            format!("{} is compared with {}", self.low.heap.describe(&left.ty), self.low.heap.describe(&right.ty));
        self.transient(Ty::Bool, span, "mixed-types", reason).map(|value| value.expr)
    }
}
