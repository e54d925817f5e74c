//! Builtin functions of numbers: `int`, `float`, `abs`, `round`, `min`, `max`, `sum`.

use super::body::Body;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir;
use crate::ir::{ComprehensionKind, ExprKind};
use crate::python::ast::{self, Constant};
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// `int(value)`
    pub(super) fn int_of(&mut self, value: Value, span: Span) -> Lowered<Value> {
        let ty = self.int(span, 0);
        let Ty::Int(int) = ty.clone() else { return Ok(value) };
        match self.low.heap.resolve(&value.ty) {
            Ty::Never => Ok(self.value(ty, span, ExprKind::Int(0))),
            Ty::Int(_) | Ty::Exact => Ok(value),
            Ty::Bool => Ok(self.value(ty, span, ExprKind::Convert(Box::new(value.expr)))),
            Ty::Str => {
                self.low.heap.mark_parsed(int);
                if self.is_parsed_exactly(int, false) {
                    return Ok(self.helper(Ty::Exact, span, "big_int_parse", vec![value.expr], &["ValueError"]));
                }
                // The helper gives an int of any size; where 64 bits are needed it ends as beyond.
                let helper = if self.low.heap.is_big(int) { "big_int_parse" } else { "int_parse" };
                Ok(self.helper(ty, span, helper, vec![value.expr], &["ValueError"]))
            }
            Ty::Bytes => Ok(self.helper(ty, span, "int_parse_bytes", vec![value.expr], &["ValueError"])),
            Ty::Float if self.low.exact => {
                let raises = &["ValueError", "OverflowError"];
                Ok(self.helper(Ty::Exact, span, "big_int_of_float", vec![value.expr], raises))
            }
            Ty::Float => {
                self.low.heap.mark_computed(int);
                Ok(self.helper(ty, span, "float_int", vec![value.expr], &["ValueError", "OverflowError"]))
            }
            Ty::Number if self.low.exact => self.exact_of_number("big_int_of_float", value, span),
            Ty::Number => {
                self.low.heap.mark_computed(int);
                Ok(self.helper(ty, span, "number_int", vec![value.expr], &["ValueError", "OverflowError"]))
            }
            Ty::Json => {
                self.low.heap.mark_parsed(int);
                if self.is_parsed_exactly(int, false) {
                    let raises = &["ValueError", "TypeError", "OverflowError"];
                    return Ok(self.helper(Ty::Exact, span, "value_big_int", vec![value.expr], raises));
                }
                let helper = if self.low.heap.is_big(int) { "value_big_int" } else { "value_int" };
                Ok(self.helper(ty, span, helper, vec![value.expr], &["ValueError", "TypeError", "OverflowError"]))
            }
            Ty::Optional(inner) if matches!(*inner, Ty::Str) => {
                // int(None) raises TypeError.
                self.low.heap.mark_parsed(int);
                if self.is_parsed_exactly(int, false) {
                    let raises = &["ValueError", "TypeError"];
                    return Ok(self.helper(Ty::Exact, span, "big_int_parse_optional", vec![value.expr], raises));
                }
                let helper = if self.low.heap.is_big(int) { "big_int_parse_optional" } else { "int_parse_optional" };
                Ok(self.helper(ty, span, helper, vec![value.expr], &["ValueError", "TypeError"]))
            }
            other => {
                let reason = format!("int() of {}", self.low.heap.describe(&other));
                self.transient(ty, span, "int", reason)
            }
        }
    }

    /// Whether integers that are read from text are computed with in any size: with a base they are digests and the like.
    fn is_parsed_exactly(&self, int: super::heap::IntId, has_base: bool) -> bool {
        let heap = &self.low.heap;
        heap.is_exact_parsed(int) || self.low.exact && heap.is_computed(int) || has_base && heap.is_reckoned(int)
    }

    /// `int(value, base)`
    pub(super) fn int_of_base(&mut self, value: Value, base: Value, span: Span) -> Lowered<Value> {
        let ty = self.int(span, 0);
        let Ty::Int(int) = ty.clone() else { return Ok(value) };
        let mut raises = vec!["ValueError"];
        let base = match self.low.heap.resolve(&base.ty) {
            Ty::Json => {
                raises.push("TypeError");
                let index = self.computed_int(span, 1);
                self.helper(index, span, "value_operator_index", vec![base.expr], &["TypeError"]).expr
            }
            _ => self.position(base)?,
        };
        let helper = match self.low.heap.resolve(&value.ty) {
            Ty::Never => return Ok(self.value(ty, span, ExprKind::Int(0))),
            Ty::Str => "int_parse_base",
            Ty::Json => {
                raises.push("TypeError");
                "value_int_base"
            }
            other => {
                let reason = format!("int() of {} with a base", self.low.heap.describe(&other));
                return self.transient(ty, span, "int", reason);
            }
        };
        self.low.heap.mark_parsed(int);
        if self.is_parsed_exactly(int, true) {
            let helper = if helper == "int_parse_base" { "big_int_parse_base" } else { "value_big_int_base" };
            return Ok(self.helper(Ty::Exact, span, helper, vec![value.expr, base], &raises));
        }
        let helper = match (self.low.heap.is_big(int), helper) {
            (true, "int_parse_base") => "big_int_parse_base",
            (true, _) => "value_big_int_base",
            (false, helper) => helper,
        };
        Ok(self.helper(ty, span, helper, vec![value.expr, base], &raises))
    }

    pub(super) fn float_of(&mut self, value: Value, span: Span) -> Lowered<Value> {
        match self.low.heap.resolve(&value.ty) {
            Ty::Never | Ty::Float => Ok(Value { ty: Ty::Float, expr: ir::Expr { ty: ir::Type::Float, ..value.expr } }),
            Ty::Int(_) | Ty::Exact | Ty::Bool => {
                let expr = self.as_float(value);
                Ok(Value { ty: Ty::Float, expr })
            }
            Ty::Number => Ok(self.helper(Ty::Float, span, "number_float", vec![value.expr], &[])),
            Ty::Str => Ok(self.helper(Ty::Float, span, "float_parse", vec![value.expr], &["ValueError"])),
            Ty::Json => Ok(self.helper(
                Ty::Float,
                span,
                "value_float",
                vec![value.expr],
                &["ValueError", "TypeError", "OverflowError"],
            )),
            other => {
                let reason = format!("float() of {}", self.low.heap.describe(&other));
                self.transient(Ty::Float, span, "float", reason)
            }
        }
    }

    pub(super) fn abs(&mut self, arg: &'a ast::Expr, span: Span) -> Lowered<Value> {
        let value = self.read(arg)?;
        match self.low.heap.resolve(&value.ty) {
            Ty::Never => Ok(value),
            Ty::Exact => Ok(self.helper(Ty::Exact, span, "big_int_abs", vec![value.expr], &[])),
            Ty::Int(int) if self.low.exact && self.low.heap.is_large(int) => {
                let value = self.exact(value)?;
                Ok(self.helper(Ty::Exact, span, "big_int_abs", vec![value], &[]))
            }
            ty @ Ty::Int(_) => {
                self.mark_computed(&ty);
                let ty = self.computed_int(span, 0);
                Ok(self.helper(ty, span, "int_abs", vec![value.expr], &[]))
            }
            Ty::Float => Ok(self.helper(Ty::Float, span, "float_abs", vec![value.expr], &[])),
            Ty::Number => Ok(self.helper(Ty::Number, span, "number_abs", vec![value.expr], &[])),
            Ty::Json => Ok(self.helper(Ty::Json, span, "value_abs", vec![value.expr], &["TypeError"])),
            other => {
                let reason = format!("abs() of {}", self.low.heap.describe(&other));
                self.transient(Ty::Never, span, "abs", reason)
            }
        }
    }

    pub(super) fn round(&mut self, args: &'a [ast::Expr], span: Span) -> Lowered<Value> {
        let value = self.read(&args[0])?;
        let digits = match args.get(1) {
            None => None,
            Some(digits) if matches!(digits.kind, ast::ExprKind::Constant(Constant::None)) => None,
            Some(digits) => {
                let digits = self.expr(digits)?;
                let digits = self.narrowed(digits, super::exact::Narrow::Clamp);
                Some(self.position(digits)?)
            }
        };
        let ty = self.low.heap.resolve(&value.ty);
        match (ty, digits) {
            (Ty::Never, _) => Ok(value),
            (Ty::Float, None) if self.low.exact => {
                let raises = &["ValueError", "OverflowError"];
                Ok(self.helper(Ty::Exact, span, "big_int_of_rounded", vec![value.expr], raises))
            }
            (Ty::Float, None) => {
                let ty = self.computed_int(span, 0);
                Ok(self.helper(ty, span, "float_round", vec![value.expr], &["ValueError", "OverflowError"]))
            }
            (Ty::Float, Some(digits)) => {
                Ok(self.helper(Ty::Float, span, "float_round_digits", vec![value.expr, digits], &[]))
            }
            (Ty::Int(_) | Ty::Exact, None) => Ok(value),
            (Ty::Exact, Some(digits)) => {
                Ok(self.helper(Ty::Exact, span, "big_int_round_digits", vec![value.expr, digits], &[]))
            }
            (Ty::Int(int), Some(digits)) if self.low.exact && self.low.heap.is_large(int) => {
                let value = self.exact(value)?;
                Ok(self.helper(Ty::Exact, span, "big_int_round_digits", vec![value, digits], &[]))
            }
            (Ty::Int(_), Some(digits)) => {
                self.mark_computed(&value.ty);
                let ty = self.computed_int(span, 0);
                Ok(self.helper(ty, span, "int_round_digits", vec![value.expr, digits], &[]))
            }
            (Ty::Number, None) if self.low.exact => self.exact_of_number("big_int_of_rounded", value, span),
            (Ty::Number, None) => {
                let ty = self.computed_int(span, 0);
                Ok(self.helper(ty, span, "number_round", vec![value.expr], &["ValueError", "OverflowError"]))
            }
            (Ty::Number, Some(digits)) => {
                Ok(self.helper(Ty::Number, span, "number_round_digits", vec![value.expr, digits], &[]))
            }
            (Ty::Json, None) => Ok(self.helper(
                Ty::Json,
                span,
                "value_round",
                vec![value.expr],
                &["TypeError", "ValueError", "OverflowError"],
            )),
            (Ty::Json, Some(digits)) => Ok(self.helper(
                Ty::Json,
                span,
                "value_round_digits",
                vec![value.expr, digits],
                &["TypeError", "ValueError", "OverflowError"],
            )),
            (other, _) => {
                let reason = format!("round() of {}", self.low.heap.describe(&other));
                self.transient(Ty::Never, span, "round", reason)
            }
        }
    }

    pub(super) fn extreme(
        &mut self,
        name: &str,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        if let ([arg], keywords) = (args, keywords) {
            let mut key = None;
            let mut default = None;
            for keyword in keywords {
                match keyword.name.as_ref().map(|name| name.name.as_str()) {
                    Some("key") => key = Some(&keyword.value),
                    Some("default") => default = Some(&keyword.value),
                    _ => return self.refuse(keyword.span, "argument-name", format!("{name}() with this argument")),
                }
            }
            let list = self.list_of(arg)?;
            if list.ty == Ty::Json && key.is_none() && default.is_none() {
                return Ok(self.helper(
                    Ty::Json,
                    span,
                    &format!("value_{name}"),
                    vec![list.expr],
                    &["TypeError", "ValueError"],
                ));
            }
            let element = self.element_type(&self.low.heap.resolve(&list.ty));
            if list.ty == Ty::Never || element == Ty::Never {
                return Ok(Value { ty: Ty::Never, ..list });
            }
            let mut helper = name.to_owned();
            let mut values = vec![list.expr];
            let mut compared = element.clone();
            if let Some(key) = key {
                let before = self.keyed.replace(arg);
                let lambda = self.key_lambda(key, &element);
                self.keyed = before;
                let lambda = self.compared_key(lambda?)?;
                compared = lambda.ty.clone();
                values.push(lambda.expr);
                helper.push_str("_by");
            } else if let Some(lambda) = self.compared_element(&element, span)? {
                compared = lambda.ty.clone();
                values.push(lambda.expr);
                helper.push_str("_by");
            }
            let unordered = self.low.heap.resolve(&compared) == Ty::Json;
            if !unordered && !self.is_ordered(&compared) {
                let reason = format!("{name}() by {}", self.low.heap.describe(&compared));
                return self.transient(Ty::Never, span, "extreme", reason);
            }
            let stepwise = unordered || values.get(1).is_some_and(super::order::may_raise);
            if default.is_some() && key.is_some() && (stepwise || element == Ty::Json) && self.low.last_pass {
                let what = if stepwise { "by a key that can raise" } else { "of values of unknown shape by a key" };
                return self.refuse(span, "key-function", format!("{name}() with a default, {what}"));
            }
            if let Some(default) = default {
                let default = self.expr(default)?;
                // The helper gives what is not there as None; the default stands in.
                helper.push_str("_or_none");
                let raises: &[&str] = if unordered { &["TypeError"] } else { &[] };
                if element == Ty::Json {
                    // None among the elements is not the missing element.
                    let default = self.coerce(default, &Ty::Json)?;
                    values.push(default);
                    let helper = helper.replace("_or_none", "_default");
                    return Ok(self.helper(Ty::Json, span, &helper, values, raises));
                }
                let found = self.helper(element.optional(), span, &helper, values, raises);
                return self.or_default(found, default, span);
            }
            let raises: &[&str] = if unordered { &["ValueError", "TypeError"] } else { &["ValueError"] };
            return Ok(self.helper(element, span, &helper, values, raises));
        }
        if !keywords.is_empty() || args.len() < 2 {
            return self.refuse(span, "argument-count", format!("{name}() in this form"));
        }
        let mut ty = Ty::Never;
        let mut values = Vec::new();
        for arg in args {
            let value = self.read(arg)?;
            ty = self.low.heap.join(&ty, &value.ty);
            values.push(value);
        }
        if let Some(chosen) = self.extreme_of_two(name, &values, span)? {
            return Ok(chosen);
        }
        self.mark_computed(&ty);
        if ty == Ty::Json && values.iter().skip(2).any(|value| !super::order::is_harmless(&value.expr)) {
            // All are evaluated before two of them are found not to compare.
            return self.refuse(span, "extreme", format!("{name}() of computed values of unknown JSON shape"));
        }
        let (helper, raises): (String, &[&str]) =
            if ty == Ty::Json { (format!("value_{name}_2"), &["TypeError"]) } else { (format!("{name}_of_two"), &[]) };
        if ty != Ty::Json && !self.is_ordered(&ty) {
            let reason = format!("{name}() of {}", self.low.heap.describe(&ty));
            return self.transient(Ty::Never, span, "extreme", reason);
        }
        let mut coerced = Vec::new();
        for value in values {
            coerced.push(self.coerce(value, &ty)?);
        }
        let mut coerced = coerced.into_iter();
        let Some(first) = coerced.next() else { return self.refuse(span, "argument-count", "min() of nothing") };
        let mut out = Value { ty: ty.clone(), expr: first };
        for next in coerced {
            out = self.helper(ty.clone(), span, &helper, vec![out.expr, next], raises);
        }
        Ok(out)
    }

    pub(super) fn sum(&mut self, arg: &'a ast::Expr, span: Span) -> Lowered<Value> {
        if let ast::ExprKind::GeneratorExp { element, generators } = &arg.kind {
            return self.consumed(ComprehensionKind::Sum, element, generators, span);
        }
        let list = self.list_of(arg)?;
        if list.ty == Ty::Json {
            return Ok(self.helper(Ty::Json, span, "value_sum", vec![list.expr], &["TypeError"]));
        }
        let element = self.element_type(&self.low.heap.resolve(&list.ty));
        let helper = match self.low.heap.resolve(&element) {
            Ty::Exact => Some("big_int_sum"),
            Ty::Int(_) if self.low.exact => Some("big_int_sum_of_ints"),
            _ => None,
        };
        if let Some(helper) = helper {
            if !self.node_of(&list.ty).is_some_and(|node| self.is_list(node)) {
                return self.transient(Ty::Exact, span, "sum", "the sum of integers of any size that are in no list");
            }
            return Ok(self.helper(Ty::Exact, span, helper, vec![list.expr], &[]));
        }
        let ty = self.sum_type(&element, span)?;
        let raises: &[&str] = if ty == Ty::Json { &["TypeError"] } else { &[] };
        Ok(self.helper(ty, span, "sum", vec![list.expr], raises))
    }
}
