//! Expressions. What Go needs a statement for (a call that raises, a conditional value, a loop) is printed before.

use super::body::Printer;
use super::place::Place;
use super::statement::Statement;
use super::tree::{Go, Signature};
use crate::ir::{CompareOp, DumpOptions, Expr, ExprKind, GlobalKind, LocalId, Shape, Type};

impl Printer<'_> {
    /// The Go expression, after the statements that it needs.
    pub fn expr(&mut self, expr: &Expr) -> Go {
        if let Some(call) = self.raising(expr) {
            let value = self.hoist_expr(call, expr);
            return self.dynamic_list(expr, value);
        }
        match &expr.kind {
            ExprKind::None => self.none(&expr.ty),
            ExprKind::Bool(value) => Go::atom(value.to_string()),
            ExprKind::Int(value) => match expr.ty {
                Type::BigInt => Go::call("py.NewInt", vec![int(*value)]),
                Type::Number => Go::call("py.IntNumber", vec![int(*value)]),
                _ => int(*value),
            },
            ExprKind::Float(value) => self.float(*value),
            ExprKind::Str(value) => Go::string(value),
            ExprKind::Bytes(value) => bytes(value),
            ExprKind::Local(local) => Go::Atom(self.local(*local)),
            ExprKind::Global(id) => self.global(*id),
            ExprKind::Not(one) => self.expr(one).negate(),
            ExprKind::And(all) => self.chain("&&", all),
            ExprKind::Or(all) => self.chain("||", all),
            ExprKind::Dict(items) => match self.dict_literal(items, &expr.ty) {
                Some(go) => go,
                None => self.through_variable(expr),
            },
            ExprKind::Cond { .. } | ExprKind::Comprehension { .. } => self.through_variable(expr),
            ExprKind::Let { local, value, body } => {
                if let Some(go) = self.or_default(*local, value, body) {
                    return go;
                }
                self.bind(*local, value);
                self.expr(body)
            }
            ExprKind::Compare { op, left, right } => {
                let (l, r) = self.pair(left, right);
                self.compare(*op, &left.ty, l, r)
            }
            ExprKind::IsNone(one) => {
                let go = self.expr(one);
                self.is_none(go, &one.ty)
            }
            ExprKind::Truth(one) => {
                let go = self.expr(one);
                self.truth(go, &one.ty)
            }
            ExprKind::Arithmetic { op, left, right, unchecked } => {
                let (l, r) = self.pair(left, right);
                self.arithmetic(*op, (left, l), (right, r), *unchecked, &expr.ty)
            }
            ExprKind::Negate(one) => self.negative(one),
            ExprKind::Concat(all) => {
                let parts = self.operands(&all.iter().collect::<Vec<_>>());
                parts.into_iter().reduce(|a, b| Go::binary("+", a, b)).unwrap_or_else(|| Go::string(""))
            }
            ExprKind::Format(parts) => self.format(parts),
            ExprKind::Convert(one) => self.convert(one, &expr.ty),
            ExprKind::List(all) => self.list(all, &expr.ty),
            ExprKind::Set(all) => {
                let items = self.operands(&all.iter().collect::<Vec<_>>());
                let Some(Shape::Set(item)) = self.module.types().shape(&expr.ty) else { return Go::atom("nil") };
                if *item == Type::Json {
                    let list = Go::Composite("[]py.Value".into(), items.into_iter().map(|item| (None, item)).collect());
                    return Go::call("py.Valid", vec![Go::call("py.ValueSetOf", vec![list])]);
                }
                Go::call(format!("py.NewSet[{}]", self.ty(item)), items)
            }
            ExprKind::Tuple(all) => {
                let items = self.operands(&all.iter().collect::<Vec<_>>());
                let fields = items.into_iter().enumerate().map(|(i, item)| (Some(format!("V{i}")), item)).collect();
                Go::Composite(self.ty(&expr.ty), fields)
            }
            ExprKind::Record { fields, base } => self.record(fields, base.as_deref(), &expr.ty),
            ExprKind::Field { object, field, known: true } => self.field(object, *field),
            ExprKind::Field { object, field, known: false } => self.checked_field(object, *field),
            ExprKind::FieldOrNone { object, field } => {
                let Type::Object(id) = object.ty else { return Go::atom("nil") };
                let go = self.expr(object).select(&self.module.fields[id.0 as usize][*field]);
                // A dynamic value that is absent is None.
                if expr.ty == Type::Json { go.method("Or", vec![Go::atom("py.Value{}")]) } else { go }
            }
            ExprKind::HasField { object, field } => self.has_field(object, *field),
            ExprKind::TupleItem { tuple, index } => self.expr(tuple).select(&format!("V{index}")),
            ExprKind::Len(one) => {
                let go = self.expr(one);
                self.len(go, &one.ty)
            }
            ExprKind::Contains { item, container } => self.contains(item, container),
            ExprKind::Copy(one) => self.copy(one, &expr.ty),
            ExprKind::Call { .. } | ExprKind::New { .. } => self.call(expr),
            ExprKind::Library(call) => {
                let value = self.library(call, &expr.ty);
                self.dynamic_list(expr, value)
            }
            ExprKind::JsonDumps { value, options, bytes } => {
                let value = self.encodable(value);
                let text = dumps(value, options);
                if *bytes { Go::call("[]byte", vec![text]) } else { text }
            }
            ExprKind::Lambda(lambda) => self.lambda(lambda),
            ExprKind::NewException { class, args, fields } => self.new_exception(class, args, fields),
            ExprKind::ExceptionField { value, class, field } => {
                let go = self.expr(value).select("Payload");
                let (payload, name) = self.module.payload(class, *field);
                Go::Assert(Box::new(go), format!("*{payload}")).select(&name)
            }
            ExprKind::IsException { value, classes } => {
                let mut args = vec![self.expr(value)];
                args.extend(classes.iter().map(|class| Go::Atom(self.module.exception(class))));
                Go::call("py.IsException", args)
            }
            ExprKind::IsJson { value, kinds } => self.is_json(value, kinds),
            ExprKind::Block(block, value) => {
                self.block(block);
                self.expr(value)
            }
        }
    }

    /// The call of an expression that itself can raise: it gives a value and an error.
    pub fn raising(&mut self, expr: &Expr) -> Option<Go> {
        if !self.module.plan.raises(expr) {
            return None;
        }
        match &expr.kind {
            ExprKind::Call { .. } | ExprKind::New { .. } => Some(self.call(expr)),
            // What pivot's library allows to raise, Go's function may not.
            ExprKind::Library(call) if super::library::never_raises(&call.helper) || self.checks_itself(call) => None,
            ExprKind::Library(call) => Some(self.library(call, &expr.ty)),
            ExprKind::Arithmetic { op, left, right, .. } => {
                let (l, r) = self.pair(left, right);
                Some(super::arithmetic::raising_arithmetic(*op, &left.ty, l, r))
            }
            ExprKind::Compare { op, left, right } => {
                let (l, r) = self.pair(left, right);
                let method = match op {
                    CompareOp::Lt => "Less",
                    CompareOp::LtE => "LessEqual",
                    CompareOp::Gt => "Greater",
                    CompareOp::GtE => "GreaterEqual",
                    CompareOp::Eq | CompareOp::NotEq => return None,
                };
                Some(l.method(method, vec![r]))
            }
            ExprKind::Len(one) => Some(self.expr(one).method("Len", Vec::new())),
            ExprKind::Negate(one) => Some(self.expr(one).method("Neg", Vec::new())),
            ExprKind::Contains { item, container } => {
                let mut both = self.operands(&[item, container]);
                let go = both.pop()?;
                let item = both.pop()?;
                Some(match self.module.types().shape(&container.ty).cloned() {
                    Some(Shape::Dict(Type::Json, _) | Shape::Set(Type::Json)) => go.method("Has", vec![item]),
                    Some(Shape::Dict(..)) => Go::call("py.DictHasValue", vec![go, item]),
                    Some(Shape::Set(_)) => Go::call("py.SetHasValue", vec![go, item]),
                    Some(Shape::List(held)) => {
                        let list = self.items(go, &container.ty);
                        self.json_list(list, &held).method("Contains", vec![item])
                    }
                    _ => go.method("Contains", vec![item]),
                })
            }
            // A field that may be absent is looked at before it is taken: `field` does it.
            _ => None,
        }
    }

    /// Takes the value of a call that raises, after passing its error on.
    pub fn hoist(&mut self, call: Go, ty: &Type) -> Go {
        if matches!(ty, Type::None | Type::Never) {
            self.check_call(0, call);
            return Go::atom("struct{}{}");
        }
        let name = self.temporary(ty);
        self.define_checked(&name, call);
        self.own(Go::Atom(name), ty)
    }

    /// Whether an expression calls a function that never returns a value: all that it gives is an error.
    pub fn never_returns(&self, expr: &Expr) -> bool {
        let ExprKind::Call { function, .. } = &expr.kind else { return false };
        self.module.plan.program.functions[function.0 as usize].result == Type::Never
    }

    pub fn hoist_expr(&mut self, call: Go, expr: &Expr) -> Go {
        if self.never_returns(expr) && !matches!(expr.ty, Type::None | Type::Never) {
            self.check_call(0, call);
            return Go::Atom(self.module.types().zero(&expr.ty));
        }
        if matches!(expr.ty, Type::None | Type::Never) {
            return self.hoist(call, &expr.ty);
        }
        let name = self.temporary_for(expr);
        self.define_checked(&name, call);
        match &expr.kind {
            ExprKind::Library(call) => self.own_made(&call.helper, Go::Atom(name), &expr.ty),
            _ => Go::Atom(name),
        }
    }

    /// Two operands in order.
    pub fn pair(&mut self, left: &Expr, right: &Expr) -> (Go, Go) {
        let mut both = self.operands(&[left, right]);
        let right = both.pop().unwrap_or(Go::atom("nil"));
        (both.pop().unwrap_or(Go::atom("nil")), right)
    }

    /// The value of an expression that needs statements, in a variable.
    fn through_variable(&mut self, expr: &Expr) -> Go {
        let name = self.temporary(&expr.ty);
        self.put(&Place::Declare(name.clone()), expr);
        Go::Atom(name)
    }

    /// `value if value is not None else default` of a lookup that takes a default itself.
    pub fn or_default(&mut self, local: LocalId, value: &Expr, body: &Expr) -> Option<Go> {
        let ExprKind::Cond { test, then, otherwise } = &body.kind else { return None };
        let is_it = |one: &Expr| matches!(one.kind, ExprKind::Local(other) if other == local);
        let none = matches!(&test.kind, ExprKind::IsNone(one) if is_it(one));
        let present = matches!(&otherwise.kind, ExprKind::Convert(one) if is_it(one));
        let Type::Optional(inner) = &value.ty else { return None };
        let ExprKind::Library(call) = &value.kind else { return None };
        if !none || !present || **inner != body.ty || !call.raises.is_empty() || !self.is_stable(then) {
            return None;
        }
        let name = match call.helper.as_str() {
            "headers_get" | "dict_get" | "os_environ_get" => "GetOr",
            "os_getenv" => "py.OsGetenvDefault",
            _ => return None,
        };
        let [receiver, key, ..] = &call.args[..] else { return None };
        if self.module.types().shape(&receiver.ty).is_some() && !self.plain_dict(&receiver.ty, &key.ty) {
            return None;
        }
        let mut operands: Vec<&Expr> = call.args.iter().collect();
        operands.push(then);
        let mut values = self.operands(&operands);
        if name.starts_with("py.") {
            return Some(Go::call(name, values));
        }
        let rest = values.split_off(1);
        Some(values.remove(0).method(name, rest))
    }

    /// Whether a dict is looked up by keys of its own type.
    fn plain_dict(&self, dict: &Type, key: &Type) -> bool {
        matches!(self.module.types().shape(dict), Some(Shape::Dict(held, _)) if held == key && *held != Type::Json)
    }

    /// Binds a local that a `let` makes.
    pub fn bind(&mut self, local: LocalId, value: &Expr) {
        let i = local.0 as usize;
        if self.locals[i].is_empty() && self.function.locals[i].name.is_empty() {
            self.locals[i] = self.temporary_for(value);
        }
        let name = self.local(local);
        self.put(&Place::Declare(name), value);
    }

    /// `a && b`, where a later operand runs only if it has to.
    fn chain(&mut self, op: &'static str, all: &[Expr]) -> Go {
        let Some((first, rest)) = all.split_first() else { return Go::atom("true") };
        let mut value = self.expr(first);
        let mut own = match &value {
            Go::Atom(name) if self.module.plan.raises(first) => Some(name.clone()),
            _ => None,
        };
        for next in rest {
            let (mut before, go) = self.capture(|p| p.expr(next));
            if before.is_empty() {
                value = Go::binary(op, value, go);
                continue;
            }
            let name = match &value {
                // What an earlier test left in a variable of its own.
                Go::Atom(name) if own.as_ref() == Some(name) => name.clone(),
                _ => {
                    let name = self.temporary(&Type::Bool);
                    self.add(Statement::define(&name, value));
                    name
                }
            };
            own = Some(name.clone());
            let test = if op == "&&" { Go::atom(&name) } else { Go::atom(&name).negate() };
            before.push(Statement::assign(Go::atom(&name), go));
            self.add(Statement::when(test, before));
            value = Go::Atom(name);
        }
        value
    }

    /// `None` as a value of that type.
    pub fn none(&self, ty: &Type) -> Go {
        Go::Atom(self.module.types().zero(ty))
    }

    pub fn float(&self, value: f64) -> Go {
        if value.is_infinite() {
            self.module.import("math");
            return Go::call("math.Inf", vec![int(if value > 0.0 { 1 } else { -1 })]);
        }
        if value.is_nan() {
            self.module.import("math");
            return Go::call("math.NaN", Vec::new());
        }
        if value == 0.0 && value.is_sign_negative() {
            // Go has no literal of it: `-0.0` is 0.
            self.module.import("math");
            return Go::call("math.Copysign", vec![int(0), int(-1)]);
        }
        if value < 0.0 {
            return Go::unary("-", Go::Atom(format!("{:?}", -value)));
        }
        Go::Atom(format!("{value:?}"))
    }

    /// A module-level variable.
    pub fn global(&self, id: crate::ir::GlobalId) -> Go {
        let name = &self.module.globals[id.0 as usize];
        match self.module.plan.global(id).kind {
            GlobalKind::Constant(_) => Go::atom(name),
            GlobalKind::State { .. } => Go::Atom(format!("{}.{name}", self.state)),
        }
    }

    fn list(&mut self, all: &[Expr], ty: &Type) -> Go {
        let items = self.operands(&all.iter().collect::<Vec<_>>());
        if *ty == Type::Json {
            return Go::call("py.ListOf", items);
        }
        let types = self.module.types();
        let Some(Shape::List(item)) = types.shape(ty) else { return Go::atom("nil") };
        let item = types.go(item);
        if types.is_pointer_list(ty) {
            return Go::call(format!("py.NewList[{item}]"), items);
        }
        Go::Composite(format!("[]{item}"), items.into_iter().map(|item| (None, item)).collect())
    }

    /// `len(x)` as an `int64`.
    pub fn len(&self, go: Go, ty: &Type) -> Go {
        if let (Type::Str, Go::Atom(text)) = (ty, &go) {
            // The length of a literal without escapes.
            let inner = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            if let Some(inner) = inner.filter(|inner| !inner.contains('\\')) {
                return int(i64::try_from(inner.chars().count()).unwrap_or(0));
            }
        }
        match ty {
            Type::Str => Go::call("py.StrLen", vec![go]),
            Type::Tuple(items) => int(i64::try_from(items.len()).unwrap_or(0)),
            _ => {
                let count = self.count(go, ty);
                Go::call("int64", vec![count])
            }
        }
    }

    /// `len(x)` of a container or bytes as an `int`.
    pub fn count(&self, go: Go, ty: &Type) -> Go {
        match self.module.types().shape(ty) {
            Some(Shape::Dict(..) | Shape::Set(_)) => go.method("Len", Vec::new()),
            _ => Go::call("len", vec![self.items(go, ty)]),
        }
    }

    fn contains(&mut self, item: &Expr, container: &Expr) -> Go {
        let mut both = self.operands(&[item, container]);
        let (container_go, item_go) = (both.pop().unwrap_or(Go::atom("nil")), both.pop().unwrap_or(Go::atom("nil")));
        match &container.ty {
            Type::Str => {
                self.module.import("strings");
                Go::call("strings.Contains", vec![container_go, item_go])
            }
            Type::Bytes => {
                self.module.import("bytes");
                Go::call("bytes.Contains", vec![container_go, item_go])
            }
            Type::Tuple(items) => {
                let one = self.keep(item_go, &item.ty);
                let tests = (0..items.len()).map(|i| {
                    let other = match &container_go {
                        Go::Composite(_, fields) => fields[i].1.clone(),
                        go => go.clone().select(&format!("V{i}")),
                    };
                    self.same(&item.ty, one.clone(), other)
                });
                tests.reduce(|a, b| Go::binary("||", a, b)).unwrap_or(Go::atom("false"))
            }
            ty => match self.module.types().shape(ty) {
                Some(Shape::Dict(Type::Int, _)) if item.ty == Type::BigInt => {
                    Go::call("py.DictHasBig", vec![container_go, item_go])
                }
                Some(Shape::Dict(Type::Json, _) | Shape::Set(Type::Json)) => {
                    Go::call("py.Valid", vec![container_go.method("Has", vec![item_go])])
                }
                Some(Shape::Dict(..) | Shape::Set(_)) => container_go.method("Has", vec![item_go]),
                _ => {
                    self.module.import("slices");
                    let list = self.items(container_go, ty);
                    if self.module.types().is_comparable(&item.ty) {
                        return Go::call("slices.Contains", vec![list, item_go]);
                    }
                    let one = self.keep(item_go, &item.ty);
                    let other = self.names.give("other");
                    let test = self.same(&item.ty, Go::atom(&other), one);
                    let head = Signature::new(&[(&other, &self.ty(&item.ty))], "bool");
                    Go::call("slices.ContainsFunc", vec![list, Go::Lambda(head, Box::new(test))])
                }
            },
        }
    }

    fn copy(&mut self, one: &Expr, ty: &Type) -> Go {
        let go = self.expr(one);
        match self.module.types().shape(&one.ty) {
            Some(Shape::List(item)) if *ty == Type::Json => {
                let list = self.items(go, &one.ty);
                self.json_list(list, item)
            }
            Some(Shape::List(_)) => {
                let copy = Go::call("py.ListCopy", vec![self.items(go, &one.ty)]);
                self.own(copy, ty)
            }
            Some(Shape::Dict(..) | Shape::Set(_)) => go.method("Copy", Vec::new()),
            Some(Shape::Record(_) | Shape::Instance(..)) => Go::call("py.Clone", vec![go]),
            None => go,
        }
    }

    /// A call of a function, method or constructor of the program.
    fn call(&mut self, expr: &Expr) -> Go {
        let (function, args, object) = match &expr.kind {
            ExprKind::Call { function, args } => (Some(*function), args, None),
            ExprKind::New { object, init, args } => (*init, args, Some(*object)),
            _ => return Go::atom("nil"),
        };
        let mut values = self.operands(&args.iter().collect::<Vec<_>>());
        let Some(id) = function else {
            let name = object.map_or("struct{}", |object| self.module.types().name(object)).to_owned();
            return Go::unary("&", Go::Composite(name, Vec::new()));
        };
        let handler = matches!(self.module.plan.function(id).owner, Some(crate::ir::Owner::Handler(_)));
        let state = (self.module.takes_state(id) && !handler).then(|| Go::atom(&self.state));
        let name = self.module.functions[id.0 as usize].clone();
        if let Some(object) = object {
            values.splice(0..0, state);
            return Go::call(super::function::constructor(self.module, object), values);
        }
        if super::module::has_receiver(&self.module.plan.program, self.module.plan.function(id)) && !values.is_empty() {
            let receiver = values.remove(0);
            values.splice(0..0, state);
            return receiver.method(&name, values);
        }
        values.splice(0..0, state);
        Go::call(name, values)
    }

    /// A function literal of a lambda.
    pub fn lambda(&mut self, lambda: &crate::ir::Lambda) -> Go {
        let mut params = Vec::new();
        for param in &lambda.params {
            let name = self.local(*param);
            params.push((name, self.ty(&self.function.locals[param.0 as usize].ty)));
        }
        let signature = Signature { params, results: vec![self.ty(&lambda.body.ty)] };
        let raise = std::mem::replace(&mut self.raise, super::body::Raise::Panic);
        let (mut block, go) = self.capture(|p| p.expr(&lambda.body));
        self.raise = raise;
        for (name, _) in &signature.params {
            self.names.release(name);
        }
        let go = self.typed(go, &lambda.body.ty);
        if block.is_empty() {
            return Go::Lambda(signature, Box::new(go));
        }
        block.push(Statement::Return(vec![go]));
        Go::Func(signature, block)
    }

    fn is_json(&mut self, value: &Expr, kinds: &[&'static str]) -> Go {
        let go = self.expr(value);
        let mut kinds: Vec<&str> = kinds.to_vec();
        if kinds.contains(&"int") {
            kinds.retain(|kind| *kind != "bool");
        }
        if kinds.contains(&"int") && kinds.contains(&"float") {
            kinds.retain(|kind| *kind != "int" && *kind != "float");
            kinds.push("number");
        }
        let go = if kinds.len() > 1 { self.keep(go, &value.ty) } else { go };
        let tests = kinds.iter().map(|kind| {
            let mut name = String::from("Is");
            name += &kind[..1].to_uppercase();
            name += &kind[1..];
            go.clone().method(&name, Vec::new())
        });
        tests.reduce(|a, b| Go::binary("||", a, b)).unwrap_or(Go::atom("false"))
    }
}

/// Whether a helper makes a list, where a dynamic value is held.
pub fn is_dynamic_list(expr: &Expr) -> bool {
    let ExprKind::Library(call) = &expr.kind else { return false };
    let lists = [
        "sorted",
        "headers_keys",
        "headers_values",
        "str_split",
        "str_rsplit",
        "str_splitlines",
        "list_slice",
        "list_add",
        "list_mul",
    ];
    expr.ty == Type::Json && lists.iter().any(|list| call.helper.starts_with(list))
}

/// An integer literal.
pub fn int(value: i64) -> Go {
    match value {
        i64::MIN => Go::call("int64", vec![Go::atom("-1 << 63")]),
        value if value < 0 => Go::unary("-", Go::Atom((-value).to_string())),
        value => Go::Atom(value.to_string()),
    }
}

fn bytes(value: &[u8]) -> Go {
    let text = if let Ok(text) = std::str::from_utf8(value) {
        Go::string(text)
    } else {
        let hex: String = value.iter().map(|byte| format!("\\x{byte:02x}")).collect();
        Go::Atom(format!("\"{hex}\""))
    };
    Go::call("[]byte", vec![text])
}

/// `json.dumps` of something that writes itself.
pub fn dumps(value: Go, options: &DumpOptions) -> Go {
    let fields = dump_options(options);
    if fields.is_empty() {
        return Go::call("py.JsonDumps", vec![value]);
    }
    Go::call("py.JsonDumpsWith", vec![value, Go::Composite("py.JSONOptions".into(), fields)])
}

/// The options that are not the default ones.
pub fn dump_options(options: &DumpOptions) -> Vec<(Option<String>, Go)> {
    let mut fields = Vec::new();
    let mut add = |name: &str, go: Go| fields.push((Some(name.to_owned()), go));
    let default_item = if options.indent.is_some() { "," } else { ", " };
    if options.separators.0 != default_item {
        add("ItemSeparator", Go::string(&options.separators.0));
    }
    if options.separators.1 != ": " {
        add("KeySeparator", Go::string(&options.separators.1));
    }
    if let Some(indent) = &options.indent {
        add("Indent", Go::string(indent));
        add("HasIndent", Go::atom("true"));
    }
    if !options.ensure_ascii {
        add("Unicode", Go::atom("true"));
    }
    if options.sort_keys {
        add("SortKeys", Go::atom("true"));
    }
    fields
}
