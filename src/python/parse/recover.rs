//! What stays usable around and within a broken statement.
//!
//! A first reading leaves each broken statement as one `StmtKind::Invalid`: of `class C(:` that is the whole class. Here
//! tree-sitter's outline says where statements may begin within it, and the exact reader reads on from there, as from the
//! start of a file. What it accepts is kept; what it refuses is not there. So the outline can be wrong without harm.

use crate::python::ast::{Stmt, StmtKind};
use crate::source::Span;

use super::concrete::{Outline, outline};
use super::token::Kind;
use super::{Parser, depth, lexer};

/// Reading again ends when so many times the text was read: broken pieces within broken pieces by the hundred.
const READINGS: usize = 30;

/// The state of a recovery.
struct Recovery<'a, 'p> {
    parser: &'p mut Parser<'a>,
    outline: Outline,
    /// How many bytes may still be read again.
    left: usize,
}

/// Reads what it can within the broken statements of `body`. The parser has made `body`, and numbers what is added.
pub(super) fn recover(parser: &mut Parser, body: &mut Vec<Stmt>) {
    if let Some(outline) = outline(parser.text) {
        let left = parser.text.len().saturating_mul(READINGS);
        let mut recovery = Recovery { parser, outline, left };
        depth::with_stack(true, || recovery.suite(body));
        // What was read twice says twice what is wrong.
        recovery.parser.findings.sort_by_key(|finding| finding.place.map(|place| place.span.start));
        recovery.parser.findings.dedup();
        recovery.parser.comments.sort_by_key(|comment| comment.span.start);
        recovery.parser.comments.dedup_by_key(|comment| comment.span);
    }
}

impl Recovery<'_, '_> {
    fn suite(&mut self, body: &mut Vec<Stmt>) {
        if !body.iter().any(|stmt| matches!(stmt.kind, StmtKind::Invalid { .. })) {
            return body.iter_mut().for_each(|stmt| self.inner(stmt));
        }
        for mut stmt in std::mem::take(body) {
            let mut after = Vec::new();
            if matches!(stmt.kind, StmtKind::Invalid { .. }) {
                self.broken(&mut stmt, &mut after);
            } else {
                self.inner(&mut stmt);
            }
            body.push(stmt);
            body.append(&mut after);
        }
    }

    /// The suites of a statement.
    fn inner(&mut self, stmt: &mut Stmt) {
        match &mut stmt.kind {
            StmtKind::FunctionDef(def) => self.suite(&mut def.body),
            StmtKind::ClassDef(class) => self.suite(&mut class.body),
            StmtKind::For { body, orelse, .. }
            | StmtKind::While { body, orelse, .. }
            | StmtKind::If { body, orelse, .. } => {
                self.suite(body);
                self.suite(orelse);
            }
            StmtKind::With { body, .. } => self.suite(body),
            StmtKind::Match { cases, .. } => cases.iter_mut().for_each(|case| self.suite(&mut case.body)),
            StmtKind::Try { body, handlers, orelse, finalbody, is_star: _ } => {
                self.suite(body);
                for handler in handlers {
                    self.suite(&mut handler.body);
                }
                self.suite(orelse);
                self.suite(finalbody);
            }
            _ => {}
        }
    }

    /// Reads within a broken statement. What is indented deeper than its first line is in it; what stands as deep as its
    /// first line comes `after` it.
    fn broken(&mut self, stmt: &mut Stmt, after: &mut Vec<Stmt>) {
        let StmtKind::Invalid { body, .. } = &mut stmt.kind else { return };
        let region = stmt.span;
        let own = self.parser.indentation(region.start);
        let first = self.outline.starts.partition_point(|start| *start <= region.start);
        let starts: Vec<u32> =
            self.outline.starts[first..].iter().copied().take_while(|start| *start < region.end).collect();
        let mut at = region.start;
        for start in starts {
            let column = self.parser.indentation(start);
            // What stands deeper behind what comes after belongs to neither.
            if start < at || column < own || (column > own && !after.is_empty()) {
                continue;
            }
            let Some((mut found, end)) = self.read(Span::new(start, region.end)) else { continue };
            at = end;
            self.suite(&mut found);
            (if column == own { &mut *after } else { &mut *body }).append(&mut found);
        }
        if let Some(next) = after.first() {
            stmt.span.end =
                self.parser.text[..next.span.start as usize].trim_end().len().try_into().unwrap_or(region.end);
        }
    }

    /// The statements that begin at the start of `region`, up to the end of their block or of the region, and where
    /// they end; `None` where the first is none.
    fn read(&mut self, region: Span) -> Option<(Vec<Stmt>, u32)> {
        let outer = &mut *self.parser;
        let text = &outer.text[..region.end as usize];
        self.left = self.left.checked_sub((region.end - region.start) as usize)?;
        let line = region.start - outer.indentation(region.start);
        let mut inner = Parser::new(outer.file, text, lexer::tokens(text, line as usize));
        (inner.next_expr, inner.next_stmt) = (outer.next_expr, outer.next_stmt);
        inner.eat(Kind::Indent);
        let mut body = Vec::new();
        inner.statements(&mut body);
        if body.first().is_none_or(|stmt| matches!(stmt.kind, StmtKind::Invalid { .. })) {
            return None;
        }
        (outer.next_expr, outer.next_stmt) = (inner.next_expr, inner.next_stmt);
        outer.findings.append(&mut inner.findings);
        outer.comments.append(&mut inner.comments);
        Some((body, inner.start().max(inner.last_end)))
    }
}
