//! Reading and writing `pivot.json`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::{Manifest, SCHEMA};

/// The manifest's name in the project's directory.
pub const FILE_NAME: &str = "pivot.json";

/// The one key that every schema has, read first so that a newer file is named as such and not as malformed.
#[derive(Deserialize)]
struct Header {
    schema: u64,
}

impl Manifest {
    /// Reads the manifest of a project.
    ///
    /// # Errors
    /// The directory has none, it is not JSON, it lacks a key, or its schema is one that this version does not know.
    pub fn read(project: &Path) -> Result<Self> {
        let path = project.join(FILE_NAME);
        let text = fs::read_to_string(&path).with_context(|| {
            format!("cannot read {}; is {} a folder that `pivot evolve` wrote?", path.display(), project.display())
        })?;
        Self::parse(&text).with_context(|| format!("in {}", path.display()))
    }

    /// Reads a manifest's text.
    ///
    /// # Errors
    /// See [`Manifest::read`].
    pub fn parse(text: &str) -> Result<Self> {
        let header: Header = serde_json::from_str(text).context("this is not a pivot manifest")?;
        if header.schema != SCHEMA {
            bail!(
                "schema {} is not known to pivot {}, which reads schema {SCHEMA}; use the version of pivot that wrote the \
                 project, or run `pivot evolve` again",
                header.schema,
                env!("CARGO_PKG_VERSION"),
            );
        }
        serde_json::from_str(text).context("the manifest is incomplete; run `pivot evolve` again")
    }

    /// The manifest's text: the same manifest gives the same bytes.
    ///
    /// # Errors
    /// None that a manifest can cause; serialization to memory does not fail.
    pub fn to_text(&self) -> Result<String> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        Ok(text)
    }

    /// Writes the manifest of a project.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, project: &Path) -> Result<()> {
        let path = project.join(FILE_NAME);
        fs::write(&path, self.to_text()?).with_context(|| format!("cannot write {}", path.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{
        "schema": 1, "pivot": "0.1.0", "target": "go", "kind": "service",
        "python": {"version": "3.11.7", "frameworks": {}},
        "sources": [{"path": "../api_server.py", "sha256": "00"}],
        "routes": [{"method": "GET", "path": "/api/user/<id>", "handler": "Handler.do_GET", "file": "../api_server.py",
                    "line": 7, "status": "bridged", "reason": "set order reaches the output"}],
        "build": ["go", "build"], "run": {"old": ["python3", "../api_server.py", "{port}"], "new": ["./api_server", "{port}"]},
        "volatile": [{"where": "body", "path": "$.processed_at", "source": "clock", "type": "int"}],
        "additions": [], "a key of a later version": 1
    }"#;

    #[test]
    fn reads_what_it_writes() -> Result<()> {
        let manifest = Manifest::parse(TEXT)?;
        assert_eq!(manifest.routes[0].line, 7);
        assert_eq!(manifest.volatile[0].route, None);
        let folder = tempfile::tempdir()?;
        manifest.write(folder.path())?;
        assert_eq!(Manifest::read(folder.path())?, manifest);
        Ok(())
    }

    #[test]
    fn a_newer_schema_is_named_as_such() {
        let error = Manifest::parse(r#"{"schema": 2, "services": []}"#).expect_err("schema 2 is unknown");
        assert!(error.to_string().contains("schema 2 is not known"), "{error}");
    }

    #[test]
    fn a_folder_without_manifest_says_what_to_do() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let error = Manifest::read(folder.path()).expect_err("there is none");
        assert!(error.to_string().contains("pivot evolve"), "{error}");
    }
}
