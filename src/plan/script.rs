//! A program that runs and ends: it serves nobody, and nothing of it can be left to an original.

use std::collections::BTreeSet;

use super::{loops, receivers};
use crate::ir::{Expr, ExprKind, Function, FunctionId, GlobalKind, Program, Stmt, StmtKind, Target, Type, walk};
use crate::library::Library;
use crate::source::Place;

/// Plans a program as a whole.
///
/// # Errors
/// The first thing that it reaches and that is not translated: there is no original to hand it to.
pub fn plan_script(mut program: Program, library: &Library) -> Result<super::Plan, (&'static str, String, Place)> {
    loops::refuse_changes_in_loops(&mut program);
    receivers::refuse_replaced(&mut program);
    if let Some(refused) = forward(&program) {
        return Err(refused);
    }
    start_from_main(&mut program);
    Ok(super::plan(program, library))
}

/// The first forward that the module's code, the main suite or what they call come to.
fn forward(program: &Program) -> Option<(&'static str, String, Place)> {
    let mut seen = BTreeSet::new();
    let mut work: Vec<FunctionId> = program.main.into_iter().chain(program.init).collect();
    while let Some(id) = work.pop() {
        if !seen.insert(id) {
            continue;
        }
        let function = &program.functions[id.0 as usize];
        let mut found = None;
        walk::each_statement(&function.body, &mut |stmt| {
            if let (StmtKind::Forward { code, reason, .. }, None) = (&stmt.kind, &found) {
                found = Some((*code, reason.clone(), Place { file: function.place.file, span: stmt.span }));
            }
        });
        if found.is_some() {
            return found;
        }
        walk::block(&function.body, &mut |expr| {
            if let ExprKind::Call { function, .. } | ExprKind::New { init: Some(function), .. } = &expr.kind {
                work.push(*function);
            }
        });
    }
    None
}

/// Makes the main suite the one place from which everything runs: the module's code is run by it, or has ended when it starts.
fn start_from_main(program: &mut Program) {
    let Some(init) = program.init else { return };
    let span = program.functions[init.0 as usize].place.span;
    let has_state = program.globals.iter().any(|global| matches!(global.kind, GlobalKind::State { .. }));
    if has_state {
        if program.main.is_none() {
            // What stands behind the last variable is no longer about the data that the program starts with.
            let body = &mut program.functions[init.0 as usize].body;
            let at = body.iter().rposition(binds_global).map_or(0, |last| last + 1);
            let rest = body.split_off(at);
            let main = Function { name: "main".to_owned(), body: rest, ..program.functions[init.0 as usize].clone() };
            program.main = Some(push(program, main));
        }
        return;
    }
    let body = &program.functions[init.0 as usize].body;
    if body.is_empty() {
        return;
    }
    if program.main.is_none() {
        program.main = Some(init);
        program.init = None;
        return;
    }
    "run_module".clone_into(&mut program.functions[init.0 as usize].name);
    program.init = None;
    let call = Expr { ty: Type::None, span, kind: ExprKind::Call { function: init, args: Vec::new() } };
    let stmt = Stmt { span, comments: Vec::new(), trailing: None, gap: false, kind: StmtKind::Expr(call) };
    if let Some(main) = program.main {
        program.functions[main.0 as usize].body.insert(0, stmt);
    }
}

fn binds_global(stmt: &Stmt) -> bool {
    let mut found = false;
    walk::each_statement(std::slice::from_ref(stmt), &mut |stmt| {
        found |= matches!(&stmt.kind, StmtKind::Assign { target: Target::Global(_), .. });
    });
    found
}

fn push(program: &mut Program, function: Function) -> FunctionId {
    program.functions.push(function);
    FunctionId(u32::try_from(program.functions.len() - 1).unwrap_or(u32::MAX))
}
