//! Which functions write shared cells: while one of them runs, no guard of a cell may be open.

use std::collections::HashSet;

use super::facts::{is_mutating, is_projection};
use crate::ir::{Block, Expr, ExprKind, Function, FunctionId, LocalId, Stmt, StmtKind, Target, Type, walk};
use crate::plan::{Plan, Sharing};

/// The functions that write a shared cell, or call one that does.
pub fn writers(plan: &Plan) -> HashSet<FunctionId> {
    let ids = || (0..plan.program.functions.len()).map(|index| FunctionId(u32::try_from(index).unwrap_or_default()));
    let mut found = HashSet::new();
    loop {
        let before = found.len();
        for id in ids() {
            if block_writes(plan, &plan.function(id).body, &found, own_cell(plan.function(id))) {
                found.insert(id);
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

/// The object that an `__init__` fills: nobody else has it yet.
fn own_cell(function: &Function) -> Option<LocalId> {
    (function.owner.is_some() && function.name == "__init__").then_some(LocalId(0))
}

/// Whether a block writes a shared cell; `own` is not counted.
pub fn block_writes(plan: &Plan, block: &[Stmt], writers: &HashSet<FunctionId>, own: Option<LocalId>) -> bool {
    let mut writes = false;
    walk::each_statement(block, &mut |stmt| {
        if let StmtKind::Assign { target: Target::Field { object, .. }, .. } = &stmt.kind {
            let fresh = matches!(&object.kind, ExprKind::Local(local) if Some(*local) == own);
            writes |= !fresh && is_behind_cell(plan, object);
        }
    });
    let whole: &Block = &block.to_vec();
    walk::block(whole, &mut |expr| writes |= node_writes(plan, expr, writers));
    writes
}

/// Whether evaluating an expression writes a shared cell.
pub fn expr_writes(plan: &Plan, expr: &Expr, writers: &HashSet<FunctionId>) -> bool {
    let mut writes = false;
    walk::expr(expr, &mut |part| {
        writes |= node_writes(plan, part, writers);
        if let ExprKind::Block(block, _) = &part.kind {
            writes |= block_writes(plan, block, writers, None);
        }
    });
    writes
}

fn node_writes(plan: &Plan, expr: &Expr, writers: &HashSet<FunctionId>) -> bool {
    match &expr.kind {
        ExprKind::Call { function, .. } | ExprKind::New { init: Some(function), .. } => writers.contains(function),
        ExprKind::Library(call) => {
            is_mutating(&call.helper) && call.args.first().is_some_and(|first| is_behind_cell(plan, first))
                || changes_value(&call.helper)
        }
        _ => false,
    }
}

/// The parts of an expression that are evaluated before another part, or a call around them, writes a cell: a cell that such a part opens is closed at its end.
pub fn closing(plan: &Plan, expr: &Expr, writers: &HashSet<FunctionId>) -> HashSet<*const Expr> {
    let mut found = HashSet::new();
    mark(plan, expr, writers, false, &mut found);
    found
}

fn mark(plan: &Plan, expr: &Expr, writers: &HashSet<FunctionId>, later: bool, found: &mut HashSet<*const Expr>) {
    if !expr_writes(plan, expr, writers) {
        if later {
            found.insert(std::ptr::from_ref(expr));
        }
        return;
    }
    // What stands in a block or a closure of its own has closed its cells when the rest goes on.
    let apart = matches!(
        expr.kind,
        ExprKind::Block(..) | ExprKind::Lambda(_) | ExprKind::Comprehension { .. } | ExprKind::Cond { .. }
    );
    let called = match &expr.kind {
        ExprKind::Call { function, .. } | ExprKind::New { init: Some(function), .. } => writers.contains(function),
        _ => false,
    };
    let mut operands = Vec::new();
    walk::each_operand(expr, &mut |operand| operands.push(operand));
    for (at, operand) in operands.iter().enumerate() {
        let after = || operands[at + 1..].iter().any(|other| expr_writes(plan, other, writers));
        mark(plan, operand, writers, !apart && (later || called || after()), found);
    }
}

/// Helpers that change a list or a dict of unknown shape.
fn changes_value(helper: &str) -> bool {
    helper.strip_prefix("value_").is_some_and(|name| {
        matches!(
            name,
            "append"
                | "clear"
                | "delitem"
                | "extend"
                | "iadd"
                | "imul"
                | "insert"
                | "ior"
                | "pop"
                | "pop_at"
                | "pop_default"
                | "popitem"
                | "remove"
                | "reverse"
                | "setdefault"
                | "setitem"
                | "sort"
                | "update"
        )
    })
}

/// Whether a place is reached through a shared cell.
pub fn is_behind_cell(plan: &Plan, expr: &Expr) -> bool {
    if matches!(&expr.ty, Type::Object(id) if plan.sharing(*id) == Sharing::Shared) {
        return true;
    }
    match &expr.kind {
        ExprKind::Field { object, .. } | ExprKind::FieldOrNone { object, .. } | ExprKind::Convert(object) => {
            is_behind_cell(plan, object)
        }
        ExprKind::TupleItem { tuple, .. } => is_behind_cell(plan, tuple),
        ExprKind::Library(call) if is_projection(&call.helper) => {
            call.args.first().is_some_and(|first| is_behind_cell(plan, first))
        }
        _ => false,
    }
}
