//! Reads a program: the main file and the modules beside it that it imports.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::model::Model;
use crate::python::ast::{Module, StmtKind};
use crate::source::{Finding, SourceFile, Sources};

/// A program that was read.
pub struct Loaded {
    /// Its files.
    pub sources: Sources,
    /// Its modules by dotted name, the main one first.
    pub modules: Vec<(String, Module)>,
    /// What is wrong with the files.
    pub findings: Vec<Finding>,
}

impl Loaded {
    /// Reads the main file and, transitively, the modules beside it that are imported.
    ///
    /// # Errors
    /// When a file cannot be read or is not Python.
    pub fn read(path: &Path) -> Result<Self> {
        let mut loaded = Self { sources: Sources::default(), modules: Vec::new(), findings: Vec::new() };
        let root = path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("main").to_owned();
        loaded.add(path, name)?;
        let mut next = 0;
        while next < loaded.modules.len() {
            let wanted = imports(&loaded.modules[next].1, &loaded.modules[next].0);
            next += 1;
            for name in wanted {
                if loaded.modules.iter().any(|(known, _)| *known == name) {
                    continue;
                }
                let relative: PathBuf = name.split('.').collect();
                let file = root.join(&relative).with_extension("py");
                let package = root.join(&relative).join("__init__.py");
                if file.is_file() {
                    loaded.add(&file, name)?;
                } else if package.is_file() {
                    loaded.add(&package, name)?;
                }
            }
        }
        Ok(loaded)
    }

    fn add(&mut self, path: &Path, name: String) -> Result<()> {
        let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let text = match crate::python::decode(&bytes) {
            Ok(text) => text,
            Err(error) => bail!("{} is not Python source: {error}", path.display()),
        };
        let source = SourceFile::new(path, text);
        let id = self.sources.add(source);
        let mut parsed = crate::python::parse(id, self.sources.get(id));
        crate::python::desugar(&mut parsed.module);
        self.findings.extend(parsed.findings);
        self.modules.push((name, parsed.module));
        Ok(())
    }

    /// What its names mean.
    pub fn model(&self) -> Model<'_> {
        let modules: Vec<(String, &Module)> =
            self.modules.iter().map(|(name, module)| (name.clone(), module)).collect();
        crate::model::build(&modules)
    }
}

/// The dotted names that a module's top level imports.
pub(super) fn imports(module: &Module, own: &str) -> Vec<String> {
    let mut names = Vec::new();
    for stmt in &module.body {
        match &stmt.kind {
            StmtKind::Import(aliases) => names.extend(aliases.iter().map(|alias| alias.name.name.clone())),
            StmtKind::ImportFrom { module, names: imported, level } => {
                let mut base: Vec<&str> = if *level == 0 { Vec::new() } else { own.split('.').collect() };
                for _ in 0..*level {
                    base.pop();
                }
                base.extend(module.as_ref().map(|module| module.name.as_str()));
                let base = base.join(".");
                for alias in imported {
                    names.push(if base.is_empty() {
                        alias.name.name.clone()
                    } else {
                        format!("{base}.{}", alias.name.name)
                    });
                }
                names.push(base);
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}
