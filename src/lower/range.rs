//! `range` where nothing goes through it: `len(range(…))`, `n in range(…)`.

use super::body::Body;
use super::condition::Condition;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind, Iter};
use crate::python::ast::{self, CompareOperator};
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// The arguments of a call of `range`.
    pub(super) fn range_call(&self, expr: &'a ast::Expr) -> Option<&'a [ast::Expr]> {
        match &expr.kind {
            ast::ExprKind::Call { func, args, keywords } if keywords.is_empty() && self.is_builtin(func, "range") => {
                Some(args)
            }
            _ => None,
        }
    }

    /// `len(range(…))`
    pub(super) fn range_len(&mut self, bounds: &'a [ast::Expr], span: Span) -> Lowered<Value> {
        let bounds = self.range_bounds(bounds, span)?;
        let ty = self.computed_int(span, 0);
        Ok(self.helper(ty, span, "range_len", bounds, &[]))
    }

    /// `n in range(…)`
    pub(super) fn in_range(
        &mut self,
        item: &'a ast::Expr,
        op: CompareOperator,
        bounds: &'a [ast::Expr],
        span: Span,
    ) -> Lowered<Condition> {
        let item = self.read(item)?;
        if !matches!(self.low.heap.resolve(&item.ty), Ty::Int(_) | Ty::Never) {
            let reason = format!("{} is looked for in a range", self.low.heap.describe(&item.ty));
            return self.refuse(span, "range-value", reason);
        }
        let item = self.position(item)?;
        let mut args = self.range_bounds(bounds, span)?;
        if !args.iter().all(|bound| super::order::commute(&item, bound)) {
            return self.refuse(span, "evaluation-order", "a computed value in a computed range");
        }
        args.push(item);
        let mut test = self.helper(Ty::Bool, span, "range_contains", args, &[]).expr;
        if op == CompareOperator::NotIn {
            test = self.not(test, span);
        }
        let value = Value { ty: Ty::Bool, expr: test.clone() };
        Ok(Condition { value, test, when_true: Vec::new(), when_false: Vec::new() })
    }

    /// `for i in range(start, stop, step)` with a computed step, or from a start of any size: counts the rounds; with the counter, and the value in each round.
    pub(super) fn stepped_range(
        &mut self,
        iter: &'a ast::Expr,
        out: &mut ir::Block,
    ) -> Lowered<Option<(Iter, ir::LocalId, Value)>> {
        let [start, stop, step] = match self.range_call(iter) {
            Some([start, stop, step]) => match super::subscript::constant_index(step) {
                Some(step) if step != 0 && self.low.exact_ranges.contains(&self.place(start.span)) => {
                    return self.exact_range(start, stop, step, iter.span, out);
                }
                Some(_) => return Ok(None),
                None => [start, stop, step],
            },
            Some([start, stop]) if self.low.exact_ranges.contains(&self.place(start.span)) => {
                return self.exact_range(start, stop, 1, iter.span, out);
            }
            _ => return Ok(None),
        };
        let span = iter.span;
        let mut bounds = Vec::new();
        for bound in [start, stop, step] {
            let value = self.expr(bound)?;
            let value = match self.low.heap.resolve(&value.ty) {
                Ty::Exact => self.held_in_64_bits(value),
                ty => Value { ty, expr: self.position(value)? },
            };
            let fixed = matches!(value.expr.kind, ExprKind::Int(_));
            bounds.push(if fixed { value } else { self.keep(value, out) });
        }
        let [start, stop, step] = bounds.as_slice() else { return Ok(None) };
        if bounds.iter().any(|bound| !matches!(bound.ty, Ty::Int(_))) {
            let ty = self.computed_int(span, 0);
            let none = self.value(ty.clone(), span, ExprKind::Int(0));
            return self
                .transient(ty, span, "range-step", "a range of something else than integers")
                .map(|_| Some((Iter::Value(none.expr.clone()), self.temporary(&Ty::Never), none)));
        }
        let int = self.computed_int(span, 2);
        let zero = self.value(int.clone(), span, ExprKind::Int(0)).expr;
        let text = self.value(Ty::Str, span, ExprKind::Str("range() arg 3 must not be zero".to_owned())).expr;
        let error = ExprKind::NewException { class: "ValueError".to_owned(), args: vec![text], fields: Vec::new() };
        let error = self.value(Ty::Exception, span, error).expr;
        let compare = ExprKind::Compare {
            op: ir::CompareOp::Eq,
            left: Box::new(step.expr.clone()),
            right: Box::new(zero.clone()),
        };
        let test = ir::Expr { ty: ir::Type::Bool, span, kind: compare };
        let then = vec![self.plain(span, ir::StmtKind::Raise(error))];
        out.push(self.plain(span, ir::StmtKind::If { test, then, otherwise: Vec::new() }));
        let args = vec![start.expr.clone(), stop.expr.clone(), step.expr.clone()];
        let rounds = self.helper(int.clone(), span, "range_len", args, &[]);
        let count = self.temporary(&int);
        let mut arithmetic = |op, left: ir::Expr, right: ir::Expr| {
            let kind = ExprKind::Arithmetic { op, left: Box::new(left), right: Box::new(right), unchecked: false };
            self.value(int.clone(), span, kind)
        };
        let counted = ir::Expr { kind: ExprKind::Local(count), ..zero.clone() };
        let offset = arithmetic(ir::ArithmeticOp::Mult, counted, step.expr.clone());
        let value = if matches!(start.expr.kind, ExprKind::Int(0)) {
            offset
        } else {
            arithmetic(ir::ArithmeticOp::Add, start.expr.clone(), offset.expr)
        };
        Ok(Some((Iter::Range { start: zero, stop: rounds.expr, step: 1 }, count, value)))
    }

    /// `for i in range(start, stop, step)` from a start of any size, which the values are then too: counts the rounds.
    fn exact_range(
        &mut self,
        start: &'a ast::Expr,
        stop: &'a ast::Expr,
        step: i64,
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<Option<(Iter, ir::LocalId, Value)>> {
        let mut bounds = Vec::new();
        for bound in [start, stop] {
            let value = self.expr(bound)?;
            if !matches!(self.low.heap.resolve(&value.ty), Ty::Exact | Ty::Int(_) | Ty::Never) {
                let described = self.low.heap.describe(&value.ty);
                return self.refuse(bound.span, "index-type", format!("{described} is a bound of a range"));
            }
            let exact = self.coerce(value, &Ty::Exact)?;
            bounds.push(self.keep(Value { ty: Ty::Exact, expr: exact }, out));
        }
        let [start, stop] = bounds.as_slice() else { return Ok(None) };
        let int = self.computed_int(span, 2);
        let constant = |body: &mut Self, number: i64| {
            let literal = body.value(int.clone(), span, ExprKind::Int(number));
            body.coerce(literal, &Ty::Exact)
        };
        let exact = |body: &mut Self, helper: &str, left: ir::Expr, right: ir::Expr| {
            body.helper(Ty::Exact, span, helper, vec![left, right], &[])
        };
        let (high, low) = if step > 0 { (stop, start) } else { (start, stop) };
        let mut rounds = exact(self, "big_int_sub", high.expr.clone(), low.expr.clone());
        if step.unsigned_abs() > 1 {
            // Rounded up.
            let (size, more) = (constant(self, step.saturating_abs())?, constant(self, step.saturating_abs() - 1)?);
            let sum = exact(self, "big_int_add", rounds.expr, more);
            rounds = exact(self, "big_int_quotient", sum.expr, size);
        }
        let rounds = self.narrowed(rounds, super::exact::Narrow::Clamp);
        let count = self.temporary(&int);
        let zero = self.value(int.clone(), span, ExprKind::Int(0)).expr;
        let counted = self.value(int.clone(), span, ExprKind::Local(count));
        let mut offset = self.coerce(counted, &Ty::Exact)?;
        if step != 1 {
            let size = constant(self, step)?;
            offset = exact(self, "big_int_mul", offset, size).expr;
        }
        let value = exact(self, "big_int_add", start.expr.clone(), offset);
        Ok(Some((Iter::Range { start: zero, stop: rounds.expr, step: 1 }, count, value)))
    }

    /// `[… for i in range(start, stop, step)]` with a computed step, or from a start of any size: the values as a list.
    pub(super) fn stepped_list(&mut self, iter: &'a ast::Expr) -> Lowered<Option<(Iter, Ty)>> {
        let mut statements = Vec::new();
        let Some((rounds, count, value)) = self.stepped_range(iter, &mut statements)? else { return Ok(None) };
        let element = value.ty.clone();
        let node = self.fresh_list(&element, iter.span);
        let clause = ir::Clause { pattern: ir::Pattern::Local(count), iter: rounds, conditions: Vec::new() };
        let list = ExprKind::Comprehension {
            kind: ir::ComprehensionKind::List,
            clauses: vec![clause],
            element: Box::new(value.expr),
            value: None,
        };
        let list = self.value(Ty::Object(node), iter.span, list).expr;
        let whole = ExprKind::Block(Box::new(statements), Box::new(list));
        Ok(Some((Iter::Value(self.value(Ty::Object(node), iter.span, whole).expr), element)))
    }

    /// Start, stop and step.
    fn range_bounds(&mut self, bounds: &'a [ast::Expr], span: Span) -> Lowered<Vec<ir::Expr>> {
        let (iter, _) = self.range_of(bounds, span)?;
        let Iter::Range { start, stop, step } = iter else { return self.refuse(span, "range-value", "this range") };
        let ty = self.computed_int(span, 1);
        let step = self.value(ty, span, ExprKind::Int(step)).expr;
        Ok(vec![start, stop, step])
    }
}
