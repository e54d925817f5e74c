//! Which functions read and change which state that outlives a call: module-level variables, class attributes, and what they hold.
//!
//! ```python
//! STORE = Store()
//! class Store:
//!     def add(self, item):
//!         self.items.append(item)   # changes STORE
//! ```

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "looks for a few kinds of nodes among many; all others say nothing here"
)]

use std::collections::{HashMap, HashSet};

use super::bodies::{Bodies, BodyId, walk};
use super::values::{Value, Values};
use super::{ClassIndex, GlobalIndex, Model, Resolved, Symbol};
use crate::python::ast::{Expr, ExprKind, StmtKind};
use crate::python::visit::Node;
use crate::source::Span;

/// Methods of builtin containers that change them.
const MUTATORS: [&str; 19] = [
    "append",
    "appendleft",
    "add",
    "clear",
    "difference_update",
    "discard",
    "extend",
    "extendleft",
    "insert",
    "intersection_update",
    "move_to_end",
    "pop",
    "popitem",
    "popleft",
    "remove",
    "reverse",
    "setdefault",
    "sort",
    "update",
];

/// The uses of every function.
pub(super) struct Uses {
    /// What each reads, and where.
    pub read: Vec<Vec<(GlobalIndex, Span)>>,
    /// What each changes, and where.
    pub written: Vec<Vec<(GlobalIndex, Span)>>,
    /// What some function changes; what only the start of a module changes is not among it.
    pub changes: HashSet<GlobalIndex>,
}

impl Uses {
    pub fn of<'a>(model: &Model<'a>, bodies: &Bodies<'a>, values: &Values<'_, 'a>) -> Self {
        let count = bodies.len();
        let mut uses =
            Self { read: vec![Vec::new(); count], written: vec![Vec::new(); count], changes: HashSet::new() };
        let instances = instances(model, values);
        let mut on_instance = HashMap::new();
        for (id, body) in bodies.iter() {
            let Some(def) = body.def else { continue };
            let receiver = body.class.and_then(|class| Some((def.parameters.iter().next()?.name.name.as_str(), class)));
            // What a constructor sets is not shared yet.
            let holder =
                receiver.filter(|_| def.name.name != "__init__").and_then(|(_, class)| instances.get(&class).copied());
            let mut reader = Reader {
                model,
                bodies,
                id,
                receiver,
                holder,
                on_instance: &mut on_instance,
                aliases: HashMap::new(),
                read: Vec::new(),
                written: Vec::new(),
            };
            walk(body.stmts, &mut |node| {
                reader.node(node);
                true
            });
            let (read, written) = (reader.read, reader.written);
            uses.changes.extend(written.iter().map(|(global, _)| *global));
            uses.read[id.0] = read;
            uses.written[id.0] = written;
        }
        uses
    }

    /// What each function reads or changes of what changes.
    pub fn touched(self) -> Vec<Vec<(GlobalIndex, Span)>> {
        let Self { read, written, changes } = self;
        let pairs = read.into_iter().zip(written);
        pairs
            .map(|(read, written)| {
                let mut touched: Vec<(GlobalIndex, Span)> =
                    read.into_iter().chain(written).filter(|(global, _)| changes.contains(global)).collect();
                touched.sort();
                touched.dedup();
                touched
            })
            .collect()
    }
}

/// The module-level variable that holds an instance of each class.
fn instances<'a>(model: &Model<'a>, values: &Values<'_, 'a>) -> HashMap<ClassIndex, GlobalIndex> {
    let mut found = HashMap::new();
    for global in (0..model.globals.len()).map(GlobalIndex) {
        if let Some(Value::Instance(class)) = values.of_global(global) {
            for class in values.lineage(*class) {
                found.entry(class).or_insert(global);
            }
        }
    }
    found
}

struct Reader<'r, 'a> {
    model: &'r Model<'a>,
    bodies: &'r Bodies<'a>,
    id: BodyId,
    /// `self` and its class.
    receiver: Option<(&'a str, ClassIndex)>,
    /// The module-level variable that `self` is.
    holder: Option<GlobalIndex>,
    /// Whether an attribute of a class is set on its instances as well.
    on_instance: &'r mut HashMap<(ClassIndex, &'a str), bool>,
    /// Locals that name a part of a global: `user = USERS[name]`.
    aliases: HashMap<&'a str, GlobalIndex>,
    read: Vec<(GlobalIndex, Span)>,
    written: Vec<(GlobalIndex, Span)>,
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
                ExprKind::Name(_) | ExprKind::Attribute { .. } => {
                    let global = self.global(expr);
                    self.read.extend(global.map(|global| (global, expr.span)));
                }
                ExprKind::Call { func, .. } => {
                    if let ExprKind::Attribute { value, attr } = &func.kind
                        && MUTATORS.contains(&attr.name.as_str())
                    {
                        self.write(value, expr.span);
                    }
                }
                _ => {}
            },
            Node::Pattern(_) => {}
        }
    }

    /// Whatever the expression is a part of changes.
    fn write(&mut self, expr: &'a Expr, span: Span) {
        let root = self.root(expr);
        self.written.extend(root.map(|global| (global, span)));
    }

    /// The state that an expression names, itself: `COUNT`, `settings.COUNT`, `Store.items`, `self.items` of a class attribute.
    fn global(&mut self, expr: &'a Expr) -> Option<GlobalIndex> {
        let module = self.bodies.get(self.id).module;
        let resolved = match &expr.kind {
            ExprKind::Name(name) if !self.is_local(name) => self.model.resolve_name(module, name),
            ExprKind::Attribute { value, attr } => {
                let ExprKind::Name(name) = &value.kind else { return None };
                if let Some((_, class)) = self.receiver.filter(|(receiver, _)| *receiver == name.as_str()) {
                    return self.class_attribute(class, &attr.name).or(self.holder);
                }
                if self.is_local(name) {
                    return None;
                }
                match self.model.resolve_name(module, name) {
                    Resolved::Symbol(Symbol::Class(class)) => return self.model.class_attribute(class, &attr.name),
                    Resolved::Symbol(Symbol::Module(inner)) => self.model.module_attribute(inner, &attr.name),
                    Resolved::Symbol(_) | Resolved::External(_) => return None,
                }
            }
            _ => return None,
        };
        match resolved {
            Resolved::Symbol(Symbol::Global(index)) => Some(index),
            Resolved::Symbol(_) | Resolved::External(_) => None,
        }
    }

    /// `self.items` where it is the class's: no method sets it on the instance.
    fn class_attribute(&mut self, class: ClassIndex, name: &'a str) -> Option<GlobalIndex> {
        let index = self.model.class_attribute(class, name)?;
        let model = self.model;
        let own = *self.on_instance.entry((class, name)).or_insert_with(|| model.sets_on_instance(class, name));
        (!own).then_some(index)
    }

    /// The state that an expression is a part of: `USERS[name]["orders"]`, `USERS.get(name)`, or a local that was bound to such a part.
    fn root(&mut self, expr: &'a Expr) -> Option<GlobalIndex> {
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
                    ExprKind::Attribute { value, attr }
                        if ["get", "values", "items", "setdefault"].contains(&attr.name.as_str()) =>
                    {
                        value
                    }
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
            ExprKind::Name(_) => {
                let global = self.global(target);
                self.written.extend(global.map(|global| (global, target.span)));
            }
            ExprKind::Subscript { value, .. } => self.write(value, target.span),
            ExprKind::Attribute { .. } => self.write(target, target.span),
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| self.store(item)),
            ExprKind::Starred(inner) => self.store(inner),
            _ => {}
        }
    }

    fn alias(&mut self, target: &'a Expr, value: &'a Expr) {
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
