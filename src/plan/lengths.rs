//! What a test of a length tells: in `len(parts) == 3 and parts[2] == "votes"` the item is there.
//!
//! A list that nothing in the program ever makes shorter keeps at least the length that a test found, under every name it has.

use std::collections::{HashMap, HashSet};

use super::bridge::leaves;
use crate::ir::{
    CompareOp, Expr, ExprKind, LibraryCall, LocalId, ObjectId, Pattern, Program, Shape, Stmt, StmtKind, Target, Type,
    walk,
};

/// The least length of lists that variables hold.
type Known = HashMap<LocalId, i64>;

/// Takes the `IndexError` off the items that are known to be there.
pub fn keep_known_items(program: &mut Program) {
    let lists = kept_lists(program);
    for function in 0..program.functions.len() {
        let mut body = std::mem::take(&mut program.functions[function].body);
        let mut found = Found { lists: &lists, safe: HashSet::new() };
        found.block(&body, Known::new());
        let safe = found.safe;
        if !safe.is_empty() {
            walk::block_mut(&mut body, &mut |expr| {
                let known = safe.contains(&std::ptr::from_ref(expr));
                if let (true, ExprKind::Library(call)) = (known, &mut expr.kind) {
                    call.raises.clear();
                }
            });
        }
        program.functions[function].body = body;
    }
}

/// Lists that nothing makes shorter. What a value of unknown shape holds may be shortened through that value.
fn kept_lists(program: &Program) -> HashSet<ObjectId> {
    let mut kept: HashSet<ObjectId> = (0u32..)
        .map(ObjectId)
        .zip(&program.objects)
        .filter(|(_, object)| matches!(&object.shape, Shape::List(item) if *item != Type::Json))
        .map(|(id, _)| id)
        .collect();
    for function in &program.functions {
        walk::block(&function.body, &mut |expr| {
            if let ExprKind::Library(call) = &expr.kind
                && shortens(&call.helper)
                && let Some(Type::Object(id)) = call.args.first().map(|list| &list.ty)
            {
                kept.remove(id);
            }
        });
    }
    kept
}

fn shortens(helper: &str) -> bool {
    matches!(
        helper,
        "list_remove"
            | "list_pop"
            | "list_pop_at"
            | "list_clear"
            | "list_delitem"
            | "list_setslice"
            | "list_delslice"
            | "heapq_heappop"
    )
}

struct Found<'p> {
    lists: &'p HashSet<ObjectId>,
    /// The items that are there.
    safe: HashSet<*const Expr>,
}

impl Found<'_> {
    fn block(&mut self, block: &[Stmt], mut known: Known) {
        for stmt in block {
            let bound = bound(stmt);
            match &stmt.kind {
                StmtKind::If { test, then, otherwise } => {
                    self.expr(test, &known);
                    let (when_true, when_false) = (self.facts(test, true), self.facts(test, false));
                    self.block(then, with(&known, &when_true));
                    self.block(otherwise, with(&known, &when_false));
                    if leaves(then) {
                        known = with(&known, &when_false);
                    } else if leaves(otherwise) {
                        known = with(&known, &when_true);
                    }
                }
                kind => {
                    // A loop comes back with what it has bound.
                    known.retain(|local, _| !bound.contains(local));
                    walk::each_own_expr(kind, &mut |expr| self.expr(expr, &known));
                    let inside = match kind {
                        StmtKind::While { test, .. } => with(&known, &self.facts(test, true)),
                        _ => known.clone(),
                    };
                    for inner in walk::blocks(kind) {
                        self.block(inner, inside.clone());
                    }
                }
            }
            known.retain(|local, _| !bound.contains(local));
        }
    }

    fn expr(&mut self, expr: &Expr, known: &Known) {
        match &expr.kind {
            ExprKind::And(items) | ExprKind::Or(items) => {
                let truth = matches!(expr.kind, ExprKind::And(_));
                let mut known = known.clone();
                for item in items {
                    self.expr(item, &known);
                    known = with(&known, &self.facts(item, truth));
                }
            }
            ExprKind::Cond { test, then, otherwise } => {
                self.expr(test, known);
                self.expr(then, &with(known, &self.facts(test, true)));
                self.expr(otherwise, &with(known, &self.facts(test, false)));
            }
            kind => {
                if let ExprKind::Library(call) = kind
                    && is_there(call, known)
                {
                    self.safe.insert(std::ptr::from_ref(expr));
                }
                walk::each_operand(expr, &mut |operand| self.expr(operand, known));
            }
        }
    }

    /// What is known where a test is true, or where it is false.
    fn facts(&self, test: &Expr, truth: bool) -> Known {
        match &test.kind {
            ExprKind::Not(inner) => self.facts(inner, !truth),
            ExprKind::And(items) if truth => items.iter().flat_map(|item| self.facts(item, true)).collect(),
            ExprKind::Or(items) if !truth => items.iter().flat_map(|item| self.facts(item, false)).collect(),
            ExprKind::Compare { op, left, right } => {
                let (list, number, op) = match (&left.kind, &right.kind) {
                    (ExprKind::Len(list), ExprKind::Int(number)) => (list, *number, *op),
                    (ExprKind::Int(number), ExprKind::Len(list)) => (list, *number, turned(*op)),
                    _ => return Known::new(),
                };
                let least = match (op, truth) {
                    (CompareOp::Eq | CompareOp::GtE, true) | (CompareOp::NotEq | CompareOp::Lt, false) => number,
                    (CompareOp::Gt, true) | (CompareOp::LtE, false) => number.saturating_add(1),
                    (CompareOp::Eq, false) | (CompareOp::NotEq, true) if number == 0 => 1,
                    _ => return Known::new(),
                };
                match (&list.kind, &list.ty) {
                    (ExprKind::Local(local), Type::Object(id)) if self.lists.contains(id) => {
                        Known::from([(*local, least)])
                    }
                    _ => Known::new(),
                }
            }
            _ => Known::new(),
        }
    }
}

/// `3 <= len(x)` is `len(x) >= 3`.
fn turned(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Eq | CompareOp::NotEq => op,
        CompareOp::Lt => CompareOp::Gt,
        CompareOp::LtE => CompareOp::GtE,
        CompareOp::Gt => CompareOp::Lt,
        CompareOp::GtE => CompareOp::LtE,
    }
}

fn is_there(call: &LibraryCall, known: &Known) -> bool {
    let [list, index] = &call.args[..] else { return false };
    let (ExprKind::Local(local), ExprKind::Int(index)) = (&list.kind, &index.kind) else { return false };
    let least = known.get(local).copied().unwrap_or(0);
    call.helper == "list_getitem" && (0..least).contains(index) | (-least..0).contains(index)
}

fn with(known: &Known, facts: &Known) -> Known {
    let mut all = known.clone();
    for (local, least) in facts {
        let entry = all.entry(*local).or_insert(*least);
        *entry = (*entry).max(*least);
    }
    all
}

/// The variables that a statement binds, with what is in it.
fn bound(stmt: &Stmt) -> HashSet<LocalId> {
    let mut found = HashSet::new();
    walk::each_statement(std::slice::from_ref(stmt), &mut |one| match &one.kind {
        StmtKind::Let { local, .. }
        | StmtKind::Assign { target: Target::Local(local), .. }
        | StmtKind::IfSome { local, .. }
        | StmtKind::Unwrap { local, .. } => {
            found.insert(*local);
        }
        StmtKind::Unpack { pattern, .. } | StmtKind::For { pattern, .. } => locals(pattern, &mut found),
        _ => {}
    });
    found
}

fn locals(pattern: &Pattern, found: &mut HashSet<LocalId>) {
    match pattern {
        Pattern::Local(local) => {
            found.insert(*local);
        }
        Pattern::Tuple(parts) => parts.iter().for_each(|part| locals(part, found)),
        Pattern::Ignore => {}
    }
}
