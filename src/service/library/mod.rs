//! A module of plain functions as a service: `POST /<function>` with a JSON object of arguments.
//!
//! pivot writes two files of Python beside the translation. The *harness* is an `http.server` that calls the original's functions: it is the service that is
//! translated, and the original that the translation is compared with. The *client* has the functions of the library with the same signatures, so that a caller
//! changes one import. `docs/libraries.md` has the protocol.

mod client;
mod exported;
mod harness;
mod reader;
mod shape;

pub use client::client;
pub use exported::{Default, Exported, Parameter, ParameterKind, accelerators, exported, without_accelerators};
pub use harness::{Form, Served, harness};
pub use reader::Reader;
pub use shape::Shape;
