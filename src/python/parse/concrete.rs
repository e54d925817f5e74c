//! The concrete tree: what tree-sitter sees of a file. No other file names tree-sitter.
//!
//! tree-sitter reads through any error, so it knows where statements begin in text that is not Python. What a statement
//! *is* it does not say well enough (`type(m).attr = v` is a type alias to it), so that its word is only ever a place to
//! try the exact reader at, and a second opinion on the boundaries of statements in the tests.

use tree_sitter::{Node, ParseOptions, Parser, Tree};

use crate::source::Span;

use super::lexer::span;

/// tree-sitter counts its steps by the hundred. A file of the standard library takes at most one hundred for 11 bytes;
/// past this many for a byte, the text is garbage on which recovery would take minutes.
const HUNDREDS_PER_BYTE: usize = 2;

/// So many hundred steps are always allowed.
const HUNDREDS: usize = 10_000;

/// Words that can only begin a statement, and `@`, which begins one where it is the first on its line.
const OPENERS: [&str; 16] = [
    "@", "assert", "async", "break", "class", "continue", "def", "del", "global", "import", "nonlocal", "pass",
    "raise", "return", "try", "while",
];

/// A statement as tree-sitter sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutlineStatement {
    /// Where.
    pub span: Span,
    /// tree-sitter's name of the kind, such as `if_statement`.
    pub kind: &'static str,
}

/// Where statements and comments stand in a file, and where it is broken: readable for any text.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The statements at any depth, by their start; of a decorated definition, the definition.
    pub statements: Vec<OutlineStatement>,
    /// The comments, in order.
    pub comments: Vec<Span>,
    /// What tree-sitter could not make sense of, and the (empty) places where it misses something.
    pub broken: Vec<Span>,
    /// Where a statement may begin, first on its line; sorted.
    pub(super) starts: Vec<u32>,
}

/// What tree-sitter sees of a file; `None` for garbage that would take it too long.
pub fn outline(text: &str) -> Option<Outline> {
    let tree = tree(text)?;
    let mut outline = Outline::default();
    let mut cursor = tree.walk();
    // Only the cursor's own steps: the tree may be as deep as the file is long.
    loop {
        outline.add(text, cursor.node());
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                outline.starts.sort_unstable();
                outline.starts.dedup();
                return Some(outline);
            }
        }
    }
}

fn tree(text: &str) -> Option<Tree> {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_python::LANGUAGE.into()).ok()?;
    let mut left = HUNDREDS + text.len().saturating_mul(HUNDREDS_PER_BYTE);
    let mut stop = |_: &_| {
        left = left.saturating_sub(1);
        left == 0
    };
    let options = ParseOptions::new().progress_callback(&mut stop);
    parser.parse_with_options(&mut |at, _| text.as_bytes().get(at..).unwrap_or_default(), None, Some(options))
}

impl Outline {
    fn add(&mut self, text: &str, node: Node) {
        let place = span(node.start_byte(), node.end_byte());
        // An error's kind has no number in the table of kinds; it is asked for first.
        if node.is_error() || node.is_missing() {
            self.broken.push(place);
            return;
        }
        let kind = node.kind();
        let statement = kind.ends_with("_statement") || kind.ends_with("_definition");
        if kind == "comment" {
            self.comments.push(place);
        } else if statement && kind != "decorated_definition" && node.is_named() {
            self.statements.push(OutlineStatement { span: place, kind });
        }
        if is_first_on_line(text, node.start_byte()) && (statement || OPENERS.contains(&kind)) {
            self.starts.push(place.start);
        }
    }
}

fn is_first_on_line(text: &str, at: usize) -> bool {
    let mut before = text.as_bytes()[..at].iter().rev();
    before.find(|byte| !matches!(byte, b' ' | b'\t' | b'\x0c')).is_none_or(|byte| matches!(byte, b'\n' | b'\r'))
}
