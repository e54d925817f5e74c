//! Conditions of the dispatch.

use super::evaluate::{Context, integer};
use super::known::{Known, Part};
use super::pattern::of_regex;
use super::value::{Env, Value};
use crate::python::ast::{BoolOperator, CompareOperator, Constant, Expr, ExprKind, UnaryOperator};

/// What a condition about the path says.
#[derive(Clone, Debug)]
pub struct Test<'a> {
    /// What is known when it holds: one of these.
    pub yes: Vec<Case<'a>>,
    /// What is known when it does not.
    pub no: Vec<Case<'a>>,
}

/// One way in which a condition holds.
#[derive(Clone, Debug, Default)]
pub struct Case<'a> {
    /// What is known of the path.
    pub known: Known,
    /// What a route table gives for it.
    pub found: Option<&'a Expr>,
}

impl From<Known> for Case<'_> {
    fn from(known: Known) -> Self {
        Self { known, found: None }
    }
}

impl Test<'_> {
    fn new(yes: Known) -> Self {
        Self { yes: vec![yes.into()], no: vec![Case::default()] }
    }

    fn any(yes: impl Iterator<Item = Known>) -> Self {
        Self { yes: yes.map(Case::from).collect(), no: vec![Case::default()] }
    }

    fn always(holds: bool) -> Self {
        let all = vec![Case::default()];
        if holds { Self { yes: all, no: Vec::new() } } else { Self { yes: Vec::new(), no: all } }
    }

    fn not(self) -> Self {
        Self { yes: self.no, no: self.yes }
    }
}

impl<'a> Context<'_, 'a> {
    /// What a condition says about the path; `None` when it says nothing.
    pub fn test(self, expr: &'a Expr, env: &Env<'a>) -> Option<Test<'a>> {
        match &expr.kind {
            ExprKind::UnaryOp { op: UnaryOperator::Not, operand } => self.test(operand, env).map(Test::not),
            ExprKind::BoolOp { op, values } => {
                let tests: Vec<Option<Test<'a>>> = values.iter().map(|value| self.test(value, env)).collect();
                if tests.iter().all(Option::is_none) {
                    return None;
                }
                let unknown = || Test { yes: vec![Case::default()], no: vec![Case::default()] };
                let mut tests = tests.into_iter().map(|test| test.unwrap_or_else(unknown));
                let first = tests.next()?;
                Some(tests.fold(first, |left, right| match op {
                    BoolOperator::And => Test { yes: both(&left.yes, &right.yes), no: merge(left.no, right.no) },
                    BoolOperator::Or => Test { yes: merge(left.yes, right.yes), no: both(&left.no, &right.no) },
                }))
            }
            ExprKind::Compare { left, ops, comparators } => {
                let ([op], [right]) = (ops.as_slice(), comparators.as_slice()) else { return None };
                match op {
                    CompareOperator::Eq => self.equal(left, right, env),
                    CompareOperator::NotEq => self.equal(left, right, env).map(Test::not),
                    CompareOperator::In => self.contained(left, right, env),
                    CompareOperator::NotIn => self.contained(left, right, env).map(Test::not),
                    CompareOperator::Is | CompareOperator::IsNot => {
                        let is_none = matches!(&right.kind, ExprKind::Constant(Constant::None));
                        let found = is_none.then(|| self.truth(left, env)).flatten()?;
                        Some(if *op == CompareOperator::Is { found.not() } else { found })
                    }
                    CompareOperator::Lt | CompareOperator::LtE | CompareOperator::Gt | CompareOperator::GtE => {
                        self.counted(left, *op, right, env)
                    }
                }
            }
            ExprKind::Call { func, args, .. } => self.starts(func, args, env).or_else(|| self.truth(expr, env)),
            _ => self.truth(expr, env),
        }
    }

    /// `if match:`, `if handler:`, `if not parts:`
    fn truth(self, expr: &'a Expr, env: &Env<'a>) -> Option<Test<'a>> {
        match self.value(expr, env) {
            Value::Match(regex) => Some(Test::new(Known { pattern: Some(of_regex(&regex)), ..Known::default() })),
            Value::Lookup(rows) => {
                let yes = rows.into_iter().map(|(path, found)| Case { known: Known::exact(&path), found: Some(found) });
                Some(Test { yes: yes.collect(), no: vec![Case::default()] })
            }
            Value::Parts { shift: 0 } | Value::Trimmed => {
                Some(Test { yes: vec![Case::default()], no: vec![Known::exact("/").into()] })
            }
            _ => None,
        }
    }

    fn equal(self, left: &'a Expr, right: &'a Expr, env: &Env<'a>) -> Option<Test<'a>> {
        match (self.value(left, env), self.value(right, env)) {
            (Value::Tuple(left), Value::Tuple(right)) if left.len() == right.len() => {
                let tests: Vec<Test<'a>> =
                    left.iter().zip(&right).filter_map(|(left, right)| self.same(left, right)).collect();
                let mut tests = tests.into_iter();
                let first = tests.next()?;
                Some(
                    tests.fold(first, |left, right| Test {
                        yes: both(&left.yes, &right.yes),
                        no: merge(left.no, right.no),
                    }),
                )
            }
            (Value::Parts { shift }, _) => parts_equal(shift, right),
            (_, Value::Parts { shift }) => parts_equal(shift, left),
            (Value::Count { .. }, _) => self.counted(left, CompareOperator::Eq, right, env),
            (left, right) => self.same(&left, &right).or_else(|| self.same(&right, &left)),
        }
    }

    fn same(self, left: &Value<'a>, right: &Value<'a>) -> Option<Test<'a>> {
        let Value::Text(text) = right else { return None };
        match left {
            Value::Path => Some(Test::new(Known::exact(text))),
            Value::Trimmed => Some(Test::new(Known::exact(&format!("/{text}")))),
            Value::Part(part) => part_is(*part, text).map(Test::new),
            Value::Method => Some(Test::always(text == self.method)),
            Value::Text(known) => Some(Test::always(text == known)),
            _ => None,
        }
    }

    /// `path in ("/a", "/b")`, `path in TABLE`, `"/x" in path`
    fn contained(self, item: &'a Expr, container: &'a Expr, env: &Env<'a>) -> Option<Test<'a>> {
        let key = self.value(item, env);
        if let (Value::Text(text), Value::Path | Value::Trimmed) = (&key, self.value(container, env)) {
            // `"?" in self.path` is about the query.
            return (!text.contains(['?', '#', '=']))
                .then(|| Test::new(Known { contains: vec![text.clone()], ..Known::default() }));
        }
        if !matches!(key, Value::Path | Value::Trimmed | Value::Tuple(_)) {
            return None;
        }
        match &self.definition_of(container).kind {
            ExprKind::Dict(items) => {
                let rows = items.iter().filter_map(|item| Some((self.row(item.key.as_ref()?, &key)?, &item.value)));
                let yes: Vec<Case<'a>> =
                    rows.map(|(path, found)| Case { known: Known::exact(&path), found: Some(found) }).collect();
                (!yes.is_empty()).then(|| Test { yes, no: vec![Case::default()] })
            }
            ExprKind::List(items) | ExprKind::Tuple(items) | ExprKind::Set(items) => {
                let paths: Vec<String> = items.iter().filter_map(|item| self.row(item, &key)).collect();
                (!paths.is_empty()).then(|| Test::any(paths.iter().map(|path| Known::exact(path))))
            }
            _ => None,
        }
    }

    /// `len(parts) >= 2`
    fn counted(self, left: &'a Expr, op: CompareOperator, right: &'a Expr, env: &Env<'a>) -> Option<Test<'a>> {
        let Value::Count { shift } = self.value(left, env) else { return None };
        let number = usize::try_from(integer(right)? + shift).ok()?;
        let exactly = Known { count: Some(number), ..Known::default() };
        let least = |least: usize| Known { least, ..Known::default() };
        Some(match op {
            CompareOperator::Eq => Test::new(exactly),
            CompareOperator::GtE => Test::new(least(number)),
            CompareOperator::Gt => Test::new(least(number + 1)),
            CompareOperator::Lt => Test::new(least(number)).not(),
            CompareOperator::LtE => Test::new(least(number + 1)).not(),
            CompareOperator::NotEq
            | CompareOperator::Is
            | CompareOperator::IsNot
            | CompareOperator::In
            | CompareOperator::NotIn => return None,
        })
    }

    /// `path.startswith("/x/")`, `path.endswith(("/a", "/b"))`
    fn starts(self, func: &'a Expr, args: &'a [Expr], env: &Env<'a>) -> Option<Test<'a>> {
        let ExprKind::Attribute { value, attr } = &func.kind else { return None };
        let (receiver, [arg]) = (self.value(value, env), args) else { return None };
        let texts: Vec<String> = match (self.value(arg, env), &self.definition_of(arg).kind) {
            (Value::Text(text), _) => vec![text],
            (_, ExprKind::Tuple(items)) => items
                .iter()
                .filter_map(|item| match self.value(item, env) {
                    Value::Text(text) => Some(text),
                    _ => None,
                })
                .collect(),
            _ => return None,
        };
        match (receiver, attr.name.as_str()) {
            (Value::Path, "startswith") => {
                Some(Test::any(texts.into_iter().map(|prefix| Known { prefix, ..Known::default() })))
            }
            (Value::Trimmed, "startswith") => {
                Some(Test::any(texts.into_iter().map(|text| Known { prefix: format!("/{text}"), ..Known::default() })))
            }
            (Value::Path | Value::Trimmed, "endswith") => {
                Some(Test::any(texts.into_iter().map(|suffix| Known { suffix, ..Known::default() })))
            }
            _ => None,
        }
    }
}

/// `parts == ["orders", "all"]`
fn parts_equal<'a>(shift: i64, list: &Expr) -> Option<Test<'a>> {
    let (ExprKind::List(items) | ExprKind::Tuple(items)) = &list.kind else { return None };
    let skip = usize::try_from(-shift).ok()?;
    let mut path = String::new();
    for item in items.iter().skip(skip) {
        let ExprKind::Constant(Constant::Str(text)) = &item.kind else { return None };
        path.push('/');
        path.push_str(text);
    }
    Some(Test::new(Known::exact(if path.is_empty() { "/" } else { &path })))
}

/// `parts[1] == "x"`
fn part_is(part: Part, text: &str) -> Option<Known> {
    match part {
        Part::At(0) if text.is_empty() => Some(Known::exact("/")),
        Part::At(index) => Some(Known { parts: [(index, text.to_owned())].into(), ..Known::default() }),
        Part::Last => Some(Known { last: Some(text.to_owned()), ..Known::default() }),
        Part::Rest => None,
    }
}

/// Every way in which both hold.
pub fn both<'a>(left: &[Case<'a>], right: &[Case<'a>]) -> Vec<Case<'a>> {
    let pairs = left.iter().flat_map(|left| right.iter().map(move |right| (left, right)));
    pairs
        .filter_map(|(left, right)| {
            Some(Case { known: left.known.and(&right.known)?, found: left.found.or(right.found) })
        })
        .collect()
}

/// Every way in which one of them holds; of several that say nothing, one.
fn merge<'a>(left: Vec<Case<'a>>, right: Vec<Case<'a>>) -> Vec<Case<'a>> {
    let mut all = left;
    for case in right {
        if !all.iter().any(|known| known.known == case.known && known.found.is_none() && case.found.is_none()) {
            all.push(case);
        }
    }
    all
}
