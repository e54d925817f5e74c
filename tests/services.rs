//! The service cases: each is moved to both targets, built, and certified against CPython with its tape.
//!
//! `tests/cases/services/README.md` says how a case is laid out. All Rust projects are members of one cargo workspace, so that their dependencies are built once;
//! all Go projects share the build cache. A missing toolchain fails under `CI`, and is reported and skipped elsewhere.

#![expect(clippy::print_stderr, reason = "a skipped target and open cases must be seen")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Cases in which some route cannot be native, with the number of bridged routes or methods not asserted: only that there is one.
const PARTLY: &[&str] = &["partly", "places"];
/// Cases that are not certified yet, by target: open work, listed so that a case that gets there must be taken off the list by hand.
const OPEN: &[(&str, &[&str])] = &[("go", &[]), ("rust", &[])];
/// The case in which nothing can be native.
const NOTHING: &str = "nothing";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every case: the folders of `tests/cases/services`, and example 04.
fn cases() -> BTreeMap<String, (PathBuf, PathBuf)> {
    let mut found = BTreeMap::new();
    let folder = root().join("tests/cases/services");
    for entry in std::fs::read_dir(&folder).expect("the case folder").flatten() {
        let app = entry.path().join("app.py");
        if app.is_file() {
            found.insert(entry.file_name().to_string_lossy().into_owned(), (app, entry.path().join("requests.jsonl")));
        }
    }
    let example = root().join("examples/04-web-backend");
    found.insert("web_backend".into(), (example.join("api_server.py"), example.join("requests.jsonl")));
    found
}

fn pivot(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pivot")).args(args).output().expect("pivot runs")
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Whether a toolchain is there; without it the test is skipped, or fails under `CI`.
fn has(tool: &str) -> bool {
    let found =
        Command::new(tool).arg("version").output().is_ok() || Command::new(tool).arg("--version").output().is_ok();
    assert!(found || std::env::var_os("CI").is_none(), "`{tool}` is needed to test this target");
    if !found {
        eprintln!("SKIPPED: `{tool}` is not installed");
    }
    found
}

/// Evolves every case, and gives the project of each by name.
fn evolve(target: &str) -> BTreeMap<String, PathBuf> {
    let out = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("services-{target}"));
    let mut projects = BTreeMap::new();
    let open = OPEN.iter().find(|(known, _)| *known == target).map_or(&[][..], |(_, open)| *open);
    for (name, (app, _)) in cases() {
        if open.contains(&name.as_str()) {
            eprintln!("OPEN: {name} is not certified in {target} yet");
            continue;
        }
        let project = out.join(&name);
        let result = pivot(&["evolve", path(&app), "--target", target, "-o", path(&project), "--no-build", "--force"]);
        if name == NOTHING {
            assert_eq!(result.status.code(), Some(1), "{name}: nothing can be native\n{}", text(&result));
            assert!(!project.join("pivot.json").exists(), "{name}: nothing is written");
            continue;
        }
        assert_eq!(result.status.code(), Some(0), "{name}\n{}", text(&result));
        let manifest: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(project.join("pivot.json")).expect("a manifest"))
                .expect("JSON");
        let bridged =
            manifest["routes"].as_array().is_some_and(|routes| routes.iter().any(|route| route["status"] == "bridged"));
        assert_eq!(bridged, PARTLY.contains(&name.as_str()), "{name}: bridged routes\n{}", text(&result));
        projects.insert(name, project);
    }
    projects
}

fn path(path: &Path) -> &str {
    path.to_str().expect("UTF-8 paths")
}

fn certify(name: &str, project: &Path, binary: &Path) {
    let tape = &cases()[name].1;
    // The binary of the test's own build, started as the manifest would: in the project's folder.
    let manifest = project.join("pivot.json");
    let mut parsed: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&manifest).expect("a manifest")).expect("JSON");
    parsed["run"]["new"] = serde_json::json!([path(binary), "--listen", "127.0.0.1:{port}"]);
    std::fs::write(&manifest, parsed.to_string()).expect("writable");
    let result = pivot(&["parity", path(project), "--requests", path(tape)]);
    assert_eq!(result.status.code(), Some(0), "{name}\n{}", text(&result));
}

#[test]
fn every_service_is_certified_in_go() {
    if !has("go") {
        return;
    }
    for (name, project) in evolve("go") {
        let built =
            Command::new("go").args(["build", "-o", "service", "."]).current_dir(&project).output().expect("go runs");
        assert!(built.status.success(), "{name}\n{}", text(&built));
        certify(&name, &project, &project.join("service"));
    }
}

#[test]
fn every_service_is_certified_in_rust() {
    if !has("cargo") {
        return;
    }
    let projects = evolve("rust");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("services-rust");
    let members: Vec<String> = projects.keys().map(|name| format!("{name:?}")).collect();
    std::fs::write(
        folder.join("Cargo.toml"),
        format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", ")),
    )
    .expect("writable");
    let mut names = BTreeMap::new();
    for (name, project) in &projects {
        // Two cases may have the same program name.
        let manifest = project.join("Cargo.toml");
        let text = std::fs::read_to_string(&manifest).expect("Cargo.toml");
        let renamed: Vec<String> = text
            .lines()
            .map(|line| if line.starts_with("name = ") { format!("name = \"case_{name}\"") } else { line.to_owned() })
            .collect();
        std::fs::write(&manifest, renamed.join("\n")).expect("writable");
        names.insert(name.clone(), format!("case_{name}"));
    }
    let built = Command::new("cargo")
        .args(["build", "--workspace", "--quiet"])
        .current_dir(&folder)
        .output()
        .expect("cargo runs");
    assert!(built.status.success(), "{}", text(&built));
    for (name, project) in &projects {
        certify(name, project, &folder.join("target/debug").join(&names[name]));
    }
}
