//! Comments, carried over with the statement that they stand at.

use crate::python::ast::{Module, Stmt, StmtKind};
use crate::source::SourceFile;

/// The comment lines above a statement, and the comment at the end of its line.
///
/// `before` is the statement before it in the same suite; without one, the suite's header is the limit.
pub fn around(module: &Module, file: &SourceFile, stmt: &Stmt, before: Option<&Stmt>) -> (Vec<String>, Option<String>) {
    if !is_written(file, stmt) {
        return (Vec::new(), None);
    }
    let start = file.line(stmt.span.start);
    let limit = before.map_or(0, |before| file.line(before.span.end.saturating_sub(1)));
    let mut above: Vec<String> = Vec::new();
    let mut line = start;
    // Lines directly above, blank lines allowed only between comments of one group.
    let mut index = module.comments.partition_point(|comment| comment.span.start < stmt.span.start);
    while index > 0 {
        let comment = &module.comments[index - 1];
        let at = file.line(comment.span.start);
        if !comment.own_line || at <= limit || line - at > 2 {
            break;
        }
        // Nothing but comments and blank lines may stand between.
        if (at + 1..line).any(|between| !file.line_text(between).trim().is_empty()) {
            break;
        }
        above.push(text(&comment.text));
        line = at;
        index -= 1;
    }
    above.reverse();
    let simple = !matches!(
        stmt.kind,
        StmtKind::If { .. }
            | StmtKind::For { .. }
            | StmtKind::While { .. }
            | StmtKind::Try { .. }
            | StmtKind::With { .. }
            | StmtKind::Match { .. }
    );
    let header_line = if simple { file.line(stmt.span.end.saturating_sub(1)) } else { start };
    let trailing = module
        .comments
        .iter()
        .find(|comment| {
            !comment.own_line && file.line(comment.span.start) == header_line && comment.span.start >= stmt.span.start
        })
        .map(|comment| text(&comment.text));
    match (simple, trailing) {
        (true, trailing) => (above, trailing),
        (false, Some(trailing)) => {
            above.push(trailing);
            (above, None)
        }
        (false, None) => (above, None),
    }
}

/// Whether a blank line stands above a statement with so many lines of comment.
pub fn gap(file: &SourceFile, stmt: &Stmt, comments: usize) -> bool {
    let first = file.line(stmt.span.start).saturating_sub(u32::try_from(comments).unwrap_or(u32::MAX));
    // Lines count from one.
    is_written(file, stmt) && first > 1 && file.line_text(first - 1).trim().is_empty()
}

/// Whether a statement stands in the file: what pivot makes of a call ends behind it.
fn is_written(file: &SourceFile, stmt: &Stmt) -> bool {
    stmt.span.end as usize <= file.text().len()
}

/// A comment's text without `#` and one space.
fn text(comment: &str) -> String {
    let text = comment.trim_start_matches('#');
    text.strip_prefix(' ').unwrap_or(text).trim_end().to_owned()
}
