//! What may be assigned to or deleted.

use crate::python::ast::{Constant, Expr, ExprKind};

use super::token::Kind;
use super::{Parser, Parsing};

/// How a message names an expression, in CPython's words.
pub(super) fn describe(expr: &Expr) -> &'static str {
    match &expr.kind {
        ExprKind::BoolOp { .. } | ExprKind::BinOp { .. } | ExprKind::UnaryOp { .. } => "expression",
        ExprKind::NamedExpr { .. } => "named expression",
        ExprKind::Lambda { .. } => "lambda",
        ExprKind::IfExp { .. } => "conditional expression",
        ExprKind::Dict(_) => "dict literal",
        ExprKind::Set(_) => "set display",
        ExprKind::ListComp { .. } => "list comprehension",
        ExprKind::SetComp { .. } => "set comprehension",
        ExprKind::DictComp { .. } => "dict comprehension",
        ExprKind::GeneratorExp { .. } => "generator expression",
        ExprKind::Await(_) => "await expression",
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) => "yield expression",
        ExprKind::Compare { .. } => "comparison",
        ExprKind::Call { .. } => "function call",
        ExprKind::JoinedStr(_) => "f-string expression",
        ExprKind::Constant(Constant::None) => "None",
        ExprKind::Constant(Constant::Bool(true)) => "True",
        ExprKind::Constant(Constant::Bool(false)) => "False",
        ExprKind::Constant(Constant::Ellipsis) => "ellipsis",
        ExprKind::Constant(_) => "literal",
        ExprKind::Attribute { .. } => "attribute",
        ExprKind::Subscript { .. } => "subscript",
        ExprKind::Starred(_) => "starred",
        ExprKind::Name(_) => "name",
        ExprKind::List(_) => "list",
        ExprKind::Tuple(_) => "tuple",
        ExprKind::Slice { .. } => "slice",
        ExprKind::Invalid => "invalid source",
    }
}

/// Refuses what `verb` cannot be done to: tuples, lists and starred values are looked into.
fn check(expr: &Expr, verb: &str) -> Parsing<()> {
    let mut open = vec![expr];
    while let Some(expr) = open.pop() {
        match &expr.kind {
            ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => {}
            ExprKind::Tuple(items) | ExprKind::List(items) => open.extend(items),
            ExprKind::Starred(value) if verb != "delete" && !matches!(value.kind, ExprKind::Starred(_)) => {
                open.push(value);
            }
            _ => return Parser::invalid(expr.span, format!("cannot {verb} {}", describe(expr))),
        }
    }
    Ok(())
}

/// `a`, `a.b`, `a[0]`, `(a, *b)`, `[a, b]`: what `=`, `for` and `as` bind
pub(super) fn check_assign(expr: &Expr) -> Parsing<()> {
    check(expr, "assign to")
}

/// `a`, `a.b`, `a[0]`: what `+=` and an annotation go with
pub(super) fn check_single(expr: &Expr, what: &str) -> Parsing<()> {
    match &expr.kind {
        ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => Ok(()),
        _ => Parser::invalid(expr.span, format!("{} {what}", describe(expr))),
    }
}

impl Parser<'_> {
    /// The target of `for`, without `in`: `a`, `*a, b`, `(a, b)`
    pub(super) fn loop_target(&mut self) -> Parsing<Expr> {
        let target = self.tuple_of(Self::star_target, |kind| kind == Kind::Star || kind.starts_expression())?;
        check_assign(&target)?;
        Ok(target)
    }

    /// The target of `as` in `with`.
    pub(super) fn with_target(&mut self) -> Parsing<Expr> {
        let target = self.star_target()?;
        check_assign(&target)?;
        Ok(target)
    }

    fn star_target(&mut self) -> Parsing<Expr> {
        if self.is(Kind::Star) { self.star_expression() } else { self.bitwise() }
    }

    /// One target of `del`.
    pub(super) fn delete_target(&mut self) -> Parsing<Expr> {
        let target = self.bitwise()?;
        check(&target, "delete")?;
        Ok(target)
    }
}
