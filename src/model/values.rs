//! What names hold, as far as it is plain to see: an instance of a class, something that a call made.
//!
//! ```python
//! conn = sqlite3.connect("shop.db")   # an instance of sqlite3.Connection
//! log = open("log.txt")               # made by a call with the effect `file`
//! self.repo = Repository()            # an instance of a class of the program
//! ```
//!
//! This is not inference: a name that is bound to two different things holds nothing that is known.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "looks for a few kinds of nodes among many; all others say nothing here"
)]

use std::collections::HashMap;

use super::bodies::{Bodies, Body, BodyId, walk};
use super::packages::{Package, package};
use super::{ClassIndex, GlobalIndex, Model, Resolved, Symbol};
use crate::library::{EffectSet, Entry, Library, Signature, SignatureKind, TypeExpr};
use crate::python::ast::{Constant, Expr, ExprKind, Stmt, StmtKind};
use crate::python::visit::Node;

/// How deep an expression is followed.
const DEPTH: u8 = 12;

/// What a name or expression holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// An instance of a class of the program.
    Instance(ClassIndex),
    /// An instance of a class of the library, by qualified name.
    Library(String),
    /// Something that a call with these effects made, and whose methods reach the same world: a file, a response.
    Handle(String, EffectSet),
    /// Something of a package that has no stub.
    Package(&'static Package),
    /// A module, class or function of that qualified name, imported inside a function.
    Named(String),
    /// A function that stands in this or an enclosing one.
    Function(BodyId),
    /// More than one of these.
    Several,
}

/// The names of one body.
pub type Names<'a> = HashMap<&'a str, Value>;

/// What the names of a program hold.
#[derive(Debug)]
pub struct Values<'m, 'a> {
    model: &'m Model<'a>,
    library: &'m Library,
    bodies: &'m Bodies<'a>,
    globals: HashMap<GlobalIndex, Value>,
    attributes: HashMap<ClassIndex, Names<'a>>,
    locals: Vec<Names<'a>>,
}

impl<'m, 'a> Values<'m, 'a> {
    /// Reads every assignment of a program.
    pub fn of(model: &'m Model<'a>, library: &'m Library, bodies: &'m Bodies<'a>) -> Self {
        let locals = std::iter::repeat_with(Names::new).take(bodies.len()).collect();
        let mut values = Self { model, library, bodies, globals: HashMap::new(), attributes: HashMap::new(), locals };
        // Attributes are set from locals and read into others: what the first round learns, the second one uses.
        for _ in 0..2 {
            for (id, body) in bodies.iter() {
                values.body(id, body);
            }
        }
        values
    }

    fn body(&mut self, id: BodyId, body: &Body<'a>) {
        if let Some(def) = body.def {
            for (place, parameter) in def.parameters.iter().enumerate() {
                let value = match (&parameter.annotation, body.class) {
                    (None, Some(class)) if place == 0 && !is_static(body) => Some(Value::Instance(class)),
                    (Some(annotation), _) => self.annotated(id, annotation),
                    (None, _) => None,
                };
                if let Some(value) = value {
                    self.locals[id.0].insert(&parameter.name.name, value);
                }
            }
        }
        let nested: Vec<(&'a str, BodyId)> = body.nested.iter().map(|(name, id)| (*name, *id)).collect();
        for (name, inner) in nested {
            self.locals[id.0].insert(name, Value::Function(inner));
        }
        walk(body.stmts, &mut |node| {
            if let Node::Stmt(stmt) = node {
                self.stmt(id, body, stmt);
            } else if let Node::Expr(Expr { kind: ExprKind::NamedExpr { target, value }, .. }) = node {
                self.bind(id, body, target, value);
            }
            true
        });
    }

    fn stmt(&mut self, id: BodyId, body: &Body<'a>, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Assign { targets, value } => targets.iter().for_each(|target| self.bind(id, body, target, value)),
            StmtKind::AnnAssign { target, value: Some(value), .. } => self.bind(id, body, target, value),
            StmtKind::With { items, .. } => {
                for item in items {
                    if let Some(target) = &item.target {
                        self.bind(id, body, target, &item.context);
                    }
                }
            }
            StmtKind::Import(aliases) if body.def.is_some() => {
                for alias in aliases {
                    let dotted = &alias.name.name;
                    let root = dotted.split('.').next().unwrap_or_default();
                    let (bound, meant) = alias.asname.as_ref().map_or((root, root), |name| (&name.name, dotted));
                    self.locals[id.0].insert(bound, Value::Named(meant.to_owned()));
                }
            }
            StmtKind::ImportFrom { module: Some(module), names, level: 0 } if body.def.is_some() => {
                for alias in names {
                    let bound = &alias.asname.as_ref().unwrap_or(&alias.name).name;
                    let meant = format!("{}.{}", module.name, alias.name.name);
                    self.locals[id.0].insert(bound, Value::Named(meant));
                }
            }
            _ => {}
        }
    }

    fn bind(&mut self, id: BodyId, body: &Body<'a>, target: &'a Expr, value: &'a Expr) {
        let Some(held) = self.of_expr(id, value) else { return };
        let join = |known: Option<&Value>| match known {
            Some(known) if *known != held => Value::Several,
            _ => held.clone(),
        };
        match &target.kind {
            ExprKind::Name(name) => {
                let is_local = self.bodies.scope(self.model, id).is_some_and(|scope| scope.locals.contains(name));
                if is_local {
                    let value = join(self.locals[id.0].get(name.as_str()));
                    self.locals[id.0].insert(name, value);
                } else if let Some(Symbol::Global(index)) = self.model.module(body.module).symbols.get(name) {
                    let value = join(self.globals.get(index));
                    self.globals.insert(*index, value);
                }
            }
            ExprKind::Attribute { value: object, attr } => {
                if let Some(Value::Instance(class)) = self.of_expr(id, object) {
                    let value = join(self.attributes.get(&class).and_then(|names| names.get(attr.name.as_str())));
                    self.attributes.entry(class).or_default().insert(&attr.name, value);
                }
            }
            _ => {}
        }
    }

    /// What a module-level variable holds.
    pub fn of_global(&self, global: GlobalIndex) -> Option<&Value> {
        self.globals.get(&global)
    }

    /// What an annotation promises: `conn: sqlite3.Connection`.
    fn annotated(&self, id: BodyId, annotation: &Expr) -> Option<Value> {
        match &annotation.kind {
            ExprKind::BinOp { left, right, .. } => self.annotated(id, left).or_else(|| self.annotated(id, right)),
            ExprKind::Name(_) | ExprKind::Attribute { .. } => match self.resolve(id, annotation)? {
                Resolved::Symbol(Symbol::Class(class)) => Some(Value::Instance(class)),
                Resolved::External(name) => match self.library.class(builtin(&name)) {
                    Some(class) => Some(Value::Library(class.qualified_name.clone())),
                    None => package(&name).map(Value::Package),
                },
                Resolved::Symbol(_) => None,
            },
            _ => None,
        }
    }

    /// What a dotted name means in a body, imports inside functions included; `None` when it is an attribute of a value.
    pub fn resolve(&self, id: BodyId, expr: &Expr) -> Option<Resolved> {
        self.resolve_within(id, expr, DEPTH)
    }

    fn resolve_within(&self, id: BodyId, expr: &Expr, depth: u8) -> Option<Resolved> {
        match &expr.kind {
            ExprKind::Name(name) => match self.local(id, name) {
                Some(Some(Value::Named(qualified))) => Some(Resolved::External(qualified.clone())),
                Some(_) => None,
                None => Some(self.model.resolve_name(self.bodies.get(id).module, name)),
            },
            ExprKind::Attribute { value, attr } => match self.resolve_within(id, value, depth.checked_sub(1)?)? {
                Resolved::External(qualified) if !qualified.starts_with("builtins.") => {
                    Some(Resolved::External(format!("{qualified}.{}", attr.name)))
                }
                Resolved::Symbol(Symbol::Module(inner)) => Some(self.model.module_attribute(inner, &attr.name)),
                Resolved::External(_) | Resolved::Symbol(_) => None,
            },
            _ => None,
        }
    }

    /// `None` when the name is none of this body's or of those around it; `Some(None)` when it is, and holds nothing that is known.
    pub fn local(&self, id: BodyId, name: &str) -> Option<Option<&Value>> {
        let mut current = Some(id);
        while let Some(id) = current {
            let scope = self.bodies.scope(self.model, id)?;
            if scope.globals.contains(name) {
                return None;
            }
            if scope.locals.contains(name) {
                return Some(self.locals[id.0].get(name));
            }
            current = self.bodies.get(id).parent;
        }
        None
    }

    /// What an expression holds.
    pub fn of_expr(&self, id: BodyId, expr: &Expr) -> Option<Value> {
        self.within(id, expr, DEPTH)
    }

    fn within(&self, id: BodyId, expr: &Expr, depth: u8) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        match &expr.kind {
            ExprKind::Name(name) => match self.local(id, name) {
                Some(held) => held.cloned(),
                None => self.named(id, expr),
            },
            ExprKind::Attribute { value, attr } => {
                let owner = self.within(id, value, depth);
                match owner {
                    Some(Value::Named(_)) | None => self.named(id, expr),
                    Some(owner) => self.attribute(&owner, &attr.name),
                }
            }
            ExprKind::Call { func, .. } => self.result(id, func, depth),
            ExprKind::Await(inner) => self.within(id, inner, depth),
            ExprKind::NamedExpr { value, .. } => self.within(id, value, depth),
            ExprKind::Subscript { value, .. } => match self.within(id, value, depth)? {
                value @ Value::Package(_) => Some(value),
                _ => None,
            },
            ExprKind::BinOp { left, .. } => match self.within(id, left, depth)? {
                // `folder / "name"`
                Value::Library(class) if class.starts_with("pathlib.") => Some(Value::Library(class)),
                _ => None,
            },
            ExprKind::BoolOp { values, .. } => values.iter().find_map(|value| self.within(id, value, depth)),
            ExprKind::IfExp { body, orelse, .. } => {
                self.within(id, body, depth).or_else(|| self.within(id, orelse, depth))
            }
            ExprKind::JoinedStr(_) | ExprKind::Constant(Constant::Str(_)) => Some(Value::Library("str".to_owned())),
            ExprKind::List(_) | ExprKind::ListComp { .. } => Some(Value::Library("list".to_owned())),
            ExprKind::Dict(_) | ExprKind::DictComp { .. } => Some(Value::Library("dict".to_owned())),
            ExprKind::Set(_) | ExprKind::SetComp { .. } => Some(Value::Library("set".to_owned())),
            ExprKind::Constant(Constant::Bytes(_)) => Some(Value::Library("bytes".to_owned())),
            _ => None,
        }
    }

    /// What a module-level or library name holds.
    fn named(&self, id: BodyId, expr: &Expr) -> Option<Value> {
        match self.resolve(id, expr)? {
            Resolved::Symbol(Symbol::Global(index)) => self.globals.get(&index).cloned(),
            Resolved::External(name) => match self.library.entry(&name) {
                Some(Entry::Attribute(attribute)) => class_of(&attribute.ty).map(Value::Library),
                // `environ` stands in its stub as a property of the module.
                Some(Entry::Function([signature])) if name == "os.environ" => {
                    class_of(&signature.returns).map(Value::Library)
                }
                _ => None,
            },
            Resolved::Symbol(_) => None,
        }
    }

    /// What an attribute of a value holds.
    pub fn attribute(&self, owner: &Value, name: &str) -> Option<Value> {
        match owner {
            Value::Instance(class) => {
                for class in self.lineage(*class) {
                    if let Some(held) = self.attributes.get(&class).and_then(|names| names.get(name)) {
                        return Some(held.clone());
                    }
                    if let Some(index) = self.model.class(class).attributes.get(name) {
                        return self.globals.get(index).cloned();
                    }
                }
                let attribute = self.external_bases(*class).find_map(|base| self.library.attribute(base, name))?;
                class_of(&attribute.ty).map(Value::Library)
            }
            Value::Library(class) => class_of(&self.library.attribute(class, name)?.ty).map(Value::Library),
            Value::Package(_) | Value::Handle(..) => Some(owner.clone()),
            Value::Named(_) | Value::Function(_) | Value::Several => None,
        }
    }

    /// What a call gives.
    fn result(&self, id: BodyId, func: &Expr, depth: u8) -> Option<Value> {
        if let ExprKind::Attribute { value, attr } = &func.kind {
            match self.within(id, value, depth) {
                Some(Value::Library(class)) => {
                    let signature = self.library.method(&class, &attr.name)?.first()?;
                    return made(signature, Some(&class));
                }
                Some(value @ (Value::Package(_) | Value::Handle(..))) => return Some(value),
                Some(Value::Instance(class)) if self.model.method(class, &attr.name).is_none() => {
                    let base =
                        self.external_bases(class).find(|base| self.library.method(base, &attr.name).is_some())?;
                    return made(self.library.method(base, &attr.name)?.first()?, Some(base));
                }
                Some(Value::Instance(_)) => return None,
                _ => {}
            }
        }
        match self.resolve(id, func)? {
            Resolved::Symbol(Symbol::Class(class)) => Some(Value::Instance(class)),
            Resolved::External(name) => match self.library.entry(builtin(&name)) {
                Some(Entry::Class(class)) => {
                    let effects = self
                        .library
                        .constructor(&class.qualified_name)
                        .and_then(<[Signature]>::first)
                        .map(|one| one.effects);
                    let has_methods = !class.methods.is_empty();
                    match effects {
                        Some(effects) if !has_methods && !effects.is_empty() => {
                            Some(Value::Handle(name.clone(), effects))
                        }
                        _ => Some(Value::Library(class.qualified_name.clone())),
                    }
                }
                Some(Entry::Function(signatures)) => made(signatures.first()?, None),
                Some(Entry::Module(_) | Entry::Attribute(_)) => None,
                None => package(&name).map(Value::Package),
            },
            Resolved::Symbol(_) => None,
        }
    }

    /// A class and its bases that are classes of the program.
    pub fn lineage(&self, class: ClassIndex) -> Vec<ClassIndex> {
        let mut found = vec![class];
        let mut next = 0;
        while let Some(current) = found.get(next).copied() {
            next += 1;
            for base in self.model.class(current).bases.iter().flatten() {
                if let Resolved::Symbol(Symbol::Class(inner)) = base
                    && !found.contains(inner)
                {
                    found.push(*inner);
                }
            }
        }
        found
    }

    /// The bases of a class that are not of the program, by qualified name.
    pub fn external_bases(&self, class: ClassIndex) -> impl Iterator<Item = &'m str> {
        let model = self.model;
        self.lineage(class).into_iter().flat_map(move |class| {
            model.class(class).bases.iter().flatten().filter_map(|base| match base {
                Resolved::External(name) => Some(name.as_str()),
                Resolved::Symbol(_) => None,
            })
        })
    }
}

/// What a call of the library gives.
fn made(signature: &Signature, receiver: Option<&str>) -> Option<Value> {
    if let Some(class) = class_of(&signature.returns) {
        return Some(Value::Library(class));
    }
    if signature.returns == TypeExpr::Receiver {
        return receiver.map(|class| Value::Library(class.to_owned()));
    }
    // `open()`, `urlopen()`, `path.open()`; but the rows that a cursor fetches are plain values.
    let makes = signature.kind != SignatureKind::Method || signature.qualified_name.rsplit('.').next() == Some("open");
    let handle = makes && signature.returns == TypeExpr::Any && !signature.effects.is_empty();
    handle.then(|| Value::Handle(signature.qualified_name.clone(), signature.effects))
}

/// The one class of a type: `T` and `T | None`.
fn class_of(ty: &TypeExpr) -> Option<String> {
    match ty {
        TypeExpr::Class(name, _) => Some(name.clone()),
        TypeExpr::Union(options) => {
            let mut classes = options.iter().filter(|option| **option != TypeExpr::None).map(class_of);
            let only = classes.next()??;
            classes.next().is_none().then_some(only)
        }
        TypeExpr::Json => Some("Json".to_owned()),
        _ => None,
    }
}

/// The name as the library has it: builtins without a module.
pub(super) fn builtin(name: &str) -> &str {
    name.strip_prefix("builtins.").unwrap_or(name)
}

/// `@staticmethod`: no parameter is the instance.
fn is_static(body: &Body<'_>) -> bool {
    let decorators = body.def.map(|def| def.decorators.as_slice()).unwrap_or_default();
    decorators.iter().any(|decorator| matches!(&decorator.kind, ExprKind::Name(name) if name == "staticmethod"))
}
