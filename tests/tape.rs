//! `pivot tape`: what the formats hold comes back as it was, what they cannot hold is refused, and no input makes pivot
//! panic.

use std::cell::RefCell;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::rc::Rc;
use std::time::Duration;

use pivot::traffic::formats::{self, Format, ReadOptions};
use pivot::traffic::{Ending, Exchange, Request, Response};

/// A writer whose bytes stay here.
#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn read_as(format: Option<Format>, bytes: &[u8]) -> anyhow::Result<Vec<Exchange>> {
    let options = ReadOptions { format, ..ReadOptions::default() };
    formats::read("x", std::io::Cursor::new(bytes.to_vec()), None, &options)?.collect()
}

fn read(text: &str) -> Vec<Exchange> {
    read_as(None, text.as_bytes()).unwrap_or_else(|error| panic!("{error:#}\n{text}"))
}

fn refused(format: Format, text: &[u8]) -> String {
    let why = read_as(Some(format), text).expect_err(&String::from_utf8_lossy(text));
    format!("{why:#}")
}

fn write(format: Format, exchanges: &[Exchange], base: Option<&str>) -> anyhow::Result<String> {
    let shared = Shared::default();
    let mut sink = formats::write(format, Box::new(shared.clone()), base)?;
    for exchange in exchanges {
        sink.write(exchange.clone())?;
    }
    sink.finish()?;
    let bytes = shared.0.borrow().clone();
    Ok(String::from_utf8(bytes)?)
}

fn request(method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Request {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Request { id: String::new(), method: method.into(), target: target.into(), headers, body: body.to_vec() }
}

/// Requests with what is odd and still HTTP.
fn requests() -> Vec<Exchange> {
    let host = ("Host", "127.0.0.1:1");
    let requests = [
        request("GET", "/", &[host, ("user-agent", "u"), ("Accept", "*/*")], b""),
        request("GET", "/a/b%20c?x=1&y=%2F&x=2", &[("X-First", "1"), host, ("X-Two", "1"), ("X-Two", "2")], b""),
        request("POST", "/form", &[host, ("Content-Type", "application/x-www-form-urlencoded")], b"a=b&c=%20"),
        request("POST", "/text", &[host], "it's \"é\"\n\\n $HOME `x` {{y}} # \t\r\n".as_bytes()),
        request(
            "PUT",
            "/json",
            &[host, ("content-TYPE", "application/json"), ("X", "a 'b' \\ # {{c}}")],
            b"{\"a\": [1.50]}",
        ),
        request("DELETE", "/x;y=1,2/@:!$&()*+", &[host, ("Cookie", "a=b; c=d")], b""),
        request("BREW", "/pot", &[host, ("X-Utf8", "\u{c3}\u{a9}")], b"@coffee"),
        request("HEAD", "/", &[host], b""),
        request("POST", "/none", &[host, ("Content-Length", "0")], b""),
    ];
    let mut exchanges = Vec::new();
    for (number, mut request) in (1..).zip(requests) {
        request.id = u64::to_string(&number);
        exchanges.push(Exchange { request, response: None, time: None, latency_ms: None });
    }
    exchanges
}

#[test]
fn requests_come_back_as_they_were() {
    let exchanges = requests();
    for format in [Format::Tape, Format::Har, Format::Vegeta, Format::Curl] {
        let text = write(format, &exchanges, None).unwrap_or_else(|error| panic!("{}: {error:#}", format.name()));
        assert_eq!(read_as(Some(format), text.as_bytes()).expect(&text), exchanges, "{text}");
        // And their format is recognised.
        assert_eq!(read(&text), exchanges);
    }
}

#[test]
fn a_har_keeps_all_of_an_exchange() {
    let mut exchanges = requests();
    for (exchange, closed) in exchanges.iter_mut().zip([Ending::Complete, Ending::Closed(7), Ending::Timeout(0)]) {
        exchange.request.id = "a name".into();
        exchange.request.body = vec![0xff, 0, b'a'];
        exchange.time = Some("2025-01-01T00:00:00+02:00".into());
        exchange.latency_ms = Some(0.25);
        exchange.response = Some(Response {
            status: if closed == Ending::Complete { 200 } else { 0 },
            reason: "Fine \u{e9}".into(),
            version: 0,
            headers: vec![("Content-Encoding".into(), "gzip".into()), ("X".into(), "\u{ff}".into())],
            trailers: vec![("T".into(), "1".into())],
            body: vec![0x1f, 0x8b, 0],
            closed,
        });
    }
    let text = write(Format::Har, &exchanges, None).expect("written");
    assert_eq!(read(&text), exchanges);
}

#[test]
fn where_requests_go_is_said_or_refused() {
    let only = [Exchange {
        request: Request { id: "1".into(), ..request("GET", "/a", &[], b"") },
        response: None,
        time: None,
        latency_ms: None,
    }];
    for format in [Format::Har, Format::Vegeta, Format::Curl, Format::Hurl, Format::K6, Format::Locust] {
        let why = write(format, &only, None).expect_err(format.name());
        assert!(format!("{why:#}").contains("--base"), "{why:#}");
        let text = write(format, &only, Some("http://127.0.0.1:8/"))
            .unwrap_or_else(|error| panic!("{}: {error:#}", format.name()));
        assert!(text.contains("http://127.0.0.1:8/a"), "{text}");
    }
}

#[test]
fn what_a_format_cannot_hold_is_refused() {
    let host = ("Host", "h");
    for (format, request) in [
        (Format::Curl, request("POST", "/", &[host], b"\xff")),
        (Format::Curl, request("POST", "/", &[host], b"a\0b")),
        (Format::Curl, request("GET", "/", &[host, ("X", "\u{ff}")], b"")),
        (Format::Curl, request("HEAD", "/", &[host], b"a")),
        (Format::Curl, request("GET", "*", &[host], b"")),
        (Format::Curl, request("GET", "/a#b", &[host], b"")),
        (Format::Har, request("GET", "/\u{ff}", &[host], b"")),
        (Format::Vegeta, request("GET", "/\"", &[host], b"")),
        (Format::Vegeta, request("GET", "/", &[("X", "1"), host, ("X", "2")], b"")),
        (Format::Hurl, request("GET", "/a/../b", &[host], b"")),
        (Format::K6, request("GET", "/", &[host, ("X", "1"), ("x", "2")], b"")),
        (Format::Locust, request("GET", "/%7Ea", &[host], b"")),
        (Format::Locust, request("GET", "/", &[host, ("a b", "1")], b"")),
        (Format::K6, request("GET", "/", &[host, host], b"")),
    ] {
        let exchange = Exchange { request, response: None, time: None, latency_ms: None };
        let written = write(format, std::slice::from_ref(&exchange), None);
        assert!(written.is_err(), "{}: {exchange:?}", format.name());
    }
}

/// A server that answers every connection with an empty 200, and gives the heads and bodies that came.
fn listen(connections: usize) -> (u16, std::thread::JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("bound").port();
    let serve = move |mut stream: TcpStream| -> Vec<u8> {
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("set");
        let (mut bytes, mut chunk) = (Vec::new(), [0; 4096]);
        loop {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if let Some((head, body)) = text.split_once("\r\n\r\n") {
                let length = head
                    .lines()
                    .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ").map(str::to_owned));
                if body.len() >= length.and_then(|length| length.parse().ok()).unwrap_or(0) {
                    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                    stream.write_all(answer.as_bytes()).expect("answered");
                    return bytes;
                }
            }
            let read = stream.read(&mut chunk).expect("a request");
            assert!(read > 0, "the client left after {text:?}");
            bytes.extend_from_slice(&chunk[..read]);
        }
    };
    let all = move || (0..connections).flat_map(|_| serve(listener.accept().expect("a client").0)).collect();
    (port, std::thread::spawn(all))
}

/// What curl itself sends is what is on the tape; `Host` comes first, and the length is added.
#[test]
fn curl_sends_what_the_tape_says() {
    let exchanges = requests();
    let (port, server) = listen(exchanges.len());
    let script = write(Format::Curl, &exchanges, Some(&format!("http://127.0.0.1:{port}"))).expect("written");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("requests.sh");
    std::fs::write(&file, script.replace("curl ", "curl -s -m 20 ")).expect("written");
    let mut environment = Command::new("sh");
    environment.arg(&file).env("HOME", folder.path()).env("no_proxy", "*").stdout(Stdio::null());
    if !Command::new("curl").arg("--version").output().is_ok_and(|output| output.status.success()) {
        // Without curl there is nothing to compare with; the rest of the file does not need it.
        return;
    }
    assert!(environment.status().expect("sh runs").success());
    let sent = server.join().expect("served");
    let mut expected = Vec::new();
    for exchange in &exchanges {
        let Request { method, target, headers, body, .. } = &exchange.request;
        expected.extend(format!("{method} {target} HTTP/1.1\r\n").bytes());
        let (hosts, others): (Vec<_>, Vec<_>) = headers.iter().partition(|(name, _)| name == "Host");
        for (name, value) in hosts.into_iter().chain(others) {
            expected.extend(format!("{name}: ").bytes().chain(value.chars().map(|byte| byte as u8)).chain(*b"\r\n"));
        }
        if !body.is_empty() {
            expected.extend(format!("Content-Length: {}\r\n", body.len()).bytes());
        }
        expected.extend(b"\r\n".iter().chain(body));
    }
    assert_eq!(String::from_utf8_lossy(&sent), String::from_utf8_lossy(&expected));
}

#[test]
fn curl_commands_are_read() {
    let text = "# session\ncurl -sSL -XPUT 'http://h/a?b=c' -H 'A: 1' -H 'B;' -H 'Accept:' -d x=1 -d y=2 -o /dev/null\n\
                curl h:8/ -u me:pw -A agent -e http://r/ -b 'c=d' -G --data-urlencode 'q=a b&é' \\\n  --data-urlencode =z\n\
                /usr/bin/curl --json '{\"a\":1}' --url http://h\ncurl -I http://h/\ncurl http://h --data-raw $'@\\x41\\n' --compressed\n";
    let found = read(text);
    let shown: Vec<String> = found
        .iter()
        .map(|exchange| {
            let Request { method, target, headers, body, .. } = &exchange.request;
            let headers: Vec<String> = headers.iter().map(|(name, value)| format!("{name}={value}")).collect();
            format!("{method} {target} {} {}", headers.join("|"), String::from_utf8_lossy(body))
        })
        .collect();
    assert_eq!(
        shown,
        [
            "PUT /a?b=c Host=h|A=1|B=|Content-Type=application/x-www-form-urlencoded x=1&y=2",
            "GET /?q=a%20b%26%C3%A9&z Host=h:8|Authorization=Basic bWU6cHc=|User-Agent=agent|Referer=http://r/|Cookie=c=d ",
            "POST / Host=h|Content-Type=application/json|Accept=application/json {\"a\":1}",
            "HEAD / Host=h ",
            "POST / Host=h|Content-Type=application/x-www-form-urlencoded @A\n",
        ]
    );
    for (line, why) in [
        ("curl http://h -F a=b", "boundary"),
        ("curl http://h -d @file", "file"),
        ("curl http://h --data-binary @file", "file"),
        ("curl http://h http://i", "second URL"),
        ("curl http://h/$ID", "fills in"),
        ("curl http://h | jq .", "shell's"),
        ("curl http://h/[1-9]", "globoff"),
        ("curl http://h/../a", "path-as-is"),
        ("curl -u me http://h", "password"),
        ("curl --frobnicate http://h", "does not know"),
        ("curl -H 'A", "not closed"),
        ("curl", "no URL"),
        ("wget http://h", "no command of curl"),
    ] {
        let text = format!("curl http://h\n\n{line}\n");
        let message = refused(Format::Curl, text.as_bytes());
        assert!(message.starts_with("x:3: ") && message.contains(why), "{line}: {message}");
    }
}

const HAR: &str = r#"{"log": {"version": "1.2", "creator": {"name": "b", "version": "1"}, "pages": [{"id": "]}"}], "entries": [
{"startedDateTime": "2025-01-01T00:00:00.000Z", "time": 12.5,
 "request": {"method": "POST", "url": "https://h/a?x=1#top", "httpVersion": "h2",
  "headers": [{"name": ":authority", "value": "h"}, {"name": ":path", "value": "/a?x=1"}, {"name": "content-type", "value": "application/x-www-form-urlencoded"}],
  "postData": {"mimeType": "application/x-www-form-urlencoded", "params": [{"name": "a b", "value": "c&d"}]}},
 "response": {"status": 200, "statusText": "", "httpVersion": "h2",
  "headers": [{"name": "content-encoding", "value": "br"}, {"name": "content-length", "value": "9"}, {"name": "x", "value": "y"}],
  "content": {"size": 2, "mimeType": "text/plain", "text": "aGk=", "encoding": "base64"}}},
{"request": {"method": "GET", "url": "http://h"}},
{"request": {"method": "GET", "url": "http://h/c"}, "response": {"status": 0}, "_more": 1},
{"request": {"method": "GET", "url": "http://h/d"}, "response": {"status": 200, "content": {"size": 7}}}
], "comment": ""}, "more": null}
"#;

#[test]
fn a_har_of_a_browser_is_read() {
    let source = formats::read("x", HAR.as_bytes(), None, &ReadOptions::default());
    let mut source = source.expect("a HAR");
    let found: Vec<Exchange> = source.by_ref().collect::<Result<_, _>>().expect("entries");
    assert_eq!(found.len(), 4);
    let first = &found[0];
    assert_eq!((first.request.target.as_str(), first.request.body.as_slice()), ("/a?x=1", b"a+b=c%26d".as_slice()));
    assert_eq!(first.request.headers[0], ("Host".to_owned(), "h".to_owned()));
    assert_eq!(first.request.headers.len(), 2);
    let answer = first.response.as_ref().expect("an answer");
    assert_eq!((answer.body.as_slice(), answer.headers.len()), (b"hi".as_slice(), 1));
    assert_eq!((first.latency_ms, first.time.as_deref()), (Some(12.5), Some("2025-01-01T00:00:00.000Z")));
    assert_eq!(found[1].request.target, "/");
    assert!(found[1..].iter().all(|exchange| exchange.response.is_none()));
    let notes: Vec<String> = source.notes().iter().map(|(what, count)| format!("{count} {what}")).collect();
    assert_eq!(notes.len(), 4, "{notes:?}");
    // Also with a byte order mark, and on one line.
    assert_eq!(read(&format!("\u{feff}{}", HAR.replace('\n', ""))), found);
}

/// A sample with one thing changed (from, to) is refused at that line, in words that have the reason.
#[track_caller]
fn refuses(format: Format, sample: &str, changes: &[(&str, &str, u32, &str)]) {
    for (from, to, line, why) in changes {
        let message = refused(format, sample.replacen(from, to, 1).as_bytes());
        assert!(message.starts_with(&format!("x:{line}: ")) && message.contains(why), "{to}: {message}");
    }
}

#[test]
fn a_bad_har_is_refused_with_its_line() {
    refuses(
        Format::Har,
        HAR,
        &[
            ("\"method\": \"GET\", \"url\": \"http://h\"", "\"url\": \"http://h\"", 9, "method"),
            ("\"url\": \"http://h\"", "\"url\": 1", 9, "string"),
            ("\"url\": \"http://h\"", "\"url\": \"http://h\", \"url\": \"http://i\"", 9, "duplicate"),
            ("\"time\": 12.5", "\"time\": NaN", 2, "expected"),
            ("\"a b\"", "\"\\ud800\"", 5, "escape"),
            ("aGk=", "a", 2, "base64"),
            ("http://h/c", "ftp://h/c", 10, "http"),
            ("\"more\": null}", "\"more\": null", 13, "ends"),
            ("\"more\": null}", "\"log\": {}}", 12, "twice"),
            ("\"more\": null}", "\"more\": null} 1", 12, "follows"),
            ("\"entries\"", "\"entry\"", 12, "entries"),
            (
                "{\"name\": \":path\", \"value\": \"/a?x=1\"}",
                "{\"name\": \"Content-Length\", \"value\": \"5\"}",
                2,
                "Content-Length",
            ),
        ],
    );
    assert!(
        refused(Format::Har, b"{\"log\": {\"entries\": [{\"request\": {\"method\": \"\xff\"}}]}}").starts_with("x:1: ")
    );
}

const GOR: &str = "1 aa 1482860400000000000 0\nPOST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n\n🐵🙈🙉\n\
                   1 bb 1482860400500000000\nGET /b?\u{e9} HTTP/1.0\r\nX:  y \r\nx: z\r\n\r\n\n🐵🙈🙉\n\
                   2 aa 1482860401000000000 5\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc\n🐵🙈🙉\n\
                   2 zz 1 5\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n\n🐵🙈🙉\n";

#[test]
fn goreplays_files_are_read() {
    let found = read(GOR);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].request.body, b"hi");
    assert_eq!(found[0].time.as_deref(), Some("2016-12-27T17:40:00.000000000Z"));
    assert_eq!(found[0].response.as_ref().map(|answer| answer.body.clone()), Some(b"abc".to_vec()));
    assert_eq!(found[1].request.target, "/b?\u{c3}\u{a9}");
    assert_eq!(found[1].request.headers, [("X".into(), "y".into()), ("x".into(), "z".into())]);
    assert_eq!(found[1].response, None);
    for (text, why) in [
        (&GOR[..60], "cut off"),
        ("1 aa 1\n\u{1}hello\n🐵🙈🙉\n", "not HTTP/1"),
        ("1 aa 1\nGET / HTTP/1.1\r\nContent-Length: 9\r\n\r\n\n🐵🙈🙉\n", "not whole"),
        ("1 aa 1\nGET / HTTP/1.1\r\n\r\nmore\n🐵🙈🙉\n", "bytes follow"),
        ("4 aa 1\nGET / HTTP/1.1\r\n\r\n\n🐵🙈🙉\n", "no payload"),
    ] {
        let message = refused(Format::Gor, text.as_bytes());
        assert!(message.starts_with("x:1: ") && message.contains(why), "{message}");
    }
}

const LOG: &str = "127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /a?b=\\x22c HTTP/1.0\" 200 2326\n\
                   ::1 - - [10/Oct/2000:13:55:37 +0000] \"HEAD / HTTP/1.1\" 304 - \"http://r/\\\"\" \"Agent (x; y)\" 12\n\
                   ::1 - - [10/Oct/2000:13:55:38 +0000] \"POST /b HTTP/1.1\" 200 1 \"-\" \"-\"\n\
                   ::1 - - [10/Oct/2000:13:55:39 +0000] \"-\" 408 0 \"-\" \"-\"\n";

#[test]
fn access_logs_are_read() {
    let mut source = formats::read("x", LOG.as_bytes(), None, &ReadOptions::default()).expect("a log");
    let found: Vec<Exchange> = source.by_ref().collect::<Result<_, _>>().expect("entries");
    assert_eq!(found.len(), 2);
    assert_eq!(
        (found[0].request.target.as_str(), found[0].time.as_deref()),
        ("/a?b=\"c", Some("2000-10-10T13:55:36-07:00"))
    );
    assert_eq!(
        found[1].request.headers,
        [("Referer".into(), "http://r/\"".into()), ("User-Agent".into(), "Agent (x; y)".into())]
    );
    let notes: Vec<&str> = Box::leak(Box::new(source.notes())).iter().map(|(what, _)| what).collect();
    assert!(
        notes.iter().any(|what| what.contains("POST")) && notes.iter().any(|what| what.contains("no request line"))
    );
    for bad in [
        "hello",
        "::1 - - [now] \"GET / HTTP/1.1\" 200 1",
        "::1 - - [10/Oct/2000:13:55:37 +0000] \"GET / HTTP/1.1 200 1",
    ] {
        let message = refused(Format::AccessLog, format!("{LOG}{bad}\n").as_bytes());
        assert!(message.starts_with("x:5: "), "{message}");
    }
}

#[test]
fn vegeta_targets_are_read_strictly() {
    let found = read(
        "\u{feff}{\"method\":\"POST\",\"url\":\"http://h/a\",\"body\":\"/w==\",\"header\":{\"X\":[\"1\",\"2\"]}}\n\n",
    );
    assert_eq!(
        found[0].request,
        Request { id: "1".into(), ..request("POST", "/a", &[("Host", "h"), ("X", "1"), ("X", "2")], b"\xff") }
    );
    for (bad, why) in [
        ("{\"method\":\"GET\"}", "url"),
        ("{\"method\":\"GET\",\"url\":\"http://h\",\"headers\":{}}", "unknown field"),
        ("{\"method\":\"GET\",\"url\":\"http://h\",\"header\":{\"A\":[],\"A\":[]}}", "twice"),
        ("{\"method\":\"GET\",\"url\":\"http://h\",\"body\":\"?\"}", "base64"),
        ("{\"method\":\"G\\nT\",\"url\":\"http://h\"}", "line break"),
        ("{\"method\":\"GET\",\"url\":NaN}", "expected"),
    ] {
        let message = refused(Format::Vegeta, format!("\n{bad}").as_bytes());
        assert!(message.starts_with("x:2: ") && message.contains(why), "{bad}: {message}");
    }
}

const POSTMAN: &str = r#"{
 "info": {"name": "c", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
 "variable": [{"key": "base", "value": "http://{{host}}:8"}, {"key": "host", "value": "h"}, {"key": "off", "value": "1", "disabled": true}],
 "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "t-{{host}}"}]},
 "item": [
  {"name": "folder", "variable": [{"key": "host", "value": "inner"}], "item": [
   {"name": "one", "request": {"method": "POST",
     "url": {"raw": "{{base}}/user/:id?a=b", "host": ["{{base}}"], "path": ["user", ":id"],
       "query": [{"key": "a", "value": "b c"}, {"key": "z", "value": "1", "disabled": true}], "variable": [{"key": "id", "value": "7"}]},
     "header": [{"key": "X", "value": "{{host}}"}, {"key": "Y", "value": "1", "disabled": true}],
     "body": {"mode": "raw", "raw": "{\"h\": \"{{host}}\"}", "options": {"raw": {"language": "json"}}}}},
   {"name": "two", "disabled": true, "request": "http://h/"}]},
  {"name": "three", "event": [{"listen": "test"}], "request": {"auth": {"type": "noauth"}, "method": "PUT", "url": "h/x",
    "body": {"mode": "urlencoded", "urlencoded": [{"key": "a", "value": "b c"}, {"key": "d", "value": "", "disabled": true}]}}},
  {"name": "four", "request": "{{base}}/é"}
 ]
}"#;

#[test]
fn postman_collections_are_read() {
    let found: Vec<Request> = read(POSTMAN).into_iter().map(|exchange| exchange.request).collect();
    let named = |name: &str, request: Request| Request { id: name.into(), ..request };
    assert_eq!(
        found,
        [
            named(
                "one",
                request(
                    "POST",
                    "/user/7?a=b%20c",
                    &[
                        ("Host", "inner:8"),
                        ("Authorization", "Bearer t-inner"),
                        ("X", "inner"),
                        ("Content-Type", "application/json")
                    ],
                    b"{\"h\": \"inner\"}"
                )
            ),
            named(
                "three",
                request(
                    "PUT",
                    "/x",
                    &[("Host", "h"), ("Content-Type", "application/x-www-form-urlencoded")],
                    b"a=b%20c"
                )
            ),
            named("four", request("GET", "/%C3%A9", &[("Host", "h:8"), ("Authorization", "Bearer t-h")], b"")),
        ]
    );
    refuses(
        Format::Postman,
        POSTMAN,
        &[
            ("\"X\", \"value\": \"{{host}}\"", "\"X\", \"value\": \"{{off}}\"", 10, "--variable"),
            ("\"value\": \"h\"", "\"value\": \"{{host}}\"", 15, "stands for itself"),
            ("\"mode\": \"urlencoded\"", "\"mode\": \"formdata\", \"formdata\": []", 14, "boundary"),
            ("\"type\": \"bearer\"", "\"type\": \"oauth2\"", 4, "oauth2"),
            ("/v2.1.0/", "/v2.0.0/", 1, "2.1"),
            ("\"name\": \"four\"", "\"name\": \"four\", \"name\": 1", 15, "twice"),
            ("\"name\": \"four\"", "\"name\": NaN", 15, "expected"),
        ],
    );
}

const OPENAPI: &str = r##"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"},
 "servers": [{"url": "https://{env}.h/v1/", "variables": {"env": {"default": "api"}}}],
 "paths": {
  "/user/{id}": {
   "parameters": [{"name": "id", "in": "path", "required": true, "examples": {"first": {"value": 7}, "odd": {"value": "a/b"}}}],
   "get": {"operationId": "getUser", "parameters": [
     {"name": "full", "in": "query", "schema": {"$ref": "#/components/schemas/Flag"}},
     {"name": "tags", "in": "query", "example": ["a", "b c"]},
     {"name": "X-Id", "in": "header", "schema": {"type": "string", "default": "x"}},
     {"name": "skipped", "in": "query", "schema": {"type": "string"}}]},
   "post": {"requestBody": {"$ref": "#/components/requestBodies/User"}}},
  "/none/{id}": {"get": {"parameters": [{"name": "id", "in": "path", "required": true}]}}},
 "components": {"schemas": {"Flag": {"type": "boolean", "default": true}},
  "requestBodies": {"User": {"content": {"application/json": {"examples": {"a": {"value": {"n": 1.50}}, "b": {"value": []}}}}}}}}
"##;

#[test]
fn openapi_examples_are_read() {
    let found: Vec<String> = read(OPENAPI)
        .into_iter()
        .map(|exchange| {
            let Request { id, method, target, headers, body } = exchange.request;
            assert_eq!(headers[0], ("Host".to_owned(), "api.h".to_owned()));
            format!("{id}: {method} {target} {:?} {}", &headers[1..], String::from_utf8_lossy(&body))
        })
        .collect();
    let get = "GET /v1/user/";
    let rest = "?full=true&tags=a&tags=b%20c [(\"X-Id\", \"x\")] ";
    let kind = "[(\"Content-Type\", \"application/json\")]";
    assert_eq!(
        found,
        [
            format!("getUser: {get}7{rest}"),
            format!("getUser odd: {get}a%2Fb{rest}"),
            format!("POST /user/{{id}} a: POST /v1/user/7 {kind} {{\"n\": 1.50}}"),
            format!("POST /user/{{id}} odd: POST /v1/user/a%2Fb {kind} {{\"n\": 1.50}}"),
            format!("POST /user/{{id}} b: POST /v1/user/7 {kind} []"),
        ]
    );
    let circle =
        OPENAPI.replace("{\"type\": \"boolean\", \"default\": true}", "{\"$ref\": \"#/components/schemas/Flag\"}");
    assert!(refused(Format::OpenApi, circle.as_bytes()).contains("circle"));
    let away = OPENAPI.replace("#/components/schemas/Flag", "other.json#/Flag");
    assert!(refused(Format::OpenApi, away.as_bytes()).starts_with("x:7: "));
}

/// A number generator that gives the same numbers each time (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).expect("small")).expect("small")
    }
}

/// Bytes that mean something in one of the formats, or in none.
const ODD: &[u8] = b"\"\\{}[]:,\n\r\0\xff\xc3\x80 $'`#@/?%1eE+-.\xef\xbb\xbf";

/// Whatever stands in a file, reading it ends, with exchanges or an error that names the file.
#[test]
fn no_input_makes_a_reader_panic() {
    let exchanges = requests();
    let written = |format| write(format, &exchanges, None).expect("written");
    let samples = [
        (Format::Tape, written(Format::Tape)),
        (Format::Har, written(Format::Har)),
        (Format::Har, HAR.to_owned()),
        (Format::Vegeta, written(Format::Vegeta)),
        (Format::Curl, written(Format::Curl)),
        (Format::Gor, GOR.to_owned()),
        (Format::AccessLog, LOG.to_owned()),
        (Format::Postman, POSTMAN.to_owned()),
        (Format::OpenApi, OPENAPI.to_owned()),
    ];
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for (format, sample) in &samples {
        for _ in 0..300 {
            let mut bytes = sample.clone().into_bytes();
            for _ in 0..=numbers.below(3) {
                let at = numbers.below(bytes.len());
                let end = (at + 1 + numbers.below(12)).min(bytes.len());
                match numbers.below(5) {
                    0 => bytes[at] = ODD[numbers.below(ODD.len())],
                    1 => bytes.insert(at, ODD[numbers.below(ODD.len())]),
                    2 => drop(bytes.drain(at..end)),
                    3 => {
                        let copied = bytes[at..end].to_vec();
                        let place = numbers.below(bytes.len());
                        bytes.splice(place..place, copied);
                    }
                    _ => bytes.truncate(at.max(1)),
                }
            }
            for said in [Some(*format), None] {
                if let Err(error) = read_as(said, &bytes) {
                    let message = format!("{error:#}");
                    assert!(message.starts_with('x'), "{message}\n{}", String::from_utf8_lossy(&bytes));
                }
            }
        }
    }
}

/// The script that is written for locust, played to a stand-in that shows what it would send.
#[test]
fn a_locustfile_is_python_that_sends_the_requests() {
    let mut exchanges = requests();
    // Two headers of a name, and what is not ASCII, are refused elsewhere.
    exchanges.retain(|exchange| !["2", "7"].contains(&exchange.request.id.as_str()));
    exchanges[0].request.body = vec![0, 0xff, b'"', b'\\'];
    let script = write(Format::Locust, &exchanges, None).expect("written");
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, text: &str| {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        std::fs::write(file, text).expect("written");
    };
    put("locustfile.py", &script);
    put("urllib3/util.py", "SKIP_HEADER = '@'\n");
    put("urllib3/__init__.py", "");
    let stand_in = "import json\nclass Client:\n    def __init__(self):\n        self.headers = {}\n        self.cookies = self\n    def set_policy(self, policy): pass\n    def request(self, method, url, headers, allow_redirects, data=b''):\n        headers = [[name, value] for name, value in headers.items() if value != '@']\n        print(json.dumps([method, url, headers, list(data)]))\nclass HttpUser: pass\ndef task(f): return f\n";
    put("locust.py", stand_in);
    put(
        "play.py",
        "import locust, locustfile\nuser = locustfile.Tape()\nuser.client = locust.Client()\nuser.on_start()\nuser.play()\n",
    );
    let output = Command::new("python3").arg("play.py").current_dir(folder.path()).output().expect("python3");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let sent: Vec<serde_json::Value> = output
        .stdout
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).expect("JSON"))
        .collect();
    let expected: Vec<serde_json::Value> = exchanges
        .iter()
        .map(|exchange| {
            let Request { method, target, headers, body, .. } = &exchange.request;
            serde_json::json!([method, format!("http://127.0.0.1:1{target}"), headers, body])
        })
        .collect();
    assert_eq!(sent, expected);
}

#[test]
fn scripts_for_hurl_and_k6_are_exact() {
    let exchange = |id: &str, request: Request| Exchange {
        request: Request { id: id.into(), ..request },
        response: None,
        time: None,
        latency_ms: None,
    };
    let host = ("Host", "h");
    let text = exchange("1", request("POST", "/a", &[host, ("X", "a#{{b}}\\")], b"{{x}} `\n#"));
    let binary = exchange("2", request("POST", "/b", &[host], b"\xff\"</script>"));
    let both = [text, binary];
    assert_eq!(
        write(Format::Hurl, &both, None).expect("written"),
        "# hurl --no-cookie-store FILE\n\nPOST http://h/a\nHost: h\nX: a\\#{\\u{7b}b}}\\\\\n`{\\u{7b}x}} \\u{60}\\n\\#`\n\nPOST http://h/b\nHost: h\nbase64,/yI8L3NjcmlwdD4=;\n"
    );
    let script = write(Format::K6, &both, None).expect("written");
    assert!(script.contains("http.request(\"POST\", \"http://h/a\", \"{{x}} `\\n#\", {\n    headers: {\n      \"Host\": \"h\",\n      \"X\": \"a#{{b}}\\\\\",\n    },"), "{script}");
    assert!(script.contains("encoding.b64decode(\"/yI8L3NjcmlwdD4=\")"), "{script}");
}

fn pivot(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pivot"))
        .args(["tape"])
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("pivot runs");
    // It may refuse its arguments without reading.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    child.wait_with_output().expect("waited")
}

#[test]
fn the_command_writes_whole_files_or_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str], input: &str| pivot(folder.path(), arguments, input);
    let tape = write(Format::Tape, &requests(), None).expect("written");
    std::fs::write(folder.path().join("tape.jsonl"), &tape).expect("written");

    let done = run(&["convert", "tape.jsonl", "-o", "out.har"], "");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let back = run(&["convert", "out.har", "--to", "tape"], "");
    assert_eq!(String::from_utf8_lossy(&back.stdout), tape);
    let piped = run(&["convert", "-", "--to", "curl"], &tape);
    assert!(piped.stdout.starts_with(b"curl http://127.0.0.1:1/"));

    // A bad line late in the file leaves the old file as it was, and nothing beside it.
    let bad = format!("{tape}{{\"method\":1}}\n");
    let failed = run(&["convert", "-", "-o", "out.har"], &bad);
    let message = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert_eq!(failed.status.code(), Some(2));
    assert!(message.starts_with("error: stdin:11: "), "{message}");
    assert_eq!(String::from_utf8_lossy(&run(&["convert", "out.har", "--to", "tape"], "").stdout), tape);
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 2);

    // In place.
    assert!(run(&["filter", "tape.jsonl", "--method", "GET", "-o", "tape.jsonl"], "").status.success());
    let kept = std::fs::read_to_string(folder.path().join("tape.jsonl")).expect("read");
    assert_eq!(kept.lines().count(), 3);
    let twice = format!("{kept}{}", kept.replace("{\"schema\":1}\n", ""));
    let once = run(&["dedupe", "-"], &twice);
    assert_eq!(String::from_utf8_lossy(&once.stdout), kept);
    assert!(String::from_utf8_lossy(&once.stderr).starts_with("kept 2 of 4 exchanges: requests are equal in"));

    let unknown = run(&["stats", "-"], "{\"a\": 1}");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&unknown.stderr).contains("--from tape|har|gor|vegeta|curl|postman|openapi|access-log")
    );
    let unsaid = run(&["convert", "tape.jsonl"], "");
    assert!(String::from_utf8_lossy(&unsaid.stderr).contains("--to tape|har|vegeta|curl|hurl|k6|locust"));
}

#[test]
fn exchanges_are_shown_and_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let tape = "{\"time\":\"2025-01-01T00:00:01Z\",\"request\":{\"method\":\"GET\",\"target\":\"/api/user/7\",\"headers\":{\"Cookie\":\"a=b\"}},\"response\":{\"status\":200,\"body\":\"x\\u001b[31m\\ny\"},\"latency_ms\":2}\n\
                {\"time\":\"2025-01-01T00:00:00Z\",\"request\":{\"method\":\"GET\",\"target\":\"/api/user/8\"},\"response\":{\"status\":404,\"body\":{\"base64\":\"/w==\"}},\"latency_ms\":1}\n\
                {\"id\":\"last\",\"request\":{\"method\":\"PUT\",\"target\":\"/api/user/8\",\"body\":\"abc\"}}\n";
    let run = |arguments: &[&str]| {
        let output = pivot(folder.path(), arguments, tape);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert_eq!(
        run(&["show", "-", "--route", "GET /api/user/<id>"]),
        "#1  2025-01-01T00:00:01Z  2 ms\n> GET /api/user/7\n> Cookie: a=b\n< 200 \n<\n< x\\x1b[31m\n< y\n\n\
         #2  2025-01-01T00:00:00Z  1 ms\n> GET /api/user/8\n< 404 \n<\n< ff (1 bytes)\n"
    );
    assert_eq!(run(&["show", "-", "--id", "last"]), "#last\n> PUT /api/user/8\n>\n> abc\n");
    let stats = run(&["stats", "-"]);
    for part in [
        "3 requests, 2 answers",
        "from 2025-01-01T00:00:00Z to 2025-01-01T00:00:01Z (1.0 s)",
        "sessions: 1; 2 requests without one",
        "latency: 1.50 ms on average, 2.00 ms at most",
        "GET /api/user/…        2  1 × 200, 1 × 404",
    ] {
        assert!(stats.contains(part), "{part}\n{stats}");
    }
    let json: serde_json::Value = serde_json::from_str(&run(&["stats", "-", "--format", "json"])).expect("JSON");
    assert_eq!((json["requests"].as_u64(), json["statuses"]["404"].as_u64()), (Some(3), Some(1)));
}
