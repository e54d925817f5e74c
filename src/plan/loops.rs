//! Loops that change what they go through.

use super::apart::{self, Apart};
use super::bridge;
use super::effect;
use super::summary::{self, Summary};
use crate::ir::{Block, Expr, ExprKind, FunctionId, Iter, Program, Stmt, StmtKind, Type, walk};

/// A loop whose body changes what is gone through goes through something else in Python than in the targets: it is forwarded. A change right before the loop
/// is left changes nothing for it.
pub fn refuse_changes_in_loops(program: &mut Program) {
    let summaries = summary::summaries(program);
    let giving = apart::giving(program);
    for index in 0..program.functions.len() {
        let mut body = std::mem::take(&mut program.functions[index].body);
        let apart = Apart::of(program.functions[index].params, &body, &giving);
        bridge::refuse_where(
            &mut body,
            "changing-loop",
            "what a loop goes through is changed inside of the loop",
            &summaries,
            &mut |stmt| loop_changes(&stmt.kind, &summaries, &apart) || expression_changes(stmt, &summaries, &apart),
        );
        program.functions[index].body = body;
    }
}

fn loop_changes(kind: &StmtKind, summaries: &[Summary], apart: &Apart) -> bool {
    let StmtKind::For { iter, body, .. } = kind else { return false };
    let mut sources = Vec::new();
    iterated(iter, &mut sources);
    sources.iter().any(|source| changes_in(body, source, summaries, apart, Ways::LOOP))
}

/// A comprehension that changes what it goes through, `[xs.pop() for x in xs]`, and a key function that changes what is sorted.
fn expression_changes(stmt: &Stmt, summaries: &[Summary], apart: &Apart) -> bool {
    let mut found = false;
    walk::each_own_expr(&stmt.kind, &mut |own| {
        walk::expr(own, &mut |expr| match &expr.kind {
            ExprKind::Comprehension { clauses, element, value, .. } => {
                let mut sources: Vec<Expr> = Vec::new();
                let changes = |inside: &Expr, sources: &[Expr]| {
                    sources.iter().any(|source| changes_within(inside, source, summaries, apart))
                };
                for clause in clauses {
                    walk::iter(&clause.iter, &mut |inside| {
                        found |= sources.iter().any(|source| node_changes(inside, source, summaries, apart));
                    });
                    iterated(&clause.iter, &mut sources);
                    found |= clause.conditions.iter().any(|condition| changes(condition, &sources));
                }
                found |= changes(element, &sources) || value.as_ref().is_some_and(|value| changes(value, &sources));
            }
            ExprKind::Library(call) => {
                for arg in &call.args {
                    if let ExprKind::Lambda(lambda) = &arg.kind {
                        let others = call
                            .args
                            .iter()
                            .filter(|other| other.ty == Type::Json || effect::object_of(&other.ty).is_some());
                        found |=
                            others.into_iter().any(|source| changes_within(&lambda.body, source, summaries, apart));
                    }
                }
            }
            _ => {}
        });
    });
    found
}

/// The containers that an iteration goes through.
fn iterated(iter: &Iter, sources: &mut Vec<Expr>) {
    match iter {
        Iter::Value(value) | Iter::Keys(value) | Iter::Values(value) | Iter::Items(value) | Iter::Reversed(value) => {
            // A fresh list belongs to the loop alone.
            if !matches!(value.kind, ExprKind::Comprehension { .. } | ExprKind::Copy(_) | ExprKind::List(_))
                && !is_fresh(value)
            {
                sources.push(viewed(value).clone());
            }
        }
        Iter::Enumerate(inner, _) => iterated(inner, sources),
        Iter::Zip(all) => all.iter().for_each(|one| iterated(one, sources)),
        Iter::Range { .. } => {}
    }
}

/// Helpers that give a list of their own.
fn is_fresh(value: &Expr) -> bool {
    matches!(&value.kind, ExprKind::Library(call) if call.helper.starts_with("sorted") || call.helper.starts_with("str_")
        || matches!(call.helper.as_str(), "list_slice" | "list_add" | "value_list" | "value_sorted"))
}

/// What a view of a value of unknown shape shows: it is the dict that is gone through.
fn viewed(value: &Expr) -> &Expr {
    match &value.kind {
        ExprKind::Library(call) if matches!(call.helper.as_str(), "value_keys" | "value_values" | "value_items") => {
            call.args.first().unwrap_or(value)
        }
        _ => value,
    }
}

/// Which statements leave the loop for certain.
#[derive(Clone, Copy)]
struct Ways {
    by_break: bool,
    by_return: bool,
    by_raise: bool,
}

impl Ways {
    const LOOP: Self = Self { by_break: true, by_return: true, by_raise: true };
    const NONE: Self = Self { by_break: false, by_return: false, by_raise: false };

    fn into(self, kind: &StmtKind) -> Self {
        match kind {
            // Its `break` leaves the inner loop only.
            StmtKind::For { .. } | StmtKind::While { .. } => Self { by_break: false, ..self },
            // Whatever raises on the way may be caught, and `finally` may go on.
            StmtKind::Try { .. } => Self::NONE,
            _ => self,
        }
    }

    fn leaves(self, block: &[Stmt]) -> bool {
        block.last().is_some_and(|last| match last.kind {
            StmtKind::Break => self.by_break,
            StmtKind::Return(_) => self.by_return,
            StmtKind::Raise(_) | StmtKind::Reraise(_) => self.by_raise,
            StmtKind::Forward { .. } => true,
            _ => false,
        })
    }
}

fn changes_in(block: &Block, source: &Expr, summaries: &[Summary], apart: &Apart, ways: Ways) -> bool {
    let leaves = ways.leaves(block);
    block.iter().enumerate().any(|(index, stmt)| {
        if !leaves || goes_on(&block[index..]) {
            let mut changed = false;
            walk::each_own_expr(&stmt.kind, &mut |expr| changed |= changes_within(expr, source, summaries, apart));
            if changed {
                return true;
            }
        }
        let inside = ways.into(&stmt.kind);
        crate::ir::walk::blocks(&stmt.kind).into_iter().any(|inner| changes_in(inner, source, summaries, apart, inside))
    })
}

/// Whether statements can go on with the next element.
fn goes_on(block: &[Stmt]) -> bool {
    block.iter().any(|stmt| {
        matches!(stmt.kind, StmtKind::Continue)
            || crate::ir::walk::blocks(&stmt.kind).into_iter().any(|inner| goes_on(inner))
    })
}

fn changes_within(expr: &Expr, source: &Expr, summaries: &[Summary], apart: &Apart) -> bool {
    let mut changed = false;
    walk::expr(expr, &mut |inner| changed |= node_changes(inner, source, summaries, apart));
    changed
}

fn node_changes(expr: &Expr, source: &Expr, summaries: &[Summary], apart: &Apart) -> bool {
    let ty = &source.ty;
    let by_call = |function: &FunctionId| {
        if apart.is_alone(source) {
            return false;
        }
        let summary = &summaries[function.0 as usize];
        match ty {
            Type::Json => summary.changes_dynamic,
            ty => effect::object_of(ty).is_some_and(|object| summary.changes.contains(&object)),
        }
    };
    match &expr.kind {
        ExprKind::Library(call) if effect::mutates(&call.helper) => {
            if call.args.first().is_some_and(|changed| apart.tells(source, changed) || apart.is_scalar(changed)) {
                return false;
            }
            let changed = call.args.first().map(|receiver| &receiver.ty);
            changed == Some(ty)
                || (changed.and_then(effect::object_of).is_some()
                    && changed.and_then(effect::object_of) == effect::object_of(ty))
        }
        ExprKind::Call { function, .. } => by_call(function),
        ExprKind::New { init: Some(function), .. } => by_call(function),
        _ => false,
    }
}
