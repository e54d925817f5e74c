//! An expression with its inferred type.

use super::ty::Ty;
use crate::ir;
use crate::source::Span;

/// A lowered expression. `ty` is what it is in Python; `expr.ty` is how it is held.
#[derive(Clone, Debug)]
pub struct Value {
    /// The inferred type.
    pub ty: Ty,
    /// The expression.
    pub expr: ir::Expr,
}

impl Value {
    /// Where it stands in the source.
    pub fn span(&self) -> Span {
        self.expr.span
    }
}
