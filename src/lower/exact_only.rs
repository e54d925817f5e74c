//! Where the configuration wants all integers exact: whether a body has something that ends as *beyond* past 64 bits.

use super::body::Body;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ArithmeticOp, ComprehensionKind, Expr, ExprKind, Type, walk};
use crate::source::Span;

/// Helpers that give or take integers of 64 bits where Python has any size.
const NARROW: &[&str] = &[
    "float_int",
    "float_round",
    "int_abs",
    "int_from_bytes",
    "int_parse",
    "int_parse_base",
    "int_parse_bytes",
    "int_parse_optional",
    "int_pow",
    "int_pow_modulo",
    "int_round_digits",
    "math_ceil",
    "math_comb",
    "math_factorial",
    "math_floor",
    "math_lcm",
    "math_perm",
    "math_prod",
    "math_trunc",
    "range_len",
    "sum_int_start",
];

/// Operations of values of unknown shape that give or take such integers.
const NARROW_VALUES: &[&str] = &[
    "abs",
    "add",
    "and",
    "divmod",
    "floordiv",
    "iadd",
    "iand",
    "ifloordiv",
    "ilshift",
    "imod",
    "imul",
    "int",
    "int_base",
    "invert",
    "ior",
    "ipow",
    "irshift",
    "isub",
    "itruediv",
    "ixor",
    "lshift",
    "mod",
    "mul",
    "neg",
    "operator_index",
    "or",
    "percent_int",
    "pos",
    "pow",
    "round",
    "round_digits",
    "rshift",
    "slice",
    "slice_step",
    "sub",
    "sum",
    "truediv",
    "xor",
];

impl Body<'_, '_> {
    /// Refuses a body in which an integer could leave 64 bits where no more are held.
    pub(super) fn only_exact(&mut self, block: &ir::Block) -> Lowered<()> {
        let number_ints = self.low.number_ints;
        let mut narrow = None;
        walk::block(block, &mut |expr| {
            if narrow.is_none() && is_narrow(expr, number_ints) {
                narrow = Some(expr.span);
            }
        });
        match narrow {
            Some(span) => {
                self.refuse(span, "exact-integer", "integers are to be exact, and here only 64 bits are held")
            }
            None => Ok(()),
        }
    }

    /// Says that this int is held where an int or a float is. 0 is no matter: no arithmetic makes another int of it, and most such ints are the sum of nothing.
    pub(super) fn note_number_int(&mut self, int: &Expr) {
        self.low.number_ints_now |= int.ty != Type::Float && !matches!(int.kind, ExprKind::Int(0));
    }

    /// Whether an int is a constant that a float holds exactly.
    pub fn is_small_constant(&mut self, value: &Value) -> bool {
        let ExprKind::Global(id) = &value.expr.kind else { return false };
        let constant = self.low.global(crate::model::GlobalIndex(id.0 as usize)).constant.clone();
        matches!(constant, Some(ir::Expr { kind: ExprKind::Int(int), .. }) if int.abs() < (1 << 53))
    }

    /// Both operands as one type: what they become is held nowhere.
    pub(super) fn passing_as(&mut self, left: Value, right: Value, ty: &Ty) -> Lowered<(Expr, Expr)> {
        let held = self.low.number_ints_now;
        let left = self.coerce(left, ty);
        let right = self.coerce(right, ty);
        self.low.number_ints_now = held;
        Ok((left?, right?))
    }

    /// What a function of floats makes an integer of any size of, from an int or a float: as a float, which 0 is too.
    pub(super) fn exact_of_number(&mut self, helper: &str, value: Value, span: Span) -> Lowered<Value> {
        if self.low.number_ints && self.low.last_pass {
            return self.refuse(span, "exact-integer", "integers are to be exact, and an int here fits 64 bits");
        }
        let float = self.helper(Ty::Float, span, "number_float", vec![value.expr], &[]);
        Ok(self.helper(Ty::Exact, span, helper, vec![float.expr], &["ValueError", "OverflowError"]))
    }
}

/// Helpers that give an int or a float, and no int but 0 where they are given no other.
const ZERO_IN_ZERO_OUT: &[&str] = &["number_abs", "number_not_nan", "number_round_digits"];

/// Whether an operand of int or float is a float.
fn is_float(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Convert(inner) if inner.ty == Type::Float)
}

fn is_narrow(expr: &Expr, number_ints: bool) -> bool {
    match &expr.kind {
        ExprKind::Library(call) => {
            let helper = call.helper.as_str();
            NARROW.contains(&helper)
                || helper.starts_with("number_")
                    && !(matches!(helper, "number_float" | "number_not_nan")
                        || !number_ints && ZERO_IN_ZERO_OUT.contains(&helper))
                || helper.strip_prefix("value_").is_some_and(|name| NARROW_VALUES.contains(&name))
                || helper == "sum" && (expr.ty == Type::Int || expr.ty == Type::Number && number_ints)
        }
        ExprKind::Arithmetic { op, left, right, unchecked } => match left.ty {
            Type::Int => {
                let grows = matches!(
                    op,
                    ArithmeticOp::Add
                        | ArithmeticOp::Sub
                        | ArithmeticOp::Mult
                        | ArithmeticOp::Pow
                        | ArithmeticOp::LShift
                );
                grows && !unchecked
            }
            Type::Json => true,
            // A quotient is a float, and so is what is computed with one.
            Type::Number => number_ints && *op != ArithmeticOp::Div && !is_float(left) && !is_float(right),
            _ => false,
        },
        ExprKind::Negate(one) => one.ty == Type::Json || one.ty == Type::Number && number_ints,
        // A rest of a division, and what is common with a constant, fits.
        ExprKind::Convert(inner) if inner.ty == Type::BigInt && matches!(expr.ty, Type::Int | Type::Float) => {
            !matches!(&inner.kind, ExprKind::Library(call) if matches!(call.helper.as_str(), "big_int_rest" | "big_int_modulo" | "big_int_and"))
        }
        ExprKind::Comprehension { kind: ComprehensionKind::Sum, .. } => {
            expr.ty == Type::Int || expr.ty == Type::Number && number_ints
        }
        _ => false,
    }
}
