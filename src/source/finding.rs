//! What pivot has to say about a place in the source.

use super::Place;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know; changes nothing.
    Note,
    /// The answer is right, but something is worth a look.
    Warning,
    /// The place could not be read or translated.
    Error,
}

/// One finding: what, where, why and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable kebab-case name of the kind of finding, for example `syntax-error`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where; `None` for a finding about the whole run.
    pub place: Option<Place>,
    /// One line: what is the case.
    pub title: String,
    /// What the user can do about it; may be empty.
    pub hint: String,
}
