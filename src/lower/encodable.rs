//! Parameters that only `json.dumps` reads: a function may get values of any encodable type for them.
//!
//! ```python
//! def send_json(self, data, status=200):
//!     self.wfile.write(json.dumps(data).encode())     # data: whatever can be written
//! ```

use std::collections::HashSet;

use crate::model::scope::{for_each_child, for_each_stmt};
use crate::model::{FunctionIndex, Model, Resolved, Symbol};
use crate::python::ast::{Expr, ExprKind, StmtKind};

/// The parameters, as function and position.
pub fn parameters(model: &Model<'_>) -> HashSet<(FunctionIndex, usize)> {
    let mut found: HashSet<(FunctionIndex, usize)> = HashSet::new();
    for index in (0..model.functions.len()).map(FunctionIndex) {
        let info = model.function(index);
        for (position, parameter) in info.def.parameters.iter().enumerate() {
            let is_receiver = position == 0 && info.class.is_some();
            let constant = parameter
                .default
                .as_ref()
                .is_none_or(|default| matches!(&default.kind, ExprKind::Constant(crate::python::ast::Constant::None)));
            if !is_receiver && constant {
                found.insert((index, position));
            }
        }
    }
    // Start with all and take away what is used otherwise, until nothing changes: recursion keeps its parameters.
    loop {
        let before = found.len();
        for index in (0..model.functions.len()).map(FunctionIndex) {
            let info = model.function(index);
            let mut used: HashSet<&str> = HashSet::new();
            let mut dumped: HashSet<&str> = HashSet::new();
            let mut visit = |expr: &'_ Expr| {
                uses(model, index, expr, &found, &mut |name, only_written| {
                    let parameter = info.def.parameters.iter().find(|parameter| parameter.name.name == name);
                    if let Some(parameter) = parameter {
                        if only_written {
                            dumped.insert(&parameter.name.name)
                        } else {
                            used.insert(&parameter.name.name)
                        };
                    }
                });
            };
            for_each_stmt(&info.def.body, &mut |stmt| {
                if let StmtKind::FunctionDef(_) | StmtKind::ClassDef(_) = &stmt.kind {
                    return;
                }
                statement_exprs(stmt, &mut visit);
            });
            for (position, parameter) in info.def.parameters.iter().enumerate() {
                let name = parameter.name.name.as_str();
                if used.contains(name) || !dumped.contains(name) || info.scope.captured.contains(name) {
                    found.remove(&(index, position));
                }
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

/// The expressions of one statement, without those of the statements in it.
fn statement_exprs<'a>(stmt: &'a crate::python::ast::Stmt, visit: &mut dyn FnMut(&'a Expr)) {
    match &stmt.kind {
        StmtKind::Return(value) => value.iter().for_each(visit),
        StmtKind::Delete(targets) => targets.iter().for_each(visit),
        StmtKind::Assign { targets, value } => {
            visit(value);
            targets.iter().for_each(visit);
        }
        StmtKind::AugAssign { target, value, .. } => {
            visit(target);
            visit(value);
        }
        StmtKind::AnnAssign { target, value, .. } => {
            value.iter().for_each(&mut *visit);
            visit(target);
        }
        StmtKind::For { target, iter, .. } => {
            visit(iter);
            visit(target);
        }
        StmtKind::While { test, .. } | StmtKind::If { test, .. } => visit(test),
        StmtKind::With { items, .. } => items.iter().for_each(|item| {
            visit(&item.context);
            item.target.iter().for_each(&mut *visit);
        }),
        StmtKind::Match { subject, .. } => visit(subject),
        StmtKind::Raise { exc, cause } => exc.iter().chain(cause).for_each(visit),
        StmtKind::Assert { test, msg } => {
            visit(test);
            msg.iter().for_each(visit);
        }
        StmtKind::Expr(value) => visit(value),
        _ => {}
    }
}

/// Calls `found(name, only_written)` for every name in an expression.
fn uses<'a>(
    model: &Model<'_>,
    function: FunctionIndex,
    expr: &'a Expr,
    encodable: &HashSet<(FunctionIndex, usize)>,
    found: &mut dyn FnMut(&'a str, bool),
) {
    if let ExprKind::Name(name) = &expr.kind {
        found(name, false);
        return;
    }
    if let ExprKind::Call { func, args, keywords } = &expr.kind {
        let info = model.function(function);
        let callee = callee(model, function, func);
        let dumps = matches!(model.resolve(info.module, func), Some(Resolved::External(name)) if name == "json.dumps");
        uses(model, function, func, encodable, found);
        for (position, arg) in args.iter().enumerate() {
            let written = (dumps && position == 0)
                || callee.is_some_and(|(callee, shift)| encodable.contains(&(callee, position + shift)));
            match &arg.kind {
                ExprKind::Name(name) if written => found(name, true),
                _ => uses(model, function, arg, encodable, found),
            }
        }
        for keyword in keywords {
            let position = callee.and_then(|(callee, _)| {
                let name = &keyword.name.as_ref()?.name;
                let position =
                    model.function(callee).def.parameters.iter().position(|parameter| parameter.name.name == *name)?;
                encodable.contains(&(callee, position)).then_some(())
            });
            match &keyword.value.kind {
                ExprKind::Name(name) if position.is_some() => found(name, true),
                _ => uses(model, function, &keyword.value, encodable, found),
            }
        }
        return;
    }
    for_each_child(expr, &mut |child| uses(model, function, child, encodable, found));
}

/// The function that a call means, and how many parameters the receiver takes.
fn callee(model: &Model<'_>, function: FunctionIndex, func: &Expr) -> Option<(FunctionIndex, usize)> {
    let info = model.function(function);
    if let ExprKind::Attribute { value, attr } = &func.kind
        && let (ExprKind::Name(receiver), Some(class)) = (&value.kind, info.class)
    {
        let first = info.def.parameters.iter().next()?;
        if first.name.name == *receiver {
            return model.method(class, &attr.name).map(|method| (method, 1));
        }
    }
    match model.resolve(info.module, func)? {
        Resolved::Symbol(Symbol::Function(callee)) => Some((callee, 0)),
        Resolved::Symbol(_) | Resolved::External(_) => None,
    }
}
