//! The files that a certificate is about, and whether they still are what it says.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{Args, Format};
use crate::cli::named::cannot_read;
use crate::cli::paths::{relative, resolve};
use crate::cli::result;
use crate::manifest::{FILE_NAME, FileDigest, Manifest};
use crate::parity::{Change, SCHEMA, Sealed, Subject, Verdict, is_sealed};
use crate::server::split_command;

/// What is compared, as it is now.
///
/// # Errors
/// The tape cannot be read; another file that cannot be read is missing from the result.
pub(super) fn subject(args: &Args, manifest: Option<&Manifest>, tape: &Path) -> Result<Subject> {
    let project = resolve(&args.project)?;
    let digest = |path: &Path| -> Option<FileDigest> {
        let sha256 = hash(path).ok()?;
        Some(FileDigest { path: relative(&project, &resolve(path).ok()?), sha256 })
    };
    let named = |option: Option<&String>| -> Option<Vec<FileDigest>> {
        let words = split_command(option?).unwrap_or_default();
        let files = words.iter().map(Path::new).filter(|word| word.is_file() && word.components().count() > 0);
        Some(files.filter_map(digest).collect())
    };
    let command = |option: Option<&String>, words: fn(&Manifest) -> &Vec<String>| {
        option.cloned().or_else(|| manifest.map(|manifest| words(manifest).join(" "))).unwrap_or_default()
    };
    let sources = named(args.old.as_ref()).or_else(|| {
        let sources = &manifest?.sources;
        Some(sources.iter().filter_map(|source| digest(&project.join(&source.path))).collect())
    });
    let (files, program) = match (named(args.new.as_ref()), manifest) {
        (Some(files), _) => (files, None),
        (None, Some(manifest)) => {
            let paths = project_files(&project, manifest);
            let program = manifest.run.new.first().filter(|word| word.starts_with("./"));
            (
                paths.iter().filter_map(|path| digest(path)).collect(),
                program.and_then(|word| digest(&project.join(word.trim_start_matches("./")))),
            )
        }
        (None, None) => (Vec::new(), None),
    };
    Ok(Subject {
        pivot: env!("CARGO_PKG_VERSION").to_owned(),
        old: command(args.old.as_ref(), |manifest| &manifest.run.old),
        new: command(args.new.as_ref(), |manifest| &manifest.run.new),
        sources: sources.unwrap_or_default(),
        project: files,
        program,
        tape: FileDigest { path: relative(&project, &resolve(tape)?), sha256: hash(tape)? },
    })
}

/// The manifest, the files that it names, and sources that were put beside them since.
fn project_files(project: &Path, manifest: &Manifest) -> BTreeSet<PathBuf> {
    let mut files: BTreeSet<PathBuf> = manifest.files.iter().map(|file| project.join(&file.path)).collect();
    let folders: BTreeSet<PathBuf> = files.iter().filter_map(|file| file.parent().map(Path::to_path_buf)).collect();
    let is_source = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "go" || kind == "rs");
    for folder in folders {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        files.extend(entries.map(|entry| entry.path()).filter(is_source));
    }
    files.insert(project.join(FILE_NAME));
    files
}

/// SHA-256 of a file in hex digits, read piece by piece: tapes are large.
fn hash(path: &Path) -> Result<String> {
    let mut file = fs::File::open(path).map_err(|error| cannot_read(path, &error))?;
    let mut hasher = Sha256::new();
    std::io::copy(&mut file, &mut hasher).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(hex(&hasher.finalize()))
}

/// SHA-256 of a text in hex digits.
pub(super) fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Says whether everything is as a certificate says, and what is not: then the exit code is 1.
///
/// # Errors
/// The certificate or the project's manifest cannot be read, or the certificate is none.
pub(super) fn verify(args: &Args, path: &Path) -> Result<ExitCode> {
    let text = fs::read_to_string(path).map_err(|error| cannot_read(path, &error))?;
    let sealed: Sealed = serde_json::from_str(&text)
        .with_context(|| format!("{} is no certificate that `pivot parity -o FILE` wrote", path.display()))?;
    if sealed.schema != SCHEMA {
        bail!("{}: schema {} is not known to this version of pivot", path.display(), sealed.schema);
    }
    let changes = changes(args, path, &text, &sealed)?;
    match args.format {
        Format::Json => {
            let document = json!({"schema": 1, "holds": changes.is_empty(), "changes": changes});
            result::print(&format!("{document:#}\n"))?;
        }
        Format::Text => result::print(&words(&sealed, &changes))?,
        Format::Html | Format::Markdown | Format::Junit | Format::Github => {
            bail!("what became of a certificate is written as text or json")
        }
    }
    Ok(ExitCode::from(u8::from(!changes.is_empty())))
}

fn changes(args: &Args, path: &Path, text: &str, sealed: &Sealed) -> Result<Vec<Change>> {
    let own = |what: &'static str, change: &str| Change {
        what,
        path: path.to_string_lossy().into_owned(),
        change: change.to_owned(),
    };
    let mut found = Vec::new();
    if !is_sealed(text, &sealed.digest, digest) {
        found.push(own("certificate", "edited"));
    }
    if sealed.verdict != Verdict::Certified {
        found.push(own("verdict", "not certified"));
    }
    let project = resolve(&args.project)?;
    let known = &sealed.subject;
    let again = |files: &[FileDigest]| -> Vec<FileDigest> {
        let one = |file: &FileDigest| {
            Some(FileDigest { path: file.path.clone(), sha256: hash(&project.join(&file.path)).ok()? })
        };
        files.iter().filter_map(one).collect()
    };
    let mut now = Subject {
        sources: again(&known.sources),
        project: again(&known.project),
        program: known.program.as_ref().and_then(|program| again(std::slice::from_ref(program)).pop()),
        ..known.clone()
    };
    let tape = args.requests.clone().unwrap_or_else(|| project.join(&known.tape.path));
    match hash(&tape) {
        Ok(sha256) => now.tape.sha256 = sha256,
        Err(_) if args.requests.is_none() => now.tape.path.clear(),
        Err(error) => return Err(error),
    }
    if known.project.iter().any(|file| file.path == FILE_NAME) && project.join(FILE_NAME).exists() {
        let manifest = Manifest::read(&args.project)?;
        for path in project_files(&project, &manifest) {
            let name = relative(&project, &path);
            if known.project.iter().all(|file| file.path != name) && path.is_file() {
                now.project.push(FileDigest { path: name, sha256: hash(&path)? });
            }
        }
    }
    let mut changes = known.changes(&now);
    // A tape that is not there is missing; that none stands under an empty name is how it was said.
    changes.retain(|change| !change.path.is_empty());
    found.append(&mut changes);
    Ok(found)
}

fn words(sealed: &Sealed, changes: &[Change]) -> String {
    let Subject { sources, project, tape, program, .. } = &sealed.subject;
    let mut text = if changes.is_empty() {
        format!(
            "the certificate holds: {} requests were certified; {} of the original, {} of the new service and the tape {} are as they were\n",
            sealed.requests,
            files(sources.len()),
            files(project.len() + usize::from(program.is_some())),
            tape.path,
        )
    } else {
        "the certificate does not hold:\n".to_owned()
    };
    for Change { what, path, change } in changes {
        text.push_str(&format!("  {what} {path}: {change}\n"));
    }
    for (name, command, none) in [
        ("original", &sealed.subject.old, sources.is_empty()),
        ("new service", &sealed.subject.new, project.is_empty()),
    ] {
        if none {
            text.push_str(&format!("  the {name} was {command}; of it nothing can be checked\n"));
        }
    }
    text
}

fn files(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}
