//! Annotations become `TypeExpr`s.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a stub has a few kinds of expressions; all others are errors alike"
)]

use std::collections::{BTreeMap, BTreeSet};

use super::{StubError, TypeExpr};
use crate::python::ast::{Constant, Expr, ExprKind, Operator};
use crate::source::{SourceFile, Span};

/// What names mean in one stub.
pub(super) struct Scope<'a> {
    /// The stub.
    pub file: &'a SourceFile,
    /// The module that it is about.
    pub module: &'a str,
    /// Names that it imports or defines, with their qualified names.
    pub locals: BTreeMap<String, String>,
    /// The qualified name of every class of every stub.
    pub classes: &'a BTreeSet<String>,
}

impl Scope<'_> {
    /// An error at a place of the stub.
    pub fn error(&self, span: Span, message: impl Into<String>) -> StubError {
        StubError { path: self.file.path().to_owned(), line: self.file.line(span.start), message: message.into() }
    }

    /// The qualified name of something that this stub's module defines.
    pub fn qualify(&self, name: &str) -> String {
        qualify(self.module, name)
    }

    /// The qualified name that a dotted name stands for.
    pub fn resolve(&self, expr: &Expr) -> Option<String> {
        match &expr.kind {
            ExprKind::Name(name) => Some(self.locals.get(name).unwrap_or(name).clone()),
            ExprKind::Attribute { value, attr } => Some(format!("{}.{}", self.resolve(value)?, attr.name)),
            _ => None,
        }
    }

    /// The class that an expression names.
    pub fn class(&self, expr: &Expr) -> Result<String, StubError> {
        let name = self.resolve(expr).ok_or_else(|| self.error(expr.span, "expected the name of a class"))?;
        if self.classes.contains(&name) {
            return Ok(name);
        }
        Err(self.error(expr.span, format!("no stub has a class `{name}`")))
    }

    /// The type that an annotation says.
    pub fn ty(&self, expr: &Expr) -> Result<TypeExpr, StubError> {
        match &expr.kind {
            ExprKind::Constant(Constant::None) => Ok(TypeExpr::None),
            ExprKind::Name(name) => Ok(match special(name) {
                Some(ty) => ty,
                None if is_variable(name) => TypeExpr::Var(name.clone()),
                None => TypeExpr::Class(self.class(expr)?, Vec::new()),
            }),
            ExprKind::Attribute { .. } => Ok(TypeExpr::Class(self.class(expr)?, Vec::new())),
            ExprKind::BinOp { left, op: Operator::BitOr, right } => {
                let mut options = Vec::new();
                for side in [left, right] {
                    match self.ty(side)? {
                        TypeExpr::Union(inner) => options.extend(inner),
                        other => options.push(other),
                    }
                }
                Ok(TypeExpr::Union(options))
            }
            ExprKind::Subscript { value, slice } => self.generic(value, slice),
            _ => Err(self.error(expr.span, "this is no type that a stub can say")),
        }
    }

    /// `name[args]`
    fn generic(&self, value: &Expr, slice: &Expr) -> Result<TypeExpr, StubError> {
        let args: Vec<&Expr> = match &slice.kind {
            ExprKind::Tuple(items) => items.iter().collect(),
            _ => vec![slice],
        };
        let name = if let ExprKind::Name(name) = &value.kind { name.as_str() } else { "" };
        match (name, args.as_slice()) {
            ("tuple", [item, last]) if matches!(last.kind, ExprKind::Constant(Constant::Ellipsis)) => {
                Ok(TypeExpr::TupleOf(Box::new(self.ty(item)?)))
            }
            ("tuple", items) => Ok(TypeExpr::Tuple(self.types(items)?)),
            ("type", [inner]) => Ok(TypeExpr::TypeOf(Box::new(self.ty(inner)?))),
            ("NonEmpty", [inner]) => Ok(TypeExpr::NonEmpty(Box::new(self.ty(inner)?))),
            ("Literal", values) => {
                let constants: Option<Vec<Constant>> = values.iter().map(|value| constant(value)).collect();
                constants.map(TypeExpr::Literal).ok_or_else(|| self.error(slice.span, "a Literal holds constants"))
            }
            ("Callable", [params, result]) => {
                let params = match &params.kind {
                    ExprKind::List(params) => self.types(&params.iter().collect::<Vec<_>>())?,
                    _ => return Err(self.error(params.span, "expected a list of parameter types")),
                };
                Ok(TypeExpr::Callable(params, Box::new(self.ty(result)?)))
            }
            (_, args) => Ok(TypeExpr::Class(self.class(value)?, self.types(args)?)),
        }
    }

    fn types(&self, exprs: &[&Expr]) -> Result<Vec<TypeExpr>, StubError> {
        exprs.iter().map(|expr| self.ty(expr)).collect()
    }

    /// A parameter's type, and whether it is marked `Owned`.
    pub fn parameter(&self, annotation: &Expr) -> Result<(TypeExpr, bool), StubError> {
        if let ExprKind::Subscript { value, slice } = &annotation.kind
            && matches!(&value.kind, ExprKind::Name(name) if name == "Owned")
        {
            return Ok((self.ty(slice)?, true));
        }
        Ok((self.ty(annotation)?, false))
    }
}

/// `module.name`, and just the name for a builtin.
pub(super) fn qualify(module: &str, name: &str) -> String {
    if module == "builtins" { name.to_owned() } else { format!("{module}.{name}") }
}

/// A constant, or the negative of a number.
pub(super) fn constant(expr: &Expr) -> Option<Constant> {
    match &expr.kind {
        ExprKind::Constant(value) => Some(value.clone()),
        ExprKind::UnaryOp { op: crate::python::ast::UnaryOperator::USub, operand } => match constant(operand)? {
            Constant::Int(value) => Some(Constant::Int(-value)),
            Constant::Float(value) => Some(Constant::Float(-value)),
            Constant::None
            | Constant::Bool(_)
            | Constant::Complex(_)
            | Constant::Str(_)
            | Constant::Surrogates(_)
            | Constant::Bytes(_)
            | Constant::Ellipsis => None,
        },
        _ => None,
    }
}

fn special(name: &str) -> Option<TypeExpr> {
    Some(match name {
        "Any" => TypeExpr::Any,
        "Never" => TypeExpr::Never,
        "Json" => TypeExpr::Json,
        "Number" => TypeExpr::Number,
        "Encodable" => TypeExpr::Encodable,
        "Self" => TypeExpr::Receiver,
        _ => return None,
    })
}

/// `T`, `K`, `V`, …: one capital letter.
fn is_variable(name: &str) -> bool {
    name.len() == 1 && name.as_bytes()[0].is_ascii_uppercase()
}
