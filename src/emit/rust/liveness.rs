//! Which use of a variable is its last.

use std::collections::HashSet;

use super::attempt::{crosses, is_leaving};
use crate::ir::walk::{each_operand, each_operand_of_iter, each_statement};
use crate::ir::{Block, Clause, Expr, ExprKind, Iter, LocalId, Pattern, Stmt, StmtKind, Target};

type Live = HashSet<LocalId>;

/// What is live where control may go.
#[derive(Clone, Default)]
pub struct Exits {
    after_break: Live,
    after_continue: Live,
    /// What handlers and `finally` of the enclosing tries read, and what is read after those whose body is a closure.
    caught: Live,
    /// Whether it is in a loop.
    in_loop: bool,
}

impl Exits {
    fn of_loop(&self, after_break: Live, after_continue: Live) -> Self {
        Self { after_break, after_continue, caught: self.caught.clone(), in_loop: true }
    }
}

/// Walks backwards, and notes the uses that are the last ones of their local.
pub struct Liveness {
    pub last: HashSet<*const Expr>,
}

impl Liveness {
    pub fn block(&mut self, block: &Block, mut live: Live, exits: &Exits) -> Live {
        for stmt in block.iter().rev() {
            live = self.stmt(stmt, live, exits);
        }
        live
    }

    pub fn stmt(&mut self, stmt: &Stmt, mut live: Live, exits: &Exits) -> Live {
        live.extend(&exits.caught);
        match &stmt.kind {
            StmtKind::Let { local, value } => {
                live.remove(local);
                if let Some(value) = value {
                    self.expr(value, &mut live);
                }
            }
            StmtKind::Assign { target, value } => {
                match target {
                    // A handler finds what it held where the value raises.
                    Target::Local(local) if !exits.caught.contains(local) => {
                        live.remove(local);
                    }
                    Target::Local(_) => {}
                    Target::Field { object, .. } => self.expr(object, &mut live),
                    Target::Global(_) => {}
                }
                self.expr(value, &mut live);
            }
            StmtKind::Unpack { pattern, value } => {
                forget(pattern, &mut live);
                live.extend(&exits.caught);
                self.expr(value, &mut live);
            }
            StmtKind::Expr(value) => self.expr(value, &mut live),
            StmtKind::Raise(value) => {
                live.clone_from(&exits.caught);
                self.expr(value, &mut live);
            }
            StmtKind::If { test, then, otherwise } => {
                let mut both = self.block(then, live.clone(), exits);
                both.extend(self.block(otherwise, live, exits));
                live = both;
                self.expr(test, &mut live);
            }
            StmtKind::IfSome { value, local, then, otherwise } => {
                let mut both = self.block(then, live.clone(), exits);
                both.remove(local);
                both.extend(self.block(otherwise, live, exits));
                live = both;
                self.expr(value, &mut live);
            }
            StmtKind::Unwrap { value, local, otherwise } => {
                live.remove(local);
                live.extend(self.block(otherwise, Live::new(), exits));
                self.expr(value, &mut live);
            }
            StmtKind::While { test, body } => {
                let mut around = live.clone();
                reads_of_block(body, &mut around);
                reads(test, &mut around);
                let inner = exits.of_loop(live, around.clone());
                self.block(body, around.clone(), &inner);
                self.expr(test, &mut around);
                live = around;
            }
            StmtKind::For { pattern, iter, body } => {
                let mut around = live.clone();
                reads_of_block(body, &mut around);
                let inner = exits.of_loop(live.clone(), around.clone());
                // What the body declares itself is not live when it begins again.
                let mut inside = around.clone();
                forget(pattern, &mut inside);
                let declared = declared_in(body);
                let end: Live = inside.difference(&declared).copied().collect();
                self.block(body, end, &inner);
                forget(pattern, &mut around);
                live = around;
                self.iter(iter, &mut live);
            }
            StmtKind::Break => live = &exits.after_break | &exits.caught,
            StmtKind::Continue => live = &exits.after_continue | &exits.caught,
            StmtKind::Return(value) => {
                live.clone_from(&exits.caught);
                if let Some(value) = value {
                    self.expr(value, &mut live);
                }
            }
            StmtKind::Reraise(local) => {
                live.clone_from(&exits.caught);
                live.insert(*local);
            }
            StmtKind::Try { body, handlers, otherwise, finally } => {
                let after = self.block(finally, live, exits);
                let mut caught = exits.caught.clone();
                reads_of_block(finally, &mut caught);
                if !finally.is_empty() {
                    caught.extend(&after);
                }
                let inner = Exits { caught: caught.clone(), ..exits.clone() };
                for handler in handlers {
                    let handled = self.block(&handler.body, after.clone(), &inner);
                    caught.extend(&handled);
                    reads_of_block(&handler.body, &mut caught);
                }
                let rest = self.block(otherwise, after, &inner);
                // A closure takes what it moves, on whatever way it is left; in a loop, one that is left early is a block.
                if !(exits.in_loop && crosses(body, &is_leaving)) {
                    caught.extend(&rest);
                }
                let guarded = Exits { caught, ..exits.clone() };
                live = self.block(body, rest, &guarded);
            }
            StmtKind::Forward { .. } => live.clone_from(&exits.caught),
        }
        live
    }

    pub fn iter(&mut self, iter: &Iter, live: &mut Live) {
        let mut operands = Vec::new();
        each_operand_of_iter(iter, &mut |expr| operands.push(expr));
        for operand in operands.into_iter().rev() {
            self.expr(operand, live);
        }
    }

    pub fn expr(&mut self, expr: &Expr, live: &mut Live) {
        match &expr.kind {
            ExprKind::Local(local) => {
                if live.insert(*local) {
                    self.last.insert(std::ptr::from_ref(expr));
                }
            }
            ExprKind::Cond { test, then, otherwise } => {
                let mut other = live.clone();
                self.expr(then, live);
                self.expr(otherwise, &mut other);
                live.extend(other);
                self.expr(test, live);
            }
            ExprKind::And(all) | ExprKind::Or(all) => {
                for one in all.iter().rev() {
                    self.expr(one, live);
                }
            }
            // Python asks for the item first, and Rust mostly for the container.
            ExprKind::Contains { item, container } => {
                let mut beside = live.clone();
                reads(item, &mut beside);
                reads(container, live);
                self.expr(item, live);
                self.expr(container, &mut beside);
                live.extend(beside);
            }
            ExprKind::Let { local, value, body } => {
                self.expr(body, live);
                live.remove(local);
                self.expr(value, live);
            }
            ExprKind::Block(block, value) => {
                self.expr(value, live);
                // Only reads matter here; a move inside is not worth the trouble.
                reads_of_block(block, live);
            }
            ExprKind::Comprehension { clauses, element, value, .. } => {
                // The parts run many times.
                for part in [Some(element), value.as_ref()].into_iter().flatten() {
                    reads(part, live);
                }
                for (i, clause) in clauses.iter().enumerate().rev() {
                    clause.conditions.iter().for_each(|condition| reads(condition, live));
                    if i == 0 {
                        self.iter(&clause.iter, live);
                    } else {
                        each_operand_of_iter(&clause.iter, &mut |expr| reads(expr, live));
                    }
                }
                self.innermost(clauses, element, value.as_deref());
            }
            ExprKind::Lambda(lambda) => reads(&lambda.body, live),
            _ => {
                let mut operands = Vec::new();
                each_operand(expr, &mut |operand| operands.push(operand));
                for operand in operands.into_iter().rev() {
                    self.expr(operand, live);
                }
            }
        }
    }

    /// The locals that a comprehension binds for each element are its own: their last uses are found in the element.
    fn innermost(&mut self, clauses: &[Clause], element: &Expr, value: Option<&Expr>) {
        let mut own = Live::new();
        for clause in clauses {
            bound(&clause.pattern, &mut own);
        }
        let mut outside = Live::new();
        reads(element, &mut outside);
        if let Some(value) = value {
            reads(value, &mut outside);
        }
        for clause in clauses {
            each_operand_of_iter(&clause.iter, &mut |expr| reads(expr, &mut outside));
        }
        let mut live: Live = outside.difference(&own).copied().collect();
        if let Some(value) = value {
            self.expr(value, &mut live);
        }
        self.expr(element, &mut live);
    }
}

/// The tries that end a function: nothing runs after their body has ended.
pub fn ending(block: &Block, found: &mut HashSet<*const Stmt>) {
    let Some(last) = block.last() else { return };
    match &last.kind {
        StmtKind::If { then, otherwise, .. } | StmtKind::IfSome { then, otherwise, .. } => {
            ending(then, found);
            ending(otherwise, found);
        }
        StmtKind::Try { handlers, otherwise, finally, .. } if finally.is_empty() => {
            if otherwise.is_empty() {
                found.insert(std::ptr::from_ref(last));
            }
            handlers.iter().for_each(|handler| ending(&handler.body, found));
            ending(otherwise, found);
        }
        _ => {}
    }
}

fn forget(pattern: &Pattern, live: &mut Live) {
    let mut locals = Live::new();
    bound(pattern, &mut locals);
    live.retain(|local| !locals.contains(local));
}

/// The locals that a pattern binds.
pub fn bound(pattern: &Pattern, locals: &mut HashSet<LocalId>) {
    match pattern {
        Pattern::Local(local) => {
            locals.insert(*local);
        }
        Pattern::Tuple(all) => all.iter().for_each(|one| bound(one, locals)),
        Pattern::Ignore => {}
    }
}

fn declared_in(block: &Block) -> Live {
    let mut declared = Live::new();
    each_statement(block, &mut |stmt| match &stmt.kind {
        StmtKind::Let { local, .. } | StmtKind::Unwrap { local, .. } | StmtKind::IfSome { local, .. } => {
            declared.insert(*local);
        }
        StmtKind::Unpack { pattern, .. } | StmtKind::For { pattern, .. } => bound(pattern, &mut declared),
        _ => {}
    });
    declared
}

/// Every local that an expression reads.
pub fn reads(expr: &Expr, out: &mut HashSet<LocalId>) {
    if let ExprKind::Local(local) = &expr.kind {
        out.insert(*local);
    }
    if let ExprKind::Block(block, _) = &expr.kind {
        reads_of_block(block, out);
    }
    each_operand(expr, &mut |operand| reads(operand, out));
}

/// Every local that a block reads.
pub fn reads_of_block(block: &Block, out: &mut HashSet<LocalId>) {
    crate::ir::walk::block(block, &mut |expr| {
        if let ExprKind::Local(local) = &expr.kind {
            out.insert(*local);
        }
    });
    for stmt in block {
        if let StmtKind::Reraise(local) = &stmt.kind {
            out.insert(*local);
        }
    }
}
