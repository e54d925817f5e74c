//! Types while they are inferred: like `crate::ir::Type`, but objects and integers are classes that still merge.

use std::rc::Rc;

use super::heap::{FunctionSetId, IntId, NodeId};
use super::regex::{Matched, Regex};
use crate::model::ClassIndex;

/// An inferred type. The order is a lattice: [`Ty::Never`] below all, [`Ty::Unknown`] above all.
#[derive(Clone, Debug, PartialEq)]
pub enum Ty {
    /// No value has come here yet.
    Never,
    /// `None`
    None,
    /// `bool`
    Bool,
    /// `int`, in a class of integers that share one width.
    Int(IntId),
    /// `int` of any size that is computed with.
    Exact,
    /// `float`
    Float,
    /// int or float
    Number,
    /// `str`
    Str,
    /// `bytes`
    Bytes,
    /// A list, dict, set, record or instance.
    Object(NodeId),
    /// `tuple`
    Tuple(Vec<Ty>),
    /// `T | None`
    Optional(Box<Ty>),
    /// A value of unknown JSON shape.
    Json,
    /// A parameter that only `json.dumps` reads.
    Encodable,
    /// An exception.
    Exception,
    /// A function of the program used as a value: one of a set. It is held by its name, and called by comparing names (Reynolds, *Definitional Interpreters*, 1972).
    Function(FunctionSetId),
    /// A member of an Enum class. It is held as its value.
    Enum(ClassIndex),
    /// A compiled regular expression: that one.
    Pattern(Rc<Regex>),
    /// A match of a regular expression with those groups.
    Match(Rc<Matched>),
    /// An opaque class of the library.
    Library(String),
    /// Values that have no common type; the reason in words.
    Unknown(String),
}

impl Ty {
    /// `T | None`
    #[must_use]
    pub fn optional(self) -> Self {
        match self {
            Self::Never => Self::None,
            Self::None | Self::Json | Self::Optional(_) | Self::Unknown(_) => self,
            other => Self::Optional(Box::new(other)),
        }
    }

    /// What it is when it is not `None`.
    #[must_use]
    pub fn present(&self) -> Self {
        match self {
            Self::Optional(inner) => (**inner).clone(),
            Self::None => Self::Never,
            other => other.clone(),
        }
    }

    /// int, float or either.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Int(_) | Self::Float | Self::Number)
    }
}
