//! How long work says how far it is, without knowing who listens.

/// Told how far a piece of work is.
pub trait Progress: Sync {
    /// A phase starts, with its number of steps if that is known.
    fn start(&self, title: &str, steps: Option<u64>);
    /// So many further steps are done.
    fn advance(&self, steps: u64);
    /// The phase is over.
    fn finish(&self);
}

/// Listens to nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _title: &str, _steps: Option<u64>) {}
    fn advance(&self, _steps: u64) {}
    fn finish(&self) {}
}
