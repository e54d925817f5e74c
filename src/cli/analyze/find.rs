//! Finds the Python files below the paths that the user named.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::cli::named::expect_python;

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its path, below the path that the user named.
    pub path: PathBuf,
    /// Which of the user's paths it comes from.
    pub from: usize,
    /// The user named it: that it cannot be read is an error, not a finding.
    pub named: bool,
}

/// Every file, in the order of the paths, sorted by path within a folder; a file that is found twice is there once.
///
/// # Errors
/// A path that does not exist, a file that is not Python, a folder that cannot be read, a folder without Python.
pub fn files(paths: &[PathBuf]) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for (from, path) in paths.iter().enumerate() {
        let before = found.len();
        expect_python(path)?;
        if path.is_dir() {
            let mut visited = HashSet::new();
            folder(path, &mut visited, &mut |file| found.push(Found { path: file, from, named: false }))
                .with_context(|| format!("cannot read {}", path.display()))?;
            if found.len() == before {
                bail!("{} has no Python files; name a folder or a file of the project", path.display());
            }
        } else {
            found.push(Found { path: path.clone(), from, named: true });
        }
    }
    found.retain(|file| seen.insert(fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone())));
    Ok(found)
}

/// Folders within folders are passed over when they cannot be read; the one that the user named is an error.
fn folder(path: &Path, visited: &mut HashSet<PathBuf>, add: &mut dyn FnMut(PathBuf)) -> std::io::Result<()> {
    // A link that leads upwards would never end.
    if !visited.insert(fs::canonicalize(path)?) {
        return Ok(());
    }
    let mut entries: Vec<PathBuf> = fs::read_dir(path)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    for entry in entries {
        let Ok(metadata) = fs::metadata(&entry) else { continue };
        if metadata.is_dir() {
            if !is_skipped(&entry) {
                let _ = folder(&entry, visited, add);
            }
        } else if metadata.is_file() && is_python(&entry) {
            add(entry);
        }
    }
    Ok(())
}

/// `.git`, `node_modules`, `__pycache__`, `site-packages`, and what `python -m venv` made under any name.
fn is_skipped(folder: &Path) -> bool {
    let name = folder.file_name().and_then(OsStr::to_str).unwrap_or_default();
    name.starts_with('.')
        || ["node_modules", "venv", "__pycache__", "site-packages"].contains(&name)
        || folder.join("pyvenv.cfg").is_file()
}

fn is_python(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "py" || extension == "pyw")
}
