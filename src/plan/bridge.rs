//! How far a refusal reaches.
//!
//! A `StmtKind::Forward` hands the request to the original, so nothing may have been changed or answered before it. Where something has, an earlier point takes its
//! place: the start of the branch that it stands in, of the function, and in the end every call of the function. The original runs a forwarded request from its
//! start, so all state on the way to the forward, in it and behind it lives in the original only: whatever else reaches that state is forwarded too.

use std::collections::{BTreeSet, HashSet};

use super::cause::{self, Cause};
use super::effect;
use super::summary::{self, Summary};
use crate::ir::{Block, Expr, ExprKind, FunctionId, GlobalId, Program, Stmt, StmtKind, Target, walk};
use crate::source::{FileId, Place, Span};

/// Why something is forwarded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reason {
    pub(super) span: Span,
    /// The kind of reason.
    pub(super) code: &'static str,
    pub(super) text: String,
    /// Where that is, if not at `span`.
    pub(super) place: Option<Place>,
    pub(super) touches: Vec<GlobalId>,
}

/// Closes the program over its forwards. Gives the module-level variables that live in the original only.
pub fn close(program: &mut Program) -> BTreeSet<GlobalId> {
    let mut theirs: BTreeSet<GlobalId> = BTreeSet::new();
    // Taken before anything is forwarded here: what the original changes from then on is no statement of the program any more.
    let changing = changing(program);
    let causes = cause::causes(program);
    loop {
        let before = program_shape(program);
        let summaries = summary::summaries(program);
        theirs.extend(touched(program, &summaries).into_iter().filter(|global| changing.contains(global)));
        extend_groups(program, &mut theirs, &changing);
        super::start::extend(program, &mut theirs);
        forward_state(program, &theirs, &causes);
        let summaries = summary::summaries(program);
        let requests = summary::in_requests(program, &summaries);
        let state = state_objects(program);
        for function in requests {
            let mut body = std::mem::take(&mut program.functions[function.0 as usize].body);
            let walk = Walk { program, summaries: &summaries, state: &state, guarded: std::cell::Cell::new(0) };
            let mut dirty = false;
            if let Err(reason) = walk.block(&mut body, &mut dirty) {
                body = vec![instead_of(&body, reason, &summaries)];
            }
            program.functions[function.0 as usize].body = body;
        }
        if program_shape(program) == before {
            return theirs;
        }
    }
}

/// Variables that requests change, in the program or behind a forward: nothing is known of what is behind one but what it reaches.
fn changing(program: &Program) -> BTreeSet<GlobalId> {
    let summaries = summary::summaries(program);
    let mut found = summary::changing(program, &summaries);
    for function in summary::in_requests(program, &summaries) {
        crate::ir::walk::each_statement(&program.functions[function.0 as usize].body, &mut |stmt| {
            if let StmtKind::Forward { touches, .. } = &stmt.kind {
                found.extend(touches.iter().copied());
            }
        });
    }
    found.retain(|global| {
        let global = &program.globals[global.0 as usize];
        let constant = matches!(global.kind, crate::ir::GlobalKind::Constant(_));
        let fixed = global.only_looked_up && holds_values_only(program, &global.ty, true)
            || global.bound_once && holds_values_only(program, &global.ty, false);
        !(constant || fixed)
    });
    found
}

/// Whether what a container holds cannot be changed: numbers, text, tuples of them.
fn holds_values_only(program: &Program, ty: &crate::ir::Type, outermost: bool) -> bool {
    use crate::ir::{Shape, Type};
    match ty {
        Type::None | Type::Bool | Type::Int | Type::BigInt | Type::Float | Type::Number | Type::Str | Type::Bytes => {
            true
        }
        Type::Tuple(items) => items.iter().all(|item| holds_values_only(program, item, false)),
        Type::Optional(inner) => holds_values_only(program, inner, outermost),
        Type::Object(object) if outermost => match &program.objects[object.0 as usize].shape {
            Shape::List(item) | Shape::Set(item) => holds_values_only(program, item, false),
            Shape::Dict(key, value) => {
                holds_values_only(program, key, false) && holds_values_only(program, value, false)
            }
            Shape::Record(fields) => fields.iter().all(|field| holds_values_only(program, &field.ty, false)),
            Shape::Instance(..) => false,
        },
        Type::Never
        | Type::Object(_)
        | Type::Json
        | Type::Encodable
        | Type::Exception
        | Type::Library(_)
        | Type::Callable { .. } => false,
    }
}

/// Number of forwards and statements: it changes whenever something is forwarded anew.
fn program_shape(program: &Program) -> (usize, usize) {
    let (mut forwards, mut all) = (0, 0);
    for function in &program.functions {
        crate::ir::walk::each_statement(&function.body, &mut |stmt| {
            all += 1;
            forwards += usize::from(matches!(stmt.kind, StmtKind::Forward { .. }));
        });
    }
    (forwards, all)
}

fn forward(reason: Reason) -> Stmt {
    Stmt {
        span: reason.span,
        comments: Vec::new(),
        trailing: None,
        gap: false,
        kind: StmtKind::Forward {
            code: reason.code,
            reason: reason.text,
            place: reason.place,
            touches: reason.touches,
        },
    }
}

/// The forward that takes the place of a block: it reaches whatever the block did.
pub(super) fn instead_of(block: &Block, mut reason: Reason, summaries: &[Summary]) -> Stmt {
    let mut touches = summary::uses(block, summaries);
    touches.extend(reason.touches.iter().copied());
    reason.touches = touches.into_iter().collect();
    forward(reason)
}

/// The first statement of each block that `is_refused` is forwarded, and what stands behind it.
pub(super) fn refuse_where(
    block: &mut Block,
    code: &'static str,
    text: &str,
    summaries: &[Summary],
    is_refused: &mut dyn FnMut(&Stmt) -> bool,
) {
    for index in 0..block.len() {
        if is_refused(&block[index]) {
            let reason =
                Reason { span: block[index].span, code, text: text.to_owned(), place: None, touches: Vec::new() };
            let replaced = block.split_off(index);
            block.push(instead_of(&replaced, reason, summaries));
            return;
        }
        for inner in walk::blocks_mut(&mut block[index].kind) {
            refuse_where(inner, code, text, summaries, is_refused);
        }
    }
}

/// Alias classes that state reaches.
fn state_objects(program: &Program) -> (HashSet<crate::ir::ObjectId>, bool) {
    let mut found = HashSet::new();
    let mut dynamic = false;
    for global in &program.globals {
        dynamic |= effect::reached(program, &global.ty, &mut found);
    }
    (found, dynamic)
}

/// The variables that a forwarded request reaches: on the way to a forward, in it, and behind it, in its function and in every caller.
fn touched(program: &Program, summaries: &[Summary]) -> BTreeSet<GlobalId> {
    let mut found = BTreeSet::new();
    let forwarding = |function: &FunctionId| summaries[function.0 as usize].forwards;
    for function in summary::in_requests(program, summaries).into_iter().filter(forwarding) {
        let path = Path { summaries };
        path.block(&program.functions[function.0 as usize].body, &BTreeSet::new(), &BTreeSet::new(), &mut found);
    }
    found
}

struct Path<'p> {
    summaries: &'p [Summary],
}

impl Path<'_> {
    /// What each statement of a block reaches, and what stands behind it, what comes after the block included.
    fn uses_of_each(&self, block: &Block, after: &BTreeSet<GlobalId>) -> Vec<(BTreeSet<GlobalId>, BTreeSet<GlobalId>)> {
        let mut behind = after.clone();
        let mut all: Vec<_> = block
            .iter()
            .rev()
            .map(|stmt| {
                let whole = summary::uses(std::slice::from_ref(stmt), self.summaries);
                let rest = behind.clone();
                behind.extend(&whole);
                (whole, rest)
            })
            .collect();
        all.reverse();
        all
    }

    fn block(
        &self,
        block: &Block,
        before: &BTreeSet<GlobalId>,
        after: &BTreeSet<GlobalId>,
        found: &mut BTreeSet<GlobalId>,
    ) {
        let mut before = before.clone();
        for (stmt, (whole, mut rest)) in block.iter().zip(self.uses_of_each(block, after)) {
            let mut own = BTreeSet::new();
            let mut forwards = matches!(stmt.kind, StmtKind::Forward { .. });
            walk::each_own_expr(&stmt.kind, &mut |expr| {
                walk::expr(expr, &mut |inner| {
                    summary::uses_of_node(inner, self.summaries, &mut own);
                    let callee = match &inner.kind {
                        ExprKind::Call { function, .. } | ExprKind::New { init: Some(function), .. } => Some(function),
                        _ => None,
                    };
                    forwards |= callee.is_some_and(|function| self.summaries[function.0 as usize].forwards);
                });
            });
            if forwards {
                found.extend(before.iter().chain(&whole).chain(&rest).copied());
            }
            let mut inside = before.clone();
            inside.extend(own.iter().copied());
            if let StmtKind::Try { .. } = &stmt.kind {
                self.attempt(&stmt.kind, &before, &rest, found);
                // What a suite that leaves by `raise` has reached is on the way to what follows the handlers.
                if walk::blocks(&stmt.kind).iter().any(|suite| !suite.is_empty() && !leaves(suite)) {
                    before.extend(whole);
                }
                continue;
            }
            let entangled = matches!(stmt.kind, StmtKind::While { .. } | StmtKind::For { .. });
            if entangled {
                inside.extend(whole.iter().copied());
                rest.extend(whole.iter().copied());
            }
            for inner in crate::ir::walk::blocks(&stmt.kind) {
                self.block(inner, &inside, &rest, found);
            }
            // What a branch that leaves has reached is not on the way to what follows.
            if entangled {
                before.extend(whole);
            } else {
                before.extend(own);
                for inner in crate::ir::walk::blocks(&stmt.kind) {
                    if !leaves(inner) {
                        before.extend(summary::uses(inner, self.summaries));
                    }
                }
                if let StmtKind::Assign { target: Target::Global(global), .. } = &stmt.kind {
                    before.insert(*global);
                }
            }
        }
    }
}

impl Path<'_> {
    /// The suites of a `try`: handlers follow any part of its body, `finally` any part of all.
    fn attempt(
        &self,
        kind: &StmtKind,
        before: &BTreeSet<GlobalId>,
        after: &BTreeSet<GlobalId>,
        found: &mut BTreeSet<GlobalId>,
    ) {
        let StmtKind::Try { body, handlers, otherwise, finally } = kind else { return };
        let with = |known: &BTreeSet<GlobalId>, suites: &[&Block]| {
            let mut all = known.clone();
            suites.iter().for_each(|suite| all.extend(summary::uses(suite, self.summaries)));
            all
        };
        let handled: Vec<&Block> = handlers.iter().map(|handler| &handler.body).collect();
        let at_last = with(after, &[finally]);
        self.block(body, before, &with(&with(&at_last, &handled), &[otherwise]), found);
        let begun = with(before, &[body]);
        for suite in handled.iter().copied().chain([otherwise]) {
            self.block(suite, &begun, &at_last, found);
        }
        self.block(finally, &with(&with(&begun, &handled), &[otherwise]), after, found);
    }
}

/// Variables that can hold the same objects belong to one group.
fn extend_groups(program: &Program, theirs: &mut BTreeSet<GlobalId>, changing: &BTreeSet<GlobalId>) {
    let reach = |global: &GlobalId| {
        let mut found = HashSet::new();
        effect::reached(program, &program.globals[global.0 as usize].ty, &mut found);
        found
    };
    loop {
        let before = theirs.len();
        let mut objects = HashSet::new();
        for global in theirs.iter() {
            objects.extend(reach(global));
        }
        for global in changing {
            if reach(global).iter().any(|object| objects.contains(object)) {
                theirs.insert(*global);
            }
        }
        if theirs.len() == before {
            return;
        }
    }
}

/// Forwards every statement of a request that reaches such a variable.
fn forward_state(program: &mut Program, theirs: &BTreeSet<GlobalId>, causes: &[Option<Cause>]) {
    let summaries = summary::summaries(program);
    let requests = summary::in_requests(program, &summaries);
    let forwards = !theirs.is_empty() || requests.iter().any(|function| summaries[function.0 as usize].forwards);
    if !forwards {
        return;
    }
    let names: Vec<String> = program.globals.iter().map(|global| global.name.clone()).collect();
    let draws = super::start::is_seeded(program);
    for function in requests {
        let file = program.functions[function.0 as usize].place.file;
        let shared = Shared { theirs, draws, summaries: &summaries, names: &names, causes, file };
        let mut body = std::mem::take(&mut program.functions[function.0 as usize].body);
        shared.forward_uses(&mut body);
        program.functions[function.0 as usize].body = body;
    }
}

/// What native code must not use, because the original does.
struct Shared<'s> {
    theirs: &'s BTreeSet<GlobalId>,
    /// The seeded generator is among it.
    draws: bool,
    summaries: &'s [Summary],
    /// The names of all module-level variables.
    names: &'s [String],
    /// Why each function is forwarded in the first place.
    causes: &'s [Option<Cause>],
    /// Where the function is that is looked at.
    file: FileId,
}

impl Shared<'_> {
    fn forward_uses(&self, block: &mut Block) {
        for index in 0..block.len() {
            if let Some((text, touches)) = self.own_use(&block[index]) {
                let span = block[index].span;
                let reason = match cause::first(&block[index..], self.file, self.causes) {
                    Some(Cause { code, text, place }) => Reason { span, code, text, place: Some(place), touches },
                    None => Reason { span, code: "state", text, place: None, touches },
                };
                let replaced = block.split_off(index);
                block.push(instead_of(&replaced, reason, self.summaries));
                return;
            }
            for inner in crate::ir::walk::blocks_mut(&mut block[index].kind) {
                self.forward_uses(inner);
            }
        }
    }

    /// Why a statement itself, its blocks apart, is the original's.
    fn own_use(&self, stmt: &Stmt) -> Option<(String, Vec<GlobalId>)> {
        let mut found = None;
        if let StmtKind::Assign { target: Target::Global(global), .. } = &stmt.kind {
            found = self.theirs.contains(global).then_some(*global);
        }
        let mut draws = false;
        walk::each_own_expr(&stmt.kind, &mut |expr| {
            walk::expr(expr, &mut |inner| match &inner.kind {
                ExprKind::Global(global) if self.theirs.contains(global) => found = found.or(Some(*global)),
                ExprKind::Library(call) => draws |= self.draws && super::start::is_draw(&call.helper),
                _ => {}
            });
        });
        if draws {
            return Some(("the seeded random numbers are those of the original".to_owned(), Vec::new()));
        }
        let global = found?;
        let text =
            format!("`{}` is state that a route on the original changes or reads", self.names[global.0 as usize]);
        Some((text, vec![global]))
    }
}

struct Walk<'p> {
    program: &'p Program,
    summaries: &'p [Summary],
    state: &'p (HashSet<crate::ir::ObjectId>, bool),
    /// How many `try` blocks are around.
    guarded: std::cell::Cell<usize>,
}

impl Walk<'_> {
    /// Goes through a block. `dirty` says whether something has been changed or answered. An error is a forward that comes too late for this block to repair.
    fn block(&self, block: &mut Block, dirty: &mut bool) -> Result<(), Reason> {
        for index in 0..block.len() {
            self.stmt(&mut block[index], dirty)?;
            if matches!(block[index].kind, StmtKind::Forward { .. }) && index + 1 < block.len() {
                let behind: BTreeSet<GlobalId> = summary::uses(&block.split_off(index + 1), self.summaries);
                if let StmtKind::Forward { touches, .. } = &mut block[index].kind {
                    let all: BTreeSet<GlobalId> = touches.iter().copied().chain(behind).collect();
                    *touches = all.into_iter().collect();
                }
                break;
            }
            if matches!(block[index].kind, StmtKind::Forward { .. }) {
                break;
            }
        }
        Ok(())
    }

    fn stmt(&self, stmt: &mut Stmt, dirty: &mut bool) -> Result<(), Reason> {
        if let StmtKind::Forward { code, reason, place, touches } = &stmt.kind {
            let reason =
                Reason { span: stmt.span, code, text: reason.clone(), place: *place, touches: touches.clone() };
            return if *dirty { Err(reason) } else { Ok(()) };
        }
        let mut outcome = Ok(());
        walk::each_own_expr(&stmt.kind, &mut |expr| {
            if outcome.is_ok() {
                outcome = self.expr(expr, stmt.span, dirty);
            }
        });
        outcome?;
        if let StmtKind::Assign { target, .. } = &stmt.kind {
            match target {
                Target::Global(_) => *dirty = true,
                Target::Field { object, .. } => {
                    *dirty |= effect::object_of(&object.ty).is_some_and(|object| self.state.0.contains(&object));
                }
                Target::Local(_) => {}
            }
        }
        let repeats = matches!(stmt.kind, StmtKind::While { .. } | StmtKind::For { .. });
        let guarded = matches!(stmt.kind, StmtKind::Try { .. });
        if repeats || guarded {
            // A second round, or a handler, comes after whatever the first round or the body did.
            let mut inside = *dirty;
            self.guarded.set(self.guarded.get() + usize::from(guarded));
            let outcome = self.entangled(stmt, &mut inside);
            self.guarded.set(self.guarded.get() - usize::from(guarded));
            outcome?;
            if inside && repeats {
                for inner in crate::ir::walk::blocks_mut(&mut stmt.kind) {
                    self.block(inner, &mut inside)?;
                }
            }
            *dirty |= inside;
            return Ok(());
        }
        let clean = !*dirty;
        let mut after = *dirty;
        for inner in crate::ir::walk::blocks_mut(&mut stmt.kind) {
            let mut inside = *dirty;
            match self.block(inner, &mut inside) {
                Ok(()) => after |= inside && !self.leaves(inner),
                Err(reason) if clean => *inner = vec![instead_of(inner, reason, self.summaries)],
                Err(reason) => return Err(reason),
            }
        }
        *dirty = after;
        Ok(())
    }

    /// The blocks of a loop or a `try`: each comes after whatever the ones before it did.
    fn entangled(&self, stmt: &mut Stmt, dirty: &mut bool) -> Result<(), Reason> {
        if let StmtKind::Try { body, handlers, otherwise, finally } = &mut stmt.kind {
            self.block(body, dirty)?;
            for handler in handlers {
                self.block(&mut handler.body, dirty)?;
            }
            self.block(otherwise, dirty)?;
            // It runs behind every `return` too.
            return self.block(finally, &mut !finally.is_empty());
        }
        for inner in crate::ir::walk::blocks_mut(&mut stmt.kind) {
            self.block(inner, dirty)?;
        }
        Ok(())
    }

    /// Whether nothing of this function, its own handlers included, runs behind a block.
    fn leaves(&self, block: &Block) -> bool {
        block.last().is_some_and(|last| match last.kind {
            StmtKind::Return(_) | StmtKind::Forward { .. } => true,
            StmtKind::Raise(_) | StmtKind::Reraise(_) => self.guarded.get() == 0,
            _ => false,
        })
    }

    fn expr(&self, expr: &Expr, span: Span, dirty: &mut bool) -> Result<(), Reason> {
        let mut outcome = Ok(());
        walk::expr(expr, &mut |inner| {
            if outcome.is_err() {
                return;
            }
            match &inner.kind {
                ExprKind::Call { function, .. } => outcome = self.call(*function, span, dirty),
                ExprKind::New { init: Some(function), .. } => outcome = self.call(*function, span, dirty),
                ExprKind::Library(call) => {
                    if effect::answers(&call.helper) {
                        *dirty = true;
                    }
                    if effect::mutates(&call.helper) {
                        *dirty |= match call.args.first().map(|receiver| &receiver.ty) {
                            Some(crate::ir::Type::Json) => self.state.1,
                            Some(crate::ir::Type::Library(_)) => true,
                            Some(ty) => effect::object_of(ty).is_some_and(|object| self.state.0.contains(&object)),
                            None => false,
                        };
                    }
                }
                _ => {}
            }
        });
        outcome
    }

    fn call(&self, function: FunctionId, span: Span, dirty: &mut bool) -> Result<(), Reason> {
        let summary = &self.summaries[function.0 as usize];
        if summary.forwards && *dirty {
            let text = format!(
                "`{}` is forwarded, but something was changed or answered before",
                self.program.functions[function.0 as usize].name
            );
            return Err(Reason { span, code: "effect-before", text, place: None, touches: Vec::new() });
        }
        *dirty |= summary.answers
            || !summary.binds.is_empty()
            || summary.changes.iter().any(|object| self.state.0.contains(object))
            || (summary.changes_dynamic && self.state.1);
        Ok(())
    }
}

/// Whether the end of a block is never reached.
pub(super) fn leaves(block: &Block) -> bool {
    block.last().is_some_and(|last| {
        matches!(
            last.kind,
            StmtKind::Return(_)
                | StmtKind::Raise(_)
                | StmtKind::Reraise(_)
                | StmtKind::Break
                | StmtKind::Continue
                | StmtKind::Forward { .. }
        )
    })
}
