//! The manifest's contents.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Volatile;

/// The schema number that this version of pivot writes and the only one that it reads.
pub const SCHEMA: u64 = 1;

/// What a generated project says of itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always [`SCHEMA`].
    pub schema: u64,
    /// The version of pivot that wrote the project, for example `0.1.0`.
    pub pivot: String,
    /// The language of the generated sources.
    pub target: Target,
    /// What the original is.
    pub kind: Kind,
    /// The Python that the translation is for.
    pub python: Python,
    /// The original's files that the translation was made from.
    pub sources: Vec<FileDigest>,
    /// The files that evolve wrote, so that later edits are seen and kept.
    #[serde(default)]
    pub files: Vec<FileDigest>,
    /// Every route of the service, in the order in which the original tries them.
    #[serde(default)]
    pub routes: Vec<Route>,
    /// The command that builds the project, as an argument list.
    #[serde(default)]
    pub build: Vec<String>,
    /// The commands that start the original and the new service.
    #[serde(default)]
    pub run: Run,
    /// Fields of answers whose value is not a function of the requests.
    #[serde(default)]
    pub volatile: Vec<Volatile>,
    /// Configured deviations from the original's answers.
    #[serde(default)]
    pub additions: Vec<Addition>,
}

/// A language that pivot writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// Go.
    Go,
    /// Rust.
    Rust,
}

/// What the original is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// It answers HTTP requests.
    Service,
    /// It runs and ends.
    Program,
    /// It is imported.
    Library,
}

/// The Python that a translation is for: versions are inputs of the translation, since behaviour changes with them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Python {
    /// `CPython`'s version, for example `3.11.7`.
    pub version: String,
    /// Versions of the frameworks in use by their package name, for example `flask` → `3.0.3`.
    #[serde(default)]
    pub frameworks: BTreeMap<String, String>,
}

/// A file and what was in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDigest {
    /// Path relative to the project's directory, with `/` between its parts.
    pub path: String,
    /// SHA-256 of the file's bytes in 64 lower-case hex digits.
    pub sha256: String,
}

/// One route of the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// The request method, for example `GET`; `*` for any.
    pub method: String,
    /// The path with its parameters in the framework's notation, for example `/api/user/<id>`.
    pub path: String,
    /// The qualified name of the Python function that answers.
    pub handler: String,
    /// The file of that function, as in [`Manifest::sources`].
    pub file: String,
    /// The line of that function, counted from 1.
    pub line: u32,
    /// Who answers in the new service.
    pub status: RouteStatus,
    /// Why it is bridged; empty for a native route.
    #[serde(default)]
    pub reason: String,
}

/// Who answers a route in the new service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RouteStatus {
    /// Translated code.
    Native,
    /// The original, to which the new service forwards.
    Bridged,
}

/// Argument lists that start the two services in the project's directory; `{port}` stands for the port to listen on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Starts the original.
    #[serde(default)]
    pub old: Vec<String>,
    /// Starts the new service.
    #[serde(default)]
    pub new: Vec<String>,
}

/// A configured deviation from the original's answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addition {
    /// The configuration key, for example `server.gzip`.
    pub key: String,
    /// What a client can notice.
    pub effect: String,
}
