//! `:=` in a comprehension, of a name that means nothing outside of it.
//!
//! ```python
//! squares = sum((d := x - mean) * d for x in xs)      # sum(d * d for x in xs for d in [x - mean])
//! long = [n for t in texts if (n := len(t)) > 9]      # [n for t in texts for n in [len(t)] if n > 9]
//! ```
//!
//! The clause computes the value where `:=` does: `:=` must be the first that is computed in its condition or in the element. What else mentions the name, in the
//! function or in a clause before, would see a variable of the function: then the comprehension is left as it is.

use std::collections::BTreeSet;

use super::{Maker, names};
use crate::python::ast::{Comprehension, Expr, ExprKind, FunctionDef, Module, Stmt, StmtKind};
use crate::python::visit::Node;
use crate::python::visit_mut::{self, Change};
use crate::source::Span;

/// Writes every such `:=` as a clause.
pub fn write_out(module: &mut Module) {
    let Module { body, expr_count, stmt_count, .. } = module;
    visit_mut::suite(body, &mut Functions { make: Maker { exprs: expr_count, stmts: stmt_count } });
}

struct Functions<'m> {
    make: Maker<'m>,
}

impl Change for Functions<'_> {
    fn stmt(&mut self, stmt: &mut Stmt) {
        let StmtKind::FunctionDef(def) = &mut stmt.kind else { return };
        for name in named(def) {
            let bound = names::bindings(&def.parameters, &def.body).get(&name).copied().unwrap_or(0);
            let mut inside = Inside { name: &name, walruses: 0, mentions: 0, fits: true };
            def.body.iter().for_each(|stmt| Node::Stmt(stmt).walk(&mut |node| inside.see(node)));
            let all: usize = def.body.iter().map(|stmt| mentions(Node::Stmt(stmt), &name)).sum();
            if inside.fits && inside.walruses == bound && inside.mentions == all && !is_declared(&def.body, &name) {
                visit_mut::suite(&mut def.body, &mut Clauses { make: &mut self.make, name: &name });
            }
        }
    }
}

/// The names that `:=` binds in the comprehensions of a function.
fn named(def: &FunctionDef) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for stmt in &def.body {
        Node::Stmt(stmt).walk(&mut |node| {
            let Node::Expr(expr) = node else { return };
            if parts(expr).is_some() {
                Node::Expr(expr).walk(&mut |node| {
                    if let Node::Expr(Expr { kind: ExprKind::NamedExpr { target, .. }, .. }) = node
                        && let ExprKind::Name(name) = &target.kind
                    {
                        found.insert(name.clone());
                    }
                });
            }
        });
    }
    found
}

/// How often a name is mentioned.
fn mentions(node: Node<'_>, wanted: &str) -> usize {
    let mut found = 0;
    node.walk(&mut |node| {
        found += usize::from(matches!(node, Node::Expr(Expr { kind: ExprKind::Name(name), .. }) if name == wanted));
    });
    found
}

fn is_declared(body: &[Stmt], wanted: &str) -> bool {
    let mut found = false;
    for stmt in body {
        Node::Stmt(stmt).statements(&mut |stmt| {
            if let StmtKind::Global(names) | StmtKind::Nonlocal(names) = &stmt.kind {
                found |= names.iter().any(|name| name.name == wanted);
            }
        });
    }
    found
}

/// What a comprehension makes, in the order in which it is computed, and its clauses.
fn parts(expr: &Expr) -> Option<(Vec<&Expr>, &[Comprehension])> {
    match &expr.kind {
        ExprKind::ListComp { element, generators }
        | ExprKind::SetComp { element, generators }
        | ExprKind::GeneratorExp { element, generators } => Some((vec![element], generators)),
        ExprKind::DictComp { key, value, generators } => Some((vec![key, value], generators)),
        _ => None,
    }
}

/// The comprehensions that bind a name.
struct Inside<'n> {
    name: &'n str,
    walruses: usize,
    mentions: usize,
    fits: bool,
}

impl Inside<'_> {
    fn see(&mut self, node: Node<'_>) {
        let Node::Expr(expr) = node else { return };
        let Some((made, generators)) = parts(expr) else { return };
        let Some(at) = place(&made, generators, self.name) else { return };
        let count = |expr: &Expr| mentions(Node::Expr(expr), self.name);
        let before: usize = generators
            .iter()
            .enumerate()
            .map(|(position, clause)| {
                let early = match at {
                    At::Condition(of, condition) if position == of => condition,
                    At::Condition(of, _) if position > of => return 0,
                    At::Condition(..) | At::Element => clause.ifs.len(),
                };
                count(&clause.target) + count(&clause.iter) + clause.ifs[..early].iter().map(count).sum::<usize>()
            })
            .sum();
        let condition = match at {
            At::Condition(of, condition) => generators.get(of).and_then(|clause| clause.ifs.get(condition)),
            At::Element => made.first().copied(),
        };
        let value = condition.and_then(|expr| first(expr, self.name)).map_or(1, |(_, value)| count(value));
        self.fits &= before == 0 && value == 0 && generators.iter().all(|clause| !clause.is_async);
        self.walruses += 1;
        self.mentions += count(expr);
    }
}

/// Where a comprehension binds a name.
#[derive(Clone, Copy)]
enum At {
    /// In that condition of that clause.
    Condition(usize, usize),
    /// In what it makes.
    Element,
}

fn place(made: &[&Expr], generators: &[Comprehension], name: &str) -> Option<At> {
    for (of, clause) in generators.iter().enumerate() {
        if let Some(condition) = clause.ifs.iter().position(|condition| first(condition, name).is_some()) {
            return Some(At::Condition(of, condition));
        }
    }
    made.first().and_then(|element| first(element, name)).map(|_| At::Element)
}

/// The `:=` of that name that is computed before anything else in an expression: its target and its value.
fn first<'e>(expr: &'e Expr, wanted: &str) -> Option<(&'e Expr, &'e Expr)> {
    if let ExprKind::NamedExpr { target, value } = &expr.kind
        && matches!(&target.kind, ExprKind::Name(name) if name == wanted)
    {
        return Some((target, value));
    }
    first(next(expr, wanted)?, wanted)
}

/// What of an expression is computed first.
fn next<'e>(expr: &'e Expr, wanted: &str) -> Option<&'e Expr> {
    match &expr.kind {
        ExprKind::NamedExpr { value: first, .. }
        | ExprKind::UnaryOp { operand: first, .. }
        | ExprKind::Attribute { value: first, .. }
        | ExprKind::Subscript { value: first, .. }
        | ExprKind::IfExp { test: first, .. } => Some(first),
        ExprKind::BinOp { left, right, .. } => Some(if is_constant(left) { right } else { left }),
        ExprKind::Compare { left, comparators, .. } if is_constant(left) => comparators.first(),
        ExprKind::Compare { left, .. } => Some(left),
        ExprKind::BoolOp { values, .. } => values.first(),
        ExprKind::Tuple(all) | ExprKind::List(all) => all.iter().find(|one| !is_constant(one)),
        ExprKind::Call { func, args, .. } => match &func.kind {
            ExprKind::Name(name) if name != wanted => args.first(),
            _ => Some(func),
        },
        _ => None,
    }
}

fn is_constant(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Constant(_))
}

/// Turns each `:=` of a name into a clause.
struct Clauses<'c, 'm> {
    make: &'c mut Maker<'m>,
    name: &'c str,
}

impl Clauses<'_, '_> {
    /// The clause that binds the name to what `:=` gives it in `expr`, where the name alone is left.
    fn clause(&mut self, expr: &mut Expr, ifs: Vec<Expr>) -> Option<Comprehension> {
        let named = first_mut(expr, self.name)?;
        let span = named.span;
        let kind = std::mem::replace(&mut named.kind, ExprKind::Name(self.name.to_owned()));
        let ExprKind::NamedExpr { target, value } = kind else { return None };
        // A place of its own: no other name stands at the sign.
        named.span = Span { start: target.span.end, ..span };
        let iter = self.make.expr(value.span, ExprKind::List(vec![*value]));
        Some(Comprehension { target: *target, iter, ifs, is_async: false })
    }

    fn write(&mut self, made: &mut Expr, generators: &mut Vec<Comprehension>) {
        match place(&[made], generators, self.name) {
            Some(At::Condition(of, condition)) => {
                let mut ifs = generators[of].ifs.split_off(condition);
                let Some(mut clause) = ifs.first_mut().and_then(|test| self.clause(test, Vec::new())) else { return };
                // `(n := f(x))` alone is a condition too.
                clause.ifs = ifs;
                generators.insert(of + 1, clause);
            }
            Some(At::Element) => generators.extend(self.clause(made, Vec::new())),
            None => {}
        }
    }
}

fn first_mut<'e>(expr: &'e mut Expr, wanted: &str) -> Option<&'e mut Expr> {
    let here = matches!(&expr.kind, ExprKind::NamedExpr { target, .. } if matches!(&target.kind, ExprKind::Name(name) if name == wanted));
    if here {
        return Some(expr);
    }
    first_mut(next_mut(expr, wanted)?, wanted)
}

fn next_mut<'e>(expr: &'e mut Expr, wanted: &str) -> Option<&'e mut Expr> {
    match &mut expr.kind {
        ExprKind::NamedExpr { value: first, .. }
        | ExprKind::UnaryOp { operand: first, .. }
        | ExprKind::Attribute { value: first, .. }
        | ExprKind::Subscript { value: first, .. }
        | ExprKind::IfExp { test: first, .. } => Some(first),
        ExprKind::BinOp { left, right, .. } => Some(if is_constant(left) { right } else { left }),
        ExprKind::Compare { left, comparators, .. } if is_constant(left) => comparators.first_mut(),
        ExprKind::Compare { left, .. } => Some(left),
        ExprKind::BoolOp { values, .. } => values.first_mut(),
        ExprKind::Tuple(all) | ExprKind::List(all) => all.iter_mut().find(|one| !is_constant(one)),
        ExprKind::Call { func, args, .. } => match &func.kind {
            ExprKind::Name(name) if name != wanted => args.first_mut(),
            _ => Some(func),
        },
        _ => None,
    }
}

impl Change for Clauses<'_, '_> {
    fn expr(&mut self, expr: &mut Expr) {
        match &mut expr.kind {
            ExprKind::ListComp { element: made, generators }
            | ExprKind::SetComp { element: made, generators }
            | ExprKind::GeneratorExp { element: made, generators }
            | ExprKind::DictComp { key: made, generators, .. } => self.write(made, generators),
            _ => {}
        }
    }
}
