//! `http.server.HTTPServer` and `ThreadingHTTPServer`.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::bridge::Bridge;
use super::connection::{Connection, Shelf};
use super::error::{Error, KEYBOARD_INTERRUPT, Result, SYSTEM_EXIT, os_error};
use super::metrics::Metrics;
use super::options::Options;
use super::original::supervise;
use super::service::Service;

/// How long requests may take that have begun when the service is told to stop.
const GRACE: Duration = Duration::from_secs(30);

/// A server that listens.
pub struct HttpServer {
    listener: Option<TcpListener>,
    service: Arc<dyn Service>,
    /// `server.server_address`
    pub server_address: (String, i64),
}

impl HttpServer {
    /// `HTTPServer((host, port), Handler)`
    pub fn new(host: &str, port: i64, service: impl Service) -> Result<HttpServer> {
        let address = Options::get().address(host, port);
        let listener = TcpListener::bind(&address).map_err(|error| bind_error(&error, &address))?;
        let bound = listener.local_addr().map_err(|error| bind_error(&error, &address))?;
        Ok(HttpServer {
            listener: Some(listener),
            service: Arc::new(service),
            server_address: (bound.ip().to_string(), i64::from(bound.port())),
        })
    }

    /// `server.serve_forever()`: until the process is told to stop, which raises `KeyboardInterrupt` as in Python.
    pub fn serve_forever(&mut self) -> Result<()> {
        let Some(listener) = self.listener.take() else { return Ok(()) };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(|error| os_error(error.to_string()))?;
        runtime.block_on(serve(listener, Arc::clone(&self.service))).map_err(|error| os_error(error.to_string()))?
    }

    /// `server.server_close()`
    pub fn server_close(&mut self) {
        self.listener = None;
    }

    /// `server.shutdown()`
    pub fn shutdown(&mut self) {
        self.listener = None;
    }
}

fn bind_error(error: &std::io::Error, address: &str) -> Error {
    match error.raw_os_error() {
        Some(number) => os_error(format!("[Errno {number}] {}", phrase(error))),
        None => os_error(format!("{address}: {error}")),
    }
}

/// The system's words for an error, without the number that Rust adds.
fn phrase(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

async fn serve(listener: TcpListener, service: Arc<dyn Service>) -> std::io::Result<Result<()>> {
    let options = Options::get();
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let bridge = match (&options.upstream, service.original()) {
        (Some(upstream), _) => Bridge::to(upstream),
        (None, []) => Bridge::default(),
        (None, command) => Bridge::to_port(supervise(command).await?),
    };
    let metrics = Metrics::default();
    if let Some(admin) = &options.admin {
        tokio::spawn(metrics.clone().serve(tokio::net::TcpListener::bind(admin.as_str()).await?));
    }
    let shelf = Arc::new(Shelf { service, bridge, metrics, options });
    let (stop, stopped) = watch::channel(false);
    let mut connections = JoinSet::new();
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let end = loop {
        tokio::select! {
            accepted = listener.accept() => {
                // The client may be gone, or there may be no free descriptor: the next one may fare better.
                let Ok((stream, client)) = accepted else {
                    tokio::time::sleep(Duration::from_millis(10)).await;
                    continue;
                };
                let (shelf, stopped) = (Arc::clone(&shelf), stopped.clone());
                connections.spawn(async move {
                    let _ = stream.set_nodelay(true);
                    let client = (client.ip().to_string(), i64::from(client.port()));
                    // An error here is a client that went away.
                    let _ = Connection::new(stream, client).serve(&shelf, stopped).await;
                });
            }
            Some(_) = connections.join_next() => {}
            _ = interrupt.recv() => break Error::bare(&KEYBOARD_INTERRUPT),
            _ = terminate.recv() => break Error::bare(&SYSTEM_EXIT),
        }
    };
    drop(listener);
    let _ = stop.send(true);
    let _ = tokio::time::timeout(GRACE, async { while connections.join_next().await.is_some() {} }).await;
    Ok(Err(end))
}
