//! Builtin functions, and functions of the library that the ir has a form for.

use super::body::Body;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ComprehensionKind, ExprKind};
use crate::python::ast::{self, Constant};
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// A call of something outside of the program, by its qualified name.
    pub fn call_external(&mut self, qualified: &str, args: &'a [ast::Expr], keywords: &'a [ast::Keyword], span: Span) -> Lowered<Value> {
        if let Some(server) = self.new_server(qualified, args, keywords, span)? {
            return Ok(server);
        }
        if super::exception::EXCEPTION_CLASSES.contains(&qualified) {
            return self.new_builtin_exception(qualified, args, keywords, span);
        }
        match qualified {
            "json.dumps" => return self.json_dumps(args, keywords, span),
            "threading.Lock" | "threading.RLock" => return Ok(self.value(Ty::Library("threading.Lock".into()), span, ExprKind::None)),
            "copy.deepcopy" | "copy.copy" if keywords.is_empty() && args.len() == 1 => {
                let value = self.read(&args[0])?;
                let ty = self.low.heap.resolve(&value.ty);
                return match ty {
                    Ty::Json => Ok(self.helper(Ty::Json, span, if qualified == "copy.copy" { "value_copy_copy" } else { "value_deepcopy" }, vec![value.expr], &[])),
                    Ty::Never | Ty::None | Ty::Bool | Ty::Int(_) | Ty::Float | Ty::Number | Ty::Str | Ty::Bytes => Ok(value),
                    Ty::Object(_) if qualified == "copy.copy" => self.copy(value, span),
                    other => {
                        let reason = format!("a deep copy of {}", self.low.heap.describe(&other));
                        self.refuse(span, "deepcopy", reason)
                    }
                };
            }
            "collections.defaultdict" => {
                let [factory] = args else { return self.refuse(span, "defaultdict", "a defaultdict in this form") };
                let name = ["int", "float", "list", "dict", "str", "set", "bool"].into_iter().find(|name| self.is_builtin(factory, name));
                let (Some(name), true) = (name, keywords.is_empty()) else { return self.refuse(span, "defaultdict", "a defaultdict with this factory") };
                let node = self.node(span, 0, NodeShape::Dict(Ty::Never, Ty::Never));
                self.low.heap.set_default_factory(node, name);
                if self.low.heap.has_mixed_factories(node) || self.low.heap.is_dynamic(node) {
                    return self.refuse(span, "defaultdict", "a defaultdict is held where another dict is held");
                }
                return Ok(self.value(Ty::Object(node), span, ExprKind::Dict(Vec::new())));
            }
            "collections.OrderedDict" if args.is_empty() && keywords.is_empty() => {
                let node = self.node(span, 0, NodeShape::Dict(Ty::Never, Ty::Never));
                return Ok(self.value(Ty::Object(node), span, ExprKind::Dict(Vec::new())));
            }
            _ => {}
        }
        let Some(name) = qualified.strip_prefix("builtins.") else {
            if let Some(level) = qualified.strip_prefix("logging.") {
                if LOG_LEVELS.contains(&level) {
                    let text = self.log_text(args, keywords, span)?;
                    return Ok(self.helper(Ty::None, span, &format!("logging_{level}"), vec![text], &[]));
                }
            }
            // `os.environ.get(…)`: a method of an object that the library offers.
            if self.low.library.function(qualified).is_none() && self.low.library.constructor(qualified).is_none() {
                if let Some((object, method)) = qualified.rsplit_once('.') {
                    if self.low.library.constant(object).is_some() {
                        let receiver = self.external_value(object, span)?;
                        let Ty::Library(class) = receiver.ty.clone() else { return self.refuse(span, "library", format!("`{qualified}()`")) };
                        let arguments = self.arguments(args, keywords)?;
                        return self.library_method(&class, receiver, method, arguments, span);
                    }
                }
            }
            let arguments = self.arguments(args, keywords)?;
            return self.library_function(qualified, arguments, span);
        };
        self.builtin(name, args, keywords, span)
    }

    fn builtin(&mut self, name: &str, args: &'a [ast::Expr], keywords: &'a [ast::Keyword], span: Span) -> Lowered<Value> {
        match (name, args, keywords) {
            ("len", [arg], []) => self.len(arg, span),
            ("isinstance", [_, _], []) => self.refuse(span, "isinstance", "`isinstance` used for its value"),
            ("str", [], []) => Ok(self.value(Ty::Str, span, ExprKind::Str(String::new()))),
            ("str", [arg], []) => {
                let value = self.read(arg)?;
                if value.ty == Ty::Str {
                    return Ok(value);
                }
                let value = self.printable(value)?;
                Ok(self.value(Ty::Str, span, ExprKind::Format(vec![ir::FormatPart::Str(value.expr)])))
            }
            ("repr", [arg], []) => {
                let value = self.read(arg)?;
                let value = self.printable(value)?;
                Ok(self.value(Ty::Str, span, ExprKind::Format(vec![ir::FormatPart::Repr(value.expr)])))
            }
            ("int", [arg], []) => {
                let before = std::mem::replace(&mut self.inside_int, true);
                let value = self.read(arg);
                self.inside_int = before;
                let value = value?;
                self.int_of(value, span)
            }
            ("float", [arg], []) => {
                let value = self.read(arg)?;
                self.float_of(value, span)
            }
            ("bool", [arg], []) => {
                let value = self.read(arg)?;
                let test = self.truth(value)?;
                Ok(Value { ty: Ty::Bool, expr: test })
            }
            ("abs", [arg], []) => self.abs(arg, span),
            ("round", [_] | [_, _], []) => self.round(args, span),
            ("min" | "max", _, _) => self.extreme(name, args, keywords, span),
            ("sum", [arg], []) => self.sum(arg, span),
            ("any" | "all", [arg], []) => self.any_all(name, arg, span),
            ("sorted", [arg, rest @ ..], _) => {
                if let Some((position, reverse)) = computed_reverse(keywords) {
                    return self.sorted_either_way(args, keywords, position, reverse, span);
                }
                let before = std::mem::replace(&mut self.order_is_lost, true);
                let list = self.list_of(arg);
                self.order_is_lost = before;
                let list = list?;
                if keywords.is_empty() {
                    if let Some(sorted) = self.sorted_items(arg, &list, span)? {
                        return Ok(sorted);
                    }
                }
                if list.ty == Ty::Json && keywords.is_empty() {
                    return Ok(self.helper(Ty::Json, span, "value_sorted", vec![list.expr], &["TypeError"]));
                }
                let element = self.element_type(&self.low.heap.resolve(&list.ty));
                let (helper, values, raises) = self.sort_helper("sorted", list.expr, &element, rest, keywords, span)?;
                let node = self.fresh_list(&element, span);
                Ok(self.helper(Ty::Object(node), span, &helper, values, &raises))
            }
            ("list", [], []) => {
                let node = self.node(span, 0, NodeShape::List(Ty::Never));
                Ok(self.value(Ty::Object(node), span, ExprKind::List(Vec::new())))
            }
            ("list", [arg], []) => {
                let list = self.list_of(arg)?;
                match list.expr.kind {
                    // Made on the spot from something else: already fresh.
                    ExprKind::Comprehension { .. } => Ok(list),
                    _ if list.ty == Ty::Json => Ok(self.helper(Ty::Json, span, "value_list", vec![list.expr], &["TypeError"])),
                    _ => self.copy(list, span),
                }
            }
            ("dict", [], []) => {
                let node = self.node(span, 0, NodeShape::Record(Vec::new()));
                self.record_value(node, None, Vec::new(), span)
            }
            ("dict", [], keywords) => {
                let node = self.node(span, 0, NodeShape::Record(Vec::new()));
                let mut values = Vec::new();
                for keyword in keywords {
                    let Some(name) = &keyword.name else { return self.refuse(keyword.span, "dict-unpacking", "`**` unpacks a dict into a dict") };
                    let value = self.expr(&keyword.value)?;
                    self.low.heap.grow_field(node, &name.name, &value.ty);
                    values.push((name.name.clone(), value));
                }
                self.record_value(node, None, values, span)
            }
            ("dict", [arg], [_, ..]) => {
                let value = self.read(arg)?;
                let copy = match self.low.heap.resolve(&value.ty) {
                    Ty::Json => self.helper(Ty::Json, span, "value_dict", vec![value.expr], &["TypeError", "ValueError"]),
                    _ => self.copy(value, span)?,
                };
                self.copy_with(copy, keywords, span)
            }
            ("type", [arg], []) => {
                let _ = arg;
                self.refuse(span, "class-value", "`type()` used for something else than its name")
            }
            ("dict", [arg], []) => {
                let value = self.read(arg)?;
                match self.low.heap.resolve(&value.ty) {
                    Ty::Json => Ok(self.helper(Ty::Json, span, "value_dict", vec![value.expr], &["TypeError", "ValueError"])),
                    _ => self.copy(value, span),
                }
            }
            ("set", [], []) => {
                let node = self.node(span, 0, NodeShape::Set(Ty::Never));
                Ok(self.value(Ty::Object(node), span, ExprKind::Set(Vec::new())))
            }
            ("set", [arg], []) => {
                let (iter, element) = match &arg.kind {
                    ast::ExprKind::GeneratorExp { element, generators } => {
                        return self.comprehension(ComprehensionKind::Set, element, None, generators, span);
                    }
                    _ => self.iteration(arg)?,
                };
                let node = self.node(span, 0, NodeShape::Set(Ty::Never));
                self.low.heap.grow_element(node, &element);
                let local = self.temporary(&element);
                let read = self.local(local, element, span);
                self.hashable(&read)?;
                let clause = ir::Clause { pattern: ir::Pattern::Local(local), iter, conditions: Vec::new() };
                let kind = ExprKind::Comprehension { kind: ComprehensionKind::Set, clauses: vec![clause], element: Box::new(read.expr), value: None };
                Ok(self.value(Ty::Object(node), span, kind))
            }
            ("next", [arg], []) if matches!(&arg.kind, ast::ExprKind::Call { func, args, .. } if args.len() == 1 && self.is_builtin(func, "iter")) => {
                let ast::ExprKind::Call { args, .. } = &arg.kind else { return self.refuse(span, "next", "next()") };
                let list = self.list_of(&args[0])?;
                let element = self.element_type(&self.low.heap.resolve(&list.ty));
                if list.ty == Ty::Json {
                    return self.refuse(span, "next", "the first of a value of unknown JSON shape");
                }
                Ok(self.helper(element, span, "next_iter", vec![list.expr], &["StopIteration"]))
            }
            ("next", [arg, default], []) if matches!(arg.kind, ast::ExprKind::GeneratorExp { .. }) => {
                let ast::ExprKind::GeneratorExp { element, generators } = &arg.kind else { return self.refuse(span, "next", "next()") };
                let found = self.consumed(ComprehensionKind::First, element, generators, arg.span)?;
                let default = self.expr(default)?;
                self.or_default(found, default, span)
            }
            ("range", _, []) => {
                let (iter, element) = self.range_of(args, span)?;
                let node = self.fresh_list(&element, span);
                let local = self.temporary(&element);
                let read = self.local(local, element, span);
                let clause = ir::Clause { pattern: ir::Pattern::Local(local), iter, conditions: Vec::new() };
                let kind = ExprKind::Comprehension { kind: ComprehensionKind::List, clauses: vec![clause], element: Box::new(read.expr), value: None };
                Ok(self.value(Ty::Object(node), span, kind))
            }
            ("print", _, _) => self.print(args, keywords, span),
            ("bytes", [arg, encoding], []) if is_utf8_constant(encoding) => {
                let value = self.read(arg)?;
                match value.expr.kind {
                    ExprKind::JsonDumps { value, options, .. } => Ok(self.value(Ty::Bytes, span, ExprKind::JsonDumps { value, options, bytes: true })),
                    _ if matches!(value.ty, Ty::Str | Ty::Never) => Ok(self.helper(Ty::Bytes, span, "str_encode", vec![value.expr], &[])),
                    _ => self.refuse(span, "bytes", "bytes() of something else than text"),
                }
            }
            ("bytes", [arg], [keyword]) if keyword.name.as_ref().is_some_and(|name| name.name == "encoding") && is_utf8_constant(&keyword.value) => {
                let value = self.read(arg)?;
                Ok(self.helper(Ty::Bytes, span, "str_encode", vec![value.expr], &[]))
            }
            ("divmod", [left, right], []) => {
                let _ = (left, right);
                self.refuse(span, "builtin", "divmod() is not translated yet")
            }
            _ => {
                let arguments = self.arguments(args, keywords)?;
                self.library_function(&format!("builtins.{name}"), arguments, span)
            }
        }
    }

    fn fresh_list(&mut self, element: &Ty, span: Span) -> super::heap::NodeId {
        let node = self.node(span, 0, NodeShape::List(Ty::Never));
        self.low.heap.grow_element(node, element);
        node
    }

    fn len(&mut self, arg: &'a ast::Expr, span: Span) -> Lowered<Value> {
        let value = self.read(arg)?;
        if let Some(node) = self.node_of(&value.ty) {
            let place = self.place(span);
            self.low.heap.demote(node, place, "its length is taken");
        }
        let ty = self.computed_int(span, 0);
        match self.low.heap.resolve(&value.ty) {
            Ty::Never => Ok(self.value(ty, span, ExprKind::Int(0))),
            Ty::Str | Ty::Bytes | Ty::Json => Ok(self.value(ty, span, ExprKind::Len(Box::new(value.expr)))),
            Ty::Object(node) if !matches!(self.low.heap.shape(node), NodeShape::Instance(..)) => {
                Ok(self.value(ty, span, ExprKind::Len(Box::new(value.expr))))
            }
            Ty::Tuple(items) => Ok(self.value(ty, span, ExprKind::Int(i64::try_from(items.len()).unwrap_or(i64::MAX)))),
            other => {
                let reason = format!("the length of {}", self.low.heap.describe(&other));
                self.transient(ty, span, "len", reason)
            }
        }
    }

    /// `int(value)`
    fn int_of(&mut self, value: Value, span: Span) -> Lowered<Value> {
        let ty = self.int(span, 0);
        let Ty::Int(int) = ty.clone() else { return Ok(value) };
        match self.low.heap.resolve(&value.ty) {
            Ty::Never => Ok(self.value(ty, span, ExprKind::Int(0))),
            Ty::Int(_) => Ok(value),
            Ty::Bool => Ok(self.value(ty, span, ExprKind::Convert(Box::new(value.expr)))),
            Ty::Str => {
                self.low.heap.mark_parsed(int);
                // The helper gives an int of any size; where 64 bits are needed it ends as beyond.
                let helper = if self.low.heap.is_big(int) { "big_int_parse" } else { "int_parse" };
                Ok(self.helper(ty, span, helper, vec![value.expr], &["ValueError"]))
            }
            Ty::Bytes => Ok(self.helper(ty, span, "int_parse_bytes", vec![value.expr], &["ValueError"])),
            Ty::Float => {
                self.low.heap.mark_computed(int);
                Ok(self.helper(ty, span, "float_int", vec![value.expr], &["ValueError", "OverflowError"]))
            }
            Ty::Number => {
                self.low.heap.mark_computed(int);
                Ok(self.helper(ty, span, "number_int", vec![value.expr], &["ValueError", "OverflowError"]))
            }
            Ty::Json => {
                self.low.heap.mark_parsed(int);
                let helper = if self.low.heap.is_big(int) { "value_big_int" } else { "value_int" };
                Ok(self.helper(ty, span, helper, vec![value.expr], &["ValueError", "TypeError", "OverflowError"]))
            }
            Ty::Optional(inner) if matches!(*inner, Ty::Str) => {
                // int(None) raises TypeError.
                self.low.heap.mark_parsed(int);
                let helper = if self.low.heap.is_big(int) { "big_int_parse_optional" } else { "int_parse_optional" };
                Ok(self.helper(ty, span, helper, vec![value.expr], &["ValueError", "TypeError"]))
            }
            other => {
                let reason = format!("int() of {}", self.low.heap.describe(&other));
                self.transient(ty, span, "int", reason)
            }
        }
    }

    fn float_of(&mut self, value: Value, span: Span) -> Lowered<Value> {
        match self.low.heap.resolve(&value.ty) {
            Ty::Never | Ty::Float => Ok(Value { ty: Ty::Float, expr: ir::Expr { ty: ir::Type::Float, ..value.expr } }),
            Ty::Int(_) | Ty::Bool => {
                let expr = self.to_float(value);
                Ok(Value { ty: Ty::Float, expr })
            }
            Ty::Number => Ok(self.helper(Ty::Float, span, "number_float", vec![value.expr], &[])),
            Ty::Str => Ok(self.helper(Ty::Float, span, "float_parse", vec![value.expr], &["ValueError"])),
            Ty::Json => Ok(self.helper(Ty::Float, span, "value_float", vec![value.expr], &["ValueError", "TypeError", "OverflowError"])),
            other => {
                let reason = format!("float() of {}", self.low.heap.describe(&other));
                self.transient(Ty::Float, span, "float", reason)
            }
        }
    }

    fn abs(&mut self, arg: &'a ast::Expr, span: Span) -> Lowered<Value> {
        let value = self.read(arg)?;
        match self.low.heap.resolve(&value.ty) {
            Ty::Never => Ok(value),
            ty @ Ty::Int(_) => {
                self.mark_computed(&ty);
                let ty = self.computed_int(span, 0);
                Ok(self.helper(ty, span, "int_abs", vec![value.expr], &[]))
            }
            Ty::Float => Ok(self.helper(Ty::Float, span, "float_abs", vec![value.expr], &[])),
            Ty::Number => Ok(self.helper(Ty::Number, span, "number_abs", vec![value.expr], &[])),
            Ty::Json => Ok(self.helper(Ty::Json, span, "value_abs", vec![value.expr], &["TypeError"])),
            other => {
                let reason = format!("abs() of {}", self.low.heap.describe(&other));
                self.transient(Ty::Never, span, "abs", reason)
            }
        }
    }

    fn round(&mut self, args: &'a [ast::Expr], span: Span) -> Lowered<Value> {
        let value = self.read(&args[0])?;
        let digits = match args.get(1) {
            None => None,
            Some(digits) if matches!(digits.kind, ast::ExprKind::Constant(Constant::None)) => None,
            Some(digits) => {
                let digits = self.expr(digits)?;
                Some(self.position(digits)?)
            }
        };
        let ty = self.low.heap.resolve(&value.ty);
        match (ty, digits) {
            (Ty::Never, _) => Ok(value),
            (Ty::Float, None) => {
                let ty = self.computed_int(span, 0);
                Ok(self.helper(ty, span, "float_round", vec![value.expr], &["ValueError", "OverflowError"]))
            }
            (Ty::Float, Some(digits)) => Ok(self.helper(Ty::Float, span, "float_round_digits", vec![value.expr, digits], &[])),
            (Ty::Int(_), None) => Ok(value),
            (Ty::Int(_), Some(digits)) => {
                self.mark_computed(&value.ty);
                let ty = self.computed_int(span, 0);
                Ok(self.helper(ty, span, "int_round_digits", vec![value.expr, digits], &[]))
            }
            (Ty::Number, None) => {
                let ty = self.computed_int(span, 0);
                Ok(self.helper(ty, span, "number_round", vec![value.expr], &["ValueError", "OverflowError"]))
            }
            (Ty::Number, Some(digits)) => Ok(self.helper(Ty::Number, span, "number_round_digits", vec![value.expr, digits], &[])),
            (Ty::Json, None) => Ok(self.helper(Ty::Json, span, "value_round", vec![value.expr], &["TypeError", "ValueError", "OverflowError"])),
            (Ty::Json, Some(digits)) => {
                Ok(self.helper(Ty::Json, span, "value_round_digits", vec![value.expr, digits], &["TypeError", "ValueError", "OverflowError"]))
            }
            (other, _) => {
                let reason = format!("round() of {}", self.low.heap.describe(&other));
                self.transient(Ty::Never, span, "round", reason)
            }
        }
    }

    fn extreme(&mut self, name: &str, args: &'a [ast::Expr], keywords: &'a [ast::Keyword], span: Span) -> Lowered<Value> {
        if let ([arg], keywords) = (args, keywords) {
            let mut key = None;
            let mut default = None;
            for keyword in keywords {
                match keyword.name.as_ref().map(|name| name.name.as_str()) {
                    Some("key") => key = Some(&keyword.value),
                    Some("default") => default = Some(&keyword.value),
                    _ => return self.refuse(keyword.span, "argument-name", format!("{name}() with this argument")),
                }
            }
            let list = self.list_of(arg)?;
            if list.ty == Ty::Json && key.is_none() && default.is_none() {
                return Ok(self.helper(Ty::Json, span, &format!("value_{name}"), vec![list.expr], &["TypeError", "ValueError"]));
            }
            let element = self.element_type(&self.low.heap.resolve(&list.ty));
            if list.ty == Ty::Never || element == Ty::Never {
                return Ok(Value { ty: Ty::Never, ..list });
            }
            let mut helper = name.to_owned();
            let mut values = vec![list.expr];
            let mut compared = element.clone();
            if let Some(key) = key {
                let lambda = self.key_lambda(key, &element)?;
                compared = lambda.ty.clone();
                values.push(lambda.expr);
                helper.push_str("_by");
            }
            let unordered = self.low.heap.resolve(&compared) == Ty::Json;
            if !unordered && !self.is_ordered(&compared) {
                let reason = format!("{name}() by {}", self.low.heap.describe(&compared));
                return self.transient(Ty::Never, span, "extreme", reason);
            }
            if let Some(default) = default {
                let default = self.expr(default)?;
                // The helper gives what is not there as None; the default stands in.
                helper.push_str("_or_none");
                let raises: &[&str] = if unordered { &["TypeError"] } else { &[] };
                if element == Ty::Json {
                    // None among the elements is not the missing element.
                    let default = self.coerce(default, &Ty::Json)?;
                    values.push(default);
                    let helper = helper.replace("_or_none", "_default");
                    return Ok(self.helper(Ty::Json, span, &helper, values, raises));
                }
                let found = self.helper(element.optional(), span, &helper, values, raises);
                return self.or_default(found, default, span);
            }
            let raises: &[&str] = if unordered { &["ValueError", "TypeError"] } else { &["ValueError"] };
            return Ok(self.helper(element, span, &helper, values, raises));
        }
        if !keywords.is_empty() || args.len() < 2 {
            return self.refuse(span, "argument-count", format!("{name}() in this form"));
        }
        let mut ty = Ty::Never;
        let mut values = Vec::new();
        for arg in args {
            let value = self.read(arg)?;
            ty = self.low.heap.join(&ty, &value.ty);
            values.push(value);
        }
        self.mark_computed(&ty);
        if ty == Ty::Json {
            return self.refuse(span, "extreme", format!("{name}() of values of unknown JSON shape"));
        }
        if !self.is_ordered(&ty) {
            let reason = format!("{name}() of {}", self.low.heap.describe(&ty));
            return self.transient(Ty::Never, span, "extreme", reason);
        }
        let mut coerced = Vec::new();
        for value in values {
            coerced.push(self.coerce(value, &ty)?);
        }
        let mut coerced = coerced.into_iter();
        let Some(first) = coerced.next() else { return self.refuse(span, "argument-count", "min() of nothing") };
        let mut out = Value { ty: ty.clone(), expr: first };
        for next in coerced {
            out = self.helper(ty.clone(), span, &format!("{name}_of_two"), vec![out.expr, next], &[]);
        }
        Ok(out)
    }

    fn sum(&mut self, arg: &'a ast::Expr, span: Span) -> Lowered<Value> {
        if let ast::ExprKind::GeneratorExp { element, generators } = &arg.kind {
            return self.consumed(ComprehensionKind::Sum, element, generators, span);
        }
        let list = self.list_of(arg)?;
        if list.ty == Ty::Json {
            return Ok(self.helper(Ty::Json, span, "value_sum", vec![list.expr], &["TypeError"]));
        }
        let element = self.element_type(&self.low.heap.resolve(&list.ty));
        let ty = self.sum_type(&element, span)?;
        let raises: &[&str] = if ty == Ty::Json { &["TypeError"] } else { &[] };
        Ok(self.helper(ty, span, "sum", vec![list.expr], raises))
    }

    fn any_all(&mut self, name: &str, arg: &'a ast::Expr, span: Span) -> Lowered<Value> {
        let kind = if name == "any" { ComprehensionKind::Any } else { ComprehensionKind::All };
        if let ast::ExprKind::GeneratorExp { element, generators } = &arg.kind {
            return self.consumed(kind, element, generators, span);
        }
        let (iter, element) = self.iteration(arg)?;
        let local = self.temporary(&element);
        let read = self.local(local, element, span);
        let test = self.truth(read)?;
        let clause = ir::Clause { pattern: ir::Pattern::Local(local), iter, conditions: Vec::new() };
        Ok(self.value(Ty::Bool, span, ExprKind::Comprehension { kind, clauses: vec![clause], element: Box::new(test), value: None }))
    }

    /// `sorted(d.items())`: keys are distinct, so values are never compared.
    fn sorted_items(&mut self, arg: &'a ast::Expr, list: &Value, span: Span) -> Lowered<Option<Value>> {
        let items = matches!(&arg.kind, ast::ExprKind::Call { func, args, .. } if args.is_empty() && matches!(&func.kind, ast::ExprKind::Attribute { attr, .. } if attr.name == "items"));
        let element = self.element_type(&self.low.heap.resolve(&list.ty));
        let Ty::Tuple(types) = &element else { return Ok(None) };
        let Some(key) = types.first().cloned().filter(|_| items) else { return Ok(None) };
        if self.is_ordered(&element) {
            return Ok(None);
        }
        let local = self.temporary(&element);
        let whole = self.local(local, element.clone(), span);
        let body = self.value(key.clone(), span, ExprKind::TupleItem { tuple: Box::new(whole.expr), index: 0 });
        let lambda = ir::Lambda { params: vec![local], body: body.expr };
        let mut lambda = self.value(key.clone(), span, ExprKind::Lambda(Box::new(lambda)));
        let (param, result) = (self.low.held(&element), lambda.expr.ty.clone());
        lambda.expr.ty = ir::Type::Callable { params: vec![param], result: Box::new(result) };
        let raises: &[&str] = if key == Ty::Json { &["TypeError"] } else { &[] };
        let node = self.fresh_list(&element, span);
        Ok(Some(self.helper(Ty::Object(node), span, "sorted_by", vec![list.expr.clone(), lambda.expr], raises)))
    }

    /// `sorted(xs, reverse=flag)`: one way or the other.
    fn sorted_either_way(&mut self, args: &'a [ast::Expr], keywords: &'a [ast::Keyword], position: usize, reverse: &'a ast::Expr, span: Span) -> Lowered<Value> {
        let [arg] = args else { return self.refuse(span, "argument-count", "sorted() in this form") };
        let list = self.list_of(arg)?;
        let element = self.element_type(&self.low.heap.resolve(&list.ty));
        if list.ty == Ty::Json || !super::stmt::is_pure(&list.expr) {
            return self.transient(list.ty, span, "sort-reverse", "`reverse` of a sort of a computed list is computed");
        }
        let rest: Vec<&'a ast::Keyword> = keywords.iter().enumerate().filter(|(index, _)| *index != position).map(|(_, keyword)| keyword).collect();
        let node = self.fresh_list(&element, span);
        let mut ways = Vec::new();
        for backwards in [true, false] {
            let (helper, values, raises) = self.sort_parts("sorted", list.expr.clone(), &element, &rest, backwards, span)?;
            ways.push(self.helper(Ty::Object(node), span, &helper, values, &raises).expr);
        }
        let flag = self.read(reverse)?;
        let test = self.truth(flag)?;
        let forwards = ways.pop().map(Box::new);
        let backwards = ways.pop().map(Box::new);
        let (Some(then), Some(otherwise)) = (backwards, forwards) else { return Ok(list) };
        Ok(self.value(Ty::Object(node), span, ExprKind::Cond { test: Box::new(test), then, otherwise }))
    }

    /// What a `defaultdict` puts in for a missing key: a fresh one each time.
    pub fn default_of(&mut self, node: super::heap::NodeId, span: Span) -> Lowered<Value> {
        let factory = self.low.heap.default_factory(node).unwrap_or("int").to_owned();
        let value = match factory.as_str() {
            "int" => {
                let ty = self.int(span, 11);
                self.value(ty, span, ExprKind::Int(0))
            }
            "float" => self.value(Ty::Float, span, ExprKind::Float(0.0)),
            "bool" => self.value(Ty::Bool, span, ExprKind::Bool(false)),
            "str" => self.value(Ty::Str, span, ExprKind::Str(String::new())),
            "list" => {
                let fresh = self.node(span, 11, NodeShape::List(Ty::Never));
                self.value(Ty::Object(fresh), span, ExprKind::List(Vec::new()))
            }
            "set" => {
                let fresh = self.node(span, 11, NodeShape::Set(Ty::Never));
                self.value(Ty::Object(fresh), span, ExprKind::Set(Vec::new()))
            }
            _ => {
                let fresh = self.node(span, 11, NodeShape::Record(Vec::new()));
                self.record_value(fresh, None, Vec::new(), span)?
            }
        };
        self.low.heap.grow_element(node, &value.ty);
        Ok(value)
    }

    /// `dict(base, a=1, b=2)`: a fresh copy with those keys set.
    fn copy_with(&mut self, copy: Value, keywords: &'a [ast::Keyword], span: Span) -> Lowered<Value> {
        let mut values = Vec::new();
        for keyword in keywords {
            let Some(name) = &keyword.name else { return self.refuse(keyword.span, "dict-unpacking", "`**` unpacks a dict into a dict") };
            let value = self.expr(&keyword.value)?;
            values.push((name.name.clone(), value));
        }
        if let (Some(node), ExprKind::Record { base, .. }) = (self.node_of(&copy.ty), &copy.expr.kind) {
            for (key, value) in &values {
                self.low.heap.grow_field(node, key, &value.ty);
            }
            return self.record_value(node, base.as_deref().cloned(), values, span);
        }
        let ty = copy.ty.clone();
        if ty == Ty::Never {
            return Ok(copy);
        }
        let local = self.temporary(&ty);
        let mut block = vec![self.plain(span, ir::StmtKind::Let { local, value: Some(copy.expr) })];
        for (key, value) in values {
            let object = self.local(local, ty.clone(), span);
            let key = self.value(Ty::Str, span, ExprKind::Str(key));
            self.set_item(object, key, value, span, &mut block)?;
        }
        let whole = self.local(local, ty.clone(), span);
        Ok(self.value(ty, span, ExprKind::Block(Box::new(block), Box::new(whole.expr))))
    }

    /// The text of a log call: `msg % args`, as logging makes it.
    pub fn log_text(&mut self, args: &'a [ast::Expr], keywords: &'a [ast::Keyword], span: Span) -> Lowered<ir::Expr> {
        if let Some(keyword) = keywords.iter().find(|keyword| keyword.name.as_ref().is_none_or(|name| name.name != "exc_info")) {
            return self.refuse(keyword.span, "logging", "a log call with this argument");
        }
        let Some((message, rest)) = args.split_first() else { return self.refuse(span, "logging", "a log call without a message") };
        match &message.kind {
            ast::ExprKind::Constant(Constant::Str(format)) if !rest.is_empty() => Ok(self.percent_values(format, rest, span)?.expr),
            _ if rest.is_empty() => {
                let value = self.read(message)?;
                self.text(value)
            }
            _ => self.refuse(span, "logging", "a log call whose format is computed"),
        }
    }

    fn print(&mut self, args: &'a [ast::Expr], keywords: &'a [ast::Keyword], span: Span) -> Lowered<Value> {
        let mut stderr = false;
        let mut separator = " ".to_owned();
        let mut end = "\n".to_owned();
        for keyword in keywords {
            let text = match &keyword.value.kind {
                ast::ExprKind::Constant(Constant::Str(text)) => Some(text.clone()),
                _ => None,
            };
            match (keyword.name.as_ref().map(|name| name.name.as_str()), text) {
                (Some("sep"), Some(text)) => separator = text,
                (Some("end"), Some(text)) => end = text,
                (Some("flush"), _) => {}
                (Some("file"), _) => match self.low.model.resolve(self.module, &keyword.value) {
                    Some(crate::model::Resolved::External(name)) if name == "sys.stderr" => stderr = true,
                    Some(crate::model::Resolved::External(name)) if name == "sys.stdout" => {}
                    _ => return self.refuse(keyword.span, "print", "print() to this file"),
                },
                _ => return self.refuse(keyword.span, "print", "print() with this argument"),
            }
        }
        let mut parts = Vec::new();
        for (position, arg) in args.iter().enumerate() {
            if position > 0 {
                parts.push(ir::FormatPart::Literal(separator.clone()));
            }
            let value = self.read(arg)?;
            let value = self.printable(value)?;
            match value.expr.kind {
                ExprKind::Str(text) => parts.push(ir::FormatPart::Literal(text)),
                ExprKind::Format(inner) => parts.extend(inner),
                kind => parts.push(ir::FormatPart::Str(ir::Expr { ty: value.expr.ty, span: value.expr.span, kind })),
            }
        }
        parts.push(ir::FormatPart::Literal(end));
        let text = self.value(Ty::Str, span, ExprKind::Format(merge_literals(parts)));
        Ok(self.helper(Ty::None, span, if stderr { "print_stderr" } else { "print_stdout" }, vec![text.expr], &[]))
    }

    fn json_dumps(&mut self, args: &'a [ast::Expr], keywords: &'a [ast::Keyword], span: Span) -> Lowered<Value> {
        let [arg] = args else { return self.refuse(span, "json-dumps", "json.dumps() with positional options") };
        let value = self.expr(arg)?;
        let mut options = ir::DumpOptions::default();
        let mut separators = None;
        for keyword in keywords {
            let name = keyword.name.as_ref().map_or("", |name| name.name.as_str());
            match (name, &keyword.value.kind) {
                ("ensure_ascii", ast::ExprKind::Constant(Constant::Bool(value))) => options.ensure_ascii = *value,
                ("sort_keys", ast::ExprKind::Constant(Constant::Bool(value))) => options.sort_keys = *value,
                ("indent", ast::ExprKind::Constant(Constant::None)) => {}
                ("indent", ast::ExprKind::Constant(Constant::Int(value))) => {
                    let Ok(width) = usize::try_from(value) else { return self.refuse(keyword.span, "json-dumps", "this indent") };
                    options.indent = Some(" ".repeat(width));
                }
                ("indent", ast::ExprKind::Constant(Constant::Str(text))) => options.indent = Some(text.clone()),
                ("separators", ast::ExprKind::Tuple(items)) => {
                    let texts: Vec<String> = items
                        .iter()
                        .filter_map(|item| match &item.kind {
                            ast::ExprKind::Constant(Constant::Str(text)) => Some(text.clone()),
                            _ => None,
                        })
                        .collect();
                    let [item, key] = texts.as_slice() else { return self.refuse(keyword.span, "json-dumps", "separators that are not constants") };
                    separators = Some((item.clone(), key.clone()));
                }
                // What pivot lets through json.dumps has no value that `default` is asked for.
                ("default", ast::ExprKind::Name(name)) if name == "str" => {}
                _ => return self.refuse(keyword.span, "json-dumps", format!("json.dumps() with `{name}` in this form")),
            }
        }
        if let Some(separators) = separators {
            options.separators = separators;
        } else if options.indent.is_some() {
            options.separators.0 = ",".to_owned();
        }
        if !self.encodable(&value.ty) {
            let reason = format!("json.dumps() of {}", self.low.heap.describe(&value.ty));
            return self.transient(Ty::Str, span, "json-dumps", reason);
        }
        Ok(self.value(Ty::Str, span, ExprKind::JsonDumps { value: Box::new(value.expr), options, bytes: false }))
    }
}

/// Functions and methods of logging that write a line.
pub const LOG_LEVELS: &[&str] = &["debug", "info", "warning", "error", "critical", "exception"];

fn merge_literals(parts: Vec<ir::FormatPart>) -> Vec<ir::FormatPart> {
    let mut out: Vec<ir::FormatPart> = Vec::new();
    for part in parts {
        match (out.last_mut(), part) {
            (Some(ir::FormatPart::Literal(last)), ir::FormatPart::Literal(text)) => last.push_str(&text),
            (_, part) => out.push(part),
        }
    }
    out
}

/// The `reverse=` of a sort, when it is not a constant.
fn computed_reverse(keywords: &[ast::Keyword]) -> Option<(usize, &ast::Expr)> {
    keywords.iter().enumerate().find_map(|(position, keyword)| {
        let is_reverse = keyword.name.as_ref().is_some_and(|name| name.name == "reverse");
        let constant = matches!(keyword.value.kind, ast::ExprKind::Constant(_));
        (is_reverse && !constant).then_some((position, &keyword.value))
    })
}

fn is_utf8_constant(expr: &ast::Expr) -> bool {
    super::method::is_utf8(std::slice::from_ref(expr), &[])
}
