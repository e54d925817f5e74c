//! Reads a program: the file that is started and the modules of the project that it imports.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::named::cannot_read;
use crate::model::Model;
use crate::model::imports::{self, ModuleSource};
use crate::python::ast::{Module, StmtKind};
use crate::python::visit::Node;
use crate::source::{FileId, Finding, SourceFile, Sources};

/// A module that was read.
#[derive(Debug)]
pub struct LoadedModule {
    /// Its dotted name.
    pub name: String,
    /// Whether it is a package's own code.
    pub is_package: bool,
    /// Its tree.
    pub tree: Module,
}

/// A program that was read.
pub struct Loaded {
    /// Its files.
    pub sources: Sources,
    /// Its modules, the one that is started first.
    pub modules: Vec<LoadedModule>,
    /// What is wrong with the files.
    pub findings: Vec<Finding>,
}

/// What a module is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnDisk {
    /// `name.py`
    File(PathBuf),
    /// `name/__init__.py`
    Package(PathBuf),
    /// A folder `name` without `__init__.py`.
    Namespace,
}

/// Modules that are there before a program's own files are looked for: a file of that name is never imported.
///
/// Recorded from CPython 3.11: `sys.builtin_module_names` and what `sys.modules` has when a program starts.
const BEFORE: &[&str] = &[
    "_abc",
    "_ast",
    "_codecs",
    "_collections",
    "_collections_abc",
    "_frozen_importlib",
    "_frozen_importlib_external",
    "_functools",
    "_imp",
    "_io",
    "_locale",
    "_operator",
    "_signal",
    "_sitebuiltins",
    "_sre",
    "_stat",
    "_string",
    "_symtable",
    "_thread",
    "_tokenize",
    "_tracemalloc",
    "_typing",
    "_warnings",
    "_weakref",
    "abc",
    "atexit",
    "builtins",
    "codecs",
    "encodings",
    "errno",
    "faulthandler",
    "gc",
    "genericpath",
    "io",
    "itertools",
    "marshal",
    "os",
    "posix",
    "posixpath",
    "pwd",
    "site",
    "stat",
    "sys",
    "time",
    "xxsubtype",
    "zipimport",
];

/// Finds a module below the folder from which a program imports.
pub fn find(root: &Path, name: &str) -> Option<OnDisk> {
    if BEFORE.contains(&name.split('.').next().unwrap_or(name)) {
        return None;
    }
    let path = root.join(name.split('.').collect::<PathBuf>());
    let package = path.join("__init__.py");
    if package.is_file() {
        return Some(OnDisk::Package(package));
    }
    // Not `with_extension`: a name has no dots left, but a folder may.
    let mut file = path.clone().into_os_string();
    file.push(".py");
    let file = PathBuf::from(file);
    if file.is_file() {
        return Some(OnDisk::File(file));
    }
    // Python prefers a module of its library to such a folder.
    let has_python = |folder: &Path| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).any(|path| path.is_dir() || path.extension().is_some_and(|end| end == "py"))
    };
    (path.is_dir() && !crate::library::is_standard(name) && has_python(&path)).then_some(OnDisk::Namespace)
}

impl Loaded {
    /// Reads the file that is started and, transitively, the project's modules that it imports.
    ///
    /// # Errors
    /// When a file cannot be read or is not Python.
    pub fn read(path: &Path) -> Result<Self> {
        let mut loaded = Self { sources: Sources::default(), modules: Vec::new(), findings: Vec::new() };
        let root = path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("main").to_owned();
        loaded.add(path, stem.clone(), false)?;
        // The file that is started, under its own name: the model says what that means.
        loaded.follow(&root, &|name, found| name == stem && matches!(found, OnDisk::File(_)))?;
        Ok(loaded)
    }

    /// Reads a program whose main file pivot has written, and the modules below a folder that it imports. `is_read` says which: a file of Python's own library
    /// stands beside all others.
    ///
    /// # Errors
    /// When a file cannot be read or is not Python.
    pub fn written(path: &Path, text: String, root: &Path, is_read: &dyn Fn(&str) -> bool) -> Result<Self> {
        let mut loaded = Self { sources: Sources::default(), modules: Vec::new(), findings: Vec::new() };
        loaded.add_text(path, text, "__main__".to_owned(), false);
        loaded.follow(root, &|name, _| !is_read(name))?;
        Ok(loaded)
    }

    /// Reads what the modules import, as far as it stands below a folder.
    fn follow(&mut self, root: &Path, is_left_out: &dyn Fn(&str, &OnDisk) -> bool) -> Result<()> {
        let mut next = 0;
        while let Some(module) = self.modules.get(next) {
            let wanted = imports(&module.tree, &module.name, module.is_package);
            next += 1;
            for name in wanted {
                if self.modules.iter().skip(1).any(|known| known.name == name) {
                    continue;
                }
                match find(root, &name) {
                    Some(found) if is_left_out(&name, &found) => {}
                    Some(OnDisk::File(file)) => self.add(&file, name, false)?,
                    Some(OnDisk::Package(file)) => self.add(&file, name, true)?,
                    Some(OnDisk::Namespace) => {
                        let tree = Module {
                            file: FileId(0),
                            body: Vec::new(),
                            comments: Vec::new(),
                            expr_count: 0,
                            stmt_count: 0,
                        };
                        self.modules.push(LoadedModule { name, is_package: true, tree });
                    }
                    None => {}
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, path: &Path, name: String, is_package: bool) -> Result<()> {
        let bytes = std::fs::read(path).map_err(|error| cannot_read(path, &error))?;
        let text = match crate::python::decode(&bytes) {
            Ok(text) => text,
            Err(error) => bail!("{} is not Python source: {error}", path.display()),
        };
        self.add_text(path, text, name, is_package);
        Ok(())
    }

    fn add_text(&mut self, path: &Path, text: String, name: String, is_package: bool) {
        let id = self.sources.add(SourceFile::new(path, text));
        let mut parsed = crate::python::parse(id, self.sources.get(id));
        let main = if self.modules.is_empty() { path.file_name().and_then(|name| name.to_str()) } else { None };
        crate::python::desugar(&mut parsed.module, main);
        self.findings.extend(parsed.findings);
        self.modules.push(LoadedModule { name, is_package, tree: parsed.module });
    }

    /// What its names mean.
    pub fn model(&self) -> Model<'_> {
        let modules: Vec<ModuleSource<'_>> = self
            .modules
            .iter()
            .enumerate()
            .map(|(index, module)| ModuleSource {
                name: module.name.clone(),
                is_package: module.is_package,
                is_main: index == 0,
                tree: &module.tree,
            })
            .collect();
        crate::model::build(&modules)
    }
}

/// The dotted names that a module imports anywhere, packages first; some of them may be names within modules.
pub(super) fn imports(module: &Module, own: &str, is_package: bool) -> Vec<String> {
    let mut names = Vec::new();
    for stmt in &module.body {
        Node::Stmt(stmt).statements(&mut |stmt| {
            if let StmtKind::Import(_) | StmtKind::ImportFrom { .. } = stmt.kind {
                names.extend(imports::named(stmt, own, is_package));
            }
        });
    }
    if is_package && let Some(Some(listed)) = imports::listed(module) {
        // `from package import *` imports the modules that it lists.
        names.extend(listed.iter().map(|name| format!("{own}.{name}")));
    }
    names.retain(|name| !name.is_empty());
    names
}
