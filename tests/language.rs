//! The language cases: all of them are one service for each target, and every call is answered as CPython answered it.
//!
//! `tests/cases/language/README.md` says what a case is. A function is native, or stands in `refused.txt` with the code of what holds it back, or in `open.txt`:
//! a list that is wrong in either direction fails. A missing toolchain fails under `CI`, and is reported and skipped elsewhere.

#![expect(clippy::print_stderr, reason = "a skipped target and the measure must be seen")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;

use serde_json::Value;
use support::{arg, build_folder, has, pivot, root, run, succeed, text, wait_for};

/// The answers that are shown when a target gives wrong ones.
const SHOWN: usize = 40;

fn folder() -> PathBuf {
    root().join("tests/cases/language")
}

/// `cases.py`, which knows what a case is.
fn cases(arguments: &[&str]) -> Command {
    let mut command = Command::new("python3");
    command.arg("-B").arg(folder().join("cases.py")).args(arguments);
    command
}

/// A call and CPython's answer.
struct Call {
    path: String,
    body: String,
    answer: String,
}

/// The recorded calls of every case in their order.
fn calls() -> Vec<Call> {
    let mut found = Vec::new();
    for area in sorted(&folder()) {
        for file in sorted(&area).into_iter().filter(|file| file.extension().is_some_and(|is| is == "answers")) {
            let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            for line in fs::read_to_string(&file).expect("text").lines() {
                let parts: Vec<&str> = line.split('\t').collect();
                let [function, body, answer] = parts[..] else { panic!("{}: {line}", file.display()) };
                let path = format!("/{}/{}/{function}", name(&area), name(&file));
                found.push(Call { path, body: body.to_owned(), answer: answer.to_owned() });
            }
        }
    }
    found
}

/// What is in a folder.
fn sorted(folder: &Path) -> BTreeSet<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

/// The functions of a list for a target, with what stands behind them.
fn listed(list: &str, target: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(folder().join(list)).expect("the list");
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let parts = lines.map(|line| line.splitn(3, ' ').collect::<Vec<_>>());
    parts.filter(|parts| parts[0] == target).map(|parts| (format!("/{}", parts[1]), parts[2].to_owned())).collect()
}

/// Assembles the cases and moves them: the project, and each function that is not native with the code of the finding.
fn evolved(target: &str) -> (PathBuf, BTreeMap<String, String>) {
    let folder = build_folder("language").join(target);
    fs::remove_dir_all(&folder).ok();
    succeed(&mut cases(&["assemble", target, arg(&folder)]));
    let project = folder.join("project");
    let app = folder.join("app.py");
    let output = run(&mut pivot(&[
        "evolve",
        arg(&app),
        "--target",
        target,
        "-o",
        arg(&project),
        "--no-build",
        "--force",
        "--format",
        "json",
    ]));
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let list = |key: &str| report[key].as_array().expect("a list").clone();
    let mut bridged = BTreeMap::new();
    for route in list("routes").iter().filter(|route| route["status"] == "bridged" && route["path"] != "*") {
        let is_its = |finding: &&Value| finding["title"] == route["reason"] && finding["line"] == route["line"];
        let code = list("findings").iter().find(is_its).and_then(|finding| finding["code"].as_str().map(str::to_owned));
        let reason = route["reason"].as_str().unwrap_or_default();
        // What holds a route back only because it shares state with another one has no finding of its own.
        let other = if reason.contains(" is state that ") { "state".to_owned() } else { "none".to_owned() };
        bridged.insert(route["path"].as_str().expect("a path").to_owned(), code.unwrap_or(other));
    }
    (project, bridged)
}

/// The functions that are on only one side, with what to do about them.
fn differences(target: &str, found: &BTreeMap<String, String>, expected: &BTreeMap<String, String>) -> String {
    let mut text = String::new();
    for (path, code) in found.iter().filter(|(path, code)| expected.get(*path) != Some(*code)) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "refused, but not listed so: {target} {} {code}", path.trim_start_matches('/'));
    }
    for (path, code) in expected.iter().filter(|(path, _)| !found.contains_key(*path)) {
        let _ = writeln!(text, "listed, but native: {target} {} {code}", path.trim_start_matches('/'));
    }
    text
}

/// With `PIVOT_BLESS`, what a target refuses now becomes what is expected.
fn keep(target: &str, found: &BTreeMap<String, String>) {
    // Both targets keep theirs in one file.
    static FILE: Mutex<()> = Mutex::new(());
    if std::env::var_os("PIVOT_BLESS").is_none() {
        return;
    }
    let _guard = FILE.lock();
    let file = folder().join("refused.txt");
    let text = fs::read_to_string(&file).expect("the list");
    let (comments, lines): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with('#'));
    let others = lines.into_iter().filter(|line| !line.starts_with(&format!("{target} "))).map(str::to_owned);
    let own = found.iter().map(|(path, code)| format!("{target} {} {code}", path.trim_start_matches('/')));
    let mut lines: Vec<String> = others.chain(own).collect();
    lines.sort();
    let comments = comments.into_iter().map(str::to_owned);
    fs::write(&file, comments.chain(lines).map(|line| line + "\n").collect::<String>()).expect("writable");
}

/// A service, ended when it is dropped.
struct Service {
    child: Child,
    port: u16,
}

impl Service {
    fn start(project: &Path, binary: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|one| one.local_addr()).expect("a free port").port();
        let child = Command::new(binary)
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .current_dir(project)
            .stdout(Stdio::null())
            .spawn()
            .expect("the service starts");
        let service = Self { child, port };
        wait_for("the service listens", || TcpStream::connect(("127.0.0.1", port)).is_ok());
        service
    }

    /// The body of the answer to a call.
    fn ask(&self, call: &Call) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let Call { path, body, .. } = call;
        let method = if path.starts_with("/state/") { "PUT" } else { "POST" };
        write!(stream, "{method} {path} HTTP/1.0\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{body}", body.len())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer.split_once("\r\n\r\n").unwrap_or_default().1.to_owned())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // It ends the original that it has started; only then it ends itself.
        Command::new("kill").arg(self.child.id().to_string()).status().ok();
        self.child.wait().ok();
    }
}

/// Sends every call, and compares the answers.
fn compare(target: &str, project: &Path, binary: &Path) {
    let open = listed("open.txt", target);
    let service = Service::start(project, binary);
    let (mut count, mut wrong) = (0, Vec::new());
    for call in calls().iter().filter(|call| !open.contains_key(&call.path)) {
        count += 1;
        let answer = service.ask(call).unwrap_or_else(|error| error.to_string());
        if answer != call.answer {
            wrong.push(format!("{} {}\n  CPython: {}\n  {target}: {answer}", call.path, call.body, call.answer));
        }
    }
    eprintln!("{target}: {count} calls, {} wrong", wrong.len());
    let shown = wrong.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{target}: {} of {count} answers are wrong\n{shown}", wrong.len());
}

#[test]
fn the_answers_are_cpythons() {
    succeed(&mut cases(&["check"]));
}

#[test]
fn the_documentation_says_what_the_cases_show() {
    let file = root().join("docs/python-support.md");
    let printed = text(&succeed(&mut cases(&["support"])));
    if std::env::var_os("PIVOT_BLESS").is_some() {
        fs::write(&file, &printed).expect("writable");
    }
    let kept = fs::read_to_string(&file).expect("docs/python-support.md");
    assert!(printed == kept, "docs/python-support.md is out of date: PIVOT_BLESS=1 cargo test --test language");
}

#[test]
fn every_case_is_right_in_go() {
    if !has("go") {
        return;
    }
    let (project, bridged) = evolved("go");
    succeed(Command::new("go").args(["build", "-o", "service", "."]).current_dir(&project));
    compare("go", &project, &project.join("service"));
    keep("go", &bridged);
    let lists = differences("go", &bridged, &listed("refused.txt", "go"));
    assert!(lists.is_empty(), "refused.txt\n{lists}");
}

#[test]
fn every_case_is_right_in_rust() {
    if !has("cargo") {
        return;
    }
    let (project, bridged) = evolved("rust");
    // The lock file has the crates that the tests of the runtime use: nothing else need be fetched.
    fs::copy(root().join("templates/rust/Cargo.lock"), project.join("Cargo.lock")).expect("a copy");
    let target = build_folder("rust-projects");
    succeed(Command::new("cargo").args(["build", "--quiet"]).current_dir(&project).env("CARGO_TARGET_DIR", &target));
    compare("rust", &project, &target.join("debug/app"));
    keep("rust", &bridged);
    let lists = differences("rust", &bridged, &listed("refused.txt", "rust"));
    assert!(lists.is_empty(), "refused.txt\n{lists}");
}
