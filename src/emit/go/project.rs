//! The files of a project.

use super::encode::{Encoding, receiver};
use super::function::Printer;
use super::module::Module;
use super::tree::{Go, quote};
use super::{comment, runtime};
use crate::emit::{File, Options};
use crate::ir::{ExprKind, FunctionId, GlobalKind, ObjectId, Owner, Shape, StmtKind, Target, Type};
use crate::plan::{Access, Plan};

/// The name of the function that makes an instance of a class.
pub fn constructor(module: &Module, object: ObjectId) -> String {
    format!("new{}", module.types().name(object))
}

/// The name of the function that makes the service of a handler class.
pub fn service_name(module: &Module, handler: usize) -> String {
    let name = &module.handlers[handler];
    format!("new{name}Service")
}

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
        main_file(&module, options),
    ];
    files.extend(state_file(&module, options));
    files.extend(records_file(&module, options));
    let texts: Vec<&str> = files.iter().map(|file| file.text.as_str()).collect();
    let runtime = runtime::needed(&texts);
    files.extend(runtime);
    files
}

/// A Go file: package clause, imports, body.
fn file(module: &Module, options: &Options, path: &str, doc: Option<&str>, body: &str) -> File {
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
    if body.contains("py.") {
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
    let mut body = constants(module);
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
                struct_rows(&format!("{name}Fields"), &rows)
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
            body += &handler_type(module, handler);
        }
        if plan.refused || !plan.used || Some(id) == program.init || Some(id) == program.main {
            continue;
        }
        body += "\n";
        body += &function_text(module, id);
    }
    for (handler, shown) in shown.iter().enumerate() {
        if !shown {
            body += &handler_type(module, handler);
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

/// The constants of the program, aligned as gofmt aligns them.
fn constants(module: &Module) -> String {
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
            ExprKind::Float(value) => Go::Atom(format!("{value:?}")),
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

fn comments(lines: &[String]) -> String {
    lines.iter().map(|line| format!("// {line}").trim_end().to_owned() + "\n").collect()
}

/// The type of a handler class and the service made of it.
fn handler_type(module: &Module, handler: usize) -> String {
    let class = &module.plan.program.handlers[handler];
    let name = &module.handlers[handler];
    let state = module.handlers_have_state();
    let mut text = String::from("\n");
    text += &comment::doc(name, class.doc.as_deref(), "answers the requests.");
    let mut rows: Vec<(String, String, String)> = Vec::new();
    if state {
        rows.push(("state".into(), "*State".into(), String::new()));
    }
    for (i, field) in class.fields.iter().enumerate() {
        rows.push((module.handler_fields[handler][i].clone(), module.types().go(&field.ty), String::new()));
    }
    text += &struct_rows(name, &rows).replacen("struct {\n", "struct {\n\t*py.Handler\n", 1);
    let service = service_name(module, handler);
    let param = if state { "state *State" } else { "" };
    text += &format!("\n// {service} gives the server a function for each HTTP method that {name} answers.\n");
    let mut methods = Vec::new();
    for (method, function) in &class.methods {
        let entry = module.plan.entries.iter().find(|entry| entry.handler == handler && entry.function == *function);
        let Some(entry) = entry.filter(|_| !class.bridged.contains(method)) else { continue };
        let mut lines = match entry.guard {
            Access::None => String::new(),
            Access::Read => "state.mu.RLock()\ndefer state.mu.RUnlock()\n".to_owned(),
            Access::Write => "state.mu.Lock()\ndefer state.mu.Unlock()\n".to_owned(),
        };
        let value = match (state, class.fields.is_empty()) {
            (true, true) => format!("&{name}{{h, state}}"),
            (true, false) => format!("&{name}{{Handler: h, state: state}}"),
            (false, true) => format!("&{name}{{h}}"),
            (false, false) => format!("&{name}{{Handler: h}}"),
        };
        let call = format!("({value}).{}()", module.functions[function.0 as usize]);
        if module.plan.function_plan(*function).raises {
            lines += &format!("return {call}\n");
        } else {
            lines += &format!("{call}\nreturn nil\n");
        }
        let mut fields = vec![(Some("Serve".to_owned()), Go::Func("(h *py.Handler) error".into(), lines))];
        if entry.forwards_beyond {
            fields.push((Some("ForwardsBeyond".to_owned()), Go::atom("true")));
        }
        methods.push((Some(quote(method)), Go::Composite(String::new(), fields)));
    }
    for method in &class.bridged {
        methods.push((Some(quote(method)), Go::Composite(String::new(), Vec::new())));
    }
    let mut fields = vec![(Some("Methods".to_owned()), Go::Composite("map[string]py.Method".into(), methods))];
    for (field, value) in [
        ("ServerVersion", &class.server_version),
        ("SysVersion", &class.sys_version),
        ("ProtocolVersion", &class.protocol_version),
    ] {
        if let Some(value) = value {
            fields.push((Some(field.to_owned()), Go::Atom(quote(value))));
        }
    }
    if let Some(None) = class.log_message {
        fields.push((Some("Silent".to_owned()), Go::atom("true")));
    }
    if module.plan.bridged {
        let command = ["python3", "launch.py", "{port}"].map(|word| (None, Go::string(word)));
        fields.push((Some("Original".to_owned()), Go::Composite("[]string".into(), command.into())));
    }
    let service_value = Go::unary("&", Go::Composite("py.Service".into(), fields));
    text + &format!("func {service}({param}) *py.Service {{\n\treturn {}\n}}\n", service_value.print(1))
}

/// A function with its documentation.
fn function_text(module: &Module, id: FunctionId) -> String {
    let function = module.plan.function(id);
    let name = &module.functions[id.0 as usize];
    let mut printer = Printer::new(module, id);
    if function.name == "__init__"
        && let Some(text) = constructor_text(module, id)
    {
        return text;
    }
    printer.code.indent = 1;
    printer.block(&function.body);
    let terminates = super::stmt::terminates(&function.body, &printer.code.text);
    let nothing = matches!(function.result, Type::None | Type::Never);
    if !terminates && printer.raises() && (nothing || !super::stmt::leaves(&function.body)) {
        let text = match &function.result {
            Type::None | Type::Never => "return nil".to_owned(),
            ty => format!("return {}, nil", module.types().zero(ty)),
        };
        printer.line(text);
    } else if !terminates && !matches!(function.result, Type::None | Type::Never) {
        printer.line("panic(\"unreachable\")");
    }
    let mut text = comments(&function.comments);
    if !text.is_empty() && function.doc.is_some() {
        text += "//\n";
    }
    text += &comment::doc(name, function.doc.as_deref(), "");
    let signature = signature(&mut printer, name);
    text + &format!("{signature} {{\n{}}}\n", printer.code.text)
}

/// `func (h *Handler) name(params) result`
fn signature(printer: &mut Printer, name: &str) -> String {
    let module = printer.module;
    let function = printer.function;
    let mut params = Vec::new();
    let mut head = String::new();
    let first = match function.owner {
        Some(Owner::Handler(handler)) => {
            head = format!("({} *{}) ", printer.locals[0], module.handlers[handler]);
            1
        }
        Some(Owner::Class(_)) => {
            let name = super::module::receiver_object(function).map_or("", |id| module.types().name(id));
            head = format!("({} *{name}) ", printer.locals[0]);
            1
        }
        None => 0,
    };
    let handler = matches!(function.owner, Some(Owner::Handler(_)));
    if module.takes_state(printer.id) && !handler {
        params.push("state *State".to_owned());
    }
    for local in &function.locals[first..function.params] {
        let index = params.len();
        let _ = index;
        let position = function.locals.iter().position(|one| std::ptr::eq(one, local)).unwrap_or(0);
        let name = printer.local(crate::ir::LocalId(u32::try_from(position).unwrap_or(0)));
        params.push(format!("{name} {}", printer.ty(&local.ty)));
    }
    let result = match (&function.result, printer.raises()) {
        (Type::None | Type::Never, false) => String::new(),
        (Type::None | Type::Never, true) => " error".into(),
        (ty, false) => format!(" {}", printer.ty(ty)),
        (ty, true) => format!(" ({}, error)", printer.ty(ty)),
    };
    format!("func {head}{name}({}){result}", shorten(&params).join(", "))
}

/// `a int64, b int64` is `a, b int64`.
fn shorten(params: &[String]) -> Vec<String> {
    let split: Vec<(&str, &str)> = params.iter().map(|one| one.split_once(' ').unwrap_or((one, ""))).collect();
    split
        .iter()
        .enumerate()
        .map(|(i, (name, ty))| {
            let same = split.get(i + 1).is_some_and(|(_, next)| next == ty);
            if same { (*name).to_owned() } else { format!("{name} {ty}") }
        })
        .collect()
}

/// `__init__` as the function that makes an instance.
fn constructor_text(module: &Module, id: FunctionId) -> Option<String> {
    let function = module.plan.function(id);
    let object = super::module::receiver_object(function)?;
    let name = constructor(module, object);
    let ty = module.types().name(object).to_owned();
    let mut printer = Printer::new(module, id);
    printer.constructs = true;
    printer.code.indent = 1;
    let receiver = printer.locals[0].clone();
    printer.line(format!("{receiver} := &{ty}{{}}"));
    printer.block(&function.body);
    let raises = printer.raises();
    if !super::stmt::terminates(&function.body, &printer.code.text) {
        printer.line(if raises { format!("return {receiver}, nil") } else { format!("return {receiver}") });
    }
    let mut params = Vec::new();
    if module.takes_state(id) {
        params.push("state *State".to_owned());
    }
    for position in 1..function.params {
        let name = printer.local(crate::ir::LocalId(u32::try_from(position).unwrap_or(0)));
        params.push(format!("{name} {}", printer.ty(&function.locals[position].ty)));
    }
    let result = if raises { format!("(*{ty}, error)") } else { format!("*{ty}") };
    let doc = comment::doc(&name, function.doc.as_deref(), &format!("makes a {ty}."));
    Some(format!("{doc}func {name}({}) {result} {{\n{}}}\n", shorten(&params).join(", "), printer.code.text))
}

/// `main.go`: what `if __name__ == "__main__":` does.
fn main_file(module: &Module, options: &Options) -> File {
    let program = &module.plan.program;
    let mut body = String::new();
    let server = &options.server;
    let mut limits = Vec::new();
    for (name, milliseconds) in [
        ("ReadTimeout", server.read_timeout_ms),
        ("WriteTimeout", server.write_timeout_ms),
        ("IdleTimeout", server.idle_timeout_ms),
    ] {
        if let Some(milliseconds) = milliseconds {
            module.import("time");
            limits.push((name, duration(milliseconds)));
        }
    }
    if let Some(most) = server.max_concurrent {
        limits.push(("MaxConcurrent", most.to_string()));
    }
    if server.http2 {
        limits.push(("HTTP2", "true".into()));
    }
    let has_server = !program.handlers.is_empty();
    if has_server {
        body += "// limits bound what clients may take of the server.\n";
        if limits.is_empty() {
            body += "var limits = py.Limits{}\n";
        } else {
            body += "var limits = py.Limits{\n";
            let widest = limits.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
            for (name, value) in limits {
                body += &format!("\t{:<width$} {value},\n", format!("{name}:"), width = widest + 1);
            }
            body += "}\n";
        }
        body += "\n";
    }
    body += "func main() {\n";
    let needs_state = module.has_state();
    let init_raises = program.init.is_some_and(|id| module.plan.function_plan(id).raises);
    let start = program.main.map(|id| start(module, id));
    let uses_state = start.as_ref().is_some_and(|(call, _, _)| call.contains("state"));
    if needs_state {
        let state = if uses_state { "state" } else { "_" };
        if init_raises {
            body += &format!("\t{state}, err := newState()\n\tif err != nil {{\n\t\tpy.Exit(err)\n\t}}\n");
        } else if uses_state {
            body += "\tstate := newState()\n";
        }
    }
    if let Some((call, raises, _)) = &start {
        if *raises {
            body += &format!("\tif err := {call}; err != nil {{\n\t\tpy.Exit(err)\n\t}}\n");
        } else {
            body += &format!("\t{call}\n");
        }
    }
    body += "\tpy.Flush()\n}\n";
    if let Some((_, _, Some(text))) = start {
        body += "\n";
        body += &text;
    }
    file(module, options, "main.go", None, &body)
}

/// The call that starts the program, whether it raises, and the function behind it if it has to be printed.
fn start(module: &Module, id: FunctionId) -> (String, bool, Option<String>) {
    let function = module.plan.function(id);
    let plan = module.plan.function_plan(id);
    if let [stmt] = &function.body[..]
        && let StmtKind::Expr(expr) = &stmt.kind
        && let ExprKind::Call { function: callee, args } = &expr.kind
        && args.is_empty()
        && module.plan.function(*callee).owner.is_none()
    {
        let state = if module.takes_state(*callee) { "state" } else { "" };
        let name = &module.functions[callee.0 as usize];
        return (format!("{name}({state})"), module.plan.function_plan(*callee).raises, None);
    }
    let mut printer = Printer::new(module, id);
    printer.code.indent = 1;
    printer.block(&function.body);
    if plan.raises && !super::stmt::terminates(&function.body, &printer.code.text) {
        printer.line("return nil");
    }
    let (param, arg) = if module.takes_state(id) { ("state *State", "state") } else { ("", "") };
    let result = if plan.raises { " error" } else { "" };
    let name = module.package.clone().give("serve");
    let text = format!("// {name} starts the service.\nfunc {name}({param}){result} {{\n{}}}\n", printer.code.text);
    (format!("{name}({arg})"), plan.raises, Some(text))
}

/// `5 * time.Second`
fn duration(milliseconds: u64) -> String {
    if milliseconds.is_multiple_of(1000) {
        format!("{} * time.Second", milliseconds / 1000)
    } else {
        format!("{milliseconds} * time.Millisecond")
    }
}

/// `state.go`: module-level data.
fn state_file(module: &Module, options: &Options) -> Option<File> {
    if !module.has_state() {
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
        let mut printer = Printer::new(module, id);
        printer.constructs = true;
        printer.code.indent = 1;
        printer.line("state := &State{}");
        let ours = |stmt: &crate::ir::Stmt| match &stmt.kind {
            StmtKind::Assign { target: Target::Global(global), .. } => {
                super::trim::is_state(module.plan, global.0 as usize)
            }
            _ => true,
        };
        let block: Vec<_> = function.body.iter().filter(|stmt| ours(stmt)).cloned().collect();
        printer.block(&block);
        printer.line(if raises { "return state, nil" } else { "return state" });
        let result = if raises { "(*State, error)" } else { "*State" };
        body += &format!(
            "\n// newState makes the data that the program starts with.\nfunc newState() {result} {{\n{}}}\n",
            printer.code.text
        );
    } else {
        body += "\nfunc newState() *State {\n\treturn &State{}\n}\n";
    }
    Some(file(module, options, "state.go", None, &body))
}

/// `records.go`: the types of records and instances, and what writes them.
fn records_file(module: &Module, options: &Options) -> Option<File> {
    let encoders = Encoding { module }.methods();
    let mut body = String::new();
    for (i, object) in module.plan.program.objects.iter().enumerate() {
        let id = ObjectId(u32::try_from(i).unwrap_or(u32::MAX));
        let name = &module.objects[i];
        let (fields, doc, record) = match &object.shape {
            Shape::Record(fields) => (fields, None, true),
            Shape::Instance(_, fields) => {
                let class = module.plan.program.classes.iter().find(|class| class.object == id);
                (fields, class.and_then(|class| class.doc.as_deref()), false)
            }
            Shape::List(_) | Shape::Dict(..) | Shape::Set(_) => continue,
        };
        if !module.uses.objects.contains(&id) {
            continue;
        }
        body += "\n";
        body +=
            &comment::doc(name, doc, if record { "is a record of the program." } else { "is a class of the program." });
        body += &struct_text(module, i, name, fields, record);
        if let Some((_, text)) = encoders.iter().find(|(one, _)| *one == id) {
            body += text;
        }
        if module.equals.borrow().contains(&id) {
            body += &equal_text(module, id, fields);
        }
        if module.reprs.borrow().contains(&id) {
            body += &repr_text(module, id, fields);
        }
    }
    (!body.is_empty()).then(|| file(module, options, "records.go", None, &body))
}

fn struct_text(module: &Module, object: usize, name: &str, fields: &[crate::ir::Field], tags: bool) -> String {
    if fields.is_empty() {
        return format!("type {name} struct{{}}\n");
    }
    let rows: Vec<(String, String, String)> = fields
        .iter()
        .enumerate()
        .map(|(i, field)| {
            let ty = module.types().go(&held(field));
            let plain = field.key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
            let tag = if tags && plain { format!("`json:\"{}\"`", field.key) } else { String::new() };
            (module.fields[object][i].clone(), ty, tag)
        })
        .collect();
    struct_rows(name, &rows)
}

/// A struct with its columns aligned: name, type, tag.
fn struct_rows(name: &str, rows: &[(String, String, String)]) -> String {
    let names = rows.iter().map(|row| row.0.len()).max().unwrap_or(0);
    let types = rows.iter().map(|row| row.1.len()).max().unwrap_or(0);
    let mut text = format!("type {name} struct {{\n");
    for (field, ty, tag) in rows {
        let line = if tag.is_empty() {
            format!("\t{field:<names$} {ty}")
        } else {
            format!("\t{field:<names$} {ty:<types$} {tag}")
        };
        text += line.trim_end();
        text += "\n";
    }
    text + "}\n"
}

/// The type that a field is held as: one that may be absent is an optional.
fn held(field: &crate::ir::Field) -> Type {
    match &field.ty {
        ty if !field.absent => ty.clone(),
        Type::Json => Type::Optional(Box::new(Type::Json)),
        ty => ty.clone().optional(),
    }
}

fn equal_text(module: &Module, id: ObjectId, fields: &[crate::ir::Field]) -> String {
    let name = module.types().name(id);
    let receiver = receiver(name);
    let mut printer = Printer::bare(module);
    let tests = fields.iter().enumerate().map(|(i, field)| {
        let ty = held(field);
        let (left, right) = (Go::atom(&receiver), Go::atom("other"));
        let field = &module.fields[id.0 as usize][i];
        printer.compare(crate::ir::CompareOp::Eq, &ty, left.select(field), right.select(field))
    });
    let test = tests.reduce(|a, b| Go::binary("&&", a, b)).unwrap_or(Go::atom("true"));
    format!(
        "\n// Equal tells whether two of them are equal.\nfunc ({receiver} *{name}) Equal(other *{name}) bool {{\n\tif {receiver} == nil || other == nil {{\n\t\treturn {receiver} == other\n\t}}\n\treturn {}\n}}\n",
        test.print(1)
    )
}

fn repr_text(module: &Module, id: ObjectId, fields: &[crate::ir::Field]) -> String {
    let name = module.types().name(id);
    let receiver = receiver(name);
    let mut printer = Printer::bare(module);
    let mut lines = String::new();
    let absent = fields.iter().any(|field| field.absent);
    let mut parts = Vec::new();
    for (i, field) in fields.iter().enumerate() {
        let value = Go::atom(&receiver).select(&module.fields[id.0 as usize][i]);
        let pointer = module.types().is_pointer(&field.ty);
        let held = if field.absent && !pointer { value.clone().select("Value") } else { value.clone() };
        let repr = printer.repr(held, &field.ty);
        let key = super::text::python_repr(&field.key);
        let item = Go::binary("+", Go::string(&format!("{key}: ")), repr);
        if field.absent {
            let test = if pointer { Go::binary("!=", value, Go::atom("nil")) } else { value.select("Ok") };
            lines += &format!("\tif {} {{\n\t\titems = append(items, {})\n\t}}\n", test.print(1), item.print(2));
        } else if absent {
            lines += &format!("\titems = append(items, {})\n", item.print(1));
        } else {
            parts.push(item);
        }
    }
    let head =
        format!("\n// Repr is repr of the dict that it was in Python.\nfunc ({receiver} *{name}) Repr() string {{\n");
    if absent {
        module.import("strings");
        return format!(
            "{head}\tvar items []string\n{lines}\treturn \"{{\" + strings.Join(items, \", \") + \"}}\"\n}}\n"
        );
    }
    let joined = parts.into_iter().reduce(|a, b| Go::binary("+", Go::binary("+", a, Go::string(", ")), b));
    let all = joined
        .map_or(Go::string("{}"), |joined| Go::binary("+", Go::binary("+", Go::string("{"), joined), Go::string("}")));
    format!("{head}\treturn {}\n}}\n", all.print(1))
}
