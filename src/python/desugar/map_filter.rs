//! `map` and `filter` of what is gone through at once.
//!
//! ```python
//! total = sum(map(int, texts))        # sum(int(item) for item in texts)
//! rows = list(filter(None, lines))    # [item for item in lines if item]
//! a, b = map(float, parts)            # [a, b] = [float(item) for item in list(parts)[:3]]
//! for n in map(int, texts):           # for item in texts:
//!     use(n)                          #     n = int(item)
//!                                     #     use(n)
//! ```
//!
//! Unpacking takes one item more than it needs to see that there are too many, and computes no other.
//! What keeps the iterator for later is left as it is.

use std::collections::BTreeMap;

use super::Maker;
use super::names;
use crate::python::ast::{Comprehension, Constant, Expr, ExprKind, Module, Parameters, Stmt, StmtKind, UnaryOperator};
use crate::python::visit_mut::{self, Change};
use crate::source::Span;

/// Builtins that go through their only positional argument before they give anything.
const CONSUMERS: &[&str] = &["all", "any", "max", "min", "set", "sorted", "sum", "tuple"];

/// Writes every such call as a comprehension or in the loop around it.
pub fn write_out(module: &mut Module) {
    let mentioned = names::mentioned(&module.body);
    if !mentioned.contains_key("map") && !mentioned.contains_key("filter") {
        return;
    }
    let bound = names::bound_anywhere(&module.body);
    let item = fresh(&mentioned, "item");
    let Module { body, expr_count, stmt_count, .. } = module;
    let make = Maker { exprs: expr_count, stmts: stmt_count };
    visit_mut::suite(body, &mut Rewrite { make, bound, item });
}

/// A name that the module has nowhere.
pub(super) fn fresh(mentioned: &BTreeMap<String, usize>, wanted: &str) -> String {
    let numbered = (2..).map(|number| format!("{wanted}_{number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| !mentioned.contains_key(name)).unwrap_or_default()
}

/// One step of what is gone through: an item of `iter`, called `target`, gives `element`, or is left out.
struct Step {
    target: Expr,
    iter: Expr,
    element: Expr,
    test: Option<Expr>,
}

struct Rewrite<'m> {
    make: Maker<'m>,
    bound: BTreeMap<String, usize>,
    item: String,
}

impl Rewrite<'_> {
    fn is_builtin(&self, expr: &Expr, name: &str) -> bool {
        matches!(&expr.kind, ExprKind::Name(found) if found == name) && !self.bound.contains_key(name)
    }

    /// What `map(f, items)` or `filter(f, items)` does for each item.
    fn step(&mut self, expr: &Expr, in_scope_of_its_own: bool) -> Option<Step> {
        let ExprKind::Call { func, args, keywords } = &expr.kind else { return None };
        let [function, iters @ ..] = args.as_slice() else { return None };
        let maps = self.is_builtin(func, "map");
        let starred = args.iter().any(|arg| matches!(arg.kind, ExprKind::Starred(_)));
        if starred || !keywords.is_empty() || !(maps || self.is_builtin(func, "filter") && iters.len() == 1) {
            return None;
        }
        let [iter] = iters else { return None };
        let (target, value) = match &function.kind {
            ExprKind::Lambda { parameters, body } if in_scope_of_its_own => {
                (self.parameter(parameters)?, Some((**body).clone()))
            }
            ExprKind::Constant(Constant::None) if !maps => (self.item(func.span), None),
            ExprKind::Name(_) => {
                let args = vec![self.use_of(&self.item.clone(), func.span)];
                let call = ExprKind::Call { func: Box::new(function.clone()), args, keywords: Vec::new() };
                (self.item(func.span), Some(self.make.expr(expr.span, call)))
            }
            ExprKind::Attribute { value, .. } if matches!(value.kind, ExprKind::Name(_)) => {
                let args = vec![self.use_of(&self.item.clone(), func.span)];
                let call = ExprKind::Call { func: Box::new(function.clone()), args, keywords: Vec::new() };
                (self.item(func.span), Some(self.make.expr(expr.span, call)))
            }
            _ => return None,
        };
        let iter = iter.clone();
        if maps {
            return Some(Step { target, iter, element: value?, test: None });
        }
        let ExprKind::Name(name) = &target.kind else { return None };
        let element = self.use_of(name, target.span);
        let test = value.unwrap_or_else(|| element.clone());
        Some(Step { target, iter, element, test: Some(test) })
    }

    /// The only parameter of a lambda.
    fn parameter(&mut self, parameters: &Parameters) -> Option<Expr> {
        let Parameters { posonly, args, vararg: None, kwonly, kwarg: None } = parameters else { return None };
        let ([], [only], []) = (posonly.as_slice(), args.as_slice(), kwonly.as_slice()) else { return None };
        let name = &only.name;
        only.default.is_none().then(|| self.make.expr(name.span, ExprKind::Name(name.name.clone())))
    }

    /// The item, at the place of the word `map`: no other name stands there.
    fn item(&mut self, span: Span) -> Expr {
        self.make.expr(span, ExprKind::Name(self.item.clone()))
    }

    /// A use of the item, in that word: a place of its own too.
    fn use_of(&mut self, name: &str, span: Span) -> Expr {
        self.make.expr(Span { start: span.start + 1, ..span }, ExprKind::Name(name.to_owned()))
    }

    fn generators(step: &Step) -> Vec<Comprehension> {
        let ifs = step.test.iter().cloned().collect();
        vec![Comprehension { target: step.target.clone(), iter: step.iter.clone(), ifs, is_async: false }]
    }

    fn generator(&mut self, expr: &mut Expr) {
        if let Some(step) = self.step(expr, true) {
            let generators = Self::generators(&step);
            expr.kind = ExprKind::GeneratorExp { element: Box::new(step.element), generators };
        }
    }

    fn list(&mut self, expr: &mut Expr) {
        if let Some(step) = self.step(expr, true) {
            let generators = Self::generators(&step);
            expr.kind = ExprKind::ListComp { element: Box::new(step.element), generators };
        }
    }

    /// `a, b = map(f, items)`
    fn unpacked(&mut self, targets: &[Expr], value: &mut Expr) {
        let [Expr { kind: ExprKind::Tuple(items) | ExprKind::List(items), .. }] = targets else { return };
        let starred = items.iter().any(|item| matches!(item.kind, ExprKind::Starred(_)));
        let word = match &value.kind {
            ExprKind::Call { func, .. } => func.span,
            _ => return,
        };
        let Some(mut step) = self.step(value, true).filter(|step| step.test.is_none()) else { return };
        if !starred {
            if self.bound.contains_key("list") {
                return;
            }
            // The parenthesis behind `map` is no name's place.
            let span = Span { start: word.end, end: word.end + 1 };
            let list = Box::new(self.make.expr(span, ExprKind::Name("list".to_owned())));
            let call = ExprKind::Call { func: list, args: vec![step.iter], keywords: Vec::new() };
            let whole = Box::new(self.make.expr(span, call));
            let most = self.make.expr(span, ExprKind::Constant(Constant::Int((items.len() + 1).into())));
            let slice = ExprKind::Slice { lower: None, upper: Some(Box::new(most)), step: None };
            let slice = Box::new(self.make.expr(span, slice));
            step.iter = self.make.expr(span, ExprKind::Subscript { value: whole, slice });
        }
        let generators = Self::generators(&step);
        value.kind = ExprKind::ListComp { element: Box::new(step.element), generators };
    }

    /// `for x in map(f, items):`
    fn looped(&mut self, target: &mut Expr, iter: &mut Expr, body: &mut Vec<Stmt>) {
        let Some(step) = self.step(iter, false) else { return };
        let place = step.target.span;
        let mut first = Vec::new();
        if let Some(test) = step.test {
            let test = self.make.expr(place, ExprKind::UnaryOp { op: UnaryOperator::Not, operand: Box::new(test) });
            let skip = self.make.stmt(place, StmtKind::Continue);
            first.push(self.make.stmt(place, StmtKind::If { test, body: vec![skip], orelse: Vec::new() }));
        }
        let targets = vec![std::mem::replace(target, step.target)];
        first.push(self.make.stmt(place, StmtKind::Assign { targets, value: step.element }));
        *iter = step.iter;
        body.splice(0..0, first);
    }
}

impl Change for Rewrite<'_> {
    fn stmt(&mut self, stmt: &mut Stmt) {
        match &mut stmt.kind {
            StmtKind::Assign { targets, value } => self.unpacked(targets, value),
            StmtKind::For { target, iter, body, is_async: false, .. } => self.looped(target, iter, body),
            _ => {}
        }
    }

    fn expr(&mut self, expr: &mut Expr) {
        if let ExprKind::Starred(value) = &mut expr.kind {
            return self.list(value);
        }
        let ExprKind::Call { func, args, .. } = &mut expr.kind else { return };
        match (&func.kind, args.as_mut_slice()) {
            (ExprKind::Name(name), [only]) if name == "list" && !self.bound.contains_key(name) => {
                if let Some(step) = self.step(only, true) {
                    let generators = Self::generators(&step);
                    expr.kind = ExprKind::ListComp { element: Box::new(step.element), generators };
                }
            }
            (ExprKind::Name(name), [first, rest @ ..])
                if CONSUMERS.contains(&name.as_str())
                    && (rest.is_empty() || name == "sum")
                    && !self.bound.contains_key(name) =>
            {
                self.generator(first);
            }
            (ExprKind::Attribute { attr, .. }, [only]) if attr.name == "join" => self.generator(only),
            _ => {}
        }
    }
}
