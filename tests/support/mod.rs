//! What the tests of the binary share.

#![allow(dead_code, reason = "each test file is a program of its own and uses a part")]
#![allow(clippy::print_stderr, reason = "a skipped test must be seen")]

pub mod servers;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

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

/// The environment variable by which the processes of a test are known; whoever a marked process starts has it as well.
pub const MARK: &str = "PIVOT_TEST_MARK";

/// The processes that carry a mark with their command lines, read from `/proc`; those that have ended are not among them.
pub fn processes(mark: &str) -> Vec<(u32, String)> {
    let wanted = format!("{MARK}={mark}");
    let mut found = Vec::new();
    for process in std::fs::read_dir("/proc").expect("/proc, which this test reads").flatten() {
        let read = |file: &str| std::fs::read(process.path().join(file)).unwrap_or_default();
        let Some(id) = process.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        if read("environ").split(|byte| *byte == 0).any(|entry| entry == wanted.as_bytes()) {
            found.push((id, String::from_utf8_lossy(&read("cmdline")).replace('\0', " ")));
        }
    }
    found
}

/// The command lines of the processes that carry a mark.
pub fn marked(mark: &str) -> Vec<String> {
    processes(mark).into_iter().map(|(_, line)| line).collect()
}

/// The command lines of running processes that are exactly this one.
pub fn commands(line: &str) -> Vec<String> {
    let entries = std::fs::read_dir("/proc").expect("/proc, which this test reads").flatten();
    let lines = entries.filter_map(|process| std::fs::read(process.path().join("cmdline")).ok());
    lines
        .map(|line| String::from_utf8_lossy(&line).replace('\0', " ").trim_end().to_owned())
        .filter(|one| one == line)
        .collect()
}

/// Waits until a condition holds; how long it takes is not judged, only that it comes to hold.
#[track_caller]
pub fn wait_for(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(120);
    while !holds() {
        assert!(Instant::now() < deadline, "{what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Everything below a folder by path: a file with its bytes, a folder or anything else without.
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
            let kind = entry.file_type().expect("a kind");
            let bytes = kind.is_file().then(|| std::fs::read(entry.path()).expect("a file"));
            if kind.is_dir() {
                folders.push(entry.path());
            }
            found.insert(entry.path(), bytes);
        }
    }
    found
}
