//! Requests that the new service could not serve natively.

use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result};
use tempfile::NamedTempFile;

/// The environment variable that names the log to a generated service.
pub(super) const VARIABLE: &str = "PIVOT_BEYOND_LOG";

/// The log to which a generated service adds a line `METHOD target` for each request that went beyond native code,
/// before it sends the first byte of the answer. Nothing marks the answer itself: what clients see stays the same.
#[derive(Debug)]
pub(super) struct BeyondLog {
    file: NamedTempFile,
}

impl BeyondLog {
    pub(super) fn new() -> Result<Self> {
        let file = NamedTempFile::with_prefix("pivot-beyond-").context("cannot create a temporary file")?;
        Ok(Self { file })
    }

    pub(super) fn path(&self) -> &Path {
        self.file.path()
    }

    /// How many lines came since the last call. Requests are sent one after another, so they belong to the last one.
    pub(super) fn new_lines(&mut self) -> Result<usize> {
        let mut text = Vec::new();
        self.file.as_file_mut().read_to_end(&mut text).context("cannot read the log of the new service")?;
        Ok(text.split(|byte| *byte == b'\n').count() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_they_come() -> Result<()> {
        let mut log = BeyondLog::new()?;
        assert_eq!(log.new_lines()?, 0);
        let append = |text: &str| -> Result<()> {
            use std::io::Write;
            Ok(std::fs::OpenOptions::new().append(true).open(log.file.path())?.write_all(text.as_bytes())?)
        };
        append("GET /a\nGET /b\n")?;
        let path = log.path().to_owned();
        assert_eq!(log.new_lines()?, 2);
        assert_eq!(log.new_lines()?, 0);
        drop(log);
        assert!(!path.exists());
        Ok(())
    }
}
