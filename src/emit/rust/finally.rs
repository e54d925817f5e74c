//! `finally`. A block that `return`, `break` or `continue` leave becomes a labelled block whose value is a flow: what it wanted to do is done after the `finally`.

use super::attempt::{crosses, is_leaving};
use super::body::{Body, Flow, Raise};
use super::doc::{Doc, Line};
use super::stmt::{code, diverges, head, nested};
use crate::ir::{Block, Stmt, StmtKind, Type};

/// The `finally` that what leaves a block has to pass.
#[derive(Debug)]
pub struct Pending {
    /// The block's label.
    label: String,
    /// Its value is a `Result` of the flow, because exceptions leave it too.
    fails: bool,
}

impl Pending {
    fn leave(&self, flow: Doc) -> Doc {
        let value = if self.fails { Doc::call("Ok", vec![flow]) } else { flow };
        head([Doc::text(format!("break {} ", self.label)), value])
    }
}

impl Body<'_> {
    /// Whether a `return` here has to pass a `finally`.
    pub fn before_finally(&self) -> bool {
        self.pending.borrow().is_some()
    }

    /// What leaves the function with that value, when a `finally` has to run before; else the value itself.
    pub fn through_finally(&self, value: Option<Doc>) -> Result<Doc, Option<Doc>> {
        match &*self.pending.borrow() {
            None => Err(value),
            Some(pending) => {
                let value = value.unwrap_or_else(|| Doc::text("()"));
                Ok(pending.leave(Doc::call("py::Flow::Returned", vec![value])))
            }
        }
    }

    /// `break` or `continue`; with the loop's label where it stands in a labelled block, as Rust wants it.
    pub fn loop_exit(&self, word: &str, flow: &str) -> Doc {
        match &*self.pending.borrow() {
            Some(pending) if self.loops.get() == 0 => pending.leave(Doc::text(format!("py::Flow::{flow}"))),
            _ if self.loops.get() == 0 && self.flow.get() == Flow::Jump => {
                Doc::text("return Ok(ControlFlow::Break(()))")
            }
            _ if self.loops.get() == 0 && self.flow.get() == Flow::Both => {
                Doc::text("return Ok(ControlFlow::Break(None))")
            }
            _ if self.in_block.get() => Doc::text(format!("{word} {}", loop_label(self.loop_depth.get()))),
            _ => Doc::text(word),
        }
    }

    /// The body of a loop, and the loop's label with a colon if something in the body names it.
    pub fn loop_body(&self, body: &Block) -> (String, Vec<Line>) {
        let depth = self.loop_depth.get() + 1;
        self.loop_depth.set(depth);
        self.loops.set(self.loops.get() + 1);
        let in_block = self.in_block.replace(false);
        let lines = self.block(body, false);
        self.in_block.set(in_block);
        self.loops.set(self.loops.get() - 1);
        self.loop_depth.set(depth - 1);
        let label = loop_label(depth);
        let text = super::line::render_lines(&lines, 0);
        let named = ["break", "continue"]
            .iter()
            .any(|word| text.contains(&format!("{word} {label};")) || text.contains(&format!("{word} {label},")));
        (if named { format!("{label}: ") } else { String::new() }, lines)
    }

    /// A block that has a label.
    pub fn labelled_block(&self, body: &Block) -> Vec<Line> {
        let in_block = self.in_block.replace(true);
        let lines = self.block(body, false);
        self.in_block.set(in_block);
        lines
    }

    /// `finally`: it runs whatever way the block is left.
    pub fn finally(&self, stmt: &Stmt, finally: &Block, tail: bool) -> Vec<Line> {
        let mut inner = stmt.clone();
        inner.comments = Vec::new();
        if let StmtKind::Try { finally, .. } = &mut inner.kind {
            finally.clear();
        }
        let leaving = self.types.plan.leaving(stmt.span);
        let block = vec![inner];
        if !leaving.raises && !crosses(&block, &is_leaving) {
            // Nothing leaves the block early: what follows it follows.
            let mut lines = self.block(&block, false);
            lines.extend(self.block(finally, false));
            return lines;
        }
        let flows = Flows {
            returns: crosses(&block, &|kind| matches!(kind, StmtKind::Return(_))),
            breaks: crosses(&block, &|kind| matches!(kind, StmtKind::Break)),
            continues: crosses(&block, &|kind| matches!(kind, StmtKind::Continue)),
        };
        let flowing = flows.returns || flows.breaks || flows.continues;
        let fails = leaving.raises || leaving.forwards;
        let (mut lines, mut subject) = if flowing {
            (vec![self.flow_block(&block, fails)], Doc::text("attempt"))
        } else {
            let attempt = self.attempt(&block, false);
            (attempt.lines, attempt.subject)
        };
        if leaving.forwards {
            // The original does what stands in `finally` itself.
            let test =
                head([Doc::text("if matches!(&"), subject.clone(), Doc::text(", Err(error) if error.is_forward()) ")]);
            let forward = self.leave(Doc::text("py::Error::forward()"), false, None);
            lines.push(nested(test, vec![forward], "", false));
        }
        let depth = tries(finally);
        if depth > 0 {
            // The tries in `finally` have an `attempt` of their own.
            let name = if depth == 1 { "outcome".to_owned() } else { format!("outcome_{depth}") };
            lines.push(code(head([Doc::text(format!("let {name} = ")), subject]), ";", None));
            subject = Doc::text(name);
        }
        if diverges(finally) {
            // It leaves in its own way, whatever the block wanted to do.
            lines.push(code(head([Doc::text("_ = "), subject]), ";", None));
            lines.extend(self.block(finally, false));
            return lines;
        }
        lines.extend(self.block(finally, false));
        if fails && !flowing && diverges(&block) {
            // Only an exception leaves the block, and the compiler cannot know.
            let never = code(Doc::text("Ok(()) => unreachable!(\"the block above always leaves\")"), ",", None);
            let leave = match self.leave(Doc::text("error"), tail, None) {
                Line::Code(doc, ..) => doc,
                _ => Doc::text("()"),
            };
            let leave = code(head([Doc::text("Err(error) => "), leave]), ",", None);
            lines.push(nested(head([Doc::text("match "), subject, Doc::text(" ")]), vec![never, leave], "", false));
            return lines;
        }
        let value = if fails { self.try_(subject) } else { subject };
        lines.push(if flowing { self.follow(value, flows, diverges(&block), tail) } else { code(value, ";", None) });
        lines
    }

    /// The block, as one whose value tells how it ended.
    fn flow_block(&self, block: &Block, fails: bool) -> Line {
        let label = self.label();
        let raise = self.raise.replace(Raise::Break(label.clone()));
        let pending = self.pending.replace(Some(Pending { label: label.clone(), fails }));
        let loops = self.loops.replace(0);
        let mut inner = self.labelled_block(block);
        if !diverges(block) {
            let next = Doc::text("py::Flow::Next");
            inner.push(code(if fails { Doc::call("Ok", vec![next]) } else { next }, "", None));
        }
        self.loops.set(loops);
        self.pending.replace(pending);
        self.raise.replace(raise);
        let result = match &self.function.result {
            Type::None | Type::Never => "()".to_owned(),
            ty => self.types.owned(ty),
        };
        let ty = if fails { format!("py::Result<py::Flow<{result}>>") } else { format!("py::Flow<{result}>") };
        nested(Doc::text(format!("let attempt: {ty} = {label}: ")), inner, ";", false)
    }

    /// Does what the block wanted to do.
    fn follow(&self, flow: Doc, flows: Flows, always: bool, tail: bool) -> Line {
        let mut arms = Vec::new();
        if flows.returns {
            let value = !matches!(self.function.result, Type::None | Type::Never);
            let pattern = if value { "py::Flow::Returned(value)" } else { "py::Flow::Returned(())" };
            let leave = self.return_doc(value.then(|| Doc::text("value")), tail && always, None);
            let doc = match leave.into_iter().next() {
                Some(Line::Code(doc, ..)) => doc,
                _ => Doc::text("()"),
            };
            arms.push((pattern, doc));
        }
        if flows.breaks {
            arms.push(("py::Flow::Broke", self.loop_exit("break", "Broke")));
        }
        if flows.continues {
            arms.push(("py::Flow::Continued", self.loop_exit("continue", "Continued")));
        }
        if let ([(pattern, doc)], false) = (arms.as_slice(), always) {
            let test = head([Doc::text(format!("if let {pattern} = ")), flow, Doc::text(" ")]);
            return nested(test, vec![code(doc.clone(), ";", None)], "", false);
        }
        let arm = |(pattern, doc)| code(head([Doc::text(format!("{pattern} => ")), doc]), ",", None);
        let mut all: Vec<Line> = arms.into_iter().map(arm).collect();
        let rest = if always { "_ => unreachable!(\"the block above always leaves\")," } else { "_ => {}" };
        all.push(code(Doc::text(rest), "", None));
        nested(head([Doc::text("match "), flow, Doc::text(" ")]), all, "", false)
    }
}

/// The label of a loop that stands in so many others.
fn loop_label(depth: usize) -> String {
    if depth == 1 { "'each".to_owned() } else { format!("'each_{depth}") }
}

/// How a block is left.
#[derive(Clone, Copy, Debug)]
struct Flows {
    returns: bool,
    breaks: bool,
    continues: bool,
}

/// How many tries stand within each other in a block, at most.
fn tries(block: &[Stmt]) -> usize {
    let of = |stmt: &Stmt| {
        let inner = crate::ir::walk::blocks(&stmt.kind).into_iter().map(|block| tries(block)).max().unwrap_or(0);
        inner + usize::from(matches!(stmt.kind, StmtKind::Try { .. }))
    };
    block.iter().map(of).max().unwrap_or(0)
}
