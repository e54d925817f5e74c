//! Calls of `itertools`, as calls of generators that say what they give.
//!
//! ```python
//! for value in chain(first, second):      # def chained(first, second):
//!     use(value)                          #     yield from first
//!                                         #     yield from second
//!                                         #
//!                                         # for value in chained(first, second):
//! ```
//!
//! Each call has a generator of its own, for its types. Lowering decides as for every generator whether its values may be made at once.

use std::collections::{BTreeMap, BTreeSet};

use super::imports::Imports;
use super::map_filter::fresh;
use super::names;
use super::{Fresh, groups};
use crate::python::ast::{Constant, Expr, ExprKind, Module, Parameters, Stmt, StmtKind};
use crate::python::visit::Node;
use crate::python::visit_mut::{self, Change};
use crate::source::{SourceFile, Span};

/// Past the end of every file: no place of the file is that of a generator's expression.
const BEYOND: u32 = 1 << 30;
/// More than the text of a generator has.
const LENGTH: u32 = 1 << 12;

/// What `accumulate` puts two values together with.
const OPERATIONS: &[(&str, &str)] = &[
    ("operator.add", "total + value"),
    ("operator.mul", "total * value"),
    ("builtins.max", "max(total, value)"),
    ("builtins.min", "min(total, value)"),
];

/// Writes out every such call that can be.
pub fn write_out(module: &mut Module, imports: &Imports) {
    let mut has = false;
    for stmt in &module.body {
        Node::Stmt(stmt).walk(&mut |node| {
            has |= matches!(node, Node::Expr(expr) if function_of(expr, imports).is_some());
        });
    }
    if !has {
        return;
    }
    let mentioned = names::mentioned(&module.body);
    let single = groups::single_uses(&module.body, &|expr| function_of(expr, imports).as_deref() == Some("groupby"));
    let local = local_names(&module.body);
    let Module { file, body, expr_count, stmt_count, .. } = module;
    let mut rewrite =
        Rewrite { imports, mentioned, local, single, file: *file, made: Vec::new(), expr_count, stmt_count };
    visit_mut::suite(body, &mut rewrite);
    let made = rewrite.made;
    let start = usize::from(crate::python::ast::docstring(body).is_some());
    let future = body[start..]
        .iter()
        .take_while(
            |stmt| matches!(&stmt.kind, StmtKind::ImportFrom { module: Some(from), .. } if from.name == "__future__"),
        )
        .count();
    body.splice(start + future..start + future, made);
}

/// `chain` in `itertools.chain(…)`, `chain.from_iterable` in `chain.from_iterable(…)`.
fn function_of(call: &Expr, imports: &Imports) -> Option<String> {
    let ExprKind::Call { func, .. } = &call.kind else { return None };
    imports.qualified(func)?.strip_prefix("itertools.").map(str::to_owned)
}

/// The names that anything but the module itself binds.
fn local_names(body: &[Stmt]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| match node {
            Node::Stmt(Stmt { kind: StmtKind::FunctionDef(def), .. }) => {
                found.extend(names::bindings(&def.parameters, &def.body).into_keys());
            }
            Node::Stmt(Stmt { kind: StmtKind::ClassDef(class), .. }) => {
                found.extend(names::bindings(&Parameters::default(), &class.body).into_keys());
            }
            Node::Expr(Expr {
                kind:
                    ExprKind::ListComp { generators, .. }
                    | ExprKind::SetComp { generators, .. }
                    | ExprKind::GeneratorExp { generators, .. }
                    | ExprKind::DictComp { generators, .. },
                ..
            }) => {
                for generator in generators {
                    found.extend(mentioned_names(&generator.target));
                }
            }
            _ => {}
        });
    }
    found
}

fn mentioned_names(expr: &Expr) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    Node::Expr(expr).walk(&mut |node| {
        if let Node::Expr(Expr { kind: ExprKind::Name(name), .. }) = node {
            found.insert(name.clone());
        }
    });
    found
}

struct Rewrite<'m> {
    imports: &'m Imports,
    mentioned: BTreeMap<String, usize>,
    local: BTreeSet<String>,
    /// Calls of `groupby` each of whose groups is gone through once.
    single: BTreeSet<Span>,
    file: crate::source::FileId,
    made: Vec<Stmt>,
    expr_count: &'m mut u32,
    stmt_count: &'m mut u32,
}

/// A generator: its name, its body, what its parameters are given, and what `KEY` in it stands for.
struct Generator {
    name: &'static str,
    parameters: Vec<&'static str>,
    body: String,
    given: Vec<Expr>,
    key: Option<Expr>,
}

impl Rewrite<'_> {
    fn generator(&self, call: &Expr) -> Option<Generator> {
        let function = function_of(call, self.imports)?;
        let ExprKind::Call { args, keywords, .. } = &call.kind else { return None };
        let nested = args.iter().any(|arg| {
            let mut found = false;
            Node::Expr(arg).walk(&mut |node| {
                found |= matches!(node, Node::Expr(inner) if function_of(inner, self.imports).is_some());
            });
            found
        });
        if nested {
            return None;
        }
        let option = |name: &str| {
            keywords.iter().find(|one| one.name.as_ref().is_some_and(|known| known.name == name)).map(|one| &one.value)
        };
        let only = |allowed: &[&str]| {
            keywords.iter().all(|one| one.name.as_ref().is_some_and(|name| allowed.contains(&name.name.as_str())))
        };
        let starred = args.iter().any(|arg| matches!(arg.kind, ExprKind::Starred(_)));
        let made = |name, parameters: &[&'static str], body: &str| {
            let given = args.iter().take(parameters.len()).cloned().collect();
            Some(Generator { name, parameters: parameters.to_vec(), body: body.to_owned(), given, key: None })
        };
        let count = |expr: Option<&Expr>| match expr.map(|expr| &expr.kind) {
            Some(ExprKind::Constant(Constant::Int(value))) => i64::try_from(value.clone()).ok(),
            _ => None,
        };
        match (function.as_str(), args.as_slice()) {
            ("chain", [Expr { kind: ExprKind::Starred(rows), .. }]) if only(&[]) => {
                let mut generator = made("chained", &["rows"], "for row in rows:\n  yield from row")?;
                generator.given = vec![(**rows).clone()];
                Some(generator)
            }
            ("chain.from_iterable", [_]) if only(&[]) && !starred => {
                made("chained", &["rows"], "for row in rows:\n  yield from row")
            }
            (_, _) if starred => None,
            ("chain", [_]) if only(&[]) => made("chained", &["first"], "yield from first"),
            ("chain", [_, _]) if only(&[]) => {
                made("chained", &["first", "second"], "yield from first\nyield from second")
            }
            ("chain", [_, _, _]) if only(&[]) => {
                made("chained", &["first", "second", "third"], "yield from first\nyield from second\nyield from third")
            }
            ("islice", [_, stop]) if only(&[]) => {
                let stop = count(Some(stop)).filter(|stop| (0..1 << 31).contains(stop))?;
                let body =
                    format!("for index, value in enumerate(values):\n  if index >= {stop}:\n    return\n  yield value");
                made("first_of", &["values"], &body)
            }
            ("islice", [_, start, stop]) if only(&[]) => {
                let start = count(Some(start)).filter(|start| (0..1 << 31).contains(start))?;
                let end = match &stop.kind {
                    ExprKind::Constant(Constant::None) => String::new(),
                    _ => {
                        let stop = count(Some(stop)).filter(|stop| (0..1 << 31).contains(stop))?;
                        format!("  if index >= {stop}:\n    return\n")
                    }
                };
                let body =
                    format!("for index, value in enumerate(values):\n{end}  if index >= {start}:\n    yield value");
                made("part_of", &["values"], &body)
            }
            ("accumulate", [_] | [_, _]) if only(&["initial"]) => self.accumulate(args, option("initial")),
            ("product", [_, _]) if only(&[]) => made(
                "product_of",
                &["first", "second"],
                "first, second = list(first), list(second)\nfor one in first:\n  for other in second:\n    yield one, other",
            ),
            ("product", [_, _, _]) if only(&[]) => made(
                "product_of",
                &["first", "second", "third"],
                "first, second, third = list(first), list(second), list(third)\nfor one in first:\n  for other in second:\n    for another in third:\n      yield one, other, another",
            ),
            ("product", [_]) if only(&["repeat"]) && count(option("repeat")) == Some(2) => made(
                "product_of",
                &["values"],
                "values = list(values)\nfor one in values:\n  for other in values:\n    yield one, other",
            ),
            ("combinations", [_, size]) if only(&[]) && count(Some(size)) == Some(2) => made(
                "pairs_of",
                &["values"],
                "values = list(values)\nfor index, one in enumerate(values):\n  for other in values[index + 1:]:\n    yield one, other",
            ),
            ("combinations", [_, size]) if only(&[]) && count(Some(size)) == Some(3) => made(
                "triples_of",
                &["values"],
                "values = list(values)\nfor index, one in enumerate(values):\n  for position, other in enumerate(values[index + 1:], index + 2):\n    for another in values[position:]:\n      yield one, other, another",
            ),
            ("permutations", [_, size]) if only(&[]) && count(Some(size)) == Some(2) => made(
                "ordered_pairs_of",
                &["values"],
                "values = list(values)\nfor index, one in enumerate(values):\n  for position, other in enumerate(values):\n    if index != position:\n      yield one, other",
            ),
            ("zip_longest", [_, _]) if only(&["fillvalue"]) => {
                let body = "first, second = list(first), list(second)\nfor index in range(max(len(first), len(second))):\n  yield first[index] if index < len(first) else fill, second[index] if index < len(second) else fill";
                match option("fillvalue") {
                    Some(fill) => {
                        let mut generator = made("zipped", &["first", "second"], body)?;
                        generator.parameters.push("fill");
                        generator.given.push(fill.clone());
                        Some(generator)
                    }
                    None => made("zipped", &["first", "second"], &body.replace("fill", "None")),
                }
            }
            ("pairwise", [_]) if only(&[]) => made(
                "neighbours",
                &["values"],
                "values = list(values)\nfor one, other in zip(values, values[1:]):\n  yield one, other",
            ),
            ("repeat", [_, _]) if only(&[]) => {
                made("repeated", &["value", "times"], "for _ in range(times):\n  yield value")
            }
            ("groupby", [_] | [_, _]) if only(&["key"]) && self.single.contains(&call.span) => {
                let key = args.get(1).or_else(|| option("key"));
                let (item, key) = self.key(key, &["values", "names", "group", "name"])?;
                let body = format!(
                    "names = []\ngroup = []\nfor {item} in values:\n  name = KEY\n  if group and (names[-1],) != (name,):\n    yield names[-1], list(group)\n    group = []\n  if not group:\n    names.append(name)\n  group.append({item})\nif group:\n  yield names[-1], list(group)"
                );
                let mut generator = made("groups_of", &["values"], &body)?;
                generator.key = Some(key);
                Some(generator)
            }
            ("takewhile", [test, values]) if only(&[]) => {
                let (item, key) = self.key(Some(test), &["values"])?;
                let body = format!("for {item} in values:\n  if not KEY:\n    return\n  yield {item}");
                let given = vec![values.clone()];
                Some(Generator { name: "first_of", parameters: vec!["values"], body, given, key: Some(key) })
            }
            ("filterfalse", [test, values]) if only(&[]) => {
                let (item, key) = self.key(Some(test), &["values"])?;
                let body = format!("for {item} in values:\n  if not KEY:\n    yield {item}");
                let given = vec![values.clone()];
                Some(Generator { name: "others_of", parameters: vec!["values"], body, given, key: Some(key) })
            }
            _ => None,
        }
    }

    fn accumulate(&self, args: &[Expr], initial: Option<&Expr>) -> Option<Generator> {
        let step = match args.get(1) {
            None => "total + value",
            Some(function) => {
                let builtin = match &function.kind {
                    ExprKind::Name(name) if !self.is_bound(name) => Some(format!("builtins.{name}")),
                    _ => None,
                };
                let qualified = self.imports.qualified(function).or(builtin)?;
                OPERATIONS.iter().find(|(name, _)| *name == qualified)?.1
            }
        };
        let mut given = vec![args[0].clone()];
        let mut parameters = vec!["values"];
        let body = match initial {
            Some(initial) => {
                given.push(initial.clone());
                parameters.push("total");
                format!("yield total\nfor value in values:\n  total = {step}\n  yield total")
            }
            None => format!(
                "totals = []\nfor value in values:\n  if totals:\n    total = totals[-1]\n    totals.append({step})\n  else:\n    totals.append(value)\nyield from totals"
            ),
        };
        Some(Generator { name: "running", parameters, body, given, key: None })
    }

    fn is_bound(&self, name: &str) -> bool {
        self.local.contains(name)
    }

    /// What a key function gives for an item: the item's name, and the expression.
    fn key(&self, key: Option<&Expr>, taken: &[&str]) -> Option<(String, Expr)> {
        let item = || "value".to_owned();
        let Some(key) = key else {
            let name = Expr { id: crate::python::ast::ExprId(0), span: Span::default(), kind: ExprKind::Name(item()) };
            return Some((item(), Expr { kind: ExprKind::Name("SELF".to_owned()), ..name }));
        };
        let outside = |expr: &Expr, own: &str| {
            mentioned_names(expr).iter().all(|name| {
                name == own || (!self.local.contains(name) && !taken.contains(&name.as_str()) && name != "value")
            })
        };
        match &key.kind {
            ExprKind::Lambda { parameters, body } => {
                let Parameters { posonly, args, vararg: None, kwonly, kwarg: None } = &**parameters else {
                    return None;
                };
                let ([], [only], []) = (posonly.as_slice(), args.as_slice(), kwonly.as_slice()) else { return None };
                let own = only.name.name.as_str();
                let mut plain = true;
                Node::Expr(body).walk(&mut |node| {
                    plain &= !matches!(
                        node,
                        Node::Expr(Expr {
                            kind: ExprKind::Lambda { .. }
                                | ExprKind::NamedExpr { .. }
                                | ExprKind::Yield(_)
                                | ExprKind::Await(_),
                            ..
                        })
                    );
                });
                (only.default.is_none() && plain && outside(body, own) && !taken.contains(&own))
                    .then(|| (own.to_owned(), (**body).clone()))
            }
            ExprKind::Name(_) | ExprKind::Attribute { .. } if outside(key, "") => {
                let argument = Expr { id: key.id, span: key.span, kind: ExprKind::Name("SELF".to_owned()) };
                let kind = ExprKind::Call { func: Box::new(key.clone()), args: vec![argument], keywords: Vec::new() };
                Some((item(), Expr { id: key.id, span: key.span, kind }))
            }
            ExprKind::Call { func, args, keywords } if keywords.is_empty() => {
                let [Expr { kind: ExprKind::Constant(_), .. }] = args.as_slice() else { return None };
                if self.imports.qualified(func).as_deref() != Some("operator.itemgetter") {
                    return None;
                }
                let value = Box::new(Expr { id: key.id, span: key.span, kind: ExprKind::Name("SELF".to_owned()) });
                let kind = ExprKind::Subscript { value, slice: Box::new(args[0].clone()) };
                Some((item(), Expr { id: key.id, span: key.span, kind }))
            }
            _ => None,
        }
    }

    /// The generator as a function of the module.
    fn define(&mut self, generator: &Generator, name: &str, at: Span) -> Option<Stmt> {
        let mut text = format!("def {name}({}):\n", generator.parameters.join(", "));
        for line in generator.body.lines() {
            text += &format!("  {line}\n");
        }
        let parsed = crate::python::parse(self.file, &SourceFile::new("itertools", text));
        if !parsed.findings.is_empty() || parsed.module.body.len() != 1 {
            return None;
        }
        let mut body = parsed.module.body;
        let nth = u32::try_from(self.made.len()).ok()?;
        let mut moved = Moved { base: at.end, end: BEYOND + nth * LENGTH, key: generator.key.as_ref() };
        visit_mut::suite(&mut body, &mut moved);
        if let Some(Stmt { kind: StmtKind::FunctionDef(def), .. }) = body.first_mut() {
            let parameters = &mut def.parameters;
            for parameter in &mut parameters.args {
                parameter.name.span = moved.place(parameter.name.span);
            }
        }
        visit_mut::suite(&mut body, &mut Fresh { exprs: self.expr_count, stmts: self.stmt_count });
        body.pop()
    }
}

/// Gives the nodes of a generator places behind the call, that end beyond the file.
struct Moved<'g> {
    base: u32,
    end: u32,
    key: Option<&'g Expr>,
}

impl Moved<'_> {
    fn place(&self, span: Span) -> Span {
        Span::new(self.base + span.start, self.end + span.end)
    }
}

impl Change for Moved<'_> {
    fn stmt(&mut self, stmt: &mut Stmt) {
        stmt.span = self.place(stmt.span);
    }

    fn expr(&mut self, expr: &mut Expr) {
        expr.span = self.place(expr.span);
        let ExprKind::Name(name) = &expr.kind else { return };
        let (Some(key), "KEY") = (self.key, name.as_str()) else { return };
        let mut key = key.clone();
        let span = expr.span;
        // The places of a lambda's names stand before those of the generator.
        visit_mut::expr(&mut key, &mut ItemAt { span, end: self.end });
        *expr = key;
    }
}

/// The item in a key: at the place of `KEY`. What is written in the call ends beyond the file too.
struct ItemAt {
    span: Span,
    end: u32,
}

impl Change for ItemAt {
    fn expr(&mut self, expr: &mut Expr) {
        expr.span.end += self.end;
        if matches!(&expr.kind, ExprKind::Name(name) if name == "SELF") {
            expr.kind = ExprKind::Name("value".to_owned());
            expr.span = Span::new(self.span.start + 1, self.span.end);
        }
    }
}

impl Change for Rewrite<'_> {
    fn expr(&mut self, expr: &mut Expr) {
        let Some(generator) = self.generator(expr) else { return };
        let name = fresh(&self.mentioned, generator.name);
        self.mentioned.insert(name.clone(), 1);
        let Some(function) = self.define(&generator, &name, expr.span) else { return };
        self.made.push(function);
        if let ExprKind::Call { func, args, keywords } = &mut expr.kind {
            func.kind = ExprKind::Name(name);
            *args = generator.given;
            keywords.clear();
        }
    }
}
