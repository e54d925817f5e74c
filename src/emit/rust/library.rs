//! Calls into Python's library: Rust's own idiom where it means exactly the same, a helper of the runtime otherwise.

use super::body::Body;
use super::code::{Bind, Code, Held};
use super::doc::{Block, Doc, Line};
use super::facts::{is_mutating, root};
use super::stmt::is_quiet;
use super::{literal, runtime};
use crate::ir::{Expr, ExprKind, FormatPart, LibraryCall, Shape, Type};
use crate::plan::{Access, Passing};

impl Body<'_> {
    /// A call of a library function.
    pub fn library(&self, expr: &Expr, call: &LibraryCall) -> Code {
        let args = call.args.as_slice();
        let family = call.helper.split('_').next().unwrap_or_default();
        if matches!(call.helper.as_str(), "list_sort" | "list_sort_reverse" | "list_sort_by" | "list_sort_by_reverse")
            && self.sort_raises(call)
        {
            let list = if self.types.is_shared(&args[0].ty) {
                self.receiver(&args[0]).method("write", Vec::new()).prefixed("&mut ")
            } else {
                self.mutable(&args[0])
            };
            let docs = std::iter::once(list).chain(args[1..].iter().map(|arg| self.key_function(arg, true))).collect();
            return Code::value(self.try_(Doc::call(format!("py::try_{}", call.helper), docs)));
        }
        // The guard of a cell that is written is closed before the rest of the statement goes on.
        let nested = is_mutating(&call.helper)
            && !self.is_whole(expr)
            && args.first().is_some_and(|first| self.is_behind_cell(first));
        let code = match family {
            "list" | "heapq" => self.list_call(expr, call, args),
            "dict" => self.dict_call(expr, call, args),
            "set" => self.set_call(call, args),
            "str" => self.str_call(call, args),
            "handler" => self.handler_call(call, args),
            "headers" => self.headers_call(expr, call, args),
            "value" => self.value_call(expr, call, args),
            "http" => self.server_call(call, args),
            _ => self.other_call(expr, call, args),
        };
        let code = code.unwrap_or_else(|| self.helper(expr, call));
        let code = self.made_text(expr, call, code);
        if nested && !matches!(code.doc, Doc::Block(_)) {
            let lines = vec![Line::Code(self.own(code, expr).doc, "", None)];
            return Code::bound(
                Doc::Block(Box::new(Block { head: Doc::text(""), lines, tail: Doc::text("") })),
                Bind::Weak,
            );
        }
        code
    }

    /// The exception of `sys.exit(code)`.
    pub fn exit(&self, call: &LibraryCall) -> Doc {
        let code = match call.args.first() {
            Some(code) if code.ty != Type::None => self.owned(code),
            _ => Doc::text("py::Value::None"),
        };
        Doc::call("py::sys_exit", vec![code])
    }

    /// Whether sorting raises: a key that can raise, or values of unknown shape that may have no order.
    pub fn sort_raises(&self, call: &LibraryCall) -> bool {
        match call.args.get(1).map(|key| &key.kind) {
            Some(ExprKind::Lambda(lambda)) => !call.raises.is_empty() || self.any_raises(&lambda.body),
            _ => !call.raises.is_empty(),
        }
    }

    /// `helper(args)`, with `?` where it can raise.
    pub fn helper(&self, expr: &Expr, call: &LibraryCall) -> Code {
        let mutating = is_mutating(&call.helper);
        if mutating && call.args.first().is_some_and(|first| self.types.is_shared(&first.ty)) {
            return self.changed_behind_cell(call);
        }
        let docs = call
            .args
            .iter()
            .enumerate()
            .map(|(i, arg)| if mutating && i == 0 { self.mutable(arg) } else { self.argument(arg) })
            .collect();
        let name = format!("py::{}", call.helper);
        self.fallible(Doc::call(name, docs), call, expr)
    }

    fn fallible(&self, doc: Doc, call: &LibraryCall, expr: &Expr) -> Code {
        let doc = if runtime::returns_result(&call.helper) { self.try_(doc) } else { doc };
        let held = if runtime::returns_int(&call.helper) && expr.ty == Type::Int {
            return Code::value(doc.method("to_i64", Vec::new()));
        } else {
            Held::Value
        };
        Code::postfix(doc, held)
    }

    /// An argument of a helper: copied or borrowed; what may be left out is an `Option`.
    fn argument(&self, arg: &Expr) -> Doc {
        match &arg.kind {
            ExprKind::Lambda(_) => self.owned(arg),
            _ if self.types.is_copy(&arg.ty) => self.owned(arg),
            _ => self.borrowed(arg),
        }
    }

    /// A bound of a slice: `Some(1)`, `None`.
    pub fn bound(&self, arg: &Expr) -> Doc {
        match &arg.ty {
            Type::None => Doc::text("None"),
            Type::Optional(_) => self.owned(arg),
            _ => Doc::call("Some", vec![self.owned(arg)]),
        }
    }

    /// Whether an expression is so simple that it may be evaluated under a guard.
    pub fn is_simple(expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::None
            | ExprKind::Bool(_)
            | ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_)
            | ExprKind::Local(_) => true,
            ExprKind::Convert(inner) => Self::is_simple(inner),
            _ => false,
        }
    }

    /// A helper that changes what is behind a shared cell: its arguments are evaluated before the cell is opened.
    fn changed_behind_cell(&self, call: &LibraryCall) -> Code {
        let mut lines = Vec::new();
        let mut docs = Vec::new();
        // What is looked for is lent, whatever its type.
        let lends = call.helper == "list_remove";
        for (i, arg) in call.args.iter().enumerate().skip(1) {
            // A closure is run when the cell is open in any case.
            if Self::is_simple(arg) || matches!(arg.kind, ExprKind::Lambda(_)) {
                docs.push(if lends { self.key(arg) } else { self.argument(arg) });
            } else {
                let name = self.unused(&format!("argument_{i}"));
                lines.push(Line::Assign {
                    start: Doc::text(format!("let {name} =")),
                    value: self.owned(arg),
                    end: ";",
                    trailing: None,
                });
                docs.push(Doc::text(if self.types.is_copy(&arg.ty) && !lends { name } else { format!("&{name}") }));
            }
        }
        let receiver = self.before_arguments(&call.args[0], &call.args[1..], &mut lines);
        let receiver = receiver.unwrap_or_else(|| self.receiver(&call.args[0]));
        let cell = receiver.method("write", Vec::new()).prefixed("&mut ");
        let mut all = vec![cell];
        all.extend(docs);
        let doc = Doc::call(format!("py::{}", call.helper), all);
        let doc = if runtime::returns_result(&call.helper) { self.try_(doc) } else { doc };
        in_block(lines, doc)
    }

    /// What a method is called on is found before its arguments are made, where either can be seen: the cell that `lines` begin with then.
    pub fn before_arguments<'e>(
        &self,
        receiver: &Expr,
        args: impl IntoIterator<Item = &'e Expr>,
        lines: &mut Vec<Line>,
    ) -> Option<Doc> {
        let seen = args.into_iter().any(|arg| self.any_raises(arg) || !is_quiet(arg));
        if lines.is_empty() || !seen || !self.any_raises(receiver) {
            return None;
        }
        if self.types.is_shared(&receiver.ty) {
            let name = self.unused("cell");
            let start = Doc::text(format!("let {name} ="));
            lines.insert(0, Line::Assign { start, value: self.owned(receiver), end: ";", trailing: None });
            return Some(Doc::text(name));
        }
        // It is found again when it is changed: only whether it is there counts.
        let found = Doc::concat([Doc::text("_ = "), self.code(receiver).doc]);
        lines.insert(0, Line::Code(found, ";", None));
        None
    }

    /// A method that changes a container. Behind a shared cell, or where an argument changes it too, the arguments are evaluated first.
    pub fn change(&self, receiver: &Expr, name: &str, args: &[&Expr], own: bool, fallible: bool) -> Code {
        let shared = self.is_behind_cell(receiver);
        let hoist = args.iter().any(|arg| if shared { !Self::is_simple(arg) } else { self.changes_anything(arg) });
        let same_root = |arg: &Expr| root(arg).is_some() && root(arg) == root(receiver) && !self.types.is_copy(&arg.ty);
        // The first argument of a method of a dict is a key, and so is what a set is given.
        let hashed = !matches!(self.types.shape(&receiver.ty), Some(Shape::List(_))) && name != "update";
        let keyed = |i: usize| hashed && i == 0;
        let mut lines = Vec::new();
        let mut docs = Vec::new();
        for (i, arg) in args.iter().enumerate() {
            // Nothing is evaluated after the last argument.
            let stays = i + 1 == args.len() && matches!(arg.kind, ExprKind::Local(_));
            if hoist && !stays && !literal::is_constant(arg) {
                let variable = if args.len() == 1 { "item" } else { ["key", "item"].get(i).copied().unwrap_or("item") };
                let variable = self.unused(variable);
                lines.push(Line::Assign {
                    start: Doc::text(format!("let {variable} =")),
                    value: if keyed(i) && own { self.kept_key(arg) } else { self.owned(arg) },
                    end: ";",
                    trailing: None,
                });
                docs.push(if own {
                    Doc::text(variable)
                } else if keyed(i) && self.may_be_unhashable(arg) {
                    self.try_(Doc::text(variable).method("as_key", Vec::new()))
                } else {
                    Doc::text(format!("&{variable}"))
                });
            } else if own {
                docs.push(if keyed(i) { self.kept_key(arg) } else { self.owned(arg) });
            } else if keyed(i) && self.may_be_unhashable(arg) {
                docs.push(self.dict_key(arg));
            } else if same_root(arg) {
                docs.push(self.owned_at(arg, Bind::Unary).prefixed("&"));
            } else {
                docs.push(self.key(arg));
            }
        }
        let own_cell = self.types.is_shared(&receiver.ty);
        // `d[k] = v` makes the value first.
        let sets = hashed && name == "insert";
        let first = if sets { None } else { self.before_arguments(receiver, args.iter().copied(), &mut lines) };
        let place = match first {
            Some(cell) => cell.method("write", Vec::new()),
            None if own_cell => self.receiver(receiver).method("write", Vec::new()),
            None => self.place(receiver),
        };
        let doc = place.method(name, docs);
        let doc = if fallible { self.try_(doc) } else { doc };
        in_block(lines, doc)
    }

    /// Whether a place is reached through a shared cell.
    pub fn is_behind_cell(&self, expr: &Expr) -> bool {
        if self.types.is_shared(&expr.ty) {
            return true;
        }
        match &expr.kind {
            ExprKind::Field { object, .. } | ExprKind::FieldOrNone { object, .. } | ExprKind::Convert(object) => {
                self.is_behind_cell(object)
            }
            ExprKind::TupleItem { tuple, .. } => self.is_behind_cell(tuple),
            ExprKind::Library(call) if super::facts::is_projection(&call.helper) => {
                call.args.first().is_some_and(|first| self.is_behind_cell(first))
            }
            _ => false,
        }
    }

    /// Whether evaluating an expression changes anything in place.
    fn changes_anything(&self, expr: &Expr) -> bool {
        let mut changes = false;
        crate::ir::walk::expr(expr, &mut |part| {
            changes |= match &part.kind {
                ExprKind::Library(call) => is_mutating(&call.helper),
                ExprKind::Call { function, args } => {
                    let plan = self.types.plan.function_plan(*function);
                    plan.access == Access::Write
                        || (0..args.len())
                            .any(|i| super::function::passing(self.types, *function, i) == Passing::BorrowMut)
                }
                _ => false,
            };
        });
        changes
    }

    pub fn separator(&self, expr: &Expr) -> Doc {
        match &expr.kind {
            ExprKind::Str(text) if text.chars().count() == 1 => Doc::text(literal::char(text)),
            _ => self.borrowed(expr),
        }
    }

    fn str_call(&self, call: &LibraryCall, args: &[Expr]) -> Option<Code> {
        let raises = !call.raises.is_empty();
        let text = args.first()?;
        let method = |name: &str, rest: Vec<Doc>| Code::value(self.receiver(text).method(name, rest));
        Some(match call.helper.as_str() {
            "str_startswith" => method("starts_with", vec![self.separator(&args[1])]),
            "str_endswith" => method("ends_with", vec![self.separator(&args[1])]),
            "str_replace" => method("replace", vec![self.separator(&args[1]), self.borrowed(&args[2])]),
            "str_isascii" => method("is_ascii", Vec::new()),
            "str_encode" => {
                let code = self.code(text);
                if code.held == Held::Value {
                    Code::value(code.at(Bind::Postfix).method("into_bytes", Vec::new()))
                } else {
                    Code::postfix(code.at(Bind::Postfix).method("as_bytes", Vec::new()), Held::Slice)
                }
            }
            "str_split" if !raises => {
                let parts = self.receiver(text).method("split", vec![self.separator(&args[1])]);
                Code::value(
                    parts.method("map", vec![Doc::text("str::to_owned")]).method("collect::<Vec<_>>", Vec::new()),
                )
            }
            "str_join" if self.types.shape(&args[1].ty).is_some() && !self.types.is_shared(&args[1].ty) => {
                // Sets and dicts have no `join`.
                if !matches!(self.types.shape(&args[1].ty), Some(Shape::List(_))) {
                    return None;
                }
                // The separator is evaluated first, and is still borrowed when the list is made.
                let separator = self.borrowed(text);
                let list = super::stmt::iterable(self.receiver(&args[1]));
                Code::value(list.method("join", vec![separator]))
            }
            "str_join" if self.types.is_shared(&args[1].ty) => {
                let separator = self.borrowed(text);
                Code::value(self.content(&args[1]).method("join", vec![separator]))
            }
            "str_slice" => {
                let docs = vec![self.borrowed(text), self.bound(&args[1]), self.bound(&args[2])];
                Code::value(Doc::call("py::str_slice", docs))
            }
            "str_slice_step" => {
                let docs = vec![self.borrowed(text), self.bound(&args[1]), self.bound(&args[2]), self.owned(&args[3])];
                Code::value(self.stepped(Doc::call("py::str_slice_step", docs), call))
            }
            "str_find_range"
            | "str_rfind_range"
            | "str_count_range"
            | "str_startswith_range"
            | "str_endswith_range"
            | "str_index_range"
            | "str_rindex_range" => {
                let docs =
                    vec![self.borrowed(text), self.borrowed(&args[1]), self.bound(&args[2]), self.bound(&args[3])];
                let doc = Doc::call(format!("py::{}", call.helper), docs);
                Code::value(if raises { self.try_(doc) } else { doc })
            }
            _ => return None,
        })
    }

    /// An attribute or method of one of the runtime's own types.
    fn object_call(&self, call: &LibraryCall, args: &[Expr]) -> Option<Code> {
        const OWNERS: &[&str] = &["parse_result_", "split_result_", "uuid_", "hash_", "logger_", "json_decode_error_"];
        let owner = OWNERS.iter().find(|owner| call.helper.starts_with(**owner))?;
        let name = call.helper.strip_prefix(owner)?;
        let receiver = self.receiver(args.first()?);
        Some(match (*owner, name) {
            ("uuid_", "uuid4" | "uuid") => return None,
            ("parse_result_" | "split_result_", "scheme" | "netloc" | "path" | "params" | "query" | "fragment") => {
                Code::postfix(receiver.link(Doc::text(format!(".{name}"))), Held::Place)
            }
            ("json_decode_error_", "msg" | "pos" | "lineno" | "colno") => {
                let fields = receiver.method("payload::<py::JsonDecodeError>", Vec::new());
                let fields = fields.method("expect", vec![Doc::text("\"a JSONDecodeError has its fields\"")]);
                Code::postfix(fields.link(Doc::text(format!(".{name}"))), Held::Place)
            }
            (_, "str") => Code::value(receiver.method("to_string", Vec::new())),
            _ => {
                let place = if name == "update" { self.place(&args[0]) } else { receiver };
                let rest = args[1..].iter().map(|arg| self.borrowed(arg)).collect();
                let doc = place.method(name, rest);
                Code::value(if call.raises.is_empty() { doc } else { self.try_(doc) })
            }
        })
    }

    fn other_call(&self, expr: &Expr, call: &LibraryCall, args: &[Expr]) -> Option<Code> {
        if let Some(code) = self.object_call(call, args).or_else(|| self.regex_call(call, args)) {
            return Some(code);
        }
        if let (super::rebound::CLONE, [value]) = (call.helper.as_str(), args) {
            return Some(Code::value(self.receiver(value).method("clone", Vec::new())));
        }
        let one = |name: &str| Code::value(self.owned_at(&args[0], Bind::Postfix).method(name, Vec::new()));
        let int = |doc: Doc| Code::value(if expr.ty == Type::Int { doc.method("to_i64", Vec::new()) } else { doc });
        if call.helper.starts_with("generator_") {
            let mut docs = vec![self.mutable(args.first()?)];
            docs.extend(args[1..].iter().map(|arg| self.argument(arg)));
            let doc = Doc::call(format!("py::{}", call.helper), docs);
            return Some(Code::value(if call.raises.is_empty() { doc } else { self.try_(doc) }));
        }
        Some(match call.helper.as_str() {
            "print_stdout" | "print_stderr" => return Some(self.print(call, &args[0])),
            "int_parse" if expr.ty == Type::BigInt => {
                Code::value(self.try_(Doc::call("py::int_parse", vec![self.borrowed(&args[0])])))
            }
            "int_parse" => Code::value(self.try_(Doc::call("py::int_parse_i64", vec![self.borrowed(&args[0])]))),
            "big_int_parse" => Code::value(self.try_(Doc::call("py::int_parse", vec![self.borrowed(&args[0])]))),
            "big_int_parse_base" => Code::value(
                self.try_(Doc::call("py::int_parse_base", vec![self.borrowed(&args[0]), self.owned(&args[1])])),
            ),
            "int_abs" => Code::value(Doc::call("py::abs", vec![self.owned(&args[0])])),
            "int_pow" => Code::value(Doc::call("py::pow", vec![self.owned(&args[0]), self.owned(&args[1])])),
            "int_invert" => Code::bound(self.owned_at(&args[0], Bind::Unary).prefixed("!"), Bind::Unary),
            "int_float" => Code::bound(self.owned_at(&args[0], Bind::Cast).suffixed(" as f64"), Bind::Cast),
            "bool_int" => Code::value(Doc::call("i64::from", vec![self.owned(&args[0])])),
            "float_abs" | "math_fabs" => Code::value(self.number_method(&args[0], "abs", Vec::new())),
            "float_is_integer" => return None,
            "float_int" => int(self.try_(Doc::call("py::int_from_float", vec![self.owned(&args[0])]))),
            "float_round" => int(self.try_(Doc::call("py::float_round", vec![self.owned(&args[0])]))),
            "number_int" => int(self.try_(self.owned_at(&args[0], Bind::Postfix).method("to_int", Vec::new()))),
            "number_round" => int(self.try_(self.owned_at(&args[0], Bind::Postfix).method("round", Vec::new()))),
            "number_round_digits" => {
                Code::value(self.owned_at(&args[0], Bind::Postfix).method("round_digits", vec![self.owned(&args[1])]))
            }
            "number_float" => one("to_f64"),
            "number_not_nan" => one("not_nan"),
            "number_abs" => one("abs"),
            "sum" => {
                let element = match self.types.shape(&args[0].ty) {
                    Some(Shape::List(item) | Shape::Set(item) | Shape::Dict(item, _)) => item,
                    None | Some(Shape::Record(_) | Shape::Instance(..)) => return None,
                };
                let items = self.items(&args[0]);
                match (element, &expr.ty) {
                    (Type::Float, Type::Float) => {
                        Code::value(Doc::call("py::sum_float_start", vec![items, Doc::text("0.0")]))
                    }
                    (Type::Float, _) => Code::value(Doc::call("py::sum_float", vec![items])),
                    (Type::Number, _) => Code::value(Doc::call("py::number_sum", vec![items])),
                    (Type::Json, _) => Code::value(self.try_(Doc::call("py::value_sum_of", vec![items]))),
                    (Type::Bool, _) => {
                        let ints = items.method("into_iter", Vec::new()).method("map", vec![Doc::text("i64::from")]);
                        Code::value(Doc::call("py::sum_int", vec![ints]))
                    }
                    _ => Code::value(Doc::call("py::sum_int", vec![items])),
                }
            }
            "sorted" | "sorted_reverse" | "min" | "max" | "sum_int" | "sum_float" | "number_sum" | "sum_bool"
            | "max_or_none" | "min_or_none" | "all" | "any" | "set_from_list" => {
                return self.consuming(expr, call, &args[0]);
            }
            "sorted_by" | "sorted_by_reverse" | "min_by" | "max_by" => {
                let items = self.items(&args[0]);
                let raising = if call.helper.starts_with("sorted") {
                    self.sort_raises(call)
                } else {
                    matches!(&args[1].kind, ExprKind::Lambda(lambda) if lambda.body.ty == Type::Json || self.any_raises(&lambda.body))
                };
                let name = if raising { format!("py::try_{}", call.helper) } else { format!("py::{}", call.helper) };
                let doc = Doc::call(name, vec![items, self.key_function(&args[1], raising)]);
                let doc = if call.helper.starts_with("sorted") && !raising { doc } else { self.try_(doc) };
                if call.helper.starts_with("sorted") { self.fresh(doc, &expr.ty) } else { Code::value(doc) }
            }
            "min_by_or_none" | "max_by_or_none" if !matches!(&args[1].kind, ExprKind::Lambda(lambda) if lambda.body.ty == Type::Json || self.any_raises(&lambda.body)) =>
            {
                let docs = vec![self.items(&args[0]), self.key_function(&args[1], false)];
                Code::value(Doc::call(format!("py::{}", call.helper), docs))
            }
            "max_default" | "min_default" if args[0].ty == Type::Json => {
                let items = self.try_(self.receiver(&args[0]).method("iter", Vec::new())).prefixed("&");
                Code::value(self.try_(Doc::call(format!("py::{}", call.helper), vec![items, self.borrowed(&args[1])])))
            }
            "min_2" | "max_2" | "number_min_2" | "number_max_2" | "min_of_two" | "max_of_two" => {
                let name = if call.helper.contains("min") { "min_2" } else { "max_2" };
                if let (Some(one), Some(other)) = (literal::int_of(&args[0]), literal::int_of(&args[1])) {
                    let chosen = if name == "min_2" { one.min(other) } else { one.max(other) };
                    return Some(self.facts.wide.int(expr, chosen));
                }
                match (&expr.ty, name) {
                    (Type::Int, "min_2") => Code::value(self.int_method(&args[0], "min", &args[1])),
                    (Type::Int, _) => Code::value(self.int_method(&args[0], "max", &args[1])),
                    _ => {
                        Code::value(Doc::call(format!("py::{name}"), vec![self.owned(&args[0]), self.owned(&args[1])]))
                    }
                }
            }
            "min_3" | "max_3" => {
                let two = format!("py::{}_2", &call.helper[..3]);
                let first = Doc::call(two.clone(), vec![self.owned(&args[0]), self.owned(&args[1])]);
                Code::value(Doc::call(two, vec![first, self.owned(&args[2])]))
            }
            "time_sleep" => Code::value(self.try_(Doc::call("py::time_sleep", vec![self.owned(&args[0])]))),
            "sys_exit" => Code::value(self.try_(Doc::call("Err", vec![self.exit(call)]))),
            "bytes_slice" => {
                let docs = vec![self.borrowed(&args[0]), self.bound(&args[1]), self.bound(&args[2])];
                Code::value(Doc::call("py::list_slice", docs).method("to_vec", Vec::new()))
            }
            "bytes_slice_step" => {
                let docs =
                    vec![self.borrowed(&args[0]), self.bound(&args[1]), self.bound(&args[2]), self.owned(&args[3])];
                Code::value(self.stepped(Doc::call("py::bytes_slice_step", docs), call))
            }
            "bytes_add" => {
                Code::value(Doc::call("py::list_add", vec![self.borrowed(&args[0]), self.borrowed(&args[1])]))
            }
            "bytes_decode" => {
                let code = self.code(&args[0]);
                if code.held == Held::Value {
                    return Some(Code::value(self.try_(Doc::call("py::bytes_decode_owned", vec![code.doc]))));
                }
                return None;
            }
            "next_iter" => {
                let first = match self.items(&args[0]) {
                    // Only the first is copied.
                    Doc::Chain(head, mut links) if links.last() == Some(&Doc::call(".cloned", Vec::new())) => {
                        links.pop();
                        Doc::Chain(head, links).method("next", Vec::new()).method("cloned", Vec::new())
                    }
                    items => items.method("into_iter", Vec::new()).method("next", Vec::new()),
                };
                let missing = Doc::text("|| py::Error::bare(&py::STOP_ITERATION)");
                Code::value(self.try_(first.method("ok_or_else", vec![missing])))
            }
            "some_or_raise" => {
                let error = Doc::Closure("||".to_owned(), Box::new(self.owned(&args[1])));
                let temporary = self.is_temporary(&args[0]);
                let option = if temporary { self.owned_at(&args[0], Bind::Postfix) } else { self.reference(&args[0]) };
                let held = if temporary || self.types.is_copy(&expr.ty) { Held::Value } else { Held::Ref };
                Code::postfix(self.try_(option.method("ok_or_else", vec![error])), held)
            }
            "exception_class_name" => {
                Code::postfix(self.receiver(&args[0]).method("class", Vec::new()).link(Doc::text(".name")), Held::Slice)
            }
            _ => return None,
        })
    }

    fn int_method(&self, receiver: &Expr, name: &str, arg: &Expr) -> Doc {
        self.number_method(receiver, name, vec![self.owned(arg)])
    }

    /// A method of a number. Where the compiler could not tell the receiver's type, because literals are all that it is made of, the type is named.
    pub fn number_method(&self, receiver: &Expr, name: &str, args: Vec<Doc>) -> Doc {
        let ty = if receiver.ty == Type::Float { "f64" } else { "i64" };
        match &receiver.kind {
            ExprKind::Int(value) if *value >= 0 => Doc::text(format!("{value}_{ty}")).method(name, args),
            _ if self.facts.numbers.is_typed(self.types, receiver) => {
                self.owned_at(receiver, Bind::Postfix).method(name, args)
            }
            _ => Doc::call(format!("{ty}::{name}"), [vec![self.owned(receiver)], args].concat()),
        }
    }

    /// `print(…)`
    pub fn print(&self, call: &LibraryCall, text: &Expr) -> Code {
        let to = if call.helper == "print_stderr" { "e" } else { "" };
        let code = match &text.kind {
            ExprKind::Format(parts) => match parts.as_slice() {
                [FormatPart::Str(_)] => self.code(text),
                parts => self.format(parts),
            },
            _ => self.code(text),
        };
        if let Doc::List(list) = &code.doc
            && list.open == Doc::text("format!(")
        {
            let mut items = list.items.clone();
            let newline = strip_newline(&mut items);
            let name = if newline { format!("{to}println!") } else { format!("{to}print!") };
            return Code::value(Doc::call(name, items));
        }
        if let (Doc::Text(quoted), Held::Slice) = (&code.doc, code.held)
            && let Some(inner) = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'))
        {
            // A constant without braces.
            if !inner.contains(['{', '}']) {
                let (name, inner) = match inner.strip_suffix("\\n") {
                    Some(line) if !line.ends_with('\\') => (format!("{to}println!"), line),
                    _ => (format!("{to}print!"), inner),
                };
                let args = if inner.is_empty() { Vec::new() } else { vec![Doc::text(format!("\"{inner}\""))] };
                return Code::value(Doc::call(name, args));
            }
        }
        if let ExprKind::Str(literal) = &text.kind {
            let (name, literal) = match literal.strip_suffix('\n') {
                Some(line) => (format!("{to}println!"), line),
                None => (format!("{to}print!"), literal.as_str()),
            };
            let args = if literal.is_empty() {
                Vec::new()
            } else {
                vec![Doc::text(format!("\"{}\"", literal::format_text(literal)))]
            };
            return Code::value(Doc::call(name, args));
        }
        Code::value(Doc::call(format!("{to}print!"), vec![Doc::text("\"{}\""), code.doc]))
    }
}

/// Takes the line break off the end of a format's text.
fn strip_newline(items: &mut [Doc]) -> bool {
    let Some(Doc::Text(text)) = items.first_mut() else { return false };
    match text.strip_suffix("\\n\"") {
        Some(line) if !line.ends_with('\\') => {
            *text = format!("{line}\"");
            true
        }
        _ => false,
    }
}

pub fn in_block(mut lines: Vec<Line>, doc: Doc) -> Code {
    if lines.is_empty() {
        return Code::value(doc);
    }
    lines.push(Line::Code(doc, "", None));
    Code::bound(Doc::Block(Box::new(Block { head: Doc::text(""), lines, tail: Doc::text("") })), Bind::Weak)
}
