//! How a tape is sent: clients beside each other, at the recorded pace, with a reset before each server.

mod support;

use std::fs;
use std::process::Stdio;

use rustix::process::{Pid, Signal};
use serde_json::{Value, json};
use support::servers::{Case, USER, get, gets};
use support::wait_for;

/// A threaded server that counts for each cookie, notes how many requests were under way at once, and when each came.
const CLIENTS: &str = r"
import json, os, sys, threading, time, uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

lock, counts, busy, peak = threading.Lock(), {}, 0, 0
folder = os.path.dirname(os.path.abspath(__file__))
tokens = {}

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        global busy, peak
        cookie = self.headers.get('Cookie', '')
        with lock:
            busy += 1
            peak = max(peak, busy)
            counts[cookie] = count = counts.get(cookie, 0) + 1
            with open(os.path.join(folder, 'peak'), 'w') as file:
                file.write(str(peak))
            with open(os.path.join(folder, 'times'), 'a') as file:
                file.write(f'{time.time()}\n')
        if cookie:
            time.sleep(0.05)
        with lock:
            busy -= 1
        headers = []
        if self.path.startswith('/login'):
            token = uuid.uuid4().hex
            tokens[token] = self.path
            headers = [('Set-Cookie', f'session={token}')]
        who = tokens.get(cookie.removeprefix('session='), 'nobody')
        body = json.dumps({'count': count, 'path': self.path, 'who': who}).encode()
        self.send_response(200)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass

with open(os.path.join(folder, 'groups'), 'a') as file:
    file.write(f'{os.getpgid(0)}\n')
ThreadingHTTPServer(('127.0.0.1', int(sys.argv[1])), Handler).serve_forever()
";

fn clients(tape: &[Value]) -> Case {
    let case = Case::new("", "", tape);
    for name in ["old.py", "new.py"] {
        fs::write(case.path(name), CLIENTS).expect("written");
    }
    case
}

/// A recorded request of a client, with its answer.
fn recorded(cookie: &str, target: &str, set: Option<&str>) -> Value {
    let request: Vec<[&str; 2]> = if cookie.is_empty() { vec![] } else { vec![["Cookie", cookie]] };
    let set = set.map(|token| format!("session={token}"));
    let response: Vec<[&str; 2]> = set.iter().map(|set| ["Set-Cookie", set.as_str()]).collect();
    json!({"request": {"method": "GET", "target": target, "headers": request, "body": ""},
        "response": {"status": 200, "headers": response, "body": ""}})
}

#[test]
fn clients_are_sent_for_beside_each_other_and_each_in_its_order() {
    let tape: Vec<Value> = (0..40).map(|n| recorded(&format!("c={}", n % 8), &format!("/{n}"), None)).collect();
    let case = clients(&tape);
    let certificate = case.certificate(0, &["--concurrency", "4"]);
    assert_eq!(certificate["identical"], 40, "{certificate}");
    let peak = || fs::read_to_string(case.path("peak")).expect("a number").parse::<u64>().expect("a number");
    assert!((2..=4).contains(&peak()), "{}", peak());
    assert_eq!(case.certificate(0, &[])["identical"], 40);
    assert_eq!(peak(), 1);
}

#[test]
fn what_a_log_in_made_up_is_waited_for() {
    let token = |client: usize| format!("{client}f00dfeed0badcafe{client}");
    let mut tape = Vec::new();
    for client in 0..6 {
        tape.push(recorded("", &format!("/login/{client}"), Some(&token(client))));
    }
    for n in 0..24 {
        tape.push(recorded(&format!("session={}", token(n % 6)), &format!("/{n}"), None));
    }
    let case = clients(&tape);
    assert_eq!(case.certificate(0, &["--concurrency", "8"])["identical"], 30);
    // Were it not waited for, nobody would be logged in; the answers say who is.
    let text = case.path("new.py");
    fs::write(&text, CLIENTS.replace("'who': who", "'who': who or 'x'").replace("'nobody')", "'')")).expect("written");
    assert_eq!(case.certificate(1, &["--concurrency", "8"])["differing"], 6, "only the log-ins are nobody's");
}

#[test]
fn differences_stand_in_the_order_of_the_tape() {
    let tape: Vec<Value> = (0..30).map(|n| recorded(&format!("c={}", n % 6), &format!("/{n}"), None)).collect();
    let case = clients(&tape);
    fs::write(case.path("new.py"), CLIENTS.replace("'path': self.path", "'path': ''")).expect("written");
    let certificate = case.certificate(1, &["--concurrency", "5"]);
    let differences = certificate["differences"].as_array().expect("a list");
    let requests: Vec<u64> = differences.iter().filter_map(|one| one["request"].as_u64()).collect();
    assert_eq!(requests, (1..=30).collect::<Vec<u64>>());
}

#[test]
fn beyond_is_told_apart_beside_each_other() {
    let tape: Vec<Value> = (0..20).map(|n| recorded(&format!("c={}", n % 5), &format!("/{n}"), None)).collect();
    let case = clients(&tape);
    let log = "        if self.path in ('/3', '/8', '/14'):\n            open(os.environ['PIVOT_BEYOND_LOG'], 'a').write(f'GET {self.path}\\n')\n        headers = []";
    fs::write(case.path("new.py"), CLIENTS.replacen("        headers = []", log, 1)).expect("written");
    let certificate = case.certificate(1, &["--concurrency", "5"]);
    let requests: Vec<u64> = certificate["differences"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["request"].as_u64())
        .collect();
    assert_eq!((&certificate["beyond"], requests), (&json!(3), vec![4, 9, 15]), "{certificate}");
}

#[test]
fn the_recorded_pace_is_kept() {
    let timed =
        |time: &str| json!({"time": time, "request": {"method": "GET", "target": "/a", "headers": [], "body": ""}});
    let case = clients(&[timed("2025-01-01T00:00:00.000Z"), timed("2025-01-01T00:00:00.700Z"), get("/now")]);
    case.certificate(0, &["--pace", "recorded"]);
    let times: Vec<f64> = fs::read_to_string(case.path("times"))
        .expect("times")
        .lines()
        .map(|line| line.parse().expect("a number"))
        .collect();
    let (first, last) = times.split_at(3);
    let early = last.iter().filter(|time| **time < first[0] + 0.65).count();
    assert_eq!((times.len(), early), (9, 0), "{times:?}");
}

/// A service whose counter is in a file that both sides share.
const SHARED: &str = r"
path = os.path.join(os.path.dirname(__file__), 'counter')
number = int(open(path).read()) + 1
open(path, 'w').write(str(number))
self.send(200, json.dumps({'number': number}))";

fn shared() -> (Case, String) {
    let case = Case::new(SHARED, SHARED, &gets(5));
    fs::write(case.path("counter"), "7").expect("written");
    let script = format!("echo reset >> '{0}/resets'; printf 100 > '{0}/counter'", case.folder.path().display());
    fs::write(case.path("reset.sh"), script).expect("written");
    let reset = format!("sh '{}'", case.path("reset.sh").display());
    (case, reset)
}

#[test]
fn a_reset_before_each_server_makes_shared_state_the_same() {
    let (case, reset) = shared();
    assert_ne!(case.run(1, &[]).stdout, b"", "without a reset they spoil each other's answers");
    let certificate = case.certificate(0, &["--reset", &reset]);
    assert_eq!((&certificate["identical"], &certificate["verdict"]), (&json!(5), &json!("certified")));
    assert_eq!(fs::read_to_string(case.path("resets")).expect("resets").lines().count(), 3);
    assert_eq!(fs::read_to_string(case.path("counter")).expect("a counter"), "105");
    // The same from .pivotrc, run from its folder.
    fs::write(case.path(".pivotrc"), r#"{"original": {"reset": "sh reset.sh"}}"#).expect("written");
    assert_eq!(case.certificate(0, &[])["identical"], 5);
    // And a difference is still one.
    fs::write(case.path("new.py"), fs::read_to_string(case.path("new.py")).expect("text").replace("+ 1", "+ 2"))
        .expect("written");
    assert_eq!(case.certificate(1, &[])["differing"], 5);
}

#[test]
fn a_server_that_dies_ends_every_pass() {
    let (case, reset) = shared();
    let old = fs::read_to_string(case.path("old.py")).expect("text");
    for (name, said) in [("old.py", "the original ended"), ("new.py", "the new service ended")] {
        fs::write(
            case.path(name),
            old.replace(
                "        number =",
                "        if count == 3: os.kill(os.getpid(), signal.SIGKILL)\n        number =",
            ),
        )
        .expect("written");
        let output = case.run(2, &["--reset", &reset]);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        let certificate: Value = serde_json::from_slice(&output.stdout).expect("a certificate");
        assert!(error.contains(said) && error.contains("request 3"), "{error}");
        assert_eq!((&certificate["identical"], &certificate["requests"]), (&json!(2), &json!(3)));
        fs::write(case.path(name), &old).expect("written");
    }
}

#[test]
fn a_reset_that_fails_says_why() {
    let (case, _) = shared();
    for (reset, said) in [
        ("sh -c 'echo no database >&2; exit 3'", "no database"),
        ("./no-such-program", "cannot reset with `./no-such-program`"),
        ("", "--reset is empty"),
        ("sh 'x", "is not closed"),
    ] {
        let output = case.command(&["--reset", reset]).output().expect("pivot runs");
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && error.contains(said), "{reset}: {error}");
    }
    for wrong in [["--concurrency", "0"], ["--concurrency", "x"], ["--pace", "slow"]] {
        assert_eq!(case.command(&wrong).output().expect("pivot runs").status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn an_interrupt_leaves_no_process_in_any_mode() {
    for (arguments, servers) in [
        (&["--concurrency", "4"][..], 3),
        (&["--pace", "recorded"], 3),
        (&["--reset", "true"], 1),
        (&["--reset", "sleep 61.25"], 0),
    ] {
        let slow = USER.replace("self.send", "time.sleep(60); self.send");
        let case = Case::new(&slow, &slow, &gets(3));
        let mut command = case.command(&[&["--timeout", "60"], arguments].concat());
        let pivot = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("pivot runs");
        let resets = || support::commands("sleep 61.25");
        wait_for("the servers", || if servers == 0 { !resets().is_empty() } else { case.groups().len() == servers });
        let id = Pid::from_raw(i32::try_from(pivot.id()).expect("a process id")).expect("a process id");
        rustix::process::kill_process(id, Signal::INT).expect("sent");
        let output = pivot.wait_with_output().expect("pivot ends");
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && error.contains("interrupted"), "{error}");
        if servers > 0 {
            assert_eq!(case.groups_left(), []);
        }
        assert_eq!(resets(), Vec::<String>::new());
    }
}
