//! What holds a route back is shown where it stands: the source line, underlined, in what `evolve` and `analyze` print for people.

mod support;

use std::fs;
use std::path::PathBuf;

use support::{arg, pivot, root, run, text, tree};

/// The expressions that hold routes back: case, code of the finding, the text that is underlined, which the service has once.
const EXPECTED: &[(&str, &str, &str)] = &[
    ("partly", "library", "eval(expr, {\"__builtins__\": {}}, prices)"),
    ("nothing", "library", "getattr(self, \"run_\" + kind, None)"),
];

fn app(case: &str) -> PathBuf {
    root().join("tests/cases/services").join(case).join("app.py")
}

/// The finding as it is to be printed, from its title to the underlining; the title and the path are not judged.
#[track_caller]
fn shows(printed: &str, case: &str, code: &str, underlined: &str) {
    let source = fs::read_to_string(app(case)).expect("the service");
    let numbered = (1..).zip(source.lines());
    let (line, whole) = numbered.filter(|(_, text)| text.contains(underlined)).last().expect("the service has it");
    let column = whole.find(underlined).expect("it is in the line");
    let lines: Vec<&str> = printed.lines().collect();
    let place = format!("app.py:{line}:{}", column + 1);
    let expected =
        [format!("{line} | {whole}"), format!("   | {}{}", " ".repeat(column), "^".repeat(underlined.len()))];
    let found = lines.windows(5).any(|window| {
        window[0].trim_start().starts_with(&format!("warning[{code}]: "))
            && window[1].contains("--> ")
            && window[1].ends_with(&place)
            && window[3].trim_start() == expected[0]
            && window[4].trim_end().ends_with(expected[1].trim_start())
    });
    assert!(found, "{case}: no warning[{code}] at {place} with\n{}\n{}\nin\n{printed}", expected[0], expected[1]);
}

#[test]
fn evolve_underlines_what_holds_a_route_back() {
    for (case, code, underlined) in EXPECTED {
        for target in ["go", "rust"] {
            let output = run(&mut pivot(&["evolve", arg(&app(case)), "--target", target, "--dry-run"]));
            assert_eq!(output.status.code(), Some(i32::from(*case == "nothing")), "{case}\n{}", text(&output));
            shows(&String::from_utf8_lossy(&output.stdout), case, code, underlined);
        }
    }
}

#[test]
fn analyze_underlines_what_holds_a_route_back() {
    for (case, code, underlined) in EXPECTED {
        let output = run(&mut pivot(&["analyze", arg(&app(case))]));
        assert_eq!(output.status.code(), Some(0), "{case}\n{}", text(&output));
        shows(&String::from_utf8_lossy(&output.stdout), case, code, underlined);
    }
}

/// Exit code 1, and not even the folder: neither with a build nor without one, nor where `--force` is given.
#[test]
fn where_nothing_can_be_native_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    for target in ["go", "rust"] {
        for more in [&["--no-build"][..], &["--no-build", "--force"], &["--dry-run"], &["--check"]] {
            let output = run(pivot(&["evolve", arg(&app("nothing")), "--target", target, "-o", arg(&out)]).args(more));
            assert_eq!(output.status.code(), Some(1), "{more:?}\n{}", text(&output));
            assert!(text(&output).contains("nothing written: no route can be native"), "{}", text(&output));
            assert_eq!(tree(folder.path()).len(), 0, "{target} {more:?}");
        }
    }
}

/// A dispatch whose branches only choose the result: what answers stands behind all of them.
const CHOSEN_THEN_ANSWERED: &str = r#"
import json, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

SEEN = []

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/pure":
            result = {"pure": True}
        elif self.path == "/eval":
            result = eval("len(SEEN)")
        elif self.path == "/add":
            SEEN.append(1)
            result = len(SEEN)
        else:
            result = None
        body = json.dumps(result).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"#;

#[test]
fn a_forwarded_route_is_reported_as_bridged_and_a_group_names_what_holds_it_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = folder.path().join("app.py");
    fs::write(&app, CHOSEN_THEN_ANSWERED).expect("written");
    let output = run(&mut pivot(&["evolve", arg(&app), "--target", "go", "--dry-run", "--format", "json"]));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let routes = report["routes"].as_array().expect("a list");
    let status = |path: &str| routes.iter().find(|route| route["path"] == path).map(|route| &route["status"]);
    for (path, expected) in [("/pure", "native"), ("/eval", "bridged")] {
        assert_eq!(status(path).and_then(serde_json::Value::as_str), Some(expected), "{path}: {report:#}");
    }
}
