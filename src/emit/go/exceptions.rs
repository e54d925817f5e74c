//! `try`. Where one call of the block can raise, its error is handled right there; otherwise the block becomes a closure that returns
//! its error, and a flow where `return`, `break` or `continue` cross it.

use super::function::{Leave, Printer, Raise};
use super::place::Place;
use super::stmt::leaves;
use super::trim::statements;
use crate::ir::{Expr, ExprKind, Handler, LocalId, Stmt, StmtKind, Target, Type, walk};

/// Marks the place of a check while a block is printed that handles its own error.
const CHECK: &str = "\u{1}check";

impl Printer<'_> {
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
        let (text, ()) = self.capture(|p| p.block(body));
        self.raise = raise;
        self.names = names;
        self.locals = locals;
        text.lines().filter(|line| line.contains(CHECK)).count()
    }

    /// Handles the error of the one call that can raise where it is made.
    pub fn inline(&mut self, body: &[Stmt], handlers: &[Handler], otherwise: &[Stmt], escapes: bool) -> bool {
        let (names, locals, raise) = (self.names.clone(), self.locals.clone(), self.raise.clone());
        self.raise = Raise::Here;
        let (text, ()) = self.capture(|p| p.block(body));
        self.raise = raise;
        let marks: Vec<&str> = text.lines().filter(|line| line.contains(CHECK)).collect();
        let own = format!("{}{CHECK} ", "\t".repeat(self.code.indent));
        let alone = matches!(&marks[..], [mark] if mark.starts_with(&own));
        let Some((before, after)) = text.split_once(marks.first().copied().unwrap_or(CHECK)).filter(|_| alone) else {
            self.names = names;
            self.locals = locals;
            return false;
        };
        let error = marks[0].trim_start_matches(&own).to_owned();
        let after = after.trim_start_matches('\n').to_owned();
        if self.falls_back(before, &after, &error, handlers, otherwise, escapes) {
            return true;
        }
        let tabs = "\t".repeat(self.code.indent);
        let start = before.trim_end_matches('\n').rfind('\n').map_or(0, |end| end + 1);
        let call = before[start..].trim_end().strip_prefix(&format!("{tabs}{error} := ")).map(str::to_owned);
        // The error of a call that gives nothing else is nobody's but the handler's.
        let shown = if call.is_some() { "err".to_owned() } else { error.clone() };
        self.code.indent += 1;
        let (handled, ()) = self.capture(|p| p.dispatch(&shown, handlers, escapes));
        self.code.indent -= 1;
        let left = handlers.iter().all(|handler| leaves(&handler.body));
        self.code.indent += 1;
        let (rest, ()) = self.capture(|p| {
            p.code.indent -= usize::from(left);
            p.code.text.push_str(&if left { after } else { deeper(&after) });
            p.block(otherwise);
            p.code.indent += usize::from(left);
        });
        self.code.indent -= 1;
        let test = match &call {
            Some(call) => {
                self.code.text.push_str(&before[..start]);
                self.names.release(&error);
                if handled.is_empty() && rest.is_empty() {
                    let classes: Vec<&str> =
                        handlers.iter().flat_map(|handler| &handler.classes).map(String::as_str).collect();
                    self.line(format!("// {} is passed over.", classes.join(" or ")));
                    self.line(format!("_ = {call}"));
                    return true;
                }
                if handled.is_empty() {
                    self.line(format!("if err := {call}; err == nil {{"));
                    self.code.text.push_str(&rest);
                    self.line("}");
                    return true;
                }
                format!("err := {call}; err != nil")
            }
            None => {
                self.code.text.push_str(before);
                format!("{error} != nil")
            }
        };
        self.line(format!("if {test} {{"));
        self.code.text.push_str(&handled);
        if left || rest.is_empty() {
            self.line("}");
            self.code.text.push_str(&rest);
        } else {
            self.line("} else {");
            self.code.text.push_str(&rest);
            self.line("}");
        }
        true
    }

    /// `x = None`, `try: x = f() except …: x = None`: what the handler sets is there already, so only success does something.
    fn falls_back(
        &mut self,
        before: &str,
        after: &str,
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
        let tabs = "\t".repeat(self.code.indent);
        let declared = format!("{tabs}var {} ", self.local(*local));
        if !self.code.text.lines().last().is_some_and(|line| line.starts_with(&declared)) {
            return false;
        }
        let call = before.trim_end_matches('\n');
        if call.contains('\n') || !call.contains(&format!("{error} := ")) {
            return false;
        }
        self.line(format!("if {}; {error} == nil {{", call.trim_start()));
        self.code.text.push_str(&deeper(after));
        self.line("}");
        true
    }

    /// The check of an error: passes it on, or marks the place where it is handled.
    pub fn check_error(&mut self, error: &str) {
        if self.raise == Raise::Here {
            self.line(format!("{CHECK} {error}"));
            return;
        }
        self.line(format!("if {error} != nil {{"));
        self.indented(|p| p.raise_error(error));
        self.line("}");
    }

    /// The body as a closure.
    fn closure(&mut self, body: &[Stmt], handlers: &[Handler], otherwise: &[Stmt], (last, escapes): (bool, bool)) {
        let tail = last && otherwise.is_empty() && self.code.indent == 1 && matches!(self.function.result, Type::None);
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
            self.line(format!("if {error} != nil {{"));
            self.indented(|p| p.dispatch(&error, handlers, escapes));
            self.code.indent += 1;
            let (text, ()) = self.capture(|p| p.block(otherwise));
            self.code.indent -= 1;
            if !text.is_empty() {
                // What left the body left the `else` out too.
                self.line(match &flow {
                    Some(crossing) => format!("}} else if {} == py.Next {{", crossing.flow),
                    None => "} else {".to_owned(),
                });
                self.code.text.push_str(&text);
            }
            self.line("}");
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
            std::mem::replace(&mut self.raise, Raise::Closure(format!("{zero}, "))),
            std::mem::replace(&mut self.leave, Leave::Value),
            std::mem::replace(&mut self.loops, 0),
            self.value.replace(ty.clone()),
        );
        self.code.indent += 1;
        let (text, ()) = self.capture(|p| p.block(block));
        self.code.indent -= 1;
        (self.raise, self.leave, self.loops, self.value) = outer;
        if text.contains("return py.Broke") || text.contains("return py.Continued") {
            self.names = names;
            self.locals = locals;
            return false;
        }
        let head = format!("{value}, {error} := func() ({}, error) {{", self.ty(&ty));
        self.line(head);
        self.code.text.push_str(&super::tidy::tidy(&text));
        self.line("}()");
        self.line(format!("if {error} != nil {{"));
        self.indented(|p| p.dispatch(&error, handlers, escapes));
        if local.is_none() {
            self.line("}");
            self.set(&Place::Return, super::tree::Go::Atom(value), &ty);
            return true;
        }
        if handlers.iter().all(|handler| leaves(&handler.body)) || otherwise.is_empty() {
            self.line("}");
            self.block(otherwise);
        } else {
            self.line("} else {");
            self.indented(|p| p.block(otherwise));
            self.line("}");
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
                let (text, ()) = p.capture(|p| p.block(finally));
                p.line(format!("defer {}", text.trim_start()).trim_end());
            }
            if handlers.is_empty() {
                p.block(body);
                p.block(otherwise);
            } else {
                p.try_stmt(body, handlers, otherwise, &[], (false, escapes, false));
            }
        });
        if !releases {
            if forwards {
                // The original does what stands in `finally` itself.
                self.line(format!("if {error} == py.ErrForward {{"));
                self.indented(|p| p.raise_error(&error));
                self.line("}");
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
        self.raise = Raise::Closure(if tail { String::new() } else { "py.Next, ".into() });
        self.code.indent += 1;
        let (text, ()) = self.capture(print);
        self.code.indent -= 1;
        (self.raise, self.leave, self.loops) = outer;
        let crossing = Crossing {
            flow: flow.clone(),
            result,
            returns: text.contains("return py.Returned"),
            breaks: text.contains("return py.Broke"),
            continues: text.contains("return py.Continued"),
        };
        if !crossing.returns && !crossing.breaks && !crossing.continues {
            let text = text.replace("return py.Next, ", "return ");
            let plain = !text.lines().any(|line| {
                let line = line.trim_start();
                line.starts_with("return") || line.starts_with("defer ")
            });
            if plain {
                self.names.release(&error);
                self.code.text.push_str(&shallower(&text));
                return (String::new(), None);
            }
            self.line(format!("{error} := func() error {{"));
            self.code.text.push_str(&text);
            self.end_closure(&text, "return nil");
            return (error, None);
        }
        if let (Some(result), true, Leave::Function | Leave::Value) = (&crossing.result, crossing.returns, &self.leave)
        {
            let ty = self.ty(self.result());
            self.line(format!("var {result} {ty}"));
        }
        self.line(format!("{flow}, {error} := func() (py.Flow, error) {{"));
        self.code.text.push_str(&text);
        self.end_closure(&text, "return py.Next, nil");
        (error, Some(crossing))
    }

    fn end_closure(&mut self, text: &str, end: &str) {
        let own = format!("{}return ", "\t".repeat(self.code.indent + 1));
        if !text.lines().last().is_some_and(|line| line.starts_with(&own)) {
            self.indented(|p| p.line(end));
        }
        self.line("}()");
    }

    /// Does what the block that became a closure wanted to do.
    fn follow(&mut self, crossing: Option<Crossing>) {
        let Some(crossing) = crossing else { return };
        let flow = &crossing.flow;
        if crossing.returns {
            self.line(format!("if {flow} == py.Returned {{"));
            self.indented(|p| p.leave_with(crossing.result.map(super::tree::Go::Atom)));
            self.line("}");
        }
        for (crosses, value, plain) in
            [(crossing.breaks, "py.Broke", "break"), (crossing.continues, "py.Continued", "continue")]
        {
            if crosses {
                self.line(format!("if {flow} == {value} {{"));
                self.indented(|p| p.leave_loop(plain, value));
                self.line("}");
            }
        }
    }

    /// Chooses the handler of an error; one that no handler takes is passed on, if there can be one.
    fn dispatch(&mut self, error: &str, handlers: &[Handler], escapes: bool) {
        if let [handler] = handlers {
            let name = self.caught_name(handler);
            let test = self.caught(error, handler);
            match (name.as_str(), escapes) {
                ("_", false) => {}
                (name, false) => self.line(format!("{name}, _ := {test}")),
                ("_", true) => self.line(format!("if _, ok := {test}; !ok {{")),
                (name, true) => {
                    self.line(format!("{name}, ok := {test}"));
                    self.line("if !ok {");
                }
            }
            if escapes {
                self.indented(|p| p.raise_error(error));
                self.line("}");
            }
            self.block(&handler.body);
            return;
        }
        for (i, handler) in handlers.iter().enumerate() {
            let name = self.caught_name(handler);
            let test = self.caught(error, handler);
            let last = i + 1 == handlers.len() && !escapes && name == "_";
            match (i, last) {
                (0, _) => self.line(format!("if {name}, ok := {test}; ok {{")),
                (_, true) => self.line("} else {"),
                _ => self.line(format!("}} else if {name}, ok := {test}; ok {{")),
            }
            self.indented(|p| p.block(&handler.body));
            self.release(&[name]);
        }
        if escapes {
            self.line("} else {");
            self.indented(|p| p.raise_error(error));
        }
        self.line("}");
    }

    fn caught_name(&mut self, handler: &Handler) -> String {
        match handler.local {
            Some(local) if self.is_read(local) || reraises(&handler.body) => self.local(local),
            _ => "_".into(),
        }
    }

    fn caught(&self, error: &str, handler: &Handler) -> String {
        let classes: Vec<String> = if handler.classes.is_empty() {
            vec!["py.Exception".into()]
        } else {
            handler.classes.iter().map(|class| self.module.exception(class)).collect()
        };
        format!("py.Caught({error}, {})", classes.join(", "))
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

/// Lines one level deeper.
fn deeper(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        if !line.is_empty() {
            out.push('\t');
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// Lines one level less deep.
fn shallower(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", line.strip_prefix('\t').unwrap_or(line))).collect()
}

/// Whether a block that leaves does it by giving a value on some path.
fn returns(block: &[Stmt]) -> bool {
    let mut found = false;
    statements(block, &mut |stmt| found |= matches!(stmt.kind, StmtKind::Return(Some(_))));
    found
}

/// Whether a statement of the block leaves it.
fn crosses(block: &[Stmt], in_loop: bool) -> bool {
    block.iter().any(|stmt| match &stmt.kind {
        StmtKind::Return(_) => true,
        StmtKind::Break | StmtKind::Continue => !in_loop,
        StmtKind::If { then, otherwise, .. } | StmtKind::IfSome { then, otherwise, .. } => {
            crosses(then, in_loop) || crosses(otherwise, in_loop)
        }
        StmtKind::Unwrap { otherwise, .. } => crosses(otherwise, in_loop),
        StmtKind::While { body, .. } | StmtKind::For { body, .. } => crosses(body, true),
        StmtKind::Try { body, handlers, otherwise, finally } => {
            [body, otherwise, finally].into_iter().any(|block| crosses(block, in_loop))
                || handlers.iter().any(|handler| crosses(&handler.body, in_loop))
        }
        StmtKind::Let { .. }
        | StmtKind::Assign { .. }
        | StmtKind::Unpack { .. }
        | StmtKind::Expr(_)
        | StmtKind::Raise(_)
        | StmtKind::Reraise(_)
        | StmtKind::Forward { .. } => false,
    })
}

/// Whether a block reads or assigns a local.
fn touches(block: &[Stmt], local: LocalId) -> bool {
    let mut found = false;
    statements(block, &mut |stmt| {
        found |= matches!(&stmt.kind, StmtKind::Assign { target: Target::Local(to), .. } if *to == local);
    });
    walk::block(&block.to_vec(), &mut |expr: &Expr| found |= matches!(expr.kind, ExprKind::Local(one) if one == local));
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
    block.iter().any(|stmt| match &stmt.kind {
        StmtKind::Reraise(_) => true,
        StmtKind::If { then, otherwise, .. } | StmtKind::IfSome { then, otherwise, .. } => {
            reraises(then) || reraises(otherwise)
        }
        StmtKind::Unwrap { otherwise, .. } => reraises(otherwise),
        StmtKind::While { body, .. } | StmtKind::For { body, .. } => reraises(body),
        StmtKind::Try { body, handlers, otherwise, finally } => {
            [body, otherwise, finally].into_iter().any(|block| reraises(block))
                || handlers.iter().any(|handler| reraises(&handler.body))
        }
        StmtKind::Let { .. }
        | StmtKind::Assign { .. }
        | StmtKind::Unpack { .. }
        | StmtKind::Expr(_)
        | StmtKind::Break
        | StmtKind::Continue
        | StmtKind::Return(_)
        | StmtKind::Raise(_)
        | StmtKind::Forward { .. } => false,
    })
}
