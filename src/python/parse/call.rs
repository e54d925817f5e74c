//! What follows a value: attributes, calls, subscripts.

use crate::python::ast::{Expr, ExprKind, Keyword};

use super::token::Kind;
use super::{Parser, Parsing};

/// The arguments of a call or the bases of a class.
#[derive(Default)]
pub(super) struct Arguments {
    /// Positional ones; `*x` as [`ExprKind::Starred`].
    pub args: Vec<Expr>,
    /// `name=value` and `**value`.
    pub keywords: Vec<Keyword>,
}

impl Parser<'_> {
    /// `atom.name(args)[slices]…`
    pub(super) fn primary(&mut self) -> Parsing<Expr> {
        let start = self.start();
        let mut value = self.atom()?;
        let mut links = 0;
        loop {
            let kind = match self.peek() {
                Kind::Dot => {
                    self.advance();
                    ExprKind::Attribute { value: Box::new(value), attr: self.identifier()? }
                }
                Kind::LeftParen => {
                    let arguments = self.deeper(|parser| parser.arguments(true))?;
                    ExprKind::Call { func: Box::new(value), args: arguments.args, keywords: arguments.keywords }
                }
                Kind::LeftBracket => {
                    self.advance();
                    let slice = Box::new(self.deeper(Self::slices)?);
                    self.expect(Kind::RightBracket)?;
                    ExprKind::Subscript { value: Box::new(value), slice }
                }
                _ => return Ok(value),
            };
            links += 1;
            self.link(links)?;
            value = self.expr(start, kind);
        }
    }

    /// `(a, *b, c=d, **e)`; a call may also have a generator expression alone.
    pub(super) fn arguments(&mut self, call: bool) -> Parsing<Arguments> {
        let open = self.start();
        self.expect(Kind::LeftParen)?;
        let mut found = Arguments::default();
        let mut unpacked = false;
        while !self.is(Kind::RightParen) {
            let start = self.start();
            if self.eat(Kind::StarStar) {
                let value = self.expression()?;
                found.keywords.push(Keyword { name: None, value, span: self.span_from(start) });
                unpacked = true;
            } else if self.is(Kind::Name) && self.ahead(1).kind == Kind::Equal {
                let name = Some(self.identifier()?);
                self.advance();
                let value = self.expression()?;
                found.keywords.push(Keyword { name, value, span: self.span_from(start) });
            } else if self.eat(Kind::Star) {
                let value = Box::new(self.expression()?);
                let starred = self.expr(start, ExprKind::Starred(value));
                if unpacked {
                    let title = "iterable argument unpacking follows keyword argument unpacking";
                    return Self::invalid(starred.span, title);
                }
                found.args.push(starred);
            } else {
                let value = self.positional(open, call, found.args.is_empty() && found.keywords.is_empty())?;
                if let Some(keyword) = found.keywords.last() {
                    let before = if keyword.name.is_none() { "keyword argument unpacking" } else { "keyword argument" };
                    return Self::invalid(value.span, format!("positional argument follows {before}"));
                }
                found.args.push(value);
            }
            if !self.eat(Kind::Comma) {
                break;
            }
        }
        if self.eat(Kind::RightParen) {
            // A generator expression alone takes the parentheses of the call as its own.
            if let [only] = found.args.as_mut_slice()
                && matches!(only.kind, ExprKind::GeneratorExp { .. })
                && only.span.start == open
            {
                only.span = self.span_from(open);
            }
            return Ok(found);
        }
        if self.peek().starts_expression() {
            return self.unexpected("invalid syntax: is a comma missing before this?");
        }
        self.unexpected("expected ')'")
    }

    /// A positional argument; `first` allows `f(a for a in b)`, whose span then starts at `open`.
    fn positional(&mut self, open: u32, call: bool, first: bool) -> Parsing<Expr> {
        let element = self.named_expression()?;
        if self.is(Kind::Equal) {
            let title = "expression cannot contain assignment, perhaps you meant \"==\"?";
            return Self::invalid(element.span, title);
        }
        if !self.at_comprehension() {
            return Ok(element);
        }
        let generators = self.comprehension(&element)?;
        if !(call && first && self.is(Kind::RightParen)) {
            return Self::invalid(element.span, "Generator expression must be parenthesized");
        }
        Ok(self.expr(open, ExprKind::GeneratorExp { element: Box::new(element), generators }))
    }

    /// What stands in `a[…]`: a slice, an index, or a tuple of them
    fn slices(&mut self) -> Parsing<Expr> {
        let start = self.start();
        let first = self.slice()?;
        if !self.is(Kind::Comma) && !matches!(first.kind, ExprKind::Starred(_)) {
            return Ok(first);
        }
        let mut items = vec![first];
        while self.eat(Kind::Comma) && !self.is(Kind::RightBracket) {
            items.push(self.slice()?);
        }
        Ok(self.expr(start, ExprKind::Tuple(items)))
    }

    /// `a`, `*a`, `a:b:c`
    fn slice(&mut self) -> Parsing<Expr> {
        let start = self.start();
        if self.eat(Kind::Star) {
            let value = Box::new(self.expression()?);
            return Ok(self.expr(start, ExprKind::Starred(value)));
        }
        let lower = if self.is(Kind::Colon) { None } else { Some(self.named_expression()?) };
        if !self.is(Kind::Colon) {
            return match lower {
                Some(index) => Ok(index),
                None => self.unexpected("invalid syntax"),
            };
        }
        if let Some(named) = &lower
            && matches!(named.kind, ExprKind::NamedExpr { .. })
            && named.span.start == start
        {
            return Self::invalid(named.span, "cannot use assignment expressions in a slice");
        }
        self.advance();
        let upper = self.slice_part()?;
        let step = if self.eat(Kind::Colon) { self.slice_part()? } else { None };
        Ok(self.expr(start, ExprKind::Slice { lower: lower.map(Box::new), upper, step }))
    }

    fn slice_part(&mut self) -> Parsing<Option<Box<Expr>>> {
        if matches!(self.peek(), Kind::Colon | Kind::Comma | Kind::RightBracket) {
            return Ok(None);
        }
        Ok(Some(Box::new(self.expression()?)))
    }
}
