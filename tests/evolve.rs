//! `pivot evolve` as its users meet it: what it refuses, what it writes, and what it leaves alone. What it cannot do is in `errors.rs`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const SERVICE: &str = r#"import json
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

ITEMS = {"tea": 2.5}
seen = []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/items":
            self.reply({"items": ITEMS, "at": time.time()})
        elif self.path == "/eval":
            self.reply({"value": eval("1 + 1")})
        elif self.path == "/seen":
            self.reply({"seen": len(seen)})
        else:
            self.send_error(404)

    def do_POST(self):
        seen.append(1)
        self.reply({"seen": len(seen)})

    def reply(self, data):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())


if __name__ == "__main__":
    HTTPServer(("", int(sys.argv[1])), Handler).serve_forever()
"#;

/// A folder with a service.
fn service() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(&folder, "app.py", SERVICE);
    folder
}

fn write(folder: &TempDir, name: &str, text: impl AsRef<[u8]>) {
    fs::write(folder.path().join(name), text).expect("a file");
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pivot"));
    command.arg("evolve").args(args).current_dir(folder).env("NO_COLOR", "1");
    command
}

fn evolve(folder: &TempDir, args: &[&str]) -> Output {
    command(folder.path(), args).output().expect("pivot runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Exit code 2, a message that has these words, and nothing on stdout.
fn cannot(output: &Output, words: &[&str]) {
    let message = stderr(output);
    assert_eq!(output.status.code(), Some(2), "{message}{}", stdout(output));
    assert!(message.starts_with("error: ") && !message.contains("panicked"), "{message}");
    for word in words {
        assert!(message.contains(word), "`{word}` is missing:\n{message}");
    }
    assert_eq!(stdout(output), "");
}

fn done(output: &Output) {
    assert_eq!(output.status.code(), Some(0), "{}{}", stderr(output), stdout(output));
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

const WRITE: &[&str] = &["app.py", "--target", "go", "--no-build", "-o", "out"];

fn with(more: &[&'static str]) -> Vec<&'static str> {
    WRITE.iter().chain(more).copied().collect()
}

#[test]
fn an_unknown_key_is_an_error_with_its_line_and_the_nearest_name() {
    let folder = service();
    write(&folder, ".pivotrc", "{\n  // a slip\n  \"go_specific\": {\n    \"read_timout\": \"5s\"\n  }\n}\n");
    cannot(
        &evolve(&folder, WRITE),
        &[".pivotrc:4: unknown key `go_specific.read_timout`; did you mean `go_specific.read_timeout`?"],
    );
    cannot(&evolve(&folder, &with(&["--config", "missing.json"])), &["cannot read missing.json"]);
    write(&folder, ".pivotrc", "{\"database\": {\"max_open\": 5}}");
    let output = evolve(&folder, WRITE);
    done(&output);
    assert!(stderr(&output).contains(".pivotrc:1: `database.max_open` has no effect yet"), "{}", stderr(&output));
}

#[test]
fn an_unknown_route_is_an_error_that_names_the_routes() {
    let folder = service();
    cannot(
        &evolve(&folder, &with(&["--bridge", "/item"])),
        &["there is no route `/item`", "the routes are GET /items, "],
    );
}

#[test]
fn where_nothing_can_be_native_nothing_is_written() {
    let folder = service();
    write(
        &folder,
        "app.py",
        SERVICE.replace("if self.path == \"/items\"", "if eval(self.path)").replace("seen.append(1)", "eval(\"1\")"),
    );
    let output = evolve(&folder, WRITE);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(text.contains("nothing written: no route can be native"), "{text}");
    // The line that holds it back, underlined.
    assert!(text.contains("app.py:12:12") && text.contains("^^^^"), "{text}");
    write(&folder, "app.py", "print(eval('1'))\n");
    let output = evolve(&folder, WRITE);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("nothing written"), "{}", stdout(&output));
    assert_eq!(names(folder.path()), ["app.py"]);
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = service();
    let output = evolve(&folder, &with(&["--dry-run"]));
    done(&output);
    let text = stdout(&output);
    assert!(text.contains("out would be a Go service"), "{text}");
    assert!(text.lines().any(|line| line.contains("GET /items") && line.ends_with("native")), "{text}");
    assert!(text.lines().any(|line| line.contains("GET /eval") && line.contains("bridged  line 15: ")), "{text}");
    assert_eq!(names(folder.path()), ["app.py"]);
}

#[test]
fn too_few_native_routes_are_an_objection() {
    let folder = service();
    let output = evolve(&folder, &with(&["--min-native", "100"]));
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("less than 100 %"), "{}", stdout(&output));
    assert_eq!(names(folder.path()), ["app.py"]);
    done(&evolve(&folder, &with(&["--min-native", "50"])));
}

#[test]
fn the_same_input_gives_the_same_project() {
    let folder = service();
    done(&evolve(&folder, WRITE));
    let written = names(&folder.path().join("out"));
    assert!(written.contains(&"pivot.json".to_owned()) && written.contains(&"launch.py".to_owned()), "{written:?}");
    assert!(!written.iter().any(|name| name.starts_with(".pivot-")), "{written:?}");
    let manifest = read(&folder, "out/pivot.json");
    assert!(manifest.contains("\"path\": \"../app.py\""), "{manifest}");
    done(&evolve(&folder, &with(&["--check"])));
    done(&evolve(&folder, WRITE));
    assert_eq!(read(&folder, "out/pivot.json"), manifest);
    // The source changes, a setting changes, a file is lost: each is a difference, and `--check` mends nothing.
    write(&folder, "app.py", SERVICE.replace("2.5", "3.5"));
    let output = evolve(&folder, &with(&["--check"]));
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stdout(&output).contains("out is out of date") && stdout(&output).contains("pivot.json"),
        "{}",
        stdout(&output)
    );
    assert_eq!(read(&folder, "out/pivot.json"), manifest);
    write(&folder, "app.py", SERVICE);
    assert_eq!(evolve(&folder, &with(&["--check", "--bridge", "/items"])).status.code(), Some(1));
    fs::remove_file(folder.path().join("out/launch.py")).expect("it is there");
    assert_eq!(evolve(&folder, &with(&["--check"])).status.code(), Some(1));
}

#[test]
fn an_edited_file_is_kept() {
    let folder = service();
    done(&evolve(&folder, WRITE));
    let readme = read(&folder, "out/README.md");
    write(&folder, "out/README.md", "mine\n");
    write(&folder, "out/notes.txt", "mine too\n");
    let output = evolve(&folder, WRITE);
    done(&output);
    assert!(stdout(&output).contains("kept README.md"), "{}", stdout(&output));
    assert_eq!(
        (read(&folder, "out/README.md").as_str(), read(&folder, "out/notes.txt").as_str()),
        ("mine\n", "mine too\n")
    );
    assert_eq!(read(&folder, "out/README.md.pivot-new"), readme);
    // An edit is no difference: the project is what pivot would write, and somebody's.
    done(&evolve(&folder, &with(&["--check"])));
    // Still kept in the run after that, until it is asked for.
    done(&evolve(&folder, WRITE));
    assert_eq!(read(&folder, "out/README.md"), "mine\n");
    done(&evolve(&folder, &with(&["--force"])));
    assert_eq!(read(&folder, "out/README.md"), readme);
    assert_eq!(read(&folder, "out/notes.txt"), "mine too\n");
}

#[test]
fn a_file_that_is_no_longer_part_of_the_project_goes() {
    let folder = service();
    done(&evolve(&folder, WRITE));
    write(&folder, "out/old.go", "package main\n");
    let listed = "{\n      \"path\": \"old.go\",\n      \"sha256\": \"be9dcd9a9b2a8b4b4aa5b2e1ac5c3c4c44f0a95a5a50eb43a2cb5a5b0f0a2a7e\"\n    },\n    {\n      \"path\": \"Dockerfile\"";
    let manifest = read(&folder, "out/pivot.json").replacen("{\n      \"path\": \"Dockerfile\"", listed, 1);
    write(&folder, "out/pivot.json", &manifest);
    // It was edited, says the digest: it stays, and is told.
    let output = evolve(&folder, WRITE);
    done(&output);
    assert!(stdout(&output).contains("old.go") && folder.path().join("out/old.go").exists(), "{}", stdout(&output));
    write(&folder, "out/pivot.json", &manifest);
    done(&evolve(&folder, &with(&["--force"])));
    assert!(!folder.path().join("out/old.go").exists());
}

#[test]
fn routes_are_left_to_the_original_by_name() {
    let folder = service();
    let native = |more: &[&'static str]| -> Vec<String> {
        let output = evolve(&folder, &with(&[&["--dry-run", "--format", "json"], more].concat()));
        let report: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
        let routes = report["routes"].as_array().expect("routes").iter();
        let native = routes.filter(|route| route["status"] == "native");
        native
            .map(|route| format!("{} {}", route["method"].as_str().unwrap_or(""), route["path"].as_str().unwrap_or("")))
            .collect()
    };
    assert_eq!(native(&[]), ["GET /items", "GET /seen", "GET *", "POST *"]);
    assert_eq!(native(&["--bridge", "GET /items"]), ["GET /seen", "GET *", "POST *"]);
    assert_eq!(native(&["--only", "/items"]), ["GET /items"]);
    // `seen` is one state: the routes that read it move with the one that writes it.
    assert_eq!(native(&["--bridge", "POST"]), ["GET /items", "GET *"]);
    assert_eq!(native(&["--bridge", "/seen"]), ["GET /items", "GET *"]);
}

#[test]
fn state_that_stays_names_the_line_that_holds_it_back() {
    let folder = service();
    write(&folder, "app.py", SERVICE.replace("seen.append(1)", "seen.append(eval(\"1\"))"));
    let output = evolve(&folder, &with(&["--dry-run"]));
    done(&output);
    let text = stdout(&output);
    assert!(text.contains("state `seen` stays in Python with the routes that reach it: line 22: "), "{text}");
    // What the original changes is not read here.
    assert!(text.lines().any(|line| line.contains("GET /seen") && line.contains("bridged")), "{text}");
}

#[test]
fn values_of_the_clock_are_in_the_manifest() {
    let folder = service();
    done(&evolve(&folder, WRITE));
    let manifest: serde_json::Value = serde_json::from_str(&read(&folder, "out/pivot.json")).expect("JSON");
    let expected = serde_json::json!([{"where": "body", "path": "$.at", "source": "clock", "type": "float"}]);
    assert_eq!(manifest["volatile"], expected);
}

#[test]
fn the_report_is_json_too() {
    let folder = service();
    let output = evolve(&folder, &with(&["--format", "json"]));
    done(&output);
    let report: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!(
        (&report["schema"], &report["target"], &report["out"], &report["built"]),
        (&1.into(), &"go".into(), &"out".into(), &false.into())
    );
    let route = &report["routes"][1];
    assert_eq!((&route["path"], &route["status"], &route["line"]), (&"/eval".into(), &"bridged".into(), &15.into()));
    assert_eq!(report["findings"][0]["line"], 15);
    assert_eq!(report["state"][0]["variables"], serde_json::json!(["seen"]));
    assert_eq!(report["state"][0]["routes"], serde_json::json!(["GET /seen", "POST *"]));
    assert!(
        report["functions"]
            .as_array()
            .is_some_and(|functions| functions.iter().any(|function| function["name"] == "Handler.do_POST"))
    );
}

#[test]
fn the_configuration_says_how_the_original_runs() {
    let folder = service();
    write(
        &folder,
        ".pivotrc",
        r#"{"original": {"command": "python3.11 app.py --port {port} -v", "cwd": "."}, "target_languages": ["rust"]}"#,
    );
    done(&evolve(&folder, &["app.py", "--no-build", "-o", "out"]));
    let launch = read(&folder, "out/launch.py");
    for line in ["ARGUMENTS = [\"--port\", \"{port}\", \"-v\"]", "PYTHON = \"python3.11\"", "FOLDER = \"..\""] {
        assert!(launch.contains(line), "{line}:\n{launch}");
    }
    assert!(read(&folder, "out/pivot.json").contains("\"target\": \"rust\""));
    write(&folder, ".pivotrc", "{\"original\": {\"command\": \"gunicorn other:app\"}}");
    cannot(&evolve(&folder, WRITE), &[".pivotrc:1: `original.command` does not run app.py"]);
}

/// The service with other start-up code.
fn started(start: &str) -> TempDir {
    let folder = service();
    let (body, _) = SERVICE.split_once("if __name__").expect("a start");
    write(&folder, "app.py", format!("{body}{start}"));
    folder
}

#[test]
fn start_up_code_that_only_starts_the_server_is_replaced() {
    let starts = [
        "def main():\n    import argparse\n    parser = argparse.ArgumentParser()\n    parser.add_argument('--port', type=int, default=9090)\n    HTTPServer(('', parser.parse_args().port), Handler).serve_forever()\n\nif __name__ == '__main__':\n    main()\n",
        "import threading\n\ndef serve(server_class=HTTPServer, handler_class=Handler):\n    httpd = server_class(('', 9090), handler_class)\n    thread = threading.Thread(target=httpd.serve_forever)\n    thread.daemon = True\n    thread.start()\n    thread.join()\n\nif __name__ == '__main__':\n    serve()\n",
    ];
    for start in starts {
        let folder = started(start);
        done(&evolve(&folder, &["app.py", "--target", "go", "-o", "out", "--no-build"]));
        let main = read(&folder, "out/main.go");
        assert!(main.contains(".ServeForever()") && main.contains("py.StartPort(9090)"), "{start}\n{main}");
    }
}

#[test]
fn start_up_code_that_may_do_more_keeps_everything_in_python() {
    let starts = [
        "import ssl\n\nif __name__ == '__main__':\n    server = HTTPServer(('', int(sys.argv[1])), Handler)\n    server.socket = ssl.wrap_socket(server.socket)\n    server.serve_forever()\n",
        "def fill():\n    ITEMS.update(__import__('prices').ALL)\n\nif __name__ == '__main__':\n    fill()\n    HTTPServer(('', int(sys.argv[1])), Handler).serve_forever()\n",
        "class Picky(HTTPServer):\n    def verify_request(self, request, client_address):\n        return False\n\nif __name__ == '__main__':\n    Picky(('', int(sys.argv[1])), Handler).serve_forever()\n",
        "if __name__ == '__main__':\n    Handler.do_PUT = eval('Handler.do_POST')\n    HTTPServer(('', int(sys.argv[1])), Handler).serve_forever()\n",
    ];
    for start in starts {
        let folder = started(start);
        let output = evolve(&folder, &["app.py", "--target", "go", "-o", "out", "--no-build"]);
        assert_eq!(output.status.code(), Some(1), "{start}\n{}", stdout(&output));
        assert!(!folder.path().join("out").exists(), "{start}");
    }
}

#[test]
fn a_server_class_that_adds_threads_is_a_server() {
    let folder = started(
        "from socketserver import ThreadingMixIn\n\nclass Server(ThreadingMixIn, HTTPServer):\n    \"\"\"One thread a request.\"\"\"\n    daemon_threads = True\n\nif __name__ == '__main__':\n    Server(('', int(sys.argv[1])), Handler).serve_forever()\n",
    );
    done(&evolve(&folder, &["app.py", "--target", "go", "-o", "out", "--no-build"]));
    let main = read(&folder, "out/main.go");
    assert!(main.contains("py.NewServer(") && !main.contains("StartPort"), "{main}");
}

#[test]
fn start_up_code_of_state_that_stays_is_left_out() {
    let folder = service();
    let text = SERVICE
        .replace("import sys\n", "import random\nimport sys\n")
        .replace(
            "seen = []\n",
            "seen = []\nrandom.seed(7)\nfor row in range(5):\n    seen.append(random.randint(1, 9))\ncount = len(seen)\nPRICES = [random.randint(1, 9) for _ in range(5)]\nNAMES = [\"a\", \"b\"]\n",
        )
        .replace("{\"seen\": len(seen)}", "{\"seen\": eval(\"len(seen)\"), \"count\": count, \"prices\": PRICES}")
        .replace("            self.send_error(404)\n", "            self.reply({\"prices\": PRICES} if self.path == \"/prices\" else {\"names\": NAMES})\n");
    write(&folder, "app.py", text);
    let output = evolve(&folder, WRITE);
    done(&output);
    let state = read(&folder, "out/state.go");
    // The numbers behind those of `seen` would be others.
    assert!(!state.contains("Randint") && !state.contains("seen") && state.contains("names"), "{state}");
    let told = stdout(&output);
    assert!(told.contains("`PRICES`"), "{told}");
}
