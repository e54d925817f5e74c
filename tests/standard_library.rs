//! pivot on the library of the machine's Python: several hundred thousand lines of every kind of code that people write.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The folder of the library.
fn library() -> PathBuf {
    let ask = ["-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"];
    let output = Command::new("python3").args(ask).output().expect("python3 runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    PathBuf::from(String::from_utf8(output.stdout).expect("a path").trim())
}

/// Runs pivot, which is ended when it has computed for longer than these seconds: other work on the machine does not count.
fn pivot(arguments: &[&str], path: &Path, seconds: u32) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -t {seconds} && exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_pivot")]);
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
    // It takes a minute of a processor; what grows with the square of the files takes an hour.
    let output = pivot(&["analyze", "--format", "json"], &library(), 600);
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
                        let output = pivot(arguments, path, 60);
                        let stderr = String::from_utf8_lossy(&output.stderr);
                        // Planning says 1 for what cannot be moved.
                        let fine = if arguments[0] == "analyze" { &[0][..] } else { &[0, 1] };
                        let fine = output.status.code().is_some_and(|code| fine.contains(&code));
                        assert!(fine, "{arguments:?} {}: {} {stderr}", path.display(), output.status);
                    }
                }
            });
        }
    });
}
