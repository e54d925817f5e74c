//! Sends a tape: one request after another, or those of several clients beside each other.

use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::path::Path;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::Poll;
use std::time::Duration;

use anyhow::{Result, anyhow};
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::time::{Instant, sleep_until};

use super::asked::Asked;
use super::beyond::BeyondLog;
use super::sessions::Sessions;
use super::side::Sides;
use crate::traffic::Exchange;
use crate::traffic::formats::{self, ReadOptions, time};

/// How many exchanges are under way or wait to be compared in their order, for each lane.
const AHEAD: usize = 64;

/// When requests are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// As soon as the answers before them are there.
    #[default]
    Fast,
    /// Not before the time that lay between them and the first one when they were recorded.
    Recorded,
}

/// How a tape is sent.
#[derive(Clone, Copy, Debug)]
pub struct Sending {
    /// How many clients are sent for at the same time.
    pub concurrency: usize,
    /// When.
    pub pace: Pace,
}

impl Default for Sending {
    /// One request after another, as fast as they are answered.
    fn default() -> Self {
        Self { concurrency: 1, pace: Pace::Fast }
    }
}

struct Job {
    number: u64,
    exchange: Exchange,
    after: Option<u64>,
}

/// Sends every exchange of a tape to servers and hands the answers over in the tape's order, until `take` says that it has enough.
pub(super) async fn play(
    tape: &Path,
    sides: &Sides,
    sending: Sending,
    log: &Mutex<BeyondLog>,
    mut take: impl FnMut(Asked) -> Result<bool>,
) -> Result<()> {
    let lanes = sending.concurrency.max(1);
    let ahead = Semaphore::new(if lanes == 1 { 1 } else { lanes * AHEAD });
    let (taken, _) = watch::channel(0_u64);
    let (results, mut answered) = mpsc::channel::<Asked>(lanes);
    let (senders, queues): (Vec<_>, Vec<_>) = (0..lanes).map(|_| mpsc::channel::<Job>(AHEAD)).unzip();
    let mut work: Vec<Pin<Box<dyn Future<Output = Result<()>> + '_>>> = Vec::new();
    for (lane, mut queue) in queues.into_iter().enumerate() {
        let (results, mut taken) = (results.clone(), taken.subscribe());
        work.push(Box::pin(async move {
            while let Some(Job { number, exchange, after }) = queue.recv().await {
                if let Some(after) = after {
                    taken.wait_for(|taken| *taken >= after).await?;
                }
                let asked = sides.ask(lane, (number, exchange), log, lanes == 1).await?;
                results.send(asked).await.map_err(|_| anyhow!("the replay ended"))?;
            }
            Ok(())
        }));
    }
    drop(results);
    work.push(Box::pin(dispatch(tape, sending, &ahead, senders)));
    let judge = async {
        // What is answered before what stands before it on the tape waits here.
        let mut early: BTreeMap<u64, Asked> = BTreeMap::new();
        let mut next = 1;
        while let Some(asked) = answered.recv().await {
            early.insert(asked.number, asked);
            while let Some(asked) = early.remove(&next) {
                if !take(asked)? {
                    return Ok(());
                }
                taken.send_replace(next);
                ahead.add_permits(1);
                next += 1;
            }
        }
        Ok(())
    };
    tokio::select! {
        done = judge => done,
        Err(error) = all(work) => Err(error),
    }
}

/// Reads the tape and hands each exchange to its lane when it is time.
async fn dispatch(tape: &Path, sending: Sending, ahead: &Semaphore, lanes: Vec<mpsc::Sender<Job>>) -> Result<()> {
    let mut sessions = Sessions::new(lanes.len());
    let start = Instant::now();
    let mut zero = None;
    for (number, exchange) in (1..).zip(formats::open(tape, &ReadOptions::default())?) {
        let exchange = exchange?;
        ahead.acquire().await?.forget();
        if sending.pace == Pace::Recorded
            && let Some(at) = exchange.time.as_deref().and_then(time::seconds)
        {
            let since = at - *zero.get_or_insert(at);
            if let Ok(since) = Duration::try_from_secs_f64(since) {
                sleep_until(start + since).await;
            }
        }
        let slot = sessions.place(number, &exchange);
        let job = Job { number, exchange, after: slot.after };
        lanes[slot.lane].send(job).await.map_err(|_| anyhow!("the replay ended"))?;
    }
    Ok(())
}

/// Runs futures beside each other to their ends, or to the first error.
async fn all(mut futures: Vec<Pin<Box<dyn Future<Output = Result<()>> + '_>>>) -> Result<()> {
    poll_fn(|context| {
        let mut failed = None;
        futures.retain_mut(|future| match future.as_mut().poll(context) {
            Poll::Pending => true,
            Poll::Ready(Ok(())) => false,
            Poll::Ready(Err(error)) => {
                failed.get_or_insert(error);
                false
            }
        });
        match failed {
            Some(error) => Poll::Ready(Err(error)),
            None if futures.is_empty() => Poll::Ready(Ok(())),
            None => Poll::Pending,
        }
    })
    .await
}
