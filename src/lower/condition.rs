//! Conditions: truth of values, comparisons, and what a condition tells about variables.

use super::body::Body;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, CompareOp, ExprKind};
use crate::model::WebId;
use crate::python::ast::{self, CompareOperator};
use crate::source::Span;

/// What a condition tells about a variable.
#[derive(Clone, Debug)]
pub enum Fact {
    /// It holds a value of that type.
    Holds(WebId, Ty),
    /// It holds a record with that key.
    HasKey(WebId, String),
}

/// A lowered condition.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The bool.
    pub test: ir::Expr,
    /// The value whose truth it is.
    pub value: Value,
    /// What is known when it is true.
    pub when_true: Vec<Fact>,
    /// What is known when it is false.
    pub when_false: Vec<Fact>,
}

/// Classes of Python's library whose instances can be false: by `__bool__`, or by a `__len__` of 0.
const MAY_BE_FALSE: &[&str] = &["datetime.timedelta", "decimal.Decimal", "http.client.HTTPMessage", "os.Environ"];

impl<'a> Body<'_, 'a> {
    /// Takes facts for true from here on.
    pub fn assume(&mut self, facts: &[Fact]) {
        for fact in facts {
            match fact {
                Fact::Holds(web, ty) => {
                    self.known.narrowed.insert(*web, ty.clone());
                }
                Fact::HasKey(web, key) => {
                    self.known.present.entry(*web).or_default().insert(key.clone());
                }
            }
        }
    }

    /// A condition. What it tells about a variable that it binds itself (`x is not None and (x := …)`) is left out.
    pub fn condition(&mut self, expr: &'a ast::Expr) -> Lowered<Condition> {
        let mut condition = self.condition_as_written(expr)?;
        self.drop_bound_facts(&mut condition, expr.span);
        self.keep_bound_last(&mut condition, expr);
        Ok(condition)
    }

    /// `if (found := search(text)):` and `(found := …) is not None`: what is bound last is what was tested.
    fn keep_bound_last(&mut self, condition: &mut Condition, expr: &ast::Expr) {
        let (tested, facts) = match &expr.kind {
            ast::ExprKind::NamedExpr { .. } => (expr, &mut condition.when_true),
            ast::ExprKind::Compare { left, ops, comparators }
                if comparators.len() == 1
                    && matches!(comparators[0].kind, ast::ExprKind::Constant(ast::Constant::None)) =>
            {
                match ops.as_slice() {
                    [CompareOperator::IsNot] => (&**left, &mut condition.when_true),
                    [CompareOperator::Is] => (&**left, &mut condition.when_false),
                    _ => return,
                }
            }
            _ => return,
        };
        if let ast::ExprKind::NamedExpr { target, .. } = &tested.kind
            && let Some(web) = self.web_at(target.span)
            && let Ty::Optional(inner) = self.low.heap.resolve(&self.web_type(web))
        {
            facts.push(Fact::Holds(web, *inner));
        }
    }

    fn drop_bound_facts(&self, condition: &mut Condition, span: Span) {
        for facts in [&mut condition.when_true, &mut condition.when_false] {
            facts.retain(|fact| {
                let (Fact::Holds(web, _) | Fact::HasKey(web, _)) = fact;
                !self.is_bound_in(*web, span)
            });
        }
    }

    fn condition_as_written(&mut self, expr: &'a ast::Expr) -> Lowered<Condition> {
        match &expr.kind {
            ast::ExprKind::UnaryOp { op: ast::UnaryOperator::Not, operand } => {
                let inner = self.condition(operand)?;
                let test = self.not(inner.test, expr.span);
                let value = Value { ty: Ty::Bool, expr: test.clone() };
                Ok(Condition { test, value, when_true: inner.when_false, when_false: inner.when_true })
            }
            ast::ExprKind::BoolOp { op, values } => self.bool_condition(*op, values, expr.span),
            ast::ExprKind::Compare { left, ops, comparators } => self.comparison(left, ops, comparators, expr.span),
            ast::ExprKind::Call { func, args, keywords }
                if keywords.is_empty() && self.is_builtin(func, "isinstance") && args.len() == 2 =>
            {
                self.isinstance(&args[0], &args[1], expr.span)
            }
            _ => self.condition_of_value(expr),
        }
    }

    /// A condition that is the truth of a value, which is kept.
    pub fn condition_of_value(&mut self, expr: &'a ast::Expr) -> Lowered<Condition> {
        if matches!(
            &expr.kind,
            ast::ExprKind::Compare { .. } | ast::ExprKind::UnaryOp { op: ast::UnaryOperator::Not, .. }
        ) {
            return self.condition(expr);
        }
        let value = if self.web_of(expr).is_some() { self.read(expr)? } else { self.expr(expr)? };
        let test = self.truth(value.clone())?;
        let mut when_true = Vec::new();
        let mut when_false = Vec::new();
        if let Some(web) = self.web_of(expr)
            && let Ty::Optional(inner) = &value.ty
        {
            when_true.push(Fact::Holds(web, (**inner).clone()));
            if self.always_true(inner) {
                when_false.push(Fact::Holds(web, Ty::None));
            }
        }
        Ok(Condition { test, value, when_true, when_false })
    }

    /// Whether every value of a type is true.
    pub fn always_true(&self, ty: &Ty) -> bool {
        match self.low.heap.resolve(ty) {
            Ty::Object(node) => match self.low.heap.shape(node) {
                NodeShape::Record(fields) => fields.iter().any(|(key, _)| !self.low.heap.may_be_absent(node, key)),
                NodeShape::Instance(class, _) => {
                    ["__bool__", "__len__"].iter().all(|name| self.low.model.method(*class, name).is_none())
                }
                NodeShape::List(_) | NodeShape::Dict(..) | NodeShape::Set(_) => false,
            },
            Ty::Tuple(items) => !items.is_empty(),
            Ty::Enum(class) => self.low.enums.get(&class).is_some_and(|info| !info.mixed),
            Ty::Exception | Ty::Function(_) | Ty::Pattern(_) | Ty::Match(_) => true,
            Ty::Library(class) => !MAY_BE_FALSE.contains(&class.as_str()),
            _ => false,
        }
    }

    /// What was known before an expression is known behind it too, but of the variables that it binds.
    pub fn forget_walrus_in(&mut self, span: Span) {
        let bound = (0..u32::try_from(self.variables.webs.len()).unwrap_or(u32::MAX)).map(WebId);
        if bound.into_iter().any(|web| self.is_bound_in(web, span)) {
            self.forget_bound_in(span);
        }
    }

    /// The truth of a value.
    pub fn truth(&mut self, value: Value) -> Lowered<ir::Expr> {
        let span = value.span();
        let bool_expr = |kind| ir::Expr { ty: ir::Type::Bool, span, kind };
        if let Some(index) = self.special_method(&value.ty, "__bool__") {
            let call = self.call_function(index, Some(value), super::call::Arguments::default(), span)?;
            return match self.low.heap.resolve(&call.ty) {
                Ty::Bool | Ty::Never => Ok(ir::Expr { ty: ir::Type::Bool, ..call.expr }),
                _ => self.refuse(span, "truth-value", "`__bool__` gives something else than a bool"),
            };
        }
        if self.special_method(&value.ty, "__len__").is_some() {
            let length = self.len_of(value, span)?;
            return self.truth(length);
        }
        match self.low.heap.resolve(&value.ty) {
            Ty::Enum(_) => self.member_truth(value),
            Ty::Bool | Ty::Never => Ok(ir::Expr { ty: ir::Type::Bool, ..value.expr }),
            Ty::None => Ok(self.after(value, bool_expr(ExprKind::Bool(false)))),
            Ty::Object(node)
                if matches!(self.low.heap.shape(node), NodeShape::Record(_))
                    && !self.always_true(&Ty::Object(node)) =>
            {
                let place = self.place(span);
                self.low.heap.demote(node, place, "whether it is empty is tested");
                Ok(bool_expr(ExprKind::Truth(Box::new(value.expr))))
            }
            Ty::Optional(inner) if self.always_true(&inner) => {
                if let (Ty::Match(_), ExprKind::Library(call)) = (&*inner, &value.expr.kind)
                    && call.helper == "re_find"
                {
                    // What is found does not matter.
                    let call = ir::LibraryCall { helper: "re_test".to_owned(), ..call.clone() };
                    return Ok(bool_expr(ExprKind::Library(call)));
                }
                let none = bool_expr(ExprKind::IsNone(Box::new(value.expr)));
                Ok(bool_expr(ExprKind::Not(Box::new(none))))
            }
            ty if self.always_true(&ty) => Ok(self.after(value, bool_expr(ExprKind::Bool(true)))),
            Ty::Optional(inner) if matches!(*inner, Ty::Library(_)) => {
                let reason = format!("the truth of {} that may be None", self.low.heap.describe(&inner));
                self.refuse(span, "truth-value", reason)
            }
            Ty::Int(_) | Ty::Exact | Ty::Float | Ty::Number | Ty::Str | Ty::Bytes | Ty::Json | Ty::Optional(_) => {
                Ok(bool_expr(ExprKind::Truth(Box::new(value.expr))))
            }
            Ty::Object(node)
                if matches!(
                    self.low.heap.shape(node),
                    NodeShape::List(_) | NodeShape::Dict(..) | NodeShape::Set(_)
                ) =>
            {
                Ok(bool_expr(ExprKind::Truth(Box::new(value.expr))))
            }
            other => {
                let reason = format!("the truth of {}", self.low.heap.describe(&other));
                self.refuse(span, "truth-value", reason)
            }
        }
    }

    fn bool_condition(&mut self, op: ast::BoolOperator, values: &'a [ast::Expr], span: Span) -> Lowered<Condition> {
        let before = self.known.clone();
        let mut tests = Vec::new();
        let mut facts: Vec<Fact> = Vec::new();
        let mut outcome = Ok(());
        for value in values {
            match self.condition(value) {
                Ok(condition) => {
                    let learned = match op {
                        ast::BoolOperator::And => condition.when_true,
                        ast::BoolOperator::Or => condition.when_false,
                    };
                    self.assume(&learned);
                    facts.extend(learned);
                    tests.push(condition.test);
                }
                Err(refusal) => {
                    outcome = Err(refusal);
                    break;
                }
            }
        }
        self.known = before;
        self.forget_walrus_in(span);
        outcome?;
        let (when_true, when_false) = match op {
            ast::BoolOperator::And => (facts, Vec::new()),
            ast::BoolOperator::Or => (Vec::new(), facts),
        };
        let test = self.joined(op, tests, span);
        Ok(Condition { value: Value { ty: Ty::Bool, expr: test.clone() }, test, when_true, when_false })
    }

    fn comparison(
        &mut self,
        left: &'a ast::Expr,
        ops: &'a [CompareOperator],
        comparators: &'a [ast::Expr],
        span: Span,
    ) -> Lowered<Condition> {
        if let (
            [op @ (CompareOperator::Is | CompareOperator::IsNot | CompareOperator::Eq | CompareOperator::NotEq)],
            [right],
        ) = (ops, comparators)
            && let Some(condition) = self.type_is(left, *op, right, span)?
        {
            return Ok(condition);
        }
        if let ([op @ (CompareOperator::In | CompareOperator::NotIn)], [right]) = (ops, comparators)
            && let Some(bounds) = self.range_call(right)
        {
            return self.in_range(left, *op, bounds, span);
        }
        let mut first = self.operand(left, None)?;
        let mut chain = Vec::new();
        let mut start = None;
        let mut previous = left;
        let mut facts = (Vec::new(), Vec::new());
        for (position, (op, right_expr)) in ops.iter().zip(comparators).enumerate() {
            let mut right = self.operand(right_expr, Some(*op))?;
            let mut bound = None;
            if position + 1 < comparators.len() {
                // `a < f(x) < b` evaluates `f(x)` once, behind `a`.
                (right, bound) = self.bound(right);
                if bound.is_some() && position == 0 {
                    (first, start) = self.bound(first);
                }
            }
            let (test, when_true, when_false) = self.compare(previous, &first, *op, right_expr, &right, span)?;
            chain.push((bound, test));
            facts.0.extend(when_true);
            facts.1.extend(when_false);
            (previous, first) = (right_expr, right);
        }
        if chain.len() > 1 {
            facts.1.clear();
        }
        let test = self.chained(start, chain, span);
        Ok(Condition {
            value: Value { ty: Ty::Bool, expr: test.clone() },
            test,
            when_true: facts.0,
            when_false: facts.1,
        })
    }

    /// `a and b and c`, `a or b or c`: without the tests whose answer is known.
    pub(super) fn joined(&self, op: ast::BoolOperator, tests: Vec<ir::Expr>, span: Span) -> ir::Expr {
        let bool_expr = |kind| ir::Expr { ty: ir::Type::Bool, span, kind };
        let decides = op == ast::BoolOperator::Or;
        let mut open = Vec::new();
        for test in tests {
            match test.kind {
                ExprKind::Bool(known) if self.low.last_pass && known == decides => {
                    if open.iter().all(super::order::is_harmless) {
                        open.clear();
                    }
                    open.push(test);
                    break;
                }
                ExprKind::Bool(_) if self.low.last_pass => {}
                _ => open.push(test),
            }
        }
        match (open.len(), op) {
            (0, _) => bool_expr(ExprKind::Bool(!decides)),
            (1, _) => open.remove(0),
            (_, ast::BoolOperator::And) => bool_expr(ExprKind::And(open)),
            (_, ast::BoolOperator::Or) => bool_expr(ExprKind::Or(open)),
        }
    }

    /// Tests that are made as long as they hold, each with the operand that is computed for it.
    fn chained(
        &mut self,
        start: Option<(ir::LocalId, ir::Expr)>,
        chain: Vec<(Option<(ir::LocalId, ir::Expr)>, ir::Expr)>,
        span: Span,
    ) -> ir::Expr {
        let mut whole: Option<ir::Expr> = None;
        for (bound, test) in chain.into_iter().rev() {
            let all = match whole {
                None => test,
                Some(ir::Expr { kind: ExprKind::And(rest), .. }) => {
                    self.joined(ast::BoolOperator::And, std::iter::once(test).chain(rest).collect(), span)
                }
                Some(rest) => self.joined(ast::BoolOperator::And, vec![test, rest], span),
            };
            whole = Some(self.with_bound(bound, Value { ty: Ty::Bool, expr: all }).expr);
        }
        let whole = whole.unwrap_or(ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::Bool(true) });
        self.with_bound(start, Value { ty: Ty::Bool, expr: whole }).expr
    }

    /// An operand of a comparison: it is only looked at.
    fn operand(&mut self, expr: &'a ast::Expr, op: Option<CompareOperator>) -> Lowered<Value> {
        match op {
            // `"key" in record` looks at that key only.
            Some(CompareOperator::In | CompareOperator::NotIn) if self.web_of(expr).is_some() => self.lowered(expr),
            _ => self.read(expr),
        }
    }

    pub(super) fn compare(
        &mut self,
        left_expr: &'a ast::Expr,
        left: &Value,
        op: CompareOperator,
        right_expr: &'a ast::Expr,
        right: &Value,
        span: Span,
    ) -> Lowered<(ir::Expr, Vec<Fact>, Vec<Fact>)> {
        match op {
            CompareOperator::Is | CompareOperator::IsNot => self.identity(left_expr, left, op, right_expr, right, span),
            CompareOperator::In | CompareOperator::NotIn => {
                let (test, facts) = self.contains(left_expr, left, right_expr, right, span)?;
                if op == CompareOperator::In {
                    Ok((test, facts, Vec::new()))
                } else {
                    Ok((self.not(test, span), Vec::new(), facts))
                }
            }
            CompareOperator::Eq | CompareOperator::NotEq => {
                if right.ty == Ty::None || left.ty == Ty::None {
                    if self.asks_about_none(left, right) {
                        return self.refuse(span, "object-equality", "`__eq__` is asked about None");
                    }
                    let as_identity =
                        if op == CompareOperator::Eq { CompareOperator::Is } else { CompareOperator::IsNot };
                    return self.identity(left_expr, left, as_identity, right_expr, right, span);
                }
                if self.low.last_pass && self.are_disjoint(&left.ty, &right.ty) {
                    let test = self.never_equal(left.clone(), right.clone(), span)?;
                    let test = if op == CompareOperator::Eq { test } else { self.not(test, span) };
                    return Ok((test, Vec::new(), Vec::new()));
                }
                if op == CompareOperator::NotEq
                    && let Some(test) = self.special_comparison(left, ("__ne__", "__ne__"), right, span)?
                {
                    return Ok((test, Vec::new(), Vec::new()));
                }
                let test = match self.special_comparison(left, ("__eq__", "__eq__"), right, span)? {
                    Some(test) => test,
                    None if self.is_own_instance(&left.ty) && self.is_own_instance(&right.ty) => {
                        // Equal only to itself.
                        return self.identity(
                            left_expr,
                            left,
                            if op == CompareOperator::Eq { CompareOperator::Is } else { CompareOperator::IsNot },
                            right_expr,
                            right,
                            span,
                        );
                    }
                    None => self.equality(left.clone(), right.clone(), span)?,
                };
                let test = if op == CompareOperator::Eq { test } else { self.not(test, span) };
                Ok((test, Vec::new(), Vec::new()))
            }
            CompareOperator::Lt => self.ordering(CompareOp::Lt, left, right, span),
            CompareOperator::LtE => self.ordering(CompareOp::LtE, left, right, span),
            CompareOperator::Gt => self.ordering(CompareOp::Gt, left, right, span),
            CompareOperator::GtE => self.ordering(CompareOp::GtE, left, right, span),
        }
    }

    fn ordering(
        &mut self,
        op: CompareOp,
        left: &Value,
        right: &Value,
        span: Span,
    ) -> Lowered<(ir::Expr, Vec<Fact>, Vec<Fact>)> {
        let names = super::special::order_methods(op);
        if let Some(test) = self.special_comparison(left, names, right, span)? {
            return Ok((test, Vec::new(), Vec::new()));
        }
        let (left, right) = (&self.unmixed(left.clone()), &self.unmixed(right.clone()));
        let (a, b) = (self.low.heap.resolve(&left.ty), self.low.heap.resolve(&right.ty));
        let ty = match (&a, &b) {
            (Ty::Never, other) | (other, Ty::Never) => other.clone(),
            (Ty::Int(x), Ty::Int(y)) => {
                if self.low.heap.is_big(*x) || !self.low.heap.is_big(*y) {
                    a.clone()
                } else {
                    b.clone()
                }
            }
            (Ty::Exact, Ty::Int(_) | Ty::Exact) | (Ty::Int(_), Ty::Exact) => Ty::Exact,
            (Ty::Exact, Ty::Float) | (Ty::Float, Ty::Exact) => {
                let test = self.compared_with_float(op, left.clone(), right.clone(), span)?;
                return Ok((test, Vec::new(), Vec::new()));
            }
            (Ty::Exact, Ty::Number) | (Ty::Number, Ty::Exact) => Ty::Json,
            (Ty::Float, Ty::Float) => Ty::Float,
            // An int constant beside a float is that float.
            (Ty::Float, Ty::Int(_)) if matches!(right.expr.kind, ExprKind::Int(value) if value.abs() < (1 << 53)) => {
                Ty::Float
            }
            (Ty::Int(_), Ty::Float) if matches!(left.expr.kind, ExprKind::Int(value) if value.abs() < (1 << 53)) => {
                Ty::Float
            }
            (Ty::Float, Ty::Int(_)) if self.is_small_constant(right) => Ty::Float,
            (Ty::Int(_), Ty::Float) if self.is_small_constant(left) => Ty::Float,
            (Ty::Int(_) | Ty::Float | Ty::Number, Ty::Int(_) | Ty::Float | Ty::Number) => Ty::Number,
            (Ty::Json, _) | (_, Ty::Json) => Ty::Json,
            (Ty::Str, Ty::Str) | (Ty::Bytes, Ty::Bytes) => a.clone(),
            (Ty::Tuple(x), Ty::Tuple(y)) if x == y && self.is_ordered(&a) => a.clone(),
            (Ty::Tuple(x), Ty::Tuple(y)) if x.len() == y.len() && self.is_ordered(&a) && self.is_ordered(&b) => {
                self.low.heap.join(&a, &b)
            }
            (Ty::Tuple(_), Ty::Tuple(_)) if self.is_compared_as_json(&a) && self.is_compared_as_json(&b) => {
                let (left, right) = (self.compared_value(left.clone())?, self.compared_value(right.clone())?);
                let of_json = |expr| Value { ty: Ty::Json, expr };
                return self.ordering(op, &of_json(left), &of_json(right), span);
            }
            (Ty::Object(x), Ty::Object(y)) if self.are_sets(*x, *y) => {
                let test = self.set_order(op, left.clone(), right.clone(), span)?;
                return Ok((test, Vec::new(), Vec::new()));
            }
            (Ty::Object(x), Ty::Object(y)) if self.are_ordered_lists(*x, *y) => {
                self.low.heap.unify(*x, *y);
                self.low.heap.resolve(&a)
            }
            (Ty::Library(x), Ty::Library(y)) if x == y && self.low.library.method(x, "__lt__").is_some() => {
                let test = self.library_ordering(op, left, right, &x.clone(), span)?;
                return Ok((test, Vec::new(), Vec::new()));
            }
            _ => {
                if !self.low.last_pass {
                    return Ok((
                        ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::Bool(false) },
                        Vec::new(),
                        Vec::new(),
                    ));
                }
                let reason =
                    format!("{} is compared in order with {}", self.low.heap.describe(&a), self.low.heap.describe(&b));
                return self.refuse(span, "ordering", reason);
            }
        };
        let (left, right) = if ty == Ty::Float {
            (self.as_float(left.clone()), self.as_float(right.clone()))
        } else {
            if ty == Ty::Number {
                self.mark_computed(&a);
                self.mark_computed(&b);
            }
            self.passing_as(left.clone(), right.clone(), &ty)?
        };
        let (left, right) = self.one_without_nan(left, right, &ty)?;
        let kind = ExprKind::Compare { op, left: Box::new(left), right: Box::new(right) };
        Ok((ir::Expr { ty: ir::Type::Bool, span, kind }, Vec::new(), Vec::new()))
    }
}
