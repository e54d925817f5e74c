//! The user's wish to stop.

use anyhow::{Context, Result};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// Whether the user asked pivot to stop: Ctrl-C, `SIGTERM`, or a closed terminal.
///
/// The signals then no longer end the process by themselves; whoever holds an `Interrupt` returns, and dropping the
/// servers on the way stops them.
#[derive(Clone, Debug)]
pub struct Interrupt(watch::Receiver<bool>);

impl Interrupt {
    /// Listens for the signals from now on. Needs a multi-threaded tokio runtime around it: a blocked thread must not
    /// keep the signal from being noticed.
    ///
    /// # Errors
    /// The system refuses the handlers.
    pub fn listen() -> Result<Self> {
        let (sender, receiver) = watch::channel(false);
        for kind in [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()] {
            let mut signals = signal(kind).context("cannot listen for signals")?;
            let sender = sender.clone();
            tokio::spawn(async move {
                while signals.recv().await.is_some() {
                    sender.send_replace(true);
                }
            });
        }
        Ok(Self(receiver))
    }

    /// Never interrupted.
    pub fn never() -> Self {
        Self(watch::channel(false).1)
    }

    /// Whether the wish was heard.
    pub fn is_set(&self) -> bool {
        *self.0.borrow()
    }

    /// Returns when the wish is heard.
    pub async fn wait(&self) {
        let mut receiver = self.0.clone();
        if receiver.wait_for(|set| *set).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
