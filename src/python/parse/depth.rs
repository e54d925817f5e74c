//! Bounds on how deep a tree may be, so that neither reading nor walking nor dropping it runs out of stack.
//!
//! CPython 3.11 and 3.12 refuse a tree of more than 3,000 levels as well ("maximum recursion depth exceeded during
//! compilation"): `a + a + …` with 3,000 terms, 3,000 times `elif`.

use crate::python::ast::Stmt;
use crate::python::visit::Node;

use super::token::{Kind, Token};
use super::{Parser, Parsing};

/// The deepest tree.
const MAX_DEPTH: usize = 3000;

/// A logical line with more tokens than this may nest so deep that it needs its own stack.
const LONG_LINE: usize = 60;

/// More open blocks than this need their own stack.
const MANY_BLOCKS: usize = 12;

/// Enough for the deepest rules in a debug build, and for dropping what they made. Only what is used is ever touched.
const STACK: usize = 256 << 20;

/// Whether these tokens may make rules nest deep.
pub(super) fn may_nest(tokens: &[Token]) -> bool {
    let (mut line, mut blocks) = (0, 0_usize);
    tokens.iter().any(|token| {
        match token.kind {
            Kind::Newline => line = 0,
            Kind::Indent => blocks += 1,
            Kind::Dedent => blocks = blocks.saturating_sub(1),
            _ => line += 1,
        }
        line > LONG_LINE || blocks > MANY_BLOCKS
    })
}

/// Calls `work`, on a stack of its own where it may go deep.
pub(super) fn with_stack<T>(deep: bool, work: impl FnOnce() -> T) -> T {
    if deep { stacker::grow(STACK, work) } else { work() }
}

impl Parser<'_> {
    /// One level deeper, not past the limit.
    pub(super) fn deeper<T>(&mut self, rule: impl FnOnce(&mut Self) -> Parsing<T>) -> Parsing<T> {
        if self.depth >= MAX_DEPTH {
            return self.too_deep();
        }
        self.depth += 1;
        self.steps += 1;
        let result = rule(self);
        self.depth -= 1;
        result
    }

    /// Another link of a chain that nests to the left, like `a + b + c`, or to the right, like `elif`.
    pub(super) fn link(&mut self, links: usize) -> Parsing<()> {
        self.steps += 1;
        if links >= MAX_DEPTH { self.too_deep() } else { Ok(()) }
    }

    /// Whether a statement nests too deep; only looked at when it took so many steps that it can.
    pub(super) fn is_too_deep(&self, stmt: &Stmt) -> bool {
        if self.steps < MAX_DEPTH {
            return false;
        }
        let mut open = vec![(Node::Stmt(stmt), 1)];
        while let Some((node, depth)) = open.pop() {
            if depth > MAX_DEPTH {
                return true;
            }
            node.for_each_child(&mut |child| open.push((child, depth + 1)));
        }
        false
    }

    fn too_deep<T>(&self) -> Parsing<T> {
        let title = format!("too deeply nested: more than {MAX_DEPTH} levels, which CPython cannot compile either");
        Self::invalid(self.token().span, title)
    }
}
