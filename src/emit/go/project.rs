//! The files of a project.

use super::module::Module;
use super::tree::quote;
use super::{comment, constant, function, handler, record, runtime};
use crate::emit::{File, Options};
use crate::ir::{FunctionId, Owner};
use crate::plan::Plan;

/// The module path of the generated project: what `go.mod` names.
pub fn module_path(options: &Options) -> String {
    options.name.replace(|c: char| !c.is_alphanumeric() && c != '_' && c != '-', "_")
}

/// Prints the whole project.
pub fn project(plan: &Plan, options: &Options) -> Vec<File> {
    let plan = super::trim::trimmed(plan);
    let module = Module::new(&plan);
    let path = module_path(options);
    let mut files = vec![
        File { path: "go.mod".into(), text: format!("module {path}\n\ngo 1.25\n") },
        program_file(&module, options),
        super::main::main_file(&module, options),
    ];
    files.extend(super::state::state_file(&module, options));
    files.extend(record::records_file(&module, options));
    let texts: Vec<&str> = files.iter().map(|file| file.text.as_str()).collect();
    let runtime = runtime::needed(&texts);
    files.extend(runtime);
    files
}

/// A Go file: package clause, imports, body.
pub fn file(module: &Module, options: &Options, path: &str, doc: Option<&str>, body: &str) -> File {
    let mut text = String::new();
    if !options.header.is_empty() {
        text += &format!("// {}\n\n", options.header.trim());
    }
    if let Some(doc) = doc {
        text += &comment::lines(doc);
    }
    text += "package main\n\n";
    let mut imports: Vec<String> =
        module.imports.take().into_iter().map(|one| format!("\t{}\n", quote(&one))).collect();
    if super::source::tokens(body).windows(2).any(|pair| pair == ["py", "."]) {
        if !imports.is_empty() {
            imports.push("\n".into());
        }
        imports.push(format!("\t{}\n", quote(&format!("{}/py", module_path(options)))));
    }
    match &imports[..] {
        [] => {}
        [one] => text += &format!("import {}\n\n", one.trim()),
        all => text += &format!("import (\n{})\n\n", all.concat()),
    }
    text += body.trim_start_matches('\n');
    File { path: path.into(), text }
}

/// The program's own file: constants, handlers, functions in source order.
fn program_file(module: &Module, options: &Options) -> File {
    let program = &module.plan.program;
    let mut body = constant::constants(module);
    for (i, exception) in program.exceptions.iter().enumerate() {
        let name = &module.exceptions[i];
        body += "\n";
        body += &comment::doc(name, exception.doc.as_deref(), "is an exception class of the program.");
        let base = module.exception(&exception.base);
        body += &format!("var {name} = py.NewClass({}, {base})\n", quote(&exception.python_name));
        if !exception.fields.is_empty() {
            let rows: Vec<(String, String, String)> = exception
                .fields
                .iter()
                .map(|field| (super::names::exported(&field.key), module.types().go(&field.ty), String::new()))
                .collect();
            body += &format!(
                "\n// {name}Fields are the attributes of a {name}.\n{}",
                record::struct_rows(&format!("{name}Fields"), &rows)
            );
        }
    }
    let mut shown = vec![false; program.handlers.len()];
    for (i, function) in program.functions.iter().enumerate() {
        let id = FunctionId(u32::try_from(i).unwrap_or(u32::MAX));
        let plan = module.plan.function_plan(id);
        if let Some(Owner::Handler(handler)) = function.owner
            && !shown[handler]
        {
            shown[handler] = true;
            body += &handler::handler_type(module, handler);
        }
        if plan.refused || !plan.used || Some(id) == program.init || Some(id) == program.main {
            continue;
        }
        body += "\n";
        body += &function::function_text(module, id);
    }
    for (handler, shown) in shown.iter().enumerate() {
        if !shown {
            body += &handler::handler_type(module, handler);
        }
    }
    file(module, options, &format!("{}.go", file_name(&options.name)), program.doc.as_deref(), &body)
}

/// A file name that Go does not take for a test or for another system.
fn file_name(name: &str) -> String {
    let name = name.replace(|c: char| !c.is_alphanumeric() && c != '_', "_");
    let last = name.rsplit('_').next().unwrap_or_default();
    if ["test", "linux", "windows", "darwin", "amd64", "arm64", "main", "state", "records", "js", "wasm", "unix"]
        .contains(&last)
        || name.starts_with('_')
    {
        format!("{}_program", name.trim_start_matches('_'))
    } else {
        name
    }
}
