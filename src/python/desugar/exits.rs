//! `__enter__` and `__exit__` of the module's classes.
//!
//! ```python
//! def __exit__(self, kind, value, trace):       # def __exit__(self):
//!     if kind is None:                          #     self.commit()
//!         self.commit()                         # def exit_raised(self, value):
//!     else:                                     #     self.undo(str(value))
//!         self.undo(str(value))
//! ```
//!
//! An `__exit__` that reads none of the three serves for both.

use super::Maker;
use super::names;
use crate::python::ast::{
    BoolOperator, ClassDef, CompareOperator, Constant, Expr, ExprKind, FunctionDef, Identifier, Module, Parameter,
    Role, Stmt, StmtKind, UnaryOperator,
};
use crate::python::visit::Node;
use crate::python::visit_mut::{self, Change};
use crate::source::Span;

/// The method that an exception leaves through.
pub const RAISED: &str = "exit_raised";

/// Writes out what can be.
pub fn write_out(module: &mut Module) {
    let called = names::mentioned(&module.body);
    let taken = called.contains_key(RAISED);
    let shadowed = names::bound_anywhere(&module.body);
    let builtins = ["issubclass", "isinstance", "type"].iter().all(|name| !shadowed.contains_key(*name));
    let direct = is_called(&module.body);
    if taken || direct || !builtins {
        return;
    }
    let Module { body, expr_count, stmt_count, .. } = module;
    let mut make = Maker { exprs: expr_count, stmts: stmt_count };
    for stmt in body {
        if let StmtKind::ClassDef(class) = &mut stmt.kind {
            write_class(class, &mut make);
        }
    }
}

/// Whether a module calls one of the methods itself.
fn is_called(body: &[Stmt]) -> bool {
    let mut found = false;
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| {
            found |= matches!(node, Node::Expr(Expr { kind: ExprKind::Attribute { attr, .. }, .. })
                if matches!(attr.name.as_str(), "__enter__" | "__exit__"));
        });
    }
    found
}

fn write_class(class: &mut ClassDef, make: &mut Maker<'_>) {
    let position = |name: &str, class: &ClassDef| {
        let mut all = class
            .body
            .iter()
            .enumerate()
            .filter(|(_, stmt)| matches!(&stmt.kind, StmtKind::FunctionDef(def) if def.name.name == name));
        let first = all.next().map(|(position, _)| position);
        first.filter(|_| all.next().is_none())
    };
    let (Some(enter), Some(exit)) = (position("__enter__", class), position("__exit__", class)) else { return };
    if let StmtKind::FunctionDef(def) = &mut class.body[enter].kind {
        write_enter(def, make);
    }
    let span = class.body[exit].span;
    let StmtKind::FunctionDef(def) = &mut class.body[exit].kind else { return };
    if let Some(raised) = write_exit(def, make) {
        let raised = make.stmt(span, StmtKind::FunctionDef(Box::new(raised)));
        class.body.insert(exit + 1, raised);
    }
}

/// An `__enter__` that does its work and gives the object gives nothing.
fn write_enter(def: &mut FunctionDef, make: &mut Maker<'_>) {
    let [receiver] = def.parameters.args.as_slice() else { return };
    let receiver = receiver.name.name.clone();
    let itself = |stmt: &Stmt| matches!(&stmt.kind, StmtKind::Return(Some(Expr { kind: ExprKind::Name(name), .. })) if *name == receiver);
    let rebound = names::bindings(&def.parameters, &def.body).get(&receiver) != Some(&1);
    if rebound || def.is_async || !def.decorators.is_empty() || returns(&def.body).len() != 1 {
        return;
    }
    if !def.body.last().is_some_and(itself) {
        return;
    }
    let last = def.body.pop();
    if let Some(last) = last.filter(|_| is_empty(&def.body)) {
        def.body.push(make.stmt(last.span, StmtKind::Pass));
    }
    def.returns = None;
    def.role = Some(Role::Enter);
}

/// Whether a suite does nothing.
fn is_empty(body: &[Stmt]) -> bool {
    body.iter().all(|stmt| match &stmt.kind {
        StmtKind::Pass => true,
        StmtKind::Expr(value) => matches!(value.kind, ExprKind::Constant(_)),
        _ => false,
    })
}

/// What the statements of a function return.
fn returns(body: &[Stmt]) -> Vec<Option<&Expr>> {
    let mut found = Vec::new();
    for stmt in body {
        Node::Stmt(stmt).statements(&mut |stmt| {
            if let StmtKind::Return(value) = &stmt.kind {
                found.push(value.as_ref());
            }
        });
    }
    found
}

/// Makes an `__exit__` one without an exception, and gives the one with.
fn write_exit(def: &mut FunctionDef, make: &mut Maker<'_>) -> Option<FunctionDef> {
    let plain = def.decorators.is_empty()
        && !def.is_async
        && def.parameters.posonly.is_empty()
        && def.parameters.kwonly.is_empty()
        && def.parameters.kwarg.is_none();
    if !plain {
        return None;
    }
    let names: Vec<String> = match (def.parameters.args.as_slice(), &def.parameters.vararg) {
        ([_, kind, value, trace], None) => [kind, value, trace].iter().map(|one| one.name.name.clone()).collect(),
        ([_], Some(all)) => vec![all.name.name.clone()],
        _ => return None,
    };
    let mut used = false;
    let mut hidden = false;
    names::each_name(&def.body, &mut |_, name, inner| {
        used |= names.iter().any(|one| one == name);
        hidden |= !inner.is_empty() && names.iter().any(|one| one == name);
    });
    if !used {
        def.parameters.args.truncate(1);
        def.parameters.vararg = None;
        let swallows = clean(&mut def.body, make);
        def.role = Some(Role::Exit { apart: false, swallows });
        return None;
    }
    let bindings = names::bindings(&def.parameters, &def.body);
    let [kind, value, trace] = names.as_slice() else { return None };
    if hidden || names.iter().any(|name| bindings.get(name) != Some(&1)) {
        return None;
    }
    let given = def.parameters.args[2].name.clone();
    let mut raised = def.clone();
    raised.body = make.copy(&def.body);
    let mut there = Known { make, kind, value, trace, raised: true, lost: false };
    there.suite(&mut raised.body);
    // A traceback is nothing that there is.
    if there.lost || names::mentioned(&raised.body).contains_key(trace) {
        return None;
    }
    let mut done = Known { make, kind, value, trace, raised: false, lost: false };
    done.suite(&mut def.body);
    def.parameters.args.truncate(1);
    clean_ignored(&mut def.body, make);
    let swallows = clean(&mut raised.body, make);
    raised.name = Identifier { name: RAISED.to_owned(), span: def.name.span };
    raised.parameters.args.truncate(1);
    raised.parameters.args.push(Parameter { name: given, annotation: None, default: None });
    raised.returns = None;
    def.returns = None;
    def.role = Some(Role::Exit { apart: true, swallows });
    Some(raised)
}

/// Drops results that are all the same as None. Whether others are left.
fn clean(body: &mut Vec<Stmt>, make: &mut Maker<'_>) -> bool {
    let swallows = !returns(body).into_iter().all(|value| value.is_none_or(is_nothing));
    if !swallows {
        clean_ignored(body, make);
    }
    swallows
}

fn is_nothing(value: &Expr) -> bool {
    matches!(value.kind, ExprKind::Constant(Constant::None | Constant::Bool(false)))
}

/// Drops results that nobody asks for, and that nothing comes of.
fn clean_ignored(body: &mut Vec<Stmt>, make: &mut Maker<'_>) {
    struct Ignore;
    impl Change for Ignore {
        fn stmt(&mut self, stmt: &mut Stmt) {
            if let StmtKind::Return(value) = &mut stmt.kind {
                value.take_if(|value| matches!(value.kind, ExprKind::Constant(_) | ExprKind::Name(_)));
            }
        }
    }
    visit_mut::suite(body, &mut Ignore);
    if let Some(last) = body.pop_if(|last| matches!(last.kind, StmtKind::Return(None)))
        && is_empty(body)
    {
        body.push(make.stmt(last.span, StmtKind::Pass));
    }
}

/// What is known of the three parameters: that there was an exception, or none.
struct Known<'k, 'm> {
    make: &'k mut Maker<'m>,
    kind: &'k str,
    value: &'k str,
    trace: &'k str,
    raised: bool,
    /// Something of them is read that is not known.
    lost: bool,
}

impl Known<'_, '_> {
    fn suite(&mut self, body: &mut Vec<Stmt>) {
        let mut out = Vec::new();
        let place = body.first().map(|first| first.span);
        for mut stmt in std::mem::take(body) {
            self.stmt_parts(&mut stmt);
            match stmt.kind {
                StmtKind::If { ref mut test, body: ref mut yes, orelse: ref mut no } => {
                    let known = self.truth(test);
                    match known {
                        Some(true) => out.append(yes),
                        Some(false) => out.append(no),
                        None => out.push(stmt),
                    }
                }
                _ => out.push(stmt),
            }
            if out.last().is_some_and(|last| matches!(last.kind, StmtKind::Return(_) | StmtKind::Raise { .. })) {
                break;
            }
        }
        if let (true, Some(place)) = (out.is_empty(), place) {
            out.push(self.make.stmt(place, StmtKind::Pass));
        }
        *body = out;
    }

    /// The expressions of a statement, and the suites in it.
    fn stmt_parts(&mut self, stmt: &mut Stmt) {
        match &mut stmt.kind {
            StmtKind::If { test, body, orelse } => {
                visit_mut::expr(test, self);
                self.suite(body);
                self.suites(orelse);
            }
            StmtKind::For { target, iter, body, orelse, .. } => {
                visit_mut::expr(target, self);
                visit_mut::expr(iter, self);
                self.suite(body);
                self.suites(orelse);
            }
            StmtKind::While { test, body, orelse } => {
                visit_mut::expr(test, self);
                self.suite(body);
                self.suites(orelse);
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    visit_mut::expr(&mut item.context, self);
                }
                self.suite(body);
            }
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                self.suite(body);
                handlers.iter_mut().for_each(|handler| self.suite(&mut handler.body));
                self.suites(orelse);
                self.suites(finalbody);
            }
            StmtKind::Match { .. } | StmtKind::FunctionDef(_) | StmtKind::ClassDef(_) => self.lost = true,
            _ => visit_mut::stmt(stmt, self),
        }
    }

    /// A suite that may not be there.
    fn suites(&mut self, body: &mut Vec<Stmt>) {
        if !body.is_empty() {
            self.suite(body);
        }
    }

    fn is_one(&self, expr: &Expr) -> bool {
        matches!(&expr.kind, ExprKind::Name(name) if [self.kind, self.value, self.trace].contains(&name.as_str()))
    }

    fn is_kind(&self, expr: &Expr) -> bool {
        matches!(&expr.kind, ExprKind::Name(name) if name == self.kind)
    }

    /// Whether an expression is true, if that is known: an exception, its class and its traceback are.
    fn truth(&self, expr: &Expr) -> Option<bool> {
        match &expr.kind {
            ExprKind::Constant(Constant::Bool(value)) => Some(*value),
            ExprKind::Constant(Constant::None) => Some(false),
            // The class stands there already.
            ExprKind::Call { func, args, .. } => {
                let is_type = matches!(&func.kind, ExprKind::Name(name) if name == "type");
                (is_type && matches!(args.as_slice(), [one] if self.is_one(one))).then_some(true)
            }
            _ => self.is_one(expr).then_some(self.raised),
        }
    }

    /// `value` where it can be read, at a place of a name that it stands for.
    fn exception(&mut self, at: &Expr) -> Expr {
        self.make.expr(at.span, ExprKind::Name(self.value.to_owned()))
    }

    fn bool_op(&mut self, expr: &mut Expr) {
        let ExprKind::BoolOp { op, values } = &mut expr.kind else { return };
        let stops = *op == BoolOperator::Or;
        let mut left = Vec::new();
        let count = values.len();
        for (position, one) in std::mem::take(values).into_iter().enumerate() {
            match self.truth(&one) {
                Some(known) if known == stops => {
                    left.push(one);
                    break;
                }
                Some(_) if position + 1 < count => {}
                _ => left.push(one),
            }
        }
        if left.len() == 1 {
            *expr = left.remove(0);
        } else {
            *values = left;
        }
    }
}

impl Change for Known<'_, '_> {
    fn expr(&mut self, expr: &mut Expr) {
        if self.is_one(expr) {
            if !self.raised {
                expr.kind = ExprKind::Constant(Constant::None);
            } else if self.is_kind(expr) {
                let value = self.exception(expr);
                // In front of the name, where none stands.
                let at = Span::new(expr.span.start.saturating_sub(1), expr.span.start);
                let func = Box::new(self.make.expr(at, ExprKind::Name("type".to_owned())));
                expr.kind = ExprKind::Call { func, args: vec![value], keywords: Vec::new() };
            }
            return;
        }
        match &mut expr.kind {
            ExprKind::Compare { left, ops, comparators } => {
                let ([op], [right]) = (ops.as_slice(), comparators.as_slice()) else { return };
                if !matches!(right.kind, ExprKind::Constant(Constant::None)) {
                    return;
                }
                let is_bool = matches!(left.kind, ExprKind::Constant(Constant::Bool(_)));
                let Some(there) = self.truth(left).filter(|_| !is_bool) else { return };
                let value = match op {
                    CompareOperator::Is | CompareOperator::Eq => !there,
                    CompareOperator::IsNot | CompareOperator::NotEq => there,
                    _ => return,
                };
                expr.kind = ExprKind::Constant(Constant::Bool(value));
            }
            ExprKind::UnaryOp { op: UnaryOperator::Not, operand } => {
                if let Some(known) = self.truth(operand) {
                    expr.kind = ExprKind::Constant(Constant::Bool(!known));
                }
            }
            ExprKind::BoolOp { .. } => self.bool_op(expr),
            ExprKind::IfExp { test, body, orelse } => {
                let Some(known) = self.truth(test) else { return };
                let chosen = if known { body } else { orelse };
                let nothing = self.make.expr(chosen.span, ExprKind::Invalid);
                *expr = std::mem::replace(&mut **chosen, nothing);
            }
            ExprKind::Call { func, args, keywords } if keywords.is_empty() && args.len() == 2 => {
                let ExprKind::Name(name) = &mut func.kind else { return };
                // `issubclass(type(value), KeyError)`
                if name == "issubclass"
                    && let ExprKind::Call { args: inner, .. } = &args[0].kind
                    && self.truth(&args[0]) == Some(true)
                {
                    let value = inner[0].clone();
                    "isinstance".clone_into(name);
                    args[0] = value;
                    return;
                }
                let none = matches!(args[0].kind, ExprKind::Constant(Constant::None));
                let class = |one: &Expr| matches!(&one.kind, ExprKind::Name(class) if class != "object");
                let classes = match &args[1].kind {
                    ExprKind::Tuple(all) => all.iter().all(class),
                    _ => class(&args[1]),
                };
                if name == "isinstance" && none && classes {
                    expr.kind = ExprKind::Constant(Constant::Bool(false));
                }
            }
            _ => {}
        }
    }
}
