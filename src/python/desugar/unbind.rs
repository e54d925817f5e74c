//! Names that are deleted at the end of their use.
//!
//! ```python
//! import re                       # import re
//! PATTERN = re.compile(r"\d+")    # PATTERN = re.compile(r"\d+")
//! del re                          #
//! ```
//!
//! What nothing reads afterwards may as well stay: neither the rest of the body, which runs once, nor a function, which runs at any time.

use std::collections::BTreeSet;

use super::names;
use crate::python::ast::{Constant, Expr, ExprKind, Module, Stmt, StmtKind};
use crate::python::visit::Node;

/// Takes such names out of the `del` statements of the module and its classes.
pub fn drop_deletions(module: &mut Module) {
    let read_by_functions = read_by_functions(&module.body);
    let attributes = attributes(&module.body);
    for stmt in &mut module.body {
        if let StmtKind::ClassDef(class) = &mut stmt.kind {
            in_body(&mut class.body, &attributes);
        }
    }
    in_body(&mut module.body, &read_by_functions);
}

/// Takes out of a body's own `del` statements what neither the rest of it nor `elsewhere` reads.
fn in_body(body: &mut Vec<Stmt>, elsewhere: &BTreeSet<String>) {
    let defined: BTreeSet<String> = body.iter().filter_map(definition).collect();
    let mut position = 0;
    while position < body.len() {
        let (before, rest) = body.split_at_mut(position + 1);
        if let Some(Stmt { kind: StmtKind::Delete(targets), .. }) = before.last_mut() {
            targets.retain(|target| match &target.kind {
                ExprKind::Name(name) => {
                    defined.contains(name) || elsewhere.contains(name) || rest.iter().any(|stmt| reads(stmt, name))
                }
                _ => true,
            });
            if targets.is_empty() {
                body.remove(position);
                continue;
            }
        }
        position += 1;
    }
}

/// The function or class that a statement defines: others ask for it by its name.
fn definition(stmt: &Stmt) -> Option<String> {
    match &stmt.kind {
        StmtKind::FunctionDef(def) => Some(def.name.name.clone()),
        StmtKind::ClassDef(def) => Some(def.name.name.clone()),
        _ => None,
    }
}

/// Whether a statement of the body mentions a name; what a function reads is counted elsewhere.
fn reads(stmt: &Stmt, name: &str) -> bool {
    let mut found = false;
    names::each_name(std::slice::from_ref(stmt), &mut |_, used, inner| {
        found |= used == name && !inner.iter().any(|scope| scope.contains(used));
    });
    found
}

/// The names that functions, methods and lambdas take from outside.
fn read_by_functions(body: &[Stmt]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| match node {
            Node::Stmt(Stmt { kind: StmtKind::FunctionDef(def), .. }) => {
                found.extend(names::free(&def.parameters, &def.body));
                for stmt in &def.body {
                    Node::Stmt(stmt).statements(&mut |stmt| {
                        if let StmtKind::Global(globals) = &stmt.kind {
                            found.extend(globals.iter().map(|global| global.name.clone()));
                        }
                    });
                }
            }
            Node::Expr(Expr { kind: ExprKind::Lambda { body, .. }, .. }) => {
                Node::Expr(body).walk(&mut |node| {
                    if let Node::Expr(Expr { kind: ExprKind::Name(name), .. }) = node {
                        found.insert(name.clone());
                    }
                });
            }
            _ => {}
        });
    }
    found
}

/// The names by which attributes are read, `getattr(it, "name")` among them.
fn attributes(body: &[Stmt]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| {
            if let Node::Expr(expr) = node {
                match &expr.kind {
                    ExprKind::Attribute { attr, .. } => drop(found.insert(attr.name.clone())),
                    ExprKind::Constant(Constant::Str(text)) => drop(found.insert(text.clone())),
                    _ => {}
                }
            }
        });
    }
    found
}
