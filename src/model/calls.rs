//! Who calls whom: every call site with what it can reach.
//!
//! A callee is found by its resolved name (`json.dumps`, `helpers.price`), as a method of a known object (`self.load()`, `repo.find()`,
//! `self.wfile.write()`), or, where nothing is known of the object, as any method of that name in the program; such a site is *uncertain*.
//! Names that builtin types have as well (`get`, `append`, `split`) are not looked up that way: the object is most likely one of those.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "looks for a few kinds of nodes among many; all others say nothing here"
)]

use std::collections::{HashMap, HashSet};

use super::bodies::{Bodies, BodyId, walk};
use super::packages::package;
use super::values::{Value, Values, builtin};
use super::{ClassIndex, Model, Resolved, Symbol};
use crate::library::{Effect, EffectSet, Entry, Library, Signature};
use crate::python::ast::{Expr, ExprKind, Stmt, StmtKind};
use crate::python::visit::Node;
use crate::source::Span;

/// Names every method of one name: one of them is what a call of an unknown object reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MethodsId(pub usize);

/// What a call site can reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Callee {
    /// A function of the program.
    Body(BodyId),
    /// One of the methods of that name.
    Methods(MethodsId),
    /// Something outside of the program.
    External(EffectSet),
}

/// How a call site is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteKind {
    /// `f(x)`
    Call,
    /// `with lock:`, a property, `os.environ["HOME"]`: code runs that is not written as a call.
    Implicit,
}

/// A place where a body runs other code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallSite {
    /// The call.
    pub span: Span,
    /// What is called, as written or by qualified name: `self.wfile.write`, `json.dumps`.
    pub name: String,
    /// How it is written.
    pub kind: SiteKind,
    /// What it can reach; functions that are handed over as arguments too.
    pub callees: Vec<Callee>,
    /// Whether the callee is known, and not only its name.
    pub certain: bool,
}

/// Every call site of a program.
#[derive(Debug, Default)]
pub struct Calls {
    /// By [`BodyId`].
    sites: Vec<Vec<CallSite>>,
    /// By [`MethodsId`].
    methods: Vec<Vec<BodyId>>,
}

impl Calls {
    /// The call graph of a program.
    pub fn of<'a>(model: &Model<'a>, library: &Library, bodies: &Bodies<'a>, values: &Values<'_, 'a>) -> Self {
        let mut methods: HashMap<&str, Vec<BodyId>> = HashMap::new();
        for (id, body) in bodies.iter() {
            if let (Some(def), Some(_)) = (body.def, body.class) {
                methods.entry(&def.name.name).or_default().push(id);
            }
        }
        let builtins = ["str", "list", "dict", "set", "bytes", "int"].iter().filter_map(|class| library.class(class));
        let mut finder = Finder {
            model,
            library,
            bodies,
            values,
            by_name: methods,
            builtins: builtins.flat_map(|class| class.methods.keys().map(String::as_str)).collect(),
            known: HashMap::new(),
            named: HashMap::new(),
            methods: Vec::new(),
        };
        let sites = bodies.iter().map(|(id, _)| finder.body(id)).collect();
        Self { sites, methods: finder.methods }
    }

    /// The call sites of a body, in source order.
    pub fn sites(&self, id: BodyId) -> &[CallSite] {
        &self.sites[id.0]
    }

    /// The functions that a callee can be.
    pub fn bodies<'s>(&'s self, callee: &'s Callee) -> &'s [BodyId] {
        match callee {
            Callee::Body(id) => std::slice::from_ref(id),
            Callee::Methods(id) => &self.methods[id.0],
            Callee::External(_) => &[],
        }
    }

    /// The functions that a call site most likely runs: those that are known, and the only method of a name.
    pub fn likely<'s>(&'s self, site: &'s CallSite) -> impl Iterator<Item = BodyId> + 's {
        let bodies = site.callees.iter().map(|callee| self.bodies(callee));
        bodies.filter(|bodies| site.certain || bodies.len() == 1).flatten().copied()
    }

    /// Every group of methods that share a name.
    pub fn methods(&self) -> &[Vec<BodyId>] {
        &self.methods
    }
}

struct Finder<'f, 'm, 'a> {
    model: &'f Model<'a>,
    library: &'f Library,
    bodies: &'f Bodies<'a>,
    values: &'f Values<'m, 'a>,
    by_name: HashMap<&'a str, Vec<BodyId>>,
    /// Names of methods that builtin types have.
    builtins: HashSet<&'f str>,
    /// What calls outside of the program do, by qualified name, and whether that is known.
    known: HashMap<String, (EffectSet, bool)>,
    named: HashMap<&'a str, MethodsId>,
    methods: Vec<Vec<BodyId>>,
}

/// What was found out about a callee.
struct Found {
    name: String,
    callees: Vec<Callee>,
    certain: bool,
}

impl<'a> Finder<'_, '_, 'a> {
    fn body(&mut self, id: BodyId) -> Vec<CallSite> {
        let mut sites = Vec::new();
        walk(self.bodies.get(id).stmts, &mut |node| {
            match node {
                Node::Expr(expr) => self.expr(id, expr, &mut sites),
                Node::Stmt(Stmt { kind: StmtKind::With { items, .. }, .. }) => {
                    for item in items {
                        self.enter(id, &item.context, &mut sites);
                    }
                }
                Node::Stmt(_) | Node::Pattern(_) => {}
            }
            true
        });
        sites
    }

    fn expr(&mut self, id: BodyId, expr: &'a Expr, sites: &mut Vec<CallSite>) {
        let site = match &expr.kind {
            ExprKind::Call { func, args, keywords } => {
                let mut found = self.callee(id, func);
                for argument in args.iter().chain(keywords.iter().map(|keyword| &keyword.value)) {
                    found.callees.extend(self.function_of(id, argument).map(Callee::Body));
                }
                CallSite {
                    span: expr.span,
                    name: found.name,
                    kind: SiteKind::Call,
                    callees: found.callees,
                    certain: found.certain,
                }
            }
            ExprKind::Attribute { value, attr } => {
                let Some(Value::Instance(class)) = self.values.of_expr(id, value) else { return };
                let Some(body) = self.method(class, &attr.name).filter(|body| self.is_property(*body)) else { return };
                implicit(expr.span, &attr.name, vec![Callee::Body(body)])
            }
            ExprKind::Subscript { value, .. } => {
                let Some(Value::Library(class)) = self.values.of_expr(id, value) else { return };
                let effects = effects_of(self.library.method(&class, "__getitem__").unwrap_or_default());
                if effects.is_empty() {
                    return;
                }
                implicit(expr.span, &class, vec![Callee::External(effects)])
            }
            _ => return,
        };
        sites.push(site);
    }

    /// `with lock:` runs `__enter__` and `__exit__`.
    fn enter(&mut self, id: BodyId, context: &'a Expr, sites: &mut Vec<CallSite>) {
        let callees: Vec<Callee> = match self.values.of_expr(id, context) {
            Some(Value::Instance(class)) => ["__enter__", "__exit__", "__aenter__", "__aexit__"]
                .iter()
                .filter_map(|name| self.method(class, name))
                .map(Callee::Body)
                .collect(),
            Some(Value::Library(class)) => {
                let effects = effects_of(self.library.method(&class, "__enter__").unwrap_or_default());
                if effects.is_empty() { Vec::new() } else { vec![Callee::External(effects)] }
            }
            _ => Vec::new(),
        };
        if !callees.is_empty() {
            sites.push(implicit(context.span, "with", callees));
        }
    }

    fn callee(&mut self, id: BodyId, func: &'a Expr) -> Found {
        match &func.kind {
            ExprKind::Name(name) => self.name(id, name, func),
            ExprKind::Attribute { value, attr } => {
                if is_super(value) {
                    return self.parent_method(id, &attr.name);
                }
                if let Some(resolved) = self.values.resolve(id, func) {
                    let is_value = matches!(resolved, Resolved::Symbol(Symbol::Global(_) | Symbol::Ambiguous(_)));
                    if !is_value {
                        return self.resolved(&attr.name, &resolved);
                    }
                }
                // `Tool.make()`: a method named through its class.
                if let Some(Resolved::Symbol(Symbol::Class(class))) = self.values.resolve(id, value) {
                    return self.instance_method(class, &attr.name);
                }
                self.of_object(id, value, &attr.name)
            }
            ExprKind::Lambda { .. } => Found { name: "lambda".to_owned(), callees: Vec::new(), certain: true },
            _ => unknown(String::new()),
        }
    }

    fn name(&mut self, id: BodyId, name: &'a str, func: &Expr) -> Found {
        match self.values.local(id, name) {
            Some(Some(Value::Function(body))) => certain(name, vec![Callee::Body(*body)]),
            Some(Some(Value::Named(qualified))) => self.external(qualified),
            Some(Some(Value::Instance(class))) => self.instance_method(*class, "__call__"),
            Some(_) => unknown(name.to_owned()),
            None => match self.values.resolve(id, func) {
                Some(resolved) => self.resolved(name, &resolved),
                None => unknown(name.to_owned()),
            },
        }
    }

    fn resolved(&mut self, name: &str, resolved: &Resolved) -> Found {
        match resolved {
            Resolved::Symbol(Symbol::Function(index)) => {
                certain(name, self.bodies.of_function(*index).map(Callee::Body).into_iter().collect())
            }
            Resolved::Symbol(Symbol::Class(class)) => {
                if let Some(body) = self.method(*class, "__init__") {
                    return certain(name, vec![Callee::Body(body)]);
                }
                let bases = self.values.external_bases(*class);
                let effects = bases.map(|base| effects_of(self.library.constructor(base).unwrap_or_default()));
                certain(name, external_callee(effects.fold(EffectSet::NONE, EffectSet::union)))
            }
            Resolved::External(qualified) | Resolved::Symbol(Symbol::External(qualified)) => self.external(qualified),
            Resolved::Symbol(Symbol::Global(_) | Symbol::Module(_) | Symbol::Ambiguous(_)) => unknown(name.to_owned()),
        }
    }

    fn external(&mut self, qualified: &str) -> Found {
        let name = builtin(qualified);
        let (effects, certain) = if let Some(known) = self.known.get(name) {
            *known
        } else {
            let found = self.effects_of_external(name);
            self.known.insert(name.to_owned(), found);
            found
        };
        Found { name: name.to_owned(), callees: external_callee(effects), certain }
    }

    fn effects_of_external(&self, name: &str) -> (EffectSet, bool) {
        match self.library.entry(name) {
            Some(Entry::Function(signatures)) => (effects_of(signatures), true),
            Some(Entry::Class(class)) => {
                (effects_of(self.library.constructor(&class.qualified_name).unwrap_or_default()), true)
            }
            Some(Entry::Module(_) | Entry::Attribute(_)) => (EffectSet::NONE, true),
            // Where there is no stub at all, nobody knows what it does.
            None => package(name)
                .map_or((EffectSet::NONE, self.in_library(name)), |package| (package.effects_of(name), true)),
        }
    }

    /// Whether the library has at least the module.
    fn in_library(&self, name: &str) -> bool {
        name.rsplit_once('.').is_some_and(|(module, _)| self.library.module(module).is_some())
    }

    /// A method of what an expression holds.
    fn of_object(&mut self, id: BodyId, object: &Expr, method: &'a str) -> Found {
        let written = || format!("{}.{method}", path(object).as_deref().unwrap_or("…"));
        match self.values.of_expr(id, object) {
            Some(Value::Instance(class)) => {
                let mut found = self.instance_method(class, method);
                found.name = written();
                found
            }
            Some(Value::Library(class)) => {
                let effects = effects_of(self.library.method(&class, method).unwrap_or_default());
                certain(&written(), external_callee(effects))
            }
            Some(Value::Handle(_, effects)) => certain(&written(), external_callee(effects)),
            Some(Value::Package(package)) => certain(&written(), external_callee(package.effects_of(method))),
            Some(Value::Named(_) | Value::Function(_) | Value::Several) | None => {
                let name = written();
                self.by_method_name(name, method, object)
            }
        }
    }

    fn instance_method(&mut self, class: ClassIndex, method: &'a str) -> Found {
        if let Some(body) = self.method(class, method) {
            return certain(method, vec![Callee::Body(body)]);
        }
        for base in self.values.external_bases(class) {
            if let Some(signatures) = self.library.method(base, method) {
                return certain(method, external_callee(effects_of(signatures)));
            }
            if let Some(package) = package(base) {
                return certain(method, external_callee(package.effects_of(method)));
            }
        }
        self.any_method(method.to_owned(), method)
    }

    /// `super().method()`
    fn parent_method(&mut self, id: BodyId, method: &'a str) -> Found {
        let mut current = Some(id);
        while let Some(id) = current {
            let body = self.bodies.get(id);
            if let Some(class) = body.class {
                let name = format!("super().{method}");
                for parent in self.values.lineage(class).into_iter().skip(1) {
                    let own =
                        self.model.class(parent).methods.get(method).and_then(|index| self.bodies.of_function(*index));
                    if let Some(body) = own {
                        return certain(&name, vec![Callee::Body(body)]);
                    }
                }
                let signatures = self.values.external_bases(class).find_map(|base| self.library.method(base, method));
                return certain(&name, external_callee(effects_of(signatures.unwrap_or_default())));
            }
            current = body.parent;
        }
        unknown(format!("super().{method}"))
    }

    /// A method of an object of which nothing is known.
    fn by_method_name(&mut self, name: String, method: &'a str, object: &Expr) -> Found {
        if is_database(object, method) {
            let callees = vec![Callee::External(EffectSet::from_iter([Effect::Database]))];
            return Found { name, callees, certain: false };
        }
        self.any_method(name, method)
    }

    fn any_method(&mut self, name: String, method: &'a str) -> Found {
        if self.builtins.contains(method) {
            return unknown(name);
        }
        let Some(group) = self.by_name.get(method) else { return unknown(name) };
        let id = *self.named.entry(method).or_insert_with(|| {
            self.methods.push(group.clone());
            MethodsId(self.methods.len() - 1)
        });
        Found { name, callees: vec![Callee::Methods(id)], certain: false }
    }

    fn method(&self, class: ClassIndex, name: &str) -> Option<BodyId> {
        let classes = self.values.lineage(class);
        classes
            .iter()
            .find_map(|class| self.model.class(*class).methods.get(name))
            .and_then(|index| self.bodies.of_function(*index))
    }

    /// `@property`
    fn is_property(&self, body: BodyId) -> bool {
        let decorators = self.bodies.get(body).def.map(|def| def.decorators.as_slice()).unwrap_or_default();
        decorators.iter().any(|decorator| match &decorator.kind {
            ExprKind::Name(name) => name == "property" || name == "cached_property",
            ExprKind::Attribute { attr, .. } => attr.name == "cached_property",
            _ => false,
        })
    }

    /// The function that an argument names: `Thread(target=work)`, `sorted(users, key=rank)`, `submit(self.load)`.
    fn function_of(&self, id: BodyId, argument: &Expr) -> Option<BodyId> {
        match &argument.kind {
            ExprKind::Name(name) => match self.values.local(id, name) {
                Some(held) => match held? {
                    Value::Function(body) => Some(*body),
                    _ => None,
                },
                None => self.named_function(id, argument),
            },
            ExprKind::Attribute { value, attr } => match self.values.of_expr(id, value) {
                Some(Value::Instance(class)) => self.method(class, &attr.name).filter(|body| !self.is_property(*body)),
                _ => self.named_function(id, argument),
            },
            _ => None,
        }
    }

    fn named_function(&self, id: BodyId, expr: &Expr) -> Option<BodyId> {
        match self.values.resolve(id, expr)? {
            Resolved::Symbol(Symbol::Function(index)) => self.bodies.of_function(index),
            Resolved::Symbol(_) | Resolved::External(_) => None,
        }
    }
}

fn implicit(span: Span, name: &str, callees: Vec<Callee>) -> CallSite {
    CallSite { span, name: name.to_owned(), kind: SiteKind::Implicit, callees, certain: true }
}

fn certain(name: &str, callees: Vec<Callee>) -> Found {
    Found { name: name.to_owned(), callees, certain: true }
}

fn unknown(name: String) -> Found {
    Found { name, callees: Vec::new(), certain: false }
}

fn external_callee(effects: EffectSet) -> Vec<Callee> {
    if effects.is_empty() { Vec::new() } else { vec![Callee::External(effects)] }
}

fn effects_of(signatures: &[Signature]) -> EffectSet {
    signatures.iter().fold(EffectSet::NONE, |effects, signature| effects.union(signature.effects))
}

fn is_super(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Call { func, .. } if matches!(&func.kind, ExprKind::Name(name) if name == "super"))
}

/// `self.repo.cursor` as it is written; `None` for what is no chain of names.
fn path(expr: &Expr) -> Option<String> {
    let mut parts = Vec::new();
    let mut current = expr;
    loop {
        match &current.kind {
            ExprKind::Name(name) => {
                parts.push(name.as_str());
                parts.reverse();
                return Some(parts.join("."));
            }
            ExprKind::Attribute { value, attr } => {
                parts.push(&attr.name);
                current = value;
            }
            _ => return None,
        }
    }
}

/// `cursor.execute(…)`, `db.session.commit()`: the object's name and the method's say a database, though nothing proves it.
fn is_database(object: &Expr, method: &str) -> bool {
    const METHODS: [&str; 12] = [
        "execute",
        "executemany",
        "executescript",
        "fetchone",
        "fetchall",
        "fetchmany",
        "fetchrow",
        "fetchval",
        "commit",
        "rollback",
        "scalars",
        "query",
    ];
    const OBJECTS: [&str; 10] =
        ["cursor", "cur", "conn", "connection", "db", "database", "session", "engine", "con", "pool"];
    let called = match &object.kind {
        ExprKind::Name(name) => name.as_str(),
        ExprKind::Attribute { attr, .. } => attr.name.as_str(),
        ExprKind::Call { func, .. } => match &func.kind {
            ExprKind::Name(name) => name.as_str(),
            ExprKind::Attribute { attr, .. } => attr.name.as_str(),
            _ => return false,
        },
        _ => return false,
    };
    let plain = called.trim_start_matches('_').trim_start_matches("get_");
    METHODS.contains(&method) && OBJECTS.contains(&plain)
}
