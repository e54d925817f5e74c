//! Handler classes: their types, and the services made of them.

use super::comment;
use super::module::Module;
use super::record::struct_rows;
use super::statement::{Block, Statement};
use super::tree::{Go, Signature, quote};
use crate::plan::Access;

/// The name of the function that makes the service of a handler class.
pub fn service_name(module: &Module, handler: usize) -> String {
    let name = &module.handlers[handler];
    format!("new{name}Service")
}

/// The type of a handler class and the service made of it.
pub fn handler_type(module: &Module, handler: usize) -> String {
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
        let mut body = guard(entry.guard);
        let value = |key: &str, go: &str| (Some(key.to_owned()), Go::atom(go));
        let given = match (state, class.fields.is_empty()) {
            (true, true) => vec![(None, Go::atom("h")), (None, Go::atom("state"))],
            (true, false) => vec![value("Handler", "h"), value("state", "state")],
            (false, true) => vec![(None, Go::atom("h"))],
            (false, false) => vec![value("Handler", "h")],
        };
        let made = Go::unary("&", Go::Composite(name.clone(), given));
        let call = made.method(&module.functions[function.0 as usize], Vec::new());
        if module.plan.function_plan(*function).raises {
            body.push(Statement::Return(vec![call]));
        } else {
            body.push(Statement::Expr(call));
            body.push(Statement::Return(vec![Go::atom("nil")]));
        }
        let head = Signature::new(&[("h", "*py.Handler")], "error");
        let mut fields = vec![(Some("Serve".to_owned()), Go::Func(head, body))];
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

/// What holds the state for a request.
fn guard(access: Access) -> Block {
    let (lock, unlock) = match access {
        Access::None => return Block::new(),
        Access::Read => ("RLock", "RUnlock"),
        Access::Write => ("Lock", "Unlock"),
    };
    let call = |name: &str| Go::atom("state").select("mu").method(name, Vec::new());
    vec![Statement::Expr(call(lock)), Statement::Defer(call(unlock))]
}
