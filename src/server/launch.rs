//! What starts a server.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// Stands for the port in an argument list.
const PORT: &str = "{port}";

/// What starts a server: a command that takes the port to listen on.
#[derive(Clone, Debug)]
pub struct Launch {
    /// What messages call it, for example `the original`.
    pub name: String,
    /// Program and arguments; `{port}` in any of them becomes the port. Not a shell's command line.
    pub command: Vec<String>,
    /// The directory that it runs in; a relative program path is looked up from there.
    pub folder: PathBuf,
    /// Set in addition to pivot's own environment.
    pub environment: Vec<(String, String)>,
    /// How long it may take until it answers.
    pub patience: Duration,
}

impl Launch {
    /// A command with no further environment and 30 seconds of patience.
    ///
    /// # Errors
    /// The command is empty or nowhere takes the port.
    pub fn new(name: impl Into<String>, command: Vec<String>, folder: impl Into<PathBuf>) -> Result<Self> {
        let name = name.into();
        if command.is_empty() {
            bail!("there is no command to start {name}");
        }
        if !command.iter().any(|argument| argument.contains(PORT)) {
            bail!(
                "the command for {name} does not say where the port goes: {}\nwrite {PORT} where it takes its port, \
                 for example `python3 api_server.py {PORT}`",
                command.join(" "),
            );
        }
        Ok(Self { name, command, folder: folder.into(), environment: Vec::new(), patience: Duration::from_secs(30) })
    }

    /// The same with one more environment variable.
    #[must_use]
    pub fn with_environment(mut self, name: &str, value: impl Into<String>) -> Self {
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    /// The process to spawn for a port: no input, captured output.
    pub(super) fn command(&self, port: u16) -> Result<Command> {
        let mut words = self.command.iter().map(|word| word.replace(PORT, &port.to_string()));
        let program = words.next().context("the command is empty")?;
        let folder = std::path::absolute(&self.folder)?;
        if !folder.is_dir() {
            bail!("cannot start {}: {} is not a folder", self.name, folder.display());
        }
        // Whether a relative program is looked up before or after the change of directory differs by platform.
        let relative = program.contains('/') && Path::new(&program).is_relative();
        let mut command = if relative { Command::new(folder.join(&program)) } else { Command::new(&program) };
        command.args(words).current_dir(folder).envs(self.environment.iter().cloned());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Ok(command)
    }
}

/// Splits a command line into words as a shell does: blanks separate, `'…'`, `"…"` and `\` quote; nothing is expanded.
///
/// # Errors
/// A quote that is not closed.
pub fn split_command(line: &str) -> Result<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (Some(open), _) if character == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (None | Some('"'), '\\') => match characters.next() {
                Some(escaped) => word.get_or_insert_default().push(escaped),
                None => bail!("the command ends in a backslash: {line}"),
            },
            (None, ' ' | '\t' | '\n') => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    if let Some(open) = quote {
        bail!("a {open} is not closed in the command: {line}");
    }
    words.extend(word);
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_as_a_shell_does() -> Result<()> {
        assert_eq!(
            split_command(r#"  python3 'a b.py' "" x\ y "q\"r" {port}"#)?,
            ["python3", "a b.py", "", "x y", "q\"r", "{port}"]
        );
        assert!(split_command("a 'b").is_err());
        assert!(split_command("a \\").is_err());
        Ok(())
    }

    #[test]
    fn a_command_without_a_port_is_refused() {
        let error = Launch::new("the original", vec!["python3".into(), "a.py".into()], ".").expect_err("no port");
        assert!(error.to_string().contains("{port}"), "{error}");
    }
}
