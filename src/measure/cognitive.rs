//! Cognitive complexity: how hard a function is to follow. By complexipy 8.3.0.

#![expect(clippy::wildcard_enum_match_arm, reason = "the rules name what counts; everything else does not")]

use crate::python::ast::{BoolOperator, Comprehension, Expr, ExprKind, FunctionDef, Stmt, StmtKind};
use crate::python::visit::Node;
use crate::source::SourceFile;

/// The cognitive complexity of a function, nested functions included; recursion counts one, but not theirs.
pub(super) fn complexipy(def: &FunctionDef, source: &SourceFile) -> u32 {
    Counter { source }.function(def, 0) + u32::from(calls_itself(def))
}

struct Counter<'a> {
    source: &'a SourceFile,
}

impl Counter<'_> {
    fn function(&self, def: &FunctionDef, nesting: u32) -> u32 {
        // A decorator (`def wrapper: …` and `return wrapper`) is as complex as what it wraps.
        if let [Stmt { kind: StmtKind::FunctionDef(inner), .. }, Stmt { kind: StmtKind::Return(_), .. }] = &def.body[..]
        {
            return self.function(inner, nesting);
        }
        def.body
            .iter()
            .map(|stmt| match &stmt.kind {
                StmtKind::FunctionDef(inner) => self.function(inner, nesting + 1),
                _ => self.stmt(stmt, nesting),
            })
            .sum()
    }

    fn suite(&self, body: &[Stmt], nesting: u32) -> u32 {
        body.iter().map(|stmt| self.stmt(stmt, nesting)).sum()
    }

    fn stmt(&self, stmt: &Stmt, nesting: u32) -> u32 {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function(def, nesting),
            StmtKind::ClassDef(class) => class
                .body
                .iter()
                .map(|stmt| match &stmt.kind {
                    StmtKind::FunctionDef(def) => self.function(def, nesting),
                    _ => 0,
                })
                .sum(),
            StmtKind::If { test, body, orelse } => self.if_(test, body, orelse, nesting),
            StmtKind::For { iter: head, body, orelse, .. } | StmtKind::While { test: head, body, orelse } => {
                1 + nesting + expr(head, nesting) + self.suite(body, nesting + 1) + self.suite(orelse, nesting)
            }
            StmtKind::Try { body, handlers, orelse, finalbody, is_star: _ } => {
                let handlers: u32 =
                    handlers.iter().map(|handler| 1 + nesting + self.suite(&handler.body, nesting + 1)).sum();
                let rest = self.suite(orelse, nesting) + self.suite(finalbody, nesting);
                self.suite(body, nesting) + handlers + rest
            }
            StmtKind::Match { cases, .. } => {
                1 + nesting + cases.iter().map(|case| self.suite(&case.body, nesting + 1)).sum::<u32>()
            }
            StmtKind::With { items, body, .. } => {
                items.iter().map(|item| expr(&item.context, nesting)).sum::<u32>() + self.suite(body, nesting)
            }
            StmtKind::Return(value) | StmtKind::AnnAssign { value, .. } => exprs(value, nesting),
            StmtKind::Expr(value) | StmtKind::Assign { value, .. } | StmtKind::AugAssign { value, .. } => {
                expr(value, nesting)
            }
            StmtKind::Raise { exc, cause } => exprs(exc, nesting) + exprs(cause, nesting),
            StmtKind::Assert { test, msg } => expr(test, nesting) + exprs(msg, nesting),
            _ => 0,
        }
    }

    /// `if … elif … else`: only the first test counts its nesting.
    fn if_(&self, test: &Expr, body: &[Stmt], orelse: &[Stmt], nesting: u32) -> u32 {
        let mut total = 1 + nesting + expr(test, nesting) + self.suite(body, nesting + 1);
        let mut rest = orelse;
        while let [Stmt { kind: StmtKind::If { test, body, orelse }, span, .. }] = rest
            && self.source.slice(*span).starts_with("elif")
        {
            total += 1 + expr(test, nesting) + self.suite(body, nesting + 1);
            rest = orelse;
        }
        if rest.is_empty() { total } else { total + 1 + self.suite(rest, nesting + 1) }
    }
}

fn exprs<'a>(list: impl IntoIterator<Item = &'a Expr>, nesting: u32) -> u32 {
    list.into_iter().map(|value| expr(value, nesting)).sum()
}

fn expr(value: &Expr, nesting: u32) -> u32 {
    match &value.kind {
        ExprKind::BoolOp { .. } | ExprKind::UnaryOp { .. } => sequences(value, None),
        ExprKind::Compare { left, comparators, .. } => expr(left, nesting) + exprs(comparators, nesting),
        ExprKind::IfExp { test, body, orelse } => {
            1 + nesting + expr(test, nesting) + expr(body, nesting + 1) + expr(orelse, nesting + 1)
        }
        ExprKind::Lambda { body, .. } => expr(body, nesting + 1),
        ExprKind::ListComp { element, generators }
        | ExprKind::SetComp { element, generators }
        | ExprKind::GeneratorExp { element, generators } => clauses(generators, nesting) + expr(element, nesting + 1),
        ExprKind::DictComp { key, value, generators } => {
            clauses(generators, nesting) + expr(key, nesting + 1) + expr(value, nesting + 1)
        }
        ExprKind::Call { args, .. } => exprs(args, nesting),
        ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => exprs(items, nesting),
        ExprKind::Dict(items) => exprs(items.iter().map(|item| &item.value), nesting),
        _ => 0,
    }
}

fn clauses(generators: &[Comprehension], nesting: u32) -> u32 {
    let clause = |one: &Comprehension| {
        let ifs: u32 = one.ifs.iter().map(|test| 1 + expr(test, nesting + 1)).sum();
        1 + nesting + expr(&one.iter, nesting) + ifs
    };
    generators.iter().map(clause).sum()
}

/// `a and b and c` is one sequence of operators, `a and b or c` two; `not` starts a new one. Nothing else is looked into.
fn sequences(value: &Expr, inside: Option<BoolOperator>) -> u32 {
    match &value.kind {
        ExprKind::BoolOp { op, values } => {
            u32::from(inside != Some(*op)) + values.iter().map(|value| sequences(value, Some(*op))).sum::<u32>()
        }
        ExprKind::UnaryOp { operand, .. } => sequences(operand, None),
        _ => 0,
    }
}

/// Whether the body calls the function by its bare name, outside of nested functions, classes and lambdas.
fn calls_itself(def: &FunctionDef) -> bool {
    let mut open: Vec<Node> = def.body.iter().map(Node::Stmt).collect();
    while let Some(node) = open.pop() {
        match node {
            Node::Stmt(Stmt { kind: StmtKind::FunctionDef(_) | StmtKind::ClassDef(_), .. })
            | Node::Expr(Expr { kind: ExprKind::Lambda { .. }, .. }) => continue,
            Node::Expr(Expr { kind: ExprKind::Call { func, .. }, .. }) => {
                if matches!(&func.kind, ExprKind::Name(name) if *name == def.name.name) {
                    return true;
                }
            }
            _ => {}
        }
        node.for_each_child(&mut |child| open.push(child));
    }
    false
}
