//! The recording proxy: real traffic becomes a tape.
//!
//! ```text
//! client ──bytes──▶ recorder ──the same bytes──▶ service
//!                      │ a copy
//!                      ▼
//!                  observation ──▶ redaction ──▶ tape
//! ```
//!
//! What passes through is never parsed and written anew: the bytes go on as they came, in both directions, and a copy of
//! them is read. So nothing that the recorder does not understand (WebSocket, HTTP/2, what is not HTTP at all) is changed
//! by it; it is only not recorded, and counted.

mod connection;
mod counts;
mod observation;
mod question;
mod redaction;
mod tape_file;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

pub use counts::{Counts, RouteCounts, Seen};
pub(super) use question::{Question, Questions};
pub use redaction::Redaction;
pub use tape_file::TapeFile;

use connection::serve;
use observation::Limits;

use crate::server::{Address, Interrupt};

/// How long connections may take to end what they are at when the recorder is asked to stop.
const GRACE: Duration = Duration::from_secs(5);

/// What a recording is told to do.
#[derive(Debug)]
pub struct Options {
    /// The service that answers.
    pub upstream: Address,
    /// What is hidden on the tape.
    pub redaction: Redaction,
    /// The longest body that is recorded, in bytes; an exchange with a longer one passes through unrecorded.
    pub longest_body: usize,
    /// Ends the recording after so many exchanges.
    pub exchanges: Option<u64>,
    /// Ends the recording after that time.
    pub duration: Option<Duration>,
    /// The share of clients, by address, whose exchanges are recorded: 0 to 1.
    pub sample: f64,
}

/// A proxy that listens and has not started yet.
#[derive(Debug)]
pub struct Recorder {
    listener: TcpListener,
    options: Options,
}

impl Recorder {
    /// Listens on an address, `HOST:PORT`; port 0 takes a free one.
    ///
    /// # Errors
    /// The address cannot be listened on.
    pub async fn listen(address: &str, options: Options) -> Result<Self> {
        let listener = TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))?;
        Ok(Self { listener, options })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// The system does not say.
    pub fn address(&self) -> Result<SocketAddr> {
        self.listener.local_addr().context("cannot tell where the recorder listens")
    }

    /// Records until a limit is reached or the user interrupts; then the exchanges that are under way are ended and
    /// written.
    ///
    /// # Errors
    /// The tape cannot be written. What was written until then is a tape.
    pub async fn run(self, tape: TapeFile, counts: Arc<Counts>, interrupt: &Interrupt) -> Result<()> {
        let Options { upstream, redaction, longest_body, exchanges, duration, sample } = self.options;
        let limits = Limits { longest_body, exchanges };
        let shared = Arc::new(connection::Shared::new(upstream, redaction, limits, sample, tape, counts));
        let mut connections = JoinSet::new();
        let end = async {
            tokio::select! {
                () = interrupt.wait() => {}
                () = shared.limit_reached() => {}
                () = elapsed(duration) => {}
            }
        };
        tokio::pin!(end);
        loop {
            tokio::select! {
                accepted = self.listener.accept() => {
                    // A client that is gone before it was accepted, or a moment without free descriptors: others come.
                    let Ok((client, peer)) = accepted else { continue };
                    connections.spawn(serve(client, peer.ip(), Arc::clone(&shared)));
                }
                Some(_) = connections.join_next(), if !connections.is_empty() => {}
                () = &mut end => break,
            }
        }
        drop(self.listener);
        shared.stop();
        let ended = async { while connections.join_next().await.is_some() {} };
        let _ = tokio::time::timeout(GRACE, ended).await;
        connections.shutdown().await;
        shared.finish().await
    }
}

/// Returns after a time; never without one.
async fn elapsed(duration: Option<Duration>) {
    match duration {
        Some(duration) => tokio::time::sleep(duration).await,
        None => std::future::pending().await,
    }
}
