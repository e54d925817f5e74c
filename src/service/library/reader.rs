//! How an argument is checked against its parameter's annotation.

use crate::model::{Model, ModuleIndex, Resolved};
use crate::python::ast::{Constant, Expr, ExprKind, Operator};

/// What an annotation lets through. One that says something else is not checked, as Python does not check it either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Whatever JSON carries.
    Any,
    /// `int`, but no `bool`
    Int,
    /// `float`, or an `int` that stays one (PEP 484)
    Float,
    /// `str`
    Str,
    /// `bool`
    Bool,
    /// `list[T]`
    List(Box<Reader>),
    /// `dict[str, T]`
    Dict(Box<Reader>),
    /// `T | None`
    Optional(Box<Reader>),
}

impl Reader {
    /// The reader of an annotation.
    pub(super) fn of(model: &Model<'_>, module: ModuleIndex, annotation: &Expr) -> Self {
        match &annotation.kind {
            ExprKind::BinOp { left, op: Operator::BitOr, right } => {
                let sides = [left, right].map(|side| (is_none(side), side));
                match sides {
                    [(true, _), (false, other)] | [(false, other), (true, _)] => {
                        Self::of(model, module, other).optional()
                    }
                    [(true, _), (true, _)] | [(false, _), (false, _)] => Self::Any,
                }
            }
            ExprKind::Subscript { value, slice } => {
                let name = name(model, module, value);
                match (name.as_deref(), &slice.kind) {
                    (Some("list" | "List" | "Sequence" | "Iterable" | "Collection"), _) => {
                        Self::List(Box::new(Self::of(model, module, slice)))
                    }
                    (Some("dict" | "Dict" | "Mapping"), ExprKind::Tuple(items)) => match items.as_slice() {
                        [key, item] if Self::of(model, module, key) == Self::Str => {
                            Self::Dict(Box::new(Self::of(model, module, item)))
                        }
                        _ => Self::Any,
                    },
                    (Some("Optional"), _) => Self::of(model, module, slice).optional(),
                    _ => Self::Any,
                }
            }
            ExprKind::Name(_) | ExprKind::Attribute { .. } => match name(model, module, annotation).as_deref() {
                Some("int") => Self::Int,
                Some("float") => Self::Float,
                Some("str") => Self::Str,
                Some("bool") => Self::Bool,
                Some("list" | "List") => Self::List(Box::new(Self::Any)),
                Some("dict" | "Dict") => Self::Dict(Box::new(Self::Any)),
                _ => Self::Any,
            },
            _ => Self::Any,
        }
    }

    /// With None let through.
    #[must_use]
    pub fn optional(self) -> Self {
        match self {
            Self::Any | Self::Optional(_) => self,
            other => Self::Optional(Box::new(other)),
        }
    }

    /// The expression that checks a value; `what` says in an error which one it is. The value stands in it once, but for an optional one.
    pub(super) fn read(&self, value: &str, what: &str) -> String {
        self.read_at(value, what, 0)
    }

    fn read_at(&self, value: &str, what: &str, depth: usize) -> String {
        let inner = format!("item{}", if depth == 0 { String::new() } else { (depth + 1).to_string() });
        match self {
            Self::Any => value.to_owned(),
            Self::Int => format!("read_int({value}, {what})"),
            Self::Float => format!("read_float({value}, {what})"),
            Self::Str => format!("read_str({value}, {what})"),
            Self::Bool => format!("read_bool({value}, {what})"),
            Self::List(item) if **item == Self::Any => format!("read_list({value}, {what})"),
            Self::List(item) => {
                format!("[{} for {inner} in read_list({value}, {what})]", item.read_at(&inner, what, depth + 1))
            }
            Self::Dict(item) if **item == Self::Any => format!("read_dict({value}, {what})"),
            Self::Dict(item) => format!(
                "{{key: {} for key, {inner} in read_dict({value}, {what}).items()}}",
                item.read_at(&inner, what, depth + 1)
            ),
            Self::Optional(item) => format!("None if {value} is None else {}", item.read_at(value, what, depth)),
        }
    }
}

fn is_none(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Constant(Constant::None))
}

/// The last part of the name of a type of `builtins`, `typing` or `collections.abc`.
fn name(model: &Model<'_>, module: ModuleIndex, expr: &Expr) -> Option<String> {
    let Some(Resolved::External(qualified)) = model.resolve(module, expr) else { return None };
    let (package, name) = qualified.rsplit_once('.')?;
    ["builtins", "typing", "collections.abc"].contains(&package).then(|| name.to_owned())
}
