//! Integers of any size: what is computed with them, and where only 64 bits are held.
//!
//! [`Ty::Exact`] stands above [`Ty::Int`] in the lattice: where both meet in one variable, field or element it holds the exact one, and [`Body::coerce`] makes
//! it of the other. A type only ever grows, so the passes come to an end. What is exact from the start: an integer that does not fit 64 bits, what is computed
//! with an exact one (unless the other operand bounds the result), powers with an exponent that is not constant, factorials, and, where the configuration says
//! so, all arithmetic that is not known to fit.

use num_bigint::{BigInt, Sign};
use num_traits::{Pow, ToPrimitive};

use super::body::Body;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ArithmeticOp, CompareOp, ExprKind};
use crate::source::Span;

/// What happens to an integer of any size where 64 bits are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Narrow {
    /// An index: `IndexError`.
    Index,
    /// A number of things: `OverflowError`.
    Size,
    /// A bound: what is past the end is the end.
    Clamp,
}

/// How many bits a constant is written out with.
const MOST_BITS: u64 = 4096;

impl Body<'_, '_> {
    /// A constant of any size.
    pub(super) fn exact_literal(&mut self, number: &BigInt, span: Span) -> Value {
        let digits = self.value(Ty::Str, span, ExprKind::Str(number.to_string())).expr;
        self.helper(Ty::Exact, span, "big_int_literal", vec![digits], &[])
    }

    /// An int as one of any size.
    pub(super) fn exact(&mut self, value: Value) -> Lowered<ir::Expr> {
        if let Ty::Int(int) = self.low.heap.resolve(&value.ty) {
            self.low.heap.mark_exact_parsed(int);
        }
        self.coerce(value, &Ty::Exact)
    }

    /// Whether `left op right` of two ints is computed in any size. (Both fit 64 bits unless their types say otherwise.)
    pub(super) fn is_exact_arithmetic(&mut self, left: &Value, op: ArithmeticOp, right: &Value) -> bool {
        use ArithmeticOp as Op;
        let (a, b) = (self.low.heap.resolve(&left.ty), self.low.heap.resolve(&right.ty));
        if a == Ty::Exact || b == Ty::Exact {
            return true;
        }
        let (Ty::Int(a), Ty::Int(b)) = (a, b) else { return false };
        let constant = |value: &Value| matches!(value.expr.kind, ExprKind::Int(_));
        if constant(left) && constant(right) {
            return folded(&left.expr, op, &right.expr).is_some_and(|number| number.to_i64().is_none());
        }
        if op == Op::Pow && !constant(right) {
            return constant(left);
        }
        let small = !self.low.heap.is_large(a) && !self.low.heap.is_large(b);
        match op {
            Op::Mod | Op::BitAnd | Op::BitOr | Op::BitXor | Op::RShift | Op::Div => false,
            _ if !self.low.exact => false,
            Op::Add | Op::Sub => !small && !super::operator::fits(&left.expr, op, &right.expr),
            Op::FloorDiv => !super::operator::fits(&left.expr, op, &right.expr) && self.low.heap.is_large(a),
            Op::Mult | Op::Pow | Op::LShift => !super::operator::fits(&left.expr, op, &right.expr),
        }
    }

    /// `left op right` of ints, in any size.
    pub(super) fn exact_arithmetic(
        &mut self,
        left: Value,
        op: ArithmeticOp,
        right: Value,
        span: Span,
    ) -> Lowered<Value> {
        use ArithmeticOp as Op;
        if let Some(number) = folded(&left.expr, op, &right.expr) {
            return Ok(self.exact_literal(&number, span));
        }
        let plain = |value: &Value| constant(&value.expr).is_some_and(|number| number.sign() != Sign::Minus);
        if op == Op::Pow && !plain(&right) && (constant(&left.expr).is_none() || constant(&right.expr).is_some()) {
            let reason = "`**` of ints whose exponent may be negative: the result is int or float";
            return self.transient(Ty::Exact, span, "power", reason);
        }
        let bounded = match op {
            // The rest is less than the divisor, and what is common to two sets of bits is within the one that is not negative.
            Op::Mod => matches!(self.low.heap.resolve(&right.ty), Ty::Int(_)),
            Op::BitAnd => [&left, &right].into_iter().any(|side| matches!(side.expr.kind, ExprKind::Int(0..))),
            _ => false,
        };
        let left = self.exact(left)?;
        // A number of bits, or an exponent, fits 64 bits unless the result fills the memory.
        let right = if matches!(op, Op::Pow | Op::LShift | Op::RShift) {
            self.coerce(right, &Ty::Exact)?
        } else {
            self.exact(right)?
        };
        let (helper, raises) = arithmetic_helper(op);
        let raises = if is_nonzero(&right) && matches!(op, Op::FloorDiv | Op::Mod) { &[] } else { raises };
        if op == Op::Div {
            return Ok(self.helper(Ty::Float, span, helper, vec![left, right], raises));
        }
        let name = match (helper, raises.is_empty()) {
            ("big_int_floordiv", true) => "big_int_quotient",
            ("big_int_modulo", true) => "big_int_rest",
            _ => helper,
        };
        let result = self.helper(Ty::Exact, span, name, vec![left, right], raises);
        if bounded {
            let ty = self.computed_int(span, 0);
            return Ok(self.value(ty, span, ExprKind::Convert(Box::new(result.expr))));
        }
        Ok(result)
    }

    /// `left op right` of an int of any size and a float: exact, and false with NaN.
    pub(super) fn compared_with_float(
        &mut self,
        op: CompareOp,
        left: Value,
        right: Value,
        span: Span,
    ) -> Lowered<ir::Expr> {
        let is_left = self.low.heap.resolve(&left.ty) == Ty::Exact;
        if !is_left && !super::order::commute(&left.expr, &right.expr) {
            return self.refuse(span, "evaluation-order", "computed values are compared in this order");
        }
        let (number, float) = if is_left { (left, right) } else { (right, left) };
        let op = match op {
            _ if is_left => op,
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::LtE => CompareOp::GtE,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::GtE => CompareOp::LtE,
            CompareOp::Eq | CompareOp::NotEq => op,
        };
        let ty = self.computed_int(span, 17);
        // What an order with NaN is taken for, so that the comparison is false.
        let unordered = if matches!(op, CompareOp::Gt | CompareOp::GtE) { -2 } else { 2 };
        let unordered = self.value(ty.clone(), span, ExprKind::Int(unordered)).expr;
        let zero = self.value(ty.clone(), span, ExprKind::Int(0)).expr;
        let args = vec![number.expr, float.expr, unordered];
        let order = self.helper(ty, span, "big_int_compare_float", args, &[]).expr;
        let kind = ExprKind::Compare { op, left: Box::new(order), right: Box::new(zero) };
        Ok(ir::Expr { ty: ir::Type::Bool, span, kind })
    }

    /// An integer of any size where 64 bits are held; any other value as it is.
    pub(super) fn narrowed(&mut self, value: Value, narrow: Narrow) -> Value {
        if self.low.heap.resolve(&value.ty) != Ty::Exact {
            return value;
        }
        let span = value.span();
        let ty = self.computed_int(span, 15);
        let (helper, raises): (&str, &[&str]) = match narrow {
            Narrow::Index => ("big_int_index", &["IndexError"]),
            Narrow::Size => ("big_int_size", &["OverflowError"]),
            Narrow::Clamp => ("big_int_clamp", &[]),
        };
        self.helper(ty, span, helper, vec![value.expr], raises)
    }

    /// An integer of any size where only 64 bits are known: one that does not fit is beyond.
    pub(super) fn held_in_64_bits(&mut self, value: Value) -> Value {
        let ty = self.computed_int(value.span(), 21);
        self.value(ty, value.span(), ExprKind::Convert(Box::new(value.expr)))
    }

    /// `%x` of an integer of any size: a conversion means the same as the format of an f-string that is written here, one with a precision as none.
    pub(super) fn exact_percent(&mut self, value: Value, conversion: &str, span: Span) -> Lowered<ir::Expr> {
        let Some(format) = format_of(conversion) else {
            return self.refuse(span, "exact-integer", format!("`{conversion}` of an int of any size"));
        };
        let format = self.value(Ty::Str, span, ExprKind::Str(format)).expr;
        Ok(self
            .helper(Ty::Str, span, "big_int_format", vec![value.expr, format], &["ValueError", "OverflowError"])
            .expr)
    }

    /// `str(n)`: more than 4300 digits raise `ValueError`. Any other value as it is.
    pub(super) fn exact_text(&mut self, value: Value) -> Value {
        let value = match self.low.heap.resolve(&value.ty) {
            Ty::Exact => value,
            _ => return value,
        };
        let span = value.span();
        self.helper(Ty::Str, span, "big_int_text", vec![value.expr], &["ValueError"])
    }

    /// A function of the library that has a form for integers of any size; `None` for any other, or other arguments.
    pub(super) fn exact_function(&mut self, name: &str, arguments: &[Value], span: Span) -> Lowered<Option<Value>> {
        if let ("math.floor" | "math.ceil" | "math.trunc", [value]) = (name, arguments) {
            return self.exact_whole(name, value, span);
        }
        let Some(form) = FORMS.iter().find(|form| form.name == name && form.params.len() == arguments.len()) else {
            return Ok(None);
        };
        let types: Vec<Ty> = arguments.iter().map(|value| self.low.heap.resolve(&value.ty)).collect();
        let ints = types.iter().all(|ty| matches!(ty, Ty::Int(_) | Ty::Exact | Ty::Bool));
        let wanted = match form.when {
            // A negative exponent gives a float.
            When::Always if name == "pow" => match constant(&arguments[1].expr) {
                Some(exponent) => {
                    let grows = self.low.exact || types.contains(&Ty::Exact) || constant(&arguments[0].expr).is_some();
                    grows && exponent.sign() != Sign::Minus
                }
                None => constant(&arguments[0].expr).is_some(),
            },
            When::Always => true,
            When::Grows if self.low.exact => true,
            When::Grows | When::Any => types.contains(&Ty::Exact),
        };
        if !ints || !wanted {
            return Ok(None);
        }
        let mut args = Vec::new();
        for (value, reckoned) in arguments.iter().zip(form.params) {
            let value = if self.low.heap.resolve(&value.ty) == Ty::Bool {
                self.int_of(value.clone(), span)?
            } else {
                value.clone()
            };
            args.push(if *reckoned { self.exact(value)? } else { self.coerce(value, &Ty::Exact)? });
        }
        let ty = match form.result {
            Gives::Exact => Ty::Exact,
            Gives::Str => Ty::Str,
            Gives::Pair => Ty::Tuple(vec![Ty::Exact, Ty::Exact]),
        };
        Ok(Some(self.helper(ty, span, form.helper, args, form.raises)))
    }

    /// `math.floor(x)`, `math.ceil(x)`, `math.trunc(x)`, where an int of any size comes out of it.
    fn exact_whole(&mut self, name: &str, value: &Value, span: Span) -> Lowered<Option<Value>> {
        let helper = match name {
            "math.floor" => "big_int_floor",
            "math.ceil" => "big_int_ceil",
            _ => "big_int_of_float",
        };
        match self.low.heap.resolve(&value.ty) {
            Ty::Exact => Ok(Some(value.clone())),
            Ty::Int(_) if self.low.exact => Ok(Some(value.clone())),
            Ty::Float if self.low.exact => {
                let raises = &["ValueError", "OverflowError"];
                Ok(Some(self.helper(Ty::Exact, span, helper, vec![value.expr.clone()], raises)))
            }
            Ty::Number if self.low.exact => self.exact_of_number(helper, value.clone(), span).map(Some),
            _ => Ok(None),
        }
    }

    /// A method of an integer of any size.
    pub(super) fn exact_method(
        &mut self,
        receiver: Value,
        name: &str,
        arguments: &super::call::Arguments,
        span: Span,
    ) -> Lowered<Value> {
        match (name, arguments.positional.as_slice(), arguments.keywords.as_slice()) {
            ("bit_length" | "bit_count", [], []) => {
                let ty = self.computed_int(span, 0);
                Ok(self.helper(ty, span, &format!("big_int_{name}"), vec![receiver.expr], &[]))
            }
            ("conjugate", [], []) => Ok(receiver),
            ("to_bytes", [length, order], []) if matches!(order.expr.kind, ExprKind::Str(ref text) if text == "big" || text == "little") =>
            {
                let length = self.position(length.clone())?;
                let args = vec![receiver.expr, length, order.expr.clone()];
                Ok(self.helper(Ty::Bytes, span, "big_int_to_bytes", args, &["OverflowError", "ValueError"]))
            }
            _ => self.refuse(span, "method", format!("`.{name}()` of an int of any size")),
        }
    }
}

/// The format spec that writes an int as a `%` conversion does.
fn format_of(conversion: &str) -> Option<String> {
    let body = conversion.strip_prefix('%')?;
    let flags: String = body.chars().take_while(|c| "-+ #0".contains(*c)).collect();
    let width: String = body[flags.len()..].chars().take_while(char::is_ascii_digit).collect();
    let letter = match &body[flags.len() + width.len()..] {
        "d" | "i" | "u" => "d",
        letter @ ("x" | "X" | "o") => letter,
        _ => return None,
    };
    let has = |flag: char| flags.contains(flag);
    let sign = if has('+') {
        "+"
    } else if has(' ') {
        " "
    } else {
        ""
    };
    let align = if has('-') && !width.is_empty() { "<" } else { "" };
    let (other, zeros) =
        (if has('#') && letter != "d" { "#" } else { "" }, if has('0') && !has('-') { "0" } else { "" });
    Some(format!("{align}{sign}{other}{zeros}{width}{letter}"))
}

/// When a function is computed in any size.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    /// Its result is past 64 bits for small arguments.
    Always,
    /// An argument is exact, or all integers are to be.
    Grows,
    /// An argument is exact.
    Any,
}

#[derive(Clone, Copy)]
enum Gives {
    Exact,
    Str,
    Pair,
}

/// A function of the library in its form for integers of any size.
struct Form {
    name: &'static str,
    helper: &'static str,
    /// Which parameters are computed with; the others count.
    params: &'static [bool],
    result: Gives,
    raises: &'static [&'static str],
    when: When,
}

const fn form(
    name: &'static str,
    helper: &'static str,
    params: &'static [bool],
    result: Gives,
    raises: &'static [&'static str],
    when: When,
) -> Form {
    Form { name, helper, params, result, raises, when }
}

static FORMS: &[Form] = &[
    form("abs", "big_int_abs", &[true], Gives::Exact, &[], When::Grows),
    form("bin", "big_int_bin", &[true], Gives::Str, &[], When::Any),
    form("oct", "big_int_oct", &[true], Gives::Str, &[], When::Any),
    form("hex", "big_int_hex", &[true], Gives::Str, &[], When::Any),
    form("divmod", "big_int_divmod", &[true, true], Gives::Pair, &["ZeroDivisionError"], When::Any),
    form("pow", "big_int_pow_modulo", &[true, true, true], Gives::Exact, &["ValueError"], When::Any),
    form("pow", "big_int_pow", &[true, true], Gives::Exact, &[], When::Always),
    form("math.gcd", "big_int_gcd", &[true, true], Gives::Exact, &[], When::Any),
    form("math.lcm", "big_int_lcm", &[true, true], Gives::Exact, &[], When::Grows),
    form("math.factorial", "big_int_factorial", &[false], Gives::Exact, &["ValueError", "OverflowError"], When::Always),
    form("math.isqrt", "big_int_isqrt", &[true], Gives::Exact, &["ValueError"], When::Any),
    form("math.comb", "big_int_comb", &[false, false], Gives::Exact, &["ValueError"], When::Grows),
    form("math.perm", "big_int_perm", &[false, false], Gives::Exact, &["ValueError"], When::Grows),
];

fn arithmetic_helper(op: ArithmeticOp) -> (&'static str, &'static [&'static str]) {
    match op {
        ArithmeticOp::Add => ("big_int_add", &[]),
        ArithmeticOp::Sub => ("big_int_sub", &[]),
        ArithmeticOp::Mult => ("big_int_mul", &[]),
        ArithmeticOp::Div => ("big_int_truediv", &["ZeroDivisionError", "OverflowError"]),
        ArithmeticOp::FloorDiv => ("big_int_floordiv", &["ZeroDivisionError"]),
        ArithmeticOp::Mod => ("big_int_modulo", &["ZeroDivisionError"]),
        ArithmeticOp::Pow => ("big_int_pow", &[]),
        ArithmeticOp::LShift => ("big_int_lshift", &["ValueError"]),
        ArithmeticOp::RShift => ("big_int_rshift", &["ValueError"]),
        ArithmeticOp::BitOr => ("big_int_or", &[]),
        ArithmeticOp::BitXor => ("big_int_xor", &[]),
        ArithmeticOp::BitAnd => ("big_int_and", &[]),
    }
}

/// The value of a constant int.
fn constant(expr: &ir::Expr) -> Option<BigInt> {
    match &expr.kind {
        ExprKind::Int(value) => Some(BigInt::from(*value)),
        ExprKind::Convert(inner) if expr.ty == ir::Type::BigInt => constant(inner),
        ExprKind::Library(call) if call.helper == "big_int_literal" => match &call.args.first()?.kind {
            ExprKind::Str(digits) => digits.parse().ok(),
            _ => None,
        },
        ExprKind::Library(call) if call.helper == "int_invert" => constant(call.args.first()?).map(|number| !number),
        ExprKind::Arithmetic { op, left, right, .. } if expr.ty == ir::Type::Int => folded(left, *op, right),
        _ => None,
    }
}

/// Whether it is an integer of any size that is written out: a module-level variable that holds it is a constant.
pub(super) fn is_literal(expr: &ir::Expr) -> bool {
    expr.ty == ir::Type::BigInt && matches!(expr.kind, ExprKind::Library(_) | ExprKind::Convert(_)) && is_written(expr)
}

fn is_written(expr: &ir::Expr) -> bool {
    match &expr.kind {
        ExprKind::Int(_) => true,
        ExprKind::Convert(inner) => is_written(inner),
        ExprKind::Library(call) => call.helper == "big_int_literal",
        _ => false,
    }
}

fn is_nonzero(expr: &ir::Expr) -> bool {
    constant(expr).is_some_and(|number| number.sign() != Sign::NoSign)
}

/// What the operation of two constants gives, where that is not too long to be written out.
fn folded(left: &ir::Expr, op: ArithmeticOp, right: &ir::Expr) -> Option<BigInt> {
    let (left, right) = (constant(left)?, constant(right)?);
    let number = match op {
        ArithmeticOp::Add => left + right,
        ArithmeticOp::Sub => left - right,
        ArithmeticOp::Mult => left * right,
        ArithmeticOp::Pow => {
            let exponent = right.to_u32().filter(|exponent| left.bits() * u64::from(*exponent) <= MOST_BITS)?;
            left.pow(exponent)
        }
        ArithmeticOp::LShift => left << right.to_u64().filter(|count| *count <= MOST_BITS)?,
        _ => return None,
    };
    (number.bits() <= MOST_BITS).then_some(number)
}

/// The negative of a constant.
pub(super) fn negated(expr: &ir::Expr) -> Option<BigInt> {
    constant(expr).map(|number| -number)
}

/// A 64-bit integer as one of any size. Arithmetic that makes it, and could leave 64 bits, is done in any size.
pub(super) fn widened(expr: ir::Expr) -> ir::Expr {
    use ArithmeticOp as Op;
    let span = expr.span;
    let big = |kind| ir::Expr { ty: ir::Type::BigInt, span, kind };
    if expr.ty == ir::Type::BigInt {
        return expr;
    }
    if let Some(number) = constant(&expr).and_then(|number| number.to_i64()) {
        let literal = ir::Expr { ty: ir::Type::Int, span, kind: ExprKind::Int(number) };
        return big(ExprKind::Convert(Box::new(literal)));
    }
    match expr.kind {
        ExprKind::Cond { test, then, otherwise } => {
            let (then, otherwise) = (Box::new(widened(*then)), Box::new(widened(*otherwise)));
            big(ExprKind::Cond { test, then, otherwise })
        }
        ExprKind::Arithmetic {
            op: op @ (Op::Add | Op::Sub | Op::Mult | Op::LShift | Op::Pow),
            left,
            right,
            unchecked: false,
        } if expr.ty == ir::Type::Int => {
            let (helper, raises) = arithmetic_helper(op);
            let raises = raises.iter().map(|&class| class.to_owned()).collect();
            let args = vec![widened(*left), widened(*right)];
            big(ExprKind::Library(ir::LibraryCall { helper: helper.to_owned(), args, raises }))
        }
        ExprKind::Negate(inner) if expr.ty == ir::Type::Int => {
            let args = vec![widened(*inner)];
            big(ExprKind::Library(ir::LibraryCall { helper: "big_int_neg".to_owned(), args, raises: Vec::new() }))
        }
        // It was made of one of any size.
        ExprKind::Convert(inner) if inner.ty == ir::Type::BigInt => *inner,
        kind => big(ExprKind::Convert(Box::new(ir::Expr { ty: expr.ty, span, kind }))),
    }
}
