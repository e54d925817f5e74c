//! A stub that cannot be read.

use std::fmt;
use std::path::PathBuf;

/// Why a stub was not understood, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StubError {
    /// The stub's path.
    pub path: PathBuf,
    /// Line, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for StubError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path.display(), self.line, self.message)
    }
}

impl std::error::Error for StubError {}
