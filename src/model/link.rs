//! Follows imports: what a name of one module means in another.
//!
//! `from m import name` binds what `m.name` is at that moment. Where that never changes, both names are one thing; a variable that is bound anew
//! later is copied, as Python does.

use std::collections::{BTreeSet, HashMap};

use super::imports::{ModuleSource, listed};
use super::scope::for_each_stmt;
use super::{GlobalIndex, GlobalInfo, Model, ModuleIndex, Symbol};
use crate::python::ast::{Expr, ExprKind, StmtKind};
use crate::source::Span;

/// One way in which a name is bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Binding {
    /// By the module itself.
    Known(Symbol),
    /// `from module import name`
    From {
        /// The module of the program.
        module: ModuleIndex,
        /// The name there.
        name: String,
        /// The statement.
        span: Span,
    },
}

/// A binding, and where the module's own statement that it stands in starts.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub(super) binding: Binding,
    pub(super) at: u32,
}

/// What `import *` brings from modules of the library: their `__all__`.
const LIBRARY_EXPORTS: &[(&str, &[&str])] = &[
    ("datetime", &["date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC"]),
    (
        "http.server",
        &[
            "HTTPServer",
            "ThreadingHTTPServer",
            "BaseHTTPRequestHandler",
            "SimpleHTTPRequestHandler",
            "CGIHTTPRequestHandler",
        ],
    ),
];

/// `from … import *`
#[derive(Clone, Debug)]
struct Star {
    from: Symbol,
    span: Span,
}

/// The names that a module binds.
#[derive(Debug, Default)]
pub(super) struct Names {
    bound: HashMap<String, Vec<Bound>>,
    stars: Vec<Star>,
    open: Option<String>,
}

/// `from m import name` of a variable that is bound anew later: the importer has a variable of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The importer.
    pub module: ModuleIndex,
    /// Where the import statement starts.
    pub at: u32,
    /// The variable of the imported module.
    pub from: GlobalIndex,
    /// The importer's own.
    pub to: GlobalIndex,
}

impl Names {
    pub(super) fn bind(&mut self, name: &str, bound: Bound) {
        let known = self.bound.entry(name.to_owned()).or_default();
        if !known.iter().any(|before| before.binding == bound.binding) {
            known.push(bound);
        }
    }

    /// The module's own variable of that name.
    pub(super) fn global(&self, name: &str) -> Option<GlobalIndex> {
        self.bound.get(name)?.iter().find_map(|bound| match bound.binding {
            Binding::Known(Symbol::Global(index)) => Some(index),
            Binding::Known(_) | Binding::From { .. } => None,
        })
    }

    pub(super) fn star(&mut self, from: Symbol, span: Span) {
        self.stars.push(Star { from, span });
    }

    /// From here on nobody knows what the name means.
    fn lose(&mut self, name: &str, why: String) {
        self.bind(name, Bound { binding: Binding::Known(Symbol::Ambiguous(why)), at: 0 });
    }
}

/// Gives every module of the model its names.
pub(super) fn link<'a>(model: &mut Model<'a>, modules: &[ModuleSource<'a>], names: Vec<Names>) {
    let mut linker = Linker { model, modules, names, rebound: BTreeSet::new(), solved: HashMap::new() };
    linker.stars();
    linker.rebound_by_functions();
    linker.rebound_from_outside();
    for index in 0..modules.len() {
        let mut all: Vec<String> = linker.names[index].bound.keys().cloned().collect();
        all.sort();
        for name in all {
            let symbol = linker.solve(ModuleIndex(index), &name, &mut Vec::new());
            linker.model.modules[index].symbols.insert(name, symbol);
        }
        linker.model.modules[index].open = linker.names[index].open.take();
    }
}

struct Linker<'l, 'a> {
    model: &'l mut Model<'a>,
    modules: &'l [ModuleSource<'a>],
    names: Vec<Names>,
    /// Imported names that are bound anew.
    rebound: BTreeSet<(ModuleIndex, String)>,
    solved: HashMap<(ModuleIndex, String), Symbol>,
}

impl Linker<'_, '_> {
    /// Binds what `import *` brings, until there is nothing more.
    fn stars(&mut self) {
        let mut grown = true;
        while grown {
            grown = false;
            for index in 0..self.names.len() {
                for star in self.names[index].stars.clone() {
                    grown |= self.star(index, &star);
                }
            }
        }
    }

    fn star(&mut self, index: usize, star: &Star) -> bool {
        let exported = match &star.from {
            Symbol::Module(from) => self.exported(*from).map(|names| (*from, names)),
            _ => None,
        };
        if let Symbol::External(module) = &star.from
            && let Some((_, all)) = LIBRARY_EXPORTS.iter().find(|(known, _)| known == module)
        {
            let names = &mut self.names[index];
            let mut grown = false;
            for name in *all {
                let known = names.bound.get(*name).map_or(0, Vec::len);
                let binding = Binding::Known(Symbol::External(format!("{module}.{name}")));
                names.bind(name, Bound { binding, at: star.span.start });
                grown |= names.bound[*name].len() > known;
            }
            return grown;
        }
        let Some((from, exported)) = exported else {
            let names = &mut self.names[index];
            if names.open.is_some() {
                return false;
            }
            let why = "may be a name that `import *` brings";
            let before: Vec<String> = names
                .bound
                .iter()
                .filter(|(_, bound)| bound.iter().any(|one| one.at < star.span.start))
                .map(|(name, _)| name.clone())
                .collect();
            for name in before {
                names.lose(&name, format!("`{name}` {why}"));
            }
            names.open = Some(why.to_owned());
            return true;
        };
        let mut grown = false;
        for name in exported {
            let known = self.names[index].bound.get(&name).map_or(0, Vec::len);
            let binding = Binding::From { module: from, name: name.clone(), span: star.span };
            self.names[index].bind(&name, Bound { binding, at: star.span.start });
            grown |= self.names[index].bound[&name].len() > known;
        }
        grown
    }

    /// The names that `import *` takes from a module; `None` where nobody knows.
    fn exported(&self, module: ModuleIndex) -> Option<Vec<String>> {
        match listed(self.modules[module.0].tree) {
            Some(names) => names,
            None if self.names[module.0].open.is_some() => None,
            None => {
                let public = self.names[module.0].bound.keys().filter(|name| !name.starts_with('_'));
                let mut all: Vec<String> = public.cloned().collect();
                all.sort();
                Some(all)
            }
        }
    }

    /// `global name` in functions.
    fn rebound_by_functions(&mut self) {
        for function in &self.model.functions {
            let module = function.module;
            for name in &function.scope.globals {
                rebind(&mut self.model.globals, &mut self.names, &mut self.rebound, module, name);
            }
        }
    }

    /// `module.name = value` in any module.
    fn rebound_from_outside(&mut self) {
        let mut stored: BTreeSet<(ModuleIndex, String)> = BTreeSet::new();
        for (index, source) in self.modules.iter().enumerate() {
            for_each_stmt(&source.tree.body, &mut |stmt| {
                let mut targets = Vec::new();
                match &stmt.kind {
                    StmtKind::Assign { targets: all, .. } | StmtKind::Delete(all) => targets.extend(all),
                    StmtKind::AugAssign { target, .. }
                    | StmtKind::AnnAssign { target, .. }
                    | StmtKind::For { target, .. } => targets.push(target),
                    StmtKind::With { items, .. } => {
                        targets.extend(items.iter().filter_map(|item| item.target.as_ref()));
                    }
                    _ => {}
                }
                while let Some(target) = targets.pop() {
                    match &target.kind {
                        ExprKind::Tuple(items) | ExprKind::List(items) => targets.extend(items),
                        ExprKind::Starred(inner) => targets.push(inner),
                        ExprKind::Attribute { value, attr } => {
                            let module = self.module_of(ModuleIndex(index), value);
                            stored.extend(module.map(|module| (module, attr.name.clone())));
                        }
                        _ => {}
                    }
                }
            });
        }
        for (module, name) in stored {
            rebind(&mut self.model.globals, &mut self.names, &mut self.rebound, module, &name);
        }
    }

    /// The module of the program that an expression may name.
    fn module_of(&self, module: ModuleIndex, expr: &Expr) -> Option<ModuleIndex> {
        match &expr.kind {
            ExprKind::Name(name) => {
                self.names[module.0].bound.get(name)?.iter().find_map(|bound| match &bound.binding {
                    Binding::Known(Symbol::Module(index)) => Some(*index),
                    Binding::From { module, name, .. } => self.inner(*module, name),
                    Binding::Known(_) => None,
                })
            }
            ExprKind::Attribute { value, attr } => self.inner(self.module_of(module, value)?, &attr.name),
            _ => None,
        }
    }

    /// The module that an attribute of a module is.
    fn inner(&self, module: ModuleIndex, name: &str) -> Option<ModuleIndex> {
        let bound = self.names[module.0].bound.get(name);
        let imported = bound.and_then(|all| {
            all.iter().find_map(|bound| match bound.binding {
                Binding::Known(Symbol::Module(index)) => Some(index),
                Binding::Known(_) | Binding::From { .. } => None,
            })
        });
        imported.or_else(|| self.submodule(module, name))
    }

    fn submodule(&self, module: ModuleIndex, name: &str) -> Option<ModuleIndex> {
        let within = format!("{}.{name}", self.modules[module.0].name);
        self.modules.iter().position(|other| other.name == within && !other.is_main).map(ModuleIndex)
    }

    /// What a name of a module means.
    fn solve(&mut self, module: ModuleIndex, name: &str, trail: &mut Vec<(ModuleIndex, String)>) -> Symbol {
        let key = (module, name.to_owned());
        if let Some(known) = self.solved.get(&key) {
            return known.clone();
        }
        if trail.contains(&key) {
            return Symbol::Ambiguous(format!("`{name}` is imported from where it is imported to"));
        }
        trail.push(key.clone());
        let symbol = self.solve_new(module, name, trail);
        trail.pop();
        if trail.is_empty() || !matches!(symbol, Symbol::Ambiguous(_)) {
            self.solved.insert(key, symbol.clone());
        }
        symbol
    }

    fn solve_new(&mut self, module: ModuleIndex, name: &str, trail: &mut Vec<(ModuleIndex, String)>) -> Symbol {
        let Some(bound) = self.names[module.0].bound.get(name).cloned() else {
            if let Some(inner) = self.submodule(module, name) {
                return Symbol::Module(inner);
            }
            return Symbol::Ambiguous(match &self.names[module.0].open {
                Some(why) => format!("`{name}` {why}"),
                None => format!("the module `{}` binds no `{name}`", self.modules[module.0].name),
            });
        };
        let mut own = None;
        let mut symbols: Vec<Symbol> = Vec::new();
        let mut copied: Vec<(GlobalIndex, u32)> = Vec::new();
        let mut span = Span::default();
        for Bound { binding, .. } in bound {
            let symbol = match binding {
                Binding::Known(symbol) => {
                    if let Symbol::Global(index) = symbol {
                        own = Some(index);
                    }
                    symbol
                }
                Binding::From { module: from, name: there, span: at } => {
                    span = at;
                    let symbol = self.imported(module, from, &there, trail);
                    if let Symbol::Global(index) = symbol {
                        copied.push((index, at.start));
                    }
                    symbol
                }
            };
            if !symbols.contains(&symbol) {
                symbols.push(symbol);
            }
        }
        let only_variables = symbols.iter().all(|symbol| matches!(symbol, Symbol::Global(_)));
        let settled = symbols.len() == 1 && !copied.iter().any(|(from, _)| self.changes(module, name, *from));
        if only_variables && !copied.is_empty() && !settled {
            return Symbol::Global(self.copy(module, name, own, span, &copied));
        }
        match symbols.pop() {
            Some(only) if symbols.is_empty() => only,
            // `try: import ujson as json` / `except ImportError: import json`: neither can be known.
            _ => Symbol::Ambiguous(format!("`{name}` is bound in more than one way")),
        }
    }

    /// What `from module import name` binds.
    fn imported(
        &mut self,
        importer: ModuleIndex,
        module: ModuleIndex,
        name: &str,
        trail: &mut Vec<(ModuleIndex, String)>,
    ) -> Symbol {
        let bound = self.names[module.0].bound.get(name);
        if let (Some(done), Some(bound)) = (self.model.runs.unfinished.get(&(importer, module)), bound)
            && bound.iter().all(|one| one.at >= *done)
        {
            return Symbol::Ambiguous(format!(
                "`{name}` is not there yet: `{}` and `{}` import each other",
                self.modules[importer.0].name, self.modules[module.0].name
            ));
        }
        // CPython prefers what the package binds, and both may be there.
        if let (Some(bound), Some(inner)) = (bound, self.submodule(module, name))
            && bound.iter().any(|one| one.binding != Binding::Known(Symbol::Module(inner)))
        {
            return Symbol::Ambiguous(format!("`{name}` is a module and a name that its package binds"));
        }
        self.solve(module, name, trail)
    }

    /// Whether a variable, or the name that it is imported under, is bound again after the import.
    fn changes(&self, importer: ModuleIndex, name: &str, global: GlobalIndex) -> bool {
        let info = &self.model.globals[global.0];
        let unfinished = self.model.runs.unfinished.contains_key(&(importer, info.module));
        info.rebound_in_function
            || (unfinished && info.bindings > 1)
            || self.rebound.contains(&(importer, name.to_owned()))
    }

    /// The importer's own variable.
    fn copy(
        &mut self,
        module: ModuleIndex,
        name: &str,
        own: Option<GlobalIndex>,
        span: Span,
        copied: &[(GlobalIndex, u32)],
    ) -> GlobalIndex {
        let globals = &mut self.model.globals;
        let to = own.unwrap_or_else(|| {
            globals.push(GlobalInfo {
                name: name.to_owned(),
                module,
                class: None,
                bindings: 0,
                rebound_in_function: false,
                span,
            });
            GlobalIndex(globals.len() - 1)
        });
        globals[to.0].bindings += copied.len();
        globals[to.0].rebound_in_function |= self.rebound.contains(&(module, name.to_owned()));
        self.model.copies.extend(copied.iter().map(|(from, at)| Copied { module, at: *at, from: *from, to }));
        to
    }
}

/// A name of a module is bound again, by a function or from another module.
fn rebind(
    globals: &mut [GlobalInfo],
    names: &mut [Names],
    rebound: &mut BTreeSet<(ModuleIndex, String)>,
    module: ModuleIndex,
    name: &str,
) {
    let own = &mut names[module.0];
    if let Some(index) = own.global(name) {
        globals[index.0].rebound_in_function = true;
        rebound.insert((module, name.to_owned()));
        return;
    }
    let imported =
        own.bound.get(name).is_some_and(|all| all.iter().all(|bound| matches!(bound.binding, Binding::From { .. })));
    if imported {
        rebound.insert((module, name.to_owned()));
    } else if own.bound.contains_key(name) {
        own.lose(name, format!("`{name}` is bound again while the program runs"));
    }
}
