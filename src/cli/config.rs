//! `.pivotrc`: what a project asks of pivot.
//!
//! JSON with comments and trailing commas, found from the analysed path upwards; options on the command line win over it. An unknown key is an error with its
//! line and the nearest known name, so that a slip is not silently ignored.

mod duration;
mod keys;
mod read;
mod rules;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

pub use duration::milliseconds;
pub use keys::{KEYS, Key};

use super::named::cannot_read;
use crate::emit::ServerOptions;
use crate::manifest::Target;
use crate::parity::{Rule, Thresholds};
use keys::Effect;

/// The file's name.
pub const FILE_NAME: &str = ".pivotrc";

/// What a key is set to.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// `true`, `false`
    Flag(bool),
    /// `100000`
    Count(u64),
    /// `99.5`
    Percent(f64),
    /// `"5s"`, in milliseconds.
    Milliseconds(u64),
    /// `"text"`
    Text(String),
    /// `["a", "b"]`
    Texts(Vec<String>),
    /// `{"NAME": "value"}`, with any names.
    Table(BTreeMap<String, String>),
    /// `{"GET /path": [{"path": "$.a", "ignore": true}]}`
    Rules(Vec<Rule>),
}

/// The settings of one file; an empty one where there is none.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The file.
    pub file: Option<PathBuf>,
    settings: BTreeMap<&'static str, (Setting, u32)>,
}

impl Config {
    /// The file that was named, or the nearest one from the analysed path upwards, or none.
    ///
    /// # Errors
    /// It cannot be read, is no JSON, or has a key or a value that is not known.
    pub fn find(named: Option<&Path>, analysed: &Path) -> Result<Self> {
        if let Some(named) = named {
            return Self::read(named);
        }
        let start = std::path::absolute(analysed)?;
        let found = start.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file());
        found.map_or_else(|| Ok(Self::default()), |file| Self::read(&shorter(&file)))
    }

    fn read(file: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(file).map_err(|error| cannot_read(file, &error))?;
        Self::parse(file, &text)
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// It is no JSON, or has a key or a value that is not known.
    pub fn parse(file: &Path, text: &str) -> Result<Self> {
        Ok(Self { file: Some(file.to_path_buf()), settings: read::settings(file, text)? })
    }

    /// What keys have no effect, and why, for a target.
    pub fn warnings(&self, target: Target) -> Vec<String> {
        let file = self.file.as_deref().unwrap_or(Path::new(FILE_NAME)).display();
        let mut warnings = Vec::new();
        for (name, (setting, line)) in &self.settings {
            let effect = KEYS.iter().find(|key| key.name == *name).map_or(Effect::Later, |key| key.effect);
            let other = match target {
                Target::Go => "rust_specific.",
                Target::Rust => "go_specific.",
            };
            let why = match effect {
                _ if name.starts_with(other) => "has no effect on this target".to_owned(),
                Effect::Now => continue,
                Effect::Value(words) => match setting {
                    Setting::Text(word) if words.contains(&word.as_str()) => continue,
                    Setting::Flag(flag) if words.contains(&flag.to_string().as_str()) => continue,
                    Setting::Text(word) => format!("\"{word}\" has no effect yet"),
                    Setting::Flag(flag) => format!("{flag} has no effect yet"),
                    _ => "has no effect yet".to_owned(),
                },
                Effect::Later => "has no effect yet".to_owned(),
            };
            warnings.push(format!("{file}:{line}: `{name}` {why}"));
        }
        warnings
    }

    fn get(&self, name: &str) -> Option<&Setting> {
        debug_assert!(KEYS.iter().any(|key| key.name == name), "{name} is not among the keys");
        self.settings.get(name).map(|(setting, _)| setting)
    }

    /// A text.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(Setting::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A list of texts.
    pub fn texts(&self, name: &str) -> Option<&[String]> {
        match self.get(name) {
            Some(Setting::Texts(texts)) => Some(texts),
            Some(Setting::Text(text)) => Some(std::slice::from_ref(text)),
            _ => None,
        }
    }

    /// The text of a name in a table.
    pub fn entry(&self, table: &str, name: &str) -> Option<&str> {
        match self.get(table) {
            Some(Setting::Table(entries)) => entries.get(name).map(String::as_str),
            _ => None,
        }
    }

    /// What a tape has to have for a certificate.
    pub fn thresholds(&self) -> Thresholds {
        let known = Thresholds::default();
        let branches = match self.get("parity.min_branches") {
            Some(Setting::Percent(percent)) => *percent,
            _ => known.branches,
        };
        Thresholds { requests: self.number("parity.min_requests").unwrap_or(known.requests), branches }
    }

    /// What parity allows to differ.
    pub fn rules(&self) -> &[Rule] {
        match self.get("parity.rules") {
            Some(Setting::Rules(rules)) => rules,
            _ => &[],
        }
    }

    fn flag(&self, name: &str) -> Option<bool> {
        match self.get(name) {
            Some(Setting::Flag(flag)) => Some(*flag),
            _ => None,
        }
    }

    fn number(&self, name: &str) -> Option<u64> {
        match self.get(name) {
            Some(Setting::Count(number) | Setting::Milliseconds(number)) => Some(*number),
            _ => None,
        }
    }

    /// The languages that the project may move to.
    pub fn targets(&self) -> Option<Vec<Target>> {
        let names = self.texts("target_languages")?;
        Some(names.iter().map(|name| if name == "rust" { Target::Rust } else { Target::Go }).collect())
    }

    /// Limits of the generated server: `server.*`, which the target's own keys override.
    pub fn server(&self, target: Target) -> ServerOptions {
        let own = match target {
            Target::Go => "go_specific",
            Target::Rust => "rust_specific",
        };
        let time =
            |name: &str| self.number(&format!("{own}.{name}")).or_else(|| self.number(&format!("server.{name}")));
        let most = match target {
            Target::Go => "go_specific.max_goroutines",
            Target::Rust => "rust_specific.max_tasks",
        };
        let bounded = self.flag("optimization.goroutine_pool") != Some(false);
        ServerOptions {
            read_timeout_ms: time("read_timeout"),
            write_timeout_ms: time("write_timeout"),
            idle_timeout_ms: time("idle_timeout"),
            max_concurrent: self.number(most).or_else(|| self.number("server.max_concurrent")).filter(|_| bounded),
            http2: self.flag("server.http2").or_else(|| self.flag("optimization.http2_enabled")).unwrap_or(false),
        }
    }

    /// The error that a value of this file has at its line.
    ///
    /// # Errors
    /// Always.
    pub fn refuse<T>(&self, name: &str, why: &str) -> Result<T> {
        let line = self.settings.get(name).map_or(1, |(_, line)| *line);
        let file = self.file.as_deref().unwrap_or(Path::new(FILE_NAME)).display();
        bail!("{file}:{line}: `{name}` {why}")
    }
}

/// The path as it is from here, when it lies here.
fn shorter(file: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    here.and_then(|here| file.strip_prefix(here).ok().map(Path::to_path_buf)).unwrap_or_else(|| file.to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config> {
        Config::parse(Path::new(FILE_NAME), text)
    }

    #[test]
    fn a_file_with_comments_is_read() -> Result<()> {
        let config = parse(
            "{\n  // times\n  \"server\": {\"read_timeout\": \"3s\", \"idle_timeout\": \"2m\"},\n  \"go_specific\": {\"read_timeout\": \"500ms\", \"max_goroutines\": 9,},\n}",
        )?;
        let go = config.server(Target::Go);
        assert_eq!((go.read_timeout_ms, go.idle_timeout_ms, go.max_concurrent), (Some(500), Some(120_000), Some(9)));
        assert_eq!(config.server(Target::Rust).read_timeout_ms, Some(3000));
        assert_eq!(config.warnings(Target::Go), Vec::<String>::new());
        assert_eq!(config.warnings(Target::Rust).len(), 2);
        Ok(())
    }

    #[test]
    fn slips_are_errors_with_their_line() {
        for (text, expected) in [
            ("{\n\"profil\": \"balanced\"}", ".pivotrc:2: unknown key `profil`; did you mean `profile`?"),
            (
                "{\"go_specific\": {\n\n\"read_timout\": \"5s\"}}",
                ".pivotrc:3: unknown key `go_specific.read_timout`; did you mean `go_specific.read_timeout`?",
            ),
            (
                "{\"optimizations\": {\"json_pool\": true}}",
                ".pivotrc:1: unknown key `optimizations`; did you mean `optimization`?",
            ),
            ("{\"profile\": \"fast\"}", ".pivotrc:1: `profile` is one of conservative, balanced, aggressive"),
            ("{\"server\": {\"read_timeout\": 5}}", ".pivotrc:1: `server.read_timeout` is a time such as \"5s\""),
            ("{\"server\": true}", ".pivotrc:1: `server` is an object"),
            ("{\"profile\": \"balanced\", \"profile\": \"balanced\"}", ".pivotrc:1: `profile` is set twice"),
            ("{\"profile\": ", ".pivotrc:1: "),
            ("[]", ".pivotrc:1: the file is a JSON object"),
        ] {
            let error = parse(text).expect_err(text).to_string();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
    }

    #[test]
    fn what_has_no_effect_is_said() -> Result<()> {
        let config = parse(
            "{\"optimization\": {\"json_pool\": true, \"connection_pooling\": true}, \"profile\": \"aggressive\"}",
        )?;
        let warnings = config.warnings(Target::Go);
        assert_eq!(
            warnings,
            [
                ".pivotrc:1: `optimization.connection_pooling` has no effect yet",
                ".pivotrc:1: `profile` \"aggressive\" has no effect yet"
            ]
        );
        Ok(())
    }

    #[test]
    fn a_goroutine_pool_bounds_the_requests_in_work() -> Result<()> {
        let limit = "\"go_specific\": {\"max_goroutines\": 7}";
        assert_eq!(
            parse(&format!("{{{limit}, \"optimization\": {{\"goroutine_pool\": true}}}}"))?
                .server(Target::Go)
                .max_concurrent,
            Some(7)
        );
        assert_eq!(
            parse(&format!("{{{limit}, \"optimization\": {{\"goroutine_pool\": false}}}}"))?
                .server(Target::Go)
                .max_concurrent,
            None
        );
        Ok(())
    }

    #[test]
    fn the_example_shows_every_key() -> Result<()> {
        let text = include_str!("../../.pivotrc.example");
        let config = parse(text)?;
        for key in KEYS {
            assert!(config.settings.contains_key(key.name), ".pivotrc.example does not show `{}`", key.name);
        }
        Ok(())
    }
}
