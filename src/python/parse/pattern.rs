//! Patterns of `match` (PEP 634).

use crate::python::ast::{Constant, Expr, ExprKind, Identifier, Operator, Pattern, PatternKind, UnaryOperator};

use super::token::Kind;
use super::{Parser, Parsing};

impl Parser<'_> {
    fn pattern_from(&self, start: u32, kind: PatternKind) -> Pattern {
        Pattern { span: self.span_from(start), kind }
    }

    /// What follows `case`: a pattern, or a sequence without brackets
    pub(super) fn patterns(&mut self) -> Parsing<Pattern> {
        let start = self.start();
        let first = self.star_pattern()?;
        if !self.is(Kind::Comma) {
            if matches!(first.kind, PatternKind::Star(_)) {
                return Self::invalid(first.span, "a starred pattern stands only in a sequence");
            }
            return Ok(first);
        }
        let mut items = vec![first];
        while self.eat(Kind::Comma) && !matches!(self.peek(), Kind::Colon | Kind::If) {
            items.push(self.star_pattern()?);
        }
        Ok(self.pattern_from(start, PatternKind::Sequence(items)))
    }

    /// `*rest` or a pattern
    fn star_pattern(&mut self) -> Parsing<Pattern> {
        let start = self.start();
        if !self.eat(Kind::Star) {
            return self.as_pattern();
        }
        let name = self.identifier()?;
        let name = if name.name == "_" { None } else { Some(name) };
        Ok(self.pattern_from(start, PatternKind::Star(name)))
    }

    /// `pattern as name`
    fn as_pattern(&mut self) -> Parsing<Pattern> {
        self.deeper(|parser| {
            let start = parser.start();
            let pattern = parser.or_pattern()?;
            if !parser.eat(Kind::As) {
                return Ok(pattern);
            }
            let name = Some(parser.capture()?);
            Ok(parser.pattern_from(start, PatternKind::As { pattern: Some(Box::new(pattern)), name }))
        })
    }

    /// A name that is bound; `_` is none
    fn capture(&mut self) -> Parsing<Identifier> {
        let name = self.identifier()?;
        if name.name == "_" {
            return Self::invalid(name.span, "cannot use '_' as a target");
        }
        if matches!(self.peek(), Kind::Dot | Kind::LeftParen | Kind::Equal) {
            return self.unexpected("invalid pattern target");
        }
        Ok(name)
    }

    /// `a | b`
    fn or_pattern(&mut self) -> Parsing<Pattern> {
        let start = self.start();
        let first = self.closed_pattern()?;
        if !self.is(Kind::Bar) {
            return Ok(first);
        }
        let mut options = vec![first];
        while self.eat(Kind::Bar) {
            options.push(self.closed_pattern()?);
        }
        Ok(self.pattern_from(start, PatternKind::Or(options)))
    }

    fn closed_pattern(&mut self) -> Parsing<Pattern> {
        let start = self.start();
        let singleton = match self.peek() {
            Kind::None => Constant::None,
            Kind::True => Constant::Bool(true),
            Kind::False => Constant::Bool(false),
            Kind::Name => return self.name_pattern(),
            Kind::LeftParen => return self.group_or_sequence(),
            Kind::LeftBracket => {
                self.advance();
                let items = self.sequence(Kind::RightBracket)?;
                return Ok(self.pattern_from(start, PatternKind::Sequence(items)));
            }
            Kind::LeftBrace => return self.mapping(),
            _ => {
                let value = self.literal_value()?;
                return Ok(self.pattern_from(start, PatternKind::Value(value)));
            }
        };
        self.advance();
        Ok(self.pattern_from(start, PatternKind::Singleton(singleton)))
    }

    /// `"text"`, `3`, `-1.5`, `2 - 3j`
    fn literal_value(&mut self) -> Parsing<Expr> {
        if matches!(self.peek(), Kind::String | Kind::FStringStart) {
            return self.strings();
        }
        let start = self.start();
        let real = self.signed_number()?;
        let op = match self.peek() {
            Kind::Plus => Operator::Add,
            Kind::Minus => Operator::Sub,
            _ => return Ok(real),
        };
        if is_imaginary(&real) {
            return Self::invalid(real.span, "real number required in complex literal");
        }
        self.advance();
        if !self.is(Kind::Number) {
            return self.unexpected("imaginary number required in complex literal");
        }
        let imaginary = self.atom()?;
        if !is_imaginary(&imaginary) {
            return Self::invalid(imaginary.span, "imaginary number required in complex literal");
        }
        Ok(self.expr(start, ExprKind::BinOp { left: Box::new(real), op, right: Box::new(imaginary) }))
    }

    fn signed_number(&mut self) -> Parsing<Expr> {
        let start = self.start();
        let negative = self.eat(Kind::Minus);
        if !self.is(Kind::Number) {
            return self.unexpected("invalid syntax");
        }
        let number = self.atom()?;
        if !negative {
            return Ok(number);
        }
        Ok(self.expr(start, ExprKind::UnaryOp { op: UnaryOperator::USub, operand: Box::new(number) }))
    }

    /// `name`, `_`, `a.b`, `C(…)`
    fn name_pattern(&mut self) -> Parsing<Pattern> {
        let start = self.start();
        let dotted = self.ahead(1).kind == Kind::Dot;
        if !dotted && self.ahead(1).kind != Kind::LeftParen {
            let name = self.identifier()?;
            if self.is(Kind::Equal) {
                return self.unexpected("invalid syntax");
            }
            let name = if name.name == "_" { None } else { Some(name) };
            return Ok(self.pattern_from(start, PatternKind::As { pattern: None, name }));
        }
        let value = self.name_or_attribute()?;
        if !self.is(Kind::LeftParen) {
            return Ok(self.pattern_from(start, PatternKind::Value(value)));
        }
        self.advance();
        let (mut patterns, mut keywords) = (Vec::new(), Vec::new());
        while !self.is(Kind::RightParen) {
            if self.is(Kind::Name) && self.ahead(1).kind == Kind::Equal {
                let name = self.identifier()?;
                self.advance();
                keywords.push((name, self.as_pattern()?));
            } else {
                let pattern = self.as_pattern()?;
                if !keywords.is_empty() {
                    return Self::invalid(pattern.span, "positional patterns follow keyword patterns");
                }
                patterns.push(pattern);
            }
            if !self.eat(Kind::Comma) {
                break;
            }
        }
        self.expect(Kind::RightParen)?;
        Ok(self.pattern_from(start, PatternKind::Class { cls: value, patterns, keywords }))
    }

    fn name_or_attribute(&mut self) -> Parsing<Expr> {
        let start = self.start();
        let mut value = self.name()?;
        let mut links = 0;
        while self.eat(Kind::Dot) {
            let attr = self.identifier()?;
            links += 1;
            self.link(links)?;
            value = self.expr(start, ExprKind::Attribute { value: Box::new(value), attr });
        }
        Ok(value)
    }

    /// `(a)`, `(a, b)`, `()`
    fn group_or_sequence(&mut self) -> Parsing<Pattern> {
        let start = self.start();
        self.advance();
        let open = self.at;
        let mut items = self.sequence(Kind::RightParen)?;
        let comma = self.tokens[self.at - 2].kind == Kind::Comma && self.at - 2 >= open;
        if items.len() == 1 && !comma && !matches!(items[0].kind, PatternKind::Star(_)) {
            return Ok(items.remove(0));
        }
        if items.len() == 1 && !comma {
            return Self::invalid(items[0].span, "a starred pattern stands only in a sequence");
        }
        Ok(self.pattern_from(start, PatternKind::Sequence(items)))
    }

    /// `a, *b, c` and the closing bracket
    fn sequence(&mut self, closing: Kind) -> Parsing<Vec<Pattern>> {
        let mut items = Vec::new();
        while !self.is(closing) {
            items.push(self.star_pattern()?);
            if !self.eat(Kind::Comma) {
                break;
            }
        }
        self.expect(closing)?;
        Ok(items)
    }

    /// `{"key": pattern, **rest}`
    fn mapping(&mut self) -> Parsing<Pattern> {
        let start = self.start();
        self.advance();
        let (mut keys, mut patterns, mut rest) = (Vec::new(), Vec::new(), None);
        while !self.is(Kind::RightBrace) {
            if rest.is_some() {
                return self.unexpected("'**' must come last in a mapping pattern");
            }
            if self.eat(Kind::StarStar) {
                rest = Some(self.capture()?);
            } else {
                keys.push(self.mapping_key()?);
                self.expect(Kind::Colon)?;
                patterns.push(self.as_pattern()?);
            }
            if !self.eat(Kind::Comma) {
                break;
            }
        }
        self.expect(Kind::RightBrace)?;
        Ok(self.pattern_from(start, PatternKind::Mapping { keys, patterns, rest }))
    }

    /// A literal or a dotted name
    fn mapping_key(&mut self) -> Parsing<Expr> {
        match self.peek() {
            Kind::None | Kind::True | Kind::False => self.atom(),
            Kind::Name if self.ahead(1).kind == Kind::Dot => self.name_or_attribute(),
            _ => self.literal_value(),
        }
    }
}

fn is_imaginary(number: &Expr) -> bool {
    let number = if let ExprKind::UnaryOp { operand, .. } = &number.kind { operand } else { number };
    matches!(number.kind, ExprKind::Constant(Constant::Complex(_)))
}
