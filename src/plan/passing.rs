//! How arguments are passed.

use super::effect;
use super::planned::{Passing, Sharing};
use crate::ir::{Expr, ExprKind, Function, FunctionId, LocalId, Program, Shape, StmtKind, Target, Type, walk};

/// How each parameter of each function is passed, by [`FunctionId`].
pub fn passing(program: &Program, sharing: &[Sharing]) -> Vec<Vec<Passing>> {
    let mut all: Vec<Vec<Passing>> =
        program.functions.iter().map(|function| vec![Passing::Borrow; function.params]).collect();
    loop {
        let before = all.clone();
        for (index, function) in program.functions.iter().enumerate() {
            for (param, passing) in all[index].iter_mut().enumerate() {
                *passing = of_param(function, param, &before, sharing, program);
            }
        }
        if all == before {
            return all;
        }
    }
}

fn of_param(
    function: &Function,
    param: usize,
    known: &[Vec<Passing>],
    sharing: &[Sharing],
    program: &Program,
) -> Passing {
    let local = LocalId(u32::try_from(param).unwrap_or(u32::MAX));
    let ty = &function.locals[param].ty;
    let mut found = Passing::Borrow;
    let mut raise = |to: Passing| {
        if to == Passing::Own || found == Passing::Borrow {
            found = to;
        }
    };
    let owned = effect::object_of(ty).is_some_and(|object| matches!(sharing[object.0 as usize], Sharing::Owned));
    crate::ir::walk::each_statement(&function.body, &mut |stmt| match &stmt.kind {
        StmtKind::Assign { target, value } => {
            match target {
                Target::Local(assigned) if *assigned == local => raise(Passing::Own),
                Target::Field { object, .. } if owned && is_rooted(object, local) => raise(Passing::BorrowMut),
                _ => {}
            }
            if keeps(value, local) {
                raise(Passing::Own);
            }
        }
        StmtKind::Let { value, .. } | StmtKind::Return(value)
            if value.as_ref().is_some_and(|value| keeps(value, local)) =>
        {
            raise(Passing::Own);
        }
        _ => {}
    });
    walk::block(&function.body, &mut |expr| match &expr.kind {
        ExprKind::Library(call) if effect::mutates(&call.helper) => {
            if owned && call.args.first().is_some_and(|receiver| is_rooted(receiver, local)) {
                raise(Passing::BorrowMut);
            }
            if call.args.iter().skip(1).any(|arg| keeps(arg, local)) {
                raise(Passing::Own);
            }
        }
        ExprKind::Call { function, args } => {
            for (position, arg) in args.iter().enumerate() {
                let passing = known[function.0 as usize].get(position).copied().unwrap_or(Passing::Borrow);
                match passing {
                    Passing::Own if keeps(arg, local) => raise(Passing::Own),
                    Passing::BorrowMut if owned && is_rooted(arg, local) => raise(Passing::BorrowMut),
                    _ => {}
                }
            }
        }
        ExprKind::New { args, .. } | ExprKind::List(args) | ExprKind::Set(args) | ExprKind::Tuple(args)
            if args.iter().any(|arg| keeps(arg, local)) =>
        {
            raise(Passing::Own);
        }
        ExprKind::Dict(items) if items.iter().any(|(key, value)| keeps(key, local) || keeps(value, local)) => {
            raise(Passing::Own);
        }
        ExprKind::Record { fields, .. } if fields.iter().any(|(_, value)| keeps(value, local)) => {
            raise(Passing::Own);
        }
        _ => {}
    });
    let _ = (Shape::List(Type::None), program);
    found
}

/// Whether the value of an expression is that local itself.
fn keeps(expr: &Expr, local: LocalId) -> bool {
    match &expr.kind {
        ExprKind::Local(used) => *used == local,
        ExprKind::Convert(inner) => expr.ty != Type::Encodable && keeps(inner, local),
        ExprKind::Cond { then, otherwise, .. } => keeps(then, local) || keeps(otherwise, local),
        ExprKind::Let { value, body, .. } => keeps(value, local) || keeps(body, local),
        _ => false,
    }
}

/// Whether an expression is that local or a field of it.
fn is_rooted(expr: &Expr, local: LocalId) -> bool {
    match &expr.kind {
        ExprKind::Local(used) => *used == local,
        ExprKind::Field { object, .. } | ExprKind::Convert(object) => is_rooted(object, local),
        _ => false,
    }
}

/// The functions that are reached from the program's entry points.
pub fn used(program: &Program, calls: &[super::summary::Summary]) -> Vec<bool> {
    let mut used = vec![false; program.functions.len()];
    let mut work: Vec<FunctionId> =
        program.handlers.iter().flat_map(|handler| handler.methods.iter().map(|(_, function)| *function)).collect();
    work.extend(program.init);
    work.extend(program.main);
    while let Some(function) = work.pop() {
        if !std::mem::replace(&mut used[function.0 as usize], true) {
            work.extend(calls[function.0 as usize].calls.iter().copied());
        }
    }
    used
}
