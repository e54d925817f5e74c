//! Generated Go is what Go's own tools want: `gofmt` changes nothing in it, `go vet` and `staticcheck` find nothing. So is the runtime.
//!
//! A missing `go` or `gofmt` fails under `CI`; a missing `staticcheck` is reported and skipped.

#![expect(clippy::print_stderr, reason = "a skipped tool must be seen")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Whether a tool is there; a required one that is missing fails under `CI`.
fn has(tool: &str, argument: &str, required: bool) -> bool {
    let found = Command::new(tool).arg(argument).output().is_ok();
    assert!(found || !required || std::env::var_os("CI").is_none(), "`{tool}` is needed to check generated Go");
    if !found {
        eprintln!("SKIPPED: `{tool}` is not installed");
    }
    found
}

/// What the tools say of a Go module; empty when they have nothing to say.
fn complaints(module: &Path, staticcheck: bool) -> String {
    let run = |tool: &str, args: &[&str]| {
        let output = Command::new(tool).args(args).current_dir(module).output().expect("the tool runs");
        if output.status.success() && output.stdout.is_empty() { String::new() } else { text(&output) }
    };
    let mut found = run("gofmt", &["-l", "."]);
    found += &run("go", &["vet", "./..."]);
    if staticcheck {
        found += &run("staticcheck", &["./..."]);
    }
    found
}

/// The programs of the service cases and of example 04, by name.
fn programs() -> Vec<(String, PathBuf)> {
    let mut programs = vec![("web_backend".to_owned(), root().join("examples/04-web-backend/api_server.py"))];
    for entry in std::fs::read_dir(root().join("tests/cases/services")).expect("the case folder").flatten() {
        let app = entry.path().join("app.py");
        if app.is_file() {
            programs.push((entry.file_name().to_string_lossy().into_owned(), app));
        }
    }
    programs.sort();
    programs
}

#[test]
fn generated_go_is_clean() {
    if !has("go", "version", true) || !has("gofmt", "-h", true) {
        return;
    }
    let staticcheck = has("staticcheck", "-version", false);
    let out = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("generated-go");
    let mut found = Vec::new();
    let mut checked = 0;
    for (name, app) in programs() {
        let project = out.join(&name);
        // Files of an earlier pivot would be checked too.
        _ = std::fs::remove_dir_all(&project);
        let result = Command::new(env!("CARGO_BIN_EXE_pivot"))
            .args(["evolve", "--target", "go", "--no-build", "--force", "-o"])
            .args([&project, &app])
            .output()
            .expect("pivot runs");
        if !project.join("go.mod").is_file() {
            assert_eq!(result.status.code(), Some(1), "{name}\n{}", text(&result));
            continue;
        }
        checked += 1;
        let complaints = complaints(&project, staticcheck);
        if !complaints.is_empty() {
            found.push(format!("{name}:\n{complaints}"));
        }
    }
    assert!(checked > 10, "only {checked} programs were evolved");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_runtime_is_clean_and_passes_its_tests() {
    if !has("go", "version", true) || !has("gofmt", "-h", true) {
        return;
    }
    let module = root().join("templates/go");
    let complaints = complaints(&module, has("staticcheck", "-version", false));
    assert!(complaints.is_empty(), "{complaints}");
    let tested = Command::new("go").args(["test", "./..."]).current_dir(&module).output().expect("go runs");
    assert!(tested.status.success(), "{}", text(&tested));
}
