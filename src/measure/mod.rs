//! How complex and how large functions are, by the definitions of the tools that Python people know: radon, ruff, complexipy.

mod cognitive;
mod cyclomatic;

use crate::python::ast::{FunctionDef, Module, Parameters, Stmt, StmtId, StmtKind};
use crate::python::visit::Node;
use crate::source::SourceFile;

/// The measures of one `def`, at any depth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionMeasure {
    /// The `def` itself.
    pub id: StmtId,
    /// Its name.
    pub name: String,
    /// Its name with those of the classes and functions around it: `Class.method`, `outer.inner`.
    pub qualified_name: String,
    /// The line of the `def`, from 1.
    pub line: u32,
    /// Its last line.
    pub end_line: u32,
    /// Cyclomatic complexity as radon 6.0.1 counts it.
    pub complexity: u32,
    /// Cyclomatic complexity as ruff's C901 counts it.
    pub ruff_complexity: u32,
    /// Cognitive complexity as complexipy 8.3.0 counts it.
    pub cognitive: u32,
    /// Number of parameters, `self` and starred ones included.
    pub parameters: u32,
    /// Number of statements in the body at any depth.
    pub statements: u32,
}

/// The stack for walking the deepest tree that the parser allows.
const STACK: usize = 64 << 20;

/// Measures every function of a module, in source order.
pub fn measure(module: &Module, source: &SourceFile) -> Vec<FunctionMeasure> {
    let mut found = Vec::new();
    stacker::grow(STACK, || functions(&module.body, "", source, &mut found));
    found
}

#[expect(clippy::wildcard_enum_match_arm, reason = "all other statements only pass on what stands in their suites")]
fn functions(body: &[Stmt], prefix: &str, source: &SourceFile, found: &mut Vec<FunctionMeasure>) {
    for stmt in body {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => {
                let measure = function(stmt, def, prefix, source);
                let prefix = format!("{}.", measure.qualified_name);
                found.push(measure);
                functions(&def.body, &prefix, source, found);
            }
            StmtKind::ClassDef(class) => {
                functions(&class.body, &format!("{prefix}{}.", class.name.name), source, found);
            }
            StmtKind::Invalid { name: Some(name), body } => {
                functions(body, &format!("{prefix}{}.", name.name), source, found);
            }
            _ => suites(stmt, &mut |suite| functions(suite, prefix, source, found)),
        }
    }
}

fn function(stmt: &Stmt, def: &FunctionDef, prefix: &str, source: &SourceFile) -> FunctionMeasure {
    FunctionMeasure {
        id: stmt.id,
        name: def.name.name.clone(),
        qualified_name: format!("{prefix}{}", def.name.name),
        line: source.line(stmt.span.start),
        end_line: source.line(stmt.span.end),
        complexity: cyclomatic::radon(&def.body),
        ruff_complexity: cyclomatic::ruff(&def.body),
        cognitive: cognitive::complexipy(def, source),
        parameters: parameters(&def.parameters),
        statements: statements(&def.body),
    }
}

fn parameters(parameters: &Parameters) -> u32 {
    count(parameters.iter().count())
}

fn statements(body: &[Stmt]) -> u32 {
    let mut number = 0;
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| number += u32::from(matches!(node, Node::Stmt(_))));
    }
    number
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Calls `visit` with each suite of a statement: bodies, handlers, cases, `else`, `finally`.
fn suites<'a>(stmt: &'a Stmt, visit: &mut dyn FnMut(&'a [Stmt])) {
    match &stmt.kind {
        StmtKind::FunctionDef(def) => visit(&def.body),
        StmtKind::ClassDef(class) => visit(&class.body),
        StmtKind::For { body, orelse, .. }
        | StmtKind::While { body, orelse, .. }
        | StmtKind::If { body, orelse, .. } => {
            visit(body);
            visit(orelse);
        }
        StmtKind::With { body, .. } | StmtKind::Invalid { name: _, body } => visit(body),
        StmtKind::Match { cases, .. } => cases.iter().for_each(|case| visit(&case.body)),
        StmtKind::Try { body, handlers, orelse, finalbody, is_star: _ } => {
            visit(body);
            for handler in handlers {
                visit(&handler.body);
            }
            visit(orelse);
            visit(finalbody);
        }
        StmtKind::Return(_)
        | StmtKind::Delete(_)
        | StmtKind::Assign { .. }
        | StmtKind::TypeAlias { .. }
        | StmtKind::AugAssign { .. }
        | StmtKind::AnnAssign { .. }
        | StmtKind::Raise { .. }
        | StmtKind::Assert { .. }
        | StmtKind::Import(_)
        | StmtKind::ImportFrom { .. }
        | StmtKind::Global(_)
        | StmtKind::Nonlocal(_)
        | StmtKind::Expr(_)
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue => {}
    }
}
