//! Comprehensions, generator expressions that one call consumes, and lambdas.

use super::body::Body;
use super::condition::Condition;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ComprehensionKind, ExprKind};
use crate::python::ast;
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// The `for` clauses of a comprehension that goes through everything if it is `eager`; `inside` lowers what stands before them, with their variables.
    fn clauses<T: Made>(
        &mut self,
        generators: &'a [ast::Comprehension],
        eager: bool,
        inside: &mut dyn FnMut(&mut Self) -> Lowered<T>,
    ) -> Lowered<(Vec<ir::Clause>, T)> {
        let before = self.known.clone();
        self.nested += 1;
        let mut clauses: Vec<ir::Clause> = Vec::new();
        let mut paired = None;
        let asked = self.asked.len();
        for generator in generators {
            if generator.is_async {
                return self.refuse(generator.target.span, "async-function", "`async for` is not translated yet");
            }
            let stepped = if eager { self.stepped_list(&generator.iter)? } else { None };
            let (iter, element) = match stepped {
                Some(found) => found,
                None => self.iteration(&generator.iter)?,
            };
            // A pair that is kept whole is made first, unless what is gone through may be changed on the way.
            let whole = matches!(iter, ir::Iter::Zip(_) | ir::Iter::Enumerate(..))
                && matches!(generator.target.kind, ast::ExprKind::Name(_));
            let iter = if whole {
                let list = self.collect(iter, element.clone(), generator.iter.span)?;
                paired = Some(generator.target.span);
                ir::Iter::Value(list.expr)
            } else {
                iter
            };
            let pattern = self.comprehension_target(&generator.target, &element)?;
            let mut conditions = Vec::new();
            for condition in &generator.ifs {
                let condition = self.condition(condition)?;
                self.assume(&condition.when_true);
                if !(self.low.last_pass && matches!(condition.test.kind, ir::ExprKind::Bool(true))) {
                    conditions.push(condition.test);
                }
            }
            clauses.push(ir::Clause { pattern, iter, conditions });
        }
        let value = inside(self);
        self.known = before;
        self.nested -= 1;
        let value = value?;
        let conditions = clauses.iter().flat_map(|clause| &clause.conditions);
        if let Some(span) = paired
            && value.made().into_iter().chain(conditions).any(super::order::has_effect)
        {
            return self.refuse(span, "iteration", "pairs are kept whole by a comprehension that does something else");
        }
        if self.asked.len() > asked {
            let mut asked = self.asked.split_off(asked);
            asked.iter_mut().for_each(|(_, ends_early)| *ends_early |= !eager);
            let mut with = Vec::new();
            for (position, clause) in clauses.iter().enumerate() {
                if position > 0 {
                    let (pattern, iter) = (ir::Pattern::Ignore, clause.iter.clone());
                    with.push(self.plain(Span::default(), ir::StmtKind::For { pattern, iter, body: Vec::new() }));
                }
                let conditions = clause.conditions.iter().cloned();
                with.extend(conditions.map(|one| self.plain(one.span, ir::StmtKind::Expr(one))));
            }
            with.extend(value.made().into_iter().map(|one| self.plain(one.span, ir::StmtKind::Expr(one.clone()))));
            let span = generators.first().map_or(Span::default(), |first| first.iter.span);
            self.taken_one_by_one(asked, self.place(span), &with, false)?;
        }
        Ok((clauses, value))
    }

    /// `[element for …]` and its kin that make an object.
    pub fn comprehension(
        &mut self,
        kind: ComprehensionKind,
        element: &'a ast::Expr,
        value: Option<&'a ast::Expr>,
        generators: &'a [ast::Comprehension],
        span: Span,
    ) -> Lowered<Value> {
        let (clauses, (element, value)) = self.clauses(generators, true, &mut |body| {
            let element = body.expr(element)?;
            let value = match value {
                Some(value) => Some(body.expr(value)?),
                None => None,
            };
            Ok((element, value))
        })?;
        let shape = match kind {
            ComprehensionKind::Dict => NodeShape::Dict(Ty::Never, Ty::Never),
            ComprehensionKind::Set => NodeShape::Set(Ty::Never),
            _ => NodeShape::List(Ty::Never),
        };
        let node = self.node(span, 0, shape);
        if kind != ComprehensionKind::List {
            self.hashable(&element)?;
        }
        let (element, value) = if let Some(value) = value {
            self.low.heap.grow_key(node, &element.ty);
            self.low.heap.grow_element(node, &value.ty);
            let ty = self.low.heap.resolve(&Ty::Object(node));
            let (key_ty, value_ty) = self.dict_types(&ty);
            (self.coerce(element, &key_ty)?, Some(Box::new(self.coerce(value, &value_ty)?)))
        } else {
            self.low.heap.grow_element(node, &element.ty);
            let ty = self.element_type(&Ty::Object(node));
            (self.coerce(element, &ty)?, None)
        };
        let kind = ExprKind::Comprehension { kind, clauses, element: Box::new(element), value };
        Ok(self.value(Ty::Object(node), span, kind))
    }

    /// A generator expression that a call consumes: its elements are of that type after `element`.
    pub fn consumed(
        &mut self,
        kind: ComprehensionKind,
        element: &'a ast::Expr,
        generators: &'a [ast::Comprehension],
        span: Span,
    ) -> Lowered<Value> {
        let (clauses, element) = match kind {
            ComprehensionKind::Any | ComprehensionKind::All => {
                let (clauses, test) = self.clauses(generators, false, &mut |body| body.condition(element))?;
                (clauses, Value { ty: Ty::Bool, expr: test.test })
            }
            _ => self.clauses(generators, kind == ComprehensionKind::Sum, &mut |body| body.expr(element))?,
        };
        if kind == ComprehensionKind::Sum {
            let is_exact = match self.low.heap.resolve(&element.ty) {
                Ty::Exact => true,
                Ty::Int(_) => self.low.exact,
                _ => false,
            };
            if is_exact {
                let element = self.exact(element)?;
                let node = self.fresh_list(&Ty::Exact, span);
                let kind = ComprehensionKind::List;
                let kind = ExprKind::Comprehension { kind, clauses, element: Box::new(element), value: None };
                let list = self.value(Ty::Object(node), span, kind).expr;
                return Ok(self.helper(Ty::Exact, span, "big_int_sum", vec![list], &[]));
            }
        }
        let ty = match kind {
            ComprehensionKind::Any | ComprehensionKind::All => Ty::Bool,
            ComprehensionKind::First => element.ty.clone().optional(),
            ComprehensionKind::Sum => self.sum_type(&element.ty.clone(), span)?,
            ComprehensionKind::List | ComprehensionKind::Set | ComprehensionKind::Dict => {
                return self.refuse(span, "generator", "a generator expression");
            }
        };
        let kind = ExprKind::Comprehension { kind, clauses, element: Box::new(element.expr), value: None };
        Ok(self.value(ty, span, kind))
    }

    /// `next((element for …), default)`. An element that may be None itself is held in a tuple, apart from there being none.
    pub fn first_or(&mut self, found: Value, default: Value, span: Span) -> Lowered<Value> {
        let absent = default.ty == Ty::None && super::order::is_harmless(&default.expr);
        let nullable = match &found.expr.kind {
            ExprKind::Comprehension { element, .. } => {
                matches!(element.ty, ir::Type::Optional(_) | ir::Type::Json | ir::Type::None)
            }
            _ => false,
        };
        if absent || !nullable {
            return self.or_default(found, default, span);
        }
        if !super::order::is_harmless(&default.expr) {
            if !super::order::commute(&found.expr, &default.expr) {
                return self.refuse(span, "evaluation-order", "a computed default of a computed look-up");
            }
            let (default, bound) = self.bound(default);
            let value = self.first_or(found, default, span)?;
            return Ok(self.with_bound(bound, value));
        }
        let ExprKind::Comprehension { kind, clauses, element, value } = found.expr.kind else {
            return self.refuse(span, "next", "next()");
        };
        // What may be None has the same type with and without it.
        let inner = found.ty;
        let tuple = Ty::Tuple(vec![inner.clone()]);
        let held = self.value(tuple.clone(), span, ExprKind::Tuple(vec![*element])).expr;
        let first = ExprKind::Comprehension { kind, clauses, element: Box::new(held), value };
        let local = self.temporary(&tuple.clone().optional());
        let first = self.value(tuple.clone().optional(), span, first);
        let read = self.local(local, first.ty.clone(), span);
        let none = ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::IsNone(Box::new(read.expr.clone())) };
        let present = self.value(tuple, span, ExprKind::Convert(Box::new(read.expr)));
        let item = ExprKind::TupleItem { tuple: Box::new(present.expr), index: 0 };
        let item = self.value(inner.clone(), span, item);
        let ty = self.low.heap.join(&inner, &default.ty);
        let item = self.coerce(item, &ty)?;
        let default = self.coerce(default, &ty)?;
        let cond = ExprKind::Cond { test: Box::new(none), then: Box::new(default), otherwise: Box::new(item) };
        let body = self.value(ty.clone(), span, cond);
        Ok(self.value(ty, span, ExprKind::Let { local, value: Box::new(first.expr), body: Box::new(body.expr) }))
    }

    /// `math.fsum(element for …)`: each element is a number before the next one is computed.
    pub fn exact_sum(
        &mut self,
        element: &'a ast::Expr,
        generators: &'a [ast::Comprehension],
        span: Span,
    ) -> Lowered<Value> {
        let (clauses, element) = self.clauses(generators, true, &mut |body| {
            let value = body.expr(element)?;
            let value = if body.low.heap.resolve(&value.ty) == Ty::Json {
                body.expected("expect_float", Ty::Float, value, "TypeError", "must be real number, not {type}")
            } else if matches!(
                body.low.heap.resolve(&value.ty),
                Ty::Never | Ty::Float | Ty::Int(_) | Ty::Exact | Ty::Bool | Ty::Number
            ) {
                body.float_of(value, span)?
            } else {
                let reason = format!("the sum of {}", body.low.heap.describe(&value.ty));
                body.transient(Ty::Float, span, "sum", reason)?
            };
            // Nothing comes between an element and the next one then: no sum grows past all floats.
            Ok(body.helper(Ty::Float, span, "math_fsum_item", vec![value.expr], &[]))
        })?;
        let node = self.fresh_list(&Ty::Float, span);
        let kind = ComprehensionKind::List;
        let kind = ExprKind::Comprehension { kind, clauses, element: Box::new(element.expr), value: None };
        let list = self.value(Ty::Object(node), span, kind).expr;
        Ok(self.helper(Ty::Float, span, "math_fsum", vec![list], &["OverflowError", "ValueError"]))
    }

    /// The type of a sum from 0 of elements of that type: of floats it is the int 0 when there are none.
    pub fn sum_type(&mut self, element: &Ty, span: Span) -> Lowered<Ty> {
        match self.low.heap.resolve(element) {
            Ty::Never => Ok(Ty::Never),
            Ty::Int(_) => {
                self.mark_computed(element);
                Ok(self.computed_int(span, 0))
            }
            Ty::Bool => Ok(self.computed_int(span, 0)),
            Ty::Float | Ty::Number => Ok(Ty::Number),
            Ty::Json => Ok(Ty::Json),
            other => {
                let reason = format!("the sum of {}", self.low.heap.describe(&other));
                self.transient(Ty::Never, span, "sum", reason).map(|value| value.ty)
            }
        }
    }

    /// `lambda x: …` as a key function.
    pub fn key_lambda(&mut self, expr: &'a ast::Expr, element: &Ty) -> Lowered<Value> {
        let span = expr.span;
        if let Some(crate::model::Resolved::Symbol(crate::model::Symbol::Function(index))) =
            self.resolve(expr).filter(|_| self.web_of(expr).is_none())
        {
            let local = self.temporary(element);
            let argument = self.local(local, element.clone(), span);
            let arguments = super::call::Arguments { positional: vec![argument], ..Default::default() };
            let call = self.call_function(index, None, arguments, span)?;
            return Ok(self.lambda(local, call, element, span));
        }
        let ast::ExprKind::Lambda { parameters, body } = &expr.kind else {
            let local = self.temporary(element);
            let argument = self.local(local, element.clone(), span);
            let key = self.key_of(expr, argument)?;
            return Ok(self.lambda(local, key, element, span));
        };
        let mut all = parameters.iter();
        let (Some(parameter), None) = (all.next(), all.next()) else {
            return self.refuse(span, "key-function", "a key function with more than one parameter");
        };
        let Some(web) = self.variables.webs.at(parameter.name.span.start) else {
            return self.refuse(span, "key-function", "this key function");
        };
        self.grow_web(web, element);
        let local = self.web_local(web);
        let before = self.known.clone();
        self.nested += 1;
        let body = match self.key_of_dict(parameter, body) {
            Some(dict) => {
                let argument = self.local(local, element.clone(), span);
                self.read(dict).and_then(|dict| self.item(dict, argument, span))
            }
            None => self.read(body),
        };
        self.nested -= 1;
        self.known = before;
        let body = body?;
        Ok(self.lambda(local, body, element, span))
    }

    /// The dict in `max(d, key=lambda key: d.get(key))`: each key is in it.
    fn key_of_dict(&self, parameter: &ast::Parameter, body: &'a ast::Expr) -> Option<&'a ast::Expr> {
        let ast::ExprKind::Call { func, args, keywords } = &body.kind else { return None };
        let ([ast::Expr { kind: ast::ExprKind::Name(item), .. }], []) = (args.as_slice(), keywords.as_slice()) else {
            return None;
        };
        let ast::ExprKind::Attribute { value, attr } = &func.kind else { return None };
        let (ast::ExprKind::Name(dict), ast::ExprKind::Name(keyed)) = (&value.kind, &self.keyed?.kind) else {
            return None;
        };
        let ty = match self.web_of(value) {
            Some(web) => self.web_type(web),
            None => return None,
        };
        let node = self.node_of(&ty)?;
        let plain =
            matches!(self.low.heap.shape(node), NodeShape::Dict(..)) && self.low.heap.default_factory(node).is_none();
        (plain && attr.name == "get" && dict == keyed && *item == parameter.name.name && item != dict).then_some(value)
    }

    /// What a key function of the library gives for a value: `len`, `str.lower`, `itemgetter("name")`.
    fn key_of(&mut self, key: &'a ast::Expr, value: Value) -> Lowered<Value> {
        let span = key.span;
        if let ast::ExprKind::Call { func, args, keywords } = &key.kind
            && keywords.is_empty()
            && let Some(crate::model::Resolved::External(qualified)) = self.resolve(func)
        {
            match (qualified.as_str(), args.as_slice()) {
                ("operator.itemgetter", [one]) => return self.constant_item(value, one),
                ("operator.itemgetter", [_, _, ..]) => {
                    let mut items = Vec::new();
                    for arg in args {
                        items.push(self.constant_item(value.clone(), arg)?);
                    }
                    let ty = Ty::Tuple(items.iter().map(|item| item.ty.clone()).collect());
                    return Ok(self.value(
                        ty,
                        span,
                        ExprKind::Tuple(items.into_iter().map(|item| item.expr).collect()),
                    ));
                }
                (
                    "operator.attrgetter",
                    [ast::Expr { kind: ast::ExprKind::Constant(ast::Constant::Str(name)), .. }],
                ) if !name.contains('.') => {
                    return self.attribute_of(value, name, span);
                }
                _ => {}
            }
        }
        if let Some(crate::model::Resolved::External(qualified)) =
            self.resolve(key).filter(|_| self.web_of(key).is_none())
        {
            match qualified.as_str() {
                "builtins.len" => return self.len_of(value, span),
                "builtins.int" => return self.int_of(value, span),
                "builtins.float" => return self.float_of(value, span),
                "builtins.str" if value.ty == Ty::Str => return Ok(value),
                _ => {}
            }
        }
        if let Some(method) = self.method_of_str(key) {
            return self.call_method_of_str(method, value, super::call::Arguments::default(), span);
        }
        self.refuse(span, "key-function", "this key function")
    }

    /// The method in `str.lower`.
    pub(super) fn method_of_str(&self, expr: &'a ast::Expr) -> Option<&'a str> {
        let ast::ExprKind::Attribute { value, attr } = &expr.kind else { return None };
        let resolved = self.resolve(value).filter(|_| self.web_of(value).is_none());
        let is_str = matches!(resolved, Some(crate::model::Resolved::External(name)) if name == "builtins.str");
        is_str.then_some(attr.name.as_str())
    }

    /// `str.lower(value)`, which raises for everything that is no text.
    pub(super) fn call_method_of_str(
        &mut self,
        method: &str,
        value: Value,
        arguments: super::call::Arguments,
        span: crate::source::Span,
    ) -> Lowered<Value> {
        match self.low.heap.resolve(&value.ty) {
            Ty::Never => Ok(value),
            Ty::Str => self.library_method("str", value, method, arguments, span),
            other => {
                let reason = format!("`str.{method}()` of {}", self.low.heap.describe(&other));
                self.transient(Ty::Never, span, "method", reason)
            }
        }
    }

    /// `value["name"]`, `value[1]` with a constant.
    fn constant_item(&mut self, value: Value, index: &'a ast::Expr) -> Lowered<Value> {
        let span = index.span;
        if let ast::ExprKind::Constant(ast::Constant::Str(key)) = &index.kind
            && let Some(field) = self.record_field(&value, key)
        {
            return self.field(None, value, key, field, span);
        }
        let index = self.expr(index)?;
        self.item(value, index, span)
    }

    pub(super) fn lambda(&mut self, local: ir::LocalId, body: Value, element: &Ty, span: Span) -> Value {
        let ty = body.ty.clone();
        let lambda = ir::Lambda { params: vec![local], body: body.expr };
        let mut value = self.value(ty, span, ExprKind::Lambda(Box::new(lambda)));
        let result = value.expr.ty.clone();
        let param = self.low.held(element);
        value.expr.ty = ir::Type::Callable { params: vec![param], result: Box::new(result) };
        value
    }
}

/// What a comprehension makes in each round.
trait Made {
    /// The values.
    fn made(&self) -> Vec<&ir::Expr>;
}

impl Made for Value {
    fn made(&self) -> Vec<&ir::Expr> {
        vec![&self.expr]
    }
}

impl Made for (Value, Option<Value>) {
    fn made(&self) -> Vec<&ir::Expr> {
        [&self.0].into_iter().chain(&self.1).map(|value| &value.expr).collect()
    }
}

impl Made for Condition {
    fn made(&self) -> Vec<&ir::Expr> {
        vec![&self.test]
    }
}
