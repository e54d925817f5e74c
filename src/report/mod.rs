//! Results as text and JSON; one file a command.

pub mod analysis;
pub mod explain;
pub mod finding;
mod page;
pub mod parity;
pub mod record;
pub mod runs;
pub mod tape;
