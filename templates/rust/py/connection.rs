//! One connection of a client: requests are read, handled and answered in turn.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::beyond::Beyond;
use super::bridge::{Bridge, forward};
use super::error::{Error, Result};
use super::handler::{Handler, Reply};
use super::metrics::Metrics;
use super::options::Options;
use super::request::{Refused, Request, parse_headers, parse_request_line};
use super::service::Service;

/// The longest request line or header line.
const MAX_LINE: usize = 65_536;
/// The longest head of a request.
const MAX_HEAD: usize = 1 << 20;

/// What all connections of a server share.
pub struct Shelf {
    /// The program.
    pub service: Arc<dyn Service>,
    /// The way to the original.
    pub bridge: Bridge,
    /// What is counted.
    pub metrics: Metrics,
    /// How the service was started.
    pub options: &'static Options,
}

/// A connection and what has been read of it.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    client: (String, i64),
}

/// What a request came to.
enum Outcome {
    Reply(Reply),
    Forward,
}

impl Connection {
    /// A new connection of a client.
    pub fn new(stream: TcpStream, client: (String, i64)) -> Connection {
        Connection { stream, buffer: Vec::with_capacity(4096), client }
    }

    /// Answers requests until one of the two sides closes. A request that has begun is answered even after `stop`.
    pub async fn serve(mut self, shelf: &Shelf, mut stop: tokio::sync::watch::Receiver<bool>) -> std::io::Result<()> {
        loop {
            if self.buffer.is_empty() {
                let more = tokio::select! {
                    biased;
                    read = self.stream.read_buf(&mut self.buffer) => read? > 0,
                    _ = stop.wait_for(|stop| *stop) => false,
                };
                if !more {
                    return Ok(());
                }
            }
            if !self.exchange(shelf).await? || *stop.borrow() {
                return self.stream.shutdown().await;
            }
        }
    }

    /// One request and its answer; whether the connection is kept.
    async fn exchange(&mut self, shelf: &Shelf) -> std::io::Result<bool> {
        let mut request = Request::default();
        let Some(end) = self.line_end(0).await? else {
            let refused = Refused { code: 414, message: None, explain: None };
            request.version.clear();
            return self.refuse(shelf, request, &refused).await;
        };
        match parse_request_line(&self.buffer[..end], &mut request) {
            Ok(Some(())) => {}
            Ok(None) => return Ok(false),
            Err(refused) => return self.refuse(shelf, request, &refused).await,
        }
        let head = self.head_end(end).await?;
        if let Err(refused) = parse_headers(&self.buffer[end..head], &mut request) {
            return self.refuse(shelf, request, &refused).await;
        }
        shelf.metrics.request();
        let chunked = request.headers.contains("Transfer-Encoding");
        let length = request.headers.get("Content-Length").and_then(|length| length.trim().parse().ok());
        let length = if chunked { 0 } else { length.unwrap_or(0) };
        let bridged =
            shelf.service.is_bridged(&request.command) || shelf.options.bridges(&request.command, &request.path);
        if bridged {
            return forward(&shelf.bridge, &mut self.stream, &mut self.buffer, head, length, chunked, &request.command)
                .await;
        }
        if length > 0 && shelf.service.banner().protocol_version >= "HTTP/1.1" && expects_continue(&request) {
            self.stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
        }
        while self.buffer.len() < head + length {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                break;
            }
        }
        let persistent = request.persistent && !chunked && self.buffer.len() >= head + length;
        let end = self.buffer.len().min(head + length);
        let body = self.buffer[head..end].to_vec();
        let command = request.command.clone();
        match self.run(shelf, request, body, persistent) {
            Outcome::Reply(reply) => {
                self.stream.write_all(&reply.bytes).await?;
                self.buffer.drain(..end);
                Ok(reply.keep && persistent)
            }
            Outcome::Forward => {
                shelf.metrics.forwarded();
                forward(&shelf.bridge, &mut self.stream, &mut self.buffer, head, length, chunked, &command).await
            }
        }
    }

    fn run(&self, shelf: &Shelf, request: Request, body: Vec<u8>, persistent: bool) -> Outcome {
        let command = request.command.clone();
        let line = format!("{} {}", request.command, request.path);
        let mut handler = Handler::new(Arc::clone(&shelf.service), request, body, self.client.clone());
        let result = if shelf.service.blocks(&command) {
            tokio::task::block_in_place(|| guarded(&*shelf.service, &mut handler))
        } else {
            guarded(&*shelf.service, &mut handler)
        };
        match result {
            Ok(Ok(())) => Outcome::Reply(handler.finish(persistent, false)),
            Ok(Err(error)) if error.is_forward() && shelf.bridge.is_open() => Outcome::Forward,
            Ok(Err(error)) => {
                shelf.metrics.raised();
                report(&self.client, &error);
                Outcome::Reply(handler.finish(persistent, true))
            }
            Err(beyond) => {
                shelf.metrics.beyond();
                log_beyond(shelf.options, &line);
                if shelf.service.forwards_beyond(&command) && shelf.bridge.is_open() {
                    return Outcome::Forward;
                }
                eprintln!("{line}: beyond what native code holds: {}", beyond.0);
                let bytes = b"HTTP/1.0 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n".to_vec();
                Outcome::Reply(Reply { bytes, keep: false })
            }
        }
    }

    async fn refuse(&mut self, shelf: &Shelf, request: Request, refused: &Refused) -> std::io::Result<bool> {
        let mut handler = Handler::new(Arc::clone(&shelf.service), request, Vec::new(), self.client.clone());
        handler.refuse(refused);
        self.stream.write_all(&handler.finish(false, false).bytes).await?;
        Ok(false)
    }

    /// Just past the line that begins at `start`; `None` when it is too long. At the end of the stream it is what there is.
    async fn line_end(&mut self, start: usize) -> std::io::Result<Option<usize>> {
        let mut searched = start;
        loop {
            if let Some(at) = self.buffer[searched..].iter().position(|b| *b == b'\n') {
                let end = searched + at + 1;
                return Ok((end - start <= MAX_LINE).then_some(end));
            }
            searched = self.buffer.len();
            if searched - start > MAX_LINE {
                return Ok(None);
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Ok(Some(searched));
            }
        }
    }

    /// Just past the blank line that ends the headers, or where reading them is given up.
    async fn head_end(&mut self, start: usize) -> std::io::Result<usize> {
        let mut at = start;
        let mut lines = 0;
        loop {
            let Some(end) = self.line_end(at).await? else { return Ok(self.buffer.len()) };
            let blank = matches!(&self.buffer[at..end], b"" | b"\n" | b"\r\n");
            lines += 1;
            at = end;
            if blank || lines > 100 || at > MAX_HEAD {
                return Ok(at);
            }
        }
    }
}

fn expects_continue(request: &Request) -> bool {
    request.headers.get("Expect").is_some_and(|expect| expect.eq_ignore_ascii_case("100-continue"))
        && request.version.as_str() >= "HTTP/1.1"
}

/// Runs the handler, and catches what goes beyond. A fault of the program itself ends the request as an exception does.
fn guarded(service: &dyn Service, handler: &mut Handler) -> std::result::Result<Result<()>, Beyond> {
    match catch_unwind(AssertUnwindSafe(|| service.handle(handler))) {
        Ok(result) => Ok(result),
        Err(payload) => match payload.downcast::<Beyond>() {
            Ok(beyond) => Err(*beyond),
            Err(_) => Ok(Err(super::error::runtime_error("the handler panicked"))),
        },
    }
}

fn report(client: &(String, i64), error: &Error) {
    let rule = "-".repeat(40);
    eprintln!(
        "{rule}\nException occurred during processing of request from ('{}', {})\n{error:?}\n{rule}",
        client.0, client.1
    );
}

fn log_beyond(options: &Options, line: &str) {
    use std::io::Write;
    if let Some(path) = &options.beyond_log {
        let file = std::fs::OpenOptions::new().create(true).append(true).open(path);
        if let Err(error) = file.and_then(|mut file| file.write_all(format!("{line}\n").as_bytes())) {
            eprintln!("{path}: {error}");
        }
    }
}
