//! The files of a generated project and its manifest.

use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::library::Library;
use super::original::Original;
use super::translation::Translation;
use super::{backend, shared};
use crate::cli::config::Config;
use crate::cli::paths::{relative, resolve};
use crate::cli::program::Loaded;
use crate::emit::{File, Options};
use crate::manifest::{FileDigest, Kind, Manifest, Place, Python, Route, Run, SCHEMA, Source, Target, Volatile};
use crate::plan::{Origin, VolatileField};
use crate::source::FileId;

/// What is written.
pub struct Project {
    /// Every file but the manifest, sorted by path.
    pub files: Vec<File>,
    /// The manifest.
    pub manifest: Manifest,
    /// The manifest's text.
    pub manifest_text: String,
}

impl Project {
    /// The project of a translated program.
    ///
    /// # Errors
    /// A source file or folder cannot be read.
    pub fn new(
        loaded: &Loaded,
        translation: &Translation<'_>,
        config: &Config,
        target: Target,
        output: &Path,
        library: Option<&Library>,
    ) -> Result<Self> {
        let name = name(library.map_or(&translation.plan.program.name, |library| &library.name));
        let folder = resolve(output)?;
        let mut sources = Vec::new();
        for (id, file) in loaded.sources.iter() {
            let bytes = if is_harness(library, id) {
                file.text().as_bytes().to_vec()
            } else {
                std::fs::read(file.path()).with_context(|| format!("cannot read {}", file.path().display()))?
            };
            sources.push(FileDigest { path: relative(&folder, &resolve(file.path())?), sha256: digest(&bytes) });
        }
        let original = match library {
            Some(library) => Original::of_library(loaded, config, &folder, library)?,
            None => Original::new(loaded, config, &folder)?,
        };
        let options = Options {
            name: name.clone(),
            header: format!("Translated from {} by pivot.", original.file_name()),
            server: config.server(target),
        };
        let mut files = backend::sources(target, &translation.plan, &options);
        // A file of the backend is of its language: it wins.
        for file in shared::files(target, &name, &original, translation, &loaded.sources)? {
            if !files.iter().any(|known| known.path == file.path) {
                files.push(file);
            }
        }
        files.extend(library.iter().flat_map(|library| library.files.iter().cloned()));
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
            kind: if library.is_some() { Kind::Library } else { Kind::Service },
            python: Python { version: original.version, ..Python::default() },
            routes: routes.collect(),
            // The harness is among the files.
            sources: sources
                .iter()
                .zip(loaded.sources.iter())
                .filter(|(_, (id, _))| !is_harness(library, *id))
                .map(|(digest, _)| digest.clone())
                .collect(),
            files: digests(&files),
            build: backend::build_command(target, &name),
            run: Run {
                old: ["python3", "launch.py", "{port}"].map(str::to_owned).to_vec(),
                new: vec![backend::binary(target, &name), "--listen".to_owned(), "127.0.0.1:{port}".to_owned()],
            },
            volatile: volatile(translation),
            additions: Vec::new(),
        };
        let manifest_text = manifest.to_text()?;
        Ok(Self { files, manifest, manifest_text })
    }

    /// The project of a program that runs and ends.
    ///
    /// # Errors
    /// A source file or folder cannot be read.
    pub fn of_program(
        loaded: &Loaded,
        translation: &Translation<'_>,
        config: &Config,
        target: Target,
        output: &Path,
    ) -> Result<Self> {
        let name = name(&translation.plan.program.name);
        let folder = resolve(output)?;
        let mut sources = Vec::new();
        for (_, file) in loaded.sources.iter() {
            let bytes = std::fs::read(file.path()).with_context(|| format!("cannot read {}", file.path().display()))?;
            sources.push(FileDigest { path: relative(&folder, &resolve(file.path())?), sha256: digest(&bytes) });
        }
        let original = Original::new(loaded, config, &folder)?;
        let header = format!("Translated from {} by pivot.", original.file_name());
        let options = Options { name: name.clone(), header, server: config.server(target) };
        let mut files = backend::sources(target, &translation.plan, &options);
        files.extend(shared::program_files(target, &name, &original)?);
        files.sort_by(|left, right| left.path.cmp(&right.path));
        let python = if original.python.is_empty() { "python3" } else { &original.python };
        let run =
            Run { old: vec![python.to_owned(), original.path.clone()], new: vec![backend::binary(target, &name)] };
        let manifest = Manifest {
            schema: SCHEMA,
            pivot: env!("CARGO_PKG_VERSION").to_owned(),
            target,
            kind: Kind::Program,
            python: Python { version: original.version, ..Python::default() },
            routes: Vec::new(),
            sources,
            files: digests(&files),
            build: backend::build_command(target, &name),
            run,
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

fn digests(files: &[File]) -> Vec<FileDigest> {
    let digest = |file: &File| FileDigest { path: file.path.clone(), sha256: digest(file.text.as_bytes()) };
    files.iter().map(digest).collect()
}

/// Whether a file is the harness that pivot has written: the first one of a library.
fn is_harness(library: Option<&Library>, file: FileId) -> bool {
    library.is_some() && file == FileId(0)
}

/// What of the answers does not follow from the requests.
fn volatile(translation: &Translation<'_>) -> Vec<Volatile> {
    let fields = crate::plan::volatile(&translation.plan.program);
    let field = |field: VolatileField| Volatile {
        route: None,
        place: if field.header.is_some() { Place::Header } else { Place::Body },
        path: field.path,
        source: match field.origin {
            Origin::Clock => Source::Clock,
            Origin::Random => Source::Random,
            Origin::Uuid => Source::Uuid,
            Origin::Pid => Source::Pid,
        },
        type_name: field.type_name.to_owned(),
    };
    fields.into_iter().map(field).collect()
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
