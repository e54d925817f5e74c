//! Blocks, lines, simple statements, and going on after an error.

use crate::python::ast::{Alias, Expr, ExprKind, Identifier, Operator, Stmt, StmtKind};

use super::token::{Kind, Problem};
use super::{Parser, Parsing, target};

/// The operator of an augmented assignment.
fn augmented(kind: Kind) -> Option<Operator> {
    Some(match kind {
        Kind::PlusEqual => Operator::Add,
        Kind::MinusEqual => Operator::Sub,
        Kind::StarEqual => Operator::Mult,
        Kind::AtEqual => Operator::MatMult,
        Kind::SlashEqual => Operator::Div,
        Kind::PercentEqual => Operator::Mod,
        Kind::AmpersandEqual => Operator::BitAnd,
        Kind::BarEqual => Operator::BitOr,
        Kind::CaretEqual => Operator::BitXor,
        Kind::ShiftLeftEqual => Operator::LShift,
        Kind::ShiftRightEqual => Operator::RShift,
        Kind::StarStarEqual => Operator::Pow,
        Kind::SlashSlashEqual => Operator::FloorDiv,
        _ => return None,
    })
}

/// How a token changes the number of open blocks.
fn nesting(kind: Kind) -> i32 {
    i32::from(kind == Kind::Indent) - i32::from(kind == Kind::Dedent)
}

impl Parser<'_> {
    /// The whole file.
    pub(super) fn module(&mut self) -> Vec<Stmt> {
        let mut body = Vec::new();
        while !self.is(Kind::End) {
            self.statements(&mut body);
            // A dedent that closes nothing: the indent before it was itself the error.
            self.eat(Kind::Dedent);
        }
        body
    }

    /// Statements up to the end of the block or file.
    pub(super) fn statements(&mut self, body: &mut Vec<Stmt>) {
        while !matches!(self.peek(), Kind::Dedent | Kind::End) {
            let mark = self.mark();
            let known = body.len();
            let outer = std::mem::take(&mut self.steps);
            let mut result = self.statement(body);
            if result.is_ok() && body[known..].iter().any(|stmt| self.is_too_deep(stmt)) {
                result =
                    Self::invalid(self.tokens[mark.at].span, "too deeply nested: CPython cannot compile it either");
            }
            if let Err(problem) = result {
                body.truncate(known);
                let stmt = self.skip_statement(mark, *problem);
                body.push(stmt);
            }
            self.steps = outer;
        }
    }

    /// Reports the problem of the statement at `mark` and goes on behind it.
    fn skip_statement(&mut self, mark: super::Mark, problem: Problem) -> Stmt {
        self.report(problem);
        (self.next_expr, self.next_stmt) = (mark.next_expr, mark.next_stmt);
        let first = self.tokens[mark.at];
        // Of an unexpected indent, the white space itself is broken.
        let indent = if first.kind == Kind::Indent { self.indentation(first.span.start) } else { 0 };
        let start = first.span.start - indent;
        let at_line_start = self.at > mark.at
            && matches!(self.tokens[self.at - 1].kind, Kind::Newline | Kind::Dedent)
            && !matches!(self.peek(), Kind::Error | Kind::Indent);
        let mut open = self.tokens[mark.at..self.at].iter().fold(0, |open, token| open + nesting(token.kind));
        if !at_line_start {
            self.skip_line();
        }
        // The error may stand in a block that only this statement knows, like the cases of a `match`.
        while open > 0 && !self.is(Kind::End) {
            open += nesting(self.advance().kind);
        }
        // What belongs to the broken statement is not worth a finding of its own.
        while matches!(self.peek(), Kind::Elif | Kind::Else | Kind::Except | Kind::Finally) {
            self.skip_line();
        }
        let name = self.broken_name(mark.at);
        self.stmt(start, StmtKind::Invalid { name, body: Vec::new() })
    }

    /// How many bytes of white space stand between the start of the line and `at`.
    pub(super) fn indentation(&self, at: u32) -> u32 {
        let before = self.text.as_bytes()[..at as usize].iter().rev();
        let count = before.take_while(|byte| matches!(byte, b' ' | b'\t' | b'\x0c')).count();
        u32::try_from(count).unwrap_or(0)
    }

    /// The name of the broken `class` or `def` that starts with the token `at`, its decorators before it.
    fn broken_name(&self, at: usize) -> Option<Identifier> {
        let mut rest = &self.tokens[at..self.at];
        while rest.first()?.kind == Kind::At {
            let line = rest.iter().position(|token| token.kind == Kind::Newline)?;
            rest = &rest[line + 1..];
        }
        if rest.first()?.kind == Kind::Async {
            rest = &rest[1..];
        }
        match rest {
            [word, name, ..] if matches!(word.kind, Kind::Class | Kind::Def) && name.kind == Kind::Name => {
                Some(Identifier { name: self.name_text(name.span), span: name.span })
            }
            _ => None,
        }
    }

    /// Passes the rest of the line and the block behind it.
    fn skip_line(&mut self) {
        if self.is(Kind::Indent) {
            return self.skip_block();
        }
        while !matches!(self.peek(), Kind::Newline | Kind::End | Kind::Dedent) {
            self.advance();
        }
        self.eat(Kind::Newline);
        if self.is(Kind::Indent) {
            self.skip_block();
        }
    }

    fn skip_block(&mut self) {
        let mut open = 0;
        loop {
            open += nesting(self.advance().kind);
            if open == 0 || self.is(Kind::End) {
                return;
            }
        }
    }

    /// The suite of a compound statement, after its `:`; `of` names the statement.
    pub(super) fn block(&mut self, of: &str) -> Parsing<Vec<Stmt>> {
        if !self.eat(Kind::Colon) {
            return self.unexpected("expected ':'");
        }
        let mut body = Vec::new();
        if !self.eat(Kind::Newline) {
            self.simple_statements(&mut body)?;
            return Ok(body);
        }
        if !self.eat(Kind::Indent) {
            return self.unexpected(&format!("expected an indented block after {of}"));
        }
        self.statements(&mut body);
        self.eat(Kind::Dedent);
        Ok(body)
    }

    fn statement(&mut self, body: &mut Vec<Stmt>) -> Parsing<()> {
        if let Some(stmt) = self.compound()? {
            body.push(stmt);
            return Ok(());
        }
        self.simple_statements(body)
    }

    /// `a; b; c` and the line end
    fn simple_statements(&mut self, body: &mut Vec<Stmt>) -> Parsing<()> {
        loop {
            let stmt = self.simple()?;
            body.push(stmt);
            if !self.eat(Kind::Semicolon) || self.is(Kind::Newline) {
                break;
            }
        }
        if self.eat(Kind::Newline) {
            return Ok(());
        }
        self.unexpected("invalid syntax")
    }

    fn simple(&mut self) -> Parsing<Stmt> {
        let start = self.start();
        let kind = match self.peek() {
            Kind::Pass => self.word(StmtKind::Pass),
            Kind::Break => self.word(StmtKind::Break),
            Kind::Continue => self.word(StmtKind::Continue),
            Kind::Return => self.return_()?,
            Kind::Raise => self.raise()?,
            Kind::Global => StmtKind::Global(self.names()?),
            Kind::Nonlocal => StmtKind::Nonlocal(self.names()?),
            Kind::Del => self.delete()?,
            Kind::Assert => self.assert()?,
            Kind::Import => self.import()?,
            Kind::From => self.import_from()?,
            Kind::Indent => return self.unexpected("unexpected indent"),
            Kind::Name if self.at_type_alias() => self.type_alias()?,
            _ => self.expression_statement()?,
        };
        Ok(self.stmt(start, kind))
    }

    fn word(&mut self, kind: StmtKind) -> StmtKind {
        self.advance();
        kind
    }

    fn at_value(&self) -> bool {
        self.is(Kind::Star) || self.peek().starts_expression()
    }

    fn return_(&mut self) -> Parsing<StmtKind> {
        self.advance();
        let value = if self.at_value() { Some(self.expressions()?) } else { None };
        Ok(StmtKind::Return(value))
    }

    fn raise(&mut self) -> Parsing<StmtKind> {
        self.advance();
        if !self.peek().starts_expression() {
            return Ok(StmtKind::Raise { exc: None, cause: None });
        }
        let exc = Some(self.expression()?);
        let cause = if self.eat(Kind::From) { Some(self.expression()?) } else { None };
        Ok(StmtKind::Raise { exc, cause })
    }

    /// `global a, b`
    fn names(&mut self) -> Parsing<Vec<Identifier>> {
        self.advance();
        let mut names = vec![self.identifier()?];
        while self.eat(Kind::Comma) {
            names.push(self.identifier()?);
        }
        Ok(names)
    }

    fn delete(&mut self) -> Parsing<StmtKind> {
        self.advance();
        let mut targets = vec![self.delete_target()?];
        while self.eat(Kind::Comma) && self.peek().starts_expression() {
            targets.push(self.delete_target()?);
        }
        Ok(StmtKind::Delete(targets))
    }

    fn assert(&mut self) -> Parsing<StmtKind> {
        self.advance();
        let test = self.expression()?;
        let msg = if self.eat(Kind::Comma) { Some(self.expression()?) } else { None };
        Ok(StmtKind::Assert { test, msg })
    }

    /// `import a.b as c, d`
    fn import(&mut self) -> Parsing<StmtKind> {
        self.advance();
        let mut names = Vec::new();
        loop {
            let name = self.dotted()?;
            names.push(self.alias(name)?);
            if !self.eat(Kind::Comma) {
                return Ok(StmtKind::Import(names));
            }
        }
    }

    fn alias(&mut self, name: Identifier) -> Parsing<Alias> {
        let asname = if self.eat(Kind::As) { Some(self.identifier()?) } else { None };
        Ok(Alias { name, asname })
    }

    /// `from ..a import (b as c, d,)`
    fn import_from(&mut self) -> Parsing<StmtKind> {
        self.advance();
        let mut level = 0;
        loop {
            if self.eat(Kind::Dot) {
                level += 1;
            } else if self.eat(Kind::Ellipsis) {
                level += 3;
            } else {
                break;
            }
        }
        let module = if level > 0 && self.is(Kind::Import) { None } else { Some(self.dotted()?) };
        self.expect(Kind::Import)?;
        if self.is(Kind::Star) {
            let span = self.advance().span;
            let name = Identifier { name: "*".to_owned(), span };
            return Ok(StmtKind::ImportFrom { module, names: vec![Alias { name, asname: None }], level });
        }
        let parenthesized = self.eat(Kind::LeftParen);
        let mut names = Vec::new();
        loop {
            let name = self.identifier()?;
            names.push(self.alias(name)?);
            let comma = self.eat(Kind::Comma);
            if parenthesized && self.eat(Kind::RightParen) {
                break;
            }
            if !comma && !parenthesized {
                break;
            }
            if !comma {
                return self.unexpected("expected ',' or ')'");
            }
            if self.is(Kind::Newline) {
                return self.unexpected("trailing comma not allowed without surrounding parentheses");
            }
        }
        Ok(StmtKind::ImportFrom { module, names, level })
    }

    /// `type X = …` and `type X[T] = …`; everywhere else `type` is a name.
    fn at_type_alias(&self) -> bool {
        self.is_word(0, "type")
            && self.ahead(1).kind == Kind::Name
            && matches!(self.ahead(2).kind, Kind::Equal | Kind::LeftBracket)
    }

    fn type_alias(&mut self) -> Parsing<StmtKind> {
        self.advance();
        let name = self.name()?;
        let type_params = self.type_params()?;
        self.expect(Kind::Equal)?;
        let value = self.expression()?;
        Ok(StmtKind::TypeAlias { name, type_params, value })
    }

    /// An expression, or an assignment of any kind.
    fn expression_statement(&mut self) -> Parsing<StmtKind> {
        if let Some(problem) = self.python2() {
            return Err(Box::new(problem));
        }
        let start = self.start();
        let first = self.value()?;
        if self.is(Kind::Colon) {
            return self.annotated(start, first);
        }
        if let Some(op) = augmented(self.peek()) {
            target::check_single(&first, "is an illegal expression for augmented assignment")?;
            self.advance();
            let value = self.value()?;
            return Ok(StmtKind::AugAssign { target: first, op, value });
        }
        if !self.is(Kind::Equal) {
            return Ok(StmtKind::Expr(first));
        }
        let mut targets = Vec::new();
        let mut last = first;
        while self.eat(Kind::Equal) {
            target::check_assign(&last)?;
            targets.push(last);
            last = self.value()?;
        }
        Ok(StmtKind::Assign { targets, value: last })
    }

    /// `target: annotation = value`; `start` tells a parenthesized target from a bare one
    fn annotated(&mut self, start: u32, target: Expr) -> Parsing<StmtKind> {
        let list = matches!(target.kind, ExprKind::Tuple(_) | ExprKind::List(_));
        if list {
            let what = target::describe(&target);
            return Self::invalid(target.span, format!("only single target (not {what}) can be annotated"));
        }
        target::check_single(&target, "is an illegal target for annotation")?;
        self.expect(Kind::Colon)?;
        let annotation = self.expression()?;
        let simple = matches!(target.kind, ExprKind::Name(_)) && target.span.start == start;
        let value = if self.eat(Kind::Equal) { Some(self.value()?) } else { None };
        Ok(StmtKind::AnnAssign { target, annotation, value, simple })
    }

    /// `print "x"` and `exec "x"`: Python 2.
    fn python2(&self) -> Option<Problem> {
        let word = ["print", "exec"].into_iter().find(|word| self.is_word(0, word))?;
        let next = self.ahead(1).kind;
        if !matches!(next, Kind::Name | Kind::String | Kind::Number | Kind::FStringStart) {
            return None;
        }
        let title = format!("missing parentheses in call to '{word}'");
        let hint = "this is Python 2; pivot reads Python 3.11 to 3.13 (2to3 converts most of it)";
        Some(Problem { hint, ..Problem::new(self.token().span, title) })
    }
}
