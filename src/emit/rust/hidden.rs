//! Locals of one name: which of them would hide another one that is still used.
//!
//! `if let Some(n) = n { n += 1; }` would change the inner `n`; where the original changes the outer one, the inner one needs a name of its own.

use std::collections::HashSet;

use crate::ir::walk::{blocks, each_operand, each_operand_of_iter, each_own_expr};
use crate::ir::{Block, Expr, ExprKind, Function, LocalId, Pattern, Stmt, StmtKind, Target};

/// The locals of a function that would hide another of the same name where that one is read or set.
pub fn hiding(function: &Function) -> HashSet<LocalId> {
    let params = (0..u32::try_from(function.params).unwrap_or_default()).map(LocalId);
    let mut scope = Scope { function, visible: params.collect(), hiding: HashSet::new() };
    scope.block(&function.body);
    scope.hiding
}

struct Scope<'f> {
    function: &'f Function,
    /// What is declared at this point, inner ones last.
    visible: Vec<LocalId>,
    hiding: HashSet<LocalId>,
}

impl Scope<'_> {
    fn name(&self, local: LocalId) -> &str {
        self.function.locals.get(local.0 as usize).map_or("", |local| local.name.as_str())
    }

    fn inside(&mut self, visit: impl FnOnce(&mut Self)) {
        let before = self.visible.len();
        visit(self);
        self.visible.truncate(before);
    }

    fn block(&mut self, block: &Block) {
        self.inside(|scope| block.iter().for_each(|stmt| scope.stmt(stmt)));
    }

    /// What is declared within the expressions of a statement may be printed before it: it is visible to the end of the block.
    fn stmt(&mut self, stmt: &Stmt) {
        each_own_expr(&stmt.kind, &mut |own| self.expr(own));
        match &stmt.kind {
            StmtKind::Let { local, .. } => self.visible.push(*local),
            StmtKind::Assign { target: Target::Local(local), .. } => self.use_of(*local),
            StmtKind::Unpack { pattern, .. } => self.declare(pattern),
            StmtKind::IfSome { local, then, otherwise, .. } => {
                self.inside(|scope| {
                    scope.visible.push(*local);
                    scope.block(then);
                });
                self.block(otherwise);
            }
            StmtKind::Unwrap { local, otherwise, .. } => {
                self.block(otherwise);
                self.visible.push(*local);
            }
            StmtKind::For { pattern, body, .. } => self.inside(|scope| {
                scope.declare(pattern);
                scope.block(body);
            }),
            StmtKind::Try { body, handlers, otherwise, finally } => {
                self.block(body);
                for handler in handlers {
                    self.inside(|scope| {
                        scope.visible.extend(handler.local);
                        scope.block(&handler.body);
                    });
                }
                self.block(otherwise);
                self.block(finally);
            }
            StmtKind::Reraise(local) => self.use_of(*local),
            StmtKind::Assign { .. }
            | StmtKind::Expr(_)
            | StmtKind::If { .. }
            | StmtKind::While { .. }
            | StmtKind::Break
            | StmtKind::Continue
            | StmtKind::Return(_)
            | StmtKind::Raise(_)
            | StmtKind::Forward { .. } => blocks(&stmt.kind).into_iter().for_each(|inner| self.block(inner)),
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Local(local) => self.use_of(*local),
            ExprKind::Let { local, value, body } => {
                self.expr(value);
                self.visible.push(*local);
                self.expr(body);
            }
            ExprKind::Lambda(lambda) => self.inside(|scope| {
                scope.visible.extend(&lambda.params);
                scope.expr(&lambda.body);
            }),
            ExprKind::Comprehension { clauses, element, value, .. } => self.inside(|scope| {
                for clause in clauses {
                    each_operand_of_iter(&clause.iter, &mut |operand| scope.expr(operand));
                    scope.declare(&clause.pattern);
                    clause.conditions.iter().for_each(|condition| scope.expr(condition));
                }
                scope.expr(element);
                value.iter().for_each(|value| scope.expr(value));
            }),
            ExprKind::Block(block, value) => {
                block.iter().for_each(|stmt| self.stmt(stmt));
                self.expr(value);
            }
            _ => each_operand(expr, &mut |operand| self.expr(operand)),
        }
    }

    fn declare(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Local(local) => self.visible.push(*local),
            Pattern::Tuple(all) => all.iter().for_each(|one| self.declare(one)),
            Pattern::Ignore => {}
        }
    }

    /// A local is read or set: whatever of its name was declared after it hides it.
    fn use_of(&mut self, local: LocalId) {
        let name = self.name(local);
        if name.is_empty() || !self.visible.contains(&local) {
            return;
        }
        let after: Vec<LocalId> = self.visible.iter().rev().take_while(|other| **other != local).copied().collect();
        let hiding: Vec<LocalId> = after.into_iter().filter(|other| self.name(*other) == name).collect();
        self.hiding.extend(hiding);
    }
}
