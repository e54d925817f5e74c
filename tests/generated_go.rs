//! Generated Go is what Go's own tools want: `gofmt` changes nothing in it, `go vet` and `staticcheck` find nothing. So is the runtime.
//!
//! A missing `go` fails under `CI`; a missing `staticcheck` is reported and skipped.

#![expect(clippy::print_stderr, reason = "a skipped tool must be seen")]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use support::{arg, build_folder, has, pivot, root, run, text};

/// Whether `staticcheck` is there: it is no part of Go.
fn has_staticcheck() -> bool {
    let found = Command::new("staticcheck").arg("-version").output().is_ok();
    if !found {
        eprintln!("SKIPPED: `staticcheck` is not installed");
    }
    found
}

/// What the tools say of a Go module; empty when they have nothing to say.
fn complaints(module: &Path, staticcheck: bool) -> String {
    let run = |tool: &str, args: &[&str]| {
        let output = run(Command::new(tool).args(args).current_dir(module));
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
    if !has("go") {
        return;
    }
    let staticcheck = has_staticcheck();
    let out = build_folder("generated-go");
    let mut found = Vec::new();
    let mut checked = 0;
    for (name, app) in programs() {
        let project = out.join(&name);
        // Files of an earlier pivot would be checked too.
        _ = std::fs::remove_dir_all(&project);
        let result = run(&mut pivot(&["evolve", "--target", "go", "--no-build", "-o", arg(&project), arg(&app)]));
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
fn the_runtime_is_clean() {
    if has("go") && has_staticcheck() {
        let complaints = complaints(&root().join("templates/go"), true);
        assert!(complaints.is_empty(), "{complaints}");
    }
}
