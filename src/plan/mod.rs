//! Choices about the planned program: aliases, ownership, raise sets, guards; native or refused.
//!
//! What `plan` decides holds for both targets; a backend only prints it.

mod planned;
mod raises;

pub use planned::{Access, Entry, FunctionPlan, Passing, Plan, Sharing};
