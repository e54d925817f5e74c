//! Fresh objects that are held with others, whose elements are held in another way than those that they are made of.
//!
//! ```python
//! queue = sorted(sizes) if sizes else ["none"]    # the sorted list holds ints, `queue` values of unknown shape
//! ```

use super::body::Body;
use super::heap::{NodeId, NodeShape};
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ComprehensionKind, ExprKind, Iter, Pattern};
use crate::source::Span;

impl Body<'_, '_> {
    /// A fresh object of a node, that `make` makes with elements of the types of `made`: where the node holds others, each of them is converted.
    pub(super) fn fresh(
        &mut self,
        node: NodeId,
        made: &NodeShape,
        span: Span,
        make: &mut dyn FnMut(&mut Self, Ty) -> Value,
    ) -> Lowered<Value> {
        let (key, element) = parts(made);
        self.low.heap.grow_key(node, &key);
        self.low.heap.grow_element(node, &element);
        let held = self.low.heap.resolve(&Ty::Object(node));
        if held == Ty::Json && !self.low.heap.make_dynamic(&element) {
            let reason =
                format!("{} is used where a value of unknown JSON shape is held", self.low.heap.describe(&element));
            return self.transient(held, span, "mixed-types", reason);
        }
        if held == Ty::Json || self.holds(node, &key, &element) {
            return Ok(make(self, held));
        }
        self.fresh_apart(node, made, span, make)
    }

    /// As [`Self::fresh`], where each element is put into an object of the node in any case.
    pub(super) fn fresh_apart(
        &mut self,
        node: NodeId,
        made: &NodeShape,
        span: Span,
        make: &mut dyn FnMut(&mut Self, Ty) -> Value,
    ) -> Lowered<Value> {
        let (key, element) = parts(made);
        let own = self.node(span, 42, made.clone());
        self.low.heap.grow_key(own, &key);
        self.low.heap.grow_element(own, &element);
        let value = make(self, Ty::Object(own));
        self.each_held_in(value, node, span)
    }

    /// A fresh list of a node that `helper` makes with elements of that type.
    pub(super) fn fresh_by(
        &mut self,
        node: NodeId,
        element: &Ty,
        span: Span,
        (helper, args, raises): (&str, Vec<ir::Expr>, &[&str]),
    ) -> Lowered<Value> {
        self.fresh(node, &NodeShape::List(element.clone()), span, &mut |body, ty| {
            body.helper(ty, span, helper, args.clone(), raises)
        })
    }

    /// The elements of a list, set or dict that nobody else has, as the objects of a node hold them.
    pub(super) fn each_held_in(&mut self, value: Value, node: NodeId, span: Span) -> Lowered<Value> {
        let Some(shape) = self.node_of(&value.ty).map(|own| self.low.heap.shape(own).clone()) else { return Ok(value) };
        let (key, element) = parts(&shape);
        let held = self.low.heap.resolve(&Ty::Object(node));
        let item = self.temporary(&element);
        let read = self.local(item, element, span);
        let (kind, pattern, iter, first, second) = if let NodeShape::Dict(..) = shape {
            let types = if held == Ty::Json { (Ty::Str, Ty::Json) } else { self.dict_types(&held) };
            let name = self.temporary(&key);
            let read_name = self.local(name, key, span);
            let first = self.coerce(read_name, &types.0)?;
            let second = Some(Box::new(self.coerce(read, &types.1)?));
            let pattern = Pattern::Tuple(vec![Pattern::Local(name), Pattern::Local(item)]);
            (ComprehensionKind::Dict, pattern, Iter::Items(value.expr), first, second)
        } else {
            let to = if held == Ty::Json { Ty::Json } else { self.element_type(&held) };
            let kind =
                if matches!(shape, NodeShape::Set(_)) { ComprehensionKind::Set } else { ComprehensionKind::List };
            (kind, Pattern::Local(item), Iter::Value(value.expr), self.coerce(read, &to)?, None)
        };
        let clauses = vec![ir::Clause { pattern, iter, conditions: Vec::new() }];
        let kind = ExprKind::Comprehension { kind, clauses, element: Box::new(first), value: second };
        Ok(self.value(held, span, kind))
    }

    /// Whether the objects of a node hold keys and elements of these types as they are.
    fn holds(&self, node: NodeId, key: &Ty, element: &Ty) -> bool {
        let (own_key, own) = parts(self.low.heap.shape(node));
        let heap = &self.low.heap;
        heap.resolve(&own_key) == heap.resolve(key) && heap.resolve(&own) == heap.resolve(element)
    }
}

/// The types of keys and elements; what has no keys has those that nothing is.
fn parts(shape: &NodeShape) -> (Ty, Ty) {
    match shape {
        NodeShape::List(item) | NodeShape::Set(item) => (Ty::Never, item.clone()),
        NodeShape::Dict(key, value) => (key.clone(), value.clone()),
        NodeShape::Record(_) | NodeShape::Instance(..) => (Ty::Never, Ty::Never),
    }
}
