//! What calls give for a parameter, where every call shows it.

use crate::model::{FunctionIndex, Model};
use crate::python::ast::{Constant, Expr, ExprKind, Stmt};
use crate::python::visit::Node;

/// The constants that calls give for a parameter, its default among them; `None` where something else is given, or the function is used in another way than being
/// called. What has the function's name is taken for it.
pub fn constants(model: &Model<'_>, function: FunctionIndex, parameter: &str) -> Option<Vec<Constant>> {
    let info = model.function(function);
    let position = info.def.parameters.iter().position(|one| one.name.name == parameter)?;
    let default = info.def.parameters.iter().nth(position)?.default.as_ref();
    let shift = usize::from(info.class.is_some());
    let mut found = Vec::new();
    let mut known = true;
    let (mut called, mut named) = (0, 0);
    let is_named = |expr: &Expr| match &expr.kind {
        ExprKind::Name(name) => *name == info.name,
        ExprKind::Attribute { attr, .. } => attr.name == info.name,
        _ => false,
    };
    for stmt in model.modules.iter().flat_map(|module| &module.tree.body) {
        let stmt: &Stmt = stmt;
        Node::Stmt(stmt).walk(&mut |node| {
            let Node::Expr(expr) = node else { return };
            named += usize::from(is_named(expr));
            let ExprKind::Call { func, args, keywords } = &expr.kind else { return };
            if !is_named(func) {
                return;
            }
            called += 1;
            let unpacked = args.iter().any(|arg| matches!(arg.kind, ExprKind::Starred(_)))
                || keywords.iter().any(|keyword| keyword.name.is_none());
            let by_name =
                keywords.iter().find(|keyword| keyword.name.as_ref().is_some_and(|name| name.name == parameter));
            let by_position = position.checked_sub(shift).and_then(|position| args.get(position));
            match by_name.map(|keyword| &keyword.value).or(by_position).or(default).map(|value| &value.kind) {
                Some(ExprKind::Constant(constant)) if !unpacked => {
                    if !found.contains(constant) {
                        found.push(constant.clone());
                    }
                }
                _ => known = false,
            }
        });
    }
    (known && called == named).then_some(found)
}
