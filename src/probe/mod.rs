//! What requests an original has to be asked so that all of it is seen.
//!
//! `harvest` reads from the code what it looks up and compares with; `draw` makes requests of that; `synthesize` sends them to the original, watches which branches they
//! reach, and keeps those that reach new ones. Chance is seeded: the same program and seed give the same requests.

mod chance;
mod draw;
mod harvest;
mod material;
mod pattern;
mod synthesize;

pub use harvest::harvest;
pub use material::Material;
pub use synthesize::{Options, Synthesis, synthesize};
