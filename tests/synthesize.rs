//! `pivot tape synthesize`: requests that reach every branch, from the code alone.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use rustix::process::{Pid, Signal};
use support::{MARK, arg, marked, pivot, root, run, text, wait_for};

/// Runs it for a program, with the tape beside the others of the folder.
fn synthesize(program: &Path, tape: &Path, arguments: &[&str]) -> Output {
    run(pivot(&["tape", "synthesize", "-q", arg(program), "-o", arg(tape)]).args(arguments))
}

fn example() -> PathBuf {
    root().join("examples/04-web-backend/api_server.py")
}

fn service(name: &str) -> PathBuf {
    root().join("tests/cases/services").join(name).join("app.py")
}

/// A program in a folder of its own.
fn program(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("app.py");
    fs::write(&path, text).expect("written");
    (folder, path)
}

#[test]
fn every_branch_is_reached_and_a_fresh_process_confirms_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for program in
        [example(), service("accounts"), service("grouping"), service("partly"), service("places"), service("shelf")]
    {
        let tape = folder.path().join("tape.jsonl");
        let output = synthesize(&program, &tape, &[]);
        assert!(output.status.success() && text(&output).contains("(100.0 %)"), "{program:?}: {}", text(&output));
        let server = format!("python3 '{}' {{port}}", program.display());
        let output = run(&mut pivot(&[
            "parity",
            "--requests",
            arg(&tape),
            "--old",
            &server,
            "--new",
            &server,
            "--min-branches",
            "100",
        ]));
        assert!(output.status.success(), "{program:?}: {}", text(&output));
    }
}

#[test]
fn the_same_seed_gives_the_same_tape() {
    let folder = tempfile::tempdir().expect("a folder");
    let tape = |name: &str, seed: &str| {
        let path = folder.path().join(name);
        let output = synthesize(&service("accounts"), &path, &["--seed", seed, "--budget", "300"]);
        assert!(output.status.success(), "{}", text(&output));
        fs::read_to_string(path).expect("a tape")
    };
    let first = tape("first", "7");
    assert_eq!(first, tape("second", "7"));
    assert_ne!(first, tape("third", "8"));
}

#[test]
fn only_what_reaches_more_is_added() {
    let folder = tempfile::tempdir().expect("a folder");
    let (tape, more) = (folder.path().join("tape.jsonl"), folder.path().join("more.jsonl"));
    fs::write(&tape, "{\"method\":\"GET\",\"target\":\"/api/health\"}\n").expect("written");
    let output = synthesize(&example(), &more, &["--add-to", arg(&tape)]);
    assert!(output.status.success() && text(&output).contains("(100.0 %)"), "{}", text(&output));
    let once = fs::read_to_string(&more).expect("a tape");
    assert!(once.lines().nth(1).is_some_and(|line| line.contains("/api/health")), "{once}");
    let output = synthesize(&example(), &tape, &["--add-to", arg(&more), "--budget", "100"]);
    assert!(output.status.success(), "{}", text(&output));
    assert_eq!(fs::read_to_string(&tape).expect("a tape"), once, "nothing was left to reach");
}

/// Ids that the server makes up, boundaries, types, headers, a nested list and a pattern of the path.
const SHOP: &str = r#"
import json, sys, uuid
from http.server import BaseHTTPRequestHandler, HTTPServer

CARTS = {}
LIMIT = 37

class Shop(BaseHTTPRequestHandler):
    def reply(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        if self.headers.get("Authorization", "") != "Bearer s3cret":
            return self.reply(401, {})
        data = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        total = 0
        for item in data["items"]:
            if not isinstance(item["sku"], str) or len(item["sku"]) > 12:
                return self.reply(400, {"error": "sku"})
            count = item.get("count", 1)
            if count > LIMIT:
                return self.reply(409, {"error": "too many"})
            total += count
        cart = str(uuid.uuid4())
        CARTS[cart] = total
        self.reply(201, {"cart": cart})

    def do_GET(self):
        parts = self.path.split("/")
        if len(parts) == 3 and parts[1] == "carts":
            if parts[2] in CARTS:
                return self.reply(200, {"total": CARTS[parts[2]]})
            return self.reply(404, {})
        self.reply(400, {})

    def log_message(self, *args):
        pass

HTTPServer(("127.0.0.1", int(sys.argv[1])), Shop).serve_forever()
"#;

#[test]
fn what_answers_make_up_is_carried_on() {
    let (folder, path) = program(SHOP);
    let tape = folder.path().join("tape.jsonl");
    let output = synthesize(&path, &tape, &["--budget", "20000"]);
    assert!(output.status.success() && text(&output).contains("(100.0 %)"), "{}", text(&output));
    // Each server makes up carts of its own; the recorded answers say which.
    let server = format!("python3 '{}' {{port}}", path.display());
    let output = run(&mut pivot(&[
        "parity",
        "--requests",
        arg(&tape),
        "--old",
        &server,
        "--new",
        &server,
        "--min-branches",
        "100",
    ]));
    assert!(output.status.success(), "{}", text(&output));
}

#[test]
fn what_cannot_be_done_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let tape = folder.path().join("tape.jsonl");
    let refused = |program: &Path, arguments: &[&str], expected: &str| {
        let output = synthesize(program, &tape, arguments);
        assert!(output.status.code() == Some(2) && text(&output).contains(expected), "{expected}: {}", text(&output));
        assert!(!tape.exists(), "{expected}");
    };
    refused(Path::new("no-such.py"), &[], "no-such.py");
    refused(folder.path(), &[], "is no folder that `pivot evolve` wrote");
    refused(&program("print(1)\n").1, &[], "");
    let (_kept, path) = program("print(1)\n");
    refused(&path, &[], "there is no request handler");
    let (_kept, path) = program("def (:\n");
    refused(&path, &[], "is not valid Python");
    refused(&example(), &["--budget", "0"], "--budget");
    refused(&example(), &["--add-to", "no-such-tape"], "no-such-tape");
    refused(&example(), &["--reset", "false"], "the reset command failed");
    let (_kept, path) = program(&SHOP.replace("class Shop", "raise SystemExit(3)\nclass Shop"));
    refused(&path, &[], "ended before it answered");
    let writes = SHOP.replace("        CARTS[cart] = total", "        open(\"carts\", \"a\").write(cart)");
    let (_kept, path) = program(&writes);
    refused(&path, &[], "--allow-effects");
}

#[test]
fn an_interrupt_leaves_no_process() {
    let (folder, path) =
        program(&SHOP.replace("def do_GET(self):", "def do_GET(self):\n        import time; time.sleep(60)"));
    let mark = format!("synthesize-{}", std::process::id());
    let mut command = pivot(&["tape", "synthesize", "-q", arg(&path), "-o", arg(&folder.path().join("tape.jsonl"))]);
    let child = command.env(MARK, &mark).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("pivot runs");
    wait_for("the original", || marked(&mark).iter().any(|line| line.contains("launch.py")));
    std::thread::sleep(std::time::Duration::from_secs(1));
    let id = Pid::from_raw(i32::try_from(child.id()).expect("an id")).expect("an id");
    rustix::process::kill_process(id, Signal::INT).expect("sent");
    let output = child.wait_with_output().expect("pivot ends");
    assert!(output.status.code() == Some(2) && text(&output).contains("interrupted"), "{}", text(&output));
    assert_eq!(marked(&mark), Vec::<String>::new());
}
