//! Functions and methods.

use super::body::Body;
use super::comment;
use super::doc::{Doc, Line};
use super::names::Names;
use super::types::Types;
use crate::ir::{Function, FunctionId, Type};
use crate::plan::{Access, Passing};

/// How a function is passed its parameter.
pub fn passing(types: Types<'_>, id: FunctionId, index: usize) -> Passing {
    let function = types.plan.function(id);
    match &function.locals[index].ty {
        Type::Library(name) if name == super::HANDLER => Passing::BorrowMut,
        _ => types.plan.function_plan(id).params.get(index).copied().unwrap_or(Passing::Borrow),
    }
}

/// A function of the program.
pub fn print(types: Types<'_>, id: FunctionId) -> Vec<Line> {
    let body = Body::new(types, id);
    let function = body.function;
    let lines = body_lines(&body);
    let mut out = vec![Line::Blank];
    out.extend(comment::lines(&function.comments));
    if let Some(doc) = &function.doc {
        out.extend(comment::doc(doc));
    }
    let name = &types.names.functions[id.0 as usize];
    let head = Doc::concat([signature(&body, id, name), Doc::text(" ")]);
    out.push(Line::Nested { head, lines, end: "", continues: false });
    out
}

/// The lines of a function's body, its value last.
pub fn body_lines(body: &Body<'_>) -> Vec<Line> {
    let function = body.function;
    let mut lines = body.block(&function.body, true);
    if !super::stmt::diverges(&function.body) {
        let end = match function.result {
            // The end of the original is never reached: lowering would have returned None there.
            _ if has_value(function) && !matches!(function.result, Type::Optional(_)) => {
                Some("unreachable!(\"the function returned before\")")
            }
            _ if !body.plan.raises => None,
            _ if has_value(function) => Some("Ok(None)"),
            _ => Some("Ok(())"),
        };
        lines.extend(end.map(|end| Line::Code(Doc::text(end), "", None)));
    }
    lines
}

fn has_value(function: &Function) -> bool {
    !matches!(function.result, Type::None | Type::Never)
}

/// `pub fn name(state: &State, x: &str) -> py::Result<String>`
fn signature(body: &Body<'_>, id: FunctionId, name: &str) -> Doc {
    let types = body.types;
    let mut params = Vec::new();
    if types.state.owns(id) {
        let kept = types.state.is_kept;
        let mutable = if body.plan.access == Access::Write && !kept { "mut " } else { "" };
        let ty = if kept { format!("&{}", types.state.held_type()) } else { "State".to_owned() };
        params.push(Doc::text(format!("{mutable}state: {ty}")));
    } else {
        match body.plan.access {
            Access::None => {}
            Access::Read => params.push(Doc::text("state: &State")),
            Access::Write => params.push(Doc::text("state: &mut State")),
        }
    }
    params.extend(parameters(body, id, 0));
    let result = result(types, body);
    Doc::concat([Doc::call(format!("pub fn {name}"), params), Doc::text(result)])
}

/// The parameters from `first` on.
pub fn parameters(body: &Body<'_>, id: FunctionId, first: usize) -> Vec<Doc> {
    let types = body.types;
    (first..body.function.params)
        .map(|index| {
            let local = crate::ir::LocalId(u32::try_from(index).unwrap_or_default());
            let passing = passing(types, id, index);
            let mutable = if passing == Passing::Own { body.mutability(local) } else { "" };
            let ty = match body.request(local) {
                Some(class) => format!("&mut {}<'_>", types.names.requests[class]),
                None => types.param(&body.function.locals[index].ty, passing),
            };
            Doc::text(format!("{mutable}{}: {ty}", body.declared_name(local)))
        })
        .collect()
}

/// ` -> py::Result<T>`
pub fn result(types: Types<'_>, body: &Body<'_>) -> String {
    let ty = if has_value(body.function) { types.owned(&body.function.result) } else { "()".to_owned() };
    match (body.plan.raises, ty.as_str()) {
        (true, ty) => format!(" -> py::Result<{ty}>"),
        (false, "()") => String::new(),
        (false, ty) => format!(" -> {ty}"),
    }
}

/// `Name::new(…)` of the classes whose instances the program makes, by name.
pub fn constructors(types: Types<'_>, names: &Names) -> Vec<(String, Vec<Line>)> {
    let mut found = Vec::new();
    for (index, class) in types.plan.program.classes.iter().enumerate() {
        let owner = crate::ir::Owner::Class(crate::ir::ClassId(u32::try_from(index).unwrap_or_default()));
        let init = types
            .plan
            .program
            .functions
            .iter()
            .position(|function| function.owner == Some(owner) && function.name == "__init__");
        let Some(init) = init else { continue };
        let id = FunctionId(u32::try_from(init).unwrap_or_default());
        if !types.plan.function_plan(id).used {
            continue;
        }
        let body = Body::new(types, id);
        let mut params = match body.plan.access {
            Access::None => Vec::new(),
            Access::Read => vec![Doc::text("state: &State")],
            Access::Write => vec![Doc::text("state: &mut State")],
        };
        let mut args: Vec<String> = params.iter().map(|_| "state".to_owned()).collect();
        let first = args.len();
        args.push("&mut object".to_owned());
        for index in 1..body.function.params {
            let local = crate::ir::LocalId(u32::try_from(index).unwrap_or_default());
            let ty = types.param(&body.function.locals[index].ty, passing(types, id, index));
            params.push(Doc::text(format!("{}: {ty}", body.name(local))));
            args.push(body.name(local).to_owned());
        }
        let name = &names.objects[class.object.0 as usize];
        let question = if body.plan.raises { "?" } else { "" };
        let shared = types.plan.sharing(class.object) == crate::plan::Sharing::Shared;
        let made = if shared { "py::Shared<Self>" } else { "Self" };
        let result = if body.plan.raises { format!("py::Result<{made}>") } else { made.to_owned() };
        let value = if body.plan.raises { "Ok(object)" } else { "object" };
        if shared {
            "&object".clone_into(&mut args[first]);
        }
        let start =
            if shared { "let object = py::Shared::new(Self::default())" } else { "let mut object = Self::default()" };
        let inner = vec![
            Line::Code(Doc::text(start), ";", None),
            Line::Code(Doc::text(format!("{}({}){question}", names.functions[init], args.join(", "))), ";", None),
            Line::Code(Doc::text(value), "", None),
        ];
        let head = Doc::concat([Doc::call("pub fn new", params), Doc::text(format!(" -> {result} "))]);
        let function = vec![
            Line::Comment(format!("/// `{}(…)`", class.name)),
            Line::Nested { head, lines: inner, end: "", continues: false },
        ];
        let block =
            Line::Nested { head: Doc::text(format!("impl {name} ")), lines: function, end: "", continues: false };
        found.push((name.clone(), vec![Line::Blank, block]));
    }
    found
}
