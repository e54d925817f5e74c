//! Reads from a program what its requests are made of.
//!
//! ```python
//! amount = data.get("amount", 0)        # a key, and a value of it
//! if amount > LIMIT: ...                # values on both sides: LIMIT - 1, LIMIT, LIMIT + 1
//! for item in data["items"]:            # a list
//!     price(item["sku"])                # of objects with a key
//! ```
//!
//! What a name holds is followed through assignments, loops and calls by name, without regard to order: too many values cost requests, a missing one costs a branch.

use std::collections::{BTreeMap, BTreeSet};

use num_traits::ToPrimitive as _;
use serde_json::{Value, json};

use super::material::{HEADER, ITEM, Material, PATH};
use super::pattern::sample;
use crate::model::Model;
use crate::python::ast::{CompareOperator, Constant, Expr, ExprKind, FunctionDef, Module, Stmt, StmtKind};
use crate::python::visit::Node;

/// How often what names hold is carried on: through so many calls.
const ROUNDS: usize = 5;
/// Longer texts are messages.
const LONGEST: usize = 60;

/// Reads the modules of a service.
pub fn harvest(model: &Model<'_>, modules: &[&Module]) -> Material {
    let mut reader = Reader {
        material: Material::default(),
        held: BTreeMap::new(),
        tables: BTreeMap::new(),
        functions: BTreeMap::new(),
        wrappers: BTreeSet::new(),
        scope: 0,
        function: "",
        parameters: Vec::new(),
    };
    for route in crate::service::routes(model) {
        let route = (route.method, route.path);
        if !reader.material.routes.contains(&route) {
            reader.material.routes.push(route);
        }
    }
    for module in modules {
        module.body.iter().for_each(|stmt| reader.define(stmt));
        for stmt in &module.body {
            Node::Stmt(stmt).statements(&mut |stmt| {
                if let StmtKind::FunctionDef(function) = &stmt.kind {
                    let scope = reader.functions.values().map(Vec::len).sum::<usize>() + 1;
                    reader.functions.entry(&function.name.name).or_default().push((scope, function));
                }
            });
        }
    }
    for _ in 0..ROUNDS {
        let functions: Vec<(usize, &FunctionDef)> = reader.functions.values().flatten().copied().collect();
        for (scope, function) in functions {
            reader.scope = scope;
            reader.parameters = function.parameters.iter().map(|parameter| parameter.name.name.as_str()).collect();
            reader.function = &function.name.name;
            function.body.iter().for_each(|stmt| reader.block(stmt));
        }
        reader.scope = 0;
        reader.parameters.clear();
        modules.iter().flat_map(|module| &module.body).for_each(|stmt| reader.block(stmt));
    }
    reader.material
}

type Keys = BTreeSet<String>;

struct Reader<'a> {
    material: Material,
    /// By function and name: the keys of what it holds.
    held: BTreeMap<(usize, &'a str), Keys>,
    /// By name: the constants that a display at module level holds.
    tables: BTreeMap<&'a str, &'a Expr>,
    functions: BTreeMap<&'a str, Vec<(usize, &'a FunctionDef)>>,
    /// Functions that look up what they are given: `def param(self, name): return self.params.get(name)`.
    wrappers: BTreeSet<&'a str>,
    scope: usize,
    /// The name and the parameters of the function that is read.
    function: &'a str,
    parameters: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    fn define(&mut self, stmt: &'a Stmt) {
        let (target, value) = match &stmt.kind {
            StmtKind::Assign { targets, value } => (targets.first(), Some(value)),
            StmtKind::AnnAssign { target, value, .. } => (Some(target), value.as_ref()),
            _ => return,
        };
        if let (Some(Expr { kind: ExprKind::Name(name), .. }), Some(value)) = (target, value) {
            self.tables.insert(name, value);
        }
    }

    /// A statement without the functions in it, which have scopes of their own.
    fn block(&mut self, stmt: &'a Stmt) {
        let mut open = vec![Node::Stmt(stmt)];
        while let Some(node) = open.pop() {
            match node {
                Node::Stmt(Stmt { kind: StmtKind::FunctionDef(_), .. }) => continue,
                Node::Stmt(stmt) => self.statement(stmt),
                Node::Expr(expr) => self.expression(expr),
                Node::Pattern(_) => {}
            }
            let first = open.len();
            node.for_each_child(&mut |child| open.push(child));
            open[first..].reverse();
        }
    }

    fn statement(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Assign { targets, value } => {
                let keys = self.keys(value);
                targets.iter().for_each(|target| self.bind(target, &keys));
            }
            StmtKind::AnnAssign { target, value: Some(value), .. } => {
                let keys = self.keys(value);
                self.bind(target, &keys);
            }
            StmtKind::For { target, iter, .. } => self.each(target, iter),
            _ => {}
        }
    }

    fn each(&mut self, target: &'a Expr, iter: &'a Expr) {
        let keys: Keys = self.keys(iter).into_iter().map(|key| if key == PATH { key } else { key + ITEM }).collect();
        for key in keys.iter().filter(|key| key.ends_with(ITEM)) {
            self.material.children.entry(key.clone()).or_default();
        }
        self.bind(target, &keys);
    }

    fn bind(&mut self, target: &'a Expr, keys: &Keys) {
        match &target.kind {
            ExprKind::Name(name) if !keys.is_empty() => {
                self.held.entry((self.scope, name)).or_default().extend(keys.iter().cloned());
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| self.bind(item, keys)),
            _ => {}
        }
    }

    fn expression(&mut self, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::Constant(constant) => self.pool(constant),
            ExprKind::Name(name) => self.material.queries |= reads_query(name),
            ExprKind::Attribute { attr, .. } => self.material.queries |= reads_query(&attr.name),
            ExprKind::Subscript { value, slice } => match text(slice) {
                Some(key) => self.looked_up(value, key),
                None => self.chosen_from(slice, value),
            },
            ExprKind::Compare { left, ops, comparators } => {
                let mut left = left.as_ref();
                for (op, right) in ops.iter().zip(comparators) {
                    self.compared(left, *op, right);
                    left = right;
                }
            }
            ExprKind::Call { func, args, keywords } => {
                self.called(func, args);
                let named: Vec<(&str, &Expr)> = keywords
                    .iter()
                    .filter_map(|keyword| Some((keyword.name.as_ref()?.name.as_str(), &keyword.value)))
                    .collect();
                self.passed(func, args, &named);
            }
            ExprKind::ListComp { generators, .. }
            | ExprKind::SetComp { generators, .. }
            | ExprKind::DictComp { generators, .. }
            | ExprKind::GeneratorExp { generators, .. } => {
                generators.iter().for_each(|one| self.each(&one.target, &one.iter));
            }
            _ => {}
        }
    }

    fn pool(&mut self, constant: &Constant) {
        match constant {
            Constant::Str(text) if text.len() <= LONGEST && !text.contains('\n') => {
                self.material.queries |= text.contains('?');
                self.material.forms |= text.contains("x-www-form-urlencoded");
                self.material.texts.add(json!(text));
            }
            Constant::Int(_) | Constant::Float(_) => {
                number(constant).into_iter().flat_map(around).for_each(|value| self.material.numbers.add(value));
            }
            _ => {}
        }
    }

    /// The keys of what an expression holds.
    fn keys(&self, expr: &Expr) -> Keys {
        let mut keys = Keys::new();
        let mut open = vec![expr];
        while let Some(expr) = open.pop() {
            match &expr.kind {
                ExprKind::Subscript { slice, value } if text(slice).is_some() => {
                    keys.extend(text(slice).map(|key| self.named(value, key)));
                    continue;
                }
                // What a table has for a key is nothing that the request has.
                ExprKind::Subscript { value, .. } => {
                    open.push(value);
                    continue;
                }
                ExprKind::Call { func, args, .. } if self.is_own(func) => {
                    keys.extend(self.wrapped(func, args).map(str::to_owned));
                    continue;
                }
                ExprKind::Call { func, args, .. } => {
                    if let (ExprKind::Attribute { value, attr }, Some(key)) = (&func.kind, args.first().and_then(text))
                        && is_lookup(&attr.name)
                    {
                        keys.insert(self.named(value, key));
                        continue;
                    }
                    if let ExprKind::Attribute { value, attr } = &func.kind
                        && is_lookup(&attr.name)
                    {
                        open.push(value);
                        continue;
                    }
                }
                ExprKind::Attribute { value, attr } if attr.name == "path" && is_self(value) => {
                    keys.insert(PATH.to_owned());
                }
                ExprKind::Name(name) => {
                    keys.extend(self.held.get(&(self.scope, name.as_str())).into_iter().flatten().cloned());
                }
                _ => {}
            }
            Node::Expr(expr).for_each_child(&mut |child| {
                if let Node::Expr(child) = child {
                    open.push(child);
                }
            });
        }
        keys
    }

    fn is_wrapper(&self, func: &Expr) -> bool {
        match &func.kind {
            ExprKind::Name(name) => self.wrappers.contains(name.as_str()),
            ExprKind::Attribute { attr, .. } => self.wrappers.contains(attr.name.as_str()),
            _ => false,
        }
    }

    /// The key that a call of a wrapper looks up.
    fn wrapped<'e>(&self, func: &Expr, args: &'e [Expr]) -> Option<&'e str> {
        let name = match &func.kind {
            ExprKind::Name(name) => name,
            ExprKind::Attribute { attr, .. } => &attr.name,
            _ => return None,
        };
        if self.wrappers.contains(name.as_str()) { args.iter().find_map(text) } else { None }
    }

    /// Whether an expression is a parameter of the function that is read, which then looks up what it is given.
    fn wraps(&mut self, key: &Expr) {
        if let ExprKind::Name(name) = &key.kind
            && self.parameters.contains(&name.as_str())
        {
            self.wrappers.insert(self.function);
        }
    }

    /// Whether a function of the program is called: what it returns is no part of the request.
    fn is_own(&self, func: &Expr) -> bool {
        match &func.kind {
            ExprKind::Name(name) => self.functions.contains_key(name.as_str()),
            ExprKind::Attribute { value, attr } => is_self(value) && self.functions.contains_key(attr.name.as_str()),
            _ => false,
        }
    }

    /// The key of a look-up: that of a header is another.
    fn named(&self, receiver: &Expr, key: &str) -> String {
        match &receiver.kind {
            ExprKind::Attribute { attr, .. } if attr.name == "headers" => format!("{HEADER}{key}"),
            _ => key.to_owned(),
        }
    }

    /// `receiver[key]`, `receiver.get(key)`, `key in receiver`
    fn looked_up(&mut self, receiver: &Expr, key: &str) {
        if let Some(header) = self.named(receiver, key).strip_prefix(HEADER) {
            self.material.headers.insert(header.to_owned());
            return;
        }
        self.material.keys.insert(key.to_owned());
        for parent in self.keys(receiver) {
            if parent != PATH && parent != key && !parent.starts_with(HEADER) {
                self.material.children.entry(parent).or_default().insert(key.to_owned());
            }
        }
    }

    /// `table[choice]`, `table.get(choice)`, `choice in table`
    fn chosen_from(&mut self, choice: &Expr, table: &Expr) {
        let keys = self.keys(choice);
        if keys.is_empty() {
            return;
        }
        let table = match &table.kind {
            ExprKind::Name(name) => self.tables.get(name.as_str()).copied().unwrap_or(table),
            _ => table,
        };
        let items: Vec<&Expr> = match &table.kind {
            ExprKind::Dict(items) => items.iter().filter_map(|item| item.key.as_ref()).collect(),
            ExprKind::Set(items) | ExprKind::List(items) | ExprKind::Tuple(items) => items.iter().collect(),
            ExprKind::Call { args, .. } => match args.first().map(|arg| &arg.kind) {
                Some(ExprKind::Set(items) | ExprKind::List(items) | ExprKind::Tuple(items)) => items.iter().collect(),
                _ => return,
            },
            _ => return,
        };
        for value in items.into_iter().filter_map(constant) {
            keys.iter().for_each(|key| self.material.add(key, value.clone()));
        }
    }

    fn compared(&mut self, left: &'a Expr, op: CompareOperator, right: &'a Expr) {
        if matches!(op, CompareOperator::In | CompareOperator::NotIn) {
            if let Some(key) = text(left) {
                self.looked_up(right, key);
                let within = format!("a{key}b");
                self.keys(right).iter().for_each(|place| self.material.add(place, json!(within)));
            }
            return self.chosen_from(left, right);
        }
        for (side, other) in [(left, right), (right, left)] {
            let keys = self.keys(side);
            let named = match &other.kind {
                ExprKind::Name(name) => self.tables.get(name.as_str()).copied().unwrap_or(other),
                _ => other,
            };
            let Some(value) = constant(named) else { continue };
            let measured = matches!(&side.kind, ExprKind::Call { func, .. } if matches!(&func.kind, ExprKind::Name(name) if name == "len"));
            for key in &keys {
                match (measured, value.as_u64()) {
                    (true, Some(length)) if length < 5000 => {
                        for length in [length.saturating_sub(1), length, length + 1] {
                            let length = usize::try_from(length).unwrap_or(0);
                            self.material.add(key, json!("x".repeat(length)));
                            if length < 50 {
                                self.material.add(key, json!(vec![1; length]));
                            }
                        }
                    }
                    _ => around(value.clone()).into_iter().for_each(|value| self.material.add(key, value)),
                }
            }
        }
    }

    /// What a call says of the values that go into it.
    fn called(&mut self, func: &'a Expr, args: &'a [Expr]) {
        if let Some(key) = self.wrapped(func, args) {
            self.material.keys.insert(key.to_owned());
            for default in args.iter().skip(1).filter_map(constant) {
                around(default).into_iter().for_each(|value| self.material.add(key, value));
            }
        } else if self.is_wrapper(func) {
            args.iter().for_each(|arg| self.wraps(arg));
        }
        match &func.kind {
            ExprKind::Attribute { value, attr } => {
                if is_lookup(&attr.name)
                    && let Some(key) = args.first().and_then(text)
                {
                    self.looked_up(value, key);
                    let named = self.named(value, key);
                    if let Some(default) = args.get(1).and_then(constant) {
                        around(default).into_iter().for_each(|value| self.material.add(&named, value));
                    }
                } else if is_lookup(&attr.name)
                    && let Some(choice) = args.first()
                {
                    self.wraps(choice);
                    self.chosen_from(choice, value);
                }
                if matches!(attr.name.as_str(), "match" | "fullmatch" | "search" | "findall" | "finditer") {
                    self.matched(value, args);
                }
                let keys = self.keys(value);
                let samples: Vec<Value> = match (attr.name.as_str(), args.first().and_then(text)) {
                    ("startswith", Some(part)) => vec![json!(part), json!(format!("{part}x1"))],
                    ("endswith", Some(part)) => vec![json!(part), json!(format!("x1{part}"))],
                    ("split" | "rsplit" | "partition" | "find" | "index" | "count" | "rpartition", Some(part)) => {
                        vec![json!(format!("a{part}b")), json!(format!("a{part}b{part}c")), json!("a")]
                    }
                    ("strip" | "lstrip" | "rstrip", _) => vec![json!(" "), json!(" a ")],
                    ("isdigit" | "isnumeric" | "isdecimal", _) => vec![json!("12"), json!("x")],
                    ("isalpha" | "isalnum" | "isidentifier", _) => vec![json!("ab"), json!("a-1")],
                    ("upper" | "isupper" | "lower" | "islower" | "title", _) => {
                        vec![json!("Ab"), json!("AB"), json!("ab")]
                    }
                    ("items" | "keys" | "values", _) => vec![json!({"a": 1}), json!({})],
                    ("fromisoformat" | "strptime", _) => vec![json!("2024-02-29"), json!("2024-01-31T10:00:00")],
                    _ => Vec::new(),
                };
                let dates = matches!(attr.name.as_str(), "fromisoformat" | "strptime");
                let of = if dates { args.first().map(|arg| self.keys(arg)).unwrap_or_default() } else { keys };
                for key in of {
                    samples.iter().for_each(|sample| self.material.add(&key, sample.clone()));
                }
            }
            ExprKind::Name(name) => {
                let keys = args.first().map(|arg| self.keys(arg)).unwrap_or_default();
                let samples: Vec<Value> = match name.as_str() {
                    "int" => vec![json!("12"), json!("1"), json!("0"), json!("-1"), json!("x"), json!(3), json!(null)],
                    "float" => vec![json!("1.5"), json!("x"), json!(2.5), json!("nan"), json!(null)],
                    "isinstance" => args.get(1).map(of_types).unwrap_or_default(),
                    "len" | "sum" | "sorted" | "max" | "min" | "list" => {
                        vec![json!([]), json!([1]), json!([2, 1, 3]), json!("")]
                    }
                    _ => Vec::new(),
                };
                for key in keys {
                    samples.iter().for_each(|sample| self.material.add(&key, sample.clone()));
                }
            }
            _ => {}
        }
    }

    /// `re.match(pattern, text)`, `PATTERN.match(text)`: texts that match.
    fn matched(&mut self, receiver: &Expr, args: &[Expr]) {
        let is_module = matches!(&receiver.kind, ExprKind::Name(name) if name == "re");
        let named = match &receiver.kind {
            ExprKind::Name(name) => self.tables.get(name.as_str()).copied(),
            _ => None,
        };
        let (pattern, subject) = match (is_module, named.map(|named| &named.kind)) {
            (true, _) => (args.first().and_then(text), args.get(1)),
            (false, Some(ExprKind::Call { args: compiled, .. })) => (compiled.first().and_then(text), args.first()),
            _ => return,
        };
        let (Some(pattern), Some(subject)) = (pattern, subject) else { return };
        let keys = self.keys(subject);
        for value in (0..4).map(|variant| json!(sample(pattern, variant))) {
            keys.iter().for_each(|key| self.material.add(key, value.clone()));
        }
    }

    /// What a function's parameters hold: what its callers give them.
    fn passed(&mut self, func: &'a Expr, args: &'a [Expr], named: &[(&str, &'a Expr)]) {
        let (name, is_method) = match &func.kind {
            ExprKind::Name(name) => (name.as_str(), false),
            ExprKind::Attribute { attr, .. } => (attr.name.as_str(), true),
            _ => return,
        };
        // Calling a class is calling its constructor.
        let (name, is_method) = match self.functions.contains_key(name) {
            true => (name, is_method),
            false if name.starts_with(char::is_uppercase) => ("__init__", true),
            false => return,
        };
        for (scope, function) in self.functions.get(name).cloned().unwrap_or_default() {
            let parameters: Vec<&'a str> =
                function.parameters.iter().map(|parameter| parameter.name.name.as_str()).collect();
            let skipped = usize::from(
                is_method && parameters.first().is_some_and(|name| matches!(*name, "self" | "cls" | "handler")),
            );
            let by_place = parameters.iter().skip(skipped).copied().zip(args);
            let by_name = named
                .iter()
                .filter_map(|(name, value)| Some((*parameters.iter().find(|parameter| *parameter == name)?, *value)));
            for (parameter, value) in by_place.chain(by_name) {
                let keys = self.keys(value);
                if !keys.is_empty() {
                    self.held.entry((scope, parameter)).or_default().extend(keys);
                }
            }
        }
    }
}

fn is_lookup(method: &str) -> bool {
    matches!(method, "get" | "pop" | "setdefault" | "get_all" | "getlist")
}

fn reads_query(name: &str) -> bool {
    matches!(name, "parse_qs" | "parse_qsl" | "urlparse" | "urlsplit" | "query")
}

fn is_self(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Name(_))
}

fn text(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Constant(Constant::Str(text)) => Some(text),
        _ => None,
    }
}

fn number(constant: &Constant) -> Option<Value> {
    match constant {
        Constant::Int(number) => number.to_i64().map(|number| json!(number)),
        Constant::Float(number) => Some(json!(number)),
        _ => None,
    }
}

/// A literal as JSON has it.
fn constant(expr: &Expr) -> Option<Value> {
    match &expr.kind {
        ExprKind::Constant(Constant::Str(text)) => Some(json!(text)),
        ExprKind::Constant(Constant::Bool(value)) => Some(json!(value)),
        ExprKind::Constant(Constant::None) => Some(Value::Null),
        ExprKind::Constant(other) => number(other),
        ExprKind::UnaryOp { operand, op: crate::python::ast::UnaryOperator::USub } => match constant(operand)? {
            Value::Number(number) if number.is_i64() => Some(json!(-number.as_i64()?)),
            Value::Number(number) => Some(json!(-number.as_f64()?)),
            _ => None,
        },
        ExprKind::List(items) if items.is_empty() => Some(json!([])),
        ExprKind::Dict(items) if items.is_empty() => Some(json!({})),
        _ => None,
    }
}

/// A value with those on both sides of it.
fn around(value: Value) -> Vec<Value> {
    if let Some(number) = value.as_i64() {
        return vec![value, json!(number.saturating_sub(1)), json!(number.saturating_add(1))];
    }
    match value.as_f64() {
        Some(number) => {
            vec![value, json!(number - 1.0), json!(number + 1.0), json!(number - 0.01), json!(number + 0.01)]
        }
        None => vec![value],
    }
}

/// Values of the types that `isinstance` names, and of none of them.
fn of_types(types: &Expr) -> Vec<Value> {
    let mut values = vec![json!({}), json!("x"), json!(1), json!(true), json!(1.5), json!([]), json!(null)];
    let named: Vec<&str> = match &types.kind {
        ExprKind::Name(name) => vec![name],
        ExprKind::Tuple(items) => items
            .iter()
            .filter_map(|item| match &item.kind {
                ExprKind::Name(name) => Some(name.as_str()),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    for name in named {
        match name {
            "list" => values.extend([json!(["a"]), json!([1, 2])]),
            "dict" => values.push(json!({"a": 1})),
            "str" => values.extend([json!("abc"), json!("")]),
            "int" => values.extend([json!(2), json!(0), json!(-1)]),
            _ => {}
        }
    }
    values
}
