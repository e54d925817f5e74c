//! What a server counts, and the address where it tells.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// The counters of a server.
#[derive(Debug, Clone, Default)]
pub struct Metrics(Arc<Counters>);

#[derive(Debug, Default)]
struct Counters {
    requests: AtomicU64,
    forwarded: AtomicU64,
    raised: AtomicU64,
    beyond: AtomicU64,
}

impl Metrics {
    /// A request came.
    pub fn request(&self) {
        self.0.requests.fetch_add(1, Ordering::Relaxed);
    }

    /// A request went to the original.
    pub fn forwarded(&self) {
        self.0.forwarded.fetch_add(1, Ordering::Relaxed);
    }

    /// A handler raised.
    pub fn raised(&self) {
        self.0.raised.fetch_add(1, Ordering::Relaxed);
    }

    /// A handler went beyond.
    pub fn beyond(&self) {
        self.0.beyond.fetch_add(1, Ordering::Relaxed);
    }

    /// The counters in the text format of Prometheus.
    pub fn text(&self) -> String {
        let counters = [
            ("pivot_requests_total", "Requests that were read.", &self.0.requests),
            ("pivot_forwarded_total", "Requests that the original answered.", &self.0.forwarded),
            ("pivot_exceptions_total", "Requests whose handler raised.", &self.0.raised),
            ("pivot_beyond_total", "Requests that native code could not hold.", &self.0.beyond),
        ];
        let mut out = String::new();
        for (name, help, counter) in counters {
            let value = counter.load(Ordering::Relaxed);
            out.push_str(&format!("# HELP {name} {help}\n# TYPE {name} counter\n{name} {value}\n"));
        }
        out
    }

    /// Serves `/metrics` and `/health`.
    pub async fn serve(self, listener: TcpListener) {
        while let Ok((mut stream, _)) = listener.accept().await {
            let metrics = self.clone();
            tokio::spawn(async move {
                let mut head = [0; 1024];
                let read = stream.read(&mut head).await.unwrap_or(0);
                let (status, body) = match &head[..read] {
                    head if head.starts_with(b"GET /metrics ") => ("200 OK", metrics.text()),
                    head if head.starts_with(b"GET /health ") => ("200 OK", "ok\n".to_owned()),
                    _ => ("404 Not Found", "/metrics, /health\n".to_owned()),
                };
                let head = format!(
                    "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                    body.len()
                );
                // Whoever asked may have gone.
                let _ = stream.write_all((head + &body).as_bytes()).await;
                let _ = stream.shutdown().await;
            });
        }
    }
}
