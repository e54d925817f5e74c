//! Comparisons that classes of the module say of themselves.
//!
//! ```python
//! def __eq__(self, other):                        # def __eq__(self, other):
//!     if not isinstance(other, Version):          #     return self.major == other.major
//!         return NotImplemented
//!     return self.major == other.major
//! ```
//!
//! Lowering calls such a method for instances of the class only. `@total_ordering` writes the methods that are missing, as `functools` does.

use super::Maker;
use super::imports::Imports;
use super::names;
use crate::python::ast::{
    BoolOperator, ClassDef, CompareOperator, Constant, Expr, ExprKind, FunctionDef, Identifier, Module, Parameter,
    Parameters, Role, Stmt, StmtKind, UnaryOperator,
};
use crate::source::Span;

/// The methods of comparisons, the one that the others are made from first.
const METHODS: &[(&str, CompareOperator)] = &[
    ("__lt__", CompareOperator::Lt),
    ("__le__", CompareOperator::LtE),
    ("__gt__", CompareOperator::Gt),
    ("__ge__", CompareOperator::GtE),
];

/// Operators that say the same of other classes.
const OPERATORS: &[&str] = &["__add__", "__sub__", "__iadd__", "__isub__", "__or__", "__and__"];

/// Writes out what can be.
pub fn write_out(module: &mut Module, imports: &Imports) {
    let bound = names::bound_anywhere(&module.body);
    let known = !bound.contains_key("isinstance") && !bound.contains_key("NotImplemented");
    let Module { body, expr_count, stmt_count, .. } = module;
    let mut make = Maker { exprs: expr_count, stmts: stmt_count };
    for stmt in body {
        let StmtKind::ClassDef(class) = &mut stmt.kind else { continue };
        if known {
            let name = class.name.name.clone();
            for stmt in &mut class.body {
                if let StmtKind::FunctionDef(def) = &mut stmt.kind {
                    drop_guard(def, &name);
                }
            }
        }
        total_ordering(class, imports, &mut make);
    }
}

/// Leaves out what a comparison says of other classes.
fn drop_guard(def: &mut FunctionDef, class: &str) {
    let name = def.name.name.as_str();
    let compares = name == "__eq__" || METHODS.iter().any(|(one, _)| name == *one) || OPERATORS.contains(&name);
    let [_, other] = def.parameters.args.as_slice() else { return };
    let at = usize::from(crate::python::ast::docstring(&def.body).is_some());
    let guards = def.body.get(at).is_some_and(|stmt| is_guard(stmt, &other.name.name, class));
    if compares && guards && def.decorators.is_empty() && def.body.len() > at + 1 {
        def.body.remove(at);
        def.role = Some(Role::Compares);
    }
}

/// `if not isinstance(other, Version): return NotImplemented`
fn is_guard(stmt: &Stmt, other: &str, class: &str) -> bool {
    let named = |expr: &Expr, wanted: &str| matches!(&expr.kind, ExprKind::Name(name) if name == wanted);
    let StmtKind::If { test, body, orelse } = &stmt.kind else { return false };
    let [Stmt { kind: StmtKind::Return(Some(value)), .. }] = body.as_slice() else { return false };
    let ExprKind::UnaryOp { op: UnaryOperator::Not, operand } = &test.kind else { return false };
    let ExprKind::Call { func, args, keywords } = &operand.kind else { return false };
    let [tested, of] = args.as_slice() else { return false };
    orelse.is_empty()
        && keywords.is_empty()
        && named(value, "NotImplemented")
        && named(func, "isinstance")
        && named(tested, other)
        && named(of, class)
}

/// `@total_ordering`: the three comparisons that are not there.
fn total_ordering(class: &mut ClassDef, imports: &Imports, make: &mut Maker<'_>) {
    let [decorator] = class.decorators.as_slice() else { return };
    if imports.qualified(decorator).as_deref() != Some("functools.total_ordering") {
        return;
    }
    let has = |name: &str, class: &ClassDef| {
        class.body.iter().any(|stmt| matches!(&stmt.kind, StmtKind::FunctionDef(def) if def.name.name == name))
    };
    // What derives from others may have comparisons already.
    let known: Vec<&(&str, CompareOperator)> = METHODS.iter().filter(|(name, _)| has(name, class)).collect();
    let [(_, root)] = known.as_slice() else { return };
    if !class.bases.is_empty() || !has("__eq__", class) || has("__ne__", class) {
        return;
    }
    class.decorators.clear();
    for (name, wanted) in METHODS.iter().filter(|(_, one)| one != root) {
        let method = Comparison { class: class.name.clone(), make }.derived(name, *root, *wanted);
        class.body.push(method);
    }
}

/// Writes a method that compares `self` with `other`.
pub struct Comparison<'c, 'm> {
    /// The class that it is for: the names stand where its name does.
    pub class: Identifier,
    /// What makes its nodes.
    pub make: &'c mut Maker<'m>,
}

impl Comparison<'_, '_> {
    fn name(&mut self, name: &str) -> Expr {
        let at = self.class.span.start + u32::from(name == "other");
        self.make.expr(Span::new(at, at + 1), ExprKind::Name(name.to_owned()))
    }

    fn compare(&mut self, op: CompareOperator) -> Expr {
        let (left, right) = (Box::new(self.name("self")), self.name("other"));
        self.make.expr(self.class.span, ExprKind::Compare { left, ops: vec![op], comparators: vec![right] })
    }

    /// A comparison by another one and `==`, as `functools` makes it.
    fn derived(&mut self, name: &str, root: CompareOperator, wanted: CompareOperator) -> Stmt {
        use CompareOperator::{Eq, Gt, GtE, Lt, LtE, NotEq};
        // Whether the root is negated, and what is joined to it.
        let (negated, joined) = match (root, wanted) {
            (Lt, Gt) | (Gt, Lt) => (true, Some((BoolOperator::And, NotEq))),
            (Lt, LtE) | (Gt, GtE) => (false, Some((BoolOperator::Or, Eq))),
            (LtE, GtE) | (GtE, LtE) => (true, Some((BoolOperator::Or, Eq))),
            (LtE, Lt) | (GtE, Gt) => (false, Some((BoolOperator::And, NotEq))),
            _ => (true, None),
        };
        let span = self.class.span;
        let mut value = self.compare(root);
        if negated {
            value = self.make.expr(span, ExprKind::UnaryOp { op: UnaryOperator::Not, operand: Box::new(value) });
        }
        if let Some((op, comparison)) = joined {
            let other = self.compare(comparison);
            value = self.make.expr(span, ExprKind::BoolOp { op, values: vec![value, other] });
        }
        self.method(name, value, None)
    }

    /// A comparison of fields, as a dataclass has it.
    pub fn of_fields(&mut self, name: &str, op: CompareOperator, fields: &[String]) -> Stmt {
        let span = self.class.span;
        let sides = ["self", "other"].map(|side| {
            let items = fields.iter().map(|field| {
                let value = Box::new(self.name(side));
                let attr = Identifier { name: field.clone(), span };
                self.make.expr(span, ExprKind::Attribute { value, attr })
            });
            let items = items.collect();
            self.make.expr(span, ExprKind::Tuple(items))
        });
        let [left, right] = sides;
        let value = if fields.is_empty() {
            let holds = matches!(op, CompareOperator::Eq | CompareOperator::LtE | CompareOperator::GtE);
            self.make.expr(span, ExprKind::Constant(Constant::Bool(holds)))
        } else {
            let left = Box::new(left);
            self.make.expr(span, ExprKind::Compare { left, ops: vec![op], comparators: vec![right] })
        };
        self.method(name, value, Some(Role::Compares))
    }

    fn method(&mut self, name: &str, value: Expr, role: Option<Role>) -> Stmt {
        let span = self.class.span;
        let parameter = |name: &str, at: u32| Parameter {
            name: Identifier { name: name.to_owned(), span: Span::new(at, at + 1) },
            annotation: None,
            default: None,
        };
        let args = vec![parameter("self", span.start), parameter("other", span.start + 1)];
        let def = FunctionDef {
            name: Identifier { name: name.to_owned(), span },
            type_params: Vec::new(),
            parameters: Parameters { args, ..Parameters::default() },
            body: vec![self.make.stmt(span, StmtKind::Return(Some(value)))],
            decorators: Vec::new(),
            returns: None,
            is_async: false,
            collects: false,
            role,
        };
        self.make.stmt(span, StmtKind::FunctionDef(Box::new(def)))
    }
}

/// The comparisons that `@dataclass(order=True)` writes.
pub fn orders() -> impl Iterator<Item = (&'static str, CompareOperator)> {
    METHODS.iter().copied()
}
