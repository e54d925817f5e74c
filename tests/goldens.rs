//! What pivot writes for example 04, kept word for word, so that every change of the generated code is seen in a review.
//!
//! The goldens in `tests/cases/goldens` hold the code and the module files; the runtime, the manifest and what goes around the code are tested elsewhere.
//! After a change that is meant: `PIVOT_BLESS=1 cargo test --test goldens`, then read the diff.

#![expect(clippy::print_stderr, reason = "the measure must be seen")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use similar::TextDiff;
use support::{arg, build_folder, has, pivot, root, succeed, text};
use tempfile::TempDir;

/// Generated lines for each line of the twin, which a person wrote for the same program.
const MOST: f64 = 1.3;

/// Example 04 in a target language, written into a new folder.
fn evolved(target: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    for file in ["api_server.py", ".pivotrc"] {
        fs::copy(root().join("examples/04-web-backend").join(file), folder.path().join(file)).expect("a copy");
    }
    let project = folder.path().join("out");
    let app = folder.path().join("api_server.py");
    succeed(&mut pivot(&["evolve", arg(&app), "--target", target, "-o", arg(&project), "--no-build"]));
    (folder, project)
}

/// The code below a folder by path, without the runtime.
fn code(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            if path.is_dir() && !matches!(name.as_str(), "py" | "target" | "deploy") {
                folders.push(path);
            } else if name.ends_with(".go") || name.ends_with(".rs") || matches!(name.as_str(), "go.mod" | "Cargo.toml")
            {
                let inside = path.strip_prefix(folder).expect("it is inside").to_string_lossy().into_owned();
                found.insert(inside, fs::read_to_string(&path).expect("text"));
            }
        }
    }
    found
}

fn golden(target: &str) -> PathBuf {
    root().join("tests/cases/goldens/web-backend").join(target)
}

/// Writes the goldens anew.
fn bless(target: &str, written: &BTreeMap<String, String>) {
    let folder = golden(target);
    fs::remove_dir_all(&folder).ok();
    for (path, text) in written {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
}

#[track_caller]
fn compare(target: &str) {
    let (_folder, project) = evolved(target);
    let written = code(&project);
    if std::env::var_os("PIVOT_BLESS").is_some() {
        bless(target, &written);
    }
    let kept = code(&golden(target));
    let mut changes = String::new();
    let paths: std::collections::BTreeSet<&String> = written.keys().chain(kept.keys()).collect();
    for path in paths {
        let (old, new) = (kept.get(path).map_or("", String::as_str), written.get(path).map_or("", String::as_str));
        changes += &TextDiff::from_lines(old, new).unified_diff().header(path, path).to_string();
    }
    assert!(
        changes.is_empty(),
        "the generated code has changed; if that is meant: PIVOT_BLESS=1 cargo test --test goldens\n{changes}"
    );
}

/// The lines that are neither blank nor a comment.
fn lines(code: &BTreeMap<String, String>) -> usize {
    let files = code.iter().filter(|(path, _)| path.ends_with(".go") || path.ends_with(".rs"));
    let is_code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
    files.map(|(_, text)| text.lines().filter(is_code).count()).sum()
}

#[track_caller]
fn is_as_short_as_by_hand(target: &str) {
    let (_folder, project) = evolved(target);
    let (generated, by_hand) =
        (lines(&code(&project)), lines(&code(&root().join("tests/cases/twins/web-backend").join(target))));
    #[expect(clippy::cast_precision_loss, reason = "files of a few hundred lines")]
    let ratio = generated as f64 / by_hand as f64;
    eprintln!("{target}: {generated} lines, {by_hand} by hand: {ratio:.2}");
    assert!(ratio <= MOST, "{target}: {generated} lines, {by_hand} by hand: {ratio:.2} is more than {MOST}");
}

#[test]
fn the_go_code_is_the_golden() {
    compare("go");
}

#[test]
fn the_rust_code_is_the_golden() {
    compare("rust");
}

#[test]
fn the_go_code_is_as_short_as_by_hand() {
    is_as_short_as_by_hand("go");
}

#[test]
fn the_rust_code_is_as_short_as_by_hand() {
    is_as_short_as_by_hand("rust");
}

#[test]
fn the_go_code_passes_its_lints() {
    if !has("go") {
        return;
    }
    let (_folder, project) = evolved("go");
    let unformatted = succeed(Command::new("gofmt").args(["-l", "."]).current_dir(&project));
    assert_eq!(text(&unformatted), "", "these files are not as gofmt writes them");
    succeed(Command::new("go").args(["vet", "./..."]).current_dir(&project));
    // `CI` installs it; it is no part of Go.
    if has("staticcheck") {
        succeed(Command::new("staticcheck").arg(".").current_dir(&project));
    }
}

#[test]
fn the_rust_code_passes_its_lints() {
    if !has("cargo") {
        return;
    }
    let (_folder, project) = evolved("rust");
    succeed(Command::new("cargo").args(["fmt", "--check"]).current_dir(&project));
    // The lock file has the crates that the tests of the runtime use: nothing else need be fetched.
    fs::copy(root().join("templates/rust/Cargo.lock"), project.join("Cargo.lock")).expect("a copy");
    succeed(
        Command::new("cargo")
            .args(["clippy", "--quiet", "--", "-D", "warnings"])
            .current_dir(&project)
            .env("CARGO_TARGET_DIR", build_folder("rust-projects")),
    );
}
