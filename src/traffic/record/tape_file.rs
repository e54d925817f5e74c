//! A tape that grows while it is recorded.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::traffic::tape;
use crate::traffic::{Exchange, TapeReader};

/// A tape on disk to which exchanges are added.
///
/// Each exchange is one write of one whole line at the end of the file. So a recorder that is killed leaves at most one
/// line that is not whole, the last; and the next recording removes it.
#[derive(Debug)]
pub struct TapeFile {
    file: File,
    path: PathBuf,
    exchanges: u64,
}

impl TapeFile {
    /// Opens a tape to add to, or starts one. A last line that is not whole is removed; `repaired` is told about it.
    ///
    /// # Errors
    /// The file cannot be read or written, or it is not a tape.
    pub fn open(path: &Path, repaired: impl FnOnce(u64)) -> Result<Self> {
        let what = || format!("cannot write the tape {}", path.display());
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(path).with_context(what)?;
        let length = file.metadata().with_context(what)?.len();
        let whole = whole_lines(&mut file, length).with_context(what)?;
        let mut exchanges = 0;
        for exchange in TapeReader::new(path.display().to_string(), std::io::BufReader::new(head(path, whole)?)) {
            exchange.context("this file is not a tape that can be added to")?;
            exchanges += 1;
        }
        if whole < length {
            file.set_len(whole).with_context(what)?;
            repaired(length - whole);
        }
        let mut tape = Self { file, path: path.to_owned(), exchanges };
        if whole == 0 {
            tape.write(&tape::header()?)?;
        }
        Ok(tape)
    }

    /// Adds an exchange; its id is its number on the tape.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&mut self, mut exchange: Exchange) -> Result<()> {
        exchange.request.id = (self.exchanges + 1).to_string();
        let line = tape::line(exchange)?;
        self.write(&line)?;
        self.exchanges += 1;
        Ok(())
    }

    fn write(&mut self, line: &[u8]) -> Result<()> {
        self.file.write_all(line).with_context(|| format!("cannot write the tape {}", self.path.display()))
    }
}

/// The length of a file up to and with its last line break.
fn whole_lines(file: &mut File, length: u64) -> std::io::Result<u64> {
    const BLOCK: u64 = 64 * 1024;
    let mut end = length;
    while end > 0 {
        let start = end.saturating_sub(BLOCK);
        let mut block = Vec::new();
        file.seek(SeekFrom::Start(start))?;
        Read::by_ref(file).take(end - start).read_to_end(&mut block)?;
        if let Some(at) = block.iter().rposition(|byte| *byte == b'\n') {
            return Ok(start + u64::try_from(at).unwrap_or(0) + 1);
        }
        end = start;
    }
    Ok(0)
}

/// The first bytes of a file.
fn head(path: &Path, length: u64) -> Result<impl Read> {
    if path.is_dir() {
        bail!("{} is a folder", path.display());
    }
    Ok(File::open(path).with_context(|| format!("cannot read the tape {}", path.display()))?.take(length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::traffic::Request;

    fn exchange(target: &str) -> Exchange {
        let request = Request { method: "GET".into(), target: target.into(), ..Request::default() };
        Exchange { request, response: None, time: None, latency_ms: None }
    }

    #[test]
    fn a_recording_goes_on_behind_a_killed_one() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("tape.jsonl");
        let mut tape = TapeFile::open(&path, |_| panic!("nothing to repair"))?;
        tape.add(exchange("/a"))?;
        tape.add(exchange("/b"))?;
        drop(tape);
        // Killed in the middle of a line.
        OpenOptions::new().append(true).open(&path)?.write_all(b"{\"id\":\"3\",\"requ")?;
        let mut removed = 0;
        let mut tape = TapeFile::open(&path, |bytes| removed = bytes)?;
        tape.add(exchange("/c"))?;
        drop(tape);
        assert_eq!(removed, 15);
        let read: Result<Vec<_>> = TapeReader::open(&path)?.collect();
        let shown: Vec<_> = read?.into_iter().map(|exchange| (exchange.request.id, exchange.request.target)).collect();
        let expected = [("1", "/a"), ("2", "/b"), ("3", "/c")].map(|(id, target)| (id.to_owned(), target.to_owned()));
        assert_eq!(shown, expected);
        Ok(())
    }

    #[test]
    fn another_file_is_not_touched() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("notes.txt");
        std::fs::write(&path, "dear diary\nhello")?;
        assert!(TapeFile::open(&path, |_| ()).is_err());
        assert_eq!(std::fs::read_to_string(&path)?, "dear diary\nhello");
        Ok(())
    }
}
