//! The result of a replay: as text, as JSON, and in the forms that CI systems and pull requests show.

mod github;
mod groups;
mod html;
mod junit;
mod markdown;
mod rules;
mod selftest;
mod summary;
mod tape;
mod text;
mod whence;

use anyhow::Result;

pub use github::github;
pub use html::html;
pub use junit::junit;
pub use markdown::markdown;
pub use selftest::self_test;
pub use tape::synthesis;
pub use text::text;

use crate::parity::{Replay, seal};

/// The certificate as JSON with its own hash by `hash`, ending in a line break.
///
/// # Errors
/// None that a certificate can cause; serialization to memory does not fail.
pub fn json(replay: &Replay, hash: impl Fn(&[u8]) -> String) -> Result<String> {
    let mut text = serde_json::to_string_pretty(&replay.certificate)?;
    text.push('\n');
    Ok(seal(&text, hash))
}
