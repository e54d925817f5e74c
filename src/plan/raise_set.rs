//! Which exception classes can leave a function or a guarded block.

use std::collections::BTreeSet;

use super::FunctionPlan;
use crate::ir::{ArithmeticOp, Block, Expr, ExprKind, Handler, Program, StmtKind, Type, walk};
use crate::library::Library;

/// The pseudo-class under which a forward leaves: nothing catches it.
pub const FORWARD: &str = "<forward>";

/// Exception classes by name, with what they derive from.
pub struct Classes<'a> {
    /// Builtin exceptions.
    pub library: &'a Library,
    /// The program's own.
    pub program: &'a Program,
}

impl Classes<'_> {
    /// Whether an `except` of that class catches this one.
    pub fn catches(&self, handler: &str, class: &str) -> bool {
        if class == FORWARD {
            return false;
        }
        let mut current = class.to_owned();
        for _ in 0..=self.program.exceptions.len() {
            if current == handler || self.builtin(&current, handler) {
                return true;
            }
            match self.program.exceptions.iter().find(|known| known.name == current) {
                Some(own) => current.clone_from(&own.base),
                None => return false,
            }
        }
        false
    }

    fn builtin(&self, class: &str, ancestor: &str) -> bool {
        ["", "builtins.", "json."].iter().any(|prefix| {
            ["", "builtins.", "json."]
                .iter()
                .any(|other| self.library.is_subclass(&format!("{prefix}{class}"), &format!("{other}{ancestor}")))
        }) || (class == "JSONDecodeError" && matches!(ancestor, "ValueError" | "Exception" | "BaseException"))
            || (ancestor == "BaseException")
            || (ancestor == "Exception" && !matches!(class, "KeyboardInterrupt" | "SystemExit" | "GeneratorExit"))
    }
}

/// The classes that evaluating an expression itself, its operands apart, can raise.
fn own(functions: &[FunctionPlan], expr: &Expr, out: &mut BTreeSet<String>) {
    match &expr.kind {
        ExprKind::Call { function, .. } => out.extend(functions[function.0 as usize].raise_set.iter().cloned()),
        ExprKind::New { init: Some(init), .. } => out.extend(functions[init.0 as usize].raise_set.iter().cloned()),
        ExprKind::Library(call) => out.extend(call.raises.iter().cloned()),
        ExprKind::Field { known: false, .. } => {
            out.insert("KeyError".into());
        }
        ExprKind::Arithmetic { op, left, .. } if super::raises::raises(functions, expr) => {
            out.insert("ZeroDivisionError".into());
            if left.ty == Type::Json || matches!(op, ArithmeticOp::Pow | ArithmeticOp::LShift | ArithmeticOp::RShift) {
                out.extend(["TypeError", "OverflowError", "ValueError"].map(String::from));
            }
        }
        _ if super::raises::raises(functions, expr) => {
            out.insert("TypeError".into());
        }
        _ => {}
    }
}

/// The classes that can leave an expression.
pub fn of_expr(functions: &[FunctionPlan], expr: &Expr, out: &mut BTreeSet<String>, classes: &Classes<'_>) {
    walk::expr(expr, &mut |inner| {
        own(functions, inner, out);
        if let ExprKind::Block(block, _) = &inner.kind {
            of_block(functions, block, out, classes);
        }
        if let ExprKind::Comprehension { clauses, .. } = &inner.kind {
            for clause in clauses {
                iteration(&clause.iter, out);
            }
        }
    });
}

fn iteration(iter: &crate::ir::Iter, out: &mut BTreeSet<String>) {
    use crate::ir::Iter;
    match iter {
        Iter::Value(value) if value.ty == Type::Json => {
            out.insert("TypeError".into());
        }
        Iter::Enumerate(inner, _) => iteration(inner, out),
        Iter::Zip(all) => all.iter().for_each(|one| iteration(one, out)),
        Iter::Value(_) | Iter::Keys(_) | Iter::Values(_) | Iter::Items(_) | Iter::Range { .. } | Iter::Reversed(_) => {}
    }
}

/// The classes that can leave a block.
pub fn of_block(functions: &[FunctionPlan], block: &Block, out: &mut BTreeSet<String>, classes: &Classes<'_>) {
    for stmt in block {
        match &stmt.kind {
            StmtKind::Try { body, handlers, otherwise, finally } => {
                escaping(functions, body, handlers, out, classes);
                for handler in handlers {
                    of_block(functions, &handler.body, out, classes);
                }
                of_block(functions, otherwise, out, classes);
                of_block(functions, finally, out, classes);
            }
            StmtKind::Raise(value) => {
                of_expr(functions, value, out, classes);
                match &value.kind {
                    ExprKind::NewException { class, .. } => {
                        out.insert(class.clone());
                    }
                    _ => {
                        out.insert("BaseException".into());
                    }
                }
            }
            StmtKind::Reraise(_) => {
                out.insert("BaseException".into());
            }
            StmtKind::Forward { .. } => {
                out.insert(FORWARD.into());
            }
            kind => {
                exprs(kind, &mut |expr| of_expr(functions, expr, out, classes));
                if let StmtKind::For { iter, .. } = kind {
                    iteration(iter, out);
                }
                for inner in crate::ir::walk::blocks(kind) {
                    of_block(functions, inner, out, classes);
                }
            }
        }
    }
}

/// The classes that leave a guarded block past its handlers.
pub fn escaping(
    functions: &[FunctionPlan],
    body: &Block,
    handlers: &[Handler],
    out: &mut BTreeSet<String>,
    classes: &Classes<'_>,
) {
    let mut raised = BTreeSet::new();
    of_block(functions, body, &mut raised, classes);
    for class in raised {
        // What may be any exception is caught for certain only by what catches all.
        let caught = handlers.iter().any(|handler| {
            handler.classes.is_empty()
                || handler.classes.iter().any(|wanted| {
                    if class == "BaseException" { wanted == "BaseException" } else { classes.catches(wanted, &class) }
                })
        });
        if !caught {
            out.insert(class);
        }
    }
}

/// The expressions of a statement itself; what is raised is looked at apart.
fn exprs(kind: &StmtKind, visit: &mut dyn FnMut(&Expr)) {
    if !matches!(kind, StmtKind::Raise(_)) {
        walk::each_own_expr(kind, &mut |expr| visit(expr));
    }
}
