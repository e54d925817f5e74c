//! Whether parity sees what it is there for: one change in the generated code of example 04, built and replayed, is found and placed; and
//! a replay that is cut short, whoever dies, decides nothing and leaves nothing behind.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use rustix::process::{Pid, Signal};
use serde_json::{Value, json};
use support::{MARK, arg, build_folder, has, marked, pivot, root, run, succeed, text, tree, wait_for};
use tempfile::TempDir;

/// A change of the generated code.
struct Mutation {
    /// The file, and what is written in place of what.
    go: (&'static str, &'static str, &'static str),
    rust: (&'static str, &'static str, &'static str),
    /// What is found: requests of [`TAPE`], kind, place, the original's value and the new one.
    requests: &'static [u64],
    kind: &'static str,
    path: &'static str,
    values: (&'static str, &'static str),
}

const TAPE: &[&str] = &["/api/user/60", "/api/user/none", "/api/users", "/api/health", "/nowhere"];

/// The handler of each request, and the line where it starts in `api_server.py`.
const HANDLERS: &[(&str, u64, &str)] = &[
    ("APIHandler.handle_get_user", 56, "GET /api/user/<user_id>"),
    ("APIHandler.handle_get_user", 56, "GET /api/user/<user_id>"),
    ("APIHandler.handle_get_users", 73, "GET /api/users"),
    ("APIHandler.handle_health", 81, "GET /api/health"),
    ("APIHandler.do_GET", 39, "GET *"),
];

const MUTATIONS: &[Mutation] = &[
    // A constant.
    Mutation {
        go: ("api_server.go", "\"gold\"", "\"golden\""),
        rust: ("src/handler.rs", "\"gold\"", "\"golden\""),
        requests: &[1],
        kind: "value",
        path: "$.tier",
        values: ("\"gold\"", "\"golden\""),
    },
    // A header.
    Mutation {
        go: ("api_server.go", "\"Access-Control-Allow-Origin\", \"*\"", "\"Access-Control-Allow-Origin\", \"null\""),
        rust: ("src/handler.rs", "\"Access-Control-Allow-Origin\", \"*\"", "\"Access-Control-Allow-Origin\", \"null\""),
        requests: &[1, 2, 3, 4, 5],
        kind: "header",
        path: "access-control-allow-origin",
        values: ("\"*\"", "\"null\""),
    },
    // How a float is written: `6000.0` becomes `6000`.
    Mutation {
        go: ("records.go", ".Float(g.Balance)", ".Int(int64(g.Balance))"),
        rust: (
            "src/records.rs",
            "&self.balance);\n            object.field(\"tier\"",
            "&(self.balance as i64));\n            object.field(\"tier\"",
        ),
        requests: &[1],
        kind: "type",
        path: "$.balance",
        values: ("6000.0 (float)", "6000 (int)"),
    },
    // A status.
    Mutation {
        go: ("api_server.go", "404, \"User not found\"", "400, \"User not found\""),
        rust: ("src/handler.rs", "404, \"User not found\"", "400, \"User not found\""),
        requests: &[2],
        kind: "status",
        path: "status",
        values: ("404 Not Found", "400 Bad Request"),
    },
];

/// The project of example 04 in a target language, in a folder that is kept so that a build takes up where the last one ended.
fn project(target: &str, name: &str) -> PathBuf {
    let project = build_folder("mutations").join(name);
    _ = fs::remove_dir_all(&project);
    let app = root().join("examples/04-web-backend/api_server.py");
    succeed(&mut pivot(&["evolve", arg(&app), "--target", target, "-o", arg(&project), "--no-build"]));
    project
}

/// Builds a project; its manifest then names the binary.
fn build(target: &str, project: &Path) {
    let binary = if target == "go" {
        succeed(Command::new("go").args(["build", "-o", "api_server", "."]).current_dir(project));
        project.join("api_server")
    } else {
        // The dependencies of all services are the same: they are built once.
        let folder = build_folder("services-rust").join("target");
        succeed(Command::new("cargo").args(["build", "--quiet"]).current_dir(project).env("CARGO_TARGET_DIR", &folder));
        folder.join("debug/api_server")
    };
    let manifest = project.join("pivot.json");
    let mut parsed: Value = serde_json::from_slice(&fs::read(&manifest).expect("a manifest")).expect("JSON");
    parsed["run"]["new"] = json!([arg(&binary), "--listen", "127.0.0.1:{port}"]);
    fs::write(&manifest, parsed.to_string()).expect("written");
}

fn tape(folder: &TempDir) -> PathBuf {
    let lines: Vec<String> = TAPE.iter().map(|target| json!({"method": "GET", "target": target}).to_string()).collect();
    let tape = folder.path().join("tape.jsonl");
    fs::write(&tape, lines.join("\n")).expect("written");
    tape
}

/// Replays the tape: what is printed, and the certificate.
fn parity(project: &Path, code: i32) -> (String, Value) {
    let folder = tempfile::tempdir().expect("a folder");
    let (tape, certificate) = (tape(&folder), folder.path().join("certificate.json"));
    let output = run(&mut pivot(&["parity", arg(project), "--requests", arg(&tape), "-o", arg(&certificate)]));
    assert_eq!(output.status.code(), Some(code), "{}", text(&output));
    let certificate = serde_json::from_slice(&fs::read(certificate).expect("a certificate")).expect("JSON");
    (String::from_utf8_lossy(&output.stdout).into_owned(), certificate)
}

fn every_mutation_is_found(target: &str) {
    let project = project(target, target);
    build(target, &project);
    let (_, certificate) = parity(&project, 0);
    assert_eq!((&certificate["verdict"], &certificate["identical"]), (&json!("certified"), &json!(5)));
    for mutation in MUTATIONS {
        let (file, from, to) = if target == "go" { mutation.go } else { mutation.rust };
        let path = project.join(file);
        let original = fs::read_to_string(&path).expect("a source");
        assert!(original.contains(from), "{target}: {file} has no {from}; write the mutation anew");
        fs::write(&path, original.replace(from, to)).expect("written");
        build(target, &project);
        let (printed, certificate) = parity(&project, 1);
        assert_eq!(certificate["verdict"], "differs", "{from} → {to}");
        assert_eq!(certificate["differing"], mutation.requests.len(), "{from} → {to}\n{printed}");
        let expected: Vec<Value> = mutation.requests.iter().map(|request| difference(mutation, *request)).collect();
        let found: Vec<Value> = certificate["differences"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|found| only(found, &expected[0]))
            .collect();
        assert_eq!(found, expected, "{from} → {to}");
        // The same for people.
        let (handler, line, _) = HANDLERS[usize::try_from(mutation.requests[0]).expect("small") - 1];
        let place = format!("api_server.py:{line} {handler}");
        let Mutation { kind, path: at, values: (old, new), .. } = mutation;
        let what = format!("    {kind} {at}: {old} → {new}\n");
        assert!(printed.contains(&place) && printed.contains(&what), "`{place}` and `{what}`\n{printed}");
        fs::write(&path, original).expect("written");
    }
}

/// What a certificate says of a request.
fn difference(mutation: &Mutation, request: u64) -> Value {
    let index = usize::try_from(request).expect("small") - 1;
    let (handler, line, route) = HANDLERS[index];
    json!({
        "request": request, "kind": mutation.kind, "path": mutation.path, "old": mutation.values.0, "new": mutation.values.1,
        "target": TAPE[index], "route": route, "handler": handler, "line": line,
    })
}

/// The keys of a value that another one has, in its order.
fn only(value: &Value, other: &Value) -> Value {
    let keys = other.as_object().expect("an object").keys();
    keys.map(|key| (key.clone(), value[key].clone())).collect::<serde_json::Map<_, _>>().into()
}

#[test]
fn every_mutation_of_the_go_service_is_found() {
    if has("go") {
        every_mutation_is_found("go");
    }
}

#[test]
fn every_mutation_of_the_rust_service_is_found() {
    if has("cargo") {
        every_mutation_is_found("rust");
    }
}

/// A replay that is under way.
struct Running {
    pivot: Child,
    mark: String,
    // Both go when the replay has ended.
    folder: TempDir,
    temporary: TempDir,
}

impl Running {
    /// Starts a long replay, and waits until the new service has written answers.
    fn start(project: &Path, tape: &Path) -> Self {
        let (folder, temporary) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let requests = fs::read_to_string(tape).expect("a tape");
        let long = folder.path().join("long.jsonl");
        fs::write(&long, requests.repeat(100)).expect("written");
        let mark = arg(folder.path()).to_owned();
        let certificate = folder.path().join("certificate.json");
        let mut command = pivot(&["parity", arg(project), "--requests", arg(&long), "-o", arg(&certificate)]);
        command.args(["--format", "json"]).env(MARK, &mark).env("TMPDIR", temporary.path());
        let pivot = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("pivot runs");
        let running = Self { pivot, mark, folder, temporary };
        wait_for("the new service answers", || {
            running.process("--listen").is_some_and(|process| written(process) > 20_000)
        });
        running
    }

    /// The process whose command line has a word, of those that pivot started itself: the new service may have an original of its own.
    fn process(&self, word: &str) -> Option<Pid> {
        let mut found: Vec<i32> = support::processes(&self.mark)
            .into_iter()
            .filter(|(id, line)| line.contains(word) && parent(*id) == Some(self.pivot.id()))
            .filter_map(|(id, _)| i32::try_from(id).ok())
            .collect();
        found.sort_unstable();
        found.first().copied().and_then(Pid::from_raw)
    }

    /// Waits for the end: exit code 2, and no process or temporary file is left.
    fn end(mut self) -> (Output, TempDir) {
        let mut output = Output { status: std::process::ExitStatus::default(), stdout: Vec::new(), stderr: Vec::new() };
        std::io::Read::read_to_end(&mut self.pivot.stdout.take().expect("piped"), &mut output.stdout).expect("read");
        std::io::Read::read_to_end(&mut self.pivot.stderr.take().expect("piped"), &mut output.stderr).expect("read");
        output.status = self.pivot.wait().expect("pivot ends");
        assert_eq!(output.status.code(), Some(2), "{}", text(&output));
        wait_for("the last child is reaped", || marked(&self.mark).is_empty());
        let left: Vec<PathBuf> = tree(self.temporary.path()).into_keys().collect();
        assert_eq!(left, Vec::<PathBuf>::new(), "temporary files");
        (output, self.folder)
    }
}

/// The process that started a process.
fn parent(process: u32) -> Option<u32> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("PPid:")?.trim().parse().ok())
}

/// How many bytes a process has written so far, to sockets too.
fn written(process: Pid) -> u64 {
    let io = fs::read_to_string(format!("/proc/{}/io", process.as_raw_nonzero())).unwrap_or_default();
    io.lines().find_map(|line| line.strip_prefix("wchar: ")?.parse().ok()).unwrap_or(0)
}

fn kill(process: Pid, signal: Signal) {
    rustix::process::kill_process(process, signal).expect("sent");
}

/// Example 04, and a service of which a part is bridged: its binary starts an original of its own.
fn services() -> Vec<(PathBuf, PathBuf)> {
    let partly = build_folder("mutations").join("partly");
    _ = fs::remove_dir_all(&partly);
    let cases = root().join("tests/cases/services/partly");
    succeed(&mut pivot(&["evolve", arg(&cases.join("app.py")), "--target", "go", "-o", arg(&partly), "--no-build"]));
    let whole = project("go", "whole");
    let example = root().join("examples/04-web-backend");
    let services = vec![(whole, example.join("requests.jsonl")), (partly, cases.join("requests.jsonl"))];
    for (project, _) in &services {
        build("go", project);
    }
    services
}

#[test]
fn a_replay_that_is_cut_short_decides_nothing_and_leaves_nothing() {
    if !has("go") {
        return;
    }
    for (project, tape) in services() {
        for (word, name) in [("--listen", "the new service"), ("launch.py", "original")] {
            let running = Running::start(&project, &tape);
            let victim = running.process(word).unwrap_or_else(|| panic!("{word} in {:?}", marked(&running.mark)));
            kill(victim, Signal::KILL);
            let (output, folder) = running.end();
            let certificate: Value = serde_json::from_slice(&output.stdout).expect("a certificate");
            assert_eq!(certificate["verdict"], "undecided");
            assert!(certificate["requests"].as_u64().is_some_and(|requests| requests > 1), "{certificate}");
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(said.contains(name) && said.contains("signal 9") && said.contains("of the tape: "), "{said}");
            let written = fs::read(folder.path().join("certificate.json")).expect("the same certificate");
            assert_eq!(serde_json::from_slice::<Value>(&written).expect("JSON"), certificate);
        }
        for signal in [Signal::INT, Signal::TERM] {
            let running = Running::start(&project, &tape);
            kill(Pid::from_child(&running.pivot), signal);
            let (output, folder) = running.end();
            assert!(String::from_utf8_lossy(&output.stderr).contains("interrupted"), "{}", text(&output));
            assert!(output.stdout.is_empty() && !folder.path().join("certificate.json").exists(), "nothing is decided");
        }
    }
}

#[test]
fn a_service_whose_port_is_in_use_says_so() {
    if !has("go") {
        return;
    }
    let project = project("go", "busy");
    build("go", &project);
    let busy = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = busy.local_addr().expect("an address").to_string();
    let output = run(Command::new(project.join("api_server")).args(["--listen", &address]));
    assert!(!output.status.success() && text(&output).contains("ddress already in use"), "{}", text(&output));
}
