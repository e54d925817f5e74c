//! Cyclomatic complexity: how many ways lead through a function. Tools count different things as a fork.

#![expect(clippy::wildcard_enum_match_arm, reason = "the rules name what counts; everything else does not")]

use crate::python::ast::{Comprehension, Expr, ExprKind, Pattern, PatternKind, Stmt, StmtKind};
use crate::python::visit::Node;

use super::{count, suites};

/// By radon 6.0.1: nested functions and classes do not count, operators, comprehensions and assertions do.
pub(super) fn radon(body: &[Stmt]) -> u32 {
    let mut complexity = 1;
    let mut open: Vec<Node> = body.iter().map(Node::Stmt).collect();
    while let Some(node) = open.pop() {
        let (forks, enter) = match node {
            Node::Stmt(stmt) => radon_stmt(stmt),
            Node::Expr(expr) => (radon_expr(expr), true),
            Node::Pattern(_) => (0, true),
        };
        complexity += forks;
        if enter {
            node.for_each_child(&mut |child| open.push(child));
        }
    }
    complexity
}

/// What a statement counts itself, and whether what is in it counts too.
fn radon_stmt(stmt: &Stmt) -> (u32, bool) {
    match &stmt.kind {
        StmtKind::FunctionDef(_) | StmtKind::ClassDef(_) => (0, false),
        StmtKind::Assert { .. } => (1, false),
        StmtKind::If { .. } => (1, true),
        StmtKind::For { orelse, .. } | StmtKind::While { orelse, .. } => (1 + u32::from(!orelse.is_empty()), true),
        StmtKind::Try { is_star: false, handlers, orelse, .. } => {
            (count(handlers.len()) + u32::from(!orelse.is_empty()), true)
        }
        StmtKind::Match { cases, .. } => {
            let bare = |pattern: &Pattern| matches!(pattern.kind, PatternKind::As { pattern: None, .. });
            let otherwise = cases.iter().any(|case| bare(&case.pattern));
            (count(cases.len()).saturating_sub(u32::from(otherwise)), true)
        }
        _ => (0, true),
    }
}

fn radon_expr(expr: &Expr) -> u32 {
    let clauses = |generators: &[Comprehension]| generators.iter().map(|one| 1 + count(one.ifs.len())).sum();
    match &expr.kind {
        ExprKind::BoolOp { values, .. } => count(values.len()) - 1,
        ExprKind::IfExp { .. } => 1,
        ExprKind::ListComp { generators, .. }
        | ExprKind::SetComp { generators, .. }
        | ExprKind::DictComp { generators, .. }
        | ExprKind::GeneratorExp { generators, .. } => clauses(generators),
        _ => 0,
    }
}

/// By ruff's C901: statements only; a nested function counts one more than its body.
pub(super) fn ruff(body: &[Stmt]) -> u32 {
    let mut complexity = 1;
    let mut open: Vec<&[Stmt]> = vec![body];
    while let Some(suite) = open.pop() {
        for stmt in suite {
            complexity += match &stmt.kind {
                StmtKind::If { .. } | StmtKind::For { .. } | StmtKind::While { .. } | StmtKind::FunctionDef(_) => 1,
                StmtKind::Try { handlers, orelse, .. } => count(handlers.len()) + u32::from(!orelse.is_empty()),
                StmtKind::Match { cases, .. } => {
                    let last = cases.last();
                    let otherwise = last.is_some_and(|case| case.guard.is_none() && is_irrefutable(&case.pattern));
                    count(cases.len()) - u32::from(otherwise)
                }
                _ => 0,
            };
            suites(stmt, &mut |suite| open.push(suite));
        }
    }
    complexity
}

/// Whether a pattern matches everything: `_`, `x`, `_ as x`, `1 | _`
fn is_irrefutable(pattern: &Pattern) -> bool {
    match &pattern.kind {
        PatternKind::As { pattern: None, .. } => true,
        PatternKind::As { pattern: Some(pattern), .. } => is_irrefutable(pattern),
        PatternKind::Or(patterns) => patterns.iter().any(is_irrefutable),
        _ => false,
    }
}
