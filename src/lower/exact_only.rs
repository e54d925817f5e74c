//! Where the configuration wants all integers exact: whether a body has something that ends as *beyond* past 64 bits.

use super::body::Body;
use super::refusal::Lowered;
use crate::ir::{self, ArithmeticOp, ComprehensionKind, Expr, ExprKind, Type, walk};

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
        let mut narrow = None;
        walk::block(block, &mut |expr| {
            if narrow.is_none() && is_narrow(expr) {
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
}

fn is_narrow(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Library(call) => {
            let helper = call.helper.as_str();
            NARROW.contains(&helper)
                || helper.starts_with("number_") && !matches!(helper, "number_float" | "number_not_nan")
                || helper.strip_prefix("value_").is_some_and(|name| NARROW_VALUES.contains(&name))
                || helper == "sum" && matches!(expr.ty, Type::Int | Type::Number)
        }
        ExprKind::Arithmetic { op, left, unchecked, .. } => match left.ty {
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
            Type::Number | Type::Json => true,
            _ => false,
        },
        ExprKind::Negate(one) => matches!(one.ty, Type::Number | Type::Json),
        // A rest of a division, and what is common with a constant, fits.
        ExprKind::Convert(inner) if inner.ty == Type::BigInt && matches!(expr.ty, Type::Int | Type::Float) => {
            !matches!(&inner.kind, ExprKind::Library(call) if matches!(call.helper.as_str(), "big_int_rest" | "big_int_modulo" | "big_int_and"))
        }
        ExprKind::Comprehension { kind: ComprehensionKind::Sum, .. } => matches!(expr.ty, Type::Int | Type::Number),
        _ => false,
    }
}
