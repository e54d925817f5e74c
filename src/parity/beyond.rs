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
    /// Lines that no request has claimed yet.
    pending: Vec<Vec<u8>>,
    partial: Vec<u8>,
}

impl BeyondLog {
    pub(super) fn new() -> Result<Self> {
        let file = NamedTempFile::with_prefix("pivot-beyond-").context("cannot create a temporary file")?;
        Ok(Self { file, pending: Vec::new(), partial: Vec::new() })
    }

    pub(super) fn path(&self) -> &Path {
        self.file.path()
    }

    /// Whether the request that was just answered is in the log. If it was sent `alone`, whatever came belongs to it; else the line `METHOD target` does.
    pub(super) fn claim(&mut self, sent: &str, alone: bool) -> Result<bool> {
        self.read()?;
        if alone {
            let found = !self.pending.is_empty();
            self.pending.clear();
            return Ok(found);
        }
        let latin: Option<Vec<u8>> = sent.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
        let is_its = |line: &Vec<u8>| line == sent.as_bytes() || latin.as_ref() == Some(line);
        let found = self.pending.iter().position(is_its);
        found.map(|at| self.pending.swap_remove(at));
        Ok(found.is_some())
    }

    /// How many lines belong to no request that was sent.
    pub(super) fn unclaimed(&mut self) -> Result<usize> {
        self.read()?;
        Ok(self.pending.len())
    }

    fn read(&mut self) -> Result<()> {
        let mut text = std::mem::take(&mut self.partial);
        self.file.as_file_mut().read_to_end(&mut text).context("cannot read the log of the new service")?;
        let mut lines: Vec<Vec<u8>> = text.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        self.partial = lines.pop().unwrap_or_default();
        self.pending.append(&mut lines);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_belong_to_their_requests() -> Result<()> {
        let mut log = BeyondLog::new()?;
        let append = |path: &Path, text: &str| -> Result<()> {
            use std::io::Write;
            Ok(std::fs::OpenOptions::new().append(true).open(path)?.write_all(text.as_bytes())?)
        };
        let path = log.path().to_owned();
        assert!(!log.claim("GET /a", true)?);
        append(&path, "GET /a\nGET /b\n")?;
        assert!(log.claim("GET /x", true)? && !log.claim("GET /x", true)?);
        append(&path, "GET /a\nGET /b\nGET /")?;
        assert!(log.claim("GET /b", false)? && !log.claim("GET /b", false)?);
        append(&path, "c\n")?;
        assert!(log.claim("GET /c", false)?);
        assert_eq!(log.unclaimed()?, 1);
        drop(log);
        assert!(!path.exists());
        Ok(())
    }
}
