//! `state.go`: module-level data.

use super::body::Printer;
use super::function::printed;
use super::module::Module;
use super::project::file;
use super::statement::Statement;
use super::tree::Go;
use super::unread::without_unread;
use crate::emit::{File, Options};
use crate::ir::{GlobalKind, StmtKind, Target};
use crate::plan::Access;

/// `state.go`: module-level data.
pub fn state_file(module: &Module, options: &Options) -> Option<File> {
    if !module.makes_state() {
        return None;
    }
    let program = &module.plan.program;
    let locked = module.plan.entries.iter().any(|entry| entry.guard != Access::None);
    let mut fields = Vec::new();
    if locked {
        module.import("sync");
        fields.push(("mu".to_owned(), "sync.RWMutex".to_owned(), Vec::new()));
    }
    for (i, global) in program.globals.iter().enumerate() {
        if matches!(global.kind, GlobalKind::State { .. }) && super::trim::is_state(module.plan, i) {
            fields.push((module.globals[i].clone(), module.types().go(&global.ty), global.comments.clone()));
        }
    }
    let mut body = String::from("// State is the module-level data of the program.\ntype State struct {\n");
    let mut start = 0;
    while start < fields.len() {
        let end =
            (start + 1..fields.len()).find(|&i| !fields[i].2.is_empty() || i == 1 && locked).unwrap_or(fields.len());
        let widest = fields[start..end].iter().map(|(name, ..)| name.len()).max().unwrap_or(0);
        for (name, ty, comments) in &fields[start..end] {
            for line in comments {
                body += &format!("\t// {line}\n");
            }
            body += &format!("\t{name:<widest$} {ty}\n");
        }
        if end == 1 && locked && fields.len() > 1 {
            body += "\n";
        }
        start = end;
    }
    body += "}\n";
    if let Some(id) = program.init {
        let function = module.plan.function(id);
        let raises = module.plan.function_plan(id).raises;
        let make = || {
            let mut printer = Printer::new(module, id);
            printer.constructs = true;
            printer
        };
        let ours = |stmt: &crate::ir::Stmt| match &stmt.kind {
            StmtKind::Assign { target: Target::Global(global), .. } => {
                super::trim::is_state(module.plan, global.0 as usize)
            }
            _ => true,
        };
        let block: Vec<_> = function.body.iter().filter(|stmt| ours(stmt)).cloned().collect();
        let mut printer = without_unread(make, |printer| {
            printer.block(&block);
        });
        let error = raises.then(|| Go::atom("nil"));
        printer.add(Statement::Return(std::iter::once(Go::atom("state")).chain(error).collect()));
        let new = Go::unary("&", Go::Composite("State".into(), Vec::new()));
        printer.code.insert(0, Statement::define("state", new));
        let result = if raises { "(*State, error)" } else { "*State" };
        body += &format!(
            "\n// newState makes the data that the program starts with.\nfunc newState() {result} {{\n{}}}\n",
            printed(&mut printer)
        );
    } else {
        body += "\nfunc newState() *State {\n\treturn &State{}\n}\n";
    }
    Some(file(module, options, "state.go", None, &body))
}
