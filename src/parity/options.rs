//! What a comparison is asked to do.

use std::path::PathBuf;
use std::time::Duration;

use super::lanes::Sending;
use super::passes::Reset;
use super::permit::Rule;
use super::subject::Subject;
use super::thresholds::Thresholds;

/// How answers are compared.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether answers that are equal only as JSON (another order of keys, other white space) may be certified.
    pub allow_equivalent: bool,
    /// The transport differences that count as differences.
    pub judge: Judge,
    /// How long a server may take for one answer.
    pub patience: Duration,
    /// How many differences are kept; all are counted.
    pub kept_differences: usize,
    /// What the user allows to differ.
    pub rules: Vec<Rule>,
    /// How the tape is sent.
    pub sending: Sending,
    /// What puts back the state that the services share; the servers then run one after another, each after a reset.
    pub reset: Option<Reset>,
    /// What the tape has to have for a certificate.
    pub thresholds: Thresholds,
    /// The original's source files, if the branches are to be seen that the tape reaches in them.
    pub traced: Option<Vec<PathBuf>>,
    /// What is compared, for the certificate.
    pub subject: Subject,
}

/// Transport differences, which are listed and not judged unless asked: proxies change all of them on the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches, one a kind of difference")]
pub struct Judge {
    /// Whether there is a `Date`.
    pub date: bool,
    /// The `Server` header.
    pub server: bool,
    /// The headers of one connection: RFC 9110, section 7.6.1.
    pub hop_by_hop: bool,
    /// `Content-Length` against chunks against the end of the connection, and whether that end is a reset.
    pub framing: bool,
    /// The reason phrase.
    pub reason: bool,
    /// HTTP/1.0 against HTTP/1.1.
    pub version: bool,
}

impl Default for Options {
    /// Byte-equal answers, transport not judged, ten seconds an answer, a thousand differences.
    fn default() -> Self {
        Self {
            allow_equivalent: false,
            judge: Judge::default(),
            patience: Duration::from_secs(10),
            kept_differences: 1000,
            rules: Vec::new(),
            sending: Sending::default(),
            reset: None,
            thresholds: Thresholds::default(),
            traced: None,
            subject: Subject::default(),
        }
    }
}
