//! Objects that cannot be one.
//!
//! ```python
//! def group_by(rows, field):
//!     groups = {}
//!     for row in rows:                                        # existed before the call
//!         groups.setdefault(row[field], []).append(row)       # a list made in this call
//! ```

use std::collections::{HashMap, HashSet};

use crate::ir::{Block, Expr, ExprKind, FunctionId, Iter, LocalId, Pattern, Program, StmtKind, Target, Type, walk};

/// Parameters that are never bound again, and what is only ever bound to, or only ever holds, what the call itself makes.
pub(super) struct Apart {
    given: HashSet<LocalId>,
    made: HashSet<LocalId>,
    /// Of `made`: containers whose elements are made in this call too.
    filled: HashSet<LocalId>,
    /// What nothing but the variable gets hold of: a posted body that is gone through.
    alone: HashSet<LocalId>,
    /// What only ever holds numbers and text.
    scalars: HashSet<LocalId>,
}

/// Functions that give nothing but what they have just made.
pub(super) fn giving(program: &Program) -> HashSet<FunctionId> {
    let mut found = HashSet::new();
    loop {
        let before = found.len();
        for (index, function) in program.functions.iter().enumerate() {
            let (mut returns, mut fresh) = (0, 0);
            crate::ir::walk::each_statement(&function.body, &mut |stmt| {
                if let StmtKind::Return(Some(value)) = &stmt.kind {
                    returns += 1;
                    fresh += usize::from(is_fresh(value, &found));
                }
            });
            if returns > 0 && returns == fresh {
                found.insert(FunctionId(u32::try_from(index).unwrap_or(u32::MAX)));
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

impl Apart {
    pub(super) fn of(params: usize, body: &Block, giving: &HashSet<FunctionId>) -> Self {
        let mut given: HashSet<_> = (0..u32::try_from(params).unwrap_or(0)).map(LocalId).collect();
        let mut made = HashSet::new();
        let mut bound: HashSet<LocalId> = HashSet::new();
        crate::ir::walk::each_statement(body, &mut |stmt| match &stmt.kind {
            StmtKind::Let { local, value: Some(value) } | StmtKind::Assign { target: Target::Local(local), value } => {
                given.remove(local);
                if is_literal(value) {
                    made.insert(*local);
                } else {
                    bound.insert(*local);
                }
            }
            StmtKind::For { pattern, .. } | StmtKind::Unpack { pattern, .. } => locals(pattern, &mut bound),
            _ => {}
        });
        walk::block(body, &mut |expr| {
            if let ExprKind::Block(inside, _) = &expr.kind {
                crate::ir::walk::each_statement(inside, &mut |stmt| {
                    if let StmtKind::Assign { target: Target::Local(local), .. } = &stmt.kind {
                        bound.insert(*local);
                    }
                });
            }
        });
        made.retain(|local| !bound.contains(local));
        given.retain(|local| !bound.contains(local));
        let filled = made.iter().copied().filter(|local| holds_only_made(*local, body)).collect();
        let alone = alone(body, giving);
        let scalars = scalars(params, body);
        Self { given, made, filled, alone, scalars }
    }

    /// Whether a value holds nothing that could be changed in place: a total of numbers of unknown shape.
    pub(super) fn is_scalar(&self, value: &Expr) -> bool {
        matches!(unconverted(value).kind, ExprKind::Local(local) if self.scalars.contains(&local))
    }

    /// Whether nothing but its variable can be what is iterated.
    pub(super) fn is_alone(&self, iterated: &Expr) -> bool {
        matches!(iterated.kind, ExprKind::Local(local) if self.alone.contains(&local))
    }

    /// Whether what is iterated and what is changed are two objects.
    pub(super) fn tells(&self, iterated: &Expr, changed: &Expr) -> bool {
        if let (ExprKind::Local(a), true) = (&iterated.kind, self.is_alone(iterated)) {
            return !matches!(&unconverted(changed).kind, ExprKind::Local(b) if a == b);
        }
        matches!(iterated.kind, ExprKind::Local(local) if self.given.contains(&local)) && self.is_made(changed)
    }

    fn is_made(&self, value: &Expr) -> bool {
        match &value.kind {
            ExprKind::Local(local) => self.made.contains(local),
            ExprKind::Library(call) => {
                matches!(call.helper.as_str(), "dict_setdefault" | "dict_getitem" | "list_getitem")
                    && matches!(call.args[0].kind, ExprKind::Local(local) if self.filled.contains(&local))
            }
            _ => false,
        }
    }
}

/// Variables that start as numbers or text and are only ever added to: `total = 0`, `total += item["price"]`. What is added to a number is a number, or it raises.
fn scalars(params: usize, body: &Block) -> HashSet<LocalId> {
    let mut bindings: HashMap<LocalId, Vec<&Expr>> = HashMap::new();
    let mut other: HashSet<LocalId> = (0..u32::try_from(params).unwrap_or(0)).map(LocalId).collect();
    crate::ir::walk::each_statement(body, &mut |stmt| match &stmt.kind {
        StmtKind::Let { local, value: Some(value) } | StmtKind::Assign { target: Target::Local(local), value } => {
            bindings.entry(*local).or_default().push(value);
        }
        StmtKind::For { pattern, .. } | StmtKind::Unpack { pattern, .. } => locals(pattern, &mut other),
        StmtKind::IfSome { local, .. } | StmtKind::Unwrap { local, .. } => drop(other.insert(*local)),
        _ => {}
    });
    walk::block(body, &mut |expr| match &expr.kind {
        ExprKind::Block(inside, _) => crate::ir::walk::each_statement(inside, &mut |stmt| {
            if let StmtKind::Assign { target: Target::Local(local), .. } | StmtKind::Let { local, .. } = &stmt.kind {
                other.insert(*local);
            }
        }),
        ExprKind::Let { local, .. } => drop(other.insert(*local)),
        ExprKind::Comprehension { clauses, .. } => {
            clauses.iter().for_each(|clause| locals(&clause.pattern, &mut other));
        }
        ExprKind::Lambda(lambda) => other.extend(lambda.params.iter().copied()),
        _ => {}
    });
    let mut found: HashSet<LocalId> = bindings.keys().copied().filter(|local| !other.contains(local)).collect();
    loop {
        let before = found.clone();
        found.retain(|local| bindings[local].iter().all(|value| gives_scalar(value, &before)));
        if found.len() == before.len() {
            return found;
        }
    }
}

fn gives_scalar(value: &Expr, scalars: &HashSet<LocalId>) -> bool {
    let is_scalar_type = matches!(
        value.ty,
        Type::None | Type::Bool | Type::Int | Type::BigInt | Type::Float | Type::Number | Type::Str | Type::Bytes
    );
    is_scalar_type
        || match &value.kind {
            ExprKind::Convert(inner) => gives_scalar(inner, scalars),
            ExprKind::Local(local) => scalars.contains(local),
            // Not `*`: a number of lists is a list.
            ExprKind::Library(call) => {
                let adds = ["add", "sub", "truediv", "floordiv", "iadd", "isub", "itruediv", "ifloordiv"];
                let added = call.helper.strip_prefix("value_").is_some_and(|name| adds.contains(&name));
                added && call.args.first().is_some_and(|first| gives_scalar(first, scalars))
            }
            _ => false,
        }
}

/// Whether all that a variable's container ever holds is a literal that is stored on the spot, and nothing else gets hold of the container before the function
/// returns.
fn holds_only_made(container: LocalId, body: &Block) -> bool {
    let is_it = |value: &Expr| matches!(value.kind, ExprKind::Local(local) if local == container);
    let (mut met, mut fit) = (0, 0);
    let mut from_literals = true;
    crate::ir::walk::each_statement(body, &mut |stmt| match &stmt.kind {
        StmtKind::Let { local, value: Some(value) } | StmtKind::Assign { target: Target::Local(local), value } => {
            from_literals &= *local != container || is_empty(value);
        }
        StmtKind::Return(Some(value)) if is_it(value) => fit += 1,
        // Its keys alone are gone through.
        StmtKind::For { iter: Iter::Keys(value), .. } if is_it(value) => fit += 1,
        _ => {}
    });
    walk::block(body, &mut |expr| match &expr.kind {
        ExprKind::Local(local) if *local == container => met += 1,
        ExprKind::Len(one) | ExprKind::Truth(one) | ExprKind::Contains { container: one, .. } if is_it(one) => fit += 1,
        ExprKind::Library(call) if call.args.first().is_some_and(is_it) => {
            let stores_made = match call.helper.as_str() {
                "dict_setitem" | "dict_setdefault" => call.args.get(2).is_some_and(is_literal),
                "list_append" => call.args.get(1).is_some_and(is_literal),
                "dict_getitem" | "list_getitem" => true,
                _ => false,
            };
            fit += usize::from(stores_made);
        }
        _ => {}
    });
    from_literals && met == fit
}

/// Variables that are bound once, to what was just made, and that are only read, changed, gone through and written: no other way leads to that object.
fn alone(body: &Block, giving: &HashSet<FunctionId>) -> HashSet<LocalId> {
    let mut candidates = HashSet::new();
    let mut bound = HashSet::new();
    crate::ir::walk::each_statement(body, &mut |stmt| {
        if let StmtKind::Let { local, value: Some(value) } | StmtKind::Assign { target: Target::Local(local), value } =
            &stmt.kind
            && (!bound.insert(*local) || !is_fresh(value, giving) || !candidates.insert(*local))
        {
            candidates.remove(local);
        }
    });
    let mut met: HashMap<LocalId, usize> = HashMap::new();
    let mut fit: HashMap<LocalId, usize> = HashMap::new();
    let mut fits = |value: &Expr| {
        if let ExprKind::Local(local) = &unconverted(value).kind {
            *fit.entry(*local).or_default() += 1;
        }
    };
    crate::ir::walk::each_statement(body, &mut |stmt| match &stmt.kind {
        StmtKind::Return(Some(value)) => fits(value),
        StmtKind::For { iter, .. } => walked(iter, &mut fits),
        _ => {}
    });
    walk::block(body, &mut |expr| match &expr.kind {
        ExprKind::Local(local) => *met.entry(*local).or_default() += 1,
        ExprKind::Len(one) | ExprKind::Truth(one) | ExprKind::IsNone(one) => fits(one),
        ExprKind::IsJson { value: one, .. } | ExprKind::JsonDumps { value: one, .. } => fits(one),
        ExprKind::Contains { container: one, .. } => fits(one),
        ExprKind::Call { args, .. } => args.iter().filter(|arg| arg.ty == Type::Encodable).for_each(&mut fits),
        ExprKind::Comprehension { clauses, .. } => {
            clauses.iter().for_each(|clause| walked(&clause.iter, &mut fits));
        }
        ExprKind::Library(call) => {
            if let Some(receiver) = call.args.first()
                && keeps_to_itself(&call.helper)
            {
                fits(receiver);
            }
        }
        _ => {}
    });
    candidates.retain(|local| met.get(local) == fit.get(local));
    candidates
}

/// The containers that an iteration goes through.
fn walked(iter: &Iter, visit: &mut dyn FnMut(&Expr)) {
    match iter {
        Iter::Value(value) | Iter::Keys(value) | Iter::Values(value) | Iter::Items(value) | Iter::Reversed(value) => {
            visit(value);
        }
        Iter::Enumerate(inner, _) => walked(inner, visit),
        Iter::Zip(all) => all.iter().for_each(|one| walked(one, visit)),
        Iter::Range { .. } => {}
    }
}

/// Helpers that neither give nor store their first argument itself.
fn keeps_to_itself(helper: &str) -> bool {
    let Some((kind, name)) = helper.split_once('_') else { return false };
    matches!(kind, "value" | "dict" | "list")
        && matches!(
            name,
            "getitem"
                | "get"
                | "get_default"
                | "items"
                | "keys"
                | "values"
                | "pop"
                | "pop_default"
                | "pop_at"
                | "pop_or_none"
                | "setitem"
                | "delitem"
                | "sorted"
                | "update"
                | "append"
                | "extend"
                | "remove"
                | "clear"
                | "setdefault"
                | "list"
                | "copy"
        )
}

/// What was just made, and nothing else has got hold of.
fn is_fresh(value: &Expr, giving: &HashSet<FunctionId>) -> bool {
    match &value.kind {
        ExprKind::Convert(inner) => is_fresh(inner, giving),
        ExprKind::Library(call) => call.helper.starts_with("json_loads"),
        ExprKind::Call { function, .. } => giving.contains(function),
        ExprKind::Copy(_) | ExprKind::Comprehension { .. } => true,
        _ => is_literal(value),
    }
}

fn unconverted(value: &Expr) -> &Expr {
    match &value.kind {
        ExprKind::Convert(inner) => unconverted(inner),
        _ => value,
    }
}

fn locals(pattern: &Pattern, found: &mut HashSet<LocalId>) {
    match pattern {
        Pattern::Local(local) => drop(found.insert(*local)),
        Pattern::Tuple(items) => items.iter().for_each(|item| locals(item, found)),
        Pattern::Ignore => {}
    }
}

fn is_literal(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Convert(inner) => is_literal(inner),
        ExprKind::List(_) | ExprKind::Dict(_) | ExprKind::Record { base: None, .. } => true,
        _ => false,
    }
}

fn is_empty(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Convert(inner) => is_empty(inner),
        ExprKind::List(items) => items.is_empty(),
        ExprKind::Dict(items) => items.is_empty(),
        _ => false,
    }
}
