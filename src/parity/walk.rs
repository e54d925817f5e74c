//! Compares JSON answers value by value.

use std::collections::{HashMap, HashSet};

use super::formats::Format;
use super::identity::MadeUp;
use super::json::{Member, Node, Path, Step, Value};
use super::noise::{Judged, Window, is_stamp, judge_numbers, judge_texts};
use super::rules::Rules;
use super::verdict::Kind;
use crate::manifest::{Place, Source};

/// One place at which an answer differs, or at which nothing can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// In what way.
    pub kind: Kind,
    /// Where: a JSON path, a header's name, a place in a text.
    pub path: String,
    /// The original's value; of the first original where the two disagree.
    pub old: String,
    /// The new server's value; the second original's for [`Kind::Undecided`].
    pub new: String,
}

/// A value that was allowed to differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Allowance {
    /// Where, with `[*]` for the items of lists.
    pub path: String,
    /// Why: what the manifest says, or that the originals disagree.
    pub why: String,
    /// Within which limits.
    pub limits: String,
}

/// The texts of the three answers.
#[derive(Clone, Copy)]
pub(super) struct Texts<'a> {
    pub(super) first: &'a str,
    pub(super) second: &'a str,
    pub(super) new: &'a str,
}

/// A comparison of three JSON values that goes on through their parts.
pub(super) struct Walk<'a> {
    texts: Texts<'a>,
    rules: &'a Rules<'a>,
    window: Window,
    path: Path,
    /// Where the answers differ.
    pub(super) findings: Vec<Finding>,
    /// Where they were allowed to.
    pub(super) allowances: Vec<Allowance>,
    /// What each server made up.
    pub(super) made_up: Vec<MadeUp>,
    /// The formats of the values that may differ.
    pub(super) formats: Vec<Format>,
    /// Whether apart from allowed differences the new text equals the first original's byte for byte.
    pub(super) exact: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(texts: Texts<'a>, rules: &'a Rules<'a>, window: Window) -> Self {
        let path = Path::default();
        Self {
            texts,
            rules,
            window,
            path,
            findings: Vec::new(),
            allowances: Vec::new(),
            made_up: Vec::new(),
            formats: Vec::new(),
            exact: true,
        }
    }

    /// Compares three whole texts.
    pub(super) fn compare(&mut self, first: &Node, second: &Node, new: &Node) {
        let around = |text: &'a str, node: &Node| (&text[..node.start], &text[node.end..]);
        self.exact &= around(self.texts.first, first) == around(self.texts.new, new);
        self.values(first, second, new);
    }

    fn values(&mut self, first: &Node, second: &Node, new: &Node) {
        let (one, other, value) = (first.value.type_of(), second.value.type_of(), new.value.type_of());
        if one != other {
            return self.undecided(first, second);
        }
        if one != value {
            // A type is shown with its value: `1` and `1.0` look alike.
            let old = format!("{} ({})", excerpt(self.texts.first, first), one.name());
            let new = format!("{} ({})", excerpt(self.texts.new, new), value.name());
            return self.finding(Kind::Type, old, new);
        }
        match (&first.value, &second.value, &new.value) {
            (Value::Object(one), Value::Object(other), Value::Object(value)) => {
                self.objects((first, one), (second, other), (new, value));
            }
            (Value::Array(one), Value::Array(other), Value::Array(value)) => {
                self.arrays((first, one), (second, other), (new, value));
            }
            (Value::String(one), Value::String(other), Value::String(value)) => {
                self.strings((first, one), (second, other), (new, value));
            }
            (
                Value::Int(one) | Value::Float(one),
                Value::Int(other) | Value::Float(other),
                Value::Int(value) | Value::Float(value),
            ) => {
                let source = self.rules.source(Place::Body, &self.path, one_type(first));
                if source.is_none() && first.canonical() == second.canonical() && first.canonical() == new.canonical() {
                    self.exact &= one == value;
                    return;
                }
                let judged = judge_numbers(one, other, value, source, self.window);
                if matches!(judged, Judged::Fits(_)) {
                    self.formats.push(Format::of_numbers(self.path.general(), [one, other, value]));
                }
                self.judged(judged, source, first, second, new);
            }
            _ => self.constants(first, second, new),
        }
    }

    /// `null`, `true` and `false`.
    fn constants(&mut self, first: &Node, second: &Node, new: &Node) {
        let source = self.rules.source(Place::Body, &self.path, one_type(first));
        if first.value != second.value || source.is_some() {
            self.allow(source, "either value".to_owned());
        } else if first.value != new.value {
            self.differs(Kind::Value, first, new);
        }
    }

    fn strings(&mut self, first: (&Node, &[u16]), second: (&Node, &[u16]), new: (&Node, &[u16])) {
        let source = self.rules.source(Place::Body, &self.path, one_type(first.0));
        if first.1 == second.1 && first.1 == new.1 {
            self.exact &= slice(self.texts.first, first.0) == slice(self.texts.new, new.0);
            return;
        }
        let texts = [first.1, second.1, new.1].map(String::from_utf16_lossy);
        let judged = judge_texts(&texts[0], &texts[1], &texts[2], source, self.window);
        // Two different lone surrogates have the same lossy text.
        let judged = if judged == Judged::Same { Judged::Breaks("the originals' text".to_owned()) } else { judged };
        if matches!(judged, Judged::Fits(_)) && !is_stamp(&texts[0]) {
            let [first, second, new] = &texts;
            self.formats.extend(Format::of_tokens(self.path.general(), [first, second, new]));
            self.made_up.extend(MadeUp::of(self.path.to_string(), texts));
        }
        self.judged(judged, source, first.0, second.0, new.0);
    }

    fn arrays(&mut self, first: (&Node, &[Node]), second: (&Node, &[Node]), new: (&Node, &[Node])) {
        if first.1.len() != second.1.len() {
            return self.undecided(first.0, second.0);
        }
        let texts = self.texts;
        if slice(texts.first, first.0) != slice(texts.second, second.0)
            && sorted(first.1) == sorted(second.1)
            && canonical(first.1) != canonical(second.1)
        {
            let limits = "the same items in any order".to_owned();
            if sorted(first.1) == sorted(new.1) {
                return self.allow(None, limits);
            }
            return self.breaks(&limits, first.0, new.0);
        }
        self.exact &= array_gaps(texts.first, first.0, first.1) == array_gaps(texts.new, new.0, new.1);
        for (index, node) in first.1.iter().enumerate() {
            self.path.0.push(Step::Index(index));
            match new.1.get(index) {
                Some(value) => self.values(node, &second.1[index], value),
                None => self.finding(Kind::Missing, excerpt(texts.first, node), String::new()),
            }
            self.path.0.pop();
        }
        for (index, node) in new.1.iter().enumerate().skip(first.1.len()) {
            self.path.0.push(Step::Index(index));
            self.finding(Kind::Extra, String::new(), excerpt(texts.new, node));
            self.path.0.pop();
        }
    }

    fn objects<'n>(&mut self, first: (&Node, &'n [Member]), second: (&Node, &'n [Member]), new: (&Node, &'n [Member])) {
        let texts = self.texts;
        if sorted_keys(first.1) != sorted_keys(second.1) {
            return self.undecided(first.0, second.0);
        }
        let order = |members: &[Member]| -> Vec<Vec<u16>> { members.iter().map(|member| member.key.clone()).collect() };
        let mut layouts = [object_layout(texts.first, first.0, first.1), object_layout(texts.new, new.0, new.1)];
        if order(first.1) == order(second.1) {
            self.exact &= order(first.1) == order(new.1);
        } else {
            for parts in &mut layouts {
                parts.sort_unstable();
            }
            self.allow(None, "the same keys in any order".to_owned());
        }
        self.exact &= layouts[0] == layouts[1];
        let (one, other, value) = (by_key(first.1), by_key(second.1), by_key(new.1));
        let mut seen = HashSet::new();
        for key in first.1.iter().chain(new.1).map(|member| member.key.as_slice()) {
            if !seen.insert(key) {
                continue;
            }
            self.path.0.push(Step::Key(String::from_utf16_lossy(key)));
            let nodes = |map: &HashMap<&[u16], Vec<&'n Node>>| map.get(key).cloned().unwrap_or_default();
            let (one, other, value) = (nodes(&one), nodes(&other), nodes(&value));
            for index in 0..one.len().max(value.len()) {
                match (one.get(index), other.get(index), value.get(index)) {
                    (Some(one), Some(other), Some(value)) => self.values(one, other, value),
                    (Some(one), ..) => self.finding(Kind::Missing, excerpt(texts.first, one), String::new()),
                    (None, _, Some(value)) => self.finding(Kind::Extra, String::new(), excerpt(texts.new, value)),
                    (None, _, None) => {}
                }
            }
            self.path.0.pop();
        }
    }

    fn judged(&mut self, judged: Judged, source: Option<Source>, first: &Node, second: &Node, new: &Node) {
        match judged {
            Judged::Same => {}
            Judged::Fits(limits) => self.allow(source, limits),
            Judged::Breaks(_) if source.is_none() && first.canonical() == second.canonical() => {
                self.differs(Kind::Value, first, new);
            }
            Judged::Breaks(limits) => self.breaks(&limits, first, new),
            Judged::Unlike => self.undecided(first, second),
        }
    }

    fn allow(&mut self, source: Option<Source>, limits: String) {
        self.allowances.push(Allowance { path: self.path.general(), why: why(source), limits });
    }

    fn breaks(&mut self, limits: &str, first: &Node, new: &Node) {
        let new = excerpt(self.texts.new, new);
        self.finding(Kind::Noise, format!("{} (allowed: {limits})", excerpt(self.texts.first, first)), new);
    }

    fn differs(&mut self, kind: Kind, first: &Node, new: &Node) {
        self.finding(kind, excerpt(self.texts.first, first), excerpt(self.texts.new, new));
    }

    fn undecided(&mut self, first: &Node, second: &Node) {
        self.finding(Kind::Undecided, excerpt(self.texts.first, first), excerpt(self.texts.second, second));
    }

    fn finding(&mut self, kind: Kind, old: String, new: String) {
        self.findings.push(Finding { kind, path: self.path.to_string(), old, new });
    }
}

/// Why a value was allowed to differ.
pub(super) fn why(source: Option<Source>) -> String {
    match source {
        Some(Source::Clock) => "the code reads a clock",
        Some(Source::Random) => "the code reads a random source",
        Some(Source::Uuid) => "the code generates an identifier",
        Some(Source::Pid) => "the code reads the process id",
        Some(Source::Hash) => "the code depends on a hash",
        None => "the originals disagree",
    }
    .to_owned()
}

fn one_type(node: &Node) -> &'static str {
    node.value.type_of().name()
}

fn slice<'a>(text: &'a str, node: &Node) -> &'a str {
    &text[node.start..node.end]
}

/// A value's text, shortened for showing.
fn excerpt(text: &str, node: &Node) -> String {
    super::verdict::shorten(slice(text, node))
}

fn canonical(items: &[Node]) -> Vec<String> {
    items.iter().map(Node::canonical).collect()
}

fn sorted(items: &[Node]) -> Vec<String> {
    let mut items = canonical(items);
    items.sort_unstable();
    items
}

fn sorted_keys(members: &[Member]) -> Vec<&[u16]> {
    let mut keys: Vec<&[u16]> = members.iter().map(|member| member.key.as_slice()).collect();
    keys.sort_unstable();
    keys
}

fn by_key(members: &[Member]) -> HashMap<&[u16], Vec<&Node>> {
    let mut groups: HashMap<&[u16], Vec<&Node>> = HashMap::new();
    for member in members {
        groups.entry(&member.key).or_default().push(&member.node);
    }
    groups
}

/// What stands between the items of a list: brackets, commas, white space.
fn array_gaps<'a>(text: &'a str, node: &Node, items: &[Node]) -> Vec<&'a str> {
    gaps(text, node, items.iter().map(|item| (item.start, item.end)))
}

/// What stands between the keys and values of an object, and how the keys are written.
fn object_layout<'a>(text: &'a str, node: &Node, members: &[Member]) -> Vec<&'a str> {
    let parts =
        members.iter().flat_map(|member| [(member.key_start, member.key_end), (member.node.start, member.node.end)]);
    let mut layout = gaps(text, node, parts);
    layout.extend(members.iter().map(|member| &text[member.key_start..member.key_end]));
    layout
}

fn gaps<'a>(text: &'a str, node: &Node, parts: impl Iterator<Item = (usize, usize)>) -> Vec<&'a str> {
    let mut gaps = Vec::new();
    let mut at = node.start;
    for (start, end) in parts {
        gaps.push(&text[at..start]);
        at = end;
    }
    gaps.push(&text[at..node.end]);
    gaps
}
