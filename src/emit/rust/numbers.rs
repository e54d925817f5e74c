//! Of which numbers the compiler sees the type: a variable that is made of literals has none of its own, and no method of a number can be called on it.
//!
//! ```python
//! count = 0
//! while count % 2 == 0:           # let mut count: i64 = 0; while count.rem_euclid(2) == 0
//! for n in [1, 2, 3]: n % 2       # i64::rem_euclid(n, 2)
//! ```

use std::collections::HashSet;

use super::types::Types;
use crate::ir::walk::{self, each_statement};
use crate::ir::{ArithmeticOp, Block, Clause, Expr, ExprKind, Iter, LocalId, Pattern, Shape, StmtKind, Target, Type};

/// The locals of a function whose type the compiler does not see where they are bound.
#[derive(Debug, Default)]
pub struct Numbers {
    /// Declared with such a value: a type can be written there.
    declared: HashSet<LocalId>,
    /// Bound by a pattern: no type can be written there.
    bound: HashSet<LocalId>,
    /// A method of a number is called on them, or on what is made of them.
    called: HashSet<LocalId>,
}

impl Numbers {
    /// Those of a function's body.
    pub fn of(types: Types<'_>, body: &Block) -> Self {
        let mut numbers = Self::default();
        // What a loop's body declares may be used before it in the text.
        loop {
            let before = numbers.declared.len() + numbers.bound.len();
            numbers.bindings(types, body);
            numbers.late(types, body);
            if numbers.declared.len() + numbers.bound.len() == before {
                break;
            }
        }
        walk::block(body, &mut |expr| {
            if let Some(receiver) = receiver(expr) {
                walk::expr(receiver, &mut |part| {
                    if let ExprKind::Local(local) = part.kind {
                        numbers.called.insert(local);
                    }
                });
            }
        });
        numbers
    }

    /// Whether a declaration needs the type written, because a method is called on the variable.
    pub fn needs_type(&self, local: LocalId) -> bool {
        self.declared.contains(&local) && self.called.contains(&local)
    }

    /// Whether the compiler sees the type of a number that a method is called on.
    pub fn is_typed(&self, types: Types<'_>, expr: &Expr) -> bool {
        let see = See { types, numbers: self, written: true };
        see.is_typed(expr)
    }

    fn bindings(&mut self, types: Types<'_>, body: &Block) {
        each_statement(body, &mut |stmt| match &stmt.kind {
            StmtKind::Let { local, value: Some(value) } => self.declare(types, *local, value),
            StmtKind::Unpack { pattern, value } => self.unpack(types, pattern, value),
            StmtKind::IfSome { local, value, .. } | StmtKind::Unwrap { local, value, .. } => {
                self.unpack(types, &Pattern::Local(*local), value);
            }
            StmtKind::For { pattern, iter, .. } => self.go_through(types, pattern, iter),
            _ => {}
        });
        walk::block(body, &mut |expr| match &expr.kind {
            ExprKind::Let { local, value, .. } => self.declare(types, *local, value),
            // A key function is given what the list holds.
            ExprKind::Library(call) if call.args.first().is_some_and(|list| !self.sees(types, list)) => {
                for arg in &call.args {
                    if let ExprKind::Lambda(key) = &arg.kind {
                        self.bound.extend(&key.params);
                    }
                }
            }
            ExprKind::Comprehension { clauses, .. } => {
                for Clause { pattern, iter, .. } in clauses {
                    self.go_through(types, pattern, iter);
                }
            }
            _ => {}
        });
    }

    /// A variable without a first value has the type of what it is set to.
    fn late(&mut self, types: Types<'_>, body: &Block) {
        let (mut late, mut seen) = (HashSet::new(), HashSet::new());
        each_statement(body, &mut |stmt| match &stmt.kind {
            StmtKind::Let { local, value: None } => {
                late.insert(*local);
            }
            StmtKind::Assign { target: Target::Local(local), value }
                if !matches!(value.ty, Type::Int | Type::Float) || self.sees(types, value) =>
            {
                seen.insert(*local);
            }
            _ => {}
        });
        self.declared.extend(late.difference(&seen));
    }

    fn sees(&self, types: Types<'_>, expr: &Expr) -> bool {
        See { types, numbers: self, written: false }.is_typed(expr)
    }

    fn declare(&mut self, types: Types<'_>, local: LocalId, value: &Expr) {
        if self.sees(types, value) {
            return;
        }
        match value.ty {
            Type::Int | Type::Float => self.declared.insert(local),
            _ => self.bound.insert(local),
        };
    }

    fn unpack(&mut self, types: Types<'_>, pattern: &Pattern, value: &Expr) {
        match (pattern, &value.kind) {
            (Pattern::Tuple(parts), ExprKind::Tuple(items)) => {
                for (part, item) in parts.iter().zip(items) {
                    self.unpack(types, part, item);
                }
            }
            _ if !self.sees(types, value) => super::liveness::bound(pattern, &mut self.bound),
            _ => {}
        }
    }

    fn go_through(&mut self, types: Types<'_>, pattern: &Pattern, iter: &Iter) {
        let typed = match iter {
            Iter::Range { start, stop, .. } => self.sees(types, start) || self.sees(types, stop),
            Iter::Value(value)
            | Iter::Keys(value)
            | Iter::Values(value)
            | Iter::Items(value)
            | Iter::Reversed(value) => self.sees(types, value),
            Iter::Enumerate(inner, _) => {
                if let Pattern::Tuple(both) = pattern
                    && let Some(item) = both.get(1)
                {
                    self.go_through(types, item, inner);
                }
                return;
            }
            Iter::Zip(all) => {
                if let Pattern::Tuple(parts) = pattern {
                    for (part, iter) in parts.iter().zip(all) {
                        self.go_through(types, part, iter);
                    }
                }
                return;
            }
        };
        if !typed {
            super::liveness::bound(pattern, &mut self.bound);
        }
    }
}

/// What a method of a number is called on, where one is.
fn receiver(expr: &Expr) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::Arithmetic { op: ArithmeticOp::Mod | ArithmeticOp::FloorDiv, left, right, .. }
            if left.ty == Type::Int && matches!(right.kind, ExprKind::Int(_)) =>
        {
            Some(left)
        }
        ExprKind::Library(call) if matches!(call.helper.as_str(), "float_abs" | "math_fabs") => call.args.first(),
        _ => None,
    }
}

/// Looks for a part that has a type of its own.
struct See<'a> {
    types: Types<'a>,
    numbers: &'a Numbers,
    /// The types of declarations that need one are written.
    written: bool,
}

impl See<'_> {
    fn is_typed(&self, expr: &Expr) -> bool {
        if !self.has_numbers(&expr.ty) {
            return true;
        }
        match &expr.kind {
            ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::None => false,
            ExprKind::Local(local) => {
                let numbers = self.numbers;
                let declared = numbers.declared.contains(local) && !(self.written && numbers.called.contains(local));
                !declared && !numbers.bound.contains(local)
            }
            ExprKind::Negate(inner) | ExprKind::Copy(inner) => self.is_typed(inner),
            ExprKind::Convert(inner) => !same_numbers(&inner.ty, &expr.ty) || self.is_typed(inner),
            // What is checked is a function of the runtime.
            ExprKind::Arithmetic { op, left, right, unchecked } => {
                let native = *unchecked || left.ty != Type::Int;
                let method = left.ty == Type::Int && matches!(op, ArithmeticOp::Mod | ArithmeticOp::FloorDiv);
                !native || method || self.is_typed(left) || self.is_typed(right)
            }
            ExprKind::Cond { then, otherwise, .. } => self.is_typed(then) || self.is_typed(otherwise),
            ExprKind::Let { body, .. } => self.is_typed(body),
            ExprKind::Block(_, value) => self.is_typed(value),
            ExprKind::Tuple(items) => items.iter().all(|item| self.is_typed(item)),
            ExprKind::TupleItem { tuple, index } => match &tuple.kind {
                ExprKind::Tuple(items) => items.get(*index).is_none_or(|item| self.is_typed(item)),
                _ => self.is_typed(tuple),
            },
            ExprKind::List(items) | ExprKind::Set(items) => {
                items.is_empty() || items.iter().any(|item| self.is_typed(item))
            }
            ExprKind::Dict(items) => {
                items.is_empty()
                    || items.iter().any(|(key, _)| self.is_typed(key))
                        && items.iter().any(|(_, value)| self.is_typed(value))
            }
            ExprKind::Comprehension { element, value, .. } => {
                self.is_typed(element) && value.as_ref().is_none_or(|value| self.is_typed(value))
            }
            ExprKind::Library(call) => match call.helper.as_str() {
                "int_invert" => call.args.iter().any(|arg| self.is_typed(arg)),
                helper if matches!(expr.ty, Type::Int | Type::Float) => super::runtime::returns_number(helper),
                _ => call.args.first().is_none_or(|first| !self.has_numbers(&first.ty) || self.is_typed(first)),
            },
            _ => true,
        }
    }

    /// Whether values of a type hold numbers of a native type that the type itself does not name.
    fn has_numbers(&self, ty: &Type) -> bool {
        match ty {
            Type::Int | Type::Float => true,
            Type::Tuple(items) => items.iter().any(|item| self.has_numbers(item)),
            Type::Optional(inner) => self.has_numbers(inner),
            Type::Object(_) => match self.types.shape(ty) {
                Some(Shape::List(item) | Shape::Set(item)) => self.has_numbers(item),
                Some(Shape::Dict(key, value)) => self.has_numbers(key) || self.has_numbers(value),
                Some(Shape::Record(_) | Shape::Instance(..)) | None => false,
            },
            _ => false,
        }
    }
}

/// Whether a conversion keeps the numbers that a value is made of.
fn same_numbers(from: &Type, to: &Type) -> bool {
    match to {
        Type::Optional(inner) => from == &**inner || from == to,
        _ => from == to || matches!(from, Type::Optional(inner) if **inner == *to),
    }
}
