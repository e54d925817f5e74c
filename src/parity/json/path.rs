//! Places in a JSON value.

use std::fmt::{self, Write};

/// From a value to one inside of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The member with that key.
    Key(String),
    /// The item with that number, from 0.
    Index(usize),
}

/// The way from the root to a value; shown as `$.users[3]['e-mail']`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(pub Vec<Step>);

impl Path {
    /// The path with all item numbers taken out, so that the items of a list count as one place.
    pub fn general(&self) -> String {
        self.write(|text, _| text.push_str("[*]"))
    }

    fn write(&self, mut index: impl FnMut(&mut String, usize)) -> String {
        let mut text = "$".to_owned();
        for step in &self.0 {
            match step {
                Step::Index(number) => index(&mut text, *number),
                Step::Key(key) if is_name(key) => {
                    text.push('.');
                    text.push_str(key);
                }
                Step::Key(key) => {
                    let _ = write!(text, "['{}']", key.replace('\\', "\\\\").replace('\'', "\\'"));
                }
            }
        }
        text
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.write(|text, number| {
            let _ = write!(text, "[{number}]");
        }))
    }
}

fn is_name(key: &str) -> bool {
    !key.is_empty()
        && !key.starts_with(|first: char| first.is_ascii_digit())
        && key.chars().all(|character| character.is_alphanumeric() || character == '_')
}

/// A path with `[*]` and `.*` for any item and any member, as it stands in the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Step(Step),
    AnyIndex,
    AnyKey,
}

impl Pattern {
    /// Reads `$`, `.name`, `['any key']`, `[3]`, `[*]`, `.*`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = text.strip_prefix('$')?;
        let mut parts = Vec::new();
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix("[*]") {
                parts.push(Part::AnyIndex);
                rest = after;
            } else if let Some(after) = rest.strip_prefix(".*") {
                parts.push(Part::AnyKey);
                rest = after;
            } else if let Some(after) = rest.strip_prefix("['") {
                let (key, after) = quoted(after)?;
                parts.push(Part::Step(Step::Key(key)));
                rest = after.strip_prefix(']')?;
            } else if let Some(after) = rest.strip_prefix('[') {
                let (number, after) = after.split_once(']')?;
                parts.push(Part::Step(Step::Index(number.parse().ok()?)));
                rest = after;
            } else {
                let after = rest.strip_prefix('.')?;
                let end = after.find(['.', '[']).unwrap_or(after.len());
                if end == 0 {
                    return None;
                }
                parts.push(Part::Step(Step::Key(after[..end].to_owned())));
                rest = &after[end..];
            }
        }
        Some(Self(parts))
    }

    /// Whether a path is one of those that the pattern names.
    pub fn matches(&self, path: &Path) -> bool {
        self.0.len() == path.0.len()
            && self.0.iter().zip(&path.0).all(|(part, step)| match (part, step) {
                (Part::Step(wanted), step) => wanted == step,
                (Part::AnyIndex, Step::Index(_)) | (Part::AnyKey, Step::Key(_)) => true,
                (Part::AnyIndex, Step::Key(_)) | (Part::AnyKey, Step::Index(_)) => false,
            })
    }
}

/// A key up to its closing quote, and the text after it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut key = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '\'' => return Some((key, &text[at + 1..])),
            '\\' => key.push(characters.next()?.1),
            _ => key.push(character),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_as_the_pattern_that_names_it() {
        let path =
            Path(vec![Step::Key("users".into()), Step::Index(3), Step::Key("it's".into()), Step::Key("é".into())]);
        assert_eq!(path.to_string(), "$.users[3]['it\\'s'].é");
        for text in [path.to_string(), path.general(), "$.*[*].*.*".to_owned()] {
            assert!(Pattern::parse(&text).expect("a pattern").matches(&path), "{text}");
        }
        for text in ["$.users[4]['it\\'s'].é", "$.users[*]", "$.*.*.*.*", "$"] {
            assert!(!Pattern::parse(text).expect("a pattern").matches(&path), "{text}");
        }
        for text in ["users", "$users", "$.", "$[x]", "$['a", "$['a'"] {
            assert_eq!(Pattern::parse(text), None, "{text}");
        }
    }
}
