//! What Python itself makes of a class before anything runs, written out in the tree, so that no later layer has to know of it.
//!
//! - [`bases`]: a class whose bases serve nobody else has their methods itself.
//! - [`dataclass`]: `@dataclass` has an `__init__`.
//! - [`decorate`]: decorators of the module are part of what they decorate.
//! - [`enums`]: an Enum class has what finds its members.
//! - [`inherit`]: a class that derives from classes of the module has their methods itself.
//! - [`exceptions`]: the `__init__` of an exception class does what that of its base does.
//! - [`lift`]: functions in functions are functions of the module.
//! - [`stdin`]: the lines of `sys.stdin` are read one by one.
//!
//! What is new in the tree has the place of what it is made from.

mod bases;
mod dataclass;
mod decorate;
mod enums;
mod exceptions;
mod imports;
mod inherit;
mod lift;
mod names;
mod stdin;

use super::ast::{Expr, ExprId, ExprKind, Module, Stmt, StmtId, StmtKind};
use crate::source::Span;

/// Bytes of stack for trees that are gone through by recursion.
const STACK: usize = 128 << 20;

/// Writes out what can be; everything else stays as it is.
pub fn desugar(module: &mut Module) {
    let imports = imports::Imports::of(module);
    bases::flatten(module, &imports);
    inherit::write_out(module, &imports);
    exceptions::write_inits(module);
    dataclass::write_inits(module, &imports);
    enums::write_lookups(module, &imports);
    stdin::write_loops(module, &imports);
    // However deep the tree is.
    stacker::grow(STACK, || {
        decorate::write_out(module, &imports);
        lift::lift(module);
    });
}

/// Makes nodes with numbers of their own.
struct Maker<'m> {
    exprs: &'m mut u32,
    stmts: &'m mut u32,
}

impl Maker<'_> {
    fn expr(&mut self, span: Span, kind: ExprKind) -> Expr {
        let id = ExprId(*self.exprs);
        *self.exprs += 1;
        Expr { id, span, kind }
    }

    fn stmt(&mut self, span: Span, kind: StmtKind) -> Stmt {
        let id = StmtId(*self.stmts);
        *self.stmts += 1;
        Stmt { id, span, kind }
    }
}
