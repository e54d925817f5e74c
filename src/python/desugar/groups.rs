//! Groups of `itertools.groupby` that are gone through once: a list does as well then.
//!
//! ```python
//! for name, group in groupby(rows, key=itemgetter("name")):
//!     totals[name] = sum(row["count"] for row in group)
//! ```

use std::collections::{BTreeMap, BTreeSet};

use crate::python::ast::{Comprehension, Expr, ExprKind, Stmt, StmtKind};
use crate::python::visit::Node;
use crate::source::Span;

/// What goes through its first argument, once.
const CONSUMERS: &[&str] = &["all", "any", "list", "max", "min", "set", "sorted", "sum", "tuple"];

/// The calls of `groupby` whose groups are used once in each round, and nowhere else in the function.
pub fn single_uses(body: &[Stmt], is_groupby: &dyn Fn(&Expr) -> bool) -> BTreeSet<Span> {
    let mut found = BTreeSet::new();
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| {
            if let Node::Stmt(Stmt { kind: StmtKind::FunctionDef(def), .. }) = node {
                in_function(&def.body, is_groupby, &mut found);
            }
        });
    }
    found
}

fn in_function(body: &[Stmt], is_groupby: &dyn Fn(&Expr) -> bool, found: &mut BTreeSet<Span>) {
    let mut good: Vec<(String, Span)> = Vec::new();
    let mut loops: BTreeMap<String, usize> = BTreeMap::new();
    let mut mentions: BTreeMap<String, usize> = BTreeMap::new();
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| match node {
            Node::Stmt(Stmt { kind: StmtKind::For { target, iter, body, orelse, .. }, .. }) if is_groupby(iter) => {
                let Some(group) = group_of(target) else { return };
                *loops.entry(group.to_owned()).or_insert(0) += 1;
                let uses = uses_in(body.iter().map(Node::Stmt), group);
                if orelse.is_empty() && uses.is_once() {
                    good.push((group.to_owned(), iter.span));
                } else {
                    // Some use of that name is more than one.
                    *mentions.entry(group.to_owned()).or_insert(0) += usize::MAX / 2;
                }
            }
            Node::Expr(expr) => {
                if let ExprKind::Name(name) = &expr.kind {
                    let count = mentions.entry(name.clone()).or_insert(0);
                    *count = count.saturating_add(1);
                }
                in_comprehension(expr, is_groupby, found);
            }
            _ => {}
        });
    }
    for (group, span) in good {
        let most = 2 * loops.get(&group).copied().unwrap_or(0);
        if mentions.get(&group).copied().unwrap_or(0) <= most {
            found.insert(span);
        }
    }
}

/// `{name: list(group) for name, group in groupby(rows)}`
fn in_comprehension(expr: &Expr, is_groupby: &dyn Fn(&Expr) -> bool, found: &mut BTreeSet<Span>) {
    let (generators, values): (&[Comprehension], Vec<&Expr>) = match &expr.kind {
        ExprKind::ListComp { element, generators }
        | ExprKind::SetComp { element, generators }
        | ExprKind::GeneratorExp { element, generators } => (generators, vec![&**element]),
        ExprKind::DictComp { key, value, generators, .. } => (generators, vec![&**key, &**value]),
        _ => return,
    };
    let [only] = generators else { return };
    let Some(group) = group_of(&only.target).filter(|_| is_groupby(&only.iter)) else { return };
    let uses = uses_in(values.into_iter().chain(&only.ifs).map(Node::Expr), group);
    if uses.is_once() {
        found.insert(only.iter.span);
    }
}

fn group_of(target: &Expr) -> Option<&str> {
    let ExprKind::Tuple(items) = &target.kind else { return None };
    let [Expr { kind: ExprKind::Name(name), .. }, Expr { kind: ExprKind::Name(group), .. }] = items.as_slice() else {
        return None;
    };
    (name != group).then_some(group)
}

#[derive(Default)]
struct Uses {
    /// How often the name stands there.
    all: usize,
    /// How often what it stands for is gone through.
    through: usize,
    /// How often it stands where it may be evaluated again.
    again: usize,
}

impl Uses {
    fn is_once(&self) -> bool {
        self.all == 0 || (self.all == 1 && self.through == 1 && self.again == 0)
    }
}

fn count(node: Node<'_>, name: &str) -> usize {
    let mut found = 0;
    node.walk(&mut |node| {
        found += usize::from(matches!(node, Node::Expr(Expr { kind: ExprKind::Name(one), .. }) if one == name));
    });
    found
}

fn uses_in<'a>(nodes: impl Iterator<Item = Node<'a>>, name: &str) -> Uses {
    let mut uses = Uses::default();
    let is_it = |expr: &Expr| usize::from(matches!(&expr.kind, ExprKind::Name(one) if one == name));
    for node in nodes {
        uses.all += count(node, name);
        node.walk(&mut |node| match node {
            Node::Stmt(stmt) => match &stmt.kind {
                StmtKind::For { target, iter, body, orelse, .. } => {
                    uses.through += is_it(iter);
                    uses.again += count(Node::Expr(target), name);
                    uses.again += body.iter().chain(orelse).map(|stmt| count(Node::Stmt(stmt), name)).sum::<usize>();
                }
                StmtKind::While { .. } | StmtKind::FunctionDef(_) | StmtKind::ClassDef(_) => {
                    uses.again += count(Node::Stmt(stmt), name);
                }
                _ => {}
            },
            Node::Expr(expr) => match &expr.kind {
                ExprKind::Call { func, args, .. } => {
                    let consumes = match &func.kind {
                        ExprKind::Name(name) => CONSUMERS.contains(&name.as_str()),
                        ExprKind::Attribute { attr, .. } => attr.name == "join",
                        _ => false,
                    };
                    uses.through += args.first().filter(|_| consumes).map_or(0, is_it);
                }
                ExprKind::ListComp { generators, .. }
                | ExprKind::SetComp { generators, .. }
                | ExprKind::GeneratorExp { generators, .. }
                | ExprKind::DictComp { generators, .. } => {
                    let first = generators.first().map_or(0, |first| is_it(&first.iter));
                    uses.through += first;
                    uses.again += count(Node::Expr(expr), name) - first;
                }
                ExprKind::Lambda { .. } => uses.again += count(Node::Expr(expr), name),
                _ => {}
            },
            Node::Pattern(_) => {}
        });
    }
    uses
}
