//! `pivot dump` (hidden): what each layer makes of a program.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;

use super::program::Loaded;
use crate::ir::census::{Census, KINDS};
use crate::lower::Integers;

/// Prints an intermediate form of a program.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// The program's main file.
    pub path: PathBuf,
    /// Which form.
    #[arg(long, value_enum, default_value_t = Stage::Ir)]
    pub stage: Stage,
    /// Integers are held in any size.
    #[arg(long)]
    pub exact: bool,
}

/// An intermediate form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// The syntax tree.
    Tree,
    /// The typed program.
    Ir,
    /// The planned program.
    Plan,
    /// Which nodes the planned program has, with their types: `count<tab>node<tab>type`.
    Nodes,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<ExitCode> {
    let loaded = Loaded::read(&args.path)?;
    let integers = if args.exact { Integers::Exact } else { Integers::Checked };
    let text = match args.stage {
        Stage::Tree => loaded
            .modules
            .iter()
            .map(|module| crate::python::dump(&module.tree, loaded.sources.get(module.tree.file)))
            .collect(),
        Stage::Ir => {
            let model = loaded.model();
            let library = crate::library::Library::load()?;
            let lowered = crate::lower::lower(&model, &loaded.sources, &library, integers);
            let mut text = crate::ir::dump(&lowered.program);
            for refusal in
                lowered.refusals.iter().chain(&lowered.notes).chain(&lowered.init_refused).chain(&lowered.main_refused)
            {
                let position = loaded.sources.get(refusal.place.file).position(refusal.place.span.start);
                text.push_str(&format!(
                    "{}:{}: {}: {}\n",
                    position.line, position.column, refusal.code, refusal.reason
                ));
            }
            text
        }
        Stage::Plan => {
            let model = loaded.model();
            let library = crate::library::Library::load()?;
            let lowered = crate::lower::lower(&model, &loaded.sources, &library, integers);
            let plan = crate::plan::plan(lowered.program, &library);
            let mut text = crate::ir::dump(&plan.program);
            for (id, sharing) in plan.sharing.iter().enumerate() {
                text.push_str(&format!("object #{id}: {sharing:?}\n"));
            }
            for (function, planned) in plan.program.functions.iter().zip(&plan.functions) {
                text.push_str(&format!("{}: {planned:?}\n", function.name));
            }
            text.push_str(&format!("{:#?}\nbridged: {} serial: {}\n", plan.entries, plan.bridged, plan.serial));
            text
        }
        Stage::Nodes => {
            let model = loaded.model();
            let library = crate::library::Library::load()?;
            let lowered = crate::lower::lower(&model, &loaded.sources, &library, integers);
            let plan = crate::plan::plan(lowered.program, &library);
            nodes(&crate::ir::census::census(&plan.program))
        }
    };
    super::result::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// One line for each node and type; nodes that do not occur have the count 0 and no type.
fn nodes(found: &Census) -> String {
    let missing = KINDS.iter().filter(|kind| !found.keys().any(|(name, _)| name == *kind));
    let mut lines: Vec<String> = missing.map(|kind| format!("0\t{kind}\t\n")).collect();
    lines.extend(found.iter().map(|((kind, ty), count)| format!("{count}\t{kind}\t{ty}\n")));
    lines.concat()
}
