//! Expressions.

use super::body::Body;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind};
use crate::model::{Resolved, Symbol};
use crate::python::ast::{self, Constant};
use crate::source::Span;
use num_traits::ToPrimitive;

impl<'a> Body<'_, 'a> {
    /// Lowers an expression whose value may from now on be held by something else.
    pub fn expr(&mut self, expr: &'a ast::Expr) -> Lowered<Value> {
        if let Some(web) = self.web_of(expr) {
            self.escape(web);
        }
        self.read(expr)
    }

    /// Lowers an expression that is only looked at.
    pub fn read(&mut self, expr: &'a ast::Expr) -> Lowered<Value> {
        if let Some(web) = self.web_of(expr) {
            self.look_at(web);
        }
        let value = self.lowered(expr)?;
        self.note_held(&value);
        Ok(value)
    }

    /// Lowers an expression of which a part is looked at, or that a variable takes: it changes nothing in what is known of records.
    pub fn lowered(&mut self, expr: &'a ast::Expr) -> Lowered<Value> {
        let span = expr.span;
        match &expr.kind {
            ast::ExprKind::Name(name) => self.name(name, span),
            ast::ExprKind::Constant(constant) => self.constant(constant, span),
            ast::ExprKind::JoinedStr(parts) => self.joined_str(parts, span),
            ast::ExprKind::BinOp { left, op, right } => self.binary(left, *op, right, span),
            ast::ExprKind::UnaryOp { op, operand } => self.unary(*op, operand, span),
            ast::ExprKind::BoolOp { op, values } => self.bool_value(*op, values, span),
            ast::ExprKind::Compare { .. } => {
                let condition = self.condition(expr)?;
                Ok(Value { ty: Ty::Bool, expr: condition.test })
            }
            ast::ExprKind::IfExp { test, body, orelse } => self.conditional(test, body, orelse, span),
            ast::ExprKind::Call { func, args, keywords } => self.call(expr, func, args, keywords),
            ast::ExprKind::Attribute { value, attr } => self.attribute(value, attr, span),
            ast::ExprKind::Subscript { value, slice } => self.subscript(value, slice, span),
            ast::ExprKind::Dict(items) => self.dict_display(items, span),
            ast::ExprKind::List(items) => self.list_display(items, span),
            ast::ExprKind::Set(items) => self.set_display(items, span),
            ast::ExprKind::Tuple(items) => self.starred_tuple(items, span),
            ast::ExprKind::ListComp { element, generators } => {
                self.comprehension(ir::ComprehensionKind::List, element, None, generators, span)
            }
            ast::ExprKind::SetComp { element, generators } => {
                self.comprehension(ir::ComprehensionKind::Set, element, None, generators, span)
            }
            ast::ExprKind::DictComp { key, value, generators } => {
                self.comprehension(ir::ComprehensionKind::Dict, key, Some(value), generators, span)
            }
            ast::ExprKind::GeneratorExp { .. } => {
                self.refuse(span, "generator", "a generator expression that is not consumed at once by one call")
            }
            ast::ExprKind::NamedExpr { target, value } => self.named(target, value, span),
            ast::ExprKind::Lambda { .. } => {
                self.refuse(span, "lambda", "a lambda that is not the argument of a library function")
            }
            ast::ExprKind::Await(_) => self.refuse(span, "async-function", "`await` is not translated yet"),
            ast::ExprKind::Yield(_) | ast::ExprKind::YieldFrom(_) => {
                self.refuse(span, "generator", "`yield` is not translated yet")
            }
            ast::ExprKind::Starred(_) => self.refuse(span, "starred", "`*` unpacks a sequence here"),
            ast::ExprKind::Slice { .. } => self.refuse(span, "slice", "a slice outside of a subscript"),
            ast::ExprKind::Invalid => self.refuse(span, "syntax-error", "this is not valid Python"),
        }
    }

    /// `(x := value)`
    fn named(&mut self, target: &'a ast::Expr, value: &'a ast::Expr, span: Span) -> Lowered<Value> {
        let value = self.expr(value)?;
        let ast::ExprKind::Name(_) = &target.kind else {
            return self.refuse(span, "walrus", "`:=` to something else than a name");
        };
        let Some(web) = self.web_at(target.span) else {
            return self.refuse(span, "walrus", "`:=` to a module-level variable");
        };
        if self.nested > 0 {
            return self.refuse(span, "walrus", "`:=` in a comprehension or lambda");
        }
        let ty = self.grow_web(web, &value.ty.clone());
        self.forget(web);
        let local = self.web_local(web);
        let value = self.coerce(value, &ty)?;
        let assign = ir::Stmt {
            span,
            comments: Vec::new(),
            trailing: None,
            gap: false,
            kind: ir::StmtKind::Assign { target: ir::Target::Local(local), value },
        };
        let read = self.local(local, ty.clone(), span);
        Ok(self.value(ty, span, ExprKind::Block(Box::new(vec![assign]), Box::new(read.expr))))
    }

    fn name(&mut self, name: &str, span: Span) -> Lowered<Value> {
        if let Some(web) = self.web_at(span) {
            return self.variable(web, span);
        }
        if self.variables.scope.nonlocals.contains(name) {
            return self.refuse(span, "nonlocal", format!("`{name}` is a variable of the enclosing function"));
        }
        let meant = self.low.model.resolve_name(self.module, name);
        self.meant(meant, name, span)
    }

    /// A name of a module, by what it means.
    pub fn meant(&mut self, meant: Resolved, name: &str, span: Span) -> Lowered<Value> {
        match meant {
            Resolved::Symbol(Symbol::Global(index)) => self.global_variable(index, span),
            Resolved::Symbol(Symbol::Function(index)) if self.low.model.function(index).def.collects => {
                self.refuse(span, "generator", format!("the generator function `{name}` is used as a value"))
            }
            Resolved::Symbol(Symbol::Function(index)) => {
                let place = self.place(span);
                let set = self.low.heap.function_site(place, index);
                let tag = self.low.function_name(index);
                Ok(self.value(Ty::Function(set), span, ExprKind::Str(tag)))
            }
            Resolved::Symbol(Symbol::Class(_)) => {
                self.refuse(span, "class-value", format!("the class `{name}` is used as a value"))
            }
            Resolved::Symbol(Symbol::Module(_)) => {
                self.refuse(span, "module-value", format!("the module `{name}` is used as a value"))
            }
            Resolved::Symbol(Symbol::Ambiguous(why)) => self.refuse(span, "ambiguous-name", why),
            Resolved::Symbol(Symbol::External(qualified)) | Resolved::External(qualified) => {
                self.external_value(&qualified, span)
            }
        }
    }

    /// A local variable, as it is known here.
    fn variable(&mut self, web: crate::model::WebId, span: Span) -> Lowered<Value> {
        if self.variables.webs.may_be_unbound(web) {
            return self.refuse(
                span,
                "unbound-variable",
                format!("`{}` may be used before it is bound", self.variables.webs.name(web)),
            );
        }
        let ty = self.web_type(web);
        if let Some(local) = self.known.unwrapped.get(&web).copied() {
            let ty = self.known.narrowed.get(&web).cloned().unwrap_or_else(|| ty.present());
            return Ok(self.local(local, ty, span));
        }
        let local = self.web_local(web);
        let value = self.local(local, ty.clone(), span);
        let Some(narrow) = self.known.narrowed.get(&web).cloned() else { return self.known_type(value, span) };
        let narrow = self.low.heap.resolve(&narrow);
        if narrow == ty || matches!(narrow, Ty::Never) {
            return self.known_type(value, span);
        }
        if narrow == Ty::None {
            return Ok(self.value(Ty::None, span, ExprKind::None));
        }
        Ok(self.value(narrow, span, ExprKind::Convert(Box::new(value.expr))))
    }

    fn known_type(&mut self, value: Value, span: Span) -> Lowered<Value> {
        if let Ty::Unknown(why) = &value.ty {
            let reason = format!("this holds {why}");
            return self.refuse(span, "mixed-types", reason);
        }
        Ok(value)
    }

    /// A module-level variable.
    pub fn global_variable(&mut self, index: crate::model::GlobalIndex, span: Span) -> Lowered<Value> {
        let state = self.low.global(index).clone();
        if let Some(refused) = state.refused {
            let name = self.low.model.global(index).name.clone();
            return self.refuse(span, refused.code, format!("`{name}` is not available: {}", refused.reason));
        }
        if self.function.is_some() && !self.low.is_bound(index) {
            let name = self.low.model.global(index).name.clone();
            return self.refuse(span, "unbound-variable", format!("`{name}` is not bound on every path"));
        }
        let ty = self.low.heap.resolve(&state.ty);
        let value = self.value(ty, span, ExprKind::Global(super::lowerer::Lowerer::global_id(index)));
        self.known_type(value, span)
    }

    /// A literal.
    pub fn constant(&mut self, constant: &Constant, span: Span) -> Lowered<Value> {
        match constant {
            Constant::None => Ok(self.value(Ty::None, span, ExprKind::None)),
            Constant::Bool(value) => Ok(self.value(Ty::Bool, span, ExprKind::Bool(*value))),
            Constant::Int(value) => match value.to_i64() {
                Some(small) => {
                    let ty = if small.unsigned_abs() < 1 << 47 {
                        Ty::Int(self.low.heap.small_int_site(self.place(span), 0))
                    } else {
                        self.int(span, 0)
                    };
                    let mut value = self.value(ty, span, ExprKind::Int(small));
                    if value.expr.ty == ir::Type::BigInt {
                        let literal = ir::Expr { ty: ir::Type::Int, span, kind: ExprKind::Int(small) };
                        value.expr =
                            ir::Expr { ty: ir::Type::BigInt, span, kind: ExprKind::Convert(Box::new(literal)) };
                    }
                    Ok(value)
                }
                None => Ok(self.exact_literal(value, span)),
            },
            Constant::Float(value) => Ok(self.value(Ty::Float, span, ExprKind::Float(*value))),
            Constant::Str(text) => Ok(self.value(Ty::Str, span, ExprKind::Str(text.clone()))),
            Constant::Bytes(bytes) => Ok(self.value(Ty::Bytes, span, ExprKind::Bytes(bytes.clone()))),
            Constant::Complex(_) => self.refuse(span, "complex-number", "a complex number"),
            Constant::Surrogates(_) => {
                self.refuse(span, "lone-surrogate", "text with a lone surrogate, which the target cannot hold")
            }
            Constant::Ellipsis => self.refuse(span, "ellipsis", "`...` used as a value"),
        }
    }

    fn conditional(
        &mut self,
        test: &'a ast::Expr,
        body: &'a ast::Expr,
        orelse: &'a ast::Expr,
        span: Span,
    ) -> Lowered<Value> {
        let either = std::mem::take(&mut self.text_or_bytes);
        let condition = self.condition(test)?;
        let before = self.known.clone();
        self.assume(&condition.when_true);
        let then = self.expr(body)?;
        self.known.clone_from(&before);
        self.assume(&condition.when_false);
        let otherwise = self.expr(orelse)?;
        self.known = before;
        self.forget_walrus_in(span);
        let (then, otherwise) = if either { self.both_bytes(then, otherwise) } else { (then, otherwise) };
        let ty = self.low.heap.join(&then.ty, &otherwise.ty);
        let then = self.coerce(then, &ty)?;
        let otherwise = self.coerce(otherwise, &ty)?;
        let kind = match condition.test.kind {
            ExprKind::Bool(true) if self.low.last_pass => then.kind,
            ExprKind::Bool(false) if self.low.last_pass => otherwise.kind,
            _ => {
                ExprKind::Cond { test: Box::new(condition.test), then: Box::new(then), otherwise: Box::new(otherwise) }
            }
        };
        Ok(self.value(ty, span, kind))
    }

    /// `a or b`, `a and b` used for its value.
    fn bool_value(&mut self, op: ast::BoolOperator, values: &'a [ast::Expr], span: Span) -> Lowered<Value> {
        let Some((last, init)) = values.split_last() else {
            return self.refuse(span, "syntax-error", "an operator without operands");
        };
        let either = std::mem::take(&mut self.text_or_bytes);
        self.bool_chain(op, init, last, either, span)
    }

    /// Two values of which one is a constant ASCII text and the other bytes, where bytes are read as that text: both as bytes.
    fn both_bytes(&mut self, a: Value, b: Value) -> (Value, Value) {
        let as_bytes = |body: &mut Self, text: Value, other: &Value| match text.expr.kind {
            ExprKind::Str(ref constant) if constant.is_ascii() && body.low.heap.resolve(&other.ty) == Ty::Bytes => {
                let bytes = constant.clone().into_bytes();
                body.value(Ty::Bytes, text.span(), ExprKind::Bytes(bytes))
            }
            _ => text,
        };
        let a = as_bytes(self, a, &b);
        let b = as_bytes(self, b, &a);
        (a, b)
    }

    fn bool_chain(
        &mut self,
        op: ast::BoolOperator,
        init: &'a [ast::Expr],
        last: &'a ast::Expr,
        either: bool,
        span: Span,
    ) -> Lowered<Value> {
        let Some((first, rest)) = init.split_first() else { return self.expr(last) };
        if let Some(web) = self.web_of(first) {
            // The whole may be this very object.
            self.escape(web);
        }
        let condition = self.condition_of_value(first)?;
        let before = self.known.clone();
        match op {
            ast::BoolOperator::And => self.assume(&condition.when_true),
            ast::BoolOperator::Or => self.assume(&condition.when_false),
        }
        let right = self.bool_chain(op, rest, last, either, span);
        self.known = before;
        self.forget_walrus_in(span);
        let right = right?;
        let left = condition.value;
        let (left, right) = if either { self.both_bytes(left, right) } else { (left, right) };
        if left.ty == Ty::Bool && right.ty == Ty::Bool {
            return Ok(Value { ty: Ty::Bool, expr: self.joined(op, vec![left.expr, right.expr], span) });
        }
        // With `or` the left value is kept only when it is true, so never when it is None.
        let kept = match op {
            ast::BoolOperator::Or => left.ty.present(),
            ast::BoolOperator::And => left.ty.clone(),
        };
        let ty = self.low.heap.join(&kept, &right.ty);
        let simple = matches!(left.expr.kind, ExprKind::Local(_));
        let (temporary, tested) = if simple {
            (None, left.clone())
        } else {
            let local = self.temporary(&left.ty);
            (Some(local), self.local(local, left.ty.clone(), left.span()))
        };
        let test = self.truth(tested.clone())?;
        let unwrapped = if kept == left.ty {
            tested
        } else {
            self.value(kept, tested.span(), ExprKind::Convert(Box::new(tested.expr)))
        };
        let kept = self.coerce(unwrapped, &ty)?;
        let right = self.coerce(right, &ty)?;
        let (then, otherwise) = match op {
            ast::BoolOperator::Or => (kept, right),
            ast::BoolOperator::And => (right, kept),
        };
        // `None or x`: the arm that is never taken may have no such type.
        let kind = match test.kind {
            ExprKind::Bool(true) => then.kind,
            ExprKind::Bool(false) => otherwise.kind,
            _ => ExprKind::Cond { test: Box::new(test), then: Box::new(then), otherwise: Box::new(otherwise) },
        };
        let cond = self.value(ty.clone(), span, kind);
        let Some(local) = temporary else { return Ok(cond) };
        Ok(self.value(ty, span, ExprKind::Let { local, value: Box::new(left.expr), body: Box::new(cond.expr) }))
    }

    fn list_display(&mut self, items: &'a [ast::Expr], span: Span) -> Lowered<Value> {
        if items.iter().any(|item| matches!(item.kind, ast::ExprKind::Starred(_))) {
            return self.starred_list(items, span);
        }
        let node = self.node(span, 0, NodeShape::List(Ty::Never));
        let mut values = Vec::new();
        for item in items {
            let value = self.expr(item)?;
            self.low.heap.grow_element(node, &value.ty);
            values.push(value);
        }
        self.display(node, values, span, ExprKind::List)
    }

    fn set_display(&mut self, items: &'a [ast::Expr], span: Span) -> Lowered<Value> {
        let node = self.node(span, 0, NodeShape::Set(Ty::Never));
        let mut values = Vec::new();
        for item in items {
            let value = self.expr(item)?;
            self.hashable(&value)?;
            self.low.heap.grow_element(node, &value.ty);
            values.push(value);
        }
        self.display(node, values, span, ExprKind::Set)
    }

    fn display(
        &mut self,
        node: super::heap::NodeId,
        values: Vec<Value>,
        span: Span,
        kind: fn(Vec<ir::Expr>) -> ExprKind,
    ) -> Lowered<Value> {
        let element = self.element_type(&Ty::Object(node));
        let mut coerced = Vec::new();
        for value in values {
            coerced.push(self.coerce(value, &element)?);
        }
        Ok(self.value(Ty::Object(node), span, kind(coerced)))
    }

    /// The type of the elements of a list or set, or of the values of a dict; of a dynamic object `Json`.
    pub fn element_type(&self, ty: &Ty) -> Ty {
        let Ty::Object(node) = ty else { return Ty::Json };
        if self.low.heap.is_dynamic(*node) {
            return Ty::Json;
        }
        match self.low.heap.shape(*node) {
            NodeShape::List(item) | NodeShape::Set(item) | NodeShape::Dict(_, item) => self.low.heap.resolve(item),
            NodeShape::Record(_) | NodeShape::Instance(..) => Ty::Json,
        }
    }

    fn dict_display(&mut self, items: &'a [ast::DictItem], span: Span) -> Lowered<Value> {
        let constant_key = |item: &ast::DictItem| match &item.key {
            Some(ast::Expr { kind: ast::ExprKind::Constant(Constant::Str(key)), .. }) => Some(key.clone()),
            _ => None,
        };
        // `{**base, "key": value}`
        if let [ast::DictItem { key: None, value: base }, rest @ ..] = items
            && let Some(keys) = rest.iter().map(constant_key).collect::<Option<Vec<String>>>()
        {
            let base = self.expr(base)?;
            let base = self.mapping(base)?;
            let copy = self.copy(base, span)?;
            let mut values = Vec::new();
            for (key, item) in keys.into_iter().zip(rest) {
                let value = self.expr(&item.value)?;
                self.hint_element(&value.ty, 2, &key);
                values.push((key, value));
            }
            return self.with_items(copy, values, span);
        }
        if items.iter().any(|item| item.key.is_none()) {
            return self.dict_with_unpacking(items, span);
        }
        let keys: Option<Vec<String>> = items.iter().map(constant_key).collect();
        let Some(keys) = keys else { return self.dynamic_dict(items, span) };
        let node = self.node(span, 0, NodeShape::Record(Vec::new()));
        let mut values = Vec::new();
        for (key, item) in keys.iter().zip(items) {
            let value = self.expr(&item.value)?;
            self.low.heap.grow_field(node, key, &value.ty);
            self.hint_element(&value.ty, 2, key);
            values.push((key.clone(), value));
        }
        self.record_value(node, None, values, span)
    }

    /// A record (or the dict or dynamic value that it became) from its fields.
    pub fn record_value(
        &mut self,
        node: super::heap::NodeId,
        base: Option<ir::Expr>,
        values: Vec<(String, Value)>,
        span: Span,
    ) -> Lowered<Value> {
        let node = self.low.heap.find(node);
        let ty = self.low.heap.resolve(&Ty::Object(node));
        let (Ty::Object(_), NodeShape::Record(fields)) = (&ty, self.low.heap.shape(node).clone()) else {
            let element = self.element_type(&Ty::Object(node));
            let (key_ty, _) = self.dict_types(&ty);
            let mut items = Vec::new();
            for (key, value) in values {
                let key_span = value.span();
                let key = self.value(Ty::Str, key_span, ExprKind::Str(key));
                items.push((self.coerce(key, &key_ty)?, self.coerce(value, &element)?));
            }
            return Ok(self.value(ty, span, ExprKind::Dict(items)));
        };
        let mut named: Vec<(usize, ir::Expr)> = Vec::new();
        for (key, value) in values {
            let Some(index) = fields.iter().position(|(name, _)| *name == key) else { continue };
            let field = fields[index].1.clone();
            let value = self.coerce(value, &field)?;
            // A key that is written twice keeps its first place and its last value.
            match named.iter_mut().find(|(known, _)| *known == index) {
                Some(_) => return self.refuse(span, "duplicate-key", format!("the key `{key}` is written twice")),
                None => named.push((index, value)),
            }
        }
        Ok(self.value(ty, span, ExprKind::Record { fields: named, base: base.map(Box::new) }))
    }

    fn dynamic_dict(&mut self, items: &'a [ast::DictItem], span: Span) -> Lowered<Value> {
        let node = self.node(span, 0, NodeShape::Dict(Ty::Never, Ty::Never));
        let mut values = Vec::new();
        for item in items {
            let Some(key) = &item.key else { continue };
            let key = self.expr(key)?;
            let key = self.hashable(&key).map(|()| key)?;
            let value = self.expr(&item.value)?;
            self.low.heap.grow_key(node, &key.ty);
            self.low.heap.grow_element(node, &value.ty);
            values.push((key, value));
        }
        let ty = self.low.heap.resolve(&Ty::Object(node));
        let (key_ty, value_ty) = self.dict_types(&ty);
        // A key that may have no hash is put in like any other that is set: the error comes when all are evaluated.
        let unhashable = values.iter().position(|(key, _)| key.ty == Ty::Json);
        if let (Some(first), Ty::Json, Ty::Object(_)) = (unhashable, &key_ty, &ty) {
            let later = values[first + 1..].iter().flat_map(|(key, value)| [&key.expr, &value.expr]);
            let harmless = later.chain([&values[first].1.expr]).all(super::order::is_harmless);
            if !harmless {
                return self.refuse(
                    span,
                    "evaluation-order",
                    "computed items stand behind a key of unknown JSON shape",
                );
            }
            let parts = values.into_iter().map(|(key, value)| super::unpack_dict::Part::Item(key, value)).collect();
            return self.filled_dict(node, parts, span);
        }
        let mut coerced = Vec::new();
        for (key, value) in values {
            coerced.push((self.coerce(key, &key_ty)?, self.coerce(value, &value_ty)?));
        }
        Ok(self.value(ty, span, ExprKind::Dict(coerced)))
    }

    /// Types of the keys and values of a dict; of a dynamic one str and `Json`.
    pub fn dict_types(&self, ty: &Ty) -> (Ty, Ty) {
        if let Ty::Object(node) = ty
            && !self.low.heap.is_dynamic(*node)
            && let NodeShape::Dict(key, value) = self.low.heap.shape(*node)
        {
            return (self.low.heap.resolve(key), self.low.heap.resolve(value));
        }
        (Ty::Str, Ty::Json)
    }

    /// Refuses keys that a target's map does not hold with Python's equality.
    pub fn hashable(&mut self, key: &Value) -> Lowered<()> {
        match self.low.heap.resolve(&key.ty) {
            Ty::Never | Ty::Bool | Ty::Int(_) | Ty::Exact | Ty::Str | Ty::Bytes | Ty::Json | Ty::Enum(_) => Ok(()),
            Ty::Tuple(items) => {
                for item in items {
                    if self.low.heap.resolve(&item) == Ty::Json {
                        let reason = "a value of unknown JSON shape, which may have no hash, is part of a key";
                        return self.refuse(key.span(), "key-type", reason);
                    }
                    let item = Value { ty: item, expr: key.expr.clone() };
                    self.hashable(&item)?;
                }
                Ok(())
            }
            other => {
                let reason = format!("{} is used as a key", self.low.heap.describe(&other));
                self.refuse(key.span(), "key-type", reason)
            }
        }
    }

    /// Offers a name for the records in a list or dict, from the plural name that holds it.
    pub fn hint_element(&mut self, ty: &Ty, rank: u8, name: &str) {
        let Ty::Object(node) = self.low.heap.resolve(ty) else { return };
        match self.low.heap.shape(node).clone() {
            NodeShape::List(item) | NodeShape::Dict(_, item) => {
                let singular = super::naming::singular(name);
                if let Ty::Object(inner) = self.low.heap.resolve(&item).present() {
                    match self.low.heap.shape(inner) {
                        NodeShape::Record(_) => self.low.heap.hint(inner, rank, &singular),
                        NodeShape::List(_) | NodeShape::Dict(..) if rank < u8::MAX => {
                            self.hint_element(&Ty::Object(inner), rank + 1, &singular);
                        }
                        NodeShape::List(_) | NodeShape::Dict(..) | NodeShape::Set(_) | NodeShape::Instance(..) => {}
                    }
                }
            }
            NodeShape::Record(_) => self.low.heap.hint(node, rank, name),
            NodeShape::Set(_) | NodeShape::Instance(..) => {}
        }
    }
}
