//! `pivot tape synthesize`: requests that reach every branch of a service.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::advise;
use crate::cli::config::Config;
use crate::cli::evolve::{load, write_launcher};
use crate::cli::paths::tidy;
use crate::cli::program::Loaded;
use crate::cli::progress::progress;
use crate::library::{Effect, Library};
use crate::manifest::{FILE_NAME, Manifest};
use crate::measure::measure;
use crate::parity::Reset;
use crate::parity::branches::Tracer;
use crate::probe::{self, Options, Synthesis, harvest};
use crate::server::{Launch, split_command};
use crate::source::Silent;
use crate::traffic::Exchange;
use crate::traffic::formats::{self, ReadOptions};

/// What is asked for.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    /// The Python file that starts the service, or the folder that `pivot evolve` wrote for it.
    #[arg(value_name = "PROJECT|app.py")]
    path: PathBuf,
    /// The tape to write, whole or not at all; - is stdout.
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub(super) output: PathBuf,
    /// What chance begins with: the same program and seed give the same requests.
    #[arg(long, value_name = "N", default_value = "1")]
    seed: u64,
    /// How many requests are tried.
    #[arg(long, value_name = "N", default_value = "4000", value_parser = clap::value_parser!(u32).range(1..))]
    budget: u32,
    /// A tape to add to: only requests that reach something else are added.
    #[arg(long, value_name = "FILE")]
    add_to: Option<PathBuf>,
    /// Run this before each start of the original: it puts back what requests may change outside of it. Not a shell's command line.
    #[arg(long, value_name = "COMMAND")]
    reset: Option<String>,
    /// Send requests to an original that reaches files, a database, the network or other programs, without a reset.
    #[arg(long)]
    allow_effects: bool,
    /// The settings to use instead of the nearest .pivotrc from the Python file upwards.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// No progress bar.
    #[arg(short, long)]
    quiet: bool,
}

/// Looks for requests.
pub(super) fn run(args: &Args) -> Result<Synthesis> {
    let path = main_file(&args.path)?;
    let loaded = load(&path)?;
    let config = Config::find(args.config.as_deref(), &path)?;
    let reset = reset(args, &config)?;
    if reset.is_none() && !args.allow_effects {
        check_effects(&loaded, &path)?;
    }
    let known = match &args.add_to {
        Some(tape) => formats::open(tape, &ReadOptions::default())?.collect::<Result<Vec<Exchange>>>()?,
        None => Vec::new(),
    };
    let model = loaded.model();
    let trees: Vec<_> = loaded.modules.iter().map(|module| &module.tree).collect();
    let material = harvest(&model, &trees);
    if material.routes.is_empty() {
        bail!(
            "{}: there is no request handler in it; name the file that starts an `http.server` service",
            path.display()
        );
    }
    let folder =
        tempfile::Builder::new().prefix("pivot-original-").tempdir().context("cannot create a temporary folder")?;
    write_launcher(&loaded, &config, folder.path())?;
    let launcher = folder.path().join("launch.py").to_string_lossy().into_owned();
    let launch = Launch::new("the original", vec!["python3".to_owned(), launcher, "{port}".to_owned()], ".")?;
    let sources: Vec<PathBuf> = loaded.sources.iter().map(|(_, file)| file.path().to_path_buf()).collect();
    let options = Options { seed: args.seed, budget: args.budget as usize, reset };
    let mut tracer = Tracer::new(&sources)?;
    probe::synthesize(&material, known, &launch, &mut tracer, &options, progress(args.quiet).as_ref())
}

/// The file that starts the service: of a project the first of the manifest's sources.
fn main_file(path: &Path) -> Result<PathBuf> {
    if !path.is_dir() {
        return Ok(path.to_path_buf());
    }
    if !path.join(FILE_NAME).exists() {
        bail!(
            "{} is no folder that `pivot evolve` wrote; name the Python file that starts the service",
            path.display()
        );
    }
    let manifest = Manifest::read(path)?;
    let Some(source) = manifest.sources.first() else { bail!("{}: the manifest names no source", path.display()) };
    Ok(tidy(&path.join(&source.path)))
}

fn reset(args: &Args, config: &Config) -> Result<Option<Reset>> {
    let (command, folder) = match (&args.reset, config.texts("original.reset")) {
        (Some(line), _) => (split_command(line)?, Path::new(".")),
        (None, Some(words)) => {
            let command = if let [line] = words { split_command(line)? } else { words.to_vec() };
            (command, config.file.as_deref().and_then(Path::parent).unwrap_or(Path::new(".")))
        }
        (None, None) => return Ok(None),
    };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if command.is_empty() {
        bail!("the reset command is empty");
    }
    Ok(Some(Reset { command, folder: folder.to_path_buf() }))
}

/// Requests are not sent at random to a service that would write them somewhere.
fn check_effects(loaded: &Loaded, path: &Path) -> Result<()> {
    let library = Library::load().context("pivot's own stubs cannot be read")?;
    let measures: Vec<_> = loaded
        .modules
        .iter()
        .map(|module| {
            loaded.sources.iter().find(|(id, _)| *id == module.tree.file).map(|(_, file)| measure(&module.tree, file))
        })
        .map(Option::unwrap_or_default)
        .collect();
    let files = loaded.modules.iter().zip(&measures).map(|(module, measures)| advise::File {
        name: module.name.clone(),
        is_package: module.is_package,
        module: &module.tree,
        measures,
    });
    let input = advise::Input {
        units: vec![files.collect()],
        sources: &loaded.sources,
        library: &library,
        programs: Vec::new(),
        findings: Vec::new(),
    };
    let analysis = advise::advise(&input, &Silent);
    for function in analysis.functions.iter().filter(|function| !function.reached_from.is_empty()) {
        // The handler's own methods reach the network to answer.
        let outside = |call: &&advise::IoCall| {
            call.certain && (!call.name.starts_with("self.") || call.effects.iter().any(|one| *one != Effect::Network))
        };
        if let Some(call) = function.io.iter().find(outside) {
            let effects: Vec<&str> = call.effects.iter().copied().map(Effect::name).collect();
            bail!(
                "{}:{}: `{}` reaches {}, and requests are tried at random\nname a command that puts that back with --reset, or send them nevertheless with --allow-effects",
                path.display(),
                call.line,
                call.name,
                effects.join(", "),
            );
        }
    }
    Ok(())
}
