//! Which names a function or a suite binds, and which it takes from outside.

use std::collections::{BTreeMap, BTreeSet};

use crate::python::ast::{Comprehension, Expr, ExprKind, Parameters, Pattern, PatternKind, Stmt, StmtKind};
use crate::python::visit::Node;

/// How often a function binds each of its names, its parameters among them; what is nested in it has names of its own.
pub fn bindings(parameters: &Parameters, body: &[Stmt]) -> BTreeMap<String, usize> {
    let mut found = Bindings(BTreeMap::new());
    parameters.iter().for_each(|parameter| found.add(&parameter.name.name));
    found.suite(body);
    found.0
}

struct Bindings(BTreeMap<String, usize>);

impl Bindings {
    fn add(&mut self, name: &str) {
        *self.0.entry(name.to_owned()).or_insert(0) += 1;
    }

    fn suite(&mut self, body: &[Stmt]) {
        body.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => return self.add(&def.name.name),
            StmtKind::ClassDef(def) => return self.add(&def.name.name),
            StmtKind::Assign { targets, .. } => targets.iter().for_each(|target| self.target(target)),
            StmtKind::AugAssign { target, .. }
            | StmtKind::AnnAssign { target, value: Some(_), .. }
            | StmtKind::For { target, .. }
            | StmtKind::TypeAlias { name: target, .. } => self.target(target),
            StmtKind::With { items, .. } => {
                items.iter().filter_map(|item| item.target.as_ref()).for_each(|target| self.target(target));
            }
            StmtKind::Try { handlers, .. } => {
                handlers.iter().filter_map(|handler| handler.name.as_ref()).for_each(|name| self.add(&name.name));
            }
            StmtKind::Import(aliases) => {
                for alias in aliases {
                    let root = alias.name.name.split('.').next().unwrap_or_default();
                    self.add(alias.asname.as_ref().map_or(root, |bound| &bound.name));
                }
            }
            StmtKind::ImportFrom { names, .. } => {
                names.iter().for_each(|alias| self.add(&alias.asname.as_ref().unwrap_or(&alias.name).name));
            }
            StmtKind::Delete(targets) => {
                // A name that is deleted is bound and unbound: nothing is sure of it.
                targets.iter().for_each(|target| self.target(target));
                targets.iter().for_each(|target| self.target(target));
            }
            _ => {}
        }
        Node::Stmt(stmt).for_each_child(&mut |child| match child {
            Node::Stmt(inner) => self.stmt(inner),
            Node::Expr(expr) => self.walruses(expr),
            Node::Pattern(pattern) => self.pattern(pattern),
        });
    }

    fn walruses(&mut self, expr: &Expr) {
        Node::Expr(expr).walk(&mut |node| {
            if let Node::Expr(Expr { kind: ExprKind::NamedExpr { target, .. }, .. }) = node {
                self.target(target);
            }
        });
    }

    fn target(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(name) => self.add(name),
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| self.target(item)),
            ExprKind::Starred(inner) => self.target(inner),
            _ => {}
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        Node::Pattern(pattern).walk(&mut |node| {
            if let Node::Pattern(inner) = node {
                match &inner.kind {
                    PatternKind::Mapping { rest: Some(name), .. }
                    | PatternKind::Star(Some(name))
                    | PatternKind::As { name: Some(name), .. } => self.add(&name.name),
                    _ => {}
                }
            }
        });
    }
}

/// Is told a name, where it stands, and what the scopes around it bind.
pub type OnName<'v, 'a> = dyn FnMut(&'a Expr, &str, &[BTreeSet<String>]) + 'v;

/// Calls `visit` with every name in a function's body that is read or written, and the names that the scopes between it and that function bind: of
/// nested functions, lambdas and comprehensions.
pub fn each_name<'a>(body: &'a [Stmt], visit: &mut OnName<'_, 'a>) {
    let mut walk = Walk { inner: Vec::new(), visit };
    body.iter().for_each(|stmt| walk.node(Node::Stmt(stmt)));
}

struct Walk<'v, 'w, 'a> {
    inner: Vec<BTreeSet<String>>,
    visit: &'v mut OnName<'w, 'a>,
}

impl<'a> Walk<'_, '_, 'a> {
    fn node(&mut self, node: Node<'a>) {
        match node {
            Node::Stmt(Stmt { kind: StmtKind::FunctionDef(def), .. }) => {
                for expr in &def.decorators {
                    self.node(Node::Expr(expr));
                }
                self.defaults(&def.parameters);
                self.within(bindings(&def.parameters, &def.body).into_keys().collect(), |walk| {
                    def.body.iter().for_each(|stmt| walk.node(Node::Stmt(stmt)));
                });
            }
            Node::Expr(expr) => match &expr.kind {
                ExprKind::Name(name) => (self.visit)(expr, name, &self.inner),
                ExprKind::Lambda { parameters, body } => {
                    self.defaults(parameters);
                    let names = bindings(parameters, &[]).into_keys().collect();
                    self.within(names, |walk| walk.node(Node::Expr(body)));
                }
                ExprKind::ListComp { element, generators }
                | ExprKind::SetComp { element, generators }
                | ExprKind::GeneratorExp { element, generators } => self.comprehension(&[element], generators),
                ExprKind::DictComp { key, value, generators } => self.comprehension(&[key, value], generators),
                _ => self.children(node),
            },
            Node::Stmt(_) | Node::Pattern(_) => self.children(node),
        }
    }

    fn children(&mut self, node: Node<'a>) {
        let mut children = Vec::new();
        node.for_each_child(&mut |child| children.push(child));
        children.into_iter().for_each(|child| self.node(child));
    }

    fn defaults(&mut self, parameters: &'a Parameters) {
        for default in parameters.iter().filter_map(|parameter| parameter.default.as_ref()) {
            self.node(Node::Expr(default));
        }
    }

    fn comprehension(&mut self, elements: &[&'a Expr], generators: &'a [Comprehension]) {
        if let Some(first) = generators.first() {
            self.node(Node::Expr(&first.iter));
        }
        let mut names = Bindings(BTreeMap::new());
        generators.iter().for_each(|generator| names.target(&generator.target));
        self.within(names.0.into_keys().collect(), |walk| {
            for (position, generator) in generators.iter().enumerate() {
                walk.node(Node::Expr(&generator.target));
                if position > 0 {
                    walk.node(Node::Expr(&generator.iter));
                }
                generator.ifs.iter().for_each(|test| walk.node(Node::Expr(test)));
            }
            elements.iter().for_each(|element| walk.node(Node::Expr(element)));
        });
    }

    fn within(&mut self, names: BTreeSet<String>, work: impl FnOnce(&mut Self)) {
        self.inner.push(names);
        work(self);
        self.inner.pop();
    }
}

/// The names that a function reads and does not bind, in the order of their first use.
pub fn free(parameters: &Parameters, body: &[Stmt]) -> Vec<String> {
    let own = bindings(parameters, body);
    let mut found: Vec<String> = Vec::new();
    each_name(body, &mut |_, name, inner| {
        let bound = own.contains_key(name) || inner.iter().any(|scope| scope.contains(name));
        if !bound && !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    });
    found
}

/// Every identifier that a module mentions in any way, with how often.
pub fn mentioned(body: &[Stmt]) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let mut add = |name: &str| *found.entry(name.to_owned()).or_insert(0) += 1;
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| match node {
            Node::Expr(expr) => match &expr.kind {
                ExprKind::Name(name) => add(name),
                ExprKind::Attribute { attr, .. } => add(&attr.name),
                ExprKind::Call { keywords, .. } => {
                    keywords.iter().filter_map(|keyword| keyword.name.as_ref()).for_each(|name| add(&name.name));
                }
                ExprKind::Lambda { parameters, .. } => parameters.iter().for_each(|one| add(&one.name.name)),
                ExprKind::Constant(crate::python::ast::Constant::Str(text)) => add(text),
                _ => {}
            },
            Node::Stmt(stmt) => match &stmt.kind {
                StmtKind::FunctionDef(def) => {
                    add(&def.name.name);
                    def.parameters.iter().for_each(|one| add(&one.name.name));
                }
                StmtKind::ClassDef(def) => add(&def.name.name),
                StmtKind::Global(names) | StmtKind::Nonlocal(names) => names.iter().for_each(|name| add(&name.name)),
                StmtKind::Import(aliases) | StmtKind::ImportFrom { names: aliases, .. } => {
                    for alias in aliases {
                        add(&alias.name.name);
                        alias.asname.iter().for_each(|name| add(&name.name));
                    }
                }
                StmtKind::Try { handlers, .. } => {
                    handlers.iter().filter_map(|handler| handler.name.as_ref()).for_each(|name| add(&name.name));
                }
                _ => {}
            },
            Node::Pattern(_) => {}
        });
    }
    found
}

/// The names that any scope of a module binds.
pub fn bound_anywhere(body: &[Stmt]) -> BTreeMap<String, usize> {
    let mut found = bindings(&Parameters::default(), body);
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| match node {
            Node::Stmt(Stmt { kind: StmtKind::FunctionDef(def), .. }) => {
                found.extend(bindings(&def.parameters, &def.body));
            }
            Node::Stmt(Stmt { kind: StmtKind::ClassDef(class), .. }) => {
                found.extend(bindings(&Parameters::default(), &class.body));
            }
            Node::Expr(Expr { kind: ExprKind::Lambda { parameters, .. }, .. }) => {
                found.extend(bindings(parameters, &[]));
            }
            _ => {}
        });
    }
    found
}

/// Whether a name is bound for certain when control comes to an offset of the suite.
pub fn surely_bound(name: &str, body: &[Stmt], at: u32) -> bool {
    for stmt in body {
        let inside = stmt.span.start <= at && at < stmt.span.end;
        if !inside && stmt.span.start > at {
            return false;
        }
        if inside {
            return match &stmt.kind {
                StmtKind::For { target, body, .. } => {
                    let in_body = body.first().is_some_and(|first| first.span.start <= at);
                    (in_body && is_target(target, name)) || surely_bound(name, body, at)
                }
                StmtKind::With { items, body, .. } => {
                    let bound = items.iter().filter_map(|item| item.target.as_ref()).any(|one| is_target(one, name));
                    let in_body = body.first().is_some_and(|first| first.span.start <= at);
                    (in_body && bound) || surely_bound(name, body, at)
                }
                StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                    let of_handler = |handler: &crate::python::ast::ExceptHandler| {
                        let named = handler.name.as_ref().is_some_and(|bound| bound.name == name);
                        handler.span.start <= at
                            && at < handler.span.end
                            && (named || surely_bound(name, &handler.body, at))
                    };
                    let in_else = orelse.first().is_some_and(|first| first.span.start <= at)
                        && (binds(body, name) || surely_bound(name, orelse, at));
                    surely_bound(name, body, at)
                        || handlers.iter().any(of_handler)
                        || in_else
                        || surely_bound(name, finalbody, at)
                }
                StmtKind::If { body, orelse, .. } | StmtKind::While { body, orelse, .. } => {
                    surely_bound(name, body, at) || surely_bound(name, orelse, at)
                }
                _ => false,
            };
        }
        if binds_always(stmt, name) {
            return true;
        }
    }
    false
}

fn binds(body: &[Stmt], name: &str) -> bool {
    body.iter().any(|stmt| binds_always(stmt, name))
}

/// Whether a name is bound once a statement is done and control goes on behind it.
fn binds_always(stmt: &Stmt, name: &str) -> bool {
    match &stmt.kind {
        StmtKind::Assign { targets: all, .. } => all.iter().any(|target| is_target(target, name)),
        StmtKind::AnnAssign { target, value: Some(_), .. } => is_target(target, name),
        StmtKind::FunctionDef(def) => def.name.name == name,
        StmtKind::If { body, orelse, .. } => {
            (binds(body, name) || leaves(body)) && (binds(orelse, name) || leaves(orelse))
        }
        StmtKind::With { items, body, .. } => {
            items.iter().filter_map(|item| item.target.as_ref()).any(|one| is_target(one, name))
                || (binds(body, name) && !items.iter().any(|item| item.swallows))
        }
        StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
            let fine = (binds(body, name) || binds(orelse, name))
                && handlers.iter().all(|handler| binds(&handler.body, name) || leaves(&handler.body));
            fine || binds(finalbody, name)
        }
        _ => false,
    }
}

fn leaves(body: &[Stmt]) -> bool {
    body.last().is_some_and(|last| {
        matches!(last.kind, StmtKind::Return(_) | StmtKind::Raise { .. } | StmtKind::Continue | StmtKind::Break)
    })
}

fn is_target(target: &Expr, name: &str) -> bool {
    match &target.kind {
        ExprKind::Name(bound) => bound == name,
        ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().any(|item| is_target(item, name)),
        ExprKind::Starred(inner) => is_target(inner, name),
        _ => false,
    }
}
