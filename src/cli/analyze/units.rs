//! Which files import each other, and under which names.
//!
//! Of a named file the unit is what Python would find from its folder. A folder is one unit whose files import each other from that folder,
//! but a folder below whose files import their neighbours (`import models` in `services/a/app.py`) is a unit of its own, as are those that
//! stand for one program each.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use super::module_name::{is_package, name};
use super::read::{File, Read};
use crate::advise;
use crate::cli::program::imports;

/// The units of what was read.
pub fn units<'a>(paths: &[PathBuf], read: &'a Read) -> Vec<Vec<advise::File<'a>>> {
    let mut units: BTreeMap<(usize, PathBuf), Vec<advise::File<'a>>> = BTreeMap::new();
    for (from, path) in paths.iter().enumerate() {
        let files: Vec<&File> = read.files.iter().filter(|file| file.from == from).collect();
        let top = if path.is_dir() { top(path, &files) } else { folder_of(path) };
        let roots = roots(&top, &files);
        for file in files {
            let folder = folder_of(&file.path);
            let root = folder.ancestors().find(|ancestor| roots.contains(*ancestor)).unwrap_or(&top).to_path_buf();
            let name = name(&root, &file.path);
            let unit = units.entry((from, root)).or_default();
            let is_package = is_package(&file.path);
            unit.push(advise::File { name, is_package, module: &file.module, measures: &file.measures });
        }
    }
    // The file that the user named is the first one that was read of its unit.
    units.into_values().collect()
}

fn folder_of(path: &Path) -> PathBuf {
    path.parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// From where a folder's files import: the folder, or above it when it is a package itself.
fn top(path: &Path, files: &[&File]) -> PathBuf {
    let mut top = path.to_path_buf();
    while top.join("__init__.py").is_file() && top.file_name().is_some() {
        top = folder_of(&top);
    }
    if top != *path {
        return top;
    }
    // `app/main.py` with `from app.models import User`, where `app` has no `__init__.py`.
    let Some(own) = path.file_name().and_then(|name| name.to_str()) else { return top };
    if path.join(own).exists() || path.join(own).with_extension("py").exists() {
        return top;
    }
    let imports_itself = files.iter().any(|file| {
        let imports = imports(&file.module, "", false);
        imports.iter().any(|name| name.split('.').next() == Some(own))
    });
    if imports_itself { folder_of(path) } else { top }
}

/// The top and every folder below from which files import their neighbours by plain name.
fn roots(top: &Path, files: &[&File]) -> BTreeSet<PathBuf> {
    let known: HashSet<&Path> = files.iter().map(|file| file.path.as_path()).collect();
    let has = |folder: &Path, name: &str| {
        known.contains(folder.join(name).with_extension("py").as_path())
            || known.contains(folder.join(name).join("__init__.py").as_path())
    };
    let mut roots = BTreeSet::from([top.to_path_buf()]);
    for file in files {
        let folder = folder_of(&file.path);
        // The files of a package import each other by the package's name.
        if folder == top || known.contains(folder.join("__init__.py").as_path()) {
            continue;
        }
        let neighbour = imports(&file.module, "", false)
            .iter()
            .filter_map(|name| name.split('.').next())
            .any(|first| has(&folder, first) && !has(top, first));
        if neighbour {
            roots.insert(folder);
        }
    }
    roots
}
