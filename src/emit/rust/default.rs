//! Values in place of what is absent.

use super::body::Body;
use super::code::{Bind, Code, Held};
use super::doc::{Block, Doc, Line};
use crate::ir::{Expr, ExprKind, Type};

impl Body<'_> {
    pub fn let_in(&self, local: crate::ir::LocalId, value: &Expr, body: &Expr) -> Code {
        if let Some(code) = self.default_of(local, value, body) {
            return code;
        }
        let mut lines = self.bind(local, value, &[], None);
        lines.push(Line::Code(self.owned(body), "", None));
        Code::bound(Doc::Block(Box::new(Block { head: Doc::text(""), lines, tail: Doc::text("") })), Bind::Weak)
    }

    /// `d.get(k, default)`, `x or default` of an `Optional`: `value.unwrap_or(default)`
    fn default_of(&self, local: crate::ir::LocalId, value: &Expr, body: &Expr) -> Option<Code> {
        let ExprKind::Cond { test, then, otherwise } = &body.kind else { return None };
        let is_local = |expr: &Expr| matches!(&expr.kind, ExprKind::Local(read) if *read == local);
        let (default, present) = match &test.kind {
            ExprKind::IsNone(tested) if is_local(tested) => (then, otherwise),
            ExprKind::Not(inner) => match &inner.kind {
                ExprKind::IsNone(tested) if is_local(tested) => (otherwise, then),
                _ => return None,
            },
            _ => return None,
        };
        let ExprKind::Convert(read) = &present.kind else { return None };
        if !is_local(read) || !matches!(value.ty, Type::Optional(_)) || default.ty == Type::Never {
            return None;
        }
        let Type::Optional(inner) = &value.ty else { return None };
        if **inner != present.ty || self.any_raises(default) {
            return None;
        }
        let option = self.code(value);
        let cheap = matches!(
            default.kind,
            ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Bool(_) | ExprKind::Str(_) | ExprKind::Local(_)
        );
        if option.held == Held::OptRef && !self.types.is_copy(&value.ty) {
            let default = self.code(default);
            if matches!(default.held, Held::Slice | Held::Ref) {
                let held = if self.types.is_sliced(inner) { Held::Slice } else { Held::Ref };
                return Some(Code::postfix(option.at(Bind::Postfix).method("unwrap_or", vec![default.doc]), held));
            }
        }
        let option = self.own(option, value).at(Bind::Postfix);
        let owned = self.owned(default);
        let empty = matches!(&default.kind, ExprKind::Str(text) if text.is_empty())
            || matches!(&default.kind, ExprKind::List(items) if items.is_empty())
            || matches!(default.kind, ExprKind::Int(0) | ExprKind::Bool(false));
        Some(Code::value(if empty && !self.types.is_counted(&default.ty) {
            option.method("unwrap_or_default", Vec::new())
        } else if cheap && self.types.is_copy(&default.ty) {
            option.method("unwrap_or", vec![owned])
        } else {
            option.method("unwrap_or_else", vec![Doc::Closure("||".to_owned(), Box::new(owned))])
        }))
    }
}

/// `option.map(|x| value)`, of `if let Some(x) = option { Some(value) } else { None }` that nothing leaves.
pub fn mapped(test: &Doc, then: &Doc, otherwise: &Expr) -> Option<Doc> {
    let absent = match &otherwise.kind {
        ExprKind::None => true,
        ExprKind::Convert(inner) => matches!(inner.kind, ExprKind::None),
        _ => false,
    };
    let (Doc::Concat(parts), Doc::List(some), true, true) =
        (test, then, absent, matches!(otherwise.ty, Type::Optional(_)))
    else {
        return None;
    };
    let ([Doc::Text(start), source], [value]) = (parts.as_slice(), some.items.as_slice()) else { return None };
    let name = start.strip_prefix("let Some(")?.strip_suffix(") = ")?;
    if some.open != Doc::text("Some(") || super::question::questions(value) {
        return None;
    }
    let closure = Doc::Closure(format!("|{name}|"), Box::new(value.clone()));
    let source = match source {
        Doc::Concat(parts) => match parts.as_slice() {
            [Doc::Text(sign), place] if sign == "&" => place.clone().method("as_ref", Vec::new()),
            _ => return None,
        },
        Doc::Binary(_) | Doc::Choice(_) | Doc::Block(_) | Doc::Closure(..) | Doc::Guard(..) => return None,
        source => source.clone(),
    };
    Some(source.method("map", vec![closure]))
}
