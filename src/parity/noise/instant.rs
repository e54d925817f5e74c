//! The time of a replay.

/// When the replay runs: what its clocks may show.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// Now, in seconds since the Unix epoch.
    pub now: f64,
    /// By how much two stamps of the same replay may differ, in seconds: its duration so far and five more.
    pub width: f64,
    /// How long all servers took to answer the request, in seconds: no time measured within it is longer.
    pub asked: f64,
}

impl Window {
    /// The window of a request that took `asked` seconds, in a replay that started at `start` and is at `now`, both in
    /// seconds since the Unix epoch.
    pub fn new(start: f64, now: f64, asked: f64) -> Self {
        Self { now, width: (now - start).max(0.0) + 5.0, asked }
    }
}
