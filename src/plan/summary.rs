//! What each function does, with what it calls.

use std::collections::{BTreeSet, HashSet};

use super::effect;
use crate::ir::{ExprKind, FunctionId, GlobalId, GlobalKind, ObjectId, Program, StmtKind, Target, Type, walk};

/// What calling a function does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Module-level variables that it reads.
    pub reads: BTreeSet<GlobalId>,
    /// Module-level variables that the original reaches once it is handed the request here.
    pub touches: BTreeSet<GlobalId>,
    /// Module-level variables that it binds.
    pub binds: BTreeSet<GlobalId>,
    /// Fields that it assigns: the class of the record or instance, and the field's index.
    pub assigns: BTreeSet<(ObjectId, usize)>,
    /// Alias classes that it changes.
    pub changes: BTreeSet<ObjectId>,
    /// It changes values of unknown shape.
    pub changes_dynamic: bool,
    /// It puts something into the answer.
    pub answers: bool,
    /// It may hand the request to the original.
    pub forwards: bool,
    /// It may block for long: sleeps, reads files, asks other servers.
    pub blocks: bool,
    /// Functions that it calls itself.
    pub calls: BTreeSet<FunctionId>,
}

impl Summary {
    /// Adds what a callee does. Gives whether that was anything new.
    fn absorb(&mut self, callee: &Self) -> bool {
        let before = self.size();
        self.reads.extend(&callee.reads);
        self.touches.extend(&callee.touches);
        self.binds.extend(&callee.binds);
        self.assigns.extend(&callee.assigns);
        self.changes.extend(&callee.changes);
        self.changes_dynamic |= callee.changes_dynamic;
        self.answers |= callee.answers;
        self.forwards |= callee.forwards;
        self.blocks |= callee.blocks;
        self.size() != before
    }

    /// How much it says; it only grows.
    fn size(&self) -> usize {
        let sets = [self.reads.len(), self.touches.len(), self.binds.len(), self.assigns.len(), self.changes.len()];
        let flags = [self.changes_dynamic, self.answers, self.forwards, self.blocks];
        sets.iter().sum::<usize>() + flags.iter().filter(|flag| **flag).count()
    }
}

/// A summary of each function, by [`FunctionId`].
pub fn summaries(program: &Program) -> Vec<Summary> {
    let mut all: Vec<Summary> = program.functions.iter().map(|function| own(program, &function.body)).collect();
    let mut changed = true;
    while changed {
        changed = false;
        for index in 0..all.len() {
            let mut caller = std::mem::take(&mut all[index]);
            for callee in &caller.calls.clone() {
                // A function that calls itself does what it does.
                changed |= callee.0 as usize != index && caller.absorb(&all[callee.0 as usize]);
            }
            all[index] = caller;
        }
    }
    all
}

/// What statements do, with what they call.
pub fn of_block(program: &Program, block: &[crate::ir::Stmt]) -> Summary {
    let all = summaries(program);
    let mut summary = own(program, block);
    for callee in summary.calls.clone() {
        summary.absorb(&all[callee.0 as usize]);
    }
    summary
}

fn own(program: &Program, block: &[crate::ir::Stmt]) -> Summary {
    let mut summary = Summary::default();
    let mut changes = effect::Changes::default();
    effect::changed_by_block(block, &mut changes);
    summary.changes = changes.objects.into_iter().collect();
    summary.changes_dynamic = changes.dynamic;
    crate::ir::walk::each_statement(block, &mut |stmt| match &stmt.kind {
        StmtKind::Assign { target: Target::Global(global), .. } => {
            summary.binds.insert(*global);
        }
        StmtKind::Assign { target: Target::Field { object, field }, .. } => {
            summary.assigns.extend(effect::object_of(&object.ty).map(|object| (object, *field)));
        }
        StmtKind::Forward { touches, .. } => {
            summary.forwards = true;
            summary.touches.extend(touches.iter().copied());
        }
        _ => {}
    });
    walk::block(block, &mut |expr| match &expr.kind {
        ExprKind::Global(global) => {
            summary.reads.insert(*global);
        }
        ExprKind::Call { function, .. } => {
            summary.calls.insert(*function);
        }
        ExprKind::New { init, object, .. } => {
            summary.calls.extend(init);
            let _ = object;
        }
        ExprKind::Library(call) => {
            summary.answers |= effect::answers(&call.helper);
            summary.blocks |= call.helper.starts_with("time_sleep");
            // A generator or a hash that is drawn from or fed is another one afterwards: any variable that may hold it is bound anew.
            if let (true, Some(Type::Library(class))) =
                (effect::mutates(&call.helper), call.args.first().map(|first| &first.ty))
            {
                let holds = |global: &crate::ir::Global| matches!(&global.ty, Type::Library(held) if held == class);
                let ids = (0u32..).map(GlobalId).zip(&program.globals);
                summary.binds.extend(ids.filter(|(_, global)| holds(global)).map(|(id, _)| id));
            }
        }
        ExprKind::Block(block, _) => crate::ir::walk::each_statement(block, &mut |stmt| {
            if let StmtKind::Assign { target: Target::Global(global), .. } = &stmt.kind {
                summary.binds.insert(*global);
            }
        }),
        _ => {}
    });
    summary
}

/// The module-level variables that a block reaches, calls included.
pub fn uses(block: &[crate::ir::Stmt], summaries: &[Summary]) -> BTreeSet<GlobalId> {
    let mut found = BTreeSet::new();
    crate::ir::walk::each_statement(block, &mut |stmt| match &stmt.kind {
        StmtKind::Assign { target: Target::Global(global), .. } => {
            found.insert(*global);
        }
        StmtKind::Forward { touches, .. } => found.extend(touches.iter().copied()),
        _ => {}
    });
    walk::block(block, &mut |expr| uses_of_node(expr, summaries, &mut found));
    found
}

/// The module-level variables that an expression itself, its operands apart, reaches.
pub fn uses_of_node(expr: &crate::ir::Expr, summaries: &[Summary], found: &mut BTreeSet<GlobalId>) {
    let mut call = |function: FunctionId| {
        found.extend(summaries[function.0 as usize].reads.iter().copied());
        found.extend(summaries[function.0 as usize].touches.iter().copied());
        found.extend(summaries[function.0 as usize].binds.iter().copied());
    };
    match &expr.kind {
        ExprKind::Call { function, .. } => call(*function),
        ExprKind::New { init: Some(function), .. } => call(*function),
        ExprKind::Global(global) => {
            found.insert(*global);
        }
        _ => {}
    }
}

/// Functions that a request can run: the entries and what they call.
pub fn in_requests(program: &Program, summaries: &[Summary]) -> BTreeSet<FunctionId> {
    let mut found = BTreeSet::new();
    let mut work: Vec<FunctionId> =
        program.handlers.iter().flat_map(|handler| handler.methods.iter().map(|(_, function)| *function)).collect();
    while let Some(function) = work.pop() {
        if found.insert(function) {
            work.extend(summaries[function.0 as usize].calls.iter().copied());
        }
    }
    found
}

/// Module-level variables that requests change: rebound, or something that they reach is changed.
pub fn changing(program: &Program, summaries: &[Summary]) -> BTreeSet<GlobalId> {
    let mut bound = BTreeSet::new();
    let mut objects: HashSet<ObjectId> = HashSet::new();
    let mut dynamic = false;
    for function in in_requests(program, summaries) {
        let summary = &summaries[function.0 as usize];
        bound.extend(summary.binds.iter().copied());
        objects.extend(summary.changes.iter().copied());
        dynamic |= summary.changes_dynamic;
    }
    for (index, global) in program.globals.iter().enumerate() {
        let mut reached = HashSet::new();
        let has_dynamic = effect::reached(program, &global.ty, &mut reached);
        if !matches!(global.kind, GlobalKind::Constant(_))
            && (reached.iter().any(|object| objects.contains(object))
                || (has_dynamic && dynamic && holds_containers(&global.ty, program, &reached)))
        {
            bound.insert(GlobalId(u32::try_from(index).unwrap_or(u32::MAX)));
        }
    }
    bound
}

fn holds_containers(ty: &Type, _program: &Program, reached: &HashSet<ObjectId>) -> bool {
    *ty == Type::Json || !reached.is_empty()
}
