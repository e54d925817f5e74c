//! Expressions with operators, from `lambda` down to `**`.

use crate::python::ast::{BoolOperator, CompareOperator, Expr, ExprKind, Operator, UnaryOperator};

use super::token::Kind;
use super::{Parser, Parsing};

/// The binary operator of a token and how strongly it binds; `**` is apart.
fn binary_operator(kind: Kind) -> Option<(u8, Operator)> {
    Some(match kind {
        Kind::Bar => (1, Operator::BitOr),
        Kind::Caret => (2, Operator::BitXor),
        Kind::Ampersand => (3, Operator::BitAnd),
        Kind::ShiftLeft => (4, Operator::LShift),
        Kind::ShiftRight => (4, Operator::RShift),
        Kind::Plus => (5, Operator::Add),
        Kind::Minus => (5, Operator::Sub),
        Kind::Star => (6, Operator::Mult),
        Kind::Slash => (6, Operator::Div),
        Kind::SlashSlash => (6, Operator::FloorDiv),
        Kind::Percent => (6, Operator::Mod),
        Kind::At => (6, Operator::MatMult),
        _ => return None,
    })
}

impl Parser<'_> {
    /// `star_expressions`: `a`, `*a`, `a, *b,`
    pub(super) fn expressions(&mut self) -> Parsing<Expr> {
        self.tuple_of(Self::star_expression, |kind| kind == Kind::Star || kind.starts_expression())
    }

    /// One item, or a tuple of items without parentheses.
    pub(super) fn tuple_of(&mut self, item: fn(&mut Self) -> Parsing<Expr>, more: fn(Kind) -> bool) -> Parsing<Expr> {
        let start = self.start();
        let first = item(self)?;
        if !self.is(Kind::Comma) {
            return Ok(first);
        }
        let mut items = vec![first];
        while self.eat(Kind::Comma) && more(self.peek()) {
            items.push(item(self)?);
        }
        Ok(self.expr(start, ExprKind::Tuple(items)))
    }

    /// `yield_expr | star_expressions`
    pub(super) fn value(&mut self) -> Parsing<Expr> {
        if self.is(Kind::Yield) { self.yield_() } else { self.expressions() }
    }

    /// `yield`, `yield a, b`, `yield from a`
    pub(super) fn yield_(&mut self) -> Parsing<Expr> {
        let start = self.start();
        self.expect(Kind::Yield)?;
        let kind = if self.eat(Kind::From) {
            ExprKind::YieldFrom(Box::new(self.expression()?))
        } else if self.is(Kind::Star) || self.peek().starts_expression() {
            ExprKind::Yield(Some(Box::new(self.expressions()?)))
        } else {
            ExprKind::Yield(None)
        };
        Ok(self.expr(start, kind))
    }

    /// `*a` or an expression
    pub(super) fn star_expression(&mut self) -> Parsing<Expr> {
        if self.is(Kind::Star) { self.starred() } else { self.expression() }
    }

    /// `*a` or an expression with an optional `:=`
    pub(super) fn star_named_expression(&mut self) -> Parsing<Expr> {
        if self.is(Kind::Star) { self.starred() } else { self.named_expression() }
    }

    fn starred(&mut self) -> Parsing<Expr> {
        let start = self.start();
        self.expect(Kind::Star)?;
        let value = Box::new(self.bitwise()?);
        Ok(self.expr(start, ExprKind::Starred(value)))
    }

    /// `name := value` or an expression
    pub(super) fn named_expression(&mut self) -> Parsing<Expr> {
        let start = self.start();
        if self.is(Kind::Name) && self.ahead(1).kind == Kind::ColonEqual {
            let target = Box::new(self.name()?);
            self.expect(Kind::ColonEqual)?;
            let value = Box::new(self.expression()?);
            return Ok(self.expr(start, ExprKind::NamedExpr { target, value }));
        }
        let value = self.expression()?;
        if self.is(Kind::ColonEqual) {
            let what = super::target::describe(&value);
            return Self::invalid(value.span, format!("cannot use assignment expressions with {what}"));
        }
        Ok(value)
    }

    /// `lambda …: …`, `a if b else c`, or what binds more strongly
    pub(super) fn expression(&mut self) -> Parsing<Expr> {
        self.deeper(|parser| {
            let start = parser.start();
            if parser.is(Kind::Lambda) {
                return parser.lambda();
            }
            let body = parser.disjunction()?;
            if !parser.eat(Kind::If) {
                return Ok(body);
            }
            let test = Box::new(parser.disjunction()?);
            if !parser.is(Kind::Else) {
                return parser.unexpected("expected 'else' after 'if' expression");
            }
            parser.advance();
            let orelse = Box::new(parser.expression()?);
            Ok(parser.expr(start, ExprKind::IfExp { test, body: Box::new(body), orelse }))
        })
    }

    /// `a or b or c`
    pub(super) fn disjunction(&mut self) -> Parsing<Expr> {
        self.boolean(Kind::Or, BoolOperator::Or, Self::conjunction)
    }

    fn conjunction(&mut self) -> Parsing<Expr> {
        self.boolean(Kind::And, BoolOperator::And, Self::inversion)
    }

    fn boolean(&mut self, kind: Kind, op: BoolOperator, operand: fn(&mut Self) -> Parsing<Expr>) -> Parsing<Expr> {
        let start = self.start();
        let first = operand(self)?;
        if !self.is(kind) {
            return Ok(first);
        }
        let mut values = vec![first];
        while self.eat(kind) {
            values.push(operand(self)?);
        }
        Ok(self.expr(start, ExprKind::BoolOp { op, values }))
    }

    fn inversion(&mut self) -> Parsing<Expr> {
        if !self.is(Kind::Not) {
            return self.comparison();
        }
        self.deeper(|parser| {
            let start = parser.start();
            parser.advance();
            let operand = Box::new(parser.inversion()?);
            Ok(parser.expr(start, ExprKind::UnaryOp { op: UnaryOperator::Not, operand }))
        })
    }

    fn comparison(&mut self) -> Parsing<Expr> {
        let start = self.start();
        let left = self.bitwise()?;
        let (mut ops, mut comparators) = (Vec::new(), Vec::new());
        while let Some(op) = self.compare_operator() {
            ops.push(op);
            comparators.push(self.bitwise()?);
        }
        if ops.is_empty() {
            return Ok(left);
        }
        Ok(self.expr(start, ExprKind::Compare { left: Box::new(left), ops, comparators }))
    }

    /// Takes a comparison operator, if one stands here.
    fn compare_operator(&mut self) -> Option<CompareOperator> {
        let op = match self.peek() {
            Kind::EqualEqual => CompareOperator::Eq,
            Kind::NotEqual => CompareOperator::NotEq,
            Kind::Less => CompareOperator::Lt,
            Kind::LessEqual => CompareOperator::LtE,
            Kind::Greater => CompareOperator::Gt,
            Kind::GreaterEqual => CompareOperator::GtE,
            Kind::In => CompareOperator::In,
            Kind::Not if self.ahead(1).kind == Kind::In => CompareOperator::NotIn,
            Kind::Is if self.ahead(1).kind == Kind::Not => CompareOperator::IsNot,
            Kind::Is => CompareOperator::Is,
            _ => return None,
        };
        if matches!(op, CompareOperator::NotIn | CompareOperator::IsNot) {
            self.advance();
        }
        self.advance();
        Some(op)
    }

    /// `a | b` and what binds more strongly: CPython's `bitwise_or`
    pub(super) fn bitwise(&mut self) -> Parsing<Expr> {
        self.binary(1)
    }

    fn binary(&mut self, weakest: u8) -> Parsing<Expr> {
        let start = self.start();
        let mut left = self.factor()?;
        let mut links = 0;
        while let Some((strength, op)) = binary_operator(self.peek())
            && strength >= weakest
        {
            self.advance();
            links += 1;
            self.link(links)?;
            let right = Box::new(self.binary(strength + 1)?);
            left = self.expr(start, ExprKind::BinOp { left: Box::new(left), op, right });
        }
        Ok(left)
    }

    fn factor(&mut self) -> Parsing<Expr> {
        let op = match self.peek() {
            Kind::Plus => UnaryOperator::UAdd,
            Kind::Minus => UnaryOperator::USub,
            Kind::Tilde => UnaryOperator::Invert,
            _ => return self.power(),
        };
        self.deeper(|parser| {
            let start = parser.start();
            parser.advance();
            let operand = Box::new(parser.factor()?);
            Ok(parser.expr(start, ExprKind::UnaryOp { op, operand }))
        })
    }

    fn power(&mut self) -> Parsing<Expr> {
        let start = self.start();
        let left = if self.eat(Kind::Await) {
            let value = Box::new(self.primary()?);
            self.expr(start, ExprKind::Await(value))
        } else {
            self.primary()?
        };
        if !self.eat(Kind::StarStar) {
            return Ok(left);
        }
        let right = Box::new(self.deeper(Self::factor)?);
        Ok(self.expr(start, ExprKind::BinOp { left: Box::new(left), op: Operator::Pow, right }))
    }
}
