//! What a certificate is about: the files that were compared, by their hashes.

use serde::{Deserialize, Serialize};

use super::Verdict;
use crate::manifest::FileDigest;

/// What was compared. All paths are relative to the project's folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The version of pivot that compared.
    pub pivot: String,
    /// How the original was reached: its command, or its URL.
    pub old: String,
    /// How the new service was reached.
    pub new: String,
    /// The original's files: the manifest's sources, or the files that the command names. None for a URL.
    pub sources: Vec<FileDigest>,
    /// The new service's files: the manifest, the generated sources and what lies beside them, or the files that the command names. None for a URL.
    pub project: Vec<FileDigest>,
    /// The built program, where the project has one.
    pub program: Option<FileDigest>,
    /// The tape.
    pub tape: FileDigest,
}

/// The part of a certificate that is checked; other keys are left.
#[derive(Clone, Debug, Deserialize)]
pub struct Sealed {
    /// The schema number of the certificate.
    pub schema: u64,
    /// The verdict over all requests.
    pub verdict: Verdict,
    /// How many requests were replayed.
    pub requests: u64,
    /// What was compared.
    pub subject: Subject,
    /// See [`seal`].
    pub digest: String,
}

/// Something that is not as the certificate says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What: `certificate`, `verdict`, `source`, `project`, `program` or `tape`.
    pub what: &'static str,
    /// Its path from the project's folder; the certificate's own for the first two.
    pub path: String,
    /// How: `changed`, `missing`, `added`, or words.
    pub change: String,
}

impl Subject {
    /// How the files differ that are there `now`. A program that is not built is no change: it is made of files that are checked.
    pub fn changes(&self, now: &Self) -> Vec<Change> {
        let mut changes = compare("source", &self.sources, &now.sources);
        changes.extend(compare("project", &self.project, &now.project));
        if let (Some(known), Some(now)) = (&self.program, &now.program) {
            changes.extend(compare("program", std::slice::from_ref(known), std::slice::from_ref(now)));
        }
        changes.extend(compare("tape", std::slice::from_ref(&self.tape), std::slice::from_ref(&now.tape)));
        changes
    }
}

fn compare(what: &'static str, known: &[FileDigest], now: &[FileDigest]) -> Vec<Change> {
    let change = |path: &str, change: &str| Change { what, path: path.to_owned(), change: change.to_owned() };
    let find = |files: &[FileDigest], path: &str| files.iter().find(|file| file.path == path).cloned();
    let mut changes = Vec::new();
    for file in known {
        match find(now, &file.path) {
            None => changes.push(change(&file.path, "missing")),
            Some(found) if found.sha256 != file.sha256 => changes.push(change(&file.path, "changed")),
            Some(_) => {}
        }
    }
    changes.extend(now.iter().filter(|file| find(known, &file.path).is_none()).map(|file| change(&file.path, "added")));
    changes
}

/// How a certificate names its own hash while that is not known.
const UNSEALED: &str = "\"digest\": \"\"";

/// Puts the hash of a certificate's text into it, by `hash`: that of the text with an empty hash. It is no signature, but an edit shows.
pub fn seal(text: &str, hash: impl Fn(&[u8]) -> String) -> String {
    let Some(at) = text.rfind(UNSEALED) else { return text.to_owned() };
    let (before, after) = (&text[..at], &text[at + UNSEALED.len()..]);
    format!("{before}\"digest\": \"{}\"{after}", hash(text.as_bytes()))
}

/// Whether a certificate's text is as it was sealed with `digest`.
pub fn is_sealed(text: &str, digest: &str, hash: impl Fn(&[u8]) -> String) -> bool {
    let sealed = format!("\"digest\": \"{digest}\"");
    let Some(at) = text.rfind(&sealed) else { return false };
    let unsealed = format!("{}{UNSEALED}{}", &text[..at], &text[at + sealed.len()..]);
    !digest.is_empty() && hash(unsealed.as_bytes()) == digest
}
