//! How the Python original is run.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::library::{HARNESS, Library};
use crate::cli::config::Config;
use crate::cli::paths::{relative, resolve};
use crate::cli::program::Loaded;
use crate::python::ast::{Expr, ExprKind, Stmt, StmtKind};
use crate::python::visit::Node;
use crate::server::split_command;

/// The original, as seen from the project's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// Its main file.
    pub path: String,
    /// What follows the program's name; `{port}` stands for the port.
    pub arguments: Vec<String>,
    /// The interpreter, if not `python3`: a name, or a path with `/`.
    pub python: String,
    /// The folder that it runs in, if it matters.
    pub folder: String,
    /// The interpreter's version, `3.11.7`; empty when it cannot be asked.
    pub version: String,
    /// Of a library, what its harness needs to import it.
    pub library: Option<Imported>,
}

/// How a harness imports its library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The library's file.
    pub file: String,
    /// Its folder.
    pub folder: String,
    /// Modules in C that must not take the place of its functions.
    pub accelerators: Vec<String>,
}

impl Original {
    /// What the configuration says, or what the program shows.
    ///
    /// # Errors
    /// The configured command runs something else, or a folder cannot be read.
    pub fn new(loaded: &Loaded, config: &Config, project: &Path) -> Result<Self> {
        Self::of_file(loaded, config, project, 0)
    }

    /// The harness of a library, whose file comes behind it.
    ///
    /// # Errors
    /// Those of [`Original::new`].
    pub fn of_library(loaded: &Loaded, config: &Config, project: &Path, library: &Library) -> Result<Self> {
        let original = Self::of_file(loaded, config, project, 1)?;
        let imported = Imported {
            folder: relative(project, &library.folder),
            file: original.path,
            accelerators: library.accelerators.iter().cloned().collect(),
        };
        let arguments = vec!["{port}".to_owned()];
        Ok(Self { path: HARNESS.to_owned(), arguments, library: Some(imported), ..original })
    }

    fn of_file(loaded: &Loaded, config: &Config, project: &Path, index: usize) -> Result<Self> {
        let (_, main) = loaded.sources.iter().nth(index).context("a program has a main file")?;
        let file = resolve(main.path())?;
        let beside = |path: &str| -> Result<String> {
            let folder = config.file.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
            Ok(relative(project, &resolve_outside(&folder.join(path))?))
        };
        let mut python = match config.text("original.python") {
            Some(python) if python.contains('/') && !python.starts_with('/') => beside(python)?,
            Some(python) => python.to_owned(),
            None => String::new(),
        };
        let mut arguments = default_arguments(loaded);
        if let Some(words) = command(config)? {
            let is_main =
                |word: &String| Path::new(word).file_name().is_some_and(|name| Some(name) == file.file_name());
            let Some(at) = words.iter().position(is_main) else {
                return config.refuse("original.command", &format!("does not run {}", main.path().display()));
            };
            arguments = words[at + 1..].to_vec();
            if at > 0 && python.is_empty() {
                python.clone_from(&words[0]);
            }
        }
        let environment = file.parent().unwrap_or(Path::new("/")).join(".venv/bin/python");
        if python.is_empty() && environment.exists() {
            python = relative(project, &environment);
        }
        if python == "python3" {
            python.clear();
        }
        let folder = config.text("original.cwd").map(beside).transpose()?.unwrap_or_default();
        let version = version(&python, project);
        Ok(Self { path: relative(project, &file), arguments, python, folder, version, library: None })
    }

    /// `api_server.py`
    pub fn file_name(&self) -> &str {
        let path = self.source();
        path.rsplit('/').next().unwrap_or(path)
    }

    /// The main file, or the library's.
    fn source(&self) -> &str {
        self.library.as_ref().map_or(&self.path, |library| &library.file)
    }

    /// The folder of the main file.
    pub fn sources(&self) -> &str {
        self.source().rsplit_once('/').map_or(".", |(folder, _)| folder)
    }

    /// `3.11`
    pub fn minor_version(&self) -> &str {
        let end = self.version.match_indices('.').nth(1).map_or(self.version.len(), |(at, _)| at);
        if self.version.is_empty() { "3" } else { &self.version[..end] }
    }
}

fn command(config: &Config) -> Result<Option<Vec<String>>> {
    match (config.text("original.command"), config.texts("original.command")) {
        (Some(line), _) => split_command(line).map(Some),
        (None, Some(words)) => Ok(Some(words.to_vec())),
        (None, None) => Ok(None),
    }
}

/// The port, for a program that reads its arguments by number; a parser of options would not take it.
fn default_arguments(loaded: &Loaded) -> Vec<String> {
    const PARSERS: &[&str] = &["argparse", "optparse", "getopt", "click", "typer", "fire", "docopt"];
    let (mut reads, mut parses) = (false, false);
    for stmt in loaded.modules.iter().flat_map(|module| &module.tree.body) {
        Node::Stmt(stmt).walk(&mut |node| match node {
            Node::Expr(Expr { kind: ExprKind::Attribute { value, attr }, .. }) => {
                reads |= attr.name == "argv" && matches!(&value.kind, ExprKind::Name(name) if name == "sys");
            }
            Node::Stmt(Stmt { kind: StmtKind::Import(names), .. }) => {
                parses |= names.iter().any(|alias| PARSERS.contains(&alias.name.name.as_str()));
            }
            Node::Stmt(Stmt { kind: StmtKind::ImportFrom { module: Some(module), names, .. }, .. }) => {
                parses |= PARSERS.contains(&module.name.as_str());
                reads |= module.name == "sys" && names.iter().any(|alias| alias.name.name == "argv");
            }
            _ => {}
        });
    }
    if reads && !parses { vec!["{port}".to_owned()] } else { Vec::new() }
}

/// A path whose last part may be a link that means something, such as the interpreter of a virtual environment.
fn resolve_outside(path: &Path) -> Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    match (absolute.parent(), absolute.file_name()) {
        (Some(parent), Some(name)) if absolute.is_file() => Ok(resolve(parent)?.join(name)),
        _ => resolve(&absolute),
    }
}

/// The interpreter's version.
fn version(python: &str, project: &Path) -> String {
    let program = match python {
        "" => PathBuf::from("python3"),
        path if path.contains('/') => project.join(path),
        name => PathBuf::from(name),
    };
    let asked = Command::new(crate::cli::paths::tidy(&program))
        .args(["-I", "-c", "import platform; print(platform.python_version())"])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    match asked {
        Ok(output) if output.status.success() => String::from_utf8_lossy(&output.stdout).trim().to_owned(),
        _ => String::new(),
    }
}
