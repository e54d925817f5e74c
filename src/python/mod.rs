//! Python as a tree: our small AST with spans. `decode` turns a file's bytes into text, `parse` turns text into a tree.

pub mod ast;
pub mod case;
mod decode;
mod desugar;
mod dump;
mod parse;
pub mod visit;
mod visit_mut;

pub use decode::{DecodeError, decode};
pub use desugar::{EXIT_RAISED, desugar, enter_name, exit_name, raised_name};
pub use dump::dump;
pub use parse::{Outline, OutlineStatement, Parsed, SYNTAX_ERROR, outline, parse};
