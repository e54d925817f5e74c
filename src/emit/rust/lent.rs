//! What is lent out to be changed while something else of the same object is in use.
//!
//! ```python
//! for account in self.accounts.values():
//!     self.note(account)          # `self` is lent out: the loop goes through what was there when it started
//! print(self.count, self.next())  # `self.count` is read before `self` is lent out
//! ```

use super::body::Body;
use super::comprehension::Item;
use super::doc::Doc;
use super::facts::{Root, root};
use crate::ir::{Block, Expr, ExprKind, Iter, LocalId, Shape, Type, walk};
use crate::plan::Passing;

impl Body<'_> {
    /// Whether an expression itself, its operands apart, gives a local to a function that changes it.
    fn lends(&self, local: LocalId, expr: &Expr) -> bool {
        let ExprKind::Call { function, args } = &expr.kind else { return false };
        let params = &self.types.plan.function_plan(*function).params;
        let is_local = |arg: &Expr| matches!(arg.kind, ExprKind::Local(other) if other == local);
        args.iter().zip(params).any(|(arg, passing)| *passing == Passing::BorrowMut && is_local(arg))
    }

    /// Whether some part of an expression gives what another one is read from to a function that changes it.
    pub fn lends_root(&self, read: &Expr, later: &Expr) -> bool {
        let (Some(Root::Local(local)), false) = (root(read), matches!(read.kind, ExprKind::Local(_))) else {
            return false;
        };
        let mut found = false;
        walk::expr(later, &mut |expr| found |= self.lends(local, expr));
        found
    }

    /// What a loop goes through whose body lends out the object that holds it: the items as they are now. Nothing where they are objects that could be changed
    /// apart from their copies.
    pub fn snapshot(&self, iter: &Iter, body: &Block) -> Option<(Doc, Item)> {
        let (Iter::Value(value) | Iter::Keys(value) | Iter::Values(value) | Iter::Items(value)) = iter else {
            return None;
        };
        let (Some(Root::Local(local)), false) = (root(value), matches!(value.kind, ExprKind::Local(_))) else {
            return None;
        };
        if self.types.is_shared(&value.ty) {
            return None;
        }
        let mut lent = false;
        walk::block(body, &mut |expr| lent |= self.lends(local, expr));
        if !lent {
            return None;
        }
        let content = self.content(value);
        let collected = |method: &str| {
            let items = content.clone().method(method, Vec::new()).method("cloned", Vec::new());
            items.method("collect::<Vec<_>>", Vec::new())
        };
        let (kept, doc) = match (iter, self.types.shape(&value.ty)?) {
            (Iter::Value(_), Shape::List(item)) => (self.copies(item), content.method("clone", Vec::new())),
            (Iter::Keys(_), Shape::Dict(key, _)) => (self.copies(key), collected("keys")),
            (Iter::Values(_), Shape::Dict(_, item)) => (self.copies(item), collected("values")),
            (Iter::Items(_), Shape::Dict(key, item)) => {
                (self.copies(key) && self.copies(item), content.method("clone", Vec::new()))
            }
            _ => return None,
        };
        kept.then_some((doc, Item::Owned))
    }

    /// Whether a copy of a value is as good as the value: it never changes, or both are the same cell.
    fn copies(&self, ty: &Type) -> bool {
        match ty {
            Type::Optional(inner) => self.copies(inner),
            Type::Tuple(items) => items.iter().all(|item| self.copies(item)),
            Type::Object(_) => self.types.is_shared(ty),
            ty => self.types.is_copy(ty) || matches!(ty, Type::Str | Type::Bytes | Type::BigInt),
        }
    }
}
