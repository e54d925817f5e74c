//! Guarded blocks: `try`, `with`, `assert`.

use super::body::Body;
use super::condition::Fact;
use super::refusal::Lowered;
use super::stmt::Falls;
use super::ty::Ty;
use crate::ir::{self, ExprKind, StmtKind};
use crate::python::ast::{self, Stmt};
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// `try: … except …: … else: … finally: …`
    pub fn try_statement(
        &mut self,
        body: &'a [Stmt],
        handlers: &'a [ast::ExceptHandler],
        orelse: &'a [Stmt],
        finalbody: &'a [Stmt],
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<Falls> {
        let before = self.known.clone();
        // Handlers see what the body left; `finally` sees what anything left.
        let body_span = super::control::span_of(body);
        let guarded = if finalbody.is_empty() { body_span } else { span };
        let (block, body_falls) = self.region(guarded, |inner| inner.suite(body))?;
        let (otherwise, else_falls) =
            if body_falls { self.region(guarded, |inner| inner.suite(orelse))? } else { (Vec::new(), false) };
        let mut after = else_falls.then(|| self.known.clone());
        // Handlers start with what was known before, less what the body may have bound.
        self.known = before;
        self.forget_bound_in(body_span);
        let at_handler = self.known.clone();
        let mut lowered = Vec::new();
        let mut falls = else_falls;
        for handler in handlers {
            self.known.clone_from(&at_handler);
            let classes = self.caught_classes(handler)?;
            let local = self.temporary(&Ty::Exception);
            if let Some(name) = &handler.name
                && let Some(web) = self.variables.webs.at(name.span.start)
            {
                self.grow_web(web, &Ty::Exception);
                name.name.clone_into(&mut self.locals[local.0 as usize].name);
                self.web_locals.insert(web, local);
            }
            self.caught.push(local);
            self.caught_classes_stack.push(classes.clone());
            let suite = self.region(guarded, |inner| inner.suite(&handler.body));
            self.caught.pop();
            self.caught_classes_stack.pop();
            let (block, handler_falls) = suite?;
            if handler_falls {
                after = Some(match after {
                    Some(known) => {
                        let handled = self.known.clone();
                        self.meet(&known, &handled)
                    }
                    None => self.known.clone(),
                });
            }
            falls |= handler_falls;
            let used = handler.name.is_some() || uses_bare_raise(&handler.body);
            lowered.push(ir::Handler { classes, local: used.then_some(local), body: block });
        }
        let after = after.unwrap_or_else(|| at_handler.clone());
        let (finally, finally_falls) = if finalbody.is_empty() {
            self.known = after;
            (Vec::new(), true)
        } else {
            if leaves_finally(finalbody) {
                return self.refuse(
                    span,
                    "finally",
                    "a `finally` that returns, breaks or continues swallows exceptions",
                );
            }
            // It also runs when something leaves the guarded blocks half way.
            self.known = at_handler;
            self.forget_bound_in(span);
            let lowered = self.suite(finalbody)?;
            self.known = after;
            self.forget_bound_in(super::control::span_of(finalbody));
            lowered
        };
        out.push(self.plain(span, StmtKind::Try { body: block, handlers: lowered, otherwise, finally }));
        Ok(falls && finally_falls)
    }

    /// `with lock: …`, `with HTTPServer(…) as server: …`
    pub fn with_statement(
        &mut self,
        items: &'a [ast::WithItem],
        body: &'a [Stmt],
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<Falls> {
        let [item] = items else { return self.refuse(span, "with", "`with` of several context managers") };
        if let Some(manager) = self.manager_function(&item.context, body, out)? {
            return self.managed(manager, item, body, span, out);
        }
        let context = self.expr(&item.context)?;
        if let Some(manager) = self.own_manager(&context, item, body, span, out)? {
            return self.managed(manager, item, body, span, out);
        }
        match self.low.heap.resolve(&context.ty) {
            Ty::Never if !self.low.last_pass => self.suite_into(body, out),
            // The state's own guard is held for the whole request: a lock inside of it changes nothing.
            Ty::Library(name) if name == "threading.Lock" || name == "threading.RLock" => self.suite_into(body, out),
            Ty::Library(name) if super::server::is_server(&name) => {
                let value = self.keep(context, out);
                if let Some(target) = &item.target {
                    self.store(target, value.clone(), span, out)?;
                }
                let (block, falls) = self.suite(body)?;
                let close = self.helper(Ty::None, span, "http_server_server_close", vec![value.expr], &[]);
                let finally = vec![self.plain(span, StmtKind::Expr(close.expr))];
                out.push(
                    self.plain(
                        span,
                        StmtKind::Try { body: block, handlers: Vec::new(), otherwise: Vec::new(), finally },
                    ),
                );
                Ok(falls)
            }
            other => {
                let reason = format!("`with` on {}", self.low.heap.describe(&other));
                self.refuse(span, "with", reason)
            }
        }
    }

    pub(super) fn suite_into(&mut self, body: &'a [Stmt], out: &mut ir::Block) -> Lowered<Falls> {
        let (block, falls) = self.suite(body)?;
        out.extend(block);
        Ok(falls)
    }

    /// `assert test, msg`
    pub fn assert(
        &mut self,
        test: &'a ast::Expr,
        msg: Option<&'a ast::Expr>,
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<Falls> {
        let condition = self.condition(test)?;
        let before = self.known.clone();
        self.assume(&condition.when_false);
        let mut args = Vec::new();
        if let Some(msg) = msg {
            let msg = self.expr(msg)?;
            args.push(self.kept_by_exception(msg)?.expr);
        }
        self.known = before;
        let exception = self.value(
            Ty::Exception,
            span,
            ExprKind::NewException { class: "AssertionError".into(), args, fields: Vec::new() },
        );
        let raise = self.plain(span, StmtKind::Raise(exception.expr));
        let test = self.not(condition.test, span);
        out.push(self.plain(span, StmtKind::If { test, then: vec![raise], otherwise: Vec::new() }));
        let facts: Vec<Fact> = condition.when_true;
        self.assume(&facts);
        Ok(true)
    }
}

fn uses_bare_raise(body: &[Stmt]) -> bool {
    let mut found = false;
    crate::model::scope::for_each_stmt(body, &mut |stmt| {
        found |= matches!(&stmt.kind, ast::StmtKind::Raise { exc: None, .. });
    });
    found
}

/// Whether a `finally` suite ends in another way than its end.
fn leaves_finally(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match &stmt.kind {
        ast::StmtKind::Return(_) | ast::StmtKind::Break | ast::StmtKind::Continue => true,
        ast::StmtKind::If { body, orelse, .. }
        | ast::StmtKind::For { body, orelse, .. }
        | ast::StmtKind::While { body, orelse, .. } => leaves_finally(body) || leaves_finally(orelse),
        ast::StmtKind::With { body, .. } => leaves_finally(body),
        ast::StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
            [body, orelse, finalbody].into_iter().any(|suite| leaves_finally(suite))
                || handlers.iter().any(|handler| leaves_finally(&handler.body))
        }
        ast::StmtKind::Match { cases, .. } => cases.iter().any(|case| leaves_finally(&case.body)),
        _ => false,
    })
}
