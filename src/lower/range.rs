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

    /// Start, stop and step.
    fn range_bounds(&mut self, bounds: &'a [ast::Expr], span: Span) -> Lowered<Vec<ir::Expr>> {
        let (iter, _) = self.range_of(bounds, span)?;
        let Iter::Range { start, stop, step } = iter else { return self.refuse(span, "range-value", "this range") };
        let ty = self.computed_int(span, 1);
        let step = self.value(ty, span, ExprKind::Int(step)).expr;
        Ok(vec![start, stop, step])
    }
}
