//! What native code cannot hold: a 64-bit overflow, a lone surrogate, too deep a nesting.

use std::any::Any;
use std::panic;

/// What the unwinding of [`beyond`] carries. No translated `except` catches it; the server front does.
#[derive(Debug)]
pub struct Beyond(
    /// What could not be held, for the log.
    pub &'static str,
);

/// Ends the request: native code cannot hold the value that Python would compute here.
///
/// It unwinds without a panic message.
#[cold]
pub fn beyond(what: &'static str) -> ! {
    panic::resume_unwind(Box::new(Beyond(what)))
}

/// How long a text (bytes) or list (items) may become by repeating or padding. CPython would need that memory too, and raises `MemoryError` without it.
pub const MAX_LENGTH: usize = 1 << 28;

/// How often something of that length is repeated `n` times.
pub fn repeats(length: usize, n: i64) -> usize {
    let n = if length == 0 { 0 } else { usize::try_from(n).unwrap_or(0) };
    if length.saturating_mul(n) > MAX_LENGTH {
        beyond("a text or list of that length");
    }
    n
}

/// Ends the request where a function that calls itself is as deep as CPython may not go any more.
pub fn call_depth(depth: i64, limit: i64) {
    if depth > limit {
        beyond("calls are nested too deeply");
    }
}

/// Runs `f`, and says whether it went beyond. Any other panic goes on.
pub fn catch_beyond<T>(f: impl FnOnce() -> T) -> std::result::Result<T, Beyond> {
    panic::catch_unwind(panic::AssertUnwindSafe(f)).map_err(|payload: Box<dyn Any + Send>| match payload.downcast() {
        Ok(beyond) => *beyond,
        Err(other) => panic::resume_unwind(other),
    })
}
