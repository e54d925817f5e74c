//! Methods of lists, dicts and sets, and copies of them.

use super::body::Body;
use super::heap::{NodeId, NodeShape};
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind};
use crate::python::ast;
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// Grows the elements of a list by a value's type, and gives the value as an element.
    pub(super) fn element(&mut self, node: NodeId, value: Value) -> Lowered<ir::Expr> {
        self.low.heap.grow_element(node, &value.ty);
        let ty = self.element_type(&self.low.heap.resolve(&Ty::Object(node)));
        self.coerce(value, &ty)
    }

    /// `list += more`, `list.extend(more)`
    pub fn list_extend(&mut self, list: Value, more: Value, span: Span) -> Lowered<Value> {
        let Some(node) = self.node_of(&list.ty) else { return Ok(list) };
        if self.deque_of(node).is_some_and(|deque| deque.limit.is_some()) {
            return self.refuse(span, "deque", "a deque with a greatest length is extended");
        }
        match self.low.heap.resolve(&more.ty) {
            Ty::Never => Ok(self.value(Ty::None, span, ExprKind::None)),
            ty @ Ty::Object(_) => {
                let element = self.element_type(&ty);
                self.low.heap.grow_element(node, &element);
                let held = self.low.heap.resolve(&Ty::Object(node));
                let own = self.element_type(&held);
                let more = if own == self.element_type(&self.low.heap.resolve(&ty)) {
                    more
                } else if held == Ty::Json {
                    let reason = "a list is extended by elements of another type";
                    return self.transient(Ty::None, span, "mixed-types", reason);
                } else {
                    self.each_held_in(more, node, span)?
                };
                Ok(self.helper(Ty::None, span, "list_extend", vec![list.expr, more.expr], &[]))
            }
            other => {
                let reason = format!("a list is extended by {}", self.low.heap.describe(&other));
                self.transient(Ty::None, span, "list-extend", reason)
            }
        }
    }

    pub(super) fn list_method(
        &mut self,
        node: NodeId,
        receiver: Value,
        name: &str,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        if self.has_own_errors(node) && self.deque_of(node).is_none() {
            return self.refuse(span, "variable-arguments", format!("`.{name}()` of `*args`"));
        }
        if let Some(deque) = self.deque_of(node) {
            if !keywords.is_empty() {
                return self.refuse(span, "deque", format!("`.{name}()` of a deque in this form"));
            }
            if let Some(value) = self.deque_method(node, deque, &receiver, name, args, span)? {
                return Ok(value);
            }
        }
        let element = self.element_type(&Ty::Object(node));
        let count = args.len();
        if name == "sort" {
            return self.list_sort(receiver, args, keywords, span);
        }
        if name == "extend" && count == 1 {
            let before = self.asked.len();
            let more = self.listed(&args[0])?;
            let asked = self.asked.split_off(before);
            let collected = self.is_collected(&receiver);
            let extend = self.list_extend(receiver, more, span)?;
            if !collected {
                let put_in = [self.plain(span, ir::StmtKind::Expr(extend.expr.clone()))];
                self.taken_one_by_one(asked, self.place(args[0].span), &put_in, true)?;
            }
            return Ok(extend);
        }
        let arguments = self.arguments(args, keywords)?;
        if !arguments.keywords.is_empty() {
            return self.refuse(span, "argument-name", format!("`.{name}()` with keyword arguments"));
        }
        let mut values = arguments.positional.into_iter();
        match (name, count) {
            ("append", 1) => {
                let Some(value) = values.next() else { return Ok(receiver) };
                let value = self.element(node, value)?;
                Ok(self.helper(Ty::None, span, "list_append", vec![receiver.expr, value], &[]))
            }
            ("insert", 2) => {
                let (Some(index), Some(value)) = (values.next(), values.next()) else { return Ok(receiver) };
                let index = self.position(index)?;
                let value = self.element(node, value)?;
                Ok(self.helper(Ty::None, span, "list_insert", vec![receiver.expr, index, value], &[]))
            }
            ("pop", 0) => Ok(self.helper(element, span, "list_pop", vec![receiver.expr], &["IndexError"])),
            ("pop", 1) => {
                let Some(index) = values.next() else { return Ok(receiver) };
                let index = self.position(index)?;
                Ok(self.helper(element, span, "list_pop_at", vec![receiver.expr, index], &["IndexError"]))
            }
            ("remove", 1) => {
                let Some(value) = values.next() else { return Ok(receiver) };
                let value = self.compared(value, &element)?;
                let value = self.no_nan(value, &element)?;
                Ok(self.helper(Ty::None, span, "list_remove", vec![receiver.expr, value], &["ValueError"]))
            }
            ("index", 1) => {
                let Some(value) = values.next() else { return Ok(receiver) };
                self.no_member_in_error(&value)?;
                let value = self.compared(value, &element)?;
                let value = self.no_nan(value, &element)?;
                let ty = self.computed_int(span, 0);
                Ok(self.helper(ty, span, "list_index", vec![receiver.expr, value], &["ValueError"]))
            }
            ("count", 1) => {
                let Some(value) = values.next() else { return Ok(receiver) };
                let value = self.compared(value, &element)?;
                let value = self.no_nan(value, &element)?;
                let ty = self.computed_int(span, 0);
                Ok(self.helper(ty, span, "list_count", vec![receiver.expr, value], &[]))
            }
            ("clear" | "reverse", 0) => {
                Ok(self.helper(Ty::None, span, &format!("list_{name}"), vec![receiver.expr], &[]))
            }
            ("copy", 0) => self.copy(receiver, span),
            _ => self.refuse(span, "method", format!("`.{name}()` of a list in this form")),
        }
    }

    /// A value that is compared with elements of that type.
    pub(super) fn compared(&mut self, value: Value, element: &Ty) -> Lowered<ir::Expr> {
        if self.has_own_equality(element) {
            return self.refuse(value.span(), "object-equality", "instances are compared");
        }
        let (a, b) = (self.low.heap.resolve(&value.ty), self.low.heap.resolve(element));
        match (&a, &b) {
            (Ty::Int(_), Ty::Int(_) | Ty::Exact) | (Ty::Never, _) | (_, Ty::Never) => self.coerce(value, element),
            (a, b) if a == b => Ok(value.expr),
            (_, Ty::Json) => self.coerce(value, &Ty::Json),
            _ => {
                let reason =
                    format!("{} is looked for among {}", self.low.heap.describe(&a), self.low.heap.describe(&b));
                let span = value.span();
                Ok(self.transient(Ty::Never, span, "never-equal", reason)?.expr)
            }
        }
    }

    /// A fresh shallow copy.
    pub fn copy(&mut self, value: Value, span: Span) -> Lowered<Value> {
        let ty = self.low.heap.resolve(&value.ty);
        let Ty::Object(node) = &ty else {
            return match ty {
                Ty::Never => Ok(value),
                Ty::Json => Ok(self.helper(Ty::Json, span, "value_copy", vec![value.expr], &["AttributeError"])),
                other => {
                    let reason = format!("a copy of {}", self.low.heap.describe(&other));
                    self.transient(Ty::Never, span, "copy", reason)
                }
            };
        };
        let shape = self.low.heap.shape(*node).clone();
        let fresh = match &shape {
            NodeShape::Record(_) => self.node(span, 0, NodeShape::Record(Vec::new())),
            other => self.node(span, 0, other.clone()),
        };
        match shape {
            NodeShape::Record(fields) => {
                for (key, ty) in &fields {
                    self.low.heap.grow_field(fresh, key, ty);
                    if !self.one_order(*node, fresh) {
                        let place = self.place(span);
                        self.low.heap.demote(fresh, place, "its copy has its keys in another order");
                    }
                    if self.low.heap.may_be_absent(*node, key) {
                        self.low.heap.mark_absent(fresh, key);
                    }
                }
                if self.low.heap.resolve(&Ty::Object(fresh)) == Ty::Json
                    || !matches!(self.low.heap.shape(fresh), NodeShape::Record(_))
                {
                    // The copy became a dict: then what is copied is one too.
                    let place = self.place(span);
                    self.low.heap.demote(*node, place, "its copy is used as a dict");
                    if self.low.heap.is_dynamic(fresh) {
                        self.low.heap.make_dynamic(&Ty::Object(*node));
                    }
                    return Ok(self.value(Ty::Object(fresh), span, ExprKind::Copy(Box::new(value.expr))));
                }
                self.record_value(fresh, Some(value.expr), Vec::new(), span)
            }
            NodeShape::List(_) | NodeShape::Set(_) => self.fresh_copy_of(fresh, &shape, value, span),
            NodeShape::Dict(ref key, ref element) => {
                let place = self.place(span);
                self.low.heap.demote(fresh, place, "it is a copy of a dict");
                self.low.heap.grow_key(fresh, key);
                self.low.heap.grow_element(fresh, element);
                if self.low.heap.is_dynamic(fresh) {
                    self.low.heap.make_dynamic(&Ty::Object(*node));
                }
                self.fresh_copy_of(fresh, &shape, value, span)
            }
            NodeShape::Instance(..) => self.refuse(span, "copy", "a copy of an instance"),
        }
    }

    fn fresh_copy_of(&mut self, fresh: NodeId, shape: &NodeShape, value: Value, span: Span) -> Lowered<Value> {
        self.fresh(fresh, shape, span, &mut |body, ty| {
            body.value(ty, span, ExprKind::Copy(Box::new(value.expr.clone())))
        })
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one call")]
    pub(super) fn record_method(
        &mut self,
        object: &'a ast::Expr,
        node: NodeId,
        receiver: Value,
        name: &str,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        let key = match args.first().map(|arg| &arg.kind) {
            Some(ast::ExprKind::Constant(ast::Constant::Str(key))) => Some(key.clone()),
            _ => None,
        };
        match (name, args.len(), key, keywords.is_empty()) {
            ("copy", 0, None, true) => return self.copy(receiver, span),
            ("get", 1 | 2, Some(key), true) => {
                let default = match args.get(1) {
                    Some(default) => self.expr(default)?,
                    None => self.value(Ty::None, span, ExprKind::None),
                };
                return self.record_get(object, node, receiver, &key, default, span);
            }
            _ => {}
        }
        let place = self.place(span);
        self.low.heap.demote(node, place, &format!("`.{name}()` is called on it"));
        self.dict_method(node, receiver, name, args, keywords, span)
    }

    pub(super) fn record_get(
        &mut self,
        object: &'a ast::Expr,
        node: NodeId,
        receiver: Value,
        key: &str,
        default: Value,
        span: Span,
    ) -> Lowered<Value> {
        let Some(Some((field, ty))) = self.record_field(&receiver, key) else {
            // Nothing sets that key (yet): the default, unless another pass finds it.
            let (ty, span) = (default.ty.clone(), default.span());
            let expr = self.after(receiver, default.expr);
            return Ok(Value { ty, expr: ir::Expr { span, ..expr } });
        };
        if self.has_key(self.web_of(object), node, key) {
            if !super::order::is_harmless(&default.expr) {
                return self.refuse(span, "evaluation-order", "a computed default of a key that is always there");
            }
            return Ok(self.value(ty, span, ExprKind::Field { object: Box::new(receiver.expr), field, known: true }));
        }
        let optional = ty.clone().optional();
        if matches!(optional, Ty::Json) {
            let place = self.place(span);
            self.low.heap.demote(node, place, &format!("the key `{key}` may be missing and may be None"));
            return self.transient(Ty::Json, span, "maybe-none", format!("`{key}` may be missing and may be None"));
        }
        let found = self.value(optional, span, ExprKind::FieldOrNone { object: Box::new(receiver.expr), field });
        self.or_default(found, default, span)
    }

    pub(super) fn dict_method(
        &mut self,
        node: NodeId,
        receiver: Value,
        name: &str,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        let ty = self.low.heap.resolve(&receiver.ty);
        if ty == Ty::Json {
            return self.value_method(receiver, name, args, keywords, span);
        }
        if self.is_counter(node)
            && let Some(value) = self.counter_method(node, &receiver, name, args, span)?
        {
            return Ok(value);
        }
        if name == "copy" && self.is_of_collections(&ty) {
            return self.refuse(span, "defaultdict", "a copy of a defaultdict");
        }
        let arguments = self.arguments(args, keywords)?;
        if !arguments.keywords.is_empty() {
            return self.refuse(span, "argument-name", format!("`.{name}()` of a dict with keyword arguments"));
        }
        self.dict_call(node, receiver, name, arguments.positional, span)
    }

    /// A method of a dict with evaluated arguments.
    pub(super) fn dict_call(
        &mut self,
        node: NodeId,
        receiver: Value,
        name: &str,
        arguments: Vec<Value>,
        span: Span,
    ) -> Lowered<Value> {
        let (key, element) = self.dict_types(&self.low.heap.resolve(&receiver.ty));
        let count = arguments.len();
        if matches!(name, "get" | "pop") && arguments.first().is_some_and(|wanted| self.may_be_no_key(wanted, &key)) {
            return self.lookup_of_optional(node, receiver, name, arguments, span);
        }
        let mut values = arguments.into_iter();
        match (name, count) {
            ("get", 1) => {
                let Some(wanted) = values.next() else { return Ok(receiver) };
                let raises = super::subscript::key_errors(&wanted, &["TypeError"]);
                let wanted = self.lookup_key(wanted, &key)?;
                // A value may be None itself.
                if matches!(element, Ty::Json | Ty::Optional(_)) {
                    let none = self.value(Ty::None, span, ExprKind::None);
                    let none = self.coerce(none, &element)?;
                    return Ok(self.helper(
                        element,
                        span,
                        "dict_get_default",
                        vec![receiver.expr, wanted, none],
                        raises,
                    ));
                }
                Ok(self.helper(element.optional(), span, "dict_get", vec![receiver.expr, wanted], raises))
            }
            ("get", 2) => {
                let (Some(wanted), Some(default)) = (values.next(), values.next()) else { return Ok(receiver) };
                let raises = super::subscript::key_errors(&wanted, &["TypeError"]);
                let wanted = self.lookup_key(wanted, &key)?;
                let joined = self.low.heap.join(&element, &default.ty);
                let element = self.low.heap.resolve(&element);
                if joined != element && matches!(element, Ty::Optional(_)) {
                    let reason = "a default of another type than the values, of which some are None";
                    return self.transient(joined, span, "maybe-none", reason);
                }
                if joined != element {
                    let found = self.helper(element.optional(), span, "dict_get", vec![receiver.expr, wanted], raises);
                    return self.or_default(found, default, span);
                }
                let default = self.coerce(default, &element)?;
                Ok(self.helper(element, span, "dict_get_default", vec![receiver.expr, wanted, default], raises))
            }
            ("pop", 1) => {
                let Some(wanted) = values.next() else { return Ok(receiver) };
                self.no_member_in_error(&wanted)?;
                let raises = super::subscript::key_errors(&wanted, &["KeyError", "TypeError"]);
                let wanted = self.lookup_key(wanted, &key)?;
                Ok(self.helper(element, span, "dict_pop", vec![receiver.expr, wanted], raises))
            }
            ("pop", 2) => {
                let (Some(wanted), Some(default)) = (values.next(), values.next()) else { return Ok(receiver) };
                let raises = super::subscript::key_errors(&wanted, &["TypeError"]);
                let wanted = self.lookup_key(wanted, &key)?;
                let optional = matches!(self.low.heap.resolve(&element), Ty::Optional(_) | Ty::None);
                let plain = element != Ty::Json && !optional;
                if default.ty == Ty::None && plain && super::order::is_harmless(&default.expr) {
                    return Ok(self.helper(
                        element.optional(),
                        span,
                        "dict_pop_or_none",
                        vec![receiver.expr, wanted],
                        raises,
                    ));
                }
                let default = self.coerce(default, &element)?;
                Ok(self.helper(element, span, "dict_pop_default", vec![receiver.expr, wanted, default], raises))
            }
            ("setdefault", 2) => {
                let (Some(wanted), Some(default)) = (values.next(), values.next()) else { return Ok(receiver) };
                self.hashable(&wanted)?;
                self.low.heap.grow_key(node, &wanted.ty);
                self.low.heap.grow_element(node, &default.ty);
                let (key, element) = self.dict_types(&self.low.heap.resolve(&Ty::Object(node)));
                let wanted = self.coerce(wanted, &key)?;
                let default = self.coerce(default, &element)?;
                let raises: &[&str] = if key == Ty::Json { &["TypeError"] } else { &[] };
                Ok(self.helper(element, span, "dict_setdefault", vec![receiver.expr, wanted, default], raises))
            }
            ("update", 1) => {
                let Some(other) = values.next() else { return Ok(receiver) };
                self.dict_update(node, receiver, other, span)
            }
            ("clear", 0) => Ok(self.helper(Ty::None, span, "dict_clear", vec![receiver.expr], &[])),
            ("copy", 0) => self.copy(receiver, span),
            ("keys" | "values" | "items", 0) => {
                self.refuse(span, "dict-view", format!("the view that `.{name}()` gives is kept"))
            }
            _ => self.refuse(span, "method", format!("`.{name}()` of a dict in this form")),
        }
    }

    pub(super) fn dict_update(&mut self, node: NodeId, receiver: Value, other: Value, span: Span) -> Lowered<Value> {
        match self.low.heap.resolve(&other.ty) {
            Ty::Never => Ok(self.value(Ty::None, span, ExprKind::None)),
            Ty::Json => {
                // Keys and values of unknown shape: the dict holds such values from now on.
                self.low.heap.make_dynamic(&Ty::Object(node));
                if self.low.heap.resolve(&receiver.ty) != Ty::Json || receiver.expr.ty != ir::Type::Json {
                    return self.transient(
                        Ty::None,
                        span,
                        "dict-update",
                        "a dict is updated by a value of unknown JSON shape",
                    );
                }
                Ok(self.helper(
                    Ty::None,
                    span,
                    "value_update",
                    vec![receiver.expr, other.expr],
                    &["TypeError", "ValueError", "AttributeError"],
                ))
            }
            Ty::Object(more) => {
                let place = self.place(span);
                self.low.heap.demote(more, place, "a dict is updated by it");
                let NodeShape::Dict(key, element) = self.low.heap.shape(more).clone() else {
                    return self.refuse(span, "dict-update", "a dict is updated by something else than a dict");
                };
                self.low.heap.grow_key(node, &key);
                self.low.heap.grow_element(node, &element);
                let own = self.dict_types(&self.low.heap.resolve(&Ty::Object(node)));
                let theirs = self.dict_types(&self.low.heap.resolve(&Ty::Object(more)));
                if own != theirs && self.low.last_pass {
                    return self.update_each(receiver, other, &own, &theirs, span);
                }
                Ok(self.helper(Ty::None, span, "dict_update", vec![receiver.expr, other.expr], &[]))
            }
            other => {
                let reason = format!("a dict is updated by {}", self.low.heap.describe(&other));
                self.transient(Ty::None, span, "dict-update", reason)
            }
        }
    }

    /// `d.update(other)` of a dict whose keys or values are held in another way: one after the other.
    fn update_each(
        &mut self,
        receiver: Value,
        other: Value,
        own: &(Ty, Ty),
        theirs: &(Ty, Ty),
        span: Span,
    ) -> Lowered<Value> {
        if !super::order::commute(&receiver.expr, &other.expr) {
            return self.refuse(span, "evaluation-order", "a computed dict is updated by a computed one");
        }
        let (receiver, bound) = self.bound(receiver);
        let locals = [self.temporary(&theirs.0), self.temporary(&theirs.1)];
        let key = self.local(locals[0], theirs.0.clone(), span);
        let key = self.coerce(key, &own.0)?;
        let value = self.local(locals[1], theirs.1.clone(), span);
        let value = self.coerce(value, &own.1)?;
        let raises: &[&str] = if own.0 == Ty::Json { &["TypeError"] } else { &[] };
        let set = self.helper(Ty::None, span, "dict_setitem", vec![receiver.expr, key, value], raises);
        let body = vec![self.plain(span, ir::StmtKind::Expr(set.expr))];
        let pattern = ir::Pattern::Tuple(locals.map(ir::Pattern::Local).to_vec());
        let each = self.plain(span, ir::StmtKind::For { pattern, iter: ir::Iter::Items(other.expr), body });
        let none = self.value(Ty::None, span, ExprKind::None);
        let whole = self.value(Ty::None, span, ExprKind::Block(Box::new(vec![each]), Box::new(none.expr)));
        Ok(self.with_bound(bound, whole))
    }
}
