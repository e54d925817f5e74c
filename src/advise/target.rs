//! Where a function should run.
//!
//! The first rule that fits decides; `docs/analysis.md` has them as a table.

use std::collections::HashMap;

use super::unit::Unit;
use super::work::number;
use super::{Function, Target, Verdict};
use crate::library::{Effect, EffectSet};
use crate::measure::FunctionMeasure;
use crate::model::bodies::BodyId;
use crate::source::FileId;

/// Decides for every function of a unit.
pub fn decide(unit: &Unit<'_>, functions: &mut [Function]) {
    let mut verdicts: Vec<Option<Verdict>> = functions.iter().map(by_itself).collect();
    let place: HashMap<(FileId, u32), usize> =
        functions.iter().enumerate().map(|(index, function)| (key(function.file, &function.measure), index)).collect();
    let of_body = |id: BodyId| {
        let body = unit.graph.bodies.get(id);
        body.stmt.and_then(|stmt| place.get(&(body.file, stmt.0)).copied())
    };
    with_callers(unit, functions, &mut verdicts, &of_body);
    with_class(unit, functions, &mut verdicts, &of_body);
    for (function, verdict) in functions.iter_mut().zip(verdicts) {
        function.verdict = verdict.unwrap_or_else(|| nothing(function));
    }
}

fn key(file: FileId, measure: &FunctionMeasure) -> (FileId, u32) {
    (file, measure.id.0)
}

/// What a function's own facts say; `None` when they say nothing.
fn by_itself(function: &Function) -> Option<Verdict> {
    if let Some(refused) = function.refused.first() {
        let more = match function.refused.len() - 1 {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        return Some(Verdict {
            target: Target::Python,
            reason: format!("cannot be moved: line {}: {}{more}", refused.line, refused.reason),
        });
    }
    let work = function.work;
    let (target, reason) = if !function.io.is_empty() && work.is_heavy() {
        (Target::Rust, format!("CPU bound - Rust for speed: {}; {}", work.words(), io_words(function)))
    } else if !function.io.is_empty() {
        (Target::Go, format!("I/O bound - Go for concurrency: {}", io_words(function)))
    } else if function.effects.contains(Effect::Lock) || function.effects.contains(Effect::GlobalWrite) {
        (Target::Go, format!("shared state - Go for concurrency: {}", shared_words(function.effects)))
    } else if work.computes() {
        (Target::Rust, format!("CPU bound - Rust for speed: {}, no I/O", work.words()))
    } else {
        return None;
    };
    Some(Verdict { target, reason })
}

/// `2 calls reach network (lines 58, 67)`
fn io_words(function: &Function) -> String {
    let mut effects: Vec<Effect> = function.io.iter().flat_map(|call| call.effects.iter().copied()).collect();
    effects.sort_unstable();
    effects.dedup();
    let names: Vec<&str> = effects.into_iter().map(Effect::name).collect();
    let mut lines: Vec<u32> = function.io.iter().map(|call| call.line).collect();
    lines.sort_unstable();
    lines.dedup();
    let shown: Vec<String> = lines.iter().take(5).map(u32::to_string).collect();
    let dots = if lines.len() > shown.len() { ", …" } else { "" };
    let plural = if lines.len() == 1 { "line" } else { "lines" };
    let count = u32::try_from(function.io.len()).unwrap_or(u32::MAX);
    let reach = if count == 1 { "reaches" } else { "reach" };
    let guessed = match function.io.iter().filter(|call| !call.certain).count() {
        0 => String::new(),
        guessed => format!(", {guessed} by name only"),
    };
    format!("{} {reach} {} ({plural} {}{dots}{guessed})", number(count, "call"), join(&names), shown.join(", "))
}

/// `network`, `network and file`, `network, database and file`
fn join(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn shared_words(effects: EffectSet) -> &'static str {
    match (effects.contains(Effect::Lock), effects.contains(Effect::GlobalWrite)) {
        (true, true) => "it takes a lock and changes module-level state, no I/O",
        (true, false) => "it takes a lock, no I/O",
        (false, _) => "it changes module-level state, no I/O",
    }
}

fn nothing(function: &Function) -> Verdict {
    let more = match function.work.arithmetic {
        0 => "no arithmetic".to_owned(),
        some => number(some, "arithmetic operation"),
    };
    Verdict {
        target: Target::Python,
        reason: format!("nothing to gain: no I/O, no loop, {more}, and nothing that moves calls it"),
    }
}

/// A function without facts of its own moves with those that call it: to where most of them go, to Go where as many go to either.
fn with_callers(
    unit: &Unit<'_>,
    functions: &[Function],
    verdicts: &mut [Option<Verdict>],
    of_body: &dyn Fn(BodyId) -> Option<usize>,
) {
    let mut callers: Vec<Vec<usize>> = vec![Vec::new(); functions.len()];
    for (id, _) in unit.graph.bodies.iter() {
        let Some(caller) = of_body(id) else { continue };
        for callee in unit.graph.calls.sites(id).iter().flat_map(|site| unit.graph.calls.likely(site)) {
            // The callers of a function come one after the other: a repeated one is the last.
            if let Some(callee) = of_body(callee)
                && callee != caller
                && callers[callee].last() != Some(&caller)
            {
                callers[callee].push(caller);
            }
        }
    }
    loop {
        let mut decided = Vec::new();
        for (index, callers) in callers.iter().enumerate() {
            if verdicts[index].is_some() {
                continue;
            }
            let moving = |target: Target| {
                let goes =
                    |caller: &&usize| verdicts[**caller].as_ref().is_some_and(|verdict| verdict.target == target);
                callers.iter().filter(goes).copied().collect::<Vec<usize>>()
            };
            let (go, rust) = (moving(Target::Go), moving(Target::Rust));
            let (target, movers) = if rust.len() > go.len() { (Target::Rust, rust) } else { (Target::Go, go) };
            if movers.is_empty() {
                continue;
            }
            let names: Vec<&str> =
                movers.iter().take(3).map(|caller| functions[*caller].measure.name.as_str()).collect();
            let more = if movers.len() > names.len() {
                format!(" and {} more", movers.len() - names.len())
            } else {
                String::new()
            };
            decided.push((
                index,
                Verdict { target, reason: format!("moves with its callers: {}{more}", names.join(", ")) },
            ));
        }
        if decided.is_empty() {
            return;
        }
        for (index, verdict) in decided {
            verdicts[index] = Some(verdict);
        }
    }
}

/// A method of a class that answers requests moves with it: `log_message` is called by the library.
fn with_class(
    unit: &Unit<'_>,
    functions: &[Function],
    verdicts: &mut [Option<Verdict>],
    of_body: &dyn Fn(BodyId) -> Option<usize>,
) {
    for (handler, name) in super::handlers::handler_bodies(unit) {
        let Some(class) = unit.graph.bodies.get(handler).class else { continue };
        let target = match of_body(handler).and_then(|index| verdicts[index].as_ref()) {
            Some(verdict) if verdict.target != Target::Python => verdict.target,
            _ => continue,
        };
        for (id, body) in unit.graph.bodies.iter() {
            let Some(index) = of_body(id).filter(|_| body.class == Some(class)) else { continue };
            if verdicts[index].is_none() && functions[index].refused.is_empty() {
                verdicts[index] = Some(Verdict { target, reason: format!("moves with its class: {name}") });
            }
        }
    }
}

/// Where to move everything: to where most of the functions go that request handlers reach, or of all when there are none.
pub fn of_all(functions: &[Function]) -> Verdict {
    let reached = functions.iter().any(|function| !function.reached_from.is_empty());
    let counted: Vec<&Function> =
        functions.iter().filter(|function| !reached || !function.reached_from.is_empty()).collect();
    let count = |target: Target| counted.iter().filter(|function| function.verdict.target == target).count();
    let (go, rust, python) = (count(Target::Go), count(Target::Rust), count(Target::Python));
    let target = match (go, rust) {
        (0, 0) => Target::Python,
        _ if rust > go => Target::Rust,
        _ => Target::Go,
    };
    let what = if reached { "functions that requests reach" } else { "functions" };
    Verdict { target, reason: format!("{what}: {go} GO, {rust} RUST, {python} PYTHON") }
}
