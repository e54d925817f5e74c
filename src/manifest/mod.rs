//! `pivot.json`: what a generated project says of itself.
//!
//! `pivot evolve` writes it beside the generated sources; every later command reads from it how to build and run both
//! services, which routes are native, and which fields of their answers depend on a clock or a random source.
//! Paths are relative to the project's directory. The format only grows: keys are added, never changed, and a reader
//! ignores keys that it does not know, so `SCHEMA` changes only when an old reader would misunderstand a new file.

mod document;
mod file;
mod volatile;

pub use document::{Addition, FileDigest, Kind, Manifest, Python, Route, RouteStatus, Run, SCHEMA, Target};
pub use file::FILE_NAME;
pub use volatile::{Place, Source, Volatile};
