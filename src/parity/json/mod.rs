//! JSON as tokens: what `serde_json` loses is kept.
//!
//! Duplicate keys, `NaN` and `Infinity` (which Python writes), integers of any size, `1` against `1.0`, lone surrogates and
//! the exact text of every token.

mod path;
mod reader;
mod tree;

pub use path::{Path, Pattern, Step};
pub use reader::{DEEPEST, read};
pub use tree::{Member, Node, Type, Value};
