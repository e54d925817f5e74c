//! `http.server.BaseHTTPRequestHandler`: one request and its answer.

use std::io::Write;
use std::sync::Arc;

use super::beyond::beyond;
use super::calendar::{Civil, DAYS, MONTHS};
use super::error::Result;
use super::headers::Headers;
use super::http_status::http_response;
use super::latin1::latin1_encode;
use super::local_time::local_offset;
use super::repr::repr_str;
use super::request::{Refused, Request};
use super::service::{Banner, Service};
use super::time::time_time;

/// One request and its answer.
pub struct Handler {
    /// `self.requestline`
    pub requestline: String,
    /// `self.command`
    pub command: String,
    /// `self.path`
    pub path: String,
    /// `self.request_version`
    pub request_version: String,
    /// `self.headers`
    pub headers: Headers,
    /// `self.client_address`
    pub client_address: (String, i64),
    /// `self.close_connection`
    pub close_connection: bool,
    /// `self.rfile`
    pub rfile: RequestBody,
    /// `self.wfile`
    pub wfile: Answer,
    banner: Banner,
    service: Arc<dyn Service>,
    buffered: Vec<u8>,
}

/// `self.rfile`: the body of the request.
#[derive(Debug, Default)]
pub struct RequestBody {
    bytes: Vec<u8>,
    at: usize,
}

impl RequestBody {
    /// A body of these bytes.
    pub fn new(bytes: Vec<u8>) -> RequestBody {
        RequestBody { bytes, at: 0 }
    }

    /// `rfile.read(size)`
    pub fn read(&mut self, size: i64) -> Vec<u8> {
        let left = self.bytes.len() - self.at;
        let size = usize::try_from(size).map_or(left, |size| size.min(left));
        if self.at == 0 && size == self.bytes.len() {
            return std::mem::take(&mut self.bytes);
        }
        let read = self.bytes[self.at..self.at + size].to_vec();
        self.at += size;
        read
    }

    /// `rfile.read()`
    pub fn read_all(&mut self) -> Vec<u8> {
        self.read(-1)
    }
}

/// `self.wfile`: the answer, as far as it has been written.
#[derive(Debug, Default)]
pub struct Answer {
    bytes: Vec<u8>,
    /// Where the body begins, once the headers ended.
    head: Option<usize>,
    /// Something stood before the headers, or there were headers twice: the bytes are sent as they are.
    irregular: bool,
}

impl Answer {
    /// `wfile.write(data)`
    pub fn write(&mut self, data: &[u8]) -> i64 {
        if self.head.is_none() && !data.is_empty() {
            self.irregular = true;
        }
        self.bytes.extend_from_slice(data);
        data.len() as i64
    }

    /// `wfile.flush()`
    pub fn flush(&mut self) {}
}

/// An answer as it goes to the client.
#[derive(Debug)]
pub struct Reply {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether the connection can be kept.
    pub keep: bool,
}

impl Handler {
    /// A handler of this request.
    pub fn new(service: Arc<dyn Service>, request: Request, body: Vec<u8>, client_address: (String, i64)) -> Handler {
        let banner = service.banner();
        let close_connection = banner.protocol_version < "HTTP/1.1" || !request.persistent;
        Handler {
            requestline: request.line,
            command: request.command,
            path: request.path,
            request_version: request.version,
            headers: request.headers,
            client_address,
            close_connection,
            rfile: RequestBody::new(body),
            wfile: Answer::default(),
            banner,
            service,
            buffered: Vec::new(),
        }
    }

    /// `self.send_response(code)`
    pub fn send_response(&mut self, code: i64) {
        self.respond(code, None);
    }

    /// `self.send_response(code, message)`
    pub fn send_response_message(&mut self, code: i64, message: &str) {
        self.respond(code, Some(message));
    }

    fn respond(&mut self, code: i64, message: Option<&str>) {
        self.log_request(code);
        self.status_line(code, message);
        let server = self.version_string();
        self.send_header("Server", &server);
        let date = self.date_time_string();
        self.send_header("Date", &date);
    }

    /// `self.send_response_only(code)`
    pub fn send_response_only(&mut self, code: i64) {
        self.status_line(code, None);
    }

    /// `self.send_response_only(code, message)`
    pub fn send_response_only_message(&mut self, code: i64, message: &str) {
        self.status_line(code, Some(message));
    }

    fn status_line(&mut self, code: i64, message: Option<&str>) {
        if self.request_version == "HTTP/0.9" {
            return;
        }
        let message = message.or_else(|| http_response(code).map(|(phrase, _)| phrase)).unwrap_or("");
        let line = format!("{} {code} {message}\r\n", self.banner.protocol_version);
        self.buffer(&line);
    }

    /// `self.send_header(keyword, value)`
    pub fn send_header(&mut self, keyword: &str, value: &str) {
        if self.request_version != "HTTP/0.9" {
            for part in [keyword, ": ", value, "\r\n"] {
                self.buffer(part);
            }
        }
        if keyword.eq_ignore_ascii_case("connection") {
            if value.eq_ignore_ascii_case("close") {
                self.close_connection = true;
            } else if value.eq_ignore_ascii_case("keep-alive") {
                self.close_connection = false;
            }
        }
    }

    fn buffer(&mut self, text: &str) {
        match latin1_encode(text) {
            Ok(bytes) => self.buffered.extend_from_slice(&bytes),
            Err(_) => beyond("a header that latin-1 cannot write"),
        }
    }

    /// `self.end_headers()`
    pub fn end_headers(&mut self) {
        if self.request_version == "HTTP/0.9" {
            self.wfile.head = Some(0);
            self.wfile.irregular = true;
            return;
        }
        self.buffered.extend_from_slice(b"\r\n");
        let again = self.wfile.head.is_some() || !self.wfile.bytes.is_empty();
        self.flush_headers();
        self.wfile.irregular |= again;
        self.wfile.head = Some(self.wfile.bytes.len());
    }

    /// `self.flush_headers()`
    pub fn flush_headers(&mut self) {
        self.wfile.bytes.append(&mut self.buffered);
    }

    /// `self.send_error(code)`
    pub fn send_error(&mut self, code: i64) {
        self.error_page(code, None, None);
    }

    /// `self.send_error(code, message)`
    pub fn send_error_message(&mut self, code: i64, message: &str) {
        self.error_page(code, Some(message), None);
    }

    /// `self.send_error(code, message, explain)`
    pub fn send_error_explain(&mut self, code: i64, message: Option<&str>, explain: Option<&str>) {
        self.error_page(code, message, explain);
    }

    fn error_page(&mut self, code: i64, message: Option<&str>, explain: Option<&str>) {
        let (short, long) = http_response(code).unwrap_or(("???", "???"));
        let message = message.unwrap_or(short);
        let explain = explain.unwrap_or(long);
        self.log_error(&format!("code {code}, message {message}"));
        self.respond(code, Some(message));
        self.send_header("Connection", "close");
        let mut body = String::new();
        if code >= 200 && !matches!(code, 204 | 205 | 304) {
            let (message, explain) = (escape(message), escape(explain));
            body = format!(
                "<!DOCTYPE HTML>\n<html lang=\"en\">\n    <head>\n        <meta charset=\"utf-8\">\n        \
                 <title>Error response</title>\n    </head>\n    <body>\n        <h1>Error response</h1>\n        \
                 <p>Error code: {code}</p>\n        <p>Message: {message}.</p>\n        \
                 <p>Error code explanation: {code} - {explain}.</p>\n    </body>\n</html>\n"
            );
            self.send_header("Content-Type", "text/html;charset=utf-8");
            self.send_header("Content-Length", &body.len().to_string());
        }
        self.end_headers();
        if self.command != "HEAD" {
            self.wfile.write(body.as_bytes());
        }
    }

    /// What a method without `do_X` is answered.
    pub fn unsupported_method(&mut self) -> Result<()> {
        let message = format!("Unsupported method ({})", repr_str(&self.command));
        self.send_error_message(501, &message);
        Ok(())
    }

    /// What a request line or headers that cannot be read are answered.
    pub fn refuse(&mut self, refused: &Refused) {
        self.error_page(refused.code, refused.message.as_deref(), refused.explain.as_deref());
    }

    /// `self.log_message(format, *args)`, formatted already.
    pub fn log_message(&mut self, message: &str) {
        let service = Arc::clone(&self.service);
        service.log_message(self, message);
    }

    /// `self.log_error(format, *args)`, formatted already.
    pub fn log_error(&mut self, message: &str) {
        self.log_message(message);
    }

    /// `self.log_request(code)`
    pub fn log_request(&mut self, code: i64) {
        if self.service.logs() {
            let message = format!("\"{}\" {code} -", self.requestline);
            self.log_message(&message);
        }
    }

    /// What `log_message` does unless a class overrides it: a line on stderr.
    pub fn write_log(&self, message: &str) {
        let mut line = format!("{} - - [{}] ", self.client_address.0, log_date_time(time_time() as i64));
        for c in message.chars() {
            match c {
                '\\' => line.push_str("\\\\"),
                '\0'..='\x1f' | '\x7f'..='\u{9f}' => line.push_str(&format!("\\x{:02x}", u32::from(c))),
                _ => line.push(c),
            }
        }
        line.push('\n');
        // A log that nobody reads is no reason to fail.
        let _ = std::io::stderr().write_all(line.as_bytes());
    }

    /// `self.log_date_time_string()`
    pub fn log_date_time_string(&self) -> String {
        log_date_time(time_time() as i64)
    }

    /// `self.date_time_string()`
    pub fn date_time_string(&self) -> String {
        http_date(time_time() as i64)
    }

    /// `self.version_string()`
    pub fn version_string(&self) -> String {
        format!("{} {}", self.banner.server_version, self.banner.sys_version)
    }

    /// `self.address_string()`
    pub fn address_string(&self) -> String {
        self.client_address.0.clone()
    }

    /// The answer after the handler returned or raised.
    ///
    /// A client that can keep its connection gets an answer that lets it, where the bytes say where they end.
    pub fn finish(mut self, persistent: bool, raised: bool) -> Reply {
        let mut bytes = std::mem::take(&mut self.wfile.bytes);
        let own = self.banner.protocol_version >= "HTTP/1.1";
        let closing = raised || self.wfile.irregular || !persistent || (self.close_connection && own);
        let (Some(head), false) = (self.wfile.head, closing) else { return Reply { bytes, keep: false } };
        let (status, length, closes) = read_head(&bytes[..head]);
        let body = bytes.len() - head;
        let bodiless = self.command == "HEAD" || matches!(status, 100..=199 | 204 | 304);
        let fits = if bodiless { body == 0 } else { length.is_none_or(|length| length == Some(body)) };
        if closes || !fits || status == 101 {
            return Reply { bytes, keep: false };
        }
        if !own {
            bytes[7] = b'1';
        }
        if length.is_none() && !bodiless {
            let line = format!("Content-Length: {body}\r\n");
            bytes.splice(head - 2..head - 2, line.into_bytes());
        }
        Reply { bytes, keep: true }
    }
}

/// The status of an answer, its `Content-Length` (`Some(None)` where it is not a number), and whether it asks to close.
fn read_head(head: &[u8]) -> (u16, Option<Option<usize>>, bool) {
    let number = |bytes: &[u8]| std::str::from_utf8(bytes).ok().and_then(|text| text.trim().parse::<usize>().ok());
    let mut lines = head.split(|b| *b == b'\n');
    let status = lines.next().and_then(|line| line.get(9..12)).and_then(number).unwrap_or(0) as u16;
    let mut length = None;
    let mut closes = false;
    for line in lines {
        let Some(colon) = line.iter().position(|b| *b == b':') else { continue };
        let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
        if name.eq_ignore_ascii_case(b"content-length") {
            length = Some(if length.is_none() { number(value) } else { None });
        } else if name.eq_ignore_ascii_case(b"connection") {
            closes |= value.eq_ignore_ascii_case(b"close");
        } else if name.eq_ignore_ascii_case(b"transfer-encoding") {
            closes = true;
        }
    }
    (status, length, closes)
}

/// `html.escape(text, quote=False)`
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// `self.date_time_string(timestamp)`: `Sat, 21 Nov 2026 09:00:00 GMT`
pub fn http_date(timestamp: i64) -> String {
    let t = Civil::from_seconds(timestamp);
    format!(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
        &DAYS[t.weekday as usize][..3],
        t.day,
        &MONTHS[t.month as usize - 1][..3],
        t.year,
        t.hour,
        t.minute,
        t.second
    )
}

fn log_date_time(timestamp: i64) -> String {
    let t = Civil::from_seconds(timestamp + local_offset(timestamp));
    format!(
        "{:02}/{}/{:04} {:02}:{:02}:{:02}",
        t.day,
        &MONTHS[t.month as usize - 1][..3],
        t.year,
        t.hour,
        t.minute,
        t.second
    )
}
