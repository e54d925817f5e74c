//! Follows the dispatch of a `do_X` method from condition to condition.

use std::collections::BTreeMap;

use super::condition::{Case, Test, both};
use super::evaluate::{Context, MOST_CALLS};
use super::handler;
use super::known::{Known, Part};
use super::route::Route;
use super::value::{Env, Value};
use crate::model::FunctionIndex;
use crate::python::ast::{Expr, ExprKind, MatchCase, Pattern, PatternKind, Stmt, StmtKind};
use crate::python::visit::Node;
use crate::source::{Place, Span};

/// The dispatch of one `do_X` method.
pub struct Walk<'m, 'a> {
    /// Where the code stands.
    pub context: Context<'m, 'a>,
    /// The method.
    pub entry: FunctionIndex,
    /// Functions from the method to the code, with the branches that they were called in.
    pub calls: Vec<(FunctionIndex, Option<Place>)>,
    /// What was found.
    pub routes: Vec<Route>,
}

/// What is known at a statement.
#[derive(Clone, Debug, Default)]
struct At<'a> {
    known: Known,
    /// What a route table gave.
    found: Option<&'a Expr>,
    env: Env<'a>,
}

impl<'a> At<'a> {
    fn with(&self, case: &Case<'a>) -> Option<Self> {
        let known = self.known.and(&case.known)?;
        Some(Self { known, found: case.found.or(self.found), env: self.env.clone() })
    }
}

impl<'a> Walk<'_, 'a> {
    /// Follows the method's body.
    pub fn run(&mut self, body: &'a [Stmt]) {
        self.block(body, At::default());
    }

    /// Whether the block has conditions about the path.
    fn block(&mut self, block: &'a [Stmt], mut at: At<'a>) -> bool {
        let mut start = 0;
        let mut routed = false;
        let mut closed = false;
        for (index, stmt) in block.iter().enumerate() {
            match &stmt.kind {
                StmtKind::Assign { targets, value } => {
                    let value = self.context.value(value, &at.env);
                    for target in targets {
                        self.context.bind(target, &value, &mut at.env);
                    }
                }
                StmtKind::AnnAssign { target, value: Some(value), .. } => {
                    let value = self.context.value(value, &at.env);
                    self.context.bind(target, &value, &mut at.env);
                }
                StmtKind::If { test, body, orelse } => {
                    self.walrus(test, &mut at.env);
                    let Some(test) = self.context.test(test, &at.env) else {
                        // `if not self.authorized(): …` around or before the dispatch.
                        if self.is_dispatch(body, &at) || self.is_dispatch(orelse, &at) {
                            self.block(body, at.clone());
                            if !orelse.is_empty() {
                                self.block(orelse, at.clone());
                                closed = true;
                            }
                            (routed, start) = (true, index + 1);
                        }
                        continue;
                    };
                    if let Some(chosen) = decided(&test, body, orelse) {
                        // `if self.command == "GET":`, and the method is known.
                        if self.is_dispatch(chosen, &at) {
                            self.block(chosen, at.clone());
                            (routed, start) = (true, index + 1);
                        }
                        if chosen.is_empty() {
                            start = index + 1;
                        }
                        if leaves(chosen) {
                            let rest = &block[start..=index];
                            return if rest.is_empty() || routed { routed } else { self.leaf(rest, &at) };
                        }
                        continue;
                    }
                    (routed, start) = (true, index + 1);
                    for case in &test.yes {
                        if let Some(inner) = at.with(case) {
                            self.block(body, inner);
                        }
                    }
                    let no: Vec<Case<'a>> = both(&[Case { known: at.known.clone(), found: at.found }], &test.no);
                    if !orelse.is_empty() {
                        for case in &no {
                            self.block(
                                orelse,
                                At { known: case.known.clone(), found: case.found, env: at.env.clone() },
                            );
                        }
                        closed = true;
                    }
                    let falls = test.yes.is_empty() || !leaves(body);
                    let falls_otherwise = !no.is_empty() && (orelse.is_empty() || !leaves(orelse));
                    if !falls && !falls_otherwise {
                        return true;
                    }
                    match no.as_slice() {
                        _ if falls => {}
                        [only] => (at.known, at.found) = (only.known.clone(), only.found),
                        // `action = ACTIONS.get(self.path)`, `if action is None: …`: the rest is a route for each row.
                        several => {
                            for case in several {
                                self.block(
                                    &block[index + 1..],
                                    At { known: case.known.clone(), found: case.found, env: at.env.clone() },
                                );
                            }
                            return true;
                        }
                    }
                }
                StmtKind::Try { body, orelse, .. } if self.is_dispatch(body, &at) || self.is_dispatch(orelse, &at) => {
                    self.block(body, at.clone());
                    if !orelse.is_empty() {
                        self.block(orelse, at.clone());
                    }
                    (routed, start, closed) = (true, index + 1, true);
                }
                StmtKind::With { body, .. } if self.is_dispatch(body, &at) => {
                    self.block(body, at.clone());
                    (routed, start, closed) = (true, index + 1, true);
                }
                StmtKind::Match { subject, cases } if self.cases(subject, cases, &at) => {
                    (routed, start, closed) = (true, index + 1, cases.iter().any(is_default));
                }
                StmtKind::For { target, iter, body, .. } if self.table(target, iter, body, &at) => {
                    (routed, start) = (true, index + 1);
                }
                _ => {}
            }
        }
        let rest = &block[start..];
        if !routed {
            return self.leaf(block, &at);
        }
        if !closed && handler::answers_block(self.context, rest, &at.env) {
            self.leaf(rest, &at);
        }
        true
    }

    /// Whether a block has conditions about the path.
    fn is_dispatch(&self, block: &'a [Stmt], at: &At<'a>) -> bool {
        if block.is_empty() || self.context.depth >= MOST_CALLS {
            return false;
        }
        let context = Context { depth: self.context.depth + 1, ..self.context };
        let mut probe = Walk { context, entry: self.entry, calls: self.calls.clone(), routes: Vec::new() };
        probe.block(block, at.clone())
    }

    /// `if (match := re.match(…)):`
    fn walrus(&self, test: &'a Expr, env: &mut Env<'a>) {
        Node::Expr(test).walk(&mut |node| {
            if let Node::Expr(Expr { kind: ExprKind::NamedExpr { target, value }, .. }) = node {
                let value = self.context.value(value, env);
                self.context.bind(target, &value, env);
            }
        });
    }

    /// `match self.path: case "/a": …`
    fn cases(&mut self, subject: &'a Expr, cases: &'a [MatchCase], at: &At<'a>) -> bool {
        let value = self.context.value(subject, &at.env);
        if !matches!(value, Value::Path | Value::Trimmed | Value::Parts { .. } | Value::Method | Value::Tuple(_)) {
            return false;
        }
        for case in cases {
            let mut env = at.env.clone();
            for known in self.pattern(&case.pattern, &value, &mut env) {
                let Some(known) = at.known.and(&known) else { continue };
                self.block(&case.body, At { known, found: at.found, env: env.clone() });
            }
        }
        true
    }

    /// What a pattern says of the path.
    fn pattern(&self, pattern: &'a Pattern, value: &Value<'a>, env: &mut Env<'a>) -> Vec<Known> {
        match (&pattern.kind, value) {
            (PatternKind::Or(all), _) => all.iter().flat_map(|one| self.pattern(one, value, env)).collect(),
            (PatternKind::Value(expr), _) => self.literal(expr, value),
            (PatternKind::As { pattern: None, name }, _) => {
                if let Some(name) = name {
                    env.insert(name.name.clone(), value.clone());
                }
                vec![Known::default()]
            }
            (PatternKind::As { pattern: Some(inner), .. }, _) => self.pattern(inner, value, env),
            (PatternKind::Sequence(items), Value::Parts { shift }) => self.sequence(items, *shift, env),
            (PatternKind::Sequence(items), Value::Tuple(values)) if items.len() == values.len() => {
                let mut all = vec![Known::default()];
                for (item, value) in items.iter().zip(values) {
                    let further = self.pattern(item, value, env);
                    all = all.iter().flat_map(|known| further.iter().filter_map(|one| known.and(one))).collect();
                }
                all
            }
            _ => vec![Known::default()],
        }
    }

    fn literal(&self, expr: &'a Expr, value: &Value<'a>) -> Vec<Known> {
        let Value::Text(text) = self.context.value(expr, &Env::new()) else { return vec![Known::default()] };
        match value {
            Value::Path => vec![Known::exact(&text)],
            Value::Trimmed => vec![Known::exact(&format!("/{text}"))],
            Value::Part(Part::At(index)) => vec![Known { parts: [(*index, text)].into(), ..Known::default() }],
            Value::Part(Part::Last) => vec![Known { last: Some(text), ..Known::default() }],
            Value::Method if text != self.context.method => Vec::new(),
            _ => vec![Known::default()],
        }
    }

    /// `case ["users", user_id]:`
    fn sequence(&self, items: &'a [Pattern], shift: i64, env: &mut Env<'a>) -> Vec<Known> {
        let star = items.iter().position(|item| matches!(item.kind, PatternKind::Star(_)));
        let number = |index: usize| i64::try_from(index).ok().and_then(|index| usize::try_from(index + shift).ok());
        let count = number(star.unwrap_or(items.len())).unwrap_or(0);
        let mut all = vec![if star.is_some() {
            Known { least: count, ..Known::default() }
        } else {
            Known { count: Some(count), ..Known::default() }
        }];
        for (index, item) in items.iter().enumerate().take(star.unwrap_or(items.len())) {
            let Some(at) = number(index) else { continue };
            let further = self.pattern(item, &Value::Part(Part::At(at)), env);
            all = all.iter().flat_map(|known| further.iter().filter_map(|one| known.and(one))).collect();
        }
        all
    }

    /// `for pattern, handler in ROUTES:`
    fn table(&mut self, target: &'a Expr, iter: &'a Expr, body: &'a [Stmt], at: &At<'a>) -> bool {
        let items = match &iter.kind {
            ExprKind::Call { func, args, .. } if args.is_empty() => match &func.kind {
                ExprKind::Attribute { value, attr } if attr.name == "items" => self.context.definition_of(value),
                _ => return false,
            },
            _ => self.context.definition_of(iter),
        };
        let rows: Vec<Value<'a>> = match &items.kind {
            ExprKind::List(rows) | ExprKind::Tuple(rows) => {
                rows.iter().map(|row| self.context.value(row, &at.env)).collect()
            }
            ExprKind::Dict(rows) => rows
                .iter()
                .filter_map(|row| {
                    Some(Value::Tuple(vec![
                        self.context.value(row.key.as_ref()?, &at.env),
                        self.context.value(&row.value, &at.env),
                    ]))
                })
                .collect(),
            _ => return false,
        };
        let mut routed = false;
        for row in rows.iter().take(500) {
            let mut inner = at.clone();
            self.context.bind(target, row, &mut inner.env);
            if self.is_dispatch(body, &inner) {
                routed = true;
                self.block(body, inner);
            }
        }
        routed
    }

    /// The statements of a route, or a call of the function that dispatches further.
    fn leaf(&mut self, block: &'a [Stmt], at: &At<'a>) -> bool {
        let Some(span) = span(block) else { return false };
        let place = Place { file: self.file(), span };
        if self.descend(block, at, place) {
            return true;
        }
        let names = self.names(block, at);
        let path = at.known.path(&names);
        let branch: Vec<Place> = self.calls.iter().filter_map(|(_, place)| *place).chain([place]).collect();
        let here = self.calls.last().map_or(self.entry, |(function, _)| *function);
        let handler = handler::of_block(self.context, block, at.found, &at.env).unwrap_or(here);
        let method = self.context.method.to_owned();
        match self.routes.iter_mut().find(|route| route.method == method && route.path == path) {
            Some(route) => route.branches.push(branch),
            None => self.routes.push(Route {
                method,
                path,
                handler,
                entry: self.entry,
                class: self.context.class,
                branches: vec![branch],
            }),
        }
        false
    }

    /// `self.route("GET")`: the dispatch is in another function.
    fn descend(&mut self, block: &'a [Stmt], at: &At<'a>, place: Place) -> bool {
        if self.context.depth >= MOST_CALLS {
            return false;
        }
        let calls = block.iter().filter_map(|stmt| match &stmt.kind {
            StmtKind::Expr(expr) | StmtKind::Return(Some(expr)) | StmtKind::Assign { value: expr, .. } => {
                match &expr.kind {
                    ExprKind::Call { func, args, .. } => Some((func, args)),
                    _ => None,
                }
            }
            _ => None,
        });
        for (func, args) in calls {
            let Some(callee) = self.context.callee(func, &at.env) else { continue };
            let is_open = callee.0 == self.entry || self.calls.iter().any(|(known, _)| *known == callee.0);
            // A helper that looks at the path and answers nothing is no dispatch.
            if is_open || !handler::answers(self.context, callee.0, &mut Vec::new()) {
                continue;
            }
            let body: &'a [Stmt] = &self.context.model.function(callee.0).def.body;
            let env = self.context.arguments(callee, args, &at.env);
            let mut calls = self.calls.clone();
            if let Some(last) = calls.last_mut() {
                last.1 = Some(place);
            }
            calls.push((callee.0, None));
            let mut inner = Walk {
                context: self.context.inside(callee.0),
                entry: self.entry,
                calls,
                routes: std::mem::take(&mut self.routes),
            };
            let before = inner.routes.clone();
            let routed = inner.block(body, At { known: at.known.clone(), found: at.found, env });
            self.routes = if routed { inner.routes } else { before };
            if routed {
                return true;
            }
        }
        false
    }

    fn file(&self) -> crate::source::FileId {
        let here = self.calls.last().map_or(self.entry, |(function, _)| *function);
        self.context.model.function(here).file
    }

    /// The names that the code gives to parts of the path.
    fn names(&self, block: &'a [Stmt], at: &At<'a>) -> BTreeMap<Part, String> {
        let mut names = BTreeMap::new();
        let mut env = at.env.clone();
        let mut bound: Vec<(&String, &Value<'_>)> = at.env.iter().collect();
        bound.sort_by_key(|(name, _)| *name);
        for (name, value) in bound {
            if let (Value::Part(part), false) = (value, name.starts_with('.')) {
                names.entry(*part).or_insert_with(|| name.clone());
            }
        }
        for stmt in block {
            Node::Stmt(stmt).walk(&mut |node| match node {
                Node::Stmt(Stmt { kind: StmtKind::Assign { targets, value }, .. }) => {
                    let value = self.context.value(value, &env);
                    for target in targets {
                        self.context.bind(target, &value, &mut env);
                        if let (ExprKind::Name(name), Value::Part(part)) = (&target.kind, &value) {
                            names.entry(*part).or_insert_with(|| name.clone());
                        }
                    }
                }
                Node::Expr(Expr { kind: ExprKind::Call { func, args, .. }, .. }) => {
                    let Some((callee, bound)) = self.context.callee(func, &env) else { return };
                    let parameters = self.context.model.function(callee).def.parameters.iter().skip(usize::from(bound));
                    for (parameter, arg) in parameters.zip(args) {
                        if let Value::Part(part) = self.context.value(arg, &env) {
                            names.entry(part).or_insert_with(|| parameter.name.name.clone());
                        }
                    }
                }
                _ => {}
            });
        }
        names
    }
}

/// From the first statement to the last, a docstring left out.
fn span(block: &[Stmt]) -> Option<Span> {
    let is_docstring = crate::python::ast::docstring(block).is_some();
    let code = if is_docstring && block.len() > 1 { &block[1..] } else { block };
    Some(code.first()?.span.to(code.last()?.span))
}

/// The block that runs when a condition is known to hold, or not to.
fn decided<'a>(test: &Test<'_>, body: &'a [Stmt], orelse: &'a [Stmt]) -> Option<&'a [Stmt]> {
    match (test.yes.is_empty(), test.no.is_empty()) {
        (false, true) => Some(body),
        (true, false) => Some(orelse),
        _ => None,
    }
}

fn is_default(case: &MatchCase) -> bool {
    case.guard.is_none() && matches!(case.pattern.kind, PatternKind::As { pattern: None, .. })
}

/// Whether the end of a block is never reached.
pub fn leaves(block: &[Stmt]) -> bool {
    block.last().is_some_and(|last| match &last.kind {
        StmtKind::Return(_) | StmtKind::Raise { .. } | StmtKind::Continue | StmtKind::Break => true,
        StmtKind::If { body, orelse, .. } => leaves(body) && leaves(orelse),
        StmtKind::With { items, body, .. } => leaves(body) && !items.iter().any(|item| item.swallows),
        StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
            let end = if orelse.is_empty() { body } else { orelse };
            leaves(finalbody) || (leaves(end) && handlers.iter().all(|handler| leaves(&handler.body)))
        }
        _ => false,
    })
}
