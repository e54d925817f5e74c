//! Which names the code of a program writes, and where: what decides whether a name of module-level code is its own.

use std::collections::{HashMap, HashSet};

use crate::model::scope::{attributes_of_block, names_of_block};
use crate::model::{Model, ModuleIndex};
use crate::python::ast::{Stmt, StmtKind};

/// The names that a program's code writes. They are gathered once, because every module asks for all of them.
#[derive(Debug, Default)]
pub struct Mentions {
    functions: HashSet<String>,
    attributes: HashMap<String, Modules>,
    imported: HashMap<String, Modules>,
}

/// The modules that write a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Modules {
    One(ModuleIndex),
    Several,
}

impl Mentions {
    /// Reads all code.
    pub fn of(model: &Model<'_>) -> Self {
        let mut found = Self::default();
        for function in &model.functions {
            names_of_block(&function.def.body, &mut found.functions);
        }
        for (index, module) in model.modules.iter().enumerate() {
            let mut attributes = HashSet::new();
            attributes_of_block(&module.tree.body, &mut attributes);
            add(&mut found.attributes, attributes, ModuleIndex(index));
            add(&mut found.imported, imported_names(&module.tree.body), ModuleIndex(index));
        }
        found
    }

    /// Whether a function names it.
    pub fn in_function(&self, name: &str) -> bool {
        self.functions.contains(name)
    }

    /// Whether it is an attribute of something anywhere: `m.name`.
    pub fn as_attribute(&self, name: &str) -> bool {
        self.attributes.contains_key(name)
    }

    /// Whether a module other than this one takes it from somewhere: `from m import name`, `m.name`.
    pub fn outside(&self, module: ModuleIndex, name: &str) -> bool {
        [&self.attributes, &self.imported]
            .iter()
            .any(|names| names.get(name).is_some_and(|modules| *modules != Modules::One(module)))
    }
}

fn add(names: &mut HashMap<String, Modules>, found: HashSet<String>, module: ModuleIndex) {
    for name in found {
        names.entry(name).and_modify(|modules| *modules = Modules::Several).or_insert(Modules::One(module));
    }
}

/// The names that imports of module-level code take from other modules; `*` for all of them.
fn imported_names(body: &[Stmt]) -> HashSet<String> {
    let imports = crate::model::imports::at_module_level(body);
    let names = imports.into_iter().filter_map(|import| match &import.stmt.kind {
        StmtKind::ImportFrom { names, .. } => Some(names),
        _ => None,
    });
    names.flatten().map(|alias| alias.name.name.clone()).collect()
}
