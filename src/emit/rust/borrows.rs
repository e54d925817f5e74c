//! Which locals an earlier part of a statement still borrows, so that a later part must not move them.
//!
//! ```python
//! total -= max(total, other if wide else total)   # the last `total` is not moved: the first is borrowed until the call
//! for char in text:                               # nor is `text` in the body, even where the loop ends there
//!     raise ValueError(text)
//! ```

use super::body::Body;
use super::code::{Code, Held};
use super::facts::is_projection;
use crate::ir::{Expr, ExprKind, LocalId};

impl Body<'_> {
    /// Prints something whose borrows end with it.
    pub fn borrowing<T>(&self, print: impl FnOnce() -> T) -> T {
        let before = self.borrows.borrow().len();
        let printed = print();
        self.borrows.borrow_mut().truncate(before);
        printed
    }

    /// Says what a printed expression borrows, until the expression or statement around it ends.
    pub fn keep_borrows(&self, code: &Code, expr: &Expr) {
        if code.held != Held::Value && !self.types.is_copy(&expr.ty) {
            lenders(expr, &mut |local| self.borrows.borrow_mut().push(local));
        }
    }

    /// Says that a printed expression became a value of its own.
    pub fn end_borrows(&self, expr: &Expr) {
        lenders(expr, &mut |local| {
            let mut borrows = self.borrows.borrow_mut();
            if let Some(at) = borrows.iter().rposition(|borrowed| *borrowed == local) {
                borrows.remove(at);
            }
        });
    }

    /// Whether something that is printed already still borrows a local.
    pub fn is_borrowed(&self, local: LocalId) -> bool {
        self.borrows.borrow().contains(&local)
    }
}

/// The locals that an expression may lend something of.
fn lenders(expr: &Expr, found: &mut dyn FnMut(LocalId)) {
    match &expr.kind {
        ExprKind::Local(local) => found(*local),
        ExprKind::Field { object: inner, .. }
        | ExprKind::FieldOrNone { object: inner, .. }
        | ExprKind::TupleItem { tuple: inner, .. }
        | ExprKind::Convert(inner)
        | ExprKind::Let { body: inner, .. } => lenders(inner, found),
        ExprKind::Cond { then, otherwise, .. } => {
            lenders(then, found);
            lenders(otherwise, found);
        }
        ExprKind::Library(call) if is_projection(&call.helper) => {
            // A key is only looked up; a default may be what is lent.
            for (at, arg) in call.args.iter().enumerate() {
                if at != 1 {
                    lenders(arg, found);
                }
            }
        }
        ExprKind::Library(call) => call.args.iter().for_each(|arg| lenders(arg, found)),
        _ => {}
    }
}
