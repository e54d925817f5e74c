//! Statements.

use super::body::{Leave, Printer};
use super::place::Place;
use super::statement::{Block, Head, Statement};
use super::tree::Go;
use crate::ir::{Expr, ExprKind, Handler, LocalId, Stmt, StmtKind, Target, Type};

impl Printer<'_> {
    /// Statements in order.
    pub fn block(&mut self, block: &[Stmt]) {
        let mut block = block.iter().enumerate().peekable();
        let count = block.len();
        while let Some((i, stmt)) = block.next() {
            if let (StmtKind::Let { local, value: None }, Some((_, next))) = (&stmt.kind, block.peek())
                && stmt.comments.is_empty()
                && self.declare_in_try(*local, next)
            {
                block.next();
                continue;
            }
            if i > 0 && (stmt.gap || !stmt.comments.is_empty() || stmt.trailing.is_some()) {
                self.add(Statement::Blank);
            }
            for comment in stmt.comments.iter().chain(&stmt.trailing) {
                self.add(Statement::Comment(comment.clone()));
            }
            self.stmt(stmt, i + 1 == count);
        }
    }

    /// `try: x = f() except …: return` declares `x` where the error is handled.
    fn declare_in_try(&mut self, local: LocalId, stmt: &Stmt) -> bool {
        let StmtKind::Try { body, handlers, otherwise, finally } = &stmt.kind else { return false };
        let escapes = self.module.plan.escapes(stmt.span);
        if !finally.is_empty() || handlers.is_empty() || !stmt.comments.is_empty() {
            return false;
        }
        self.declare_inline(local, body, handlers, otherwise, escapes)
            || self.checks(body) > 1 && self.value_closure(Some(local), body, handlers, otherwise, escapes)
    }

    /// The same where one call of the body can raise, and its error leaves.
    fn declare_inline(
        &mut self,
        local: LocalId,
        body: &[Stmt],
        handlers: &[Handler],
        otherwise: &[Stmt],
        escapes: bool,
    ) -> bool {
        let [Stmt { kind: StmtKind::Assign { target: Target::Local(assigned), value }, comments, trailing, span, gap }] =
            body
        else {
            return false;
        };
        let fits = *assigned == local
            && self.is_read(local)
            && otherwise.is_empty()
            && handlers.iter().all(|handler| leaves(&handler.body));
        if !fits {
            return false;
        }
        let body = vec![Stmt {
            span: *span,
            comments: comments.clone(),
            trailing: trailing.clone(),
            gap: *gap,
            kind: StmtKind::Let { local, value: Some(value.clone()) },
        }];
        self.inline(&body, handlers, otherwise, escapes)
    }

    fn stmt(&mut self, stmt: &Stmt, last: bool) {
        match &stmt.kind {
            StmtKind::Let { local, value: Some(value) } => self.declare_local(*local, value),
            StmtKind::Let { local, value: None } => {
                if self.is_read(*local) {
                    let name = self.local(*local);
                    let ty = self.ty(&self.function.locals[local.0 as usize].ty);
                    self.add(Statement::Var(name, ty, None));
                }
            }
            StmtKind::Assign { target, value } => self.assign(target, value),
            StmtKind::Unpack { pattern, value } => self.unpack(pattern, value),
            StmtKind::Expr(value) => self.discard(value),
            StmtKind::If { test, then, otherwise } => self.if_stmt(test, then, otherwise),
            StmtKind::IfSome { value, local, then, otherwise } => self.if_some(value, *local, then, otherwise),
            StmtKind::Unwrap { value, local, otherwise } => self.unwrap(value, *local, otherwise),
            StmtKind::While { test, body } => self.while_stmt(test, body),
            StmtKind::For { pattern, iter, body } => self.for_stmt(pattern, iter, body),
            StmtKind::Break => self.leave_loop(Statement::Break(None), "py.Broke"),
            StmtKind::Continue => self.leave_loop(Statement::Continue, "py.Continued"),
            StmtKind::Return(Some(value)) if !matches!(self.result(), Type::None | Type::Never) => {
                self.put(&Place::Return, value);
            }
            StmtKind::Return(value) => {
                if let Some(value) = value {
                    self.discard(value);
                }
                self.leave_with(None);
            }
            StmtKind::Raise(value) => {
                let go = self.expr(value);
                self.raise_error(go);
            }
            StmtKind::Reraise(local) => {
                let name = self.local(*local);
                self.raise_error(Go::Atom(name));
            }
            StmtKind::Try { body, handlers, otherwise, finally } => {
                let plan = self.module.plan;
                let facts = (last, plan.escapes(stmt.span), plan.leaving(stmt.span).forwards);
                self.try_stmt(body, handlers, otherwise, finally, facts);
            }
            StmtKind::Forward { reason, .. } => {
                if !reason.is_empty() {
                    let reason = reason.replace('\n', "\\n").replace('\r', "\\r");
                    self.add(Statement::Comment(format!("The Python original answers this: {reason}.")));
                }
                self.raise_error(Go::atom("py.ErrForward"));
            }
        }
    }

    /// Leaves or goes on with the innermost loop, which may be around the closure of a `try`.
    pub fn leave_loop(&mut self, plain: Statement, flow: &str) {
        if self.loops > 0 || self.leave == Leave::Function {
            self.add(plain);
        } else {
            self.add(Statement::Return(vec![Go::atom(flow), Go::atom("nil")]));
        }
    }

    fn assign(&mut self, target: &Target, value: &Expr) {
        match target {
            Target::Local(local) if !self.is_read(*local) => self.discard(value),
            Target::Local(local) => {
                let name = self.local(*local);
                self.put(&Place::Assign(Go::Atom(name)), value);
            }
            Target::Global(id) => {
                let place = Place::Assign(self.global(*id));
                self.put(&place, value);
            }
            Target::Field { object, field } => {
                let Type::Object(id) = object.ty else {
                    let mut both = self.operands(&[value, object]);
                    let (Some(object), Some(go)) = (both.pop(), both.pop()) else { return };
                    let place = Place::Assign(object.select(&self.handler_field(*field)));
                    self.set(&place, go, &value.ty);
                    return;
                };
                // Python evaluates the value first, then the object.
                let shape = self.shape_fields(id)[*field].clone();
                let mut both = self.operands(&[value, object]);
                let (Some(object), Some(go)) = (both.pop(), both.pop()) else { return };
                let go = self.present(go, &shape);
                let place = Place::Assign(object.select(&self.module.fields[id.0 as usize][*field]));
                self.set(&place, go, &shape.ty);
            }
        }
    }

    fn if_stmt(&mut self, test: &Expr, then: &[Stmt], otherwise: &[Stmt]) {
        let stays = stays_a_chain(then, otherwise);
        self.chain_link(test, then, otherwise, stays);
    }

    fn chain_link(&mut self, test: &Expr, then: &[Stmt], otherwise: &[Stmt], stays: bool) {
        let test = self.expr(test);
        let block = self.inner(|p| p.block(then));
        self.branch(None, test, (block, leaves(then)), otherwise, stays);
    }

    /// `if init; test { then }` with what follows: nothing, an `else`, or — where the branch has left and the chain need not stay one —
    /// just the next statements.
    fn branch(
        &mut self,
        init: Option<Statement>,
        test: Go,
        (then, left): (Block, bool),
        otherwise: &[Stmt],
        stays: bool,
    ) {
        if left && !stays || otherwise.is_empty() {
            self.add(Statement::if_init(init, test, then, Block::new()));
            return self.block(otherwise);
        }
        let names = self.names.clone();
        let (block, ()) = self.capture(|p| match elif(otherwise) {
            Some((test, then, otherwise)) => p.chain_link(test, then, otherwise, true),
            None => p.block(otherwise),
        });
        if left && elif(otherwise).is_some() && !matches!(block[..], [Statement::If(_)]) {
            // The test needs statements of its own: it is no `else if`.
            self.add(Statement::if_init(init, test, then, Block::new()));
            self.code.extend(block);
            return;
        }
        self.names = names;
        self.add(Statement::if_init(init, test, then, block));
    }

    /// Declares what an optional value holds: gives the initialisation and the test for presence. With an initialisation the
    /// statement is `if initialisation; test {` or two lines.
    fn optional(&mut self, value: &Expr, local: LocalId) -> (Option<Statement>, Go) {
        let read = self.is_read(local);
        let bound = if read { self.local(local) } else { "_".to_owned() };
        if let ExprKind::Library(call) = &value.kind
            && call.raises.is_empty()
            && let Some(pair) = self.lookup(call)
        {
            return (Some(Statement::Define(vec![bound, "ok".into()], vec![pair])), Go::atom("ok"));
        }
        let go = self.expr(value);
        let Type::Optional(inner) = &value.ty else {
            // A dynamic value: what is left after the test is the value itself.
            let go = self.keep(go, &value.ty);
            let test = self.is_none(go.clone(), &value.ty).negate();
            self.rename(local, &go);
            return (None, test);
        };
        if self.module.types().is_pointer(inner) {
            if matches!(go, Go::Atom(_)) || !read {
                self.rename(local, &go);
                return (None, Go::binary("!=", go, Go::atom("nil")));
            }
            return (Some(Statement::define(&bound, go)), Go::binary("!=", Go::Atom(bound), Go::atom("nil")));
        }
        if !read {
            return (None, go.select("Ok"));
        }
        let get = go.method("Get", Vec::new());
        (Some(Statement::Define(vec![bound, "ok".into()], vec![get])), Go::atom("ok"))
    }

    /// Lets a local stand for a variable that holds its value already.
    fn rename(&mut self, local: LocalId, go: &Go) {
        if let Go::Atom(name) = go {
            self.locals[local.0 as usize].clone_from(name);
        }
    }

    fn if_some(&mut self, value: &Expr, local: LocalId, then: &[Stmt], otherwise: &[Stmt]) {
        let (init, test) = self.optional(value, local);
        let own = init.is_some();
        let inner = self.inner(|p| p.block(then));
        if own {
            let name = self.locals[local.0 as usize].clone();
            self.names.release(&name);
        }
        self.branch(init, test, (inner, leaves(then)), otherwise, false);
    }

    fn unwrap(&mut self, value: &Expr, local: LocalId, otherwise: &[Stmt]) {
        let (init, test) = self.optional(value, local);
        let init = match init {
            Some(init) if self.is_read(local) => {
                self.add(init);
                None
            }
            init => init,
        };
        let inner = self.inner(|p| p.block(otherwise));
        self.add(Statement::if_init(init, test.negate(), inner, Block::new()));
    }

    fn while_stmt(&mut self, test: &Expr, body: &[Stmt]) {
        let mut head = Head::Forever;
        let body = self.inner(|p| {
            let test = p.expr(test);
            if !p.code.is_empty() {
                p.add(Statement::when(test.negate(), vec![Statement::Break(None)]));
            } else if !test.is("true") {
                head = Head::While(test);
            }
            p.loop_body(body);
        });
        self.add(Statement::For(head, body));
    }

    /// The statements of a loop.
    pub fn loop_body(&mut self, body: &[Stmt]) {
        self.loops += 1;
        self.block(body);
        self.loops -= 1;
    }
}

/// The parts of an `elif`.
fn elif(otherwise: &[Stmt]) -> Option<(&Expr, &[Stmt], &[Stmt])> {
    match otherwise {
        [Stmt { kind: StmtKind::If { test, then, otherwise }, comments, trailing: None, .. }]
            if comments.is_empty() =>
        {
            Some((test, then, otherwise))
        }
        _ => None,
    }
}

/// Whether branches become a `switch`: at least three, of which not all but the last leave, and none breaks a loop.
fn stays_a_chain(then: &[Stmt], otherwise: &[Stmt]) -> bool {
    let mut branches = vec![then];
    let mut rest = otherwise;
    while let Some((_, then, otherwise)) = elif(rest) {
        branches.push(then);
        rest = otherwise;
    }
    if !rest.is_empty() {
        branches.push(rest);
    }
    let all_leave = branches.iter().rev().skip(1).all(|block| leaves(block));
    branches.len() >= 3 && !all_leave && !branches.into_iter().any(breaks)
}

/// Whether a block never runs past its end.
pub fn leaves(block: &[Stmt]) -> bool {
    block.last().is_some_and(|stmt| match &stmt.kind {
        StmtKind::Return(_)
        | StmtKind::Raise(_)
        | StmtKind::Reraise(_)
        | StmtKind::Break
        | StmtKind::Continue
        | StmtKind::Forward { .. } => true,
        StmtKind::If { then, otherwise, .. } | StmtKind::IfSome { then, otherwise, .. } => {
            leaves(then) && leaves(otherwise)
        }
        StmtKind::While { test, body } => matches!(test.kind, ExprKind::Bool(true)) && !breaks(body),
        StmtKind::Try { body, handlers, otherwise, finally } => {
            leaves(finally)
                || (leaves(body) || leaves(otherwise)) && handlers.iter().all(|handler| leaves(&handler.body))
        }
        StmtKind::Let { .. }
        | StmtKind::Assign { .. }
        | StmtKind::Unpack { .. }
        | StmtKind::Expr(_)
        | StmtKind::Unwrap { .. }
        | StmtKind::For { .. } => false,
    })
}

/// Whether a block breaks the loop that it is in.
fn breaks(block: &[Stmt]) -> bool {
    block.iter().any(|stmt| match &stmt.kind {
        StmtKind::Break => true,
        StmtKind::While { .. } | StmtKind::For { .. } => false,
        kind => crate::ir::walk::blocks(kind).into_iter().any(|inner| breaks(inner)),
    })
}
