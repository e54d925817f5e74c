//! Module-level constants.

use super::body::Printer;
use super::function::comments;
use super::module::Module;
use super::tree::Go;
use crate::ir::{ExprKind, GlobalKind, Type};

/// The constants of the program, aligned as gofmt aligns them.
pub fn constants(module: &Module) -> String {
    let program = &module.plan.program;
    let mut constants = Vec::new();
    let mut variables = String::new();
    for (i, global) in program.globals.iter().enumerate() {
        let GlobalKind::Constant(value) = &global.kind else { continue };
        let name = &module.globals[i];
        if !module.uses.globals.contains(&i) {
            continue;
        }
        let value = match &value.kind {
            ExprKind::Int(value) => super::expr::int(*value),
            ExprKind::Float(value) if value.is_finite() => Go::Atom(format!("{value:?}")),
            ExprKind::Str(value) => Go::string(value),
            ExprKind::Bool(value) => Go::atom(value.to_string()),
            _ => {
                let mut printer = Printer::bare(module);
                let go = printer.expr(value);
                variables += &comments(&global.comments);
                variables += &format!("var {name} = {}\n", go.print(0));
                continue;
            }
        };
        let ty = if global.ty == Type::Float { "float64" } else { "" };
        constants.push((name.clone(), ty, value.print(0), &global.comments));
    }
    let mut text = match &constants[..] {
        [] => String::new(),
        [(name, ty, value, above)] => {
            let ty = if ty.is_empty() { String::new() } else { format!(" {ty}") };
            format!("{}const {name}{ty} = {value}\n", comments(above))
        }
        all => {
            // A comment starts a section of its own, as does the end of the list.
            let mut lines = String::from("const (\n");
            let mut start = 0;
            while start < all.len() {
                let end = (start + 1..all.len()).find(|&i| !all[i].3.is_empty()).unwrap_or(all.len());
                let section = &all[start..end];
                let widest = section.iter().map(|one| one.0.len()).max().unwrap_or(0);
                let types = section.iter().map(|one| one.1.len()).max().unwrap_or(0);
                for (name, ty, value, above) in section {
                    for line in *above {
                        lines += &format!("\t// {line}\n");
                    }
                    let ty = if types == 0 { String::new() } else { format!("{ty:<types$} ") };
                    lines += &format!("\t{name:<widest$} {ty}= {value}\n");
                }
                start = end;
            }
            lines + ")\n"
        }
    };
    if !variables.is_empty() {
        text += "\n";
        text += &variables;
    }
    text
}
