//! The Go backend: a planned program becomes a Go module.
//!
//! Expressions are trees that know binding strength (`tree`); what Go needs a statement for is printed before the statement that
//! uses it, together with everything that Python evaluates before it (`function`). What is printed is what gofmt would print.

mod comment;
mod convert;
mod encode;
mod exceptions;
mod expr;
mod function;
mod library;
mod loops;
mod module;
mod names;
mod place;
mod project;
mod prune;
mod runtime;
mod source;
mod stmt;
mod text;
mod tidy;
mod tree;
mod trim;
mod types;
mod unread;

pub use project::project;
