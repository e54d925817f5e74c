//! Visits what a program is made of: the statements of blocks, the expressions of statements, the operands of expressions.
//!
//! `each_…` visits one level or the statements alone; `block`, `iter` and `expr` visit every expression, operands before the expression
//! that uses them.

use super::{Block, Expr, ExprKind, FormatPart, Iter, Stmt, StmtKind, Target};

/// Calls `visit` on every statement of a block, outer ones first.
pub fn each_statement<'a>(block: &'a [Stmt], visit: &mut dyn FnMut(&'a Stmt)) {
    for stmt in block {
        visit(stmt);
        for inner in blocks(&stmt.kind) {
            each_statement(inner, visit);
        }
    }
}

/// The blocks of a statement, in the order in which they run.
pub fn blocks(kind: &StmtKind) -> Vec<&Block> {
    match kind {
        StmtKind::If { then, otherwise, .. } | StmtKind::IfSome { then, otherwise, .. } => vec![then, otherwise],
        StmtKind::Unwrap { otherwise, .. } => vec![otherwise],
        StmtKind::While { body, .. } | StmtKind::For { body, .. } => vec![body],
        StmtKind::Try { body, handlers, otherwise, finally } => {
            let mut all = vec![body];
            all.extend(handlers.iter().map(|handler| &handler.body));
            all.extend([otherwise, finally]);
            all
        }
        StmtKind::Let { .. }
        | StmtKind::Assign { .. }
        | StmtKind::Unpack { .. }
        | StmtKind::Expr(_)
        | StmtKind::Break
        | StmtKind::Continue
        | StmtKind::Return(_)
        | StmtKind::Raise(_)
        | StmtKind::Reraise(_)
        | StmtKind::Forward { .. } => Vec::new(),
    }
}

/// The blocks of a statement, to change them.
pub fn blocks_mut(kind: &mut StmtKind) -> Vec<&mut Block> {
    match kind {
        StmtKind::If { then, otherwise, .. } | StmtKind::IfSome { then, otherwise, .. } => vec![then, otherwise],
        StmtKind::Unwrap { otherwise, .. } => vec![otherwise],
        StmtKind::While { body, .. } | StmtKind::For { body, .. } => vec![body],
        StmtKind::Try { body, handlers, otherwise, finally } => {
            let mut all = vec![body];
            all.extend(handlers.iter_mut().map(|handler| &mut handler.body));
            all.extend([otherwise, finally]);
            all
        }
        StmtKind::Let { .. }
        | StmtKind::Assign { .. }
        | StmtKind::Unpack { .. }
        | StmtKind::Expr(_)
        | StmtKind::Break
        | StmtKind::Continue
        | StmtKind::Return(_)
        | StmtKind::Raise(_)
        | StmtKind::Reraise(_)
        | StmtKind::Forward { .. } => Vec::new(),
    }
}

/// Calls `visit` on each expression of a statement itself, to change it; its blocks are left out.
pub fn each_own_expr_mut(kind: &mut StmtKind, visit: &mut dyn FnMut(&mut Expr)) {
    match kind {
        StmtKind::Let { value, .. } | StmtKind::Return(value) => value.iter_mut().for_each(visit),
        StmtKind::Assign { target, value } => {
            if let Target::Field { object, .. } = target {
                visit(object);
            }
            visit(value);
        }
        StmtKind::Unpack { value, .. }
        | StmtKind::Expr(value)
        | StmtKind::Raise(value)
        | StmtKind::IfSome { value, .. }
        | StmtKind::Unwrap { value, .. } => visit(value),
        StmtKind::If { test, .. } | StmtKind::While { test, .. } => visit(test),
        StmtKind::For { iter, .. } => each_operand_of_iter_mut(iter, visit),
        StmtKind::Try { .. }
        | StmtKind::Break
        | StmtKind::Continue
        | StmtKind::Reraise(_)
        | StmtKind::Forward { .. } => {}
    }
}

/// Calls `visit` on every expression of `block` to change it, operands first, nested blocks included.
pub fn block_mut(block: &mut [Stmt], visit: &mut dyn FnMut(&mut Expr)) {
    for stmt in block {
        let mut all = |expr: &mut Expr| {
            if let ExprKind::Block(inner, _) = &mut expr.kind {
                self::block_mut(inner, visit);
            }
            visit(expr);
        };
        each_own_expr_mut(&mut stmt.kind, &mut |own| expr_mut(own, &mut all));
        for inner in blocks_mut(&mut stmt.kind) {
            self::block_mut(inner, visit);
        }
    }
}

/// Calls `visit` on each expression of a statement itself; its blocks are left out.
pub fn each_own_expr<'a>(kind: &'a StmtKind, visit: &mut dyn FnMut(&'a Expr)) {
    match kind {
        StmtKind::Let { value, .. } | StmtKind::Return(value) => value.iter().for_each(visit),
        StmtKind::Assign { target, value } => {
            if let Target::Field { object, .. } = target {
                visit(object);
            }
            visit(value);
        }
        StmtKind::Unpack { value, .. }
        | StmtKind::Expr(value)
        | StmtKind::Raise(value)
        | StmtKind::IfSome { value, .. }
        | StmtKind::Unwrap { value, .. } => visit(value),
        StmtKind::If { test, .. } | StmtKind::While { test, .. } => visit(test),
        StmtKind::For { iter, .. } => each_operand_of_iter(iter, visit),
        StmtKind::Try { .. }
        | StmtKind::Break
        | StmtKind::Continue
        | StmtKind::Reraise(_)
        | StmtKind::Forward { .. } => {}
    }
}

/// Calls `visit` on every expression of `block`, nested blocks included.
pub fn block<'a>(block: &'a [Stmt], visit: &mut dyn FnMut(&'a Expr)) {
    for stmt in block {
        each_own_expr(&stmt.kind, &mut |own| expr(own, visit));
        for inner in blocks(&stmt.kind) {
            self::block(inner, visit);
        }
    }
}

/// Calls `visit` on every expression of an iteration's source.
pub fn iter<'a>(iter: &'a Iter, visit: &mut dyn FnMut(&'a Expr)) {
    each_operand_of_iter(iter, &mut |operand| expr(operand, visit));
}

/// Calls `visit` on `expr` after all its operands.
pub fn expr<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Expr)) {
    if let ExprKind::Block(block, _) = &expr.kind {
        self::block(block, visit);
    }
    each_operand(expr, &mut |operand| self::expr(operand, visit));
    visit(expr);
}

/// Calls `visit` on each operand of an expression; the statements of a block are left out.
pub fn each_operand<'e>(expr: &'e Expr, visit: &mut dyn FnMut(&'e Expr)) {
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
        | ExprKind::IsJson { value: one, .. }
        | ExprKind::Block(_, one) => visit(one),
        ExprKind::And(all)
        | ExprKind::Or(all)
        | ExprKind::Concat(all)
        | ExprKind::List(all)
        | ExprKind::Set(all)
        | ExprKind::Tuple(all)
        | ExprKind::Call { args: all, .. }
        | ExprKind::New { args: all, .. } => all.iter().for_each(visit),
        ExprKind::NewException { args, fields, .. } => args.iter().chain(fields).for_each(visit),
        ExprKind::Library(call) => call.args.iter().for_each(visit),
        ExprKind::Cond { test, then, otherwise } => {
            visit(test);
            visit(then);
            visit(otherwise);
        }
        ExprKind::Let { value, body, .. } => {
            visit(value);
            visit(body);
        }
        ExprKind::Compare { left, right, .. } | ExprKind::Arithmetic { left, right, .. } => {
            visit(left);
            visit(right);
        }
        ExprKind::Contains { item, container } => {
            visit(item);
            visit(container);
        }
        ExprKind::Format(parts) => {
            for part in parts {
                match part {
                    FormatPart::Literal(_) => {}
                    FormatPart::Str(one)
                    | FormatPart::Repr(one)
                    | FormatPart::Spec(one, _)
                    | FormatPart::Percent(one, _) => visit(one),
                }
            }
        }
        ExprKind::Dict(items) => {
            for (key, value) in items {
                visit(key);
                visit(value);
            }
        }
        ExprKind::Record { fields, base } => {
            if let Some(base) = base {
                visit(base);
            }
            for (_, value) in fields {
                visit(value);
            }
        }
        ExprKind::Comprehension { clauses, element, value, .. } => {
            for clause in clauses {
                each_operand_of_iter(&clause.iter, visit);
                clause.conditions.iter().for_each(&mut *visit);
            }
            visit(element);
            if let Some(value) = value {
                visit(value);
            }
        }
        ExprKind::Lambda(lambda) => visit(&lambda.body),
    }
}

/// Calls `visit` on each operand of an iteration's source.
pub fn each_operand_of_iter<'e>(iter: &'e Iter, visit: &mut dyn FnMut(&'e Expr)) {
    match iter {
        Iter::Value(value) | Iter::Keys(value) | Iter::Values(value) | Iter::Items(value) | Iter::Reversed(value) => {
            visit(value);
        }
        Iter::Range { start, stop, .. } => {
            visit(start);
            visit(stop);
        }
        Iter::Enumerate(inner, start) => {
            each_operand_of_iter(inner, visit);
            visit(start);
        }
        Iter::Zip(all) => {
            for one in all {
                each_operand_of_iter(one, visit);
            }
        }
    }
}

/// Calls `visit` on each operand of an iteration's source, to change it.
fn each_operand_of_iter_mut(iter: &mut Iter, visit: &mut dyn FnMut(&mut Expr)) {
    match iter {
        Iter::Value(value) | Iter::Keys(value) | Iter::Values(value) | Iter::Items(value) | Iter::Reversed(value) => {
            visit(value);
        }
        Iter::Range { start, stop, .. } => {
            visit(start);
            visit(stop);
        }
        Iter::Enumerate(inner, start) => {
            each_operand_of_iter_mut(inner, visit);
            visit(start);
        }
        Iter::Zip(all) => {
            for one in all {
                each_operand_of_iter_mut(one, visit);
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
                each_operand_of_iter_mut(&mut clause.iter, &mut |operand| self::expr_mut(operand, visit));
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
