//! Hands a part of the program to the original because somebody said so.

use std::collections::{BTreeSet, HashSet};

use super::summary;
use crate::ir::{Block, ExprKind, FunctionId, GlobalId, Program, Stmt, StmtKind, Type, walk};
use crate::source::{Place, Span};

/// Forwards the statements of a branch: those of the innermost function around it whose span lies in it. `false` when there are none.
///
/// What the branch reaches of the state is the original's from then on; [`super::plan`] forwards whatever else needs it.
pub fn divert(program: &mut Program, branch: Place, reason: &str) -> bool {
    let Some(function) = function_around(program, branch) else { return false };
    let summaries = summary::summaries(program);
    let changing = summary::changing(program, &summaries);
    let mut body = std::mem::take(&mut program.functions[function.0 as usize].body);
    let mut removed = Vec::new();
    replace(&mut body, branch.span, reason, &mut removed);
    // Data that no request changes is the same on both sides.
    let touches: Vec<GlobalId> =
        summary::uses(&removed, &summaries).into_iter().filter(|global| changing.contains(global)).collect();
    let done = !removed.is_empty();
    if done {
        set_touches(&mut body, branch.span, &touches);
    }
    program.functions[function.0 as usize].body = body;
    done
}

/// The module-level variables that each of the routes reaches, with what it calls. A route is the branches that answer it.
pub fn states_of(program: &Program, routes: &[Vec<Place>]) -> Vec<BTreeSet<GlobalId>> {
    let summaries = summary::summaries(program);
    let of_branch = |branch: &Place| {
        let Some(function) = function_around(program, *branch) else { return BTreeSet::new() };
        let mut inside = Vec::new();
        collect(&program.functions[function.0 as usize].body, branch.span, &mut inside);
        summary::uses(&inside, &summaries)
    };
    routes.iter().map(|branches| branches.iter().flat_map(of_branch).collect()).collect()
}

/// The first value of unknown JSON shape in a branch or in what it calls.
pub fn dynamic_value(program: &Program, branch: Place) -> Option<Place> {
    let function = function_around(program, branch)?;
    let mut inside = Vec::new();
    collect(&program.functions[function.0 as usize].body, branch.span, &mut inside);
    let mut seen = HashSet::new();
    dynamic_in(program, &inside, branch, &mut seen)
}

fn dynamic_in(program: &Program, block: &[Stmt], place: Place, seen: &mut HashSet<FunctionId>) -> Option<Place> {
    let mut found: Option<Span> = None;
    let mut called = Vec::new();
    let owned = block.to_vec();
    walk::block(&owned, &mut |expr| {
        if expr.ty == Type::Json {
            found.get_or_insert(expr.span);
        }
        if let ExprKind::Call { function, .. } | ExprKind::New { init: Some(function), .. } = &expr.kind {
            called.push(*function);
        }
    });
    if let Some(span) = found {
        return Some(Place { file: place.file, span });
    }
    called.into_iter().find_map(|id| {
        let function = &program.functions[id.0 as usize];
        if seen.insert(id) { dynamic_in(program, &function.body, function.place, seen) } else { None }
    })
}

fn function_around(program: &Program, place: Place) -> Option<FunctionId> {
    let around = |index: &usize| {
        let function = &program.functions[*index];
        function.place.file == place.file
            && function.place.span.contains(place.span)
            && function.place.span.end > function.place.span.start
    };
    let size = |index: &usize| program.functions[*index].place.span.end - program.functions[*index].place.span.start;
    let index = (0..program.functions.len()).filter(around).min_by_key(size)?;
    Some(FunctionId(u32::try_from(index).ok()?))
}

/// Puts one forward in the place of the statements of a span.
fn replace(block: &mut Block, span: Span, reason: &str, removed: &mut Vec<Stmt>) {
    let Some(first) = block.iter().position(|stmt| span.contains(stmt.span)) else {
        for stmt in block.iter_mut().filter(|stmt| stmt.span.contains(span)) {
            for inner in crate::ir::walk::blocks_mut(&mut stmt.kind) {
                replace(inner, span, reason, removed);
            }
        }
        return;
    };
    // What comes after a forward is never reached.
    removed.extend(block.drain(first..));
    block.push(Stmt {
        span,
        comments: Vec::new(),
        trailing: None,
        gap: false,
        kind: StmtKind::Forward { reason: reason.to_owned(), place: None, touches: Vec::new() },
    });
}

fn set_touches(block: &mut Block, span: Span, touches: &[GlobalId]) {
    for stmt in block {
        if let (StmtKind::Forward { touches: known, .. }, true) = (&mut stmt.kind, stmt.span == span) {
            *known = touches.to_vec();
        }
        for inner in crate::ir::walk::blocks_mut(&mut stmt.kind) {
            set_touches(inner, span, touches);
        }
    }
}

fn collect(block: &Block, span: Span, found: &mut Vec<Stmt>) {
    for stmt in block {
        if span.contains(stmt.span) {
            found.push(stmt.clone());
        } else {
            for inner in crate::ir::walk::blocks(&stmt.kind) {
                collect(inner, span, found);
            }
        }
    }
}
