//! pivot on the library of the machine's Python: several hundred thousand lines of every kind of code that people write.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

use serde_json::Value;

/// The folder of the library.
fn library() -> PathBuf {
    let ask = ["-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"];
    let output = Command::new("python3").args(ask).output().expect("python3 runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    PathBuf::from(String::from_utf8(output.stdout).expect("a path").trim())
}

fn pivot(arguments: &[&str], path: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pivot"));
    command.args(arguments).arg(path).output().expect("pivot runs")
}

/// Those of the files that CPython compiles.
fn compiled(files: &[&str]) -> String {
    let script = "import sys, warnings\nwarnings.simplefilter('ignore')\nfor path in sys.argv[1:]:
    try: compile(open(path, 'rb').read(), path, 'exec')
    except (SyntaxError, ValueError): continue
    print(path)";
    let output = Command::new("python3").args(["-c", script]).args(files).output().expect("python3 runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("paths")
}

#[test]
fn all_of_it_is_analysed() {
    let started = Instant::now();
    let output = pivot(&["analyze", "--format", "json"], &library());
    let seconds = started.elapsed().as_secs();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    let analysis: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let functions = analysis["functions"].as_array().expect("functions");
    assert!(functions.len() > 10_000, "{} functions", functions.len());
    let has = |name: &str, file: &str| {
        let in_file = |one: &Value| one["file"].as_str().is_some_and(|path| path.ends_with(file));
        functions.iter().any(|one| one["qualified_name"] == name && in_file(one))
    };
    assert!(has("JSONEncoder.encode", "json/encoder.py") && has("BaseHTTPRequestHandler.handle", "http/server.py"));
    // Some of its files are broken on purpose; no other is said to be.
    let findings = analysis["findings"].as_array().expect("findings").iter();
    let mut broken: Vec<&str> =
        findings.filter(|one| one["severity"] == "error").filter_map(|one| one["file"].as_str()).collect();
    broken.dedup();
    assert_eq!(compiled(&broken), "");
    // It takes half a minute on two processors that do nothing else; what grows with the square of the files takes an hour.
    assert!(seconds < 600, "{seconds} s");
}

#[test]
fn each_file_alone_is_read_and_planned() {
    let library = library();
    let listed = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "py")).collect();
        files.sort();
        files
    };
    // What stands at the top pulls in a good part of the library.
    let mut files: Vec<PathBuf> = listed(&library).into_iter().step_by(60).collect();
    files.extend(["turtle.py", "pydoc.py"].map(|name| library.join(name)).into_iter().filter(|path| path.is_file()));
    for folder in ["http", "json", "wsgiref", "xmlrpc"] {
        files.extend(listed(&library.join(folder)));
    }
    assert!(files.len() > 15, "{files:?}");
    let next = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(path) = files.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
                    for arguments in [&["analyze"][..], &["evolve", "--dry-run", "--target", "rust"]] {
                        let started = Instant::now();
                        let output = pivot(arguments, path);
                        let stderr = String::from_utf8_lossy(&output.stderr);
                        // Planning says 1 for what cannot be moved.
                        let fine = if arguments[0] == "analyze" { &[0][..] } else { &[0, 1] };
                        let code = output.status.code().unwrap_or(-1);
                        assert!(fine.contains(&code), "{arguments:?} {}: {code} {stderr}", path.display());
                        let seconds = started.elapsed().as_secs();
                        assert!(seconds < 120, "{arguments:?} {}: {seconds} s", path.display());
                    }
                }
            });
        }
    });
}
