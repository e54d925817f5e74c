//! `match`, as the tests of each pattern in order (PEP 634).
//!
//! ```python
//! match command.split():            # words = command.split()
//!     case ["go", place]:           # if len(words) == 2 and words[0] == "go":
//!         move(place)               #     place = words[1]; move(place)
//!     case _:                       # else:
//!         fail()                    #     fail()
//! ```
//!
//! The subject is evaluated once. Names are bound when the whole pattern has matched, before the guard is evaluated.

use super::body::Body;
use super::condition::Fact;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::stmt::Falls;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, CompareOp, ExprKind, StmtKind};
use crate::python::ast::{self, CompareOperator, Constant, Identifier, MatchCase, Pattern, PatternKind};
use crate::source::Span;

/// When a pattern matches, and what it binds.
#[derive(Default)]
pub(super) struct Matched<'a> {
    /// Bools, all of which must hold, in order; none for a pattern that always matches.
    pub(super) tests: Vec<ir::Expr>,
    /// It never matches.
    pub(super) never: bool,
    /// What is bound.
    pub(super) binds: Vec<(&'a Identifier, Bound<'a>)>,
    /// What is known of the subject's variable when it matches.
    pub(super) when_true: Vec<Fact>,
    /// What is known when it does not.
    pub(super) when_false: Vec<Fact>,
}

pub(super) enum Bound<'a> {
    /// A value.
    Value(Value),
    /// A mapping without some of its keys.
    Rest(Value, &'a [ast::Expr]),
}

impl<'a> Body<'_, 'a> {
    /// `match subject: case …`
    pub(super) fn match_statement(
        &mut self,
        subject: &'a ast::Expr,
        cases: &'a [MatchCase],
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<Falls> {
        let value = self.expr(subject)?;
        let rebound = self.web_of(subject).is_none_or(|web| self.is_bound_in(web, span));
        let literal = super::order::is_fixed(&value.expr) && !matches!(value.expr.kind, ExprKind::Local(_));
        let value = if rebound && !literal { self.keep(value, out) } else { value };
        self.cases(subject, &value, cases, span, out)
    }

    fn cases(
        &mut self,
        subject: &'a ast::Expr,
        value: &Value,
        cases: &'a [MatchCase],
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<Falls> {
        let Some((case, rest)) = cases.split_first() else { return Ok(true) };
        let known = self.web_of(subject).and_then(|web| self.known.narrowed.get(&web).cloned());
        let value = &match known {
            Some(narrow) if narrow != value.ty && matches!(value.expr.kind, ExprKind::Local(_)) => {
                self.read(subject)?
            }
            _ => value.clone(),
        };
        let at = case.pattern.span;
        let mut matched = Matched::default();
        self.pattern(&case.pattern, value, Some(subject), true, &mut matched)?;
        if matched.never {
            return self.cases(subject, value, rest, span, out);
        }
        let before = self.known.clone();
        self.assume(&matched.when_true);
        let mut bound = Vec::new();
        for (name, what) in std::mem::take(&mut matched.binds) {
            let what = match what {
                Bound::Value(value) => self.held_apart(value, &mut bound),
                Bound::Rest(whole, keys) => self.without_keys(whole, keys, at, &mut bound)?,
            };
            self.store_name(&name.name, name.span, what, at, &mut bound)?;
        }
        let mut tests = matched.tests;
        let mut then = Vec::new();
        let mut after_guard = None;
        if let Some(guard) = &case.guard {
            let condition = self.condition(guard)?;
            after_guard = Some(self.known.clone());
            self.assume(&condition.when_true);
            if tests.is_empty() {
                out.append(&mut bound);
                tests.push(condition.test);
            } else if bound.is_empty() {
                tests.push(condition.test);
            } else {
                let block = ExprKind::Block(Box::new(std::mem::take(&mut bound)), Box::new(condition.test));
                tests.push(ir::Expr { ty: ir::Type::Bool, span: guard.span, kind: block });
            }
        }
        let (block, falls) = self.suite(&case.body)?;
        then.extend(bound);
        then.extend(block);
        if tests.is_empty() {
            out.extend(then);
            return Ok(falls);
        }
        let after_then = std::mem::replace(&mut self.known, before);
        if let Some(after_guard) = after_guard {
            // What the pattern binds stays bound when the guard fails.
            let without = self.known.clone();
            self.known = self.meet(&without, &after_guard);
        } else {
            self.assume(&matched.when_false);
        }
        let mut otherwise = Vec::new();
        let otherwise_falls = self.cases(subject, value, rest, span, &mut otherwise)?;
        if falls {
            let after_else = self.known.clone();
            self.known = if otherwise_falls { self.meet(&after_then, &after_else) } else { after_then };
        }
        let mut test = all(tests, at);
        super::hoist::hoist(&mut test, out);
        match test.kind {
            ExprKind::Bool(true) if self.low.last_pass => out.extend(then),
            _ => out.push(self.plain(at, StmtKind::If { test, then, otherwise })),
        }
        Ok(falls || otherwise_falls)
    }

    /// A computed value that is read as another type: it is held first.
    fn held_apart(&mut self, value: Value, out: &mut ir::Block) -> Value {
        match value.expr.kind {
            ExprKind::Convert(inner) if inner.ty == ir::Type::Json && !super::order::is_fixed(&inner) => {
                let held = self.keep(Value { ty: Ty::Json, expr: *inner }, out);
                self.value(value.ty, value.expr.span, ExprKind::Convert(Box::new(held.expr)))
            }
            kind => Value { ty: value.ty, expr: ir::Expr { kind, ..value.expr } },
        }
    }

    /// The tests of a pattern against a value; `top` for the subject itself.
    pub(super) fn pattern(
        &mut self,
        pattern: &'a Pattern,
        value: &Value,
        subject: Option<&'a ast::Expr>,
        top: bool,
        out: &mut Matched<'a>,
    ) -> Lowered<()> {
        let span = pattern.span;
        if value.ty == Ty::Never && !matches!(pattern.kind, PatternKind::As { .. }) {
            // What it holds is known in a later pass.
            out.never |= self.low.last_pass;
        }
        match &pattern.kind {
            PatternKind::As { pattern, name } => {
                let mut inner = value.clone();
                if let Some(pattern) = pattern {
                    self.pattern(pattern, value, subject, top, out)?;
                    inner = self.matched_as(pattern, value)?;
                }
                if let Some(name) = name {
                    out.binds.push((name, Bound::Value(inner)));
                }
                Ok(())
            }
            PatternKind::Or(ways) => self.alternatives(ways, value, subject, top, span, out),
            PatternKind::Value(literal) => self.literal(literal, value, subject, span, out),
            PatternKind::Singleton(constant) => {
                self.singleton(constant, value, subject, span, out);
                Ok(())
            }
            PatternKind::Sequence(items) => self.sequence(items, value, span, out),
            PatternKind::Mapping { keys, patterns, rest } => {
                self.mapping_pattern(keys, patterns, rest.as_ref(), value, span, out)
            }
            PatternKind::Class { cls, patterns, keywords } => {
                self.class_pattern(cls, patterns, keywords, value, subject, span, out)
            }
            PatternKind::Star(_) => self.refuse(span, "match", "a starred pattern outside of a sequence"),
        }
    }

    fn literal(
        &mut self,
        literal: &'a ast::Expr,
        value: &Value,
        subject: Option<&'a ast::Expr>,
        span: Span,
        out: &mut Matched<'a>,
    ) -> Lowered<()> {
        let wanted = self.expr(literal)?;
        let left = subject.unwrap_or(literal);
        let (test, when_true, when_false) = self.compare(left, value, CompareOperator::Eq, literal, &wanted, span)?;
        out.tests.push(test);
        out.when_true.extend(when_true);
        out.when_false.extend(when_false);
        Ok(())
    }

    /// `None`, `True`, `False`: by identity.
    fn singleton(
        &mut self,
        constant: &Constant,
        value: &Value,
        subject: Option<&'a ast::Expr>,
        span: Span,
        out: &mut Matched<'a>,
    ) {
        let truth = |kind| ir::Expr { ty: ir::Type::Bool, span, kind };
        let ty = self.low.heap.resolve(&value.ty);
        if let Constant::Bool(wanted) = constant {
            let held = match &ty {
                Ty::Bool => value.expr.clone(),
                Ty::Json => {
                    let kinds = vec!["bool"];
                    out.tests.push(truth(ExprKind::IsJson { value: Box::new(value.expr.clone()), kinds }));
                    truth(ExprKind::Convert(Box::new(value.expr.clone())))
                }
                Ty::Optional(inner) if **inner == Ty::Bool => {
                    let none = truth(ExprKind::IsNone(Box::new(value.expr.clone())));
                    out.tests.push(self.not(none, span));
                    truth(ExprKind::Convert(Box::new(value.expr.clone())))
                }
                _ => {
                    out.never = true;
                    return;
                }
            };
            out.tests.push(if *wanted { held } else { self.not(held, span) });
            return;
        }
        match &ty {
            Ty::None => {}
            Ty::Optional(inner) => {
                out.tests.push(truth(ExprKind::IsNone(Box::new(value.expr.clone()))));
                if let Some(web) = subject.and_then(|subject| self.web_of(subject)) {
                    out.when_true.push(Fact::Holds(web, Ty::None));
                    out.when_false.push(Fact::Holds(web, (**inner).clone()));
                }
            }
            Ty::Json => out.tests.push(truth(ExprKind::IsNone(Box::new(value.expr.clone())))),
            _ => out.never = true,
        }
    }

    fn alternatives(
        &mut self,
        ways: &'a [Pattern],
        value: &Value,
        subject: Option<&'a ast::Expr>,
        top: bool,
        span: Span,
        out: &mut Matched<'a>,
    ) -> Lowered<()> {
        let mut tests = Vec::new();
        let mut when_false = Vec::new();
        let mut always = false;
        for way in ways {
            let mut one = Matched::default();
            self.pattern(way, value, subject, top, &mut one)?;
            if one.never {
                continue;
            }
            if !one.binds.is_empty() {
                return self.refuse(way.span, "match", "an alternative that binds a name");
            }
            when_false.append(&mut one.when_false);
            always |= one.tests.is_empty();
            tests.push(all(one.tests, way.span));
        }
        if always {
            return Ok(());
        }
        out.when_false.append(&mut when_false);
        match tests.len() {
            0 => out.never = true,
            1 => out.tests.append(&mut tests),
            _ => out.tests.push(ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::Or(tests) }),
        }
        Ok(())
    }

    /// The value of an `as` pattern: `str() as text` is a str.
    fn matched_as(&mut self, pattern: &'a Pattern, value: &Value) -> Lowered<Value> {
        match &pattern.kind {
            PatternKind::Class { cls, .. } => match self.builtin_class(cls) {
                Some(kind) => Ok(self.narrowed_to(&kind, value)),
                None => self.without_none(value, pattern.span),
            },
            PatternKind::Sequence(_) | PatternKind::Mapping { .. } => self.without_none(value, pattern.span),
            _ => Ok(value.clone()),
        }
    }

    /// The value without its None.
    fn without_none(&mut self, value: &Value, span: Span) -> Lowered<Value> {
        let Ty::Optional(inner) = self.low.heap.resolve(&value.ty) else { return Ok(value.clone()) };
        Ok(self.value(*inner, span, ExprKind::Convert(Box::new(value.expr.clone()))))
    }

    /// Takes None away by a test.
    pub(super) fn some(&mut self, value: &Value, span: Span, out: &mut Matched<'a>) -> Lowered<Value> {
        if let Ty::Optional(_) = self.low.heap.resolve(&value.ty) {
            let kind = ExprKind::IsNone(Box::new(value.expr.clone()));
            let none = ir::Expr { ty: ir::Type::Bool, span, kind };
            let test = self.not(none, span);
            out.tests.push(test);
        }
        self.without_none(value, span)
    }

    fn sequence(&mut self, items: &'a [Pattern], value: &Value, span: Span, out: &mut Matched<'a>) -> Lowered<()> {
        let value = self.some(value, span, out)?;
        let value = &self.as_tuple(value, span)?;
        let star = items.iter().position(|item| matches!(item.kind, PatternKind::Star(_)));
        let least = items.len() - usize::from(star.is_some());
        let ty = self.low.heap.resolve(&value.ty);
        if let Ty::Tuple(types) = &ty {
            let fits = if star.is_some() { types.len() >= least } else { types.len() == least };
            let (Some(known), true) = (self.tuple_items(value), fits) else {
                out.never = true;
                return Ok(());
            };
            for (position, item) in items.iter().enumerate() {
                match (&item.kind, star) {
                    (PatternKind::Star(None), _) => {}
                    (PatternKind::Star(Some(_)), _) => {
                        return self.refuse(item.span, "match", "a starred pattern takes a part of a tuple");
                    }
                    (_, Some(star)) if star < position => {
                        self.pattern(item, &known[known.len() - (items.len() - position)], None, false, out)?;
                    }
                    _ => self.pattern(item, &known[position], None, false, out)?,
                }
            }
            return Ok(());
        }
        let dynamic = ty == Ty::Json;
        match &ty {
            Ty::Json => {
                let kind = ExprKind::IsJson { value: Box::new(value.expr.clone()), kinds: vec!["list"] };
                out.tests.push(ir::Expr { ty: ir::Type::Bool, span, kind });
            }
            Ty::Object(node) if self.is_list(*node) => {}
            Ty::Library(_) => return self.refuse(span, "match", "a sequence pattern on an object of the library"),
            Ty::Object(node) if matches!(self.low.heap.shape(*node), NodeShape::Instance(..)) => {
                out.never = true;
                return Ok(());
            }
            _ => {
                out.never |= ty != Ty::Never;
                return Ok(());
            }
        }
        let int = self.computed_int(span, 0);
        let length = self.value(int.clone(), span, ExprKind::Len(Box::new(value.expr.clone()))).expr;
        let wanted = self.value(int, span, ExprKind::Int(to_int(least))).expr;
        let op = if star.is_some() { CompareOp::GtE } else { CompareOp::Eq };
        if star.is_none() || least > 0 {
            let kind = ExprKind::Compare { op, left: Box::new(length), right: Box::new(wanted) };
            out.tests.push(ir::Expr { ty: ir::Type::Bool, span, kind });
        }
        let element = if dynamic { Ty::Json } else { self.element_type(&ty) };
        for (position, item) in items.iter().enumerate() {
            if let PatternKind::Star(name) = &item.kind {
                if let Some(name) = name {
                    let part = self.part(value, &ty, position, items.len() - position - 1, item.span)?;
                    out.binds.push((name, Bound::Value(part)));
                }
                continue;
            }
            if is_wildcard(item) {
                continue;
            }
            let from_end = star.is_some_and(|star| star < position);
            let index = if from_end { -to_int(items.len() - position) } else { to_int(position) };
            let int = self.computed_int(item.span, 1);
            let index = self.value(int, item.span, ExprKind::Int(index));
            let one = if dynamic {
                let index = self.coerce(index, &Ty::Json)?;
                let args = vec![value.expr.clone(), index];
                self.helper(Ty::Json, item.span, "value_getitem", args, super::subscript::VALUE_ITEM_ERRORS)
            } else {
                let args = vec![value.expr.clone(), index.expr];
                self.helper(element.clone(), item.span, "list_getitem", args, &[])
            };
            self.pattern(item, &one, None, false, out)?;
        }
        Ok(())
    }

    /// What `*rest` takes, as a list of its own.
    fn part(&mut self, value: &Value, ty: &Ty, before: usize, after: usize, span: Span) -> Lowered<Value> {
        let dynamic = *ty == Ty::Json;
        let mut args = vec![value.expr.clone()];
        for (bound, from_end) in [(before, false), (after, true)] {
            let bound = if bound == 0 {
                self.value(Ty::None, span, ExprKind::None)
            } else {
                let int = self.computed_int(span, 1);
                self.value(int, span, ExprKind::Int(if from_end { -to_int(bound) } else { to_int(bound) }))
            };
            args.push(if dynamic { self.coerce(bound, &Ty::Json)? } else { bound.expr });
        }
        if dynamic {
            return Ok(self.helper(Ty::Json, span, "value_slice", args, &["TypeError", "KeyError"]));
        }
        let element = self.element_type(ty);
        let node = self.node(span, 14, NodeShape::List(Ty::Never));
        self.low.heap.grow_element(node, &element);
        if self.low.heap.is_dynamic(node) {
            return self.fresh_apart(node, &NodeShape::List(element), span, &mut |body, ty| {
                body.helper(ty, span, "list_slice", args.clone(), &[])
            });
        }
        self.fresh_by(node, &element, span, ("list_slice", args, &[]))
    }

    fn mapping_pattern(
        &mut self,
        keys: &'a [ast::Expr],
        patterns: &'a [Pattern],
        rest: Option<&'a Identifier>,
        value: &Value,
        span: Span,
        out: &mut Matched<'a>,
    ) -> Lowered<()> {
        let value = &self.some(value, span, out)?;
        if let Some(node) = self.node_of(&value.ty)
            && matches!(self.low.heap.shape(node), NodeShape::Record(_))
        {
            let place = self.place(span);
            self.low.heap.demote(node, place, "it is matched by a mapping pattern");
        }
        let ty = self.low.heap.resolve(&value.ty);
        match &ty {
            Ty::Json => {
                let kind = ExprKind::IsJson { value: Box::new(value.expr.clone()), kinds: vec!["dict"] };
                out.tests.push(ir::Expr { ty: ir::Type::Bool, span, kind });
            }
            Ty::Object(node) if matches!(self.low.heap.shape(*node), NodeShape::Dict(..)) => {
                if self.is_of_collections(&ty) {
                    return self.refuse(span, "match", "a mapping pattern on a defaultdict or Counter");
                }
            }
            Ty::Library(_) => return self.refuse(span, "match", "a mapping pattern on an object of the library"),
            _ => {
                out.never |= ty != Ty::Never;
                return Ok(());
            }
        }
        for (key, pattern) in keys.iter().zip(patterns) {
            if !matches!(key.kind, ast::ExprKind::Constant(Constant::Str(_))) {
                return self.refuse(key.span, "match", "a key of a mapping pattern that is no text");
            }
            let wanted = self.expr(key)?;
            let (test, _) = self.contains(key, &wanted, key, value, key.span)?;
            out.tests.push(test);
            if is_wildcard(pattern) {
                continue;
            }
            let one = if ty == Ty::Json {
                let wanted = self.coerce(wanted, &Ty::Json)?;
                let args = vec![value.expr.clone(), wanted];
                self.helper(Ty::Json, key.span, "value_getitem", args, super::subscript::VALUE_ITEM_ERRORS)
            } else {
                let (among, element) = self.dict_types(&ty);
                let wanted = self.lookup_key(wanted, &among)?;
                self.helper(element, key.span, "dict_getitem", vec![value.expr.clone(), wanted], &["KeyError"])
            };
            self.pattern(pattern, &one, None, false, out)?;
        }
        if let Some(name) = rest {
            out.binds.push((name, Bound::Rest(value.clone(), keys)));
        }
        Ok(())
    }

    /// `**rest`: a copy without the keys of the pattern.
    fn without_keys(&mut self, whole: Value, keys: &'a [ast::Expr], span: Span, out: &mut ir::Block) -> Lowered<Value> {
        let copy = self.copy(whole, span)?;
        let rest = self.keep(copy, out);
        let ty = self.low.heap.resolve(&rest.ty);
        for key in keys {
            let wanted = self.expr(key)?;
            let call = if ty == Ty::Json {
                let wanted = self.coerce(wanted, &Ty::Json)?;
                let args = vec![rest.expr.clone(), wanted];
                self.helper(Ty::None, span, "value_delitem", args, super::subscript::VALUE_ITEM_ERRORS)
            } else {
                let (among, _) = self.dict_types(&ty);
                let wanted = self.lookup_key(wanted, &among)?;
                self.helper(Ty::None, span, "dict_delitem", vec![rest.expr.clone(), wanted], &["KeyError"])
            };
            out.push(self.plain(span, StmtKind::Expr(call.expr)));
        }
        Ok(rest)
    }
}

/// All of the tests.
fn all(mut tests: Vec<ir::Expr>, span: Span) -> ir::Expr {
    match tests.len() {
        0 => ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::Bool(true) },
        1 => tests.remove(0),
        _ => ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::And(tests) },
    }
}

pub(super) fn is_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern.kind, PatternKind::As { pattern: None, name: None })
}

fn to_int(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
