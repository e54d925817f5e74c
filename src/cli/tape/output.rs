//! Where a result goes: to stdout as it comes, to a file whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::NamedTempFile;

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
        // A link stays one: what it points to is replaced.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        if path.exists() && !path.is_file() {
            return Ok(Self::Direct(path));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let new = tempfile::Builder::new()
            .prefix(".pivot-tape-")
            .permissions(std::fs::Permissions::from_mode(0o666))
            .tempfile_in(folder)
            .with_context(|| format!("cannot write {}", path.display()))?;
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
            if let Ok(old) = path.metadata() {
                // Who may read the old one may read the new one. That it cannot be set is no reason to lose the result.
                let _ = new.as_file().set_permissions(old.permissions());
            }
            new.persist(&path).with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }
}
