//! Assignment: to names, attributes and items; unpacking; `op=`; `del`.

use super::body::Body;
use super::class::has_option;
use super::heap::NodeShape;
use super::order::{commute, is_fixed};
use super::refusal::Lowered;
use super::stmt::{Falls, is_pure};
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind, StmtKind, Target};
use crate::model::{ClassIndex, GlobalIndex, Resolved, Symbol, WebId};
use crate::python::ast;
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    pub(super) fn assign(
        &mut self,
        targets: &'a [ast::Expr],
        value_expr: &'a ast::Expr,
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<Falls> {
        if let [single] = targets
            && let (ast::ExprKind::Tuple(items) | ast::ExprKind::List(items), ast::ExprKind::Tuple(values)) =
                (&single.kind, &value_expr.kind)
            && items.len() == values.len()
            && !items.iter().any(|item| matches!(item.kind, ast::ExprKind::Starred(_)))
        {
            return self.parallel_assign(items, values, span, out);
        }
        let value = match targets {
            // A record that one variable takes is followed; `x = y` gives a record a second holder.
            [single] if self.web_of(single).is_some() && self.web_of(value_expr).is_none() => {
                self.lowered(value_expr)?
            }
            _ => self.expr(value_expr)?,
        };
        if let [single] = targets {
            self.store(single, value, span, out)?;
            return Ok(true);
        }
        // `a = b = value`: evaluated once, assigned left to right.
        let simple = matches!(
            value.expr.kind,
            ExprKind::None
                | ExprKind::Bool(_)
                | ExprKind::Int(_)
                | ExprKind::Float(_)
                | ExprKind::Str(_)
                | ExprKind::Local(_)
        );
        let value = if simple { value } else { self.keep(value, out) };
        for target in targets {
            self.store(target, value.clone(), span, out)?;
        }
        Ok(true)
    }

    /// Puts a value into a local, so that it is evaluated once.
    pub fn keep(&mut self, value: Value, out: &mut ir::Block) -> Value {
        let span = value.span();
        let local = self.temporary(&value.ty);
        out.push(self.plain(span, StmtKind::Let { local, value: Some(value.expr) }));
        self.local(local, value.ty, span)
    }

    /// `a, b = x, y`
    pub(super) fn parallel_assign(
        &mut self,
        targets: &'a [ast::Expr],
        values: &'a [ast::Expr],
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<Falls> {
        // Variables that are bound nowhere else are read by none of the values: each can be bound as soon as its value is there.
        let is_only_binding =
            |target: &ast::Expr| self.web_of(target).is_some_and(|web| self.variables.webs.bindings(web) == 1);
        if targets.iter().all(is_only_binding) {
            for (target, value) in targets.iter().zip(values) {
                self.assign(std::slice::from_ref(target), value, span, out)?;
            }
            return Ok(true);
        }
        let mut kept = Vec::new();
        for value in values {
            let value = self.expr(value)?;
            let reads_nothing = match &value.expr.kind {
                ExprKind::None | ExprKind::Bool(_) | ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Str(_) => true,
                ExprKind::List(items) => items.is_empty(),
                ExprKind::Dict(items) => items.is_empty(),
                _ => false,
            };
            let value = if reads_nothing { value } else { self.keep(value, out) };
            kept.push(value);
        }
        for (target, value) in targets.iter().zip(kept) {
            self.store(target, value, span, out)?;
        }
        Ok(true)
    }

    /// `target = value`
    pub fn store(&mut self, target: &'a ast::Expr, value: Value, span: Span, out: &mut ir::Block) -> Lowered<()> {
        match &target.kind {
            ast::ExprKind::Name(name) => self.store_name(name, target.span, value, span, out),
            ast::ExprKind::Attribute { value: object, attr } => self.store_attribute(object, attr, value, span, out),
            ast::ExprKind::Subscript { value: object, slice } => self.store_item(object, slice, value, span, out),
            ast::ExprKind::Tuple(items) | ast::ExprKind::List(items) => self.unpack(items, value, span, out),
            _ => self.refuse(target.span, "assignment-target", "this assignment target is not translated"),
        }
    }

    pub(super) fn store_name(
        &mut self,
        name: &str,
        at: Span,
        value: Value,
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<()> {
        if let Some(web) = self.web_at(at) {
            return self.store_variable(web, value, span, out);
        }
        match self.low.model.resolve_name(self.module, name) {
            Resolved::Symbol(Symbol::Global(index)) => self.store_global(index, value, span, out),
            _ => self.refuse(at, "assignment-target", format!("`{name}` is bound in more than one way")),
        }
    }

    /// Binds a local variable.
    pub fn store_variable(&mut self, web: WebId, value: Value, span: Span, out: &mut ir::Block) -> Lowered<()> {
        let ty = self.grow_web(web, &value.ty.clone());
        let name = self.variables.webs.name(web).to_owned();
        self.hint_element(&value.ty, 5, &name);
        self.forget(web);
        self.note_fresh(web, &value);
        if let (Ty::Optional(inner), from) = (&ty, &value.ty)
            && !matches!(from, Ty::None | Ty::Optional(_) | Ty::Never)
        {
            self.known.narrowed.insert(web, (**inner).clone());
        }
        if matches!(ty, Ty::Pattern(_)) {
            return Ok(());
        }
        let local = self.web_local(web);
        let value = self.coerce(value, &ty)?;
        // `x = x` does nothing.
        if !matches!(value.kind, ExprKind::Local(read) if read == local) {
            out.push(self.plain(span, StmtKind::Assign { target: Target::Local(local), value }));
        }
        Ok(())
    }

    pub(super) fn store_global(
        &mut self,
        index: GlobalIndex,
        value: Value,
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<()> {
        let ty = self.low.grow_global(index, &value.ty.clone());
        let name = self.low.model.global(index).name.clone();
        self.hint_element(&value.ty, 1, &name);
        if let Ty::Unknown(why) = &ty
            && self.low.last_pass
        {
            let reason = format!("`{name}` holds {why}");
            return self.refuse(span, "mixed-types", reason);
        }
        if matches!(ty, Ty::Pattern(_)) {
            self.low.global(index).constant = None;
            return Ok(());
        }
        if matches!(value.ty, Ty::Library(ref class) if class == "threading.Lock") {
            self.low.global(index).constant = None;
            return Ok(());
        }
        let info = self.low.model.global(index).clone();
        let value = self.coerce(value, &ty)?;
        if self.function.is_some() && !std::mem::replace(&mut self.low.global(index).stored_in_function, true) {
            self.low.heap.note_change();
        }
        let stored = self.low.global(index).stored_in_function;
        let constant = info.bindings == 1 && !info.rebound_in_function && !stored && is_constant(&value);
        if constant {
            self.low.global(index).constant = Some(value);
            return Ok(());
        }
        self.low.global(index).constant = None;
        out.push(self.plain(
            span,
            StmtKind::Assign { target: Target::Global(super::lowerer::Lowerer::global_id(index)), value },
        ));
        Ok(())
    }

    pub(super) fn store_attribute(
        &mut self,
        object: &'a ast::Expr,
        attr: &'a ast::Identifier,
        value: Value,
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<()> {
        if let Some(index) = self.class_attribute(object, &attr.name, true).or(self.module_variable(object, &attr.name))
        {
            return self.store_global(index, value, span, out);
        }
        if let Some(handler) = self.handler_receiver(object) {
            return self.store_handler_field(handler, object, attr, value, span, out);
        }
        let object = self.read(object)?;
        // Python evaluates the value first, then the object.
        let value = if super::order::commute(&value.expr, &object.expr) { value } else { self.keep(value, out) };
        match self.low.heap.resolve(&object.ty) {
            Ty::Never => Ok(()),
            Ty::Object(node) if matches!(self.low.heap.shape(node), NodeShape::Instance(..)) => {
                if let NodeShape::Instance(class, _) = self.low.heap.shape(node)
                    && self.low.model.method(*class, &attr.name).is_some()
                {
                    return self.refuse(span, "hidden-attribute", format!("the method `{}` is replaced", attr.name));
                }
                if let NodeShape::Instance(class, _) = *self.low.heap.shape(node) {
                    self.assignable(class, attr, span)?;
                }
                self.low.heap.grow_field(node, &attr.name, &value.ty);
                self.hint_element(&value.ty, 2, &attr.name);
                let (field, ty) = self.instance_field(node, &attr.name);
                let value = self.coerce(value, &ty)?;
                out.push(
                    self.plain(span, StmtKind::Assign { target: Target::Field { object: object.expr, field }, value }),
                );
                Ok(())
            }
            Ty::Exception => self.refuse(
                span,
                "exception-attribute",
                "an attribute of an exception is set outside of its `__init__`",
            ),
            other => {
                let reason = format!("an attribute of {} is set", self.low.heap.describe(&other));
                self.refuse(span, "attribute", reason)
            }
        }
    }

    /// Refuses attributes of an instance that cannot be set, or that others read from the class.
    fn assignable(&self, class: ClassIndex, attr: &ast::Identifier, span: Span) -> Lowered<()> {
        let model = self.low.model;
        if model.class_attribute(class, &attr.name).is_some() && !model.sets_on_instance(class, &attr.name) {
            let reason = format!("the attribute `{}` of the class is hidden by one of an instance", attr.name);
            return self.refuse(span, "hidden-attribute", reason);
        }
        // What `dataclass` writes is an `__init__`: it sets what nobody else may.
        let initial = self.function.is_some_and(|index| model.function(index).def.name.name == "__init__");
        if !initial && model.class(class).def.named_tuple {
            return self.refuse(span, "read-only-attribute", "an attribute of a named tuple is set");
        }
        if !initial && has_option(model, class, "frozen") {
            return self.refuse(span, "read-only-attribute", "an attribute of a frozen dataclass is set");
        }
        let is_field = || {
            let init = model.method(class, "__init__").map(|index| &model.function(index).def.parameters);
            init.is_some_and(|parameters| parameters.iter().any(|parameter| parameter.name.name == attr.name))
        };
        if has_option(model, class, "slots") && !is_field() {
            return self.refuse(span, "read-only-attribute", format!("`{}` is no slot of its dataclass", attr.name));
        }
        Ok(())
    }

    pub(super) fn store_item(
        &mut self,
        object_expr: &'a ast::Expr,
        slice: &'a ast::Expr,
        value: Value,
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<()> {
        let web = self.web_of(object_expr);
        let object = self.lowered(object_expr)?;
        let object = self.present_or_raise(object, "TypeError", "'NoneType' object does not support item assignment");
        if let (ast::ExprKind::Constant(ast::Constant::Str(key)), Some(node)) = (&slice.kind, self.node_of(&object.ty))
            && let NodeShape::Record(_) = self.low.heap.shape(node)
        {
            return self.store_field(web, object, key, value, span, out);
        }
        if let ast::ExprKind::Slice { lower, upper, step } = &slice.kind {
            return self.set_slice(object, [lower.as_deref(), upper.as_deref(), step.as_deref()], value, span, out);
        }
        let index = self.expr(slice)?;
        // Python evaluates the value first, then the object, then the index: what is not simple is kept in that order.
        let in_order = is_fixed(&value.expr)
            || (is_pure(&value.expr) && commute(&value.expr, &object.expr) && commute(&value.expr, &index.expr));
        let value = if in_order { value } else { self.keep(value, out) };
        self.set_item(object, index, value, span, out)
    }

    /// `xs[a:b] = value` of a list.
    fn set_slice(
        &mut self,
        object: Value,
        [lower, upper, step]: [Option<&'a ast::Expr>; 3],
        value: Value,
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<()> {
        let (Some(node), None) = (self.node_of(&object.ty).filter(|node| self.is_list(*node)), step) else {
            if object.ty == Ty::Never && !self.low.last_pass {
                return Ok(());
            }
            return self.refuse(span, "slice-assignment", "assignment to this slice");
        };
        if self.deque_of(node).is_some() {
            return self.refuse(span, "deque", "a slice of a deque is set");
        }
        let element = match self.low.heap.resolve(&value.ty) {
            Ty::Never => return Ok(()),
            Ty::Object(other) if self.is_list(other) => self.element_type(&Ty::Object(other)),
            other => {
                let reason = format!("a slice becomes {}", self.low.heap.describe(&other));
                return self.transient(Ty::None, span, "slice-assignment", reason).map(|_| ());
            }
        };
        self.low.heap.grow_element(node, &element);
        let own = self.element_type(&self.low.heap.resolve(&Ty::Object(node)));
        if own != self.element_type(&self.low.heap.resolve(&value.ty)) {
            let reason = "a slice becomes elements of another type";
            return self.transient(Ty::None, span, "mixed-types", reason).map(|_| ());
        }
        // Python evaluates the value first; the list that is changed may be the one that is put in.
        let value = match value.expr.kind {
            ExprKind::Comprehension { .. } | ExprKind::List(_) => value,
            _ => self.copy(value, span)?,
        };
        let value = self.keep(value, out);
        if !is_pure(&object.expr) {
            return self.refuse(span, "slice-assignment", "assignment to a slice of a computed list");
        }
        let bounds = self.bounds(lower, upper, span, out)?;
        let mut args = vec![object.expr];
        args.extend(bounds);
        args.push(value.expr);
        let call = self.helper(Ty::None, span, "list_setslice", args, &[]);
        out.push(self.plain(span, StmtKind::Expr(call.expr)));
        Ok(())
    }

    /// The bounds of a slice of a list; None for one that is left out.
    pub(super) fn bounds(
        &mut self,
        lower: Option<&'a ast::Expr>,
        upper: Option<&'a ast::Expr>,
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<Vec<ir::Expr>> {
        let mut bounds = Vec::new();
        for bound in [lower, upper] {
            let value = match bound {
                None => self.value(Ty::None, span, ExprKind::None),
                Some(bound) => self.expr(bound)?,
            };
            // It is known before the list is looked at to be changed.
            let simple = matches!(value.expr.kind, ExprKind::None | ExprKind::Int(_) | ExprKind::Local(_));
            let value = if simple { value } else { self.keep(value, out) };
            let value = self.narrowed(value, super::exact::Narrow::Clamp);
            bounds.push(if value.ty == Ty::None { value.expr } else { self.position(value)? });
        }
        Ok(bounds)
    }

    /// `object[index] = value` of lowered operands.
    pub fn set_item(
        &mut self,
        object: Value,
        index: Value,
        value: Value,
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<()> {
        if let Some(method) = self.special_method(&object.ty, "__setitem__") {
            let arguments = super::call::Arguments { positional: vec![index, value], ..Default::default() };
            let call = self.call_function(method, Some(object), arguments, span)?;
            self.effect(call.expr, span, out);
            return Ok(());
        }
        if let Some(node) = self.node_of(&object.ty) {
            let place = self.place(span);
            self.low.heap.demote(node, place, "an item is set by a key that is not a constant");
        }
        let call = match self.low.heap.resolve(&object.ty) {
            Ty::Never => return Ok(()),
            Ty::Json => {
                self.low.heap.make_dynamic(&value.ty);
                let index = self.coerce(index, &Ty::Json)?;
                let value = self.coerce(value, &Ty::Json)?;
                self.helper(
                    Ty::None,
                    span,
                    "value_setitem",
                    vec![object.expr, index, value],
                    super::subscript::VALUE_ITEM_ERRORS,
                )
            }
            Ty::Object(node) => match self.low.heap.shape(node).clone() {
                NodeShape::Dict(..) => {
                    self.hashable(&index)?;
                    self.low.heap.grow_key(node, &index.ty);
                    self.low.heap.grow_element(node, &value.ty);
                    let ty = self.low.heap.resolve(&Ty::Object(node));
                    if ty == Ty::Json {
                        return Ok(());
                    }
                    let (key, element) = self.dict_types(&ty);
                    let index = self.coerce(index, &key)?;
                    let value = self.coerce(value, &element)?;
                    let raises: &[&str] = if key == Ty::Json { &["TypeError"] } else { &[] };
                    self.helper(Ty::None, span, "dict_setitem", vec![object.expr, index, value], raises)
                }
                NodeShape::List(_) => {
                    self.low.heap.grow_element(node, &value.ty);
                    let element = self.element_type(&Ty::Object(node));
                    let index = self.item_index(index)?;
                    let value = self.coerce(value, &element)?;
                    self.helper(Ty::None, span, "list_setitem", vec![object.expr, index, value], &["IndexError"])
                }
                NodeShape::Record(_) | NodeShape::Set(_) | NodeShape::Instance(..) => {
                    return self.refuse(span, "item-assignment", "an item of this object is set");
                }
            },
            other => {
                let reason = format!("an item of {} is set", self.low.heap.describe(&other));
                return self.transient(Ty::Never, span, "item-assignment", reason).map(|_| ());
            }
        };
        out.push(self.plain(span, StmtKind::Expr(call.expr)));
        Ok(())
    }
}

/// The constant text of a subscript.
pub(super) fn constant_key(slice: &ast::Expr) -> Option<&str> {
    match &slice.kind {
        ast::ExprKind::Constant(ast::Constant::Str(key)) => Some(key),
        _ => None,
    }
}

fn is_constant(expr: &ir::Expr) -> bool {
    matches!(
        expr.kind,
        ExprKind::Bool(_) | ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Str(_) | ExprKind::Bytes(_)
    ) || super::exact::is_literal(expr)
}
