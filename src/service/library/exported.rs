//! The functions that a module offers.

use std::collections::BTreeSet;

use super::Reader;
use crate::model::imports::listed;
use crate::model::{FunctionIndex, Model, ModuleIndex, Resolved, Symbol};
use crate::python::ast::{self, Constant, Expr, ExprKind, Stmt, StmtKind, UnaryOperator, docstring};
use crate::source::Sources;

/// A public function of a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The name under which it is offered.
    pub name: String,
    /// The name of its `def`: `bisect = bisect_right` offers it twice.
    pub defined: String,
    /// The function.
    pub function: FunctionIndex,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// The text of the annotation of its result.
    pub returns: Option<String>,
    /// Its docstring.
    pub doc: Option<String>,
    /// Why no service can offer it.
    pub refused: Option<String>,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// How arguments bind to it.
    pub kind: ParameterKind,
    /// The text of its annotation.
    pub annotation: Option<String>,
    /// What it lets through.
    pub reader: Reader,
    /// Its default value.
    pub default: Option<Default>,
}

/// How arguments bind to a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// Before the `/`.
    PositionalOnly,
    /// By position or name.
    Ordinary,
    /// `*args`
    Positional,
    /// After the `*`.
    KeywordOnly,
    /// `**kwargs`
    Keywords,
}

/// A default value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Default {
    /// A literal, as it is written.
    Literal(String),
    /// Something else, which only the library knows.
    Other,
}

/// The public functions of a module in the order of their names' definition: those of `__all__`, or those that do not begin with `_`.
pub fn exported(model: &Model<'_>, module: ModuleIndex, sources: &Sources) -> Vec<Exported> {
    let tree = model.module(module).tree;
    let named = listed(tree).flatten();
    let public = |name: &str| match &named {
        Some(names) => names.iter().any(|one| one == name),
        None => !name.starts_with('_'),
    };
    let mut found: Vec<Exported> = Vec::new();
    let mut add = |name: &str, function: FunctionIndex| {
        if public(name) && !found.iter().any(|known| known.name == name) {
            found.push(of_function(model, module, sources, name, function));
        }
    };
    // What `python::desugar` makes of a function of Python's library ends behind the file: it is nobody's.
    let end = sources.get(tree.file).text().len();
    let written: Vec<&Stmt> = tree.body.iter().filter(|stmt| stmt.span.end as usize <= end).collect();
    for stmt in &written {
        match &stmt.kind {
            StmtKind::FunctionDef(def) if !is_nested(&written, stmt) => {
                if let Some(Symbol::Function(function)) = model.module(module).symbols.get(&def.name.name) {
                    add(&def.name.name, *function);
                }
            }
            // Another name of a function that stands above it.
            StmtKind::Assign { targets, value } => {
                if let ([Expr { kind: ExprKind::Name(name), .. }], ExprKind::Name(_)) =
                    (targets.as_slice(), &value.kind)
                    && let Some(Symbol::Global(global)) = model.module(module).symbols.get(name)
                    && model.global(*global).bindings == 1
                    && !model.global(*global).rebound_in_function
                    && let Some(Resolved::Symbol(Symbol::Function(function))) = model.resolve(module, value)
                    && model.function(function).module == module
                {
                    add(name, function);
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether a function is written inside another one or a class: `python::desugar` puts it beside it.
fn is_nested(body: &[&Stmt], function: &Stmt) -> bool {
    let holds = |outer: &Stmt| outer.span != function.span && outer.span.contains(function.span);
    body.iter().any(|outer| matches!(outer.kind, StmtKind::FunctionDef(_) | StmtKind::ClassDef(_)) && holds(outer))
}

fn of_function(
    model: &Model<'_>,
    module: ModuleIndex,
    sources: &Sources,
    name: &str,
    function: FunctionIndex,
) -> Exported {
    let info = model.function(function);
    let def = info.def;
    let text = |expr: &Expr| sources.get(info.file).slice(expr.span).to_owned();
    let one_line = |expr: &Expr| Some(text(expr)).filter(|text| !text.is_empty() && !text.contains('\n'));
    let parameter = |parameter: &ast::Parameter, kind| {
        let default = parameter.default.as_ref();
        let reader = parameter.annotation.as_ref().map_or(Reader::Any, |one| Reader::of(model, module, one));
        // `x: int = None` is what people write for `x: int | None = None`.
        let is_none = default.is_some_and(|value| matches!(value.kind, ExprKind::Constant(Constant::None)));
        Parameter {
            name: parameter.name.name.clone(),
            kind,
            annotation: parameter.annotation.as_ref().and_then(one_line),
            reader: if is_none { reader.optional() } else { reader },
            default: default.map(|value| match one_line(value).filter(|_| is_literal(value)) {
                Some(text) => Default::Literal(text),
                None => Default::Other,
            }),
        }
    };
    let all = &def.parameters;
    let mut parameters: Vec<Parameter> = Vec::new();
    parameters.extend(all.posonly.iter().map(|one| parameter(one, ParameterKind::PositionalOnly)));
    parameters.extend(all.args.iter().map(|one| parameter(one, ParameterKind::Ordinary)));
    parameters.extend(all.vararg.iter().map(|one| parameter(one, ParameterKind::Positional)));
    parameters.extend(all.kwonly.iter().map(|one| parameter(one, ParameterKind::KeywordOnly)));
    parameters.extend(all.kwarg.iter().map(|one| parameter(one, ParameterKind::Keywords)));
    let refused = if info.scope.is_generator || def.collects {
        Some("it is a generator: what it yields exists only while it runs".to_owned())
    } else if def.is_async {
        Some("it is a coroutine".to_owned())
    } else {
        None
    };
    Exported {
        name: name.to_owned(),
        defined: info.name.clone(),
        function,
        parameters,
        returns: def.returns.as_ref().and_then(one_line),
        doc: docstring(&def.body).map(str::to_owned),
        refused,
    }
}

/// Whether an expression means the same wherever it stands.
fn is_literal(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Constant(constant) => !matches!(constant, Constant::Surrogates(_) | Constant::Ellipsis),
        ExprKind::UnaryOp { op: UnaryOperator::USub, operand } => {
            matches!(operand.kind, ExprKind::Constant(Constant::Int(_) | Constant::Float(_)))
        }
        _ => false,
    }
}

/// The modules in C that a module of Python's library takes functions from, when they are there: `from _heapq import *`.
pub fn accelerators(body: &[Stmt]) -> BTreeSet<String> {
    body.iter().filter_map(accelerator).map(str::to_owned).collect()
}

/// A module without its accelerators: what is translated is what is written in Python.
pub fn without_accelerators(body: &mut Vec<Stmt>) {
    body.retain(|stmt| accelerator(stmt).is_none());
}

/// `try: from _x import …` with `except ImportError: pass`
fn accelerator(stmt: &Stmt) -> Option<&str> {
    let StmtKind::Try { body, handlers, orelse, finalbody, is_star: false } = &stmt.kind else { return None };
    let [Stmt { kind: StmtKind::ImportFrom { module: Some(module), level: 0, .. }, .. }] = body.as_slice() else {
        return None;
    };
    let [handler] = handlers.as_slice() else { return None };
    let is_import_error =
        handler.typ.as_ref().is_some_and(|typ| matches!(&typ.kind, ExprKind::Name(name) if name == "ImportError"));
    let passes = matches!(handler.body.as_slice(), [Stmt { kind: StmtKind::Pass, .. }]);
    let fits = module.name.starts_with('_') && is_import_error && passes && orelse.is_empty() && finalbody.is_empty();
    fits.then_some(module.name.as_str())
}
