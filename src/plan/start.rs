//! What of the start-up code is left when some of the state lives in the original only.
//!
//! ```python
//! for sku in range(100, 160):
//!     stock[sku] = random.randint(0, 40)      # `stock` is the original's: nothing native fills it
//! total = sum(stock.values())                 # then this is the original's too
//! ```

use std::collections::{BTreeSet, HashSet};

use super::effect;
use super::summary::{self, Summary};
use crate::ir::{ExprKind, FunctionId, GlobalId, GlobalKind, LocalId, Program, Stmt, StmtKind, Target, walk};

/// The variables that are filled by start-up code which the original alone runs join those that live there.
pub(super) fn extend(program: &Program, theirs: &mut BTreeSet<GlobalId>) {
    let left_out = left_out(program, theirs);
    let Some(init) = program.init else { return };
    let summaries = summary::summaries(program);
    for position in left_out {
        let did = &done_by(program, &summaries, &program.functions[init.0 as usize].body[position]);
        theirs.extend(did.binds.iter().filter(|global| is_state(program, **global)));
        for global in did.reads.iter().filter(|global| is_state(program, **global)) {
            let mut reached = HashSet::new();
            let dynamic = effect::reached(program, &program.globals[global.0 as usize].ty, &mut reached);
            if (dynamic && did.changes_dynamic) || reached.iter().any(|object| did.changes.contains(object)) {
                theirs.insert(*global);
            }
        }
    }
}

/// Leaves out the start-up code of variables that live in the original only.
pub(super) fn prune(program: &mut Program, theirs: &BTreeSet<GlobalId>) {
    let left_out = left_out(program, theirs);
    let Some(init) = program.init else { return };
    let mut position = 0;
    program.functions[init.0 as usize].body.retain(|_| {
        position += 1;
        !left_out.contains(&(position - 1))
    });
}

/// Whether `random.seed` makes the numbers that requests draw the same in every run: then native and forwarded routes must not draw from two generators.
pub(super) fn is_seeded(program: &Program) -> bool {
    program.functions.iter().any(|function| draws(program, &function.body, &|helper| helper == "random_seed"))
}

/// Whether a call draws from the generator that all of a program shares.
pub(super) fn is_draw(helper: &str) -> bool {
    helper.starts_with("random_") && !helper.starts_with("random_seed") && !helper.starts_with("random_generator")
}

/// The statements of the start-up code that rest on variables of the original.
fn left_out(program: &Program, theirs: &BTreeSet<GlobalId>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let Some(init) = program.init else { return found };
    if theirs.is_empty() {
        return found;
    }
    let body = &program.functions[init.0 as usize].body;
    let summaries = summary::summaries(program);
    let done: Vec<Summary> = body.iter().map(|stmt| done_by(program, &summaries, stmt)).collect();
    let mut locals: HashSet<LocalId> = HashSet::new();
    let mut drawn = false;
    loop {
        let before = found.len();
        for (position, stmt) in
            body.iter().enumerate().filter(|(position, _)| !found.contains(position)).collect::<Vec<_>>()
        {
            let did = &done[position];
            let own = locals_of(stmt);
            let reaches =
                [&did.reads, &did.binds, &did.touches].into_iter().flatten().any(|global| theirs.contains(global));
            let draw = draws(program, std::slice::from_ref(stmt), &is_draw);
            if reaches || own.iter().any(|local| locals.contains(local)) || (drawn && draw) {
                found.insert(position);
                locals.extend(own);
                drawn |= draw;
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

fn is_state(program: &Program, global: GlobalId) -> bool {
    matches!(program.globals[global.0 as usize].kind, GlobalKind::State { .. })
}

/// What a statement does, with what it calls.
fn done_by(program: &Program, summaries: &[Summary], stmt: &Stmt) -> Summary {
    summary::of_block(program, summaries, std::slice::from_ref(stmt))
}

/// The locals that a statement uses or binds.
fn locals_of(stmt: &Stmt) -> HashSet<LocalId> {
    let mut found = HashSet::new();
    let block = std::slice::from_ref(stmt);
    crate::ir::walk::each_statement(block, &mut |stmt| match &stmt.kind {
        StmtKind::Let { local, .. } | StmtKind::Assign { target: Target::Local(local), .. } => {
            found.insert(*local);
        }
        _ => {}
    });
    walk::block(block, &mut |expr| {
        if let ExprKind::Local(local) = &expr.kind {
            found.insert(*local);
        }
    });
    found
}

/// Whether statements, or functions that they call, call such a helper.
fn draws(program: &Program, block: &[Stmt], is: &dyn Fn(&str) -> bool) -> bool {
    let mut seen: BTreeSet<FunctionId> = BTreeSet::new();
    let mut work: Vec<&[Stmt]> = vec![block];
    let mut found = false;
    while let Some(block) = work.pop() {
        let mut called = Vec::new();
        walk::block(block, &mut |expr| match &expr.kind {
            ExprKind::Library(call) => found |= is(&call.helper),
            ExprKind::Call { function, .. } => called.push(*function),
            ExprKind::New { init: Some(function), .. } => called.push(*function),
            _ => {}
        });
        work.extend(
            called.into_iter().filter(|id| seen.insert(*id)).map(|id| program.functions[id.0 as usize].body.as_slice()),
        );
    }
    found
}
