//! Which routes are left to the original because somebody said so.

use anyhow::{Result, bail};

use crate::ir::Program;
use crate::library::Target;
use crate::lower::Integers;
use crate::model::Model;
use crate::plan::{divert, dynamic_value};
use crate::service::Route;
use crate::source::Sources;

/// What the command line and the configuration say about routes.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Only these may be native, if any are named.
    pub only: Vec<String>,
    /// These stay with the original.
    pub bridge: Vec<String>,
    /// A route is native only if every type in it is known.
    pub conservative: bool,
    /// How integers are held whose size is not known.
    pub integers: Integers,
    /// What is written; without one, what any of the targets has is native.
    pub target: Option<Target>,
}

impl Selection {
    /// Hands the branches of routes to the original, before the program is planned.
    ///
    /// # Errors
    /// A name that no route has.
    pub fn apply(&self, program: &mut Program, model: &Model<'_>, sources: &Sources, routes: &[Route]) -> Result<()> {
        for wanted in self.only.iter().chain(&self.bridge) {
            if !routes.iter().any(|route| is_named(route, model, wanted)) {
                bail!("there is no route `{wanted}`{}", known(routes, wanted));
            }
        }
        for route in routes {
            let named = |names: &[String]| names.iter().any(|name| is_named(route, model, name));
            let reason = if named(&self.bridge) {
                Some("left to the original by --bridge".to_owned())
            } else if !self.only.is_empty() && !named(&self.only) {
                Some("left to the original: --only names other routes".to_owned())
            } else if self.conservative {
                let mut branches = route.branches.iter().filter_map(|chain| chain.last());
                let dynamic = branches.find_map(|branch| dynamic_value(program, *branch));
                dynamic.map(|place| {
                    let line = sources.get(place.file).line(place.span.start);
                    format!("line {line} has a value of unknown JSON shape, and the profile is conservative")
                })
            } else {
                None
            };
            let Some(reason) = reason else { continue };
            for branch in route.branches.iter().filter_map(|chain| chain.last()) {
                divert(program, *branch, &reason);
            }
        }
        Ok(())
    }
}

/// Whether a name means a route: `GET /users/<id>`, `/users/<id>` (any method), `GET` (any path), or the function that answers.
fn is_named(route: &Route, model: &Model<'_>, name: &str) -> bool {
    let name = name.trim();
    let (method, path) = match name.split_once(' ') {
        Some((method, path)) => (Some(method), path.trim()),
        None if name.starts_with('/') || name == "*" => (None, name),
        None => return name == route.method || name == model.function(route.handler).qualified_name,
    };
    method.is_none_or(|method| method == route.method) && plain(path) == plain(&route.path)
}

/// A path without the names of its parameters.
fn plain(path: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for character in path.chars() {
        match character {
            '<' | '{' => {
                inside = true;
                text.push_str("<>");
            }
            '>' | '}' => inside = false,
            other if !inside => text.push(other),
            _ => {}
        }
    }
    text
}

/// The names that there are, the nearest first.
fn known(routes: &[Route], wanted: &str) -> String {
    let mut names: Vec<String> = routes.iter().map(|route| format!("{} {}", route.method, route.path)).collect();
    let likeness = |name: &String| {
        let path = name.split_once(' ').map_or(name.as_str(), |(_, path)| path);
        strsim::jaro_winkler(name, wanted).max(strsim::jaro_winkler(path, wanted))
    };
    names.sort_by(|left, right| likeness(right).total_cmp(&likeness(left)));
    if names.is_empty() { String::new() } else { format!("; the routes are {}", names.join(", ")) }
}
