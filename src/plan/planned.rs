//! The planned program, as the backends read it.

use crate::ir::{Expr, Function, FunctionId, GlobalId, Object, ObjectId, Program};

/// A program with every choice made.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The program; bridged statements are [`crate::ir::StmtKind::Forward`].
    pub program: Program,
    /// How the objects of each alias class are held, by [`ObjectId`].
    pub sharing: Vec<Sharing>,
    /// What is known of each function, by [`FunctionId`].
    pub functions: Vec<FunctionPlan>,
    /// One per `do_X` method that is native.
    pub entries: Vec<Entry>,
    /// Whether any route is forwarded: then the bridge is part of the project.
    pub bridged: bool,
    /// Of each `try`, by its span, whether an exception of its body can leave its handlers (or a forward passes through it).
    pub escaping: std::collections::HashMap<crate::source::Span, bool>,
    /// Of each `try` with a `finally`, by its span, what can leave the rest of it.
    pub leaving: std::collections::HashMap<crate::source::Span, Leaving>,
    /// Module-level variables that live in the original only, because a route that reaches them is forwarded.
    pub theirs: std::collections::BTreeSet<GlobalId>,
    /// Whether the original serves one request at a time (`HTTPServer`, not `ThreadingHTTPServer`).
    pub serial: bool,
}

/// How the objects of an alias class are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// Never changed after it was made: a value. Rust: `T`, and `Arc<T>` for records and instances that `Frozen { aliased: true }`; Go: `[]T`, `*Record`.
    Frozen {
        /// Some object is reachable in two ways.
        aliased: bool,
    },
    /// Changed, but always reachable in one way only: Rust `T` with `&mut`, Go `[]T` reassigned by its one owner.
    Owned,
    /// Changed and reachable in two ways: Rust `py::Shared<T>`; Go a pointer (`*py.List[T]`).
    Shared,
}

/// What can leave a `try`, its handlers and its `else`, before its `finally` runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leaving {
    /// An exception, or a forward.
    pub raises: bool,
    /// A forward: the original runs the `finally` of that request, so it must not run here.
    pub forwards: bool,
}

/// How a function uses the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// Not at all: it takes no state parameter.
    None,
    /// Only reads it.
    Read,
    /// Changes it.
    Write,
}

/// How an argument is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passing {
    /// Read only while the call runs: Rust `&T`, `&str`.
    Borrow,
    /// Changed through the parameter: Rust `&mut T`.
    BorrowMut,
    /// Kept, returned or reassigned: Rust `T`.
    Own,
}

/// What is known of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionPlan {
    /// It can raise (or forward): Go returns `error`, Rust `py::Result`.
    pub raises: bool,
    /// The classes that it can raise; `<forward>` when it may hand the request to the original.
    pub raise_set: std::collections::BTreeSet<String>,
    /// How it uses the state.
    pub access: Access,
    /// One per parameter.
    pub params: Vec<Passing>,
    /// Whether it is reachable from an entry point, `init` or `main`; the others are not printed.
    pub used: bool,
    /// A generator or other thing that is refused leaves no function; its index stays so that ids are stable.
    pub refused: bool,
}

/// A `do_X` method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Index into [`Program::handlers`].
    pub handler: usize,
    /// The HTTP method: `GET`.
    pub method: String,
    /// Its function.
    pub function: FunctionId,
    /// The lock that it holds while it runs: `None` when the state never changes after start.
    pub guard: Access,
    /// Whether a *beyond* can be forwarded: no effect, no in-process state that changes.
    pub forwards_beyond: bool,
    /// Whether it can block (`time.sleep`, outgoing requests): Rust then runs it apart from the event loop.
    pub blocks: bool,
}

impl Plan {
    /// The function of that id.
    pub fn function(&self, id: FunctionId) -> &Function {
        &self.program.functions[id.0 as usize]
    }

    /// What is known of the function of that id.
    pub fn function_plan(&self, id: FunctionId) -> &FunctionPlan {
        &self.functions[id.0 as usize]
    }

    /// The alias class of that id.
    pub fn object(&self, id: ObjectId) -> &Object {
        &self.program.objects[id.0 as usize]
    }

    /// How the objects of that alias class are held.
    pub fn sharing(&self, id: ObjectId) -> Sharing {
        self.sharing[id.0 as usize]
    }

    /// Whether an exception that the body of the `try` at that span raises can leave its handlers.
    pub fn escapes(&self, span: crate::source::Span) -> bool {
        self.escaping.get(&span).copied().unwrap_or(true)
    }

    /// What can leave the `try` at that span before its `finally` runs.
    pub fn leaving(&self, span: crate::source::Span) -> Leaving {
        self.leaving.get(&span).copied().unwrap_or(Leaving { raises: true, forwards: true })
    }

    /// The module-level variable of that id.
    pub fn global(&self, id: GlobalId) -> &crate::ir::Global {
        &self.program.globals[id.0 as usize]
    }

    /// Whether evaluating this expression itself, its operands apart, can raise.
    pub fn raises(&self, expr: &Expr) -> bool {
        super::raises::raises(self.functions.as_slice(), expr)
    }
}
