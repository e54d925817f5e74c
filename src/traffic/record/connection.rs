//! One connection: bytes go on as they come, a copy of them is read.

use std::hash::{BuildHasher, RandomState};
use std::io::ErrorKind;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::counts::Counts;
use super::observation::{Event, Limits, Observation, Unread};
use super::redaction::Redaction;
use super::tape_file::TapeFile;
use crate::server::Address;
use crate::traffic::Exchange;

/// How many bytes are read at once.
const CHUNK: usize = 64 * 1024;
/// How many pieces of a connection wait to be read before the connection itself waits.
const WAITING: usize = 64;
/// How many exchanges wait to be written before their connections wait.
const UNWRITTEN: usize = 1024;

/// What all connections share.
#[derive(Debug)]
pub(super) struct Shared {
    upstream: Address,
    limits: Limits,
    sample: f64,
    clients: RandomState,
    counts: Arc<Counts>,
    tape: Mutex<Option<mpsc::Sender<Exchange>>>,
    writer: Mutex<Option<JoinHandle<Result<()>>>>,
    stopping: watch::Sender<bool>,
    full: watch::Receiver<bool>,
}

impl Shared {
    pub(super) fn new(
        upstream: Address,
        redaction: Redaction,
        limits: Limits,
        sample: f64,
        tape: TapeFile,
        counts: Arc<Counts>,
    ) -> Self {
        let (sender, exchanges) = mpsc::channel(UNWRITTEN);
        let (filled, full) = watch::channel(false);
        let seen = Arc::clone(&counts);
        let writer = tokio::task::spawn_blocking(move || write(exchanges, tape, redaction, limits, &seen, &filled));
        Self {
            upstream,
            limits,
            sample,
            clients: RandomState::new(),
            counts,
            tape: Mutex::new(Some(sender)),
            writer: Mutex::new(Some(writer)),
            stopping: watch::Sender::new(false),
            full,
        }
    }

    /// Returns when the tape is as long as it may be, or cannot be written any more.
    pub(super) async fn limit_reached(&self) {
        let mut full = self.full.clone();
        // An error is the writer's end.
        let _ = full.wait_for(|full| *full).await;
    }

    /// Asks the connections to end what they are at.
    pub(super) fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Waits until all is written. The connections have ended.
    pub(super) async fn finish(&self) -> Result<()> {
        self.tape.lock().unwrap_or_else(PoisonError::into_inner).take();
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        match writer {
            Some(writer) => writer.await.context("the tape's writer ended")?,
            None => Ok(()),
        }
    }

    fn is_sampled(&self, client: IpAddr) -> bool {
        // The upper 53 bits are as many as a float holds.
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
        let share = (self.clients.hash_one(client) >> 11) as f64 / (1_u64 << 53) as f64;
        share < self.sample
    }

    fn tape(&self) -> Option<mpsc::Sender<Exchange>> {
        self.tape.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn stopped(&self) {
        let mut stopping = self.stopping.subscribe();
        let _ = stopping.wait_for(|stopping| *stopping).await;
    }
}

/// Writes exchanges in the order in which they were complete.
fn write(
    mut exchanges: mpsc::Receiver<Exchange>,
    mut tape: TapeFile,
    mut redaction: Redaction,
    limits: Limits,
    counts: &Counts,
    full: &watch::Sender<bool>,
) -> Result<()> {
    let mut written = 0;
    while let Some(mut exchange) = exchanges.blocking_recv() {
        if limits.exchanges.is_some_and(|limit| written >= limit) {
            continue;
        }
        let unsearched = redaction.apply(&mut exchange);
        counts.change(|seen| seen.unsearched += unsearched);
        counts.add(&exchange);
        tape.add(exchange)?;
        written += 1;
        full.send_replace(limits.exchanges == Some(written));
    }
    Ok(())
}

/// Serves a client until it or the service is done, or the recording ends.
pub(super) async fn serve(mut client: TcpStream, peer: IpAddr, shared: Arc<Shared>) {
    let target = (shared.upstream.host.as_str(), shared.upstream.port);
    let Ok(mut service) = TcpStream::connect(target).await else {
        shared.counts.change(|seen| seen.unreachable += 1);
        let text = format!("pivot record: nothing answers at {}\n", shared.upstream);
        let head = "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: ";
        // The client may be gone already.
        let _ = client.write_all(format!("{head}{}\r\n\r\n{text}", text.len()).as_bytes()).await;
        return;
    };
    // A piece goes on at once, as it would without a recorder; where that cannot be set, it comes later but comes.
    let _ = (client.set_nodelay(true), service.set_nodelay(true));
    let Some(tape) = shared.tape().filter(|_| shared.is_sampled(peer)) else {
        shared.counts.change(|seen| seen.unsampled += 1);
        tokio::select! {
            _ = tokio::io::copy_bidirectional(&mut client, &mut service) => {}
            () = shared.stopped() => {}
        }
        return;
    };
    let (events, happened) = mpsc::channel(WAITING);
    let idle = watch::Sender::new(true);
    let observe = observe(happened, &tape, &shared, &idle);
    let pass = pass(client, service, events, &shared, &idle);
    tokio::join!(pass, observe);
}

/// Passes bytes on in both directions, until both are at their end or the recording ends and nothing is under way.
async fn pass(
    mut client: TcpStream,
    mut service: TcpStream,
    events: mpsc::Sender<Event>,
    shared: &Shared,
    idle: &watch::Sender<bool>,
) {
    let (from_client, to_client) = client.split();
    let (from_service, to_service) = service.split();
    let asks = pump(
        from_client,
        to_service,
        |piece| match piece {
            Piece::Bytes(bytes) => {
                idle.send_replace(false);
                Some(Event::Asked(bytes))
            }
            // A client may end its side and still read.
            Piece::End | Piece::Unwanted => None,
            Piece::Reset => Some(Event::Left),
        },
        &events,
    );
    let answers = pump(
        from_service,
        to_client,
        |piece| {
            Some(match piece {
                Piece::Bytes(bytes) => Event::Answered(bytes),
                Piece::End => Event::Closed,
                Piece::Reset => Event::Reset,
                Piece::Unwanted => Event::Left,
            })
        },
        &events,
    );
    let stop = async {
        shared.stopped().await;
        let mut idle = idle.subscribe();
        let _ = idle.wait_for(|idle| *idle).await;
    };
    tokio::select! {
        _ = async { tokio::join!(asks, answers) } => {}
        () = stop => {}
    }
}

/// What one side of a connection gives.
enum Piece {
    Bytes(Vec<u8>),
    /// It ended its side.
    End,
    /// It broke off.
    Reset,
    /// The other side takes no more.
    Unwanted,
}

/// Passes bytes on in one direction.
async fn pump(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    event: impl Fn(Piece) -> Option<Event>,
    events: &mpsc::Sender<Event>,
) {
    let tell = async |piece| {
        if let Some(event) = event(piece) {
            // Nobody reads this connection any more; it goes on all the same.
            let _ = events.send(event).await;
        }
    };
    let mut chunk = vec![0; CHUNK];
    loop {
        match from.read(&mut chunk).await {
            Ok(0) => {
                tell(Piece::End).await;
                break;
            }
            Ok(length) => {
                // Told first: an answer must not be seen before its request.
                tell(Piece::Bytes(chunk[..length].to_vec())).await;
                if to.write_all(&chunk[..length]).await.is_err() {
                    tell(Piece::Unwanted).await;
                    break;
                }
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => {
                tell(Piece::Reset).await;
                break;
            }
        }
    }
    let _ = to.shutdown().await;
}

/// Reads what happens on a connection, and hands its exchanges to the tape.
async fn observe(
    mut happened: mpsc::Receiver<Event>,
    tape: &mpsc::Sender<Exchange>,
    shared: &Shared,
    idle: &watch::Sender<bool>,
) {
    let mut observation = Observation::new(shared.limits);
    while let Some(event) = happened.recv().await {
        for exchange in observation.take(event, Instant::now()) {
            // The writer has failed; that is told at the end.
            let _ = tape.send(exchange).await;
        }
        if observation.unread().is_some() {
            break;
        }
        if observation.is_idle() && happened.is_empty() {
            idle.send_replace(true);
        }
    }
    idle.send_replace(true);
    observation.leave();
    let (left, unread) = (observation.left(), observation.unread());
    shared.counts.change(|seen| {
        seen.left += left;
        match unread {
            Some(Unread::Other) => seen.other += 1,
            Some(Unread::TooLong) => seen.too_long += 1,
            None => {}
        }
    });
}
