//! Values in place of what is absent.

use super::body::Body;
use super::code::{Bind, Code, Held};
use super::doc::{Block, Doc, Line};
use super::facts::is_mutating;
use crate::ir::{Expr, ExprKind, LocalId, Type, walk};

impl Body<'_> {
    /// `body` with `local` as a name for `value`.
    pub fn let_in(&self, local: LocalId, value: &Expr, body: &Expr) -> Code {
        if let Some(code) = self.default_of(local, value, body).or_else(|| self.text_or(local, value, body)) {
            return code;
        }
        if self.is_place_alias(value, body) {
            let mut body = body.clone();
            walk::expr_mut(&mut body, &mut |part| {
                if matches!(part.kind, ExprKind::Local(read) if read == local) {
                    part.kind = value.kind.clone();
                }
            });
            return Code { held: Held::Value, ..self.own(self.code(&body), &body) };
        }
        let mut lines = self.bind(local, value, &[], None);
        lines.push(Line::Code(self.owned(body), "", None));
        Code::bound(Doc::Block(Box::new(Block { head: Doc::text(""), lines, tail: Doc::text("") })), Bind::Weak)
    }

    /// `headers.get(name) or 0`, a text or a constant of another type: a value of unknown shape.
    fn text_or(&self, local: LocalId, value: &Expr, body: &Expr) -> Option<Code> {
        let ExprKind::Cond { test, then, otherwise } = &body.kind else { return None };
        let mut read = then;
        while let ExprKind::Convert(inner) = &read.kind {
            read = inner;
        }
        let is_local = |expr: &Expr| matches!(&expr.kind, ExprKind::Local(name) if *name == local);
        let tests = matches!(&test.kind, ExprKind::Truth(tested) if is_local(tested));
        let is_header = matches!(&value.kind, ExprKind::Library(call) if call.helper == "headers_get");
        if !tests || !is_header || !is_local(read) || body.ty != Type::Json || !super::literal::is_constant(otherwise) {
            return None;
        }
        let present = Doc::Closure("|found|".to_owned(), Box::new(Doc::text("!found.is_empty()")));
        let option = self.code(value).at(Bind::Postfix).method("filter", vec![present]);
        Some(Code::value(option.method("map_or", vec![self.owned(otherwise), Doc::text("py::Value::from")])))
    }

    /// Whether a name for a place is needless: the place can be read again where the name is, for nothing changes in between.
    pub fn is_place_alias(&self, value: &Expr, body: &Expr) -> bool {
        let mut quiet = true;
        walk::expr(body, &mut |part| {
            quiet &= match &part.kind {
                ExprKind::Library(call) => !is_mutating(&call.helper),
                ExprKind::Call { .. } | ExprKind::New { .. } | ExprKind::Block(..) | ExprKind::Lambda(_) => false,
                _ => true,
            };
        });
        quiet && self.is_field_path(value)
    }

    fn is_field_path(&self, value: &Expr) -> bool {
        match &value.kind {
            ExprKind::Local(_) => true,
            ExprKind::Field { object, known: true, .. } => {
                !self.types.is_shared(&object.ty) && self.is_field_path(object)
            }
            ExprKind::TupleItem { tuple, .. } => self.is_field_path(tuple),
            ExprKind::Library(call) => {
                matches!(
                    call.helper.as_str(),
                    "parse_result_path" | "split_result_path" | "handler_path" | "handler_command"
                ) && call.args.iter().all(|arg| self.is_field_path(arg))
            }
            _ => false,
        }
    }

    /// `d.get(k, default)`, `x or default` of an `Optional`: `value.unwrap_or(default)`
    pub fn default_of(&self, local: LocalId, value: &Expr, body: &Expr) -> Option<Code> {
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
                if let (Some(slice), ExprKind::Library(call)) = (self.slice_of(inner), &value.kind)
                    && call.helper == "dict_get"
                {
                    let lent = option.at(Bind::Postfix).method("map_or", vec![default.doc, Doc::text(slice)]);
                    return Some(Code::postfix(lent, held));
                }
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
