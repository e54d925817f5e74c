//! Tries: what is run, what catches, and how control leaves it.

use super::bind::opens_cell;
use super::body::{Body, Flow, Raise};
use super::code::Held;
use super::comment;
use super::doc::{Doc, Line};
use super::question::single_question;
use super::stmt::{arm, code, diverges, head, immediately, is_unit, nested, stmt_diverges, without_end};
use crate::ir::walk::blocks;
use crate::ir::{Block, Expr, ExprKind, Handler, Stmt, StmtKind, Target, Type};

/// How control leaves the body of a `try` other than by an exception.
pub struct Leaving {
    pub flow: Flow,
    /// The type of what `ControlFlow::Break` holds.
    pub broken: Option<String>,
    /// `break` or `continue`, where the loop around is left.
    pub jump: Option<&'static str>,
}

/// The body of a `try` as a `Result`.
pub struct Attempt {
    /// The lines before it.
    pub lines: Vec<Line>,
    /// The `Result`.
    pub subject: Doc,
    /// The pattern of its success.
    done: &'static str,
    leaving: Leaving,
}

impl Body<'_> {
    /// How control leaves the body of a `try` other than by an exception; nothing where a closure cannot say it.
    pub fn leaving(&self, body: &Block) -> Option<Leaving> {
        let has = |is: &dyn Fn(&StmtKind) -> bool| crosses(body, is);
        let returns = has(&|kind| matches!(kind, StmtKind::Return(_)));
        let jump = match (has(&|kind| matches!(kind, StmtKind::Break)), has(&|kind| matches!(kind, StmtKind::Continue)))
        {
            (true, true) => return None,
            (true, false) => Some("break"),
            (false, true) => Some("continue"),
            (false, false) => None,
        };
        // In a loop a closure would take what it moves in every round; a block takes it when it leaves.
        if (returns || jump.is_some()) && self.loop_depth.get() > 0 {
            return None;
        }
        let result = self.result_type();
        let (flow, broken) = match (returns, jump) {
            (false, None) => (Flow::Function, None),
            (true, None) => (Flow::Return, Some(result)),
            (false, Some(_)) => (Flow::Jump, Some("()".to_owned())),
            (true, Some(_)) => (Flow::Both, Some(format!("Option<{result}>"))),
        };
        Some(Leaving { flow, broken, jump })
    }

    /// What the closure of a `try` gives, whose body gives `value` of the type `ty` at its end: its type, the value, its pattern.
    pub fn closure_result(leaving: &Leaving, ty: &str) -> String {
        match leaving.broken.as_deref() {
            None => ty.to_owned(),
            Some(broken) if ty == "()" => format!("ControlFlow<{broken}>"),
            Some(broken) => format!("ControlFlow<{broken}, {ty}>"),
        }
    }

    /// The arms of a `try` whose closure says that the function returns or the loop is left.
    pub fn broken(&self, leaving: &Leaving, ok: bool) -> Vec<Line> {
        let pattern = |inner: &str| match (inner, ok) {
            (inner, true) => format!("Ok(ControlFlow::Break({inner}))"),
            (inner, false) => format!("ControlFlow::Break({inner})"),
        };
        let value = if self.result_type() == "()" { "()" } else { "value" };
        let jump = || match leaving.jump {
            Some("continue") => self.loop_exit("continue", "Continued"),
            _ => self.loop_exit("break", "Broke"),
        };
        match leaving.flow {
            Flow::Function | Flow::End => Vec::new(),
            Flow::Return => vec![self.returned(&pattern(value), value, false)],
            Flow::Jump => vec![Line::Arm(Doc::text(pattern("()")), jump())],
            Flow::Both => vec![
                self.returned(&pattern(&format!("Some({value})")), value, false),
                Line::Arm(Doc::text(pattern("None")), jump()),
            ],
        }
    }

    /// An exception leaves the block.
    pub fn leave(&self, error: Doc, tail: bool, trailing: Option<&String>) -> Line {
        let err = Doc::call("Err", vec![error]);
        match &*self.raise.borrow() {
            Raise::Question if tail => code(err, "", trailing),
            Raise::Question => code(head([Doc::text("return "), err]), ";", trailing),
            Raise::Break(label) => code(head([Doc::text(format!("break {label} ")), err]), ";", trailing),
        }
    }

    pub fn try_stmt(&self, stmt: &Stmt, tail: bool) -> Vec<Line> {
        if let StmtKind::Try { finally, handlers, .. } = &stmt.kind
            && finally.is_empty()
            && !handlers.is_empty()
            && let Some(lines) = self.returning(stmt, tail)
        {
            return lines;
        }
        let StmtKind::Try { body, handlers, otherwise, finally } = &stmt.kind else { return Vec::new() };
        let span = stmt.span;
        if !finally.is_empty() {
            return self.finally(stmt, finally, tail);
        }
        if handlers.is_empty() {
            let mut lines = self.block(body, tail && otherwise.is_empty());
            lines.extend(self.block(otherwise, tail));
            return lines;
        }
        let escapes = self.types.plan.escaping.get(&span).copied().unwrap_or(true);
        let ending = self.facts.ending.contains(&std::ptr::from_ref(stmt)) && self.flow.get() == Flow::Function;
        let Attempt { mut lines, subject, done: pattern, leaving } = self.attempt(body, ending);
        let tail =
            tail && handlers.iter().all(|handler| diverges(&handler.body)) && (diverges(otherwise) || diverges(body));
        // The value of a labelled block comes from what leaves it: there the compiler must see that nothing goes on after this.
        let leaves = stmt_diverges(stmt) && *self.raise.borrow() != Raise::Question;
        let ok = self.block(otherwise, tail);
        // A block that always raises has no value of its own at the end of a function.
        let quiet = leaving.broken.is_none() && !leaves && !(tail && diverges(body));
        if let (true, true, false, [only]) = (quiet, ok.is_empty(), escapes, handlers.as_slice()) {
            // One handler that catches everything, and nothing to do otherwise.
            let name = self.caught(only);
            let handled = self.block(&only.body, tail);
            if handled.is_empty() {
                lines.push(code(head([Doc::text("_ = "), subject]), ";", None));
                return lines;
            }
            let test = match name {
                Some(name) => head([Doc::text(format!("if let Err({name}) = ")), subject, Doc::text(" ")]),
                None => head([Doc::text("if "), subject.method("is_err", Vec::new()), Doc::text(" ")]),
            };
            lines.push(nested(test, handled, "", false));
            return lines;
        }
        let arms = self.handler_arms(handlers, &|handler| self.block(&handler.body, tail), escapes, tail);
        let first = if (tail || leaves) && diverges(body) {
            code(Doc::text(format!("Ok({pattern}) => unreachable!(\"the block above always leaves\")")), ",", None)
        } else {
            arm(Doc::text(format!("Ok({pattern})")), if is_unit(otherwise) { without_end(ok) } else { ok })
        };
        let mut all = vec![first];
        all.extend(self.broken(&leaving, true));
        all.extend(arms);
        lines.push(nested(head([Doc::text("match "), subject, Doc::text(" ")]), all, "", false));
        lines
    }

    /// The guarded block as a `Result`: lines before it, the value, and the pattern of its success.
    pub fn attempt(&self, body: &Block, ending: bool) -> Attempt {
        let quiet = Leaving { flow: Flow::Function, broken: None, jump: None };
        if let [Stmt { kind: StmtKind::Expr(value), comments, .. }] = body.as_slice()
            && let Some(subject) = single_question(self.code(value).doc)
        {
            let done = if value.ty == Type::None { "()" } else { "_" };
            if opens_cell(&subject) {
                // A `match` keeps the guards of its head to its end, and a handler may write the cell.
                let subject = if done == "_" { subject.method("map", vec![Doc::text("|_| ()")]) } else { subject };
                let start = Doc::text("let attempt =");
                let mut lines = comment::lines(comments);
                lines.push(Line::Assign { start, value: subject, end: ";", trailing: None });
                return Attempt { lines, subject: Doc::text("attempt"), done: "()", leaving: quiet };
            }
            return Attempt { lines: comment::lines(comments), subject, done, leaving: quiet };
        }
        let ends = !diverges(body);
        let ok = |value: &str| code(Doc::text(format!("Ok({value})")), "", None);
        let subject = Doc::text("attempt");
        let leaving = self.leaving(body);
        let Some(mut leaving) = leaving.filter(|_| !self.sets_late(body)) else {
            // A block may set what is declared before it, and leave the function by itself.
            let label = self.label();
            let before = self.raise.replace(Raise::Break(label.clone()));
            let mut inner = self.labelled_block(body);
            self.raise.replace(before);
            if ends {
                inner.push(ok("()"));
            }
            let label = if mentions_label(&inner, &label) { format!("{label}: ") } else { String::new() };
            let start = Doc::text(format!("let attempt: py::Result<()> = {label}"));
            return Attempt { lines: vec![nested(start, inner, ";", false)], subject, done: "()", leaving: quiet };
        };
        if ending && leaving.flow == Flow::Return && self.result_type() == "()" {
            leaving = Leaving { flow: Flow::End, broken: None, jump: None };
        }
        let done = if leaving.broken.is_some() { "ControlFlow::Continue(())" } else { "()" };
        let inner = self.within(leaving.flow, || {
            let mut inner = self.block(body, !ends);
            if ends {
                inner.push(ok(done));
            }
            inner
        });
        let lines = vec![immediately(&Self::closure_result(&leaving, "()"), inner)];
        Attempt { lines, subject, done, leaving }
    }

    /// Prints the closure of a `try`.
    pub fn within<T>(&self, flow: Flow, print: impl FnOnce() -> T) -> T {
        let flow = self.flow.replace(flow);
        let pending = self.pending.replace(None);
        let loops = self.loops.replace(0);
        let in_block = self.in_block.replace(false);
        let raise = self.raise.replace(Raise::Question);
        let printed = print();
        self.raise.replace(raise);
        self.in_block.set(in_block);
        self.loops.set(loops);
        self.pending.replace(pending);
        self.flow.set(flow);
        printed
    }

    /// The type of what the function returns.
    pub fn result_type(&self) -> String {
        match &self.function.result {
            Type::None | Type::Never => "()".to_owned(),
            ty => self.types.owned(ty),
        }
    }

    /// `pattern => return value,`
    pub fn returned(&self, pattern: &str, value: &str, tail: bool) -> Line {
        let value = (self.result_type() != "()").then(|| Doc::text(value));
        let doc = match self.return_doc(value, tail, None).into_iter().next() {
            Some(Line::Code(doc, ..)) => doc,
            _ => Doc::text("()"),
        };
        code(head([Doc::text(format!("{pattern} => ")), doc]), ",", None)
    }

    /// Whether a block sets a local that was declared without a value.
    pub fn sets_late(&self, block: &Block) -> bool {
        crosses(block, &|kind| match kind {
            StmtKind::Assign { target: Target::Local(local), .. } => self.facts.late.contains(local),
            _ => false,
        })
    }

    /// `.unwrap_or(value)` of a `Result` where a constant stands for every exception.
    pub fn or_else(&self, value: &Expr) -> Option<Doc> {
        let inner = match &value.kind {
            ExprKind::Convert(inner) => inner,
            _ => value,
        };
        let default = match &inner.kind {
            ExprKind::None => matches!(value.ty, Type::Optional(_)),
            ExprKind::Bool(set) => !set && inner.ty == value.ty,
            ExprKind::Int(number) => *number == 0 && inner.ty == value.ty,
            ExprKind::Str(text) => text.is_empty() && inner.ty == value.ty,
            _ => return None,
        };
        if default {
            return Some(Doc::text(".unwrap_or_default()"));
        }
        self.types.is_copy(&value.ty).then(|| Doc::call(".unwrap_or", vec![self.owned(value)]))
    }

    /// The name of a caught exception, where the handler reads it.
    fn caught(&self, handler: &Handler) -> Option<&str> {
        let local = handler.local.filter(|local| self.facts.reads[local.0 as usize] > 0)?;
        self.hold(local, Held::Place);
        Some(self.name(local))
    }

    pub fn handler_arms(
        &self,
        handlers: &[Handler],
        lines: &dyn Fn(&Handler) -> Vec<Line>,
        leaves: bool,
        tail: bool,
    ) -> Vec<Line> {
        let mut arms = Vec::new();
        let count = handlers.len();
        for (i, handler) in handlers.iter().enumerate() {
            let bare = !leaves && i + 1 == count;
            let name = self.caught(handler).unwrap_or(if bare { "_" } else { "error" });
            let pattern = format!("Err({name})");
            let pattern = if bare {
                Doc::Text(pattern)
            } else {
                let classes: Vec<String> = if handler.classes.is_empty() {
                    vec!["py::EXCEPTION".to_owned()]
                } else {
                    handler.classes.iter().map(|class| self.class(class)).collect()
                };
                let tests = classes.iter().map(|class| ("||", Doc::text(format!("{name}.is(&{class})"))));
                Doc::Guard(pattern, Box::new(Doc::Binary(tests.collect())))
            };
            let lines = lines(handler);
            arms.push(arm(pattern, if is_unit(&handler.body) { without_end(lines) } else { lines }));
        }
        if leaves {
            let line = match &*self.raise.borrow() {
                Raise::Question if tail => "Err(error) => Err(error)".to_owned(),
                Raise::Question => "Err(error) => return Err(error)".to_owned(),
                Raise::Break(label) => format!("Err(error) => break {label} Err(error)"),
            };
            arms.push(code(Doc::text(line), ",", None));
        }
        arms
    }
}

/// Whether a block leaves the loop that it is the body of.
pub fn breaks(block: &Block) -> bool {
    crosses(block, &|kind| matches!(kind, StmtKind::Break))
}

/// Whether control leaves a block by a statement of that kind; what loops inside do to themselves does not count.
pub fn crosses(block: &Block, is: &dyn Fn(&StmtKind) -> bool) -> bool {
    block.iter().any(|stmt| {
        let inside = |kind: &StmtKind| is(kind) && !matches!(kind, StmtKind::Break | StmtKind::Continue);
        let is_loop = matches!(stmt.kind, StmtKind::While { .. } | StmtKind::For { .. });
        let is_inner: &dyn Fn(&StmtKind) -> bool = if is_loop { &inside } else { is };
        is(&stmt.kind) || blocks(&stmt.kind).into_iter().any(|block| crosses(block, is_inner))
    })
}

pub fn is_leaving(kind: &StmtKind) -> bool {
    matches!(kind, StmtKind::Return(_) | StmtKind::Break | StmtKind::Continue | StmtKind::Forward { .. })
}

fn mentions_label(lines: &[Line], label: &str) -> bool {
    super::line::render_lines(lines, 0).contains(&format!("break {label} "))
}
