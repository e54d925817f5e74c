//! What the inference finds in small services: a rule, the Python that it is about, and lines of the ir that must (or must not) be there.
//!
//! A service is a handler class around the functions of a test; `pivot dump` gives its ir, with the refusals as `line:column: code: reason` behind it.

use std::fs;
use std::process::Command;

/// The service around the functions of a test: `reply` writes any value, `body` reads the posted JSON, `part` is the last part of the path.
const SERVICE: &str = r#"import json
from http.server import BaseHTTPRequestHandler, HTTPServer

@definitions


class Handler(BaseHTTPRequestHandler):
    def reply(self, data):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def body(self):
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def part(self):
        return self.path.split("/")[-1]

    def do_GET(self):
        @get

    def do_POST(self):
        @post


if __name__ == "__main__":
    HTTPServer(("", 8000), Handler).serve_forever()
"#;

/// The ir of a service with these module-level definitions and bodies of `do_GET` and `do_POST`.
fn ir(definitions: &str, get: &str, post: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let indented = |body: &str| body.trim().replace('\n', "\n        ");
    let text = SERVICE
        .replace("@definitions", definitions.trim())
        .replace("@get", &indented(get))
        .replace("@post", &indented(post));
    let app = folder.path().join("app.py");
    fs::write(&app, text).expect("a file");
    let dump = |_| {
        let output = Command::new(env!("CARGO_BIN_EXE_pivot"))
            .arg("dump")
            .arg(&app)
            .args(["--stage", "ir"])
            .output()
            .expect("pivot runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let dumps: Vec<String> = (0..3).map(dump).collect();
    assert!(dumps.iter().all(|dump| *dump == dumps[0]), "the ir is the same every time");
    dumps[0].clone()
}

/// Whether the ir has that text in one line.
fn has(ir: &str, text: &str) {
    assert!(ir.contains(text), "`{text}` is not in\n{ir}");
}

/// Whether the ir has that text nowhere.
fn has_not(ir: &str, text: &str) {
    assert!(!ir.contains(text), "`{text}` is in\n{ir}");
}

/// `x == y` makes no int of any size a 64-bit one, be one of them None or not.
#[test]
fn a_comparison_keeps_the_width_of_an_optional_int() {
    let ir = ir(
        r#"
rows = [{"id": 1}]
next_id = 2

def wanted(text):
    try:
        return int(text)
    except ValueError:
        return None

def find(key):
    for row in rows:
        if row["id"] == key:
            return row
    return None
"#,
        "self.reply(find(wanted(self.part())))",
        r#"
global next_id
rows.append({"id": next_id})
next_id += 1
"#,
    );
    has(&ir, " wanted(text: Str) -> BigInt?");
    has(&ir, "find(key: BigInt?)");
    has_not(&ir, " Int?(");
}

/// As above, the other way round: the int that may be None is computed with, the parsed one is not.
#[test]
fn a_parsed_int_is_compared_with_a_narrow_int_that_may_be_none() {
    let ir = ir(
        r#"
last = None
"#,
        r#"
self.reply({"last": int(self.part()) == last, "other": last == int(self.part())})
"#,
        r#"
global last
last = len(self.path) + 1
"#,
    );
    has(&ir, "big_int_parse!");
    has(&ir, "(let %4 = big_int_parse!(part(self%0)) in (not is_none(%3) and (BigInt(Int(%3)) Eq %4)))");
}

/// Ints that are compared as long as a dict is taken for a record stay apart when it turns out to hold any JSON value.
#[test]
fn what_becomes_json_late_merges_no_ints() {
    let ir = ir(
        r#"
DOCS = {}
count = [0]

def new_id():
    count[0] = count[0] + 1
    return count[0]

def wanted(text):
    if text.isdigit():
        return int(text)
    return None
"#,
        r#"
key = wanted(self.part())
if key in DOCS:
    DOCS[key] = dict(DOCS[key], id=key)
self.reply(DOCS.get(key))
"#,
        r#"
record = {"id": new_id()}
record.update(self.body())
DOCS[record["id"]] = record
self.reply(record)
"#,
    );
    has(&ir, "dict[Json, Json]");
    has(&ir, "wanted(text: Str) -> BigInt?");
    has(&ir, "new_id() -> Int:");
}
