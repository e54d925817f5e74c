//! Results leave pivot here: to stdout, or to a file as a whole.

use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// Prints a result; that nobody reads it to its end is no error.
///
/// # Errors
/// Stdout cannot be written for another reason: a full disk.
pub fn print(text: &str) -> Result<()> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error).context("cannot write to stdout"),
        _ => Ok(()),
    }
}

/// Whether a file can be written, asked before the work that gives its text.
///
/// # Errors
/// Its folder does not exist or cannot be written, or a folder is in its place.
pub fn check(path: &Path) -> Result<()> {
    if path.is_dir() {
        bail!("cannot write {}: it is a folder; name a file", path.display());
    }
    let folder = folder(path);
    if !folder.is_dir() {
        bail!("cannot write {}: there is no folder {}", path.display(), folder.display());
    }
    if is_replaced(path) {
        tempfile::Builder::new().prefix(".pivot-").tempfile_in(folder).with_context(|| cannot(path))?;
    }
    Ok(())
}

/// Writes a file as a whole: a reader sees the old text or the new one.
///
/// # Errors
/// It cannot be written.
pub fn write(path: &Path, text: &str) -> Result<()> {
    check(path)?;
    if !is_replaced(path) {
        return fs::write(path, text).with_context(|| cannot(path));
    }
    stage(path, text.as_bytes())
        .and_then(|staged| staged.persist(path).map_err(Into::into))
        .with_context(|| cannot(path))?;
    Ok(())
}

/// A file's text beside the file, on its disk, with its permissions; to be renamed.
///
/// # Errors
/// The folder cannot be written.
pub fn stage(path: &Path, text: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let permissions = match path.metadata() {
        Ok(metadata) => metadata.permissions(),
        // The process's mask takes its part off.
        Err(_) => fs::Permissions::from_mode(0o666),
    };
    let mut file = tempfile::Builder::new().prefix(".pivot-").permissions(permissions).tempfile_in(folder(path))?;
    file.write_all(text)?;
    Ok(file)
}

/// A link, a pipe or a terminal is written to, not replaced: `/dev/stdout` is a link, perhaps to a file, and has to stay one.
fn is_replaced(path: &Path) -> bool {
    path.symlink_metadata().map_or(true, |metadata| metadata.is_file())
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn cannot(path: &Path) -> String {
    format!("cannot write {}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_stays_a_link() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old")?;
        std::os::unix::fs::symlink(&file, &link)?;
        write(&link, "new")?;
        assert!(link.symlink_metadata()?.is_symlink());
        assert_eq!(fs::read_to_string(&file)?, "new");
        Ok(())
    }

    #[test]
    fn a_file_is_replaced_as_a_whole_or_not_at_all() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = |name: &str| folder.path().join(name);
        write(&path("new"), "text")?;
        assert_eq!(path("new").metadata()?.permissions().mode() & 0o700, 0o600);
        fs::set_permissions(path("new"), fs::Permissions::from_mode(0o640))?;
        write(&path("new"), "other")?;
        assert_eq!(path("new").metadata()?.permissions().mode() & 0o777, 0o640);
        for wrong in ["", "none/new", "new/none"] {
            assert!(write(&path(wrong), "text").is_err(), "{wrong}");
        }
        let names: Vec<_> = fs::read_dir(folder.path())?.flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(names, ["new"]);
        assert_eq!(fs::read_to_string(path("new"))?, "other");
        Ok(())
    }
}
