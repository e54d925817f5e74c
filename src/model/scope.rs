//! Which names of a function are its own.

use std::collections::HashSet;

use crate::python::ast::{
    Comprehension, Expr, ExprKind, FStringPart, FunctionDef, Parameters, Pattern, PatternKind, Stmt, StmtKind,
};

/// The names that a function binds (its locals), and those that it takes from outside.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Parameters and every name that is bound in the body, except `global` and `nonlocal` ones.
    pub locals: HashSet<String>,
    /// `global` names.
    pub globals: HashSet<String>,
    /// `nonlocal` names.
    pub nonlocals: HashSet<String>,
    /// Names that nested functions or lambdas use or rebind.
    pub captured: HashSet<String>,
    /// Whether the body contains `yield`.
    pub is_generator: bool,
}

impl Scope {
    /// The scope of a function.
    pub fn of_function(def: &FunctionDef) -> Self {
        let mut scope = Self::default();
        for parameter in def.parameters.iter() {
            scope.locals.insert(parameter.name.name.clone());
        }
        scope.block(&def.body);
        scope.finish()
    }

    /// The names that a module body (or the suite under `if __name__ == "__main__"`) binds.
    pub fn of_body(body: &[Stmt]) -> Self {
        let mut scope = Self::default();
        scope.block(body);
        scope.finish()
    }

    fn finish(mut self) -> Self {
        for name in self.globals.iter().chain(&self.nonlocals) {
            self.locals.remove(name);
        }
        self
    }

    fn bind(&mut self, name: &str) {
        self.locals.insert(name.to_owned());
    }

    fn capture(&mut self, inner: &Scope, names: &HashSet<String>) {
        for name in names {
            if !inner.locals.contains(name) {
                self.captured.insert(name.clone());
            }
        }
        self.captured.extend(inner.captured.iter().cloned());
    }

    fn block(&mut self, body: &[Stmt]) {
        for stmt in body {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => {
                self.bind(&def.name.name);
                for decorator in &def.decorators {
                    self.expr(decorator);
                }
                self.parameters(&def.parameters);
                let inner = Scope::of_function(def);
                let mut names = HashSet::new();
                names_of_block(&def.body, &mut names);
                self.capture(&inner, &names);
            }
            StmtKind::ClassDef(def) => {
                self.bind(&def.name.name);
                let mut names = HashSet::new();
                names_of_block(&def.body, &mut names);
                self.captured.extend(names);
            }
            StmtKind::Return(value) => self.maybe(value.as_ref()),
            StmtKind::Delete(targets) => targets.iter().for_each(|target| self.target(target)),
            StmtKind::Assign { targets, value } => {
                self.expr(value);
                targets.iter().for_each(|target| self.target(target));
            }
            StmtKind::TypeAlias { name, .. } => self.target(name),
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(value);
                self.target(target);
            }
            StmtKind::AnnAssign { target, value, .. } => {
                self.maybe(value.as_ref());
                self.target(target);
            }
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.expr(iter);
                self.target(target);
                self.block(body);
                self.block(orelse);
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test);
                self.block(body);
                self.block(orelse);
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.expr(&item.context);
                    if let Some(target) = &item.target {
                        self.target(target);
                    }
                }
                self.block(body);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    self.pattern(&case.pattern);
                    self.maybe(case.guard.as_ref());
                    self.block(&case.body);
                }
            }
            StmtKind::Raise { exc, cause } => {
                self.maybe(exc.as_ref());
                self.maybe(cause.as_ref());
            }
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                self.block(body);
                for handler in handlers {
                    self.maybe(handler.typ.as_ref());
                    if let Some(name) = &handler.name {
                        self.bind(&name.name);
                    }
                    self.block(&handler.body);
                }
                self.block(orelse);
                self.block(finalbody);
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test);
                self.maybe(msg.as_ref());
            }
            StmtKind::Import(aliases) => {
                for alias in aliases {
                    let bound = alias.asname.as_ref().map_or_else(
                        || alias.name.name.split('.').next().unwrap_or_default().to_owned(),
                        |asname| asname.name.clone(),
                    );
                    self.bind(&bound);
                }
            }
            StmtKind::ImportFrom { names, .. } => {
                for alias in names {
                    self.bind(&alias.asname.as_ref().unwrap_or(&alias.name).name);
                }
            }
            StmtKind::Global(names) => self.globals.extend(names.iter().map(|name| name.name.clone())),
            StmtKind::Nonlocal(names) => self.nonlocals.extend(names.iter().map(|name| name.name.clone())),
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue | StmtKind::Invalid { .. } => {}
        }
    }

    fn target(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(name) => self.bind(name),
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| self.target(item)),
            ExprKind::Starred(inner) => self.target(inner),
            _ => self.expr(target),
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Value(_) | PatternKind::Singleton(_) => {}
            PatternKind::Sequence(inner) | PatternKind::Or(inner) => inner.iter().for_each(|one| self.pattern(one)),
            PatternKind::Mapping { patterns, rest, .. } => {
                patterns.iter().for_each(|one| self.pattern(one));
                if let Some(rest) = rest {
                    self.bind(&rest.name);
                }
            }
            PatternKind::Class { patterns, keywords, .. } => {
                patterns.iter().for_each(|one| self.pattern(one));
                keywords.iter().for_each(|(_, one)| self.pattern(one));
            }
            PatternKind::Star(name) => {
                if let Some(name) = name {
                    self.bind(&name.name);
                }
            }
            PatternKind::As { pattern, name } => {
                if let Some(inner) = pattern {
                    self.pattern(inner);
                }
                if let Some(name) = name {
                    self.bind(&name.name);
                }
            }
        }
    }

    fn maybe(&mut self, expr: Option<&Expr>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    fn parameters(&mut self, parameters: &Parameters) {
        for parameter in parameters.iter() {
            self.maybe(parameter.default.as_ref());
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::NamedExpr { target, value } => {
                self.expr(value);
                self.target(target);
            }
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) => {
                self.is_generator = true;
                for_each_child(expr, &mut |child| self.expr(child));
            }
            ExprKind::Lambda { parameters, body } => {
                self.parameters(parameters);
                let mut names = HashSet::new();
                names_of_expr(body, &mut names);
                for parameter in parameters.iter() {
                    names.remove(&parameter.name.name);
                }
                self.captured.extend(names);
            }
            _ => for_each_child(expr, &mut |child| self.expr(child)),
        }
    }
}

/// Calls `visit` on every direct operand of an expression, comprehension parts included.
pub fn for_each_child<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Expr)) {
    let generators = |generators: &'a [Comprehension], visit: &mut dyn FnMut(&'a Expr)| {
        for generator in generators {
            visit(&generator.iter);
            visit(&generator.target);
            generator.ifs.iter().for_each(&mut *visit);
        }
    };
    match &expr.kind {
        ExprKind::BoolOp { values: items, .. }
        | ExprKind::Set(items)
        | ExprKind::List(items)
        | ExprKind::Tuple(items) => {
            items.iter().for_each(visit);
        }
        ExprKind::NamedExpr { target, value } => {
            visit(value);
            visit(target);
        }
        ExprKind::BinOp { left, right, .. } => {
            visit(left);
            visit(right);
        }
        ExprKind::UnaryOp { operand: inner, .. }
        | ExprKind::Await(inner)
        | ExprKind::YieldFrom(inner)
        | ExprKind::Starred(inner)
        | ExprKind::Attribute { value: inner, .. } => visit(inner),
        ExprKind::Lambda { parameters, body } => {
            for parameter in parameters.iter() {
                if let Some(default) = &parameter.default {
                    visit(default);
                }
            }
            visit(body);
        }
        ExprKind::IfExp { test, body, orelse } => {
            visit(test);
            visit(body);
            visit(orelse);
        }
        ExprKind::Dict(items) => {
            for item in items {
                if let Some(key) = &item.key {
                    visit(key);
                }
                visit(&item.value);
            }
        }
        ExprKind::ListComp { element, generators: parts }
        | ExprKind::SetComp { element, generators: parts }
        | ExprKind::GeneratorExp { element, generators: parts } => {
            generators(parts, visit);
            visit(element);
        }
        ExprKind::DictComp { key, value, generators: parts } => {
            generators(parts, visit);
            visit(key);
            visit(value);
        }
        ExprKind::Yield(inner) => {
            if let Some(inner) = inner {
                visit(inner);
            }
        }
        ExprKind::Compare { left, comparators, .. } => {
            visit(left);
            comparators.iter().for_each(visit);
        }
        ExprKind::Call { func, args, keywords } => {
            visit(func);
            args.iter().for_each(&mut *visit);
            keywords.iter().for_each(|keyword| visit(&keyword.value));
        }
        ExprKind::JoinedStr(parts) => fstring(parts, visit),
        ExprKind::Subscript { value, slice } => {
            visit(value);
            visit(slice);
        }
        ExprKind::Slice { lower, upper, step } => {
            for part in [lower, upper, step].into_iter().flatten() {
                visit(part);
            }
        }
        ExprKind::Constant(_) | ExprKind::Name(_) | ExprKind::Invalid => {}
    }
}

fn fstring<'a>(parts: &'a [FStringPart], visit: &mut dyn FnMut(&'a Expr)) {
    for part in parts {
        if let FStringPart::Replacement { value, spec, .. } = part {
            visit(value);
            if let Some(spec) = spec {
                fstring(spec, visit);
            }
        }
    }
}

/// Every name that occurs in an expression.
pub fn names_of_expr(expr: &Expr, names: &mut HashSet<String>) {
    if let ExprKind::Name(name) = &expr.kind {
        names.insert(name.clone());
    }
    for_each_child(expr, &mut |child| names_of_expr(child, names));
}

/// Every name that occurs in the expressions of a block.
pub fn names_of_block(body: &[Stmt], names: &mut HashSet<String>) {
    for_each_expr(body, &mut |expr| names_of_expr(expr, names));
    for_each_stmt(body, &mut |stmt| {
        if let StmtKind::Global(list) | StmtKind::Nonlocal(list) = &stmt.kind {
            names.extend(list.iter().map(|name| name.name.clone()));
        }
    });
}

/// Calls `visit` on every statement of a body, nested suites and nested definitions included.
pub fn for_each_stmt<'a>(body: &'a [Stmt], visit: &mut dyn FnMut(&'a Stmt)) {
    for stmt in body {
        visit(stmt);
        match &stmt.kind {
            StmtKind::FunctionDef(def) => for_each_stmt(&def.body, visit),
            StmtKind::ClassDef(def) => for_each_stmt(&def.body, visit),
            StmtKind::For { body, orelse, .. }
            | StmtKind::While { body, orelse, .. }
            | StmtKind::If { body, orelse, .. } => {
                for_each_stmt(body, visit);
                for_each_stmt(orelse, visit);
            }
            StmtKind::With { body, .. } => for_each_stmt(body, visit),
            StmtKind::Match { cases, .. } => cases.iter().for_each(|case| for_each_stmt(&case.body, visit)),
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                for_each_stmt(body, visit);
                handlers.iter().for_each(|handler| for_each_stmt(&handler.body, visit));
                for_each_stmt(orelse, visit);
                for_each_stmt(finalbody, visit);
            }
            _ => {}
        }
    }
}

/// Calls `visit` on every top expression of every statement of a body, nested suites included.
pub fn for_each_expr<'a>(body: &'a [Stmt], visit: &mut dyn FnMut(&'a Expr)) {
    for_each_stmt(body, &mut |stmt| match &stmt.kind {
        StmtKind::FunctionDef(def) => {
            def.decorators.iter().for_each(&mut *visit);
            for parameter in def.parameters.iter() {
                if let Some(default) = &parameter.default {
                    visit(default);
                }
            }
        }
        StmtKind::ClassDef(def) => {
            def.decorators.iter().for_each(&mut *visit);
            def.bases.iter().for_each(&mut *visit);
            def.keywords.iter().for_each(|keyword| visit(&keyword.value));
        }
        StmtKind::Return(value) => value.iter().for_each(&mut *visit),
        StmtKind::Delete(targets) => targets.iter().for_each(&mut *visit),
        StmtKind::Assign { targets, value } => {
            visit(value);
            targets.iter().for_each(&mut *visit);
        }
        StmtKind::TypeAlias { .. } => {}
        StmtKind::AugAssign { target, value, .. } => {
            visit(target);
            visit(value);
        }
        StmtKind::AnnAssign { target, value, .. } => {
            value.iter().for_each(&mut *visit);
            visit(target);
        }
        StmtKind::For { target, iter, .. } => {
            visit(iter);
            visit(target);
        }
        StmtKind::While { test, .. } | StmtKind::If { test, .. } => visit(test),
        StmtKind::With { items, .. } => {
            for item in items {
                visit(&item.context);
                item.target.iter().for_each(&mut *visit);
            }
        }
        StmtKind::Match { subject, cases } => {
            visit(subject);
            for case in cases {
                case.guard.iter().for_each(&mut *visit);
            }
        }
        StmtKind::Raise { exc, cause } => exc.iter().chain(cause).for_each(&mut *visit),
        StmtKind::Try { handlers, .. } => {
            handlers.iter().filter_map(|handler| handler.typ.as_ref()).for_each(&mut *visit);
        }
        StmtKind::Assert { test, msg } => {
            visit(test);
            msg.iter().for_each(&mut *visit);
        }
        StmtKind::Expr(value) => visit(value),
        StmtKind::Import(_)
        | StmtKind::ImportFrom { .. }
        | StmtKind::Global(_)
        | StmtKind::Nonlocal(_)
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue
        | StmtKind::Invalid { .. } => {}
    });
}

/// Every attribute name that occurs in the expressions of a block.
pub fn attributes_of_block(body: &[Stmt], names: &mut HashSet<String>) {
    fn visit(expr: &Expr, names: &mut HashSet<String>) {
        if let ExprKind::Attribute { attr, .. } = &expr.kind {
            names.insert(attr.name.clone());
        }
        for_each_child(expr, &mut |child| visit(child, names));
    }
    for_each_expr(body, &mut |expr| visit(expr, names));
}
