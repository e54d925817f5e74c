//! Named tuples, as classes with all that a named tuple has.
//!
//! ```python
//! class Point(NamedTuple):        # class Point:
//!     x: int                      #     def __init__(self, x, y=0): …
//!     y: int = 0                  #     def __repr__(self): …
//!                                 #     def __eq__(self, other): …
//! Pair = namedtuple("Pair", "left right")
//! ```
//!
//! Lowering lets their instances be unpacked, indexed and gone through as the tuples that they are.

use std::collections::HashSet;

use super::Maker;
use super::dataclass::{self, Field, Options};
use super::imports::Imports;
use super::names;
use crate::python::ast::{
    ClassDef, Constant, DictItem, Expr, ExprKind, FunctionDef, Identifier, Keyword, Module, Parameter, Parameters,
    Stmt, StmtKind,
};
use crate::python::visit::Node;
use crate::source::Span;

/// What a class of the module may not say otherwise: a tuple says it.
const OWN: &[&str] = &[
    "__init__",
    "__new__",
    "__post_init__",
    "__eq__",
    "__ne__",
    "__lt__",
    "__le__",
    "__gt__",
    "__ge__",
    "__len__",
    "__iter__",
    "__getitem__",
    "__contains__",
    "__bool__",
    "__add__",
    "__mul__",
    "__hash__",
    "_asdict",
    "_replace",
];

/// Writes out those that nothing derives from.
pub fn write_out(module: &mut Module, imports: &Imports) {
    let derived = derived_from(&module.body);
    let bound = names::bindings(&Parameters::default(), &module.body);
    let is_alone = |name: &str| bound.get(name) == Some(&1) && !derived.contains(name);
    let Module { body, expr_count, stmt_count, .. } = module;
    let mut make = Maker { exprs: expr_count, stmts: stmt_count };
    for stmt in body {
        let made = match &stmt.kind {
            StmtKind::ClassDef(def) if is_alone(&def.name.name) => of_class(def, imports),
            StmtKind::Assign { targets, value } => match targets.as_slice() {
                [Expr { kind: ExprKind::Name(name), span, .. }] if is_alone(name) => {
                    let name = Identifier { name: name.clone(), span: *span };
                    of_call(&name, value, imports).map(|fields| (empty_class(name), fields))
                }
                _ => None,
            },
            _ => None,
        };
        if let Some((mut def, fields)) = made {
            write_class(&mut def, fields, &mut make);
            stmt.kind = StmtKind::ClassDef(Box::new(def));
        }
    }
}

fn derived_from(body: &[Stmt]) -> HashSet<String> {
    let mut found = HashSet::new();
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| {
            if let Node::Stmt(Stmt { kind: StmtKind::ClassDef(def), .. }) = node {
                found.extend(def.bases.iter().filter_map(|base| match &base.kind {
                    ExprKind::Name(name) => Some(name.clone()),
                    _ => None,
                }));
            }
        });
    }
    found
}

fn empty_class(name: Identifier) -> ClassDef {
    ClassDef {
        name,
        type_params: Vec::new(),
        bases: Vec::new(),
        keywords: Vec::new(),
        body: Vec::new(),
        decorators: Vec::new(),
        is_flat: false,
        named_tuple: false,
    }
}

/// `class Point(NamedTuple): …`, `class Point(namedtuple("Point", "x y")): …`
fn of_class(def: &ClassDef, imports: &Imports) -> Option<(ClassDef, Vec<Field>)> {
    let [base] = def.bases.as_slice() else { return None };
    let own =
        |stmt: &Stmt| matches!(&stmt.kind, StmtKind::FunctionDef(method) if OWN.contains(&method.name.name.as_str()));
    if !def.decorators.is_empty() || !def.keywords.is_empty() || def.body.iter().any(own) {
        return None;
    }
    let typed = imports.qualified(base).as_deref() == Some("typing.NamedTuple");
    let mut fields = if typed { Vec::new() } else { of_call(&def.name, base, imports)? };
    let mut body = Vec::new();
    for stmt in &def.body {
        match &stmt.kind {
            StmtKind::AnnAssign { target, value, .. } if typed => {
                let ExprKind::Name(name) = &target.kind else { return None };
                fields.push(field(name.clone(), target.span, stmt.span, value.clone()));
            }
            StmtKind::Assign { targets, .. } if matches!(targets.as_slice(), [Expr { kind: ExprKind::Name(name), .. }] if name == "__slots__") =>
                {}
            StmtKind::FunctionDef(_) | StmtKind::Pass | StmtKind::Expr(_) => body.push(stmt.clone()),
            _ => return None,
        }
    }
    fine(&fields).then(|| (ClassDef { bases: Vec::new(), body, ..def.clone() }, fields))
}

/// `namedtuple("Point", "x y")`, `namedtuple("Point", ["x", "y"], defaults=[0])`
fn of_call(name: &Identifier, value: &Expr, imports: &Imports) -> Option<Vec<Field>> {
    let ExprKind::Call { func, args, keywords } = &value.kind else { return None };
    let [typename, given] = args.as_slice() else { return None };
    let same = matches!(&typename.kind, ExprKind::Constant(Constant::Str(text)) if *text == name.name);
    if imports.qualified(func).as_deref() != Some("collections.namedtuple") || !same {
        return None;
    }
    let mut fields = match &given.kind {
        ExprKind::Constant(Constant::Str(text)) => {
            let mut at = given.span.start;
            let names = text.replace(',', " ");
            let mut fields = Vec::new();
            for name in names.split_whitespace() {
                // Each at a place of its own, within the text.
                at += 1;
                let span = Span::new(at, at + 1);
                fields.push(field(name.to_owned(), span, given.span, None));
            }
            fields
        }
        ExprKind::List(items) | ExprKind::Tuple(items) => {
            let one = |item: &Expr| match &item.kind {
                ExprKind::Constant(Constant::Str(text)) => Some(field(text.clone(), item.span, item.span, None)),
                _ => None,
            };
            items.iter().map(one).collect::<Option<Vec<_>>>()?
        }
        _ => return None,
    };
    let defaults: &[Expr] = match keywords.as_slice() {
        [] => &[],
        [Keyword { name: Some(name), value, .. }] if name.name == "defaults" => match &value.kind {
            ExprKind::List(items) | ExprKind::Tuple(items) => items,
            _ => return None,
        },
        _ => return None,
    };
    let from = fields.len().checked_sub(defaults.len())?;
    for (field, default) in fields[from..].iter_mut().zip(defaults) {
        field.default = Some(default.clone());
    }
    fine(&fields).then_some(fields)
}

fn field(name: String, span: Span, stmt: Span, default: Option<Expr>) -> Field {
    Field { name, span, stmt, default, shown: true, compared: true }
}

/// Whether CPython takes the names, and every default is a constant.
fn fine(fields: &[Field]) -> bool {
    let constant = |value: &Expr| match &value.kind {
        ExprKind::Constant(_) => true,
        ExprKind::UnaryOp { operand, .. } => matches!(operand.kind, ExprKind::Constant(_)),
        _ => false,
    };
    let plain = |name: &str| {
        name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.chars().all(|one| one.is_ascii_alphanumeric() || one == '_')
            && !matches!(name, "self" | "other")
    };
    let ordered = fields.windows(2).all(|two| two[0].default.is_none() || two[1].default.is_some());
    let distinct = fields.iter().map(|field| &field.name).collect::<HashSet<_>>().len() == fields.len();
    !fields.is_empty()
        && ordered
        && distinct
        && fields.iter().all(|field| plain(&field.name) && field.default.as_ref().is_none_or(constant))
}

fn write_class(def: &mut ClassDef, fields: Vec<Field>, make: &mut Maker<'_>) {
    def.named_tuple = true;
    let names: Vec<String> = fields.iter().map(|field| field.name.clone()).collect();
    dataclass::write_methods(def, fields, &Options { shown: true, equal: true, ordered: true }, make);
    let at = def.name.span;
    let count = make.expr(at, ExprKind::Constant(Constant::Int(names.len().into())));
    let length = method(&def.name, "__len__", count, make);
    let mut items = Vec::new();
    for name in names {
        let receiver = Box::new(make.expr(at, ExprKind::Name("self".to_owned())));
        let attr = Identifier { name: name.clone(), span: at };
        let value = make.expr(at, ExprKind::Attribute { value: receiver, attr });
        let key = make.expr(at, ExprKind::Constant(Constant::Str(name)));
        items.push(DictItem { key: Some(key), value });
    }
    let dict = make.expr(at, ExprKind::Dict(items));
    let as_dict = method(&def.name, "_asdict", dict, make);
    def.body.extend([length, as_dict]);
}

/// A method without parameters that returns a value.
fn method(class: &Identifier, name: &str, value: Expr, make: &mut Maker<'_>) -> Stmt {
    let span = class.span;
    let named = |name: &str| Identifier { name: name.to_owned(), span };
    let args = vec![Parameter { name: named("self"), annotation: None, default: None }];
    let def = FunctionDef {
        name: named(name),
        type_params: Vec::new(),
        parameters: Parameters { args, ..Parameters::default() },
        body: vec![make.stmt(span, StmtKind::Return(Some(value)))],
        decorators: Vec::new(),
        returns: None,
        is_async: false,
        collects: false,
        role: None,
    };
    make.stmt(span, StmtKind::FunctionDef(Box::new(def)))
}
