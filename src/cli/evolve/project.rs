//! The files of a generated project and its manifest.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};
use askama::Template;
use sha2::{Digest, Sha256};

use super::backend;
use super::translation::Translation;
use crate::cli::program::Loaded;
use crate::emit::{File, Options, ServerOptions};
use crate::manifest::{FileDigest, Kind, Manifest, Python, Route, Run, SCHEMA, Target};

/// What is written.
pub struct Project {
    /// Every file but the manifest, sorted by path.
    pub files: Vec<File>,
    /// The manifest.
    pub manifest: Manifest,
    /// The manifest's text.
    pub manifest_text: String,
}

#[derive(Template)]
#[template(path = "project/launch.py.tmpl", escape = "none")]
struct LaunchTemplate {
    original: String,
    arguments: String,
}

impl Project {
    /// The project of a translated program.
    ///
    /// # Errors
    /// A source file or folder cannot be read.
    pub fn new(loaded: &Loaded, translation: &Translation<'_>, target: Target, output: &Path) -> Result<Self> {
        let name = name(&translation.plan.program.name);
        let folder = resolve(output)?;
        let mut sources = Vec::new();
        for (_, file) in loaded.sources.iter() {
            let bytes = std::fs::read(file.path()).with_context(|| format!("cannot read {}", file.path().display()))?;
            sources.push(FileDigest { path: relative(&folder, &resolve(file.path())?), sha256: digest(&bytes) });
        }
        let original = sources.first().context("a program has a main file")?.path.clone();
        let main = loaded.sources.iter().next().map_or_else(PathBuf::new, |(_, file)| file.path().to_path_buf());
        let options = Options {
            name: name.clone(),
            header: format!("Translated from {} by pivot.", main.file_name().unwrap_or_default().to_string_lossy()),
            server: ServerOptions::default(),
        };
        let mut files = backend::sources(target, &translation.plan, &options);
        let launch = LaunchTemplate { original: python_text(&original), arguments: "[\"{port}\"]".to_owned() };
        files.push(File { path: "launch.py".to_owned(), text: launch.render()? });
        files.sort_by(|left, right| left.path.cmp(&right.path));
        let routes = translation.routes.iter().map(|(route, answer)| {
            let handler = translation.model.function(route.handler);
            let file = handler.file.0 as usize;
            Route {
                method: route.method.clone(),
                path: route.path.clone(),
                handler: handler.qualified_name.clone(),
                file: sources.get(file).map_or_else(String::new, |source| source.path.clone()),
                line: loaded.sources.get(handler.file).line(handler.span.start),
                status: answer.status,
                reason: answer.reason.clone(),
            }
        });
        let manifest = Manifest {
            schema: SCHEMA,
            pivot: env!("CARGO_PKG_VERSION").to_owned(),
            target,
            kind: Kind::Service,
            python: Python::default(),
            routes: routes.collect(),
            sources,
            files: files
                .iter()
                .map(|file| FileDigest { path: file.path.clone(), sha256: digest(file.text.as_bytes()) })
                .collect(),
            build: backend::build_command(target, &name),
            run: Run {
                old: ["python3", "launch.py", "{port}"].map(str::to_owned).to_vec(),
                new: vec![backend::binary(target, &name), "--listen".to_owned(), "127.0.0.1:{port}".to_owned()],
            },
            volatile: Vec::new(),
            additions: Vec::new(),
        };
        let manifest_text = manifest.to_text()?;
        Ok(Self { files, manifest, manifest_text })
    }

    /// The files of the folder that are not what would be written now; a file that was edited is what it is.
    pub fn differences(&self, output: &Path) -> Vec<String> {
        let before = Manifest::read(output).ok();
        let written = before.as_ref().map_or(&[][..], |manifest| manifest.files.as_slice());
        let mut differing: Vec<String> = Vec::new();
        for digest in &self.manifest.files {
            if !written.contains(digest) || !output.join(&digest.path).exists() {
                differing.push(digest.path.clone());
            }
        }
        let gone = written.iter().filter(|old| !self.manifest.files.iter().any(|new| new.path == old.path));
        differing.extend(gone.map(|old| old.path.clone()));
        let same = std::fs::read_to_string(output.join(crate::manifest::FILE_NAME))
            .is_ok_and(|text| text == self.manifest_text);
        if !same {
            differing.push(crate::manifest::FILE_NAME.to_owned());
        }
        differing
    }
}

/// SHA-256 in hex.
pub fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The name of the program as a module and a binary can have it.
fn name(module: &str) -> String {
    let last = module.rsplit('.').next().unwrap_or(module);
    let mut name: String = last
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '_' || c == '-' { c.to_ascii_lowercase() } else { '_' })
        .collect();
    let taken =
        ["py", "test", "core", "std", "alloc", "main", "build", "target", "internal", "vendor", "deploy", "src"];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || taken.contains(&name.as_str()) {
        name.insert_str(0, "service_");
    }
    name
}

/// An absolute path without links in the part that exists.
fn resolve(path: &Path) -> Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    for ancestor in absolute.ancestors() {
        if let Ok(real) = ancestor.canonicalize() {
            let rest = absolute.strip_prefix(ancestor).unwrap_or(Path::new(""));
            // `absolute` keeps `..`; in what does not exist yet it means the part before it.
            let mut resolved = real;
            for part in rest.components() {
                match part {
                    Component::ParentDir => {
                        resolved.pop();
                    }
                    other => resolved.push(other),
                }
            }
            return Ok(resolved);
        }
    }
    Ok(absolute)
}

/// The way from a folder to a file, with `/`.
fn relative(folder: &Path, file: &Path) -> String {
    let from: Vec<Component<'_>> = folder.components().collect();
    let to: Vec<Component<'_>> = file.components().collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_owned(), from.len() - common);
    let down = to[common..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<String>>().join("/")
}

/// A Python string literal.
fn python_text(text: &str) -> String {
    // JSON's escapes are Python's too.
    serde_json::Value::from(text).to_string()
}
