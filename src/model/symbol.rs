//! What a name at module level can be, and how a dotted name is resolved.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::{Model, Scope, Webs};
use crate::python::ast::{ClassDef, Expr, ExprKind, FunctionDef, Module, Stmt};
use crate::source::{FileId, Span};

/// Index into [`Model::modules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModuleIndex(pub usize);

/// Index into [`Model::functions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionIndex(pub usize);

/// Index into [`Model::classes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClassIndex(pub usize);

/// Index into [`Model::globals`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GlobalIndex(pub usize);

/// What a name at module level is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// `def name`
    Function(FunctionIndex),
    /// `class name`
    Class(ClassIndex),
    /// `name = …`
    Global(GlobalIndex),
    /// `import name`, `from m import name` of something outside of the program, by its qualified name.
    External(String),
    /// `import name` of a module of the program.
    Module(ModuleIndex),
    /// Bound in more than one way; the reason in words.
    Ambiguous(String),
}

/// What a dotted name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// Something of the program.
    Symbol(Symbol),
    /// Something outside of the program: `urllib.parse.urlparse`, `builtins.len`.
    External(String),
}

/// A module.
#[derive(Debug)]
pub struct ModuleInfo<'a> {
    /// Its dotted name.
    pub name: String,
    /// Whether it is a package's own code.
    pub is_package: bool,
    /// Whether it is the file that is started.
    pub is_main: bool,
    /// Its tree.
    pub tree: &'a Module,
    /// Its names.
    pub symbols: HashMap<String, Symbol>,
    /// `from m import *` of a module that pivot has not read: any other name may come from there. The reason in words.
    pub open: Option<String>,
}

/// A function, method or nested function.
#[derive(Debug)]
pub struct FunctionInfo<'a> {
    /// Its name.
    pub name: String,
    /// `Class.method`, `outer.<locals>.inner`, or the name.
    pub qualified_name: String,
    /// The module.
    pub module: ModuleIndex,
    /// The file.
    pub file: FileId,
    /// The definition.
    pub def: &'a FunctionDef,
    /// From `def` to the end.
    pub span: Span,
    /// The class that it is a method of.
    pub class: Option<ClassIndex>,
    /// The function that it is nested in.
    pub parent: Option<FunctionIndex>,
    /// Its names.
    pub scope: Scope,
    /// Its variables, split where one name is two variables.
    pub webs: Webs,
}

/// A class at module level.
#[derive(Debug)]
pub struct ClassInfo<'a> {
    /// Its name.
    pub name: String,
    /// The module.
    pub module: ModuleIndex,
    /// The file.
    pub file: FileId,
    /// The definition.
    pub def: &'a ClassDef,
    /// From `class` to the end.
    pub span: Span,
    /// Its bases, `None` for one that cannot be resolved.
    pub bases: Vec<Option<Resolved>>,
    /// Its own methods by name; `do_HEAD = do_GET` is one too.
    pub methods: HashMap<String, FunctionIndex>,
    /// Its own attributes by name.
    pub attributes: HashMap<String, GlobalIndex>,
    /// What its own methods set on its instances, collected when first asked for: every read of an attribute asks.
    pub(super) on_instance: OnceLock<HashSet<String>>,
}

/// A module-level variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlobalInfo {
    /// Its name.
    pub name: String,
    /// The module.
    pub module: ModuleIndex,
    /// The class whose attribute it is.
    pub class: Option<ClassIndex>,
    /// How often it is bound at module level.
    pub bindings: usize,
    /// Whether a function rebinds it (`global name`).
    pub rebound_in_function: bool,
    /// Where it is first bound.
    pub span: Span,
}

impl<'a> Model<'a> {
    /// The module of that index.
    pub fn module(&self, index: ModuleIndex) -> &ModuleInfo<'a> {
        &self.modules[index.0]
    }

    /// The function of that index.
    pub fn function(&self, index: FunctionIndex) -> &FunctionInfo<'a> {
        &self.functions[index.0]
    }

    /// The class of that index.
    pub fn class(&self, index: ClassIndex) -> &ClassInfo<'a> {
        &self.classes[index.0]
    }

    /// The module-level variable of that index.
    pub fn global(&self, index: GlobalIndex) -> &GlobalInfo {
        &self.globals[index.0]
    }

    /// What a name means at module level; names of `builtins` last.
    pub fn resolve_name(&self, module: ModuleIndex, name: &str) -> Resolved {
        let info = self.module(module);
        match (info.symbols.get(name), &info.open) {
            (Some(Symbol::External(qualified)), _) => Resolved::External(qualified.clone()),
            (Some(symbol), _) => Resolved::Symbol(symbol.clone()),
            (None, Some(why)) => Resolved::Symbol(Symbol::Ambiguous(format!("`{name}` {why}"))),
            (None, None) => Resolved::External(format!("builtins.{name}")),
        }
    }

    /// What an attribute of a module of the program means.
    pub fn module_attribute(&self, module: ModuleIndex, name: &str) -> Resolved {
        let info = self.module(module);
        if info.symbols.contains_key(name) || info.open.is_some() {
            return self.resolve_name(module, name);
        }
        let within = format!("{}.{name}", info.name);
        match self.modules.iter().position(|other| other.name == within && !other.is_main) {
            Some(inner) => Resolved::Symbol(Symbol::Module(ModuleIndex(inner))),
            None => Resolved::Symbol(Symbol::Ambiguous(format!("the module `{}` binds no `{name}`", info.name))),
        }
    }

    /// What `a.b.c` means, where `a` is a module-level name or builtin; `None` when it is an attribute of a value.
    pub fn resolve(&self, module: ModuleIndex, expr: &Expr) -> Option<Resolved> {
        match &expr.kind {
            ExprKind::Name(name) => Some(self.resolve_name(module, name)),
            ExprKind::Attribute { value, attr } => match self.resolve(module, value)? {
                Resolved::External(qualified) if !qualified.starts_with("builtins.") => {
                    Some(Resolved::External(format!("{qualified}.{}", attr.name)))
                }
                Resolved::Symbol(Symbol::Module(inner)) => Some(self.module_attribute(inner, &attr.name)),
                Resolved::External(_) | Resolved::Symbol(_) => None,
            },
            _ => None,
        }
    }

    /// Whether a class is, directly or through classes of the program, a subclass of that external class.
    pub fn derives_from(&self, class: ClassIndex, external: &[&str]) -> bool {
        let mut seen = vec![class];
        let mut next = 0;
        while let Some(current) = seen.get(next).copied() {
            next += 1;
            for base in self.class(current).bases.iter().flatten() {
                match base {
                    Resolved::External(name) if external.contains(&name.as_str()) => return true,
                    Resolved::Symbol(Symbol::Class(inner)) if !seen.contains(inner) => seen.push(*inner),
                    Resolved::External(_) | Resolved::Symbol(_) => {}
                }
            }
        }
        false
    }

    /// The class attribute of that name, looked up along the bases that are classes of the program.
    pub fn class_attribute(&self, class: ClassIndex, name: &str) -> Option<GlobalIndex> {
        let mut current = class;
        for _ in 0..=self.classes.len() {
            if let Some(found) = self.class(current).attributes.get(name) {
                return Some(*found);
            }
            current = self.class(current).bases.iter().flatten().find_map(|base| match base {
                Resolved::Symbol(Symbol::Class(inner)) => Some(*inner),
                Resolved::External(_) | Resolved::Symbol(_) => None,
            })?;
        }
        None
    }

    /// Whether some method of a class sets that attribute on its instance.
    pub fn sets_on_instance(&self, class: ClassIndex, name: &str) -> bool {
        let class = self.class(class);
        class.on_instance.get_or_init(|| self.set_by_methods(class)).contains(name)
    }

    /// The attributes that the methods of a class set on their receiver.
    fn set_by_methods(&self, class: &ClassInfo<'_>) -> HashSet<String> {
        let mut found = HashSet::new();
        for index in class.methods.values() {
            let def = self.function(*index).def;
            let Some(receiver) = def.parameters.iter().next() else { continue };
            super::scope::for_each_stmt(&def.body, &mut |stmt| {
                let targets: Vec<&Expr> = match &stmt.kind {
                    crate::python::ast::StmtKind::Assign { targets, .. } => targets.iter().collect(),
                    crate::python::ast::StmtKind::AugAssign { target, .. }
                    | crate::python::ast::StmtKind::AnnAssign { target, .. } => vec![target],
                    _ => Vec::new(),
                };
                for target in targets {
                    if let ExprKind::Attribute { value, attr } = &target.kind
                        && matches!(&value.kind, ExprKind::Name(known) if *known == receiver.name.name)
                    {
                        found.insert(attr.name.clone());
                    }
                }
            });
        }
        found
    }

    /// The method of that name, looked up along the bases that are classes of the program.
    pub fn method(&self, class: ClassIndex, name: &str) -> Option<FunctionIndex> {
        let mut current = class;
        for _ in 0..=self.classes.len() {
            if let Some(found) = self.class(current).methods.get(name) {
                return Some(*found);
            }
            let inner = self.class(current).bases.iter().flatten().find_map(|base| match base {
                Resolved::Symbol(Symbol::Class(inner)) => Some(*inner),
                Resolved::External(_) | Resolved::Symbol(_) => None,
            })?;
            current = inner;
        }
        None
    }
}

/// The `if __name__ == "__main__":` suite of a module body's statement, if it is one.
pub fn main_guard(stmt: &Stmt) -> Option<&[Stmt]> {
    use crate::python::ast::{CompareOperator, Constant, StmtKind};
    let StmtKind::If { test, body, orelse } = &stmt.kind else { return None };
    let ExprKind::Compare { left, ops, comparators } = &test.kind else { return None };
    let is_name = |expr: &Expr| matches!(&expr.kind, ExprKind::Name(name) if name == "__name__");
    let is_main = |expr: &Expr| matches!(&expr.kind, ExprKind::Constant(Constant::Str(text)) if text == "__main__");
    let right = comparators.first()?;
    let guard = ops.as_slice() == [CompareOperator::Eq]
        && ((is_name(left) && is_main(right)) || (is_main(left) && is_name(right)))
        && orelse.is_empty();
    guard.then_some(body.as_slice())
}
