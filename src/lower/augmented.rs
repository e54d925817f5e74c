//! `target op= value`, and `del`.

use super::assign::constant_key;
use super::body::Body;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::stmt::{Falls, is_pure};
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind, StmtKind};
use crate::python::ast;
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    pub(super) fn augmented(
        &mut self,
        target: &'a ast::Expr,
        op: ast::Operator,
        value: &'a ast::Expr,
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<Falls> {
        if let (ast::ExprKind::Name(_) | ast::ExprKind::Attribute { .. }, ast::Operator::Add) = (&target.kind, op) {
            let current = self.read(target)?;
            if let Some(node) = self.node_of(&current.ty)
                && self.is_list(node)
            {
                let more = self.expr(value)?;
                let call = self.list_extend(current, more, span)?;
                out.push(self.plain(span, StmtKind::Expr(call.expr)));
                return Ok(true);
            }
        }
        match &target.kind {
            ast::ExprKind::Name(_) => {
                let current = self.read(target)?;
                let value = self.read(value)?;
                let result = self.operate(current, op, value, span)?;
                self.store(target, result, span, out)?;
            }
            ast::ExprKind::Attribute { value: object, attr } => {
                let stable = matches!(object.kind, ast::ExprKind::Name(_));
                if !stable {
                    return self.refuse(
                        span,
                        "augmented-assignment",
                        format!("`.{}` of a computed object is updated", attr.name),
                    );
                }
                let current = self.read(target)?;
                let value = self.read(value)?;
                let result = self.operate(current, op, value, span)?;
                self.store_attribute(object, attr, result, span, out)?;
            }
            ast::ExprKind::Subscript { value: object_expr, slice } => {
                let web = self.web_of(object_expr);
                let object = self.read(object_expr)?;
                let object = self.present_or_raise(object, "TypeError", "'NoneType' object is not subscriptable");
                let object = if is_pure(&object.expr) { object } else { self.keep_named(object, object_expr, out) };
                if let (ast::ExprKind::Constant(ast::Constant::Str(key)), Some(field)) =
                    (&slice.kind, constant_key(slice).and_then(|key| self.record_field(&object, key)))
                {
                    let Some(node) = self.node_of(&object.ty) else { return Ok(true) };
                    let Some((index, ty)) = field else {
                        return self
                            .transient(Ty::Never, span, "missing-key", format!("nothing ever sets the key `{key}`"))
                            .map(|_| true);
                    };
                    let known = web
                        .is_some_and(|web| self.known.present.get(&web).is_some_and(|keys| keys.contains(key)))
                        || !self.low.heap.may_be_absent(node, key);
                    let current = self.value(
                        ty,
                        span,
                        ExprKind::Field { object: Box::new(object.expr.clone()), field: index, known },
                    );
                    let value = self.read(value)?;
                    let result = self.operate(current, op, value, span)?;
                    self.store_field(web, object, key, result, span, out)?;
                    return Ok(true);
                }
                let index = self.expr(slice)?;
                let index = if is_pure(&index.expr) { index } else { self.keep(index, out) };
                let current = self.item(object.clone(), index.clone(), span)?;
                let value = self.read(value)?;
                let result = self.operate(current, op, value, span)?;
                self.set_item(object, index, result, span, out)?;
            }
            _ => {
                return self.refuse(
                    span,
                    "augmented-assignment",
                    "this target of an augmented assignment is not translated",
                );
            }
        }
        Ok(true)
    }

    /// Keeps a computed object in a local that is named after what it is an item of.
    pub(super) fn keep_named(&mut self, value: Value, expr: &'a ast::Expr, out: &mut ir::Block) -> Value {
        let name = match &expr.kind {
            ast::ExprKind::Subscript { value, .. } => match &value.kind {
                ast::ExprKind::Name(name) => super::naming::singular(&name.to_lowercase()),
                ast::ExprKind::Attribute { attr, .. } => super::naming::singular(&attr.name.to_lowercase()),
                _ => String::new(),
            },
            _ => String::new(),
        };
        let taken = self.webs.captured(&name).is_some() || self.scope.locals.contains(&name);
        let span = value.span();
        let local = self.named_local(if taken { "" } else { &name }, &value.ty);
        out.push(self.plain(span, StmtKind::Let { local, value: Some(value.expr) }));
        self.local(local, value.ty, span)
    }

    pub(super) fn delete(&mut self, targets: &'a [ast::Expr], span: Span, out: &mut ir::Block) -> Lowered<Falls> {
        for target in targets {
            let ast::ExprKind::Subscript { value: object, slice } = &target.kind else {
                return self.refuse(target.span, "delete", "`del` of something else than an item");
            };
            let object = self.read(object)?;
            if let ast::ExprKind::Slice { lower: None, upper: None, step: None } = &slice.kind
                && self.node_of(&object.ty).is_some_and(|node| self.is_list(node))
            {
                let call = self.helper(Ty::None, span, "list_clear", vec![object.expr], &[]);
                out.push(self.plain(span, StmtKind::Expr(call.expr)));
                continue;
            }
            if matches!(slice.kind, ast::ExprKind::Slice { .. }) {
                return self.refuse(target.span, "delete", "`del` of a slice");
            }
            if let Some(node) = self.node_of(&object.ty) {
                let place = self.place(span);
                self.low.heap.demote(node, place, "a key is deleted");
            }
            let index = self.expr(slice)?;
            let call = match self.low.heap.resolve(&object.ty) {
                Ty::Never => continue,
                Ty::Json => {
                    let index = self.coerce(index, &Ty::Json)?;
                    self.helper(
                        Ty::None,
                        span,
                        "value_delitem",
                        vec![object.expr, index],
                        super::subscript::VALUE_ITEM_ERRORS,
                    )
                }
                Ty::Object(node) => match self.low.heap.shape(node).clone() {
                    NodeShape::Dict(key, _) => {
                        let raises = super::subscript::key_errors(&index, &["KeyError", "TypeError"]);
                        let index = self.lookup_key(index, &key)?;
                        self.helper(Ty::None, span, "dict_delitem", vec![object.expr, index], raises)
                    }
                    NodeShape::List(_) => {
                        let index = self.position(index)?;
                        self.helper(Ty::None, span, "list_delitem", vec![object.expr, index], &["IndexError"])
                    }
                    NodeShape::Record(_) | NodeShape::Set(_) | NodeShape::Instance(..) => {
                        return self.refuse(span, "delete", "`del` of an item of this object");
                    }
                },
                other => {
                    let reason = format!("`del` of an item of {}", self.low.heap.describe(&other));
                    self.transient(Ty::None, span, "delete", reason)?
                }
            };
            out.push(self.plain(span, StmtKind::Expr(call.expr)));
        }
        Ok(true)
    }
}
