//! Builtin functions, and functions of the library that the ir has a form for.

use super::body::Body;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ComprehensionKind, ExprKind};
use crate::model::Resolved;
use crate::python::ast::{self};
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// A call of something outside of the program, by its qualified name.
    pub fn call_external(
        &mut self,
        qualified: &str,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        if let Some(server) = self.new_server(&Resolved::External(qualified.to_owned()), args, keywords, span)? {
            return Ok(server);
        }
        if super::exception::EXCEPTION_CLASSES.contains(&qualified) {
            return self.new_builtin_exception(qualified, args, keywords, span);
        }
        match qualified {
            "json.dumps" => return self.json_dumps(args, keywords, span),
            "dataclasses.asdict" if keywords.is_empty() && args.len() == 1 => {
                let value = self.read(&args[0])?;
                return self.asdict(value, span);
            }
            "dataclasses.astuple" if keywords.is_empty() && args.len() == 1 => {
                let value = self.read(&args[0])?;
                return self.astuple(value, span);
            }
            "dataclasses.replace" if args.len() == 1 => return self.replaced(&args[0], keywords, span),
            // The clock on the wall, in a form that says nothing of the time zone.
            "time.strftime" if keywords.is_empty() && is_plain_time(args) => {
                let class = "datetime.datetime";
                let now = self.library_function(&format!("{class}.now"), super::call::Arguments::default(), span)?;
                let arguments = self.arguments(args, keywords)?;
                return self.library_method(class, now, "strftime", arguments, span);
            }
            "datetime.datetime.strptime" if !is_known_format(args) => {
                return self.refuse(
                    span,
                    "strptime",
                    "strptime with a format that is not a constant of common directives",
                );
            }
            "threading.Lock" | "threading.RLock" => {
                return Ok(self.value(Ty::Library("threading.Lock".into()), span, ExprKind::None));
            }
            "copy.deepcopy" | "copy.copy" if keywords.is_empty() && args.len() == 1 => {
                let value = self.read(&args[0])?;
                let ty = self.low.heap.resolve(&value.ty);
                return match ty {
                    Ty::Json => Ok(self.helper(
                        Ty::Json,
                        span,
                        if qualified == "copy.copy" { "value_copy_copy" } else { "value_deepcopy" },
                        vec![value.expr],
                        &[],
                    )),
                    Ty::Never
                    | Ty::None
                    | Ty::Bool
                    | Ty::Int(_)
                    | Ty::Exact
                    | Ty::Float
                    | Ty::Number
                    | Ty::Str
                    | Ty::Bytes => Ok(value),
                    Ty::Object(_) if qualified == "copy.copy" => self.copy(value, span),
                    other => {
                        let reason = format!("a deep copy of {}", self.low.heap.describe(&other));
                        self.refuse(span, "deepcopy", reason)
                    }
                };
            }
            _ => {}
        }
        if let ("math.fsum", [ast::Expr { kind: ast::ExprKind::GeneratorExp { element, generators }, .. }], []) =
            (qualified, args, keywords)
        {
            return self.exact_sum(element, generators, span);
        }
        if let Some(name) = qualified.strip_prefix("collections.")
            && let Some(made) = self.call_collections(name, args, keywords, span)?
        {
            return Ok(made);
        }
        if let Some(name) = qualified.strip_prefix("heapq.")
            && let Some(done) = self.call_heapq(name, args, keywords, span)?
        {
            return Ok(done);
        }
        if let Some(name) = qualified.strip_prefix("re.")
            && let Some(found) = self.re_call(name, args, keywords, span)?
        {
            return Ok(found);
        }
        let Some(name) = qualified.strip_prefix("builtins.") else {
            if let Some(level) = qualified.strip_prefix("logging.")
                && LOG_LEVELS.contains(&level)
            {
                let text = self.log_text(args, keywords, span)?;
                return Ok(self.helper(Ty::None, span, &format!("logging_{level}"), vec![text], &[]));
            }
            // `os.environ.get(…)`: a method of an object that the library offers.
            if self.low.library.function(qualified).is_none()
                && self.low.library.constructor(qualified).is_none()
                && let Some((object, method)) = qualified.rsplit_once('.')
                && self.low.library.constant(object).is_some()
            {
                let receiver = self.external_value(object, span)?;
                let Ty::Library(class) = receiver.ty.clone() else {
                    return self.refuse(span, "library", format!("`{qualified}()`"));
                };
                let arguments = self.arguments(args, keywords)?;
                return self.library_method(&class, receiver, method, arguments, span);
            }
            self.text_or_bytes = qualified == "json.loads"
                && matches!(args, [ast::Expr { kind: ast::ExprKind::BoolOp { .. } | ast::ExprKind::IfExp { .. }, .. }]);
            let arguments = self.arguments(args, keywords);
            self.text_or_bytes = false;
            return self.library_function(qualified, arguments?, span);
        };
        self.builtin(name, args, keywords, span)
    }

    fn builtin(
        &mut self,
        name: &str,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        match (name, args, keywords) {
            ("len", [arg], []) => match self.range_call(arg) {
                Some(bounds) => self.range_len(bounds, span),
                None => self.len(arg, span),
            },
            ("isinstance", [value, classes], []) => Ok(self.isinstance(value, classes, span)?.value),
            ("str", [], []) => Ok(self.value(Ty::Str, span, ExprKind::Str(String::new()))),
            ("str", [arg], []) => {
                let value = self.read(arg)?;
                if value.ty == Ty::Str {
                    return Ok(value);
                }
                let value = self.exact_text(value);
                let value = self.printable(value)?;
                Ok(self.value(Ty::Str, span, ExprKind::Format(vec![ir::FormatPart::Str(value.expr)])))
            }
            ("repr", [arg], []) => {
                let value = self.read(arg)?;
                let part = self.representation(value)?;
                Ok(self.value(Ty::Str, span, ExprKind::Format(vec![part])))
            }
            ("int", [arg], []) => {
                let before = std::mem::replace(&mut self.inside_int, true);
                let value = self.read(arg);
                self.inside_int = before;
                let value = self.unmixed(value?);
                self.int_of(value, span)
            }
            ("int", [arg, base], []) => {
                let value = self.expr(arg)?;
                let base = self.expr(base)?;
                self.int_of_base(value, base, span)
            }
            ("int", [arg], [base]) if base.name.as_ref().is_some_and(|name| name.name == "base") => {
                let value = self.expr(arg)?;
                let base = self.expr(&base.value)?;
                self.int_of_base(value, base, span)
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
                let before = std::mem::replace(&mut self.order_is_lost, super::sort::tells_apart(keywords));
                let list = self.list_of(arg);
                self.order_is_lost = before;
                let list = list?;
                if list.ty == Ty::Never {
                    return Ok(Value { ty: Ty::Never, ..list });
                }
                if keywords.is_empty()
                    && let Some(sorted) = self.sorted_items(arg, &list, span)?
                {
                    return Ok(sorted);
                }
                if list.ty == Ty::Json && keywords.is_empty() {
                    return Ok(self.helper(Ty::Json, span, "value_sorted", vec![list.expr], &["TypeError"]));
                }
                let list = self.items_of_value(list);
                let element = self.element_type(&self.low.heap.resolve(&list.ty));
                let before = self.keyed.replace(arg);
                let parts = self.sort_helper("sorted", list.expr, &element, rest, keywords, span);
                self.keyed = before;
                let (helper, values, raises) = parts?;
                let node = self.fresh_list(&element, span);
                self.fresh_by(node, &element, span, (&helper, values, &raises))
            }
            ("list", [], []) => {
                let node = self.node(span, 0, NodeShape::List(Ty::Never));
                Ok(self.value(Ty::Object(node), span, ExprKind::List(Vec::new())))
            }
            ("list", [arg], []) => {
                let before = self.asked.len();
                let list = self.listed(arg)?;
                let collected = self.asked.len() > before && matches!(list.expr.kind, ExprKind::Call { .. });
                self.taken_whole(before, arg.span)?;
                match list.expr.kind {
                    // Made on the spot from something else: already fresh.
                    ExprKind::Comprehension { .. } | ExprKind::List(_) => Ok(list),
                    _ if collected => Ok(list),
                    _ if list.ty == Ty::Json => {
                        Ok(self.helper(Ty::Json, span, "value_list", vec![list.expr], &["TypeError"]))
                    }
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
                    let Some(name) = &keyword.name else {
                        return self.refuse(keyword.span, "dict-unpacking", "`**` unpacks a dict into a dict");
                    };
                    let value = self.expr(&keyword.value)?;
                    self.low.heap.grow_field(node, &name.name, &value.ty);
                    values.push((name.name.clone(), value));
                }
                self.record_value(node, None, values, span)
            }
            ("dict", [arg], [_, ..]) => {
                let copy = self.dict_of(arg, span)?;
                self.copy_with(copy, keywords, span)
            }
            ("type", [arg], []) => {
                let _ = arg;
                self.refuse(span, "class-value", "`type()` used for something else than its name")
            }
            ("dict", [arg], []) => self.dict_of(arg, span),
            ("set", [], []) => {
                let node = self.node(span, 0, NodeShape::Set(Ty::Never));
                Ok(self.value(Ty::Object(node), span, ExprKind::Set(Vec::new())))
            }
            ("set", [arg], []) => {
                let (iter, element) = match &arg.kind {
                    ast::ExprKind::GeneratorExp { element, generators } => {
                        return self.comprehension(ComprehensionKind::Set, element, None, generators, span);
                    }
                    _ => self.whole_iteration(arg)?,
                };
                self.set_from(iter, element, span)
            }
            ("next", [arg], []) if matches!(&arg.kind, ast::ExprKind::Call { func, args, .. } if args.len() == 1 && self.is_builtin(func, "iter")) =>
            {
                let ast::ExprKind::Call { args, .. } = &arg.kind else { return self.refuse(span, "next", "next()") };
                let list = self.listed(&args[0])?;
                let element = self.element_type(&self.low.heap.resolve(&list.ty));
                if list.ty == Ty::Json {
                    return self.refuse(span, "next", "the first of a value of unknown JSON shape");
                }
                Ok(self.helper(element, span, "next_iter", vec![list.expr], &["StopIteration"]))
            }
            ("next", [arg, default], []) if matches!(arg.kind, ast::ExprKind::GeneratorExp { .. }) => {
                let ast::ExprKind::GeneratorExp { element, generators } = &arg.kind else {
                    return self.refuse(span, "next", "next()");
                };
                let found = self.consumed(ComprehensionKind::First, element, generators, arg.span)?;
                let default = self.expr(default)?;
                self.first_or(found, default, span)
            }
            ("range", _, []) => self.refuse(span, "range-value", "a range that is kept, not gone through at once"),
            ("print", _, _) => self.print(args, keywords, span),
            ("bytes", [arg, encoding], []) if is_utf8_constant(encoding) => {
                let value = self.read(arg)?;
                match value.expr.kind {
                    ExprKind::JsonDumps { value, options, .. } => {
                        Ok(self.value(Ty::Bytes, span, ExprKind::JsonDumps { value, options, bytes: true }))
                    }
                    _ if matches!(value.ty, Ty::Str | Ty::Never) => {
                        Ok(self.helper(Ty::Bytes, span, "str_encode", vec![value.expr], &[]))
                    }
                    _ => self.refuse(span, "bytes", "bytes() of something else than text"),
                }
            }
            ("bytes", [arg], [keyword])
                if keyword.name.as_ref().is_some_and(|name| name.name == "encoding")
                    && is_utf8_constant(&keyword.value) =>
            {
                let value = self.read(arg)?;
                Ok(self.helper(Ty::Bytes, span, "str_encode", vec![value.expr], &[]))
            }
            _ => {
                let arguments = self.arguments(args, keywords)?;
                self.library_function(&format!("builtins.{name}"), arguments, span)
            }
        }
    }

    pub(super) fn fresh_list(&mut self, element: &Ty, span: Span) -> super::heap::NodeId {
        let node = self.node(span, 0, NodeShape::List(Ty::Never));
        self.low.heap.grow_element(node, element);
        node
    }

    fn len(&mut self, arg: &'a ast::Expr, span: Span) -> Lowered<Value> {
        let value = match self.members(arg)? {
            Some(members) => members,
            None => self.read(arg)?,
        };
        self.len_of(value, span)
    }

    /// `len(value)`
    pub fn len_of(&mut self, value: Value, span: Span) -> Lowered<Value> {
        let value = self.unmixed(value);
        if let Some(index) = self.special_method(&value.ty, "__len__") {
            return self.call_function(index, Some(value), super::call::Arguments::default(), span);
        }
        if let Some(node) = self.node_of(&value.ty) {
            let place = self.place(span);
            self.low.heap.demote(node, place, "its length is taken");
        }
        let ty = self.small_int(span, 0);
        match self.low.heap.resolve(&value.ty) {
            Ty::Never => Ok(self.value(ty, span, ExprKind::Int(0))),
            Ty::Str | Ty::Bytes | Ty::Json => Ok(self.value(ty, span, ExprKind::Len(Box::new(value.expr)))),
            Ty::Object(node) if !matches!(self.low.heap.shape(node), NodeShape::Instance(..)) => {
                Ok(self.value(ty, span, ExprKind::Len(Box::new(value.expr))))
            }
            Ty::Tuple(items) => {
                let length =
                    self.value(ty.clone(), span, ExprKind::Int(i64::try_from(items.len()).unwrap_or(i64::MAX)));
                let expr = self.after(value, length.expr);
                Ok(Value { ty, expr })
            }
            other => {
                let reason = format!("the length of {}", self.low.heap.describe(&other));
                self.transient(ty, span, "len", reason)
            }
        }
    }

    fn any_all(&mut self, name: &str, arg: &'a ast::Expr, span: Span) -> Lowered<Value> {
        let kind = if name == "any" { ComprehensionKind::Any } else { ComprehensionKind::All };
        if let ast::ExprKind::GeneratorExp { element, generators } = &arg.kind {
            return self.consumed(kind, element, generators, span);
        }
        let before = self.asked.len();
        let (iter, element) = self.iteration(arg)?;
        let local = self.temporary(&element);
        let read = self.local(local, element, span);
        let test = self.truth(read)?;
        self.asked[before..].iter_mut().for_each(|(_, ends_early)| *ends_early = true);
        let asked = self.asked.split_off(before);
        let tested = [self.plain(span, ir::StmtKind::Expr(test.clone()))];
        self.taken_one_by_one(asked, self.place(arg.span), &tested, false)?;
        let clause = ir::Clause { pattern: ir::Pattern::Local(local), iter, conditions: Vec::new() };
        Ok(self.value(
            Ty::Bool,
            span,
            ExprKind::Comprehension { kind, clauses: vec![clause], element: Box::new(test), value: None },
        ))
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
        let args = vec![list.expr.clone(), lambda.expr];
        self.fresh_by(node, &element, span, ("sorted_by", args, raises)).map(Some)
    }

    /// The items of a value of unknown shape, as a list; any other value is that list already.
    fn items_of_value(&mut self, list: Value) -> Value {
        if list.ty != Ty::Json {
            return list;
        }
        let span = list.span();
        let node = self.node(span, 12, NodeShape::List(Ty::Json));
        self.helper(Ty::Object(node), span, "value_iter", vec![list.expr], &["TypeError"])
    }

    /// `sorted(xs, reverse=flag)`: one way or the other.
    fn sorted_either_way(
        &mut self,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        position: usize,
        reverse: &'a ast::Expr,
        span: Span,
    ) -> Lowered<Value> {
        let [arg] = args else { return self.refuse(span, "argument-count", "sorted() in this form") };
        let list = self.list_of(arg)?;
        let element = self.element_type(&self.low.heap.resolve(&list.ty));
        if list.ty == Ty::Json || !super::stmt::is_pure(&list.expr) {
            return self.transient(list.ty, span, "sort-reverse", "`reverse` of a sort of a computed list is computed");
        }
        let rest: Vec<&'a ast::Keyword> =
            keywords.iter().enumerate().filter(|(index, _)| *index != position).map(|(_, keyword)| keyword).collect();
        let node = self.fresh_list(&element, span);
        let mut ways = Vec::new();
        for backwards in [true, false] {
            let (helper, values, raises) =
                self.sort_parts("sorted", list.expr.clone(), &element, &rest, backwards, span)?;
            ways.push(self.fresh_by(node, &element, span, (&helper, values, &raises))?.expr);
        }
        let flag = self.read(reverse)?;
        if !super::order::commute(&list.expr, &flag.expr) {
            return self.refuse(
                span,
                "sort-reverse",
                "`reverse` of a sort is computed by something that may change the list",
            );
        }
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
            lambda if Self::is_lambda_factory(lambda) => self.made_by_lambda(lambda, span)?,
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
                let made = self.record_value(fresh, None, Vec::new(), span)?;
                self.note_held(&made);
                made
            }
        };
        self.low.heap.grow_element(node, &value.ty);
        Ok(value)
    }

    /// `dict(base, a=1, b=2)`: a fresh copy with those keys set.
    fn copy_with(&mut self, copy: Value, keywords: &'a [ast::Keyword], span: Span) -> Lowered<Value> {
        let mut values = Vec::new();
        for keyword in keywords {
            let Some(name) = &keyword.name else {
                return self.refuse(keyword.span, "dict-unpacking", "`**` unpacks a dict into a dict");
            };
            let value = self.expr(&keyword.value)?;
            values.push((name.name.clone(), value));
        }
        self.with_items(copy, values, span)
    }

    /// A fresh copy with keys set.
    pub(super) fn with_items(&mut self, copy: Value, values: Vec<(String, Value)>, span: Span) -> Lowered<Value> {
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
}

/// Functions and methods of logging that write a line.
pub const LOG_LEVELS: &[&str] = &["debug", "info", "warning", "error", "critical", "exception"];

/// The `reverse=` of a sort, when it is not a constant.
pub(super) fn computed_reverse(keywords: &[ast::Keyword]) -> Option<(usize, &ast::Expr)> {
    keywords.iter().enumerate().find_map(|(position, keyword)| {
        let is_reverse = keyword.name.as_ref().is_some_and(|name| name.name == "reverse");
        let constant = matches!(keyword.value.kind, ast::ExprKind::Constant(_));
        (is_reverse && !constant).then_some((position, &keyword.value))
    })
}

fn is_utf8_constant(expr: &ast::Expr) -> bool {
    super::method::is_utf8(std::slice::from_ref(expr), &[])
}

/// Whether the only argument is a constant format of parts of a date and a time.
fn is_plain_time(args: &[ast::Expr]) -> bool {
    let [ast::Expr { kind: ast::ExprKind::Constant(ast::Constant::Str(format)), .. }] = args else { return false };
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c == '%' && !chars.next().is_some_and(|c| "YmdHMSjaAbBpIy%".contains(c)) {
            return false;
        }
    }
    true
}

/// Whether the format of a time is a constant that the runtimes read: each directive once, a day only together with its year.
fn is_known_format(args: &[ast::Expr]) -> bool {
    let [_, ast::Expr { kind: ast::ExprKind::Constant(ast::Constant::Str(format)), .. }] = args else { return false };
    let mut seen = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        match c {
            '%' => match chars.next() {
                Some('%') => {}
                Some(name) if "YmdHMSfb".contains(name) && !seen.contains(name) => seen.push(name),
                _ => return false,
            },
            c if !c.is_ascii() || (c.is_whitespace() && c != ' ') => return false,
            _ => {}
        }
    }
    let dated = seen.contains(['m', 'd', 'b']);
    !(seen.contains('m') && seen.contains('b')) && (!dated || seen.contains('Y'))
}
