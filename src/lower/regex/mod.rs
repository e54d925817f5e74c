//! Regular expressions whose meaning is the same in the targets' engines.
//!
//! RE2 and the `regex` crate find what a backtracking engine finds: leftmost, the first alternative that fits, as much as a greedy repeat can take. What they do not
//! have (references, looking ahead), and where they differ (rounds of a repeat that match nothing), is refused; so the pattern has to be a constant. Sets and `$`
//! are written anew: see [`mod@print`].

mod call;
mod composed;
mod parse;
mod print;
mod tree;

use std::rc::Rc;

pub use call::{MATCH, constant};
pub use print::Piece;
pub use tree::Group;
use tree::Node;

use crate::ir::GlobalId;

/// Flags that a pattern can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Flags {
    /// `re.IGNORECASE`
    pub ignore_case: bool,
    /// `re.ASCII`
    pub ascii: bool,
    /// `re.DOTALL`
    pub dot_all: bool,
    /// `re.MULTILINE`
    pub multi_line: bool,
}

/// A pattern that means the same in the targets.
#[derive(Debug, PartialEq, Eq)]
pub struct Regex {
    node: Node,
    flags: Flags,
}

/// What a match shows.
#[derive(Debug, PartialEq, Eq)]
pub struct Matched {
    /// The groups, from number 1.
    pub groups: Vec<Group>,
    /// The whole match is what Python shows as the whole match.
    pub whole: bool,
}

/// A pattern as it stands in the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its text.
    pub pieces: Vec<Piece>,
    /// Its name.
    pub name: String,
}

impl Regex {
    /// Reads a pattern; a reason where its meaning is not sure to be the same.
    pub fn read(pattern: &str, mut flags: Flags) -> Result<Rc<Self>, String> {
        let mut rest = pattern;
        while let Some((letters, after)) = rest.strip_prefix("(?").and_then(|inner| inner.split_once(')')) {
            if letters.is_empty() || !letters.chars().all(|c| c.is_ascii_lowercase()) {
                break;
            }
            for letter in letters.chars() {
                match letter {
                    'i' => flags.ignore_case = true,
                    'a' => flags.ascii = true,
                    's' => flags.dot_all = true,
                    'm' => flags.multi_line = true,
                    'u' => {}
                    _ => return Err(format!("the flag `{letter}`")),
                }
            }
            rest = after;
        }
        let node = parse::parse(rest, flags)?;
        Ok(Rc::new(Self { node, flags }))
    }

    /// Whether it can match the empty text.
    fn may_be_empty(&self) -> bool {
        self.node.may_be_empty()
    }

    /// Whether it looks for the end of the text anywhere.
    fn has_end(&self) -> bool {
        let mut found = false;
        self.node.walk(&mut |node| found |= *node == Node::End);
        found
    }

    /// Whether every `$` is the last thing of the pattern, outside of groups with a number.
    fn ends_last(&self) -> bool {
        ends_last(&self.node, true)
    }

    fn words(&self) -> String {
        let mut words: Vec<String> = Vec::new();
        let mut inside = false;
        self.node.walk(&mut |node| match node {
            Node::Literal(c) if c.is_ascii_alphabetic() => {
                if !std::mem::replace(&mut inside, true) {
                    words.push(String::new());
                }
                if let Some(last) = words.last_mut() {
                    last.push(c.to_ascii_uppercase());
                }
            }
            _ => inside = false,
        });
        words.retain(|word| word.len() > 1);
        words.truncate(3);
        words.push("PATTERN".to_owned());
        words.join("_")
    }
}

fn ends_last(node: &Node, last: bool) -> bool {
    match node {
        Node::End => last,
        Node::Concat(all) => all.iter().enumerate().all(|(i, one)| ends_last(one, last && i + 1 == all.len())),
        Node::Alternation(all) => all.iter().all(|one| ends_last(one, last)),
        Node::Group(number, _, inner) => ends_last(inner, last && number.is_none()),
        Node::Repeat { node, .. } => ends_last(node, false),
        Node::Literal(_)
        | Node::Any
        | Node::Class(_)
        | Node::Start
        | Node::VeryEnd
        | Node::LineStart
        | Node::LineEnd => true,
    }
}

impl super::lowerer::Lowerer<'_> {
    /// The constant that holds a pattern.
    fn pattern_global(&mut self, pieces: Vec<Piece>, name: String) -> GlobalId {
        let position = self.patterns.iter().position(|known| known.pieces == pieces).unwrap_or_else(|| {
            self.patterns.push(Written { pieces, name });
            self.patterns.len() - 1
        });
        let before = self.model.globals.len();
        GlobalId(u32::try_from(before + position).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::print::Style;
    use super::{Flags, Regex, print};

    fn written(pattern: &str, latin1: bool, whole: bool) -> Result<String, String> {
        let regex = Regex::read(pattern, Flags::default())?;
        let style = Style { flags: regex.flags, latin1, whole };
        let pieces = print::print(&regex.node, true, style);
        Ok(pieces
            .iter()
            .map(|piece| match piece {
                super::Piece::Text(text) => text.clone(),
                super::Piece::Named(name) => format!("<{name}>"),
            })
            .collect())
    }

    #[test]
    fn patterns_are_written_for_the_targets() {
        let cases = [
            (r"^/items/(\d+)$", true, r"^/items/([0-9]+)$"),
            (r"^/items/(\d+)$", false, r"^/items/([<re_digit>]+)\n?$"),
            (r"/posts/(?P<slug>[\w-]+)", false, r"^/posts/(?P<slug>[<re_word>\-]+)"),
            (r"a|b$", true, r"^(?:a|b$)"),
            (r"[^\s/$.?#]{2,3}?", true, r"^[^\t-\r\x1C-\x20\x{85}\x{A0}/$.?#]{2,3}?"),
            (r"(?i)kis", false, r"^[kK\x{212A}][iI\x{130}\x{131}][sS\x{17F}]"),
            (r"(?m)^a$", false, r"^(?m:^)a(?m:$)"),
            (r"a{,2}b{x}", false, r"^a{0,2}b\{x\}"),
        ];
        for (pattern, latin1, expected) in cases {
            assert_eq!(written(pattern, latin1, false).as_deref(), Ok(expected), "{pattern}");
        }
        assert_eq!(written("a|b", false, true).as_deref(), Ok("^(?:a|b)$"));
    }

    #[test]
    fn what_engines_disagree_about_is_refused() {
        for pattern in [
            r"(a*)*",
            r"(?:a|b?)+",
            r"(a)+",
            r"(a)\1",
            r"(?=a)",
            r"(?<!a)b",
            r"\bword\b",
            r"a*+",
            r"a**",
            r"*a",
            r"(a",
            r"a)",
            r"[z-a]",
            r"[\D]",
            r"(?x)^a",
            r"(?P=x)",
            r"a{1,1000}",
            r"\q",
            r"[a-\d]",
            r"(?:a{2}){3}",
        ] {
            assert!(written(pattern, false, false).is_err(), "{pattern}");
        }
    }
}
