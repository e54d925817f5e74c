//! The lines of the standard input.
//!
//! ```python
//! for line in sys.stdin:          # while True:
//!     count(line)                 #     line = sys.stdin.readline()
//!                                 #     if not line:
//!                                 #         break
//!                                 #     count(line)
//! ```

use super::Maker;
use super::imports::Imports;
use crate::python::ast::{Constant, Expr, ExprKind, Identifier, Module, Stmt, StmtKind, UnaryOperator};

/// Writes out every such loop that has no `else`.
pub fn write_loops(module: &mut Module, imports: &Imports) {
    let Module { body, expr_count, stmt_count, .. } = module;
    in_suite(body, imports, &mut Maker { exprs: expr_count, stmts: stmt_count });
}

fn in_suite(suite: &mut [Stmt], imports: &Imports, make: &mut Maker<'_>) {
    for stmt in suite {
        match &mut stmt.kind {
            StmtKind::FunctionDef(def) => in_suite(&mut def.body, imports, make),
            StmtKind::ClassDef(class) => in_suite(&mut class.body, imports, make),
            StmtKind::For { body, orelse, .. }
            | StmtKind::While { body, orelse, .. }
            | StmtKind::If { body, orelse, .. } => {
                in_suite(body, imports, make);
                in_suite(orelse, imports, make);
            }
            StmtKind::With { body, .. } => in_suite(body, imports, make),
            StmtKind::Match { cases, .. } => cases.iter_mut().for_each(|case| in_suite(&mut case.body, imports, make)),
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                in_suite(body, imports, make);
                handlers.iter_mut().for_each(|handler| in_suite(&mut handler.body, imports, make));
                in_suite(orelse, imports, make);
                in_suite(finalbody, imports, make);
            }
            _ => {}
        }
        rewrite(stmt, imports, make);
    }
}

fn rewrite(stmt: &mut Stmt, imports: &Imports, make: &mut Maker<'_>) {
    let StmtKind::For { target, iter, body, orelse, is_async: false } = &mut stmt.kind else { return };
    let (ExprKind::Name(name), true) = (&target.kind, orelse.is_empty()) else { return };
    if imports.qualified(iter).as_deref() != Some("sys.stdin") {
        return;
    }
    let (name, span) = (name.clone(), iter.span);
    let attr = Identifier { name: "readline".to_owned(), span };
    let func = make.expr(span, ExprKind::Attribute { value: Box::new(iter.clone()), attr });
    let call = make.expr(span, ExprKind::Call { func: Box::new(func), args: Vec::new(), keywords: Vec::new() });
    let line: Expr = target.clone();
    let read = make.stmt(target.span, StmtKind::Assign { targets: vec![line], value: call });
    let used = make.expr(target.span, ExprKind::Name(name));
    let test = make.expr(span, ExprKind::UnaryOp { op: UnaryOperator::Not, operand: Box::new(used) });
    let end = make.stmt(span, StmtKind::Break);
    let leave = make.stmt(span, StmtKind::If { test, body: vec![end], orelse: Vec::new() });
    let whole = [vec![read, leave], std::mem::take(body)].concat();
    let always = make.expr(span, ExprKind::Constant(Constant::Bool(true)));
    stmt.kind = StmtKind::While { test: always, body: whole, orelse: Vec::new() };
}
