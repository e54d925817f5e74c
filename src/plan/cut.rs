//! What stands behind a call that always forwards is never reached: it goes, and so does the call where it does nothing before.
//!
//! Where nothing is known of a function but that it forwards (a generator, one with a decorator), neither its arguments nor its result have types that could be
//! written: the statement with the call is forwarded, wherever in it the call stands.

use std::collections::{HashMap, HashSet};

use super::bridge::{self, Reason};
use super::summary::{self, Summary};
use crate::ir::{Block, Expr, ExprKind, Function, FunctionId, Program, Stmt, StmtKind, Type, walk};
use crate::source::Place;

/// The functions that never give a value, because they forward or raise.
struct Endless {
    /// The forward they end with.
    reason: Reason,
    /// They do nothing before.
    at_once: bool,
}

/// Cuts the functions that requests reach.
pub fn behind_forwards(program: &mut Program) {
    loop {
        let endless = endless(program);
        let summaries = summary::summaries(program);
        let mut changed = false;
        for function in summary::in_requests(program, &summaries) {
            let mut body = std::mem::take(&mut program.functions[function.0 as usize].body);
            changed |= cut(&mut body, &endless, &summaries);
            program.functions[function.0 as usize].body = body;
        }
        if !changed {
            return;
        }
    }
}

/// Forwards the statements that call a function of which nothing is known, or that make an instance by one. Before the forwards are closed: the call need not
/// have been reached.
pub fn unknown_calls(program: &mut Program) {
    loop {
        let unknown = unknown(program);
        let summaries = summary::summaries(program);
        let mut changed = false;
        for function in summary::in_requests(program, &summaries) {
            let mut body = std::mem::take(&mut program.functions[function.0 as usize].body);
            changed |= forward_calls(&mut body, &unknown, &summaries);
            program.functions[function.0 as usize].body = body;
        }
        if !changed {
            return;
        }
    }
}

/// The functions that only forward and of whose result nothing is known; an `__init__` has none.
fn unknown(program: &Program) -> HashMap<FunctionId, Reason> {
    let mut inits = HashSet::new();
    for function in &program.functions {
        walk::block(&function.body, &mut |expr| {
            if let ExprKind::New { init: Some(init), .. } = &expr.kind {
                inits.insert(*init);
            }
        });
    }
    let mut found = HashMap::new();
    for (id, function) in (0u32..).map(FunctionId).zip(&program.functions) {
        if let [only] = function.body.as_slice()
            && (function.result == Type::Never || inits.contains(&id))
        {
            found.extend(reason_of(only, function).map(|reason| (id, reason)));
        }
    }
    found
}

/// The reason of a forward, with its place: whoever calls the function may stand in another file.
fn reason_of(stmt: &Stmt, function: &Function) -> Option<Reason> {
    let StmtKind::Forward { code, reason, place, touches } = &stmt.kind else { return None };
    let place = place.unwrap_or(Place { file: function.place.file, span: stmt.span });
    Some(Reason { span: stmt.span, code, text: reason.clone(), place: Some(place), touches: touches.clone() })
}

fn forward_calls(block: &mut Block, unknown: &HashMap<FunctionId, Reason>, summaries: &[Summary]) -> bool {
    let mut changed = false;
    for at in 0..block.len() {
        if let Some(reason) = unknown_in(&block[at], unknown) {
            let rest = block.split_off(at);
            let reason = Reason { span: rest[0].span, ..reason };
            block.push(bridge::instead_of(&rest, reason, summaries));
            return true;
        }
        for inner in walk::blocks_mut(&mut block[at].kind) {
            changed |= forward_calls(inner, unknown, summaries);
        }
    }
    changed
}

/// The reason of a call of an unknown function in a statement itself.
fn unknown_in(stmt: &Stmt, unknown: &HashMap<FunctionId, Reason>) -> Option<Reason> {
    let mut found = None;
    walk::each_own_expr(&stmt.kind, &mut |own| {
        let mut look = |expr: &Expr| {
            if let ExprKind::Call { function, .. } | ExprKind::New { init: Some(function), .. } = &expr.kind
                && let Some(reason) = unknown.get(function)
            {
                found.get_or_insert_with(|| reason.clone());
            }
        };
        walk::expr(own, &mut |expr| {
            look(expr);
            if let ExprKind::Block(inside, _) = &expr.kind {
                walk::block(inside, &mut look);
            }
        });
    });
    found
}

fn endless(program: &Program) -> HashMap<FunctionId, Endless> {
    let mut found = HashMap::new();
    for (id, function) in (0u32..).map(FunctionId).zip(&program.functions) {
        if let Some(last) = function.body.last()
            && (function.result == Type::Never || function.body.len() == 1)
            && let Some(reason) = reason_of(last, function)
        {
            found.insert(id, Endless { reason, at_once: function.body.len() == 1 });
        }
    }
    found
}

fn cut(block: &mut Block, endless: &HashMap<FunctionId, Endless>, summaries: &[Summary]) -> bool {
    let mut changed = false;
    for stmt in block.iter_mut() {
        for inner in walk::blocks_mut(&mut stmt.kind) {
            changed |= cut(inner, endless, summaries);
        }
        // No handler catches a forward.
        if let StmtKind::Try { body, finally, .. } = &mut stmt.kind
            && finally.is_empty()
            && matches!(body.as_slice(), [Stmt { kind: StmtKind::Forward { .. }, .. }])
            && let Some(forward) = body.pop()
        {
            // The place of the reason is the forward's.
            stmt.span = forward.span;
            stmt.kind = forward.kind;
            changed = true;
        }
    }
    if let Some(at) = block.iter().position(|stmt| matches!(stmt.kind, StmtKind::Forward { .. }))
        && block.len() > at + 1
    {
        block.truncate(at + 1);
        changed = true;
    }
    let found = block.iter().enumerate().find_map(|(at, stmt)| {
        // A call that goes goes with its arguments.
        let first = called(stmt).and_then(|(call, function, args)| {
            let ends = endless.get(&function).filter(|ends| !ends.at_once || args.iter().all(is_plain))?;
            Some((Some(call.clone()), ends))
        });
        let (call, ends) = first.or_else(|| Some((None, surely(stmt, &|function| endless.get(&function))?)))?;
        Some((at, call, ends))
    });
    let Some((at, call, ends)) = found else { return changed };
    // A call that does something first stays, with the forward behind it.
    let done = !ends.at_once
        && block.len() == at + 2
        && matches!(block[at].kind, StmtKind::Expr(_))
        && matches!(block[at + 1].kind, StmtKind::Forward { .. });
    if done {
        return changed;
    }
    let rest = block.split_off(at);
    let reason = Reason { span: rest[0].span, ..ends.reason.clone() };
    let forward = bridge::instead_of(&rest, reason, summaries);
    if !ends.at_once
        && let (Some(call), Some(first)) = (call, rest.into_iter().next())
    {
        block.push(Stmt { kind: StmtKind::Expr(Expr { ty: Type::None, ..call }), ..first });
    }
    block.push(forward);
    true
}

/// What is found of a function that a statement itself calls in any case. What it evaluates before has no effect that lasts: the forwards are closed.
fn surely<'f, T>(stmt: &Stmt, find: &dyn Fn(FunctionId) -> Option<&'f T>) -> Option<&'f T> {
    let mut found = None;
    walk::each_own_expr(&stmt.kind, &mut |own| found = found.or_else(|| surely_in(own, find)));
    found
}

fn surely_in<'f, T>(expr: &Expr, find: &dyn Fn(FunctionId) -> Option<&'f T>) -> Option<&'f T> {
    match &expr.kind {
        ExprKind::And(all) | ExprKind::Or(all) => all.first().and_then(|first| surely_in(first, find)),
        ExprKind::Cond { test, .. } => surely_in(test, find),
        ExprKind::Lambda(_) | ExprKind::Comprehension { .. } => None,
        ExprKind::Call { function, .. } | ExprKind::New { init: Some(function), .. } => {
            find(*function).or_else(|| surely_in_operands(expr, find))
        }
        _ => surely_in_operands(expr, find),
    }
}

fn surely_in_operands<'f, T>(expr: &Expr, find: &dyn Fn(FunctionId) -> Option<&'f T>) -> Option<&'f T> {
    let mut found = None;
    walk::each_operand(expr, &mut |operand| found = found.or_else(|| surely_in(operand, find)));
    found
}

/// The call that a statement starts with, of a function or an `__init__`, and its arguments.
fn called(stmt: &Stmt) -> Option<(&Expr, FunctionId, &[Expr])> {
    let (StmtKind::Let { value: Some(value), .. } | StmtKind::Expr(value) | StmtKind::Return(Some(value))) = &stmt.kind
    else {
        return None;
    };
    call_in(value)
}

fn call_in(expr: &Expr) -> Option<(&Expr, FunctionId, &[Expr])> {
    match &expr.kind {
        ExprKind::Convert(inner) => call_in(inner),
        ExprKind::Call { args, function } | ExprKind::New { args, init: Some(function), .. } => {
            Some((expr, *function, args))
        }
        _ => None,
    }
}

fn is_plain(arg: &Expr) -> bool {
    match &arg.kind {
        ExprKind::Local(_) | ExprKind::Str(_) | ExprKind::Int(_) | ExprKind::None => true,
        ExprKind::Convert(inner) => is_plain(inner),
        _ => false,
    }
}
