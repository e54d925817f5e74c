//! Comparisons, membership and truth.

use super::body::Body;
use super::code::{Bind, Code, Held};
use super::doc::Doc;
use super::{literal, wide};
use crate::ir::{CompareOp, Expr, ExprKind, Shape, Type};

impl Body<'_> {
    pub fn any_of(&self, mut tests: Vec<(&'static str, Doc)>) -> Code {
        if tests.len() == 1 {
            return Code::value(tests.remove(0).1);
        }
        Code::bound(Doc::Binary(tests), Bind::Or)
    }

    pub fn joined(&self, all: &[Expr], operator: &'static str, bind: Bind) -> Code {
        let mut operands = Vec::new();
        let mut rest = all;
        while let Some((one, after)) = rest.split_first() {
            rest = after;
            let range = after.first().and_then(|other| self.in_range(one, other, bind == Bind::Or));
            if range.is_some() {
                rest = &after[1..];
            }
            let code = range.unwrap_or_else(|| self.own(self.code(one), one));
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

    /// `1 <= x and x <= 9` is `(1..=9).contains(&x)`; with `or`, `x < 1 or x > 9` is the contrary.
    fn in_range(&self, lower: &Expr, upper: &Expr, outside: bool) -> Option<Code> {
        let (least, subject, open_start) = bound(lower)?;
        let (most, other, open_end) = bound(upper)?;
        let (ExprKind::Local(local), ExprKind::Local(same)) = (&subject.kind, &other.kind) else { return None };
        // What is excluded at the start has no range; `outside` says the contrary of both tests.
        let (start, end) = match (least, most) {
            (Side::Above(start), Side::Below(end)) if !outside && !open_start => (start, (end, open_end)),
            (Side::Below(start), Side::Above(end)) if outside && open_start => (start, (end, !open_end)),
            _ => return None,
        };
        if local != same || subject.ty != Type::Int || self.held(*local) != Held::Place || start > end.0 {
            return None;
        }
        let dots = if end.1 { ".." } else { "..=" };
        let range = Doc::text(format!("({start}{dots}{})", end.0));
        let test = range.method("contains", vec![Doc::text(format!("&{}", self.name(*local)))]);
        Some(if outside { Code::bound(test.prefixed("!"), Bind::Unary) } else { Code::value(test) })
    }

    pub fn not(&self, inner: &Expr) -> Code {
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
    pub fn truth(&self, inner: &Expr, wanted: bool) -> Code {
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
                    Type::Int => ("|number| number != 0", "|number| number == 0"),
                    Type::Float => ("|number| number != 0.0", "|number| number == 0.0"),
                    Type::Number | Type::BigInt => ("|number| number.truth()", "|number| !number.truth()"),
                    Type::Str | Type::Bytes => ("|text| !text.is_empty()", "|text| text.is_empty()"),
                    Type::Object(id) if !self.types.is_struct(id) => {
                        if self.types.is_shared(held) {
                            ("|items| !items.read().is_empty()", "|items| items.read().is_empty()")
                        } else {
                            ("|items| !items.is_empty()", "|items| items.is_empty()")
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
                let (method, test) = if wanted { ("is_some_and", test.0) } else { ("is_none_or", test.1) };
                Code::value(option.method(method, vec![Doc::text(test)]))
            }
            _ => {
                let empty = self.content(inner).method("is_empty", Vec::new());
                if wanted { Code::bound(empty.prefixed("!"), Bind::Unary) } else { Code::value(empty) }
            }
        }
    }

    pub fn compare(&self, op: CompareOp, left: &Expr, right: &Expr) -> Code {
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
        if let (ExprKind::Len(container), ExprKind::Int(1)) = (&left.kind, &right.kind)
            && container.ty != Type::Json
            && matches!(op, CompareOp::Lt | CompareOp::GtE)
        {
            return self.truth(container, op == CompareOp::GtE);
        }
        // `len(x) == 2`
        if [left, right].iter().any(|side| matches!(side.kind, ExprKind::Len(_)))
            && let (Some(left), Some(right)) = (self.count(left), self.count(right))
        {
            return Code::bound(Doc::Binary(vec![("", left), (operator, right)]), Bind::Compare);
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
        let ordered = !matches!(op, CompareOp::Eq | CompareOp::NotEq);
        if ordered && matches!(self.types.shape(&left.ty), Some(Shape::List(_))) {
            // There is no order of a `Vec` and a slice.
            let slice = |one: &Expr| Doc::concat([self.content(one), Doc::text("[..]")]);
            return Code::bound(Doc::Binary(vec![("", slice(left)), (operator, slice(right))]), Bind::Compare);
        }
        // `parts == ["a", "b"]`
        if let (ExprKind::List(items), false) = (&right.kind, self.types.is_shared(&left.ty) || left.ty == Type::Json)
            && !items.is_empty()
            && items.iter().all(|item| matches!(item.kind, ExprKind::Str(_) | ExprKind::Int(_)))
            && !self.types.is_shared(&right.ty)
        {
            let items = items.iter().map(|item| self.borrowed(item)).collect();
            let operands = vec![("", self.receiver(left)), (operator, Doc::list(Doc::text("["), items, "]"))];
            return Code::bound(Doc::Binary(operands), Bind::Compare);
        }
        let (left_doc, right_doc) = self.compared(left, right, ordered);
        Code::bound(Doc::Binary(vec![("", left_doc), (operator, right_doc)]), Bind::Compare)
    }

    /// A number of elements as Rust counts them, or a constant that is compared with one.
    fn count(&self, expr: &Expr) -> Option<Doc> {
        match &expr.kind {
            ExprKind::Int(value) => u32::try_from(*value).ok().map(|value| Doc::text(value.to_string())),
            _ => self.native_len(expr),
        }
    }

    /// `x.len()` of a container.
    pub fn native_len(&self, expr: &Expr) -> Option<Doc> {
        let ExprKind::Len(container) = &expr.kind else { return None };
        let counts = !matches!(container.ty, Type::Str | Type::Json);
        counts.then(|| self.content(container).method("len", Vec::new()))
    }

    /// An integer of any size as what is compared.
    fn compared_big(&self, expr: &Expr) -> Doc {
        let code = self.compared_code(expr);
        match code.held {
            Held::Ref | Held::Mut => code.at(Bind::Unary).prefixed("*"),
            Held::Value | Held::Place | Held::Slice | Held::OptRef => code.at(Bind::BitOr),
        }
    }

    /// An operand of a comparison: what a constant that is made when it is first read holds.
    fn compared_code(&self, expr: &Expr) -> Code {
        let code = self.code(expr);
        if self.is_made_later(expr) {
            let held = code.held;
            return Code { held, ..Code::bound(code.at(Bind::Unary).prefixed("*"), Bind::Unary) };
        }
        code
    }

    /// Two operands in forms that Rust compares with each other.
    fn compared(&self, left: &Expr, right: &Expr, ordered: bool) -> (Doc, Doc) {
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
        let typed = |side: &Expr| self.empty(side).map_or_else(|| self.compared_code(side), Code::value);
        let (a, b) = (typed(left), typed(right));
        let plain = |code: Code| code.at(Bind::BitOr);
        let deref = |code: Code| code.at(Bind::Unary).prefixed("*");
        let reference = |held: Held| matches!(held, Held::Ref | Held::Mut);
        match (a.held, b.held) {
            // There is no order of a `&str` and a `String`.
            (Held::Slice, other) if ordered && other != Held::Slice && left.ty == Type::Str => {
                (plain(a), b.at(Bind::Postfix).method("as_str", Vec::new()))
            }
            (other, Held::Slice) if ordered && other != Held::Slice && left.ty == Type::Str => {
                (a.at(Bind::Postfix).method("as_str", Vec::new()), plain(b))
            }
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

    pub fn contains(&self, item: &Expr, container: &Expr) -> Code {
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
                let Type::Tuple(types) = &container.ty else { return Code::value(Doc::text("false")) };
                let part = |(index, ty): (usize, &Type)| {
                    let kind = ExprKind::TupleItem { tuple: Box::new(container.clone()), index };
                    Expr { ty: ty.clone(), span: container.span, kind }
                };
                let parts: Vec<Expr> = types.iter().enumerate().map(part).collect();
                self.is_one_of(item, &parts, false)
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

    /// `isinstance(value, (str, int))`
    pub fn is_json(&self, value: &Expr, kinds: &[&'static str]) -> Code {
        let value = self.receiver(value);
        if kinds.len() > 1 && !value.is_simple() {
            // What does something is asked once.
            let mut variants: Vec<&str> = kinds.iter().flat_map(|kind| json_variants(kind)).copied().collect();
            variants.sort_unstable();
            variants.dedup();
            let patterns: Vec<String> = variants.iter().map(|variant| format!("py::Value::{variant}")).collect();
            return Code::value(Doc::call("matches!", vec![value, Doc::text(patterns.join(" | "))]));
        }
        let test = |kind: &&str| {
            let kind = if *kind == "None" { "none" } else { kind };
            ("||", value.clone().method(&format!("is_{kind}"), Vec::new()))
        };
        self.any_of(kinds.iter().map(test).collect())
    }

    /// `x in ("a", "b")`; `keyed` where `x` must be hashable.
    fn is_one_of(&self, item: &Expr, options: &[Expr], keyed: bool) -> Code {
        let reference = || match keyed {
            true => self.dict_key(item),
            false if self.is_made_later(item) => self.key(item),
            false => self.reference(item),
        };
        if options.is_empty() {
            return Code::value(Doc::text("false"));
        }
        let whole = options;
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
                let subject = if item.ty == Type::Int {
                    wide::subject(self.owned(item), item, options)
                } else {
                    self.as_str(item)
                };
                Code::value(Doc::call("matches!", vec![subject, Doc::text(patterns.join(" | "))]))
            }
            (None, Type::Str) if !keyed => {
                let items = options.iter().map(|option| self.as_str(option)).collect();
                let list = Doc::list(Doc::text("["), items, "]");
                Code::value(list.method("contains", vec![self.as_str(item).prefixed("&")]))
            }
            _ => {
                let text = item.ty == Type::Str && !keyed;
                let options = if item.ty == Type::Json { whole } else { options };
                let borrowed = |option: &Expr| match text {
                    true => self.as_str(option),
                    false if self.is_made_later(option) => self.key(option),
                    false => self.borrowed(option),
                };
                let items = options.iter().map(borrowed).collect();
                let list = Doc::list(Doc::text("["), items, "]");
                let item = if text {
                    // A `[&str]` is searched for a `&&str`.
                    let code = self.as_str(item);
                    Doc::concat([Doc::text("&"), code])
                } else if self.types.is_copy(&item.ty) {
                    self.owned_at(item, Bind::Unary).prefixed("&")
                } else {
                    reference().prefixed("&")
                };
                Code::value(list.method("contains", vec![item]))
            }
        }
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

/// A constant that a comparison has on one side.
enum Side {
    /// It is the least that the other side may be.
    Above(i64),
    /// It is the most.
    Below(i64),
}

/// A comparison in order with a constant: the constant, what is compared, and whether the constant itself is excluded.
fn bound(test: &Expr) -> Option<(Side, &Expr, bool)> {
    let ExprKind::Compare { op, left, right } = &test.kind else { return None };
    let open = matches!(op, CompareOp::Lt | CompareOp::Gt);
    let rising = match op {
        CompareOp::Lt | CompareOp::LtE => true,
        CompareOp::Gt | CompareOp::GtE => false,
        CompareOp::Eq | CompareOp::NotEq => return None,
    };
    match (literal::int_of(left), literal::int_of(right)) {
        (Some(value), None) => Some((if rising { Side::Above(value) } else { Side::Below(value) }, right, open)),
        (None, Some(value)) => Some((if rising { Side::Below(value) } else { Side::Above(value) }, left, open)),
        _ => None,
    }
}

/// The values of unknown shape that are instances of a class of Python.
fn json_variants(kind: &str) -> &'static [&'static str] {
    match kind {
        "None" => &["None"],
        "bool" => &["Bool(_)"],
        // A bool is one.
        "int" => &["Bool(_)", "Int(_)"],
        "float" => &["Float(_)"],
        "str" => &["Str(_)"],
        "list" => &["List(_)"],
        _ => &["Dict(_)"],
    }
}

/// An expression without the conversion to a value of unknown shape.
fn plain(expr: &Expr) -> &Expr {
    match &expr.kind {
        ExprKind::Convert(inner) if expr.ty == Type::Json => plain(inner),
        _ => expr,
    }
}
