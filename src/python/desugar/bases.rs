//! Base classes that serve one class only.
//!
//! ```python
//! class JsonMixin:                                        # class Api(BaseHTTPRequestHandler):
//!     def reply(self, data): ...                          #     def do_GET(self): ...
//!                                                         #     def reply(self, data): ...
//! class Api(JsonMixin, BaseHTTPRequestHandler):
//!     def do_GET(self): ...
//! ```

use std::collections::{HashMap, HashSet};

use super::imports::Imports;
use crate::python::ast::{ClassDef, Expr, ExprKind, Module, Stmt, StmtKind};
use crate::python::visit::Node;

/// The classes of Python's library that a class with such bases may have as its last base.
const ROOTS: &[&str] = &["http.server.BaseHTTPRequestHandler"];

/// Gives classes the methods of their bases, where nothing else knows the base.
pub fn flatten(module: &mut Module, imports: &Imports) {
    // A class is done once its bases are; each round does one.
    while let Some((class, bases)) = next(module, imports) {
        let mut taken: Vec<ClassDef> = Vec::new();
        for base in &bases {
            let found = module.body.iter().position(|stmt| is_class(stmt, base));
            if let Some(Stmt { kind: StmtKind::ClassDef(def), .. }) = found.map(|found| module.body.remove(found)) {
                taken.push(*def);
            }
        }
        let Some(def) = module.body.iter_mut().find_map(|stmt| match &mut stmt.kind {
            StmtKind::ClassDef(def) if def.name.name == class => Some(def),
            _ => None,
        }) else {
            return;
        };
        let mut own: HashSet<String> = def.body.iter().flat_map(bound).collect();
        def.bases.retain(|base| !matches!(&base.kind, ExprKind::Name(name) if bases.contains(name)));
        for base in taken {
            def.bases.extend(base.bases);
            for stmt in base.body {
                let names = bound(&stmt);
                if names.is_empty() || names.iter().any(|name| own.contains(name)) {
                    continue;
                }
                own.extend(names);
                def.body.push(stmt);
            }
        }
    }
}

fn is_class(stmt: &Stmt, name: &str) -> bool {
    matches!(&stmt.kind, StmtKind::ClassDef(def) if def.name.name == name)
}

/// The names that a statement of a class body binds; none of what is only a docstring or `pass`.
fn bound(stmt: &Stmt) -> Vec<String> {
    let name = |expr: &Expr| match &expr.kind {
        ExprKind::Name(name) => Some(name.clone()),
        _ => None,
    };
    match &stmt.kind {
        StmtKind::FunctionDef(def) => vec![def.name.name.clone()],
        StmtKind::Assign { targets, .. } => targets.iter().filter_map(name).collect(),
        StmtKind::AnnAssign { target, .. } => name(target).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// A class of the module whose bases can become part of it, with the names of those bases.
fn next(module: &Module, imports: &Imports) -> Option<(String, Vec<String>)> {
    let mut defined: HashMap<&str, Vec<&ClassDef>> = HashMap::new();
    for stmt in &module.body {
        if let StmtKind::ClassDef(def) = &stmt.kind {
            defined.entry(&def.name.name).or_default().push(def);
        }
    }
    let uses = uses(module);
    let single = |name: &str| match defined.get(name).map(Vec::as_slice) {
        Some([def]) => Some(*def),
        _ => None,
    };
    let root = |base: &Expr| imports.qualified(base).is_some_and(|name| ROOTS.contains(&name.as_str()));
    module.body.iter().find_map(|stmt| {
        let StmtKind::ClassDef(def) = &stmt.kind else { return None };
        if !is_plain(def) || single(&def.name.name).is_none() {
            return None;
        }
        let mut names: Vec<String> = Vec::new();
        let mut all = vec![&**def];
        for (position, base) in def.bases.iter().enumerate() {
            if root(base) && position + 1 == def.bases.len() {
                continue;
            }
            let ExprKind::Name(name) = &base.kind else { return None };
            let inner = single(name)?;
            // The bases of a base are looked at in their own round, or are the root alone. What the root defines comes last.
            let is_last = position + 1 == def.bases.len();
            let fine = inner.bases.is_empty() || (is_last && inner.bases.len() == 1 && root(&inner.bases[0]));
            if !fine || !is_plain(inner) || uses.get(name.as_str()) != Some(&1) || names.contains(name) {
                return None;
            }
            names.push(name.clone());
            all.push(inner);
        }
        (!names.is_empty() && keeps_meaning(&all)).then(|| (def.name.name.clone(), names))
    })
}

fn is_plain(def: &ClassDef) -> bool {
    let simple = |stmt: &Stmt| match &stmt.kind {
        StmtKind::Expr(value) => matches!(value.kind, ExprKind::Constant(_)),
        StmtKind::Pass => true,
        _ => !bound(stmt).is_empty(),
    };
    def.decorators.is_empty() && def.keywords.is_empty() && def.type_params.is_empty() && def.body.iter().all(simple)
}

/// Whether one class means the same as all of them: `super()` and names with two underscores look at the class that they stand in.
fn keeps_meaning(classes: &[&ClassDef]) -> bool {
    classes.iter().flat_map(|def| &def.body).all(|stmt| {
        let mut fine = true;
        Node::Stmt(stmt).walk(&mut |node| {
            if let Node::Expr(expr) = node {
                fine &= match &expr.kind {
                    ExprKind::Name(name) => name != "super" && name != "__class__" && !is_private(name),
                    ExprKind::Attribute { attr, .. } => !is_private(&attr.name),
                    _ => true,
                };
            }
        });
        fine && bound(stmt).iter().all(|name| !is_private(name))
    })
}

/// Whether Python puts the name of the class into this name (`__secret`).
fn is_private(name: &str) -> bool {
    name.starts_with("__") && !name.ends_with("__")
}

/// How often each name is read or written anywhere in the module.
fn uses(module: &Module) -> HashMap<&str, usize> {
    let mut uses = HashMap::new();
    for stmt in &module.body {
        Node::Stmt(stmt).walk(&mut |node| {
            if let Node::Expr(Expr { kind: ExprKind::Name(name), .. }) = node {
                *uses.entry(name.as_str()).or_insert(0) += 1;
            }
        });
    }
    uses
}
