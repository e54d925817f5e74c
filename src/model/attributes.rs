//! Which attributes every instance of a class has once it is made.
//!
//! ```python
//! class Cache:
//!     def __init__(self):
//!         self.items = {}          # every instance has it
//!     def load(self):
//!         self.loaded = True       # not every one: reading it may raise AttributeError
//! ```

use std::collections::HashSet;

use super::scope::{for_each_child, for_each_stmt};
use super::{ClassIndex, FunctionIndex, Model};
use crate::python::ast::{Expr, ExprKind, Stmt, StmtKind};

impl Model<'_> {
    /// The attributes that `__init__` sets on every path, before anything can read them.
    pub fn certain_attributes(&self, class: ClassIndex) -> HashSet<String> {
        let Some(init) = self.method(class, "__init__") else { return HashSet::new() };
        let mut scan = Scan {
            model: self,
            class,
            set: HashSet::new(),
            early: HashSet::new(),
            shown: None,
            seen: Vec::new(),
            over: false,
        };
        scan.method(init);
        let Scan { mut set, early, shown, .. } = scan;
        set.retain(|name| !early.contains(name) && shown.as_ref().is_none_or(|shown| shown.contains(name)));
        set
    }
}

struct Scan<'m, 'a> {
    model: &'m Model<'a>,
    class: ClassIndex,
    set: HashSet<String>,
    /// Read, or perhaps read, before they were set.
    early: HashSet<String>,
    /// What was set when the instance first got out of sight.
    shown: Option<HashSet<String>>,
    seen: Vec<FunctionIndex>,
    /// A `return` was passed: what is set behind it may not be.
    over: bool,
}

impl Scan<'_, '_> {
    fn method(&mut self, index: FunctionIndex) {
        if self.seen.contains(&index) {
            return;
        }
        self.seen.push(index);
        let def = self.model.function(index).def;
        if let Some(receiver) = def.parameters.iter().next().map(|parameter| parameter.name.name.clone()) {
            let over = std::mem::replace(&mut self.over, false);
            self.block(&def.body, &receiver);
            self.over = over;
        }
        self.seen.pop();
    }

    fn block(&mut self, body: &[Stmt], receiver: &str) {
        for stmt in body {
            self.stmt(stmt, receiver);
        }
    }

    fn stmt(&mut self, stmt: &Stmt, receiver: &str) {
        match &stmt.kind {
            StmtKind::Assign { targets, value } => {
                self.expr(value, receiver);
                targets.iter().for_each(|target| self.target(target, receiver));
            }
            StmtKind::AnnAssign { target, value: Some(value), .. } => {
                self.expr(value, receiver);
                self.target(target, receiver);
            }
            StmtKind::Expr(Expr { kind: ExprKind::Call { func, args, keywords }, .. }) => {
                args.iter().for_each(|arg| self.expr(arg, receiver));
                keywords.iter().for_each(|keyword| self.expr(&keyword.value, receiver));
                match self.own_method(func, receiver) {
                    // `self.reset()`: what it sets is set.
                    Some(method) => self.method(method),
                    None => self.expr(func, receiver),
                }
            }
            StmtKind::If { test, body, orelse } => {
                self.expr(test, receiver);
                let before = self.set.clone();
                self.block(body, receiver);
                let then = std::mem::replace(&mut self.set, before);
                self.block(orelse, receiver);
                match (raises(body), raises(orelse)) {
                    (true, _) => {}
                    (false, true) => self.set = then,
                    (false, false) => self.set.retain(|name| then.contains(name)),
                }
            }
            StmtKind::With { items, body, .. } => {
                items.iter().for_each(|item| self.expr(&item.context, receiver));
                let before = self.set.clone();
                self.block(body, receiver);
                if items.iter().any(|item| item.swallows) {
                    self.set = before;
                }
            }
            StmtKind::Return(value) => {
                value.iter().for_each(|value| self.expr(value, receiver));
                self.over = true;
            }
            _ => {
                // Loops, guarded blocks and the rest: looked through for what they read; what they set does not count.
                let before = self.set.clone();
                let mut nested = Vec::new();
                for_each_stmt(std::slice::from_ref(stmt), &mut |inner| nested.push(inner));
                self.over |= nested.iter().any(|inner| matches!(inner.kind, StmtKind::Return(_)));
                if let StmtKind::FunctionDef(_) | StmtKind::ClassDef(_) = &stmt.kind {
                    self.shown.get_or_insert(self.set.clone());
                }
                super::scope::for_each_expr(std::slice::from_ref(stmt), &mut |expr| match &expr.kind {
                    ExprKind::Attribute { value, .. } if is_receiver(value, receiver) => {}
                    _ => self.expr(expr, receiver),
                });
                self.set = before;
            }
        }
    }

    fn target(&mut self, target: &Expr, receiver: &str) {
        match &target.kind {
            ExprKind::Attribute { value, attr } if is_receiver(value, receiver) => {
                if !self.over {
                    self.set.insert(attr.name.clone());
                }
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| self.target(item, receiver)),
            _ => self.expr(target, receiver),
        }
    }

    fn own_method(&self, func: &Expr, receiver: &str) -> Option<FunctionIndex> {
        let ExprKind::Attribute { value, attr } = &func.kind else { return None };
        is_receiver(value, receiver).then(|| self.model.method(self.class, &attr.name)).flatten()
    }

    fn expr(&mut self, expr: &Expr, receiver: &str) {
        if let ExprKind::Attribute { value, attr } = &expr.kind
            && is_receiver(value, receiver)
        {
            match self.model.method(self.class, &attr.name) {
                Some(method) => {
                    // Called somewhere in an expression: it may read; what it sets does not count.
                    let before = self.set.clone();
                    self.method(method);
                    self.set = before;
                }
                None if !self.set.contains(&attr.name) => {
                    self.early.insert(attr.name.clone());
                }
                None => {}
            }
            return;
        }
        if is_receiver(expr, receiver) {
            self.shown.get_or_insert(self.set.clone());
        }
        for_each_child(expr, &mut |child| self.expr(child, receiver));
    }
}

fn is_receiver(expr: &Expr, receiver: &str) -> bool {
    matches!(&expr.kind, ExprKind::Name(name) if name == receiver)
}

fn raises(body: &[Stmt]) -> bool {
    body.last().is_some_and(|last| matches!(last.kind, StmtKind::Raise { .. }))
}
