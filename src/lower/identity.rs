//! What a value is: `is`, `isinstance`, `type(x) is`.

use super::body::Body;
use super::condition::{Condition, Fact};
use super::heap::NodeShape;
use super::order::is_fixed;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind};
use crate::model::{Resolved, Symbol};
use crate::python::ast::{self, CompareOperator, Constant};
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// `type(x) is int`: exactly that class, so a bool is no int.
    pub(super) fn type_is(
        &mut self,
        left: &'a ast::Expr,
        op: CompareOperator,
        right: &'a ast::Expr,
        span: Span,
    ) -> Lowered<Option<Condition>> {
        let ast::ExprKind::Call { func, args, .. } = &left.kind else { return Ok(None) };
        if !self.is_builtin(func, "type") || args.len() != 1 {
            return Ok(None);
        }
        let Some(kind) =
            ["bool", "int", "float", "str", "list", "dict"].into_iter().find(|kind| self.is_builtin(right, kind))
        else {
            return Ok(None);
        };
        let value = self.read(&args[0])?;
        let bool_expr = |kind| ir::Expr { ty: ir::Type::Bool, span, kind };
        let is = |kind: &'static str, value: &Value| {
            bool_expr(ExprKind::IsJson { value: Box::new(value.expr.clone()), kinds: vec![kind] })
        };
        let test = match self.low.heap.resolve(&value.ty) {
            Ty::Never => bool_expr(ExprKind::Bool(true)),
            Ty::Json if kind == "int" && !is_fixed(&value.expr) => {
                return self.refuse(span, "class-value", "the class of a computed value is compared");
            }
            Ty::Json if kind == "int" => {
                let not_bool = bool_expr(ExprKind::Not(Box::new(is("bool", &value))));
                bool_expr(ExprKind::And(vec![is("int", &value), not_bool]))
            }
            Ty::Json => is(kind, &value),
            other => {
                let reason = format!("the class of {} is compared", self.low.heap.describe(&other));
                return self.refuse(span, "class-value", reason);
            }
        };
        let equal = matches!(op, CompareOperator::Is | CompareOperator::Eq);
        let test = if equal { test } else { self.not(test, span) };
        Ok(Some(Condition {
            value: Value { ty: Ty::Bool, expr: test.clone() },
            test,
            when_true: Vec::new(),
            when_false: Vec::new(),
        }))
    }

    pub(super) fn identity(
        &mut self,
        left_expr: &'a ast::Expr,
        left: &Value,
        op: CompareOperator,
        right_expr: &'a ast::Expr,
        right: &Value,
        span: Span,
    ) -> Lowered<(ir::Expr, Vec<Fact>, Vec<Fact>)> {
        let (expr, value) = if right.ty == Ty::None && is_none(right_expr) {
            (left_expr, left)
        } else if left.ty == Ty::None && is_none(left_expr) {
            (right_expr, right)
        } else if matches!((&left.ty, &right.ty), (Ty::Bool, Ty::Bool)) || self.are_members(left, right) {
            let test = self.equality(left.clone(), right.clone(), span)?;
            let test = if op == CompareOperator::Is { test } else { self.not(test, span) };
            return Ok((test, Vec::new(), Vec::new()));
        } else if let (Ty::Json, ast::ExprKind::Constant(Constant::Bool(expected))) = (&left.ty, &right_expr.kind) {
            if !is_fixed(&left.expr) {
                return self.refuse(span, "identity", "`is` between a computed value and True or False");
            }
            let is_bool = ir::Expr {
                ty: ir::Type::Bool,
                span,
                kind: ExprKind::IsJson { value: Box::new(left.expr.clone()), kinds: vec!["bool"] },
            };
            let truth = self.truth(left.clone())?;
            let truth = if *expected { truth } else { self.not(truth, span) };
            let both = ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::And(vec![is_bool, truth]) };
            let test = if op == CompareOperator::Is { both } else { self.not(both, span) };
            return Ok((test, Vec::new(), Vec::new()));
        } else if self.low.last_pass {
            return self.refuse(
                span,
                "identity",
                "`is` between two values compares where they are held, which pivot does not keep",
            );
        } else {
            (left_expr, left)
        };
        let test = match &value.ty {
            Ty::Optional(_) | Ty::Json => {
                ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::IsNone(Box::new(value.expr.clone())) }
            }
            Ty::None => self.after(value.clone(), ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::Bool(true) }),
            _ => self.after(value.clone(), ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::Bool(false) }),
        };
        let mut none = Vec::new();
        let mut some = Vec::new();
        if let (Some(web), Ty::Optional(inner)) = (self.web_of(expr), &value.ty) {
            none.push(Fact::Holds(web, Ty::None));
            some.push(Fact::Holds(web, (**inner).clone()));
        }
        if let (Some(web), Ty::None, false) = (self.web_of(expr), &value.ty, self.low.last_pass) {
            // So far it was None everywhere.
            some.push(Fact::Holds(web, Ty::Never));
        }
        if op == CompareOperator::Is { Ok((test, none, some)) } else { Ok((self.not(test, span), some, none)) }
    }

    /// `type(x).__name__`, `x.__class__.__name__`
    pub(super) fn type_name(&mut self, class: &'a ast::Expr, span: Span) -> Lowered<Option<Value>> {
        let object = match &class.kind {
            ast::ExprKind::Call { func, args, .. } if args.len() == 1 && self.is_builtin(func, "type") => &args[0],
            ast::ExprKind::Attribute { value, attr } if attr.name == "__class__" => value,
            _ => return Ok(None),
        };
        let value = self.read(object)?;
        let name = match self.low.heap.resolve(&value.ty) {
            Ty::Never => return Ok(Some(Value { ty: Ty::Str, ..value })),
            Ty::Json => return Ok(Some(self.helper(Ty::Str, span, "value_type_name", vec![value.expr], &[]))),
            Ty::Exception => {
                return Ok(Some(self.helper(Ty::Str, span, "exception_class_name", vec![value.expr], &[])));
            }
            Ty::Str => "str",
            Ty::Bool => "bool",
            Ty::Int(_) | Ty::Exact => "int",
            Ty::Float => "float",
            Ty::Bytes => "bytes",
            Ty::Tuple(_) => "tuple",
            Ty::Object(node) => match self.low.heap.shape(node) {
                NodeShape::List(_) => "list",
                NodeShape::Dict(..) | NodeShape::Record(_) => "dict",
                NodeShape::Set(_) => "set",
                NodeShape::Instance(class, _) => {
                    let name = self.low.model.class(*class).name.clone();
                    let name = self.value(Ty::Str, span, ExprKind::Str(name));
                    let expr = self.after(value, name.expr);
                    return Ok(Some(Value { ty: Ty::Str, expr }));
                }
            },
            other => {
                let reason = format!("the class name of {}", self.low.heap.describe(&other));
                return self.refuse(span, "class-value", reason);
            }
        };
        Ok(Some(self.value(Ty::Str, span, ExprKind::Str(name.to_owned()))))
    }

    /// Whether both are members of one Enum class, of which there is one of each.
    fn are_members(&self, left: &Value, right: &Value) -> bool {
        let (left, right) = (self.low.heap.resolve(&left.ty).present(), self.low.heap.resolve(&right.ty).present());
        left == right && matches!(left, Ty::Enum(_))
    }

    /// `isinstance(x, Shape)` of classes of the program: an instance is exactly of the class that its type says.
    fn isinstance_of_program(
        &mut self,
        value_expr: &'a ast::Expr,
        value: &Value,
        classes: &[&'a ast::Expr],
        span: Span,
    ) -> Lowered<Option<Condition>> {
        let mut wanted = Vec::new();
        for class in classes {
            match self.class_named(class) {
                Some(Resolved::Symbol(Symbol::Class(class))) => wanted.push(class),
                _ => return Ok(None),
            }
        }
        let held = self.low.heap.resolve(&value.ty);
        let class = match held.present() {
            Ty::Object(node) => match self.low.heap.shape(node) {
                NodeShape::Instance(class, _) => *class,
                _ => return Ok(None),
            },
            Ty::Enum(class) => class,
            _ => return Ok(None),
        };
        let is = wanted.iter().any(|one| super::class::is_subclass(self.low.model, class, *one));
        let bool_expr = |kind| ir::Expr { ty: ir::Type::Bool, span, kind };
        let (mut when_true, mut when_false) = (Vec::new(), Vec::new());
        let test = match &held {
            Ty::Optional(inner) if is => {
                if let Some(web) = self.web_of(value_expr) {
                    when_true.push(Fact::Holds(web, (**inner).clone()));
                    when_false.push(Fact::Holds(web, Ty::None));
                }
                let none = bool_expr(ExprKind::IsNone(Box::new(value.expr.clone())));
                bool_expr(ExprKind::Not(Box::new(none)))
            }
            _ => self.after(value.clone(), bool_expr(ExprKind::Bool(is))),
        };
        Ok(Some(Condition { value: Value { ty: Ty::Bool, expr: test.clone() }, test, when_true, when_false }))
    }

    /// `isinstance(error, ValueError)`
    fn isinstance_of_exception(&mut self, value: Value, classes: &[&'a ast::Expr], span: Span) -> Lowered<Condition> {
        let mut names = Vec::new();
        for class in classes {
            names.push(self.exception_class(class)?);
        }
        let kind = ExprKind::IsException { value: Box::new(value.expr), classes: names };
        let test = ir::Expr { ty: ir::Type::Bool, span, kind };
        let value = Value { ty: Ty::Bool, expr: test.clone() };
        Ok(Condition { value, test, when_true: Vec::new(), when_false: Vec::new() })
    }

    pub(super) fn isinstance(
        &mut self,
        value_expr: &'a ast::Expr,
        classes: &'a ast::Expr,
        span: Span,
    ) -> Lowered<Condition> {
        let value = self.read(value_expr)?;
        let list: Vec<&'a ast::Expr> = match &classes.kind {
            ast::ExprKind::Tuple(items) => items.iter().collect(),
            _ => vec![classes],
        };
        if self.low.heap.resolve(&value.ty) == Ty::Exception {
            return self.isinstance_of_exception(value, &list, span);
        }
        if let Some(condition) = self.isinstance_of_program(value_expr, &value, &list, span)? {
            return Ok(condition);
        }
        let mut names = Vec::new();
        for class in list {
            match self.resolve(class) {
                Some(crate::model::Resolved::External(name)) => {
                    names.push(name.trim_start_matches("builtins.").to_owned());
                }
                _ => return self.refuse(class.span, "isinstance", "`isinstance` of a class that is not a builtin"),
            }
        }
        // No value of those that pivot holds here is one of these.
        let absent = |name: &String| matches!(name.as_str(), "bytes" | "bytearray" | "tuple" | "set" | "frozenset");
        let held = self.low.heap.resolve(&value.ty);
        let impossible = !matches!(held, Ty::Bytes | Ty::Tuple(_) | Ty::Object(_) | Ty::Optional(_) | Ty::Library(_));
        if impossible {
            names.retain(|name| !absent(name));
        } else if held == Ty::Bytes {
            let is = names.iter().any(|name| name == "bytes");
            let test = ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::Bool(is) };
            let test = self.after(value, test);
            return Ok(Condition {
                value: Value { ty: Ty::Bool, expr: test.clone() },
                test,
                when_true: Vec::new(),
                when_false: Vec::new(),
            });
        }
        let kinds: Option<Vec<&'static str>> = names
            .iter()
            .map(|name| ["bool", "int", "float", "str", "list", "dict"].into_iter().find(|kind| kind == name))
            .collect();
        let Some(kinds) = kinds else {
            return self.refuse(span, "isinstance", "`isinstance` of a class that JSON does not have");
        };
        let ty = self.low.heap.resolve(&value.ty);
        let constant = |held: bool| ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::Bool(held) };
        let has = |kind: &str| kinds.contains(&kind);
        let mut when_true = Vec::new();
        let test = match &ty {
            Ty::Never => constant(true),
            Ty::Json if kinds.is_empty() => constant(false),
            Ty::Json => {
                if let Some(web) = self.web_of(value_expr) {
                    let narrow = match kinds.as_slice() {
                        ["str"] => Some(Ty::Str),
                        ["float"] => Some(Ty::Float),
                        ["bool"] => Some(Ty::Bool),
                        _ => None,
                    };
                    if let Some(narrow) = narrow {
                        when_true.push(Fact::Holds(web, narrow));
                    }
                }
                ir::Expr {
                    ty: ir::Type::Bool,
                    span,
                    kind: ExprKind::IsJson { value: Box::new(value.expr.clone()), kinds: kinds.clone() },
                }
            }
            Ty::Bool => constant(has("bool") || has("int")),
            Ty::Int(_) | Ty::Exact => constant(has("int")),
            Ty::Float => constant(has("float")),
            Ty::Number if has("int") && has("float") => constant(true),
            Ty::Str => constant(has("str")),
            Ty::None => constant(false),
            Ty::Object(node) => match self.low.heap.shape(*node) {
                NodeShape::List(_) => constant(has("list")),
                NodeShape::Dict(..) | NodeShape::Record(_) => constant(has("dict")),
                NodeShape::Set(_) | NodeShape::Instance(..) => constant(false),
            },
            other => {
                let reason = format!("`isinstance` of {}", self.low.heap.describe(other));
                return self.refuse(span, "isinstance", reason);
            }
        };
        let test = match test.kind {
            ExprKind::Bool(_) => self.after(value, test),
            _ => test,
        };
        Ok(Condition { value: Value { ty: Ty::Bool, expr: test.clone() }, test, when_true, when_false: Vec::new() })
    }
}

fn is_none(expr: &ast::Expr) -> bool {
    matches!(&expr.kind, ast::ExprKind::Constant(Constant::None))
}
