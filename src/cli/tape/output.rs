//! Where a result goes: to stdout as it comes, to a file whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::NamedTempFile;

use crate::cli::result;

pub(super) enum Output {
    Stdout,
    /// Something that is no file, such as /dev/null or a pipe: it is written as it comes.
    Direct(PathBuf),
    /// The new file stands beside the old one until it is whole.
    File {
        path: PathBuf,
        new: NamedTempFile,
    },
}

impl Output {
    pub(super) fn open(path: &Path) -> Result<Self> {
        if path == Path::new("-") {
            return Ok(Self::Stdout);
        }
        // A link stays one: what it points to is replaced. Those of the system stand for what is open already.
        let is_system = path.starts_with("/dev") || path.starts_with("/proc");
        let path = path.canonicalize().ok().filter(|_| !is_system).unwrap_or_else(|| path.to_path_buf());
        if is_system || (path.exists() && !path.is_file() && !path.is_dir()) {
            return Ok(Self::Direct(path));
        }
        result::check(&path)?;
        let new = result::stage(&path, b"").with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self::File { path, new })
    }

    pub(super) fn writer(&self) -> Result<Box<dyn Write>> {
        Ok(match self {
            Self::Stdout => Box::new(BufWriter::new(io::stdout())),
            Self::Direct(path) => {
                let file = File::options().write(true).open(path);
                Box::new(BufWriter::new(file.with_context(|| format!("cannot write {}", path.display()))?))
            }
            Self::File { new, .. } => Box::new(BufWriter::new(new.as_file().try_clone()?)),
        })
    }

    /// Puts the file where it belongs.
    pub(super) fn keep(self) -> Result<()> {
        if let Self::File { path, new } = self {
            new.persist(&path).with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }
}
