//! How a block ended that a `finally` follows.

/// How a block ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow<T> {
    /// At its end.
    Next,
    /// By `return`, with that value.
    Returned(T),
    /// By `break`.
    Broke,
    /// By `continue`.
    Continued,
}
