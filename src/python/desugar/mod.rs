//! What Python itself makes of a class before anything runs, written out in the tree, so that no later layer has to know of it.
//!
//! - [`argparse`]: a parser of the command line is what it reads.
//! - [`bases`]: a class whose bases serve nobody else has their methods itself.
//! - [`bound_keys`]: a method as a key function is called for each item.
//! - [`bound_method`]: a method that is kept to be called is called on its object.
//! - [`contexts`]: `with suppress(…)` is a `try`, and `with` of several context managers is one in another.
//! - [`dataclass`]: `@dataclass` has an `__init__`.
//! - [`decorate`]: decorators of the module are part of what they decorate.
//! - [`enums`]: an Enum class has what finds its members.
//! - [`exceptions`]: the `__init__` of an exception class does what that of its base does.
//! - [`exits`]: `__exit__` is told by its name whether there was an exception.
//! - [`generator`]: a generator gives all that it yields as a list.
//! - [`groups`]: groups that are gone through once.
//! - [`inherit`]: a class that derives from classes of the module has their methods itself.
//! - [`itertools`]: what `itertools` gives is given by generators of the module.
//! - [`lift`]: functions in functions are functions of the module.
//! - [`local_imports`]: an import of Python's library inside a function is one of the module.
//! - [`managers`]: a function with `@contextmanager` is what stands before its `yield`, and what stands behind it.
//! - [`map_filter`]: `map` and `filter` are comprehensions, or part of the loop around them.
//! - [`named_tuples`]: a named tuple is a class with the methods of one.
//! - [`ordering`]: a comparison is called for instances of its class, and `@total_ordering` writes the others.
//! - [`stdin`]: the lines of `sys.stdin` are read one by one.
//! - [`stdin_parameter`]: a parameter that is always `sys.stdin` is none.
//! - [`unbind`]: a name that nobody reads any more need not be deleted.
//! - [`walrus`]: `:=` in a comprehension is a clause of it.
//!
//! What is new in the tree has the place of what it is made from.

mod argparse;
mod bases;
mod bound_keys;
mod bound_method;
mod contexts;
mod dataclass;
mod decorate;
mod enums;
mod exceptions;
mod exits;
mod generator;
mod groups;
mod imports;
mod inherit;
mod itertools;
mod lift;
mod local_imports;
mod managers;
mod map_filter;
mod named_tuples;
mod names;
mod ordering;
mod stdin;
mod stdin_parameter;
mod unbind;
mod walrus;

pub use exits::RAISED as EXIT_RAISED;
pub use managers::{enter as enter_name, exit as exit_name, raised as raised_name};

use super::ast::{Expr, ExprId, ExprKind, Module, Stmt, StmtId, StmtKind};
use super::visit_mut::{self, Change};
use crate::source::Span;

/// Bytes of stack for trees that are gone through by recursion.
const STACK: usize = 128 << 20;

/// Writes out what can be; everything else stays as it is. `file` is the file's name where it is the program that is run.
pub fn desugar(module: &mut Module, file: Option<&str>) {
    local_imports::lift(module);
    let imports = imports::Imports::of(module);
    argparse::write_out(module, &imports, file);
    named_tuples::write_out(module, &imports);
    ordering::write_out(module, &imports);
    bases::flatten(module, &imports);
    inherit::write_out(module, &imports);
    exceptions::write_inits(module);
    dataclass::write_inits(module, &imports);
    enums::write_lookups(module, &imports);
    stdin_parameter::take_away(module, &imports);
    stdin::write_loops(module, &imports);
    unbind::drop_deletions(module);
    bound_method::write_out(module, &imports);
    // However deep the tree is.
    stacker::grow(STACK, || {
        exits::write_out(module);
        managers::write_out(module, &imports);
        contexts::write_out(module, &imports);
        walrus::write_out(module);
        map_filter::write_out(module);
        bound_keys::write_out(module);
        decorate::write_out(module, &imports);
        lift::lift(module);
        itertools::write_out(module, &imports);
        generator::write_out(module);
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

    /// The same statements once more.
    fn copy(&mut self, body: &[Stmt]) -> Vec<Stmt> {
        let mut copy = body.to_vec();
        visit_mut::suite(&mut copy, &mut Fresh { exprs: self.exprs, stmts: self.stmts });
        copy
    }
}

/// Gives nodes numbers of their own.
struct Fresh<'m> {
    exprs: &'m mut u32,
    stmts: &'m mut u32,
}

impl Change for Fresh<'_> {
    fn stmt(&mut self, stmt: &mut Stmt) {
        stmt.id = StmtId(*self.stmts);
        *self.stmts += 1;
    }

    fn expr(&mut self, expr: &mut Expr) {
        expr.id = ExprId(*self.exprs);
        *self.exprs += 1;
    }
}
