//! Operators of numbers.

use super::body::Body;
use super::code::{Bind, Code};
use super::doc::Doc;
use crate::ir::{ArithmeticOp, Expr, ExprKind, Type};

impl Body<'_> {
    /// The sum of what an iterator, or a list, gives.
    pub fn sum_of(&self, expr: &Expr, element: &Expr, chain: Doc) -> Doc {
        match (&element.ty, &expr.ty) {
            (Type::Int, _) => Doc::call("py::sum_int", vec![chain]),
            (Type::Bool, _) => {
                let bools = if let Doc::Chain(..) = chain { chain } else { chain.method("into_iter", Vec::new()) };
                Doc::call("py::sum_int", vec![bools.method("map", vec![Doc::text("i64::from")])])
            }
            (Type::Float, Type::Float) => Doc::call("py::sum_float_start", vec![chain, Doc::text("0.0")]),
            (Type::Float, _) => Doc::call("py::sum_float", vec![chain]),
            (Type::Number, _) => Doc::call("py::number_sum", vec![chain]),
            _ => self.try_(Doc::call("py::value_sum_of", vec![chain])),
        }
    }

    pub fn arithmetic(&self, expr: &Expr, op: ArithmeticOp, left: &Expr, right: &Expr, unchecked: bool) -> Code {
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
            let call = Doc::call(name, self.owned_apart([left, right]));
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
}
