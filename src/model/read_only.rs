//! Module-level variables that nothing in the program changes, translated or not.
//!
//! ```python
//! RATES = {"EUR": 1.0, "USD": 0.92}
//! def convert(amount, currency):
//!     return amount * RATES[currency]      # each use of the name only looks something up
//! ```

use std::collections::{HashMap, HashSet};

use super::{GlobalIndex, Model};
use crate::python::ast::{ClassDef, CompareOperator, Constant, Expr, ExprKind, Stmt, StmtKind};
use crate::python::visit::Node;

/// Methods that look something up and give nothing that changes the container.
const LOOK_UPS: &[&str] = &["get", "items", "keys", "values", "copy", "index", "count", "join"];
/// Functions that only go through their argument.
const READERS: &[&str] = &[
    "len",
    "sorted",
    "list",
    "tuple",
    "set",
    "dict",
    "sum",
    "min",
    "max",
    "any",
    "all",
    "enumerate",
    "zip",
    "reversed",
    "str",
];

/// The variables whose every use in a function, or under `if __name__ == "__main__":`, looks something up in them. What they *hold* may still be changed, unless
/// it is of types that cannot be.
pub fn only_looked_up(model: &Model<'_>) -> HashSet<GlobalIndex> {
    let mut all: HashMap<String, usize> = HashMap::new();
    let mut fine: HashMap<String, usize> = HashMap::new();
    for module in &model.modules {
        for stmt in &module.tree.body {
            scan(stmt, &mut all, &mut fine);
        }
    }
    (0..model.globals.len())
        .map(GlobalIndex)
        .filter(|index| {
            let info = model.global(*index);
            // The binding itself is the one use that looks nothing up.
            info.class.is_none()
                && info.bindings == 1
                && !info.rebound_in_function
                && all.get(&info.name).copied().unwrap_or(0) == fine.get(&info.name).copied().unwrap_or(0) + 1
        })
        .collect()
}

/// The variables that are bound once, at module level or in the body of a class, and by nothing else in the program: no function, no `module.NAME = …`, no name
/// that is computed. What they hold may be changed, unless it is of a type that cannot be.
pub fn bound_once(model: &Model<'_>) -> HashSet<GlobalIndex> {
    const COMPUTED: &[&str] = &["setattr", "delattr", "globals", "vars", "exec", "eval", "__import__"];
    let mut stored: HashSet<&str> = HashSet::new();
    // Names of functions like `setattr`, and the calls of these that bind no variable of a module or class but those in `stored`.
    let (mut computed, mut harmless, mut own) = (0, 0, 0);
    // In a method of a metaclass, `self` is a class.
    let metaclass = |class: &ClassDef| {
        !class.keywords.is_empty()
            || class.bases.iter().any(|base| matches!(&base.kind, ExprKind::Name(name) if name == "type"))
    };
    let mut has_metaclass = false;
    for stmt in model.modules.iter().flat_map(|module| &module.tree.body) {
        Node::Stmt(stmt).walk(&mut |node| match node {
            Node::Stmt(inner) => {
                has_metaclass |= matches!(&inner.kind, StmtKind::ClassDef(class) if metaclass(class));
                for target in targets(inner) {
                    Node::Expr(target).walk(&mut |node| {
                        if let Node::Expr(Expr { kind: ExprKind::Attribute { attr, .. }, .. }) = node {
                            stored.insert(&attr.name);
                        }
                    });
                }
            }
            Node::Expr(Expr { kind: ExprKind::Name(name), .. }) if COMPUTED.contains(&name.as_str()) => computed += 1,
            Node::Expr(expr) => match reached(expr) {
                Some(Reached::Named(name)) => {
                    stored.insert(name);
                    harmless += 1;
                }
                Some(Reached::OfSelf) => own += 1,
                None => {}
            },
            Node::Pattern(_) => {}
        });
    }
    if computed > harmless + if has_metaclass { 0 } else { own } {
        return HashSet::new();
    }
    let once = |index: &GlobalIndex| {
        let info = model.global(*index);
        info.bindings == 1 && !info.rebound_in_function && !stored.contains(info.name.as_str())
    };
    (0..model.globals.len()).map(GlobalIndex).filter(once).collect()
}

/// What a call that computes the name of an attribute can reach.
enum Reached<'a> {
    /// The attributes of one name: `setattr(x, "name", value)`.
    Named(&'a str),
    /// What the instance has of its own: `setattr(self, name, value)`, `vars(self)`.
    OfSelf,
}

fn reached(expr: &Expr) -> Option<Reached<'_>> {
    let ExprKind::Call { func, args, keywords } = &expr.kind else { return None };
    let ExprKind::Name(function) = &func.kind else { return None };
    let object = args.first()?;
    let own = matches!(&object.kind, ExprKind::Name(name) if name == "self");
    match (function.as_str(), args.get(1).map(|name| &name.kind)) {
        _ if !keywords.is_empty() => None,
        ("setattr" | "delattr", Some(ExprKind::Constant(Constant::Str(name)))) => Some(Reached::Named(name)),
        ("setattr" | "delattr", Some(_)) | ("vars", None) if own => Some(Reached::OfSelf),
        _ => None,
    }
}

fn scan(stmt: &Stmt, all: &mut HashMap<String, usize>, fine: &mut HashMap<String, usize>) {
    Node::Stmt(stmt).walk(&mut |node| match node {
        Node::Expr(expr) => {
            if let ExprKind::Name(name) = &expr.kind {
                *all.entry(name.clone()).or_insert(0) += 1;
            }
            looked_up(expr, &mut |name| *fine.entry(name.to_owned()).or_insert(0) += 1);
        }
        Node::Stmt(inner) => {
            if let StmtKind::For { iter: Expr { kind: ExprKind::Name(name), .. }, .. } = &inner.kind {
                *fine.entry(name.clone()).or_insert(0) += 1;
            }
            for target in targets(inner) {
                Node::Expr(target).walk(&mut |node| {
                    // Once for the item that is set, once more so that the counts never meet.
                    if let Node::Expr(Expr { kind: ExprKind::Name(name), .. }) = node {
                        *all.entry(name.clone()).or_insert(0) +=
                            usize::from(!matches!(target.kind, ExprKind::Name(_))) * 2;
                    }
                });
            }
        }
        Node::Pattern(_) => {}
    });
}

/// What a statement binds or deletes.
fn targets(stmt: &Stmt) -> Vec<&Expr> {
    match &stmt.kind {
        StmtKind::Assign { targets, .. } | StmtKind::Delete(targets) => targets.iter().collect(),
        StmtKind::AugAssign { target, .. } | StmtKind::AnnAssign { target, .. } | StmtKind::For { target, .. } => {
            vec![target]
        }
        StmtKind::With { items, .. } => items.iter().filter_map(|item| item.target.as_ref()).collect(),
        _ => Vec::new(),
    }
}

/// The names that an expression only looks something up in.
fn looked_up(expr: &Expr, found: &mut dyn FnMut(&str)) {
    let mut name = |expr: &Expr| {
        if let ExprKind::Name(name) = &expr.kind {
            found(name);
        }
    };
    match &expr.kind {
        ExprKind::Subscript { value, .. } => name(value),
        ExprKind::Compare { ops, comparators, .. } => {
            for (op, right) in ops.iter().zip(comparators) {
                if matches!(op, CompareOperator::In | CompareOperator::NotIn) {
                    name(right);
                }
            }
        }
        ExprKind::Call { func, args, .. } => match &func.kind {
            ExprKind::Attribute { value, attr } if LOOK_UPS.contains(&attr.name.as_str()) => name(value),
            ExprKind::Name(called) if READERS.contains(&called.as_str()) => args.iter().for_each(name),
            _ => {}
        },
        ExprKind::ListComp { generators, .. }
        | ExprKind::SetComp { generators, .. }
        | ExprKind::GeneratorExp { generators, .. }
        | ExprKind::DictComp { generators, .. } => generators.iter().for_each(|generator| name(&generator.iter)),
        _ => {}
    }
}
