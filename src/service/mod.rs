//! What a service answers: its routes, read out of the code that dispatches them.
//!
//! Routes are for reports, the manifest and parity; they are a reading of the code, not the meaning of what is generated from it.

mod route;

pub use route::{HANDLER_CLASSES, Route, routes};
