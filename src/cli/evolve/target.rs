//! Which language is written, and whether its toolchain is here.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::TargetChoice;
use crate::manifest::Target;

/// The target: what was asked for, or the first of the allowed languages whose toolchain is here.
///
/// # Errors
/// A build is needed and the toolchain is missing.
pub fn choose(choice: TargetChoice, allowed: Option<&[Target]>, build: bool) -> Result<Target> {
    let target = match choice {
        TargetChoice::Go => Target::Go,
        TargetChoice::Rust => Target::Rust,
        TargetChoice::Auto => {
            let allowed = allowed.unwrap_or(&[Target::Go, Target::Rust]);
            let here = allowed.iter().find(|target| find(tool(**target)).is_some());
            here.or(allowed.first()).copied().unwrap_or(Target::Go)
        }
    };
    if build && find(tool(target)).is_none() {
        let title = title(target);
        let page = match target {
            Target::Go => "https://go.dev/dl/",
            Target::Rust => "https://rustup.rs/",
        };
        bail!(
            "`{}` is not on PATH, so the {title} project could not be built\ninstall {title} ({page}), or write the sources alone with --no-build",
            tool(target)
        );
    }
    Ok(target)
}

/// The name of a target as the command line has it.
pub fn name(target: Target) -> &'static str {
    match target {
        Target::Go => "go",
        Target::Rust => "rust",
    }
}

/// The name of a target in messages.
pub fn title(target: Target) -> &'static str {
    match target {
        Target::Go => "Go",
        Target::Rust => "Rust",
    }
}

fn tool(target: Target) -> &'static str {
    match target {
        Target::Go => "go",
        Target::Rust => "cargo",
    }
}

/// The first executable file of that name on `PATH`.
fn find(program: &str) -> Option<PathBuf> {
    use std::os::unix::fs::PermissionsExt as _;
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0))
}
