//! Variables that are declared without a value: whether one is set more than once on some path, or may be read unset.

use crate::ir::{Block, Expr, ExprKind, LocalId, Stmt, StmtKind, Target, Type, walk};

/// Whether `local` may be set twice.
pub fn twice(block: &Block, local: LocalId) -> bool {
    most(block, local) > 1
}

/// How often `local` is set at most; a loop counts twice.
fn most(block: &Block, local: LocalId) -> usize {
    block.iter().map(|stmt| of(stmt, local)).sum()
}

fn of(stmt: &Stmt, local: LocalId) -> usize {
    let mut own = 0;
    walk::each_own_expr(&stmt.kind, &mut |expr| own += inside(expr, local));
    own + match &stmt.kind {
        StmtKind::Assign { target: Target::Local(set), .. } => usize::from(*set == local),
        StmtKind::If { then, otherwise, .. } | StmtKind::IfSome { then, otherwise, .. } => {
            most(then, local).max(most(otherwise, local))
        }
        StmtKind::Unwrap { otherwise, .. } => most(otherwise, local),
        StmtKind::While { body, .. } | StmtKind::For { body, .. } => {
            if declares(body, local) {
                most(body, local)
            } else {
                own + 2 * most(body, local)
            }
        }
        StmtKind::Try { body, handlers, otherwise, finally } => {
            let handled = handlers.iter().map(|handler| most(&handler.body, local)).max().unwrap_or(0);
            most(body, local) + handled.max(most(otherwise, local)) + most(finally, local)
        }
        StmtKind::Assign { .. }
        | StmtKind::Let { .. }
        | StmtKind::Unpack { .. }
        | StmtKind::Expr(_)
        | StmtKind::Break
        | StmtKind::Continue
        | StmtKind::Return(_)
        | StmtKind::Raise(_)
        | StmtKind::Reraise(_)
        | StmtKind::Forward { .. } => 0,
    }
}

/// How often `local` is set by the statements within an expression.
fn inside(expr: &Expr, local: LocalId) -> usize {
    let mut found = if let ExprKind::Block(block, _) = &expr.kind { most(block, local) } else { 0 };
    walk::each_operand(expr, &mut |operand| found += inside(operand, local));
    found
}

fn declares(block: &Block, local: LocalId) -> bool {
    block.iter().any(|stmt| matches!(&stmt.kind, StmtKind::Let { local: declared, .. } if *declared == local))
}

/// Whether the compiler takes `local`, declared without a value before these statements, to be read where it may not be set.
pub fn is_read_unset(block: &[Stmt], local: LocalId) -> bool {
    let mut walker = Unset { local, found: false, breaks: Vec::new() };
    walker.block(block, false);
    walker.found
}

/// The locals of a block, and of those inside it, that are declared without a value and may be read unset.
pub fn unset(block: &[Stmt], found: &mut Vec<LocalId>) {
    for (at, stmt) in block.iter().enumerate() {
        if let StmtKind::Let { local, value: None } = stmt.kind
            && is_read_unset(&block[at + 1..], local)
        {
            found.push(local);
        }
        for inner in walk::blocks(&stmt.kind) {
            unset(inner, found);
        }
    }
}

/// Follows the statements as the compiler does: whether `local` is set for certain, which holds of what is never reached too.
struct Unset {
    local: LocalId,
    found: bool,
    /// Whether it is set wherever the loops around are left.
    breaks: Vec<bool>,
}

impl Unset {
    fn block(&mut self, block: &[Stmt], set: bool) -> bool {
        block.iter().fold(set, |set, stmt| self.stmt(stmt, set))
    }

    fn stmt(&mut self, stmt: &Stmt, set: bool) -> bool {
        let mut set = set;
        walk::each_own_expr(&stmt.kind, &mut |own| set = self.expr(own, set));
        match &stmt.kind {
            StmtKind::Assign { target: Target::Local(local), .. } => set || *local == self.local,
            StmtKind::If { then, otherwise, .. } | StmtKind::IfSome { then, otherwise, .. } => {
                let then = self.block(then, set);
                self.block(otherwise, set) && then
            }
            StmtKind::While { test, body } => {
                self.breaks.push(true);
                self.block(body, set);
                let broken = self.breaks.pop().unwrap_or(true);
                broken && (set || matches!(test.kind, ExprKind::Bool(true)))
            }
            StmtKind::For { body, .. } => {
                self.breaks.push(set);
                self.block(body, set);
                self.breaks.pop();
                set
            }
            StmtKind::Try { body, handlers, otherwise, finally } => {
                let end = self.block(body, set);
                // Both arms of the `match` come after whatever has left the block.
                let caught = if handlers.is_empty() { end } else { set };
                let mut after = self.block(otherwise, caught);
                for handler in handlers {
                    after &= self.block(&handler.body, caught);
                }
                self.block(finally, if finally.is_empty() { after } else { set }) || (after && handlers.is_empty())
            }
            StmtKind::Unwrap { otherwise, .. } => {
                self.block(otherwise, set);
                set
            }
            StmtKind::Break => {
                if let Some(broken) = self.breaks.last_mut() {
                    *broken &= set;
                }
                true
            }
            StmtKind::Return(_)
            | StmtKind::Raise(_)
            | StmtKind::Reraise(_)
            | StmtKind::Continue
            | StmtKind::Forward { .. } => true,
            StmtKind::Expr(value) => set || value.ty == Type::Never,
            StmtKind::Assign { .. } | StmtKind::Let { .. } | StmtKind::Unpack { .. } => set,
        }
    }

    /// Whether it is set when an expression has been evaluated.
    fn expr(&mut self, expr: &Expr, set: bool) -> bool {
        match &expr.kind {
            ExprKind::Local(read) => {
                self.found |= !set && *read == self.local;
                set
            }
            ExprKind::Block(block, value) => {
                let set = self.block(block, set);
                self.expr(value, set)
            }
            ExprKind::And(all) | ExprKind::Or(all) => {
                let mut after = all.iter();
                let first = after.next().map_or(set, |first| self.expr(first, set));
                after.fold(first, |set, operand| self.expr(operand, set));
                first
            }
            ExprKind::Cond { test, then, otherwise } => {
                let set = self.expr(test, set);
                let then = self.expr(then, set);
                self.expr(otherwise, set) && then
            }
            ExprKind::Lambda(_) | ExprKind::Comprehension { .. } => {
                walk::each_operand(expr, &mut |operand| {
                    self.expr(operand, set);
                });
                set
            }
            _ => {
                let mut now = set;
                walk::each_operand(expr, &mut |operand| now = self.expr(operand, now));
                now
            }
        }
    }
}
