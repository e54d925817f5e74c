//! JSON documents that are read whole, with the line of every value.

use std::io::BufRead;

use anyhow::{Context, Result, anyhow, bail};
use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged as _;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde::de::IgnoredAny;

/// The text of a document, checked to be UTF-8.
pub(super) struct Text {
    name: String,
    text: String,
}

/// A value in a document.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    document: &'a Text,
    value: &'a Value<'a>,
}

impl Text {
    pub(super) fn read(name: &str, mut input: impl BufRead) -> Result<Self> {
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes).with_context(|| format!("cannot read {name}"))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            anyhow!("{name}:{}: the file is not UTF-8", line(before))
        })?;
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        Ok(Self { name: name.to_owned(), text })
    }

    /// Reads the document and hands it to a function.
    pub(super) fn with<T>(&self, use_it: impl FnOnce(Node<'_>) -> Result<T>) -> Result<T> {
        let at = |line: usize| format!("{}:{line}", self.name);
        // The strict reader goes first: the other one keeps places and is lenient about control characters.
        serde_json::from_str::<IgnoredAny>(&self.text).map_err(|error| {
            let text = error.to_string();
            anyhow!("{}: {}", at(error.line()), text.split(" at line ").next().unwrap_or(&text))
        })?;
        let options = ParseOptions {
            allow_comments: false,
            allow_loose_object_property_names: false,
            allow_trailing_commas: false,
            allow_missing_commas: false,
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        let parsed = parse_to_ast(&self.text, &CollectOptions::default(), &options).map_err(|error| {
            let before = self.text.get(..error.range().start).unwrap_or("");
            anyhow!("{}: {}", at(line(before.as_bytes())), error.kind())
        })?;
        let Some(value) = &parsed.value else { bail!("{}: the document is empty", at(1)) };
        let node = Node { document: self, value };
        node.check_keys()?;
        use_it(node)
    }
}

/// The number of the line that these bytes end on.
fn line(before: &[u8]) -> usize {
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

impl<'a> Node<'a> {
    fn child(self, value: &'a Value<'a>) -> Self {
        Self { document: self.document, value }
    }

    /// A key that stands twice in an object means whatever its reader likes.
    fn check_keys(self) -> Result<()> {
        let mut known = std::collections::BTreeSet::new();
        for property in self.properties() {
            let name = property.name.as_str();
            if !known.insert(name) {
                return Err(self.child(&property.value).error(format!("the key {name:?} stands there twice")));
            }
            self.child(&property.value).check_keys()?;
        }
        self.items().try_for_each(Self::check_keys)
    }

    fn properties(self) -> &'a [ObjectProp<'a>] {
        self.value.as_object().map_or(&[], |object| &object.properties)
    }

    /// Keys and values of an object, in order; none of what is no object.
    pub(super) fn entries(self) -> impl Iterator<Item = (&'a str, Self)> {
        self.properties().iter().map(move |property| (property.name.as_str(), self.child(&property.value)))
    }

    /// The items of a list; none of what is no list.
    pub(super) fn items(self) -> impl Iterator<Item = Self> {
        let items = self.value.as_array().map_or(&[][..], |list| &list.elements);
        items.iter().map(move |item| self.child(item))
    }

    /// The value of a key; `null` counts as none.
    pub(super) fn get(self, key: &str) -> Option<Self> {
        let found = self.entries().find(|(name, _)| *name == key)?.1;
        found.value.as_null_keyword().is_none().then_some(found)
    }

    pub(super) fn is_object(self) -> bool {
        self.value.as_object().is_some()
    }

    pub(super) fn is_list(self) -> bool {
        self.value.as_array().is_some()
    }

    /// A text.
    pub(super) fn text(self) -> Option<&'a str> {
        self.value.as_string_lit().map(|text| text.value.as_ref())
    }

    /// A text, a number, a truth value as text; a number as it is written.
    pub(super) fn scalar(self) -> Option<String> {
        match self.value {
            Value::StringLit(text) => Some(text.value.to_string()),
            Value::NumberLit(number) => Some(number.value.to_owned()),
            Value::BooleanLit(truth) => Some(truth.value.to_string()),
            Value::Object(_) | Value::Array(_) | Value::NullKeyword(_) => None,
        }
    }

    pub(super) fn is_true(self) -> bool {
        self.value.as_boolean_lit().is_some_and(|truth| truth.value)
    }

    /// The value as it stands in the file.
    pub(super) fn source(self) -> &'a str {
        let range = self.value.range();
        self.document.text.get(range.start..range.end).unwrap_or("")
    }

    /// Where it stands.
    pub(super) fn place(self) -> String {
        let before = self.document.text.get(..self.value.range().start).unwrap_or("");
        format!("{}:{}", self.document.name, line(before.as_bytes()))
    }

    /// An error at its place.
    pub(super) fn error(self, why: impl std::fmt::Display) -> anyhow::Error {
        anyhow!("{}: {why}", self.place())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T>(text: &str, use_it: impl FnOnce(Node<'_>) -> Result<T>) -> Result<T> {
        Text::read("x", text.as_bytes())?.with(use_it)
    }

    #[test]
    fn values_keep_their_places_and_sources() -> Result<()> {
        read("\u{feff}{\"a\": \"\\ud83d\\ude00\\n\",\n \"b\": [1.50, {\"c\": null}]}", |node| {
            assert_eq!(node.get("a").and_then(Node::text), Some("😀\n"));
            let list = node.get("b").context("b")?;
            assert_eq!((list.place().as_str(), list.source()), ("x:2", "[1.50, {\"c\": null}]"));
            assert_eq!(list.items().next().and_then(Node::scalar).as_deref(), Some("1.50"));
            Ok(())
        })
    }

    #[test]
    fn what_is_not_strict_json_is_refused_with_its_line() {
        for text in [
            "",
            "{\n\"a\": NaN}",
            "{\n\"a\": \"\\ud800\"}",
            "{\n\"a\": 1, \"a\": 2}",
            "{\n// a\n}",
            "{\n\"a\": 1,}",
            "{\n\"a\": \"\t\"}",
        ] {
            let error = read(text, |_| Ok(())).expect_err(text).to_string();
            assert!(error.starts_with("x:"), "{text}: {error}");
        }
        let deep = "[".repeat(100_000);
        assert!(read(&deep, |_| Ok(())).is_err());
    }
}
