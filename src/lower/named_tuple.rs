//! Instances of named tuples, as the tuples that they are.

use super::body::Body;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::ExprKind;
use crate::model::ClassIndex;
use crate::source::Span;

impl Body<'_, '_> {
    /// The class of a value that is a named tuple.
    pub(super) fn named_tuple(&self, ty: &Ty) -> Option<ClassIndex> {
        let Ty::Object(node) = self.low.heap.resolve(ty) else { return None };
        match self.low.heap.shape(node) {
            NodeShape::Instance(class, _) => Some(*class).filter(|class| self.low.model.class(*class).def.named_tuple),
            _ => None,
        }
    }

    fn names_of_tuple(&self, class: ClassIndex) -> Vec<String> {
        let Some(init) = self.low.model.method(class, "__init__") else { return Vec::new() };
        self.low.model.function(init).def.parameters.iter().skip(1).map(|one| one.name.name.clone()).collect()
    }

    /// A named tuple as a tuple; anything else as it is.
    pub(super) fn as_tuple(&mut self, value: Value, span: Span) -> Lowered<Value> {
        let Some(class) = self.named_tuple(&value.ty) else { return Ok(value) };
        let (value, bound) = self.bound(value);
        let mut items = Vec::new();
        for name in self.names_of_tuple(class) {
            items.push(self.attribute_of(value.clone(), &name, span)?);
        }
        let tuple = self.tuple(items, span);
        Ok(self.with_bound(bound, tuple))
    }

    /// `point[0]`
    pub(super) fn item_of_named(&mut self, value: &Value, index: &Value, span: Span) -> Lowered<Option<Value>> {
        let Some(class) = self.named_tuple(&value.ty) else { return Ok(None) };
        let names = self.names_of_tuple(class);
        let ExprKind::Int(index) = index.expr.kind else {
            return self.refuse(span, "tuple-index", "a tuple is read by an index that is not a constant");
        };
        let count = i64::try_from(names.len()).unwrap_or(i64::MAX);
        let position = if index < 0 { index.saturating_add(count) } else { index };
        match usize::try_from(position).ok().and_then(|position| names.get(position)) {
            Some(name) => self.attribute_of(value.clone(), name, span).map(Some),
            None => self.refuse(span, "tuple-index", "a tuple has no item of that index"),
        }
    }
}
