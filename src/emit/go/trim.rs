//! What of a program is printed: nothing behind a statement that leaves, and only types and variables that something uses.

use std::collections::BTreeSet;

use super::stmt::leaves;
use crate::ir::{Block, Expr, ExprKind, GlobalKind, ObjectId, Shape, Type, walk};
use crate::plan::Plan;

/// The plan with its blocks cut after the first statement that leaves.
pub fn trimmed(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    for function in &mut plan.program.functions {
        cut(&mut function.body);
    }
    plan
}

fn cut(block: &mut Block) {
    if let Some(end) = block.iter().position(|stmt| leaves(std::slice::from_ref(stmt))) {
        block.truncate(end + 1);
    }
    for stmt in block {
        walk::blocks_mut(&mut stmt.kind).into_iter().for_each(cut);
    }
}

/// What the printed functions use.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    pub objects: BTreeSet<ObjectId>,
    pub globals: BTreeSet<usize>,
}

impl Uses {
    /// Goes through every function that is printed.
    pub fn of(plan: &Plan) -> Self {
        let mut uses = Self::default();
        let program = &plan.program;
        for (function, facts) in program.functions.iter().zip(&plan.functions) {
            if !facts.used || facts.refused {
                continue;
            }
            uses.ty(plan, &function.result);
            for local in &function.locals[..function.params] {
                uses.ty(plan, &local.ty);
            }
            walk::block(&function.body, &mut |expr: &Expr| {
                uses.ty(plan, &expr.ty);
                if let ExprKind::Global(id) = expr.kind {
                    uses.globals.insert(id.0 as usize);
                }
                if let ExprKind::New { object, .. } = expr.kind {
                    uses.ty(plan, &Type::Object(object));
                }
            });
        }
        for (i, global) in program.globals.iter().enumerate() {
            if is_state(plan, i) {
                uses.ty(plan, &global.ty);
            }
        }
        uses
    }

    fn ty(&mut self, plan: &Plan, ty: &Type) {
        match ty {
            Type::Object(id) => {
                if !self.objects.insert(*id) {
                    return;
                }
                match &plan.object(*id).shape {
                    Shape::List(item) | Shape::Set(item) => self.ty(plan, item),
                    Shape::Dict(key, value) => {
                        self.ty(plan, key);
                        self.ty(plan, value);
                    }
                    Shape::Record(fields) | Shape::Instance(_, fields) => {
                        for field in fields {
                            self.ty(plan, &field.ty);
                        }
                    }
                }
            }
            Type::Tuple(items) => items.iter().for_each(|item| self.ty(plan, item)),
            Type::Optional(inner) => self.ty(plan, inner),
            Type::Callable { params, result } => {
                params.iter().for_each(|param| self.ty(plan, param));
                self.ty(plan, result);
            }
            Type::Never
            | Type::None
            | Type::Bool
            | Type::Int
            | Type::BigInt
            | Type::Float
            | Type::Number
            | Type::Str
            | Type::Bytes
            | Type::Json
            | Type::Encodable
            | Type::Exception
            | Type::Library(_) => {}
        }
    }
}

/// Whether a module-level variable is a field of the generated state.
pub fn is_state(plan: &Plan, global: usize) -> bool {
    let id = crate::ir::GlobalId(u32::try_from(global).unwrap_or(u32::MAX));
    let global = plan.global(id);
    matches!(global.kind, GlobalKind::State { .. }) && is_known(plan, &global.ty, 0) && !plan.theirs.contains(&id)
}

/// Whether values of the type exist in the translation.
fn is_known(plan: &Plan, ty: &Type, depth: usize) -> bool {
    match ty {
        Type::Never => false,
        // The state's own guard is held for the whole request.
        Type::Library(name) => !matches!(name.as_str(), "threading.Lock" | "threading.RLock"),
        Type::Object(id) if depth < 8 => match &plan.object(*id).shape {
            Shape::List(item) | Shape::Set(item) => *item == Type::Never || is_known(plan, item, depth + 1),
            Shape::Dict(key, value) => {
                *key == Type::Never || is_known(plan, key, depth + 1) && is_known(plan, value, depth + 1)
            }
            Shape::Record(_) | Shape::Instance(..) => true,
        },
        Type::Optional(inner) => is_known(plan, inner, depth),
        Type::Tuple(items) => items.iter().all(|item| is_known(plan, item, depth)),
        _ => true,
    }
}
