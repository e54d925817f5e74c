//! `target op= value`, and `del`.

use super::assign::constant_key;
use super::body::Body;
use super::heap::NodeShape;
use super::order::is_fixed;
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
                let result = self.operate_in_place(current, op, value, span)?;
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
                let result = self.operate_in_place(current, op, value, span)?;
                self.store_attribute(object, attr, result, span, out)?;
            }
            ast::ExprKind::Subscript { value: object_expr, slice } => {
                let web = self.web_of(object_expr);
                let object = self.lowered(object_expr)?;
                let object = self.present_or_raise(object, "TypeError", "'NoneType' object is not subscriptable");
                // The object is evaluated once, before the value.
                let stable = is_pure(&object.expr) && (is_fixed(&object.expr) || !may_rebind(value));
                let object = if stable { object } else { self.keep_named(object, object_expr, out) };
                if let (ast::ExprKind::Constant(ast::Constant::Str(key)), Some(field)) =
                    (&slice.kind, constant_key(slice).and_then(|key| self.record_field(&object, key)))
                {
                    let Some(node) = self.node_of(&object.ty) else { return Ok(true) };
                    let Some((index, ty)) = field else {
                        return self
                            .transient(Ty::Never, span, "missing-key", format!("nothing ever sets the key `{key}`"))
                            .map(|_| true);
                    };
                    let known = self.has_key(web, node, key);
                    let current = self.value(
                        ty,
                        span,
                        ExprKind::Field { object: Box::new(object.expr.clone()), field: index, known },
                    );
                    if op == ast::Operator::Add && self.node_of(&current.ty).is_some_and(|node| self.is_list(node)) {
                        let more = self.expr(value)?;
                        let call = self.list_extend(current, more, span)?;
                        out.push(self.plain(span, StmtKind::Expr(call.expr)));
                        return Ok(true);
                    }
                    let value = self.read(value)?;
                    let result = self.operate_in_place(current, op, value, span)?;
                    self.store_field(web, object, key, result, span, out)?;
                    return Ok(true);
                }
                let index = self.expr(slice)?;
                let stable = is_pure(&index.expr) && (is_fixed(&index.expr) || !may_rebind(value));
                let index = if stable { index } else { self.keep(index, out) };
                let current = self.item(object.clone(), index.clone(), span)?;
                if op == ast::Operator::Add && self.node_of(&current.ty).is_some_and(|node| self.is_list(node)) {
                    // `table[key] += more` grows the very list that is there.
                    let more = self.expr(value)?;
                    let call = self.list_extend(current, more, span)?;
                    out.push(self.plain(span, StmtKind::Expr(call.expr)));
                    return Ok(true);
                }
                let value = self.read(value)?;
                let result = self.operate_in_place(current, op, value, span)?;
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

    /// `op=`: of a mutable object it changes that very object, which every holder sees.
    fn operate_in_place(&mut self, current: Value, op: ast::Operator, value: Value, span: Span) -> Lowered<Value> {
        if let Some(value) = self.special_in_place(&current, op, &value, span)? {
            return Ok(value);
        }
        match self.low.heap.resolve(&current.ty) {
            Ty::Object(_) => {
                let reason = format!("an operator changes {} in place", self.low.heap.describe(&current.ty));
                self.transient(current.ty.clone(), span, "augmented-assignment", reason)
            }
            Ty::Json => self.dynamic_in_place(current, op, value, span),
            _ => self.operate(current, op, value, span),
        }
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
        let taken = self.variables.webs.captured(&name).is_some() || self.variables.scope.locals.contains(&name);
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
            if let (ast::ExprKind::Slice { lower, upper, step: None }, Some(node)) =
                (&slice.kind, self.node_of(&object.ty))
                && self.is_list(node)
                && is_pure(&object.expr)
            {
                let mut args = vec![object.expr];
                args.extend(self.bounds(lower.as_deref(), upper.as_deref(), span, out)?);
                let call = self.helper(Ty::None, span, "list_delslice", args, &[]);
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
            if self.is_of_collections(&object.ty) {
                // Of a Counter, a missing key is no error; of a deque, its text is another.
                let plain = self
                    .node_of(&object.ty)
                    .is_some_and(|node| !self.is_counter(node) && self.deque_of(node).is_none());
                if !plain {
                    return self.refuse(target.span, "delete", "`del` of an item of a Counter or deque");
                }
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
                        self.no_member_in_error(&index)?;
                        let raises = super::subscript::key_errors(&index, &["KeyError", "TypeError"]);
                        let index = self.lookup_key(index, &key)?;
                        self.helper(Ty::None, span, "dict_delitem", vec![object.expr, index], raises)
                    }
                    NodeShape::List(_) => {
                        let index = self.item_index(index)?;
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

/// Whether evaluating an expression may change variables: it calls something, or binds.
fn may_rebind(expr: &ast::Expr) -> bool {
    let mut found = matches!(expr.kind, ast::ExprKind::Call { .. } | ast::ExprKind::NamedExpr { .. });
    crate::model::scope::for_each_child(expr, &mut |child| found |= may_rebind(child));
    found
}
