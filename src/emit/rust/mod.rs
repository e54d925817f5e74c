//! Planned ir becomes a Rust project.
//!
//! Expressions are printed by functions that know how strongly their text binds (`code::Bind`) and how it holds its value
//! (`code::Held`); lines are broken by `doc` as `rustfmt` breaks them.

mod assigned;
mod body;
mod cells;
mod code;
mod comment;
mod comprehension;
mod doc;
mod exception;
mod expr;
mod facts;
mod finally;
mod format;
mod function;
mod handler;
mod lambda;
mod layout;
mod library;
mod line;
mod literal;
mod main;
mod names;
mod present;
mod record;
mod runtime;
mod state;
mod stmt;
mod types;

use super::{File, Options};
use crate::plan::Plan;

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
