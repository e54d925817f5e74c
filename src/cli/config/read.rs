//! The text of a `.pivotrc` becomes settings.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, bail};
use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged as _;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::Setting;
use super::keys::{KEYS, Key, Kind};

/// Every setting with its line.
pub fn settings(file: &Path, text: &str) -> Result<BTreeMap<&'static str, (Setting, u32)>> {
    let options = ParseOptions {
        allow_loose_object_property_names: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
        ..ParseOptions::default()
    };
    let mut reader = Reader { file, text, found: BTreeMap::new() };
    let parsed = match parse_to_ast(text, &CollectOptions::default(), &options) {
        Ok(parsed) => parsed.value,
        Err(error) => bail!("{}:{}: {}", file.display(), reader.line(error.range().start), error.kind()),
    };
    match parsed {
        None => {}
        Some(Value::Object(object)) => reader.object("", &object)?,
        Some(other) => bail!("{}:{}: the file is a JSON object", file.display(), reader.line(other.range().start)),
    }
    Ok(reader.found)
}

pub(super) struct Reader<'t> {
    pub(super) file: &'t Path,
    text: &'t str,
    found: BTreeMap<&'static str, (Setting, u32)>,
}

impl Reader<'_> {
    pub(super) fn line(&self, offset: usize) -> u32 {
        let before = self.text.get(..offset).unwrap_or(self.text);
        u32::try_from(before.bytes().filter(|byte| *byte == b'\n').count() + 1).unwrap_or(u32::MAX)
    }

    fn object(&mut self, group: &str, object: &Object<'_>) -> Result<()> {
        for property in &object.properties {
            let name = property.name.as_str();
            let line = self.line(property.range.start);
            let name = if group.is_empty() { name.to_owned() } else { format!("{group}.{name}") };
            let at = || format!("{}:{line}", self.file.display());
            if let Some(key) = KEYS.iter().find(|key| key.name == name) {
                let setting = match (key.kind, &property.value) {
                    (Kind::Rules, Value::Object(routes)) => Some(Setting::Rules(self.rules(routes)?)),
                    _ => setting(key, &property.value),
                };
                let Some(setting) = setting else { bail!("{}: `{name}` {}", at(), wanted(key.kind)) };
                if self.found.insert(key.name, (setting, line)).is_some() {
                    bail!("{}: `{name}` is set twice", at());
                }
            } else if KEYS.iter().any(|key| key.name.starts_with(&format!("{name}."))) {
                match &property.value {
                    Value::Object(inner) => self.object(&name, inner)?,
                    _ => bail!("{}: `{name}` is an object", at()),
                }
            } else {
                bail!("{}: unknown key `{name}`{}", at(), nearest(&name));
            }
        }
        Ok(())
    }
}

/// ``; did you mean `profile`?``, or the names there are.
fn nearest(name: &str) -> String {
    let mut known: Vec<&str> = Vec::new();
    for key in KEYS {
        known.push(key.name);
        known.extend(key.name.split_once('.').map(|(group, _)| group));
    }
    known.sort_unstable();
    known.dedup();
    let depth = |text: &str| text.matches('.').count();
    let last = |text: &str| text.rsplit('.').next().unwrap_or_default().to_owned();
    let by_whole =
        known.iter().filter(|one| depth(one) == depth(name)).map(|one| (strsim::jaro_winkler(one, name), *one));
    // A known key in another group: `read_timeout` instead of `server.read_timeout`.
    let by_last = known.iter().map(|one| (strsim::jaro_winkler(&last(one), &last(name)) - 0.05, *one));
    let best = by_whole.chain(by_last).max_by(|left, right| left.0.total_cmp(&right.0));
    match best {
        Some((likeness, best)) if likeness > 0.8 => format!("; did you mean `{best}`?"),
        _ => "; .pivotrc.example shows every key".to_owned(),
    }
}

fn wanted(kind: Kind) -> String {
    match kind {
        Kind::Flag => "is true or false".to_owned(),
        Kind::Count => "is a whole number from 1".to_owned(),
        Kind::Amount => "is a whole number from 0".to_owned(),
        Kind::Percent => "is a number from 0 to 100".to_owned(),
        Kind::Time => "is a time such as \"5s\", \"500ms\" or \"2m\"".to_owned(),
        Kind::Text => "is a text".to_owned(),
        Kind::Texts => "is a text or a list of texts".to_owned(),
        Kind::Word(words) => format!("is one of {}", words.join(", ")),
        Kind::Words(words) => format!("is a list of {}", words.join(", ")),
        Kind::Table => "is an object of texts".to_owned(),
        Kind::Rules => "is an object of routes, each with a list of rules".to_owned(),
    }
}

fn setting(key: &Key, value: &Value<'_>) -> Option<Setting> {
    match (key.kind, value) {
        (Kind::Flag, Value::BooleanLit(flag)) => Some(Setting::Flag(flag.value)),
        (Kind::Count, Value::NumberLit(number)) => {
            number.value.parse().ok().filter(|number| *number > 0).map(Setting::Count)
        }
        (Kind::Amount, Value::NumberLit(number)) => number.value.parse().ok().map(Setting::Count),
        (Kind::Percent, Value::NumberLit(number)) => {
            number.value.parse().ok().filter(|number| (0.0..=100.0).contains(number)).map(Setting::Percent)
        }
        (Kind::Time, Value::StringLit(text)) => super::duration::milliseconds(&text.value).map(Setting::Milliseconds),
        (Kind::Text | Kind::Texts, Value::StringLit(text)) => Some(Setting::Text(text.value.to_string())),
        (Kind::Word(words), Value::StringLit(text)) => {
            words.contains(&text.value.as_ref()).then(|| Setting::Text(text.value.to_string()))
        }
        (Kind::Texts | Kind::Words(_), Value::Array(array)) => {
            let texts: Option<Vec<String>> =
                array.elements.iter().map(|element| Some(element.as_string_lit()?.value.to_string())).collect();
            texts
                .filter(|texts| match key.kind {
                    Kind::Words(words) => !texts.is_empty() && texts.iter().all(|text| words.contains(&text.as_str())),
                    _ => true,
                })
                .map(Setting::Texts)
        }
        (Kind::Table, Value::Object(object)) => {
            let rows = object
                .properties
                .iter()
                .map(|row| Some((row.name.as_str().to_owned(), row.value.as_string_lit()?.value.to_string())));
            rows.collect::<Option<BTreeMap<String, String>>>().map(Setting::Table)
        }
        _ => None,
    }
}
