//! Where the list that stands for a generator may be made at once.
//!
//! ```python
//! for value in evens(values):      # `evens` runs as a whole before the first round
//!     total += value
//! ```
//!
//! That shows when the generator does something besides yielding, when it raises in the middle, when the loop ends before it does, or when the loop changes
//! what the generator reads. What is known of both after the last pass decides; where it shows, the loop is refused.

use std::collections::{HashMap, HashSet};

use super::body::Body;
use super::heap::{NodeId, NodeShape};
use super::lowerer::{BodyKey, LoweredBody, Lowerer};
use super::order;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind, FunctionId, Iter, StmtKind, Target, helper, walk};
use crate::model::FunctionIndex;
use crate::python::ast;
use crate::source::{Place, Span};

/// A generator of which each value is used before the next one is asked for.
pub struct Taken {
    /// Where.
    pub place: Place,
    /// In which function.
    pub within: Option<FunctionIndex>,
    /// The generator.
    pub generator: FunctionIndex,
    /// What is done with each value.
    pub with: ir::Block,
    /// Whether not all of it may be asked for, besides what `with` says.
    pub ends_early: bool,
    /// Whether what was done before an exception is seen after it.
    pub is_guarded: bool,
}

/// What running statements shows.
#[derive(Clone, Debug, Default)]
struct Shown {
    /// It changes something that is not its own.
    acts: bool,
    /// It writes to the client or a log.
    says: bool,
    /// It may raise.
    raises: bool,
    /// It may leave the loop around it.
    leaves: bool,
    /// It counts up to something: it may take long.
    counts: bool,
    /// It may go on for ever.
    endless: bool,
    /// The types of what it reads and makes.
    types: HashSet<ir::Type>,
    /// The types of what it fills.
    fills: HashSet<ir::Type>,
    /// The types of what it makes.
    fresh: HashSet<ir::Type>,
    /// The types of the variables of the module that it uses, and of attributes.
    outside: HashSet<ir::Type>,
}

impl Shown {
    fn add(&mut self, other: &Self) {
        self.acts |= other.acts;
        self.says |= other.says;
        self.raises |= other.raises;
        self.counts |= other.counts;
        self.endless |= other.endless;
        self.types.extend(other.types.iter().cloned());
    }
}

impl Lowerer<'_> {
    /// The places where it shows that a generator runs as a whole.
    pub(super) fn shown_generators(&self, bodies: &HashMap<BodyKey, LoweredBody>) -> HashSet<Place> {
        let mut judge = Judge { low: self, bodies, known: HashMap::new() };
        self.taken.iter().filter(|taken| judge.shows(taken)).map(|taken| taken.place).collect()
    }
}

struct Judge<'j, 'a> {
    low: &'j Lowerer<'a>,
    bodies: &'j HashMap<BodyKey, LoweredBody>,
    known: HashMap<FunctionIndex, Shown>,
}

impl Judge<'_, '_> {
    fn shows(&mut self, taken: &Taken) -> bool {
        self.known.clear();
        let generator = self.function(taken.generator);
        self.known.clear();
        let mut with = Shown::default();
        self.block(&taken.with, false, &mut with);
        let ends_early = taken.ends_early || with.leaves;
        if generator.acts || generator.says || with.acts || !generator.types.is_disjoint(&with.fills) {
            return true;
        }
        if generator.raises {
            // What was filled before is seen by others.
            let seen = !with.fills.is_empty() && !taken.within.is_some_and(|within| self.owns(within, &with.fills));
            return ends_early || with.raises || with.says || taken.is_guarded || seen;
        }
        (generator.endless && (ends_early || with.raises)) || (generator.counts && ends_early)
    }

    fn function(&mut self, index: FunctionIndex) -> Shown {
        if let Some(known) = self.known.get(&index) {
            return known.clone();
        }
        // A function that calls itself adds nothing new.
        let open = Shown { counts: true, ..Shown::default() };
        self.known.insert(index, open);
        let mut shown = Shown::default();
        match self.bodies.get(&BodyKey::Function(index)).map(|body| &body.outcome) {
            Some(Ok(block)) => self.block(block, true, &mut shown),
            Some(Err(_)) | None => (shown.acts, shown.raises) = (true, true),
        }
        shown.acts |= !self.are_own(index, &shown);
        shown.fills.clear();
        self.known.insert(index, shown.clone());
        shown
    }

    /// Whether nobody but a function has what it fills.
    fn are_own(&self, index: FunctionIndex, shown: &Shown) -> bool {
        let given = self.given(index);
        shown.fills.iter().all(|ty| shown.fresh.contains(ty) && !shown.outside.contains(ty) && !given.contains(ty))
    }

    fn owns(&mut self, index: FunctionIndex, fills: &HashSet<ir::Type>) -> bool {
        let Some(Ok(block)) = self.bodies.get(&BodyKey::Function(index)).map(|body| &body.outcome) else {
            return false;
        };
        let mut shown = Shown::default();
        self.block(block, true, &mut shown);
        shown.fills.clone_from(fills);
        self.are_own(index, &shown)
    }

    /// The types of what a function is given, and of what is in it.
    fn given(&self, index: FunctionIndex) -> HashSet<ir::Type> {
        let mut nodes = HashSet::new();
        let params = self.low.functions.get(&index).map(|state| state.params.clone()).unwrap_or_default();
        params.iter().for_each(|ty| self.reach(ty, &mut nodes));
        let ids = self.low.object_nodes().iter().enumerate();
        ids.filter(|(_, node)| nodes.contains(&self.low.heap.find(**node)))
            .map(|(id, _)| ir::Type::Object(ir::ObjectId(u32::try_from(id).unwrap_or(u32::MAX))))
            .collect()
    }

    fn reach(&self, ty: &Ty, nodes: &mut HashSet<NodeId>) {
        match self.low.heap.resolve(ty) {
            Ty::Optional(inner) => self.reach(&inner, nodes),
            Ty::Tuple(items) => items.iter().for_each(|item| self.reach(item, nodes)),
            Ty::Object(node) => {
                if !nodes.insert(self.low.heap.find(node)) {
                    return;
                }
                match self.low.heap.shape(node).clone() {
                    NodeShape::List(item) | NodeShape::Set(item) => self.reach(&item, nodes),
                    NodeShape::Dict(key, value) => {
                        self.reach(&key, nodes);
                        self.reach(&value, nodes);
                    }
                    NodeShape::Record(fields) | NodeShape::Instance(_, fields) => {
                        fields.iter().for_each(|(_, ty)| self.reach(ty, nodes));
                    }
                }
            }
            _ => {}
        }
    }

    fn called(&mut self, id: FunctionId, shown: &mut Shown) {
        let index = self.low.functions.keys().copied().find(|index| self.low.function_id(*index) == id);
        match index {
            Some(index) => {
                let callee = self.function(index);
                shown.add(&callee);
            }
            None => (shown.acts, shown.raises) = (true, true),
        }
    }

    /// Statements; `alone` for a whole function, which a `return` does not leave early.
    fn block(&mut self, block: &[ir::Stmt], alone: bool, shown: &mut Shown) {
        for stmt in block {
            match &stmt.kind {
                StmtKind::Assign { target: Target::Global(_) | Target::Field { .. }, .. } => shown.acts = true,
                StmtKind::Raise(_) | StmtKind::Reraise(_) => shown.raises = true,
                StmtKind::Forward { .. } => (shown.acts, shown.raises) = (true, true),
                StmtKind::Return(_) | StmtKind::Break if !alone => shown.leaves = true,
                StmtKind::While { .. } => shown.endless = true,
                StmtKind::For { iter, .. } => {
                    shown.counts |= matches!(iter, Iter::Range { stop, .. } if !matches!(stop.kind, ExprKind::Int(_) | ExprKind::Len(_)));
                    shown.raises |= order::goes_through_dynamic(iter);
                }
                _ => {}
            }
            walk::each_own_expr(&stmt.kind, &mut |expr| self.expr(expr, shown));
            let inner_loop = matches!(stmt.kind, StmtKind::For { .. } | StmtKind::While { .. });
            for inner in walk::blocks(&stmt.kind) {
                let mut inside = Shown::default();
                self.block(inner, alone, &mut inside);
                let leaves = if inner_loop { returns(inner) && !alone } else { inside.leaves };
                shown.add(&inside);
                shown.fills.extend(inside.fills);
                shown.fresh.extend(inside.fresh);
                shown.outside.extend(inside.outside);
                shown.leaves |= leaves;
            }
        }
    }

    fn expr(&mut self, whole: &ir::Expr, shown: &mut Shown) {
        let mut calls = Vec::new();
        let mut blocks: Vec<&ir::Block> = Vec::new();
        walk::expr(whole, &mut |expr| {
            if let ir::Type::Object(_) = expr.ty {
                shown.types.insert(expr.ty.clone());
            }
            match &expr.kind {
                ExprKind::Call { function, .. } => calls.push(*function),
                ExprKind::New { init, .. } => calls.extend(init),
                ExprKind::Block(block, _) => blocks.push(block),
                ExprKind::Library(call) => {
                    shown.raises |= !call.raises.is_empty();
                    let receiver = call.args.first();
                    if helper::mutates(&call.helper) {
                        match receiver {
                            Some(ir::Expr { kind: ExprKind::Local(_), ty: ty @ ir::Type::Object(_), .. }) => {
                                shown.fills.insert(ty.clone());
                            }
                            _ => shown.acts = true,
                        }
                    } else if is_said(&call.helper) {
                        shown.says = true;
                    } else {
                        shown.acts |= helper::has_effect(&call.helper);
                    }
                }
                ExprKind::Global(_) | ExprKind::Field { .. } | ExprKind::FieldOrNone { .. } => {
                    shown.outside.insert(expr.ty.clone());
                    shown.raises |= order::raises_itself(expr);
                }
                ExprKind::List(_) | ExprKind::Dict(_) | ExprKind::Set(_) | ExprKind::Copy(_) => {
                    shown.fresh.insert(expr.ty.clone());
                }
                ExprKind::Comprehension { .. } => {
                    shown.fresh.insert(expr.ty.clone());
                    shown.raises |= order::raises_itself(expr);
                }
                _ => shown.raises |= order::raises_itself(expr),
            }
        });
        for id in calls {
            self.called(id, shown);
        }
        for block in blocks {
            self.block(block, false, shown);
        }
    }
}

/// Whether a helper only writes to the client or a log.
fn is_said(name: &str) -> bool {
    helper::answers(name) || name == "print" || name.starts_with("logging_") || name.starts_with("logger_")
}

/// Whether a loop's block leaves the function.
fn returns(block: &[ir::Stmt]) -> bool {
    let mut found = false;
    walk::each_statement(block, &mut |stmt| found |= matches!(stmt.kind, StmtKind::Return(_)));
    found
}

impl<'a> Body<'_, 'a> {
    /// An expression whose value is gone through: it may be a generator.
    pub(super) fn gone_through(&mut self, expr: &'a ast::Expr) -> Lowered<Value> {
        self.consumed.push(expr.span);
        let value = self.read(expr);
        self.consumed.pop();
        value
    }

    /// A call of a generator function.
    pub(super) fn ask(&mut self, index: FunctionIndex, span: Span) -> Lowered<()> {
        if self.consumed.last() != Some(&span) {
            return self.refuse(span, "generator", "a generator that is not gone through at once");
        }
        self.asked.push((index, false));
        Ok(())
    }

    /// The generators that were asked for since then give all that they have before anything else happens.
    pub(super) fn taken_whole(&mut self, before: usize, span: Span) -> Lowered<()> {
        let mut asked = self.asked.split_off(before);
        asked.retain(|(_, ends_early)| *ends_early);
        self.taken_one_by_one(asked, self.place(span), &[], false)
    }

    /// Something is done with each value of those generators before the next one is asked for; `leaves` what is seen after an exception.
    pub(super) fn taken_one_by_one(
        &mut self,
        asked: Vec<(FunctionIndex, bool)>,
        place: Place,
        with: &[ir::Stmt],
        leaves: bool,
    ) -> Lowered<()> {
        if asked.is_empty() || !self.low.last_pass {
            return Ok(());
        }
        if self.low.shown.contains(&place) {
            let reason =
                "a generator whose values are used one by one, while that or the generator does something else";
            return self.refuse(place.span, "generator", reason);
        }
        let is_guarded = leaves && self.is_guarded(place.span);
        for (generator, ends_early) in asked {
            let taken = Taken { place, within: self.function, generator, with: with.to_vec(), ends_early, is_guarded };
            self.low.taken.push(taken);
        }
        Ok(())
    }

    /// Whether an exception at that place is caught, or something runs after it, in this function.
    fn is_guarded(&self, span: Span) -> bool {
        let Some(index) = self.function else { return true };
        let mut found = false;
        for stmt in &self.low.model.function(index).def.body {
            crate::python::visit::Node::Stmt(stmt).statements(&mut |stmt| {
                let guards = matches!(stmt.kind, ast::StmtKind::Try { .. } | ast::StmtKind::With { .. });
                found |= guards && stmt.span.contains(span);
            });
        }
        found
    }

    /// Whether an expression is the list that a generator fills.
    pub(super) fn is_collected(&self, list: &Value) -> bool {
        let Some(def) = self.function.map(|index| self.low.model.function(index).def) else { return false };
        let first = usize::from(ast::docstring(&def.body).is_some());
        match (&list.expr.kind, def.body.get(first).map(|stmt| &stmt.kind)) {
            (ExprKind::Local(local), Some(ast::StmtKind::Assign { targets, .. })) => {
                let own = targets.first().and_then(|target| self.web_of(target));
                def.collects && own.is_some_and(|web| self.web_locals.get(&web) == Some(local))
            }
            _ => false,
        }
    }
}
