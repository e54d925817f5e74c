//! The parts of a program.

use super::{Block, Expr, Object, ObjectId, Type};
use crate::source::Place;

/// Names a function of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionId(pub u32);

/// Names a class of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClassId(pub u32);

/// Names a module-level variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GlobalId(pub u32);

/// Names a local variable of one function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalId(pub u32);

/// A whole program.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// The module's docstring.
    pub doc: Option<String>,
    /// The module's name: `api_server`.
    pub name: String,
    /// Alias classes, by [`ObjectId`].
    pub objects: Vec<Object>,
    /// Module-level variables, by [`GlobalId`].
    pub globals: Vec<Global>,
    /// Functions and methods, by [`FunctionId`], in source order.
    pub functions: Vec<Function>,
    /// Classes, by [`ClassId`], in source order; handler classes are apart.
    pub classes: Vec<Class>,
    /// The program's own exception classes.
    pub exceptions: Vec<ExceptionClass>,
    /// Subclasses of `BaseHTTPRequestHandler`.
    pub handlers: Vec<HandlerClass>,
    /// Module-level code that fills the state, in order; a function without parameters.
    pub init: Option<FunctionId>,
    /// `if __name__ == "__main__":`, in order; a function without parameters.
    pub main: Option<FunctionId>,
    /// What takes the place of a `main` that is not translated and does nothing else than start the server.
    pub default_start: Option<Function>,
}

/// A module-level variable.
#[derive(Clone, Debug)]
pub struct Global {
    /// Its Python name.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// A constant, or part of the state.
    pub kind: GlobalKind,
    /// Comment lines above its first assignment.
    pub comments: Vec<String>,
    /// Whether every use of its name in the program, translated or not, only looks something up.
    pub only_looked_up: bool,
    /// Whether the program, translated or not, binds it once, before the first request.
    pub bound_once: bool,
}

/// What a module-level variable is.
#[derive(Clone, Debug)]
pub enum GlobalKind {
    /// Bound once to that constant.
    Constant(Expr),
    /// A field of the state.
    State {
        /// Whether anything reachable from an entry point rebinds it or changes what it reaches.
        changes: bool,
    },
}

/// A function or method.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its Python name.
    pub name: String,
    /// The class that it is a method of.
    pub owner: Option<Owner>,
    /// The first so many locals are its parameters (the receiver first).
    pub params: usize,
    /// Its locals, by [`super::LocalId`].
    pub locals: Vec<Local>,
    /// The type of what it returns; `None` when it returns nothing.
    pub result: Type,
    /// What it does.
    pub body: Block,
    /// Its docstring.
    pub doc: Option<String>,
    /// Comment lines above it.
    pub comments: Vec<String>,
    /// Where it is.
    pub place: Place,
}

/// What a method belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A class of the program.
    Class(ClassId),
    /// A handler class, by index into [`Program::handlers`].
    Handler(usize),
}

/// A local variable.
#[derive(Clone, Debug)]
pub struct Local {
    /// Its Python name, made unique where one Python variable becomes two; empty for one that pivot made.
    pub name: String,
    /// Its type.
    pub ty: Type,
}

/// A class whose instances are objects.
#[derive(Clone, Debug)]
pub struct Class {
    /// Its Python name.
    pub name: String,
    /// Its object class.
    pub object: ObjectId,
    /// Its docstring.
    pub doc: Option<String>,
}

/// `class NotFound(Exception): …`
#[derive(Clone, Debug)]
pub struct ExceptionClass {
    /// Its name in the program, which no other class has.
    pub name: String,
    /// Its Python name.
    pub python_name: String,
    /// Its base: a builtin's or another such class's name.
    pub base: String,
    /// Attributes that its `__init__` sets.
    pub fields: Vec<super::Field>,
    /// Its docstring.
    pub doc: Option<String>,
}

/// `class APIHandler(BaseHTTPRequestHandler): …`
#[derive(Clone, Debug)]
pub struct HandlerClass {
    /// Its Python name.
    pub name: String,
    /// Its docstring.
    pub doc: Option<String>,
    /// `do_GET` as `("GET", function)`.
    pub methods: Vec<(String, FunctionId)>,
    /// `do_X` methods that the original answers: every request of that method is forwarded.
    pub bridged: Vec<String>,
    /// An override of `log_message(self, format, *args)` that logs something else: parameters `self` and the formatted message; `Some(None)` logs nothing.
    pub log_message: Option<Option<FunctionId>>,
    /// `server_version`, when the class sets it.
    pub server_version: Option<String>,
    /// `sys_version`, when the class sets it.
    pub sys_version: Option<String>,
    /// `protocol_version`, when the class sets it.
    pub protocol_version: Option<String>,
    /// Attributes that methods set on `self`, with their types: state of one request.
    pub fields: Vec<super::Field>,
}
