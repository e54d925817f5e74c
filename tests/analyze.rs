//! `pivot analyze`: what it says of the example and of small programs, its format, and what it does with what is no Python.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn pivot(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pivot")).arg("analyze").args(arguments).output().expect("pivot runs")
}

/// The JSON of a run that ends well, checked against the schema.
fn analyze(path: &Path) -> Value {
    let output = pivot(&[path.to_str().expect("a path"), "--format", "json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let schema = fs::read_to_string(root().join("docs/schema/analysis.schema.json")).expect("the schema");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let mut complaints = Vec::new();
    check(&schema, &schema, &value, "$", &mut complaints);
    assert_eq!(complaints, Vec::<String>::new());
    value
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Writes a program and analyses it.
fn program(text: &str) -> Value {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("app.py");
    fs::write(&path, text).expect("a file");
    analyze(&path)
}

fn function<'v>(analysis: &'v Value, name: &str) -> &'v Value {
    let functions = analysis["functions"].as_array().expect("functions");
    functions.iter().find(|one| one["qualified_name"] == name).unwrap_or_else(|| panic!("no {name} in {functions:#?}"))
}

fn exit_2(arguments: &[&str], expected: &str) {
    let output = pivot(arguments);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains(expected), "{stderr}");
    assert!(output.stdout.is_empty());
}

/// The part of JSON Schema that ours uses; keys that the schema does not name are complaints too.
fn check(whole: &Value, schema: &Value, value: &Value, place: &str, complaints: &mut Vec<String>) {
    let Some(rules) = schema.as_object() else { return };
    let mut complain = |what: &str| complaints.push(format!("{place}: {what}: {value}"));
    for (rule, wanted) in rules {
        match rule.as_str() {
            "type" => {
                let fits = match wanted.as_str().unwrap_or_default() {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "integer" => value.is_u64() || value.is_i64(),
                    "boolean" => value.is_boolean(),
                    "null" => value.is_null(),
                    other => panic!("the schema's type {other} is not checked"),
                };
                if !fits {
                    complain(&format!("is no {wanted}"));
                }
            }
            "const" if value != wanted => complain(&format!("is not {wanted}")),
            "enum" if !wanted.as_array().is_some_and(|list| list.contains(value)) => {
                complain(&format!("is not one of {wanted}"));
            }
            "minimum" if value.as_i64() < wanted.as_i64() => complain("is too small"),
            "required" => {
                for key in wanted.as_array().into_iter().flatten().filter_map(Value::as_str) {
                    if value.get(key).is_none() {
                        complain(&format!("has no {key}"));
                    }
                }
            }
            "const" | "enum" | "minimum" | "properties" | "items" | "$ref" | "anyOf" | "title" | "description"
            | "$schema" | "$defs" => {}
            other => panic!("the schema's {other} is not checked"),
        }
    }
    if let Some(name) = rules.get("$ref").and_then(Value::as_str) {
        let target = whole.pointer(name.trim_start_matches('#')).unwrap_or_else(|| panic!("no {name}"));
        check(whole, target, value, place, complaints);
    }
    if let Some(options) = rules.get("anyOf").and_then(Value::as_array) {
        let fits = options.iter().any(|option| {
            let mut found = Vec::new();
            check(whole, option, value, place, &mut found);
            found.is_empty()
        });
        if !fits {
            complaints.push(format!("{place}: fits no option: {value}"));
        }
    }
    if let (Some(properties), Some(object)) = (rules.get("properties").and_then(Value::as_object), value.as_object()) {
        for (key, inner) in object {
            match properties.get(key) {
                Some(schema) => check(whole, schema, inner, &format!("{place}.{key}"), complaints),
                None => complaints.push(format!("{place}: the schema does not know {key}")),
            }
        }
    }
    if let (Some(items), Some(array)) = (rules.get("items"), value.as_array()) {
        for (index, item) in array.iter().enumerate() {
            check(whole, items, item, &format!("{place}[{index}]"), complaints);
        }
    }
}

#[test]
fn the_web_backend_is_what_the_document_says() {
    let analysis = analyze(&root().join("examples/04-web-backend/api_server.py"));
    assert_eq!(analysis["service_type"], "web_api");
    assert_eq!(analysis["concurrency_potential"], "high");
    assert_eq!(analysis["target"], "GO");
    assert_eq!(analysis["findings"], Value::Array(Vec::new()));
    // Name, cyclomatic complexity by radon, cognitive complexity, calls that reach the network.
    let expected = [
        ("do_GET", 4, 4, 4),
        ("handle_get_user", 3, 2, 2),
        ("handle_get_users", 3, 2, 1),
        ("handle_health", 1, 0, 1),
        ("calculate_tier", 3, 2, 0),
        ("send_json_response", 1, 0, 2),
        ("send_error_response", 1, 0, 1),
        ("log_message", 1, 0, 0),
    ];
    for (name, complexity, cognitive, io_ops) in expected {
        let found = function(&analysis, &format!("APIHandler.{name}"));
        assert_eq!(found["name"], name);
        assert_eq!(found["complexity"], complexity, "{name}");
        assert_eq!(found["cognitive"], cognitive, "{name}");
        assert_eq!(found["io_ops"], io_ops, "{name}");
        assert_eq!(found["target"], "GO", "{name}");
    }
    let user = function(&analysis, "APIHandler.handle_get_user");
    let reason = user["reason"].as_str().expect("a reason");
    assert!(reason.starts_with("I/O bound - Go for concurrency"), "{reason}");
    assert_eq!((&user["line"], &user["end_line"]), (&Value::from(56), &Value::from(71)));
    assert_eq!(user["effects"], serde_json::json!(["network", "clock", "stdio"]));
    assert_eq!(user["own_effects"], serde_json::json!(["clock"]));
    assert_eq!(user["reached_from"], serde_json::json!(["APIHandler.do_GET"]));
    let routes: Vec<String> = analysis["routes"]
        .as_array()
        .expect("routes")
        .iter()
        .map(|route| format!("{} {} {}", route["method"], route["path"], route["handler"]).replace('"', ""))
        .collect();
    for expected in [
        "GET /api/user/<user_id> APIHandler.handle_get_user",
        "GET /api/users APIHandler.handle_get_users",
        "GET /api/health APIHandler.handle_health",
    ] {
        assert!(routes.iter().any(|route| route == expected), "{expected} is not in {routes:?}");
    }
}

#[test]
fn functions_go_where_their_work_is() {
    let analysis = program(
        r#"
import sqlite3, threading, subprocess

LOCK = threading.Lock()
STOCK = {}
db = sqlite3.connect("shop.db")

def price(base, demand, scarcity):
    adjusted = base * demand * scarcity
    return adjusted * 0.85 if adjusted > 1000 else adjusted

def reserve(sku, count):
    with LOCK:
        STOCK[sku] = STOCK.get(sku, 0) - count

def load(sku):
    cursor = db.cursor()
    cursor.execute("select * from products where sku = ?", (sku,))
    with open("log.txt", "a") as log:
        log.write(sku)
    return label(cursor.fetchone())

def label(row):
    return str(row)

def unused(row):
    return row

async def run(command):
    import requests
    subprocess.run(command)
    return requests.get("http://localhost/")
"#,
    );
    let target = |name: &str| function(&analysis, name)["target"].as_str().expect("a target").to_owned();
    assert_eq!(
        ["price", "reserve", "load", "label", "unused", "run"].map(target),
        ["RUST", "GO", "GO", "GO", "PYTHON", "GO"]
    );
    assert_eq!(function(&analysis, "price")["effects"], serde_json::json!([]));
    assert_eq!(function(&analysis, "reserve")["effects"], serde_json::json!(["global_read", "global_write", "lock"]));
    assert_eq!(function(&analysis, "reserve")["io_ops"], 0);
    // cursor(), execute(), open(), write(), fetchone(); label() reaches nothing.
    assert_eq!(function(&analysis, "load")["io_ops"], 5);
    assert_eq!(function(&analysis, "load")["effects"], serde_json::json!(["database", "file"]));
    assert_eq!(function(&analysis, "label")["reason"], "moves with its callers: load");
    assert_eq!(function(&analysis, "run")["effects"], serde_json::json!(["network", "process"]));
    assert_eq!(analysis["service_type"], "library");
}

#[test]
fn effects_flow_through_objects_callbacks_and_names() {
    let analysis = program(
        r#"
import urllib.request
from concurrent.futures import ThreadPoolExecutor

class Client:
    def __init__(self, base):
        self.base = base
    def fetch_rate(self, code):
        return urllib.request.urlopen(self.base + code).read()
    @property
    def status(self):
        return self.fetch_rate("status")

class Shop:
    client = Client("http://rates/")
    def __init__(self):
        self.own = Client("http://own/")
    def rate(self, code):
        return self.own.fetch_rate(code)
    def both(self):
        return self.client.fetch_rate("eur"), self.own.status

def by_name(anything):
    return anything.fetch_rate("eur")

def in_threads(shop: Shop, codes):
    with ThreadPoolExecutor() as pool:
        return list(pool.map(shop.rate, codes))

def outer():
    def inner():
        return print("x")
    return inner()

def gets(anything):
    return anything.get("eur")

if __name__ == "__main__":
    outer()
"#,
    );
    let io = |name: &str| function(&analysis, name)["io_ops"].as_u64().expect("a number");
    assert_eq!(["Client.fetch_rate", "Client.status", "Shop.rate", "Shop.both"].map(io), [2, 1, 1, 1]);
    assert_eq!(["by_name", "in_threads", "outer", "outer.inner", "gets"].map(io), [1, 1, 0, 0, 0]);
    assert_eq!(function(&analysis, "by_name")["io_calls"][0]["certain"], false);
    assert_eq!(function(&analysis, "outer")["effects"], serde_json::json!(["stdio"]));
    assert_eq!(analysis["service_type"], "program");
}

#[test]
fn state_binds_routes_together() {
    let analysis = program(
        r#"
from http.server import BaseHTTPRequestHandler, HTTPServer
import json

notes = {}
visits = 0
LIMIT = 10

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        global visits
        if self.path == "/visits":
            visits += 1
            self.reply({"visits": visits})
        elif self.path == "/notes":
            self.reply(notes)
        else:
            self.reply({"limit": LIMIT})

    def do_POST(self):
        notes["a"] = "b"
        self.reply({})

    def reply(self, body):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

HTTPServer(("", 8080), Handler).serve_forever()
"#,
    );
    let groups: Vec<&Value> =
        analysis["state_groups"].as_array().expect("groups").iter().map(|group| &group["variables"]).collect();
    assert_eq!(groups, [&serde_json::json!(["notes"]), &serde_json::json!(["visits"])]);
    assert_eq!(analysis["state_groups"][1]["routes"], serde_json::json!(["GET /visits"]));
    assert_eq!(analysis["state_groups"][0]["line"], 5);
}

#[test]
fn what_cannot_be_read_is_exit_code_2() {
    let folder = TempDir::new().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
    exit_2(&[&path("missing.py")], "cannot read");
    exit_2(&[&path("")], "no Python files");
    fs::write(path("binary.py"), b"\x7fELF\0\0\0").expect("a file");
    exit_2(&[&path("binary.py")], "null bytes");
    fs::write(path("latin.py"), b"x = '\xe9'\n").expect("a file");
    exit_2(&[&path("latin.py")], "not valid UTF-8");
    exit_2(&[], "PATH");
    exit_2(&[&path("latin.py"), "--report", "pdf=x"], "text or json");
    fs::write(path("good.py"), "x = 1\n").expect("a file");
    exit_2(&[&path("good.py"), "-o", &path("no/such/folder.json")], "cannot write");
}

#[test]
fn a_folder_is_read_but_for_what_is_not_its_own() {
    let folder = TempDir::new().expect("a folder");
    let write = |name: &str, text: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write("shop/__init__.py", b"");
    write("shop/rates.py", b"import requests\n\ndef rate(code):\n    return requests.get(code)\n");
    write(
        "shop/main.py",
        b"from shop.rates import rate\n\ndef all_rates(codes):\n    return [rate(code) for code in codes]\n",
    );
    write("jobs/a/models.py", b"def load():\n    return open('x').read()\n");
    write("jobs/a/run.py", b"import models\n\ndef start():\n    return models.load()\n");
    write("jobs/b/models.py", b"def load():\n    return 1\n");
    write("jobs/b/run.py", b"import models\n\ndef start():\n    return models.load()\n");
    write("broken.py", b"def good(x):\n    return x + 1\n\ndef bad(:\n    pass\n\ndef after(x):\n    return open(x)\n");
    write("binary.py", b"\0\0\0");
    write("notes.txt", b"def text(): pass\n");
    for skipped in [".git/x.py", "node_modules/x.py", "venv/x.py", "env/lib/x.py", "__pycache__/x.py"] {
        write(skipped, b"def skipped(): pass\n");
    }
    write("env/pyvenv.cfg", b"home = /usr/bin\n");
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).expect("a link");
    let analysis = analyze(folder.path());
    let names: Vec<&str> =
        analysis["functions"].as_array().expect("functions").iter().filter_map(|one| one["name"].as_str()).collect();
    assert!(!names.contains(&"skipped") && !names.contains(&"text"), "{names:?}");
    assert!(names.contains(&"good") && names.contains(&"after"), "{names:?}");
    assert_eq!(function(&analysis, "all_rates")["io_ops"], 1);
    assert_eq!(function(&analysis, "after")["io_ops"], 1);
    // `import models` means the neighbour.
    let starts: Vec<u64> = analysis["functions"]
        .as_array()
        .expect("functions")
        .iter()
        .filter(|one| one["name"] == "start")
        .filter_map(|one| one["io_ops"].as_u64())
        .collect();
    assert_eq!(starts, [1, 0]);
    let findings: Vec<(&str, u64)> = analysis["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|one| (one["code"].as_str().expect("a code"), one["line"].as_u64().expect("a line")))
        .collect();
    assert!(findings.contains(&("unreadable-file", 1)), "{findings:?}");
    assert!(findings.contains(&("syntax-error", 4)), "{findings:?}");
}

#[test]
fn a_syntax_error_leaves_the_rest_usable() {
    let analysis = program(
        "import time\n\ndef good():\n    return time.time()\n\nprint 'old'\n\ndef later(a, b):\n    return a * b * 2 - 1\n",
    );
    assert_eq!(analysis["findings"][0]["code"], "syntax-error");
    assert_eq!(analysis["findings"][0]["line"], 6);
    assert_eq!(function(&analysis, "good")["effects"], serde_json::json!(["clock"]));
    assert_eq!(function(&analysis, "later")["target"], "RUST");
}

#[test]
fn reports_and_files_are_written_as_asked() {
    let folder = TempDir::new().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
    let example = root().join("examples/04-web-backend/api_server.py");
    let example = example.to_str().expect("a path");
    let output = pivot(&[example, "-q", "-o", &path("a.json"), "--report", &format!("text={}", path("a.txt"))]);
    assert!(output.status.success() && output.stdout.is_empty());
    let text = fs::read_to_string(path("a.txt")).expect("a report");
    for expected in [
        "web API: 1 file",
        "→ GO",
        "APIHandler.handle_get_user",
        "I/O bound - Go for concurrency",
        "GET /api/users",
        "native",
    ] {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
    assert!(!text.contains('\x1b'));
    let again = pivot(&[example, "--format", "json"]);
    assert_eq!(fs::read(path("a.json")).expect("a report"), again.stdout);
}

#[test]
fn a_finding_shows_its_line() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("app.py");
    fs::write(&path, "x = 1\nprint 'old'\n").expect("a file");
    let output = pivot(&[path.to_str().expect("a path")]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("error[syntax-error]") && text.contains("app.py:2:1"), "{text}");
    assert!(text.contains("2 | print 'old'\n  | ^^^^^"), "{text}");
}

#[test]
fn garbage_is_no_reason_to_panic() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap_or(0)
    };
    let source = fs::read(root().join("examples/04-web-backend/api_server.py")).expect("the example");
    let services = fs::read(root().join("tests/cases/services/orders/app.py")).expect("the service");
    let folder = TempDir::new().expect("a folder");
    for round in 0..60 {
        // The text of services with pieces cut out, doubled and moved.
        let mut bytes = if round % 2 == 0 { source.clone() } else { services.clone() };
        for _ in 0..=next(6) {
            let from = next(bytes.len());
            let to = (from + next(80)).min(bytes.len());
            let piece: Vec<u8> = bytes.drain(from..to).collect();
            if next(2) == 0 {
                let at = next(bytes.len());
                bytes.splice(at..at, piece);
            }
        }
        fs::write(folder.path().join(format!("m{round}.py")), bytes).expect("a file");
    }
    let deep = format!("def f(x):\n    return {}x{}\n", "g(".repeat(900), ")".repeat(900));
    fs::write(folder.path().join("deep.py"), deep).expect("a file");
    let chain = format!("def f(x):\n    return x{}\n", ".a(1)".repeat(2500));
    fs::write(folder.path().join("chain.py"), chain).expect("a file");
    let nested: Vec<String> = (0..90).map(|depth| format!("{}def f{depth}(x):\n", " ".repeat(depth))).collect();
    fs::write(folder.path().join("nested.py"), format!("{}{}return x\n", nested.concat(), " ".repeat(90)))
        .expect("a file");
    let output = pivot(&[folder.path().to_str().expect("a path"), "--format", "json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
