//! What a service answers: its routes, read out of the code that dispatches them.
//!
//! Routes are for reports, the manifest and parity; they are a reading of the code, not the meaning of what is generated from it.

mod condition;
mod evaluate;
mod handler;
mod known;
mod pattern;
mod route;
mod value;
mod walk;

pub use route::{HANDLER_CLASSES, Route, routes};
