//! Reads a pattern as `re` of CPython 3.11 reads it. What it means otherwise in another engine, or not at all, is refused.

use super::Flags;
use super::tree::{Class, Item, Node};

/// More repeats than this are not counted out by the targets' engines.
const MOST_REPEATS: u32 = 200;

/// Reads a pattern; a reason where it is not understood.
pub fn parse(pattern: &str, flags: Flags) -> Result<Node, String> {
    let mut parser = Parser { chars: pattern.chars().collect(), at: 0, groups: 0, names: Vec::new(), flags, depth: 0 };
    let node = parser.alternation()?;
    if parser.at < parser.chars.len() {
        return Err("unbalanced parenthesis".to_owned());
    }
    Ok(node)
}

struct Parser {
    chars: Vec<char>,
    at: usize,
    groups: usize,
    names: Vec<String>,
    flags: Flags,
    depth: usize,
}

/// Letters beside those of ASCII that CPython takes for the same when case is ignored.
const FOLDED: &[(char, &[char])] = &[('i', &['\u{130}', '\u{131}']), ('k', &['\u{212a}']), ('s', &['\u{17f}'])];

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek();
        self.at += usize::from(c.is_some());
        c
    }

    fn take(&mut self, text: &str) -> bool {
        let found = text.chars().enumerate().all(|(i, c)| self.chars.get(self.at + i) == Some(&c));
        if found {
            self.at += text.chars().count();
        }
        found
    }

    fn alternation(&mut self) -> Result<Node, String> {
        let mut branches = vec![self.concat()?];
        while self.take("|") {
            branches.push(self.concat()?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Alternation(branches) })
    }

    fn concat(&mut self) -> Result<Node, String> {
        let mut items = Vec::new();
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            let item = self.atom()?;
            items.push(self.repeated(item)?);
        }
        Ok(if items.len() == 1 { items.remove(0) } else { Node::Concat(items) })
    }

    fn repeated(&mut self, node: Node) -> Result<Node, String> {
        let from = self.at;
        let (min, max) = match self.next() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match self.counts()? {
                Some(counts) => counts,
                None => {
                    self.at = from;
                    return Ok(node);
                }
            },
            _ => {
                self.at = from;
                return Ok(node);
            }
        };
        let greedy = match self.peek() {
            Some('?') => {
                self.at += 1;
                false
            }
            Some('+') => return Err("a possessive repeat".to_owned()),
            _ => true,
        };
        if matches!(self.peek(), Some('*' | '+' | '?')) {
            return Err("multiple repeat".to_owned());
        }
        if matches!(node, Node::Start | Node::End | Node::VeryEnd | Node::LineStart | Node::LineEnd)
            || node == Node::Concat(Vec::new())
        {
            return Err("nothing to repeat".to_owned());
        }
        if max.is_some_and(|max| max < min) || min.max(max.unwrap_or(0)) > MOST_REPEATS {
            return Err("this number of repeats".to_owned());
        }
        // Engines disagree about rounds that match nothing, and about what a group of an earlier round leaves behind.
        if node.may_be_empty() {
            return Err("a repeat of something that can be empty".to_owned());
        }
        if max != Some(1) && node.has_group() {
            return Err("a group in a repeat".to_owned());
        }
        let mut counted = false;
        node.walk(&mut |inner| {
            counted |= matches!(inner, Node::Repeat { min, max, .. } if *min > 1 || max.is_some_and(|max| max > 1));
        });
        if counted && (min > 1 || max.is_some_and(|max| max > 1)) {
            return Err("a counted repeat in a counted repeat".to_owned());
        }
        Ok(Node::Repeat { node: Box::new(node), min, max, greedy })
    }

    /// `2}`, `2,}`, `,3}`, `2,3}` behind a brace; anything else makes it a plain character.
    fn counts(&mut self) -> Result<Option<(u32, Option<u32>)>, String> {
        if self.peek() == Some('}') {
            return Ok(None);
        }
        let low = self.digits();
        let high = if self.take(",") { self.digits() } else { low.clone() };
        if !self.take("}") {
            return Ok(None);
        }
        let number = |text: &str| text.parse::<u32>().map_err(|_| "this number of repeats".to_owned());
        let min = if low.is_empty() { 0 } else { number(&low)? };
        let max = if high.is_empty() { None } else { Some(number(&high)?) };
        Ok(Some((min, max)))
    }

    fn digits(&mut self) -> String {
        let mut out = String::new();
        while let Some(c) = self.peek().filter(char::is_ascii_digit) {
            out.push(c);
            self.at += 1;
        }
        out
    }

    fn atom(&mut self) -> Result<Node, String> {
        let Some(c) = self.next() else { return Ok(Node::Concat(Vec::new())) };
        match c {
            '.' => Ok(Node::Any),
            '^' if self.flags.multi_line => Ok(Node::LineStart),
            '$' if self.flags.multi_line => Ok(Node::LineEnd),
            '^' => Ok(Node::Start),
            '$' => Ok(Node::End),
            '(' => self.group(),
            '[' => self.class(),
            '\\' => self.escape(),
            '*' | '+' | '?' => Err("nothing to repeat".to_owned()),
            '{' => {
                let from = self.at;
                match self.counts()? {
                    Some(_) => Err("nothing to repeat".to_owned()),
                    None => {
                        self.at = from;
                        Ok(Node::Literal('{'))
                    }
                }
            }
            c => self.literal(c),
        }
    }

    /// A character, with its other case where case is ignored.
    fn literal(&self, c: char) -> Result<Node, String> {
        if !self.flags.ignore_case {
            return Ok(Node::Literal(c));
        }
        let mut items = Vec::new();
        self.folded(c, c, &mut items)?;
        Ok(match items.as_slice() {
            [Item::Range(a, b)] if a == b => Node::Literal(*a),
            _ => Node::Class(Class { negated: false, items }),
        })
    }

    fn folded(&self, first: char, last: char, items: &mut Vec<Item>) -> Result<(), String> {
        items.push(Item::Range(first, last));
        if !self.flags.ignore_case {
            return Ok(());
        }
        if !first.is_ascii() || !last.is_ascii() {
            return Err("re.IGNORECASE with letters beyond ASCII".to_owned());
        }
        for c in (first..=last).filter(char::is_ascii_alphabetic) {
            let lower = c.to_ascii_lowercase();
            for other in [lower, c.to_ascii_uppercase()] {
                if !(first..=last).contains(&other) {
                    items.push(Item::Range(other, other));
                }
            }
            if let Some((_, more)) = FOLDED.iter().find(|(letter, _)| *letter == lower)
                && !self.flags.ascii
            {
                items.extend(more.iter().map(|other| Item::Range(*other, *other)));
            }
        }
        Ok(())
    }

    fn group(&mut self) -> Result<Node, String> {
        self.depth += 1;
        if self.depth > 50 {
            return Err("groups this deep".to_owned());
        }
        let (number, name) = if self.take("?P<") {
            let mut name = String::new();
            loop {
                match self.next() {
                    Some('>') => break,
                    Some(c) => name.push(c),
                    None => return Err("a group without an end".to_owned()),
                }
            }
            let starts = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
            if !starts || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') || self.names.contains(&name) {
                return Err("the name of a group".to_owned());
            }
            self.names.push(name.clone());
            self.groups += 1;
            (Some(self.groups), Some(name))
        } else if self.take("?:") {
            (None, None)
        } else if self.peek() == Some('?') {
            return Err(match (self.chars.get(self.at + 1), self.chars.get(self.at + 2)) {
                (Some('=' | '!'), _) | (Some('<'), Some('=' | '!')) => "looking ahead or behind".to_owned(),
                _ => "this kind of group".to_owned(),
            });
        } else {
            self.groups += 1;
            (Some(self.groups), None)
        };
        let inner = self.alternation()?;
        if !self.take(")") {
            return Err("a group without an end".to_owned());
        }
        self.depth -= 1;
        Ok(Node::Group(number, name, Box::new(inner)))
    }

    fn category(c: char) -> Option<Class> {
        let item = match c.to_ascii_lowercase() {
            'd' => Item::Digit,
            'w' => Item::Word,
            's' => Item::Space,
            _ => return None,
        };
        Some(Class { negated: c.is_ascii_uppercase(), items: vec![item] })
    }

    fn escape(&mut self) -> Result<Node, String> {
        let Some(c) = self.next() else { return Err("a pattern that ends in a backslash".to_owned()) };
        if let Some(class) = Self::category(c) {
            return Ok(Node::Class(class));
        }
        match c {
            'A' => Ok(Node::Start),
            'Z' => Ok(Node::VeryEnd),
            'b' | 'B' => Err("`\\b`, the edge of a word".to_owned()),
            '1'..='9' => Err("a reference to a group".to_owned()),
            c => {
                let c = self.escaped(c)?;
                self.literal(c)
            }
        }
    }

    /// The character that an escape stands for.
    fn escaped(&mut self, c: char) -> Result<char, String> {
        let digits = match c {
            'n' => return Ok('\n'),
            't' => return Ok('\t'),
            'r' => return Ok('\r'),
            'f' => return Ok('\u{c}'),
            'v' => return Ok('\u{b}'),
            'a' => return Ok('\u{7}'),
            'x' => 2,
            'u' => 4,
            'U' => 8,
            c if c.is_ascii_alphanumeric() => return Err(format!("the escape `\\{c}`")),
            c => return Ok(c),
        };
        let mut code = 0;
        for _ in 0..digits {
            let digit = self.next().and_then(|c| c.to_digit(16)).ok_or("an incomplete escape")?;
            code = code * 16 + digit;
        }
        char::from_u32(code).ok_or_else(|| "a lone surrogate".to_owned())
    }

    fn class(&mut self) -> Result<Node, String> {
        let negated = self.take("^");
        let mut items = Vec::new();
        let start = self.at;
        loop {
            let Some(c) = self.next() else { return Err("a set without an end".to_owned()) };
            if c == ']' && self.at > start + 1 {
                break;
            }
            let first = match self.member(c)? {
                Member::Item(item) => {
                    if self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|c| *c != ']') {
                        return Err("a range of a class of characters".to_owned());
                    }
                    items.push(item);
                    continue;
                }
                Member::Char(c) => c,
            };
            if self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|c| *c != ']') {
                self.at += 1;
                let Some(c) = self.next() else { return Err("a set without an end".to_owned()) };
                let Member::Char(last) = self.member(c)? else {
                    return Err("a range of a class of characters".to_owned());
                };
                if last < first {
                    return Err("a range that ends before it starts".to_owned());
                }
                self.folded(first, last, &mut items)?;
            } else {
                self.folded(first, first, &mut items)?;
            }
        }
        Ok(Node::Class(Class { negated, items }))
    }

    fn member(&mut self, c: char) -> Result<Member, String> {
        if c != '\\' {
            return Ok(Member::Char(c));
        }
        let Some(c) = self.next() else { return Err("a set without an end".to_owned()) };
        match Self::category(c) {
            Some(class) if class.negated => Err(format!("`\\{c}` in a set")),
            Some(class) => Ok(Member::Item(class.items[0])),
            None if c == 'b' => Ok(Member::Char('\u{8}')),
            None => self.escaped(c).map(Member::Char),
        }
    }
}

enum Member {
    Char(char),
    Item(Item),
}
