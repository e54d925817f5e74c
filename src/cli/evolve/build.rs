//! Builds a written project.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::manifest::Target;
use crate::source::Progress;

/// Runs the build command in the project's folder.
///
/// # Errors
/// It does not start, or it fails: its last words are in the message.
pub fn build(target: Target, command: &[String], folder: &Path, progress: &dyn Progress) -> Result<()> {
    let (program, args) = command.split_first().context("there is no build command")?;
    progress.start(&format!("building the {} project", super::target::title(target)), None);
    // The manifest says where the binary is; a target folder of somebody else's choice is another place.
    let output = Command::new(program)
        .args(args)
        .current_dir(folder)
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_BUILD_TARGET_DIR")
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start `{}`", command.join(" ")));
    progress.finish();
    let output = output?;
    if !output.status.success() {
        let mut said = String::from_utf8_lossy(&output.stderr).into_owned();
        said.push_str(&String::from_utf8_lossy(&output.stdout));
        let lines: Vec<&str> = said.lines().collect();
        let last = lines.len().saturating_sub(40);
        bail!(
            "`{}` failed in {} ({})\n{}",
            command.join(" "),
            folder.display(),
            output.status,
            lines[last..].join("\n")
        );
    }
    Ok(())
}
