//! Lists, dicts and sets.

use super::body::Body;
use super::code::{Bind, Code, Held};
use super::doc::{Block, Doc, Line, without_into_iter};
use super::facts::root;
use super::library::in_block;
use crate::ir::{Expr, ExprKind, LibraryCall, Shape, Type};

impl Body<'_> {
    /// `a.extend(b)` of a shared list, which may be the same one: its elements are taken out first.
    pub fn extend_by_shared(&self, list: &Expr, more: &Expr) -> Code {
        let name = self.unused("items");
        let items = Line::Assign {
            start: Doc::text(format!("let {name} =")),
            value: self.content(more).method("clone", Vec::new()),
            end: ";",
            trailing: None,
        };
        let mut lines = vec![items];
        let cell = self.before_arguments(list, [more], &mut lines);
        let own_cell = self.types.is_shared(&list.ty);
        let place = match cell {
            Some(cell) => cell.method("write", Vec::new()),
            None if own_cell => self.receiver(list).method("write", Vec::new()),
            None => self.place(list),
        };
        in_block(lines, place.method("extend", vec![Doc::text(name)]))
    }

    /// A list of texts that a helper makes, as its alias class is held.
    pub fn made_text(&self, expr: &Expr, call: &LibraryCall, code: Code) -> Code {
        let helper = call.helper.as_str();
        let splits = helper.starts_with("str_") && helper.contains("split");
        if expr.ty == Type::Json && splits {
            return Code::value(Doc::call("py::Value::from", vec![code.doc]));
        }
        let (Some(Shape::List(item)), true) = (self.types.shape(&expr.ty), splits) else {
            return code;
        };
        let doc = match item {
            Type::Json => {
                let values = code.at(Bind::Postfix).method("into_iter", Vec::new());
                values.method("map", vec![Doc::text("py::Value::from")]).method("collect::<Vec<_>>", Vec::new())
            }
            _ if self.types.is_shared(&expr.ty) => code.doc,
            _ => return code,
        };
        self.fresh(doc, &expr.ty)
    }

    pub fn list_call(&self, expr: &Expr, call: &LibraryCall, args: &[Expr]) -> Option<Code> {
        let raises = !call.raises.is_empty();
        let list = args.first()?;
        let shared = self.types.is_shared(&list.ty);
        Some(match call.helper.as_str() {
            "list_append" => self.change(list, "push", &[&args[1]], true, false),
            "list_clear" => self.change(list, "clear", &[], true, false),
            "list_reverse" => self.change(list, "reverse", &[], true, false),
            "list_extend" if self.types.is_shared(&args[1].ty) => self.extend_by_shared(list, &args[1]),
            "list_extend" => self.change(list, "extend", &[&args[1]], true, false),
            "list_sort" if self.is_ordered(&list.ty) => self.change(list, "sort", &[], true, false),
            "list_getitem" => return Some(self.list_item(list, &args[1], raises, &expr.ty)),
            "list_setitem" | "list_insert" => {
                if shared || self.is_behind_cell(list) {
                    let index = self.owned(&args[1]);
                    let value = self.owned(&args[2]);
                    let (at, item) = (self.unused("index"), self.unused("item"));
                    let set = |name: &str, value: Doc| Line::Assign {
                        start: Doc::text(format!("let {name} =")),
                        value,
                        end: ";",
                        trailing: None,
                    };
                    let mut lines = vec![set(&at, index), set(&item, value)];
                    let first = (call.helper == "list_insert")
                        .then(|| self.before_arguments(list, &args[1..], &mut lines))
                        .flatten();
                    let cell = match first {
                        Some(cell) => cell.method("write", Vec::new()),
                        None if shared => self.receiver(list).method("write", Vec::new()),
                        None => self.place(list),
                    };
                    let cell = cell.prefixed("&mut ");
                    let doc = Doc::call(format!("py::{}", call.helper), vec![cell, Doc::text(at), Doc::text(item)]);
                    return Some(in_block(lines, if raises { self.try_(doc) } else { doc }));
                }
                let docs = vec![self.mutable(list), self.owned(&args[1]), self.owned(&args[2])];
                let doc = Doc::call(format!("py::{}", call.helper), docs);
                Code::value(if raises { self.try_(doc) } else { doc })
            }
            "heapq_heappush" | "heapq_heappop" | "heapq_heapify" | "heapq_heappushpop" | "heapq_heapreplace" => {
                let item = args.get(1).map(|item| self.owned(item));
                let place = if shared {
                    self.receiver(list).method("write", Vec::new()).prefixed("&mut ")
                } else if self.is_behind_cell(list) {
                    self.place(list).prefixed("&mut ")
                } else {
                    self.mutable(list)
                };
                let doc = Doc::call(format!("py::{}", call.helper), [place].into_iter().chain(item).collect());
                Code::value(if raises { self.try_(doc) } else { doc })
            }
            "list_delslice" | "list_setslice" => {
                let place = if shared {
                    self.receiver(list).method("write", Vec::new()).prefixed("&mut ")
                } else if self.is_behind_cell(list) {
                    self.place(list).prefixed("&mut ")
                } else {
                    self.mutable(list)
                };
                let mut docs = vec![place, self.bound(&args[1]), self.bound(&args[2])];
                if let Some(put) = args.get(3) {
                    let put_shared = self.types.is_shared(&put.ty);
                    let content = self.list_content(put);
                    docs.push(if put_shared { content.method("to_vec", Vec::new()) } else { self.owned(put) });
                }
                Code::value(Doc::call(format!("py::{}", call.helper), docs))
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
        if let Some(empty) = self.empty(list) {
            return empty.prefixed("&");
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
        // A test of the length has shown that it is there.
        if let (ExprKind::Local(_), ExprKind::Int(at @ 0..), false) = (&list.kind, &index.kind, raises)
            && !self.types.is_shared(&list.ty)
            && !self.is_behind_cell(list)
        {
            return Code::postfix(self.receiver(list).suffixed(&format!("[{at}]")), Held::Place);
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

    pub fn dict_call(&self, expr: &Expr, call: &LibraryCall, args: &[Expr]) -> Option<Code> {
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
            "dict_pop_or_none" => {
                let code = self.change(dict, "remove", &[&args[1]], false, false);
                if !self.holds_options(dict) {
                    return Some(code);
                }
                Code::value(code.at(Bind::Postfix).method("flatten", Vec::new()))
            }
            "dict_pop_default" => {
                let default = self.owned(&args[2]);
                let removed = self.change(dict, "remove", &[&args[1]], false, false);
                if self.any_raises(&args[2]) {
                    // Python makes the default in any case, and before anything is taken out.
                    let name = self.unused("default");
                    let start = Doc::text(format!("let {name} ="));
                    let taken = removed.at(Bind::Postfix).method("unwrap_or", vec![Doc::text(name)]);
                    let lines = vec![
                        Line::Assign { start, value: default, end: ";", trailing: None },
                        Line::Code(taken, "", None),
                    ];
                    let block = Block { head: Doc::text(""), lines, tail: Doc::text("") };
                    return Some(Code::bound(Doc::Block(Box::new(block)), Bind::Weak));
                }
                if default == Doc::text("None") {
                    return Some(Code::value(removed.at(Bind::Postfix).method("unwrap_or", vec![default])));
                }
                let default = Doc::Closure("||".to_owned(), Box::new(default));
                Code::value(removed.at(Bind::Postfix).method("unwrap_or_else", vec![default]))
            }
            "dict_setdefault" => {
                let code = self.change(dict, "setdefault", &[&args[1], &args[2]], true, false);
                if !self.is_behind_cell(dict) {
                    return Some(Code { held: Held::Ref, ..code });
                }
                match code.doc {
                    // It is taken before the guard is closed.
                    Doc::Block(mut block) => {
                        if let Some(Line::Code(last, ..)) = block.lines.last_mut() {
                            *last = self.taken(last.clone(), &expr.ty).doc;
                        }
                        Code::bound(Doc::Block(block), Bind::Weak)
                    }
                    doc => self.taken(doc, &expr.ty),
                }
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
                let options = self.holds_options(dict);
                if shared || self.is_temporary(dict) {
                    let taken = doc.method("cloned", Vec::new());
                    Code::value(if options { taken.method("flatten", Vec::new()) } else { taken })
                } else if options {
                    // None, or not there: both are None.
                    Code::postfix(doc.method("and_then", vec![Doc::text("Option::as_ref")]), Held::OptRef)
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
                let empty = matches!(&args[2].kind, ExprKind::List(items) if items.is_empty());
                if empty && !self.types.is_counted(&args[2].ty) {
                    return Some(Code::value(doc.method("unwrap_or_default", Vec::new())));
                }
                if self.any_raises(&args[2]) {
                    // Python makes the default in any case.
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
            "dict_from_pairs" => self.fresh(Doc::call("py::dict_from_pairs", vec![self.items(dict)]), &expr.ty),
            "dict_items" => {
                let pairs = Doc::text("|(key, item)| (key.clone(), item.clone())");
                let doc = self.content(dict).method("iter", Vec::new()).method("map", vec![pairs]);
                self.fresh(doc.method("collect::<Vec<_>>", Vec::new()), &expr.ty)
            }
            _ => return None,
        })
    }

    /// Whether the values of a dict may be None.
    pub fn holds_options(&self, dict: &Expr) -> bool {
        matches!(self.types.shape(&dict.ty), Some(Shape::Dict(_, Type::Optional(_))))
    }

    pub fn set_call(&self, call: &LibraryCall, args: &[Expr]) -> Option<Code> {
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

    /// A slice with a step, which raises only where the step is zero.
    pub fn stepped(&self, slice: Doc, call: &LibraryCall) -> Doc {
        if call.raises.is_empty() {
            slice.method("expect", vec![Doc::text("\"the step is not zero\"")])
        } else {
            self.try_(slice)
        }
    }

    /// The items of a list for a helper that takes them: moved where nothing else needs them.
    pub fn items(&self, list: &Expr) -> Doc {
        if list.ty == Type::Json {
            return self.try_(self.receiver(list).method("iter", Vec::new()));
        }
        if let ExprKind::Comprehension { .. } = list.kind {
            // `collect` is not needed for what is consumed at once.
            if let Doc::Chain(head, mut links) = self.owned(list) {
                if matches!(links.last(), Some(Doc::List(last)) if last.open == Doc::text(".collect::<Vec<_>>(")) {
                    links.pop();
                }
                // A range needs no parentheses where no method is called on it.
                return if links.is_empty() { head.unwrapped() } else { without_into_iter(Doc::Chain(head, links)) };
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

    pub fn consuming(&self, expr: &Expr, call: &LibraryCall, list: &Expr) -> Option<Code> {
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
}
