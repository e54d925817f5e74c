//! What an expression changes.

use std::collections::HashSet;

use crate::ir::{ExprKind, ObjectId, Program, Shape, Type, walk};

/// Helpers that change their first argument.
const MUTATORS: &[&str] = &[
    "list_append",
    "list_extend",
    "list_insert",
    "list_remove",
    "list_pop",
    "list_pop_at",
    "list_clear",
    "list_reverse",
    "list_setitem",
    "list_delitem",
    "list_sort",
    "list_sort_reverse",
    "list_sort_by",
    "list_sort_by_reverse",
    "dict_setitem",
    "dict_delitem",
    "dict_pop",
    "dict_pop_default",
    "dict_pop_or_none",
    "dict_setdefault",
    "dict_update",
    "dict_clear",
    "dict_popitem",
    "set_add",
    "set_remove",
    "set_discard",
    "set_clear",
    "value_setitem",
    "value_delitem",
    "value_append",
    "value_extend",
    "value_insert",
    "value_remove",
    "value_reverse",
    "value_clear",
    "value_pop",
    "value_pop_at",
    "value_pop_default",
    "value_update",
    "value_setdefault",
    "value_sort",
];

/// Helpers that put something into the answer.
const ANSWERS: &[&str] = &[
    "handler_send_response",
    "handler_send_response_message",
    "handler_send_response_only",
    "handler_send_response_only_message",
    "handler_send_header",
    "handler_end_headers",
    "handler_flush_headers",
    "handler_send_error",
    "handler_wfile_write",
];

/// Whether a helper changes its first argument.
pub fn mutates(helper: &str) -> bool {
    MUTATORS.contains(&helper)
}

/// Whether a helper puts something into the answer.
pub fn answers(helper: &str) -> bool {
    ANSWERS.contains(&helper)
}

/// The alias class that a type holds.
pub fn object_of(ty: &Type) -> Option<ObjectId> {
    match ty {
        Type::Object(object) => Some(*object),
        Type::Optional(inner) => object_of(inner),
        _ => None,
    }
}

/// Every alias class that a type reaches, with whether it reaches values of unknown shape.
pub fn reached(program: &Program, ty: &Type, found: &mut HashSet<ObjectId>) -> bool {
    match ty {
        Type::Object(object) => {
            if !found.insert(*object) {
                return false;
            }
            match &program.objects[object.0 as usize].shape {
                Shape::List(item) | Shape::Set(item) => reached(program, item, found),
                Shape::Dict(key, value) => {
                    let keys = reached(program, key, found);
                    reached(program, value, found) || keys
                }
                Shape::Record(fields) | Shape::Instance(_, fields) => {
                    let mut dynamic = false;
                    for field in fields {
                        dynamic |= reached(program, &field.ty, found);
                    }
                    dynamic
                }
            }
        }
        Type::Optional(inner) => reached(program, inner, found),
        Type::Tuple(items) => {
            let mut dynamic = false;
            for item in items {
                dynamic |= reached(program, item, found);
            }
            dynamic
        }
        Type::Json => true,
        _ => false,
    }
}

/// What a function, taken alone, does.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Alias classes that it changes.
    pub objects: HashSet<ObjectId>,
    /// It changes values of unknown shape.
    pub dynamic: bool,
}

/// Collects what the statements of a block change, calls apart.
pub fn changed_by_block(block: &crate::ir::Block, changes: &mut Changes) {
    super::visit::statements(block, &mut |stmt| {
        if let crate::ir::StmtKind::Assign { target: crate::ir::Target::Field { object, .. }, .. } = &stmt.kind {
            changes.objects.extend(object_of(&object.ty));
        }
    });
    walk::block(block, &mut |expr| {
        if let ExprKind::Library(call) = &expr.kind
            && mutates(&call.helper)
        {
            match call.args.first().map(|receiver| &receiver.ty) {
                Some(Type::Json) => changes.dynamic = true,
                Some(ty) => changes.objects.extend(object_of(ty)),
                None => {}
            }
        }
    });
}
