//! The files of a project.

use std::cmp::Reverse;

use super::body::Body;
use super::comment;
use super::doc::{Doc, Line};
use super::line::render_lines;
use super::names::Names;
use super::record::Uses;
use super::types::Types;
use super::{exception, function, handler, record, runtime, state};
use crate::emit::{File, Options};
use crate::ir::{ExprKind, FunctionId, Owner, StmtKind, walk};
use crate::plan::{Access, Plan};

/// What `clippy` is not asked about in a project, and why.
const ALLOWED: &[(&str, &str)] = &[
    ("approx_constant", "A number is the one that the original has."),
    ("collapsible_if", "Nested tests stay as the original has them."),
    ("doc_lazy_continuation", "Documentation is the original's, which is no Markdown."),
    ("manual_range_contains", "Bounds may be named."),
    ("needless_late_init", "A variable is declared where all that set it can see it."),
    ("redundant_closure_call", "The body of a `try` is a closure, so that `?` ends it."),
    ("too_many_arguments", "Functions have the parameters of the original."),
    ("type_complexity", "Nested lists and dicts have no names in the original."),
];

/// A file of the project before its imports are known.
struct Module {
    name: &'static str,
    doc: String,
    lines: Vec<Line>,
    /// The names that other modules may use.
    exports: Vec<String>,
}

/// The files of a project.
pub fn project(plan: &Plan, options: &Options) -> Vec<File> {
    let names = Names::of(&plan.program);
    let writers = super::cells::writers(plan);
    let state = state::Facts::of(plan);
    let types = Types { plan, names: &names, writers: &writers, state: &state };
    let mut modules = modules(types, plan, &names);
    modules.retain(|module| !module.lines.is_empty());
    let mut files = Vec::new();
    let texts: Vec<(&'static str, String)> = modules
        .iter()
        .map(|module| {
            let leading = module.lines.iter().take_while(|line| **line == Line::Blank).count();
            let body = render_lines(&module.lines[leading..], 0);
            let plain = without_texts(&body);
            let imports = imports(&plain, &modules, module.name);
            (
                module.name,
                format!(
                    "// {}\n{}\n{imports}{}{body}",
                    options.header,
                    render_lines(&comment::module_doc(&module.doc), 0),
                    if imports.is_empty() { "" } else { "\n" }
                ),
            )
        })
        .collect();
    let main = main_file(types, plan, options, &modules);
    let all: String = texts.iter().map(|(_, text)| text.as_str()).chain([main.as_str()]).collect();
    let (runtime, crates) = runtime::files(&all);
    files.push(File { path: "Cargo.toml".to_owned(), text: cargo(options, &crates, all.contains(".write()")) });
    files.push(File {
        path: "rustfmt.toml".to_owned(),
        text: "max_width = 120\nuse_small_heuristics = \"Max\"\n".to_owned(),
    });
    files.push(File { path: "src/main.rs".to_owned(), text: main });
    for (name, text) in texts {
        files.push(File { path: format!("src/{name}.rs"), text });
    }
    files.extend(runtime);
    files
}

fn modules(types: Types<'_>, plan: &Plan, names: &Names) -> Vec<Module> {
    let mut handlers = handler::print(types);
    let mut functions = Vec::new();
    let mut handler_names: Vec<String> = names.handlers.clone();
    handler_names.extend(names.requests.iter().filter(|name| !name.is_empty()).cloned());
    let mut function_names = Vec::new();
    for (index, of) in plan.program.functions.iter().enumerate() {
        let id = FunctionId(u32::try_from(index).unwrap_or_default());
        let skipped = Some(id) == plan.program.init || Some(id) == plan.program.main || Some(id) == start_of(plan);
        if skipped || !plan.functions[index].used || plan.functions[index].refused {
            continue;
        }
        let lines = function::print(types, id);
        if matches!(of.owner, Some(Owner::Handler(_))) {
            handlers.extend(lines);
            handler_names.push(names.functions[index].clone());
        } else {
            functions.extend(lines);
            function_names.push(names.functions[index].clone());
        }
    }
    let constant_names: Vec<String> = names.globals.iter().map(|(_, constant)| constant.clone()).collect();
    let state = if types.state.is_needed { state::print(types) } else { Vec::new() };
    let main = start(plan).map(|main| {
        let mut body = Body::new(types, main);
        body.owns_state = true;
        render_lines(&body.block(&body.function.body, false), 0)
    });
    let main = main.unwrap_or_default();
    let code = render_lines(&handlers, 0) + &render_lines(&functions, 0) + &render_lines(&state, 0) + &main;
    let constants = state::constants(types, &|name, others| mentions(&code, name) || mentions(others, name));
    let text = render_lines(&handlers, 0)
        + &render_lines(&functions, 0)
        + &render_lines(&state, 0)
        + &render_lines(&constants, 0);
    let uses = Uses { json: text.contains("py::json_dumps"), repr: text.contains("py::repr(") };
    let mut records = record::structs(types, uses);
    records.extend(function::constructors(types, names));
    let used = text + &main;
    let records = reached(records, &used);
    let exceptions = reached(exception::classes(&plan.program), &used);
    let exception_names = plan.program.exceptions.iter().map(|class| super::names::shout(&class.name)).collect();
    vec![
        Module { name: "handler", doc: "The request handlers.".to_owned(), lines: handlers, exports: handler_names },
        Module {
            name: "functions",
            doc: "The functions of the program.".to_owned(),
            lines: functions,
            exports: function_names,
        },
        Module {
            name: "records",
            doc: "The records that the program makes.".to_owned(),
            lines: records,
            exports: names.objects.iter().filter(|name| !name.is_empty()).cloned().collect(),
        },
        Module {
            name: "state",
            doc: "What the service keeps in memory.".to_owned(),
            lines: state,
            exports: vec!["State".to_owned()],
        },
        Module { name: "constants", doc: "Constants.".to_owned(), lines: constants, exports: constant_names },
        Module {
            name: "exceptions",
            doc: "The exception classes of the program.".to_owned(),
            lines: exceptions,
            exports: exception_names,
        },
    ]
}

/// Of declarations by name, those that a text names, and those that these name: what is behind a forward needs no others.
fn reached(declared: Vec<(String, Vec<Line>)>, text: &str) -> Vec<Line> {
    let texts: Vec<String> = declared.iter().map(|(_, lines)| without_texts(&render_lines(lines, 0))).collect();
    let mut kept = vec![false; declared.len()];
    let mut work = vec![without_texts(text)];
    while let Some(text) = work.pop() {
        for (at, (name, _)) in declared.iter().enumerate() {
            if !kept[at] && mentions(&text, name) {
                kept[at] = true;
                work.push(texts[at].clone());
            }
        }
    }
    declared.into_iter().zip(kept).filter(|(_, kept)| *kept).flat_map(|((_, lines), _)| lines).collect()
}

/// The function whose body starts the program.
pub fn start(plan: &Plan) -> Option<FunctionId> {
    start_of(plan).or(plan.program.main)
}

/// The function that is all that `if __name__ == "__main__":` calls: it becomes the start itself.
fn start_of(plan: &Plan) -> Option<FunctionId> {
    let main = plan.program.main?;
    let [stmt] = plan.function(main).body.as_slice() else { return None };
    let StmtKind::Expr(expr) = &stmt.kind else { return None };
    let ExprKind::Call { function, args } = &expr.kind else { return None };
    let mut calls = 0;
    for of in &plan.program.functions {
        walk::block(&of.body, &mut |expr| {
            calls += usize::from(matches!(&expr.kind, ExprKind::Call { function: called, .. } if called == function));
        });
    }
    (args.is_empty() && calls == 1).then_some(*function)
}

/// Rust source without its comments and the insides of its strings.
fn without_texts(source: &str) -> String {
    let mut out = String::new();
    for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
        let mut inside = false;
        let mut escaped = false;
        let mut placeholder = false;
        for c in line.chars() {
            match c {
                _ if escaped => escaped = false,
                '\\' if inside => escaped = true,
                _ if inside && placeholder && c != '}' && c != ':' => {
                    // `{{` is a brace, not a placeholder.
                    placeholder = c != '{';
                    out.push(if placeholder { c } else { ' ' });
                }
                '"' => {
                    inside = !inside;
                    placeholder = false;
                    out.push(c);
                }
                // The names in a format's placeholders are uses.
                '{' | '}' | ':' if inside => {
                    placeholder = c == '{';
                    out.push(' ');
                }
                _ if inside && !(c.is_lowercase() || c == '_') => out.push('-'),
                _ => out.push(c),
            }
        }
        out.push('\n');
    }
    out
}

/// Whether a word stands in a text.
fn mentions(text: &str, word: &str) -> bool {
    let boundary = |c: Option<char>| c.is_none_or(|c| !(c.is_alphanumeric() || c == '_'));
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let path = text[..at].ends_with("::") || text[..at].ends_with('.') || text[..at].ends_with('"');
        let after = text[at + word.len()..].chars().next();
        // A function is called; any other lower-case word is a variable or a field.
        let called =
            !word.starts_with(|c: char| c.is_lowercase()) || after == Some('(') || text[..at].ends_with(".map(");
        boundary(before) && boundary(after) && !path && called
    })
}

fn imports(body: &str, modules: &[Module], own: &str) -> String {
    let mut out = String::new();
    let mut standard = Vec::new();
    if mentions(body, "Arc") {
        standard.push("Arc");
    }
    if mentions(body, "LazyLock") {
        standard.push("LazyLock");
    }
    if mentions(body, "ControlFlow") {
        out += "use std::ops::ControlFlow;\n";
    }
    if mentions(body, "ExitCode") {
        out += "use std::process::ExitCode;\n";
    }
    match standard.as_slice() {
        [] => {}
        [one] => out += &format!("use std::sync::{one};\n"),
        all => out += &format!("use std::sync::{{{}}};\n", all.join(", ")),
    }
    if !out.is_empty() {
        out.push('\n');
    }
    if mentions(body, "RwLock") {
        out += "use parking_lot::RwLock;\n\n";
    }
    let mut lines = Vec::new();
    for module in modules.iter().filter(|module| module.name != own) {
        let mut used: Vec<&str> =
            module.exports.iter().map(String::as_str).filter(|name| mentions(body, name)).collect();
        used.sort_unstable();
        used.dedup();
        match used.as_slice() {
            [] => {}
            [one] => lines.push(format!("use crate::{}::{one};\n", module.name)),
            all => lines.push(render_use(module.name, all)),
        }
    }
    if body.contains("py::") {
        lines.push("use crate::py;\n".to_owned());
    }
    lines.sort();
    for line in lines {
        out += &line;
    }
    out
}

/// A part of a name, in the order in which `rustfmt` sorts names: numbers by their value.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Chunk {
    Underscore,
    Number { digits: usize, value: String, zeros: Reverse<usize> },
    Text(String),
}

fn sort_key(name: &str) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut rest = name.trim_start_matches("r#");
    while let Some(first) = rest.chars().next() {
        let kind = |c: char| (c == '_', c.is_ascii_digit());
        let end = if first == '_' { 1 } else { rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len()) };
        let (part, after) = rest.split_at(end);
        chunks.push(match kind(first) {
            (true, _) => Chunk::Underscore,
            (_, true) => {
                let value = part.trim_start_matches('0');
                Chunk::Number { digits: value.len(), value: value.to_owned(), zeros: Reverse(part.len() - value.len()) }
            }
            (false, false) => Chunk::Text(part.to_owned()),
        });
        rest = after;
    }
    chunks
}

fn render_use(module: &str, names: &[&str]) -> String {
    let mut names: Vec<&str> = names.to_vec();
    names.sort_by_cached_key(|name| sort_key(name));
    let flat = format!("use crate::{module}::{{{}}};\n", names.join(", "));
    // `rustfmt` leaves room for two characters, and there is the line break.
    if flat.len() <= 119 {
        return flat;
    }
    let mut out = format!("use crate::{module}::{{\n");
    let mut line = String::from("   ");
    let last = names.len().saturating_sub(1);
    for (at, name) in names.into_iter().enumerate() {
        // Only the last line may fill the last column.
        if line.len() + name.len() + 2 > if at == last { 120 } else { 119 } {
            out += line.trim_end();
            out.push('\n');
            line = String::from("   ");
        }
        line += &format!(" {name},");
    }
    out + &line + "\n};\n"
}

fn main_file(types: Types<'_>, plan: &Plan, options: &Options, modules: &[Module]) -> String {
    let mut run = Vec::new();
    if types.state.is_needed {
        let question = plan.program.init.is_some_and(|init| plan.function_plan(init).raises);
        let mutable =
            start_of(plan).or(plan.program.main).is_some_and(|main| plan.function_plan(main).access == Access::Write);
        let mutable = mutable && !types.state.is_kept;
        let start = Doc::text(format!("let {}state =", if mutable { "mut " } else { "" }));
        let mut text = format!("State::new(){}", if question { "?" } else { "" });
        if types.state.is_kept {
            text = if types.state.is_locked {
                format!("Arc::new(RwLock::new({text}))")
            } else {
                format!("Arc::new({text})")
            };
        }
        let value = Doc::text(text);
        run.push(Line::Assign { start, value, end: ";", trailing: None });
    }
    if let Some(main) = start_of(plan).or(plan.program.main) {
        let mut body = Body::new(types, main);
        body.owns_state = true;
        let exits = body
            .function
            .body
            .last()
            .is_some_and(|last| matches!(&last.kind, StmtKind::Expr(value) if value.ty == crate::ir::Type::Never));
        run.extend(body.block(&body.function.body, exits));
        if !super::stmt::diverges(&body.function.body) {
            run.push(Line::Code(Doc::text("Ok(())"), "", None));
        }
    } else {
        run.push(Line::Code(Doc::text("Ok(())"), "", None));
    }
    let lines = vec![
        Line::Blank,
        Line::Nested {
            head: Doc::text("fn main() -> ExitCode "),
            lines: vec![Line::Code(Doc::text("py::run(start)"), "", None)],
            end: "",
            continues: false,
        },
        Line::Blank,
        Line::Nested { head: Doc::text("fn start() -> py::Result<()> "), lines: run, end: "", continues: false },
    ];
    let body = render_lines(&lines, 0);
    let mut names: Vec<&str> = modules.iter().map(|module| module.name).chain(["py"]).collect();
    names.sort_unstable();
    let mods: String = names.iter().map(|name| format!("mod {name};\n")).collect();
    let mut uses = imports(&body, modules, "main").replace("use crate::py;\n", "");
    uses.truncate(uses.trim_end().len() + 1);
    let doc = plan.program.doc.clone().unwrap_or_else(|| {
        format!("The {} `{}`.", if plan.program.handlers.is_empty() { "program" } else { "service" }, options.name)
    });
    format!("// {}\n{}\n{mods}\n{uses}{body}", options.header, render_lines(&comment::module_doc(&doc), 0))
}

fn cargo(options: &Options, crates: &[(&str, &str)], cells: bool) -> String {
    let mut out = format!(
        "# {}\n\n[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"1.88\"\npublish = false\n\n[dependencies]\n",
        options.header,
        options.name.replace(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'), "_")
    );
    for (name, version) in crates {
        out += &format!("{name} = {version}\n");
    }
    out += "\n[profile.release]\nlto = \"thin\"\n";
    if cells {
        out += "\n[lints.rust]\n# A block of its own closes the guard of a shared value.\nunused_braces = \"allow\"\n";
    }
    out += "\n[lints.clippy]\n";
    for (lint, reason) in ALLOWED {
        out += &format!("# {reason}\n{lint} = \"allow\"\n");
    }
    out
}
