//! Methods that are kept under a name of their own.
//!
//! ```python
//! find = re.compile(r"\W").search     # find = re.compile(r"\W")
//!
//! def quote(text):                    # def quote(text):
//!     found = []                      #     found = []
//!     add = found.append              #
//!     if find(text):                  #     if find.search(text):
//!         add(text)                   #         found.append(text)
//! ```
//!
//! A method that is only ever called is that of one object: of a compiled pattern of the module, or of a container that its function has just made and that no other
//! object takes the place of.

use std::collections::BTreeSet;

use super::Maker;
use super::imports::Imports;
use super::names;
use crate::python::ast::{Expr, ExprKind, FunctionDef, Identifier, Module, Parameters, Stmt, StmtKind};
use crate::python::visit::Node;
use crate::python::visit_mut::{self, Change};
use crate::source::Span;

/// What makes a container of its own each time.
const CONTAINERS: &[&str] = &["list", "dict", "set"];

/// Writes each such method as a method of its object.
pub fn write_out(module: &mut Module, imports: &Imports) {
    let Module { body, expr_count, stmt_count, .. } = module;
    let mut make = Maker { exprs: expr_count, stmts: stmt_count };
    patterns(body, imports, &mut make);
    let hidden = hidden(body);
    for stmt in body {
        of_functions(stmt, &hidden, &mut make);
    }
}

/// The containers' names that a module gives another meaning.
fn hidden(body: &[Stmt]) -> BTreeSet<String> {
    let bound = names::bindings(&Parameters::default(), body);
    CONTAINERS.iter().filter(|name| bound.contains_key(**name)).map(|name| (*name).to_owned()).collect()
}

/// `find = re.compile(…).search` of the module.
fn patterns(body: &mut [Stmt], imports: &Imports, make: &mut Maker<'_>) {
    let bound = names::bindings(&Parameters::default(), body);
    let mut found = Vec::new();
    for (position, stmt) in body.iter().enumerate() {
        let Some((name, object, method)) = kept(stmt) else { continue };
        let ExprKind::Call { func, .. } = &object.kind else { continue };
        let fits = imports.qualified(func).as_deref() == Some("re.compile") && bound.get(name) == Some(&1);
        if fits && only_called(body, name, stmt.span) && !is_declared(body, name) {
            found.push((position, name.to_owned(), object.clone(), method.clone()));
        }
    }
    for (position, name, object, method) in found {
        let kept = body[position].span;
        let mut rewrite = Rewrite { make, name: &name, object: None, method: &method, kept };
        visit_mut::suite(body, &mut rewrite);
        if let StmtKind::Assign { value, .. } = &mut body[position].kind {
            *value = object;
        }
    }
}

/// Every function in a statement.
fn of_functions(stmt: &mut Stmt, hidden: &BTreeSet<String>, make: &mut Maker<'_>) {
    match &mut stmt.kind {
        StmtKind::FunctionDef(def) => of_function(def, hidden, make),
        StmtKind::ClassDef(class) => class.body.iter_mut().for_each(|stmt| of_functions(stmt, hidden, make)),
        _ => {}
    }
}

/// `add = found.append` of a function, at the top of its suite.
fn of_function(def: &mut FunctionDef, hidden: &BTreeSet<String>, make: &mut Maker<'_>) {
    let bound = names::bindings(&def.parameters, &def.body);
    let mut position = 0;
    while position < def.body.len() {
        if let Some((name, object, method)) = kept(&def.body[position])
            && let ExprKind::Name(holder) = &object.kind
            && bound.get(name) == Some(&1)
            && bound.get(holder) == Some(&1)
            && def.body[..position].iter().any(|stmt| makes(stmt, holder, hidden, &bound))
            && only_called(&def.body[position + 1..], name, def.body[position].span)
            && !mentions(&def.body[..position], name)
            && !is_declared(&def.body, name)
            && !is_declared(&def.body, holder)
            && !hides(&def.body, name, holder)
        {
            let (name, object, method) = (name.to_owned(), object.clone(), method.clone());
            let kept = def.body.remove(position).span;
            let mut rewrite = Rewrite { make, name: &name, object: Some(&object), method: &method, kept };
            visit_mut::suite(&mut def.body, &mut rewrite);
        } else {
            position += 1;
        }
    }
}

/// `name = object.method`
fn kept(stmt: &Stmt) -> Option<(&str, &Expr, &Identifier)> {
    let StmtKind::Assign { targets, value } = &stmt.kind else { return None };
    let [Expr { kind: ExprKind::Name(name), .. }] = targets.as_slice() else { return None };
    let ExprKind::Attribute { value: object, attr } = &value.kind else { return None };
    Some((name, object, attr))
}

/// Whether a statement binds a name to a container that nothing else holds yet.
fn makes(
    stmt: &Stmt,
    name: &str,
    hidden: &BTreeSet<String>,
    bound: &std::collections::BTreeMap<String, usize>,
) -> bool {
    let StmtKind::Assign { targets, value } = &stmt.kind else { return false };
    let is_it = matches!(targets.as_slice(), [Expr { kind: ExprKind::Name(target), .. }] if target == name);
    is_it
        && match &value.kind {
            ExprKind::List(_)
            | ExprKind::Dict(_)
            | ExprKind::Set(_)
            | ExprKind::ListComp { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::DictComp { .. } => true,
            ExprKind::Call { func, .. } => matches!(&func.kind, ExprKind::Name(made)
                if CONTAINERS.contains(&made.as_str()) && !hidden.contains(made) && !bound.contains_key(made)),
            _ => false,
        }
}

/// Whether a name is nothing but called where it means what the body means by it.
fn only_called(body: &[Stmt], name: &str, kept: Span) -> bool {
    let mut mentions = 0_usize;
    names::each_name(body, &mut |expr, used, inner| {
        if used == name && !kept.contains(expr.span) && !inner.iter().any(|scope| scope.contains(used)) {
            mentions += 1;
        }
    });
    let mut calls = 0_usize;
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| {
            if let Node::Expr(Expr { kind: ExprKind::Call { func, .. }, .. }) = node
                && matches!(&func.kind, ExprKind::Name(called) if called == name)
            {
                calls += 1;
            }
        });
    }
    // Where a scope inside gives the name another meaning there are more names than mentions: then nothing is sure.
    mentions == calls && mentions == all_mentions(body, name, kept)
}

fn all_mentions(body: &[Stmt], name: &str, kept: Span) -> usize {
    let mut found = 0;
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| {
            if let Node::Expr(Expr { kind: ExprKind::Name(used), span, .. }) = node {
                found += usize::from(used == name && !kept.contains(*span));
            }
        });
    }
    found
}

fn mentions(body: &[Stmt], name: &str) -> bool {
    all_mentions(body, name, Span::default()) > 0
}

/// Whether a function in a body takes one of the names for something else: a parameter, a name of its own.
fn hides(body: &[Stmt], name: &str, holder: &str) -> bool {
    let mut found = false;
    names::each_name(body, &mut |_, used, inner| {
        found |= used == name && inner.iter().any(|scope| scope.contains(name) || scope.contains(holder));
    });
    found
}

/// `global name`, `nonlocal name`
fn is_declared(body: &[Stmt], name: &str) -> bool {
    let mut found = false;
    for stmt in body {
        Node::Stmt(stmt).statements(&mut |stmt| {
            if let StmtKind::Global(names) | StmtKind::Nonlocal(names) = &stmt.kind {
                found |= names.iter().any(|declared| declared.name == name);
            }
        });
    }
    found
}

struct Rewrite<'r, 'm> {
    make: &'r mut Maker<'m>,
    name: &'r str,
    /// The object; the name itself if it is to hold it.
    object: Option<&'r Expr>,
    method: &'r Identifier,
    kept: Span,
}

impl Change for Rewrite<'_, '_> {
    fn expr(&mut self, expr: &mut Expr) {
        let ExprKind::Call { func, .. } = &mut expr.kind else { return };
        let is_it = matches!(&func.kind, ExprKind::Name(called) if called == self.name);
        if !is_it || self.kept.contains(func.span) {
            return;
        }
        let span = func.span;
        let kind = self.object.map_or_else(|| func.kind.clone(), |object| object.kind.clone());
        let value = Box::new(self.make.expr(span, kind));
        let attr = Identifier { name: self.method.name.clone(), span };
        **func = self.make.expr(span, ExprKind::Attribute { value, attr });
    }
}
