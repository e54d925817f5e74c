//! Replays a tape against the original and the new service, and says whether a client could tell them apart.
//!
//! The original runs twice, so that what it does not decide itself (the time, random identifiers, the order of a set) is
//! seen as noise and judged by its limits; see `docs/parity.md`.

mod answers;
mod asked;
mod asker;
mod beyond;
mod binding;
mod body;
mod bound;
pub mod branches;
mod compare;
mod formats;
mod headers;
mod identity;
pub mod json;
mod lanes;
pub mod noise;
mod options;
mod passes;
mod permit;
mod replay;
mod routes;
mod rules;
pub mod runs;
mod selftest;
mod sessions;
mod side;
mod subject;
mod thresholds;
mod transport;
mod verdict;
mod walk;

pub use answers::Answers;
pub use asker::Asker;
pub use bound::upper_bound;
pub use compare::{Class, Comparison, compare};
pub use formats::Format;
pub use identity::MadeUp;
pub use lanes::{Pace, Sending};
pub use options::{Judge, Options};
pub use passes::Reset;
pub use permit::{Permit, Rule, RuleUse, Tolerance};
pub use replay::{NoiseSeen, Replay, replay};
pub use routes::{Counts, RouteResult};
pub use rules::Rules;
pub use selftest::{Expected, Row, SelfTest, self_test};
pub use side::{Origin, Setup};
pub use subject::{Change, Sealed, Subject, is_sealed, seal};
pub use thresholds::{Gap, Thresholds};
pub use transport::TransportNote;
pub use verdict::{Bound, Certificate, Difference, Kind, Outcome, SCHEMA, Transport, Verdict};
pub use walk::{Allowance, Finding};
