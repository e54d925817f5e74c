//! Parameters that a function makes bytes of before it looks at them.
//!
//! ```python
//! def send(self, body, content_type="text/html"):
//!     if isinstance(body, str):           # text or bytes: each call encodes its own, and the body is bytes
//!         body = body.encode("utf-8")
//! ```

use std::collections::HashMap;

use super::body::Body;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind};
use crate::model::{FunctionIndex, Model};
use crate::python::ast::{self, Expr, Stmt, StmtKind};
use crate::python::visit::Node;
use crate::source::Span;

/// The parameters, as function and position, with the statement that makes bytes of them.
#[derive(Debug, Default)]
pub struct Encoded(HashMap<(FunctionIndex, usize), Span>);

impl Encoded {
    /// Looks for them in every function.
    pub fn of(model: &Model<'_>) -> Self {
        let mut found = HashMap::new();
        for index in (0..model.functions.len()).map(FunctionIndex) {
            let info = model.function(index);
            for (position, parameter) in info.def.parameters.iter().enumerate() {
                let name = parameter.name.name.as_str();
                if info.scope.captured.contains(name) {
                    continue;
                }
                if let Some(stmt) = info.def.body.iter().find(|stmt| mentions(stmt, name))
                    && encodes(stmt, name)
                {
                    found.insert((index, position), stmt.span);
                }
            }
        }
        Self(found)
    }

    /// Whether a parameter is held as bytes.
    pub fn contains(&self, index: FunctionIndex, position: usize) -> bool {
        self.0.contains_key(&(index, position))
    }

    /// Whether a statement of a function is done by its calls.
    pub fn is_done(&self, index: FunctionIndex, stmt: Span) -> bool {
        self.0.iter().any(|((function, _), span)| *function == index && *span == stmt)
    }
}

fn mentions(stmt: &Stmt, name: &str) -> bool {
    let mut found = false;
    Node::Stmt(stmt).walk(&mut |node| {
        found |= matches!(node, Node::Expr(Expr { kind: ast::ExprKind::Name(other), .. }) if other == name);
    });
    found
}

/// `if isinstance(p, str): p = p.encode()`, `if not isinstance(p, bytes): p = p.encode()`, `p = p.encode() if isinstance(p, str) else p`
fn encodes(stmt: &Stmt, name: &str) -> bool {
    match &stmt.kind {
        StmtKind::If { test, body, orelse } if orelse.is_empty() => {
            let [Stmt { kind: StmtKind::Assign { targets, value }, .. }] = body.as_slice() else { return false };
            is_text(test, name) == Some(true) && is_only_target(targets, name) && is_encoded(value, name)
        }
        StmtKind::Assign { targets, value } if is_only_target(targets, name) => {
            let ast::ExprKind::IfExp { test, body, orelse } = &value.kind else { return false };
            match is_text(test, name) {
                Some(true) => is_encoded(body, name) && is_name(orelse, name),
                Some(false) => is_name(body, name) && is_encoded(orelse, name),
                None => false,
            }
        }
        _ => false,
    }
}

fn is_name(expr: &Expr, name: &str) -> bool {
    matches!(&expr.kind, ast::ExprKind::Name(other) if other == name)
}

fn is_only_target(targets: &[Expr], name: &str) -> bool {
    matches!(targets, [target] if is_name(target, name))
}

/// Of text or bytes, whether a test is true of text (or of bytes).
fn is_text(test: &Expr, name: &str) -> Option<bool> {
    match &test.kind {
        ast::ExprKind::UnaryOp { op: ast::UnaryOperator::Not, operand } => is_text(operand, name).map(|text| !text),
        ast::ExprKind::Call { func, args, keywords } if is_name(func, "isinstance") && keywords.is_empty() => {
            match args.as_slice() {
                [value, class] if is_name(value, name) && is_name(class, "str") => Some(true),
                [value, class] if is_name(value, name) && is_name(class, "bytes") => Some(false),
                _ => None,
            }
        }
        _ => None,
    }
}

/// `p.encode()`, `bytes(p, "utf-8")`
fn is_encoded(expr: &Expr, name: &str) -> bool {
    let ast::ExprKind::Call { func, args, keywords } = &expr.kind else { return false };
    match (&func.kind, args.as_slice()) {
        (ast::ExprKind::Attribute { value, attr }, _) if attr.name == "encode" && is_name(value, name) => {
            super::method::is_utf8(args, keywords)
        }
        (ast::ExprKind::Name(class), [value, encoding]) if class == "bytes" && keywords.is_empty() => {
            is_name(value, name) && super::method::is_utf8(std::slice::from_ref(encoding), &[])
        }
        _ => false,
    }
}

impl Body<'_, '_> {
    /// An argument for a parameter that is held as bytes.
    pub fn encoded(&mut self, value: Value) -> Lowered<Value> {
        let span = value.span();
        match self.low.heap.resolve(&value.ty) {
            Ty::Bytes | Ty::Never => Ok(value),
            Ty::Str => Ok(match value.expr.kind {
                ExprKind::JsonDumps { value, options, .. } => {
                    self.value(Ty::Bytes, span, ExprKind::JsonDumps { value, options, bytes: true })
                }
                ExprKind::Str(text) => self.value(Ty::Bytes, span, ExprKind::Bytes(text.into_bytes())),
                kind => {
                    let text = ir::Expr { kind, ..value.expr };
                    self.helper(Ty::Bytes, span, "str_encode", vec![text], &[])
                }
            }),
            other => {
                let reason = format!("{} is given where text or bytes are sent", self.low.heap.describe(&other));
                self.transient(Ty::Bytes, span, "mixed-types", reason)
            }
        }
    }
}
