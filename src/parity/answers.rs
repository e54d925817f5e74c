//! What is compared, and what is found.

use super::formats::Format;
use super::identity::MadeUp;
use super::verdict::Kind;
use super::walk::{Allowance, Finding};
use crate::traffic::Response;

/// The answers to one request: of the two originals and of the new service.
#[derive(Clone, Copy, Debug)]
pub struct Answers<'a> {
    /// The request's method.
    pub method: &'a str,
    /// The first original's.
    pub first: &'a Response,
    /// The second original's.
    pub second: &'a Response,
    /// The new service's.
    pub new: &'a Response,
    /// Whether one of them may never have seen the request: [`crate::traffic::Client::is_doubtful`].
    pub doubtful: bool,
}

/// What is found while comparing.
#[derive(Default)]
pub(super) struct Report {
    pub(super) findings: Vec<Finding>,
    pub(super) allowances: Vec<Allowance>,
    pub(super) made_up: Vec<MadeUp>,
    pub(super) formats: Vec<Format>,
    pub(super) inexact: bool,
}

impl Report {
    pub(super) fn find(&mut self, kind: Kind, path: &str, old: impl Into<String>, new: impl Into<String>) {
        self.findings.push(Finding { kind, path: path.to_owned(), old: old.into(), new: new.into() });
    }
}
