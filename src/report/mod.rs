//! Results as text and JSON; one file a command.

pub mod analysis;
pub mod parity;
pub mod record;
pub mod tape;
