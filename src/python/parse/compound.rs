//! Statements with suites.

use crate::python::ast::{ClassDef, ExceptHandler, Expr, ExprKind, FunctionDef, MatchCase, Stmt, StmtKind, WithItem};

use super::token::Kind;
use super::{Parser, Parsing};

/// A condition, its suite, and where they began.
struct Branch {
    start: u32,
    test: Expr,
    body: Vec<Stmt>,
}

impl Parser<'_> {
    /// A statement with a suite, if one stands here.
    pub(super) fn compound(&mut self) -> Parsing<Option<Stmt>> {
        let start = self.start();
        let stmt = match self.peek() {
            Kind::If => self.if_()?,
            Kind::For => self.for_(start, false)?,
            Kind::While => self.while_()?,
            Kind::Try => self.try_()?,
            Kind::With => self.with(start, false)?,
            Kind::Def => self.function(start, Vec::new(), false)?,
            Kind::Class => self.class(Vec::new())?,
            Kind::At => self.decorated()?,
            Kind::Async => self.async_(Vec::new())?,
            Kind::Name if self.at_match() => self.match_()?,
            _ => return Ok(None),
        };
        Ok(Some(stmt))
    }

    fn if_(&mut self) -> Parsing<Stmt> {
        let mut branches = Vec::new();
        while branches.is_empty() || self.is(Kind::Elif) {
            let start = self.start();
            let word = self.advance().kind.text();
            let test = self.named_expression()?;
            let body = self.block(&format!("'{word}' statement"))?;
            branches.push(Branch { start, test, body });
            self.link(branches.len())?;
        }
        let mut orelse = self.else_()?;
        // Innermost first: each `elif` is an `if` alone in the `else` of the one before.
        while let Some(Branch { start, test, body }) = branches.pop() {
            let stmt = self.stmt(start, StmtKind::If { test, body, orelse });
            if branches.is_empty() {
                return Ok(stmt);
            }
            orelse = vec![stmt];
        }
        self.unexpected("invalid syntax")
    }

    /// The suite of `else`, if there is one.
    fn else_(&mut self) -> Parsing<Vec<Stmt>> {
        if self.eat(Kind::Else) { self.block("'else' statement") } else { Ok(Vec::new()) }
    }

    fn for_(&mut self, start: u32, is_async: bool) -> Parsing<Stmt> {
        self.expect(Kind::For)?;
        let target = self.loop_target()?;
        self.expect(Kind::In)?;
        let iter = self.expressions()?;
        let body = self.block("'for' statement")?;
        let orelse = self.else_()?;
        Ok(self.stmt(start, StmtKind::For { target, iter, body, orelse, is_async }))
    }

    fn while_(&mut self) -> Parsing<Stmt> {
        let start = self.start();
        self.expect(Kind::While)?;
        let test = self.named_expression()?;
        let body = self.block("'while' statement")?;
        let orelse = self.else_()?;
        Ok(self.stmt(start, StmtKind::While { test, body, orelse }))
    }

    fn try_(&mut self) -> Parsing<Stmt> {
        let start = self.start();
        self.expect(Kind::Try)?;
        let body = self.block("'try' statement")?;
        let mut handlers: Vec<ExceptHandler> = Vec::new();
        let mut is_star = false;
        while self.is(Kind::Except) {
            let star = self.ahead(1).kind == Kind::Star;
            if !handlers.is_empty() && star != is_star {
                return self.unexpected("cannot have both 'except' and 'except*' on the same 'try'");
            }
            is_star = star;
            handlers.push(self.handler(star)?);
        }
        let orelse = if handlers.is_empty() { Vec::new() } else { self.else_()? };
        let finalbody = if self.eat(Kind::Finally) { self.block("'finally' statement")? } else { Vec::new() };
        if handlers.is_empty() && finalbody.is_empty() {
            return self.unexpected("expected 'except' or 'finally' block");
        }
        Ok(self.stmt(start, StmtKind::Try { body, handlers, orelse, finalbody, is_star }))
    }

    /// `except typ as name: …`
    fn handler(&mut self, star: bool) -> Parsing<ExceptHandler> {
        let start = self.start();
        self.expect(Kind::Except)?;
        if star {
            self.advance();
        }
        let (mut typ, mut name) = (None, None);
        if !self.is(Kind::Colon) {
            let class = self.expression()?;
            if self.is(Kind::Comma) {
                return Self::invalid(class.span, "multiple exception types must be parenthesized");
            }
            typ = Some(class);
            if self.eat(Kind::As) {
                name = Some(self.identifier()?);
            }
        } else if star {
            return self.unexpected("expected one or more exception types");
        }
        let body = self.block(if star { "'except*' statement" } else { "'except' statement" })?;
        Ok(ExceptHandler { typ, name, body, span: self.span_from(start) })
    }

    fn with(&mut self, start: u32, is_async: bool) -> Parsing<Stmt> {
        self.expect(Kind::With)?;
        let mark = self.mark();
        let parenthesized = if self.is(Kind::LeftParen) { self.with_parenthesized().ok() } else { None };
        let items = if let Some(items) = parenthesized {
            items
        } else {
            self.back(mark);
            self.with_items(false)?
        };
        let body = self.block("'with' statement")?;
        Ok(self.stmt(start, StmtKind::With { items, body, is_async }))
    }

    /// `(a as b, c,)`, which CPython tries first
    fn with_parenthesized(&mut self) -> Parsing<Vec<WithItem>> {
        self.expect(Kind::LeftParen)?;
        let items = self.with_items(true)?;
        self.expect(Kind::RightParen)?;
        if self.is(Kind::Colon) { Ok(items) } else { self.unexpected("expected ':'") }
    }

    /// `a as b, c`; only in parentheses a comma may end them
    fn with_items(&mut self, parenthesized: bool) -> Parsing<Vec<WithItem>> {
        let mut items = Vec::new();
        loop {
            let context = self.expression()?;
            let target = if self.eat(Kind::As) { Some(self.with_target()?) } else { None };
            items.push(WithItem { context, target, swallows: false });
            if !self.eat(Kind::Comma) || (parenthesized && self.is(Kind::RightParen)) {
                return Ok(items);
            }
        }
    }

    fn decorated(&mut self) -> Parsing<Stmt> {
        let mut decorators = Vec::new();
        while self.eat(Kind::At) {
            decorators.push(self.named_expression()?);
            if !self.eat(Kind::Newline) {
                return self.unexpected("invalid syntax");
            }
        }
        match self.peek() {
            Kind::Class => self.class(decorators),
            Kind::Def => self.function(self.start(), decorators, false),
            Kind::Async if self.ahead(1).kind == Kind::Def => self.async_(decorators),
            _ => self.unexpected("expected 'def' or 'class' after a decorator"),
        }
    }

    fn async_(&mut self, decorators: Vec<Expr>) -> Parsing<Stmt> {
        let start = self.start();
        self.expect(Kind::Async)?;
        match self.peek() {
            Kind::Def => self.function(start, decorators, true),
            Kind::For => self.for_(start, true),
            Kind::With => self.with(start, true),
            _ => self.unexpected("expected 'def', 'for' or 'with' after 'async'"),
        }
    }

    fn function(&mut self, start: u32, decorators: Vec<Expr>, is_async: bool) -> Parsing<Stmt> {
        self.expect(Kind::Def)?;
        let name = self.identifier()?;
        let type_params = self.type_params()?;
        self.expect(Kind::LeftParen)?;
        let parameters = self.parameters(Kind::RightParen, true)?;
        self.expect(Kind::RightParen)?;
        let returns = if self.eat(Kind::Arrow) { Some(self.expression()?) } else { None };
        let body = self.block("function definition")?;
        let def = FunctionDef {
            name,
            type_params,
            parameters,
            body,
            decorators,
            returns,
            is_async,
            collects: false,
            role: None,
        };
        Ok(self.stmt(start, StmtKind::FunctionDef(Box::new(def))))
    }

    fn class(&mut self, decorators: Vec<Expr>) -> Parsing<Stmt> {
        let start = self.start();
        self.expect(Kind::Class)?;
        let name = self.identifier()?;
        let type_params = self.type_params()?;
        let arguments = if self.is(Kind::LeftParen) { Some(self.arguments(false)?) } else { None };
        let arguments = arguments.unwrap_or_default();
        let body = self.block("class definition")?;
        let (bases, keywords) = (arguments.args, arguments.keywords);
        let class =
            ClassDef { name, type_params, bases, keywords, body, decorators, is_flat: false, named_tuple: false };
        Ok(self.stmt(start, StmtKind::ClassDef(Box::new(class))))
    }

    /// Whether a `match` statement stands here: its line ends with `:` and a block of `case` follows.
    /// No expression statement looks like that.
    fn at_match(&self) -> bool {
        if !self.is_word(0, "match") {
            return false;
        }
        let line = self.tokens[self.at..].iter().take_while(|token| token.kind != Kind::Newline).count();
        self.ahead(line - 1).kind == Kind::Colon
            && self.ahead(line + 1).kind == Kind::Indent
            && self.is_word(line + 2, "case")
    }

    fn match_(&mut self) -> Parsing<Stmt> {
        let start = self.start();
        self.advance();
        let subject = self.subject()?;
        for kind in [Kind::Colon, Kind::Newline, Kind::Indent] {
            self.expect(kind)?;
        }
        let mut cases = Vec::new();
        while !matches!(self.peek(), Kind::Dedent | Kind::End) {
            if !self.is_word(0, "case") {
                return self.unexpected("expected 'case'");
            }
            cases.push(self.case()?);
        }
        self.eat(Kind::Dedent);
        Ok(self.stmt(start, StmtKind::Match { subject, cases }))
    }

    /// `a`, `a, *b`; a starred value alone is not allowed
    fn subject(&mut self) -> Parsing<Expr> {
        let subject =
            self.tuple_of(Self::star_named_expression, |kind| kind == Kind::Star || kind.starts_expression())?;
        if matches!(subject.kind, ExprKind::Starred(_)) {
            return Self::invalid(subject.span, "cannot use starred expression here");
        }
        Ok(subject)
    }

    /// `case pattern if guard: …`
    fn case(&mut self) -> Parsing<MatchCase> {
        self.advance();
        let pattern = self.patterns()?;
        let guard = if self.eat(Kind::If) { Some(self.named_expression()?) } else { None };
        let body = self.block("'case' statement")?;
        Ok(MatchCase { pattern, guard, body })
    }
}
