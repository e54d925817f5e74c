//! What the tests of the binary share.

#![allow(dead_code, reason = "each test file is a program of its own and uses a part")]
#![allow(clippy::print_stderr, reason = "a skipped test must be seen")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A folder for what a test builds, kept between runs so that dependencies are built once.
pub fn build_folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// pivot, without colours.
pub fn pivot(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pivot"));
    command.args(args).env("NO_COLOR", "1");
    command
}

/// A path as an argument.
pub fn arg(path: &Path) -> &str {
    path.to_str().expect("UTF-8 paths")
}

/// Runs a command that does not fail to start.
pub fn run(command: &mut Command) -> Output {
    command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

/// What a command printed.
pub fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Runs a command that must end with 0.
#[track_caller]
pub fn succeed(command: &mut Command) -> Output {
    let output = run(command);
    assert!(output.status.success(), "{command:?}\n{}", text(&output));
    output
}

/// Whether a toolchain is there; without it the test is skipped, or fails under `CI`.
pub fn has(tool: &str) -> bool {
    let starts = |argument: &str| Command::new(tool).arg(argument).output().is_ok_and(|output| output.status.success());
    let found = starts("--version") || starts("version");
    assert!(found || std::env::var_os("CI").is_none(), "`{tool}` is needed for this test");
    if !found {
        eprintln!("SKIPPED: `{tool}` is not installed");
    }
    found
}
