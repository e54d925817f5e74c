//! Which expressions can raise.

use super::FunctionPlan;
use crate::ir::{ArithmeticOp, ComprehensionKind, Expr, ExprKind, Type};

/// Whether evaluating `expr` itself, its operands apart, can raise. (*Beyond* does not count: it is no exception.)
pub fn raises(functions: &[FunctionPlan], expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Call { function, .. } => functions[function.0 as usize].raises,
        ExprKind::New { init, .. } => init.is_some_and(|init| functions[init.0 as usize].raises),
        ExprKind::Library(call) => !call.raises.is_empty(),
        ExprKind::Field { known, .. } => !known,
        ExprKind::Arithmetic { left, .. } if left.ty == Type::Json => true,
        ExprKind::Arithmetic { op, right, .. } => match op {
            ArithmeticOp::Div | ArithmeticOp::FloorDiv | ArithmeticOp::Mod => !is_nonzero_constant(right),
            ArithmeticOp::Pow | ArithmeticOp::LShift | ArithmeticOp::RShift => true,
            ArithmeticOp::Add
            | ArithmeticOp::Sub
            | ArithmeticOp::Mult
            | ArithmeticOp::BitOr
            | ArithmeticOp::BitXor
            | ArithmeticOp::BitAnd => false,
        },
        ExprKind::Compare { op, left, .. } => {
            left.ty == Type::Json && !matches!(op, crate::ir::CompareOp::Eq | crate::ir::CompareOp::NotEq)
        }
        ExprKind::Len(one) | ExprKind::Negate(one) => one.ty == Type::Json,
        // A value of unknown shape may be unhashable.
        // Items of a tuple are compared, nothing is hashed.
        ExprKind::Contains { container, .. } if matches!(container.ty, Type::Tuple(_)) => false,
        ExprKind::Contains { item, container } => container.ty == Type::Json || item.ty == Type::Json,
        ExprKind::Set(items) => items.iter().any(may_be_unhashable),
        ExprKind::Comprehension { kind, element, .. } => match kind {
            ComprehensionKind::Set | ComprehensionKind::Dict => may_be_unhashable(element),
            ComprehensionKind::List
            | ComprehensionKind::Sum
            | ComprehensionKind::Any
            | ComprehensionKind::All
            | ComprehensionKind::First => false,
        },
        ExprKind::None
        | ExprKind::Bool(_)
        | ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_)
        | ExprKind::Local(_)
        | ExprKind::Global(_)
        | ExprKind::Not(_)
        | ExprKind::And(_)
        | ExprKind::Or(_)
        | ExprKind::Cond { .. }
        | ExprKind::Let { .. }
        | ExprKind::IsNone(_)
        | ExprKind::Truth(_)
        | ExprKind::Concat(_)
        | ExprKind::Format(_)
        | ExprKind::Convert(_)
        | ExprKind::List(_)
        | ExprKind::Dict(_)
        | ExprKind::Tuple(_)
        | ExprKind::Record { .. }
        | ExprKind::FieldOrNone { .. }
        | ExprKind::HasField { .. }
        | ExprKind::TupleItem { .. }
        | ExprKind::Copy(_)
        | ExprKind::JsonDumps { .. }
        | ExprKind::Lambda(_)
        | ExprKind::NewException { .. }
        | ExprKind::ExceptionField { .. }
        | ExprKind::IsException { .. }
        | ExprKind::IsJson { .. }
        | ExprKind::Block(..) => false,
    }
}

/// Whether a key of unknown shape may be a list or a dict.
fn may_be_unhashable(key: &Expr) -> bool {
    match &key.kind {
        ExprKind::Convert(inner) => key.ty == Type::Json && inner.ty == Type::Json,
        _ => key.ty == Type::Json,
    }
}

fn is_nonzero_constant(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Int(value) => *value != 0,
        ExprKind::Float(value) => *value != 0.0,
        ExprKind::Convert(inner) => is_nonzero_constant(inner),
        _ => false,
    }
}
