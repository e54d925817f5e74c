//! `*` in displays, targets and calls, and what is known of the items of a tuple.
//!
//! ```python
//! first, *rest = values            # the length is tested, `rest` is a list of its own
//! [*head, 0, *tail]                # a fresh list, filled from left to right
//! total(1, *values)                # one list of all that is given to `*args`
//! ```

use super::body::Body;
use super::heap::{NodeId, NodeShape};
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind, LocalId, StmtKind};
use crate::python::ast;
use crate::source::Span;

/// A part of a display.
enum Part {
    /// `x`
    Item(Value),
    /// `*xs`
    All(Value),
}

impl<'a> Body<'_, 'a> {
    /// `[*head, 0, *tail]`: the parts are evaluated and put in one after the other.
    pub(super) fn starred_list(&mut self, items: &'a [ast::Expr], span: Span) -> Lowered<Value> {
        let node = self.node(span, 0, NodeShape::List(Ty::Never));
        let mut parts = Vec::new();
        for item in items {
            let ast::ExprKind::Starred(all) = &item.kind else {
                let value = self.expr(item)?;
                self.low.heap.grow_element(node, &value.ty);
                parts.push(Part::Item(value));
                continue;
            };
            let all = self.starred_part(all)?;
            if all.ty != Ty::Never {
                let element = self.element_type(&self.low.heap.resolve(&all.ty));
                self.low.heap.grow_element(node, &element);
            }
            parts.push(Part::All(all));
        }
        // A list of values of different types is filled as a list of values of unknown shape.
        let dynamic = self.low.heap.is_dynamic(node);
        let filled = if dynamic { self.node(span, 16, NodeShape::List(Ty::Json)) } else { node };
        if let [Part::All(one)] = parts.as_slice()
            && !dynamic
            && one.ty != Ty::Never
        {
            return match one.expr.kind {
                ExprKind::Comprehension { .. } => Ok(one.clone()),
                _ => self.copy(one.clone(), span),
            };
        }
        if let [Part::All(a), Part::All(b)] = parts.as_slice()
            && !dynamic
            && [a, b].into_iter().all(|one| one.ty != Ty::Never && one.expr.ty == a.expr.ty)
            && self.element_type(&self.low.heap.resolve(&a.ty))
                == self.element_type(&Ty::Object(self.low.heap.find(node)))
            && super::order::commute(&a.expr, &b.expr)
        {
            let both = vec![a.expr.clone(), b.expr.clone()];
            return Ok(self.helper(Ty::Object(node), span, "list_add", both, &[]));
        }
        let whole = self.filled(filled, parts, span)?;
        if dynamic {
            let (iter, element) = self.iterate_value(whole)?;
            return self.collect(iter, element, span);
        }
        Ok(whole)
    }

    fn filled(&mut self, node: NodeId, parts: Vec<Part>, span: Span) -> Lowered<Value> {
        let ty = Ty::Object(node);
        let element = self.element_type(&self.low.heap.resolve(&ty));
        let mut statements = Vec::new();
        let mut list: Option<LocalId> = None;
        let mut first = Vec::new();
        for part in parts {
            match (part, list) {
                (Part::Item(value), None) => first.push(self.coerce(value, &element)?),
                (Part::Item(value), Some(local)) => {
                    let value = self.coerce(value, &element)?;
                    let list = self.local(local, ty.clone(), span);
                    let call = self.helper(Ty::None, span, "list_append", vec![list.expr, value], &[]);
                    statements.push(self.plain(span, StmtKind::Expr(call.expr)));
                }
                (Part::All(all), known) => {
                    let local = match known {
                        Some(local) => local,
                        None => {
                            let begun = ExprKind::List(std::mem::take(&mut first));
                            let begun = self.value(ty.clone(), span, begun);
                            let local = self.temporary(&ty);
                            statements.push(self.plain(span, StmtKind::Let { local, value: Some(begun.expr) }));
                            list = Some(local);
                            local
                        }
                    };
                    let list = self.local(local, ty.clone(), span);
                    let more = self.extended(list, all, &element, span)?;
                    statements.push(more);
                }
            }
        }
        let Some(local) = list else { return Ok(self.value(ty, span, ExprKind::List(first))) };
        let whole = self.local(local, ty.clone(), span);
        Ok(self.value(ty, span, ExprKind::Block(Box::new(statements), Box::new(whole.expr))))
    }

    /// `list.extend(more)`, of elements that may be held in another way.
    fn extended(&mut self, list: Value, more: Value, element: &Ty, span: Span) -> Lowered<ir::Stmt> {
        let theirs = self.element_type(&self.low.heap.resolve(&more.ty));
        if more.ty == Ty::Never || theirs == *element {
            let call = self.helper(Ty::None, span, "list_extend", vec![list.expr, more.expr], &[]);
            return Ok(self.plain(span, StmtKind::Expr(call.expr)));
        }
        let local = self.temporary(&theirs);
        let item = self.local(local, theirs, span);
        let item = self.coerce(item, element)?;
        let call = self.helper(Ty::None, span, "list_append", vec![list.expr, item], &[]);
        let body = vec![self.plain(span, StmtKind::Expr(call.expr))];
        Ok(self
            .plain(span, StmtKind::For { pattern: ir::Pattern::Local(local), iter: ir::Iter::Value(more.expr), body }))
    }

    /// The list that `*xs` unpacks.
    fn starred_part(&mut self, all: &'a ast::Expr) -> Lowered<Value> {
        let list = self.list_of(all)?;
        if list.ty == Ty::Json {
            // Its error has a text of its own.
            return self.refuse(all.span, "starred", "`*` unpacks a value of unknown JSON shape");
        }
        Ok(list)
    }

    /// `(*pair, 3)`: of tuples and lists whose items are known here.
    pub(super) fn starred_tuple(&mut self, items: &'a [ast::Expr], span: Span) -> Lowered<Value> {
        let mut values = Vec::new();
        for item in items {
            let ast::ExprKind::Starred(all) = &item.kind else {
                values.push(self.expr(item)?);
                continue;
            };
            let whole = self.expr(all)?;
            if whole.ty == Ty::Never {
                return Ok(whole);
            }
            let Some(known) = self.tuple_items(&whole) else {
                return self.refuse(item.span, "starred", "`*` unpacks something else than a tuple of known length");
            };
            values.extend(known);
        }
        Ok(self.tuple(values, span))
    }

    /// A tuple of values.
    pub(super) fn tuple(&mut self, values: Vec<Value>, span: Span) -> Value {
        let types = values.iter().map(|value| value.ty.clone()).collect();
        let items = values.into_iter().map(|value| value.expr).collect();
        self.value(Ty::Tuple(types), span, ExprKind::Tuple(items))
    }

    /// The items of a tuple that can be read more than once.
    pub(super) fn tuple_items(&mut self, tuple: &Value) -> Option<Vec<Value>> {
        let Ty::Tuple(types) = self.low.heap.resolve(&tuple.ty) else { return None };
        let span = tuple.span();
        if let ExprKind::Tuple(items) = &tuple.expr.kind {
            return Some(types.into_iter().zip(items.clone()).map(|(ty, expr)| Value { ty, expr }).collect());
        }
        if !super::order::is_fixed(&tuple.expr) {
            return None;
        }
        let item = |index| ExprKind::TupleItem { tuple: Box::new(tuple.expr.clone()), index };
        Some(types.into_iter().enumerate().map(|(index, ty)| self.value(ty, span, item(index))).collect())
    }

    /// `pair + other`, `pair[1:]` and the like: something of tuples whose items are known, which are evaluated once.
    pub(super) fn of_tuple_items(
        &mut self,
        tuples: Vec<Value>,
        span: Span,
        make: impl FnOnce(&mut Self, Vec<Vec<Value>>) -> Lowered<Value>,
    ) -> Lowered<Value> {
        let mut kept = Vec::new();
        let mut items = Vec::new();
        for tuple in tuples {
            // The items of a display are read where they are put, unless one is left out.
            let (tuple, bound) = self.bound(tuple);
            kept.push(bound);
            match self.tuple_items(&tuple) {
                Some(known) => items.push(known),
                None => return self.transient(Ty::Never, span, "operand-types", "an operator on this tuple"),
            }
        }
        let mut made = make(self, items)?;
        for bound in kept.into_iter().rev() {
            made = self.with_bound(bound, made);
        }
        Ok(made)
    }

    /// `pair[1:]` of constants.
    pub(super) fn tuple_slice(
        &mut self,
        tuple: Value,
        [lower, upper, step]: [Option<i64>; 3],
        span: Span,
    ) -> Lowered<Value> {
        let step = step.unwrap_or(1);
        self.of_tuple_items(vec![tuple], span, |body, mut items| {
            let items = items.pop().unwrap_or_default();
            let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
            let clamp = |bound: i64, least: i64, most: i64| {
                let at = if bound < 0 { bound.saturating_add(length) } else { bound };
                at.clamp(least, most)
            };
            let (mut at, end) = if step > 0 {
                (lower.map_or(0, |one| clamp(one, 0, length)), upper.map_or(length, |one| clamp(one, 0, length)))
            } else {
                let most = length - 1;
                (lower.map_or(most, |one| clamp(one, -1, most)), upper.map_or(-1, |one| clamp(one, -1, most)))
            };
            let mut taken = Vec::new();
            while (step > 0 && at < end) || (step < 0 && at > end) {
                taken.extend(usize::try_from(at).ok().and_then(|at| items.get(at)).cloned());
                at = at.saturating_add(step);
            }
            Ok(body.tuple(taken, span))
        })
    }
}

/// The constant of a bound of a slice; `None` if it is computed.
#[expect(clippy::option_option, reason = "a bound that is left out and one that is computed are two cases")]
pub(super) fn constant_bound(bound: Option<&ast::Expr>) -> Option<Option<i64>> {
    match bound {
        None => Some(None),
        Some(ast::Expr { kind: ast::ExprKind::Constant(ast::Constant::None), .. }) => Some(None),
        Some(bound) => super::subscript::constant_index(bound).map(Some),
    }
}
