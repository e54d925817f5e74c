//! What the user allows to differ: the comparison rules of `.pivotrc`.
//!
//! A rule is applied to the answers before they are compared: what it allows is taken out of them, and everything else is compared as always. So a rule can hide only
//! what it names, and what it hid is known.

mod align;
mod edit;
mod tally;

use std::fmt;

use serde::Serialize;

use super::json::Pattern;
use crate::manifest::{Place, Source, Volatile};

pub(super) use edit::Permits;
pub(super) use tally::Tally;

/// One comparison rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Where it is written, as `file:line`.
    pub origin: String,
    /// The route, as `METHOD /path` or only the path; absent for all routes.
    pub route: Option<String>,
    /// Where in the answer.
    pub place: Place,
    /// For a body a JSON path, for a header its name.
    pub path: String,
    /// What it allows.
    pub permit: Permit,
}

/// What a rule allows.
#[derive(Clone, Debug, PartialEq)]
pub enum Permit {
    /// Any value or none: the place is not compared.
    Ignore,
    /// A number of the same type that lies near the original's.
    Tolerance(Tolerance),
    /// The same items in another order.
    Unordered,
    /// What the manifest's `volatile[]` allows: a value that flows from this source and has this JSON type.
    Volatile(Source, String),
}

/// How far a number may lie from the original's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tolerance {
    /// By so much.
    Absolute(f64),
    /// By this share of the original's magnitude: 0.01 for 1 %.
    Relative(f64),
}

/// What became of a rule in a replay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleUse {
    /// Where it is written, as `file:line`.
    pub origin: String,
    /// The route; absent for all routes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
    /// Where in the answer.
    #[serde(rename = "where")]
    pub place: Place,
    /// The JSON path or the header's name.
    pub path: String,
    /// What it allows, in words.
    pub rule: String,
    /// At how many places of answers it applied.
    pub reached: u64,
    /// At how many of them it hid a difference. A rule that hides none is stale.
    pub hidden: u64,
}

impl Rule {
    /// Whether its path can be read: a header's name always can.
    pub fn is_readable(&self) -> bool {
        self.place == Place::Header || Pattern::parse(&self.path).is_some()
    }

    /// Whether it is about a route, named as `METHOD /path`.
    fn applies(&self, route: &str) -> bool {
        let path = route.split_once(' ').map_or(route, |(_, path)| path);
        self.route.as_deref().is_none_or(|wanted| wanted == route || wanted == path)
    }

    /// The volatile field that it declares.
    pub(super) fn volatile(&self) -> Option<Volatile> {
        let Permit::Volatile(source, type_name) = &self.permit else { return None };
        Some(Volatile {
            route: self.route.clone(),
            place: self.place,
            path: self.path.clone(),
            source: *source,
            type_name: type_name.clone(),
        })
    }
}

impl fmt::Display for Permit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ignore => formatter.write_str("ignored"),
            Self::Tolerance(Tolerance::Absolute(most)) => write!(formatter, "a number within {most}"),
            Self::Tolerance(Tolerance::Relative(most)) => write!(formatter, "a number within {} %", most * 100.0),
            Self::Unordered => formatter.write_str("items in any order"),
            Self::Volatile(source, type_name) => write!(formatter, "volatile ({}, {type_name})", source_name(*source)),
        }
    }
}

fn source_name(source: Source) -> &'static str {
    match source {
        Source::Clock => "clock",
        Source::Random => "random",
        Source::Uuid => "uuid",
        Source::Pid => "pid",
        Source::Hash => "hash",
    }
}

impl Tolerance {
    /// Whether a number, as it is written, lies near another.
    fn allows(self, old: &str, new: &str) -> bool {
        let (Ok(old), Ok(new)) = (old.parse::<f64>(), new.parse::<f64>()) else { return false };
        if !(old.is_finite() && new.is_finite()) {
            return false;
        }
        let most = match self {
            Self::Absolute(most) => most,
            Self::Relative(share) => share * old.abs(),
        };
        // The distance of two decimals is itself rounded: 0.3 - 0.2 is a little more than 0.1.
        (old - new).abs() <= most * (1.0 + 1e-12) + f64::EPSILON * old.abs().max(new.abs())
    }
}
