//! Writes a pattern as RE2 and the `regex` crate read it, with Python's meaning.
//!
//! `\d`, `\w` and `\s` are written out: the engines know other sets under these names. Both targets put their own constant in for a long one.

use super::Flags;
use super::tree::{Class, Item, Node};

/// A piece of a written pattern.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Piece {
    /// Text of the pattern.
    Text(String),
    /// A constant of the runtimes that holds the inside of a set: `re_digit`, `re_word`.
    Named(&'static str),
}

/// `\s`: what `str.isspace` is true of.
const SPACE: &str = r"\t-\r\x1C-\x20\x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}";
/// `\s` of text whose characters are below U+0100.
const LATIN1_SPACE: &str = r"\t-\r\x1C-\x20\x{85}\x{A0}";
/// `\s` with `re.ASCII`.
const ASCII_SPACE: &str = r"\t-\r ";
/// `\w` of text whose characters are below U+0100.
const LATIN1_WORD: &str = r"0-9A-Za-z_ª²³µ¹ºÀ-ÖØ-öø-ÿ¼-¾";

/// How a pattern is written.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The flags that it has in Python.
    pub flags: Flags,
    /// All characters of the text are below U+0100, and none is a line break.
    pub latin1: bool,
    /// The match has to end where the text ends.
    pub whole: bool,
}

/// The pieces of a pattern.
pub fn print(node: &Node, anchored: bool, style: Style) -> Vec<Piece> {
    let mut out = Out { pieces: Vec::new(), style };
    let alternation = matches!(node, Node::Alternation(_));
    let starts =
        matches!(node, Node::Start) || matches!(node, Node::Concat(all) if matches!(all.first(), Some(Node::Start)));
    if anchored && !starts {
        out.text("^");
    }
    let wrapped = alternation && (anchored || style.whole);
    if wrapped {
        out.text("(?:");
    }
    out.node(node);
    if wrapped {
        out.text(")");
    }
    let ends = |last: Option<&Node>| matches!(last, Some(Node::End | Node::VeryEnd));
    let ended = ends(Some(node)) || matches!(node, Node::Concat(all) if ends(all.last()));
    if style.whole && !ended {
        out.text("$");
    }
    out.pieces
}

struct Out {
    pieces: Vec<Piece>,
    style: Style,
}

impl Out {
    fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            Some(Piece::Named(_)) | None => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Literal(c) => self.text(&literal(*c)),
            Node::Any if self.style.flags.dot_all => self.text("(?s:.)"),
            Node::Any => self.text("."),
            Node::Class(class) => self.class(class),
            Node::Group(number, name, inner) => {
                self.text(match (number, name) {
                    (None, _) => "(?:",
                    (Some(_), _) => "(",
                });
                if let (Some(_), Some(name)) = (number, name) {
                    self.text(&format!("?P<{name}>"));
                }
                self.node(inner);
                self.text(")");
            }
            Node::Concat(all) => all.iter().for_each(|one| self.node(one)),
            Node::Alternation(all) => {
                for (position, one) in all.iter().enumerate() {
                    if position > 0 {
                        self.text("|");
                    }
                    self.node(one);
                }
            }
            Node::Repeat { node, min, max, greedy } => {
                self.node(node);
                self.text(&match (min, max) {
                    (0, None) => "*".to_owned(),
                    (1, None) => "+".to_owned(),
                    (0, Some(1)) => "?".to_owned(),
                    (min, None) => format!("{{{min},}}"),
                    (min, Some(max)) if min == max => format!("{{{min}}}"),
                    (min, Some(max)) => format!("{{{min},{max}}}"),
                });
                if !greedy {
                    self.text("?");
                }
            }
            Node::Start => self.text("^"),
            Node::LineStart => self.text("(?m:^)"),
            Node::LineEnd => self.text("(?m:$)"),
            Node::VeryEnd => self.text("$"),
            Node::End if self.style.latin1 || self.style.whole => self.text("$"),
            Node::End => self.text(r"\n?$"),
        }
    }

    fn class(&mut self, class: &Class) {
        let Class { negated, items } = class;
        self.text(if *negated { "[^" } else { "[" });
        for item in items {
            let (ascii, latin1) = (self.style.flags.ascii, self.style.latin1);
            match item {
                Item::Range(a, b) if a == b => self.text(&member(*a)),
                Item::Range(a, b) => self.text(&format!("{}-{}", member(*a), member(*b))),
                Item::Digit if ascii || latin1 => self.text("0-9"),
                Item::Digit => self.pieces.push(Piece::Named("re_digit")),
                Item::Word if ascii => self.text("0-9A-Za-z_"),
                Item::Word if latin1 => self.text(LATIN1_WORD),
                Item::Word => self.pieces.push(Piece::Named("re_word")),
                Item::Space if ascii => self.text(ASCII_SPACE),
                Item::Space if latin1 => self.text(LATIN1_SPACE),
                Item::Space => self.text(SPACE),
            }
        }
        self.text("]");
    }
}

/// A character outside of a set.
fn literal(c: char) -> String {
    if r"\.+*?()|[]{}^$".contains(c) { format!(r"\{c}") } else { plain(c) }
}

/// A character in a set.
fn member(c: char) -> String {
    if r"\[]^-&~".contains(c) { format!(r"\{c}") } else { plain(c) }
}

fn plain(c: char) -> String {
    match c {
        '\n' => r"\n".to_owned(),
        '\r' => r"\r".to_owned(),
        '\t' => r"\t".to_owned(),
        ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{ff}' => c.to_string(),
        c => format!(r"\x{{{:X}}}", u32::from(c)),
    }
}
