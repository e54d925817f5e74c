//! The Go backend: a planned program becomes a Go module.
//!
//! Expressions are trees that know binding strength (`tree`); what Go needs a statement for stands before the statement that
//! uses it, together with everything that Python evaluates before it (`function`). Statements are a tree too (`statement`); what is
//! printed of it at the end is what gofmt would print.

mod arithmetic;
mod body;
mod comment;
mod constant;
mod container;
mod convert;
mod encode;
mod exceptions;
mod expr;
mod field;
mod function;
mod handler;
mod library;
mod lookup;
mod loops;
mod main;
mod module;
mod names;
mod place;
mod project;
mod prune;
mod record;
mod regex;
mod runtime;
mod source;
mod state;
mod statement;
mod stmt;
mod text;
mod tidy;
mod tree;
mod trim;
mod types;
mod unread;

pub use project::project;
