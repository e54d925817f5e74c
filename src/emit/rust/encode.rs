//! What is written as JSON.

use super::body::Body;
use super::code::{Bind, Code};
use super::doc::Doc;
use super::literal;
use crate::ir::{DumpOptions, Expr, ExprKind, Type};

impl Body<'_> {
    /// A value that is only written as JSON, as a value of its own.
    pub fn inner_owned(&self, expr: &Expr) -> Doc {
        match &expr.kind {
            ExprKind::Convert(inner) if expr.ty == Type::Encodable => self.owned(inner),
            _ => self.owned(expr),
        }
    }

    /// An argument that is only written as JSON.
    pub fn encodable(&self, expr: &Expr) -> Doc {
        let inner = match &expr.kind {
            ExprKind::Convert(inner) if expr.ty == Type::Encodable => inner,
            _ => expr,
        };
        if matches!(&inner.kind, ExprKind::List(items) if items.is_empty()) {
            // Nothing else says what is in it.
            return Doc::text("&Vec::<py::Value>::new()");
        }
        if self.types.is_copy(&inner.ty) {
            return self.owned_at(inner, Bind::Unary).prefixed("&");
        }
        if let Type::Optional(_) = inner.ty {
            return self.code(inner).at(Bind::Unary).prefixed("&");
        }
        self.reference(inner)
    }

    pub fn json_dumps(&self, value: &Expr, options: &DumpOptions, bytes: bool) -> Code {
        let value = self.encodable(value);
        let text = if *options == DumpOptions::default() {
            Doc::call("py::json_dumps", vec![value])
        } else {
            Doc::call("py::json_dumps_as", vec![value, literal::dump_options(options).prefixed("&")])
        };
        Code::value(if bytes { text.method("into_bytes", Vec::new()) } else { text })
    }
}
