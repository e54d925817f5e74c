//! What refused code can reach.

use super::lowerer::Lowerer;
use crate::ir;
use crate::model::{GlobalIndex, ModuleIndex, Resolved, Symbol};
use crate::python::ast::Stmt;

impl Lowerer<'_> {
    /// The module-level variables that statements reach, through the functions that they name too.
    pub fn globals_reached(&self, module: ModuleIndex, statements: &[Stmt]) -> Vec<ir::GlobalId> {
        let model = self.model;
        let mut names = std::collections::HashSet::new();
        crate::model::scope::names_of_block(statements, &mut names);
        let mut attributes = std::collections::HashSet::new();
        crate::model::scope::attributes_of_block(statements, &mut attributes);
        let mut found = std::collections::BTreeSet::new();
        let mut seen = std::collections::HashSet::new();
        let mut work: Vec<(std::collections::HashSet<String>, std::collections::HashSet<String>)> =
            vec![(names, attributes)];
        while let Some((names, attributes)) = work.pop() {
            for name in names {
                match model.resolve_name(module, &name) {
                    Resolved::Symbol(Symbol::Global(index)) => {
                        found.insert(index);
                    }
                    Resolved::Symbol(Symbol::Function(index)) if seen.insert(index) => {
                        work.push(names_in(&model.function(index).def.body));
                    }
                    Resolved::Symbol(Symbol::Class(class)) => {
                        for index in model.class(class).methods.values() {
                            if seen.insert(*index) {
                                work.push(names_in(&model.function(*index).def.body));
                            }
                        }
                    }
                    _ => {}
                }
            }
            // `self.helper()`: any method of that name.
            for index in (0..model.functions.len()).map(crate::model::FunctionIndex) {
                let info = model.function(index);
                if info.class.is_some() && attributes.contains(&info.name) && seen.insert(index) {
                    work.push(names_in(&info.def.body));
                }
            }
            for index in (0..model.globals.len()).map(GlobalIndex) {
                if model.global(index).class.is_some() && attributes.contains(&model.global(index).name) {
                    found.insert(index);
                }
            }
        }
        found.into_iter().map(Self::global_id).collect()
    }
}

fn names_in(body: &[Stmt]) -> (std::collections::HashSet<String>, std::collections::HashSet<String>) {
    let mut names = std::collections::HashSet::new();
    let mut attributes = std::collections::HashSet::new();
    crate::model::scope::names_of_block(body, &mut names);
    crate::model::scope::attributes_of_block(body, &mut attributes);
    (names, attributes)
}
