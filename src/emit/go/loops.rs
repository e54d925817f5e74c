//! Loops and comprehensions.

use super::body::Printer;
use super::expr::int;
use super::place::Place;
use super::statement::{Count, Head, Statement};
use super::tree::Go;
use crate::ir::{
    Clause, ComprehensionKind, Expr, ExprKind, Iter, LocalId, Pattern, Shape, Stmt, StmtKind, Target, Type, walk,
};

impl Printer<'_> {
    /// `for pattern in iter: body`
    pub fn for_stmt(&mut self, pattern: &Pattern, iter: &Iter, body: &[Stmt]) {
        let changed = changed_objects(body);
        let head = self.loop_head(pattern, iter, &changed, &assigned(body));
        let before = self.code.len();
        self.run_loop(head, |p| p.loop_body(body));
        let is_list = |value: &Expr| matches!(self.module.types().shape(&value.ty), Some(Shape::List(_)));
        if matches!(iter, Iter::Value(value) if is_list(value))
            && let Some(appended) = self.code.get(before..).and_then(|added| added.last()).and_then(append_all)
        {
            self.code.pop();
            self.add(appended);
        }
    }

    /// Adds a loop with what its body does after its pattern is bound.
    fn run_loop(&mut self, head: LoopHead<'_>, print: impl FnOnce(&mut Self)) {
        let LoopHead { head, bind, names, changed } = head;
        let body = self.inner(|p| {
            bind(p);
            print(p);
        });
        self.add(Statement::For(head, body));
        // What the head declared is out of scope behind the loop.
        self.release(&names);
        if let Some(error) = changed {
            self.check_error(&error);
        }
    }

    /// The head of a loop, after the statements that it needs.
    fn loop_head<'p>(
        &mut self,
        pattern: &'p Pattern,
        iter: &Iter,
        changed: &[Type],
        assigned: &[LocalId],
    ) -> LoopHead<'p> {
        match iter {
            Iter::Value(value) => self.value_head(pattern, value, changed),
            Iter::Keys(dict) => {
                let key = self.bound(pattern);
                self.dict_head(dict, vec![key.clone()], vec![(pattern, key)], changed)
            }
            Iter::Values(dict) => {
                let value = self.bound(pattern);
                self.dict_head(dict, vec!["_".into(), value.clone()], vec![(pattern, value)], changed)
            }
            Iter::Items(dict) => {
                let Pattern::Tuple(both) = pattern else {
                    let go = self.expr(dict).method("Items", Vec::new());
                    return self.slice_head(pattern, go);
                };
                let (key, value) = (self.bound(&both[0]), self.bound(&both[1]));
                let names = vec![key.clone(), value.clone()];
                self.dict_head(dict, names, vec![(&both[0], key), (&both[1], value)], changed)
            }
            Iter::Range { start, stop, step } => self.range_head(pattern, start, stop, *step, assigned),
            Iter::Enumerate(inner, start) => self.enumerate_head(pattern, inner, start),
            Iter::Zip(all) => self.zip_head(pattern, all),
            Iter::Reversed(list) => {
                self.module.import("slices");
                let go = self.expr(list);
                let go = Go::call("slices.Backward", vec![self.items(go, &list.ty)]);
                self.slice_head(pattern, go)
            }
        }
    }

    /// The name that a pattern binds; a tuple gets a variable that is taken apart in the body.
    fn bound(&mut self, pattern: &Pattern) -> String {
        match pattern {
            Pattern::Local(local) if self.is_read(*local) => self.local(*local),
            Pattern::Tuple(parts) if parts.iter().any(|part| self.binds(part)) => self.names.give("pair"),
            Pattern::Local(_) | Pattern::Tuple(_) | Pattern::Ignore => "_".into(),
        }
    }

    fn binds(&self, pattern: &Pattern) -> bool {
        match pattern {
            Pattern::Local(local) => self.is_read(*local),
            Pattern::Tuple(parts) => parts.iter().any(|part| self.binds(part)),
            Pattern::Ignore => false,
        }
    }

    /// Takes a tuple apart.
    fn take_apart(&mut self, pattern: &Pattern, name: &str) {
        let Pattern::Tuple(parts) = pattern else { return };
        if name == "_" {
            return;
        }
        let (mut names, mut values, mut inner) = (Vec::new(), Vec::new(), Vec::new());
        for (i, part) in parts.iter().enumerate() {
            let bound = self.bound(part);
            if bound != "_" {
                values.push(Go::atom(name).select(&format!("V{i}")));
                names.push(bound.clone());
                inner.push((part, bound));
            }
        }
        if !names.is_empty() {
            self.add(Statement::Define(names, values));
        }
        for (part, bound) in inner {
            self.take_apart(part, &bound);
        }
    }

    /// `a, b = value`
    pub fn unpack(&mut self, pattern: &Pattern, value: &Expr) {
        if let (Pattern::Tuple(parts), ExprKind::Tuple(values)) = (pattern, &value.kind) {
            let plain = parts.iter().all(|part| !matches!(part, Pattern::Tuple(_)));
            if plain && parts.len() == values.len() && parts.iter().any(|part| self.binds(part)) {
                let names: Vec<String> = parts.iter().map(|part| self.bound(part)).collect();
                let gos = self.operands(&values.iter().collect::<Vec<_>>());
                let typed = gos.into_iter().zip(values).map(|(go, value)| self.typed(go, &value.ty)).collect();
                self.add(Statement::Define(names, typed));
                return;
            }
        }
        if !self.binds(pattern) {
            self.discard(value);
            return;
        }
        let go = self.expr(value);
        let Go::Atom(name) = self.keep(go, &value.ty) else { return };
        self.take_apart(pattern, &name);
    }

    fn slice_head<'p>(&mut self, pattern: &'p Pattern, items: Go) -> LoopHead<'p> {
        let name = self.bound(pattern);
        LoopHead::range(vec!["_".into(), name.clone()], items).binding(move |p| p.take_apart(pattern, &name))
    }

    fn value_head<'p>(&mut self, pattern: &'p Pattern, value: &Expr, changed: &[Type]) -> LoopHead<'p> {
        let go = match &value.ty {
            Type::Json => self.json_items(value),
            Type::Str => Go::call("py.StrIter", vec![self.expr(value)]),
            ty => {
                let go = self.expr(value);
                match self.module.types().shape(ty) {
                    Some(Shape::Set(_)) => go.method("Items", Vec::new()),
                    Some(Shape::List(_)) if changed.contains(ty) && self.module.types().is_pointer_list(ty) => {
                        go.method("Each", Vec::new())
                    }
                    Some(Shape::Dict(..)) => go.method("Keys", Vec::new()),
                    _ => self.items(go, ty),
                }
            }
        };
        if value.ty == Type::Bytes {
            let Pattern::Local(local) = pattern else { return self.slice_head(pattern, go) };
            let name = self.names.give("octet");
            let local = self.local(*local);
            let octet = Go::call("int64", vec![Go::atom(&name)]);
            return LoopHead::range(vec!["_".into(), name], go)
                .binding(move |p| p.add(Statement::define(local, octet)));
        }
        self.slice_head(pattern, go)
    }

    /// The items of a value of unknown shape, which may have none.
    fn json_items(&mut self, value: &Expr) -> Go {
        let go = self.expr(value).method("Iter", Vec::new());
        let name = self.names.give("items");
        self.define_checked(&name, go);
        Go::Atom(name)
    }

    fn dict_head<'p>(
        &mut self,
        dict: &Expr,
        names: Vec<String>,
        parts: Vec<(&'p Pattern, String)>,
        changed: &[Type],
    ) -> LoopHead<'p> {
        let go = self.expr(dict);
        let error = changed.contains(&dict.ty).then(|| self.names.give("changed"));
        let all = match &error {
            Some(error) => {
                self.add(Statement::Var(error.clone(), "error".into(), None));
                go.method("Checked", vec![Go::unary("&", Go::atom(error))])
            }
            None => go.method("All", Vec::new()),
        };
        let head = LoopHead::range(names, all).binding(move |p| {
            for (pattern, name) in parts {
                p.take_apart(pattern, &name);
            }
        });
        LoopHead { changed: error, ..head }
    }

    fn range_head<'p>(
        &mut self,
        pattern: &'p Pattern,
        start: &Expr,
        stop: &Expr,
        step: i64,
        assigned: &[LocalId],
    ) -> LoopHead<'p> {
        let name = self.bound(pattern);
        let (first, last) = self.pair(start, stop);
        let body_assigns = matches!(pattern, Pattern::Local(local) if assigned.contains(local));
        if body_assigns {
            return LoopHead::range(vec![name], Go::call("py.Range", vec![first, last, int(step)]));
        }
        if step == 1 && first.is("0") {
            return LoopHead::range(vec![name], self.typed(last, &Type::Int));
        }
        let last = if self.is_stable(stop) { last } else { self.keep(last, &Type::Int) };
        let name = if name == "_" { self.names.give("i") } else { name };
        let counter = Go::atom(&name);
        let compare = if step > 0 { "<" } else { ">" };
        let advance = match step {
            1 => Statement::Step(counter.clone(), "++"),
            -1 => Statement::Step(counter.clone(), "--"),
            step if step > 0 => Statement::Update(counter.clone(), "+", int(step)),
            step => Statement::Update(counter.clone(), "-", Go::Atom(step.unsigned_abs().to_string())),
        };
        let init = Statement::define(&name, self.typed(first, &Type::Int));
        let count = Count { init, test: Go::binary(compare, counter, last), step: advance };
        LoopHead::new(Head::Count(Box::new(count)), vec![name])
    }

    /// The slice that an iteration goes through, made if need be.
    fn slice_of(&mut self, iter: &Iter) -> Go {
        match iter {
            Iter::Value(value) => match &value.ty {
                Type::Str => Go::call("py.StrIter", vec![self.expr(value)]),
                Type::Json => self.json_items(value),
                ty => {
                    let go = self.expr(value);
                    match self.module.types().shape(ty) {
                        Some(Shape::Set(_)) => go.method("Items", Vec::new()),
                        Some(Shape::Dict(..)) => go.method("Keys", Vec::new()),
                        _ => self.items(go, ty),
                    }
                }
            },
            Iter::Keys(dict) => self.expr(dict).method("Keys", Vec::new()),
            Iter::Values(dict) => self.expr(dict).method("Values", Vec::new()),
            Iter::Items(dict) => self.expr(dict).method("Items", Vec::new()),
            Iter::Range { start, stop, step } => {
                let mut args = self.operands(&[start, stop]);
                args.push(int(*step));
                Go::call("py.RangeList", args)
            }
            Iter::Enumerate(inner, start) => {
                let inner = self.slice_of(inner);
                Go::call("py.EnumerateList", vec![inner, self.expr(start)])
            }
            Iter::Zip(all) => {
                let lists = all.iter().map(|one| self.slice_of(one)).collect();
                Go::call(if all.len() == 2 { "py.ZipList" } else { "py.Zip3List" }, lists)
            }
            Iter::Reversed(list) => {
                let go = self.expr(list);
                Go::call("py.Reversed", vec![self.items(go, &list.ty)])
            }
        }
    }

    fn enumerate_head<'p>(&mut self, pattern: &'p Pattern, inner: &Iter, start: &Expr) -> LoopHead<'p> {
        let Pattern::Tuple(parts) = pattern else {
            let go = self.slice_of(&Iter::Enumerate(Box::new(inner.clone()), start.clone()));
            return self.slice_head(pattern, go);
        };
        let items = self.slice_of(inner);
        let start = self.expr(start);
        let (counter, item) = (self.bound(&parts[0]), self.bound(&parts[1]));
        if counter == "_" {
            return self.slice_head(&parts[1], items);
        }
        let index = self.names.give("i");
        let value = Go::call("int64", vec![Go::atom(&index)]);
        let value = if start.is("0") { value } else { Go::binary("+", value, start) };
        LoopHead::range(vec![index, item.clone()], items).binding(move |p| {
            p.add(Statement::define(counter, value));
            p.take_apart(&parts[1], &item);
        })
    }

    fn zip_head<'p>(&mut self, pattern: &'p Pattern, all: &[Iter]) -> LoopHead<'p> {
        let Pattern::Tuple(parts) = pattern else {
            let go = self.slice_of(&Iter::Zip(all.to_vec()));
            return self.slice_head(pattern, go);
        };
        let mut lists = Vec::new();
        for one in all {
            let go = self.slice_of(one);
            lists.push(self.keep(go, &Type::Json));
        }
        let lengths: Vec<Go> = lists.iter().map(|list| Go::call("len", vec![list.clone()])).collect();
        let index = self.names.give("i");
        let shortest = if lengths.len() == 1 { lengths[0].clone() } else { Go::call("min", lengths) };
        LoopHead::range(vec![index.clone()], shortest).binding(move |p| {
            for (part, list) in parts.iter().zip(lists) {
                let name = p.bound(part);
                if name != "_" {
                    let value = Go::Index(Box::new(list), Box::new(Go::atom(&index)));
                    p.add(Statement::define(&name, value));
                    p.take_apart(part, &name);
                }
            }
        })
    }

    /// `[element for …]` and its kin, built in a loop.
    pub fn comprehension(&mut self, place: &Place, expr: &Expr) {
        let ExprKind::Comprehension { kind, clauses, element, value } = &expr.kind else { return };
        if let Some(go) = self.plain_copy(*kind, clauses, element) {
            let go = if expr.ty == Type::Json { self.json_list(go, &element.ty) } else { self.own(go, &expr.ty) };
            self.set(place, go, &expr.ty);
            return;
        }
        let types = self.module.types();
        let dynamic = expr.ty == Type::Json && matches!(kind, ComprehensionKind::List | ComprehensionKind::Dict);
        let pointer = dynamic || types.is_pointer_list(&expr.ty);
        let name = match place {
            Place::Declare(name) if !pointer => name.clone(),
            _ => self.temporary(&expr.ty),
        };
        match (kind, types.shape(&expr.ty)) {
            (ComprehensionKind::List, None) => self.add(Statement::Var(name.clone(), "[]py.Value".into(), None)),
            (ComprehensionKind::Dict, None) => {
                self.add(Statement::define(&name, Go::call("py.NewDict[string, py.Value]", Vec::new())));
            }
            (ComprehensionKind::List, Some(Shape::List(item))) => {
                let slice = format!("[]{}", types.go(item));
                let statement = match self.known_length(clauses) {
                    Some(length) => Statement::define(&name, Go::call("make", vec![Go::Atom(slice), int(0), length])),
                    None => Statement::Var(name.clone(), slice, None),
                };
                self.add(statement);
            }
            (ComprehensionKind::Set | ComprehensionKind::Dict, _) => {
                let constructor = types.constructor(&expr.ty);
                self.add(Statement::define(&name, Go::call(constructor, Vec::new())));
            }
            (ComprehensionKind::Sum, _) if expr.ty == Type::Json => {
                self.add(Statement::define(&name, Go::call("py.IntValue", vec![int(0)])));
            }
            (ComprehensionKind::Any, _) => self.add(Statement::define(&name, Go::atom("false"))),
            (ComprehensionKind::All, _) => self.add(Statement::define(&name, Go::atom("true"))),
            _ => {
                let ty = self.ty(&expr.ty);
                self.add(Statement::Var(name.clone(), ty, None));
            }
        }
        let search = matches!(kind, ComprehensionKind::Any | ComprehensionKind::All | ComprehensionKind::First);
        let label = (search && clauses.len() > 1).then(|| self.names.give("search"));
        let gather = |p: &mut Self| p.gather(*kind, &name, element, value.as_deref(), &expr.ty, label.as_deref());
        self.clauses(clauses, label.clone(), &gather);
        if !matches!(place, Place::Declare(..)) || pointer {
            let go = match (dynamic, kind) {
                (true, ComprehensionKind::List) => Go::call("py.ListOf", Vec::new()).spread(Go::Atom(name)),
                (true, _) => Go::call("py.DictValue", vec![Go::Atom(name)]),
                (false, _) => self.own(Go::Atom(name), &expr.ty),
            };
            self.set(place, go, &expr.ty);
        }
    }

    /// The loops of a comprehension, each within the one before.
    fn clauses(&mut self, clauses: &[Clause], label: Option<String>, gather: &dyn Fn(&mut Self)) {
        let Some((clause, rest)) = clauses.split_first() else { return gather(self) };
        let head = self.loop_head(&clause.pattern, &clause.iter, &[], &[]);
        self.code.extend(label.map(Statement::Label));
        self.run_loop(head, |p| p.conditions(&clause.conditions, &|p| p.inner_clauses(rest, gather)));
    }

    /// The clauses behind the first one: what only binds a variable needs no loop.
    fn inner_clauses(&mut self, clauses: &[Clause], gather: &dyn Fn(&mut Self)) {
        let Some((clause, rest)) = clauses.split_first() else { return gather(self) };
        let only = clause.single().filter(|(local, value)| self.function.locals[local.0 as usize].ty == value.ty);
        match only {
            Some((local, value)) if self.bound(&clause.pattern) != "_" => {
                self.bind(local, value);
                self.conditions(&clause.conditions, &|p| p.inner_clauses(rest, gather));
            }
            _ => self.clauses(clauses, None, gather),
        }
    }

    /// The conditions of a clause, each within the one before.
    fn conditions(&mut self, conditions: &[Expr], then: &dyn Fn(&mut Self)) {
        let Some((condition, rest)) = conditions.split_first() else { return then(self) };
        let test = self.expr(condition);
        let block = self.inner(|p| p.conditions(rest, then));
        self.add(Statement::when(test, block));
    }

    /// `[x for x in xs]` is a copy.
    fn plain_copy(&mut self, kind: ComprehensionKind, clauses: &[Clause], element: &Expr) -> Option<Go> {
        let [Clause { pattern: Pattern::Local(local), iter, conditions }] = clauses else { return None };
        let plain = kind == ComprehensionKind::List && conditions.is_empty();
        if !plain || !matches!(element.kind, ExprKind::Local(one) if one == *local) {
            return None;
        }
        let fresh = match iter {
            Iter::Value(value) => {
                value.ty == Type::Str
                    || matches!(self.module.types().shape(&value.ty), Some(Shape::Set(_) | Shape::Dict(..)))
            }
            Iter::Keys(_) | Iter::Values(_) | Iter::Items(_) | Iter::Range { .. } | Iter::Reversed(_) => true,
            Iter::Enumerate(..) | Iter::Zip(_) => return None,
        };
        if matches!(iter, Iter::Value(value) if value.ty == Type::Bytes) {
            return None;
        }
        let go = self.slice_of(iter);
        Some(if fresh { go } else { Go::call("py.ListCopy", vec![go]) })
    }

    /// What the innermost loop does with an element.
    fn gather(
        &mut self,
        kind: ComprehensionKind,
        name: &str,
        element: &Expr,
        value: Option<&Expr>,
        ty: &Type,
        label: Option<&str>,
    ) {
        let target = Go::atom(name);
        let leave = Statement::Break(label.map(str::to_owned));
        let statement = match kind {
            ComprehensionKind::List => {
                let go = self.expr(element);
                Statement::assign(target.clone(), Go::call("append", vec![target, go]))
            }
            ComprehensionKind::Set => {
                let go = self.expr(element);
                let add = target.method("Add", vec![go]);
                if element.ty == Type::Json {
                    return self.check_call(0, add);
                }
                Statement::Expr(add)
            }
            ComprehensionKind::Dict => {
                let operands: Vec<&Expr> = std::iter::once(element).chain(value).collect();
                let pair = self.operands(&operands);
                let set = target.method("Set", pair);
                if element.ty == Type::Json {
                    return self.check_call(0, set);
                }
                Statement::Expr(set)
            }
            ComprehensionKind::Sum => {
                let go = self.expr(element);
                let go = self.converted(go, &element.ty, ty);
                match ty {
                    Type::Float => Statement::Update(target, "+", go),
                    Type::Int => Statement::assign(target.clone(), Go::call("py.Add", vec![target, go])),
                    Type::Json => {
                        let sum = self.hoist(target.clone().method("Add", vec![go]), ty);
                        Statement::assign(target, sum)
                    }
                    _ => Statement::assign(target.clone(), target.method("Add", vec![go])),
                }
            }
            ComprehensionKind::Any | ComprehensionKind::All => {
                let go = self.expr(element);
                let all = kind == ComprehensionKind::All;
                let test = if all { go.negate() } else { go };
                let found = Go::atom(if all { "false" } else { "true" });
                Statement::when(test, vec![Statement::assign(target, found), leave])
            }
            ComprehensionKind::First => {
                let go = self.expr(element);
                let go = self.converted(go, &element.ty, ty);
                self.add(Statement::assign(target, go));
                leave
            }
        };
        self.add(statement);
    }

    /// How many elements a comprehension has, where that is known before.
    fn known_length(&mut self, clauses: &[Clause]) -> Option<Go> {
        let [Clause { iter, conditions, .. }] = clauses else { return None };
        let (Iter::Value(value) | Iter::Keys(value) | Iter::Values(value) | Iter::Items(value) | Iter::Reversed(value)) =
            iter
        else {
            return None;
        };
        let plain = matches!(value.kind, ExprKind::Local(_) | ExprKind::Global(_));
        if !conditions.is_empty() || !plain || !matches!(value.ty, Type::Object(_)) {
            return None;
        }
        let go = self.expr(value);
        Some(self.count(go, &value.ty))
    }
}

/// A loop that is about to be printed.
struct LoopHead<'p> {
    head: Head,
    /// Binds the pattern at the start of the body.
    bind: Box<dyn FnOnce(&mut Printer<'_>) + 'p>,
    /// What the head declares.
    names: Vec<String>,
    /// The variable of the error that a dict raises which changes while it is gone through.
    changed: Option<String>,
}

impl<'p> LoopHead<'p> {
    fn new(head: Head, names: Vec<String>) -> Self {
        Self { head, bind: Box::new(|_| ()), names, changed: None }
    }

    /// `for names := range items`
    fn range(names: Vec<String>, items: Go) -> Self {
        Self::new(Head::Range(names.clone(), items), names)
    }

    fn binding(self, bind: impl FnOnce(&mut Printer<'_>) + 'p) -> Self {
        Self { bind: Box::new(bind), ..self }
    }
}

/// The object classes that a block changes by growing or shrinking them.
fn changed_objects(body: &[Stmt]) -> Vec<Type> {
    let mut changed = Vec::new();
    walk::block(body, &mut |expr| {
        if let ExprKind::Library(call) = &expr.kind
            && super::library::writes(&call.helper)
            && let Some(first) = call.args.first()
        {
            changed.push(first.ty.clone());
        }
    });
    changed
}

/// The locals that a block assigns.
fn assigned(body: &[Stmt]) -> Vec<LocalId> {
    let mut found = Vec::new();
    walk::each_statement(body, &mut |stmt| {
        if let StmtKind::Assign { target: Target::Local(local), .. } = &stmt.kind {
            found.push(*local);
        }
    });
    found
}

/// `for _, x := range items { xs = append(xs, x) }` as Go's reader expects it: `xs = append(xs, items...)`.
fn append_all(statement: &Statement) -> Option<Statement> {
    let Statement::For(Head::Range(names, items), body) = statement else { return None };
    let ([_, each], [Statement::Assign(targets, values)]) = (names.as_slice(), body.as_slice()) else { return None };
    let ([target], [Go::Call(function, args)]) = (targets.as_slice(), values.as_slice()) else { return None };
    let appends = **function == Go::atom("append") && *args == [target.clone(), Go::atom(each)] && *items != *target;
    let spread = Go::Spread(function.clone(), vec![target.clone(), items.clone()]);
    appends.then(|| Statement::assign(target.clone(), spread))
}
