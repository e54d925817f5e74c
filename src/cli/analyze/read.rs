//! Reads and measures files, several at a time.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Result, bail};

use super::find::Found;
use super::module_name::{is_package, name};
use crate::cli::program::{self, OnDisk};
use crate::measure::{FunctionMeasure, measure};
use crate::python::ast::{Module, StmtKind};
use crate::report::finding;
use crate::source::{FileId, Finding, Place, Progress, Severity, SourceFile, Sources, Span};

/// How many files are read at a time.
const THREADS: usize = 2;

/// A file that was read.
#[derive(Debug)]
pub struct File {
    /// Which of the user's paths it comes from.
    pub from: usize,
    /// Its path.
    pub path: PathBuf,
    /// Its tree.
    pub module: Module,
    /// Its functions.
    pub measures: Vec<FunctionMeasure>,
}

/// Everything that was read.
#[derive(Debug)]
pub struct Read {
    /// The texts.
    pub sources: Sources,
    /// The trees, in the order of their [`FileId`].
    pub files: Vec<File>,
    /// What is wrong with them.
    pub findings: Vec<Finding>,
}

/// One file's text, tree and measures, or why it has none.
struct Piece {
    source: SourceFile,
    module: Module,
    measures: Vec<FunctionMeasure>,
    findings: Vec<Finding>,
}

/// Reads the files that were found below `paths`, and of those that the user named the modules of the project that they import.
///
/// # Errors
/// A file that the user named and that cannot be read or is no text.
pub fn read(paths: &[PathBuf], found: Vec<Found>, progress: &dyn Progress) -> Result<Read> {
    let mut read = Read { sources: Sources::default(), files: Vec::new(), findings: Vec::new() };
    let mut known: HashSet<PathBuf> = found.iter().map(|file| canonical(&file.path)).collect();
    let mut wave = found;
    while !wave.is_empty() {
        progress.start("reading", Some(u64::try_from(wave.len()).unwrap_or(u64::MAX)));
        let first = read.files.len();
        let pieces = pieces(&wave, first, progress);
        for (file, piece) in wave.iter().zip(pieces) {
            let piece = match piece {
                Ok(piece) => piece,
                Err(reason) if file.named => bail!("{} {reason}", file.path.display()),
                Err(reason) => unreadable(&file.path, file_id(read.files.len()), &reason),
            };
            let has_nothing = is_no_python(&piece.module);
            read.sources.add(piece.source);
            if let (true, true, Some(first)) = (file.named, has_nothing, piece.findings.first()) {
                let shown = finding::render(first, &read.sources, false);
                bail!("{} is not Python: not one statement of it can be read\n{shown}", file.path.display());
            }
            read.findings.extend(piece.findings);
            read.files.push(File {
                from: file.from,
                path: file.path.clone(),
                module: piece.module,
                measures: piece.measures,
            });
        }
        progress.finish();
        let mut next = Vec::new();
        for (file, found) in read.files[first..].iter().zip(&wave) {
            // Of a folder everything is there already.
            if found.named {
                let root = paths[file.from].parent().unwrap_or(Path::new(""));
                imported(root, file, &mut known, &mut next);
            }
        }
        wave = next;
    }
    Ok(read)
}

/// The modules of the project that a file imports, found from the folder of the file that the user named.
fn imported(root: &Path, file: &File, known: &mut HashSet<PathBuf>, next: &mut Vec<Found>) {
    let own = name(root, &file.path);
    for name in program::imports(&file.module, &own, is_package(&file.path)) {
        if let Some(OnDisk::File(path) | OnDisk::Package(path)) = program::find(root, &name)
            && known.insert(canonical(&path))
        {
            next.push(Found { path, from: file.from, named: true });
        }
    }
}

fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

fn file_id(index: usize) -> FileId {
    FileId(u32::try_from(index).unwrap_or(u32::MAX))
}

/// Reads a list of files, the first of which will have the id `first`, in its order.
fn pieces(wave: &[Found], first: usize, progress: &dyn Progress) -> Vec<Result<Piece, String>> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Result<Piece, String>)>> = Mutex::new(Vec::with_capacity(wave.len()));
    std::thread::scope(|scope| {
        for _ in 0..THREADS.min(wave.len()) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(file) = wave.get(index) else { return };
                    let piece = piece(&file.path, file_id(first + index));
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((index, piece));
                    progress.advance(1);
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, piece)| piece).collect()
}

fn piece(path: &Path, id: FileId) -> Result<Piece, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("cannot be read: {error}"))?;
    // Positions are 32 bit numbers.
    if u32::try_from(bytes.len()).is_err() {
        return Err("is larger than 4 GB".to_owned());
    }
    let text = crate::python::decode(&bytes).map_err(|error| format!("is not Python source: {error}"))?;
    let source = SourceFile::new(path, text);
    let parsed = crate::python::parse(id, &source);
    let measures = measure(&parsed.module, &source);
    Ok(Piece { source, module: parsed.module, measures, findings: parsed.findings })
}

/// A file with syntax errors and nothing else: prose, or another language.
fn is_no_python(module: &Module) -> bool {
    !module.body.is_empty()
        && module.body.iter().all(|stmt| matches!(&stmt.kind, StmtKind::Invalid { body, .. } if body.is_empty()))
}

/// A file of a folder that cannot be read is a finding.
fn unreadable(path: &Path, file: FileId, reason: &str) -> Piece {
    let finding = Finding {
        code: "unreadable-file",
        severity: Severity::Error,
        place: Some(Place { file, span: Span::default() }),
        title: format!("the file {reason}"),
        hint: String::new(),
    };
    let module = Module { file, body: Vec::new(), comments: Vec::new(), expr_count: 0, stmt_count: 0 };
    Piece { source: SourceFile::new(path, ""), module, measures: Vec::new(), findings: vec![finding] }
}
