//! Variables, split where one Python name is used as several: def-use webs.
//!
//! ```python
//! user_id = parts[3]        # one web
//! user_id = int(user_id)    # another: no use sees both
//! ```
//!
//! A web is a set of bindings with every use that one of them reaches (Muchnick, *Advanced Compiler Design and Implementation*, 16.3.3). A name that
//! a nested function captures stays one web.

use std::collections::{BTreeSet, HashMap};

use super::Scope;
use crate::python::ast::{
    Comprehension, Expr, ExprKind, FStringPart, Identifier, Parameters, Pattern, PatternKind, Stmt, StmtKind,
};

/// Names one web of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WebId(pub u32);

/// The webs of one body.
#[derive(Clone, Debug, Default)]
pub struct Webs {
    /// The web of each binding and use, by the offset where the identifier starts.
    of: HashMap<u32, WebId>,
    /// The Python name of each web.
    names: Vec<String>,
    /// Webs of which some use may come before any binding (or after `del`).
    unbound: BTreeSet<WebId>,
    /// The web of each captured name.
    captured: HashMap<String, WebId>,
    /// How many bindings each web has.
    bindings: Vec<u32>,
    /// Offsets of bindings inside a loop or `try`, which run more than once or not at all.
    assigned: HashMap<WebId, Vec<u32>>,
}

impl Webs {
    /// The webs of a function body with its parameters.
    pub fn of_body(parameters: Option<&Parameters>, body: &[Stmt], scope: &Scope) -> Self {
        let mut builder = Builder { scope, defs: Vec::new(), parent: Vec::new(), at: HashMap::new(), captured: HashMap::new(), unbound: Vec::new(), loops: Vec::new(), tries: Vec::new() };
        let mut env = Env::default();
        if let Some(parameters) = parameters {
            for parameter in parameters.iter() {
                if let Some(default) = &parameter.default {
                    // Defaults are evaluated outside.
                    let _ = default;
                }
                builder.define(&mut env, &parameter.name.name, parameter.name.span.start);
            }
        }
        let mut flow = Some(env);
        builder.block(body, &mut flow);
        builder.finish()
    }

    /// The web of the identifier that starts at that offset.
    pub fn at(&self, offset: u32) -> Option<WebId> {
        self.of.get(&offset).copied()
    }

    /// The web that a nested function or lambda sees for a captured name.
    pub fn captured(&self, name: &str) -> Option<WebId> {
        self.captured.get(name).copied()
    }

    /// The Python name.
    pub fn name(&self, web: WebId) -> &str {
        &self.names[web.0 as usize]
    }

    /// Number of webs.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether some use may come before any binding.
    pub fn may_be_unbound(&self, web: WebId) -> bool {
        self.unbound.contains(&web)
    }

    /// Whether every binding and use lies inside a span.
    pub fn within(&self, web: WebId, span: crate::source::Span) -> bool {
        self.of.iter().all(|(offset, known)| *known != web || (span.start <= *offset && *offset < span.end))
    }

    /// Whether anything reads it.
    pub fn is_used(&self, web: WebId) -> bool {
        self.of.values().filter(|known| **known == web).count() > self.bindings(web) as usize
    }

    /// How many places bind it.
    pub fn bindings(&self, web: WebId) -> u32 {
        self.bindings[web.0 as usize]
    }

    /// The offsets of its bindings, in source order.
    pub fn binding_offsets(&self, web: WebId) -> &[u32] {
        self.assigned.get(&web).map_or(&[], Vec::as_slice)
    }
}

type Env = HashMap<String, BTreeSet<usize>>;

/// `None` is unreachable.
type Flow = Option<Env>;

struct Def {
    name: String,
    offset: u32,
}

struct Builder<'s> {
    scope: &'s Scope,
    defs: Vec<Def>,
    parent: Vec<usize>,
    at: HashMap<u32, usize>,
    captured: HashMap<String, usize>,
    unbound: Vec<usize>,
    loops: Vec<(Vec<Env>, Vec<Env>)>,
    tries: Vec<Vec<Env>>,
}

/// The pseudo-binding of a name that is not bound.
const UNBOUND: usize = usize::MAX;

impl Builder<'_> {
    fn root(&self, mut def: usize) -> usize {
        while self.parent[def] != def {
            def = self.parent[def];
        }
        def
    }

    fn union(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        self.parent[high] = low;
    }

    fn define(&mut self, env: &mut Env, name: &str, offset: u32) {
        // `global` names, and those that module-level code shares with functions, are no variables of this body.
        if !self.scope.locals.contains(name) {
            return;
        }
        let def = *self.at.entry(offset).or_insert_with(|| {
            self.defs.push(Def { name: name.to_owned(), offset });
            self.parent.push(self.parent.len());
            self.defs.len() - 1
        });
        if self.scope.captured.contains(name) {
            match self.captured.get(name) {
                Some(first) => self.union(*first, def),
                None => {
                    self.captured.insert(name.to_owned(), def);
                }
            }
        }
        env.insert(name.to_owned(), BTreeSet::from([def]));
        for pending in &mut self.tries {
            pending.push(env.clone());
        }
    }

    fn uses(&mut self, env: &Env, name: &str, offset: u32) {
        if !self.scope.locals.contains(name) && !env.contains_key(name) {
            return;
        }
        let reaching: Vec<usize> = env.get(name).map_or_else(|| vec![UNBOUND], |set| set.iter().copied().collect());
        let bound: Vec<usize> = reaching.iter().copied().filter(|def| *def != UNBOUND).collect();
        let first = match bound.first() {
            Some(first) => *first,
            None => {
                self.defs.push(Def { name: name.to_owned(), offset });
                self.parent.push(self.parent.len());
                self.defs.len() - 1
            }
        };
        for other in bound.iter().skip(1) {
            self.union(first, *other);
        }
        if bound.len() != reaching.len() {
            self.unbound.push(first);
        }
        match self.at.get(&offset) {
            Some(known) => {
                let known = *known;
                self.union(known, first);
            }
            None => {
                self.at.insert(offset, first);
            }
        }
    }

    fn join(into: &mut Flow, other: &Flow) {
        let Some(other) = other else { return };
        match into {
            None => *into = Some(other.clone()),
            Some(env) => {
                for (name, defs) in other {
                    match env.get_mut(name) {
                        Some(set) => set.extend(defs.iter().copied()),
                        None => {
                            let mut set = defs.clone();
                            set.insert(UNBOUND);
                            env.insert(name.clone(), set);
                        }
                    }
                }
                for (name, set) in env.iter_mut() {
                    if !other.contains_key(name) {
                        set.insert(UNBOUND);
                    }
                }
            }
        }
    }

    fn block(&mut self, body: &[Stmt], flow: &mut Flow) {
        for stmt in body {
            self.stmt(stmt, flow);
        }
    }

    fn leave(flow: &mut Flow) {
        *flow = None;
    }

    fn stmt(&mut self, stmt: &Stmt, flow: &mut Flow) {
        // Unreachable code still needs its webs: give it an empty environment.
        let reachable = flow.is_some();
        let mut env = flow.take().unwrap_or_default();
        match &stmt.kind {
            StmtKind::FunctionDef(def) => {
                def.decorators.iter().for_each(|decorator| self.expr(decorator, &mut env));
                for parameter in def.parameters.iter() {
                    if let Some(default) = &parameter.default {
                        self.expr(default, &mut env);
                    }
                }
                self.define(&mut env, &def.name.name, def.name.span.start);
                *flow = Some(env);
            }
            StmtKind::ClassDef(def) => {
                self.define(&mut env, &def.name.name, def.name.span.start);
                *flow = Some(env);
            }
            StmtKind::Return(value) => {
                self.maybe(value.as_ref(), &mut env);
                Self::leave(flow);
            }
            StmtKind::Raise { exc, cause } => {
                self.maybe(exc.as_ref(), &mut env);
                self.maybe(cause.as_ref(), &mut env);
                Self::leave(flow);
            }
            StmtKind::Delete(targets) => {
                for target in targets {
                    if let ExprKind::Name(name) = &target.kind {
                        self.uses(&env, name, target.span.start);
                        env.remove(name);
                    } else {
                        self.expr(target, &mut env);
                    }
                }
                *flow = Some(env);
            }
            StmtKind::Assign { targets, value } => {
                self.expr(value, &mut env);
                targets.iter().for_each(|target| self.target(target, &mut env));
                *flow = Some(env);
            }
            StmtKind::AugAssign { target, value, .. } => {
                if let ExprKind::Name(name) = &target.kind {
                    // The one identifier is use and binding: both are the same variable.
                    self.uses(&env, name, target.span.start);
                    self.expr(value, &mut env);
                    if self.scope.locals.contains(name.as_str()) {
                        if let Some(def) = self.at.get(&target.span.start).copied() {
                            env.insert(name.clone(), BTreeSet::from([def]));
                            let snapshot = env.clone();
                            for pending in &mut self.tries {
                                pending.push(snapshot.clone());
                            }
                        }
                    }
                } else {
                    self.target(target, &mut env);
                    self.expr(value, &mut env);
                }
                *flow = Some(env);
            }
            StmtKind::AnnAssign { target, value, .. } => {
                self.maybe(value.as_ref(), &mut env);
                if value.is_some() {
                    self.target(target, &mut env);
                }
                *flow = Some(env);
            }
            StmtKind::TypeAlias { .. } | StmtKind::Global(_) | StmtKind::Nonlocal(_) | StmtKind::Pass | StmtKind::Invalid => {
                *flow = Some(env);
            }
            StmtKind::Import(aliases) => {
                for alias in aliases {
                    match &alias.asname {
                        Some(asname) => self.define(&mut env, &asname.name, asname.span.start),
                        None => {
                            let bound = alias.name.name.split('.').next().unwrap_or_default().to_owned();
                            self.define(&mut env, &bound, alias.name.span.start);
                        }
                    }
                }
                *flow = Some(env);
            }
            StmtKind::ImportFrom { names, .. } => {
                for alias in names {
                    let bound = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.define(&mut env, &bound.name, bound.span.start);
                }
                *flow = Some(env);
            }
            StmtKind::Expr(value) => {
                self.expr(value, &mut env);
                *flow = Some(env);
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test, &mut env);
                self.maybe(msg.as_ref(), &mut env);
                *flow = Some(env);
            }
            StmtKind::If { test, body, orelse } => {
                self.expr(test, &mut env);
                let mut then = Some(env.clone());
                self.block(body, &mut then);
                let mut other = Some(env);
                self.block(orelse, &mut other);
                Self::join(&mut then, &other);
                *flow = then;
            }
            StmtKind::While { test, body, orelse } => {
                let forever = matches!(&test.kind, ExprKind::Constant(crate::python::ast::Constant::Bool(true)));
                *flow = self.looping(Some(env), orelse, forever, &mut |builder, flow| {
                    let mut env = flow.take().unwrap_or_default();
                    builder.expr(test, &mut env);
                    *flow = Some(env);
                }, &mut |builder, flow| builder.block(body, flow));
            }
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.expr(iter, &mut env);
                *flow = self.looping(Some(env), orelse, false, &mut |_, _| {}, &mut |builder, flow| {
                    let mut env = flow.take().unwrap_or_default();
                    builder.target(target, &mut env);
                    *flow = Some(env);
                    builder.block(body, flow);
                });
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.expr(&item.context, &mut env);
                    if let Some(target) = &item.target {
                        self.target(target, &mut env);
                    }
                }
                // A context manager may swallow an exception: what follows can be reached from anywhere in the body.
                *flow = Some(env);
                self.block(body, flow);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject, &mut env);
                let mut out: Flow = None;
                let mut exhaustive = false;
                for case in cases {
                    let mut inner = env.clone();
                    self.pattern(&case.pattern, &mut inner);
                    self.maybe(case.guard.as_ref(), &mut inner);
                    let mut branch = Some(inner);
                    self.block(&case.body, &mut branch);
                    Self::join(&mut out, &branch);
                    exhaustive |= case.guard.is_none()
                        && matches!(&case.pattern.kind, PatternKind::As { pattern: None, .. });
                }
                if !exhaustive {
                    Self::join(&mut out, &Some(env));
                }
                *flow = out;
            }
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                self.tries.push(vec![env.clone()]);
                let mut normal = Some(env);
                self.block(body, &mut normal);
                let raised = self.tries.pop().unwrap_or_default();
                let mut at_handler: Flow = None;
                for snapshot in raised {
                    Self::join(&mut at_handler, &Some(snapshot));
                }
                self.tries.push(Vec::new());
                self.block(orelse, &mut normal);
                let mut out = normal;
                for handler in handlers {
                    let mut inner = at_handler.clone().unwrap_or_default();
                    if let Some(typ) = &handler.typ {
                        self.expr(typ, &mut inner);
                    }
                    if let Some(name) = &handler.name {
                        self.define(&mut inner, &name.name, name.span.start);
                    }
                    let mut branch = Some(inner);
                    self.block(&handler.body, &mut branch);
                    if let (Some(env), Some(name)) = (&mut branch, &handler.name) {
                        env.remove(&name.name);
                    }
                    Self::join(&mut out, &branch);
                }
                let during = self.tries.pop().unwrap_or_default();
                if !finalbody.is_empty() {
                    let mut at_finally = out.clone();
                    Self::join(&mut at_finally, &at_handler);
                    for snapshot in during {
                        Self::join(&mut at_finally, &Some(snapshot));
                    }
                    let leaves = out.is_none();
                    self.block(finalbody, &mut at_finally);
                    out = if leaves { None } else { at_finally };
                }
                *flow = out;
            }
            StmtKind::Break => {
                if let Some((breaks, _)) = self.loops.last_mut() {
                    breaks.push(env);
                }
                Self::leave(flow);
            }
            StmtKind::Continue => {
                if let Some((_, continues)) = self.loops.last_mut() {
                    continues.push(env);
                }
                Self::leave(flow);
            }
        }
        if !reachable {
            *flow = None;
        }
    }

    fn looping(
        &mut self,
        entry: Flow,
        orelse: &[Stmt],
        forever: bool,
        test: &mut dyn FnMut(&mut Self, &mut Flow),
        body: &mut dyn FnMut(&mut Self, &mut Flow),
    ) -> Flow {
        let mut head = entry;
        let mut breaks = Vec::new();
        // Bindings only grow along the back edge; two rounds reach every use, a third one sees what they merged.
        for _ in 0..3 {
            self.loops.push((Vec::new(), Vec::new()));
            let mut inside = head.clone();
            test(self, &mut inside);
            let after_test = inside.clone();
            body(self, &mut inside);
            let (broken, continued) = self.loops.pop().unwrap_or_default();
            breaks = broken;
            Self::join(&mut head, &inside);
            for env in continued {
                Self::join(&mut head, &Some(env));
            }
            let _ = after_test;
        }
        let mut out = head;
        test(self, &mut out);
        if forever {
            out = None;
        }
        self.block(orelse, &mut out);
        for env in breaks {
            Self::join(&mut out, &Some(env));
        }
        out
    }

    fn maybe(&mut self, expr: Option<&Expr>, env: &mut Env) {
        if let Some(expr) = expr {
            self.expr(expr, env);
        }
    }

    fn target(&mut self, target: &Expr, env: &mut Env) {
        match &target.kind {
            ExprKind::Name(name) => {
                if self.scope.locals.contains(name.as_str()) {
                    self.define(env, name, target.span.start);
                }
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| self.target(item, env)),
            ExprKind::Starred(inner) => self.target(inner, env),
            _ => self.expr(target, env),
        }
    }

    fn bind(&mut self, name: Option<&Identifier>, env: &mut Env) {
        if let Some(name) = name {
            self.define(env, &name.name, name.span.start);
        }
    }

    fn pattern(&mut self, pattern: &Pattern, env: &mut Env) {
        match &pattern.kind {
            PatternKind::Value(value) => self.expr(value, env),
            PatternKind::Singleton(_) => {}
            PatternKind::Sequence(inner) | PatternKind::Or(inner) => inner.iter().for_each(|one| self.pattern(one, env)),
            PatternKind::Mapping { keys, patterns, rest } => {
                keys.iter().for_each(|key| self.expr(key, env));
                patterns.iter().for_each(|one| self.pattern(one, env));
                self.bind(rest.as_ref(), env);
            }
            PatternKind::Class { cls, patterns, keywords } => {
                self.expr(cls, env);
                patterns.iter().for_each(|one| self.pattern(one, env));
                keywords.iter().for_each(|(_, one)| self.pattern(one, env));
            }
            PatternKind::Star(name) => self.bind(name.as_ref(), env),
            PatternKind::As { pattern, name } => {
                if let Some(inner) = pattern {
                    self.pattern(inner, env);
                }
                self.bind(name.as_ref(), env);
            }
        }
    }

    /// Variables of a comprehension or lambda are its own: they are put away again after `inside`.
    fn nested(&mut self, names: &[(String, u32)], env: &mut Env, inside: &mut dyn FnMut(&mut Self, &mut Env)) {
        let saved: Vec<(String, Option<BTreeSet<usize>>)> =
            names.iter().map(|(name, _)| (name.clone(), env.get(name).cloned())).collect();
        inside(self, env);
        for (name, before) in saved {
            match before {
                Some(set) => env.insert(name, set),
                None => env.remove(&name),
            };
        }
    }

    fn define_own(&mut self, env: &mut Env, name: &str, offset: u32) {
        let def = *self.at.entry(offset).or_insert_with(|| {
            self.defs.push(Def { name: name.to_owned(), offset });
            self.parent.push(self.parent.len());
            self.defs.len() - 1
        });
        env.insert(name.to_owned(), BTreeSet::from([def]));
    }

    fn own_target(&mut self, target: &Expr, env: &mut Env) {
        let mut names = Vec::new();
        target_names(target, &mut names);
        for (name, offset) in names {
            self.define_own(env, &name, offset);
        }
    }

    fn comprehension(&mut self, generators: &[Comprehension], parts: &[&Expr], env: &mut Env) {
        let mut names = Vec::new();
        for generator in generators {
            target_names(&generator.target, &mut names);
        }
        if let Some(first) = generators.first() {
            self.expr(&first.iter, env);
        }
        self.nested(&names, env, &mut |builder, env| {
            for (index, generator) in generators.iter().enumerate() {
                if index > 0 {
                    builder.expr(&generator.iter, env);
                }
                builder.own_target(&generator.target, env);
                generator.ifs.iter().for_each(|condition| builder.expr(condition, env));
            }
            parts.iter().for_each(|part| builder.expr(part, env));
        });
    }

    fn expr(&mut self, expr: &Expr, env: &mut Env) {
        match &expr.kind {
            ExprKind::Name(name) => self.uses(env, name, expr.span.start),
            ExprKind::NamedExpr { target, value } => {
                self.expr(value, env);
                self.target(target, env);
            }
            ExprKind::Lambda { parameters, body } => {
                for parameter in parameters.iter() {
                    if let Some(default) = &parameter.default {
                        self.expr(default, env);
                    }
                }
                let names: Vec<(String, u32)> =
                    parameters.iter().map(|one| (one.name.name.clone(), one.name.span.start)).collect();
                self.nested(&names, env, &mut |builder, env| {
                    for (name, offset) in &names {
                        builder.define_own(env, name, *offset);
                    }
                    builder.expr(body, env);
                });
            }
            ExprKind::ListComp { element, generators }
            | ExprKind::SetComp { element, generators }
            | ExprKind::GeneratorExp { element, generators } => self.comprehension(generators, &[element], env),
            ExprKind::DictComp { key, value, generators } => self.comprehension(generators, &[key, value], env),
            ExprKind::BoolOp { values, .. } => {
                // Later operands may not run; a walrus in them binds only maybe.
                let mut iter = values.iter();
                if let Some(first) = iter.next() {
                    self.expr(first, env);
                }
                for value in iter {
                    let before = env.clone();
                    self.expr(value, env);
                    let mut joined = Some(env.clone());
                    Self::join(&mut joined, &Some(before));
                    *env = joined.unwrap_or_default();
                }
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test, env);
                let mut other = env.clone();
                self.expr(body, env);
                self.expr(orelse, &mut other);
                let mut joined = Some(env.clone());
                Self::join(&mut joined, &Some(other));
                *env = joined.unwrap_or_default();
            }
            ExprKind::JoinedStr(parts) => self.fstring(parts, env),
            _ => super::scope::for_each_child(expr, &mut |child| self.expr(child, env)),
        }
    }

    fn fstring(&mut self, parts: &[FStringPart], env: &mut Env) {
        for part in parts {
            if let FStringPart::Replacement { value, spec, .. } = part {
                self.expr(value, env);
                if let Some(spec) = spec {
                    self.fstring(spec, env);
                }
            }
        }
    }

    fn finish(self) -> Webs {
        let mut webs = Webs::default();
        let mut number: HashMap<usize, WebId> = HashMap::new();
        for (index, def) in self.defs.iter().enumerate() {
            let root = self.root(index);
            let web = *number.entry(root).or_insert_with(|| {
                webs.names.push(def.name.clone());
                webs.bindings.push(0);
                WebId(u32::try_from(webs.names.len() - 1).unwrap_or(u32::MAX))
            });
            webs.bindings[web.0 as usize] += 1;
            webs.assigned.entry(web).or_default().push(def.offset);
        }
        for (offset, def) in &self.at {
            webs.of.insert(*offset, number[&self.root(*def)]);
        }
        for def in &self.unbound {
            webs.unbound.insert(number[&self.root(*def)]);
        }
        for (name, def) in &self.captured {
            webs.captured.insert(name.clone(), number[&self.root(*def)]);
        }
        webs
    }
}

/// The names that a target binds, with where they stand.
pub fn target_names(target: &Expr, names: &mut Vec<(String, u32)>) {
    match &target.kind {
        ExprKind::Name(name) => names.push((name.clone(), target.span.start)),
        ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| target_names(item, names)),
        ExprKind::Starred(inner) => target_names(inner, names),
        _ => {}
    }
}
