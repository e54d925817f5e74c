//! The tree as text, one node a line, in the words of CPython's `ast`: what `pivot dump --stage tree` prints, and what the
//! oracle compares with CPython's own tree.
//!
//! ```text
//! Module
//!   body: Assign 1:1-1:10
//!     targets: Name 1:1-1:2 id="x"
//!     value: BinOp 1:5-1:10 op=Add
//!       left: Constant 1:5-1:6 value=1
//!       right: Constant 1:9-1:10 value=2
//! ```

use std::fmt::Write as _;

use num_traits::ToPrimitive as _;

use super::ast::TypeParamKind;
use super::ast::{Alias, ExceptHandler, Expr, Identifier, MatchCase, PatternKind, Stmt, StmtKind, TypeParam, WithItem};
use super::ast::{Comprehension, Constant, ExprKind, FStringPart, Keyword, Module, Parameter, Parameters, Pattern};
use crate::source::{SourceFile, Span};

/// The tree as text.
pub fn dump(module: &Module, source: &SourceFile) -> String {
    let mut dump = Dump { source, out: String::from("Module\n"), depth: 0 };
    // A tree may be as deep as the parser allows, whatever stack the caller has left.
    stacker::grow(128 << 20, || dump.inside(|dump| dump.stmts("body", &module.body)));
    dump.out
}

struct Dump<'a> {
    source: &'a SourceFile,
    out: String,
    depth: usize,
}

fn quoted(points: impl Iterator<Item = u32>) -> String {
    let mut out = String::from("\"");
    for point in points {
        match char::from_u32(point) {
            Some(c @ ('"' | '\\')) => out.extend(['\\', c]),
            Some(c @ ' '..='~') => out.push(c),
            _ => {
                let _ = write!(out, "\\{point:x};");
            }
        }
    }
    out.push('"');
    out
}

fn text(text: &str) -> String {
    quoted(text.chars().map(u32::from))
}

fn float(value: f64) -> String {
    format!("{value:e}")
}

fn constant(value: &Constant) -> String {
    match value {
        Constant::None => "None".to_owned(),
        Constant::Bool(true) => "True".to_owned(),
        Constant::Bool(false) => "False".to_owned(),
        Constant::Int(value) => value.to_i64().map_or_else(|| format!("0x{value:x}"), |small| small.to_string()),
        Constant::Float(value) => float(*value),
        Constant::Complex(value) => format!("{}j", float(*value)),
        Constant::Str(value) => text(value),
        Constant::Surrogates(points) => quoted(points.iter().copied()),
        Constant::Bytes(bytes) => format!("b{}", quoted(bytes.iter().map(|byte| u32::from(*byte)))),
        Constant::Ellipsis => "Ellipsis".to_owned(),
    }
}

impl Dump<'_> {
    /// A line: the field it is in, the kind of node, the span, and what has no node of its own.
    fn line(&mut self, field: &str, kind: &str, span: Option<Span>, facts: &[(&str, String)]) {
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
        let _ = write!(self.out, "{field}: {kind}");
        if let Some(span) = span {
            let (start, end) = (self.source.position(span.start), self.source.position(span.end));
            let _ = write!(self.out, " {}:{}-{}:{}", start.line, start.column, end.line, end.column);
        }
        for (name, value) in facts {
            let _ = write!(self.out, " {name}={value}");
        }
        self.out.push('\n');
    }

    fn inside(&mut self, children: impl FnOnce(&mut Self)) {
        self.depth += 1;
        children(self);
        self.depth -= 1;
    }

    fn stmts(&mut self, field: &str, body: &[Stmt]) {
        for stmt in body {
            self.stmt(field, stmt);
        }
    }

    fn exprs<'e>(&mut self, field: &str, list: impl IntoIterator<Item = &'e Expr>) {
        list.into_iter().for_each(|expr| self.expr(field, expr));
    }

    fn names(names: &[Identifier]) -> String {
        names.iter().map(|name| text(&name.name)).collect::<Vec<_>>().join(",")
    }

    fn maybe<'n>(facts: &mut Vec<(&'n str, String)>, field: &'n str, name: Option<&Identifier>) {
        facts.extend(name.map(|name| (field, text(&name.name))));
    }

    fn stmt(&mut self, field: &str, stmt: &Stmt) {
        let mut facts = Vec::new();
        let kind = match &stmt.kind {
            StmtKind::FunctionDef(def) => {
                facts.push(("name", text(&def.name.name)));
                if def.is_async { "AsyncFunctionDef" } else { "FunctionDef" }
            }
            StmtKind::ClassDef(class) => {
                facts.push(("name", text(&class.name.name)));
                "ClassDef"
            }
            StmtKind::Return(_) => "Return",
            StmtKind::Delete(_) => "Delete",
            StmtKind::Assign { .. } => "Assign",
            StmtKind::TypeAlias { .. } => "TypeAlias",
            StmtKind::AugAssign { op, .. } => {
                facts.push(("op", format!("{op:?}")));
                "AugAssign"
            }
            StmtKind::AnnAssign { simple, .. } => {
                facts.push(("simple", u8::from(*simple).to_string()));
                "AnnAssign"
            }
            StmtKind::For { is_async: true, .. } => "AsyncFor",
            StmtKind::For { .. } => "For",
            StmtKind::While { .. } => "While",
            StmtKind::If { .. } => "If",
            StmtKind::With { is_async: true, .. } => "AsyncWith",
            StmtKind::With { .. } => "With",
            StmtKind::Match { .. } => "Match",
            StmtKind::Raise { .. } => "Raise",
            StmtKind::Try { is_star: true, .. } => "TryStar",
            StmtKind::Try { .. } => "Try",
            StmtKind::Assert { .. } => "Assert",
            StmtKind::Import(_) => "Import",
            StmtKind::ImportFrom { module, level, .. } => {
                Self::maybe(&mut facts, "module", module.as_ref());
                facts.push(("level", level.to_string()));
                "ImportFrom"
            }
            StmtKind::Global(names) => {
                facts.push(("names", Self::names(names)));
                "Global"
            }
            StmtKind::Nonlocal(names) => {
                facts.push(("names", Self::names(names)));
                "Nonlocal"
            }
            StmtKind::Expr(_) => "Expr",
            StmtKind::Pass => "Pass",
            StmtKind::Break => "Break",
            StmtKind::Continue => "Continue",
            StmtKind::Invalid { .. } => "Invalid",
        };
        self.line(field, kind, Some(stmt.span), &facts);
        self.inside(|dump| dump.stmt_fields(stmt));
    }

    fn stmt_fields(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => {
                self.parameters("args", &def.parameters);
                self.stmts("body", &def.body);
                self.exprs("decorator_list", &def.decorators);
                self.exprs("returns", &def.returns);
                self.type_params(&def.type_params);
            }
            StmtKind::ClassDef(class) => {
                self.exprs("bases", &class.bases);
                self.keywords(&class.keywords);
                self.stmts("body", &class.body);
                self.exprs("decorator_list", &class.decorators);
                self.type_params(&class.type_params);
            }
            StmtKind::Return(value) => self.exprs("value", value),
            StmtKind::Delete(targets) => self.exprs("targets", targets),
            StmtKind::Assign { targets, value } => {
                self.exprs("targets", targets);
                self.expr("value", value);
            }
            StmtKind::TypeAlias { name, type_params, value } => {
                self.expr("name", name);
                self.type_params(type_params);
                self.expr("value", value);
            }
            StmtKind::AugAssign { target, op: _, value } => {
                self.expr("target", target);
                self.expr("value", value);
            }
            StmtKind::AnnAssign { target, annotation, value, simple: _ } => {
                self.expr("target", target);
                self.expr("annotation", annotation);
                self.exprs("value", value);
            }
            StmtKind::For { target, iter, body, orelse, is_async: _ } => {
                self.expr("target", target);
                self.expr("iter", iter);
                self.stmts("body", body);
                self.stmts("orelse", orelse);
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr("test", test);
                self.stmts("body", body);
                self.stmts("orelse", orelse);
            }
            StmtKind::With { items, body, is_async: _ } => {
                for item in items {
                    self.with_item(item);
                }
                self.stmts("body", body);
            }
            StmtKind::Match { subject, cases } => {
                self.expr("subject", subject);
                for case in cases {
                    self.case(case);
                }
            }
            StmtKind::Raise { exc, cause } => {
                self.exprs("exc", exc);
                self.exprs("cause", cause);
            }
            StmtKind::Try { body, handlers, orelse, finalbody, is_star: _ } => {
                self.stmts("body", body);
                for handler in handlers {
                    self.handler(handler);
                }
                self.stmts("orelse", orelse);
                self.stmts("finalbody", finalbody);
            }
            StmtKind::Assert { test, msg } => {
                self.expr("test", test);
                self.exprs("msg", msg);
            }
            StmtKind::Import(names) | StmtKind::ImportFrom { names, .. } => {
                for alias in names {
                    self.alias(alias);
                }
            }
            StmtKind::Expr(value) => self.expr("value", value),
            StmtKind::Global(_) | StmtKind::Nonlocal(_) | StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
            StmtKind::Invalid { name: _, body } => self.stmts("body", body),
        }
    }

    fn alias(&mut self, alias: &Alias) {
        let mut facts = vec![("name", text(&alias.name.name))];
        Self::maybe(&mut facts, "asname", alias.asname.as_ref());
        self.line("names", "alias", None, &facts);
    }

    fn with_item(&mut self, item: &WithItem) {
        self.line("items", "withitem", None, &[]);
        self.inside(|dump| {
            dump.expr("context_expr", &item.context);
            dump.exprs("optional_vars", &item.target);
        });
    }

    fn handler(&mut self, handler: &ExceptHandler) {
        let mut facts = Vec::new();
        Self::maybe(&mut facts, "name", handler.name.as_ref());
        self.line("handlers", "ExceptHandler", Some(handler.span), &facts);
        self.inside(|dump| {
            dump.exprs("type", &handler.typ);
            dump.stmts("body", &handler.body);
        });
    }

    fn case(&mut self, case: &MatchCase) {
        self.line("cases", "match_case", None, &[]);
        self.inside(|dump| {
            dump.pattern("pattern", &case.pattern);
            dump.exprs("guard", &case.guard);
            dump.stmts("body", &case.body);
        });
    }

    fn type_params(&mut self, params: &[TypeParam]) {
        for param in params {
            let kind = match param.kind {
                TypeParamKind::TypeVar => "TypeVar",
                TypeParamKind::TypeVarTuple => "TypeVarTuple",
                TypeParamKind::ParamSpec => "ParamSpec",
            };
            self.line("type_params", kind, None, &[("name", text(&param.name.name))]);
            self.inside(|dump| {
                dump.exprs("bound", &param.bound);
                dump.exprs("default_value", &param.default);
            });
        }
    }

    fn keywords(&mut self, keywords: &[Keyword]) {
        for keyword in keywords {
            let mut facts = Vec::new();
            Self::maybe(&mut facts, "arg", keyword.name.as_ref());
            self.line("keywords", "keyword", Some(keyword.span), &facts);
            self.inside(|dump| dump.expr("value", &keyword.value));
        }
    }

    fn parameters(&mut self, field: &str, parameters: &Parameters) {
        self.line(field, "arguments", None, &[]);
        self.inside(|dump| {
            dump.parameter_list("posonlyargs", &parameters.posonly);
            dump.parameter_list("args", &parameters.args);
            dump.parameter_list("vararg", &parameters.vararg);
            dump.parameter_list("kwonlyargs", &parameters.kwonly);
            for parameter in &parameters.kwonly {
                match &parameter.default {
                    Some(default) => dump.expr("kw_defaults", default),
                    None => dump.line("kw_defaults", "None", None, &[]),
                }
            }
            dump.parameter_list("kwarg", &parameters.kwarg);
            let positional = parameters.posonly.iter().chain(&parameters.args);
            dump.exprs("defaults", positional.filter_map(|parameter| parameter.default.as_ref()));
        });
    }

    fn parameter_list<'p>(&mut self, field: &str, list: impl IntoIterator<Item = &'p Parameter>) {
        for parameter in list {
            self.line(field, "arg", None, &[("arg", text(&parameter.name.name))]);
            self.inside(|dump| dump.exprs("annotation", &parameter.annotation));
        }
    }

    fn expr(&mut self, field: &str, expr: &Expr) {
        let mut facts = Vec::new();
        let kind = match &expr.kind {
            ExprKind::BoolOp { op, .. } => {
                facts.push(("op", format!("{op:?}")));
                "BoolOp"
            }
            ExprKind::NamedExpr { .. } => "NamedExpr",
            ExprKind::BinOp { op, .. } => {
                facts.push(("op", format!("{op:?}")));
                "BinOp"
            }
            ExprKind::UnaryOp { op, .. } => {
                facts.push(("op", format!("{op:?}")));
                "UnaryOp"
            }
            ExprKind::Lambda { .. } => "Lambda",
            ExprKind::IfExp { .. } => "IfExp",
            ExprKind::Dict(_) => "Dict",
            ExprKind::Set(_) => "Set",
            ExprKind::ListComp { .. } => "ListComp",
            ExprKind::SetComp { .. } => "SetComp",
            ExprKind::DictComp { .. } => "DictComp",
            ExprKind::GeneratorExp { .. } => "GeneratorExp",
            ExprKind::Await(_) => "Await",
            ExprKind::Yield(_) => "Yield",
            ExprKind::YieldFrom(_) => "YieldFrom",
            ExprKind::Compare { ops, .. } => {
                facts.push(("ops", ops.iter().map(|op| format!("{op:?}")).collect::<Vec<_>>().join(",")));
                "Compare"
            }
            ExprKind::Call { .. } => "Call",
            ExprKind::JoinedStr(_) => "JoinedStr",
            ExprKind::Constant(value) => {
                facts.push(("value", constant(value)));
                "Constant"
            }
            ExprKind::Attribute { attr, .. } => {
                facts.push(("attr", text(&attr.name)));
                "Attribute"
            }
            ExprKind::Subscript { .. } => "Subscript",
            ExprKind::Starred(_) => "Starred",
            ExprKind::Name(name) => {
                facts.push(("id", text(name)));
                "Name"
            }
            ExprKind::List(_) => "List",
            ExprKind::Tuple(_) => "Tuple",
            ExprKind::Slice { .. } => "Slice",
            ExprKind::Invalid => "Invalid",
        };
        self.line(field, kind, Some(expr.span), &facts);
        self.inside(|dump| dump.expr_fields(expr));
    }

    fn expr_fields(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::BoolOp { op: _, values } => self.exprs("values", values),
            ExprKind::NamedExpr { target, value } => {
                self.expr("target", target);
                self.expr("value", value);
            }
            ExprKind::BinOp { left, op: _, right } => {
                self.expr("left", left);
                self.expr("right", right);
            }
            ExprKind::UnaryOp { op: _, operand } => self.expr("operand", operand),
            ExprKind::Lambda { parameters, body } => {
                self.parameters("args", parameters);
                self.expr("body", body);
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr("test", test);
                self.expr("body", body);
                self.expr("orelse", orelse);
            }
            ExprKind::Dict(items) => {
                for item in items {
                    match &item.key {
                        Some(key) => self.expr("keys", key),
                        None => self.line("keys", "None", None, &[]),
                    }
                }
                self.exprs("values", items.iter().map(|item| &item.value));
            }
            ExprKind::Set(items) | ExprKind::List(items) | ExprKind::Tuple(items) => self.exprs("elts", items),
            ExprKind::ListComp { element, generators }
            | ExprKind::SetComp { element, generators }
            | ExprKind::GeneratorExp { element, generators } => {
                self.expr("elt", element);
                self.generators(generators);
            }
            ExprKind::DictComp { key, value, generators } => {
                self.expr("key", key);
                self.expr("value", value);
                self.generators(generators);
            }
            ExprKind::Await(value)
            | ExprKind::YieldFrom(value)
            | ExprKind::Starred(value)
            | ExprKind::Attribute { value, attr: _ } => self.expr("value", value),
            ExprKind::Yield(value) => self.exprs("value", value.as_deref()),
            ExprKind::Compare { left, ops: _, comparators } => {
                self.expr("left", left);
                self.exprs("comparators", comparators);
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr("func", func);
                self.exprs("args", args);
                self.keywords(keywords);
            }
            ExprKind::JoinedStr(parts) => self.parts(parts),
            ExprKind::Subscript { value, slice } => {
                self.expr("value", value);
                self.expr("slice", slice);
            }
            ExprKind::Slice { lower, upper, step } => {
                self.exprs("lower", lower.as_deref());
                self.exprs("upper", upper.as_deref());
                self.exprs("step", step.as_deref());
            }
            ExprKind::Constant(_) | ExprKind::Name(_) | ExprKind::Invalid => {}
        }
    }

    fn parts(&mut self, parts: &[FStringPart]) {
        for part in parts {
            match part {
                FStringPart::Literal(value) => self.line("values", "Constant", None, &[("value", text(value))]),
                FStringPart::Replacement { value, conversion, spec, span } => {
                    let conversion = conversion.map_or(-1, |letter| i64::from(u32::from(letter)));
                    self.line("values", "FormattedValue", Some(*span), &[("conversion", conversion.to_string())]);
                    self.inside(|dump| {
                        dump.expr("value", value);
                        if let Some(spec) = spec {
                            dump.line("format_spec", "JoinedStr", None, &[]);
                            dump.inside(|dump| dump.parts(spec));
                        }
                    });
                }
            }
        }
    }

    fn generators(&mut self, generators: &[Comprehension]) {
        for generator in generators {
            let is_async = u8::from(generator.is_async).to_string();
            self.line("generators", "comprehension", None, &[("is_async", is_async)]);
            self.inside(|dump| {
                dump.expr("target", &generator.target);
                dump.expr("iter", &generator.iter);
                dump.exprs("ifs", &generator.ifs);
            });
        }
    }

    fn patterns<'p>(&mut self, field: &str, list: impl IntoIterator<Item = &'p Pattern>) {
        list.into_iter().for_each(|pattern| self.pattern(field, pattern));
    }

    fn pattern(&mut self, field: &str, pattern: &Pattern) {
        let mut facts = Vec::new();
        let kind = match &pattern.kind {
            PatternKind::Value(_) => "MatchValue",
            PatternKind::Singleton(value) => {
                facts.push(("value", constant(value)));
                "MatchSingleton"
            }
            PatternKind::Sequence(_) => "MatchSequence",
            PatternKind::Mapping { rest, .. } => {
                Self::maybe(&mut facts, "rest", rest.as_ref());
                "MatchMapping"
            }
            PatternKind::Class { keywords, .. } => {
                let names: Vec<_> = keywords.iter().map(|(name, _)| text(&name.name)).collect();
                facts.push(("kwd_attrs", names.join(",")));
                "MatchClass"
            }
            PatternKind::Star(name) => {
                Self::maybe(&mut facts, "name", name.as_ref());
                "MatchStar"
            }
            PatternKind::As { name, .. } => {
                Self::maybe(&mut facts, "name", name.as_ref());
                "MatchAs"
            }
            PatternKind::Or(_) => "MatchOr",
        };
        self.line(field, kind, Some(pattern.span), &facts);
        self.inside(|dump| match &pattern.kind {
            PatternKind::Value(value) => dump.expr("value", value),
            PatternKind::Sequence(list) | PatternKind::Or(list) => dump.patterns("patterns", list),
            PatternKind::Mapping { keys, patterns, rest: _ } => {
                dump.exprs("keys", keys);
                dump.patterns("patterns", patterns);
            }
            PatternKind::Class { cls, patterns, keywords } => {
                dump.expr("cls", cls);
                dump.patterns("patterns", patterns);
                dump.patterns("kwd_patterns", keywords.iter().map(|(_, pattern)| pattern));
            }
            PatternKind::As { pattern, name: _ } => dump.patterns("pattern", pattern.as_deref()),
            PatternKind::Singleton(_) | PatternKind::Star(_) => {}
        });
    }
}
