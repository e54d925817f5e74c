//! Processes that answer HTTP: start, wait until they do, watch, and always stop.
//!
//! A task (`run`) is a process that comes to its end by itself.
//!
//! A started server never outlives pivot: it is stopped when its `Server` is dropped, which an error, a panic and an
//! interrupt (`Interrupt`) all lead to, and a small watcher process stops it should pivot itself be killed.

mod address;
mod group;
mod guard;
mod interrupt;
mod launch;
mod output;
mod owner;
mod process;
mod ready;
mod task;

pub use address::{Address, free_port};
pub use interrupt::Interrupt;
pub use launch::{Launch, split_command};
pub use process::{Ended, Server};
pub use task::{Done, run};
