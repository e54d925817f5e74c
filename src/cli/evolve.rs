//! `pivot evolve`: write the new service, and build it.

mod backend;
mod build;
mod groups;
mod kind;
mod library;
mod original;
mod output;
mod project;
mod report;
mod select;
mod shared;
pub(super) mod status;
mod target;
pub(super) mod translation;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::ValueEnum;

use self::library::Library;
use self::output::Outcome;
use self::project::Project;
use self::report::Report;
use self::select::Selection;
use self::translation::Translation;
use super::config::Config;
use super::program::Loaded;
use super::{named, progress, result};
use crate::manifest::{Kind, Target};
use crate::report::finding;
use crate::server::Interrupt;
use crate::source::{Finding, Severity};

/// Writes a Python HTTP service anew in Go or Rust, and builds it.
///
/// Exit code 0: written, also when some routes stay with the original. 1: nothing can move, fewer routes than asked for, or --check found a difference;
/// then nothing is written. 2: it could not be done.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// The Python file that starts the service or the program, or the library's module.
    pub path: PathBuf,
    /// The language to write.
    #[arg(long, value_enum, default_value_t = TargetChoice::Auto)]
    pub target: TargetChoice,
    /// What the original is, if pivot is not to find out: a service, a library of functions, or a program.
    #[arg(long, value_enum, value_name = "KIND")]
    pub kind: Option<kind::KindChoice>,
    /// The only routes that may be native: `GET /users/<id>`, `/users/<id>`, `GET`, or the function that answers.
    #[arg(long, value_name = "ROUTE")]
    pub only: Vec<String>,
    /// A route that stays with the original.
    #[arg(long, value_name = "ROUTE")]
    pub bridge: Vec<String>,
    /// How much may be translated: conservative routes have no values of unknown shape.
    #[arg(long, value_enum, value_name = "NAME")]
    pub profile: Option<Profile>,
    /// The configuration; the nearest .pivotrc above the Python file if not given.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The folder to write; beside the Python file and named after it if not given.
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Print what would be done, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Exit with 1 if the folder is not what would be written now; write nothing.
    #[arg(long, conflicts_with = "dry_run")]
    pub check: bool,
    /// The share of routes that must be native, in percent.
    #[arg(long, value_name = "PCT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub min_native: Option<u8>,
    /// Write the sources without building them.
    #[arg(long)]
    pub no_build: bool,
    /// Overwrite files that were edited since pivot wrote them.
    #[arg(long)]
    pub force: bool,
    /// What goes to stdout.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// A language, or the choice of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TargetChoice {
    /// Go.
    Go,
    /// Rust.
    Rust,
    /// What fits the service, among the languages whose toolchain is here.
    Auto,
}

/// How much may be translated; no profile answers differently from the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Profile {
    /// A route is native only if every type in it is known.
    Conservative,
    /// Values of unknown JSON shape are allowed.
    Balanced,
    /// Reads that do not depend on each other may run in parallel (no effect yet).
    Aggressive,
}

/// A form of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Runs the command. `color` is about stdout, `quiet` about the progress bar.
///
/// # Errors
/// What exit code 2 stands for.
pub fn run(args: &Args, color: bool, quiet: bool) -> Result<ExitCode> {
    let mut loaded = load(&args.path)?;
    let config = Config::find(args.config.as_deref(), &args.path)?;
    let needs_build = !(args.no_build || args.dry_run || args.check);
    let target = target::choose(args.target, config.targets().as_deref(), needs_build)?;
    warn(&config, args, target);
    let output = args.output.clone().unwrap_or_else(|| default_output(&args.path, target));
    let (found, accelerators) = kind::of(&mut loaded);
    let kind = args.kind.map_or(found, kind::KindChoice::kind);
    let library = match kind {
        Kind::Library => Some(Library::new(&args.path, &loaded, accelerators, &config, &output, in_stubs(target))?),
        Kind::Service | Kind::Program => None,
    };
    if let Some(library) = &library {
        loaded = library.read(&output)?;
    }
    let mut translation = match kind {
        Kind::Program => Translation::of_program(&loaded, in_stubs(target), integers(&config))?,
        Kind::Service | Kind::Library => {
            let selection = Selection { target: Some(in_stubs(target)), ..selection(args, &config) };
            Translation::selected(&loaded, &selection)?
        }
    };
    if let Some(library) = &library {
        library.adjust(&mut translation);
    }
    let mut report = Report::new(target, &output, &translation);
    if let Some(library) = &library {
        report.not_offered = library.not_offered(&translation.model);
    }
    report.kind = kind;
    let refused = match kind {
        Kind::Program => translation.refused_program(&loaded.sources),
        Kind::Library if translation.routes.is_empty() => {
            Some("it offers no function that a service can have".to_owned())
        }
        Kind::Service | Kind::Library => translation.refused(args.min_native),
    };
    if let Some(why) = refused {
        report.refused = Some(why);
        print(&report, args, &loaded, color)?;
        return Ok(ExitCode::from(1));
    }
    let project = match kind {
        Kind::Program => Project::of_program(&loaded, &translation, &config, target, &output)?,
        Kind::Service | Kind::Library => {
            Project::new(&loaded, &translation, &config, target, &output, library.as_ref())?
        }
    };
    if args.check {
        report.differs = project.differences(&output);
        print(&report, args, &loaded, color)?;
        return Ok(ExitCode::from(u8::from(!report.differs.is_empty())));
    }
    if args.dry_run {
        report.dry_run = true;
        print(&report, args, &loaded, color)?;
        return Ok(ExitCode::SUCCESS);
    }
    // From here on a signal does not end pivot in the middle of it.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let _context = runtime.enter();
    let interrupt = Interrupt::listen()?;
    let Outcome { kept, removed } = output::write(&project, &output, args.force)?;
    (report.kept, report.removed) = (kept, removed);
    if needs_build {
        build::build(target, &project.manifest.build, &output, progress::progress(quiet).as_ref(), &interrupt)?;
        report.built = true;
    }
    print(&report, args, &loaded, color)?;
    Ok(ExitCode::SUCCESS)
}

/// A target as the stubs of the library name it.
fn in_stubs(target: Target) -> crate::library::Target {
    match target {
        Target::Go => crate::library::Target::Go,
        Target::Rust => crate::library::Target::Rust,
    }
}

fn selection(args: &Args, config: &Config) -> Selection {
    let conservative = match args.profile {
        Some(profile) => profile == Profile::Conservative,
        None => config.text("profile") == Some("conservative"),
    };
    let integers = integers(config);
    Selection { only: args.only.clone(), bridge: args.bridge.clone(), conservative, integers, target: None }
}

/// How the configuration wants integers held.
pub(super) fn integers(config: &Config) -> crate::lower::Integers {
    match config.text("integers") {
        Some("exact") => crate::lower::Integers::Exact,
        _ => crate::lower::Integers::Checked,
    }
}

/// Says which settings do nothing.
fn warn(config: &Config, args: &Args, target: crate::manifest::Target) {
    let mut warnings = config.warnings(target);
    if args.profile == Some(Profile::Aggressive) {
        warnings.push("--profile aggressive has no effect yet: it is like balanced".to_owned());
    }
    for warning in warnings {
        // Nothing is left to tell when stderr is closed.
        let _ = writeln!(std::io::stderr(), "warning: {warning}");
    }
}

/// Reads the program; a file that is not Python is an error.
/// Writes `launch.py`, which starts the original on another port, into a folder.
///
/// # Errors
/// The configured command runs something else, or the folder cannot be written.
pub(super) fn write_launcher(loaded: &Loaded, config: &Config, folder: &Path) -> Result<()> {
    let original = original::Original::new(loaded, config, &super::paths::resolve(folder)?)?;
    super::result::write(&folder.join("launch.py"), &shared::launcher(&original)?)
}

pub(super) fn load(path: &Path) -> Result<Loaded> {
    named::expect_python(path)?;
    if path.is_dir() {
        bail!("{} is a folder; name the Python file that starts the service", path.display());
    }
    let loaded = Loaded::read(path)?;
    let errors: Vec<&Finding> = loaded.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    if let Some(first) = errors.first() {
        let shown: Vec<String> =
            errors.iter().take(5).map(|finding| finding::render(finding, &loaded.sources, false)).collect();
        let file = first.place.map_or(path, |place| loaded.sources.get(place.file).path());
        bail!("{} is not valid Python\n{}", file.display(), shown.join("\n"));
    }
    Ok(loaded)
}

/// `api_server-go` beside `api_server.py`.
fn default_output(path: &Path, target: crate::manifest::Target) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{}", target::name(target)))
}

fn print(report: &Report<'_>, args: &Args, loaded: &Loaded, color: bool) -> Result<()> {
    let text = match args.format {
        Format::Text => report.text(&loaded.sources, color),
        Format::Json => report.json(&loaded.sources)?,
    };
    result::print(&text)
}
