//! Tests that bind a variable first.

use super::body::Body;
use super::order::has_block;
use crate::ir::{Block, Expr, ExprKind, StmtKind, Type};
use crate::source::Span;

/// What a test runs first becomes statements before it: `if (n := len(text)) > 5:` is `n = len(text)` and `if n > 5:`.
pub fn hoist(test: &mut Expr, out: &mut Block) {
    if let ExprKind::Block(block, value) = &mut test.kind {
        out.append(block);
        let nothing = Expr { ty: value.ty.clone(), span: value.span, kind: ExprKind::None };
        *test = std::mem::replace(value, nothing);
        hoist(test, out);
        return;
    }
    match &mut test.kind {
        ExprKind::Not(first) | ExprKind::IsNone(first) | ExprKind::Truth(first) | ExprKind::Convert(first) => {
            hoist(first, out);
        }
        // What the right side binds is bound after the left side has been read.
        ExprKind::Compare { left, right, .. } if !has_block(right) => hoist(left, out),
        ExprKind::And(all) | ExprKind::Or(all) => {
            if let Some(first) = all.first_mut() {
                hoist(first, out);
            }
        }
        _ => {}
    }
}

impl Body<'_, '_> {
    /// `while (at := text.find(",")) >= 0:` binds in every round: the loop is left where its test fails.
    pub fn bind_in_rounds(&mut self, test: &mut Expr, body: &mut Block, span: Span) {
        let mut rounds = Vec::new();
        hoist(test, &mut rounds);
        if rounds.is_empty() {
            return;
        }
        let forever = Expr { ty: Type::Bool, span: test.span, kind: ExprKind::Bool(true) };
        let test = std::mem::replace(test, forever);
        let failed = self.not(test, span);
        let done = vec![self.plain(span, StmtKind::Break)];
        rounds.push(self.plain(span, StmtKind::If { test: failed, then: done, otherwise: Vec::new() }));
        rounds.append(body);
        *body = rounds;
    }
}
