//! What `pivot evolve` would make of the services among the files: their routes, and what is refused.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::read::Read;
use super::starts::starts;
use crate::advise::{Program, Refused, Route, Standing};
use crate::cli::evolve::status::Answer;
use crate::cli::evolve::translation::Translation;
use crate::cli::program::Loaded;
use crate::model::Model;
use crate::service;
use crate::source::{FileId, Place, Severity};

/// The services, translated as evolve would.
///
/// # Errors
/// pivot's own data cannot be read.
pub fn programs(read: &Read) -> Result<Vec<Program>> {
    let ids: HashMap<PathBuf, FileId> =
        read.sources.iter().map(|(id, source)| (canonical(source.path()), id)).collect();
    let mut programs = Vec::new();
    let mut covered: Vec<PathBuf> = Vec::new();
    for file in starts(read) {
        if covered.contains(&canonical(&file.path)) {
            continue;
        }
        // What cannot be read or parsed has its findings already.
        let Ok(loaded) = Loaded::read(&file.path) else { continue };
        if loaded.findings.iter().any(|finding| finding.severity == Severity::Error)
            || service::routes(&loaded.model()).is_empty()
        {
            continue;
        }
        let program = program(&loaded, &ids)?;
        covered.extend(loaded.sources.iter().map(|(_, source)| canonical(source.path())));
        programs.push(program);
    }
    Ok(programs)
}

fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// One service, with its places in the files of the analysis.
fn program(loaded: &Loaded, ids: &HashMap<PathBuf, FileId>) -> Result<Program> {
    let translation = Translation::of(loaded)?;
    let here = |place: Place| {
        let file = ids.get(&canonical(loaded.sources.get(place.file).path()))?;
        Some(Place { file: *file, span: place.span })
    };
    let refused = |place: Place, code: &'static str, reason: &str| {
        let line = loaded.sources.get(place.file).line(place.span.start);
        Some(Refused { place: here(place)?, line, code, reason: reason.to_owned() })
    };
    let hopeless =
        translation.hopeless.as_ref().and_then(|refusal| refused(refusal.place, refusal.code, &refusal.reason));
    let standing = |answer: &Answer| {
        let own = answer.place.and_then(|place| refused(place, answer.code, &answer.reason));
        Standing { blocked_by: hopeless.iter().cloned().chain(own).collect() }
    };
    let routes = translation.routes.iter().filter_map(|(found, answer)| {
        let (place, branches) = places(&translation.model, found, &here)?;
        // What is decided today holds for both targets.
        let standing = standing(answer);
        Some(Route {
            method: found.method.clone(),
            path: found.path.clone(),
            handler: translation.model.function(found.handler).qualified_name.clone(),
            place,
            branches,
            go: standing.clone(),
            rust: standing,
        })
    });
    let refusals = translation.findings.iter().filter(|finding| finding.severity == Severity::Warning);
    let refused = refusals.filter_map(|finding| refused(finding.place?, finding.code, &finding.title)).collect();
    let notes = translation.findings.iter().filter_map(|finding| {
        let place = match finding.place {
            Some(place) => Some(here(place)?),
            None => None,
        };
        Some(crate::source::Finding { place, ..finding.clone() })
    });
    Ok(Program { routes: routes.collect(), refused, findings: notes.collect() })
}

/// Where a route is dispatched, and all the code of its branches.
fn places(
    model: &Model<'_>,
    route: &service::Route,
    here: &dyn Fn(Place) -> Option<Place>,
) -> Option<(Place, Vec<Place>)> {
    // The last place of a chain is where the dispatch ends and the route's own code stands.
    let branches: Vec<Place> = route.branches.iter().filter_map(|chain| here(*chain.last()?)).collect();
    let handler = model.function(route.handler);
    let fallback = here(Place { file: handler.file, span: handler.span });
    let place = branches.first().copied().or(fallback)?;
    Some((place, branches))
}
