//! Which files may start a service.
//!
//! A file starts a program of its own, with all modules that it imports. Reading each of them as one takes time that grows with the square of a
//! folder, so what cannot be a service is told from the trees that are there already.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::module_name::{is_package, name};
use super::read::{File, Read};
use crate::cli::program::{self, OnDisk, imports};
use crate::python::ast::{Module, StmtKind};
use crate::python::visit::Node;

/// The module whose classes answer requests.
const SERVER: &str = "http.server";

/// The files that may start a service: what they run imports `http.server` and has a `do_X` method. What starts a program comes first.
pub fn starts(read: &Read) -> Vec<&File> {
    let serving = serving(read);
    if serving.is_empty() {
        return Vec::new();
    }
    let known = read.files.iter().enumerate().map(|(index, file)| (canonical(&file.path), index)).collect();
    let answers = read.files.iter().map(|file| answers(&file.module)).collect();
    let mut programs = Programs { read, known, answers, below: HashMap::new() };
    let mut found: Vec<(bool, &File)> = Vec::new();
    for index in serving {
        let file = &read.files[index];
        if programs.may_serve(index) {
            let is_main = file.module.body.iter().any(|stmt| crate::model::main_guard(stmt).is_some());
            found.push((!is_main, file));
        }
    }
    found.sort_by_key(|(later, _)| *later);
    found.into_iter().map(|(_, file)| file).collect()
}

/// The files that use `http.server`, and those that import a name like that of one of them, in order.
fn serving(read: &Read) -> Vec<usize> {
    let mut importers: HashMap<String, Vec<usize>> = HashMap::new();
    let mut serves = vec![false; read.files.len()];
    let mut work = Vec::new();
    for (index, file) in read.files.iter().enumerate() {
        let names = imports(&file.module, "", false);
        serves[index] = names.iter().any(|name| is_server(name));
        if serves[index] {
            work.push(index);
        }
        let parts: HashSet<&str> = names.iter().flat_map(|name| name.split('.')).collect();
        for part in parts {
            importers.entry(part.to_owned()).or_default().push(index);
        }
    }
    while let Some(index) = work.pop() {
        for importer in importers.get(stem(&read.files[index].path)).into_iter().flatten() {
            if !serves[*importer] {
                serves[*importer] = true;
                work.push(*importer);
            }
        }
    }
    (0..serves.len()).filter(|index| serves[*index]).collect()
}

fn is_server(name: &str) -> bool {
    name.strip_prefix(SERVER).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The last part of the name that a file is imported by.
fn stem(path: &Path) -> &str {
    let named = if is_package(path) { path.parent() } else { Some(path) };
    named.and_then(Path::file_stem).and_then(|stem| stem.to_str()).unwrap_or_default()
}

/// Whether a class has a `do_X` method.
fn answers(module: &Module) -> bool {
    let mut found = false;
    for stmt in &module.body {
        Node::Stmt(stmt).statements(&mut |stmt| {
            if let StmtKind::ClassDef(class) = &stmt.kind {
                let is_answer =
                    |kind: &StmtKind| matches!(kind, StmtKind::FunctionDef(def) if def.name.name.starts_with("do_"));
                found |= class.body.iter().any(|stmt| is_answer(&stmt.kind));
            }
        });
    }
    found
}

fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// A module of the project that is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Imported {
    /// One of the files that were read.
    Read(usize),
    /// A file of which nothing is known.
    Unread,
}

/// The programs that files would start.
struct Programs<'r> {
    read: &'r Read,
    known: HashMap<PathBuf, usize>,
    /// Which files have `do_X` methods.
    answers: Vec<bool>,
    below: HashMap<PathBuf, Below>,
}

/// What is imported from one folder.
#[derive(Default)]
struct Below {
    /// What each name means.
    modules: HashMap<String, Option<Imported>>,
    /// What each file imports.
    imports: HashMap<usize, Imports>,
}

/// What a file imports.
#[derive(Clone, Default)]
struct Imports {
    /// Whether `http.server` is among it.
    server: bool,
    /// The modules of the project.
    own: Vec<Imported>,
}

impl Programs<'_> {
    /// Whether a file and the modules that it imports may be a service; false only where they have no request handler for certain.
    fn may_serve(&mut self, start: usize) -> bool {
        let root = self.read.files[start].path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
        // A module of that name beside the file hides that of the library.
        if self.module(&root, SERVER).is_some() {
            return false;
        }
        let (mut serves, mut answers) = (false, false);
        let mut seen = HashSet::from([start]);
        let mut work = vec![start];
        while let Some(file) = work.pop() {
            let imports = self.imports(&root, file);
            serves |= imports.server;
            answers |= self.answers[file];
            for module in imports.own {
                match module {
                    Imported::Read(file) if seen.insert(file) => work.push(file),
                    Imported::Read(_) => {}
                    Imported::Unread => return true,
                }
            }
            if serves && answers {
                return true;
            }
        }
        false
    }

    fn imports(&mut self, root: &Path, file: usize) -> Imports {
        if let Some(known) = self.below.get(root).and_then(|below| below.imports.get(&file)) {
            return known.clone();
        }
        let read = self.read;
        let path = &read.files[file].path;
        // The file of a package is that from above its folder.
        let is_package = is_package(path) && path.parent() != Some(root);
        let names = imports(&read.files[file].module, &name(root, path), is_package);
        let mut found = Imports { server: names.iter().any(|name| is_server(name)), own: Vec::new() };
        for name in names {
            found.own.extend(self.module(root, &name).filter(|module| !found.own.contains(module)));
        }
        self.below.entry(root.to_path_buf()).or_default().imports.insert(file, found.clone());
        found
    }

    fn module(&mut self, root: &Path, name: &str) -> Option<Imported> {
        let below = self.below.entry(root.to_path_buf()).or_default();
        if let Some(known) = below.modules.get(name) {
            return *known;
        }
        let found = match program::find(root, name) {
            Some(OnDisk::File(path) | OnDisk::Package(path)) => {
                Some(self.known.get(&canonical(&path)).map_or(Imported::Unread, |index| Imported::Read(*index)))
            }
            Some(OnDisk::Namespace) | None => None,
        };
        below.modules.insert(name.to_owned(), found);
        found
    }
}
