//! Ranges of integers.

use super::body::Body;
use super::code::Bind;
use super::doc::Doc;
use crate::ir::{ArithmeticOp, Clause, Expr, ExprKind, Iter, Pattern};

impl Body<'_> {
    /// `start..stop`, with its step.
    pub fn range(&self, start: &Expr, stop: &Expr, step: i64) -> Doc {
        let end = |expr: &Expr| self.owned_at(expr, Bind::Or);
        let plain = |from: Doc, to: Doc| Doc::concat([from, Doc::text(".."), to]);
        match step {
            1 => plain(end(start), end(stop)),
            step if step > 1 => {
                plain(end(start), end(stop)).parenthesized().method("step_by", vec![Doc::text(step.to_string())])
            }
            step => {
                // Down to just above `stop`.
                let from = Doc::concat([
                    Doc::text("("),
                    Doc::call("py::add", vec![self.owned(stop), Doc::text("1")]),
                    Doc::text("..="),
                    end(start),
                    Doc::text(")"),
                ]);
                let down = from.method("rev", Vec::new());
                if step == -1 { down } else { down.method("step_by", vec![Doc::text(step.unsigned_abs().to_string())]) }
            }
        }
    }

    /// The bounds of the range that a comprehension takes over as it is, where its length may be any.
    pub fn long_range(&self, clauses: &[Clause], element: &Expr) -> Option<[Doc; 3]> {
        let [Clause { pattern: Pattern::Local(local), iter: Iter::Range { start, stop, step }, conditions }] = clauses
        else {
            return None;
        };
        let is_itself = conditions.is_empty() && matches!(element.kind, ExprKind::Local(one) if one == *local);
        let is_long = is_itself && !(is_small(start) && is_small(stop));
        is_long.then(|| [self.owned(start), self.owned(stop), Doc::text(step.to_string())])
    }
}

/// Whether an integer is surely not so large that as many items could not be held.
fn is_small(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Int(value) => value.abs() <= 1 << 28,
        ExprKind::Len(_) => true,
        ExprKind::Arithmetic { op: ArithmeticOp::Mod, right, .. } => is_small(right),
        ExprKind::Arithmetic { op: ArithmeticOp::Add | ArithmeticOp::Sub, left, right, .. } => {
            is_small(left) && is_small(right)
        }
        _ => false,
    }
}
