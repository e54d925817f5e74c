//! `collections`: a `defaultdict`, a `Counter` and a `deque` are a dict or a list that knows what it is.
//!
//! Which of them it is holds for the whole class of objects; where one of them and a plain dict or list can be in one place, making it is refused.

use super::body::Body;
use super::heap::{NodeId, NodeShape};
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ArithmeticOp, CompareOp, ExprKind, StmtKind};
use crate::python::ast;
use crate::python::visit::Node;
use crate::source::Span;

/// What a `Counter` is marked with.
const COUNTER: &str = "Counter";
/// What a `deque` is marked with, before its greatest length.
const DEQUE: &str = "deque";
/// What a `defaultdict` with a lambda is marked with, before its place.
const LAMBDA: &str = "lambda";

/// A class of deques.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deque {
    /// `maxlen`
    pub(super) limit: Option<i64>,
}

/// What the tuple of `*args` is marked with.
pub(super) const ARGUMENTS: &str = "args";

impl<'a> Body<'_, 'a> {
    /// A call of something in `collections`.
    pub(super) fn call_collections(
        &mut self,
        name: &str,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Option<Value>> {
        match (name, args, keywords) {
            ("defaultdict", [factory], []) => self.default_dict(factory, span).map(Some),
            ("defaultdict", ..) => self.refuse(span, "defaultdict", "a defaultdict in this form"),
            ("OrderedDict", [], []) => {
                let node = self.node(span, 0, NodeShape::Dict(Ty::Never, Ty::Never));
                Ok(Some(self.value(Ty::Object(node), span, ExprKind::Dict(Vec::new()))))
            }
            ("Counter", [] | [_], []) => self.counter(args.first(), span).map(Some),
            ("Counter", ..) => self.refuse(span, "counter", "a Counter in this form"),
            ("deque", ..) => self.deque(args, keywords, span).map(Some),
            _ => Ok(None),
        }
    }

    /// An empty object of that kind.
    fn marked(&mut self, shape: NodeShape, mark: &str, span: Span) -> Lowered<(NodeId, Value)> {
        let empty =
            if matches!(shape, NodeShape::List(_)) { ExprKind::List(Vec::new()) } else { ExprKind::Dict(Vec::new()) };
        let node = self.node(span, 0, shape);
        self.low.heap.set_default_factory(node, mark);
        if self.low.heap.has_mixed_factories(node) || self.low.heap.is_dynamic(node) {
            let held = |kind: &str, other: &str| format!("a {kind} is held where another {other} is held");
            return match mark.split(' ').next().unwrap_or_default() {
                COUNTER => self.refuse(span, "counter", held("Counter", "dict")),
                DEQUE => self.refuse(span, "deque", held("deque", "list")),
                _ => self.refuse(span, "defaultdict", held("defaultdict", "dict")),
            };
        }
        let value = self.value(Ty::Object(node), span, empty);
        Ok((node, value))
    }

    fn default_dict(&mut self, factory: &'a ast::Expr, span: Span) -> Lowered<Value> {
        let shape = NodeShape::Dict(Ty::Never, Ty::Never);
        let known = ["int", "float", "list", "dict", "str", "set", "bool"];
        if let Some(name) = known.into_iter().find(|name| self.is_builtin(factory, name)) {
            return self.marked(shape, name, span).map(|(_, value)| value);
        }
        let ast::ExprKind::Lambda { parameters, body } = &factory.kind else {
            return self.refuse(span, "defaultdict", "a defaultdict with this factory");
        };
        if parameters.iter().next().is_some() || !self.is_made_anew(body) {
            return self.refuse(span, "defaultdict", "a defaultdict whose factory does more than make a value");
        }
        let place = self.place(factory.span);
        self.low.factories.insert((self.module, factory.span.start), body);
        self.marked(shape, &format!("{LAMBDA} {} {}", self.module.0, place.span.start), span).map(|(_, value)| value)
    }

    /// Whether an expression gives the same wherever it stands, and nothing notices when: constants, and fresh containers of them.
    fn is_made_anew(&self, expr: &'a ast::Expr) -> bool {
        let mut fine = true;
        Node::Expr(expr).walk(&mut |node| {
            let Node::Expr(expr) = node else { return };
            fine &= match &expr.kind {
                ast::ExprKind::Constant(_)
                | ast::ExprKind::Dict(_)
                | ast::ExprKind::List(_)
                | ast::ExprKind::Tuple(_)
                | ast::ExprKind::UnaryOp { .. }
                | ast::ExprKind::Lambda { .. } => true,
                ast::ExprKind::Call { func, .. } => {
                    let builtin = ["int", "float", "list", "dict", "str", "set", "bool"];
                    let external = self.resolve(func);
                    builtin.iter().any(|name| self.is_builtin(func, name))
                        || matches!(external, Some(crate::model::Resolved::External(name)) if name.starts_with("collections."))
                }
                ast::ExprKind::Name(_) | ast::ExprKind::Attribute { .. } => self.web_of(expr).is_none(),
                _ => false,
            };
        });
        fine
    }

    /// What the lambda of a `defaultdict` makes for a missing key.
    pub(super) fn made_by_lambda(&mut self, factory: &str, span: Span) -> Lowered<Value> {
        let mut numbers = factory.split(' ').skip(1).filter_map(|text| text.parse::<usize>().ok());
        let found = numbers.next().zip(numbers.next()).and_then(|(module, start)| {
            let key = (crate::model::ModuleIndex(module), u32::try_from(start).ok()?);
            self.low.factories.get(&key).copied().map(|body| (key.0, body))
        });
        match found {
            // Names of one file are told apart by where they stand.
            Some((module, body)) if module == self.module => {
                let value = self.expr(body)?;
                self.note_held(&value);
                Ok(value)
            }
            Some(_) => self.refuse(span, "defaultdict", "a defaultdict of another module, whose factory is a lambda"),
            None => Ok(self.value(Ty::Never, span, ExprKind::None)),
        }
    }

    /// Whether a factory is a lambda.
    pub(super) fn is_lambda_factory(factory: &str) -> bool {
        factory.starts_with(LAMBDA)
    }

    /// Whether the objects of a node count.
    pub(super) fn is_counter(&self, node: NodeId) -> bool {
        self.low.heap.default_factory(node) == Some(COUNTER)
    }

    /// What the deques of a node are, when they are deques.
    pub(super) fn deque_of(&self, node: NodeId) -> Option<Deque> {
        let rest = self.low.heap.default_factory(node)?.strip_prefix(DEQUE)?;
        Some(Deque { limit: rest.trim().parse().ok() })
    }

    fn counter(&mut self, items: Option<&'a ast::Expr>, span: Span) -> Lowered<Value> {
        let (node, empty) = self.marked(NodeShape::Dict(Ty::Never, Ty::Never), COUNTER, span)?;
        let int = self.computed_int(span, 11);
        self.low.heap.grow_element(node, &int);
        let Some(items) = items else { return Ok(empty) };
        let ty = Ty::Object(node);
        let local = self.temporary(&ty);
        let counts = self.local(local, ty.clone(), span);
        let mut block = vec![self.plain(span, StmtKind::Let { local, value: Some(empty.expr) })];
        block.push(self.count_each(node, &counts, items, true, span)?);
        Ok(self.value(ty, span, ExprKind::Block(Box::new(block), Box::new(counts.expr))))
    }

    /// `for item in items: counts[item] += 1`
    fn count_each(
        &mut self,
        node: NodeId,
        counts: &Value,
        items: &'a ast::Expr,
        is_new: bool,
        span: Span,
    ) -> Lowered<ir::Stmt> {
        let made = match &items.kind {
            ast::ExprKind::GeneratorExp { .. } => true,
            ast::ExprKind::Call { func, .. } => {
                let view = matches!(&func.kind, ast::ExprKind::Attribute { attr, .. } if matches!(attr.name.as_str(), "items" | "keys" | "values"));
                view || ["range", "enumerate", "zip", "reversed", "map", "filter"]
                    .iter()
                    .any(|name| self.is_builtin(func, name))
            }
            _ => false,
        };
        // `iter(x)` is what a `for` goes through: of a dict its keys.
        let iterated = match &items.kind {
            ast::ExprKind::Call { func, args, keywords } if keywords.is_empty() && self.is_builtin(func, "iter") => {
                args.first().filter(|_| args.len() == 1)
            }
            _ => None,
        };
        let list = if made { self.list_of(items)? } else { self.read(iterated.unwrap_or(items))? };
        if iterated.is_none()
            && let Some(other) = self.node_of(&list.ty)
            && matches!(self.low.heap.shape(other), NodeShape::Dict(..) | NodeShape::Record(_))
        {
            return self.refuse(items.span, "counter", "a Counter of a dict takes its values for counts");
        }
        let (iter, element) = self.iterate_value(list)?;
        let dynamic = iterated.is_some() && element == Ty::Json;
        let counted = matches!(
            self.low.heap.resolve(&element),
            Ty::Never | Ty::Str | Ty::Int(_) | Ty::Exact | Ty::Bool | Ty::Tuple(_)
        );
        if !counted && !dynamic {
            let reason = format!("a Counter of {}", self.low.heap.describe(&element));
            let none = self.transient(Ty::None, span, "counter", reason)?;
            return Ok(self.plain(span, StmtKind::Expr(none.expr)));
        }
        self.low.heap.grow_key(node, &element);
        if self.low.exact && !is_new {
            self.low.heap.grow_element(node, &Ty::Exact);
        }
        let (key, int) = self.dict_types(&self.low.heap.resolve(&Ty::Object(node)));
        let local = self.temporary(&element);
        let item = self.local(local, element, span);
        let item = self.coerce(item, &key)?;
        let plain = self.computed_int(span, 12);
        let zero = self.value(plain.clone(), span, ExprKind::Int(0));
        let zero = self.coerce(zero, &int)?;
        let one = self.value(plain, span, ExprKind::Int(1));
        let one = self.coerce(one, &int)?;
        let args = vec![counts.expr.clone(), item.clone(), zero];
        // A value of unknown shape may have no hash.
        let raises: &[&str] = if key == Ty::Json { &["TypeError"] } else { &[] };
        let known = self.helper(int.clone(), span, "dict_get_default", args, raises).expr;
        let more = if self.low.heap.resolve(&int) == Ty::Exact {
            self.helper(int, span, "big_int_add", vec![known, one], &[]).expr
        } else {
            // What is counted from 0 up fits.
            let unchecked = is_new && self.low.exact;
            let kind =
                ExprKind::Arithmetic { op: ArithmeticOp::Add, left: Box::new(known), right: Box::new(one), unchecked };
            self.value(int, span, kind).expr
        };
        let set = self.helper(Ty::None, span, "dict_setitem", vec![counts.expr.clone(), item, more], raises);
        let body = vec![self.plain(span, StmtKind::Expr(set.expr))];
        Ok(self.plain(span, StmtKind::For { pattern: ir::Pattern::Local(local), iter, body }))
    }

    /// Methods that only a `Counter` has, or has in another way than a dict.
    pub(super) fn counter_method(
        &mut self,
        node: NodeId,
        receiver: &Value,
        name: &str,
        args: &'a [ast::Expr],
        span: Span,
    ) -> Lowered<Option<Value>> {
        if !matches!(
            name,
            "update" | "most_common" | "subtract" | "elements" | "copy" | "total" | "popitem" | "fromkeys"
        ) {
            return Ok(None);
        }
        if name != "most_common" && !super::stmt::is_pure(&receiver.expr) {
            return self.refuse(span, "counter", format!("`.{name}()` of a computed Counter"));
        }
        match (name, args) {
            ("update", [items]) => {
                let each = self.count_each(node, receiver, items, false, span)?;
                let none = self.value(Ty::None, span, ExprKind::None).expr;
                let whole = ExprKind::Block(Box::new(vec![each]), Box::new(none));
                Ok(Some(self.value(Ty::None, span, whole)))
            }
            ("most_common", [] | [_]) => self.most_common(receiver, args.first(), span).map(Some),
            _ => self.refuse(span, "counter", format!("`.{name}()` of a Counter in this form")),
        }
    }

    /// `sorted(counts.items(), key=lambda item: item[1], reverse=True)[:n]`: ties in the order in which they came.
    fn most_common(&mut self, receiver: &Value, count: Option<&'a ast::Expr>, span: Span) -> Lowered<Value> {
        let (key, int) = self.dict_types(&self.low.heap.resolve(&receiver.ty));
        let pair = Ty::Tuple(vec![key, int.clone()]);
        let pairs = self.collect(ir::Iter::Items(receiver.expr.clone()), pair.clone(), span)?;
        let local = self.temporary(&pair);
        let whole = self.local(local, pair.clone(), span).expr;
        let second = self.value(int, span, ExprKind::TupleItem { tuple: Box::new(whole), index: 1 });
        let lambda = self.lambda(local, second, &pair, span);
        let sorted = self.fresh_list(&pair, span);
        let args = vec![pairs.expr, lambda.expr];
        let list = self.helper(Ty::Object(sorted), span, "sorted_by_reverse", args, &[]);
        let Some(count) = count else { return Ok(list) };
        let count = self.expr(count)?;
        if count.ty == Ty::None {
            return Ok(list);
        }
        let ExprKind::Int(wanted) = count.expr.kind else {
            // A negative number gives nothing, not all but the last.
            let ty = self.computed_int(span, 13);
            let zero = self.value(ty.clone(), span, ExprKind::Int(0)).expr;
            if self.low.heap.resolve(&count.ty) == Ty::Exact {
                let count = self.narrowed(count, super::exact::Narrow::Clamp).expr;
                let stop = self.helper(ty, span, "max_of_two", vec![count, zero], &[]).expr;
                return Ok(self.first(list, stop, &pair, span));
            }
            let (count, bound) = self.bound(count);
            let stop = self.position(count)?;
            let kind =
                ExprKind::Compare { op: CompareOp::Lt, left: Box::new(stop.clone()), right: Box::new(zero.clone()) };
            let test = Box::new(ir::Expr { ty: ir::Type::Bool, span, kind });
            let cond = ExprKind::Cond { test, then: Box::new(zero), otherwise: Box::new(stop) };
            let stop = self.value(ty, span, cond).expr;
            let first = self.first(list, stop, &pair, span);
            return Ok(self.with_bound(bound, first));
        };
        let ty = self.computed_int(span, 13);
        let stop = self.value(ty, span, ExprKind::Int(wanted.max(0))).expr;
        Ok(self.first(list, stop, &pair, span))
    }

    /// `list[:stop]`
    fn first(&mut self, list: Value, stop: ir::Expr, element: &Ty, span: Span) -> Value {
        let none = self.value(Ty::None, span, ExprKind::None).expr;
        let node = self.node(span, 14, NodeShape::List(element.clone()));
        self.low.heap.grow_element(node, element);
        self.helper(Ty::Object(node), span, "list_slice", vec![list.expr, none, stop], &[])
    }

    fn deque(&mut self, args: &'a [ast::Expr], keywords: &'a [ast::Keyword], span: Span) -> Lowered<Value> {
        let (items, limit) = match (args, keywords) {
            ([], []) => (None, None),
            ([items], []) => (Some(items), None),
            ([items, limit], []) => (Some(items), Some(limit)),
            ([] | [_], [limit]) if limit.name.as_ref().is_some_and(|name| name.name == "maxlen") => {
                (args.first(), Some(&limit.value))
            }
            _ => return self.refuse(span, "deque", "a deque in this form"),
        };
        let limit = match limit {
            None => None,
            Some(limit) => {
                let value = self.expr(limit)?;
                match self.constant_int(&value) {
                    Some(limit) if limit > 0 => Some(limit),
                    _ if value.ty == Ty::None => None,
                    _ => return self.refuse(span, "deque", "a deque whose greatest length is no constant above 0"),
                }
            }
        };
        let mark = limit.map_or(DEQUE.to_owned(), |limit| format!("{DEQUE} {limit}"));
        let (node, empty) = self.marked(NodeShape::List(Ty::Never), &mark, span)?;
        let Some(items) = items else { return Ok(empty) };
        if matches!(&items.kind, ast::ExprKind::List(list) if list.is_empty()) {
            return Ok(empty);
        }
        let list = self.list_of(items)?;
        let element = match self.low.heap.resolve(&list.ty) {
            Ty::Never => return Ok(empty),
            Ty::Json => return self.refuse(span, "deque", "a deque of a value of unknown JSON shape"),
            ty => self.element_type(&ty),
        };
        self.low.heap.grow_element(node, &element);
        if self.element_type(&self.low.heap.resolve(&Ty::Object(node))) != self.low.heap.resolve(&element) {
            return self.transient(
                Ty::Object(node),
                span,
                "mixed-types",
                "a deque holds other items than it is made of",
            );
        }
        let none = self.value(Ty::None, span, ExprKind::None).expr;
        let start = match limit {
            None => none.clone(),
            Some(limit) => {
                let ty = self.computed_int(span, 13);
                self.value(ty, span, ExprKind::Int(-limit)).expr
            }
        };
        Ok(self.helper(Ty::Object(node), span, "list_slice", vec![list.expr, start, none], &[]))
    }

    fn constant_int(&mut self, value: &Value) -> Option<i64> {
        match &value.expr.kind {
            ExprKind::Int(int) => Some(*int),
            ExprKind::Global(id) => {
                let constant = self.low.global(crate::model::GlobalIndex(id.0 as usize)).constant.clone();
                match constant?.kind {
                    ExprKind::Int(int) => Some(int),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// A method of a deque; None for one that is the list's.
    pub(super) fn deque_method(
        &mut self,
        node: NodeId,
        Deque { limit }: Deque,
        receiver: &Value,
        name: &str,
        args: &'a [ast::Expr],
        span: Span,
    ) -> Lowered<Option<Value>> {
        let none = self.value(Ty::None, span, ExprKind::None).expr;
        if !super::stmt::is_pure(&receiver.expr) {
            return self.refuse(span, "deque", format!("`.{name}()` of a computed deque"));
        }
        match (name, args) {
            ("append" | "appendleft", [item]) => {
                let item = self.expr(item)?;
                let item = self.element(node, item)?;
                let zero = self.index(0, span);
                let (helper, added, dropped) = if name == "append" {
                    ("list_append", vec![receiver.expr.clone(), item], Some(zero))
                } else {
                    ("list_insert", vec![receiver.expr.clone(), zero, item], None)
                };
                let add = self.helper(Ty::None, span, helper, added, &[]).expr;
                let Some(limit) = limit else { return Ok(Some(Value { ty: Ty::None, expr: add })) };
                let drop = match dropped {
                    Some(first) => {
                        self.helper(Ty::None, span, "list_delitem", vec![receiver.expr.clone(), first], &["IndexError"])
                    }
                    None => {
                        let element = self.element_type(&self.low.heap.resolve(&receiver.ty));
                        self.helper(element, span, "list_pop", vec![receiver.expr.clone()], &["IndexError"])
                    }
                };
                let int = self.computed_int(span, 13);
                let length = self.value(int, span, ExprKind::Len(Box::new(receiver.expr.clone()))).expr;
                let most = self.index(limit, span);
                let kind = ExprKind::Compare { op: CompareOp::Gt, left: Box::new(length), right: Box::new(most) };
                let test = ir::Expr { ty: ir::Type::Bool, span, kind };
                let then = vec![self.plain(span, StmtKind::Expr(drop.expr))];
                let block = vec![
                    self.plain(span, StmtKind::Expr(add)),
                    self.plain(span, StmtKind::If { test, then, otherwise: Vec::new() }),
                ];
                Ok(Some(self.value(Ty::None, span, ExprKind::Block(Box::new(block), Box::new(none)))))
            }
            ("popleft" | "pop", []) => {
                let element = self.element_type(&self.low.heap.resolve(&receiver.ty));
                let raise = self.raise_if_empty(receiver, "pop from an empty deque", span);
                let mut args = vec![receiver.expr.clone()];
                let helper = if name == "pop" {
                    "list_pop"
                } else {
                    args.push(self.index(0, span));
                    "list_pop_at"
                };
                let popped = self.helper(element.clone(), span, helper, args, &["IndexError"]).expr;
                Ok(Some(self.value(element, span, ExprKind::Block(Box::new(vec![raise]), Box::new(popped)))))
            }
            ("clear" | "reverse", []) | ("count", [_]) => Ok(None),
            ("extend", [_]) if limit.is_none() => Ok(None),
            _ => self.refuse(span, "deque", format!("`.{name}()` of a deque in this form")),
        }
    }

    fn index(&mut self, value: i64, span: Span) -> ir::Expr {
        let int = self.computed_int(span, 13);
        self.value(int, span, ExprKind::Int(value)).expr
    }

    fn raise_if_empty(&mut self, list: &Value, text: &str, span: Span) -> ir::Stmt {
        let some = ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::Truth(Box::new(list.expr.clone())) };
        let test = self.not(some, span);
        self.raise_if(test, text, span)
    }

    fn raise_if(&mut self, test: ir::Expr, text: &str, span: Span) -> ir::Stmt {
        let text = self.value(Ty::Str, span, ExprKind::Str(text.to_owned())).expr;
        let error = ExprKind::NewException { class: "IndexError".to_owned(), args: vec![text], fields: Vec::new() };
        let error = self.value(Ty::Exception, span, error).expr;
        let raise = self.plain(span, StmtKind::Raise(error));
        self.plain(span, StmtKind::If { test, then: vec![raise], otherwise: Vec::new() })
    }

    /// Whether the objects of a node are the tuples of `*args`.
    pub(super) fn is_of_arguments(&self, node: NodeId) -> bool {
        self.low.heap.default_factory(node) == Some(ARGUMENTS)
    }

    /// Whether the objects of a node are held as a list, but have errors of their own.
    pub(super) fn has_own_errors(&self, node: NodeId) -> bool {
        self.deque_of(node).is_some() || self.is_of_arguments(node)
    }

    /// `d[0]`, `args[1]`: an item of a deque or of `*args`, whose error has a text of its own.
    pub(super) fn item_with_own_error(
        &mut self,
        node: NodeId,
        object: Value,
        index: Value,
        span: Span,
    ) -> Lowered<Value> {
        let element = self.element_type(&self.low.heap.resolve(&object.ty));
        let kind = if self.deque_of(node).is_some() { "deque" } else { "tuple" };
        let text = format!("{kind} index out of range");
        let raise = match index.expr.kind {
            _ if !super::stmt::is_pure(&object.expr) => {
                return self.refuse(span, "deque", format!("an item of a computed {kind}"));
            }
            ExprKind::Int(0 | -1) => self.raise_if_empty(&object, &text, span),
            ExprKind::Int(at) if at > 0 => {
                let int = self.computed_int(span, 13);
                let length = self.value(int, span, ExprKind::Len(Box::new(object.expr.clone()))).expr;
                let compare = ExprKind::Compare {
                    op: CompareOp::LtE,
                    left: Box::new(length),
                    right: Box::new(index.expr.clone()),
                };
                self.raise_if(ir::Expr { ty: ir::Type::Bool, span, kind: compare }, &text, span)
            }
            _ => return self.refuse(span, "deque", format!("an item of a {kind} at a computed place")),
        };
        let item = self.helper(element.clone(), span, "list_getitem", vec![object.expr, index.expr], &["IndexError"]);
        Ok(self.value(element, span, ExprKind::Block(Box::new(vec![raise]), Box::new(item.expr))))
    }

    /// Whether the objects of a type are more than a plain dict or list: their text says so.
    pub(super) fn is_of_collections(&self, ty: &Ty) -> bool {
        matches!(self.low.heap.resolve(ty), Ty::Object(node) if self.low.heap.default_factory(node).is_some())
    }
}
