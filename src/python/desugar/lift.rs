//! Functions in functions.
//!
//! ```python
//! def totals(orders, rate):                   # def totals_of(rate, order):
//!     def of(order):                          #     return order["sum"] * rate
//!         return order["sum"] * rate          #
//!     return [of(order) for order in orders]  # def totals(orders, rate):
//!                                             #     return [totals_of(rate, order) for order in orders]
//! ```
//!
//! A function that is only ever called is handed the variables around it with each call: it reads them while it runs, and what is around it does not go on
//! until then (Johnsson, *Lambda Lifting*, 1985). One that rebinds them (`nonlocal`), or is kept for later together with them, stays where it is.

use std::collections::{BTreeMap, BTreeSet};

use super::Maker;
use super::names;
use crate::python::ast::{
    Constant, Expr, ExprKind, FunctionDef, Identifier, Module, Parameter, Parameters, Stmt, StmtKind, UnaryOperator,
};
use crate::python::visit::Node;
use crate::python::visit_mut::{self, Change};
use crate::source::Span;

/// What a function must not mention to mean the same elsewhere.
const BOUND_TO_THEIR_PLACE: &[&str] = &["super", "__class__", "locals", "vars", "eval", "exec", "dir"];

/// Writes every function in a function that can be as a function of the module, or as a method where it uses the receiver.
pub fn lift(module: &mut Module) {
    let mentioned = names::mentioned(&module.body);
    let has_star = module.body.iter().any(|stmt| {
        matches!(&stmt.kind, StmtKind::ImportFrom { names, .. } if names.iter().any(|alias| alias.name.name == "*"))
    });
    let Module { body, expr_count, stmt_count, .. } = module;
    let mut lift = Lift { make: Maker { exprs: expr_count, stmts: stmt_count }, mentioned, has_star };
    let mut index = 0;
    while index < body.len() {
        let mut functions: Vec<Stmt> = Vec::new();
        match &mut body[index].kind {
            StmtKind::FunctionDef(def) => {
                functions.extend(std::iter::from_fn(|| lift.one(def, None)).map(|lifted| lifted.stmt));
            }
            StmtKind::ClassDef(class) => {
                let mut position = 0;
                while position < class.body.len() {
                    let mut methods = Vec::new();
                    if let StmtKind::FunctionDef(def) = &mut class.body[position].kind {
                        let receiver = receiver(def);
                        while let Some(lifted) = lift.one(def, receiver.as_deref()) {
                            if lifted.is_method { &mut methods } else { &mut functions }.push(lifted.stmt);
                        }
                    }
                    position += 1;
                    // They are gone through next: they can have functions in them too.
                    class.body.splice(position..position, methods);
                }
            }
            _ => {}
        }
        if functions.is_empty() {
            index += 1;
        } else {
            body.splice(index..index, functions);
        }
    }
}

/// The receiver of an ordinary method.
fn receiver(def: &FunctionDef) -> Option<String> {
    let plain = def.decorators.is_empty()
        || matches!(def.decorators.as_slice(), [Expr { kind: ExprKind::Name(name), .. }] if name == "property");
    plain.then(|| def.parameters.iter().next()).flatten().map(|first| first.name.name.clone())
}

struct Lift<'m> {
    make: Maker<'m>,
    mentioned: BTreeMap<String, usize>,
    has_star: bool,
}

struct Lifted {
    stmt: Stmt,
    is_method: bool,
}

/// How a function is to be lifted.
struct Plan {
    stmt: Span,
    inner: FunctionDef,
    captured: Vec<String>,
    receiver: Option<String>,
    new_name: String,
}

impl Lift<'_> {
    fn one(&mut self, def: &mut FunctionDef, receiver: Option<&str>) -> Option<Lifted> {
        let mut candidates = Vec::new();
        self.candidates(&def.body, &mut candidates);
        let plan = candidates.into_iter().find_map(|candidate| self.plan(def, candidate, receiver))?;
        *self.mentioned.entry(plan.new_name.clone()).or_insert(0) += 1;
        let mut moved = take(&mut def.body, plan.stmt)?;
        if def.body.is_empty() {
            def.body.push(self.make.stmt(plan.stmt, StmtKind::Pass));
        }
        let name = plan.inner.name.name.clone();
        let mut inner = plan.inner;
        let mut rewrite = Rewrite {
            make: &mut self.make,
            name: &name,
            parameters: inner.parameters.clone(),
            new_name: &plan.new_name,
            captured: &plan.captured,
            receiver: plan.receiver.as_deref(),
        };
        visit_mut::suite(&mut def.body, &mut rewrite);
        visit_mut::suite(&mut inner.body, &mut rewrite);
        let parameters = &mut inner.parameters;
        let into = if parameters.posonly.is_empty() { &mut parameters.args } else { &mut parameters.posonly };
        let given = plan.receiver.iter().chain(&plan.captured).zip(plan.stmt.start..).map(|(name, at)| Parameter {
            name: Identifier { name: name.clone(), span: Span::new(at, at + 1) },
            annotation: None,
            default: None,
        });
        into.splice(0..0, given);
        inner.name.name.clone_from(&plan.new_name);
        moved.kind = StmtKind::FunctionDef(Box::new(inner));
        Some(Lifted { stmt: moved, is_method: plan.receiver.is_some() })
    }

    /// The functions that stand in a suite, not in another function, with where their suite ends.
    fn candidates(&mut self, body: &[Stmt], found: &mut Vec<(Span, FunctionDef, u32)>) {
        let end = body.last().map_or(0, |last| last.span.end);
        for stmt in body {
            match &stmt.kind {
                StmtKind::FunctionDef(def) => found.push((stmt.span, (**def).clone(), end)),
                StmtKind::Assign { targets, value: Expr { kind: ExprKind::Lambda { parameters, body }, span, .. } } => {
                    if let [Expr { kind: ExprKind::Name(name), span: at, .. }] = targets.as_slice() {
                        found.push((stmt.span, self.named(name, *at, parameters, body, *span), end));
                    }
                }
                _ => {}
            }
            for suite in suites(stmt) {
                self.candidates(suite, found);
            }
        }
    }

    /// `name = lambda …: value` as `def name(…): return value`.
    fn named(&mut self, name: &str, at: Span, parameters: &Parameters, value: &Expr, span: Span) -> FunctionDef {
        FunctionDef {
            name: Identifier { name: name.to_owned(), span: at },
            type_params: Vec::new(),
            parameters: parameters.clone(),
            body: vec![self.make.stmt(span, StmtKind::Return(Some(value.clone())))],
            decorators: Vec::new(),
            returns: None,
            is_async: false,
            collects: false,
            role: None,
        }
    }

    fn plan(
        &self,
        def: &FunctionDef,
        (stmt, inner, suite_end): (Span, FunctionDef, u32),
        receiver: Option<&str>,
    ) -> Option<Plan> {
        let name = inner.name.name.clone();
        let bound = names::bindings(&def.parameters, &def.body);
        if bound.get(&name) != Some(&1) || !is_plain(&inner) || declares(&def.body, &name) {
            return None;
        }
        let mut captured: Vec<String> = names::free(&inner.parameters, &inner.body);
        captured.retain(|free| *free != name && bound.contains_key(free) && !declares(&def.body, free));
        if captured.iter().any(|one| is_function_or_deleted(&def.body, one)) {
            return None;
        }
        // A generator reads them whenever it goes on.
        if captured.iter().any(|one| bound.get(one) != Some(&1)) && is_generator(&inner.body) {
            return None;
        }
        let receiver = receiver.filter(|receiver| captured.iter().any(|one| one == receiver));
        if let Some(receiver) = receiver {
            if bound.get(receiver) != Some(&1) {
                return None;
            }
            captured.retain(|one| one != receiver);
        }
        if receiver.is_none() && mentions(&inner.body, &|name| name.starts_with("__") && !name.ends_with("__")) {
            return None;
        }
        let uses = uses(&def.body, &name);
        let alone = captured.is_empty() && receiver.is_none();
        let parameters: Vec<&Parameter> = inner.parameters.iter().collect();
        let required = parameters.iter().all(|parameter| parameter.default.is_none())
            && inner.parameters.vararg.is_none()
            && inner.parameters.kwonly.is_empty()
            && inner.parameters.kwarg.is_none();
        // Of `name = lambda …` the target is no use.
        for one in uses.iter().filter(|one| one.span != inner.name.span) {
            let itself = stmt.contains(one.span);
            let in_reach = itself || (one.span.start >= stmt.end && one.span.start < suite_end);
            let hides = |name: &String| one.hidden.contains(name);
            if !in_reach
                || hides(&name)
                || captured.iter().any(hides)
                || receiver.is_some_and(|it| one.hidden.contains(it))
            {
                return None;
            }
            let length = usize::try_from(one.span.end - one.span.start).unwrap_or(0);
            let fits = match one.way {
                Way::Called => captured.len() <= length + 1,
                Way::Given => alone || (required && parameters.len() + captured.len() <= length),
                Way::Other => alone,
            };
            let sure = |variable: &String| {
                def.parameters.iter().any(|parameter| parameter.name.name == *variable)
                    || names::surely_bound(variable, &def.body, one.span.start)
            };
            if !fits || !(itself || captured.iter().all(sure)) {
                return None;
            }
        }
        let new_name = self.new_name(def, &name)?;
        Some(Plan { stmt, inner, captured, receiver: receiver.map(str::to_owned), new_name })
    }

    /// A name that nothing else has: the function's own, if only this function mentions it.
    fn new_name(&self, def: &FunctionDef, name: &str) -> Option<String> {
        let everywhere = self.mentioned.get(name).copied().unwrap_or(0);
        let here = names::mentioned(&def.body).get(name).copied().unwrap_or(0);
        if everywhere == here && !self.has_star && !name.starts_with("do_") && !name.starts_with("__") {
            return Some(name.to_owned());
        }
        let longer = format!("{}_{name}", def.name.name.trim_start_matches('_').replace("do_", "on_"));
        (!self.mentioned.contains_key(&longer)).then_some(longer)
    }
}

/// The suites of a statement that belong to the function around it.
fn suites(stmt: &Stmt) -> Vec<&Vec<Stmt>> {
    match &stmt.kind {
        StmtKind::For { body, orelse, .. }
        | StmtKind::While { body, orelse, .. }
        | StmtKind::If { body, orelse, .. } => vec![body, orelse],
        StmtKind::With { body, .. } => vec![body],
        StmtKind::Match { cases, .. } => cases.iter().map(|case| &case.body).collect(),
        StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
            let handlers = handlers.iter().map(|handler| &handler.body);
            [body].into_iter().chain(handlers).chain([orelse, finalbody]).collect()
        }
        _ => Vec::new(),
    }
}

fn suites_mut(stmt: &mut Stmt) -> Vec<&mut Vec<Stmt>> {
    match &mut stmt.kind {
        StmtKind::For { body, orelse, .. }
        | StmtKind::While { body, orelse, .. }
        | StmtKind::If { body, orelse, .. } => vec![body, orelse],
        StmtKind::With { body, .. } => vec![body],
        StmtKind::Match { cases, .. } => cases.iter_mut().map(|case| &mut case.body).collect(),
        StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
            let handlers = handlers.iter_mut().map(|handler| &mut handler.body);
            [body].into_iter().chain(handlers).chain([orelse, finalbody]).collect()
        }
        _ => Vec::new(),
    }
}

/// Takes a statement out of a body, wherever it stands in it.
fn take(body: &mut Vec<Stmt>, span: Span) -> Option<Stmt> {
    if let Some(position) = body.iter().position(|stmt| stmt.span == span) {
        return Some(body.remove(position));
    }
    let around = body.iter_mut().find(|stmt| stmt.span.contains(span))?;
    let pass = Stmt { id: around.id, span, kind: StmtKind::Pass };
    suites_mut(around).into_iter().find_map(|suite| {
        let taken = take(suite, span)?;
        if suite.is_empty() {
            suite.push(pass.clone());
        }
        Some(taken)
    })
}

/// Whether a function can stand elsewhere as it is.
fn is_plain(inner: &FunctionDef) -> bool {
    let constant = |default: &Expr| match &default.kind {
        ExprKind::Constant(value) => *value != Constant::Ellipsis,
        ExprKind::UnaryOp { op: UnaryOperator::USub, operand } => matches!(operand.kind, ExprKind::Constant(_)),
        _ => false,
    };
    let mut plain = inner.decorators.is_empty()
        && !inner.is_async
        && inner.parameters.iter().filter_map(|parameter| parameter.default.as_ref()).all(constant)
        && !mentions(&inner.body, &|name| BOUND_TO_THEIR_PLACE.contains(&name));
    for stmt in &inner.body {
        Node::Stmt(stmt).statements(&mut |stmt| {
            plain &= !matches!(
                stmt.kind,
                StmtKind::Nonlocal(_) | StmtKind::ClassDef(_) | StmtKind::Invalid { .. } | StmtKind::TypeAlias { .. }
            );
        });
    }
    plain
}

fn mentions(body: &[Stmt], which: &dyn Fn(&str) -> bool) -> bool {
    let mut found = false;
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| {
            if let Node::Expr(expr) = node {
                found |= match &expr.kind {
                    ExprKind::Name(name) => which(name),
                    ExprKind::Attribute { attr, .. } => which(&attr.name),
                    _ => false,
                };
            }
        });
    }
    found
}

fn is_generator(body: &[Stmt]) -> bool {
    let mut found = false;
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| {
            found |= matches!(node, Node::Expr(Expr { kind: ExprKind::Yield(_) | ExprKind::YieldFrom(_), .. }));
        });
    }
    found
}

/// Whether a name is `global` or `nonlocal` anywhere in a body.
fn declares(body: &[Stmt], name: &str) -> bool {
    let mut found = false;
    for stmt in body {
        Node::Stmt(stmt).statements(&mut |stmt| {
            if let StmtKind::Global(names) | StmtKind::Nonlocal(names) = &stmt.kind {
                found |= names.iter().any(|one| one.name == name);
            }
        });
    }
    found
}

/// Whether a name is that of a function or class in the body, or is deleted there.
fn is_function_or_deleted(body: &[Stmt], name: &str) -> bool {
    body.iter().any(|stmt| {
        let here = match &stmt.kind {
            StmtKind::FunctionDef(def) => def.name.name == name,
            StmtKind::ClassDef(def) => def.name.name == name,
            StmtKind::Delete(targets) => {
                targets.iter().any(|one| matches!(&one.kind, ExprKind::Name(it) if it == name))
            }
            _ => false,
        };
        here || suites(stmt).into_iter().any(|suite| is_function_or_deleted(suite, name))
    })
}

/// What is done with a function.
enum Way {
    /// `of(x)`
    Called,
    /// `sorted(xs, key=of)`
    Given,
    /// Anything else.
    Other,
}

struct Use {
    span: Span,
    way: Way,
    /// What the scopes between this place and the function around bind.
    hidden: BTreeSet<String>,
}

fn uses(body: &[Stmt], name: &str) -> Vec<Use> {
    let (mut called, mut given) = (BTreeSet::new(), BTreeSet::new());
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| {
            if let Node::Expr(Expr { kind: ExprKind::Call { func, args, keywords }, .. }) = node {
                called.insert(func.span.start);
                given
                    .extend(args.iter().chain(keywords.iter().map(|keyword| &keyword.value)).map(|arg| arg.span.start));
            }
        });
    }
    let mut found = Vec::new();
    names::each_name(body, &mut |expr, one, inner| {
        if one == name {
            let start = expr.span.start;
            let way = match () {
                () if called.contains(&start) => Way::Called,
                () if given.contains(&start) => Way::Given,
                () => Way::Other,
            };
            found.push(Use { span: expr.span, way, hidden: inner.iter().flatten().cloned().collect() });
        }
    });
    found
}

/// Calls the function under its new name, with what it takes from around it.
struct Rewrite<'r, 'm> {
    make: &'r mut Maker<'m>,
    name: &'r str,
    parameters: Parameters,
    new_name: &'r str,
    captured: &'r [String],
    receiver: Option<&'r str>,
}

impl Rewrite<'_, '_> {
    fn is_it(&self, expr: &Expr) -> bool {
        matches!(&expr.kind, ExprKind::Name(name) if name == self.name)
    }

    /// The function, at the place of its old name.
    fn function(&mut self, span: Span) -> Expr {
        match self.receiver {
            Some(receiver) => {
                let value = Box::new(self.make.expr(span, ExprKind::Name(receiver.to_owned())));
                let attr = Identifier { name: self.new_name.to_owned(), span };
                self.make.expr(span, ExprKind::Attribute { value, attr })
            }
            None => self.make.expr(span, ExprKind::Name(self.new_name.to_owned())),
        }
    }

    /// The variables around it, at places where no other name stands.
    fn given(&mut self, places: impl Iterator<Item = u32>) -> Vec<Expr> {
        let captured = self.captured;
        captured
            .iter()
            .zip(places)
            .map(|(name, at)| self.make.expr(Span::new(at, at + 1), ExprKind::Name(name.clone())))
            .collect()
    }

    /// `lambda x: of(rate, x)`
    fn expanded(&mut self, span: Span) -> Expr {
        let mut parameters = self.parameters.clone();
        let mut at = span.start;
        for parameter in parameters.posonly.iter_mut().chain(&mut parameters.args) {
            at += 1;
            parameter.name.span = Span::new(at, at + 1);
            parameter.annotation = None;
        }
        let mut args = self.given(at + 1..);
        for parameter in parameters.iter() {
            args.push(self.make.expr(parameter.name.span, ExprKind::Name(parameter.name.name.clone())));
        }
        let func = Box::new(self.function(span));
        let body = Box::new(self.make.expr(span, ExprKind::Call { func, args, keywords: Vec::new() }));
        self.make.expr(span, ExprKind::Lambda { parameters: Box::new(parameters), body })
    }
}

impl Change for Rewrite<'_, '_> {
    fn expr(&mut self, expr: &mut Expr) {
        if self.captured.is_empty() && self.receiver.is_none() {
            if self.is_it(expr) {
                expr.kind = ExprKind::Name(self.new_name.to_owned());
            }
            return;
        }
        let end = expr.span.end;
        let ExprKind::Call { func, args, keywords } = &mut expr.kind else { return };
        for arg in args.iter_mut().chain(keywords.iter_mut().map(|keyword| &mut keyword.value)) {
            if self.is_it(arg) {
                *arg = self.expanded(arg.span);
            }
        }
        if self.is_it(func) {
            let span = func.span;
            let given = self.given((span.start + 1..=span.end).chain([end - 1]));
            args.splice(0..0, given);
            **func = self.function(span);
        }
    }
}
