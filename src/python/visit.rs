//! Walking the tree without naming every kind of node.

use super::ast::{
    Comprehension, Expr, ExprKind, FStringPart, Parameters, Pattern, PatternKind, Stmt, StmtKind, TypeParam,
};

/// A node that has children: a statement, an expression or a pattern.
///
/// What stands between them (handlers, cases, parameters, keywords) is passed over: its parts count as children of the
/// node around it.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// A statement.
    Stmt(&'a Stmt),
    /// An expression.
    Expr(&'a Expr),
    /// A pattern of a `case`.
    Pattern(&'a Pattern),
}

impl<'a> Node<'a> {
    /// Calls `visit` with each direct child, in the order of CPython's fields.
    pub fn for_each_child(self, visit: &mut dyn FnMut(Node<'a>)) {
        match self {
            Self::Stmt(stmt) => stmt_children(stmt, visit),
            Self::Expr(expr) => expr_children(expr, visit),
            Self::Pattern(pattern) => pattern_children(pattern, visit),
        }
    }

    /// Calls `visit` with this node and everything in it, parents first, in source order as far as the fields have it.
    /// It needs no stack however deep the tree is.
    pub fn walk(self, visit: &mut dyn FnMut(Node<'a>)) {
        let mut open = vec![self];
        while let Some(node) = open.pop() {
            visit(node);
            let first = open.len();
            node.for_each_child(&mut |child| open.push(child));
            open[first..].reverse();
        }
    }

    /// Calls `visit` with every statement in this node, itself included, in source order. Expressions hold none, so they are passed over.
    pub fn statements(self, visit: &mut dyn FnMut(&'a Stmt)) {
        let mut open = vec![self];
        while let Some(node) = open.pop() {
            let Self::Stmt(stmt) = node else { continue };
            visit(stmt);
            let first = open.len();
            node.for_each_child(&mut |child| {
                if let Self::Stmt(_) = child {
                    open.push(child);
                }
            });
            open[first..].reverse();
        }
    }
}

type Visit<'v, 'a> = &'v mut dyn FnMut(Node<'a>);

fn exprs<'a>(list: impl IntoIterator<Item = &'a Expr>, visit: Visit<'_, 'a>) {
    list.into_iter().for_each(|expr| visit(Node::Expr(expr)));
}

fn stmts<'a>(list: &'a [Stmt], visit: Visit<'_, 'a>) {
    for stmt in list {
        visit(Node::Stmt(stmt));
    }
}

fn patterns<'a>(list: impl IntoIterator<Item = &'a Pattern>, visit: Visit<'_, 'a>) {
    list.into_iter().for_each(|pattern| visit(Node::Pattern(pattern)));
}

fn type_params<'a>(list: &'a [TypeParam], visit: Visit<'_, 'a>) {
    for param in list {
        exprs(param.bound.iter().chain(&param.default), visit);
    }
}

fn parameters<'a>(parameters: &'a Parameters, visit: Visit<'_, 'a>) {
    exprs(parameters.iter().filter_map(|parameter| parameter.annotation.as_ref()), visit);
    exprs(parameters.iter().filter_map(|parameter| parameter.default.as_ref()), visit);
}

fn stmt_children<'a>(stmt: &'a Stmt, visit: Visit<'_, 'a>) {
    match &stmt.kind {
        StmtKind::FunctionDef(def) => {
            exprs(&def.decorators, visit);
            type_params(&def.type_params, visit);
            parameters(&def.parameters, visit);
            exprs(&def.returns, visit);
            stmts(&def.body, visit);
        }
        StmtKind::ClassDef(class) => {
            exprs(&class.decorators, visit);
            type_params(&class.type_params, visit);
            exprs(&class.bases, visit);
            exprs(class.keywords.iter().map(|keyword| &keyword.value), visit);
            stmts(&class.body, visit);
        }
        StmtKind::Return(value) => exprs(value, visit),
        StmtKind::Delete(targets) => exprs(targets, visit),
        StmtKind::Assign { targets, value } => {
            exprs(targets, visit);
            exprs([value], visit);
        }
        StmtKind::TypeAlias { name, type_params: params, value } => {
            exprs([name], visit);
            type_params(params, visit);
            exprs([value], visit);
        }
        StmtKind::AugAssign { target, op: _, value } => exprs([target, value], visit),
        StmtKind::AnnAssign { target, annotation, value, simple: _ } => {
            exprs([target, annotation].into_iter().chain(value), visit);
        }
        StmtKind::For { target, iter, body, orelse, is_async: _ } => {
            exprs([target, iter], visit);
            stmts(body, visit);
            stmts(orelse, visit);
        }
        StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
            exprs([test], visit);
            stmts(body, visit);
            stmts(orelse, visit);
        }
        StmtKind::With { items, body, is_async: _ } => {
            for item in items {
                exprs([&item.context].into_iter().chain(&item.target), visit);
            }
            stmts(body, visit);
        }
        StmtKind::Match { subject, cases } => {
            exprs([subject], visit);
            for case in cases {
                patterns([&case.pattern], visit);
                exprs(&case.guard, visit);
                stmts(&case.body, visit);
            }
        }
        StmtKind::Raise { exc, cause } => exprs(exc.iter().chain(cause), visit),
        StmtKind::Try { body, handlers, orelse, finalbody, is_star: _ } => {
            stmts(body, visit);
            for handler in handlers {
                exprs(&handler.typ, visit);
                stmts(&handler.body, visit);
            }
            stmts(orelse, visit);
            stmts(finalbody, visit);
        }
        StmtKind::Assert { test, msg } => exprs([test].into_iter().chain(msg), visit),
        StmtKind::Expr(value) => exprs([value], visit),
        StmtKind::Import(_)
        | StmtKind::ImportFrom { .. }
        | StmtKind::Global(_)
        | StmtKind::Nonlocal(_)
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue => {}
        StmtKind::Invalid { name: _, body } => stmts(body, visit),
    }
}

fn generators<'a>(list: &'a [Comprehension], visit: Visit<'_, 'a>) {
    for generator in list {
        exprs([&generator.target, &generator.iter].into_iter().chain(&generator.ifs), visit);
    }
}

fn fstring<'a>(parts: &'a [FStringPart], visit: Visit<'_, 'a>) {
    for part in parts {
        if let FStringPart::Replacement { value, conversion: _, spec, span: _ } = part {
            visit(Node::Expr(value));
            fstring(spec.as_deref().unwrap_or_default(), visit);
        }
    }
}

fn expr_children<'a>(expr: &'a Expr, visit: Visit<'_, 'a>) {
    match &expr.kind {
        ExprKind::BoolOp { op: _, values } => exprs(values, visit),
        ExprKind::NamedExpr { target, value } => exprs([&**target, &**value], visit),
        ExprKind::BinOp { left, op: _, right } => exprs([&**left, &**right], visit),
        ExprKind::UnaryOp { op: _, operand } => visit(Node::Expr(operand)),
        ExprKind::Lambda { parameters: params, body } => {
            parameters(params, visit);
            visit(Node::Expr(body));
        }
        ExprKind::IfExp { test, body, orelse } => exprs([&**test, &**body, &**orelse], visit),
        ExprKind::Dict(items) => {
            for item in items {
                exprs(item.key.iter().chain([&item.value]), visit);
            }
        }
        ExprKind::Set(items) | ExprKind::List(items) | ExprKind::Tuple(items) => exprs(items, visit),
        ExprKind::ListComp { element, generators: list }
        | ExprKind::SetComp { element, generators: list }
        | ExprKind::GeneratorExp { element, generators: list } => {
            visit(Node::Expr(element));
            generators(list, visit);
        }
        ExprKind::DictComp { key, value, generators: list } => {
            exprs([&**key, &**value], visit);
            generators(list, visit);
        }
        ExprKind::Await(value)
        | ExprKind::YieldFrom(value)
        | ExprKind::Starred(value)
        | ExprKind::Attribute { value, attr: _ } => visit(Node::Expr(value)),
        ExprKind::Yield(value) => exprs(value.as_deref(), visit),
        ExprKind::Compare { left, ops: _, comparators } => exprs([&**left].into_iter().chain(comparators), visit),
        ExprKind::Call { func, args, keywords } => {
            visit(Node::Expr(func));
            exprs(args, visit);
            exprs(keywords.iter().map(|keyword| &keyword.value), visit);
        }
        ExprKind::JoinedStr(parts) => fstring(parts, visit),
        ExprKind::Subscript { value, slice } => exprs([&**value, &**slice], visit),
        ExprKind::Slice { lower, upper, step } => {
            exprs(lower.iter().chain(upper).chain(step).map(|part| &**part), visit);
        }
        ExprKind::Constant(_) | ExprKind::Name(_) | ExprKind::Invalid => {}
    }
}

fn pattern_children<'a>(pattern: &'a Pattern, visit: Visit<'_, 'a>) {
    match &pattern.kind {
        PatternKind::Value(value) => visit(Node::Expr(value)),
        PatternKind::Sequence(list) | PatternKind::Or(list) => patterns(list, visit),
        PatternKind::Mapping { keys, patterns: list, rest: _ } => {
            exprs(keys, visit);
            patterns(list, visit);
        }
        PatternKind::Class { cls, patterns: list, keywords } => {
            visit(Node::Expr(cls));
            patterns(list, visit);
            patterns(keywords.iter().map(|(_, pattern)| pattern), visit);
        }
        PatternKind::As { pattern, name: _ } => patterns(pattern.as_deref(), visit),
        PatternKind::Singleton(_) | PatternKind::Star(_) => {}
    }
}
