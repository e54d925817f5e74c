//! Source text becomes a tree: all of Python 3.11 to 3.13.
//!
//! A hand-written recursive-descent parser that follows CPython's grammar rule by rule, so that it accepts what CPython
//! accepts and places what CPython places. What is not Python becomes `StmtKind::Invalid` and a finding. Then
//! tree-sitter, which reads through any error, says where statements may begin within it (`concrete`), and the exact
//! reader goes on there (`recover`): the statements around and within the broken one stay usable.

#![expect(clippy::wildcard_enum_match_arm, reason = "a parser looks for a few tokens and treats all others alike")]

mod atom;
mod call;
mod compound;
mod concrete;
mod depth;
mod expr;
mod fstring;
mod lexer;
mod literal;
mod number;
mod pattern;
mod recover;
mod signature;
mod stmt;
mod string;
mod target;
mod token;

use unicode_normalization::UnicodeNormalization;

use super::ast::{Comment, Expr, ExprId, ExprKind, Identifier, Module, Stmt, StmtId, StmtKind};
use crate::source::{FileId, Finding, Place, Severity, SourceFile, Span};

use lexer::Tokens;
use token::{Kind, Problem, Token};

pub use concrete::{Outline, OutlineStatement, outline};

/// The code of every finding about source that is not Python.
pub const SYNTAX_ERROR: &str = "syntax-error";

/// A file's tree and what was wrong with its text.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The tree.
    pub module: Module,
    /// One finding for each place that is not valid Python.
    pub findings: Vec<Finding>,
}

/// Reads a file. It never fails: what is not Python is said in the findings.
pub fn parse(file: FileId, source: &SourceFile) -> Parsed {
    if u32::try_from(source.text().len()).is_err() {
        let place = Place { file, span: Span::default() };
        let module = Module { file, body: Vec::new(), comments: Vec::new(), expr_count: 0, stmt_count: 0 };
        let problem = Problem::new(Span::default(), "the file has 4 GiB or more");
        return Parsed { module, findings: vec![finding(place, problem)] };
    }
    let mut parser = Parser::new(file, source.text(), lexer::tokens(source.text(), 0));
    let mut body = depth::with_stack(depth::may_nest(&parser.tokens), || parser.module());
    if !parser.findings.is_empty() {
        recover::recover(&mut parser, &mut body);
    }
    let module =
        Module { file, body, comments: parser.comments, expr_count: parser.next_expr, stmt_count: parser.next_stmt };
    Parsed { module, findings: parser.findings }
}

fn finding(place: Place, problem: Problem) -> Finding {
    Finding {
        code: SYNTAX_ERROR,
        severity: Severity::Error,
        place: Some(place),
        title: problem.title,
        hint: problem.hint.to_owned(),
    }
}

/// What a rule gives: a node, or what keeps the source from being one.
type Parsing<T> = Result<T, Box<Problem>>;

/// Where the parser is, and what it has made so far.
struct Parser<'a> {
    file: FileId,
    text: &'a str,
    tokens: Vec<Token>,
    problems: Vec<Problem>,
    comments: Vec<Comment>,
    at: usize,
    /// End of the last token that is not layout.
    last_end: u32,
    next_expr: u32,
    next_stmt: u32,
    /// How deep the rules are nested here; see `depth`.
    depth: usize,
    /// How many steps towards depth the current statement took; see `depth`.
    steps: usize,
    findings: Vec<Finding>,
}

/// A place to go back to.
#[derive(Clone, Copy)]
struct Mark {
    at: usize,
    last_end: u32,
    next_expr: u32,
    next_stmt: u32,
}

impl<'a> Parser<'a> {
    fn new(file: FileId, text: &'a str, lexed: Tokens) -> Self {
        Self {
            file,
            text,
            tokens: lexed.list,
            problems: lexed.problems,
            comments: lexed.comments,
            at: 0,
            last_end: 0,
            next_expr: 0,
            next_stmt: 0,
            depth: 0,
            steps: 0,
            findings: Vec::new(),
        }
    }
}

impl Parser<'_> {
    fn token(&self) -> Token {
        self.ahead(0)
    }

    fn ahead(&self, count: usize) -> Token {
        let index = (self.at + count).min(self.tokens.len() - 1);
        self.tokens[index]
    }

    fn peek(&self) -> Kind {
        self.token().kind
    }

    /// Where the next token starts.
    fn start(&self) -> u32 {
        self.token().span.start
    }

    /// The span from `start` to the end of the last token.
    fn span_from(&self, start: u32) -> Span {
        Span::new(start, self.last_end.max(start))
    }

    fn advance(&mut self) -> Token {
        let token = self.token();
        if self.at + 1 < self.tokens.len() {
            self.at += 1;
        }
        if !token.kind.is_layout() {
            self.last_end = token.span.end;
        }
        token
    }

    fn is(&self, kind: Kind) -> bool {
        self.peek() == kind
    }

    fn eat(&mut self, kind: Kind) -> bool {
        let found = self.is(kind);
        if found {
            self.advance();
        }
        found
    }

    fn expect(&mut self, kind: Kind) -> Parsing<Token> {
        if self.is(kind) {
            return Ok(self.advance());
        }
        self.unexpected(&format!("expected '{}'", kind.text()))
    }

    /// The problem that the next token does not fit; a problem of the lexer speaks for itself.
    fn unexpected<T>(&self, title: &str) -> Parsing<T> {
        let token = self.token();
        if token.kind == Kind::Error {
            let index = self.problems.partition_point(|problem| problem.span.start < token.span.start);
            if let Some(problem) = self.problems.get(index) {
                return Err(Box::new(problem.clone()));
            }
        }
        Err(Box::new(Problem::new(token.span, title)))
    }

    fn invalid<T>(span: Span, title: impl Into<String>) -> Parsing<T> {
        Err(Box::new(Problem::new(span, title)))
    }

    fn source(&self, span: Span) -> &str {
        &self.text[span.start as usize..span.end as usize]
    }

    /// Whether the token `ahead` is a name that is spelled so: a soft keyword.
    fn is_word(&self, ahead: usize, word: &str) -> bool {
        let token = self.ahead(ahead);
        token.kind == Kind::Name && self.source(token.span) == word
    }

    fn mark(&self) -> Mark {
        Mark { at: self.at, last_end: self.last_end, next_expr: self.next_expr, next_stmt: self.next_stmt }
    }

    fn back(&mut self, mark: Mark) {
        (self.at, self.last_end) = (mark.at, mark.last_end);
        (self.next_expr, self.next_stmt) = (mark.next_expr, mark.next_stmt);
    }

    /// An expression that began at `start` and ends with the last token.
    fn expr(&mut self, start: u32, kind: ExprKind) -> Expr {
        let id = ExprId(self.next_expr);
        self.next_expr += 1;
        Expr { id, span: self.span_from(start), kind }
    }

    /// A statement that began at `start` and ends with the last token.
    fn stmt(&mut self, start: u32, kind: StmtKind) -> Stmt {
        let id = StmtId(self.next_stmt);
        self.next_stmt += 1;
        Stmt { id, span: self.span_from(start), kind }
    }

    /// The text of a name token as Python sees it.
    fn name_text(&self, span: Span) -> String {
        let word = self.source(span);
        if word.is_ascii() { word.to_owned() } else { word.nfkc().collect() }
    }

    fn identifier(&mut self) -> Parsing<Identifier> {
        if !self.is(Kind::Name) {
            return self.unexpected("expected a name");
        }
        let span = self.advance().span;
        Ok(Identifier { name: self.name_text(span), span })
    }

    /// `a.b.c`
    fn dotted(&mut self) -> Parsing<Identifier> {
        let mut whole = self.identifier()?;
        while self.eat(Kind::Dot) {
            let part = self.identifier()?;
            whole.name.push('.');
            whole.name.push_str(&part.name);
            whole.span = whole.span.to(part.span);
        }
        Ok(whole)
    }

    fn report(&mut self, problem: Problem) {
        self.findings.push(finding(Place { file: self.file, span: problem.span }, problem));
    }
}
