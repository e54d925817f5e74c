//! Loops that change what they go through: which are refused, and which are known to be sound.

use std::fs;
use std::process::Command;

/// The plan of a service whose `do_POST` calls `change(rows, body)`.
fn plan(function: &str) -> String {
    let service = format!(
        r#"import json
from http.server import BaseHTTPRequestHandler, HTTPServer

rows = ["a", "b"]
table = {{"a": ["b"]}}

{function}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        data = json.dumps({{"result": change(rows, body), "rows": rows, "table": table}}).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(data)


if __name__ == "__main__":
    HTTPServer(("", 8000), Handler).serve_forever()
"#
    );
    let folder = tempfile::tempdir().expect("a temporary folder");
    let app = folder.path().join("app.py");
    fs::write(&app, service).expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_pivot"))
        .arg("dump")
        .arg(&app)
        .args(["--stage", "plan"])
        .output()
        .expect("pivot runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const REASON: &str = "what a loop goes through is changed inside of the loop";

fn refused(function: &str) {
    let plan = plan(function);
    assert!(plan.contains(REASON), "{plan}");
}

fn native(function: &str) {
    let plan = plan(function);
    assert!(!plan.contains("forward  #"), "{plan}");
}

#[test]
fn a_change_right_before_the_loop_is_left_is_sound() {
    native(
        "def change(rows, body):\n    for row in rows:\n        if row == \"a\":\n            rows.remove(row)\n            break\n    return 1",
    );
    native(
        "def change(rows, body):\n    for row in rows:\n        if row == \"a\":\n            rows.append(row)\n            return 2\n    return 1",
    );
}

#[test]
fn a_break_of_an_inner_loop_leaves_that_loop_only() {
    refused(
        "def change(rows, body):\n    for row in rows:\n        for i in range(3):\n            rows.remove(row)\n            break\n    return 1",
    );
}

#[test]
fn a_raise_that_is_caught_inside_of_the_loop_does_not_leave_it() {
    refused(
        "def change(rows, body):\n    for row in rows:\n        try:\n            rows.remove(row)\n            raise ValueError(\"x\")\n        except ValueError:\n            pass\n    return 1",
    );
}

#[test]
fn a_continue_on_the_way_does_not_leave_the_loop() {
    refused(
        "def change(rows, body):\n    for row in rows:\n        rows.remove(row)\n        if row == \"a\":\n            continue\n        break\n    return 1",
    );
}

#[test]
fn a_comprehension_that_changes_what_it_goes_through_is_refused() {
    refused("def change(rows, body):\n    return [rows.pop() for row in rows]");
    refused(
        "def take(rows):\n    return rows.pop()\n\n\ndef change(rows, body):\n    return [take(rows) for row in rows]",
    );
}

#[test]
fn a_view_of_a_value_of_unknown_shape_is_that_value() {
    refused("def change(rows, body):\n    for key in body.keys():\n        body.pop(key)\n    return 1");
    native("def change(rows, body):\n    for key in list(body.keys()):\n        body.pop(key)\n    return 1");
}

#[test]
fn what_the_call_itself_made_is_not_what_it_was_given() {
    native(
        "def change(rows, body):\n    groups = {}\n    for row in rows:\n        groups.setdefault(row, []).append(row)\n    groups[\"all\"] = [\"x\"]\n    return groups",
    );
    refused(
        "def change(rows, body):\n    groups = {}\n    groups[\"a\"] = rows\n    for row in rows:\n        groups.setdefault(row, []).append(row)\n    return 1",
    );
}

#[test]
fn a_parsed_value_that_nothing_else_holds_is_no_other_value() {
    native(
        "def change(rows, body):\n    changes = json.loads(rows[0])\n    for key in changes:\n        body[key] = 1\n    return 1",
    );
    refused(
        "def change(rows, body):\n    changes = json.loads(rows[0])\n    body[\"x\"] = changes\n    for key in changes:\n        body[\"x\"][key] = 1\n    return 1",
    );
    refused(
        "def change(rows, body):\n    changes = body\n    for key in changes:\n        body[key] = 1\n    return 1",
    );
}
