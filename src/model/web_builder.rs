//! Finds webs: which bindings reach which uses.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Scope;
use super::web::{WebId, Webs};
use crate::python::ast::{ExprKind, Parameters, PatternKind, Stmt, StmtKind};

impl Webs {
    /// The webs of a function body with its parameters.
    pub fn of_body(parameters: Option<&Parameters>, body: &[Stmt], scope: &Scope) -> Self {
        let mut builder = Builder {
            scope,
            defs: Vec::new(),
            parent: Vec::new(),
            at: HashMap::new(),
            captured: HashMap::new(),
            unbound: Vec::new(),
            loops: Vec::new(),
            tries: Vec::new(),
            one_web: bound_in_finally(body),
            merged: HashMap::new(),
        };
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
}

pub(super) type Env = HashMap<String, BTreeSet<usize>>;

/// `None` is unreachable.
type Flow = Option<Env>;

pub(super) struct Def {
    pub(super) name: String,
    pub(super) offset: u32,
}

pub(super) struct Builder<'s> {
    pub(super) scope: &'s Scope,
    pub(super) defs: Vec<Def>,
    pub(super) parent: Vec<usize>,
    pub(super) at: HashMap<u32, usize>,
    captured: HashMap<String, usize>,
    unbound: Vec<usize>,
    loops: Vec<(Vec<Env>, Vec<Env>)>,
    tries: Vec<Vec<Env>>,
    /// Names that a `finally` binds: a `return`, `break` or `continue` goes through it, so all bindings of such a name are one variable.
    one_web: HashSet<String>,
    merged: HashMap<String, usize>,
}

/// The names that a `finally` suite binds.
fn bound_in_finally(body: &[Stmt]) -> HashSet<String> {
    let mut found = HashSet::new();
    super::scope::for_each_stmt(body, &mut |stmt| {
        if let StmtKind::Try { finalbody, .. } = &stmt.kind {
            found.extend(Scope::of_body(finalbody).locals);
        }
    });
    found
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

    pub(super) fn define(&mut self, env: &mut Env, name: &str, offset: u32) {
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
        if self.one_web.contains(name) {
            match self.merged.get(name) {
                Some(first) => self.union(*first, def),
                None => {
                    self.merged.insert(name.to_owned(), def);
                }
            }
        }
        env.insert(name.to_owned(), BTreeSet::from([def]));
        for pending in &mut self.tries {
            pending.push(env.clone());
        }
    }

    pub(super) fn uses(&mut self, env: &Env, name: &str, offset: u32) {
        if !self.scope.locals.contains(name) && !env.contains_key(name) {
            return;
        }
        let reaching: Vec<usize> = env.get(name).map_or_else(|| vec![UNBOUND], |set| set.iter().copied().collect());
        let bound: Vec<usize> = reaching.iter().copied().filter(|def| *def != UNBOUND).collect();
        let first = if let Some(first) = bound.first() {
            *first
        } else {
            self.defs.push(Def { name: name.to_owned(), offset });
            self.parent.push(self.parent.len());
            self.defs.len() - 1
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

    pub(super) fn join(into: &mut Flow, other: &Flow) {
        let Some(other) = other else { return };
        match into {
            None => *into = Some(other.clone()),
            Some(env) => {
                for (name, defs) in other {
                    if let Some(set) = env.get_mut(name) {
                        set.extend(defs.iter().copied());
                    } else {
                        let mut set = defs.clone();
                        set.insert(UNBOUND);
                        env.insert(name.clone(), set);
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
                    if self.scope.locals.contains(name.as_str())
                        && let Some(def) = self.at.get(&target.span.start).copied()
                    {
                        env.insert(name.clone(), BTreeSet::from([def]));
                        let snapshot = env.clone();
                        for pending in &mut self.tries {
                            pending.push(snapshot.clone());
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
            StmtKind::TypeAlias { .. }
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Pass
            | StmtKind::Invalid { .. } => {
                *flow = Some(env);
            }
            StmtKind::Import(aliases) => {
                for alias in aliases {
                    if let Some(asname) = &alias.asname {
                        self.define(&mut env, &asname.name, asname.span.start);
                    } else {
                        let bound = alias.name.name.split('.').next().unwrap_or_default().to_owned();
                        self.define(&mut env, &bound, alias.name.span.start);
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
                // Lowering refuses a `sys.exit` that is another's.
                if !super::bound::is_exit(value) {
                    *flow = Some(env);
                }
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
                *flow = self.looping(
                    Some(env),
                    orelse,
                    forever,
                    &mut |builder, flow| {
                        let mut env = flow.take().unwrap_or_default();
                        builder.expr(test, &mut env);
                        *flow = Some(env);
                    },
                    &mut |builder, flow| builder.block(body, flow),
                );
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
                // Where an exception may end, what follows can be reached from anywhere in the suite.
                let swallows = items.iter().any(|item| item.swallows);
                if swallows {
                    self.tries.push(vec![env.clone()]);
                }
                *flow = Some(env);
                self.block(body, flow);
                if swallows {
                    for snapshot in self.tries.pop().unwrap_or_default() {
                        Self::join(flow, &Some(snapshot));
                    }
                }
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject, &mut env);
                let mut out: Flow = None;
                let mut exhaustive = false;
                for case in cases {
                    let mut inner = env.clone();
                    self.pattern(&case.pattern, &mut inner);
                    self.maybe(case.guard.as_ref(), &mut inner);
                    if case.guard.is_some() {
                        // What the pattern binds stays bound when the guard fails.
                        let mut next = Some(env);
                        Self::join(&mut next, &Some(inner.clone()));
                        env = next.unwrap_or_default();
                    }
                    let mut branch = Some(inner);
                    self.block(&case.body, &mut branch);
                    Self::join(&mut out, &branch);
                    exhaustive |=
                        case.guard.is_none() && matches!(&case.pattern.kind, PatternKind::As { pattern: None, .. });
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
