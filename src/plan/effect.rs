//! What an expression changes.

use std::collections::HashSet;

use crate::ir::{ExprKind, ObjectId, Program, Shape, Type, walk};

pub use crate::ir::helper::{answers, mutates};

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
pub fn changed_by_block(block: &[crate::ir::Stmt], changes: &mut Changes) {
    crate::ir::walk::each_statement(block, &mut |stmt| {
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
