//! Loops and comprehensions.

use super::function::Printer;
use super::place::Place;
use super::tree::Go;
use crate::ir::{Clause, ComprehensionKind, Expr, ExprKind, Iter, LocalId, Pattern, Shape, Stmt, Type, walk};

impl Printer<'_> {
    /// `for pattern in iter: body`
    pub fn for_stmt(&mut self, pattern: &Pattern, iter: &Iter, body: &[Stmt]) {
        let changed = changed_objects(body);
        let after = self.loop_head(pattern, iter, &changed, &assigned(body));
        self.loop_body(body);
        self.loop_end(after);
        self.forget(pattern);
    }

    /// Takes back the names that a pattern bound.
    fn forget(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Local(local) => {
                let name = self.locals[local.0 as usize].clone();
                self.names.release(&name);
            }
            Pattern::Tuple(parts) => parts.iter().for_each(|part| self.forget(part)),
            Pattern::Ignore => {}
        }
    }

    fn loop_end(&mut self, after: Option<String>) {
        self.line("}");
        if let Some(error) = after {
            self.check_error(&error);
        }
    }

    /// Prints the head of a loop and what binds the pattern at the start of its body. Gives the variable of the error that a dict
    /// raises which changes while it is gone through.
    fn loop_head(&mut self, pattern: &Pattern, iter: &Iter, changed: &[Type], assigned: &[LocalId]) -> Option<String> {
        match iter {
            Iter::Value(value) => self.value_head(pattern, value, changed),
            Iter::Keys(dict) => {
                let key = self.bound(pattern);
                let blanks = if key == "_" { String::new() } else { format!("{key} := ") };
                return self.dict_head(dict, &blanks, &[(pattern, key)], changed);
            }
            Iter::Values(dict) => {
                let value = self.bound(pattern);
                let blanks = if value == "_" { String::new() } else { format!("_, {value} := ") };
                return self.dict_head(dict, &blanks, &[(pattern, value)], changed);
            }
            Iter::Items(dict) => {
                let Pattern::Tuple(both) = pattern else {
                    let go = self.expr(dict).method("Items", Vec::new());
                    self.slice_head(pattern, &go);
                    return None;
                };
                let (key, value) = (self.bound(&both[0]), self.bound(&both[1]));
                let blanks = match (key.as_str(), value.as_str()) {
                    ("_", "_") => String::new(),
                    (key, "_") => format!("{key} := "),
                    (key, value) => format!("{key}, {value} := "),
                };
                return self.dict_head(dict, &blanks, &[(&both[0], key), (&both[1], value)], changed);
            }
            Iter::Range { start, stop, step } => self.range_head(pattern, start, stop, *step, assigned),
            Iter::Enumerate(inner, start) => self.enumerate_head(pattern, inner, start),
            Iter::Zip(all) => self.zip_head(pattern, all),
            Iter::Reversed(list) => {
                self.module.import("slices");
                let go = self.expr(list);
                let go = Go::call("slices.Backward", vec![self.items(go, &list.ty)]);
                self.slice_head(pattern, &go);
            }
        }
        None
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
                values.push(format!("{name}.V{i}"));
                names.push(bound.clone());
                inner.push((part, bound));
            }
        }
        if !names.is_empty() {
            self.line(format!("{} := {}", names.join(", "), values.join(", ")));
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
                let texts: Vec<String> = gos
                    .into_iter()
                    .zip(values)
                    .map(|(go, value)| {
                        let go = self.typed(go, &value.ty);
                        self.text(&go)
                    })
                    .collect();
                self.line(format!("{} := {}", names.join(", "), texts.join(", ")));
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

    fn slice_head(&mut self, pattern: &Pattern, items: &Go) {
        let name = self.bound(pattern);
        let text = self.text(items);
        if name == "_" {
            self.line(format!("for range {text} {{"));
        } else {
            self.line(format!("for _, {name} := range {text} {{"));
        }
        self.indented(|p| p.take_apart(pattern, &name));
    }

    fn value_head(&mut self, pattern: &Pattern, value: &Expr, changed: &[Type]) {
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
            let Pattern::Local(local) = pattern else { return self.slice_head(pattern, &go) };
            let (name, text) = (self.names.give("octet"), self.text(&go));
            let local = self.local(*local);
            self.line(format!("for _, {name} := range {text} {{"));
            self.indented(|p| p.line(format!("{local} := int64({name})")));
            return;
        }
        self.slice_head(pattern, &go);
    }

    /// The items of a value of unknown shape, which may have none.
    fn json_items(&mut self, value: &Expr) -> Go {
        let go = self.expr(value).method("Iter", Vec::new());
        let name = self.names.give("items");
        let text = self.text(&go);
        self.line(format!("{name}, err := {text}"));
        self.check();
        Go::Atom(name)
    }

    fn dict_head(
        &mut self,
        dict: &Expr,
        blanks: &str,
        parts: &[(&Pattern, String)],
        changed: &[Type],
    ) -> Option<String> {
        let go = self.expr(dict);
        let error = changed.contains(&dict.ty).then(|| self.names.give("changed"));
        let all = match &error {
            Some(error) => {
                self.line(format!("var {error} error"));
                go.method("Checked", vec![Go::unary("&", Go::atom(error))])
            }
            None => go.method("All", Vec::new()),
        };
        let text = self.text(&all);
        self.line(format!("for {blanks}range {text} {{"));
        self.indented(|p| {
            for (pattern, name) in parts {
                p.take_apart(pattern, name);
            }
        });
        error
    }

    fn range_head(&mut self, pattern: &Pattern, start: &Expr, stop: &Expr, step: i64, assigned: &[LocalId]) {
        let name = self.bound(pattern);
        let both = self.operands(&[start, stop]);
        let [first, last] = &both[..] else { return };
        let body_assigns = matches!(pattern, Pattern::Local(local) if assigned.contains(local));
        if body_assigns {
            let call = Go::call("py.Range", vec![first.clone(), last.clone(), super::expr::int(step)]);
            let text = self.text(&call);
            self.line(format!("for {name} := range {text} {{"));
            return;
        }
        if step == 1 && first.is("0") {
            let last = self.typed(last.clone(), &Type::Int);
            let text = self.text(&last);
            let blanks = if name == "_" { String::new() } else { format!("{name} := ") };
            self.line(format!("for {blanks}range {text} {{"));
            return;
        }
        let last = if self.is_stable(stop) { last.clone() } else { self.keep(last.clone(), &Type::Int) };
        let name = if name == "_" { self.names.give("i") } else { name };
        let first = self.typed(first.clone(), &Type::Int);
        let compare = if step > 0 { "<" } else { ">" };
        let advance = match step {
            1 => "++".to_owned(),
            -1 => "--".to_owned(),
            step if step > 0 => format!(" += {step}"),
            step => format!(" -= {}", step.unsigned_abs()),
        };
        let head =
            format!("for {name} := {}; {name} {compare} {}; {name}{advance} {{", self.text(&first), self.text(&last));
        self.line(head);
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
                args.push(super::expr::int(*step));
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

    fn enumerate_head(&mut self, pattern: &Pattern, inner: &Iter, start: &Expr) {
        let Pattern::Tuple(parts) = pattern else {
            let go = self.slice_of(&Iter::Enumerate(Box::new(inner.clone()), start.clone()));
            return self.slice_head(pattern, &go);
        };
        let items = self.slice_of(inner);
        let start = self.expr(start);
        let (counter, item) = (self.bound(&parts[0]), self.bound(&parts[1]));
        let text = self.text(&items);
        if counter == "_" {
            self.slice_head(&parts[1], &items);
            return;
        }
        let index = self.names.give("i");
        match item.as_str() {
            "_" => self.line(format!("for {index} := range {text} {{")),
            item => self.line(format!("for {index}, {item} := range {text} {{")),
        }
        self.indented(|p| {
            let value = Go::call("int64", vec![Go::Atom(index)]);
            let value = if start.is("0") { value } else { Go::binary("+", value, start) };
            let text = p.text(&value);
            p.line(format!("{counter} := {text}"));
            p.take_apart(&parts[1], &item);
        });
    }

    fn zip_head(&mut self, pattern: &Pattern, all: &[Iter]) {
        let Pattern::Tuple(parts) = pattern else {
            let go = self.slice_of(&Iter::Zip(all.to_vec()));
            return self.slice_head(pattern, &go);
        };
        let mut lists = Vec::new();
        for one in all {
            let go = self.slice_of(one);
            lists.push(self.keep(go, &Type::Json));
        }
        let lengths: Vec<Go> = lists.iter().map(|list| Go::call("len", vec![list.clone()])).collect();
        let index = self.names.give("i");
        let shortest = if lengths.len() == 1 { lengths[0].clone() } else { Go::call("min", lengths) };
        let text = self.text(&shortest);
        self.line(format!("for {index} := range {text} {{"));
        self.indented(|p| {
            for (part, list) in parts.iter().zip(lists) {
                let name = p.bound(part);
                if name != "_" {
                    let value = p.text(&Go::Index(Box::new(list), Box::new(Go::atom(&index))));
                    p.line(format!("{name} := {value}"));
                    p.take_apart(part, &name);
                }
            }
        });
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
            (ComprehensionKind::List, None) => self.line(format!("var {name} []py.Value")),
            (ComprehensionKind::Dict, None) => self.line(format!("{name} := py.NewDict[string, py.Value]()")),
            (ComprehensionKind::List, Some(Shape::List(item))) => {
                let item = types.go(item);
                match self.known_length(clauses) {
                    Some(length) => {
                        let text = self.text(&length);
                        self.line(format!("{name} := make([]{item}, 0, {text})"));
                    }
                    None => self.line(format!("var {name} []{item}")),
                }
            }
            (ComprehensionKind::Set | ComprehensionKind::Dict, _) => {
                let constructor = types.constructor(&expr.ty);
                self.line(format!("{name} := {constructor}()"));
            }
            (ComprehensionKind::Sum, _) if expr.ty == Type::Json => self.line(format!("{name} := py.IntValue(0)")),
            (ComprehensionKind::Any, _) => self.line(format!("{name} := false")),
            (ComprehensionKind::All, _) => self.line(format!("{name} := true")),
            _ => {
                let ty = self.ty(&expr.ty);
                self.line(format!("var {name} {ty}"));
            }
        }
        let search = matches!(kind, ComprehensionKind::Any | ComprehensionKind::All | ComprehensionKind::First);
        let label = (search && clauses.len() > 1).then(|| self.names.give("search"));
        if let Some(label) = &label {
            self.code.indent -= 1;
            self.line(format!("{label}:"));
            self.code.indent += 1;
        }
        let mut ends = Vec::new();
        for clause in clauses {
            let after = self.loop_head(&clause.pattern, &clause.iter, &[], &[]);
            self.code.indent += 1;
            ends.push((after, clause.conditions.len()));
            for condition in &clause.conditions {
                let go = self.expr(condition);
                let text = self.text(&go);
                self.line(format!("if {text} {{"));
                self.code.indent += 1;
            }
        }
        self.gather(*kind, &name, element, value.as_deref(), &expr.ty, label.as_deref());
        for (after, conditions) in ends.into_iter().rev() {
            for _ in 0..conditions {
                self.code.indent -= 1;
                self.line("}");
            }
            self.code.indent -= 1;
            self.loop_end(after);
        }
        for clause in clauses {
            self.forget(&clause.pattern);
        }
        if !matches!(place, Place::Declare(..)) || pointer {
            let go = match (dynamic, kind) {
                (true, ComprehensionKind::List) => Go::call("py.ListOf", Vec::new()).spread(Go::Atom(name)),
                (true, _) => Go::call("py.DictValue", vec![Go::Atom(name)]),
                (false, _) => self.own(Go::Atom(name), &expr.ty),
            };
            self.set(place, go, &expr.ty);
        }
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
        let leave = label.map_or("break".to_owned(), |label| format!("break {label}"));
        let line = match kind {
            ComprehensionKind::List => {
                let go = self.expr(element);
                format!("{name} = {}", self.text(&Go::call("append", vec![target, go])))
            }
            ComprehensionKind::Set => {
                let go = self.expr(element);
                let add = target.method("Add", vec![go]);
                if element.ty == Type::Json {
                    return self.check_call("", &add);
                }
                self.text(&add)
            }
            ComprehensionKind::Dict => {
                let operands: Vec<&Expr> = std::iter::once(element).chain(value).collect();
                let pair = self.operands(&operands);
                let set = target.method("Set", pair);
                if element.ty == Type::Json {
                    return self.check_call("", &set);
                }
                self.text(&set)
            }
            ComprehensionKind::Sum => {
                let go = self.expr(element);
                let go = self.converted(go, &element.ty, ty);
                match ty {
                    Type::Float => format!("{name} += {}", self.text(&go)),
                    Type::Int => format!("{name} = {}", self.text(&Go::call("py.Add", vec![target, go]))),
                    Type::Json => {
                        let sum = target.method("Add", vec![go]);
                        let sum = self.hoist(sum, ty);
                        format!("{name} = {}", self.text(&sum))
                    }
                    _ => format!("{name} = {}", self.text(&target.method("Add", vec![go]))),
                }
            }
            ComprehensionKind::Any | ComprehensionKind::All => {
                let go = self.expr(element);
                let all = kind == ComprehensionKind::All;
                let go = if all { go.negate() } else { go };
                let text = self.text(&go);
                self.line(format!("if {text} {{"));
                self.indented(|p| {
                    p.line(format!("{name} = {}", !all));
                    p.line(&leave);
                });
                "}".into()
            }
            ComprehensionKind::First => {
                let go = self.expr(element);
                let go = self.converted(go, &element.ty, ty);
                let text = self.text(&go);
                self.line(format!("{name} = {text}"));
                leave
            }
        };
        self.line(line);
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

/// The object classes that a block changes by growing or shrinking them.
fn changed_objects(body: &[Stmt]) -> Vec<Type> {
    let mut changed = Vec::new();
    walk::block(&body.to_vec(), &mut |expr| {
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
    use crate::ir::{StmtKind, Target};
    let mut found = Vec::new();
    for stmt in body {
        match &stmt.kind {
            StmtKind::Assign { target: Target::Local(local), .. } => found.push(*local),
            StmtKind::If { then, otherwise, .. } | StmtKind::IfSome { then, otherwise, .. } => {
                found.extend(assigned(then));
                found.extend(assigned(otherwise));
            }
            StmtKind::Unwrap { otherwise, .. } => found.extend(assigned(otherwise)),
            StmtKind::While { body, .. } | StmtKind::For { body, .. } => found.extend(assigned(body)),
            StmtKind::Try { body, handlers, otherwise, finally } => {
                for block in [body, otherwise, finally] {
                    found.extend(assigned(block));
                }
                for handler in handlers {
                    found.extend(assigned(&handler.body));
                }
            }
            StmtKind::Let { .. }
            | StmtKind::Assign { .. }
            | StmtKind::Unpack { .. }
            | StmtKind::Expr(_)
            | StmtKind::Break
            | StmtKind::Continue
            | StmtKind::Return(_)
            | StmtKind::Raise(_)
            | StmtKind::Reraise(_)
            | StmtKind::Forward { .. } => {}
        }
    }
    found
}
