//! What each function does besides computing: itself, and with everything that it calls.
//!
//! ```python
//! def price(self, sku):             # own: global_read; all: database, global_read
//!     return self.load(sku) * RATE["eur"]
//! ```
//!
//! A call of an unknown object has the effects that every method of that name has.

use std::collections::{HashMap, HashSet};

use super::bodies::{Bodies, BodyId, walk};
use super::calls::{CallSite, Callee, Calls, SiteKind};
use super::{GlobalIndex, Model, Resolved, Symbol};
use crate::library::{Effect, EffectSet};
use crate::python::ast::{Expr, ExprKind, StmtKind};
use crate::python::visit::Node;

/// The effects that are input and output in the sense of `io_ops`: not standard streams, not the clock.
pub const IO: [Effect; 4] = [Effect::Network, Effect::Database, Effect::File, Effect::Process];

/// The effects of every body of a program.
#[derive(Debug)]
pub struct Effects {
    own: Vec<EffectSet>,
    all: Vec<EffectSet>,
    methods: Vec<EffectSet>,
    globals: Vec<Vec<GlobalIndex>>,
}

impl Effects {
    /// Reads a program's effects from its call graph.
    pub fn of<'a>(model: &Model<'a>, bodies: &Bodies<'a>, calls: &Calls) -> Self {
        let uses = GlobalUses::of(model, bodies);
        let mut own: Vec<EffectSet> = Vec::with_capacity(bodies.len());
        for (id, _) in bodies.iter() {
            let mut effects = EffectSet::NONE;
            for site in calls.sites(id) {
                for callee in &site.callees {
                    if let Callee::External(external) = callee {
                        effects = effects.union(*external);
                    }
                }
            }
            if !uses.written[id.0].is_empty() {
                effects.insert(Effect::GlobalWrite);
            }
            if uses.read[id.0].iter().any(|global| uses.changes.contains(global)) {
                effects.insert(Effect::GlobalRead);
            }
            own.push(effects);
        }
        let mut effects = Self { all: own.clone(), own, methods: vec![EffectSet::NONE; calls.methods().len()], globals: Vec::new() };
        effects.close(bodies, calls);
        effects.globals = uses.touched();
        effects
    }

    /// Effects flow from callees to callers until nothing changes.
    fn close(&mut self, bodies: &Bodies<'_>, calls: &Calls) {
        let mut callers: Vec<Vec<usize>> = vec![Vec::new(); bodies.len()];
        let mut users: Vec<Vec<usize>> = vec![Vec::new(); calls.methods().len()];
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); bodies.len()];
        for (id, _) in bodies.iter() {
            for callee in calls.sites(id).iter().flat_map(|site| &site.callees) {
                match callee {
                    Callee::Body(body) => callers[body.0].push(id.0),
                    Callee::Methods(methods) => users[methods.0].push(id.0),
                    Callee::External(_) => {}
                }
            }
        }
        for (group, methods) in calls.methods().iter().enumerate() {
            for body in methods {
                groups[body.0].push(group);
            }
        }
        let mut open: Vec<usize> = (0..bodies.len()).filter(|body| !self.all[*body].is_empty()).collect();
        while let Some(body) = open.pop() {
            let effects = self.all[body];
            for caller in &callers[body] {
                self.grow(*caller, effects, &mut open);
            }
            for group in &groups[body] {
                // What is said of a call of an unknown object holds whichever of the methods it is.
                let methods = calls.methods()[*group].iter().map(|method| self.all[method.0]);
                let common = methods.reduce(EffectSet::intersection).unwrap_or_default();
                if common != self.methods[*group] {
                    self.methods[*group] = common;
                    for user in &users[*group] {
                        self.grow(*user, common, &mut open);
                    }
                }
            }
        }
    }

    fn grow(&mut self, body: usize, effects: EffectSet, open: &mut Vec<usize>) {
        let union = self.all[body].union(effects);
        if union != self.all[body] {
            self.all[body] = union;
            open.push(body);
        }
    }

    /// What a body does itself.
    pub fn own(&self, id: BodyId) -> EffectSet {
        self.own[id.0]
    }

    /// What a body does with everything that it calls.
    pub fn all(&self, id: BodyId) -> EffectSet {
        self.all[id.0]
    }

    /// The module-level variables that change while the program runs and that a body itself reads or writes.
    pub fn globals(&self, id: BodyId) -> &[GlobalIndex] {
        &self.globals[id.0]
    }

    /// What a call site reaches.
    pub fn of_site(&self, site: &CallSite) -> EffectSet {
        let effects = site.callees.iter().map(|callee| match callee {
            Callee::Body(body) => self.all[body.0],
            Callee::Methods(methods) => self.methods[methods.0],
            Callee::External(effects) => *effects,
        });
        effects.fold(EffectSet::NONE, EffectSet::union)
    }

    /// The call sites of a body whose callee reaches database, network, file or process.
    pub fn io_sites<'c>(&self, calls: &'c Calls, id: BodyId) -> Vec<&'c CallSite> {
        let io: EffectSet = IO.into_iter().collect();
        calls
            .sites(id)
            .iter()
            .filter(|site| site.kind == SiteKind::Call && !self.of_site(site).intersection(io).is_empty())
            .collect()
    }
}

/// Which bodies read and change which module-level variables (class attributes are left to state groups).
struct GlobalUses {
    read: Vec<HashSet<GlobalIndex>>,
    written: Vec<HashSet<GlobalIndex>>,
    /// Changed by some function, not only while the module starts.
    changes: HashSet<GlobalIndex>,
}

/// Methods of builtin containers that change them.
const MUTATORS: [&str; 19] = [
    "append", "appendleft", "add", "clear", "difference_update", "discard", "extend", "extendleft", "insert", "intersection_update", "move_to_end", "pop",
    "popitem", "popleft", "remove", "reverse", "setdefault", "sort", "update",
];

impl GlobalUses {
    fn of<'a>(model: &Model<'a>, bodies: &Bodies<'a>) -> Self {
        let count = bodies.len();
        let mut uses = Self { read: vec![HashSet::new(); count], written: vec![HashSet::new(); count], changes: HashSet::new() };
        for (id, body) in bodies.iter() {
            if body.def.is_none() {
                continue;
            }
            let mut reader = Reader { model, bodies, id, aliases: HashMap::new(), read: HashSet::new(), written: HashSet::new() };
            walk(body.stmts, &mut |node| {
                reader.node(node);
                true
            });
            uses.changes.extend(&reader.written);
            uses.read[id.0] = reader.read;
            uses.written[id.0] = reader.written;
        }
        uses
    }

    fn touched(self) -> Vec<Vec<GlobalIndex>> {
        let Self { read, written, changes } = self;
        let pairs = read.into_iter().zip(written);
        pairs
            .map(|(read, written)| {
                let mut touched: Vec<GlobalIndex> = read.union(&written).filter(|global| changes.contains(global)).copied().collect();
                touched.sort();
                touched
            })
            .collect()
    }
}

struct Reader<'r, 'a> {
    model: &'r Model<'a>,
    bodies: &'r Bodies<'a>,
    id: BodyId,
    /// Locals that name a part of a global: `user = USERS[name]`.
    aliases: HashMap<&'a str, GlobalIndex>,
    read: HashSet<GlobalIndex>,
    written: HashSet<GlobalIndex>,
}

impl<'a> Reader<'_, 'a> {
    fn node(&mut self, node: Node<'a>) {
        match node {
            Node::Stmt(stmt) => match &stmt.kind {
                StmtKind::Assign { targets, value } => {
                    for target in targets {
                        self.store(target);
                        self.alias(target, value);
                    }
                }
                StmtKind::AnnAssign { target, value: Some(value), .. } => {
                    self.store(target);
                    self.alias(target, value);
                }
                StmtKind::AugAssign { target, .. } => self.store(target),
                StmtKind::Delete(targets) => targets.iter().for_each(|target| self.store(target)),
                StmtKind::For { target, iter, .. } => {
                    self.store(target);
                    self.alias(target, iter);
                }
                _ => {}
            },
            Node::Expr(expr) => match &expr.kind {
                ExprKind::Name(_) => self.read.extend(self.global(expr)),
                ExprKind::Attribute { .. } => self.read.extend(self.global(expr)),
                ExprKind::Call { func, .. } => {
                    if let ExprKind::Attribute { value, attr } = &func.kind
                        && MUTATORS.contains(&attr.name.as_str())
                    {
                        self.written.extend(self.root(value));
                    }
                }
                _ => {}
            },
            Node::Pattern(_) => {}
        }
    }

    /// The global that an expression names, itself: `COUNT`, `settings.COUNT`.
    fn global(&self, expr: &Expr) -> Option<GlobalIndex> {
        let module = self.bodies.get(self.id).module;
        let resolved = match &expr.kind {
            ExprKind::Name(name) if !self.is_local(name) => self.model.resolve_name(module, name),
            ExprKind::Attribute { value, .. } => match &value.kind {
                ExprKind::Name(name) if !self.is_local(name) => self.model.resolve(module, expr)?,
                _ => return None,
            },
            _ => return None,
        };
        match resolved {
            Resolved::Symbol(Symbol::Global(index)) => Some(index),
            Resolved::Symbol(_) | Resolved::External(_) => None,
        }
    }

    /// The global that an expression is a part of: `USERS[name]["orders"]`, `USERS.get(name)`, or a local that was bound to such a part.
    fn root(&self, expr: &Expr) -> Option<GlobalIndex> {
        let mut current = expr;
        loop {
            if let Some(global) = self.global(current) {
                return Some(global);
            }
            current = match &current.kind {
                ExprKind::Name(name) => return self.aliases.get(name.as_str()).copied(),
                ExprKind::Subscript { value, .. } | ExprKind::Attribute { value, .. } => value,
                ExprKind::Call { func, .. } => match &func.kind {
                    // What these give is a part of the container, or walks over its parts.
                    ExprKind::Attribute { value, attr } if ["get", "values", "items", "setdefault"].contains(&attr.name.as_str()) => value,
                    _ => return None,
                },
                _ => return None,
            };
        }
    }

    fn is_local(&self, name: &str) -> bool {
        let mut current = Some(self.id);
        while let Some(id) = current {
            match self.bodies.scope(self.model, id) {
                Some(scope) if scope.globals.contains(name) => return false,
                Some(scope) if scope.locals.contains(name) => return true,
                _ => {}
            }
            current = self.bodies.get(id).parent;
        }
        false
    }

    fn store(&mut self, target: &'a Expr) {
        match &target.kind {
            ExprKind::Name(_) => self.written.extend(self.global(target)),
            ExprKind::Subscript { value, .. } => self.written.extend(self.root(value)),
            ExprKind::Attribute { value, .. } => {
                let written = self.global(target).or_else(|| self.root(value));
                self.written.extend(written);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| self.store(item)),
            ExprKind::Starred(inner) => self.store(inner),
            _ => {}
        }
    }

    fn alias(&mut self, target: &'a Expr, value: &Expr) {
        let Some(global) = self.root(value) else { return };
        let mut open = vec![target];
        while let Some(target) = open.pop() {
            match &target.kind {
                ExprKind::Name(name) => {
                    self.aliases.insert(name, global);
                }
                ExprKind::Tuple(items) | ExprKind::List(items) => open.extend(items),
                _ => {}
            }
        }
    }
}
