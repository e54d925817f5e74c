//! Evaluation order: what may be left out, evaluated later, or evaluated before something else.
//!
//! ```python
//! scores[key()] = total        # reads `total` before `key()` runs, which may change it
//! cache.get(key, compute())    # runs `compute()` also when the key is there
//! ```

use super::body::Body;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ArithmeticOp, CompareOp, Expr, ExprKind, Iter, StmtKind, Type, helper, walk};

/// Whether the value is the same whenever it is evaluated: a literal, or a variable of this body.
pub fn is_fixed(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::None
        | ExprKind::Bool(_)
        | ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_)
        | ExprKind::Local(_) => true,
        ExprKind::Convert(inner) => is_fixed(inner),
        ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().all(is_fixed),
        ExprKind::Record { fields, base: None } => fields.iter().all(|(_, value)| is_fixed(value)),
        ExprKind::Dict(items) => items.iter().all(|(key, value)| is_fixed(key) && is_fixed(value)),
        _ => false,
    }
}

/// Whether evaluating an expression does anything besides giving a value or raising.
pub fn has_effect(expr: &Expr) -> bool {
    let mut found = false;
    walk::expr(expr, &mut |inner| {
        found |= match &inner.kind {
            ExprKind::Call { .. } | ExprKind::New { init: Some(_), .. } | ExprKind::Block(..) => true,
            ExprKind::Library(call) => helper::has_effect(&call.helper),
            _ => false,
        }
    });
    found
}

/// Whether evaluating an expression may raise.
pub fn may_raise(expr: &Expr) -> bool {
    let mut found = false;
    walk::expr(expr, &mut |inner| {
        found |= match &inner.kind {
            ExprKind::Call { .. } | ExprKind::New { .. } | ExprKind::Block(..) => true,
            ExprKind::Library(call) => !call.raises.is_empty(),
            _ => raises_itself(inner),
        }
    });
    found
}

/// Whether an expression may raise when its operands are known; calls and statements are not looked at.
pub fn raises_itself(expr: &Expr) -> bool {
    let dynamic = |one: &Expr| one.ty == Type::Json;
    match &expr.kind {
        ExprKind::Field { known, .. } => !known,
        ExprKind::Arithmetic { op, left, right, .. } => {
            dynamic(left)
                || match op {
                    ArithmeticOp::Div | ArithmeticOp::FloorDiv | ArithmeticOp::Mod => {
                        !matches!(right.kind, ExprKind::Int(value) if value != 0)
                    }
                    ArithmeticOp::Pow | ArithmeticOp::LShift | ArithmeticOp::RShift => true,
                    ArithmeticOp::Add
                    | ArithmeticOp::Sub
                    | ArithmeticOp::Mult
                    | ArithmeticOp::BitOr
                    | ArithmeticOp::BitXor
                    | ArithmeticOp::BitAnd => false,
                }
        }
        ExprKind::Compare { op, left, .. } => dynamic(left) && !matches!(op, CompareOp::Eq | CompareOp::NotEq),
        ExprKind::Len(one) | ExprKind::Negate(one) => dynamic(one),
        ExprKind::Contains { item, container } => dynamic(item) || dynamic(container),
        ExprKind::Comprehension { clauses, .. } => clauses.iter().any(|clause| goes_through_dynamic(&clause.iter)),
        _ => false,
    }
}

/// Whether going through something may raise.
pub fn goes_through_dynamic(iter: &Iter) -> bool {
    match iter {
        Iter::Value(value) => value.ty == Type::Json,
        Iter::Enumerate(inner, _) => goes_through_dynamic(inner),
        Iter::Zip(all) => all.iter().any(goes_through_dynamic),
        Iter::Keys(_) | Iter::Values(_) | Iter::Items(_) | Iter::Range { .. } | Iter::Reversed(_) => false,
    }
}

/// Whether an expression can be left out, or evaluated only when its value is needed.
pub fn is_harmless(expr: &Expr) -> bool {
    !has_effect(expr) && !may_raise(expr)
}

/// Whether it makes no difference which of two expressions is evaluated first.
pub fn commute(a: &Expr, b: &Expr) -> bool {
    let literal = |one: &Expr| is_fixed(one) && !has_local(one);
    // A walrus in one changes the variables of the other.
    if literal(a) || literal(b) || (is_fixed(a) && !has_block(b)) || (is_fixed(b) && !has_block(a)) {
        return true;
    }
    !(has_effect(a) || has_effect(b) || (may_raise(a) && may_raise(b)))
}

fn has_local(expr: &Expr) -> bool {
    let mut found = false;
    walk::expr(expr, &mut |inner| found |= matches!(inner.kind, ExprKind::Local(_)));
    found
}

/// Whether statements run while an expression is evaluated.
pub fn has_block(expr: &Expr) -> bool {
    let mut found = false;
    walk::expr(expr, &mut |inner| found |= matches!(inner.kind, ExprKind::Block(..)));
    found
}

impl Body<'_, '_> {
    /// `with`, after `value` was evaluated for what it does: `isinstance(f(), str)` runs `f` whatever is known of its result.
    pub fn after(&mut self, value: Value, with: Expr) -> Expr {
        if is_harmless(&value.expr) {
            return with;
        }
        let span = value.span();
        let evaluated = self.plain(span, StmtKind::Expr(value.expr));
        Expr { ty: with.ty.clone(), span: with.span, kind: ExprKind::Block(Box::new(vec![evaluated]), Box::new(with)) }
    }

    /// The value in a local of its own, when evaluating it later or not at all would make a difference; with what binds that local.
    pub fn bound(&mut self, value: Value) -> (Value, Option<(ir::LocalId, Expr)>) {
        if is_fixed(&value.expr) || matches!(self.low.heap.resolve(&value.ty), Ty::Never) {
            return (value, None);
        }
        let span = value.span();
        let local = self.temporary(&value.ty);
        let read = self.local(local, value.ty.clone(), span);
        (read, Some((local, value.expr)))
    }

    /// `body`, with a local bound first.
    pub fn with_bound(&mut self, bound: Option<(ir::LocalId, Expr)>, body: Value) -> Value {
        let Some((local, value)) = bound else { return body };
        let (ty, span) = (body.ty.clone(), body.span());
        self.value(ty, span, ExprKind::Let { local, value: Box::new(value), body: Box::new(body.expr) })
    }
}
