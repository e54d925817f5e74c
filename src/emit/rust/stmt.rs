//! Statements.

use super::attempt::{breaks, crosses};
use super::bind::opens_cell;
use super::body::{Body, Flow, Raise};
use super::code::Held;
use super::comment;
use super::doc::{Block as Braces, Doc, Line};
use super::present::Guarded;
use super::question::inner_question;
use crate::ir::walk;
use crate::ir::{Block, Expr, ExprKind, Iter, LocalId, Stmt, StmtKind, Type};

/// Whether what follows a block is never reached.
pub fn diverges(block: &Block) -> bool {
    block.iter().any(stmt_diverges)
}

pub fn stmt_diverges(stmt: &Stmt) -> bool {
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

pub fn code(doc: Doc, end: &'static str, trailing: Option<&String>) -> Line {
    Line::Code(doc, end, trailing.cloned())
}

pub fn nested(head: Doc, lines: Vec<Line>, end: &'static str, continues: bool) -> Line {
    Line::Nested { head, lines, end, continues }
}

/// What a loop goes through: a `vec![…]` need not be one, nor need anything be an iterator already.
pub fn iterable(doc: Doc) -> Doc {
    match super::doc::without_into_iter(doc) {
        Doc::List(mut list) if list.open == Doc::text("vec![") => {
            list.open = Doc::text("[");
            Doc::List(list)
        }
        doc => doc,
    }
}

/// What a block returns that does nothing else.
fn only_return(block: &Block) -> Option<&Expr> {
    match block.as_slice() {
        [Stmt { kind: StmtKind::Return(Some(value)), comments, trailing: None, .. }] if comments.is_empty() => {
            Some(value)
        }
        _ => None,
    }
}

/// Whether what is gone through is an iterator already, as far as its last call tells.
fn is_iterator(doc: &Doc) -> bool {
    const ADAPTERS: &[&str] = &[
        ".iter(",
        ".keys(",
        ".values(",
        ".rev(",
        ".enumerate(",
        ".zip(",
        ".cloned(",
        ".copied(",
        ".map(",
        ".filter(",
        ".chars(",
        ".skip(",
        ".take(",
    ];
    let last = match doc {
        Doc::Chain(_, links) => links.last(),
        doc => Some(doc),
    };
    matches!(last, Some(Doc::List(call)) if matches!(&call.open, Doc::Text(open) if ADAPTERS.contains(&open.as_str()) || open == "py::str_iter("))
}

/// `let attempt = (|| -> py::Result<result> { … })();`
pub fn immediately(result: &str, lines: Vec<Line>) -> Line {
    let head = Doc::text(format!("(|| -> py::Result<{result}> "));
    let closure = Doc::Block(Box::new(Braces { head, lines, tail: Doc::text(")()") }));
    Line::Assign { start: Doc::text("let attempt ="), value: closure, end: ";", trailing: None }
}

/// An arm of a `match`: a value alone needs no braces.
pub fn arm(pattern: Doc, mut lines: Vec<Line>) -> Line {
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
pub fn is_unit(block: &Block) -> bool {
    matches!(block.as_slice(), [Stmt { kind: StmtKind::Expr(value), comments, trailing: None, .. }]
        if value.ty == Type::None && comments.is_empty())
}

/// The line of an expression without its semicolon.
pub fn without_end(mut lines: Vec<Line>) -> Vec<Line> {
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

    /// What a loop goes through, in a variable of its own where a guard would stay open as long as the loop runs.
    fn without_guard(&self, source: Doc) -> (Option<Line>, Doc) {
        if !opens_cell(&source) {
            return (None, source);
        }
        let name = self.unused("items");
        let start = Doc::text(format!("let {name} ="));
        // What goes through a copy lives no longer than the copy.
        if let Doc::Chain(head, links) = &source
            && let [before @ .., copied, last] = links.as_slice()
            && *copied == Doc::call(".clone", Vec::new())
            && ["iter", "keys", "values", "items"].iter().any(|one| *last == Doc::call(format!(".{one}"), Vec::new()))
        {
            let copy = Doc::Chain(head.clone(), [before, std::slice::from_ref(copied)].concat());
            let kept = Line::Assign { start, value: copy, end: ";", trailing: None };
            return (Some(kept), Doc::text(name).link(last.clone()));
        }
        (Some(Line::Assign { start, value: source, end: ";", trailing: None }), Doc::text(name))
    }

    /// The lines of a block; as the `tail` of a function its last statement is the function's value.
    pub fn block(&self, block: &Block, tail: bool) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut i = 0;
        while i < block.len() {
            let stmt = &block[i];
            let last = i + 1 == block.len();
            if matches!(stmt.kind, StmtKind::Let { local, value: None } if self.is_unknown(local)) {
                i += 1;
                continue;
            }
            let late: Vec<LocalId> = block[i..]
                .iter()
                .map_while(|stmt| match &stmt.kind {
                    StmtKind::Let { local, value: None } => Some(*local),
                    _ => None,
                })
                .collect();
            let (used, made) = self.next_lines(&block[i..], &late, tail && last);
            let gap = block[i..i + used].iter().any(|stmt| stmt.gap);
            let mut own = comment::lines(&stmt.comments);
            if used > 1 {
                own.extend(comment::lines(&block[i + used - 1].comments));
            }
            own.extend(made);
            if gap && !lines.is_empty() && !own.is_empty() {
                lines.push(Line::Blank);
            }
            lines.append(&mut own);
            i += used;
            if used == 1 && stmt_diverges(stmt) {
                break;
            }
        }
        lines
    }

    /// The lines of the first statements of a block, of which `late` declare variables without a value; and how many statements they are.
    fn next_lines(&self, block: &[Stmt], late: &[LocalId], tail: bool) -> (usize, Vec<Line>) {
        let stmt = &block[0];
        if let (false, Some(next)) = (late.is_empty(), block.get(late.len()))
            && let Some(made) = self.carrying(late, next, &block[late.len() + 1..])
        {
            return (late.len() + 1, made);
        }
        match stmt.kind {
            StmtKind::Let { local, value: None } => {
                if let Some(made) = block.get(1).and_then(|next| self.late(local, next)) {
                    return (2, made);
                }
                if super::assigned::is_read_unset(&block[1..], local) {
                    return (1, vec![self.unset(local, stmt.trailing.as_ref())]);
                }
                (1, self.stmt(stmt, tail))
            }
            _ => (1, self.stmt(stmt, tail)),
        }
    }

    /// Whether nothing sets or reads a local: what did stands behind a forward.
    fn is_unknown(&self, local: LocalId) -> bool {
        let at = local.0 as usize;
        self.facts.sets[at] == 0 && self.facts.reads[at] == 0
    }

    pub fn stmt(&self, stmt: &Stmt, tail: bool) -> Vec<Line> {
        self.borrowing(|| self.stmt_lines(stmt, tail))
    }

    fn stmt_lines(&self, stmt: &Stmt, tail: bool) -> Vec<Line> {
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
            StmtKind::Expr(Expr { kind: ExprKind::Library(call), .. }) if call.helper == "sys_exit" => {
                vec![self.leave(self.exit(call), tail, trailing)]
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
                let iter = &*self.kept_apart(iter, body);
                let open = self.only_reads(iter, body);
                let (source, item) = self
                    .snapshot(iter, body)
                    .unwrap_or_else(|| self.with_guards(open, || self.loop_source(iter, pattern)));
                let pattern = self.pattern(pattern, &item);
                let source = iterable(source);
                let (kept, source) = if open { (None, source) } else { self.without_guard(source) };
                if diverges(body) && !breaks(body) && !crosses(body, &|kind| matches!(kind, StmtKind::Continue)) {
                    // It runs once at most.
                    let wrapped = super::doc::wrap_range(source.clone());
                    let ready = wrapped != source || is_iterator(&source);
                    let iterator = if ready { wrapped } else { source.method("into_iter", Vec::new()) };
                    let first = iterator.method("next", Vec::new());
                    let start = head([Doc::text(format!("if let Some({pattern}) = ")), first, Doc::text(" ")]);
                    let found = nested(start, self.block(body, false), "", false);
                    return kept.into_iter().chain([found]).collect();
                }
                let start = head([Doc::text(format!("for {pattern} in ")), source, Doc::text(" ")]);
                let (label, lines) = self.loop_body(body);
                kept.into_iter().chain([nested(start.prefixed(&label), lines, "", false)]).collect()
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

    fn return_(&self, value: Option<&Expr>, tail: bool, trailing: Option<&String>) -> Vec<Line> {
        if let Some(raised) = value.and_then(|value| self.raised_instead(value)) {
            return raised;
        }
        let doc = value.map(|value| self.value(value));
        self.return_doc(doc, tail, trailing)
    }

    /// `return f(x)` where `f` always raises: nothing is returned.
    fn raised_instead(&self, value: &Expr) -> Option<Vec<Line>> {
        match &value.kind {
            ExprKind::Convert(inner) => self.raised_instead(inner),
            ExprKind::Call { function, args } if self.always_raises(*function) => {
                let name = &self.types.names.functions[function.0 as usize];
                let call = self.whole(value, || self.call(name, *function, args).doc);
                Some(vec![code(call, ";", None), code(Doc::text(self.never_returns(*function)), "", None)])
            }
            _ => None,
        }
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
            return vec![if tail {
                code(ok, "", trailing)
            } else {
                code(head([Doc::text("return "), ok]), ";", trailing)
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

    pub fn effect(&self, value: &Expr, trailing: Option<&String>) -> Vec<Line> {
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
        if let ExprKind::Block(block, last) = &value.kind {
            let mut lines = self.lines(block);
            lines.extend(self.effect(last, trailing));
            return lines;
        }
        if let ExprKind::Call { function, args } = &value.kind
            && self.always_raises(*function)
        {
            let name = &self.types.names.functions[function.0 as usize];
            let mut lines = vec![code(self.call(name, *function, args).doc, ";", trailing)];
            if self.result_type() != "()" {
                lines.push(code(Doc::text(self.never_returns(*function)), "", None));
            }
            return lines;
        }
        let printed = self.whole(value, || self.code(value));
        if let Doc::Block(block) = &printed.doc
            && block.head == Doc::text("")
            && block.tail == Doc::text("")
        {
            let mut lines = block.lines.clone();
            if let Some(Line::Code(last, ..)) = lines.last_mut() {
                *last = unread(last.clone());
            }
            return ended(lines);
        }
        vec![code(unread(printed.doc), ";", trailing)]
    }

    fn if_(&self, test: &Expr, then: &Block, otherwise: &Block, tail: bool, continues: bool) -> Vec<Line> {
        let (mut lines, test) = self.before_test(test);
        let word = if continues { "else if " } else { "if " };
        let (test, then) = self.tested(test, Guarded::Block(then), || self.block(then, tail));
        let test = head([Doc::text(word), test, Doc::text(" ")]);
        lines.push(nested(test, then, "", continues));
        lines.extend(self.else_(otherwise, tail));
        lines
    }

    /// The variables that a test begins with: they are declared before the statement.
    fn before_test<'e>(&self, test: &'e Expr) -> (Vec<Line>, &'e Expr) {
        match &test.kind {
            ExprKind::Let { local, value, body } if self.declares(test) => {
                // What it still borrows is pinned.
                let mut lines = self.borrowing(|| self.bind(*local, value, &[], None));
                let (more, test) = self.before_test(body);
                lines.extend(more);
                (lines, test)
            }
            ExprKind::Block(block, value) => (self.lines(block), value),
            _ => (Vec::new(), test),
        }
    }

    fn else_(&self, otherwise: &Block, tail: bool) -> Vec<Line> {
        match otherwise.as_slice() {
            [] => Vec::new(),
            [Stmt { kind: StmtKind::If { test, then, otherwise }, comments, .. }]
                if comments.is_empty() && !self.declares(test) =>
            {
                self.if_(test, then, otherwise, tail, true)
            }
            _ => {
                let lines = self.block(otherwise, tail);
                if lines.is_empty() { Vec::new() } else { vec![nested(Doc::text("else "), lines, "", true)] }
            }
        }
    }

    /// Whether a test begins with variables.
    fn declares(&self, test: &Expr) -> bool {
        match &test.kind {
            ExprKind::Let { local, value, body } => {
                !self.is_place_alias(value, body) && self.default_of(*local, value, body).is_none()
            }
            ExprKind::Block(..) => true,
            _ => false,
        }
    }

    /// Whether a loop writes no shared cell, so that what it goes through may stay open.
    fn only_reads(&self, iter: &Iter, body: &Block) -> bool {
        let (plan, writers) = (self.types.plan, self.types.writers);
        let mut writes = super::cells::block_writes(plan, body, writers, None);
        walk::each_operand_of_iter(iter, &mut |expr| {
            writes |= super::cells::expr_writes(plan, expr, writers);
        });
        !writes
    }

    /// Whether a block writes a shared cell.
    pub fn writes_cells(&self, block: &Block) -> bool {
        super::cells::block_writes(self.types.plan, block, self.types.writers, None)
    }

    /// A `try` whose body always returns: a closure gives what it returns.
    pub fn returning(&self, stmt: &Stmt, tail: bool) -> Option<Vec<Line>> {
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
        let default = match handlers.as_slice() {
            [only] if !escapes => only_return(&only.body).and_then(|value| self.or_else(value)),
            _ => None,
        };
        if let (Some(value), None) = (only_return(body), &default)
            && let Some((subject, outer)) = inner_question(self.value(value), is_quiet(value))
            && !(opens_cell(&subject) && handlers.iter().any(|handler| self.writes_cells(&handler.body)))
            && *self.raise.borrow() == Raise::Question
        {
            let tail = tail && handlers.iter().all(|handler| diverges(&handler.body));
            let given = self.return_doc(Some(outer), tail, None);
            if let [Line::Code(given, ..)] = given.as_slice() {
                let mut arms = vec![code(head([Doc::text("Ok(value) => "), given.clone()]), ",", None)];
                arms.extend(self.handler_arms(handlers, &|handler| self.block(&handler.body, tail), escapes, tail));
                return Some(vec![nested(head([Doc::text("match "), subject, Doc::text(" ")]), arms, "", false)]);
            }
        }
        let raising = self.wraps.replace(true);
        let inner = self.within(Flow::Function, || self.block(body, true));
        self.wraps.set(raising);
        let mut lines = vec![immediately(&self.result_type(), inner)];
        let tail = tail && handlers.iter().all(|handler| diverges(&handler.body));
        if let Some(method) = default {
            lines.extend(self.return_doc(Some(Doc::text("attempt").link(method)), tail, None));
            return Some(lines);
        }
        let pattern = if self.result_type() == "()" { "Ok(())" } else { "Ok(value)" };
        let mut arms = vec![self.returned(pattern, "value", tail)];
        arms.extend(self.handler_arms(handlers, &|handler| self.block(&handler.body, tail), escapes, tail));
        lines.push(nested(Doc::text("match attempt "), arms, "", false));
        Some(lines)
    }
}

/// Whether evaluating an expression calls no function of the program and changes nothing, so that its parts may be evaluated in another order.
pub fn is_quiet(expr: &Expr) -> bool {
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

/// The lines of a block whose value is not used.
fn ended(mut lines: Vec<Line>) -> Vec<Line> {
    if let Some(Line::Code(_, end, _)) = lines.last_mut() {
        *end = ";";
    }
    lines
}

/// An expression that is evaluated for what it does: nothing is read through what it lends.
fn unread(doc: Doc) -> Doc {
    match doc {
        Doc::Concat(mut parts) if parts.len() > 1 && parts[0] == Doc::text("*") => Doc::concat(parts.split_off(1)),
        doc => doc,
    }
}
