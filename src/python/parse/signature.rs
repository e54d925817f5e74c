//! Parameters of functions and lambdas, and type parameters.

use crate::python::ast::{Expr, ExprKind, Parameter, Parameters, TypeParam, TypeParamKind};

use super::token::Kind;
use super::{Parser, Parsing};

/// Which part of a signature is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Positional,
    KeywordOnly,
    AfterDoubleStar,
}

impl Parser<'_> {
    /// `lambda a, *b, c=1: body`
    pub(super) fn lambda(&mut self) -> Parsing<Expr> {
        let start = self.start();
        self.expect(Kind::Lambda)?;
        let parameters = Box::new(self.parameters(Kind::Colon, false)?);
        self.expect(Kind::Colon)?;
        let body = Box::new(self.expression()?);
        Ok(self.expr(start, ExprKind::Lambda { parameters, body }))
    }

    /// `a, /, b: int = 1, *args, c, **kwargs` up to `closing`, which stays
    pub(super) fn parameters(&mut self, closing: Kind, annotated: bool) -> Parsing<Parameters> {
        let mut found = Parameters::default();
        let mut part = Part::Positional;
        let mut slash = false;
        while !self.is(closing) {
            let token = self.token();
            if part == Part::AfterDoubleStar {
                return self.unexpected("arguments cannot follow var-keyword argument");
            }
            match token.kind {
                Kind::Slash => {
                    if slash || part != Part::Positional || found.args.is_empty() {
                        return self.unexpected("'/' must come once, after a parameter and before '*'");
                    }
                    slash = true;
                    self.advance();
                    found.posonly = std::mem::take(&mut found.args);
                }
                Kind::StarStar => {
                    self.advance();
                    found.kwarg = Some(self.parameter(annotated, false, false)?);
                    part = Part::AfterDoubleStar;
                }
                Kind::Star => {
                    if part != Part::Positional {
                        return self.unexpected("* argument may appear only once");
                    }
                    part = Part::KeywordOnly;
                    self.advance();
                    if !self.is(Kind::Comma) {
                        found.vararg = Some(self.parameter(annotated, true, false)?);
                    } else if self.ahead(1).kind != Kind::Name {
                        return self.unexpected("named arguments must follow bare *");
                    }
                }
                _ => {
                    let parameter = self.parameter(annotated, false, true)?;
                    if part == Part::KeywordOnly {
                        found.kwonly.push(parameter);
                    } else {
                        let before = found.args.last().or(found.posonly.last());
                        if parameter.default.is_none() && before.is_some_and(|before| before.default.is_some()) {
                            let title = "parameter without a default follows parameter with a default";
                            return Self::invalid(parameter.name.span, title);
                        }
                        found.args.push(parameter);
                    }
                }
            }
            if !self.eat(Kind::Comma) {
                break;
            }
        }
        if self.is(closing) { Ok(found) } else { self.unexpected("invalid syntax") }
    }

    /// `name: annotation = default`; the annotation of `*args` may be `*Ts`
    fn parameter(&mut self, annotated: bool, star: bool, default: bool) -> Parsing<Parameter> {
        let name = self.identifier()?;
        let annotation = if annotated && self.eat(Kind::Colon) {
            Some(if star { self.star_expression()? } else { self.expression()? })
        } else {
            None
        };
        let default = if self.is(Kind::Equal) {
            if !default {
                return self.unexpected("a parameter with * or ** cannot have a default value");
            }
            self.advance();
            Some(self.expression()?)
        } else {
            None
        };
        Ok(Parameter { name, annotation, default })
    }

    /// `[T: int = str, *Ts, **P]`, or nothing
    pub(super) fn type_params(&mut self) -> Parsing<Vec<TypeParam>> {
        let mut found = Vec::new();
        if !self.eat(Kind::LeftBracket) {
            return Ok(found);
        }
        loop {
            let kind = match self.peek() {
                Kind::Star => TypeParamKind::TypeVarTuple,
                Kind::StarStar => TypeParamKind::ParamSpec,
                _ => TypeParamKind::TypeVar,
            };
            if kind != TypeParamKind::TypeVar {
                self.advance();
            }
            let name = self.identifier()?;
            let bound =
                if kind == TypeParamKind::TypeVar && self.eat(Kind::Colon) { Some(self.expression()?) } else { None };
            let default = match (self.eat(Kind::Equal), kind) {
                (false, _) => None,
                (true, TypeParamKind::TypeVarTuple) => Some(self.star_expression()?),
                (true, TypeParamKind::TypeVar | TypeParamKind::ParamSpec) => Some(self.expression()?),
            };
            found.push(TypeParam { name, kind, bound, default });
            if !self.eat(Kind::Comma) || self.is(Kind::RightBracket) {
                break;
            }
        }
        self.expect(Kind::RightBracket)?;
        Ok(found)
    }
}
