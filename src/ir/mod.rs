//! The program with Python's meaning made explicit and typed, targets unknown.
//!
//! Everything that Python leaves to run time is decided here: which method a call means, how arguments bind, what truth of a
//! value is tested, where a value changes its representation (`ExprKind::Convert`), what can raise. What is *not* decided here is
//! how a target holds a value and who owns it: that is `plan`'s.

pub mod census;
mod dump;
mod expr;
pub mod helper;
mod program;
pub mod renumber;
mod stmt;
mod types;
pub mod walk;

pub use dump::dump;
pub use expr::{
    ArithmeticOp, Clause, CompareOp, ComprehensionKind, DumpOptions, Expr, ExprKind, FormatPart, Lambda, LibraryCall,
};
pub use program::{
    Class, ClassId, ExceptionClass, Function, FunctionId, Global, GlobalId, GlobalKind, HandlerClass, Local, LocalId,
    Owner, Program,
};
pub use stmt::{Block, Handler, Iter, Pattern, Stmt, StmtKind, Target};
pub use types::{Field, Object, ObjectId, Shape, Type};
