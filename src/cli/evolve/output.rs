//! Writes a project so that nobody finds half of it, and nothing that somebody edited is lost.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::project::{Project, digest};
use crate::cli::result;
use crate::manifest::{FILE_NAME, FileDigest, Manifest};

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
/// Every text stands beside its place, on the same disk, before the first takes it: when that cannot be done, the folder is as it was.
///
/// # Errors
/// The folder cannot be written, or holds something else and is not to be overwritten.
pub fn write(project: &Project, folder: &Path, force: bool) -> Result<Outcome> {
    if !folder.exists() {
        write_new(project, folder)?;
        return Ok(Outcome::default());
    }
    if !folder.is_dir() {
        bail!("{} is a file; the project needs a folder", folder.display());
    }
    let before = before(folder, force)?;
    let written = |path: &str| before.iter().find(|file| file.path == path).map(|file| file.sha256.as_str());
    let mut outcome = Outcome::default();
    let mut texts: Vec<(PathBuf, &[u8])> = Vec::new();
    for file in &project.files {
        let path = folder.join(&file.path);
        match read(&path)? {
            Some(found) if found == file.text.as_bytes() => {}
            Some(found) if !force && written(&file.path) != Some(digest(&found).as_str()) => {
                texts.push((beside(&path), file.text.as_bytes()));
                outcome.kept.push(file.path.clone());
            }
            _ => texts.push((path, file.text.as_bytes())),
        }
    }
    let mut gone = Vec::new();
    for old in &before {
        let path = folder.join(&old.path);
        let is_ours = is_inside(&old.path) && !project.files.iter().any(|file| file.path == old.path);
        if let (true, Some(found)) = (is_ours, read(&path)?) {
            if digest(&found) == old.sha256 || force {
                gone.push(path);
                outcome.removed.push(old.path.clone());
            } else {
                outcome.kept.push(old.path.clone());
            }
        }
    }
    // Last: until here the old manifest stands, and the next run sees what this one left.
    texts.push((folder.join(FILE_NAME), project.manifest_text.as_bytes()));
    replace(&texts, &gone)?;
    Ok(outcome)
}

/// What an earlier version wrote into the folder; nothing where there is nothing.
///
/// # Errors
/// The folder holds something else, which only `force` overwrites.
fn before(folder: &Path, force: bool) -> Result<Vec<FileDigest>> {
    let instead = "choose another folder with -o, or write into this one with --force";
    if read(&folder.join(FILE_NAME))?.is_some() {
        return match Manifest::read(folder) {
            Ok(manifest) => Ok(manifest.files),
            Err(_) if force => Ok(Vec::new()),
            Err(error) => bail!("what {} holds is not known: {error:#}\n{instead}", folder.display()),
        };
    }
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    // `.git`, `.gitignore`: a folder that was made for the project.
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    match names.first() {
        Some(first) if !force => {
            let more = if names.len() > 1 { format!(" and {} more", names.len() - 1) } else { String::new() };
            bail!("{} holds something else: {first}{more}\n{instead}", folder.display())
        }
        _ => Ok(Vec::new()),
    }
}

/// A folder that does not exist yet appears as a whole.
fn write_new(project: &Project, folder: &Path) -> Result<()> {
    let cannot = || format!("cannot write {}; choose another folder with -o", folder.display());
    let parent = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).with_context(cannot)?;
    let temporary =
        tempfile::Builder::new().prefix(".pivot-").permissions(mode(0o777)).tempdir_in(parent).with_context(cannot)?;
    let place = |path: &str| temporary.path().join(path);
    let mut texts: Vec<(PathBuf, &[u8])> =
        project.files.iter().map(|file| (place(&file.path), file.text.as_bytes())).collect();
    texts.push((place(FILE_NAME), project.manifest_text.as_bytes()));
    replace(&texts, &[]).with_context(cannot)?;
    fs::rename(temporary.path(), folder).with_context(cannot)?;
    // It is not there any more.
    let _ = temporary.keep();
    Ok(())
}

/// A file's bytes, if there is one.
fn read(path: &Path) -> Result<Option<Vec<u8>>> {
    if path.is_dir() {
        bail!("cannot write {}: a folder is in its place", path.display());
    }
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// Writes texts and removes files, once every text is on the disk.
fn replace(texts: &[(PathBuf, &[u8])], gone: &[PathBuf]) -> Result<()> {
    let mut staged = Vec::new();
    for (path, text) in texts {
        let cannot = || format!("cannot write {}", path.display());
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).with_context(cannot)?;
        staged.push((path, result::stage(path, text).with_context(cannot)?));
    }
    for (path, file) in staged {
        file.persist(path).with_context(|| format!("cannot write {}", path.display()))?;
    }
    for path in gone {
        fs::remove_file(path).with_context(|| format!("cannot remove {}", path.display()))?;
    }
    Ok(())
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
