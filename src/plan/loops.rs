//! Loops that change what they go through.

use std::collections::HashSet;

use super::bridge::{Reason, instead_of, leaves, own_exprs};
use super::effect;
use super::summary::{self, Summary};
use crate::ir::{Block, Expr, ExprKind, FunctionId, LocalId, Pattern, Program, StmtKind, Target, walk};

/// A loop whose body changes what is gone through goes through something else in Python than in the targets: it is forwarded. A change right before the loop
/// is left changes nothing for it.
pub fn refuse_changes_in_loops(program: &mut Program) {
    let summaries = summary::summaries(program);
    for index in 0..program.functions.len() {
        let mut body = std::mem::take(&mut program.functions[index].body);
        let apart = Apart::of(program.functions[index].params, &body);
        refuse_in(&mut body, &summaries, &apart);
        program.functions[index].body = body;
    }
}

/// Variables that cannot be one object: parameters that are never bound again, and those that are only ever bound to what is made on the spot.
struct Apart {
    given: HashSet<LocalId>,
    made: HashSet<LocalId>,
}

impl Apart {
    fn of(params: usize, body: &Block) -> Self {
        let mut given: HashSet<_> = (0..u32::try_from(params).unwrap_or(0)).map(LocalId).collect();
        let mut made = HashSet::new();
        let mut bound: HashSet<LocalId> = HashSet::new();
        crate::ir::walk::each_statement(body, &mut |stmt| match &stmt.kind {
            StmtKind::Let { local, value: Some(value) } | StmtKind::Assign { target: Target::Local(local), value } => {
                given.remove(local);
                let fresh = match &value.kind {
                    ExprKind::Convert(inner) => is_literal(inner),
                    _ => is_literal(value),
                };
                if fresh {
                    made.insert(*local);
                } else {
                    bound.insert(*local);
                }
            }
            StmtKind::For { pattern, .. } | StmtKind::Unpack { pattern, .. } => locals(pattern, &mut bound),
            _ => {}
        });
        walk::block(body, &mut |expr| {
            if let ExprKind::Block(inside, _) = &expr.kind {
                crate::ir::walk::each_statement(inside, &mut |stmt| {
                    if let StmtKind::Assign { target: Target::Local(local), .. } = &stmt.kind {
                        bound.insert(*local);
                    }
                });
            }
        });
        made.retain(|local| !bound.contains(local));
        given.retain(|local| !bound.contains(local));
        Self { given, made }
    }

    fn tells(&self, iterated: &Expr, changed: &Expr) -> bool {
        matches!((&iterated.kind, &changed.kind), (ExprKind::Local(a), ExprKind::Local(b)) if self.given.contains(a) && self.made.contains(b))
    }
}

fn locals(pattern: &Pattern, found: &mut HashSet<LocalId>) {
    match pattern {
        Pattern::Local(local) => drop(found.insert(*local)),
        Pattern::Tuple(items) => items.iter().for_each(|item| locals(item, found)),
        Pattern::Ignore => {}
    }
}

fn is_literal(value: &Expr) -> bool {
    matches!(value.kind, ExprKind::List(_) | ExprKind::Dict(_) | ExprKind::Record { base: None, .. })
}

fn refuse_in(block: &mut Block, summaries: &[Summary], apart: &Apart) {
    for index in 0..block.len() {
        if let StmtKind::For { iter, body, .. } = &block[index].kind {
            let mut sources = Vec::new();
            iterated(iter, &mut sources);
            if sources.iter().any(|source| changes_in(body, source, summaries, apart)) {
                let reason = Reason {
                    span: block[index].span,
                    text: "what a loop goes through is changed inside of the loop".to_owned(),
                    touches: Vec::new(),
                };
                let replaced = block.split_off(index);
                block.push(instead_of(&replaced, reason, summaries));
                return;
            }
        }
        for inner in crate::ir::walk::blocks_mut(&mut block[index].kind) {
            refuse_in(inner, summaries, apart);
        }
    }
}

/// The containers that an iteration goes through.
fn iterated(iter: &crate::ir::Iter, sources: &mut Vec<Expr>) {
    use crate::ir::Iter;
    match iter {
        Iter::Value(value) | Iter::Keys(value) | Iter::Values(value) | Iter::Items(value) | Iter::Reversed(value) => {
            // A fresh list belongs to the loop alone.
            if !matches!(value.kind, ExprKind::Comprehension { .. } | ExprKind::Copy(_) | ExprKind::List(_))
                && !is_fresh(value)
            {
                sources.push(value.clone());
            }
        }
        Iter::Enumerate(inner, _) => iterated(inner, sources),
        Iter::Zip(all) => all.iter().for_each(|one| iterated(one, sources)),
        Iter::Range { .. } => {}
    }
}

/// Helpers that give a list of their own.
fn is_fresh(value: &Expr) -> bool {
    matches!(&value.kind, ExprKind::Library(call) if call.helper.starts_with("sorted") || call.helper.starts_with("str_") || matches!(call.helper.as_str(), "list_slice" | "list_add" | "value_keys" | "value_values" | "value_items"))
}

fn changes_in(block: &Block, source: &Expr, summaries: &[Summary], apart: &Apart) -> bool {
    let leaves = leaves(block) && !matches!(block.last().map(|last| &last.kind), Some(StmtKind::Continue));
    for stmt in block {
        if !leaves {
            let mut changed = false;
            own_exprs(&stmt.kind, &mut |expr| {
                walk::expr(expr, &mut |inner| changed |= node_changes(inner, source, summaries, apart))
            });
            if changed {
                return true;
            }
        }
        if crate::ir::walk::blocks(&stmt.kind).into_iter().any(|inner| changes_in(inner, source, summaries, apart)) {
            return true;
        }
    }
    false
}

fn node_changes(expr: &Expr, source: &Expr, summaries: &[Summary], apart: &Apart) -> bool {
    use crate::ir::Type;
    let ty = &source.ty;
    let by_call = |function: &FunctionId| {
        let summary = &summaries[function.0 as usize];
        match ty {
            Type::Json => summary.changes_dynamic,
            ty => effect::object_of(ty).is_some_and(|object| summary.changes.contains(&object)),
        }
    };
    match &expr.kind {
        ExprKind::Library(call) if effect::mutates(&call.helper) => {
            if call.args.first().is_some_and(|changed| apart.tells(source, changed)) {
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
