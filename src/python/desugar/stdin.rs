//! The lines of the standard input.
//!
//! ```python
//! for line in sys.stdin:          # while True:
//!     count(line)                 #     line = sys.stdin.readline()
//!                                 #     if not line:
//!                                 #         break
//!                                 #     count(line)
//! ```
//!
//! Under `enumerate` each line is counted. A comprehension over the lines takes `sys.stdin.readlines()`, where nothing else of the module reads them.

use std::collections::BTreeMap;

use super::Maker;
use super::imports::Imports;
use super::names;
use crate::python::ast::{
    Constant, Expr, ExprKind, FunctionDef, Identifier, Module, Operator, Stmt, StmtKind, UnaryOperator,
};
use crate::python::visit_mut::{self, Change};
use crate::source::Span;

/// Writes out every such loop that has no `else`, and every comprehension.
pub fn write_loops(module: &mut Module, imports: &Imports) {
    let mentioned = names::mentioned(&module.body);
    let count = |name: &str| mentioned.get(name).copied().unwrap_or(0);
    if count("stdin") == 0 {
        return;
    }
    let alone = count("stdin") + count("input") == 1;
    let Module { body, expr_count, stmt_count, .. } = module;
    let make = Maker { exprs: expr_count, stmts: stmt_count };
    let counts = !names::bound_anywhere(body).contains_key("enumerate");
    let mut loops = Loops { imports, make, mentioned: &mentioned, counts, scope: None };
    loops.suite(body);
    if alone {
        visit_mut::suite(body, &mut Comprehensions { imports, make: loops.make });
    }
}

/// What a function binds how often, and where it mentions which names.
struct FunctionNames {
    bindings: BTreeMap<String, usize>,
    places: Vec<(String, u32)>,
}

impl FunctionNames {
    fn of(def: &FunctionDef) -> Self {
        let mut places = Vec::new();
        names::each_name(&def.body, &mut |expr, name, _| places.push((name.to_owned(), expr.span.start)));
        Self { bindings: names::bindings(&def.parameters, &def.body), places }
    }

    /// Whether a name is bound once and mentioned only within a span.
    fn is_only_in(&self, name: &str, span: Span) -> bool {
        let inside = |at: u32| span.start <= at && at < span.end;
        self.bindings.get(name) == Some(&1) && self.places.iter().all(|(other, at)| other != name || inside(*at))
    }
}

struct Loops<'m> {
    imports: &'m Imports,
    make: Maker<'m>,
    mentioned: &'m BTreeMap<String, usize>,
    /// `enumerate` is Python's.
    counts: bool,
    scope: Option<FunctionNames>,
}

impl Loops<'_> {
    fn suite(&mut self, suite: &mut Vec<Stmt>) {
        let mut index = 0;
        while index < suite.len() {
            let stmt = &mut suite[index];
            match &mut stmt.kind {
                StmtKind::FunctionDef(def) => {
                    let around = self.scope.replace(FunctionNames::of(def));
                    self.suite(&mut def.body);
                    self.scope = around;
                }
                StmtKind::ClassDef(class) => {
                    let around = self.scope.take();
                    self.suite(&mut class.body);
                    self.scope = around;
                }
                StmtKind::For { body, orelse, .. }
                | StmtKind::While { body, orelse, .. }
                | StmtKind::If { body, orelse, .. } => {
                    self.suite(body);
                    self.suite(orelse);
                }
                StmtKind::With { body, .. } => self.suite(body),
                StmtKind::Match { cases, .. } => cases.iter_mut().for_each(|case| self.suite(&mut case.body)),
                StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                    self.suite(body);
                    handlers.iter_mut().for_each(|handler| self.suite(&mut handler.body));
                    self.suite(orelse);
                    self.suite(finalbody);
                }
                _ => {}
            }
            if let Some(before) = self.rewrite(&mut suite[index]) {
                suite.insert(index, before);
                index += 1;
            }
            index += 1;
        }
    }

    /// Writes out a loop over the lines; gives the statement that starts its counter.
    fn rewrite(&mut self, stmt: &mut Stmt) -> Option<Stmt> {
        let whole = stmt.span;
        let StmtKind::For { target, iter, body, orelse, is_async: false } = &mut stmt.kind else { return None };
        if !orelse.is_empty() {
            return None;
        }
        let (line, counted) = match (&target.kind, self.counted(iter)) {
            (ExprKind::Name(_), None) => (target.clone(), None),
            (ExprKind::Tuple(items), Some((input, start))) => {
                let [number, line] = items.as_slice() else { return None };
                let (ExprKind::Name(count), ExprKind::Name(text)) = (&number.kind, &line.kind) else { return None };
                if count == text {
                    return None;
                }
                *iter = input;
                (line.clone(), Some((number.clone(), start)))
            }
            _ => return None,
        };
        let ExprKind::Name(name) = &line.kind else { return None };
        if self.imports.qualified(iter).as_deref() != Some("sys.stdin") {
            return None;
        }
        let (name, span) = (name.clone(), iter.span);
        let attr = Identifier { name: "readline".to_owned(), span };
        let func = self.make.expr(span, ExprKind::Attribute { value: Box::new(iter.clone()), attr });
        let call = ExprKind::Call { func: Box::new(func), args: Vec::new(), keywords: Vec::new() };
        let call = self.make.expr(span, call);
        let used = self.make.expr(line.span, ExprKind::Name(name));
        let read = self.make.stmt(line.span, StmtKind::Assign { targets: vec![line], value: call });
        let test = self.make.expr(span, ExprKind::UnaryOp { op: UnaryOperator::Not, operand: Box::new(used) });
        let end = self.make.stmt(span, StmtKind::Break);
        let leave = self.make.stmt(span, StmtKind::If { test, body: vec![end], orelse: Vec::new() });
        let mut inside = vec![read, leave];
        let start = counted.map(|(number, start)| self.count(number, start, whole, &mut inside));
        inside.append(body);
        let always = self.make.expr(span, ExprKind::Constant(Constant::Bool(true)));
        stmt.kind = StmtKind::While { test: always, body: inside, orelse: Vec::new() };
        start
    }

    /// `sys.stdin` and the first number of `enumerate(sys.stdin, 1)`.
    fn counted(&self, iter: &Expr) -> Option<(Expr, i64)> {
        let ExprKind::Call { func, args, keywords } = &iter.kind else { return None };
        let start = match (args.as_slice(), keywords.as_slice()) {
            ([_], []) => None,
            ([_, start], []) => Some(start),
            ([_], [keyword]) if keyword.name.as_ref().is_some_and(|name| name.name == "start") => Some(&keyword.value),
            _ => return None,
        };
        let start = match start.map(|start| &start.kind) {
            None => 0,
            Some(ExprKind::Constant(Constant::Int(start))) => i64::from(i32::try_from(start).ok()?),
            Some(_) => return None,
        };
        let named = matches!(&func.kind, ExprKind::Name(name) if name == "enumerate");
        let reads = self.imports.qualified(&args[0]).as_deref() == Some("sys.stdin");
        (self.counts && named && reads).then(|| (args[0].clone(), start))
    }

    /// The statement before the loop, and those that count in it: the loop variable itself where nothing could tell.
    fn count(&mut self, number: Expr, start: i64, whole: Span, inside: &mut Vec<Stmt>) -> Stmt {
        let plain = match (&number.kind, &self.scope) {
            (ExprKind::Name(name), Some(scope)) => scope.is_only_in(name, whole).then(|| name.clone()),
            _ => None,
        };
        let hidden = || {
            let mut names = std::iter::once("count".to_owned()).chain((2..).map(|number| format!("count_{number}")));
            names.find(|name| !self.mentioned.contains_key(name)).unwrap_or_default()
        };
        let own = plain.is_some();
        let name = plain.unwrap_or_else(hidden);
        // The word `for` is no name's place.
        let place = if own { number.span } else { Span { end: whole.start + 3, ..whole } };
        let target = self.make.expr(place, ExprKind::Name(name.clone()));
        let before = if start > 0 {
            self.make.expr(place, ExprKind::Constant(Constant::Int((start - 1).into())))
        } else {
            let least = self.make.expr(place, ExprKind::Constant(Constant::Int((1 - start).into())));
            self.make.expr(place, ExprKind::UnaryOp { op: UnaryOperator::USub, operand: Box::new(least) })
        };
        let value = self.make.expr(place, ExprKind::Constant(Constant::Int(1.into())));
        let add = StmtKind::AugAssign { target: target.clone(), op: Operator::Add, value };
        inside.push(self.make.stmt(place, add));
        if !own {
            let value = self.make.expr(place, ExprKind::Name(name));
            inside.push(self.make.stmt(number.span, StmtKind::Assign { targets: vec![number], value }));
        }
        self.make.stmt(place, StmtKind::Assign { targets: vec![target], value: before })
    }
}

struct Comprehensions<'m> {
    imports: &'m Imports,
    make: Maker<'m>,
}

impl Change for Comprehensions<'_> {
    fn expr(&mut self, expr: &mut Expr) {
        let (ExprKind::ListComp { generators, .. }
        | ExprKind::SetComp { generators, .. }
        | ExprKind::DictComp { generators, .. }
        | ExprKind::GeneratorExp { generators, .. }) = &mut expr.kind
        else {
            return;
        };
        let Some(first) = generators.first_mut() else { return };
        if self.imports.qualified(&first.iter).as_deref() == Some("sys.stdin") {
            let span = first.iter.span;
            let attr = Identifier { name: "readlines".to_owned(), span };
            let value = Box::new(first.iter.clone());
            let func = Box::new(self.make.expr(span, ExprKind::Attribute { value, attr }));
            first.iter = self.make.expr(span, ExprKind::Call { func, args: Vec::new(), keywords: Vec::new() });
        }
    }
}
