//! Answers that have every kind of part.

use crate::traffic::{Ending, Headers, Response};

/// The time of the self-test, in seconds since the Unix epoch: 2023-11-14 22:13:20 UTC.
pub(super) const NOW: f64 = 1_700_000_000.0;

const JSON: &str = r#"{"id": 17, "name": "Ann", "ok": true, "gone": null, "ratio": 2.5, "small": 1e-7, "big": 12345678901234567890, "nan": NaN,
 "text": "caf\u00e9 \ud83d", "tags": ["a", "b", "c"], "empty": {}, "none": [], "nested": {"list": [{"n": 1}, {"n": 2}], "key": "v"}}"#;
const TEXT: &str = "<html>\n<p>two words</p>\n<p>3 items</p>\n</html>\n";
const BINARY: &[u8] = b"\x89PNG\r\n\x1a\n\x00\xff\xfe\x80";

/// One answer of each kind of body.
pub(super) fn answers() -> Vec<Response> {
    vec![
        answer(200, "application/json", JSON.as_bytes()),
        answer(404, "application/json", br#"{"error": "not found"}"#),
        answer(200, "text/html; charset=utf-8", TEXT.as_bytes()),
        answer(200, "image/png", BINARY),
    ]
}

/// An answer with the header fields that a server and a service send.
pub(super) fn answer(status: u16, kind: &str, body: &[u8]) -> Response {
    let length = body.len().to_string();
    let fields = [
        ("Server", "BaseHTTP/0.6 Python/3.11.2"),
        ("Date", "Tue, 14 Nov 2023 22:13:20 GMT"),
        ("Content-Type", kind),
        ("Content-Length", &length),
        ("Cache-Control", "no-store"),
        ("Set-Cookie", "session=abc; Path=/; HttpOnly"),
        ("Set-Cookie", "theme=dark"),
    ];
    Response {
        status,
        reason: if status == 200 { "OK" } else { "Not Found" }.to_owned(),
        version: 1,
        headers: fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
        trailers: Headers::new(),
        body: body.to_vec(),
        closed: Ending::Complete,
    }
}
