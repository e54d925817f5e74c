//! Planned ir becomes a Rust project.
//!
//! Expressions are printed by functions that know how strongly their text binds (`code::Bind`) and how it holds its value
//! (`code::Held`); lines are broken by `doc` as `rustfmt` breaks them.

use super::{File, Options};
use crate::plan::Plan;

mod arithmetic;
mod assigned;
mod attempt;
mod bind;
mod body;
mod borrows;
mod call;
mod cells;
mod code;
mod comment;
mod compare;
mod comprehension;
mod container;
mod convert;
mod default;
mod doc;
mod dynamic;
mod encode;
mod exception;
mod expr;
mod facts;
mod finally;
mod format;
mod function;
mod handler;
mod hidden;
mod key;
mod lambda;
mod late;
mod layout;
mod lent;
mod library;
mod line;
mod literal;
mod liveness;
mod main;
mod names;
mod numbers;
mod place;
mod present;
mod question;
mod ranges;
mod rebound;
mod record;
mod regex;
mod runtime;
mod server;
mod state;
mod stmt;
mod types;
mod wide;

/// The type of `self` in the methods of a request handler.
pub(crate) const HANDLER: &str = "http.server.BaseHTTPRequestHandler";

/// The files of the Rust project of a program.
pub fn project(plan: &Plan, options: &Options) -> Vec<File> {
    main::project(plan, options)
}

/// Whether the Rust runtime has a helper of that name, or the backend an idiom for it.
pub fn has_helper(helper: &str) -> bool {
    runtime::has(helper)
}
