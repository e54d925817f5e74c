//! Names, literals, and everything in brackets: groups, tuples, displays, comprehensions.

use crate::python::ast::{Comprehension, Constant, DictItem, Expr, ExprKind};

use super::token::Kind;
use super::{Parser, Parsing, number};

impl Parser<'_> {
    pub(super) fn atom(&mut self) -> Parsing<Expr> {
        let start = self.start();
        let constant = match self.peek() {
            Kind::Name => return self.name(),
            Kind::Number => {
                let span = self.advance().span;
                match number::value(self.source(span)) {
                    Ok(constant) => constant,
                    Err(title) => return Self::invalid(span, title),
                }
            }
            Kind::String | Kind::FStringStart => return self.strings(),
            Kind::LeftParen => return self.deeper(Self::parenthesized),
            Kind::LeftBracket => return self.deeper(Self::list),
            Kind::LeftBrace => return self.deeper(Self::dict_or_set),
            Kind::None => Constant::None,
            Kind::True => Constant::Bool(true),
            Kind::False => Constant::Bool(false),
            Kind::Ellipsis => Constant::Ellipsis,
            _ => return self.unexpected("invalid syntax"),
        };
        if !matches!(constant, Constant::Int(_) | Constant::Float(_) | Constant::Complex(_)) {
            self.advance();
        }
        Ok(self.expr(start, ExprKind::Constant(constant)))
    }

    pub(super) fn name(&mut self) -> Parsing<Expr> {
        let name = self.identifier()?;
        Ok(self.expr(name.span.start, ExprKind::Name(name.name)))
    }

    /// `()`, `(a)`, `(a,)`, `(yield a)`, `(a for b in c)`
    fn parenthesized(&mut self) -> Parsing<Expr> {
        let start = self.start();
        self.advance();
        if self.eat(Kind::RightParen) {
            return Ok(self.expr(start, ExprKind::Tuple(Vec::new())));
        }
        if self.is(Kind::Yield) {
            let value = self.yield_()?;
            self.close(Kind::RightParen)?;
            return Ok(value);
        }
        let first = self.star_named_expression()?;
        if self.at_comprehension() {
            let generators = self.comprehension(&first)?;
            self.close(Kind::RightParen)?;
            return Ok(self.expr(start, ExprKind::GeneratorExp { element: Box::new(first), generators }));
        }
        if self.is(Kind::Comma) {
            let items = self.rest_of_display(first, Kind::RightParen)?;
            return Ok(self.expr(start, ExprKind::Tuple(items)));
        }
        if matches!(first.kind, ExprKind::Starred(_)) {
            return Self::invalid(first.span, "cannot use starred expression here");
        }
        self.close(Kind::RightParen)?;
        Ok(first)
    }

    /// `[a, b]`, `[a for b in c]`
    fn list(&mut self) -> Parsing<Expr> {
        let start = self.start();
        self.advance();
        if self.eat(Kind::RightBracket) {
            return Ok(self.expr(start, ExprKind::List(Vec::new())));
        }
        let first = self.star_named_expression()?;
        if self.at_comprehension() {
            let generators = self.comprehension(&first)?;
            self.close(Kind::RightBracket)?;
            return Ok(self.expr(start, ExprKind::ListComp { element: Box::new(first), generators }));
        }
        let items = self.rest_of_display(first, Kind::RightBracket)?;
        Ok(self.expr(start, ExprKind::List(items)))
    }

    /// The items after the first, and the closing bracket.
    fn rest_of_display(&mut self, first: Expr, closing: Kind) -> Parsing<Vec<Expr>> {
        let mut items = vec![first];
        while self.eat(Kind::Comma) && !self.is(closing) {
            items.push(self.star_named_expression()?);
        }
        self.close(closing)?;
        Ok(items)
    }

    fn close(&mut self, closing: Kind) -> Parsing<()> {
        if self.eat(closing) {
            return Ok(());
        }
        if self.peek().starts_expression() {
            return self.unexpected("invalid syntax: is a comma missing before this?");
        }
        self.unexpected(&format!("expected '{}'", closing.text()))
    }

    /// `{}`, `{a: b, **c}`, `{a, b}` and their comprehensions
    fn dict_or_set(&mut self) -> Parsing<Expr> {
        let start = self.start();
        self.advance();
        if self.eat(Kind::RightBrace) {
            return Ok(self.expr(start, ExprKind::Dict(Vec::new())));
        }
        if self.is(Kind::StarStar) {
            let first = self.dict_item()?;
            return self.rest_of_dict(start, first);
        }
        let key = self.start();
        let first = self.star_named_expression()?;
        let bare = first.span.start == key;
        if self.is(Kind::Colon) && !(bare && matches!(first.kind, ExprKind::Starred(_) | ExprKind::NamedExpr { .. })) {
            self.advance();
            let value = self.expression()?;
            if self.at_comprehension() {
                let generators = self.comprehension(&first)?;
                self.close(Kind::RightBrace)?;
                let kind = ExprKind::DictComp { key: Box::new(first), value: Box::new(value), generators };
                return Ok(self.expr(start, kind));
            }
            return self.rest_of_dict(start, DictItem { key: Some(first), value });
        }
        if self.at_comprehension() {
            let generators = self.comprehension(&first)?;
            self.close(Kind::RightBrace)?;
            return Ok(self.expr(start, ExprKind::SetComp { element: Box::new(first), generators }));
        }
        let items = self.rest_of_display(first, Kind::RightBrace)?;
        Ok(self.expr(start, ExprKind::Set(items)))
    }

    /// `key: value` or `**value`
    fn dict_item(&mut self) -> Parsing<DictItem> {
        if self.eat(Kind::StarStar) {
            let value = self.bitwise()?;
            if self.at_comprehension() {
                return Self::invalid(value.span, "dict unpacking cannot be used in dict comprehension");
            }
            return Ok(DictItem { key: None, value });
        }
        let key = self.expression()?;
        self.expect(Kind::Colon)?;
        Ok(DictItem { key: Some(key), value: self.expression()? })
    }

    fn rest_of_dict(&mut self, start: u32, first: DictItem) -> Parsing<Expr> {
        let mut items = vec![first];
        while self.eat(Kind::Comma) && !self.is(Kind::RightBrace) {
            items.push(self.dict_item()?);
        }
        self.close(Kind::RightBrace)?;
        Ok(self.expr(start, ExprKind::Dict(items)))
    }

    /// Whether `for` or `async for` stands here.
    pub(super) fn at_comprehension(&self) -> bool {
        self.is(Kind::For) || (self.is(Kind::Async) && self.ahead(1).kind == Kind::For)
    }

    /// `for a in b if c …` behind `element`
    pub(super) fn comprehension(&mut self, element: &Expr) -> Parsing<Vec<Comprehension>> {
        if matches!(element.kind, ExprKind::Starred(_)) {
            return Self::invalid(element.span, "iterable unpacking cannot be used in comprehension");
        }
        let mut generators = Vec::new();
        while self.at_comprehension() {
            let is_async = self.eat(Kind::Async);
            self.expect(Kind::For)?;
            let target = self.loop_target()?;
            self.expect(Kind::In)?;
            let iter = self.disjunction()?;
            let mut ifs = Vec::new();
            while self.eat(Kind::If) {
                ifs.push(self.disjunction()?);
            }
            generators.push(Comprehension { target, iter, ifs, is_async });
        }
        Ok(generators)
    }
}
