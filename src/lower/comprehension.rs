//! Comprehensions, generator expressions that one call consumes, and lambdas.

use super::body::Body;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ComprehensionKind, ExprKind};
use crate::python::ast;
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// The `for` clauses of a comprehension; `inside` lowers what stands before them, with their variables.
    fn clauses<T>(
        &mut self,
        generators: &'a [ast::Comprehension],
        inside: &mut dyn FnMut(&mut Self) -> Lowered<T>,
    ) -> Lowered<(Vec<ir::Clause>, T)> {
        let before = self.known.clone();
        self.nested += 1;
        let mut clauses = Vec::new();
        for generator in generators {
            if generator.is_async {
                return self.refuse(generator.target.span, "async-comprehension", "`async for` is not translated yet");
            }
            let (iter, element) = self.iteration(&generator.iter)?;
            let pattern = self.comprehension_target(&generator.target, &element)?;
            let mut conditions = Vec::new();
            for condition in &generator.ifs {
                let condition = self.condition(condition)?;
                self.assume(&condition.when_true);
                conditions.push(condition.test);
            }
            clauses.push(ir::Clause { pattern, iter, conditions });
        }
        let value = inside(self);
        self.known = before;
        self.nested -= 1;
        Ok((clauses, value?))
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
        let (clauses, (element, value)) = self.clauses(generators, &mut |body| {
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
                let (clauses, test) = self.clauses(generators, &mut |body| Ok(body.condition(element)?.test))?;
                (clauses, Value { ty: Ty::Bool, expr: test })
            }
            _ => self.clauses(generators, &mut |body| body.expr(element))?,
        };
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
        let body = self.read(body);
        self.nested -= 1;
        self.known = before;
        let body = body?;
        Ok(self.lambda(local, body, element, span))
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
            if let Some(method) = qualified.strip_prefix("builtins.str.") {
                let arguments = super::call::Arguments::default();
                if self.low.heap.resolve(&value.ty) == Ty::Never {
                    return Ok(value);
                }
                if self.low.heap.resolve(&value.ty) == Ty::Str {
                    return self.library_method("str", value, method, arguments, span);
                }
            }
        }
        self.refuse(span, "key-function", "this key function")
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
