//! Service, program or library.

use std::collections::BTreeSet;

use clap::ValueEnum;

use crate::cli::program::Loaded;
use crate::manifest::Kind;
use crate::model::{Model, ModuleIndex, Resolved, Symbol};
use crate::python::ast::{Expr, ExprKind, Stmt, StmtKind};
use crate::service::library::{Exported, accelerators, exported, without_accelerators};

/// What the user says the original is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KindChoice {
    /// It answers HTTP requests.
    Service,
    /// It is imported.
    Library,
    /// It runs and ends.
    Program,
}

impl KindChoice {
    /// The manifest's word.
    pub fn kind(self) -> Kind {
        match self {
            Self::Service => Kind::Service,
            Self::Library => Kind::Library,
            Self::Program => Kind::Program,
        }
    }
}

/// What the original is: a service if it has a request handler or looks like one; a program if it does something when it is started; otherwise a library, if it offers
/// functions. What is no service loses the modules in C that would take the place of its functions; they are named.
pub fn of(loaded: &mut Loaded) -> (Kind, BTreeSet<String>) {
    if !crate::service::routes(&loaded.model()).is_empty() {
        return (Kind::Service, BTreeSet::new());
    }
    let Some(first) = loaded.modules.first_mut() else { return (Kind::Service, BTreeSet::new()) };
    let accelerators = accelerators(&first.tree.body);
    without_accelerators(&mut first.tree.body);
    let model = loaded.model();
    let main = ModuleIndex(0);
    let tree = model.module(main).tree;
    let lists = crate::model::imports::listed(tree).is_some();
    let starts = tree.body.iter().any(|stmt| crate::model::main_guard(stmt).is_some());
    let functions: Vec<Exported> = exported(&model, main, &loaded.sources);
    // `__all__` says that a module is imported; what it does when it is started is a demonstration.
    let kind = if lists && !functions.is_empty() {
        Kind::Library
    } else if imports_server(&model) {
        // A server that pivot does not see: the report says so.
        Kind::Service
    } else if starts || tree.body.iter().any(|stmt| acts(&model, stmt)) || functions.is_empty() {
        Kind::Program
    } else {
        Kind::Library
    };
    (kind, accelerators)
}

/// Whether a module imports what services are made of.
fn imports_server(model: &Model<'_>) -> bool {
    const SERVERS: &[&str] = &["http.server", "socketserver", "flask", "fastapi", "aiohttp", "tornado", "starlette"];
    let names = |symbol: &Symbol| match symbol {
        Symbol::External(name) => {
            SERVERS.iter().any(|server| name == server || name.starts_with(&format!("{server}.")))
        }
        Symbol::Function(_) | Symbol::Class(_) | Symbol::Global(_) | Symbol::Module(_) | Symbol::Ambiguous(_) => false,
    };
    model.modules.iter().flat_map(|module| module.symbols.values()).any(names)
}

/// Whether a statement at module level prints, reads, ends the program, or calls a function of its own for its effect.
fn acts(model: &Model<'_>, stmt: &Stmt) -> bool {
    let main = ModuleIndex(0);
    let calls = |expr: &Expr| {
        let ExprKind::Call { func, .. } = &expr.kind else { return false };
        match model.resolve(main, func) {
            Some(Resolved::External(name)) => {
                ["builtins.print", "builtins.input", "sys.exit", "sys.std"].iter().any(|known| name.starts_with(known))
            }
            Some(Resolved::Symbol(Symbol::Function(_))) => true,
            Some(Resolved::Symbol(_)) | None => false,
        }
    };
    match &stmt.kind {
        StmtKind::Expr(expr) => calls(expr),
        StmtKind::For { body, orelse, .. }
        | StmtKind::While { body, orelse, .. }
        | StmtKind::If { body, orelse, .. } => body.iter().chain(orelse).any(|stmt| acts(model, stmt)),
        StmtKind::Try { body, .. } | StmtKind::With { body, .. } => body.iter().any(|stmt| acts(model, stmt)),
        _ => false,
    }
}
