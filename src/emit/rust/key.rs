//! Keys of dicts, and texts that are looked for.

use super::body::Body;
use super::code::{Bind, Held};
use super::doc::Doc;
use crate::ir::{Expr, ExprKind, GlobalKind, Type};

impl Body<'_> {
    /// A text as `&str`, where no coercion makes it one.
    pub fn as_str(&self, expr: &Expr) -> Doc {
        let code = self.code(expr);
        match code.held {
            Held::Slice => code.doc,
            Held::Value | Held::Place | Held::Ref | Held::Mut | Held::OptRef => {
                code.at(Bind::Postfix).method("as_str", Vec::new())
            }
        }
    }

    /// A key that is looked up: a reference.
    pub fn key(&self, expr: &Expr) -> Doc {
        if self.types.is_copy(&expr.ty) {
            let code = self.code(expr);
            if code.held == Held::Ref {
                return code.doc;
            }
            return self.owned_at(expr, Bind::Unary).prefixed("&");
        }
        if self.is_made_later(expr) {
            return self.receiver(expr).prefixed("&*");
        }
        self.borrowed(expr)
    }

    /// Whether it is a constant that is made when it is first read: a reference to it is not one to what it holds.
    pub fn is_made_later(&self, expr: &Expr) -> bool {
        let ExprKind::Global(id) = expr.kind else { return false };
        expr.ty == Type::BigInt && matches!(self.types.plan.global(id).kind, GlobalKind::Constant(_))
    }

    /// Whether a key of unknown shape may be a list or a dict: looking it up raises then.
    pub fn may_be_unhashable(&self, key: &Expr) -> bool {
        match &key.kind {
            ExprKind::Convert(inner) => key.ty == Type::Json && inner.ty == Type::Json && self.may_be_unhashable(inner),
            ExprKind::None | ExprKind::Bool(_) | ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Str(_) => false,
            _ => key.ty == Type::Json,
        }
    }

    /// A key that is looked up in a dict or a set.
    pub fn dict_key(&self, expr: &Expr) -> Doc {
        if self.may_be_unhashable(expr) {
            return self.try_(self.receiver(expr).method("as_key", Vec::new()));
        }
        self.key(expr)
    }

    /// A key that a dict or a set keeps.
    pub fn kept_key(&self, expr: &Expr) -> Doc {
        if self.may_be_unhashable(expr) {
            return self.try_(self.owned_at(expr, Bind::Postfix).method("into_key", Vec::new()));
        }
        self.owned(expr)
    }

    /// A key that is looked up in a Json value: a string or an integer as it is.
    pub fn looked_up(&self, expr: &Expr) -> Doc {
        if let (Type::Json, ExprKind::Convert(inner)) = (&expr.ty, &expr.kind)
            && matches!(inner.ty, Type::Str | Type::Int)
        {
            return self.key(inner);
        }
        self.key(expr)
    }
}
