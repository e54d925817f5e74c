//! Generated Rust is what Rust's own tools want: `rustfmt` changes nothing in it, `clippy` finds nothing.
//!
//! The projects are members of one workspace, so that what they depend on is built once and they are checked side by side.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{arg, build_folder, has, pivot, root, run, text};

/// The programs of the service cases and of example 04, by name.
fn programs() -> Vec<(String, PathBuf)> {
    let mut programs = vec![("web_backend".to_owned(), root().join("examples/04-web-backend/api_server.py"))];
    for entry in fs::read_dir(root().join("tests/cases/services")).expect("the case folder").flatten() {
        let app = entry.path().join("app.py");
        if app.is_file() {
            programs.push((entry.file_name().to_string_lossy().into_owned(), app));
        }
    }
    programs.sort();
    programs
}

/// Makes a project a member of the workspace: no two members have the same name, and only the root has profiles.
fn join(project: &Path, name: &str) {
    let file = project.join("Cargo.toml");
    let manifest = fs::read_to_string(&file).expect("a manifest");
    let mut lines: Vec<String> = manifest
        .lines()
        .filter(|line| !line.starts_with("[profile.") && !line.starts_with("lto = "))
        .map(str::to_owned)
        .collect();
    if let Some(line) = lines.iter_mut().find(|line| line.starts_with("name = ")) {
        *line = format!("name = \"{name}\"");
    }
    fs::write(file, lines.join("\n") + "\n").expect("a manifest");
}

#[test]
fn generated_rust_is_clean() {
    if !has("cargo") {
        return;
    }
    let out = build_folder("generated-rust");
    // Projects of an earlier pivot would be checked too.
    _ = fs::remove_dir_all(&out);
    let mut members = Vec::new();
    for (name, app) in programs() {
        let project = out.join(&name);
        let result = run(&mut pivot(&["evolve", "--target", "rust", "--no-build", "-o", arg(&project), arg(&app)]));
        if !project.join("Cargo.toml").is_file() {
            assert_eq!(result.status.code(), Some(1), "{name}\n{}", text(&result));
            continue;
        }
        join(&project, &name);
        members.push(name);
    }
    assert!(members.len() > 10, "only {} programs were evolved", members.len());
    fs::write(out.join("Cargo.toml"), format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"))
        .expect("a file");
    // The lock file has the crates that the tests of the runtime use: nothing else need be fetched.
    fs::copy(root().join("templates/rust/Cargo.lock"), out.join("Cargo.lock")).expect("a copy");
    let complaints = |args: &[&str]| {
        let mut command = Command::new("cargo");
        command.args(args).current_dir(&out).env("CARGO_TARGET_DIR", build_folder("rust-projects"));
        let output = run(&mut command);
        if output.status.success() { String::new() } else { text(&output) }
    };
    let clippy = ["clippy", "--quiet", "--workspace", "--all-targets", "--keep-going", "--", "-D", "warnings"];
    let found = complaints(&["fmt", "--all", "--check"]) + &complaints(&clippy);
    assert!(found.is_empty(), "{found}");
}
