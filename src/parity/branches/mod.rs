//! Which branches of the original a tape reaches.
//!
//! The original runs once more with a module beside it that Python loads by itself (`sitecustomize.py`) and that notes which ways the conditions of its functions go. That
//! run is slow and its answers are not compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde::Serialize;
use tempfile::TempDir;

use crate::server::Launch;

/// The module that notes the branches.
const TRACER: &str = include_str!("sitecustomize.py");
/// How many functions are listed with what was not reached in them.
const FUNCTIONS: usize = 50;

/// One way that a condition can go.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Branch {
    /// The source file.
    pub file: String,
    /// The function's line, which with its name identifies it.
    pub function_line: u32,
    /// The function's qualified name.
    pub function: String,
    /// Where the condition's statement or expression begins: the line from 1, the column in bytes from 0.
    pub start: (u32, u32),
    /// Where it ends.
    pub end: (u32, u32),
    /// Whether the condition holds; of a loop over items, whether there is one more.
    pub holds: bool,
}

/// The branches of the functions that answer requests, and how many of them were reached.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Coverage {
    /// How many ways of conditions there are.
    pub all: u64,
    /// How many of them the tape reached.
    pub reached: u64,
    /// The functions with ways that it did not reach, those with the most of them first: there a request adds most.
    pub missing: Vec<Unreached>,
}

/// What was not reached of a function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unreached {
    /// The function's qualified name.
    pub function: String,
    /// Its file.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
    /// How many ways there are in it.
    pub all: u64,
    /// The ways that were not reached, in the order of the source.
    pub ways: Vec<Way>,
}

/// A way of a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Way {
    /// The condition's line, from 1.
    pub line: u32,
    /// The source from the condition's start to the end of its line.
    pub text: String,
    /// Whether the condition holds on it; of a loop, whether there is one more item.
    pub holds: bool,
}

impl Coverage {
    /// What of all branches was reached.
    pub fn new(all: &BTreeSet<Branch>, reached: &BTreeSet<Branch>) -> Self {
        let mut functions: BTreeMap<(&str, u32, &str), (u64, Vec<&Branch>)> = BTreeMap::new();
        for branch in all {
            let (count, missing) = functions.entry((&branch.file, branch.function_line, &branch.function)).or_default();
            *count += 1;
            if !reached.contains(branch) {
                missing.push(branch);
            }
        }
        let mut texts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let mut missing: Vec<Unreached> = Vec::new();
        for ((file, line, function), (count, branches)) in functions {
            let lines = texts
                .entry(file)
                .or_insert_with(|| fs::read_to_string(file).unwrap_or_default().lines().map(str::to_owned).collect());
            let way = |branch: &&Branch| {
                let (line, column) = branch.start;
                let text = lines.get(line.saturating_sub(1) as usize).map_or("", String::as_str);
                let text = text.get(column as usize..).unwrap_or(text).trim();
                Way { line, text: text.to_owned(), holds: branch.holds }
            };
            if !branches.is_empty() {
                missing.push(Unreached {
                    function: function.to_owned(),
                    file: file.to_owned(),
                    line,
                    all: count,
                    ways: branches.iter().map(way).collect(),
                });
            }
        }
        missing.sort_by_key(|function| std::cmp::Reverse(function.ways.len()));
        missing.truncate(FUNCTIONS);
        let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        Self { all: count(all.len()), reached: count(all.intersection(reached).count()), missing }
    }

    /// In percent; 100 where there are none.
    pub fn percent(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a program has fewer branches than a float counts")]
        let share = |part: u64, whole: u64| if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 };
        share(self.reached, self.all)
    }
}

/// Notes the branches of a program that runs.
#[derive(Debug)]
pub struct Tracer {
    folder: TempDir,
    sources: Vec<PathBuf>,
    read: u64,
}

impl Tracer {
    /// For the functions of these source files.
    ///
    /// # Errors
    /// A source file does not exist, or no temporary folder can be made.
    pub fn new(sources: &[PathBuf]) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("pivot-branches-").tempdir();
        let folder = folder.context("cannot create a temporary folder")?;
        fs::write(folder.path().join("sitecustomize.py"), TRACER).context("cannot write to a temporary folder")?;
        let real = |path: &PathBuf| path.canonicalize().with_context(|| format!("cannot read {}", path.display()));
        Ok(Self { folder, sources: sources.iter().map(real).collect::<Result<_>>()?, read: 0 })
    }

    /// The same program with the module beside it.
    #[must_use]
    pub fn launch(&self, launch: Launch) -> Launch {
        let join = |paths: &[PathBuf]| std::env::join_paths(paths).unwrap_or_default().to_string_lossy().into_owned();
        let mut path = vec![self.folder.path().to_path_buf()];
        let set =
            launch.environment.iter().rev().find(|(name, _)| name == "PYTHONPATH").map(|(_, value)| value.clone());
        let known = set.map(Into::into).or_else(|| std::env::var_os("PYTHONPATH"));
        path.extend(known.iter().flat_map(std::env::split_paths));
        let output = self.output().to_string_lossy().into_owned();
        launch
            .with_environment("PYTHONPATH", join(&path))
            .with_environment("PYTHONDONTWRITEBYTECODE", "1")
            .with_environment("PIVOT_BRANCHES", output)
            .with_environment("PIVOT_BRANCHES_OF", join(&self.sources))
    }

    fn output(&self) -> PathBuf {
        self.folder.path().join("branches")
    }

    /// Every branch of the functions that a request can come to.
    ///
    /// # Errors
    /// The program did not load the module.
    pub fn all(&self) -> Result<BTreeSet<Branch>> {
        let Ok(text) = fs::read_to_string(self.output().with_extension("all")) else {
            bail!(
                "the original's branches cannot be seen: its Python did not load the module that notes them (it runs with -S, -E or -I, or is no Python of 3.8 or later)"
            );
        };
        Ok(text.lines().filter_map(parse).collect())
    }

    /// The branches that were reached for the first time since this was asked last.
    ///
    /// # Errors
    /// The program's notes cannot be read.
    pub fn reached(&mut self) -> Result<Vec<Branch>> {
        let Ok(mut file) = File::open(self.output()) else { return Ok(Vec::new()) };
        file.seek(SeekFrom::Start(self.read))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).context("cannot read the branches that were reached")?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        self.read += whole as u64;
        Ok(String::from_utf8_lossy(&bytes[..whole]).lines().filter_map(parse).collect())
    }

    /// Forgets what was reached, before the program is started again.
    ///
    /// # Errors
    /// The notes cannot be removed.
    pub fn reset(&mut self) -> Result<()> {
        self.read = 0;
        match fs::remove_file(self.output()) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).context("cannot remove a temporary file")
            }
            _ => Ok(()),
        }
    }
}

/// A line of the module's notes.
fn parse(line: &str) -> Option<Branch> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [file, function, function_line, line, column, end_line, end_column, holds] = fields[..] else { return None };
    Some(Branch {
        file: file.to_owned(),
        function_line: function_line.parse().ok()?,
        function: function.to_owned(),
        start: (line.parse().ok()?, column.parse().ok()?),
        end: (end_line.parse().ok()?, end_column.parse().ok()?),
        holds: holds == "1",
    })
}
