//! The three servers of a replay.

use std::time::Duration;

use anyhow::{Result, anyhow};

use super::beyond;
use super::binding::Bindings;
use crate::server::{Address, Ended, Interrupt, Launch, Server};
use crate::traffic::{Client, Request, Response, Unreachable};

/// Where a service comes from.
#[derive(Clone, Debug)]
pub enum Origin {
    /// It runs already.
    Running(Address),
    /// It is started for the replay.
    Command(Launch),
}

/// The two services to compare.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The original. A command is started twice. A running one is asked once: asked again, it would show its own state as
    /// noise, a counter for example, and noise hides differences.
    pub old: Origin,
    /// The new service.
    pub new: Origin,
}

/// One server and the connection to it.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) name: String,
    client: Client,
    bindings: Bindings,
    // After the client, so that a connection is closed before its server is asked to end.
    server: Option<Server>,
}

/// All of them. The second original is missing where the original is a running one.
#[derive(Debug)]
pub(super) struct Sides {
    pub(super) first: Side,
    pub(super) second: Option<Side>,
    pub(super) new: Side,
}

impl Sides {
    /// Starts what has to be started, all at the same time.
    ///
    /// Each process gets another `PYTHONHASHSEED`, also the new service, which hands it on to an original behind it.
    pub(super) fn start(
        setup: &Setup,
        log: &std::path::Path,
        patience: Duration,
        interrupt: &Interrupt,
    ) -> Result<Self> {
        let seeded = |origin: &Origin, seed: &str| match origin {
            Origin::Running(address) => Origin::Running(address.clone()),
            Origin::Command(launch) => Origin::Command(launch.clone().with_environment("PYTHONHASHSEED", seed)),
        };
        let (first, second) = (seeded(&setup.old, "0"), seeded(&setup.old, "1"));
        let new = match seeded(&setup.new, "2") {
            Origin::Command(launch) => {
                Origin::Command(launch.with_environment(beyond::VARIABLE, log.to_string_lossy()))
            }
            running @ Origin::Running(_) => running,
        };
        let start = |origin: &Origin, name: &str| -> Result<Side> {
            let (server, address) = match origin {
                Origin::Running(address) => (None, address.clone()),
                Origin::Command(launch) => {
                    let server = Server::start(launch, interrupt)?;
                    let address = server.address().clone();
                    (Some(server), address)
                }
            };
            Ok(Side {
                name: name.to_owned(),
                client: Client::new(address, patience),
                bindings: Bindings::default(),
                server,
            })
        };
        let (first, second, new) = std::thread::scope(|scope| {
            let first = scope.spawn(|| start(&first, "the original"));
            let second = scope.spawn(|| match &second {
                Origin::Command(_) => start(&second, "the second original").map(Some),
                Origin::Running(_) => Ok(None),
            });
            let new = scope.spawn(|| start(&new, "the new service"));
            let panicked = || anyhow!("a server could not be started");
            (
                first.join().map_err(|_| panicked()),
                second.join().map_err(|_| panicked()),
                new.join().map_err(|_| panicked()),
            )
        });
        Ok(Self { first: first??, second: second??, new: new?? })
    }

    /// Every side.
    pub(super) fn all(&mut self) -> impl Iterator<Item = &mut Side> {
        [Some(&mut self.first), self.second.as_mut(), Some(&mut self.new)].into_iter().flatten()
    }
}

impl Drop for Sides {
    /// All are asked to end before the first is waited for.
    fn drop(&mut self) {
        for side in self.all() {
            if let Some(server) = &side.server {
                server.ask_to_end();
            }
        }
    }
}

impl Side {
    /// Sends a request, with what this server made up in place of what stands on the tape, and reads the answer.
    pub(super) async fn ask(
        &mut self,
        request: &Request,
        recorded: Option<&Response>,
    ) -> Result<Response, Unreachable> {
        let response = self.client.send(&self.bindings.rewrite(request)).await?;
        if let Some(recorded) = recorded {
            self.bindings.learn(request, recorded, &response);
        }
        Ok(response)
    }

    /// Whether the last request may never have been seen.
    pub(super) fn is_doubtful(&self) -> bool {
        self.client.is_doubtful()
    }

    /// Whether the process has ended, and how; `None` also for a server that pivot did not start.
    pub(super) fn ended(&mut self) -> Option<Ended> {
        self.server.as_mut().and_then(Server::ended)
    }
}
