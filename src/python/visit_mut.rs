//! Changing the tree in place without naming every kind of node.

use super::ast::{Comprehension, Expr, ExprKind, FStringPart, Parameters, Pattern, PatternKind, Stmt, StmtKind};

/// What is done to each node: to a statement before what is in it, to an expression after what is in it.
pub trait Change {
    /// A statement.
    fn stmt(&mut self, _: &mut Stmt) {}
    /// An expression.
    fn expr(&mut self, _: &mut Expr) {}
}

/// Every statement and expression of a suite.
pub fn suite(body: &mut [Stmt], change: &mut dyn Change) {
    body.iter_mut().for_each(|one| stmt(one, change));
}

/// A statement and everything in it.
pub fn stmt(stmt: &mut Stmt, change: &mut dyn Change) {
    change.stmt(stmt);
    match &mut stmt.kind {
        StmtKind::FunctionDef(def) => {
            exprs(&mut def.decorators, change);
            parameters(&mut def.parameters, change);
            exprs(&mut def.returns, change);
            suite(&mut def.body, change);
        }
        StmtKind::ClassDef(class) => {
            exprs(&mut class.decorators, change);
            exprs(&mut class.bases, change);
            exprs(class.keywords.iter_mut().map(|keyword| &mut keyword.value), change);
            suite(&mut class.body, change);
        }
        StmtKind::Return(value) => exprs(value, change),
        StmtKind::Delete(targets) => exprs(targets, change),
        StmtKind::Assign { targets, value } => {
            exprs(targets, change);
            expr(value, change);
        }
        StmtKind::TypeAlias { name, value, .. } => exprs([name, value], change),
        StmtKind::AugAssign { target, value, .. } => exprs([target, value], change),
        StmtKind::AnnAssign { target, annotation, value, .. } => {
            exprs([target, annotation], change);
            exprs(value, change);
        }
        StmtKind::For { target, iter, body, orelse, .. } => {
            exprs([target, iter], change);
            suite(body, change);
            suite(orelse, change);
        }
        StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
            expr(test, change);
            suite(body, change);
            suite(orelse, change);
        }
        StmtKind::With { items, body, .. } => {
            for item in items {
                expr(&mut item.context, change);
                exprs(&mut item.target, change);
            }
            suite(body, change);
        }
        StmtKind::Match { subject, cases } => {
            expr(subject, change);
            for case in cases {
                pattern(&mut case.pattern, change);
                exprs(&mut case.guard, change);
                suite(&mut case.body, change);
            }
        }
        StmtKind::Raise { exc, cause } => {
            exprs(exc, change);
            exprs(cause, change);
        }
        StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
            suite(body, change);
            for handler in handlers {
                exprs(&mut handler.typ, change);
                suite(&mut handler.body, change);
            }
            suite(orelse, change);
            suite(finalbody, change);
        }
        StmtKind::Assert { test, msg } => {
            expr(test, change);
            exprs(msg, change);
        }
        StmtKind::Expr(value) => expr(value, change),
        StmtKind::Import(_)
        | StmtKind::ImportFrom { .. }
        | StmtKind::Global(_)
        | StmtKind::Nonlocal(_)
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue => {}
        StmtKind::Invalid { body, .. } => suite(body, change),
    }
}

/// An expression and everything in it.
pub fn expr(one: &mut Expr, change: &mut dyn Change) {
    match &mut one.kind {
        ExprKind::BoolOp { values, .. } => exprs(values, change),
        ExprKind::NamedExpr { target, value } => exprs([&mut **target, &mut **value], change),
        ExprKind::BinOp { left, right, .. } => exprs([&mut **left, &mut **right], change),
        ExprKind::UnaryOp { operand, .. } => expr(operand, change),
        ExprKind::Lambda { parameters: given, body } => {
            parameters(given, change);
            expr(body, change);
        }
        ExprKind::IfExp { test, body, orelse } => exprs([&mut **test, &mut **body, &mut **orelse], change),
        ExprKind::Dict(items) => {
            for item in items {
                exprs(&mut item.key, change);
                expr(&mut item.value, change);
            }
        }
        ExprKind::Set(items) | ExprKind::List(items) | ExprKind::Tuple(items) => exprs(items, change),
        ExprKind::ListComp { element, generators: list }
        | ExprKind::SetComp { element, generators: list }
        | ExprKind::GeneratorExp { element, generators: list } => {
            expr(element, change);
            generators(list, change);
        }
        ExprKind::DictComp { key, value, generators: list } => {
            exprs([&mut **key, &mut **value], change);
            generators(list, change);
        }
        ExprKind::Await(value)
        | ExprKind::YieldFrom(value)
        | ExprKind::Starred(value)
        | ExprKind::Attribute { value, .. } => expr(value, change),
        ExprKind::Yield(value) => exprs(value.as_deref_mut(), change),
        ExprKind::Compare { left, comparators, .. } => {
            expr(left, change);
            exprs(comparators, change);
        }
        ExprKind::Call { func, args, keywords } => {
            expr(func, change);
            exprs(args, change);
            exprs(keywords.iter_mut().map(|keyword| &mut keyword.value), change);
        }
        ExprKind::JoinedStr(parts) => fstring(parts, change),
        ExprKind::Subscript { value, slice } => exprs([&mut **value, &mut **slice], change),
        ExprKind::Slice { lower, upper, step } => {
            exprs([lower, upper, step].into_iter().flatten().map(|part| &mut **part), change);
        }
        ExprKind::Constant(_) | ExprKind::Name(_) | ExprKind::Invalid => {}
    }
    change.expr(one);
}

fn exprs<'a>(list: impl IntoIterator<Item = &'a mut Expr>, change: &mut dyn Change) {
    list.into_iter().for_each(|one| expr(one, change));
}

fn parameters(parameters: &mut Parameters, change: &mut dyn Change) {
    let Parameters { posonly, args, vararg, kwonly, kwarg } = parameters;
    for parameter in posonly.iter_mut().chain(args).chain(vararg).chain(kwonly).chain(kwarg) {
        exprs(&mut parameter.annotation, change);
        exprs(&mut parameter.default, change);
    }
}

fn generators(list: &mut [Comprehension], change: &mut dyn Change) {
    for generator in list {
        exprs([&mut generator.target, &mut generator.iter], change);
        exprs(&mut generator.ifs, change);
    }
}

fn fstring(parts: &mut [FStringPart], change: &mut dyn Change) {
    for part in parts {
        if let FStringPart::Replacement { value, spec, .. } = part {
            expr(value, change);
            fstring(spec.as_deref_mut().unwrap_or_default(), change);
        }
    }
}

fn pattern(one: &mut Pattern, change: &mut dyn Change) {
    match &mut one.kind {
        PatternKind::Value(value) => expr(value, change),
        PatternKind::Sequence(list) | PatternKind::Or(list) => list.iter_mut().for_each(|one| pattern(one, change)),
        PatternKind::Mapping { keys, patterns, .. } => {
            exprs(keys, change);
            patterns.iter_mut().for_each(|one| pattern(one, change));
        }
        PatternKind::Class { cls, patterns, keywords } => {
            expr(cls, change);
            patterns.iter_mut().for_each(|one| pattern(one, change));
            keywords.iter_mut().for_each(|(_, one)| pattern(one, change));
        }
        PatternKind::As { pattern: inner, .. } => {
            if let Some(inner) = inner {
                pattern(inner, change);
            }
        }
        PatternKind::Singleton(_) | PatternKind::Star(_) => {}
    }
}
