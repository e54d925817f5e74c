//! Statements.

use super::function::{Leave, Printer};
use super::place::Place;
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
                self.blank_line();
            }
            for comment in stmt.comments.iter().chain(&stmt.trailing) {
                let text = if comment.is_empty() { "//".to_owned() } else { format!("// {comment}") };
                self.line(text);
            }
            self.stmt(stmt, i + 1 == count);
        }
    }

    /// A blank line, unless one stands there or a block starts.
    fn blank_line(&mut self) {
        let starts = self.code.text.lines().last().is_none_or(|line| line.is_empty() || line.ends_with(['{', ':']));
        if !starts {
            self.code.text.push('\n');
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
                    self.line(format!("var {name} {ty}"));
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
            StmtKind::Break => self.leave_loop("break", "py.Broke"),
            StmtKind::Continue => self.leave_loop("continue", "py.Continued"),
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
                let text = self.text(&go);
                self.raise_error(&text);
            }
            StmtKind::Reraise(local) => {
                let name = self.local(*local);
                self.raise_error(&name);
            }
            StmtKind::Try { body, handlers, otherwise, finally } => {
                let plan = self.module.plan;
                let facts = (last, plan.escapes(stmt.span), plan.leaving(stmt.span).forwards);
                self.try_stmt(body, handlers, otherwise, finally, facts);
            }
            StmtKind::Forward { reason, .. } => {
                if !reason.is_empty() {
                    self.line(format!("// The Python original answers this: {reason}."));
                }
                self.raise_error("py.ErrForward");
            }
        }
    }

    pub fn leave_loop(&mut self, plain: &str, flow: &str) {
        if self.loops > 0 || self.leave == Leave::Function {
            self.line(plain);
        } else {
            self.line(format!("return {flow}, nil"));
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
        if let Some(branches) = self.switch(test, then, otherwise) {
            self.line("switch {");
            for (test, block) in branches {
                match test {
                    Some(test) => {
                        let text = self.text(&test);
                        self.line(format!("case {text}:"));
                    }
                    None => self.line("default:"),
                }
                self.indented(|p| p.block(block));
            }
            self.line("}");
            return;
        }
        let go = self.expr(test);
        let text = self.text(&go);
        self.line(format!("if {text} {{"));
        self.indented(|p| p.block(then));
        self.else_part(otherwise, leaves(then));
    }

    /// What follows a branch: nothing, an `else`, or — where the branch has left — just the next lines.
    fn else_part(&mut self, otherwise: &[Stmt], left: bool) {
        if otherwise.is_empty() || left {
            self.line("}");
            self.block(otherwise);
            return;
        }
        if let [Stmt { kind: StmtKind::If { test, then, otherwise: rest }, comments, trailing: None, .. }] = otherwise {
            let (before, go) = self.capture(|p| p.expr(test));
            if before.is_empty() && comments.is_empty() {
                let text = self.text(&go);
                self.line(format!("}} else if {text} {{"));
                self.indented(|p| p.block(then));
                self.else_part(rest, false);
                return;
            }
        }
        self.line("} else {");
        self.indented(|p| p.block(otherwise));
        self.line("}");
    }

    /// The branches of a chain of at least three tests, which Go writes as a `switch`.
    fn switch<'b>(
        &mut self,
        test: &'b Expr,
        then: &'b [Stmt],
        otherwise: &'b [Stmt],
    ) -> Option<Vec<(Option<Go>, &'b [Stmt])>> {
        let mut tests: Vec<(Option<&Expr>, &[Stmt])> = vec![(Some(test), then)];
        let mut rest = otherwise;
        while let [Stmt { kind: StmtKind::If { test, then, otherwise }, comments, trailing: None, .. }] = rest {
            if !comments.is_empty() {
                break;
            }
            tests.push((Some(test), then));
            rest = otherwise;
        }
        if !rest.is_empty() {
            tests.push((None, rest));
        }
        let all_leave = tests.iter().rev().skip(1).all(|(_, block)| leaves(block));
        if tests.len() < 3 || all_leave || tests.iter().any(|(_, block)| breaks(block)) {
            return None;
        }
        let mut branches = Vec::new();
        for (test, block) in tests {
            let go = match test {
                None => None,
                Some(test) => {
                    let (before, go) = self.capture(|p| p.expr(test));
                    if !before.is_empty() {
                        return None;
                    }
                    Some(go)
                }
            };
            branches.push((go, block));
        }
        Some(branches)
    }

    /// Declares what an optional value holds: gives the initialisation and the test for presence. With an initialisation the
    /// statement is `if initialisation; test {` or two lines.
    fn optional(&mut self, value: &Expr, local: LocalId) -> (Option<String>, Go) {
        let read = self.is_read(local);
        let bound = if read { self.local(local) } else { "_".to_owned() };
        if let ExprKind::Library(call) = &value.kind
            && call.raises.is_empty()
            && let Some(pair) = self.lookup(call)
        {
            let text = self.text(&pair);
            return (Some(format!("{bound}, ok := {text}")), Go::atom("ok"));
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
            let text = self.text(&go);
            return (Some(format!("{bound} := {text}")), Go::binary("!=", Go::Atom(bound), Go::atom("nil")));
        }
        if !read {
            return (None, go.select("Ok"));
        }
        let get = go.method("Get", Vec::new());
        let text = self.text(&get);
        (Some(format!("{bound}, ok := {text}")), Go::atom("ok"))
    }

    /// Lets a local stand for a variable that holds its value already.
    fn rename(&mut self, local: LocalId, go: &Go) {
        if let Go::Atom(name) = go {
            self.locals[local.0 as usize].clone_from(name);
        }
    }

    fn if_some(&mut self, value: &Expr, local: LocalId, then: &[Stmt], otherwise: &[Stmt]) {
        let (init, test) = self.optional(value, local);
        let text = self.text(&test);
        let own = init.is_some();
        match init {
            Some(init) => self.line(format!("if {init}; {text} {{")),
            None => self.line(format!("if {text} {{")),
        }
        self.indented(|p| p.block(then));
        if own {
            let name = self.locals[local.0 as usize].clone();
            self.names.release(&name);
        }
        self.else_part(otherwise, leaves(then));
    }

    fn unwrap(&mut self, value: &Expr, local: LocalId, otherwise: &[Stmt]) {
        let (init, test) = self.optional(value, local);
        let text = self.text(&test.negate());
        match init {
            Some(init) if self.is_read(local) => {
                self.line(init);
                self.line(format!("if {text} {{"));
            }
            Some(init) => self.line(format!("if {init}; {text} {{")),
            None => self.line(format!("if {text} {{")),
        }
        self.indented(|p| p.block(otherwise));
        self.line("}");
    }

    fn while_stmt(&mut self, test: &Expr, body: &[Stmt]) {
        self.code.indent += 1;
        let (before, go) = self.capture(|p| p.expr(test));
        self.code.indent -= 1;
        if before.is_empty() {
            let text = self.text(&go);
            self.line(if text == "true" { "for {".to_owned() } else { format!("for {text} {{") });
        } else {
            self.line("for {");
            self.code.text.push_str(&before);
            self.indented(|p| {
                let text = p.text(&go.negate());
                p.line(format!("if {text} {{"));
                p.indented(|p| p.line("break"));
                p.line("}");
            });
        }
        self.loop_body(body);
        self.line("}");
    }

    /// The body of a loop.
    pub fn loop_body(&mut self, body: &[Stmt]) {
        self.loops += 1;
        self.indented(|p| p.block(body));
        self.loops -= 1;
    }
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

/// Whether a block ends in a statement that Go sees to leave: not in what became a closure.
pub fn terminates(block: &[Stmt], text: &str) -> bool {
    let last = text.trim_end().lines().last().unwrap_or_default();
    let closure = block.last().is_some_and(|stmt| matches!(stmt.kind, StmtKind::Try { .. }));
    last.starts_with("\treturn") || last.starts_with("\tpanic(") || leaves(block) && !closure
}

/// Whether a block breaks the loop that it is in.
fn breaks(block: &[Stmt]) -> bool {
    block.iter().any(|stmt| match &stmt.kind {
        StmtKind::Break => true,
        StmtKind::If { then, otherwise, .. } | StmtKind::IfSome { then, otherwise, .. } => {
            breaks(then) || breaks(otherwise)
        }
        StmtKind::Unwrap { otherwise, .. } => breaks(otherwise),
        StmtKind::Try { body, handlers, otherwise, finally } => {
            breaks(body) || handlers.iter().any(|handler| breaks(&handler.body)) || breaks(otherwise) || breaks(finally)
        }
        StmtKind::Let { .. }
        | StmtKind::Assign { .. }
        | StmtKind::Unpack { .. }
        | StmtKind::Expr(_)
        | StmtKind::While { .. }
        | StmtKind::For { .. }
        | StmtKind::Continue
        | StmtKind::Return(_)
        | StmtKind::Raise(_)
        | StmtKind::Reraise(_)
        | StmtKind::Forward { .. } => false,
    })
}
