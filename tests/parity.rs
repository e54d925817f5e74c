//! `pivot parity` against small servers that the tests write: what is certified, what is seen, and that nothing stays
//! behind.

mod support;

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal};
use serde_json::{Value, json};
use support::servers::{Case, USER, found, get, gets};

/// The answer to the third request with one thing changed is seen there, as this kind at this path.
#[track_caller]
fn changed(change: (&str, &str), kind: &str, path: &str) {
    let new = format!("if count == 3:\n    {}\nelse:\n    {USER}", USER.replace(change.0, change.1));
    assert!(new.matches(USER).count() == 1, "nothing was changed");
    let certificate = Case::new(USER, &new, &gets(4)).certificate(1, &[]);
    assert_eq!(certificate["verdict"], "differs");
    assert_eq!((&certificate["identical"], &certificate["differing"]), (&json!(3), &json!(1)), "{certificate}");
    assert_eq!(found(&certificate), [(kind.to_owned(), path.to_owned())]);
    assert_eq!(certificate["differences"][0]["request"], 3);
}

#[test]
fn equal_services_are_certified() {
    let mut tape = gets(50);
    tape.push(json!({"schema": 1}));
    tape.rotate_right(1);
    tape.push(json!({"method": "POST", "target": "//user?q={\"a\":1}", "headers": {"X": ""}, "body": "{}"}));
    tape.push(json!({"method": "BREW", "target": "/a/%zz"}));
    let certificate = Case::new(USER, USER, &tape).certificate(0, &[]);
    let bound = certificate["bound"]["rate"].as_f64().expect("a number");
    assert!((bound - (1.0 - 0.05_f64.powf(1.0 / 52.0))).abs() < 1e-9, "{bound}");
    let expected = [
        ("schema", 1),
        ("requests", 52),
        ("identical", 52),
        ("equivalent", 0),
        ("differing", 0),
        ("beyond", 0),
        ("undecided", 0),
    ];
    for (key, value) in expected {
        assert_eq!(certificate[key], value, "{key}");
    }
    assert_eq!(certificate["verdict"], "certified");
    let keys: Vec<&String> = certificate.as_object().expect("an object").keys().collect();
    assert_eq!(
        keys,
        [
            "schema",
            "verdict",
            "requests",
            "identical",
            "equivalent",
            "differing",
            "beyond",
            "undecided",
            "bound",
            "routes",
            "drop_in",
            "transport",
            "missing",
            "unasked",
            "differences",
            "subject",
            "digest"
        ]
    );
}

#[test]
fn a_changed_constant_is_seen() {
    changed(("True", "False"), "value", "$.ok");
}

#[test]
fn a_changed_float_format_is_seen() {
    changed(("100.0 * count", "100 * count"), "type", "$.balance");
}

#[test]
fn a_changed_header_is_seen() {
    changed(("str(count)", "str(count + 1)"), "header", "x-count");
}

#[test]
fn a_missing_header_is_seen() {
    changed((", [('X-Count', str(count))]", ""), "header", "x-count");
}

#[test]
fn a_changed_status_is_seen() {
    changed(("200", "201"), "status", "status");
}

#[test]
fn a_missing_key_is_seen() {
    changed((", 'ok': True", ""), "missing", "$.ok");
}

#[test]
fn an_answer_that_is_cut_off_is_seen() {
    let old = "self.send(200, b'abc', [('Content-Length', '3')])";
    let certificate = Case::new(old, &old.replace("b'abc'", "b'ab'"), &gets(1)).certificate(1, &[]);
    assert_eq!(found(&certificate), [("ending".to_owned(), "connection".to_owned())]);
}

#[test]
fn a_handler_that_raises_in_both_closes_both_connections() {
    let certificate = Case::new("raise ValueError", "raise ValueError", &gets(3)).certificate(0, &[]);
    assert_eq!(certificate["routes"][0]["statuses"]["none"]["identical"], 3);
    let certificate = Case::new("raise ValueError", USER, &gets(1)).certificate(1, &[]);
    assert_eq!(found(&certificate), [("ending".to_owned(), "connection".to_owned())]);
}

#[test]
fn another_order_of_keys_is_equivalent() {
    let new = USER.replace("'balance': 100.0 * count, 'ok': True", "'ok': True, 'balance': 100.0 * count");
    let case = Case::new(USER, &new, &gets(2));
    let certificate = case.certificate(1, &[]);
    assert_eq!((&certificate["verdict"], &certificate["equivalent"]), (&json!("differs"), &json!(2)));
    let certificate = case.certificate(0, &["--allow-equivalent"]);
    assert_eq!((&certificate["verdict"], &certificate["equivalent"]), (&json!("certified"), &json!(2)));
}

#[test]
fn transport_differences_are_judged_only_when_asked() {
    let new = format!(
        "self.protocol_version = 'HTTP/1.1'; self.close_connection = True; Handler.server_version = 'x'\n{USER}"
    );
    let case = Case::new(USER, &new, &gets(2));
    case.certificate(0, &[]);
    let certificate = case.certificate(1, &["--judge", "version", "--judge", "server"]);
    let paths: Vec<String> = found(&certificate).into_iter().map(|(_, path)| path).collect();
    assert!(paths.contains(&"HTTP version".to_owned()) && paths.contains(&"server".to_owned()), "{paths:?}");
}

#[test]
fn a_serial_server_that_keeps_connections_is_asked_on_one() {
    // The first answer announces HTTP/1.1 and closes all the same; the others keep their connection.
    let answer = "
Handler.protocol_version = 'HTTP/1.1'
Handler.ports = getattr(Handler, 'ports', set()) | {self.client_address[1]}
body = json.dumps({'few connections': len(Handler.ports) <= 3 or not new})
self.send(200, body, [('Content-Length', str(len(body)))])";
    assert_eq!(Case::new(answer, answer, &gets(20)).certificate(0, &[])["identical"], 20);
}

#[test]
fn running_servers_are_asked_and_left_alone() {
    let case = Case::new(USER, USER, &[get("/a"), json!({"method": "POST", "target": "/b"}), get("/c")]);
    let port = pivot::server::free_port().expect("a port").to_string();
    let mut server = Command::new("python3");
    server.arg(case.path("old.py")).arg(&port).stdout(Stdio::null()).stderr(Stdio::null());
    let mut server = Ends(server.spawn().expect("starts"));
    wait_for("the server", || std::net::TcpStream::connect(format!("127.0.0.1:{port}")).is_ok());
    let pivot = |tape: &Path, old: &str, new: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_pivot"))
            .args(["parity", "--format", "json", "--old", old, "--new", new, "--requests"])
            .arg(tape)
            .current_dir(case.folder.path())
            .output()
            .expect("pivot runs");
        serde_json::from_slice::<Value>(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"))
    };
    let url = format!("http://127.0.0.1:{port}");
    assert_eq!(pivot(&case.path("tape.jsonl"), &url, "python3 new.py {port}")["verdict"], "certified");
    // The running original counts on, the fresh one starts anew: asked once each, they disagree on every request.
    let certificate = pivot(&case.path("tape.jsonl"), "python3 old.py {port}", &url);
    assert_eq!(certificate["differing"], 3, "{certificate}");
    assert!(server.0.try_wait().expect("asked").is_none(), "it still runs");
}

#[test]
fn a_volatile_clock_has_its_limits() {
    let answer = |value: &str| format!("self.send(200, json.dumps({{'id': self.path, 'processed_at': {value}}}))");
    let volatile =
        json!([{"route": "/user/<id>", "where": "body", "path": "$.processed_at", "source": "clock", "type": "int"}]);
    let verdict = |new: &str, code: i32| {
        // In the same second both originals say the same; the field is volatile all the same.
        let case = Case::new(&answer("int(time.time())"), &answer(new), &gets(3)).with_manifest(&volatile);
        found(&case.certificate(code, &[]))
    };
    assert_eq!(verdict("int(time.time()) + 2", 0), []);
    let path = "$.processed_at".to_owned();
    assert_eq!(verdict("int(time.time()) - 3600", 1), vec![("noise".to_owned(), path.clone()); 3]);
    assert_eq!(verdict("time.time()", 1), vec![("type".to_owned(), path.clone()); 3]);
    assert_eq!(verdict("str(int(time.time()))", 1), vec![("type".to_owned(), path); 3]);
    let new = "self.send(200, json.dumps({'id': self.path}))";
    let case = Case::new(&answer("int(time.time())"), new, &gets(1)).with_manifest(&volatile);
    let certificate = case.certificate(1, &[]);
    assert_eq!(found(&certificate), [("missing".to_owned(), "$.processed_at".to_owned())]);
    let difference = &certificate["differences"][0];
    assert_eq!((&difference["handler"], &difference["line"]), (&json!("Handler.answer"), &json!(22)));
    assert_eq!(certificate["routes"][0]["path"], "/user/<id>");
}

#[test]
fn the_order_of_a_set_is_noise_and_its_items_are_not() {
    let answer = |items: &str| format!("self.send(200, json.dumps({{'tags': list({items})}}))");
    let old = answer("{'alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta'}");
    let same = answer("sorted(['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta'])");
    assert_eq!(Case::new(&old, &same, &gets(2)).certificate(0, &[])["identical"], 2);
    let other = same.replace("'alpha'", "'alphA'");
    let certificate = Case::new(&old, &other, &gets(1)).certificate(1, &[]);
    assert_eq!(found(&certificate), [("noise".to_owned(), "$.tags".to_owned())]);
}

#[test]
fn originals_that_disagree_leave_the_answer_undecided() {
    let old = "self.send(200, json.dumps({'seed': [0] * int(os.environ['PYTHONHASHSEED'])}))";
    let certificate = Case::new(old, old, &gets(1)).certificate(1, &[]);
    assert_eq!((&certificate["verdict"], &certificate["undecided"]), (&json!("undecided"), &json!(1)));
}

#[test]
fn a_request_beyond_native_code_is_not_certified() {
    let new = format!("if count == 2 and new:\n    open(beyond, 'a').write('GET /user/1\\n')\n{USER}");
    let certificate = Case::new(USER, &new, &gets(3)).certificate(1, &[]);
    assert_eq!((&certificate["verdict"], &certificate["beyond"]), (&json!("undecided"), &json!(1)));
    assert_eq!((&certificate["identical"], &certificate["differences"][0]["request"]), (&json!(2), &json!(2)));
}

#[test]
fn a_silent_server_leaves_the_answer_undecided() {
    let new = format!("if count == 2:\n    time.sleep(60)\n{USER}");
    let certificate = Case::new(USER, &new, &gets(2)).certificate(1, &["--timeout", "0.5"]);
    assert_eq!((&certificate["verdict"], &certificate["undecided"]), (&json!("undecided"), &json!(1)));
}

#[test]
fn a_server_that_dies_ends_the_replay() {
    let kill = "if count == 3:\n    os.kill(os.getpid(), signal.SIGKILL)\n";
    for (old, new, name) in [
        (USER.to_owned(), format!("{kill}{USER}"), "the new service"),
        (format!("{kill}{USER}"), USER.to_owned(), "original"),
    ] {
        let output = Case::new(&old, &new, &gets(9)).run(2, &[]);
        let certificate: Value = serde_json::from_slice(&output.stdout).expect("a certificate");
        assert_eq!((&certificate["verdict"], &certificate["requests"]), (&json!("undecided"), &json!(3)));
        assert_eq!((&certificate["identical"], &certificate["undecided"]), (&json!(2), &json!(1)));
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains(name) && error.contains("signal 9") && error.contains("request 3"), "{error}");
    }
}

#[test]
fn a_server_that_does_not_start_shows_why() {
    let case = Case::new(USER, USER, &gets(1));
    fs::write(case.path("new.py"), "import no_such_module").expect("written");
    let output = case.run(2, &[]);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("the new service") && error.contains("no_such_module"), "{error}");
    assert!(output.stdout.is_empty());
}

/// A process of the test that ends with it, also when the test fails.
struct Ends(Child);

impl Drop for Ends {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until a condition holds; how long it takes is not judged, only that it comes to hold.
#[track_caller]
fn wait_for(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !holds() {
        assert!(Instant::now() < deadline, "{what}");
        sleep(Duration::from_millis(10));
    }
}

/// Starts parity against servers that hang, and waits until they are there.
fn hanging() -> (Case, Child) {
    let case = Case::new("time.sleep(60)", "time.sleep(60)", &gets(1));
    let mut command = case.command(&["--timeout", "60"]);
    let pivot = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("pivot runs");
    wait_for("three servers", || case.groups().len() == 3);
    (case, pivot)
}

fn signal(pivot: &Child, signal: Signal) {
    let id = Pid::from_raw(i32::try_from(pivot.id()).expect("a process id")).expect("a process id");
    rustix::process::kill_process(id, signal).expect("sent");
}

#[test]
fn an_interrupt_leaves_no_process() {
    for kind in [Signal::INT, Signal::TERM] {
        let (case, pivot) = hanging();
        signal(&pivot, kind);
        let output = pivot.wait_with_output().expect("pivot ends");
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("interrupted"));
        assert_eq!(case.groups_left(), []);
    }
}

#[test]
fn pivot_killed_leaves_no_process() {
    let (case, mut pivot) = hanging();
    signal(&pivot, Signal::KILL);
    pivot.wait().expect("pivot ends");
    wait_for("the servers end", || case.groups_left().is_empty());
}

#[test]
fn what_cannot_be_done_says_what_to_do() {
    let case = Case::new(USER, USER, &[get("/"), json!({"method": "GET", "path": "/"})]);
    let pivot = |arguments: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_pivot")).arg("parity").args(arguments).output().expect("pivot runs");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let tape = case.path("tape.jsonl");
    let tape = tape.to_str().expect("text");
    let folder = case.folder.path().to_str().expect("text");
    assert!(pivot(&[folder, "--requests", tape]).contains("pivot evolve"));
    let both = ["--old", "python3 old.py {port}", "--new", "python3 new.py {port}"];
    let error = pivot(&[&[folder, "--requests", tape], &both[..]].concat());
    assert!(error.contains("tape.jsonl:2") && error.contains("unknown field `path`"), "{error}");
    assert!(
        pivot(&[folder, "--requests", "no-such-tape", both[0], both[1], both[2], both[3]]).contains("no-such-tape")
    );
    assert!(pivot(&[folder, "--requests", tape, "--old", "python3 old.py", both[2], both[3]]).contains("{port}"));
    assert!(pivot(&[folder, "--requests", tape, "--old", "https://a", both[2], both[3]]).contains("plain HTTP"));
    fs::write(Path::new(tape), json!({"method": "POST", "target": "/"}).to_string()).expect("written");
    assert!(
        pivot(&[folder, "--requests", tape, "--old", "http://example.com", both[2], both[3]])
            .contains("--allow-effects")
    );
}

#[test]
fn reports_are_written_beside_stdout() {
    let case = Case::new(USER, &USER.replace("True", "None"), &gets(1));
    let (text, json) = (case.path("report.txt"), case.path("out.json"));
    let report = format!("text={}", text.display());
    let certificate = case.certificate(1, &["--report", &report, "-o", json.to_str().expect("text")]);
    let text = fs::read_to_string(text).expect("written");
    assert!(
        text.starts_with("differs: 1 answer, 1 differing\n") && text.contains("type $.ok: true (bool) → null (null)"),
        "{text}"
    );
    let written: Value = serde_json::from_str(&fs::read_to_string(json).expect("written")).expect("JSON");
    assert_eq!(written, certificate);
}

/// Differences with every sign that a form of report has to escape.
#[test]
fn every_report_tells_the_same_and_escapes_what_it_shows() {
    let old = r#"self.send(200, json.dumps({'text': 'a|b `c` <d> & "e"', 'n': 1}))"#;
    let case = Case::new(old, &old.replace("'n': 1", "'n': 2").replace("<d>", "<x>"), &gets(3));
    let file = |name: &str| case.path(name).display().to_string();
    let reports = ["html", "markdown", "junit", "github", "text", "json"];
    let wanted: Vec<String> = reports.iter().map(|form| format!("--report={form}={}", file(form))).collect();
    case.run(1, &wanted.iter().map(String::as_str).collect::<Vec<_>>());
    let read = |name: &str| fs::read_to_string(case.path(name)).expect("a report");

    let html = read("html");
    assert!(html.contains("a|b `c` &#60;x&#62; &#38; \\&#34;e\\&#34;"), "{html}");
    assert!(!html.contains("<x>") && !html.contains("src=") && !html.contains("http"), "nothing is loaded: {html}");

    let junit = read("junit");
    let elements = open_elements(&junit);
    assert!(elements.contains_key("testsuites"), "{junit}");
    assert!(junit.contains("message=\"3 of 3 answers differ\""), "{junit}");
    assert!(junit.contains("&lt;x&gt; &amp; \\&quot;e\\&quot;"), "{junit}");

    let markdown = read("markdown");
    assert!(markdown.starts_with("### ❌ parity: differs\n\n3 answers, 3 differing\n"), "{markdown}");
    assert!(markdown.contains(r#"``value $.text: "a|b `c` <d> & \"e\"" → "a|b `c` <x> & \"e\""``"#), "{markdown}");

    let github = read("github");
    assert!(github.contains("%0Avalue $.n: 1 → 2%0A2 more in the same places\n"), "{github}");
    assert!(github.ends_with("::error title=pivot parity::differs: 3 answers, 3 differing\n"), "{github}");
}

/// How deep each element of an XML text is open at its end: 0 for every one of a well-formed text.
fn open_elements(text: &str) -> std::collections::BTreeMap<String, i64> {
    let mut open = std::collections::BTreeMap::new();
    for tag in text.split('<').skip(1).filter(|tag| !tag.starts_with('?')) {
        let tag = tag.split('>').next().unwrap_or_default();
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default().to_owned();
        let step = if tag.ends_with('/') {
            0
        } else if tag.starts_with('/') {
            -1
        } else {
            1
        };
        *open.entry(name).or_default() += step;
    }
    assert!(open.values().all(|depth| *depth == 0), "{open:?}");
    open
}

#[test]
fn the_comparison_sees_every_corruption_of_recorded_answers() {
    let folder = tempfile::tempdir().expect("a folder");
    let tape = folder.path().join("tape.jsonl");
    let headers = json!([["Content-Type", "application/json"], ["Set-Cookie", "a=1; Path=/"]]);
    let line = json!({"request": {"method": "GET", "target": "/", "headers": [], "body": ""},
        "response": {"status": 200, "headers": headers, "body": "{\"user\": {\"id\": 7, \"tags\": [\"x\", \"y\"], \"score\": 0.5}}"}});
    fs::write(&tape, format!("{line}\n{}\n", get("/without-an-answer"))).expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_pivot"))
        .args(["parity", "--self-test", "--requests"])
        .arg(&tape)
        .output()
        .expect("pivot runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.contains("(1 recorded answers besides the samples)") && !text.contains("MISSED"), "{text}");
}
