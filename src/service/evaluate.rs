//! Expressions of the dispatch.

use std::collections::BTreeMap;

use num_traits::ToPrimitive as _;

use super::known::Part;
use super::value::{Env, Value};
use crate::model::{ClassIndex, FunctionIndex, Model, ModuleIndex, Resolved, Symbol};
use crate::python::ast::{Comprehension, Constant, Expr, ExprKind, StmtKind, UnaryOperator};

/// Where an expression stands.
#[derive(Clone, Copy)]
pub struct Context<'m, 'a> {
    /// What names mean.
    pub model: &'m Model<'a>,
    /// How often each name is called in the program.
    pub calls: &'m BTreeMap<&'a str, usize>,
    /// The module.
    pub module: ModuleIndex,
    /// The handler class.
    pub class: ClassIndex,
    /// What the code calls the handler: `self`.
    pub receiver: &'m str,
    /// The request method: `GET`.
    pub method: &'m str,
    /// How many calls deep.
    pub depth: usize,
}

/// Most calls that are followed.
pub const MOST_CALLS: usize = 6;

impl<'a> Context<'_, 'a> {
    /// What an expression is.
    pub fn value(self, expr: &'a Expr, env: &Env<'a>) -> Value<'a> {
        match &expr.kind {
            ExprKind::Constant(Constant::Str(text)) => Value::Text(text.clone()),
            ExprKind::Name(name) => env.get(name).cloned().unwrap_or_else(|| self.global(name, env)),
            ExprKind::Attribute { value, attr } => self.attribute(value, &attr.name, expr, env),
            ExprKind::Call { func, args, .. } => self.call(func, args, env),
            ExprKind::Subscript { value, slice } => self.item(value, slice, env),
            ExprKind::BoolOp { values, .. } => values.first().map_or(Value::Other, |first| self.value(first, env)),
            ExprKind::NamedExpr { value, .. } => self.value(value, env),
            ExprKind::Tuple(items) => Value::Tuple(items.iter().map(|item| self.value(item, env)).collect()),
            ExprKind::IfExp { body, orelse, .. } => match self.value(body, env) {
                Value::Other => self.value(orelse, env),
                found => found,
            },
            ExprKind::ListComp { element, generators } => self.comprehension(element, generators, env),
            _ => Value::Other,
        }
    }

    /// Whether an expression is the handler itself.
    pub fn is_receiver(self, expr: &Expr) -> bool {
        matches!(&expr.kind, ExprKind::Name(name) if name == self.receiver)
    }

    /// The function of the program that is called, and whether its first parameter is the receiver.
    pub fn callee(self, func: &'a Expr, env: &Env<'a>) -> Option<(FunctionIndex, bool)> {
        if let ExprKind::Attribute { value, attr } = &func.kind
            && self.is_receiver(value)
        {
            return self.model.method(self.class, &attr.name).map(|index| (index, true));
        }
        match self.value(func, env) {
            Value::Function(index) => Some((index, false)),
            _ => None,
        }
    }

    /// The values of a function's parameters at a call.
    pub fn arguments(self, (callee, bound): (FunctionIndex, bool), args: &'a [Expr], env: &Env<'a>) -> Env<'a> {
        let parameters = self.model.function(callee).def.parameters.iter().skip(usize::from(bound));
        let mut inner: Env<'a> =
            parameters.zip(args).map(|(parameter, arg)| (parameter.name.name.clone(), self.value(arg, env))).collect();
        inner.extend(
            env.iter().filter(|(name, _)| name.starts_with('.')).map(|(name, value)| (name.clone(), value.clone())),
        );
        inner
    }

    /// The same in the body of a function.
    pub fn inside(self, callee: FunctionIndex) -> Self {
        let function = self.model.function(callee);
        let receiver = match function.class {
            Some(_) => function.def.parameters.iter().next().map_or("", |parameter| parameter.name.name.as_str()),
            None => "",
        };
        Self { module: function.module, receiver, depth: self.depth + 1, ..self }
    }

    fn global(self, name: &str, env: &Env<'a>) -> Value<'a> {
        match self.model.resolve_name(self.module, name) {
            Resolved::Symbol(Symbol::Function(index)) => Value::Function(index),
            Resolved::Symbol(Symbol::Global(_)) => match self.definition(name) {
                // Only texts: a table or a list is looked at where it is used.
                Some(Expr { kind: ExprKind::Constant(Constant::Str(text)), .. }) => Value::Text(text.clone()),
                Some(value) if matches!(value.kind, ExprKind::Call { .. }) && self.depth < MOST_CALLS => {
                    Self { depth: self.depth + 1, ..self }.value(value, env)
                }
                _ => Value::Other,
            },
            Resolved::Symbol(_) | Resolved::External(_) => Value::Other,
        }
    }

    /// What a module-level name, or a class attribute, is bound to, if once.
    pub fn definition(self, name: &str) -> Option<&'a Expr> {
        let module = &self.model.module(self.module).tree.body;
        let class = &self.model.class(self.class).def.body;
        let mut found = module.iter().chain(class).filter_map(|stmt| match &stmt.kind {
            StmtKind::Assign { targets, value } => targets
                .iter()
                .any(|target| matches!(&target.kind, ExprKind::Name(known) if known == name))
                .then_some(value),
            StmtKind::AnnAssign { target, value: Some(value), .. } => {
                matches!(&target.kind, ExprKind::Name(known) if known == name).then_some(value)
            }
            _ => None,
        });
        let first = found.next();
        if found.next().is_some() { None } else { first }
    }

    /// The expression that a name or `self.name` stands for, or the expression itself.
    pub fn definition_of(self, expr: &'a Expr) -> &'a Expr {
        let found = match &expr.kind {
            ExprKind::Name(name) => self.definition(name),
            ExprKind::Attribute { value, attr } if self.is_receiver(value) => self.definition(&attr.name),
            _ => None,
        };
        found.unwrap_or(expr)
    }

    fn attribute(self, value: &'a Expr, attr: &str, whole: &'a Expr, env: &Env<'a>) -> Value<'a> {
        if self.is_receiver(value) {
            return match attr {
                "path" => Value::Path,
                "command" => Value::Method,
                name => match (env.get(&format!(".{name}")), self.model.method(self.class, name)) {
                    (Some(value), _) => value.clone(),
                    (None, Some(method)) => Value::Function(method),
                    (None, None) => self.definition(name).map_or(Value::Other, |value| self.value(value, env)),
                },
            };
        }
        if let Some(Resolved::Symbol(Symbol::Function(index))) = self.model.resolve(self.module, whole) {
            return Value::Function(index);
        }
        if let (ExprKind::Name(name), true) = (&value.kind, attr != "path") {
            let class = self.model.resolve_name(self.module, name);
            if let Resolved::Symbol(Symbol::Class(class)) = class
                && let Some(method) = self.model.method(class, attr)
            {
                return Value::Function(method);
            }
        }
        match (self.value(value, env), attr) {
            (Value::Url, "path") => Value::Path,
            _ => Value::Other,
        }
    }

    fn call(self, func: &'a Expr, args: &'a [Expr], env: &Env<'a>) -> Value<'a> {
        let first = args.first().map_or(Value::Other, |first| self.value(first, env));
        if let Some(Resolved::External(name)) = self.model.resolve(self.module, func) {
            return match (name.as_str(), first) {
                ("urllib.parse.urlparse" | "urllib.parse.urlsplit", Value::Path) => Value::Url,
                ("builtins.len", Value::Parts { shift }) => Value::Count { shift },
                ("re.compile", Value::Text(regex)) => Value::Match(regex),
                ("re.match" | "re.fullmatch" | "re.search", Value::Text(regex)) => {
                    match args.get(1).map(|text| self.value(text, env)) {
                        Some(Value::Path | Value::Trimmed) => Value::Match(regex),
                        _ => Value::Other,
                    }
                }
                ("builtins.getattr", _) => match args.get(1).map(|name| self.value(name, env)) {
                    Some(Value::Text(name)) => {
                        self.model.method(self.class, &name).map_or(Value::Other, Value::Function)
                    }
                    _ => Value::Other,
                },
                (
                    "urllib.parse.unquote"
                    | "urllib.parse.unquote_plus"
                    | "builtins.str"
                    | "builtins.int"
                    | "builtins.float"
                    | "builtins.list",
                    first,
                ) => first,
                _ => Value::Other,
            };
        }
        if let ExprKind::Attribute { value, attr } = &func.kind
            && !self.is_receiver(value)
        {
            if attr.name == "get" && matches!(first, Value::Path | Value::Trimmed | Value::Tuple(_)) {
                return self.lookup(value, &first);
            }
            let receiver = self.value(value, env);
            let found = method(&receiver, &attr.name, &first, args);
            if !matches!(found, Value::Other) {
                return found;
            }
        }
        match self.callee(func, env) {
            Some(callee) if self.depth < MOST_CALLS => self.returned(callee, args, env),
            _ => Value::Other,
        }
    }

    /// What a helper returns that is only `return` after assignments: `def route(self): return urlparse(self.path).path`.
    fn returned(self, callee: (FunctionIndex, bool), args: &'a [Expr], env: &Env<'a>) -> Value<'a> {
        let mut inner = self.arguments(callee, args, env);
        let context = self.inside(callee.0);
        let body: &'a [crate::python::ast::Stmt] = &self.model.function(callee.0).def.body;
        for stmt in body {
            match &stmt.kind {
                StmtKind::Assign { targets, value } => {
                    let value = context.value(value, &inner);
                    for target in targets {
                        context.bind(target, &value, &mut inner);
                    }
                }
                StmtKind::Return(Some(value)) => return context.value(value, &inner),
                StmtKind::Expr(Expr { kind: ExprKind::Constant(_), .. }) => {}
                _ => return Value::Other,
            }
        }
        Value::Other
    }

    /// Binds the names of an assignment's target.
    pub fn bind(self, target: &'a Expr, value: &Value<'a>, env: &mut Env<'a>) {
        match &target.kind {
            ExprKind::Name(name) => {
                env.insert(name.clone(), value.clone());
            }
            ExprKind::Attribute { value: object, attr } if self.is_receiver(object) => {
                env.insert(format!(".{}", attr.name), value.clone());
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    let item_value = i64::try_from(index).map_or(Value::Other, |index| indexed(value, index));
                    self.bind(item, &item_value, env);
                }
            }
            _ => {}
        }
    }

    fn item(self, value: &'a Expr, slice: &'a Expr, env: &Env<'a>) -> Value<'a> {
        if let ExprKind::Slice { lower, upper, step: None } = &slice.kind {
            let from = lower.as_deref().map(|lower| integer(lower).ok_or(()));
            return match (self.value(value, env), from, upper) {
                (Value::Path, None, _) => Value::Path,
                (Value::Path, Some(Ok(1)), None) => Value::Trimmed,
                (Value::Path | Value::Trimmed, Some(_), None) => Value::Part(Part::Rest),
                (Value::Parts { shift }, Some(Ok(from)), None) if from >= 0 => Value::Parts { shift: shift + from },
                (Value::Parts { shift }, None, None) => Value::Parts { shift },
                _ => Value::Other,
            };
        }
        let key = self.value(slice, env);
        if matches!(key, Value::Path | Value::Trimmed | Value::Tuple(_)) {
            return self.lookup(value, &key);
        }
        match integer(slice) {
            Some(index) => indexed(&self.value(value, env), index),
            None => Value::Other,
        }
    }

    /// `TABLE.get(path)`, `TABLE[method, path]`
    fn lookup(self, table: &'a Expr, key: &Value<'a>) -> Value<'a> {
        let ExprKind::Dict(items) = &self.definition_of(table).kind else { return Value::Other };
        let rows = items.iter().filter_map(|item| Some((self.row(item.key.as_ref()?, key)?, &item.value)));
        Value::Lookup(rows.collect())
    }

    /// The path of a table's key, if it is one for this method.
    pub fn row(self, written: &'a Expr, key: &Value<'a>) -> Option<String> {
        match (&written.kind, key) {
            (ExprKind::Constant(Constant::Str(text)), Value::Path) => Some(text.clone()),
            (ExprKind::Constant(Constant::Str(text)), Value::Trimmed) => Some(format!("/{text}")),
            (ExprKind::Tuple(items), Value::Tuple(keys)) if items.len() == keys.len() => {
                let mut path = None;
                for (item, key) in items.iter().zip(keys) {
                    match (key, &item.kind) {
                        (Value::Method, ExprKind::Constant(Constant::Str(text))) if text != self.method => return None,
                        (Value::Text(known), ExprKind::Constant(Constant::Str(text))) if text != known => return None,
                        (Value::Path | Value::Trimmed, _) => path = self.row(item, key),
                        _ => {}
                    }
                }
                path
            }
            _ => None,
        }
    }

    /// `[part for part in path.split("/") if part]`
    fn comprehension(self, element: &'a Expr, generators: &'a [Comprehension], env: &Env<'a>) -> Value<'a> {
        let [generator] = generators else { return Value::Other };
        let Value::Parts { shift } = self.value(&generator.iter, env) else { return Value::Other };
        let mut inner = env.clone();
        self.bind(&generator.target, &Value::Part(Part::Last), &mut inner);
        match self.value(element, &inner) {
            Value::Part(_) => Value::Parts { shift: if generator.ifs.is_empty() { shift } else { 0 } },
            _ => Value::Other,
        }
    }
}

/// `path.strip("/")` and the like.
fn method<'a>(receiver: &Value<'a>, name: &str, first: &Value<'a>, args: &[Expr]) -> Value<'a> {
    let text = match first {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    };
    match (receiver, name, text) {
        (Value::Path | Value::Trimmed, "strip" | "lstrip", Some("/")) | (Value::Path, "removeprefix", Some("/")) => {
            Value::Trimmed
        }
        (Value::Path, "removeprefix", Some(_)) => Value::Part(Part::Rest),
        (
            Value::Path | Value::Trimmed | Value::Part(_) | Value::Method,
            "rstrip" | "lower" | "upper" | "strip" | "decode" | "removesuffix" | "replace",
            _,
        ) => receiver.clone(),
        (Value::Path, "split" | "partition" | "rsplit" | "rpartition", Some("?" | "#" | ";")) => Value::QuerySplit,
        (Value::Path | Value::Trimmed, "rpartition", Some("/")) => {
            Value::Tuple(vec![Value::Other, Value::Other, Value::Part(Part::Last)])
        }
        (Value::Path, "rsplit", Some("/")) if args.len() > 1 => {
            Value::Tuple(vec![Value::Other, Value::Part(Part::Last)])
        }
        (Value::Path, "split" | "rsplit", Some("/")) => Value::Parts { shift: -1 },
        (Value::Trimmed, "split" | "rsplit", Some("/")) => Value::Parts { shift: 0 },
        (Value::Trimmed, "partition", Some("/")) => {
            Value::Tuple(vec![Value::Part(Part::At(0)), Value::Other, Value::Other])
        }
        (Value::Match(regex), "match" | "fullmatch" | "search", _) if matches!(first, Value::Path | Value::Trimmed) => {
            Value::Match(regex.clone())
        }
        _ => Value::Other,
    }
}

/// `value[index]`
fn indexed<'a>(value: &Value<'a>, index: i64) -> Value<'a> {
    match value {
        Value::QuerySplit if index == 0 => Value::Path,
        Value::Url if index == 2 => Value::Path,
        Value::Parts { .. } if index == -1 => Value::Part(Part::Last),
        Value::Parts { shift } if index >= 0 => {
            usize::try_from(index + shift).map_or(Value::Other, |at| Value::Part(Part::At(at)))
        }
        Value::Tuple(items) => {
            let at = if index < 0 { index + i64::try_from(items.len()).unwrap_or(0) } else { index };
            usize::try_from(at).ok().and_then(|at| items.get(at)).cloned().unwrap_or(Value::Other)
        }
        _ => Value::Other,
    }
}

/// A constant integer.
pub fn integer(expr: &Expr) -> Option<i64> {
    match &expr.kind {
        ExprKind::Constant(Constant::Int(number)) => number.to_i64(),
        ExprKind::UnaryOp { op: UnaryOperator::USub, operand } => integer(operand).map(|number| -number),
        _ => None,
    }
}
