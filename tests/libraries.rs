//! The library cases: each is moved to both targets, and random calls of its client are compared with CPython's own.
//!
//! A case is a folder of `tests/cases/libraries` with `calls.py` (which functions must be native, and calls of all) and the library of the folder's name; without one
//! it is a module of Python's own library. `tests/libraries/compare.py` runs the calls. A missing toolchain fails under `CI`, and is reported and skipped elsewhere.

#![expect(clippy::print_stderr, reason = "a skipped target must be seen")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// How often each native function is called; `compare.py --count 1000` is the long run.
const CALLS: &str = "60";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn path(path: &Path) -> &str {
    path.to_str().expect("UTF-8 paths")
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
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

/// The folder of Python's own library.
fn standard() -> PathBuf {
    let asked = Command::new("python3")
        .args(["-c", "import os; print(os.path.dirname(os.__file__))"])
        .output()
        .expect("python3 runs");
    PathBuf::from(String::from_utf8_lossy(&asked.stdout).trim())
}

/// Moves every case; gives the project and the original of each by name.
fn evolve(target: &str) -> BTreeMap<String, (PathBuf, PathBuf)> {
    let out = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("libraries-{target}"));
    let mut projects = BTreeMap::new();
    for entry in std::fs::read_dir(root().join("tests/cases/libraries")).expect("the case folder").flatten() {
        if !entry.path().join("calls.py").is_file() {
            continue;
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        let file = format!("{name}.py");
        let own = entry.path().join(&file);
        let original = if own.is_file() { own } else { standard().join(&file) };
        let project = out.join(&name);
        let result = Command::new(env!("CARGO_BIN_EXE_pivot"))
            .args(["evolve", path(&original), "--target", target, "-o", path(&project), "--no-build", "--force"])
            .output()
            .expect("pivot runs");
        assert_eq!(result.status.code(), Some(0), "{name}\n{}", text(&result));
        let manifest = std::fs::read_to_string(project.join("pivot.json")).expect("a manifest");
        let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
        assert_eq!(manifest["kind"], "library", "{name}");
        projects.insert(name, (project, original));
    }
    projects
}

fn compare(name: &str, project: &Path, original: &Path, binary: &Path) {
    let result = Command::new("python3")
        .arg(root().join("tests/libraries/compare.py"))
        .args(["--project", path(project), "--binary", path(binary), "--original", path(original), "--count", CALLS])
        .arg("--calls")
        .arg(root().join("tests/cases/libraries").join(name).join("calls.py"))
        .output()
        .expect("python3 runs");
    assert!(result.status.success(), "{name}\n{}", text(&result));
}

#[test]
fn every_library_answers_like_cpython_in_go() {
    if !has("go") {
        return;
    }
    for (name, (project, original)) in evolve("go") {
        let built =
            Command::new("go").args(["build", "-o", "service", "."]).current_dir(&project).output().expect("go runs");
        assert!(built.status.success(), "{name}\n{}", text(&built));
        compare(&name, &project, &original, &project.join("service"));
    }
}

#[test]
fn every_library_answers_like_cpython_in_rust() {
    if !has("cargo") {
        return;
    }
    let projects = evolve("rust");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("libraries-rust");
    let members: Vec<String> = projects.keys().map(|name| format!("{name:?}")).collect();
    let workspace = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    std::fs::write(folder.join("Cargo.toml"), workspace).expect("writable");
    let built = Command::new("cargo")
        .args(["build", "--workspace", "--quiet"])
        .current_dir(&folder)
        .output()
        .expect("cargo runs");
    assert!(built.status.success(), "{}", text(&built));
    for (name, (project, original)) in &projects {
        compare(name, project, original, &folder.join("target/debug").join(name));
    }
}

#[test]
fn a_generator_is_refused_and_a_starred_function_stays_in_python() {
    let project = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("library-refusals");
    let original = root().join("tests/cases/libraries/toolbox/toolbox.py");
    let result = Command::new(env!("CARGO_BIN_EXE_pivot"))
        .args(["evolve", path(&original), "--target", "go", "-o", path(&project), "--no-build", "--force"])
        .output()
        .expect("pivot runs");
    assert_eq!(result.status.code(), Some(0), "{}", text(&result));
    let shown = text(&result);
    let row =
        |name: &str| shown.lines().find(|line| line.trim_start().starts_with(name)).unwrap_or_default().to_owned();
    assert!(row("POST /join ").contains("bridged"), "{shown}");
    assert!(shown.contains("takes a variable number of arguments"), "{shown}");
    assert!(row("countdown ").contains("refused  line 145: it is a generator"), "{shown}");
    let client = std::fs::read_to_string(project.join("client.py")).expect("a client");
    assert!(client.contains("def countdown(*_args, **_kwargs):\n    raise NotImplementedError("), "{client}");
    assert!(!client.contains("_hidden"), "{client}");
}

#[test]
fn a_module_that_is_not_read_with_its_harness_is_refused() {
    for name in ["posixpath", "site", "os"] {
        let result = Command::new(env!("CARGO_BIN_EXE_pivot"))
            .args(["evolve", path(&standard().join(format!("{name}.py"))), "--kind", "library", "--target", "go"])
            .args(["--dry-run", "-o", path(&PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("library-unread"))])
            .output()
            .expect("pivot runs");
        assert_eq!(result.status.code(), Some(1), "{name}\n{}", text(&result));
        assert!(text(&result).contains("no route can be native"), "{name}\n{}", text(&result));
    }
}

#[test]
fn the_configuration_gives_functions_their_paths() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("library-routes");
    std::fs::create_dir_all(&folder).expect("writable");
    std::fs::write(
        folder.join("sums.py"),
        "def add(a: int, b: int) -> int:\n    return a + b\n\ndef twice(a):\n    return a + a\n",
    )
    .expect("writable");
    let config = r#"{"library": {"prefix": "/v1", "routes": {"twice": "/double"}}}"#;
    std::fs::write(folder.join(".pivotrc"), config).expect("writable");
    let project = folder.join("project");
    let result = Command::new(env!("CARGO_BIN_EXE_pivot"))
        .args([
            "evolve",
            path(&folder.join("sums.py")),
            "--target",
            "rust",
            "-o",
            path(&project),
            "--no-build",
            "--force",
        ])
        .output()
        .expect("pivot runs");
    assert_eq!(result.status.code(), Some(0), "{}", text(&result));
    let manifest = std::fs::read_to_string(project.join("pivot.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let shown: Vec<String> = manifest["routes"]
        .as_array()
        .expect("routes")
        .iter()
        .map(|route| format!("{} {} {} {}", route["path"], route["handler"], route["line"], route["status"]))
        .collect();
    assert_eq!(shown, [r#""/v1/add" "add" 1 "native""#, r#""/double" "twice" 4 "native""#]);
    let client = std::fs::read_to_string(project.join("client.py")).expect("a client");
    assert!(client.contains("return _call(\"/double\", {\"a\": a})"), "{client}");
}

/// With state in memory nothing can be handed to the original: only integers of any size make the same of it.
#[test]
fn the_configuration_says_how_large_integers_are() {
    if !has("go") {
        return;
    }
    for (integers, fits) in [("checked", false), ("exact", true)] {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("library-integers-{integers}"));
        std::fs::create_dir_all(&folder).expect("writable");
        let source = "seen = []\n\n\ndef product(a: int, b: int):\n    seen.append(a)\n    return [a * b, len(seen)]\n";
        let calls = "NATIVE = ['product']\n\n\ndef calls(random):\n    yield 'product', (random.choice([2, 2**62]), 2**62), {}\n";
        let original = folder.join("products.py");
        std::fs::write(&original, source).expect("writable");
        std::fs::write(folder.join("calls.py"), calls).expect("writable");
        std::fs::write(folder.join(".pivotrc"), format!("{{\"integers\": {integers:?}}}")).expect("writable");
        let project = folder.join("project");
        let result = Command::new(env!("CARGO_BIN_EXE_pivot"))
            .args(["evolve", path(&original), "--target", "go", "-o", path(&project), "--no-build", "--force"])
            .output()
            .expect("pivot runs");
        assert_eq!(result.status.code(), Some(0), "{}", text(&result));
        let built = Command::new("go").args(["build", "-o", "service", "."]).current_dir(&project).output();
        let built = built.expect("go runs");
        assert!(built.status.success(), "{}", text(&built));
        let compared = Command::new("python3")
            .arg(root().join("tests/libraries/compare.py"))
            .args(["--project", path(&project), "--binary", path(&project.join("service"))])
            .args(["--original", path(&original), "--calls", path(&folder.join("calls.py")), "--count", "20"])
            .output()
            .expect("python3 runs");
        assert_eq!(compared.status.success(), fits, "{integers}\n{}", text(&compared));
        assert!(
            fits || text(&compared).contains("RuntimeError: the service answered 500"),
            "{integers}\n{}",
            text(&compared)
        );
    }
}

#[test]
fn what_a_file_is_decides_what_becomes_of_it() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("kinds");
    std::fs::create_dir_all(&folder).expect("writable");
    let function = "def one():\n    return 1\n\n";
    for (name, source, expected) in [
        ("plain", function.to_owned(), "would be a Go service of a library"),
        ("calls", format!("{function}print(one())\n"), "would be a Go program"),
        ("guarded", format!("{function}if __name__ == '__main__':\n    print(one())\n"), "would be a Go program"),
        (
            "listed",
            format!("__all__ = ['one']\n{function}if __name__ == '__main__':\n    print(one())\n"),
            "would be a Go service of a library",
        ),
    ] {
        let file = folder.join(format!("{name}.py"));
        std::fs::write(&file, source).expect("writable");
        let result = Command::new(env!("CARGO_BIN_EXE_pivot"))
            .args(["evolve", path(&file), "--target", "go", "--dry-run"])
            .output()
            .expect("pivot runs");
        assert!(text(&result).contains(expected), "{name}\n{}", text(&result));
    }
}
