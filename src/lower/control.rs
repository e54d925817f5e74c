//! Branches, loops, `try`, `with`.

use super::body::Body;
use super::condition::Condition;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::stmt::Falls;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind, Iter, LocalId, Pattern, StmtKind};
use crate::model::WebId;
use crate::python::ast::{self, Stmt};
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    pub(super) fn suite(&mut self, body: &'a [Stmt]) -> Lowered<(ir::Block, Falls)> {
        let statements: Vec<&'a Stmt> = body.iter().collect();
        let around = self.known.unwrapped.clone();
        self.suites.push(span_of(body));
        let outcome = self.block(&statements);
        self.suites.pop();
        // A local that holds what was present ends with its block.
        self.known.unwrapped.retain(|web, local| around.get(web) == Some(local));
        outcome
    }

    /// A suite that is left and entered on more than one path, as a loop's.
    pub(super) fn region<T>(&mut self, span: Span, inside: impl FnOnce(&mut Self) -> Lowered<T>) -> Lowered<T> {
        self.regions.push(span);
        let outcome = inside(self);
        self.regions.pop();
        outcome
    }

    /// The variable whose presence a condition tests, whether it is present when the condition is true, and the `:=` that binds it first.
    fn presence_test(&self, test: &'a ast::Expr) -> Option<(WebId, bool, Option<&'a ast::Expr>)> {
        let (expr, present_when_true) = match &test.kind {
            ast::ExprKind::UnaryOp { op: ast::UnaryOperator::Not, operand } => (&**operand, false),
            ast::ExprKind::Compare { left, ops, comparators } => {
                let [right] = comparators.as_slice() else { return None };
                if !matches!(&right.kind, ast::ExprKind::Constant(ast::Constant::None)) {
                    return None;
                }
                match ops.as_slice() {
                    [ast::CompareOperator::Is | ast::CompareOperator::Eq] => (&**left, false),
                    [ast::CompareOperator::IsNot | ast::CompareOperator::NotEq] => (&**left, true),
                    _ => return None,
                }
            }
            _ => (test, true),
        };
        let (web, walrus) = match &expr.kind {
            ast::ExprKind::NamedExpr { target, .. } => (self.web_at(target.span)?, Some(expr)),
            _ => (self.web_of(expr)?, None),
        };
        let is_known = self.known.unwrapped.contains_key(&web)
            || self.known.narrowed.contains_key(&web)
            || self.variables.webs.may_be_unbound(web);
        if is_known && walrus.is_none() {
            return None;
        }
        let Ty::Optional(inner) = self.web_type(web) else { return None };
        let by_truth = !matches!(&test.kind, ast::ExprKind::Compare { .. });
        if by_truth && !self.always_true(&inner) {
            return None;
        }
        Some((web, present_when_true, walrus))
    }

    /// `if test: body else: orelse`
    pub fn if_statement(
        &mut self,
        test: &'a ast::Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<Falls> {
        if let Some((web, present_when_true, walrus)) = self.presence_test(test) {
            // `if (found := search(text)):` binds first.
            if let Some(walrus) = walrus {
                match self.expr(walrus)?.expr.kind {
                    ExprKind::Block(block, _) => out.extend(*block),
                    _ => return self.refuse(walrus.span, "walrus", "this `:=`"),
                }
            }
            let (present, missing) = if present_when_true { (body, orelse) } else { (orelse, body) };
            return self.if_present(web, present, missing, present_when_true, test.span, span, out);
        }
        let condition = self.condition(test)?;
        let Condition { test, when_true, when_false, .. } = condition;
        let before = self.known.clone();
        self.assume(&when_true);
        let (then, then_falls) = self.suite(body)?;
        let after_then = std::mem::replace(&mut self.known, before);
        self.assume(&when_false);
        let (otherwise, otherwise_falls) = self.suite(orelse)?;
        self.known = match (then_falls, otherwise_falls) {
            (true, true) => {
                let after_else = self.known.clone();
                self.meet(&after_then, &after_else)
            }
            (true, false) => after_then,
            (false, _) => self.known.clone(),
        };
        let mut test = test;
        super::hoist::hoist(&mut test, out);
        match &test.kind {
            ExprKind::Bool(true) if self.low.last_pass => {
                out.extend(then);
                return Ok(then_falls);
            }
            ExprKind::Bool(false) if self.low.last_pass => {
                out.extend(otherwise);
                return Ok(otherwise_falls);
            }
            _ => out.push(self.plain(span, StmtKind::If { test, then, otherwise })),
        }
        Ok(then_falls || otherwise_falls)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one statement")]
    fn if_present(
        &mut self,
        web: WebId,
        present: &'a [Stmt],
        missing: &'a [Stmt],
        present_when_true: bool,
        test_span: Span,
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<Falls> {
        let ty = self.web_type(web);
        let inner = ty.present();
        let before = self.known.clone();
        // The missing side first when the test asks for it: its statements stand first in the source.
        self.known.narrowed.insert(web, Ty::None);
        let (otherwise, otherwise_falls) = self.suite(missing)?;
        let after_missing = std::mem::replace(&mut self.known, before.clone());
        let optional = {
            let local = self.web_local(web);
            self.local(local, ty.clone(), test_span).expr
        };
        let name = self.variables.webs.name(web).to_owned();
        let bound = self.named_local(&name, &inner);
        self.known.narrowed.insert(web, inner.clone());
        self.known.unwrapped.insert(web, bound);
        if !otherwise_falls && present.is_empty() {
            // `if x is None: return …`: the rest of this block has the value.
            out.push(self.plain(span, StmtKind::Unwrap { value: optional, local: bound, otherwise }));
            return Ok(true);
        }
        let (then, then_falls) = self.suite(present)?;
        let kind = if present.is_empty() {
            let none = ir::Expr { ty: ir::Type::Bool, span: test_span, kind: ExprKind::IsNone(Box::new(optional)) };
            StmtKind::If { test: none, then: otherwise, otherwise: Vec::new() }
        } else {
            StmtKind::IfSome { value: optional, local: bound, then, otherwise }
        };
        let _ = present_when_true;
        out.push(self.plain(span, kind));
        let mut after_present = self.known.clone();
        after_present.unwrapped.remove(&web);
        self.known = match (then_falls, otherwise_falls) {
            (true, true) => self.meet(&after_present, &after_missing),
            (true, false) => after_present,
            (false, _) => after_missing,
        };
        Ok(then_falls || otherwise_falls)
    }

    /// `while test: body`
    pub fn while_statement(
        &mut self,
        test: &'a ast::Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<Falls> {
        self.forget_bound_in(span);
        let before = self.known.clone();
        let mut condition = self.condition(test)?;
        self.assume(&condition.when_true);
        let (mut block, _) = self.region(span, |inner| inner.suite(body))?;
        self.known = before;
        let forever = matches!(condition.test.kind, ExprKind::Bool(true));
        let breaks = has_break(body);
        if !breaks && !forever {
            self.assume(&condition.when_false);
        }
        if !orelse.is_empty() {
            let flag = self.loop_flag(&mut block, span, out);
            self.bind_in_rounds(&mut condition.test, &mut block, span);
            out.push(self.plain(span, StmtKind::While { test: condition.test, body: block }));
            return self.loop_else(flag, orelse, breaks, span, out);
        }
        self.bind_in_rounds(&mut condition.test, &mut block, span);
        out.push(self.plain(span, StmtKind::While { test: condition.test, body: block }));
        Ok(!forever || breaks)
    }

    /// `for target in iter: body`
    pub fn for_statement(
        &mut self,
        target: &'a ast::Expr,
        iter: &'a ast::Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<Falls> {
        let mut stores = Vec::new();
        let (asked, place) = (self.asked.len(), self.place(iter.span));
        let (iter, counted) = match self.stepped_range(iter, out)? {
            Some((iter, count, value)) => (iter, Err((count, value))),
            None => self.iteration(iter).map(|(iter, element)| (iter, Ok(element)))?,
        };
        let asked = self.asked.split_off(asked);
        self.forget_bound_in(span);
        let before = self.known.clone();
        let pattern = match counted {
            // The pair is made where the loop binds it.
            Ok(element)
                if matches!(iter, Iter::Zip(_) | Iter::Enumerate(..))
                    && matches!(target.kind, ast::ExprKind::Name(_)) =>
            {
                let (pattern, pair) = self.apart(&element, target.span);
                stores.push((target, pair));
                pattern
            }
            Ok(element) => self.loop_target(target, &element, span, &mut stores)?,
            Err((count, value)) => {
                stores.push((target, value));
                Pattern::Local(count)
            }
        };
        let mut block = Vec::new();
        self.regions.push(span);
        let rest = stores
            .into_iter()
            .try_for_each(|(target, value)| self.store(target, value, target.span, &mut block))
            .and_then(|()| self.suite(body));
        self.regions.pop();
        block.extend(rest?.0);
        self.taken_one_by_one(asked, place, &block, true)?;
        self.known = before;
        if !orelse.is_empty() {
            let flag = self.loop_flag(&mut block, span, out);
            out.push(self.plain(span, StmtKind::For { pattern, iter, body: block }));
            return self.loop_else(flag, orelse, has_break(body), span, out);
        }
        out.push(self.plain(span, StmtKind::For { pattern, iter, body: block }));
        Ok(true)
    }

    /// A flag that the `break`s of a loop set, for its `else`.
    fn loop_flag(&mut self, body: &mut ir::Block, span: Span, out: &mut ir::Block) -> LocalId {
        let flag = self.named_local("broke", &Ty::Bool);
        let no = self.value(Ty::Bool, span, ExprKind::Bool(false)).expr;
        out.push(self.plain(span, StmtKind::Let { local: flag, value: Some(no) }));
        set_before_break(body, flag);
        flag
    }

    /// The `else` of a loop: it runs unless a `break` ended the loop.
    fn loop_else(
        &mut self,
        flag: LocalId,
        orelse: &'a [Stmt],
        breaks: bool,
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<Falls> {
        let before = self.known.clone();
        let (block, falls) = self.suite(orelse)?;
        self.known = before;
        let broke = self.local(flag, Ty::Bool, span);
        let test = self.not(broke.expr, span);
        out.push(self.plain(span, StmtKind::If { test, then: block, otherwise: Vec::new() }));
        Ok(falls || breaks)
    }

    /// What is iterated, and the type of its elements.
    pub fn iteration(&mut self, iter: &'a ast::Expr) -> Lowered<(Iter, Ty)> {
        if let Some(members) = self.member_iteration(iter)? {
            return Ok(members);
        }
        if let ast::ExprKind::Call { func, args, keywords } = &iter.kind {
            if self.is_builtin(func, "range") && keywords.is_empty() {
                return self.range_of(args, iter.span);
            }
            if self.is_builtin(func, "enumerate") {
                return self.enumerate(args, keywords, iter.span);
            }
            if self.is_builtin(func, "zip") && keywords.is_empty() {
                let mut iters = Vec::new();
                let mut types = Vec::new();
                let before = self.asked.len();
                for arg in args {
                    let (iter, ty) = self.iteration(arg)?;
                    iters.push(iter);
                    types.push(ty);
                }
                // The shortest of them ends it.
                self.asked[before..].iter_mut().for_each(|(_, ends_early)| *ends_early = true);
                return Ok((Iter::Zip(iters), Ty::Tuple(types)));
            }
            if self.is_builtin(func, "reversed")
                && keywords.is_empty()
                && let [arg] = args.as_slice()
                && let ast::ExprKind::Call { func, args, keywords } = &arg.kind
                && self.is_builtin(func, "range")
                && keywords.is_empty()
                && let (Iter::Range { start, stop, step: 1 }, ty) = self.range_of(args, arg.span)?
                && let ExprKind::Int(first) = start.kind
            {
                let one = ir::Expr { kind: ExprKind::Int(1), ..start.clone() };
                let unchecked = super::operator::is_small(&stop);
                let (op, left, right) = (ir::ArithmeticOp::Sub, Box::new(stop), Box::new(one));
                let last = ir::Expr { kind: ExprKind::Arithmetic { op, left, right, unchecked }, ..start.clone() };
                let end = ir::Expr { kind: ExprKind::Int(first.saturating_sub(1)), ..start };
                return Ok((Iter::Range { start: last, stop: end, step: -1 }, ty));
            }
            if self.is_builtin(func, "reversed") && args.len() == 1 && keywords.is_empty() {
                let value = self.read(&args[0])?;
                if self.node_of(&value.ty).is_some_and(|node| self.is_list(node)) {
                    let element = self.element_type(&value.ty);
                    return Ok((Iter::Reversed(value.expr), element));
                }
                if self.low.heap.resolve(&value.ty) == Ty::Str {
                    let span = value.span();
                    let none = self.value(Ty::None, span, ExprKind::None).expr;
                    let back = self.int(span, 6);
                    let back = self.value(back, span, ExprKind::Int(-1)).expr;
                    let args = vec![value.expr, none.clone(), none, back];
                    let reversed = self.helper(Ty::Str, span, "str_slice_step", args, &[]);
                    return Ok((Iter::Value(reversed.expr), Ty::Str));
                }
            }
            if let (ast::ExprKind::Attribute { value, attr }, true) =
                (&func.kind, args.is_empty() && keywords.is_empty())
                && matches!(attr.name.as_str(), "items" | "keys" | "values")
                && self.resolve(func).is_none()
                && let Some(found) = self.dict_iteration(value, &attr.name, iter.span)?
            {
                return Ok(found);
            }
        }
        let value = self.gone_through(iter)?;
        self.iterate_value(value)
    }

    fn dict_iteration(&mut self, object: &'a ast::Expr, method: &str, span: Span) -> Lowered<Option<(Iter, Ty)>> {
        let object = self.read(object)?;
        if let Some(node) = self.node_of(&object.ty) {
            let place = self.place(span);
            self.low.heap.demote(node, place, &format!("it is gone through by `.{method}()`"));
        }
        let ty = self.low.heap.resolve(&object.ty);
        match &ty {
            Ty::Object(node) if matches!(self.low.heap.shape(*node), NodeShape::Dict(..)) => {}
            Ty::Never => return Ok(Some((Iter::Keys(object.expr), Ty::Never))),
            Ty::Json => {
                let helper = format!("value_{method}");
                let element = if method == "items" {
                    Ty::Tuple(vec![Ty::Str, Ty::Json])
                } else if method == "keys" {
                    Ty::Str
                } else {
                    Ty::Json
                };
                let node = self.node(span, 3, NodeShape::List(element.clone()));
                let list = self.helper(Ty::Object(node), span, &helper, vec![object.expr], &["AttributeError"]);
                return Ok(Some((Iter::Value(list.expr), element)));
            }
            _ => return Ok(None),
        }
        let (key, value) = self.dict_types(&ty);
        Ok(Some(match method {
            "keys" => (Iter::Keys(object.expr), key),
            "values" => (Iter::Values(object.expr), value),
            _ => (Iter::Items(object.expr), Ty::Tuple(vec![key, value])),
        }))
    }

    /// Goes through a value.
    pub fn iterate_value(&mut self, value: Value) -> Lowered<(Iter, Ty)> {
        let span = value.span();
        let value = self.as_tuple(value, span)?;
        if let Some(node) = self.node_of(&value.ty) {
            let place = self.place(span);
            self.low.heap.demote(node, place, "it is gone through");
        }
        match self.low.heap.resolve(&value.ty) {
            Ty::Never => Ok((Iter::Value(value.expr), Ty::Never)),
            Ty::Str => Ok((Iter::Value(value.expr), Ty::Str)),
            Ty::Json => Ok((Iter::Value(value.expr), Ty::Json)),
            Ty::Bytes => {
                let ty = self.int(span, 5);
                Ok((Iter::Value(value.expr), ty))
            }
            Ty::Object(node) => match self.low.heap.shape(node).clone() {
                NodeShape::List(element) => Ok((Iter::Value(value.expr), self.low.heap.resolve(&element))),
                NodeShape::Dict(key, _) => Ok((Iter::Keys(value.expr), self.low.heap.resolve(&key))),
                NodeShape::Set(element) if self.order_is_lost => {
                    Ok((Iter::Value(value.expr), self.low.heap.resolve(&element)))
                }
                NodeShape::Set(_) => self.refuse(span, "set-order", "the order of a set is not fixed"),
                NodeShape::Record(_) | NodeShape::Instance(..) => {
                    self.refuse(span, "iteration", "this object is gone through")
                }
            },
            Ty::Tuple(items) => {
                let mut element = Ty::Never;
                for item in &items {
                    element = self.low.heap.join(&element, item);
                }
                let node = self.node(span, 4, NodeShape::List(element.clone()));
                self.low.heap.grow_element(node, &element);
                let displayed = matches!(value.expr.kind, ExprKind::Tuple(_));
                let (value, bound) = if displayed { (value, None) } else { self.bound(value) };
                let Some(values) = self.tuple_items(&value) else {
                    return self.refuse(span, "iteration", "a tuple is gone through");
                };
                let mut coerced = Vec::new();
                for item in values {
                    coerced.push(self.coerce(item, &element)?);
                }
                let list = self.value(Ty::Object(node), span, ExprKind::List(coerced));
                let list = self.with_bound(bound, list);
                Ok((Iter::Value(list.expr), element))
            }
            other => {
                let reason = format!("{} is gone through", self.low.heap.describe(&other));
                self.refuse(span, "iteration", reason)
            }
        }
    }

    /// `range(…)`
    pub fn range_of(&mut self, args: &'a [ast::Expr], span: Span) -> Lowered<(Iter, Ty)> {
        let mut bounds = Vec::new();
        let ty = self.small_int(span, 0);
        for (at, arg) in args.iter().enumerate() {
            let value = self.expr(arg)?;
            if let (Ty::Int(bound), Ty::Int(int)) = (self.low.heap.resolve(&value.ty), &ty) {
                if self.low.heap.is_large(bound) {
                    self.low.heap.mark_large(*int);
                }
            } else if let Ty::Int(int) = &ty {
                self.low.heap.mark_large(*int);
            }
            // Nothing gets as far as the end of 64 bits.
            let is_stop = at == usize::from(args.len() > 1);
            let value = if is_stop { self.narrowed(value, super::exact::Narrow::Clamp) } else { value };
            if self.low.heap.resolve(&value.ty) == Ty::Json {
                let ty = self.computed_int(arg.span, 1);
                bounds.push(self.helper(ty, arg.span, "value_operator_index", vec![value.expr], &["TypeError"]).expr);
                continue;
            }
            bounds.push(self.position(value)?);
        }
        let zero = self.value(ty.clone(), span, ExprKind::Int(0)).expr;
        let (start, stop, step) = match bounds.len() {
            1 => (zero, bounds.remove(0), 1),
            2 => {
                let stop = bounds.remove(1);
                (bounds.remove(0), stop, 1)
            }
            3 => {
                let ExprKind::Int(step) = bounds[2].kind else {
                    return self.refuse(span, "range-step", "a range whose step is not a constant");
                };
                if step == 0 {
                    return self.refuse(span, "range-step", "range() arg 3 must not be zero");
                }
                let stop = bounds.remove(1);
                (bounds.remove(0), stop, step)
            }
            _ => return self.refuse(span, "argument-count", "range() takes one to three arguments"),
        };
        Ok((Iter::Range { start, stop, step }, ty))
    }

    fn enumerate(&mut self, args: &'a [ast::Expr], keywords: &'a [ast::Keyword], span: Span) -> Lowered<(Iter, Ty)> {
        let start = match (args, keywords) {
            ([_], []) => None,
            ([_, start], []) => Some(start),
            ([_], [keyword]) if keyword.name.as_ref().is_some_and(|name| name.name == "start") => Some(&keyword.value),
            _ => return self.refuse(span, "argument-count", "enumerate() takes an iterable and a start"),
        };
        let (inner, element) = self.iteration(&args[0])?;
        // A start makes it anything.
        let index = if start.is_some() { self.computed_int(span, 0) } else { self.small_int(span, 0) };
        let start = match start {
            Some(start) => {
                let value = self.expr(start)?;
                self.position(value)?
            }
            None => self.value(index.clone(), span, ExprKind::Int(0)).expr,
        };
        Ok((Iter::Enumerate(Box::new(inner), start), Ty::Tuple(vec![index, element])))
    }
}

/// Sets a flag before each `break` of a loop's own body.
fn set_before_break(body: &mut ir::Block, flag: LocalId) {
    let mut index = 0;
    while index < body.len() {
        match &mut body[index].kind {
            StmtKind::Break => {
                let span = body[index].span;
                let yes = ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::Bool(true) };
                let set = StmtKind::Assign { target: ir::Target::Local(flag), value: yes };
                body.insert(index, ir::Stmt { span, comments: Vec::new(), trailing: None, gap: false, kind: set });
                index += 1;
            }
            StmtKind::If { then, otherwise, .. } | StmtKind::IfSome { then, otherwise, .. } => {
                set_before_break(then, flag);
                set_before_break(otherwise, flag);
            }
            StmtKind::Unwrap { otherwise, .. } => set_before_break(otherwise, flag),
            StmtKind::Try { body, handlers, otherwise, finally } => {
                set_before_break(body, flag);
                handlers.iter_mut().for_each(|handler| set_before_break(&mut handler.body, flag));
                set_before_break(otherwise, flag);
                set_before_break(finally, flag);
            }
            _ => {}
        }
        index += 1;
    }
}

/// From the first statement to the end of the last.
pub(super) fn span_of(body: &[Stmt]) -> Span {
    match (body.first(), body.last()) {
        (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
        _ => Span::default(),
    }
}

fn has_break(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match &stmt.kind {
        ast::StmtKind::Break => true,
        ast::StmtKind::If { body, orelse, .. } => has_break(body) || has_break(orelse),
        ast::StmtKind::With { body, .. } => has_break(body),
        ast::StmtKind::For { orelse, .. } | ast::StmtKind::While { orelse, .. } => has_break(orelse),
        ast::StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
            has_break(body)
                || handlers.iter().any(|handler| has_break(&handler.body))
                || has_break(orelse)
                || has_break(finalbody)
        }
        ast::StmtKind::Match { cases, .. } => cases.iter().any(|case| has_break(&case.body)),
        _ => false,
    })
}
