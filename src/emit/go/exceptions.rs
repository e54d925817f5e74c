//! `try`. Where one call of the block can raise, its error is handled right there; otherwise the block becomes a closure that returns
//! its error, and a flow where `return`, `break` or `continue` cross it.

use super::body::{Leave, Printer, Raise, is_error};
use super::place::Place;
use super::statement::{self, Block, Statement};
use super::stmt::leaves;
use super::tree::{Go, Signature};
use crate::ir::{Expr, ExprKind, Handler, LocalId, Stmt, StmtKind, Target, Type, walk};

impl Printer<'_> {
    /// `ValueError("text")`
    pub fn new_exception(&mut self, class: &str, args: &[Expr], fields: &[Expr]) -> Go {
        let go = Go::Atom(self.module.exception(class));
        let mut values = self.operands(&args.iter().chain(fields).collect::<Vec<_>>());
        let fields = values.split_off(args.len());
        let exception = self.exception_of(go, class, args, values);
        if fields.is_empty() {
            return exception;
        }
        let fields =
            fields.into_iter().enumerate().map(|(i, value)| (Some(self.module.payload(class, i).1), value)).collect();
        let payload = Go::Composite(self.module.payload(class, 0).0, fields);
        exception.method("With", vec![Go::unary("&", payload)])
    }

    fn exception_of(&mut self, go: Go, class: &str, args: &[Expr], values: Vec<Go>) -> Go {
        match (args, &values[..]) {
            ([], _) => go.method("Bare", Vec::new()),
            ([one], [value]) if class == "KeyError" => {
                let repr = self.repr(value.clone(), &one.ty);
                Go::call("py.NewKeyError", vec![repr])
            }
            // The text of a KeyError is the repr of its argument.
            ([one], [value]) if self.module.is_key_error(class) => {
                let value = self.keep(value.clone(), &one.ty);
                let repr = self.repr(value, &one.ty);
                let repr = self.keep(repr, &Type::Str);
                go.method("Of", vec![repr.clone(), repr])
            }
            ([one], [value]) if one.ty == Type::Str => go.method("New", vec![value.clone()]),
            ([one], [value]) => {
                let value = self.keep(value.clone(), &one.ty);
                let text = self.display(value.clone(), &one.ty);
                let repr = self.repr(value, &one.ty);
                go.method("Of", vec![text, repr])
            }
            _ => {
                let reprs = args.iter().zip(values).map(|(arg, value)| self.repr(value, &arg.ty)).collect();
                go.method("OfMany", reprs)
            }
        }
    }

    /// `try: body except …: else: otherwise finally: finally`
    pub fn try_stmt(
        &mut self,
        body: &[Stmt],
        handlers: &[Handler],
        otherwise: &[Stmt],
        finally: &[Stmt],
        (last, escapes, forwards): (bool, bool, bool),
    ) {
        if !finally.is_empty() {
            self.finally(body, handlers, otherwise, finally, (escapes, forwards));
        } else if !self.inline(body, handlers, otherwise, escapes) {
            self.closure(body, handlers, otherwise, (last, escapes));
        }
    }

    /// How many errors a block checks.
    pub fn checks(&mut self, body: &[Stmt]) -> usize {
        let (names, locals) = (self.names.clone(), self.locals.clone());
        let raise = std::mem::replace(&mut self.raise, Raise::Here);
        let (block, ()) = self.capture(|p| p.block(body));
        self.raise = raise;
        self.names = names;
        self.locals = locals;
        checks(&block)
    }

    /// Handles the error of the one call that can raise where it is made.
    pub fn inline(&mut self, body: &[Stmt], handlers: &[Handler], otherwise: &[Stmt], escapes: bool) -> bool {
        let (names, locals) = (self.names.clone(), self.locals.clone());
        let raise = std::mem::replace(&mut self.raise, Raise::Here);
        let (mut before, ()) = self.capture(|p| p.block(body));
        self.raise = raise;
        let at = before.iter().position(|statement| matches!(statement, Statement::Check(Some(_))));
        let alone = checks(&before) == 1;
        let Some(at) = at.filter(|_| alone) else {
            self.names = names;
            self.locals = locals;
            return false;
        };
        let mut after = before.split_off(at);
        let Statement::Check(Some(error)) = after.remove(0) else { return false };
        if self.falls_back(&before, &mut after, &error, handlers, otherwise, escapes) {
            return true;
        }
        // The error of a call that gives nothing else is nobody's but the handler's.
        let call = match before.last() {
            Some(Statement::Define(names, values)) if names[..] == [error.clone()] => values.first().cloned(),
            _ => None,
        };
        let shown = if call.is_some() { "err" } else { &error };
        let handled = self.handled(shown, handlers, escapes);
        let left = handlers.iter().all(|handler| leaves(&handler.body));
        let names = self.names.clone();
        let (more, ()) = self.capture(|p| p.block(otherwise));
        if !left {
            self.names = names;
        }
        let mut rest = after;
        rest.extend(more);
        let Some(call) = call else {
            self.code.extend(before);
            self.handle(None, is_error(&error), handled, rest, left);
            return true;
        };
        before.pop();
        self.code.extend(before);
        self.names.release(&error);
        if handled.is_empty() && rest.is_empty() {
            let classes: Vec<&str> = handlers.iter().flat_map(|handler| &handler.classes).map(String::as_str).collect();
            self.add(Statement::Comment(format!("{} is passed over.", classes.join(" or "))));
            self.add(Statement::assign(Go::atom("_"), call));
            return true;
        }
        let init = Some(Statement::define("err", call));
        if handled.is_empty() {
            self.add(Statement::if_init(init, is_error("err").negate(), rest, Block::new()));
        } else {
            self.handle(init, is_error("err"), handled, rest, left);
        }
        true
    }

    /// `if init; test { handled }`, and the rest: in an `else`, or behind it where the handler has left.
    fn handle(&mut self, init: Option<Statement>, test: Go, handled: Block, rest: Block, left: bool) {
        let (otherwise, behind) = if left { (Block::new(), rest) } else { (rest, Block::new()) };
        self.add(Statement::if_init(init, test, handled, otherwise));
        self.code.extend(behind);
    }

    /// The block that handles an error.
    fn handled(&mut self, error: &str, handlers: &[Handler], escapes: bool) -> Block {
        self.inner(|p| p.dispatch(error, handlers, escapes))
    }

    /// `x = None`, `try: x = f() except …: x = None`: what the handler sets is there already, so only success does something.
    fn falls_back(
        &mut self,
        before: &[Statement],
        after: &mut Block,
        error: &str,
        handlers: &[Handler],
        otherwise: &[Stmt],
        escapes: bool,
    ) -> bool {
        let [handler] = handlers else { return false };
        let [Stmt { kind: StmtKind::Assign { target: Target::Local(local), value }, comments, .. }] = &handler.body[..]
        else {
            return false;
        };
        let none = match &value.kind {
            ExprKind::None => true,
            ExprKind::Convert(inner) => matches!(inner.kind, ExprKind::None),
            _ => false,
        };
        if escapes || !none || !comments.is_empty() || !otherwise.is_empty() || after.is_empty() {
            return false;
        }
        let name = self.local(*local);
        if !matches!(self.code.last(), Some(Statement::Var(declared, _, None)) if *declared == name) {
            return false;
        }
        let [call @ Statement::Define(names, _)] = before else { return false };
        if names.last().is_none_or(|last| last != error) {
            return false;
        }
        let init = Some(call.clone());
        self.add(Statement::if_init(init, is_error(error).negate(), std::mem::take(after), Block::new()));
        true
    }

    /// The body as a closure.
    fn closure(&mut self, body: &[Stmt], handlers: &[Handler], otherwise: &[Stmt], (last, escapes): (bool, bool)) {
        let tail = last && otherwise.is_empty() && self.depth == 0 && matches!(self.function.result, Type::None);
        if otherwise.is_empty()
            && !handlers.is_empty()
            && handlers.iter().all(|handler| leaves(&handler.body))
            && !matches!(self.result(), Type::None | Type::Never)
            && self.value_closure(None, body, handlers, otherwise, escapes)
        {
            return;
        }
        let (error, flow) = self.in_closure(tail, |p| p.block(body));
        if error.is_empty() {
            return self.block(otherwise);
        }
        if handlers.is_empty() {
            self.check_error(&error);
        } else {
            let handled = self.handled(&error, handlers, escapes);
            let (mut rest, ()) = self.capture(|p| p.block(otherwise));
            if let Some(crossing) = flow.as_ref().filter(|_| !rest.is_empty()) {
                // What left the body left the `else` out too.
                rest = vec![Statement::when(crossing.is("py.Next"), rest)];
            }
            self.add(Statement::if_else(is_error(&error), handled, rest));
        }
        self.follow(flow);
    }

    /// The body as a closure that gives a value: what it returns, or what it assigns to a local at its end.
    pub fn value_closure(
        &mut self,
        local: Option<LocalId>,
        body: &[Stmt],
        handlers: &[Handler],
        otherwise: &[Stmt],
        escapes: bool,
    ) -> bool {
        let returned;
        let (block, ty) = match (local, body.split_last()) {
            (None, _) if leaves(body) && returns(body) => (body, self.result().clone()),
            (Some(local), Some((Stmt { kind: StmtKind::Assign { target: Target::Local(to), value }, .. }, before)))
                if *to == local && !crosses(before, false) && !touches(before, local) && !names(value, local) =>
            {
                let mut block = body.to_vec();
                if let Some(last) = block.last_mut() {
                    last.kind = StmtKind::Return(Some(value.clone()));
                }
                returned = block;
                (&returned[..], self.function.locals[local.0 as usize].ty.clone())
            }
            _ => return false,
        };
        if matches!(ty, Type::None | Type::Never) || local.is_some_and(|local| !self.is_read(local)) {
            return false;
        }
        let (names, locals) = (self.names.clone(), self.locals.clone());
        let value = match local {
            Some(local) => self.local(local),
            None => self.names.give("result"),
        };
        let error = self.names.give("tryErr");
        let zero = self.module.types().zero(&ty);
        let outer = (
            std::mem::replace(&mut self.raise, Raise::Closure(vec![Go::Atom(zero)])),
            std::mem::replace(&mut self.leave, Leave::Value),
            std::mem::replace(&mut self.loops, 0),
            self.value.replace(ty.clone()),
        );
        let mut block = self.inner(|p| p.block(block));
        (self.raise, self.leave, self.loops, self.value) = outer;
        if returns_flow(&block, "py.Broke") || returns_flow(&block, "py.Continued") {
            self.names = names;
            self.locals = locals;
            return false;
        }
        super::tidy::tidy(&mut block);
        if !statement::ends(&block) {
            // Every way through it leaves, which the compiler does not see.
            let zero = self.module.types().zero(&ty);
            block.push(Statement::Return(vec![Go::Atom(zero), Go::atom("nil")]));
        }
        let signature = Signature { params: Vec::new(), results: vec![self.ty(&ty), "error".into()] };
        let call = Go::Call(Box::new(Go::Func(signature, block)), Vec::new());
        self.add(Statement::Define(vec![value.clone(), error.clone()], vec![call]));
        let handled = self.handled(&error, handlers, escapes);
        let left = local.is_none() || otherwise.is_empty() || handlers.iter().all(|handler| leaves(&handler.body));
        if left {
            self.add(Statement::when(is_error(&error), handled));
            self.block(otherwise);
        } else {
            let otherwise = self.inner(|p| p.block(otherwise));
            self.add(Statement::if_else(is_error(&error), handled, otherwise));
        }
        if local.is_none() {
            self.set(&Place::Return, Go::Atom(value), &ty);
        }
        true
    }

    /// `finally` runs after the rest, however that ended.
    fn finally(
        &mut self,
        body: &[Stmt],
        handlers: &[Handler],
        otherwise: &[Stmt],
        finally: &[Stmt],
        (escapes, forwards): (bool, bool),
    ) {
        let releases = releases(finally);
        let (error, flow) = self.in_closure(false, |p| {
            if releases {
                // A lock is given back even when the request ends as beyond.
                let (release, ()) = p.capture(|p| p.block(finally));
                p.code.extend(release.into_iter().map(|statement| match statement {
                    Statement::Expr(call) => Statement::Defer(call),
                    other => other,
                }));
            }
            if handlers.is_empty() {
                p.block(body);
                p.block(otherwise);
            } else {
                p.try_stmt(body, handlers, otherwise, &[], (false, escapes, false));
            }
        });
        if !releases {
            if forwards && !error.is_empty() {
                // The original does what stands in `finally` itself.
                let test = Go::binary("==", Go::atom(&error), Go::atom("py.ErrForward"));
                let then = self.inner(|p| p.raise_error(Go::atom(&error)));
                self.add(Statement::when(test, then));
            }
            self.block(finally);
        }
        if !error.is_empty() {
            self.check_error(&error);
        }
        self.follow(flow);
    }

    /// Prints a closure that returns an error, and a flow if the block leaves. Gives the variables of both; a block that does neither
    /// needs no closure, and there is no error.
    fn in_closure(&mut self, tail: bool, print: impl FnOnce(&mut Self)) -> (String, Option<Crossing>) {
        let error = self.names.give("tryErr");
        let flow = self.names.give("flow");
        let result = match self.result() {
            Type::None | Type::Never => None,
            _ => Some(match &self.leave {
                Leave::Closure { result: Some(result), .. } => result.clone(),
                Leave::Closure { .. } | Leave::Function | Leave::Value => self.names.give("result"),
            }),
        };
        let outer = (self.raise.clone(), self.leave.clone(), self.loops);
        self.loops = 0;
        self.leave = Leave::Closure { result: result.clone(), tail };
        self.raise = Raise::Closure(if tail { Vec::new() } else { vec![Go::atom("py.Next")] });
        let names = self.names.clone();
        self.depth += 1;
        let (mut block, ()) = self.capture(print);
        self.depth -= 1;
        let within = std::mem::replace(&mut self.names, names);
        (self.raise, self.leave, self.loops) = outer;
        let crossing = Crossing {
            flow: flow.clone(),
            result,
            returns: returns_flow(&block, "py.Returned"),
            breaks: returns_flow(&block, "py.Broke"),
            continues: returns_flow(&block, "py.Continued"),
        };
        let crosses = crossing.returns || crossing.breaks || crossing.continues;
        if !crosses {
            statement::each_mut(&mut block, &mut |statement| {
                if let Statement::Return(values) = statement {
                    values.retain(|value| !value.is("py.Next"));
                }
            });
            let is_plain = |one: &Statement| !matches!(one, Statement::Return(_) | Statement::Defer(_));
            if !statement::any(&block, &mut |one| !is_plain(one)) {
                // Without a closure around it the block's names are those of the block that it stands in.
                self.names = within;
                self.names.release(&error);
                self.code.extend(block);
                return (String::new(), None);
            }
        }
        if !statement::ends(&block) {
            let flow = crosses.then(|| Go::atom("py.Next"));
            block.push(Statement::Return(flow.into_iter().chain([Go::atom("nil")]).collect()));
        }
        let mut results = vec!["error".to_owned()];
        let mut names = vec![error.clone()];
        if crosses {
            results.insert(0, "py.Flow".into());
            names.insert(0, flow);
        }
        if let (Some(result), true, Leave::Function | Leave::Value) = (&crossing.result, crossing.returns, &self.leave)
        {
            let ty = self.ty(self.result());
            self.add(Statement::Var(result.clone(), ty, None));
        }
        let closure = Go::Func(Signature { params: Vec::new(), results }, block);
        self.add(Statement::Define(names, vec![Go::Call(Box::new(closure), Vec::new())]));
        (error, crosses.then_some(crossing))
    }

    /// Does what the block that became a closure wanted to do.
    fn follow(&mut self, crossing: Option<Crossing>) {
        let Some(crossing) = crossing else { return };
        if crossing.returns {
            let test = crossing.is("py.Returned");
            let then = self.inner(|p| p.leave_with(crossing.result.clone().map(Go::Atom)));
            self.add(Statement::when(test, then));
        }
        for (crosses, value, plain) in [
            (crossing.breaks, "py.Broke", Statement::Break(None)),
            (crossing.continues, "py.Continued", Statement::Continue),
        ] {
            if crosses {
                let then = self.inner(|p| p.leave_loop(plain, value));
                self.add(Statement::when(crossing.is(value), then));
            }
        }
    }

    /// Chooses the handler of an error; one that no handler takes is passed on, if there can be one.
    fn dispatch(&mut self, error: &str, handlers: &[Handler], escapes: bool) {
        if let [handler] = handlers {
            let name = self.caught_name(handler);
            let test = self.caught(error, handler);
            let not_ok = || Go::atom("ok").negate();
            match (name.as_str(), escapes) {
                ("_", false) => {}
                (name, false) => self.add(Statement::Define(vec![name.to_owned(), "_".into()], vec![test])),
                (name, true) => {
                    let caught = Statement::Define(vec![name.to_owned(), "ok".into()], vec![test]);
                    let then = self.inner(|p| p.raise_error(Go::atom(error)));
                    if name == "_" {
                        self.add(Statement::if_init(Some(caught), not_ok(), then, Block::new()));
                    } else {
                        self.add(caught);
                        self.add(Statement::when(not_ok(), then));
                    }
                }
            }
            self.block(&handler.body);
            return;
        }
        // From the last to the first: each is what the one before does otherwise.
        let mut chain = Vec::new();
        for (i, handler) in handlers.iter().enumerate() {
            let name = self.caught_name(handler);
            let test = self.caught(error, handler);
            let last = i + 1 == handlers.len() && !escapes && name == "_";
            let block = self.inner(|p| p.block(&handler.body));
            self.names.release(&name);
            chain.push((block, (!last).then(|| Statement::Define(vec![name, "ok".into()], vec![test]))));
        }
        let mut otherwise = if escapes { self.inner(|p| p.raise_error(Go::atom(error))) } else { Block::new() };
        for (block, caught) in chain.into_iter().rev() {
            otherwise = match caught {
                None => block,
                caught => vec![Statement::if_init(caught, Go::atom("ok"), block, otherwise)],
            };
        }
        self.code.extend(otherwise);
    }

    fn caught_name(&mut self, handler: &Handler) -> String {
        match handler.local {
            Some(local) if self.is_read(local) || reraises(&handler.body) => self.local(local),
            _ => "_".into(),
        }
    }

    fn caught(&self, error: &str, handler: &Handler) -> Go {
        let mut args = vec![Go::atom(error)];
        if handler.classes.is_empty() {
            args.push(Go::atom("py.Exception"));
        }
        args.extend(handler.classes.iter().map(|class| Go::Atom(self.module.exception(class))));
        Go::call("py.Caught", args)
    }
}

/// What crosses the closure of a `try`.
struct Crossing {
    flow: String,
    result: Option<String>,
    returns: bool,
    breaks: bool,
    continues: bool,
}

/// How many errors a block checks.
fn checks(block: &[Statement]) -> usize {
    let own = |one: &Statement| usize::from(matches!(one, Statement::Check(_)));
    block.iter().map(|one| own(one) + one.blocks().into_iter().map(|inner| checks(inner)).sum::<usize>()).sum()
}

/// Whether a closure ends with that flow somewhere.
fn returns_flow(block: &[Statement], flow: &str) -> bool {
    let ends = |values: &[Go]| values.first().is_some_and(|first| first.is(flow));
    statement::any(block, &mut |one| matches!(one, Statement::Return(values) if ends(values)))
}

impl Crossing {
    /// Whether the closure ended with that flow.
    fn is(&self, value: &str) -> Go {
        Go::binary("==", Go::atom(&self.flow), Go::atom(value))
    }
}

/// Whether a block that leaves does it by giving a value on some path.
fn returns(block: &[Stmt]) -> bool {
    let mut found = false;
    walk::each_statement(block, &mut |stmt| found |= matches!(stmt.kind, StmtKind::Return(Some(_))));
    found
}

/// Whether a statement of the block leaves it.
fn crosses(block: &[Stmt], in_loop: bool) -> bool {
    block.iter().any(|stmt| match &stmt.kind {
        StmtKind::Return(_) => true,
        StmtKind::Break | StmtKind::Continue => !in_loop,
        kind => {
            let in_loop = in_loop || matches!(kind, StmtKind::While { .. } | StmtKind::For { .. });
            walk::blocks(kind).into_iter().any(|inner| crosses(inner, in_loop))
        }
    })
}

/// Whether a block reads or assigns a local.
fn touches(block: &[Stmt], local: LocalId) -> bool {
    let mut found = false;
    walk::each_statement(block, &mut |stmt| {
        found |= matches!(&stmt.kind, StmtKind::Assign { target: Target::Local(to), .. } if *to == local);
    });
    walk::block(block, &mut |expr: &Expr| found |= matches!(expr.kind, ExprKind::Local(one) if one == local));
    found
}

/// Whether an expression reads a local.
fn names(expr: &Expr, local: LocalId) -> bool {
    let mut found = false;
    walk::expr(expr, &mut |one| found |= matches!(one.kind, ExprKind::Local(other) if other == local));
    found
}

/// Whether a `finally` block only gives a lock back.
fn releases(block: &[Stmt]) -> bool {
    let [Stmt { kind: StmtKind::Expr(expr), .. }] = block else { return false };
    matches!(&expr.kind, ExprKind::Library(call) if call.helper.ends_with("lock_release"))
}

/// Whether a handler raises again what it caught.
fn reraises(block: &[Stmt]) -> bool {
    let mut found = false;
    walk::each_statement(block, &mut |stmt| found |= matches!(stmt.kind, StmtKind::Reraise(_)));
    found
}
