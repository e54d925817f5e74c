//! Arithmetic and the other operators.

use super::body::Body;
use super::exact::Narrow;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ArithmeticOp, ExprKind};
use crate::python::ast::{self, Operator, UnaryOperator};
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// `left op right`
    pub fn binary(&mut self, left: &'a ast::Expr, op: Operator, right: &'a ast::Expr, span: Span) -> Lowered<Value> {
        if op == Operator::Mod
            && let ast::ExprKind::Constant(ast::Constant::Str(format)) = &left.kind
        {
            return self.percent_format(format, right, span);
        }
        if op == Operator::Mod
            && let Some(format) = self.constant_text(left)
        {
            return self.percent_format(&format, right, span);
        }
        let left = self.read(left)?;
        let right = self.read(right)?;
        if let Some(value) = self.special_binary(&left, op, &right, span)? {
            return Ok(value);
        }
        self.operate(left, op, right, span)
    }

    /// `left op right` of lowered operands.
    pub fn operate(&mut self, left: Value, op: Operator, right: Value, span: Span) -> Lowered<Value> {
        let (left, right) = (self.unmixed(left), self.unmixed(right));
        let a = self.low.heap.resolve(&left.ty);
        let b = self.low.heap.resolve(&right.ty);
        match (&a, op, &b) {
            // The difference of two dates is no date.
            (Ty::Never, _, Ty::Library(_)) | (Ty::Library(_), _, Ty::Never) => Ok(Value { ty: Ty::Never, ..left }),
            (Ty::Never, _, _) => Ok(Value { ty: right.ty.clone(), ..right }),
            (_, _, Ty::Never) => Ok(left),
            (Ty::Json, _, _) | (_, _, Ty::Json) => self.dynamic_arithmetic(left, op, right, span),
            (Ty::Str, Operator::Add, Ty::Str) => {
                let mut parts = Vec::new();
                for part in [left.expr, right.expr] {
                    match part.kind {
                        ExprKind::Concat(inner) => parts.extend(inner),
                        kind => parts.push(ir::Expr { ty: part.ty, span: part.span, kind }),
                    }
                }
                Ok(self.value(Ty::Str, span, ExprKind::Concat(parts)))
            }
            (Ty::Bytes, Operator::Add, Ty::Bytes) => {
                Ok(self.helper(Ty::Bytes, span, "bytes_add", vec![left.expr, right.expr], &[]))
            }
            (Ty::Str | Ty::Bytes | Ty::Object(_), Operator::Mult, Ty::Exact) => {
                let times = self.narrowed(right, Narrow::Size);
                self.operate(left, op, times, span)
            }
            (Ty::Str, Operator::Mult, Ty::Int(_)) => {
                self.mark_computed(&b);
                Ok(self.helper(Ty::Str, span, "str_mul", vec![left.expr, right.expr], &[]))
            }
            (Ty::Int(_), Operator::Mult, Ty::Str) => {
                self.mark_computed(&a);
                self.swapped_helper(Ty::Str, span, "str_mul", left, right)
            }
            (Ty::Bytes, Operator::Mult, Ty::Int(_)) => {
                self.mark_computed(&b);
                Ok(self.helper(Ty::Bytes, span, "bytes_mul", vec![left.expr, right.expr], &[]))
            }
            (Ty::Int(_), Operator::Mult, Ty::Bytes) => {
                self.mark_computed(&a);
                self.swapped_helper(Ty::Bytes, span, "bytes_mul", left, right)
            }
            (Ty::Object(_), _, _) | (_, _, Ty::Object(_)) if self.is_deque(&a) || self.is_deque(&b) => {
                self.refuse(span, "deque", "an operator on a deque or on `*args`")
            }
            (Ty::Object(x), Operator::Add, Ty::Object(y)) if self.is_list(*x) && self.is_list(*y) => {
                let node = self.node(span, 0, NodeShape::List(Ty::Never));
                for source in [&a, &b] {
                    let element = self.element_type(source);
                    self.low.heap.grow_element(node, &element);
                }
                self.lists_joined(node, left, right, span)
            }
            (Ty::Tuple(_), Operator::Add, Ty::Tuple(_)) => {
                if !super::order::commute(&left.expr, &right.expr) {
                    return self.refuse(span, "evaluation-order", "computed tuples are joined");
                }
                self.of_tuple_items(vec![left, right], span, |body, items| {
                    Ok(body.tuple(items.into_iter().flatten().collect(), span))
                })
            }
            (Ty::Tuple(_), Operator::Mult, Ty::Int(_)) if matches!(right.expr.kind, ExprKind::Int(..=16)) => {
                let ExprKind::Int(times) = right.expr.kind else { return Ok(left) };
                let times = usize::try_from(times).unwrap_or(0);
                self.of_tuple_items(vec![left], span, |body, items| {
                    let one: Vec<Value> = items.into_iter().flatten().collect();
                    Ok(body.tuple(std::iter::repeat_n(one, times).flatten().collect(), span))
                })
            }
            (Ty::Object(x), Operator::Mult, Ty::Int(_)) if self.is_list(*x) => {
                self.mark_computed(&b);
                let element = self.element_type(&a);
                let node = self.node(span, 0, NodeShape::List(element.clone()));
                self.low.heap.grow_element(node, &element);
                // A list that is written there holds what the longer one does.
                let own = self.element_type(&Ty::Object(node));
                if matches!(left.expr.kind, ExprKind::List(_)) && !self.low.heap.is_dynamic(node) {
                    self.low.heap.grow_element(*x, &own);
                }
                self.fresh_by(node, &element, span, ("list_mul", vec![left.expr, right.expr], &[]))
            }
            (Ty::Library(class), Operator::Add | Operator::Sub, Ty::Library(_)) => {
                let name = if op == Operator::Add { "__add__" } else { "__sub__" };
                // A datetime is a date, but the two are not subtracted.
                let mixed = class == "datetime.date" && b == Ty::Library("datetime.datetime".to_owned());
                if mixed || self.low.library.method(class, name).is_none() {
                    return self.arithmetic(left, op, right, span);
                }
                let arguments = super::call::Arguments { positional: vec![right], ..Default::default() };
                self.library_method(&class.clone(), left, name, arguments, span)
            }
            (Ty::Object(x), _, Ty::Object(y)) if self.is_set(*x) && self.is_set(*y) => {
                self.set_operation(left, op, right, span)
            }
            _ => self.arithmetic(left, op, right, span),
        }
    }

    /// `left + right` of two lists: a fresh list of a node. What it holds in another way than they do is converted first.
    fn lists_joined(&mut self, node: super::heap::NodeId, left: Value, right: Value, span: Span) -> Lowered<Value> {
        let types = [&left, &right].map(|side| self.element_type(&self.low.heap.resolve(&side.ty)));
        if types[0] == types[1] {
            return self.fresh_by(node, &types[0], span, ("list_add", vec![left.expr, right.expr], &[]));
        }
        let held = self.low.heap.resolve(&Ty::Object(node));
        if held == Ty::Json || !super::order::commute(&left.expr, &right.expr) {
            let reason = "lists of different element types are joined";
            return self.transient(Ty::Object(node), span, "mixed-types", reason);
        }
        let own = self.element_type(&held);
        let mut sides = Vec::new();
        for (side, ty) in [left, right].into_iter().zip(types) {
            sides.push(if ty == own { side.expr } else { self.each_held_in(side, node, span)?.expr });
        }
        Ok(self.helper(held, span, "list_add", sides, &[]))
    }

    fn is_deque(&self, ty: &Ty) -> bool {
        matches!(ty, Ty::Object(node) if self.has_own_errors(*node))
    }

    fn is_set(&self, node: super::heap::NodeId) -> bool {
        matches!(self.low.heap.shape(node), NodeShape::Set(_))
    }

    /// `a | b`, `a & b`, `a - b`, `a ^ b` of sets of one type: a fresh set.
    fn set_operation(&mut self, left: Value, op: Operator, right: Value, span: Span) -> Lowered<Value> {
        let helper = match op {
            Operator::BitOr => "set_union",
            Operator::BitAnd => "set_intersection",
            Operator::Sub => "set_difference",
            Operator::BitXor => "set_symmetric_difference",
            _ => return self.arithmetic(left, op, right, span),
        };
        let node = self.node(span, 0, NodeShape::Set(Ty::Never));
        for side in [&left, &right] {
            let element = self.element_type(&self.low.heap.resolve(&side.ty));
            self.low.heap.grow_element(node, &element);
        }
        let own = self.element_type(&self.low.heap.resolve(&Ty::Object(node)));
        if [&left, &right].into_iter().any(|side| self.element_type(&self.low.heap.resolve(&side.ty)) != own) {
            return self.transient(Ty::Object(node), span, "mixed-types", "sets of different types are put together");
        }
        self.no_lookalikes(&own, span)?;
        Ok(self.helper(Ty::Object(node), span, helper, vec![left.expr, right.expr], &[]))
    }

    fn swapped_helper(&mut self, ty: Ty, span: Span, helper: &str, left: Value, right: Value) -> Lowered<Value> {
        // `3 * s`: constants and variables may change places, nothing else.
        if matches!(left.expr.kind, ExprKind::Int(_) | ExprKind::Local(_) | ExprKind::Global(_)) {
            return Ok(self.helper(ty, span, helper, vec![right.expr, left.expr], &[]));
        }
        self.refuse(span, "evaluation-order", "the number before `*` is computed")
    }

    /// Whether a node is a list.
    pub fn is_list(&self, node: super::heap::NodeId) -> bool {
        matches!(self.low.heap.shape(node), NodeShape::List(_))
    }

    /// A refusal in the last pass; before it, types may still meet.
    pub fn transient(&mut self, ty: Ty, span: Span, code: &'static str, reason: impl Into<String>) -> Lowered<Value> {
        if self.low.last_pass {
            return self.refuse(span, code, reason);
        }
        Ok(self.value(ty, span, ExprKind::None))
    }

    fn arithmetic(&mut self, left: Value, op: Operator, right: Value, span: Span) -> Lowered<Value> {
        let a = self.low.heap.resolve(&left.ty);
        let b = self.low.heap.resolve(&right.ty);
        let Some(arithmetic) = arithmetic_op(op) else {
            return self.refuse(span, "operator", "this operator is not translated");
        };
        let is_sum = matches!(arithmetic, ArithmeticOp::Add | ArithmeticOp::Sub);
        let bitwise = matches!(
            arithmetic,
            ArithmeticOp::BitAnd
                | ArithmeticOp::BitOr
                | ArithmeticOp::BitXor
                | ArithmeticOp::LShift
                | ArithmeticOp::RShift
        );
        // A bool in arithmetic is the int 0 or 1.
        let (left, a) = self.bool_as_int(left, a);
        let (right, b) = self.bool_as_int(right, b);
        let is_int = |ty: &Ty| matches!(ty, Ty::Int(_) | Ty::Exact);
        if is_int(&a) && is_int(&b) {
            self.mark_computed(&a);
            self.mark_computed(&b);
            if self.is_exact_arithmetic(&left, arithmetic, &right) {
                return self.exact_arithmetic(left, arithmetic, right, span);
            }
            for ty in [&a, &b] {
                if let Ty::Int(int) = ty {
                    self.low.heap.mark_reckoned(*int);
                }
            }
        }
        match (&a, &b) {
            (Ty::Exact, Ty::Float) | (Ty::Float, Ty::Exact) if arithmetic != ArithmeticOp::Pow && !bitwise => {
                let (left, right) = (self.as_float(left), self.as_float(right));
                let kind = ExprKind::Arithmetic {
                    op: arithmetic,
                    left: Box::new(left),
                    right: Box::new(right),
                    unchecked: true,
                };
                return Ok(self.value(Ty::Float, span, kind));
            }
            (Ty::Exact, Ty::Number) | (Ty::Number, Ty::Exact) => {
                return self.dynamic_arithmetic(left, op, right, span);
            }
            _ => {}
        }
        if !a.is_number() || !b.is_number() || (bitwise && !matches!((&a, &b), (Ty::Int(_), Ty::Int(_)))) {
            let reason = format!("{} {} {}", self.low.heap.describe(&a), symbol(op), self.low.heap.describe(&b));
            return self.transient(Ty::Never, span, "operand-types", format!("`{reason}` is not translated"));
        }
        self.mark_computed(&a);
        self.mark_computed(&b);
        let (ty, left, right) = match (&a, &b) {
            (Ty::Int(_), Ty::Int(_)) => {
                if arithmetic == ArithmeticOp::Div {
                    (Ty::Float, left.expr, right.expr)
                } else if arithmetic == ArithmeticOp::Pow {
                    match right.expr.kind {
                        ExprKind::Int(exponent) if exponent >= 0 => (self.computed_int(span, 0), left.expr, right.expr),
                        _ => {
                            return self.transient(
                                Ty::Number,
                                span,
                                "power",
                                "`**` of ints whose exponent may be negative: the result is int or float",
                            );
                        }
                    }
                } else {
                    (self.computed_int(span, 0), left.expr, right.expr)
                }
            }
            (Ty::Number, _) | (_, Ty::Number) => {
                let (left, right) = if arithmetic == ArithmeticOp::Div {
                    // A quotient is a float: the ints of the operands go nowhere.
                    self.passing_as(left, right, &Ty::Number)?
                } else {
                    // 0 ** 0 is 1.
                    self.low.number_ints_now |= arithmetic == ArithmeticOp::Pow;
                    (self.coerce(left, &Ty::Number)?, self.coerce(right, &Ty::Number)?)
                };
                (if arithmetic == ArithmeticOp::Div { Ty::Float } else { Ty::Number }, left, right)
            }
            _ => {
                if arithmetic == ArithmeticOp::Pow {
                    return self.transient(
                        Ty::Float,
                        span,
                        "power",
                        "`**` of floats: a negative base gives a complex number",
                    );
                }
                (Ty::Float, self.as_float(left), self.as_float(right))
            }
        };
        // Where all integers are exact, those that are left were shown to fit.
        let unchecked = ty != Ty::Number && (self.low.exact && is_sum || fits(&left, arithmetic, &right));
        let kind = ExprKind::Arithmetic { op: arithmetic, left: Box::new(left), right: Box::new(right), unchecked };
        Ok(self.value(ty, span, kind))
    }

    pub(super) fn bool_as_int(&mut self, value: Value, ty: Ty) -> (Value, Ty) {
        if ty != Ty::Bool {
            return (value, ty);
        }
        let span = value.span();
        let int = self.computed_int(span, 7);
        let value = self.value(int.clone(), span, ExprKind::Convert(Box::new(value.expr)));
        (value, int)
    }

    /// `left op= right` of a value of unknown shape: a list grows and a dict is updated where it is; anything else gives a new value.
    pub fn dynamic_in_place(&mut self, left: Value, op: Operator, right: Value, span: Span) -> Lowered<Value> {
        let helper = match op {
            Operator::Add => "value_iadd",
            Operator::Sub => "value_isub",
            Operator::Mult => "value_imul",
            Operator::Div => "value_itruediv",
            Operator::FloorDiv => "value_ifloordiv",
            Operator::Mod => "value_imod",
            Operator::Pow => "value_ipow",
            Operator::LShift => "value_ilshift",
            Operator::RShift => "value_irshift",
            Operator::BitOr => "value_ior",
            Operator::BitXor => "value_ixor",
            Operator::BitAnd => "value_iand",
            Operator::MatMult => return self.refuse(span, "operator", "`@=` is not translated"),
        };
        self.dynamic_operation(helper, left, right, span)
    }

    fn dynamic_arithmetic(&mut self, left: Value, op: Operator, right: Value, span: Span) -> Lowered<Value> {
        let helper = match op {
            Operator::Add => "value_add",
            Operator::Sub => "value_sub",
            Operator::Mult => "value_mul",
            Operator::Div => "value_truediv",
            Operator::FloorDiv => "value_floordiv",
            Operator::Mod => "value_mod",
            Operator::Pow => "value_pow",
            Operator::LShift => "value_lshift",
            Operator::RShift => "value_rshift",
            Operator::BitOr => "value_or",
            Operator::BitXor => "value_xor",
            Operator::BitAnd => "value_and",
            Operator::MatMult => return self.refuse(span, "operator", "`@` is not translated"),
        };
        self.dynamic_operation(helper, left, right, span)
    }

    fn dynamic_operation(&mut self, helper: &str, left: Value, right: Value, span: Span) -> Lowered<Value> {
        let left = self.coerce(left, &Ty::Json)?;
        let right = self.coerce(right, &Ty::Json)?;
        let raises = ["TypeError", "ZeroDivisionError", "OverflowError", "ValueError"];
        Ok(self.helper(Ty::Json, span, helper, vec![left, right], &raises))
    }

    /// `op operand`
    pub fn unary(&mut self, op: UnaryOperator, operand: &'a ast::Expr, span: Span) -> Lowered<Value> {
        if op == UnaryOperator::Not {
            let condition = self.condition(operand)?;
            let test = self.not(condition.test, span);
            return Ok(Value { ty: Ty::Bool, expr: test });
        }
        let value = self.read(operand)?;
        let value = self.unmixed(value);
        if let Some(value) = self.special_unary(op, &value, span)? {
            return Ok(value);
        }
        let ty = self.low.heap.resolve(&value.ty);
        match (op, &ty) {
            (_, Ty::Never) => Ok(value),
            (UnaryOperator::UAdd, ty) if ty.is_number() => Ok(value),
            (UnaryOperator::UAdd, Ty::Exact) => Ok(value),
            (UnaryOperator::USub, Ty::Exact) => match super::exact::negated(&value.expr) {
                Some(number) => Ok(self.exact_literal(&number, span)),
                None => Ok(self.helper(Ty::Exact, span, "big_int_neg", vec![value.expr], &[])),
            },
            (UnaryOperator::Invert, Ty::Exact) => {
                Ok(self.helper(Ty::Exact, span, "big_int_invert", vec![value.expr], &[]))
            }
            (UnaryOperator::USub, Ty::Int(int)) => {
                let int = *int;
                if let ExprKind::Int(int) = value.expr.kind
                    && let Some(negative) = int.checked_neg()
                {
                    return Ok(self.value(ty, span, ExprKind::Int(negative)));
                }
                if self.low.exact && self.low.heap.is_large(int) {
                    let value = self.exact(value)?;
                    return Ok(self.helper(Ty::Exact, span, "big_int_neg", vec![value], &[]));
                }
                self.mark_computed(&ty);
                let ty = self.computed_int(span, 0);
                Ok(self.value(ty, span, ExprKind::Negate(Box::new(value.expr))))
            }
            (UnaryOperator::USub, Ty::Float) => {
                if let ExprKind::Float(float) = value.expr.kind {
                    return Ok(self.value(ty, span, ExprKind::Float(-float)));
                }
                Ok(self.value(ty, span, ExprKind::Negate(Box::new(value.expr))))
            }
            (UnaryOperator::USub, Ty::Number) => Ok(self.value(ty, span, ExprKind::Negate(Box::new(value.expr)))),
            (UnaryOperator::USub, Ty::Json) => {
                Ok(self.helper(Ty::Json, span, "value_neg", vec![value.expr], &["TypeError"]))
            }
            (UnaryOperator::Invert, Ty::Int(_)) => {
                self.mark_computed(&ty);
                let ty = self.computed_int(span, 0);
                Ok(self.helper(ty, span, "int_invert", vec![value.expr], &[]))
            }
            _ => {
                let reason = format!("a unary operator on {}", self.low.heap.describe(&ty));
                self.refuse(span, "operand-types", reason)
            }
        }
    }
}

fn arithmetic_op(op: Operator) -> Option<ArithmeticOp> {
    Some(match op {
        Operator::Add => ArithmeticOp::Add,
        Operator::Sub => ArithmeticOp::Sub,
        Operator::Mult => ArithmeticOp::Mult,
        Operator::Div => ArithmeticOp::Div,
        Operator::FloorDiv => ArithmeticOp::FloorDiv,
        Operator::Mod => ArithmeticOp::Mod,
        Operator::Pow => ArithmeticOp::Pow,
        Operator::LShift => ArithmeticOp::LShift,
        Operator::RShift => ArithmeticOp::RShift,
        Operator::BitOr => ArithmeticOp::BitOr,
        Operator::BitXor => ArithmeticOp::BitXor,
        Operator::BitAnd => ArithmeticOp::BitAnd,
        Operator::MatMult => return None,
    })
}

fn symbol(op: Operator) -> &'static str {
    match op {
        Operator::Add => "+",
        Operator::Sub => "-",
        Operator::Mult => "*",
        Operator::MatMult => "@",
        Operator::Div => "/",
        Operator::Mod => "%",
        Operator::Pow => "**",
        Operator::LShift => "<<",
        Operator::RShift => ">>",
        Operator::BitOr => "|",
        Operator::BitXor => "^",
        Operator::BitAnd => "&",
        Operator::FloorDiv => "//",
    }
}

/// Whether the operands' sizes prove that the result fits 64 bits: sizes and positions of things in memory are below 2^48.
pub(super) fn fits(left: &ir::Expr, op: ArithmeticOp, right: &ir::Expr) -> bool {
    match (left.ty == ir::Type::Int, op) {
        (false, _) => true,
        (true, ArithmeticOp::Add | ArithmeticOp::Sub) => is_small(left) && is_small(right),
        (true, ArithmeticOp::Mult) => is_small(left) && is_small(right) && !(is_size(left) && is_size(right)),
        (true, ArithmeticOp::Mod | ArithmeticOp::FloorDiv) => {
            !matches!(right.kind, ExprKind::Int(-1)) && matches!(right.kind, ExprKind::Int(_))
        }
        (true, ArithmeticOp::BitAnd | ArithmeticOp::BitOr | ArithmeticOp::BitXor) => true,
        (true, ArithmeticOp::Div | ArithmeticOp::Pow | ArithmeticOp::LShift | ArithmeticOp::RShift) => false,
    }
}

fn is_size(expr: &ir::Expr) -> bool {
    matches!(expr.kind, ExprKind::Len(_))
}

/// Whether an integer is certainly far from the bounds of 64 bits.
pub fn is_small(expr: &ir::Expr) -> bool {
    match &expr.kind {
        ExprKind::Int(value) => value.abs() < (1 << 15),
        ExprKind::Len(_) => true,
        ExprKind::Arithmetic { left, right, unchecked: true, op: ArithmeticOp::Add | ArithmeticOp::Sub } => {
            is_small(left) && is_small(right)
        }
        _ => false,
    }
}
