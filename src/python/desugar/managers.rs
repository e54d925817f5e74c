//! Functions with `@contextmanager`.
//!
//! ```python
//! @contextmanager
//! def noted(log, name):           # def noted_enter(log, name):
//!     log.append("+" + name)      #     log.append("+" + name)
//!     try:                        #     return name.upper()
//!         yield name.upper()      #
//!     finally:                    # def noted_exit(log, name):
//!         log.append("-" + name)  #     log.append("-" + name)
//! ```
//!
//! What is bound before the `yield` and read behind it is given by the first and taken by the second. Where there is an `except`, or something runs
//! without an exception only, a third one gets the exception: `noted_raised(log, name, error)` raises it again inside of the same `try`.

use std::collections::BTreeSet;

use super::Maker;
use super::imports::Imports;
use super::names;
use crate::python::ast::{Expr, ExprKind, FunctionDef, Identifier, Module, Parameter, Raised, Role, Stmt, StmtKind};
use crate::python::visit::Node;
use crate::source::Span;

/// What a caught exception may be called, the first that the function has no use for.
const NAMES: &[&str] = &["error", "exception", "raised_error"];

/// The function that does what stands before the `yield`.
pub fn enter(name: &str) -> String {
    format!("{name}_enter")
}

/// The function that does what stands behind the `yield`.
pub fn exit(name: &str) -> String {
    format!("{name}_exit")
}

/// The function that an exception leaves through.
pub fn raised(name: &str) -> String {
    format!("{name}_raised")
}

/// Writes out the functions and methods that can be.
pub fn write_out(module: &mut Module, imports: &Imports) {
    let taken: BTreeSet<String> =
        names::mentioned(&module.body).into_keys().chain(names::bound_anywhere(&module.body).into_keys()).collect();
    let Module { body, expr_count, stmt_count, .. } = module;
    let mut writer = Writer { make: Maker { exprs: expr_count, stmts: stmt_count }, imports, taken };
    writer.suite(body, false);
    for stmt in body {
        if let StmtKind::ClassDef(class) = &mut stmt.kind {
            writer.suite(&mut class.body, true);
        }
    }
}

struct Writer<'w, 'm> {
    make: Maker<'m>,
    imports: &'w Imports,
    taken: BTreeSet<String>,
}

/// A function around its `yield`.
struct Parts {
    before: Vec<Stmt>,
    /// What the `yield` stands in, and itself.
    place: Span,
    value: Option<Expr>,
    /// The `try` without its `yield`; its body is what follows that.
    guard: Option<Stmt>,
    after: Vec<Stmt>,
}

/// What the functions behind the `yield` get.
struct Given {
    /// What they read of what is bound before it.
    read: Vec<String>,
    /// What of that is no parameter as it was given: the first function gives it.
    kept: Vec<String>,
    /// The object of a method.
    receiver: Option<String>,
    /// The `yield`.
    place: Span,
}

impl Writer<'_, '_> {
    fn suite(&mut self, body: &mut Vec<Stmt>, methods: bool) {
        let mut position = 0;
        while position < body.len() {
            let made = match &mut body[position].kind {
                StmtKind::FunctionDef(def) => self.function(def, methods),
                _ => None,
            };
            let made = made.unwrap_or_default();
            let count = made.len();
            position += 1;
            body.splice(position..position, made);
            position += count;
        }
    }

    fn function(&mut self, def: &mut FunctionDef, is_method: bool) -> Option<Vec<Stmt>> {
        let [decorator] = def.decorators.as_slice() else { return None };
        let named = self.imports.qualified(decorator).as_deref() == Some("contextlib.contextmanager");
        let plain = !def.is_async && def.parameters.vararg.is_none() && def.parameters.kwarg.is_none();
        let free = [enter(&def.name.name), exit(&def.name.name), raised(&def.name.name)];
        if !named || !plain || free.iter().any(|name| self.taken.contains(name)) || !is_simple(&def.body) {
            return None;
        }
        let parts = parts(&def.body)?;
        let behind: Vec<Stmt> = parts.guard.iter().chain(&parts.after).cloned().collect();
        let bound = names::bindings(&def.parameters, &parts.before);
        let mut read: Vec<String> = Vec::new();
        names::each_name(&behind, &mut |_, name, _| {
            if bound.contains_key(name) && !read.iter().any(|known| known == name) {
                read.push(name.to_owned());
            }
        });
        let is_parameter = |name: &str| def.parameters.iter().any(|one| one.name.name == name);
        let untouched = |name: &str| is_parameter(name) && bound.get(name) == Some(&1);
        let receiver = def.parameters.iter().next().filter(|_| is_method).map(|one| one.name.name.clone());
        if receiver.as_ref().is_some_and(|name| !untouched(name)) || (is_method && receiver.is_none()) {
            return None;
        }
        let kept: Vec<String> = read.iter().filter(|name| !untouched(name)).cloned().collect();
        // Where the names stand that are made: inside of the word `yield`.
        if kept.len() > 3 || kept.iter().any(|name| !is_parameter(name) && !is_bound(name, &parts.before)) {
            return None;
        }
        let has_value = parts.value.is_some();
        let raising = match &parts.guard {
            Some(Stmt { kind: StmtKind::Try { body, handlers, orelse, .. }, .. }) => {
                let same = body.is_empty() && handlers.is_empty() && orelse.is_empty() && parts.after.is_empty();
                let swallows = handlers.iter().any(|handler| !leaves(&handler.body));
                match handlers.is_empty() {
                    true if same => Raised::Same,
                    true => Raised::Other,
                    false => Raised::Given { swallows },
                }
            }
            _ => Raised::Nothing,
        };
        let mentioned = names::mentioned(&behind);
        let error = *NAMES.iter().find(|name| !bound.contains_key(**name) && !mentioned.contains_key(**name))?;
        let given = Given { read, kept, receiver, place: parts.place };
        let mut made = vec![self.enter(def, &parts, &given.kept)];
        let behind = self.behind(&parts, None);
        made.push(self.companion(def, exit(&def.name.name), &given, None, behind));
        if matches!(raising, Raised::Other | Raised::Given { .. }) {
            let behind = self.behind(&parts, Some(error));
            let error = (raising != Raised::Other).then_some(error);
            made.push(self.companion(def, raised(&def.name.name), &given, error, behind));
        }
        def.role = Some(Role::Generator { value: has_value, kept: given.kept.len(), raised: raising });
        Some(made)
    }

    /// What stands before the `yield`, and gives what is read behind it.
    fn enter(&mut self, def: &FunctionDef, parts: &Parts, kept: &[String]) -> Stmt {
        let mut body = self.make.copy(&parts.before);
        let place = parts.place;
        let given = parts.value.iter().map(|value| self.make.stmt(place, StmtKind::Expr(value.clone())));
        let given: Vec<Stmt> = given.collect();
        let mut values: Vec<Expr> = Vec::new();
        for one in self.make.copy(&given) {
            if let StmtKind::Expr(value) = one.kind {
                values.push(value);
            }
        }
        for (position, name) in (0..).zip(kept) {
            let at = Span::new(place.start + position, place.start + position + 1);
            values.push(self.make.expr(at, ExprKind::Name(name.clone())));
        }
        let value = if values.len() > 1 { Some(self.make.expr(place, ExprKind::Tuple(values))) } else { values.pop() };
        if let Some(value) = value {
            body.push(self.make.stmt(place, StmtKind::Return(Some(value))));
        } else if body.is_empty() {
            body.push(self.make.stmt(place, StmtKind::Pass));
        }
        self.written(def, enter(&def.name.name), def.parameters.clone(), body, place)
    }

    /// What stands behind the `yield`: without an exception, or with that one.
    fn behind(&mut self, parts: &Parts, error: Option<&str>) -> Vec<Stmt> {
        let mut body = Vec::new();
        if let Some(guard) = &parts.guard {
            let mut guard = self.make.copy(std::slice::from_ref(guard)).remove(0);
            let StmtKind::Try { body: inner, handlers, orelse, finalbody, .. } = &mut guard.kind else { return body };
            if let Some(error) = error {
                if handlers.is_empty() {
                    // Nothing catches it.
                    body.append(finalbody);
                    return body;
                }
                let at = Span::new(parts.place.start + 4, parts.place.start + 5);
                let exc = self.make.expr(at, ExprKind::Name(error.to_owned()));
                *inner = vec![self.make.stmt(parts.place, StmtKind::Raise { exc: Some(exc), cause: None })];
                orelse.clear();
                body.push(guard);
            } else if inner.is_empty() && orelse.is_empty() {
                body.append(finalbody);
            } else if inner.is_empty() {
                if finalbody.is_empty() {
                    body.append(orelse);
                } else {
                    handlers.clear();
                    *inner = std::mem::take(orelse);
                    body.push(guard);
                }
            } else if handlers.is_empty() && finalbody.is_empty() {
                body.append(inner);
            } else {
                body.push(guard);
            }
        }
        body.extend(self.make.copy(&parts.after));
        body
    }

    fn companion(
        &mut self,
        def: &FunctionDef,
        name: String,
        given: &Given,
        error: Option<&str>,
        mut body: Vec<Stmt>,
    ) -> Stmt {
        let Given { read, kept, receiver, place } = given;
        let mut parameters = def.parameters.clone();
        let wanted = |one: &Parameter| {
            let name = &one.name.name;
            receiver.as_ref() == Some(name) || (read.contains(name) && !kept.contains(name))
        };
        for list in [&mut parameters.posonly, &mut parameters.args, &mut parameters.kwonly] {
            list.retain(wanted);
        }
        // They are given by their names.
        let posonly = std::mem::take(&mut parameters.posonly);
        parameters.args.splice(0..0, posonly);
        let kwonly = std::mem::take(&mut parameters.kwonly);
        parameters.args.extend(kwonly);
        for (position, name) in (0..).zip(kept.iter().map(String::as_str).chain(error)) {
            let span = Span::new(place.start + position, place.start + position + 1);
            let name = Identifier { name: name.to_owned(), span };
            parameters.args.push(Parameter { name, annotation: None, default: None });
        }
        if body.is_empty() {
            body.push(self.make.stmt(*place, StmtKind::Pass));
        }
        self.written(def, name, parameters, body, *place)
    }

    fn written(
        &mut self,
        def: &FunctionDef,
        name: String,
        parameters: crate::python::ast::Parameters,
        body: Vec<Stmt>,
        place: Span,
    ) -> Stmt {
        let made = FunctionDef {
            name: Identifier { name, span: def.name.span },
            type_params: Vec::new(),
            parameters,
            body,
            decorators: Vec::new(),
            returns: None,
            is_async: false,
            collects: false,
            role: None,
        };
        self.make.stmt(place, StmtKind::FunctionDef(Box::new(made)))
    }
}

/// Whether a function has no other scopes in it, does not return, and asks no other iterator: what one of those raises means something else in a
/// generator.
fn is_simple(body: &[Stmt]) -> bool {
    let mut fine = true;
    let mut yields = 0;
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| match node {
            Node::Stmt(stmt) => {
                fine &= !matches!(
                    &stmt.kind,
                    StmtKind::FunctionDef(_)
                        | StmtKind::ClassDef(_)
                        | StmtKind::Return(_)
                        | StmtKind::Global(_)
                        | StmtKind::Nonlocal(_)
                );
            }
            Node::Expr(expr) => match &expr.kind {
                ExprKind::Yield(_) => yields += 1,
                ExprKind::YieldFrom(_) | ExprKind::Lambda { .. } | ExprKind::Await(_) => fine = false,
                ExprKind::Name(name) => fine &= !matches!(name.as_str(), "next" | "StopIteration" | "locals"),
                _ => {}
            },
            Node::Pattern(_) => {}
        });
    }
    fine && yields == 1
}

/// The value of a statement that yields.
fn yielded(stmt: &Stmt) -> Option<Yielded> {
    match &stmt.kind {
        StmtKind::Expr(Expr { kind: ExprKind::Yield(value), .. }) => Some(Yielded(value.as_deref().cloned())),
        _ => None,
    }
}

/// What is yielded, if it is something.
struct Yielded(Option<Expr>);

/// Takes a function apart at its one `yield`: a statement of its own, or the first one of a `try` of its own.
fn parts(body: &[Stmt]) -> Option<Parts> {
    for (position, stmt) in body.iter().enumerate() {
        let (before, after) = (body[..position].to_vec(), body[position + 1..].to_vec());
        if let Some(Yielded(value)) = yielded(stmt) {
            return Some(Parts { before, place: stmt.span, value, guard: None, after });
        }
        let StmtKind::Try { body: inner, is_star: false, .. } = &stmt.kind else { continue };
        let Some(first) = inner.first() else { continue };
        let Some(Yielded(value)) = yielded(first) else { continue };
        let place = first.span;
        let mut guard = stmt.clone();
        if let StmtKind::Try { body, .. } = &mut guard.kind {
            body.remove(0);
        }
        return Some(Parts { before, place, value, guard: Some(guard), after });
    }
    None
}

/// Whether a handler never reaches its end.
fn leaves(body: &[Stmt]) -> bool {
    body.last().is_some_and(|last| matches!(last.kind, StmtKind::Raise { .. }))
}

/// Whether a name is bound for certain behind a suite.
fn is_bound(name: &str, body: &[Stmt]) -> bool {
    let end = body.last().map_or(0, |last| last.span.end);
    names::surely_bound(name, body, end)
}
