//! `not` of a condition.

use super::body::Body;
use crate::ir::{self, CompareOp, ExprKind};
use crate::source::Span;

impl Body<'_, '_> {
    /// `not test`
    pub fn not(&mut self, test: ir::Expr, span: Span) -> ir::Expr {
        match test.kind {
            ExprKind::Not(inner) => *inner,
            ExprKind::Bool(value) => ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::Bool(!value) },
            ExprKind::Block(first, last) if matches!(last.kind, ExprKind::Bool(_)) => {
                let last = self.not(*last, span);
                ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::Block(first, Box::new(last)) }
            }
            ExprKind::Compare { op: CompareOp::Eq, left, right } => {
                ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::Compare { op: CompareOp::NotEq, left, right } }
            }
            // Of floats neither may hold.
            ExprKind::Compare { op, left, right } if is_in_order(&left.ty) => {
                let op = match op {
                    CompareOp::Eq => CompareOp::NotEq,
                    CompareOp::NotEq => CompareOp::Eq,
                    CompareOp::Lt => CompareOp::GtE,
                    CompareOp::LtE => CompareOp::Gt,
                    CompareOp::Gt => CompareOp::LtE,
                    CompareOp::GtE => CompareOp::Lt,
                };
                ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::Compare { op, left, right } }
            }
            kind => ir::Expr {
                ty: ir::Type::Bool,
                span,
                kind: ExprKind::Not(Box::new(ir::Expr { ty: ir::Type::Bool, span: test.span, kind })),
            },
        }
    }
}

/// Whether of two values of a type one is less than, equal to, or greater than the other.
fn is_in_order(ty: &ir::Type) -> bool {
    matches!(ty, ir::Type::Int | ir::Type::BigInt | ir::Type::Str | ir::Type::Bytes)
}
