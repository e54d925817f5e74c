//! What may differ, and within which limits.
//!
//! A value on which the two originals disagree, or that the manifest calls volatile, is not compared but still judged:
//! the new server's value has to be one that the original could have given. Nothing is dropped.

mod instant;
mod number;
mod stamp;
mod text;
mod words;

pub use instant::Window;
pub(super) use number::decimals;
pub use number::judge_numbers;
pub use text::judge_texts;
pub(super) use words::Kinds;

/// Whether a text is a point in time.
pub fn is_stamp(text: &str) -> bool {
    stamp::Stamp::parse(text).is_some()
}

/// What became of a value that may differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// The new value equals the originals'.
    Same,
    /// It differs as the originals do; the words say within which limits.
    Fits(String),
    /// It differs in a way that the original never would; the words say what was allowed.
    Breaks(String),
    /// The originals have too little in common to judge by.
    Unlike,
}
