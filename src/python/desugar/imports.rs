//! What the top-level imports of a module bind.

use std::collections::{HashMap, HashSet};

use crate::python::ast::{Expr, ExprKind, Module, StmtKind};

/// Names by what they mean: `field` is `dataclasses.field`.
pub struct Imports(HashMap<String, String>);

impl Imports {
    /// The imports of a module; a name that is bound in another way too means nothing.
    pub fn of(module: &Module) -> Self {
        let mut names = HashMap::new();
        let mut spoiled = HashSet::new();
        for stmt in &module.body {
            match &stmt.kind {
                StmtKind::Import(aliases) => {
                    for alias in aliases {
                        let root = alias.name.name.split('.').next().unwrap_or_default();
                        match &alias.asname {
                            Some(bound) => names.insert(bound.name.clone(), alias.name.name.clone()),
                            None => names.insert(root.to_owned(), root.to_owned()),
                        };
                    }
                }
                StmtKind::ImportFrom { module: Some(from), names: imported, level: 0 } => {
                    for alias in imported {
                        let bound = alias.asname.as_ref().unwrap_or(&alias.name);
                        names.insert(bound.name.clone(), format!("{}.{}", from.name, alias.name.name));
                    }
                }
                StmtKind::ClassDef(def) => drop(spoiled.insert(def.name.name.clone())),
                StmtKind::FunctionDef(def) => drop(spoiled.insert(def.name.name.clone())),
                StmtKind::Assign { targets, .. } => {
                    for target in targets {
                        if let ExprKind::Name(name) = &target.kind {
                            spoiled.insert(name.clone());
                        }
                    }
                }
                _ => {}
            }
        }
        names.retain(|name, _| !spoiled.contains(name));
        Self(names)
    }

    /// What an expression names: `dataclasses.field`, `http.server.BaseHTTPRequestHandler`.
    pub fn qualified(&self, expr: &Expr) -> Option<String> {
        match &expr.kind {
            ExprKind::Name(name) => self.0.get(name).cloned(),
            ExprKind::Attribute { value, attr } => Some(format!("{}.{}", self.qualified(value)?, attr.name)),
            _ => None,
        }
    }
}
