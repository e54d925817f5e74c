//! How much a function computes by itself: loops, how deep they nest, arithmetic.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "looks for a few kinds of nodes among many; all others say nothing here"
)]

use crate::model::bodies::children;
use crate::python::ast::{ExprKind, Stmt, StmtKind};
use crate::python::visit::Node;

/// The work of a body, counted in its own code: not in functions that it calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// `for`, `while`, and the `for` clauses of comprehensions.
    pub loops: u32,
    /// How deep loops nest: 2 for `[f(a, b) for a in x for b in y]`.
    pub depth: u32,
    /// `+ - * / // % ** @ << >> & | ^ ~`, also as `+=`.
    pub arithmetic: u32,
    /// Those of them that stand in a loop.
    pub arithmetic_in_loops: u32,
    /// `sorted(…)` and `.sort(…)`.
    pub sorts: u32,
}

impl Work {
    /// Counts the work of a body.
    pub fn of(stmts: &[Stmt]) -> Self {
        let mut work = Self::default();
        let mut open: Vec<(Node<'_>, u32)> = stmts.iter().rev().map(|stmt| (Node::Stmt(stmt), 0)).collect();
        while let Some((node, depth)) = open.pop() {
            let loops = work.count(node, depth);
            let inside = depth + loops;
            work.loops += loops;
            work.depth = work.depth.max(inside);
            // The `else` suite and the iterable run once, but neither is worth telling apart from the body here.
            children(node, &mut |child| open.push((child, inside)));
        }
        work
    }

    /// Counts one node; the answer is how many loops it opens.
    fn count(&mut self, node: Node<'_>, depth: u32) -> u32 {
        let mut arithmetic = 0;
        let mut loops = 0;
        match node {
            Node::Stmt(stmt) => match &stmt.kind {
                StmtKind::For { .. } | StmtKind::While { .. } => loops = 1,
                StmtKind::AugAssign { .. } => arithmetic = 1,
                _ => {}
            },
            Node::Expr(expr) => match &expr.kind {
                ExprKind::BinOp { .. } => arithmetic = 1,
                ExprKind::ListComp { generators, .. }
                | ExprKind::SetComp { generators, .. }
                | ExprKind::DictComp { generators, .. }
                | ExprKind::GeneratorExp { generators, .. } => {
                    loops = u32::try_from(generators.len()).unwrap_or(u32::MAX);
                }
                ExprKind::Call { func, .. } => {
                    let sorts = match &func.kind {
                        ExprKind::Name(name) => name == "sorted",
                        ExprKind::Attribute { attr, .. } => attr.name == "sort",
                        _ => false,
                    };
                    self.sorts += u32::from(sorts);
                }
                _ => {}
            },
            Node::Pattern(_) => {}
        }
        self.arithmetic += arithmetic;
        if depth > 0 {
            self.arithmetic_in_loops += arithmetic;
        }
        loops
    }

    /// Whether the work is worth a faster language by itself.
    pub fn computes(self) -> bool {
        self.loops > 0 || self.sorts > 0 || self.arithmetic >= 3
    }

    /// Whether the work outweighs waiting for input and output: nested loops, or much arithmetic in one.
    pub fn is_heavy(self) -> bool {
        (self.depth >= 2 && self.arithmetic_in_loops > 0) || self.arithmetic_in_loops >= 4
    }

    /// The counts in words: `2 loops nested 2 deep, 5 arithmetic operations`.
    pub fn words(self) -> String {
        let mut parts = Vec::new();
        if self.loops > 0 {
            let nested = if self.depth > 1 { format!(" nested {} deep", self.depth) } else { String::new() };
            parts.push(format!("{}{nested}", number(self.loops, "loop")));
        }
        if self.sorts > 0 {
            parts.push(number(self.sorts, "sort"));
        }
        if self.arithmetic > 0 {
            let inside = match self.arithmetic_in_loops {
                0 => String::new(),
                some if some == self.arithmetic => " in loops".to_owned(),
                some => format!(", {some} of them in loops"),
            };
            parts.push(format!("{}{inside}", number(self.arithmetic, "arithmetic operation")));
        }
        parts.join(", ")
    }
}

/// `1 loop`, `2 loops`
pub fn number(count: u32, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
