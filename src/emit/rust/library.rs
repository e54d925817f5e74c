//! Calls into Python's library: Rust's own idiom where it means exactly the same, a helper of the runtime otherwise.

use super::body::Body;
use super::code::{Bind, Code, Held};
use super::doc::{Block, Doc, Line};
use super::facts::{Root, is_mutating, root};
use super::literal;
use super::runtime;
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
            "list" => self.list_call(expr, call, args),
            "dict" => self.dict_call(expr, call, args),
            "set" => self.set_call(call, args),
            "str" => self.str_call(call, args),
            "handler" => self.handler_call(call, args),
            "headers" => self.headers_call(call, args),
            "value" => self.value_call(expr, call, args),
            "http" => self.server_call(call, args),
            _ => self.other_call(expr, call, args),
        };
        let code = code.unwrap_or_else(|| self.helper(expr, call));
        if nested && !matches!(code.doc, Doc::Block(_)) {
            let lines = vec![Line::Code(self.own(code, expr).doc, "", None)];
            return Code::bound(
                Doc::Block(Box::new(Block { head: Doc::text(""), lines, tail: Doc::text("") })),
                Bind::Weak,
            );
        }
        code
    }

    /// Whether sorting raises: a key that can raise, or values of unknown shape that may have no order.
    fn sort_raises(&self, call: &LibraryCall) -> bool {
        match call.args.get(1).map(|key| &key.kind) {
            Some(ExprKind::Lambda(lambda)) => !call.raises.is_empty() || self.any_raises(&lambda.body),
            _ => !call.raises.is_empty(),
        }
    }

    /// `helper(args)`, with `?` where it can raise.
    fn helper(&self, expr: &Expr, call: &LibraryCall) -> Code {
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
    fn bound(&self, arg: &Expr) -> Doc {
        match &arg.ty {
            Type::None => Doc::text("None"),
            Type::Optional(_) => self.owned(arg),
            _ => Doc::call("Some", vec![self.owned(arg)]),
        }
    }

    /// Whether an expression is so simple that it may be evaluated under a guard.
    fn is_simple(expr: &Expr) -> bool {
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
        for (i, arg) in call.args.iter().enumerate().skip(1) {
            if Self::is_simple(arg) {
                docs.push(self.argument(arg));
            } else {
                let name = format!("argument_{i}");
                lines.push(Line::Assign {
                    start: Doc::text(format!("let {name} =")),
                    value: self.owned(arg),
                    end: ";",
                    trailing: None,
                });
                docs.push(Doc::text(if self.types.is_copy(&arg.ty) { name } else { format!("&{name}") }));
            }
        }
        let cell = self.receiver(&call.args[0]).method("write", Vec::new()).prefixed("&mut ");
        let mut all = vec![cell];
        all.extend(docs);
        let doc = Doc::call(format!("py::{}", call.helper), all);
        let doc = if runtime::returns_result(&call.helper) { self.try_(doc) } else { doc };
        in_block(lines, doc)
    }

    /// A method that changes a container. Behind a shared cell, or where an argument changes it too, the arguments are evaluated first.
    fn change(&self, receiver: &Expr, name: &str, args: &[&Expr], own: bool, fallible: bool) -> Code {
        let shared = self.is_behind_cell(receiver);
        let hoist = args.iter().any(|arg| if shared { !Self::is_simple(arg) } else { self.changes_anything(arg) });
        let same_root = |arg: &Expr| root(arg).is_some() && root(arg) == root(receiver) && !self.types.is_copy(&arg.ty);
        // The first argument of a method of a dict is a key, and so is what a set is given.
        let hashed = !matches!(self.types.shape(&receiver.ty), Some(Shape::List(_))) && name != "update";
        let keyed = |i: usize| hashed && i == 0;
        let mut lines = Vec::new();
        let mut docs = Vec::new();
        for (i, arg) in args.iter().enumerate() {
            if hoist && !literal::is_constant(arg) {
                let variable = if args.len() == 1 { "item" } else { ["key", "item"].get(i).copied().unwrap_or("item") };
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
        let place = if own_cell { self.receiver(receiver).method("write", Vec::new()) } else { self.place(receiver) };
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

    fn list_call(&self, expr: &Expr, call: &LibraryCall, args: &[Expr]) -> Option<Code> {
        let raises = !call.raises.is_empty();
        let list = args.first()?;
        let shared = self.types.is_shared(&list.ty);
        Some(match call.helper.as_str() {
            "list_append" => self.change(list, "push", &[&args[1]], true, false),
            "list_clear" => self.change(list, "clear", &[], true, false),
            "list_reverse" => self.change(list, "reverse", &[], true, false),
            "list_extend" => self.change(list, "extend", &[&args[1]], true, false),
            "list_sort" if self.is_ordered(&list.ty) => self.change(list, "sort", &[], true, false),
            "list_getitem" => return Some(self.list_item(list, &args[1], raises, &expr.ty)),
            "list_setitem" | "list_insert" => {
                if shared || self.is_behind_cell(list) {
                    let index = self.owned(&args[1]);
                    let value = self.owned(&args[2]);
                    let lines = vec![
                        Line::Assign { start: Doc::text("let index ="), value: index, end: ";", trailing: None },
                        Line::Assign { start: Doc::text("let item ="), value, end: ";", trailing: None },
                    ];
                    let cell = if shared { self.receiver(list).method("write", Vec::new()) } else { self.place(list) };
                    let cell = cell.prefixed("&mut ");
                    let doc =
                        Doc::call(format!("py::{}", call.helper), vec![cell, Doc::text("index"), Doc::text("item")]);
                    return Some(in_block(lines, if raises { self.try_(doc) } else { doc }));
                }
                let docs = vec![self.mutable(list), self.owned(&args[1]), self.owned(&args[2])];
                let doc = Doc::call(format!("py::{}", call.helper), docs);
                Code::value(if raises { self.try_(doc) } else { doc })
            }
            "list_slice" => {
                let content = self.list_content(list);
                let doc = Doc::call("py::list_slice", vec![content, self.bound(&args[1]), self.bound(&args[2])]);
                if self.types.is_shared(&expr.ty) {
                    self.fresh(doc.method("to_vec", Vec::new()), &expr.ty)
                } else if shared || self.is_temporary(list) {
                    Code::value(doc.method("to_vec", Vec::new()))
                } else {
                    Code::postfix(doc, Held::Slice)
                }
            }
            "list_slice_step" => {
                let docs =
                    vec![self.list_content(list), self.bound(&args[1]), self.bound(&args[2]), self.owned(&args[3])];
                self.fresh(self.stepped(Doc::call("py::list_slice_step", docs), call), &expr.ty)
            }
            "list_index" | "list_count" => {
                let doc = Doc::call(format!("py::{}", call.helper), vec![self.list_content(list), self.key(&args[1])]);
                Code::value(if raises { self.try_(doc) } else { doc })
            }
            "list_remove" if !shared => {
                let key = if root(&args[1]) == root(list) {
                    self.owned_at(&args[1], Bind::Unary).prefixed("&")
                } else {
                    self.key(&args[1])
                };
                Code::value(self.try_(Doc::call("py::list_remove", vec![self.mutable(list), key])))
            }
            "list_add" => {
                let docs = vec![self.list_content(list), self.list_content(&args[1])];
                self.fresh(Doc::call("py::list_add", docs), &expr.ty)
            }
            "list_mul" => {
                let docs = vec![self.list_content(list), self.owned(&args[1])];
                self.fresh(Doc::call("py::list_mul", docs), &expr.ty)
            }
            _ => return None,
        })
    }

    /// A list as `&[T]`, also from behind a shared cell.
    fn list_content(&self, list: &Expr) -> Doc {
        if self.types.is_shared(&list.ty) {
            return self.receiver(list).method("read", Vec::new()).prefixed("&");
        }
        match self.borrowed(list) {
            // What is only read needs no `vec![…]`.
            Doc::Concat(parts) => match parts.as_slice() {
                [Doc::Text(sign), Doc::List(items)] if sign == "&" && items.open == Doc::text("vec![") => {
                    Doc::List(Box::new(super::doc::List { open: Doc::text("&["), ..(**items).clone() }))
                }
                _ => Doc::Concat(parts),
            },
            doc => doc,
        }
    }

    fn is_ordered(&self, ty: &Type) -> bool {
        match self.types.shape(ty) {
            Some(Shape::List(item)) => matches!(item, Type::Int | Type::Str | Type::Bool | Type::BigInt),
            _ => false,
        }
    }

    /// A value of its own, of a reference.
    fn taken(&self, doc: Doc, ty: &Type) -> Code {
        if self.types.is_copy(ty) {
            return Code::bound(doc.prefixed("*"), Bind::Unary);
        }
        Code::value(doc.method("clone", Vec::new()))
    }

    fn list_item(&self, list: &Expr, index: &Expr, raises: bool, element: &Type) -> Code {
        // The first or last part of a text.
        if let (ExprKind::Library(split), ExprKind::Int(at @ (0 | -1))) = (&list.kind, &index.kind)
            && matches!(split.helper.as_str(), "str_split" | "str_rsplit")
            && !raises
            && split.raises.is_empty()
        {
            let method = if *at == 0 { "split" } else { "rsplit" };
            let text = self.receiver(&split.args[0]);
            let doc = text.method(method, vec![self.separator(&split.args[1])]).method("next", Vec::new());
            let part = doc.method("unwrap_or_default", Vec::new());
            if self.is_temporary(&split.args[0]) {
                return Code::value(part.method("to_owned", Vec::new()));
            }
            return Code::postfix(part, Held::Slice);
        }
        let docs = vec![self.list_content(list), self.owned(index)];
        let mut doc = Doc::call("py::list_getitem", docs);
        doc = if raises { self.try_(doc) } else { doc.method("expect", vec![Doc::text("\"the list is not empty\"")]) };
        if self.types.is_shared(&list.ty) || self.is_temporary(list) {
            return self.taken(doc, element);
        }
        Code::postfix(doc, Held::Ref)
    }

    /// Whether a value is gone at the end of the statement: nothing that is kept may borrow from it.
    pub fn is_temporary(&self, expr: &Expr) -> bool {
        !matches!(expr.kind, ExprKind::Local(_)) && self.code(expr).held == Held::Value
    }

    fn separator(&self, expr: &Expr) -> Doc {
        match &expr.kind {
            ExprKind::Str(text) if text.chars().count() == 1 => Doc::text(literal::char(text)),
            _ => self.borrowed(expr),
        }
    }

    fn dict_call(&self, expr: &Expr, call: &LibraryCall, args: &[Expr]) -> Option<Code> {
        let raises = !call.raises.is_empty();
        let dict = args.first()?;
        let shared = self.types.is_shared(&dict.ty);
        Some(match call.helper.as_str() {
            "dict_setitem" => self.change(dict, "insert", &[&args[1], &args[2]], true, false),
            "dict_clear" => self.change(dict, "clear", &[], true, false),
            "dict_update" => self.change(dict, "update", &[&args[1]], true, false),
            "dict_delitem" => self.change(dict, "delete", &[&args[1]], false, raises),
            "dict_pop" => self.change(dict, "pop", &[&args[1]], false, raises),
            "dict_popitem" => self.change(dict, "popitem", &[], false, raises),
            "dict_pop_or_none" => self.change(dict, "remove", &[&args[1]], false, false),
            "dict_pop_default" => {
                let removed = self.change(dict, "remove", &[&args[1]], false, false);
                let default = Doc::Closure("||".to_owned(), Box::new(self.owned(&args[2])));
                Code::value(removed.at(Bind::Postfix).method("unwrap_or_else", vec![default]))
            }
            "dict_setdefault" => {
                let code = self.change(dict, "setdefault", &[&args[1], &args[2]], true, false);
                if shared { self.taken(code.at(Bind::Postfix), &expr.ty) } else { Code { held: Held::Ref, ..code } }
            }
            "dict_getitem" => {
                let doc = self.content(dict).method("item", vec![self.dict_key(&args[1])]);
                let doc =
                    if raises { self.try_(doc) } else { doc.method("expect", vec![Doc::text("\"the key is there\"")]) };
                if shared || self.is_temporary(dict) {
                    self.taken(doc, &expr.ty)
                } else {
                    Code::postfix(doc, Held::Ref)
                }
            }
            "dict_get" => {
                let doc = self.content(dict).method("get", vec![self.dict_key(&args[1])]);
                if shared || self.is_temporary(dict) {
                    Code::value(doc.method("cloned", Vec::new()))
                } else {
                    Code::postfix(doc, Held::OptRef)
                }
            }
            "dict_get_default" => {
                let doc = self.content(dict).method("get", vec![self.dict_key(&args[1])]);
                let copied = self.types.is_copy(&args[2].ty);
                let doc = doc.method(if copied { "copied" } else { "cloned" }, Vec::new());
                if copied && Self::is_simple(&args[2]) {
                    return Some(Code::value(doc.method("unwrap_or", vec![self.owned(&args[2])])));
                }
                let default = Doc::Closure("||".to_owned(), Box::new(self.owned(&args[2])));
                Code::value(doc.method("unwrap_or_else", vec![default]))
            }
            "dict_keys" | "dict_values" => {
                let method = if call.helper == "dict_keys" { "keys" } else { "values" };
                let doc = self.content(dict).method(method, Vec::new()).method("cloned", Vec::new());
                self.fresh(doc.method("collect::<Vec<_>>", Vec::new()), &expr.ty)
            }
            "dict_items" => {
                let pairs = Doc::text("|(key, item)| (key.clone(), item.clone())");
                let doc = self.content(dict).method("iter", Vec::new()).method("map", vec![pairs]);
                self.fresh(doc.method("collect::<Vec<_>>", Vec::new()), &expr.ty)
            }
            _ => return None,
        })
    }

    fn set_call(&self, call: &LibraryCall, args: &[Expr]) -> Option<Code> {
        let set = args.first()?;
        Some(match call.helper.as_str() {
            "set_add" => self.change(set, "add", &[&args[1]], true, false),
            "set_discard" => self.change(set, "discard", &[&args[1]], false, false),
            "set_remove" => self.change(set, "remove", &[&args[1]], false, true),
            "set_clear" => self.change(set, "clear", &[], true, false),
            "set_update" => self.change(set, "update", &[&args[1]], true, false),
            "set_union"
            | "set_intersection"
            | "set_difference"
            | "set_symmetric_difference"
            | "set_issubset"
            | "set_issuperset"
            | "set_isdisjoint" => {
                let method = call.helper.strip_prefix("set_").unwrap_or_default();
                Code::value(self.content(set).method(method, vec![self.reference(&args[1])]))
            }
            _ => return None,
        })
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
                Code::value(self.receiver(&args[1]).method("join", vec![self.borrowed(text)]))
            }
            "str_join" if self.types.is_shared(&args[1].ty) => {
                Code::value(self.content(&args[1]).method("join", vec![self.borrowed(text)]))
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

    fn handler_call(&self, call: &LibraryCall, args: &[Expr]) -> Option<Code> {
        let handler = self.receiver(args.first()?);
        let field = |name: &str| Code::postfix(handler.clone().link(Doc::text(format!(".{name}"))), Held::Place);
        let method = |name: &str, rest: Vec<Doc>| Code::value(handler.clone().method(name, rest));
        // What is read of the handler cannot be lent to one of its methods that changes it.
        let text = |arg: &Expr| {
            let own = matches!(root(arg), Some(Root::Local(local)) if Some(Root::Local(local)) == root(&args[0]));
            if own && !self.types.is_copy(&arg.ty) && self.code(arg).held != Held::Value {
                self.owned_at(arg, Bind::Unary).prefixed("&")
            } else {
                self.borrowed(arg)
            }
        };
        Some(match call.helper.as_str() {
            "handler_path"
            | "handler_command"
            | "handler_requestline"
            | "handler_request_version"
            | "handler_headers"
            | "handler_client_address"
            | "handler_close_connection" => field(call.helper.strip_prefix("handler_")?),
            "handler_rfile_read" => {
                Code::value(handler.clone().link(Doc::text(".rfile")).method("read", vec![self.owned(&args[1])]))
            }
            "handler_wfile_write" => {
                Code::value(handler.clone().link(Doc::text(".wfile")).method("write", vec![text(&args[1])]))
            }
            "handler_send_error" => {
                let none = |arg: &Expr| {
                    matches!(&arg.kind, ExprKind::None)
                        || matches!(&arg.kind, ExprKind::Convert(inner) if inner.ty == Type::None)
                };
                let code = self.owned(&args[1]);
                match (none(&args[2]), none(&args[3])) {
                    (true, true) => method("send_error", vec![code]),
                    (false, true) => match &args[2].kind {
                        ExprKind::Convert(inner) if inner.ty == Type::Str => {
                            method("send_error_message", vec![code, text(inner)])
                        }
                        _ => method("send_error_explain", vec![code, self.borrowed(&args[2]), Doc::text("None")]),
                    },
                    _ => method("send_error_explain", vec![code, self.borrowed(&args[2]), self.borrowed(&args[3])]),
                }
            }
            "handler_date_time_string_now" => method("date_time_string", Vec::new()),
            "handler_date_time_string" => return None,
            helper => {
                let rest = args[1..].iter().map(text).collect();
                method(helper.strip_prefix("handler_")?, rest)
            }
        })
    }

    fn headers_call(&self, call: &LibraryCall, args: &[Expr]) -> Option<Code> {
        let headers = self.receiver(args.first()?);
        let method = |name: &str, rest: Vec<Doc>| headers.clone().method(name, rest);
        Some(match call.helper.as_str() {
            "headers_get" | "headers_getitem" => {
                Code::postfix(method("get", vec![self.borrowed(&args[1])]), Held::OptRef)
            }
            "headers_get_default" => {
                let found = method("get", vec![self.borrowed(&args[1])]);
                Code::postfix(found.method("unwrap_or", vec![self.borrowed(&args[2])]), Held::Slice)
            }
            "headers_get_value" => {
                let found = method("get", vec![self.borrowed(&args[1])]);
                Code::value(found.method("map_or", vec![self.owned(&args[2]), Doc::text("py::Value::from")]))
            }
            "headers_contains" => Code::value(method("contains", vec![self.borrowed(&args[1])])),
            "headers_len" => Code::bound(method("len", Vec::new()).suffixed(" as i64"), Bind::Cast),
            "headers_items" | "headers_keys" | "headers_values" => {
                Code::value(method(call.helper.strip_prefix("headers_")?, Vec::new()))
            }
            _ => return None,
        })
    }

    fn server_call(&self, call: &LibraryCall, args: &[Expr]) -> Option<Code> {
        Some(match call.helper.as_str() {
            "http_server_new" => {
                let which = match &args[2].kind {
                    ExprKind::Int(index) => usize::try_from(*index).unwrap_or_default(),
                    _ => 0,
                };
                let name = self.types.names.handlers.get(which)?;
                let handler = if super::state::is_needed(self.types.plan) {
                    let kept = super::state::is_kept(self.types.plan);
                    let given = match (kept, Some(self.function_id) == self.start) {
                        (false, _) => "state",
                        (true, true) => "Arc::clone(&state)",
                        (true, false) => "Arc::clone(state)",
                    };
                    Doc::text(format!("{name}::new({given})"))
                } else {
                    Doc::text(name.clone())
                };
                let server =
                    Doc::call("py::HttpServer::new", vec![self.borrowed(&args[0]), self.owned(&args[1]), handler]);
                Code::value(self.try_(server))
            }
            "http_server_serve_forever" => {
                Code::value(self.try_(self.place(&args[0]).method("serve_forever", Vec::new())))
            }
            "http_server_server_close" | "http_server_shutdown" => {
                let method = call.helper.strip_prefix("http_server_")?;
                Code::value(self.place(&args[0]).method(method, Vec::new()))
            }
            _ => return None,
        })
    }

    /// An operation on a value of unknown shape: a method of `py::Value`.
    fn value_call(&self, expr: &Expr, call: &LibraryCall, args: &[Expr]) -> Option<Code> {
        let value = args.first()?;
        let name = call.helper.strip_prefix("value_")?;
        let key = |arg: &Expr| self.looked_up(arg);
        let method = |name: &str, rest: Vec<Doc>| self.receiver(value).method(name, rest);
        let into = |doc: Doc| if expr.ty == Type::Json { Doc::call("py::Value::from", vec![doc]) } else { doc };
        Some(match name {
            "getitem" | "get" | "contains" | "delitem" | "pop_at" => {
                Code::value(self.try_(method(name, vec![key(&args[1])])))
            }
            "setitem" | "get_default" | "setdefault" | "pop_default" => {
                Code::value(self.try_(method(name, vec![key(&args[1]), self.as_value(&args[2])])))
            }
            "append" => Code::value(self.try_(method(name, vec![self.as_value(&args[1])]))),
            "int" => {
                let int = self.try_(method("to_int", Vec::new()));
                Code::value(if expr.ty == Type::Int { int.method("to_i64", Vec::new()) } else { int })
            }
            "big_int" => Code::value(self.try_(method("to_int", Vec::new()))),
            "int_base" | "big_int_base" => {
                let int = self.try_(method("to_int_base", vec![self.owned(&args[1])]));
                Code::value(if expr.ty == Type::Int { int.method("to_i64", Vec::new()) } else { int })
            }
            "items_to_sort" => self.fresh(self.try_(method(name, Vec::new())), &expr.ty),
            "refill" => Code::value(method(name, vec![self.borrowed(&args[1])])),
            "float" => Code::value(self.try_(method("to_float", Vec::new()))),
            "list" => Code::value(self.try_(method("to_list", Vec::new()))),
            "dict" => Code::value(self.try_(method("to_dict", Vec::new()))),
            "index" if args.len() > 1 => {
                Code::value(into(self.try_(method("index_of", vec![self.borrowed(&args[1])]))))
            }
            "count" => Code::value(into(self.try_(method("count", vec![self.borrowed(&args[1])])))),
            "sorted" => Code::value(into(self.try_(method("sorted", Vec::new())))),
            "keys" if self.element_is_str(&expr.ty) => self.fresh(self.try_(method("key_names", Vec::new())), &expr.ty),
            "items" => self.fresh(
                self.try_(method(if self.pairs_have_str(&expr.ty) { "pairs" } else { "items" }, Vec::new())),
                &expr.ty,
            ),
            "type_name" => Code::postfix(method(name, Vec::new()), Held::Slice),
            "as_str" => {
                let doc =
                    self.try_(Doc::call("py::value_as_str", vec![self.reference(value), self.borrowed(&args[1])]));
                if self.is_temporary(value) {
                    Code::value(doc.method("to_owned", Vec::new()))
                } else {
                    Code::postfix(doc, Held::Slice)
                }
            }
            "deepcopy" | "copy_copy" => {
                Code::value(Doc::call(format!("py::value_{name}"), vec![self.reference(value)]))
            }
            "slice" | "slice_step" => {
                let bound =
                    |arg: Option<&Expr>| arg.map_or_else(|| Doc::text("&py::Value::None"), |arg| self.value_bound(arg));
                Code::value(
                    self.try_(method("slice", vec![bound(args.get(1)), bound(args.get(2)), bound(args.get(3))])),
                )
            }
            "join" => Code::value(self.try_(self.receiver(&args[1]).method("join", vec![self.borrowed(value)]))),
            "truth" | "is_none" => Code::value(method(name, Vec::new())),
            "str" => Code::value(method("to_string", Vec::new())),
            "repr" => Code::value(Doc::call("py::repr", vec![self.reference(value)])),
            "round_digits" => Code::value(self.try_(method(name, vec![self.value_bound(&args[1])]))),
            "add" | "sub" | "mul" | "truediv" | "floordiv" | "mod" | "pow" | "and" | "or" | "xor" | "lshift"
            | "rshift" | "neg" | "pos" | "invert" | "abs" => {
                let docs = args.iter().map(|arg| self.borrowed(arg)).collect();
                Code::value(self.try_(Doc::call(format!("py::value_{name}"), docs)))
            }
            "eq" | "ne" | "lt" | "le" | "gt" | "ge" => return None,
            // A function of the runtime; what has none is a method of `Value`.
            _ if runtime::has(&call.helper) => return None,
            _ => {
                let rest = args[1..].iter().map(|arg| self.borrowed(arg)).collect();
                Code::value(self.try_(method(name, rest)))
            }
        })
    }

    fn element_is_str(&self, ty: &Type) -> bool {
        matches!(self.types.shape(ty), Some(Shape::List(Type::Str)))
    }

    fn pairs_have_str(&self, ty: &Type) -> bool {
        matches!(self.types.shape(ty), Some(Shape::List(Type::Tuple(pair))) if pair.first() == Some(&Type::Str))
    }

    /// A value that a helper takes as `impl Into<Value>`.
    fn as_value(&self, arg: &Expr) -> Doc {
        match &arg.kind {
            ExprKind::Convert(inner) if arg.ty == Type::Json => match inner.ty {
                Type::Str => self.borrowed(inner),
                Type::Int | Type::Float | Type::Bool | Type::Number | Type::BigInt => self.owned(inner),
                _ => self.owned(arg),
            },
            _ => self.owned(arg),
        }
    }

    fn value_bound(&self, arg: &Expr) -> Doc {
        match &arg.ty {
            Type::None => Doc::text("&py::Value::None"),
            Type::Json => self.borrowed(arg),
            _ => Doc::call("py::Value::from", vec![self.owned(arg)]).prefixed("&"),
        }
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
        if let Some(code) = self.object_call(call, args) {
            return Some(code);
        }
        let one = |name: &str| Code::value(self.owned_at(&args[0], Bind::Postfix).method(name, Vec::new()));
        let int = |doc: Doc| Code::value(if expr.ty == Type::Int { doc.method("to_i64", Vec::new()) } else { doc });
        Some(match call.helper.as_str() {
            "re_compile" => {
                let texts: Vec<Doc> = args
                    .iter()
                    .map(|piece| match &piece.kind {
                        ExprKind::Str(text) => Doc::text(literal::raw(text)),
                        _ => self.borrowed(piece),
                    })
                    .collect();
                let text = match <[Doc; 1]>::try_from(texts) {
                    Ok([one]) => one,
                    Err(texts) => Doc::list(Doc::text("["), texts, "]").method("concat", Vec::new()).prefixed("&"),
                };
                let made = Doc::call("regex::Regex::new", vec![text]);
                Code::value(made.method("expect", vec![Doc::text("\"the pattern is valid\"")]))
            }
            "re_digit" | "re_word" => {
                Code::postfix(Doc::text(format!("py::{}", call.helper.to_uppercase())), Held::Slice)
            }
            "re_test" => Code::value(self.receiver(&args[0]).method("is_match", vec![self.borrowed(&args[1])])),
            "re_group" => {
                let index = match &args[1].kind {
                    ExprKind::Int(index) => *index,
                    _ => 0,
                };
                Code::postfix(self.receiver(&args[0]).suffixed(&format!("[{index}]")), Held::Place)
            }
            "re_group_or_none" => {
                let index = match &args[1].kind {
                    ExprKind::Int(index) => *index,
                    _ => 0,
                };
                let found = self.borrowed(&args[0]);
                Code::value(Doc::call("py::re_group", vec![found, Doc::text(index.to_string())]))
            }
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
            "min_2" | "max_2" | "number_min_2" | "number_max_2" | "min_of_two" | "max_of_two" => {
                let name = if call.helper.contains("min") { "min_2" } else { "max_2" };
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
            "sys_exit" => {
                let code = match args.first() {
                    None => Doc::text("None"),
                    Some(code) if code.ty == Type::None => Doc::text("None"),
                    Some(code) => Doc::call("Some", vec![Doc::call("py::text", vec![self.encodable(code)])]),
                };
                Code::value(self.try_(Doc::call("py::sys_exit", vec![code])))
            }
            "bytes_slice" => {
                let docs = vec![self.borrowed(&args[0]), self.bound(&args[1]), self.bound(&args[2])];
                Code::value(Doc::call("py::list_slice", docs).method("to_vec", Vec::new()))
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

    /// A slice with a step, which raises only where the step is zero.
    fn stepped(&self, slice: Doc, call: &LibraryCall) -> Doc {
        if call.raises.is_empty() {
            slice.method("expect", vec![Doc::text("\"the step is not zero\"")])
        } else {
            self.try_(slice)
        }
    }

    fn int_method(&self, receiver: &Expr, name: &str, arg: &Expr) -> Doc {
        self.number_method(receiver, name, vec![self.owned(arg)])
    }

    /// A method of a number. Where the compiler could not tell the receiver's type, because literals are all that it is made of, the type is named.
    pub fn number_method(&self, receiver: &Expr, name: &str, args: Vec<Doc>) -> Doc {
        let ty = if receiver.ty == Type::Float { "f64" } else { "i64" };
        match &receiver.kind {
            ExprKind::Int(value) if *value >= 0 => Doc::text(format!("{value}_{ty}")).method(name, args),
            _ if literal::is_typed(receiver) => self.owned_at(receiver, Bind::Postfix).method(name, args),
            _ => Doc::call(format!("{ty}::{name}"), [vec![self.owned(receiver)], args].concat()),
        }
    }

    /// The items of a list for a helper that takes them: moved where nothing else needs them.
    fn items(&self, list: &Expr) -> Doc {
        if let ExprKind::Comprehension { .. } = list.kind {
            // `collect` is not needed for what is consumed at once.
            if let Doc::Chain(head, mut links) = self.owned(list) {
                if matches!(links.last(), Some(Doc::List(last)) if last.open == Doc::text(".collect::<Vec<_>>(")) {
                    links.pop();
                    return Doc::Chain(head, links);
                }
                return Doc::Chain(head, links);
            }
        }
        let code = self.code(list);
        let element_copied = matches!(self.types.shape(&list.ty), Some(Shape::List(item) | Shape::Set(item)) if self.types.is_copy(item));
        if code.held == Held::Value && !self.types.is_shared(&list.ty) {
            return code.doc;
        }
        if self.types.is_shared(&list.ty) {
            return self.content(list).method("clone", Vec::new());
        }
        let method = if element_copied { "copied" } else { "cloned" };
        match self.types.shape(&list.ty) {
            Some(Shape::Dict(..)) => self.receiver(list).method("keys", Vec::new()).method("cloned", Vec::new()),
            _ => self.receiver(list).method("iter", Vec::new()).method(method, Vec::new()),
        }
    }

    fn consuming(&self, expr: &Expr, call: &LibraryCall, list: &Expr) -> Option<Code> {
        let items = self.items(list);
        Some(match call.helper.as_str() {
            "sorted" | "sorted_reverse" if self.sort_raises(call) => {
                self.fresh(self.try_(Doc::call(format!("py::try_{}", call.helper), vec![items])), &expr.ty)
            }
            "sorted" | "sorted_reverse" => self.fresh(Doc::call(format!("py::{}", call.helper), vec![items]), &expr.ty),
            "min" | "max" => Code::value(self.try_(Doc::call(format!("py::{}", call.helper), vec![items]))),
            "sum_bool" => {
                let items = if let Doc::Chain(..) = items { items } else { items.method("into_iter", Vec::new()) };
                Code::value(Doc::call("py::sum_int", vec![items.method("map", vec![Doc::text("i64::from")])]))
            }
            "sum_float" if expr.ty == Type::Float => {
                Code::value(Doc::call("py::sum_float_start", vec![items, Doc::text("0.0")]))
            }
            "all" | "any" => {
                let iter = self.receiver(list).method("iter", Vec::new());
                Code::value(iter.method(&call.helper, vec![Doc::text("|&item| item")]))
            }
            "set_from_list" => {
                let items = if let Doc::Chain(..) = items { items } else { items.method("into_iter", Vec::new()) };
                self.fresh(items.method("collect::<py::Set<_>>", Vec::new()), &expr.ty)
            }
            _ => Code::value(Doc::call(format!("py::{}", call.helper), vec![items])),
        })
    }

    /// `print(…)`
    fn print(&self, call: &LibraryCall, text: &Expr) -> Code {
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

fn in_block(mut lines: Vec<Line>, doc: Doc) -> Code {
    if lines.is_empty() {
        return Code::value(doc);
    }
    lines.push(Line::Code(doc, "", None));
    Code::bound(Doc::Block(Box::new(Block { head: Doc::text(""), lines, tail: Doc::text("") })), Bind::Weak)
}
