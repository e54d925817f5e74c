//! f-strings (PEP 498, PEP 701): `f"text {value!r:{width}}"`

use crate::python::ast::{Constant, FStringPart};
use crate::source::Span;

use super::string::{Points, decode, text_constant, universal_newlines};
use super::token::Kind;
use super::{Parser, Parsing};

/// A piece of an f-string before its text is known to be text.
pub(super) enum Part {
    /// Decoded text; adjacent pieces are joined, as in CPython.
    Text(Points),
    /// A field.
    Field(FStringPart),
}

impl Part {
    /// Adds text to what is there.
    pub(super) fn push_text(parts: &mut Vec<Self>, points: Points) {
        if let Some(Self::Text(last)) = parts.last_mut() {
            last.extend(points);
        } else {
            parts.push(Self::Text(points));
        }
    }
}

impl Parser<'_> {
    /// One f-string literal: adds its pieces.
    pub(super) fn fstring(&mut self, parts: &mut Vec<Part>) -> Parsing<()> {
        let start = self.advance().span;
        let raw = self.source(start).starts_with(['r', 'R']) || self.source(start)[1..].starts_with(['r', 'R']);
        self.pieces(raw, parts)?;
        self.expect(Kind::FStringEnd)?;
        Ok(())
    }

    /// Text and fields as far as they go.
    fn pieces(&mut self, raw: bool, parts: &mut Vec<Part>) -> Parsing<()> {
        loop {
            match self.peek() {
                Kind::FStringMiddle => {
                    let span = self.advance().span;
                    match decode(self.source(span), raw, false) {
                        Ok(points) => Part::push_text(parts, points),
                        Err(title) => return Self::invalid(span, title),
                    }
                }
                Kind::LeftBrace => self.deeper(|parser| parser.field(raw, parts))?,
                _ => return Ok(()),
            }
        }
    }

    /// `{value}`, `{value=}`, `{value!r:spec}`
    fn field(&mut self, raw: bool, parts: &mut Vec<Part>) -> Parsing<()> {
        let start = self.start();
        self.expect(Kind::LeftBrace)?;
        if matches!(self.peek(), Kind::RightBrace | Kind::Colon | Kind::Bang | Kind::Equal) {
            let title = format!("f-string: valid expression required before '{}'", self.peek().text());
            return self.unexpected(&title);
        }
        let value = Box::new(self.value()?);
        let mut conversion = None;
        let debug = self.eat(Kind::Equal);
        if debug {
            // `{x = }` stands for the text `x = ` and the value.
            let text = self.without_comments(Span::new(start + 1, self.start()));
            Part::push_text(parts, universal_newlines(&text).chars().map(u32::from).collect());
        }
        if self.is(Kind::Bang) {
            conversion = Some(self.conversion()?);
        }
        let spec = if self.eat(Kind::Colon) {
            let mut spec = Vec::new();
            self.pieces(raw, &mut spec)?;
            Some(self.joined(spec, start)?)
        } else {
            None
        };
        if !self.eat(Kind::RightBrace) {
            return self.unexpected("f-string: expecting '}'");
        }
        if debug && conversion.is_none() && spec.is_none() {
            conversion = Some('r');
        }
        let span = self.span_from(start);
        parts.push(Part::Field(FStringPart::Replacement { value, conversion, spec, span }));
        Ok(())
    }

    /// The source of a span without the comments in it.
    fn without_comments(&self, span: Span) -> String {
        let mut text = String::new();
        let mut from = span.start;
        let first = self.comments.partition_point(|comment| comment.span.start < span.start);
        for comment in self.comments[first..].iter().take_while(|comment| comment.span.end <= span.end) {
            text.push_str(self.source(Span::new(from, comment.span.start)));
            from = comment.span.end;
        }
        text.push_str(self.source(Span::new(from, span.end)));
        text
    }

    /// `!r`, `!s`, `!a`
    fn conversion(&mut self) -> Parsing<char> {
        let bang = self.advance().span;
        let token = self.token();
        if token.kind != Kind::Name {
            return self.unexpected("f-string: invalid conversion character: expected 's', 'r', or 'a'");
        }
        if token.span.start != bang.end {
            return self.unexpected("f-string: conversion type must come right after the exclamation mark");
        }
        let conversion = match self.source(token.span) {
            "r" => 'r',
            "s" => 's',
            "a" => 'a',
            _ => return self.unexpected("f-string: invalid conversion character: expected 's', 'r', or 'a'"),
        };
        self.advance();
        Ok(conversion)
    }

    /// The pieces with their text checked; empty text is left out, as in CPython.
    pub(super) fn joined(&self, parts: Vec<Part>, start: u32) -> Parsing<Vec<FStringPart>> {
        let mut joined = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Part::Field(field) => joined.push(field),
                Part::Text(points) if points.is_empty() => {}
                Part::Text(points) => {
                    if let Constant::Str(text) = text_constant(points) {
                        joined.push(FStringPart::Literal(text));
                    } else {
                        let title = "an f-string with lone surrogates cannot be represented";
                        return Self::invalid(self.span_from(start), title);
                    }
                }
            }
        }
        Ok(joined)
    }
}
