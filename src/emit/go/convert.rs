//! One value held as another type; comparison, truth and `None`.

use super::body::Printer;
use super::expr::{int, is_dynamic_list};
use super::tree::{Go, Signature};
use crate::ir::{CompareOp, Expr, ExprKind, Shape, Type};

impl Printer<'_> {
    /// The value of `one` held as `ty`.
    pub fn convert(&mut self, one: &Expr, ty: &Type) -> Go {
        if let (ExprKind::Int(value), Type::Float) = (&one.kind, ty) {
            return if value.unsigned_abs() < 1 << 53 { int(*value) } else { Go::call("float64", vec![int(*value)]) };
        }
        if *ty == Type::Encodable {
            return self.encodable(one);
        }
        let go = self.expr(one);
        self.converted(go, &one.ty, ty)
    }

    /// A value of the type `from` held as `to`.
    pub fn converted(&mut self, go: Go, from: &Type, to: &Type) -> Go {
        let types = self.module.types();
        match (from, to) {
            _ if from == to => go,
            (Type::None, _) => self.none(to),
            (_, Type::Optional(inner)) if !matches!(from, Type::Optional(_)) => {
                let value = self.converted(go, from, inner);
                if types.is_pointer(inner) { value } else { Go::call("py.Some", vec![self.typed(value, inner)]) }
            }
            (Type::Optional(inner), Type::Json) => {
                let value = self.json_constructor(inner);
                Go::call("py.OptionalValue", vec![go, value])
            }
            (Type::Optional(inner), _) => {
                let value = if types.is_pointer(inner) { go } else { go.select("Value") };
                self.converted(value, inner, to)
            }
            (Type::Int, Type::Float) => Go::call("float64", vec![go]),
            (Type::BigInt, Type::Int) => go.method("Narrow", Vec::new()),
            (Type::BigInt, Type::Float) => go.method("NearestFloat", Vec::new()),
            (Type::Int, Type::BigInt) => Go::call("py.NewInt", vec![go]),
            (Type::Bool, Type::Int) => Go::call("py.BoolInt", vec![go]),
            (Type::Bool, Type::Float) => Go::call("float64", vec![Go::call("py.BoolInt", vec![go])]),
            (Type::Bool, Type::Number) => Go::call("py.IntNumber", vec![Go::call("py.BoolInt", vec![go])]),
            (Type::Int, Type::Number) => Go::call("py.IntNumber", vec![go]),
            (Type::Float, Type::Number) => Go::call("py.FloatNumber", vec![go]),
            (Type::Number, Type::Float) => go.method("Float", Vec::new()),
            (Type::Json, _) => self.out_of_json(go, to),
            (_, Type::Json) => {
                let constructor = self.json_constructor(from);
                match (constructor, types.shape(from)) {
                    (Go::Atom(name), Some(Shape::List(_))) if name == "py.ListOf" => {
                        Go::Spread(Box::new(Go::Atom(name)), vec![go])
                    }
                    (Go::Atom(name), _) => Go::call(name, vec![go]),
                    (other, _) => other,
                }
            }
            _ => go,
        }
    }

    /// A list that a helper made, where a dynamic value is held.
    pub fn dynamic_list(&mut self, expr: &Expr, value: Go) -> Go {
        if !is_dynamic_list(expr) {
            return value;
        }
        let item = self.made_of(expr);
        self.json_list(value, &item)
    }

    /// What the list that a helper makes holds, before it becomes dynamic: what the helper was given.
    fn made_of(&self, expr: &Expr) -> Type {
        let types = self.module.types();
        match &expr.kind {
            ExprKind::Library(call) if call.helper.starts_with("str_") || call.helper.starts_with("headers_") => {
                Type::Str
            }
            ExprKind::Library(call) if is_dynamic_list(expr) => {
                call.args.first().map_or(Type::Json, |first| self.made_of(first))
            }
            _ => match (&expr.ty, types.shape(&expr.ty)) {
                (Type::Str, _) => Type::Str,
                (_, Some(Shape::List(item) | Shape::Set(item) | Shape::Dict(item, _))) => item.clone(),
                _ => Type::Json,
            },
        }
    }

    /// A dynamic list of the items of a slice.
    pub fn json_list(&mut self, list: Go, item: &Type) -> Go {
        match item {
            Type::Json => Go::call("py.ListOf", Vec::new()).spread(list),
            Type::Str => Go::call("py.ListOfStr", vec![list]),
            Type::Bool | Type::Int | Type::BigInt | Type::Float | Type::Number => {
                let value = self.json_constructor(item);
                Go::call("py.ListOfEach", vec![list, value])
            }
            _ => {
                let head = Signature::new(&[("item", &self.ty(item))], "py.Value");
                let value = self.converted(Go::atom("item"), item, &Type::Json);
                Go::call("py.ListOfEach", vec![list, Go::Lambda(head, Box::new(value))])
            }
        }
    }

    /// The function that makes a `py.Value` of a type.
    fn json_constructor(&mut self, ty: &Type) -> Go {
        let types = self.module.types();
        let name = match ty {
            Type::Bool => "py.BoolValue",
            Type::Int => "py.IntValue",
            Type::BigInt => "py.AnyIntValue",
            Type::Float => "py.FloatValue",
            Type::Number => "py.NumberValue",
            Type::Str => "py.StrValue",
            Type::Object(_) => match types.shape(ty) {
                Some(Shape::Dict(..)) => "py.DictValue",
                Some(Shape::List(_)) if types.is_pointer_list(ty) => "py.ListValue",
                _ => "py.ListOf",
            },
            _ => "py.Value",
        };
        Go::atom(name)
    }

    /// What a `py.Value` is known to hold.
    fn out_of_json(&mut self, go: Go, to: &Type) -> Go {
        let types = self.module.types();
        let method = match to {
            Type::Bool => "AsBool",
            Type::Int => "AsInt",
            Type::BigInt => "AsAnyInt",
            Type::Float => "AsFloat",
            Type::Number => "AsNumber",
            Type::Str => "AsStr",
            Type::Object(_) => match types.shape(to) {
                Some(Shape::Dict(..)) => "AsDict",
                _ if types.is_pointer_list(to) => "AsList",
                _ => return go.method("AsList", Vec::new()).select("Items"),
            },
            _ => return go,
        };
        go.method(method, Vec::new())
    }

    /// `left op right` of two values of one type.
    pub fn compare(&mut self, op: CompareOp, ty: &Type, left: Go, right: Go) -> Go {
        let (left, right) = plain_lengths(left, right);
        match op {
            CompareOp::Eq => self.equal(ty, left, right),
            CompareOp::NotEq => self.equal(ty, left, right).negate(),
            CompareOp::Lt => self.order("<", ty, left, right),
            CompareOp::LtE => self.order("<=", ty, left, right),
            CompareOp::Gt => self.order(">", ty, left, right),
            CompareOp::GtE => self.order(">=", ty, left, right),
        }
    }

    fn equal(&mut self, ty: &Type, left: Go, right: Go) -> Go {
        let types = self.module.types();
        if types.is_comparable(ty) || left.is("nil") || right.is("nil") {
            // A literal stands on the right in Go; it has nothing to evaluate.
            let turned = is_literal(&left) && !is_literal(&right);
            return if turned { Go::binary("==", right, left) } else { Go::binary("==", left, right) };
        }
        match ty {
            Type::Bytes => {
                self.module.import("bytes");
                Go::call("bytes.Equal", vec![left, right])
            }
            Type::Number | Type::Json => left.method("Equal", vec![right]),
            // The same moment in two zones is one.
            Type::Library(class) if class == "datetime.datetime" => left.method("Equal", vec![right]),
            Type::Object(id) => match &types.object(*id).shape {
                Shape::List(item) => {
                    let (left, right) = (self.items(left, ty), self.items(right, ty));
                    if types.is_comparable(item) {
                        self.module.import("slices");
                        return Go::call("slices.Equal", vec![left, right]);
                    }
                    let equal = self.equal_function(item);
                    Go::call("py.ListEqual", vec![left, right, equal])
                }
                Shape::Dict(_, value) => {
                    let equal = self.equal_function(value);
                    left.method("Equal", vec![right, equal])
                }
                Shape::Set(_) => left.method("Equal", vec![right]),
                Shape::Record(_) => {
                    self.module.equals.borrow_mut().insert(*id);
                    left.method("Equal", vec![right])
                }
                Shape::Instance(..) => Go::binary("==", left, right),
            },
            Type::Optional(inner) if types.is_pointer(inner) => self.equal(inner, left, right),
            Type::Optional(inner) => {
                let equal = self.equal_function(inner);
                Go::call("py.OptionalEqual", vec![left, right, equal])
            }
            Type::Tuple(items) => {
                let tests = items.iter().enumerate().map(|(i, item)| {
                    let field = format!("V{i}");
                    self.same(item, left.clone().select(&field), right.clone().select(&field))
                });
                tests.reduce(|a, b| Go::binary("&&", a, b)).unwrap_or(Go::atom("true"))
            }
            _ => Go::binary("==", left, right),
        }
    }

    /// What a container asks of two items: `a is b or a == b`.
    pub fn same(&mut self, ty: &Type, left: Go, right: Go) -> Go {
        match ty {
            Type::Number | Type::Json => left.method("Same", vec![right]),
            _ => self.equal(ty, left, right),
        }
    }

    /// A function that tells whether a container takes two values of a type for equal.
    pub fn equal_function(&mut self, ty: &Type) -> Go {
        let (a, b) = (Go::atom("a"), Go::atom("b"));
        let test = self.same(ty, a, b);
        Go::Lambda(two_to_bool(&self.ty(ty)), Box::new(test))
    }

    fn order(&mut self, op: &'static str, ty: &Type, left: Go, right: Go) -> Go {
        match ty {
            Type::Int | Type::Float | Type::Str => Go::binary(op, left, right),
            Type::BigInt => Go::binary(op, left.method("Compare", vec![right]), int(0)),
            Type::Bytes => {
                self.module.import("bytes");
                Go::binary(op, Go::call("bytes.Compare", vec![left, right]), int(0))
            }
            Type::Bool => Go::binary(op, Go::call("py.BoolInt", vec![left]), Go::call("py.BoolInt", vec![right])),
            Type::Number => {
                let method = match op {
                    "<" => "Less",
                    "<=" => "LessEqual",
                    ">" => return right.method("Less", vec![left]),
                    _ => return right.method("LessEqual", vec![left]),
                };
                left.method(method, vec![right])
            }
            Type::Tuple(_) | Type::Object(_) => {
                if matches!(op, "<=" | ">=") && self.holds_floats(ty) {
                    // Of a NaN neither the one nor the other holds.
                    let (left, right) = if op == "<=" { (left, right) } else { (right, left) };
                    let less = self.less(ty, left.clone(), right.clone());
                    let equal = self.equal(ty, left, right);
                    return Go::binary("||", less, equal);
                }
                let (left, right, negated) = match op {
                    "<" => (left, right, false),
                    ">" => (right, left, false),
                    "<=" => (right, left, true),
                    _ => (left, right, true),
                };
                let less = self.less(ty, left, right);
                if negated { less.negate() } else { less }
            }
            _ => Go::binary(op, left, right),
        }
    }

    fn holds_floats(&self, ty: &Type) -> bool {
        match ty {
            Type::Float | Type::Number => true,
            Type::Tuple(items) => items.iter().any(|item| self.holds_floats(item)),
            Type::Object(id) => match &self.module.plan.object(*id).shape {
                Shape::List(item) => self.holds_floats(item),
                _ => false,
            },
            _ => false,
        }
    }

    /// `left < right` of two values of one type, in a form that needs no statement.
    pub fn less(&mut self, ty: &Type, left: Go, right: Go) -> Go {
        match ty {
            Type::Tuple(items) => {
                let Some((last, firsts)) = items.split_last() else { return Go::atom("false") };
                let field = |go: &Go, i: usize| go.clone().select(&format!("V{i}"));
                let i = firsts.len();
                let mut test = self.order("<", last, field(&left, i), field(&right, i));
                for (i, item) in firsts.iter().enumerate().rev() {
                    let less = self.order("<", item, field(&left, i), field(&right, i));
                    let same = match item {
                        Type::Float => Go::call("py.SameFloat", vec![field(&left, i), field(&right, i)]),
                        _ => self.same(item, field(&left, i), field(&right, i)),
                    };
                    test = Go::binary("||", less, Go::binary("&&", same, test));
                }
                test
            }
            Type::Object(id) => {
                if let Shape::List(item) = &self.module.plan.object(*id).shape {
                    let equal = self.equal_function(item);
                    let less = self.less_function(item);
                    let (left, right) = (self.items(left, ty), self.items(right, ty));
                    return Go::call("py.ListLess", vec![left, right, equal, less]);
                }
                Go::binary("<", left, right)
            }
            _ => self.order("<", ty, left, right),
        }
    }

    /// A function that tells whether a value of a type is less than another.
    pub fn less_function(&mut self, ty: &Type) -> Go {
        if *ty == Type::Number {
            return Go::atom("py.Number.Less");
        }
        let test = self.less(ty, Go::atom("a"), Go::atom("b"));
        Go::Lambda(two_to_bool(&self.ty(ty)), Box::new(test))
    }

    /// `x is None`
    pub fn is_none(&self, go: Go, ty: &Type) -> Go {
        match ty {
            Type::None => Go::atom("true"),
            Type::Json => go.method("IsNone", Vec::new()),
            Type::Optional(inner) if self.module.types().is_pointer(inner) => Go::binary("==", go, Go::atom("nil")),
            Type::Optional(_) => Go::unary("!", go.select("Ok")),
            _ => Go::atom("false"),
        }
    }

    /// Whether a value is true.
    pub fn truth(&mut self, go: Go, ty: &Type) -> Go {
        match ty {
            Type::Bool => go,
            Type::Int | Type::Float => Go::binary("!=", go, int(0)),
            Type::Str => Go::binary("!=", go, Go::string("")),
            Type::BigInt => Go::binary("!=", go, Go::atom("(py.Int{})")),
            Type::Number | Type::Json => go.method("Truth", Vec::new()),
            Type::Optional(inner) => {
                let go = self.keep(go, ty);
                if self.module.types().is_pointer(inner) {
                    let present = Go::binary("!=", go.clone(), Go::atom("nil"));
                    return match self.truth(go, inner) {
                        Go::Atom(text) if text == "true" => present,
                        truth => Go::binary("&&", present, truth),
                    };
                }
                let truth = self.truth(go.clone().select("Value"), inner);
                Go::binary("&&", go.select("Ok"), truth)
            }
            Type::Bytes => Go::binary(">", Go::call("len", vec![go]), int(0)),
            Type::Object(_) => match self.module.types().shape(ty) {
                Some(Shape::Record(fields)) if fields.iter().any(|field| !field.absent) => Go::atom("true"),
                Some(Shape::Instance(..)) => Go::atom("true"),
                Some(Shape::Record(fields)) if !fields.is_empty() => {
                    let Type::Object(id) = *ty else { return go };
                    let names = self.module.fields[id.0 as usize].clone();
                    let go = self.keep(go, ty);
                    let tests = fields.iter().zip(names).map(|(field, name)| {
                        let value = go.clone().select(&name);
                        if self.module.types().is_pointer(&field.ty) {
                            Go::binary("!=", value, Go::atom("nil"))
                        } else {
                            value.select("Ok")
                        }
                    });
                    tests.reduce(|a, b| Go::binary("||", a, b)).unwrap_or(Go::atom("false"))
                }
                Some(Shape::Record(_)) => Go::atom("false"),
                _ => Go::binary(">", self.count(go, ty), int(0)),
            },
            Type::Tuple(items) => Go::atom(if items.is_empty() { "false" } else { "true" }),
            Type::None => Go::atom("false"),
            Type::Never | Type::Encodable | Type::Exception | Type::Library(_) | Type::Callable { .. } => {
                Go::atom("true")
            }
        }
    }
}

/// `(a, b T) bool`
fn two_to_bool(ty: &str) -> Signature {
    Signature::new(&[("a", ty), ("b", ty)], "bool")
}

/// `int64(len(x)) > 1` is `len(x) > 1`.
fn plain_lengths(left: Go, right: Go) -> (Go, Go) {
    let literal = |go: &Go| matches!(go, Go::Atom(text) if text.bytes().all(|b| b.is_ascii_digit()));
    let inner = |go: &Go| match go {
        Go::Call(function, args) if function.is("int64") => match &args[..] {
            [length @ Go::Call(..)] => Some(length.clone()),
            _ => None,
        },
        _ => None,
    };
    if literal(&right)
        && let Some(length) = inner(&left)
    {
        return (length, right);
    }
    if literal(&left)
        && let Some(length) = inner(&right)
    {
        return (left, length);
    }
    (left, right)
}

/// Whether it is a number or a text that stands there.
fn is_literal(go: &Go) -> bool {
    matches!(go, Go::Atom(text) if text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '"' | '`')))
}
