//! Statements.

use super::body::Body;
use super::heap::NodeShape;
use super::refusal::{Lowered, Refusal};
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind, StmtKind, Target};
use crate::model::{GlobalIndex, Resolved, Symbol, WebId};
use crate::python::ast::{self, Stmt};
use crate::source::Span;

/// Whether what follows a statement is reached.
pub type Falls = bool;

impl<'a> Body<'_, 'a> {
    /// Lowers statements in order. The flag says whether the end is reached.
    pub fn block(&mut self, statements: &[&'a Stmt]) -> Lowered<(ir::Block, Falls)> {
        let mut out = Vec::new();
        let mut falls = true;
        for (position, stmt) in statements.iter().enumerate() {
            if position == 0 && self.function.is_some() && is_docstring(stmt) {
                continue;
            }
            let from = out.len();
            match self.stmt(stmt, &mut out) {
                Ok(reached) => falls = reached,
                Err(refusal) => {
                    out.truncate(from);
                    falls = self.refused(&statements[position..], refusal, &mut out)?;
                }
            }
            if let Some(first) = out.get_mut(from) {
                let (above, trailing) = self.comments(stmt, position.checked_sub(1).map(|before| statements[before]));
                first.comments = above;
                first.trailing = trailing;
            }
            if !falls {
                break;
            }
        }
        Ok((out, falls))
    }

    /// What becomes of a statement that is refused: in a function the original takes the request over; module-level code that only binds names leaves those names
    /// unavailable; anything else cannot be left out.
    fn refused(&mut self, rest: &[&'a Stmt], refusal: Refusal, out: &mut ir::Block) -> Lowered<Falls> {
        let Some(stmt) = rest.first() else { return Ok(true) };
        match self.key {
            super::lowerer::BodyKey::Function(_) => {
                if self.low.last_pass {
                    self.low.refusals.push(refusal.clone());
                    // The original goes on behind the statement too.
                    let owned: Vec<Stmt> = rest.iter().map(|stmt| (*stmt).clone()).collect();
                    let touches = self.low.globals_reached(self.module, &owned);
                    out.push(self.plain(stmt.span, StmtKind::Forward { reason: refusal.reason, touches }));
                    return Ok(false);
                }
                Ok(true)
            }
            super::lowerer::BodyKey::Main(_) => Err(refusal),
            super::lowerer::BodyKey::Init(_) => {
                let mut names = Vec::new();
                if let ast::StmtKind::Assign { targets, .. } = &stmt.kind {
                    for target in targets {
                        crate::model::scope_target_names(target, &mut names);
                    }
                } else if let ast::StmtKind::AnnAssign { target, .. } = &stmt.kind {
                    crate::model::scope_target_names(target, &mut names);
                }
                let mut marked = false;
                for (name, _) in &names {
                    if let Resolved::Symbol(Symbol::Global(index)) = self.low.model.resolve_name(self.module, name) {
                        if self.low.last_pass {
                            self.low.global(index).refused = Some(refusal.clone());
                        }
                        marked = true;
                    }
                }
                if self.low.last_pass {
                    self.low.refusals.push(refusal.clone());
                    if !marked {
                        self.low.init_refused.get_or_insert(refusal);
                    }
                }
                Ok(true)
            }
        }
    }

    /// A statement without comments.
    pub fn plain(&self, span: Span, kind: StmtKind) -> ir::Stmt {
        ir::Stmt { span, comments: Vec::new(), trailing: None, kind }
    }

    fn comments(&self, stmt: &Stmt, before: Option<&Stmt>) -> (Vec<String>, Option<String>) {
        if !self.low.last_pass {
            return (Vec::new(), None);
        }
        let tree = self.low.model.module(self.module).tree;
        let file = self.low.sources.get(tree.file);
        super::comments::around(tree, file, stmt, before)
    }

    fn stmt(&mut self, stmt: &'a Stmt, out: &mut ir::Block) -> Lowered<Falls> {
        let span = stmt.span;
        match &stmt.kind {
            ast::StmtKind::Expr(value) => self.expression_statement(value, span, out),
            ast::StmtKind::Assign { targets, value } => self.assign(targets, value, span, out),
            ast::StmtKind::AnnAssign { target, value, .. } => match value {
                Some(value) => self.assign(std::slice::from_ref(target), value, span, out),
                None => Ok(true),
            },
            ast::StmtKind::AugAssign { target, op, value } => self.augmented(target, *op, value, span, out),
            ast::StmtKind::Return(value) => {
                let value = match value {
                    Some(value) => Some(self.expr(value)?),
                    None => None,
                };
                self.return_value(value, span, out)?;
                Ok(false)
            }
            ast::StmtKind::If { test, body, orelse } => self.if_statement(test, body, orelse, span, out),
            ast::StmtKind::For { target, iter, body, orelse, is_async } => {
                if *is_async {
                    return self.refuse(span, "async-for", "`async for` is not translated yet");
                }
                self.for_statement(target, iter, body, orelse, span, out)
            }
            ast::StmtKind::While { test, body, orelse } => self.while_statement(test, body, orelse, span, out),
            ast::StmtKind::Try { body, handlers, orelse, finalbody, is_star } => {
                if *is_star {
                    return self.refuse(span, "except-star", "`except*` is not translated yet");
                }
                self.try_statement(body, handlers, orelse, finalbody, span, out)
            }
            ast::StmtKind::Raise { exc, cause } => self.raise(exc.as_ref(), cause.as_ref(), span, out),
            ast::StmtKind::With { items, body, is_async } => {
                if *is_async {
                    return self.refuse(span, "async-with", "`async with` is not translated yet");
                }
                self.with_statement(items, body, span, out)
            }
            ast::StmtKind::Delete(targets) => self.delete(targets, span, out),
            ast::StmtKind::Assert { test, msg } => self.assert(test, msg.as_ref(), span, out),
            ast::StmtKind::Pass | ast::StmtKind::Global(_) => Ok(true),
            ast::StmtKind::Nonlocal(_) => self.refuse(span, "nonlocal", "`nonlocal` is not translated yet"),
            ast::StmtKind::Break => {
                out.push(self.plain(span, StmtKind::Break));
                Ok(false)
            }
            ast::StmtKind::Continue => {
                out.push(self.plain(span, StmtKind::Continue));
                Ok(false)
            }
            ast::StmtKind::Import(_) | ast::StmtKind::ImportFrom { .. } => {
                if self.function.is_some() {
                    return self.refuse(span, "local-import", "an import inside a function");
                }
                Ok(true)
            }
            ast::StmtKind::FunctionDef(_) | ast::StmtKind::ClassDef(_) if self.function.is_some() => {
                self.refuse(span, "nested-definition", "a definition inside a function")
            }
            ast::StmtKind::FunctionDef(_) => Ok(true),
            ast::StmtKind::ClassDef(def) => {
                self.class_attributes(&def.name.name, &def.body, out);
                Ok(true)
            }
            ast::StmtKind::TypeAlias { .. } => Ok(true),
            ast::StmtKind::Match { .. } => self.refuse(span, "match", "`match` is not translated yet"),
            ast::StmtKind::Invalid => self.refuse(span, "syntax-error", "this is not valid Python"),
        }
    }

    /// `total = 0` in a class body. One that is refused is only missing where it is used.
    fn class_attributes(&mut self, class: &str, body: &'a [Stmt], out: &mut ir::Block) {
        let Resolved::Symbol(Symbol::Class(class)) = self.low.model.resolve_name(self.module, class) else { return };
        for stmt in body {
            let (targets, value): (Vec<&ast::Expr>, &'a ast::Expr) = match &stmt.kind {
                ast::StmtKind::Assign { targets, value } => (targets.iter().collect(), value),
                ast::StmtKind::AnnAssign { target, value: Some(value), .. } => (vec![target], value),
                _ => continue,
            };
            for target in targets {
                let ast::ExprKind::Name(name) = &target.kind else { continue };
                let Some(index) = self.low.model.class(class).attributes.get(name).copied() else { continue };
                let stored = match self.expr(value) {
                    Ok(value) => self.store_global(index, value, stmt.span, out),
                    Err(refusal) => Err(refusal),
                };
                if let Err(refusal) = stored {
                    if self.low.last_pass {
                        self.low.global(index).refused = Some(refusal);
                    }
                }
            }
        }
    }

    /// `return value`
    pub fn return_value(&mut self, value: Option<Value>, span: Span, out: &mut ir::Block) -> Lowered<()> {
        let Some(index) = self.function else { return self.refuse(span, "return", "`return` outside of a function") };
        let value = match value {
            Some(value) => value,
            None => self.value(Ty::None, span, ExprKind::None),
        };
        self.result = self.low.heap.join(&self.result.clone(), &value.ty);
        let result = self.low.heap.join(&self.low.functions[&index].result.clone(), &self.result.clone());
        if let Ty::Unknown(why) = &result {
            if self.low.last_pass {
                let reason = format!("it returns {why}");
                return self.refuse(span, "mixed-types", reason);
            }
        }
        if matches!(result, Ty::None) {
            // A call for its effect, and its None: `return self.reply(404)`.
            if !matches!(value.expr.kind, ExprKind::None) {
                self.effect(value.expr, span, out);
            }
            out.push(self.plain(span, StmtKind::Return(None)));
            return Ok(());
        }
        let value = if value.ty == Ty::None && !matches!(value.expr.kind, ExprKind::None) {
            self.effect(value.expr, span, out);
            self.value(Ty::None, span, ExprKind::None)
        } else {
            value
        };
        let value = self.coerce(value, &result)?;
        out.push(self.plain(span, StmtKind::Return(Some(value))));
        Ok(())
    }

    fn expression_statement(&mut self, expr: &'a ast::Expr, span: Span, out: &mut ir::Block) -> Lowered<Falls> {
        if let ast::ExprKind::Constant(_) = &expr.kind {
            return Ok(true);
        }
        let value = self.expr(expr)?;
        if matches!(value.expr.kind, ExprKind::None | ExprKind::Local(_) | ExprKind::Global(_)) {
            return Ok(true);
        }
        let never = matches!(&value.expr.kind, ExprKind::Library(call) if call.helper == "sys_exit");
        self.effect(value.expr, span, out);
        Ok(!never)
    }

    /// An expression for its effect; a choice between calls is a branch.
    fn effect(&mut self, expr: ir::Expr, span: Span, out: &mut ir::Block) {
        match expr.kind {
            ExprKind::Cond { test, then, otherwise } => {
                let (mut yes, mut no) = (Vec::new(), Vec::new());
                self.effect(*then, span, &mut yes);
                self.effect(*otherwise, span, &mut no);
                out.push(self.plain(span, StmtKind::If { test: *test, then: yes, otherwise: no }));
            }
            ExprKind::Let { local, value, body } => {
                out.push(self.plain(span, StmtKind::Let { local, value: Some(*value) }));
                self.effect(*body, span, out);
            }
            ExprKind::Convert(inner) => self.effect(*inner, span, out),
            ExprKind::None | ExprKind::Local(_) | ExprKind::Global(_) => {}
            kind => out.push(self.plain(span, StmtKind::Expr(ir::Expr { ty: expr.ty, span: expr.span, kind }))),
        }
    }

    fn assign(&mut self, targets: &'a [ast::Expr], value_expr: &'a ast::Expr, span: Span, out: &mut ir::Block) -> Lowered<Falls> {
        if let [single] = targets {
            if let (ast::ExprKind::Tuple(items) | ast::ExprKind::List(items), ast::ExprKind::Tuple(values)) = (&single.kind, &value_expr.kind) {
                if items.len() == values.len() && !items.iter().any(|item| matches!(item.kind, ast::ExprKind::Starred(_))) {
                    return self.parallel_assign(items, values, span, out);
                }
            }
        }
        let value = self.expr(value_expr)?;
        if let [single] = targets {
            self.store(single, value, span, out)?;
            return Ok(true);
        }
        // `a = b = value`: evaluated once, assigned left to right.
        let simple = matches!(
            value.expr.kind,
            ExprKind::None | ExprKind::Bool(_) | ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Str(_) | ExprKind::Local(_)
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
    fn parallel_assign(&mut self, targets: &'a [ast::Expr], values: &'a [ast::Expr], span: Span, out: &mut ir::Block) -> Lowered<Falls> {
        let mut kept = Vec::new();
        for value in values {
            let value = self.expr(value)?;
            let value = if matches!(value.expr.kind, ExprKind::None | ExprKind::Bool(_) | ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Str(_)) {
                value
            } else {
                self.keep(value, out)
            };
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

    fn store_name(&mut self, name: &str, at: Span, value: Value, span: Span, out: &mut ir::Block) -> Lowered<()> {
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
        let name = self.webs.name(web).to_owned();
        self.hint_element(&value.ty, 5, &name);
        self.forget(web);
        self.note_fresh(web, &value);
        if let (Ty::Optional(inner), from) = (&ty, &value.ty) {
            if !matches!(from, Ty::None | Ty::Optional(_) | Ty::Never) {
                self.known.narrowed.insert(web, (**inner).clone());
            }
        }
        let local = self.web_local(web);
        let value = self.coerce(value, &ty)?;
        out.push(self.plain(span, StmtKind::Assign { target: Target::Local(local), value }));
        Ok(())
    }

    /// A record made here and held by one variable only: which keys it has is followed.
    fn note_fresh(&mut self, web: WebId, value: &Value) {
        let Ty::Object(node) = self.low.heap.resolve(&value.ty) else { return };
        let NodeShape::Record(fields) = self.low.heap.shape(node).clone() else { return };
        let ExprKind::Record { fields: named, base } = &value.expr.kind else { return };
        let mut present: std::collections::BTreeSet<String> = named.iter().filter_map(|(index, _)| fields.get(*index)).map(|(key, _)| key.clone()).collect();
        if let Some(base) = base {
            if let ir::Type::Object(id) = &base.ty {
                if let Some(base) = self.low.object_nodes().get(id.0 as usize).copied() {
                    if let NodeShape::Record(fields) = self.low.heap.shape(base).clone() {
                        present.extend(fields.iter().map(|(key, _)| key.clone()).filter(|key| !self.low.heap.may_be_absent(base, key)));
                    }
                }
            }
        }
        self.known.present.insert(web, present);
        self.known.fresh.insert(web, node);
    }

    fn store_global(&mut self, index: GlobalIndex, value: Value, span: Span, out: &mut ir::Block) -> Lowered<()> {
        let ty = self.low.grow_global(index, &value.ty.clone());
        let name = self.low.model.global(index).name.clone();
        self.hint_element(&value.ty, 1, &name);
        if let Ty::Unknown(why) = &ty {
            if self.low.last_pass {
                let reason = format!("`{name}` holds {why}");
                return self.refuse(span, "mixed-types", reason);
            }
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
        out.push(self.plain(span, StmtKind::Assign { target: Target::Global(super::lowerer::Lowerer::global_id(index)), value }));
        Ok(())
    }

    fn store_attribute(&mut self, object: &'a ast::Expr, attr: &'a ast::Identifier, value: Value, span: Span, out: &mut ir::Block) -> Lowered<()> {
        if let Some(index) = self.class_attribute(object, &attr.name, true) {
            return self.store_global(index, value, span, out);
        }
        if let Some(handler) = self.handler_receiver(object) {
            return self.store_handler_field(handler, object, attr, value, span, out);
        }
        let object = self.read(object)?;
        match self.low.heap.resolve(&object.ty) {
            Ty::Never => Ok(()),
            Ty::Object(node) if matches!(self.low.heap.shape(node), NodeShape::Instance(..)) => {
                self.low.heap.grow_field(node, &attr.name, &value.ty);
                self.hint_element(&value.ty, 2, &attr.name);
                let (field, ty) = self.instance_field(node, &attr.name);
                let value = self.coerce(value, &ty)?;
                out.push(self.plain(span, StmtKind::Assign { target: Target::Field { object: object.expr, field }, value }));
                Ok(())
            }
            Ty::Exception => self.refuse(span, "exception-attribute", "an attribute of an exception is set outside of its `__init__`"),
            other => {
                let reason = format!("an attribute of {} is set", self.low.heap.describe(&other));
                self.refuse(span, "attribute", reason)
            }
        }
    }

    fn store_item(&mut self, object_expr: &'a ast::Expr, slice: &'a ast::Expr, value: Value, span: Span, out: &mut ir::Block) -> Lowered<()> {
        let web = self.web_of(object_expr);
        let object = self.read(object_expr)?;
        let object = self.present_or_raise(object, "TypeError", "'NoneType' object does not support item assignment");
        if let (ast::ExprKind::Constant(ast::Constant::Str(key)), Some(node)) = (&slice.kind, self.node_of(&object.ty)) {
            if let NodeShape::Record(_) = self.low.heap.shape(node) {
                return self.store_field(web, object, key, value, span, out);
            }
        }
        if let ast::ExprKind::Slice { .. } = &slice.kind {
            return self.refuse(span, "slice-assignment", "assignment to a slice");
        }
        // Python evaluates the value first, then the object, then the index: what is not simple is kept in that order.
        let value = if is_pure(&value.expr) { value } else { self.keep(value, out) };
        let object = self.read(object_expr)?;
        let object = self.present_or_raise(object, "TypeError", "'NoneType' object does not support item assignment");
        let index = self.expr(slice)?;
        self.set_item(object, index, value, span, out)
    }

    /// `object[index] = value` of lowered operands.
    pub fn set_item(&mut self, object: Value, index: Value, value: Value, span: Span, out: &mut ir::Block) -> Lowered<()> {
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
                self.helper(Ty::None, span, "value_setitem", vec![object.expr, index, value], super::subscript::VALUE_ITEM_ERRORS)
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
                    let index = self.position(index)?;
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

    fn store_field(&mut self, web: Option<WebId>, object: Value, key: &str, value: Value, span: Span, out: &mut ir::Block) -> Lowered<()> {
        let Some(node) = self.node_of(&object.ty) else { return Ok(()) };
        let known = web.is_some_and(|web| self.known.present.get(&web).is_some_and(|keys| keys.contains(key)));
        let new = self.low.heap.grow_field(node, key, &value.ty);
        self.hint_element(&value.ty, 2, key);
        let fresh = web.is_some_and(|web| self.known.fresh.get(&web).is_some_and(|fresh| self.low.heap.find(*fresh) == self.low.heap.find(node)));
        if !known && !fresh && new {
            // Set on a record that others hold already: until now it was missing.
            self.low.heap.mark_absent(node, key);
        }
        if let Some(web) = web {
            if self.known.present.contains_key(&web) {
                self.known.present.entry(web).or_default().insert(key.to_owned());
            }
        }
        if self.low.heap.resolve(&Ty::Object(node)) == Ty::Json {
            return Ok(());
        }
        let Some(Some((field, ty))) = self.record_field(&object, key) else { return Ok(()) };
        let value = self.coerce(value, &ty)?;
        out.push(self.plain(span, StmtKind::Assign { target: Target::Field { object: object.expr, field }, value }));
        Ok(())
    }

    /// `a, b = value`
    fn unpack(&mut self, items: &'a [ast::Expr], value: Value, span: Span, out: &mut ir::Block) -> Lowered<()> {
        if items.iter().any(|item| matches!(item.kind, ast::ExprKind::Starred(_))) {
            return self.refuse(span, "starred-target", "`*` in an assignment target");
        }
        let types = match self.low.heap.resolve(&value.ty) {
            Ty::Never => return Ok(()),
            Ty::Tuple(types) => {
                if types.len() != items.len() {
                    return self.refuse(span, "unpack", "the number of targets is not that of the values");
                }
                types
            }
            Ty::Object(node) if self.is_list(node) => {
                let element = self.element_type(&Ty::Object(node));
                let helper = match items.len() {
                    2 => "unpack_2",
                    3 => "unpack_3",
                    _ => return self.refuse(span, "unpack", "a list is unpacked into more than three targets"),
                };
                let types: Vec<Ty> = items.iter().map(|_| element.clone()).collect();
                let tuple = self.helper(Ty::Tuple(types.clone()), span, helper, vec![value.expr], &["ValueError"]);
                return self.unpack_tuple(items, tuple, &types, span, out);
            }
            other => {
                let reason = format!("{} is unpacked", self.low.heap.describe(&other));
                return self.transient(Ty::Never, span, "unpack", reason).map(|_| ());
            }
        };
        self.unpack_tuple(items, value, &types, span, out)
    }

    fn unpack_tuple(&mut self, items: &'a [ast::Expr], value: Value, types: &[Ty], span: Span, out: &mut ir::Block) -> Lowered<()> {
        let mut patterns = Vec::new();
        let mut stores = Vec::new();
        for (item, ty) in items.iter().zip(types) {
            let local = match (&item.kind, self.web_of(item)) {
                (ast::ExprKind::Name(_), Some(web)) if self.webs.bindings(web) == 1 => {
                    let grown = self.grow_web(web, ty);
                    self.forget(web);
                    if grown == *ty || !self.low.last_pass { self.web_local(web) } else { return self.refuse(span, "mixed-types", "unpacked into a variable of another type") }
                }
                _ => {
                    let local = self.temporary(ty);
                    stores.push((item, local, ty.clone()));
                    local
                }
            };
            patterns.push(ir::Pattern::Local(local));
        }
        out.push(self.plain(span, StmtKind::Unpack { pattern: ir::Pattern::Tuple(patterns), value: value.expr }));
        for (item, local, ty) in stores {
            let value = self.local(local, ty, span);
            self.store(item, value, span, out)?;
        }
        Ok(())
    }

    fn augmented(&mut self, target: &'a ast::Expr, op: ast::Operator, value: &'a ast::Expr, span: Span, out: &mut ir::Block) -> Lowered<Falls> {
        if let (ast::ExprKind::Name(_) | ast::ExprKind::Attribute { .. }, ast::Operator::Add) = (&target.kind, op) {
            let current = self.read(target)?;
            if let Some(node) = self.node_of(&current.ty) {
                if self.is_list(node) {
                    let more = self.expr(value)?;
                    let call = self.list_extend(current, more, span)?;
                    out.push(self.plain(span, StmtKind::Expr(call.expr)));
                    return Ok(true);
                }
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
                    return self.refuse(span, "augmented-assignment", format!("`.{}` of a computed object is updated", attr.name));
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
                if let (ast::ExprKind::Constant(ast::Constant::Str(key)), Some(field)) = (&slice.kind, constant_key(slice).and_then(|key| self.record_field(&object, key))) {
                    let Some(node) = self.node_of(&object.ty) else { return Ok(true) };
                    let Some((index, ty)) = field else {
                        return self.transient(Ty::Never, span, "missing-key", format!("nothing ever sets the key `{key}`")).map(|_| true);
                    };
                    let known = web.is_some_and(|web| self.known.present.get(&web).is_some_and(|keys| keys.contains(key)))
                        || !self.low.heap.may_be_absent(node, key);
                    let current = self.value(ty, span, ExprKind::Field { object: Box::new(object.expr.clone()), field: index, known });
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
            _ => return self.refuse(span, "augmented-assignment", "this target of an augmented assignment is not translated"),
        }
        Ok(true)
    }

    /// Keeps a computed object in a local that is named after what it is an item of.
    fn keep_named(&mut self, value: Value, expr: &'a ast::Expr, out: &mut ir::Block) -> Value {
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

    fn delete(&mut self, targets: &'a [ast::Expr], span: Span, out: &mut ir::Block) -> Lowered<Falls> {
        for target in targets {
            let ast::ExprKind::Subscript { value: object, slice } = &target.kind else {
                return self.refuse(target.span, "delete", "`del` of something else than an item");
            };
            let object = self.read(object)?;
            if let ast::ExprKind::Slice { lower: None, upper: None, step: None } = &slice.kind {
                if self.node_of(&object.ty).is_some_and(|node| self.is_list(node)) {
                    let call = self.helper(Ty::None, span, "list_clear", vec![object.expr], &[]);
                    out.push(self.plain(span, StmtKind::Expr(call.expr)));
                    continue;
                }
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
                    self.helper(Ty::None, span, "value_delitem", vec![object.expr, index], super::subscript::VALUE_ITEM_ERRORS)
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

fn constant_key(slice: &ast::Expr) -> Option<&str> {
    match &slice.kind {
        ast::ExprKind::Constant(ast::Constant::Str(key)) => Some(key),
        _ => None,
    }
}

fn is_docstring(stmt: &Stmt) -> bool {
    matches!(&stmt.kind, ast::StmtKind::Expr(ast::Expr { kind: ast::ExprKind::Constant(ast::Constant::Str(_)), .. }))
}

/// Whether evaluating an expression twice, or later, makes no difference to what stands beside it.
pub fn is_pure(expr: &ir::Expr) -> bool {
    match &expr.kind {
        ExprKind::None
        | ExprKind::Bool(_)
        | ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_)
        | ExprKind::Local(_)
        | ExprKind::Global(_) => true,
        ExprKind::Convert(inner) => is_pure(inner),
        ExprKind::Field { object, known, .. } => *known && is_pure(object),
        _ => false,
    }
}

fn is_constant(expr: &ir::Expr) -> bool {
    matches!(expr.kind, ExprKind::Bool(_) | ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Str(_) | ExprKind::Bytes(_))
}
