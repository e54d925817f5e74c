//! A parameter that is always `sys.stdin`.
//!
//! ```python
//! def read(lines):                  # def read():
//!     for line in lines:            #     for line in sys.stdin:
//!         parse(line)               #         parse(line)
//!
//! read(sys.stdin)                   # read()
//! ```
//!
//! Only of functions of the module that are called by their name and nothing else.

use std::collections::BTreeMap;

use super::imports::Imports;
use super::names;
use crate::python::ast::{Expr, ExprKind, FunctionDef, Module, Stmt, StmtKind};
use crate::python::visit::Node;
use crate::python::visit_mut::{self, Change};

/// Takes every such parameter away, until there is none.
pub fn take_away(module: &mut Module, imports: &Imports) {
    while let Some(found) = find(module, imports) {
        visit_mut::suite(&mut module.body, &mut found.clone().calls());
        for stmt in &mut module.body {
            if let StmtKind::FunctionDef(def) = &mut stmt.kind
                && def.name.name == found.function
            {
                def.parameters.args.remove(found.position);
                visit_mut::suite(&mut def.body, &mut Uses { name: &found.parameter, input: &found.input });
            }
        }
    }
}

#[derive(Clone)]
struct Found {
    function: String,
    position: usize,
    parameter: String,
    input: Expr,
}

impl Found {
    fn calls(self) -> Calls {
        Calls { function: self.function, position: self.position, parameter: self.parameter }
    }
}

fn find(module: &Module, imports: &Imports) -> Option<Found> {
    let mentioned = names::mentioned(&module.body);
    mentioned.get("stdin")?;
    module.body.iter().find_map(|stmt| {
        let StmtKind::FunctionDef(def) = &stmt.kind else { return None };
        let calls = calls_of(&module.body, &def.name.name);
        // Its definition is a mention too.
        let only_called = mentioned.get(&def.name.name) == Some(&(calls.len() + 1));
        if calls.is_empty() || !only_called || !def.decorators.is_empty() {
            return None;
        }
        (0..def.parameters.args.len()).find_map(|position| always_input(def, position, &calls, imports))
    })
}

fn calls_of<'a>(body: &'a [Stmt], function: &str) -> Vec<&'a Expr> {
    let mut found = Vec::new();
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| {
            if let Node::Expr(expr) = node
                && let ExprKind::Call { func, .. } = &expr.kind
                && matches!(&func.kind, ExprKind::Name(name) if name == function)
            {
                found.push(expr);
            }
        });
    }
    found
}

fn always_input(def: &FunctionDef, position: usize, calls: &[&Expr], imports: &Imports) -> Option<Found> {
    let parameter = def.parameters.args[position].name.name.clone();
    let mut input = None;
    for call in calls {
        let ExprKind::Call { args, keywords, .. } = &call.kind else { return None };
        let spread = args.iter().any(|arg| matches!(arg.kind, ExprKind::Starred(_)))
            || keywords.iter().any(|keyword| keyword.name.is_none());
        let by_name =
            || keywords.iter().find(|keyword| keyword.name.as_ref().is_some_and(|name| name.name == parameter));
        let given = args.get(position).or_else(|| by_name().map(|keyword| &keyword.value))?;
        if spread || !def.parameters.posonly.is_empty() || imports.qualified(given).as_deref() != Some("sys.stdin") {
            return None;
        }
        input = Some(given.clone());
    }
    let input = input?;
    let bound: BTreeMap<String, usize> = names::bindings(&def.parameters, &def.body);
    let mut inner = false;
    names::each_name(&def.body, &mut |_, name, scopes| {
        inner |= name == parameter && scopes.iter().any(|scope| scope.contains(name));
    });
    let mut root = &input;
    while let ExprKind::Attribute { value, .. } = &root.kind {
        root = value;
    }
    let ExprKind::Name(root) = &root.kind else { return None };
    let own = bound.get(&parameter) == Some(&1) && !inner && !bound.contains_key(root);
    own.then(|| Found { function: def.name.name.clone(), position, parameter, input: input.clone() })
}

struct Calls {
    function: String,
    position: usize,
    parameter: String,
}

impl Change for Calls {
    fn expr(&mut self, expr: &mut Expr) {
        let ExprKind::Call { func, args, keywords } = &mut expr.kind else { return };
        if matches!(&func.kind, ExprKind::Name(name) if *name == self.function) {
            if self.position < args.len() {
                args.remove(self.position);
            } else {
                keywords.retain(|keyword| keyword.name.as_ref().is_none_or(|name| name.name != self.parameter));
            }
        }
    }
}

struct Uses<'a> {
    name: &'a str,
    input: &'a Expr,
}

impl Change for Uses<'_> {
    fn expr(&mut self, expr: &mut Expr) {
        if matches!(&expr.kind, ExprKind::Name(name) if name == self.name) {
            let span = expr.span;
            expr.kind = self.input.kind.clone();
            let mut part = expr;
            // What stands there now has that place.
            loop {
                part.span = span;
                match &mut part.kind {
                    ExprKind::Attribute { value, .. } => part = value,
                    _ => return,
                }
            }
        }
    }
}
