//! Items and slices.

use super::body::Body;
use super::exact::Narrow;
use super::heap::{NodeId, NodeShape};
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind};
use crate::python::ast::{self, Constant};
use crate::source::Span;

/// What `value_getitem` and its kin can raise.
pub const VALUE_ITEM_ERRORS: &[&str] = &["KeyError", "IndexError", "TypeError"];

impl<'a> Body<'_, 'a> {
    /// `value[slice]`
    pub fn subscript(&mut self, value: &'a ast::Expr, slice: &'a ast::Expr, span: Span) -> Lowered<Value> {
        if let (ast::ExprKind::Attribute { value: caught, attr }, Some(position)) = (&value.kind, constant_index(slice))
            && attr.name == "args"
            && self.web_of(caught).is_some_and(|web| self.web_type(web) == Ty::Exception)
        {
            let caught = self.read(caught)?;
            return self.exception_argument(caught, position, span);
        }
        if let Some(found) = self.first_or_default(value, slice, span)? {
            return Ok(found);
        }
        if let Some(found) = self.member_named(value, slice, span)? {
            return Ok(found);
        }
        let web = self.web_of(value);
        let object = self.lowered(value)?;
        let object = self.present_or_raise(object, "TypeError", "'NoneType' object is not subscriptable");
        if let ast::ExprKind::Slice { lower, upper, step } = &slice.kind {
            return self.slice(object, lower.as_deref(), upper.as_deref(), step.as_deref(), span);
        }
        if let ast::ExprKind::Constant(Constant::Str(key)) = &slice.kind
            && let Some(field) = self.record_field(&object, key)
        {
            return self.field(web, object, key, field, span);
        }
        if let Ty::Match(matched) = &object.ty {
            return self.match_item(&object, matched, slice, span);
        }
        let index = self.expr(slice)?;
        self.item(object, index, span)
    }

    /// The index and type of a record's field, if it has it; `None` when the value is no record.
    #[expect(clippy::option_option, reason = "a record without the field and a value without fields are two cases")]
    pub fn record_field(&self, object: &Value, key: &str) -> Option<Option<(usize, Ty)>> {
        let Ty::Object(node) = self.low.heap.resolve(&object.ty) else { return None };
        let NodeShape::Record(fields) = self.low.heap.shape(node) else { return None };
        Some(
            fields
                .iter()
                .position(|(name, _)| name == key)
                .map(|index| (index, self.low.heap.resolve(&fields[index].1))),
        )
    }

    /// An item of a record by a constant key.
    pub fn field(
        &mut self,
        web: Option<crate::model::WebId>,
        object: Value,
        key: &str,
        field: Option<(usize, Ty)>,
        span: Span,
    ) -> Lowered<Value> {
        let Ty::Object(node) = self.low.heap.resolve(&object.ty) else { return Ok(object) };
        let Some((index, ty)) = field else {
            return self.transient(Ty::Never, span, "missing-key", format!("nothing ever sets the key `{key}`"));
        };
        let known = self.has_key(web, node, key);
        Ok(self.value(ty, span, ExprKind::Field { object: Box::new(object.expr), field: index, known }))
    }

    /// `object[index]` of lowered operands.
    pub fn item(&mut self, object: Value, index: Value, span: Span) -> Lowered<Value> {
        let object = self.present_or_raise(object, "TypeError", "'NoneType' object is not subscriptable");
        if let Some(item) = self.item_of_named(&object, &index, span)? {
            return Ok(item);
        }
        if let Some(method) = self.special_method(&object.ty, "__getitem__") {
            let arguments = super::call::Arguments { positional: vec![index], ..Default::default() };
            return self.call_function(method, Some(object), arguments, span);
        }
        let ty = self.low.heap.resolve(&object.ty);
        if let Ty::Object(node) = ty {
            let place = self.place(span);
            self.low.heap.demote(node, place, "an item is read by a key that is not a constant");
        }
        match self.low.heap.resolve(&object.ty) {
            Ty::Never => Ok(Value { ty: Ty::Never, ..object }),
            Ty::Json => {
                let index = self.coerce(index, &Ty::Json)?;
                Ok(self.helper(Ty::Json, span, "value_getitem", vec![object.expr, index], VALUE_ITEM_ERRORS))
            }
            Ty::Str => {
                let index = self.item_index(index)?;
                Ok(self.helper(Ty::Str, span, "str_getitem", vec![object.expr, index], &["IndexError"]))
            }
            Ty::Bytes => {
                let index = self.item_index(index)?;
                let ty = self.small_int(span, 0);
                Ok(self.helper(ty, span, "bytes_getitem", vec![object.expr, index], &["IndexError"]))
            }
            Ty::Tuple(items) => {
                let ExprKind::Int(position) = index.expr.kind else {
                    return self.refuse(span, "tuple-index", "a tuple is indexed by a value that is not a constant");
                };
                let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
                let position = if position < 0 { position + length } else { position };
                let Some(item) = usize::try_from(position).ok().filter(|position| *position < items.len()) else {
                    return self.refuse(span, "tuple-index", "tuple index out of range");
                };
                let ty = items[item].clone();
                Ok(self.value(ty, span, ExprKind::TupleItem { tuple: Box::new(object.expr), index: item }))
            }
            Ty::Object(node) => match self.low.heap.shape(node).clone() {
                NodeShape::List(_) if self.has_own_errors(node) => self.item_with_own_error(node, object, index, span),
                NodeShape::List(element) => {
                    if self.low.last_pass && self.low.heap.resolve(&element) == Ty::Never {
                        return self.refuse(span, "subscript", "an item of a list that stays empty");
                    }
                    let index = self.item_index(index)?;
                    // A split always gives at least one part: its first and last cannot fail.
                    let safe = matches!(index.kind, ExprKind::Int(0 | -1))
                        && matches!(&object.expr.kind, ExprKind::Library(call) if matches!(call.helper.as_str(), "str_split" | "str_rsplit" | "str_split_max" | "str_rsplit_max"));
                    let raises: &[&str] = if safe { &[] } else { &["IndexError"] };
                    Ok(self.helper(element, span, "list_getitem", vec![object.expr, index], raises))
                }
                NodeShape::Dict(key, element) if self.is_counter(node) => {
                    let index = self.lookup_key(index, &key)?;
                    let int = self.computed_int(span, 16);
                    let zero = self.value(int, span, ExprKind::Int(0));
                    let zero = self.coerce(zero, &element)?;
                    Ok(self.helper(element, span, "dict_get_default", vec![object.expr, index, zero], &[]))
                }
                NodeShape::Dict(key, element) => {
                    if self.low.heap.default_factory(node).is_some() {
                        // What is looked up is put in.
                        self.hashable(&index)?;
                        self.low.heap.grow_key(node, &index.ty);
                        let default = self.default_of(node, span)?;
                        let (key, element) = self.dict_types(&self.low.heap.resolve(&Ty::Object(node)));
                        let raises: &[&str] = if key == Ty::Json { &["TypeError"] } else { &[] };
                        let index = self.coerce(index, &key)?;
                        let default = self.coerce(default, &element)?;
                        return Ok(self.helper(
                            element,
                            span,
                            "dict_setdefault",
                            vec![object.expr, index, default],
                            raises,
                        ));
                    }
                    if matches!(self.low.heap.resolve(&index.ty), Ty::Enum(_)) {
                        return self.item_of_member(object, index, (&key, element), span);
                    }
                    let raises = key_errors(&index, &["KeyError", "TypeError"]);
                    let index = self.lookup_key(index, &key)?;
                    Ok(self.helper(element, span, "dict_getitem", vec![object.expr, index], raises))
                }
                NodeShape::Record(_) | NodeShape::Set(_) | NodeShape::Instance(..) => {
                    let reason = format!("an item of {}", self.low.heap.describe(&Ty::Object(node)));
                    self.transient(Ty::Never, span, "subscript", reason)
                }
            },
            Ty::Library(name) => self.library_item(&name, object, index, span),
            other => {
                let reason = format!("an item of {}", self.low.heap.describe(&other));
                self.transient(Ty::Never, span, "subscript", reason)
            }
        }
    }

    /// What an `Optional` holds; `None` raises, as using it does in Python.
    pub fn present_or_raise(&mut self, value: Value, class: &str, message: &str) -> Value {
        let Ty::Optional(inner) = self.low.heap.resolve(&value.ty) else { return value };
        let span = value.span();
        let text = self.value(Ty::Str, span, ExprKind::Str(message.to_owned())).expr;
        let exception = ExprKind::NewException { class: class.to_owned(), args: vec![text], fields: Vec::new() };
        let exception = self.value(Ty::Exception, span, exception).expr;
        self.helper(*inner, span, "some_or_raise", vec![value.expr, exception], &[class])
    }

    /// An index into a list or text.
    pub fn item_index(&mut self, index: Value) -> Lowered<ir::Expr> {
        let index = self.narrowed(index, Narrow::Index);
        self.position(index)
    }

    /// A number of things, or a place among them.
    pub fn position(&mut self, index: Value) -> Lowered<ir::Expr> {
        match self.low.heap.resolve(&index.ty) {
            Ty::Int(_) | Ty::Never => {
                self.mark_computed(&index.ty);
                let ty = index.ty.clone();
                self.coerce(index, &ty)
            }
            Ty::Exact => Ok(self.held_in_64_bits(index).expr),
            other => {
                let reason = format!("{} is used as an index", self.low.heap.describe(&other));
                let span = index.span();
                Ok(self.transient(Ty::Never, span, "index-type", reason)?.expr)
            }
        }
    }

    /// A key that is only looked up: an int of any size may be looked up among 64-bit keys, a value of unknown JSON shape among all.
    pub fn lookup_key(&mut self, key: Value, among: &Ty) -> Lowered<ir::Expr> {
        let key_ty = self.low.heap.resolve(&key.ty);
        let among = self.low.heap.resolve(among);
        match (&key_ty, &among) {
            // Among integers of any size it is one of them.
            (Ty::Int(one), Ty::Int(other)) if self.low.heap.is_big(*other) && !self.low.heap.is_big(*one) => {
                self.coerce(key, &among)
            }
            (Ty::Int(_), Ty::Exact) => self.coerce(key, &among),
            (Ty::Int(_) | Ty::Exact, Ty::Int(_)) | (Ty::Never, _) | (_, Ty::Never) => Ok(key.expr),
            (Ty::Json, _) => Ok(key.expr),
            (_, Ty::Json) => self.coerce(key, &Ty::Json),
            // None is among no keys.
            (Ty::Optional(inner), b) if **inner == *b || matches!((&**inner, b), (Ty::Int(_), Ty::Int(_))) => {
                Ok(self.key_or_raise(key).expr)
            }
            (a, b) if a == b => Ok(key.expr),
            (Ty::Tuple(a), Ty::Tuple(b)) if a.len() == b.len() => self.coerce(key, &among),
            _ => {
                let reason = format!(
                    "{} is looked up among keys that are {}",
                    self.low.heap.describe(&key_ty),
                    self.low.heap.describe(&among)
                );
                let span = key.span();
                Ok(self.transient(Ty::Never, span, "key-type", reason)?.expr)
            }
        }
    }

    fn slice(
        &mut self,
        object: Value,
        lower: Option<&'a ast::Expr>,
        upper: Option<&'a ast::Expr>,
        step: Option<&'a ast::Expr>,
        span: Span,
    ) -> Lowered<Value> {
        if let Ty::Tuple(_) = self.low.heap.resolve(&object.ty)
            && let [Some(lower), Some(upper), Some(step)] = [lower, upper, step].map(super::starred::constant_bound)
            && step != Some(0)
        {
            return self.tuple_slice(object, [lower, upper, step], span);
        }
        let mut args = vec![object.expr.clone()];
        let dynamic = self.low.heap.resolve(&object.ty) == Ty::Json;
        let bounds: Vec<Option<&'a ast::Expr>> =
            if step.is_some() { vec![lower, upper, step] } else { vec![lower, upper] };
        for (at, bound) in bounds.into_iter().enumerate() {
            match bound {
                None => {
                    let none = self.value(Ty::None, span, ExprKind::None);
                    args.push(if dynamic { self.coerce(none, &Ty::Json)? } else { none.expr });
                }
                Some(bound) => {
                    let value = self.expr(bound)?;
                    if dynamic {
                        args.push(self.coerce(value, &Ty::Json)?);
                    } else if value.ty == Ty::None {
                        args.push(value.expr);
                    } else {
                        let value = if step.is_none() { self.some_bound(value, at == 1)? } else { value };
                        args.push(self.slice_bound(value)?);
                    }
                }
            }
        }
        let suffix = if step.is_some() { "_slice_step" } else { "_slice" };
        let raises: &[&str] = if step.is_some_and(|step| !is_nonzero(step)) { &["ValueError"] } else { &[] };
        match self.low.heap.resolve(&object.ty) {
            Ty::Never => Ok(object),
            Ty::Str => Ok(self.helper(
                Ty::Str,
                span,
                if step.is_some() { "str_slice_step" } else { "str_slice" },
                args,
                raises,
            )),
            Ty::Bytes => Ok(self.helper(
                Ty::Bytes,
                span,
                if step.is_some() { "bytes_slice_step" } else { "bytes_slice" },
                args,
                raises,
            )),
            Ty::Object(node) if self.deque_of(node).is_some() => self.refuse(span, "deque", "a slice of a deque"),
            Ty::Object(node) if self.is_list(node) => {
                let element = self.element_type(&Ty::Object(node));
                let fresh = self.node(span, 0, NodeShape::List(element.clone()));
                self.low.heap.grow_element(fresh, &element);
                if self.low.heap.is_dynamic(fresh) {
                    // The slice is held as a value of unknown shape: then what it is a slice of is one too.
                    self.low.heap.make_dynamic(&Ty::Object(node));
                    return self.transient(Ty::Object(fresh), span, "mixed-types", "a slice is held with other values");
                }
                self.fresh_by(fresh, &element, span, (&format!("list{suffix}"), args, raises))
            }
            Ty::Json => {
                let errors = &["TypeError", "KeyError", "ValueError"][..if raises.is_empty() { 2 } else { 3 }];
                Ok(self.helper(Ty::Json, span, &format!("value{suffix}"), args, errors))
            }
            other => {
                let reason = format!("a slice of {}", self.low.heap.describe(&other));
                self.transient(Ty::Never, span, "slice", reason)
            }
        }
    }

    /// A bound of a slice in single steps that may be None, of any size: None is the end that it stands for.
    fn some_bound(&mut self, value: Value, is_end: bool) -> Lowered<Value> {
        match self.low.heap.resolve(&value.ty) {
            Ty::Optional(inner) if self.low.heap.resolve(&inner) == Ty::Exact => {
                let span = value.span();
                let end = ExprKind::Int(if is_end { i64::MAX } else { 0 });
                let end = Value { ty: Ty::Exact, expr: ir::Expr { ty: ir::Type::Int, span, kind: end } };
                let end = Value { expr: super::exact::widened(end.expr), ..end };
                self.or_default(value, end, span)
            }
            _ => Ok(value),
        }
    }

    fn slice_bound(&mut self, value: Value) -> Lowered<ir::Expr> {
        match self.low.heap.resolve(&value.ty) {
            Ty::Optional(inner) if matches!(*inner, Ty::Int(_)) => {
                self.mark_computed(&value.ty);
                Ok(value.expr)
            }
            _ => {
                let value = self.narrowed(value, Narrow::Clamp);
                self.position(value)
            }
        }
    }

    /// The node of an object value, if it is one.
    pub fn node_of(&self, ty: &Ty) -> Option<NodeId> {
        match self.low.heap.resolve(ty) {
            Ty::Object(node) => Some(node),
            _ => None,
        }
    }
}

/// The exceptions of a look-up: only a key of unknown shape can be unhashable.
pub fn key_errors<'e>(key: &Value, errors: &'e [&'e str]) -> &'e [&'e str] {
    if key.ty == Ty::Json { errors } else { &errors[..errors.len() - 1] }
}

pub(super) fn constant_index(slice: &ast::Expr) -> Option<i64> {
    match &slice.kind {
        ast::ExprKind::Constant(Constant::Int(value)) => i64::try_from(value).ok(),
        ast::ExprKind::UnaryOp { op: ast::UnaryOperator::USub, operand } => {
            constant_index(operand).and_then(i64::checked_neg)
        }
        _ => None,
    }
}

fn is_nonzero(step: &ast::Expr) -> bool {
    match &step.kind {
        ast::ExprKind::Constant(Constant::Int(value)) => value.sign() != num_bigint::Sign::NoSign,
        ast::ExprKind::UnaryOp { operand, .. } => is_nonzero(operand),
        _ => false,
    }
}
