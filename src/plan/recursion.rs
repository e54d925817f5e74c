//! Functions that reach themselves by calls: they count how deep they are.
//!
//! CPython raises `RecursionError` at 1,000 frames. A target's stack is of another size, and ends the whole process: where it is exhausted, nothing can be
//! caught any more. So each of these functions has its depth as a last parameter, and a call that is too deep ends the request as *beyond* before either happens.

use std::collections::BTreeSet;

use super::summary::{self, Summary};
use crate::ir::{
    ArithmeticOp, Expr, ExprKind, FunctionId, LibraryCall, Local, LocalId, Program, Stmt, StmtKind, Type, renumber,
    walk,
};

/// The frames that a recursion may have: CPython's limit without those of the server below it and of what its calls call.
const FRAMES: i64 = 900;

/// Gives each function that reaches itself its depth, and every call of it the depth of its caller and one.
pub fn count_depth(program: &mut Program) {
    let summaries = summary::summaries(program);
    let fixed: BTreeSet<FunctionId> = program
        .handlers
        .iter()
        .flat_map(|handler| handler.methods.iter().map(|(_, function)| *function))
        .chain(program.init)
        .chain(program.main)
        .collect();
    let counted: BTreeSet<FunctionId> = (0u32..)
        .map(FunctionId)
        .take(program.functions.len())
        .filter(|id| !fixed.contains(id) && reached_by(*id, &summaries).contains(id))
        .filter(|id| {
            !matches!(program.functions[id.0 as usize].body.first(), Some(Stmt { kind: StmtKind::Forward { .. }, .. }))
        })
        .collect();
    for id in (0u32..).map(FunctionId).take(program.functions.len()) {
        let own = counted
            .contains(&id)
            .then(|| LocalId(u32::try_from(program.functions[id.0 as usize].params).unwrap_or(u32::MAX)));
        let mut body = std::mem::take(&mut program.functions[id.0 as usize].body);
        if let Some(depth) = own {
            renumber::with_one_at(&mut body, depth.0);
        }
        walk::block_mut(&mut body, &mut |expr| {
            let (ExprKind::Call { function, args } | ExprKind::New { init: Some(function), args, .. }) = &mut expr.kind
            else {
                return;
            };
            if counted.contains(function) {
                let span = expr.span;
                let int = |kind| Expr { ty: Type::Int, span, kind };
                args.push(match own {
                    None => int(ExprKind::Int(0)),
                    Some(depth) => int(ExprKind::Arithmetic {
                        op: ArithmeticOp::Add,
                        left: Box::new(int(ExprKind::Local(depth))),
                        right: Box::new(int(ExprKind::Int(1))),
                        unchecked: true,
                    }),
                });
            }
        });
        let function = &mut program.functions[id.0 as usize];
        if let Some(depth) = own {
            let name = ["depth", "call_depth", "recursion_depth"]
                .into_iter()
                .find(|name| function.locals.iter().all(|local| local.name != *name))
                .unwrap_or_default();
            function.locals.insert(depth.0 as usize, Local { name: name.to_owned(), ty: Type::Int });
            function.params += 1;
            let limit = FRAMES / frames(&body, &counted);
            body.insert(0, check(depth, limit, function.place.span));
        }
        function.body = body;
    }
}

/// `call_depth(depth, limit)`
fn check(depth: LocalId, limit: i64, span: crate::source::Span) -> Stmt {
    let int = |kind| Expr { ty: Type::Int, span, kind };
    let args = vec![int(ExprKind::Local(depth)), int(ExprKind::Int(limit))];
    let call = LibraryCall { helper: "call_depth".to_owned(), args, raises: Vec::new() };
    let kind = StmtKind::Expr(Expr { ty: Type::None, span, kind: ExprKind::Library(call) });
    Stmt { span, comments: Vec::new(), trailing: None, gap: false, kind }
}

/// How many frames of CPython one call may stand for: comprehensions, key functions and constructors have their own.
fn frames(body: &[Stmt], counted: &BTreeSet<FunctionId>) -> i64 {
    let mut most = 1;
    walk::block(body, &mut |expr| {
        let around = match &expr.kind {
            ExprKind::Comprehension { .. } | ExprKind::Lambda(_) | ExprKind::Block(..) => 2,
            ExprKind::New { init: Some(init), .. } if counted.contains(init) => 2,
            _ => 0,
        };
        if around > 0 {
            most += around;
        }
    });
    most
}

fn reached_by(from: FunctionId, summaries: &[Summary]) -> BTreeSet<FunctionId> {
    let mut found = BTreeSet::new();
    let mut work: Vec<FunctionId> = summaries[from.0 as usize].calls.iter().copied().collect();
    while let Some(function) = work.pop() {
        if found.insert(function) {
            work.extend(summaries[function.0 as usize].calls.iter().copied());
        }
    }
    found
}
