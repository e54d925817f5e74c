//! `with` of context managers of the program: instances of its classes, and functions with `@contextmanager`.

use super::body::Body;
use super::call::Arguments;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::stmt::Falls;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind, StmtKind};
use crate::model::{ClassIndex, FunctionIndex, Symbol};
use crate::python::ast::{self, Raised, Role, Stmt};
use crate::python::{EXIT_RAISED, enter_name, exit_name, raised_name};
use crate::source::Span;

/// A context manager that has been entered.
pub struct Manager {
    /// What `as` binds, if it is not bound yet.
    given: Option<Value>,
    /// What is called behind a suite that ends without an exception.
    done: Option<Leave>,
    raised: Leaving,
    /// An exception may end there.
    swallows: bool,
}

/// A call at the end of a suite.
struct Leave {
    function: FunctionIndex,
    receiver: Option<Value>,
    arguments: Arguments,
}

/// What becomes of an exception.
enum Leaving {
    /// What is done without one; it goes on.
    Same,
    /// Nothing; it goes on.
    Nothing,
    /// A call that may or may not get the exception; it ends there if the call gives something true.
    Asked { leave: Leave, given: bool },
    /// A call that gets the exception; it ends there if the call does.
    Over(Leave),
}

impl<'a> Body<'_, 'a> {
    /// `with noted(log, name) …` of a function with `@contextmanager`: enters it.
    pub fn manager_function(
        &mut self,
        context: &'a ast::Expr,
        body: &'a [Stmt],
        out: &mut ir::Block,
    ) -> Lowered<Option<Manager>> {
        let ast::ExprKind::Call { func, args, keywords } = &context.kind else { return Ok(None) };
        let Some((index, receiver)) = self.generator_function(func)? else { return Ok(None) };
        let span = context.span;
        let info = self.low.model.function(index);
        let Some(Role::Generator { value, kept, raised }) = info.def.role else { return Ok(None) };
        let (class, name) = (info.class, info.name.clone());
        let mut arguments = self.arguments_of_program(index, args, keywords)?;
        if arguments.mapping.is_some() || arguments.rest.is_some() {
            return self.refuse(span, "with", "a context manager is made with `*` or `**`");
        }
        let suite = super::control::span_of(body);
        let receiver = receiver.map(|receiver| self.lasting(receiver, suite, out));
        for value in arguments.positional.iter_mut().chain(arguments.keywords.iter_mut().map(|(_, value)| value)) {
            *value = self.lasting(value.clone(), suite, out);
        }
        let all = [enter_name(&name), exit_name(&name), raised_name(&name)];
        let [enter, exit, other] = all.map(|name| self.companion(index, class, &name));
        let (Some(enter), Some(exit)) = (enter, exit) else {
            return self.refuse(span, "with", "a context manager that is not known");
        };
        let named = self.by_parameter(index, usize::from(receiver.is_some()), &arguments);
        let entered = self.call_function(enter, receiver.clone(), arguments, span)?;
        let mut values = self.taken_apart(entered, (value, kept), span, out);
        let given = if value { values.remove(0) } else { self.value(Ty::None, span, ExprKind::None) };
        let leave = |function: FunctionIndex, takes: bool, body: &Self| {
            let parameters = &body.low.model.function(function).def.parameters.args;
            let own = &parameters[usize::from(receiver.is_some())..parameters.len() - usize::from(takes)];
            let (before, last) = own.split_at(own.len() - kept);
            let given =
                before.iter().filter_map(|one| named.iter().find(|(known, _)| *known == one.name.name).cloned());
            let kept = last.iter().zip(&values).map(|(one, value)| (one.name.name.clone(), value.clone()));
            let keywords = given.chain(kept).collect();
            Leave { function, receiver: receiver.clone(), arguments: Arguments { keywords, ..Default::default() } }
        };
        let empty = is_empty(&self.low.model.function(exit).def.body);
        let done = (!empty).then(|| leave(exit, false, self));
        let (raised, swallows) = match (raised, other) {
            (Raised::Same, _) => (Leaving::Same, false),
            (Raised::Other, Some(other)) if !is_empty(&self.low.model.function(other).def.body) => {
                (Leaving::Asked { leave: leave(other, false, self), given: false }, false)
            }
            (Raised::Given { swallows: false }, Some(other)) => {
                (Leaving::Asked { leave: leave(other, true, self), given: true }, false)
            }
            (Raised::Given { swallows: true }, Some(other)) => (Leaving::Over(leave(other, true, self)), true),
            (Raised::Nothing | Raised::Other | Raised::Given { .. }, _) => (Leaving::Nothing, false),
        };
        Ok(Some(Manager { given: Some(given), done, raised, swallows }))
    }

    /// The function with `@contextmanager` that is called, and its object.
    fn generator_function(&mut self, func: &'a ast::Expr) -> Lowered<Option<(FunctionIndex, Option<Value>)>> {
        let is_one = |body: &Self, index: FunctionIndex| {
            matches!(body.low.model.function(index).def.role, Some(Role::Generator { .. }))
        };
        if self.web_of(func).is_none()
            && let Some(crate::model::Resolved::Symbol(Symbol::Function(index))) = self.resolve(func)
        {
            return Ok(is_one(self, index).then_some((index, None)));
        }
        let ast::ExprKind::Attribute { value: object, attr } = &func.kind else { return Ok(None) };
        let known = (0..self.low.model.classes.len()).any(|class| {
            let class = ClassIndex(class);
            self.low.model.method(class, &attr.name).is_some_and(|index| is_one(self, index))
        });
        if !known || !is_path(object) {
            return Ok(None);
        }
        let receiver = self.read(object)?;
        let method = self.special_method(&receiver.ty, &attr.name).filter(|index| is_one(self, *index));
        Ok(method.map(|index| (index, Some(receiver))))
    }

    /// A function that was written beside another one.
    fn companion(&self, index: FunctionIndex, class: Option<ClassIndex>, name: &str) -> Option<FunctionIndex> {
        let model = self.low.model;
        match class {
            Some(class) => model.method(class, name),
            None => match model.module(model.function(index).module).symbols.get(name) {
                Some(Symbol::Function(found)) => Some(*found),
                _ => None,
            },
        }
    }

    /// The arguments by the names of the parameters.
    fn by_parameter(&self, index: FunctionIndex, skip: usize, arguments: &Arguments) -> Vec<(String, Value)> {
        let parameters = self.low.model.function(index).def.parameters.iter().skip(skip);
        let positional = parameters.zip(&arguments.positional);
        let mut named: Vec<(String, Value)> =
            positional.map(|(parameter, value)| (parameter.name.name.clone(), value.clone())).collect();
        named.extend(arguments.keywords.iter().cloned());
        named
    }

    /// A value that is the same behind a suite.
    fn lasting(&mut self, value: Value, span: Span, out: &mut ir::Block) -> Value {
        match &value.expr.kind {
            ExprKind::None | ExprKind::Bool(_) | ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Str(_) => value,
            ExprKind::Local(local)
                if !self.web_locals.iter().any(|(web, known)| known == local && self.is_bound_in(*web, span)) =>
            {
                value
            }
            _ => self.keep(value, out),
        }
    }

    /// The values that a function gives.
    fn taken_apart(
        &mut self,
        entered: Value,
        (yields, kept): (bool, usize),
        span: Span,
        out: &mut ir::Block,
    ) -> Vec<Value> {
        let count = usize::from(yields) + kept;
        match (count, self.low.heap.resolve(&entered.ty)) {
            (0, _) => {
                out.push(self.plain(span, StmtKind::Expr(entered.expr)));
                Vec::new()
            }
            (1, Ty::None) => {
                out.push(self.plain(span, StmtKind::Expr(entered.expr)));
                vec![self.value(Ty::None, span, ExprKind::None)]
            }
            (1, _) if kept == 0 => vec![entered],
            (1, _) => vec![self.keep(entered, out)],
            (_, Ty::Tuple(items)) if items.len() == count => {
                let locals: Vec<(ir::LocalId, Ty)> =
                    items.into_iter().map(|item| (self.temporary(&item), item)).collect();
                let pattern = locals.iter().map(|(local, _)| ir::Pattern::Local(*local)).collect();
                out.push(
                    self.plain(span, StmtKind::Unpack { pattern: ir::Pattern::Tuple(pattern), value: entered.expr }),
                );
                locals.into_iter().map(|(local, ty)| self.local(local, ty, span)).collect()
            }
            _ => (0..count).map(|_| self.value(Ty::Never, span, ExprKind::None)).collect(),
        }
    }

    /// `with Guard(log) as guard: …` of an instance of a class of the program: enters it.
    pub fn own_manager(
        &mut self,
        context: &Value,
        item: &'a ast::WithItem,
        body: &'a [Stmt],
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<Option<Manager>> {
        let Ty::Object(node) = self.low.heap.resolve(&context.ty) else { return Ok(None) };
        let NodeShape::Instance(class, _) = self.low.heap.shape(node).clone() else { return Ok(None) };
        let method = |name: &str| self.low.model.method(class, name);
        let (Some(enter), Some(exit)) = (method("__enter__"), method("__exit__")) else { return Ok(None) };
        let Some(Role::Exit { apart, swallows }) = self.low.model.function(exit).def.role else {
            return self.refuse(span, "with", "an `__exit__` that reads more of the exception than is translated");
        };
        let raised = if apart { method(EXIT_RAISED) } else { None };
        let itself = self.low.model.function(enter).def.role == Some(Role::Enter);
        let mut target = item.target.as_ref();
        let context = context.clone();
        let object = match target {
            Some(name) if itself && self.is_alone(name, span) => {
                self.store(name, context, span, out)?;
                target = None;
                self.read(name)?
            }
            _ => self.lasting(context, super::control::span_of(body), out),
        };
        let mut given = None;
        if !is_empty(&self.low.model.function(enter).def.body) || !itself {
            let entered = self.call_function(enter, Some(object.clone()), Arguments::default(), span)?;
            let unused = itself || target.is_none() || self.low.heap.resolve(&entered.ty) == Ty::None;
            if unused {
                out.push(self.plain(span, StmtKind::Expr(entered.expr)));
                given = Some(self.value(Ty::None, span, ExprKind::None));
            } else {
                given = Some(entered);
            }
        }
        if itself {
            given = Some(object.clone());
        }
        let leave = |function| Leave { function, receiver: Some(object.clone()), arguments: Arguments::default() };
        let done = (!is_empty(&self.low.model.function(exit).def.body)).then(|| leave(exit));
        let raised = match raised {
            Some(raised) if !swallows && is_empty(&self.low.model.function(raised).def.body) => Leaving::Nothing,
            Some(raised) => Leaving::Asked { leave: leave(raised), given: true },
            None if swallows => Leaving::Asked { leave: leave(exit), given: false },
            None => Leaving::Same,
        };
        Ok(Some(Manager { given: given.filter(|_| target.is_some()), done, raised, swallows }))
    }

    /// Whether a name is bound by this statement alone, and read in it alone.
    fn is_alone(&self, target: &ast::Expr, span: Span) -> bool {
        let (ast::ExprKind::Name(name), Some(web)) = (&target.kind, self.web_of(target)) else { return false };
        let Some(function) = self.function else { return false };
        let mut outside = false;
        for stmt in &self.low.model.function(function).def.body {
            crate::python::visit::Node::Stmt(stmt).walk(&mut |node| {
                if let crate::python::visit::Node::Expr(ast::Expr {
                    kind: ast::ExprKind::Name(other), span: at, ..
                }) = node
                {
                    outside |= other == name && !span.contains(*at);
                }
            });
        }
        !outside && self.variables.webs.bindings(web) == 1
    }

    /// The suite of an entered context manager.
    pub fn managed(
        &mut self,
        manager: Manager,
        item: &'a ast::WithItem,
        body: &'a [Stmt],
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<Falls> {
        if manager.swallows && !item.swallows {
            let reason = "a context manager that may end an exception is made somewhere else than in its `with`";
            return self.refuse(span, "with", reason);
        }
        if let Some(target) = &item.target {
            if !matches!(target.kind, ast::ExprKind::Name(_)) {
                return self.refuse(target.span, "with", "what `as` binds is more than a variable");
            }
            if let Some(given) = manager.given {
                self.store(target, given, span, out)?;
            }
        } else if let Some(given) = manager.given {
            self.effect(given.expr, span, out);
        }
        let body_span = super::control::span_of(body);
        let before = self.known.clone();
        let guarded = span;
        let (block, body_falls) = self.region(guarded, |inner| inner.suite(body))?;
        let after = self.known.clone();
        self.known = before;
        self.forget_bound_in(body_span);
        let at_exit = self.known.clone();
        let crosses = crosses(body);
        let mut falls = body_falls;
        let mut known = after.clone();
        let handler = match manager.raised {
            Leaving::Same => {
                let finally = self.leave(manager.done, None, span)?;
                self.known = after;
                if finally.is_empty() {
                    out.extend(block);
                } else {
                    let (handlers, otherwise) = (Vec::new(), Vec::new());
                    out.push(self.plain(span, StmtKind::Try { body: block, handlers, otherwise, finally }));
                }
                return Ok(falls);
            }
            Leaving::Nothing if !crosses || manager.done.is_none() => {
                out.extend(block);
                if body_falls {
                    out.extend(self.leave(manager.done, None, span)?);
                }
                self.known = after;
                return Ok(falls);
            }
            Leaving::Nothing => self.handler(None, false, span)?,
            Leaving::Asked { leave, given } => {
                let handler = self.handler(Some((leave, given)), false, span)?;
                if manager.swallows {
                    falls = true;
                    known = if body_falls { self.meet(&after, &at_exit) } else { at_exit.clone() };
                }
                handler
            }
            Leaving::Over(leave) => {
                falls = true;
                known = if body_falls { self.meet(&after, &at_exit) } else { at_exit.clone() };
                self.handler(Some((leave, true)), true, span)?
            }
        };
        self.known = at_exit;
        let done = self.leave(manager.done, None, span)?;
        self.known = known;
        if !crosses || done.is_empty() {
            let otherwise = if body_falls { done } else { Vec::new() };
            let (handlers, finally) = (vec![handler], Vec::new());
            out.push(self.plain(span, StmtKind::Try { body: block, handlers, otherwise, finally }));
            return Ok(falls);
        }
        // What leaves the suite half way is no exception: only those are kept from what is done without one.
        let local = self.temporary(&Ty::Bool);
        let bool = |value: bool| ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::Bool(value) };
        out.push(self.plain(span, StmtKind::Let { local, value: Some(bool(true)) }));
        let mut handler = handler;
        let failed = StmtKind::Assign { target: ir::Target::Local(local), value: bool(false) };
        handler.body.insert(0, self.plain(span, failed));
        let (handlers, otherwise, finally) = (vec![handler], Vec::new(), Vec::new());
        let inner = self.plain(span, StmtKind::Try { body: block, handlers, otherwise, finally });
        let test = ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::Local(local) };
        let finally = vec![self.plain(span, StmtKind::If { test, then: done, otherwise: Vec::new() })];
        let (handlers, otherwise) = (Vec::new(), Vec::new());
        out.push(self.plain(span, StmtKind::Try { body: vec![inner], handlers, otherwise, finally }));
        Ok(falls)
    }

    /// The statements of a call at the end of a suite.
    fn leave(&mut self, leave: Option<Leave>, error: Option<Value>, span: Span) -> Lowered<ir::Block> {
        let Some(leave) = leave else { return Ok(Vec::new()) };
        let call = self.left(leave, error, span)?;
        Ok(vec![self.plain(span, StmtKind::Expr(call.expr))])
    }

    fn left(&mut self, leave: Leave, error: Option<Value>, span: Span) -> Lowered<Value> {
        let Leave { function, receiver, mut arguments } = leave;
        if let Some(error) = error {
            let parameters = &self.low.model.function(function).def.parameters;
            if let Some(last) = parameters.args.last() {
                arguments.keywords.push((last.name.name.clone(), error));
            }
        }
        self.call_function(function, receiver, arguments, span)
    }

    /// What is done with an exception. `over`: it ends there whatever the call gives.
    fn handler(&mut self, leave: Option<(Leave, bool)>, over: bool, span: Span) -> Lowered<ir::Handler> {
        let local = self.temporary(&Ty::Exception);
        let mut body = Vec::new();
        let reraise = self.plain(span, StmtKind::Reraise(local));
        let mut used = true;
        match leave {
            None => body.push(reraise),
            Some((leave, given)) => {
                let error = given.then(|| self.local(local, Ty::Exception, span));
                let call = self.left(leave, error, span)?;
                if over {
                    used = given;
                    body.push(self.plain(span, StmtKind::Expr(call.expr)));
                } else if matches!(self.low.heap.resolve(&call.ty), Ty::None | Ty::Never) {
                    body.push(self.plain(span, StmtKind::Expr(call.expr)));
                    body.push(reraise);
                } else {
                    let test = self.truth(call)?;
                    let test = self.not(test, span);
                    body.push(self.plain(span, StmtKind::If { test, then: vec![reraise], otherwise: Vec::new() }));
                }
            }
        }
        Ok(ir::Handler { classes: vec!["BaseException".to_owned()], local: used.then_some(local), body })
    }
}

/// `self`, `self.store`
fn is_path(expr: &ast::Expr) -> bool {
    match &expr.kind {
        ast::ExprKind::Name(_) => true,
        ast::ExprKind::Attribute { value, .. } => is_path(value),
        _ => false,
    }
}

/// Whether a suite does nothing.
fn is_empty(body: &[Stmt]) -> bool {
    body.iter().all(|stmt| match &stmt.kind {
        ast::StmtKind::Pass => true,
        ast::StmtKind::Expr(value) => matches!(value.kind, ast::ExprKind::Constant(_)),
        _ => false,
    })
}

/// Whether a suite is left in another way than by its end or an exception.
fn crosses(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match &stmt.kind {
        ast::StmtKind::Return(_) | ast::StmtKind::Break | ast::StmtKind::Continue => true,
        ast::StmtKind::If { body, orelse, .. } => crosses(body) || crosses(orelse),
        ast::StmtKind::For { body, orelse, .. } | ast::StmtKind::While { body, orelse, .. } => {
            returns(body) || crosses(orelse)
        }
        ast::StmtKind::With { body, .. } => crosses(body),
        ast::StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
            [body, orelse, finalbody].into_iter().any(|suite| crosses(suite))
                || handlers.iter().any(|handler| crosses(&handler.body))
        }
        ast::StmtKind::Match { cases, .. } => cases.iter().any(|case| crosses(&case.body)),
        _ => false,
    })
}

/// Whether a loop's suite returns.
fn returns(body: &[Stmt]) -> bool {
    let mut found = false;
    crate::model::scope::for_each_stmt(body, &mut |stmt| found |= matches!(stmt.kind, ast::StmtKind::Return(_)));
    found
}
