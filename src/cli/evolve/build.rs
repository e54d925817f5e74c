//! Builds a written project.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::manifest::Target;
use crate::server::{self, Done, Interrupt};
use crate::source::Progress;

/// How much of what a failed build printed is shown.
const LINES: usize = 40;

/// Runs the build command in the project's folder.
///
/// # Errors
/// It does not start, the user interrupts, or it fails: its last words are in the message.
pub fn build(
    target: Target,
    words: &[String],
    folder: &Path,
    progress: &dyn Progress,
    interrupt: &Interrupt,
) -> Result<()> {
    let (program, args) = words.split_first().context("there is no build command")?;
    let line = words.join(" ");
    progress.start(&format!("building the {} project", super::target::title(target)), None);
    // The manifest says where the binary is; a target folder of somebody else's choice is another place.
    let mut command = Command::new(program);
    command.args(args).current_dir(folder).env_remove("CARGO_TARGET_DIR").env_remove("CARGO_BUILD_TARGET_DIR");
    let done = server::run(command, LINES, interrupt).with_context(|| {
        format!("the sources are in {}, not built: `{line}` did not come to its end", folder.display())
    });
    progress.finish();
    let Done { status, last_lines } = done?;
    if !status.success() {
        bail!("the sources are in {}, not built: `{line}` failed ({status})\n{last_lines}", folder.display());
    }
    Ok(())
}
