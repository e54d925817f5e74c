//! Attributes that a request handler's methods set on `self`.

use std::collections::HashSet;

use crate::model::scope::{for_each_child, for_each_expr};
use crate::model::{ClassIndex, FunctionIndex, Model};
use crate::python::ast::{Expr, ExprKind, Stmt, StmtKind};

/// Whether every `do_X` that may read the attribute sets it first, so that no request sees what another left in it.
pub fn set_before_read(model: &Model<'_>, class: ClassIndex, attribute: &str) -> bool {
    let methods = &model.class(class).methods;
    methods.iter().filter(|(name, _)| name.starts_with("do_")).all(|(_, index)| {
        if !reads(model, class, *index, attribute, &mut HashSet::new()) {
            return true;
        }
        let def = model.function(*index).def;
        let Some(receiver) = def.parameters.iter().next().map(|parameter| parameter.name.name.as_str()) else {
            return false;
        };
        for stmt in &def.body {
            if sets(stmt, receiver, attribute) {
                return !statement_reads(model, class, stmt, receiver, attribute, true);
            }
            if statement_reads(model, class, stmt, receiver, attribute, false) {
                return false;
            }
        }
        false
    })
}

/// `self.attribute = …`
fn sets(stmt: &Stmt, receiver: &str, attribute: &str) -> bool {
    let targets: Vec<&Expr> = match &stmt.kind {
        StmtKind::Assign { targets, .. } => targets.iter().collect(),
        StmtKind::AnnAssign { target, value: Some(_), .. } => vec![target],
        _ => Vec::new(),
    };
    targets.iter().any(|target| is_attribute(target, receiver, attribute))
}

fn is_attribute(expr: &Expr, receiver: &str, attribute: &str) -> bool {
    matches!(&expr.kind, ExprKind::Attribute { value, attr } if attr.name == attribute && matches!(&value.kind, ExprKind::Name(name) if name == receiver))
}

/// Whether a method, or one that it calls on `self`, reads the attribute.
fn reads(
    model: &Model<'_>,
    class: ClassIndex,
    index: FunctionIndex,
    attribute: &str,
    seen: &mut HashSet<FunctionIndex>,
) -> bool {
    if !seen.insert(index) {
        return false;
    }
    let def = model.function(index).def;
    let Some(receiver) = def.parameters.iter().next().map(|parameter| parameter.name.name.as_str()) else {
        return false;
    };
    let mut found = false;
    for_each_expr(&def.body, &mut |expr| found |= expr_reads(model, class, expr, receiver, attribute, seen));
    found
}

/// Whether any method reads an attribute of its receiver; setting it counts too.
fn read_anywhere(model: &Model<'_>, class: ClassIndex, attribute: &str) -> bool {
    model.class(class).methods.values().any(|index| {
        let def = model.function(*index).def;
        let receiver = def.parameters.iter().next().map(|parameter| parameter.name.name.as_str());
        let mut found = false;
        for_each_expr(&def.body, &mut |expr| found |= mentions(expr, receiver.unwrap_or_default(), attribute));
        found
    })
}

fn mentions(expr: &Expr, receiver: &str, attribute: &str) -> bool {
    let mut found = is_attribute(expr, receiver, attribute);
    for_each_child(expr, &mut |child| found |= mentions(child, receiver, attribute));
    found
}

fn expr_reads(
    model: &Model<'_>,
    class: ClassIndex,
    expr: &Expr,
    receiver: &str,
    attribute: &str,
    seen: &mut HashSet<FunctionIndex>,
) -> bool {
    if is_attribute(expr, receiver, attribute) {
        return true;
    }
    let is_receiver = |value: &Expr| matches!(&value.kind, ExprKind::Name(name) if name == receiver);
    if let ExprKind::Attribute { value, attr } = &expr.kind
        && is_receiver(value)
    {
        return model.method(class, &attr.name).is_some_and(|method| reads(model, class, method, attribute, seen));
    }
    // It is handed to a function, which may call any method.
    if is_receiver(expr) && read_anywhere(model, class, attribute) {
        return true;
    }
    let mut found = false;
    for_each_child(expr, &mut |child| found |= expr_reads(model, class, child, receiver, attribute, seen));
    found
}

fn statement_reads(
    model: &Model<'_>,
    class: ClassIndex,
    stmt: &Stmt,
    receiver: &str,
    attribute: &str,
    value_only: bool,
) -> bool {
    let mut found = false;
    if let (StmtKind::Assign { value, .. } | StmtKind::AnnAssign { value: Some(value), .. }, true) =
        (&stmt.kind, value_only)
    {
        return expr_reads(model, class, value, receiver, attribute, &mut HashSet::new());
    }
    for_each_expr(std::slice::from_ref(stmt), &mut |expr| {
        found |= expr_reads(model, class, expr, receiver, attribute, &mut HashSet::new());
    });
    found
}
