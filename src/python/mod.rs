//! Python as a tree: our small AST with spans. `parse` is the only file that names tree-sitter.

pub mod ast;
