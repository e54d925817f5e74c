//! What refused code can reach.

use std::collections::{BTreeSet, HashSet};

use super::heap::NodeShape;
use super::lowerer::Lowerer;
use super::ty::Ty;
use crate::ir;
use crate::model::{FunctionIndex, GlobalIndex, ModuleIndex, Resolved, Symbol};
use crate::python::ast::{Constant, Expr, ExprKind, Stmt};
use crate::python::visit::Node;

impl Lowerer<'_> {
    /// The module-level variables that statements reach, through the functions that they name too.
    pub fn globals_reached(&self, module: ModuleIndex, statements: &[Stmt]) -> Vec<ir::GlobalId> {
        let model = self.model;
        let mut found = BTreeSet::new();
        let mut seen = HashSet::new();
        let mut work = vec![(module, names_in(statements))];
        while let Some((module, Names { names, attributes, computed })) = work.pop() {
            if computed {
                return (0..model.globals.len()).map(|index| Self::global_id(GlobalIndex(index))).collect();
            }
            let mut functions = Vec::new();
            let mut globals = Vec::new();
            for name in names {
                match model.resolve_name(module, &name) {
                    Resolved::Symbol(Symbol::Global(index)) => globals.push(index),
                    Resolved::Symbol(Symbol::Function(index)) => functions.push(index),
                    Resolved::Symbol(Symbol::Class(class)) => functions.extend(model.class(class).methods.values()),
                    _ => {}
                }
            }
            // `self.helper()`: any method of that name; `store.add()`: the function of another module.
            functions.extend((0..model.functions.len()).map(FunctionIndex).filter(|index| {
                let info = model.function(*index);
                (info.class.is_some() || info.module != module) && attributes.contains(&info.name)
            }));
            globals.extend((0..model.globals.len()).map(GlobalIndex).filter(|index| {
                let info = model.global(*index);
                (info.class.is_some() || info.module != module) && attributes.contains(&info.name)
            }));
            for index in globals {
                if found.insert(index) {
                    // `ROUTES[path]()`: any function that the table holds.
                    self.functions_held(
                        &self.globals.get(&index).map_or(Ty::Never, |state| state.ty.clone()),
                        &mut functions,
                    );
                }
            }
            for index in functions {
                if seen.insert(index) {
                    let info = model.function(index);
                    work.push((info.module, names_in(&info.def.body)));
                }
            }
        }
        found.into_iter().map(Self::global_id).collect()
    }

    /// The functions that a value of a type holds.
    fn functions_held(&self, ty: &Ty, functions: &mut Vec<FunctionIndex>) {
        let mut met = HashSet::new();
        let mut work = vec![ty.clone()];
        while let Some(ty) = work.pop() {
            match self.heap.resolve(&ty) {
                Ty::Function(set) => functions.extend(self.heap.functions(set)),
                Ty::Optional(inner) => work.push(*inner),
                Ty::Tuple(items) => work.extend(items),
                Ty::Object(node) if met.insert(node) => match self.heap.shape(node) {
                    NodeShape::List(item) | NodeShape::Set(item) | NodeShape::Dict(_, item) => work.push(item.clone()),
                    NodeShape::Record(fields) | NodeShape::Instance(_, fields) => {
                        work.extend(fields.iter().map(|(_, ty)| ty.clone()));
                    }
                },
                _ => {}
            }
        }
    }
}

/// The names and attributes in a body.
struct Names {
    names: HashSet<String>,
    attributes: HashSet<String>,
    /// It looks things up by names that are computed: it can reach anything.
    computed: bool,
}

fn names_in(body: &[Stmt]) -> Names {
    let mut found = Names { names: HashSet::new(), attributes: HashSet::new(), computed: false };
    crate::model::scope::names_of_block(body, &mut found.names);
    crate::model::scope::attributes_of_block(body, &mut found.attributes);
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| {
            let Node::Expr(Expr { kind: ExprKind::Call { func, args, .. }, .. }) = node else { return };
            let ExprKind::Name(name) = &func.kind else { return };
            match (name.as_str(), args.get(1).map(|arg| &arg.kind)) {
                ("getattr" | "setattr" | "delattr", Some(ExprKind::Constant(Constant::Str(attribute)))) => {
                    found.attributes.insert(attribute.clone());
                }
                // With variables of its own it reaches those.
                ("eval" | "exec", Some(_)) => {}
                // Source that stands here reaches what it names.
                ("eval" | "exec", None) if text_of(args).is_some() => {
                    let words = text_of(args).unwrap_or_default().split(|c: char| !c.is_alphanumeric() && c != '_');
                    let words: Vec<String> = words.map(str::to_owned).collect();
                    found.attributes.extend(words.iter().cloned());
                    found.names.extend(words);
                }
                ("getattr" | "setattr" | "delattr" | "eval" | "exec" | "globals" | "vars" | "__import__", _) => {
                    found.computed = true;
                }
                _ => {}
            }
        });
    }
    found
}

/// The text that is the first argument.
fn text_of(args: &[Expr]) -> Option<&str> {
    match args.first().map(|arg| &arg.kind) {
        Some(ExprKind::Constant(Constant::Str(text))) => Some(text),
        _ => None,
    }
}
