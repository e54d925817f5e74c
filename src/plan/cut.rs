//! What stands behind a call that only forwards is never reached: the call is the forward, and the rest of its block goes.

use std::collections::HashMap;

use super::bridge;
use super::summary;
use crate::ir::{Block, Expr, ExprKind, FunctionId, GlobalId, Program, Stmt, StmtKind};

/// The forward of each function that does nothing else.
type Forwards = HashMap<FunctionId, (String, Vec<GlobalId>)>;

/// Cuts the functions that requests reach.
pub fn behind_forwards(program: &mut Program) {
    loop {
        let forwards: Forwards = (0u32..)
            .map(FunctionId)
            .zip(&program.functions)
            .filter_map(|(id, function)| match function.body.first().map(|stmt| &stmt.kind) {
                Some(StmtKind::Forward { reason, touches }) => Some((id, (reason.clone(), touches.clone()))),
                _ => None,
            })
            .collect();
        let summaries = summary::summaries(program);
        let mut changed = false;
        for function in summary::in_requests(program, &summaries) {
            let mut body = std::mem::take(&mut program.functions[function.0 as usize].body);
            changed |= cut(&mut body, &forwards, &summaries);
            program.functions[function.0 as usize].body = body;
        }
        if !changed {
            return;
        }
    }
}

fn cut(block: &mut Block, forwards: &Forwards, summaries: &[summary::Summary]) -> bool {
    let mut changed = false;
    for stmt in block.iter_mut() {
        for inner in super::visit::blocks_mut(&mut stmt.kind) {
            changed |= cut(inner, forwards, summaries);
        }
    }
    let found = block.iter().position(|stmt| forwarded(stmt, forwards).is_some());
    if let Some(at) = found
        && let Some((text, touches)) = forwarded(&block[at], forwards)
    {
        let reason = bridge::Reason { span: block[at].span, text: text.clone(), touches: touches.clone() };
        let rest = block.split_off(at);
        block.push(bridge::instead_of(&rest, reason, summaries));
        changed = true;
    }
    changed
}

/// The forward of the call that a statement starts with.
fn forwarded<'a>(stmt: &Stmt, forwards: &'a Forwards) -> Option<&'a (String, Vec<GlobalId>)> {
    let value = match &stmt.kind {
        StmtKind::Let { value: Some(value), .. } | StmtKind::Expr(value) | StmtKind::Return(Some(value)) => value,
        _ => return None,
    };
    call_of(value).and_then(|function| forwards.get(&function))
}

/// A call whose arguments only read variables.
fn call_of(expr: &Expr) -> Option<FunctionId> {
    match &expr.kind {
        ExprKind::Convert(inner) => call_of(inner),
        ExprKind::Call { function, args } => {
            let plain =
                |arg: &Expr| matches!(arg.kind, ExprKind::Local(_) | ExprKind::Str(_) | ExprKind::Int(_) | ExprKind::None);
            args.iter().all(plain).then_some(*function)
        }
        _ => None,
    }
}
