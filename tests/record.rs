//! `pivot record`: bytes pass through unchanged, what passed is on the tape, and the tape survives how the recorder ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// A service that answers in each way that HTTP/1 has of ending an answer, and counts what it is asked.
const SERVICE: &str = r#"
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path.startswith("/chunked"):
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n")
        elif self.path.startswith("/close"):
            self.send_response(200)
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(bytes(range(256)))
            self.close_connection = True
        else:
            self.reply(b'{"token": "abcdefgh1234"}')

    def do_POST(self):
        self.reply(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def reply(self, body):
        self.send_response(200)
        self.send_header("X-Odd", "\xe9\xff")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def version_string(self):
        return "S"

    def date_time_string(self, timestamp=None):
        return "D"

    def log_message(self, *args):
        pass

ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"#;

struct Recorder {
    child: Child,
    port: u16,
    tape: PathBuf,
    // The folder goes when the recorder has ended.
    _folder: tempfile::TempDir,
}

impl Recorder {
    fn start(more: &[&str]) -> Recorder {
        let folder = tempfile::tempdir().expect("a folder");
        let service = folder.path().join("service.py");
        std::fs::write(&service, SERVICE).expect("written");
        let tape = folder.path().join("tape.jsonl");
        Recorder::on(folder, &service, tape, more)
    }

    fn on(folder: tempfile::TempDir, service: &Path, tape: PathBuf, more: &[&str]) -> Recorder {
        let mut child = Command::new(env!("CARGO_BIN_EXE_pivot"))
            .args(["record", "--listen", "127.0.0.1:0", "-o"])
            .arg(&tape)
            .args(more)
            .args(["--", "python3"])
            .arg(service)
            .arg("{port}")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("pivot runs");
        let mut lines = BufReader::new(child.stderr.take().expect("piped")).lines();
        let line = lines.next().expect("a line").expect("text");
        let port =
            line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split(' ').next()).and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("{line}"));
        Recorder { child, port, tape, _folder: folder }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("connected");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("set");
        stream
    }

    fn signal(&self, signal: &str) {
        let sent = Command::new("kill").args([signal, &self.child.id().to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()));
    }

    /// Ends the recording as a user does, and gives what it printed.
    fn end(mut self) -> (String, Vec<Value>) {
        self.signal("-TERM");
        assert!(self.child.wait().expect("waited").success());
        let mut printed = String::new();
        self.child.stdout.take().expect("piped").read_to_string(&mut printed).expect("text");
        (printed, exchanges(&self.tape))
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        let _ = (self.child.kill(), self.child.wait());
    }
}

fn exchanges(tape: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(tape).expect("a tape");
    let mut lines = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    assert_eq!(lines.next(), Some(serde_json::json!({"schema": 1})));
    lines.collect()
}

/// Sends bytes and reads until the answer ends as asked.
fn ask(stream: &mut TcpStream, request: &[u8], end: &[u8]) -> Vec<u8> {
    stream.write_all(request).expect("sent");
    let mut answer = Vec::new();
    let mut byte = [0];
    while (end.is_empty() || !answer.ends_with(end)) && stream.read(&mut byte).expect("read") == 1 {
        answer.push(byte[0]);
    }
    answer
}

#[test]
fn bytes_pass_unchanged_and_are_on_the_tape() {
    let recorder = Recorder::start(&["--no-redact"]);
    let mut stream = recorder.connect();
    let head = |length: usize| {
        format!("HTTP/1.1 200 OK\r\nServer: S\r\nDate: D\r\nX-Odd: \u{e9}\u{ff}\r\nContent-Length: {length}\r\n\r\n")
    };
    let latin1 = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).expect("latin-1")).collect::<Vec<u8>>();
    let answer = ask(&mut stream, b"GET /a%zz?q={\"\xe9\":1} HTTP/1.1\r\nhOST:  h\r\nX: \xff\r\n\r\n", b"}");
    assert_eq!(answer, latin1(&(head(25) + "{\"token\": \"abcdefgh1234\"}")));
    let answer = ask(&mut stream, b"POST /p HTTP/1.1\r\nContent-Length: 4\r\n\r\n\x00\xff\n!", b"!");
    assert!(answer.ends_with(b"\x00\xff\n!"));
    let answer = ask(&mut stream, b"GET /chunked HTTP/1.1\r\n\r\n", b"X-Sum: 1\r\n\r\n");
    assert!(answer.ends_with(b"\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n"));
    let answer = ask(&mut stream, b"GET /close HTTP/1.1\r\n\r\n", b"");
    assert!(answer.ends_with(&(0..=255).collect::<Vec<u8>>()));
    let (printed, found) = recorder.end();
    assert!(printed.starts_with("4 exchanges on "), "{printed}");
    let shown: Vec<_> = found.iter().map(|e| (e["id"].as_str(), e["request"]["target"].as_str())).collect();
    assert_eq!(
        shown,
        [
            (Some("1"), Some("/a%zz?q={\"\u{e9}\":1}")),
            (Some("2"), Some("/p")),
            (Some("3"), Some("/chunked")),
            (Some("4"), Some("/close"))
        ]
    );
    assert_eq!(found[0]["request"]["headers"], serde_json::json!([["hOST", "h"], ["X", "\u{ff}"]]));
    assert_eq!(found[0]["response"]["body"], "{\"token\": \"abcdefgh1234\"}");
    assert_eq!(found[1]["request"]["body"], serde_json::json!({"base64": "AP8KIQ=="}));
    assert_eq!(found[2]["response"]["body"], "abc");
    assert_eq!(found[2]["response"]["trailers"], serde_json::json!([["X-Sum", "1"]]));
    assert!(found.iter().all(|e| e["latency_ms"].as_f64().is_some_and(|ms| ms > 0.0) && e["time"].is_string()));
}

#[test]
fn credentials_are_hidden_on_the_tape_only() {
    let recorder = Recorder::start(&[]);
    let mut stream = recorder.connect();
    let answer = ask(&mut stream, b"GET / HTTP/1.1\r\nAuthorization: Bearer s3cr3tt0k3n\r\n\r\n", b"}");
    assert!(answer.ends_with(b"abcdefgh1234\"}"));
    drop(stream);
    let (_, found) = recorder.end();
    let text = found[0].to_string();
    assert!(!text.contains("s3cr3tt0k3n") && !text.contains("abcdefgh1234"), "{text}");
    let authorization = found[0]["request"]["headers"][0][1].as_str().expect("text");
    assert!(authorization.starts_with("Bearer ") && authorization.len() == "Bearer s3cr3tt0k3n".len(), "{text}");
}

#[test]
fn many_connections_lose_nothing() {
    let recorder = Recorder::start(&[]);
    let (connections, each) = (20, 50);
    std::thread::scope(|scope| {
        for connection in 0..connections {
            let mut stream = recorder.connect();
            scope.spawn(move || {
                for number in 0..each {
                    let body = format!("{connection}:{number}:{}!", "x".repeat(number * 100));
                    let request =
                        format!("POST /{connection}/{number} HTTP/1.1\r\nContent-Length: {}\r\n\r\n{body}", body.len());
                    let answer = ask(&mut stream, request.as_bytes(), b"!");
                    assert!(answer.ends_with(body.as_bytes()));
                }
            });
        }
    });
    let (_, found) = recorder.end();
    let targets: std::collections::BTreeSet<_> = found.iter().map(|e| e["request"]["target"].to_string()).collect();
    assert_eq!((found.len(), targets.len()), (connections * each, connections * each));
    assert!(found.iter().all(|e| e["request"]["body"] == e["response"]["body"]));
}

#[test]
fn a_killed_recorder_leaves_a_tape() {
    let mut recorder = Recorder::start(&[]);
    let mut stream = recorder.connect();
    for _ in 0..20 {
        ask(&mut stream, b"GET / HTTP/1.1\r\n\r\n", b"}");
    }
    // The last line may still be on its way.
    let deadline = Instant::now() + Duration::from_secs(20);
    while std::fs::read_to_string(&recorder.tape).expect("a tape").lines().count() < 21 && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(10));
    }
    recorder.signal("-KILL");
    recorder.child.wait().expect("waited");
    assert_eq!(exchanges(&recorder.tape).len(), 20);
}

#[test]
fn what_cannot_be_done_is_told() {
    let run = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_pivot")).arg("record").args(args).output().expect("pivot runs");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let folder = tempfile::tempdir().expect("a folder");
    let notes = folder.path().join("notes.txt");
    std::fs::write(&notes, "dear diary\n").expect("written");
    let notes = notes.to_str().expect("UTF-8");
    for (args, says) in [
        (&["--upstream", "https://example.com"][..], "plain HTTP"),
        (&["--upstream", "http://127.0.0.1:1/base"], "without a path"),
        (&["--upstream", "http://127.0.0.1:1", "--listen", "127.0.0.1:0", "-o", notes], "not a tape"),
        (&["--upstream", "http://127.0.0.1:1", "--listen", "nowhere"], "cannot listen on nowhere"),
        (&["--", "python3", "app.py"], "{port}"),
        (&[], "--upstream"),
    ] {
        let (code, said) = run(args);
        assert_eq!(code, Some(2), "{args:?}: {said}");
        assert!(said.contains(says), "{args:?}: {said}");
    }
    assert_eq!(std::fs::read_to_string(notes).expect("there"), "dear diary\n");
}
