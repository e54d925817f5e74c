//! Classes that derive from classes of the module have the inherited methods themselves.
//!
//! ```python
//! class Shape:
//!     def area(self): …
//!     def describe(self): …
//!
//! class Square(Shape):                              # class Square(Shape):
//!     def describe(self):                           #     def describe(self):
//!         return "square: " + super().describe()    #         return "square: " + self.shape_describe()
//!                                                   #     def shape_describe(self): …
//!                                                   #     def area(self): …
//! ```
//!
//! So every method is that of one class, whose instances are exactly of that class. The bases stay: `isinstance` asks for them.

use std::collections::{HashMap, HashSet};

use super::Fresh;
use super::imports::Imports;
use super::names::bindings;
use crate::python::ast::{ClassDef, Constant, Expr, ExprKind, FunctionDef, Module, Stmt, StmtKind};
use crate::python::case::snake;
use crate::python::visit::Node;
use crate::python::visit_mut::{self, Change};

/// Methods that change what a class or its instances are.
const SPECIAL: &[&str] = &["__new__", "__init_subclass__", "__class_getitem__", "__set_name__", "__getattribute__"];

/// Writes out what classes inherit, where that is all known.
pub fn write_out(module: &mut Module, imports: &Imports) {
    let classes = Classes::of(module, imports);
    let mut made: HashMap<String, Vec<Stmt>> = HashMap::new();
    for name in &classes.order {
        if let Some(body) = classes.body(name) {
            made.insert(name.clone(), body);
        }
    }
    let Module { body, expr_count, stmt_count, .. } = module;
    let mut fresh = Fresh { exprs: expr_count, stmts: stmt_count };
    for stmt in body {
        let StmtKind::ClassDef(def) = &mut stmt.kind else { continue };
        if let Some(mut body) = made.remove(&def.name.name) {
            visit_mut::suite(&mut body, &mut fresh);
            def.body = body;
            def.is_flat = true;
        }
    }
}

/// The classes of a module whose bases are all known, in their order.
struct Classes<'m> {
    defs: HashMap<&'m str, &'m ClassDef>,
    /// Each class with those that it derives from, in the order of the lookup.
    lines: HashMap<String, Vec<String>>,
    order: Vec<String>,
    imports: &'m Imports,
    /// Every name and attribute that the module writes.
    written: HashSet<String>,
}

impl<'m> Classes<'m> {
    fn of(module: &'m Module, imports: &'m Imports) -> Self {
        let mut bound: HashMap<&str, usize> = HashMap::new();
        let mut written = HashSet::new();
        for stmt in &module.body {
            if let StmtKind::ClassDef(def) = &stmt.kind {
                *bound.entry(&def.name.name).or_insert(0) += 1;
            }
            Node::Stmt(stmt).walk(&mut |node| match node {
                Node::Expr(Expr { kind: ExprKind::Name(name), .. }) => {
                    written.insert(name.clone());
                }
                Node::Expr(Expr { kind: ExprKind::Attribute { attr, .. }, .. }) => {
                    written.insert(attr.name.clone());
                }
                Node::Stmt(Stmt { kind: StmtKind::FunctionDef(def), .. }) => {
                    written.insert(def.name.name.clone());
                }
                _ => {}
            });
        }
        let assigned = bindings(&crate::python::ast::Parameters::default(), &module.body);
        let mut classes = Self { defs: HashMap::new(), lines: HashMap::new(), order: Vec::new(), imports, written };
        for stmt in &module.body {
            let StmtKind::ClassDef(def) = &stmt.kind else { continue };
            let name = def.name.name.as_str();
            if bound.get(name) != Some(&1) || assigned.get(name) != Some(&1) || !classes.is_plain(def) {
                continue;
            }
            if let Some(line) = classes.line(def) {
                classes.defs.insert(name, def);
                classes.lines.insert(name.to_owned(), line);
                classes.order.push(name.to_owned());
            }
        }
        classes
    }

    /// Whether a class does nothing but define methods and attributes, and is made in the ordinary way.
    fn is_plain(&self, def: &ClassDef) -> bool {
        let meta = |keyword: &crate::python::ast::Keyword| {
            keyword.name.as_ref().is_some_and(|name| name.name == "metaclass")
                && self.imports.qualified(&keyword.value).as_deref() == Some("abc.ABCMeta")
        };
        let simple = |stmt: &Stmt| match &stmt.kind {
            StmtKind::Expr(value) => matches!(value.kind, ExprKind::Constant(_)),
            StmtKind::Pass => true,
            StmtKind::AnnAssign { target, .. } => matches!(target.kind, ExprKind::Name(_)),
            StmtKind::Assign { targets, .. } => targets.iter().all(|target| matches!(target.kind, ExprKind::Name(_))),
            StmtKind::FunctionDef(method) => !SPECIAL.contains(&method.name.name.as_str()) && is_simple(method),
            _ => false,
        };
        let decorators = def.decorators.is_empty() || self.is_dataclass(def);
        decorators && def.keywords.iter().all(meta) && def.type_params.is_empty() && def.body.iter().all(simple)
    }

    fn is_dataclass(&self, def: &ClassDef) -> bool {
        let [decorator] = def.decorators.as_slice() else { return false };
        let named = match &decorator.kind {
            ExprKind::Call { func, .. } => func,
            _ => decorator,
        };
        self.imports.qualified(named).as_deref() == Some("dataclasses.dataclass")
    }

    fn is_root(&self, base: &Expr) -> bool {
        matches!(&base.kind, ExprKind::Name(name) if name == "object" && !self.written_class("object"))
            || self.imports.qualified(base).as_deref() == Some("abc.ABC")
    }

    fn written_class(&self, name: &str) -> bool {
        self.defs.contains_key(name)
    }

    /// The class and those that it derives from, in the order of Python's lookup (Barrett et al., *A Monotonic Superclass Linearization for Dylan*, 1996).
    fn line(&self, def: &ClassDef) -> Option<Vec<String>> {
        let mut bases = Vec::new();
        for base in def.bases.iter().filter(|base| !self.is_root(base)) {
            let ExprKind::Name(name) = &base.kind else { return None };
            bases.push(name.clone());
        }
        let mut rest: Vec<Vec<String>> =
            bases.iter().map(|base| self.lines.get(base).cloned()).collect::<Option<Vec<_>>>()?;
        rest.push(bases);
        let mut line = vec![def.name.name.clone()];
        loop {
            rest.retain(|one| !one.is_empty());
            if rest.is_empty() {
                return Some(line);
            }
            let next = rest.iter().map(|one| &one[0]).find(|first| !rest.iter().any(|one| one[1..].contains(first)))?;
            let next = next.clone();
            rest.iter_mut().for_each(|one| one.retain(|name| *name != next));
            line.push(next);
        }
    }

    /// The body of a class with all that it inherits; `None` for one without bases, and where something stands in the way.
    fn body(&self, name: &str) -> Option<Vec<Stmt>> {
        let own = *self.defs.get(name)?;
        let line = self.lines.get(name)?;
        if own.bases.is_empty() && own.keywords.is_empty() {
            return None;
        }
        let defs: Vec<&ClassDef> =
            line.iter().map(|one| self.defs.get(one.as_str()).copied()).collect::<Option<_>>()?;
        let abstract_base = defs.iter().any(|def| {
            !def.keywords.is_empty()
                || def.bases.iter().any(|base| self.imports.qualified(base).as_deref() == Some("abc.ABC"))
        });
        let is_data = self.is_dataclass(own);
        let has_fields = |def: &ClassDef| {
            def.body.iter().any(|stmt| matches!(stmt.kind, StmtKind::AnnAssign { .. })) || self.is_dataclass(def)
        };
        if defs.iter().any(|def| has_fields(def) && self.is_dataclass(def) != is_data) {
            return None;
        }
        let several = line.iter().any(|one| {
            self.defs
                .get(one.as_str())
                .is_some_and(|def| def.bases.iter().filter(|base| !self.is_root(base)).count() > 1)
        });
        let attributes = |def: &ClassDef| def.body.iter().any(|stmt| matches!(stmt.kind, StmtKind::Assign { .. }));
        // Attributes of a class are looked up along its first base.
        if several && defs[1..].iter().any(|def| attributes(def)) {
            return None;
        }
        let chooses = |one: &Expr| matches!(&one.kind, ExprKind::Call { keywords, .. } if keywords.iter().any(|keyword| keyword.name.as_ref().is_none_or(|name| matches!(name.name.as_str(), "init" | "repr" | "eq"))));
        let has_init = |def: &&&ClassDef| def.body.iter().any(|stmt| is_method(stmt, "__init__"));
        if mixes_kinds(&defs)
            || (is_data && (own.decorators.iter().any(chooses) || defs.iter().any(|def| has_init(&def))))
        {
            return None;
        }
        let mut known: HashSet<String> = HashSet::new();
        let mut body = Vec::new();
        let mut wanted: Vec<(usize, String, String)> = Vec::new();
        for (position, def) in defs.iter().enumerate() {
            let before = known.clone();
            for stmt in &def.body {
                let StmtKind::FunctionDef(method) = &stmt.kind else {
                    let is_own = position == 0 && !(is_data && matches!(stmt.kind, StmtKind::AnnAssign { .. }));
                    if is_own {
                        body.push(stmt.clone());
                    }
                    continue;
                };
                // What `dataclass` writes hides what is inherited.
                let written = is_data && position > 0 && matches!(method.name.name.as_str(), "__repr__" | "__eq__");
                if before.contains(&method.name.name) || written {
                    continue;
                }
                known.insert(method.name.name.clone());
                body.push(self.method(stmt, position, &defs, abstract_base, None, &mut wanted)?);
            }
        }
        let mut done: HashSet<String> = HashSet::new();
        while let Some((position, method, called)) = wanted.pop() {
            if !done.insert(called.clone()) {
                continue;
            }
            // Several definitions of one name are a property and its setter, or dead code.
            let mut found = defs[position].body.iter().filter(|stmt| is_method(stmt, &method));
            let (Some(stmt), None) = (found.next(), found.next()) else { return None };
            if known.contains(&called) || self.written.contains(&called) {
                return None;
            }
            body.push(self.method(stmt, position, &defs, false, Some(&called), &mut wanted)?);
        }
        if is_data {
            let fields = fields(&defs);
            body.splice(0..0, fields);
        }
        Some(body)
    }

    /// A method as the class has it: what `super()` means in it is known.
    fn method(
        &self,
        stmt: &Stmt,
        position: usize,
        defs: &[&ClassDef],
        keeps_abstract: bool,
        called: Option<&str>,
        wanted: &mut Vec<(usize, String, String)>,
    ) -> Option<Stmt> {
        let mut stmt = stmt.clone();
        let StmtKind::FunctionDef(method) = &mut stmt.kind else { return None };
        let is_abstract = |one: &Expr| self.imports.qualified(one).as_deref() == Some("abc.abstractmethod");
        if !keeps_abstract {
            method.decorators.retain(|one| !is_abstract(one));
        }
        if let Some(called) = called {
            if method.decorators.iter().any(|one| !matches!(&one.kind, ExprKind::Name(name) if name == "classmethod")) {
                return None;
            }
            called.clone_into(&mut method.name.name);
        }
        let is_static =
            method.decorators.iter().any(|one| matches!(&one.kind, ExprKind::Name(name) if name == "staticmethod"));
        let receiver = method.parameters.posonly.first().or(method.parameters.args.first());
        let receiver = receiver.filter(|_| !is_static).map(|parameter| parameter.name.name.clone());
        let mut supers = Supers { classes: self, receiver, position, defs, wanted, failed: false };
        visit_mut::suite(&mut method.body, &mut supers);
        let left = mentions_super(&method.body);
        (!supers.failed && !left).then_some(stmt)
    }
}

/// `super().method(…)` becomes a call of what it means.
struct Supers<'s, 'm> {
    classes: &'s Classes<'m>,
    receiver: Option<String>,
    position: usize,
    defs: &'s [&'m ClassDef],
    wanted: &'s mut Vec<(usize, String, String)>,
    failed: bool,
}

impl Supers<'_, '_> {
    /// `super()`, `super(Square, self)`
    fn is_super(&self, expr: &Expr) -> bool {
        let ExprKind::Call { func, args, keywords } = &expr.kind else { return false };
        let named = |expr: &Expr, wanted: &str| matches!(&expr.kind, ExprKind::Name(name) if name == wanted);
        let explicit = match args.as_slice() {
            [] => true,
            [class, receiver] => {
                named(class, &self.defs[self.position].name.name)
                    && self.receiver.as_ref().is_some_and(|name| named(receiver, name))
            }
            _ => false,
        };
        named(func, "super") && keywords.is_empty() && explicit
    }

    /// What `Base.method` means, where `Base` is a class that the class derives from.
    fn of_base(&self, class: &Expr, method: &str) -> Option<usize> {
        let ExprKind::Name(class) = &class.kind else { return None };
        if !self.defs[self.position + 1..].iter().any(|def| def.name.name == *class) {
            return None;
        }
        let found = self.classes.lines.get(class)?.iter().find(|one| {
            self.classes.defs.get(one.as_str()).is_some_and(|def| def.body.iter().any(|stmt| is_method(stmt, method)))
        })?;
        self.defs.iter().position(|def| def.name.name == *found)
    }
}

impl Change for Supers<'_, '_> {
    fn expr(&mut self, expr: &mut Expr) {
        let span = expr.span;
        let ExprKind::Call { func, args, keywords } = &mut expr.kind else { return };
        let ExprKind::Attribute { value, attr } = &mut func.kind else { return };
        if !self.is_super(value) {
            // `Base.method(self, …)`
            let is_receiver = |arg: &Expr| matches!((&arg.kind, &self.receiver), (ExprKind::Name(name), Some(receiver)) if name == receiver);
            if args.first().is_some_and(is_receiver)
                && let (Some(position), Some(receiver)) = (self.of_base(value, &attr.name), &self.receiver)
            {
                let class = snake(&self.defs[position].name.name);
                let called = format!("{class}_{}", attr.name.trim_matches('_'));
                self.wanted.push((position, attr.name.clone(), called.clone()));
                value.kind = ExprKind::Name(receiver.clone());
                attr.name = called;
                args.remove(0);
            }
            return;
        }
        let found = (self.position + 1..self.defs.len())
            .find(|position| self.defs[*position].body.iter().any(|stmt| is_method(stmt, &attr.name)));
        match (found, &self.receiver) {
            (Some(position), Some(receiver)) => {
                let class = snake(&self.defs[position].name.name);
                let called = format!("{class}_{}", attr.name.trim_matches('_'));
                self.wanted.push((position, attr.name.clone(), called.clone()));
                value.kind = ExprKind::Name(receiver.clone());
                attr.name = called;
            }
            // A dataclass has an `__init__` that is not written yet.
            (None, Some(_))
                if attr.name == "__init__"
                    && args.is_empty()
                    && keywords.is_empty()
                    && !self.defs.iter().any(|def| !def.decorators.is_empty()) =>
            {
                *expr = Expr { id: expr.id, span, kind: ExprKind::Constant(Constant::None) };
            }
            _ => self.failed = true,
        }
    }
}

fn is_method(stmt: &Stmt, name: &str) -> bool {
    matches!(&stmt.kind, StmtKind::FunctionDef(method) if method.name.name == name)
}

fn mentions_super(body: &[Stmt]) -> bool {
    let mut found = false;
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| {
            found |= matches!(node, Node::Expr(Expr { kind: ExprKind::Name(name), .. }) if name == "super");
        });
    }
    found
}

/// Whether a method means the same in another class: it defines nothing, has no private names, and its receiver stays what it is.
fn is_simple(method: &FunctionDef) -> bool {
    let is_private = |name: &str| name.starts_with("__") && !name.ends_with("__");
    let mut fine = !is_private(&method.name.name);
    let receiver = method.parameters.posonly.first().or(method.parameters.args.first());
    let bound = bindings(&method.parameters, &method.body);
    fine &= receiver.is_none_or(|receiver| bound.get(&receiver.name.name) == Some(&1));
    for stmt in &method.body {
        Node::Stmt(stmt).walk(&mut |node| match node {
            Node::Stmt(Stmt { kind: StmtKind::FunctionDef(_) | StmtKind::ClassDef(_), .. }) => fine = false,
            Node::Expr(Expr { kind: ExprKind::Name(name), .. }) => {
                fine &= name != "__class__" && !is_private(name);
            }
            Node::Expr(Expr { kind: ExprKind::Attribute { attr, .. }, .. }) => fine &= !is_private(&attr.name),
            _ => {}
        });
    }
    fine
}

/// Whether a name is a method in one class and an attribute in another.
fn mixes_kinds(defs: &[&ClassDef]) -> bool {
    let mut methods: HashSet<&str> = HashSet::new();
    let mut attributes: HashSet<&str> = HashSet::new();
    for stmt in defs.iter().flat_map(|def| &def.body) {
        match &stmt.kind {
            StmtKind::FunctionDef(method) => {
                methods.insert(&method.name.name);
            }
            StmtKind::Assign { targets, .. } => {
                for target in targets {
                    if let ExprKind::Name(name) = &target.kind {
                        attributes.insert(name);
                    }
                }
            }
            StmtKind::AnnAssign { target: Expr { kind: ExprKind::Name(name), .. }, .. } => {
                attributes.insert(name);
            }
            _ => {}
        }
    }
    methods.intersection(&attributes).next().is_some()
}

/// The fields of a dataclass: those of its bases first, a field that is defined anew where it was.
fn fields(defs: &[&ClassDef]) -> Vec<Stmt> {
    let name = |stmt: &Stmt| match &stmt.kind {
        StmtKind::AnnAssign { target: Expr { kind: ExprKind::Name(name), .. }, .. } => Some(name.clone()),
        _ => None,
    };
    let mut fields: Vec<Stmt> = Vec::new();
    for stmt in defs.iter().rev().flat_map(|def| &def.body).filter(|stmt| name(stmt).is_some()) {
        match fields.iter_mut().find(|known| name(known) == name(stmt)) {
            Some(known) => *known = stmt.clone(),
            None => fields.push(stmt.clone()),
        }
    }
    fields
}
