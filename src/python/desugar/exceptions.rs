//! The `__init__` of an exception class whose base has one too.
//!
//! ```python
//! class AppError(Exception):
//!     def __init__(self, message, code=500):
//!         super().__init__(message)
//!         self.code = code
//!
//! class NotFound(AppError):                        # class NotFound(AppError):
//!     def __init__(self, name):                    #     def __init__(self, name):
//!         super().__init__(f"no {name}", 404)      #         message = f"no {name}"
//!         self.name = name                         #         code = 404
//!                                                  #         super().__init__(message)
//!                                                  #         self.code = code
//!                                                  #         self.name = name
//! ```

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Maker;
use super::names::bindings;
use crate::python::ast::{ClassDef, Expr, ExprKind, FunctionDef, Keyword, Module, Parameter, Stmt, StmtKind};
use crate::python::case::snake;
use crate::python::visit::Node;
use crate::python::visit_mut::{self, Change};

/// Puts what the `__init__` of a base does into those that call it.
pub fn write_inits(module: &mut Module) {
    let Module { body, expr_count, stmt_count, .. } = module;
    let mut make = Maker { exprs: expr_count, stmts: stmt_count };
    let mut defined: HashMap<String, usize> = HashMap::new();
    for stmt in body.iter() {
        if let StmtKind::ClassDef(def) = &stmt.kind {
            *defined.entry(def.name.name.clone()).or_insert(0) += 1;
        }
    }
    // The exception classes so far, with the `__init__` that makes their instances.
    let mut known: HashMap<String, Option<FunctionDef>> = HashMap::new();
    for stmt in body {
        let StmtKind::ClassDef(def) = &mut stmt.kind else { continue };
        let name = def.name.name.clone();
        let [Expr { kind: ExprKind::Name(base), .. }] = def.bases.as_slice() else { continue };
        let base = base.clone();
        let is_builtin = !defined.contains_key(&base)
            && (base == "Exception" || base.ends_with("Error") || base.ends_with("Exception"));
        let plain = def.decorators.is_empty() && def.keywords.is_empty() && defined.get(&name) == Some(&1);
        if !plain || !(is_builtin || known.contains_key(&base)) {
            continue;
        }
        let inherited = known.get(&base).cloned().flatten();
        let position = def.body.iter().position(is_init);
        if let (Some(init), Some(position)) = (&inherited, position)
            && let StmtKind::FunctionDef(own) = &mut def.body[position].kind
            && let Some(body) = with_base(own, init, &base, &mut make)
        {
            own.body = body;
            def.is_flat = true;
        }
        let own = position.and_then(|position| init_of(def, position));
        // One that could not be written out makes instances in a way that is not known here.
        if position.is_some() && inherited.is_some() && !def.is_flat {
            continue;
        }
        known.insert(name, own.or(inherited));
    }
}

fn is_init(stmt: &Stmt) -> bool {
    matches!(&stmt.kind, StmtKind::FunctionDef(def) if def.name.name == "__init__")
}

fn init_of(def: &ClassDef, position: usize) -> Option<FunctionDef> {
    match &def.body[position].kind {
        StmtKind::FunctionDef(init) => Some((**init).clone()),
        _ => None,
    }
}

/// The body of an `__init__` with that of the base's in the place of its call.
fn with_base(own: &FunctionDef, base: &FunctionDef, class: &str, make: &mut Maker<'_>) -> Option<Vec<Stmt>> {
    let receiver = own.parameters.args.first()?.name.name.clone();
    let simple = base.decorators.is_empty()
        && base.parameters.vararg.is_none()
        && base.parameters.kwarg.is_none()
        && base.parameters.posonly.is_empty();
    let mut calls = own.body.iter().enumerate().filter(|(_, stmt)| base_call(stmt, class, &receiver).is_some());
    let ((position, call), None) = (calls.next()?, calls.next()) else { return None };
    if !simple || is_left_early(&base.body) || mentions_super(&own.body) != mentions_super(std::slice::from_ref(call)) {
        return None;
    }
    let (args, keywords) = base_call(call, class, &receiver)?;
    let own_names = bindings(&own.parameters, &own.body);
    let mut taken: HashSet<String> = own_names.keys().cloned().collect();
    for stmt in &own.body {
        Node::Stmt(stmt).walk(&mut |node| {
            if let Node::Expr(Expr { kind: ExprKind::Name(name), .. }) = node {
                taken.insert(name.clone());
            }
        });
    }
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    let base_receiver = base.parameters.args.first()?.name.name.clone();
    for name in bindings(&base.parameters, &base.body).into_keys() {
        let new = if name == base_receiver {
            receiver.clone()
        } else if taken.contains(&name) {
            format!("{}_{name}", snake(class))
        } else {
            name.clone()
        };
        if name != base_receiver && !taken.insert(new.clone()) {
            return None;
        }
        renamed.insert(name, new);
    }
    let mut body = own.body[..position].to_vec();
    body.extend(given(base, args, keywords, &renamed, make)?);
    let mut inner = base.body.clone();
    // The docstring says something of the base.
    if let Some(Stmt { kind: StmtKind::Expr(Expr { kind: ExprKind::Constant(_), .. }), .. }) = inner.first() {
        inner.remove(0);
    }
    visit_mut::suite(&mut inner, &mut Rename { renamed: &renamed, make });
    body.extend(inner);
    body.extend_from_slice(&own.body[position + 1..]);
    Some(body)
}

/// `name = argument` for each parameter of the base, in the order of the arguments.
fn given(
    base: &FunctionDef,
    args: &[Expr],
    keywords: &[Keyword],
    renamed: &BTreeMap<String, String>,
    make: &mut Maker<'_>,
) -> Option<Vec<Stmt>> {
    let positional: Vec<&Parameter> = base.parameters.args.iter().skip(1).collect();
    let all: Vec<&Parameter> = positional.iter().copied().chain(&base.parameters.kwonly).collect();
    let mut values: Vec<(&Parameter, Expr)> = Vec::new();
    for (position, arg) in args.iter().enumerate() {
        if matches!(arg.kind, ExprKind::Starred(_)) {
            return None;
        }
        values.push((positional.get(position)?, arg.clone()));
    }
    for keyword in keywords {
        let name = &keyword.name.as_ref()?.name;
        values.push((all.iter().find(|parameter| parameter.name.name == *name)?, keyword.value.clone()));
    }
    for parameter in &all {
        let times = values.iter().filter(|(known, _)| known.name.name == parameter.name.name).count();
        match (times, &parameter.default) {
            (1, _) => {}
            (0, Some(default)) if matches!(default.kind, ExprKind::Constant(_)) => {
                values.push((parameter, default.clone()));
            }
            _ => return None,
        }
    }
    let statements = values.into_iter().map(|(parameter, value)| {
        let name = renamed.get(&parameter.name.name).unwrap_or(&parameter.name.name).clone();
        let target = make.expr(parameter.name.span, ExprKind::Name(name));
        make.stmt(value.span, StmtKind::Assign { targets: vec![target], value })
    });
    Some(statements.collect())
}

/// The arguments of `super().__init__(…)` or `Base.__init__(self, …)`.
fn base_call<'a>(stmt: &'a Stmt, class: &str, receiver: &str) -> Option<(&'a [Expr], &'a [Keyword])> {
    let StmtKind::Expr(Expr { kind: ExprKind::Call { func, args, keywords }, .. }) = &stmt.kind else { return None };
    let ExprKind::Attribute { value, attr } = &func.kind else { return None };
    let named = |expr: &Expr, wanted: &str| matches!(&expr.kind, ExprKind::Name(name) if name == wanted);
    if attr.name != "__init__" {
        return None;
    }
    match &value.kind {
        ExprKind::Call { func, args: of, .. } if named(func, "super") && of.is_empty() => Some((args, keywords)),
        ExprKind::Name(name) if name == class && args.first().is_some_and(|first| named(first, receiver)) => {
            Some((&args[1..], keywords))
        }
        _ => None,
    }
}

fn mentions_super(body: &[Stmt]) -> usize {
    let mut found = 0;
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| {
            found +=
                usize::from(matches!(node, Node::Expr(Expr { kind: ExprKind::Name(name), .. }) if name == "super"));
        });
    }
    found
}

/// Whether a body can end before its end, or defines something of its own.
fn is_left_early(body: &[Stmt]) -> bool {
    let mut found = false;
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| {
            found |= match node {
                Node::Stmt(inner) => matches!(
                    inner.kind,
                    StmtKind::Return(_)
                        | StmtKind::FunctionDef(_)
                        | StmtKind::ClassDef(_)
                        | StmtKind::Global(_)
                        | StmtKind::Import(_)
                        | StmtKind::ImportFrom { .. }
                ),
                Node::Expr(expr) => matches!(expr.kind, ExprKind::Lambda { .. }),
                Node::Pattern(_) => false,
            };
        });
    }
    found
}

struct Rename<'r, 'm, 'b> {
    renamed: &'r BTreeMap<String, String>,
    make: &'m mut Maker<'b>,
}

impl Change for Rename<'_, '_, '_> {
    fn stmt(&mut self, stmt: &mut Stmt) {
        stmt.id = crate::python::ast::StmtId(*self.make.stmts);
        *self.make.stmts += 1;
    }

    fn expr(&mut self, expr: &mut Expr) {
        expr.id = crate::python::ast::ExprId(*self.make.exprs);
        *self.make.exprs += 1;
        if let ExprKind::Name(name) = &mut expr.kind
            && let Some(new) = self.renamed.get(name)
        {
            name.clone_from(new);
        }
    }
}
