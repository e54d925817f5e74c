//! Writes a project so that nobody finds half of it, and nothing that somebody edited is lost.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::project::{Project, digest};
use crate::manifest::{FILE_NAME, Manifest};

/// What became of the files that were there.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Files that were edited: they are as they were, the new text stands beside them.
    pub kept: Vec<String>,
    /// Files that an earlier version wrote and this one does not.
    pub removed: Vec<String>,
}

/// Writes a project into a folder.
///
/// # Errors
/// The folder cannot be written.
pub fn write(project: &Project, folder: &Path, force: bool) -> Result<Outcome> {
    if !folder.exists() {
        write_new(project, folder)?;
        return Ok(Outcome::default());
    }
    if !folder.is_dir() {
        bail!("{} is a file; the project needs a folder", folder.display());
    }
    let manifest = folder.join(FILE_NAME);
    // A manifest of another schema says nothing of what was written: then every file that is there is taken for edited.
    let before = if manifest.exists() { Manifest::read(folder).ok() } else { None };
    let written = |path: &str| {
        before
            .iter()
            .flat_map(|manifest| &manifest.files)
            .find(|file| file.path == path)
            .map(|file| file.sha256.as_str())
    };
    let mut outcome = Outcome::default();
    for file in &project.files {
        let path = folder.join(&file.path);
        match read(&path)? {
            Some(found) if found == file.text.as_bytes() => {}
            Some(found) if !force && written(&file.path) != Some(digest(&found).as_str()) => {
                replace(&beside(&path), file.text.as_bytes())?;
                outcome.kept.push(file.path.clone());
            }
            _ => replace(&path, file.text.as_bytes())?,
        }
    }
    for old in before.iter().flat_map(|manifest| &manifest.files) {
        let path = folder.join(&old.path);
        let is_ours = is_inside(&old.path) && !project.files.iter().any(|file| file.path == old.path);
        if let (true, Some(found)) = (is_ours, read(&path)?) {
            if digest(&found) == old.sha256 || force {
                fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
                outcome.removed.push(old.path.clone());
            } else {
                outcome.kept.push(old.path.clone());
            }
        }
    }
    // Last: until here the old manifest stands, and the next run sees what this one left.
    replace(&manifest, project.manifest_text.as_bytes())?;
    Ok(outcome)
}

/// A folder that does not exist yet appears as a whole.
fn write_new(project: &Project, folder: &Path) -> Result<()> {
    let cannot = || format!("cannot write {}", folder.display());
    let parent = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).with_context(cannot)?;
    let temporary =
        tempfile::Builder::new().prefix(".pivot-").permissions(mode(0o777)).tempdir_in(parent).with_context(cannot)?;
    for file in &project.files {
        replace(&temporary.path().join(&file.path), file.text.as_bytes())?;
    }
    replace(&temporary.path().join(FILE_NAME), project.manifest_text.as_bytes())?;
    fs::rename(temporary.path(), folder).with_context(cannot)?;
    // It is not there any more.
    let _ = temporary.keep();
    Ok(())
}

/// A file's bytes, if there is one.
fn read(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// Writes a file as a whole: a reader sees the old text or the new one.
fn replace(path: &Path, text: &[u8]) -> Result<()> {
    let write = || -> std::io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let permissions = match path.metadata() {
            Ok(metadata) => metadata.permissions(),
            Err(_) => mode(0o666),
        };
        let mut file = tempfile::Builder::new().prefix(".pivot-").permissions(permissions).tempfile_in(folder)?;
        file.write_all(text)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    write().with_context(|| format!("cannot write {}", path.display()))
}

/// What a new file or folder may allow; the process's mask takes its part off.
fn mode(mode: u32) -> fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(mode)
}

/// `main.go` → `main.go.pivot-new`
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".pivot-new");
    path.with_file_name(name)
}

/// Whether a manifest's path stays in the project: a manifest is a file that anybody can edit.
fn is_inside(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)))
}
