//! Values of types that are never equal.
//!
//! ```python
//! count == "3"            # False, after both sides are computed
//! name in [1, 2, 3]       # False
//! first == second         # only if both are None, where one may hold a text and the other one a number
//! ```

use super::body::Body;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind, StmtKind};
use crate::model::ClassIndex;
use crate::python::ast::Role;
use crate::source::Span;

/// Values of two families are never equal; those of one may be.
#[derive(Debug, PartialEq)]
enum Family {
    Number,
    Text,
    Bytes,
    List,
    Deque,
    Dict,
    Set,
    Tuple,
    Function,
    Pattern,
    Match,
    /// Equal to instances of its class at most.
    Instance(ClassIndex),
    /// A member of an Enum class without a mixed-in class.
    Member(ClassIndex),
    /// A class of the library that is equal to nothing of another one.
    Library(String),
}

/// Classes of the library whose instances are equal to instances of their class at most.
const ALONE: &[&str] = &["datetime.time", "datetime.timedelta", "uuid.UUID"];

impl Body<'_, '_> {
    /// What a value is compared as; None where that is not known.
    fn family(&self, ty: &Ty) -> Option<Family> {
        Some(match self.low.heap.resolve(ty) {
            Ty::Bool | Ty::Int(_) | Ty::Exact | Ty::Float | Ty::Number => Family::Number,
            Ty::Str => Family::Text,
            Ty::Bytes => Family::Bytes,
            Ty::Tuple(_) => Family::Tuple,
            Ty::Function(_) => Family::Function,
            Ty::Pattern(_) => Family::Pattern,
            Ty::Match(_) => Family::Match,
            Ty::Object(node) => match self.low.heap.shape(node) {
                // `*args` is a tuple, held as a list.
                NodeShape::List(_) if self.deque_of(node).is_some() => Family::Deque,
                NodeShape::List(_) if self.has_own_errors(node) => return None,
                NodeShape::List(_) => Family::List,
                NodeShape::Dict(..) | NodeShape::Record(_) => Family::Dict,
                NodeShape::Set(_) => Family::Set,
                NodeShape::Instance(class, _) if self.low.model.class(*class).def.named_tuple => Family::Tuple,
                NodeShape::Instance(class, _) => {
                    let equality = self.low.model.method(*class, "__eq__");
                    let known = match equality {
                        Some(method) => self.low.model.function(method).def.role == Some(Role::Compares),
                        None => super::class::is_equal_to_itself_only(self.low.model, *class),
                    };
                    return (known && self.low.model.method(*class, "__ne__").is_none())
                        .then_some(Family::Instance(*class));
                }
            },
            Ty::Enum(class) => match self.low.enums.get(&class) {
                Some(info) if info.mixed && info.texts => Family::Text,
                Some(info) if info.mixed => Family::Number,
                Some(_) if self.low.model.method(class, "__eq__").is_none() => Family::Member(class),
                _ => return None,
            },
            Ty::Library(name) if ALONE.contains(&name.as_str()) => Family::Library(name),
            Ty::Never
            | Ty::None
            | Ty::Optional(_)
            | Ty::Json
            | Ty::Encodable
            | Ty::Exception
            | Ty::Library(_)
            | Ty::Unknown(_) => return None,
        })
    }

    /// Whether no value of one type that is present is equal to one of the other, and no method of the program is asked.
    pub(super) fn are_disjoint(&self, a: &Ty, b: &Ty) -> bool {
        let (a, b) = (self.low.heap.resolve(a).present(), self.low.heap.resolve(b).present());
        if let (Ty::Tuple(x), Ty::Tuple(y)) = (&a, &b) {
            if self.has_own_equality(&a) || self.has_own_equality(&b) {
                return false;
            }
            let never = |(one, other): (&Ty, &Ty)| {
                let both_may_be_none = [one, other].into_iter().all(|ty| matches!(ty, Ty::Optional(_) | Ty::None));
                !both_may_be_none && self.are_disjoint(one, other)
            };
            return x.len() != y.len() || x.iter().zip(y).any(never);
        }
        match (self.family(&a), self.family(&b)) {
            (Some(Family::Instance(x)), Some(Family::Instance(y))) => {
                let related = |one, other| super::class::is_subclass(self.low.model, one, other);
                x != y && !related(x, y) && !related(y, x)
            }
            (Some(x), Some(y)) => x != y,
            _ => false,
        }
    }

    /// `left == right` of values that are never equal, unless both are None.
    pub(super) fn never_equal(&mut self, left: Value, right: Value, span: Span) -> Lowered<ir::Expr> {
        let bool_expr = |kind| ir::Expr { ty: ir::Type::Bool, span, kind };
        let may_be_none = |ty: &Ty| matches!(ty, Ty::Optional(_));
        let (a, b) = (self.low.heap.resolve(&left.ty), self.low.heap.resolve(&right.ty));
        if may_be_none(&a) && may_be_none(&b) {
            let (left, first) = self.bound(left);
            let (right, second) = self.bound(right);
            let none = |value: Value| bool_expr(ExprKind::IsNone(Box::new(value.expr)));
            let both = bool_expr(ExprKind::And(vec![none(left), none(right)]));
            let both = self.with_bound(second, Value { ty: Ty::Bool, expr: both });
            return Ok(self.with_bound(first, both).expr);
        }
        let mut evaluated = Vec::new();
        for side in [left, right] {
            if !super::order::is_harmless(&side.expr) {
                evaluated.push(self.plain(side.span(), StmtKind::Expr(side.expr)));
            }
        }
        let never = bool_expr(ExprKind::Bool(false));
        if evaluated.is_empty() {
            return Ok(never);
        }
        Ok(bool_expr(ExprKind::Block(Box::new(evaluated), Box::new(never))))
    }
}
