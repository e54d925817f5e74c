//! Functions and methods with their documentation.

use super::body::Printer;
use super::comment;
use super::module::Module;
use super::statement::{self, Statement};
use super::tidy::tidy;
use super::tree::{Go, Signature};
use super::unread::without_unread;
use crate::ir::{FunctionId, LocalId, ObjectId, Owner, Type};

/// The name of the function that makes an instance of a class.
pub fn constructor(module: &Module, object: ObjectId) -> String {
    format!("new{}", module.types().name(object))
}

/// A function with its documentation.
pub fn function_text(module: &Module, id: FunctionId) -> String {
    let function = module.plan.function(id);
    let name = &module.functions[id.0 as usize];
    if function.name == "__init__"
        && let Some(text) = constructor_text(module, id)
    {
        return text;
    }
    let mut printer = without_unread(
        || Printer::new(module, id),
        |printer| {
            printer.block(&function.body);
        },
    );
    let terminates = statement::ends(&printer.code);
    let nothing = matches!(function.result, Type::None | Type::Never);
    if !terminates && printer.raises() && (nothing || !super::stmt::leaves(&function.body)) {
        let mut values = vec![Go::atom("nil")];
        if !nothing {
            values.insert(0, Go::Atom(module.types().zero(&function.result)));
        }
        printer.add(Statement::Return(values));
    } else if !terminates && !nothing {
        printer.run(Go::call("panic", vec![Go::string("unreachable")]));
    }
    let mut text = comments(&function.comments);
    if !text.is_empty() && function.doc.is_some() {
        text += "//\n";
    }
    text += &comment::doc(name, function.doc.as_deref(), "");
    let signature = signature(&mut printer, name);
    text + &format!("{signature} {{\n{}}}\n", printed(&mut printer))
}

/// Comment lines.
pub fn comments(lines: &[String]) -> String {
    lines.iter().map(|line| format!("// {line}").trim_end().to_owned() + "\n").collect()
}

/// The tidied body of a function.
pub fn printed(printer: &mut Printer) -> String {
    tidy(&mut printer.code);
    statement::print(&printer.code, 1)
}

/// `func (h *Handler) name(params) result`
fn signature(printer: &mut Printer, name: &str) -> String {
    let function = printer.function;
    let module = printer.module;
    let receiver = match function.owner {
        Some(Owner::Handler(handler)) => Some(module.handlers[handler].as_str()),
        Some(Owner::Class(_)) => {
            super::module::receiver_object(&module.plan.program, function).map(|id| module.types().name(id))
        }
        None => None,
    };
    let head = receiver.as_ref().map_or_else(String::new, |ty| format!("({} *{ty}) ", printer.locals[0]));
    let handler = matches!(function.owner, Some(Owner::Handler(_)));
    let mut results = Vec::new();
    if !matches!(function.result, Type::None | Type::Never) {
        results.push(printer.ty(&function.result));
    }
    if printer.raises() {
        results.push("error".into());
    }
    let params = params(printer, usize::from(receiver.is_some()), !handler);
    format!("func {head}{name}{}", Signature { params, results }.print())
}

/// The parameters from that position on, behind the state where the function takes it.
fn params(printer: &mut Printer, first: usize, state: bool) -> Vec<(String, String)> {
    let mut params = Vec::new();
    if state && printer.module.takes_state(printer.id) {
        params.push(("state".to_owned(), "*State".to_owned()));
    }
    for position in first..printer.function.params {
        let name = printer.local(LocalId(u32::try_from(position).unwrap_or(0)));
        params.push((name, printer.ty(&printer.function.locals[position].ty)));
    }
    params
}

/// `__init__` as the function that makes an instance.
fn constructor_text(module: &Module, id: FunctionId) -> Option<String> {
    let function = module.plan.function(id);
    let object = super::module::receiver_object(&module.plan.program, function)?;
    let name = constructor(module, object);
    let ty = module.types().name(object).to_owned();
    let receiver = Printer::new(module, id).locals[0].clone();
    let mut printer = without_unread(
        || Printer::new(module, id),
        |printer| {
            printer.constructs = true;
            printer.block(&function.body);
        },
    );
    let raises = printer.raises();
    if !statement::ends(&printer.code) {
        let error = raises.then(|| Go::atom("nil"));
        printer.add(Statement::Return(std::iter::once(Go::atom(&receiver)).chain(error).collect()));
    }
    let new = Go::unary("&", Go::Composite(ty.clone(), Vec::new()));
    printer.code.insert(0, Statement::define(receiver, new));
    let mut results = vec![format!("*{ty}")];
    if raises {
        results.push("error".into());
    }
    let signature = Signature { params: params(&mut printer, 1, true), results };
    let doc = comment::doc(&name, function.doc.as_deref(), &format!("makes a {ty}."));
    Some(format!("{doc}func {name}{} {{\n{}}}\n", signature.print(), printed(&mut printer)))
}
