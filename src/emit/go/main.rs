//! `main.go`: what `if __name__ == "__main__":` does.

use super::body::{Printer, is_error};
use super::function::printed;
use super::module::Module;
use super::project::file;
use super::statement::{self, Block, Statement};
use super::tree::Go;
use super::unread::without_unread;
use crate::emit::{File, Options};
use crate::ir::{ExprKind, FunctionId, StmtKind};

/// `main.go`: what `if __name__ == "__main__":` does.
pub fn main_file(module: &Module, options: &Options) -> File {
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
    let start = program.main.map(|id| start(module, id));
    body += &statement::print(&main_body(module, start.as_ref()), 1);
    body += "}\n";
    if let Some(text) = start.and_then(|start| start.text) {
        body += "\n";
        body += &text;
    }
    file(module, options, "main.go", None, &body)
}

/// The statements of `main`.
fn main_body(module: &Module, start: Option<&Start>) -> Block {
    let mut body = Block::new();
    let exit = |error: Go| Statement::Expr(Go::call("py.Exit", vec![error]));
    let takes_state = start.is_some_and(|start| start.takes_state);
    let init_raises = module.plan.program.init.is_some_and(|id| module.plan.function_plan(id).raises);
    let new = Go::call("newState", Vec::new());
    let serves = !module.plan.program.handlers.is_empty();
    if !serves {
        body.push(Statement::Defer(Go::call("py.ExitBeyond", Vec::new())));
    }
    if module.has_state() && init_raises {
        let state = if takes_state { "state" } else { "_" };
        body.push(Statement::Define(vec![state.into(), "err".into()], vec![new]));
        body.push(Statement::when(is_error("err"), vec![exit(Go::atom("err"))]));
    } else if module.has_state() && takes_state {
        body.push(Statement::define("state", new));
    } else if module.has_state() && !serves {
        body.push(Statement::Expr(new));
    }
    if let Some(start) = start {
        let args = if takes_state { vec![Go::atom("state")] } else { Vec::new() };
        let call = Go::call(&start.name, args);
        if start.exits {
            body.push(exit(call));
            return body;
        }
        body.push(if start.raises {
            let init = Some(Statement::define("err", call));
            Statement::if_init(init, is_error("err"), vec![exit(Go::atom("err"))], Block::new())
        } else {
            Statement::Expr(call)
        });
    }
    body.push(Statement::Expr(Go::call("py.Flush", Vec::new())));
    body
}

/// What starts the program.
struct Start {
    /// The function to call.
    name: String,
    takes_state: bool,
    raises: bool,
    /// It ends with `sys.exit`, and nowhere without an error.
    exits: bool,
    /// The function, if it has to be printed.
    text: Option<String>,
}

/// The function that starts the program: the one that `if __name__ == "__main__":` calls, or one that does what stands there.
fn start(module: &Module, id: FunctionId) -> Start {
    let function = module.plan.function(id);
    if let [stmt] = &function.body[..]
        && let StmtKind::Expr(expr) = &stmt.kind
        && let ExprKind::Call { function: callee, args } = &expr.kind
        && args.is_empty()
        && module.plan.function(*callee).owner.is_none()
    {
        return Start {
            name: module.functions[callee.0 as usize].clone(),
            takes_state: module.takes_state(*callee),
            raises: module.plan.function_plan(*callee).raises,
            exits: false,
            text: None,
        };
    }
    let raises = module.plan.function_plan(id).raises;
    let mut printer = without_unread(|| Printer::new(module, id), |printer| printer.block(&function.body));
    if raises && !statement::ends(&printer.code) {
        printer.add(Statement::Return(vec![Go::atom("nil")]));
    }
    let takes_state = module.takes_state(id);
    let param = if takes_state { "state *State" } else { "" };
    let result = if raises { " error" } else { "" };
    let mut names = module.package.clone();
    let serves = !module.plan.program.handlers.is_empty();
    let (wanted, otherwise, what) = if serves {
        (["serve", "start"], "startService", "starts the service")
    } else {
        (["run", "start"], "runProgram", "is the program")
    };
    let name = wanted.into_iter().find(|name| names.give(name) == *name).unwrap_or(otherwise);
    let body = printed(&mut printer);
    let exits = raises && always_exits(&printer.code);
    let text = format!("// {name} {what}.\nfunc {name}({param}){result} {{\n{body}}}\n");
    Start { name: name.to_owned(), takes_state, raises, exits, text: Some(text) }
}

/// Whether a function ends with `sys.exit`, and nowhere without an error.
fn always_exits(body: &[Statement]) -> bool {
    let exit = |value: &Go| matches!(value, Go::Call(function, _) if function.is("py.SysExit"));
    let last = matches!(body.last(), Some(Statement::Return(values)) if values.iter().any(exit));
    let returns =
        |one: &Statement| matches!(one, Statement::Return(values) if values.iter().all(|value| value.is("nil")));
    last && !statement::any(body, &mut |one| returns(one))
}

/// `5 * time.Second`
fn duration(milliseconds: u64) -> String {
    if milliseconds.is_multiple_of(1000) {
        format!("{} * time.Second", milliseconds / 1000)
    } else {
        format!("{milliseconds} * time.Millisecond")
    }
}
