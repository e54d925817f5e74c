//! Expressions.

use super::bind::{is_block, opens_cell};
use super::body::Body;
use super::code::{Bind, Code, Held};
use super::default::mapped;
use super::doc::{Block, Doc, Line};
use super::facts::Root;
use super::literal;
use super::present::Guarded;
use crate::ir::{Expr, ExprKind, GlobalKind, Type};

impl Body<'_> {
    /// The expression as a value of its own.
    pub fn owned(&self, expr: &Expr) -> Doc {
        let code = self.code(expr);
        self.own(code, expr).doc
    }

    /// The same, in parentheses where it binds less than `least`.
    pub fn owned_at(&self, expr: &Expr, least: Bind) -> Doc {
        let code = self.code(expr);
        self.own(code, expr).at(least)
    }

    /// The expression as a reference; what is copied is copied.
    pub fn borrowed(&self, expr: &Expr) -> Doc {
        if self.types.is_copy(&expr.ty) {
            return self.owned(expr);
        }
        self.reference(expr)
    }

    /// The expression as a reference, whatever its type.
    pub fn reference(&self, expr: &Expr) -> Doc {
        if let ExprKind::JsonDumps { value, options, bytes: true } = &expr.kind {
            return self.json_dumps(value, options, false).at(Bind::Postfix).method("as_bytes", Vec::new());
        }
        if let (Type::Bytes, ExprKind::Library(call)) = (&expr.ty, &expr.kind)
            && call.helper == "str_encode"
        {
            return self.receiver(&call.args[0]).method("as_bytes", Vec::new());
        }
        let code = self.code(expr);
        if let Some(option) = self.lent_option(expr, &code) {
            return option;
        }
        if let Some(lent) = self.lent(expr, &code) {
            return lent;
        }
        match (&expr.ty, code.held) {
            // An item of a list of them: `&Option<T>`.
            (Type::Optional(inner), Held::Ref) if matches!(expr.kind, ExprKind::Local(_)) => {
                let method = if self.types.is_sliced(inner) || self.is_arc(inner) { "as_deref" } else { "as_ref" };
                code.at(Bind::Postfix).method(method, Vec::new())
            }
            (_, Held::Ref | Held::Slice | Held::OptRef | Held::Mut) => code.doc,
            (Type::Optional(inner), Held::Value | Held::Place) if !self.types.is_copy(&expr.ty) => {
                if code.doc == Doc::text("None") {
                    return code.doc;
                }
                let method = if self.types.is_sliced(inner) || self.is_arc(inner) { "as_deref" } else { "as_ref" };
                code.at(Bind::Postfix).method(method, Vec::new())
            }
            (_, Held::Value | Held::Place) => code.at(Bind::Unary).prefixed("&"),
        }
    }

    /// What a dict has of a key as an `Option<&str>` or of another slice: it lends an `Option<&String>`.
    pub fn lent_option(&self, expr: &Expr, code: &Code) -> Option<Doc> {
        let (Type::Optional(inner), ExprKind::Library(call), Held::OptRef) = (&expr.ty, &expr.kind, code.held) else {
            return None;
        };
        let slice = self.slice_of(inner).filter(|_| call.helper == "dict_get")?;
        Some(code.doc.clone().method("map", vec![Doc::text(slice)]))
    }

    /// What lends an owned value as a slice.
    pub fn slice_of(&self, ty: &Type) -> Option<&'static str> {
        match ty {
            Type::Str => Some("String::as_str"),
            Type::Bytes => Some("Vec::as_slice"),
            ty if self.types.is_sliced(ty) => Some("Vec::as_slice"),
            _ => None,
        }
    }

    /// What a copy is made of, where it need not outlive the statement.
    fn lent(&self, expr: &Expr, code: &Code) -> Option<Doc> {
        if code.held != Held::Value {
            return None;
        }
        let ExprKind::Library(call) = &expr.kind else { return None };
        let first = call.args.first()?;
        let lends = match call.helper.as_str() {
            "value_as_str" => true,
            "list_getitem" => !self.types.is_shared(&first.ty),
            _ => false,
        };
        let Doc::Chain(head, links) = &code.doc else { return None };
        let (last, before) = links.split_last()?;
        let copies = *last == Doc::call(".to_owned", Vec::new()) || *last == Doc::call(".clone", Vec::new());
        (lends && copies && before.last() == Some(&Doc::text("?"))).then(|| Doc::Chain(head.clone(), before.to_vec()))
    }

    /// An empty list or dict with its type, which a method called on it does not say.
    pub fn empty(&self, expr: &Expr) -> Option<Doc> {
        let is_empty = match &expr.kind {
            ExprKind::Copy(inner) if inner.ty == expr.ty => return self.empty(inner),
            ExprKind::List(items) | ExprKind::Set(items) => items.is_empty(),
            ExprKind::Dict(items) => items.is_empty(),
            _ => false,
        };
        let (Type::Object(id), true) = (&expr.ty, is_empty) else { return None };
        let new = self.types.content(*id).replacen('<', "::<", 1) + "::new()";
        Some(self.fresh(Doc::text(new), &expr.ty).doc)
    }

    /// The expression as what a method is called on or a field is taken of.
    pub fn receiver(&self, expr: &Expr) -> Doc {
        if let Some(empty) = self.empty(expr) {
            return empty;
        }
        self.code(expr).at(Bind::Postfix)
    }

    /// An operand of an operator: a copied value, or a place that is compared.
    pub fn operand(&self, expr: &Expr, least: Bind) -> Doc {
        if self.types.is_copy(&expr.ty) {
            return self.owned_at(expr, least);
        }
        self.code(expr).at(least)
    }

    pub fn is_arc(&self, ty: &Type) -> bool {
        matches!(ty, Type::Object(id) if self.types.is_arc(*id))
    }

    /// Makes a value of its own of a printed expression.
    pub fn own(&self, code: Code, expr: &Expr) -> Code {
        let ty = &expr.ty;
        if self.types.is_copy(ty) {
            return match code.held {
                Held::Value | Held::Place => code,
                Held::Ref | Held::Mut | Held::Slice => Code::bound(code.at(Bind::Unary).prefixed("*"), Bind::Unary),
                Held::OptRef => Code::value(code.at(Bind::Postfix).method("copied", Vec::new())),
            };
        }
        if code.held == Held::Value {
            return code;
        }
        self.end_borrows(expr);
        if self.is_arc(ty) {
            let arg = match code.held {
                Held::Place => code.at(Bind::Unary).prefixed("&"),
                Held::Value | Held::Ref | Held::Slice | Held::Mut | Held::OptRef => code.doc,
            };
            return Code::value(Doc::call("Arc::clone", vec![arg]));
        }
        let held = code.held;
        let doc = code.at(Bind::Postfix);
        let method = match (ty, held) {
            (Type::Str, Held::Slice | Held::Ref) => "to_owned",
            (Type::Optional(inner), Held::OptRef) => {
                let in_dict = matches!(&expr.kind, ExprKind::Library(call) if call.helper == "dict_get");
                return Code::value(match **inner {
                    _ if in_dict => doc.method("cloned", Vec::new()),
                    Type::Str => doc.method("map", vec![Doc::text("str::to_owned")]),
                    Type::Bytes => doc.method("map", vec![Doc::text("<[u8]>::to_vec")]),
                    _ if self.types.is_sliced(inner) => doc.method("map", vec![Doc::text("<[_]>::to_vec")]),
                    _ => doc.method("cloned", Vec::new()),
                });
            }
            (_, Held::Slice) => "to_vec",
            _ => "clone",
        };
        Code::value(doc.method(method, Vec::new()))
    }

    /// The expression as it is cheapest to print.
    pub fn code(&self, expr: &Expr) -> Code {
        let code = self.borrowing(|| self.closed_code(expr));
        self.keep_borrows(&code, expr);
        code
    }

    fn closed_code(&self, expr: &Expr) -> Code {
        let code = self.open_code(expr);
        if !self.is_closing(expr) || is_block(&code.doc) || !opens_cell(&code.doc) {
            return code;
        }
        let owned = self.own(code, expr).doc;
        Code::bound(Doc::concat([Doc::text("{ "), owned, Doc::text(" }")]), Bind::Weak)
    }

    fn open_code(&self, expr: &Expr) -> Code {
        if self.facts.empties.contains(&std::ptr::from_ref(expr))
            && let Some(empty) = self.empty(expr)
        {
            return Code::value(empty);
        }
        match &expr.kind {
            ExprKind::None => match &expr.ty {
                Type::Optional(_) => Code::value(Doc::text("None")),
                Type::Json => Code::value(Doc::text("py::Value::None")),
                _ => Code::value(Doc::text("()")),
            },
            ExprKind::Bool(value) => Code::value(Doc::text(value.to_string())),
            ExprKind::Int(value) => self.facts.wide.int(expr, *value),
            ExprKind::Float(value) => literal::float(*value),
            ExprKind::Str(text) => Code::postfix(Doc::text(literal::str(text)), Held::Slice),
            ExprKind::Bytes(bytes) => Code::postfix(Doc::text(literal::bytes(bytes)), Held::Slice),
            ExprKind::Local(local) if self.request(*local).is_some() => {
                Code::postfix(Doc::text(self.name(*local)).link(Doc::text(".handler")), Held::Mut)
            }
            ExprKind::Local(local) => {
                let held = self.held(*local);
                let moved = held == Held::Place
                    && self.facts.is_last(expr)
                    && !self.is_pinned(Root::Local(*local))
                    && !self.is_used_again(*local)
                    && !self.is_borrowed(*local);
                Code::postfix(Doc::text(self.name(*local)), if moved { Held::Value } else { held })
            }
            ExprKind::Global(id) => {
                let global = self.types.plan.global(*id);
                let (field, constant) = &self.types.names.globals[id.0 as usize];
                match &global.kind {
                    GlobalKind::Constant(_) => {
                        let held = if global.ty == Type::Str { Held::Slice } else { Held::Place };
                        Code::postfix(Doc::text(constant.clone()), held)
                    }
                    GlobalKind::State { .. } if self.state_as_locals => {
                        Code::postfix(Doc::text(field.clone()), Held::Place)
                    }
                    GlobalKind::State { .. } => {
                        Code::postfix(Doc::text(self.state(false)).link(Doc::text(format!(".{field}"))), Held::Place)
                    }
                }
            }
            ExprKind::Not(inner) => self.not(inner),
            ExprKind::And(all) => self.joined(all, "&&", Bind::And),
            ExprKind::Or(all) => self.joined(all, "||", Bind::Or),
            ExprKind::Cond { test, then, otherwise } => {
                let class_test = &test.kind;
                // What is used where a value is not absent is bound first.
                let turned = self.turned(test, otherwise);
                let (test, then, otherwise) = match &turned {
                    Some(turned) => (turned, otherwise, then),
                    None => (test.as_ref(), then, otherwise),
                };
                let lends =
                    |arm: &Expr| !self.types.is_copy(&arm.ty) && matches!(self.code(arm).held, Held::Slice | Held::Ref);
                let (test, (then, held)) = self.tested(test, Guarded::Expr(then), || {
                    let borrowed = lends(then) && lends(otherwise);
                    let held = borrowed.then(|| self.code(then).held);
                    (self.borrowing(|| if borrowed { self.borrowed(then) } else { self.owned(then) }), held)
                });
                // `if let Some(x) = y { Some(f(x)) } else { None }` is `y.map(|x| f(x))`.
                if let Some(mapped) = mapped(&test, &then, otherwise) {
                    return Code::value(mapped);
                }
                let otherwise = if held.is_some() { self.borrowed(otherwise) } else { self.owned(otherwise) };
                // Attributes of exceptions of several classes that are held alike.
                if then == otherwise && matches!(class_test, ExprKind::IsException { .. }) {
                    return Code::postfix(then, held.unwrap_or(Held::Value));
                }
                let doc = Doc::Choice(Box::new([test, then, otherwise]));
                Code { doc, bind: Bind::Weak, held: held.unwrap_or(Held::Value) }
            }
            ExprKind::Let { local, value, body } => self.let_in(*local, value, body),
            ExprKind::Compare { op, left, right } => self.compare(*op, left, right),
            ExprKind::IsNone(inner) => Code::value(self.receiver(inner).method("is_none", Vec::new())),
            ExprKind::Truth(inner) => self.truth(inner, true),
            ExprKind::Arithmetic { op, left, right, unchecked } => self.arithmetic(expr, *op, left, right, *unchecked),
            ExprKind::Negate(inner) => match (&inner.ty, &inner.kind) {
                (Type::Int, ExprKind::Int(value)) => self.facts.wide.int(expr, value.wrapping_neg()),
                (Type::Int, _) => Code::value(Doc::call("py::neg", vec![self.owned(inner)])),
                (Type::Json, _) => Code::value(self.try_(Doc::call("py::value_neg", vec![self.borrowed(inner)]))),
                _ => Code::bound(self.owned_at(inner, Bind::Unary).prefixed("-"), Bind::Unary),
            },
            ExprKind::Concat(all) => self.concat(all),
            ExprKind::Format(parts) => self.format(parts),
            ExprKind::Convert(inner) => self.convert(inner, &expr.ty),
            ExprKind::List(items) => {
                let items = self.owned_apart(items);
                let list = if items.is_empty() && expr.ty == Type::Json {
                    Doc::text("Vec::<py::Value>::new()")
                } else if items.is_empty() {
                    Doc::text("Vec::new()")
                } else {
                    Doc::list(Doc::text("vec!["), items, "]")
                };
                self.fresh(list, &expr.ty)
            }
            ExprKind::Dict(items) => {
                let parts = self.owned_apart(items.iter().flat_map(|(key, value)| [key, value]));
                let pair = |pair: &[Doc]| Doc::list(Doc::text("("), pair.to_vec(), ")");
                let items: Vec<Doc> = parts.chunks(2).map(pair).collect();
                let dict = if items.is_empty() && expr.ty == Type::Json {
                    Doc::text("py::Dict::<String, py::Value>::new()")
                } else if items.is_empty() {
                    Doc::text("py::Dict::new()")
                } else {
                    Doc::call("py::Dict::from", vec![Doc::list(Doc::text("["), items, "]")])
                };
                self.fresh(dict, &expr.ty)
            }
            ExprKind::Set(items) => {
                let items = self.owned_apart(items);
                let set = if items.is_empty() {
                    Doc::text("py::Set::new()")
                } else {
                    Doc::call("py::Set::from", vec![Doc::list(Doc::text("["), items, "]")])
                };
                self.fresh(set, &expr.ty)
            }
            ExprKind::Tuple(items) => {
                let items: Vec<Doc> = self.owned_apart(items);
                match items.as_slice() {
                    [one] => Code::value(Doc::concat([Doc::text("("), one.clone(), Doc::text(",)")])),
                    _ => Code::value(Doc::list(Doc::text("("), items, ")")),
                }
            }
            ExprKind::Record { fields, base } => self.record(expr, fields, base.as_deref()),
            ExprKind::Field { object, field, known } => self.field(object, *field, *known, &expr.ty),
            ExprKind::FieldOrNone { object, field } => self.field_or_none(object, *field),
            ExprKind::HasField { object, field } => {
                let place = self.field_place(object, *field);
                Code::value(place.at(Bind::Postfix).method("is_some", Vec::new()))
            }
            ExprKind::TupleItem { tuple, index } => {
                let code = self.code(tuple);
                let held = if code.held == Held::Value { Held::Value } else { Held::Place };
                Code::postfix(code.at(Bind::Postfix).link(Doc::text(format!(".{index}"))), held)
            }
            ExprKind::Len(inner) => self.len(inner),
            ExprKind::Contains { item, container } => self.contains(item, container),
            ExprKind::Copy(inner) => self.copy(inner, &expr.ty),
            // Where any type will do, `()` does: `!` cannot stand for one that is asked to be written.
            ExprKind::Call { function, args }
                if self.always_raises(*function) && !matches!(expr.ty, Type::Never | Type::Encodable) =>
            {
                self.call_without_value(*function, args)
            }
            ExprKind::Call { function, args } => {
                let name = self.types.names.functions[function.0 as usize].clone();
                self.call(&name, *function, args)
            }
            ExprKind::New { object, init, args } => self.new_instance(expr, *object, *init, args),
            ExprKind::Library(call) => self.library(expr, call),
            ExprKind::JsonDumps { value, options, bytes } => self.json_dumps(value, options, *bytes),
            ExprKind::Comprehension { kind, clauses, element, value } => {
                self.comprehension(expr, *kind, clauses, element, value.as_deref())
            }
            ExprKind::Lambda(lambda) => Code::bound(self.lambda(lambda, self.any_raises(&lambda.body)), Bind::Weak),
            ExprKind::NewException { class, args, fields } => self.new_exception(class, args, fields),
            ExprKind::ExceptionField { value, class, field } => self.exception_field(value, class, *field, &expr.ty),
            ExprKind::IsException { value, classes } => {
                let value = self.receiver(value);
                let tests: Vec<(&'static str, Doc)> = classes
                    .iter()
                    .map(|class| ("||", value.clone().method("is", vec![Doc::text(format!("&{}", self.class(class)))])))
                    .collect();
                self.any_of(tests)
            }
            ExprKind::IsJson { value, kinds } => self.is_json(value, kinds),
            ExprKind::Block(block, value) => {
                let mut lines = self.lines(block);
                lines.push(Line::Code(self.owned(value), "", None));
                Code::bound(Doc::Block(Box::new(Block { head: Doc::text(""), lines, tail: Doc::text("") })), Bind::Weak)
            }
        }
    }

    /// What methods that read a container are called on.
    pub fn content(&self, expr: &Expr) -> Doc {
        let receiver = self.receiver(expr);
        if self.types.is_shared(&expr.ty) { receiver.method("read", Vec::new()) } else { receiver }
    }

    /// A fresh object, wrapped as its alias class is held.
    pub fn fresh(&self, doc: Doc, ty: &Type) -> Code {
        match ty {
            Type::Json => Code::value(Doc::call("py::Value::from", vec![doc])),
            Type::Object(_) if self.types.is_shared(ty) => Code::value(Doc::call("py::Shared::new", vec![doc])),
            Type::Object(id) if self.types.is_arc(*id) => Code::value(Doc::call("Arc::new", vec![doc])),
            _ => Code::value(doc),
        }
    }

    pub fn len(&self, inner: &Expr) -> Code {
        match &inner.ty {
            Type::Str => Code::value(Doc::call("py::str_len", vec![self.borrowed(inner)])),
            Type::Json => Code::value(self.try_(self.receiver(inner).method("len", Vec::new()))),
            _ => Code::bound(self.content(inner).method("len", Vec::new()).suffixed(" as i64"), Bind::Cast),
        }
    }

    fn copy(&self, inner: &Expr, to: &Type) -> Code {
        if inner.ty == Type::Json {
            return Code::value(self.try_(self.receiver(inner).method("copy", Vec::new())));
        }
        let code = self.code(inner);
        let content = if self.types.is_shared(&inner.ty) {
            self.content(inner).method("clone", Vec::new())
        } else {
            let method = if code.held == Held::Slice { "to_vec" } else { "clone" };
            let is_arc = self.is_arc(&inner.ty);
            let doc = code.at(Bind::Postfix);
            if is_arc {
                Doc::call("Arc::unwrap_or_clone", vec![doc.method("clone", Vec::new())])
            } else {
                doc.method(method, Vec::new())
            }
        };
        self.fresh(content, to)
    }

    /// Whether evaluating an expression or any part of it can raise.
    pub fn any_raises(&self, expr: &Expr) -> bool {
        let mut found = false;
        crate::ir::walk::expr(expr, &mut |part| {
            found |= self.types.plan.raises(part);
            if let ExprKind::Comprehension { clauses, .. } = &part.kind {
                found |= clauses.iter().any(|clause| self.iter_raises(&clause.iter));
            }
        });
        found
    }
}
