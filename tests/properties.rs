//! What holds for every service: the output depends on what a program means, not on what it is called; and the same input gives the same bytes.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use similar::TextDiff;
use support::{arg, has, pivot, root, run, succeed, text};

const TARGETS: &[&str] = &["go", "rust"];
/// Each seed is another renaming.
const SEED: &str = "1";
/// Texts with the words that the translator knows, which a renaming keeps.
const KNOWN: &[&str] = &[
    "tests/rename/known.txt",
    "src/lower/naming.rs",
    "src/emit/go/comment.rs",
    "src/emit/go/names.rs",
    "src/emit/rust/names.rs",
];

/// The main file of every case by name; those of one file only, if asked.
fn cases(single: bool) -> BTreeMap<String, PathBuf> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(root().join("tests/cases/services")).expect("the case folder").flatten() {
        let app = entry.path().join("app.py");
        let python = |path: &&String| path.ends_with(".py") && *path != "make_requests.py";
        let count = files(&entry.path()).keys().filter(python).count();
        if app.is_file() && (count == 1 || !single) {
            found.insert(entry.file_name().to_string_lossy().into_owned(), app);
        }
    }
    found.insert("web_backend".to_owned(), root().join("examples/04-web-backend/api_server.py"));
    found
}

/// All files below a folder by path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                let inside = entry.path().strip_prefix(folder).expect("it is inside").to_string_lossy().into_owned();
                found.insert(inside, fs::read(entry.path()).expect("a file"));
            }
        }
    }
    found
}

/// Writes the project of `app.py` in a folder; false if pivot refuses the service.
fn evolve(folder: &Path, target: &str) -> bool {
    let app = folder.join("app.py");
    let output = folder.join(target);
    let done = run(&mut pivot(&["evolve", arg(&app), "--target", target, "-o", arg(&output), "--no-build"]));
    assert!(matches!(done.status.code(), Some(0 | 1)), "{}", text(&done));
    done.status.success()
}

fn python(args: &[&str]) -> Command {
    let mut command = Command::new("python3");
    command.args(args).current_dir(root());
    command
}

/// Formats the sources; one that is not valid is left, as compiling it is another test.
fn format(target: &str, sources: &[PathBuf]) {
    for source in sources {
        let (tool, arguments) = match target {
            "go" => ("gofmt", &["-w"][..]),
            _ => ("rustfmt", &["--edition", "2024", "--config", "skip_children=true,max_width=120"][..]),
        };
        run(Command::new(tool).args(arguments).arg(source));
    }
}

/// The code of a project, without the runtime.
fn sources(project: &Path) -> Vec<PathBuf> {
    let is_code = |path: &String| {
        (path.ends_with(".go") || path.ends_with(".rs")) && !path.starts_with("py/") && !path.starts_with("src/py/")
    };
    files(project).into_keys().filter(is_code).map(|path| project.join(path)).collect()
}

/// A service whose identifiers, routes and JSON keys are renamed becomes the renamed program, formatted.
fn renaming(target: &str, tool: &str) {
    if !has("python3") || !has(tool) {
        return;
    }
    let rename = "tests/rename/rename.py";
    let mut renamed_words = 0;
    for (name, app) in cases(true) {
        let (plain, renamed) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        fs::copy(&app, plain.path().join("app.py")).expect("a copy");
        let case = if name == "web_backend" { app.as_path() } else { app.parent().expect("a folder") };
        let mut command = python(&[rename, "service", arg(case), "--seed", SEED, "-o", arg(renamed.path())]);
        command.args(KNOWN.iter().flat_map(|path| ["--keep-from", path]));
        command
            .args(["templates/go/py", "templates/rust/py", "src/emit"].iter().flat_map(|path| ["--avoid-from", path]));
        succeed(&mut command);
        let moves = evolve(plain.path(), target);
        assert_eq!(evolve(renamed.path(), target), moves, "{name}: only one of the names is refused");
        if !moves {
            continue;
        }
        let mapping = renamed.path().join("mapping.json");
        let words: serde_json::Value =
            serde_json::from_slice(&fs::read(&mapping).expect("a mapping")).expect("a JSON text");
        renamed_words += words["words"].as_object().map_or(0, serde_json::Map::len);
        let mut back = python(&[rename, "text", "--back", "--in-place", arg(&mapping)]);
        succeed(back.args(sources(&renamed.path().join(target))));
        for folder in [plain.path(), renamed.path()] {
            format(target, &sources(&folder.join(target)));
        }
        let read = |folder: &Path| -> BTreeMap<PathBuf, String> {
            let folder = folder.join(target);
            let relative = |path: &PathBuf| path.strip_prefix(&folder).expect("it is inside").to_path_buf();
            sources(&folder).iter().map(|path| (relative(path), fs::read_to_string(path).expect("text"))).collect()
        };
        let (expected, got) = (read(plain.path()), read(renamed.path()));
        assert_eq!(expected.keys().collect::<Vec<_>>(), got.keys().collect::<Vec<_>>(), "{name}: files");
        for (path, text) in &expected {
            let diff = TextDiff::from_lines(text, &got[path]);
            assert!(
                diff.ratio() >= 1.0,
                "{name} to {target}: {} depends on names\n{}",
                path.display(),
                diff.unified_diff()
            );
        }
    }
    assert!(renamed_words > 500, "only {renamed_words} words were renamed");
}

#[test]
fn names_mean_nothing_in_go() {
    renaming("go", "go");
}

#[test]
fn names_mean_nothing_in_rust() {
    renaming("rust", "rustfmt");
}

/// Each run has other hash seeds: an order that comes from a hash table would be seen.
#[test]
fn the_same_input_gives_the_same_bytes() {
    for (name, app) in cases(false) {
        for target in TARGETS {
            let folder = tempfile::tempdir().expect("a folder");
            for (path, text) in files(app.parent().expect("a folder")) {
                if path.ends_with(".py") {
                    let copy = folder.path().join(path);
                    fs::create_dir_all(copy.parent().expect("a folder")).expect("a folder");
                    fs::write(copy, text).expect("writable");
                }
            }
            let main = folder.path().join(app.file_name().expect("a file"));
            let output = folder.path().join("out");
            let args = ["evolve", arg(&main), "--target", target, "-o", arg(&output), "--no-build"];
            let mut runs = Vec::new();
            for _ in 0..2 {
                fs::remove_dir_all(&output).ok();
                let done = run(&mut pivot(&args));
                runs.push((text(&done), files(&output)));
            }
            let (report, written) = &runs[0];
            for (other_report, other) in &runs[1..] {
                assert_eq!(report, other_report, "{name} to {target}: the report");
                let paths = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
                assert_eq!(paths(written), paths(other), "{name} to {target}");
                for (path, bytes) in written {
                    assert!(*bytes == other[path], "{name} to {target}: {path} differs between two runs");
                }
            }
        }
    }
}
