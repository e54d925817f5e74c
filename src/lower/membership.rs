//! Membership: `item in container`.

use super::body::Body;
use super::condition::Fact;
use super::heap::NodeShape;
use super::nan::is_never_nan;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind};
use crate::python::ast::{self, Constant};
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// `item in container`, and what is known where it holds.
    pub(super) fn contains(
        &mut self,
        item_expr: &'a ast::Expr,
        item: &Value,
        container_expr: &'a ast::Expr,
        container: &Value,
        span: Span,
    ) -> Lowered<(ir::Expr, Vec<Fact>)> {
        let bool_expr = |kind| ir::Expr { ty: ir::Type::Bool, span, kind };
        if self.named_tuple(&container.ty).is_some() {
            return self.refuse(span, "membership", "`in` a named tuple");
        }
        if let Some(index) = self.special_method(&container.ty, "__contains__") {
            // The item is evaluated first, the call has the container first.
            if !super::order::commute(&item.expr, &container.expr) {
                return self.refuse(span, "evaluation-order", "`in` of an object whose item is computed");
            }
            let arguments = super::call::Arguments { positional: vec![item.clone()], ..Default::default() };
            let call = self.call_function(index, Some(container.clone()), arguments, span)?;
            return Ok((self.truth(call)?, Vec::new()));
        }
        let container_ty = self.low.heap.resolve(&container.ty);
        if let (Ty::Object(node), ast::ExprKind::Constant(Constant::Str(key))) = (&container_ty, &item_expr.kind)
            && let NodeShape::Record(fields) = self.low.heap.shape(*node).clone()
        {
            let fact: Vec<Fact> =
                self.web_of(container_expr).map(|web| Fact::HasKey(web, key.clone())).into_iter().collect();
            let Some(field) = fields.iter().position(|(name, _)| name == key) else {
                return Ok((self.after(container.clone(), bool_expr(ExprKind::Bool(false))), Vec::new()));
            };
            if self.has_key(self.web_of(container_expr), *node, key) {
                return Ok((self.after(container.clone(), bool_expr(ExprKind::Bool(true))), fact));
            }
            return Ok((bool_expr(ExprKind::HasField { object: Box::new(container.expr.clone()), field }), fact));
        }
        if let Ty::Object(node) = &container_ty {
            let place = self.place(span);
            self.low.heap.demote(*node, place, "a key that is not a constant is looked up in it");
            if let Some(web) = self.web_of(container_expr) {
                self.look_at(web);
            }
        }
        let item_ty = self.low.heap.resolve(&item.ty);
        let mut element = match self.low.heap.resolve(&container.ty) {
            Ty::Never => item_ty.clone(),
            Ty::Object(node) => match self.low.heap.shape(node).clone() {
                NodeShape::List(element) | NodeShape::Set(element) | NodeShape::Dict(element, _) => {
                    self.low.heap.resolve(&element)
                }
                NodeShape::Record(_) | NodeShape::Instance(..) => {
                    return self.refuse(span, "membership", "`in` an object that is not a container");
                }
            },
            Ty::Str => Ty::Str,
            Ty::Json => Ty::Json,
            Ty::Tuple(items) => {
                let mut ty = Ty::Never;
                for one in items {
                    ty = self.low.heap.join(&ty, &one);
                }
                ty
            }
            Ty::Library(name) => return self.library_contains(&name, item.clone(), container.clone(), span),
            other => {
                let reason = format!("`in` {}", self.low.heap.describe(&other));
                return self.refuse(span, "membership", reason);
            }
        };
        let (mut item_ty, mut item) = (item_ty, item.clone());
        if item_ty.present() != element.present() {
            // Members of classes with a mixed-in class are looked up as what they are equal to.
            item = self.unmixed(item);
            item_ty = self.low.heap.resolve(&item.ty);
            element = match self.enum_of(&element) {
                Some((_, info)) if info.mixed && info.texts => Ty::Str,
                Some((_, info)) if info.mixed => self.computed_int(span, 14),
                _ => element,
            };
        }
        let item = &item;
        if self.low.last_pass && self.is_never_among(&item_ty, &element, &container_ty) {
            return Ok((self.never_equal(item.clone(), container.clone(), span)?, Vec::new()));
        }
        if let Some(test) = self.instance_among(item, container, &element, span)? {
            return Ok((test, Vec::new()));
        }
        if self.has_own_equality(&element) {
            return self.refuse(span, "object-equality", "instances are compared");
        }
        if !matches!(container_ty, Ty::Str) && self.may_be_no_key(item, &element) {
            // None is not among them; what is among them is not None.
            if !super::order::commute(&item.expr, &container.expr) {
                return self.refuse(span, "evaluation-order", "a computed value that may be None, among computed ones");
            }
            let facts = match (self.web_of(item_expr), self.low.heap.resolve(&item.ty)) {
                (Some(web), Ty::Optional(inner)) => vec![Fact::Holds(web, *inner)],
                _ => Vec::new(),
            };
            let (item, bound) = self.bound(item.clone());
            let present = self.present(&item);
            let none = bool_expr(ExprKind::IsNone(Box::new(item.expr)));
            let kind = ExprKind::Contains { item: Box::new(present.expr), container: Box::new(container.expr.clone()) };
            let both = vec![bool_expr(ExprKind::Not(Box::new(none))), bool_expr(kind)];
            let body = self.value(Ty::Bool, span, ExprKind::And(both));
            return Ok((self.with_bound(bound, body).expr, facts));
        }
        let item = match (&item_ty, &element) {
            (Ty::Int(one), Ty::Int(other)) => {
                // In a list or a set they are held alike; the keys of a dict are looked up at any size.
                let alike = match &container_ty {
                    Ty::Object(node) => !matches!(self.low.heap.shape(*node), NodeShape::Dict(..)),
                    _ => matches!(container_ty, Ty::Tuple(_)),
                };
                if alike {
                    self.low.heap.join(&item_ty, &element);
                }
                if self.low.heap.is_big(*other) && !self.low.heap.is_big(*one) {
                    self.coerce(item.clone(), &element)?
                } else {
                    item.expr.clone()
                }
            }
            (Ty::Json, element) if *element != Ty::Json => {
                // A looked-up value of unknown shape: equal to a key only if it is of the key's type.
                match container_ty {
                    Ty::Tuple(_) => {
                        let container = self.dynamic_items(container)?;
                        let container = Box::new(container.expr);
                        let kind = ExprKind::Contains { item: Box::new(item.expr.clone()), container };
                        return Ok((bool_expr(kind), Vec::new()));
                    }
                    Ty::Object(node) if self.is_list(node) && Self::is_scalar(element) => {
                        if let ExprKind::List(items) = &container.expr.kind
                            && items.iter().all(super::order::is_harmless)
                        {
                            let types = vec![element.clone(); items.len()];
                            let tuple = self.value(Ty::Tuple(types), container.span(), ExprKind::Tuple(items.clone()));
                            let container = Box::new(self.dynamic_items(&tuple)?.expr);
                            let kind = ExprKind::Contains { item: Box::new(item.expr.clone()), container };
                            return Ok((bool_expr(kind), Vec::new()));
                        }
                        return Ok((self.dynamic_among(item, container, element, span)?, Vec::new()));
                    }
                    Ty::Object(_) => item.expr.clone(),
                    Ty::Str => {
                        let text = "'in <string>' requires string as left operand, not {type}";
                        self.expected("expect_str", Ty::Str, item.clone(), "TypeError", text).expr
                    }
                    _ => {
                        return self.refuse(
                            span,
                            "mixed-types",
                            "a value of unknown JSON shape is looked for in bytes",
                        );
                    }
                }
            }
            // Among keys of 64 bits one of any size is looked up; a list or a set holds all in one way.
            (Ty::Exact, Ty::Int(_)) if matches!(&container_ty, Ty::Object(node) if matches!(self.low.heap.shape(*node), NodeShape::Dict(..))) => {
                item.expr.clone()
            }
            (Ty::Int(_), Ty::Exact) => self.coerce(item.clone(), &Ty::Exact)?,
            (a, b) if a == b || matches!(a, Ty::Never) || matches!(b, Ty::Never) => item.expr.clone(),
            (_, Ty::Json) => self.coerce(item.clone(), &Ty::Json)?,
            _ => {
                if self.low.last_pass {
                    let reason = format!(
                        "{} is looked for among {}",
                        self.low.heap.describe(&item_ty),
                        self.low.heap.describe(&element)
                    );
                    return self.refuse(span, "never-equal", reason);
                }
                item.expr.clone()
            }
        };
        let listed = match &container_ty {
            Ty::Object(node) => matches!(self.low.heap.shape(*node), NodeShape::List(_)),
            ty => matches!(ty, Ty::Tuple(_)),
        };
        let item = if listed && !is_never_nan(&container.expr) { self.no_nan(item, &element)? } else { item };
        if super::order::commute(&item, &container.expr)
            && (super::order::is_harmless(&container.expr) || !is_display(&container.expr))
        {
            let kind = ExprKind::Contains { item: Box::new(item), container: Box::new(container.expr.clone()) };
            return Ok((bool_expr(kind), Vec::new()));
        }
        // Item and container are evaluated in this order, and the whole container before anything is compared.
        let item_ty = if item.ty == ir::Type::Json { Ty::Json } else { item_ty };
        let (item, item_bound) = self.bound(Value { ty: item_ty, expr: item });
        let mut container = container.clone();
        let mut bounds = vec![item_bound];
        if let (ExprKind::Tuple(items), Ty::Tuple(types)) = (&mut container.expr.kind, &container_ty) {
            for (one, ty) in items.iter_mut().zip(types) {
                let (read, bound) = self.bound(Value { ty: ty.clone(), expr: one.clone() });
                *one = read.expr;
                bounds.push(bound);
            }
        } else {
            let (read, bound) = self.bound(container);
            container = read;
            bounds.push(bound);
        }
        let kind = ExprKind::Contains { item: Box::new(item.expr), container: Box::new(container.expr) };
        let mut test = Value { ty: Ty::Bool, expr: bool_expr(kind) };
        for bound in bounds.into_iter().rev() {
            test = self.with_bound(bound, test);
        }
        Ok((test.expr, Vec::new()))
    }

    /// `any(item == one for one in scalars)` of a value of unknown shape.
    fn dynamic_among(&mut self, item: &Value, container: &Value, element: &Ty, span: Span) -> Lowered<ir::Expr> {
        let (item, bound) = self.bound(item.clone());
        let local = self.temporary(element);
        let one = self.local(local, element.clone(), span);
        let test = self.equality(item, one, span)?;
        let iter = ir::Iter::Value(container.expr.clone());
        let kind = ExprKind::Comprehension {
            kind: ir::ComprehensionKind::Any,
            clauses: vec![ir::Clause { pattern: ir::Pattern::Local(local), iter, conditions: Vec::new() }],
            element: Box::new(test),
            value: None,
        };
        let found = self.value(Ty::Bool, span, kind);
        Ok(self.with_bound(bound, found).expr)
    }

    /// Whether nothing in a container is equal to a value of that type, which can be looked for in it.
    fn is_never_among(&self, item: &Ty, element: &Ty, container: &Ty) -> bool {
        let hashed = match container {
            Ty::Tuple(_) => false,
            Ty::Object(node) => !matches!(self.low.heap.shape(*node), NodeShape::List(_)),
            _ => return false,
        };
        let may_be_none = |ty: &Ty| matches!(ty, Ty::Optional(_) | Ty::None);
        if (may_be_none(item) && may_be_none(element)) || (hashed && !self.is_hashable(item)) {
            return false;
        }
        match item {
            Ty::None => self.are_disjoint(&Ty::Str, element) || *element == Ty::Str,
            _ => self.are_disjoint(item, element),
        }
    }

    /// Whether every value of a type has a hash, without a method of the program.
    fn is_hashable(&self, ty: &Ty) -> bool {
        match self.low.heap.resolve(ty) {
            Ty::None | Ty::Bool | Ty::Int(_) | Ty::Exact | Ty::Float | Ty::Number | Ty::Str | Ty::Bytes => true,
            Ty::Enum(class) => self.low.model.method(class, "__hash__").is_none(),
            Ty::Optional(inner) => self.is_hashable(&inner),
            Ty::Tuple(items) => items.iter().all(|item| self.is_hashable(item)),
            Ty::Never
            | Ty::Object(_)
            | Ty::Json
            | Ty::Encodable
            | Ty::Exception
            | Ty::Function(_)
            | Ty::Pattern(_)
            | Ty::Match(_)
            | Ty::Library(_)
            | Ty::Unknown(_) => false,
        }
    }

    /// A tuple whose items are compared with a value of unknown shape: all are values of unknown shape.
    fn dynamic_items(&mut self, tuple: &Value) -> Lowered<Value> {
        let span = tuple.span();
        let (ExprKind::Tuple(items), Ty::Tuple(types)) = (&tuple.expr.kind, self.low.heap.resolve(&tuple.ty)) else {
            return self.refuse(span, "mixed-types", "a value of unknown JSON shape is looked for in a kept tuple");
        };
        let mut dynamic = Vec::new();
        for (item, ty) in items.clone().into_iter().zip(&types) {
            dynamic.push(self.coerce(Value { ty: ty.clone(), expr: item }, &Ty::Json)?);
        }
        let ty = Ty::Tuple(vec![Ty::Json; dynamic.len()]);
        Ok(self.value(ty, span, ExprKind::Tuple(dynamic)))
    }
}

fn is_display(container: &ir::Expr) -> bool {
    matches!(container.kind, ExprKind::Tuple(_) | ExprKind::List(_) | ExprKind::Set(_))
}
