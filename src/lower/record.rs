//! Which keys a record has: followed as long as one variable alone holds it, marked as possibly missing from then on.
//!
//! ```python
//! row = {"id": 1}        # `row` alone holds it: it has `id` and nothing else
//! if note:
//!     row["note"] = note
//! rows.append(row)       # from here on `note` may be missing
//! ```

use std::collections::BTreeSet;

use super::body::{Body, Known};
use super::heap::{NodeId, NodeShape};
use super::order::commute;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind, StmtKind, Target};
use crate::model::WebId;
use crate::source::Span;

const OTHER_ORDER: &str = "its keys are set in different orders";

impl Body<'_, '_> {
    /// A record made here and held by one variable only: which keys it has is followed. Where the variable is seen from a place that other paths lead to (a handler,
    /// the next round of a loop), it is not.
    pub(super) fn note_fresh(&mut self, web: WebId, value: &Value) {
        let Some((node, present, maybe)) = self.keys_of_new(value) else { return };
        if self.regions.iter().any(|region| !self.variables.webs.within(web, *region)) {
            self.mark_missing(node, &present);
            return;
        }
        self.known.present.insert(web, present);
        self.known.maybe.insert(web, maybe);
        self.known.fresh.insert(web, node);
    }

    /// The record that an expression makes is held at once by something that is not followed.
    pub(super) fn note_held(&mut self, value: &Value) {
        if let Some((node, present, _)) = self.keys_of_new(value) {
            self.mark_missing(node, &present);
        }
    }

    /// The node of a record that an expression makes, the keys that it has for certain, and those that it may have.
    fn keys_of_new(&self, value: &Value) -> Option<(NodeId, BTreeSet<String>, BTreeSet<String>)> {
        let ExprKind::Record { fields: named, base } = &value.expr.kind else { return None };
        let Ty::Object(node) = self.low.heap.resolve(&value.ty) else { return None };
        let NodeShape::Record(fields) = self.low.heap.shape(node) else { return None };
        let mut present: BTreeSet<String> =
            named.iter().filter_map(|(index, _)| fields.get(*index)).map(|(key, _)| key.clone()).collect();
        let mut maybe = present.clone();
        if let Some(ir::Type::Object(id)) = base.as_ref().map(|base| &base.ty)
            && let Some(base) = self.low.object_nodes().get(id.0 as usize).copied()
            && let NodeShape::Record(fields) = self.low.heap.shape(base)
        {
            for (key, _) in fields {
                maybe.insert(key.clone());
                if !self.low.heap.may_be_absent(base, key) {
                    present.insert(key.clone());
                }
            }
        }
        Some((node, present, maybe))
    }

    fn is_fresh(&self, web: WebId, node: NodeId) -> bool {
        self.known.fresh.get(&web).is_some_and(|fresh| self.low.heap.find(*fresh) == self.low.heap.find(node))
    }

    /// Whether a record that a variable (or something else) holds has a key for certain.
    pub(super) fn has_key(&mut self, web: Option<WebId>, node: NodeId, key: &str) -> bool {
        if let Some(web) = web {
            if self.known.present.get(&web).is_some_and(|keys| keys.contains(key)) {
                return true;
            }
            if self.is_fresh(web, node) {
                self.low.heap.mark_absent(node, key);
                return false;
            }
        }
        !self.low.heap.may_be_absent(node, key)
    }

    /// A record made here is looked at as a whole: what it lacks is missing.
    pub fn look_at(&mut self, web: WebId) {
        let Some(node) = self.known.fresh.get(&web).copied() else { return };
        let present = self.known.present.get(&web).cloned().unwrap_or_default();
        self.mark_missing(node, &present);
    }

    /// A record made here is now held by something else, which may set keys.
    pub fn escape(&mut self, web: WebId) {
        self.look_at(web);
        self.known.fresh.remove(&web);
        self.known.maybe.remove(&web);
    }

    /// Marks every key of a record but the present ones as possibly missing.
    pub fn mark_missing(&mut self, node: NodeId, present: &BTreeSet<String>) {
        let NodeShape::Record(fields) = self.low.heap.shape(node).clone() else { return };
        for (key, _) in fields {
            if !present.contains(&key) {
                self.low.heap.mark_absent(node, &key);
            }
        }
    }

    /// What is known where two paths meet: what both know.
    pub fn meet(&mut self, a: &Known, b: &Known) -> Known {
        let mut out = Known::default();
        for (web, ty) in &a.narrowed {
            match b.narrowed.get(web) {
                Some(other) if other == ty => drop(out.narrowed.insert(*web, ty.clone())),
                // A way that nothing has come yet.
                Some(Ty::Never) if !self.low.last_pass => drop(out.narrowed.insert(*web, ty.clone())),
                Some(other) if *ty == Ty::Never && !self.low.last_pass => {
                    out.narrowed.insert(*web, other.clone());
                }
                _ => {}
            }
        }
        for (web, local) in &a.unwrapped {
            if b.unwrapped.get(web) == Some(local) {
                out.unwrapped.insert(*web, *local);
            }
        }
        for (web, keys) in &a.present {
            if let Some(others) = b.present.get(web) {
                out.present.insert(*web, keys.intersection(others).cloned().collect());
            }
        }
        for (one, other) in [(a, b), (b, a)] {
            for (web, node) in &one.fresh {
                let same =
                    other.fresh.get(web).is_some_and(|node2| self.low.heap.find(*node) == self.low.heap.find(*node2));
                if same {
                    out.fresh.insert(*web, *node);
                    out.maybe.entry(*web).or_default().extend(one.maybe.get(web).into_iter().flatten().cloned());
                } else {
                    // From here on it is not followed.
                    self.mark_missing(*node, &one.present.get(web).cloned().unwrap_or_default());
                }
            }
        }
        out
    }

    /// `record["key"] = value`
    pub(super) fn store_field(
        &mut self,
        web: Option<WebId>,
        object: Value,
        key: &str,
        value: Value,
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<()> {
        let Some(node) = self.node_of(&object.ty) else { return Ok(()) };
        let value = if commute(&value.expr, &object.expr) { value } else { self.keep(value, out) };
        let certain = web.is_some_and(|web| self.known.present.get(&web).is_some_and(|keys| keys.contains(key)));
        let new = self.low.heap.grow_field(node, key, &value.ty);
        self.hint_element(&value.ty, 2, key);
        let fresh = web.is_some_and(|web| self.is_fresh(web, node));
        if !certain && !fresh && new {
            // Set on a record that others hold already: until now it was missing.
            self.low.heap.mark_absent(node, key);
        }
        if !certain && self.comes_before_another(web.filter(|_| fresh), node, key) {
            let place = self.place(span);
            self.low.heap.demote(node, place, OTHER_ORDER);
        }
        if let Some(web) = web {
            self.known.present.entry(web).or_default().insert(key.to_owned());
            if fresh {
                self.known.maybe.entry(web).or_default().insert(key.to_owned());
            }
        }
        if self.low.heap.resolve(&Ty::Object(node)) == Ty::Json {
            return Ok(());
        }
        let Some(Some((field, ty))) = self.record_field(&object, key) else { return Ok(()) };
        let value = self.coerce(value, &ty)?;
        out.push(self.plain(span, StmtKind::Assign { target: Target::Field { object: object.expr, field }, value }));
        Ok(())
    }

    /// Whether a key that is perhaps set for the first time stands before one that may be set already: then Python has them in another order.
    fn comes_before_another(&self, fresh: Option<WebId>, node: NodeId, key: &str) -> bool {
        let NodeShape::Record(fields) = self.low.heap.shape(node) else { return false };
        let mut later = fields.iter().skip_while(|(known, _)| known != key).skip(1);
        match fresh.and_then(|web| self.known.maybe.get(&web)) {
            Some(maybe) => later.any(|(other, _)| maybe.contains(other)),
            None => self.low.heap.may_be_absent(node, key) && later.next().is_some(),
        }
    }

    /// Whether the keys that two records have in common stand in one order.
    pub(super) fn one_order(&self, a: NodeId, b: NodeId) -> bool {
        let (NodeShape::Record(a), NodeShape::Record(b)) = (self.low.heap.shape(a), self.low.heap.shape(b)) else {
            return true;
        };
        let of_b: Vec<&String> =
            b.iter().map(|(key, _)| key).filter(|key| a.iter().any(|(other, _)| other == *key)).collect();
        let of_a: Vec<&String> =
            a.iter().map(|(key, _)| key).filter(|key| b.iter().any(|(other, _)| other == *key)).collect();
        of_a == of_b
    }
}
