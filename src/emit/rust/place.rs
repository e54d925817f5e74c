//! Places that are read or changed in place.

use super::body::Body;
use super::code::Held;
use super::doc::Doc;
use crate::ir::{Expr, ExprKind, GlobalKind, Type};

impl Body<'_> {
    /// The expression as `&mut`.
    pub fn mutable(&self, expr: &Expr) -> Doc {
        if let ExprKind::Local(local) = &expr.kind {
            if self.request(*local).is_some() {
                return self.code(expr).doc;
            }
            if matches!(self.held(*local), Held::Mut) {
                self.borrows.borrow_mut().push(*local);
                return Doc::text(self.name(*local));
            }
        }
        if self.types.is_shared(&expr.ty) {
            return self.reference(expr);
        }
        let place = self.place(expr);
        if is_lent(expr) { place } else { place.prefixed("&mut ") }
    }

    /// The expression as a place that can be changed.
    pub fn place(&self, expr: &Expr) -> Doc {
        match &expr.kind {
            ExprKind::Local(local) => {
                self.borrows.borrow_mut().push(*local);
                Doc::text(self.name(*local))
            }
            ExprKind::Global(id)
                if matches!(self.types.plan.global(*id).kind, GlobalKind::State { .. }) && !self.state_as_locals =>
            {
                Doc::text(self.state(true)).link(Doc::text(format!(".{}", self.types.names.globals[id.0 as usize].0)))
            }
            ExprKind::Field { object, field, .. } => {
                let name = self.field_name(object, *field);
                let place = match &object.kind {
                    ExprKind::Local(local) if self.request(*local).is_some() => Doc::text(self.name(*local)),
                    _ => self.opened(object),
                };
                let place = place.link(Doc::text(format!(".{name}")));
                let absent = self.field_of(object, *field).is_some_and(|field| field.absent);
                if absent {
                    place.method("as_mut", Vec::new()).method("expect", vec![Doc::text("\"the field was set\"")])
                } else {
                    place
                }
            }
            ExprKind::TupleItem { tuple, index } => self.opened(tuple).link(Doc::text(format!(".{index}"))),
            ExprKind::Convert(inner) if matches!(inner.ty, Type::Optional(_)) => self
                .place(inner)
                .method("as_mut", Vec::new())
                .method("expect", vec![Doc::text("\"the value was tested to be present\"")]),
            ExprKind::Library(call) if !self.types.is_shared(&expr.ty) && !call.args.is_empty() => {
                match call.helper.as_str() {
                    "dict_getitem" => {
                        self.try_(self.opened(&call.args[0]).method("item_mut", vec![self.key(&call.args[1])]))
                    }
                    "list_getitem" => {
                        let list = if self.types.is_shared(&call.args[0].ty) {
                            self.opened(&call.args[0]).prefixed("&mut ")
                        } else {
                            self.mutable(&call.args[0])
                        };
                        self.try_(Doc::call("py::list_getitem_mut", vec![list, self.owned(&call.args[1])]))
                    }
                    "dict_get" => {
                        let found = self.opened(&call.args[0]).method("get_mut", vec![self.key(&call.args[1])]);
                        if self.holds_options(&call.args[0]) {
                            return found.method("and_then", vec![Doc::text("Option::as_mut")]);
                        }
                        found
                    }
                    "dict_setdefault" => {
                        let args = vec![self.owned(&call.args[1]), self.owned(&call.args[2])];
                        self.opened(&call.args[0]).method("setdefault", args)
                    }
                    _ => self.receiver(expr),
                }
            }
            _ => self.receiver(expr),
        }
    }

    /// A place whose parts can be changed: a shared cell is opened.
    fn opened(&self, expr: &Expr) -> Doc {
        if self.types.is_shared(&expr.ty) { self.receiver(expr).method("write", Vec::new()) } else { self.place(expr) }
    }
}

/// Whether a place is what a container lends to be changed: a reference already.
fn is_lent(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Convert(inner) => matches!(inner.ty, Type::Optional(_)),
        ExprKind::Library(call) => {
            matches!(call.helper.as_str(), "dict_getitem" | "list_getitem" | "dict_setdefault")
        }
        _ => false,
    }
}
