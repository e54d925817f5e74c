//! The start of a program whose own start-up code is not translated.
//!
//! `argparse`, a server in a thread of its own, `webbrowser.open`: start-up code is as various as people, and no client sees what it does as long as it only makes
//! the server and talks to the terminal. Where that is all, a start of pivot's own takes its place. Where it may do more (fill a table, wrap the socket in TLS, change
//! a class), nothing of the service can be native.

use std::collections::HashSet;

use super::lowerer::Lowerer;
use super::server::{self, SERVER};
use crate::ir::{self, ExprKind, StmtKind, Type};
use crate::model::{FunctionIndex, Model, ModuleIndex, Resolved, Scope, Symbol};
use crate::python::ast;
use crate::python::visit::Node;
use crate::source::{Place, Span};

/// What start-up code may call: it makes the server, reads the command line, and writes to the terminal.
const HARMLESS: &[&str] = &[
    "argparse.",
    "datetime.",
    "functools.partial",
    "logging.",
    "os.environ.get",
    "os.getenv",
    "os.getpid",
    "os.cpu_count",
    "platform.",
    "signal.",
    "socket.gethostname",
    "socket.gethostbyname",
    "sys.exit",
    "sys.stdout.",
    "sys.stderr.",
    "textwrap.",
    "threading.Thread",
    "threading.Event",
    "time.",
    "webbrowser.",
];

/// Builtins that can do anything.
const DYNAMIC: &[&str] = &[
    "eval",
    "exec",
    "compile",
    "open",
    "setattr",
    "delattr",
    "getattr",
    "vars",
    "globals",
    "locals",
    "__import__",
    "input",
];

/// Modules that start-up code may import on its own.
const IMPORTABLE: &[&str] =
    &["argparse", "http.server", "logging", "os", "signal", "socketserver", "sys", "threading", "time", "webbrowser"];

/// Methods that change what they are called on.
pub(super) const CHANGES: &[&str] = &[
    "append",
    "add",
    "update",
    "clear",
    "pop",
    "popitem",
    "extend",
    "insert",
    "remove",
    "discard",
    "setdefault",
    "sort",
    "reverse",
];

/// Attributes of servers and threads that no client sees.
const SETTINGS: &[&str] = &[
    "daemon",
    "daemon_threads",
    "allow_reuse_address",
    "allow_reuse_port",
    "request_queue_size",
    "timeout",
    "block_on_close",
];

/// The port that a service listens on when nothing says one.
const DEFAULT_PORT: i64 = 8000;

/// A start in place of one that is not translated: serve the only handler on the port that the command line names.
pub(super) fn default_start(low: &Lowerer<'_>) -> Option<ir::Function> {
    let model = low.model;
    let [_] = low.handlers.as_slice() else { return None };
    let main = ModuleIndex(0);
    let suite = model.module(main).tree.body.iter().find_map(crate::model::main_guard)?;
    let mut check = Check { model, threaded: false, port: None, seen: HashSet::new(), work: Vec::new() };
    if binds_what_functions_read(model, suite) || !check.suite(main, suite, &Scope::of_body(suite).locals) {
        return None;
    }
    while let Some(index) = check.work.pop() {
        let function = model.function(index);
        if !check.suite(function.module, &function.def.body, &Scope::of_function(function.def).locals)
            || !check.defaults(function.module, function.def)
        {
            return None;
        }
    }
    let span = suite.first().map_or(Span::default(), |stmt| stmt.span);
    let place = Place { file: model.module(main).tree.file, span };
    Some(start(place, check.threaded, named_port(model).or(check.port).unwrap_or(DEFAULT_PORT)))
}

/// The module-level constant with the port: `PORT = 8080`.
fn named_port(model: &Model<'_>) -> Option<i64> {
    model.modules.iter().flat_map(|module| &module.tree.body).find_map(|stmt| {
        let ast::StmtKind::Assign { targets, value } = &stmt.kind else { return None };
        let [ast::Expr { kind: ast::ExprKind::Name(name), .. }] = targets.as_slice() else { return None };
        if name.to_ascii_lowercase().ends_with("port") { port(value) } else { None }
    })
}

fn port(value: &ast::Expr) -> Option<i64> {
    let ast::ExprKind::Constant(ast::Constant::Int(digits)) = &value.kind else { return None };
    digits.to_string().parse().ok().filter(|port| (80..=65535).contains(port))
}

/// Whether the suite under the main guard binds names that functions take from outside.
fn binds_what_functions_read(model: &Model<'_>, suite: &[ast::Stmt]) -> bool {
    let bound = Scope::of_body(suite).locals;
    model.functions.iter().any(|function| {
        let own = Scope::of_function(function.def).locals;
        let mut used = HashSet::new();
        crate::model::scope::names_of_block(&function.def.body, &mut used);
        used.iter().any(|name| bound.contains(name) && !own.contains(name))
    })
}

/// `HTTPServer(("", port), Handler).serve_forever()`
fn start(place: Place, threaded: bool, port: i64) -> ir::Function {
    let span = place.span;
    let expr = |ty: Type, kind: ExprKind| ir::Expr { ty, span, kind };
    let call = |ty: Type, helper: &str, args: Vec<ir::Expr>, raises: &[&str]| {
        let raises = raises.iter().map(|class| (*class).to_owned()).collect();
        expr(ty, ExprKind::Library(ir::LibraryCall { helper: helper.to_owned(), args, raises }))
    };
    let server = Type::Library(SERVER.to_owned());
    let local = ir::LocalId(0);
    let port = call(Type::Int, "start_port", vec![expr(Type::Int, ExprKind::Int(port))], &[]);
    let address = expr(Type::Str, ExprKind::Str(String::new()));
    let handler = expr(Type::Int, ExprKind::Int(0));
    let args = vec![address, port, handler, expr(Type::Bool, ExprKind::Bool(threaded))];
    let made = call(server.clone(), "http_server_new", args, &["OSError"]);
    let held = expr(server.clone(), ExprKind::Local(local));
    let serve = call(Type::None, "http_server_serve_forever", vec![held], &["KeyboardInterrupt"]);
    let stmt = |kind| ir::Stmt { span, comments: Vec::new(), trailing: None, gap: false, kind };
    ir::Function {
        name: "main".to_owned(),
        owner: None,
        params: 0,
        locals: vec![ir::Local { name: "server".to_owned(), ty: server }],
        result: Type::None,
        body: vec![stmt(StmtKind::Let { local, value: Some(made) }), stmt(StmtKind::Expr(serve))],
        doc: None,
        comments: Vec::new(),
        place,
    }
}

/// Goes through start-up code.
struct Check<'m, 'a> {
    model: &'m Model<'a>,
    threaded: bool,
    port: Option<i64>,
    seen: HashSet<FunctionIndex>,
    work: Vec<FunctionIndex>,
}

impl Check<'_, '_> {
    /// Whether statements do no more than start-up code may do.
    fn suite(&mut self, module: ModuleIndex, body: &[ast::Stmt], locals: &HashSet<String>) -> bool {
        let mut locals = locals.clone();
        let mut harmless = true;
        // What functions and lambdas within bind is as much their own.
        for stmt in body {
            Node::Stmt(stmt).walk(&mut |node| match node {
                Node::Stmt(ast::Stmt { kind: ast::StmtKind::FunctionDef(def), .. }) => {
                    locals.extend(Scope::of_function(def).locals);
                }
                Node::Expr(ast::Expr { kind: ast::ExprKind::Lambda { parameters, .. }, .. }) => {
                    locals.extend(parameters.iter().map(|parameter| parameter.name.name.clone()));
                }
                _ => {}
            });
        }
        for stmt in body {
            Node::Stmt(stmt).walk(&mut |node| {
                harmless &= match node {
                    Node::Stmt(stmt) => self.statement(module, stmt, &locals),
                    Node::Expr(expr) => self.expression(module, expr, &locals),
                    Node::Pattern(_) => true,
                };
            });
        }
        harmless
    }

    /// The defaults of a function's parameters: `def run(server_class=HTTPServer, port=8000)`.
    fn defaults(&mut self, module: ModuleIndex, def: &ast::FunctionDef) -> bool {
        let mut harmless = def.decorators.is_empty();
        for default in def.parameters.iter().filter_map(|parameter| parameter.default.as_ref()) {
            Node::Expr(default).walk(&mut |node| {
                if let Node::Expr(expr) = node {
                    harmless &= self.expression(module, expr, &HashSet::new());
                }
            });
        }
        harmless
    }

    fn statement(&self, module: ModuleIndex, stmt: &ast::Stmt, locals: &HashSet<String>) -> bool {
        match &stmt.kind {
            ast::StmtKind::Assign { targets, .. } => targets.iter().all(|target| self.target(module, target, locals)),
            ast::StmtKind::AugAssign { target, .. } | ast::StmtKind::AnnAssign { target, .. } => {
                self.target(module, target, locals)
            }
            ast::StmtKind::For { target, .. } => self.target(module, target, locals),
            ast::StmtKind::Import(names) => names.iter().all(|alias| IMPORTABLE.contains(&alias.name.name.as_str())),
            ast::StmtKind::ImportFrom { module, level: 0, .. } => {
                module.as_ref().is_some_and(|module| IMPORTABLE.contains(&module.name.as_str()))
            }
            ast::StmtKind::ImportFrom { .. }
            | ast::StmtKind::Global(_)
            | ast::StmtKind::Nonlocal(_)
            | ast::StmtKind::Delete(_)
            | ast::StmtKind::ClassDef(_)
            | ast::StmtKind::Match { .. }
            | ast::StmtKind::TypeAlias { .. }
            | ast::StmtKind::Invalid { .. } => false,
            ast::StmtKind::FunctionDef(_)
            | ast::StmtKind::Return(_)
            | ast::StmtKind::While { .. }
            | ast::StmtKind::If { .. }
            | ast::StmtKind::With { .. }
            | ast::StmtKind::Raise { .. }
            | ast::StmtKind::Try { .. }
            | ast::StmtKind::Assert { .. }
            | ast::StmtKind::Expr(_)
            | ast::StmtKind::Pass
            | ast::StmtKind::Break
            | ast::StmtKind::Continue => true,
        }
    }

    /// Whether something may be bound: a local, or a setting of the server.
    fn target(&self, module: ModuleIndex, target: &ast::Expr, locals: &HashSet<String>) -> bool {
        match &target.kind {
            ast::ExprKind::Name(name) => locals.contains(name),
            ast::ExprKind::Tuple(items) | ast::ExprKind::List(items) => {
                items.iter().all(|item| self.target(module, item, locals))
            }
            ast::ExprKind::Attribute { value, attr } => {
                let root = match &value.kind {
                    ast::ExprKind::Name(name) if locals.contains(name) => true,
                    _ => self
                        .model
                        .resolve(module, value)
                        .is_some_and(|found| server::threads(self.model, &found).is_some()),
                };
                root && SETTINGS.contains(&attr.name.as_str())
            }
            _ => false,
        }
    }

    fn expression(&mut self, module: ModuleIndex, expr: &ast::Expr, locals: &HashSet<String>) -> bool {
        match &expr.kind {
            ast::ExprKind::Call { func, .. } => self.call(module, func, locals),
            ast::ExprKind::Constant(_) => {
                self.port = self.port.or(port(expr));
                true
            }
            ast::ExprKind::Name(name) if !locals.contains(name) => match self.model.resolve_name(module, name) {
                Resolved::Symbol(Symbol::Function(index)) => {
                    if self.seen.insert(index) {
                        self.work.push(index);
                    }
                    true
                }
                Resolved::Symbol(Symbol::Class(class)) => {
                    let found = Resolved::Symbol(Symbol::Class(class));
                    self.note_server(&found);
                    self.model.derives_from(class, super::http::HANDLER_CLASSES)
                        || server::threads(self.model, &found).is_some()
                }
                Resolved::Symbol(Symbol::Ambiguous(_)) => false,
                found => {
                    self.note_server(&found);
                    true
                }
            },
            ast::ExprKind::Attribute { .. } => {
                if let Some(found) = self.model.resolve(module, expr) {
                    self.note_server(&found);
                }
                true
            }
            ast::ExprKind::NamedExpr { .. }
            | ast::ExprKind::Yield(_)
            | ast::ExprKind::YieldFrom(_)
            | ast::ExprKind::Await(_) => false,
            _ => true,
        }
    }

    fn note_server(&mut self, found: &Resolved) {
        self.threaded |= server::threads(self.model, found) == Some(true);
    }

    fn call(&mut self, module: ModuleIndex, func: &ast::Expr, locals: &HashSet<String>) -> bool {
        let mut root = func;
        while let ast::ExprKind::Attribute { value, .. } = &root.kind {
            root = value;
        }
        let outside = match &root.kind {
            ast::ExprKind::Name(name) if locals.contains(name) => None,
            _ => self.model.resolve(module, func),
        };
        match outside {
            Some(Resolved::External(name)) => match name.strip_prefix("builtins.") {
                Some(builtin) => !DYNAMIC.contains(&builtin),
                None => {
                    HARMLESS.iter().any(|known| name.starts_with(known))
                        || server::threads(self.model, &Resolved::External(name)).is_some()
                }
            },
            // What is called by name is gone through where the name stands.
            Some(Resolved::Symbol(Symbol::Function(_) | Symbol::Class(_))) => true,
            Some(Resolved::Symbol(_)) => false,
            None => match &func.kind {
                ast::ExprKind::Name(_) => true,
                ast::ExprKind::Attribute { attr, .. } => {
                    let ours = self
                        .model
                        .functions
                        .iter()
                        .any(|function| function.class.is_some() && function.name == attr.name);
                    !ours && !CHANGES.contains(&attr.name.as_str())
                }
                _ => false,
            },
        }
    }
}
