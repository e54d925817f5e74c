//! Types as stubs write them.

use std::collections::BTreeMap;
use std::fmt;

use crate::python::ast::Constant;

/// A type in an annotation.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeExpr {
    /// `Any`: nothing is said about the value.
    Any,
    /// `Never`: the call does not return.
    Never,
    /// `None`
    None,
    /// `Json`: a value of unknown JSON shape.
    Json,
    /// `Number`: int or float, kept apart at run time.
    Number,
    /// `Encodable`: anything that `json.dumps` writes.
    Encodable,
    /// `Self`: the type of the receiver.
    Receiver,
    /// `T`: a type variable, bound by the receiver's type or by the arguments.
    Var(String),
    /// `int`, `list[T]`, `http.server.HTTPServer`: a class by qualified name.
    Class(String, Vec<TypeExpr>),
    /// `tuple[A, B]`
    Tuple(Vec<TypeExpr>),
    /// `tuple[T, ...]`
    TupleOf(Box<TypeExpr>),
    /// `A | B`
    Union(Vec<TypeExpr>),
    /// `Literal["a", "b"]`: the argument is written as one of these constants.
    Literal(Vec<Constant>),
    /// `NonEmpty[str]`: the argument is written as a constant that is not empty.
    NonEmpty(Box<TypeExpr>),
    /// `Callable[[A], B]`
    Callable(Vec<TypeExpr>, Box<TypeExpr>),
    /// `type[T]`: a class object.
    TypeOf(Box<TypeExpr>),
}

impl TypeExpr {
    /// A class without arguments.
    pub fn class(name: &str) -> Self {
        Self::Class(name.to_owned(), Vec::new())
    }

    /// The same type with its variables replaced; a variable that is not in the map stays.
    #[must_use]
    pub fn substitute(&self, variables: &BTreeMap<String, Self>) -> Self {
        let all = |types: &[Self]| types.iter().map(|ty| ty.substitute(variables)).collect();
        let one = |ty: &Self| Box::new(ty.substitute(variables));
        match self {
            Self::Var(name) => variables.get(name).unwrap_or(self).clone(),
            Self::Class(name, args) => Self::Class(name.clone(), all(args)),
            Self::Tuple(items) => Self::Tuple(all(items)),
            Self::TupleOf(item) => Self::TupleOf(one(item)),
            Self::Union(options) => Self::Union(all(options)),
            Self::NonEmpty(inner) => Self::NonEmpty(one(inner)),
            Self::Callable(params, result) => Self::Callable(all(params), one(result)),
            Self::TypeOf(inner) => Self::TypeOf(one(inner)),
            Self::Any
            | Self::Never
            | Self::None
            | Self::Json
            | Self::Number
            | Self::Encodable
            | Self::Receiver
            | Self::Literal(_) => self.clone(),
        }
    }

    /// Calls `visit` with every class name in the type.
    pub fn visit_classes(&self, visit: &mut dyn FnMut(&str)) {
        match self {
            Self::Class(name, args) => {
                visit(name);
                for arg in args {
                    arg.visit_classes(visit);
                }
            }
            Self::Tuple(items) | Self::Union(items) => {
                for item in items {
                    item.visit_classes(visit);
                }
            }
            Self::TupleOf(inner) | Self::NonEmpty(inner) | Self::TypeOf(inner) => inner.visit_classes(visit),
            Self::Callable(params, result) => {
                for param in params {
                    param.visit_classes(visit);
                }
                result.visit_classes(visit);
            }
            Self::Any
            | Self::Never
            | Self::None
            | Self::Json
            | Self::Number
            | Self::Encodable
            | Self::Receiver
            | Self::Var(_)
            | Self::Literal(_) => {}
        }
    }
}

impl fmt::Display for TypeExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("Any"),
            Self::Never => f.write_str("Never"),
            Self::None => f.write_str("None"),
            Self::Json => f.write_str("Json"),
            Self::Number => f.write_str("Number"),
            Self::Encodable => f.write_str("Encodable"),
            Self::Receiver => f.write_str("Self"),
            Self::Var(name) => f.write_str(name),
            Self::Class(name, args) if args.is_empty() => f.write_str(name),
            Self::Class(name, args) => write!(f, "{name}[{}]", joined(args, ", ")),
            Self::Tuple(items) if items.is_empty() => f.write_str("tuple[()]"),
            Self::Tuple(items) => write!(f, "tuple[{}]", joined(items, ", ")),
            Self::TupleOf(item) => write!(f, "tuple[{item}, ...]"),
            Self::Union(options) => f.write_str(&joined(options, " | ")),
            Self::Literal(values) => {
                let texts: Vec<String> = values.iter().map(literal).collect();
                write!(f, "Literal[{}]", texts.join(", "))
            }
            Self::NonEmpty(inner) => write!(f, "NonEmpty[{inner}]"),
            Self::Callable(params, result) => write!(f, "Callable[[{}], {result}]", joined(params, ", ")),
            Self::TypeOf(inner) => write!(f, "type[{inner}]"),
        }
    }
}

fn joined(types: &[TypeExpr], separator: &str) -> String {
    types.iter().map(ToString::to_string).collect::<Vec<_>>().join(separator)
}

fn literal(value: &Constant) -> String {
    match value {
        Constant::None => "None".to_owned(),
        Constant::Bool(value) => if *value { "True" } else { "False" }.to_owned(),
        Constant::Int(value) => value.to_string(),
        Constant::Float(value) => value.to_string(),
        Constant::Str(value) => format!("{value:?}"),
        Constant::Complex(_) | Constant::Surrogates(_) | Constant::Bytes(_) | Constant::Ellipsis => "...".to_owned(),
    }
}
