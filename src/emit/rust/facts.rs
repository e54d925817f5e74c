//! What a function does with its locals: which it reads, sets and changes, and which use of one is its last.

use std::collections::HashSet;

use super::liveness::{Exits, Liveness, ending, reads};
use super::numbers::Numbers;
use super::types::Types;
use super::wide::Wide;
use crate::ir::walk::{each_operand, each_operand_of_iter};
use crate::ir::{Block, Expr, ExprKind, Function, Iter, LocalId, Pattern, Stmt, StmtKind, Target, Type};
use crate::plan::{Access, FunctionPlan, Passing};

/// Where a place is rooted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Root {
    /// A local variable.
    Local(LocalId),
    /// The state.
    State,
}

/// What a function does with its locals.
#[derive(Debug, Default)]
pub struct Facts {
    /// How often each local is read.
    pub reads: Vec<u32>,
    /// How often each local is set after its declaration.
    pub sets: Vec<u32>,
    /// Locals declared without a value.
    pub late: HashSet<LocalId>,
    /// The tries after whose body and handlers the function ends.
    pub ending: HashSet<*const Stmt>,
    /// What is changed in place.
    pub changed: HashSet<Root>,
    /// Empty literals where nothing says what they could hold.
    pub empties: HashSet<*const Expr>,
    /// The numbers whose type the compiler does not see.
    pub numbers: Numbers,
    /// The integers of 64 bits whose type is seen.
    pub wide: Wide,
    /// Uses after which the local is not used again.
    last: HashSet<*const Expr>,
}

impl Facts {
    /// The facts of a function.
    pub fn of(types: Types<'_>, function: &Function) -> Self {
        let mut facts =
            Self { reads: vec![0; function.locals.len()], sets: vec![0; function.locals.len()], ..Self::default() };
        let mut scan = Scan { types, facts: &mut facts, aliases: Vec::new() };
        scan.block(&function.body);
        let aliases = std::mem::take(&mut scan.aliases);
        // What is changed through an alias is changed.
        loop {
            let before = facts.changed.len();
            for (local, root) in &aliases {
                if facts.changed.contains(&Root::Local(*local)) {
                    facts.changed.insert(*root);
                }
            }
            if facts.changed.len() == before {
                break;
            }
        }
        let mut liveness = Liveness { last: HashSet::new() };
        liveness.block(&function.body, HashSet::new(), &Exits::default());
        facts.last = liveness.last;
        ending(&function.body, &mut facts.ending);
        facts.find_empties(&function.body);
        facts.numbers = Numbers::of(types, &function.body);
        facts.wide = Wide::of(types, &facts.numbers, &function.body);
        facts.keep_guarded(types, function);
        facts
    }

    /// An empty literal that is copied, gone through, or the first argument of a helper.
    fn find_empties(&mut self, body: &Block) {
        let mut found = |expr: &Expr| {
            let empty = match &expr.kind {
                ExprKind::List(items) | ExprKind::Set(items) => items.is_empty(),
                ExprKind::Dict(items) => items.is_empty(),
                _ => false,
            };
            if empty {
                self.empties.insert(std::ptr::from_ref(expr));
            }
        };
        crate::ir::walk::each_statement(body, &mut |stmt| {
            if let StmtKind::For { iter, .. } = &stmt.kind {
                each_operand_of_iter(iter, &mut found);
            }
        });
        crate::ir::walk::block(body, &mut |expr| match &expr.kind {
            ExprKind::Copy(inner) => found(inner),
            ExprKind::Library(call) => call.args.first().into_iter().for_each(&mut found),
            ExprKind::Comprehension { clauses, .. } => {
                clauses.iter().for_each(|clause| each_operand_of_iter(&clause.iter, &mut found));
            }
            _ => {}
        });
    }

    /// What is shared is not moved beside an operand that looks into it: its guard lives until the statement ends.
    fn keep_guarded(&mut self, types: Types<'_>, function: &Function) {
        crate::ir::walk::block(&function.body, &mut |expr| {
            let mut operands = Vec::new();
            each_operand(expr, &mut |operand| operands.push(operand));
            for (position, operand) in operands.iter().enumerate() {
                let ExprKind::Local(local) = operand.kind else { continue };
                let looks = |other: &Expr| {
                    let mut found = HashSet::new();
                    reads(other, &mut found);
                    found.contains(&local) && !matches!(other.kind, ExprKind::Local(_))
                };
                let others = operands.iter().enumerate().filter(|(other, _)| *other != position);
                if types.is_shared(&operand.ty) && others.into_iter().any(|(_, other)| looks(other)) {
                    self.last.remove(&std::ptr::from_ref(*operand));
                }
            }
        });
    }

    /// Whether the local is not used after this use.
    pub fn is_last(&self, expr: &Expr) -> bool {
        self.last.contains(&std::ptr::from_ref(expr))
    }

    /// Whether a place can change while the function runs.
    pub fn is_changed(&self, root: Root, plan: &FunctionPlan) -> bool {
        match root {
            Root::State => plan.access == Access::Write || self.changed.contains(&root),
            Root::Local(local) => self.changed.contains(&root) || self.sets[local.0 as usize] > 0,
        }
    }
}

/// What a place is rooted in; `None` for a value of its own.
pub fn root(expr: &Expr) -> Option<Root> {
    match &expr.kind {
        ExprKind::Local(local) => Some(Root::Local(*local)),
        ExprKind::Global(_) => Some(Root::State),
        ExprKind::Field { object, .. } | ExprKind::FieldOrNone { object, .. } => root(object),
        ExprKind::TupleItem { tuple, .. } => root(tuple),
        ExprKind::Convert(inner) if inner.ty != Type::Json && matches!(inner.ty, Type::Optional(_)) => root(inner),
        ExprKind::Convert(inner) if matches!(expr.ty, Type::Optional(_) | Type::Encodable) => root(inner),
        ExprKind::Cond { then, otherwise, .. } => root(then).or_else(|| root(otherwise)),
        ExprKind::Library(call) if is_projection(&call.helper) => call.args.first().and_then(root),
        _ => None,
    }
}

/// Helpers that give a part of their first argument.
pub fn is_projection(helper: &str) -> bool {
    matches!(
        helper,
        "list_getitem"
            | "dict_getitem"
            | "dict_get"
            | "dict_get_default"
            | "dict_setdefault"
            | "list_slice"
            | "str_encode"
            | "str_split"
            | "str_rsplit"
            | "handler_path"
            | "handler_command"
            | "handler_headers"
            | "handler_requestline"
            | "handler_request_version"
            | "handler_client_address"
            | "headers_get"
            | "headers_getitem"
            | "headers_get_default"
    )
}

/// Helpers that change their first argument in place.
pub fn is_mutating(helper: &str) -> bool {
    matches!(
        helper,
        "list_append"
            | "list_clear"
            | "list_delitem"
            | "list_delslice"
            | "list_extend"
            | "list_insert"
            | "list_pop"
            | "list_pop_at"
            | "list_remove"
            | "list_reverse"
            | "list_setitem"
            | "list_setslice"
            | "list_sort"
            | "list_sort_by"
            | "list_sort_by_reverse"
            | "list_sort_reverse"
            | "dict_clear"
            | "dict_delitem"
            | "dict_pop"
            | "dict_pop_default"
            | "dict_pop_or_none"
            | "dict_popitem"
            | "dict_setdefault"
            | "dict_setitem"
            | "dict_update"
            | "set_add"
            | "set_clear"
            | "set_difference_update"
            | "set_discard"
            | "set_intersection_update"
            | "set_remove"
            | "set_symmetric_difference_update"
            | "set_update"
            | "http_server_serve_forever"
            | "http_server_server_close"
            | "http_server_shutdown"
            | "hash_update"
            | "hashlib_hash_update"
            | "heapq_heapify"
            | "heapq_heappop"
            | "heapq_heappush"
            | "heapq_heappushpop"
            | "heapq_heapreplace"
            | "random_shuffle"
    ) || helper.starts_with("handler_") && !is_projection(helper) && !is_handler_reading(helper)
}

fn is_handler_reading(helper: &str) -> bool {
    matches!(
        helper,
        "handler_version_string"
            | "handler_address_string"
            | "handler_date_time_string"
            | "handler_date_time_string_now"
            | "handler_log_date_time_string"
    )
}

struct Scan<'a, 'f> {
    types: Types<'a>,
    facts: &'f mut Facts,
    aliases: Vec<(LocalId, Root)>,
}

impl Scan<'_, '_> {
    pub fn block(&mut self, block: &Block) {
        for stmt in block {
            self.stmt(stmt);
        }
    }

    fn alias(&mut self, local: LocalId, value: &Expr) {
        if let Some(root) = root(value) {
            self.aliases.push((local, root));
        }
    }

    fn alias_pattern(&mut self, pattern: &Pattern, source: &Expr) {
        match pattern {
            Pattern::Local(local) => self.alias(*local, source),
            Pattern::Tuple(all) => {
                for one in all {
                    self.alias_pattern(one, source);
                }
            }
            Pattern::Ignore => {}
        }
    }

    fn alias_iter(&mut self, pattern: &Pattern, iter: &Iter) {
        match iter {
            Iter::Value(value)
            | Iter::Keys(value)
            | Iter::Values(value)
            | Iter::Items(value)
            | Iter::Reversed(value) => {
                self.alias_pattern(pattern, value);
            }
            Iter::Range { .. } => {}
            Iter::Enumerate(inner, _) => {
                if let Pattern::Tuple(both) = pattern
                    && let Some(item) = both.get(1)
                {
                    self.alias_iter(item, inner);
                }
            }
            Iter::Zip(all) => {
                if let Pattern::Tuple(patterns) = pattern {
                    for (pattern, iter) in patterns.iter().zip(all) {
                        self.alias_iter(pattern, iter);
                    }
                }
            }
        }
    }

    pub fn change(&mut self, place: &Expr) {
        // What is behind a shared cell is changed without being borrowed to be changed.
        let mut at = place;
        loop {
            if self.types.is_shared(&at.ty) {
                return;
            }
            at = match &at.kind {
                ExprKind::Field { object, .. } | ExprKind::FieldOrNone { object, .. } => object,
                ExprKind::TupleItem { tuple, .. } => tuple,
                ExprKind::Convert(inner) => inner,
                ExprKind::Library(call) if is_projection(&call.helper) && !call.args.is_empty() => &call.args[0],
                _ => break,
            };
        }
        if let Some(root) = root(place) {
            self.facts.changed.insert(root);
        }
    }

    pub fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Let { local, value } => match value {
                Some(value) => {
                    self.expr(value);
                    self.alias(*local, value);
                }
                None => {
                    self.facts.late.insert(*local);
                }
            },
            StmtKind::Assign { target, value } => {
                match target {
                    Target::Local(local) => self.facts.sets[local.0 as usize] += 1,
                    Target::Global(_) => {
                        self.facts.changed.insert(Root::State);
                    }
                    Target::Field { object, .. } => {
                        self.expr(object);
                        if !self.types.is_shared(&object.ty) {
                            self.change(object);
                        }
                    }
                }
                self.expr(value);
            }
            StmtKind::Unpack { pattern, value } => {
                self.expr(value);
                self.alias_pattern(pattern, value);
            }
            StmtKind::Expr(value) | StmtKind::Raise(value) => self.expr(value),
            StmtKind::If { test, then, otherwise } => {
                self.expr(test);
                self.block(then);
                self.block(otherwise);
            }
            StmtKind::IfSome { value, local, then, otherwise } => {
                self.expr(value);
                self.alias(*local, value);
                self.block(then);
                self.block(otherwise);
            }
            StmtKind::Unwrap { value, local, otherwise } => {
                self.expr(value);
                self.alias(*local, value);
                self.block(otherwise);
            }
            StmtKind::While { test, body } => {
                self.expr(test);
                self.block(body);
            }
            StmtKind::For { pattern, iter, body } => {
                self.iter(iter);
                self.alias_iter(pattern, iter);
                self.block(body);
            }
            StmtKind::Return(value) => {
                if let Some(value) = value {
                    self.expr(value);
                }
            }
            StmtKind::Try { body, handlers, otherwise, finally } => {
                self.block(body);
                for handler in handlers {
                    self.block(&handler.body);
                }
                self.block(otherwise);
                self.block(finally);
            }
            StmtKind::Reraise(local) => self.facts.reads[local.0 as usize] += 1,
            StmtKind::Break | StmtKind::Continue | StmtKind::Forward { .. } => {}
        }
    }

    pub fn iter(&mut self, iter: &Iter) {
        each_operand_of_iter(iter, &mut |expr| self.expr(expr));
    }

    pub fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Local(local) => self.facts.reads[local.0 as usize] += 1,
            ExprKind::Call { function, args } => {
                let plan = self.types.plan.function_plan(*function);
                if plan.access == Access::Write {
                    self.facts.changed.insert(Root::State);
                }
                for (index, arg) in args.iter().enumerate() {
                    if super::function::passing(self.types, *function, index) == Passing::BorrowMut {
                        self.change(arg);
                    }
                }
            }
            ExprKind::Library(call) if is_mutating(&call.helper) => {
                if let Some(receiver) = call.args.first() {
                    self.change(receiver);
                }
            }
            ExprKind::Let { local, value, .. } => self.alias(*local, value),
            ExprKind::Comprehension { clauses, .. } => {
                for clause in clauses {
                    self.alias_iter(&clause.pattern, &clause.iter);
                }
            }
            ExprKind::Block(block, _) => self.block(block),
            _ => {}
        }
        each_operand(expr, &mut |operand| self.expr(operand));
    }
}
