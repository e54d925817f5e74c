//! Takes what the rules of a route allow out of the answers.

use std::collections::{BTreeMap, HashMap};

use super::align::align;
use super::{Permit, Rule, Tally};
use crate::manifest::Place;
use crate::parity::answers::Answers;
use crate::parity::json::{self, Node, Path, Pattern, Step, Value};
use crate::parity::rules::has_type;
use crate::parity::walk::Finding;
use crate::traffic::Response;

/// The rules of one route.
#[derive(Debug)]
pub(in crate::parity) struct Permits<'a> {
    headers: Vec<(usize, &'a Rule)>,
    body: Vec<(usize, &'a Rule, Pattern)>,
}

/// The answers without what the rules allow, and where they allowed it.
#[derive(Debug)]
pub(in crate::parity) struct Edited {
    first: Response,
    second: Response,
    new: Response,
    /// By rule and place: what each of the answers has there.
    places: BTreeMap<(usize, String), Seen>,
}

/// What stands at a place to which a rule applies.
#[derive(Debug, Default)]
struct Seen {
    values: [Option<String>; 3],
    /// A volatile value is judged by the comparison, which may still object.
    judged: bool,
}

impl<'a> Permits<'a> {
    /// Those of the rules that are about a route, named as `METHOD /path`.
    pub(in crate::parity) fn new(rules: &'a [Rule], route: &str) -> Self {
        let mut permits = Self { headers: Vec::new(), body: Vec::new() };
        for (number, rule) in rules.iter().enumerate().filter(|(_, rule)| rule.applies(route)) {
            match (rule.place, Pattern::parse(&rule.path)) {
                (Place::Header, _) => permits.headers.push((number, rule)),
                (Place::Body, Some(pattern)) => permits.body.push((number, rule, pattern)),
                (Place::Body, None) => {}
            }
        }
        permits
    }

    /// Applies the rules; `None` where there are none.
    pub(in crate::parity) fn edit(&self, answers: Answers<'_>) -> Option<Edited> {
        if self.headers.is_empty() && self.body.is_empty() {
            return None;
        }
        let Answers { first, second, new, .. } = answers;
        let mut edited =
            Edited { first: first.clone(), second: second.clone(), new: new.clone(), places: BTreeMap::new() };
        self.edit_headers(&mut edited);
        self.edit_bodies(&mut edited);
        Some(edited)
    }

    fn edit_headers(&self, edited: &mut Edited) {
        for (number, rule) in &self.headers {
            let values = edited.all().map(|answer| {
                let mut values: Vec<&str> = answer.header(&rule.path).collect();
                values.sort_unstable();
                (!values.is_empty()).then(|| values.join(", "))
            });
            if values.iter().all(Option::is_none) {
                continue;
            }
            let judged = rule.permit != Permit::Ignore;
            edited.places.insert((*number, rule.path.to_ascii_lowercase()), Seen { values, judged });
            if !judged {
                for answer in edited.all() {
                    answer.headers.retain(|(name, _)| !name.eq_ignore_ascii_case(&rule.path));
                }
            }
        }
    }

    fn edit_bodies(&self, edited: &mut Edited) {
        if self.body.is_empty() {
            return;
        }
        let whole = self
            .body
            .iter()
            .find(|(_, rule, pattern)| rule.permit == Permit::Ignore && pattern.matches(&Path::default()));
        if let Some((number, ..)) = whole {
            let values = edited.all().map(|answer| Some(String::from_utf8_lossy(&answer.body).into_owned()));
            edited.places.insert((*number, "$".to_owned()), Seen { values, judged: false });
            edited.all().into_iter().for_each(|answer| answer.body.clear());
            return;
        }
        let bodies = edited.all().map(|answer| answer.body.clone());
        let trees = [&bodies[0], &bodies[1], &bodies[2]].map(|body| json::read(body));
        let texts = [&bodies[0], &bodies[1], &bodies[2]].map(|body| std::str::from_utf8(body));
        let ([Some(first), Some(second), Some(new)], [Ok(one), Ok(other), Ok(third)]) = (trees, texts) else { return };
        let mut known = HashMap::new();
        index(&first, &mut Path::default(), &mut known);
        let mut written = Vec::new();
        for (side, (text, tree)) in [(one, &first), (other, &second), (third, &new)].into_iter().enumerate() {
            let mut writer =
                Writer { permits: self, text, side, known: &known, path: Path::default(), places: &mut edited.places };
            let value = writer.value(tree);
            written.push(format!("{}{value}{}", &text[..tree.start], &text[tree.end..]));
        }
        for (answer, text) in edited.all().into_iter().zip(written) {
            answer.body = text.into_bytes();
        }
    }

    /// The rule at a place, with its number.
    fn at(&self, path: &Path) -> Option<(usize, &Permit)> {
        let found = self.body.iter().find(|(_, _, pattern)| pattern.matches(path));
        found.map(|(number, rule, _)| (*number, &rule.permit))
    }

    /// A value's text in which what may differ is left out: by it the items of a list are found again.
    fn mask(&self, node: &Node, path: &mut Path) -> String {
        match self.at(path).map(|(_, permit)| permit) {
            Some(Permit::Ignore) => return String::new(),
            Some(Permit::Tolerance(_) | Permit::Volatile(..)) => return node.value.type_of().name().to_owned(),
            Some(Permit::Unordered) | None => {}
        }
        let mut parts: Vec<String> = Vec::new();
        match &node.value {
            Value::Array(items) => {
                for (number, item) in items.iter().enumerate() {
                    path.0.push(Step::Index(number));
                    parts.push(self.mask(item, path));
                    path.0.pop();
                }
                if matches!(self.at(path), Some((_, Permit::Unordered))) {
                    parts.sort_unstable();
                }
                format!("[{}]", parts.join(","))
            }
            Value::Object(members) => {
                for member in members {
                    path.0.push(Step::Key(String::from_utf16_lossy(&member.key)));
                    parts.push(format!("{:?}:{}", member.key, self.mask(&member.node, path)));
                    path.0.pop();
                }
                parts.sort();
                format!("{{{}}}", parts.join(","))
            }
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::String(_) => node.canonical(),
        }
    }
}

impl Edited {
    fn all(&mut self) -> [&mut Response; 3] {
        [&mut self.first, &mut self.second, &mut self.new]
    }

    /// What is left to compare.
    pub(in crate::parity) fn answers<'e>(&'e self, answers: Answers<'e>) -> Answers<'e> {
        Answers { first: &self.first, second: &self.second, new: &self.new, ..answers }
    }

    /// Counts what the rules did, once the rest is compared: where the comparison still objects, nothing was hidden.
    pub(in crate::parity) fn count(&self, findings: &[Finding], tally: &mut Tally) {
        for ((rule, path), seen) in &self.places {
            tally.reached(*rule);
            let [first, second, new] = &seen.values;
            let objected = seen.judged && findings.iter().any(|finding| finding.path == *path);
            if (first != second || first != new) && !objected {
                tally.hidden(*rule);
            }
        }
    }
}

/// Every value of a tree by its place.
fn index<'n>(node: &'n Node, path: &mut Path, known: &mut HashMap<String, &'n Node>) {
    known.entry(path.to_string()).or_insert(node);
    match &node.value {
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                path.0.push(Step::Index(number));
                index(item, path, known);
                path.0.pop();
            }
        }
        Value::Object(members) => {
            for member in members {
                path.0.push(Step::Key(String::from_utf16_lossy(&member.key)));
                index(&member.node, path, known);
                path.0.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::String(_) => {}
    }
}

/// Writes one answer's JSON anew without what the rules allow.
struct Writer<'w, 'n> {
    permits: &'w Permits<'w>,
    text: &'w str,
    /// Which of the three answers.
    side: usize,
    /// The first original's values.
    known: &'w HashMap<String, &'n Node>,
    path: Path,
    places: &'w mut BTreeMap<(usize, String), Seen>,
}

impl Writer<'_, '_> {
    fn slice(&self, from: usize, to: usize) -> &str {
        &self.text[from..to]
    }

    fn note(&mut self, rule: usize, value: String, judged: bool) {
        let seen = self.places.entry((rule, self.path.to_string())).or_default();
        seen.values[self.side] = Some(value);
        seen.judged = judged;
    }

    fn value(&mut self, node: &Node) -> String {
        let own = self.slice(node.start, node.end).to_owned();
        let permits = self.permits;
        match (permits.at(&self.path), &node.value) {
            (Some((rule, Permit::Ignore)), _) => {
                self.note(rule, node.canonical(), false);
                "null".to_owned()
            }
            (Some((rule, Permit::Tolerance(tolerance))), Value::Int(digits) | Value::Float(digits)) => {
                let tolerance = *tolerance;
                let first = self.known.get(&self.path.to_string()).map(|first| &first.value);
                let near = match (first, &node.value) {
                    (Some(Value::Int(first)), Value::Int(_)) | (Some(Value::Float(first)), Value::Float(_)) => {
                        (first == digits || tolerance.allows(first, digits)).then(|| first.clone())
                    }
                    _ => None,
                };
                // A number that is too far away stays, and the comparison objects.
                self.note(rule, node.canonical(), true);
                near.unwrap_or(own)
            }
            (Some((rule, Permit::Unordered)), Value::Array(items)) => {
                let order = self.order(items);
                self.note(rule, format!("{order:?}"), false);
                self.array(node, items, &order)
            }
            (Some((rule, Permit::Volatile(_, type_name))), value) if has_type(type_name, value.type_of().name()) => {
                self.note(rule, node.canonical(), true);
                own
            }
            (_, Value::Array(items)) => self.array(node, items, &(0..items.len()).collect::<Vec<_>>()),
            (_, Value::Object(_)) => self.object(node),
            _ => own,
        }
    }

    /// The order of a list's items that makes it like the first original's.
    fn order(&self, items: &[Node]) -> Vec<usize> {
        let as_it_is = (0..items.len()).collect();
        let first = match self.known.get(&self.path.to_string()).map(|first| &first.value) {
            Some(Value::Array(first)) if first.len() == items.len() => first,
            _ => return as_it_is,
        };
        let mut path = self.path.clone();
        let mut keys = |items: &[Node]| -> Vec<[String; 2]> {
            let of = |(number, item): (usize, &Node)| {
                path.0.push(Step::Index(number));
                let masked = self.permits.mask(item, &mut path);
                path.0.pop();
                [item.canonical(), masked]
            };
            items.iter().enumerate().map(of).collect()
        };
        align(&keys(first), &keys(items))
    }

    /// A list with its items in an order; what stands between them stays.
    fn array(&mut self, node: &Node, items: &[Node], order: &[usize]) -> String {
        let (mut out, mut at) = (String::new(), node.start);
        for (number, (gap, item)) in items.iter().zip(order).enumerate() {
            out.push_str(self.slice(at, gap.start));
            self.path.0.push(Step::Index(number));
            out.push_str(&self.value(&items[*item]));
            self.path.0.pop();
            at = gap.end;
        }
        out.push_str(self.slice(at, node.end));
        out
    }

    /// An object without its ignored members.
    fn object(&mut self, node: &Node) -> String {
        let Value::Object(members) = &node.value else { return String::new() };
        let mut kept = Vec::new();
        for member in members {
            self.path.0.push(Step::Key(String::from_utf16_lossy(&member.key)));
            let permits = self.permits;
            match permits.at(&self.path) {
                Some((rule, Permit::Ignore)) => self.note(rule, member.node.canonical(), false),
                _ => {
                    let value = self.value(&member.node);
                    kept.push(format!("{}{value}", self.slice(member.key_start, member.node.start)));
                }
            }
            self.path.0.pop();
        }
        let (Some(first), Some(last)) = (members.first(), members.last()) else {
            return self.slice(node.start, node.end).to_owned();
        };
        if kept.is_empty() {
            return "{}".to_owned();
        }
        let separator = members.get(1).map_or(",", |second| self.slice(first.node.end, second.key_start));
        let mut out = self.slice(node.start, first.key_start).to_owned();
        if kept.len() == members.len() {
            let mut at = first.key_start;
            for (member, text) in members.iter().zip(&kept) {
                out.push_str(self.slice(at, member.key_start));
                out.push_str(text);
                at = member.node.end;
            }
        } else {
            out.push_str(&kept.join(separator));
        }
        out.push_str(self.slice(last.node.end, node.end));
        out
    }
}
