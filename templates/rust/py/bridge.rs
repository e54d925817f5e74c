//! The bridge: a request goes to the Python original byte for byte, and its answer comes back the same way.

use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Where the original is.
#[derive(Debug, Clone, Default)]
pub struct Bridge {
    host: Option<String>,
    /// The port of an original that this process started; it changes when the original is started again.
    port: Option<Arc<AtomicU16>>,
}

impl Bridge {
    /// To a running original: `http://host:port` or `host:port`.
    pub fn to(upstream: &str) -> Bridge {
        let host = upstream.trim_start_matches("http://").split('/').next().unwrap_or_default().to_owned();
        Bridge { host: Some(if host.contains(':') { host } else { host + ":80" }), port: None }
    }

    /// To an original on a port of this machine.
    pub fn to_port(port: Arc<AtomicU16>) -> Bridge {
        Bridge { host: None, port: Some(port) }
    }

    /// Whether there is an original.
    pub fn is_open(&self) -> bool {
        self.host.is_some() || self.port.is_some()
    }

    async fn connect(&self) -> std::io::Result<TcpStream> {
        match (&self.host, &self.port) {
            (Some(host), _) => TcpStream::connect(host.as_str()).await,
            (None, Some(port)) => TcpStream::connect(("127.0.0.1", port.load(Ordering::Acquire))).await,
            (None, None) => Err(std::io::Error::other("there is no original to forward to")),
        }
    }
}

/// Sends the request at the start of `buffer` to the original and its answer to the client; whether the client's connection is kept.
pub async fn forward(
    bridge: &Bridge,
    client: &mut TcpStream,
    buffer: &mut Vec<u8>,
    head: usize,
    length: usize,
    chunked: bool,
    method: &str,
) -> std::io::Result<bool> {
    let mut original = match bridge.connect().await {
        Ok(original) => original,
        Err(error) => {
            eprintln!("the original cannot be reached: {error}");
            client.write_all(b"HTTP/1.0 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n").await?;
            return Ok(false);
        }
    };
    // An original that answers before it has read all may close its side: its answer counts.
    let sent = original.write_all(buffer).await;
    if chunked || sent.is_err() {
        tokio::io::copy_bidirectional(client, &mut original).await?;
        return Ok(false);
    }
    let request = head + length;
    let mut left = request.saturating_sub(buffer.len());
    let mut chunk = vec![0; 16 * 1024];
    while left > 0 {
        let size = chunk.len().min(left);
        let read = client.read(&mut chunk[..size]).await?;
        if read == 0 || original.write_all(&chunk[..read]).await.is_err() {
            break;
        }
        left -= read;
    }
    buffer.drain(..request.min(buffer.len()));
    answer(&mut original, client, method).await
}

/// Passes the answer on as it comes; whether both sides know where it ended.
async fn answer(original: &mut TcpStream, client: &mut TcpStream, method: &str) -> std::io::Result<bool> {
    let mut received = Vec::with_capacity(16 * 1024);
    let head = loop {
        if original.read_buf(&mut received).await? == 0 {
            client.write_all(&received).await?;
            return Ok(false);
        }
        if let Some(at) = received.windows(4).position(|four| four == b"\r\n\r\n") {
            let interim = received.starts_with(b"HTTP/1.1 1") || received.starts_with(b"HTTP/1.0 1");
            if !interim {
                break at + 4;
            }
            let rest = received.split_off(at + 4);
            client.write_all(&received).await?;
            received = rest;
        }
    };
    client.write_all(&received).await?;
    let Some(length) = body_length(&received[..head], method) else {
        tokio::io::copy(original, client).await?;
        return Ok(false);
    };
    let left = (length + head as u64).saturating_sub(received.len() as u64);
    let passed = tokio::io::copy(&mut original.take(left), client).await?;
    Ok(passed == left)
}

/// How long the body of an answer is, where the connection lives on after it.
fn body_length(head: &[u8], method: &str) -> Option<u64> {
    if !head.starts_with(b"HTTP/1.1 ") {
        return None;
    }
    let mut length = None;
    for line in head.split(|b| *b == b'\n') {
        let Some(colon) = line.iter().position(|b| *b == b':') else { continue };
        let value = line[colon + 1..].trim_ascii();
        match line[..colon].to_ascii_lowercase().as_slice() {
            b"content-length" => length = std::str::from_utf8(value).ok()?.parse().ok(),
            b"transfer-encoding" => return None,
            b"connection" if value.eq_ignore_ascii_case(b"close") => return None,
            _ => {}
        }
    }
    let bodiless = method == "HEAD" || matches!(head.get(9..12), Some(b"204" | b"304"));
    if bodiless { Some(0) } else { length }
}
