//! Choices about the planned program: aliases, ownership, raise sets, guards; native or refused.
//!
//! What `plan` decides holds for both targets; a backend only prints it.

mod agree;
mod apart;
mod arguments;
mod bridge;
mod cause;
mod cut;
mod divert;
mod effect;
mod groups;
mod lengths;
mod loops;
mod passing;
mod planned;
mod raise_set;
mod raises;
mod receivers;
mod recursion;
mod script;
mod serving;
mod sharing;
mod start;
mod summary;
mod volatile;

use std::collections::{BTreeSet, HashMap};

pub use arguments::changed_arguments;
pub use divert::{divert, dynamic_value, states_of};
pub use groups::state_groups;
pub use planned::{Access, Entry, FunctionPlan, Leaving, Passing, Plan, Sharing};
pub use raise_set::FORWARD;
pub use script::plan_script;
pub use volatile::{Origin, VolatileField, volatile};

use crate::ir::{ExprKind, GlobalKind, Program, StmtKind, walk};
use crate::library::Library;

/// Plans a lowered program.
pub fn plan(mut program: Program, library: &Library) -> Plan {
    agree::refuse_disagreements(&mut program);
    loops::refuse_changes_in_loops(&mut program);
    receivers::refuse_replaced(&mut program);
    cut::unknown_calls(&mut program);
    let theirs = bridge::close(&mut program);
    cut::behind_forwards(&mut program);
    start::prune(&mut program, &theirs);
    bridge_whole_methods(&mut program);
    serving::split_from_init(&mut program);
    bridge_unfit_start(&mut program);
    if !serving::serves(&program) {
        serving::default_start(&mut program);
    }
    lengths::keep_known_items(&mut program);
    recursion::count_depth(&mut program);
    let summaries = summary::summaries(&program);
    let changing = summary::changing(&program, &summaries);
    for (index, global) in program.globals.iter_mut().enumerate() {
        if let GlobalKind::State { changes } = &mut global.kind {
            *changes = changing.contains(&crate::ir::GlobalId(u32::try_from(index).unwrap_or(u32::MAX)));
        }
    }
    let sharing = sharing::sharing(&program);
    let passing = passing::passing(&program, &sharing);
    let used = passing::used(&program, &summaries);
    let is_state = |global: &crate::ir::GlobalId| {
        !matches!(program.globals[global.0 as usize].kind, GlobalKind::Constant(_)) && !theirs.contains(global)
    };
    let mut functions: Vec<FunctionPlan> = summaries
        .iter()
        .zip(passing)
        .zip(used)
        .map(|((summary, params), used)| FunctionPlan {
            raises: false,
            raise_set: BTreeSet::new(),
            access: if summary.binds.is_empty() && !writes_owned_state(&program, summary, &sharing) {
                if summary.reads.iter().any(is_state) { Access::Read } else { Access::None }
            } else {
                Access::Write
            },
            params,
            used,
            refused: false,
        })
        .collect();
    raise_sets(&program, library, &mut functions);
    let escaping = escaping(&program, library, &functions);
    let leaving = leaving(&program, library, &functions);
    // What the original keeps needs no guard here.
    let ours: BTreeSet<crate::ir::GlobalId> = changing.difference(&theirs).copied().collect();
    let entries = entries(&program, &summaries, &ours);
    let bridged = program.handlers.iter().any(|handler| !handler.bridged.is_empty())
        || functions.iter().any(|function| function.raise_set.contains(FORWARD));
    let serial = !is_threaded(&program);
    Plan { program, sharing, functions, entries, bridged, escaping, leaving, theirs, serial }
}

/// A `do_X` that forwards before it does anything is the original's.
fn bridge_whole_methods(program: &mut Program) {
    for handler in 0..program.handlers.len() {
        let methods = std::mem::take(&mut program.handlers[handler].methods);
        for (name, function) in methods {
            let body = &program.functions[function.0 as usize].body;
            if body.first().is_some_and(|first| matches!(first.kind, StmtKind::Forward { .. })) {
                program.handlers[handler].bridged.push(name);
            } else {
                program.handlers[handler].methods.push((name, function));
            }
        }
    }
}

/// Start-up code has no original to forward to. Where it only starts the server, a start of pivot's own takes its place; otherwise what it would have set up is
/// missing, and nothing can be native.
fn bridge_unfit_start(program: &mut Program) {
    let summaries = summary::summaries(program);
    let of = |function: Option<crate::ir::FunctionId>| function.map(|function| &summaries[function.0 as usize]);
    let main_forwards = of(program.main).is_some_and(|summary| summary.forwards);
    let init_forwards = of(program.init).is_some_and(|summary| summary.forwards);
    let start = program.default_start.take();
    let starts = !main_forwards || start.is_some();
    if main_forwards {
        program.main = start.map(|start| {
            program.functions.push(start);
            crate::ir::FunctionId(u32::try_from(program.functions.len() - 1).unwrap_or(u32::MAX))
        });
    }
    if init_forwards || !starts {
        for handler in &mut program.handlers {
            let methods = std::mem::take(&mut handler.methods);
            handler.bridged.extend(methods.into_iter().map(|(name, _)| name));
        }
        program.init = None;
    }
}

/// Whether a function changes an object that the state owns alone: it needs the state to be writable.
fn writes_owned_state(program: &Program, summary: &summary::Summary, sharing: &[Sharing]) -> bool {
    summary.reads.iter().any(|global| {
        let mut reached = std::collections::HashSet::new();
        effect::reached(program, &program.globals[global.0 as usize].ty, &mut reached);
        reached.iter().any(|object| summary.changes.contains(object) && sharing[object.0 as usize] == Sharing::Owned)
    })
}

fn raise_sets(program: &Program, library: &Library, functions: &mut [FunctionPlan]) {
    let classes = raise_set::Classes { library, program };
    loop {
        let mut changed = false;
        for index in 0..functions.len() {
            let mut set = BTreeSet::new();
            raise_set::of_block(functions, &program.functions[index].body, &mut set, &classes);
            if set != functions[index].raise_set {
                functions[index].raises = !set.is_empty();
                functions[index].raise_set = set;
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

fn escaping(program: &Program, library: &Library, functions: &[FunctionPlan]) -> HashMap<crate::source::Span, bool> {
    let classes = raise_set::Classes { library, program };
    let mut found = HashMap::new();
    for function in &program.functions {
        crate::ir::walk::each_statement(&function.body, &mut |stmt| {
            if let StmtKind::Try { body, handlers, .. } = &stmt.kind {
                let mut out = BTreeSet::new();
                raise_set::escaping(functions, body, handlers, &mut out, &classes);
                found.insert(stmt.span, !out.is_empty());
            }
        });
    }
    found
}

fn leaving(program: &Program, library: &Library, functions: &[FunctionPlan]) -> HashMap<crate::source::Span, Leaving> {
    let classes = raise_set::Classes { library, program };
    let mut found = HashMap::new();
    for function in &program.functions {
        crate::ir::walk::each_statement(&function.body, &mut |stmt| {
            if let StmtKind::Try { body, handlers, otherwise, finally } = &stmt.kind
                && !finally.is_empty()
            {
                let mut out = BTreeSet::new();
                raise_set::escaping(functions, body, handlers, &mut out, &classes);
                let others = handlers.iter().map(|handler| &handler.body).chain([otherwise]);
                others.for_each(|block| raise_set::of_block(functions, block, &mut out, &classes));
                found.insert(stmt.span, Leaving { raises: !out.is_empty(), forwards: out.contains(FORWARD) });
            }
        });
    }
    found
}

fn entries(program: &Program, summaries: &[summary::Summary], changing: &BTreeSet<crate::ir::GlobalId>) -> Vec<Entry> {
    let mut state = std::collections::HashSet::new();
    let mut dynamic = false;
    for global in changing {
        dynamic |= effect::reached(program, &program.globals[global.0 as usize].ty, &mut state);
    }
    let mut entries = Vec::new();
    for (handler, class) in program.handlers.iter().enumerate() {
        for (method, function) in &class.methods {
            let summary = &summaries[function.0 as usize];
            let writes = summary.binds.iter().any(|global| changing.contains(global))
                || summary.changes.iter().any(|object| state.contains(object))
                || (dynamic && summary.changes_dynamic);
            let reads = summary.reads.iter().any(|global| changing.contains(global));
            entries.push(Entry {
                handler,
                method: method.clone(),
                function: *function,
                guard: if writes {
                    Access::Write
                } else if reads {
                    Access::Read
                } else {
                    Access::None
                },
                forwards_beyond: !writes && !reads,
                blocks: summary.blocks,
            });
        }
    }
    entries
}

fn is_threaded(program: &Program) -> bool {
    let mut threaded = false;
    for function in &program.functions {
        walk::block(&function.body, &mut |expr| {
            if let ExprKind::Library(call) = &expr.kind
                && call.helper == "http_server_new"
            {
                threaded |= call.args.get(3).is_some_and(|arg| matches!(arg.kind, ExprKind::Bool(true)));
            }
        });
    }
    threaded
}
