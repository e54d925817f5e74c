//! `dataclasses.asdict(x)`: a fresh dict of the fields, with fresh copies of what they hold.

use super::body::Body;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ComprehensionKind, ExprKind};
use crate::model::ClassIndex;
use crate::source::{Place, Span};

impl Body<'_, '_> {
    /// The dict of an instance of a dataclass.
    pub fn asdict(&mut self, value: Value, span: Span) -> Lowered<Value> {
        let at = self.place(span);
        match self.low.heap.resolve(&value.ty) {
            Ty::Never => Ok(value),
            Ty::Object(node) if matches!(self.low.heap.shape(node), NodeShape::Instance(..)) => {
                self.as_plain(value, &mut Vec::new(), at, span)
            }
            other => {
                let reason = format!("asdict() of {}", self.low.heap.describe(&other));
                self.transient(Ty::Never, span, "asdict", reason)
            }
        }
    }

    /// `dataclasses.astuple(x)` where the fields are plain values or dataclasses of such.
    pub fn astuple(&mut self, value: Value, span: Span) -> Lowered<Value> {
        let flat = |ty: &Ty| Self::is_scalar(ty) || matches!(ty, Ty::None | Ty::Never | Ty::Bytes);
        let ty = self.low.heap.resolve(&value.ty);
        let shape = match &ty {
            Ty::Object(node) => Some(self.low.heap.shape(*node).clone()),
            _ => None,
        };
        let Some(NodeShape::Instance(class, _)) = shape else {
            return match &ty {
                ty if flat(ty) => Ok(value),
                Ty::Optional(inner) if flat(inner) => Ok(value),
                Ty::Tuple(items) if items.iter().all(flat) => Ok(value),
                other => {
                    let reason = format!("astuple() with {}", self.low.heap.describe(other));
                    self.transient(Ty::Never, span, "asdict", reason)
                }
            };
        };
        let init = self.low.model.method(class, "__init__");
        let (Some(init), true) = (init, super::class::is_written_dataclass(self.low.model, class)) else {
            return self.refuse(span, "asdict", "astuple() of something else than a plain dataclass");
        };
        let parameters = self.low.model.function(init).def.parameters.iter().skip(1);
        let names: Vec<String> = parameters.map(|one| one.name.name.clone()).collect();
        let (instance, bound) = self.bound(value);
        let mut values = Vec::new();
        for name in names {
            let field = self.attribute_of(instance.clone(), &name, span)?;
            if self.low.heap.resolve(&field.ty) == ty {
                return self.refuse(span, "asdict", "astuple() of a dataclass that holds instances of itself");
            }
            values.push(self.astuple(field, span)?);
        }
        let tuple = self.tuple(values, span);
        Ok(self.with_bound(bound, tuple))
    }

    fn as_plain(&mut self, value: Value, around: &mut Vec<ClassIndex>, at: Place, span: Span) -> Lowered<Value> {
        let ty = self.low.heap.resolve(&value.ty);
        let flat = |ty: &Ty| Self::is_scalar(ty) || matches!(ty, Ty::None | Ty::Never | Ty::Bytes);
        // What a container holds is not known yet.
        if let Ty::Object(node) = &ty
            && let NodeShape::List(element) | NodeShape::Dict(_, element) = self.low.heap.shape(*node).clone()
            && self.low.heap.resolve(&element) == Ty::Never
            && !self.low.last_pass
        {
            return Ok(self.value(Ty::Never, span, ExprKind::None));
        }
        match &ty {
            ty if flat(ty) => Ok(value),
            Ty::Optional(inner) if flat(inner) => Ok(value),
            Ty::Tuple(items) if items.iter().all(flat) => Ok(value),
            Ty::Json => Ok(self.helper(Ty::Json, span, "value_deepcopy", vec![value.expr], &[])),
            Ty::Object(node) => match self.low.heap.shape(*node).clone() {
                NodeShape::Instance(class, _) => self.fields_as_dict(value, class, around, span),
                NodeShape::List(element) if flat(&self.low.heap.resolve(&element)) => {
                    self.fresh_copy(value, NodeShape::List(Ty::Never), at, span)
                }
                NodeShape::List(element) => self.each_as_plain(value, &element, around, at, span),
                NodeShape::Dict(key, element)
                    if [&key, &element].into_iter().all(|ty| flat(&self.low.heap.resolve(ty))) =>
                {
                    self.fresh_copy(value, NodeShape::Dict(key, Ty::Never), at, span)
                }
                NodeShape::Dict(..) | NodeShape::Record(_) | NodeShape::Set(_) => {
                    self.refuse(span, "asdict", "asdict() of a field that holds dicts or sets")
                }
            },
            other => {
                let reason = format!("asdict() of a field that is {}", self.low.heap.describe(other));
                self.transient(Ty::Never, span, "asdict", reason)
            }
        }
    }

    fn fields_as_dict(
        &mut self,
        value: Value,
        class: ClassIndex,
        around: &mut Vec<ClassIndex>,
        span: Span,
    ) -> Lowered<Value> {
        let init = self.low.model.method(class, "__init__");
        let (Some(init), true) = (init, super::class::is_written_dataclass(self.low.model, class)) else {
            return self.refuse(span, "asdict", "asdict() of something else than a plain dataclass");
        };
        if around.contains(&class) {
            return self.refuse(span, "asdict", "asdict() of a dataclass that holds instances of itself");
        }
        around.push(class);
        let init = self.low.model.function(init);
        let parameters = init.def.parameters.iter().skip(1);
        let names: Vec<(String, Place)> =
            parameters.map(|one| (one.name.name.clone(), Place { file: init.file, span: one.name.span })).collect();
        // One class of objects for all dicts of a dataclass, whatever pass meets them first.
        let info = self.low.model.class(class);
        let class_place = Place { file: info.file, span: info.def.name.span };
        let node = self.low.heap.site(class_place, 40, NodeShape::Record(Vec::new()));
        let (instance, bound) = self.bound(value);
        let mut values = Vec::new();
        for (name, at) in names {
            let field = self.attribute_of(instance.clone(), &name, span)?;
            let field = self.as_plain(field, around, at, span)?;
            self.low.heap.grow_field(node, &name, &field.ty);
            values.push((name, field));
        }
        around.pop();
        let record = self.record_value(node, None, values, span)?;
        Ok(self.with_bound(bound, record))
    }

    fn fresh_copy(&mut self, value: Value, shape: NodeShape, at: Place, span: Span) -> Lowered<Value> {
        let fresh = self.low.heap.site(at, 41, shape);
        let ty = self.low.heap.resolve(&value.ty);
        let (_, element) = match &ty {
            Ty::Object(node) if self.is_list(*node) => (Ty::Never, self.element_type(&ty)),
            _ => self.dict_types(&ty),
        };
        self.low.heap.grow_element(fresh, &element);
        if self.low.heap.is_dynamic(fresh) {
            self.low.heap.make_dynamic(&ty);
        }
        Ok(self.value(Ty::Object(fresh), span, ExprKind::Copy(Box::new(value.expr))))
    }

    /// A list of instances as a list of dicts.
    fn each_as_plain(
        &mut self,
        value: Value,
        element: &Ty,
        around: &mut Vec<ClassIndex>,
        at: Place,
        span: Span,
    ) -> Lowered<Value> {
        let node = self.low.heap.site(at, 42, NodeShape::List(Ty::Never));
        let element = self.low.heap.resolve(element);
        let local = self.temporary(&element);
        let one = self.local(local, element, span);
        let one = self.as_plain(one, around, at, span)?;
        let one = self.element(node, one)?;
        let clause = ir::Clause {
            pattern: ir::Pattern::Local(local),
            iter: ir::Iter::Value(value.expr),
            conditions: Vec::new(),
        };
        let kind = ComprehensionKind::List;
        let kind = ExprKind::Comprehension { kind, clauses: vec![clause], element: Box::new(one), value: None };
        Ok(self.value(Ty::Object(node), span, kind))
    }
}
