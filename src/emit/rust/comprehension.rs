//! Comprehensions, generator expressions that one call consumes, and what loops iterate over.

use super::body::Body;
use super::code::{Bind, Code, Held};
use super::doc::{Block, Doc, Line, without_into_iter, wrap_range};
use super::facts::{Root, root};
use super::lambda::closure;
use crate::ir::walk;
use crate::ir::{Clause, ComprehensionKind, Expr, ExprKind, GlobalKind, Iter, LocalId, Pattern, Shape, Type};

/// How the elements of an iteration are held.
#[derive(Clone, Debug)]
pub enum Item {
    /// As values of their own.
    Owned,
    /// As references.
    Ref,
    /// As references through which they are changed.
    Mut,
    /// As copies behind a reference, which a pattern takes off.
    Copied,
    /// Tuples of such items.
    Tuple(Vec<Item>),
}

impl Item {
    /// Whether all of it are values of their own.
    fn is_owned(&self) -> bool {
        match self {
            Self::Owned => true,
            Self::Tuple(items) => items.iter().all(Self::is_owned),
            Self::Ref | Self::Mut | Self::Copied => false,
        }
    }
}

impl Body<'_> {
    /// Binds the locals of a pattern to items held like that, and gives the pattern.
    pub fn pattern(&self, pattern: &Pattern, item: &Item) -> String {
        match pattern {
            Pattern::Ignore => "_".to_owned(),
            Pattern::Local(local) => self.pattern_local(*local, item),
            Pattern::Tuple(all) => {
                let parts: Vec<String> = all
                    .iter()
                    .enumerate()
                    .map(|(i, one)| match item {
                        Item::Tuple(items) => self.pattern(one, items.get(i).unwrap_or(&Item::Owned)),
                        // A tuple behind a reference gives references to its parts.
                        Item::Ref | Item::Copied => self.pattern(one, &Item::Ref),
                        Item::Mut => self.pattern(one, &Item::Mut),
                        Item::Owned => self.pattern(one, &Item::Owned),
                    })
                    .collect();
                if let [one] = parts.as_slice() { format!("({one},)") } else { format!("({})", parts.join(", ")) }
            }
        }
    }

    fn pattern_local(&self, local: LocalId, item: &Item) -> String {
        let ty = self.local_type(local);
        let name = self.declared_name(local);
        let held = match item {
            Item::Owned | Item::Copied => Held::Place,
            Item::Ref => match ty {
                Type::Optional(_) => Held::Ref,
                _ => Held::Ref,
            },
            Item::Mut => Held::Mut,
            Item::Tuple(_) => Held::Place,
        };
        self.hold(local, held);
        let mutable = if held == Held::Place { self.mutability(local) } else { "" };
        match item {
            Item::Copied => format!("&{mutable}{name}"),
            _ => format!("{mutable}{name}"),
        }
    }

    /// Whether a pattern binds anything that is changed in place.
    fn is_changed(&self, pattern: &Pattern) -> bool {
        match pattern {
            Pattern::Local(local) => {
                self.facts.changed.contains(&Root::Local(*local)) && !self.types.is_shared(self.local_type(*local))
            }
            Pattern::Tuple(all) => all.iter().any(|one| self.is_changed(one)),
            Pattern::Ignore => false,
        }
    }

    /// The element type of an iterated value.
    fn element<'t>(&'t self, ty: &'t Type) -> Option<&'t Type> {
        match self.types.shape(ty) {
            Some(Shape::List(item) | Shape::Set(item)) => Some(item),
            _ => None,
        }
    }

    /// What a `for` loop iterates over, and how it holds the items.
    pub fn loop_source(&self, iter: &Iter, pattern: &Pattern) -> (Doc, Item) {
        if let Iter::Value(value) = iter
            && let Some(element) = self.element(&value.ty)
            && !self.types.is_shared(&value.ty)
        {
            let copied = self.types.is_copy(element);
            let code = self.code(value);
            let is_constant = matches!(&value.kind, ExprKind::Global(id) if matches!(self.types.plan.global(*id).kind, GlobalKind::Constant(_)));
            if code.held == Held::Value && !matches!(value.kind, ExprKind::Local(_)) {
                return (code.doc, Item::Owned);
            }
            if self.is_changed(pattern) {
                return (self.mutable(value), Item::Mut);
            }
            self.pin_root(value);
            let item = match pattern {
                Pattern::Local(_) if copied => Item::Copied,
                _ => Item::Ref,
            };
            let doc = match code.held {
                Held::Ref | Held::Slice => code.doc,
                _ if is_constant => code.at(Bind::Postfix).method("iter", Vec::new()),
                _ => code.at(Bind::Unary).prefixed("&"),
            };
            return (doc, item);
        }
        if let Iter::Items(value) = iter
            && !self.types.is_shared(&value.ty)
            && value.ty != Type::Json
        {
            if self.is_changed(pattern) {
                return (self.mutable(value), Item::Tuple(vec![Item::Ref, Item::Mut]));
            }
            self.pin_root(value);
            let code = self.code(value);
            let items = Item::Tuple(vec![Item::Ref, Item::Ref]);
            return match code.held {
                Held::Ref | Held::Slice => (code.doc, items),
                Held::Value if !matches!(value.kind, ExprKind::Local(_)) => (code.doc, Item::Owned),
                _ => (code.at(Bind::Unary).prefixed("&"), items),
            };
        }
        self.iterator(iter, Some(pattern))
    }

    fn pin_root(&self, value: &Expr) {
        if let Some(root) = root(value) {
            self.pin(root);
        }
    }

    /// An iterator over the elements, and how it holds them.
    pub fn iterator(&self, iter: &Iter, pattern: Option<&Pattern>) -> (Doc, Item) {
        let changed = pattern.is_some_and(|pattern| self.is_changed(pattern));
        match iter {
            Iter::Range { start, stop, step } => (self.range(start, stop, *step), Item::Owned),
            Iter::Enumerate(inner, start) => {
                let inner_pattern = match pattern {
                    Some(Pattern::Tuple(both)) => both.get(1),
                    _ => None,
                };
                let (source, item) = self.iterator(inner, inner_pattern);
                let from = match &start.kind {
                    ExprKind::Int(value) => Doc::text(format!("({value}_i64..)")),
                    _ => Doc::concat([Doc::text("("), self.owned_at(start, Bind::Or), Doc::text("..)")]),
                };
                (from.method("zip", vec![without_into_iter(source)]), Item::Tuple(vec![Item::Owned, item]))
            }
            Iter::Zip(all) => {
                let mut sources = all.iter().enumerate().map(|(i, one)| {
                    let inner = match pattern {
                        Some(Pattern::Tuple(patterns)) => patterns.get(i),
                        _ => None,
                    };
                    self.iterator(one, inner)
                });
                let Some((first, item)) = sources.next() else {
                    return (Doc::text("std::iter::empty::<()>()"), Item::Owned);
                };
                let mut doc = wrap_range(first);
                let mut items = vec![item];
                for (source, item) in sources {
                    doc = doc.method("zip", vec![without_into_iter(source)]);
                    items.push(item);
                }
                // `a.zip(b).zip(c)` gives ((a, b), c).
                if items.len() > 2 {
                    let names: Vec<String> = (0..items.len()).map(|i| format!("v{i}")).collect();
                    let nested = names.iter().skip(1).fold(names[0].clone(), |left, name| format!("({left}, {name})"));
                    let flat = Doc::text(format!("({})", names.join(", ")));
                    doc = doc.method("map", vec![Doc::Closure(format!("|{nested}|"), Box::new(flat))]);
                }
                (doc, Item::Tuple(items))
            }
            Iter::Keys(value) if value.ty != Type::Json => {
                self.read_through(value, "keys", &["keys", "cloned", "collect::<Vec<_>>"], changed)
            }
            Iter::Values(value) if value.ty != Type::Json => {
                let method = if changed { "values_mut" } else { "values" };
                self.read_through(value, method, &["values", "cloned", "collect::<Vec<_>>"], changed)
            }
            Iter::Items(value) if value.ty != Type::Json => {
                let method = if changed { "iter_mut" } else { "iter" };
                let (doc, item) = self.read_through(value, method, &["clone"], changed);
                if let (Item::Ref, Some(Pattern::Local(_))) = (&item, pattern) {
                    // The pair as a value of its own.
                    let copied = |ty: Option<&Type>| ty.is_some_and(|ty| self.types.is_copy(ty));
                    let (key, held) = match self.types.shape(&value.ty) {
                        Some(Shape::Dict(key, held)) => (Some(key), Some(held)),
                        _ => (None, None),
                    };
                    let key = if copied(key) { "*key" } else { "key.clone()" };
                    let held = if copied(held) { "*item" } else { "item.clone()" };
                    let pair = Doc::text(format!("|(key, item)| ({key}, {held})"));
                    return (doc.method("map", vec![pair]), Item::Owned);
                }
                let item = match item {
                    Item::Ref => Item::Tuple(vec![Item::Ref, Item::Ref]),
                    Item::Mut => Item::Tuple(vec![Item::Ref, Item::Mut]),
                    Item::Owned | Item::Copied | Item::Tuple(_) => Item::Owned,
                };
                (doc, item)
            }
            Iter::Reversed(value) => {
                let (doc, item) = self.iterator(&Iter::Value(value.clone()), pattern);
                (doc.method("rev", Vec::new()), item)
            }
            Iter::Keys(value) => (
                self.try_(self.receiver(value).method("key_names", Vec::new())).method("into_iter", Vec::new()),
                Item::Owned,
            ),
            Iter::Values(value) => (
                self.try_(self.receiver(value).method("values", Vec::new())).method("into_iter", Vec::new()),
                Item::Owned,
            ),
            Iter::Items(value) => (
                self.try_(self.receiver(value).method("pairs", Vec::new())).method("into_iter", Vec::new()),
                Item::Owned,
            ),
            Iter::Value(value) => match &value.ty {
                Type::Json => (
                    self.try_(self.receiver(value).method("iter", Vec::new())).method("into_iter", Vec::new()),
                    Item::Owned,
                ),
                Type::Str => (Doc::call("py::str_iter", vec![self.borrowed(value)]), Item::Owned),
                Type::Bytes => {
                    let bytes = self.receiver(value).method("iter", Vec::new());
                    (bytes.method("map", vec![Doc::text("|byte| i64::from(*byte)")]), Item::Owned)
                }
                _ => {
                    let code = self.code(value);
                    if code.held == Held::Value
                        && !matches!(value.kind, ExprKind::Local(_))
                        && !self.types.is_shared(&value.ty)
                    {
                        let items = self.empty(value).unwrap_or_else(|| code.at(Bind::Postfix));
                        return (items.method("into_iter", Vec::new()), Item::Owned);
                    }
                    let method = if changed { "iter_mut" } else { "iter" };
                    let (doc, item) = self.read_through(value, method, &["clone"], changed);
                    match (item, self.element(&value.ty)) {
                        (Item::Ref, Some(element)) if self.types.is_copy(element) => {
                            (doc.method("copied", Vec::new()), Item::Owned)
                        }
                        (item, _) => (doc, item),
                    }
                }
            },
        }
    }

    /// A method that iterates; behind a shared cell the elements are taken out first, so that no guard is kept.
    fn read_through(&self, value: &Expr, method: &str, through_guard: &[&str], changed: bool) -> (Doc, Item) {
        if self.types.is_shared(&value.ty) && self.guards() {
            return (self.content(value).method(method, Vec::new()), Item::Ref);
        }
        if self.types.is_shared(&value.ty) {
            let calls = through_guard.iter().chain(&["into_iter"]);
            let content = self.with_guards(self.lends_way(value), || self.content(value));
            let taken = calls.fold(content, |taken, call| taken.method(call, Vec::new()));
            return (taken, Item::Owned);
        }
        if changed {
            return (self.place(value).method(method, Vec::new()), Item::Mut);
        }
        self.pin_root(value);
        (self.receiver(value).method(method, Vec::new()), Item::Ref)
    }

    fn range(&self, start: &Expr, stop: &Expr, step: i64) -> Doc {
        let end = |expr: &Expr| self.owned_at(expr, Bind::Or);
        let plain = |from: Doc, to: Doc| Doc::concat([from, Doc::text(".."), to]);
        match step {
            1 => plain(end(start), end(stop)),
            step if step > 1 => {
                plain(end(start), end(stop)).parenthesized().method("step_by", vec![Doc::text(step.to_string())])
            }
            step => {
                // Down to just above `stop`.
                let from = Doc::concat([
                    Doc::text("("),
                    Doc::call("py::add", vec![self.owned(stop), Doc::text("1")]),
                    Doc::text("..="),
                    end(start),
                    Doc::text(")"),
                ]);
                let down = from.method("rev", Vec::new());
                if step == -1 { down } else { down.method("step_by", vec![Doc::text(step.unsigned_abs().to_string())]) }
            }
        }
    }

    /// A comprehension.
    pub fn comprehension(
        &self,
        expr: &Expr,
        kind: ComprehensionKind,
        clauses: &[Clause],
        element: &Expr,
        value: Option<&Expr>,
    ) -> Code {
        let raising = clauses.iter().enumerate().any(|(i, clause)| {
            clause.conditions.iter().any(|condition| self.any_raises(condition))
                || (i > 0 && self.iter_raises(&clause.iter))
        }) || matches!(kind, ComprehensionKind::Set | ComprehensionKind::Dict)
            && self.may_be_unhashable(element)
            || self.any_raises(element)
            || value.is_some_and(|value| self.any_raises(value));
        match clauses {
            [clause] if !raising => self.chain(expr, kind, clause, element, value),
            _ => self.looped(expr, kind, clauses, element, value),
        }
    }

    /// Whether going through it raises: a value of unknown shape may be nothing to go through.
    pub fn iter_raises(&self, iter: &Iter) -> bool {
        let mut raises = false;
        walk::each_operand_of_iter(iter, &mut |operand| {
            raises |= operand.ty == Type::Json || self.any_raises(operand);
        });
        raises
    }

    /// `xs.iter().filter(…).map(…).collect()`
    fn chain(
        &self,
        expr: &Expr,
        kind: ComprehensionKind,
        clause: &Clause,
        element: &Expr,
        value: Option<&Expr>,
    ) -> Code {
        let (source, item) = self.iterator(&clause.iter, Some(&clause.pattern));
        let mut chain = wrap_range(source);
        let same = matches!((&element.kind, &clause.pattern), (ExprKind::Local(read), Pattern::Local(bound)) if read == bound)
            && value.is_none();
        let condition = match clause.conditions.as_slice() {
            [] => None,
            conditions => Some(conditions),
        };
        // `filter` is given a reference to each item.
        let seen = |item: &Item| match item {
            Item::Owned => Item::Ref,
            Item::Ref | Item::Copied | Item::Mut => Item::Copied,
            Item::Tuple(items) => Item::Tuple(items.clone()),
        };
        let test = condition.map(|conditions| {
            let pattern = self.filter_pattern(&clause.pattern, &item, &seen(&item));
            let body = self.all_of(conditions);
            closure(&pattern, body)
        });
        if kind == ComprehensionKind::Any || kind == ComprehensionKind::All {
            if let Some(test) = test {
                chain = chain.method("filter", vec![test]);
            }
            let pattern = self.pattern(&clause.pattern, &item);
            let body = self.owned(element);
            let method = if kind == ComprehensionKind::Any { "any" } else { "all" };
            return Code::value(chain.method(method, vec![closure(&pattern, body)]));
        }
        let mut found = false;
        if let Some(test) = test {
            if kind == ComprehensionKind::First && same {
                chain = chain.method("find", vec![test]);
                found = true;
            } else {
                chain = chain.method("filter", vec![test]);
            }
        }
        let pattern = self.pattern(&clause.pattern, &item);
        if same {
            let copied = self.types.is_copy(&element.ty);
            chain = match item {
                Item::Ref => chain.method(if copied { "copied" } else { "cloned" }, Vec::new()),
                _ => chain,
            };
        } else {
            let body = match value {
                Some(value) => Doc::list(Doc::text("("), vec![self.owned(element), self.owned(value)], ")"),
                None => self.owned(element),
            };
            let named = match &clause.pattern {
                Pattern::Local(local) if value.is_none() => {
                    self.function_of(element, *local, false, matches!(item, Item::Owned))
                }
                _ => None,
            };
            // `(a, b)` made of `(a, b)` is what was there.
            let same = item.is_owned() && body.flat().as_deref() == Some(pattern.as_str());
            if named.is_some() || !same {
                // What only converts a number is that function.
                let converts = matches!(&element.kind, ExprKind::Convert(one) if self.types.is_copy(&one.ty));
                let named = named.or_else(|| body.callee_of(&pattern).filter(|_| converts && value.is_none()));
                let map = named.unwrap_or_else(|| closure(&pattern, body));
                chain = chain.method("map", vec![map]);
            }
        }
        let code = match kind {
            ComprehensionKind::First => {
                let first = if found { chain } else { chain.method("next", Vec::new()) };
                return Code::value(match element.ty {
                    Type::Optional(_) => first.method("flatten", Vec::new()),
                    Type::Json => first.method("unwrap_or_default", Vec::new()),
                    _ => first,
                });
            }
            ComprehensionKind::Sum => return Code::value(self.sum_of(expr, element, chain)),
            ComprehensionKind::List => chain.method("collect::<Vec<_>>", Vec::new()),
            ComprehensionKind::Set => chain.method("collect::<py::Set<_>>", Vec::new()),
            ComprehensionKind::Dict => chain.method("collect::<py::Dict<_, _>>", Vec::new()),
            ComprehensionKind::Any | ComprehensionKind::All => chain,
        };
        self.fresh(code, &expr.ty)
    }

    /// The pattern of a closure that is given a reference to each item.
    fn filter_pattern(&self, pattern: &Pattern, item: &Item, seen: &Item) -> String {
        match (pattern, item) {
            (Pattern::Local(local), Item::Owned) if self.types.is_copy(self.local_type(*local)) => {
                self.pattern(pattern, &Item::Copied)
            }
            (Pattern::Local(local), Item::Ref) => {
                let name = self.declared_name(*local);
                self.hold(*local, Held::Ref);
                format!("&{name}")
            }
            (Pattern::Tuple(all), Item::Tuple(items)) => {
                let plain = items.iter().zip(all).all(|(item, one)| match (item, one) {
                    (Item::Ref, _) | (_, Pattern::Ignore) => true,
                    (Item::Owned, Pattern::Local(local)) => self.types.is_copy(self.local_type(*local)),
                    _ => false,
                });
                if plain {
                    return format!("&{}", self.pattern(pattern, item));
                }
                let inner: Vec<Item> = items.iter().map(|_| Item::Ref).collect();
                self.pattern(pattern, &Item::Tuple(inner))
            }
            _ => self.pattern(pattern, seen),
        }
    }

    fn all_of(&self, conditions: &[Expr]) -> Doc {
        match conditions {
            [one] => self.owned(one),
            all => Doc::Binary(all.iter().map(|one| ("&&", self.owned_at(one, Bind::And))).collect()),
        }
    }

    /// The same as loops, where something inside can raise or there are several clauses.
    fn looped(
        &self,
        expr: &Expr,
        kind: ComprehensionKind,
        clauses: &[Clause],
        element: &Expr,
        value: Option<&Expr>,
    ) -> Code {
        let name = self.unused("items");
        let name = name.as_str();
        let (start, result) = match kind {
            ComprehensionKind::List | ComprehensionKind::Sum => ("Vec::new()", name),
            ComprehensionKind::Set => ("py::Set::new()", name),
            ComprehensionKind::Dict => ("py::Dict::new()", name),
            ComprehensionKind::Any => ("false", name),
            ComprehensionKind::All => ("true", name),
            ComprehensionKind::First if expr.ty == Type::Json => ("py::Value::None", name),
            ComprehensionKind::First => ("None", name),
        };
        let label = "'search: ";
        let stops = matches!(kind, ComprehensionKind::Any | ComprehensionKind::All | ComprehensionKind::First);
        let mut lines = vec![Line::Code(Doc::text(format!("let mut {name} = {start}")), ";", None)];
        // Patterns are bound from the outside in; the element is printed when all are bound.
        let loops = self.nested(clauses, 0, &|| match kind {
            ComprehensionKind::List | ComprehensionKind::Sum => {
                vec![Line::Code(Doc::text(name).method("push", vec![self.owned(element)]), ";", None)]
            }
            ComprehensionKind::Set => {
                vec![Line::Code(Doc::text(name).method("add", vec![self.kept_key(element)]), ";", None)]
            }
            ComprehensionKind::Dict => {
                let value = value.map_or_else(|| Doc::text("()"), |value| self.owned(value));
                vec![Line::Code(Doc::text(name).method("insert", vec![self.kept_key(element), value]), ";", None)]
            }
            ComprehensionKind::Any | ComprehensionKind::All => {
                let any = kind == ComprehensionKind::Any;
                let test = if any { self.owned(element) } else { self.owned_at(element, Bind::Unary).prefixed("!") };
                let then = vec![
                    Line::Code(Doc::text(format!("{name} = {any}")), ";", None),
                    Line::Code(Doc::text("break 'search"), ";", None),
                ];
                vec![Line::Nested {
                    head: Doc::concat([Doc::text("if "), test, Doc::text(" ")]),
                    lines: then,
                    end: "",
                    continues: false,
                }]
            }
            ComprehensionKind::First => vec![
                Line::Assign {
                    start: Doc::text(format!("{name} =")),
                    // None may be one of its values.
                    value: if element.ty == expr.ty {
                        self.owned(element)
                    } else {
                        Doc::call("Some", vec![self.owned(element)])
                    },
                    end: ";",
                    trailing: None,
                },
                Line::Code(Doc::text("break 'search"), ";", None),
            ],
        });
        for line in loops {
            lines.push(match line {
                Line::Nested { head, lines, end, continues } if stops => {
                    Line::Nested { head: Doc::concat([Doc::text(label), head]), lines, end, continues }
                }
                line => line,
            });
        }
        let result = match kind {
            ComprehensionKind::Sum => self.sum_of(expr, element, Doc::text(result)),
            _ => Doc::text(result),
        };
        lines.push(Line::Code(result, "", None));
        let block = Doc::Block(Box::new(Block { head: Doc::text(""), lines, tail: Doc::text("") }));
        match kind {
            ComprehensionKind::List | ComprehensionKind::Set | ComprehensionKind::Dict => self.fresh(block, &expr.ty),
            ComprehensionKind::Sum | ComprehensionKind::Any | ComprehensionKind::All | ComprehensionKind::First => {
                Code::bound(block, Bind::Weak)
            }
        }
    }

    fn nested(&self, clauses: &[Clause], at: usize, inside: &dyn Fn() -> Vec<Line>) -> Vec<Line> {
        let Some(clause) = clauses.get(at) else { return inside() };
        let only = clause.single().filter(|(local, value)| at > 0 && *self.local_type(*local) == value.ty);
        let (source, item) = match only {
            Some((_, value)) => (self.owned(value), Item::Owned),
            None => self.loop_source(&clause.iter, &clause.pattern),
        };
        let pattern = self.pattern(&clause.pattern, &item);
        let mut body = Vec::new();
        if clause.conditions.is_empty() {
            body = self.nested(clauses, at + 1, inside);
        } else {
            let test = self.all_of(&clause.conditions);
            let lines = self.nested(clauses, at + 1, inside);
            body.push(Line::Nested {
                head: Doc::concat([Doc::text("if "), test, Doc::text(" ")]),
                lines,
                end: "",
                continues: false,
            });
        }
        if only.is_some() {
            let start = Doc::text(format!("let {pattern} ="));
            body.insert(0, Line::Assign { start, value: source, end: ";", trailing: None });
            return body;
        }
        let source = without_into_iter(source);
        let head = Doc::concat([Doc::text(format!("for {pattern} in ")), source, Doc::text(" ")]);
        vec![Line::Nested { head, lines: body, end: "", continues: false }]
    }
}
