//! Expressions.

use super::body::{Body, request_of};
use super::code::{Bind, Code, Held};
use super::doc::{Block, Doc, Line};
use super::facts::{Root, root};
use super::literal;
use super::present::Guarded;
use crate::ir::{ArithmeticOp, CompareOp, DumpOptions, Expr, ExprKind, GlobalKind, Shape, Type};
use crate::plan::{Access, Passing};

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
        if let Some(lent) = self.lent(expr, &code) {
            return lent;
        }
        match (&expr.ty, code.held) {
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

    /// The expression as what a method is called on or a field is taken of.
    pub fn receiver(&self, expr: &Expr) -> Doc {
        self.code(expr).at(Bind::Postfix)
    }

    /// An operand of an operator: a copied value, or a place that is compared.
    pub fn operand(&self, expr: &Expr, least: Bind) -> Doc {
        if self.types.is_copy(&expr.ty) {
            return self.owned_at(expr, least);
        }
        self.code(expr).at(least)
    }

    fn is_arc(&self, ty: &Type) -> bool {
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
        match &expr.kind {
            ExprKind::None => match &expr.ty {
                Type::Optional(_) => Code::value(Doc::text("None")),
                Type::Json => Code::value(Doc::text("py::Value::None")),
                _ => Code::value(Doc::text("()")),
            },
            ExprKind::Bool(value) => Code::value(Doc::text(value.to_string())),
            ExprKind::Int(value) => literal::int(*value),
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
                    && !self.is_used_again(*local);
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
                let lends =
                    |arm: &Expr| !self.types.is_copy(&arm.ty) && matches!(self.code(arm).held, Held::Slice | Held::Ref);
                let (test, (then, held)) = self.tested(test, Guarded::Expr(then), || {
                    let borrowed = lends(then) && lends(otherwise);
                    let held = borrowed.then(|| self.code(then).held);
                    (if borrowed { self.borrowed(then) } else { self.owned(then) }, held)
                });
                // `if let Some(x) = y { Some(f(x)) } else { None }` is `y.map(|x| f(x))`.
                if let Some(mapped) = mapped(&test, &then, otherwise) {
                    return Code::value(mapped);
                }
                let otherwise = if held.is_some() { self.borrowed(otherwise) } else { self.owned(otherwise) };
                let doc = Doc::Choice(Box::new([test, then, otherwise]));
                Code { doc, bind: Bind::Weak, held: held.unwrap_or(Held::Value) }
            }
            ExprKind::Let { local, value, body } => self.let_in(*local, value, body),
            ExprKind::Compare { op, left, right } => self.compare(*op, left, right),
            ExprKind::IsNone(inner) => Code::value(self.receiver(inner).method("is_none", Vec::new())),
            ExprKind::Truth(inner) => self.truth(inner, true),
            ExprKind::Arithmetic { op, left, right, unchecked } => self.arithmetic(expr, *op, left, right, *unchecked),
            ExprKind::Negate(inner) => match (&inner.ty, &inner.kind) {
                (Type::Int, ExprKind::Int(value)) => literal::int(value.wrapping_neg()),
                (Type::Int, _) => Code::value(Doc::call("py::neg", vec![self.owned(inner)])),
                (Type::Json, _) => Code::value(self.try_(Doc::call("py::value_neg", vec![self.borrowed(inner)]))),
                _ => Code::bound(self.owned_at(inner, Bind::Unary).prefixed("-"), Bind::Unary),
            },
            ExprKind::Concat(all) => self.concat(all),
            ExprKind::Format(parts) => self.format(parts),
            ExprKind::Convert(inner) => self.convert(inner, &expr.ty),
            ExprKind::List(items) => {
                let items: Vec<Doc> = items.iter().map(|item| self.owned(item)).collect();
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
                let items: Vec<Doc> = items
                    .iter()
                    .map(|(key, value)| Doc::list(Doc::text("("), vec![self.owned(key), self.owned(value)], ")"))
                    .collect();
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
                let items: Vec<Doc> = items.iter().map(|item| self.owned(item)).collect();
                let set = if items.is_empty() {
                    Doc::text("py::Set::new()")
                } else {
                    Doc::call("py::Set::from", vec![Doc::list(Doc::text("["), items, "]")])
                };
                self.fresh(set, &expr.ty)
            }
            ExprKind::Tuple(items) => {
                let items: Vec<Doc> = items.iter().map(|item| self.owned(item)).collect();
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
            ExprKind::IsJson { value, kinds } => {
                let value = self.receiver(value);
                let tests: Vec<(&'static str, Doc)> = kinds
                    .iter()
                    .map(|kind| {
                        let kind = if *kind == "None" { "none" } else { kind };
                        ("||", value.clone().method(&format!("is_{kind}"), Vec::new()))
                    })
                    .collect();
                self.any_of(tests)
            }
            ExprKind::Block(block, value) => {
                let mut lines = self.lines(block);
                lines.push(Line::Code(self.owned(value), "", None));
                Code::bound(Doc::Block(Box::new(Block { head: Doc::text(""), lines, tail: Doc::text("") })), Bind::Weak)
            }
        }
    }

    fn any_of(&self, mut tests: Vec<(&'static str, Doc)>) -> Code {
        if tests.len() == 1 {
            return Code::value(tests.remove(0).1);
        }
        Code::bound(Doc::Binary(tests), Bind::Or)
    }

    fn joined(&self, all: &[Expr], operator: &'static str, bind: Bind) -> Code {
        let mut operands = Vec::new();
        for one in all {
            let code = self.code(one);
            let code = self.own(code, one);
            match code.doc {
                // `a && (b && c)` is `a && b && c`.
                Doc::Binary(inner) if code.bind == bind => {
                    operands.extend(inner.into_iter().map(|(_, operand)| (operator, operand)));
                }
                doc => operands.push((operator, if code.bind < bind { doc.parenthesized() } else { doc })),
            }
        }
        Code::bound(Doc::Binary(operands), bind)
    }

    fn not(&self, inner: &Expr) -> Code {
        match &inner.kind {
            ExprKind::Truth(value) => self.truth(value, false),
            ExprKind::IsNone(value) if matches!(value.ty, Type::Optional(_)) => {
                Code::value(self.receiver(value).method("is_some", Vec::new()))
            }
            ExprKind::Compare { op: CompareOp::Eq, left, right } => self.compare(CompareOp::NotEq, left, right),
            ExprKind::Compare { op: CompareOp::NotEq, left, right } => self.compare(CompareOp::Eq, left, right),
            ExprKind::Not(inner) => self.code(inner),
            ExprKind::And(all) if all.iter().any(|one| matches!(one.kind, ExprKind::Not(_))) => {
                let negated = |one: &Expr| match &one.kind {
                    ExprKind::Not(inner) => (**inner).clone(),
                    _ => Expr { kind: ExprKind::Not(Box::new(one.clone())), ..one.clone() },
                };
                self.joined(&all.iter().map(negated).collect::<Vec<_>>(), "||", Bind::Or)
            }
            ExprKind::HasField { object, field } => {
                Code::value(self.field_place(object, *field).at(Bind::Postfix).method("is_none", Vec::new()))
            }
            _ => Code::bound(self.owned_at(inner, Bind::Unary).prefixed("!"), Bind::Unary),
        }
    }

    /// Whether a value is true (`wanted`), or that it is not.
    fn truth(&self, inner: &Expr, wanted: bool) -> Code {
        let negated = |doc: Doc| {
            if wanted { Code::value(doc) } else { Code::bound(doc.prefixed("!"), Bind::Unary) }
        };
        match &inner.ty {
            Type::Int | Type::Float => {
                let zero = if inner.ty == Type::Int { "0" } else { "0.0" };
                let operator = if wanted { "!=" } else { "==" };
                let operands = vec![("", self.owned_at(inner, Bind::Shift)), (operator, Doc::text(zero))];
                Code::bound(Doc::Binary(operands), Bind::Compare)
            }
            Type::Bool => {
                let code = self.code(inner);
                let code = self.own(code, inner);
                if wanted { code } else { Code::bound(code.at(Bind::Unary).prefixed("!"), Bind::Unary) }
            }
            Type::Number | Type::BigInt | Type::Json => negated(self.receiver(inner).method("truth", Vec::new())),
            Type::Optional(held) => {
                let test = match **held {
                    Type::Bool => {
                        let operands = vec![
                            ("", self.operand(inner, Bind::Shift)),
                            (if wanted { "==" } else { "!=" }, Doc::text("Some(true)")),
                        ];
                        return Code::bound(Doc::Binary(operands), Bind::Compare);
                    }
                    Type::Int => "|number| number != 0",
                    Type::Float => "|number| number != 0.0",
                    Type::Number => "|number| number.truth()",
                    Type::BigInt => "|number| number.truth()",
                    Type::Str | Type::Bytes => "|text| !text.is_empty()",
                    Type::Object(id) if !self.types.is_struct(id) => {
                        if self.types.is_shared(held) {
                            "|items| !items.read().is_empty()"
                        } else {
                            "|items| !items.is_empty()"
                        }
                    }
                    _ => {
                        let method = if wanted { "is_some" } else { "is_none" };
                        return Code::value(self.receiver(inner).method(method, Vec::new()));
                    }
                };
                let option = if self.types.is_copy(&inner.ty) {
                    self.owned_at(inner, Bind::Postfix)
                } else {
                    self.reference(inner)
                };
                negated(option.method("is_some_and", vec![Doc::text(test)]))
            }
            _ => {
                let empty = self.content(inner).method("is_empty", Vec::new());
                if wanted { Code::bound(empty.prefixed("!"), Bind::Unary) } else { Code::value(empty) }
            }
        }
    }

    /// What methods that read a container are called on.
    pub fn content(&self, expr: &Expr) -> Doc {
        let receiver = self.receiver(expr);
        if self.types.is_shared(&expr.ty) { receiver.method("read", Vec::new()) } else { receiver }
    }

    fn compare(&self, op: CompareOp, left: &Expr, right: &Expr) -> Code {
        let operator = match op {
            CompareOp::Eq => "==",
            CompareOp::NotEq => "!=",
            CompareOp::Lt => "<",
            CompareOp::LtE => "<=",
            CompareOp::Gt => ">",
            CompareOp::GtE => ">=",
        };
        if left.ty == Type::Json && !matches!(op, CompareOp::Eq | CompareOp::NotEq) {
            let method = match op {
                CompareOp::Lt => "lt",
                CompareOp::LtE => "le",
                CompareOp::Gt => "gt",
                CompareOp::Eq | CompareOp::NotEq | CompareOp::GtE => "ge",
            };
            return Code::value(self.try_(self.receiver(left).method(method, vec![self.borrowed(right)])));
        }
        // `x == ""`
        if let (ExprKind::Str(text), CompareOp::Eq | CompareOp::NotEq) = (&right.kind, op)
            && text.is_empty()
            && left.ty == Type::Str
        {
            let empty = self.receiver(left).method("is_empty", Vec::new());
            return if op == CompareOp::Eq {
                Code::value(empty)
            } else {
                Code::bound(empty.prefixed("!"), Bind::Unary)
            };
        }
        // `len(x) == 0`
        if let (ExprKind::Len(container), ExprKind::Int(0)) = (&left.kind, &right.kind)
            && container.ty != Type::Json
        {
            match op {
                CompareOp::Eq | CompareOp::LtE => return self.truth(container, false),
                CompareOp::NotEq | CompareOp::Gt => return self.truth(container, true),
                CompareOp::Lt | CompareOp::GtE => {}
            }
        }
        // An integer of any size is compared with one of 64 bits as it is.
        if let (Some(small), Type::BigInt) = (small(right), &left.ty)
            && small_differs(left)
        {
            let operands = vec![("", self.compared_big(left)), (operator, self.owned_at(small, Bind::BitOr))];
            return Code::bound(Doc::Binary(operands), Bind::Compare);
        }
        if let (Some(small), Type::BigInt) = (small(left), &right.ty)
            && small_differs(right)
        {
            let turned = match op {
                CompareOp::Lt => ">",
                CompareOp::LtE => ">=",
                CompareOp::Gt => "<",
                CompareOp::GtE => "<=",
                CompareOp::Eq | CompareOp::NotEq => operator,
            };
            let operands = vec![("", self.compared_big(right)), (turned, self.owned_at(small, Bind::BitOr))];
            return Code::bound(Doc::Binary(operands), Bind::Compare);
        }
        let (left_doc, right_doc) = self.compared(left, right);
        Code::bound(Doc::Binary(vec![("", left_doc), (operator, right_doc)]), Bind::Compare)
    }

    /// An integer of any size as what is compared.
    fn compared_big(&self, expr: &Expr) -> Doc {
        let code = self.code(expr);
        match code.held {
            Held::Ref | Held::Mut => code.at(Bind::Unary).prefixed("*"),
            Held::Value | Held::Place | Held::Slice | Held::OptRef => code.at(Bind::BitOr),
        }
    }

    /// Two operands in forms that Rust compares with each other.
    fn compared(&self, left: &Expr, right: &Expr) -> (Doc, Doc) {
        if self.types.is_copy(&left.ty) {
            // `a as i64 < b` would begin a generic type.
            let code = self.code(left);
            let code = self.own(code, left);
            let first = if code.bind == Bind::Cast { code.doc.parenthesized() } else { code.at(Bind::BitOr) };
            return (first, self.owned_at(right, Bind::BitOr));
        }
        if let Type::Optional(_) = left.ty {
            return (self.reference(left), self.option_pattern(right));
        }
        let (a, b) = (self.code(left), self.code(right));
        let plain = |code: Code| code.at(Bind::BitOr);
        let deref = |code: Code| code.at(Bind::Unary).prefixed("*");
        let reference = |held: Held| matches!(held, Held::Ref | Held::Mut);
        match (a.held, b.held) {
            // A `&str` is compared with a `String` and with itself.
            (Held::Slice, Held::Slice | Held::Place | Held::Value) | (Held::Place | Held::Value, Held::Slice) => {
                (plain(a), plain(b))
            }
            (x, Held::Slice) if reference(x) => {
                if matches!(right.kind, ExprKind::Str(_)) {
                    (plain(a), plain(b))
                } else {
                    (deref(a), deref(b))
                }
            }
            (Held::Slice, y) if reference(y) => (deref(a), deref(b)),
            (x, y) if reference(x) && reference(y) => (plain(a), plain(b)),
            (x, _) if reference(x) => (deref(a), plain(b)),
            (_, y) if reference(y) => (plain(a), deref(b)),
            _ => (plain(a), plain(b)),
        }
    }

    /// An `Option` of a reference that a borrowed one is compared with.
    fn option_pattern(&self, expr: &Expr) -> Doc {
        if let ExprKind::Convert(inner) = &expr.kind
            && !matches!(inner.ty, Type::Optional(_))
            && inner.ty != Type::None
        {
            return Doc::call("Some", vec![self.borrowed(inner)]);
        }
        self.reference(expr)
    }

    fn arithmetic(&self, expr: &Expr, op: ArithmeticOp, left: &Expr, right: &Expr, unchecked: bool) -> Code {
        use ArithmeticOp as Op;
        if left.ty == Type::Json {
            let helper = match op {
                Op::Add => "py::value_add",
                Op::Sub => "py::value_sub",
                Op::Mult => "py::value_mul",
                Op::Div => "py::value_truediv",
                Op::FloorDiv => "py::value_floordiv",
                Op::Mod => "py::value_mod",
                Op::Pow => "py::value_pow",
                Op::LShift => "py::value_lshift",
                Op::RShift => "py::value_rshift",
                Op::BitOr => "py::value_or",
                Op::BitXor => "py::value_xor",
                Op::BitAnd => "py::value_and",
            };
            return Code::value(self.try_(Doc::call(helper, vec![self.borrowed(left), self.borrowed(right)])));
        }
        let raises = self.types.plan.raises(expr);
        let native = |operator: &'static str, bind: Bind| {
            let tighter = if bind == Bind::Sum { Bind::Product } else { Bind::Cast };
            let first = self.owned_at(left, bind);
            Code::bound(Doc::Binary(vec![("", first), (operator, self.owned_at(right, tighter))]), bind)
        };
        let helper = |name: &str, fallible: bool| {
            let call = Doc::call(name, vec![self.owned(left), self.owned(right)]);
            Code::value(if fallible { self.try_(call) } else { call })
        };
        let plain = unchecked || left.ty != Type::Int;
        match (op, &left.ty) {
            (Op::Add, _) if plain => native("+", Bind::Sum),
            (Op::Sub, _) if plain => native("-", Bind::Sum),
            (Op::Mult, _) if plain => native("*", Bind::Product),
            (Op::Add, _) => helper("py::add", false),
            (Op::Sub, _) => helper("py::sub", false),
            (Op::Mult, _) => helper("py::mul", false),
            (Op::Div, Type::Float) if !raises => native("/", Bind::Product),
            (Op::Div, Type::Float) => helper("py::float_truediv", true),
            (Op::Div, Type::Int) if !raises => helper("py::int_ratio", false),
            (Op::Div, Type::Int) => helper("py::int_truediv", true),
            (Op::FloorDiv | Op::Mod, Type::Int) if !raises => {
                if matches!(right.kind, ExprKind::Int(divisor) if divisor > 0) {
                    let method = if op == Op::Mod { "rem_euclid" } else { "div_euclid" };
                    return Code::value(self.number_method(left, method, vec![self.owned(right)]));
                }
                helper(if op == Op::Mod { "py::floor_rest" } else { "py::floor_quotient" }, false)
            }
            (Op::FloorDiv, Type::Int) => helper("py::floordiv", true),
            (Op::Mod, Type::Int) => helper("py::modulo", true),
            (Op::FloorDiv, Type::Float) => {
                helper(if raises { "py::float_floordiv" } else { "py::float_floor_quotient" }, raises)
            }
            (Op::Mod, Type::Float) => helper(if raises { "py::float_modulo" } else { "py::float_floor_rest" }, raises),
            (Op::Pow, Type::Int) if expr.ty == Type::Int => helper("py::pow", false),
            (Op::Pow, Type::Int) => helper("py::int_pow_negative", true),
            (Op::Pow, Type::Float) => helper("py::float_pow", true),
            (Op::LShift, _) => helper("py::int_lshift", true),
            (Op::RShift, _) => helper("py::int_rshift", true),
            (Op::BitOr, _) => self.bits("|", Bind::BitOr, left, right),
            (Op::BitXor, _) => self.bits("^", Bind::BitXor, left, right),
            (Op::BitAnd, _) => self.bits("&", Bind::BitAnd, left, right),
            (Op::Div | Op::FloorDiv | Op::Mod | Op::Pow, _) => {
                let method = match op {
                    Op::Div => "truediv",
                    Op::FloorDiv => "floordiv",
                    Op::Mod => "modulo",
                    _ => "pow",
                };
                let call = self.owned_at(left, Bind::Postfix).method(method, vec![self.owned(right)]);
                Code::value(self.try_(call))
            }
        }
    }

    fn bits(&self, operator: &'static str, bind: Bind, left: &Expr, right: &Expr) -> Code {
        let operands = vec![("", self.owned_at(left, Bind::Shift)), (operator, self.owned_at(right, Bind::Shift))];
        Code::bound(Doc::Binary(operands), bind)
    }

    fn convert(&self, inner: &Expr, to: &Type) -> Code {
        match (&inner.ty, to) {
            (from, to) if from == to => self.code(inner),
            (Type::Int, Type::Float) => match &inner.kind {
                ExprKind::Int(value) => literal::float(*value as f64),
                _ => Code::bound(self.owned_at(inner, Bind::Cast).suffixed(" as f64"), Bind::Cast),
            },
            (Type::Bool, Type::Float) => Code::value(Doc::call("f64::from", vec![self.owned(inner)])),
            (Type::Bool, Type::Int) => Code::value(Doc::call("i64::from", vec![self.owned(inner)])),
            (Type::Bool, Type::Number) => {
                Code::value(Doc::call("py::Number::Int", vec![Doc::call("i64::from", vec![self.owned(inner)])]))
            }
            (Type::Int, Type::Number) => Code::value(Doc::call("py::Number::Int", vec![self.owned(inner)])),
            (Type::Float, Type::Number) => Code::value(Doc::call("py::Number::Float", vec![self.owned(inner)])),
            (Type::Int, Type::BigInt) if matches!(inner.kind, ExprKind::Int(_)) => {
                Code::value(Doc::call("py::Int::from", vec![self.owned(inner).suffixed("_i64")]))
            }
            (Type::Int | Type::Bool, Type::BigInt) => Code::value(Doc::call("py::Int::from", vec![self.owned(inner)])),
            (Type::BigInt, Type::Int) => Code::value(self.receiver(inner).method("to_i64", Vec::new())),
            (Type::BigInt, Type::Float) => Code::value(self.try_(self.receiver(inner).method("to_f64", Vec::new()))),
            (Type::None, Type::Optional(_) | Type::Json) if !matches!(inner.kind, ExprKind::None) => {
                // A call that gives None is made all the same.
                let none = if *to == Type::Json { "py::Value::None" } else { "None" };
                let lines = vec![Line::Code(self.code(inner).doc, ";", None), Line::Code(Doc::text(none), "", None)];
                Code::bound(Doc::Block(Box::new(Block { head: Doc::text(""), lines, tail: Doc::text("") })), Bind::Weak)
            }
            (Type::None, Type::Optional(_)) => Code::value(Doc::text("None")),
            (Type::Optional(from), Type::Optional(to)) => {
                let mapped = self.converted_name(from, to);
                Code::value(self.owned_at(inner, Bind::Postfix).method("map", vec![Doc::text(mapped)]))
            }
            (_, Type::Optional(held)) => {
                // `Some(x)` where x is converted first.
                let code = self.code(inner);
                let value = if inner.ty == **held { self.own(code, inner).doc } else { self.convert(inner, held).doc };
                Code::value(Doc::call("Some", vec![value]))
            }
            (Type::Json, to) => self.narrow(inner, to),
            (Type::Optional(_), Type::Json) | (_, Type::Json) if self.is_json_from(&inner.ty) => {
                if inner.ty == Type::None {
                    return Code::value(Doc::text("py::Value::None"));
                }
                let arg = if inner.ty == Type::Str { self.borrowed(inner) } else { self.owned(inner) };
                Code::value(Doc::call("py::Value::from", vec![arg]))
            }
            (_, Type::Json) => self.code(inner),
            (_, Type::Encodable) => self.code(inner),
            (Type::Optional(_), _) => {
                if let Some((name, held)) = self.present(inner) {
                    return Code::postfix(Doc::text(name), held);
                }
                let code = self.code(inner);
                let present = "the value was tested to be present";
                if self.types.is_copy(&inner.ty) {
                    let option = self.own(code, inner).at(Bind::Postfix);
                    return Code::value(option.method("expect", vec![Doc::text(format!("\"{present}\""))]));
                }
                if code.held == Held::Value {
                    return Code::value(
                        code.at(Bind::Postfix).method("expect", vec![Doc::text(format!("\"{present}\""))]),
                    );
                }
                let held = if self.types.is_sliced(to) { Held::Slice } else { Held::Ref };
                let option = self.reference(inner);
                Code::postfix(option.method("expect", vec![Doc::text(format!("\"{present}\""))]), held)
            }
            _ => self.code(inner),
        }
    }

    fn converted_name(&self, from: &Type, to: &Type) -> String {
        match (from, to) {
            (Type::Int, Type::Float) => "|number| number as f64".to_owned(),
            (Type::Int, Type::Number) => "py::Number::Int".to_owned(),
            (Type::Float, Type::Number) => "py::Number::Float".to_owned(),
            (Type::Int, Type::BigInt) => "py::Int::from".to_owned(),
            _ => format!("{}::from", self.types.owned(to)),
        }
    }

    fn is_json_from(&self, ty: &Type) -> bool {
        match ty {
            Type::None | Type::Bool | Type::Int | Type::BigInt | Type::Float | Type::Number | Type::Str => true,
            Type::Optional(inner) => self.is_json_from(inner),
            Type::Object(_) => true,
            _ => false,
        }
    }

    /// What an `isinstance` before has shown a Json value to be.
    fn narrow(&self, inner: &Expr, to: &Type) -> Code {
        let receiver = self.receiver(inner);
        let method = match to {
            Type::Bool => "as_bool",
            Type::Int => "as_int",
            Type::BigInt => "as_big_int",
            Type::Float => "as_float",
            Type::Number => "as_number",
            Type::Str => return Code::postfix(receiver.method("as_str", Vec::new()), Held::Slice),
            Type::Object(_) => match self.types.shape(to) {
                Some(Shape::List(_)) => "as_list",
                _ => "as_dict",
            },
            _ => return self.code(inner),
        };
        Code::value(receiver.method(method, Vec::new()))
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

    fn len(&self, inner: &Expr) -> Code {
        match &inner.ty {
            Type::Str => Code::value(Doc::call("py::str_len", vec![self.borrowed(inner)])),
            Type::Json => Code::value(self.try_(self.receiver(inner).method("len", Vec::new()))),
            _ => Code::bound(self.content(inner).method("len", Vec::new()).suffixed(" as i64"), Bind::Cast),
        }
    }

    fn contains(&self, item: &Expr, container: &Expr) -> Code {
        match &container.ty {
            Type::Str => {
                // One character is searched faster as such.
                let item = match &item.kind {
                    ExprKind::Str(text) if text.chars().count() == 1 => Doc::text(literal::char(text)),
                    _ => self.borrowed(item),
                };
                Code::value(self.receiver(container).method("contains", vec![item]))
            }
            Type::Json => {
                Code::value(self.try_(self.receiver(container).method("contains", vec![self.looked_up(item)])))
            }
            Type::Tuple(_) => {
                if let ExprKind::Tuple(options) = &container.kind {
                    return self.is_one_of(item, options, false);
                }
                Code::value(self.receiver(container).method("contains", vec![self.key(item)]))
            }
            Type::Library(_) => Code::value(self.receiver(container).method("contains", vec![self.borrowed(item)])),
            ty => {
                if let (ExprKind::List(options) | ExprKind::Set(options), false) =
                    (&container.kind, self.types.is_shared(ty))
                {
                    let keyed = matches!(container.kind, ExprKind::Set(_)) && self.may_be_unhashable(item);
                    return self.is_one_of(item, options, keyed);
                }
                if let Some(Shape::List(element)) = self.types.shape(ty)
                    && *element == Type::Str
                    && !matches!(self.code(item).held, Held::Place | Held::Value)
                {
                    // A `Vec<String>` holds no `&str` to compare with.
                    let test = Doc::Binary(vec![("", Doc::text("one")), ("==", self.operand(item, Bind::BitOr))]);
                    let any = self.content(container).method("iter", Vec::new());
                    return Code::value(any.method("any", vec![Doc::Closure("|one|".to_owned(), Box::new(test))]));
                }
                let list = matches!(self.types.shape(ty), Some(Shape::List(_)));
                let key = if list { self.key(item) } else { self.dict_key(item) };
                Code::value(self.content(container).method("contains", vec![key]))
            }
        }
    }

    /// `x in ("a", "b")`; `keyed` where `x` must be hashable.
    fn is_one_of(&self, item: &Expr, options: &[Expr], keyed: bool) -> Code {
        let reference = || if keyed { self.dict_key(item) } else { self.reference(item) };
        if options.is_empty() {
            return Code::value(Doc::text("false"));
        }
        fn plain(expr: &Expr) -> &Expr {
            match &expr.kind {
                ExprKind::Convert(inner) if expr.ty == Type::Json => plain(inner),
                _ => expr,
            }
        }
        let plains: Vec<Expr> = options.iter().map(|option| plain(option).clone()).collect();
        let options = plains.as_slice();
        let constant = |expr: &Expr| match &expr.kind {
            ExprKind::Str(text) => Some(literal::str(text)),
            ExprKind::Int(value) => Some(value.to_string()),
            _ => None,
        };
        let patterns: Option<Vec<String>> = options.iter().map(constant).collect();
        match (patterns, &item.ty) {
            (Some(patterns), Type::Json) if options.iter().all(|option| matches!(option.kind, ExprKind::Str(_))) => {
                let pattern = format!("py::Value::Str(text) if matches!(&**text, {})", patterns.join(" | "));
                Code::value(Doc::call("matches!", vec![reference(), Doc::text(pattern)]))
            }
            (Some(patterns), Type::Str | Type::Int) => {
                let subject = if item.ty == Type::Int { self.owned(item) } else { self.as_str(item) };
                Code::value(Doc::call("matches!", vec![subject, Doc::text(patterns.join(" | "))]))
            }
            _ => {
                let items = options.iter().map(|option| self.borrowed(option)).collect();
                let list = Doc::list(Doc::text("["), items, "]");
                let item = if self.types.is_copy(&item.ty) {
                    self.owned_at(item, Bind::Unary).prefixed("&")
                } else {
                    reference().prefixed("&")
                };
                Code::value(list.method("contains", vec![item]))
            }
        }
    }

    /// A text as `&str`, where no coercion makes it one.
    pub fn as_str(&self, expr: &Expr) -> Doc {
        let code = self.code(expr);
        match code.held {
            Held::Slice => code.doc,
            Held::Value | Held::Place | Held::Ref | Held::Mut | Held::OptRef => {
                code.at(Bind::Postfix).method("as_str", Vec::new())
            }
        }
    }

    /// A key that is looked up: a reference.
    pub fn key(&self, expr: &Expr) -> Doc {
        if self.types.is_copy(&expr.ty) {
            let code = self.code(expr);
            if code.held == Held::Ref {
                return code.doc;
            }
            return self.owned_at(expr, Bind::Unary).prefixed("&");
        }
        self.borrowed(expr)
    }

    /// Whether a key of unknown shape may be a list or a dict: looking it up raises then.
    pub fn may_be_unhashable(&self, key: &Expr) -> bool {
        match &key.kind {
            ExprKind::Convert(inner) => key.ty == Type::Json && inner.ty == Type::Json && self.may_be_unhashable(inner),
            ExprKind::None | ExprKind::Bool(_) | ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Str(_) => false,
            _ => key.ty == Type::Json,
        }
    }

    /// A key that is looked up in a dict or a set.
    pub fn dict_key(&self, expr: &Expr) -> Doc {
        if self.may_be_unhashable(expr) {
            return self.try_(self.receiver(expr).method("as_key", Vec::new()));
        }
        self.key(expr)
    }

    /// A key that a dict or a set keeps.
    pub fn kept_key(&self, expr: &Expr) -> Doc {
        if self.may_be_unhashable(expr) {
            return self.try_(self.owned_at(expr, Bind::Postfix).method("into_key", Vec::new()));
        }
        self.owned(expr)
    }

    /// A key that is looked up in a Json value: a string or an integer as it is.
    pub fn looked_up(&self, expr: &Expr) -> Doc {
        if let (Type::Json, ExprKind::Convert(inner)) = (&expr.ty, &expr.kind)
            && matches!(inner.ty, Type::Str | Type::Int)
        {
            return self.key(inner);
        }
        self.key(expr)
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

    /// A call of a function of the program.
    pub fn call(&self, name: &str, function: crate::ir::FunctionId, args: &[Expr]) -> Code {
        self.call_from(name, function, args, 0)
    }

    /// The same, where the first parameters are given by something else.
    pub fn call_from(&self, name: &str, function: crate::ir::FunctionId, args: &[Expr], first: usize) -> Code {
        let plan = self.types.plan.function_plan(function);
        let params: Vec<Passing> =
            (0..args.len()).map(|index| super::function::passing(self.types, function, index + first)).collect();
        let changed: Vec<Root> = args
            .iter()
            .zip(&params)
            .filter(|(_, passing)| **passing == Passing::BorrowMut)
            .filter_map(|(arg, _)| root(arg))
            .collect();
        let mut docs = Vec::new();
        let writes = plan.access == Access::Write;
        let owned = super::state::owns(self.types.plan, function);
        if owned || plan.access != Access::None {
            let kept = super::state::is_kept(self.types.plan);
            docs.push(Doc::text(match (owned, self.owns_state, writes) {
                (true, true, _) if kept && Some(self.function_id) == self.start => "&state".to_owned(),
                (true, ..) | (false, false, _) => "state".to_owned(),
                (false, true, true) => format!("&mut {}", self.state(true)),
                (false, true, false) => format!("&{}", self.state(false)),
            }));
        }
        let mut lines = Vec::new();
        let given = docs.len();
        for (arg, passing) in args.iter().zip(&params) {
            // What is lent out to be changed cannot be read by another argument: that one is made first.
            let simple = matches!(arg.kind, ExprKind::Local(_) | ExprKind::Field { .. } | ExprKind::Str(_));
            if *passing != Passing::BorrowMut && !simple && self.reads_any(arg, &changed, writes) {
                let name =
                    if lines.is_empty() { "argument".to_owned() } else { format!("argument_{}", lines.len() + 1) };
                let value = if arg.ty == Type::Encodable { self.inner_owned(arg) } else { self.owned(arg) };
                lines.push(Line::Assign { start: Doc::text(format!("let {name} =")), value, end: ";", trailing: None });
                let borrowed = *passing == Passing::Borrow && !self.types.is_copy(&arg.ty);
                docs.push(match (&arg.ty, borrowed) {
                    (Type::Optional(inner), true) => {
                        let method =
                            if self.types.is_sliced(inner) || self.is_arc(inner) { "as_deref" } else { "as_ref" };
                        Doc::text(name).method(method, Vec::new())
                    }
                    (_, true) => Doc::text(format!("&{name}")),
                    (_, false) => Doc::text(name),
                });
                continue;
            }
            docs.push(match passing {
                Passing::Own => self.owned(arg),
                Passing::BorrowMut => match &arg.kind {
                    // A method of the same class is given the whole request.
                    ExprKind::Local(local)
                        if first == 0
                            && docs.len() == given
                            && self.request(*local).is_some()
                            && request_of(self.types, self.types.plan.function(function)).is_some() =>
                    {
                        Doc::text(self.name(*local))
                    }
                    _ => self.mutable(arg),
                },
                Passing::Borrow => {
                    // What is lent out to be changed cannot be read at the same time.
                    let conflict =
                        root(arg).is_some_and(|root| changed.contains(&root) || (writes && root == Root::State));
                    match conflict && !self.types.is_copy(&arg.ty) && self.code(arg).held != Held::Slice {
                        true => self.owned_at(arg, Bind::Unary).prefixed("&"),
                        false if arg.ty == Type::Encodable => self.encodable(arg),
                        false => self.borrowed(arg),
                    }
                }
            });
        }
        let call = Doc::call(name, docs);
        let call = if plan.raises { self.try_(call) } else { call };
        if lines.is_empty() {
            return Code::value(call);
        }
        lines.push(Line::Code(call, "", None));
        Code::bound(Doc::Block(Box::new(Block { head: Doc::text(""), lines, tail: Doc::text("") })), Bind::Weak)
    }

    /// A value that is only written as JSON, as a value of its own.
    fn inner_owned(&self, expr: &Expr) -> Doc {
        match &expr.kind {
            ExprKind::Convert(inner) if expr.ty == Type::Encodable => self.owned(inner),
            _ => self.owned(expr),
        }
    }

    /// Whether an expression reads anything that is rooted in one of these, or the state.
    fn reads_any(&self, expr: &Expr, roots: &[Root], state: bool) -> bool {
        let mut found = false;
        crate::ir::walk::expr(expr, &mut |part| {
            found |= match &part.kind {
                ExprKind::Local(local) => roots.contains(&Root::Local(*local)) || (state && self.borrows_state(*local)),
                ExprKind::Global(id) => {
                    (state || roots.contains(&Root::State))
                        && !matches!(self.types.plan.global(*id).kind, GlobalKind::Constant(_))
                }
                ExprKind::Call { function, .. } | ExprKind::New { init: Some(function), .. } => {
                    state && self.types.plan.function_plan(*function).access != Access::None
                }
                _ => false,
            };
        });
        found
    }

    fn borrows_state(&self, local: crate::ir::LocalId) -> bool {
        let _ = local;
        false
    }

    /// An argument that is only written as JSON.
    pub fn encodable(&self, expr: &Expr) -> Doc {
        let inner = match &expr.kind {
            ExprKind::Convert(inner) if expr.ty == Type::Encodable => inner,
            _ => expr,
        };
        if matches!(&inner.kind, ExprKind::List(items) if items.is_empty()) {
            // Nothing else says what is in it.
            return Doc::text("&Vec::<py::Value>::new()");
        }
        if self.types.is_copy(&inner.ty) {
            return self.owned_at(inner, Bind::Unary).prefixed("&");
        }
        if let Type::Optional(_) = inner.ty {
            return self.code(inner).at(Bind::Unary).prefixed("&");
        }
        self.reference(inner)
    }

    /// The expression as `&mut`.
    pub fn mutable(&self, expr: &Expr) -> Doc {
        if let ExprKind::Local(local) = &expr.kind {
            if self.request(*local).is_some() {
                return self.code(expr).doc;
            }
            if matches!(self.held(*local), Held::Mut) {
                return Doc::text(self.name(*local));
            }
        }
        if self.types.is_shared(&expr.ty) {
            return self.reference(expr);
        }
        self.place(expr).prefixed("&mut ")
    }

    /// The expression as a place that can be changed.
    pub fn place(&self, expr: &Expr) -> Doc {
        match &expr.kind {
            ExprKind::Local(local) => Doc::text(self.name(*local)),
            ExprKind::Global(id)
                if matches!(self.types.plan.global(*id).kind, GlobalKind::State { .. }) && !self.state_as_locals =>
            {
                Doc::text(self.state(true)).link(Doc::text(format!(".{}", self.types.names.globals[id.0 as usize].0)))
            }
            ExprKind::Field { object, field, .. } => {
                let name = self.field_name(object, *field);
                let place = match &object.kind {
                    ExprKind::Local(local) if self.request(*local).is_some() => Doc::text(self.name(*local)),
                    _ => self.opened(object),
                };
                let place = place.link(Doc::text(format!(".{name}")));
                let absent = self.field_of(object, *field).is_some_and(|field| field.absent);
                if absent {
                    place.method("as_mut", Vec::new()).method("expect", vec![Doc::text("\"the field was set\"")])
                } else {
                    place
                }
            }
            ExprKind::TupleItem { tuple, index } => self.opened(tuple).link(Doc::text(format!(".{index}"))),
            ExprKind::Convert(inner) if matches!(inner.ty, Type::Optional(_)) => self
                .place(inner)
                .method("as_mut", Vec::new())
                .method("expect", vec![Doc::text("\"the value was tested to be present\"")]),
            ExprKind::Library(call) if !self.types.is_shared(&expr.ty) && !call.args.is_empty() => {
                match call.helper.as_str() {
                    "dict_getitem" => {
                        self.try_(self.opened(&call.args[0]).method("item_mut", vec![self.key(&call.args[1])]))
                    }
                    "list_getitem" => {
                        let list = if self.types.is_shared(&call.args[0].ty) {
                            self.opened(&call.args[0]).prefixed("&mut ")
                        } else {
                            self.mutable(&call.args[0])
                        };
                        self.try_(Doc::call("py::list_getitem_mut", vec![list, self.owned(&call.args[1])]))
                    }
                    "dict_get" => self.opened(&call.args[0]).method("get_mut", vec![self.key(&call.args[1])]),
                    "dict_setdefault" => {
                        let args = vec![self.owned(&call.args[1]), self.owned(&call.args[2])];
                        self.opened(&call.args[0]).method("setdefault", args)
                    }
                    _ => self.receiver(expr),
                }
            }
            _ => self.receiver(expr),
        }
    }

    /// A place whose parts can be changed: a shared cell is opened.
    fn opened(&self, expr: &Expr) -> Doc {
        if self.types.is_shared(&expr.ty) { self.receiver(expr).method("write", Vec::new()) } else { self.place(expr) }
    }

    fn let_in(&self, local: crate::ir::LocalId, value: &Expr, body: &Expr) -> Code {
        if let Some(code) = self.default_of(local, value, body) {
            return code;
        }
        let mut lines = self.bind(local, value, &[], None);
        lines.push(Line::Code(self.owned(body), "", None));
        Code::bound(Doc::Block(Box::new(Block { head: Doc::text(""), lines, tail: Doc::text("") })), Bind::Weak)
    }

    /// `d.get(k, default)`, `x or default` of an `Optional`: `value.unwrap_or(default)`
    fn default_of(&self, local: crate::ir::LocalId, value: &Expr, body: &Expr) -> Option<Code> {
        let ExprKind::Cond { test, then, otherwise } = &body.kind else { return None };
        let is_local = |expr: &Expr| matches!(&expr.kind, ExprKind::Local(read) if *read == local);
        let (default, present) = match &test.kind {
            ExprKind::IsNone(tested) if is_local(tested) => (then, otherwise),
            ExprKind::Not(inner) => match &inner.kind {
                ExprKind::IsNone(tested) if is_local(tested) => (otherwise, then),
                _ => return None,
            },
            _ => return None,
        };
        let ExprKind::Convert(read) = &present.kind else { return None };
        if !is_local(read) || !matches!(value.ty, Type::Optional(_)) || default.ty == Type::Never {
            return None;
        }
        let Type::Optional(inner) = &value.ty else { return None };
        if **inner != present.ty || self.any_raises(default) {
            return None;
        }
        let option = self.code(value);
        let cheap = matches!(
            default.kind,
            ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Bool(_) | ExprKind::Str(_) | ExprKind::Local(_)
        );
        if option.held == Held::OptRef && !self.types.is_copy(&value.ty) {
            let default = self.code(default);
            if matches!(default.held, Held::Slice | Held::Ref) {
                let held = if self.types.is_sliced(inner) { Held::Slice } else { Held::Ref };
                return Some(Code::postfix(option.at(Bind::Postfix).method("unwrap_or", vec![default.doc]), held));
            }
        }
        let option = self.own(option, value).at(Bind::Postfix);
        let owned = self.owned(default);
        let empty = matches!(&default.kind, ExprKind::Str(text) if text.is_empty())
            || matches!(&default.kind, ExprKind::List(items) if items.is_empty())
            || matches!(default.kind, ExprKind::Int(0) | ExprKind::Bool(false));
        Some(Code::value(if empty && !self.types.is_counted(&default.ty) {
            option.method("unwrap_or_default", Vec::new())
        } else if cheap && self.types.is_copy(&default.ty) {
            option.method("unwrap_or", vec![owned])
        } else {
            option.method("unwrap_or_else", vec![Doc::Closure("||".to_owned(), Box::new(owned))])
        }))
    }

    /// Whether evaluating an expression or any part of it can raise.
    pub fn any_raises(&self, expr: &Expr) -> bool {
        let mut found = false;
        crate::ir::walk::expr(expr, &mut |part| found |= self.types.plan.raises(part));
        found
    }

    fn json_dumps(&self, value: &Expr, options: &DumpOptions, bytes: bool) -> Code {
        let value = self.encodable(value);
        let text = if *options == DumpOptions::default() {
            Doc::call("py::json_dumps", vec![value])
        } else {
            Doc::call("py::json_dumps_as", vec![value, literal::dump_options(options).prefixed("&")])
        };
        Code::value(if bytes { text.method("into_bytes", Vec::new()) } else { text })
    }

    fn new_exception(&self, class: &str, args: &[Expr], fields: &[Expr]) -> Code {
        if fields.is_empty() {
            return self.plain_exception(class, args);
        }
        let values = fields.iter().map(|field| self.owned(field)).collect::<Vec<_>>();
        let payload = match values.as_slice() {
            [one] => Doc::concat([Doc::text("("), one.clone(), Doc::text(",)")]),
            _ => Doc::list(Doc::text("("), values, ")"),
        };
        Code::value(self.plain_exception(class, args).doc.method("with_payload", vec![payload]))
    }

    /// `e.missing`
    fn exception_field(&self, value: &Expr, class: &str, field: usize, ty: &Type) -> Code {
        let program = &self.types.plan.program;
        let fields = program
            .exceptions
            .iter()
            .find(|known| known.name == class)
            .map_or(&[][..], |known| known.fields.as_slice());
        let types: Vec<String> = fields.iter().map(|field| self.types.owned(&field.ty)).collect();
        let payload = if types.len() == 1 { format!("({},)", types[0]) } else { format!("({})", types.join(", ")) };
        let doc = self
            .receiver(value)
            .method(&format!("payload::<{payload}>"), Vec::new())
            .method("expect", vec![Doc::text("\"the class has these attributes\"")])
            .link(Doc::text(format!(".{field}")));
        let _ = ty;
        Code::postfix(doc, Held::Place)
    }

    fn plain_exception(&self, class: &str, args: &[Expr]) -> Code {
        let class = self.class(class);
        match args {
            [] => Code::value(Doc::call("py::Error::bare", vec![Doc::text(format!("&{class}"))])),
            [message] if message.ty == Type::Str => {
                if let Some(helper) = class.strip_prefix("py::") {
                    return Code::value(Doc::call(
                        format!("py::{}", helper.to_lowercase()),
                        vec![self.message(message)],
                    ));
                }
                Code::value(Doc::call("py::Error::new", vec![Doc::text(format!("&{class}")), self.message(message)]))
            }
            args => {
                let args = args
                    .iter()
                    .map(|arg| match arg.ty {
                        Type::Str => Doc::call("py::Argument::from", vec![self.message(arg)]),
                        _ => Doc::call("py::Argument::of", vec![self.encodable(arg)]),
                    })
                    .collect();
                let list = Doc::list(Doc::text("vec!["), args, "]");
                Code::value(Doc::call("py::Error::with_args", vec![Doc::text(format!("&{class}")), list]))
            }
        }
    }

    /// A text that a function takes as `impl Into<String>`.
    fn message(&self, expr: &Expr) -> Doc {
        let code = self.code(expr);
        match code.held {
            Held::Slice | Held::Value => code.doc,
            Held::Place | Held::Ref | Held::Mut | Held::OptRef => self.own(code, expr).doc,
        }
    }

    /// An exception class by its Python name.
    pub fn class(&self, name: &str) -> String {
        if self.types.plan.program.exceptions.iter().any(|class| class.name == name) {
            return super::names::shout(name);
        }
        format!("py::{}", super::exception::constant(name))
    }
}

/// What an integer of any size is made of, where its 64 bits are known and evaluating it does nothing else.
fn small(expr: &Expr) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::Convert(inner) if expr.ty == Type::BigInt && inner.ty == Type::Int => match &inner.kind {
            ExprKind::Int(_) | ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Field { .. } => Some(inner),
            ExprKind::Len(container) => {
                matches!(container.kind, ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Field { .. })
                    .then_some(inner.as_ref())
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether an integer is not itself made of one of 64 bits.
fn small_differs(expr: &Expr) -> bool {
    small(expr).is_none()
}

/// `option.map(|x| value)`, of `if let Some(x) = option { Some(value) } else { None }` that nothing leaves.
fn mapped(test: &Doc, then: &Doc, otherwise: &Expr) -> Option<Doc> {
    let absent = match &otherwise.kind {
        ExprKind::None => true,
        ExprKind::Convert(inner) => matches!(inner.kind, ExprKind::None),
        _ => false,
    };
    let (Doc::Concat(parts), Doc::List(some), true, true) =
        (test, then, absent, matches!(otherwise.ty, Type::Optional(_)))
    else {
        return None;
    };
    let ([Doc::Text(start), source], [value]) = (parts.as_slice(), some.items.as_slice()) else { return None };
    let name = start.strip_prefix("let Some(")?.strip_suffix(") = ")?;
    if some.open != Doc::text("Some(") || super::stmt::questions(value) {
        return None;
    }
    let closure = Doc::Closure(format!("|{name}|"), Box::new(value.clone()));
    let source = match source {
        Doc::Concat(parts) => match parts.as_slice() {
            [Doc::Text(sign), place] if sign == "&" => place.clone().method("as_ref", Vec::new()),
            _ => return None,
        },
        Doc::Binary(_) | Doc::Choice(_) | Doc::Block(_) | Doc::Closure(..) | Doc::Guard(..) => return None,
        source => source.clone(),
    };
    Some(source.method("map", vec![closure]))
}
