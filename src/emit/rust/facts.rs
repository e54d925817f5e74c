//! What a function does with its locals: which it reads, sets and changes, and which use of one is its last.

use std::collections::HashSet;

use super::types::Types;
pub use crate::ir::walk::{each_operand, each_operand_of_iter, each_statement};
use crate::ir::{Block, Clause, Expr, ExprKind, Function, Iter, LocalId, Pattern, Stmt, StmtKind, Target, Type};
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
        facts.keep_guarded(types, function);
        facts
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
    fn block(&mut self, block: &Block) {
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

    fn change(&mut self, place: &Expr) {
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

    fn stmt(&mut self, stmt: &Stmt) {
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

    fn iter(&mut self, iter: &Iter) {
        each_operand_of_iter(iter, &mut |expr| self.expr(expr));
    }

    fn expr(&mut self, expr: &Expr) {
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

type Live = HashSet<LocalId>;

/// What is live where control may go.
#[derive(Clone, Default)]
struct Exits {
    after_break: Live,
    after_continue: Live,
    /// What handlers and `finally` of the enclosing tries read.
    caught: Live,
}

/// Walks backwards, and notes the uses that are the last ones of their local.
struct Liveness {
    last: HashSet<*const Expr>,
}

impl Liveness {
    fn block(&mut self, block: &Block, mut live: Live, exits: &Exits) -> Live {
        for stmt in block.iter().rev() {
            live = self.stmt(stmt, live, exits);
        }
        live
    }

    fn stmt(&mut self, stmt: &Stmt, mut live: Live, exits: &Exits) -> Live {
        live.extend(&exits.caught);
        match &stmt.kind {
            StmtKind::Let { local, value } => {
                live.remove(local);
                if let Some(value) = value {
                    self.expr(value, &mut live);
                }
            }
            StmtKind::Assign { target, value } => {
                match target {
                    Target::Local(local) => {
                        live.remove(local);
                    }
                    Target::Field { object, .. } => self.expr(object, &mut live),
                    Target::Global(_) => {}
                }
                self.expr(value, &mut live);
            }
            StmtKind::Unpack { pattern, value } => {
                forget(pattern, &mut live);
                self.expr(value, &mut live);
            }
            StmtKind::Expr(value) => self.expr(value, &mut live),
            StmtKind::Raise(value) => {
                live.clone_from(&exits.caught);
                self.expr(value, &mut live);
            }
            StmtKind::If { test, then, otherwise } => {
                let mut both = self.block(then, live.clone(), exits);
                both.extend(self.block(otherwise, live, exits));
                live = both;
                self.expr(test, &mut live);
            }
            StmtKind::IfSome { value, local, then, otherwise } => {
                let mut both = self.block(then, live.clone(), exits);
                both.remove(local);
                both.extend(self.block(otherwise, live, exits));
                live = both;
                self.expr(value, &mut live);
            }
            StmtKind::Unwrap { value, local, otherwise } => {
                live.remove(local);
                live.extend(self.block(otherwise, Live::new(), exits));
                self.expr(value, &mut live);
            }
            StmtKind::While { test, body } => {
                let mut around = live.clone();
                reads_of_block(body, &mut around);
                reads(test, &mut around);
                let inner = Exits { after_break: live, after_continue: around.clone(), caught: exits.caught.clone() };
                self.block(body, around.clone(), &inner);
                self.expr(test, &mut around);
                live = around;
            }
            StmtKind::For { pattern, iter, body } => {
                let mut around = live.clone();
                reads_of_block(body, &mut around);
                let inner =
                    Exits { after_break: live.clone(), after_continue: around.clone(), caught: exits.caught.clone() };
                // What the body declares itself is not live when it begins again.
                let mut inside = around.clone();
                forget(pattern, &mut inside);
                let declared = declared_in(body);
                let end: Live = inside.difference(&declared).copied().collect();
                self.block(body, end, &inner);
                forget(pattern, &mut around);
                live = around;
                self.iter(iter, &mut live);
            }
            StmtKind::Break => live.clone_from(&exits.after_break),
            StmtKind::Continue => live.clone_from(&exits.after_continue),
            StmtKind::Return(value) => {
                live.clone_from(&exits.caught);
                if let Some(value) = value {
                    self.expr(value, &mut live);
                }
            }
            StmtKind::Reraise(local) => {
                live.clone_from(&exits.caught);
                live.insert(*local);
            }
            StmtKind::Try { body, handlers, otherwise, finally } => {
                let after = self.block(finally, live, exits);
                let mut caught = exits.caught.clone();
                reads_of_block(finally, &mut caught);
                let inner = Exits { caught: caught.clone(), ..exits.clone() };
                for handler in handlers {
                    self.block(&handler.body, after.clone(), &inner);
                    reads_of_block(&handler.body, &mut caught);
                }
                let rest = self.block(otherwise, after, &inner);
                let guarded = Exits { caught, ..exits.clone() };
                live = self.block(body, rest, &guarded);
            }
            StmtKind::Forward { .. } => live.clone_from(&exits.caught),
        }
        live
    }

    fn iter(&mut self, iter: &Iter, live: &mut Live) {
        let mut operands = Vec::new();
        each_operand_of_iter(iter, &mut |expr| operands.push(expr));
        for operand in operands.into_iter().rev() {
            self.expr(operand, live);
        }
    }

    fn expr(&mut self, expr: &Expr, live: &mut Live) {
        match &expr.kind {
            ExprKind::Local(local) => {
                if live.insert(*local) {
                    self.last.insert(std::ptr::from_ref(expr));
                }
            }
            ExprKind::Cond { test, then, otherwise } => {
                let mut other = live.clone();
                self.expr(then, live);
                self.expr(otherwise, &mut other);
                live.extend(other);
                self.expr(test, live);
            }
            ExprKind::And(all) | ExprKind::Or(all) => {
                for one in all.iter().rev() {
                    self.expr(one, live);
                }
            }
            ExprKind::Let { local, value, body } => {
                self.expr(body, live);
                live.remove(local);
                self.expr(value, live);
            }
            ExprKind::Block(block, value) => {
                self.expr(value, live);
                // Only reads matter here; a move inside is not worth the trouble.
                reads_of_block(block, live);
            }
            ExprKind::Comprehension { clauses, element, value, .. } => {
                // The parts run many times.
                for part in [Some(element), value.as_ref()].into_iter().flatten() {
                    reads(part, live);
                }
                for (i, clause) in clauses.iter().enumerate().rev() {
                    clause.conditions.iter().for_each(|condition| reads(condition, live));
                    if i == 0 {
                        self.iter(&clause.iter, live);
                    } else {
                        each_operand_of_iter(&clause.iter, &mut |expr| reads(expr, live));
                    }
                }
                self.innermost(clauses, element, value.as_deref());
            }
            ExprKind::Lambda(lambda) => reads(&lambda.body, live),
            _ => {
                let mut operands = Vec::new();
                each_operand(expr, &mut |operand| operands.push(operand));
                for operand in operands.into_iter().rev() {
                    self.expr(operand, live);
                }
            }
        }
    }

    /// The locals that a comprehension binds for each element are its own: their last uses are found in the element.
    fn innermost(&mut self, clauses: &[Clause], element: &Expr, value: Option<&Expr>) {
        let mut own = Live::new();
        for clause in clauses {
            bound(&clause.pattern, &mut own);
        }
        let mut outside = Live::new();
        reads(element, &mut outside);
        if let Some(value) = value {
            reads(value, &mut outside);
        }
        for clause in clauses {
            each_operand_of_iter(&clause.iter, &mut |expr| reads(expr, &mut outside));
        }
        let mut live: Live = outside.difference(&own).copied().collect();
        if let Some(value) = value {
            self.expr(value, &mut live);
        }
        self.expr(element, &mut live);
    }
}

/// The tries that end a function: nothing runs after their body has ended.
fn ending(block: &Block, found: &mut HashSet<*const Stmt>) {
    let Some(last) = block.last() else { return };
    match &last.kind {
        StmtKind::If { then, otherwise, .. } | StmtKind::IfSome { then, otherwise, .. } => {
            ending(then, found);
            ending(otherwise, found);
        }
        StmtKind::Try { handlers, otherwise, finally, .. } if finally.is_empty() => {
            if otherwise.is_empty() {
                found.insert(std::ptr::from_ref(last));
            }
            handlers.iter().for_each(|handler| ending(&handler.body, found));
            ending(otherwise, found);
        }
        _ => {}
    }
}

fn forget(pattern: &Pattern, live: &mut Live) {
    let mut locals = Live::new();
    bound(pattern, &mut locals);
    live.retain(|local| !locals.contains(local));
}

/// The locals that a pattern binds.
pub fn bound(pattern: &Pattern, locals: &mut HashSet<LocalId>) {
    match pattern {
        Pattern::Local(local) => {
            locals.insert(*local);
        }
        Pattern::Tuple(all) => all.iter().for_each(|one| bound(one, locals)),
        Pattern::Ignore => {}
    }
}

fn declared_in(block: &Block) -> Live {
    let mut declared = Live::new();
    each_statement(block, &mut |stmt| match &stmt.kind {
        StmtKind::Let { local, .. } | StmtKind::Unwrap { local, .. } | StmtKind::IfSome { local, .. } => {
            declared.insert(*local);
        }
        StmtKind::Unpack { pattern, .. } | StmtKind::For { pattern, .. } => bound(pattern, &mut declared),
        _ => {}
    });
    declared
}

/// Every local that an expression reads.
pub fn reads(expr: &Expr, out: &mut HashSet<LocalId>) {
    if let ExprKind::Local(local) = &expr.kind {
        out.insert(*local);
    }
    if let ExprKind::Block(block, _) = &expr.kind {
        reads_of_block(block, out);
    }
    each_operand(expr, &mut |operand| reads(operand, out));
}

/// Every local that a block reads.
pub fn reads_of_block(block: &Block, out: &mut HashSet<LocalId>) {
    crate::ir::walk::block(block, &mut |expr| {
        if let ExprKind::Local(local) = &expr.kind {
            out.insert(*local);
        }
    });
    for stmt in block {
        if let StmtKind::Reraise(local) = &stmt.kind {
            out.insert(*local);
        }
    }
}
