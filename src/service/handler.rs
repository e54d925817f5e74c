//! Which function answers a route.

use std::collections::{BTreeMap, BTreeSet};

use super::evaluate::Context;
use super::value::{Env, Value};
use crate::model::{FunctionIndex, Model};
use crate::python::ast::{Constant, Expr, ExprKind, Identifier, Stmt};
use crate::python::visit::Node;

/// Methods of the handler that answer.
const ANSWERS: &[&str] = &["send_response", "send_response_only", "send_error"];

/// The one function that a branch calls for the answer; none when there are several, or when it answers itself with a helper that many share.
pub fn of_block<'a>(
    context: Context<'_, 'a>,
    block: &'a [Stmt],
    found: Option<&'a Expr>,
    env: &Env<'a>,
) -> Option<FunctionIndex> {
    if let Some(found) = found.and_then(|found| named(context, found, env)) {
        return Some(found);
    }
    let mut called = BTreeSet::new();
    for stmt in block {
        Node::Stmt(stmt).walk(&mut |node| {
            if let Node::Expr(Expr { kind: ExprKind::Call { func, .. }, .. }) = node
                && let Some((callee, _)) = context.callee(func, env)
            {
                called.insert(callee);
            }
        });
    }
    called.retain(|callee| answers(context, *callee, &mut Vec::new()));
    match called.into_iter().collect::<Vec<_>>().as_slice() {
        [only] if context.calls.get(context.model.function(*only).name.as_str()).is_none_or(|calls| *calls < 2) => {
            Some(*only)
        }
        _ => None,
    }
}

/// The function that a row of a route table names: itself, `Handler.method`, or a method's name as text.
fn named<'a>(context: Context<'_, 'a>, row: &'a Expr, env: &Env<'a>) -> Option<FunctionIndex> {
    if let ExprKind::Constant(Constant::Str(name)) = &row.kind {
        return context.model.method(context.class, name);
    }
    if let ExprKind::Tuple(items) = &row.kind {
        return items.iter().find_map(|item| named(context, item, env));
    }
    if let ExprKind::Name(name) = &row.kind
        && let Some(method) = context.model.method(context.class, name)
    {
        return Some(method);
    }
    match context.value(row, env) {
        Value::Function(index) => Some(index),
        _ => None,
    }
}

/// Whether statements put something into the answer.
pub fn answers_block<'a>(context: Context<'_, 'a>, block: &'a [Stmt], env: &Env<'a>) -> bool {
    block.iter().any(|stmt| answers_in(context, stmt, env, &mut Vec::new()))
}

/// Whether calling a function puts something into the answer. `seen` are the functions that are being looked at.
pub fn answers(context: Context<'_, '_>, function: FunctionIndex, seen: &mut Vec<FunctionIndex>) -> bool {
    if seen.contains(&function) {
        return false;
    }
    seen.push(function);
    let inner = context.inside(function);
    let body = &context.model.function(function).def.body;
    body.iter().any(|stmt| answers_in(inner, stmt, &Env::new(), seen))
}

fn answers_in<'a>(context: Context<'_, 'a>, stmt: &'a Stmt, env: &Env<'a>, seen: &mut Vec<FunctionIndex>) -> bool {
    let mut found = false;
    Node::Stmt(stmt).walk(&mut |node| {
        let Node::Expr(Expr { kind: ExprKind::Call { func, .. }, .. }) = node else { return };
        if found {
            return;
        }
        if let ExprKind::Attribute { attr, value } = &func.kind {
            let writes =
                attr.name == "write" && matches!(&value.kind, ExprKind::Attribute { attr, .. } if attr.name == "wfile");
            if writes || ANSWERS.contains(&attr.name.as_str()) {
                found = true;
                return;
            }
        }
        if let Some((callee, _)) = context.callee(func, env) {
            found = answers(context, callee, seen);
        } else if matches!(context.value(func, env), Value::Lookup(_)) {
            found = true;
        }
    });
    found
}

/// How often each name is called anywhere in the program.
pub fn call_counts<'a>(model: &Model<'a>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for info in &model.functions {
        for stmt in &info.def.body {
            Node::Stmt(stmt).walk(&mut |node| {
                let Node::Expr(Expr { kind: ExprKind::Call { func, .. }, .. }) = node else { return };
                if let ExprKind::Attribute { attr: Identifier { name, .. }, .. } | ExprKind::Name(name) = &func.kind {
                    *counts.entry(name.as_str()).or_default() += 1;
                }
            });
        }
    }
    counts
}
