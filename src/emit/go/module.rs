//! What all functions of a generated program share: names, and how its objects are held.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::names::{Names, exported, unexported};
use super::trim::Uses;
use super::types::Types;
use crate::ir::{self, Expr, ExprKind, FunctionId, GlobalKind, ObjectId, Owner, Shape, Type, walk};
use crate::plan::{Access, Plan, Sharing};

/// The names and representations of one program.
pub struct Module<'a> {
    pub plan: &'a Plan,
    /// Go names of the records' and instances' types, by object.
    pub objects: Vec<String>,
    /// Whether lists of an object class are held by a pointer, by object.
    pub pointer_lists: Vec<bool>,
    /// Go names of functions and methods, by function.
    pub functions: Vec<String>,
    /// Go names of module-level variables, by global.
    pub globals: Vec<String>,
    /// Go names of the attributes that handlers set on themselves, by handler.
    pub handler_fields: Vec<Vec<String>>,
    /// Go names of handler types.
    pub handlers: Vec<String>,
    /// Go names of the program's exception classes.
    pub exceptions: Vec<String>,
    /// Every name of the package.
    pub package: Names,
    /// Go names of the fields of records and instances, by object and field.
    pub fields: Vec<Vec<String>>,
    /// Packages that the file in work imports.
    pub imports: RefCell<BTreeSet<String>>,
    /// Objects for which something needs `Equal`.
    pub equals: RefCell<BTreeSet<ObjectId>>,
    /// Objects for which something needs `Repr`.
    pub reprs: RefCell<BTreeSet<ObjectId>>,
    /// Objects that something writes as JSON.
    pub encoded: RefCell<BTreeSet<ObjectId>>,
    /// Module-level variables that functions bind anew.
    pub rebound: BTreeSet<ir::GlobalId>,
    /// Which functions take the state: those that use it, and those that make a server whose handlers use it.
    pub takes_state: Vec<bool>,
    /// What the printed functions use.
    pub uses: Uses,
    /// A function without anything, for expressions outside of all functions.
    pub nothing: ir::Function,
}

impl<'a> Module<'a> {
    /// Names everything in `plan`.
    pub fn new(plan: &'a Plan) -> Self {
        let program = &plan.program;
        let mut package = Names::default();
        for name in ["State", "newState", "limits"] {
            package.reserve(name);
        }
        let handlers: Vec<String> = program.handlers.iter().map(|one| package.give(&exported(&one.name))).collect();
        let exceptions: Vec<String> = program.exceptions.iter().map(|one| package.give(&exported(&one.name))).collect();
        let objects: Vec<String> = program
            .objects
            .iter()
            .map(|object| match object.shape {
                Shape::Record(_) | Shape::Instance(..) => package.give(&exported(&object.name)),
                Shape::List(_) | Shape::Dict(..) | Shape::Set(_) => String::new(),
            })
            .collect();
        let mut state = Names::members();
        state.reserve("mu");
        let globals = program
            .globals
            .iter()
            .map(|one| match one.kind {
                GlobalKind::Constant(_) => package.give(&unexported(&one.name)),
                GlobalKind::State { .. } => state.give(&unexported(&one.name)),
            })
            .collect();
        let mut handler_methods = vec![Names::members(); program.handlers.len()];
        handler_methods.iter_mut().for_each(|names| names.reserve("state"));
        let mut class_methods = std::collections::HashMap::<u32, Names>::new();
        let functions = program
            .functions
            .iter()
            .map(|function| match function.owner {
                Some(Owner::Handler(i)) => handler_methods[i].give(&unexported(&function.name)),
                None if function.name == "main" => package.give("run"),
                Some(Owner::Class(_)) | None => match receiver_object(program, function) {
                    Some(id) => {
                        class_methods.entry(id.0).or_insert_with(Names::members).give(&unexported(&function.name))
                    }
                    None => package.give(&free_name(program, function)),
                },
            })
            .collect();
        let handler_fields = program
            .handlers
            .iter()
            .zip(&mut handler_methods)
            .map(|(handler, names)| handler.fields.iter().map(|field| names.give(&unexported(&field.key))).collect())
            .collect();
        let fields = program
            .objects
            .iter()
            .map(|object| {
                let (Shape::Record(fields) | Shape::Instance(_, fields)) = &object.shape else { return Vec::new() };
                let mut names = Names::members();
                for name in ["EncodeJSON", "Repr", "Equal"] {
                    names.reserve(name);
                }
                fields.iter().map(|field| names.give(&exported(&field.key))).collect()
            })
            .collect();
        Self {
            plan,
            pointer_lists: pointer_lists(plan),
            objects,
            functions,
            handler_fields,
            globals,
            handlers,
            exceptions,
            package,
            fields,
            imports: RefCell::default(),
            equals: RefCell::default(),
            reprs: RefCell::default(),
            encoded: RefCell::default(),
            rebound: rebound(plan),
            takes_state: takes_state(plan),
            uses: Uses::of(plan),
            nothing: ir::Function {
                name: String::new(),
                owner: None,
                params: 0,
                locals: Vec::new(),
                result: Type::None,
                body: Vec::new(),
                doc: None,
                comments: Vec::new(),
                place: crate::source::Place { file: crate::source::FileId(0), span: crate::source::Span::default() },
            },
        }
    }

    /// The types of the program.
    pub fn types(&self) -> Types<'_> {
        Types { plan: self.plan, names: &self.objects, pointer_lists: &self.pointer_lists, handlers: &self.handlers }
    }

    /// Notes that the file in work imports a package.
    pub fn import(&self, package: &str) {
        self.imports.borrow_mut().insert(package.to_owned());
    }

    /// Whether the function takes the state: as a parameter, or a method of a handler as its field.
    pub fn takes_state(&self, id: FunctionId) -> bool {
        self.takes_state.get(id.0 as usize).copied().unwrap_or(false)
    }

    /// Whether any module-level variable is part of the state.
    pub fn has_state(&self) -> bool {
        (0..self.plan.program.globals.len()).any(|global| super::trim::is_state(self.plan, global))
    }

    /// Whether the program makes the state when it starts.
    pub fn makes_state(&self) -> bool {
        let program = &self.plan.program;
        let raises = program.init.is_some_and(|id| self.plan.function_plan(id).raises);
        let starts = program.main.is_some_and(|id| self.takes_state(id));
        self.has_state() && (raises || starts || program.handlers.is_empty())
    }

    /// Whether handlers reach the state.
    pub fn handlers_have_state(&self) -> bool {
        handlers_have_state(self.plan)
    }

    /// The Go type that holds the attributes of an exception class, and the name of one of them.
    pub fn payload(&self, class: &str, field: usize) -> (String, String) {
        let own = self.payload_owner(class);
        let name = format!("{}Fields", self.exceptions[own]);
        let fields = self.plan.program.exceptions[own].fields.get(field);
        (name, fields.map_or_else(String::new, |field| exported(&field.key)))
    }

    /// Whether a class of the program is derived from `KeyError`.
    pub fn is_key_error(&self, class: &str) -> bool {
        let classes = &self.plan.program.exceptions;
        let mut name = class;
        for _ in 0..=classes.len() {
            if name == "KeyError" {
                return true;
            }
            let Some(own) = classes.iter().find(|one| one.name == name) else { return false };
            name = &own.base;
        }
        false
    }

    /// The position of the class whose `__init__` sets the attributes: the class itself, or the nearest of its bases that has some.
    fn payload_owner(&self, class: &str) -> usize {
        let classes = &self.plan.program.exceptions;
        let mut name = class;
        for _ in classes {
            let Some(own) = classes.iter().position(|one| one.name == name) else { break };
            if !classes[own].fields.is_empty() {
                return own;
            }
            name = &classes[own].base;
        }
        0
    }

    /// The Go expression of an exception class: `py.ValueError`, or the variable of one of the program's own.
    pub fn exception(&self, class: &str) -> String {
        let own = self.plan.program.exceptions.iter().position(|one| one.name == class);
        own.map_or_else(|| format!("py.{}", class.rsplit('.').next().unwrap_or(class)), |i| self.exceptions[i].clone())
    }
}

/// Which lists are held by a pointer: those that are reachable in two ways, and those that grow or shrink where Go could not
/// assign the new slice to the one variable or field that holds it.
fn pointer_lists(plan: &Plan) -> Vec<bool> {
    let mut pointers: Vec<bool> = plan.sharing.iter().map(|sharing| *sharing == Sharing::Shared).collect();
    pointers.resize(plan.program.objects.len(), false);
    for function in &plan.program.functions {
        walk::block(&function.body, &mut |expr: &Expr| {
            let ExprKind::Library(call) = &expr.kind else { return };
            if !resizes(&call.helper) {
                return;
            }
            let Some(Expr { ty: Type::Object(id), kind, .. }) = call.args.first() else { return };
            let assignable = match kind {
                ExprKind::Local(local) => local.0 as usize >= function.params,
                ExprKind::Global(_) | ExprKind::Field { .. } => true,
                _ => false,
            };
            pointers[id.0 as usize] |= !assignable;
        });
    }
    pointers
}

/// Whether a helper changes the length of the list that is its first argument.
fn resizes(helper: &str) -> bool {
    matches!(
        helper,
        "list_append"
            | "list_extend"
            | "list_insert"
            | "list_pop"
            | "list_pop_at"
            | "list_remove"
            | "list_clear"
            | "list_delitem"
            | "list_delslice"
            | "list_setslice"
            | "heapq_heappush"
            | "heapq_heappop"
    )
}

/// The module-level variables that a function other than the start-up code assigns.
fn rebound(plan: &Plan) -> BTreeSet<ir::GlobalId> {
    let mut found = BTreeSet::new();
    for (i, function) in plan.program.functions.iter().enumerate() {
        if plan.program.init.is_some_and(|init| init.0 as usize == i) {
            continue;
        }
        walk::each_statement(&function.body, &mut |stmt| {
            if let ir::StmtKind::Assign { target: ir::Target::Global(id), .. } = &stmt.kind {
                found.insert(*id);
            }
        });
    }
    found
}

fn handlers_have_state(plan: &Plan) -> bool {
    let has_state = (0..plan.program.globals.len()).any(|global| super::trim::is_state(plan, global));
    let guards = plan.entries.iter().any(|entry| entry.guard != Access::None);
    has_state
        && (guards
            || plan.program.functions.iter().zip(&plan.functions).any(|(function, facts)| {
                matches!(function.owner, Some(Owner::Handler(_))) && facts.access != Access::None
            }))
}

/// Which functions take the state, closed over calls.
fn takes_state(plan: &Plan) -> Vec<bool> {
    let serves = handlers_have_state(plan);
    let mut takes: Vec<bool> = plan.functions.iter().map(|facts| facts.access != Access::None).collect();
    loop {
        let before = takes.clone();
        for (i, function) in plan.program.functions.iter().enumerate() {
            let mut needs = takes[i];
            walk::block(&function.body, &mut |expr: &Expr| {
                needs |= match &expr.kind {
                    ExprKind::Library(call) => serves && call.helper == "http_server_new",
                    ExprKind::Call { function, .. } => before[function.0 as usize],
                    ExprKind::New { init: Some(init), .. } => before[init.0 as usize],
                    _ => false,
                };
            });
            takes[i] = needs;
        }
        if takes == before {
            return takes;
        }
    }
}

/// The object class of the instances that a method belongs to: the type of its receiver. A static method and a class method have none.
pub fn receiver_object(program: &ir::Program, function: &ir::Function) -> Option<ObjectId> {
    let Some(Owner::Class(class)) = function.owner else { return None };
    let object = program.classes.get(class.0 as usize)?.object;
    let first = function.locals.first().filter(|_| function.params > 0)?;
    (first.ty == Type::Object(object)).then_some(object)
}

/// Whether the first parameter of a function is its receiver.
pub fn has_receiver(program: &ir::Program, function: &ir::Function) -> bool {
    matches!(function.owner, Some(Owner::Handler(_))) || receiver_object(program, function).is_some()
}

/// The name of a function that is no method: of a static method or class method with its class's.
fn free_name(program: &ir::Program, function: &ir::Function) -> String {
    match function.owner {
        Some(Owner::Class(class)) => {
            let class = program.classes.get(class.0 as usize).map_or("", |class| class.name.as_str());
            format!("{}{}", unexported(class), exported(&function.name))
        }
        Some(Owner::Handler(_)) | None => unexported(&function.name),
    }
}

/// How often each local of a function is read.
pub fn reads(function: &ir::Function) -> Vec<usize> {
    let mut reads = vec![0; function.locals.len()];
    walk::block(&function.body, &mut |expr: &Expr| {
        if let ExprKind::Local(local) = expr.kind {
            reads[local.0 as usize] += 1;
        }
    });
    reads
}
