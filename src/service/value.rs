//! What an expression of the dispatch is, as far as it is about the path.

use std::collections::HashMap;

use super::known::Part;
use crate::model::FunctionIndex;
use crate::python::ast::Expr;

/// A value, seen from the request's path.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// `self.path`, with or without its query.
    Path,
    /// The path without its first slash.
    Trimmed,
    /// `urlparse(self.path)`
    Url,
    /// `self.path.split("?")`: the first item is the path.
    QuerySplit,
    /// `path.split("/")`: the item with number `i` is the part with number `i + shift`.
    Parts {
        /// -1 where the empty text before the first slash is an item.
        shift: i64,
    },
    /// `parts[2]`
    Part(Part),
    /// `len(parts)`: so much less than the number of parts.
    Count {
        /// As in [`Value::Parts`].
        shift: i64,
    },
    /// `TABLE.get(path)`: what the table has for the path.
    Lookup(Vec<(String, &'a Expr)>),
    /// `re.match(pattern, path)`
    Match(String),
    /// A text that is known.
    Text(String),
    /// `self.command`
    Method,
    /// A function of the program.
    Function(FunctionIndex),
    /// `(method, path)`
    Tuple(Vec<Value<'a>>),
    /// Anything else.
    Other,
}

/// Names that are bound on the way; attributes of `self` as `.name`.
pub type Env<'a> = HashMap<String, Value<'a>>;
