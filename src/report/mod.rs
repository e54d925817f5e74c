//! Results as text and JSON; one file a command.

pub mod parity;
