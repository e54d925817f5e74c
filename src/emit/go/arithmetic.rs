//! Arithmetic.

use super::body::Printer;
use super::expr::int;
use super::statement::Statement;
use super::tree::Go;
use crate::ir::{ArithmeticOp, Expr, ExprKind, GlobalKind, Type};

impl Printer<'_> {
    /// `-x`
    pub fn negative(&mut self, one: &Expr) -> Go {
        match (&one.kind, &one.ty) {
            (ExprKind::Int(value), _) => int(value.wrapping_neg()),
            (ExprKind::Float(value), _) if *value == 0.0 => {
                self.module.import("math");
                Go::call("math.Copysign", vec![int(0), int(-1)])
            }
            (ExprKind::Float(value), _) => self.float(-value),
            (_, Type::Int) => Go::call("py.Neg", vec![self.expr(one)]),
            (_, Type::Number) => self.expr(one).method("Neg", Vec::new()),
            _ => Go::unary("-", self.expr(one)),
        }
    }

    /// Arithmetic that does not raise.
    pub fn arithmetic(
        &mut self,
        op: ArithmeticOp,
        (left, l): (&Expr, Go),
        (right, r): (&Expr, Go),
        unchecked: bool,
        result: &Type,
    ) -> Go {
        match &left.ty {
            Type::Int => match op {
                ArithmeticOp::Add | ArithmeticOp::Sub | ArithmeticOp::Mult if unchecked => Go::binary(sign(op), l, r),
                ArithmeticOp::BitOr | ArithmeticOp::BitXor | ArithmeticOp::BitAnd => Go::binary(sign(op), l, r),
                ArithmeticOp::Add => Go::call("py.Add", vec![l, r]),
                ArithmeticOp::Sub => Go::call("py.Sub", vec![l, r]),
                ArithmeticOp::Mult => Go::call("py.Mul", vec![l, r]),
                ArithmeticOp::FloorDiv => Go::call("py.FloorDivBy", vec![l, r]),
                ArithmeticOp::Mod => Go::call("py.ModBy", vec![l, r]),
                ArithmeticOp::Div => Go::call("py.TrueDivBy", vec![l, r]),
                ArithmeticOp::Pow | ArithmeticOp::LShift | ArithmeticOp::RShift => {
                    let call = raising_arithmetic(op, &left.ty, l, r);
                    self.ignoring_error(call, result)
                }
            },
            Type::Float => match op {
                ArithmeticOp::Add | ArithmeticOp::Sub | ArithmeticOp::Mult | ArithmeticOp::Div => {
                    if let Some(value) = self.constant(op, left, right)
                        && (!value.is_finite() || value == 0.0 && value.is_sign_negative())
                    {
                        // Go has no constants of these values.
                        return self.float(value);
                    }
                    let constants = self.is_constant(left) && self.is_constant(right);
                    // A product is rounded before it is added: Go may fuse the two.
                    let fuses = matches!(op, ArithmeticOp::Add | ArithmeticOp::Sub);
                    let rounded = |go: Go| {
                        let product = matches!(go, Go::Binary("*", ..)) && fuses;
                        if product { Go::call("float64", vec![go]) } else { go }
                    };
                    let l = if constants { Go::call("float64", vec![l]) } else { rounded(l) };
                    Go::binary(sign(op), l, rounded(r))
                }
                _ => {
                    let call = raising_arithmetic(op, &left.ty, l, r);
                    self.ignoring_error(call, result)
                }
            },
            ty => match op {
                ArithmeticOp::Add => l.method("Add", vec![r]),
                ArithmeticOp::Sub => l.method("Sub", vec![r]),
                ArithmeticOp::Mult => l.method("Mul", vec![r]),
                _ => {
                    let call = raising_arithmetic(op, ty, l, r);
                    self.ignoring_error(call, result)
                }
            },
        }
    }

    /// The value of a call whose error is known not to come.
    fn ignoring_error(&mut self, call: Go, ty: &Type) -> Go {
        let name = self.temporary(ty);
        self.add(Statement::Define(vec![name.clone(), "_".into()], vec![call]));
        Go::Atom(name)
    }

    /// What the arithmetic of two constants gives.
    fn constant(&self, op: ArithmeticOp, left: &Expr, right: &Expr) -> Option<f64> {
        let (left, right) = (self.constant_value(left)?, self.constant_value(right)?);
        match op {
            ArithmeticOp::Add => Some(left + right),
            ArithmeticOp::Sub => Some(left - right),
            ArithmeticOp::Mult => Some(left * right),
            ArithmeticOp::Div if right != 0.0 => Some(left / right),
            _ => None,
        }
    }

    fn constant_value(&self, expr: &Expr) -> Option<f64> {
        match &expr.kind {
            #[expect(clippy::cast_precision_loss, reason = "as Go converts it")]
            ExprKind::Int(value) => Some(*value as f64),
            ExprKind::Float(value) => Some(*value),
            ExprKind::Global(id) => match &self.module.plan.global(*id).kind {
                GlobalKind::Constant(value) => self.constant_value(value),
                GlobalKind::State { .. } => None,
            },
            ExprKind::Convert(one) => self.constant_value(one),
            ExprKind::Negate(one) => Some(-self.constant_value(one)?),
            ExprKind::Arithmetic { op, left, right, .. } if expr.ty == Type::Float => self.constant(*op, left, right),
            _ => None,
        }
    }

    /// Whether Go computes the expression while it compiles, with more digits than a float has.
    fn is_constant(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Int(_) | ExprKind::Float(_) => true,
            ExprKind::Global(id) => matches!(self.module.plan.global(*id).kind, GlobalKind::Constant(_)),
            ExprKind::Convert(one) | ExprKind::Negate(one) => self.is_constant(one),
            ExprKind::Arithmetic { left, right, .. } => self.is_constant(left) && self.is_constant(right),
            _ => false,
        }
    }
}

fn sign(op: ArithmeticOp) -> &'static str {
    match op {
        ArithmeticOp::Add => "+",
        ArithmeticOp::Sub => "-",
        ArithmeticOp::Mult | ArithmeticOp::Pow => "*",
        ArithmeticOp::Div | ArithmeticOp::FloorDiv => "/",
        ArithmeticOp::Mod => "%",
        ArithmeticOp::LShift => "<<",
        ArithmeticOp::RShift => ">>",
        ArithmeticOp::BitOr => "|",
        ArithmeticOp::BitXor => "^",
        ArithmeticOp::BitAnd => "&",
    }
}

/// Arithmetic that gives a value and an error.
pub fn raising_arithmetic(op: ArithmeticOp, ty: &Type, l: Go, r: Go) -> Go {
    let method = match op {
        ArithmeticOp::Add => "Add",
        ArithmeticOp::Sub => "Sub",
        ArithmeticOp::Mult => "Mul",
        ArithmeticOp::Div => "TrueDiv",
        ArithmeticOp::FloorDiv => "FloorDiv",
        ArithmeticOp::Mod => "Mod",
        ArithmeticOp::Pow => "Pow",
        ArithmeticOp::LShift => "Shl",
        ArithmeticOp::RShift => "Shr",
        ArithmeticOp::BitOr => "Or",
        ArithmeticOp::BitXor => "Xor",
        ArithmeticOp::BitAnd => "And",
    };
    match ty {
        Type::Int => Go::call(format!("py.{method}"), vec![l, r]),
        Type::Float if op == ArithmeticOp::Div => Go::call("py.DivFloat", vec![l, r]),
        Type::Float => Go::call(format!("py.{method}Float"), vec![l, r]),
        _ => l.method(method, vec![r]),
    }
}
