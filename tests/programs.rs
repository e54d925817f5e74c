//! The program cases: each is moved to both targets and certified with its runs against CPython.
//!
//! A case is a folder of `tests/cases/programs` with the program of the folder's name and `runs.jsonl`: arguments and standard input of each run. Each is moved with
//! both ways of holding integers, `checked` and `exact`. A missing toolchain
//! fails under `CI`, and is reported and skipped elsewhere.

#![expect(clippy::print_stderr, reason = "a skipped target must be seen")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn path(path: &Path) -> &str {
    path.to_str().expect("UTF-8 paths")
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn pivot(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pivot")).args(args).output().expect("pivot runs")
}

/// Whether a toolchain is there; without it the test is skipped, or fails under `CI`.
fn has(tool: &str) -> bool {
    let found = ["version", "--version"].iter().any(|word| Command::new(tool).arg(word).output().is_ok());
    assert!(found || std::env::var_os("CI").is_none(), "`{tool}` is needed to test this target");
    if !found {
        eprintln!("SKIPPED: `{tool}` is not installed");
    }
    found
}

fn cases() -> Vec<String> {
    let folder = std::fs::read_dir(root().join("tests/cases/programs")).expect("the case folder");
    let mut names: Vec<String> =
        folder.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The values of the key `integers`.
const INTEGERS: [&str; 2] = ["checked", "exact"];

/// Where the cases are moved to.
fn folder(target: &str, integers: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("programs-{target}")).join(integers)
}

/// Moves a case with integers held in that way; gives the project.
fn evolve(name: &str, target: &str, integers: &str) -> PathBuf {
    let case = root().join("tests/cases/programs").join(name).join(format!("{name}.py"));
    let folder = folder(target, integers);
    let sources = folder.join("sources");
    std::fs::create_dir_all(&sources).expect("writable");
    std::fs::write(sources.join(".pivotrc"), format!("{{\"integers\": {integers:?}}}")).expect("writable");
    let source = sources.join(format!("{name}.py"));
    std::fs::copy(case, &source).expect("writable");
    let project = folder.join(name);
    let result = pivot(&["evolve", path(&source), "--target", target, "-o", path(&project), "--no-build", "--force"]);
    assert_eq!(result.status.code(), Some(0), "{name}, {integers}\n{}", text(&result));
    project
}

fn certify(name: &str, project: &Path, binary: &Path) {
    let runs = root().join("tests/cases/programs").join(name).join("runs.jsonl");
    let result = pivot(&["parity", path(project), "--requests", path(&runs), "--new", path(binary)]);
    assert_eq!(result.status.code(), Some(0), "{name}\n{}", text(&result));
}

#[test]
fn every_program_is_certified_in_go() {
    if !has("go") {
        return;
    }
    for integers in INTEGERS {
        for name in cases() {
            let project = evolve(&name, "go", integers);
            let built = Command::new("go").args(["build", "-o", "program", "."]).current_dir(&project).output();
            let built = built.expect("go runs");
            assert!(built.status.success(), "{name}, {integers}\n{}", text(&built));
            certify(&name, &project, &project.join("program"));
        }
    }
}

#[test]
fn every_program_is_certified_in_rust() {
    if !has("cargo") {
        return;
    }
    let names = cases();
    // What both ways depend on is compiled once.
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("programs-rust/target");
    for integers in INTEGERS {
        let projects: Vec<PathBuf> = names.iter().map(|name| evolve(name, "rust", integers)).collect();
        let folder = folder("rust", integers);
        let members: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
        let workspace = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
        std::fs::write(folder.join("Cargo.toml"), workspace).expect("writable");
        let built = Command::new("cargo")
            .args(["build", "--quiet", "--target-dir", path(&target)])
            .current_dir(&folder)
            .output()
            .expect("cargo runs");
        assert!(built.status.success(), "{integers}\n{}", text(&built));
        for (name, project) in names.iter().zip(&projects) {
            certify(name, project, &target.join("debug").join(name));
        }
    }
}

#[test]
fn a_program_that_is_not_translated_as_a_whole_is_refused() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("program-refused");
    std::fs::create_dir_all(&folder).expect("writable");
    let source = folder.join("odd.py");
    std::fs::write(&source, "def main():\n    print('one')\n    print(eval('1 + 1'))\n\nmain()\n").expect("writable");
    let project = folder.join("project");
    let result = pivot(&["evolve", path(&source), "--target", "go", "-o", path(&project), "--no-build"]);
    assert_eq!(result.status.code(), Some(1), "{}", text(&result));
    assert!(text(&result).contains("odd.py:3 is not translated"), "{}", text(&result));
    assert!(!project.exists());
}
