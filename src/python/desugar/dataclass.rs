//! The `__init__` and `__repr__` of a dataclass.
//!
//! ```python
//! @dataclass
//! class Item:
//!     name: str                                     # def __init__(self, name, tags=list()):
//!     tags: list = field(default_factory=list)      #     self.name = name
//!                                                   #     self.tags = tags
//! ```
//!
//! A default that a factory makes is a call: `lower` evaluates it anew for each call that leaves the argument out.

use super::Maker;
use super::imports::Imports;
use crate::python::ast::{
    ClassDef, CompareOperator, Constant, Expr, ExprKind, FStringPart, FunctionDef, Identifier, Keyword, Module,
    Parameter, Parameters, Stmt, StmtKind,
};
use crate::source::Span;

/// Options that change nothing of what a program with them does, as long as it does not fail.
const HARMLESS: &[&str] = &["frozen", "slots", "repr", "eq", "order", "unsafe_hash", "match_args"];

/// Writes the `__init__` of every dataclass that has none and no bases.
pub fn write_inits(module: &mut Module, imports: &Imports) {
    let Module { body, expr_count, stmt_count, .. } = module;
    let mut make = Maker { exprs: expr_count, stmts: stmt_count };
    for stmt in body {
        let StmtKind::ClassDef(def) = &mut stmt.kind else { continue };
        if is_dataclass(def, imports)
            && let Some(fields) = fields(def, imports)
        {
            let keywords: &[Keyword] = match &def.decorators[0].kind {
                ExprKind::Call { keywords, .. } => keywords,
                _ => &[],
            };
            let given =
                |option: &str| keywords.iter().any(|one| one.name.as_ref().is_some_and(|name| name.name == option));
            let options = Options {
                shown: !given("repr"),
                equal: flag(keywords, "eq") == Some(true),
                ordered: given("order") && flag(keywords, "order") == Some(true),
            };
            write_methods(def, fields, &options, &mut make);
        }
    }
}

fn is_dataclass(def: &ClassDef, imports: &Imports) -> bool {
    let [decorator] = def.decorators.as_slice() else { return false };
    let named = |expr: &Expr| imports.qualified(expr).as_deref() == Some("dataclasses.dataclass");
    let decorated = match &decorator.kind {
        ExprKind::Call { func, args, keywords } => {
            let harmless = |name: &str| HARMLESS.contains(&name);
            named(func)
                && args.is_empty()
                && keywords.iter().all(|keyword| keyword.name.as_ref().is_some_and(|name| harmless(&name.name)))
        }
        _ => named(decorator),
    };
    let has_init = def
        .body
        .iter()
        .any(|stmt| matches!(&stmt.kind, StmtKind::FunctionDef(method) if method.name.name == "__init__"));
    decorated && (def.bases.is_empty() || def.is_flat) && def.keywords.is_empty() && !has_init
}

/// A field: its name, where it stands, and the default.
pub struct Field {
    /// Its name.
    pub name: String,
    /// Where that stands.
    pub span: Span,
    /// The statement.
    pub stmt: Span,
    /// What it is where nothing is given.
    pub default: Option<Expr>,
    /// Whether the text of an instance shows it.
    pub shown: bool,
    /// Whether instances are compared by it.
    pub compared: bool,
}

/// The fields in order; `None` when one of them is more than a name with a default.
fn fields(def: &ClassDef, imports: &Imports) -> Option<Vec<Field>> {
    let mut fields: Vec<Field> = Vec::new();
    for stmt in &def.body {
        let StmtKind::AnnAssign { target, annotation, value, .. } = &stmt.kind else { continue };
        let ExprKind::Name(name) = &target.kind else { return None };
        if is_class_variable(annotation) {
            return None;
        }
        let default = match value {
            None => None,
            Some(value) => match field_default(value, imports)? {
                Default::None => None,
                Default::Is(default) => Some(default),
            },
        };
        let out_of_order = default.is_none() && fields.last().is_some_and(|before| before.default.is_some());
        if out_of_order || fields.iter().any(|field| field.name == *name) {
            return None;
        }
        let told = |option: &str| match value {
            Some(Expr { kind: ExprKind::Call { func, keywords, .. }, .. })
                if imports.qualified(func).as_deref() == Some("dataclasses.field") =>
            {
                flag(keywords, option)
            }
            _ => Some(true),
        };
        let (shown, compared) = (told("repr")?, told("compare")?);
        fields.push(Field { name: name.clone(), span: target.span, stmt: stmt.span, default, shown, compared });
    }
    Some(fields)
}

/// An option that is on unless it is literally off; `None` where that is computed.
fn flag(keywords: &[Keyword], option: &str) -> Option<bool> {
    let given = keywords.iter().find(|keyword| keyword.name.as_ref().is_some_and(|name| name.name == option));
    match given.map(|keyword| &keyword.value.kind) {
        None => Some(true),
        Some(ExprKind::Constant(Constant::Bool(value))) => Some(*value),
        Some(_) => None,
    }
}

/// `ClassVar[…]`, `InitVar[…]`, `KW_ONLY`, also as text.
fn is_class_variable(annotation: &Expr) -> bool {
    let mut found = false;
    crate::python::visit::Node::Expr(annotation).walk(&mut |node| {
        if let crate::python::visit::Node::Expr(expr) = node {
            let name = match &expr.kind {
                ExprKind::Name(name) => name.as_str(),
                ExprKind::Attribute { attr, .. } => attr.name.as_str(),
                ExprKind::Constant(crate::python::ast::Constant::Str(text)) => text.as_str(),
                _ => "",
            };
            found |= ["ClassVar", "InitVar", "KW_ONLY"].iter().any(|special| name.contains(special));
        }
    });
    found
}

enum Default {
    None,
    Is(Expr),
}

/// The default in `= value`, `= field(default=value)` or `= field(default_factory=make)`.
fn field_default(value: &Expr, imports: &Imports) -> Option<Default> {
    let ExprKind::Call { func, args, keywords } = &value.kind else { return Some(Default::Is(value.clone())) };
    if imports.qualified(func).as_deref() != Some("dataclasses.field") {
        return Some(Default::Is(value.clone()));
    }
    if !args.is_empty() {
        return None;
    }
    let mut default = Default::None;
    for keyword in keywords {
        match keyword.name.as_ref()?.name.as_str() {
            "default" => default = Default::Is(keyword.value.clone()),
            "default_factory" => {
                default = Default::Is(match &keyword.value.kind {
                    ExprKind::Lambda { body, .. } => (**body).clone(),
                    _ => Expr {
                        id: value.id,
                        span: value.span,
                        kind: ExprKind::Call {
                            func: Box::new(keyword.value.clone()),
                            args: Vec::new(),
                            keywords: Vec::new(),
                        },
                    },
                });
            }
            "repr" | "compare" | "hash" => {}
            _ => return None,
        }
    }
    Some(default)
}

/// Which methods a class gets beside `__init__`.
pub struct Options {
    /// `__repr__`
    pub shown: bool,
    /// `__eq__`
    pub equal: bool,
    /// `__lt__` and the like.
    pub ordered: bool,
}

/// Writes the methods of a class with such fields; those that it has itself stay.
pub fn write_methods(def: &mut ClassDef, fields: Vec<Field>, options: &Options, make: &mut Maker<'_>) {
    let class = def.name.span;
    let parameter = |name: &str, span: Span, default: Option<Expr>| Parameter {
        name: Identifier { name: name.to_owned(), span },
        annotation: None,
        default,
    };
    let mut body: Vec<Stmt> = Vec::new();
    let mut args = vec![parameter("self", class, None)];
    let shown: Vec<(String, Span)> =
        fields.iter().filter(|field| field.shown).map(|field| (field.name.clone(), field.span)).collect();
    let compared: Vec<String> = fields.iter().filter(|field| field.compared).map(|field| field.name.clone()).collect();
    for field in fields {
        let receiver = make.expr(class, ExprKind::Name("self".to_owned()));
        let attr = Identifier { name: field.name.clone(), span: field.span };
        let target = make.expr(field.span, ExprKind::Attribute { value: Box::new(receiver), attr });
        let value = make.expr(field.span, ExprKind::Name(field.name.clone()));
        body.push(make.stmt(field.stmt, StmtKind::Assign { targets: vec![target], value }));
        args.push(parameter(&field.name, field.span, field.default));
    }
    let later = def
        .body
        .iter()
        .any(|stmt| matches!(&stmt.kind, StmtKind::FunctionDef(method) if method.name.name == "__post_init__"));
    if later {
        let receiver = make.expr(class, ExprKind::Name("self".to_owned()));
        let attr = Identifier { name: "__post_init__".to_owned(), span: class };
        let func = make.expr(class, ExprKind::Attribute { value: Box::new(receiver), attr });
        let call = make.expr(class, ExprKind::Call { func: Box::new(func), args: Vec::new(), keywords: Vec::new() });
        body.push(make.stmt(class, StmtKind::Expr(call)));
    }
    if body.is_empty() {
        body.push(make.stmt(class, StmtKind::Pass));
    }
    let init = FunctionDef {
        name: Identifier { name: "__init__".to_owned(), span: class },
        type_params: Vec::new(),
        parameters: Parameters { args, ..Parameters::default() },
        body,
        decorators: Vec::new(),
        returns: None,
        is_async: false,
        collects: false,
        role: None,
    };
    let has_text = def
        .body
        .iter()
        .any(|stmt| matches!(&stmt.kind, StmtKind::FunctionDef(method) if method.name.name == "__repr__"));
    let repr = (!has_text && options.shown).then(|| write_repr(&def.name, &shown, make));
    let comparisons = write_comparisons(def, &compared, options, make);
    let position = def.body.iter().position(|stmt| matches!(stmt.kind, StmtKind::AnnAssign { .. })).unwrap_or(0);
    def.body.retain(|stmt| !matches!(stmt.kind, StmtKind::AnnAssign { .. }));
    let init = make.stmt(class, StmtKind::FunctionDef(Box::new(init)));
    let position = position.min(def.body.len());
    def.body.insert(position, init);
    def.body.extend(repr);
    def.body.extend(comparisons);
}

/// `==` unless it is turned off, and the order if that is turned on: field by field.
fn write_comparisons(def: &ClassDef, fields: &[String], options: &Options, make: &mut Maker<'_>) -> Vec<Stmt> {
    let mut wanted: Vec<(&str, CompareOperator)> = Vec::new();
    if options.equal {
        wanted.push(("__eq__", CompareOperator::Eq));
    }
    if options.equal && options.ordered {
        wanted.extend(super::ordering::orders());
    }
    let has = |name: &str| {
        def.body.iter().any(|stmt| matches!(&stmt.kind, StmtKind::FunctionDef(method) if method.name.name == name))
    };
    wanted.retain(|(name, _)| !has(name));
    let mut comparison = super::ordering::Comparison { class: def.name.clone(), make };
    wanted.into_iter().map(|(name, op)| comparison.of_fields(name, op, fields)).collect()
}

/// `def __repr__(self): return f"Item(name={self.name!r}, …)"`
fn write_repr(class: &Identifier, fields: &[(String, Span)], make: &mut Maker<'_>) -> Stmt {
    let mut parts = Vec::new();
    let mut before = format!("{}(", class.name);
    for (name, span) in fields {
        parts.push(FStringPart::Literal(format!("{before}{name}=")));
        let receiver = make.expr(class.span, ExprKind::Name("self".to_owned()));
        let attr = Identifier { name: name.clone(), span: *span };
        let value = Box::new(make.expr(*span, ExprKind::Attribute { value: Box::new(receiver), attr }));
        parts.push(FStringPart::Replacement { value, conversion: Some('r'), spec: None, span: *span });
        ", ".clone_into(&mut before);
    }
    parts.push(FStringPart::Literal(if fields.is_empty() { format!("{before})") } else { ")".to_owned() }));
    let text = make.expr(class.span, ExprKind::JoinedStr(parts));
    let body = vec![make.stmt(class.span, StmtKind::Return(Some(text)))];
    let receiver =
        Parameter { name: Identifier { name: "self".to_owned(), span: class.span }, annotation: None, default: None };
    let repr = FunctionDef {
        name: Identifier { name: "__repr__".to_owned(), span: class.span },
        type_params: Vec::new(),
        parameters: Parameters { args: vec![receiver], ..Parameters::default() },
        body,
        decorators: Vec::new(),
        returns: None,
        is_async: false,
        collects: false,
        role: None,
    };
    make.stmt(class.span, StmtKind::FunctionDef(Box::new(repr)))
}
