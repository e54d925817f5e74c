//! Reads the names that each module binds itself; `link` then follows the imports.

use std::collections::HashMap;

use super::imports::{self, ModuleSource, Runs};
use super::link::{self, Binding, Bound, Names};
use super::{
    ClassIndex, ClassInfo, FunctionIndex, FunctionInfo, GlobalIndex, GlobalInfo, Model, ModuleIndex, ModuleInfo, Scope,
    Symbol, Webs, main_guard, web::target_names,
};
use crate::python::ast::{Alias, Expr, ExprKind, FunctionDef, Stmt, StmtKind};
use crate::source::{FileId, Span};

/// The model of a program, or of files of which none is the one that is started.
///
/// Of a program, modules that its code never runs are left out.
pub fn build<'a>(modules: &[ModuleSource<'a>]) -> Model<'a> {
    let mut modules: Vec<ModuleSource<'a>> = modules.to_vec();
    let mut runs = Runs::of(&modules);
    if let Some(first) = &runs {
        let mut reached = first.reached.iter();
        modules.retain(|_| reached.next().copied().unwrap_or(true));
        runs = Runs::of(&modules);
    }
    let mut model = Model {
        modules: Vec::new(),
        functions: Vec::new(),
        classes: Vec::new(),
        globals: Vec::new(),
        runs: runs.unwrap_or_default(),
        copies: Vec::new(),
    };
    let is_program = modules.iter().any(|module| module.is_main);
    let mut names = Vec::new();
    for (index, source) in modules.iter().enumerate() {
        let mut collector = Collector {
            model: &mut model,
            module: ModuleIndex(index),
            file: source.tree.file,
            modules: &modules,
            guard_runs: !is_program || source.is_main,
            names: Names::default(),
            at: 0,
        };
        collector.body(&source.tree.body);
        names.push(collector.names);
        model.modules.push(ModuleInfo {
            name: source.name.clone(),
            is_package: source.is_package,
            is_main: source.is_main,
            tree: source.tree,
            symbols: HashMap::new(),
            open: None,
        });
    }
    link::link(&mut model, &modules, names);
    resolve_bases(&mut model);
    model
}

struct Collector<'m, 'a> {
    model: &'m mut Model<'a>,
    module: ModuleIndex,
    file: FileId,
    modules: &'m [ModuleSource<'a>],
    /// Whether what is under `if __name__ == "__main__":` is ever run.
    guard_runs: bool,
    names: Names,
    /// Where the module's own statement starts.
    at: u32,
}

impl<'a> Collector<'_, 'a> {
    fn body(&mut self, body: &'a [Stmt]) {
        for stmt in body {
            self.at = stmt.span.start;
            self.stmt(stmt);
        }
    }

    fn bind(&mut self, name: &str, binding: Binding) {
        let at = self.at;
        self.names.bind(name, Bound { binding, at });
    }

    fn global(&mut self, name: &str, span: Span) {
        if let Some(index) = self.names.global(name) {
            self.model.globals[index.0].bindings += 1;
            return;
        }
        let index = GlobalIndex(self.model.globals.len());
        self.model.globals.push(GlobalInfo {
            name: name.to_owned(),
            module: self.module,
            class: None,
            bindings: 1,
            rebound_in_function: false,
            span,
        });
        self.bind(name, Binding::Known(Symbol::Global(index)));
    }

    fn target(&mut self, target: &Expr) {
        let mut names = Vec::new();
        target_names(target, &mut names);
        for (name, _) in names {
            self.global(&name, target.span);
        }
    }

    /// What an absolute module name means.
    fn module_named(&self, name: &str) -> Symbol {
        let known = self.modules.iter().position(|module| module.name == name && !module.is_main);
        match known.or_else(|| self.modules.iter().position(|module| module.name == name)) {
            Some(main) if self.modules[main].is_main => Symbol::Ambiguous(format!(
                "`{name}` is the file that is started: importing it runs it a second time, as another module"
            )),
            Some(known) => Symbol::Module(ModuleIndex(known)),
            None => Symbol::External(name.to_owned()),
        }
    }

    fn block(&mut self, body: &'a [Stmt]) {
        for stmt in body {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => {
                let index = self.function(def, stmt.span, None, None, &def.name.name);
                self.bind(&def.name.name, Binding::Known(Symbol::Function(index)));
            }
            StmtKind::ClassDef(def) => {
                let index = ClassIndex(self.model.classes.len());
                self.model.classes.push(ClassInfo {
                    name: def.name.name.clone(),
                    module: self.module,
                    file: self.file,
                    def,
                    span: stmt.span,
                    bases: Vec::new(),
                    methods: HashMap::new(),
                    attributes: HashMap::new(),
                    on_instance: std::sync::OnceLock::new(),
                });
                for inner in &def.body {
                    if let StmtKind::FunctionDef(method) = &inner.kind {
                        let qualified = format!("{}.{}", def.name.name, method.name.name);
                        let function = self.function(method, inner.span, Some(index), None, &qualified);
                        self.model.classes[index.0].methods.insert(method.name.name.clone(), function);
                    }
                }
                self.class_attributes(index, &def.body);
                self.bind(&def.name.name, Binding::Known(Symbol::Class(index)));
            }
            StmtKind::Assign { targets, .. } => targets.iter().for_each(|target| self.target(target)),
            StmtKind::AugAssign { target, .. } => self.target(target),
            StmtKind::AnnAssign { target, value: Some(_), .. } => self.target(target),
            StmtKind::Import(aliases) => {
                for alias in aliases {
                    let dotted = &alias.name.name;
                    let (bound, meant) = if let Some(asname) = &alias.asname {
                        (asname.name.as_str(), dotted.as_str())
                    } else {
                        let root = dotted.split('.').next().unwrap_or_default();
                        (root, root)
                    };
                    let symbol = self.module_named(meant);
                    self.bind(bound, Binding::Known(symbol));
                }
            }
            StmtKind::ImportFrom { module, names, level } => {
                self.import_from(stmt.span, module.as_ref().map(|name| name.name.as_str()), names, *level);
            }
            StmtKind::For { target, body, orelse, .. } => {
                self.target(target);
                self.block(body);
                self.block(orelse);
            }
            StmtKind::While { body, orelse, .. } => {
                self.block(body);
                self.block(orelse);
            }
            StmtKind::If { .. } if !self.guard_runs && main_guard(stmt).is_some() => {}
            StmtKind::If { body, orelse, .. } => {
                // Names of the main guard are module-level too; they are read by functions only when it runs.
                self.block(body);
                self.block(orelse);
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    if let Some(target) = &item.target {
                        self.target(target);
                    }
                }
                self.block(body);
            }
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                self.block(body);
                for handler in handlers {
                    self.block(&handler.body);
                }
                self.block(orelse);
                self.block(finalbody);
            }
            StmtKind::Return(_)
            | StmtKind::Delete(_)
            | StmtKind::TypeAlias { .. }
            | StmtKind::AnnAssign { .. }
            | StmtKind::Match { .. }
            | StmtKind::Raise { .. }
            | StmtKind::Assert { .. }
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Expr(_)
            | StmtKind::Pass
            | StmtKind::Break
            | StmtKind::Continue
            | StmtKind::Invalid { .. } => {}
        }
    }

    /// `total = 0` and `do_HEAD = do_GET` in a class body.
    fn class_attributes(&mut self, class: ClassIndex, body: &'a [Stmt]) {
        for stmt in body {
            let (targets, value): (Vec<&Expr>, &Expr) = match &stmt.kind {
                StmtKind::Assign { targets, value } => (targets.iter().collect(), value),
                StmtKind::AnnAssign { target, value: Some(value), .. } => (vec![target], value),
                _ => continue,
            };
            for target in targets {
                let ExprKind::Name(name) = &target.kind else { continue };
                if let ExprKind::Name(other) = &value.kind
                    && let Some(method) = self.model.classes[class.0].methods.get(other).copied()
                {
                    self.model.classes[class.0].methods.insert(name.clone(), method);
                    continue;
                }
                let index = GlobalIndex(self.model.globals.len());
                self.model.globals.push(GlobalInfo {
                    name: name.clone(),
                    module: self.module,
                    class: Some(class),
                    bindings: 1,
                    rebound_in_function: false,
                    span: target.span,
                });
                self.model.classes[class.0].attributes.insert(name.clone(), index);
            }
        }
    }

    /// `from module import names`
    fn import_from(&mut self, span: Span, module: Option<&str>, names: &[Alias], level: u32) {
        let own = &self.modules[self.module.0];
        let base =
            if own.is_main && level > 0 { None } else { imports::base(&own.name, own.is_package, module, level) };
        let Some(base) = base else {
            let why = "it is imported from above the top of the program".to_owned();
            for alias in names {
                let bound = &alias.asname.as_ref().unwrap_or(&alias.name).name;
                self.bind(bound, Binding::Known(Symbol::Ambiguous(why.clone())));
            }
            return;
        };
        let from = self.module_named(&base);
        for alias in names {
            let name = &alias.name.name;
            if name == "*" {
                self.names.star(from.clone(), span);
                continue;
            }
            let bound = &alias.asname.as_ref().unwrap_or(&alias.name).name;
            let binding = match &from {
                // `from . import state` in the package itself: the module, as the package does not bind it before.
                Symbol::Module(module) if *module == self.module => {
                    Binding::Known(self.module_named(&format!("{base}.{name}")))
                }
                Symbol::Module(module) => Binding::From { module: *module, name: name.clone(), span },
                // A folder without `__init__.py` is no module of its own, but those in it are.
                Symbol::External(_) => Binding::Known(self.module_named(&format!("{base}.{name}"))),
                other => Binding::Known(other.clone()),
            };
            self.bind(bound, binding);
        }
    }

    fn function(
        &mut self,
        def: &'a FunctionDef,
        span: Span,
        class: Option<ClassIndex>,
        parent: Option<FunctionIndex>,
        qualified_name: &str,
    ) -> FunctionIndex {
        let scope = Scope::of_function(def);
        let webs = Webs::of_body(Some(&def.parameters), &def.body, &scope);
        let index = FunctionIndex(self.model.functions.len());
        self.model.functions.push(FunctionInfo {
            name: def.name.name.clone(),
            qualified_name: qualified_name.to_owned(),
            module: self.module,
            file: self.file,
            def,
            span,
            class,
            parent,
            scope,
            webs,
        });
        self.nested(&def.body, index, qualified_name);
        index
    }

    fn nested(&mut self, body: &'a [Stmt], parent: FunctionIndex, qualified_name: &str) {
        for stmt in body {
            match &stmt.kind {
                StmtKind::FunctionDef(def) => {
                    let name = format!("{qualified_name}.<locals>.{}", def.name.name);
                    self.function(def, stmt.span, None, Some(parent), &name);
                }
                StmtKind::For { body, orelse, .. }
                | StmtKind::While { body, orelse, .. }
                | StmtKind::If { body, orelse, .. } => {
                    self.nested(body, parent, qualified_name);
                    self.nested(orelse, parent, qualified_name);
                }
                StmtKind::With { body, .. } => self.nested(body, parent, qualified_name),
                StmtKind::Match { cases, .. } => {
                    for case in cases {
                        self.nested(&case.body, parent, qualified_name);
                    }
                }
                StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                    self.nested(body, parent, qualified_name);
                    for handler in handlers {
                        self.nested(&handler.body, parent, qualified_name);
                    }
                    self.nested(orelse, parent, qualified_name);
                    self.nested(finalbody, parent, qualified_name);
                }
                _ => {}
            }
        }
    }
}

fn resolve_bases(model: &mut Model<'_>) {
    for index in 0..model.classes.len() {
        let class = &model.classes[index];
        let bases = class.def.bases.iter().map(|base| model.resolve(class.module, base)).collect();
        model.classes[index].bases = bases;
    }
}
