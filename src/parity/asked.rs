//! One request of the tape with what came of it.

use serde::{Deserialize, Serialize};

use crate::traffic::{Ending, Exchange, Response};

/// A request with the answers of the servers that were asked together.
#[derive(Debug)]
pub(super) struct Asked {
    /// Its number on the tape, from 1.
    pub(super) number: u64,
    /// What stands on the tape.
    pub(super) exchange: Exchange,
    /// The answers: of the original, of the second one where there is one, of the new service.
    pub(super) replies: Result<Vec<Response>, Silent>,
    /// Whether one of them may never have seen the request.
    pub(super) doubtful: bool,
    /// How long it took until all answers were there.
    pub(super) seconds: f64,
    /// Whether the new service could not serve it natively.
    pub(super) beyond: bool,
    /// Which server ended, and how.
    pub(super) ended: Option<String>,
}

/// A server on which nothing listens any more.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Silent {
    pub(super) name: String,
    pub(super) why: String,
}

impl Asked {
    /// Whether every answer came to its end.
    pub(super) fn is_whole(&self) -> bool {
        self.replies.as_ref().is_ok_and(|replies| replies.iter().all(|answer| answer.closed == Ending::Complete))
    }
}
