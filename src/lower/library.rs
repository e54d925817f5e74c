//! Functions, methods and attributes that the stubs describe.

use std::collections::BTreeMap;

use super::body::Body;
use super::call::Arguments;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind};
use crate::library::{Attribute, Param, ParamKind, Signature, Support, TypeExpr};
use crate::python::ast::{self, Constant};
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// A constant or variable of the library used as a value.
    pub fn external_value(&mut self, qualified: &str, span: Span) -> Lowered<Value> {
        match qualified {
            "sys.argv" => {
                let node = self.node(span, 0, NodeShape::List(Ty::Str));
                // A server has options of its own, which the program does not see.
                let helper = if self.low.handlers.is_empty() { "program_argv" } else { "sys_argv" };
                return Ok(self.helper(Ty::Object(node), span, helper, Vec::new(), &[]));
            }
            "builtins.__name__" => {
                // The main file is run, not imported.
                let name = match self.module.0 {
                    0 => "__main__".to_owned(),
                    _ => self.low.model.module(self.module).name.clone(),
                };
                return Ok(self.value(Ty::Str, span, ExprKind::Str(name)));
            }
            _ => {}
        }
        let qualified = if qualified == "datetime.timezone.utc" { "datetime.UTC" } else { qualified };
        let library = self.low.library;
        let Some(attribute) = library.constant(qualified) else {
            return self.refuse(
                span,
                "unknown-name",
                format!("`{}` is not known to pivot", qualified.trim_start_matches("builtins.")),
            );
        };
        self.library_constant(attribute, None, span)
    }

    fn library_constant(&mut self, attribute: &Attribute, receiver: Option<Value>, span: Span) -> Lowered<Value> {
        if let Some(value) = &attribute.value
            && receiver.is_none()
        {
            return self.constant(value, span);
        }
        let ty = self.type_of(&attribute.ty, &BTreeMap::new(), span);
        match &attribute.support {
            Support::Helper(helper) => {
                let args = receiver.into_iter().map(|value| value.expr).collect();
                let raises: Vec<&str> = attribute.raises.iter().map(|name| short(name)).collect();
                Ok(self.helper(ty, span, helper, args, &raises))
            }
            Support::Intrinsic => {
                self.refuse(span, "library", format!("`{}` used in this way", attribute.qualified_name))
            }
            Support::Unsupported(reason) => {
                self.refuse(span, "library", format!("`{}`: {reason}", attribute.qualified_name))
            }
        }
    }

    /// An attribute of an object of the library.
    pub fn library_attribute(
        &mut self,
        class: &str,
        value: Value,
        attr: &'a ast::Identifier,
        span: Span,
    ) -> Lowered<Value> {
        let library = self.low.library;
        let Some(attribute) = library.attribute(class, &attr.name) else {
            let reason = format!("the attribute `{}` of {class} is not known to pivot", attr.name);
            return self.refuse(span, "unknown-name", reason);
        };
        self.library_constant(attribute, Some(value), span)
    }

    /// An item of an object of the library.
    pub fn library_item(&mut self, class: &str, object: Value, index: Value, span: Span) -> Lowered<Value> {
        if class == "http.client.HTTPMessage" {
            let key = self.coerce(index, &Ty::Str)?;
            return Ok(self.helper(
                Ty::Optional(Box::new(Ty::Str)),
                span,
                "headers_getitem",
                vec![object.expr, key],
                &[],
            ));
        }
        let arguments = Arguments { positional: vec![index], ..Default::default() };
        self.library_method(class, object, "__getitem__", arguments, span)
    }

    /// `item in object` of an object of the library.
    pub fn library_contains(
        &mut self,
        class: &str,
        item: Value,
        object: Value,
        span: Span,
    ) -> Lowered<(ir::Expr, Vec<super::condition::Fact>)> {
        if class == "http.client.HTTPMessage" {
            let key = self.coerce(item, &Ty::Str)?;
            let found = self.helper(Ty::Bool, span, "headers_contains", vec![object.expr, key], &[]);
            return Ok((found.expr, Vec::new()));
        }
        self.refuse(span, "membership", format!("`in` {class}"))
    }

    /// Dates and times: all orders are made of `<`.
    pub(super) fn library_ordering(
        &mut self,
        op: ir::CompareOp,
        left: &Value,
        right: &Value,
        class: &str,
        span: Span,
    ) -> Lowered<ir::Expr> {
        let (swapped, negated) = (
            matches!(op, ir::CompareOp::Gt | ir::CompareOp::LtE),
            matches!(op, ir::CompareOp::LtE | ir::CompareOp::GtE),
        );
        let (first, second) = if swapped { (right, left) } else { (left, right) };
        if swapped && !super::order::commute(&left.expr, &right.expr) {
            return self.refuse(span, "evaluation-order", "computed values are compared in this order");
        }
        let arguments = Arguments { positional: vec![second.clone()], ..Default::default() };
        let test = self.library_method(class, first.clone(), "__lt__", arguments, span)?.expr;
        Ok(if negated { self.not(test, span) } else { test })
    }

    /// A call of a library function.
    pub fn library_function(&mut self, qualified: &str, arguments: Arguments, span: Span) -> Lowered<Value> {
        if arguments.keywords.is_empty() {
            let name = qualified.trim_start_matches("builtins.");
            if let Some(value) = self.exact_function(name, &arguments.positional, span)? {
                return Ok(value);
            }
        }
        let library = self.low.library;
        let shown = qualified.trim_start_matches("builtins.");
        let signatures =
            library.function(qualified).or_else(|| library.function(shown)).or_else(|| library.constructor(qualified));
        let Some(signatures) = signatures else {
            return self.refuse(span, "unknown-name", format!("`{shown}()` is not known to pivot"));
        };
        self.apply(shown, signatures, None, arguments, span)
    }

    /// A call of a method of a builtin type or of an object of the library.
    pub fn library_method(
        &mut self,
        class: &str,
        receiver: Value,
        name: &str,
        arguments: Arguments,
        span: Span,
    ) -> Lowered<Value> {
        if class == "int" {
            // Helpers take integers of 64 bits.
            self.mark_computed(&receiver.ty);
        }
        let library = self.low.library;
        let Some(signatures) = library.method(class, name) else {
            return self.refuse(span, "unknown-name", format!("`.{name}()` of {class} is not known to pivot"));
        };
        self.apply(&format!("{class}.{name}"), signatures, Some(receiver), arguments, span)
    }

    /// The first signature that fits the arguments.
    fn apply(
        &mut self,
        shown: &str,
        signatures: &[Signature],
        receiver: Option<Value>,
        arguments: Arguments,
        span: Span,
    ) -> Lowered<Value> {
        let unknown = arguments
            .positional
            .iter()
            .chain(arguments.keywords.iter().map(|(_, value)| value))
            .any(|value| value.ty == Ty::Never);
        for signature in signatures {
            let Some(bound) = bind(signature, &arguments) else { continue };
            let mut variables = BTreeMap::new();
            let fits = bound.iter().zip(&signature.params).all(|(value, param)| match value {
                Bound::Given(value) => self.fits(value, &param.ty, &mut variables),
                Bound::Default(_) => true,
            });
            if !fits {
                continue;
            }
            match &signature.support {
                Support::Helper(helper) => {
                    return self.helper_call(signature, helper, receiver, bound, &variables, span);
                }
                Support::Intrinsic => {
                    return self.refuse(span, "library", format!("`{shown}()` in this form is not translated yet"));
                }
                Support::Unsupported(reason) => return self.refuse(span, "library", format!("`{shown}()`: {reason}")),
            }
        }
        if let Some(called) = self.apply_dynamic(signatures, receiver.clone(), &arguments, span)? {
            return Ok(called);
        }
        if unknown && !self.low.last_pass {
            let ty = signatures
                .first()
                .map_or(Ty::Never, |signature| self.type_of(&signature.returns, &BTreeMap::new(), span));
            return Ok(self.value(ty, span, ExprKind::None));
        }
        let types: Vec<String> = arguments.positional.iter().map(|value| self.low.heap.describe(&value.ty)).collect();
        self.transient(Ty::Never, span, "library", format!("`{shown}({})` is not known to pivot", types.join(", ")))
    }

    /// A call with arguments of unknown shape where text or a number is wanted: what they are is seen at run time.
    fn apply_dynamic(
        &mut self,
        signatures: &[Signature],
        receiver: Option<Value>,
        arguments: &Arguments,
        span: Span,
    ) -> Lowered<Option<Value>> {
        for signature in signatures {
            let (Some((class, text)), Some(helper)) = (&signature.wrong_type, signature.helper()) else { continue };
            let Some(mut bound) = bind(signature, arguments) else { continue };
            let mut variables = BTreeMap::new();
            let mut fits = true;
            for (value, param) in bound.iter_mut().zip(&signature.params) {
                let Bound::Given(given) = value else { continue };
                if self.fits(given, &param.ty, &mut variables) {
                    continue;
                }
                let known = self.low.heap.resolve(&given.ty);
                *given = match (&param.ty, known) {
                    (TypeExpr::Class(name, _), Ty::Json) if name == "str" => {
                        self.expected("expect_str", Ty::Str, given.clone(), class, text)
                    }
                    (TypeExpr::Class(name, _), Ty::Json) if name == "float" => {
                        self.expected("expect_float", Ty::Float, given.clone(), class, text)
                    }
                    (TypeExpr::Class(name, _), Ty::Number) if name == "float" => {
                        let span = given.span();
                        self.float_of(given.clone(), span)?
                    }
                    _ => {
                        fits = false;
                        break;
                    }
                };
            }
            if fits {
                return self.helper_call(signature, helper, receiver, bound, &variables, span).map(Some);
            }
        }
        Ok(None)
    }

    /// A value of unknown shape as what it has to be; otherwise that exception is raised, with the name of its type for `{type}`.
    pub fn expected(&mut self, helper: &str, ty: Ty, value: Value, class: &str, text: &str) -> Value {
        let span = value.span();
        let class = short(class);
        let (before, after) = text.split_once("{type}").map_or((text, None), |(before, after)| (before, Some(after)));
        let words = [class, before, after.unwrap_or_default()].map(str::to_owned);
        let mut args = vec![value.expr];
        args.extend(words.map(|word| self.value(Ty::Str, span, ExprKind::Str(word)).expr));
        args.push(self.value(Ty::Bool, span, ExprKind::Bool(after.is_some())).expr);
        let raises: &[&str] = if ty == Ty::Float { &[class, "OverflowError"] } else { &[class] };
        self.helper(ty, span, helper, args, raises)
    }

    fn helper_call(
        &mut self,
        signature: &Signature,
        helper: &str,
        receiver: Option<Value>,
        bound: Vec<Bound>,
        variables: &BTreeMap<String, Ty>,
        span: Span,
    ) -> Lowered<Value> {
        let mut args: Vec<ir::Expr> = receiver.into_iter().map(|value| value.expr).collect();
        for (value, param) in bound.into_iter().zip(&signature.params) {
            if let TypeExpr::Literal(options) = &param.ty {
                // The one constant that it may be chose the helper.
                if let (Bound::Given(value), true) = (value, options.len() > 1) {
                    args.push(value.expr);
                }
                continue;
            }
            if matches!(param.ty, TypeExpr::None) {
                // So did `None`; a call that gives it would have to be made all the same.
                match value {
                    Bound::Given(value) if !super::order::is_fixed(&value.expr) => {
                        return self.refuse(span, "library", "`None` is the result of a call here");
                    }
                    _ => continue,
                }
            }
            let ty = self.type_of(&param.ty, variables, span);
            match value {
                Bound::Given(value) => {
                    let is_int = matches!(&param.ty, TypeExpr::Class(name, _) if name == "int");
                    if is_int && self.low.heap.resolve(&value.ty) == Ty::Exact {
                        args.push(self.held_in_64_bits(value).expr);
                        continue;
                    }
                    self.mark_computed(&value.ty);
                    let from_text =
                        matches!(&param.ty, TypeExpr::Class(name, _) if name == "float") && value.ty != Ty::Float;
                    args.push(if from_text { self.as_float(value) } else { self.coerce(value, &ty)? });
                }
                Bound::Default(constant) => {
                    let value = self.constant(&constant, span)?;
                    args.push(if ty == Ty::Float { self.as_float(value) } else { self.coerce(value, &ty)? });
                }
            }
        }
        let returns = self.type_of(&signature.returns, variables, span);
        let raises: Vec<&str> = signature.raises.iter().map(|name| short(name)).collect();
        Ok(self.helper(returns, span, helper, args, &raises))
    }

    /// Whether a value fits a parameter's type; binds type variables.
    fn fits(&mut self, value: &Value, ty: &TypeExpr, variables: &mut BTreeMap<String, Ty>) -> bool {
        let actual = self.low.heap.resolve(&value.ty);
        match ty {
            TypeExpr::Literal(options) => options.iter().any(|option| match (&value.expr.kind, option) {
                (ExprKind::Str(text), Constant::Str(option)) => text == option,
                (ExprKind::Int(int), Constant::Int(option)) => num_bigint::BigInt::from(*int) == *option,
                (ExprKind::Bool(value), Constant::Bool(option)) => value == option,
                (ExprKind::None, Constant::None) => true,
                _ => false,
            }),
            TypeExpr::NonEmpty(inner) => {
                let filled = match &value.expr.kind {
                    ExprKind::Str(text) => !text.is_empty(),
                    ExprKind::Bytes(bytes) => !bytes.is_empty(),
                    _ => false,
                };
                filled && self.fits(value, inner, variables)
            }
            _ => self.type_fits(&actual, ty, variables),
        }
    }

    fn type_fits(&mut self, actual: &Ty, ty: &TypeExpr, variables: &mut BTreeMap<String, Ty>) -> bool {
        let actual = self.low.heap.resolve(actual);
        match (ty, &actual) {
            (_, Ty::Never) | (TypeExpr::Any, _) => !matches!(ty, TypeExpr::Literal(_)),
            (TypeExpr::None, Ty::None) | (TypeExpr::Json, Ty::Json) => true,
            (TypeExpr::Json, Ty::Bool | Ty::Int(_) | Ty::Exact | Ty::Float | Ty::Number | Ty::Str | Ty::None) => true,
            (TypeExpr::Number, Ty::Int(_) | Ty::Float | Ty::Number) => true,
            (TypeExpr::Encodable, actual) => self.encodable(actual),
            (TypeExpr::Var(name), actual) => match variables.get(name).cloned() {
                None => {
                    variables.insert(name.clone(), actual.clone());
                    true
                }
                Some(known) => known == *actual || matches!((&known, actual), (Ty::Int(_), Ty::Int(_))),
            },
            (TypeExpr::Union(options), Ty::Optional(inner)) => {
                let inner = (**inner).clone();
                options.contains(&TypeExpr::None)
                    && options.clone().iter().any(|option| self.type_fits(&inner, option, variables))
            }
            (TypeExpr::Union(options), actual) => {
                options.clone().iter().any(|option| self.type_fits(actual, option, variables))
            }
            (TypeExpr::Tuple(params), Ty::Tuple(items)) => {
                params.len() == items.len()
                    && params.iter().zip(items.clone()).all(|(param, item)| self.type_fits(&item, param, variables))
            }
            (TypeExpr::Class(name, args), actual) => match (name.as_str(), actual) {
                ("str", Ty::Str)
                | ("bytes", Ty::Bytes)
                | ("bool", Ty::Bool)
                | ("float", Ty::Float | Ty::Int(_) | Ty::Exact)
                | ("int", Ty::Int(_) | Ty::Exact) => true,
                ("list", Ty::Object(node)) => match (self.low.heap.shape(*node).clone(), args.first()) {
                    (NodeShape::List(element), Some(param)) => self.type_fits(&element, param, variables),
                    (NodeShape::List(_), None) => true,
                    _ => false,
                },
                ("dict", Ty::Object(node)) => match (self.low.heap.shape(*node).clone(), args.as_slice()) {
                    (NodeShape::Dict(key, element), [k, v]) => {
                        self.type_fits(&key, k, variables) && self.type_fits(&element, v, variables)
                    }
                    _ => false,
                },
                (class, Ty::Library(actual)) => class == actual || self.low.library.is_subclass(actual, class),
                ("BaseException" | "Exception", Ty::Exception) => true,
                _ => false,
            },
            _ => false,
        }
    }

    /// A stub's type as an inferred one; containers are fresh objects of the call.
    fn type_of(&mut self, ty: &TypeExpr, variables: &BTreeMap<String, Ty>, span: Span) -> Ty {
        self.type_at(ty, variables, span, &mut 20)
    }

    fn type_at(&mut self, ty: &TypeExpr, variables: &BTreeMap<String, Ty>, span: Span, nth: &mut u8) -> Ty {
        match ty {
            TypeExpr::None => Ty::None,
            TypeExpr::Json => Ty::Json,
            TypeExpr::Number => Ty::Number,
            TypeExpr::Encodable => Ty::Encodable,
            TypeExpr::Var(name) => variables.get(name).cloned().unwrap_or(Ty::Never),
            TypeExpr::Tuple(items) => {
                Ty::Tuple(items.iter().map(|item| self.type_at(item, variables, span, nth)).collect())
            }
            TypeExpr::Union(options) => {
                let mut ty = Ty::Never;
                for option in options {
                    let option = self.type_at(option, variables, span, nth);
                    ty = self.low.heap.join(&ty, &option);
                }
                ty
            }
            TypeExpr::NonEmpty(inner) => self.type_at(inner, variables, span, nth),
            TypeExpr::Class(name, args) => match name.as_str() {
                "str" => Ty::Str,
                "bytes" => Ty::Bytes,
                "bool" => Ty::Bool,
                "float" => Ty::Float,
                "int" => {
                    *nth += 1;
                    self.computed_int(span, *nth)
                }
                "list" => {
                    let element = args.first().map_or(Ty::Never, |arg| self.type_at(arg, variables, span, nth));
                    *nth += 1;
                    let node = self.node(span, *nth, NodeShape::List(element.clone()));
                    self.low.heap.grow_element(node, &element);
                    Ty::Object(node)
                }
                "dict" => {
                    let mut types =
                        args.iter().map(|arg| self.type_at(arg, variables, span, nth)).collect::<Vec<_>>().into_iter();
                    let key = types.next().unwrap_or(Ty::Never);
                    let value = types.next().unwrap_or(Ty::Never);
                    *nth += 1;
                    let node = self.node(span, *nth, NodeShape::Dict(key.clone(), value.clone()));
                    self.low.heap.grow_key(node, &key);
                    self.low.heap.grow_element(node, &value);
                    Ty::Object(node)
                }
                class if self.low.library.is_exception(class) => Ty::Exception,
                class => Ty::Library(class.to_owned()),
            },
            TypeExpr::Any
            | TypeExpr::Never
            | TypeExpr::Receiver
            | TypeExpr::TupleOf(_)
            | TypeExpr::Literal(_)
            | TypeExpr::Callable(..)
            | TypeExpr::TypeOf(_) => Ty::Never,
        }
    }
}

/// What a parameter gets.
enum Bound {
    Given(Value),
    Default(Constant),
}

/// Binds arguments to parameters; `None` when they do not fit.
fn bind(signature: &Signature, arguments: &Arguments) -> Option<Vec<Bound>> {
    let mut positional = arguments.positional.iter();
    let mut used = 0;
    let mut out = Vec::new();
    for param in &signature.params {
        let by_position =
            matches!(param.kind, ParamKind::PositionalOnly | ParamKind::Ordinary).then(|| positional.next()).flatten();
        let by_name =
            arguments.keywords.iter().find(|(name, _)| *name == param.name && param.kind != ParamKind::PositionalOnly);
        match (by_position, by_name, param.kind) {
            (Some(value), None, _) => out.push(Bound::Given(value.clone())),
            (None, Some((_, value)), _) => {
                used += 1;
                out.push(Bound::Given(value.clone()));
            }
            (None, None, ParamKind::PositionalOnly | ParamKind::Ordinary | ParamKind::KeywordOnly) => {
                out.push(Bound::Default(default(param)?));
            }
            _ => return None,
        }
    }
    (positional.next().is_none() && used == arguments.keywords.len()).then_some(out)
}

fn default(param: &Param) -> Option<Constant> {
    param.default.clone().filter(|constant| *constant != Constant::Ellipsis)
}

/// `json.JSONDecodeError` → `JSONDecodeError`
fn short(qualified: &str) -> &str {
    qualified.rsplit('.').next().unwrap_or(qualified)
}
