//! Operators and comparisons of instances: what the special methods of their classes say.

use super::body::Body;
use super::call::Arguments;
use super::class::{is_subclass, is_written_dataclass};
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, CompareOp, ComprehensionKind, ExprKind};
use crate::model::{ClassIndex, FunctionIndex};
use crate::python::ast::{self, Operator, Role, Stmt, StmtKind, UnaryOperator};
use crate::source::Span;

/// The method of an operator, and that of its right side.
fn methods(op: Operator) -> (&'static str, &'static str, &'static str) {
    match op {
        Operator::Add => ("__add__", "__radd__", "__iadd__"),
        Operator::Sub => ("__sub__", "__rsub__", "__isub__"),
        Operator::Mult => ("__mul__", "__rmul__", "__imul__"),
        Operator::MatMult => ("__matmul__", "__rmatmul__", "__imatmul__"),
        Operator::Div => ("__truediv__", "__rtruediv__", "__itruediv__"),
        Operator::Mod => ("__mod__", "__rmod__", "__imod__"),
        Operator::Pow => ("__pow__", "__rpow__", "__ipow__"),
        Operator::LShift => ("__lshift__", "__rlshift__", "__ilshift__"),
        Operator::RShift => ("__rshift__", "__rrshift__", "__irshift__"),
        Operator::BitOr => ("__or__", "__ror__", "__ior__"),
        Operator::BitXor => ("__xor__", "__rxor__", "__ixor__"),
        Operator::BitAnd => ("__and__", "__rand__", "__iand__"),
        Operator::FloorDiv => ("__floordiv__", "__rfloordiv__", "__ifloordiv__"),
    }
}

/// The method of a comparison, and that of its right side.
pub fn order_methods(op: CompareOp) -> (&'static str, &'static str) {
    match op {
        CompareOp::Lt => ("__lt__", "__gt__"),
        CompareOp::LtE => ("__le__", "__ge__"),
        CompareOp::Gt => ("__gt__", "__lt__"),
        CompareOp::GtE => ("__ge__", "__le__"),
        CompareOp::Eq => ("__eq__", "__eq__"),
        CompareOp::NotEq => ("__ne__", "__ne__"),
    }
}

impl<'a> Body<'_, 'a> {
    /// The class that a value is an instance of.
    fn instance_class(&self, ty: &Ty) -> Option<ClassIndex> {
        let Ty::Object(node) = self.low.heap.resolve(ty) else { return None };
        match self.low.heap.shape(node) {
            NodeShape::Instance(class, _) => Some(*class),
            _ => None,
        }
    }

    /// Whether the right operand is asked first: its class derives from that of the left one.
    fn is_asked_first(&self, left: &Value, right: &Value, method: &str) -> bool {
        match (self.instance_class(&left.ty), self.instance_class(&right.ty)) {
            (Some(a), Some(b)) => {
                a != b && is_subclass(self.low.model, b, a) && self.special_method(&right.ty, method).is_some()
            }
            _ => false,
        }
    }

    /// Whether a value is of a class of its own, or one that knows nothing of the program's classes.
    fn knows_no_instances(&self, ty: &Ty) -> bool {
        let ty = self.low.heap.resolve(ty);
        self.instance_class(&ty).is_some()
            || matches!(ty, Ty::Int(_) | Ty::Float | Ty::Number | Ty::Bool | Ty::Str | Ty::Bytes | Ty::Tuple(_))
    }

    fn asked_of(&mut self, method: FunctionIndex, object: &Value, other: &Value, span: Span) -> Lowered<Value> {
        let arguments = Arguments { positional: vec![other.clone()], ..Default::default() };
        self.call_function(method, Some(object.clone()), arguments, span)
    }

    /// `left op right` where the class of one of them says what that is.
    pub(super) fn special_binary(
        &mut self,
        left: &Value,
        op: Operator,
        right: &Value,
        span: Span,
    ) -> Lowered<Option<Value>> {
        let (name, reflected, _) = methods(op);
        if let Some(method) = self.special_method(&left.ty, name) {
            if self.is_asked_first(left, right, reflected) {
                return self.refuse(
                    span,
                    "operand-types",
                    "the class of the right operand derives from the left one's",
                );
            }
            return self.operated(method, left, right, span).map(Some);
        }
        let Some(method) = self.special_method(&right.ty, reflected) else { return Ok(None) };
        let alike = self.instance_class(&left.ty) == self.instance_class(&right.ty);
        let formats = op == Operator::Mod && matches!(self.low.heap.resolve(&left.ty), Ty::Str | Ty::Bytes);
        if alike || formats || !self.knows_no_instances(&left.ty) {
            return Ok(None);
        }
        if !super::order::commute(&left.expr, &right.expr) {
            return self.refuse(span, "evaluation-order", "the right operand says what the operator does");
        }
        self.asked_of(method, right, left, span).map(Some)
    }

    fn operated(&mut self, method: FunctionIndex, object: &Value, other: &Value, span: Span) -> Lowered<Value> {
        let own = self.low.model.function(method).def.role == Some(Role::Compares);
        let known = self.low.heap.resolve(&other.ty);
        if own && known != Ty::Never && self.instance_class(&known) != self.instance_class(&object.ty) {
            let reason = "the right operand is of another class than the left one";
            return self.transient(Ty::Never, span, "operand-types", reason);
        }
        self.asked_of(method, object, other, span)
    }

    /// `target op= value` where the class of the target says what that is.
    pub(super) fn special_in_place(
        &mut self,
        current: &Value,
        op: Operator,
        value: &Value,
        span: Span,
    ) -> Lowered<Option<Value>> {
        let (_, _, name) = methods(op);
        match self.special_method(&current.ty, name) {
            Some(method) => self.operated(method, current, value, span).map(Some),
            None => self.special_binary(current, op, value, span),
        }
    }

    /// `-value` and the like.
    pub(super) fn special_unary(&mut self, op: UnaryOperator, value: &Value, span: Span) -> Lowered<Option<Value>> {
        let name = match op {
            UnaryOperator::USub => "__neg__",
            UnaryOperator::UAdd => "__pos__",
            UnaryOperator::Invert => "__invert__",
            UnaryOperator::Not => return Ok(None),
        };
        let Some(method) = self.special_method(&value.ty, name) else { return Ok(None) };
        self.call_function(method, Some(value.clone()), Arguments::default(), span).map(Some)
    }

    /// A comparison where the class of one operand says what it gives: by the first method, or by the second one of the right operand.
    pub(super) fn special_comparison(
        &mut self,
        left: &Value,
        (name, reflected): (&str, &str),
        right: &Value,
        span: Span,
    ) -> Lowered<Option<ir::Expr>> {
        let (method, object, other) = if let Some(method) = self.special_method(&left.ty, name) {
            if self.is_asked_first(left, right, reflected) {
                return self.refuse(
                    span,
                    "operand-types",
                    "the class of the right operand derives from the left one's",
                );
            }
            (method, left, right)
        } else if let Some(method) = self.special_method(&right.ty, reflected) {
            if !self.knows_no_instances(&left.ty) {
                return Ok(None);
            }
            if !super::order::commute(&left.expr, &right.expr) {
                return self.refuse(span, "evaluation-order", "the right operand says what a comparison gives");
            }
            (method, right, left)
        } else {
            return Ok(None);
        };
        let own = self.low.model.function(method).def.role == Some(Role::Compares);
        let known = self.low.heap.resolve(&other.ty);
        if own
            && matches!(known, Ty::Tuple(_))
            && (self.named_tuple(&left.ty).is_some() || self.named_tuple(&right.ty).is_some())
        {
            // A named tuple is compared with a tuple as one.
            let (left, right) = (self.as_tuple(left.clone(), span)?, self.as_tuple(right.clone(), span)?);
            if name == "__eq__" {
                return self.equality(left, right, span).map(Some);
            }
            return self.refuse(span, "ordering", "a named tuple is compared in order with a plain one");
        }
        if own && known != Ty::Never && self.instance_class(&known) != self.instance_class(&object.ty) {
            let reason = "an instance is compared with something of another class";
            return self.transient(Ty::Bool, span, "object-equality", reason).map(|value| Some(value.expr));
        }
        let call = self.asked_of(method, object, other, span)?;
        match self.low.heap.resolve(&call.ty) {
            Ty::Bool | Ty::Never => Ok(Some(ir::Expr { ty: ir::Type::Bool, ..call.expr })),
            _ => {
                let reason = "a comparison gives something else than a bool";
                self.transient(Ty::Bool, span, "truth-value", reason).map(|value| Some(value.expr))
            }
        }
    }

    /// Whether a comparison with None asks a method of the program.
    pub(super) fn asks_about_none(&self, left: &Value, right: &Value) -> bool {
        [left, right].into_iter().any(|one| {
            let present = self.low.heap.resolve(&one.ty).present();
            self.special_method(&present, "__eq__")
                .is_some_and(|method| self.low.model.function(method).def.role.is_none())
        })
    }

    /// `item in instances`: whether it is equal to one of them.
    pub(super) fn instance_among(
        &mut self,
        item: &Value,
        container: &Value,
        element: &Ty,
        span: Span,
    ) -> Lowered<Option<ir::Expr>> {
        let Ty::Object(node) = self.low.heap.resolve(&container.ty) else { return Ok(None) };
        let NodeShape::List(_) = self.low.heap.shape(node) else { return Ok(None) };
        let (Some(class), Some(method)) = (self.instance_class(element), self.special_method(element, "__eq__")) else {
            return Ok(None);
        };
        // An object that is in the list is equal to itself: it need not be asked for.
        let reflexive = compared_attributes(self.low.model.function(method).def, ast::CompareOperator::Eq);
        let Some(names) = reflexive.filter(|_| self.instance_class(&item.ty) == Some(class)) else { return Ok(None) };
        for name in names {
            let field = !self.low.model.class(class).attributes.contains_key(&name);
            let ty = match self.low.heap.shape(node).clone() {
                NodeShape::List(element) if field => self.field_type(&element, &name),
                _ => None,
            };
            if !ty.is_some_and(|ty| self.is_equal_to_itself(&ty)) {
                return Ok(None);
            }
        }
        let (item, bound) = self.bound(item.clone());
        let local = self.temporary(element);
        let one = self.local(local, element.clone(), span);
        let Some(test) = self.special_comparison(&one, ("__eq__", "__eq__"), &item, span)? else { return Ok(None) };
        let iter = ir::Iter::Value(container.expr.clone());
        let clause = ir::Clause { pattern: ir::Pattern::Local(local), iter, conditions: Vec::new() };
        let kind = ExprKind::Comprehension {
            kind: ComprehensionKind::Any,
            clauses: vec![clause],
            element: Box::new(test),
            value: None,
        };
        let found = self.value(Ty::Bool, span, kind);
        Ok(Some(self.with_bound(bound, found).expr))
    }

    /// `==` of tuples with instances in them.
    pub(super) fn tuples_with_instances(
        &mut self,
        left: &Value,
        right: &Value,
        span: Span,
    ) -> Lowered<Option<ir::Expr>> {
        let (Ty::Tuple(a), Ty::Tuple(b)) = (self.low.heap.resolve(&left.ty), self.low.heap.resolve(&right.ty)) else {
            return Ok(None);
        };
        let instances = a.iter().chain(&b).any(|item| self.has_own_equality(item));
        let plain = a == b && a.iter().all(|item| self.is_equal_to_itself(item));
        if !instances && !plain {
            return Ok(None);
        }
        let (ExprKind::Tuple(x), ExprKind::Tuple(y)) = (left.expr.kind.clone(), right.expr.kind.clone()) else {
            if !instances {
                return Ok(None);
            }
            return self.refuse(span, "object-equality", "tuples with instances in them are compared");
        };
        let pure = |items: &[ir::Expr]| items.iter().all(super::stmt::is_pure);
        if a.len() != b.len() || a.is_empty() || !pure(&x) || !pure(&y) {
            if !instances {
                return Ok(None);
            }
            return self.refuse(span, "object-equality", "tuples with instances in them are compared");
        }
        let (mut tests, mut rest) = (Vec::new(), (Vec::new(), Vec::new()));
        for ((a, x), (b, y)) in a.into_iter().zip(x).zip(b.into_iter().zip(y)) {
            let (one, other) = (Value { ty: a, expr: x }, Value { ty: b, expr: y });
            if one.ty == other.ty && self.is_equal_to_itself(&one.ty) {
                tests.push(self.equality(one, other, span)?);
                continue;
            }
            if !self.has_own_equality(&one.ty) && !self.has_own_equality(&other.ty) {
                rest.0.push(one);
                rest.1.push(other);
                continue;
            }
            // Items of tuples that are one object are not asked: only methods that would say the same can be.
            let method = self.special_method(&one.ty, "__eq__").map(|method| self.low.model.function(method).def);
            let alike = method.is_some_and(|def| compared_attributes(def, ast::CompareOperator::Eq).is_some());
            let test = if alike { self.special_comparison(&one, ("__eq__", "__eq__"), &other, span)? } else { None };
            let Some(test) = test else {
                return self.refuse(span, "object-equality", "tuples with instances in them are compared");
            };
            tests.push(test);
        }
        if !rest.0.is_empty() {
            let (one, other) = (self.tuple(rest.0, span), self.tuple(rest.1, span));
            tests.insert(0, self.equality(one, other, span)?);
        }
        let kind = if tests.len() == 1 { return Ok(tests.pop()) } else { ExprKind::And(tests) };
        Ok(Some(ir::Expr { ty: ir::Type::Bool, span, kind }))
    }

    /// `min(a, b)` of two instances.
    pub(super) fn extreme_of_two(&mut self, name: &str, values: &[Value], span: Span) -> Lowered<Option<Value>> {
        let [first, second] = values else { return Ok(None) };
        let class = self.instance_class(&first.ty);
        if class.is_none() || class != self.instance_class(&second.ty) {
            return Ok(None);
        }
        let names = if name == "min" { ("__lt__", "__gt__") } else { ("__gt__", "__lt__") };
        let (first, one) = self.bound(first.clone());
        let (second, other) = self.bound(second.clone());
        let Some(test) = self.special_comparison(&second, names, &first, span)? else { return Ok(None) };
        let ty = first.ty.clone();
        let kind =
            ExprKind::Cond { test: Box::new(test), then: Box::new(second.expr), otherwise: Box::new(first.expr) };
        let chosen = self.value(ty, span, kind);
        let chosen = self.with_bound(other, chosen);
        Ok(Some(self.with_bound(one, chosen)))
    }

    fn field_type(&self, ty: &Ty, name: &str) -> Option<Ty> {
        let Ty::Object(node) = self.low.heap.resolve(ty) else { return None };
        match self.low.heap.shape(node) {
            NodeShape::Instance(_, fields) => {
                fields.iter().find(|(known, _)| known == name).map(|(_, ty)| self.low.heap.resolve(ty))
            }
            _ => None,
        }
    }

    /// Whether every value of a type is equal to itself: none is a NaN.
    fn is_equal_to_itself(&self, ty: &Ty) -> bool {
        match self.low.heap.resolve(ty) {
            Ty::Int(_) | Ty::Bool | Ty::Str | Ty::Bytes | Ty::None | Ty::Never | Ty::Enum(_) => true,
            Ty::Optional(inner) => self.is_equal_to_itself(&inner),
            Ty::Tuple(items) => items.iter().all(|item| self.is_equal_to_itself(item)),
            _ => false,
        }
    }

    /// What instances are ordered by, as a function of one: `__lt__` compares the same attributes of both.
    pub(super) fn ordered_instance(&mut self, element: &Ty, span: Span) -> Lowered<Option<Value>> {
        let Some(class) = self.instance_class(element) else { return Ok(None) };
        let Some(method) = self.special_method(element, "__lt__") else { return Ok(None) };
        // `max` asks `__gt__`, if there is one.
        let written = (is_written_dataclass(self.low.model, class) || self.low.model.class(class).def.named_tuple)
            && self.low.model.function(method).def.role == Some(Role::Compares);
        if !written && self.special_method(element, "__gt__").is_some() {
            return Ok(None);
        }
        let def = self.low.model.function(method).def;
        let Some(names) = compared_attributes(def, ast::CompareOperator::Lt) else { return Ok(None) };
        let is_plain = |name: &String| self.low.model.method(class, name).is_none();
        if !names.iter().all(is_plain) {
            return Ok(None);
        }
        let local = self.temporary(element);
        let whole = self.local(local, element.clone(), span);
        let mut values = Vec::new();
        for name in &names {
            values.push(self.attribute_of(whole.clone(), name, span)?);
        }
        let body = if values.len() == 1 { values.remove(0) } else { self.tuple(values, span) };
        Ok(Some(self.lambda(local, body, element, span)))
    }

    /// A new instance of a class, by its `__init__`.
    pub(super) fn made(
        &mut self,
        class: ClassIndex,
        init: FunctionIndex,
        arguments: Arguments,
        span: Span,
    ) -> Lowered<Value> {
        let ty = Ty::Object(self.low.instance_node(class));
        let receiver = self.value(ty.clone(), span, ExprKind::None);
        let call = self.call_function(init, Some(receiver), arguments, span)?;
        let ExprKind::Call { function, mut args } = call.expr.kind else { return Ok(call) };
        args.remove(0);
        let ir::Type::Object(object) = self.low.held(&ty) else {
            return self.refuse(span, "class", "instances of this class");
        };
        Ok(self.value(ty, span, ExprKind::New { object, init: Some(function), args }))
    }

    /// `dataclasses.replace(object, name=value)`
    pub(super) fn replaced(
        &mut self,
        object: &'a ast::Expr,
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        let object = self.read(object)?;
        self.with_replaced(object, keywords, span)
    }

    /// The same of a value.
    pub(super) fn with_replaced(&mut self, object: Value, keywords: &'a [ast::Keyword], span: Span) -> Lowered<Value> {
        if self.low.heap.resolve(&object.ty) == Ty::Never {
            return Ok(object);
        }
        let is_written = |class: &ClassIndex| {
            is_written_dataclass(self.low.model, *class) || self.low.model.class(*class).def.named_tuple
        };
        let class = self.instance_class(&object.ty).filter(is_written);
        let init = class.and_then(|class| self.low.model.method(class, "__init__"));
        let (Some(class), Some(init)) = (class, init) else {
            return self.refuse(span, "class", "replace() of something else than a plain dataclass");
        };
        let (object, bound) = self.bound(object);
        let given = self.arguments(&[], keywords)?;
        let mut arguments = Arguments::default();
        let parameters = &self.low.model.function(init).def.parameters.args;
        let names: Vec<String> = parameters.iter().skip(1).map(|one| one.name.name.clone()).collect();
        if let Some((unknown, _)) = given.keywords.iter().find(|(name, _)| !names.contains(name)) {
            return self.refuse(span, "argument-name", format!("the dataclass has no field `{unknown}`"));
        }
        let ordered = given.keywords.iter().map(|(name, _)| names.iter().position(|one| one == name));
        let in_order = ordered.collect::<Vec<_>>().is_sorted();
        if given.keywords.iter().any(|(_, value)| super::order::has_effect(&value.expr)) || !in_order {
            return self.refuse(span, "evaluation-order", "replace() with computed values, or in another order");
        }
        for name in names {
            let value = match given.keywords.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => value.clone(),
                None => self.attribute_of(object.clone(), &name, span)?,
            };
            arguments.keywords.push((name, value));
        }
        let made = self.made(class, init, arguments, span)?;
        Ok(self.with_bound(bound, made))
    }
}

/// The attributes of both objects that a method compares: `return (self.a, self.b) < (other.a, other.b)`.
fn compared_attributes(def: &ast::FunctionDef, wanted: ast::CompareOperator) -> Option<Vec<String>> {
    let [receiver, other] = def.parameters.args.as_slice() else { return None };
    let body: Vec<&Stmt> = def.body.iter().skip(usize::from(ast::docstring(&def.body).is_some())).collect();
    let [Stmt { kind: StmtKind::Return(Some(value)), .. }] = body.as_slice() else { return None };
    let one = |value: &ast::Expr| -> Option<Vec<String>> {
        let ast::ExprKind::Compare { left, ops, comparators } = &value.kind else { return None };
        let ([op], [right]) = (ops.as_slice(), comparators.as_slice()) else { return None };
        let (left, right) = (attributes(left, &receiver.name.name)?, attributes(right, &other.name.name)?);
        (*op == wanted && left == right).then_some(left)
    };
    match &value.kind {
        ast::ExprKind::BoolOp { op: ast::BoolOperator::And, values } if wanted == ast::CompareOperator::Eq => {
            values.iter().map(one).collect::<Option<Vec<_>>>().map(|all| all.concat())
        }
        _ => one(value),
    }
}

/// `object.a`, `(object.a, object.b)`
fn attributes(value: &ast::Expr, object: &str) -> Option<Vec<String>> {
    let one = |value: &ast::Expr| match &value.kind {
        ast::ExprKind::Attribute { value, attr } => {
            matches!(&value.kind, ast::ExprKind::Name(name) if name == object).then(|| attr.name.clone())
        }
        _ => None,
    };
    match &value.kind {
        ast::ExprKind::Tuple(items) => items.iter().map(one).collect(),
        _ => one(value).map(|name| vec![name]),
    }
}
