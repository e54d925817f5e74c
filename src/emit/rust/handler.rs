//! Request handlers.

use super::body::request_of;
use super::comment;
use super::doc::{Doc, Line};
use super::literal;
use super::record;
use super::types::Types;
use crate::ir::{FunctionId, HandlerClass};
use crate::plan::{Access, Entry};

fn nested(head: impl Into<String>, lines: Vec<Line>) -> Line {
    Line::Nested { head: Doc::text(head), lines, end: "", continues: false }
}

/// The handler classes of the program.
pub fn print(types: Types<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (index, handler) in types.plan.program.handlers.iter().enumerate() {
        lines.extend(class(types, index, handler));
    }
    lines
}

fn class(types: Types<'_>, index: usize, handler: &HandlerClass) -> Vec<Line> {
    let plan = types.plan;
    let name = &types.names.handlers[index];
    let entries: Vec<&Entry> = plan.entries.iter().filter(|entry| entry.handler == index).collect();
    let with_state = types.state.is_needed;
    let locked = types.state.is_locked;
    let doc = handler.doc.clone().unwrap_or_else(|| format!("`{}`", handler.name));
    let mut lines = vec![Line::Blank];
    lines.extend(comment::doc(&doc));
    if with_state {
        let held = types.state.held_type();
        lines.push(nested(format!("pub struct {name} "), vec![Line::Comment(format!("state: {held},"))]));
        let given = if types.state.is_kept { held } else { "State" };
        let value = if given == held { "Self { state }" } else { "Self { state: RwLock::new(state) }" };
        lines.push(Line::Blank);
        lines.push(nested(
            format!("impl {name} "),
            vec![
                Line::Comment("/// Handlers that share `state`.".to_owned()),
                nested(format!("pub fn new(state: {given}) -> Self "), vec![Line::Code(Doc::text(value), "", None)]),
            ],
        ));
    } else {
        lines.push(Line::Code(Doc::text(format!("pub struct {name}")), ";", None));
    }
    lines.extend(request(types, index, handler));
    let mut methods = vec![nested(
        "fn handle(&self, handler: &mut py::Handler) -> py::Result<()> ",
        dispatch(types, &entries, locked),
    )];
    methods.extend(banner(handler));
    if let Some(log) = &handler.log_message {
        methods.push(Line::Blank);
        match log {
            None => {
                methods.push(nested("fn log_message(&self, _handler: &mut py::Handler, _message: &str) ", Vec::new()));
                methods.push(Line::Blank);
                methods.push(nested("fn logs(&self) -> bool ", vec![Line::Code(Doc::text("false"), "", None)]));
            }
            Some(function) => {
                let given = given(types, *function);
                let call = format!("{}({given}, message)", types.names.functions[function.0 as usize]);
                let raises = plan.function_plan(*function).raises;
                let line = if raises { format!("let _ = {call}") } else { call };
                let body = vec![Line::Code(Doc::text(line), ";", None)];
                methods.push(nested("fn log_message(&self, handler: &mut py::Handler, message: &str) ", body));
            }
        }
    }
    methods.extend(predicate(
        "is_bridged",
        &handler.bridged.iter().map(|method| method.trim_start_matches("do_").to_owned()).collect::<Vec<_>>(),
    ));
    if plan.bridged {
        methods.extend(predicate("forwards_beyond", &named(&entries, |entry| entry.forwards_beyond)));
        methods.push(Line::Blank);
        let command = Doc::text("&[\"python3\", \"launch.py\", \"{port}\"]");
        methods.push(nested("fn original(&self) -> &'static [&'static str] ", vec![Line::Code(command, "", None)]));
    }
    methods.extend(predicate("blocks", &named(&entries, |entry| entry.blocks)));
    lines.push(Line::Blank);
    lines.push(nested(format!("impl py::Service for {name} "), methods));
    lines
}

/// What a method of a handler class is given as its `self`.
fn given(types: Types<'_>, function: FunctionId) -> String {
    match request_of(types, types.plan.function(function)) {
        Some(class) => format!("&mut {}::new(handler)", types.names.requests[class]),
        None => "handler".to_owned(),
    }
}

/// A request with the attributes that methods set on `self`.
fn request(types: Types<'_>, index: usize, handler: &HandlerClass) -> Vec<Line> {
    let name = &types.names.requests[index];
    if name.is_empty() {
        return Vec::new();
    }
    let mut fields = vec![Line::Comment("pub handler: &'a mut py::Handler,".to_owned())];
    let mut values = vec![Doc::text("handler")];
    for (field, attribute) in handler.fields.iter().zip(&types.names.attributes[index]) {
        let ty = types.owned(&field.ty);
        let ty = if field.absent { format!("Option<{ty}>") } else { ty };
        fields.push(Line::Comment(format!("pub {attribute}: {ty},")));
        let zero = if field.absent { Doc::text("None") } else { record::zero(types, &field.ty) };
        values.push(Doc::concat([Doc::text(format!("{attribute}: ")), zero]));
    }
    let value = Line::Code(Doc::record("Self", values), "", None);
    vec![
        Line::Blank,
        Line::Comment(format!("/// A request to `{}`, with what its methods keep of it.", handler.name)),
        nested(format!("pub struct {name}<'a> "), fields),
        Line::Blank,
        nested(
            format!("impl<'a> {name}<'a> "),
            vec![
                Line::Comment("/// A request of which nothing is kept yet.".to_owned()),
                nested("pub fn new(handler: &'a mut py::Handler) -> Self ", vec![value]),
            ],
        ),
    ]
}

fn named(entries: &[&Entry], is: impl Fn(&Entry) -> bool) -> Vec<String> {
    entries.iter().filter(|entry| is(entry)).map(|entry| entry.method.clone()).collect()
}

/// A method that says whether it is one of these methods.
fn predicate(name: &str, methods: &[String]) -> Vec<Line> {
    if methods.is_empty() {
        return Vec::new();
    }
    let body = if let [one] = methods {
        Doc::text(format!("method == {}", literal::str(one)))
    } else {
        let patterns: Vec<String> = methods.iter().map(|method| literal::str(method)).collect();
        Doc::call("matches!", vec![Doc::text("method"), Doc::text(patterns.join(" | "))])
    };
    vec![Line::Blank, nested(format!("fn {name}(&self, method: &str) -> bool "), vec![Line::Code(body, "", None)])]
}

fn dispatch(types: Types<'_>, entries: &[&Entry], locked: bool) -> Vec<Line> {
    let mut arms = Vec::new();
    for entry in entries {
        let planned = types.plan.function_plan(entry.function);
        let function = &types.names.functions[entry.function.0 as usize];
        let state = match (planned.access, locked, entry.guard) {
            (Access::None, ..) => "",
            (_, false, _) => "&self.state, ",
            (Access::Write, true, _) => "&mut self.state.write(), ",
            // Something that it calls writes a shared cell.
            (Access::Read, true, Access::Write) => "&self.state.write(), ",
            (Access::Read, true, _) => "&self.state.read(), ",
        };
        let method = literal::str(&entry.method);
        let call = format!("{function}({state}{})", given(types, entry.function));
        if planned.raises {
            arms.push(Line::Code(Doc::text(format!("{method} => {call}")), ",", None));
        } else {
            arms.push(nested(
                format!("{method} => "),
                vec![Line::Code(Doc::text(call), ";", None), Line::Code(Doc::text("Ok(())"), "", None)],
            ));
        }
    }
    if arms.is_empty() {
        return vec![Line::Code(Doc::text("handler.unsupported_method()"), "", None)];
    }
    arms.push(Line::Code(Doc::text("_ => handler.unsupported_method()"), ",", None));
    vec![nested("match handler.command.as_str() ", arms)]
}

fn banner(handler: &HandlerClass) -> Vec<Line> {
    let fields: Vec<(&str, &Option<String>)> = vec![
        ("server_version", &handler.server_version),
        ("sys_version", &handler.sys_version),
        ("protocol_version", &handler.protocol_version),
    ];
    let mut docs: Vec<Doc> = fields
        .iter()
        .filter_map(|(name, value)| value.as_ref().map(|value| Doc::text(format!("{name}: {}", literal::str(value)))))
        .collect();
    if docs.is_empty() {
        return Vec::new();
    }
    if docs.len() < fields.len() {
        docs.push(Doc::text("..py::Banner::default()"));
    }
    vec![
        Line::Blank,
        nested("fn banner(&self) -> py::Banner ", vec![Line::Code(Doc::record("py::Banner", docs), "", None)]),
    ]
}
