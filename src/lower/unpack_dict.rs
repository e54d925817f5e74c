//! `**` in a dict: `{"user": name, **totals(cart), "paid": True}`.
//!
//! Of records it makes a record, where nothing that is evaluated behind them can change them; of anything else a dict that is filled in order.

use super::body::Body;
use super::heap::{NodeId, NodeShape};
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind, StmtKind};
use crate::python::ast;
use crate::source::Span;

/// A part of a dict display.
pub(super) enum Part {
    /// `key: value`
    Item(Value, Value),
    /// `**value`
    Unpacked(Value),
}

impl<'a> Body<'_, 'a> {
    /// A value that `**` takes apart: a dict, or a value of unknown shape that raises unless it is one.
    pub fn mapping(&mut self, value: Value) -> Lowered<Value> {
        let span = value.span();
        match self.low.heap.resolve(&value.ty) {
            Ty::Never => Ok(value),
            Ty::Json => Ok(self.helper(Ty::Json, span, "value_mapping", vec![value.expr], &["TypeError"])),
            Ty::Object(node) if matches!(self.low.heap.shape(node), NodeShape::Record(_) | NodeShape::Dict(..)) => {
                Ok(value)
            }
            other => {
                let reason = format!("`**` unpacks {} into a dict", self.low.heap.describe(&other));
                self.transient(Ty::Never, span, "dict-unpacking", reason)
            }
        }
    }

    /// `dict(pairs)`, `dict((k, v) for …)`, `dict(other)`
    pub(super) fn dict_of(&mut self, arg: &'a ast::Expr, span: Span) -> Lowered<Value> {
        let direct = match &arg.kind {
            ast::ExprKind::GeneratorExp { element, generators } | ast::ExprKind::ListComp { element, generators } => {
                let ast::ExprKind::Tuple(pair) = &element.kind else {
                    return self.refuse(span, "dict", "a dict of something else than pairs");
                };
                let [key, value] = pair.as_slice() else {
                    return self.refuse(span, "dict", "a dict of something else than pairs");
                };
                return self.comprehension(ir::ComprehensionKind::Dict, key, Some(value), generators, span);
            }
            ast::ExprKind::Call { func, .. } => ["enumerate", "zip"].iter().any(|name| self.is_builtin(func, name)),
            _ => false,
        };
        let mut list = None;
        let (iter, element) = if direct {
            self.whole_iteration(arg)?
        } else {
            let before = self.asked.len();
            let value = self.gone_through(arg)?;
            self.taken_whole(before, arg.span)?;
            if self.node_of(&value.ty).is_some_and(|node| self.is_list(node)) {
                list = Some(value.expr.clone());
            }
            match self.low.heap.resolve(&value.ty) {
                Ty::Json => {
                    let errors = &["TypeError", "ValueError"];
                    return Ok(self.helper(Ty::Json, span, "value_dict", vec![value.expr], errors));
                }
                Ty::Object(node) if matches!(self.low.heap.shape(node), NodeShape::Dict(..) | NodeShape::Record(_)) => {
                    return self.copy(value, span);
                }
                Ty::Never => return Ok(value),
                _ => self.iterate_value(value)?,
            }
        };
        let pair = match self.low.heap.resolve(&element) {
            Ty::Never => return Ok(self.value(Ty::Never, span, ExprKind::None)),
            Ty::Tuple(pair) if pair.len() == 2 => pair,
            other => {
                let reason = format!("a dict of {} in place of pairs", self.low.heap.describe(&other));
                return self.transient(Ty::Never, span, "dict", reason);
            }
        };
        let node = self.node(span, 0, NodeShape::Dict(Ty::Never, Ty::Never));
        self.low.heap.grow_key(node, &pair[0]);
        self.low.heap.grow_element(node, &pair[1]);
        let ty = self.low.heap.resolve(&Ty::Object(node));
        let (key_ty, value_ty) = self.dict_types(&ty);
        let kept =
            [(&key_ty, &pair[0]), (&value_ty, &pair[1])].into_iter().all(|(a, b)| self.low.held(a) == self.low.held(b));
        let is_dict = matches!(ty, Ty::Object(_)) && key_ty != Ty::Json;
        if let (Some(list), true, true) = (list, kept, is_dict) {
            return Ok(self.helper(ty, span, "dict_from_pairs", vec![list], &[]));
        }
        let locals = [self.temporary(&pair[0]), self.temporary(&pair[1])];
        let key = self.local(locals[0], pair[0].clone(), span);
        self.hashable(&key)?;
        let key = self.coerce(key, &key_ty)?;
        let value = self.local(locals[1], pair[1].clone(), span);
        let value = self.coerce(value, &value_ty)?;
        let pattern = ir::Pattern::Tuple(locals.map(ir::Pattern::Local).to_vec());
        let clauses = vec![ir::Clause { pattern, iter, conditions: Vec::new() }];
        let kind = ir::ComprehensionKind::Dict;
        let kind = ExprKind::Comprehension { kind, clauses, element: Box::new(key), value: Some(Box::new(value)) };
        Ok(self.value(ty, span, kind))
    }

    /// A dict display with `**` in it.
    pub(super) fn dict_with_unpacking(&mut self, items: &'a [ast::DictItem], span: Span) -> Lowered<Value> {
        let mut parts = Vec::new();
        for item in items {
            match &item.key {
                Some(key) => {
                    let key = self.expr(key)?;
                    self.hashable(&key)?;
                    let value = self.expr(&item.value)?;
                    parts.push(Part::Item(key, value));
                }
                None => {
                    let value = self.expr(&item.value)?;
                    parts.push(Part::Unpacked(self.mapping(value)?));
                }
            }
        }
        let unknown = parts.iter().any(|part| matches!(part, Part::Unpacked(value) if value.ty == Ty::Never));
        if unknown && !self.low.last_pass {
            return Ok(self.value(Ty::Never, span, ExprKind::None));
        }
        let node = self.node(span, 0, NodeShape::Record(Vec::new()));
        if matches!(self.low.heap.shape(node), NodeShape::Record(_)) {
            match self.all_fields(&parts) {
                Some(keys) => return self.record_of_records(node, parts, &keys, span),
                None => {
                    let place = self.place(span);
                    self.low.heap.demote(node, place, "`**` puts a dict into it");
                }
            }
        }
        self.filled_dict(node, parts, span)
    }

    /// The keys of the whole in order, when all parts are records that have all their keys, or constant keys, and nothing is written twice.
    fn all_fields(&self, parts: &[Part]) -> Option<Vec<String>> {
        let mut keys: Vec<String> = Vec::new();
        for (position, part) in parts.iter().enumerate() {
            let own = match part {
                Part::Item(key, _) => match &key.expr.kind {
                    ExprKind::Str(key) => vec![key.clone()],
                    _ => return None,
                },
                Part::Unpacked(value) => {
                    let Ty::Object(node) = self.low.heap.resolve(&value.ty) else { return None };
                    let NodeShape::Record(fields) = self.low.heap.shape(node) else { return None };
                    let later = parts[position + 1..].iter();
                    let settled = later.flat_map(Part::values).all(super::order::is_harmless);
                    if !settled || fields.iter().any(|(key, _)| self.low.heap.may_be_absent(node, key)) {
                        return None;
                    }
                    fields.iter().map(|(key, _)| key.clone()).collect()
                }
            };
            for key in own {
                if keys.contains(&key) {
                    return None;
                }
                keys.push(key);
            }
        }
        Some(keys)
    }

    fn record_of_records(&mut self, node: NodeId, parts: Vec<Part>, keys: &[String], span: Span) -> Lowered<Value> {
        let mut values: Vec<(String, Value)> = Vec::new();
        let mut lets = Vec::new();
        for part in parts {
            match part {
                Part::Item(key, value) => {
                    let ExprKind::Str(key) = key.expr.kind else { continue };
                    values.push((key, value));
                }
                Part::Unpacked(value) => {
                    let (value, bound) = self.bound(value);
                    lets.extend(bound.map(|bound| (values.len(), bound)));
                    let Ty::Object(from) = self.low.heap.resolve(&value.ty) else { continue };
                    let NodeShape::Record(fields) = self.low.heap.shape(from).clone() else { continue };
                    for (field, (key, ty)) in fields.into_iter().enumerate() {
                        let object = Box::new(value.expr.clone());
                        let read = self.value(ty, span, ExprKind::Field { object, field, known: true });
                        values.push((key, read));
                    }
                }
            }
        }
        for (key, value) in &values {
            self.low.heap.grow_field(node, key, &value.ty);
            self.hint_element(&value.ty, 2, key);
        }
        let own: Vec<String> = match self.low.heap.shape(node) {
            NodeShape::Record(fields) => fields.iter().map(|(key, _)| key.clone()).collect(),
            _ => Vec::new(),
        };
        let in_order: Vec<&String> = own.iter().filter(|key| keys.contains(key)).collect();
        if !in_order.into_iter().eq(keys) {
            let place = self.place(span);
            self.low.heap.demote(node, place, "its keys are set in different orders");
        }
        let ty = self.low.heap.resolve(&Ty::Object(node));
        if !matches!((&ty, self.low.heap.shape(node)), (Ty::Object(_), NodeShape::Record(_))) && !self.low.last_pass {
            return Ok(self.value(ty, span, ExprKind::None));
        }
        // What stands before an unpacked record is evaluated before it.
        let mut block = Vec::new();
        let mut done = 0;
        for (position, (local, value)) in lets {
            for (_, earlier) in &mut values[done..position] {
                let taken = std::mem::replace(earlier, Value { ty: Ty::None, expr: value.clone() });
                *earlier = self.keep(taken, &mut block);
            }
            done = position;
            block.push(self.plain(span, StmtKind::Let { local, value: Some(value) }));
        }
        let whole = self.record_value(node, None, values, span)?;
        if block.is_empty() {
            return Ok(whole);
        }
        Ok(self.value(whole.ty, span, ExprKind::Block(Box::new(block), Box::new(whole.expr))))
    }

    pub(super) fn filled_dict(&mut self, node: NodeId, parts: Vec<Part>, span: Span) -> Lowered<Value> {
        let ty = self.low.heap.resolve(&Ty::Object(node));
        let local = self.temporary(&ty);
        let empty = self.value(ty.clone(), span, ExprKind::Dict(Vec::new()));
        let mut block = vec![self.plain(span, StmtKind::Let { local, value: Some(empty.expr) })];
        for part in parts {
            let whole = self.local(local, ty.clone(), span);
            match part {
                Part::Item(key, value) => self.set_item(whole, key, value, span, &mut block)?,
                Part::Unpacked(value) if ty == Ty::Json => {
                    self.low.heap.make_dynamic(&value.ty);
                    let value = self.coerce(value, &Ty::Json)?;
                    let errors = &["TypeError", "ValueError", "AttributeError"];
                    let call = self.helper(Ty::None, span, "value_update", vec![whole.expr, value], errors);
                    block.push(self.plain(span, StmtKind::Expr(call.expr)));
                }
                Part::Unpacked(value) => {
                    let call = self.dict_update(node, whole, value, span)?;
                    match call.expr.kind {
                        ExprKind::Block(statements, _) => block.extend(*statements),
                        kind => block.push(self.plain(span, StmtKind::Expr(ir::Expr { kind, ..call.expr }))),
                    }
                }
            }
        }
        let whole = self.local(local, ty.clone(), span);
        Ok(self.value(ty, span, ExprKind::Block(Box::new(block), Box::new(whole.expr))))
    }
}

impl Part {
    fn values(&self) -> Vec<&ir::Expr> {
        match self {
            Self::Item(key, value) => vec![&key.expr, &value.expr],
            Self::Unpacked(value) => vec![&value.expr],
        }
    }
}
