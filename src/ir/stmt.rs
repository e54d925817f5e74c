//! Statements of the ir.

use super::{Expr, GlobalId, LocalId};
use crate::source::{Place, Span};

/// Statements in order.
pub type Block = Vec<Stmt>;

/// A statement with the comments that stand at it.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// Where in the Python source.
    pub span: Span,
    /// Comment lines above it, without `#` and one space.
    pub comments: Vec<String>,
    /// The comment at the end of its line.
    pub trailing: Option<String>,
    /// Whether a blank line stands above it and its comments.
    pub gap: bool,
    /// What it is.
    pub kind: StmtKind,
}

/// What a statement is.
#[derive(Clone, Debug)]
pub enum StmtKind {
    /// Declares a local; with its first value, or without when branches assign it.
    Let {
        /// The local.
        local: LocalId,
        /// Its first value.
        value: Option<Expr>,
    },
    /// `target = value`
    Assign {
        /// A variable or field.
        target: Target,
        /// The value.
        value: Expr,
    },
    /// `a, b = x, y` and loops' tuple targets: declares or assigns the locals of the pattern from a tuple value.
    Unpack {
        /// The locals, all declared here.
        pattern: Pattern,
        /// A tuple.
        value: Expr,
    },
    /// An expression for its effect.
    Expr(Expr),
    /// `if test: … else: …`; `elif` is an `If` alone in `otherwise`.
    If {
        /// A bool.
        test: Expr,
        /// When true.
        then: Block,
        /// When false.
        otherwise: Block,
    },
    /// `if x is not None: … else: …` where `then` uses the value: binds what an `Optional` holds.
    IfSome {
        /// An `Optional`.
        value: Expr,
        /// What it holds, in `then`.
        local: LocalId,
        /// When present.
        then: Block,
        /// When `None`.
        otherwise: Block,
    },
    /// `x = …; if x is None: return …`: binds what an `Optional` holds for the rest of the block.
    Unwrap {
        /// An `Optional`.
        value: Expr,
        /// What it holds, from here on; often of the same name as the variable that held the `Optional`.
        local: LocalId,
        /// When `None`; always leaves (returns, raises, breaks or continues).
        otherwise: Block,
    },
    /// `while test: …`
    While {
        /// A bool.
        test: Expr,
        /// The body.
        body: Block,
    },
    /// `for pattern in iter: …`
    For {
        /// What each element is bound to.
        pattern: Pattern,
        /// What is iterated.
        iter: Iter,
        /// The body.
        body: Block,
    },
    /// `break`
    Break,
    /// `continue`
    Continue,
    /// `return value`; `None` in a function without result.
    Return(Option<Expr>),
    /// `raise exception`
    Raise(Expr),
    /// `raise` alone: the exception that the enclosing handler caught (bound to that local).
    Reraise(LocalId),
    /// `try: … except …: … else: … finally: …`
    Try {
        /// The guarded block.
        body: Block,
        /// The handlers in order.
        handlers: Vec<Handler>,
        /// The `else` block.
        otherwise: Block,
        /// The `finally` block.
        finally: Block,
    },
    /// From here on the original answers this request: nothing has been changed or answered yet.
    Forward {
        /// The kind of reason, as in `docs/findings.md`.
        code: &'static str,
        /// Why, for a comment.
        reason: String,
        /// Where in the Python source that is, if not at the statement itself: in a function that it calls.
        place: Option<Place>,
        /// The module-level variables that the forwarded code reaches.
        touches: Vec<GlobalId>,
    },
}

/// What can be assigned to, besides items (those are library calls).
#[derive(Clone, Debug)]
pub enum Target {
    /// A local variable.
    Local(LocalId),
    /// A module-level variable.
    Global(GlobalId),
    /// `record["key"]` or `instance.attr`
    Field {
        /// A record or instance.
        object: Expr,
        /// Index into the fields of its shape.
        field: usize,
    },
}

/// `except A, B as e: …`
#[derive(Clone, Debug)]
pub struct Handler {
    /// Class names; empty catches all that `except Exception` does.
    pub classes: Vec<String>,
    /// The exception, when its text or class is used.
    pub local: Option<LocalId>,
    /// The block.
    pub body: Block,
}

/// What the elements of an iteration are bound to.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// A fresh local for each element.
    Local(LocalId),
    /// `a, b`
    Tuple(Vec<Pattern>),
    /// Not used.
    Ignore,
}

/// What is iterated.
#[derive(Clone, Debug)]
pub enum Iter {
    /// A list, a set (order never observed), bytes, a str (its characters) or Json (can raise): by its type.
    Value(Expr),
    /// `dict.keys()` or the dict itself
    Keys(Expr),
    /// `dict.values()`
    Values(Expr),
    /// `dict.items()`: tuples
    Items(Expr),
    /// `range(start, stop, step)`
    Range {
        /// First value.
        start: Expr,
        /// Just past the last value.
        stop: Expr,
        /// A constant step, not 0.
        step: i64,
    },
    /// `enumerate(iter, start)`: tuples
    Enumerate(Box<Iter>, Expr),
    /// `zip(a, b)`: tuples
    Zip(Vec<Iter>),
    /// `reversed(list)`
    Reversed(Expr),
}
