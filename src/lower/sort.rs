//! Sorting: by what the items are compared, and of a value of unknown JSON shape.
//!
//! Tuples are compared item by item, as lists are. Where an item is of unknown shape, or may be None, whether two can be compared shows at run time: the key is then
//! the list of its items as a value of unknown shape, which raises what the tuple raises.

use super::body::Body;
use super::heap::{Heap, NodeId, NodeShape};
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind};
use crate::python::ast;
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// The helper, arguments and exceptions of `list.sort` and `sorted`.
    pub fn sort_helper(
        &mut self,
        base: &str,
        list: ir::Expr,
        element: &Ty,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<(String, Vec<ir::Expr>, Vec<&'static str>)> {
        if !args.is_empty() {
            return self.refuse(span, "argument-count", "a sort with positional arguments");
        }
        let keywords: Vec<&'a ast::Keyword> = keywords.iter().collect();
        self.sort_parts(base, list, element, &keywords, false, span)
    }

    /// `xs.sort(…)`
    pub fn list_sort(
        &mut self,
        list: Value,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        if let Some(computed) = super::builtin::computed_reverse(keywords) {
            return self.sort_either_way(list, args, keywords, computed, span);
        }
        let element = self.element_type(&self.low.heap.resolve(&list.ty));
        let (helper, values, raises) = self.sort_helper("list_sort", list.expr, &element, args, keywords, span)?;
        if let Some(node) = self.node_of(&list.ty) {
            self.key_leaves_alone(node, values.get(1), keywords, span)?;
        }
        Ok(self.helper(Ty::None, span, &helper, values, &raises))
    }

    /// `xs.sort(reverse=flag)`: one way or the other. `flag` is the keyword at that position.
    fn sort_either_way(
        &mut self,
        list: Value,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        (position, flag): (usize, &'a ast::Expr),
        span: Span,
    ) -> Lowered<Value> {
        if !args.is_empty() {
            return self.refuse(span, "argument-count", "a sort with positional arguments");
        }
        let element = self.element_type(&self.low.heap.resolve(&list.ty));
        let rest: Vec<&'a ast::Keyword> =
            keywords.iter().enumerate().filter(|(index, _)| *index != position).map(|(_, keyword)| keyword).collect();
        let flag = self.read(flag)?;
        if !super::stmt::is_pure(&list.expr) || !super::order::commute(&list.expr, &flag.expr) {
            let reason = "`reverse` of a sort is computed by something that may change the list";
            return self.transient(Ty::None, span, "sort-reverse", reason);
        }
        let mut ways = Vec::new();
        for backwards in [true, false] {
            let (helper, values, raises) =
                self.sort_parts("list_sort", list.expr.clone(), &element, &rest, backwards, span)?;
            if let Some(node) = self.node_of(&list.ty) {
                self.key_leaves_alone(node, values.get(1), keywords, span)?;
            }
            ways.push(Box::new(self.helper(Ty::None, span, &helper, values, &raises).expr));
        }
        let test = Box::new(self.truth(flag)?);
        let (Some(otherwise), Some(then)) = (ways.pop(), ways.pop()) else { return Ok(list) };
        Ok(self.value(Ty::None, span, ExprKind::Cond { test, then, otherwise }))
    }

    /// As [`Self::sort_helper`], where `reverse` may be known already.
    pub fn sort_parts(
        &mut self,
        base: &str,
        list: ir::Expr,
        element: &Ty,
        keywords: &[&'a ast::Keyword],
        mut reverse: bool,
        span: Span,
    ) -> Lowered<(String, Vec<ir::Expr>, Vec<&'static str>)> {
        let mut key = None;
        for keyword in keywords {
            match keyword.name.as_ref().map(|name| name.name.as_str()) {
                Some("key") => key = Some(&keyword.value),
                Some("reverse") => match &keyword.value.kind {
                    ast::ExprKind::Constant(ast::Constant::Bool(value)) => reverse = *value,
                    _ => return self.refuse(keyword.span, "sort-reverse", "`reverse` of a sort is computed"),
                },
                _ => return self.refuse(keyword.span, "argument-name", "a sort with this argument"),
            }
        }
        let mut name = base.to_owned();
        let mut values = vec![list];
        let compared = match key {
            Some(key) if !matches!(key.kind, ast::ExprKind::Constant(ast::Constant::None)) => {
                let lambda = self.key_lambda(key, element)?;
                let lambda = self.compared_key(lambda)?;
                name.push_str("_by");
                let ty = lambda.ty.clone();
                values.push(lambda.expr);
                ty
            }
            _ => match self.compared_element(element, span)? {
                Some(lambda) => {
                    name.push_str("_by");
                    let ty = lambda.ty.clone();
                    values.push(lambda.expr);
                    ty
                }
                None => element.clone(),
            },
        };
        if reverse {
            name.push_str("_reverse");
        }
        let compared = self.low.heap.resolve(&compared);
        let raises = match &compared {
            Ty::Json => vec!["TypeError"],
            ty if self.is_ordered(ty) => Vec::new(),
            other => {
                let reason = format!("a sort by {}", self.low.heap.describe(other));
                self.transient(Ty::Never, span, "sort", reason)?;
                Vec::new()
            }
        };
        Ok((name, values, raises))
    }

    /// Whether values of a type have an order that never raises.
    pub fn is_ordered(&self, ty: &Ty) -> bool {
        match self.low.heap.resolve(ty) {
            Ty::Never | Ty::Bool | Ty::Int(_) | Ty::Exact | Ty::Float | Ty::Number | Ty::Str | Ty::Bytes => true,
            Ty::Tuple(items) => items.iter().all(|item| self.is_ordered(item)),
            // What is mixed in orders them.
            Ty::Enum(class) => {
                let orders = |name: &str| self.low.model.method(class, name).is_some();
                let own = ["__lt__", "__le__", "__gt__", "__ge__"].iter().any(|name| orders(name));
                !own && self.low.enums.get(&class).is_some_and(|info| info.mixed)
            }
            _ => false,
        }
    }

    /// Whether both are lists whose elements have an order that never raises.
    pub(super) fn are_ordered_lists(&self, a: NodeId, b: NodeId) -> bool {
        let ordered = |node: NodeId| {
            let element = self.element_type(&Ty::Object(node));
            self.is_list(node) && !self.has_own_errors(node) && self.is_ordered(&element)
        };
        let (one, other) = (self.element_type(&Ty::Object(a)), self.element_type(&Ty::Object(b)));
        let alike =
            one == other || matches!((&one, &other), (Ty::Never, _) | (_, Ty::Never) | (Ty::Int(_), Ty::Int(_)));
        ordered(a) && ordered(b) && alike
    }

    /// Whether a value can be compared as one of unknown JSON shape, but not as what it is.
    pub(super) fn is_compared_as_json(&self, ty: &Ty) -> bool {
        let holds = |ty: &Ty| match self.low.heap.resolve(ty) {
            Ty::Json => true,
            ty => Self::is_scalar(&ty.present()),
        };
        match self.low.heap.resolve(ty) {
            Ty::Tuple(items) => {
                !self.is_ordered(ty) && items.iter().all(|item| holds(item) || self.is_tuple_of_json(item))
            }
            Ty::Optional(inner) => Self::is_scalar(&inner),
            _ => false,
        }
    }

    fn is_tuple_of_json(&self, ty: &Ty) -> bool {
        match self.low.heap.resolve(ty) {
            Ty::Tuple(items) => items.iter().all(|item| {
                let item = self.low.heap.resolve(item);
                item == Ty::Json || Self::is_scalar(&item.present()) || self.is_tuple_of_json(&item)
            }),
            _ => false,
        }
    }

    /// A value as it is compared: a tuple as the list of its items.
    pub(super) fn compared_value(&mut self, value: Value) -> Lowered<ir::Expr> {
        let Ty::Tuple(types) = self.low.heap.resolve(&value.ty) else { return self.coerce(value, &Ty::Json) };
        let span = value.span();
        let (whole, bound) = match value.expr.kind {
            ExprKind::Tuple(_) => (value, None),
            _ => self.bound(value),
        };
        let mut items = Vec::new();
        for (index, ty) in types.iter().enumerate() {
            let item = if let ExprKind::Tuple(parts) = &whole.expr.kind {
                Value { ty: ty.clone(), expr: parts[index].clone() }
            } else {
                let tuple = Box::new(whole.expr.clone());
                self.value(ty.clone(), span, ExprKind::TupleItem { tuple, index })
            };
            items.push(self.compared_value(item)?);
        }
        let list = self.value(Ty::Json, span, ExprKind::List(items));
        Ok(self.with_bound(bound, list).expr)
    }

    /// A key function whose keys are compared as values of unknown shape where they have to be.
    pub(super) fn compared_key(&mut self, key: Value) -> Lowered<Value> {
        if !self.is_compared_as_json(&key.ty) {
            return Ok(key);
        }
        let Value { ty, expr: ir::Expr { kind: ExprKind::Lambda(lambda), ty: held, span } } = key else {
            return Ok(key);
        };
        let ir::Lambda { params, body } = *lambda;
        let body = self.compared_value(Value { ty, expr: body })?;
        let held = match held {
            ir::Type::Callable { params, .. } => ir::Type::Callable { params, result: Box::new(ir::Type::Json) },
            other => other,
        };
        let kind = ExprKind::Lambda(Box::new(ir::Lambda { params, body }));
        Ok(Value { ty: Ty::Json, expr: ir::Expr { ty: held, span, kind } })
    }

    /// The key function of items that are compared themselves, where they have to be values of unknown shape for it.
    pub(super) fn compared_element(&mut self, element: &Ty, span: Span) -> Lowered<Option<Value>> {
        if let Some(lambda) = self.ordered_instance(element, span)? {
            return self.compared_key(lambda).map(Some);
        }
        if !self.is_compared_as_json(element) {
            return Ok(None);
        }
        let local = self.temporary(element);
        let whole = self.local(local, element.clone(), span);
        let lambda = self.lambda(local, whole, element, span);
        self.compared_key(lambda).map(Some)
    }

    /// Refuses a key function that may look at the list while it is sorted: Python's is empty then.
    pub(super) fn key_leaves_alone(
        &mut self,
        list: NodeId,
        key: Option<&ir::Expr>,
        keywords: &[ast::Keyword],
        span: Span,
    ) -> Lowered<()> {
        let Some(ir::Expr { kind: ExprKind::Lambda(lambda), .. }) = key else { return Ok(()) };
        let held = self.low.held(&Ty::Object(list));
        let (mut looks, mut calls) = (false, false);
        ir::walk::expr(&lambda.body, &mut |inner| {
            looks |= inner.ty == held;
            calls |= matches!(inner.kind, ExprKind::Call { .. } | ExprKind::New { .. });
        });
        if calls && !looks {
            // What is called may come to the list by the item, or by a variable of a module.
            looks = self.low.heap.reaches(&self.element_type(&Ty::Object(list)), list, &mut Vec::new());
            let statements: Vec<ast::Stmt> = keywords
                .iter()
                .map(|keyword| ast::Stmt {
                    id: ast::StmtId(0),
                    span: keyword.span,
                    kind: ast::StmtKind::Expr(keyword.value.clone()),
                })
                .collect();
            for global in self.low.globals_reached(self.module, &statements) {
                let ty = self.low.global(crate::model::GlobalIndex(global.0 as usize)).ty.clone();
                looks |= self.low.heap.reaches(&ty, list, &mut Vec::new());
            }
        }
        if looks && self.low.last_pass {
            return self.refuse(
                span,
                "sort",
                "the key function may look at the list that is sorted, which is empty then",
            );
        }
        Ok(())
    }

    /// `value.sort(…)` of a value of unknown JSON shape: only a list has that method.
    pub(super) fn value_sort(
        &mut self,
        receiver: Value,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        const RAISES: &[&str] = &["AttributeError", "TypeError"];
        let (list, bound) = self.bound(receiver);
        let node = self.node(span, 12, NodeShape::List(Ty::Json));
        let items =
            self.helper(Ty::Object(node), span, "value_items_to_sort", vec![list.expr.clone()], &["AttributeError"]);
        let (helper, values, raises) = self.sort_helper("sorted", items.expr, &Ty::Json, args, keywords, span)?;
        let sorted = match (helper.as_str(), values.get(1).map(|key| &key.kind)) {
            ("sorted", _) => self.helper(Ty::None, span, "value_sort", vec![list.expr], RAISES),
            ("sorted_reverse", _) => self.helper(Ty::None, span, "value_sort_reverse", vec![list.expr], RAISES),
            // While it is sorted, Python's list is empty.
            (_, Some(ExprKind::Lambda(lambda)))
                if !super::order::has_effect(&lambda.body) && !may_see_value(lambda) =>
            {
                let sorted = self.helper(Ty::Object(node), span, &helper, values, &raises);
                self.helper(Ty::None, span, "value_refill", vec![list.expr, sorted.expr], &[])
            }
            _ => return self.refuse(span, "sort", "the key function of a sort in place has effects"),
        };
        Ok(self.with_bound(bound, sorted))
    }
}

/// Whether a key function looks at a value of unknown shape other than its item: it may be the list.
fn may_see_value(lambda: &ir::Lambda) -> bool {
    let mut found = false;
    ir::walk::expr(&lambda.body, &mut |inner| {
        found |= inner.ty == ir::Type::Json
            && match &inner.kind {
                ExprKind::Local(local) => !lambda.params.contains(local),
                ExprKind::Global(_) | ExprKind::Field { .. } => true,
                _ => false,
            };
    });
    found
}

impl Heap {
    /// Whether a value of a type is that object, or holds it.
    fn reaches(&self, ty: &Ty, object: NodeId, seen: &mut Vec<NodeId>) -> bool {
        match self.resolve(ty) {
            Ty::Optional(inner) => self.reaches(&inner, object, seen),
            Ty::Tuple(items) => items.iter().any(|item| self.reaches(item, object, seen)),
            Ty::Object(node) if node == self.find(object) => true,
            Ty::Object(node) if !seen.contains(&node) => {
                seen.push(node);
                match self.shape(node).clone() {
                    NodeShape::List(item) | NodeShape::Set(item) => self.reaches(&item, object, seen),
                    NodeShape::Dict(key, value) => {
                        self.reaches(&key, object, seen) || self.reaches(&value, object, seen)
                    }
                    NodeShape::Record(fields) | NodeShape::Instance(_, fields) => {
                        fields.iter().any(|(_, field)| self.reaches(field, object, seen))
                    }
                }
            }
            _ => false,
        }
    }
}

/// Whether two different items have different keys, so that the order in which they came does not matter: no key, or one that has the item itself in it.
pub fn tells_apart(keywords: &[ast::Keyword]) -> bool {
    let keys = keywords.iter().filter(|keyword| keyword.name.as_ref().is_none_or(|name| name.name != "reverse"));
    keys.into_iter().all(|keyword| match &keyword.value.kind {
        ast::ExprKind::Constant(ast::Constant::None) => true,
        ast::ExprKind::Lambda { parameters, body } => {
            let item = parameters.iter().next().map(|parameter| parameter.name.name.as_str());
            let is_item =
                |expr: &ast::Expr| matches!(&expr.kind, ast::ExprKind::Name(name) if Some(name.as_str()) == item);
            match &body.kind {
                ast::ExprKind::Tuple(items) => items.iter().any(is_item),
                _ => is_item(body),
            }
        }
        _ => false,
    })
}
