//! What a service answers: its routes, read out of the code that dispatches them.
//!
//! Routes are for reports, the manifest and parity; they are a reading of the code, not the meaning of what is generated from it.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "most of Python's syntax, and of what a value can be, says nothing about a path"
)]

mod condition;
mod evaluate;
mod handler;
mod known;
pub mod library;
mod pattern;
mod route;
mod value;
mod walk;

pub use route::{HANDLER_CLASSES, Route, routes};
