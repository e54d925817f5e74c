//! Methods of the builtin types.

use super::body::Body;
use super::call::Arguments;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind};
use crate::python::ast;
use crate::source::Span;

/// Methods that lists have, and neither dicts nor text.
const LIST_METHODS: &[&str] = &["append", "extend", "insert", "remove", "reverse", "sort"];
/// Methods that dicts have, and neither lists nor text.
const DICT_METHODS: &[&str] = &["get", "items", "keys", "values", "update", "setdefault", "popitem"];

impl<'a> Body<'_, 'a> {
    /// `receiver.method(…)`
    pub fn call_method(
        &mut self,
        object: &'a ast::Expr,
        receiver: Value,
        attr: &'a ast::Identifier,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        let ty = self.low.heap.resolve(&receiver.ty);
        let call = self.method_of(object, receiver, attr, args, keywords, span)?;
        Ok(self.receiver_first(ty, call))
    }

    /// `d.setdefault(key, []).append(len(d))`: a receiver that changes what an argument reads is held first.
    fn receiver_first(&mut self, receiver: Ty, mut value: Value) -> Value {
        let ExprKind::Library(call) = &mut value.expr.kind else { return value };
        let [first, rest @ ..] = call.args.as_mut_slice() else { return value };
        // `counter.most_common()` sorts what is made of its receiver.
        let made_of_it = first.ty != self.low.held(&receiver);
        if made_of_it
            || !matches!(receiver, Ty::Object(_) | Ty::Json)
            || !super::order::has_effect(first)
            || rest.iter().all(|arg| super::order::commute(first, arg))
        {
            return value;
        }
        let none = ir::Expr { ty: ir::Type::None, span: first.span, kind: ExprKind::None };
        let first = std::mem::replace(first, none);
        let (held, bound) = self.bound(Value { ty: receiver, expr: first });
        if let ExprKind::Library(call) = &mut value.expr.kind {
            call.args[0] = held.expr;
        }
        self.with_bound(bound, value)
    }

    fn method_of(
        &mut self,
        object: &'a ast::Expr,
        receiver: Value,
        attr: &'a ast::Identifier,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        let name = attr.name.as_str();
        let receiver =
            self.present_or_raise(receiver, "AttributeError", &format!("'NoneType' object has no attribute '{name}'"));
        let ty = self.low.heap.resolve(&receiver.ty);
        if let Ty::Object(node) = &ty {
            let node = *node;
            match self.low.heap.shape(node).clone() {
                NodeShape::List(_) => return self.list_method(node, receiver, name, args, keywords, span),
                NodeShape::Record(_) => return self.record_method(object, node, receiver, name, args, keywords, span),
                NodeShape::Dict(..) => return self.dict_method(node, receiver, name, args, keywords, span),
                NodeShape::Set(_) => return self.set_method(node, receiver, name, args, keywords, span),
                NodeShape::Instance(..) => {}
            }
        }
        if ty == Ty::Json && name == "sort" {
            return self.value_sort(receiver, args, keywords, span);
        }
        if name == "sort" || name == "format" {
            return self.refuse(span, "method", format!("`.{name}()` of {}", self.low.heap.describe(&ty)));
        }
        match ty {
            Ty::Never => {
                self.arguments(args, keywords)?;
                Ok(Value { ty: Ty::Never, ..receiver })
            }
            Ty::Json => self.value_method(receiver, name, args, keywords, span),
            Ty::Str => self.str_method(receiver, name, args, keywords, span),
            Ty::Bytes => {
                let arguments = self.arguments(args, keywords)?;
                self.library_method("bytes", receiver, name, arguments, span)
            }
            Ty::Exact => {
                let arguments = self.arguments(args, keywords)?;
                self.exact_method(receiver, name, &arguments, span)
            }
            Ty::Int(_) | Ty::Float => {
                let class = if matches!(ty, Ty::Float) { "float" } else { "int" };
                let arguments = self.arguments(args, keywords)?;
                self.library_method(class, receiver, name, arguments, span)
            }
            Ty::Pattern(regex) => self.pattern_method(object, &regex, name, args, keywords, span),
            Ty::Match(matched) if keywords.is_empty() => self.match_method(receiver, &matched, name, args, span),
            Ty::Library(class) if is_headers(&class) => {
                let arguments = self.arguments(args, keywords)?;
                self.headers_method(receiver, name, arguments, span)
            }
            Ty::Library(class) if super::server::is_server(&class) => self.server_method(receiver, name, span),
            Ty::Library(class) if class == "threading.Lock" || class == "threading.RLock" => {
                // The state's guard is held: see `with lock`.
                if matches!(name, "acquire" | "release") {
                    Ok(self.value(Ty::None, span, ExprKind::None))
                } else {
                    self.refuse(span, "lock", format!("`.{name}()` of a lock"))
                }
            }
            Ty::Library(class) => {
                let arguments = self.arguments(args, keywords)?;
                self.library_method(&class, receiver, name, arguments, span)
            }
            Ty::Optional(inner) => {
                let reason = format!("`.{name}()` of {} that may be None", self.low.heap.describe(&inner));
                self.transient(Ty::Never, span, "maybe-none", reason)
            }
            other => {
                let reason = format!("`.{name}()` of {}", self.low.heap.describe(&other));
                self.transient(Ty::Never, span, "method", reason)
            }
        }
    }

    fn str_method(
        &mut self,
        receiver: Value,
        name: &str,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        // `json.dumps(x).encode()` writes bytes at once.
        if name == "encode" && is_utf8(args, keywords) {
            if let ExprKind::JsonDumps { value, options, .. } = receiver.expr.kind {
                return Ok(self.value(Ty::Bytes, span, ExprKind::JsonDumps { value, options, bytes: true }));
            }
            return Ok(self.helper(Ty::Bytes, span, "str_encode", vec![receiver.expr], &[]));
        }
        if name == "join" {
            return self.join(receiver, args, span);
        }
        let arguments = self.arguments(args, keywords)?;
        match self.one_of_affixes(&receiver, name, &arguments, span)? {
            Some(found) => Ok(found),
            None => self.library_method("str", receiver, name, arguments, span),
        }
    }

    /// `text.startswith(("http://", "https://"))`: one of them after the other.
    fn one_of_affixes(
        &mut self,
        receiver: &Value,
        name: &str,
        arguments: &Arguments,
        span: Span,
    ) -> Lowered<Option<Value>> {
        let (Some(affixes), "startswith" | "endswith") = (arguments.single(), name) else { return Ok(None) };
        let ExprKind::Tuple(items) = &affixes.expr.kind else { return Ok(None) };
        let texts = items.iter().all(|item| matches!(item.kind, ExprKind::Str(_)));
        if !texts || items.is_empty() || receiver.ty == Ty::Never {
            return Ok(None);
        }
        let (text, bound) = self.bound(receiver.clone());
        let mut tests = Vec::new();
        for item in items {
            let args = vec![text.expr.clone(), item.clone()];
            tests.push(self.helper(Ty::Bool, span, &format!("str_{name}"), args, &[]).expr);
        }
        let any = self.value(Ty::Bool, span, ExprKind::Or(tests));
        Ok(Some(self.with_bound(bound, any)))
    }

    fn join(&mut self, separator: Value, args: &'a [ast::Expr], span: Span) -> Lowered<Value> {
        let [arg] = args else { return self.refuse(span, "argument-count", "join() takes one argument") };
        let list = self.list_of(arg)?;
        match self.low.heap.resolve(&list.ty) {
            Ty::Never => Ok(self.value(Ty::Str, span, ExprKind::Str(String::new()))),
            ty @ Ty::Object(_) if matches!(self.element_type(&ty), Ty::Str | Ty::Never) => {
                Ok(self.helper(Ty::Str, span, "str_join", vec![separator.expr, list.expr], &[]))
            }
            Ty::Json => Ok(self.helper(Ty::Str, span, "value_join", vec![separator.expr, list.expr], &["TypeError"])),
            ty @ Ty::Object(_) if self.element_type(&ty) == Ty::Json && self.low.heap.make_dynamic(&ty) => {
                // An item that is no text raises: the list is one of values of unknown shape from the next pass on.
                Ok(self.value(Ty::Str, span, ExprKind::Str(String::new())))
            }
            other => {
                let reason = format!("join() of {}", self.low.heap.describe(&other));
                self.transient(Ty::Str, span, "join", reason)
            }
        }
    }

    /// An iterable argument as a list: a list stays, a generator expression or view becomes one.
    pub fn list_of(&mut self, expr: &'a ast::Expr) -> Lowered<Value> {
        let before = self.asked.len();
        let list = self.listed(expr)?;
        self.taken_whole(before, expr.span)?;
        Ok(list)
    }

    /// The same of which not all may be asked for.
    pub(super) fn listed(&mut self, expr: &'a ast::Expr) -> Lowered<Value> {
        if let ast::ExprKind::GeneratorExp { element, generators } = &expr.kind {
            return self.comprehension(ir::ComprehensionKind::List, element, None, generators, expr.span);
        }
        if let Some(members) = self.members(expr)? {
            return Ok(members);
        }
        let direct = match &expr.kind {
            ast::ExprKind::Call { func, args, .. } => {
                let view = matches!(&func.kind, ast::ExprKind::Attribute { attr, .. } if matches!(attr.name.as_str(), "items" | "keys" | "values") && args.is_empty());
                !view
                    && !["range", "enumerate", "zip", "reversed", "map", "filter"]
                        .iter()
                        .any(|name| self.is_builtin(func, name))
            }
            _ => true,
        };
        if direct {
            let value = self.gone_through(expr)?;
            match self.low.heap.resolve(&value.ty) {
                Ty::Object(node) if self.is_list(node) => return Ok(value),
                Ty::Json | Ty::Never => return Ok(value),
                _ => {
                    let (iter, element) = self.iterate_value(value)?;
                    return self.collect(iter, element, expr.span);
                }
            }
        }
        let (iter, element) = self.iteration(expr)?;
        self.collect(iter, element, expr.span)
    }

    /// What is gone through to its end.
    pub(super) fn whole_iteration(&mut self, expr: &'a ast::Expr) -> Lowered<(ir::Iter, Ty)> {
        let before = self.asked.len();
        let found = self.iteration(expr)?;
        self.taken_whole(before, expr.span)?;
        Ok(found)
    }

    /// `[x for x in iter]`
    pub(super) fn collect(&mut self, iter: ir::Iter, element: Ty, span: Span) -> Lowered<Value> {
        let node = self.node(span, 9, NodeShape::List(Ty::Never));
        self.low.heap.grow_element(node, &element);
        let (pattern, read) = match &iter {
            // Each item is taken by itself: the pair is made here.
            ir::Iter::Zip(_) | ir::Iter::Enumerate(..) => self.apart(&element, span),
            _ => {
                let local = self.temporary(&element);
                (ir::Pattern::Local(local), self.local(local, element, span))
            }
        };
        let ty = self.element_type(&Ty::Object(node));
        let read = self.coerce(read, &ty)?;
        let clause = ir::Clause { pattern, iter, conditions: Vec::new() };
        let kind = ExprKind::Comprehension {
            kind: ir::ComprehensionKind::List,
            clauses: vec![clause],
            element: Box::new(read),
            value: None,
        };
        Ok(self.value(Ty::Object(node), span, kind))
    }

    /// A pattern that takes a tuple apart, and the tuple that is made of it again.
    pub(super) fn apart(&mut self, element: &Ty, span: Span) -> (ir::Pattern, Value) {
        let Ty::Tuple(types) = self.low.heap.resolve(element) else {
            let local = self.temporary(element);
            return (ir::Pattern::Local(local), self.local(local, element.clone(), span));
        };
        let (patterns, values) = types.iter().map(|ty| self.apart(ty, span)).unzip();
        (ir::Pattern::Tuple(patterns), self.tuple(values, span))
    }

    /// Methods of a value of unknown JSON shape: what it is decides at run time.
    pub fn value_method(
        &mut self,
        receiver: Value,
        name: &str,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        let arguments = self.arguments(args, keywords)?;
        if !arguments.keywords.is_empty() {
            return self.refuse(
                span,
                "argument-name",
                format!("`.{name}()` of a value of unknown JSON shape with keyword arguments"),
            );
        }
        let count = arguments.positional.len();
        let (suffix, ty, raises): (&str, Ty, &[&str]) = match (name, count) {
            ("get", 1) => ("get", Ty::Json, &["AttributeError", "TypeError"]),
            ("get", 2) => ("get_default", Ty::Json, &["AttributeError", "TypeError"]),
            ("setdefault", 2) => ("setdefault", Ty::Json, &["AttributeError", "TypeError"]),
            ("pop", 0) => ("pop", Ty::Json, &["AttributeError", "IndexError", "TypeError"]),
            ("pop", 1) => ("pop_at", Ty::Json, &["AttributeError", "IndexError", "TypeError", "KeyError"]),
            ("pop", 2) => ("pop_default", Ty::Json, &["AttributeError", "TypeError"]),
            ("update", 1) => ("update", Ty::None, &["AttributeError", "TypeError", "ValueError"]),
            ("append", 1) => ("append", Ty::None, &["AttributeError"]),
            ("extend", 1) => ("extend", Ty::None, &["AttributeError", "TypeError"]),
            ("insert", 2) => ("insert", Ty::None, &["AttributeError", "TypeError"]),
            ("remove", 1) => ("remove", Ty::None, &["AttributeError", "ValueError"]),
            ("clear" | "reverse", 0) => (name, Ty::None, &["AttributeError"]),
            ("copy", 0) => ("copy", Ty::Json, &["AttributeError"]),
            ("count", 1) => ("count", Ty::Json, &["AttributeError", "TypeError"]),
            ("index", 1) => ("index", Ty::Json, &["AttributeError", "TypeError", "ValueError"]),
            ("keys", 0) => ("keys", Ty::Json, &["AttributeError"]),
            ("values", 0) => ("values", Ty::Json, &["AttributeError"]),
            _ if LIST_METHODS.contains(&name)
                || DICT_METHODS.contains(&name)
                || matches!(name, "count" | "index" | "pop" | "copy" | "clear") =>
            {
                return self.refuse(
                    span,
                    "method",
                    format!("`.{name}()` of a value of unknown JSON shape in this form"),
                );
            }
            _ => {
                // A method that only text has: anything else raises AttributeError.
                let method = self.value(Ty::Str, span, ExprKind::Str(name.to_owned()));
                let text =
                    self.helper(Ty::Str, span, "value_as_str", vec![receiver.expr, method.expr], &["AttributeError"]);
                return match self.one_of_affixes(&text, name, &arguments, span)? {
                    Some(found) => Ok(found),
                    None => self.library_method("str", text, name, arguments, span),
                };
            }
        };
        let mut values = vec![receiver.expr];
        for value in arguments.positional {
            self.low.heap.make_dynamic(&value.ty);
            values.push(self.coerce(value, &Ty::Json)?);
        }
        let ty = if matches!(suffix, "keys" | "values") {
            let element = if suffix == "keys" { Ty::Str } else { Ty::Json };
            Ty::Object(self.node(span, 3, NodeShape::List(element)))
        } else {
            ty
        };
        Ok(self.helper(ty, span, &format!("value_{suffix}"), values, raises))
    }
}

fn is_headers(class: &str) -> bool {
    class == "http.client.HTTPMessage"
}

/// `encode()`, `encode("utf-8")`
pub fn is_utf8(args: &[ast::Expr], keywords: &[ast::Keyword]) -> bool {
    let name = match (args, keywords) {
        ([], []) => return true,
        ([one], []) => one,
        ([], [keyword]) if keyword.name.as_ref().is_some_and(|name| name.name == "encoding") => &keyword.value,
        _ => return false,
    };
    matches!(&name.kind, ast::ExprKind::Constant(ast::Constant::Str(text)) if matches!(text.to_lowercase().replace('_', "-").as_str(), "utf-8" | "utf8"))
}
