//! Finds requests that reach every branch of a service.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::{Result, bail};

use super::Material;
use super::draw::{Draft, Draw};
use crate::parity::branches::{Branch, Coverage, Tracer};
use crate::parity::{Asker, Reset};
use crate::server::{Interrupt, Launch};
use crate::source::Progress;
use crate::traffic::{Ending, Exchange};

/// How long one answer may take: whoever takes longer waits for a body that never comes.
const PATIENCE: Duration = Duration::from_secs(2);
/// How many requests are sent to one process before the next one starts anew: state piles up.
const SESSION: usize = 400;

/// How requests are looked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// What chance begins with.
    pub seed: u64,
    /// How many requests are tried.
    pub budget: usize,
    /// What puts back the state that processes share, before each start.
    pub reset: Option<Reset>,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Synthesis {
    /// The requests, in their order, with the answers where later ones carry what they made up.
    pub exchanges: Vec<Exchange>,
    /// What they reach in a fresh process.
    pub coverage: Coverage,
    /// How many were tried.
    pub tried: usize,
}

/// Sends requests to an original, and keeps those that reach new branches.
///
/// # Errors
/// The original does not start or cannot be traced, or the user interrupts.
pub fn synthesize(
    material: &Material,
    known: Vec<Exchange>,
    launch: &Launch,
    tracer: &mut Tracer,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Synthesis> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let _context = runtime.enter();
    let interrupt = Interrupt::listen()?;
    let mut search = Search {
        draw: Draw::new(material, options.seed),
        launch: tracer.launch(launch.clone()),
        tracer,
        options,
        interrupt: &interrupt,
        runtime: &runtime,
        sessions: Vec::new(),
        reached: BTreeSet::new(),
        fruitful: Vec::new(),
        tried: 0,
    };
    progress.start("looking for requests", Some(u64::try_from(options.budget).unwrap_or(u64::MAX)));
    let found = search.run(known, progress);
    progress.finish();
    found
}

/// A request that was sent in a session, and what it was the first to reach.
struct Step {
    exchange: Exchange,
    new: Vec<Branch>,
}

struct Search<'s> {
    draw: Draw<'s>,
    launch: Launch,
    tracer: &'s mut Tracer,
    options: &'s Options,
    interrupt: &'s Interrupt,
    runtime: &'s tokio::runtime::Runtime,
    /// What was sent to each process.
    sessions: Vec<Vec<Step>>,
    reached: BTreeSet<Branch>,
    /// The drafts that reached something.
    fruitful: Vec<Draft>,
    tried: usize,
}

impl Search<'_> {
    fn run(&mut self, known: Vec<Exchange>, progress: &dyn Progress) -> Result<Synthesis> {
        let kept = known.len();
        let mut tape = known;
        // What is there already comes first; only what adds to it is kept.
        if !tape.is_empty() {
            let reached = self.replay(&tape)?;
            self.reached.extend(reached);
        }
        let mut waiting: Vec<Option<Draft>> = self.draw.first().into_iter().map(Some).collect();
        let all = |search: &Self| search.tracer.all();
        let mut everything: Option<BTreeSet<Branch>> = None;
        while self.tried < self.options.budget {
            if everything.as_ref().is_some_and(|all| all.is_subset(&self.reached)) {
                break;
            }
            self.session(&mut waiting, everything.as_ref(), progress)?;
            if everything.is_none() {
                everything = Some(all(self)?);
            }
        }
        let everything = match everything {
            Some(everything) => everything,
            None => all(self)?,
        };
        let (added, reached) = self.settle(&tape[..kept], &everything)?;
        tape.extend(added);
        for (number, exchange) in tape.iter_mut().enumerate().skip(kept) {
            exchange.request.id = (number + 1).to_string();
            if !self.draw.carries {
                exchange.response = None;
            }
        }
        Ok(Synthesis { coverage: Coverage::new(&everything, &reached), exchanges: tape, tried: self.tried })
    }

    fn start(&mut self) -> Result<Asker> {
        if let Some(reset) = &self.options.reset {
            reset.run(self.interrupt)?;
        }
        self.tracer.reset()?;
        Asker::start(&self.launch, PATIENCE, self.interrupt)
    }

    /// Sends requests to a fresh process for a while.
    fn session(
        &mut self,
        waiting: &mut Vec<Option<Draft>>,
        everything: Option<&BTreeSet<Branch>>,
        progress: &dyn Progress,
    ) -> Result<()> {
        let mut asker = self.start()?;
        let mut steps = Vec::new();
        waiting.reverse();
        for _ in 0..SESSION {
            if self.tried >= self.options.budget || everything.is_some_and(|all| all.is_subset(&self.reached)) {
                break;
            }
            let draft = match waiting.pop().flatten() {
                Some(draft) => draft,
                None => match self.draw.pick(&self.fruitful, 65) {
                    Some(draft) => self.draw.changed(&draft),
                    None => self.draw.draft(),
                },
            };
            self.tried += 1;
            progress.advance(1);
            let request = draft.request(self.tried);
            let mut exchange = Exchange { request, response: None, time: None, latency_ms: None };
            let Some(response) = self.ask(&mut asker, &exchange)? else { break };
            let new: Vec<Branch> =
                self.tracer.reached()?.into_iter().filter(|branch| self.reached.insert(branch.clone())).collect();
            // A request that a process does not survive, or does not answer, belongs on no tape.
            if matches!(response.closed, Ending::Timeout(_) | Ending::TooLong(_)) {
                continue;
            }
            self.draw.learn(&response.body);
            let mut response = response;
            response.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("date"));
            exchange.response = Some(response);
            if !new.is_empty() {
                self.fruitful.push(draft);
            }
            steps.push(Step { exchange, new });
        }
        waiting.reverse();
        self.sessions.push(steps);
        Ok(())
    }

    /// Asks, and waits until the server is done; `None` where it ended.
    fn ask(&self, asker: &mut Asker, exchange: &Exchange) -> Result<Option<crate::traffic::Response>> {
        let asked = self.runtime.block_on(async {
            tokio::select! {
                () = self.interrupt.wait() => bail!("interrupted; the original is stopped"),
                asked = asker.ask(exchange) => Ok(asked),
            }
        })?;
        asker.settle();
        if asker.ended().is_some() {
            return Ok(None);
        }
        Ok(asked.ok())
    }

    /// What requests reach in a fresh process.
    fn replay(&mut self, tape: &[Exchange]) -> Result<BTreeSet<Branch>> {
        let mut asker = self.start()?;
        for exchange in tape {
            if self.ask(&mut asker, exchange)?.is_none() {
                bail!("the original ended at {} {}", exchange.request.method, exchange.request.target);
            }
        }
        Ok(self.tracer.reached()?.into_iter().collect())
    }

    /// The requests to keep, and what they reach in one fresh process behind those that were there.
    ///
    /// What a request reaches may depend on what was asked before: where something is lost, the requests come back that may have changed something before it.
    fn settle(
        &mut self,
        known: &[Exchange],
        everything: &BTreeSet<Branch>,
    ) -> Result<(Vec<Exchange>, BTreeSet<Branch>)> {
        let sessions = std::mem::take(&mut self.sessions);
        let wanted: BTreeSet<Branch> = self.reached.intersection(everything).cloned().collect();
        let changes = |step: &Step| {
            let succeeded = step.exchange.response.as_ref().is_some_and(|answer| answer.status < 400);
            !step.exchange.request.is_safe() && succeeded
        };
        let mut best: Option<(Vec<Exchange>, BTreeSet<Branch>)> = None;
        for effort in 0..3 {
            let lost: BTreeSet<Branch> = match &best {
                Some((_, reached)) => wanted.difference(reached).cloned().collect(),
                None => BTreeSet::new(),
            };
            let mut added = Vec::new();
            for steps in &sessions {
                let is_lost = |step: &Step| step.new.iter().any(|branch| lost.contains(branch));
                // Up to here the session's state matters for something that was lost; in the end even a GET may have counted.
                let until = steps.iter().rposition(is_lost).map_or(0, |at| at + 1);
                let is_kept = |(at, step): &(usize, &Step)| {
                    !step.new.is_empty() || (*at < until && (effort == 2 || changes(step)))
                };
                added.extend(steps.iter().enumerate().filter(is_kept).map(|(_, step)| step.exchange.clone()));
            }
            let tape: Vec<Exchange> = known.iter().chain(&added).cloned().collect();
            let reached: BTreeSet<Branch> = self.replay(&tape)?.intersection(everything).cloned().collect();
            if best.as_ref().is_none_or(|(_, known)| reached.len() > known.len()) {
                best = Some((added, reached));
            }
            if best.as_ref().is_some_and(|(_, reached)| wanted.is_subset(reached)) {
                break;
            }
        }
        Ok(best.unwrap_or_default())
    }
}
