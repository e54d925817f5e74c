//! Several modules: what they share, in which order they run, and how names of one kind are told apart.

use std::collections::HashSet;

use super::body::Body;
use super::lowerer::{BodyKey, Lowerer};
use super::refusal::{Lowered, Refusal};
use crate::ir::{self, Program};
use crate::model::{ClassIndex, FunctionIndex, GlobalIndex, ModuleIndex, Resolved, Runs, Scope, Symbol};
use crate::python::ast::{self, Stmt};
use crate::source::{Place, Span};

impl Lowerer<'_> {
    /// The name under which a function is held: that of its module stands before it where another function has the same name.
    pub fn function_name(&self, index: FunctionIndex) -> String {
        let info = self.model.function(index);
        let same = self.model.functions.iter().filter(|other| other.name == info.name && other.class.is_none()).count();
        match same {
            0 | 1 => info.name.clone(),
            _ => format!("{}.{}", self.model.module(info.module).name, info.qualified_name),
        }
    }

    /// The name under which an exception class is known in the program: that of its module stands before it where another class has the same name.
    pub fn exception_name(&self, class: ClassIndex) -> String {
        let name = &self.model.class(class).name;
        let is_builtin =
            super::exception::EXCEPTION_CLASSES.iter().any(|known| known.strip_prefix("builtins.") == Some(name));
        if is_builtin { self.qualified_class_name(class) } else { self.class_name(class) }
    }

    /// The name of a class in the program: that of its module stands before it where another class has the same name.
    pub fn class_name(&self, class: ClassIndex) -> String {
        let name = &self.model.class(class).name;
        match self.model.classes.iter().filter(|other| other.name == *name).count() {
            0 | 1 => name.clone(),
            _ => self.qualified_class_name(class),
        }
    }

    fn qualified_class_name(&self, class: ClassIndex) -> String {
        let info = self.model.class(class);
        let same = |other: &crate::model::ClassInfo<'_>| other.name == info.name;
        let module = super::naming::pascal(&self.model.module(info.module).name);
        let name = format!("{module}{}", info.name);
        // Two definitions in one module, or a class that has this very name.
        let taken = |name: &str| self.model.classes.iter().any(|other| other.name == name);
        let earlier =
            self.model.classes[..class.0].iter().filter(|other| same(other) && other.module == info.module).count();
        let mut name = if earlier == 0 { name } else { format!("{name}{}", earlier + 1) };
        while taken(&name) {
            name.push('_');
        }
        name
    }

    /// Why nobody knows which modules run, and when.
    pub(super) fn unknown_order(&self) -> Option<Refusal> {
        if let Some((place, reason)) = &self.model.runs.unknown {
            return Some(Refusal::new(*place, "conditional-import", reason.clone()));
        }
        let main = self.model.modules.iter().find(|module| module.is_main)?;
        self.model.modules.iter().find_map(|module| {
            let import = crate::model::imports::at_module_level(&module.tree.body).into_iter().find(|import| {
                let names = crate::model::imports::named(import.stmt, &module.name, module.is_package);
                names.contains(&main.name)
                    && !self.model.modules.iter().any(|other| !other.is_main && other.name == main.name)
            })?;
            let place = Place { file: module.tree.file, span: import.stmt.span };
            let reason = format!("`{}` is the file that is started: importing it runs it a second time", main.name);
            Some(Refusal::new(place, "main-imported", reason))
        })
    }

    /// The names that module-level code binds and nothing else reads: they are locals of it.
    pub(super) fn own_names(&self, module: ModuleIndex, body: &[Stmt], key: BodyKey) -> Scope {
        let mut scope = Scope::of_body(body);
        let info = self.model.module(module);
        let mut beside = HashSet::new();
        for stmt in &info.tree.body {
            let is_main = crate::model::main_guard(stmt).is_some();
            let definition = matches!(stmt.kind, ast::StmtKind::ClassDef(_) | ast::StmtKind::FunctionDef(_));
            if is_main != matches!(key, BodyKey::Main(_)) || definition {
                crate::model::scope::names_of_block(std::slice::from_ref(stmt), &mut beside);
            }
        }
        let starred = self.mentions.outside(module, "*");
        scope.locals.retain(|name| {
            let global = matches!(info.symbols.get(name), Some(crate::model::Symbol::Global(_)));
            let elsewhere =
                beside.contains(name) || self.mentions.in_function(name) || self.mentions.outside(module, name);
            global && !starred && !elsewhere
        });
        scope.captured.clear();
        scope
    }
}

impl Body<'_, '_> {
    /// The variable that `store.total` is, where `store` is a module of the program.
    pub fn module_variable(&self, object: &ast::Expr, name: &str) -> Option<GlobalIndex> {
        let Some(Resolved::Symbol(Symbol::Module(module))) = self.resolve(object) else { return None };
        match self.low.model.module_attribute(module, name) {
            Resolved::Symbol(Symbol::Global(index)) => Some(index),
            Resolved::Symbol(_) | Resolved::External(_) => None,
        }
    }

    /// `__all__ = ["a", "b"]`, which only `import *` reads.
    pub(super) fn only_lists_exports(&self, stmt: &Stmt) -> bool {
        const NAME: &str = "__all__";
        let ast::StmtKind::Assign { targets, .. } = &stmt.kind else { return false };
        let [ast::Expr { kind: ast::ExprKind::Name(name), .. }] = targets.as_slice() else { return false };
        let model = self.low.model;
        let tree = model.module(self.module).tree;
        if name != NAME || self.function.is_some() || !matches!(crate::model::imports::listed(tree), Some(Some(_))) {
            return false;
        }
        !self.low.mentions.in_function(NAME) && !self.low.mentions.as_attribute(NAME)
    }

    /// `from store import total`, where `store.total` is bound anew later: a variable of this module, with what is there now.
    pub(super) fn copied_imports(&mut self, span: Span, out: &mut ir::Block) -> Lowered<()> {
        let (model, module) = (self.low.model, self.module);
        for copied in model.copies.iter().filter(|one| one.module == module && one.at == span.start) {
            let value = self.global_variable(copied.from, span)?;
            self.store_global(copied.to, value, span, out)?;
        }
        Ok(())
    }
}

/// The code of a module, with that of the modules that its imports run in their place.
pub(super) fn in_order(runs: &Runs, module: ModuleIndex, modules: &mut [ir::Block], out: &mut ir::Block) {
    let mut rest = std::mem::take(&mut modules[module.0]);
    for (at, imported) in runs.steps.get(module.0).into_iter().flatten() {
        let behind = rest.iter().position(|stmt| stmt.span.start >= *at).unwrap_or(rest.len());
        let after = rest.split_off(behind);
        out.append(&mut rest);
        rest = after;
        in_order(runs, *imported, modules, out);
    }
    out.append(&mut rest);
}

/// Functions and variables of one name in several modules: the module's name stands before it, but not for the file that is started.
pub(super) fn tell_apart(low: &Lowerer<'_>, program: &mut Program, functions: &[FunctionIndex]) {
    let prefix = |module: ModuleIndex| {
        let info = low.model.module(module);
        let last = info.name.rsplit('.').next().unwrap_or(&info.name);
        (!info.is_main).then(|| last.trim_matches('_').to_owned())
    };
    let mut names: Vec<String> = program.functions.iter().map(|function| function.name.clone()).collect();
    for (position, index) in functions.iter().enumerate() {
        let function = &mut program.functions[position];
        let same = |(other, name): (usize, &String)| other != position && *name == function.name;
        if function.owner.is_none()
            && names.iter().enumerate().any(same)
            && let Some(module) = prefix(low.model.function(*index).module)
        {
            function.name = format!("{module}_{}", function.name.trim_start_matches('_'));
            names[position].clone_from(&function.name);
        }
    }
    let mut names: Vec<String> = program.globals.iter().map(|global| global.name.clone()).collect();
    for (position, global) in program.globals.iter_mut().enumerate() {
        let same = |(other, name): (usize, &String)| other != position && *name == global.name;
        if names.iter().enumerate().any(same)
            && let Some(info) = low.model.globals.get(position)
            && let Some(module) = prefix(info.module)
        {
            global.name = format!("{module}_{}", global.name.trim_start_matches('_'));
            names[position].clone_from(&global.name);
        }
    }
}
