//! What stands behind a call that always forwards is never reached: it goes, and so does the call where it does nothing before.

use std::collections::HashMap;

use super::bridge::{self, Reason};
use super::summary::{self, Summary};
use crate::ir::{Block, Expr, ExprKind, FunctionId, Program, Stmt, StmtKind, Type};

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

fn endless(program: &Program) -> HashMap<FunctionId, Endless> {
    let mut found = HashMap::new();
    for (id, function) in (0u32..).map(FunctionId).zip(&program.functions) {
        let last = function.body.last().map(|stmt| &stmt.kind);
        if let Some(StmtKind::Forward { reason, touches }) = last
            && (function.result == Type::Never || function.body.len() == 1)
        {
            let reason = Reason { span: function.place.span, text: reason.clone(), touches: touches.clone() };
            found.insert(id, Endless { reason, at_once: function.body.len() == 1 });
        }
    }
    found
}

fn cut(block: &mut Block, endless: &HashMap<FunctionId, Endless>, summaries: &[Summary]) -> bool {
    let mut changed = false;
    for stmt in block.iter_mut() {
        for inner in crate::ir::walk::blocks_mut(&mut stmt.kind) {
            changed |= cut(inner, endless, summaries);
        }
        // No handler catches a forward.
        if let StmtKind::Try { body, finally, .. } = &mut stmt.kind
            && finally.is_empty()
            && matches!(body.as_slice(), [Stmt { kind: StmtKind::Forward { .. }, .. }])
            && let Some(forward) = body.pop()
        {
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
        let call = called(stmt)?;
        let ExprKind::Call { function, .. } = &call.kind else { return None };
        Some((at, call.clone(), endless.get(function)?))
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
    if !ends.at_once {
        let first = rest.into_iter().next();
        block.extend(first.map(|stmt| Stmt { kind: StmtKind::Expr(Expr { ty: Type::None, ..call }), ..stmt }));
    }
    block.push(forward);
    true
}

/// The call that a statement starts with, of a function with arguments that only read variables.
fn called(stmt: &Stmt) -> Option<&Expr> {
    let (StmtKind::Let { value: Some(value), .. } | StmtKind::Expr(value) | StmtKind::Return(Some(value))) = &stmt.kind
    else {
        return None;
    };
    call_in(value)
}

fn call_in(expr: &Expr) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::Convert(inner) => call_in(inner),
        ExprKind::Call { args, .. } => {
            let plain = |arg: &Expr| {
                matches!(arg.kind, ExprKind::Local(_) | ExprKind::Str(_) | ExprKind::Int(_) | ExprKind::None)
            };
            args.iter().all(plain).then_some(expr)
        }
        _ => None,
    }
}
