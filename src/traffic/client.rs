//! Sends requests as they stand on the tape.

use std::fmt::{self, Write as _};
use std::io::ErrorKind;
use std::time::{Duration, Instant};

use rustix::net::{RecvFlags, recv};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant as Deadline, sleep, timeout, timeout_at};

use super::framing::{Assembly, Progress};
use super::{Ending, Request, Response, wire};
use crate::server::Address;

/// A connection that was idle for longer is not used again: servers close idle connections after seconds, and a request
/// sent into such a close would be lost without anyone knowing whether it had been served.
const IDLE: Duration = Duration::from_secs(1);
/// The longest answer that is read, in bytes.
const LONGEST: usize = 256 << 20;

/// An HTTP/1.1 client that changes nothing about a request and follows nothing in an answer.
///
/// It holds at most one connection, as a serial server expects, and repeats no request that a server may have seen: a
/// repeated request is a second effect.
#[derive(Debug)]
pub struct Client {
    address: Address,
    patience: Duration,
    kept: Option<(TcpStream, Instant)>,
    keeps: bool,
    doubtful: bool,
}

/// No connection could be made: there was no request, and so no answer.
#[derive(Debug)]
pub struct Unreachable {
    /// Where to.
    pub address: Address,
    /// Why.
    pub cause: std::io::Error,
}

impl fmt::Display for Unreachable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot connect to {}: {}", self.address, self.cause)
    }
}

impl std::error::Error for Unreachable {}

impl Client {
    /// A client for one server; `patience` is the time for a whole answer.
    pub fn new(address: Address, patience: Duration) -> Self {
        Self { address, patience, kept: None, keeps: true, doubtful: false }
    }

    /// The same with a connection for each request.
    #[must_use]
    pub fn without_keeping(self) -> Self {
        Self { keeps: false, ..self }
    }

    /// Sends a request and reads the answer; a connection that ends early is an answer too.
    ///
    /// `Host` and `Content-Length` are added where the request has none and needs one.
    ///
    /// # Errors
    /// Nothing listens at the address.
    pub async fn send(&mut self, request: &Request) -> Result<Response, Unreachable> {
        let deadline = Deadline::now() + self.patience;
        let bytes = self.bytes(request);
        loop {
            let (mut stream, reused) = match self.kept.take().filter(is_alive) {
                Some((stream, _)) => (stream, true),
                None => (self.connect().await?, false),
            };
            let mut assembly = Assembly::new(&request.method);
            let (closed, sent_all) = exchange(&mut stream, &bytes, &mut assembly, deadline).await;
            self.doubtful = reused && assembly.received() == 0;
            if self.doubtful {
                if request.body.is_empty() && was_never_read(&stream, closed).await {
                    continue;
                }
                // This server closes connections that it said it would keep, and nobody knows when. Not again.
                self.keeps = false;
            } else if closed == Ending::Complete
                && self.keeps
                && sent_all
                && assembly.keeps_connection()
                && leaves_connection_clean(request)
            {
                self.kept = Some((stream, Instant::now()));
            }
            return Ok(assembly.finish(closed));
        }
    }

    /// Whether the last request went out on a kept connection that ended without a byte: the server may have closed it
    /// before the request came, and never have seen it.
    pub fn is_doubtful(&self) -> bool {
        self.doubtful
    }

    async fn connect(&self) -> Result<TcpStream, Unreachable> {
        let target = (self.address.host.as_str(), self.address.port);
        let connected = timeout(self.patience, TcpStream::connect(target)).await;
        let stream = connected.unwrap_or_else(|_| Err(ErrorKind::TimedOut.into()));
        let stream = stream.map_err(|cause| Unreachable { address: self.address.clone(), cause })?;
        // A request is written at once; waiting for more to send only delays it. Without it the answer is the same.
        let _ = stream.set_nodelay(true);
        Ok(stream)
    }

    /// The request on the wire.
    fn bytes(&self, request: &Request) -> Vec<u8> {
        let base = if request.target.starts_with('/') { self.address.base.as_str() } else { "" };
        let mut head = format!("{} {base}{} HTTP/1.1\r\n", request.method, request.target);
        let has = |name: &str| request.header(name).next().is_some();
        if !has("host") {
            let _ = write!(head, "Host: {}\r\n", self.address.host_header());
        }
        for (name, value) in &request.headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        if !request.body.is_empty() && !has("content-length") && !has("transfer-encoding") {
            let _ = write!(head, "Content-Length: {}\r\n", request.body.len());
        }
        head.push_str("\r\n");
        // The tape's reader has checked that this is latin-1; whatever else made the request gets its UTF-8 bytes.
        let mut bytes = wire::bytes(&head).unwrap_or_else(|_| head.into_bytes());
        if is_chunked(request) {
            if !request.body.is_empty() {
                bytes.extend_from_slice(format!("{:x}\r\n", request.body.len()).as_bytes());
                bytes.extend_from_slice(&request.body);
                bytes.extend_from_slice(b"\r\n");
            }
            bytes.extend_from_slice(b"0\r\n\r\n");
        } else {
            bytes.extend_from_slice(&request.body);
        }
        bytes
    }
}

/// Whether the body, which the tape holds without its framing, is sent in the chunked coding.
fn is_chunked(request: &Request) -> bool {
    let codings = request.header("transfer-encoding").flat_map(|value| value.split(','));
    codings.last().is_some_and(|coding| coding.trim().eq_ignore_ascii_case("chunked"))
}

/// Whether the next request may follow on the same connection: the server must have seen this one's end where we do.
fn leaves_connection_clean(request: &Request) -> bool {
    let closes = request.header("connection").any(|value| value.to_ascii_lowercase().contains("close"));
    let length = request.body.len().to_string();
    let framed = is_chunked(request) || request.header("content-length").all(|value| value.trim() == length);
    framed && !closes && request.method != "CONNECT"
}

/// Whether a kept connection can still be used: not closed, nothing unexpected in it, not idle for long.
fn is_alive((stream, since): &(TcpStream, Instant)) -> bool {
    let mut byte = [0_u8; 1];
    let peeked = recv(stream, byte.as_mut_slice(), RecvFlags::PEEK | RecvFlags::DONTWAIT);
    since.elapsed() < IDLE && matches!(peeked, Err(error) if error == rustix::io::Errno::AGAIN)
}

/// Whether the server closed a kept connection before it read the request that was just sent on it.
///
/// A system answers data for a closed connection, and closing one with unread data in it, by a reset. A server that read
/// the request and then closed sends none. (Only for requests without body: a server may leave a body unread.)
async fn was_never_read(stream: &TcpStream, closed: Ending) -> bool {
    if matches!(closed, Ending::Closed(0)) {
        // Python ends its side of a connection first and closes it a moment later; the reset comes with the second. A
        // client waits in vain at most once, since it keeps no connection afterwards.
        for _ in 0..100 {
            if matches!(stream.take_error(), Ok(Some(_)) | Err(_)) {
                return true;
            }
            sleep(Duration::from_millis(5)).await;
        }
    }
    matches!(closed, Ending::Reset(0))
}

/// Writes and reads at the same time: a server may answer before it has read everything, or stop reading altogether.
async fn exchange(stream: &mut TcpStream, bytes: &[u8], assembly: &mut Assembly, deadline: Deadline) -> (Ending, bool) {
    let (mut reader, mut writer) = stream.split();
    let mut sent_all = false;
    let write = async {
        // A failed write shows in what is read.
        sent_all = writer.write_all(bytes).await.is_ok();
        std::future::pending::<()>().await;
    };
    let read = async {
        let mut chunk = vec![0; 64 * 1024];
        let mut malformed = false;
        loop {
            let read = timeout_at(deadline, reader.read(&mut chunk)).await;
            let received = u64::try_from(assembly.received()).unwrap_or(u64::MAX);
            let ended = match read {
                Err(_) => Some(Ending::Timeout(received)),
                Ok(Err(_)) => Some(Ending::Reset(received)),
                Ok(Ok(0)) if assembly.ends_with_connection() => Some(Ending::Complete),
                Ok(Ok(0)) => Some(Ending::Closed(received)),
                Ok(Ok(_)) if assembly.received() > LONGEST => return Ending::TooLong(received),
                // All that came is kept, so that what is compared does not depend on how it was cut into packets.
                Ok(Ok(length)) => match assembly.push(&chunk[..length]) {
                    Progress::Complete => return Ending::Complete,
                    Progress::Partial => None,
                    Progress::Malformed => {
                        malformed = true;
                        None
                    }
                },
            };
            match ended {
                Some(_) if malformed => return Ending::Malformed(received),
                Some(ending) => return ending,
                None => {}
            }
        }
    };
    tokio::select! {
        biased;
        ending = read => (ending, sent_all),
        () = write => (Ending::Timeout(0), false),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream as Peer};
    use std::thread::{JoinHandle, spawn};

    use super::*;

    /// Serves connections one after another with `serve`, and hands back what it returned for each.
    fn listen<T: Send + 'static>(times: usize, serve: fn(Peer) -> T) -> (Address, JoinHandle<Vec<T>>) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = Address::loopback(listener.local_addr().expect("bound").port());
        let serve = move || (0..times).map(|_| serve(listener.accept().expect("a client").0)).collect();
        (address, spawn(serve))
    }

    /// Reads a request of which the last bytes are known.
    fn request(peer: &mut Peer, end: &str) -> String {
        let mut bytes = Vec::new();
        let mut byte = [0];
        while !bytes.ends_with(end.as_bytes()) && peer.read(&mut byte).is_ok_and(|read| read == 1) {
            bytes.push(byte[0]);
        }
        wire::latin1(&bytes)
    }

    fn get(target: &str) -> Request {
        Request { method: "GET".into(), target: target.into(), ..Request::default() }
    }

    fn run<T>(future: impl Future<Output = T>) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(future)
    }

    #[test]
    fn requests_go_out_unchanged() {
        let (address, server) = listen(1, |mut peer| {
            let first = request(&mut peer, "\r\n\r\n");
            peer.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").expect("written");
            let second = request(&mut peer, "{}");
            peer.write_all(b"HTTP/1.1 201 OK\r\nContent-Length: 0\r\n\r\n").expect("written");
            (first, second)
        });
        let mut client = Client::new(address.clone(), Duration::from_secs(20));
        let headers =
            vec![("hOST".into(), "h".into()), ("X-\u{e9}".into(), String::new()), ("A".into(), " \u{ff}  ".into())];
        let odd = Request {
            method: "bREW".into(),
            target: "//a/%zz?q={\"a\":1}\u{ff}#f".into(),
            headers,
            ..Request::default()
        };
        let post = Request { method: "POST".into(), target: "*".into(), body: b"{}".to_vec(), ..Request::default() };
        let statuses =
            run(async { [client.send(&odd).await.expect("up").status, client.send(&post).await.expect("up").status] });
        assert_eq!(statuses, [200, 201]);
        let (first, second) = server.join().expect("served").remove(0);
        assert_eq!(first, "bREW //a/%zz?q={\"a\":1}\u{ff}#f HTTP/1.1\r\nhOST: h\r\nX-\u{e9}: \r\nA:  \u{ff}  \r\n\r\n");
        assert_eq!(
            second,
            format!("POST * HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Length: 2\r\n\r\n{{}}", address.port)
        );
    }

    #[test]
    fn every_end_is_told() {
        let answers: fn(Peer) = |mut peer| {
            let target = request(&mut peer, "\r\n\r\n");
            let answer = match target.split(' ').nth(1) {
                Some("/nothing") => "",
                Some("/head") => "HTTP/1.1 200 OK\r\nConte",
                Some("/short") => "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
                Some("/close") => "HTTP/1.0 200 OK\r\n\r\nabc",
                _ => "what?\r\n\r\n",
            };
            peer.write_all(answer.as_bytes()).expect("written");
        };
        let (address, server) = listen(5, answers);
        let mut client = Client::new(address, Duration::from_secs(20));
        let mut ends = Vec::new();
        for target in ["/nothing", "/head", "/short", "/close", "/other"] {
            let response = run(client.send(&get(target))).expect("up");
            ends.push((response.status, response.closed, response.body.len()));
        }
        server.join().expect("served");
        assert_eq!(
            ends,
            [
                (0, Ending::Closed(0), 0),
                (0, Ending::Closed(22), 22),
                (200, Ending::Closed(41), 3),
                (200, Ending::Complete, 3),
                (0, Ending::Malformed(9), 9),
            ]
        );
    }

    #[test]
    fn a_silent_server_runs_into_the_timeout() {
        let (address, server) = listen(1, |mut peer| request(&mut peer, "never"));
        let mut client = Client::new(address, Duration::from_millis(50));
        let response = run(client.send(&get("/"))).expect("up");
        drop(client);
        assert_eq!(response.closed, Ending::Timeout(0));
        server.join().expect("served");
    }

    #[test]
    fn an_early_answer_to_a_large_request_is_read() {
        let (address, server) = listen(1, |mut peer| {
            peer.write_all(b"HTTP/1.1 413 No\r\nContent-Length: 2\r\n\r\nno").expect("written");
            // Kept open until the client goes, without reading: its request never fits into the buffers.
            let mut rest = Vec::new();
            peer.set_read_timeout(Some(Duration::from_millis(200))).expect("set");
            std::thread::sleep(Duration::from_millis(100));
            let _ = peer.read_to_end(&mut rest);
        });
        let mut client = Client::new(address, Duration::from_secs(20));
        let request =
            Request { method: "POST".into(), target: "/".into(), body: vec![b'x'; 32 << 20], ..Request::default() };
        let response = run(client.send(&request)).expect("up");
        assert_eq!((response.status, response.body.as_slice()), (413, b"no".as_slice()));
        server.join().expect("served");
    }

    const KEEPS: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    #[test]
    fn a_close_that_crosses_a_request_is_no_answer() {
        for _ in 0..50 {
            let (address, server) = listen(3, |mut peer| {
                request(&mut peer, "\r\n\r\n");
                peer.write_all(KEEPS).expect("written");
            });
            let mut client = Client::new(address, Duration::from_secs(20));
            run(async {
                for _ in 0..3 {
                    assert_eq!(client.send(&get("/")).await.expect("up").status, 200);
                }
            });
            server.join().expect("served");
        }
    }

    #[test]
    fn a_request_that_was_read_is_not_repeated() {
        let (address, server) = listen(1, |mut peer| {
            request(&mut peer, "\r\n\r\n");
            peer.write_all(KEEPS).expect("written");
            request(&mut peer, "\r\n\r\n")
        });
        let mut client = Client::new(address, Duration::from_secs(20));
        let (first, second) = run(async {
            (client.send(&get("/a")).await.expect("up"), client.send(&get("/b")).await.expect("still up"))
        });
        assert_eq!((first.status, second.closed, client.is_doubtful()), (200, Ending::Closed(0), true));
        assert!(server.join().expect("served")[0].starts_with("GET /b"));
    }

    #[test]
    fn an_idle_connection_is_not_used_again() {
        let (address, server) = listen(2, |mut peer| {
            request(&mut peer, "\r\n\r\n");
            peer.write_all(KEEPS).expect("written");
            request(&mut peer, "\r\n\r\n")
        });
        let mut client = Client::new(address, Duration::from_secs(20));
        run(async {
            client.send(&get("/a")).await.expect("up");
            client.kept.as_mut().expect("kept").1 -= 2 * IDLE;
            client.send(&get("/b")).await.expect("up");
        });
        drop(client);
        assert_eq!(server.join().expect("served"), ["", ""]);
    }

    #[test]
    fn nobody_there_is_no_answer() {
        let port = crate::server::free_port().expect("a port");
        let mut client = Client::new(Address::loopback(port), Duration::from_secs(20));
        assert!(run(client.send(&get("/"))).is_err());
    }
}
