//! Replays a tape and compares as the answers come.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail};
use tokio::runtime::Runtime;

use super::answers::Answers;
use super::asked::{Asked, Silent};
use super::beyond::BeyondLog;
use super::bound::upper_bound;
use super::branches::{Coverage, Tracer};
use super::compare::{Class, Comparison, compare};
use super::formats::Formats;
use super::identity::Identities;
use super::lanes::{Sending, play};
use super::noise::Window;
use super::options::Options;
use super::passes::{self, Reset, Spool};
use super::permit::{Permits, Tally};
use super::routes::{Counts, Routes};
use super::rules::Rules;
use super::side::{Origin, Role, Setup, Sides};
use super::thresholds::unasked;
use super::transport::TransportNote;
use super::verdict::{Bound, Certificate, Difference, Kind, Outcome, SCHEMA, Transport, Verdict};
use crate::manifest::{Manifest, Volatile};
use crate::server::Interrupt;
use crate::source::Progress;
use crate::traffic::formats::{self, ReadOptions};
use crate::traffic::{Request, Response};

/// How sure [`Certificate::bound`] is.
const CONFIDENCE: f64 = 0.95;
/// How many findings of one answer are kept: a wholly different answer is not shown field by field.
const FINDINGS: usize = 20;
/// How many kinds of noise and of transport differences are kept.
const NOTES: usize = 200;

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
    let servers = Servers { tape, setup, options, interrupt: &interrupt, log: Mutex::new(BeyondLog::new()?) };
    let volatile: Vec<Volatile> = manifest.into_iter().flat_map(|manifest| manifest.volatile.clone()).collect();
    let declared = options.rules.iter().filter_map(super::Rule::volatile);
    let volatile: Vec<Volatile> = volatile.into_iter().chain(declared).collect();
    let mut run = Run::new(manifest, &volatile, options, now());
    match &options.reset {
        None => servers.together(&runtime, requests, &mut run, progress)?,
        Some(reset) => servers.one_by_one(&runtime, requests, reset, &mut run, progress)?,
    }
    let unclaimed = servers.log.lock().unwrap_or_else(PoisonError::into_inner).unclaimed()?;
    if unclaimed > 0 {
        bail!(
            "the new service went beyond native code for {unclaimed} requests that cannot be told apart; replay with --concurrency 1"
        );
    }
    let coverage = match &options.traced {
        Some(sources) if run.failure.is_none() => Some(servers.trace(&runtime, sources, requests, progress)?),
        _ => None,
    };
    let replayed = run.finish(coverage, setup.roles().contains(&Role::Second));
    if replayed.failure.is_none() && replayed.certificate.requests != requests {
        bail!("{}: the tape changed while it was replayed", tape.display());
    }
    Ok(replayed)
}

/// What is needed to start servers and to send them the tape.
struct Servers<'a> {
    tape: &'a Path,
    setup: &'a Setup,
    options: &'a Options,
    interrupt: &'a Interrupt,
    log: Mutex<BeyondLog>,
}

impl Servers<'_> {
    /// All of them at the same time.
    fn together(&self, runtime: &Runtime, requests: u64, run: &mut Run<'_>, progress: &dyn Progress) -> Result<()> {
        self.pass(runtime, self.setup.roles(), requests, progress, |asked| run.take(asked))
    }

    /// One after another, each after a reset.
    fn one_by_one(
        &self,
        runtime: &Runtime,
        requests: u64,
        reset: &Reset,
        run: &mut Run<'_>,
        progress: &dyn Progress,
    ) -> Result<()> {
        let (mut most, mut spools) = (requests, Vec::new());
        for role in self.setup.roles() {
            progress.start("resetting", None);
            let done = reset.run(self.interrupt);
            progress.finish();
            done?;
            let mut spool = Spool::new()?;
            self.pass(runtime, &[*role], most, progress, |asked| {
                let last = asked.number == most;
                Ok(spool.keep(asked)? && !last)
            })?;
            // What one of them did not come to is not asked of the others.
            most = spool.length;
            spools.push(spool.read()?);
        }
        for (number, exchange) in (1..).zip(formats::open(self.tape, &ReadOptions::default())?) {
            let Some(asked) = passes::together(number, exchange?, &mut spools)? else { break };
            if !run.take(asked)? {
                break;
            }
        }
        Ok(())
    }

    /// Sends the tape to the original once more and sees which branches it reaches.
    fn trace(
        &self,
        runtime: &Runtime,
        sources: &[PathBuf],
        requests: u64,
        progress: &dyn Progress,
    ) -> Result<Coverage> {
        let Origin::Command(launch) = &self.setup.old else {
            bail!("the branches of a running original cannot be seen; name a command with --old");
        };
        if let Some(reset) = &self.options.reset {
            reset.run(self.interrupt)?;
        }
        let mut tracer = Tracer::new(sources)?;
        let setup = Setup { old: Origin::Command(tracer.launch(launch.clone())), new: self.setup.new.clone() };
        // Traced code is slow.
        let options = Options { patience: self.options.patience * 10, ..self.options.clone() };
        let servers = Servers { setup: &setup, options: &options, log: Mutex::new(BeyondLog::new()?), ..*self };
        servers.pass(runtime, &[Role::First], requests, progress, |asked| {
            Ok(asked.ended.is_none() && asked.replies.is_ok())
        })?;
        Ok(Coverage::new(&tracer.all()?, &tracer.reached()?.into_iter().collect()))
    }

    /// Starts servers, sends them the tape, and stops them.
    fn pass(
        &self,
        runtime: &Runtime,
        roles: &[Role],
        requests: u64,
        progress: &dyn Progress,
        mut take: impl FnMut(Asked) -> Result<bool>,
    ) -> Result<()> {
        let Sending { concurrency, .. } = self.options.sending;
        let log = self.log.lock().unwrap_or_else(PoisonError::into_inner).path().to_owned();
        progress.start("starting the servers", None);
        let limits = (self.options.patience, concurrency.max(1));
        let sides = Sides::start(self.setup, roles, &log, limits, self.interrupt);
        progress.finish();
        let sides = sides?;
        progress.start("replaying", Some(requests));
        let take = |asked| {
            progress.advance(1);
            take(asked)
        };
        let played = runtime.block_on(async {
            tokio::select! {
                () = self.interrupt.wait() => bail!("interrupted; the servers are stopped"),
                played = play(self.tape, &sides, self.options.sending, &self.log, take) => played,
            }
        });
        progress.finish();
        played
    }
}

/// A replay on its way.
struct Run<'a> {
    volatile: &'a [Volatile],
    options: &'a Options,
    started: f64,
    routes: Routes<'a>,
    rules: BTreeMap<String, (Rules<'a>, Permits<'a>)>,
    tally: Tally,
    total: Counts,
    differences: Vec<Difference>,
    differs: bool,
    transport: BTreeMap<TransportNote, u64>,
    noise: BTreeMap<(String, String, String), (String, u64)>,
    identities: Identities,
    failure: Option<String>,
    formats: Formats,
}

impl<'a> Run<'a> {
    fn new(manifest: Option<&'a Manifest>, volatile: &'a [Volatile], options: &'a Options, started: f64) -> Self {
        Self {
            volatile,
            options,
            started,
            routes: Routes::new(manifest.map_or(&[], |manifest| &manifest.routes)),
            rules: BTreeMap::new(),
            tally: Tally::new(&options.rules),
            total: Counts::default(),
            differences: Vec::new(),
            differs: false,
            transport: BTreeMap::new(),
            noise: BTreeMap::new(),
            identities: Identities::default(),
            failure: None,
            formats: Formats::default(),
        }
    }

    /// Judges what came of the next request; whether the servers can be asked for more.
    fn take(&mut self, mut asked: Asked) -> Result<bool> {
        let whole = asked.is_whole();
        let mut failure = asked.ended.take();
        let Asked { number, exchange, replies, doubtful, seconds, beyond, .. } = asked;
        let request = &exchange.request;
        match replies {
            // What a dying server sent last says nothing about the service, unless it is whole.
            Ok(replies) if failure.is_none() || whole => {
                let Some(answered) = Answered::new(replies, doubtful, seconds) else {
                    bail!("a server was not asked for request {number}");
                };
                self.judge(number, request, &answered, beyond);
            }
            Ok(_) => self.count(request, 0, |counts| counts.undecided += 1),
            Err(Silent { name, why }) => {
                failure = failure.or(Some(format!("{name} no longer answers: {why}")));
                self.count(request, 0, |counts| counts.undecided += 1);
            }
        }
        let Some(why) = failure else { return Ok(true) };
        let Request { method, target, .. } = request;
        self.failure = Some(format!("{why}\nit was at request {number} of the tape: {method} {target}"));
        Ok(false)
    }

    /// Compares the answers to one request and counts the result.
    fn judge(&mut self, number: u64, request: &Request, answered: &Answered, beyond: bool) {
        let route = self.routes.name(request);
        let (volatile, options) = (self.volatile, self.options);
        if self.rules.len() >= NOTES {
            self.rules.clear();
        }
        let (rules, permits) = self
            .rules
            .entry(route.clone())
            .or_insert_with(|| (Rules::new(volatile, &route, options.judge), Permits::new(&options.rules, &route)));
        let answers = Answers {
            method: &request.method,
            first: &answered.first,
            second: answered.second.as_ref().unwrap_or(&answered.first),
            new: &answered.new,
            doubtful: answered.doubtful,
        };
        let edited = permits.edit(answers);
        let compared = edited.as_ref().map_or(answers, |edited| edited.answers(answers));
        let mut comparison = compare(compared, rules, Window::new(self.started, now(), answered.seconds));
        for value in &comparison.made_up {
            comparison.findings.extend(self.identities.check(value));
        }
        for format in &comparison.formats {
            comparison.findings.extend(self.formats.check(&route, format));
        }
        if let Some(edited) = edited {
            edited.count(&comparison.findings, &mut self.tally);
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

    fn finish(self, branches: Option<Coverage>, second_original: bool) -> Replay {
        let failure = self.failure;
        let known = self.routes.known();
        let routes = self.routes.finish();
        let unasked = unasked(known, &routes);
        let missing = self.options.thresholds.gaps(known, &routes, branches.as_ref());
        let Counts { requests, identical, equivalent, differing, beyond, undecided } = self.total;
        let matching = identical + if self.options.allow_equivalent { equivalent } else { 0 };
        let verdict = if failure.is_some() {
            Verdict::Undecided
        } else if self.differs || (equivalent > 0 && !self.options.allow_equivalent) {
            Verdict::Differs
        } else if matching < requests || !missing.is_empty() {
            Verdict::Undecided
        } else {
            Verdict::Certified
        };
        let bound = upper_bound(requests - matching, requests, CONFIDENCE);
        let transport = self.transport.iter().map(|(note, count)| Transport {
            what: note.what.clone(),
            old: note.old.clone(),
            new: note.new.clone(),
            count: *count,
        });
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
            routes,
            rules: self.tally.finish(&self.options.rules),
            drop_in: verdict == Verdict::Certified,
            transport: transport.collect(),
            missing,
            unasked,
            branches,
            differences: self.differences,
            subject: self.options.subject.clone(),
            digest: String::new(),
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
    /// Two or three answers: of the original, of the second one where there is one, of the new service.
    fn new(replies: Vec<Response>, doubtful: bool, seconds: f64) -> Option<Self> {
        let mut replies = replies.into_iter();
        let (first, next) = (replies.next()?, replies.next()?);
        let (second, new) = match replies.next() {
            Some(new) => (Some(next), new),
            None => (None, next),
        };
        Some(Self { first, second, new, doubtful, seconds })
    }
}

/// Seconds since the Unix epoch.
fn now() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |time| time.as_secs_f64())
}
