//! Small servers that a test writes, and parity between them.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use rustix::process::Pid;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A server whose answer is the body of `answer(self)`; `{answer}` stands for it. It notes its process group.
pub const SERVER: &str = r"
import json, os, random, signal, sys, time, uuid
from http.server import BaseHTTPRequestHandler, HTTPServer

count = 0
started = time.time()
beyond = os.environ.get('PIVOT_BEYOND_LOG')
new = __file__.endswith('new.py')

class Handler(BaseHTTPRequestHandler):
    def send(self, status, body, headers=()):
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body if isinstance(body, bytes) else body.encode())

    def answer(self):
        global count
        count += 1
{answer}

    def do_POST(self):
        self.rfile.read(int(self.headers.get('Content-Length', 0)))
        self.answer()

    do_GET = answer

    def log_message(self, *args):
        # Chatty on purpose: more than a pipe holds, over a few requests.
        sys.stderr.write('x' * 20000 + '\n')

with open(os.path.join(os.path.dirname(__file__), 'groups'), 'a') as file:
    file.write(f'{os.getpgid(0)}\n')
HTTPServer(('127.0.0.1', int(sys.argv[1])), Handler).serve_forever()
";

/// A folder with `old.py`, `new.py` and a tape.
pub struct Case {
    /// Where everything lies.
    pub folder: TempDir,
}

impl Case {
    /// Servers with these bodies of `answer`, and a tape with these lines.
    pub fn new(old: &str, new: &str, tape: &[Value]) -> Self {
        let case = Self { folder: tempfile::tempdir().expect("a folder") };
        for (name, answer) in [("old.py", old), ("new.py", new)] {
            let lines: Vec<String> = answer.trim_matches('\n').lines().map(|line| format!("        {line}")).collect();
            fs::write(case.path(name), SERVER.replace("{answer}", &lines.join("\n"))).expect("written");
        }
        let lines: Vec<String> = tape.iter().map(ToString::to_string).collect();
        fs::write(case.path("tape.jsonl"), lines.join("\n")).expect("written");
        case
    }

    /// With a `pivot.json` that names the servers, the route `/user/<id>` and these volatile fields.
    pub fn with_manifest(self, volatile: &Value) -> Self {
        let manifest = json!({
            "schema": 1, "pivot": "0.1.0", "target": "go", "kind": "service",
            "python": {"version": "3.11.7", "frameworks": {}}, "sources": [],
            "routes": [{"method": "GET", "path": "/user/<id>", "handler": "Handler.answer", "file": "old.py", "line": 22,
                        "status": "native"}],
            "run": {"old": ["python3", self.path("old.py"), "{port}"], "new": ["python3", self.path("new.py"), "{port}"]},
            "volatile": volatile,
        });
        fs::write(self.path("pivot.json"), manifest.to_string()).expect("written");
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pivot"));
        command.arg("parity").arg(self.folder.path()).arg("--requests").arg(self.path("tape.jsonl"));
        if !self.path("pivot.json").exists() {
            for side in ["old", "new"] {
                command
                    .arg(format!("--{side}"))
                    .arg(format!("python3 '{}' {{port}}", self.path(side).with_extension("py").display()));
            }
        }
        command.args(arguments).env("NO_COLOR", "1");
        command
    }

    /// Runs parity, expects an exit code and that no server is left, and hands the certificate over.
    pub fn certificate(&self, code: i32, arguments: &[&str]) -> Value {
        let output = self.run(code, arguments);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("no certificate: {output:?}"))
    }

    pub fn run(&self, code: i32, arguments: &[&str]) -> Output {
        let output = self.command(arguments).args(["--format", "json"]).output().expect("pivot runs");
        let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "{text}");
        assert_eq!(self.groups_left(), [], "{text}");
        output
    }

    /// The servers' process groups.
    pub fn groups(&self) -> Vec<Pid> {
        let text = fs::read_to_string(self.path("groups")).unwrap_or_default();
        text.lines().filter_map(|line| Pid::from_raw(line.parse().ok()?)).collect()
    }

    pub fn groups_left(&self) -> Vec<Pid> {
        let mut groups = self.groups();
        assert!(!groups.is_empty(), "no server was started");
        groups.retain(|group| rustix::process::test_kill_process_group(*group).is_ok());
        groups
    }
}

/// A request.
pub fn get(target: &str) -> Value {
    json!({"method": "GET", "target": target})
}

/// Requests for the first users.
pub fn gets(count: usize) -> Vec<Value> {
    (0..count).map(|number| get(&format!("/user/{number}"))).collect()
}

/// The kinds and paths of a certificate's differences.
pub fn found(certificate: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or("?").to_owned();
    let differences = certificate["differences"].as_array().expect("a list");
    differences.iter().map(|difference| (text(&difference["kind"]), text(&difference["path"]))).collect()
}

/// An answer with a body and a header that count.
pub const USER: &str =
    r"self.send(200, json.dumps({'path': self.path, 'balance': 100.0 * count, 'ok': True}), [('X-Count', str(count))])";
