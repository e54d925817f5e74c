//! The start of the program: what stands in for start-up code that cannot be native, and a server that is started outside of the main guard.

use crate::ir::{
    Block, CompareOp, Expr, ExprKind, Function, FunctionId, LibraryCall, LocalId, Object, ObjectId, Program, Shape,
    Stmt, StmtKind, Type, walk,
};
use crate::source::{Place, Span};

/// The port of a server whose own cannot be read natively.
const PORT: i64 = 8000;

/// Module-level code from where the server is made becomes the start-up code, when the program has no main guard.
pub fn split_from_init(program: &mut Program) {
    let (Some(init), None) = (program.init, program.main) else { return };
    let function = &program.functions[init.0 as usize];
    let Some(at) = function.body.iter().position(|stmt| makes_server(&vec![stmt.clone()])) else { return };
    let mut before = function.body.clone();
    let after = before.split_off(at);
    if locals_of(&before).iter().any(|local| locals_of(&after).contains(local)) {
        return;
    }
    let main = Function { name: "main".to_owned(), body: after, ..function.clone() };
    program.functions[init.0 as usize].body.truncate(at);
    program.main = Some(push(program, main));
}

/// A start that serves: on the port that is the first argument, otherwise the original's where it is a constant.
pub fn default_start(program: &mut Program) {
    let Some(place) = program.functions.first().map(|function| function.place) else { return };
    if program.handlers.is_empty() {
        return;
    }
    let mut server: Option<Vec<Expr>> = None;
    for function in &program.functions {
        walk::block(&function.body, &mut |expr| {
            if let ExprKind::Library(call) = &expr.kind
                && call.helper == "http_server_new"
            {
                server.get_or_insert_with(|| call.args.clone());
            }
        });
    }
    let span = server.as_ref().and_then(|args| args.first()).map_or(Span::default(), |arg| arg.span);
    let make = |ty: Type, kind: ExprKind| Expr { ty, span, kind };
    let library = |ty: Type, helper: &str, args: Vec<Expr>, raises: &[&str]| {
        let raises = raises.iter().map(|name| (*name).to_owned()).collect();
        make(ty, ExprKind::Library(LibraryCall { helper: helper.to_owned(), args, raises }))
    };
    let given = |index: usize| server.as_ref().and_then(|args| args.get(index)).cloned();
    let host = given(0)
        .filter(|host| matches!(host.kind, ExprKind::Str(_)))
        .unwrap_or_else(|| make(Type::Str, ExprKind::Str("127.0.0.1".to_owned())));
    let port = given(1)
        .filter(|port| matches!(port.kind, ExprKind::Int(_)))
        .unwrap_or_else(|| make(Type::Int, ExprKind::Int(PORT)));
    let handler = given(2)
        .filter(|which| matches!(which.kind, ExprKind::Int(_)))
        .unwrap_or_else(|| make(Type::Int, ExprKind::Int(0)));
    // Nothing is assumed of a server that is not known: it may have threads.
    let threaded = given(3).unwrap_or_else(|| make(Type::Bool, ExprKind::Bool(true)));
    let words = ObjectId(u32::try_from(program.objects.len()).unwrap_or(u32::MAX));
    program.objects.push(Object { shape: Shape::List(Type::Str), name: String::new(), line: 0 });
    let argv = || library(Type::Object(words), "sys_argv", Vec::new(), &[]);
    let int = |value| make(Type::Int, ExprKind::Int(value));
    let longer = make(
        Type::Bool,
        ExprKind::Compare {
            op: CompareOp::Gt,
            left: Box::new(make(Type::Int, ExprKind::Len(Box::new(argv())))),
            right: Box::new(int(1)),
        },
    );
    let first = library(Type::Str, "list_getitem", vec![argv(), int(1)], &["IndexError"]);
    let first = library(Type::Int, "int_parse", vec![first], &["ValueError"]);
    let kind = ExprKind::Cond { test: Box::new(longer), then: Box::new(first), otherwise: Box::new(port) };
    let port = make(Type::Int, kind);
    let class = Type::Library("http.server.HTTPServer".to_owned());
    let server = library(class, "http_server_new", vec![host, port, handler, threaded], &["OSError"]);
    let serve = library(Type::None, "http_server_serve_forever", vec![server], &["KeyboardInterrupt"]);
    let body = vec![Stmt { span, comments: Vec::new(), trailing: None, gap: false, kind: StmtKind::Expr(serve) }];
    let place = Place { span, ..place };
    let main = Function {
        name: "main".to_owned(),
        owner: None,
        params: 0,
        locals: Vec::new(),
        result: Type::None,
        body,
        doc: None,
        comments: Vec::new(),
        place,
    };
    program.main = Some(match program.main {
        Some(id) => {
            program.functions[id.0 as usize] = main;
            id
        }
        None => push(program, main),
    });
}

/// Whether a function makes the server.
pub fn serves(program: &Program) -> bool {
    let mut found = false;
    for id in program.init.iter().chain(&program.main) {
        found |= reaches_server(program, *id, &mut Vec::new());
    }
    found
}

fn reaches_server(program: &Program, id: FunctionId, seen: &mut Vec<FunctionId>) -> bool {
    if seen.contains(&id) {
        return false;
    }
    seen.push(id);
    let mut found = false;
    let mut calls = Vec::new();
    walk::block(&program.functions[id.0 as usize].body, &mut |expr| match &expr.kind {
        ExprKind::Library(call) => found |= call.helper == "http_server_new",
        ExprKind::Call { function, .. } => calls.push(*function),
        _ => {}
    });
    found || calls.into_iter().any(|call| reaches_server(program, call, seen))
}

fn makes_server(block: &Block) -> bool {
    let mut found = false;
    walk::block(block, &mut |expr| {
        found |= matches!(&expr.kind, ExprKind::Library(call) if call.helper == "http_server_new");
    });
    found
}

fn locals_of(block: &Block) -> Vec<LocalId> {
    let mut found = Vec::new();
    walk::each_statement(block, &mut |stmt| {
        if let StmtKind::Let { local, .. } = &stmt.kind {
            found.push(*local);
        }
    });
    walk::block(block, &mut |expr| {
        if let ExprKind::Local(local) = &expr.kind {
            found.push(*local);
        }
    });
    found
}

fn push(program: &mut Program, function: Function) -> FunctionId {
    program.functions.push(function);
    FunctionId(u32::try_from(program.functions.len() - 1).unwrap_or(u32::MAX))
}
