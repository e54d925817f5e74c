//! The servers of a replay.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use tokio::time::sleep;

use super::asked::{Asked, Silent};
use super::beyond::{self, BeyondLog};
use super::binding::Bindings;
use crate::server::{Address, Interrupt, Launch, Server};
use crate::traffic::{Client, Exchange, Request, Response, Unreachable};

/// How long a server that ended a connection early may take to be seen as ended itself.
const DYING: Duration = Duration::from_millis(10);

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

/// Which of the servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    First,
    Second,
    New,
}

impl Setup {
    /// The servers of a replay. The second original is missing where the original is a running one.
    pub(super) fn roles(&self) -> &'static [Role] {
        match self.old {
            Origin::Command(_) => &[Role::First, Role::Second, Role::New],
            Origin::Running(_) => &[Role::First, Role::New],
        }
    }

    /// Each process gets another `PYTHONHASHSEED`, also the new service, which hands it on to an original behind it.
    fn origin(&self, role: Role, log: &Path) -> Origin {
        let (origin, seed) = match role {
            Role::First => (&self.old, "0"),
            Role::Second => (&self.old, "1"),
            Role::New => (&self.new, "2"),
        };
        match origin {
            Origin::Running(address) => Origin::Running(address.clone()),
            Origin::Command(launch) => {
                let launch = launch.clone().with_environment("PYTHONHASHSEED", seed);
                Origin::Command(match role {
                    Role::New => launch.with_environment(beyond::VARIABLE, log.to_string_lossy()),
                    Role::First | Role::Second => launch,
                })
            }
        }
    }
}

impl Role {
    fn name(self) -> &'static str {
        match self {
            Self::First => "the original",
            Self::Second => "the second original",
            Self::New => "the new service",
        }
    }
}

/// One server and the connections to it.
#[derive(Debug)]
struct Side {
    role: Role,
    /// One for each lane.
    clients: Vec<tokio::sync::Mutex<Client>>,
    bindings: Mutex<Bindings>,
    // After the clients, so that connections are closed before their server is asked to end.
    server: Mutex<Option<Server>>,
}

/// The servers that are asked together.
#[derive(Debug)]
pub(super) struct Sides(Vec<Side>);

impl Sides {
    /// Starts what has to be started, all at the same time.
    pub(super) fn start(
        setup: &Setup,
        roles: &[Role],
        log: &Path,
        (patience, lanes): (Duration, usize),
        interrupt: &Interrupt,
    ) -> Result<Self> {
        let start = |role: Role| -> Result<Side> {
            let (server, address) = match setup.origin(role, log) {
                Origin::Running(address) => (None, address),
                Origin::Command(launch) => {
                    let server = Server::start(&launch, interrupt)?;
                    let address = server.address().clone();
                    (Some(server), address)
                }
            };
            let client = || {
                let client = Client::new(address.clone(), patience);
                // A server that serves one connection at a time would leave the others waiting for the one that is kept.
                tokio::sync::Mutex::new(if lanes > 1 { client.without_keeping() } else { client })
            };
            Ok(Side {
                role,
                clients: (0..lanes).map(|_| client()).collect(),
                bindings: Mutex::default(),
                server: Mutex::new(server),
            })
        };
        let started: Vec<Result<Side>> = std::thread::scope(|scope| {
            let threads: Vec<_> = roles.iter().map(|role| scope.spawn(|| start(*role))).collect();
            let panicked = |_| Err(anyhow!("a server could not be started"));
            threads.into_iter().map(|thread| thread.join().unwrap_or_else(panicked)).collect()
        });
        Ok(Self(started.into_iter().collect::<Result<_>>()?))
    }

    /// Asks all of them at the same time. `lane` is the connection that is used, `alone` whether no other request is under way.
    pub(super) async fn ask(
        &self,
        lane: usize,
        (number, exchange): (u64, Exchange),
        log: &Mutex<BeyondLog>,
        alone: bool,
    ) -> Result<Asked> {
        let start = Instant::now();
        let one = async |index: usize| match self.0.get(index) {
            Some(side) => Some(side.ask(lane, &exchange).await),
            None => None,
        };
        let (first, second, third) = tokio::join!(one(0), one(1), one(2));
        let seconds = start.elapsed().as_secs_f64();
        let (mut replies, mut silent, mut doubtful, mut sent) = (Vec::new(), None, false, String::new());
        for (side, reply) in self.0.iter().zip([first, second, third].into_iter().flatten()) {
            match reply {
                Ok(reply) => {
                    doubtful |= reply.doubtful;
                    replies.push(reply.response);
                    sent = reply.sent;
                }
                Err(why) => {
                    silent.get_or_insert(Silent { name: side.role.name().to_owned(), why: why.to_string() });
                }
            }
        }
        let ended = self.ended(silent.is_some()).await;
        let is_new_asked = self.0.last().is_some_and(|side| side.role == Role::New);
        let beyond = is_new_asked && locked(log).claim(&sent, alone)?;
        let replies = match silent {
            None => Ok(replies),
            Some(silent) => Err(silent),
        };
        Ok(Asked { number, exchange, replies, doubtful, seconds, beyond, ended })
    }

    /// Which server has ended, and how. `wait` gives one that nothing listens on any more the time to be seen as ended.
    async fn ended(&self, wait: bool) -> Option<String> {
        let attempts = if wait { 20 } else { 1 };
        for attempt in 0..attempts {
            if attempt > 0 {
                sleep(DYING).await;
            }
            for side in &self.0 {
                if let Some(ended) = locked(&side.server).as_mut().and_then(Server::ended) {
                    let words = if ended.last_lines.is_empty() {
                        String::new()
                    } else {
                        format!("\nits last lines:\n{}", ended.last_lines)
                    };
                    return Some(format!("{} ended ({}){words}", side.role.name(), ended.how));
                }
            }
        }
        None
    }
}

impl Drop for Sides {
    /// All are asked to end before the first is waited for.
    fn drop(&mut self) {
        for side in &self.0 {
            if let Some(server) = &*locked(&side.server) {
                server.ask_to_end();
            }
        }
    }
}

/// A server's answer.
struct Reply {
    response: Response,
    /// Whether the request may never have been seen.
    doubtful: bool,
    /// Method and target, as this server was asked.
    sent: String,
}

impl Side {
    /// Sends a request, with what this server made up in place of what stands on the tape, and reads the answer.
    async fn ask(&self, lane: usize, exchange: &Exchange) -> Result<Reply, Unreachable> {
        let Exchange { request, response: recorded, .. } = exchange;
        let live: Request = locked(&self.bindings).rewrite(request).into_owned();
        let mut client = self.clients[lane].lock().await;
        let answered = client.send(&live).await;
        // A process that was killed closes its connections a moment before it is seen as ended.
        if answered.as_ref().map_or(true, |response| !response.answered()) {
            sleep(DYING).await;
        }
        let response = answered?;
        if let Some(recorded) = recorded {
            locked(&self.bindings).learn(request, recorded, &response);
        }
        Ok(Reply { response, doubtful: client.is_doubtful(), sent: format!("{} {}", live.method, live.target) })
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
