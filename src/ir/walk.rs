//! Visits every expression of a block, operands before the expression that uses them.

use super::{Expr, ExprKind, FormatPart, Iter, Stmt, StmtKind, Target};

/// Calls `visit` on every expression of `block`, nested blocks included.
pub fn block<'a>(block: &'a [Stmt], visit: &mut dyn FnMut(&'a Expr)) {
    for stmt in block {
        match &stmt.kind {
            StmtKind::Let { value, .. } => {
                if let Some(value) = value {
                    expr(value, visit);
                }
            }
            StmtKind::Assign { target, value } => {
                if let Target::Field { object, .. } = target {
                    expr(object, visit);
                }
                expr(value, visit);
            }
            StmtKind::Unpack { value, .. } | StmtKind::Expr(value) | StmtKind::Raise(value) => expr(value, visit),
            StmtKind::If { test, then, otherwise } => {
                expr(test, visit);
                self::block(then, visit);
                self::block(otherwise, visit);
            }
            StmtKind::IfSome { value, then, otherwise, .. } => {
                expr(value, visit);
                self::block(then, visit);
                self::block(otherwise, visit);
            }
            StmtKind::Unwrap { value, otherwise, .. } => {
                expr(value, visit);
                self::block(otherwise, visit);
            }
            StmtKind::While { test, body } => {
                expr(test, visit);
                self::block(body, visit);
            }
            StmtKind::For { iter, body, .. } => {
                self::iter(iter, visit);
                self::block(body, visit);
            }
            StmtKind::Return(value) => {
                if let Some(value) = value {
                    expr(value, visit);
                }
            }
            StmtKind::Try { body, handlers, otherwise, finally } => {
                self::block(body, visit);
                for handler in handlers {
                    self::block(&handler.body, visit);
                }
                self::block(otherwise, visit);
                self::block(finally, visit);
            }
            StmtKind::Break | StmtKind::Continue | StmtKind::Reraise(_) | StmtKind::Forward { .. } => {}
        }
    }
}

/// Calls `visit` on every expression of an iteration's source.
pub fn iter<'a>(iter: &'a Iter, visit: &mut dyn FnMut(&'a Expr)) {
    match iter {
        Iter::Value(value) | Iter::Keys(value) | Iter::Values(value) | Iter::Items(value) | Iter::Reversed(value) => {
            expr(value, visit);
        }
        Iter::Range { start, stop, .. } => {
            expr(start, visit);
            expr(stop, visit);
        }
        Iter::Enumerate(inner, start) => {
            self::iter(inner, visit);
            expr(start, visit);
        }
        Iter::Zip(inner) => {
            for one in inner {
                self::iter(one, visit);
            }
        }
    }
}

/// Calls `visit` on `expr` after all its operands.
pub fn expr<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Expr)) {
    match &expr.kind {
        ExprKind::None
        | ExprKind::Bool(_)
        | ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_)
        | ExprKind::Local(_)
        | ExprKind::Global(_) => {}
        ExprKind::Not(one)
        | ExprKind::IsNone(one)
        | ExprKind::Truth(one)
        | ExprKind::Negate(one)
        | ExprKind::Convert(one)
        | ExprKind::Field { object: one, .. }
        | ExprKind::FieldOrNone { object: one, .. }
        | ExprKind::HasField { object: one, .. }
        | ExprKind::TupleItem { tuple: one, .. }
        | ExprKind::Len(one)
        | ExprKind::Copy(one)
        | ExprKind::JsonDumps { value: one, .. }
        | ExprKind::IsException { value: one, .. }
        | ExprKind::ExceptionField { value: one, .. }
        | ExprKind::IsJson { value: one, .. } => self::expr(one, visit),
        ExprKind::And(all)
        | ExprKind::Or(all)
        | ExprKind::Concat(all)
        | ExprKind::List(all)
        | ExprKind::Set(all)
        | ExprKind::Tuple(all)
        | ExprKind::Call { args: all, .. }
        | ExprKind::New { args: all, .. } => {
            for one in all {
                self::expr(one, visit);
            }
        }
        ExprKind::NewException { args, fields, .. } => {
            for one in args.iter().chain(fields) {
                self::expr(one, visit);
            }
        }
        ExprKind::Library(call) => {
            for one in &call.args {
                self::expr(one, visit);
            }
        }
        ExprKind::Cond { test, then, otherwise } => {
            self::expr(test, visit);
            self::expr(then, visit);
            self::expr(otherwise, visit);
        }
        ExprKind::Let { value, body, .. } => {
            self::expr(value, visit);
            self::expr(body, visit);
        }
        ExprKind::Compare { left, right, .. } | ExprKind::Arithmetic { left, right, .. } => {
            self::expr(left, visit);
            self::expr(right, visit);
        }
        ExprKind::Contains { item, container } => {
            self::expr(item, visit);
            self::expr(container, visit);
        }
        ExprKind::Format(parts) => {
            for part in parts {
                match part {
                    FormatPart::Literal(_) => {}
                    FormatPart::Str(one)
                    | FormatPart::Repr(one)
                    | FormatPart::Spec(one, _)
                    | FormatPart::Percent(one, _) => self::expr(one, visit),
                }
            }
        }
        ExprKind::Dict(items) => {
            for (key, value) in items {
                self::expr(key, visit);
                self::expr(value, visit);
            }
        }
        ExprKind::Record { fields, base } => {
            if let Some(base) = base {
                self::expr(base, visit);
            }
            for (_, value) in fields {
                self::expr(value, visit);
            }
        }
        ExprKind::Comprehension { clauses, element, value, .. } => {
            for clause in clauses {
                iter(&clause.iter, visit);
                for condition in &clause.conditions {
                    self::expr(condition, visit);
                }
            }
            self::expr(element, visit);
            if let Some(value) = value {
                self::expr(value, visit);
            }
        }
        ExprKind::Lambda(lambda) => self::expr(&lambda.body, visit),
        ExprKind::Block(block, value) => {
            self::block(block, visit);
            self::expr(value, visit);
        }
    }
    visit(expr);
}

/// Calls `visit` on every expression of an iteration's source.
pub fn iter_mut(iter: &mut Iter, visit: &mut dyn FnMut(&mut Expr)) {
    match iter {
        Iter::Value(value) | Iter::Keys(value) | Iter::Values(value) | Iter::Items(value) | Iter::Reversed(value) => {
            expr_mut(value, visit);
        }
        Iter::Range { start, stop, .. } => {
            expr_mut(start, visit);
            expr_mut(stop, visit);
        }
        Iter::Enumerate(inner, start) => {
            iter_mut(inner, visit);
            expr_mut(start, visit);
        }
        Iter::Zip(inner) => {
            for one in inner {
                iter_mut(one, visit);
            }
        }
    }
}

/// Calls `visit` on `expr` after all its operands; statements inside of expressions are left to `visit`.
pub fn expr_mut(expr: &mut Expr, visit: &mut dyn FnMut(&mut Expr)) {
    match &mut expr.kind {
        ExprKind::None
        | ExprKind::Bool(_)
        | ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_)
        | ExprKind::Local(_)
        | ExprKind::Global(_) => {}
        ExprKind::Not(one)
        | ExprKind::IsNone(one)
        | ExprKind::Truth(one)
        | ExprKind::Negate(one)
        | ExprKind::Convert(one)
        | ExprKind::Field { object: one, .. }
        | ExprKind::FieldOrNone { object: one, .. }
        | ExprKind::HasField { object: one, .. }
        | ExprKind::TupleItem { tuple: one, .. }
        | ExprKind::Len(one)
        | ExprKind::Copy(one)
        | ExprKind::JsonDumps { value: one, .. }
        | ExprKind::IsException { value: one, .. }
        | ExprKind::ExceptionField { value: one, .. }
        | ExprKind::IsJson { value: one, .. } => self::expr_mut(one, visit),
        ExprKind::And(all)
        | ExprKind::Or(all)
        | ExprKind::Concat(all)
        | ExprKind::List(all)
        | ExprKind::Set(all)
        | ExprKind::Tuple(all)
        | ExprKind::Call { args: all, .. }
        | ExprKind::New { args: all, .. } => {
            for one in all {
                self::expr_mut(one, visit);
            }
        }
        ExprKind::NewException { args, fields, .. } => {
            for one in args.iter_mut().chain(fields) {
                self::expr_mut(one, visit);
            }
        }
        ExprKind::Library(call) => {
            for one in &mut call.args {
                self::expr_mut(one, visit);
            }
        }
        ExprKind::Cond { test, then, otherwise } => {
            self::expr_mut(test, visit);
            self::expr_mut(then, visit);
            self::expr_mut(otherwise, visit);
        }
        ExprKind::Let { value, body, .. } => {
            self::expr_mut(value, visit);
            self::expr_mut(body, visit);
        }
        ExprKind::Compare { left, right, .. } | ExprKind::Arithmetic { left, right, .. } => {
            self::expr_mut(left, visit);
            self::expr_mut(right, visit);
        }
        ExprKind::Contains { item, container } => {
            self::expr_mut(item, visit);
            self::expr_mut(container, visit);
        }
        ExprKind::Format(parts) => {
            for part in parts {
                match part {
                    FormatPart::Literal(_) => {}
                    FormatPart::Str(one)
                    | FormatPart::Repr(one)
                    | FormatPart::Spec(one, _)
                    | FormatPart::Percent(one, _) => self::expr_mut(one, visit),
                }
            }
        }
        ExprKind::Dict(items) => {
            for (key, value) in items {
                self::expr_mut(key, visit);
                self::expr_mut(value, visit);
            }
        }
        ExprKind::Record { fields, base } => {
            if let Some(base) = base {
                self::expr_mut(base, visit);
            }
            for (_, value) in fields {
                self::expr_mut(value, visit);
            }
        }
        ExprKind::Comprehension { clauses, element, value, .. } => {
            for clause in clauses {
                iter_mut(&mut clause.iter, visit);
                for condition in &mut clause.conditions {
                    self::expr_mut(condition, visit);
                }
            }
            self::expr_mut(element, visit);
            if let Some(value) = value {
                self::expr_mut(value, visit);
            }
        }
        ExprKind::Lambda(lambda) => self::expr_mut(&mut lambda.body, visit),
        ExprKind::Block(_, value) => {
            self::expr_mut(value, visit);
        }
    }
    visit(expr);
}
