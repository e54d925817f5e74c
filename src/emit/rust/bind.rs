//! Variables and what is assigned to them.

use std::collections::HashSet;

use super::body::Body;
use super::code::{Bind, Held};
use super::comment;
use super::doc::{Doc, Line};
use super::facts::{Root, is_projection, root};
use super::stmt::code;
use crate::ir::walk;
use crate::ir::{ArithmeticOp, Expr, ExprKind, GlobalId, LocalId, StmtKind, Target, Type};
use crate::plan::Sharing;

impl Body<'_> {
    /// The value of a statement, as a value of its own.
    pub fn value(&self, value: &Expr) -> Doc {
        self.whole(value, || self.owned(value))
    }

    /// What `if let Some(x) =` takes apart, and how `x` is held.
    pub fn option_source(&self, value: &Expr) -> (Doc, Held) {
        self.with_guards(false, || self.opened_option(value))
    }

    fn opened_option(&self, value: &Expr) -> (Doc, Held) {
        let printed = self.code(value);
        let inner_copied = self.types.is_copy(&value.ty);
        let sliced = matches!(&value.ty, Type::Optional(inner) if self.types.is_sliced(inner));
        match printed.held {
            Held::Value => (printed.doc, Held::Place),
            _ if inner_copied => (self.owned(value), Held::Place),
            Held::OptRef | Held::Slice => {
                if let Some(root) = root(value) {
                    self.pin(root);
                }
                // A parameter is an `Option<&str>`, a lookup an `Option<&String>`.
                let held = if sliced && matches!(value.kind, ExprKind::Local(_)) { Held::Slice } else { Held::Ref };
                let held = if self.is_header(value) { Held::Slice } else { held };
                (printed.doc, held)
            }
            Held::Ref | Held::Mut => (printed.doc, Held::Ref),
            Held::Place => {
                if let Some(root) = root(value) {
                    self.pin(root);
                }
                (printed.at(Bind::Unary).prefixed("&"), Held::Ref)
            }
        }
    }

    fn is_header(&self, value: &Expr) -> bool {
        matches!(&value.kind, ExprKind::Library(call) if call.helper.starts_with("headers_"))
    }

    /// `let local = value;`: a borrow where nothing changes what it borrows from.
    pub fn bind(&self, local: LocalId, value: &Expr, comments: &[String], trailing: Option<&String>) -> Vec<Line> {
        let mut lines = comment::lines(comments);
        let ty = &value.ty;
        let set_again = self.facts.sets[local.0 as usize] > 0;
        let changed = self.facts.changed.contains(&Root::Local(local)) && !self.types.is_shared(ty);
        let printed = self.with_guards(false, || self.code(value));
        let place = root(value);
        let from = |doc: Doc, held: Held| {
            self.hold(local, held);
            if let Some(root) = place {
                self.pin(root);
            }
            doc
        };
        // A part of a list that is changed is a list of its own.
        let own_part = changed && matches!(&value.kind, ExprKind::Library(call) if call.helper == "list_slice");
        let own = self.types.is_copy(ty) || printed.held == Held::Value || self.types.is_counted(ty);
        let doc = if own || set_again || own_part {
            self.hold(local, Held::Place);
            self.value(value)
        } else if changed && place.is_some() {
            let doc = match &value.kind {
                ExprKind::Library(call) if is_projection(&call.helper) => self.place(value),
                ExprKind::Convert(_) => self.place(value),
                _ => self.mutable(value),
            };
            from(doc, Held::Mut)
        } else if place.is_none_or(|root| !self.facts.is_changed(root, self.plan)) || self.is_alias(value) {
            match printed.held {
                Held::Slice | Held::Ref | Held::OptRef | Held::Mut => {
                    let held = if printed.held == Held::Mut { Held::Ref } else { printed.held };
                    let lent = self.lent_option(value, &printed);
                    from(lent.unwrap_or(printed.doc), held)
                }
                Held::Place | Held::Value => match ty {
                    Type::Optional(_) => from(self.reference(value), Held::OptRef),
                    _ => from(printed.at(Bind::Unary).prefixed("&"), Held::Ref),
                },
            }
        } else {
            self.hold(local, Held::Place);
            self.value(value)
        };
        let mutability = if self.held(local) == Held::Place { self.mutability(local) } else { "" };
        let name = self.declared_name(local);
        let written = self.number_type(local);
        let annotation = if written.is_empty() { self.annotation(value) } else { written };
        let start = Doc::text(format!("let {mutability}{name}{annotation} ="));
        lines.push(Line::Assign { start, value: doc, end: ";", trailing: trailing.cloned() });
        lines
    }

    /// Whether a value is an object that is changed somewhere: another name for it must not be a copy.
    fn is_alias(&self, value: &Expr) -> bool {
        matches!(&value.ty, Type::Object(id) if self.types.plan.sharing(*id) == Sharing::Owned)
    }

    /// Whether a field of the state that is being made is changed after it was declared.
    fn is_changed_later(&self, id: GlobalId) -> bool {
        let mut sets = 0;
        let mut changed = false;
        walk::each_statement(&self.function.body, &mut |stmt| {
            if let StmtKind::Assign { target, .. } = &stmt.kind {
                match target {
                    Target::Global(set) => sets += usize::from(*set == id),
                    Target::Field { object, .. } => {
                        changed |= is_global(object, id) && !self.types.is_shared(&object.ty);
                    }
                    Target::Local(_) => {}
                }
            }
        });
        crate::ir::walk::block(&self.function.body, &mut |expr| {
            if let ExprKind::Library(call) = &expr.kind {
                let first = call.args.first();
                changed |= super::facts::is_mutating(&call.helper)
                    && first.is_some_and(|first| is_global(first, id) && !self.types.is_shared(&first.ty));
            }
        });
        sets > 1 || changed
    }

    /// The type of a number that the compiler does not see, where it has to.
    pub fn number_type(&self, local: LocalId) -> String {
        if self.facts.numbers.needs_type(local) {
            format!(": {}", self.types.owned(self.local_type(local)))
        } else {
            String::new()
        }
    }

    /// The type, where the value does not say it.
    fn annotation(&self, value: &Expr) -> String {
        let empty = match &value.kind {
            ExprKind::List(items) | ExprKind::Set(items) => items.is_empty(),
            ExprKind::Dict(items) => items.is_empty(),
            ExprKind::None => matches!(value.ty, Type::Optional(_)),
            ExprKind::Convert(inner) => inner.ty == Type::None && matches!(value.ty, Type::Optional(_)),
            _ => false,
        };
        if empty || super::literal::is_wide(value) {
            format!(": {}", self.types.owned(&value.ty))
        } else {
            String::new()
        }
    }

    pub fn assign(&self, target: &Target, value: &Expr, trailing: Option<&String>) -> Vec<Line> {
        let plain = |start: Doc, value: Doc| {
            vec![Line::Assign { start: start.suffixed(" ="), value, end: ";", trailing: trailing.cloned() }]
        };
        match target {
            Target::Local(local) => {
                if self.inside.borrow_mut().remove(local) {
                    self.hold(*local, Held::Place);
                    let again = !self.steady.borrow().contains(local)
                        && super::assigned::twice(&self.function.body, *local)
                        && self.facts.sets[local.0 as usize] > 1;
                    let changed = self.facts.changed.contains(&Root::Local(*local));
                    let mutability = if again || changed { "mut " } else { "" };
                    // The only use may be a method, which does not say what number it is called on.
                    let number = match &value.kind {
                        ExprKind::Negate(inner) => matches!(inner.kind, ExprKind::Int(_) | ExprKind::Float(_)),
                        kind => matches!(kind, ExprKind::Int(_) | ExprKind::Float(_)),
                    };
                    let annotation = if number { format!(": {}", self.types.owned(&value.ty)) } else { String::new() };
                    let start = format!("let {mutability}{}{annotation}", self.name(*local));
                    return plain(Doc::text(start), self.value(value));
                }
                let name = Doc::text(self.name(*local));
                if let Some(line) = self.augmented(&name, value, trailing) {
                    return vec![line];
                }
                let start = if self.held(*local) == Held::Mut { name.prefixed("*") } else { name };
                let mut read = HashSet::new();
                super::liveness::reads(value, &mut read);
                let value = self.value(value);
                // `node = node.parent`: what is read through the variable is closed before the variable is set.
                if read.contains(local) && opens_cell(&value) {
                    let next = self.unused("next");
                    let first = Doc::text(format!("let {next} ="));
                    let mut lines = vec![Line::Assign { start: first, value, end: ";", trailing: None }];
                    lines.extend(plain(start, Doc::text(next)));
                    return lines;
                }
                plain(start, value)
            }
            Target::Global(id) => {
                let field = &self.types.names.globals[id.0 as usize].0;
                if !self.types.state.fields.contains(id) {
                    // Only the original has it, or nothing reads it.
                    return if self.types.plan.theirs.contains(id) { Vec::new() } else { self.effect(value, trailing) };
                }
                if self.state_as_locals && self.declared.borrow_mut().insert(*id) {
                    let mutable = if self.is_changed_later(*id) { "mut " } else { "" };
                    let annotation = self.annotation(value);
                    return plain(Doc::text(format!("let {mutable}{field}{annotation}")), self.value(value));
                }
                let name = if self.state_as_locals {
                    Doc::text(field.clone())
                } else {
                    Doc::text(self.state(true)).link(Doc::text(format!(".{field}")))
                };
                match self.augmented(&name, value, trailing) {
                    Some(line) => vec![line],
                    None => {
                        let value = self.value(value);
                        // A guard that the value opens must be closed before the field is set.
                        if opens_cell(&value) {
                            let mut lines = vec![Line::Assign {
                                start: Doc::text(format!("let {field} =")),
                                value,
                                end: ";",
                                trailing: None,
                            }];
                            lines.extend(plain(name, Doc::text(field.clone())));
                            return lines;
                        }
                        plain(name, value)
                    }
                }
            }
            Target::Field { object, field } => {
                let name = self.field_name(object, *field);
                let absent = self.field_of(object, *field).is_some_and(|field| field.absent);
                let some = |doc: Doc| if absent { Doc::call("Some", vec![doc]) } else { doc };
                if self.types.is_shared(&object.ty) {
                    let place = self.receiver(object).method("write", Vec::new()).link(Doc::text(format!(".{name}")));
                    let value = some(self.value(value));
                    if !opens_cell(&value) {
                        return plain(place, value);
                    }
                    // No guard of a cell is open while another is written.
                    let variable = self.unused(name.trim_start_matches("r#"));
                    let start = Doc::text(format!("let {variable} ="));
                    let mut lines = vec![Line::Assign { start, value, end: ";", trailing: None }];
                    lines.extend(plain(place, Doc::text(variable)));
                    return lines;
                }
                let whole = match &object.kind {
                    ExprKind::Local(local) if self.request(*local).is_some() => Doc::text(self.name(*local)),
                    _ => self.place(object),
                };
                let place = whole.link(Doc::text(format!(".{name}")));
                if !absent && let Some(line) = self.augmented(&place, value, trailing) {
                    return vec![line];
                }
                plain(place, some(self.value(value)))
            }
        }
    }

    /// `x += y`
    fn augmented(&self, target: &Doc, value: &Expr, trailing: Option<&String>) -> Option<Line> {
        let ExprKind::Arithmetic { op, left, right, unchecked } = &value.kind else { return None };
        let native = *unchecked || matches!(left.ty, Type::Float | Type::Number);
        let operator = match op {
            ArithmeticOp::Add if native => "+=",
            ArithmeticOp::Sub if native => "-=",
            ArithmeticOp::Mult if native => "*=",
            ArithmeticOp::Div if left.ty == Type::Float && !self.types.plan.raises(value) => "/=",
            ArithmeticOp::BitOr => "|=",
            ArithmeticOp::BitAnd => "&=",
            ArithmeticOp::BitXor => "^=",
            _ => return None,
        };
        if self.owned(left) != *target || left.ty == Type::Number {
            return None;
        }
        let start = target.clone().suffixed(&format!(" {operator}"));
        Some(Line::Assign { start, value: self.value(right), end: ";", trailing: trailing.cloned() })
    }
}

/// Whether a place is that variable or a part of it.
fn is_global(expr: &Expr, id: GlobalId) -> bool {
    match &expr.kind {
        ExprKind::Global(global) => *global == id,
        ExprKind::Field { object, .. } | ExprKind::Convert(object) => is_global(object, id),
        ExprKind::Library(call) if is_projection(&call.helper) => {
            call.args.first().is_some_and(|first| is_global(first, id))
        }
        _ => false,
    }
}

impl Body<'_> {
    /// Values beside each other in one expression. What a cell lends is held to the end of the whole expression, so that a cell which is read and then written in it
    /// would wait for itself: each such value has a block of its own, at whose end the cell is closed.
    pub fn owned_apart<'e>(&self, values: impl IntoIterator<Item = &'e Expr>) -> Vec<Doc> {
        let docs: Vec<Doc> = values.into_iter().map(|value| self.owned(value)).collect();
        let several = docs.iter().filter(|doc| opens_cell(doc)).count() > 1;
        if !several || !docs.iter().any(writes_cell) {
            return docs;
        }
        docs.into_iter()
            .map(|doc| {
                if opens_cell(&doc) && !is_block(&doc) {
                    Doc::concat([Doc::text("{ "), doc, Doc::text(" }")])
                } else {
                    doc
                }
            })
            .collect()
    }
}

/// Whether it is a block already, at whose end cells are closed.
pub fn is_block(doc: &Doc) -> bool {
    match doc {
        Doc::Block(block) => block.head == Doc::text(""),
        Doc::Concat(parts) => parts.first() == Some(&Doc::text("{ ")),
        _ => false,
    }
}

/// Whether an expression opens a shared cell.
pub fn opens_cell(value: &Doc) -> bool {
    writes_cell(value) || calls(value, ".read()")
}

/// Whether an expression opens a shared cell to write.
fn writes_cell(value: &Doc) -> bool {
    calls(value, ".write()")
}

fn calls(value: &Doc, method: &str) -> bool {
    super::line::render_lines(&[code(value.clone(), "", None)], 0).contains(method)
}
