//! The comparison rules of `parity.rules`.
//!
//! ```json
//! "rules": {
//!   "GET /api/user/<id>": [{"path": "$.score", "tolerance": 0.01}],
//!   "*": [{"header": "X-Served-By", "ignore": true}]
//! }
//! ```

use anyhow::{Result, bail};
use jsonc_parser::ast::{Array, Object, Value};

use super::read::Reader;
use crate::manifest::{Place, Source};
use crate::parity::{Permit, Rule, Tolerance};

/// The keys of a rule.
const RULE_KEYS: &[&str] = &["path", "header", "ignore", "tolerance", "unordered", "volatile", "type"];
/// The types of JSON values, as rules and the manifest name them.
const TYPES: &[&str] = &["int", "float", "number", "string", "bool", "null", "array", "object"];
const SOURCES: &[(&str, Source)] = &[
    ("clock", Source::Clock),
    ("random", Source::Random),
    ("uuid", Source::Uuid),
    ("pid", Source::Pid),
    ("hash", Source::Hash),
];

impl Reader<'_> {
    /// The rules of every route, in the order of the file.
    pub(super) fn rules(&self, routes: &Object<'_>) -> Result<Vec<Rule>> {
        let mut rules = Vec::new();
        for property in &routes.properties {
            let route = property.name.as_str();
            let at = self.at(property);
            if route != "*"
                && !route.trim_start_matches(|c: char| c.is_ascii_uppercase() || c == '*').trim_start().starts_with('/')
            {
                bail!("{at}: `{route}` is no route; write \"GET /path\", \"/path\" or \"*\" for all");
            }
            let Value::Array(Array { elements, .. }) = &property.value else {
                bail!("{at}: `parity.rules` of {route} is a list of rules");
            };
            for element in elements {
                let Value::Object(rule) = element else {
                    bail!("{}: a rule is an object such as {{\"path\": \"$.a\", \"ignore\": true}}", self.at(element));
                };
                rules.push(self.rule(route, rule)?);
            }
        }
        Ok(rules)
    }

    fn at(&self, place: &impl jsonc_parser::common::Ranged) -> String {
        format!("{}:{}", self.file.display(), self.line(place.range().start))
    }

    fn rule(&self, route: &str, rule: &Object<'_>) -> Result<Rule> {
        let at = self.at(rule);
        for (number, property) in rule.properties.iter().enumerate() {
            let (at, name) = (self.at(property), property.name.as_str());
            if !RULE_KEYS.contains(&name) {
                let near = RULE_KEYS.iter().map(|key| (strsim::jaro_winkler(key, name), key));
                let near =
                    near.max_by(|left, right| left.0.total_cmp(&right.0)).filter(|(likeness, _)| *likeness > 0.8);
                let hint = near.map_or_else(
                    || format!("; a rule has {}", RULE_KEYS.join(", ")),
                    |(_, key)| format!("; did you mean `{key}`?"),
                );
                bail!("{at}: unknown key `{name}` of a rule{hint}");
            }
            if rule.properties[..number].iter().any(|other| other.name.as_str() == name) {
                bail!("{at}: `{name}` is set twice");
            }
        }
        let value = |name: &str| {
            rule.properties.iter().find(|property| property.name.as_str() == name).map(|property| &property.value)
        };
        let text = |name: &str| match value(name) {
            Some(Value::StringLit(text)) => Ok(Some(text.value.to_string())),
            Some(other) => bail!("{}: `{name}` is a text", self.at(other)),
            None => Ok(None),
        };
        let (place, path) = match (text("path")?, text("header")?) {
            (Some(path), None) => (Place::Body, path),
            (None, Some(name)) => (Place::Header, name),
            _ => bail!("{at}: a rule has either a `path` (\"$.a[*].b\") or a `header`"),
        };
        let rule = Rule {
            origin: at.clone(),
            route: (route != "*").then(|| route.to_owned()),
            permit: self.permit(&at, value)?,
            place,
            path,
        };
        if !rule.is_readable() {
            bail!("{at}: `{}` is no path; write $, then .key, ['any key'], [3], [*] or .* for each step", rule.path);
        }
        if place == Place::Header && matches!(rule.permit, Permit::Tolerance(_) | Permit::Unordered) {
            bail!("{at}: a header can be `ignore`d or `volatile`");
        }
        Ok(rule)
    }

    fn permit<'v>(&self, at: &str, value: impl Fn(&str) -> Option<&'v Value<'v>>) -> Result<Permit> {
        const KINDS: [&str; 4] = ["ignore", "tolerance", "unordered", "volatile"];
        let kinds: Vec<&str> = KINDS.into_iter().filter(|kind| value(kind).is_some()).collect();
        let [kind] = kinds[..] else {
            bail!("{at}: a rule has one of {}", KINDS.join(", "));
        };
        if kind != "volatile" && value("type").is_some() {
            bail!("{at}: `type` belongs to `volatile`");
        }
        match (kind, value(kind)) {
            ("ignore", Some(Value::BooleanLit(set))) if set.value => Ok(Permit::Ignore),
            ("unordered", Some(Value::BooleanLit(set))) if set.value => Ok(Permit::Unordered),
            ("tolerance", Some(set)) => match tolerance(set) {
                Some(tolerance) => Ok(Permit::Tolerance(tolerance)),
                None => {
                    bail!("{at}: `tolerance` is a number from 0, or a share of the original's value such as \"0.1%\"")
                }
            },
            ("volatile", Some(Value::StringLit(source))) => {
                let Some((_, source)) = SOURCES.iter().find(|(name, _)| *name == source.value) else {
                    bail!(
                        "{at}: `volatile` is one of {}",
                        SOURCES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
                    );
                };
                let type_name = match value("type") {
                    Some(Value::StringLit(name)) if TYPES.contains(&name.value.as_ref()) => name.value.to_string(),
                    _ => bail!("{at}: a volatile value has a `type`, one of {}", TYPES.join(", ")),
                };
                Ok(Permit::Volatile(*source, type_name))
            }
            ("volatile", _) => bail!("{at}: `volatile` is a text"),
            _ => bail!("{at}: `{kind}` is true, or left out"),
        }
    }
}

/// `0.01`, `"1%"`
fn tolerance(value: &Value<'_>) -> Option<Tolerance> {
    let checked = |number: f64| (number.is_finite() && number >= 0.0).then_some(number);
    match value {
        Value::NumberLit(number) => checked(number.value.parse().ok()?).map(Tolerance::Absolute),
        Value::StringLit(text) => {
            let share: f64 = text.value.strip_suffix('%')?.trim().parse().ok()?;
            checked(share / 100.0).map(Tolerance::Relative)
        }
        _ => None,
    }
}
