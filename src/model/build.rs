//! Reads the names of modules.

use std::collections::{HashMap, HashSet};

use super::{
    ClassIndex, ClassInfo, FunctionIndex, FunctionInfo, GlobalIndex, GlobalInfo, Model, ModuleIndex, ModuleInfo, Scope,
    Symbol, Webs, symbol::main_guard, web::target_names,
};
use crate::python::ast::{Expr, ExprKind, FunctionDef, Module, Stmt, StmtKind};
use crate::source::{FileId, Span};

/// The model of a program: its modules by dotted name, the main one first.
pub fn build<'a>(modules: &[(String, &'a Module)]) -> Model<'a> {
    let mut model = Model { modules: Vec::new(), functions: Vec::new(), classes: Vec::new(), globals: Vec::new() };
    for (index, (name, tree)) in modules.iter().enumerate() {
        let symbols = Collector {
            model: &mut model,
            module: ModuleIndex(index),
            file: tree.file,
            names: modules,
            own: name,
            symbols: HashMap::new(),
        }
        .collect(&tree.body);
        model.modules.push(ModuleInfo { name: name.clone(), tree, symbols });
    }
    resolve_bases(&mut model);
    mark_rebound(&mut model);
    model
}

struct Collector<'m, 'a> {
    model: &'m mut Model<'a>,
    module: ModuleIndex,
    file: FileId,
    names: &'m [(String, &'a Module)],
    own: &'m str,
    symbols: HashMap<String, Symbol>,
}

impl<'a> Collector<'_, 'a> {
    fn collect(mut self, body: &'a [Stmt]) -> HashMap<String, Symbol> {
        self.block(body);
        self.symbols
    }

    fn bind(&mut self, name: &str, symbol: Symbol) {
        match self.symbols.get(name) {
            None => {
                self.symbols.insert(name.to_owned(), symbol);
            }
            Some(before) if *before == symbol => {}
            // `try: import ujson as json` / `except ImportError: import json`: neither can be known.
            Some(_) => {
                self.symbols
                    .insert(name.to_owned(), Symbol::Ambiguous(format!("`{name}` is bound in more than one way")));
            }
        }
    }

    fn global(&mut self, name: &str, span: Span) {
        if let Some(Symbol::Global(index)) = self.symbols.get(name) {
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
        self.bind(name, Symbol::Global(index));
    }

    fn target(&mut self, target: &Expr) {
        let mut names = Vec::new();
        target_names(target, &mut names);
        for (name, _) in names {
            self.global(&name, target.span);
        }
    }

    fn module_named(&self, name: &str) -> Option<ModuleIndex> {
        self.names.iter().position(|(known, _)| known == name).map(ModuleIndex)
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
                self.bind(&def.name.name, Symbol::Function(index));
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
                });
                for inner in &def.body {
                    if let StmtKind::FunctionDef(method) = &inner.kind {
                        let qualified = format!("{}.{}", def.name.name, method.name.name);
                        let function = self.function(method, inner.span, Some(index), None, &qualified);
                        self.model.classes[index.0].methods.insert(method.name.name.clone(), function);
                    }
                }
                self.class_attributes(index, &def.body);
                self.bind(&def.name.name, Symbol::Class(index));
            }
            StmtKind::Assign { targets, .. } => targets.iter().for_each(|target| self.target(target)),
            StmtKind::AugAssign { target, .. } => self.target(target),
            StmtKind::AnnAssign { target, value: Some(_), .. } => self.target(target),
            StmtKind::Import(aliases) => {
                for alias in aliases {
                    let dotted = &alias.name.name;
                    let (bound, meant) = match &alias.asname {
                        Some(asname) => (asname.name.clone(), dotted.clone()),
                        None => {
                            let root = dotted.split('.').next().unwrap_or_default().to_owned();
                            (root.clone(), root)
                        }
                    };
                    let symbol = self.module_named(&meant).map_or(Symbol::External(meant), Symbol::Module);
                    self.bind(&bound, symbol);
                }
            }
            StmtKind::ImportFrom { module, names, level } => {
                let base = self.absolute(module.as_ref().map(|name| name.name.as_str()), *level);
                for alias in names {
                    let bound = alias.asname.as_ref().unwrap_or(&alias.name).name.clone();
                    let full =
                        if base.is_empty() { alias.name.name.clone() } else { format!("{base}.{}", alias.name.name) };
                    let symbol = if let Some(module) = self.module_named(&full) {
                        Symbol::Module(module)
                    } else if let Some(module) = self.module_named(&base) {
                        let known =
                            self.model.modules.get(module.0).and_then(|info| info.symbols.get(&alias.name.name));
                        known.cloned().unwrap_or_else(|| {
                            Symbol::Ambiguous(format!(
                                "`{}` of the module `{base}` is used before that module is read",
                                alias.name.name
                            ))
                        })
                    } else {
                        Symbol::External(full)
                    };
                    self.bind(&bound, symbol);
                }
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
            StmtKind::If { body, orelse, .. } => {
                // Names of the main guard are module-level too; they are read by functions only when it runs.
                self.block(body);
                self.block(orelse);
                let _ = main_guard(stmt);
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

    /// The absolute name of a relative import's base (PEP 328).
    fn absolute(&self, module: Option<&str>, level: u32) -> String {
        if level == 0 {
            return module.unwrap_or_default().to_owned();
        }
        let mut parts: Vec<&str> = self.own.split('.').collect();
        for _ in 0..level {
            parts.pop();
        }
        parts.extend(module);
        parts.join(".")
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

fn mark_rebound(model: &mut Model<'_>) {
    let mut rebound: HashSet<GlobalIndex> = HashSet::new();
    for function in &model.functions {
        for name in &function.scope.globals {
            if let Some(Symbol::Global(index)) = model.modules[function.module.0].symbols.get(name) {
                rebound.insert(*index);
            }
        }
    }
    for index in rebound {
        model.globals[index.0].rebound_in_function = true;
    }
}
