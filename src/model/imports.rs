//! The import statements of modules: which modules they name, and in which order the code of a program's modules runs.
//!
//! CPython runs a module's code when the first import of it is run, and a package's before that of the modules in it.

use std::collections::HashMap;

use super::{ModuleIndex, main_guard};
use crate::python::ast::{Constant, Expr, ExprKind, Module, Operator, Stmt, StmtKind};
use crate::source::Place;

/// A module of a program, before its names are read.
#[derive(Clone, Debug)]
pub struct ModuleSource<'a> {
    /// Its dotted name: `shop.models`; a package's is that of its folder.
    pub name: String,
    /// Whether it is the `__init__.py` of a package.
    pub is_package: bool,
    /// Whether it is the file that is started: Python calls it `__main__`, and importing it by its name would run it again.
    pub is_main: bool,
    /// Its tree.
    pub tree: &'a Module,
}

/// When an import at module level is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Whenever the module's code is.
    Always,
    /// Whenever the file is started, before anything else of its `if __name__ == "__main__":`.
    Started,
    /// For type checkers only: `if TYPE_CHECKING:`.
    Never,
    /// Nobody knows: in a branch, a loop, a handler.
    Perhaps,
}

/// An import statement at module level.
#[derive(Clone, Copy, Debug)]
pub struct Import<'a> {
    /// The statement.
    pub stmt: &'a Stmt,
    /// Where the module's own statement that it stands in starts.
    pub at: u32,
    /// When it is run.
    pub when: When,
}

/// The import statements at the level of a module, in order.
pub fn at_module_level(body: &[Stmt]) -> Vec<Import<'_>> {
    let mut found = Vec::new();
    for stmt in body {
        let at = stmt.span.start;
        match &stmt.kind {
            StmtKind::Import(_) | StmtKind::ImportFrom { .. } => {
                found.push(Import { stmt, at, when: When::Always });
            }
            StmtKind::If { body, .. } if main_guard(stmt).is_some() => leading(body, at, When::Started, &mut found),
            StmtKind::If { test, body, orelse } if is_type_checking(test) => {
                within(body, at, When::Never, &mut found);
                within(orelse, at, When::Perhaps, &mut found);
            }
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                leading(body, at, When::Always, &mut found);
                handlers.iter().for_each(|handler| within(&handler.body, at, When::Perhaps, &mut found));
                within(orelse, at, When::Perhaps, &mut found);
                within(finalbody, at, When::Perhaps, &mut found);
            }
            _ => within(std::slice::from_ref(stmt), at, When::Perhaps, &mut found),
        }
    }
    found
}

/// The imports that a suite begins with are run with it; of those behind other statements nobody knows.
fn leading<'a>(body: &'a [Stmt], at: u32, when: When, found: &mut Vec<Import<'a>>) {
    let is_import = |stmt: &Stmt| matches!(stmt.kind, StmtKind::Import(_) | StmtKind::ImportFrom { .. });
    let first = body.iter().position(|stmt| !is_import(stmt)).unwrap_or(body.len());
    within(&body[..first], at, when, found);
    within(&body[first..], at, When::Perhaps, found);
}

/// Imports at any depth of a suite, but for those in functions and classes.
fn within<'a>(body: &'a [Stmt], at: u32, when: When, found: &mut Vec<Import<'a>>) {
    for stmt in body {
        match &stmt.kind {
            StmtKind::Import(_) | StmtKind::ImportFrom { .. } => found.push(Import { stmt, at, when }),
            StmtKind::For { body, orelse, .. }
            | StmtKind::While { body, orelse, .. }
            | StmtKind::If { body, orelse, .. } => {
                within(body, at, when, found);
                within(orelse, at, when, found);
            }
            StmtKind::With { body, .. } => within(body, at, when, found),
            StmtKind::Match { cases, .. } => cases.iter().for_each(|case| within(&case.body, at, when, found)),
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                within(body, at, when, found);
                handlers.iter().for_each(|handler| within(&handler.body, at, when, found));
                within(orelse, at, when, found);
                within(finalbody, at, when, found);
            }
            _ => {}
        }
    }
}

/// `TYPE_CHECKING`, `typing.TYPE_CHECKING`
fn is_type_checking(test: &Expr) -> bool {
    match &test.kind {
        ExprKind::Name(name) => name == "TYPE_CHECKING",
        ExprKind::Attribute { attr, .. } => attr.name == "TYPE_CHECKING",
        _ => false,
    }
}

/// The absolute name that `from … import` starts at (PEP 328); `None` where it goes above the top.
pub fn base(own: &str, is_package: bool, module: Option<&str>, level: u32) -> Option<String> {
    if level == 0 {
        return Some(module.unwrap_or_default().to_owned());
    }
    let mut parts: Vec<&str> = own.split('.').collect();
    for _ in usize::from(is_package)..level as usize {
        parts.pop();
    }
    if parts.is_empty() {
        return None;
    }
    parts.extend(module);
    Some(parts.join("."))
}

/// The names that an import statement may run as modules, in order, packages first. Those that are no modules are among them: `a.f` of `from a import f`.
pub fn named(stmt: &Stmt, own: &str, is_package: bool) -> Vec<String> {
    let mut names = Vec::new();
    match &stmt.kind {
        StmtKind::Import(aliases) => aliases.iter().for_each(|alias| with_packages(&alias.name.name, &mut names)),
        StmtKind::ImportFrom { module, names: imported, level } => {
            let Some(base) = base(own, is_package, module.as_ref().map(|name| name.name.as_str()), *level) else {
                return names;
            };
            with_packages(&base, &mut names);
            for alias in imported.iter().filter(|alias| alias.name.name != "*") {
                names.push(format!("{base}.{}", alias.name.name));
            }
        }
        _ => {}
    }
    names
}

/// `a.b.c` is `a`, `a.b`, `a.b.c`.
fn with_packages(name: &str, names: &mut Vec<String>) {
    names.extend(name.match_indices('.').map(|(end, _)| name[..end].to_owned()));
    names.push(name.to_owned());
}

/// The names that a module lists in `__all__`: `None` without one, `Some(None)` for one that is computed.
pub fn listed(module: &Module) -> Option<Option<Vec<String>>> {
    let is_all = |target: &Expr| matches!(&target.kind, ExprKind::Name(name) if name == "__all__");
    let mut found = None;
    for stmt in &module.body {
        let (value, adds) = match &stmt.kind {
            StmtKind::Assign { targets, value } if targets.iter().any(is_all) => (value, false),
            StmtKind::AnnAssign { target, value: Some(value), .. } if is_all(target) => (value, false),
            StmtKind::AugAssign { target, op: Operator::Add, value } if is_all(target) => (value, true),
            _ => continue,
        };
        let names = texts(value);
        found = match (found, names) {
            (Some(Some(before)), Some(more)) if adds => Some(Some([before, more].concat())),
            (_, names) if !adds => Some(names),
            _ => Some(None),
        };
    }
    found
}

fn texts(value: &Expr) -> Option<Vec<String>> {
    let (ExprKind::List(items) | ExprKind::Tuple(items)) = &value.kind else { return None };
    let text = |item: &Expr| match &item.kind {
        ExprKind::Constant(Constant::Str(text)) => Some(text.clone()),
        _ => None,
    };
    items.iter().map(text).collect()
}

/// In which order the modules of a program run.
#[derive(Clone, Debug, Default)]
pub struct Runs {
    /// For each module what its imports run first: where the statement starts, and the module.
    pub steps: Vec<Vec<(u32, ModuleIndex)>>,
    /// Imports of a module whose own code has only run up to there: importer and imported.
    pub unfinished: HashMap<(ModuleIndex, ModuleIndex), u32>,
    /// An import of which nobody knows whether it is the first one of its module.
    pub unknown: Option<(Place, String)>,
    /// Which modules run at all.
    pub reached: Vec<bool>,
}

/// How far a module's code has run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Before,
    Within(u32),
    Done,
}

struct Runner<'s, 'a> {
    modules: &'s [ModuleSource<'a>],
    by_name: HashMap<&'s str, usize>,
    progress: Vec<Progress>,
    runs: Runs,
}

impl Runs {
    /// The order in which the modules of a program run, from that which is started; nothing where none is.
    pub fn of(modules: &[ModuleSource<'_>]) -> Option<Self> {
        let main = modules.iter().position(|module| module.is_main)?;
        let runs = Runs { steps: vec![Vec::new(); modules.len()], ..Runs::default() };
        let by_name =
            modules.iter().enumerate().filter(|(_, module)| !module.is_main).map(|(at, one)| (one.name.as_str(), at));
        let by_name = by_name.collect();
        let mut runner = Runner { modules, by_name, progress: vec![Progress::Before; modules.len()], runs };
        runner.run(main);
        let mut runs = runner.runs;
        runs.reached = runner.progress.iter().map(|progress| *progress == Progress::Done).collect();
        Some(runs)
    }
}

impl Runner<'_, '_> {
    fn run(&mut self, module: usize) {
        let source = &self.modules[module];
        for import in at_module_level(&source.tree.body) {
            self.progress[module] = Progress::Within(import.at);
            // Only the file that is started runs its guard.
            if import.when == When::Never || (import.when == When::Started && !source.is_main) {
                continue;
            }
            for name in self.run_by(module, import.stmt) {
                match self.progress[name] {
                    Progress::Before if import.when == When::Perhaps => {
                        let place = Place { file: source.tree.file, span: import.stmt.span };
                        let what = &self.modules[name].name;
                        self.runs.unknown.get_or_insert_with(|| {
                            (place, format!("`{what}` is imported in a branch: its code may run or not"))
                        });
                    }
                    Progress::Before => {
                        self.runs.steps[module].push((import.at, ModuleIndex(name)));
                        self.run(name);
                    }
                    Progress::Within(at) => {
                        self.runs.unfinished.insert((ModuleIndex(module), ModuleIndex(name)), at);
                    }
                    Progress::Done => {}
                }
            }
        }
        self.progress[module] = Progress::Done;
    }

    /// The modules of the program that an import names.
    fn run_by(&self, module: usize, stmt: &Stmt) -> Vec<usize> {
        let source = &self.modules[module];
        let mut names = named(stmt, &source.name, source.is_package);
        if let StmtKind::ImportFrom { module: from, names: imported, level } = &stmt.kind
            && imported.iter().any(|alias| alias.name.name == "*")
            && let Some(base) =
                base(&source.name, source.is_package, from.as_ref().map(|name| name.name.as_str()), *level)
            && let Some(package) = self.by_name.get(base.as_str())
            && let Some(Some(listed)) = listed(self.modules[*package].tree)
        {
            names.extend(listed.iter().map(|name| format!("{base}.{name}")));
        }
        names.iter().filter_map(|name| self.by_name.get(name.as_str()).copied()).collect()
    }
}
