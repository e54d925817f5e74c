//! Variables that a suite sets, and that are declared before it.

use super::bind::opens_cell;
use super::body::{Body, Raise};
use super::code::Held;
use super::comment;
use super::doc::{Doc, Line};
use super::facts::Root;
use super::present::Guarded;
use super::question::inner_question;
use super::record::zero;
use super::stmt::{arm, code, diverges, head, immediately, is_quiet, is_unit, nested, without_end};
use crate::ir::walk;
use crate::ir::{Block, Handler, LocalId, Stmt, StmtKind, Target};

impl Body<'_> {
    /// A local that is declared without a value and then set on every path by the next statement.
    pub fn late(&self, local: LocalId, next: &Stmt) -> Option<Vec<Line>> {
        match &next.kind {
            StmtKind::Assign { target: Target::Local(set), value }
                if *set == local && self.facts.sets[local.0 as usize] == 1 =>
            {
                self.hold(local, Held::Place);
                let (mutability, name, ty) =
                    (self.mutability(local), self.declared_name(local), self.number_type(local));
                let start = Doc::text(format!("let {mutability}{name}{ty} ="));
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
                let (subject, outer) = inner_question(self.value(value), is_quiet(value))?;
                // A `match` keeps the guards of its head to its end.
                if opens_cell(&subject) && handlers.iter().any(|handler| self.writes_cells(&handler.body)) {
                    return None;
                }
                let mut arms = comment::lines(comments);
                arms.push(code(head([Doc::text("Ok(value) => "), outer]), ",", None));
                arms.extend(self.handler_arms(handlers, &|handler| self.setting(&handler.body, local), escapes, false));
                let start = head([
                    Doc::text(format!(
                        "let {}{}{} = match ",
                        self.mutability_after(local, next),
                        self.declared_name(local),
                        self.number_type(local)
                    )),
                    subject,
                    Doc::text(" "),
                ]);
                Some(vec![nested(start, arms, ";", false)])
            }
            _ => None,
        }
    }

    /// A local whose first value the compiler would miss on some path, although the original always sets it before it is read.
    pub fn unset(&self, local: LocalId, trailing: Option<&String>) -> Line {
        let ty = self.local_type(local);
        let start = Doc::text(format!("let mut {}: {} =", self.declared_name(local), self.types.owned(ty)));
        Line::Assign { start, value: zero(self.types, ty), end: ";", trailing: trailing.cloned() }
    }

    /// `mut ` where a local is set again, or changed, after the statement that sets it first.
    fn mutability_after(&self, local: LocalId, first: &Stmt) -> &'static str {
        let mut inside = 0;
        walk::each_statement(std::slice::from_ref(first), &mut |stmt| {
            if matches!(&stmt.kind, StmtKind::Assign { target: Target::Local(set), .. } if *set == local) {
                inside += 1;
            }
        });
        let again = self.facts.sets[local.0 as usize] > inside;
        if again || self.facts.changed.contains(&Root::Local(local)) { "mut " } else { "" }
    }

    fn let_block(&self, local: LocalId, first: &Stmt, mut lines: Vec<Line>) -> Vec<Line> {
        let (mutability, name, ty) =
            (self.mutability_after(local, first), self.declared_name(local), self.number_type(local));
        let start = format!("let {mutability}{name}{ty} = ");
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
    pub fn carrying(&self, late: &[LocalId], stmt: &Stmt, after: &[Stmt]) -> Option<Vec<Line>> {
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
        // A branch of it sets them: then they are declared at its start.
        let by_branch = |local: &LocalId| {
            !top.contains(local) && body.iter().any(|stmt| sets_on_every_path(std::slice::from_ref(stmt), *local))
        };
        let branched: Vec<LocalId> = late.iter().copied().filter(by_branch).collect();
        if !late.iter().all(|local| top.contains(local) || branched.contains(local)) {
            return None;
        }
        // What a handler does instead sets the only variable, without a look at it.
        let replaces = |handler: &Handler| match late {
            [local] if sets_on_every_path(&handler.body, *local) => {
                let mut read = std::collections::HashSet::new();
                super::liveness::reads_of_block(&handler.body, &mut read);
                !read.contains(local)
            }
            _ => false,
        };
        let leaves = handlers.iter().all(|handler| diverges(&handler.body) || replaces(handler));
        let mut used_after = std::collections::HashSet::new();
        super::liveness::reads_of_block(&after.to_vec(), &mut used_after);
        for handler in handlers {
            super::liveness::reads_of_block(&handler.body, &mut used_after);
        }
        if !leaves && late.iter().any(|local| used_after.contains(local)) {
            return None;
        }
        let names: Vec<String> = late.iter().map(|local| self.name(*local).to_owned()).collect();
        let types: Vec<String> = late.iter().map(|local| self.types.owned(self.local_type(*local))).collect();
        let tuple = |parts: &[String]| if let [one] = parts { one.clone() } else { format!("({})", parts.join(", ")) };
        self.inside.borrow_mut().extend(late.iter().copied().filter(|local| !branched.contains(local)));
        let declared: Vec<Line> = branched
            .iter()
            .map(|local| {
                let again = if super::assigned::twice(body, *local) { "mut " } else { "" };
                let ty = self.types.owned(self.local_type(*local));
                code(Doc::text(format!("let {again}{}: {ty}", self.name(*local))), ";", None)
            })
            .collect();
        let steady = late.iter().copied().filter(|local| !super::assigned::twice(body, *local));
        self.steady.borrow_mut().extend(steady);
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
                let mut inner = declared.clone();
                inner.extend(self.block(body, false));
                let done = Doc::text(tuple(&names));
                let done = if flows { Doc::call("ControlFlow::Continue", vec![done]) } else { done };
                inner.push(code(Doc::call("Ok", vec![done]), "", None));
                inner
            });
            lines.push(immediately(&Self::closure_result(leaving, &tuple(&types)), inner));
        } else {
            let label = self.label();
            let before = self.raise.replace(Raise::Break(label.clone()));
            let mut inner = declared;
            inner.extend(self.labelled_block(body));
            self.raise.replace(before);
            inner.push(ok);
            lines.push(nested(Doc::text(format!("let attempt: {result} = {label}: ")), inner, ";", false));
        }
        self.steady.borrow_mut().clear();
        let instead = |handler: &Handler| match late {
            [local] if !diverges(&handler.body) && replaces(handler) => self.setting(&handler.body, *local),
            _ => self.block(&handler.body, false),
        };
        // One constant for every exception.
        if let ([local], [only], false, false) = (late, handlers.as_slice(), escapes, flows)
            && let [Stmt { kind: StmtKind::Assign { target: Target::Local(set), value }, comments, trailing: None, .. }] =
                only.body.as_slice()
            && comments.is_empty()
            && set == local
            && leaves
            && let Some(method) = self.or_else(value)
        {
            let mutability = self.changed_later(*local, &[body, &only.body]);
            let start = Doc::text(format!("let {mutability}{} =", self.name(*local)));
            lines.push(Line::Assign { start, value: Doc::text("attempt").link(method), end: ";", trailing: None });
            lines.extend(self.block(otherwise, false));
            return Some(lines);
        }
        let arms = self.handler_arms(handlers, &instead, escapes, false);
        if leaves {
            let mut first = vec![body];
            first.extend(handlers.iter().map(|handler| &handler.body));
            let patterns: Vec<String> = late
                .iter()
                .map(|local| format!("{}{}", self.changed_later(*local, &first), self.name(*local)))
                .collect();
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

    /// `mut ` where a local is set or changed outside of the blocks of which one sets it first.
    fn changed_later(&self, local: LocalId, first: &[&Block]) -> &'static str {
        let mut inside = 0;
        for block in first {
            walk::each_statement(block, &mut |stmt| {
                if matches!(&stmt.kind, StmtKind::Assign { target: Target::Local(set), .. } if *set == local) {
                    inside += 1;
                }
            });
        }
        let again = self.facts.sets[local.0 as usize] > inside;
        if again || self.facts.changed.contains(&Root::Local(local)) { "mut " } else { "" }
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
