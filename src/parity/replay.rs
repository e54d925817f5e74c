//! Replays a tape and compares as the answers come.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail};

use super::answers::Answers;
use super::beyond::BeyondLog;
use super::bound::upper_bound;
use super::compare::{Class, Comparison, compare};
use super::formats::Formats;
use super::identity::Identities;
use super::noise::Window;
use super::options::Options;
use super::routes::{Counts, Routes};
use super::rules::Rules;
use super::side::{Setup, Side, Sides};
use super::transport::TransportNote;
use super::verdict::{Bound, Certificate, Difference, Kind, Outcome, SCHEMA, Verdict};
use crate::manifest::Manifest;
use crate::server::Interrupt;
use crate::source::Progress;
use crate::traffic::formats::{self, ReadOptions};
use crate::traffic::{Ending, Exchange, Request, Response, Unreachable};

/// How sure [`Certificate::bound`] is.
const CONFIDENCE: f64 = 0.95;
/// How many findings of one answer are kept: a wholly different answer is not shown field by field.
const FINDINGS: usize = 20;
/// How many kinds of noise and of transport differences are kept.
const NOTES: usize = 200;
/// How long a server that ended a connection early may take to be seen as ended itself.
const DYING: Duration = Duration::from_millis(10);

/// A replay's result with its evidence.
#[derive(Clone, Debug)]
pub struct Replay {
    /// What is published.
    pub certificate: Certificate,
    /// Transport differences and how often each was seen.
    pub transport: Vec<(TransportNote, u64)>,
    /// Values that were allowed to differ.
    pub noise: Vec<NoiseSeen>,
    /// Whether the second original was a process of its own.
    pub second_original: bool,
    /// Why the replay ended before the tape did.
    pub failure: Option<String>,
}

/// A value that was allowed to differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoiseSeen {
    /// The route, as `METHOD /path`.
    pub route: String,
    /// A JSON path or the name of a header.
    pub path: String,
    /// Why it was allowed to.
    pub why: String,
    /// Within which limits, of the first such value.
    pub limits: String,
    /// How often.
    pub count: u64,
}

impl Replay {
    /// What it means for the process that ran it.
    pub fn outcome(&self) -> Outcome {
        match (&self.failure, self.certificate.verdict) {
            (Some(_), _) => Outcome::Failed,
            (None, Verdict::Certified) => Outcome::Certified,
            (None, Verdict::Differs | Verdict::Undecided) => Outcome::Objection,
        }
    }
}

/// Starts the services, replays a tape against them, and stops them.
///
/// # Errors
/// The tape cannot be read (it is read once before anything is started), a server does not start, or the user
/// interrupts. A server that dies on the way is no error but [`Replay::failure`].
pub fn replay(
    tape: &Path,
    setup: &Setup,
    manifest: Option<&Manifest>,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Replay> {
    let mut requests = 0;
    for exchange in formats::open(tape, &ReadOptions::default())? {
        exchange?;
        requests += 1;
    }
    if requests == 0 {
        bail!(
            "{}: the tape holds no request\nrecord one with `pivot record`, or write a line for each request, for example \
             {{\"method\":\"GET\",\"target\":\"/\"}}",
            tape.display()
        );
    }
    // Signals are noticed by the worker while this thread waits for servers to start.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let _context = runtime.enter();
    let interrupt = Interrupt::listen()?;
    let mut log = BeyondLog::new()?;
    let started = now();
    progress.start("starting the servers", None);
    let sides = Sides::start(setup, log.path(), options.patience, &interrupt);
    progress.finish();
    let mut sides = sides?;
    progress.start("replaying", Some(requests));
    let run = Run::new(manifest, options, started);
    let replayed = runtime.block_on(async {
        tokio::select! {
            () = interrupt.wait() => bail!("interrupted; the servers are stopped"),
            replayed = run.play(tape, &mut sides, &mut log, progress) => replayed,
        }
    });
    progress.finish();
    let replayed = replayed?;
    if replayed.failure.is_none() && replayed.certificate.requests != requests {
        bail!("{}: the tape changed while it was replayed", tape.display());
    }
    Ok(replayed)
}

/// A replay on its way.
struct Run<'a> {
    manifest: Option<&'a Manifest>,
    options: &'a Options,
    started: f64,
    routes: Routes<'a>,
    rules: BTreeMap<String, Rules<'a>>,
    total: Counts,
    differences: Vec<Difference>,
    differs: bool,
    transport: BTreeMap<TransportNote, u64>,
    noise: BTreeMap<(String, String, String), (String, u64)>,
    identities: Identities,
    formats: Formats,
}

impl<'a> Run<'a> {
    fn new(manifest: Option<&'a Manifest>, options: &'a Options, started: f64) -> Self {
        Self {
            manifest,
            options,
            started,
            routes: Routes::new(manifest.map_or(&[], |manifest| &manifest.routes)),
            rules: BTreeMap::new(),
            total: Counts::default(),
            differences: Vec::new(),
            differs: false,
            transport: BTreeMap::new(),
            noise: BTreeMap::new(),
            identities: Identities::default(),
            formats: Formats::default(),
        }
    }

    async fn play(
        mut self,
        tape: &Path,
        sides: &mut Sides,
        log: &mut BeyondLog,
        progress: &dyn Progress,
    ) -> Result<Replay> {
        let mut failure = None;
        for (number, exchange) in (1..).zip(formats::open(tape, &ReadOptions::default())?) {
            let Exchange { request, response: recorded, .. } = exchange?;
            let answered = ask(sides, &request, recorded.as_ref()).await;
            failure = died(sides, answered.is_err());
            match answered {
                // What a dying server sent last says nothing about the service, unless it is whole.
                Ok(answered) if failure.is_none() || answered.is_whole() => {
                    self.judge(number, &request, &answered, log.new_lines()? > 0);
                }
                Ok(_) => self.count(&request, 0, |counts| counts.undecided += 1),
                Err((name, unreachable)) => {
                    failure = failure.or(Some(format!("{name} no longer answers: {unreachable}")));
                    self.count(&request, 0, |counts| counts.undecided += 1);
                }
            }
            if let Some(why) = failure.take() {
                let Request { method, target, .. } = &request;
                failure = Some(format!(
                    "{why}
it was at request {number} of the tape: {method} {target}"
                ));
                break;
            }
            progress.advance(1);
        }
        Ok(self.finish(failure, sides.second.is_some()))
    }

    /// Compares the answers to one request and counts the result.
    fn judge(&mut self, number: u64, request: &Request, answered: &Answered, beyond: bool) {
        let route = self.routes.name(request);
        let volatile = self.manifest.map_or(&[][..], |manifest| &manifest.volatile);
        let judge = self.options.judge;
        if self.rules.len() >= NOTES {
            self.rules.clear();
        }
        let rules = self.rules.entry(route.clone()).or_insert_with(|| Rules::new(volatile, &route, judge));
        let answers = Answers {
            method: &request.method,
            first: &answered.first,
            second: answered.second.as_ref().unwrap_or(&answered.first),
            new: &answered.new,
            doubtful: answered.doubtful,
        };
        let mut comparison = compare(answers, rules, Window::new(self.started, now(), answered.seconds));
        for value in &comparison.made_up {
            comparison.findings.extend(self.identities.check(value));
        }
        for format in &comparison.formats {
            comparison.findings.extend(self.formats.check(&route, format));
        }
        if comparison.findings.iter().any(|finding| finding.kind != Kind::Undecided) {
            comparison.class = Class::Differing;
        }
        self.differs |= comparison.class == Class::Differing;
        self.keep(number, request, &comparison, beyond);
        self.note(&route, comparison.allowances, comparison.transport);
        self.count(request, answered.first.status, |counts| match (beyond, comparison.class) {
            (true, _) => counts.beyond += 1,
            (false, Class::Identical) => counts.identical += 1,
            (false, Class::Equivalent) => counts.equivalent += 1,
            (false, Class::Differing) => counts.differing += 1,
            (false, Class::Undecided) => counts.undecided += 1,
        });
    }

    fn count(&mut self, request: &Request, status: u16, count: impl Fn(&mut Counts)) {
        self.total.requests += 1;
        count(&mut self.total);
        self.routes.count(request, status, count);
    }

    /// Keeps the differences of an answer, as far as there is room.
    fn keep(&mut self, number: u64, request: &Request, comparison: &Comparison, beyond: bool) {
        let route = self.routes.find(request);
        let name = self.routes.name(request);
        let difference = |kind: Kind, path: &str, old: &str, new: &str| Difference {
            request: number,
            kind,
            path: path.to_owned(),
            old: old.to_owned(),
            new: new.to_owned(),
            id: (request.id != number.to_string()).then(|| request.id.clone()),
            method: request.method.clone(),
            target: request.target.clone(),
            route: name.clone(),
            handler: route.map(|route| route.handler.clone()),
            file: route.map(|route| route.file.clone()),
            line: route.map(|route| route.line),
        };
        let mut found = Vec::new();
        if beyond {
            found.push(difference(Kind::Beyond, "request", "", "not served natively"));
        }
        let kept = comparison.findings.iter().take(FINDINGS);
        found.extend(kept.map(|finding| difference(finding.kind, &finding.path, &finding.old, &finding.new)));
        let room = self.options.kept_differences.saturating_sub(self.differences.len());
        self.differences.extend(found.into_iter().take(room));
    }

    fn note(&mut self, route: &str, allowances: Vec<super::Allowance>, transport: Vec<TransportNote>) {
        for allowance in allowances {
            let key = (route.to_owned(), allowance.path, allowance.why);
            if self.noise.len() < NOTES || self.noise.contains_key(&key) {
                self.noise.entry(key).or_insert((allowance.limits, 0)).1 += 1;
            }
        }
        for note in transport {
            if self.transport.len() < NOTES || self.transport.contains_key(&note) {
                *self.transport.entry(note).or_insert(0) += 1;
            }
        }
    }

    fn finish(self, failure: Option<String>, second_original: bool) -> Replay {
        let Counts { requests, identical, equivalent, differing, beyond, undecided } = self.total;
        let matching = identical + if self.options.allow_equivalent { equivalent } else { 0 };
        let verdict = if failure.is_some() {
            Verdict::Undecided
        } else if self.differs || (equivalent > 0 && !self.options.allow_equivalent) {
            Verdict::Differs
        } else if matching < requests {
            Verdict::Undecided
        } else {
            Verdict::Certified
        };
        let bound = upper_bound(requests - matching, requests, CONFIDENCE);
        let certificate = Certificate {
            schema: SCHEMA,
            verdict,
            requests,
            identical,
            equivalent,
            differing,
            beyond,
            undecided,
            bound: bound.map(|rate| Bound { confidence: CONFIDENCE, rate }),
            routes: self.routes.finish(),
            differences: self.differences,
        };
        let noise = self.noise.into_iter().map(|((route, path, why), (limits, count))| NoiseSeen {
            route,
            path,
            why,
            limits,
            count,
        });
        Replay {
            certificate,
            transport: self.transport.into_iter().collect(),
            noise: noise.collect(),
            second_original,
            failure,
        }
    }
}

/// The answers to one request.
struct Answered {
    first: Response,
    second: Option<Response>,
    new: Response,
    doubtful: bool,
    /// How long it took until all of them were there.
    seconds: f64,
}

impl Answered {
    /// Whether every answer came to its end.
    fn is_whole(&self) -> bool {
        [Some(&self.first), self.second.as_ref(), Some(&self.new)]
            .into_iter()
            .flatten()
            .all(|answer| answer.closed == Ending::Complete)
    }
}

/// Asks all sides at the same time; an error names the side that nothing listens on any more.
async fn ask(
    sides: &mut Sides,
    request: &Request,
    recorded: Option<&Response>,
) -> Result<Answered, (String, Unreachable)> {
    let Sides { first, second, new } = sides;
    let start = Instant::now();
    let other = async {
        match second.as_mut() {
            Some(side) => one(side, request, recorded).await.map(Some),
            None => Ok(None),
        }
    };
    let (old, other, answer) = tokio::join!(one(first, request, recorded), other, one(new, request, recorded));
    let (old, other, answer) = (old?, other?, answer?);
    let doubtful = first.is_doubtful() || second.as_ref().is_some_and(Side::is_doubtful) || new.is_doubtful();
    Ok(Answered { first: old, second: other, new: answer, doubtful, seconds: start.elapsed().as_secs_f64() })
}

async fn one(
    side: &mut Side,
    request: &Request,
    recorded: Option<&Response>,
) -> Result<Response, (String, Unreachable)> {
    let asked = side.ask(request, recorded).await;
    // A process that was killed closes its connections a moment before it is seen as ended.
    if asked.as_ref().map_or(true, |response| !response.answered()) {
        tokio::time::sleep(DYING).await;
    }
    asked.map_err(|unreachable| (side.name.clone(), unreachable))
}

/// Which server has ended, and how. `wait` gives one that nothing listens on any more the time to be seen as ended.
fn died(sides: &mut Sides, wait: bool) -> Option<String> {
    let attempts = if wait { 20 } else { 1 };
    for attempt in 0..attempts {
        if attempt > 0 {
            std::thread::sleep(DYING);
        }
        for side in sides.all() {
            if let Some(ended) = side.ended() {
                let words = if ended.last_lines.is_empty() {
                    String::new()
                } else {
                    format!("\nits last lines:\n{}", ended.last_lines)
                };
                return Some(format!("{} ended ({}){words}", side.name, ended.how));
            }
        }
    }
    None
}

/// Seconds since the Unix epoch.
fn now() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |time| time.as_secs_f64())
}
