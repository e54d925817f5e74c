//! What is known while the body of one function is printed.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use super::code::Held;
use super::doc::{Block, Doc, Line};
use super::facts::{Facts, Root};
use super::names::{ident, snake, unique};
use super::types::Types;
use crate::ir::{Expr, ExprKind, Function, FunctionId, GlobalId, LocalId, Owner, Type, walk};
use crate::plan::{Access, FunctionPlan, Passing};
use crate::source::{FileId, Place, Span};

/// How an exception leaves an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Raise {
    /// `?`
    Question,
    /// `break 'label Err(error)`
    Break(String),
}

/// What a `return` of the original is in the closure of a `try`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// It leaves the function, or the closure gives what the function returns.
    Function,
    /// It only ends the closure: nothing follows the `try`, and the function has no value.
    End,
    /// The closure gives `ControlFlow::Break`, and the function returns after it.
    Return,
    /// The same, where it is the loop around that goes on or ends.
    Jump,
    /// Either: `ControlFlow::Break(Some(value))` returns, `ControlFlow::Break(None)` leaves the body of the loop.
    Both,
}

/// The body of a function that is being printed.
pub struct Body<'a> {
    /// The types and names of the program.
    pub types: Types<'a>,
    /// The function.
    pub function: &'a Function,
    /// What plan knows of it.
    pub plan: &'a FunctionPlan,
    /// What it does with its locals.
    pub facts: Facts,
    /// The names of its locals.
    names: Vec<String>,
    held: RefCell<Vec<Held>>,
    pinned: RefCell<HashSet<Root>>,
    /// How exceptions leave at this point.
    pub raise: RefCell<Raise>,
    labels: Cell<usize>,
    /// What a `return` of the original is at this point.
    pub flow: Cell<Flow>,
    /// The `finally` that a `return` at this point has to pass.
    pub pending: RefCell<Option<super::finally::Pending>>,
    /// How many loops this point is in, within that block.
    pub loops: Cell<usize>,
    /// How many loops this point is in, within the function.
    pub loop_depth: Cell<usize>,
    /// Whether this point is in a labelled block within the innermost loop.
    pub in_block: Cell<bool>,
    /// The function's id.
    pub function_id: FunctionId,
    /// The function whose body starts the program.
    pub start: Option<FunctionId>,
    /// `state` is a variable of its own here, not a reference.
    pub owns_state: bool,
    /// The fields of the state are variables here: it is being made.
    pub state_as_locals: bool,
    /// The state is being made here, before anything shares it.
    pub makes_state: bool,
    /// Results are wrapped in `Ok` here, though the function cannot raise: a closure catches what its body raises.
    pub wraps: Cell<bool>,
    /// Locals that are declared by their first assignment, inside a `try` whose value they are.
    pub inside: RefCell<HashSet<LocalId>>,
    /// Of those: set once there; what sets them again is outside.
    pub steady: RefCell<HashSet<LocalId>>,
    /// Fields of the state that have been declared as variables.
    pub declared: RefCell<HashSet<GlobalId>>,
    /// Guards of shared cells may stay open to the end of this expression: nothing in it writes a cell.
    guards: Cell<bool>,
    /// Shared objects that the statement uses more than once: no use of them is the last.
    again: RefCell<HashSet<LocalId>>,
    /// What earlier parts of the statement still borrow.
    pub borrows: RefCell<Vec<LocalId>>,
    /// Locals that a test around this point has shown to be present, and how their values are held.
    pub present: RefCell<HashMap<LocalId, Held>>,
    /// Parts of expressions whose cells are closed before the rest goes on.
    closing: RefCell<HashSet<*const Expr>>,
    /// The expression that is the whole of a statement.
    whole: Cell<*const Expr>,
}

impl<'a> Body<'a> {
    /// The body of a function.
    pub fn new(types: Types<'a>, id: FunctionId) -> Self {
        let function = types.plan.function(id);
        let plan = types.plan.function_plan(id);
        let facts = Facts::of(types, function);
        let mut held: Vec<Held> = vec![Held::Place; function.locals.len()];
        for (i, local) in function.locals.iter().take(function.params).enumerate() {
            held[i] = param_held(types, &local.ty, super::function::passing(types, id, i));
        }
        let names = local_names(types, function);
        Self {
            types,
            function,
            plan,
            facts,
            names,
            held: RefCell::new(held),
            pinned: RefCell::default(),
            raise: RefCell::new(Raise::Question),
            labels: Cell::new(0),
            flow: Cell::new(Flow::Function),
            pending: RefCell::default(),
            loops: Cell::new(0),
            loop_depth: Cell::new(0),
            in_block: Cell::new(false),
            function_id: id,
            start: super::main::start(types.plan),
            owns_state: types.state.owns(id),
            state_as_locals: false,
            makes_state: false,
            wraps: Cell::new(false),
            inside: RefCell::default(),
            steady: RefCell::default(),
            declared: RefCell::default(),
            guards: Cell::new(false),
            again: RefCell::default(),
            borrows: RefCell::default(),
            present: RefCell::default(),
            closing: RefCell::default(),
            whole: Cell::new(std::ptr::null()),
        }
    }

    /// Where a constant of the module is printed.
    pub fn constant(types: Types<'a>) -> Self {
        static NOWHERE: OnceLock<(Function, FunctionPlan)> = OnceLock::new();
        let (function, plan) = NOWHERE.get_or_init(|| {
            let function = Function {
                name: String::new(),
                owner: None,
                params: 0,
                locals: Vec::new(),
                result: Type::None,
                body: Vec::new(),
                doc: None,
                comments: Vec::new(),
                place: Place { file: FileId(0), span: Span::default() },
            };
            let plan = FunctionPlan {
                raises: false,
                raise_set: BTreeSet::new(),
                access: Access::None,
                params: Vec::new(),
                used: true,
                refused: false,
            };
            (function, plan)
        });
        Self {
            types,
            function,
            plan,
            facts: Facts::default(),
            names: Vec::new(),
            held: RefCell::default(),
            pinned: RefCell::default(),
            raise: RefCell::new(Raise::Question),
            labels: Cell::new(0),
            flow: Cell::new(Flow::Function),
            pending: RefCell::default(),
            loops: Cell::new(0),
            loop_depth: Cell::new(0),
            in_block: Cell::new(false),
            function_id: FunctionId(u32::MAX),
            start: None,
            owns_state: false,
            state_as_locals: false,
            makes_state: false,
            wraps: Cell::new(false),
            inside: RefCell::default(),
            steady: RefCell::default(),
            declared: RefCell::default(),
            guards: Cell::new(false),
            again: RefCell::default(),
            borrows: RefCell::default(),
            present: RefCell::default(),
            closing: RefCell::default(),
            whole: Cell::new(std::ptr::null()),
        }
    }

    /// The name of a local.
    pub fn name(&self, local: LocalId) -> &str {
        &self.names[local.0 as usize]
    }

    /// The name of a local where it is declared: with an underscore when nothing reads it.
    pub fn declared_name(&self, local: LocalId) -> String {
        let name = self.name(local);
        let at = local.0 as usize;
        if self.facts.reads[at] == 0 && self.facts.sets[at] == 0 && !name.starts_with('_') {
            format!("_{}", name.trim_start_matches("r#"))
        } else {
            name.to_owned()
        }
    }

    /// The handler class whose requests keep attributes, where `local` is the `self` of one of its methods.
    pub fn request(&self, local: LocalId) -> Option<usize> {
        let index = request_of(self.types, self.function)?;
        (local.0 == 0).then_some(index)
    }

    /// A name that no local has.
    pub fn unused(&self, wanted: &str) -> String {
        let mut used = self.names.iter().cloned().collect();
        unique(wanted, &mut used)
    }

    /// The type of a local.
    pub fn local_type(&self, local: LocalId) -> &'a Type {
        &self.function.locals[local.0 as usize].ty
    }

    /// How a local holds its value.
    pub fn held(&self, local: LocalId) -> Held {
        self.held.borrow()[local.0 as usize]
    }

    /// Says how a local holds its value.
    pub fn hold(&self, local: LocalId, held: Held) {
        self.held.borrow_mut()[local.0 as usize] = held;
    }

    /// Whether something borrows from there, so that it must not be moved.
    pub fn is_pinned(&self, root: Root) -> bool {
        self.pinned.borrow().contains(&root)
    }

    /// Says that something borrows from there.
    pub fn pin(&self, root: Root) {
        self.pinned.borrow_mut().insert(root);
    }

    /// A label that is not in use.
    pub fn label(&self) -> String {
        let n = self.labels.get() + 1;
        self.labels.set(n);
        if n == 1 { "'attempt".to_owned() } else { format!("'attempt_{n}") }
    }

    /// `doc?`, or what leaves the enclosing `try`.
    pub fn try_(&self, doc: Doc) -> Doc {
        match &*self.raise.borrow() {
            Raise::Question => doc.try_(),
            Raise::Break(label) => Doc::Block(Box::new(Block {
                head: Doc::concat([Doc::text("match "), doc, Doc::text(" ")]),
                lines: vec![
                    Line::Code(Doc::text("Ok(value) => value"), ",", None),
                    Line::Code(Doc::text(format!("Err(error) => break {label} Err(error)")), ",", None),
                ],
                tail: Doc::text(""),
            })),
        }
    }

    /// The state where it is used: `state`, or a guard of it where it is shared and locked.
    pub fn state(&self, write: bool) -> &'static str {
        let state = self.types.state;
        let guarded = self.owns_state && !self.state_as_locals && !self.makes_state && state.is_kept && state.is_locked;
        match (guarded, write) {
            (false, _) => "state",
            (true, false) => "state.read()",
            (true, true) => "state.write()",
        }
    }

    /// Prints the value of a statement: what it reads of shared cells is lent, where nothing in it writes one.
    pub fn whole<T>(&self, expr: &Expr, print: impl FnOnce() -> T) -> T {
        let quiet = !super::cells::expr_writes(self.types.plan, expr, self.types.writers);
        let before = self.whole.replace(std::ptr::from_ref(expr));
        let again = self.again.replace(self.used_again(expr));
        if !quiet {
            self.closing.borrow_mut().extend(super::cells::closing(self.types.plan, expr, self.types.writers));
        }
        let printed = self.borrowing(|| self.with_guards(quiet, print));
        self.again.replace(again);
        self.whole.set(before);
        printed
    }

    /// Prints something while guards of shared cells may or may not stay open.
    pub fn with_guards<T>(&self, open: bool, print: impl FnOnce() -> T) -> T {
        let before = self.guards.replace(open);
        let printed = print();
        self.guards.set(before);
        printed
    }

    /// Whether the cells on the way to an object may be lent: their guards stay open as long as that of the object itself, and finding it writes none.
    pub fn lends_way(&self, object: &Expr) -> bool {
        self.guards() || !super::cells::expr_writes(self.types.plan, object, self.types.writers)
    }

    /// Whether guards of shared cells may stay open to the end of the expression.
    pub fn guards(&self) -> bool {
        self.guards.get()
    }

    /// Whether the cells that an expression opens are closed before the rest of its statement goes on.
    pub fn is_closing(&self, expr: &Expr) -> bool {
        self.closing.borrow().contains(&std::ptr::from_ref(expr))
    }

    /// Whether an expression is the whole of its statement.
    pub fn is_whole(&self, expr: &Expr) -> bool {
        std::ptr::eq(self.whole.get(), expr)
    }

    /// Shared objects that an expression uses more than once.
    fn used_again(&self, expr: &Expr) -> HashSet<LocalId> {
        let (mut seen, mut again) = (HashSet::new(), HashSet::new());
        walk::expr(expr, &mut |part| {
            let held = if let Type::Optional(inner) = &part.ty { inner } else { &part.ty };
            if let ExprKind::Local(local) = &part.kind
                && self.types.is_shared(held)
                && !seen.insert(*local)
            {
                again.insert(*local);
            }
        });
        again
    }

    /// Whether a local is used more than once in the statement that is being printed.
    pub fn is_used_again(&self, local: LocalId) -> bool {
        self.again.borrow().contains(&local)
    }

    /// What is written while `other` still lends its locals: no use of those is the last.
    pub fn beside<T>(&self, other: &Expr, write: impl FnOnce() -> T) -> T {
        let mut more = self.again.borrow().clone();
        walk::expr(other, &mut |part| {
            if let ExprKind::Local(local) = &part.kind {
                more.insert(*local);
            }
        });
        let before = self.again.replace(more);
        let written = write();
        self.again.replace(before);
        written
    }

    /// `mut ` where a local is set again or changed in place.
    pub fn mutability(&self, local: LocalId) -> &'static str {
        let sets = self.facts.sets[local.0 as usize];
        let late = self.facts.late.contains(&local);
        let steady = self.steady.borrow().contains(&local);
        let reassigned = !steady && if late { self.reassigned(local) } else { sets > 0 };
        let changed = self.facts.changed.contains(&Root::Local(local)) && self.held(local) == Held::Place;
        if reassigned || changed { "mut " } else { "" }
    }

    /// Whether a local without a first value is set twice on some path.
    fn reassigned(&self, local: LocalId) -> bool {
        super::assigned::twice(&self.function.body, local)
    }
}

/// The handler class that a function is a method of, where its requests keep attributes.
pub fn request_of(types: Types<'_>, function: &Function) -> Option<usize> {
    match function.owner {
        Some(Owner::Handler(index)) if !types.plan.program.handlers[index].fields.is_empty() => Some(index),
        Some(Owner::Handler(_) | Owner::Class(_)) | None => None,
    }
}

fn param_held(types: Types<'_>, ty: &Type, passing: Passing) -> Held {
    match passing {
        Passing::Own => Held::Place,
        Passing::BorrowMut if types.is_shared(ty) => Held::Ref,
        Passing::BorrowMut => Held::Mut,
        Passing::Borrow if types.is_copy(ty) => Held::Place,
        Passing::Borrow => match ty {
            Type::Optional(_) => Held::OptRef,
            _ if types.is_sliced(ty) => Held::Slice,
            _ => Held::Ref,
        },
    }
}

fn local_names(types: Types<'_>, function: &Function) -> Vec<String> {
    // A local of the same name as a function would hide it.
    let mut taken: BTreeSet<String> = types.names.functions.iter().cloned().collect();
    taken.extend(["state", "py", "error", "value", "attempt"].map(str::to_owned));
    let mut by_python: Vec<(String, String)> = Vec::new();
    let hiding = super::hidden::hiding(function);
    function
        .locals
        .iter()
        .zip(0..)
        .map(|(local, id)| {
            if hiding.contains(&LocalId(id)) {
                return unique(&format!("{}_value", snake(&local.name)), &mut taken);
            }
            if let Some((_, name)) = by_python.iter().find(|(python, _)| *python == local.name && !python.is_empty()) {
                return name.clone();
            }
            let is_handler = matches!(&local.ty, Type::Library(name) if name == crate::emit::rust::HANDLER);
            let wanted = if is_handler {
                if request_of(types, function).is_some() { "request" } else { "handler" }.to_owned()
            } else if local.name == "self" {
                "this".to_owned()
            } else if local.name.is_empty() {
                temporary(types, &local.ty).to_owned()
            } else {
                ident(&snake(&local.name))
            };
            let own = matches!(wanted.as_str(), "error" | "value") && !taken.contains(&format!("{wanted}!"));
            let name = if own {
                taken.insert(format!("{wanted}!"));
                wanted
            } else {
                unique(&wanted, &mut taken)
            };
            by_python.push((local.name.clone(), name.clone()));
            name
        })
        .collect()
}

fn temporary(types: Types<'_>, ty: &Type) -> &'static str {
    match ty {
        Type::Str => "text",
        Type::Bytes => "bytes",
        Type::Int | Type::BigInt | Type::Float | Type::Number => "number",
        Type::Exception => "error",
        Type::Optional(_) => "found",
        _ if types.shape(ty).is_some() => "object",
        _ => "item",
    }
}
