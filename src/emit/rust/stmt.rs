//! Statements.

use super::body::{Body, Flow, Raise};
use super::code::{Bind, Held};
use super::comment;
use super::doc::{Block as Braces, Doc, Line};
use super::facts::{Root, is_projection, root};
use super::present::Guarded;
use crate::ir::{ArithmeticOp, Block, Expr, ExprKind, GlobalId, Handler, Iter, LocalId, Stmt, StmtKind, Target, Type};
use crate::plan::Sharing;

/// Whether what follows a block is never reached.
pub fn diverges(block: &Block) -> bool {
    block.iter().any(stmt_diverges)
}

fn stmt_diverges(stmt: &Stmt) -> bool {
    match &stmt.kind {
        StmtKind::Return(_)
        | StmtKind::Raise(_)
        | StmtKind::Reraise(_)
        | StmtKind::Break
        | StmtKind::Continue
        | StmtKind::Forward { .. } => true,
        StmtKind::If { then, otherwise, .. } | StmtKind::IfSome { then, otherwise, .. } => {
            diverges(then) && diverges(otherwise)
        }
        StmtKind::Try { body, handlers, otherwise, finally } => {
            diverges(finally)
                || (diverges(body) || diverges(otherwise)) && handlers.iter().all(|handler| diverges(&handler.body))
        }
        StmtKind::While { test, body } => matches!(test.kind, ExprKind::Bool(true)) && !breaks(body),
        StmtKind::Expr(value) => value.ty == Type::Never,
        StmtKind::Let { .. }
        | StmtKind::Assign { .. }
        | StmtKind::Unpack { .. }
        | StmtKind::Unwrap { .. }
        | StmtKind::For { .. } => false,
    }
}

/// Whether a block leaves the loop that it is the body of.
fn breaks(block: &Block) -> bool {
    crosses(block, &|kind| matches!(kind, StmtKind::Break))
}

/// Whether control leaves a block by a statement of that kind; what loops inside do to themselves does not count.
pub fn crosses(block: &Block, is: &dyn Fn(&StmtKind) -> bool) -> bool {
    block.iter().any(|stmt| {
        if is(&stmt.kind) {
            return true;
        }
        match &stmt.kind {
            StmtKind::If { then, otherwise, .. } | StmtKind::IfSome { then, otherwise, .. } => {
                crosses(then, is) || crosses(otherwise, is)
            }
            StmtKind::Unwrap { otherwise, .. } => crosses(otherwise, is),
            StmtKind::While { body, .. } | StmtKind::For { body, .. } => {
                crosses(body, &|kind| is(kind) && !matches!(kind, StmtKind::Break | StmtKind::Continue))
            }
            StmtKind::Try { body, handlers, otherwise, finally } => {
                crosses(body, is)
                    || handlers.iter().any(|handler| crosses(&handler.body, is))
                    || crosses(otherwise, is)
                    || crosses(finally, is)
            }
            StmtKind::Let { .. }
            | StmtKind::Assign { .. }
            | StmtKind::Unpack { .. }
            | StmtKind::Expr(_)
            | StmtKind::Break
            | StmtKind::Continue
            | StmtKind::Return(_)
            | StmtKind::Raise(_)
            | StmtKind::Reraise(_)
            | StmtKind::Forward { .. } => false,
        }
    })
}

pub fn is_leaving(kind: &StmtKind) -> bool {
    matches!(kind, StmtKind::Return(_) | StmtKind::Break | StmtKind::Continue | StmtKind::Forward { .. })
}

pub fn code(doc: Doc, end: &'static str, trailing: Option<&String>) -> Line {
    Line::Code(doc, end, trailing.cloned())
}

pub fn nested(head: Doc, lines: Vec<Line>, end: &'static str, continues: bool) -> Line {
    Line::Nested { head, lines, end, continues }
}

/// What a loop goes through: a `vec![…]` need not be one, nor need anything be an iterator already.
fn iterable(doc: Doc) -> Doc {
    match super::comprehension::without_into_iter(doc) {
        Doc::List(mut list) if list.open == Doc::text("vec![") => {
            list.open = Doc::text("[");
            Doc::List(list)
        }
        doc => doc,
    }
}

/// `let attempt = (|| -> py::Result<result> { … })();`
fn immediately(result: &str, lines: Vec<Line>) -> Line {
    let head = Doc::text(format!("(|| -> py::Result<{result}> "));
    let closure = Doc::Block(Box::new(Braces { head, lines, tail: Doc::text(")()") }));
    Line::Assign { start: Doc::text("let attempt ="), value: closure, end: ";", trailing: None }
}

/// An arm of a `match`: a value alone needs no braces.
fn arm(pattern: Doc, mut lines: Vec<Line>) -> Line {
    match lines.pop() {
        Some(Line::Code(value, "", None)) if lines.is_empty() => Line::Arm(pattern, value),
        Some(Line::Nested { head, lines: inner, end: "", continues: false }) if lines.is_empty() && head.is_match() => {
            Line::Arm(pattern, Doc::Block(Box::new(Braces { head, lines: inner, tail: Doc::text("") })))
        }
        last => {
            lines.extend(last);
            nested(pattern.suffixed(" => "), lines, "", false)
        }
    }
}

/// Whether a block is one expression that has no value.
fn is_unit(block: &Block) -> bool {
    matches!(block.as_slice(), [Stmt { kind: StmtKind::Expr(value), comments, trailing: None, .. }]
        if value.ty == Type::None && comments.is_empty())
}

/// The line of an expression without its semicolon.
fn without_end(mut lines: Vec<Line>) -> Vec<Line> {
    if let [Line::Code(_, end, None)] = lines.as_mut_slice() {
        *end = "";
    }
    lines
}

pub fn head(parts: impl IntoIterator<Item = Doc>) -> Doc {
    Doc::concat(parts)
}

impl Body<'_> {
    /// The lines of a block whose value is not used.
    pub fn lines(&self, block: &Block) -> Vec<Line> {
        self.block(block, false)
    }

    /// The lines of a block; as the `tail` of a function its last statement is the function's value.
    pub fn block(&self, block: &Block, tail: bool) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut i = 0;
        while i < block.len() {
            let stmt = &block[i];
            let last = i + 1 == block.len();
            lines.extend(comment::lines(&stmt.comments));
            let late: Vec<LocalId> = block[i..]
                .iter()
                .map_while(|stmt| match &stmt.kind {
                    StmtKind::Let { local, value: None } => Some(*local),
                    _ => None,
                })
                .collect();
            if let (false, Some(next)) = (late.is_empty(), block.get(i + late.len()))
                && let Some(made) = self.carrying(&late, next, &block[i + late.len() + 1..])
            {
                lines.extend(comment::lines(&next.comments));
                lines.extend(made);
                i += late.len() + 1;
                continue;
            }
            if let (StmtKind::Let { local, value: None }, Some(next)) = (&stmt.kind, block.get(i + 1))
                && let Some(made) = self.late(*local, next)
            {
                lines.extend(comment::lines(&next.comments));
                lines.extend(made);
                i += 2;
                continue;
            }
            lines.extend(self.stmt(stmt, tail && last));
            i += 1;
            if stmt_diverges(stmt) {
                break;
            }
        }
        lines
    }

    fn stmt(&self, stmt: &Stmt, tail: bool) -> Vec<Line> {
        let tail = tail && stmt_diverges(stmt);
        let trailing = stmt.trailing.as_ref();
        match &stmt.kind {
            StmtKind::Let { local, value: Some(value) } => self.bind(*local, value, &[], trailing),
            StmtKind::Let { local, value: None } => {
                let mutability = self.mutability(*local);
                let ty = self.types.owned(self.local_type(*local));
                vec![code(Doc::text(format!("let {mutability}{}: {ty}", self.declared_name(*local))), ";", trailing)]
            }
            StmtKind::Assign { target, value } => self.assign(target, value, trailing),
            StmtKind::Unpack { pattern, value } => {
                let value = self.value(value);
                let pattern = self.pattern(pattern, &super::comprehension::Item::Owned);
                vec![Line::Assign {
                    start: Doc::text(format!("let {pattern} =")),
                    value,
                    end: ";",
                    trailing: trailing.cloned(),
                }]
            }
            StmtKind::Expr(value) => self.effect(value, trailing),
            StmtKind::If { test, then, otherwise } => self.if_(test, then, otherwise, tail, false),
            StmtKind::IfSome { value, local, then, otherwise } => {
                let (source, held) = self.option_source(value);
                self.hold(*local, held);
                let name = self.declared_name(*local);
                let mutability = if held == Held::Place { self.mutability(*local) } else { "" };
                let test = head([Doc::text(format!("if let Some({mutability}{name}) = ")), source, Doc::text(" ")]);
                let mut lines = vec![nested(test, self.block(then, tail), "", false)];
                lines.extend(self.else_(otherwise, tail));
                lines
            }
            StmtKind::Unwrap { value, local, otherwise } => {
                let (source, held) = self.option_source(value);
                let otherwise = self.block(otherwise, false);
                self.hold(*local, held);
                let name = self.declared_name(*local);
                let mutability = if held == Held::Place { self.mutability(*local) } else { "" };
                let start = head([Doc::text(format!("let Some({mutability}{name}) = ")), source, Doc::text(" else ")]);
                vec![nested(start, otherwise, ";", false)]
            }
            StmtKind::While { test, body } => {
                let start = if matches!(test.kind, ExprKind::Bool(true)) {
                    Doc::text("loop ")
                } else {
                    head([Doc::text("while "), self.value(test), Doc::text(" ")])
                };
                let (label, lines) = self.loop_body(body);
                vec![nested(start.prefixed(&label), lines, "", false)]
            }
            StmtKind::For { pattern, iter, body } => {
                let open = self.only_reads(iter, body);
                let (source, item) = self.with_guards(open, || self.loop_source(iter, pattern));
                let pattern = self.pattern(pattern, &item);
                let source = iterable(source);
                if diverges(body) && !breaks(body) && !crosses(body, &|kind| matches!(kind, StmtKind::Continue)) {
                    // It runs once at most.
                    let first = source.method("into_iter", Vec::new()).method("next", Vec::new());
                    let start = head([Doc::text(format!("if let Some({pattern}) = ")), first, Doc::text(" ")]);
                    return vec![nested(start, self.block(body, false), "", false)];
                }
                let start = head([Doc::text(format!("for {pattern} in ")), source, Doc::text(" ")]);
                let (label, lines) = self.loop_body(body);
                vec![nested(start.prefixed(&label), lines, "", false)]
            }
            StmtKind::Break => vec![code(self.loop_exit("break", "Broke"), ";", trailing)],
            StmtKind::Continue => vec![code(self.loop_exit("continue", "Continued"), ";", trailing)],
            StmtKind::Return(value) => self.return_(value.as_ref(), tail, trailing),
            StmtKind::Raise(value) => vec![self.leave(self.value(value), tail, trailing)],
            StmtKind::Reraise(local) => vec![self.leave(Doc::text(self.name(*local)), tail, trailing)],
            StmtKind::Try { .. } => self.try_stmt(stmt, tail),
            StmtKind::Forward { reason, .. } => {
                let mut lines = comment::lines(&[format!("The original answers this: {reason}")]);
                lines.push(self.leave(Doc::text("py::Error::forward()"), tail, trailing));
                lines
            }
        }
    }

    /// What the closure of a `try` gives where the original returns a value.
    fn returns(&self, value: Doc) -> Doc {
        let broken = |value: Doc| Doc::call("Ok", vec![Doc::call("ControlFlow::Break", vec![value])]);
        match self.flow.get() {
            Flow::Function => Doc::call("Ok", vec![value]),
            Flow::End | Flow::Jump => Doc::text("Ok(())"),
            Flow::Return => broken(value),
            Flow::Both => broken(Doc::call("Some", vec![value])),
        }
    }

    /// How control leaves the body of a `try` other than by an exception; nothing where a closure cannot say it.
    fn leaving(&self, body: &Block) -> Option<Leaving> {
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
    fn closure_result(leaving: &Leaving, ty: &str) -> String {
        match leaving.broken.as_deref() {
            None => ty.to_owned(),
            Some(broken) if ty == "()" => format!("ControlFlow<{broken}>"),
            Some(broken) => format!("ControlFlow<{broken}, {ty}>"),
        }
    }

    /// The arms of a `try` whose closure says that the function returns or the loop is left.
    fn broken(&self, leaving: &Leaving, ok: bool) -> Vec<Line> {
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
    fn leave(&self, error: Doc, tail: bool, trailing: Option<&String>) -> Line {
        let err = Doc::call("Err", vec![error]);
        match &*self.raise.borrow() {
            Raise::Question if tail => code(err, "", trailing),
            Raise::Question => code(head([Doc::text("return "), err]), ";", trailing),
            Raise::Break(label) => code(head([Doc::text(format!("break {label} ")), err]), ";", trailing),
        }
    }

    fn return_(&self, value: Option<&Expr>, tail: bool, trailing: Option<&String>) -> Vec<Line> {
        let doc = value.map(|value| self.value(value));
        self.return_doc(doc, tail, trailing)
    }

    /// Leaves the function with a value that has been evaluated.
    pub fn return_doc(&self, doc: Option<Doc>, tail: bool, trailing: Option<&String>) -> Vec<Line> {
        let doc = match self.through_finally(doc) {
            Ok(line) => return vec![code(line, ";", trailing)],
            Err(doc) => doc,
        };
        let inside_try = *self.raise.borrow() != Raise::Question;
        if self.flow.get() != Flow::Function {
            let ok = self.returns(doc.unwrap_or_else(|| Doc::text("()")));
            return vec![match tail {
                true => code(ok, "", trailing),
                false => code(head([Doc::text("return "), ok]), ";", trailing),
            }];
        }
        let doc = if !self.plan.raises && !self.wraps.get() {
            doc
        } else {
            match doc {
                None => Some(Doc::text("Ok(())")),
                // `Ok(f()?)` is `f()`.
                Some(Doc::Chain(inner, mut links)) if !inside_try && links.last() == Some(&Doc::text("?")) => {
                    links.pop();
                    Some(if links.is_empty() { *inner } else { Doc::Chain(inner, links) })
                }
                Some(doc) => Some(Doc::call("Ok", vec![doc])),
            }
        };
        vec![match (doc, tail) {
            (None, true) => return Vec::new(),
            (None, false) => code(Doc::text("return"), ";", trailing),
            (Some(doc), true) => code(doc, "", trailing),
            (Some(doc), false) => code(head([Doc::text("return "), doc]), ";", trailing),
        }]
    }

    fn effect(&self, value: &Expr, trailing: Option<&String>) -> Vec<Line> {
        let pure = matches!(
            value.kind,
            ExprKind::None
                | ExprKind::Bool(_)
                | ExprKind::Int(_)
                | ExprKind::Float(_)
                | ExprKind::Str(_)
                | ExprKind::Local(_)
                | ExprKind::Global(_)
        );
        if pure {
            return Vec::new();
        }
        let printed = self.whole(value, || self.code(value));
        if let Doc::Block(block) = &printed.doc
            && block.head == Doc::text("")
            && block.tail == Doc::text("")
        {
            return ended(block.lines.clone());
        }
        vec![code(printed.doc, ";", trailing)]
    }

    fn if_(&self, test: &Expr, then: &Block, otherwise: &Block, tail: bool, continues: bool) -> Vec<Line> {
        let word = if continues { "else if " } else { "if " };
        let (test, then) = self.tested(test, Guarded::Block(then), || self.block(then, tail));
        let test = head([Doc::text(word), test, Doc::text(" ")]);
        let mut lines = vec![nested(test, then, "", continues)];
        lines.extend(self.else_(otherwise, tail));
        lines
    }

    fn else_(&self, otherwise: &Block, tail: bool) -> Vec<Line> {
        match otherwise.as_slice() {
            [] => Vec::new(),
            [Stmt { kind: StmtKind::If { test, then, otherwise }, comments, .. }] if comments.is_empty() => {
                self.if_(test, then, otherwise, tail, true)
            }
            _ => {
                let lines = self.block(otherwise, tail);
                if lines.is_empty() { Vec::new() } else { vec![nested(Doc::text("else "), lines, "", true)] }
            }
        }
    }

    /// Whether a loop writes no shared cell, so that what it goes through may stay open.
    fn only_reads(&self, iter: &Iter, body: &Block) -> bool {
        let (plan, writers) = (self.types.plan, self.types.writers);
        let mut writes = super::cells::block_writes(plan, body, writers, None);
        super::facts::each_operand_of_iter(iter, &mut |expr| {
            writes |= super::cells::expr_writes(plan, expr, writers);
        });
        !writes
    }

    /// The value of a statement, as a value of its own.
    fn value(&self, value: &Expr) -> Doc {
        self.whole(value, || self.owned(value))
    }

    /// What `if let Some(x) =` takes apart, and how `x` is held.
    pub fn option_source(&self, value: &Expr) -> (Doc, Held) {
        self.with_guards(false, || self.opened_option(value))
    }

    fn opened_option(&self, value: &Expr) -> (Doc, Held) {
        let printed = self.code(value);
        let inner_copied = self.types.is_copy(&value.ty);
        let sliced = matches!(&value.ty, Type::Optional(inner) if self.types.is_sliced(inner));
        match printed.held {
            Held::Value => (printed.doc, Held::Place),
            _ if inner_copied => (self.owned(value), Held::Place),
            Held::OptRef | Held::Slice => {
                if let Some(root) = root(value) {
                    self.pin(root);
                }
                // A parameter is an `Option<&str>`, a lookup an `Option<&String>`.
                let held = if sliced && matches!(value.kind, ExprKind::Local(_)) { Held::Slice } else { Held::Ref };
                let held = if self.is_header(value) { Held::Slice } else { held };
                (printed.doc, held)
            }
            Held::Ref | Held::Mut => (printed.doc, Held::Ref),
            Held::Place => {
                if let Some(root) = root(value) {
                    self.pin(root);
                }
                (printed.at(Bind::Unary).prefixed("&"), Held::Ref)
            }
        }
    }

    fn is_header(&self, value: &Expr) -> bool {
        matches!(&value.kind, ExprKind::Library(call) if call.helper.starts_with("headers_"))
    }

    /// `let local = value;`: a borrow where nothing changes what it borrows from.
    pub fn bind(&self, local: LocalId, value: &Expr, comments: &[String], trailing: Option<&String>) -> Vec<Line> {
        let mut lines = comment::lines(comments);
        let ty = &value.ty;
        let set_again = self.facts.sets[local.0 as usize] > 0;
        let changed = self.facts.changed.contains(&Root::Local(local)) && !self.types.is_shared(ty);
        let printed = self.with_guards(false, || self.code(value));
        let place = root(value);
        let from = |doc: Doc, held: Held| {
            self.hold(local, held);
            if let Some(root) = place {
                self.pin(root);
            }
            doc
        };
        let doc = if self.types.is_copy(ty) || printed.held == Held::Value || set_again || self.types.is_counted(ty) {
            self.hold(local, Held::Place);
            self.value(value)
        } else if changed && place.is_some() {
            let doc = match &value.kind {
                ExprKind::Library(call) if is_projection(&call.helper) => self.place(value),
                ExprKind::Convert(_) => self.place(value),
                _ => self.mutable(value),
            };
            from(doc, Held::Mut)
        } else if place.is_none_or(|root| !self.facts.is_changed(root, self.plan)) || self.is_alias(value) {
            match printed.held {
                Held::Slice | Held::Ref | Held::OptRef | Held::Mut => {
                    let held = if printed.held == Held::Mut { Held::Ref } else { printed.held };
                    from(printed.doc, held)
                }
                Held::Place | Held::Value => match ty {
                    Type::Optional(_) => from(self.reference(value), Held::OptRef),
                    _ => from(printed.at(Bind::Unary).prefixed("&"), Held::Ref),
                },
            }
        } else {
            self.hold(local, Held::Place);
            self.value(value)
        };
        let mutability = if self.held(local) == Held::Place { self.mutability(local) } else { "" };
        let name = self.declared_name(local);
        let annotation = self.annotation(value);
        let start = Doc::text(format!("let {mutability}{name}{annotation} ="));
        lines.push(Line::Assign { start, value: doc, end: ";", trailing: trailing.cloned() });
        lines
    }

    /// Whether a value is an object that is changed somewhere: another name for it must not be a copy.
    fn is_alias(&self, value: &Expr) -> bool {
        matches!(&value.ty, Type::Object(id) if self.types.plan.sharing(*id) == Sharing::Owned)
    }

    /// Whether a field of the state that is being made is changed after it was declared.
    fn is_changed_later(&self, id: GlobalId) -> bool {
        let mut sets = 0;
        let mut changed = false;
        super::facts::each_statement(&self.function.body, &mut |stmt| {
            if let StmtKind::Assign { target, .. } = &stmt.kind {
                match target {
                    Target::Global(set) => sets += usize::from(*set == id),
                    Target::Field { object, .. } => {
                        changed |= is_global(object, id) && !self.types.is_shared(&object.ty)
                    }
                    Target::Local(_) => {}
                }
            }
        });
        crate::ir::walk::block(&self.function.body, &mut |expr| {
            if let ExprKind::Library(call) = &expr.kind {
                let first = call.args.first();
                changed |= super::facts::is_mutating(&call.helper)
                    && first.is_some_and(|first| is_global(first, id) && !self.types.is_shared(&first.ty));
            }
        });
        sets > 1 || changed
    }

    /// The type, where the value does not say it.
    fn annotation(&self, value: &Expr) -> String {
        let empty = match &value.kind {
            ExprKind::List(items) | ExprKind::Set(items) => items.is_empty(),
            ExprKind::Dict(items) => items.is_empty(),
            ExprKind::None => matches!(value.ty, Type::Optional(_)),
            ExprKind::Convert(inner) => inner.ty == Type::None && matches!(value.ty, Type::Optional(_)),
            _ => false,
        };
        if empty || super::literal::is_wide(value) {
            format!(": {}", self.types.owned(&value.ty))
        } else {
            String::new()
        }
    }

    fn assign(&self, target: &Target, value: &Expr, trailing: Option<&String>) -> Vec<Line> {
        let plain = |start: Doc, value: Doc| {
            vec![Line::Assign { start: start.suffixed(" ="), value, end: ";", trailing: trailing.cloned() }]
        };
        match target {
            Target::Local(local) => {
                if self.inside.borrow_mut().remove(local) {
                    self.hold(*local, Held::Place);
                    let again =
                        super::assigned::twice(&self.function.body, *local) && self.facts.sets[local.0 as usize] > 1;
                    let changed = self.facts.changed.contains(&Root::Local(*local));
                    let mutability = if again || changed { "mut " } else { "" };
                    return plain(Doc::text(format!("let {mutability}{}", self.name(*local))), self.value(value));
                }
                let name = Doc::text(self.name(*local));
                if let Some(line) = self.augmented(&name, value, trailing) {
                    return vec![line];
                }
                let start = if self.held(*local) == Held::Mut { name.prefixed("*") } else { name };
                plain(start, self.value(value))
            }
            Target::Global(id) => {
                let field = &self.types.names.globals[id.0 as usize].0;
                if !super::state::fields(self.types.plan).iter().any(|(known, _)| known == id) {
                    // Only the original has it, or nothing reads it.
                    return if self.types.plan.theirs.contains(id) { Vec::new() } else { self.effect(value, trailing) };
                }
                if self.state_as_locals && self.declared.borrow_mut().insert(*id) {
                    let mutable = if self.is_changed_later(*id) { "mut " } else { "" };
                    let annotation = self.annotation(value);
                    return plain(Doc::text(format!("let {mutable}{field}{annotation}")), self.value(value));
                }
                let name = if self.state_as_locals {
                    Doc::text(field.clone())
                } else {
                    Doc::text(self.state(true)).link(Doc::text(format!(".{field}")))
                };
                match self.augmented(&name, value, trailing) {
                    Some(line) => vec![line],
                    None => {
                        let value = self.value(value);
                        // A guard that the value opens must be closed before the field is set.
                        if opens_cell(&value) {
                            let mut lines = vec![Line::Assign {
                                start: Doc::text(format!("let {field} =")),
                                value,
                                end: ";",
                                trailing: None,
                            }];
                            lines.extend(plain(name, Doc::text(field.clone())));
                            return lines;
                        }
                        plain(name, value)
                    }
                }
            }
            Target::Field { object, field } => {
                let name = self.field_name(object, *field);
                let absent = self.field_of(object, *field).is_some_and(|field| field.absent);
                let some = |doc: Doc| if absent { Doc::call("Some", vec![doc]) } else { doc };
                if self.types.is_shared(&object.ty) {
                    let place = self.receiver(object).method("write", Vec::new()).link(Doc::text(format!(".{name}")));
                    let value = some(self.value(value));
                    if !opens_cell(&value) {
                        return plain(place, value);
                    }
                    // No guard of a cell is open while another is written.
                    let variable = self.unused(name.trim_start_matches("r#"));
                    let start = Doc::text(format!("let {variable} ="));
                    let mut lines = vec![Line::Assign { start, value, end: ";", trailing: None }];
                    lines.extend(plain(place, Doc::text(variable)));
                    return lines;
                }
                let whole = match &object.kind {
                    ExprKind::Local(local) if self.request(*local).is_some() => Doc::text(self.name(*local)),
                    _ => self.place(object),
                };
                let place = whole.link(Doc::text(format!(".{name}")));
                if !absent && let Some(line) = self.augmented(&place, value, trailing) {
                    return vec![line];
                }
                plain(place, some(self.value(value)))
            }
        }
    }

    /// `x += y`
    fn augmented(&self, target: &Doc, value: &Expr, trailing: Option<&String>) -> Option<Line> {
        let ExprKind::Arithmetic { op, left, right, unchecked } = &value.kind else { return None };
        let native = *unchecked || matches!(left.ty, Type::Float | Type::Number);
        let operator = match op {
            ArithmeticOp::Add if native => "+=",
            ArithmeticOp::Sub if native => "-=",
            ArithmeticOp::Mult if native => "*=",
            ArithmeticOp::Div if left.ty == Type::Float && !self.types.plan.raises(value) => "/=",
            ArithmeticOp::BitOr => "|=",
            ArithmeticOp::BitAnd => "&=",
            ArithmeticOp::BitXor => "^=",
            _ => return None,
        };
        if self.owned(left) != *target || left.ty == Type::Number {
            return None;
        }
        let start = target.clone().suffixed(&format!(" {operator}"));
        Some(Line::Assign { start, value: self.owned(right), end: ";", trailing: trailing.cloned() })
    }

    /// A local that is declared without a value and then set on every path by the next statement.
    fn late(&self, local: LocalId, next: &Stmt) -> Option<Vec<Line>> {
        match &next.kind {
            StmtKind::Assign { target: Target::Local(set), value }
                if *set == local && self.facts.sets[local.0 as usize] == 1 =>
            {
                self.hold(local, Held::Place);
                let start = Doc::text(format!("let {}{} =", self.mutability(local), self.declared_name(local)));
                Some(vec![Line::Assign { start, value: self.value(value), end: ";", trailing: next.trailing.clone() }])
            }
            StmtKind::If { .. } | StmtKind::IfSome { .. } if sets_on_every_path(std::slice::from_ref(next), local) => {
                self.hold(local, Held::Place);
                let lines = self.setting(std::slice::from_ref(next), local);
                Some(self.let_block(local, next, lines))
            }
            StmtKind::Try { body, handlers, otherwise, finally } if otherwise.is_empty() && finally.is_empty() => {
                let [Stmt { kind: StmtKind::Assign { target: Target::Local(set), value }, comments, .. }] =
                    body.as_slice()
                else {
                    return None;
                };
                let sets = |handler: &Handler| diverges(&handler.body) || sets_on_every_path(&handler.body, local);
                if *set != local || !handlers.iter().all(sets) {
                    return None;
                }
                self.hold(local, Held::Place);
                let escapes = self.types.plan.escaping.get(&next.span).copied().unwrap_or(true);
                let (subject, outer) = inner_question(self.owned(value), is_quiet(value))?;
                let mut arms = comment::lines(comments);
                arms.push(code(head([Doc::text("Ok(value) => "), outer]), ",", None));
                arms.extend(self.handler_arms(handlers, &|handler| self.setting(&handler.body, local), escapes, false));
                let start = head([
                    Doc::text(format!(
                        "let {}{} = match ",
                        self.mutability_after(local, next),
                        self.declared_name(local)
                    )),
                    subject,
                    Doc::text(" "),
                ]);
                Some(vec![nested(start, arms, ";", false)])
            }
            _ => None,
        }
    }

    /// `mut ` where a local is set again, or changed, after the statement that sets it first.
    fn mutability_after(&self, local: LocalId, first: &Stmt) -> &'static str {
        let mut inside = 0;
        super::facts::each_statement(std::slice::from_ref(first), &mut |stmt| {
            if matches!(&stmt.kind, StmtKind::Assign { target: Target::Local(set), .. } if *set == local) {
                inside += 1;
            }
        });
        let again = self.facts.sets[local.0 as usize] > inside;
        if again || self.facts.changed.contains(&Root::Local(local)) { "mut " } else { "" }
    }

    fn let_block(&self, local: LocalId, first: &Stmt, mut lines: Vec<Line>) -> Vec<Line> {
        let start = format!("let {}{} = ", self.mutability_after(local, first), self.declared_name(local));
        if let Some(Line::Nested { head: first, .. }) = lines.first_mut() {
            *first = head([Doc::text(start), first.clone()]);
        }
        if let Some(Line::Nested { end, .. }) = lines.last_mut() {
            *end = ";";
        }
        lines
    }

    /// The lines of a block that ends by setting `local`: they end by its value.
    fn setting(&self, block: &[Stmt], local: LocalId) -> Vec<Line> {
        let mut lines = Vec::new();
        for (i, stmt) in block.iter().enumerate() {
            lines.extend(comment::lines(&stmt.comments));
            if i + 1 < block.len() {
                lines.extend(self.stmt(stmt, false));
                continue;
            }
            match &stmt.kind {
                StmtKind::Assign { target: Target::Local(set), value } if *set == local => {
                    lines.push(code(self.value(value), "", stmt.trailing.as_ref()));
                }
                StmtKind::If { test, then, otherwise } if sets_on_every_path(std::slice::from_ref(stmt), local) => {
                    let (test, then) = self.tested(test, Guarded::Block(then), || self.setting(then, local));
                    lines.push(nested(head([Doc::text("if "), test, Doc::text(" ")]), then, "", false));
                    lines.extend(self.setting_else(otherwise, local));
                }
                StmtKind::IfSome { value, local: bound, then, otherwise }
                    if sets_on_every_path(std::slice::from_ref(stmt), local) =>
                {
                    let (source, held) = self.option_source(value);
                    self.hold(*bound, held);
                    let name = self.declared_name(*bound);
                    let test = head([Doc::text(format!("if let Some({name}) = ")), source, Doc::text(" ")]);
                    lines.push(nested(test, self.setting(then, local), "", false));
                    lines.extend(self.setting_else(otherwise, local));
                }
                _ => lines.extend(self.stmt(stmt, false)),
            }
        }
        lines
    }

    fn setting_else(&self, otherwise: &[Stmt], local: LocalId) -> Vec<Line> {
        let inner = self.setting(otherwise, local);
        let chained = matches!(otherwise, [Stmt { kind: StmtKind::If { .. }, comments, .. }] if comments.is_empty());
        if !chained {
            return vec![nested(Doc::text("else "), inner, "", true)];
        }
        inner
            .into_iter()
            .enumerate()
            .map(|(i, line)| match line {
                Line::Nested { head: first, lines, end, .. } if i == 0 => {
                    Line::Nested { head: head([Doc::text("else "), first]), lines, end, continues: true }
                }
                line => line,
            })
            .collect()
    }

    /// A `try` that sets variables which are declared before it and used after it: they are its value.
    fn carrying(&self, late: &[LocalId], stmt: &Stmt, after: &[Stmt]) -> Option<Vec<Line>> {
        let StmtKind::Try { body, handlers, otherwise, finally } = &stmt.kind else { return None };
        if !finally.is_empty() || handlers.is_empty() || diverges(body) {
            return None;
        }
        if let ([local], [_]) = (late, body.as_slice())
            && let Some(lines) = self.late(*local, stmt)
        {
            return Some(lines);
        }
        let top: Vec<LocalId> = body
            .iter()
            .filter_map(|stmt| match &stmt.kind {
                StmtKind::Assign { target: Target::Local(local), .. } => Some(*local),
                _ => None,
            })
            .collect();
        if !late.iter().all(|local| top.contains(local)) {
            return None;
        }
        let leaves = handlers.iter().all(|handler| diverges(&handler.body));
        let mut used_after = std::collections::HashSet::new();
        super::facts::reads_of_block(&after.to_vec(), &mut used_after);
        for handler in handlers {
            super::facts::reads_of_block(&handler.body, &mut used_after);
        }
        if !leaves && late.iter().any(|local| used_after.contains(local)) {
            return None;
        }
        let names: Vec<String> = late.iter().map(|local| self.name(*local).to_owned()).collect();
        let types: Vec<String> = late.iter().map(|local| self.types.owned(self.local_type(*local))).collect();
        let tuple = |parts: &[String]| if let [one] = parts { one.clone() } else { format!("({})", parts.join(", ")) };
        self.inside.borrow_mut().extend(late.iter().copied());
        for local in late {
            self.hold(*local, Held::Place);
        }
        let result = format!("py::Result<{}>", tuple(&types));
        let ok = code(Doc::text(format!("Ok({})", tuple(&names))), "", None);
        let escapes = self.types.plan.escaping.get(&stmt.span).copied().unwrap_or(true);
        let mut lines = Vec::new();
        let leaving = self.leaving(body);
        let flows = leaving.as_ref().is_some_and(|leaving| leaving.broken.is_some());
        if let Some(leaving) = leaving.as_ref() {
            let inner = self.within(leaving.flow, || {
                let mut inner = self.block(body, false);
                let done = Doc::text(tuple(&names));
                let done = if flows { Doc::call("ControlFlow::Continue", vec![done]) } else { done };
                inner.push(code(Doc::call("Ok", vec![done]), "", None));
                inner
            });
            lines.push(immediately(&Self::closure_result(leaving, &tuple(&types)), inner));
        } else {
            let label = self.label();
            let before = self.raise.replace(Raise::Break(label.clone()));
            let mut inner = self.labelled_block(body);
            self.raise.replace(before);
            inner.push(ok);
            lines.push(nested(Doc::text(format!("let attempt: {result} = {label}: ")), inner, ";", false));
        }
        let arms = self.handler_arms(handlers, &|handler| self.block(&handler.body, false), escapes, false);
        if leaves {
            let patterns: Vec<String> =
                late.iter().map(|local| format!("{}{}", self.changed_later(*local, body), self.name(*local))).collect();
            let done = if flows { "Ok(ControlFlow::Continue(value)) => value" } else { "Ok(value) => value" };
            let mut all = vec![code(Doc::text(done), ",", None)];
            all.extend(leaving.iter().flat_map(|leaving| self.broken(leaving, true)));
            all.extend(arms);
            lines.push(nested(Doc::text(format!("let {} = match attempt ", tuple(&patterns))), all, ";", false));
            lines.extend(self.block(otherwise, false));
        } else {
            let done = self.block(otherwise, false);
            let done = if is_unit(otherwise) { without_end(done) } else { done };
            let pattern = tuple(&names);
            let pattern =
                if flows { format!("Ok(ControlFlow::Continue({pattern}))") } else { format!("Ok({pattern})") };
            let mut all = vec![arm(Doc::text(pattern), done)];
            all.extend(leaving.iter().flat_map(|leaving| self.broken(leaving, true)));
            all.extend(arms);
            lines.push(nested(Doc::text("match attempt "), all, "", false));
        }
        Some(lines)
    }

    /// `mut ` where a local is set or changed outside of the block that sets it first.
    fn changed_later(&self, local: LocalId, first: &Block) -> &'static str {
        let mut inside = 0;
        super::facts::each_statement(first, &mut |stmt| {
            if matches!(&stmt.kind, StmtKind::Assign { target: Target::Local(set), .. } if *set == local) {
                inside += 1;
            }
        });
        let again = self.facts.sets[local.0 as usize] > inside;
        if again || self.facts.changed.contains(&Root::Local(local)) { "mut " } else { "" }
    }

    /// A `try` whose body always returns: a closure gives what it returns.
    fn returning(&self, stmt: &Stmt, tail: bool) -> Option<Vec<Line>> {
        let StmtKind::Try { body, handlers, otherwise, .. } = &stmt.kind else { return None };
        if self.before_finally() {
            return None;
        }
        if !diverges(body)
            || crosses(body, &|kind| matches!(kind, StmtKind::Break | StmtKind::Continue))
            || self.sets_late(body)
            || !otherwise.is_empty()
            || !crosses(body, &|kind| matches!(kind, StmtKind::Return(_)))
        {
            return None;
        }
        let escapes = self.types.plan.escaping.get(&stmt.span).copied().unwrap_or(true);
        let raising = self.wraps.replace(true);
        let inner = self.within(Flow::Function, || self.block(body, true));
        self.wraps.set(raising);
        let mut lines = vec![immediately(&self.result_type(), inner)];
        let tail = tail && handlers.iter().all(|handler| diverges(&handler.body));
        if let (false, [Handler { body, .. }]) = (escapes, handlers.as_slice())
            && let [Stmt { kind: StmtKind::Return(Some(value)), comments, trailing: None, .. }] = body.as_slice()
            && comments.is_empty()
            && let Some(method) = self.or_else(value)
        {
            lines.extend(self.return_doc(Some(Doc::text("attempt").link(method)), tail, None));
            return Some(lines);
        }
        let mut arms = vec![self.returned("Ok(value)", "value", tail)];
        arms.extend(self.handler_arms(handlers, &|handler| self.block(&handler.body, tail), escapes, tail));
        lines.push(nested(Doc::text("match attempt "), arms, "", false));
        Some(lines)
    }

    fn try_stmt(&self, stmt: &Stmt, tail: bool) -> Vec<Line> {
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
            let mut lines = self.block(body, false);
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
        let quiet = leaving.broken.is_none() && !leaves;
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
    fn within<T>(&self, flow: Flow, print: impl FnOnce() -> T) -> T {
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
    fn result_type(&self) -> String {
        match &self.function.result {
            Type::None | Type::Never => "()".to_owned(),
            ty => self.types.owned(ty),
        }
    }

    /// `pattern => return value,`
    fn returned(&self, pattern: &str, value: &str, tail: bool) -> Line {
        let value = (self.result_type() != "()").then(|| Doc::text(value));
        let doc = match self.return_doc(value, tail, None).into_iter().next() {
            Some(Line::Code(doc, ..)) => doc,
            _ => Doc::text("()"),
        };
        code(head([Doc::text(format!("{pattern} => ")), doc]), ",", None)
    }

    /// Whether a block sets a local that was declared without a value.
    fn sets_late(&self, block: &Block) -> bool {
        crosses(block, &|kind| match kind {
            StmtKind::Assign { target: Target::Local(local), .. } => self.facts.late.contains(local),
            _ => false,
        })
    }

    /// `.unwrap_or(value)` of a `Result` where a constant stands for every exception.
    fn or_else(&self, value: &Expr) -> Option<Doc> {
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

    fn handler_arms(
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

/// How control leaves the body of a `try` other than by an exception.
pub struct Leaving {
    flow: Flow,
    /// The type of what `ControlFlow::Break` holds.
    broken: Option<String>,
    /// `break` or `continue`, where the loop around is left.
    jump: Option<&'static str>,
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

/// Whether a place is that variable or a part of it.
fn is_global(expr: &Expr, id: GlobalId) -> bool {
    match &expr.kind {
        ExprKind::Global(global) => *global == id,
        ExprKind::Field { object, .. } | ExprKind::Convert(object) => is_global(object, id),
        ExprKind::Library(call) if is_projection(&call.helper) => {
            call.args.first().is_some_and(|first| is_global(first, id))
        }
        _ => false,
    }
}

/// Whether a block ends by setting `local` on every path that goes on.
fn sets_on_every_path(block: &[Stmt], local: LocalId) -> bool {
    let Some(last) = block.last() else { return false };
    match &last.kind {
        StmtKind::Assign { target: Target::Local(set), .. } => *set == local,
        StmtKind::If { then, otherwise, .. } | StmtKind::IfSome { then, otherwise, .. } => {
            let fine = |block: &Block| sets_on_every_path(block, local) || diverges(block);
            fine(then) && fine(otherwise) && (sets_on_every_path(then, local) || sets_on_every_path(otherwise, local))
        }
        _ => false,
    }
}

/// Whether an expression opens a shared cell.
fn opens_cell(value: &Doc) -> bool {
    let text = super::line::render_lines(&[code(value.clone(), "", None)], 0);
    text.contains(".read()") || text.contains(".write()")
}

fn mentions_label(lines: &[Line], label: &str) -> bool {
    super::line::render_lines(lines, 0).contains(&format!("break {label} "))
}

/// Whether evaluating an expression calls no function of the program and changes nothing, so that its parts may be evaluated in another order.
fn is_quiet(expr: &Expr) -> bool {
    let mut quiet = true;
    crate::ir::walk::expr(expr, &mut |part| {
        quiet &= match &part.kind {
            ExprKind::Library(call) => !super::facts::is_mutating(&call.helper),
            ExprKind::Call { .. } | ExprKind::New { .. } | ExprKind::Block(..) | ExprKind::Comprehension { .. } => {
                false
            }
            _ => true,
        };
    });
    quiet
}

/// The only `?` of an expression: what it is applied to, and the expression with `value` in its place.
fn inner_question(doc: Doc, anywhere: bool) -> Option<(Doc, Doc)> {
    if let Some(subject) = single_question(doc.clone()) {
        return Some((subject, Doc::text("value")));
    }
    if !anywhere {
        return None;
    }
    let mut found = None;
    let outer = take_question(doc, &mut found);
    let subject = found?;
    (!questions(&outer) && !questions(&subject)).then_some((subject, outer))
}

/// Puts `value` in the place of the first chain that ends in `?` at its head.
fn take_question(doc: Doc, found: &mut Option<Doc>) -> Doc {
    if found.is_some() {
        return doc;
    }
    match doc {
        Doc::Chain(first, links) => {
            if let Some(at) = links.iter().position(|link| *link == Doc::text("?")) {
                let inner_clean = !questions(&first) && !links[..at].iter().any(questions);
                if inner_clean {
                    let subject = if at == 0 { *first } else { Doc::Chain(first, links[..at].to_vec()) };
                    *found = Some(subject);
                    let rest = links[at + 1..].to_vec();
                    return if rest.is_empty() {
                        Doc::text("value")
                    } else {
                        Doc::Chain(Box::new(Doc::text("value")), rest)
                    };
                }
            }
            let first = take_question(*first, found);
            Doc::Chain(Box::new(first), links.into_iter().map(|link| take_question(link, found)).collect())
        }
        Doc::Concat(parts) => Doc::Concat(parts.into_iter().map(|part| take_question(part, found)).collect()),
        Doc::List(mut list) => {
            list.items = list.items.into_iter().map(|item| take_question(item, found)).collect();
            Doc::List(list)
        }
        Doc::Binary(operands) => Doc::Binary(
            operands.into_iter().map(|(operator, operand)| (operator, take_question(operand, found))).collect(),
        ),
        other @ (Doc::Text(_) | Doc::Block(_) | Doc::Choice(_) | Doc::Closure(..) | Doc::Guard(..)) => other,
    }
}

/// A call whose own `?` is its only one, without it.
fn single_question(doc: Doc) -> Option<Doc> {
    let Doc::Chain(head, mut links) = doc else { return None };
    if links.pop()? != Doc::text("?") {
        return None;
    }
    let rest = if links.is_empty() { *head } else { Doc::Chain(head, links) };
    (!questions(&rest)).then_some(rest)
}

/// Whether `?` leaves the expression somewhere.
pub fn questions(doc: &Doc) -> bool {
    match doc {
        Doc::Text(text) => text == "?" || text.ends_with('?'),
        Doc::Concat(parts) => parts.iter().any(questions),
        Doc::List(list) => questions(&list.open) || list.items.iter().any(questions),
        Doc::Chain(head, links) => questions(head) || links.iter().any(questions),
        Doc::Binary(operands) => operands.iter().any(|(_, operand)| questions(operand)),
        Doc::Block(_) => true,
        Doc::Choice(parts) => parts.iter().any(questions),
        Doc::Closure(_, body) | Doc::Guard(_, body) => questions(body),
    }
}

/// The lines of a block whose value is not used.
fn ended(mut lines: Vec<Line>) -> Vec<Line> {
    if let Some(Line::Code(_, end, _)) = lines.last_mut() {
        *end = ";";
    }
    lines
}
