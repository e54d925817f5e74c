//! How much can run at the same time.

use std::collections::HashMap;

use super::handlers::handler_bodies;
use super::unit::Unit;
use super::{Concurrency, Function, Potential, ServiceType};
use crate::library::Effect;
use crate::model::GlobalIndex;
use crate::model::effects::IO;

/// A function that answers requests.
#[derive(Clone, Debug)]
pub struct Handler {
    /// Whether it reaches database, network, file or process.
    io: bool,
    /// The module-level variables that change while the service runs and that it reaches and changes, by name.
    changes: Vec<String>,
}

/// What the request handlers of a unit do.
pub fn handlers(unit: &Unit<'_>) -> Vec<Handler> {
    let effects = &unit.graph.effects;
    let mut handlers = Vec::new();
    for (id, _) in handler_bodies(unit) {
        let all = effects.all(id);
        let mut changes: Vec<GlobalIndex> = Vec::new();
        if all.contains(Effect::GlobalWrite) {
            for body in unit.reached(id) {
                if effects.own(body).contains(Effect::GlobalWrite) {
                    changes.extend(effects.globals(body).iter().map(|(global, _)| *global));
                }
            }
        }
        changes.sort();
        changes.dedup();
        handlers.push(Handler {
            io: IO.into_iter().any(|effect| all.contains(effect)),
            changes: changes.iter().map(|global| unit.model.global(*global).name.clone()).collect(),
        });
    }
    handlers
}

/// How much can run at the same time: of a service its request handlers, otherwise the calls that wait.
pub fn of(kind: ServiceType, handlers: &[Handler], functions: &[Function]) -> Concurrency {
    if kind == ServiceType::WebApi && !handlers.is_empty() {
        return of_service(handlers);
    }
    let waiting = functions.iter().filter(|function| !function.io.is_empty()).count();
    let several = functions
        .iter()
        .filter(|function| function.io.len() > 1 || (!function.io.is_empty() && function.work.loops > 0))
        .count();
    let pure = functions.iter().filter(|function| function.all_effects.is_empty() && function.work.loops > 0).count();
    let count = |number: usize| super::work::number(u32::try_from(number).unwrap_or(u32::MAX), "function");
    let (potential, reason) = if several > 0 {
        (
            Potential::Medium,
            format!("{} of {} with I/O have more than one I/O call or do I/O beside a loop", several, count(waiting)),
        )
    } else if pure > 0 {
        (Potential::Medium, format!("{} with loops have no effects and can run in parallel", count(pure)))
    } else if waiting > 0 {
        (Potential::Low, format!("{} with I/O, none with more than one I/O call", count(waiting)))
    } else {
        (Potential::Low, format!("nothing to overlap: no I/O in {}", count(functions.len())))
    };
    Concurrency { potential, reason }
}

fn of_service(handlers: &[Handler]) -> Concurrency {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let total = count(handlers.len());
    let io = handlers.iter().filter(|handler| handler.io).count();
    let writers: Vec<&Handler> = handlers.iter().filter(|handler| !handler.changes.is_empty()).collect();
    if writers.is_empty() {
        let reason = format!("request handlers with I/O: {io} of {total}; none changes state that outlives a request");
        return Concurrency { potential: Potential::High, reason };
    }
    let mut by_name: HashMap<&str, usize> = HashMap::new();
    for name in writers.iter().flat_map(|handler| &handler.changes) {
        *by_name.entry(name).or_default() += 1;
    }
    let mut names: Vec<&str> = by_name.into_keys().collect();
    names.sort_unstable();
    let potential = if writers.len() < handlers.len() { Potential::Medium } else { Potential::Low };
    let reason = format!(
        "request handlers with I/O: {io} of {total}; {} of {total} change state that outlives a request: {}",
        writers.len(),
        names.join(", ")
    );
    Concurrency { potential, reason }
}
